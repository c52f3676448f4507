"""Which algorithm answers a problem, and why.

Main definitions
    Plan        the name of an algorithm, and the reason
    plan        the choice for a problem
    build       the search that a name stands for

Implementation notes
    Every algorithm gives the same pairs; the choice is about time alone, so samples and floats may steer it.  The
    nanoseconds below were measured by `python tests/bench/joins.py planner`: an index costs its tables, a pass over all
    pairs, many of them at once, and much for each pair that it leaves; brute force costs little for each pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from algebra.errors import Mismatch
from algebra.numeric.bitmaps import bitmaps, density
from algebra.numeric.circles import circles
from algebra.numeric.exact import within
from algebra.numeric.grid import chance, grid
from algebra.numeric.keys import equal
from algebra.numeric.lines import lines
from algebra.numeric.problem import Bits, Circle, Indices, Letters, Line, Problem, Same
from algebra.numeric.products import Means, gemm, prefix
from algebra.numeric.search import LIMIT, Search, Tile
from algebra.numeric.words import candidates, pigeonhole, popcount


@dataclass(frozen=True, slots=True)
class Plan:
    """The algorithm that answers a problem, and the reason for it."""

    algorithm: str
    why: str

    def __str__(self) -> str:
        return f"{self.algorithm}: {self.why}"


@dataclass(frozen=True, slots=True, eq=False)
class Everything(Search):
    """The search of a problem whose radius reaches all pairs."""

    def tiles(self, start: int, stop: int) -> Iterator[Tile]:
        """All pairs, LIMIT at a time."""
        width = len(self.problem.right)
        for first in range(0, (stop - start) * width, LIMIT):
            flat = np.arange(first, min(first + LIMIT, (stop - start) * width), dtype=np.int64)
            yield flat // width + start, flat % width

    def degrees(self, start: int, stop: int) -> Indices:
        """The number of rows of the right side, for each row."""
        return np.full(stop - start, len(self.problem.right), dtype=np.int64)


SMALL, SHORT = 2e7, 16
SETUP = {"bitmaps": 2e7, "grid": 5e6, "pigeonhole": 5e6}
PASS = {"bitmaps": 0.2}
BRUTE = ("gemm", "prefix", "circles", "popcount", "lines")
LEFT = {
    "bitmaps": "are near in every coordinate",
    "grid": "lie in neighbouring cells",
    "pigeonhole": "agree in one of ε + 1 parts",
}
SHARES: dict[str, Callable[[Problem], float]] = {
    "bitmaps": lambda p: float(density(p)),
    "grid": lambda p: float(chance(p)),
    "pigeonhole": lambda p: candidates(p) / max(1, len(p.left) * len(p.right)),
}
Builder = Callable[[Problem, Means], Search]
BUILDERS: dict[str, tuple[tuple[type, ...], Builder]] = {
    "everything": ((), lambda p, m: Everything(p)),
    "keys": ((Same,), lambda p, m: equal(p, m.numba)),
    "pigeonhole": ((Bits, Letters), lambda p, m: pigeonhole(p, m.numba)),
    "popcount": ((Bits, Letters), lambda p, m: popcount(p, m.numba)),
    "grid": ((Line,), lambda p, m: grid(p, m.numba)),
    "bitmaps": ((Circle, Line), lambda p, m: bitmaps(p, m.numba)),
    "circles": ((Circle,), lambda p, m: circles(p, m.numba)),
    "lines": ((Line,), lambda p, m: lines(p, m.numba)),
    "gemm": ((Line,), gemm),
    "prefix": ((Line,), prefix),
}


def build(name: str, problem: Problem, means: Means) -> Search:
    """The search by the algorithm of a name that suits the problem: a plan's, or one that was checked."""
    return BUILDERS[name][1](problem, means)


def check(name: str, problem: Problem) -> None:
    """Refuse the name of an algorithm that does not suit a problem.

    Raises
    ------
    Mismatch
        When there is no such algorithm, or it does not suit the problem.
    """
    if name not in BUILDERS:
        raise Mismatch(f"the algorithm {name!r}", "there is none", f"take one of {', '.join(suited(problem))}")
    if name not in suited(problem):
        raise Mismatch(f"{name} for {problem.distance}", "it does not suit", f"take {' or '.join(suited(problem))}")


def suited(problem: Problem) -> list[str]:
    """The names of the algorithms that can answer a problem."""
    if _reaches_all(problem):
        return ["everything"]
    names = [name for name, (kinds, _) in BUILDERS.items() if isinstance(problem.distance, kinds)]
    if isinstance(problem.distance, Line):
        large = problem.left.dtype == object
        out = {"bitmaps", "grid"} if large else set()
        out |= set() if problem.distance.norm == "l2" else {"gemm", "prefix"}
        return [name for name in names if name not in out]
    return names


