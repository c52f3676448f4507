"""Hamming distances: rows that differ in at most ε of their bits, or of their letters.

Main definitions
    Pigeonhole, pigeonhole  for small ε: rows that agree in one of ε + 1 parts are compared, no others
    candidates              how many pairs of rows that compares
    Popcount, popcount      for any ε: all rows are compared, block by block

Implementation notes
    A row is cut into ε + 1 parts as equal as can be.  Rows at most ε apart agree in some part, as ε differences leave
    one of ε + 1 parts untouched.  The equal rows of each part are found by `algebra.numeric.keys`; a pair is given at
    the first part in which it agrees, and nowhere else, so that nothing is gathered in order to be made unique.

    Sums over the first columns only grow: a block is left as soon as they have passed ε everywhere.  Where a sample
    says that 180 bits tell nearly all rows apart, a table holds for each block of 64 rows of the right side how far six
    of their bits are from any six bits, in a byte each, 30 times.  A row of the left side adds 30 of its lines, which
    tells whether some row of the block may be near.  The bytes start at 127 - ε, so that the top bit says whether ε is
    passed; no more than 128 + ε bits are counted, so that no byte overflows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.numeric.compiled import compiled
from algebra.numeric.keys import Runs, keys, runs, stride, total
from algebra.numeric.loops.words import fill_counts, keep_letters, keep_words, near_counted, near_letters, near_words
from algebra.numeric.problem import Array, Bits, Distance, Indices, Letters, Problem
from algebra.numeric.search import Search, Tile, indices

WORD = 64
PIECE = 1 << 16
ROWS, COLUMNS = 64, 2048
ROOM, WORDS, LETTERS = 1 << 18, 128, 1024
SAMPLE, RARE = 1 << 12, 64
SIXES, BLOCK, LINE, FEW, MANY = 30, 8, 64, 128, 1 << 13


def unlike(kind: Distance, x: Array, y: Array) -> Array:
    """How many bits (0 or 1: how many letters) differ, entry by entry, as uint8."""
    return np.bitwise_count(x ^ y) if isinstance(kind, Bits) else (x != y).view(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Pigeonhole(Search):
    """The pairs at most ε apart, among those that agree in one of ε + 1 parts.

    Notes
    -----
    `parts` holds the cuts between the parts (of letters), or a mask for each part (of bits).
    """

    left: Array
    right: Array
    parts: Array
    tables: tuple[Runs, ...]
    step: int
    fast: bool

    @property
    def stride(self) -> int:
        """The number of rows taken at a time: those of about LIMIT candidates."""
        return self.step

    @property
    def candidates(self) -> int:
        """The number of pairs compared."""
        return sum(table.many for table in self.tables)

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs (i, j) with start ≤ i < stop, part by part."""
        for c, table in enumerate(self.tables):
            first, last = int(table.offset[start]), int(table.offset[stop])
            for a in range(first, last, PIECE):
                i, j = table.pairs(a, min(a + PIECE, last), self.fast)
                yield self._kept_fast(c, i, j) if self.fast else self._kept(c, i, j)

    def _kept_fast(self, c: int, i: Indices, j: Indices) -> Tile:
        bits = isinstance(self.problem.distance, Bits)
        loop, before = (keep_words, self.parts[:c]) if bits else (keep_letters, self.parts[: c + 1])
        k = compiled(loop)(self.left, self.right, floor(self.problem.eps), before, i, j)
        return i[:k].copy(), j[:k].copy()

    def _kept(self, c: int, i: Indices, j: Indices) -> Tile:
        kind, eps = self.problem.distance, floor(self.problem.eps)
        found = np.zeros(len(i), dtype=np.int64)
        for t in range(self.problem.width):
            found += unlike(kind, self.left[i, t], self.right[j, t])
            near = found <= eps
            if 2 * np.count_nonzero(near) <= len(near):
                i, j, found = i[near], j[near], found[near]
        i, j = i[found <= eps], j[found <= eps]
        for part in range(c):
            x, y = (columns(kind, side, self.parts, part) for side in (self.left[i], self.right[j]))
            new = (x != y).any(axis=1)
            i, j = i[new], j[new]
        return i, j


