"""Tasks driven over an executor that may break: each answered once, whatever becomes of the workers.

        tasks -> at most `window` in flight -> done(task, answer)

Main definitions
    drive        the loop
    DEATHS       how many workers a task may kill before it is set apart
    EngineError  an engine that cannot run

Conventions
    All callbacks run in the driver.  When a pool breaks, every task in flight is lost, and any of them may be the
    one that broke it: they are tried again one at a time, so that the next death names its task.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

K = TypeVar("K")
R = TypeVar("R")
DEATHS = 3
REFUSALS = 10
PULSE = 5.0
REST = 0.1
# how the executors of a cluster tell that a worker died; their own classes are not imported
LOST = ("KilledWorker", "CommClosedError")


class EngineError(Exception):
    """An engine that cannot run, told in one sentence."""


def drive(
    tasks: Iterable[K],
    work: Callable[[K], R],
    pools: Callable[[], Executor],
    *,
    window: int,
    done: Callable[[K, R], None],
    crashed: Callable[[K, str], None],
) -> None:
    """Answer every task, or tell that it kills its workers.

    Parameters
    ----------
    tasks : iterable
    work : callable
        Picklable, as the tasks are.
    pools : callable
        Starts an executor; called again after one has broken.
    window : int
        How many tasks may be in flight.
    done, crashed : callable
        Told of each task once: of one of them.

    Raises
    ------
    EngineError
        When no worker can be started.
    KeyboardInterrupt, and whatever the work raises
        After the workers are ended; `done` has seen all that came in before.

    Examples
    --------
    >>> from verify.executors import inline
    >>> drive([1, 2], str, inline(), window=1, done=print, crashed=print)
    1 1
    2 2
    """
    fresh, suspects, deaths, refusals = deque(tasks), deque[K](), Counter[K](), 0
    while fresh or suspects:
        alone = bool(suspects)
        started, lost = _round(suspects if alone else fresh, work, pools, 1 if alone else window, done)
        refusals = 0 if started else refusals + 1
        if refusals == REFUSALS:
            raise EngineError(
                f"no worker can be started, {REFUSALS} times in a row; look at the memory and the machine"
            )
        # a fork server that was killed may take a while to be gone, and until then it is taken for one that runs
        time.sleep(REST * refusals)
        if len(lost) == 1:
            deaths[lost[0]] += 1
            if deaths[lost[0]] == DEATHS:
                crashed(lost.pop(), f"it killed its worker {DEATHS} times")
        suspects.extendleft(lost)


def _round(
    waiting: deque[K], work: Callable[[K], R], pools: Callable[[], Executor], window: int, done: Callable[[K, R], None]
) -> tuple[bool, list[K]]:
    """Answer the tasks that wait until none is left or the pool breaks; whether one was started, and those lost."""
    before = set(multiprocessing.active_children())
    pool, flying, lost = pools(), dict[Future[R], K](), list[K]()
    started = broken = False
    try:
        while flying or (waiting and not broken):
            while waiting and not broken and len(flying) < window:
                future = _submitted(pool, work, waiting[0])
                if future is not None:
                    flying[future] = waiting.popleft()
                started, broken = started or future is not None, future is None
            for future in wait(flying, PULSE, return_when=FIRST_COMPLETED).done:
                lost += _landed(future, flying.pop(future), done)
                broken = broken or bool(lost)
            # a cluster that has lost its scheduler may leave futures that never end
            if getattr(pool, "broken", False):
                return True, [*lost, *flying.values()]
    except BaseException:
        _end(pool, before)
        raise
    pool.shutdown()
    return started, lost


def _submitted(pool: Executor, work: Callable[[K], R], task: K) -> Future[R] | None:
    """The future of a task; None where the pool has broken in the meantime, or can start no worker."""
    try:
        return pool.submit(work, task)
    except (BrokenExecutor, EOFError, OSError):
        return None


def _landed(future: Future[R], task: K, done: Callable[[K, R], None]) -> list[K]:
    """Tell an answer, or name the task as lost with its worker."""
    try:
        error = future.exception()
    except CancelledError:  # nobody here cancels while tasks are awaited: a cluster does, when it loses its scheduler
        return [task]
    if error is None:
        done(task, future.result())
        return []
    if isinstance(error, BrokenExecutor) or type(error).__name__ in LOST:
        return [task]
    raise error


def _end(pool: Executor, before: set[BaseProcess]) -> None:
    """End the workers of a pool at once; a second Ctrl-C on the way would leave them behind, so it waits."""
    main = threading.current_thread() is threading.main_thread()
    held = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        pool.shutdown(cancel_futures=True)
    finally:
        if main:
            signal.signal(signal.SIGINT, held)
