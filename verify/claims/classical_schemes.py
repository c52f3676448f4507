"""Classical claims about affine schemes over finite fields: points.

        (X ×_S Y)(R) = X(R) ×_{S(R)} Y(R)        O(X ×_S Y) = O(X) ⊗_{O(S)} O(Y)

Main definitions
    Over, Ends          schemes over the line by one equation, and cospans of these
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from math import comb
from typing import Any

import numpy as np

from algebra.laws import Witness
from algebra.rings import GF, Multivariate
from algebra.rings.arrays import Array
from algebra.rings.multivariate import Terms
from algebra.rings.ring import tuples
from algebra.schemes import (
    Morphism,
    Scheme,
    SchemeCospan,
    coordinate_ring,
    join,
    points,
    tangent_map,
    tangent_scheme,
    values,
)
from algebra.schemes.scheme import differences, surroundings
from verify.claim import Claim
from verify.data import carrier
from verify.family import Family, Pool, grid

NAMES = ("x", "y")
Presented = Callable[[SchemeCospan], Scheme]


@dataclass(frozen=True, slots=True)
class Over:
    """The scheme h = 0 in A^n with the map f to the line, both by their coefficients in the order of `monomials`."""

    field: GF
    n: int
    h: tuple[int, ...]
    f: tuple[int, ...]

    @property
    def map(self) -> Morphism:
        """The map itself."""
        h, f = (_polynomial(self.field, self.n, c) for c in (self.h, self.f))
        return Morphism(Scheme(self.field, NAMES[: self.n], (h,) if h else ()), (f,))


@dataclass(frozen=True, slots=True)
class Ends:
    """Two schemes over the line."""

    X: Over
    Y: Over

    @property
    def cospan(self) -> SchemeCospan:
        """The cospan that they are."""
        return SchemeCospan(_map(self.X), _map(self.Y))

    def __str__(self) -> str:
        return str(self.cospan)


@cache
def _map(end: Over) -> Morphism:
    return end.map


@cache
def _listed(end: Over, tangent: bool) -> tuple[Array, Array]:
    """The points of a scheme, or of its tangent scheme, and their values."""
    f = tangent_map(_map(end)) if tangent else _map(end)
    rows = points(f.dom)
    return rows, values(f, rows)


@cache
def monomials(n: int, size: int) -> tuple[tuple[int, ...], ...]:
    """The first monomials in n variables: by degree, then with x before y.

    Examples
    --------
    >>> monomials(2, 6)
    ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
    """
    by_degree = sorted(product(range(size), repeat=n), key=_degree_first)
    return tuple(by_degree[:size])


def _degree_first(e: tuple[int, ...]) -> tuple[int, ...]:
    return (sum(e), *(-k for k in e))


def _polynomial(field: GF, n: int, c: tuple[int, ...]) -> Terms:
    ring = Multivariate(field, NAMES[:n])
    return ring.collect(dict(zip(monomials(n, len(c)), c, strict=True)))


def fiber_points(ends: Ends, presented: Presented = coordinate_ring) -> Witness | None:
    """The points of the ring presented, over F and the dual numbers, are the pairs over one point of the line."""
    total = presented(ends.cospan)
    rows, (x, u), (y, v) = points(total), _listed(ends.X, False), _listed(ends.Y, False)
    i, j = join(u, v, ends.X.field.q)
    tried = np.nonzero((u[:, None, :] == v[None, :, :]).all(axis=2))
    apart = _apart(rows, _paired(x, y, i, j)) or _apart(rows, _paired(x, y, *tried))
    if apart is not None:
        return apart
    (x, u), (y, v) = _listed(ends.X, True), _listed(ends.Y, True)
    near = points(tangent_scheme(total))
    return _apart(_shuffled(near, ends.X.n, ends.Y.n), _paired(x, y, *join(u, v, ends.X.field.q)))


def _paired(x: Array, y: Array, i: Array, j: Array) -> Array:
    return np.concatenate([x[i], y[j]], axis=1)


def _shuffled(rows: Array, n: int, m: int) -> Array:
    """Points (x, y, x', y') as (x, x', y, y'), in order."""
    x, y, dx, dy = np.split(rows, [n, n + m, 2 * n + m], axis=1)
    turned = np.concatenate([x, dx, y, dy], axis=1)
    return turned[np.lexsort(turned.T[::-1])]


def _apart(left: Array, right: Array) -> Witness | None:
    """The first point that is in one of two lists only."""
    if np.array_equal(left, right):
        return None
    one, other = ({tuple(row) for row in rows.tolist()} for rows in (left, right))
    point = min(one ^ other)
    return Witness((point,), f"{point} is {'a point of the ring' if point in one else 'a pair'} only")


def _changed(change: Callable[[Multivariate, SchemeCospan], tuple[Terms, ...]], cospan: SchemeCospan) -> Scheme:
    """A presentation with other relations beside those of X and Y."""
    both = surroundings(cospan)
    return Scheme(both.field, both.names, both.ideal + change(both.ring, cospan))


def squared(ring: Multivariate, cospan: SchemeCospan) -> tuple[Terms, ...]:
    """The relations (f - g)^2."""
    return tuple(ring.mul(d, d) for d in differences(cospan))


def added(_: Multivariate, cospan: SchemeCospan) -> tuple[Terms, ...]:
    """The relations f + g."""
    negative = Morphism(cospan.Y, tuple(map(cospan.Y.ring.neg, cospan.g.images)))
    return differences(SchemeCospan(cospan.f, negative))


def without_y(cospan: SchemeCospan) -> Scheme:
    """The presentation without the relations of Y."""
    free = Morphism(Scheme(cospan.field, cospan.Y.names), cospan.g.images)
    return coordinate_ring(SchemeCospan(cospan.f, free))


def _overs(field: GF, n: int, h: int, f: int) -> Iterator[Over]:
    return (Over(field, n, c[:h], c[h:]) for c in tuples(field, h + f))


def over(q: int, n: int, h: int, f: int) -> Pool:
    """All schemes in A^n by one equation of degree <= h (none for -1) with maps to the line of degree <= f.

    Examples
    --------
    >>> over(2, 1, 2, 1).count, len(list(over(2, 1, 2, 1).members()))
    (32, 32)
    """
    field, sizes = GF(q), [comb(n + d, n) if d >= 0 else 0 for d in (h, f)]
    data = ("over the line", carrier(field), n, *sizes)
    return Pool(data, q ** sum(sizes), partial(_overs, field, n, *sizes))


def _ends(name: str, *blocks: tuple[Pool, Pool]) -> Family[Ends]:
    return grid(name, Ends, *blocks)


CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.points",
        "For affine schemes over F_q by generators and relations, the points of the tensor product of the coordinate "
        "rings, over F_q and over the dual numbers, are the pairs of points with one image in the base.",
        "Hartshorne, Algebraic Geometry, Theorem II.3.3 and Exercise II.2.7",
        {},
        fiber_points,
        order="fields by order, then the coefficients of X and of Y",
        families={
            "small": _ends(
                "schemes in the line over the line, q <= 3",
                (over(2, 1, 2, 1), over(2, 1, 1, 1)),
                (over(3, 1, 1, 1), over(3, 1, -1, 1)),
            ),
            "standard": _ends(
                "schemes in the line and the plane over the line, q <= 4",
                (over(2, 1, 2, 1), over(2, 1, 2, 1)),
                (over(2, 2, 2, 1), over(2, 1, -1, 0)),
                (over(3, 1, 1, 1), over(3, 1, -1, 1)),
                (over(4, 1, 1, 1), over(4, 1, -1, 0)),
                (over(4, 1, -1, 2), over(4, 1, -1, 1)),
            ),
            "large": _ends(
                "schemes in the line and the plane over the line, q <= 5",
                (over(2, 1, 2, 2), over(2, 1, 2, 2)),
                (over(2, 2, 2, 1), over(2, 1, 1, 1)),
                (over(3, 1, 2, 1), over(3, 1, 1, 1)),
                (over(3, 2, 1, 1), over(3, 1, -1, 1)),
                (over(4, 1, 1, 1), over(4, 1, -1, 2)),
                (over(5, 1, 1, 1), over(5, 1, -1, 1)),
            ),
        },
        mutants={
            "(f - g)² for f - g": partial(fiber_points, presented=partial(_changed, squared)),
            "f + g for f - g": partial(fiber_points, presented=partial(_changed, added)),
            "no relations of Y": partial(fiber_points, presented=without_y),
        },
    ),
)
