"""Certificates replayed by Coq: which it accepts, which it rejects and why, which it cannot be asked about.

        DIR/*.json  ->  files for Coq  --coqc-->  accepted | rejected | not stated

Main definitions
    Compiler    what runs coqc, until it is told to stop
    Judged      what became of one certificate
    Replayed    what became of all
    required    refuse where coqc is missing
    replay      all certificates of a folder
    library, read, answered     its parts: what is compiled first, what is asked, what Coq answers

Conventions
    A certificate is accepted when coqc compiles its file and prints that it rests on no axiom.  The library is
    compiled once, in a folder of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any, Literal

from verify import recheck
from verify.claim import ClaimError
from verify.formal.terms import Unstated
from verify.formal.texts import CHUNK, MODULES, Stated, file, stated
from verify.proofs import LIBRARY, communicated, coq
from verify.theorems import CLOSED, FOLDER

Progress = Callable[[int, int, str], None]
Answer = Literal["accepted", "rejected", "not stated"]
LINE = re.compile(r"line (\d+), characters")
THEOREM = re.compile(r"(?:Theorem|Definition) (\w+)")
WORKERS, BATCH = 2, 24


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a certificate: its file, its claim, the answer, and why it is not accepted."""

    name: str
    claim: str
    answer: Answer
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A certificate that Coq is asked about: its file, its claim, its theorems."""

    name: str
    claim: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Compiler:
    """The program coqc, a folder that it works in, and whether it is still wanted."""

    program: Path
    folder: Path
    stop: Event

    def __call__(self, name: str, text: str) -> tuple[bool, str]:
        """Whether a text compiles as the file of a name, and what was printed.

        Raises
        ------
        Stopped
            When it is not wanted any more.
        """
        (self.folder / name).write_text(text, encoding="utf-8")
        command = [str(self.program), "-q", "-Q", ".", LIBRARY, name]
        with Popen(command, cwd=self.folder, stdout=PIPE, stderr=PIPE, encoding="utf-8", errors="replace") as process:
            out, err = communicated(process, self.stop)
        return process.returncode == 0, err if process.returncode else out


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of all certificates of a folder, in the order of their names."""

    judged: tuple[Judged, ...]

    def having(self, answer: Answer) -> tuple[Judged, ...]:
        """The certificates with an answer."""
        return tuple(one for one in self.judged if one.answer == answer)

    @property
    def sound(self) -> bool:
        """Whether none is rejected."""
        return not self.having("rejected")

    def lines(self) -> list[str]:
        """What to print: one sentence for all, and one for each that is rejected.

        Examples
        --------
        >>> said = Judged("0f", "relaxation.sum", "accepted"), Judged("1e", "relaxation.ball", "not stated", "?")
        >>> Replayed(said).lines()
        ['certificates in Coq: 1 of 2 stated and accepted; not stated: relaxation.ball (?)']
        """
        without: dict[str, Counter[str]] = {}
        for one in self.having("not stated"):
            without.setdefault(one.why, Counter())[one.claim] += 1
        told = "; ".join(f"{_times(claims)} ({why})" for why, claims in sorted(without.items()))
        first = f"certificates in Coq: {len(self.having('accepted'))} of {len(self.judged)} stated and accepted"
        rejected = [f"coq rejects {one.name[:12]}, {one.claim}: {one.why}" for one in self.having("rejected")]
        return [first + (f"; not stated: {told}" if told else ""), *rejected]


def _times(claims: Mapping[str, int]) -> str:
    return ", ".join(f"{n} × {claim}" if n > 1 else claim for claim, n in sorted(claims.items()))


def required() -> Path:
    """The folder of Coq's programs.

    Raises
    ------
    ClaimError
        When coqc is not there.
    """
    found = coq()
    if found is None:
        raise ClaimError("--coq needs coqc on the PATH or in COQBIN; apt-get install coq")
    return found


