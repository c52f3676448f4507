"""The command line: fibercheck verify, refute, necessity, count, claims, align.

Main definitions
    main        the exit code: 0 as expected, 1 not as expected, 2 bad input, 130 interrupted
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import Progress, TaskID

from algebra.errors import AlgebraError
from algebra.modalities import align
from verify import counted, report
from verify.aligned import render
from verify.check import Result, merge, necessity, verdict
from verify.claim import SCOPES, Claim, ClaimError
from verify.claims import catalogue
from verify.engine import run

INLINE = 1 << 12
WIDTH = 140
Arguments = argparse.Namespace


def console(stderr: bool = False) -> Console:
    """A console that prints texts as they are, wide where no terminal sets the width."""
    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = WIDTH
    return made


def complain(sentence: object) -> None:
    """Say one sentence on stderr."""
    print(f"fibercheck: {' '.join(str(sentence).split())}", file=sys.stderr)


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence."""

    def error(self, message: str) -> NoReturn:
        complain(message)
        raise SystemExit(2)


@contextmanager
def bar() -> Iterator[Progress]:
    """A progress bar on stderr that shows up after a second."""
    err = console(stderr=True)
    progress = Progress(console=err, transient=True, disable=not err.is_terminal)
    timer = Timer(1.0, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        progress.stop()


def _check(
    claim: Claim[Any], args: Arguments, progress: Progress, dropped: tuple[str, ...] = ()
) -> tuple[report.Outcome, bool]:
    """The outcome for one claim, and whether it was interrupted."""
    weaker, family, start = claim.drop(*dropped), claim.family(args.scope), perf_counter()
    workers = 1 if family.cardinality < INLINE else args.workers
    shards = 1 if family.cardinality < INLINE else 4 * workers
    task: TaskID = progress.add_task(claim.id, total=shards)
    results: list[Result] = []

    def seen(result: Result) -> None:
        results.append(result)
        progress.advance(task)

    stopped = False
    try:
        run(partial(catalogue.shard, claim.id, args.scope, dropped), shards, workers, seen)
    except KeyboardInterrupt:
        stopped = True
    except BrokenExecutor as error:
        complain(f"{claim.id}: a worker was lost: {error}")
    progress.remove_task(task)
    merged = merge(results)
    needs = tuple(necessity(weaker, merged))
    found = verdict(weaker, family, args.scope, merged)
    return report.Outcome(weaker, found, needs, perf_counter() - start), stopped


def _verify(args: Arguments) -> int:
    claims = catalogue.find(args.claims)
    for claim in claims:
        claim.family(args.scope)
    _writable(args.json)
    outcomes: list[report.Outcome] = []
    stopped = False
    with bar() as progress:
        for claim in claims:
            outcome, stopped = _check(claim, args, progress)
            outcomes.append(outcome)
            if stopped:
                break
    if args.json != "-":
        _tell(outcomes, args.scope)
    records = [report.record(outcome.verdict, outcome.needs) for outcome in outcomes]
    _save(args.json, {"scope": args.scope, "claims": records})
    return 130 if stopped else int(not all(outcome.as_expected for outcome in outcomes))


def _tell(outcomes: Sequence[report.Outcome], scope: str) -> None:
    out = console()
    out.print(report.verify_table(outcomes, scope))
    for line in (*report.summary(outcomes), *(line for outcome in outcomes for line in report.remarks(outcome))):
        out.print(line)


def _refute(args: Arguments) -> int:
    claim, dropped = catalogue.one(args.claim), tuple(dict.fromkeys(args.drop))
    claim.drop(*dropped).family(args.scope)
    with bar() as progress:
        outcome, stopped = _check(claim, args, progress, dropped)
    if args.json:
        _save("-", report.record(outcome.verdict, outcome.needs) | {"dropped": list(dropped)})
    else:
        for line in report.refutation(outcome.verdict, dropped):
            console().print(line)
    return 130 if stopped else int(outcome.verdict.name != "refuted")


def _necessity(args: Arguments) -> int:
    claim = catalogue.one(args.claim)
    claim.family(args.scope)
    with bar() as progress:
        outcome, stopped = _check(claim, args, progress)
    out = console()
    out.print(report.needs_table(claim, outcome.needs, args.scope))
    for line in report.remarks(outcome):
        out.print(line)
    return 130 if stopped else int(not outcome.as_expected)


def _claims(args: Arguments) -> int:
    console().print(report.claims_table(catalogue.CLAIMS))
    return 0


def _count(args: Arguments) -> int:
    code = 0
    for path in args.files:
        try:
            answer = counted.counted(path)
        except AlgebraError as error:
            complain(error)
            code = 2
        except counted.Unsound as error:
            complain(error)
            code = max(code, 1)
        else:
            if args.json:
                print(json.dumps(answer), flush=True)
            else:
                console().print(counted.table(answer))
    return code


def _align(args: Arguments) -> int:
    _writable(args.json)
    with bar() as progress:
        found = align(
            args.source,
            args.vocabulary,
            size=args.size,
            metric=args.metric,
            limit=args.limit,
            progress=_follow(progress),
        )
    if args.json != "-":
        render(found, console())
    _save(args.json, found.record())
    return 0


def _follow(progress: Progress) -> Callable[[str, int, int], None]:
    task = progress.add_task("align", total=None)
    return lambda stage, done, total: progress.update(task, description=stage, completed=done, total=total)


def _writable(path: str | None) -> None:
    """Refuse a path that cannot be written before anything long starts."""
    if path in (None, "-"):
        return
    there = Path(path).exists()
    try:
        with Path(path).open("a", encoding="utf-8"):
            pass
        if not there:
            Path(path).unlink()
    except OSError as error:
        raise ClaimError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from None


def _save(path: str | None, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    if path == "-":
        sys.stdout.write(text)
    elif path is not None:
        Path(path).write_text(text, encoding="utf-8")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} where an integer of at least 1 is needed")
    return value


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(prog="fibercheck", description="Exact fiber products, and claims about them that are checked.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, act: Callable[[Arguments], int], text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        made.set_defaults(act=act)
        return made

    _claim_commands(command)
    count = command("count", _count, "count the fiber product and its relaxations of cospan files")
    count.add_argument("files", nargs="+", metavar="FILE")
    count.add_argument("--json", action="store_true", help="one JSON object a line")
    command("claims", _claims, "list the claims with their statements")
    _align_command(command)
    return top


def _align_command(command: Callable[..., argparse.ArgumentParser]) -> None:
    made = command("align", _align, "align the images and captions of a source")
    made.add_argument("source", metavar="SOURCE", help="openmoji, digits, a folder, or a CSV file")
    made.add_argument("--vocabulary", required=True, metavar="V")
    made.add_argument("--size", type=_positive, default=8, metavar="N", help="side of the patches")
    made.add_argument("--metric", default="lee-l1", metavar="NAME")
    made.add_argument("--limit", type=_positive, metavar="K", help="only the first pairs")
    made.add_argument("--json", nargs="?", const="-", metavar="FILE", help="to stdout where no FILE is named")


def _claim_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    verify = command("verify", _verify, "check claims on every instance of their families")
    verify.add_argument("claims", nargs="*", metavar="CLAIM", help='an id or a pattern such as "relaxation.*"')
    refute = command("refute", _refute, "find the least counterexample to a claim")
    refute.add_argument("claim", metavar="CLAIM")
    refute.add_argument("--drop", nargs="+", action="extend", default=[], metavar="HYP", help="hypotheses to drop")
    need = command("necessity", _necessity, "ask which hypotheses of a claim are needed")
    need.add_argument("claim", metavar="CLAIM")
    for made in (verify, refute, need):
        made.add_argument("--scope", choices=SCOPES, default="standard")
        made.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, metavar="N")
    verify.add_argument("--json", nargs="?", const="-", metavar="FILE", help="also as JSON; to stdout without FILE")
    refute.add_argument("--json", action="store_true", help="as JSON on stdout")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    sys.set_int_max_str_digits(0)
    try:
        args = parser().parse_args(argv)
        code: int = args.act(args)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except (AlgebraError, ClaimError) as error:
        complain(error)
        return 2
    except KeyboardInterrupt:
        return 130
    return code
