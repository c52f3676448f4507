"""Canonical maps, and the matrix of a map.

Main definitions
    reduce          coefficient-wise reduction modulo n
    homomorphism    the matrix of a map that is additive by construction
"""

from __future__ import annotations

from typing import Any

from algebra.errors import Mismatch
from algebra.linear import Homomorphism
from algebra.maps.map import Map
from algebra.maps.polynomial import Coefficientwise
from algebra.maps.product import Pairing, Projection
from algebra.maps.scalar import Reduction
from algebra.rings.modular import Zmod
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring, moduli


def reduce(ring: Ring[Any], n: int) -> Map[Any, Any]:
    """The canonical map from Z_m or Z_m[x] (or a piece of it) modulo n, coefficient by coefficient.

    Examples
    --------
    >>> f = reduce(Polynomials(Zmod(256)), 128)
    >>> f((129, 1))
    (1, 1)
    """
    if isinstance(ring, Polynomials):
        by = reduce(ring.coefficients, n)
        return Coefficientwise(ring, Polynomials(by.cod, ring.degree), by)
    if isinstance(ring, Product):
        maps = tuple(reduce(R, n) for R in ring.factors)
        cod = Product(tuple(f.cod for f in maps))
        steps = (Projection(ring, R, i) >> f for i, (R, f) in enumerate(zip(ring.factors, maps, strict=True)))
        return Pairing(cod, tuple(steps))
    return Reduction(ring, Zmod(n))


def homomorphism(f: Map[Any, Any]) -> Homomorphism:
    """The matrix of a map that is additive by construction.

    Raises
    ------
    Mismatch
        When additivity does not follow from the kind of the map, or coordinates are missing.

    Examples
    --------
    >>> homomorphism(reduce(Polynomials(Zmod(4), 2), 2)).rows
    ((1, 0), (0, 1))
    """
    if not f.linear:
        raise Mismatch(f"the matrix of {f}", "it is not additive by construction", "count by fibers instead")
    images = [f.cod.coordinates(f(e)) for e in f.dom.generators()]
    return Homomorphism(
        tuple(zip(*images, strict=True)) if images else ((),) * len(moduli(f.cod)), moduli(f.dom), moduli(f.cod)
    )
