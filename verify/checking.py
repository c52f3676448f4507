"""The commands that check claims: verify, refute, necessity, merge.

        plan -> answers (from a ledger, from workers) -> outcomes -> table, JSON, certificates

Main definitions
    carried_out     the answers to the tasks of a plan
    verify, refute, necessity, merge
"""

from __future__ import annotations

from argparse import Namespace as Arguments
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from verify import report
from verify.campaign import Answers, Outcome, Plan, Task, answer_for, outcomes, planned, restored, sources, unpacked
from verify.certifying import certify, formally, ready
from verify.claim import Claim, ClaimError
from verify.claims import catalogue
from verify.engine import drive
from verify.evidence import census, known, objections
from verify.executors import Pools, dask, inline, mpi, processes
from verify.ledger import Ledger, union
from verify.plugins import Plugin
from verify.proofs import Progress, Replay, coq, replaying, unasked
from verify.screen import announce, bar, console, save
from verify.theorems import theorems

INLINE = 1 << 14
CLUSTER = 1 << 10
ALL = (1, 1)

Theorems = Callable[[bool], tuple[Replay, bool]]


def carried_out(plan: Plan, args: Arguments, part: tuple[int, int] = ALL) -> tuple[Answers, bool]:
    """The answers to every m-th task of a plan from the r-th on, and whether the run was interrupted."""
    answers, path = Answers(), getattr(args, "ledger", None)
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger(path, str(plan))) if path else None
        mine = plan.tasks[part[0] - 1 :: part[1]]
        if ledger is not None:
            answers.told.update(ledger.finished())
        todo = [task for task in mine if str(task) not in answers.told]
        progress = stack.enter_context(bar())
        if plan.size > INLINE:
            announce(f"{len(plan.claims)} claim{'s' * (len(plan.claims) != 1)}, scope {plan.scope}")
        row = progress.add_task("", total=len(mine), completed=len(mine) - len(todo))

        def done(task: Task, told: tuple[str, float]) -> None:
            if ledger is not None:
                ledger.add(str(task), told[0])
            answers.told[str(task)], answers.seconds[str(task)] = told
            progress.update(row, description=task.claim, advance=1)

        def crashed(task: Task, says: str) -> None:
            answers.crashed[str(task)] = says

        try:
            drive(
                todo,
                partial(answer_for, sources()),
                _pools(plan, args),
                window=_window(args),
                done=done,
                crashed=crashed,
            )
        except KeyboardInterrupt:
            return answers, True
    return answers, False


def _window(args: Arguments) -> int:
    """How many tasks may be in flight: a few for each worker here, many where the workers are not counted."""
    return 4 * args.workers if getattr(args, "engine", "processes") == "processes" else CLUSTER


def _pools(plan: Plan, args: Arguments) -> Pools:
    """The executors asked for; none where the work is over sooner than they would be there."""
    engine = getattr(args, "engine", "processes")
    if engine == "dask":
        return dask(args.scheduler, args.workers)
    if engine == "mpi":
        return mpi(args.workers)
    small = args.workers == 1 or plan.size <= INLINE
    return inline() if small else processes(args.workers, answer_for.__module__)


def verify(args: Arguments) -> int:
    """Check claims; 0 when all is as expected, 1 when not, 130 when interrupted."""
    _consistent(args)
    plan = planned(catalogue.find(args.claims, args.plugins), args.scope, (), args.plugins)
    ready(args)
    start = perf_counter()
    with _theorems(plan, args, args.shard) as replayed:
        answers, stopped = carried_out(plan, args, args.shard)
        if args.shard != ALL:
            return _part(plan, args, answers, stopped)
        seconds = perf_counter() - start
        replay, stopped = replayed(stopped)
    code = max(_told(plan, args, answers, seconds, replay), 0 if stopped else formally(args))
    if stopped and args.json != "-":
        kept = f"are in {args.ledger}; give the same command again" if args.ledger else "were done; --ledger keeps them"
        console().print(f"interrupted: {len(answers.told)} of {len(plan.tasks)} tasks {kept}", soft_wrap=True)
    return 130 if stopped else code


def _consistent(args: Arguments) -> None:
    """Refuse options that would be without effect, or have another than meant."""
    if args.json and _named(args.json, args.plugins):
        hint = "write --json=FILE with a name in .json, or --json after the claims"
        raise ClaimError(f"--json takes the name that follows it, and {args.json!r} names claims; {hint}")
    if args.shard != ALL and not args.ledger:
        raise ClaimError("--shard needs a ledger to leave its part in; add --ledger FILE")
    if args.shard != ALL and (args.json or args.certificates):
        raise ClaimError("--shard does a part only; give --json and --certificates to fibercheck merge")
    if args.shard != ALL and args.proofs not in (None, "none"):
        raise ClaimError(f"--shard does a part only; give --proofs {args.proofs} to fibercheck merge")
    if args.scheduler and args.engine != "dask":
        raise ClaimError(f"--scheduler is for Dask, the engine is {args.engine}; add --engine dask")


def _named(path: str, plugins: Sequence[Plugin]) -> bool:
    """Whether the name of a file reads as an id, or a pattern, of claims of some topic."""
    topic = path.partition(".")[0]
    topics = {claim.id.partition(".")[0] for claim in catalogue.known(plugins)}
    return not path.endswith(".json") and any(fnmatchcase(name, topic) for name in topics)


