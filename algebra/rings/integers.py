"""The integers and the rationals, with Python's own exact numbers as elements.

Main definitions
    ZZ      the ring of integers
    QQ      the field of rationals: the home of every dyadic float and every "p/q"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import gcd
from numbers import Integral, Rational
from typing import Any

import flint

from algebra.errors import Mismatch, NotInvertible
from algebra.rings.ring import Ring


@dataclass(frozen=True, slots=True)
class Integers(Ring[int]):
    """The ring Z of integers.

    Examples
    --------
    >>> from itertools import islice
    >>> list(islice(ZZ.elements(), 5))
    [0, 1, -1, 2, -2]
    """

    @property
    def order(self) -> None:
        return None

    def coerce(self, value: Any) -> int:
        if not isinstance(value, Integral):
            raise Mismatch(f"{value!r} as an integer", f"a {type(value).__name__}", "give an int")
        return int(value)

    def from_int(self, n: int) -> int:
        return n

    def add(self, a: int, b: int) -> int:
        return a + b

    def neg(self, a: int) -> int:
        return -a

    def mul(self, a: int, b: int) -> int:
        return a * b

    def elements(self) -> Iterator[int]:
        yield 0
        for n in count(1):
            yield from (n, -n)

    def __contains__(self, a: object) -> bool:
        return isinstance(a, int)

    @property
    def moduli(self) -> tuple[int, ...]:
        return (0,)

    def coordinates(self, a: int) -> tuple[int, ...]:
        return (a,)

    def from_coordinates(self, v: Iterable[int]) -> int:
        (a,) = v
        return a

    def convolve(self, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(int(c) for c in (flint.fmpz_poly(list(a)) * flint.fmpz_poly(list(b))).coeffs())

    @property
    def latex(self) -> str:
        return r"\mathbb{Z}"

    def __repr__(self) -> str:
        return "Integers()"

    def __str__(self) -> str:
        return "Z"


@dataclass(frozen=True, slots=True)
class Rationals(Ring[Fraction]):
    """The field Q of rationals.

    Examples
    --------
    >>> QQ("1/3") + QQ(0.5)
    Fraction(5, 6)
    """

    @property
    def order(self) -> None:
        return None

    def coerce(self, value: Any) -> Fraction:
        try:
            return Fraction(value)
        except (TypeError, ValueError, OverflowError, ZeroDivisionError):
            raise Mismatch(f"{value!r} as a rational", "it names none", 'give an int, a Fraction or "p/q"') from None

    def from_int(self, n: int) -> Fraction:
        return Fraction(n)

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        return a + b

    def neg(self, a: Fraction) -> Fraction:
        return -a

    def mul(self, a: Fraction, b: Fraction) -> Fraction:
        return a * b

    def inverse(self, a: Fraction) -> Fraction:
        """The b with a·b = 1.

        Raises
        ------
        NotInvertible
            When a = 0.
        """
        if not a:
            raise NotInvertible(f"1/0 in {self}", "zero has no inverse")
        return 1 / Fraction(a)

    def elements(self) -> Iterator[Fraction]:
        yield Fraction(0)
        for height in count(1):
            for p in range(1, height + 1):
                if gcd(p, height) == 1:
                    pair = {Fraction(p, height), Fraction(height, p)}
                    yield from (s * q for q in sorted(pair) for s in (1, -1))

    def __contains__(self, a: object) -> bool:
        return isinstance(a, Rational)

    @property
    def latex(self) -> str:
        return r"\mathbb{Q}"

    def __repr__(self) -> str:
        return "Rationals()"

    def __str__(self) -> str:
        return "Q"


ZZ = Integers()
QQ = Rationals()
