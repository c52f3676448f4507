"""Barcodes with exact ends, and the distance between two of them.

        birth |----------| death        birth |-----------> None

Main definitions
    Bar         birth and death, exact; None for a bar that never ends
    bottleneck  the bottleneck distance of two barcodes

Conventions
    Two bars are as far apart as the farther pair of their ends; a bar costs half its length when it is left alone.
    A bar that never ends is never left alone: barcodes with different numbers of them have no finite distance.

References
    .. [1] D. Cohen-Steiner, H. Edelsbrunner and J. Harer, "Stability of persistence diagrams", Discrete Comput.
       Geom. 37, 2007, 103-120: the bottleneck distance.
    .. [2] N. S. Mendelsohn and A. L. Dulmage, "Some generalizations of the problem of distinct representatives",
       Canad. J. Math. 10, 1958, 230-241.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from algebra.errors import needed
from algebra.graphs.matching import grown
from algebra.metrics import Exact, whole

Finite = list[tuple[Exact, Exact]]


class Bar(NamedTuple):
    """The values from which and up to which a class of homology lives; None when it stays."""

    birth: Exact
    death: Exact | None


def bottleneck(one: Sequence[Bar], other: Sequence[Bar]) -> Exact | None:
    """The bottleneck distance of two barcodes, exact; None when it is infinite.

    Raises
    ------
    Mismatch
        When a barcode is no sequence of `Bar`.

    Notes
    -----
    The least r such that bars are matched one-to-one within r and those left alone are no longer than 2r: one of
    finitely many r.  Matchings that cover the longer bars of one side, and of the other, give one that covers
    both [2]_, so two questions about one side each decide.

    Examples
    --------
    >>> bottleneck([Bar(0, None), Bar(0, 3)], [Bar(1, None)])
    Fraction(3, 2)
    >>> bottleneck([Bar(0, 3), Bar(0, 1)], [Bar(1, 3)])
    1
    >>> print(bottleneck([Bar(0, None)], []))
    None
    """
    for bars in (one, other):
        needed(bars, Iterable, "a bottleneck distance", "a barcode", "give the bars of one dimension")
        for bar in bars:
            needed(bar, Bar, "a bottleneck distance", "a bar", "give the bars of one dimension, each Bar(birth, death)")
    endless = [sorted(bar.birth for bar in bars if bar.death is None) for bars in (one, other)]
    if len(endless[0]) != len(endless[1]):
        return None
    least: Exact = max((abs(Fraction(a - b)) for a, b in zip(*endless, strict=True)), default=Fraction(0))
    left, right = ([(bar.birth, bar.death) for bar in bars if bar.death is not None] for bars in (one, other))
    costs = {_apart(p, q) for p in left for q in right} | {_alone(p) for p in left + right}
    levels = [least, *sorted(cost for cost in costs if cost > least)]
    found = bisect_left(levels[:-1], True, key=lambda r: _covers(left, right, r) and _covers(right, left, r))
    return whole(levels[found])


def _apart(p: tuple[Exact, Exact], q: tuple[Exact, Exact]) -> Exact:
    return max(abs(Fraction(p[0] - q[0])), abs(Fraction(p[1] - q[1])))


def _alone(p: tuple[Exact, Exact]) -> Exact:
    return Fraction(p[1] - p[0]) / 2


def _covers(mine: Finite, others: Finite, r: Exact) -> bool:
    """Whether the bars that are too long to be left alone have partners of their own."""
    owner, _ = grown([[k for k, q in enumerate(others) if _apart(p, q) <= r] for p in mine if _alone(p) > r])
    return len(owner) == sum(_alone(p) > r for p in mine)
