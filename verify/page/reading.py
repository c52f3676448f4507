"""What a folder holds: the record of a run, its ledgers, its certificates.

        DIR/*.json  *.db  */<hash>.json    ->    Folder(run, ledger, certificates)

Main definitions
    Folder          all that was found
    Book            what the ledgers tell: what was planned, and how much of it is finished
    Certificate     a certificate as it stands in its file
    read            the folder with a path

Conventions
    Certificates are the files named by 64 hexadecimal digits, in the folder or one below it; the name must be the hash
    of the text.  Where there is no record, the ledgers are asked for the outcomes, as `fibercheck merge` does it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verify.campaign import Answers, outcomes, restored
from verify.claim import ClaimError
from verify.evidence import known
from verify.ledger import union
from verify.page.entries import Run, run
from verify.plugins import Plugin
from verify.proofs import unasked
from verify.report import run_record

NAMED = re.compile(r"[0-9a-f]{64}")
MADE = "fibercheck verify --json DIR/run.json --ledger DIR/run.db --certificates DIR/evidence"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its file, its text, and what it says that it is."""

    file: str
    text: str
    kind: str
    claim: str
    statement: str
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What some ledgers tell: their files, the plan that they belong to, and how many of its tasks are done."""

    files: tuple[str, ...]
    version: str
    code: str
    scope: str
    claims: int
    tasks: int
    finished: int


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds; `record` is the file of the run, None where its outcomes are those of the ledgers."""

    run: Run
    record: str | None
    book: Book | None
    certificates: tuple[Certificate, ...]


def read(path: str, plugins: tuple[Plugin, ...] = ()) -> Folder:
    """The record, the ledgers and the certificates in a folder.

    Raises
    ------
    ClaimError
        When it is no folder, holds neither a record nor a ledger, or holds something that is not what it should be.
    LedgerError
        When a ledger cannot be read, or two belong to different runs.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise ClaimError(f"there is no folder {path}; make one by {MADE}")
    records = dict(_records(folder))
    if len(records) > 1:
        raise ClaimError(f"{path} holds {len(records)} runs: {', '.join(records)}; leave one there")
    files = _ledgers(folder)
    if not records and not files:
        raise ClaimError(f"{path} holds neither the JSON of a run nor its ledger; make them by {MADE}")
    plan, told = union(files) if files else ("", {})
    name = next(iter(records), None)
    value = _outcomes(plan, told, plugins) if name is None else records[name]
    book = _book(files, plan, len(told)) if files else None
    return Folder(run(value, name or "the ledger"), name, book, tuple(_certificates(folder)))


def _json(file: Path) -> Any:
    """The value of a JSON file."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ClaimError(f"{file} is not JSON that can be read: {error}; make it again or take it away") from None


def _records(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The JSON files that runs wrote, by name; others are none of ours."""
    for file in sorted(folder.glob("*.json")):
        value = None if NAMED.fullmatch(file.stem) else _json(file)
        if isinstance(value, dict) and {"scope", "claims"} <= value.keys():
            yield file.name, value


def _ledgers(folder: Path) -> list[str]:
    """The ledgers of checks; those of other commands are left alone."""
    return [str(file) for file in sorted(folder.glob("*.db")) if _planned(union([str(file)])[0])]


def _planned(text: str) -> bool:
    """Whether a plan is one for claims."""
    try:
        return {"code", "scope", "claims", "dropped"} <= dict(json.loads(text)).keys()
    except (TypeError, ValueError):
        return False


def _book(files: Sequence[str], text: str, finished: int) -> Book:
    plan = json.loads(text)
    lines = plan["claims"]
    tasks = sum(line["shards"] + bool(line["mutants"] and not plan["dropped"]) for line in lines)
    names = tuple(Path(file).name for file in files)
    return Book(names, plan["fibercheck"], plan["code"], plan["scope"], len(lines), tasks, finished)


def _outcomes(text: str, told: dict[str, str], plugins: tuple[Plugin, ...]) -> Mapping[str, Any]:
    """The record of what some finished tasks come to."""
    plan = restored(text, plugins)
    found = outcomes(plan, Answers(told=told))
    replay = unasked("not asked for")
    return run_record(plan.scope, [(outcome, known(outcome, replay)) for outcome in found])


def _certificates(folder: Path) -> Iterator[Certificate]:
    """All certificates, by the names of their files."""
    found = {file.name: file for file in (*folder.glob("*/*.json"), *folder.glob("*.json"))}
    for name in sorted(found):
        if NAMED.fullmatch(found[name].stem):
            yield _certificate(found[name])


def _certificate(file: Path) -> Certificate:
    value = _json(file)
    text = file.read_text(encoding="utf-8")
    if sha256(text.encode()).hexdigest() != file.stem:
        raise ClaimError(f"the certificate {file} is not the one it is named after: its text has another hash")
    try:
        kind, claim, statement = (str(value[name]) for name in ("kind", "claim", "statement"))
        return Certificate(file.name, text, kind, claim, statement, tuple(map(str, value.get("dropped", ()))))
    except (AttributeError, KeyError, TypeError) as error:
        raise ClaimError(f"{file} is no certificate ({type(error).__name__}: {error})") from None
