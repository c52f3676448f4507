"""The general theorems replayed: whether Coq accepts them again, word for word and without axioms.

        *.v  --coqdep, coqc-->  what Statements.v prints  =  statements.txt

Main definitions
    Replay      a book of theorems, and what became of them
    coq         the folder of Coq's programs
    version     which Coq it is
    replayed    the theorems compiled and compared
    replaying   the same beside other work, until it is asked for
    unasked     no replay, and why
    standing    what a replay says of one claim

Conventions
    A theorem is proved when Coq compiles all files, prints its statement as recorded, and needs no axiom; theorems of
    Reals.v may need the axioms of Coq's real numbers.  A claim is proved when all its theorems are, and when it and
    they are worded as they were when they were bound; `python -m verify.proofs` binds them anew.
    What another version of Coq refuses, or prints otherwise, was not replayed.

References
    1. The Coq Development Team, The Coq Reference Manual, release 8.16: Print Assumptions; the proof checker coqchk.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any, Literal

from verify.claim import Claim
from verify.claims import catalogue
from verify.theorems import (
    AXIOMS,
    BOUND,
    CLOSED,
    FOLDER,
    STATEMENTS,
    Book,
    bare,
    bind,
    last,
    opened,
    printed,
    text,
    unbound,
)

LIBRARY, REALS, VERSION = "Fibercheck", "Reals", "8.16.1"
OF_REALS = frozenset({"sig_forall_dec", "sig_not_dec", "functional_extensionality_dep"})
AXIOM = re.compile(r"^([\w.']+)\s*:", re.MULTILINE)
UNCHECKED = r"Unset\s+(?:Guard|Positivity|Universe)\s+Checking"
LOOPHOLE = re.compile(rf"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|bypass_check|{UNCHECKED})\b")
STATED = re.compile(r"\b(?:Theorem|Lemma|Corollary|Proposition|Fact|Remark|Definition)\s+([\w']+)")
QUESTION = re.compile(r"\bPrint\s+Assumptions\s+@?([\w.']+)\.(?=\s|$)")
RELEASE = re.compile(r"\d+\.\d+")
ONCE = "Once.v"
TICK = 0.1

Checker = Literal["coqc", "coqchk"]
Progress = Callable[[str], None]
Run = Callable[..., str]
Standing = Literal["proved", "not proved", "recorded, not replayed", "recorded for other words"]


class Stopped(Exception):
    """The replay is no longer wanted."""


class Rejected(Exception):
    """A program of Coq refuses, told in one sentence."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of the theorems of a book: `why` they were not replayed, else what is `wrong` with some, by name."""

    book: Book
    why: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def coq() -> Path | None:
    """The folder of Coq's programs: COQBIN where that is set, else on the PATH; None where they are not."""
    program = shutil.which("coqc", path=os.environ.get("COQBIN") or None)
    return None if program is None else Path(program).absolute().parent


def version() -> str:
    """The version of Coq; nothing where there is none, or it does not tell."""
    programs = coq()
    if programs is None:
        return ""
    with Popen([programs / "coqc", "--print-version"], stdout=PIPE, stderr=DEVNULL, encoding="utf-8") as process:
        told = process.communicate()[0]
    return told.split()[0] if RELEASE.match(told) else ""


def unasked(why: str, folder: Path = FOLDER) -> Replay:
    """The replay that did not take place."""
    return Replay(opened(folder), why)


def replayed(progress: Progress, folder: Path = FOLDER, checker: Checker = "coqc", stop: Event | None = None) -> Replay:
    """All theorems compiled in a folder of their own, and what Coq prints of them compared with what is recorded.

    Parameters
    ----------
    progress : callable
        Is told what is under way.
    checker : "coqc" or "coqchk"
        Whether the kernel of coqchk, too, looks at what was compiled.
    stop : Event, optional
        Ends it early when set.

    Raises
    ------
    Stopped
        When it was ended early.
    """
    book, programs = opened(folder), coq()
    if programs is None:
        return Replay(book, "coqc is not installed")
    try:
        with TemporaryDirectory(prefix="fibercheck-coq-") as there:
            run = _runner(programs, Path(there), stop or Event())
            said = _compiled(book, Path(there), run, progress)
            if checker == "coqchk":
                progress(checker)
                ours = (f"{LIBRARY}.{path.stem}" for path in folder.glob("*.v") if path.name != STATEMENTS)
                run(checker, "-silent", *(word for name in sorted(ours) for word in ("-norec", name)))
        wrong = dict(_doubts(book, printed(book.names, said)))
    except Rejected as error:
        wrong = dict.fromkeys(book.names, str(error))
    except OSError as error:
        return Replay(book, f"Coq cannot be run: {(error.strerror or 'unknown reason').lower()}")
    other = version() if wrong else VERSION
    return Replay(book, wrong=wrong) if other in ("", VERSION) else Replay(book, f"by Coq {VERSION}, not {other}")


def _runner(programs: Path, there: Path, stop: Event) -> Run:
    """What runs a program of Coq in a folder, and ends it when that is asked for."""

    def run(program: str, *words: str) -> str:
        command = [str(programs / program), *(("-q",) if program == "coqc" else ()), "-Q", ".", LIBRARY, *words]
        with Popen(command, cwd=there, stdout=PIPE, stderr=PIPE, encoding="utf-8", errors="replace") as process:
            out, err = communicated(process, stop)
        if process.returncode:
            says = " ".join((err or out).split())[:300]
            raise Rejected(f"{program}: {says or f'it ended with {process.returncode} and no word'}")
        return out

    return run


