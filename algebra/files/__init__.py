"""The cospan file: one JSON object that states a cospan of modules, of rings, of schemes or of algebras.

        {"format": "cospan/1", "kind": ..., ...}

Main definitions
    Stated               two maps of modules or rings X --f--> Z <--g-- Y, and perhaps a distance and radii
    StatedSchemes        two morphisms of affine schemes, and perhaps the extensions wanted
    StatedAlgebras       two homomorphisms of affine algebras A --f--> B <--g-- C
    read                 what a file states
    write, write_stated  a file that states it
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from algebra.affine import AlgebraCospan
from algebra.errors import Mismatch
from algebra.files.algebras import read_algebras, write_algebras
from algebra.files.fields import Place, parse, shown
from algebra.files.modules import read_matrix, read_module, write_matrix, write_module
from algebra.files.rings import read_images, read_ring, write_images, write_ring
from algebra.files.schemes import read_schemes, write_schemes
from algebra.linear import factor
from algebra.maps import Map
from algebra.metrics import Discrete, Distances, Exact, Hamming, Lee, Metric, Padic
from algebra.rings.ring import Ring, moduli
from algebra.schemes import SchemeCospan

__all__ = ["File", "Stated", "StatedAlgebras", "StatedSchemes", "read", "write", "write_stated"]

FORMAT = "cospan/1"
NAMES = ("lee-l1", "lee-l2", "lee-linf", "hamming", "discrete", "p-adic")
KINDS = {"modules": (read_module, read_matrix), "rings": (read_ring, read_images)}
KNOWN = (*KINDS, "schemes", "algebras")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cospan file states.

    Parameters
    ----------
    kind : str
        "modules" or "rings".
    f, g : Map
        The two maps.
    metric : Metric or None
    eps : tuple or None
        The radii wanted, in the units of the metric's values; None for the whole profile.
    """

    kind: str
    f: Map[Any, Any]
    g: Map[Any, Any]
    metric: Metric[Any] | None
    eps: tuple[Exact, ...] | None


@dataclass(frozen=True, slots=True)
class StatedSchemes:
    """A cospan of affine schemes, and the degree of the extensions over which its points are wanted, if any."""

    cospan: SchemeCospan
    extensions: int | None = None

    @property
    def kind(self) -> str:
        """The kind of the file."""
        return "schemes"


@dataclass(frozen=True, slots=True)
class StatedAlgebras:
    """A cospan of affine algebras."""

    cospan: AlgebraCospan

    @property
    def kind(self) -> str:
        """The kind of the file."""
        return "algebras"


File = Stated | StatedSchemes | StatedAlgebras


def read(path: str | Path, engine: str = "sympy") -> File:
    """What a cospan file states.

    Parameters
    ----------
    path : str or Path
    engine : str
        What finds the Gröbner bases by which a cospan of algebras is checked.

    Raises
    ------
    Mismatch
        When it states no cospan: with the file, the key, and for a map the element that witnesses it.
    TooLarge
        When it states a field without tables.
    Missing
        When the engine is not installed.
    """
    top = parse(path)
    if not isinstance(top.value, dict):
        top.refuse("no object stands at its top", 'write {"format": "cospan/1", "kind": ..., ...}')
    for key, known in (("format", (FORMAT,)), ("kind", KNOWN)):
        if key not in top.value:
            Place(top.file, key, None).refuse("it is missing", f"known are {', '.join(known)}")
        if top.value[key] not in known:
            top.at(key).refuse(f"{shown(top.value[key])} is unknown", f"known are {', '.join(known)}")
    kind = top.value["kind"]
    if kind == "schemes":
        return StatedSchemes(*read_schemes(top))
    return StatedAlgebras(read_algebras(top, engine)) if kind == "algebras" else _maps(top, kind)


def _maps(top: Place, kind: str) -> Stated:
    entries = top.record(("format", "kind", "X", "Y", "Z", "f", "g"), ("metric", "eps"))
    read_carrier, read_map = KINDS[kind]
    X, Y, Z = (read_carrier(entries[key]) for key in "XYZ")
    f, g = read_map(entries["f"], X, Z), read_map(entries["g"], Y, Z)
    metric = _metric(entries["metric"], Z) if "metric" in entries else None
    if "eps" in entries and metric is None:
        entries["eps"].refuse("radii without a metric", "name the metric")
    eps = tuple(entry.number() for entry in entries["eps"].items()) if "eps" in entries else None
    return Stated(kind, f, g, metric, eps)


def _metric(place: Place, space: Ring[Any]) -> Metric[Any]:
    if isinstance(place.value, dict):
        rows = place.record(("table",))["table"]
        values = tuple(tuple(entry.number() for entry in row.items()) for row in rows.items())
        try:
            return Distances(space, values)
        except Mismatch as error:
            rows.refuse(error.found, error.hint)
    if place.value not in NAMES:
        place.refuse(f"{place.value!r} is unknown", f"known are {', '.join(NAMES)} and a table")
    name = str(place.value)
    if name.startswith("lee-"):
        return Lee(space, name[4:])  # type: ignore[arg-type]
    if name == "p-adic":
        return Padic(space, _prime(place, space))
    return Hamming(space) if name == "hamming" else Discrete(space)


def _prime(place: Place, space: Ring[Any]) -> int:
    primes = {p for m in moduli(space) for p, _ in factor(m)}
    if len(primes) > 1:
        place.refuse(f"the moduli of Z have the primes {sorted(primes)}", "take moduli that are powers of one prime")
    return primes.pop() if primes else 2


def write_stated(path: str | Path, stated: File) -> None:
    """Write a file that states the same again.

    Raises
    ------
    Mismatch
        When the format cannot state it.
    """
    if isinstance(stated, Stated):
        return write(path, stated.f, stated.g, stated.metric, stated.eps)
    if isinstance(stated, StatedSchemes):
        body = write_schemes(stated.cospan, stated.extensions)
    else:
        body = write_algebras(stated.cospan)
    return _save(path, {"format": FORMAT, "kind": stated.kind, **body})


def _save(path: str | Path, value: dict[str, Any]) -> None:
    Path(path).write_text(json.dumps(value) + "\n", encoding="utf-8")


def write(
    path: str | Path,
    f: Map[Any, Any],
    g: Map[Any, Any],
    metric: Metric[Any] | None = None,
    eps: Sequence[Exact] | None = None,
) -> None:
    """Write a cospan of modules or rings as a file.

    Raises
    ------
    Mismatch
        When the format cannot state it.
    """
    ends = {"X": f.dom, "Y": g.dom, "Z": f.cod}
    try:
        body = {key: write_module(R) for key, R in ends.items()} | {"f": write_matrix(f), "g": write_matrix(g)}
        kind = "modules"
    except Mismatch:
        body = {key: write_ring(R) for key, R in ends.items()} | {"f": write_images(f), "g": write_images(g)}
        kind = "rings"
    stated: dict[str, Any] = {"format": FORMAT, "kind": kind, **body}
    if metric is not None:
        stated["metric"] = _name(metric)
    if eps is not None:
        stated["eps"] = [str(e) for e in eps]
    _save(path, stated)


def _name(metric: Metric[Any]) -> Any:
    if isinstance(metric, Distances):
        return {"table": [[c if isinstance(c, int) else str(c) for c in row] for row in metric.rows]}
    kinds = {Hamming: "hamming", Discrete: "discrete", Padic: "p-adic"}
    name = f"lee-{metric.norm}" if isinstance(metric, Lee) else kinds.get(type(metric))
    if name is None:
        raise Mismatch(f"a file with the metric {metric}", "the format has no name for it", "give it as a table")
    return name
