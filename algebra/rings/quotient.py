"""The quotient R[x]/(h) by a monic polynomial.

        R[x] --> R[x]/(h),   x --> x

Main definitions
    Quotient    Quotient(R, h), elements the remainders: trimmed coefficient tuples of length < deg h + 1

Conventions
    h is given by its coefficients, constant term first: (0, 0, 1) is x^2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from algebra.blackboard import TIGHT, grouped, symbol
from algebra.errors import Mismatch
from algebra.rings.polynomial import Polynomials
from algebra.rings.ring import Ring
from algebra.rings.writing import shown, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Quotient(Ring[tuple[T, ...]], Generic[T]):
    """The ring R[x]/(h), h monic.

    Raises
    ------
    Mismatch
        When h is not monic.

    Examples
    --------
    >>> from algebra.rings.modular import Zmod
    >>> dual = Quotient(Zmod(4), (0, 0, 1))
    >>> dual.mul((1, 2), (1, 3))
    (1, 1)
    >>> dual.order
    16
    >>> Quotient(Zmod(4), (1, 2))
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: Z_4[x]/(h), h = (1, 2): the leading coefficient is not 1; divide by it, or take another h
    """

    coefficients: Ring[T]
    h: tuple[T, ...]

    def __post_init__(self) -> None:
        R = self.coefficients
        if not self.h or self.h[-1] != R.one or any(c not in R for c in self.h):
            inside = all(c in R for c in self.h)
            found = "the leading coefficient is not 1" if inside else f"a coefficient is outside {R}"
            raise Mismatch(f"{R}[x]/(h), h = {self.h}", found, "divide by it, or take another h")

    @property
    def residues(self) -> Polynomials[T]:
        """The polynomials of degree below deg h, which carry the additive group."""
        return Polynomials(self.coefficients, len(self.h) - 1)

    @property
    def ambient(self) -> Polynomials[T]:
        return self.residues

    @property
    def x(self) -> tuple[T, ...]:
        """The class of the variable."""
        return self.coerce([0, 1])

    @property
    def order(self) -> int | None:
        return self.residues.order

    def reduce(self, a: tuple[T, ...]) -> tuple[T, ...]:
        """The remainder of a polynomial modulo h."""
        R = self.coefficients
        short = a if len(a) < len(self.h) else R.remainder(a, self.h)
        return self.residues.trim(short)

    def coerce(self, value: Any) -> tuple[T, ...]:
        return self.reduce(Polynomials(self.coefficients).coerce(value))

    def from_int(self, n: int) -> tuple[T, ...]:
        return self.reduce((self.coefficients.from_int(n),))

    def add(self, a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
        return self.residues.add(a, b)

    def neg(self, a: tuple[T, ...]) -> tuple[T, ...]:
        return self.residues.neg(a)

    def mul(self, a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
        return self.reduce(self.residues.trim(self.coefficients.convolve(a, b)))

    def elements(self) -> Iterator[tuple[T, ...]]:
        return self.residues.elements()

    def __contains__(self, a: object) -> bool:
        return a in self.residues

    def rank(self, a: tuple[T, ...]) -> int:
        return self.residues.rank(a)

    def unrank(self, i: int) -> tuple[T, ...]:
        return self.residues.unrank(i)

    @property
    def moduli(self) -> tuple[int, ...] | None:
        return self.residues.moduli

    @property
    def significance(self) -> tuple[int, ...] | None:
        return self.residues.significance

    def coordinates(self, a: tuple[T, ...]) -> tuple[int, ...]:
        return self.residues.coordinates(a)

    def from_coordinates(self, v: Iterable[int]) -> tuple[T, ...]:
        return self.residues.from_coordinates(v)

    @property
    def latex(self) -> str:
        around = f"{grouped(self.coefficients.latex, TIGHT)}[{symbol(self.residues.variable)}]"
        return f"{around}/({shown(Polynomials(self.coefficients), self.h)})"

    def __repr__(self) -> str:
        return f"Quotient({self.coefficients!r}, {self.h!r})"

    def __str__(self) -> str:
        around = Polynomials(self.coefficients)
        return f"{around}/({text(around, self.h)})"
