"""Fiber products of rings as rings: local factors, units, nilradical, conductor.

        X ×_Z Y ----> X × Y
           |            |
           v            v
        im f ∩ im g -> im f × im g         the conductor square: the ideal ker f × ker g of X × Y is divided out

Main definitions
    primitive_idempotents   orthogonal idempotents that do not split further, one for each local factor
    local_factors           the ideals e·R
    is_unit, inverse, units
    nilradical              the nilpotent elements
    conductor               the largest ideal of X × Y inside X ×_Z Y
    ConductorSquare, conductor_square

Notes
    The rings are made of Z_m, Z_m[x]/(h), GF(q), products, and fiber products of unital homomorphisms.

References
    .. [1] J. Milnor, *Introduction to Algebraic K-Theory*, 1971, section 2: the square of an ideal.
    .. [2] B. R. McDonald, *Finite Rings with Identity*, 1974, theorem VI.2 (decomposition into local rings).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import lcm
from typing import Any

import networkx as nx

from algebra.errors import Mismatch, NotInvertible
from algebra.fiber import FiberProduct
from algebra.idempotents import orthogonal, primitive, sums
from algebra.linear import Homomorphism, factor, kernel_generators
from algebra.rings.modular import polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring, finite, moduli
from algebra.structure import around, reduced_blocks, reduced_coordinates, ring_invariants
from algebra.submodules import Subgroup, kernel, subgroup


@cache
def primitive_idempotents(ring: Ring[Any]) -> tuple[Any, ...]:
    """The primitive idempotents of a finite ring, in its order.

    Notes
    -----
    Let e_i and d_j be those of X and Y.  (sum of e_i over S, sum of d_j over T) lies in X ×_Z Y iff no
    f(e_i)·g(d_j) ≠ 0 joins S to the complement of T or T to that of S.  So the idempotents of X ×_Z Y are the unions of
    connected components of this graph on the e_i and d_j.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> primitive_idempotents(FiberProduct(Cospan(reduce(Zmod(12), 2), reduce(Zmod(10), 2))))
    ((0, 6), (4, 0), (9, 5))
    """
    if isinstance(ring, FiberProduct):
        found = _glued(ring)
    elif isinstance(ring, Product):
        found = [
            tuple(e if i == k else S.zero for k, S in enumerate(ring.factors))
            for i, R in enumerate(ring.factors)
            for e in primitive_idempotents(R)
        ]
    else:
        found = primitive(ring)
    orthogonal(ring, found)
    outside = around(ring)
    return tuple(sorted(found, key=outside.rank))


def _glued(P: FiberProduct[Any, Any]) -> list[Any]:
    """The primitive idempotents of a fiber product, from those of its ends."""
    c, ties = P.cospan, nx.Graph()
    left, right = primitive_idempotents(c.X), primitive_idempotents(c.Y)
    ties.add_nodes_from([(0, e) for e in left] + [(1, d) for d in right])
    meets = ((e, d) for e in left for d in right if c.Z.mul(c.f(e), c.g(d)) != c.Z.zero)
    ties.add_edges_from(((0, e), (1, d)) for e, d in meets)
    ends = (c.X, c.Y)
    return [_total(ends, part) for part in nx.connected_components(ties)]


def _total(ends: tuple[Ring[Any], Ring[Any]], part: set[tuple[int, Any]]) -> tuple[Any, Any]:
    left, right = (R.combine(e for side, e in part if side == i) for i, R in enumerate(ends))
    return left, right


def idempotents(ring: Ring[Any]) -> list[Any]:
    """All idempotents of a finite ring, in its order.

    Raises
    ------
    TooLarge
        When there are more than 2^20.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> idempotents(Zmod(30))
    [0, 1, 6, 10, 15, 16, 21, 25]
    """
    return sorted(sums(ring, primitive_idempotents(ring)), key=around(ring).rank)


def local_factors(ring: Ring[Any]) -> list[Subgroup[Any]]:
    """The ideals e·R for the primitive idempotents e: local rings, of which R is the product [2]_.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> [list(factor) for factor in local_factors(Zmod(12))]
    [[0, 4, 8], [0, 3, 6, 9]]
    """
    generators = ring.generators()
    return [subgroup(ring, (ring.mul(e, a) for a in generators)) for e in primitive_idempotents(ring)]


def is_unit(ring: Ring[Any], a: Any) -> bool:
    """Whether an element has an inverse: in no residue field of the ring around is it 0.

    Notes
    -----
    An element of X ×_Z Y is a unit iff both components are (the claim `classical.units`).

    Examples
    --------
    >>> from algebra.rings import Quotient, Zmod
    >>> is_unit(Quotient(Zmod(4), (0, 0, 1)), (3, 2)), is_unit(Zmod(6), 3)
    (True, False)
    """
    outside, v = around(ring), around(ring).coordinates(a)
    for p, _ in factor(lcm(*moduli(outside))):
        at = 0
        for size, radical in reduced_blocks(outside, p):
            part, at = v[at : at + size], at + size
            if len(radical) > 1 and not _coprime(part, radical, p):
                return False
    return True


def _coprime(a: Sequence[int], b: Sequence[int], p: int) -> bool:
    """Whether two polynomials have no common factor modulo p."""
    poly = polynomials(p)
    return int(poly(a).gcd(poly(b)).degree()) == 0


def inverse(ring: Ring[Any], a: Any) -> Any:
    """The b with a·b = 1: a to the number of units, less one.

    Raises
    ------
    NotInvertible
        When there is none.

    Examples
    --------
    >>> from algebra.rings import Quotient, Zmod
    >>> inverse(Quotient(Zmod(4), (0, 0, 1)), (3, 2))
    (3, 2)
    """
    if not is_unit(ring, a):
        raise NotInvertible(f"1/{a} in {ring}", "it is 0 in a residue field")
    return ring.power(a, ring_invariants(ring).units - 1)


def units(ring: Ring[Any]) -> Iterator[Any]:
    """The units of a finite ring in its order, lazily; `ring_invariants` counts them.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> list(units(Zmod(12)))
    [1, 5, 7, 11]
    """
    finite(ring)
    return (a for a in ring.elements() if is_unit(ring, a))


def nilradical(ring: Ring[Any]) -> Subgroup[Any]:
    """The nilpotent elements of a finite ring: the kernel of the map into its residue fields.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> list(nilradical(Zmod(12)))
    [0, 6]
    """
    outside = around(ring)
    columns = [outside.coordinates(a) for a in ring.generators()]
    rows, target = list[tuple[int, ...]](), list[int]()
    for p, _ in factor(lcm(*moduli(outside))):
        images = reduced_coordinates(reduced_blocks(outside, p), columns)
        fresh = [tuple(c % p for c in row) for row in zip(*images, strict=True)]
        rows += fresh
        target += [p] * len(fresh)
    h = Homomorphism(tuple(rows), moduli(ring), tuple(target))
    return subgroup(ring, map(ring.from_coordinates, kernel_generators(h)))


@dataclass(frozen=True, slots=True)
class ConductorSquare:
    """The square of the conductor: X ×_Z Y is the fiber product of X × Y and (X ×_Z Y)/c over (X × Y)/c.

    Parameters
    ----------
    ideal : Subgroup of X × Y
        The conductor c.
    above, below : int
        The orders of (X × Y)/c and of (X ×_Z Y)/c.
    """

    ideal: Subgroup[Any]
    above: int
    below: int


def conductor(P: FiberProduct[Any, Any]) -> Subgroup[Any]:
    """The largest ideal of X × Y that lies in X ×_Z Y.

    Notes
    -----
    It is ker f × ker g: (x, y)·(1, 0) = (x, 0) lies in X ×_Z Y only if f(x) = 0 [1]_ in `algebra.local`.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> conductor(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))).generators
    [(2, 0), (0, 2)]
    """
    c = P.cospan
    left = [(x, c.Y.zero) for x in kernel(c.f).generators]
    return subgroup(P.product, left + [(c.X.zero, y) for y in kernel(c.g).generators])


def conductor_square(P: FiberProduct[Any, Any]) -> ConductorSquare:
    """The conductor of a fiber product of rings and the orders of the quotients by it, checked on generators.

    Raises
    ------
    Mismatch
        When the conductor is no ideal of X × Y inside X ×_Z Y: f or g is no homomorphism of rings.

    Notes
    -----
    (X × Y)/c = im f × im g and (X ×_Z Y)/c = im f ∩ im g.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> square = conductor_square(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))))
    >>> square.ideal.order, square.above, square.below
    (6, 4, 2)
    """
    ideal, whole = conductor(P), P.product
    for a in ideal.generators:
        bad = next((b for b in whole.generators() if whole.mul(a, b) not in ideal), None)
        if bad is not None or a not in P:
            raise Mismatch(f"the conductor of {P}", f"{a}·{bad} leaves it", "take homomorphisms of rings")
    return ConductorSquare(ideal, finite(whole) // ideal.order, finite(P) // ideal.order)
