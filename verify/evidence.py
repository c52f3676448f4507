"""What is known of a claim, and by what right: refuted, checked on a scope, proved for all.

        an instance | all instances of a scope | multipliers | a chain | a theorem    =>    levels, side by side

Main definitions
    Evidence    a level, what it rests on, and the words of the claim that it is about
    Known       all evidence on a claim, and which of its hypotheses are needed in general
    known       what the outcome of a run, the decisions and a replay of the theorems come to
    objections  what in it contradicts itself, or the claim
    census      how many claims are proved in general, and by what

Conventions
    A theorem about a claim that is expected to be refuted refutes it.  A claim is sharp when it is proved in general,
    has hypotheses, and is refuted without each: by an instance of the scope, or by a finite space.  What decides a
    claim decides it without each hypothesis too, so that its necessity does not depend on a scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from verify.campaign import Outcome
from verify.certificate import statement
from verify.claim import Claim
from verify.decided import Decided, Proved, decision
from verify.decided.answers import Chain
from verify.proofs import Replay, standing
from verify.verdict import Holds, Incomplete, Refuted, Verdict

Level = Literal[
    "refuted",
    "refuted (space)",
    "refuted (coq)",
    "checked",
    "sampled",
    "proved (farkas)",
    "proved (chain)",
    "proved (coq)",
    "not proved",
    "recorded, not replayed",
    "recorded for other words",
    "open",
]
PROOFS: tuple[Level, ...] = ("proved (farkas)", "proved (chain)", "proved (coq)")
DISPROOFS: tuple[Level, ...] = ("refuted (space)", "refuted (coq)")
REFUTED: tuple[Level, ...] = ("refuted", *DISPROOFS)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that is known of a claim, with the hash of the words that it is known of."""

    level: Level
    detail: str
    statement: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one claim.

    Parameters
    ----------
    needed : mapping of str to bool
        The hypotheses for which it is decided whether the claim, proved with all of them, fails without.
    sharp : bool
        Whether it is proved in general, and refuted without each of its hypotheses.
    """

    evidence: tuple[Evidence, ...]
    needed: Mapping[str, bool]
    sharp: bool

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, in the order of the evidence."""
        return tuple(one.level for one in self.evidence)

    @property
    def general(self) -> bool:
        """Whether the claim is proved in general, and nothing refutes it."""
        return _general(self.levels)


def _general(levels: Sequence[Level]) -> bool:
    return any(level in PROOFS for level in levels) and not any(level in REFUTED for level in levels)


def known(outcome: Outcome, replay: Replay) -> Known:
    """What the outcome of a run, the decisions and the theorems come to, for one claim."""
    claim, decided = outcome.claim, decision(outcome.claim)
    # what was decided has these hypotheses, and nothing is known with others
    decided = decided if decided is not None and tuple(decided.without) == tuple(claim.given) else None
    told = [*_seen(outcome.verdict), *_settled(decided), *_replayed(claim, replay)] or [("open", "nothing is known")]
    words = statement(claim)
    weaker = decided.without if decided is not None and isinstance(decided.answer, Proved) else {}
    needed = {name: not isinstance(answer, Proved) for name, answer in weaker.items()}
    found = {need.hypothesis for need in outcome.needs if need.status == "needed"}
    found |= {name for name, needs in needed.items() if needs}
    sharp = _general([level for level, _ in told]) and bool(claim.given) and found >= set(claim.given)
    return Known(tuple(Evidence(level, detail, words) for level, detail in told), needed, sharp)


def _seen(verdict: Verdict) -> Iterator[tuple[Level, str]]:
    """What the instances of a scope show."""
    if isinstance(verdict, Refuted):
        yield "refuted", f"instance {verdict.counterexample.rank} of scope {verdict.scope}"
    elif isinstance(verdict, Holds):
        yield "checked", f"{verdict.checked} instances of scope {verdict.scope}"
    elif isinstance(verdict, Incomplete) and verdict.checked:
        yield "sampled", f"{verdict.checked} of {verdict.cardinality} instances of scope {verdict.scope}"


def _settled(decided: Decided | None) -> Iterator[tuple[Level, str]]:
    """What linear algebra or chains decide."""
    if decided is None:
        return
    if isinstance(decided.answer, Proved):
        chained = any(isinstance(proof, Chain) for _, _, proof in decided.answer.proofs)
        yield "proved (chain)" if chained else "proved (farkas)", str(decided.answer).partition(": ")[2]
    else:
        yield "refuted (space)", str(decided.answer).partition(": ")[2]


def _replayed(claim: Claim[Any], replay: Replay) -> Iterator[tuple[Level, str]]:
    """What the theorems of a claim show."""
    found = standing(claim, replay)
    if found is not None:
        level, detail = found
        general: Level = "proved (coq)" if claim.expected == "holds" else "refuted (coq)"
        yield general if level == "proved" else level, detail


def objections(outcome: Outcome, what: Known) -> list[str]:
    """What contradicts the claim or itself: a theorem not proved, an unexpected general answer, a need that is none.

    A proof and a counterexample beside one another contradict, too: then one of the two is wrong.
    """
    contrary = PROOFS if outcome.claim.expected == "refuted" else DISPROOFS
    lines = [f"a theorem is not proved: {one.detail}" for one in what.evidence if one.level == "not proved"]
    lines += [f"{outcome.claim.expected} was expected, {level} was found" for level in what.levels if level in contrary]
    lines += [
        f"proved without {need.hypothesis}, against the counterexample {need.witness.instance}"
        for need in outcome.needs
        if need.witness is not None and what.needed.get(need.hypothesis) is False
    ]
    proofs = [level for level in what.levels if level in PROOFS]
    seen = [one.detail for one in what.evidence if one.level == "refuted"]
    return lines + [f"{level}, against {detail}" for level in proofs for detail in seen]


def census(found: Sequence[Known], why: str) -> str:
    """How many claims are proved in general, by what, and how many are sharp; why theorems were not replayed."""
    proved = [one.levels for one in found if one.general]
    by = {level.removeprefix("proved (").rstrip(")"): sum(level in levels for levels in proved) for level in PROOFS}
    counted = ", ".join(f"{count} {name}" for name, count in by.items() if count)
    line = f"{len(proved)} of {len(found)} claims proved in general"
    line += f": {counted}; {sum(one.sharp for one in found)} sharp" if counted else ""
    waiting = sum("recorded, not replayed" in one.levels for one in found)
    line += f"; coq: {waiting} recorded, not replayed ({why})" if waiting else ""
    stale = sum("recorded for other words" in one.levels for one in found)
    return f"{line}; coq: {stale} recorded for other words" if stale else line
