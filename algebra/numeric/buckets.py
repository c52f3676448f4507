"""Values in buckets, and which buckets can hold what is near: supersets that are proved, never guessed.

Main definitions
    Buckets     the buckets of a column, and the range of buckets within reach of each
    buckets     for a column of both sides, on the line or on a circle
    windows     one bitmap a bucket: which of some rows lie in its range
    ranges      where these rows are, once sorted by their buckets
    share       how many pairs of a sample a column lets pass

Implementation notes
    Bucket b holds [e_b, e_{b+1}) for increasing edges e; any edges give a right answer, so quantiles of a sample do.
    With U the bucket of a value, a step function that increases, all within r of [x, y] lies in the buckets from
    U(x - r) to U(y + r).  On a circle U(a + m) = U(a) + C goes on over the turns, C the number of buckets.  Integers
    are exact.  Rounding to nearest is monotone and leaves floats as they are: a float y ≥ x - r is at least the float
    nearest to x - r, and to x - s for a float s ≥ r.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np

from algebra.metrics import Exact
from algebra.numeric.bound import above
from algebra.numeric.problem import Array, Indices, sampled

SAMPLE = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """The buckets of a column.

    Parameters
    ----------
    edges : array
        The first value of each bucket but the first.
    low, length : int64
        The range of buckets within reach of each bucket, around the circle.
    single : bool
        Whether each bucket is one value, so that its range is the truth.
    """

    edges: Array
    low: Indices
    length: Indices
    single: bool

    @property
    def count(self) -> int:
        """The number of buckets."""
        return len(self.low)

    def codes(self, column: Array) -> Array:
        """The bucket of each value of a column, as bytes."""
        if self.single:
            return column.astype(np.uint8)
        if column.dtype.kind != "O":
            column = column.astype(self.edges.dtype)
        return np.searchsorted(self.edges, column, side="right").astype(np.uint8)


def buckets(left: Array, right: Array, modulus: int | None, radius: Exact, most: int) -> Buckets:
    """At most `most` ≤ 256 buckets for a column of two nonempty sides, and what is within the radius of each.

    Examples
    --------
    >>> x = np.array([0, 3, 5], dtype=np.uint8)
    >>> found = buckets(x, x, 8, 1, 256)
    >>> found.codes(x).tolist(), found.low.tolist(), found.length.tolist()
    ([0, 3, 5], [7, 0, 1, 2, 3, 4, 5, 6], [3, 3, 3, 3, 3, 3, 3, 3])
    """
    if modulus is not None and modulus <= most:
        steps, reach = np.arange(modulus), floor(min(radius, modulus))
        length = np.full(modulus, min(2 * reach + 1, modulus))
        return Buckets(steps[1:], (steps - reach) % modulus, length, True)
    edges = _edges(_wide(sampled(right, SAMPLE)), most)
    if modulus is not None:
        return _circle(edges, modulus, floor(min(radius, modulus)))
    first, last = _wide(left.min(keepdims=True)), _wide(left.max(keepdims=True))
    low = np.concatenate([np.minimum(first, edges[:1]), edges])
    return _line(edges, low, np.concatenate([edges, np.maximum(last, edges[-1:])]), radius)


def _wide(column: Array) -> Array:
    kind: Any = {"f": np.float64, "O": object}.get(column.dtype.kind, np.int64)
    return column.astype(kind)


def _edges(sample: Array, most: int) -> Array:
    """Quantiles of a sample, at least one and fewer than `most`."""
    ranked = np.sort(sample)
    return np.asarray(np.unique(ranked[np.arange(1, most) * len(ranked) // most]))


def _line(edges: Array, first: Array, last: Array, radius: Exact) -> Buckets:
    """What is within the radius of each [first, last]."""
    if edges.dtype.kind == "f":
        reach = above(radius, np.float64)
        with np.errstate(over="ignore"):
            first, last = first - reach, last + reach
    else:
        whole = floor(radius) if edges.dtype == object else min(floor(radius), 1 << 62)
        first, last = first - whole, last + whole
    low = np.searchsorted(edges, first, side="right")
    length = np.searchsorted(edges, last, side="right") - low + 1
    return Buckets(edges, low, np.maximum(length, 0), False)


def _circle(edges: Array, modulus: int, radius: int) -> Buckets:
    zero, end = edges[:1] - edges[:1], edges[:1] - edges[:1] + modulus
    first, last = np.concatenate([zero, edges]) - radius, np.concatenate([edges, end]) - 1 + radius
    low = np.searchsorted(edges, first % modulus, side="right")
    high = np.searchsorted(edges, last % modulus, side="right")
    turns = (last // modulus - first // modulus).astype(np.int64)
    count = len(edges) + 1
    return Buckets(edges, low, np.clip(turns * count + high - low + 1, 0, count), False)


def windows(codes: Array, found: Buckets, out: Array) -> None:
    """Set the bits, 64 rows a word, of the rows whose bucket is in the range of each bucket.

    Parameters
    ----------
    codes : uint8
        The bucket of each row.
    out : uint64 of shape (buckets, words), zeros
        One bitmap a bucket.

    Notes
    -----
    The "or" of 2^k buckets on from each is had by doubling; two of these, which may overlap, are any range.
    """
    count, words = out.shape
    rows = np.arange(len(codes))
    held = np.zeros((count, words), dtype=np.uint64)
    bits = np.uint64(1) << (rows & 63).astype(np.uint64)
    np.bitwise_or.at(held.reshape(-1), codes.astype(np.int64) * words + (rows >> 6), bits)
    size, longest = 1, int(found.length.max())
    while size <= longest:
        sel = np.flatnonzero((found.length >= size) & (found.length < 2 * size))
        low = found.low[sel]
        out[sel] = held[low]
        out[sel] |= held[(low + found.length[sel] - size) % count]
        size *= 2
        if size <= longest:
            held = _doubled(held, size // 2)


def _doubled(held: Array, by: int) -> Array:
    out = np.empty_like(held)
    np.bitwise_or(held[:-by], held[by:], out=out[:-by])
    np.bitwise_or(held[-by:], held[:by], out=out[-by:])
    return out


def share(found: Buckets, left: Array, right: Array) -> Fraction:
    """The share of a sample of pairs that a column lets pass."""
    x, y = (found.codes(sampled(a, SAMPLE)) for a in (left, right))
    sums = np.concatenate([[0], np.cumsum(np.tile(np.bincount(y, minlength=found.count), 2))])
    passing = (sums[found.low + found.length] - sums[found.low])[x]
    return Fraction(int(passing.sum()), len(x) * len(y))


def ranges(codes: Array, found: Buckets) -> Indices:
    """For each bucket, two ranges of words that hold all rows in its range, the rows sorted by their buckets."""
    starts = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=found.count))])
    words = -(-len(codes) // 64)
    end = found.low + found.length
    around = end > found.count
    first, last = starts[found.low] // 64, -(-starts[np.where(around, found.count, end)] // 64)
    second = np.where(around, -(-starts[end % found.count] // 64), 0)
    whole = around & (second >= first)
    spans = np.stack([first, last, np.zeros_like(first), second], axis=1)
    spans[whole] = [0, words, 0, 0]
    spans[found.length == 0] = 0
    return spans
