"""What can go wrong, as data: each error holds what was asked, what was found and what to try.

Main definitions
    AlgebraError            the root; its message is made from its fields
    Mismatch                ends that do not meet, values that do not belong, data that states no object
    NotInvertible           an inverse that does not exist
    NotFinite               a finite object was needed
    NotFinitelyGenerated    a finite presentation was needed
    TooLarge                finite, but beyond what is listed
    Missing                 an optional package that is not installed
    package                 the module of an optional package, imported when it is first needed
    needed, tupled          refuse a value of another kind, and rows that are none
    plain                   a value as it is written in a sentence
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(eq=False)
class AlgebraError(Exception):
    """A question that has no answer, told in one sentence.

    Examples
    --------
    >>> print(Mismatch("3 in Z_2", "representatives are 0 and 1", "use Zmod(2).coerce(3)"))
    3 in Z_2: representatives are 0 and 1; use Zmod(2).coerce(3)
    """

    asked: str
    found: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.asked}: {self.found}" + (f"; {self.hint}" if self.hint else "")


class Mismatch(AlgebraError):
    """Ends that do not meet, a value outside its carrier, or data that states no object."""


class NotInvertible(AlgebraError):
    """An inverse was asked of an element that has none."""


class NotFinite(AlgebraError):
    """A finite object was needed, and the one given is infinite."""


class NotFinitelyGenerated(AlgebraError):
    """A finite presentation was needed, and there is none."""


class TooLarge(AlgebraError):
    """The object is finite, but beyond what can be listed."""


class Missing(AlgebraError):
    """An optional package is needed and is not installed."""


def package(name: str, extra: str) -> Any:
    """The module of an optional package.

    Raises
    ------
    Missing
        When it is not installed, with the command that installs it.

    Examples
    --------
    >>> package("no_such_package", "data")
    Traceback (most recent call last):
    ...
    algebra.errors.Missing: the package no_such_package: it is not installed; pip install 'fibercheck[data]'
    """
    try:
        return import_module(name)
    except ImportError:
        found = "it is not installed"
        raise Missing(f"the package {name.partition('.')[0]}", found, f"pip install 'fibercheck[{extra}]'") from None


def needed(value: object, kind: type, asked: str, role: str, hint: str) -> None:
    """Refuse a value of another kind than its role asks for.

    Raises
    ------
    Mismatch
        When it is of another kind.

    Examples
    --------
    >>> needed(2, str, "a name", "the name", 'give "two"')
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: a name: int is given as the name; give "two"
    """
    if not isinstance(value, kind):
        given = f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__
        raise Mismatch(asked, f"{given} is given as {role}", hint)


def tupled(rows: Any, asked: str, role: str, hint: str) -> tuple[tuple[Any, ...], ...]:
    """Rows as tuples.

    Raises
    ------
    Mismatch
        When they are no rows.

    Examples
    --------
    >>> tupled([1, 0], "a matrix", "a row", "give rows, such as [(1, 0)]")
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: a matrix: int is given as a row; give rows, such as [(1, 0)]
    """
    needed(rows, Iterable, asked, "the list", hint)
    held = tuple(rows)
    for row in held:
        needed(row, Iterable, asked, role, hint)
    return tuple(map(tuple, held))


def plain(value: object) -> str:
    """A value as it is written on the blackboard, in tuples too.

    Examples
    --------
    >>> from fractions import Fraction
    >>> plain((Fraction(1, 2), (0,))), plain("a")
    ('(1/2, (0))', 'a')
    """
    if not isinstance(value, tuple):
        return str(value)
    return f"({', '.join(map(plain, value))})"