@contextmanager
def _theorems(plan: Plan, args: Arguments, part: tuple[int, int] = ALL) -> Iterator[Theorems]:
    """The replay of the theorems beside the check: what is given waits for it, unless the run was interrupted."""
    why = "not asked for" if args.proofs == "none" or part != ALL else _hindrance(plan, args)
    if why is not None:
        yield lambda stopped: (unasked(why), stopped)
        return
    with replaying(args.proofs or "coqc") as awaited:

        def replayed(stopped: bool) -> tuple[Replay, bool]:
            try:
                return unasked("interrupted") if stopped else _awaited(awaited), stopped
            except KeyboardInterrupt:
                return unasked("interrupted"), True

        yield replayed


def _hindrance(plan: Plan, args: Arguments) -> str | None:
    """Why the theorems of the claims asked for are not replayed, where they are not."""
    if theorems().keys().isdisjoint(claim.id for claim in plan.claims):
        return "none is about these claims"
    if coq() is not None:
        return None
    if args.proofs is not None:
        raise ClaimError(f"--proofs {args.proofs} needs Coq on the PATH or in COQBIN; apt-get install coq")
    return "coqc is not installed"


def _awaited(awaited: Callable[[Progress], Replay]) -> Replay:
    with bar() as shown:
        row = shown.add_task("", total=None)
        return awaited(lambda what: shown.update(row, description=f"coq: {what}"))


def _part(plan: Plan, args: Arguments, answers: Answers, stopped: bool) -> int:
    r, m = args.shard
    mine = [str(task) for task in plan.tasks[r - 1 :: m]]
    here = sum(key in answers.told for key in mine)
    console().print(f"part {r} of {m}: {here} of {len(mine)} tasks are in {args.ledger}")
    for key, says in answers.crashed.items():
        console().print(f"{key} crashed: {says}")
    console().print("when all parts are done: fibercheck merge LEDGER ...")
    return 130 if stopped else int(here < len(mine))


def merge(args: Arguments) -> int:
    """Put the ledgers of an array of jobs together, and tell what they come to."""
    text, told = union(args.ledgers)
    plan = restored(text, args.plugins)
    ready(args)
    with _theorems(plan, args) as replayed:
        replay, stopped = replayed(False)
    code = max(_told(plan, args, Answers(told=told), 0.0, replay), 0 if stopped else formally(args))
    missing = len(plan.tasks) - len(told)
    if missing and args.json != "-":
        console().print(f"{missing} of {len(plan.tasks)} tasks are in none of these ledgers; is a part missing?")
    return 130 if stopped else code


def _told(plan: Plan, args: Arguments, answers: Answers, seconds: float, replay: Replay) -> int:
    """Print, save and certify the outcomes."""
    found = outcomes(plan, answers)
    what = [known(outcome, replay) for outcome in found]
    both = list(zip(found, what, strict=True))
    if args.json != "-":
        out = console()
        out.print(report.verify_table(both, plan.scope, out.width))
        new = [unpacked(answers.told[str(task)]) for task in plan.tasks if task.m and str(task) in answers.seconds]
        counted = (sum(result.checked for result in new), sum(result.representatives for result in new))
        lines = (*report.summary(found, seconds, *counted), census(what, replay.why))
        for line in (*lines, *(x for pair in both for x in report.remarks(*pair))):
            out.print(line, soft_wrap=True)
    save(args.json, report.run_record(plan.scope, both))
    if args.certificates:
        certify(plan, found, Path(args.certificates), quiet=args.json == "-")
    unread = args.proofs not in (None, "none") and any("recorded, not replayed" in one.levels for one in what)
    return int(unread or not all(outcome.as_expected and not objections(outcome, one) for outcome, one in both))


def refute(args: Arguments) -> int:
    """Look for the least counterexample; 0 when there is one."""
    asked, dropped = catalogue.one(args.claim, args.plugins), tuple(dict.fromkeys(args.drop))
    if not args.json:
        console().print(str(asked), soft_wrap=True)
    outcome, stopped = _single(asked, args, dropped)
    if args.json:
        told = report.record(outcome.verdict, outcome.needs) | report.claim_record(outcome.claim)
        save("-", told | {"dropped": list(dropped)})
    else:
        for line in report.refutation(asked, outcome.verdict):
            console().print(line, soft_wrap=True)
    return 130 if stopped else int(outcome.verdict.name != "refuted")


def necessity(args: Arguments) -> int:
    """Ask which hypotheses are needed; 0 when all is as expected."""
    out, asked = console(), catalogue.one(args.claim, args.plugins)
    out.print(str(asked), soft_wrap=True)
    outcome, stopped = _single(asked, args)
    what = known(outcome, unasked("not asked for"))
    if asked.given:
        out.print(report.needs_table(asked, outcome.needs, args.scope, what.needed))
    for line in (*report.limits(outcome), *report.remarks(outcome)):
        out.print(line, soft_wrap=True)
    return 130 if stopped else int(not outcome.as_expected)


def _single(asked: Claim[Any], args: Arguments, dropped: tuple[str, ...] = ()) -> tuple[Outcome, bool]:
    plan = planned([asked], args.scope, dropped, args.plugins)
    answers, stopped = carried_out(plan, args)
    return outcomes(plan, answers)[0], stopped
