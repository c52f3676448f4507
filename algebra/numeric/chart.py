"""Rows moved and scaled into the unit cube, where no square overflows.

        x  ↦  2^-e (x - c)

Main definitions
    Chart       the translation and the power of two
    chart       one chart for both sides of a problem

Implementation notes
    A translation and a power of two change no comparison of distances.  c is near the mean of both sides, so that a
    large common offset costs no digits.  The image of a coordinate is a float x' with

        |x' - 2^-e (x - c)| ≤ ρ |2^-e (x - c)| + η,     ρ = 4u,  η = 2^-126,

    u the unit roundoff of the floats that x' is kept in, at least that of the floats in which the chart computes:
    differences of integers are exact, and their conversion, or else the one subtraction of floats, rounds once, and
    keeping rounds once more; multiplication by a power of two rounds only when it underflows, by less than 2^-1074 in
    float64, where the second power is at most 2^900, and by less than 2^-149 in float32, where it is at most 2^20.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import frexp
from typing import Any

import numpy as np
from array_api_compat import device

from algebra.numeric.spaces import namespace

KEPT = {"float64": 900, "float32": 20}
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """The map x ↦ 2^-(first + second) (x - c), where c is counted in units of 2^first.

    Parameters
    ----------
    centre : array of shape (d,)
    first, second : int
        The powers of two taken out before and after the translation.
    wide : dtype
        The floats in which it computes: float64, or float32 where there is no other.
    """

    centre: Any
    first: int
    second: int
    wide: Any

    @property
    def unit(self) -> Fraction:
        """The length 2^e that becomes 1."""
        return Fraction(2) ** (self.first + self.second)

    def __call__(self, rows: Any) -> Any:
        """Some rows in the chart, as wide floats of size at most 1."""
        xp = namespace(rows)
        if rows.dtype == object:
            scale = 1 << self.second
            return ((rows - self.centre) / scale).astype(np.float64)
        if xp.isdtype(rows.dtype, "integral"):
            return _halved(xp.astype(rows - self.centre, self.wide), self.second)
        return _halved(_halved(xp.astype(rows, self.wide), self.first) - self.centre, self.second)


def _halved(values: Any, times: int) -> Any:
    if not times:
        return values
    # in two steps, as 2^-times itself may be out of range
    half = times // 2
    return values * 2.0**-half * 2.0 ** -(times - half)


@np.errstate(over="ignore", under="ignore")
def chart(left: Any, right: Any) -> Chart:
    """A chart that brings the rows of both sides into the unit cube.

    Examples
    --------
    >>> x = np.array([[4096, 0], [4100, 3]])
    >>> chart(x, x)(x).tolist()
    [[-0.5, -0.25], [0.5, 0.5]]
    """
    xp = namespace(left)
    if left.dtype == object:
        return _of_integers(left, right)
    wide = _wide(xp, left)
    if xp.isdtype(left.dtype, "integral"):
        lows, highs = _extremes(xp, left, right)
        # halves first, as the sum of two machine integers may be none
        whole = Chart(lows // 2 + highs // 2, 0, 0, wide)
        return Chart(whole.centre, 0, _exponent(whole, left, right), wide)
    zero = Chart(xp.zeros(left.shape[1], dtype=wide, device=device(left)), 0, 0, wide)
    # wide sums of narrow floats overflow nowhere
    first = _exponent(zero, left, right) if left.dtype == wide else 0
    scaled = Chart(zero.centre, first, 0, wide)
    centre = (_mean(scaled, left) + _mean(scaled, right)) / 2
    second = _exponent(Chart(centre, first, 0, wide), left, right)
    kept = KEPT["float64" if wide == xp.float64 else "float32"]
    return Chart(centre, first, max(second, -kept), wide)


def _of_integers(left: Any, right: Any) -> Chart:
    both = np.concatenate([left, right])
    centre = (both.min(axis=0) + both.max(axis=0)) // 2 if len(both) else np.zeros(left.shape[1], dtype=object)
    top = max((int(abs(v)) for v in (both - centre).flat), default=0)
    return Chart(centre, 0, top.bit_length(), np.float64)


def _wide(xp: Any, rows: Any) -> Any:
    known = xp.__array_namespace_info__().dtypes(device=device(rows), kind="real floating")
    return known.get("float64", xp.float32)


def _extremes(xp: Any, left: Any, right: Any) -> tuple[Any, Any]:
    sides = [rows for rows in (left, right) if rows.shape[0]]
    if not sides:
        zero = xp.zeros(left.shape[1], dtype=left.dtype, device=device(left))
        return zero, zero
    lows, highs = [xp.min(rows, axis=0) for rows in sides], [xp.max(rows, axis=0) for rows in sides]
    return xp.minimum(lows[0], lows[-1]), xp.maximum(highs[0], highs[-1])


def chunks(rows: Any) -> Iterator[tuple[int, Any]]:
    """Some rows at a time, with the place of the first: about CHUNK numbers each."""
    step = max(1, CHUNK // max(1, rows.shape[1]))
    for start in range(0, rows.shape[0], step):
        yield start, rows[start : min(start + step, rows.shape[0]), :]


def _mean(scaled: Chart, rows: Any) -> Any:
    xp = namespace(rows)
    total = scaled.centre
    for _, part in chunks(rows):
        total = total + xp.sum(scaled(part), axis=0) / rows.shape[0]
    return total


def _exponent(found: Chart, left: Any, right: Any) -> int:
    """The least e with all coordinates below 2^e in size."""
    xp = namespace(left)
    tops = [float(xp.max(xp.abs(found(part)))) for rows in (left, right) for _, part in chunks(rows) if part.shape[1]]
    return frexp(max(tops, default=0.0))[1]
