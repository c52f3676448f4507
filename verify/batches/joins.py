"""Every way to ask for one join, and how often each pair came back.

        {(x, y) : d(u_x, v_y) ≤ ε}      dtypes × libraries × algorithms

Main definitions
    Points, Form    rows of coordinates; two arrays, what to ask of the join, and a name for that
    apart           the distances by the definition of the metric, one pair at a time
    arrays          the rows in each type that holds them exactly
    forms           all ways to ask, with numpy alone or with compiled loops
    listed          for each form a table of how often each pair is listed

Conventions
    A table that is not in lexicographic order has 2 added to all of its entries, so that no pair looks right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from algebra.metrics import Absolute, Discrete, Exact, Hamming, Lee, Metric
from algebra.numeric import Means, Pairs, join
from algebra.numeric.planner import suited
from algebra.numeric.reading import reading
from algebra.numeric.spaces import fetched
from algebra.rings.ring import moduli
from verify.batch import Array

Points = tuple[tuple[Exact, ...], ...]
Tables = tuple[tuple[str, Array], ...]
MEANS = ("numpy", "compiled")
WHOLE = (np.int8, np.uint8, np.int16, np.int64)
FLOATS = (np.float16, np.float32, np.float64)
SHORT = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Two arrays and the options of a join, under a name."""

    name: str
    u: Any
    v: Any
    options: dict[str, Any] = field(default_factory=dict)


@lru_cache(1 << 9)
def apart(d: Metric[Any], u: Points, v: Points) -> tuple[tuple[Exact, ...], ...]:
    """The distances d(u_x, v_y).

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> apart(Lee(Zmod(5)), ((0,),), ((1,), (4,)))
    ((1, 1),)
    """
    left, right = ([_element(d, row) for row in rows] for rows in (u, v))
    return tuple(tuple(d(a, b) for b in right) for a in left)


def _element(d: Metric[Any], row: tuple[Exact, ...]) -> Any:
    return row if isinstance(d, Absolute) else d.space.from_coordinates(int(c) for c in row)


def _holds(kind: Any, value: Exact) -> bool:
    """Whether a machine type has a number."""
    if kind in WHOLE:
        least, most = int(np.iinfo(kind).min), int(np.iinfo(kind).max)
        return value.denominator == 1 and least <= value <= most
    top = Fraction(float(np.finfo(kind).max))
    return -top <= value <= top and Fraction(float(kind(float(value)))) == value


def arrays(rows: Points, floats: bool) -> dict[str, Any]:
    """The rows in each type that holds them exactly, by name.

    Parameters
    ----------
    rows : Points
    floats : bool
        Whether floating types are wanted too.

    Examples
    --------
    >>> list(arrays(((-1,), (300,)), False))
    ['int16', 'int64', 'read-only columns', 'lists']
    >>> list(arrays(((Fraction(1, 2),), (Fraction(1, 3),)), True))
    ['lists', 'texts']
    """
    values = [value for row in rows for value in row]
    kinds = [kind for kind in (*WHOLE, *FLOATS) if floats or kind in WHOLE]
    fit = [kind for kind in kinds if all(_holds(kind, value) for value in values)]
    made: dict[str, Any] = {np.dtype(kind).name: np.array(rows, dtype=kind) for kind in fit}
    if np.int64 in fit:
        made["read-only columns"] = _spread(made["int64"])
    made["lists"] = [list(row) for row in rows]
    if any(value.denominator > 1 for value in values):
        made["texts"] = [[str(value) for value in row] for row in rows]
    return made


def _spread(rows: Array) -> Array:
    """The same rows in memory that is not contiguous and cannot be written."""
    wide = np.repeat(rows, 2, axis=1)[::-1]
    wide.flags.writeable = False
    return wide[::-1, ::2]


def _strict(rows: Array) -> Any:
    import array_api_strict

    return array_api_strict.asarray(rows)


def _elsewhere(d: Metric[Any], u: dict[str, Any], v: dict[str, Any]) -> Iterator[Form]:
    """The rows in a library that knows the standard of array libraries and nothing more."""
    offered = isinstance(d, (Absolute, Discrete)) or (isinstance(d, (Lee, Hamming)) and all(moduli(d.space)))
    if not offered or find_spec("array_api_strict") is None:
        return
    for name in (name for name in ("int64", "float64") if name in u and name in v):
        if name == "int64" and max(int(np.abs(side[name]).max(initial=0)) for side in (u, v)) > SHORT:
            continue
        yield Form(f"{name} of array_api_strict", _strict(u[name]), _strict(v[name]))


def _packed(d: Metric[Any], u: dict[str, Any], v: dict[str, Any]) -> Iterator[Form]:
    if isinstance(d, Hamming) and set(moduli(d.space)) == {2} and len(moduli(d.space)) > 1:
        yield Form("packed bits", np.packbits(u["uint8"], axis=1), np.packbits(v["uint8"], axis=1))


def forms(d: Metric[Any], u: Points, v: Points, eps: Exact, means: str) -> Iterator[Form]:
    """All ways to ask for the pairs within ε: types and libraries, one type with another, and algorithms."""
    x, y = (arrays(rows, isinstance(d, Absolute)) for rows in (u, v))
    alike = [name for name in x if name in y]
    used = Means(numba=means == MEANS[1])
    if used == Means():
        yield from (Form(name, x[name], y[name]) for name in alike)
        yield Form(f"{next(iter(x))} with {list(y)[-1]}", x[next(iter(x))], y[list(y)[-1]])
        yield from _packed(d, x, y)
        yield from _elsewhere(d, x, y)
    for name in dict.fromkeys((alike[0], "float64")):
        if name in alike:
            every = suited(reading(x[name], y[name], d, eps))
            yield from (Form(f"{a} of {name}", x[name], y[name], {"algorithm": a, "means": used}) for a in every)


@lru_cache(1 << 9)
def listed(d: Metric[Any], u: Points, v: Points, eps: Exact, means: str) -> Tables:
    """For each form its name, and how often each pair is listed.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> dict(listed(Lee(Zmod(5)), ((0,),), ((1,), (3,), (4,)), 1, "numpy"))["uint8"].tolist()
    [[1, 0, 1]]
    """
    size = (len(u), len(v))
    every = ((form.name, _asked(d, eps, form, means)) for form in forms(d, u, v, eps, means))
    return tuple((name, tally(pairs, size)) for name, pairs in every)


def _asked(d: Metric[Any], eps: Exact, form: Form, means: str) -> Pairs:
    options = {"means": Means(numba=means == MEANS[1])} | form.options
    return join(form.u, form.v, d, eps, explain=False, **options)


def tally(pairs: Pairs, size: tuple[int, int]) -> Array:
    """How often each pair is listed, with 2 more for all where they are not in lexicographic order.

    Examples
    --------
    >>> tally(Pairs(np.array([0, 1]), np.array([1, 0])), (2, 2)).tolist()
    [[0, 1], [1, 0]]
    >>> tally(Pairs(np.array([1, 0]), np.array([0, 1])), (2, 2)).tolist()
    [[2, 3], [3, 2]]
    """
    i, j = (np.asarray(fetched(column)).astype(np.int64) for column in pairs)
    times = np.zeros(size, dtype=np.int64)
    np.add.at(times, (i, j), 1)
    ranks = i * size[1] + j
    return times if np.all(ranks[1:] > ranks[:-1]) else times + 2


Asked = Callable[[Metric[Any], Points, Points, Exact, str], Tables]
