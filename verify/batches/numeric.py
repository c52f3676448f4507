"""Claims about joins and thresholds in floats, on many instances at once.

Main definitions
    placed, agrees                  on pairs of points in joins, as the laws of the same names
    squares, exact, thresholds      on points with equal coordinates, likewise
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

from verify.batch import Array, Batch
from verify.batches.joins import apart, listed
from verify.family import listed as members

JOIN, PAIR = ("d", "u", "v", "eps", "means"), ("x", "y", "side")
REACH = 1 << 24


def _taken(b: Batch, name: str) -> list[Any]:
    pool = members(b.pool(name))
    return [pool[i] for i in b.at(name).ravel().tolist()]


def _joins(b: Batch) -> Iterator[tuple[tuple[int, ...], tuple[Any, ...]]]:
    """Each join of a batch, by its place in the mesh."""
    for choice in product(*(enumerate(_taken(b, name)) for name in JOIN)):
        yield tuple(place for place, _ in choice), tuple(part for _, part in choice)


def _sides(b: Batch, within: Array, beyond: Array) -> Array:
    """What holds of the pairs of a join that are said to be within ε, and of those said to be beyond."""
    x, y = (np.array(_taken(b, name), dtype=np.intp) for name in PAIR[:2])
    by = {"within": within[np.ix_(x, y)], "beyond": beyond[np.ix_(x, y)]}
    return np.stack([by[side] for side in _taken(b, "side")], axis=-1)


def placed(b: Batch) -> Array:
    """Where the pair is on the side named."""
    out = np.zeros(b.shape, dtype=bool)
    for place, (d, u, v, eps, _) in _joins(b):
        near = np.array([[far <= eps for far in line] for line in apart(d, u, v)], dtype=bool)
        out[place] = _sides(b, near, ~near)
    return out


def agrees(b: Batch) -> Array:
    """Where every form of the join lists the pair once, or none does, as the side says."""
    out = np.zeros(b.shape, dtype=bool)
    for place, join in _joins(b):
        every = np.stack([times for _, times in listed(*join)])
        out[place] = _sides(b, (every == 1).all(axis=0), (every == 0).all(axis=0))
    return out


def _coordinates(b: Batch) -> tuple[list[Array], list[Array]]:
    """The coordinates of u and v, on the mesh: the equal ones, then the others."""
    (n,) = set(_taken(b, "n"))
    top = b.column("top", _whole)
    low = b.column("sign", _whole) * (top - b.column("gap", _whole))
    a, c = (list(np.moveaxis(b.column(name, _whole), -1, 0)) for name in "ab")
    return [top] * n + a, [low] * n + c


def _whole(parts: tuple[Any, ...]) -> Array:
    return np.array(parts, dtype=np.int64)


def _sums(left: list[Array], right: list[Array]) -> Iterator[Array]:
    """The products of coordinates and their sums from left to right."""
    total: Array = left[0] * right[0]
    yield total
    for a, c in zip(left[1:], right[1:], strict=True):
        term = a * c
        total = total + term
        yield term
        yield total


def _last(parts: Iterator[Array]) -> Array:
    *_, last = parts
    return last


def _radius(b: Batch) -> tuple[Array, Array]:
    """|u - v|² and ε."""
    u, v = _coordinates(b)
    steps = [a - c for a, c in zip(u, v, strict=True)]
    far = _last(_sums(steps, steps))
    return far, np.maximum(far - b.column("slack", _whole), 0)


def squares(b: Batch) -> Array:
    """Where |u|² and |v|² are below 2^24."""
    u, v = _coordinates(b)
    held: Array = (_last(_sums(u, u)) < REACH) & (_last(_sums(v, v)) < REACH)
    return held


def exact(b: Batch) -> Array:
    """Where no integer on the way is above 2^24 in size."""
    u, v = _coordinates(b)
    held: Array = np.ones(b.shape, dtype=bool)
    for part in (*_sums(u, u), *_sums(v, v), *(2 * part for part in _sums(u, v))):
        held &= np.abs(part) <= REACH
    far, eps = _radius(b)
    held &= np.abs(_last(_sums(u, u)) - 2 * _last(_sums(u, v))) <= REACH
    return held & (far <= REACH) & (eps <= REACH)


def thresholds(b: Batch) -> Array:
    """Where (|u|² - 2u·v) + |v|² ≤ ε in float32, an integer, iff |u - v|² ≤ ε."""
    u, v = ([c.astype(np.float32) for c in side] for side in _coordinates(b))
    found = _last(_sums(u, u)) - np.float32(2) * _last(_sums(u, v)) + _last(_sums(v, v))
    far, eps = _radius(b)
    held: Array = (found.astype(np.int64) <= eps) == (far <= eps)
    return held
