"""The subspaces of K^d by number, and what forms make of them, as arrays.

        U -> U^⊥, U meet V, U + V       all of them looked up by number

Main definitions
    Lattice, lattice, lattice_of    the subspaces of K^d: members, dimensions, intersections, sums
    numbers                         the subspaces of a pool by number
    perps, gram_determinants        for each form of a pool and each subspace
    nonzero, normal, additive       of each form; of each form and two subspaces
    projections, lawful             of three subspaces

Conventions
    A set of vectors is a row of truth values, one for each vector of K^d in order; subspaces are numbered as in
    `verify.pools.forms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, permutations, product
from typing import Any

import numpy as np

from algebra.decompose import Submodule
from algebra.rings import GF
from algebra.rings.arrays import arrays
from verify.batch import Array
from verify.pools.forms import every_space

Members = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The subspaces of K^d.

    Parameters
    ----------
    number : dict
        The number of each subspace.
    bases : Array
        Their bases, with rows of zeros below.
    holds : Array
        For each subspace and each vector whether it is a member.
    dims, meet, join, below : Array
        Dimensions; the numbers of intersections and of sums; which lies in which.
    """

    field: GF
    number: dict[Submodule, int]
    bases: Array
    holds: Array
    dims: Array
    meet: Array
    join: Array
    below: Array


@cache
def vectors(field: GF, d: int) -> Array:
    """The vectors of K^d, the last coordinate fastest."""
    return np.indices((field.q,) * d).reshape(d, -1).T.astype(np.int64)


def ranked(field: GF, v: Array) -> Array:
    """The ranks of vectors, coordinates along the last axis."""
    found: Array = v @ (field.q ** np.arange(v.shape[-1] - 1, -1, -1))
    return found


def dotted(field: GF, left: Array, right: Array) -> Array:
    """The products of matrices along the last two axes."""
    F, total = arrays(field), None
    for k in range(left.shape[-1]):
        term = F.mul(left[..., :, k, None], right[..., None, k, :])
        total = term if total is None else F.add(total, term)
    return np.asarray(total)


@lru_cache(16)
def lattice(field: GF, d: int) -> Lattice:
    """The subspaces of K^d with what is needed of them.

    Examples
    --------
    >>> L = lattice(GF(2), 2)
    >>> L.dims.tolist(), L.meet[1].tolist(), L.join[1].tolist()
    ([0, 1, 1, 1, 2], [0, 1, 0, 0, 1], [1, 1, 4, 4, 4])
    """
    members = every_space(field, d)
    bases = np.zeros((len(members), d, d), dtype=np.int64)
    for n, U in enumerate(members):
        bases[n, : U.dim] = np.array(U.basis, dtype=np.int64).reshape(U.dim, d)
    combinations_of = ranked(field, dotted(field, vectors(field, d), bases))
    holds = np.zeros((len(members), field.q**d), dtype=bool)
    np.put_along_axis(holds, combinations_of, True, axis=1)
    common = holds.astype(np.int64) @ holds.T.astype(np.int64)
    sizes = common.diagonal()
    below = common == sizes[:, None]
    sums = sizes[:, None] * sizes // common
    meet = _only(below[:, :, None] & below[:, None, :], common, sizes)
    join = _only(below.T[:, :, None] & below.T[:, None, :], sums, sizes)
    dims = np.array([U.dim for U in members])
    return Lattice(field, {U: n for n, U in enumerate(members)}, bases, holds, dims, meet, join, below)


def _only(fits: Array, wanted: Array, sizes: Array) -> Array:
    """For each pair the only subspace that fits and is of the size wanted."""
    found: Array = np.argmax(fits & (sizes[:, None, None] == wanted), axis=0)
    return found


def lattice_of(members: Members) -> Lattice:
    """The lattice in which the members of a pool of forms, subspaces or lists of these are."""
    first = members[0][0] if isinstance(members[0], tuple) else members[0]
    return lattice(first.ring, first.d)


def grams(members: Members) -> Array:
    """The matrices of forms."""
    return np.array([form.gram for form in members], dtype=np.int64)


def perps(members: Members) -> Array:
    """The number of U^⊥ for each form and each subspace U."""
    L = lattice_of(members)
    points = vectors(L.field, members[0].d)
    killed = dotted(L.field, points, points.T) == 0
    functionals = ranked(L.field, dotted(L.field, L.bases, grams(members)[:, None]))
    found = np.all(killed[functionals], axis=2)
    codes = {row.tobytes(): n for n, row in enumerate(np.packbits(L.holds, axis=1))}
    packed = np.packbits(found, axis=2)
    return np.array([[codes[row.tobytes()] for row in line] for line in packed])


