"""Maps out of Z and Z_m, and the Frobenius.

Main definitions
    Reduction   n -> n·1
    Multiples   n -> n·u
    Frobenius   a -> a^p
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from algebra.blackboard import TIGHT, grouped
from algebra.maps.map import Map
from algebra.rings.finite import GF, prime_power
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring, moduli
from algebra.rings.writing import shown

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Reduction(Map[int, B]):
    """The map n -> n·1 from Z or Z_m; additive exactly when m·1 = 0.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> Reduction(Zmod(6), Zmod(2)).linear, Reduction(Zmod(4), Zmod(3)).linear
    (True, False)
    """

    dom: Ring[int]
    cod: Ring[B]

    def __call__(self, a: int) -> B:
        return self.cod.from_int(a)

    @property
    def linear(self) -> bool:
        return all(self.cod.from_int(m) == self.cod.zero for m in moduli(self.dom))

    @property
    def label(self) -> str:
        return rf"\bmod {self.cod.m}" if isinstance(self.cod, Zmod) else r"\cdot 1"

    def image(self, a: str) -> str:
        return f"{grouped(a)} {self.label}"


@dataclass(frozen=True, slots=True)
class Multiples(Map[int, B]):
    """The map n -> n·u from Z or Z_m (on the representatives 0, ..., m - 1).

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> f = Multiples(Zmod(2), Zmod(6), 3)
    >>> f(1), f.linear
    (3, True)
    """

    dom: Ring[int]
    cod: Ring[B]
    unit: B

    def __call__(self, a: int) -> B:
        return times(self.cod, a, self.unit)

    @property
    def linear(self) -> bool:
        return all(times(self.cod, m, self.unit) == self.cod.zero for m in moduli(self.dom))

    @property
    def label(self) -> str:
        return rf"\cdot {grouped(shown(self.cod, self.unit), '+-')}"

    def image(self, a: str) -> str:
        return f"{grouped(a)} {self.label}"


@dataclass(frozen=True, slots=True)
class Frobenius(Map[A, A]):
    """The map a -> a^p; additive in characteristic p."""

    dom: Ring[A]
    p: int

    @property
    def cod(self) -> Ring[A]:  # type: ignore[override]
        return self.dom

    def __call__(self, a: A) -> A:
        return self.dom.power(a, self.p)

    @property
    def linear(self) -> bool:
        return isinstance(self.dom, GF) and prime_power(self.dom.q)[0] == self.p

    @property
    def label(self) -> str:
        return self.image(r"(\cdot)")

    def image(self, a: str) -> str:
        return f"{grouped(a, TIGHT)}^{{{self.p}}}"


def times(ring: Ring[B], n: int, a: B) -> B:
    """The multiple n·a, by doubling.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> times(Zmod(7), 10, 3), times(Zmod(7), -10, 3)
    (2, 5)
    """
    if n < 0:
        n, a = -n, ring.neg(a)
    total = ring.zero
    while n:
        total, a, n = (ring.add(total, a) if n & 1 else total), ring.add(a, a), n >> 1
    return total
