"""Affine maps with dyadic weights, exact in float64, and the unit map that follows them.

        x  ->  z = (W x + b)/2^s  ->  u = z/|z| rounded to (2^-10 Z)^d,        d(u, v) = |u - v|²  in  2^-20 Z

Main definitions
    Dyadic      integers W, b with exponent s, on integers between -M and M
    rounded     the dyadic map nearest to weights in floats
    unit        the nearest multiples of 2^-10 to z/|z|
    squares     the matrix of squared distances, in units of 2^-20

Laws
    If sum_j |W_ij| M + |b_i| < 2^53 for each i, then W x + b is the same in float64 whatever the order of its sums:
    each product and each partial sum is an integer whose absolute value is at most that sum, and such integers are
    floats [1]_, so that no operation rounds, fused or not.

    u is a map of finite sets, decided exactly: for d <= 2^12 a sum of d squares has a relative error below 2^-41 in
    whatever order, its root one below 2^-42, so that float64 tells 2^10 |z_i|/|z| up to 2^-31; where this is within
    2^-30 of a half, an integer square root decides.

    |u| <= 2^10 + √d/2 <= 2^10 + 2^5, so that |u·v| and its partial sums are below 2^21, squared distances below 2^23,
    and all of them exact in float32, which holds the integers below 2^24.

References
    .. [1] IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019, 3.3 and 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch, TooLarge
from algebra.learned.features import Rows

Floats = NDArray[np.float64]
Units = NDArray[np.float32]
# float64 holds the integers below 2^EXACT; units are multiples of 2^-FINE
EXACT, FINE = 53, 10
DOUBT = 2.0**-30
WIDEST = 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class Dyadic:
    """The map x -> (W x + b)/2^s on integers x_j between -M and M.

    Parameters
    ----------
    weights : array of integers, of shape (p, d)
        The transpose of W.
    bias : array of d integers
    exponent : int
        The number s.
    bound : int
        The number M.

    Raises
    ------
    Mismatch
        When the shapes do not fit.
    TooLarge
        When a sum may reach 2^53.

    Examples
    --------
    >>> f = Dyadic(np.array([[3], [-1]]), np.array([5]), 1, 10)
    >>> f(Rows(np.array([[10, 4]], dtype=np.int32), 0, 10))
    array([[31.]])
    """

    weights: NDArray[np.int64]
    bias: NDArray[np.int64]
    exponent: int
    bound: int

    def __post_init__(self) -> None:
        if self.weights.ndim != 2 or self.bias.shape != self.weights.shape[1:]:
            raise Mismatch("a dyadic map", f"weights {self.weights.shape}, bias {self.bias.shape}", "give (p, d) and d")
        sums = zip(_magnitudes(self.weights), self.bias.tolist(), strict=True)
        reach = max((total * self.bound + abs(b) for total, b in sums), default=0)
        if reach >> EXACT:
            raise TooLarge("sums in float64", f"they may reach {reach}, beyond 2^{EXACT}", "take a smaller exponent")

    def __call__(self, rows: Rows) -> Floats:
        """The integers W x + b, in float64.

        Raises
        ------
        Mismatch
            When the rows have another width, or a larger bound.
        """
        if rows.values.shape[1] != len(self.weights) or rows.bound > self.bound:
            found = f"rows of width {rows.values.shape[1]} bounded by {rows.bound}"
            asked = f"a map on {len(self.weights)} integers up to {self.bound}"
            raise Mismatch(asked, found, "give rows of its features")
        return rows.values.astype(np.float64) @ self.weights.astype(np.float64) + self.bias.astype(np.float64)


def _magnitudes(weights: NDArray[np.int64]) -> list[int]:
    """The sum of absolute values in each column, exactly: by halves of 32 bits, whose sums are machine integers."""
    whole = np.abs(weights).astype(np.uint64)
    low, high = ((whole & 0xFFFFFFFF).sum(axis=0), (whole >> 32).sum(axis=0))
    return [int(lo) + (int(hi) << 32) for lo, hi in zip(low, high, strict=True)]


def rounded(weights: Floats, bias: Floats, rows: Rows) -> Dyadic:
    """The dyadic map nearest to x/2^e -> weights^T x/2^e + bias, as fine as exact sums allow.

    Parameters
    ----------
    weights : array of shape (p, d)
    bias : array of d floats
    rows : Rows
        What it acts on: their exponent e and their bound are used.

    Examples
    --------
    >>> rows = Rows(np.zeros((0, 2), dtype=np.int32), 1, 3)
    >>> f = rounded(np.array([[1.0], [0.5]]), np.array([-0.25]), rows)
    >>> f.exponent, [Fraction(int(w), 2**f.exponent) for w in f.weights[:, 0]]
    (50, [Fraction(1, 2), Fraction(1, 4)])
    """
    weights = np.ldexp(weights, -rows.exponent)
    reach = float((np.abs(weights).sum(axis=0) * rows.bound + np.abs(bias)).max(initial=0.0))
    # one half for each rounding, and the float's own error, stay below the room that one bit leaves
    exponent = EXACT - 1 - int(np.frexp(reach)[1])
    w, b = (np.rint(np.ldexp(part, exponent)).astype(np.int64) for part in (weights, bias))
    return Dyadic(w, b, exponent, rows.bound)


def unit(points: Floats) -> Units:
    """The nearest integers to 2^10 z/|z|, for each row z; 0 for 0, and halves go up in absolute value.

    Raises
    ------
    TooLarge
        When there are more than 2^12 columns.

    Notes
    -----
    The squares of z are floats: rows of a `Dyadic`, below 2^53, are far from where these vanish or overflow.

    Examples
    --------
    >>> unit(np.array([[3.0, -4.0], [0.0, 0.0]])).tolist()
    [[614.0, -819.0], [0.0, 0.0]]
    """
    if points.shape[1] > WIDEST:
        raise TooLarge("unit vectors", f"{points.shape[1]} columns", f"the limit is {WIDEST}")
    norms = np.sqrt(np.einsum("ij,ij->i", points, points))[:, None]
    scaled = np.abs(points) / np.where(norms > 0, norms, 1) * (1 << FINE)
    out = np.floor(scaled + 0.5)
    for i, j in zip(*np.nonzero(np.abs(scaled - np.floor(scaled) - 0.5) < DOUBT), strict=True):
        out[i, j] = _nearest(points[i], points[i, j])
    return np.copysign(out, points).astype(np.float32)


def _nearest(point: Floats, entry: Any) -> int:
    """The integer part of 2^10 |entry|/|point| + 1/2, by integers."""
    z, squares = Fraction(float(entry)), sum(Fraction(float(c)) ** 2 for c in point)
    # floor(x + 1/2) = floor((floor(2x) + 1)/2), and 2x is a square root
    double = z * z * (1 << 2 * FINE + 2) / squares
    return (isqrt(double.numerator // double.denominator) + 1) // 2


def squares(u: Units, v: Units) -> NDArray[np.int32]:
    """The squared distances of the rows of u from those of v, in units of 2^-20.

    Examples
    --------
    >>> squares(unit(np.array([[1.0, 0.0]])), unit(np.array([[0.0, 2.0], [5.0, 0.0]]))).tolist()
    [[2097152, 0]]
    """
    left, right = (np.einsum("ij,ij->i", side, side) for side in (u, v))
    return np.asarray(left[:, None] + right - 2 * (u @ v.T)).astype(np.int32)