def pigeonhole(problem: Problem, fast: bool) -> Pigeonhole:
    """The search of the pairs that agree in one of ε + 1 parts.

    Raises
    ------
    Mismatch
        When rows have no ε + 1 bits or letters, or are compared in another way.

    Examples
    --------
    >>> from algebra.numeric.search import walk
    >>> x, y = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[4, 2, 6], [1, 2, 3]])
    >>> list(walk(pigeonhole(Problem(x, y, Letters(), 1), fast=False)))
    [(array([0, 1]), array([1, 0]))]
    """
    parts = _parts(problem)
    tables = tuple(runs(keys(x, y), fast) for x, y in _sides(problem, parts))
    # copies are never read-only, so that each loop is compiled for one kind of array
    left, right = (np.array(side, order="C") for side in (problem.left, problem.right))
    every = np.zeros(len(left) + 1, dtype=np.int64)
    for table in tables:
        every += table.offset
    return Pigeonhole(problem, left, right, parts, tables, stride(every), fast)


def candidates(problem: Problem) -> int:
    """The number of pairs that the pigeonhole search of a problem compares.

    Examples
    --------
    >>> x = np.array([[1, 2, 3], [4, 5, 6]])
    >>> candidates(Problem(x, x, Letters(), 2))
    6
    """
    return sum(total(keys(x, y), False) for x, y in _sides(problem, _parts(problem)))


