"""The integers modulo m, for every m >= 1 (Z_1 is the zero ring).

Main definitions
    Zmod    Zmod(m), elements 0, 1, ..., m - 1 as Python ints

Conventions
    Polynomials with coefficients in Z_m are multiplied and reduced by python-flint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import gcd
from numbers import Integral
from typing import Any

import flint

from algebra.errors import Mismatch, NotInvertible
from algebra.rings.ring import Ring, placed

WORD = 1 << 63


@dataclass(frozen=True, slots=True, repr=False)
class Zmod(Ring[int]):
    """The ring Z_m of integers modulo m.

    Raises
    ------
    Mismatch
        When m < 1.

    Examples
    --------
    >>> R = Zmod(6)
    >>> R.mul(2, 3), R.add(4, 5), R(-1)
    (0, 3, 5)
    >>> Zmod(1).one == Zmod(1).zero
    True
    """

    m: int

    def __post_init__(self) -> None:
        if not isinstance(self.m, int) or isinstance(self.m, bool) or self.m < 1:
            raise Mismatch(f"Z modulo {self.m!r}", "the modulus is not an integer of at least 1", "take m >= 1")

    @property
    def order(self) -> int:
        return self.m

    def coerce(self, value: Any) -> int:
        if not isinstance(value, Integral):
            raise Mismatch(f"{value!r} in {self}", f"a {type(value).__name__}", "give an int")
        return int(value) % self.m

    def from_int(self, n: int) -> int:
        return n % self.m

    def add(self, a: int, b: int) -> int:
        return (a + b) % self.m

    def neg(self, a: int) -> int:
        return -a % self.m

    def mul(self, a: int, b: int) -> int:
        return a * b % self.m

    def inverse(self, a: int) -> int:
        """The b with a·b = 1.

        Raises
        ------
        NotInvertible
            When gcd(a, m) > 1.
        """
        if gcd(a, self.m) > 1:
            raise NotInvertible(f"1/{a} in {self}", f"gcd({a}, {self.m}) = {gcd(a, self.m)}")
        return pow(a, -1, self.m)

    def elements(self) -> Iterator[int]:
        return iter(range(self.m))

    def __contains__(self, a: object) -> bool:
        return isinstance(a, int) and 0 <= a < self.m

    def rank(self, a: int) -> int:
        return a

    def unrank(self, i: int) -> int:
        return placed(self, i)

    @property
    def moduli(self) -> tuple[int, ...]:
        return (self.m,)

    @property
    def significance(self) -> tuple[int, ...]:
        return (0,)

    def listed(self, columns: Sequence[Sequence[int]]) -> list[int]:
        return list(columns[0])

    def coordinates(self, a: int) -> tuple[int, ...]:
        return (a,)

    def from_coordinates(self, v: Iterable[int]) -> int:
        (a,) = v
        return a % self.m

    def convolve(self, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        poly = polynomials(self.m)
        return tuple(int(c) for c in (poly(a) * poly(b)).coeffs())

    def remainder(self, a: tuple[int, ...], h: tuple[int, ...]) -> tuple[int, ...]:
        if self.m == 1:
            return ()
        poly = polynomials(self.m)
        return tuple(int(c) for c in divmod(poly(a), poly(h))[1].coeffs())

    @property
    def latex(self) -> str:
        return rf"\mathbb{{Z}}_{{{self.m}}}"

    def __repr__(self) -> str:
        return f"Zmod({self.m})"

    def __str__(self) -> str:
        return f"Z_{self.m}"


@cache
def polynomials(m: int) -> Callable[[Sequence[int]], Any]:
    """flint's constructor of polynomials over Z_m: word-sized residues where they fit, big ones elsewhere."""
    if m < WORD:
        return lambda coefficients: flint.nmod_poly(list(coefficients), m)
    ring = flint.fmpz_mod_poly_ctx(flint.fmpz_mod_ctx(m))
    return lambda coefficients: ring(list(coefficients))
