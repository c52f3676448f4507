"""Cells: numbers of a grid, such that what is near lies in neighbouring cells.

        |x - y| ≤ r  ⟹  |cell(x) - cell(y)| ≤ reach        (in each column that has cells)

Main definitions
    Cells, cells    the keys of both sides, and the runs of keys that are near a key
    axis            the cell numbers of one column
    arranged        the order of some keys

Implementation notes
    r is ε rounded up, or its root for squared distances, as every |x_c - y_c| is at most the distance.

    Integers.  w = ⌈r / reach⌉ and cell(x) = (x - lo) // w in int64: |x - y| ≤ reach·w moves a quotient by at most
    reach.

    Floats.  cell(x) = ⌊fl(fl(x' - lo) / w)⌋ with x' = x clipped to a window, which moves no two numbers apart, and
    w ≥ r(1 + 2^-8) / reach, a normal number, such that the window has at most 2^40 widths.  Let a(x) be the quotient
    before it is floored; it is monotone in x, as each rounding is.  With u = 2^-53, a(x) is (x' - lo) / w up to a
    relative 2u + u² (a difference never underflows; a quotient below the least normal number is off by 2^-1074), so

        0 ≤ a(y) - a(x) ≤ reach (1 - 2^-9) + 4·2^40·u·(1 + 2^-9) < reach        for x ≤ y ≤ x + r,

    and numbers less than `reach` apart have floors at most `reach` apart.

    Cells that hold nothing are left out where they are many: gaps are cut to reach + 1, which keeps neighbours and
    makes no others.  Halving cell numbers halves the reach, rounded up.  Keys join the cell numbers of the columns, the
    last one fastest and all with margins, so that the candidates of a cell are 3^(k-1) runs of the right side, no two
    of which meet.  The runs are found in a table of all keys where that is small, else by bisection.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isqrt, prod
from typing import Any

import numpy as np

from algebra.numeric.bound import above
from algebra.numeric.lines import line
from algebra.numeric.problem import Array, Indices, Problem

FINE = 2
WINDOW = 1 << 40
SAMPLE = 1 << 11
Axis = tuple[Indices, Indices, int]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The keys of both sides, and which keys are near.

    Parameters
    ----------
    left : array of n keys, in the order of the rows
    right, names : arrays of m keys in ascending order, and the rows that have them
    runs : array
        Neighbours of a key have keys from key + run - reach to key + run + reach.
    starts : array or None
        starts[key] right rows have smaller keys.
    """

    left: Indices
    right: Indices
    names: Indices
    runs: Indices
    reach: int
    starts: Array | None

    def bounds(self, keys: Indices) -> tuple[Array, Array]:
        """The places in which each run of each key begins and ends."""
        least = keys[:, None] + (self.runs - self.reach)
        past = least + (2 * self.reach + 1)
        if self.starts is not None:
            return self.starts[least], self.starts[past]
        lo = np.searchsorted(self.right, least)
        hi = lo.copy()
        full = np.append(self.right, np.iinfo(np.int64).max)[lo] < past
        hi[full] = np.searchsorted(self.right, past[full])
        return lo, hi


def axis(problem: Problem, column: int, reach: int) -> Axis:
    """Cell numbers of one column, from 0, with which rows within ε are at most `reach` apart."""
    left, right = problem.left[:, column], problem.right[:, column]
    if not len(left) or not len(right):
        return np.zeros(len(left), dtype=np.int64), np.zeros(len(right), dtype=np.int64), reach
    return _real(problem, left, right, reach) if problem.floating else _whole(problem, left, right, reach)


