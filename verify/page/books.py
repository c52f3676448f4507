"""What the ledgers in a folder tell, and where they are not those of the record beside them.

        plan  +  files  ->  Book ;   Book, Run  ->  differences, none where both are of one run

Main definitions
    Book            what was planned, and how much of it is finished
    book            what some ledgers of a plan tell
    differences     in words, all in which the run of a ledger is another than that of a record
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verify.outline import Outline, outlined
from verify.page.entries import Run


@dataclass(frozen=True, slots=True)
class Book:
    """What some ledgers tell: their files, the plan that they belong to, and how many of its tasks are done."""

    files: tuple[Path, ...]
    plan: Outline
    finished: int


def book(files: tuple[Path, ...], plan: str, finished: int) -> Book:
    """What some ledgers of a plan tell.

    Raises
    ------
    LedgerError
        When the plan is none that fibercheck wrote.
    """
    return Book(files, outlined(plan), finished)


def differences(plan: Outline, run: Run) -> tuple[str, ...]:
    """In words, all in which a planned run is another than a recorded one.

    Notes
    -----
    Compared are scope, version, the ids of the claims, and for each claim its words and the size of its family.

    Examples
    --------
    >>> differences(Outline("1", "", "small", (), (), ()), Run("2", "standard", ()))
    ('its scope is small', 'its fibercheck is 1')
    """
    planned, recorded = {line.id: line for line in plan.lines}, {entry.id: entry for entry in run.entries}
    both = planned.keys() & recorded.keys()
    told = {
        f"its scope is {plan.scope}": plan.scope != run.scope,
        f"its fibercheck is {plan.version}": run.version not in (None, plan.version),
        f"its claims are without {', '.join(plan.dropped)}": bool(plan.dropped),
        f"claims in it alone: {len(planned.keys() - both)}": planned.keys() != both,
        f"claims in the record alone: {len(recorded.keys() - both)}": recorded.keys() != both,
        "claims have other words in it": any(
            recorded[id_].words and planned[id_].statement not in recorded[id_].words for id_ in both
        ),
        "families have other sizes in it": any(recorded[id_].cardinality != planned[id_].cardinality for id_ in both),
    }
    return tuple(words for words, so in told.items() if so)
