"""Equal rows of two arrays: one integer key a row, sorted and merged.

Main definitions
    Keys, keys      one number below 2^64 for each row of two arrays, equal where the rows are
    Runs, runs      for each row of the left side, the run of equal rows in the sorted right side
    Equal, equal    the search for ε < 1 in integer rows, where all distances are integers
    total, matches  the number of pairs, without the pairs

Implementation notes
    A row (x_1, ..., x_d) with lo_c ≤ x_c < lo_c + s_c has the key Σ (x_c - lo_c) s_{c+1} ... s_d, a mixed radix number.
    Where the product of the s_c would pass 2^64, keys are replaced by their ranks among those in use, at most as many
    as there are rows.  A key and the number of its row share one machine word, so that one sort of plain words (by
    vector instructions, or byte by byte in the compiled route) orders by key and, for equal keys, by row.

    The pairs in lexicographic order are the runs of the rows one after another.  The place of a pair in that list
    determines it, so any part of the list can be written down by itself: a tile is LIMIT places of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from algebra.errors import Mismatch, TooLarge
from algebra.numeric.compiled import compiled
from algebra.numeric.loops.keys import expand, group, probe, products, scatter
from algebra.numeric.problem import Array, Indices, Problem
from algebra.numeric.search import LIMIT, Search, Tile

WORD = 64
BUCKETS = 20
SHARED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """A number 0 ≤ k < bound for each row of two arrays, as uint64."""

    left: Array
    right: Array
    bound: int


def keys(left: Array, right: Array) -> Keys:
    """Numbers k with k(x) = k(y) if and only if x = y, for the rows x, y of two arrays.

    Parameters
    ----------
    left, right : arrays of shape (n, d) and (m, d)
        Integers, or hashable objects.

    Raises
    ------
    TooLarge
        When there are 2^32 rows or more.

    Examples
    --------
    >>> found = keys(np.array([[3, 7], [4, 5]]), np.array([[3, 5]]))
    >>> found.left, found.right, found.bound
    (array([2, 3], dtype=uint64), array([0], dtype=uint64), 6)
    """
    n, m, d = len(left), len(right), left.shape[1]
    if n + m >= 1 << 32:
        raise TooLarge(f"{n + m} rows", "a key and the number of its row share 64 bits", "search the rows in parts")
    if left.dtype == object or right.dtype == object:
        return _named(left, right)
    whole = 8 * d * left.dtype.itemsize
    plain = left.dtype == right.dtype and left.flags.c_contiguous and right.flags.c_contiguous
    if plain and whole in (8, 16, 32):
        read = np.dtype(f"u{whole // 8}")
        x, y = (a.view(read).reshape(-1).astype(np.uint64) for a in (left, right))
        return Keys(x, y, 1 << whole)
    found = Keys(np.zeros(n, dtype=np.uint64), np.zeros(m, dtype=np.uint64), 1)
    for c in range(d):
        found = _joined(found, _column(left[:, c], right[:, c]))
    return found


def _named(left: Array, right: Array) -> Keys:
    names = dict[tuple[object, ...], int]()
    sides = [
        np.array([names.setdefault(tuple(row), len(names)) for row in side.tolist()], dtype=np.uint64)
        for side in (left, right)
    ]
    return Keys(sides[0], sides[1], max(1, len(names)))


def _column(x: Array, y: Array) -> Keys:
    ends = [int(end) for a in (x, y) if len(a) for end in (a.min(), a.max())]
    if not ends:
        return Keys(x.astype(np.uint64), y.astype(np.uint64), 1)
    # unsigned words wrap, so the difference is right even where the entries were negative
    low = np.uint64(min(ends) % (1 << WORD))
    return Keys(x.astype(np.uint64) - low, y.astype(np.uint64) - low, max(ends) - min(ends) + 1)


def _joined(slow: Keys, fast: Keys) -> Keys:
    if slow.bound * fast.bound > 1 << WORD:
        slow = _ranked(slow)
    if slow.bound * fast.bound > 1 << WORD:
        fast = _ranked(fast)
    if slow.bound == 1 or fast.bound == 1:
        return fast if slow.bound == 1 else slow
    radix = np.uint64(fast.bound)
    return Keys(slow.left * radix + fast.left, slow.right * radix + fast.right, slow.bound * fast.bound)


def _ranked(found: Keys) -> Keys:
    n = len(found.left)
    used, ranks = np.unique(np.concatenate([found.left, found.right]), return_inverse=True)
    ranks = ranks.reshape(-1).astype(np.uint64)
    return Keys(ranks[:n], ranks[n:], max(1, len(used)))


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The partners of each row i of the left side: order[begin[i] : begin[i] + offset[i + 1] - offset[i]], ascending.

    Notes
    -----
    The pairs of row i are the places offset[i] ≤ p < offset[i + 1] of the list of all pairs in lexicographic order.
    """

    begin: Array
    offset: Indices
    order: Array

    @property
    def many(self) -> int:
        """The number of pairs."""
        return int(self.offset[-1])

    def pairs(self, first: int, last: int, fast: bool) -> Tile:
        """The pairs at the places first ≤ p < last of the list of all pairs."""
        if first >= last:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        row = int(np.searchsorted(self.offset, first, side="right")) - 1
        if fast:
            i, j = np.empty(last - first, dtype=np.int64), np.empty(last - first, dtype=np.int64)
            compiled(expand)(self.begin, self.offset, self.order, (row, first, last), i, j)
            return i, j
        stop = int(np.searchsorted(self.offset, last, side="left"))
        edges = np.clip(self.offset[row : stop + 1], first, last)
        each = np.diff(edges)
        places = np.arange(first, last, dtype=np.int64)
        places += np.repeat(self.begin[row:stop].astype(np.int64) - self.offset[row:stop], each)
        return np.repeat(np.arange(row, stop, dtype=np.int64), each), self.order[places].astype(np.int64)


