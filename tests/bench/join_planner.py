"""What the choice of an algorithm loses: every algorithm that can answer, forced, beside the one chosen.

A try on a few rows of the left side tells how long an algorithm would take; one that is much slower than another is not
run in full, and its time is scaled from that try, tables included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from join_machine import measured
from join_workloads import Workload, circles, cube, words
from rich.console import Console
from rich.table import Table

from algebra.errors import AlgebraError
from algebra.numeric import join

ALGORITHMS = ("keys", "pigeonhole", "popcount", "bitmaps", "circles", "grid", "lines", "gemm", "prefix")
PART, SLOW, ROUNDS = 20, 4, 3


@dataclass(frozen=True)
class Question:
    """A workload and what it is called."""

    name: str
    work: Workload


def questions(small: bool) -> list[Question]:
    """Uniform cubes by the number of columns, Lee distances and words by the radius."""
    n = 2000 if small else 20000
    cubes = [Question(f"cube, d = {d}", cube(n, d)) for d in (2, 3, 4, 6, 8, 12, 16)]
    lee = [(norm, eps) for norm, radii in (("linf", (4, 12, 24, 40)), ("l1", (16, 48, 80, 120))) for eps in radii]
    rings = [Question(f"Lee {norm}, ε = {eps}", circles(n, norm, eps)) for norm, eps in lee]
    return cubes + rings + [Question(f"bits, ε = {eps}", words(n, eps)) for eps in (0, 7, 15, 31, 64, 96)]


def asked(work: Workload, **options: Any) -> Any:
    """A join of a workload."""
    return join(work.left, work.right, work.metric, work.eps, **work.options, **options)


def seconds(job: Callable[[], Any]) -> float:
    """The CPU seconds of a job."""
    return sum(measured(lambda _: job())[0])


def able(work: Workload) -> dict[str, float]:
    """The seconds on a part of the rows, scaled, of each algorithm that can answer."""
    found = {}
    some = work.some(PART)
    for name in ALGORITHMS:
        try:
            asked(some, algorithm=name)
        except AlgebraError:
            continue
        found[name] = PART * seconds(partial(asked, some, algorithm=name))
    return found


def chosen(work: Workload) -> str:
    """The name of the algorithm that is taken when none is forced."""
    plan = asked(work, explain=True)
    told = str(getattr(plan, "algorithm", None) or plan)
    return min((name for name in ALGORITHMS if name in told), key=told.index, default=told)


def times(work: Workload) -> tuple[dict[str, float], dict[str, float]]:
    """The measured seconds of the algorithms, the free choice under the name "", and the scaled ones of slow ones."""
    tried = able(work)
    least = min(tried.values(), default=0)
    runs = {name: partial(asked, work, algorithm=name) for name, t in tried.items() if t <= SLOW * least}
    pick = chosen(work)
    runs |= {pick: partial(asked, work, algorithm=pick)} if pick in tried else {}
    runs[""] = partial(asked, work)
    told = {name: list[float]() for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            told[name].append(seconds(run))
    return {name: median(t) for name, t in told.items()}, {n: t for n, t in tried.items() if n not in runs}


def planner(console: Console, small: bool) -> list[dict[str, Any]]:
    """Print the times for each question, the choice, and what it loses against the best."""
    table = Table(title="the planner's choice; CPU s, ~ scaled from a part of the rows", title_justify="left")
    for head in ("", "pairs", "algorithms", "choice", "its s", "best", "loss"):
        table.add_column(head)
    out = []
    for question in questions(small):
        full, scaled = times(question.work)
        free = full.pop("")
        best = min(full, key=full.__getitem__)
        pick, loss = chosen(question.work), free / full[best]
        pairs = len(asked(question.work).i)
        shown = [f"{n} {t:.3f}" for n, t in full.items()] + [f"{n} ~{t:.2f}" for n, t in scaled.items()]
        table.add_row(question.name, f"{pairs:,}", ", ".join(shown), pick, f"{free:.3f}", best, f"{loss:.2f}")
        told = {"times": full, "scaled": scaled, "choice": pick, "seconds": free, "best": best, "loss": loss}
        out.append({"question": question.name, "pairs": pairs, **told})
    console.print(table)
    worst = max(out, key=lambda told: told["loss"])
    console.print(f"greatest loss {worst['loss']:.2f} at {worst['question']}")
    return out
