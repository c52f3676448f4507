"""The driver loop: each task is answered once, whatever becomes of its workers."""

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from verify.engine import DEATHS, EngineError, drive
from verify.executors import dask, inline, mpi, processes

SRC = str(Path(__file__).parent)
sys.path.insert(0, SRC)  # workers take it over, and import the work from here

from works import fails, fatal, once_fatal, square  # noqa: E402


def answers(tasks, work, pools, window: int = 4) -> tuple[dict, dict]:
    found, lost = {}, {}

    def done(task, answer) -> None:
        assert task not in found
        found[task] = answer

    drive(tasks, work, pools, window=window, done=done, crashed=lost.__setitem__)
    return found, lost


@pytest.mark.parametrize("pools", [inline(), partial(ThreadPoolExecutor, 3), processes(2, "works")])
def test_every_task_is_answered_once(pools) -> None:
    assert answers(range(50), square, pools) == ({n: n * n for n in range(50)}, {})
    assert answers([], square, pools) == ({}, {})


class Counting(Executor):
    """Finishes each task a little later, and counts those in flight."""

    most = 0

    def __init__(self) -> None:
        self.held: list[Future] = []

    def submit(self, fn, /, task):
        future: Future = Future()
        self.held.append(future)
        Counting.most = max(Counting.most, sum(not f.done() for f in self.held))
        threading.Timer(0.01, future.set_result, [fn(task)]).start()
        return future


def test_the_window_is_filled_and_never_exceeded() -> None:
    Counting.most = 0
    assert len(answers(range(20), square, Counting, window=3)[0]) == 20
    assert Counting.most == 3


def test_a_task_that_always_kills_its_worker_is_set_apart() -> None:
    found, lost = answers(range(12), fatal, processes(2, "works"))
    assert found == {n: n for n in range(12) if n != 5}
    assert lost == {5: f"it killed its worker {DEATHS} times"}


def test_a_task_that_kills_its_worker_once_is_answered(tmp_path: Path) -> None:
    found, lost = answers(range(12), partial(once_fatal, str(tmp_path)), processes(2, "works"))
    assert (found, lost) == ({n: n for n in range(12)}, {})


@pytest.mark.parametrize("pools", [inline(), processes(2, "works")])
def test_what_the_work_raises_is_raised(pools) -> None:
    with pytest.raises(ZeroDivisionError):
        answers(range(5), fails, pools)


def test_an_interrupt_leaves_what_was_seen() -> None:
    def stop(task: int) -> int:
        if task == 2:
            raise KeyboardInterrupt
        return task

    seen: Counter[int] = Counter()
    with pytest.raises(KeyboardInterrupt):
        drive(range(4), stop, inline(), window=1, done=lambda task, _: seen.update([task]), crashed=print)
    assert seen == {0: 1, 1: 1}


def below(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listed.splitlines()]
    found = [pid]
    for one in found:
        found += [int(child) for child, parent, stat in lines if int(parent) == one and not stat.startswith("Z")]
    return found[1:]


def alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


@pytest.mark.parametrize("signals", [[signal.SIGINT], [signal.SIGINT, signal.SIGINT], [signal.SIGKILL]])
def test_no_worker_outlives_its_driver(signals: list[signal.Signals]) -> None:
    script = Path(SRC) / "works.py"
    run = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert run.stdout is not None
    run.stdout.readline()
    workers = below(run.pid)
    assert len(workers) >= 2
    for sent in signals:
        run.send_signal(sent)
        time.sleep(0.05)
    run.stdout.close()
    run.wait(10)
    end = time.monotonic() + 5
    while time.monotonic() < end and any(alive(pid) for pid in workers):
        time.sleep(0.1)
    assert not [pid for pid in workers if alive(pid)]


def test_missing_engines_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("distributed", "mpi4py", "mpi4py.futures"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EngineError, match=r"pip install 'fibercheck\[dask\]'"):
        dask(None)
    with pytest.raises(EngineError, match=r"pip install 'fibercheck\[mpi\]'"):
        mpi(2)