def communicated(process: Popen[str], stop: Event) -> tuple[str, str]:
    """What a process prints, unless it is `Stopped`; it does not outlive what waits for it."""
    try:
        while not stop.is_set():
            try:
                return process.communicate(timeout=TICK)
            except TimeoutExpired:
                continue
        raise Stopped
    finally:
        process.kill()


def _compiled(book: Book, there: Path, run: Run, progress: Progress) -> str:
    """Compile copies of all files, each after those that it needs; what Statements.v prints."""
    names = sorted(path.name for path in book.folder.glob("*.v"))
    for name in names:
        source = text(book.folder / name)
        loophole = LOOPHOLE.search(bare(source))
        if loophole:
            raise Rejected(f"{name} says {loophole[1]}, so that it need not prove")
        (there / name).write_text(source, encoding="utf-8")
    order = [Path(name).name for name in run("coqdep", "-sort", *names).split()]
    for n, name in enumerate([*(name for name in order if name != STATEMENTS), STATEMENTS]):
        progress(f"{name}, {n + 1} of {len(order)}")
        said = _said(book, there, run) if name == STATEMENTS else run("coqc", name)
    return said


def _said(book: Book, there: Path, run: Run) -> str:
    """What Statements.v prints; with one question where that answers all that are recorded as closed."""
    closed = {name for name in book.names if book.golden.get(name, "").endswith(CLOSED)}
    (there / ONCE).write_text(asked_once(text(book.folder / STATEMENTS), closed), encoding="utf-8")
    try:
        said, _, answer = run("coqc", ONCE).rstrip().rpartition("\n")
    except Rejected:
        answer = ""
    return said if answer == CLOSED else run("coqc", STATEMENTS)


def asked_once(source: str, closed: Collection[str]) -> str:
    r"""Statements.v with one question at its end, what all of some theorems rest on, for a question about each.

    Notes
    -----
    For each question Coq goes anew through all that a theorem rests on.  What is asked instead, of the proof of True,
    prints the line that is printed of a closed theorem; so the last answer tells whether these lines are right.

    Examples
    --------
    >>> print(asked_once("Check a. Print Assumptions a.\nCheck b. Print Assumptions b.", ["b"]))
    Check a. Print Assumptions a.
    Check b. Definition told_0 := @b. Print Assumptions Coq.Init.Logic.I.
    Definition told := (tt, told_0).
    Print Assumptions told.
    """
    told: list[str] = []

    def instead(question: re.Match[str]) -> str:
        if question[1] not in closed:
            return question[0]
        told.append(f"told_{len(told)}")
        return f"Definition {told[-1]} := @{question[1]}. Print Assumptions Coq.Init.Logic.I."

    asked = QUESTION.sub(instead, source)
    return f"{asked}\nDefinition told := ({', '.join(['tt', *told])}).\nPrint Assumptions told."


def _doubts(book: Book, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with each theorem that is not proved."""
    stated = {path.stem: set(STATED.findall(bare(text(path)))) for path in book.folder.glob("*.v")}
    for name in book.names:
        told, recorded = said.get(name, ""), book.golden.get(name, "")
        real = name.startswith(f"{REALS}.") or [stem for stem in stated if last(name) in stated[stem]] == [REALS]
        needed = _axioms(told) - (OF_REALS if real else frozenset())
        if said[""] != book.golden[""]:
            yield name, f"other definitions: {_unlike(book.golden[''], said[''])}"
        elif told != recorded:
            yield name, _unlike(recorded, told)
        elif needed:
            yield name, f"it rests on {min(needed)}, which is not proved"


def _axioms(told: str) -> set[str]:
    """The axioms that a theorem was printed to rest on; where that was not printed, it may be anything."""
    _, listed, names = told.partition(f"\n{AXIOMS}\n")
    if listed:
        return {last(name) for name in AXIOM.findall(names)}
    return set() if told.endswith(CLOSED) else {"something not printed"}


def _unlike(recorded: str, told: str) -> str:
    """The first line in which two texts differ."""
    pairs = zip_longest(recorded.splitlines(), told.splitlines(), fillvalue="nothing")
    before, after = next((before.strip(), after.strip()) for before, after in pairs if before != after)
    return f"Coq prints {after!r} where {before!r} is recorded (by Coq {VERSION})"


@contextmanager
def replaying(checker: Checker = "coqc", folder: Path = FOLDER) -> Iterator[Callable[[Progress], Replay]]:
    """A replay beside other work: what is given waits for its end, and tells what is under way.

    Leaving the context ends what still runs.
    """
    stop, begun = Event(), ["coqdep"]
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(replayed, begun.append, folder, checker, stop)

        def awaited(progress: Progress) -> Replay:
            while not future.done():
                progress(begun[-1])
                stop.wait(TICK)
            return future.result()

        try:
            yield awaited
        finally:
            stop.set()


def standing(claim: Claim[Any], replay: Replay) -> tuple[Standing, str] | None:
    """What a replay says of a claim, with its theorems or the reason; None where no theorem proves the claim."""
    names = replay.book.theorems.get(claim.id)
    if names is None:
        return None
    changed = unbound(replay.book, claim)
    if changed is not None:
        return "recorded for other words", changed
    if replay.why:
        return "recorded, not replayed", f"{', '.join(names)} ({replay.why})"
    wrong = next((f"{name}: {replay.wrong[name]}" for name in names if name in replay.wrong), None)
    return ("proved", ", ".join(names)) if wrong is None else ("not proved", wrong)


if __name__ == "__main__":
    (FOLDER / BOUND).write_text(bind(catalogue.CLAIMS), encoding="ascii")
