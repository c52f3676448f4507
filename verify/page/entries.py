"""The record of a run as values: what `fibercheck verify --json` wrote, read back and checked.

        record (JSON)  ->  Entry (verdict, counterexample, needs, evidence) ;  a wrong part  ->  one sentence

Main definitions
    VERDICTS    the names of all verdicts
    Entry       one claim with all that a run found out about it
    Run         the entries of a run, with its scope and its version
    run         the run with a JSON value

Conventions
    A record is made by a run, and may have been made by somebody: what contradicts itself is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from verify.claim import ClaimError
from verify.evidence import Evidence, Known, Level
from verify.verdict import Counterexample, Need, Status

VERDICTS = ("holds", "refuted", "vacuous", "incomplete", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim of a run: what it says, what was found, and what is known of it in general."""

    id: str
    statement: str
    source: str
    verdict: str
    expected: str
    family: str
    cardinality: int
    checked: int
    representatives: int
    satisfying: int
    counterexample: Counterexample | None
    order: str
    reason: str
    needs: tuple[Need, ...]
    missed: tuple[str, ...]
    mutants: tuple[str, ...]
    survivors: tuple[str, ...] | None
    known: Known
    surprises: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """The hashes of the words that the evidence is about."""
        return frozenset(one.statement for one in self.known.evidence)


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its version where that is told, its scope, and its entries."""

    version: str | None
    scope: str
    entries: tuple[Entry, ...]


def run(value: Mapping[str, Any], name: str) -> Run:
    """The run with a JSON value, which is in a file of some name.

    Raises
    ------
    ClaimError
        When the value is not what a run writes.
    """
    try:
        version = None if value.get("fibercheck") is None else text(value["fibercheck"])
        entries = tuple(_sound(_entry(told)) for told in _list(value["claims"]))
        twice = next((name for name, times in Counter(entry.id for entry in entries).items() if times > 1), None)
        if twice is not None:
            raise ValueError(f"two claims are called {twice}")
        return Run(version, text(value["scope"]), entries)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        says = f"{name} is not what fibercheck verify --json writes ({type(error).__name__}: {error})"
        raise ClaimError(f"{says}; make it again") from None


def _entry(told: Mapping[str, Any]) -> Entry:
    """One record; what runs before this page did not write is empty."""
    found = told["counterexample"]
    survivors = told.get("survivors")
    return Entry(
        id=text(told["id"]),
        statement=text(told.get("statement", "")),
        source=text(told.get("source", "")),
        verdict=_among(VERDICTS, told["verdict"]),
        expected=_among(VERDICTS[:2], told["expected"]),
        family=text(told["family"]),
        cardinality=_count(told["cardinality"]),
        checked=_count(told["checked"]),
        representatives=_count(told["representatives"]),
        satisfying=_count(told["satisfying"]),
        counterexample=None if found is None else _counterexample(found),
        order="" if found is None else text(found["order"]),
        reason=text(told.get("reason", "")),
        needs=tuple(map(_need, _list(told["needs"]))),
        missed=_texts(told.get("missed", [])),
        mutants=_texts(told.get("mutants", [])),
        survivors=None if survivors is None else _texts(survivors),
        known=_known(told),
        surprises=_texts(told.get("surprises", [])),
    )


def _sound(entry: Entry) -> Entry:
    """An entry that does not contradict itself."""
    wrong = _contradiction(entry)
    if wrong is not None:
        raise ValueError(f"{entry.id}: {wrong}")
    return entry


def _contradiction(entry: Entry) -> str | None:
    """What in an entry contradicts the rest of it; the counts of a check that went wrong need not add up."""
    if (entry.counterexample is not None) != (entry.verdict == "refuted"):
        return "a counterexample belongs to a claim that is refuted, and to no other"
    if entry.verdict == "error":
        return None
    if not entry.satisfying <= entry.checked <= entry.cardinality or entry.representatives > entry.checked:
        return "the counts do not add up"
    if entry.verdict == "holds" and not 0 < entry.satisfying <= entry.checked == entry.cardinality:
        return "it holds, and not all instances were checked, or none satisfies the hypotheses"
    if any((need.witness is not None) != (need.status == "needed") for need in entry.needs):
        return "a counterexample belongs to a hypothesis that is needed, and to no other"
    return None


def text(value: Any) -> str:
    """A text of a record, which can be written in UTF-8.

    Raises
    ------
    TypeError
        When it is no text.
    ValueError
        When half a character stands in it, as JSON can have it.

    Examples
    --------
    >>> text("F_ε")
    'F_ε'
    """
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} where a text is needed")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError(f"half a character in {value!r:.40}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} where a list is needed")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(text, _list(value)))


def _among(values: tuple[Any, ...], value: Any) -> Any:
    if text(value) not in values:
        raise ValueError(f"{value!r:.40} where one of these is needed: {', '.join(values)}")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r:.40} where a count is needed")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r:.40} where true or false is needed")
    return value


def _counterexample(told: Mapping[str, Any]) -> Counterexample:
    return Counterexample(_count(told["rank"]), text(told["instance"]), text(told["witness"]))


def _need(told: Mapping[str, Any]) -> Need:
    witness, status = told["witness"], _among(get_args(Status), told["status"])
    return Need(text(told["hypothesis"]), status, None if witness is None else _counterexample(witness))


def _known(told: Mapping[str, Any]) -> Known:
    needed = {text(name): _flag(value) for name, value in told["needed_in_general"].items()}
    return Known(tuple(map(_evidence, _list(told["evidence"]))), needed, _flag(told["sharp"]))


def _evidence(told: Mapping[str, Any]) -> Evidence:
    return Evidence(_among(get_args(Level), told["level"]), text(told["detail"]), text(told["statement"]))
