"""`fibercheck count`: what is counted of the cospan in a file.

Main definitions
    Unsound     a count that its own second route contradicts
    counted     the answer for one file
    table       the same for people
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import prod
from typing import Any

from rich.table import Table

from algebra.affine import Contradiction, presentation
from algebra.counting import module_orders, profile, self_check
from algebra.errors import AlgebraError, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.files import Stated, StatedAlgebras, StatedSchemes, read
from algebra.linear import image_order
from algebra.maps import Map, homomorphism
from algebra.schemes import counts
from algebra.schemes import self_check as points_check
from algebra.structure import ring_invariants

RING_KEYS = (
    "order", "additive_invariant_factors", "characteristic", "units", "nilpotents", "idempotents", "local_factors",
)  # fmt: skip


class Unsound(Exception):
    """A count that its own second route contradicts, told in one sentence."""


def counted(path: str, engine: str = "sympy") -> dict[str, Any]:
    """The numbers of the cospan in a file, each checked by a second route.

    Parameters
    ----------
    path : str
    engine : str
        What finds Gröbner bases, for algebras.

    Raises
    ------
    AlgebraError
        When the file states no cospan, or one that is too large to count.
    Unsound
        When the two routes differ.
    """
    stated = read(path, engine)
    try:
        if isinstance(stated, StatedAlgebras):
            body = presentation(stated.cospan, engine).answer()
        else:
            body = _schemes(stated) if isinstance(stated, StatedSchemes) else _maps(stated)
    except Contradiction as error:
        raise Unsound(f"{path}: the count contradicts itself: {error.found}") from error
    except AlgebraError as error:
        raise type(error)(f"{path}: {error.asked}", error.found, error.hint) from error
    return {"file": path, "kind": stated.kind, **body}


def _maps(stated: Stated) -> dict[str, Any]:
    """What is counted of modules and rings."""
    cospan = Cospan(stated.f, stated.g)
    P = FiberProduct(cospan)
    body = asdict(module_orders(cospan)) if stated.kind == "modules" else _rings(P)
    _sound(self_check(P))
    return body | _profile(cospan, stated)


def _schemes(stated: StatedSchemes) -> dict[str, Any]:
    """The numbers of points over GF(q), and over extensions where they are asked for."""
    body = asdict(counts(stated.cospan, stated.extensions or 1))
    _sound(points_check(stated.cospan))
    above = list(body.pop("points_by_extension"))
    return body | ({"extensions": above} if stated.extensions else {})


def _sound(wrong: str | None) -> None:
    if wrong is not None:
        raise Contradiction("a count", wrong)


def _rings(P: FiberProduct[Any, Any]) -> dict[str, Any]:
    found = asdict(ring_invariants(P))
    onto = {"f_onto": _onto(P.cospan.f), "g_onto": _onto(P.cospan.g)}
    return {key: found[key] for key in RING_KEYS} | onto


def _onto(f: Map[Any, Any]) -> bool:
    h = homomorphism(f)
    return image_order(h) == prod(h.target)


def _profile(cospan: Cospan[Any, Any, Any], stated: Stated) -> dict[str, dict[str, int]]:
    """The profile at the radii stated, else at every distance, else at 0 alone; none without a metric."""
    if stated.metric is None:
        return {}
    try:
        steps = profile(cospan, stated.metric, stated.eps)
    except TooLarge:
        if stated.eps is not None:
            raise
        steps = profile(cospan, stated.metric, [0])
    return {"profile": {str(eps): size for eps, size in steps.items()}}


def table(answer: dict[str, Any]) -> Table:
    """The answer for one file, one line a number."""
    out = Table(title=f"{answer['file']} ({answer['kind']})", title_justify="left", show_header=False)
    out.add_column(no_wrap=True)
    out.add_column(overflow="fold")
    for key, value in answer.items():
        if key not in ("file", "kind", "profile", "presentation"):
            out.add_row(key.replace("_", " "), _shown(value))
    for row in _presented(answer.get("presentation")):
        out.add_row(*row)
    for eps, size in answer.get("profile", {}).items():
        out.add_row(f"|F_ε| at ε = {eps}", str(size))
    return out


def _presented(found: dict[str, list[str]] | None) -> Iterator[tuple[str, str]]:
    """A line for each generator, as a pair, and for each relation."""
    if found is None:
        return
    for name, a, c in zip(found["vars"], found["to_A"], found["to_C"], strict=True):
        yield f"generator {name}", f"({a}, {c})"
    yield from (("relation", f"{relation} = 0") for relation in found["relations"])


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return " × ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)