def runs(found: Keys, fast: bool) -> Runs:
    """The runs of equal keys.

    Examples
    --------
    >>> some = runs(keys(np.array([[7], [5], [7]]), np.array([[7], [6], [7]])), fast=False)
    >>> some.many, some.pairs(1, 3, fast=False)
    (4, (array([0, 2]), array([2, 0])))
    """
    n, m = len(found.left), len(found.right)
    bits = max(n - 1, m - 1, 0).bit_length()
    if (found.bound - 1).bit_length() + bits > WORD:
        found = _ranked(found)
    begin, offset, order = np.zeros(n, np.uint32), np.zeros(n + 1, np.int64), np.empty(m, np.uint32)
    (_hashed if fast else _merged)(found, bits, begin, offset[1:], order)
    return Runs(begin, np.cumsum(offset, out=offset), order)


def _hashed(found: Keys, bits: int, begin: Array, count: Indices, order: Array) -> None:
    m = len(order)
    many = min(max(1, m.bit_length() - SHARED), BUCKETS)
    edges, packed = np.zeros((1 << many) + 2, np.uint32), np.empty(m, np.uint64)
    compiled(scatter)(found.right, bits, WORD - many, edges, packed)
    values, starts = np.empty(m, np.uint64), np.empty(m + 1, np.uint32)
    compiled(group)(packed, bits, edges, order, values, starts)
    compiled(probe)(found.left, WORD - many, edges, values, starts, begin, count)


def _merged(found: Keys, bits: int, begin: Array, count: Indices, order: Array) -> None:
    low = np.uint64((1 << bits) - 1)
    left, right = (_packed(side, bits) for side in (found.left, found.right))
    order[:] = right & low
    (x, _, size), (y, start, many) = (_groups(side >> np.uint64(bits)) for side in (left, right))
    at = _places(x, y)
    rows = left & low
    begin[rows] = np.repeat(np.append(start, 0)[at], size)
    count[rows] = np.repeat(np.append(many, 0)[at], size)


def _packed(side: Array, bits: int) -> Array:
    out = side << np.uint64(bits)
    out |= np.arange(len(side), dtype=np.uint64)
    out.sort()
    return out


