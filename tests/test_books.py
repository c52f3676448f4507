"""The ledger: one plan, each task once, nothing lost, and one sentence for whatever cannot serve."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from verify.ledger import Ledger, LedgerError, Nondeterministic, union

WRITER = """
import sys
from verify.ledger import Ledger
with Ledger(sys.argv[1], "plan") as ledger:
    n = len(ledger.finished())
    while True:
        ledger.add(f"{n:08}", "x" * 1000 + str(n))
        n += 1
        print(n, flush=True)
"""


def test_what_was_added_is_there_after_closing(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with Ledger(path, "plan") as ledger:
        assert ledger.finished() == {}
        ledger.add("b", "2")
        ledger.add("a", "1")
        ledger.add("a", "1")
    with Ledger(path, "plan") as ledger:
        assert ledger.finished() == {"a": "1", "b": "2"}


def test_another_plan_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with Ledger(path, "plan") as ledger:
        ledger.add("a", "1")
    with pytest.raises(LedgerError, match="belongs to another plan"):
        Ledger(path, "other")
    with Ledger(path, "plan") as ledger:
        assert ledger.finished() == {"a": "1"}


def test_a_task_that_answers_otherwise_stops_the_run(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "a.db"), "plan") as ledger:
        ledger.add("a 1/2", "1")
        with pytest.raises(Nondeterministic, match="the task a 1/2 answers otherwise"):
            ledger.add("a 1/2", "2")
        assert ledger.finished() == {"a 1/2": "1"}


def test_two_runs_on_one_ledger_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.ledger.WAIT", 0.2)
    path = str(tmp_path / "a.db")
    with Ledger(path, "plan"), pytest.raises(LedgerError, match="in use by another run"):
        Ledger(path, "plan")


@pytest.mark.parametrize("kind", ["text", "other", "folder", "nowhere"])
def test_files_that_are_no_ledgers(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.db"
    if kind == "text":
        path.write_text("this is a text, and by no means a database of anything " * 9)
    elif kind == "other":
        with closing(sqlite3.connect(path)) as other:
            other.execute("create table cats (name text)")
    elif kind == "folder":
        path.mkdir()
    else:
        path = tmp_path / "missing" / "a.db"
    with pytest.raises(LedgerError):
        Ledger(str(path), "plan")
    with pytest.raises(LedgerError):
        union([str(path)])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Ledger(str(path), "plan"):
        pass
    path.chmod(0o444)
    with pytest.raises(LedgerError):
        Ledger(str(path), "plan")


def ledger(path: Path, plan: str, rows: dict[str, str]) -> str:
    with Ledger(str(path), plan) as made:
        for key, payload in rows.items():
            made.add(key, payload)
    return str(path)


def test_the_union_of_ledgers(tmp_path: Path) -> None:
    a = ledger(tmp_path / "a", "plan", {"1": "x", "2": "y"})
    b = ledger(tmp_path / "b", "plan", {"2": "y", "3": "z"})
    assert union([a, b]) == ("plan", {"1": "x", "2": "y", "3": "z"}) == union([b, a])
    with pytest.raises(LedgerError, match="belong to different plans"):
        union([a, ledger(tmp_path / "c", "other", {})])
    with pytest.raises(Nondeterministic, match="the task 2 answers otherwise"):
        union([a, ledger(tmp_path / "d", "plan", {"2": "not y"})])
    with pytest.raises(LedgerError, match="there is no ledger"):
        union([str(tmp_path / "e")])


def test_a_row_that_was_committed_survives_a_kill(tmp_path: Path) -> None:
    path, told = str(tmp_path / "a.db"), 0
    for n in range(10):
        with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            first = run.stdout.readline()
            time.sleep(0.01 * n)
            run.kill()
            told = int([first, *run.stdout.read().splitlines()][-1])
        with closing(sqlite3.connect(path)) as found:
            assert found.execute("pragma integrity_check").fetchone() == ("ok",)
            rows = found.execute("select key, payload from task order by key").fetchall()
        assert told <= len(rows) <= told + 1
        assert rows == [(f"{k:08}", "x" * 1000 + str(k)) for k in range(len(rows))]
