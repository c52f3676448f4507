"""Squared distances by matrix products on the host: the whole rows, or a prefix of them first.

Main definitions
    Means       what may be used: compiled loops, torch's matrix product; what is at hand, and worth loading
    Gemm        a search by certified or exact products
    gemm, prefix    searches for l2 on the line, and for the number of differing bits

Implementation notes
    A prefix keeps k coordinates and the norm of the others: by the triangle inequality in the others,
    (|x''| - |y''|)² ≤ |x'' - y''|², so no distance grows, and a pair that the product of prefixes leaves out is out.
    What it leaves is decided in full.  The coordinates of the greatest variance come first.
    One tile of a product has ROWS × COLUMNS entries.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import floor
from time import perf_counter

import numpy as np

from algebra.numeric.chart import Chart, chart
from algebra.numeric.compiled import at_hand, compiled
from algebra.numeric.exact import decided, within
from algebra.numeric.loops.scan import at_least, squared
from algebra.numeric.operands import Operands, Precision, certified, doubt, exactly, working
from algebra.numeric.problem import Array, Indices, Problem, Same, sampled
from algebra.numeric.search import Search, Tile, indices
from algebra.numeric.spaces import coarse

ROWS, COLUMNS = 1024, 2048
SAMPLE = 128
WORTH_FLOAT64 = 1000
LONG, LONG_SORT = 1 << 28, 1 << 25
LADDER = (8, 16, 24, 32, 48, 64, 80, 96, 128, 160, 192, 256, 384, 512)


@dataclass(frozen=True, slots=True)
class Means:
    """What a join may use beside numpy.

    Parameters
    ----------
    numba : bool
        Compiled loops.
    torch : bool
        torch's matrix product.
    """

    numba: bool = False
    torch: bool = False


def means() -> Means:
    """What is at hand: numba if it is installed, torch if it is imported and multiplies faster than numpy."""
    return Means(at_hand(), "torch" in sys.modules and _torch_is_faster())


def trusted(means: Means) -> Means:
    """The same without torch where its products round their operands."""
    if not means.torch:
        return means
    import torch

    return Means(means.numba, not coarse(torch.ones(1)))


def worth(problem: Problem) -> Means:
    """What is worth loading for a problem: compiled loops for long work, or once they are there."""
    pairs = len(problem.left) * len(problem.right)
    work = len(problem.left) + len(problem.right) if isinstance(problem.distance, Same) else pairs
    long = work * (problem.width + 4) > (LONG_SORT if isinstance(problem.distance, Same) else LONG)
    return means() if long or "numba" in sys.modules else Means()


@cache
def _torch_is_faster() -> bool:
    x = np.ones((ROWS, 64), dtype=np.float32)
    out = np.empty((ROWS, ROWS), dtype=np.float32)
    turned = np.ascontiguousarray(x.T)

    def seconds(torch: bool) -> float:
        start = perf_counter()
        multiply(x, turned, out, torch)
        return perf_counter() - start

    return min(seconds(True) for _ in range(5)) < min(seconds(False) for _ in range(5))


def multiply(x: Array, y: Array, out: Array, torch: bool) -> None:
    """Write the product of two matrices, by numpy's library or by torch's."""
    if torch:
        import torch as t

        t.mm(t.from_numpy(x), t.from_numpy(y), out=t.from_numpy(out))
    else:
        np.matmul(x, y, out=out)


@dataclass(frozen=True, slots=True, eq=False)
class Gemm(Search):
    """A search by matrix products.

    Parameters
    ----------
    problem : Problem
    operands : Operands
    partial : bool
        Whether the product bounds distances from below only, so that each survivor is decided in full.
    means : Means
    """

    operands: Operands
    partial: bool
    means: Means

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows, a tile of the product at a time."""
        x, y = self.operands.left[start:stop], self.operands.right
        buffer = np.empty(len(x) * COLUMNS, dtype=x.dtype)
        for column in range(0, y.shape[1], COLUMNS):
            part = y[:, column : column + COLUMNS]
            product = buffer[: len(x) * part.shape[1]].reshape(len(x), -1)
            multiply(x, part, product, self.means.torch)
            flat = self._candidates(product.reshape(-1))
            if len(flat):
                i, j = indices(flat, part.shape[1], start, column)
                yield self._kept(product.reshape(-1)[flat], i, j)

    def _candidates(self, values: Array) -> Indices:
        low = values.dtype.type(self.operands.low)
        if not self.means.numba:
            return np.flatnonzero(values >= low)
        parts, at, scan = list[Indices](), 0, compiled(at_least)
        while at < len(values):
            out = np.empty(1 << 16, dtype=np.int64)
            k, at = scan(values, low, at, out)
            parts.append(out[:k])
        return np.concatenate(parts)

    def _kept(self, values: Array, i: Indices, j: Indices) -> Tile:
        if self.partial:
            keep = _decided(self.problem, i, j, self.means.numba)
            return i[keep], j[keep]
        doubtful = uncertain(self.operands, values, i, j)
        if not len(doubtful):
            return i, j
        out = np.ones(len(i), dtype=np.bool_)
        out[doubtful] = _decided(self.problem, i[doubtful], j[doubtful], self.means.numba)
        return i[out], j[out]


