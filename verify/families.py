"""Families of finite objects, each with its cardinality in closed form.

Main definitions
    rings               the commutative rings with 1 of order at most n, for n <= 7
    set_cospans         all pairs of maps of sets between given carriers
    homomorphisms       all additive maps between finite modules, as matrices
    module_cospans, cones
    union               families one after the other

Notes
    A cardinality is a formula and shares no step with the enumeration: |Z|^(|X| + |Y|) cospans of sets,
    prod gcd(a_i, c_j) homomorphisms.

References
    .. [1] B. Fine, "Classification of finite rings of order p^2", Math. Magazine 66, 1993: the rings of order 4.
    .. [2] S. Lang, *Algebra*, 3rd ed., 2002, I.8 and III.7: finite abelian groups and their homomorphisms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain, product
from math import gcd, prod
from typing import Any, TypeVar

from algebra.errors import TooLarge
from algebra.fiber import Cone, Cospan
from algebra.maps import Map, Matrix, Table, all_tables
from algebra.rings import GF, Product, Quotient, Ring, Zmod, finite, module, moduli
from verify.family import Family

T = TypeVar("T")
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
    module(*orders) for orders in ((), (2,), (3,), (4,), (2, 2), (6,), (8,), (2, 4), (9,), (12,))
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
    """The first modules of the list 0, Z_2, Z_3, Z_4, Z_2 × Z_2, Z_6, Z_8, Z_2 × Z_4, Z_9, Z_12 of order at most n."""
    return tuple(M for M in MODULES if finite(M) <= n)


@cache
def set_maps(dom: Ring[Any], cod: Ring[Any]) -> tuple[Table, ...]:
    """Every map of sets between two finite carriers, |cod|^|dom| of them."""
    return tuple(all_tables(dom, cod))


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
    size = sum(finite(Z) ** (finite(X) + finite(Y)) for X, Y, Z in ends)
    return Family(name, size, partial(_set_cospans, ends))


def _set_cospans(ends: tuple[Ends, ...]) -> Iterator[Cospan[Any, Any, Any]]:
    for X, Y, Z in ends:
        for f, g in product(set_maps(X, Z), set_maps(Y, Z)):
            yield Cospan(f, g)


def homomorphisms(dom: Ring[Any], cod: Ring[Any]) -> Iterator[Map[Any, Any]]:
    """The additive maps between finite modules: the matrices that are well defined, of all matrices.

    Examples
    --------
    >>> [f.rows for f in homomorphisms(module(2), module(4))]
    [((0,),), ((2,),)]
    """
    width, orders = len(moduli(dom)), moduli(cod)
    for rows in product(*(product(range(c), repeat=width) for c in orders)):
        f = Matrix(dom, cod, rows)
        if f.linear:
            yield f


def homomorphism_count(dom: Ring[Any], cod: Ring[Any]) -> int:
    """The number of additive maps between finite modules, prod gcd(a_i, c_j)."""
    return prod(gcd(a, c) for a in moduli(dom) for c in moduli(cod))


def module_cospans(name: str, ends: tuple[Ends, ...]) -> Family[Cospan[Any, Any, Any]]:
    """All cospans of homomorphisms of the given modules."""
    size = sum(homomorphism_count(X, Z) * homomorphism_count(Y, Z) for X, Y, Z in ends)
    return Family(name, size, partial(_module_cospans, ends))


def _module_cospans(ends: tuple[Ends, ...]) -> Iterator[Cospan[Any, Any, Any]]:
    for X, Y, Z in ends:
        for f, g in product(tuple(homomorphisms(X, Z)), tuple(homomorphisms(Y, Z))):
            yield Cospan(f, g)


def cones(name: str, carriers: tuple[Ring[Any], ...], tops: tuple[Ring[Any], ...]) -> Family[Over]:
    """All cospans of sets on the given carriers with all cones of sets from the given tops."""
    sizes = tuple(map(finite, carriers))
    size = sum(z ** (x + y) * (x * y) ** finite(S) for x, y, z in product(sizes, repeat=3) for S in tops)
    return Family(name, size, partial(_cones, carriers, tops))


def _cones(carriers: tuple[Ring[Any], ...], tops: tuple[Ring[Any], ...]) -> Iterator[Over]:
    for (X, Y, Z), top in product(corners(carriers, carriers, carriers), tops):
        for f, g, u, v in product(set_maps(X, Z), set_maps(Y, Z), set_maps(top, X), set_maps(top, Y)):
            yield Cospan(f, g), Cone(u, v)


def union(name: str, *families: Family[T]) -> Family[T]:
    """The members of several disjoint families, one family after the other."""
    return Family(name, sum(family.cardinality for family in families), partial(_chained, families))


def _chained(families: tuple[Family[T], ...]) -> Iterator[T]:
    return chain.from_iterable(family.instances() for family in families)
