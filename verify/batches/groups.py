"""Claims about relaxations of maps of groups and rings, on many instances at once.

        |F_ε| = Σ_{u, v} |f⁻¹ u|·[d(u, v) <= ε]·|g⁻¹ v|

Main definitions
    growth, sums_within, subgroup, subring, quotient, balls_are_subgroups       as the laws of the same names
"""

from __future__ import annotations

from typing import Any

import numpy as np

from algebra.rings import finite
from verify.batch import Array, Batch
from verify.batches.arrays import entries, factor, sizes, squared
from verify.batches.distances import space
from verify.batches.planes import apart, ball, closed, domain, images, mesh, near, paired, planes, pulled, radius
from verify.ranks import minus, products, sums


def _sizes(b: Batch, name: str) -> Array:
    """How many points each map takes to each point of Z, by maps and points."""
    found: Array = sizes(b, name).reshape(b.at(name).size, -1).astype(np.float64)
    return found


def _differences(b: Batch) -> Array:
    """Whether z = fx - gy for some x and y, by z, f, g: then u = fx and u - z = gy."""
    less = np.array(minus(space(b.pool("d"))))
    met: Array = _sizes(b, "f") @ _sizes(b, "g")[:, less].transpose(2, 1, 0) > 0
    return met


def growth(b: Batch) -> Array:
    """Where |F_ε|·|L| = |X||Y|·|B_ε ∩ L|; the numbers are below 2^53, so floats are exact."""
    left, right, met = _sizes(b, "f"), _sizes(b, "g"), _differences(b)
    within = np.moveaxis(apart(b) <= radius(b, "eps"), (0, 1), (-2, -1)).astype(np.float64)
    listed = left @ (within @ right.T)
    near_zero = (within[..., 0] @ met.reshape(len(met), -1)).reshape(listed.shape)
    held = listed * met.sum(0) == left.sum(1)[:, None] * right.sum(1) * near_zero
    found: Array = np.moveaxis(held, (-2, -1), (1, 2))
    return found


def _within_sum(b: Batch) -> Array:
    """d(u, v) <= a + b by u and v, as distances, in planes."""
    D, first, second = apart(b), radius(b, "a"), radius(b, "b")
    rest, square = D - first - second, squared(b).squeeze((1, 2))
    return planes(b, (rest <= 0) | (square & (rest * rest <= 4 * first * second)))


def _table(b: Batch, operation: Any) -> Array:
    return paired(*(operation(domain(b.pool(name))) for name in "fg"))


def sums_within(b: Batch) -> Array:
    """Where F_a + F_b ⊆ F_{a+b} and -F_a = F_a."""
    first, second, both = (pulled(b, R) for R in (near(b, "a"), near(b, "b"), _within_sum(b)))
    negative = _table(b, minus)[0]
    even = ~np.bitwise_or.reduce(first & ~first[negative], axis=0)
    return mesh(b, even & closed(first, second, both, _table(b, sums)))


def _subgroup(b: Batch, F: Array) -> Array:
    held: Array = F[0] & closed(F, F, F, _table(b, sums))
    return held


def subgroup(b: Batch) -> Array:
    """Where F_ε contains 0 and is closed under sums."""
    return mesh(b, _subgroup(b, pulled(b, near(b, "eps"))))


def subring(b: Batch) -> Array:
    """Where F_ε is a subgroup with 1, closed under products."""
    F, X, Y = pulled(b, near(b, "eps")), domain(b.pool("f")), domain(b.pool("g"))
    one = F[X.rank(X.one) * finite(Y) + Y.rank(Y.one)]
    return mesh(b, _subgroup(b, F) & one & closed(F, F, F, _table(b, products)))


def _same_coset(B: Array, less: Array) -> Array:
    """u + B = v + B as sets of points, by u and v, in planes."""
    cosets = B[less.T]
    return np.array([~np.bitwise_or.reduce(here ^ cosets, axis=1) for here in cosets])


def quotient(b: Batch) -> Array:
    """Where B_ε is a subgroup, and F_ε the fiber product over Z/B_ε."""
    B, less = ball(b, "eps"), np.array(minus(space(b.pool("d"))))
    inside = B[0] & closed(B, B, B, less)
    off = near(b, "eps") ^ _same_coset(B, less)
    right = np.bitwise_or.reduce(off[:, images(b, "g")], axis=1)
    torn = np.bitwise_or.reduce(right[images(b, "f")], axis=0)
    return mesh(b, inside & ~torn)


def balls_are_subgroups(b: Batch) -> Array:
    """Where the ball about 0 of the radius of each point is a subgroup."""
    less = np.array(minus(space(b.pool("d"))))
    norm = entries(b.pool("d"), factor(b.pool("d")))[b.at("d"), :, 0]
    larger = np.maximum(norm[:, :, None], norm[:, None, :])
    held: Array = np.all(norm[:, :1] <= norm, axis=1) & np.all(norm[:, less] <= larger, axis=(1, 2))
    return held
