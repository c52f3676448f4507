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

from algebra.blackboard import elided, formula, grouped, written
from algebra.errors import plain
from algebra.rings.finite import GF
from algebra.rings.integers import Integers, Rationals
from algebra.rings.modular import Zmod
from algebra.rings.multivariate import Multivariate
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring

MINUS = ("+ -", "- ")


def text(ring: Ring[Any], a: Any, generator: str = "a") -> str:
    """An element as a text.

    Examples
    --------
    >>> from algebra.rings import QQ, ZZ, power
    >>> text(GF(9), 5), text(power(GF(4), 2), (2, 1)), text(Polynomials(ZZ), (-1, 0, -3))
    ('a + 2', '(a, 1)', '-3*x^2 - 1')
    """
    around = _around(ring)
    if isinstance(around, Product):
        return f"({', '.join(text(R, s, generator) for R, s in zip(around.factors, a, strict=True))})"
    if isinstance(around, (GF, Polynomials)):
        return " + ".join(_terms(around, a, generator)).replace(*MINUS) or "0"
    return around.text(a) if isinstance(around, Multivariate) else plain(a)


def shown(ring: Ring[Any], a: Any) -> str:
    r"""An element in LaTeX; of a long one the ends.

    Examples
    --------
    >>> from algebra.rings import QQ, power
    >>> print(shown(GF(9), 7), shown(Polynomials(GF(4)), (2, 3)), shown(power(QQ, 2), (QQ("-1/2"), 1)))
    2 \alpha + 1 (\alpha + 1) x + \alpha (-\frac{1}{2}, 1)
    """
    around = _around(ring)
    if isinstance(around, Product):
        return f"({elided(list(zip(around.factors, a, strict=True)), lambda part: shown(*part))})"
    if isinstance(around, (GF, Polynomials)):
        sum_ = elided(_terms(around, a, "α"), formula, " + ").replace(*MINUS) or "0"
        return sum_.replace("α", r"\alpha")
    return formula(around.text(a)) if isinstance(around, Multivariate) else written(a)


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
    around = getattr(ring, "residues", ring)
    if isinstance(around, Product):
        return all(map(number, around.factors))
    return isinstance(around, Polynomials) and number(around.coefficients)


def _around(ring: Ring[Any]) -> Any:
    """The ring in whose form the elements are: a product for pairs, the polynomials for their residues."""
    return getattr(ring, "product", getattr(ring, "residues", ring))


def _terms(ring: GF | Polynomials[Any], a: Any, generator: str) -> list[str]:
    """The terms of a polynomial as texts, highest first; of an element of GF(q) as one in the generator."""
    base: Ring[Any] = Zmod(ring.p) if isinstance(ring, GF) else ring.coefficients
    variable, coefficients = (generator, ring.coordinates(a)) if isinstance(ring, GF) else (ring.variable, a)
    powers = [("", variable, f"{variable}^{i}")[min(i, 2)] for i in range(len(coefficients))]
    terms = zip(coefficients, powers, strict=True)
    told = ((power and c == base.one, text(base, c, generator), power) for c, power in terms if c != base.zero)
    return [power if monic else _term(size, power) for monic, size, power in told][::-1]


def _term(size: str, power: str) -> str:
    """The term with a coefficient and a power of the variable."""
    if not power:
        return size
    return f"-{power}" if size == "-1" else f"{grouped(size)}*{power}"
