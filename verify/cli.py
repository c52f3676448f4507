"""The command line: fibercheck verify, merge, refute, necessity, report, count, claims, align, experiment.

Main definitions
    main        the exit code: 0 as expected, 1 not as expected, 2 bad input, 130 interrupted
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from rich.progress import Progress

from algebra.affine import ENGINES
from algebra.errors import AlgebraError
from algebra.modalities import align
from verify import checking, counted, listed
from verify.aligned import render
from verify.claim import SCOPES, ClaimError
from verify.claims import catalogue
from verify.engine import EngineError
from verify.headline.command import experiment
from verify.ledger import LedgerError
from verify.page.page import html
from verify.page.reading import MADE, read
from verify.plugins import opened
from verify.screen import bar, complain, console, save, unwritable, writable

Arguments = argparse.Namespace
PATTERNS = 'an id or a pattern such as "relaxation.*"'


class Version(argparse.Action):
    """An option that tells the version and ends; it is looked up when it is asked for."""

    def __call__(self, *_: object) -> NoReturn:
        try:
            print(f"fibercheck {metadata.version('fibercheck')}")
        except metadata.PackageNotFoundError:
            complain("it is not installed, and has no version; pip install .")
            raise SystemExit(2) from None
        raise SystemExit(0)


class Files(argparse.Action):
    """An option that may be given several times, and keeps what it named first to last, each once."""

    def __call__(self, _: object, args: Arguments, value: object, __: object = None) -> None:
        setattr(args, self.dest, tuple(dict.fromkeys((*getattr(args, self.dest), value))))


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence."""

    def error(self, message: str) -> NoReturn:
        # argparse takes names that stand in two places for too many
        hint = "; name them in one place, before the options" if message.startswith("unrecognized arguments") else ""
        complain(message + hint)
        raise SystemExit(2)


def _claims(args: Arguments) -> int:
    out, found = console(), catalogue.find(args.claims, args.plugins)
    if args.markdown:
        print(listed.markdown(found))
    elif out.width >= listed.WIDE:
        out.print(listed.table(found))
    else:
        out.print(listed.lines(found, out.width), soft_wrap=True)
    return 0


def _report(args: Arguments) -> int:
    page = html(read(args.folder, args.plugins))
    target = Path(args.folder, "report.html") if args.output is None else Path(args.output)
    with unwritable(str(target)):
        target.write_text(page, encoding="utf-8")
    console().print(f"the report is in {target}", soft_wrap=True)
    return 0


def _count(args: Arguments) -> int:
    code = 0
    for path in args.files:
        try:
            answer = counted.counted(path, args.groebner)
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
    writable(args.json)
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
    save(args.json, found.record())
    return 0


def _follow(progress: Progress) -> Callable[[str, int, int], None]:
    task = progress.add_task("align", total=None)
    return lambda stage, done, total: progress.update(task, description=stage, completed=done, total=total)


def _positive(text: str) -> int:
    value = int(text) if text.isdecimal() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} where an integer of at least 1 is needed")
    return value


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(prog="fibercheck", description="Exact fiber products, and claims about them that are checked.")
    top.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, act: Callable[[Arguments], int], text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        made.set_defaults(act=act)
        return made

    _claim_commands(command)
    count = command("count", _count, "count the fiber product and its relaxations of cospan files")
    count.add_argument("files", nargs="+", metavar="FILE")
    count.add_argument("--json", action="store_true", help="one JSON object a line")
    count.add_argument("--groebner", choices=ENGINES, default="sympy", help="what finds Gröbner bases, for algebras")
    claims = command("claims", _claims, "list the claims with their statements")
    claims.add_argument("claims", nargs="*", metavar="PATTERN", help=PATTERNS)
    _plugins(claims)
    claims.add_argument("--markdown", action="store_true", help="the table as Markdown")
    _align_command(command)
    _experiment_command(command)
    return top


def _align_command(command: Callable[..., argparse.ArgumentParser]) -> None:
    made = command("align", _align, "align the images and captions of a source")
    made.add_argument("source", metavar="SOURCE", help="openmoji, digits, tuxpaint, a folder, or a CSV file")
    made.add_argument("--vocabulary", required=True, metavar="V")
    made.add_argument("--size", type=_positive, default=8, metavar="N", help="side of the patches")
    made.add_argument("--metric", default="lee-l1", metavar="NAME")
    made.add_argument("--limit", type=_positive, metavar="K", help="only the first pairs")
    made.add_argument("--json", nargs="?", const="-", metavar="FILE", help="to stdout where no FILE is named")


