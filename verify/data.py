"""Components of instances as plain data, which a program that shares nothing with this one can read.

        carrier, number, map, distance  ->  nested tuples of integers and texts

Main definitions
    datum       the data of a component
    carrier     the data of a finite ring: the moduli of a product of Z_m, else its tables
    put         the pool of the components named

Conventions
    Elements of carriers are their ranks; a fraction is "p/q" in lowest terms.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from algebra.maps import Map
from algebra.metrics import Absolute, Discrete, Hamming, Lee, Metric, Padic, Xadic
from algebra.rings import QQ, Integers, Product, Quotient, Ring, Zmod, listing, moduli
from verify.claim import ClaimError
from verify.family import Datum, Pool, given
from verify.ranks import rows

PLAIN = {Discrete: "discrete", Hamming: "hamming"}


@cache
def carrier(R: Ring[Any]) -> Datum:
    """The data of a finite ring, or of Z, whose modulus is 0, or of a product of these, or of Q.

    Examples
    --------
    >>> from algebra.rings import GF, module
    >>> carrier(Zmod(4)), carrier(module(2, 4)), carrier(Zmod(1))
    (('module', 4), ('module', 2, 4), ('module', 1))
    >>> carrier(GF(4))[1][1:3]
    ((1, 0, 3, 2), (2, 3, 0, 1))
    """
    if R == QQ:
        return ("rationals",)
    if all(isinstance(S, (Zmod, Integers)) for S in (R.factors if isinstance(R, Product) else (R,))):
        return ("module", *moduli(R))
    points = listing(R)
    tables = (tuple(tuple(R.rank(op(a, b)) for b in points) for a in points) for op in (R.add, R.mul))
    return ("ring", *tables)


def datum(component: Any) -> Datum:
    """The data of a component: a map, a distance, a ring, a number, a text, or an object of these.

    Raises
    ------
    ClaimError
        When a distance is neither a whole number nor a fraction.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from algebra.maps import Reduction
    >>> datum(Reduction(Zmod(4), Zmod(2))), datum(Lee(Zmod(3))), datum(Fraction(1, 2)), datum((1, Fraction(2)))
    (('map', ('module', 4), ('module', 2), (0, 1, 0, 1)), ('lee', ('module', 3), 'l1'), '1/2', (1, 2))
    """
    if isinstance(component, Map):
        images = tuple(component.cod.rank(component(a)) for a in listing(component.dom))
        return ("map", carrier(component.dom), carrier(component.cod), images)
    if isinstance(component, Metric):
        return _distance(component)
    if isinstance(component, Ring):
        return carrier(component)
    return _plain(component)


def _plain(value: Any) -> Datum:
    if isinstance(value, Fraction):
        return str(value) if value.denominator > 1 else int(value)
    if isinstance(value, (tuple, list)):
        return tuple(map(datum, value))
    if is_dataclass(value):
        return {f.name: datum(getattr(value, f.name)) for f in fields(value)}
    return value


def _distance(d: Metric[Any]) -> Datum:
    if isinstance(d, Lee):
        return ("lee", carrier(d.space), d.norm)
    if isinstance(d, Absolute):
        return ("absolute", d.norm)
    if isinstance(d, Padic):
        return ("padic", carrier(d.space), d.p)
    if isinstance(d, Xadic) and isinstance(d.space, Quotient):
        return ("xadic", carrier(d.space.coefficients)[1], len(d.space.h) - 1)
    if type(d) in PLAIN:
        return (PLAIN[type(d)], carrier(d.space))
    table = rows(d)
    odd = next((r for line in table for r in line if not isinstance(r, (int, Fraction))), None)
    if odd is not None:
        raise ClaimError(f"{d!r} says {odd!r}, of type {type(odd).__name__}; distances are exact: give a Fraction")
    return ("table", carrier(d.space), datum(table))


def put(*members: Any) -> Pool:
    """The pool of the components named, with their data."""
    return given(*members, data=tuple(map(datum, members)))
