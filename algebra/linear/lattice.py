"""Subgroups of Z_{m_1} x ... x Z_{m_n} by triangular bases, without their elements being held.

        t_1 h_1 + ... + t_r h_r        h_i begins with its pivot, which divides the modulus of its column

Main definitions
    triangular      the canonical basis of the subgroup that rows generate
    Pivot, pivots   where each row begins, and how many multiples its pivot has
    multiples       the t with v = sum t_i h_i
    columns         the elements of given places, in lexicographic order
    Cyclic, cyclic  the subgroup as a direct sum of cyclic groups, with the change of coordinates

Implementation notes
    The i-th coordinate is scaled by N/m_i into Z_N, N = lcm of the moduli, and the basis is the Howell form there [1]_.
    The digits v_j // p_j at the pivots of an element are its place in mixed radix.

References
    .. [1] J. A. Howell, "Spans in the module (Z_m)^s", Linear and Multilinear Algebra 19, 1986, theorem 2.
    .. [2] S. Lang, *Algebra*, 3rd ed., 2002, III.7: elementary divisors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from algebra.linear.residues import howell, smith

Rows = tuple[tuple[int, ...], ...]
Orders = tuple[int, ...]
MACHINE, SHORT = 1 << 31, 1 << 15


class Pivot(NamedTuple):
    """Where a row begins: the column, the entry there, and how many multiples of it the column has."""

    column: int
    entry: int
    many: int


def triangular(members: Iterable[Sequence[int]], orders: Sequence[int]) -> Rows:
    """The triangular basis of the subgroup that rows of coordinates generate.

    Examples
    --------
    >>> triangular([(2, 1), (0, 6)], (4, 8))
    ((2, 1), (0, 2))
    """
    whole = lcm(*orders)
    scales = [whole // m for m in orders]
    scaled = [[c * s for c, s in zip(row, scales, strict=True)] for row in members]
    found = howell(scaled, whole, len(scales))
    return tuple(tuple(c // s for c, s in zip(row, scales, strict=True)) for row in found)


@cache
def pivots(basis: Rows, orders: Orders) -> tuple[Pivot, ...]:
    """The pivots of a triangular basis.

    Examples
    --------
    >>> pivots(((2, 1), (0, 2)), (4, 8))
    (Pivot(column=0, entry=2, many=2), Pivot(column=1, entry=2, many=4))
    """
    places = (next(j for j, c in enumerate(row) if c) for row in basis)
    return tuple(Pivot(j, row[j], orders[j] // row[j]) for j, row in zip(places, basis, strict=True))


def combination(t: Sequence[int], rows: Sequence[Sequence[int]], orders: Sequence[int]) -> list[int]:
    """The sum of t_i times the i-th row."""
    return [sum(c * row[j] for c, row in zip(t, rows, strict=True)) % m for j, m in enumerate(orders)]


def multiples(v: Sequence[int], basis: Rows, orders: Orders) -> list[int] | None:
    """The t with v = sum of t_i times the i-th row, 0 <= t_i; None for a vector outside.

    Examples
    --------
    >>> multiples((2, 7), ((2, 1), (0, 2)), (4, 8)), multiples((1, 0), ((2, 1), (0, 2)), (4, 8))
    ([1, 3], None)
    """
    rest, out = list(v), []
    for row, (j, pivot, _) in zip(basis, pivots(basis, orders), strict=True):
        t = rest[j] // pivot
        if t:
            rest = [(c - t * b) % m for c, b, m in zip(rest, row, orders, strict=True)]
        out.append(t)
    return None if any(rest) else out


def columns(ranks: Sequence[int], basis: Rows, orders: Orders) -> NDArray[Any]:
    """The elements at given places of the lexicographic order, one a column.

    Examples
    --------
    >>> columns(range(4), ((2, 1), (0, 4)), (4, 8)).T.tolist()
    [[0, 0], [0, 4], [2, 1], [2, 5]]
    """
    marks, top = pivots(basis, orders), ranks[-1] if isinstance(ranks, range) and len(ranks) else max(ranks, default=0)
    rest, digits = _numbers(ranks, max(orders, default=1), top), []
    for mark in reversed(marks):
        quotient, digit = _divided(rest, mark.many)
        digits.append(digit)
        rest = quotient
    kind = np.int32 if max(orders, default=1) < SHORT and rest.dtype != object else rest.dtype
    out = np.zeros((len(orders), len(rest)), dtype=kind)
    for row, (j, pivot, _), digit in zip(basis, marks, reversed(digits), strict=True):
        times = digit.astype(kind) - (_divided(out[j], pivot)[0] if pivot > 1 else out[j])
        for i in range(j, len(orders)):
            if row[i]:
                out[i] = _divided(out[i] + times * row[i], orders[i])[1]
    return out


def _numbers(ranks: Sequence[int], order: int, top: int) -> NDArray[Any]:
    """The ranks as an array of machine words, where these are exact."""
    if order >= MACHINE or top >= 1 << 62:
        return np.array(ranks, dtype=object)
    if isinstance(ranks, range):
        return np.arange(ranks.start, ranks.stop, ranks.step, dtype=np.int64)
    return np.array(ranks, dtype=np.int64)


def _divided(a: NDArray[Any], n: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Quotient and remainder, by shifts where n is a power of two."""
    if n & (n - 1) == 0:
        return a >> (n.bit_length() - 1), a & (n - 1)
    quotient = a // n
    return quotient, a - quotient * n


@dataclass(frozen=True, slots=True)
class Cyclic:
    """A direct sum of cyclic groups inside a subgroup.

    Parameters
    ----------
    orders : tuple of int
        The orders of the summands, each above 1 and dividing the next.
    rows : tuple of rows
        A generator of each.
    change : tuple of rows
        The coordinates of the sum of t_i times the i-th basis row are t·change, modulo the orders.
    """

    orders: tuple[int, ...]
    rows: Rows
    change: Rows


@cache
def cyclic(basis: Rows, orders: Orders) -> Cyclic:
    """The cyclic summands of a subgroup, from the Smith form of the relations between its basis rows.

    Notes
    -----
    With U R V = D for the relations R among the rows h of the basis, t -> t V are coordinates modulo the diagonal
    of D, for the generators V^-1 h [2]_ in `algebra.linear.lattice`.

    Examples
    --------
    >>> cyclic(((2, 1), (0, 2)), (4, 8)).orders
    (8,)
    """
    whole, n, relations = lcm(*orders), len(basis), []
    for i, mark in enumerate(pivots(basis, orders)):
        over = [mark.many * c % m for c, m in zip(basis[i], orders, strict=True)]
        t = multiples(over, basis, orders) or []
        relations.append([mark.many * (i == k) - c for k, c in enumerate(t)])
    form = smith(relations, whole, n)
    beside = [(*row, *(int(i == j) for j in range(n))) for i, row in enumerate(form.right)]
    inverse = [row[n:] for row in howell(beside, whole)]
    sizes = [d or whole for d in form.divisors]
    kept = [i for i, d in enumerate(sizes) if d > 1]
    return Cyclic(
        tuple(sizes[i] for i in kept),
        tuple(tuple(combination(inverse[i], basis, orders)) for i in kept),
        tuple(tuple(row[i] for i in kept) for row in form.right),
    )
