"""The ε-join beside the joins of other libraries: seconds, memory, and whose set is the true one.

Run as `python tests/bench/joins.py [ROW…] [--rounds N] [--json FILE] [--small]`, or with `planner` or `--gpu`.
All run in one process, in turns, at one thread; told are medians of CPU seconds and the greatest growth of the process.
Each of our routes must answer the same set, and that of an exact reference on some rows, else the exit status is 1.
A peer that answers for a part of the rows is scaled; what it misses and what it adds is counted on that part.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from join_machine import architectures, machine, measured, settle

if __name__ == "__main__":
    settle()

import numpy as np
from join_device import on_device
from join_peers import Job, bare, counters, has, nothing, peers
from join_planner import planner
from join_workloads import NUMBER, Workload, circles, curve, embeddings, keys, truth, words
from rich.console import Console
from rich.table import Table

from algebra.numeric import Means, count, join

SMALL, CHECKED = 20, 24
OURS = {"numpy": Means(numba=False, torch=False), "numba": Means(numba=True, torch=False)}
TORCH = {"torch": Means(numba=True, torch=True)}


@dataclass(frozen=True)
class Row:
    """One line of the goals: a workload for n rows, ours over the best peer with numpy alone and with more."""

    make: Any
    must: float
    should: float
    share: int = 1
    product: bool = False
    counted: bool = False


ROWS = {
    "W1a": Row(lambda n: embeddings(n, 64), 0.85, 0.55, 5, product=True),
    "W1b": Row(lambda n: embeddings(n, 384), 0.55, 0.40, 10, product=True),
    "W2": Row(curve, 1.0, 0.4),
    "W3a-12": Row(lambda n: circles(n, "linf", 12), 0.4, 0.12),
    "W3a-40": Row(lambda n: circles(n, "linf", 40), 0.15, 0.03, 10),
    "W3b-48": Row(lambda n: circles(n, "l1", 48), 1.3, 0.35, 5),
    "W3b-120": Row(lambda n: circles(n, "l1", 120), 1.0, 0.12, 10),
    "W4-15": Row(lambda n: words(n, 15), 0.25, 0.25),
    "W4-64": Row(lambda n: words(n, 64), 4.0, 0.65),
    "W5": Row(keys, 1.0, 0.4),
    "W5-count": Row(keys, 1.0, 0.4, counted=True),
}


def ours(work: Workload, row: Row) -> dict[str, Job]:
    """Our ways: with numpy alone, with compiled loops, with torch's products."""
    ways = {name: means for name, means in OURS.items() if name == "numpy" or has(name)}
    if row.product and has("torch"):
        __import__("torch").set_num_threads(1)
        ways |= {name: means for name, means in TORCH.items() if has("numba")}
    act = count if row.counted else join
    jobs = {}
    for name, means in ways.items():
        call = partial(act, work.left, work.right, work.metric, work.eps, means=means, **work.options)
        jobs[name] = Job(f"ours, {name}", nothing, lambda _, __, call=call: call())
    return jobs


def certificate(work: Workload) -> list[Job]:
    """The certified product with numpy alone, and the same work without the certificate."""
    call = partial(join, work.left, work.right, work.metric, work.eps, means=OURS["numpy"], **work.options)
    return [Job("ours, product", nothing, lambda _, __: call(algorithm="gemm")), bare(work)]


def timed(job: Job, work: Workload) -> tuple[float, float, Any]:
    """Seconds, scaled where the job answers for a part; growth in MiB; the answer."""
    left = work.some(job.share).left
    (first, second), grown, found = measured(lambda _: job.prepare(), lambda state: job.run(state, left))
    return first + job.share * second, grown, found


def sorted_keys(job: Job, found: Any, work: Workload) -> Any:
    """An answer as increasing numbers, one a pair."""
    i, j = job.read(found)
    return np.sort(np.asarray(i).astype(np.int64) * job.share * len(work.right) + np.asarray(j).astype(np.int64))


