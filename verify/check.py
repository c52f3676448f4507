"""One pass over a family decides a claim and the necessity of each of its hypotheses.

        (which hypotheses hold, whether the conclusion holds)  |->  how many instances, the least of them

Main definitions
    Cell, Result    what one pass keeps
    cells           one shard of the pass
    merge           shards together: counts add, the least rank stays
    verdict         Holds, Refuted, Vacuous, Incomplete or Error
    necessity       for each hypothesis, the least counterexample without it

Conventions
    Bit i of a mask is set where hypothesis i holds.  No law is skipped, so a claim and all its weakenings are
    decided by the same pass, and the cells partition the family.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from verify.claim import Claim
from verify.family import Family
from verify.verdict import Counterexample, Error, Holds, Incomplete, Need, Refuted, Vacuous, Verdict

T = TypeVar("T")
Key = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of instances in a cell, and its instance of least rank."""

    count: int
    rank: int
    instance: str
    witness: str

    def __add__(self, other: Cell) -> Cell:
        least = min(self, other, key=lambda cell: cell.rank)
        return Cell(self.count + other.count, least.rank, least.instance, least.witness)


@dataclass(frozen=True, slots=True)
class Result:
    """What is known after some of the shards.

    Parameters
    ----------
    cells : mapping of (mask, bool) to Cell
    enumerated : frozenset of int
        The lengths of the enumerations that the shards saw: one number when all is well.
    failures : mapping of int to str
        By rank, the instance and what a law raised on it; the least rank only.
    shards, of : int
        How many shards are in, of how many.
    """

    cells: Mapping[Key, Cell] = field(default_factory=dict)
    enumerated: frozenset[int] = frozenset()
    failures: Mapping[int, str] = field(default_factory=dict)
    shards: int = 0
    of: int = 0

    @property
    def checked(self) -> int:
        """The number of instances on which every law answered."""
        return sum(cell.count for cell in self.cells.values())


def cells(claim: Claim[T], family: Family[T], r: int, m: int) -> Result:
    """The cells of the instances of rank r modulo m."""
    found: dict[Key, Cell] = {}
    failures: dict[int, str] = {}
    enumerated = 0
    try:
        for rank, instance in family.shard(0, 1):
            enumerated = rank + 1
            if rank % m == r:
                _place(claim, rank, instance, found, failures)
    except Exception as error:
        failures.setdefault(enumerated, f"instance {enumerated} cannot be made: {_said(error)}")
    return Result(found, frozenset({enumerated}), _least(failures), 1, m)


def _place(claim: Claim[T], rank: int, instance: T, found: dict[Key, Cell], failures: dict[int, str]) -> None:
    law = "the conclusion"
    try:
        mask = 0
        for i, (name, holds) in enumerate(claim.given.items()):
            law = name
            mask |= (holds(instance) is None) << i
        law = "the conclusion"
        witness = claim.then(instance)
        key = (mask, witness is None)
        cell = found.get(key)
        if cell is None:
            law = "the text of the instance"
            found[key] = Cell(1, rank, claim.shows(instance), "" if witness is None else str(witness))
        else:
            found[key] = Cell(cell.count + 1, cell.rank, cell.instance, cell.witness)
    except Exception as error:
        if not failures:
            failures[rank] = f"{law} raised {_said(error)} on instance {rank}: {_text(claim, instance)}"


def _text(claim: Claim[T], instance: T) -> str:
    try:
        return claim.shows(instance)
    except Exception:
        return object.__repr__(instance)


def _said(error: Exception) -> str:
    return f"{type(error).__name__} ({error})"


def _least(failures: Mapping[int, str]) -> dict[int, str]:
    return {rank: failures[rank] for rank in sorted(failures)[:1]}


def merge(results: Iterable[Result]) -> Result:
    """The result of all shards together, in whatever order they come."""
    found: dict[Key, Cell] = {}
    lengths: frozenset[int] = frozenset()
    failures: dict[int, str] = {}
    shards = of = 0
    for result in results:
        for key, cell in result.cells.items():
            found[key] = found[key] + cell if key in found else cell
        for rank, text in result.failures.items():
            failures[rank] = min(text, failures.get(rank, text))
        lengths |= result.enumerated
        shards, of = shards + result.shards, max(of, result.of)
    return Result(dict(sorted(found.items())), lengths, _least(failures), shards, of)


def verdict(claim: Claim[T], family: Family[T], scope: str, merged: Result, dropped: tuple[str, ...] = ()) -> Verdict:
    """The verdict on a claim, without the hypotheses dropped."""
    kept = _mask(claim, [name for name in claim.given if name not in claim.drop(*dropped).given])
    inside = {key: cell for key, cell in merged.cells.items() if key[0] & kept == kept}
    common: dict[str, Any] = {
        "claim": claim.id,
        "expected": claim.expected,
        "scope": scope,
        "family": family.name,
        "cardinality": family.cardinality,
        "checked": merged.checked,
        "satisfying": sum(cell.count for cell in inside.values()),
    }
    wrong = _wrong(family, merged)
    if wrong is not None:
        return Error(**common, reason=wrong)
    if not merged.of or merged.shards < merged.of:
        return Incomplete(**common, reason=f"stopped after {merged.shards} of {merged.of or 'its'} shards")
    against = [cell for (_, holds), cell in inside.items() if not holds]
    if against:
        return Refuted(**common, counterexample=_counterexample(against), order=claim.order)
    return Holds(**common) if inside else Vacuous(**common)


def _mask(claim: Claim[T], without: Iterable[str]) -> int:
    """The bits of all hypotheses but some."""
    away = set(without)
    return sum(1 << i for i, name in enumerate(claim.given) if name not in away)


def _wrong(family: Family[T], merged: Result) -> str | None:
    """What is wrong with the pass itself."""
    for reason in merged.failures.values():
        return reason
    if merged.enumerated - {family.cardinality}:
        least, most = min(merged.enumerated), max(merged.enumerated)
        found = f"more than {family.cardinality}" if most > family.cardinality else str(least)
        return f"the family {family.name} has {found} instances where {family.cardinality} are declared"
    if merged.of and merged.shards >= merged.of and merged.checked != family.cardinality:
        return f"the cells hold {merged.checked} instances, the family {family.name} has {family.cardinality}"
    return None


def _counterexample(against: Iterable[Cell]) -> Counterexample:
    least = min(against, key=lambda cell: cell.rank)
    return Counterexample(least.rank, least.instance, least.witness)


def necessity(claim: Claim[T], merged: Result) -> list[Need]:
    """For each hypothesis, whether the others alone leave room for a counterexample."""
    return [_need(claim, name, merged.cells) for name in claim.given]


def _need(claim: Claim[T], name: str, found: Mapping[Key, Cell]) -> Need:
    others = _mask(claim, [name])
    against = found.get((others, False))
    if against is not None:
        return Need(name, "needed", _counterexample([against]))
    return Need(name, "not refuted on this scope" if (others, True) in found else "untested")
