"""The general theorems as they are recorded: which claims they prove, in which words, without Coq.

        Statements.v  --(** claim: ID *)-->  theorems  --statements.txt-->  what Coq printed  --bound.json-->  claims

Main definitions
    Book        the theorems of each claim, what Coq printed of each, the hashes that bind them
    opened      the book of a folder
    theorems    the theorems of each claim
    printed     what Coq printed, theorem by theorem
    bare        a source without its comments
    unbound     whether the claim and its theorems are still worded as they were when they were bound
    bind        the hashes anew

Conventions
    Statements.v names each theorem once, below a line `(** claim: ID *)` for each claim that it proves, or below
    `(** lemma *)`.  What it prints besides are definitions, and all theorems rest on all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from verify.certificate import canonical, statement
from verify.claim import Claim

FOLDER = Path(__file__).parent / "coq"
STATEMENTS, GOLDEN, BOUND = "Statements.v", "statements.txt", "bound.json"
LINE = re.compile(r"\(\*\*\s*claim:\s*([\w.]+)\s*\*\)|\(\*\*\s*lemma\s*\*\)|\bCheck\s+@?([\w.']+)\.(?=\s|$)")
COMMENT = re.compile(r"\(\*|\*\)|\"[^\"]*\"")
HEAD, CLOSED, AXIOMS = "     : ", "Closed under the global context", "Axioms:"
ENTRY = re.compile(r"\s|[\w.']+( :|$)")


@dataclass(frozen=True, slots=True)
class Book:
    """What a folder of theorems records.

    Parameters
    ----------
    theorems : mapping of str to tuple of str
        By claim, the theorems that prove it.
    names : tuple of str
        All theorems, in the order of Statements.v.
    golden : mapping of str to str
        What Coq printed of each theorem; under "" all else that it printed.
    bound : mapping of str to pair of str
        By claim, the hash of its words and that of what Coq printed of its theorems.
    """

    folder: Path
    theorems: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    golden: Mapping[str, str]
    bound: Mapping[str, Sequence[str]]


def opened(folder: Path = FOLDER) -> Book:
    """The book of a folder; an empty one where there is none."""
    names: list[str] = []
    proves: dict[str, tuple[str, ...]] = {}
    above: list[str] = []
    for claim, name in LINE.findall(text(folder / STATEMENTS)):
        above += [claim] if claim else []
        if name:
            names.append(name)
            proves |= {each: (*proves.get(each, ()), name) for each in above}
            above = []
    golden = printed(names, text(folder / GOLDEN))
    return Book(folder, proves, tuple(names), golden, json.loads(text(folder / BOUND) or "{}"))


def text(path: Path) -> str:
    """The text of a file; none where there is no file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def theorems(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """The theorems that prove each claim, as Statements.v tells."""
    return opened(folder).theorems


def printed(names: Sequence[str], told: str) -> dict[str, str]:
    r"""What Coq printed of each theorem; under "" all else, which are the definitions that the theorems rest on.

    Examples
    --------
    >>> found = printed(["a", "b"], f"d = 1\na\n     : 0 = 0\n{CLOSED}\nb\n     : 1 = 1\nAxioms:\nx : 1 = 1\ne = 2\n")
    >>> found["b"], found[""]
    ('b\n     : 1 = 1\nAxioms:\nx : 1 = 1', 'd = 1\ne = 2')
    """
    lines = told.splitlines()
    heads = [n for n, after in enumerate(lines[1:]) if after.startswith(HEAD)]
    starts: dict[str, int] = {}
    at = 0
    for name in names:
        found = next((n for n in heads if n >= at and last(lines[n]) == last(name)), None)
        if found is not None:
            starts[name], at = found, found + 1
    following = pairwise([*starts.items(), ("", len(lines))])
    spans = {name: (start, _end(lines, start, end)) for (name, start), (_, end) in following}
    inside = {n for start, end in spans.values() for n in range(start, end)}
    rest = "\n".join(line for n, line in enumerate(lines) if n not in inside)
    return {name: "\n".join(lines[start:end]) for name, (start, end) in spans.items()} | {"": rest}


def _end(lines: Sequence[str], start: int, end: int) -> int:
    """Where what is printed of a theorem ends: after its axioms, or after the sentence that there are none."""
    for n in range(start, end):
        if lines[n] == CLOSED:
            return n + 1
        if lines[n] == AXIOMS:
            return next((m for m in range(n + 1, end) if not ENTRY.match(lines[m])), end)
    return end


def last(name: str) -> str:
    """A name without the modules that it is in."""
    return name.rpartition(".")[2]


def bare(source: str) -> str:
    """A source without its comments, which nest, and its texts.

    Examples
    --------
    >>> bare('Check a. (* no (* Axiom *) here *) Check "Axiom".')
    'Check a.  Check .'
    """
    kept, depth, at = [], 0, 0
    for mark in COMMENT.finditer(source):
        kept.append("" if depth else source[at : mark.start()])
        depth = max(0, depth + {"(*": 1, "*)": -1}.get(mark[0], 0))
        at = mark.end()
    return "".join(kept) + ("" if depth else source[at:])


def unbound(book: Book, claim: Claim[Any]) -> str | None:
    """What has changed since a claim was bound to its theorems; None where nothing has."""
    names = book.theorems[claim.id]
    if claim.id not in book.bound:
        return f"the claim was never bound to {', '.join(names)}"
    words, lines = book.bound[claim.id]
    if words != statement(claim):
        return f"the claim had other words when it was bound to {', '.join(names)}"
    return None if lines == _recorded(book, names) else f"{', '.join(names)} had other words when the claim was bound"


def _recorded(book: Book, names: Iterable[str]) -> str:
    """The SHA-256 of what Coq printed of some theorems, and of the definitions."""
    return sha256("\n".join(book.golden.get(name, "") for name in ("", *names)).encode()).hexdigest()


def bind(claims: Iterable[Claim[Any]], folder: Path = FOLDER) -> str:
    """The text that binds each claim to its theorems, as both are worded now."""
    book = opened(folder)
    known = [claim for claim in claims if claim.id in book.theorems]
    hashes = {claim.id: [statement(claim), _recorded(book, book.theorems[claim.id])] for claim in known}
    return canonical(hashes).replace("],", "],\n")
