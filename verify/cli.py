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
from io import TextIOWrapper
from pathlib import Path

from rich.progress import Progress

from algebra.affine import ENGINES
from algebra.errors import AlgebraError
from algebra.learned import SEEN
from algebra.modalities import METRICS, VOCABULARIES, align
from verify import checking, counted, listed, options
from verify.aligned import render
from verify.claim import SCOPES, ClaimError
from verify.claims import catalogue
from verify.engine import EngineError
from verify.headline.command import experiment
from verify.headline.plan import FEATURES, FEWEST, QUICK_FEWEST, QUICK_SEEDS, SEEDS
from verify.ledger import LedgerError
from verify.options import Files, Parser, Version, positive
from verify.page import MADE, html, read, write
from verify.plugins import opened
from verify.screen import bar, complain, console, save, writable

Arguments = argparse.Namespace
Command = Callable[..., argparse.ArgumentParser]
PATTERNS = 'an id or a pattern such as "relaxation.*"'
LEDGER = "keep what is finished, and go on from it"
LIMIT = "only the first pairs"
NAMED = "a Python file whose CLAIMS can be named, too"
GIVEN = "the Python file that the run was given by --claims"
PROOFS = (
    "what replays the theorems: where Coq is on the PATH, coqc compiles them beside the check, in about 25 seconds; "
    "coqchk has a second checker look, too; none skips it"
)


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
    found = read(args.folder, args.plugins)
    target = Path(args.folder, "report.html") if args.output is None else Path(args.output)
    write(html(found), target, found.files)
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


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(prog="fibercheck", description="Exact fiber products, and claims about them that are checked.")
    top.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, act: Callable[[Arguments], int], text: str, example: str) -> argparse.ArgumentParser:
        epilog = f"for example: fibercheck {name} {example}"
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, epilog=epilog)
        made.set_defaults(act=act)
        return made

    _run_commands(command)
    _question_commands(command)
    _page_command(command)
    _listing_commands(command)
    _align_command(command)
    _experiment_command(command)
    return top


def _run_commands(command: Command) -> None:
    says = "check claims on every instance of their families"
    verify = command("verify", checking.verify, says, '"relaxation.*" --scope small --json run.json')
    verify.add_argument("claims", nargs="*", metavar="CLAIM", help=f"{PATTERNS}; all where none is named")
    says = "put the ledgers of an array of jobs together"
    merge = command("merge", checking.merge, says, "1.db 2.db --json run.json")
    merge.add_argument("ledgers", nargs="+", metavar="LEDGER", help="what verify --shard R/M --ledger LEDGER wrote")
    _search_options(verify)
    for made in (verify, merge):
        _json(made)
        made.add_argument("--certificates", metavar="DIR", help="write the evidence for each verdict into a folder")
        made.add_argument("--coq", action="store_true", help="have Coq check these certificates, too")
        made.add_argument("--proofs", choices=("none", "coqc", "coqchk"), help=PROOFS)
    _plugins(verify, f"{NAMED}; where no claim is named, these alone are asked about")
    _plugins(merge, GIVEN)
    verify.add_argument("--ledger", metavar="FILE", help=LEDGER)
    engines = "what runs the workers: processes here (the default), a Dask cluster, or MPI"
    verify.add_argument("--engine", choices=("processes", "dask", "mpi"), default="processes", help=engines)
    verify.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster; a local one where none is named")
    verify.add_argument("--shard", type=options.shard, default=checking.ALL, metavar="R/M", help="only part R of M")


def _question_commands(command: Command) -> None:
    says = "find the least counterexample to a claim; the exit code is 1 when there is none"
    refute = command("refute", checking.refute, says, "relaxation.subgroup --drop ultrametric")
    dropped = "hypotheses to drop, one or more, after the claim"
    refute.add_argument("--drop", nargs="+", action="extend", default=[], metavar="HYP", help=dropped)
    says = "ask which hypotheses of a claim are needed"
    need = command("necessity", checking.necessity, says, "relaxation.quotient --scope small")
    for made in (refute, need):
        made.add_argument("claim", metavar="CLAIM", help="the id of a claim; see fibercheck claims")
        _search_options(made)
        _plugins(made, NAMED)
    refute.add_argument("--json", action="store_true", help="as JSON on stdout")


