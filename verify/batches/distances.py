"""Laws of distances, asked of all members of a pool at once.

        d(a, c) <= max(d(a, b), d(b, c))     for all a, b, c and every d of the pool

Main definitions
    space           the carrier of a pool of distances
    symmetric, triangle, pseudometric, ultrametric, invariant, submultiplicative
                    as the laws of the same names in `algebra.laws`
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from algebra.rings import Ring
from verify.batch import Array, Batch, tabulated
from verify.batches.arrays import are_squares, entries, factor
from verify.family import Pool, listed
from verify.ranks import products, sums


@lru_cache(256)
def space(pool: Pool) -> Ring[Any]:
    """The carrier that all distances of a pool live on.

    Raises
    ------
    ValueError
        When they live on several.
    """
    spaces = {d.space for d in listed(pool)}
    if len(spaces) != 1:
        raise ValueError(f"the distances of one pool live on {len(spaces)} carriers")
    found: Ring[Any] = spaces.pop()
    return found


@lru_cache(256)
def _held(law: Callable[[Pool, Array], Array], pool: Pool) -> Array:
    found = law(pool, entries(pool, factor(pool)))
    found.flags.writeable = False
    return found


def _symmetric(pool: Pool, D: Array) -> Array:
    held: Array = np.all(D.swapaxes(1, 2) == D, axis=(1, 2))
    return held


def _triangle(pool: Pool, D: Array) -> Array:
    square, held = tabulated(are_squares, pool)[:, None, None], np.ones(len(D), dtype=bool)
    for a in range(D.shape[1]):
        near = D[:, a, :, None]
        rest = D[:, a, None, :] - near - D
        held &= np.all((rest <= 0) | (square & (rest * rest <= 4 * near * D)), axis=(1, 2))
    return held


def _zero_diagonal(D: Array) -> Array:
    held: Array = np.all(np.diagonal(D, axis1=1, axis2=2) == 0, axis=1)
    return held


def _pseudometric(pool: Pool, D: Array) -> Array:
    held: Array = _zero_diagonal(D) & _held(_symmetric, pool) & _held(_triangle, pool)
    return held


def _ultrametric(pool: Pool, D: Array) -> Array:
    held: Array = _zero_diagonal(D) & _held(_symmetric, pool)
    for a in range(D.shape[1]):
        held &= np.all(D[:, a, None, :] <= np.maximum(D[:, a, :, None], D), axis=(1, 2))
    return held


def _invariant(pool: Pool, D: Array) -> Array:
    held = np.ones(len(D), dtype=bool)
    for move in np.array(sums(space(pool))):
        held &= np.all(D[:, move[:, None], move] == D, axis=(1, 2))
    return held


def _submultiplicative(pool: Pool, D: Array) -> Array:
    by, norm, times = factor(pool), D[:, :, 0], np.array(products(space(pool)))
    small = by * norm[:, times] <= norm[:, :, None] * norm[:, None, :]
    held: Array = np.all(norm <= by, axis=1) & np.all(small, axis=(1, 2))
    return held


def _where(b: Batch, law: Callable[[Pool, Array], Array]) -> Array:
    found: Array = _held(law, b.pool("d"))[b.at("d")]
    return found


def symmetric(b: Batch) -> Array:
    """Where d(a, b) = d(b, a)."""
    return _where(b, _symmetric)


def triangle(b: Batch) -> Array:
    """Where d(a, c) <= d(a, b) + d(b, c), as distances."""
    return _where(b, _triangle)


def pseudometric(b: Batch) -> Array:
    """Where d is zero on the diagonal, symmetric, and obeys the triangle inequality."""
    return _where(b, _pseudometric)


def ultrametric(b: Batch) -> Array:
    """Where d is zero on the diagonal, symmetric, and d(a, c) <= max(d(a, b), d(b, c))."""
    return _where(b, _ultrametric)


def invariant(b: Batch) -> Array:
    """Where d(a + c, b + c) = d(a, b)."""
    return _where(b, _invariant)


def submultiplicative(b: Batch) -> Array:
    """Where |a| <= 1 and |a b| <= |a|·|b|."""
    return _where(b, _submultiplicative)
