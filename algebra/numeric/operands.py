"""A matrix product that bounds squared distances: the certificate.

        [x, p, 1] · [y, 1, q]  =  x·y + p + q,        p ≈ -|x|²/2 + a(x),   q ≈ -|y|²/2 + a(y)

Main definitions
    Operands    the two factors, and how to read their product S
    doubt       the share of pairs that they leave open
    certified   factors with S ≥ low for every pair within ε, and S ≥ high + 3(a(x) + a(y)) only for pairs within ε
    exactly     factors whose product is exact, for small integers
    Precision, working  the working floats, and those for rows of some length

Implementation notes
    Let D be the distance of two points in the chart, x', y' the working floats that stand for them, D' = |x' - y'|,
    N = |x'|², r ≥ √ε, k the length of x', u the unit roundoff of the working floats, γ_n = n·u/(1 - n·u), η = 2^-126.

    (1) A coordinate is wrong by ρ = 4u of itself and η, so x by at most δ(x) = ρ√N + 4(k + 1)η, up to a factor that
        UP covers, and |D - D'| ≤ δ = δ(x) + δ(y).
    (2) If D² ≤ ε then -D'²/2 ≥ -ε/2 - s(x) - s(y) with s = rδ(x) + δ(x)², as δ² ≤ 2δ(x)² + 2δ(y)².
    (3) A dot product of n = k + 2 terms, summed in any order, with or without fused operations, is wrong by at most
        γ_n Σ|terms| + 2nη [1]_; here Σ|terms| ≤ N(x) + N(y) + a(x) + a(y), as 2|x·y| ≤ N(x) + N(y).  Underflow, gradual
        or flushed to zero, costs at most η an operation.
    (4) N is a sum of k squares of working floats, wrong by at most γ_k N/2 in -N/2, and p is rounded twice.
    So with c = γ_{2k+8} and a = (s + cN + 8(k + 4)η)/(1 - c) every pair within ε has S ≥ -ε/2, and
    S ≤ -D'²/2 + 2a(x) + 2a(y).  If then S ≥ -ε/2 + 3a(x) + 3a(y), we have -D'²/2 ≥ -ε/2 + rδ, so D'² ≤ ε - 2rδ, which
    must be at least 0; hence δ ≤ √ε/2, D' ≤ √ε - δ and D ≤ √ε.
    UP = 17/16 times each constant covers that these are computed in floats themselves, as c ≤ 1/64 is asked for.
    ε is cut down to 8(k + 1), beyond all distances in the unit cube, so that nothing overflows.

    A device that reads denormal numbers as 0 loses up to 2^-126 of a coordinate before the chart: `lost`, in the units
    of the rows, is added to η in (1).
    Reduced-precision products (TF32, bfloat16) round each operand by a coarser unit v; then c is γ_{2k+8} + 3v.
    Products of the Strassen kind satisfy no such bound and must not be used.

References
    .. [1] N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., SIAM 2002, section 3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt, sqrt
from typing import Any

import numpy as np

from algebra.errors import TooLarge
from algebra.metrics import Exact
from algebra.numeric.bound import UNITS, above, below, gamma
from algebra.numeric.chart import Chart, chunks
from algebra.numeric.spaces import namespace

ETA = Fraction(1, 1 << 126)
UP = Fraction(17, 16)


@dataclass(frozen=True, slots=True, eq=False)
class Operands:
    """Two factors whose product tells which pairs can be within ε, and which must be.

    Parameters
    ----------
    left : array of shape (n, k + 2)
    right : array of shape (k + 2, m)
    low : float
        A pair whose entry is below is not within ε.
    high : float
        A pair whose entry is at least high + 3(a(x) + a(y)) is within ε.
    slacks : pair of arrays, or None
        a for the left and the right rows; None where the product is exact and `low` decides.
    """

    left: Any
    right: Any
    low: float
    high: float
    slacks: tuple[Any, Any] | None

    def sure(self, a: Any, b: Any) -> Any:
        """The entries from which on pairs with slacks a(x) and a(y) are within ε."""
        return self.high + 3 * (a + b)


@dataclass(frozen=True, slots=True)
class Precision:
    """The working floats, the unit of a product that rounds its operands first, and what is lost in reading.

    Raises
    ------
    TooLarge
        From `rate`, when rows are so long that the bound says nothing.
    """

    kind: type[np.float32] | type[np.float64]
    coarse: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)

    @property
    def unit(self) -> Fraction:
        """The unit roundoff u."""
        return UNITS[self.kind]

    def rate(self, k: int) -> Fraction:
        """The constant c of the bound, for rows of k coordinates."""
        found = gamma(2 * k + 8, self.kind) + 3 * self.coarse
        if found > Fraction(1, 64):
            raise TooLarge(f"rows of {k} coordinates", f"{self.kind.__name__} certifies too little", "take float64")
        return found


@dataclass(frozen=True, slots=True)
class Bound:
    """The constants of the certificate as floats, rounded up."""

    grow: float
    rest: float
    root: float
    rate: float
    flush: float
    over: float

    def slack(self, xp: Any, squares: Any) -> Any:
        """a(x) for rows with given |x'|²."""
        delta = self.grow * xp.sqrt(squares) + self.rest
        return (self.root * delta + delta * delta + self.rate * squares + self.flush) * self.over


