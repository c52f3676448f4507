"""Work for the tests of the driver, in a module of its own so that workers can import it."""

import os
import signal
import time
from pathlib import Path

from verify.engine import drive
from verify.executors import processes


def square(n: int) -> int:
    return n * n


def fails(n: int) -> float:
    return 1 / (3 - n)


def fatal(n: int) -> int:
    if n == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def once_fatal(folder: str, n: int) -> int:
    mark = Path(folder) / str(n)
    if n % 4 == 0 and not mark.exists():
        mark.touch()
        os._exit(3)
    return n


def slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def main() -> None:
    """Drive slow tasks, and say so when the first is done."""
    drive([0.2] * 400, slow, processes(2, "works"), window=4, done=lambda *_: print("done", flush=True), crashed=print)


if __name__ == "__main__":
    main()
