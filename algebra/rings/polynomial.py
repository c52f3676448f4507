"""Polynomials in one variable over any ring, and their finite pieces by degree.

        images  Z_256[x]          texts  Z_V[x]

Main definitions
    Polynomials     Polynomials(R) = R[x];  Polynomials(R, degree=n): those of degree below n
    to_sympy, from_sympy

Conventions
    The variable is the first of x, y, z, t, u, v, w that the coefficients do not have: (R[x])[y].
    A polynomial is the tuple of its coefficients, constant term first, without trailing zeros; so a member
    of a piece is also a member of R[x].  A piece is closed under + but not under ·: a product that leaves
    it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, count, zip_longest
from numbers import Number
from typing import Any, Generic, TypeVar

from algebra.blackboard import TIGHT, grouped, symbol, unused
from algebra.errors import Mismatch
from algebra.rings.integers import QQ, ZZ
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring, moduli, placed, tuples

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Polynomials(Ring[tuple[T, ...]], Generic[T]):
    """The polynomial ring R[x], or its piece in degrees below n.

    Parameters
    ----------
    coefficients : Ring
        The ring R.
    degree : int, optional
        The bound n; without it all degrees are there.

    Examples
    --------
    >>> A = Polynomials(Zmod(4))
    >>> A.mul(A([1, 2]), A([1, 2]))
    (1,)
    >>> Polynomials(Zmod(256), degree=64).order == 256**64
    True
    >>> list(Polynomials(Zmod(2), degree=2).elements())
    [(), (1,), (0, 1), (1, 1)]
    """

    coefficients: Ring[T]
    degree: int | None = None

    def __post_init__(self) -> None:
        if self.degree is not None and self.degree < 0:
            raise Mismatch(f"polynomials of degree below {self.degree}", "the bound is negative", "take degree >= 0")

    @property
    def variable(self) -> str:
        """The letter of the variable.

        Examples
        --------
        >>> Polynomials(Zmod(4)).variable, str(Polynomials(Polynomials(Zmod(4))))
        ('x', 'Z_4[x][y]')
        """
        return unused("xyztuvw", str(self.coefficients))

    @property
    def order(self) -> int | None:
        base = self.coefficients.order
        if base == 1 or self.degree == 0:
            return 1
        return None if self.degree is None or base is None else base**self.degree

    def coerce(self, value: Any) -> tuple[T, ...]:
        R = self.coefficients
        if isinstance(value, Number):
            value = (value,)
        if not isinstance(value, (tuple, list)):
            raise Mismatch(f"{value!r} in {self}", f"a {type(value).__name__}", "give a list of coefficients")
        return self._within(self.trim(map(R.coerce, value)))

    def _within(self, a: tuple[T, ...]) -> tuple[T, ...]:
        if self.degree is not None and len(a) > self.degree:
            raise Mismatch(f"a polynomial in {self}", f"degree {len(a) - 1}", "take a larger piece, or all of R[x]")
        return a

    def trim(self, coefficients: Iterable[T]) -> tuple[T, ...]:
        """The coefficients without trailing zeros."""
        out, zero = list(coefficients), self.coefficients.zero
        while out and out[-1] == zero:
            out.pop()
        return tuple(out)

    def from_int(self, n: int) -> tuple[T, ...]:
        return self._within(self.trim((self.coefficients.from_int(n),)))

    def add(self, a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
        R = self.coefficients
        return self.trim(R.add(s, t) for s, t in zip_longest(a, b, fillvalue=R.zero))

    def neg(self, a: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(map(self.coefficients.neg, a))

    def mul(self, a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
        return self._within(self.trim(self.coefficients.convolve(a, b)))

    def elements(self) -> Iterator[tuple[T, ...]]:
        if self.degree is not None:
            return (self.trim(v) for v in tuples(self.coefficients, self.degree))
        if self.coefficients.order is None:
            return self._by_height()
        lead = (v for n in count(1) for v in tuples(self.coefficients, n) if v[-1] != self.coefficients.zero)
        return chain([()], lead) if self.order is None else iter([()])

    def _by_height(self) -> Iterator[tuple[T, ...]]:
        seen: list[T] = []
        for height, fresh in enumerate(self.coefficients.elements(), start=1):
            seen.append(fresh)
            small = (tuple(seen[i] for i in v) for v in tuples(Zmod(height), height))
            yield from (self.trim(v) for v in small if height == 1 or fresh in v or v[-1] != self.coefficients.zero)

    def __contains__(self, a: object) -> bool:
        if not isinstance(a, tuple) or (self.degree is not None and len(a) > self.degree):
            return False
        return all(c in self.coefficients for c in a) and (not a or a[-1] != self.coefficients.zero)

    def rank(self, a: tuple[T, ...]) -> int:
        base = self.coefficients.order
        if base is None:
            return super().rank(a)
        return sum(self.coefficients.rank(c) * base**i for i, c in enumerate(a))

    def unrank(self, i: int) -> tuple[T, ...]:
        base = self.coefficients.order
        if base is None:
            return super().unrank(i)
        i, out = placed(self, i), []
        while i:
            i, digit = divmod(i, base)
            out.append(self.coefficients.unrank(digit))
        return tuple(out)

    @property
    def moduli(self) -> tuple[int, ...] | None:
        inner = self.coefficients.moduli
        return None if inner is None or self.degree is None else inner * self.degree

    @property
    def significance(self) -> tuple[int, ...] | None:
        inner = self.coefficients.significance
        if inner is None or self.degree is None:
            return None
        return tuple(len(inner) * i + j for i in reversed(range(self.degree)) for j in inner)

    def coordinates(self, a: tuple[T, ...]) -> tuple[int, ...]:
        R = self.coefficients
        flat = [c for s in a for c in R.coordinates(s)]
        return tuple(flat) + (0,) * (len(moduli(self)) - len(flat))

    def from_coordinates(self, v: Iterable[int]) -> tuple[T, ...]:
        flat, step = list(v), len(moduli(self.coefficients))
        return self.trim(self.coefficients.from_coordinates(flat[i : i + step]) for i in range(0, len(flat), step))

    @property
    def latex(self) -> str:
        bound = "" if self.degree is None else f"_{{<{self.degree}}}"
        return f"{grouped(self.coefficients.latex, TIGHT)}[{symbol(self.variable)}]{bound}"

    def __repr__(self) -> str:
        bound = "" if self.degree is None else f", degree={self.degree}"
        return f"Polynomials({self.coefficients!r}{bound})"

    def __str__(self) -> str:
        return f"{grouped(str(self.coefficients), '×')}[{self.variable}]" + (
            "" if self.degree is None else f" (degree < {self.degree})"
        )


def to_sympy(ring: Polynomials[Any], a: tuple[Any, ...]) -> Any:
    """The sympy polynomial with the canonical representatives of a's coefficients.

    Raises
    ------
    Mismatch
        When the coefficients are neither integers, rationals nor residues.

    Examples
    --------
    >>> to_sympy(Polynomials(Zmod(4)), (3, 0, 1))
    Poly(x**2 + 3, x, domain='ZZ')
    """
    import sympy

    if not isinstance(ring.coefficients, (Zmod, type(ZZ), type(QQ))):
        raise Mismatch(f"{ring} in sympy", "its coefficients are no numbers", "convert over Z, Q or Z_m")
    domain = sympy.QQ if ring.coefficients == QQ else sympy.ZZ
    return sympy.Poly.from_list([sympy.Rational(c) for c in reversed(a)] or [0], sympy.Symbol("x"), domain=domain)


def from_sympy(ring: Polynomials[Any], expression: Any) -> tuple[Any, ...]:
    """The element of R[x] that a sympy expression or polynomial in one variable names.

    Examples
    --------
    >>> import sympy
    >>> from_sympy(Polynomials(Zmod(4)), sympy.sympify("x**2 - 1"))
    (3, 0, 1)
    """
    import sympy

    poly = expression if isinstance(expression, sympy.Poly) else sympy.Poly(expression, sympy.Symbol("x"))
    given = [Fraction(str(c)) for c in reversed(poly.all_coeffs())]
    whole = ring.coefficients != QQ
    if whole and any(c.denominator != 1 for c in given):
        raise Mismatch(f"{expression} in {ring}", "a coefficient is no integer", "clear the denominators")
    return ring.coerce([int(c) if whole else c for c in given])
