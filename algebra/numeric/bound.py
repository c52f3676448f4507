"""How far floating arithmetic can be from the truth: the constants of the certificate.

Main definitions
    UNITS           the unit roundoff of each working precision
    gamma           γ_n = n·u / (1 - n·u), as a Fraction
    below, above    the nearest float at most, at least, a rational number
    margins         the computed distances that decide

References
    .. [1] N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., SIAM 2002, chapters 2 and 3.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from algebra.errors import TooLarge
from algebra.metrics import Exact

UNITS: dict[Any, Fraction] = {np.float32: Fraction(1, 1 << 24), np.float64: Fraction(1, 1 << 53)}


def gamma(n: int, kind: Any) -> Fraction:
    """γ_n = n·u / (1 - n·u), which bounds n roundings.

    Raises
    ------
    TooLarge
        When n·u ≥ 1/4, where nothing is left to certify.

    Examples
    --------
    >>> gamma(64, np.float32)
    Fraction(1, 262143)
    """
    part = n * UNITS[kind]
    if part >= Fraction(1, 4):
        raise TooLarge(f"sums of {n} terms", f"{np.dtype(kind).name} may be wrong in every digit", "take float64")
    return part / (1 - part)


def below(value: Exact, kind: Any) -> Any:
    """The greatest float that is at most a rational number (-inf where there is none).

    Examples
    --------
    >>> third = Fraction(1, 3)
    >>> Fraction(float(below(third, np.float64))) < third < Fraction(float(above(third, np.float64)))
    True
    """
    limit = np.finfo(kind)
    if value > Fraction(float(limit.max)):
        return limit.max
    if value < Fraction(float(limit.min)):
        return kind(-np.inf)
    nearest = kind(float(value))
    return nearest if Fraction(float(nearest)) <= value else np.nextafter(nearest, kind(-np.inf))


def above(value: Exact, kind: Any) -> Any:
    """The least float that is at least a rational number (inf where there is none)."""
    return -below(-value, kind)


def margins(width: int, kind: Any, inner: Exact, outer: Exact, flushed: bool = False) -> tuple[Any, Any]:
    """The computed distances up to which the true one is at most `inner`, and beyond which it is above `outer`.

    Parameters
    ----------
    width : int
        The number of coordinates.
    kind : float32 or float64
        In which differences were taken, squared for l2, and summed in any order, or their maximum taken for linf.
    inner, outer : int or Fraction
    flushed : bool
        Whether numbers below the least normal one may be taken as 0, those given too.

    Notes
    -----
    |fl(s) - s| ≤ γ_{d+2} s for a sum s of |x - y| or (x - y)², as all terms are positive and each has at most two
    roundings of its own; what underflows costs at most the least number, or the least normal one, an operation.
    Twice that is allowed here, and four times where it may be flushed.  An infinite or undefined sum decides nothing.

    Examples
    --------
    >>> low, high = margins(3, np.float64, 1, 1)
    >>> bool(low < 1 < high), float(high - low) < 1e-14
    (True, True)
    """
    least = {np.float32: (149, 126), np.float64: (1074, 1022)}[kind][flushed]
    relative, absolute = 2 * gamma(width + 4, kind), Fraction((4 if flushed else 2) * (width + 1), 1 << least)
    return below(inner * (1 - relative) - absolute, kind), above(outer * (1 + relative) + absolute, kind)
