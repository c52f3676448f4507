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

from collections.abc import Iterator
from dataclasses import dataclass
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

TILE = 1 << 24
KINDS = {"float32": np.float32, "float64": np.float64}


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
        step, width = max(1, TILE // max(1, stop - start)), self.problem.right.shape[0]
        decide = self._product if self.operands else self._sums
        for first in range(0, width, step):
            hits, doubts = decide(slice(start, stop), slice(first, min(first + step, width)))
            yield self._pairs(hits, doubts, start, first)

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

    def _product(self, rows: slice, columns: slice) -> tuple[Any, Any]:
        found = self.operands
        assert found is not None
        values = _multiplied(found.left[rows, :], found.right[:, columns])
        hits = values >= found.low
        if found.slacks is None:
            return hits, None
        a, b = found.slacks
        sure = found.sure(a[rows][:, None], b[columns][None, :])
        return hits, hits & ~(_wider(values, sure) >= sure)

    def _sums(self, rows: slice, columns: slice) -> tuple[Any, Any]:
        problem = self.problem
        xp = namespace(problem.left)
        x, y = problem.left[rows, :], problem.right[columns, :]
        total = None
        for k in range(problem.width):
            step = _step(xp, problem, k, x[:, k][:, None], y[:, k][None, :])
            total = step if total is None else _joined(xp, problem.distance, total, step)
        if total is None:
            return xp.ones((x.shape[0], y.shape[0]), dtype=xp.bool, device=device(x)), None
        if not xp.isdtype(total.dtype, "real floating"):
            hits = total <= min(floor(problem.eps), int(xp.iinfo(total.dtype).max))
            # equal floats may be different ones below the least normal number
            return hits, hits if self.flushed else None
        kind = KINDS[str(total.dtype).rpartition(".")[2]]
        low, high = map(float, margins(problem.width, kind, problem.eps, problem.eps, flushed=True))
        return (total <= high) | ~xp.isfinite(total), (total > low) | ~xp.isfinite(total)

    def _pairs(self, hits: Any, doubts: Any, start: int, first: int) -> Tile:
        xp = namespace(hits)
        i, j = (xp.astype(part, _index(xp, hits)) for part in xp.nonzero(hits))
        if doubts is None or not bool(xp.any(hits & doubts)):
            return i + start, j + first
        flat = i * hits.shape[1] + j
        places = xp.nonzero(xp.take(xp.reshape(doubts, (-1,)), flat))[0]
        keep = np.ones(int(i.shape[0]), dtype=np.bool_)
        keep[fetched(places)] = self._decided(xp.take(i, places) + start, xp.take(j, places) + first)
        kept = xp.asarray(np.flatnonzero(keep), device=device(i))
        return xp.take(i, kept) + start, xp.take(j, kept) + first

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


def _wider(values: Any, sure: Any) -> Any:
    return namespace(values).astype(values, sure.dtype)


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