def _parts(problem: Problem) -> Array:
    kind, eps, d = problem.distance, floor(problem.eps), problem.width
    size = d * WORD if isinstance(kind, Bits) else d
    if not isinstance(kind, Bits | Letters) or not 0 <= eps < size:
        raise Mismatch(f"{kind} at most {eps} on {size} places", "ε + 1 parts are needed", "compare all rows")
    cuts = [size * c // (eps + 1) for c in range(eps + 2)]
    if isinstance(kind, Letters):
        return np.array(cuts, dtype=np.int64)
    whole = [(1 << b) - (1 << a) for a, b in pairwise(cuts)]
    return np.array([[mask >> WORD * t & (1 << WORD) - 1 for t in range(d)] for mask in whole], dtype=np.uint64)


def _sides(problem: Problem, parts: Array) -> Iterator[Tile]:
    kind = problem.distance
    for part in range(floor(problem.eps) + 1):
        x, y = (columns(kind, side, parts, part) for side in (problem.left, problem.right))
        yield x, y


def columns(kind: Distance, rows: Array, parts: Array, part: int) -> Array:
    """One part of some rows: its letters, or its bits as numbers, as columns."""
    if not isinstance(kind, Bits):
        return rows[:, parts[part] : parts[part + 1]]
    used = np.flatnonzero(parts[part])
    masks = parts[part][used]
    return np.asarray((rows[:, used] & masks) >> np.bitwise_count((masks & (~masks + np.uint64(1))) - np.uint64(1)))


@dataclass(frozen=True, slots=True, eq=False)
class Popcount(Search):
    """The pairs at most ε apart, among all; `right` has the right side's columns as rows, `turned` its bytes."""

    left: Array
    right: Array
    turned: Array
    fast: bool

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return MANY if self.turned.size else 1024

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs (i, j) with start ≤ i < stop, a block of columns at a time."""
        eps = min(floor(self.problem.eps), self.problem.width * WORD)
        if eps < 0 or start >= stop:
            return
        if self.fast:
            yield from self._loops(start, stop, eps)
            return
        for b in range(0, len(self.problem.right), COLUMNS):
            y = self.right[:, b : b + COLUMNS]
            for a in range(start, stop, ROWS):
                flat = _near(self.problem.distance, self.left[a : min(a + ROWS, stop)], y, eps)
                yield indices(flat, y.shape[1], a, b)

    def _loops(self, start: int, stop: int, eps: int) -> Iterator[Tile]:
        i, j = np.empty(ROOM, dtype=np.int64), np.empty(ROOM, dtype=np.int64)
        if self.turned.size and stop - start >= FEW:
            yield from self._counted(start, stop, eps, (i, j))
            return
        column, row = 0, start
        while column < len(self.problem.right):
            at = (column, row, start, stop)
            if isinstance(self.problem.distance, Bits):
                sums: Any = np.empty(WORDS, dtype=np.uint64)
                k, column, row = compiled(near_words)(self.left, self.right, eps, at, sums, i, j)
            else:
                sums = np.empty(LETTERS, dtype=_counter(self.problem.width))
                k, column, row = compiled(near_letters)(self.left, self.right, eps, at, sums, i, j)
            yield i[:k].copy(), j[:k].copy()

    def _counted(self, start: int, stop: int, eps: int, room: Tile) -> Iterator[Tile]:
        k, used, size, (i, j) = 0, min(SIXES, (128 + eps) // 6), SIXES * 64 * BLOCK, room
        # a row of the table is one line of the cache, and must not lie across two
        words = np.empty(size + LINE // 8, dtype=np.uint64)
        flat = words[-words.ctypes.data % LINE // 8 :][:size]
        counts = flat.reshape(SIXES, 64, BLOCK)
        for b in range(0, self.turned.shape[1], BLOCK):
            compiled(fill_counts)(self.turned[:, b : b + BLOCK], used, 127 - eps, counts)
            row = start
            while row < stop:
                k, row = compiled(near_counted)(self.left, self.right, eps, flat, (8 * b, row, stop, k), i, j)
                if row < stop:
                    yield i[:k].copy(), j[:k].copy()
                    k = 0
        yield i[:k].copy(), j[:k].copy()


def popcount(problem: Problem, fast: bool) -> Popcount:
    """The search of all pairs, block by block.

    Raises
    ------
    Mismatch
        When rows are not compared by bits or letters.

    Examples
    --------
    >>> from algebra.numeric.search import walk
    >>> x = np.array([[0], [7], [8]], dtype=np.uint64)
    >>> list(walk(popcount(Problem(x, x, Bits(), 1), fast=False)))
    [(array([0, 0, 1, 2, 2]), array([0, 2, 1, 0, 2]))]
    """
    if not isinstance(problem.distance, Bits | Letters):
        raise Mismatch(f"{problem.distance}", "bits and letters are counted", "take another search")
    left, right = np.array(problem.left, order="C"), np.array(problem.right.T, order="C")
    return Popcount(problem, left, right, _turned(problem, fast), fast)


def _turned(problem: Problem, fast: bool) -> Array:
    """The first 24 bytes of the right side, a row for each, eight in a word; nothing where they tell little."""
    n, m, eps, none = len(problem.left), len(problem.right), floor(problem.eps), np.zeros((24, 0), dtype=np.uint64)
    possible = fast and isinstance(problem.distance, Bits) and problem.width >= 3 and 0 <= eps < 128
    if not possible or min(n, m) < FEW:
        return none
    masks = [(1 << 6 * min(10, max(0, min(SIXES, (128 + eps) // 6) - 10 * c))) - 1 for c in range(3)]
    steps = np.arange(SAMPLE, dtype=np.int64)
    words = (problem.left[steps * n // SAMPLE, :3] ^ problem.right[steps * 7919 % m, :3]) & np.array(masks, np.uint64)
    if RARE * np.count_nonzero(np.bitwise_count(words).sum(axis=1, dtype=np.int64) <= eps) > SAMPLE:
        return none
    rows = np.zeros((-(-m // (8 * BLOCK)) * 8 * BLOCK, 3), dtype="<u8")
    rows[:m] = problem.right[:, :3]
    turned = np.array(rows.view(np.uint8).reshape(-1, 8, 24).transpose(2, 0, 1), order="C")
    return np.asarray(turned.view("<u8")[..., 0], dtype=np.uint64)


def _counter(most: int) -> Any:
    """The type that counts to `most` fastest."""
    return np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.int64


def _near(kind: Distance, x: Array, y: Array, eps: int) -> Indices:
    """The flat places of the pairs of a row of x and a column of y at most ε apart."""
    d, most, unit = len(y), 0, WORD if isinstance(kind, Bits) else 1
    found = np.zeros((len(x), y.shape[1]), dtype=np.uint8)
    for c in range(d):
        most += unit
        found = found.astype(_counter(most), copy=False)
        found += unlike(kind, x[:, c, None], y[c])
        # counting who is left costs about as much as comparing four letters
        if eps < most and c + 1 < d and (unit > 1 or c % 4 == 3):
            near = found <= eps
            if RARE * np.count_nonzero(near) <= near.size:
                return _finished(kind, (x, y), (found, c + 1), np.flatnonzero(near), eps)
    return np.flatnonzero(found <= eps)


def _finished(kind: Distance, sides: Tile, begun: tuple[Array, int], flat: Indices, eps: int) -> Indices:
    """Those of some flat places whose sums, begun with the first columns, end at most at ε."""
    (x, y), (found, done) = sides, begun
    i, j = indices(flat, y.shape[1], 0, 0)
    sums = found.reshape(-1)[flat].astype(np.int64)
    for c in range(done, len(y)):
        sums += unlike(kind, x[i, c], y[c, j])
    return flat[sums <= eps]
