"""Many claims checked in one run: the plan, its tasks, their answers, the outcome of each claim.

        plan -> tasks -> answers, in any order and by any hands -> outcomes

Main definitions
    Task        one shard of the check of a claim, or the trial of its mutants
    Plan        claims, scope, and the number of shards of each
    Outcome     a claim with its verdict, needs, surviving mutants, and what they rest on
    Answers     what has come in
    planned     the plan for some claims
    restored    the plan with a text
    answer      what a task comes to, as canonical JSON
    outcomes    what the answers come to

Conventions
    A plan does not depend on the engine or on the number of workers, so neither do the answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from verify.certificate import blocks, canonical, digest, statement
from verify.check import Cell, Result, cells, merge, necessity, survivors, verdict
from verify.claim import Claim, ClaimError
from verify.claims import catalogue
from verify.engine import EngineError
from verify.family import Family
from verify.foreign import Raised, aside, called
from verify.outline import outlined
from verify.plugins import Plugin
from verify.verdict import Error, Incomplete, Need, Verdict

SHARDS = 32
TRIAL = "small"


@dataclass(frozen=True, slots=True)
class Task:
    """The shard of number r of m of the check of a claim; with m = 0 the trial of its mutants."""

    claim: str
    scope: str
    dropped: tuple[str, ...]
    r: int
    m: int
    plugins: tuple[Plugin, ...] = ()

    def __str__(self) -> str:
        return f"{self.claim} {self.r + 1}/{self.m}" if self.m else f"{self.claim} mutants"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do: each claim without the hypotheses dropped, on its family of a scope, in some shards."""

    claims: tuple[Claim[Any], ...]
    scope: str
    dropped: tuple[str, ...]
    shards: tuple[int, ...]
    plugins: tuple[Plugin, ...] = ()

    def __str__(self) -> str:
        """The canonical text: two runs with one text must come to one answer."""
        lines = [self._line(claim, m) for claim, m in zip(self.claims, self.shards, strict=True)]
        code = {"fibercheck": version("fibercheck"), "code": sources()}
        files = sorted((plugin.name, plugin.digest) for plugin in self.plugins)
        asked = {"scope": self.scope, "dropped": self.dropped, "claims": lines, "files of claims": files}
        return canonical(code | asked)

    def _line(self, claim: Claim[Any], m: int) -> dict[str, Any]:
        family = claim.family(self.scope)
        try:
            listed = digest([family.name, blocks(family)])
        except (TypeError, ValueError, RecursionError) as error:
            hint = "name numbers, texts, rings, maps, distances, or dataclasses of these by verify.data.put"
            raise ClaimError(f"{claim.id} has components that are no plain data ({error}); {hint}") from None
        told = {"id": claim.id, "statement": statement(claim), "family": listed}
        return told | {"cardinality": family.cardinality, "shards": m, "mutants": list(claim.mutants)}

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, claim by claim."""
        return tuple(task for claim, m in zip(self.claims, self.shards, strict=True) for task in self.of(claim, m))

    def of(self, claim: Claim[Any], m: int) -> list[Task]:
        """The tasks of one claim."""
        shards = [Task(claim.id, self.scope, self.dropped, r, m, self.plugins) for r in range(m)]
        where = TRIAL if TRIAL in claim.families else self.scope
        trial = [Task(claim.id, where, (), 0, 0, self.plugins)] if claim.mutants and not self.dropped else []
        return [*shards, *trial]

    @property
    def size(self) -> int:
        """The number of instances to look at, up to symmetry, in families that can be listed."""
        return sum(_listed(lambda family: family.size, claim.family(self.scope)) for claim in self.claims)


@cache
def sources() -> str:
    """The SHA-256 of the programs: what other programs have answered is not taken for an answer of these."""
    top = Path(__file__).parent.parent
    found = sha256()
    for path in sorted(path for name in ("algebra", "verify") for path in (top / name).rglob("*.py")):
        found.update(path.relative_to(top).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


@aside()
def planned(
    claims: Sequence[Claim[Any]], scope: str, dropped: tuple[str, ...] = (), plugins: tuple[Plugin, ...] = ()
) -> Plan:
    """The plan for some claims on a scope.

    Raises
    ------
    ClaimError
        When a claim has no such scope or hypothesis, or too many instances.
    """
    for claim in claims:
        claim.drop(*dropped)
    return Plan(tuple(claims), scope, dropped, tuple(shards(claim.family(scope)) for claim in claims), plugins)


def shards(family: Family[Any]) -> int:
    """At most one shard a chunk; one for a family that cannot be listed, where the check will tell why.

    Raises
    ------
    ClaimError
        When the family is too large to be gone through.
    """
    why = family.toolarge()
    if why is not None:
        raise ClaimError(f"{why}; make it smaller, or declare its symmetry")
    return max(1, min(SHARDS, _listed(lambda found: len(found.chunks()), family)))


def _listed(number: Callable[[Family[Any]], int], family: Family[Any]) -> int:
    """A number of what a family lists; 0 where it cannot."""
    try:
        return called(number, family)
    except Raised:
        return 0


def restored(text: str, plugins: tuple[Plugin, ...] = ()) -> Plan:
    """The plan with a canonical text.

    Raises
    ------
    ClaimError
        When the claims are no longer what they were, or the files that some of them are from are not given.
    LedgerError
        When the text is none that fibercheck wrote.
    """
    told = outlined(text)
    _complete(told.files, plugins)
    asked = [catalogue.one(line.id, plugins) for line in told.lines]
    plan = planned(asked, told.scope, told.dropped, plugins)
    if str(plan) != text:
        raise ClaimError("the programs, claims or families have changed since the ledger was begun; begin a new one")
    return plan


def _complete(files: Sequence[tuple[str, str]], plugins: Sequence[Plugin]) -> None:
    """Refuse when the files that a ledger is about are not those given."""
    given, begun = {plugin.digest for plugin in plugins}, {made for _, made in files}
    missing = [name for name, made in files if made not in given]
    changed = {plugin.name for plugin in plugins if plugin.digest not in begun}.intersection(missing)
    if changed:
        raise ClaimError(f"{min(changed)} has changed since the ledger was begun; begin a new one")
    if missing:
        add = " ".join(f"--claims {name}" for name in missing)
        raise ClaimError(f"the ledger is about claims of {' and '.join(missing)}; add {add}")


def answer_for(code: str, task: Task) -> tuple[str, float]:
    """What a task comes to, in a worker that must have the programs of the driver.

    Raises
    ------
    EngineError
        When it has others.
    """
    if sources() != code:
        raise EngineError("a worker has other programs than the driver; install the same fibercheck everywhere")
    return answer(task)


@aside()
def answer(task: Task) -> tuple[str, float]:
    """What a task comes to, and the seconds that it took."""
    start = perf_counter()
    claim = catalogue.one(task.claim, task.plugins).drop(*task.dropped)
    family = claim.family(task.scope)
    told = packed(cells(claim, family, task.r, task.m)) if task.m else _trial(claim, family)
    return told, perf_counter() - start


def _trial(claim: Claim[Any], family: Family[Any]) -> str:
    """The mutants that survive, as canonical JSON; a trial that fails kills none of them."""
    try:
        return canonical(called(survivors, claim, family))
    except Raised as error:
        return canonical([f"{name} (not tried: {error})" for name in claim.mutants])


def packed(result: Result) -> str:
    """A result as canonical JSON."""
    found = [[*key, cell.count, cell.rank, cell.instance, cell.witness] for key, cell in sorted(result.cells.items())]
    digests = [[n, *told] for n, told in sorted(result.digests.items())]
    failures = sorted(result.failures.items())
    return canonical({"cells": found, "digests": digests, "failures": failures, "of": result.of})


def unpacked(text: str) -> Result:
    """The result that was packed.

    Examples
    --------
    >>> result = Result({(1, True): Cell(3, 0, "t", "")}, {0: (3, "ab")}, {}, 1, 2)
    >>> unpacked(packed(result)) == result
    True
    """
    told = json.loads(text)
    found = {(mask, holds): Cell(*rest) for mask, holds, *rest in told["cells"]}
    digests = {n: (size, name) for n, size, name in told["digests"]}
    return Result(found, digests, dict(told["failures"]), 1, told["of"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a run gave on one claim.

    Parameters
    ----------
    survivors : tuple of str, optional
        The mutants that the check did not kill; None where they were not tried.
    seconds : float
        The time spent in its tasks, all workers together, in this run.
    """

    claim: Claim[Any]
    verdict: Verdict
    needs: tuple[Need, ...]
    merged: Result
    survivors: tuple[str, ...] | None
    seconds: float

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the expected one, each hypothesis said to be needed is, and no mutant survives."""
        return self.verdict.as_expected and not self.missed and not self.survivors

    @property
    def missed(self) -> tuple[str, ...]:
        """The hypotheses said to be needed that were not found to be."""
        found = {need.hypothesis for need in self.needs if need.status == "needed"}
        return tuple(name for name in self.claim.needs if name not in found)


@dataclass(frozen=True, slots=True)
class Answers:
    """What has come in: the answers by task, the seconds each took in this run, and the tasks that crashed."""

    told: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    crashed: dict[str, str] = field(default_factory=dict)


def outcomes(plan: Plan, answers: Answers) -> list[Outcome]:
    """The outcome of each claim of a plan, by the answers to its tasks."""
    return [_outcome(plan, claim, m, answers) for claim, m in zip(plan.claims, plan.shards, strict=True)]


def _outcome(plan: Plan, claim: Claim[Any], m: int, answers: Answers) -> Outcome:
    weaker, keys = claim.drop(*plan.dropped), [str(task) for task in plan.of(claim, m)]
    merged = merge(unpacked(answers.told[key]) for key in keys[:m] if key in answers.told)
    found = verdict(weaker, claim.family(plan.scope), plan.scope, replace(merged, of=m))
    found = replace(found, dropped=plan.dropped)
    gone = [answers.crashed[key] for key in keys[:m] if key in answers.crashed]
    if gone and not isinstance(found, Error):
        found = _incomplete(found, gone[0])
    tried = [tuple(json.loads(answers.told[key])) for key in keys[m:] if key in answers.told]
    spent = sum(answers.seconds.get(key, 0.0) for key in keys)
    return Outcome(weaker, found, tuple(necessity(weaker, merged)), merged, tried[0] if tried else None, spent)


def _incomplete(found: Verdict, reason: str) -> Verdict:
    common = {name: getattr(found, name) for name in Verdict.__dataclass_fields__}
    return Incomplete(**common, reason=f"crashed: {reason}")
