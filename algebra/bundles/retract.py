r"""The fixed points of a map e : Z -> Z, and the bundle over them of a projection.

        Z ---e---> e(Z)  ⊆  Z        e ∘ e = e

Main definitions
    Retract         the points with e(z) = z, with the operations of Z
    shared_bundle   Z -> e(Z) for e ∘ e = e

Laws
    Nothing is asked of e: a retract of an additive map is a group, that of any other a set with the operations of Z.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, I.5: retractions and idempotents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from algebra.bundles.bundle import Bundle
from algebra.errors import Mismatch
from algebra.maps import Map, table
from algebra.rings.ring import Ring, listing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retract(Ring[T], Generic[T]):
    """The points with e(z) = z, with the operations of Z.

    Raises
    ------
    Mismatch
        When e does not end where it begins.

    Examples
    --------
    >>> from algebra.maps import Matrix
    >>> from algebra.rings import module
    >>> Z = module(2, 2)
    >>> listing(Retract(Matrix(Z, Z, ((1, 1), (0, 0)))))
    ((0, 0), (1, 0))
    """

    e: Map[T, T]

    def __post_init__(self) -> None:
        if self.e.dom != self.e.cod:
            raise Mismatch("a retract", f"the map goes from {self.e.dom} to {self.e.cod}", "give a map of Z to itself")

    @property
    def order(self) -> int:
        return sum(1 for _ in self.elements())

    def coerce(self, value: Any) -> T:
        z = self.e.dom.coerce(value)
        if z not in self:
            raise Mismatch(f"{value} in {self}", f"it goes to {self.e(z)}", "give a fixed point")
        return z

    def from_int(self, n: int) -> T:
        return self.e.dom.from_int(n)

    def add(self, a: T, b: T) -> T:
        return self.e.dom.add(a, b)

    def neg(self, a: T) -> T:
        return self.e.dom.neg(a)

    def mul(self, a: T, b: T) -> T:
        return self.e.dom.mul(a, b)

    @property
    def ambient(self) -> Ring[Any]:
        return self.e.dom.ambient

    def elements(self) -> Iterator[T]:
        return (z for z in listing(self.e.dom) if self.e(z) == z)

    def __contains__(self, a: object) -> bool:
        return a in self.e.dom and self.e(a) == a  # type: ignore[arg-type]

    @property
    def latex(self) -> str:
        return rf"\{{z \in {self.e.dom.latex} : {self.e.image('z')} = z\}}"

    def __str__(self) -> str:
        return f"fixed points in {self.e.dom}"


def shared_bundle(e: Map[T, T]) -> Bundle[T, T]:
    """The bundle Z -> e(Z) of a map with e ∘ e = e; where e is linear its fibers are the cosets of the kernel.

    Raises
    ------
    Mismatch
        When the ends of e differ, or e ∘ e differs from e, with a point that moves twice.

    Notes
    -----
    For e linear there are |ker e|^|e(Z)| sections.  For maps f and g to Z the pairs with e f x = e g y are the fiber
    product of the bundles of e f and e g over e(Z).

    Examples
    --------
    >>> from algebra.maps import Matrix
    >>> from algebra.rings import module
    >>> Z = module(3, 3)
    >>> p = shared_bundle(Matrix(Z, Z, ((1, 1), (0, 0))))
    >>> p.fiber((0, 0)), p.sections
    (((0, 0), (1, 2), (2, 1)), 27)
    """
    base = Retract(e)
    moved = next((z for z in listing(e.dom) if e(z) not in base), None)
    if moved is not None:
        found = f"{moved} goes to {e(moved)}, and this to {e(e(moved))}"
        raise Mismatch(f"a projection of {e.dom} onto a part", found, "give a map with e ∘ e = e")
    return Bundle(table(e, e.dom, base))
