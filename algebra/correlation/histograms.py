"""The number of pairs at each distance, for any maps into Z_{k_1} x ... x Z_{k_d}, without listing pairs.

        X --f--> Z <--g-- Y        #{(x, y) : |f(x) - g(y)| = r} = sum over |z| = r of (f_* 1 * g_* 1)(z)

Main definitions
    tally               the histogram of points given as an array of coordinates
    histogram_array     the histogram of a map on its codomain, as an array
    weight_array        the weight of each element of Z, as an array
    shells              the number of pairs at each distance, from two histograms
    binned              the same, from the counts of the differences
    pair_counts         the same, from a cospan, by the cheaper way
    cheaper_by_pairs    whether pairs of points are cheaper than a correlation

Conventions
    The array of a histogram has the shape of the moduli of Z: its entry at the coordinates of z is the size of the
    fiber over z.  Distances are exact; those that no pair has are left out.

References
    .. [1] F. J. MacWilliams and N. J. A. Sloane, *The Theory of Error-Correcting Codes*, 1977, chapter 5: distance
       distributions, here of two maps instead of one code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, reduce
from itertools import chain
from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from algebra.correlation.cyclic import CELLS, WORD, Counts, correlation, counts, total, work
from algebra.errors import Mismatch
from algebra.fiber import Cospan, histogram
from algebra.maps import Map, Table
from algebra.metrics import Discrete, Exact, Hamming, Lee, Weight
from algebra.relax import distance_counts, weighted_distances
from algebra.rings import Product, Ring, Zmod
from algebra.rings.ring import moduli

AXES = 32


def tally(points: ArrayLike, orders: Sequence[int]) -> Counts:
    """The number of times that each element of Z_{k_1} x ... x Z_{k_d} occurs among points.

    Parameters
    ----------
    points : array of integers of shape (n, d), or (n,) when d = 1
        One point a row, coordinates in [0, k_i).
    orders : sequence of d integers
        The moduli.

    Raises
    ------
    Mismatch
        When the shape does not fit, or a coordinate lies outside its range.

    Examples
    --------
    >>> tally([[0, 2], [1, 0], [0, 2]], (2, 3))
    array([[0, 0, 2],
           [1, 0, 0]])
    """
    found = np.asarray(points)
    rows = found[:, None] if found.ndim == 1 and len(orders) == 1 else found
    if rows.ndim != 2 or rows.shape[1] != len(orders) or (rows.size and rows.dtype.kind not in "iub"):
        raise Mismatch(f"points of {_named(orders)}", f"an array of shape {found.shape}, {found.dtype}", "one a row")
    try:
        columns = tuple(rows.astype(np.int64, copy=False).T)
        place = np.ravel_multi_index(columns, tuple(orders)) if orders else np.zeros(len(rows), dtype=np.int64)
    except ValueError:
        hint = "take coordinates from 0 to the modulus"
        raise Mismatch(f"points of {_named(orders)}", "a coordinate is outside its range", hint) from None
    return np.bincount(place, minlength=prod(orders)).astype(np.int64).reshape(tuple(orders))


def histogram_array(f: Map[Any, Any]) -> Counts | None:
    """The sizes of the fibers of a map, as an array over its codomain; None where it has no such array.

    There is one where the codomain has finite moduli, at most 32 of them, and at most 2^24 elements.

    Raises
    ------
    NotFinite, TooLarge
        When the domain cannot be listed.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> histogram_array(reduce(Zmod(7), 3))
    array([3, 2, 2])
    """
    orders = f.cod.moduli
    if orders is None or 0 in orders or prod(orders) > CELLS or len(orders) > AXES:
        return None
    plain = isinstance(f.cod, Zmod) or (isinstance(f.cod, Product) and all(isinstance(R, Zmod) for R in f.cod.factors))
    if isinstance(f, Table) and plain:
        flat = f.values if isinstance(f.cod, Zmod) else chain.from_iterable(f.values)
        points = np.fromiter(flat, dtype=np.int64, count=len(f.values) * len(orders))
        return tally(points.reshape(len(f.values), len(orders)), orders)
    over = Counter(f.values) if isinstance(f, Table) else histogram(f)
    places = np.array([f.cod.coordinates(z) for z in over], dtype=np.int64).reshape(len(over), len(orders))
    out = np.zeros(orders, dtype=np.int64)
    out[tuple(places.T)] = list(over.values())
    return out


def weight_array(metric: Weight[Any]) -> NDArray[Any]:
    """The scaled weight of each element of Z, as an array of the shape of the moduli.

    Raises
    ------
    Mismatch
        When a coordinate lies in Z.

    Notes
    -----
    The weights of the letters are joined axis by axis, by sums or by maxima; no element is listed.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import module
    >>> weight_array(Lee(module(2, 4)))
    array([[0, 1, 2, 1],
           [1, 2, 3, 2]])
    """
    orders = moduli(metric.space)
    if 0 in orders:
        raise Mismatch(f"the weights of {metric.space}", "it has a coordinate in Z", "take finite moduli")
    parts = [_letter(metric, orders, group) for group in metric.groups]
    tops = [int(part.max()) for part in parts]
    dtype: Any = np.int64 if sum(tops) < WORD else object
    join = np.add if metric.mode == "sum" else np.maximum
    start = np.zeros((1,) * len(orders), dtype=dtype)
    joined = reduce(lambda a, b: np.asarray(join(a, b)), (part.astype(dtype) for part in parts), start)
    return np.broadcast_to(joined, orders)


def _letter(metric: Weight[Any], orders: Sequence[int], group: list[int]) -> NDArray[Any]:
    """The weights of one letter, along its own axes."""
    shape = tuple(k if j in group else 1 for j, k in enumerate(orders))
    if isinstance(metric, Hamming):
        out = np.ones(shape, dtype=np.int64)
        out[(0,) * len(orders)] = 0
        return out
    grid = np.indices([orders[j] for j in group], dtype=np.int64).reshape(len(group), -1).T
    return np.asarray(metric.weigh(grid, group)).reshape(shape)


def binned(metric: Weight[Any] | Discrete[Any], differences: ArrayLike) -> Counter[Exact]:
    """The number of pairs at each distance, from the number of pairs with each difference.

    Raises
    ------
    Mismatch
        When the array has not the shape of the moduli of the metric's space.

    Notes
    -----
    One correlation serves every translation-invariant distance.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> sorted(binned(Lee(Zmod(4)), [5, 1, 0, 2]).items())
    [(0, 5), (1, 3)]
    """
    found = counts(differences)
    _fits(metric, found)
    every = total(found)
    if isinstance(metric, Discrete):
        on = int(found[(0,) * found.ndim])
        return +Counter[Exact]({0: on, 1: every - on})
    values, where = np.unique(weight_array(metric).reshape(-1), return_inverse=True)
    sums = np.zeros(len(values), dtype=np.int64 if every < WORD else object)
    np.add.at(sums, where.reshape(-1), found.reshape(-1).astype(sums.dtype))
    return +Counter[Exact]({metric.unscale(int(w)): int(n) for w, n in zip(values, sums, strict=True)})


def shells(metric: Weight[Any] | Discrete[Any], left: ArrayLike, right: ArrayLike) -> Counter[Exact]:
    """The number of pairs at each distance, for points given by their histograms.

    Raises
    ------
    Mismatch
        When an array has not the shape of the moduli of the metric's space.
    TooLarge
        When the correlation does not fit into memory.

    Notes
    -----
    #{(x, y) : |f(x) - g(y)| = r} is the sum of the correlation of the histograms over the sphere |z| = r.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> sorted(shells(Lee(Zmod(4)), [2, 0, 1, 0], [1, 1, 0, 0]).items())
    [(0, 2), (1, 3), (2, 1)]
    """
    a, b = counts(left), counts(right)
    _fits(metric, a)
    _fits(metric, b)
    if not isinstance(metric, Discrete):
        return binned(metric, correlation(a, b))
    on = total(a.reshape(-1).astype(object) * b.reshape(-1).astype(object))
    return +Counter[Exact]({0: on, 1: total(a) * total(b) - on})


def _fits(metric: Weight[Any] | Discrete[Any], array: Counts) -> None:
    if array.shape != moduli(metric.space):
        raise Mismatch(f"counts on {metric.space}", f"an array of shape {array.shape}", "take the shape of the moduli")


def cheaper_by_pairs(metric: Weight[Any], left: int, right: int, bound: int) -> bool:
    """Whether `left` times `right` pairs of points are cheaper than a correlation over the whole space.

    Parameters
    ----------
    metric : Weight
        A weight on a space with finite moduli.
    left, right : int
        The numbers of different points.
    bound : int
        A bound of the counts, as in `work`.

    Notes
    -----
    Pairs take 40 μs a point of the left side, and 50 + 10d ns a pair in a Lee distance, 5 μs in another.  The
    correlation takes `work`, 150 ns a cell to sum by weight, and 3 μs a letter to weigh the letters of a distance that
    is neither Lee nor Hamming.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import module
    >>> [cheaper_by_pairs(Lee(module(256, 256)), n, n, n) for n in (5, 10_000)]
    [True, False]
    """
    orders = moduli(metric.space)
    by_pairs = left * (40_000 + right * (50 + 10 * len(orders) if isinstance(metric, Lee) else 5_000))
    letters = 0 if isinstance(metric, (Lee, Hamming)) else 3_000 * sum(orders)
    return by_pairs < min(work(orders, bound).values()) + 150 * prod(orders) + letters


@cache
def pair_counts(cospan: Cospan[Any, Any, Any], metric: Any) -> Counter[Exact]:
    """The number of pairs (x, y) at each distance d(f(x), g(y)), by the cheapest of the exact ways.

    Raises
    ------
    NotFinite, TooLarge
        When X or Y cannot be listed.

    Examples
    --------
    >>> from algebra.maps import table
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> square = table(lambda a: a * a % 5, Zmod(5), Zmod(5))
    >>> sorted(pair_counts(Cospan(square, square), Lee(Zmod(5))).items())
    [(0, 9), (1, 8), (2, 8)]
    """
    if not isinstance(metric, (Weight, Discrete)):
        return distance_counts(cospan, metric)
    left, right = histogram_array(cospan.f), histogram_array(cospan.g)
    if left is None or right is None:
        return _coincidences(cospan) if isinstance(metric, Discrete) else distance_counts(cospan, metric)
    points = int(np.count_nonzero(left)), int(np.count_nonzero(right))
    bound = min(total(left) * int(right.max()), int(left.max()) * total(right))
    if isinstance(metric, Weight) and cheaper_by_pairs(metric, *points, bound):
        return weighted_distances(metric, _points(cospan.Z, left), _points(cospan.Z, right))
    return shells(metric, left, right)


def _coincidences(cospan: Cospan[Any, Any, Any]) -> Counter[Exact]:
    """The numbers of pairs with equal and with different images, where Z has no coordinates."""
    left, right = histogram(cospan.f), histogram(cospan.g)
    on = sum(n * right[z] for z, n in left.items())
    return +Counter[Exact]({0: on, 1: left.total() * right.total() - on})


def _points(space: Ring[Any], array: Counts) -> Counter[Any]:
    """The points that occur, with their multiplicities."""
    places = np.argwhere(array)
    sizes = array[tuple(places.T)].reshape(-1)
    return Counter({space.from_coordinates(map(int, z)): int(n) for z, n in zip(places, sizes, strict=True)})


def _named(orders: Sequence[int]) -> str:
    return " × ".join(f"Z_{k}" for k in orders) or "0"
