"""The record of a run as values: what `fibercheck verify --json` wrote, read back and checked.

        record (JSON)  ->  Entry (verdict, counterexample, needs, evidence) ;  a wrong type  ->  one sentence

Main definitions
    Entry       one claim with all that a run found out about it
    Run         the entries of a run, with its scope and its version
    run         the run with a JSON value
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import index
from typing import Any

from verify.claim import ClaimError
from verify.evidence import Evidence, Known
from verify.verdict import Counterexample, Need


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
    needed: tuple[str, ...]
    mutants: tuple[str, ...]
    survivors: tuple[str, ...] | None
    known: Known
    objections: tuple[str, ...]

    @property
    def missed(self) -> tuple[str, ...]:
        """The hypotheses said to be needed that were not found to be."""
        found = {need.hypothesis for need in self.needs if need.status == "needed"}
        return tuple(name for name in self.needed if name not in found)

    @property
    def surprises(self) -> tuple[str, ...]:
        """In words, all that is not as expected."""
        lines = [] if self.verdict == self.expected else [f"{self.expected} was expected, {self.verdict} was found"]
        if self.missed and self.verdict not in ("error", "incomplete"):
            lines.append(f"not found to be needed on this scope: {', '.join(self.missed)}")
        if self.survivors:
            lines.append(f"corruptions of the conclusion that the check let pass: {', '.join(self.survivors)}")
        return (*lines, *self.objections)

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
        version = value.get("fibercheck")
        entries = tuple(map(_entry, value["claims"]))
        return Run(None if version is None else str(version), str(value["scope"]), entries)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        says = f"{name} is not what fibercheck verify --json writes ({type(error).__name__}: {error})"
        raise ClaimError(f"{says}; make it again") from None


def _entry(told: Mapping[str, Any]) -> Entry:
    """One record; what runs before this page did not write is empty."""
    found = told["counterexample"]
    survivors = told.get("survivors")
    return Entry(
        id=str(told["id"]),
        statement=str(told.get("statement", "")),
        source=str(told.get("source", "")),
        verdict=str(told["verdict"]),
        expected=str(told["expected"]),
        family=str(told["family"]),
        cardinality=index(told["cardinality"]),
        checked=index(told["checked"]),
        representatives=index(told["representatives"]),
        satisfying=index(told["satisfying"]),
        counterexample=None if found is None else _counterexample(found),
        order="" if found is None else str(found["order"]),
        reason=str(told.get("reason", "")),
        needs=tuple(map(_need, told["needs"])),
        needed=_texts(told.get("needed", ())),
        mutants=_texts(told.get("mutants", ())),
        survivors=None if survivors is None else _texts(survivors),
        known=_known(told),
        objections=_texts(told.get("objections", ())),
    )


def _texts(value: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f"a text where a list is needed: {value!r}")
    return tuple(map(str, value))


def _counterexample(told: Mapping[str, Any]) -> Counterexample:
    return Counterexample(index(told["rank"]), str(told["instance"]), str(told["witness"]))


def _need(told: Mapping[str, Any]) -> Need:
    witness = told["witness"]
    return Need(str(told["hypothesis"]), told["status"], None if witness is None else _counterexample(witness))


def _known(told: Mapping[str, Any]) -> Known:
    evidence = (Evidence(one["level"], str(one["detail"]), str(one["statement"])) for one in told["evidence"])
    needed = {str(name): bool(value) for name, value in told["needed_in_general"].items()}
    return Known(tuple(evidence), needed, bool(told["sharp"]))
