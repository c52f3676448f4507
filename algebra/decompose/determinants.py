"""Determinants over Z_m, GF(q) and Q.

        det M = sum_s sign(s) M_{1 s(1)} ... M_{n s(n)}

Main definitions
    determinant

Implementation notes
    Over Z_m the determinant of the representatives is taken over Z by python-flint and reduced, so that m may be
    composite; over Q python-flint takes it; over GF(q) rows are eliminated.

References
    .. [1] H. Cohen, *A Course in Computational Algebraic Number Theory*, 1993, section 2.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from algebra.errors import Mismatch, needed, tupled
from algebra.rings.finite import GF
from algebra.rings.integers import QQ
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring


def determinant(rows: Sequence[Sequence[Any]], ring: Ring[Any]) -> Any:
    """The determinant of a square matrix over Z_m, GF(q) or Q; 1 for the matrix without rows.

    Raises
    ------
    Mismatch
        When the matrix is not square, or the ring is another or none.

    Examples
    --------
    >>> determinant([(2, 3), (1, 3)], Zmod(6)), determinant([(2, 1), (1, 3)], GF(4))
    (3, 0)
    >>> determinant([("1/2", 1), (1, 1)], QQ)
    Fraction(-1, 2)
    """
    needed(ring, Ring, "a determinant", "the ring", "give a ring, such as Zmod(6)")
    matrix = tupled(rows, "a determinant", "a row", "give the rows of a square matrix")
    if any(len(row) != len(matrix) for row in matrix):
        raise Mismatch("a determinant", "the matrix is not square", "give as many entries a row as rows")
    held = [[ring.coerce(c) for c in row] for row in matrix]
    if isinstance(ring, GF) and ring.n > 1:
        return _eliminated(held, ring)
    if isinstance(ring, (Zmod, GF)):
        return ring.from_int(int(flint.fmpz_mat(held).det()) if held else 1)
    if ring == QQ:
        cells = [flint.fmpq(c.numerator, c.denominator) for row in held for c in row]
        found = flint.fmpq_mat(len(held), len(held), cells).det() if held else flint.fmpq(1)
        return Fraction(int(found.p), int(found.q))
    raise Mismatch(f"a determinant over {ring}", "the ring is none of Z_m, GF(q) and Q", "take one of these")


def _eliminated(rows: list[list[Any]], field: GF) -> Any:
    """The product of the pivots, with a sign for each exchange of rows."""
    found = field.one
    for j in range(len(rows)):
        i = next((i for i in range(j, len(rows)) if rows[i][j]), None)
        if i is None:
            return field.zero
        if i != j:
            rows[i], rows[j], found = rows[j], rows[i], field.neg(found)
        pivot = rows[j][j]
        found, scale = field.mul(found, pivot), field.neg(field.inverse(pivot))
        for row in rows[j + 1 :]:
            times = field.mul(scale, row[j])
            row[:] = [field.add(c, field.mul(times, t)) for c, t in zip(row, rows[j], strict=True)]
    return found
