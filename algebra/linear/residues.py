"""Elimination modulo m, for every m >= 0 and without factoring it: Howell and Smith forms.

        U A V = D        d_1 | d_2 | ... | m

Main definitions
    howell      the canonical basis of the span of rows over Z_m (over Z, m = 0: the Hermite form)
    Smith       the Smith form with its transformations
    smith       of a matrix over Z_m or Z

Implementation notes
    A pivot is an entry whose gcd with m is least; it is scaled by a unit to that gcd, and joined with an entry that it
    does not divide by the extended Euclidean algorithm.  Rows are machine words for m < 2^31, and for powers of two
    up to 2^63 (words that wrap around at 2^64 are right modulo 2^k); beyond that they are arrays of Python's integers.

References
    .. [1] J. A. Howell, "Spans in the module (Z_m)^s", Linear and Multilinear Algebra 19, 1986, theorem 2.
    .. [2] A. Storjohann, *Algorithms for Matrix Canonical Forms*, PhD thesis, ETH Zurich, 2000, chapters 3 and 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any

import flint
import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch

Array = NDArray[Any]
Rows = list[tuple[int, ...]]
MACHINE = 1 << 31


def entries(rows: Iterable[Sequence[int]], width: int, m: int) -> Array:
    """The rows as an array of residues, exact whatever m is."""
    kind = _kind(m)
    if isinstance(rows, np.ndarray) and rows.dtype == np.int64 and 0 < m < MACHINE:
        return np.asarray(rows.reshape(-1, width) % m, dtype=kind)
    listed = [[int(c) % m if m else int(c) for c in row] for row in rows]
    return np.array(listed, dtype=kind).reshape(len(listed), width)


def _kind(m: int) -> Any:
    """The type of entries modulo m whose products are exact, or exact modulo 2^64 where that is enough."""
    if m & (m - 1) == 0 and 0 < m <= 1 << 63:
        return np.uint64
    return np.int64 if 0 < m < MACHINE else object


def listed(w: Array) -> Rows:
    """The rows of an array as tuples of Python's integers."""
    return [tuple(map(int, row)) for row in w.tolist()]


