"""Pools of bilinear forms, of submodules and of lists of three of them, each with its size by a closed form.

        subspaces of K^d: sum_k [d choose k]_q        K^d = U_1 ⊕ U_2 ⊕ U_3: |GL_d| / (|GL_a||GL_b||GL_c|)

Main definitions
    diagonal_forms, symmetric_forms     forms on R^d
    spaces                              all submodules of R^d
    triples, decompositions             three submodules; three with K^d as their direct sum
    among                               three of some submodules, of Q^d too
    independent                         whether a sum of submodules is direct

Conventions
    Submodules come by order and then by the list of their members, which needs no canonical basis.  Over a field a
    diagonal form has the coefficients 1, the least nonsquare (in characteristic 2 the generator) and 0.

References
    .. [1] R. P. Stanley, *Enumerative Combinatorics*, vol. 1, 2nd ed., 2012, 1.7 and 1.10: subspaces, and splittings.
    .. [2] M. Hampejs, N. Holighaus, L. Tóth and C. Wiesmeyr, "Representing and counting the subgroups of the group
       Z_m × Z_n", Journal of Numbers 2014: there are sum_{a|m, b|n} gcd(a, b).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import combinations_with_replacement, product
from math import gcd, prod
from typing import Any

import numpy as np

from algebra.decompose import Form, Submodule, diagonal, gaussian, submodule, submodules, subspaces
from algebra.errors import Mismatch
from algebra.rings import GF, Ring, Zmod, finite, listing
from algebra.rings.arrays import character
from verify.data import carrier, datum
from verify.family import Pool

Three = tuple[Submodule, Submodule, Submodule]


def coefficients(field: GF) -> tuple[int, ...]:
    """1, a unit that is no square where there is one and else another unit, and 0.

    Examples
    --------
    >>> coefficients(GF(2)), coefficients(GF(4)), coefficients(GF(7))
    ((1, 0), (1, 2, 0), (1, 3, 0))
    """
    if field.q == 2:
        return 1, 0
    others = [a for a in range(2, field.q) if field.p == 2 or character(field, np.array(a)) < 0]
    return 1, others[0], 0


def diagonal_forms(ring: Ring[Any], d: int, entries: tuple[Any, ...]) -> Pool:
    """The forms a_1 u_1 v_1 + ... + a_d u_d v_d with given coefficients."""
    data = ("diagonal forms", carrier(ring), datum(entries), d)
    return Pool(data, len(entries) ** d, partial(_diagonals, ring, d, entries))


def _diagonals(ring: Ring[Any], d: int, entries: tuple[Any, ...]) -> Iterator[Form]:
    return (diagonal(ring, a) for a in product(entries, repeat=d))


def symmetric_forms(ring: Ring[Any], d: int) -> Pool:
    """The forms of all symmetric matrices.

    Examples
    --------
    >>> pool = symmetric_forms(GF(2), 2)
    >>> pool.count, len(list(pool.members()))
    (8, 8)
    """
    return Pool(("symmetric forms", carrier(ring), d), finite(ring) ** (d * (d + 1) // 2), partial(_grams, ring, d))


def _grams(ring: Ring[Any], d: int) -> Iterator[Form]:
    places = list(combinations_with_replacement(range(d), 2))
    for entries in product(listing(ring), repeat=len(places)):
        at = dict(zip(places, entries, strict=True))
        yield Form(ring, tuple(tuple(at[min(i, j), max(i, j)] for j in range(d)) for i in range(d)))


def spaces(ring: Ring[Any], d: int) -> Pool:
    """All submodules of R^d, R a finite field, or Z_m and d at most 2.

    Examples
    --------
    >>> pool = spaces(Zmod(4), 2)
    >>> pool.count, len(list(pool.members())), spaces(GF(5), 3).count
    (15, 15, 64)
    """
    return Pool(("submodules", carrier(ring), d), _how_many(ring, d), partial(every_space, ring, d))


def _how_many(ring: Ring[Any], d: int) -> int:
    if isinstance(ring, GF):
        return sum(gaussian(ring.q, d, k) for k in range(d + 1))
    divisors = [a for a in range(1, finite(ring) + 1) if finite(ring) % a == 0]
    if d > 2:
        raise Mismatch(f"the number of submodules of {ring}^{d}", "the formula is for d at most 2", "take a field")
    return sum(gcd(*pair) for pair in product(divisors, divisors[:1] if d == 1 else divisors))


@cache
def every_space(ring: Ring[Any], d: int) -> tuple[Submodule, ...]:
    """All submodules of R^d, by order and then by members."""
    found = submodules(ring, d) if isinstance(ring, Zmod) else subspaces(ring, d)
    return tuple(sorted(found, key=lambda U: (U.order, tuple(U))))


def triples(field: GF, d: int) -> Pool:
    """All lists of three subspaces of K^d."""
    return Pool(("triples", carrier(field), d), _how_many(field, d) ** 3, partial(_triples, field, d))


def _triples(field: GF, d: int) -> Iterator[Three]:
    every = every_space(field, d)
    return product(every, every, every)


def decompositions(field: GF, d: int) -> Pool:
    """The lists of three subspaces with K^d as their direct sum.

    Examples
    --------
    >>> pool = decompositions(GF(3), 2)
    >>> pool.count, len(list(pool.members()))
    (39, 39)
    """
    return Pool(("decompositions", carrier(field), d), _splittings(field.q, d), partial(_decompositions, field, d))


def _splittings(q: int, d: int) -> int:
    """The sum of |GL_d| / (|GL_a||GL_b||GL_c|) over a + b + c = d: the stabilizer of each is the denominator."""
    linear = [prod(q**k - q**i for i in range(k)) for k in range(d + 1)]
    dims = (k for k in product(range(d + 1), repeat=3) if sum(k) == d)
    return sum(linear[d] // prod(linear[n] for n in k) for k in dims)


@cache
def _decompositions(field: GF, d: int) -> tuple[Three, ...]:
    every = every_space(field, d)
    pairs = ((S, V) for S, V in product(every, repeat=2) if S.dim + V.dim <= d and independent(S, V))
    sums = ((S, V, S + V) for S, V in pairs)
    return tuple((S, V, W) for S, V, total in sums for W in every if total.dim + W.dim == d and independent(total, W))


@cache
def independent(U: Submodule, V: Submodule) -> bool:
    """Whether 0 alone lies in both."""
    return not U.meet(V).basis


def among(ring: Ring[Any], d: int, *bases: tuple[tuple[Any, ...], ...]) -> Pool:
    """All lists of three of the submodules of R^d that some rows span."""
    members = tuple(submodule(ring, d, rows) for rows in bases)
    data = ("triples among", carrier(ring), d, datum([U.basis for U in members]))
    return Pool(data, len(members) ** 3, partial(product, members, repeat=3))
