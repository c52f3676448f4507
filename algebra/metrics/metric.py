"""Distances with exact values, as plain data.

Main definitions
    Metric      space, __call__(a, b) -> int | Fraction
    Weight      a distance |a - b| put together from additive coordinates
    exact       the exact number that a radius names
    measure     the metric of a kind on a space
    along       a formula in the additive coordinates

Laws
    A `Metric` is any function of two points with values >= 0.  Whether it is a metric, an ultrametric or
    translation-invariant is asked in `algebra.laws`; `invariant` tells what follows from the kind.

Conventions
    ε is always in the units of the metric's own values.  For an l2 metric these are *squared* distances
    (`squared` is true), so that no root is ever taken; `within_sum` compares roots exactly.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Rational
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from algebra.blackboard import Shown, elided, pairs, words
from algebra.errors import Mismatch, needed
from algebra.rings.polynomial import Polynomials
from algebra.rings.ring import Ring, moduli
from algebra.rings.writing import listed, number

B = TypeVar("B")
Exact = int | Fraction
POWER = 10_000


def exact(value: Any) -> Exact:
    """The exact number named by an int, a Fraction, "p/q", a decimal string, or a float (a dyadic rational).

    Raises
    ------
    Mismatch
        When it is negative, infinite, not a number, or names none.

    Examples
    --------
    >>> exact("3/2"), exact("0.1"), exact(0.5), exact(4)
    (Fraction(3, 2), Fraction(1, 10), Fraction(1, 2), 4)
    >>> exact(float("nan"))
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: ε = nan: it is no finite number; give an int, a Fraction, "p/q" or a decimal string
    """
    hint = 'give an int, a Fraction, "p/q" or a decimal string'
    plain = value.item() if isinstance(value, np.generic) else value
    finite = plain.is_finite() if isinstance(plain, Decimal) else not isinstance(plain, float) or isfinite(plain)
    if not finite:
        raise Mismatch(f"ε = {plain}", "it is no finite number", hint)
    if isinstance(plain, bool) or not isinstance(plain, (str, float, Decimal, Rational)):
        raise Mismatch(f"ε = {plain!r}", f"a {type(plain).__name__} names no number", hint)
    if isinstance(plain, (str, Decimal)) and immense(str(plain)):
        raise Mismatch(f"ε = {plain}", f"its power of ten is beyond {POWER}", hint)
    try:
        found = Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise Mismatch(f"ε = {plain!r}", "it names no finite number", hint) from None
    if found < 0:
        raise Mismatch(f"ε = {plain}", "it is negative", "a radius is at least 0")
    return whole(found)


def immense(text: str) -> bool:
    """Whether a decimal text has an exponent whose power of ten would fill the memory."""
    tail = text.lower().rpartition("e")[2].strip().lstrip("+-0").replace("_", "")
    return "e" in text.lower() and tail.isdecimal() and (len(tail) > 9 or int(tail) > POWER)


def whole(value: Exact) -> Exact:
    """The same number, as an int when it is one."""
    return int(value) if value.denominator == 1 else value


class Metric(Shown, ABC, Generic[B]):
    """A distance on the points of `space`, with exact values at least 0."""

    __slots__ = ()
    space: Ring[B]

    @abstractmethod
    def __call__(self, a: B, b: B) -> Exact:
        """The distance of a and b."""

    @property
    def squared(self) -> bool:
        """Whether the values are squares of distances."""
        return False

    @property
    def invariant(self) -> bool:
        """Whether d(a, b) = |a - b| follows from the kind."""
        return False

    def within_sum(self, c: Exact, a: Exact, b: Exact) -> bool:
        """Whether c is at most the sum of a and b, as distances.

        Notes
        -----
        For squares: sqrt(c) <= sqrt(a) + sqrt(b) iff c - a - b <= 0 or (c - a - b)^2 <= 4ab.
        """
        rest = c - a - b
        return rest <= 0 or (self.squared and rest * rest <= 4 * a * b)

    @property
    def sketch(self) -> str | None:
        return pairs(self.space, self.space, self, "d(a, b)")

    def __str__(self) -> str:
        return type(self).__name__.lower()


Kind = Metric[Any] | Callable[..., Metric[Any]]


def measure(kind: Kind, space: Ring[Any], **options: Any) -> Metric[Any]:
    """The metric of a kind on a space, with its options; a metric is its own kind and has none.

    Raises
    ------
    Mismatch
        When it is neither a metric nor a kind, or a metric is given options.

    Examples
    --------
    >>> from algebra.metrics import Absolute
    >>> from algebra.rings import Zmod
    >>> measure(Absolute, Zmod(6), norm="l2")(1, 5), measure(Absolute(Zmod(6)), Zmod(6))(1, 5)
    (16, 4)
    """
    if isinstance(kind, Metric):
        if options:
            found = f"{kind} has its own {', '.join(options)}"
            raise Mismatch(f"a distance on {space}", found, f"give the class, such as {type(kind).__name__}")
        return kind
    made = kind(space, **options) if callable(kind) else kind
    needed(made, Metric, f"a distance on {space}", "the metric", "give one, such as Lee(Zmod(4)), or its class")
    return made


class Weight(Metric[B]):
    """A translation-invariant distance |a - b| that is put together from additive coordinates.

    Notes
    -----
    `part(v, columns)` is `scale` times the weight of a vector that lives in these columns alone; the parts
    of a vector on disjoint sets of columns combine by `mode`, provided no group of `groups` is torn.
    """

    __slots__ = ()

    @property
    def mode(self) -> Literal["sum", "max"]:
        """How the weights of parts combine."""
        return "sum"

    @property
    def scale(self) -> int:
        """The common denominator of the values."""
        return 1

    @property
    def groups(self) -> list[list[int]]:
        """The columns of each indivisible letter."""
        return [[i] for i in range(len(moduli(self.space)))]

    @abstractmethod
    def part(self, v: Sequence[int], columns: Sequence[int]) -> int:
        """The scaled weight of a vector of coordinates (reduced, or differences) in the given columns."""

    def weigh(self, vectors: NDArray[Any], columns: Sequence[int]) -> NDArray[Any]:
        """The scaled weights of the rows of an integer array with these columns, entries in [0, modulus)."""
        return np.array([self.part([int(c) for c in v], columns) for v in vectors], dtype=object)

    @property
    def invariant(self) -> bool:
        return True

    def __call__(self, a: B, b: B) -> Exact:
        S = self.space
        if isinstance(S, Polynomials) and S.degree is None:
            piece = Polynomials(S.coefficients, max(len(a), len(b)))  # type: ignore[arg-type]
            return replace(self, space=piece)(a, b)  # type: ignore[type-var]
        v = [s - t for s, t in zip(S.coordinates(a), S.coordinates(b), strict=True)]
        return self.unscale(self.part(v, range(len(v))))

    def unscale(self, scaled: int) -> Exact:
        """The value for a scaled one."""
        return scaled if self.scale == 1 else whole(Fraction(scaled, self.scale))


def along(space: Ring[Any], sign: str, term: Callable[[str, str], str]) -> str:
    r"""A sum or maximum over the additive coordinates in LaTeX, with what a_i and m_i are where this is not plain.

    Parameters
    ----------
    space : Ring
    sign : str
        A sum or maximum over i.
    term : callable
        What stands behind it, for a difference and the modulus of its coordinate.

    Examples
    --------
    >>> from algebra.rings import GF, QQ, Zmod, module
    >>> print(along(module(4, 6), r"\sum_{i}", lambda step, m: f"[{step}]_{{{m}}}"))
    \sum_{i} [a_{i} - b_{i}]_{m_{i}},\; (m_{i}) = (4, 6)
    >>> print(along(GF(4), r"\sum_{i}", lambda step, m: f"[{step}]_{{{m}}}"))
    \sum_{i} [a_{i} - b_{i}]_{2},\; a_{i} \text{ the additive coordinates of } a
    >>> print(along(QQ, r"\sum_{i}", lambda step, m: f"[{step}]_{{{m}}}"))
    \text{undefined, as Q offers no additive coordinates}
    """
    endless = isinstance(space, Polynomials) and space.degree is None
    holder = space.coefficients if isinstance(space, Polynomials) and endless else space
    orders = holder.moduli
    if orders is None:
        return words(f"undefined, as {holder} offers no additive coordinates")
    if number(space):
        return term("a - b", str(orders[0]))
    if not orders:
        return "0"
    inner = term("a_{i} - b_{i}", str(orders[0]) if len(set(orders)) == 1 else "m_{i}")
    told = f"{sign} {inner}"
    if "m_{i}" in inner:
        periods = elided(orders * 2) + r", \dots" if endless else elided(orders)
        told += rf",\; (m_{{i}}) = ({periods})"
    return told if listed(space) else rf"{told},\; a_{{i}} \text{{ the additive coordinates of }} a"