def numbers(members: Members) -> Array:
    """The number of each subspace, or of each of three."""
    number = lattice_of(members).number
    return np.array([[number[U] for U in m] if isinstance(m, tuple) else number[m] for m in members])


def determinants(field: GF, tables: Array) -> Array:
    """The determinants of matrices along the last two axes, by all permutations."""
    F, d, total = arrays(field), tables.shape[-1], None
    for order in permutations(range(d)):
        term = np.ones(tables.shape[:-2], dtype=np.int64)
        for i, j in enumerate(order):
            term = F.mul(term, tables[..., i, j])
        odd = sum(a > b for a, b in combinations(order, 2)) % 2
        term = F.mul(term, field.neg(field.one)) if odd else term
        total = term if total is None else F.add(total, term)
    return np.asarray(total)


def gram_determinants(members: Members) -> Array:
    """The Gram determinant of the basis of each subspace, for each form; the rows below a basis are those of 1."""
    L = lattice_of(members)
    tables = dotted(L.field, dotted(L.field, L.bases, grams(members)[:, None]), L.bases.swapaxes(1, 2))
    n = np.arange(tables.shape[-1])
    tables[..., n, n] += n >= L.dims[:, None]
    return determinants(L.field, tables)


def nonzero(members: Members) -> Array:
    """Whether the determinant of each form is not 0."""
    found: Array = determinants(members[0].ring, grams(members)) != 0
    return found


def normal(members: Members) -> Array:
    """For each form and any two subspaces whether they are orthogonal."""
    found: Array = lattice_of(members).below[:, perps(members)].transpose(1, 2, 0)
    return found


def additive(members: Members) -> Array:
    """For each form and any two subspaces whether q(u + v) = q(u) + q(v) on their bases."""
    L, d = lattice_of(members), members[0].d
    F, points = arrays(L.field), vectors(L.field, d)
    values = dotted(L.field, points[:, None], grams(members)[:, None])
    q = dotted(L.field, values, points[:, :, None])[..., 0, 0]
    left, right = L.bases[:, None, :, None], L.bases[None, :, None]
    u, v, total = (ranked(L.field, w) for w in (left, right, F.add(left, right)))
    return np.array([np.all(one[total] == F.add(one[u], one[v]), axis=(2, 3)) for one in q])


def projections(members: Members) -> Array:
    """The matrices of the projections onto each of three subspaces, for those with K^d as their direct sum; else 0.

    They are c B e_k B^-1, divided by c, for the matrix B of the bases, by its adjugate.
    """
    L, d = lattice_of(members), members[0][0].d
    F, field = arrays(L.field), L.field
    columns, owner = np.zeros((len(members), d, d), dtype=np.int64), np.zeros((3, len(members), d), dtype=np.int64)
    for n, parts in enumerate(members):
        rows = [row for U in parts for row in U.basis]
        if len(rows) == d:
            columns[n] = np.array(rows).T
            owner[np.repeat(np.arange(3), [U.dim for U in parts]), n, np.arange(d)] = 1
    whole = determinants(field, columns)
    inverse = np.array([field.inverse(c) if c else 0 for c in range(field.q)])[whole]
    adjugate = np.zeros_like(columns)
    for i, j in product(range(d), repeat=2):
        minor = np.delete(np.delete(columns, j, axis=1), i, axis=2)
        cofactor = determinants(field, minor)
        adjugate[:, i, j] = F.mul(cofactor, field.neg(field.one)) if (i + j) % 2 else cofactor
    scaled = F.mul(adjugate, inverse[:, None, None])
    return np.moveaxis(dotted(field, columns * owner[:, :, None, :], scaled), 0, 1)


def lawful(members: Members) -> Array:
    """Whether the matrices are idempotent, annihilate each other, and add up to 1."""
    field = lattice_of(members).field
    P, one = projections(members), np.eye(members[0][0].d, dtype=np.int64)
    products = dotted(field, P[:, :, None], P[:, None])
    squares = np.where(np.eye(3, dtype=bool)[:, :, None, None], P[:, :, None], 0)
    F = arrays(field)
    whole = F.add(F.add(P[:, 0], P[:, 1]), P[:, 2])
    found: Array = np.all(products == squares, axis=(1, 2, 3, 4)) & np.all(whole == one, axis=(1, 2))
    return found
