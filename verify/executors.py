"""Where tasks run: factories of standard executors.

Main definitions
    Pools       a factory: each call starts a new executor
    inline      this process
    processes   worker processes on this machine, which end when this process does
    dask, mpi   the workers of a cluster
    Cluster     a Dask client as an executor
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver
from typing import Any

from verify.engine import EngineError

Pools = Callable[[], Executor]
ANSWER = 30.0
SAFE = "PYTHONSAFEPATH"


class Inline(Executor):
    """Runs each task where it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished future of a call."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def inline() -> Pools:
    """In the driver itself."""
    return Inline


def processes(workers: int, preload: str) -> Pools:
    """Worker processes that load a module beforehand."""
    return partial(_processes, workers, preload)


def _processes(workers: int, preload: str) -> Executor:
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([preload])
        with _safe_path():
            forkserver.ensure_running()
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_watch)


@contextmanager
def _safe_path() -> Iterator[None]:
    """What is started meanwhile takes no file random.py of the current folder for the module."""
    before = os.environ.get(SAFE)
    os.environ[SAFE] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE]
        if before is not None:
            os.environ[SAFE] = before


def _watch() -> None:
    """Leave Ctrl-C to the driver, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_driver, daemon=True).start()


def _end_with_the_driver() -> None:
    driver = multiprocessing.parent_process()
    if driver is not None:
        driver.join()
        os._exit(1)


def dask(address: str | None, workers: int = 2) -> Pools:
    """The workers of a Dask cluster; of a local one where no address is given.

    Raises
    ------
    EngineError
        When Dask is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise EngineError("--engine dask needs Dask; pip install 'fibercheck[dask]'") from None
    try:
        client = Client(address) if address else Client(n_workers=workers, threads_per_worker=1, dashboard_address=":0")
    except (OSError, RuntimeError, ValueError) as error:
        says = f"no Dask scheduler answers at {address or 'this machine'}: {error}"
        raise EngineError(f"{says}; give the address that it printed") from None
    try:
        client.submit(_here, pure=False).result(ANSWER)
    except Exception as error:  # whatever a worker without the programs raises, or none that answers
        client.close()
        says = f"no Dask worker can run fibercheck ({type(error).__name__})"
        raise EngineError(f"{says}; start workers, with the same version installed there") from None
    return partial(_cluster, client)


def _here() -> bool:
    """A worker that can read this can run the rest."""
    return True


def _cluster(client: Any) -> Executor:
    if client.status != "running":
        raise EngineError("the Dask scheduler is gone; start one, and give the same command with its address")
    return Cluster(client)


class Cluster(Executor):
    """A Dask client as an executor whose futures can be cancelled together."""

    def __init__(self, client: Any) -> None:
        self._client, self._inner = client, client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a call."""
        future: Future[Any] = self._inner.submit(fn, *args, **kwargs)
        return future

    @property
    def broken(self) -> bool:
        """Whether the scheduler is gone, and with it all that was under way."""
        return bool(self._client.status not in ("running", "connecting"))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; those under way are awaited, or cancelled and the cluster left: ended, if local."""
        self._inner.shutdown(wait=wait and not cancel_futures)
        if cancel_futures:
            self._client.close()


def mpi(workers: int) -> Pools:
    """The processes of an MPI run.

    Raises
    ------
    EngineError
        When mpi4py or the MPI library is missing.
    """
    try:
        from mpi4py.futures import MPIPoolExecutor
    except (ImportError, RuntimeError) as error:
        says = next(iter(str(error).splitlines()), "not found")
        hint = "pip install 'fibercheck[mpi]'"
        raise EngineError(f"--engine mpi needs mpi4py and an MPI library ({says}); {hint}") from None
    return partial(MPIPoolExecutor, workers)
