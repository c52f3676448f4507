"""Joins on a device: the same answers by the operations of the Array API alone.

Main definitions
    Device      a search whose tables and pairs stay in one array library, on one device

Implementation notes
    For l2 and for bits one matrix product certifies (`algebra.numeric.operands`).  Other distances are added up column
    by column: integers exactly, floats with the bound of `algebra.numeric.exact`.  What neither decides is fetched row
    by row, and decided by `algebra.numeric.exact` on the host; these are the only rows that leave the device.
    A device that takes denormal numbers as 0 loses at most the least normal one of a coordinate; the bounds allow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import floor
from typing import Any

import numpy as np
from array_api_compat import device, is_jax_array

from algebra.metrics import Exact, Metric
from algebra.numeric.bound import margins
from algebra.numeric.exact import within
from algebra.numeric.operands import Operands
from algebra.numeric.problem import Bits, Circle, Letters, Problem, Same
from algebra.numeric.reading import reading
from algebra.numeric.search import Search, Tile
from algebra.numeric.spaces import fetched, namespace

# a product leaves one array behind, a sum several; a device idles between tiles, so that they are large
PRODUCTS, SUMS = 1 << 26, 1 << 24
KINDS = {"float32": np.float32, "float64": np.float64}
# what is computed for a tile, which of its pairs can be within ε, and which of these that does not decide, by their
# values and places; looking at pairs alone spares passes over the tile
Decision = tuple[Any, Any, Callable[[Any, Any, Any], Any] | None]


@dataclass(frozen=True, slots=True, eq=False)
class Device(Search):
    """A search in an array library: by a matrix product where there are operands, else column by column.

    Parameters
    ----------
    problem : Problem
        With arrays of the library; floats as they are.
    given : pair of arrays
        The rows as they came.
    metric : Metric
    eps : int or Fraction
    operands : Operands, optional
    flushed : bool
        Whether rows are floats and the device takes denormal ones as 0.
    """

    given: tuple[Any, Any]
    metric: Metric[Any]
    eps: Exact
    operands: Operands | None
    flushed: bool

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return 4096

    @property
    def none(self) -> tuple[Any, Any]:
        """No pair at all."""
        left = self.problem.left
        xp = namespace(left)
        empty = xp.zeros(0, dtype=_index(xp, left), device=device(left))
        return empty, empty

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows, a tile at a time."""
        most, width = PRODUCTS if self.operands else SUMS, self.problem.right.shape[0]
        step = max(1, most // max(1, stop - start))
        for first in range(0, width, step):
            yield self._pairs(slice(start, stop), slice(first, min(first + step, width)))

    def degrees(self, start: int, stop: int) -> Any:
        """The number of pairs of each row in [start, stop)."""
        xp = namespace(self.problem.left)
        total = xp.zeros(stop - start, dtype=_index(xp, self.problem.left), device=device(self.problem.left))
        rows = xp.arange(start, stop, dtype=total.dtype, device=device(total))
        for i, _ in self.tiles(start, stop):
            places = xp.sort(i)
            ends = (xp.searchsorted(places, rows, side=side) for side in ("right", "left"))
            after, before = (xp.astype(end, total.dtype) for end in ends)
            total = total + after - before
        return total

    def _pairs(self, rows: slice, columns: slice) -> Tile:
        values, hits, opened = (self._product if self.operands else self._sums)(rows, columns)
        xp = namespace(hits)
        i, j = (xp.astype(part, _index(xp, hits)) for part in xp.nonzero(hits))
        flat, i, j = i * hits.shape[1] + j, i + rows.start, j + columns.start
        if opened is None or not i.shape[0]:
            return i, j
        places = xp.nonzero(opened(xp.take(xp.reshape(values, (-1,)), flat), i, j))[0]
        if not places.shape[0]:
            return i, j
        keep = np.ones(int(i.shape[0]), dtype=np.bool_)
        keep[fetched(places)] = self._decided(xp.take(i, places), xp.take(j, places))
        kept = xp.asarray(np.flatnonzero(keep), device=device(i))
        return xp.take(i, kept), xp.take(j, kept)

    def _product(self, rows: slice, columns: slice) -> Decision:
        found = self.operands
        assert found is not None
        values = _multiplied(found.left[rows, :], found.right[:, columns])
        slacks = found.slacks
        return values, values >= found.low, None if slacks is None else partial(_below, found.sure, slacks)

    def _sums(self, rows: slice, columns: slice) -> Decision:
        problem = self.problem
        xp = namespace(problem.left)
        x, y = problem.left[rows, :], problem.right[columns, :]
        total = None
        for k in range(problem.width):
            step = _step(xp, problem, k, x[:, k][:, None], y[:, k][None, :])
            total = step if total is None else _joined(xp, problem.distance, total, step)
        if total is None:
            total = xp.zeros((x.shape[0], y.shape[0]), dtype=_index(xp, x), device=device(x))
        if not xp.isdtype(total.dtype, "real floating"):
            hits = total <= min(floor(problem.eps), int(xp.iinfo(total.dtype).max))
            # equal floats may be different ones below the least normal number
            return total, hits, _every if self.flushed else None
        kind = KINDS[str(total.dtype).rpartition(".")[2]]
        low, high = map(float, margins(problem.width, kind, problem.eps, problem.eps, flushed=True))
        return total, (total <= high) | ~xp.isfinite(total), partial(_above, low)

    def _decided(self, i: Any, j: Any) -> Any:
        xp = namespace(i)
        u, v = (fetched(xp.take(side, at, axis=0)) for side, at in zip(self.given, (i, j), strict=True))
        each = np.arange(len(u))
        return within(reading(u, v, self.metric, self.eps), each, each)


def _index(xp: Any, rows: Any) -> Any:
    return xp.__array_namespace_info__().default_dtypes(device=device(rows))["indexing"]


def _multiplied(x: Any, y: Any) -> Any:
    if is_jax_array(x):
        # its default rounds the operands on some devices
        return namespace(x).matmul(x, y, precision="highest")
    return namespace(x).matmul(x, y)


def _below(sure: Callable[[Any, Any], Any], slacks: tuple[Any, Any], values: Any, i: Any, j: Any) -> Any:
    """Which entries of the product are not so large that their pairs are within ε."""
    xp = namespace(values)
    least = sure(*(xp.take(a, at) for a, at in zip(slacks, (i, j), strict=True)))
    return ~(xp.astype(values, least.dtype) >= least)


def _every(totals: Any, i: Any, j: Any) -> Any:
    return namespace(totals).ones_like(totals, dtype=namespace(totals).bool)


def _above(low: float, totals: Any, i: Any, j: Any) -> Any:
    return (totals > low) | ~namespace(totals).isfinite(totals)


def _step(xp: Any, problem: Problem, k: int, x: Any, y: Any) -> Any:
    kind = problem.distance
    if isinstance(kind, (Bits, Letters, Same)):
        return xp.astype(x != y, _index(xp, x))
    steps = xp.abs(x - y)
    if isinstance(kind, Circle):
        steps = xp.minimum(steps, kind.moduli[k] - steps)
    return steps * steps if kind.norm == "l2" else steps


def _joined(xp: Any, kind: Any, total: Any, step: Any) -> Any:
    if isinstance(kind, Same) or getattr(kind, "norm", "l1") == "linf":
        return xp.maximum(total, step)
    return total + step
