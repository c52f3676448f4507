"""Submodules of R^d by their canonical bases.

        0 <= U meet V <= U, V <= U + V <= R^d

Main definitions
    Submodule           ring, d, basis: order, members, sums, intersections
    submodule           the span of rows
    zero, whole         0 and R^d
    is_field            whether a ring is one of the fields at hand

Conventions
    The canonical basis is the Howell form over Z_m and the reduced echelon form over a field (`algebra.linear`), so
    that equal submodules are equal values.  Members come in the order of `power(R, d)`.

References
    .. [1] A. Storjohann, *Algorithms for Matrix Canonical Forms*, PhD thesis, ETH Zurich, 2000, chapter 4: Howell
       forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

from algebra.blackboard import Shown, elided
from algebra.errors import Mismatch, NotFinite, needed, plain, tupled
from algebra.linear import factor, meet, member, span
from algebra.rings.finite import GF
from algebra.rings.integers import QQ
from algebra.rings.modular import Zmod
from algebra.rings.product import Product, power
from algebra.rings.ring import Ring, finite
from algebra.rings.writing import shown
from algebra.submodules import subgroup

Vector = tuple[Any, ...]
Basis = tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Submodule(Shown):
    """A submodule of R^d by its canonical basis, for R = Z_m, GF(q) or Q.

    Raises
    ------
    Mismatch
        When the ring is another, d is negative, or the rows are no canonical basis, as equal submodules are equal
        values.

    Examples
    --------
    >>> U = submodule(Zmod(4), 2, [(2, 1)])
    >>> U.basis, U.order, list(U), (0, 2) in U
    (((2, 1), (0, 2)), 4, [(0, 0), (0, 2), (2, 1), (2, 3)], True)
    """

    ring: Ring[Any]
    d: int
    basis: Basis

    def __post_init__(self) -> None:
        if _canonical(self.ring, self.d, self.basis) != self.basis:
            found = f"{plain(self.basis)} is not the canonical basis of its span"
            raise Mismatch(f"a submodule of {self.ring}^{self.d}", found, "use `submodule`, which finds it")

    @property
    def space(self) -> Product:
        """The module R^d around it."""
        return power(self.ring, self.d)

    @property
    def dim(self) -> int:
        """The number of rows of the canonical basis: over a field the dimension."""
        return len(self.basis)

    @property
    def order(self) -> int | None:
        """The number of members; None when there are infinitely many."""
        if self.ring.order is None:
            return None if self.basis else 1
        return prod(self._multiples(row) for row in self.basis)

    def _multiples(self, row: Vector) -> int:
        """The number of multiples of the pivot of a row, which divides m over Z_m and is 1 over a field."""
        pivot = next(c for c in row if c != self.ring.zero)
        return finite(self.ring) // (pivot if isinstance(self.ring, Zmod) else 1)

    def __contains__(self, a: object) -> bool:
        return a in self.space and member(a, self.basis, self.ring)  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Vector]:
        """The members in order, lazily.

        Raises
        ------
        NotFinite
            When there are infinitely many.
        """
        if self.order is None:
            raise NotFinite(f"a list of {self}", "it is infinite", "take its basis")
        if not self.basis:
            return iter([self.space.zero])
        scalars = self.ring.generators()
        return iter(subgroup(self.space, (scaled(self.ring, c, row) for row in self.basis for c in scalars)))

    def __add__(self, other: Submodule) -> Submodule:
        """The sum of two submodules."""
        self._same(other)
        return submodule(self.ring, self.d, (*self.basis, *other.basis))

    def meet(self, other: Submodule) -> Submodule:
        """The intersection with another submodule of the same module.

        Examples
        --------
        >>> submodule(Zmod(6), 1, [(2,)]).meet(submodule(Zmod(6), 1, [(3,)])) == zero(Zmod(6), 1)
        True
        """
        self._same(other)
        return Submodule(self.ring, self.d, tuple(meet(self.basis, other.basis, self.ring, self.d)))

    def __le__(self, other: Submodule) -> bool:
        """Whether it lies in another."""
        self._same(other)
        return all(member(row, other.basis, self.ring) for row in self.basis)

    def _same(self, other: Submodule) -> None:
        if self.space != other.space:
            raise Mismatch("two submodules", f"they lie in {self.space} and {other.space}", "take one module")

    @property
    def label(self) -> str:
        """The span of its canonical basis, in LaTeX."""
        return rf"\langle {elided(self.basis, partial(shown, self.space))} \rangle" if self.basis else "0"

    @property
    def latex(self) -> str:
        return rf"{self.label} \subseteq {self.space.latex}"

    def __str__(self) -> str:
        return f"⟨{'; '.join(' '.join(map(str, row)) for row in self.basis) or '0'}⟩ in {self.ring}^{self.d}"


def scaled(ring: Ring[Any], c: Any, v: Vector) -> Vector:
    """The vector c·v."""
    return tuple(ring.mul(c, t) for t in v)


def submodule(ring: Ring[Any], d: int, rows: Sequence[Sequence[Any]]) -> Submodule:
    """The submodule of R^d that rows span.

    Raises
    ------
    Mismatch
        When a row is none or has not d entries, an entry lies outside the ring, d is negative, or the ring is none of
        Z_m, GF(q) and Q.

    Examples
    --------
    >>> submodule(QQ, 2, [(2, 4), (1, 2)]).basis
    ((Fraction(1, 1), Fraction(2, 1)),)
    """
    return Submodule(ring, d, _canonical(ring, d, rows))


def _canonical(ring: Ring[Any], d: int, rows: Sequence[Sequence[Any]]) -> Basis:
    """The canonical basis of the span of rows, one value for one submodule."""
    if not isinstance(ring, (Zmod, GF)) and ring != QQ:
        raise Mismatch(f"submodules of {ring}^{d}", "the ring is none of Z_m, GF(q) and Q", "take one of these")
    asked = f"submodules of {ring}^{d}"
    needed(d, int, asked, "d", "give an integer d >= 0")
    if d < 0:
        raise Mismatch(asked, "there is no such module", "give d >= 0")
    held = tupled(rows, asked, "a row", f"give a list of rows of {d} entries")
    return tuple(span([tuple(map(ring.coerce, row)) for row in held], ring, d))


def zero(ring: Ring[Any], d: int) -> Submodule:
    """The submodule 0 of R^d."""
    return submodule(ring, d, [])


def whole(ring: Ring[Any], d: int) -> Submodule:
    """The module R^d itself.

    Examples
    --------
    >>> whole(GF(4), 2).order
    16
    """
    needed(ring, Ring, f"the module {ring}^{d}", "the ring", "give a ring, such as GF(2) or QQ")
    needed(d, int, f"the module {ring}^{d}", "d", "give an integer d >= 0")
    return submodule(ring, d, units(ring, d))


def units(ring: Ring[Any], d: int) -> Basis:
    """The unit vectors e_1, ..., e_d of R^d."""
    return tuple(tuple(ring.one if i == j else ring.zero for j in range(d)) for i in range(d))


def is_field(ring: Ring[Any]) -> bool:
    """Whether a ring is GF(q), Z_p or Q.

    Examples
    --------
    >>> is_field(Zmod(7)), is_field(Zmod(9))
    (True, False)
    """
    return isinstance(ring, GF) or ring == QQ or (isinstance(ring, Zmod) and factor(ring.m) == ((ring.m, 1),))
