"""Exact linear algebra between finite abelian groups, prime by prime.

        Z_{a_1} x ... x Z_{a_n}  --M-->  Z_{c_1} x ... x Z_{c_k}

Main definitions
    Homomorphism        a matrix with the moduli of its source and target
    Block, blocks       the parts of which it is the direct sum
    kernel_invariants   invariant factors of the kernel
    kernel_generators   elements that generate the kernel
    image_order, kernel_order
    image_basis         triangular basis of the image, for listing it without repetition

Implementation notes
    Kernels and invariants come from elimination over each Z/p^N with pivots of least valuation [1]_; the
    Hermite form of the image comes from python-flint and shares no step with it, so that orders can be
    checked by two routes.

References
    .. [1] A. Storjohann, *Algorithms for Matrix Canonical Forms*, PhD thesis, ETH Zurich, 2000, chapter 7.
    .. [2] S. Lang, *Algebra*, 3rd ed., 2002, I.9: a finite abelian group and its dual are isomorphic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import lcm, prod
from typing import Any

import flint
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch
from algebra.linear.primes import factor, valuation

Matrix = tuple[tuple[int, ...], ...]
MACHINE, FEW = 1 << 31, 8


@dataclass(frozen=True, slots=True)
class Homomorphism:
    """The homomorphism x -> M x of finite abelian groups given by cyclic coordinates.

    Parameters
    ----------
    rows : tuple of tuples of int
        The matrix M, one row a coordinate of the target (k x n).
    source, target : tuple of int
        The orders a_1, ..., a_n and c_1, ..., c_k of the coordinates, all at least 1.
    """

    rows: Matrix
    source: tuple[int, ...]
    target: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.target) or any(len(row) != len(self.source) for row in self.rows):
            wanted = f"{len(self.target)} rows of {len(self.source)} entries"
            raise Mismatch("a matrix between modules", f"its shape is not {wanted}", "mend the matrix")
        object.__setattr__(self, "rows", tuple(tuple(map(int, row)) for row in self.rows))
        bad = ill_defined(self.rows, self.source, self.target)
        if bad is not None:
            order = self.source[bad]
            raise Mismatch("a homomorphism", f"generator {bad} has order {order}, which does not kill its image")

    def minus(self, other: Homomorphism) -> Homomorphism:
        """The homomorphism (x, y) -> M x - M' y from the sum of the sources."""
        rows = tuple((*r, *(-c for c in s)) for r, s in zip(self.rows, other.rows, strict=True))
        return Homomorphism(rows, self.source + other.source, self.target)


def ill_defined(rows: Matrix, source: Sequence[int], target: Sequence[int]) -> int | None:
    """The first generator whose order does not kill its image; None when the matrix is well defined.

    Examples
    --------
    >>> ill_defined(((1,),), (4,), (6,))
    0
    >>> ill_defined(((3,),), (4,), (6,)) is None
    True
    """
    for i, a in enumerate(source):
        if any(a * row[i] % c for row, c in zip(rows, target, strict=True) if c) or any(
            a * row[i] for row, c in zip(rows, target, strict=True) if not c
        ):
            return i
    return None


def _array(rows: Iterable[Sequence[int]], shape: tuple[int, int], modulus: int) -> NDArray[Any]:
    kind = np.int64 if modulus < MACHINE else object
    reduced = [[c % modulus for c in row] for row in rows]
    return np.array(reduced, dtype=kind).reshape(shape)


def _pivot(w: NDArray[Any], width: int, p: int, v: int, exponent: int) -> tuple[int, int, int] | None:
    """An entry of least valuation (at least v) among the first columns: its valuation, row and column."""
    while v < exponent:
        hits = np.flatnonzero(w[:, :width] % p ** (v + 1))
        if hits.size:
            return (v, *divmod(int(hits[0]), width))
        v += 1
    return None


