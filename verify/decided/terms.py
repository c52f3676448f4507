"""The language of decided statements: linear inequalities between distances of named points and named numbers.

        d(fx, gy) <= eps,   d(f'x, fx) <= a   =>   d(f'x, gy) <= eps + a

Main definitions
    Form            a linear combination of distances and numbers, with rational coefficients
    Inequality      a form is at most 0, or below 0
    Either          one of two inequalities holds
    points, d, number, either      how they are written
    Part            named hypotheses and one conclusion
    LAWS            what may be asked of the distance

Conventions
    An atom is a tuple of names: two points for their distance, one name for a number.  Numbers are at least 0.  There
    are no constants but 0, so that a statement about some values is one about all their multiples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from verify.claim import ClaimError

Atom = tuple[str, ...]
Rational = int | Fraction
PSEUDOMETRIC = ("nonnegative", "zero", "symmetric", "triangle")
LAWS = (*PSEUDOMETRIC, "ultrametric")
NAME = re.compile(r"[^\s,()]+")


@dataclass(frozen=True, slots=True)
class Form:
    """Σ c·t over atoms t, distances before numbers, without zeros.

    Examples
    --------
    >>> print(2 * d("x", "y") - number("a") / 3)
    2·d(x, y) - 1/3·a
    """

    terms: tuple[tuple[Atom, Fraction], ...] = ()

    def __add__(self, other: Form | int) -> Form:
        return combined(((1, self), (1, form(other))))

    def __sub__(self, other: Form | int) -> Form:
        return combined(((1, self), (-1, form(other))))

    def __mul__(self, factor: Rational) -> Form:
        return combined(((rational(factor), self),))

    __rmul__ = __mul__

    def __truediv__(self, factor: Rational) -> Form:
        return self * Fraction(1, rational(factor))

    def __le__(self, other: Form | int) -> Inequality:
        return Inequality(self - other)

    def __lt__(self, other: Form | int) -> Inequality:
        return Inequality(self - other, strict=True)

    def __ge__(self, other: Form | int) -> Inequality:
        return Inequality(form(other) - self)

    def __gt__(self, other: Form | int) -> Inequality:
        return Inequality(form(other) - self, strict=True)

    def __iter__(self) -> Iterator[tuple[Atom, Fraction]]:
        return iter(self.terms)

    def __str__(self) -> str:
        signed = [("-" if c < 0 else "+", _told(t, abs(c))) for t, c in self.terms]
        return " ".join(part for pair in signed for part in pair).removeprefix("+ ") or "0"


@dataclass(frozen=True, slots=True)
class Inequality:
    """A form is at most 0, or below 0 where this is strict.

    Examples
    --------
    >>> print(d("x", "z") <= d("x", "y") + d("y", "z"))
    d(x, z) ≤ d(x, y) + d(y, z)
    """

    form: Form
    strict: bool = False

    @property
    def sides(self) -> tuple[Form, Form]:
        """The two sides, each without minus signs."""
        left = tuple((t, c) for t, c in self.form if c > 0)
        return Form(left), Form(tuple((t, -c) for t, c in self.form if c < 0))

    @property
    def negated(self) -> Inequality:
        """What holds where this does not."""
        return Inequality(-1 * self.form, not self.strict)

    def __bool__(self) -> NoReturn:
        # a <= b <= c asks for the truth of a <= b, and would leave it out
        raise ClaimError(f"{self} is a statement, and has no truth of its own; write x <= y <= z as x <= y, y <= z")

    def holds(self, values: Mapping[Atom, Fraction]) -> bool:
        """Whether the values of the atoms satisfy it."""
        total = sum(c * values[t] for t, c in self.form)
        return total < 0 if self.strict else total <= 0

    def __str__(self) -> str:
        left, right = self.sides
        return f"{left} {'<' if self.strict else '≤'} {right}"


@dataclass(frozen=True, slots=True)
class Either:
    """One inequality or the other."""

    cases: tuple[Inequality, Inequality]

    def __str__(self) -> str:
        return " or ".join(map(str, self.cases))


Formula = Inequality | Either
Said = tuple[str | Formula, ...]
Given = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Part:
    """Hypotheses by name, each some laws and some formulas, and a conclusion."""

    given: Given
    then: Inequality

    def drop(self, name: str) -> Part:
        """The part without a hypothesis."""
        return Part({n: said for n, said in self.given.items() if n != name}, self.then)

    @property
    def laws(self) -> frozenset[str]:
        """The laws among the hypotheses."""
        return frozenset(s for said in self.given.values() for s in said if isinstance(s, str))

    @property
    def formulas(self) -> dict[Atom, Formula]:
        """The other hypotheses, labelled by their name and their place in it."""
        every = ((name, k, said) for name, all_of in self.given.items() for k, said in enumerate(all_of))
        return {(name, str(k)): said for name, k, said in every if not isinstance(said, str)}

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All distances of the points named, in order, and then all numbers named."""
        said = [i.form for f in self.formulas.values() for i in (f.cases if isinstance(f, Either) else (f,))]
        every = dict.fromkeys(t for f in (*said, self.then.form) for t, _ in f)
        named = dict.fromkeys(p for t in every if len(t) == 2 for p in t)
        return (*((p, q) for p in named for q in named), *(t for t in every if len(t) == 1))

    @property
    def points(self) -> tuple[str, ...]:
        """The points named."""
        return tuple(dict.fromkeys(t[0] for t in self.atoms if len(t) == 2))


