"""Maps out of polynomial rings and their quotients.

Main definitions
    Coefficientwise     a map of coefficients, applied to each
    Evaluation          the variable goes to a given element

Conventions
    In LaTeX a sum runs over the first of i, j, k, ... that its terms do not hold yet, so that none captures another,
    nor a variable of the coefficients.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from algebra.blackboard import grouped, indexed, symbol, unused
from algebra.errors import Mismatch
from algebra.maps.map import Map
from algebra.rings.finite import GF
from algebra.rings.polynomial import Polynomials
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring
from algebra.rings.writing import shown

B = TypeVar("B")
INDICES = "ijklmnpqrs"
# what may not stand under an exponent: a sum, a product, a power, a sign, a fraction
LOOSE = " ^-\\"
NAME = re.compile(r"(?<![A-Za-z\\])[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Coefficientwise(Map[tuple[Any, ...], tuple[Any, ...]]):
    """The map of polynomials that applies a map of coefficients to each coefficient.

    Examples
    --------
    >>> from algebra.maps import Reduction
    >>> from algebra.rings import Zmod
    >>> f = Coefficientwise(Polynomials(Zmod(4)), Polynomials(Zmod(2)), Reduction(Zmod(4), Zmod(2)))
    >>> f((3, 2))
    (1,)
    """

    dom: Ring[tuple[Any, ...]]
    cod: Ring[tuple[Any, ...]]
    by: Map[Any, Any]

    def __call__(self, a: tuple[Any, ...]) -> tuple[Any, ...]:
        images = [self.by(c) for c in a]
        return self.cod.reduce(tuple(images)) if isinstance(self.cod, Quotient) else trimmed(self.cod, images)

    @property
    def linear(self) -> bool:
        return self.by.linear and self.by(self.by.dom.zero) == self.by.cod.zero

    @property
    def label(self) -> str:
        return self.by.label

    def image(self, a: str) -> str:
        i = _index(self.by, a)
        power = f"{_variable(self.cod)}^{{{i}}}"
        return rf"\sum_{{{i}}} {grouped(self.by.image(indexed(a, i)))}\, {power}"


@dataclass(frozen=True, slots=True)
class Evaluation(Map[Any, B]):
    """The map sum a_i x^i -> sum by(a_i)·t^i from R[x], R[x]/(h) or GF(q) (where x is the generator).

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.rings import Zmod
    >>> f = Evaluation(Polynomials(Zmod(5)), Identity(Zmod(5)), 2)
    >>> f((1, 1, 1))
    2
    """

    dom: Ring[Any]
    by: Map[Any, B]
    at: B

    @property
    def cod(self) -> Ring[B]:  # type: ignore[override]
        return self.by.cod

    def __call__(self, a: Any) -> B:
        Z, total = self.cod, self.cod.zero
        for c in reversed(self.dom.coordinates(a) if isinstance(self.dom, GF) else a):
            total = Z.add(Z.mul(total, self.at), self.by(c))
        return total

    @property
    def linear(self) -> bool:
        return self.by.linear

    @property
    def label(self) -> str:
        return rf"{_variable(self.dom)} \mapsto {shown(self.cod, self.at)}"

    def image(self, a: str) -> str:
        at = shown(self.cod, self.at)
        base = at if at.removeprefix("\\").isalpha() else grouped(at, LOOSE)
        i = _index(self.by, f"{a} {base}")
        return rf"\sum_{{{i}}} {grouped(self.by.image(indexed(a, i)))} \cdot {base}^{{{i}}}"


def _index(by: Map[Any, Any], held: str) -> str:
    """The first index that a formula does not hold, and the image of a_i by a map in a_i alone."""
    i = unused(INDICES, held)
    # a short name does: only what stands beside a_i matters
    coefficient = indexed("a", i)
    around = by.image(coefficient).replace(coefficient, "")
    return _index(by, f"{held} {i}") if i in NAME.findall(around) else i


def _variable(ring: Ring[Any]) -> str:
    """The letter of a ring of polynomials or their residues, α in GF(q); x for another, as in the formula."""
    if isinstance(ring, GF):
        return r"\alpha"
    return symbol(ring.ambient.variable) if isinstance(ring.ambient, Polynomials) else "x"


def trimmed(ring: Ring[Any], coefficients: list[Any]) -> tuple[Any, ...]:
    """The polynomial with the given coefficients in a ring of polynomials."""
    if not isinstance(ring, Polynomials):
        raise Mismatch(f"polynomials in {ring}", "it has no coefficients", "map into Polynomials(R)")
    return ring.trim(coefficients)
