"""A search finds the pairs of a problem tile by tile; the walk puts them in order, in bounded memory.

Main definitions
    Search      tiles(start, stop): the pairs of some rows, a few at a time; degrees(start, stop): how many a row
    walk        all pairs in lexicographic order, a block of rows at a time
    indices     the pairs (i, j) of flat places in a tile

Implementation notes
    A block that turns out to hold more than LIMIT pairs is searched again in halves, so that no density can fill the
    memory: what is thrown away is at most what half of the blocks found.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from algebra.numeric.problem import Indices, Problem
from algebra.numeric.spaces import namespace

Tile = tuple[Indices, Indices]
Told = Callable[[int, int], None]
LIMIT = 1 << 23


@dataclass(frozen=True, slots=True, eq=False)
class Search(ABC):
    """A way to find the pairs of a problem, with the tables that it needs.

    Notes
    -----
    `stride` is the number of rows of the left side that it likes to take at a time.
    """

    problem: Problem

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return 1024

    @property
    def increasing(self) -> bool:
        """Whether the tiles of some rows, one after the other, are in lexicographic order."""
        return False

    @property
    def none(self) -> tuple[Any, Any]:
        """No pair at all."""
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)

    @abstractmethod
    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs (i, j) with start ≤ i < stop, as int64 arrays, each once, in any order, at most LIMIT at a time."""

    def degrees(self, start: int, stop: int) -> Indices:
        """The number of pairs of each row in [start, stop)."""
        found = np.zeros(stop - start, dtype=np.int64)
        for i, _ in self.tiles(start, stop):
            found += np.bincount(i - start, minlength=stop - start)
        return found


def walk(search: Search, told: Told | None = None) -> Iterator[Tile]:
    """All pairs of a search in lexicographic order, a block of rows at a time.

    Parameters
    ----------
    told : callable, optional
        Called with the rows done and the rows in all.
    """
    rows = search.problem.left.shape[0]
    ahead = [(start, min(start + search.stride, rows)) for start in range(0, max(1, rows), search.stride)][::-1]
    while ahead:
        start, stop = ahead.pop()
        found = _collected(search, start, stop)
        if found is None:
            middle = (start + stop) // 2
            ahead += [(middle, stop), (start, middle)]
            continue
        yield found
        if told is not None:
            told(stop, rows)


def _collected(search: Search, start: int, stop: int) -> Tile | None:
    parts, size = list[Tile](), 0
    for tile in search.tiles(start, stop):
        parts.append(tile)
        size += tile[0].shape[0]
        if size > LIMIT and stop - start > 1:
            return None
    if not parts:
        return search.none
    return joined(parts) if search.increasing else ordered(*joined(parts), search.problem.right.shape[0])


def joined(parts: list[Tile]) -> Tile:
    """The pairs of some tiles, one after the other."""
    if len(parts) == 1:
        return parts[0]
    xp = namespace(parts[0][0])
    i, j = (xp.concat(list(column)) for column in zip(*parts, strict=True))
    return i, j


def ordered(i: Any, j: Any, width: int) -> Tile:
    """Pairs in lexicographic order, each j below `width`."""
    xp = namespace(i)
    if i.shape[0] < 2:
        return i, j
    if (int(xp.max(i)) + 1) * width > int(xp.iinfo(i.dtype).max):
        order = xp.argsort(j, stable=True)
        order = xp.take(order, xp.argsort(xp.take(i, order), stable=True))
        return xp.take(i, order), xp.take(j, order)
    keys = i * width + j
    if not bool(xp.all(keys[1:] > keys[:-1])):
        keys = xp.sort(keys)
        i = keys // width
        j = keys - i * width
    return i, j


def indices(flat: Indices, width: int, row: int, column: int) -> Tile:
    """The pairs of flat places in a tile `width` wide whose corner is at (row, column)."""
    i = flat // width
    return i + row, flat - i * width + column
