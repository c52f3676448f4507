"""Runs that are killed, on every engine: the ledger is in the end that of an undisturbed run, and nobody is left."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from types import ModuleType, SimpleNamespace
from uuid import uuid4

import pytest

from verify.engine import DEATHS, REFUSALS, REST, EngineError, drive
from verify.executors import dask, inline, mpi

FOLDER = Path(__file__).parent
PROC = Path("/proc")
needs_proc = pytest.mark.skipif(not (PROC / "self" / "environ").exists(), reason="processes are found in /proc")
KILLS = 20
# runs that are killed are measured by the clock: one at a time, however many workers the tests have
pytestmark = pytest.mark.xdist_group("killed")


class Run:
    """A driver in a process of its own, with all that it starts."""

    def __init__(self, engine: str, ledger: Path, count: int, milliseconds: int, **more: str) -> None:
        self.mark = f"ENGINE_MARK={uuid4().hex}"
        # a task is retried by the driver, not by Dask
        own = {"PYTHONPATH": str(FOLDER), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        env = os.environ | own | more | dict([self.mark.split("=")])
        command = [sys.executable, "engine_work.py", engine, str(ledger), str(count), str(milliseconds)]
        self.driver = subprocess.Popen(
            command, cwd=FOLDER, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def left(self) -> list[int]:
        """The processes of the run that are alive, whoever their parent is by now."""
        pids = (int(path.name) for path in PROC.iterdir() if path.name.isdecimal())
        return [pid for pid in pids if _marked(pid, self.mark)]

    def workers(self) -> list[int]:
        """Those in which tasks run: the youngest ones that are neither the driver nor a helper of its."""
        below = [pid for pid in self.left() if pid != self.driver.pid]
        parents = {_parent(pid) for pid in below}
        return [pid for pid in below if pid not in parents and not _says(pid, "resource_tracker")]

    def end(self, seconds: float = 30.0) -> None:
        """Nobody may be left some seconds after the driver has ended."""
        self.driver.wait(60)
        end = time.monotonic() + seconds
        while self.left() and time.monotonic() < end:
            time.sleep(0.05)
        assert not self.left(), "a worker outlived its driver"

    def begun(self) -> None:
        """Wait for the first answer."""
        assert self.driver.stdout is not None
        assert self.driver.stdout.readline(), "it ended before the first answer"

    def told(self) -> dict[str, str]:
        """The tasks that crashed, when all is over."""
        assert self.driver.stdout is not None
        crashed: dict[str, str] = json.loads(self.driver.stdout.read().splitlines()[-1])
        return crashed


def _marked(pid: int, mark: str) -> bool:
    try:
        return mark.encode() in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _parent(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _says(pid: int, word: str) -> bool:
    try:
        return word in (PROC / str(pid) / "cmdline").read_text()
    except OSError:
        return True


@contextmanager
def running(*of: object, **more: str) -> Iterator[Run]:
    run = Run(*of, **more)  # type: ignore[arg-type]
    try:
        yield run
    finally:
        for pid in run.left():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.driver.communicate()


def rows(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("pragma integrity_check").fetchone() == ("ok",)
        return [*found.execute("select * from plan"), *found.execute("select * from task order by key")]


def undisturbed(folder: Path, count: int) -> list[tuple[str, ...]]:
    with running("inline", folder / "calm.db", count, 0) as run:
        run.end()
    calm = rows(folder / "calm.db")
    assert len(calm) == count + 1
    return calm


def kill(pids: list[int], draw: Random) -> bool:
    """Kill one of some processes, if it is still there."""
    try:
        os.kill(draw.choice(pids), signal.SIGKILL)
    except (IndexError, ProcessLookupError):
        return False
    return True


@needs_proc
def test_killed_twenty_times(tmp_path: Path) -> None:
    calm, draw = undisturbed(tmp_path, 200), Random(3)
    for n in range(KILLS // 2):
        torn = tmp_path / f"{n}.db"
        with running("processes", torn, 200, 8) as run:
            time.sleep(draw.uniform(0.0, 0.5))
            assert kill([run.driver.pid], draw)
            run.end()
        with running("processes", torn, 200, 8) as run:
            run.begun()
            time.sleep(draw.uniform(0.0, 0.25))
            assert kill(run.workers(), draw)
            assert run.told() == {}
            run.end()
        assert rows(torn) == calm


@needs_proc
def test_dask_with_workers_and_the_driver_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    calm, torn, draw = undisturbed(tmp_path, 60), tmp_path / "torn.db", Random(4)
    for kills in (2, 1):
        with running("dask", torn, 60, 50) as run:
            for _ in range(kills):
                run.begun()
                time.sleep(draw.uniform(0.0, 0.3))
                assert kill(run.workers(), draw)
            if kills == 2:
                time.sleep(draw.uniform(0.0, 0.3))
                assert kill([run.driver.pid], draw)
            else:
                assert run.told() == {}
            run.end()
    assert rows(torn) == calm


@needs_proc
def test_dask_sets_a_task_apart_that_kills_its_workers(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with running("dask", tmp_path / "a.db", 12, 1, FATAL="1") as run:
        assert run.told() == {"0007": f"it killed its worker {DEATHS} times"}
        run.end()
    assert [row[0] for row in rows(tmp_path / "a.db")[1:]] == [f"{n:04}" for n in range(12) if n != 7]


@needs_proc
@pytest.mark.parametrize("engine", ["processes", "dask"])
def test_an_interrupt_leaves_nobody(tmp_path: Path, engine: str) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    path = tmp_path / "a.db"
    with running(engine, path, 60, 10, STUCK="1") as run:
        run.begun()
        time.sleep(0.5)
        start = time.monotonic()
        run.driver.send_signal(signal.SIGINT)
        time.sleep(0.02)
        run.driver.send_signal(signal.SIGINT)
        run.end()
    assert time.monotonic() - start < 15
    assert run.driver.returncode not in (0, 2)
    assert len(rows(path)) < 60


@needs_proc
def test_mpi(tmp_path: Path) -> None:
    if subprocess.run([sys.executable, "-c", "from mpi4py import MPI"], capture_output=True).returncode:
        pytest.skip("mpi4py or an MPI library is missing")
    with running("mpi", tmp_path / "a.db", 30, 1) as run:
        assert run.told() == {}
        run.end()
    assert rows(tmp_path / "a.db") == undisturbed(tmp_path, 30)


def test_mpi_is_asked_for_its_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in (("mpi4py", ModuleType("mpi4py")), ("mpi4py.futures", ModuleType("mpi4py.futures"))):
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys.modules["mpi4py.futures"], "MPIPoolExecutor", ThreadPoolExecutor, raising=False)
    found: dict[int, int] = {}
    drive(range(-9, 0), abs, mpi(2), window=3, done=found.__setitem__, crashed=print)
    assert found == {n: -n for n in range(-9, 0)}


class Scheduler:
    """Stands for the client of a Dask cluster that loses its scheduler after some calls."""

    def __init__(self, address: str, calls: int = 2) -> None:
        self.status, self.calls, self.waits = "running", calls, list[bool]()

    def get_executor(self, pure: bool) -> SimpleNamespace:
        assert not pure
        return SimpleNamespace(submit=self.run, shutdown=lambda wait: self.waits.append(wait))

    def close(self) -> None:
        self.status = "closed"

    def submit(self, work: Callable[[], bool], pure: bool) -> Future[bool]:
        future: Future[bool] = Future()
        future.set_result(work())
        return future

    def run(self, work: Callable[[int], int], task: int) -> Future[int]:
        future: Future[int] = Future()
        self.calls -= 1
        if self.calls < 0:
            self.status = "closed"
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(work(task))
        return future


def test_a_lost_scheduler_is_told_and_no_task_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Scheduler))
    found: dict[int, int] = {}
    with pytest.raises(EngineError, match="the Dask scheduler is gone"):
        drive(range(9), abs, dask("here"), window=3, done=found.__setitem__, crashed=pytest.fail)
    assert found == {0: 0, 1: 1}


def test_what_runs_on_a_cluster_is_cancelled_when_the_run_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Scheduler("here")
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=lambda address: client))

    def full(task: int, told: int) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        drive([1, 2], abs, dask("here"), window=1, done=full, crashed=print)
    assert (client.waits, client.status) == ([False], "closed")


@pytest.mark.parametrize("error", [OSError("refused"), ValueError("unknown scheme"), RuntimeError("not started")])
def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(address: str) -> None:
        raise error

    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=refuse))
    with pytest.raises(EngineError, match=f"no Dask scheduler answers at here: {error}"):
        dask("here")


class Breaking(Executor):
    """Refuses its second call, as a pool does whose worker died in the meantime."""

    def __init__(self) -> None:
        self.inner, self.calls = inline()(), 0

    def submit(self, fn, /, *args, **kwargs):
        self.calls += 1
        if self.calls > 1:
            raise BrokenExecutor
        return self.inner.submit(fn, *args, **kwargs)


def test_a_pool_that_breaks_between_two_tasks_blames_neither() -> None:
    found: dict[int, int] = {}
    drive(range(20), abs, Breaking, window=4, done=found.__setitem__, crashed=pytest.fail)
    assert found == {n: n for n in range(20)}


def test_an_engine_that_starts_no_worker_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("verify.engine.time", SimpleNamespace(sleep=rests.append))

    class Refusing(Executor):
        asked = 0

        def submit(self, fn, /, *args, **kwargs):
            Refusing.asked += 1
            raise OSError("no more processes")

    with pytest.raises(EngineError, match="no worker can be started"):
        drive(range(3), abs, Refusing, window=2, done=pytest.fail, crashed=pytest.fail)
    assert Refusing.asked == REFUSALS
    assert rests == [REST * n for n in range(1, REFUSALS)]


def test_workers_that_cannot_run_the_programs_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare(Scheduler):
        def submit(self, work: Callable[[], bool], pure: bool) -> Future[bool]:
            future: Future[bool] = Future()
            future.set_exception(RuntimeError("Error during deserialization of the task graph"))
            return future

    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Bare))
    with pytest.raises(EngineError, match="start workers, with the same version installed there"):
        dask("here")


def test_what_a_broken_cluster_holds_is_lost_and_nobody_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.engine.PULSE", 0.05)

    class Stuck(Executor):
        pools = 0

        def __init__(self) -> None:
            Stuck.pools += 1
            self.broken, self.good = Stuck.pools == 1, inline()()

        def submit(self, fn, /, *args, **kwargs):
            return Future() if self.broken else self.good.submit(fn, *args, **kwargs)

    found: dict[int, int] = {}
    drive(range(9), abs, Stuck, window=3, done=found.__setitem__, crashed=pytest.fail)
    assert found == {n: n for n in range(9)}
