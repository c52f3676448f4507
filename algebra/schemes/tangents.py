"""Points over the dual numbers, as points of the tangent scheme.

        x + e·x' in X(F[e]/(e^2))   <=>   h(x) = 0 and sum_i ∂h/∂x_i(x)·x'_i = 0 for each equation h

Main definitions
    tangent_scheme  the scheme of all points with a tangent vector
    tangent_map     what a map does to tangent vectors

Notes
    h(x + e·x') = h(x) + e·dh(x)(x') as e^2 = 0.  A fiber product has the tangent vectors of the fiber product of
    the tangent schemes, T(X ×_S Y) = TX ×_{TS} TY; unlike points these see nilpotents of the coordinate ring.

References
    .. [1] R. Hartshorne, *Algebraic Geometry*, 1977, Exercise II.2.8.
"""

from __future__ import annotations

from algebra.rings.multivariate import Multivariate, Terms
from algebra.schemes.scheme import Morphism, Scheme, joint_names


def tangent_scheme(scheme: Scheme) -> Scheme:
    """The scheme TX whose points over F are the points of X over the dual numbers F[e]/(e^2).

    References
    ----------
    .. [1] R. Hartshorne, *Algebraic Geometry*, 1977, Exercise II.2.8.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import scheme
    >>> print(tangent_scheme(scheme(GF(5), ["x"], ["x^2"])))
    {(x, dx), x^2 = 0, 2*x*dx = 0} over GF(5)
    """
    ring = _doubled(scheme)
    ideal = [part for h in scheme.ideal for part in _expanded(ring, h)]
    return Scheme(scheme.field, ring.names, tuple(ideal))


def tangent_map(f: Morphism) -> Morphism:
    """The map TX -> TA^d that a map X -> A^d induces: values first, then differentials.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> print(tangent_map(morphism(scheme(GF(5), ["t"]), ["t^2", "t^3"])))
    {(t, dt)} over GF(5) → A^4, (t^2, t^3, 2*t*dt, 3*t^2*dt)
    """
    ring = _doubled(f.dom)
    parts = [_expanded(ring, h) for h in f.images]
    return Morphism(tangent_scheme(f.dom), (*(value for value, _ in parts), *(change for _, change in parts)))


def _doubled(scheme: Scheme) -> Multivariate:
    """The polynomial ring with a differential for each coordinate."""
    differentials = joint_names(tuple(f"d{name}" for name in scheme.names), scheme.names)[: scheme.dimension]
    return Multivariate(scheme.field, scheme.names + differentials)


def _expanded(ring: Multivariate, h: Terms) -> tuple[Terms, Terms]:
    """The parts of h(x + e·x') without e and with it."""
    n, field = len(ring.names) // 2, ring.coefficients
    total = ring.zero
    for i in range(n):
        slope = {_lowered(e, i): field.mul(field.from_int(e[i]), c) for e, c in h if e[i]}
        total = ring.add(total, ring.collect(slope))
    return tuple((e + (0,) * n, c) for e, c in h), total


def _lowered(e: tuple[int, ...], i: int) -> tuple[int, ...]:
    """The exponents of ∂(x^e)/∂x_i · x'_i."""
    return tuple(k - (j == i) for j, k in enumerate(e)) + tuple(int(j == i) for j in range(len(e)))
