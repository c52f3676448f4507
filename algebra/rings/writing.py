r"""Elements as they are written on the blackboard, each with the ring that it lies in.

        3 in GF(4)      a + 1           (1, 2) in Z_4[x]      2x + 1

Main definitions
    text            an element as a text for a terminal
    shown           the same in LaTeX
    number, listed  whether an element is one number, or a list of numbers

Conventions
    A plain value does not tell its ring: 3 is a number in Z_4, and the polynomial a + 1 in GF(4).  The generator of
    GF(q) is a in a text, as in the equations of a scheme; it is α in LaTeX, where a names an element.
"""

from __future__ import annotations

from typing import Any

from algebra.blackboard import elided, formula, written
from algebra.errors import plain
from algebra.rings.expressions import signed, term
from algebra.rings.finite import GF
from algebra.rings.integers import Integers, Rationals
from algebra.rings.modular import Zmod
from algebra.rings.multivariate import Multivariate
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring

POLYNOMIAL = (GF, Polynomials, Multivariate)


def text(ring: Ring[Any], a: Any, generator: str = "a") -> str:
    """An element as a text.

    Examples
    --------
    >>> from algebra.rings import QQ, ZZ, power
    >>> text(GF(9), 5), text(power(GF(4), 2), (2, 1)), text(Polynomials(ZZ), (-1, 0, -3))
    ('a + 2', '(a, 1)', '-3*x^2 - 1')
    >>> R = Multivariate(GF(4), ("x", "y"), {"a": GF(4).a})
    >>> text(R, R("(a + 1)*x^2 + x*y + a"))
    '(a + 1)*x^2 + x*y + a'
    """
    form = ring.ambient
    if isinstance(form, Product):
        return f"({', '.join(text(R, s, generator) for R, s in zip(form.factors, a, strict=True))})"
    return signed(" + ".join(_terms(form, a, generator))) if isinstance(form, POLYNOMIAL) else plain(a)


def shown(ring: Ring[Any], a: Any) -> str:
    r"""An element in LaTeX; of a long one the ends.

    Examples
    --------
    >>> from algebra.rings import QQ, power
    >>> print(shown(GF(9), 7), shown(Polynomials(GF(4)), (2, 3)), shown(power(QQ, 2), (QQ("-1/2"), 1)))
    2 \alpha + 1 (\alpha + 1) x + \alpha (-\frac{1}{2}, 1)
    """
    form = ring.ambient
    if isinstance(form, Product):
        return f"({elided(list(zip(form.factors, a, strict=True)), lambda part: shown(*part))})"
    if isinstance(form, POLYNOMIAL):
        return signed(elided(_terms(form, a, "α"), formula, " + ")).replace("α", r"\alpha")
    return written(a)


def number(ring: Ring[Any]) -> bool:
    """Whether an element is one number: a rational one, or a residue modulo m.

    Examples
    --------
    >>> number(Zmod(4)), number(GF(5)), number(GF(4))
    (True, True, False)
    """
    return isinstance(ring, (Integers, Rationals, Zmod)) or (isinstance(ring, GF) and ring.n == 1)


def listed(ring: Ring[Any]) -> bool:
    """Whether an element is a list of numbers: its components, or its coefficients.

    Examples
    --------
    >>> from algebra.rings import power
    >>> listed(power(Zmod(4), 2)), listed(Polynomials(Zmod(4))), listed(power(GF(4), 2))
    (True, True, False)
    """
    # of a pair this is asked in the product around it: the pairs have additive coordinates of their own
    form = ring if isinstance(ring.ambient, Product) else ring.ambient
    if isinstance(form, Product):
        return all(map(number, form.factors))
    return isinstance(form, Polynomials) and number(form.coefficients)


def _terms(ring: GF | Polynomials[Any] | Multivariate, a: Any, generator: str) -> list[str]:
    """The terms of a polynomial as texts, highest first; of an element of GF(q) as one in the generator."""
    base: Ring[Any] = Zmod(ring.p) if isinstance(ring, GF) else ring.coefficients
    parts = _monomials(ring, a, generator)
    return [power if power and c == base.one else term(text(base, c, generator), power) for c, power in parts]


def _monomials(ring: GF | Polynomials[Any] | Multivariate, a: Any, generator: str) -> list[tuple[Any, str]]:
    """The coefficients other than 0 of a polynomial with their monomials, highest first."""
    if isinstance(ring, Multivariate):
        return ring.monomials(a)
    variable, coefficients = (generator, ring.coordinates(a)) if isinstance(ring, GF) else (ring.variable, a)
    zero = 0 if isinstance(ring, GF) else ring.coefficients.zero
    powers = [("", variable, f"{variable}^{i}")[min(i, 2)] for i in range(len(coefficients))]
    return [(c, power) for c, power in zip(coefficients, powers, strict=True) if c != zero][::-1]
