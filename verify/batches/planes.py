"""Relations of many instances in planes of bits: 64 instances in a word, one plane for each pair of points.

        F_ε  |->  for each (x, y) the instances with d(f x, g y) <= ε

Main definitions
    radius, apart   distances and radii as integers
    near            R_ε = {(u, v) : d(u, v) <= ε}
    ball            B_ε = {z : d(z, 0) <= ε}
    planes          bits of an array that is indexed by distances and radii
    pulled          the relation on X × Y of a relation on Z
    images, domain  what a pool of maps takes to where
    paired          the table of an operation on pairs
    closed          the instances for which p ∘ q is in C whenever p is in A and q in B
    mesh            planes as truth values on the mesh of the batch

Conventions
    The components of a batch are d, f, g and then the radii.  A plane has the axes f, g, words; the bits of its
    words run over the distances and the radii, the last radius fastest.
"""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from algebra.rings import Ring
from verify.batch import Array, Batch
from verify.batches.arrays import entries, numbers, points, scale
from verify.family import Pool, listed

WORD = 64
Table = tuple[tuple[int, ...], ...]


def lanes(b: Batch) -> tuple[int, ...]:
    """How many distances, and how many of each radius, occur."""
    return (b.shape[0], *b.shape[3:])


def radius(b: Batch, name: str) -> Array:
    """The radii of a name along the axes of distances and radii, times the scale."""
    return numbers(b, name).squeeze((1, 2))


def apart(b: Batch) -> Array:
    """d(u, v), times the scale, by u, v, the distances and the radii (of length 1)."""
    D = np.moveaxis(entries(b.pool("d"), scale(b.block))[b.at("d").reshape(-1)], 0, -1)
    found: Array = D.reshape(*D.shape, *(1,) * (len(b.shape) - 3))
    return found


def planes(b: Batch, held: Array) -> Array:
    """Truth values, the last axes those of distances and radii, as words in their place."""
    shape = lanes(b)
    outer = held.shape[: held.ndim - len(shape)]
    flat = np.broadcast_to(held, (*outer, *shape)).reshape(*outer, prod(shape))
    short = np.packbits(flat, axis=-1, bitorder="little")
    words = np.zeros((*outer, -(-prod(shape) // WORD) * WORD // 8), dtype=np.uint8)
    words[..., : short.shape[-1]] = short
    found: Array = words.view("<u8").astype(np.uint64, copy=False)
    return found


def near(b: Batch, name: str) -> Array:
    """d(u, v) <= ε by u and v, in planes."""
    return planes(b, apart(b) <= radius(b, name))


def ball(b: Batch, name: str) -> Array:
    """d(z, 0) <= ε by z, in planes."""
    return planes(b, apart(b)[:, 0] <= radius(b, name))


def images(b: Batch, name: str) -> Array:
    """The ranks of the images, by the points of the domain and the maps that occur."""
    return np.array([line.reshape(-1) for line in points(b, name)])


@lru_cache(256)
def domain(pool: Pool) -> Ring[Any]:
    """The domain that all maps of a pool have.

    Raises
    ------
    ValueError
        When they have several.
    """
    domains = {f.dom for f in listed(pool)}
    if len(domains) != 1:
        raise ValueError(f"the maps of one pool have {len(domains)} domains")
    found: Ring[Any] = domains.pop()
    return found


def pulled(b: Batch, relation: Array) -> Array:
    """{(x, y) : (f x, g y) in R}, by pairs x·|Y| + y, in planes."""
    left, right = images(b, "f"), images(b, "g")
    found = relation[left[:, None, :, None], right[None, :, None, :]]
    return found.reshape(-1, *found.shape[2:])


@lru_cache(256)
def paired(first: Table, second: Table) -> Array:
    """The table of (x, y) ∘ (s, t) = (x ∘ s, y ∘ t) by numbers of pairs x·|Y| + y."""
    X, Y = np.array(first), np.array(second)
    size = len(X) * len(Y)
    found = X[:, None, :, None] * len(Y) + Y[None, :, None, :]
    made: Array = found.reshape(size, size)
    made.flags.writeable = False
    return made


def closed(A: Array, B: Array, C: Array, table: Array) -> Array:
    """The instances for which p ∘ q is in C for all p in A and q in B, in planes."""
    outside, bad = ~C, np.zeros(A.shape[1:], dtype=np.uint64)
    once = A is B and np.array_equal(table, table.T)
    for p in range(len(A)):
        if A[p].any():
            rest = slice(p if once else 0, None)
            bad |= A[p] & np.bitwise_or.reduce(B[rest] & outside[table[p, rest]], axis=0)
    return ~bad


def mesh(b: Batch, held: Array) -> Array:
    """Planes as truth values on the mesh."""
    shape, words = lanes(b), np.ascontiguousarray(held, dtype="<u8")
    bits = np.unpackbits(words.view(np.uint8), axis=-1, count=prod(shape), bitorder="little")
    found: Array = np.moveaxis(bits.view(bool).reshape(*held.shape[:2], *shape), 2, 0)
    return found
