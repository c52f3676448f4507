"""Few dimensions: the candidates of each cell of a grid, then their distances.

Main definitions
    Grid, grid      the search
    cutting         the columns that leave the fewest candidates
    chance          the share of all pairs that are candidates

Implementation notes
    All columns are compared: three of them for each candidate, the others for those that are left.  What a sum does not
    decide, by the bounds of `algebra.numeric.lines`, goes to `algebra.numeric.exact`.

    Rows are taken cell by cell, as neighbours read the same candidates.  The near places of each row are written one
    row after another; then each row goes where it belongs and is sorted by itself, so that a tile is in lexicographic
    order for less than a sort of all its pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np

from algebra.numeric.cells import SAMPLE, Cells, arranged, axis, cells
from algebra.numeric.compiled import compiled
from algebra.numeric.exact import Truth, within
from algebra.numeric.lines import NORMS, Table, line, padded, settled, table
from algebra.numeric.loops.grid import finish, hits, settle
from algebra.numeric.problem import Array, Indices, Problem, sampled
from algebra.numeric.search import LIMIT, Search, Tile

AXES = 3
ROWS = 1 << 18
CHUNK = 1 << 16
SHORT = 64


def cutting(problem: Problem) -> tuple[int, ...]:
    """The at most 3 columns whose cells leave the fewest candidates in a sample, fewest last; none that leave most.

    Examples
    --------
    >>> from algebra.numeric.problem import Line
    >>> x = np.array([[0, 0], [9, 1], [20, 0], [30, 1]])
    >>> cutting(Problem(x, x, Line("l1"), 2))
    (0,)
    """
    small = _sample(problem)
    shares = sorted((_share(small, c), c) for c in range(problem.width))
    return tuple(c for share, c in shares[:AXES][::-1] if 8 * share <= 7)


def _sample(problem: Problem) -> Problem:
    left, right = (sampled(a, SAMPLE) for a in (problem.left, problem.right))
    return Problem(left, right, problem.distance, problem.eps)


def _share(problem: Problem, column: int) -> Fraction:
    """The share of all pairs whose cells in one column are neighbours."""
    left, right, reach = axis(problem, column, 1)
    right = np.sort(right)
    near = np.searchsorted(right, left + reach, side="right") - np.searchsorted(right, left - reach)
    return Fraction(int(near.sum()), max(1, len(left) * len(right)))


def chance(problem: Problem) -> Fraction:
    """The share of all pairs that are candidates of the grid, estimated from at most 2048 rows of each side.

    Examples
    --------
    >>> from algebra.numeric.problem import Line
    >>> x = np.array([[0], [9], [20], [30]])
    >>> chance(Problem(x, x, Line("l1"), 2))
    Fraction(1, 4)
    """
    small = _sample(problem)
    return _candidates(small, cutting(small))


def _candidates(problem: Problem, columns: tuple[int, ...]) -> Fraction:
    """The share of all pairs that are candidates of the grid on some columns."""
    found = cells(problem, columns)
    keys, counts = np.unique(found.left, return_counts=True)
    lo, hi = found.bounds(keys)
    near = int(((hi - lo).sum(axis=1, dtype=np.int64) * counts).sum())
    return Fraction(near, max(1, len(problem.left) * len(problem.right)))


@dataclass(frozen=True, slots=True, eq=False)
class Grid(Search):
    """The candidates of each cell.

    Parameters
    ----------
    fast : bool
        Whether to take the compiled loops.
    cells : Cells
    base : Table
        Its left rows in their order, its right ones a column each in the order of the cells; the columns that have
        cells come first, and there are at least 3.
    step : int
        The rows taken at a time.
    """

    fast: bool
    cells: Cells
    base: Table
    step: int

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return self.step

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows, each tile in lexicographic order where loops are compiled."""
        if start >= stop or not len(self.problem.right):
            return
        order, keys = arranged(self.cells.left[start:stop])
        heads = np.concatenate([np.zeros(1, dtype=np.int64), np.flatnonzero(keys[1:] != keys[:-1]) + 1])
        lo, hi = self.cells.bounds(keys[heads])
        heads = np.append(heads, stop - start)
        for i, j in (self._swept if self.fast else self._chunks)(start, order, heads, (lo, hi)):
            for a in range(0, len(i), LIMIT):
                yield i[a : a + LIMIT], j[a : a + LIMIT]

    def _swept(self, start: int, order: Indices, heads: Indices, runs: tuple[Array, Array]) -> Iterator[Tile]:
        room = max(LIMIT, int((runs[1] - runs[0]).sum(axis=1, dtype=np.int64).max()) + 1)
        left, norm = self.base.left[start : start + len(order)], NORMS[line(self.problem).norm]
        counts = np.zeros(len(order), dtype=np.int64)
        cell, row, last = 0, 0, len(heads) - 1
        bounds, right = (self.base.low, self.base.high), self.base.right
        while cell < last:
            places, doubt = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.bool_)
            first = row
            with np.errstate(over="ignore", under="ignore"):
                cell, row, k = compiled(hits)(
                    left, right, order, heads, *runs, norm, *bounds, (places, doubt, counts), (cell, row)
                )
                if len(right) > AXES:
                    part = order[first:row], norm, *bounds, places, doubt, counts[first:row]
                    k = compiled(finish)(left, right, *part)
            yield self._arranged(start, order[first:row], counts[first:row], places[:k], doubt[:k])

    def _arranged(self, start: int, order: Indices, counts: Indices, places: Indices, doubt: Truth) -> Tile:
        """The pairs of rows `order` with the right rows at some places, in lexicographic order."""
        names, near = self.cells.names, np.flatnonzero(doubt)
        if len(near):
            owner, keep = np.repeat(np.arange(len(order)), counts), np.ones(len(places), dtype=np.bool_)
            keep[near] = within(self.problem, order[owner[near]] + start, names[places[near]])
            counts, places = np.bincount(owner[keep], minlength=len(order)), places[keep]
        each = np.zeros(int(order.max(initial=-1)) + 1, dtype=np.int64)
        each[order] = counts
        j = np.empty(len(places), dtype=np.int64)
        some = np.empty(SHORT, dtype=np.int64)
        compiled(settle)(places, names, order, counts, np.cumsum(each) - each, some, j)
        return np.repeat(np.arange(start, start + len(each)), each), j

    def _chunks(self, start: int, order: Indices, heads: Indices, runs: tuple[Array, Array]) -> Iterator[Tile]:
        owner = np.repeat(np.arange(len(heads) - 1), np.diff(heads))
        for lo, hi in zip(runs[0].T, runs[1].T, strict=True):
            full = np.flatnonzero((hi > lo)[owner])
            rows, begin, count = order[full], lo[owner[full]], (hi - lo)[owner[full]].astype(np.int64)
            ends = np.cumsum(count)
            a = 0
            while a < len(rows):
                b = max(a + 1, int(np.searchsorted(ends, (ends[a - 1] if a else 0) + CHUNK)))
                yield self._near(start, rows[a:b], begin[a:b], count[a:b])
                a = b

    def _near(self, start: int, rows: Indices, begin: Array, count: Indices) -> Tile:
        """The pairs of some rows, each with `count` places from `begin` on."""
        places = np.arange(int(count.sum())) + np.repeat(begin - (np.cumsum(count) - count), count)
        i, left, right = np.repeat(rows, count), self.base.left[start:], self.base.right
        sums: Any = None
        with np.errstate(over="ignore", under="ignore"):
            for c in range(len(right)):
                step = (np.repeat(left[rows, c], count) if c < AXES else left[i, c]) - right[c][places]
                sums = _joined(sums, step.astype(np.float64, copy=False), line(self.problem).norm)
                if c >= AXES - 1:
                    keep = np.flatnonzero(sums <= self.base.high)
                    i, places, sums = i[keep], places[keep], sums[keep]
        return settled(self.problem, i + start, self.cells.names[places], np.asarray(sums > self.base.low))


