"""What a ledger does not touch, does not take for its own, and does not let through."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from verify.ledger import Ledger, LedgerError, union

ENTRANT = """
import sys, time
from verify.ledger import Ledger, LedgerError
time.sleep(max(0, float(sys.argv[2]) - time.time()))
try:
    with Ledger(sys.argv[1], "plan") as ledger:
        ledger.add("task", "1")
        sys.stdin.read()
    print("entered")
except LedgerError as error:
    print(error)
"""


def made(path: Path, plan: str = "plan") -> str:
    with Ledger(str(path), plan) as ledger:
        ledger.add("a", "1")
        ledger.add("b", "2")
    return str(path)


def altered(path: str, line: str) -> str:
    with closing(sqlite3.connect(path)) as found:
        found.execute(line)
        found.commit()
    return path


@pytest.mark.parametrize("line", ["create table cats (name text)", "create table plan (text text)"])
def test_the_file_of_somebody_else_is_refused_untouched(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cats.db"
    before = Path(altered(str(path), line)).read_bytes()
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger(str(path), "plan")
    with pytest.raises(LedgerError, match="is no ledger"):
        union([str(path)])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["cats.db"]


def test_an_empty_file_becomes_a_ledger_but_is_not_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(LedgerError, match="is no ledger"):
        union([str(path)])
    assert union([made(path)]) == ("plan", {"a": "1", "b": "2"})


@pytest.mark.parametrize("name", ["", "."])
def test_a_path_that_names_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(name, "plan")


def test_no_ledger_is_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made(Path(":memory:"))
    assert union([":memory:"])[1] == {"a": "1", "b": "2"}


def test_a_ledger_of_another_form_is_refused(tmp_path: Path) -> None:
    path = altered(made(tmp_path / "a.db"), "pragma user_version = 2")
    with pytest.raises(LedgerError, match="form 2 where 1 is read"):
        Ledger(path, "plan")
    with pytest.raises(LedgerError, match="form 2 where 1 is read"):
        union([path])


def test_a_row_that_was_altered_is_told(tmp_path: Path) -> None:
    path = altered(made(tmp_path / "a.db"), "update task set payload = '3' where key = 'b'")
    with Ledger(path, "plan") as ledger, pytest.raises(LedgerError, match=r"the task b in the ledger .* is damaged"):
        ledger.finished()
    with pytest.raises(LedgerError, match=r"the task b in the ledger .* is damaged"):
        union([path])


def test_a_merge_of_a_ledger_in_use_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with Ledger(path, "plan"), pytest.raises(LedgerError, match="in use by another run"):
        union([path])


def test_of_runs_that_begin_together_one_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENTRANT, str(tmp_path / "a.db"), str(time.time() + 1.5)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    runs = [subprocess.Popen(command, **pipes) for _ in range(4)]
    end = time.monotonic() + 60
    while sum(run.poll() is None for run in runs) > 1 and time.monotonic() < end:
        time.sleep(0.05)
    told = sorted(run.communicate()[0].strip() for run in runs)
    assert told[0] == "entered"
    assert len(told[1:]) == 3
    assert all("in use by another run" in line for line in told[1:])


def test_a_row_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "a.db"), "plan") as ledger:
        ledger.add("a", "1")
        pages = ledger._connection.execute("pragma page_count").fetchone()[0]
        ledger._connection.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(LedgerError, match="cannot be written: database or disk is full; what is in it is safe"):
            ledger.add("b", "2" * 100_000)
        assert ledger.finished() == {"a": "1"}


def test_plans_that_differ_say_where(tmp_path: Path) -> None:
    long = '{{"claims":["{}"],"scope":"{}"}}'.format
    path = made(tmp_path / "a.db", long("x" * 100, "small"))
    with pytest.raises(LedgerError, match=r'another plan \(other claims, scope: "small" against "large"\); name'):
        Ledger(path, long("y" * 100, "large"))
    other = made(tmp_path / "b.db", long("x" * 100, "large"))
    with pytest.raises(LedgerError, match=r'different plans \(scope: "small" against "large"\); merge the parts'):
        union([path, other])


def test_a_ledger_that_was_closed_is_one_file_and_is_merged_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    assert [found.name for found in tmp_path.iterdir()] == ["a.db"]
    (tmp_path / "a.db").chmod(0o444)
    assert union([path])[1] == {"a": "1", "b": "2"}
    assert [found.name for found in tmp_path.iterdir()] == ["a.db"]
