"""What a folder holds: the record of a run, its ledgers, its certificates.

        DIR/*.json  *.db  */<hash>.json    ->    Folder(run, ledger, certificates)

Main definitions
    Folder          all that was found
    Certificate     a certificate as it stands in its file
    read            the folder with a path
    MADE            the command that leaves such a folder

Conventions
    Certificates are the files named by 64 hexadecimal digits, in the folder or one below it; the name must be the hash
    of the text.  Where there is no record, the ledgers are asked for the outcomes, as `fibercheck merge` does it.
    Files of somebody else may lie there, too: they are left alone, and named.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verify.campaign import Answers, outcomes, restored
from verify.claim import ClaimError
from verify.evidence import known
from verify.ledger import Contents, contents, is_ledger, joined
from verify.outline import is_plan
from verify.page.books import Book, book
from verify.page.entries import Run, run, text
from verify.plugins import Plugin, claims
from verify.proofs import unasked
from verify.report import run_record

NAMED = re.compile(r"[0-9a-f]{64}\.json")
MADE = "fibercheck verify --json DIR/run.json --ledger DIR/run.db --certificates DIR/evidence"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: its file, its text, and what it says that it is."""

    file: Path
    text: str
    kind: str
    claim: str
    statement: str
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds; `record` is the file of the run, None where its outcomes are those of the ledgers.

    Parameters
    ----------
    path : Path
    others : tuple of str
        The names of files that are neither record nor ledger, though they are called so.
    """

    path: Path
    run: Run
    record: Path | None
    book: Book | None
    certificates: tuple[Certificate, ...]
    others: tuple[str, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """What was read."""
        ledgers = () if self.book is None else self.book.files
        record = () if self.record is None else (self.record,)
        return (*record, *ledgers, *(one.file for one in self.certificates))

    @property
    def places(self) -> tuple[str, ...]:
        """Where certificates are, as seen from the folder."""
        return tuple(sorted({one.file.parent.relative_to(self.path).as_posix() for one in self.certificates}))


def read(path: str, plugins: tuple[Plugin, ...] = ()) -> Folder:
    """The record, the ledgers and the certificates in a folder.

    Raises
    ------
    ClaimError
        When it is no folder, holds neither a record nor a ledger, or holds something that is not what it should be, or
        when a file of claims is not the one that the recorded run was given.
    LedgerError
        When a ledger cannot be read, or two belong to different runs.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise ClaimError(f"there is no folder {path}; make one by {MADE}")
    inside = _listed(folder)
    files = [file for file in inside if file.suffix in (".json", ".db") and not NAMED.fullmatch(file.name)]
    records = {file: value for file in files if file.suffix == ".json" and _is_record(value := _json(file))}
    ledgers = {file: found for file in files if file.suffix == ".db" and (found := _ledger(file)) is not None}
    others = tuple(file.name for file in files if file not in records and file not in ledgers)
    if len(records) > 1:
        raise ClaimError(f"{path} holds {len(records)} runs: {', '.join(one.name for one in records)}; leave one there")
    if not records and not ledgers:
        left = f" ({', '.join(others)}: something else, or damaged)" if others else ""
        raise ClaimError(f"{path} holds neither the JSON of a run nor its ledger{left}; make them by {MADE}")
    plan, told = joined({str(file): found for file, found in ledgers.items()})
    record = next(iter(records), None)
    value = _outcomes(plan, told, plugins) if record is None else records[record]
    whole = Folder(
        path=folder,
        run=run(value, "the ledger" if record is None else record.name),
        record=record,
        book=book(tuple(ledgers), plan, len(told)) if ledgers else None,
        certificates=_certificates(inside),
        others=others,
    )
    if record is not None:
        _same(plugins, whole, record.name)
    return whole


def _same(plugins: Sequence[Plugin], whole: Folder, name: str) -> None:
    """Refuse files of claims that are not those of the run in a record; a run can be of some of their claims alone."""
    told = {entry.id: entry.statement for entry in whole.run.entries}
    files = () if whole.book is None else whole.book.plan.files
    for plugin in plugins:
        why = _other(plugin, told, files, name)
        if why is not None:
            says = f"{plugin.path} is not what the run was given: {why}"
            raise ClaimError(f"{says}; name that file, or leave --claims out")


def _other(plugin: Plugin, told: Mapping[str, str], files: Sequence[tuple[str, str]], name: str) -> str | None:
    """Why a file of claims cannot be one that a run was given."""
    both = {claim.id: claim.statement for claim in claims(plugin) if claim.id in told}
    # a record of an older version has no statements, and a ledger of one no files
    reworded = next((id_ for id_, says in both.items() if told[id_] not in ("", says)), None)
    if not both:
        return f"none of its claims is in {name}"
    if reworded is not None:
        return f"{reworded} has another statement in {name}"
    if files and plugin.digest not in {made for _, made in files}:
        return "the ledger was begun with another text"
    return None


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, in order."""
    try:
        with os.scandir(folder) as found:
            return sorted(Path(entry.path) for entry in found)
    except OSError as error:
        raise _unreadable(folder, error) from None


def _unreadable(path: Path, error: OSError) -> ClaimError:
    why = (error.strerror or "unknown reason").lower()
    return ClaimError(f"{path} cannot be read: {why}; let it be read, or take it away")


def _bytes(file: Path) -> bytes:
    """What is in a file; nothing where it is none."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError as error:
        raise _unreadable(file, error) from None


def _json(file: Path) -> Any:
    """The value of a JSON file; None where it is not JSON."""
    try:
        return json.loads(_bytes(file))
    except (ValueError, RecursionError):
        return None


def _is_record(value: Any) -> bool:
    """Whether a value is such as runs write."""
    return isinstance(value, dict) and {"scope", "claims"} <= value.keys()


def _ledger(file: Path) -> Contents | None:
    """The plan and the finished tasks in a ledger of checks; None for other files and other ledgers."""
    found = contents(str(file)) if file.is_file() and is_ledger(str(file)) else None
    return found if found is not None and is_plan(found[0]) else None


def _outcomes(plan: str, told: dict[str, str], plugins: tuple[Plugin, ...]) -> Mapping[str, Any]:
    """The record of what some finished tasks come to."""
    again = restored(plan, plugins)
    found = outcomes(again, Answers(told=told))
    replay = unasked("not asked for")
    return run_record(again.scope, [(outcome, known(outcome, replay)) for outcome in found])


def _certificates(inside: Sequence[Path]) -> tuple[Certificate, ...]:
    """All certificates among some files and in the folders there, by the names of their files."""
    below = [file for folder in inside if folder.is_dir() for file in _listed(folder)]
    found = {file.name: file for file in (*below, *inside) if NAMED.fullmatch(file.name)}
    return tuple(_certificate(found[name]) for name in sorted(found))


def _certificate(file: Path) -> Certificate:
    raw = _bytes(file)
    if sha256(raw).hexdigest() != file.stem:
        raise ClaimError(f"the certificate {file} is not the one it is named after: its text has another hash")
    try:
        value = json.loads(raw)
        kind, claim, statement = (text(value[name]) for name in ("kind", "claim", "statement"))
        dropped = value.get("dropped", [])
        if not isinstance(dropped, list):
            raise TypeError("dropped is no list")
        return Certificate(file, raw.decode("utf-8"), kind, claim, statement, tuple(map(text, dropped)))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ClaimError(f"{file} is no certificate ({type(error).__name__}: {error})") from None
