"""The ε-relaxation of a fiber product.

        F_ε = {(x, y) : d(f(x), g(y)) <= ε}

Main definitions
    Relaxation       cospan, metric, eps: membership and ordered lazy listing, also as arrays of places
    relax            relax(cospan, Lee, eps="1/2", norm="linf")
    distance_counts  the number of pairs at each distance, by fibers
    critical         the distances taken: where F_ε grows

Conventions
    ε is in the units of the metric's values: squared distances for an l2 metric.

Implementation notes
    Pairs are listed by joins of coordinates: all images of Y with those of a strip of X, which begins short, so that
    the first pairs come at once, and doubles.  The joins are exact.  Few pairs, and metrics that no join knows, are
    compared one by one.  Both ways visit x in the order of X, and for each x every y in the order of Y.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, product
from typing import Any, Generic, TypeVar

import numpy as np

from algebra.blackboard import Shown, grouped, written
from algebra.errors import Mismatch, needed
from algebra.fiber import Cospan, histogram, marked
from algebra.metrics import Exact, Kind, Metric, Weight, exact, measure
from algebra.numeric import Means, Pairs
from algebra.points import JOINED, points_of
from algebra.rings.ring import finite, listing, moduli

A = TypeVar("A")
B = TypeVar("B")
# below FEW comparisons a double loop ends before a join begins; beyond MANY compiled loops are worth loading
FEW, MANY = 1 << 9, 1 << 30
# elements of X in the first strip and in the longest one, and pairs that are named at once
FIRST, MOST, CHUNK = 1 << 6, 1 << 14, 1 << 16
# pairs of points for which a profile is begun
WORTH = 1 << 6
# the modulus below which distances are taken by arrays, and the pairs beyond which these are worth making
ORDER, BULK = 1 << 24, 1 << 6


@dataclass(frozen=True, slots=True)
class Relaxation(Shown, Generic[A, B]):
    """The pairs whose images are within ε of each other.

    Raises
    ------
    Mismatch
        When the metric lives elsewhere than on Z, or ε is no exact number at least 0.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> F = relax(Cospan(Identity(Zmod(4)), Identity(Zmod(4))), Lee, 1)
    >>> (0, 3) in F, (0, 2) in F, len(list(F))
    (True, False, 12)
    """

    cospan: Cospan[A, B, Any]
    metric: Metric[Any]
    eps: Exact

    def __post_init__(self) -> None:
        if self.metric.space != self.cospan.Z:
            raise Mismatch(f"a distance on {self.cospan.Z}", f"this one is on {self.metric.space}", "measure in Z")
        object.__setattr__(self, "eps", exact(self.eps))

    def __contains__(self, pair: object) -> bool:
        if not isinstance(pair, tuple) or len(pair) != 2:
            return False
        x, y = pair
        c = self.cospan
        return x in c.X and y in c.Y and self.metric(c.f(x), c.g(y)) <= self.eps

    def __iter__(self) -> Iterator[tuple[A, B]]:
        """The pairs in lexicographic order, lazily in x."""
        c = self.cospan
        finite(c.X)
        ys = listing(c.Y)
        points = [c.g(y) for y in ys]
        images = list(zip(ys, points, strict=True))
        for xs, found in self._strips(points):
            if found is not None:
                yield from chain.from_iterable(_named(xs, ys, part) for part in found)
                continue
            for x in xs:
                z = c.f(x)
                yield from ((x, y) for y, w in images if self.metric(z, w) <= self.eps)

    def blocks(self) -> Iterator[Pairs]:
        """The places of the pairs in the lists of X and of Y, as arrays of integers, in the same order, lazily in x.

        Examples
        --------
        >>> from algebra.maps import Identity
        >>> from algebra.metrics import Lee
        >>> from algebra.rings import Zmod
        >>> F = relax(Cospan(Identity(Zmod(100)), Identity(Zmod(100))), Lee, 1)
        >>> [len(block.i) for block in F.blocks()], next(F.blocks()).j[:5]
        ([192, 108], array([ 0,  1, 99,  0,  1]))
        """
        c, start = self.cospan, 0
        finite(c.X)
        points = [c.g(y) for y in listing(c.Y)]
        for xs, found in self._strips(points):
            for i, j in self._compared(xs, points) if found is None else found:
                yield Pairs(i + start, j)
            start += len(xs)

    def _strips(self, points: list[Any]) -> Iterator[tuple[list[A], Iterator[Pairs] | None]]:
        """The elements of X, a few at a time, with their pairs; None where these are to be found one by one."""
        c = self.cospan
        few = finite(c.X) * len(points) < FEW or type(self.metric) not in JOINED
        right = None if few else points_of(self.metric, points)
        elements, size, done = c.X.elements(), FIRST, 0
        while xs := list(islice(elements, size)):
            means = Means() if done < MANY else None
            found = None if right is None else right.near([c.f(x) for x in xs], self.eps, means)
            right = None if found is None else right
            yield xs, found
            done += len(xs) * len(points)
            size = min(2 * size, MOST)

    def _compared(self, xs: list[A], points: list[Any]) -> Iterator[Pairs]:
        for place, x in enumerate(xs):
            z = self.cospan.f(x)
            near = [k for k, w in enumerate(points) if self.metric(z, w) <= self.eps]
            yield Pairs(np.full(len(near), place, dtype=np.int64), np.array(near, dtype=np.int64))

    @property
    def latex(self) -> str:
        around = rf"{grouped(self.cospan.X.latex)} \times {grouped(self.cospan.Y.latex)}"
        return rf"F_{{{self.eps}}} = \{{(x, y) \in {around} : d(f(x), g(y)) \le {written(self.eps)}\}}"

    @property
    def sketch(self) -> str | None:
        return marked(self.cospan, lambda z, w: self.metric(z, w) <= self.eps, "● f(x) = g(y), ○ within ε")

    def __str__(self) -> str:
        return f"F_{self.eps} of {self.cospan} in {self.metric}"


def _named(xs: Sequence[A], ys: Sequence[B], found: Pairs) -> Iterator[tuple[A, B]]:
    """The pairs at the given places."""
    for a in range(0, len(found.i), CHUNK):
        i, j = (column[a : a + CHUNK].tolist() for column in found)
        yield from zip(map(xs.__getitem__, i), map(ys.__getitem__, j), strict=True)


def relax(cospan: Cospan[Any, Any, Any], metric: Kind, eps: Any, **options: Any) -> Relaxation[Any, Any]:
    """The ε-relaxation of a cospan for a metric on Z, or for a kind of metric with its options."""
    needed(cospan, Cospan, "a relaxation", "the cospan", "give Cospan(f, g)")
    return Relaxation(cospan, measure(metric, cospan.Z, **options), exact(eps))


@cache
def distance_counts(cospan: Cospan[Any, Any, Any], metric: Metric[Any]) -> Counter[Exact]:
    """The number of pairs (x, y) at each distance d(f(x), g(y)), from the two histograms on Z.

    Raises
    ------
    NotFinite, TooLarge
        When X or Y cannot be listed.
    """
    return weighted_distances(metric, histogram(cospan.f), histogram(cospan.g))


def weighted_distances(metric: Metric[Any], left: Counter[Any], right: Counter[Any]) -> Counter[Exact]:
    """The number of pairs at each distance, for points with multiplicities."""
    found = _by_sizes(metric, left, right)
    if found is not None:
        return found
    many = len(left) * len(right) > BULK
    if many and isinstance(metric, Weight) and all(0 < m < ORDER for m in moduli(metric.space)):
        return _by_arrays(metric, left, right)
    out: Counter[Exact] = Counter()
    for u, n in left.items():
        for v, k in right.items():
            out[metric(u, v)] += n * k
    return out


def _by_sizes(metric: Metric[Any], left: Counter[Any], right: Counter[Any]) -> Counter[Exact] | None:
    """The same by a profile for any two multiplicities; None where these are many, or no join tells distances."""
    above, beside = _of_each_size(left), _of_each_size(right)
    if type(metric) not in JOINED or len(left) * len(right) <= WORTH * len(above) * len(beside):
        return None
    out: Counter[Exact] = Counter()
    for (n, us), (k, vs) in product(above.items(), beside.items()):
        points = points_of(metric, vs)
        found = None if points is None else points.distances(us)
        if found is None:
            return None
        out.update({d: n * k * pairs for d, pairs in found.items()})
    return out


def _of_each_size(side: Counter[Any]) -> dict[int, list[Any]]:
    out: dict[int, list[Any]] = {}
    for point, n in side.items():
        out.setdefault(n, []).append(point)
    return out


def _by_arrays(metric: Weight[Any], left: Counter[Any], right: Counter[Any]) -> Counter[Exact]:
    S = metric.space
    orders = np.array(moduli(S), dtype=np.int64)
    vs = np.array([S.coordinates(v) for v in right], dtype=np.int64).reshape(len(right), len(orders))
    sizes = np.array(list(right.values()), dtype=object)
    equal = len(set(right.values())) == 1
    scaled: Counter[int] = Counter()
    for u, n in left.items():
        differences = (np.array(S.coordinates(u), dtype=np.int64) - vs) % orders
        weights = metric.weigh(differences, range(len(orders)))
        values, where, counts = np.unique(weights.astype(np.int64), return_inverse=True, return_counts=True)
        totals = counts.astype(object) * sizes[0] if equal else np.zeros(len(values), dtype=object)
        if not equal:
            np.add.at(totals, where, sizes)
        scaled.update({int(w): n * int(t) for w, t in zip(values, totals, strict=True)})
    return Counter({metric.unscale(w): t for w, t in scaled.items()})


def critical(cospan: Cospan[Any, Any, Any], metric: Metric[Any]) -> list[Exact]:
    """The distances taken, increasing: the values of ε at which F_ε grows.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> critical(Cospan(Identity(Zmod(6)), Identity(Zmod(6))), Lee(Zmod(6)))
    [0, 1, 2, 3]
    """
    return sorted(distance_counts(cospan, metric))
