"""Spans, kernels, intersections and solutions over Z_m, Z, Q and GF(q), all from one canonical form.

        span [A^t | I]      the rows whose first part is 0 are the kernel of A
        span [U  U ; V  0]  the rows whose first part is 0 are the intersection of U and V

Main definitions
    span        the canonical basis of the span of rows
    kernel      the x with A x = 0
    image       the span of the columns
    meet        the intersection of two spans
    member      whether a vector lies in a span given by its canonical basis
    solve       the least x with A x = b
    rank        the number of rows of the canonical basis

Conventions
    A matrix is a sequence of rows of plain values.  The canonical basis is the Howell form over Z_m, the Hermite form
    over Z, the reduced echelon form over a field.  `width` is the number of columns, for a matrix without rows.

References
    .. [1] A. Storjohann, *Algorithms for Matrix Canonical Forms*, PhD thesis, ETH Zurich, 2000, section 4: kernels
       and solutions from the Howell form.
    .. [2] H. Cohen, *A Course in Computational Algebraic Number Theory*, 1993, algorithm 2.3.9: intersections.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from algebra.errors import Mismatch
from algebra.linear.fields import echelon
from algebra.linear.residues import howell
from algebra.rings.finite import GF
from algebra.rings.integers import QQ, ZZ
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring

Vector = tuple[Any, ...]
Rows = Sequence[Sequence[Any]]


def span(rows: Rows, ring: Ring[Any], width: int | None = None) -> list[Vector]:
    """The canonical basis of the span of the rows of a matrix.

    Raises
    ------
    Mismatch
        When the rows differ in length, or the ring is none of Z_m, Z, Q and GF(q).

    Examples
    --------
    >>> span([(2, 3), (0, 2)], Zmod(4))
    [(2, 1), (0, 2)]
    >>> span([(2, 4), (1, 1)], QQ)
    [(Fraction(1, 1), Fraction(0, 1)), (Fraction(0, 1), Fraction(1, 1))]
    """
    columns = _width(rows, width)
    if isinstance(ring, Zmod):
        return howell(rows, ring.m, columns)
    if ring == ZZ:
        return howell(rows, 0, columns)
    if ring == QQ:
        return _rational(rows, columns)
    if isinstance(ring, GF):
        return echelon(rows, ring, columns)
    raise Mismatch(f"linear algebra over {ring}", "it is none of Z_m, Z, Q and GF(q)", "take one of these")


def _width(rows: Rows, width: int | None) -> int:
    columns = width if width is not None else len(rows[0]) if len(rows) else 0
    odd = next((i for i, row in enumerate(rows) if len(row) != columns), None)
    if odd is not None:
        raise Mismatch("a matrix", f"row {odd} has {len(rows[odd])} entries, not {columns}", "mend the row")
    return columns


def _rational(rows: Rows, columns: int) -> list[Vector]:
    if not len(rows) or not columns:
        return []
    cells = [flint.fmpq(c.numerator, c.denominator) for row in rows for c in map(Fraction, row)]
    form, size = flint.fmpq_mat(len(rows), columns, cells).rref()
    return [tuple(Fraction(int(c.p), int(c.q)) for c in (form[i, j] for j in range(columns))) for i in range(size)]


def _behind(rows: Rows, ring: Ring[Any], first: int, width: int) -> list[Vector]:
    """The rows of the canonical basis that vanish in the first columns, without these."""
    zero = (ring.zero,) * first
    return [row[first:] for row in span(rows, ring, width) if row[:first] == zero]


def _transposed(rows: Rows, ring: Ring[Any], n: int) -> Any:
    """The matrix [A^t | I], for A with n columns."""
    if isinstance(ring, Zmod) and ring.m < 1 << 31 and len(rows):
        return np.hstack([np.array(rows, dtype=object).T % ring.m, np.eye(n, dtype=object)]).astype(np.int64)
    one, zero = ring.one, ring.zero
    return [[*(row[i] for row in rows), *(one if i == j else zero for j in range(n))] for i in range(n)]


def kernel(rows: Rows, ring: Ring[Any], width: int | None = None) -> list[Vector]:
    """The canonical basis of {x : A x = 0}.

    Examples
    --------
    >>> kernel([(2, 0), (0, 3)], Zmod(6))
    [(3, 0), (0, 2)]
    """
    n = _width(rows, width)
    return _behind(_transposed(rows, ring, n), ring, len(rows), len(rows) + n)


def image(rows: Rows, ring: Ring[Any]) -> list[Vector]:
    """The canonical basis of {A x}: the span of the columns.

    Examples
    --------
    >>> image([(2, 3), (0, 3)], Zmod(6))
    [(1, 3)]
    """
    _width(rows, None)
    return span(list(zip(*rows, strict=True)), ring, len(rows))


def meet(left: Rows, right: Rows, ring: Ring[Any], width: int | None = None) -> list[Vector]:
    """The canonical basis of the intersection of the spans of the rows of two matrices.

    Examples
    --------
    >>> meet([(2, 0), (0, 1)], [(1, 1)], Zmod(4))
    [(2, 2)]
    """
    n = _width([*left, *right], width)
    zero = (ring.zero,) * n
    stacked = [(*row, *row) for row in left] + [(*row, *zero) for row in right]
    return _behind(stacked, ring, n, 2 * n)


def _remainder(vector: Sequence[Any], basis: Rows, ring: Ring[Any]) -> Vector:
    """The vector less the multiples of the basis rows that their pivots take from it."""
    rest = [ring.coerce(c) for c in vector]
    for row in basis:
        j, pivot = next((j, c) for j, c in enumerate(row) if c != ring.zero)
        times = _quotient(rest[j], pivot, ring)
        if times != ring.zero:
            minus = ring.neg(times)
            rest = [ring.add(c, ring.mul(minus, t)) for c, t in zip(rest, row, strict=True)]
    return tuple(rest)


def _quotient(c: Any, pivot: Any, ring: Ring[Any]) -> Any:
    """How often a pivot goes into an entry: the whole part, as the canonical basis divides over Z and Z_m."""
    return c // pivot if isinstance(ring, Zmod) or ring == ZZ else c


def member(vector: Sequence[Any], basis: Rows, ring: Ring[Any]) -> bool:
    """Whether a vector lies in the span with the given canonical basis.

    Examples
    --------
    >>> member((2, 0), [(2, 1), (0, 2)], Zmod(4)), member((0, 2), [(2, 1), (0, 2)], Zmod(4))
    (False, True)
    """
    _width(basis, len(vector))
    return not any(c != ring.zero for c in _remainder(vector, basis, ring))


def solve(rows: Rows, right: Sequence[Any], ring: Ring[Any], width: int | None = None) -> Vector | None:
    """The canonical solution x of A x = b, the remainder modulo the kernel; None when there is none.

    Raises
    ------
    Mismatch
        When b has not one entry a row.

    Examples
    --------
    >>> solve([(2, 3)], (1,), Zmod(6)), solve([(2, 4)], (1,), Zmod(6))
    ((2, 1), None)
    """
    n, k = _width(rows, width), len(rows)
    if len(right) != k:
        raise Mismatch("a system A x = b", f"{len(right)} entries in b for {k} rows of A", "give one entry a row")
    basis = span(_transposed(rows, ring, n), ring, k + n)
    start = [*(ring.neg(ring.coerce(c)) for c in right), *([ring.zero] * n)]
    rest = _remainder(start, basis, ring)
    return rest[k:] if not any(c != ring.zero for c in rest[:k]) else None


def rank(rows: Rows, ring: Ring[Any], width: int | None = None) -> int:
    """The number of rows of the canonical basis: over a field the rank.

    Examples
    --------
    >>> rank([(1, 2), (2, 4)], QQ), rank([(1, 2), (2, 0)], GF(4))
    (1, 2)
    """
    return len(span(rows, ring, width))
