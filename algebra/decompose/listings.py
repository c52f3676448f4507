"""All subspaces of K^d and all submodules of Z_m^d, in order, and how many there are.

        0 = U_1 <= U_2, ..., U_n = R^d

Main definitions
    subspaces           all subspaces of K^d, K a finite field
    submodules          all submodules of Z_m^d
    gaussian            the number of subspaces of a dimension

References
    .. [1] A. Storjohann, *Algorithms for Matrix Canonical Forms*, PhD thesis, ETH Zurich, 2000, chapter 4: Howell
       forms.
    .. [2] R. P. Stanley, *Enumerative Combinatorics*, vol. 1, 2nd ed., 2012, proposition 1.7.2: Gaussian binomials.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from math import prod
from typing import Any

from algebra.decompose.subspaces import Basis, Submodule, Vector, is_field, scaled
from algebra.errors import Mismatch
from algebra.linear import member
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring, listing


def gaussian(q: int, d: int, k: int) -> int:
    """The Gaussian binomial: the number of k-dimensional subspaces of GF(q)^d [2]_ in `algebra.decompose.listings`.

    Raises
    ------
    Mismatch
        When q is below 2.

    Notes
    -----
    prod_{i < k} (q^(d - i) - 1) / (q^(i + 1) - 1).

    Examples
    --------
    >>> [gaussian(2, 4, k) for k in range(5)]
    [1, 15, 35, 15, 1]
    """
    if q < 2:
        raise Mismatch(f"subspaces over a field of {q} elements", "there is none", "give q >= 2")
    if not 0 <= k <= d:
        return 0
    above, below = (prod(int(q**e) - 1 for e in range(low, low + k)) for low in (d - k + 1, 1))
    return above // below


def subspaces(field: Ring[Any], d: int) -> Iterator[Submodule]:
    """All subspaces of K^d for a finite field K, by dimension and then by basis.

    Raises
    ------
    Mismatch
        When the ring is no finite field.

    Notes
    -----
    One for each reduced echelon form: the places of the pivots, and any elements to the right of each pivot in the
    columns of no pivot.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> [U.basis for U in subspaces(GF(2), 2)]
    [(), ((0, 1),), ((1, 0),), ((1, 1),), ((1, 0), (0, 1))]
    """
    if not is_field(field) or field.order is None:
        raise Mismatch(f"all subspaces of {field}^{d}", "no finite field", "take GF(q), or `submodules` over Z_m")
    for k in range(d + 1):
        found = (basis for pivots in combinations(range(d), k) for basis in _echelons(field, d, pivots))
        yield from (Submodule(field, d, basis) for basis in sorted(found))


def _echelons(field: Ring[Any], d: int, pivots: tuple[int, ...]) -> Iterator[Basis]:
    """The reduced echelon forms with given places of the pivots."""
    free = [(i, j) for i, p in enumerate(pivots) for j in range(p + 1, d) if j not in pivots]
    for entries in product(listing(field), repeat=len(free)):
        at = dict(zip(free, entries, strict=True)) | {(i, p): field.one for i, p in enumerate(pivots)}
        yield tuple(tuple(at.get((i, j), field.zero) for j in range(d)) for i in range(len(pivots)))


def submodules(ring: Zmod, d: int) -> Iterator[Submodule]:
    """All submodules of Z_m^d, by order and then by basis.

    Raises
    ------
    Mismatch
        When the ring is no Z_m.

    Notes
    -----
    U is told by U' = {u in U : u_1 = 0}, a submodule of Z_m^(d - 1), by the pivot p, a divisor of m that generates the
    first coordinates, and by the tail v modulo U' of a row (p, v), any v with (m/p)·v in U'; for p = m there is none.

    Examples
    --------
    >>> [U.basis for U in submodules(Zmod(4), 1)], len(list(submodules(Zmod(4), 2)))
    ([(), ((2,),), ((1,),)], 15)
    """
    if not isinstance(ring, Zmod):
        raise Mismatch(f"all submodules of {ring}^{d}", "no Z_m", "take Zmod(m), or `subspaces` over GF(q)")
    found = (Submodule(ring, d, basis) for basis in _howell_forms(ring, d))
    return iter(sorted(found, key=lambda U: (U.order, U.basis)))


def _howell_forms(ring: Zmod, d: int) -> Iterator[Basis]:
    if not d:
        yield ()
        return
    for low in _howell_forms(ring, d - 1):
        below = tuple((0, *row) for row in low)
        yield below
        for pivot in (p for p in range(1, ring.m) if ring.m % p == 0):
            tails = (v for v in _tails(ring, low, d - 1) if member(scaled(ring, ring.m // pivot, v), low, ring))
            yield from (((pivot, *v), *below) for v in tails)


def _tails(ring: Zmod, basis: Basis, d: int) -> Iterator[Vector]:
    """The least vectors of the classes modulo a span: below each pivot in its column."""
    pivots = dict(next((j, c) for j, c in enumerate(row) if c) for row in basis)
    return product(*(range(pivots.get(j, ring.m)) for j in range(d)))