def part(pairs: Any, share: int, work: Workload) -> Any:
    """The pairs of one row in `share`."""
    return pairs[(pairs // len(work.right)) % share == 0]


def without(first: Any, second: Any) -> Any:
    """What is in one increasing array and not in another."""
    if np.array_equal(first, second) or not len(second):
        return first[:0] if len(second) else first
    return first[second[np.minimum(np.searchsorted(second, first), len(second) - 1)] != first]


def exact(pairs: Any, work: Workload, disputed: set[int]) -> bool:
    """Whether some rows of an answer, some disputed ones among them, are those of the reference."""
    width = len(work.right)
    spread = np.linspace(0, len(work.left) - 1, CHECKED).astype(int).tolist()
    for i in {*spread, *sorted(disputed)[:CHECKED]}:
        mine = pairs[np.searchsorted(pairs, i * width) : np.searchsorted(pairs, (i + 1) * width)] % width
        if not np.array_equal(mine, truth(work, i)):
            return False
    return True


def judged(told: dict[str, dict[str, Any]], work: Workload) -> bool:
    """Compare the sets in place; whether ours are all the same and right."""
    mine = [name for name in told if name.startswith("ours")]
    true, disputed = told[mine[0]]["answer"], set[int]()
    for figures in told.values():
        answer, expected = figures.pop("answer"), part(true, figures["share"], work)
        missing, extra = without(expected, answer), without(answer, expected)
        disputed |= set((np.concatenate([missing, extra]) // len(work.right)).tolist())
        figures |= {"pairs": len(answer), "missing": len(missing), "extra": len(extra)}
    same = all(told[name]["missing"] == told[name]["extra"] == 0 for name in mine)
    return same and exact(true, work, disputed)


def tallied(told: dict[str, dict[str, Any]], work: Workload) -> bool:
    """Compare the counts in place; whether ours are right."""
    true = summed(work)
    for figures in told.values():
        found = int(figures.pop("answer"))
        figures |= {"pairs": found, "missing": max(0, true - found), "extra": max(0, found - true)}
    return all(figures["pairs"] == true for name, figures in told.items() if name.startswith("ours"))


def rounds(jobs: list[Job], work: Workload, row: Row, times: int) -> dict[str, dict[str, Any]]:
    """Every job in turns: after one round to warm up, whose answers are kept, the figures of the others."""
    told = {job.name: {"seconds": [], "grown": [], "share": job.share} for job in jobs}
    for k in range(times + 1):
        for job in jobs:
            seconds, grown, found = timed(job, work)
            if k:
                told[job.name]["seconds"].append(seconds)
                told[job.name]["grown"].append(grown)
            else:
                told[job.name]["answer"] = found if row.counted else sorted_keys(job, found, work)
            del found
    for figures in told.values():
        figures |= {"seconds": median(figures["seconds"]), "grown": max(figures["grown"])}
    return told


def summed(work: Workload) -> int:
    """The number of pairs of equal rows, by counting each value on both sides."""
    packed = (side[:, 0].astype(np.int64) << 16 | side[:, 1] for side in (work.left, work.right))
    (x, n), (y, m) = (np.unique(side, return_counts=True) for side in packed)
    _, a, b = np.intersect1d(x, y, assume_unique=True, return_indices=True)
    return int((n[a] * m[b]).sum())


def verdict(told: dict[str, dict[str, Any]], mine: list[str], row: Row) -> dict[str, Any]:
    """Ours over the best peer, and whether the goals are met."""
    others = {name: figures for name, figures in told.items() if not name.startswith(("ours", "bare"))}
    if not others:
        return {"best": None}
    best = min(others, key=lambda name: others[name]["seconds"])
    ratios = {name: told[name]["seconds"] / others[best]["seconds"] for name in mine}
    plain, fast = ratios[mine[0]], min((ratios[name] for name in mine[1:]), default=None)
    out = {"best": best, "ratios": ratios, "must": row.must, "met": plain <= row.must, "should": row.should}
    out["reached"] = fast is not None and fast <= row.should
    if "bare product" in told:
        out["certificate"] = told["ours, product"]["seconds"] / told["bare product"]["seconds"]
    return out


def shown(name: str, told: dict[str, dict[str, Any]], end: dict[str, Any], console: Console) -> None:
    """Print the table of a row, and the verdict."""
    table = Table(title=name, title_justify="left")
    for head in ("", "CPU s", "÷ best peer", "MiB", "pairs", "missing", "extra", "rows"):
        table.add_column(head, justify="right" if head else "left")
    base = told[end["best"]]["seconds"] if end["best"] else float("nan")
    for job, f in told.items():
        cells = [f"{f['seconds']:.3f}", f"{f['seconds'] / base:.3f}", f"{f['grown']:.0f}", f"{f['pairs']:,}"]
        rows = "all" if f["share"] == 1 else f"1 in {f['share']}, scaled"
        table.add_row(job, *cells, f"{f['missing']:,}", f"{f['extra']:,}", rows)
    console.print(table)
    if not end["best"]:
        console.print("no peer is installed; pip install faiss-cpu torch polars duckdb pandas for all of them")
        return
    ratios = "; ".join(f"{job} {ratio:.3f}" for job, ratio in end["ratios"].items())
    console.print(f"best peer {end['best']}: {ratios}")
    marks = ["met" if end["met"] else "MISSED", "reached" if end["reached"] else "MISSED"]
    console.print(f"numpy alone ≤ {end['must']} {marks[0]}; with more ≤ {end['should']} {marks[1]}")
    if "certificate" in end:
        console.print(f"the certificate costs {end['certificate']:.3f} times the bare product")


def one(name: str, options: argparse.Namespace, console: Console) -> dict[str, Any]:
    """Measure and print one row."""
    row = ROWS[name]
    n = NUMBER[name if name in NUMBER else name.split("-")[0].rstrip("ab")]
    work = row.make(n // SMALL if options.small else n)
    mine = ours(work, row)
    jobs = [*mine.values(), *(counters(work) if row.counted else peers(work, row.share))]
    told = rounds(jobs + (certificate(work) if row.product else []), work, row, options.rounds)
    names = [job.name for job in mine.values()]
    right = (tallied if row.counted else judged)(told, work)
    end = verdict(told, names, row)
    shown(name, told, end, console)
    if not right:
        console.print(f"{name}: OURS IS WRONG, or its routes differ")
    return {"jobs": told, **end, "right": right}


def main() -> int:
    """Measure the rows that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"{', '.join(ROWS)}, or planner; all rows by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--small", action="store_true", help="a twentieth of the rows")
    parser.add_argument("--gpu", action="store_true", help="only the join on a GPU")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in ROWS and name != "planner"]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}")
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(about := machine())
    out: dict[str, Any] = {"machine": about}
    if options.gpu:
        out["gpu"] = on_device(console)
    else:
        wanted = options.rows or list(ROWS)
        out |= {name: one(name, options, console) for name in wanted if name in ROWS}
        out |= {"planner": planner(console, options.small)} if "planner" in wanted else {}
    console.print(loaded := architectures())
    out["kernels"] = loaded
    if options.json:
        options.json.write_text(json.dumps(out, indent=1, default=str) + "\n")
    return 0 if all(out[name]["right"] for name in out if name in ROWS) else 1


if __name__ == "__main__":
    sys.exit(main())
