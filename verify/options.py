"""What options of the command line may say, and how what they may not is refused.

        text -> value, or one sentence and the code 2

Main definitions
    Parser              a parser that refuses with one sentence
    Version, Files      an option that ends the program, and one that may be given several times
    positive, shard, names
                        the values of some options
    record              where JSON may be written
    apart               refuses one file for two things
"""

from __future__ import annotations

import argparse
import json
from importlib import metadata
from pathlib import Path
from typing import NoReturn

from verify.claim import ClaimError
from verify.screen import complain, spare

# one of these stands in what verify and merge, experiment, and align write
MARKS = ("fibercheck", "experiment", "vocabulary")
# argparse takes names that stand in two places for too many, and gives those behind an option to the option
HINTS = {
    "unrecognized arguments": "name them in one place, before the options",
    "the following arguments are required: CLAIM": "name it before options such as --drop, which take what follows",
    "the following arguments are required: LEDGER": "name them before options such as --json, which take what follows",
}


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence."""

    def error(self, message: str) -> NoReturn:
        complain("; ".join([message, *(hint for start, hint in HINTS.items() if message.startswith(start))]))
        raise SystemExit(2)


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

    def __call__(self, _: object, args: argparse.Namespace, value: object, __: object = None) -> None:
        setattr(args, self.dest, tuple(dict.fromkeys((*getattr(args, self.dest), value))))


def positive(text: str) -> int:
    """An integer of at least 1.

    Raises
    ------
    ArgumentTypeError
        When the text is none.

    Examples
    --------
    >>> positive("12")
    12
    """
    value = int(text) if text.isdecimal() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} where an integer of at least 1 is needed")
    return value


def shard(text: str) -> tuple[int, int]:
    """The part r of m with 1 ≤ r ≤ m.

    Raises
    ------
    ArgumentTypeError
        When the text is no such fraction.

    Examples
    --------
    >>> shard("3/8")
    (3, 8)
    """
    r, _, m = text.partition("/")
    if not (r.isdecimal() and m.isdecimal() and 1 <= int(r) <= int(m)):
        raise argparse.ArgumentTypeError(f"{text!r} where R/M with 1 <= R <= M is needed, such as 1/8")
    return int(r), int(m)


def names(text: str) -> list[str]:
    """What stands between commas.

    Examples
    --------
    >>> names("bytes,characters")
    ['bytes', 'characters']
    """
    return [name for name in text.split(",") if name]


def record(path: str) -> str:
    """A path to which JSON may be written: there is nothing yet, or what fibercheck wrote.

    Raises
    ------
    ClaimError
        When there is another file, such as a ledger.

    Examples
    --------
    >>> record("-")
    '-'
    """
    hint = "--json takes the name that follows it: give it last, or as --json=FILE with a new name"
    if path != "-" and not spare(path, _recorded):
        raise ClaimError(f"{path} is there, and is no JSON that fibercheck wrote; {hint}")
    return path


def apart(args: argparse.Namespace) -> None:
    """Refuse one file for the ledger and the JSON of a run.

    Raises
    ------
    ClaimError
        When both have the same path.
    """
    ledger, target = getattr(args, "ledger", None), getattr(args, "json", None)
    if ledger and target and Path(ledger) == Path(target):
        raise ClaimError(f"--ledger and --json both name {ledger}; name two files")


def _recorded(path: Path) -> bool:
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and not found.keys().isdisjoint(MARKS)
