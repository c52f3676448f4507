"""Every pair on Q^d, by brute force that leaves early: any norm, any exact numbers, any number of columns.

Main definitions
    Lines, lines    the search
    Table, table    the rows as machine numbers, with the sums below which, and above which, a pair is decided

Implementation notes
    A table holds numbers q with which a pair is decided by s, the floating sum of its steps |q(x) - q(y)|, joined in
    any order: s ≤ low proves that it is within ε, s > high proves that it is not, and what is between goes to
    `algebra.numeric.exact`.

        floats           q(x) = x; low and high are ε(1 ∓ 2γ_{d+4}) ∓ η, as in `algebra.numeric.exact`, with the unit of
                         float32 or float64
        integers         q(x) = x; x - y is exact in int64 and rounded once.  If ε < 2^52, each partial sum is an
                         integer that is exact or at least 2^52, so low = high = ε
        Python ints      q(x) = (x - c) // 2^t for a shift c a column and one t with q below 2^60.  Then |q(x) - q(y)|
                         is less than 1 from |x - y| / 2^t, and the bounds move by as much

    Sums only grow, also rounded ones, so a partial sum above `high` decides.  The columns that vary most come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.numeric.bound import margins
from algebra.numeric.compiled import compiled
from algebra.numeric.exact import Truth, within
from algebra.numeric.loops.lines import finish, sweep
from algebra.numeric.problem import Array, Indices, Line, Problem
from algebra.numeric.search import Search, Tile

NORMS = {"linf": 0, "l1": 1, "l2": 2}
BLOCK = 512
ROOM = 1 << 18
EXACT = 1 << 52
WIDE = 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows as machine numbers, and the sums that decide a pair.

    Parameters
    ----------
    left, right : arrays of shape (n, d) and (m, d), float32, float64 or int64
    kind : numpy.float32 or numpy.float64
        The type in which steps are summed.
    low, high : floats of that type
        At most `low` is within ε, above `high` is not.
    """

    left: Array
    right: Array
    kind: Any
    low: Any
    high: Any


def line(problem: Problem) -> Line:
    """The distance of a problem on Q^d.

    Raises
    ------
    Mismatch
        When it has another distance.
    """
    if not isinstance(problem.distance, Line):
        raise Mismatch(f"a search on Q^d for {problem.distance}", "it adds steps |x - y|", "take a search of its own")
    return problem.distance


def table(problem: Problem, narrow: bool = False) -> Table:
    """The rows of a problem on Q^d as machine numbers, with the bounds that decide.

    Parameters
    ----------
    narrow : bool
        Whether float32 rows may be summed in float32.

    Examples
    --------
    >>> x = np.array([[10**30, 0], [10**30 + 3, 4]], dtype=object)
    >>> found = table(Problem(x, x, Line("l1"), 7))
    >>> found.left.tolist(), float(found.low), float(found.high)
    ([[0.0, 0.0], [3.0, 4.0]], 7.0, 7.0)
    """
    line(problem)
    if problem.floating:
        small = narrow and problem.left.dtype == np.float32 and problem.width <= WIDE
        kind: Any = np.float32 if small else np.float64
        low, high = margins(problem.width, kind, Fraction(problem.eps), Fraction(problem.eps))
        return Table(problem.left.astype(kind, copy=False), problem.right.astype(kind, copy=False), kind, low, high)
    if problem.left.dtype == object:
        left, right, shift = _moved(problem.left, problem.right)
    else:
        left, right, shift = problem.left, problem.right, 0
    top = max((int(np.abs(a).max(initial=0)) for a in (left, right)), default=0)
    wanted: Any = np.float64 if top <= EXACT else np.int64
    low, high = _whole(problem, shift)
    return Table(left.astype(wanted, copy=False), right.astype(wanted, copy=False), np.float64, low, high)


def _moved(left: Array, right: Array) -> tuple[Array, Array, int]:
    """Python ints as int64 in [0, 2^60]: shifted a column, and divided by one power of two, downwards."""
    if not len(left) or not len(right) or not left.shape[1]:
        return np.zeros(left.shape, dtype=np.int64), np.zeros(right.shape, dtype=np.int64), 0
    least = np.minimum(left.min(axis=0), right.min(axis=0))
    most = np.maximum(left.max(axis=0), right.max(axis=0))
    shift = max(0, max(int(v).bit_length() for v in most - least) - 60)
    parts = (((a - least) >> shift).astype(np.int64) for a in (left, right))
    return next(parts), next(parts), shift


def _whole(problem: Problem, shift: int) -> tuple[Any, Any]:
    eps, d, unit = floor(problem.eps), problem.width, 1 << shift
    if not shift and eps < EXACT:
        return np.float64(eps), np.float64(eps)
    if not shift:
        return margins(problem.width, np.float64, Fraction(eps), Fraction(eps))
    if line(problem).norm != "l2":
        slack = d if line(problem).norm == "l1" else 1
        return margins(problem.width, np.float64, Fraction(eps, unit) - slack, Fraction(eps, unit) + slack)
    inner, outer = (Fraction(isqrt(max(eps, 0)) + v, unit) + w for v, w in ((0, -d), (1, d)))
    return margins(problem.width, np.float64, inner * inner if inner >= 0 else Fraction(-1), outer * outer)