def _whole(problem: Problem, left: Array, right: Array, reach: int) -> Axis:
    eps = max(0, floor(problem.eps))
    radius = isqrt(eps) if line(problem).norm == "l2" else eps
    least = np.int64(min(left.min(), right.min()))
    width = np.int64(max(1, min(-(-radius // reach), 1 << 62)))
    return (left - least) // width, (right - least) // width, reach


def _real(problem: Problem, left: Array, right: Array, reach: int) -> Axis:
    left, right = left.astype(np.float64), right.astype(np.float64)
    radius = above(max(0, problem.eps), np.float64)
    with np.errstate(over="ignore", under="ignore"):
        if line(problem).norm == "l2":
            radius = np.nextafter(np.sqrt(radius), np.inf)
        width = np.maximum((radius + radius / 256) / reach, np.ldexp(1, -1000))
        least, most = _window(left, right, width)
        width = np.maximum(width, (most - least) / WINDOW)
        if not np.isfinite(width) or not np.isfinite(most - least):
            return np.zeros(len(left), dtype=np.int64), np.zeros(len(right), dtype=np.int64), reach
        sides = (np.floor((np.clip(a, least, most) - least) / width).astype(np.int64) for a in (left, right))
        return next(sides), next(sides), reach


def _window(left: Array, right: Array, width: Any) -> tuple[Any, Any]:
    """What to cut into cells: all, or the middle where all has too many."""
    least, most = min(left.min(), right.min()), max(left.max(), right.max())
    if (most - least) / WINDOW <= width:
        return least, most
    some = np.sort(np.concatenate([a[:: -(-len(a) // SAMPLE)] for a in (left, right)]))
    low, high = some[len(some) // 16], some[-1 - len(some) // 16]
    return max(least, low - (high - low)), min(most, high + (high - low))


def _dense(left: Indices, right: Indices, reach: int) -> tuple[Indices, Indices]:
    """Cell numbers with the gaps between those in use cut to reach + 1."""
    order, found = arranged(np.concatenate([left, right]))
    ranks = np.zeros(len(order), dtype=np.int64)
    ranks[order[1:]] = np.cumsum(np.minimum(np.diff(found), reach + 1))
    return ranks[: len(left)], ranks[len(left) :]


def _axes(problem: Problem, columns: tuple[int, ...]) -> list[Axis]:
    """Cell numbers of some columns, such that all of them fit into a key; the last column in finer cells."""
    axes = [axis(problem, c, FINE if c == columns[-1] else 1) for c in columns]
    for k, (left, right, reach) in enumerate(axes):
        if _span(axes[k]) > len(left) + len(right) + 64:
            axes[k] = (*_dense(left, right, reach), reach)
    while prod(map(_span, axes)) >= 1 << 62:
        k = max(range(len(axes)), key=lambda k: _span(axes[k]))
        left, right, reach = axes[k]
        axes[k] = left >> 1, right >> 1, (reach + 1) >> 1
    return axes


def _span(one: Axis) -> int:
    left, right, reach = one
    return int(max(left.max(initial=0), right.max(initial=0))) + 2 * reach + 1


def cells(problem: Problem, columns: tuple[int, ...]) -> Cells:
    """The cells of both sides of a problem on Q^d in some columns.

    Examples
    --------
    >>> from algebra.numeric.problem import Line
    >>> x = np.array([[0], [9], [1]])
    >>> found = cells(Problem(x, x, Line("l1"), 2), (0,))
    >>> [(lo.item(), hi.item()) for lo, hi in zip(*found.bounds(found.left))], found.names
    ([(0, 2), (2, 3), (0, 2)], array([0, 2, 1]))
    """
    axes = _axes(problem, columns)
    spans = [_span(one) for one in axes]
    strides = [prod(spans[k + 1 :]) for k in range(len(axes))]
    keys = np.zeros(len(problem.left), dtype=np.int64), np.zeros(len(problem.right), dtype=np.int64)
    runs = np.zeros(1, dtype=np.int64)
    for k, (left, right, reach) in enumerate(axes):
        for key, side in zip(keys, (left, right), strict=True):
            key += (side + reach) * np.int64(strides[k])
        if k + 1 < len(axes):
            runs = np.add.outer(runs, np.arange(-reach, reach + 1) * np.int64(strides[k])).ravel()
    names, right = arranged(keys[1])
    return Cells(keys[0], right, names, runs, axes[-1][2] if axes else 0, _starts(right, prod(spans)))


def _starts(keys: Indices, size: int) -> Array | None:
    """For each key below a bound, how many of the given ones are smaller; None where the bound is too large."""
    if size > (1 << 16) + 16 * len(keys):
        return None
    out = np.zeros(size + 2, dtype=np.int64)
    np.cumsum(np.bincount(keys, minlength=size + 1), out=out[1:])
    return out


def arranged(keys: Indices) -> tuple[Indices, Indices]:
    """The stable order of nonnegative keys, and the keys in it.

    Examples
    --------
    >>> arranged(np.array([5, 0, 5]))
    (array([1, 0, 2]), array([0, 5, 5]))
    """
    shift = len(keys).bit_length()
    if int(keys.max(initial=0)) >> (63 - shift):
        order = np.argsort(keys, kind="stable")
        return order, keys[order]
    packed = (keys << shift) | np.arange(len(keys))
    packed.sort()
    return packed & ((1 << shift) - 1), packed >> shift
