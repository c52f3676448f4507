"""One-to-one pairs inside F_ε, and the least ε that has enough of them.

        X ⊇ S ---- N(S) ⊆ Y        |N(S)| < |S|: no matching covers S

Main definitions
    Matching    one-to-one pairs of F_ε, with the proof that there are not more, or not at a smaller ε
    Violator    a set of points with fewer neighbours than points
    largest     as many one-to-one pairs of F_ε as there can be
    matching    the least ε at which F_ε covers the smaller of X and Y one-to-one
    grown       a maximum matching of rows with columns, and the rows in the way

Laws
    A matching of F_ε covers a side iff no set of its points has fewer neighbours than points (Hall [1]_), and the
    largest one has |side| - max(|S| - |N(S)|) pairs (König [2]_).  A `Violator` is therefore a whole proof: it is
    checked by listing the neighbours of its points.

Implementation notes
    Rows look for a free column breadth first, each in turn, along edges and back along matched ones [3]_.  What a
    vain search has seen serves no later one and is barred, and all of it together is the violator of the largest
    deficiency.  No step recurses: networkx's Hopcroft-Karp does, once an edge of a path, and fails on long ones.

References
    .. [1] P. Hall, "On representatives of subsets", J. London Math. Soc. 10, 1935, 26-30.
    .. [2] D. König, "Gráfok és mátrixok", Matematikai és Fizikai Lapok 38, 1931, 116-119.
    .. [3] R. Burkard, M. Dell'Amico and S. Martello, *Assignment Problems*, 2009, 3.2 and 6.2 (bottleneck assignment).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, takewhile
from typing import Any, Literal

from algebra.blackboard import Shown, elided, written
from algebra.errors import Mismatch, needed, plain
from algebra.fiber import Cospan
from algebra.graphs.relation import edges, related
from algebra.metrics import Exact, Kind, measure
from algebra.relax import Relaxation, critical
from algebra.rings.ring import listing


@dataclass(frozen=True, slots=True)
class Violator(Shown):
    """Points S of a side with all their neighbours N(S) in F_ε, which are fewer."""

    relaxation: Relaxation[Any, Any]
    side: Literal["X", "Y"]
    points: tuple[Any, ...]
    neighbours: tuple[Any, ...]

    @property
    def latex(self) -> str:
        S, near, eps = _members(self.points), _members(self.neighbours), written(self.relaxation.eps)
        return rf"S = {S} \subseteq {self.side},\; N(S) = {near} \text{{ within }} {eps}"

    def __str__(self) -> str:
        beside = f"only {' '.join(map(plain, self.neighbours))}" if self.neighbours else "nothing"
        return f"{' '.join(map(plain, self.points))} of {self.side} meet {beside} within {self.relaxation.eps}"


@dataclass(frozen=True, slots=True)
class Matching(Shown):
    """One-to-one pairs of F_ε, with a violator that shows what cannot be had.

    Notes
    -----
    From `largest` the violator speaks of the same F_ε, and is None when the smaller side is covered.  From
    `matching` it speaks of the largest relaxation below, and is None when ε = 0.
    """

    relaxation: Relaxation[Any, Any]
    pairs: tuple[tuple[Any, Any], ...]
    violator: Violator | None

    @property
    def latex(self) -> str:
        pairs = elided(self.pairs, lambda pair: rf"{written(pair[0])} \mapsto {written(pair[1])}")
        found = rf"\{{{pairs}\}} \subseteq F_{{{self.relaxation.eps}}}"
        return found if self.violator is None else rf"{found};\quad {self.violator.latex}"

    def __str__(self) -> str:
        pairs = " ".join(f"{plain(x)}–{plain(y)}" for x, y in self.pairs) or "no pairs"
        return f"{pairs} within {self.relaxation.eps}" + (f"; {self.violator}" if self.violator else "")


def _members(points: tuple[Any, ...]) -> str:
    """A set of points in LaTeX."""
    return rf"\{{{elided(points)}\}}" if points else r"\emptyset"


def largest(relaxation: Relaxation[Any, Any]) -> Matching:
    """A matching of F_ε with as many pairs as there can be, in the order of X.

    Raises
    ------
    Mismatch
        When the relaxation is none.
    NotFinite, TooLarge
        When X or Y cannot be listed, or F_ε has more than 2^20 pairs.

    Examples
    --------
    >>> from algebra.maps import Table
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> c = Cospan(Table(Zmod(3), Zmod(6), (0, 0, 3)), Table(Zmod(3), Zmod(6), (0, 2, 3)))
    >>> found = largest(relax(c, Lee, 0))
    >>> found.pairs, found.violator.side, found.violator.points, found.violator.neighbours
    (((0, 0), (2, 2)), 'X', (0, 1), (0,))
    >>> print(found)
    0–0 2–2 within 0; 0 1 of X meet only 0 within 0
    """
    related(relaxation, "a matching")
    xs, ys = listing(relaxation.cospan.X), listing(relaxation.cospan.Y)
    narrow = len(xs) <= len(ys)
    near: list[list[int]] = [[] for _ in (xs if narrow else ys)]
    for i, j in edges(relaxation):
        near[i if narrow else j].append(j if narrow else i)
    owner, rows = grown(near)
    places = sorted((row, column) if narrow else (column, row) for column, row in owner.items())
    pairs = tuple((xs[i], ys[j]) for i, j in places)
    if not rows:
        return Matching(relaxation, pairs, None)
    mine, others = (xs, ys) if narrow else (ys, xs)
    beside = sorted({column for row in rows for column in near[row]})
    points, neighbours = tuple(mine[row] for row in rows), tuple(others[column] for column in beside)
    return Matching(relaxation, pairs, Violator(relaxation, "X" if narrow else "Y", points, neighbours))


def matching(cospan: Cospan[Any, Any, Any], metric: Kind | None = None, **options: Any) -> Matching:
    """The least ε at which F_ε has min(|X|, |Y|) one-to-one pairs, with such pairs.

    Parameters
    ----------
    cospan : Cospan
    metric : Metric or class
        On Z; a class is given Z and the options.
    **options
        Of the class, such as norm="linf".

    Raises
    ------
    Mismatch
        When the cospan or the metric is none, or the metric lives elsewhere than on Z.
    NotFinite, TooLarge
        When X or Y cannot be listed, or a relaxation on the way has more than 2^20 pairs.

    Notes
    -----
    ε = min over injections m of max over x of d(f(x), g(m(x))), and a distance taken; the violator lives at the last
    distance below, or at 0 when ε is the first and positive: F is the same from there up to ε.

    Examples
    --------
    >>> from algebra.maps import Table
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> c = Cospan(Table(Zmod(3), Zmod(6), (0, 0, 3)), Table(Zmod(3), Zmod(6), (0, 2, 3)))
    >>> found = matching(c, Lee)
    >>> found.relaxation.eps, found.pairs
    (2, ((0, 0), (1, 1), (2, 2)))
    >>> found.violator.relaxation.eps, found.violator.points, found.violator.neighbours
    (1, (0, 1), (0,))
    """
    hint = "give Cospan(f, g) and a metric; `largest` matches within the ε of a relaxation"
    needed(cospan, Cospan, "a matching", "the cospan", hint)
    if metric is None:
        raise Mismatch(f"a matching of {cospan}", "no metric is given", hint)
    start = Relaxation(cospan, measure(metric, cospan.Z, **options), 0)
    # where X or Y is empty no distance is taken, and nothing is to be matched
    levels = critical(cospan, start.metric) or [0]
    # by steps that double: large relaxations are met only where the answer is large
    top = next((k for k in _doubling(len(levels) - 1) if _covers(start, levels[k])), len(levels) - 1)
    k = bisect_left(levels, True, (top + 1) // 2, top, key=partial(_covers, start))
    found = largest(replace(start, eps=levels[k]))
    return replace(found, violator=largest(replace(start, eps=levels[k - 1] if k else 0)).violator)


def _doubling(n: int) -> Iterator[int]:
    """The numbers 0, 1, 3, 7, ... below n."""
    return takewhile(n.__gt__, ((1 << k) - 1 for k in count()))


def _covers(start: Relaxation[Any, Any], eps: Exact) -> bool:
    """Whether the smaller side is covered one-to-one within ε."""
    return largest(replace(start, eps=eps)).violator is None


def grown(near: Sequence[Sequence[int]]) -> tuple[dict[int, int], list[int]]:
    """A maximum matching of rows with columns, as the row of each column; the rows of the worst violator.

    Parameters
    ----------
    near : sequence of sequences of int
        The columns beside each row.

    Examples
    --------
    >>> grown([[0, 1], [0], [0, 1], [2]])
    ({0: 1, 1: 0, 2: 3}, [0, 1, 2])
    """
    owner: dict[int, int] = {}
    mate: dict[int, int] = {}
    barred: set[int] = set()
    stuck: set[int] = set()
    for start in range(len(near)):
        rows, came, free = _searched(near, owner, barred, start)
        if free is None:
            barred.update(came)
            stuck.update(rows)
        while free is not None:
            row = came[free]
            behind = mate.get(row)
            owner[free], mate[row] = row, free
            free = behind
    return owner, sorted(stuck)


def _searched(
    near: Sequence[Sequence[int]], owner: dict[int, int], barred: set[int], start: int
) -> tuple[list[int], dict[int, int], int | None]:
    """The rows reached from a free one by alternating paths, the columns with the row before each, a free column."""
    came: dict[int, int] = {}
    rows = [start]
    for row in rows:
        fresh = [column for column in near[row] if column not in barred and column not in came]
        came.update(dict.fromkeys(fresh, row))
        free = next((column for column in fresh if column not in owner), None)
        if free is not None:
            return rows, came, free
        rows += [owner[column] for column in fresh]
    return rows, came, None
