"""Near pairs by "and" of bitmaps: one bit a row of the right side, one bitmap a column and value.

        B[c][b] = {j : |right[j, c] - a| ≤ r for some a in bucket b of column c}
        {j : d(left[i], right[j]) ≤ ε} ⊆ ⋂_c B[c][bucket of left[i, c]]

Main definitions
    Bitmaps     the search
    bitmaps     for a problem with a distance on the line or the circle
    density     the share of pairs whose every coordinate is near

Implementation notes
    No coordinate of a pair within ε is more than r apart: r = ε, or √ε rounded up where ε is squared.  The bitmaps may
    hold more than the truth (`algebra.numeric.buckets`), never less; what they leave is decided by
    `algebra.numeric.exact`, or by sums in int64 that cannot overflow.  On the circle, with the maximum and one bucket a
    value in every column, they are the truth.

    Where the best column lets at most half of the pairs pass, the right side is sorted by it: what a row can meet is
    then one range of words, or two around the circle, and only these are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, isqrt

import numpy as np

from algebra.errors import Mismatch
from algebra.metrics import Exact
from algebra.numeric.buckets import Buckets, buckets, ranges, share, windows
from algebra.numeric.compiled import compiled
from algebra.numeric.exact import within
from algebra.numeric.loops.bitmaps import kept, surviving
from algebra.numeric.problem import Array, Circle, Indices, Line, Problem, sampled
from algebra.numeric.search import LIMIT, Search, Tile

MEMORY = 1 << 28
COLUMNS = 64
STRETCH = 512
ROOM = 1 << 18
PIECE = 1 << 16
Rule = tuple[tuple[int, int, int], Array, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Bitmaps(Search):
    """Pairs that pass the bitmaps of some columns, decided exactly.

    Parameters
    ----------
    tables : uint64 of shape (columns, buckets, words)
    codes : uint8 of shape (rows, columns)
        The buckets of the left side.
    spans : int64 of shape (buckets, 4)
        For each bucket of the last column, two ranges of words outside of which its bitmap is empty.
    order : int64
        The row of the right side at each place.
    dense : int
        The number of columns to take before looking for words that are left; it only steers speed.
    truth : bool
        Whether what passes is within ε.
    rows : int
        The number of rows taken at a time.
    rule : (bound, radius, power) and two arrays, or None
        What compiled sums need: their bounds and contiguous copies of both sides.
    """

    fast: bool
    tables: Array
    codes: Array
    spans: Indices
    order: Indices
    dense: int
    truth: bool
    rows: int
    rule: Rule | None

    @property
    def stride(self) -> int:
        """The number of rows taken at a time."""
        return self.rows

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """The pairs of some rows; in lexicographic order where the right side was not sorted."""
        if start >= stop or not len(self.order):
            return
        rows = np.argsort(self.codes[start:stop, -1], kind="stable") if len(self.spans) > 1 else np.arange(stop - start)
        for i, place in (self._compiled if self.fast else self._pieces)(rows + start):
            j = self.order[place]
            if self.truth:
                yield i, j
            else:
                yield self._decided(i, j)

    def _decided(self, i: Indices, j: Indices) -> Tile:
        p = self.problem
        if self.rule is not None:
            moduli = p.distance.moduli if isinstance(p.distance, Circle) else [(1 << 63) - 1] * p.width
            bounds, left, right = self.rule
            found = compiled(kept)(left, right, np.array(moduli, dtype=np.int64), bounds, i, j)
            return i[:found], j[:found]
        good = np.flatnonzero(within(p, i, j))
        return i[good], j[good]

    def _compiled(self, rows: Indices) -> Iterator[Tile]:
        work, begin = _stretches(rows, self.spans[self.codes[rows, -1] if len(self.spans) > 1 else rows * 0]), 0
        places = np.zeros(67, dtype=np.int64)
        places[[pow(2, k, 67) for k in range(64)]] = np.arange(64)
        out_i, out_j = np.empty(ROOM, dtype=np.int64), np.empty(ROOM, dtype=np.int64)
        while begin < len(work):
            found, begin = compiled(surviving)(self.tables, self.codes, work, begin, places, out_i, out_j)
            if found:
                yield out_i[:found].copy(), out_j[:found]

    def _pieces(self, rows: Indices) -> Iterator[Tile]:
        keys = self.codes[rows, -1] if len(self.spans) > 1 else np.zeros(len(rows), dtype=np.uint8)
        cuts = np.flatnonzero(keys[1:] != keys[:-1]) + 1
        for some, key in zip(np.split(rows, cuts), keys[np.concatenate([[0], cuts])], strict=True):
            a, b, c, d = self.spans[key].tolist()
            for low, high in _parts(a, b, PIECE) + _parts(c, d, PIECE):
                for r, s in _parts(0, len(some), max(1, PIECE // (high - low))):
                    yield self._piece(some[r:s], low, high)

    def _piece(self, rows: Indices, low: int, high: int) -> Tile:
        """The rows and places that pass in a range of words."""
        code = self.codes[rows]
        held = self.tables[0, :, low:high][code[:, 0]]
        for c in range(1, self.dense):
            held &= self.tables[c, :, low:high][code[:, c]]
        flat = np.flatnonzero(held)
        word, r = held.reshape(-1)[flat], flat // (high - low)
        w = flat - r * (high - low) + low
        for c in range(self.dense, len(self.tables)):
            word &= self.tables[c, code[r, c], w]
            some = np.flatnonzero(word)
            word, r, w = word[some], r[some], w[some]
        bits = np.unpackbits(word.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        at, bit = np.nonzero(bits)
        return rows[r[at]], 64 * w[at] + bit


def _parts(low: int, high: int, size: int) -> list[tuple[int, int]]:
    return [(a, min(a + size, high)) for a in range(low, high, size)]


def _stretches(rows: Indices, spans: Indices) -> Indices:
    """Row, first word and the word after the last: the spans of some rows, at most STRETCH words each."""
    low, high = spans[:, ::2].reshape(-1), spans[:, 1::2].reshape(-1)
    many = -(-(high - low) // STRETCH)
    which = np.repeat(np.arange(len(low)), many)
    first = low[which] + STRETCH * (np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many))
    return np.stack([rows[which // 2], first, np.minimum(first + STRETCH, high[which])], axis=1)


def _rule(problem: Problem) -> Rule | None:
    """What `kept` needs, or None where its sums might overflow."""
    assert isinstance(problem.distance, Line | Circle)
    bound = floor(problem.eps)
    if problem.left.dtype.kind in "fO" or bound >= 1 << 61:
        return None
    power = {"linf": 0, "l1": 1, "l2": 2}[problem.distance.norm]
    kind = np.uint8 if problem.left.dtype == np.uint8 else np.int64
    left, right = (np.array(a, dtype=kind, order="C") for a in (problem.left, problem.right))
    return (bound, floor(_radius(problem)), power), left, right


def _radius(problem: Problem) -> Exact:
    """An r such that no coordinate of a pair within ε is more than r apart."""
    if not isinstance(problem.distance, Line | Circle):
        raise Mismatch("a distance on the line or the circle", f"this one is {problem.distance}", "take its own search")
    if problem.distance.norm != "l2":
        return problem.eps
    if not problem.floating:
        return isqrt(floor(problem.eps))
    p, q = problem.eps.numerator, problem.eps.denominator
    return Fraction(isqrt(p * q << 128) + 1, q << 64)


def density(problem: Problem) -> Fraction:
    """The share of a sample of pairs whose every coordinate is near; it only steers speed.

    Examples
    --------
    >>> x = np.arange(8, dtype=np.uint8).reshape(8, 1)
    >>> density(Problem(x, x, Circle((8,), "l1"), 1))
    Fraction(3, 8)
    """
    side = max(16, min(256, isqrt((1 << 20) // max(1, problem.width))))
    radius = _radius(problem)
    assert isinstance(problem.distance, Line | Circle)
    left, right = (sampled(a, side) for a in (problem.left, problem.right))
    if not len(left) or not len(right):
        return Fraction(0)
    near = Problem(left, right, replace(problem.distance, norm="linf"), radius)
    i, j = np.arange(len(left)), np.arange(len(right))
    found = within(near, np.repeat(i, len(j)), np.tile(j, len(i)))
    return Fraction(int(found.sum()), len(found))


def bitmaps(problem: Problem, fast: bool) -> Bitmaps:
    """The search by bitmaps, compiled or by numpy alone, with its tables in bounded memory.

    Raises
    ------
    Mismatch
        When the distance is neither on the line nor on the circle.

    Examples
    --------
    >>> x = np.array([[0], [3], [7]], dtype=np.uint8)
    >>> search = bitmaps(Problem(x, x[:2], Circle((8,), "l1"), 1), fast=False)
    >>> sorted((int(a), int(b)) for i, j in search.tiles(0, 3) for a, b in zip(i, j, strict=True))
    [(0, 0), (1, 1), (2, 0)]
    """
    left, right, moduli = _sides(problem)
    if not len(left) or not len(right):
        return _empty(problem, fast)
    radius, most = _radius(problem), _most(right)
    found = [buckets(left[:, c], right[:, c], m, radius, most) for c, m in enumerate(moduli)]
    cuts = [share(f, left[:, c], right[:, c]) for c, f in enumerate(found)]
    chosen, truth = _chosen(problem, found, cuts, min(COLUMNS, max(1, MEMORY // (8 * _words(right) * most))))
    order, spans = np.arange(len(right)), np.array([[0, _words(right), 0, 0]])
    if 2 * cuts[chosen[0]] <= 1:
        key = found[chosen[0]].codes(right[:, chosen[0]])
        order, spans = np.argsort(key, kind="stable"), ranges(key, found[chosen[0]])
        chosen = chosen[1:] + chosen[:1]
    tables, codes = _tables(left, right[order], {c: found[c] for c in chosen})
    dense, rule = _dense([cuts[c] for c in chosen]), _rule(problem) if fast and not truth else None
    return Bitmaps(problem, fast, tables, codes, spans, order, dense, truth, _rows(problem), rule)


def _empty(problem: Problem, fast: bool) -> Bitmaps:
    """The search where a side is empty."""
    tables, codes = np.zeros((1, 1, 0), dtype=np.uint64), np.zeros((len(problem.left), 1), dtype=np.uint8)
    spans, order = np.zeros((1, 4), dtype=np.int64), np.arange(len(problem.right))
    return Bitmaps(problem, fast, tables, codes, spans, order, 1, True, 1024, None)


def _most(right: Array) -> int:
    """The number of buckets of which eight columns fit the memory."""
    return min(256, max(2, MEMORY // (8 * _words(right) * min(int(right.shape[1]), 8))))


def _words(right: Array) -> int:
    return -(-len(right) // 64)


def _rows(problem: Problem) -> int:
    """The number of rows whose pairs and stretches of work are few enough to hold."""
    pairs = LIMIT // max(1, int(2 * density(problem) * len(problem.right)))
    return max(64, min(1 << 15, pairs, (1 << 28) // _words(problem.right)))


def _sides(problem: Problem) -> tuple[Array, Array, list[int | None]]:
    """The two sides and the modulus of each column, None on the line; one column of zeros where there is none."""
    if not problem.width:
        return np.zeros((len(problem.left), 1), np.uint8), np.zeros((len(problem.right), 1), np.uint8), [2]
    if isinstance(problem.distance, Circle):
        return problem.left, problem.right, list(problem.distance.moduli)
    return problem.left, problem.right, [None] * problem.width


def _tables(left: Array, right: Array, found: dict[int, Buckets]) -> tuple[Array, Array]:
    """The bitmaps of some columns of the right side, and the buckets of the left side."""
    tables = np.zeros((len(found), max(f.count for f in found.values()), _words(right)), dtype=np.uint64)
    codes = np.empty((len(left), len(found)), dtype=np.uint8)
    for k, (c, f) in enumerate(found.items()):
        codes[:, k] = f.codes(left[:, c])
        windows(f.codes(right[:, c]), f, tables[k, : f.count])
    return tables, codes


def _chosen(problem: Problem, found: Sequence[Buckets], cuts: Sequence[Fraction], room: int) -> tuple[list[int], bool]:
    """The columns to take, those that cut most first, and whether together they are the truth."""
    order = sorted(range(len(found)), key=cuts.__getitem__)
    norm = getattr(problem.distance, "norm", None)
    if norm == "linf" and all(f.single for f in found) and len(found) <= room:
        return order, True
    enough, passing = 1, cuts[order[0]]
    goal = Fraction(1, 256 * len(problem.right))
    while enough < min(room, len(order)) and passing > goal and 64 * cuts[order[enough]] < 63:
        passing *= cuts[order[enough]]
        enough += 1
    return order[:enough], False


def _dense(cuts: Sequence[Fraction]) -> int:
    """The number of columns after which at most a quarter of the words are left."""
    many, left = 1, 64 * cuts[0]
    while many < len(cuts) and 4 * left > 1:
        left *= cuts[many]
        many += 1
    return many
