"""Shards of one piece of work, in this process or in several.

        work(0, m), ..., work(m - 1, m)

Main definitions
    run         the results in the order of the shards
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

R = TypeVar("R")


def run(
    work: Callable[[int, int], R], shards: int, workers: int = 1, progress: Callable[[R], None] = lambda _: None
) -> list[R]:
    """The results work(r, m) for r < m = shards, in that order.

    Parameters
    ----------
    work : callable
        With more than one worker it must be picklable, such as a partial of a top-level function.
    shards, workers : int
    progress : callable
        Called with each result as it comes in.

    Raises
    ------
    KeyboardInterrupt
        After the workers are ended; `progress` has seen all that came in before.

    Examples
    --------
    >>> run(divmod, 3)
    [(0, 0), (0, 1), (0, 2)]
    """
    if workers <= 1 or shards <= 1:
        return [_seen(work(r, shards), progress) for r in range(shards)]
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(min(workers, shards), mp_context=_context(work), initializer=_quiet)
    try:
        futures = {pool.submit(work, r, shards): r for r in range(shards)}
        found = {futures[done]: _seen(done.result(), progress) for done in as_completed(futures)}
    except BaseException:
        _stop(pool, before)
        raise
    pool.shutdown()
    return [found[r] for r in range(shards)]


def _stop(pool: ProcessPoolExecutor, before: set[BaseProcess]) -> None:
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


def _seen(result: R, progress: Callable[[R], None]) -> R:
    progress(result)
    return result


def _context(work: Callable[..., Any]) -> BaseContext:
    """Fresh processes, and where there is a fork server, one that has the module of the work loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([getattr(work, "func", work).__module__])
    return context


def _quiet() -> None:
    """Leave Ctrl-C to the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