def _told(atom: Atom, c: Fraction) -> str:
    name = atom[0] if len(atom) == 1 else f"d({', '.join(atom)})"
    return name if c == 1 else f"{c}·{name}"


def _order(term: tuple[Atom, Fraction]) -> tuple[int, Atom]:
    """Distances before numbers."""
    return -len(term[0]), term[0]


def combined(parts: Iterable[tuple[Rational, Form]]) -> Form:
    """Σ c·f over forms f with coefficients."""
    total: dict[Atom, Fraction] = {}
    for factor, part in parts:
        for t, c in part:
            total[t] = total.get(t, Fraction(0)) + factor * c
    return Form(tuple((t, c) for t, c in sorted(total.items(), key=_order) if c))


def rational(factor: Rational) -> Rational:
    """A factor that is exact.

    Raises
    ------
    ClaimError
        When it is neither an int nor a Fraction.
    """
    if not isinstance(factor, int | Fraction):
        raise ClaimError(f"{factor} is no exact factor; give an int or a Fraction")
    return factor


def form(value: Form | int) -> Form:
    """A form, or 0.

    Raises
    ------
    ClaimError
        When it is another constant.
    """
    if isinstance(value, Form):
        return value
    if type(value) is not int or value:
        raise ClaimError(f"{value} is a constant, and statements hold at every scale; name a number for it")
    return Form()


def named(name: str) -> str:
    """A name of a point or a number.

    Raises
    ------
    ClaimError
        When it is no text, is empty, or has a space, a comma or a bracket in it.
    """
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ClaimError(f"'{name}' is no name; give a text without spaces, commas and brackets")
    return name


def points(names: str) -> tuple[str, ...]:
    """The points with some names.

    Raises
    ------
    ClaimError
        When one is no name, or is given twice.

    Examples
    --------
    >>> points("fx gy")
    ('fx', 'gy')
    """
    found = tuple(map(named, names.split()))
    twice = [name for n, name in enumerate(found) if name in found[:n]]
    if twice:
        raise ClaimError(f"{twice[0]} is named twice; two points need two names, and may be at distance 0")
    return found


def d(x: str, y: str) -> Form:
    """The distance of two points."""
    return Form((((named(x), named(y)), Fraction(1)),))


def number(name: str) -> Form:
    """A number that is at least 0."""
    return Form((((named(name),), Fraction(1)),))


def either(p: Inequality, q: Inequality) -> Either:
    """One of two inequalities, as a hypothesis."""
    return Either((inequality(p), inequality(q)))


def inequality(said: object) -> Inequality:
    """What is said, if it is an inequality.

    Raises
    ------
    ClaimError
        When it is not.
    """
    if not isinstance(said, Inequality):
        raise ClaimError(f"{said} is no inequality; write x <= y, x < y, x >= y or x > y, and x = y as x <= y, y <= x")
    return said