@dataclass(frozen=True, slots=True, eq=False)
class Lines(Search):
    """All pairs, block by block.

    Parameters
    ----------
    fast : bool
        Whether to take the compiled loops.
    left : array of shape (n, d')
        Columns that vary most first, filled up with zeros to a multiple of 4.
    right : array of shape (d', m)
    base : Table
    """

    fast: bool
    left: Array
    right: Array
    base: Table

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return 512

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows, block by block."""
        if start >= stop or not len(self.problem.right):
            return
        for i, j, doubt in self._swept(start, stop) if self.fast else self._blocks(start, stop):
            yield settled(self.problem, i, j, doubt)

    def _swept(self, start: int, stop: int) -> Iterator[tuple[Indices, Indices, Truth]]:
        sums = np.empty(BLOCK, dtype=self.base.kind)
        part = self.left[start:stop]
        steps, step, norm = (stop - start) * -(-self.right.shape[1] // BLOCK), 0, NORMS[line(self.problem).norm]
        while step < steps:
            i, j, done = (np.empty(ROOM, dtype=np.int64) for _ in range(3))
            out, doubt = (i, j, np.empty(ROOM, dtype=self.base.kind), done), np.empty(ROOM, dtype=np.bool_)
            with np.errstate(over="ignore", under="ignore"):
                step, k = compiled(sweep)(part, self.right, sums, norm, self.base.high, out, step)
                k = compiled(finish)(part, self.right, norm, self.base.low, self.base.high, out, doubt, k)
            yield i[:k] + start, j[:k], doubt[:k]

    def _blocks(self, start: int, stop: int) -> Iterator[tuple[Indices, Indices, Truth]]:
        for top in range(start, stop, 32):
            for corner in range(0, self.right.shape[1], 2 * BLOCK):
                part = self.left[top : min(top + 32, stop)], self.right[:, corner : corner + 2 * BLOCK]
                with np.errstate(over="ignore", under="ignore"):
                    i, j, doubt = _block(*part, line(self.problem).norm, self.base)
                yield i + top, j + corner, doubt


def settled(problem: Problem, i: Indices, j: Indices, doubt: Truth) -> Tile:
    """The pairs of a list that are within ε, where only those in doubt may not be."""
    near = np.flatnonzero(doubt)
    if not len(near):
        return i, j
    keep = np.ones(len(i), dtype=np.bool_)
    keep[near] = within(problem, i[near], j[near])
    return i[keep], j[keep]


def _block(left: Array, right: Array, norm: str, base: Table) -> tuple[Indices, Indices, Truth]:
    """The pairs of one block that are not clearly beyond ε."""
    sums = np.zeros((len(left), right.shape[1]), dtype=base.kind)
    step = np.empty_like(sums)
    c, alive = 0, sums.size
    while c < len(right) and 16 * alive > sums.size:
        for k in range(c, c + 4):
            np.subtract(left[:, k, None], right[k], out=step, dtype=right.dtype, casting="unsafe")
            _join(sums, step, norm)
        c += 4
        alive = int(np.count_nonzero(sums <= base.high))
    flat = np.flatnonzero(sums <= base.high)
    found = sums.ravel()[flat]
    i = flat // sums.shape[1]
    j = flat - i * sums.shape[1]
    while c < len(right) and len(i):
        for k in range(c, c + 4):
            _join(found, (left[i, k] - right[k, j]).astype(base.kind), norm)
        c += 4
        keep = np.flatnonzero(found <= base.high)
        i, j, found = i[keep], j[keep], found[keep]
    return i, j, np.asarray(found > base.low)


def _join(sums: Array, step: Array, norm: str) -> None:
    if norm == "l2":
        np.multiply(step, step, out=step)
    else:
        np.abs(step, out=step)
    (np.maximum if norm == "linf" else np.add)(sums, step, out=sums)


def padded(rows: Array, order: Indices, width: int) -> Array:
    """Rows with their columns in another order and filled up with zeros to a width."""
    out = np.zeros((len(rows), width), dtype=rows.dtype)
    out[:, : len(order)] = rows[:, order]
    return out


def lines(problem: Problem, fast: bool) -> Lines:
    """The search of all pairs of a problem on Q^d.

    Examples
    --------
    >>> from algebra.numeric.search import walk
    >>> x = np.array([[0, 0], [3, 4], [6, 8]])
    >>> [(i.tolist(), j.tolist()) for i, j in walk(lines(Problem(x, x[1:], Line("l2"), 25), fast=False))]
    [([0, 1, 1, 2, 2], [0, 0, 1, 0, 1])]
    """
    base = table(problem, narrow=True)
    sample = base.right[:: max(1, len(base.right) >> 8)]
    with np.errstate(over="ignore", invalid="ignore"):
        spread = np.abs(sample.astype(np.float64) - base.right[:1].astype(np.float64)).sum(axis=0)
    order = np.argsort(-spread, kind="stable")
    width = -(-problem.width // 4) * 4
    right = np.ascontiguousarray(padded(base.right, order, width).T)
    return Lines(problem, fast, padded(base.left, order, width), right, base)
