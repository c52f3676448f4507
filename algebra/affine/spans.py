"""Linear dependence of sparse vectors over Q and F_p, first come first kept.

Main definitions
    Dependence      which vectors are independent of the earlier ones, and the others in terms of these
    dependence

References
    .. [1] G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., 2013, section 3.4: elimination.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from algebra.rings.ring import Ring

Vector = Mapping[Any, Any]
WORD = 1 << 63


@dataclass(frozen=True, slots=True)
class Dependence:
    """The places of the independent vectors, and for each other place its combination of these."""

    independent: tuple[int, ...]
    combinations: Mapping[int, Mapping[int, Any]]


def dependence(vectors: Sequence[Vector], k: Ring[Any]) -> Dependence:
    """Which vectors do not lie in the span of the earlier ones, and the combinations that give the others.

    Notes
    -----
    The columns with a pivot in the reduced echelon form are the independent vectors; the entries of another column
    are its combination of them.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> found = dependence([{"x": 2}, {"x": 1}, {"x": 1, "y": 4}], Zmod(5))
    >>> found.independent, found.combinations
    ((0, 2), {1: {0: 3}})
    """
    keys: dict[Hashable, int] = {key: 0 for vector in vectors for key in vector}
    places = {key: i for i, key in enumerate(keys)}
    table = [[0] * len(vectors) for _ in keys]
    for j, vector in enumerate(vectors):
        for key, c in vector.items():
            table[places[key]][j] = c
    rows = _echelon(table, k) if keys else []
    pivots: list[int] = []
    combinations: dict[int, dict[int, Any]] = {}
    for j in range(len(vectors)):
        if len(pivots) < len(rows) and rows[len(pivots)][j] != k.zero:
            pivots.append(j)
            continue
        column = (row[j] for row in rows[: len(pivots)])
        combinations[j] = {i: c for i, c in zip(pivots, column, strict=True) if c != k.zero}
    return Dependence(tuple(pivots), combinations)


def _echelon(table: Sequence[Sequence[Any]], k: Ring[Any]) -> list[list[Any]]:
    """The rows of the reduced echelon form other than 0."""
    p = k.order
    if p is None:
        fractions = [[flint.fmpq(c.numerator, c.denominator) for c in row] for row in table]
        reduced, rank = flint.fmpq_mat(fractions).rref()
        return [[Fraction(int(c.p), int(c.q)) for c in row] for row in reduced.tolist()[:rank]]
    context = flint.fmpz_mod_ctx(p)
    matrix = flint.nmod_mat(table, p) if p < WORD else flint.fmpz_mod_mat(table, context)
    reduced, rank = matrix.rref()
    return [[int(c) for c in row] for row in reduced.tolist()[:rank]]
