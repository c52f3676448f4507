"""Distances that speak of any points: discrete, given by a table, absolute.

Main definitions
    Discrete    1 between different points
    Distances   a table of values, one row a point
    Absolute    |a - b| on Q^d, Z^d or representatives, joined by l1, l2 (squared) or linf
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import Any, TypeVar

from algebra.blackboard import matrix, words
from algebra.errors import Mismatch
from algebra.metrics.lee import NORMS, Norm, raised
from algebra.metrics.metric import Exact, Metric, whole
from algebra.rings.multivariate import Multivariate
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring, finite
from algebra.rings.writing import listed, number

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Discrete(Metric[B]):
    """The discrete metric: 1 between different points.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> Discrete(Zmod(5))(1, 4)
    1
    """

    space: Ring[B]

    def __call__(self, a: B, b: B) -> int:
        return int(a != b)

    @property
    def latex(self) -> str:
        return r"d(a, b) = [a \neq b]"

    @property
    def invariant(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Distances(Metric[B]):
    """The distance given by its table over the elements of a finite carrier, in their order.

    Raises
    ------
    Mismatch
        When the table is not square of the right size, or a value is negative.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> Distances(Zmod(2), ((0, 3), (3, 0)))(0, 1)
    3
    """

    space: Ring[B]
    rows: tuple[tuple[Exact, ...], ...]

    def __post_init__(self) -> None:
        n = finite(self.space)
        if len(self.rows) != n or any(len(row) != n for row in self.rows):
            raise Mismatch(f"distances on {self.space}", f"the table is not {n} × {n}", "give one row a point")
        if any(value < 0 for row in self.rows for value in row):
            raise Mismatch(f"distances on {self.space}", "a value is negative", "distances are at least 0")

    def __call__(self, a: B, b: B) -> Exact:
        return self.rows[self.space.rank(a)][self.space.rank(b)]

    @property
    def latex(self) -> str:
        return f"(d(a, b))_{{a, b}} = {matrix(self.rows)}"

    def __str__(self) -> str:
        return "distances " + " | ".join(" ".join(map(str, row)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Absolute(Metric[Any]):
    r"""The distance |a - b| on Q, Q^d or Z^d (on Z_m: of representatives, without wrapping around).

    Notes
    -----
    For "l2" the value is the sum of squares.  Elements that are no number, and no list of numbers, have no distance.

    Examples
    --------
    >>> from algebra.rings import QQ, Zmod, power
    >>> Absolute(power(QQ, 2))((QQ("1/2"), QQ(1)), (QQ(0), QQ(0)))
    Fraction(3, 2)
    >>> Absolute(Zmod(256))(255, 0)
    255
    >>> print(Absolute(Polynomials(power(QQ, 2))).latex)
    d(a, b) = \text{undefined, as the components of a and b are no numbers}
    """

    space: Ring[Any]
    norm: Norm = "l1"

    def __post_init__(self) -> None:
        if self.norm not in NORMS:
            raise Mismatch(f"the norm {self.norm!r}", "it is unknown", "take l1, l2 or linf")

    @property
    def squared(self) -> bool:
        return self.norm == "l2"

    def __call__(self, a: Any, b: Any) -> Exact:
        if not _in_numbers(self.space):
            raise Mismatch(
                f"{self} on {self.space}", "the components of its elements are no numbers", "take another metric"
            )
        pairs = zip_longest(a, b, fillvalue=0) if isinstance(a, tuple) else [(a, b)]
        steps = [abs(Fraction(s) - Fraction(t)) for s, t in pairs]
        if self.norm == "linf":
            return whole(max(steps, default=Fraction(0)))
        return whole(Fraction(sum(steps) if self.norm == "l1" else sum(c * c for c in steps)))

    @property
    def latex(self) -> str:
        if number(self.space):
            return f"d(a, b) = {raised(self.norm, '|a - b|')}"
        # a pair of a fiber product has the components of one in the product around it
        if listed(self.space.ambient):
            return f"d(a, b) = {NORMS[self.norm]} {raised(self.norm, '|a_{i} - b_{i}|')}"
        if not _in_numbers(self.space):
            return f"d(a, b) = {words('undefined, as the components of a and b are no numbers')}"
        joined = "squared l2" if self.squared else self.norm
        return f"d(a, b) = {words(f'the {joined} distance of the numbers by which a and b are written')}"

    def __str__(self) -> str:
        return f"|a - b| {self.norm}"


def _in_numbers(space: Ring[Any]) -> bool:
    """Whether the components by which an element is written are numbers, and no lists."""
    form = space.ambient
    inner = form.coefficients if isinstance(form, Polynomials) else form
    parts = form.factors if isinstance(form, Product) else (inner,)
    return not any(isinstance(part.ambient, (Product, Polynomials, Multivariate)) for part in parts)
