"""Maps into and out of products.

Main definitions
    Projection  one component
    Pairing     a -> (f_1(a), ..., f_n(a))
    Sum         (a_1, ..., a_n) -> f_1(a_1) + ... + f_n(a_n)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from algebra.blackboard import elided, grouped, indexed
from algebra.maps.map import Map
from algebra.rings.ring import Ring

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Projection(Map[tuple[Any, ...], Any]):
    """The component of a tuple at a given place."""

    dom: Ring[tuple[Any, ...]]
    cod: Ring[Any]
    index: int

    def __call__(self, a: tuple[Any, ...]) -> Any:
        return a[self.index]

    @property
    def linear(self) -> bool:
        return self.dom.moduli is not None

    @property
    def label(self) -> str:
        return rf"\mathrm{{pr}}_{{{self.index + 1}}}"

    def image(self, a: str) -> str:
        return indexed(a, self.index + 1)


@dataclass(frozen=True, slots=True)
class Pairing(Map[Any, tuple[Any, ...]]):
    """The map a -> (f_1(a), ..., f_n(a)) into a product, or into a fiber product."""

    cod: Ring[tuple[Any, ...]]
    maps: tuple[Map[Any, Any], ...]

    @property
    def dom(self) -> Ring[Any]:  # type: ignore[override]
        return self.maps[0].dom

    def __call__(self, a: Any) -> tuple[Any, ...]:
        return tuple(f(a) for f in self.maps)

    @property
    def linear(self) -> bool:
        return self.cod.moduli is not None and all(f.linear for f in self.maps)

    @property
    def label(self) -> str:
        return f"({elided(self.maps, lambda f: f.label)})"

    def image(self, a: str) -> str:
        return f"({elided(self.maps, lambda f: f.image(a))})"


@dataclass(frozen=True, slots=True)
class Sum(Map[tuple[Any, ...], B]):
    """The map (a_1, ..., a_n) -> f_1(a_1) + ... + f_n(a_n) from a product."""

    dom: Ring[tuple[Any, ...]]
    cod: Ring[B]
    maps: tuple[Map[Any, B], ...]

    def __call__(self, a: tuple[Any, ...]) -> B:
        total = self.cod.zero
        for f, c in zip(self.maps, a, strict=True):
            total = self.cod.add(total, f(c))
        return total

    @property
    def linear(self) -> bool:
        return all(f.linear for f in self.maps)

    @property
    def label(self) -> str:
        return elided(self.maps, lambda f: grouped(f.label), " + ")

    def image(self, a: str) -> str:
        return elided(range(len(self.maps)), lambda i: grouped(self.maps[i].image(indexed(a, i + 1))), " + ") or "0"