def replay(folder: Path, progress: Progress) -> Replayed:
    """Have Coq check all certificates of a folder that can be stated there.

    Parameters
    ----------
    progress : callable
        Is told how many certificates are done, how many there are, and what is under way.

    Raises
    ------
    ClaimError
        When coqc is not there, or does not compile the library.
    """
    program, judged = required() / "coqc", {path.stem: read(path) for path in sorted(folder.glob("*.json"))}
    with TemporaryDirectory(prefix="fibercheck-coq-") as there:
        coqc = Compiler(program, Path(there), Event())
        for name in MODULES if any(isinstance(one, Asked) for one in judged.values()) else ():
            progress(0, len(judged), f"{name}.v")
            library(coqc, name)
        return answered(coqc, judged, progress)


def library(coqc: Compiler, name: str) -> None:
    """Compile a file of the library in a folder that has those that it needs."""
    compiled, says = coqc(f"{name}.v", (FOLDER / f"{name}.v").read_text(encoding="utf-8"))
    if not compiled:
        raise ClaimError(f"coqc does not compile {name}.v: {' '.join(says.split())[:300]}")


def answered(coqc: Compiler, found: Mapping[str, Asked | Judged], progress: Progress) -> Replayed:
    """What Coq answers of the certificates that it is asked about, in a folder with the library."""
    asked, judged = [one for one in found.values() if isinstance(one, Asked)], dict(found)
    done = len(judged) - len(asked)
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            for batch in pool.map(partial(_judge, coqc), _batches(asked)):
                judged |= {one.name: one for one in batch}
                done += len(batch)
                progress(done, len(judged), batch[-1].claim)
        finally:
            coqc.stop.set()
            pool.shutdown(cancel_futures=True)
    return Replayed(tuple(one for one in judged.values() if isinstance(one, Judged)))


def _batches(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Certificates that one file states: some at a time, as coqc takes a second to start."""
    batch: list[Asked] = []
    for one in asked:
        if batch and (len(batch) == BATCH or sum(part.stated.tests for part in (*batch, one)) > CHUNK):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def read(path: Path) -> Asked | Judged:
    """What Coq is asked about a certificate, or why it is not."""
    claim = ""
    try:
        raw = path.read_bytes()
        recheck.need(path.name == f"{sha256(raw).hexdigest()}.json", "the name is not the hash of the bytes")
        certificate: dict[str, Any] = recheck.read(raw)
        recheck.need({"kind", "claim"} <= set(certificate), "it is no certificate")
        claim = recheck.text(certificate["claim"])
        return Asked(path.stem, claim, stated(certificate))
    except Unstated as error:
        return Judged(path.stem, claim, "not stated", str(error))
    except (recheck.Rejected, OSError, ArithmeticError, ValueError, LookupError, TypeError) as error:
        return Judged(path.stem, claim, "rejected", str(error) or type(error).__name__)


def _judge(coqc: Compiler, batch: Sequence[Asked]) -> list[Judged]:
    """Certificates accepted, if Coq compiles the file that states them; else without the one that it stops at."""
    if not batch:
        return []
    compiled, says = coqc(f"c{batch[0].name}_{len(batch)}.v", file(one.stated for one in batch))
    if compiled and says.strip() == CLOSED:
        return [Judged(one.name, one.claim, "accepted") for one in batch]
    n, why = (0, "it rests on an axiom") if compiled else _why(batch, says)
    one = Judged(batch[n].name, batch[n].claim, "rejected", why)
    if compiled and len(batch) > 1:
        return [found for one in batch for found in _judge(coqc, [one])]
    return [*_judge(coqc, batch[:n]), one, *_judge(coqc, batch[n + 1 :])]


def _why(batch: Sequence[Asked], says: str) -> tuple[int, str]:
    """Which certificate Coq stops at, and why: the meaning of the theorem there."""
    stop = LINE.search(says)
    before = file(one.stated for one in batch).split("\n")[: int(stop[1])] if stop else []
    n = sum(line.startswith("Module ") for line in before) - 1
    found = THEOREM.match(before[-1]) if before else None
    doubts = batch[max(n, 0)].stated.doubts.items()
    told = next((doubt for name, doubt in doubts if found and found[1].startswith(name)), None)
    return max(n, 0), told or f"coqc says {' '.join(says.split())[-200:]}"