def _reaches_all(problem: Problem) -> bool:
    kind = problem.distance
    if not len(problem.left) or not len(problem.right):
        return True
    if isinstance(kind, Same):
        return problem.eps >= 1
    if not problem.width:
        return True
    if isinstance(kind, (Bits, Letters)):
        return problem.eps >= problem.width * (64 if isinstance(kind, Bits) else 1)
    if isinstance(kind, Circle):
        halves = [m // 2 for m in kind.moduli]
        far = {"l1": sum(halves), "l2": sum(h * h for h in halves), "linf": max(halves)}
        return problem.eps >= far[kind.norm]
    return _spans(problem, kind)


def _spans(problem: Problem, kind: Line) -> bool:
    """Whether ε is at least the distance of two corners of the box that holds all rows."""
    ends = [np.array([0, len(side) - 1, 0, len(side) - 1]) for side in (problem.left, problem.right)]
    if not within(problem, ends[0], ends[1][[0, 1, 1, 0]]).all():
        return False
    sides = (problem.left, problem.right)
    low = np.array([side.min(axis=0) for side in sides]).min(axis=0)
    high = np.array([side.max(axis=0) for side in sides]).max(axis=0)
    steps = [Fraction(b) - Fraction(a) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    if kind.norm == "linf":
        return max(steps) <= problem.eps
    return sum(step if kind.norm == "l1" else step * step for step in steps) <= problem.eps


def plan(problem: Problem, means: Means) -> Plan:
    """The algorithm for a problem.

    Examples
    --------
    >>> x = np.zeros((3, 2), dtype=np.int64)
    >>> print(plan(Problem(x, x, Same(), 0), Means()))
    keys: radius 0 asks for equal rows, which sorting finds
    """
    names = suited(problem)
    if names == ["everything"]:
        return Plan("everything", "no two points are farther apart than ε")
    if names == ["keys"]:
        return Plan("keys", "radius 0 asks for equal rows, which sorting finds")
    if len(names) == 1:
        return Plan(names[0], "nothing else suits")
    each, pairs = rates(problem, means), len(problem.left) * len(problem.right)
    brute = next(name for name in BRUTE if name in names and name in each)
    if pairs * each[brute] <= SMALL:
        return Plan(brute, f"{pairs} pairs are few enough to compare them all")
    shares, seconds = dict[str, float](), dict[str, float]()
    for name in (name for name in names if name in each):
        # an index is not asked for its share where its tables alone cost more than another way
        if name in SHARES and seconds and _seconds(name, each, {name: 0.0}, problem) > min(seconds.values()):
            continue
        shares |= {name: SHARES[name](problem)} if name in SHARES else {}
        seconds[name] = _seconds(name, each, shares, problem)
    best = min(seconds, key=lambda name: seconds[name])
    return Plan(best, f"{_because(best, shares, problem)}; {_listed(seconds)} expected")


def _seconds(name: str, each: dict[str, float], shares: dict[str, float], problem: Problem) -> float:
    pairs = len(problem.left) * len(problem.right)
    return (SETUP.get(name, 0.0) + pairs * each[name] * shares.get(name, 1.0) + pairs * PASS.get(name, 0.0)) / 1e9


def _because(name: str, shares: dict[str, float], problem: Problem) -> str:
    if name not in shares:
        return f"all pairs are compared in {problem.width} columns"
    return f"about {100 * shares[name]:.2g} % of the pairs {LEFT[name]}"


def _listed(seconds: dict[str, float]) -> str:
    order = sorted(seconds, key=lambda name: seconds[name])
    return ", ".join(f"{name} {seconds[name]:.2g} s" for name in order)


def rates(problem: Problem, means: Means) -> dict[str, float]:
    """The nanoseconds that a pair costs: one of all pairs by brute force, else one that an index leaves."""
    d, fast = problem.width, means.numba
    size = 50 if problem.left.dtype == object else problem.left.dtype.itemsize
    left = {"bitmaps": 60 + 7 * d if fast else 200 + 6 * d}
    if isinstance(problem.distance, Circle):
        if problem.distance.norm == "linf" and size == 1:
            # what bitmaps leave is near
            left = {"bitmaps": 8 if fast else 30}
        return left | {"circles": d * size * (0.06 if fast else 0.4)}
    if isinstance(problem.distance, (Bits, Letters)):
        word = size / 8 if isinstance(problem.distance, Bits) else size
        every = min(1, d * 0.6) if fast and isinstance(problem.distance, Bits) else d * word * (0.4 if fast else 1.6)
        return {"pigeonhole": 14 if fast else 100, "popcount": every}
    left |= {"grid": 5 + d if fast else 8 + 2 * d}
    product = {"gemm": 4 + 0.05 * d} if d <= SHORT else {"prefix": 4 + 0.05 * min(d, 80)}
    return left | product | {"lines": 1.3 * d * max(1, size / 8)}
