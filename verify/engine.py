"""Tasks driven over an executor that may break: each answered once, whatever becomes of the workers.

        tasks -> at most `window` in flight -> done(task, answer)

Main definitions
    drive       the loop
    DEATHS      how many workers a task may kill before it is set apart

Conventions
    All callbacks run in the driver.  When a pool breaks, every task in flight is lost, and any of them may be the
    one that broke it: they are tried again one at a time, so that the next death names its task.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

K = TypeVar("K")
R = TypeVar("R")
DEATHS = 3
# how the executors of a cluster tell that a worker died; their own classes are not imported
LOST = ("KilledWorker", "CommClosedError")


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
    KeyboardInterrupt, and whatever the work raises
        After the workers are ended; `done` has seen all that came in before.

    Examples
    --------
    >>> from verify.executors import inline
    >>> drive([1, 2], str, inline(), window=1, done=print, crashed=print)
    1 1
    2 2
    """
    fresh, suspects, deaths = deque(tasks), deque[K](), Counter[K]()
    while fresh or suspects:
        alone = bool(suspects)
        lost = _round(suspects if alone else fresh, work, pools, 1 if alone else window, done)
        if len(lost) == 1:
            deaths[lost[0]] += 1
            if deaths[lost[0]] == DEATHS:
                crashed(lost.pop(), f"it killed its worker {DEATHS} times")
        suspects.extendleft(lost)


def _round(
    waiting: deque[K], work: Callable[[K], R], pools: Callable[[], Executor], window: int, done: Callable[[K, R], None]
) -> list[K]:
    """Answer the tasks that wait until none is left or some are lost; those lost."""
    before = set(multiprocessing.active_children())
    pool, flying, lost = pools(), dict[Future[R], K](), list[K]()
    try:
        while flying or (waiting and not lost):
            while waiting and not lost and len(flying) < window:
                task = waiting.popleft()
                future = _submitted(pool, work, task)
                if future is None:
                    lost.append(task)
                else:
                    flying[future] = task
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                lost += _landed(future, flying.pop(future), done)
    except BaseException:
        _end(pool, before)
        raise
    pool.shutdown()
    return lost


def _submitted(pool: Executor, work: Callable[[K], R], task: K) -> Future[R] | None:
    """The future of a task; None where the pool has broken in the meantime."""
    try:
        return pool.submit(work, task)
    except BrokenExecutor:
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