def uncertain(operands: Operands, values: Array, i: Indices, j: Indices) -> Indices:
    """The places of the candidates that the product does not decide."""
    if operands.slacks is None:
        return np.zeros(0, dtype=np.int64)
    a, b = operands.slacks
    return np.flatnonzero(values.astype(np.float64) < operands.sure(a[i], b[j]))


def _decided(problem: Problem, i: Indices, j: Indices, fast: bool) -> Array:
    if not fast or not problem.floating:
        return within(problem, i, j)
    found = np.empty(len(i), dtype=np.float64)
    compiled(squared)(problem.left, problem.right, i, j, found)
    return decided(problem, i, j, found)


def gemm(problem: Problem, means: Means) -> Gemm:
    """A search by products of whole rows: exact for small integers, else certified in float32 or float64."""
    sides = (problem.left, problem.right)
    found = chart(*sides)
    operands = None if problem.floating else exactly(sides, found, floor(problem.eps))
    if operands is None:
        operands = certified(sides, found, problem.eps, working(problem.width))
        if operands.left.dtype == np.float32 and doubt(operands) * WORTH_FLOAT64 > 1:
            operands = certified(sides, found, problem.eps, Precision(np.float64))
    return Gemm(problem, _contiguous(operands), False, trusted(means))


def _contiguous(found: Operands) -> Operands:
    turned = np.ascontiguousarray(found.right)
    return Operands(np.ascontiguousarray(found.left), turned, found.low, found.high, found.slacks)


def prefix(problem: Problem, means: Means, k: int | None = None) -> Gemm:
    """A search by products of k coordinates and the norm of the others; k is chosen from a sample where not given."""
    sides = (problem.left, problem.right)
    found = chart(*sides)
    order = _by_variance(found, problem.right)
    length = k or best_length(problem, found, order, means)
    if length >= problem.width:
        return gemm(problem, means)

    def view(rows: Array) -> Array:
        tail = rows[:, order[length:]]
        return np.concatenate([rows[:, order[:length]], np.sqrt((tail * tail).sum(axis=1))[:, None]], axis=1)

    operands = certified(sides, found, problem.eps, working(length + 1), view)
    return Gemm(problem, _contiguous(operands), True, trusted(means))


def _by_variance(found: Chart, rows: Array) -> Indices:
    sample = found(sampled(rows, 8 * SAMPLE))
    return np.argsort(-sample.var(axis=0), kind="stable")


@np.errstate(over="ignore", under="ignore")
def best_length(problem: Problem, found: Chart, order: Indices, means: Means) -> int:
    """The number of coordinates that makes the product and the survivors of a sample cheapest together.

    Notes
    -----
    A multiplication in the product costs 1, reading an entry of it 5, a coordinate of a survivor 30 when compiled,
    else 100.  A bad choice costs time alone.
    """
    x, y = (found(sampled(rows, SAMPLE))[:, order] for rows in (problem.left, problem.right))
    d, each = problem.width, 30 if means.numba else 100
    costs, near, at = {d: float(d)}, np.zeros((len(x), len(y))), 0
    # no distance in the unit cube reaches 8d
    limit = float(min(problem.eps / found.unit**2, Fraction(8 * d)))
    for k in (k for k in LADDER if k < d):
        a, b = x[:, at:k], y[:, at:k]
        near += (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1) - 2 * (a @ b.T)
        rest = [np.sqrt((side[:, k:] ** 2).sum(axis=1)) for side in (x, y)]
        costs[k] = k + each * d * float(np.mean(near + (rest[0][:, None] - rest[1]) ** 2 <= limit))
        at = k
    return min(costs, key=lambda k: costs[k])
