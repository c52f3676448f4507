"""The command that measures the headline: plan, pairs, trials, record, tables, figures.

        SOURCE -> pairs -> trials (kept in a ledger) -> record -> console, JSON, PNG

Main definitions
    experiment      the exit code: 0 measured, whatever the verdicts; 130 interrupted
"""

from __future__ import annotations

from argparse import Namespace as Arguments
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from tempfile import TemporaryFile
from typing import Any

from rich.progress import Progress

from algebra.errors import package
from algebra.learned import Pairs, read
from verify.headline.figures import draw
from verify.headline.plan import enough, planned
from verify.headline.record import record
from verify.headline.render import render
from verify.headline.trials import TRIALS, carried_out
from verify.screen import bar, complain, console, save, unwritable, writable


def experiment(args: Arguments) -> int:
    """Measure the headline on real pairs, and tell what comes out."""
    plan = planned(args.source, args.features, args.seeds, args.limit, args.quick)
    _ready(args)
    with bar() as progress:
        follow = _follow(progress)
        pairs = read(plan.source, plan.limit, follow)
        enough(plan.source, pairs.captions, pairs.refused)
        trials, stopped = carried_out(plan, pairs, args.ledger, follow)
    if stopped:
        kept = f"are in {args.ledger}; give the same command again" if args.ledger else "were done; --ledger keeps them"
        complain(f"interrupted: {len(trials)} of {len(plan.tasks)} trials {kept}")
        return 130
    _told(args, record(plan, _source(pairs), _versions(), trials))
    return 0


def _told(args: Arguments, found: dict[str, Any]) -> None:
    """Print, save and draw the record."""
    if args.json != "-":
        render(found, console())
    save(args.json, found)
    if args.plot:
        paths = draw(found, Path(args.plot))
        if args.json != "-":
            console().print(f"{len(paths)} figures in {args.plot}: {', '.join(p.name for p in paths)}", soft_wrap=True)


def _ready(args: Arguments) -> None:
    """Refuse what is missing or cannot be written before anything long starts."""
    package("scipy.stats", "data")
    writable(args.json)
    writable(args.ledger)
    if args.plot:
        package("matplotlib.figure", "plot")
        with unwritable(f"the folder {args.plot} for figures"):
            Path(args.plot).mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=args.plot):
                pass


def _follow(progress: Progress) -> Callable[[str, int, int], None]:
    """Two rows: the trials, and the stage of the one at work."""
    whole, stage = progress.add_task(TRIALS, total=None), progress.add_task("", total=None)

    def told(name: str, done: int, total: int) -> None:
        row = whole if name == TRIALS else stage
        progress.update(row, description=name, completed=done, total=total)

    return told


def _source(pairs: Pairs) -> dict[str, Any]:
    counts = {"pairs": len(pairs.captions), "captions": len({*pairs.captions}), "refused": len(pairs.refused)}
    left_out = [asdict(refusal) for refusal in pairs.refused]
    return {"name": pairs.source, "credit": pairs.credit, **counts, "left out": left_out}


def _versions() -> dict[str, str]:
    names = ("fibercheck", "numpy", "scipy")
    return {"python": python_version(), **{name: version(name) for name in names}}
