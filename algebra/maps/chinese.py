"""Chinese remainders for moduli that need not be coprime.

        (x, y) with x = y mod g  |->  z mod l      g = gcd(m, n), l = lcm(m, n)

Main definitions
    chinese     the residue modulo l with given residues modulo m and n
    Chinese     the same for each coefficient of a pair of polynomials

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, II.2: the Chinese remainder theorem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from math import gcd, lcm
from typing import Any

from algebra.errors import Mismatch
from algebra.maps.map import Map
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring


def chinese(x: int, y: int, m: int, n: int) -> int:
    """The z in [0, lcm(m, n)) that is x modulo m and y modulo n.

    Raises
    ------
    Mismatch
        When x and y differ modulo gcd(m, n).

    Notes
    -----
    z = x + m·((y - x)/g)·(m/g)^-1, the inverse taken modulo n/g.

    Examples
    --------
    >>> chinese(3, 5, 4, 6)
    11
    """
    x, y, m, n = int(x), int(y), int(m), int(n)
    g = gcd(m, n)
    if (y - x) % g:
        raise Mismatch(
            f"z = {x} mod {m} and {y} mod {n}", f"{x} and {y} differ modulo {g}", "take x = y modulo the gcd"
        )
    return int(x + m * ((y - x) // g * pow(m // g, -1, n // g) % (n // g))) % lcm(m, n)


@dataclass(frozen=True, slots=True)
class Chinese(Map[tuple[Any, Any], Any]):
    """The map of pairs (x, y) over Z_m and Z_n that agree over Z_g to the z over Z_l with these remainders.

    Parameters
    ----------
    dom : Ring
        Pairs of residues, or of polynomials of which each coefficient is one.
    cod : Ring
        Z_l or Z_l[x].
    around : Product
        The product of Z_m and Z_n, or of polynomials over these, in which the pairs lie.

    Examples
    --------
    >>> from algebra.rings import Zmod, module
    >>> Chinese(module(4, 6), Zmod(12), module(4, 6))((3, 5))
    11
    """

    dom: Ring[tuple[Any, Any]]
    cod: Ring[Any]
    around: Product

    @property
    def moduli(self) -> tuple[int, int]:
        """The moduli m and n."""
        m, n = (R.coefficients if isinstance(R, Polynomials) else R for R in self.around.factors)
        return int(m.order or 0), int(n.order or 0)

    def __call__(self, a: tuple[Any, Any]) -> Any:
        m, n = self.moduli
        joined = (chinese(x, y, m, n) for x, y in _coefficients(a))
        return self.cod.trim(joined) if isinstance(self.cod, Polynomials) else next(joined)

    @property
    def linear(self) -> bool:
        if self.dom.moduli is None or self.dom.ambient != self.around:
            return False
        g = gcd(*self.moduli)
        return all((x - y) % g == 0 for a in self.dom.generators() for x, y in _coefficients(a))

    @property
    def label(self) -> str:
        m, n = self.moduli
        return rf"\mathrm{{crt}}_{{{m}, {n}}}"


def _coefficients(a: tuple[Any, Any]) -> Iterator[tuple[int, int]]:
    """The pairs of residues in a pair of residues, or in one of polynomials."""
    x, y = a
    return zip_longest(x, y, fillvalue=0) if isinstance(x, tuple) else iter([(x, y)])
