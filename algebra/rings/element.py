"""Elements that know their ring.

        a = Element(Zmod(6), 4);   str(a * a + 5) == "3"

Main definitions
    Element     one element with its ring, for the operators + - * ** in a notebook
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from algebra.blackboard import Shown
from algebra.errors import Mismatch
from algebra.rings.ring import Ring
from algebra.rings.writing import shown, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Element(Shown, Generic[T]):
    """An element together with its ring, so that + - * ** read as on the blackboard.

    Examples
    --------
    >>> from algebra.rings import GF, Zmod
    >>> a = Element(Zmod(6), 4)
    >>> str(a * a + 5 - 1), str(-a), str(a**3), str(Element(GF(9), 5))
    ('2', '2', '4', 'a + 2')
    """

    ring: Ring[T]
    value: T

    def _other(self, other: object) -> T:
        if isinstance(other, Element):
            if other.ring != self.ring:
                raise Mismatch(f"{self} and {other} in one sum", f"rings {self.ring} and {other.ring}", "map one first")
            return other.value  # type: ignore[no-any-return]
        return self.ring.coerce(other)

    def __add__(self, other: object) -> Element[T]:
        return Element(self.ring, self.ring.add(self.value, self._other(other)))

    def __sub__(self, other: object) -> Element[T]:
        return Element(self.ring, self.ring.sub(self.value, self._other(other)))

    def __mul__(self, other: object) -> Element[T]:
        return Element(self.ring, self.ring.mul(self.value, self._other(other)))

    def __neg__(self) -> Element[T]:
        return Element(self.ring, self.ring.neg(self.value))

    def __pow__(self, n: int) -> Element[T]:
        return Element(self.ring, self.ring.power(self.value, n))

    @property
    def latex(self) -> str:
        return shown(self.ring, self.value)

    def __str__(self) -> str:
        return text(self.ring, self.value)