def _experiment_command(command: Callable[..., argparse.ArgumentParser]) -> None:
    made = command("experiment", experiment, "measure robustness and sensitivity to the dimension on a source")
    made.add_argument("source", metavar="SOURCE", help="openmoji, tuxpaint, a folder, or a CSV file")
    made.add_argument(
        "--features",
        type=lambda text: [name for name in text.split(",") if name],
        default=("bytes", "characters"),
        metavar="NAMES",
        help="some of bytes,characters,embeddings",
    )
    splits = "one split of the pairs for each; at least 5 (2 with --quick)"
    made.add_argument("--seeds", type=_positive, metavar="N", help=splits)
    made.add_argument("--limit", type=_positive, metavar="K", help="only the first pairs")
    made.add_argument("--quick", action="store_true", help="a trial run: few pairs, seeds, dimensions, kinds of noise")
    made.add_argument("--ledger", metavar="FILE", help="keep what is finished, and go on from it")
    record = "also as JSON; without FILE to stdout, in place of the tables"
    made.add_argument("--json", nargs="?", const="-", metavar="FILE", help=record)
    made.add_argument("--plot", metavar="DIR", help="draw figures into a folder")


def _claim_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    verify = command("verify", checking.verify, "check claims on every instance of their families")
    verify.add_argument("claims", nargs="*", metavar="CLAIM", help=PATTERNS)
    merge = command("merge", checking.merge, "put the ledgers of an array of jobs together")
    merge.add_argument("ledgers", nargs="+", metavar="LEDGER")
    sought = "find the least counterexample to a claim; the exit code is 1 when there is none"
    refute = command("refute", checking.refute, sought)
    refute.add_argument("claim", metavar="CLAIM")
    refute.add_argument("--drop", nargs="+", action="extend", default=[], metavar="HYP", help="hypotheses to drop")
    need = command("necessity", checking.necessity, "ask which hypotheses of a claim are needed")
    need.add_argument("claim", metavar="CLAIM")
    for made in (verify, refute, need):
        made.add_argument("--scope", choices=SCOPES, default="standard")
        made.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, metavar="N")
    for made in (verify, merge):
        made.add_argument("--json", nargs="?", const="-", metavar="FILE", help="also as JSON; to stdout without FILE")
        made.add_argument("--certificates", metavar="DIR", help="write the evidence for each verdict into a folder")
        made.add_argument("--coq", action="store_true", help="have Coq check these certificates, too")
        made.add_argument("--proofs", choices=("none", "coqc", "coqchk"), help="what replays the theorems")
    page = command("report", _report, "write what a run left in a folder as one HTML page")
    page.add_argument("folder", metavar="DIR", help=f"as {MADE} left it")
    page.add_argument("--output", metavar="FILE", help="the page; DIR/report.html without it")
    for made in (verify, merge, refute, need, page):
        _plugins(made)
    refute.add_argument("--json", action="store_true", help="as JSON on stdout")
    _engine_options(verify)


def _plugins(made: argparse.ArgumentParser) -> None:
    text = "a Python file whose CLAIMS can be named, too; where no claim is named, these alone are asked about"
    made.add_argument("--claims", dest="plugins", type=opened, action=Files, default=(), metavar="FILE", help=text)


def _engine_options(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("--ledger", metavar="FILE", help="keep what is finished, and go on from it")
    verify.add_argument("--engine", choices=("processes", "dask", "mpi"), default="processes")
    verify.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster; a local one where none is named")
    verify.add_argument("--shard", type=_fraction, default=checking.ALL, metavar="R/M", help="only part R of M")


def _fraction(text: str) -> tuple[int, int]:
    r, _, m = text.partition("/")
    if not (r.isdecimal() and m.isdecimal() and 1 <= int(r) <= int(m)):
        raise argparse.ArgumentTypeError(f"{text!r} where R/M with 1 <= R <= M is needed, such as 1/8")
    return int(r), int(m)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    sys.set_int_max_str_digits(0)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            args = parser().parse_args(argv)
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else 0
        code: int = args.act(args)
    except (AlgebraError, ClaimError, EngineError, LedgerError) as error:
        complain(error)
        return 2
    except KeyboardInterrupt:
        return 130
    return code
