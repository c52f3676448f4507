"""A ledger of finished tasks that survives a kill at any moment: one SQLite file, written by the driver alone.

        plan (one row, never changed)        task -> digest, payload (one row each, never changed)

Main definitions
    Ledger          a file open for one plan
    is_ledger       whether a file is one
    contents        the plan and the rows of a ledger
    joined, union   the rows of several ledgers of one plan
    LedgerError     a file that cannot serve
    Nondeterministic    a task that answers otherwise than before

Implementation notes
    A row is committed before it is counted, in WAL mode with full synchronisation; totals are asked of the rows.
    The file stays locked while it is open, so that a second run is refused, and a killed one leaves no lock behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from types import TracebackType

# how a file says that it is a ledger, and of which form: the application_id and user_version of its header
MARK = (0x66636C67, 1)
TABLES = (
    "create table plan (one integer primary key check (one = 1), text text not null)",
    "create table task (key text primary key, digest text not null, payload text not null)",
    f"pragma application_id = {MARK[0]}",
    f"pragma user_version = {MARK[1]}",
)
WAIT = 2.0
HINT = "name a new file, or one that an earlier run wrote by --ledger"
SHORT = 60

# a plan, and the payload of each finished task
Contents = tuple[str, dict[str, str]]


class LedgerError(Exception):
    """A ledger that cannot serve, told in one sentence."""


class Nondeterministic(LedgerError):
    """A task that answered otherwise than an earlier run of itself."""


class Ledger:
    """The finished tasks of one plan.

    Parameters
    ----------
    path : str
    plan : str
        Its text; a ledger belongs to one plan for ever.

    Raises
    ------
    LedgerError
        When the file is no ledger, belongs to another plan, or is in use by another run.
    """

    def __init__(self, path: str, plan: str) -> None:
        self.path = path
        end = monotonic() + WAIT
        while True:
            # no waiting inside SQLite: runs that begin together would hold their shared locks against each other
            self._connection = _opened(path, wait=0.0)
            try:
                return self._begin(plan)
            except sqlite3.Error as error:
                self._connection.close()
                if "locked" not in str(error) or monotonic() > end:
                    raise _cannot(path, error) from None
            except LedgerError:
                self._connection.close()
                raise
            sleep(uniform(0.02, 0.2))

    def _begin(self, plan: str) -> None:
        found = self._connection
        # locked before anything is read: of two runs that begin together one goes on; and nothing is written to the
        # file of somebody else
        found.execute("pragma locking_mode = exclusive")
        found.execute("pragma synchronous = full")
        found.execute("begin exclusive")
        if _empty(found):
            for line in TABLES:
                found.execute(line)
            found.execute("insert into plan values (1, ?)", (plan,))
        begun = _plan(found, self.path)
        if begun != plan:
            hint = "name another ledger, or give the command that it was begun with"
            raise LedgerError(f"the ledger {self.path} belongs to another plan{_apart(begun, plan)}; {hint}")
        found.execute("commit")
        found.execute("pragma journal_mode = wal")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # one file again, which can be read where nothing can be written
        with suppress(sqlite3.Error):
            self._connection.execute("pragma journal_mode = delete")
        self._connection.close()

    def finished(self) -> dict[str, str]:
        """The payload of each finished task.

        Raises
        ------
        LedgerError
            When a row is not what was written.
        """
        return _rows(self._connection, self.path)

    def add(self, key: str, payload: str) -> None:
        """Write a finished task down; a second time it must be the same.

        Raises
        ------
        Nondeterministic
            When it is not.
        LedgerError
            When it cannot be written.
        """
        told = _digest(payload)
        try:
            self._connection.execute("insert or ignore into task values (?, ?, ?)", (key, told, payload))
            (found,) = self._connection.execute("select digest from task where key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            hint = "what is in it is safe; make room, and give the same command again"
            raise LedgerError(f"the ledger {self.path} cannot be written: {error}; {hint}") from None
        if found != told:
            raise _differs(key, self.path)


def is_ledger(path: str) -> bool:
    """Whether a file says in its header that it is a ledger, of whatever form.

    Raises
    ------
    LedgerError
        When it cannot be read.
    """
    try:
        with Path(path).open("rb") as found:
            head = found.read(72)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    # the header of a file of SQLite has its application_id in these four bytes
    return head.startswith(b"SQLite format 3\0") and head[68:] == MARK[0].to_bytes(4, "big")


def contents(path: str) -> Contents:
    """The plan and the finished tasks of a ledger.

    Raises
    ------
    LedgerError
        When it is none, or is in use.
    """
    if not Path(path).is_file():
        raise LedgerError(f"there is no ledger {path}; name files that earlier runs wrote by --ledger")
    with closing(_opened(path, "ro" if not Path(f"{path}-wal").exists() else "rw")) as found:
        try:
            return _plan(found, path), _rows(found, path)
        except sqlite3.Error as error:
            raise _cannot(path, error) from None


def union(paths: Sequence[str]) -> Contents:
    """The plan and the finished tasks of several ledgers.

    Raises
    ------
    LedgerError
        When one is no ledger, or their plans differ.
    Nondeterministic
        When two of them answer a task differently.
    """
    return joined({path: contents(path) for path in paths})


def joined(several: Mapping[str, Contents]) -> Contents:
    """The plan and the finished tasks of what stands in some ledgers.

    Raises
    ------
    LedgerError
        When their plans differ.
    Nondeterministic
        When two of them answer a task differently.
    """
    plan, told = "", dict[str, str]()
    for path, (text, rows) in several.items():
        if plan and text != plan:
            says = f"the ledgers {next(iter(several))} and {path} belong to different plans{_apart(plan, text)}"
            raise LedgerError(f"{says}; merge the parts of one run")
        bad = next((key for key, payload in rows.items() if told.get(key, payload) != payload), None)
        if bad is not None:
            raise _differs(bad, path)
        plan, told = text, told | rows
    return plan, told


def _opened(path: str, mode: str = "rwc", wait: float = WAIT) -> sqlite3.Connection:
    try:
        address = f"{Path(path).absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(address, timeout=wait, isolation_level=None, uri=True)
    except sqlite3.Error as error:
        raise _cannot(path, error) from None


def _empty(found: sqlite3.Connection) -> bool:
    return not found.execute("select count(*) from sqlite_master").fetchone()[0]


def _plan(found: sqlite3.Connection, path: str) -> str:
    mark, form = (found.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if mark != MARK[0] or _empty(found):
        raise LedgerError(f"{path} is no ledger; {HINT}")
    if form != MARK[1]:
        raise LedgerError(f"the ledger {path} is of form {form} where {MARK[1]} is read; use the version that wrote it")
    return str(found.execute("select text from plan").fetchone()[0])


def _rows(found: sqlite3.Connection, path: str) -> dict[str, str]:
    rows = {}
    for key, told, payload in found.execute("select key, digest, payload from task order by key"):
        if _digest(payload) != told:
            raise LedgerError(f"the task {key} in the ledger {path} is damaged; begin a new ledger")
        rows[key] = payload
    return rows


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()


def _apart(found: str, asked: str) -> str:
    """Where two plans differ, as far as a line can tell; nothing where they are not JSON objects.

    Examples
    --------
    >>> _apart('{"claims":["a"],"scope":"small"}', '{"claims":["a"],"scope":"large"}')
    ' (scope: "small" against "large")'
    """
    try:
        left, right = dict(json.loads(found)), dict(json.loads(asked))
    except (TypeError, ValueError):
        return ""
    names = [name for name in sorted(left | right) if left.get(name) != right.get(name)]
    return f" ({', '.join(_change(name, left.get(name), right.get(name)) for name in names)})"


def _change(name: str, left: object, right: object) -> str:
    told = f"{json.dumps(left)} against {json.dumps(right)}"
    return f"{name}: {told}" if len(told) <= SHORT else f"other {name}"


def _cannot(path: str, error: sqlite3.Error) -> LedgerError:
    if "locked" in str(error):
        return LedgerError(f"the ledger {path} is in use by another run; wait for it, or name another file")
    return LedgerError(f"the ledger {path} cannot be used: {error}; {HINT}")


def _differs(key: str, path: str) -> Nondeterministic:
    says = f"the task {key} answers otherwise than the ledger {path} has it, so the run is not deterministic"
    return Nondeterministic(f"{says}; look for what differs between the machines, and begin a new ledger")
