"""Which algorithm answers a problem, and why.

Main definitions
    Plan        the name of an algorithm, and the reason
    plan        the choice for a problem
    build       the search that a name stands for

Implementation notes
    Every algorithm gives the same pairs; the choice is about time alone, so samples and floats may steer it.  Costs are
    in the time of one multiplication in a matrix product, a few picoseconds to a nanosecond, as measured by
    `python tests/bench/joins.py planner`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor

import numpy as np

from algebra.errors import Mismatch
from algebra.numeric.bitmaps import bitmaps, density
from algebra.numeric.circles import circles
from algebra.numeric.grid import chance, grid
from algebra.numeric.keys import equal
from algebra.numeric.lines import lines
from algebra.numeric.problem import Bits, Circle, Letters, Line, Problem, Same
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


Builder = Callable[[Problem, Means], Search]
BUILDERS: dict[str, tuple[tuple[type, ...], Builder]] = {
    "everything": ((), lambda p, m: Everything(p)),
    "keys": ((Same,), lambda p, m: equal(p, m.numba)),
    "pigeonhole": ((Bits, Letters), lambda p, m: pigeonhole(p, m.numba)),
    "popcount": ((Bits, Letters), lambda p, m: popcount(p, m.numba)),
    "bitmaps": ((Circle, Line), lambda p, m: bitmaps(p, m.numba)),
    "circles": ((Circle,), lambda p, m: circles(p, m.numba)),
    "grid": ((Line,), lambda p, m: grid(p, m.numba)),
    "lines": ((Line,), lambda p, m: lines(p, m.numba)),
    "gemm": ((Line,), gemm),
    "prefix": ((Line,), prefix),
}


def build(name: str, problem: Problem, means: Means) -> Search:
    """The search by the algorithm of a name.

    Raises
    ------
    Mismatch
        When there is no such algorithm, or it does not suit the problem.
    """
    if name not in BUILDERS:
        raise Mismatch(f"the algorithm {name!r}", "there is none", f"take one of {', '.join(suited(problem))}")
    if name not in suited(problem):
        raise Mismatch(f"{name} for {problem.distance}", "it does not suit", f"take {' or '.join(suited(problem))}")
    return BUILDERS[name][1](problem, means)


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
    if isinstance(problem.distance, (Bits, Letters)) and not _fits(problem):
        return ["popcount"]
    return names


def _fits(problem: Problem) -> bool:
    """Whether a word has more chunks than letters may differ."""
    bits = 64 if isinstance(problem.distance, Bits) else 1
    return problem.eps < problem.width * bits


def _reaches_all(problem: Problem) -> bool:
    kind = problem.distance
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
    return False


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
    if isinstance(problem.distance, Circle):
        return _around(problem, means)
    if isinstance(problem.distance, (Bits, Letters)):
        return (
            _of_words(problem, means)
            if "pigeonhole" in names
            else Plan("popcount", "more letters may differ than there are")
        )
    return _on_the_line(problem, means, names)


def _around(problem: Problem, means: Means) -> Plan:
    share = density(problem)
    if share * 20 <= 1:
        return Plan("bitmaps", f"about {_percent(share)} of the pairs are near in every coordinate")
    return Plan("circles", f"about {_percent(share)} of the pairs are near in every coordinate, too many for bitmaps")


def _percent(share: object) -> str:
    return f"{float(share) * 100:.2g} %"  # type: ignore[arg-type]


def _of_words(problem: Problem, means: Means) -> Plan:
    pairs = len(problem.left) * len(problem.right)
    found = candidates(problem)
    each = 16 if means.numba else 1
    if found * each <= pairs:
        return Plan("pigeonhole", f"words within ε = {problem.eps} agree in a chunk, as {found} of {pairs} pairs do")
    return Plan("popcount", f"chunks of words agree too often ({found} times in {pairs} pairs)")


def _on_the_line(problem: Problem, means: Means, names: list[str]) -> Plan:
    norm = "l2" if problem.distance == Line("l2") else "other"
    if "grid" not in names:
        return Plan("prefix" if norm == "l2" else "lines", "the coordinates are larger than machine integers")
    share = chance(problem)
    d = problem.width
    each, brute = 40 + 2 * d if means.numba else 150 + 5 * d, min(d + 5, 20)
    if float(share) * each <= brute:
        return Plan("grid", f"about {_percent(share)} of the pairs lie in neighbouring cells")
    if norm == "l2":
        return Plan(
            "prefix" if problem.width > 16 else "gemm", f"in {problem.width} dimensions a matrix product is best"
        )
    return _other_norms(problem)


def _other_norms(problem: Problem) -> Plan:
    share = density(problem)
    if share * 20 <= 1:
        return Plan("bitmaps", f"about {_percent(share)} of the pairs are near in every coordinate")
    return Plan("lines", f"about {_percent(share)} of the pairs are near in every coordinate")


__all__ = ["Plan", "build", "floor", "plan", "suited"]
