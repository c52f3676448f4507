"""One pass over a family decides a claim and the necessity of each of its hypotheses.

        (which hypotheses hold, whether the conclusion holds)  |->  how many instances, the least of them

Main definitions
    Cell, Result    what one pass keeps
    cells           one shard of the pass
    merge           shards together: counts add, the least rank stays
    verdict         Holds, Refuted, Vacuous, Incomplete or Error
    necessity       for each hypothesis, the least counterexample without it
    survivors       the corruptions of the conclusion that no instance tells from it

Conventions
    Bit i of a mask is set where hypothesis i holds.  The cells partition the family; all counts and ranks are of
    labelled instances.  The chunks of a family go to the shards in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

import numpy as np

from verify.claim import Claim, Law
from verify.family import Chunk, Family, instance, instances
from verify.foreign import Raised, Undecided, called, held, shown
from verify.rows import Rows, Unanswered, doubt, place, rank, row, rows, text, unlike, weights
from verify.verdict import Counterexample, Error, Holds, Incomplete, Need, Refuted, Vacuous, Verdict

T = TypeVar("T")
Key = tuple[int, bool]
Digest = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of labelled instances in a cell, and its instance of least rank."""

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
    digests : mapping of int to Digest
        For each chunk the number of its representatives and the SHA-256 of their rows.
    failures : mapping of int to str
        By rank, what went wrong; the least rank only.
    shards, of : int
        How many shards are in, of how many.
    """

    cells: Mapping[Key, Cell] = field(default_factory=dict)
    digests: Mapping[int, Digest] = field(default_factory=dict)
    failures: Mapping[int, str] = field(default_factory=dict)
    shards: int = 0
    of: int = 0

    @property
    def checked(self) -> int:
        """The number of labelled instances on which every law answered."""
        return sum(cell.count for cell in self.cells.values())

    @property
    def representatives(self) -> int:
        """The number of instances that were looked at, up to symmetry."""
        return sum(size for size, _ in self.digests.values())


def cells(claim: Claim[T], family: Family[T], r: int, m: int) -> Result:
    """The cells of the chunks of number r modulo m."""
    found: dict[Key, Cell] = {}
    digests: dict[int, Digest] = {}
    failures: dict[int, str] = {}
    try:
        wrong = called(family.miscounted)
        every = () if wrong else family.chunks()
    except Raised as error:
        wrong, every = f"the family {family.name} cannot be listed: its pools {error}", ()
    if wrong is not None:
        return Result(failures={0: wrong}, shards=1, of=m)
    for n in range(r, len(every), m):
        chunk = every[n]
        start = rank(family, chunk, place(family, chunk, 0))
        try:
            digests[n], wrong = called(_chunk, claim, family, chunk, found)
        except Unanswered as error:
            start, wrong = rank(family, chunk, place(family, chunk, error.at)), str(error)
        except Raised as error:
            wrong = f"the instances from {start} on cannot be answered: {error}"
        if wrong is not None:
            failures[start] = wrong
    return Result(found, digests, _least(failures), 1, m)


def _chunk(claim: Claim[T], family: Family[T], chunk: Chunk, found: dict[Key, Cell]) -> tuple[Digest, str | None]:
    """Add a chunk to the cells; the digest of its rows, and what is wrong with them."""
    answered = rows(claim, family, chunk)
    wrong = _place(claim, family, chunk, answered, found) or doubt(claim, family, chunk, answered)
    return (len(answered), sha256(answered.tobytes()).hexdigest()), wrong


def _place(claim: Claim[T], family: Family[T], chunk: Chunk, answered: Rows, found: dict[Key, Cell]) -> str | None:
    """Add a chunk to the cells; the first instance of each is asked again, one at a time, and a difference is told."""
    kinds, first, which = np.unique(answered, return_index=True, return_inverse=True)
    stands_for = weights(family, chunk)
    sums = np.zeros(len(kinds), dtype=stands_for.dtype)
    np.add.at(sums, which, stands_for)
    for kind, at, total in zip(kinds.tolist(), first.tolist(), sums.tolist(), strict=True):
        key, where = (kind >> 1, bool(kind & 1)), place(family, chunk, at)
        number = rank(family, chunk, where)
        cell = found.get(key)
        if cell is not None and cell.rank < number:
            found[key] = Cell(cell.count + total, cell.rank, cell.instance, cell.witness)
            continue
        here = instance(family, chunk, where)
        again = row(claim, here)
        if again != kind:
            return unlike(claim, here, kind, again)
        witness = claim.then(here)
        added = Cell(total, number, text(claim, here), "" if witness is None else shown(witness))
        found[key] = added if cell is None else cell + added
    return None


def _least(failures: Mapping[int, str]) -> dict[int, str]:
    return {rank: failures[rank] for rank in sorted(failures)[:1]}


def merge(results: Iterable[Result]) -> Result:
    """The result of all shards together, in whatever order they come."""
    found: dict[Key, Cell] = {}
    digests: dict[int, Digest] = {}
    failures: dict[int, str] = {}
    shards = of = 0
    for result in results:
        for key, cell in result.cells.items():
            found[key] = found[key] + cell if key in found else cell
        for number, says in result.failures.items():
            failures[number] = min(says, failures.get(number, says))
        digests |= result.digests
        shards, of = shards + result.shards, max(of, result.of)
    return Result(dict(sorted(found.items())), dict(sorted(digests.items())), _least(failures), shards, of)


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
        "representatives": merged.representatives,
        "satisfying": sum(cell.count for cell in inside.values()),
        "dropped": dropped,
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


def survivors(claim: Claim[T], family: Family[T]) -> list[str]:
    """The mutants that answer as the conclusion does on every instance that satisfies the hypotheses."""
    alive = dict(claim.mutants)
    full = 2 * _mask(claim, ())
    for chunk in family.chunks(1 << 12) if alive else ():
        for kind, here in zip(rows(claim, family, chunk).tolist(), instances(family, chunk), strict=True):
            if kind & full == full:
                alive = {name: law for name, law in alive.items() if _agrees(name, law, here, bool(kind & 1))}
        if not alive:
            break
    return list(alive)


def _agrees(name: str, mutant: Law[T], here: T, holds: bool) -> bool:
    """Whether a mutant answers as the conclusion does; one that raises does not."""
    try:
        return held(mutant, here) == holds
    except Undecided as error:
        raise Undecided(f"{name} {error}") from error
    except Raised:
        return False