def _page_command(command: Command) -> None:
    page = command("report", _report, "write what a run left in a folder as one HTML page", "run")
    page.add_argument("folder", metavar="DIR", help=f"as {MADE} left it")
    page.add_argument("--output", metavar="FILE", help="the page; DIR/report.html without it")
    _plugins(page, GIVEN)


def _listing_commands(command: Command) -> None:
    says = "count the fiber product and its relaxations of cospan files"
    count = command("count", _count, says, "cospan.json --json")
    count.add_argument("files", nargs="+", metavar="FILE", help="a cospan in JSON")
    count.add_argument("--json", action="store_true", help="one JSON object a line")
    bases = "what finds Gröbner bases, for algebras; %(default)s where none is named"
    count.add_argument("--groebner", choices=ENGINES, default="sympy", help=bases)
    claims = command("claims", _claims, "list the claims with their statements", '"robustness.*"')
    claims.add_argument("claims", nargs="*", metavar="PATTERN", help=f"{PATTERNS}; all where none is named")
    _plugins(claims, "a Python file whose CLAIMS are listed, too; where no pattern is named, these alone are")
    claims.add_argument("--markdown", action="store_true", help="the table as Markdown")


def _align_command(command: Command) -> None:
    says = "align the images and captions of a source"
    made = command("align", _align, says, "openmoji --vocabulary clip --limit 500")
    made.add_argument("source", metavar="SOURCE", help="openmoji, digits, tuxpaint, a folder, or a CSV file")
    vocabularies = f"{', '.join((*VOCABULARIES, 'words'))}, or the path of a tokenizer.json"
    made.add_argument("--vocabulary", required=True, metavar="V", help=vocabularies)
    side = "side of the patches; %(default)s where none is named"
    made.add_argument("--size", type=positive, default=8, metavar="N", help=side)
    distances = f"{', '.join(METRICS)}; %(default)s where none is named"
    made.add_argument("--metric", default="lee-l1", metavar="NAME", help=distances)
    made.add_argument("--limit", type=positive, metavar="K", help=LIMIT)
    _json(made)


def _experiment_command(command: Command) -> None:
    says = "measure robustness and sensitivity to the dimension on a source"
    made = command("experiment", experiment, says, "openmoji --quick --json headline.json")
    made.add_argument("source", metavar="SOURCE", help="openmoji, tuxpaint, a folder, or a CSV file")
    features = f"some of {','.join(FEATURES)}; {','.join(SEEN)} where none are named"
    made.add_argument("--features", type=options.names, default=SEEN, metavar="NAMES", help=features)
    splits = (
        f"one split of the pairs for each; at least {FEWEST} ({QUICK_FEWEST} with --quick); "
        f"{SEEDS} ({QUICK_SEEDS}) where N is not named"
    )
    made.add_argument("--seeds", type=positive, metavar="N", help=splits)
    made.add_argument("--limit", type=positive, metavar="K", help=LIMIT)
    made.add_argument("--quick", action="store_true", help="a trial run: few pairs, seeds, dimensions, kinds of noise")
    made.add_argument("--ledger", metavar="FILE", help=LEDGER)
    _json(made)
    made.add_argument("--plot", metavar="DIR", help="draw figures into a folder")


def _search_options(made: argparse.ArgumentParser) -> None:
    scope = "how large the families are: small, standard (the default) or large"
    made.add_argument("--scope", choices=SCOPES, default="standard", help=scope)
    workers = "processes that share the work; one for each core where N is not named"
    made.add_argument("--workers", type=positive, default=os.cpu_count() or 1, metavar="N", help=workers)


def _json(made: argparse.ArgumentParser) -> None:
    text = "also as JSON; without FILE to stdout, in place of the tables"
    made.add_argument("--json", nargs="?", const="-", type=options.record, metavar="FILE", help=text)


def _plugins(made: argparse.ArgumentParser, text: str) -> None:
    made.add_argument("--claims", dest="plugins", type=opened, action=Files, default=(), metavar="FILE", help=text)


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
        options.apart(args)
        code: int = args.act(args)
    except (AlgebraError, ClaimError, EngineError, LedgerError) as error:
        complain(error)
        return 2
    except KeyboardInterrupt:
        return 130
    return code
