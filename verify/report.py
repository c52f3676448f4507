"""Tables for people and records for programs.

Main definitions
    record      the JSON value of a verdict
    verify_table, needs_table, claims_table, refutation
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from verify.campaign import Outcome
from verify.claim import Claim
from verify.verdict import Counterexample, Error, Incomplete, Need, Refuted, Verdict

SIGNS = {"needed": "✓", "not refuted on this scope": "✗", "untested": "?"}


def record(verdict: Verdict, needs: Sequence[Need], survivors: Sequence[str] | None = None) -> dict[str, Any]:
    """The JSON value of a verdict and of the needs of its hypotheses."""
    out: dict[str, Any] = {
        "id": verdict.claim,
        "verdict": verdict.name,
        "expected": verdict.expected,
        "scope": verdict.scope,
        "family": verdict.family,
        "cardinality": verdict.cardinality,
        "checked": verdict.checked,
        "representatives": verdict.representatives,
        "satisfying": verdict.satisfying,
        "counterexample": None,
        "needs": [asdict(need) for need in needs],
        "survivors": None if survivors is None else list(survivors),
    }
    if isinstance(verdict, Refuted):
        out["counterexample"] = asdict(verdict.counterexample) | {"order": verdict.order}
    if isinstance(verdict, (Error, Incomplete)):
        out["reason"] = verdict.reason
    return out


def _table(title: str | None, left: Iterable[str], right: Iterable[str] = (), rest: Iterable[str] = ()) -> Table:
    table = Table(title=title, title_justify="left")
    for n, name in enumerate(left):
        table.add_column(name, overflow="fold", no_wrap=n == 0)
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    for name in rest:
        table.add_column(name, overflow="fold")
    return table


def verify_table(outcomes: Sequence[Outcome], scope: str, wide: bool = True) -> Table:
    """One line a claim; the columns that matter most where the page is not wide."""
    head, rest = ("claim", "verdict", "expected"), ("needs", "seconds")
    counts = ("instances", "up to symmetry", "satisfying", "mutants")
    table = _table(f"scope {scope}", *((head, counts, rest) if wide else (head[:2], counts[:1], rest[:1])))
    for outcome in outcomes:
        v = outcome.verdict
        style = None if outcome.as_expected else "bold red"
        needs = "\n".join(_signed(outcome.claim, need) for need in outcome.needs)
        counts = (f"{v.checked:,}", f"{v.representatives:,}", f"{v.satisfying:,}", _killed(outcome))
        full = (v.claim, v.name, v.expected, *counts, needs, f"{outcome.seconds:.1f}")
        table.add_row(*(full if wide else (*full[:2], full[3], needs)), style=style)
    return table


def _killed(outcome: Outcome) -> str:
    """How many mutants are killed, of how many."""
    every = len(outcome.claim.mutants)
    if outcome.survivors is None:
        return f"?/{every}" if every else ""
    return f"{every - len(outcome.survivors)}/{every}"


def summary(outcomes: Sequence[Outcome], seconds: float, answered: int, looked: int) -> list[str]:
    """The totals, the speed of this run, and what the signs mean.

    Parameters
    ----------
    seconds : float
        The wall time of this run.
    answered, looked : int
        The labelled instances and the representatives answered in this run.
    """
    checked, right = sum(outcome.verdict.checked for outcome in outcomes), sum(o.as_expected for o in outcomes)
    apart = sum(outcome.verdict.representatives for outcome in outcomes)
    here = f"{answered:,} of them in this run"
    if answered:
        speed = f"{answered / seconds:,.0f} a second labelled, {looked / seconds:,.0f} up to symmetry"
        here += f", in {seconds:.1f} seconds: {speed}"
    return [
        f"{right} of {len(outcomes)} claims as expected, {checked:,} instances checked, {apart:,} up to symmetry",
        here,
        "✓ needed: without it there is a counterexample   ✗ not refuted on this scope   ? untested   ( ) not asked for",
    ]


def _signed(claim: Claim[Any], need: Need) -> str:
    expected = need.hypothesis in claim.needs or need.status == "needed"
    return f"{SIGNS[need.status]} {need.hypothesis}" if expected else f"({SIGNS[need.status]} {need.hypothesis})"


def remarks(outcome: Outcome) -> list[str]:
    """Lines below the table: the counterexample or the reason, and what is not as expected."""
    v = outcome.verdict
    lines = []
    if isinstance(v, Refuted):
        lines.append(f"{v.claim} is refuted by {_line(v.counterexample)}")
    if isinstance(v, Error) or (isinstance(v, Incomplete) and v.reason.startswith("crashed")):
        lines.append(f"{v.claim}: {v.reason}")
    if not v.as_expected and not isinstance(v, Incomplete):
        lines.append(f"{v.claim}: {v.expected} was expected, {v.name} was found")
    if outcome.survivors:
        lines.append(
            f"{v.claim}: corruptions of the conclusion that the check let pass: {', '.join(outcome.survivors)}"
        )
    if outcome.missed and not isinstance(v, (Error, Incomplete)):
        lines.append(f"{v.claim}: not found to be needed on scope {v.scope}: {', '.join(outcome.missed)}")
    return lines


def _line(c: Counterexample) -> str:
    return f"instance {c.rank}: {c.instance}; witness: {c.witness}"


def refutation(verdict: Verdict, dropped: Sequence[str]) -> list[str]:
    """The least counterexample and the order in which it is least, or why there is none."""
    claim = verdict.claim + (f" without {', '.join(dropped)}" if dropped else "")
    looked = f"scope {verdict.scope}, {verdict.checked:,} instances, {verdict.satisfying:,} satisfy the hypotheses"
    if isinstance(verdict, Refuted):
        c = verdict.counterexample
        lines = [f"{claim} is refuted ({looked})", f"instance {c.rank}: {c.instance}", f"witness: {c.witness}"]
        return [*lines, f"least in the order: {verdict.order}"]
    reason = f": {verdict.reason}" if isinstance(verdict, (Error, Incomplete)) else ""
    return [f"no counterexample to {claim}: {verdict.name}{reason} ({looked})"]


def needs_table(claim: Claim[Any], needs: Iterable[Need], scope: str) -> Table:
    """One line a hypothesis."""
    table = _table(f"{claim.id}, scope {scope}", ("hypothesis", "status", "expected", "counterexample without it"))
    for need in needs:
        expected = "needed" if need.hypothesis in claim.needs else ""
        wrong = bool(expected) and need.status != "needed"
        shown = "" if need.witness is None else _line(need.witness)
        table.add_row(need.hypothesis, need.status, expected, shown, style="bold red" if wrong else None)
    return table


def claims_table(claims: Iterable[Claim[Any]]) -> Table:
    """One line a claim: what it says, under which hypotheses, and what is expected."""
    table = _table(None, ("claim", "statement", "hypotheses", "expected", "source"))
    for claim in claims:
        given = ", ".join(f"{name}*" if name in claim.needs else name for name in claim.given)
        table.add_row(claim.id, claim.statement, given, claim.expected, claim.source)
    table.caption = "* needed: without it the claim is refuted"
    return table
