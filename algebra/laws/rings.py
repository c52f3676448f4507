"""Laws of rings: the axioms, and what the contract of a carrier promises.

Main definitions
    ring            the axioms of a commutative ring with 1
    conformance     the contract of `algebra.rings.ring.Ring`, and the axioms

Implementation notes
    Axioms are checked on index tables, one block of triples (a, ·, ·) at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import AlgebraError
from algebra.laws.witness import Witness, first
from algebra.rings.ring import Ring, listing
from algebra.rings.table import TableRing, tables

Index = NDArray[np.int64]


def ring(R: Ring[Any]) -> Witness | None:
    """R is a commutative ring with 1.

    Raises
    ------
    NotFinite, TooLarge, Mismatch
        When R is infinite, too large, or not closed.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> print(ring(Zmod(6)), "|", ring(TableRing(((0, 1), (1, 1)), ((0, 0), (0, 1)), unit=1)))
    None | no b has 1 + b = 0
    """
    names = listing(R)
    if isinstance(R, TableRing):
        add, mul = np.array(R.plus, dtype=np.int64), np.array(R.times, dtype=np.int64)
    else:
        add, mul = tables(R).add, tables(R).mul
    one = R.rank(R.one)
    found = (
        *_operation(names, add, "+", 0),
        *_negatives(R, names, add),
        *_operation(names, mul, "·", one),
        *_distributive(names, add, mul),
    )
    return next(iter(found), None)


def _operation(names: tuple[Any, ...], op: Index, sign: str, unit: int) -> Iterator[Witness]:
    """The first failures of a commutative monoid: neutral, commutative, associative."""
    for a in np.flatnonzero(op[unit] != np.arange(len(op)))[:1]:
        yield Witness((names[a],), f"{names[unit]} {sign} {names[a]} = {names[op[unit, a]]}")
    for i, j in np.argwhere(op != op.T)[:1]:
        a, b = names[i], names[j]
        yield Witness((a, b), f"{a} {sign} {b} = {names[op[i, j]]}, {b} {sign} {a} = {names[op[j, i]]}")
    for i, row in enumerate(op):
        for j, k in np.argwhere(op[row] != row[op])[:1]:
            a, b, c = names[i], names[j], names[k]
            left, right = names[op[row[j], k]], names[row[op[j, k]]]
            yield Witness((a, b, c), f"({a} {sign} {b}) {sign} {c} = {left}, {a} {sign} ({b} {sign} {c}) = {right}")
            return


def _negatives(R: Ring[Any], names: tuple[Any, ...], add: Index) -> Iterator[Witness]:
    for i in np.flatnonzero((add != 0).all(axis=1))[:1]:
        yield Witness((names[i],), f"no b has {names[i]} + b = 0")
        return
    for i, a in enumerate(names):
        if add[i, R.rank(R.neg(a))] != 0:
            yield Witness((a,), f"{a} + (-{a}) = {names[add[i, R.rank(R.neg(a))]]}")
            return


def _distributive(names: tuple[Any, ...], add: Index, mul: Index) -> Iterator[Witness]:
    for i, row in enumerate(mul):
        for j, k in np.argwhere(row[add] != add[row[:, None], row[None, :]])[:1]:
            a, b, c = names[i], names[j], names[k]
            left, right = names[row[add[j, k]]], names[add[row[j], row[k]]]
            yield Witness((a, b, c), f"{a}({b} + {c}) = {left}, {a}{b} + {a}{c} = {right}")
            return


def conformance(R: Ring[Any]) -> Witness | None:
    """R keeps the contract of a finite carrier and obeys the axioms of a commutative ring with 1."""
    return first(R, _listed, _ranked, _coordinates, _closed, ring)


def _listed(R: Ring[Any]) -> Witness | None:
    """Elements are listed once, zero first, as many as the order says, each inside."""
    values = listing(R)
    if len(values) != R.order:
        return Witness((), f"{len(values)} elements are listed, the order is {R.order}")
    if values[0] != R.zero:
        return Witness((values[0],), f"the list begins with {values[0]}, not with {R.zero}")
    seen: set[Any] = set()
    for a in values:
        if a in seen or a not in R:
            return Witness((a,), f"{a} is listed twice" if a in seen else f"{a} is listed and not contained")
        seen.add(a)
    return None


def _ranked(R: Ring[Any]) -> Witness | None:
    """rank and unrank are inverse to each other and follow the list."""
    for i, a in enumerate(listing(R)):
        if R.rank(a) != i or R.unrank(i) != a:
            return Witness((a,), f"{a} at place {i}: its rank is {R.rank(a)}, unrank({i}) = {R.unrank(i)}")
        if R.coerce(a) != a:
            return Witness((a,), f"{a} is coerced to {R.coerce(a)}")
    return None


def _coordinates(R: Ring[Any]) -> Witness | None:
    """Coordinates lie below their moduli, come back, and add like the elements."""
    orders = R.moduli
    if orders is None:
        return None
    for a in listing(R):
        v = R.coordinates(a)
        if len(v) != len(orders) or any(not 0 <= c < m for c, m in zip(v, orders, strict=True)):
            return Witness((a,), f"{a} has coordinates {v}, the moduli are {orders}")
        if R.from_coordinates(v) != a:
            return Witness((a,), f"{a} has coordinates {v}, which name {R.from_coordinates(v)}")
        for b in R.generators():
            sums = (s + t for s, t in zip(v, R.coordinates(b), strict=True))
            if R.from_coordinates(sums) != R.add(a, b):
                return Witness((a, b), f"the coordinates of {a} + {b} = {R.add(a, b)} are no sums")
    return None


def _closed(R: Ring[Any]) -> Witness | None:
    """Sums, negatives, products and 1 stay inside."""
    if R.one not in R:
        return Witness((), f"1 = {R.one} is outside")
    for a in listing(R):
        for b in listing(R):
            for sign, op in (("+", R.add), ("·", R.mul), ("-", R.sub)):
                try:
                    inside = op(a, b) in R
                except AlgebraError:
                    inside = False
                if not inside:
                    return Witness((a, b), f"{a} {sign} {b} is outside")
    return None
