"""What the text of a plan says, without the claims themselves.

        {"scope": ..., "claims": [{"id": ..., "shards": ...}, ...], ...}    ->    Outline(Line, ..., Line)

Main definitions
    Line        one claim of a plan: its id, the hash of its words, and its tasks
    Outline     a plan by what can be told of it where its claims are not known
    outlined    the outline with a text
    is_plan     whether a text is that of a plan for claims, as those of other commands are not

Conventions
    A plan stands in its ledger, a file that anybody may have written: whoever reads one reads it here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verify.ledger import LedgerError

PARTS = {"code", "scope", "claims", "dropped"}


@dataclass(frozen=True, slots=True)
class Line:
    """One claim of a plan: its id, the hash of its words, the size of its family, its shards, its mutants."""

    id: str
    statement: str
    cardinality: int
    shards: int
    mutants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan by what can be told of it where its claims are not known; `files` are names with the hash of each text."""

    version: str
    code: str
    scope: str
    dropped: tuple[str, ...]
    lines: tuple[Line, ...]
    files: tuple[tuple[str, str], ...]

    @property
    def tasks(self) -> int:
        """How many tasks there are: the shards of each claim, and the trial of its mutants."""
        return sum(line.shards + bool(line.mutants and not self.dropped) for line in self.lines)


def is_plan(text: str) -> bool:
    """Whether a text is that of a plan for claims.

    Examples
    --------
    >>> is_plan('{"experiment": 1}'), is_plan('{"claims": 3, "code": "", "dropped": [], "scope": "small"}')
    (False, True)
    """
    try:
        return dict(json.loads(text)).keys() >= PARTS
    except (TypeError, ValueError, RecursionError):
        return False


def outlined(text: str) -> Outline:
    """The outline with a text.

    Raises
    ------
    LedgerError
        When a part is missing, or is not what it should be.

    Examples
    --------
    >>> plan = {"fibercheck": "1", "code": "c", "scope": "small", "dropped": []}
    >>> line = {"id": "mine", "statement": "s", "cardinality": 4, "shards": 2, "mutants": ["<"]}
    >>> outlined(json.dumps(plan | {"claims": [line]})).tasks
    3
    >>> outlined(json.dumps(plan | {"claims": 3}))
    Traceback (most recent call last):
    ...
    verify.ledger.LedgerError: the ledger has a plan that fibercheck did not write: claims is no list; begin a new one
    """
    try:
        told = dict(json.loads(text))
        return Outline(
            version=_text(told, "fibercheck"),
            code=_text(told, "code"),
            scope=_text(told, "scope"),
            dropped=tuple(_texts(told, "dropped")),
            lines=tuple(map(_line, _list(told, "claims"))),
            # a ledger of an older version has none
            files=tuple(map(_file, _list({"files of claims": []} | told, "files of claims"))),
        )
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        says = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        raise LedgerError(f"the ledger has a plan that fibercheck did not write: {says}; begin a new one") from None


def _line(told: Any) -> Line:
    if not isinstance(told, dict):
        raise TypeError("a claim is no object")
    id_, words = _text(told, "id"), _text(told, "statement")
    return Line(id_, words, _count(told, "cardinality"), _count(told, "shards"), tuple(_texts(told, "mutants")))


def _file(told: Any) -> tuple[str, str]:
    match told:
        case [str(name), str(digest)]:
            return name, digest
    raise TypeError("a file of claims is no name with a hash")


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    if not isinstance(told[name], list):
        raise TypeError(f"{name} is no list")
    return list(told[name])


def _texts(told: Mapping[str, Any], name: str) -> list[str]:
    found = _list(told, name)
    return [_text({name: one}, name) for one in found]


def _text(told: Mapping[str, Any], name: str) -> str:
    if not isinstance(told[name], str):
        raise TypeError(f"{name} is no text")
    return str(told[name])


def _count(told: Mapping[str, Any], name: str) -> int:
    if type(told[name]) is not int or told[name] < 0:
        raise TypeError(f"{name} is no number")
    return int(told[name])
