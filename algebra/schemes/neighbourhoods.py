"""Infinitesimal neighbourhoods: pairs of points whose images agree modulo a power of the diagonal ideal.

        I = (f_1 - g_1, ..., f_d - g_d) on X × Y        V(I) ⊂ V(I^2) ⊂ V(I^3) ⊂ ...

Main definitions
    neighbourhood   V(I^(n + 1)), the n-th infinitesimal neighbourhood of X ×_S Y in X × Y
    contact         the order to which two maps from Spec F[t]/(t^N) agree
    agree           whether they agree modulo t^n

Conventions
    The n-th neighbourhood belongs to the power n + 1, so that the 0-th is X ×_S Y itself.  Two maps u, v from
    Spec F[t]/(t^N) agree modulo t^n when they are equal on Spec F[t]/(t^n), which is the (n - 1)-st neighbourhood of
    the point t = 0.  This is the relaxation in the x-adic distance: d(u, v) = 2^-c for the order of contact c < N,
    and 0 for c = N, so u and v agree modulo t^n exactly when d(u, v) <= 2^-n (for n < N).

Notes
    A pair (u, v) with values in F[t]/(t^N) lies in V(I^(n + 1)) exactly when (n + 1)·c >= N: the neighbourhood asks
    for agreement modulo t^m with m = ⌈N/(n + 1)⌉.

References
    .. [1] A. Grothendieck, *EGA IV*, 16.1: infinitesimal neighbourhoods.
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import comb

from algebra.errors import Mismatch, TooLarge
from algebra.rings.multivariate import Terms
from algebra.schemes.scheme import Morphism, Scheme, SchemeCospan, differences, surroundings

GENERATORS = 1 << 12


def neighbourhood(cospan: SchemeCospan, n: int) -> Scheme:
    """The n-th infinitesimal neighbourhood of X ×_S Y in X × Y, cut out by all products of n + 1 of the f_i - g_i.

    Raises
    ------
    Mismatch
        When n < 0.
    TooLarge
        When there are more than 4096 products.

    Notes
    -----
    A product of field elements is 0 only where a factor is, so all neighbourhoods have the points of X ×_S Y.

    References
    ----------
    .. [1] A. Grothendieck, *EGA IV*, 16.1.2.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(3), ["x"])
    >>> print(neighbourhood(SchemeCospan(morphism(line, ["x"]), morphism(line, ["0"])), 1))
    {(x_1, x_2), x_1^2 = 0} over GF(3)
    """
    if n < 0:
        raise Mismatch(f"the neighbourhood of order {n}", "the order is negative", "take 0 for X ×_S Y")
    both, deltas = surroundings(cospan), differences(cospan)
    many = comb(len(deltas) + n, n + 1) if deltas else 0
    if many > GENERATORS:
        raise TooLarge(f"the neighbourhood of order {n}", f"{many} products", f"the limit is {GENERATORS}")
    ring = both.ring
    products = []
    for chosen in combinations_with_replacement(deltas, n + 1):
        product = ring.one
        for delta in chosen:
            product = ring.mul(product, delta)
        products.append(product)
    return Scheme(both.field, both.names, both.ideal + tuple(products))


def thickness(dom: Scheme) -> int:
    """The N with dom = Spec F[t]/(t^N).

    Raises
    ------
    Mismatch
        When the scheme is given otherwise.
    """
    one = dom.ideal[0] if dom.dimension == len(dom.ideal) == 1 else ()
    if len(one) != 1:
        raise Mismatch(f"the order of contact on {dom}", "it is not given as F[t]/(t^N)", "give one variable, t^N = 0")
    return one[0][0][0]


def contact(f: Morphism, g: Morphism) -> int:
    """The largest n <= N such that two maps from Spec F[t]/(t^N) agree modulo t^n.

    Raises
    ------
    Mismatch
        When they begin or end differently, or their domain is given otherwise.

    Notes
    -----
    It is the least degree in which some f_i - g_i has a coefficient, cut at N.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> jets = scheme(GF(2), ["t"], ["t^4"])
    >>> contact(morphism(jets, ["1 + t", "t^2"]), morphism(jets, ["1 + t + t^3", "0"]))
    2
    """
    if f.dom != g.dom or f.dimension != g.dimension:
        raise Mismatch("the order of contact of two maps", "they begin or end differently", "give maps X -> A^d")
    N, ring = thickness(f.dom), f.dom.ring
    deltas = (ring.sub(u, v) for u, v in zip(f.images, g.images, strict=True))
    return min([N, *(_valuation(delta) for delta in deltas if delta)])


def _valuation(terms: Terms) -> int:
    """The least degree of a term."""
    return min(e[0] for e, _ in terms)


def agree(f: Morphism, g: Morphism, n: int) -> bool:
    """Whether two maps from Spec F[t]/(t^N) agree modulo t^n.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> jets = scheme(GF(2), ["t"], ["t^3"])
    >>> u, v = morphism(jets, ["t"]), morphism(jets, ["t^2 + t"])
    >>> [agree(u, v, n) for n in range(4)]
    [True, True, True, False]
    """
    return contact(f, g) >= min(n, thickness(f.dom))
