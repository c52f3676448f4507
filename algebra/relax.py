"""The ε-relaxation of a fiber product.

        F_ε = {(x, y) : d(f(x), g(y)) <= ε}

Main definitions
    Relaxation      cospan, metric, eps: membership and ordered lazy listing
    relax           relax(cospan, Lee, eps="1/2", norm="linf")
    distance_counts the number of pairs at each distance, by fibers
    critical        the distances taken: where F_ε grows

Conventions
    ε is in the units of the metric's values: squared distances for an l2 metric.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import numpy as np

from algebra.errors import Mismatch
from algebra.fiber import Cospan, histogram
from algebra.metrics import Exact, Metric, Weight, exact
from algebra.rings.ring import finite, listing, moduli

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Relaxation(Generic[A, B]):
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
        images = [(y, c.g(y)) for y in listing(c.Y)]
        for x in c.X.elements():
            z = c.f(x)
            yield from ((x, y) for y, w in images if self.metric(z, w) <= self.eps)

    def __str__(self) -> str:
        return f"F_{self.eps} of {self.cospan} in {self.metric}"


def relax(
    cospan: Cospan[Any, Any, Any], metric: Metric[Any] | Callable[..., Metric[Any]], eps: Any, **options: Any
) -> Relaxation[Any, Any]:
    """The ε-relaxation of a cospan for a metric on Z, or for a kind of metric with its options."""
    d = metric if isinstance(metric, Metric) else metric(cospan.Z, **options)
    return Relaxation(cospan, d, exact(eps))


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
    if isinstance(metric, Weight) and len(left) * len(right) > 64 and _machine_sized(moduli(metric.space)):
        return _by_arrays(metric, left, right)
    out: Counter[Exact] = Counter()
    for u, n in left.items():
        for v, k in right.items():
            out[metric(u, v)] += n * k
    return out


def _machine_sized(orders: tuple[int, ...]) -> bool:
    return all(0 < m < 1 << 24 for m in orders)


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