def _joined(sums: Any, step: Array, norm: str) -> Any:
    step = step * step if norm == "l2" else np.abs(step)
    return step if sums is None else np.maximum(sums, step) if norm == "linf" else sums + step


def grid(problem: Problem, fast: bool, columns: tuple[int, ...] | None = None) -> Grid:
    """The search by cells in at most 3 columns, for int64 and floating rows.

    Parameters
    ----------
    columns : tuple of int, optional
        Those that get cells, by default the ones that cut most.

    Examples
    --------
    >>> from algebra.numeric.problem import Line
    >>> from algebra.numeric.search import walk
    >>> x = np.array([[0, 0], [3, 4], [6, 8]])
    >>> [(i.tolist(), j.tolist()) for i, j in walk(grid(Problem(x, x[1:], Line("l2"), 25), fast=False))]
    [([0, 1, 1, 2, 2], [0, 0, 1, 0, 1])]
    """
    chosen = cutting(problem) if columns is None else columns
    found, base = cells(problem, chosen), table(problem)
    order = np.array([*chosen, *(c for c in range(problem.width) if c not in chosen)], dtype=np.int64)
    width = max(AXES, problem.width)
    right = np.ascontiguousarray(padded(base.right, order, width)[found.names].T)
    each = max(1, floor(_candidates(_sample(problem), chosen) * len(problem.right)))
    step = min(ROWS, max(1, max(1, len(chosen)) * LIMIT // each))
    base = Table(padded(base.left, order, width), right, base.kind, base.low, base.high)
    return Grid(problem, fast, found, base, step)
