"""A run with a ledger, to be killed: python engine_work.py ENGINE LEDGER TASKS MILLISECONDS.

Main definitions
    answer      the work: task 7 kills its worker where FATAL is set, and takes very long where STUCK is set
"""

import json
import os
import signal
import sys
import time
from functools import partial

from verify.engine import drive
from verify.executors import Pools, dask, inline, mpi, processes
from verify.ledger import Ledger

SEVEN = 7


def answer(milliseconds: int, task: str) -> str:
    n = int(task)
    time.sleep(100 if os.environ.get("STUCK") and n == SEVEN else milliseconds / 1000)
    if os.environ.get("FATAL") and n == SEVEN:
        os.kill(os.getpid(), signal.SIGKILL)
    return json.dumps({"square": n * n})


def pools(engine: str) -> Pools:
    made = {
        "inline": inline,
        "processes": partial(processes, 2, "engine_work"),
        "dask": partial(dask, None),
        "mpi": partial(mpi, 2),
    }
    return made[engine]()


def main(engine: str, path: str, count: str, milliseconds: str) -> None:
    """Answer the tasks that are not in the ledger yet, telling each; tell in the end those that crashed."""
    tasks, crashed = [f"{n:04}" for n in range(int(count))], dict[str, str]()
    with Ledger(path, json.dumps({"tasks": count})) as ledger:
        finished = ledger.finished()
        todo = [task for task in tasks if task not in finished]
        work = partial(answer, int(milliseconds))

        def done(task: str, told: str) -> None:
            ledger.add(task, told)
            print(task, flush=True)

        drive(todo, work, pools(engine), window=4, done=done, crashed=crashed.__setitem__)
    print(json.dumps(crashed), flush=True)


if __name__ == "__main__":
    # the workers unpickle the work by the name of the module
    from engine_work import main

    main(*sys.argv[1:])
