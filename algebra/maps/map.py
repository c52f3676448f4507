"""Maps between carriers, as plain data: `eval(repr(f)) == f`.

        X --f--> Y --g--> Z        f >> g

Main definitions
    Map         dom, cod, __call__, f >> g; label over an arrow, image(a) of an element named a
    Identity, Composite

Laws
    No constructor asks whether a map respects anything: a reduction Z_4 -> Z_3 is a map of sets.  `linear`
    tells whether additivity follows from the kind and its data; `algebra.laws` finds out for the rest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from algebra.blackboard import Shown, few, grid, grouped, unused
from algebra.errors import Mismatch
from algebra.rings.ring import Ring

A = TypeVar("A")
B = TypeVar("B")
ELEMENTS = "abcuvwz"


class Map(Shown, ABC, Generic[A, B]):
    """A map from the carrier `dom` to the carrier `cod`."""

    __slots__ = ()
    dom: Ring[A]
    cod: Ring[B]

    @abstractmethod
    def __call__(self, a: A) -> B:
        """The image of a."""

    @property
    def linear(self) -> bool:
        """Whether additivity follows from the kind of the map and its data."""
        return False

    @property
    def label(self) -> str:
        """What stands over the arrow, in LaTeX."""
        return rf"\mathrm{{{type(self).__name__.lower()}}}"

    def image(self, a: str) -> str:
        """The image of an element that has a name, in LaTeX."""
        return f"{grouped(self.label)}({a})"

    @property
    def latex(self) -> str:
        a = unused(ELEMENTS, self.image(""))
        return rf"{self.dom.latex} \to {self.cod.latex},\; {a} \mapsto {self.image(a)}"

    @property
    def sketch(self) -> str | None:
        points = few(self.dom)
        return grid(("a", *points), [("f(a)", *map(self, points))]) if points else None

    def __rshift__(self, other: Map[B, Any]) -> Composite:
        return Composite(self, other)

    def __str__(self) -> str:
        return f"{type(self).__name__.lower()} {self.dom} → {self.cod}"


@dataclass(frozen=True, slots=True)
class Identity(Map[A, A]):
    """The identity of a carrier."""

    dom: Ring[A]

    @property
    def cod(self) -> Ring[A]:  # type: ignore[override]
        return self.dom

    def __call__(self, a: A) -> A:
        return a

    @property
    def linear(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return r"\mathrm{id}"

    def image(self, a: str) -> str:
        return a


@dataclass(frozen=True, slots=True)
class Composite(Map[Any, Any]):
    """The map a -> second(first(a)).

    Raises
    ------
    Mismatch
        When the codomain of the first is not the domain of the second.
    """

    first: Map[Any, Any]
    second: Map[Any, Any]

    def __post_init__(self) -> None:
        if self.first.cod != self.second.dom:
            raise Mismatch(f"{self.first} >> {self.second}", "the middle ends differ", "compose maps that meet")

    @property
    def dom(self) -> Ring[Any]:  # type: ignore[override]
        return self.first.dom

    @property
    def cod(self) -> Ring[Any]:  # type: ignore[override]
        return self.second.cod

    def __call__(self, a: Any) -> Any:
        return self.second(self.first(a))

    @property
    def linear(self) -> bool:
        return self.first.linear and self.second.linear

    @property
    def label(self) -> str:
        parts = (f.label if isinstance(f, Composite) else grouped(f.label) for f in (self.second, self.first))
        return r" \circ ".join(parts)

    def image(self, a: str) -> str:
        return self.second.image(self.first.image(a))
