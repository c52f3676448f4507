"""What the command line prints on: a console, a progress bar, one sentence on stderr, a JSON file.

Main definitions
    console, bar        wide where no terminal sets the width; shown only where it is seen
    complain            one sentence on stderr
    announce            the same where no bar is seen
    unwritable          what cannot be written, told in a sentence
    spare               whether nothing of somebody else is lost when a file is written
    writable, save      JSON to a file or to stdout
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

from rich.console import Console
from rich.progress import Progress

from verify.claim import ClaimError

WIDTH, NOTEBOOK = 140, 100


def console(stderr: bool = False) -> Console:
    """A console that prints texts as they are, wide where no terminal sets the width, less so in a notebook."""
    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = NOTEBOOK if made.is_jupyter else WIDTH
    # rich would give each line of a notebook a block of its own
    made.is_jupyter = False
    return made


def complain(sentence: object) -> None:
    """Say one sentence on stderr."""
    print(f"fibercheck: {' '.join(str(sentence).split())}", file=sys.stderr)


def announce(sentence: str) -> None:
    """Say on stderr what begins, where no bar tells how far it is."""
    if not sys.stderr.isatty():
        complain(sentence)
        sys.stderr.flush()


@contextmanager
def bar() -> Iterator[Progress]:
    """A progress bar on stderr that shows up after a second."""
    err = console(stderr=True)
    progress = Progress(console=err, transient=True, disable=not sys.stderr.isatty())
    timer = Timer(1.0, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        progress.stop()


@contextmanager
def unwritable(what: str) -> Iterator[None]:
    """Refuse what the system does not let be written, with its reason."""
    try:
        yield
    except OSError as error:
        raise ClaimError(f"{what} cannot be written: {(error.strerror or 'unknown reason').lower()}") from None


def spare(path: str, ours: Callable[[Path], bool]) -> bool:
    """Whether a path may be written to: no file is there, or an empty one, or one of ours."""
    with unwritable(path):
        found = Path(path)
        return not found.is_file() or found.stat().st_size == 0 or ours(found)


def writable(path: str | None) -> None:
    """Refuse a path that cannot be written before anything long starts."""
    if path in (None, "-"):
        return
    there = Path(path).exists()
    with unwritable(f"{path}"):
        with Path(path).open("a", encoding="utf-8"):
            pass
        if not there:
            Path(path).unlink()


def save(path: str | None, value: Any) -> None:
    """Write JSON to a file, to stdout for "-", nowhere for None."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    if path == "-":
        sys.stdout.write(text)
    elif path is not None:
        Path(path).write_text(text, encoding="utf-8")