def _eliminate(w: NDArray[Any], width: int, p: int, exponent: int) -> list[int]:
    """Row-reduce w in place modulo p^N, pivots of least valuation among the first columns; their valuations."""
    q, valuations = p**exponent, [0]
    for t in range(len(w)):
        found = _pivot(w[t:], width, p, valuations[-1], exponent)
        if found is None:
            break
        v, i, j = found
        w[[t, t + i]] = w[[t + i, t]]
        w[t] = w[t] * pow(int(w[t, j]) // p**v, -1, q) % q
        quotients = w[t + 1 :, j] // p**v
        live = np.flatnonzero(quotients)
        w[t + 1 + live] = (w[t + 1 + live] - quotients[live, None] * w[t]) % q
        valuations.append(v)
    return valuations[1:]


def _local_exponents(h: Homomorphism, p: int) -> list[int]:
    """The exponents e with kernel_p = sum of Z/p^e, as the cokernel of the dual map (the dual group [2]_)."""
    n, exponent = len(h.source), max((valuation(a, p) for a in h.source), default=0)
    dual = [[row[i] * a // c for row, c in zip(h.rows, h.target, strict=True)] for i, a in enumerate(h.source)]
    relations = [[*dual[i], *(a * (i == j) for j in range(n))] for i, a in enumerate(h.source)]
    w = _array(relations, (n, n + len(h.target)), p**exponent)
    w = w[:, np.flatnonzero((w != 0).any(axis=0))]
    found = _eliminate(w, len(w.T), p, exponent)
    return sorted(e for e in found + [exponent] * (n - len(found)) if e)


def primes(h: Homomorphism) -> list[int]:
    """The primes that divide the order of the source."""
    return [p for p, _ in factor(lcm(*h.source))]


@dataclass(frozen=True, slots=True)
class Block:
    """A homomorphism of some of the coordinates, which no entry of the matrix ties to the others."""

    map: Homomorphism
    source: tuple[int, ...]
    target: tuple[int, ...]


def blocks(h: Homomorphism) -> list[Block]:
    """The finest parts of a homomorphism of which it is the direct sum, in order of their coordinates.

    Examples
    --------
    >>> [block.source for block in blocks(Homomorphism(((1, 0, 1), (0, 2, 0)), (2, 4, 2), (2, 4)))]
    [(0, 2), (1,)]
    """
    n, ties = len(h.source), nx.Graph()
    ties.add_nodes_from(range(n + len(h.target)))
    for j, (row, c) in enumerate(zip(h.rows, h.target, strict=True)):
        ties.add_edges_from((i, n + j) for i, entry in enumerate(row) if entry % c)
    return [_part(h, sorted(part)) for part in nx.connected_components(ties)]


def _blocks(h: Homomorphism) -> list[Block]:
    """The blocks of a matrix that is worth the search for them; of a small one the whole."""
    whole = Block(h, tuple(range(len(h.source))), tuple(range(len(h.target))))
    return blocks(h) if len(h.source) > FEW else [whole]


def _part(h: Homomorphism, places: list[int]) -> Block:
    n = len(h.source)
    source, target = tuple(i for i in places if i < n), tuple(i - n for i in places if i >= n)
    rows = tuple(tuple(h.rows[j][i] for i in source) for j in target)
    part = Homomorphism(rows, tuple(h.source[i] for i in source), tuple(h.target[j] for j in target))
    return Block(part, source, target)


def kernel_invariants(h: Homomorphism) -> tuple[int, ...]:
    """The invariant factors of the kernel, each above 1 and dividing the next.

    Examples
    --------
    >>> kernel_invariants(Homomorphism(((1, -1),), (4, 6), (2,)))
    (12,)
    """
    powers: dict[int, list[int]] = {}
    for part, many in Counter(block.map for block in _blocks(h)).items():
        for p in primes(part):
            powers.setdefault(p, []).extend([p**e for e in _local_exponents(part, p)] * many)
    return invariant_factors(powers.values())


def invariant_factors(powers: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """The invariant factors of a sum of cyclic groups, from their orders above 1, prime by prime.

    Examples
    --------
    >>> invariant_factors([[2, 4], [3]])
    (2, 12)
    """
    columns = [sorted(column, reverse=True) for column in powers]
    length = max(map(len, columns), default=0)
    return tuple(prod(c[i] for c in columns if i < len(c)) for i in reversed(range(length)))


def kernel_order(h: Homomorphism) -> int:
    """The order of the kernel."""
    return prod(kernel_invariants(h))


def image_order(h: Homomorphism) -> int:
    """The order of the image: the order of the source by that of the kernel."""
    return prod(h.source) // kernel_order(h)


def kernel_generators(h: Homomorphism) -> list[tuple[int, ...]]:
    """Generators of the kernel, prime by prime.

    Examples
    --------
    >>> kernel_generators(Homomorphism(((1, -1),), (2, 2), (2,)))
    [(1, 1)]
    """
    found = list[tuple[int, ...]]()
    for block in _blocks(h):
        for v in _generators(block.map):
            whole = [0] * len(h.source)
            for i, c in zip(block.source, v, strict=True):
                whole[i] = c
            found.append(tuple(whole))
    return found


@cache
def _generators(h: Homomorphism) -> tuple[tuple[int, ...], ...]:
    """Generators of the kernel of one block."""
    found: list[tuple[int, ...]] = []
    for p in primes(h):
        exponent = max(valuation(m, p) for m in (*h.source, *h.target))
        q, n, k = p**exponent, len(h.source), len(h.target)
        scaled = [[c * p ** (exponent - valuation(m, p)) for c in row] for row, m in zip(h.rows, h.target, strict=True)]
        augmented = [[*(row[i] for row in scaled), *(int(i == j) for j in range(n))] for i in range(n)]
        w = _array(augmented, (n, k + n), q)
        pivots = _eliminate(w, k, p, exponent) if k else []
        factors = [p ** (exponent - v) for v in pivots] + [1] * (n - len(pivots))
        local = ([int(c) * t % q for c in row[k:]] for row, t in zip(w, factors, strict=True))
        found.extend(_lift(v, h.source, p) for v in local)
    return tuple(v for v in dict.fromkeys(found) if any(v))


def _lift(v: Sequence[int], orders: Sequence[int], p: int) -> tuple[int, ...]:
    """The element with p-part v and no other part (Chinese remainders, coordinate by coordinate)."""
    out = []
    for c, a in zip(v, orders, strict=True):
        part = p ** valuation(a, p)
        rest = a // part
        out.append(c * rest * pow(rest, -1, part) % a if part > 1 else 0)
    return tuple(out)


def image_basis(h: Homomorphism) -> list[list[int]]:
    """The triangular (Hermite) basis of the lattice M Z^n + (c_1 Z x ... x c_k Z), row by row.

    Notes
    -----
    Each element of the image is t_1 h_1 + ... + t_k h_k for exactly one t with 0 <= t_i < c_i / h_ii.

    Examples
    --------
    >>> image_basis(Homomorphism(((2,), (1,)), (4,), (4, 4)))
    [[2, 1], [0, 2]]
    """
    k = len(h.target)
    found = list[list[int]]()
    for block in _blocks(h):
        for row in _hermite(block.map):
            whole = [0] * k
            for j, c in zip(block.target, row, strict=True):
                whole[j] = c
            found.append(whole)
    return sorted(found, key=lambda row: next(j for j, c in enumerate(row) if c))


@cache
def _hermite(h: Homomorphism) -> tuple[tuple[int, ...], ...]:
    """The triangular basis of the image of one block."""
    k = len(h.target)
    if not k:
        return ()
    columns = [[row[i] % c for row, c in zip(h.rows, h.target, strict=True)] for i in range(len(h.source))]
    diagonal = [[c * (i == j) for j in range(k)] for i, c in enumerate(h.target)]
    return tuple(tuple(map(int, row)) for row in flint.fmpz_mat(columns + diagonal).hnf().table()[:k])


def image_order_by_hermite(h: Homomorphism) -> int:
    """The order of the image by the determinant of its Hermite basis: a second route to `image_order`."""
    return prod(c // row[i] for i, (c, row) in enumerate(zip(h.target, image_basis(h), strict=True)))
