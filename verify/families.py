"""Families of finite objects, each with its cardinality in closed form.

Main definitions
    rings               the commutative rings with 1 of order at most n, for n <= 7
    modules             the first finite modules
    set_cospans         all pairs of maps of sets between given carriers
    module_cospans      all pairs of additive maps between given modules
    cones               all cospans of maps of sets with all cones

References
    .. [1] B. Fine, "Classification of finite rings of order p^2", Math. Magazine 66, 1993: the rings of order 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from algebra.errors import TooLarge
from algebra.fiber import Cone, Cospan
from algebra.maps import Map
from algebra.rings import GF, Product, Quotient, Ring, Zmod, finite, module
from verify.family import Family, grid
from verify.pools.maps import between, homomorphisms

Ends = tuple[Ring[Any], Ring[Any], Ring[Any]]
Over = tuple[Cospan[Any, Any, Any], Cone[Any, Any]]
COMPLETE = 7
CATALOGUE: tuple[Ring[Any], ...] = (
    Zmod(1),
    Zmod(2),
    Zmod(3),
    Zmod(4),
    Product((Zmod(2), Zmod(2))),
    Quotient(Zmod(2), (0, 0, 1)),
    GF(4),
    Zmod(5),
    Zmod(6),
    Zmod(7),
)
MODULES: tuple[Product, ...] = tuple(
    module(*orders)
    for orders in ((), (2,), (3,), (4,), (2, 2), (6,), (8,), (2, 4), (9,), (12,), (16,), (2, 8), (4, 4), (2, 2, 4))
)


def rings(n: int) -> tuple[Ring[Any], ...]:
    """The commutative rings with 1 of order at most n, one of each isomorphism class, in order.

    Raises
    ------
    TooLarge
        When n > 7.

    Examples
    --------
    >>> print(*rings(4), sep=", ")
    Z_1, Z_2, Z_3, Z_4, Z_2 × Z_2, Z_2[x]/(x^2), GF(4)
    """
    if n > COMPLETE:
        raise TooLarge(f"the rings of order at most {n}", f"the catalogue ends at {COMPLETE}", f"take n <= {COMPLETE}")
    return tuple(R for R in CATALOGUE if finite(R) <= n)


def modules(n: int) -> tuple[Product, ...]:
    """The modules of order at most n in a list of fourteen, in order.

    Examples
    --------
    >>> print(*modules(9), sep=", ")
    0, Z_2, Z_3, Z_4, Z_2 × Z_2, Z_6, Z_8, Z_2 × Z_4, Z_9
    """
    return tuple(M for M in MODULES if finite(M) <= n)


def corners(xs: Iterable[Ring[Any]], ys: Iterable[Ring[Any]], zs: Iterable[Ring[Any]]) -> tuple[Ends, ...]:
    """The triples (X, Y, Z) of carriers from three lists."""
    return tuple(product(xs, ys, zs))


def set_cospans(name: str, ends: tuple[Ends, ...]) -> Family[Cospan[Any, Any, Any]]:
    """All cospans of maps of sets on the given carriers, sum |Z|^(|X| + |Y|) of them.

    Examples
    --------
    >>> family = set_cospans("sets", corners(rings(2), rings(2), rings(2)))
    >>> family.cardinality, len(list(family.instances()))
    (40, 40)
    """
    return grid(name, Cospan, *((between(X, Z), between(Y, Z)) for X, Y, Z in ends))


def module_cospans(name: str, ends: tuple[Ends, ...]) -> Family[Cospan[Any, Any, Any]]:
    """All cospans of homomorphisms of the given modules."""
    return grid(name, Cospan, *((homomorphisms(X, Z), homomorphisms(Y, Z)) for X, Y, Z in ends))


def cones(name: str, ends: tuple[Ends, ...], tops: tuple[Ring[Any], ...]) -> Family[Over]:
    """All cospans of maps of sets on the given carriers with all cones of maps of sets from the given tops."""
    every = product(ends, tops)
    blocks = ((between(X, Z), between(Y, Z), between(S, X), between(S, Y)) for (X, Y, Z), S in every)
    return Family(name, ("f", "g", "u", "v"), over, tuple(blocks))


def over(f: Map[Any, Any], g: Map[Any, Any], u: Map[Any, Any], v: Map[Any, Any]) -> Over:
    """A cospan and a cone."""
    return Cospan(f, g), Cone(u, v)
