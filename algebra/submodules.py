"""Subgroups of the additive group of a finite ring: listed, ranked and drawn from without being held.

        kernel(f) --> X --f--> Z <-- image(f)

Main definitions
    Subgroup            a subgroup by its triangular basis: order, membership, rank, unrank, blocks, invariant factors
    subgroup            the one that given elements generate
    kernel, image       of a map that is additive by construction

Conventions
    A subgroup is listed in the order of its ring, so its triangular basis is read from the slowest coordinate to the
    fastest (`Ring.significance`).  Where the order of the ring is none of coordinates, that of the coordinates is
    taken.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, I.8: finitely generated abelian groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import lcm, prod
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch, NotFinite
from algebra.linear import Homomorphism, kernel_generators
from algebra.linear.lattice import Rows, columns, combination, cyclic, multiples, pivots, triangular
from algebra.maps import Map, homomorphism
from algebra.rings.ring import Ring, moduli

T = TypeVar("T")
BLOCK = 1 << 14


@dataclass(frozen=True, slots=True)
class Subgroup(Generic[T]):
    """A subgroup of the additive group of a finite ring.

    Parameters
    ----------
    space : Ring
        A finite ring with additive coordinates.
    basis : tuple of rows
        The triangular basis, each row read from the slowest coordinate to the fastest.

    Examples
    --------
    >>> from algebra.rings import module
    >>> L = subgroup(module(4, 4), [(2, 1)])
    >>> L.order, list(L), (0, 2) in L, L.rank((2, 3)), L.unrank(1)
    (4, [(0, 0), (0, 2), (2, 1), (2, 3)], True, 3, (0, 2))
    """

    space: Ring[T]
    basis: Rows

    @property
    def moduli(self) -> tuple[int, ...]:
        """The moduli of the coordinates, from slowest to fastest."""
        return in_order(self.space, moduli(self.space))

    @property
    def order(self) -> int:
        """The number of elements: the product of m_j / p_j over the pivots p_j."""
        return prod(mark.many for mark in pivots(self.basis, self.moduli))

    @property
    def generators(self) -> list[T]:
        """The elements of the triangular basis."""
        return [self._element(row) for row in self.basis]

    @property
    def invariant_factors(self) -> tuple[int, ...]:
        """The orders of the cyclic summands, each above 1 and dividing the next."""
        return cyclic(self.basis, self.moduli).orders

    @property
    def independent(self) -> list[T]:
        """Elements g_1, ..., g_r with the subgroup the direct sum of the Z·g_i, of the orders `invariant_factors`."""
        return [self._element(row) for row in cyclic(self.basis, self.moduli).rows]

    def __contains__(self, a: object) -> bool:
        return a in self.space and self._multiples(a) is not None

    def __iter__(self) -> Iterator[T]:
        """The elements in order, lazily."""
        if not self.basis:
            yield self.space.zero
            return
        for block in self.blocks():
            yield from self.space.listed(block.tolist())

    def blocks(self, start: int = 0, stop: int | None = None, size: int = BLOCK) -> Iterator[NDArray[Any]]:
        """The coordinates of the elements of ranks start, ..., stop - 1, one column an element, block by block.

        Returns
        -------
        iterator of integer arrays
            One row for each coordinate of the ring, in the order of `Ring.coordinates`.
        """
        orders, last = self.moduli, self.order if stop is None else min(stop, self.order)
        back = np.argsort(in_order(self.space, range(len(orders)))).astype(np.intp)
        for first in range(start, last, size):
            yield columns(range(first, min(first + size, last)), self.basis, orders)[back]

    def rank(self, a: T) -> int:
        """The place of an element among the elements of the subgroup.

        Raises
        ------
        Mismatch
            When it is no member.
        """
        if a not in self:
            raise Mismatch(f"the rank of {a!r}", f"it is no member of the subgroup of {self.space}")
        v, place = in_order(self.space, self.space.coordinates(a)), 0
        for j, pivot, many in pivots(self.basis, self.moduli):
            place = place * many + v[j] // pivot
        return place

    def unrank(self, i: int) -> T:
        """The element at a place.

        Raises
        ------
        Mismatch
            When there is no such place.
        """
        if not 0 <= i < self.order:
            raise Mismatch(f"the element at place {i}", f"there are {self.order}", "count from 0")
        return self._element([int(c) for c in columns([i], self.basis, self.moduli)[:, 0]])

    def meet(self, other: Subgroup[T]) -> Subgroup[T]:
        """The intersection with another subgroup of the same ring, by the kernel of (s, t) -> s·h - t·h'.

        Raises
        ------
        Mismatch
            When the rings differ.
        """
        if other.space != self.space:
            raise Mismatch("an intersection of subgroups", f"rings {self.space} and {other.space}", "take one ring")
        both = _spanning(self).minus(_spanning(other))
        firsts = [g[: len(self.basis)] for g in kernel_generators(both)]
        members = (combination(t, self.basis, self.moduli) for t in firsts)
        return Subgroup(self.space, triangular(members, self.moduli))

    def coordinates(self, a: T) -> tuple[int, ...]:
        """The coordinates of a member in `independent`, each below its order.

        Raises
        ------
        Mismatch
            When it is no member.
        """
        summands, t = cyclic(self.basis, self.moduli), self._multiples(a)
        if t is None:
            raise Mismatch(f"coordinates of {a!r}", f"it is no member of the subgroup of {self.space}")
        return tuple(combination(t, summands.change, summands.orders))

    def from_coordinates(self, v: Iterable[int]) -> T:
        """The member with given coordinates in `independent`."""
        return self._element(combination(list(v), cyclic(self.basis, self.moduli).rows, self.moduli))

    def _element(self, row: Sequence[int]) -> T:
        out = [0] * len(row)
        for j, c in zip(in_order(self.space, range(len(row))), row, strict=True):
            out[j] = c
        return self.space.from_coordinates(out)

    def _multiples(self, a: Any) -> list[int] | None:
        return multiples(in_order(self.space, self.space.coordinates(a)), self.basis, self.moduli)

    def __str__(self) -> str:
        return f"a subgroup of order {self.order} of {self.space}"


def in_order(space: Ring[Any], values: Sequence[int]) -> tuple[int, ...]:
    """One value a coordinate, from the slowest coordinate to the fastest."""
    places = space.significance
    return tuple(values) if places is None else tuple(values[j] for j in places)


def _spanning(L: Subgroup[Any]) -> Homomorphism:
    """The homomorphism t -> t·h onto a subgroup with the basis h."""
    rows = tuple(zip(*L.basis, strict=True)) if L.basis else ((),) * len(L.moduli)
    return Homomorphism(rows, (lcm(*L.moduli),) * len(L.basis), L.moduli)


def _no_integers(space: Ring[Any]) -> None:
    """Refuse a ring with a coordinate in Z."""
    if 0 in moduli(space):
        raise NotFinite(
            f"subgroups of {space}", "a coordinate lies in Z", "take a finite ring, or algebra.linear over ZZ"
        )


def subgroup(space: Ring[T], elements: Iterable[T]) -> Subgroup[T]:
    """The subgroup that elements of a finite ring generate.

    Raises
    ------
    Mismatch
        When the ring has no additive coordinates.
    NotFinite
        When one of them lies in Z.
    """
    _no_integers(space)
    rows = (in_order(space, space.coordinates(a)) for a in elements)
    return Subgroup(space, triangular(rows, in_order(space, moduli(space))))


def kernel(f: Map[T, Any]) -> Subgroup[T]:
    """The elements with f(a) = 0.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> list(kernel(reduce(Zmod(12), 4)))
    [0, 4, 8]
    """
    for R in (f.dom, f.cod):
        _no_integers(R)
    return subgroup(f.dom, map(f.dom.from_coordinates, kernel_generators(homomorphism(f))))


def image(f: Map[Any, T]) -> Subgroup[T]:
    """The elements f(a).

    Examples
    --------
    >>> from algebra.maps import Multiples
    >>> from algebra.rings import Zmod
    >>> list(image(Multiples(Zmod(6), Zmod(12), 4)))
    [0, 4, 8]
    """
    homomorphism(f)
    return subgroup(f.cod, map(f, f.dom.generators()))
