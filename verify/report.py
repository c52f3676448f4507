"""Tables for people and records for programs.

Main definitions
    record          the JSON value of a verdict
    claim_record    the same of what a claim says
    known_record    the same of what is known of a claim
    run_record      the same of a run: its version, its scope, and all of this for each claim
    verify_table, needs_table, refutation
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from shlex import quote
from typing import Any

from rich.table import Table

from verify.campaign import Outcome
from verify.claim import Claim
from verify.evidence import Known, objections
from verify.verdict import GENERAL, SIGNS, Error, Incomplete, Need, Refuted, Sign, Verdict, sign

COLUMNS = (
    ("claim", "verdict", "instances", "up to symmetry", "satisfying", "mutants", "needs", "evidence", "seconds"),
    ("claim", "verdict", "instances", "up to symmetry", "satisfying", "mutants", "needs", "evidence"),
    ("claim", "verdict", "instances", "satisfying", "mutants", "needs", "evidence"),
    ("claim", "verdict", "instances", "mutants", "needs", "evidence"),
    ("claim", "verdict", "instances", "needs"),
    ("claim", "verdict", "instances"),
    ("claim", "verdict"),
)
# told below the claim where they have no column
BELOW = ("evidence", "needs")
# the least widths of columns whose cells are broken between words
ROOM = {"verdict": 7, "evidence": 16}
CONTRARY = ("holds", "refuted", "vacuous")
RECORDED = ("not proved", "recorded, not replayed", "recorded for other words")
COUNTS = ("instances", "up to symmetry", "satisfying", "mutants", "seconds")


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


def claim_record(claim: Claim[Any]) -> dict[str, Any]:
    """The JSON value of what a claim says: statement, source, the names of its hypotheses and mutants, in order.

    Examples
    --------
    >>> from verify.claims import catalogue
    >>> told = claim_record(catalogue.one("relaxation.monotone"))
    >>> told["statement"], told["hypotheses"], told["mutants"][0]
    ('a ≤ b ⇒ F_a ⊆ F_b', ['ordered'], 'F_b ⊆ F_a')
    """
    said = {"statement": claim.statement, "source": claim.source}
    return said | {"hypotheses": list(claim.given), "needed": list(claim.needs), "mutants": list(claim.mutants)}


def known_record(what: Known) -> dict[str, Any]:
    """The JSON value of what is known of a claim."""
    return {"evidence": [asdict(one) for one in what.evidence], "sharp": what.sharp, "needed_in_general": what.needed}


def run_record(scope: str, found: Iterable[tuple[Outcome, Known]]) -> dict[str, Any]:
    """The JSON value of a run, with what in it is not as expected, and the hypotheses not found to be needed."""
    claims = [
        record(outcome.verdict, outcome.needs, outcome.survivors)
        | claim_record(outcome.claim)
        | known_record(what)
        | {"missed": list(outcome.missed), "surprises": surprises(outcome, what)}
        for outcome, what in found
    ]
    return {"fibercheck": _version(), "scope": scope, "claims": claims}


def _version() -> str | None:
    """What is installed; None where the programs run from a folder that is not."""
    try:
        return version("fibercheck")
    except PackageNotFoundError:
        return None


def _table(title: str | None, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for n, name in enumerate(columns):
        count = name in COUNTS
        table.add_column(
            name.replace("up to ", "up to\n"),
            overflow="fold",
            no_wrap=count or n == 0 or name == "needs",
            justify="right" if count else "left",
        )
    return table


def verify_table(found: Iterable[tuple[Outcome, Known]], scope: str, width: int) -> Table:
    """One line a claim; on a narrow page the columns that matter most, and the others that do below the claim."""
    both = list(found)
    cells = [_cells(outcome, what) for outcome, what in both]
    columns = next(names for names in COLUMNS if _fits(names, _arranged(names, cells), width))
    table = _table(f"scope {scope}", columns)
    for row, (outcome, what) in zip(_arranged(columns, cells), both, strict=True):
        wrong = not outcome.as_expected or objections(outcome, what)
        table.add_row(*row, style="bold red" if wrong else None)
    absent = [name for name in COLUMNS[0] if name not in (*columns, *BELOW)]
    if absent:
        table.caption = f"left out on a page of {width} columns: {', '.join(absent)}"
        table.caption_justify = "left"
    return table


def _cells(outcome: Outcome, what: Known) -> dict[str, str]:
    """What each column says of a claim; the needs of one that is refuted with all its hypotheses tell nothing."""
    v = outcome.verdict
    needs = () if v.name == "refuted" else outcome.needs
    return {
        "claim": v.claim,
        "verdict": f"{v.name}, not {v.expected}" if v.name in CONTRARY and not v.as_expected else v.name,
        "instances": f"{v.checked:,}",
        "up to symmetry": f"{v.representatives:,}",
        "satisfying": f"{v.satisfying:,}",
        "mutants": _killed(outcome),
        "needs": "\n".join(_signed(outcome.claim, need, what.needed) for need in needs),
        "evidence": "\n".join(_brief(what)),
        "seconds": f"{outcome.seconds:.1f}",
    }


def _arranged(columns: Sequence[str], cells: Iterable[dict[str, str]]) -> list[list[str]]:
    """The cells of some columns, and below the claim what has to be told and has no column."""
    below = [name for name in BELOW if name not in columns]
    told = [cell | {"claim": "\n".join(filter(None, (cell["claim"], *(cell[n] for n in below))))} for cell in cells]
    return [[cell[name].replace("\n", "\n  ") if name == "claim" else cell[name] for name in columns] for cell in told]


def _fits(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> bool:
    """Whether a page has room for these columns without a name or a number cut; the narrowest are taken anyway."""
    least = []
    for name, column in zip(columns, zip(*rows, strict=True), strict=False):
        cells = [part for cell in column for part in (cell.split() if name in ROOM else cell.split("\n"))]
        least.append(max(ROOM.get(name, 0), *map(len, (*name.split(), *cells))))
    return columns == COLUMNS[-1] or sum(least) + 3 * len(columns) + 1 <= width


def _brief(what: Known) -> list[str]:
    """The levels in few words: what is general by what it rests on, and what a scope shows where nothing is general."""
    rests: dict[str, list[str]] = {}
    for level in what.levels:
        word, _, how = level.rstrip(")").partition(" (")
        rests.setdefault(word, []).extend([how] if how else [])
    general = [f"{word}: {', '.join(how)}" if how else word for word, how in rests.items() if how or word == "refuted"]
    theorems = [f"coq: {word}" for word in rests if word in RECORDED]
    return [*(general or [w for w in rests if w not in RECORDED]), *theorems, *(["sharp"] if what.sharp else [])]


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
        rate = f"{answered / seconds:,.0f} a second"
        speed = rate if looked == answered else f"{rate} labelled, {looked / seconds:,.0f} up to symmetry"
        here += f", in {seconds:.1f} seconds: {speed}"
    different = "" if apart == checked else f", {apart:,} up to symmetry"
    return [
        f"{right} of {len(outcomes)} claims as expected, {checked:,} instances checked{different}",
        here,
        f"{_legend(SIGNS.values())}   ( ) not asked for",
        "nothing where a claim is refuted: it fails with all its hypotheses, too",
        f"{_legend(GENERAL.values())}   sharp: proved, and all of it is needed",
        "farkas: premises add up to 0 < 0   chain: from level to level   space: finite, it refutes   coq: theorems",
    ]


def _legend(signs: Iterable[Sign]) -> str:
    return "   ".join(f"{one.mark} {one.word}" for one in signs)


def _signed(claim: Claim[Any], need: Need, needed: Mapping[str, bool]) -> str:
    """A hypothesis with the sign for its need; in brackets where it was neither said nor found to be needed."""
    general = needed.get(need.hypothesis)
    mark = sign(need.status, general).mark
    expected = need.hypothesis in claim.needs or need.status == "needed" or general
    return f"{mark} {need.hypothesis}" if expected else f"({mark} {need.hypothesis})"


def remarks(outcome: Outcome, what: Known | None = None) -> list[str]:
    """Lines below the table: the counterexample or the reason, and what is not as expected."""
    v, lines = outcome.verdict, []
    if isinstance(v, Refuted):
        lines.append(f"{v.claim} is refuted by {v.counterexample}")
    if isinstance(v, Error) or (isinstance(v, Incomplete) and v.reason.startswith("crashed")):
        lines.append(f"{v.claim}: {v.reason}")
    return [*lines, *(f"{v.claim}: {says}" for says in surprises(outcome, what))]


def surprises(outcome: Outcome, what: Known | None = None) -> list[str]:
    """What is not as expected, in words; a check that did not come to its end may still come to what is expected."""
    v = outcome.verdict
    lines = [] if what is None else objections(outcome, what)
    if not v.as_expected and not isinstance(v, Incomplete):
        lines.append(f"{v.expected} was expected, {v.name} was found")
    if outcome.survivors:
        lines.append(f"corruptions of the conclusion that the check let pass: {', '.join(outcome.survivors)}")
    if outcome.missed and not isinstance(v, (Error, Incomplete)):
        lines.append(f"not found to be needed on scope {v.scope}: {', '.join(outcome.missed)}")
    return lines


def refutation(asked: Claim[Any], verdict: Verdict) -> list[str]:
    """The least counterexample and the order in which it is least, or why there is none and where to look for one."""
    if isinstance(verdict, Refuted):
        return str(verdict).splitlines()
    reason = f": {verdict.reason}" if isinstance(verdict, (Error, Incomplete)) else ""
    lines = [f"no counterexample to {verdict.asked}: {verdict.name}{reason} ({verdict.looked})"]
    left = [f"--drop {quote(name)}" for name in asked.needs if name not in verdict.dropped]
    return [*lines, f"to find one, leave out what is needed: {' or '.join(left)}"] if left else lines


def needs_table(claim: Claim[Any], needs: Iterable[Need], scope: str, needed: Mapping[str, bool]) -> Table:
    """One line a hypothesis; what is decided in general stands before what a scope shows."""
    table = _table(f"{claim.id}, scope {scope}", ("hypothesis", "status", "expected", "counterexample without it"))
    for need in needs:
        expected = "needed" if need.hypothesis in claim.needs else ""
        general = needed.get(need.hypothesis)
        wrong = bool(expected) and not (general or need.status == "needed")
        shown = "" if need.witness is None else str(need.witness)
        status = sign(need.status, general).word
        table.add_row(need.hypothesis, status, expected, shown, style="bold red" if wrong else None)
    return table


def limits(outcome: Outcome) -> list[str]:
    """What a table of needs does not tell: it has no lines, or the claim fails with all its hypotheses, too."""
    if not outcome.claim.given:
        return [f"{outcome.claim.id} has no hypotheses: as it stands, the verdict is {outcome.verdict.name}"]
    if outcome.verdict.name == "refuted":
        return ["refuted with all hypotheses, too: a line shows a counterexample for which this one alone fails"]
    return []
