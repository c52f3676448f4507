"""Claims about relaxations of maps of sets, on many instances at once.

Main definitions
    ordered, below, lipschitz                                   hypotheses, as the laws of the same names
    monotone, limit_zero, limit_infinity, composition, equivalence, functorial      conclusions, likewise

Conventions
    Extremes over the points are taken before the radii come in, so that they are found once for all radii.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from algebra.rings import finite
from verify.batch import Array, Batch
from verify.batches.arrays import (
    apart,
    distance,
    everywhere,
    follow,
    numbers,
    points,
    relation,
    scale,
    squares,
    within_sum,
)
from verify.batches.arrays import (
    below as bits,
)
from verify.family import listed

BEYOND = np.int64(np.iinfo(np.int64).max)


def ordered(b: Batch) -> Array:
    """Where a <= b."""
    held: Array = numbers(b, "a") <= numbers(b, "b")
    return held


def monotone(b: Batch) -> Array:
    """Where F_a ⊆ F_b."""
    held: Array = relation(b, numbers(b, "a")) & ~relation(b, numbers(b, "b")) == 0
    return held


def below(b: Batch) -> Array:
    """Where ε < min {d(fx, gy) > 0}."""
    values = (value for line in apart(b) for value in line)
    least = reduce(np.minimum, (np.where(value > 0, value, BEYOND) for value in values))
    held: Array = numbers(b, "eps") < least
    return held


def limit_zero(b: Batch) -> Array:
    """Where F_ε = X ×_Z Y: all distances at equal images are at most ε, all others are not."""
    inside, outside = [], []
    right = points(b, "g")
    for u, line in zip(points(b, "f"), apart(b), strict=True):
        for v, value in zip(right, line, strict=True):
            inside.append(np.where(u == v, value, -1))
            outside.append(np.where(u == v, BEYOND, value))
    eps = numbers(b, "eps")
    held: Array = (reduce(np.maximum, inside) <= eps) & (reduce(np.minimum, outside) > eps)
    return held


def limit_infinity(b: Batch) -> Array:
    """Where |F_ε| = |X||Y| iff ε >= max d, and |F_ε| > 0 iff ε >= min d."""
    eps, values = numbers(b, "eps"), [value for line in apart(b) for value in line]
    size = reduce(np.add, ((value <= eps).astype(np.uint16) for value in values))
    full = (size == len(values)) == (eps >= reduce(np.maximum, values))
    held: Array = full & ((size > 0) == (eps >= reduce(np.minimum, values)))
    return held


def composition(b: Batch) -> Array:
    """Where F_a(f, g) ∘ F_b(g, h) ⊆ F_{a+b}(f, h)."""
    first, second = numbers(b, "a"), numbers(b, "b")
    left = [bits([value <= first for value in line]) for line in apart(b)]
    right = [bits([value <= second for value in line]) for line in zip(*apart(b, "g", "h"), strict=True)]
    direct = apart(b, "f", "h")
    return everywhere(
        ((near & reached) == 0) | within_sum(b, value, first, second)
        for near, line in zip(left, direct, strict=True)
        for reached, value in zip(right, line, strict=True)
    )


def equivalence(b: Batch) -> Array:
    """Where F_ε(f, f) is reflexive, symmetric and transitive."""
    eps = numbers(b, "eps")
    F = [[value <= eps for value in line] for line in apart(b, "f", "f")]
    rows, columns = [bits(line) for line in F], [bits(line) for line in zip(*F, strict=True)]
    reflexive = everywhere(F[x][x] for x in range(len(F)))
    symmetric = everywhere(row == column for row, column in zip(rows, columns, strict=True))
    onward = (~F[x][y] | (rows[y] & ~rows[x] == 0) for x in range(len(F)) for y in range(len(F)) if x != y)
    return reflexive & symmetric & everywhere(onward)


def _pushed(b: Batch) -> Iterator[tuple[Array, Array]]:
    """d(u, v) and e(hu, hv) for all u and v in Z."""
    n = finite(listed(b.pool("d"))[0].space)
    ranks = [np.array(u) for u in range(n)]
    images = [follow(b, u, "h") for u in ranks]
    for u, s in zip(ranks, images, strict=True):
        for v, t in zip(ranks, images, strict=True):
            yield distance(b, u, v, "d"), distance(b, s, t, "e")


def lipschitz(b: Batch) -> Array:
    """Where e(hu, hv) <= L·d(u, v), compared as squares."""
    bound, unit = numbers(b, "L"), scale(b.block)
    return everywhere(
        squares(b, far, "e") * unit**2 <= bound * bound * squares(b, near, "d") for near, far in _pushed(b)
    )


def functorial(b: Batch) -> Array:
    """Where F_ε(f, g) ⊆ F_{Lε}(hf, hg), with equality when h preserves distances and L = 1."""
    bound, eps, unit = numbers(b, "L"), numbers(b, "eps"), scale(b.block)
    equal = everywhere(near == far for near, far in _pushed(b)) & (bound == unit)
    right = [(v, follow(b, v, "h")) for v in points(b, "g")]
    held = []
    for u, s in [(u, follow(b, u, "h")) for u in points(b, "f")]:
        for v, t in right:
            before = distance(b, u, v, "d") <= eps
            after = distance(b, s, t, "e").astype(np.int64) * unit <= bound * eps
            held.append((after | ~before) & (before | ~after | ~equal))
    return everywhere(held)
