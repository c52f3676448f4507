"""Isomorphisms of fiber products, as pairs of maps: Chinese remainders, pasting.

        W ×_X (X ×_Z Y) ----> X ×_Z Y ----> Y
              |                  |          |
              |                 fst         g
              v                  v          v
              W -------h-------> X ---f---> Z

Main definitions
    Isomorphism     a map there and a map back
    crt             Z_l[x] and Z_m[x] ×_{Z_g[x]} Z_n[x]
    pasting         W ×_X (X ×_Z Y) and W ×_Z Y

Laws
    That the two maps are inverse to each other is asked by `algebra.laws.inverse`, not by the constructor.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4, exercise 8 (pasting).
    .. [2] S. Lang, *Algebra*, 3rd ed., 2002, II.2: the Chinese remainder theorem.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm
from typing import Any, Generic, TypeVar

from algebra.blackboard import Shown
from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Chinese, Map, Pairing, reduce
from algebra.rings.modular import Zmod
from algebra.rings.polynomial import Polynomials

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Isomorphism(Shown, Generic[A, B]):
    """A map and the map back.

    Raises
    ------
    Mismatch
        When the ends do not meet.
    """

    there: Map[A, B]
    back: Map[B, A]

    def __post_init__(self) -> None:
        if (self.there.dom, self.there.cod) != (self.back.cod, self.back.dom):
            raise Mismatch("an isomorphism", "the ends of the two maps differ", "give f : X -> Y and g : Y -> X")

    def __invert__(self) -> Isomorphism[B, A]:
        """The same, seen from the other side."""
        return Isomorphism(self.back, self.there)

    @property
    def latex(self) -> str:
        return rf"{self.there.dom.latex} \cong {self.there.cod.latex}"

    def __str__(self) -> str:
        return f"{self.there.dom} ≅ {self.there.cod}"


def crt(m: int, n: int, degree: int | None = None) -> Isomorphism[Any, Any]:
    """The isomorphism of Z_l[x] with Z_m[x] ×_{Z_g[x]} Z_n[x], g = gcd(m, n) and l = lcm(m, n).

    Parameters
    ----------
    m, n : int
    degree : int, optional
        For the pieces in degrees below this bound.

    Notes
    -----
    h goes to (h mod m, h mod n) [2]_ in `algebra.isomorphisms`; back go Chinese remainders, coefficient by
    coefficient.

    Examples
    --------
    >>> iso = crt(4, 6)
    >>> print(iso)
    Z_12[x] ≅ Z_4[x] ×_{Z_2[x]} Z_6[x]
    >>> iso.there((7, 0, 11)), iso.back(((3, 0, 3), (1, 0, 5)))
    (((3, 0, 3), (1, 0, 5)), (7, 0, 11))
    """
    g = gcd(m, n)
    L, M, N = (Polynomials(Zmod(k), degree) for k in (lcm(m, n), m, n))
    P = FiberProduct(Cospan(reduce(M, g), reduce(N, g)))
    return Isomorphism(Pairing(P, (reduce(L, m), reduce(L, n))), Chinese(P, L, P.product))


def pasting(cospan: Cospan[Any, Any, Any], h: Map[Any, Any]) -> Isomorphism[Any, Any]:
    """The isomorphism of W ×_X (X ×_Z Y) with W ×_Z Y, for a map h : W -> X.

    Raises
    ------
    Mismatch
        When h does not end in X.

    Notes
    -----
    (w, (x, y)) goes to (w, y), and (w, y) to (w, (h w, y)) [1]_ in `algebra.isomorphisms`; both are universal maps.

    Examples
    --------
    >>> iso = pasting(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)), reduce(Zmod(8), 4))
    >>> iso.there((7, (3, 5))), iso.back((7, 5)), iso.there.dom.order
    ((7, 5), (7, (3, 5)), 24)
    """
    P = FiberProduct(cospan)
    inner, outer = FiberProduct(Cospan(h, P.fst)), FiberProduct(cospan.paste(h))
    there = Pairing(outer, (inner.fst, inner.snd >> P.snd))
    back = Pairing(inner, (outer.fst, Pairing(P, (outer.fst >> h, outer.snd))))
    return Isomorphism(there, back)
