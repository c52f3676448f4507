"""All pairs of rows on a circle, block by block: the brute force that wins where most columns let most pairs pass.

Main definitions
    Circles     the search
    circles     for a problem with a Lee distance

Implementation notes
    Steps and sums are taken in the narrowest integers that prove the answer.

        bytes       m ≤ 256, ε ≤ 254, sums that stay at 255        the maximum and the sum
        16 bits     m ≤ 65536, ε < 255², sums that stay at the top; squares of min(step, 255)
        64 bits     d·cap^p < 2^62 for cap = min(r + 1, max m/2), as no step above r is within ε; or the maximum
        else        Python ints, by `algebra.numeric.exact`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, isqrt
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.numeric.compiled import compiled
from algebra.numeric.exact import within
from algebra.numeric.loops.circles import octets, shorts, wide, wrapped
from algebra.numeric.problem import Array, Circle, Problem
from algebra.numeric.search import Search, Tile, indices

ROOM = 1 << 18
BLOCK = 1 << 18
POWER = {"linf": 0, "l1": 1, "l2": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Circles(Search):
    """All pairs on a circle, compared in blocks.

    Parameters
    ----------
    left, right : arrays
        The rows of the left side and the columns of the right side: copies in that width, contiguous.
    bits : int
        The width of the integers that prove the answer; 0 for Python ints.
    """

    fast: bool
    left: Array
    right: Array
    bits: int

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return max(1, min(1024, (1 << 25) // max(1, len(self.problem.right))))

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows: by compiled loops in lexicographic order, else block by block."""
        if start >= stop or not len(self.problem.right):
            return iter(())
        if self.bits and self.fast:
            return self._compiled(start, stop)
        return self._blocks(start, stop)

    def _compiled(self, start: int, stop: int) -> Iterator[Tile]:
        loop, options = _loop(self)
        out_i, out_j = np.empty(ROOM, dtype=np.int64), np.empty(ROOM, dtype=np.int64)
        begin, found = 0, ROOM
        while found:
            found, begin = loop(self.left[start:stop], self.right, *options, begin, out_i, out_j)
            if found:
                yield out_i[:found] + start, out_j[:found].copy()

    def _blocks(self, start: int, stop: int) -> Iterator[Tile]:
        n, kind = len(self.problem.right), _TRUTH[self.bits]
        wide_by = min(n, 8192)
        high_by = max(1, BLOCK // wide_by)
        for column in range(0, n, wide_by):
            for row in range(start, stop, high_by):
                last = min(column + wide_by, n)
                ok = kind(self, slice(row, min(row + high_by, stop)), slice(column, last))
                yield indices(np.flatnonzero(ok), last - column, row, column)


def circles(problem: Problem, fast: bool) -> Circles:
    """The search of all pairs for a Lee distance.

    Parameters
    ----------
    fast : bool
        Whether to use compiled loops.

    Raises
    ------
    Mismatch
        When the distance is no Lee distance.

    Examples
    --------
    >>> x = np.array([[0], [3], [7]], dtype=np.uint8)
    >>> [(i.tolist(), j.tolist()) for i, j in circles(Problem(x, x[:2], Circle((8,), "l1"), 1), False).tiles(0, 3)]
    [([0, 1, 2], [0, 1, 0])]
    """
    if not isinstance(problem.distance, Circle):
        raise Mismatch("a Lee distance", f"this one is {problem.distance}", "take the search made for it")
    bits = _bits(problem, problem.distance)
    kind: Any = {0: problem.left.dtype, 8: np.uint8, 16: np.uint16, 64: np.int64}[bits]
    left, right = (np.array(a, dtype=kind, order="C") for a in (problem.left, problem.right.T))
    return Circles(problem, fast, left, right, bits)


def _bits(problem: Problem, kind: Circle) -> int:
    """The width of the narrowest integers that prove the answer, 0 for none."""
    eps, top, power = floor(problem.eps), max(kind.moduli, default=2), POWER[kind.norm]
    if problem.left.dtype == object or top > 1 << 61:
        return 0
    if top <= 1 << 8 and power < 2 and eps <= 254:
        return 8
    if top <= 1 << 16 and eps < 255 * 255:
        return 16
    if kind.norm == "linf":
        return 64
    return 64 if len(kind.moduli) * _cap(eps, kind) ** max(1, power) < 1 << 62 else 0


def _cap(eps: int, kind: Circle) -> int:
    """A step that no step of a pair within ε exceeds, and that is itself too far if some step exceeds it."""
    return min((isqrt(eps) if kind.norm == "l2" else eps) + 1, max(kind.moduli, default=2) // 2)


def _loop(search: Circles) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """The compiled loop and its options."""
    kind = search.problem.distance
    assert isinstance(kind, Circle)
    eps, power = floor(search.problem.eps), POWER[kind.norm]
    eps = min(eps, len(kind.moduli) * _cap(eps, kind) ** max(1, power))
    if search.bits == 8 and set(kind.moduli) == {256}:
        return compiled(wrapped), ((eps, power),)
    if search.bits == 64:
        return compiled(wide), (np.array(kind.moduli, dtype=np.int64), (eps, _cap(eps, kind), power))
    narrow = np.uint8 if search.bits == 8 else np.uint16
    moduli = np.array(kind.moduli, dtype=np.int64).astype(narrow)
    return compiled(octets if search.bits == 8 else shorts), (moduli, (eps, power))


def _bytes(search: Circles, rows: slice, columns: slice) -> Array:
    """Which pairs of a block are within ε, in bytes that stay at 255."""
    kind = search.problem.distance
    assert isinstance(kind, Circle)
    left, right = search.left[rows], search.right[:, columns]
    sums = np.zeros((len(left), right.shape[1]), dtype=np.uint8)
    step, other = np.empty_like(sums), np.empty_like(sums)
    for x, y, m in zip(left.T, right, kind.moduli, strict=True):
        _apart(x[:, None], y, m, step, other)
        if kind.norm == "linf":
            np.maximum(sums, step, out=sums)
            continue
        np.invert(sums, out=other)
        np.minimum(step, other, out=step)
        np.add(sums, step, out=sums)
    return np.asarray(sums <= np.uint8(floor(search.problem.eps)))


def _apart(x: Array, y: Array, m: int, step: Array, other: Array) -> None:
    """The Lee distances of bytes modulo m, into `step`."""
    np.subtract(x, y, out=step)
    if m == 256:
        np.negative(step, out=other)
    else:
        np.maximum(x, y, out=step)
        np.subtract(step, np.minimum(x, y, out=other), out=step)
        np.subtract(np.uint8(m % 256), step, out=other)
    np.minimum(step, other, out=step)


def _words(search: Circles, rows: slice, columns: slice) -> Array:
    """Which pairs of a block are within ε, in 32 or 64 bits."""
    kind = search.problem.distance
    assert isinstance(kind, Circle)
    eps = floor(search.problem.eps)
    left, right, cap = search.left[rows], search.right[:, columns], _cap(eps, kind)
    small = max(kind.moduli, default=2) < 1 << 31 and len(kind.moduli) * cap ** max(1, POWER[kind.norm]) < 1 << 31
    width = np.int32 if small else np.int64
    sums = np.zeros((len(left), right.shape[1]), dtype=width)
    for x, y, m in zip(left.T.astype(width), right.astype(width), kind.moduli, strict=True):
        step = np.abs(x[:, None] - y)
        np.minimum(step, m - step, out=step)
        np.minimum(step, cap, out=step)
        if kind.norm == "linf":
            np.maximum(sums, step, out=sums)
        else:
            sums += step * step if kind.norm == "l2" else step
    return np.asarray(sums <= eps)


def _integers(search: Circles, rows: slice, columns: slice) -> Array:
    """Which pairs of a block are within ε, in Python ints."""
    i, j = np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop)
    return within(search.problem, np.repeat(i, len(j)), np.tile(j, len(i)))


_TRUTH: dict[int, Callable[[Circles, slice, slice], Array]] = {0: _integers, 8: _bytes, 16: _words, 64: _words}
