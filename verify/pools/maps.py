"""Pools of maps, each with its size by a closed form.

        maps of sets: |Z|^|X|       additive maps of modules: prod gcd(a_i, c_j)

Main definitions
    maps, between       all maps of sets between numbers of points, between carriers
    homomorphisms       all additive maps between finite modules, as matrices
    multiples           n -> n·u, additive or not
    diagonals           diagonal matrices of Z_k^d
    multiplications     of Z_k[x]/(x^N)
    ones                the identity of a ring, or n -> n·1

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, III.7: homomorphisms of finite abelian groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import product
from math import gcd, prod
from typing import Any

from algebra.maps import Identity, Map, Matrix, Multiples, Reduction, Table, all_tables, table
from algebra.rings import Quotient, Ring, Zmod, finite, listing, moduli, power
from verify.data import carrier, put
from verify.family import Pool


def maps(x: int, n: int) -> Pool:
    """All maps of sets from x points to n points."""
    return between(Zmod(x), Zmod(n))


def between(dom: Ring[Any], cod: Ring[Any]) -> Pool:
    """All maps of sets between two finite carriers.

    Examples
    --------
    >>> pool = between(Zmod(3), Zmod(2))
    >>> pool.count, len(list(pool.members()))
    (8, 8)
    """
    return Pool(("maps", carrier(dom), carrier(cod)), finite(cod) ** finite(dom), partial(set_maps, dom, cod))


@cache
def set_maps(dom: Ring[Any], cod: Ring[Any]) -> tuple[Table, ...]:
    """Every map of sets between two finite carriers, |cod|^|dom| of them."""
    return tuple(all_tables(dom, cod))


def homomorphisms(dom: Ring[Any], cod: Ring[Any]) -> Pool:
    """The additive maps between finite modules: the matrices that are well defined, of all matrices.

    Examples
    --------
    >>> pool = homomorphisms(Zmod(2), Zmod(4))
    >>> pool.count, [f.rows for f in pool.members()]
    (2, [((0,),), ((2,),)])
    """
    count = prod(gcd(a, c) for a in moduli(dom) for c in moduli(cod))
    return Pool(("homomorphisms", carrier(dom), carrier(cod)), count, partial(_homomorphisms, dom, cod))


def _homomorphisms(dom: Ring[Any], cod: Ring[Any]) -> Iterator[Map[Any, Any]]:
    width, orders = len(moduli(dom)), moduli(cod)
    for rows in product(*(product(range(c), repeat=width) for c in orders)):
        f = Matrix(dom, cod, rows)
        if f.linear:
            yield f


def multiples(G: Ring[Any], m: int) -> Pool:
    """The maps n -> n·u from Z_m to a group, additive or not."""
    return Pool(("multiples", m, carrier(G)), finite(G), partial(_multiples, G, m))


def _multiples(G: Ring[Any], m: int) -> Iterator[Map[int, Any]]:
    return (Multiples(Zmod(m), G, u) for u in listing(G))


def diagonals(k: int, d: int) -> Pool:
    """The diagonal matrices of Z_k^d."""
    return Pool(("diagonals", k, d), k**d, partial(_diagonals, k, d))


def _diagonals(k: int, d: int) -> Iterator[Matrix]:
    R = power(Zmod(k), d)
    for u in product(range(k), repeat=d):
        yield Matrix(R, R, tuple(tuple(c * (n == m) for m in range(d)) for n, c in enumerate(u)))


def multiplications(k: int, N: int) -> Pool:
    """The multiplications by the elements of Z_k[x]/(x^N)."""
    R = Quotient(Zmod(k), (*(0,) * N, 1))
    return Pool(("products", k, N), k**N, partial(_multiplications, R))


def _multiplications(R: Quotient[int]) -> Iterator[Table]:
    return (table(partial(R.mul, c), R, R) for c in listing(R))


def ones(R: Ring[Any], *orders: int) -> tuple[Pool, ...]:
    """The identity of a ring, and the maps n -> n·1 from the Z_m of the given orders, each a pool."""
    return put(Identity(R)), *(put(Reduction(Zmod(m), R)) for m in orders)
