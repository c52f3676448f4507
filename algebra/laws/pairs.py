"""Laws of sets of pairs S ⊆ X × Y: subgroup, subring, equivalence.

Main definitions
    subgroup, subring   for a fiber product or a relaxation
    equivalence         for a relaxation of a cospan with f = g
"""

from __future__ import annotations

from itertools import product
from typing import Any

from algebra.errors import Mismatch
from algebra.fiber import FiberProduct
from algebra.laws.witness import Witness
from algebra.relax import Relaxation
from algebra.rings.ring import listing

Pairs = FiberProduct[Any, Any] | Relaxation[Any, Any]


def members(S: Pairs) -> list[tuple[Any, Any]]:
    """The pairs of S in their order."""
    return list(S.elements() if isinstance(S, FiberProduct) else S)


def subgroup(S: Pairs) -> Witness | None:
    """S contains 0 and is closed under sums and negatives.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> print(subgroup(relax(Cospan(Identity(Zmod(4)), Identity(Zmod(4))), Lee, 1)))
    (0, 1) + (0, 1) = (0, 2) is outside
    """
    X, Y, pairs = S.cospan.X, S.cospan.Y, members(S)
    inside, zero = set(pairs), (S.cospan.X.zero, S.cospan.Y.zero)
    if zero not in inside:
        return Witness((zero,), f"0 = {_told(zero)} is outside")
    for p in pairs:
        if (minus := (X.neg(p[0]), Y.neg(p[1]))) not in inside:
            return Witness((p,), f"-{_told(p)} = {_told(minus)} is outside")
    for p, q in product(pairs, repeat=2):
        if (total := (X.add(p[0], q[0]), Y.add(p[1], q[1]))) not in inside:
            return Witness((p, q), f"{_told(p)} + {_told(q)} = {_told(total)} is outside")
    return None


def subring(S: Pairs) -> Witness | None:
    """S is a subgroup, contains (1, 1) and is closed under products."""
    found = subgroup(S)
    if found is not None:
        return found
    X, Y, pairs = S.cospan.X, S.cospan.Y, members(S)
    inside, one = set(pairs), (X.one, Y.one)
    if one not in inside:
        return Witness((one,), f"1 = {_told(one)} is outside")
    for p, q in product(pairs, repeat=2):
        if (total := (X.mul(p[0], q[0]), Y.mul(p[1], q[1]))) not in inside:
            return Witness((p, q), f"{_told(p)} · {_told(q)} = {_told(total)} is outside")
    return None


def equivalence(S: Relaxation[Any, Any]) -> Witness | None:
    """S is reflexive, symmetric and transitive on X.

    Raises
    ------
    Mismatch
        When f and g differ.
    """
    if S.cospan.f != S.cospan.g:
        raise Mismatch(f"whether {S} is an equivalence", "f and g differ", "take Cospan(f, f)")
    points, inside = listing(S.cospan.X), set(S)
    for a in points:
        if (a, a) not in inside:
            return Witness((a,), f"({a}, {a}) is outside")
    for a, b in product(points, repeat=2):
        if (a, b) in inside and (b, a) not in inside:
            return Witness((a, b), f"({a}, {b}) is inside, ({b}, {a}) is not")
    for a, b, c in product(points, repeat=3):
        if (a, b) in inside and (b, c) in inside and (a, c) not in inside:
            return Witness((a, b, c), f"({a}, {b}) and ({b}, {c}) are inside, ({a}, {c}) is not")
    return None


def _told(pair: tuple[Any, Any]) -> str:
    return f"({pair[0]}, {pair[1]})"
