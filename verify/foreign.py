"""Code that others wrote: what its laws answer, what it raises, how its values read, what it prints.

        law(instance)   =   None  or  a witness         never True, never False

Main definitions
    Raised      what a call raised, told in words
    called      what a call returns
    held        whether a law holds
    shown       the text of a value
    aside       what is printed goes to stderr

Conventions
    Whatever is raised is told of, the end of the program too; Ctrl-C alone is not, as it is no answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TypeVar

import numpy as np

A = TypeVar("A")


class Raised(Exception):
    """What a call raised, told in words."""


class Undecided(Raised):
    """A truth value in place of a witness: nobody could tell which of the two answers it means."""


def called(call: Callable[..., A], *args: object) -> A:
    """What a call returns.

    Raises
    ------
    Raised
        When the call raises anything but KeyboardInterrupt.

    Examples
    --------
    >>> called(divmod, 1, 0)
    Traceback (most recent call last):
    ...
    verify.foreign.Raised: raised ZeroDivisionError (integer division or modulo by zero)
    """
    try:
        return call(*args)
    except (KeyboardInterrupt, Raised):
        raise
    except BaseException as error:
        says = shown(error.msg if isinstance(error, SyntaxError) else error)
        raise Raised(f"raised {type(error).__name__}" + (f" ({says})" if says else "")) from error


def held(law: Callable[[A], object | None], instance: A) -> bool:
    """Whether a law holds on an instance.

    Raises
    ------
    Raised
        When the law raises, or returns a truth value.

    Examples
    --------
    >>> held(lambda n: None if n > 0 else "too small", 1)
    True
    >>> held(lambda n: n > 0, 1)
    Traceback (most recent call last):
    ...
    verify.foreign.Undecided: returned True; a law returns None where it holds, else a witness
    """
    answer = called(law, instance)
    if answer is None:
        return True
    if isinstance(answer, (bool, np.bool_)):
        raise Undecided(f"returned {answer}; a law returns None where it holds, else a witness")
    return False


def shown(value: A, *ways: Callable[[A], object]) -> str:
    r"""The text of a value in the first of some ways that can be had, in which nothing steers a terminal.

    Examples
    --------
    >>> shown(3, "n = {}".format), shown(3, lambda n: None), shown("a\x1b[1mb")
    ('n = 3', '3', 'a�[1mb')
    """
    every: tuple[Callable[[A], object], ...] = (*ways, str, repr)
    for way in every:
        try:
            text = way(value)
        except KeyboardInterrupt:
            raise
        except BaseException:
            continue
        if isinstance(text, str):
            return _printable(text)
    return f"something of type {type(value).__name__}"


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


@contextmanager
def aside() -> Iterator[None]:
    """What is printed goes to stderr meanwhile: stdout is for answers."""
    with redirect_stdout(sys.stderr):
        yield
