"""The graded cospan over an ungraded one, from which it comes back by h = 1.

        A^h --> B^h <-- C^h,      k[x, h]/J^h,  u_j of degree deg g_j,  h -> h

Main definitions
    homogenized         the graded cospan
    homogeneous_pair    a pair over it, of one degree
    at_one              a polynomial with its last variable set to 1

Notes
    Let V^h stand for the ideal of the homogenisations of the elements of an ideal V; h is no zero divisor modulo V^h.
    So g^h is well defined: h^s·c^h(g^h, h) lies in (J + I)^h for each relation c.  To set h = 1 is the functor
    M -> (M[1/h])_0 on graded modules, which is exact; it takes A^h ×_{B^h} C^h to A ×_B C.  When the former is
    finitely generated, its presentation with h = 1 is one of the latter, without an elimination.  It need not be:
    the latter asks that B be finite over C, the former also that it stay so at infinity.

References
    .. [1] D. A. Cox, J. Little and D. O'Shea, *Ideals, Varieties, and Algorithms*, 4th ed., 2015: 8.4, theorem 4
       (homogenisation by a graded Gröbner basis).
"""

from __future__ import annotations

from collections.abc import Sequence

from algebra.affine.algebras import Algebra, AlgebraCospan, Bases, Pair
from algebra.affine.groebner import groebner
from algebra.affine.hilbert import weight
from algebra.rings.multivariate import Multivariate, Terms, degree


def homogenized(found: Bases) -> AlgebraCospan:
    """The graded cospan that gives the cospan back for h = 1.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, bases, cospan
    >>> print(homogenized(bases(cospan(algebra(0, "t"), ["t^2 - 1"], algebra(0, "u"), ["t"]))))
    Q[x0, h] → Q[x0, h]/(x0^2 - h^2) ← Q[u0, h]
    """
    k, n, m = found.cospan.k, len(found.A.ring.names), len(found.g)
    x = Multivariate(k, (*(f"x{i}" for i in range(n)), "h"))
    u = Multivariate(k, (*(f"u{i}" for i in range(m)), "h"))
    ones, weights = (1,) * n, tuple(max(degree(g), 1) for g in found.g)
    J, above = ([_raised(x, a, ones, degree(a)) for a in side.elements] for side in (found.A, found.B))
    below = [_raised(u, c, weights, _top(c, weights)) for c in _weighted(found, weights)]
    g = [_raised(x, a, ones, d) for a, d in zip(found.g, weights, strict=True)]
    C = Algebra(u, tuple(below), (*weights, 1))
    return AlgebraCospan(Algebra(x, tuple(J), (*ones, 1)), tuple(above), C, (*g, x.variable("h")))


def _top(a: Terms, weights: Sequence[int]) -> int:
    return max((weight(e, weights) for e, _ in a), default=0)


def _raised(ring: Multivariate, a: Terms, weights: Sequence[int], d: int) -> Terms:
    """The homogeneous polynomial of degree d that is a for h = 1."""
    return ring.collect({(*e, d - weight(e, weights)): c for e, c in a})


def _weighted(found: Bases, weights: Sequence[int]) -> list[Terms]:
    """A Gröbner basis of J' for weighted degrees, by u_j = v_j^w_j: the basis in the v_j involves only such powers."""
    ring = found.C.ring
    raised = [ring.collect({tuple(map(int.__mul__, e, weights)): c for e, c in a}) for a in found.C.elements]
    basis = groebner(ring, raised, "grevlex", found.engine)
    return [ring.collect({tuple(map(int.__floordiv__, e, weights)): c for e, c in a}) for a in basis.elements]


def homogeneous_pair(above: AlgebraCospan, a: Terms, c: Terms) -> Pair:
    """The pair over the graded cospan of least degree that is (a, c) for h = 1."""
    weights = (above.C.weights or (1,))[:-1]
    d = max(degree(a), _top(c, weights), 0)
    return _raised(above.A.ring, a, (1,) * (len(above.A.ring.names) - 1), d), _raised(above.C.ring, c, weights, d)


def at_one(ring: Multivariate, a: Terms) -> Terms:
    """The polynomial with its last variable set to 1, in the ring without it."""
    total: dict[tuple[int, ...], object] = {}
    for e, c in a:
        total[e[:-1]] = ring.coefficients.add(total[e[:-1]], c) if e[:-1] in total else c
    return ring.collect(total)
