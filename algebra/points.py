"""Points of a metric space as rows of numbers, to be met by others in exact joins.

        z  ->  its coordinates, or its number        rows × rows  ->  the pairs within ε, the distances taken

Main definitions
    Points      the rows of some points: near, distances
    points_of   the points of a metric space as rows, where its metric is one that joins know
    JOINED      the kinds of these metrics

Conventions
    A row of a metric that compares coordinates has these, one of |a - b| the numbers that stand for the element, and
    one of the discrete metric a number that names the point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.metrics import Absolute, Discrete, Exact, Hamming, Kind, Lee, Metric, Padic, Xadic
from algebra.numeric import Means, Pairs
from algebra.numeric import blocks as joined
from algebra.numeric.profiles import taken

JOINED = (Lee, Hamming, Padic, Xadic, Absolute, Discrete)


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of Z as rows, to be met by others; for the discrete metric a row is a number that names the point."""

    metric: Metric[Any]
    names: dict[Any, int]
    rows: Any

    def near(self, points: Sequence[Any], eps: Exact, means: Means | None) -> Iterator[Pairs] | None:
        """Which points are within ε of which of these; None where no join tells."""
        kind, options = self._kind
        try:
            found = joined(_rows(self.metric, points, self.names), self.rows, kind, eps, means=means, **options)
            return chain([next(found)], found)
        except Mismatch:
            return None

    def distances(self, points: Sequence[Any]) -> Counter[Exact] | None:
        """The number of pairs at each distance between points and these; None where no join tells."""
        try:
            return taken(_rows(self.metric, points, self.names), self.rows, *self._kind, None)
        except Mismatch:
            return None

    @property
    def _kind(self) -> tuple[Kind, dict[str, Any]]:
        # |a - b| is of the numbers that stand for elements, and equality of those that name them, whatever the ring
        if isinstance(self.metric, Absolute):
            return Absolute, {"norm": self.metric.norm}
        return (Discrete if isinstance(self.metric, Discrete) else self.metric), {}


def points_of(metric: Metric[Any], points: Sequence[Any]) -> Points | None:
    """Points as rows; None where no join takes them.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> found = points_of(Lee(Zmod(8)), [0, 4])
    >>> sorted(found.distances([1, 2]).items())
    [(1, 1), (2, 2), (3, 1)]
    """
    names = {z: n for n, z in enumerate(dict.fromkeys(points))} if isinstance(metric, Discrete) else {}
    try:
        return Points(metric, names, _rows(metric, points, names))
    except Mismatch:
        return None


def _rows(metric: Metric[Any], points: Sequence[Any], names: dict[Any, int]) -> Any:
    if isinstance(metric, Discrete):
        return np.array([names.get(z, -1) for z in points], dtype=np.int64)
    if isinstance(metric, Absolute):
        table = [z if isinstance(z, tuple) else (z,) for z in points]
        return _machine(table) if all(type(c) is int for row in table for c in row) else table
    return _machine([metric.space.coordinates(z) for z in points])


def _machine(table: list[tuple[int, ...]]) -> Any:
    """Integers as an array, or as they are where they are too large or not equally many in all rows."""
    try:
        return np.array(table, dtype=np.int64)
    except (OverflowError, ValueError):
        return table
