"""Which rows of one array are within ε of which rows of another: the question in normal form.

Main definitions
    Line, Circle, Letters, Bits, Same    how rows are compared
    Problem     two arrays of equally long rows, a distance and a radius
    sampled     some rows, to estimate from

Conventions
    The rows are exact numbers: int64, float32 or float64 (dyadic rationals), or Python ints in an object array, both
    sides alike.  ε is in the units of the distance: squared for "l2"; an int for all but floating rows.
    Arrays are never written to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.metrics import Exact, Norm

Array = NDArray[Any]
Indices = NDArray[np.int64]
SPREAD = 2_654_435_761


@dataclass(frozen=True, slots=True)
class Line:
    """Coordinates in Q, |a - b| joined by a norm.

    Notes
    -----
    Rows are int64 with entries at most 2^61 in size, float32, float64, or objects (Python ints).
    """

    norm: Norm

    def __str__(self) -> str:
        return f"{self.norm} on Q^d"


@dataclass(frozen=True, slots=True)
class Circle:
    """Coordinates in Z_m, min(a - b, b - a) modulo m joined by a norm.

    Notes
    -----
    One modulus a column, each at least 2.  Rows are reduced: uint8 where every m ≤ 256, else uint16 where every
    m ≤ 65536, else int64 with m ≤ 2^61, else objects.
    """

    moduli: tuple[int, ...]
    norm: Norm

    def __str__(self) -> str:
        m = self.moduli[0] if len(set(self.moduli)) == 1 else None
        return f"Lee {self.norm} on {f'Z_{m}^{len(self.moduli)}' if m else 'mixed moduli'}"


@dataclass(frozen=True, slots=True)
class Letters:
    """The number of columns that differ; rows are integers of 8, 16 or 64 bits."""

    def __str__(self) -> str:
        return "Hamming"


@dataclass(frozen=True, slots=True)
class Bits:
    """The number of bits that differ; rows are words, uint64."""

    def __str__(self) -> str:
        return "Hamming on bits"


@dataclass(frozen=True, slots=True)
class Same:
    """0 for equal rows, 1 for others; rows are integers, or objects."""

    def __str__(self) -> str:
        return "equality"


def sampled(rows: Array, most: int) -> Array:
    """At most so many rows, spread over all in an order that no period of the rows meets.

    Examples
    --------
    >>> sampled(np.arange(10), 4).tolist()
    [0, 1, 2, 3]
    """
    n = len(rows)
    # a prime beyond any number of rows visits each of them once
    return rows if n <= most else rows[np.arange(most, dtype=np.int64) * SPREAD % n]


Distance = Line | Circle | Letters | Bits | Same


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Which rows of `left` are within `eps` of which rows of `right`.

    Parameters
    ----------
    left, right : arrays of shape (n, d) and (m, d)
    distance : Line, Circle, Letters, Bits or Same
    eps : int or Fraction
    unit : int or Fraction
        What a distance of 1 in the metric is here: coordinates may have been multiplied up to integers.
    """

    left: Array
    right: Array
    distance: Distance
    eps: Exact
    unit: Exact = 1

    @property
    def floating(self) -> bool:
        """Whether the rows are binary floats."""
        return bool(self.left.dtype.kind == "f")

    @property
    def width(self) -> int:
        """The number d of columns."""
        return int(self.left.shape[1])
