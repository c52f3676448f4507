"""What laws of batches are made of: images, distances and relations as arrays of integers.

        F_ε = {(x, y) : d(f x, g y) <= ε}  as the integer  Σ 2^(x·|Y| + y)

Main definitions
    points          for each point of the domain of a map the ranks of its images
    factor, scale   the common denominator of the numbers of a pool, of a block
    numbers         a component of exact numbers, times the common denominator
    entries         the tables of the distances of a pool as one array
    distance        d(u, v) for arrays of ranks, times the common denominator
    apart           d(f x, g y) for all x and y
    follow          h u for arrays of ranks
    sizes           for each point of the codomain of a map how many points go there
    within_sum      whether a distance is at most the sum of two
    squared         where the values of a distance are squares
    squares         the squares of distances, of those that are squares already too
    relation        F_ε as bits
    below           the bits of a list of truth values
    everywhere      whether all of some conditions hold

Conventions
    Exact numbers become integers by one factor for the whole block, so no comparison and no sum changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from math import lcm
from typing import Any

import numpy as np

from algebra.metrics import Metric
from algebra.rings import finite
from verify.batch import Array, Batch, tabulated
from verify.family import Block, Pool, listed
from verify.ranks import images, rows

WIDTHS = (np.uint8, np.uint16, np.uint32, np.uint64)
WIDE = 64
SHORT = 1 << 12


def points(b: Batch, name: str) -> list[Array]:
    """For each point of the domain of a map the ranks of its images, on the mesh."""
    return list(np.moveaxis(b.column(name, _images), -1, 0))


def _images(members: tuple[Any, ...]) -> Array:
    return np.array([images(f) for f in members], dtype=np.intp)


@lru_cache(256)
def factor(pool: Pool) -> int:
    """The least common denominator of all numbers of a pool; each number is looked at once."""
    values = {v for member in listed(pool) for v in _values(member)}
    return lcm(*(Fraction(v).denominator for v in values))


def _values(member: Any) -> Iterable[Any]:
    if isinstance(member, Metric):
        return (v for line in rows(member) for v in line)
    return (member,) if isinstance(member, (int, Fraction)) else ()


def scale(block: Block) -> int:
    """The least common denominator of all numbers in the pools of a block."""
    return lcm(*map(factor, block))


def numbers(b: Batch, name: str) -> Array:
    """A component of exact numbers, times the scale."""
    return b.column(name, _scaled, scale(b.block))


def _scaled(members: tuple[Any, ...], by: int) -> Array:
    return np.array([int(v * by) for v in members], dtype=np.int64)


def entries(pool: Pool, by: int) -> Array:
    """d(u, v) times a factor, in the order of axes d, u, v."""
    return tabulated(_entries, pool, by)


def _entries(members: tuple[Metric[Any], ...], by: int) -> Array:
    tables = [rows(d) for d in members]
    value = {v: int(v * by) for table in tables for line in table for v in line}
    return np.array([[[value[v] for v in line] for line in table] for table in tables], dtype=np.int64)


def distance(b: Batch, u: Array, v: Array, name: str = "d") -> Array:
    """d(u, v) for arrays of ranks on the mesh, times the scale."""
    flat, n = tabulated(_flat, b.pool(name), scale(b.block)), _order(b.pool(name))
    found: Array = flat.take((b.at(name) * n + u) * n + v)
    return found


def _flat(members: tuple[Metric[Any], ...], by: int) -> Array:
    """All tables of a pool one after the other, in the smallest integers that also hold a sum of four entries."""
    wide = _entries(members, by).reshape(-1)
    return wide.astype(np.int16) if wide.size and wide.max() < SHORT else wide


def _order(pool: Pool) -> int:
    """The number of points, the same for all distances of a pool."""
    return finite(listed(pool)[0].space)


def apart(b: Batch, f: str = "f", g: str = "g", d: str = "d") -> list[list[Array]]:
    """d(f x, g y) for all points x (outer) and y (inner), times the scale."""
    right = points(b, g)
    return [[distance(b, u, v, d) for v in right] for u in points(b, f)]


def follow(b: Batch, u: Array, name: str) -> Array:
    """The ranks of the images of points, given by rank on the mesh, under a map."""
    found: Array = tabulated(_all_images, b.pool(name)).take(b.at(name) * finite(listed(b.pool(name))[0].dom) + u)
    return found


def _all_images(members: tuple[Any, ...]) -> Array:
    return _images(members).reshape(-1)


def sizes(b: Batch, name: str) -> Array:
    """For each point of the codomain of a map how many points go there, on the mesh, the points last."""
    return b.column(name, _sizes)


def _sizes(members: tuple[Any, ...]) -> Array:
    n = finite(members[0].cod)
    return np.array([np.bincount(images(f), minlength=n) for f in members], dtype=np.int64)


def squared(b: Batch, name: str = "d") -> Array:
    """Where the values of a distance are squares."""
    return b.column(name, are_squares)


def are_squares(members: tuple[Metric[Any], ...]) -> Array:
    """Which distances have squares as values."""
    return np.array([d.squared for d in members], dtype=bool)


def within_sum(b: Batch, c: Array, first: Array, second: Array, name: str = "d") -> Array:
    """Whether c is at most the sum of two radii, as distances: of squares the roots are added."""
    rest, square = c - first - second, squared(b, name)
    held: Array = rest <= 0
    if square.any():
        held = held | square & (rest * rest <= 4 * first * second)
    return held


def squares(b: Batch, c: Array, name: str = "d") -> Array:
    """The squares of distances, times the square of the scale; those of a squared distance are there already."""
    wide = c.astype(np.int64)
    found: Array = np.where(squared(b, name), wide * scale(b.block), wide * wide)
    return found


def everywhere(held: Iterable[Array]) -> Array:
    """Whether all of some conditions hold."""
    return reduce(np.logical_and, held, np.ones((), dtype=bool))


def below(held: Sequence[Array]) -> Array:
    """Truth values as the bits of one integer, the first the lowest; the integer as narrow as they allow."""
    if len(held) > WIDE:
        raise ValueError(f"{len(held)} truth values do not fit {WIDE} bits")
    width: Any = next(t for t in WIDTHS if 8 * t().itemsize >= len(held))
    out: Array = np.zeros(np.broadcast_shapes(*(value.shape for value in held)), dtype=width)
    for bit, value in enumerate(held):
        out |= value.astype(width) << width(bit)
    return out


def relation(b: Batch, eps: Array, f: str = "f", g: str = "g", d: str = "d") -> Array:
    """F_ε as bits, the pair (x, y) at x·|Y| + y."""
    return below([value <= eps for line in apart(b, f, g, d) for value in line])
