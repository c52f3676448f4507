"""Intersections, quotients and eliminations of ideals, each by one Gröbner basis.

        I ∩ J = (t·I + (1 - t)·J) ∩ k[x]          (J : h) = (J ∩ (h))/h

Main definitions
    intersection    I ∩ J
    quotient        (J : I)
    splitting       a basis by which an element of I + J is split
    split           the two parts of an element of I + J
    elimination     the elements of an ideal without its first variables

Conventions
    The tag t is a first variable of the ring, under a name that the ring does not have.

References
    .. [1] D. A. Cox, J. Little and D. O'Shea, *Ideals, Varieties, and Algorithms*, 4th ed., 2015: 3.1, theorem 2
       (elimination), 4.3, theorem 11 (intersection), 4.4, theorem 14 (quotients).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from algebra.affine.groebner import Basis, division, groebner
from algebra.rings.multivariate import Multivariate, Terms


def widened(ring: Multivariate, a: Terms, before: int, after: int = 0) -> Terms:
    """The same polynomial in a ring with more variables in front and behind."""
    return ring.collect({(*(0,) * before, *e, *(0,) * after): c for e, c in a})


def narrowed(ring: Multivariate, a: Terms, before: int) -> Terms:
    """The same polynomial in the ring without its first variables, none of which occurs in it."""
    return ring.collect({e[before:]: c for e, c in a})


def elimination(ring: Multivariate, polynomials: Sequence[Terms], rest: Multivariate, engine: str) -> Basis:
    """The basis of the elements of an ideal in which only the last variables occur, those of another ring.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 3.1, theorem 2.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R, S = Multivariate(QQ, ("t", "x", "y")), Multivariate(QQ, ("x", "y"))
    >>> [S.text(a) for a in elimination(R, [R("x - t^2"), R("y - t^3")], S, "sympy").elements]
    ['x^3 - y^2']
    """
    n = len(ring.names) - len(rest.names)
    found = groebner(ring, polynomials, (n, len(rest.names)), engine)
    kept = [(a, e) for a, e in zip(found.elements, found.leads, strict=True) if not any(e[:n])]
    elements = tuple(narrowed(rest, a, n) for a, _ in kept)
    return Basis(rest, (len(rest.names),), elements, tuple(e[n:] for _, e in kept))


def _tagged(ring: Multivariate, left: Iterable[Terms], right: Iterable[Terms]) -> tuple[Multivariate, list[Terms]]:
    """The ring with a tag t, and generators of t·I + (1 - t)·J."""
    tag = "t" + "_" * max((len(name) for name in ring.names), default=0)
    more = Multivariate(ring.coefficients, (tag, *ring.names))
    t = more.variable(tag)
    rest = more.sub(more.one, t)
    parts = [more.mul(t, widened(more, a, 1)) for a in left] + [more.mul(rest, widened(more, a, 1)) for a in right]
    return more, parts


def intersection(left: Basis, right: Basis, engine: str) -> Basis:
    """The basis of I ∩ J.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> I, J = (groebner(R, [R(a)], "grevlex") for a in ("x*y", "x*(x - 1)"))
    >>> [R.text(a) for a in intersection(I, J, "sympy").elements]
    ['x^2*y - x*y']
    """
    if left.trivial or right.trivial:
        return right if left.trivial else left
    if not left.elements or not right.elements:
        return left if not left.elements else right
    more, parts = _tagged(left.ring, left.elements, right.elements)
    return elimination(more, parts, left.ring, engine)


def quotient(basis: Basis, generators: Sequence[Terms], engine: str) -> Basis:
    """The basis of (J : I), the polynomials that multiply I into J.

    Notes
    -----
    (J : I) is the intersection of the (J : h) over generators h of I.  It is everything when I lies in J, and J when
    J is a prime without one of the h.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 4.4, theorem 14.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> J = groebner(R, [R("x*y^2")], "grevlex")
    >>> [R.text(a) for a in quotient(J, [R("y")], "sympy").elements]
    ['x*y']
    """
    ring = basis.ring
    everything = groebner(ring, [ring.one], basis.order, engine)
    parts = list(dict.fromkeys(h for h in map(basis.normal_form, generators) if h))
    if parts and not basis.elements:
        return basis
    return reduce(lambda found, h: intersection(found, _by_one(basis, h, engine), engine), parts, everything)


def _by_one(basis: Basis, h: Terms, engine: str) -> Basis:
    single = groebner(basis.ring, [h], basis.order, engine)
    common = intersection(basis, single, engine)
    return groebner(basis.ring, [division(a, single)[0][0] for a in common.elements], basis.order, engine)


def splitting(left: Basis, right: Basis, engine: str) -> Basis:
    """The basis of t·I + (1 - t)·J, by which elements of I + J are split."""
    more, parts = _tagged(left.ring, left.elements, right.elements)
    return groebner(more, parts, (1, len(left.ring.names)), engine)


def split(tagged: Basis, ring: Multivariate, a: Terms) -> tuple[Terms, Terms]:
    """The parts i in I and j in J of an element i + j of I + J.

    Notes
    -----
    Modulo E = t·I + (1 - t)·J one has t·(i + j) = t·j = j.  As t is eliminated first, the normal form of t·a is that
    of j, free of t, and differs from j by an element of E ∩ k[x] = I ∩ J.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> I, J = (groebner(R, [R(a)], "grevlex") for a in ("x", "x + y^2"))
    >>> [R.text(part) for part in split(splitting(I, J, "sympy"), R, R("y^2"))]
    ['-x', 'y^2 + x']
    """
    more = tagged.ring
    found = tagged.normal_form(more.mul(more.variable(more.names[0]), widened(more, a, 1)))
    right = narrowed(ring, found, 1)
    return ring.sub(a, right), right
