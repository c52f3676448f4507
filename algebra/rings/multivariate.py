"""Polynomials in several named variables over any ring, and their reading from text.

        GF(9)[x, y]   "y^2 - (x^3 - x)"

Main definitions
    Multivariate    R[x, y, ...]; elements are tuples of (exponents, coefficient), graded order, largest first
    variables       the names of the variables of a ring, checked

Conventions
    Monomials are ordered by total degree, then reverse lexicographically.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count, product
from keyword import iskeyword
from typing import Any

from algebra.blackboard import TIGHT, grouped, symbol
from algebra.errors import Mismatch, TooLarge
from algebra.rings.expressions import named, signed, term
from algebra.rings.ring import Ring

Exponents = tuple[int, ...]
Terms = tuple[tuple[Exponents, Any], ...]
LONGEST, BITS = 1 << 16, 1 << 20


def height(exponents: Exponents) -> tuple[int, Exponents]:
    """The key of the graded reverse lexicographic order.

    Examples
    --------
    >>> sorted([(0, 2), (1, 0), (1, 1), (2, 0)], key=height, reverse=True)
    [(2, 0), (1, 1), (0, 2), (1, 0)]
    """
    return sum(exponents), tuple(-e for e in reversed(exponents))


@dataclass(frozen=True, slots=True, repr=False)
class Multivariate(Ring[Terms]):
    """The ring R[x_1, ..., x_n] of polynomials in named variables.

    Parameters
    ----------
    coefficients : Ring
        The ring R.
    names : tuple of str
        The variables, all different.
    constants : mapping of str to element of R, optional
        Names that texts may use for elements of R, such as a generator of a field.

    Raises
    ------
    Mismatch
        When a name is no identifier or stands twice.

    Examples
    --------
    >>> from algebra.rings.integers import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> print(R.text(R("(x + y)^2 - 1/2*x")))
    x^2 + 2*x*y + y^2 - 1/2*x
    >>> R("x + z")
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: 'x + z' in Q[x, y]: the variable z is unknown; known are x, y
    """

    coefficients: Ring[Any]
    names: tuple[str, ...]
    constants: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        variables(self.names, self.constants)

    @property
    def order(self) -> int | None:
        return self.coefficients.order if not self.names or self.coefficients.order == 1 else None

    def coerce(self, value: Any) -> Terms:
        if isinstance(value, str):
            return self._read(value)
        if isinstance(value, tuple) and value in self:
            return value
        return self.constant(self.coefficients.coerce(value))

    def from_int(self, n: int) -> Terms:
        return self.constant(self.coefficients.from_int(n))

    def constant(self, c: Any) -> Terms:
        """The polynomial c of degree 0."""
        return self.collect({(0,) * len(self.names): c})

    def variable(self, name: str) -> Terms:
        """The polynomial that is one variable."""
        return self.collect({tuple(int(n == name) for n in self.names): self.coefficients.one})

    def collect(self, terms: Mapping[Exponents, Any]) -> Terms:
        """The polynomial with the given coefficients, zeros dropped, largest monomial first."""
        zero = self.coefficients.zero
        kept = [(e, c) for e, c in terms.items() if c != zero]
        return tuple(sorted(kept, key=lambda term: height(term[0]), reverse=True))

    def add(self, a: Terms, b: Terms) -> Terms:
        R, total = self.coefficients, dict(a)
        for e, c in b:
            total[e] = R.add(total[e], c) if e in total else c
        return self.collect(total)

    def neg(self, a: Terms) -> Terms:
        return tuple((e, self.coefficients.neg(c)) for e, c in a)

    def mul(self, a: Terms, b: Terms) -> Terms:
        R, total = self.coefficients, dict[Exponents, Any]()
        if len(a) * len(b) > LONGEST:
            raise TooLarge(f"a product in {self}", f"{len(a)} times {len(b)} terms", f"the limit is {LONGEST}")
        for (e, c), (f, d) in product(a, b):
            key = tuple(map(int.__add__, e, f))
            part = R.mul(c, d)
            total[key] = R.add(total[key], part) if key in total else part
        return self.collect(total)

    def power(self, a: Terms, n: int) -> Terms:
        bits = max((_bits(c) for _, c in a), default=0)
        if bits > 1 and bits * n > BITS:
            raise TooLarge(f"a power in {self}", f"exponent {n} for {bits} bits", f"the limit is {BITS} bits in all")
        return Ring.power(self, a, n)

    def elements(self) -> Iterator[Terms]:
        """By degree, for a finite ring of coefficients."""
        pool = list(self.coefficients.elements()) if self.coefficients.order is not None else [self.coefficients.zero]
        yield self.collect({})
        for d in count(0):
            box = sorted((e for e in product(range(d + 1), repeat=len(self.names)) if sum(e) <= d), key=height)
            for choice in product(pool, repeat=len(box)):
                found = self.collect(dict(zip(box, choice, strict=True)))
                if found and degree(found) == d:
                    yield found
            if self.order is not None:
                return

    def __contains__(self, a: object) -> bool:
        if not isinstance(a, tuple) or not all(isinstance(t, tuple) and len(t) == 2 for t in a):
            return False
        fits = all(isinstance(e, tuple) and len(e) == len(self.names) and c in self.coefficients for e, c in a)
        return fits and self.collect(dict(a)) == a

    def evaluate(self, a: Terms, ring: Ring[Any], images: Mapping[str, Any], by: Any = None) -> Any:
        """The value of a polynomial in another ring, for images of the variables and a map of the coefficients."""
        total = ring.zero
        for e, c in a:
            value = c if by is None else by(c)
            for name, n in zip(self.names, e, strict=True):
                value = ring.mul(value, ring.power(images[name], n)) if n else value
            total = ring.add(total, value)
        return total

    def text(self, a: Terms) -> str:
        """The polynomial as a text that `coerce` reads again, for coefficients in Z, Q or Z_m."""
        one = self.coefficients.one
        parts = (power if power and c == one else term(str(c), power) for c, power in self.monomials(a))
        return signed(" + ".join(parts))

    def monomials(self, a: Terms) -> list[tuple[Any, str]]:
        """The coefficients, each with its monomial as a text, largest first.

        Examples
        --------
        >>> from algebra.rings.integers import ZZ
        >>> R = Multivariate(ZZ, ("x", "y"))
        >>> R.monomials(R("3*x^2*y - 1"))
        [(3, 'x^2*y'), (-1, '')]
        """

        def written(exponents: Exponents) -> str:
            powers = zip(self.names, exponents, strict=True)
            return "*".join(name if k == 1 else f"{name}^{k}" for name, k in powers if k)

        return [(c, written(e)) for e, c in a]

    def _read(self, text: str) -> Terms:
        variables = {name: self.variable(name) for name in self.names}
        constants = {name: self.constant(c) for name, c in self.constants.items()}
        return named(self, text, variables | constants, self._over)

    def _over(self, a: Terms, divisor: Terms) -> Terms:
        """The quotient of a polynomial by a constant."""
        inverse = getattr(self.coefficients, "inverse", None)
        constant = len(divisor) == 1 and not any(divisor[0][0])
        if not constant or inverse is None:
            found = f"the divisor is {self.text(divisor)}"
            raise Mismatch(f"a division in {self}", found, "divide by constants other than 0 of a field")
        return self.mul(a, self.constant(inverse(divisor[0][1])))

    @property
    def latex(self) -> str:
        R = grouped(self.coefficients.latex, TIGHT)
        return f"{R}[{', '.join(map(symbol, self.names))}]" if self.names else R

    def __repr__(self) -> str:
        rest = f", {dict(self.constants)!r}" if self.constants else ""
        return f"Multivariate({self.coefficients!r}, {self.names!r}{rest})"

    def __str__(self) -> str:
        return f"{self.coefficients}[{', '.join(self.names)}]"


def _bits(c: Any) -> int:
    """The size of a coefficient in Z or Q."""
    return max(c.numerator.bit_length(), c.denominator.bit_length()) if isinstance(c, (int, Fraction)) else 0


def degree(a: Terms) -> int:
    """The total degree of a polynomial; -1 for 0."""
    return sum(a[0][0]) if a else -1


def variables(names: tuple[str, ...], constants: Mapping[str, Any]) -> None:
    """Refuse names of variables that are no identifiers or stand twice.

    Raises
    ------
    Mismatch
        With the name.
    """
    for i, name in enumerate(names):
        if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
            raise Mismatch(f"the variable {name!r}", "it is no name", "take letters, digits and _")
        if iskeyword(name):
            raise Mismatch(f"the variable {name!r}", "it is a word of the grammar", f"write {name}_")
        if name in names[:i] or name in constants:
            raise Mismatch(f"the variable {name!r}", "it stands there twice", "rename one")
