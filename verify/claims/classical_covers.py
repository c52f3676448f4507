"""Classical claims about double covers of the line over finite fields: howe.

        |{(x, y, z) : y² = f1(x), z² = f2(x)}| = q + sum over x of χ(f1(x)) + χ(f2(x)) + χ(f1(x)·f2(x))

Main definitions
    Function, Covers    polynomials, and pairs of double covers
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from algebra.laws import Witness
from algebra.rings import GF, Polynomials
from algebra.rings.arrays import Array, arrays, character, univariate
from algebra.rings.ring import tuples
from algebra.rings.writing import text
from algebra.schemes import Histogram, double_cover, histogram, meet
from verify.claim import Claim
from verify.data import carrier
from verify.family import Family, Pool, grid

Sign = Callable[[GF, Array], Array]


@dataclass(frozen=True, slots=True)
class Function:
    """A polynomial in x by its coefficients, constant term first."""

    field: GF
    c: tuple[int, ...]

    def __str__(self) -> str:
        return text(Polynomials(self.field), self.c)


@dataclass(frozen=True, slots=True)
class Covers:
    """The double covers y^2 = f1(x) and z^2 = f2(x) of the line."""

    f1: Function
    f2: Function

    @property
    def field(self) -> GF:
        """The field over which they are."""
        return self.f1.field

    def __str__(self) -> str:
        return f"y^2 = {self.f1}, z^2 = {self.f2} over {self.field}"


def q_odd(covers: Covers) -> Witness | None:
    """The order of the field is odd."""
    return None if covers.field.p > 2 else Witness((covers.field.q,), f"q = {covers.field.q} is even")


@cache
def _fibers(f: Function) -> Histogram:
    return histogram(double_cover(f.field, f.c))


@cache
def _on_the_line(f: Function) -> Array:
    return arrays(f.field).evaluate(univariate(f.c), (np.arange(f.field.q, dtype=np.int64),))


@cache
def _signs(f: Function, sign: Sign) -> Array:
    return sign(f.field, _on_the_line(f))


def howe_points(covers: Covers, sign: Sign = character, infinity: int = 0, mixed: int = 1) -> Witness | None:
    """The number of points of both covers at once is q + the sum of χ(f1) + χ(f2) + χ(f1·f2) over the line."""
    field, (f1, f2) = covers.field, (covers.f1, covers.f2)
    found, _ = meet(_fibers(f1), _fibers(f2), field.q)
    both = sign(field, arrays(field).mul(_on_the_line(f1), _on_the_line(f2)))
    terms = 1 + _signs(f1, sign) + _signs(f2, sign) + mixed * both
    if found == int(terms.sum()) + infinity:
        return None
    return _first_fiber(covers, terms) or Witness((found,), f"the number of points is {found}, and not one more")


def _first_fiber(covers: Covers, terms: Array) -> Witness | None:
    """The first x with another number of points above it."""
    sizes = np.ones(covers.field.q, dtype=np.int64)
    for fibers in (_fibers(covers.f1), _fibers(covers.f2)):
        above = np.zeros(covers.field.q, dtype=np.int64)
        above[fibers.rows[:, 0]] = fibers.sizes
        sizes = sizes * above
    bad = np.flatnonzero(sizes != terms)
    if not len(bad):
        return None
    x = int(bad[0])
    return Witness((x,), f"the number of points above x = {x} is {sizes[x]}, the characters give {terms[x]}")


def ones(field: GF, a: Array) -> Array:
    """The character with χ(0) = 1."""
    return np.where(a == 0, 1, character(field, a))


def trivial(_: GF, a: Array) -> Array:
    """1 at each element other than 0."""
    return np.asarray(a != 0, dtype=np.int64)


def _functions(field: GF, size: int) -> Iterator[Function]:
    return (Function(field, c) for c in tuples(field, size))


def functions(q: int, degree: int) -> Pool:
    """All polynomials in x of bounded degree over GF(q)."""
    field, size = GF(q), degree + 1
    return Pool(("functions", carrier(field), size), q**size, partial(_functions, field, size))


def _covers(**degrees: int) -> Family[Covers]:
    sizes = {int(name[1:]): degree for name, degree in degrees.items()}
    name = ", ".join(f"degree <= {degree} over GF({q})" for q, degree in sizes.items())
    return grid(f"two polynomials, {name}", Covers, *((functions(q, d),) * 2 for q, d in sizes.items()))


CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.howe",
        "Over F_q with q odd the curve y² = f_1(x), z² = f_2(x) has q + the sum over x of χ(f_1(x)) + χ(f_2(x)) + "
        "χ(f_1(x)f_2(x)) points, where χ(a) is 1 for the squares a other than 0, -1 for nonsquares, and χ(0) = 0.",
        "Lidl, Niederreiter, Finite Fields, Section 6.2: y² = c has 1 + χ(c) solutions",
        {"q odd": q_odd},
        howe_points,
        needs=("q odd",),
        order="fields by order, then f1, then f2, by their coefficients, those of high powers first",
        families={
            "small": _covers(q2=2, q3=2, q4=1, q5=1),
            "standard": _covers(q2=3, q3=3, q4=2, q5=2, q7=1, q8=1, q9=1),
            "large": _covers(q2=4, q3=4, q4=3, q5=2, q7=2, q8=1, q9=1, q11=1, q13=1),
        },
        mutants={
            "χ(0) = 1": partial(howe_points, sign=ones),
            "χ = 1 at nonsquares": partial(howe_points, sign=trivial),
            "q + 1 for q": partial(howe_points, infinity=1),
            "no χ(f1·f2)": partial(howe_points, mixed=0),
        },
    ),
)
