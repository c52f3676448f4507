"""Finite products of rings, component by component; with Z_m as factors, the home of finite modules.

Main definitions
    Product     Product((R, S, ...)), elements tuples, last component fastest in the one order
    module      module(4, 4, 6) = Z_4 x Z_4 x Z_6
    power       power(R, d) = R^d
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, product
from math import prod
from typing import Any

from algebra.blackboard import LONG, TIGHT, elided, grouped
from algebra.errors import Mismatch, NotFinite, plain
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring, moduli, placed

Tuple = tuple[Any, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Product(Ring[Tuple]):
    """The product of finitely many rings.

    Examples
    --------
    >>> R = Product((Zmod(2), Zmod(3)))
    >>> R.mul((1, 2), (1, 2)), R.one, R.order
    ((1, 1), (1, 1), 6)
    >>> str(module(4, 4, 6))
    'Z_4 × Z_4 × Z_6'
    """

    factors: tuple[Ring[Any], ...]

    @property
    def order(self) -> int | None:
        orders = [R.order for R in self.factors]
        return None if None in orders else prod(n for n in orders if n is not None)

    def coerce(self, value: Any) -> Tuple:
        if not isinstance(value, (tuple, list)) or len(value) != len(self.factors):
            found = f"{len(self.factors)} components are needed"
            raise Mismatch(f"{plain(value)} in {self}", found, "give a tuple of them")
        return tuple(R.coerce(a) for R, a in zip(self.factors, value, strict=True))

    def from_int(self, n: int) -> Tuple:
        return tuple(R.from_int(n) for R in self.factors)

    def add(self, a: Tuple, b: Tuple) -> Tuple:
        return tuple(R.add(s, t) for R, s, t in zip(self.factors, a, b, strict=True))

    def neg(self, a: Tuple) -> Tuple:
        return tuple(R.neg(s) for R, s in zip(self.factors, a, strict=True))

    def mul(self, a: Tuple, b: Tuple) -> Tuple:
        return tuple(R.mul(s, t) for R, s, t in zip(self.factors, a, b, strict=True))

    def elements(self) -> Iterator[Tuple]:
        if self.order is None:
            raise NotFinite(f"a list of {self}", "a factor is infinite", "take finite factors")
        return product(*(tuple(R.elements()) for R in self.factors))

    def __contains__(self, a: object) -> bool:
        if not isinstance(a, tuple) or len(a) != len(self.factors):
            return False
        return all(s in R for R, s in zip(self.factors, a, strict=True))

    def rank(self, a: Tuple) -> int:
        place = 0
        for R, s in zip(self.factors, a, strict=True):
            place = place * (R.order or 1) + R.rank(s)
        return place

    def unrank(self, i: int) -> Tuple:
        i, out = placed(self, i), []
        for R in reversed(self.factors):
            i, place = divmod(i, R.order or 1)
            out.append(R.unrank(place))
        return tuple(reversed(out))

    @property
    def moduli(self) -> tuple[int, ...] | None:
        inner = [R.moduli for R in self.factors]
        return None if None in inner else tuple(chain.from_iterable(m for m in inner if m is not None))

    @property
    def significance(self) -> tuple[int, ...] | None:
        inner, out = [R.significance for R in self.factors], list[int]()
        for places in inner:
            if places is None:
                return None
            out += [len(out) + j for j in places]
        return tuple(out)

    def listed(self, columns: Sequence[Sequence[int]]) -> list[Tuple]:
        size, parts, at = len(columns[0]) if columns else 1, [], 0
        for R in self.factors:
            step = len(moduli(R))
            parts.append(R.listed(columns[at : at + step]) if step else [R.zero] * size)
            at += step
        return list(zip(*parts, strict=True))

    def coordinates(self, a: Tuple) -> tuple[int, ...]:
        return tuple(chain.from_iterable(R.coordinates(s) for R, s in zip(self.factors, a, strict=True)))

    def from_coordinates(self, v: Iterable[int]) -> Tuple:
        flat, out, at = list(v), [], 0
        for R in self.factors:
            step = len(moduli(R))
            out.append(R.from_coordinates(flat[at : at + step]))
            at += step
        return tuple(out)

    @property
    def latex(self) -> str:
        runs = [(R, len(list(run))) for R, run in groupby(self.factors)]
        told = [f"{grouped(R.latex, TIGHT)}^{{{n}}}" if n > 1 else grouped(R.latex) for R, n in runs]
        return elided(told, str, r" \times ") or "0"

    def __repr__(self) -> str:
        return f"Product({self.factors!r})"

    def __str__(self) -> str:
        runs = [(grouped(str(R), "×"), len(list(run))) for R, run in groupby(self.factors)]
        return " × ".join(f"{R}^{n}" if n > LONG else " × ".join([R] * n) for R, n in runs) or "0"


def module(*orders: int) -> Product:
    """The module Z_{m_1} x ... x Z_{m_n}."""
    return Product(tuple(map(Zmod, orders)))


def power(ring: Ring[Any], d: int) -> Product:
    """The d-fold power R^d."""
    return Product((ring,) * d)
