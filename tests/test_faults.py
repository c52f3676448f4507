"""A run that is killed again and again comes to what an undisturbed run comes to: verdicts, counts, witnesses, rows."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

# runs that are killed are measured by the clock: one at a time, however many workers the tests have
pytestmark = pytest.mark.xdist_group("killed")
KILLS = 20
CLAIMS = ["classical.invariants", "classical.t*", "relaxation.subgroup", "relaxation.steps", "robustness.g*"]


def command(folder: Path, name: str, *more: str) -> list[str]:
    run = [sys.executable, "-m", "verify", "verify", *CLAIMS, "--workers", "2"]
    return [*run, "--ledger", str(folder / f"{name}.db"), "--json", str(folder / f"{name}.json"), *more]


def family(pid: int) -> list[int]:
    """The processes below a process, the nearest first."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    below: dict[int, list[int]] = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        below.setdefault(parent, []).append(child)
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found[1:]


def rows(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as ledger:
        assert ledger.execute("pragma integrity_check").fetchone() == ("ok",)
        return ledger.execute("select key, digest, payload from task order by key").fetchall()


def begun(run: list[str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("ab") as out:
        return subprocess.Popen(run, stdout=out, stderr=out)


def gone(pids: list[int], seconds: float = 30.0) -> bool:
    """Whether all of some processes end in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alive = subprocess.run(["ps", "-o", "stat=", "-p", ",".join(map(str, pids))], capture_output=True, text=True)
        if not [line for line in alive.stdout.splitlines() if not line.startswith("Z")]:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undisturbed")
    subprocess.run(command(folder, "calm"), check=True, capture_output=True)
    return folder


def same(folder: Path, calm: Path) -> bool:
    told = (json.loads(path.read_text()) for path in (folder / "torn.json", calm / "calm.json"))
    return next(told) == next(told) and rows(folder / "torn.db") == rows(calm / "calm.db")


def answered(ledger: Path) -> bool:
    """Whether a run at work has written an answer."""
    log = ledger.with_name(f"{ledger.name}-wal")
    return log.exists() and log.stat().st_size > 0


def workers(pid: int) -> list[int]:
    """The processes below a driver that have none below them."""
    return [one for one in family(pid) if not family(one)]


def disturb(run: "subprocess.Popen[bytes]", draw: Random, driver: bool) -> bool:
    """Kill the driver or one of its workers some time after there are workers; whether it was still at work then."""
    while len(workers(run.pid)) < 2 and run.poll() is None:
        time.sleep(0.05)
    time.sleep(draw.uniform(0.0, 1.2))
    below = family(run.pid)
    if run.poll() is not None:
        return False
    if driver:
        run.kill()
        run.wait()
        assert gone(below), "a worker outlived its driver"
    else:
        with suppress(IndexError, ProcessLookupError):
            os.kill(draw.choice(workers(run.pid)), signal.SIGKILL)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_killed_twenty_times(tmp_path: Path, undisturbed: Path) -> None:
    draw, kills = Random(20), 0
    while kills < KILLS:
        run = begun(command(tmp_path, "torn"), tmp_path / "log")
        while kills < KILLS and disturb(run, draw, kills % 3 == 2):
            kills += 1
            if run.poll() is not None:
                break
        else:
            assert run.wait() == 0, (tmp_path / "log").read_text()
            assert same(tmp_path, undisturbed)
            (tmp_path / "torn.db").unlink()
    subprocess.run(command(tmp_path, "torn"), check=True, capture_output=True)
    assert same(tmp_path, undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_local_dask_cluster_whose_workers_are_killed(tmp_path: Path, undisturbed: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    draw = Random(2)
    run = begun(command(tmp_path, "torn", "--engine", "dask"), tmp_path / "log")
    # a cluster that loses a worker before it has begun does not begin
    while run.poll() is None and not answered(tmp_path / "torn.db"):
        time.sleep(0.05)
    assert disturb(run, draw, driver=False)
    assert disturb(run, draw, driver=False)
    assert run.wait() == 0, (tmp_path / "log").read_text()
    assert same(tmp_path, undisturbed)
