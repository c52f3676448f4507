"""How many pairs lie at each distance.

Main definitions
    taken       the number of pairs at each distance taken
    cumulative  the number of pairs within each

Implementation notes
    Coordinates are added up column by column in tiles of TILE pairs, in machine integers that hold the largest sum;
    floats are taken as integers over a power of two, and what fits no machine integer as Python ints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from algebra.metrics import Exact, Metric, Padic, Xadic, whole
from algebra.numeric.exact import distances, least_place, scaled
from algebra.numeric.keys import matches
from algebra.numeric.problem import Array, Bits, Circle, Indices, Letters, Line, Problem, Same
from algebra.numeric.reading import reading
from algebra.numeric.search import Told

TILE = 1 << 18
SMALL = 1 << 16
FAR = 1 << 4096


def taken(
    u: Any, v: Any, metric: Metric[Any] | Callable[..., Metric[Any]], options: Mapping[str, Any], told: Told | None
) -> Counter[Exact]:
    """The number of pairs of rows at each distance taken.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> sorted(taken(range(4), range(4), Lee(Zmod(4)), {}, None).items())
    [(0, 4), (1, 8), (2, 4)]
    """
    if isinstance(metric, (Padic, Xadic)):
        return _by_levels(u, v, metric)
    # a radius beyond all others asks for no pair in particular
    problem = _whole(reading(u, v, metric, FAR, **options))
    dense, sparse = np.zeros(0, dtype=np.int64), Counter[int]()
    rows, columns = len(problem.left), len(problem.right)
    # where distances are gathered pair by pair, wide rows make a tile small
    most = TILE if _machine(problem) else max(1, TILE // max(1, problem.width))
    beside = max(1, min(columns, most))
    above = max(1, most // beside)
    for start in range(0, rows, above):
        for first in range(0, columns, beside):
            flat = tile(problem, slice(start, start + above), slice(first, first + beside)).reshape(-1)
            if flat.dtype != object and int(flat.max(initial=0)) < max(SMALL, 4 * len(flat)):
                dense = _sum(dense, np.bincount(flat))
            else:
                sparse.update(_counted(flat))
        if told is not None:
            told(min(start + above, rows), rows)
    values = np.flatnonzero(dense)
    sparse.update(dict(zip(values.tolist(), dense[values].tolist(), strict=True)))
    if problem.unit == 1:
        return Counter[Exact](sparse)
    return Counter({whole(Fraction(value) / problem.unit): n for value, n in sparse.items()})


def _sum(a: Indices, b: Indices) -> Indices:
    """The sum of two lists of counts, the shorter one continued by zeros."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    long[: len(short)] += short
    return long


def _whole(problem: Problem) -> Problem:
    if not problem.floating:
        return problem
    assert isinstance(problem.distance, Line)
    place = least_place(problem.left.astype(np.float64), problem.right.astype(np.float64))
    unit = 1 / Fraction(2) ** place
    left, right = (scaled(side.astype(np.float64), place).reshape(side.shape) for side in (problem.left, problem.right))
    return replace(problem, left=left, right=right, unit=unit * unit if problem.distance.norm == "l2" else unit)


def _by_levels(u: Any, v: Any, metric: Padic[Any] | Xadic) -> Counter[Exact]:
    base = metric.p if isinstance(metric, Padic) else 2
    radii, value = list[Exact](), Fraction(1)
    while value * metric.scale > 1:
        radii.append(whole(value))
        value /= base
    within = [matches(reading(u, v, metric, eps), False) for eps in (*radii, 0)]
    steps = [a - b for a, b in pairwise(within)]
    return Counter({eps: n for eps, n in zip((*radii, 0), (*steps, within[-1]), strict=True) if n})


def _counted(flat: Array) -> dict[int, int]:
    found, counts = np.unique(flat, return_counts=True)
    return dict(zip(map(int, found), counts.tolist(), strict=True))


def tile(problem: Problem, rows: slice, columns: slice) -> Array:
    """The distances of some rows from some others, as a matrix of machine integers or Python ints."""
    x, y, kind = problem.left[rows], problem.right[columns], problem.distance
    top = _top(problem)
    if top is None or top[1] >= 1 << 62:
        part = replace(problem, left=x, right=y)
        i, j = (side.reshape(-1) for side in np.indices((len(x), len(y))))
        return distances(part, i, j).reshape(len(x), len(y))
    narrow, wide = (np.dtype(np.int16 if t < 1 << 15 else np.int32 if t < 1 << 31 else np.int64) for t in top)
    out = np.zeros((len(x), len(y)), dtype=wide)
    join = (
        np.maximum if isinstance(kind, Same) or (isinstance(kind, (Line, Circle)) and kind.norm == "linf") else np.add
    )
    for k in np.flatnonzero(x.any(axis=0) | y.any(axis=0)).tolist():
        steps = _column(kind, k, x[:, k, None], y[None, :, k], narrow)
        if isinstance(kind, (Line, Circle)) and kind.norm == "l2":
            steps = np.multiply(steps, steps, dtype=wide)
        join(out, steps.astype(wide, copy=False), out=out)
    return out


def _column(kind: Any, k: int, x: Array, y: Array, narrow: np.dtype[Any]) -> Array:
    if isinstance(kind, (Letters, Same)):
        return np.asarray(x != y)
    if isinstance(kind, Bits):
        return np.bitwise_count(x ^ y)
    steps = np.abs(x.astype(narrow) - y.astype(narrow))
    if isinstance(kind, Circle):
        steps = np.minimum(steps, narrow.type(kind.moduli[k]) - steps)
    return np.asarray(steps)


def _machine(problem: Problem) -> bool:
    top = _top(problem)
    return top is not None and top[1] < 1 << 62


def _top(problem: Problem) -> tuple[int, int] | None:
    """Bounds on a step and on a sum of steps; None where rows are no machine integers."""
    kind, d = problem.distance, problem.width
    if problem.left.dtype == object:
        return None
    if isinstance(kind, (Letters, Same, Bits)):
        return 64, 64 * d
    if isinstance(kind, Circle):
        step = max(kind.moduli, default=0)
    else:
        step = 2 * max(
            (max(int(side.max()), -int(side.min())) for side in (problem.left, problem.right) if side.size), default=0
        )
    return step, step if kind.norm == "linf" else d * (step * step if kind.norm == "l2" else step)


def cumulative(at: Counter[Exact]) -> dict[Exact, int]:
    """The number of pairs within each distance taken, increasing."""
    values = sorted(at)
    return dict(zip(values, accumulate(at[value] for value in values), strict=True))