def bound(k: int, square: Exact, precision: Precision, unit: Fraction) -> Bound:
    """The constants for rows of k coordinates and a squared radius in a chart with a unit."""
    rate = precision.rate(k)
    grow, flush = 4 * precision.unit * UP, 8 * (k + 4) * ETA * UP
    rest = 4 * (k + 1) * (ETA + precision.lost / unit) * UP
    root, over = root_above(square), UP / (1 - rate)
    return Bound(*map(float, (grow, rest, root, rate * UP, flush, over)))


def root_above(square: Exact) -> Fraction:
    """A number a little above the square root.

    Examples
    --------
    >>> 2 <= root_above(2) ** 2 < Fraction(201, 100)
    True
    """
    scale = 1 << 640
    return Fraction(isqrt(floor(square * scale * scale)) + 1, scale)


@np.errstate(over="ignore", under="ignore")
def certified(
    sides: tuple[Any, Any],
    found: Chart,
    square: Exact,
    precision: Precision,
    view: Callable[[Any], Any] = lambda rows: rows,
) -> Operands:
    """Factors that certify which pairs of rows are within a squared radius.

    Parameters
    ----------
    sides : pair of arrays, with at least one row each
    found : Chart
    square : int or Fraction
        The squared radius, in the units of the rows.
    precision : Precision
    view : callable, optional
        Applied in the chart; it must not increase a distance.  Where it decreases some, `high` proves nothing.
    """
    xp = namespace(sides[0])
    d = int(view(found(sides[0][:1, :])).shape[1])
    small = min(Fraction(square) / found.unit**2, Fraction(8 * (d + 1)))
    limits = bound(d, small, precision, found.unit)
    working = getattr(xp, precision.kind.__name__)
    (x, a), (y, b) = (_factor(xp, rows, lambda part: view(found(part)), limits, working) for rows in sides)
    low, high = below(-small / 2, precision.kind), above(-small / 2, np.float64)
    turned = xp.concat([y[:, :d], y[:, d + 1 :], y[:, d : d + 1]], axis=1)
    return Operands(x, xp.matrix_transpose(turned), float(low), float(high), (a, b))


def _factor(xp: Any, rows: Any, view: Callable[[Any], Any], limits: Bound, working: Any) -> tuple[Any, Any]:
    parts, slacks = [], []
    for _, part in chunks(rows):
        seen = view(part)
        x = xp.astype(seen, working)
        wide = xp.astype(x, seen.dtype)
        squares = xp.sum(wide * wide, axis=1)
        slack = limits.slack(xp, squares)
        p = xp.astype(slack - squares / 2, working)
        parts.append(xp.concat([x, p[:, None], xp.ones_like(p)[:, None]], axis=1))
        slacks.append(slack)
    return xp.concat(parts, axis=0), xp.concat(slacks, axis=0)


@np.errstate(over="ignore", under="ignore")
def exactly(sides: tuple[Any, Any], found: Chart, square: int) -> Operands | None:
    """Factors whose product is -|x - y|² itself, for small integers; None where they are too large.

    Notes
    -----
    [2x, -|x|², 1] · [y, 1, -|y|²].  All partial sums, in any order, are integers of size at most
    2|x||y| + |x|² + |y|²; below 2^24 they are exact in float32, below 2^53 in float64.
    """
    if found.second > 1 << 5:
        return None
    xp = namespace(sides[0])
    x, y = (xp.astype(rows - found.centre, found.wide) for rows in sides)
    tops = [float(xp.max(xp.sum(side * side, axis=1))) for side in (x, y)]
    top = 2 * sqrt(tops[0] * tops[1]) + tops[0] + tops[1]
    narrow = top < 1 << 23
    if not narrow and (top >= 1 << 52 or found.wide != xp.float64):
        return None
    working = xp.float32 if narrow else found.wide
    (x, p), (y, q) = ((side, -xp.sum(side * side, axis=1)[:, None]) for side in (x, y))
    left = xp.concat([2 * x, p, xp.ones_like(p)], axis=1)
    right = xp.concat([y, xp.ones_like(q), q], axis=1)
    low = -float(min(square, 1 << 53))
    return Operands(xp.astype(left, working), xp.matrix_transpose(xp.astype(right, working)), low, low, None)


@np.errstate(over="ignore", under="ignore")
def doubt(operands: Operands, sample: int = 128) -> float:
    """The share of the pairs in a sample that the product does not decide."""
    if operands.slacks is None:
        return 0.0
    x, y, (a, b) = operands.left, operands.right, operands.slacks
    i, j = (slice(None, None, max(1, n // most)) for n, most in ((x.shape[0], sample), (y.shape[1], 4 * sample)))
    xp = namespace(x)
    values = xp.astype(xp.matmul(x[i, :], y[:, j]), a.dtype)
    open_ = (values >= operands.low) & ~(values >= operands.sure(a[i][:, None], b[j][None, :]))
    return float(xp.mean(xp.astype(open_, a.dtype)))


def working(k: int, coarse: Fraction = Fraction(0), lost: Fraction = Fraction(0)) -> Precision:
    """The narrowest floats whose bound says something about rows of k coordinates.

    Examples
    --------
    >>> working(64).kind.__name__, working(1 << 20).kind.__name__
    ('float32', 'float64')
    """
    narrow = (2 * k + 8) * UNITS[np.float32] + 3 * coarse <= Fraction(1, 128)
    return Precision(np.float32, coarse, lost) if narrow else Precision(np.float64, lost=lost)