def unit(c: int, m: int) -> tuple[int, int]:
    """The divisor g = gcd(c, m) of m and a unit u of Z_m with u·c = g modulo m.

    Notes
    -----
    u_0 = (c/g)^-1 modulo m/g is a unit there; u_0 + t·m/g is one modulo m for t the largest divisor of m that is
    prime to u_0 [2]_ in `algebra.linear.residues`.  Over Z (m = 0) the unit is the sign.

    Examples
    --------
    >>> unit(10, 12), unit(-3, 0)
    ((2, 5), (3, -1))
    """
    if not m:
        return abs(c), -1 if c < 0 else 1
    g = gcd(c, m)
    u = pow(c // g, -1, m // g) if g < m else 1
    t = m
    while (common := gcd(t, u)) > 1:
        t //= common
    return g, (u + t * (m // g)) % m


def reduced(w: Array, m: int) -> Array:
    """The entries modulo m."""
    if not m:
        return w
    return w & (m - 1) if m & (m - 1) == 0 else w % m


def _join(w: Array, i: int, k: int, j: int, m: int) -> None:
    """Replace rows i and k by combinations of determinant 1, so that entry (i, j) is the gcd and (k, j) is 0."""
    a, b = int(w[i, j]), int(w[k, j])
    g, s, t = _bezout(a, b)
    s, t = (s % m, t % m) if m else (s, t)
    top, low = reduced(s * w[i] + t * w[k], m), reduced(a // g * w[k] - b // g * w[i], m)
    w[i], w[k] = top, low


def _bezout(a: int, b: int) -> tuple[int, int, int]:
    """The gcd g >= 0 of a and b, and s and t with s·a + t·b = g."""
    s, t, u, v = 1, 0, 0, 1
    while b:
        q = a // b
        a, b, s, t, u, v = b, a - q * b, u, v, s - q * u, t - q * v
    return (-a, -s, -t) if a < 0 else (a, s, t)


def settle(w: Array, i: int, j: int, m: int) -> int:
    """Make entry (i, j) a divisor of m and of all entries below it in its column, and these 0; the divisor."""
    while True:
        g, u = unit(int(w[i, j]), m)
        if u != 1:
            w[i] = reduced(u * w[i], m)
        bad = np.flatnonzero(w[i + 1 :, j] % g) if g else np.flatnonzero(w[i + 1 :, j])
        if not bad.size:
            break
        _join(w, i, i + 1 + int(bad[0]), j, m)
    if g:
        quotients = w[i + 1 :, j] // g
        live = np.flatnonzero(quotients) + i + 1
        w[live, j:] = reduced(w[live, j:] - quotients[live - i - 1, None] * w[i, j:], m)
    return g


def least(column: Array, m: int) -> int | None:
    """The place of an entry other than 0 whose gcd with m is least; None when all are 0."""
    live = np.flatnonzero(column)
    return int(live[np.argmin(np.gcd(column[live], m))]) if live.size else None


def howell(rows: Iterable[Sequence[int]], m: int, width: int | None = None) -> Rows:
    """The Howell form of a matrix over Z_m: the canonical basis of the span of its rows, zero rows left out.

    Parameters
    ----------
    rows : iterable of rows
    m : int
        The modulus; 0 for Z, where this is the Hermite form.
    width : int, optional
        The number of columns, for a matrix that may have no row.

    Raises
    ------
    Mismatch
        When the modulus is negative.

    Notes
    -----
    Pivots divide m, entries above a pivot are less than it, and a member of the span that vanishes in the first j
    columns is a combination of the rows that do [1]_ in `algebra.linear.residues`.  For the last property m/d
    times each row with pivot d is eliminated too.

    Examples
    --------
    >>> howell([(4, 1, 10), (0, 0, 4)], 12)
    [(4, 1, 2), (0, 3, 2), (0, 0, 4)]
    >>> howell([(2, 4), (3, 1)], 0)
    [(1, 7), (0, 10)]
    """
    held = rows if isinstance(rows, np.ndarray) else list(rows)
    columns = width if width is not None else len(held[0]) if len(held) else 0
    if m < 0:
        raise Mismatch(f"a Howell form modulo {m}", "the modulus is negative", "take m >= 1, or 0 for Z")
    if not m:
        return _hermite(held, columns)
    return listed(howell_array(entries(held, columns, m), m))


def _hermite(rows: Iterable[Sequence[int]], width: int) -> Rows:
    """The Hermite form over Z without its zero rows, by python-flint, which keeps the entries small on the way."""
    whole = [list(map(int, row)) for row in rows]
    if not whole or not width:
        return []
    return [tuple(map(int, row)) for row in flint.fmpz_mat(whole).hnf().table() if any(row)]


def howell_array(w: Array, m: int) -> Array:
    """The Howell form of an array of residues."""
    kept: list[Array] = []
    at: list[int] = []
    for j in range(w.shape[1]):
        i = least(w[:, j], m)
        if i is None:
            continue
        if i:
            w[[0, i]] = w[[i, 0]]
        d = settle(w, 0, j, m)
        kept.append(w[0].copy())
        at.append(j)
        if m and d > 1:
            w[0] = reduced(m // d * w[0], m)
        else:
            w = w[1:]
        w = w[(w[:, j + 1 :] != 0).any(axis=1)]
    return _above(np.array(kept, dtype=w.dtype).reshape(len(kept), w.shape[1]), at, m)


def _above(w: Array, at: list[int], m: int) -> Array:
    """Reduce the entries above each pivot."""
    for i, j in enumerate(at):
        quotients = w[:i, j] // w[i, j]
        live = np.flatnonzero(quotients)
        w[live, j:] = reduced(w[live, j:] - quotients[live, None] * w[i, j:], m)
    return w


@dataclass(frozen=True, slots=True)
class Smith:
    """The Smith form left·A·right = diag(divisors), both sides invertible.

    Parameters
    ----------
    divisors : tuple of int
        One for each place on the diagonal, each dividing the next (0 at the end), each a divisor of m.
    left, right : list of rows
        The transformations.
    """

    divisors: tuple[int, ...]
    left: Rows
    right: Rows


def smith(rows: Iterable[Sequence[int]], m: int, width: int | None = None) -> Smith:
    """The Smith form of a matrix over Z_m, with transformations; over Z for m = 0.

    Notes
    -----
    Over Z the entries of the transformations grow with the size of the matrix, and so does the time.

    Examples
    --------
    >>> form = smith([(2, 4), (6, 8)], 0)
    >>> form.divisors
    (2, 4)
    >>> smith([(2, 0), (0, 3)], 6).divisors
    (1, 0)
    """
    held = list(rows)
    n, k = len(held), width if width is not None else len(held[0]) if held else 0
    w = entries(held, k, m)
    corner = [[*row, *(int(i == j) for j in range(n))] for i, row in enumerate(w.tolist())]
    foot = [[*(int(i == j) for j in range(k)), *([0] * n)] for i in range(k)]
    whole = entries([*corner, *foot], k + n, m)
    found = [_corner(whole, t, n, k, m) for t in range(min(n, k))]
    return Smith(tuple(found), listed(whole[:n, k:]), listed(whole[n:, :k]))


def _corner(whole: Array, t: int, n: int, k: int, m: int) -> int:
    """Bring the gcd of the block behind place t to (t, t), and clear its row and column; the gcd.

    Notes
    -----
    The array is [[A, U], [V, 0]]: row operations act on its first n rows, column operations on its first k columns.
    """
    block = whole[t:n, t:k]
    place = least(block.reshape(-1), m)
    if place is None:
        return 0
    i, j = divmod(place, k - t)
    whole[[t, t + i]] = whole[[t + i, t]]
    whole[:, [t, t + j]] = whole[:, [t + j, t]]
    while True:
        rows, columns = whole[:n], whole[:, :k].T
        g = settle(rows, t, t, m)
        if (whole[t, t + 1 : k] != 0).any():
            g = settle(columns, t, t, m)
        if (whole[t + 1 : n, t] != 0).any():
            continue
        bad = np.flatnonzero((block[1:, 1:] % g != 0).any(axis=1))
        if not bad.size:
            return g
        whole[t] = reduced(whole[t] + whole[t + 1 + int(bad[0])], m)
