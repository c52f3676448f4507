"""The points of X ×_S Y by joining on the base, and their number by histograms.

        (X ×_S Y)(F) = {(x, y) : f(x) = g(y)}       |...| = sum over s in S(F) of |f^-1(s)|·|g^-1(s)|

Main definitions
    pairs, join         all pairs of points over one point of the base, in lexicographic order
    Histogram           the points of the base that a map takes, with the number of points above each
    histogram, meet     of a map; the number of pairs from two
    point_count         the number of points of X ×_S Y
    SchemeCounts        all that is counted
    counts
    self_check          what is wrong with a cospan, by other routes

Notes
    Points are packed into one number each and sorted once; the pairs of points of X and Y are never gone through.

References
    .. [1] R. Hartshorne, *Algebraic Geometry*, 1977, Theorem II.3.3 and Exercise II.2.7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from algebra.errors import Mismatch, TooLarge
from algebra.rings.arrays import Array
from algebra.rings.ring import LISTABLE
from algebra.schemes.scheme import Morphism, SchemeCospan, coordinate_ring
from algebra.schemes.search import blocks, extension_of, points, values

PACKED = 1 << 62
CHECKED = 1 << 16
HELD = 1 << 25


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """The points of the base that a map takes, one a row in lexicographic order, and the sizes of its fibers."""

    rows: Array
    sizes: Array

    @property
    def total(self) -> int:
        """The number of points of the domain."""
        return int(self.sizes.sum())


def keys(rows: Array, q: int) -> Array:
    """One number for each row, in the lexicographic order of the rows, equal for equal rows."""
    packed, size = np.zeros(len(rows), dtype=np.int64), 1
    for column in rows.T:
        if size * q > PACKED:
            distinct, packed = np.unique(packed, return_inverse=True)
            size = len(distinct)
        packed, size = packed * q + column, size * q
    return packed


def _tally(rows: Array, sizes: Array, q: int) -> Histogram:
    """The distinct rows with the sums of their sizes."""
    packed = keys(rows, q)
    order = np.argsort(packed, kind="stable")
    packed = packed[order]
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(packed)), dtype=bool), packed[1:] != packed[:-1]]))
    sums = np.add.reduceat(sizes[order], first) if len(first) else np.zeros(0, dtype=np.int64)
    return Histogram(rows[order[first]], sums)


def histogram(f: Morphism, extension: int = 1) -> Histogram:
    """The points of the base that a map takes over GF(q^k), and the number of points above each.

    Raises
    ------
    TooLarge
        When the map takes more than 2^25 points.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> found = histogram(morphism(scheme(GF(5), ["x"]), ["x^2"]))
    >>> found.rows.tolist(), found.sizes.tolist()
    ([[0], [1], [4]], [1, 2, 2])
    """
    q, parts = extension_of(f.dom.field, extension).q, list[Histogram]()
    for block in blocks(f.dom, extension):
        parts.append(_tally(values(f, block, extension), np.ones(len(block), dtype=np.int64), q))
        while len(parts) > 1 and len(parts[-2].rows) <= 2 * len(parts[-1].rows):
            parts[-2:] = [_joined(parts[-2:], f, q)]
        if sum(len(part.rows) for part in parts) > HELD:
            raise TooLarge(f"the points of the base that {f} takes", f"more than {HELD}", "take a smaller field")
    return _joined(parts, f, q)


def _joined(parts: list[Histogram], f: Morphism, q: int) -> Histogram:
    """The sum of histograms."""
    if len(parts) == 1:
        return parts[0]
    rows = [np.zeros((0, f.dimension), dtype=np.int64), *(part.rows for part in parts)]
    sizes = [np.zeros(0, dtype=np.int64), *(part.sizes for part in parts)]
    return _tally(np.concatenate(rows), np.concatenate(sizes), q)


def meet(left: Histogram, right: Histogram, q: int) -> tuple[int, int]:
    """The number of pairs over one point of the base, and of points of the base that both maps take."""
    packed = keys(np.concatenate([left.rows, right.rows]), q)
    n = len(left.rows)
    _, i, j = np.intersect1d(packed[:n], packed[n:], assume_unique=True, return_indices=True)
    return int((left.sizes[i].astype(object) * right.sizes[j].astype(object)).sum()), len(i)


def point_count(cospan: SchemeCospan, extension: int = 1) -> int:
    """The number of points of X ×_S Y over GF(q^k), by fibers alone.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(7), ["x"])
    >>> point_count(SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x^3"])))
    7
    """
    q = extension_of(cospan.field, extension).q
    return meet(histogram(cospan.f, extension), histogram(cospan.g, extension), q)[0]


def pairs(cospan: SchemeCospan, extension: int = 1) -> Array:
    """The points of X ×_S Y over GF(q^k): rows (x, y) with f(x) = g(y), in lexicographic order.

    Raises
    ------
    TooLarge
        When X, Y or X ×_S Y has more than 2^22 points.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(3), ["x"])
    >>> pairs(SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x + 1"]))).tolist()
    [[0, 2], [1, 0], [2, 0]]
    """
    xs, ys = points(cospan.X, extension), points(cospan.Y, extension)
    ends = values(cospan.f, xs, extension), values(cospan.g, ys, extension)
    i, j = join(*ends, extension_of(cospan.field, extension).q)
    return np.concatenate([xs[i], ys[j]], axis=1)


def join(left: Array, right: Array, q: int) -> tuple[Array, Array]:
    """The indices i and j of all equal rows of two lists, in lexicographic order of (i, j).

    Raises
    ------
    TooLarge
        When there are more than 2^22.

    Examples
    --------
    >>> i, j = join(np.array([[0], [2], [1]]), np.array([[2], [1], [2]]), 3)
    >>> i.tolist(), j.tolist()
    ([1, 1, 2], [0, 2, 1])
    """
    packed = keys(np.concatenate([left, right]), q)
    on_left, on_right = packed[: len(left)], packed[len(left) :]
    sorting = np.argsort(on_right, kind="stable")
    first = np.searchsorted(on_right[sorting], on_left, side="left")
    sizes = np.searchsorted(on_right[sorting], on_left, side="right") - first
    total = int(sizes.sum())
    if total > LISTABLE:
        raise TooLarge("the points of X ×_S Y", f"there are {total}", "count instead of listing")
    within = np.arange(total) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(np.arange(len(left)), sizes), sorting[np.repeat(first, sizes) + within]


@dataclass(frozen=True, slots=True)
class SchemeCounts:
    """The numbers of points over GF(q), and of X ×_S Y over GF(q^1), ..., GF(q^k)."""

    points: int
    X_points: int
    Y_points: int
    base_points_hit_by_both: int
    points_by_extension: tuple[int, ...]


def counts(cospan: SchemeCospan, extensions: int = 1) -> SchemeCounts:
    """The numbers of points of X ×_S Y, X and Y over GF(q), and of X ×_S Y over extensions.

    Raises
    ------
    Mismatch
        When the degree of extensions is below 1.
    TooLarge
        When a field has no table, or a search is too long.

    Notes
    -----
    A point over GF(q) is one over each extension, so the counts can only grow from GF(q^i) to GF(q^j) for i | j.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(5), ["x"])
    >>> counts(SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x^2"])), 2)
    SchemeCounts(points=9, X_points=5, Y_points=5, base_points_hit_by_both=3, points_by_extension=(9, 49))
    """
    if extensions < 1:
        raise Mismatch(f"extensions up to degree {extensions}", "the degree is at least 1", "take 1, 2, ...")
    extension_of(cospan.field, extensions)
    left, right = histogram(cospan.f), histogram(cospan.g)
    here, hit = meet(left, right, cospan.field.q)
    above = (here, *(point_count(cospan, k) for k in range(2, extensions + 1)))
    return SchemeCounts(here, left.total, right.total, hit, above)


def self_check(cospan: SchemeCospan, extension: int = 1) -> str | None:
    """What is wrong with the points of X ×_S Y, found by second routes; None when all agrees.

    Notes
    -----
    The number by fibers against the pairs joined; the square commutes at each pair; where the plane around it is
    small, the points of the tensor product by enumeration against the pairs joined.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(5), ["x"])
    >>> self_check(SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x^3"])))
    """
    left, right = histogram(cospan.f, extension), histogram(cospan.g, extension)
    q = extension_of(cospan.field, extension).q
    total, _ = meet(left, right, q)
    if max(total, left.total, right.total) > LISTABLE:
        return None
    found, n = pairs(cospan, extension), cospan.X.dimension
    if len(found) != total:
        return f"the fibers have {total} pairs, but {len(found)} are joined"
    ends = values(cospan.f, found[:, :n], extension), values(cospan.g, found[:, n:], extension)
    if not np.array_equal(*ends):
        return "the square does not commute"
    if left.total * q**cospan.Y.dimension > CHECKED:
        return None
    listed = points(coordinate_ring(cospan), extension)
    if not np.array_equal(listed, found):
        return f"{total} pairs are joined, but the tensor product has {len(listed)} points"
    return None