def _groups(ascending: Array) -> tuple[Array, Indices, Indices]:
    """The values of an ascending array, where each begins, and how many there are."""
    edges = np.flatnonzero(ascending[1:] != ascending[:-1]) + 1
    first = np.concatenate([np.zeros(min(1, len(ascending)), dtype=np.int64), edges])
    return ascending[first], first, np.diff(first, append=len(ascending))


def _places(x: Array, y: Array) -> Indices:
    """Where each x is among the ascending values y, or len(y) where it is not."""
    at = np.searchsorted(y, x)
    inside = np.flatnonzero(at < len(y))
    at[inside[y[at[inside]] != x[inside]]] = len(y)
    return at


@dataclass(frozen=True, slots=True, eq=False)
class Equal(Search):
    """The pairs of equal rows, in lexicographic order within and between tiles."""

    runs: Runs
    step: int
    fast: bool

    @property
    def stride(self) -> int:
        """The number of rows taken at a time: about LIMIT pairs."""
        return self.step

    @property
    def increasing(self) -> bool:
        """True: rows are expanded in their order."""
        return True

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs (i, j) with start ≤ i < stop, LIMIT at a time."""
        first, last = int(self.runs.offset[start]), int(self.runs.offset[stop])
        for a in range(first, last, LIMIT):
            yield self.runs.pairs(a, min(a + LIMIT, last), self.fast)

    def degrees(self, start: int, stop: int) -> Indices:
        """The number of pairs of each row in [start, stop)."""
        return np.diff(self.runs.offset[start : stop + 1])


def equal(problem: Problem, fast: bool) -> Equal:
    """The pairs of equal rows.

    Raises
    ------
    Mismatch
        When ε < 1 does not mean equality: rows are floats, or ε is not in [0, 1).

    Examples
    --------
    >>> from algebra.numeric.problem import Same
    >>> from algebra.numeric.search import walk
    >>> x, y = np.array([[1, 2], [3, 4], [1, 2]]), np.array([[3, 4], [1, 2]])
    >>> list(walk(equal(Problem(x, y, Same(), 0), fast=False)))
    [(array([0, 1, 2]), array([1, 0, 1]))]
    """
    found = runs(_keyed(problem), fast)
    return Equal(problem, found, stride(found.offset), fast)


def _keyed(problem: Problem) -> Keys:
    if problem.floating or not 0 <= problem.eps < 1:
        raise Mismatch(f"ε = {problem.eps}", "equality is ε in [0, 1) for integers", "take another search")
    return keys(problem.left, problem.right)


def stride(offset: Indices) -> int:
    """The greatest halving of the number of rows with at most LIMIT pairs in most blocks of so many rows."""
    rows = len(offset) - 1
    step = max(1, rows)
    while step > 1:
        sizes = np.diff(offset[np.minimum(np.arange(0, rows + step, step), rows)])
        if 8 * np.count_nonzero(sizes > LIMIT) <= len(sizes):
            break
        step = (step + 1) // 2
    return step


def matches(problem: Problem, fast: bool) -> int:
    """The number of pairs of equal rows.

    Examples
    --------
    >>> from algebra.numeric.problem import Same
    >>> x, y = np.array([[1, 2], [3, 4], [1, 2]]), np.array([[3, 4], [1, 2]])
    >>> matches(Problem(x, y, Same(), 0), fast=False)
    3
    """
    return total(_keyed(problem), fast)


def total(found: Keys, fast: bool) -> int:
    """The number of pairs of equal keys: the sum over all keys of the product of their numbers on both sides."""
    left, right, bound = found.left, found.right, found.bound
    if bound <= len(left) + len(right) + (1 << 16):
        x, y = (np.bincount(side.astype(np.int64), minlength=bound) for side in (left, right))
        return int(x @ y)
    read = np.uint32 if bound <= 1 << 32 else np.uint64
    x, y = (np.sort(side.astype(read)) for side in (left, right))
    if fast:
        return int(compiled(products)(x, y))
    (x, _, size), (y, _, many) = _groups(x), _groups(y)
    return int(size @ np.append(many, 0)[_places(x, y)])
