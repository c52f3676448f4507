"""Pools of decompositions of K^d into three parts, and of small vectors, each with its size by a closed form.

        K^d = Z_s ⊕ Z_I ⊕ Z_T        3^d ways to share out the vectors of a basis

Main definitions
    Parts           a basis of Q^d or Z_p^d, and whose each vector is
    shared_out      all ways to share out the vectors of given bases
    columns         all lists of vectors with entries 0, 1 and -1
    ORTHOGONAL, OBLIQUE     bases of Q^2 and Q^3

Conventions
    The owners 0, 1 and 2 are the shared part, the part of the images alone, and the part of the texts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from typing import Any

from algebra.decompose import Splitting, dot, splitting, submodule
from algebra.rings import QQ, Ring, Zmod
from verify.data import datum
from verify.family import Pool

Vector = tuple[int, ...]
Basis = tuple[Vector, ...]
ENTRIES = (0, 1, -1)
ORTHOGONAL: dict[int, tuple[Basis, ...]] = {
    2: (((1, 0), (0, 1)), ((1, 1), (1, -1)), ((1, 2), (2, -1))),
    3: (((1, 0, 0), (0, 1, 0), (0, 0, 1)), ((1, 1, 0), (1, -1, 0), (0, 0, 1)), ((1, 2, 2), (2, 1, -2), (2, -2, 1))),
}
OBLIQUE: dict[int, tuple[Basis, ...]] = {
    2: (((1, 0), (1, 1)), ((1, 2), (1, 1))),
    3: (((1, 0, 0), (0, 1, 0), (1, 1, 1)), ((1, 1, 0), (1, 0, 1), (0, 1, 1))),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans of the vectors of a basis of Q^d (m = 0) or Z_m^d that have one owner: Z_s, Z_I, Z_T."""

    m: int
    basis: Basis
    owners: Vector

    @property
    def ring(self) -> Ring[Any]:
        """The field of the coefficients."""
        return Zmod(self.m) if self.m else QQ

    @property
    def splitting(self) -> Splitting:
        """The three parts in K^d with the dot product."""
        return _splitting(self)

    def of(self, owner: int) -> Basis:
        """The vectors of an owner."""
        return tuple(b for b, k in zip(self.basis, self.owners, strict=True) if k == owner)

    def __str__(self) -> str:
        spans = (", ".join(f"({' '.join(map(str, b))})" for b in self.of(k)) or "0" for k in range(3))
        return "; ".join(f"{name} = {span}" for name, span in zip(("Z_s", "Z_I", "Z_T"), spans, strict=True))


@cache
def _splitting(parts: Parts) -> Splitting:
    ring, d = parts.ring, len(parts.basis)
    return splitting(dot(ring, d), *(submodule(ring, d, parts.of(owner)) for owner in range(3)))


def shared_out(m: int, *bases: Basis) -> Pool:
    """The decompositions of Q^d (m = 0) or Z_m^d into spans of the vectors of one of some bases, 3^d for each.

    Examples
    --------
    >>> pool = shared_out(0, ((1, 0), (1, 1)))
    >>> pool.count, *map(str, list(pool.members())[1:2])
    (9, 'Z_s = (1 0); Z_I = (1 1); Z_T = 0')
    """
    count: int = sum(3 ** len(basis) for basis in bases)
    return Pool(("shared out", m, datum(bases)), count, partial(_shared_out, m, bases))


def _shared_out(m: int, bases: tuple[Basis, ...]) -> list[Parts]:
    return [Parts(m, basis, owners) for basis in bases for owners in product(range(3), repeat=len(basis))]


def columns(d: int, n: int) -> Pool:
    """All lists of n vectors of d entries 0, 1 or -1, the images of the unit vectors of Q^n in Q^d.

    Examples
    --------
    >>> pool = columns(2, 1)
    >>> pool.count, list(pool.members())[:4]
    (9, [((0, 0),), ((0, 1),), ((0, -1),), ((1, 0),)])
    """
    return Pool(("columns", d, n), 3 ** (d * n), partial(_columns, d, n))


def _columns(d: int, n: int) -> list[Basis]:
    return list(product(product(ENTRIES, repeat=d), repeat=n))
