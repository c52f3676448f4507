"""One thread everywhere, the kernels that a processor deserves, and what a job costs: seconds and memory.

A linear algebra library picks its kernels when it is loaded, and an old copy of it may take a new processor for an old
one.  So the kind of processor is told to it through the environment, before anything is imported: `settle` starts the
process again where the environment is not yet so.
"""

import ctypes
import gc
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import process_time

THREADS = ("OMP", "OPENBLAS", "MKL", "NUMBA", "NUMEXPR", "VECLIB")
WIDE = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}
LIBRARIES = ("numpy", "numba", "torch", "scipy", "scikit-learn", "faiss-cpu", "pandas", "polars", "duckdb")
RATE = """
import json, numpy as np
from threadpoolctl import threadpool_info
from time import process_time
a = np.random.default_rng(0).random((1024, 1024), dtype=np.float32)
def once():
    start = process_time()
    a @ a
    return process_time() - start
once()
best = min(once() for _ in range(7))
print(json.dumps([threadpool_info()[0].get("architecture"), 2 * 1024**3 / best / 1e9]))
"""


def flags() -> set[str]:
    """What the processor can do, as Linux tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return set(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())


def kernel() -> str | None:
    """The name of the OpenBLAS kernels for this processor."""
    known = flags()
    if known >= WIDE:
        return "SkylakeX"
    return "Haswell" if known >= {"avx2", "fma"} else None


def settle() -> None:
    """Start again with one thread and the right kernels, if the environment is not so."""
    wanted = {f"{name}_NUM_THREADS": "1" for name in THREADS} | {"POLARS_MAX_THREADS": "1"}
    name = kernel()
    if name and "OPENBLAS_CORETYPE" not in os.environ:
        wanted["OPENBLAS_CORETYPE"] = name
    if any(os.environ.get(key) != value for key, value in wanted.items()):
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **wanted})


def rate(told: bool) -> tuple[str, float]:
    """The kernels of numpy and the rate of its float32 products in 10^9 operations a second, in a fresh process."""
    environment = {key: value for key, value in os.environ.items() if told or key != "OPENBLAS_CORETYPE"}
    found = subprocess.run(
        [sys.executable, "-c", RATE], env=environment, capture_output=True, text=True, check=True
    ).stdout
    name, speed = json.loads(found)
    return str(name), float(speed)


def processor() -> str:
    """The name of the processor."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def releases() -> dict[str, str]:
    """The versions of what takes part."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def architectures() -> dict[str, str]:
    """The kernels of each linear algebra library that is loaded."""
    from threadpoolctl import threadpool_info

    return {
        Path(pool["filepath"]).parent.name + "/" + Path(pool["filepath"]).name.split("-")[0]: pool["architecture"]
        for pool in threadpool_info()
        if pool.get("architecture")
    }


def machine() -> dict[str, object]:
    """What the figures were measured on; says so where the kernels told to the peers slow numpy's own."""
    (plain, before), (told, after) = rate(False), rate(True)
    return {
        "processor": processor(),
        "kernel": os.environ.get("OPENBLAS_CORETYPE"),
        "numpy": {"by itself": [plain, before], "as told": [told, after], "slowed": after < before * 9 / 10},
        "versions": releases(),
    }


def resident(name: str) -> float:
    """One of the sizes of this process in MiB, as Linux tells it."""
    path = Path("/proc/self/status")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), float("nan"))


def forget() -> float:
    """Give free memory back and forget the peak; the size now."""
    gc.collect()
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        ctypes.CDLL(None).malloc_trim(0)
        peak.write_text("5")
    return resident("VmRSS")


def measured(*steps):
    """The CPU seconds of each step, the MiB by which the process grew meanwhile, and the answer of the last.

    A step is given the answer of the one before.
    """
    before, seconds, found = forget(), [], None
    for step in steps:
        start = process_time()
        found = step(found)
        seconds.append(process_time() - start)
    return seconds, resident("VmHWM") - before, found
