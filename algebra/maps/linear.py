"""The map given by a matrix over any commutative ring.

        R^n --M--> R^d        x -> M x

Main definitions
    Linear      x -> M x, multiplied in the ring: over GF(4) and Q as well as over Z_m

Conventions
    Elements of R^n are tuples, those of `power(R, n)`.  `Matrix` multiplies integers, coordinate by coordinate;
    over GF(q) with q no prime a matrix of field elements is no matrix of integers.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XIII.3: the matrix of a linear map of free modules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from algebra.blackboard import grouped, matrix
from algebra.errors import Mismatch
from algebra.maps.map import Map
from algebra.rings.product import Product, power
from algebra.rings.ring import Ring
from algebra.rings.writing import shown

Vector = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Linear(Map[Vector, Vector]):
    """The map x -> M x from R^width to R^d, for the d rows of M over a commutative ring R.

    Raises
    ------
    Mismatch
        When a row has another length than `width`, this is negative, or an entry lies outside the ring.

    Examples
    --------
    >>> from algebra.rings import GF, QQ
    >>> Linear(GF(4), ((2, 1), (0, 3)), 2)((3, 2))
    (3, 1)
    >>> f = Linear(QQ, (("1/2", 1),), 2)
    >>> f((QQ(1), QQ("1/3"))), f.linear
    ((Fraction(5, 6),), True)
    """

    ring: Ring[Any]
    rows: tuple[Vector, ...]
    width: int

    def __post_init__(self) -> None:
        if self.width < 0:
            raise Mismatch(f"a matrix over {self.ring}", f"{self.width} columns", "give a number from 0 on")
        odd = next((i for i, row in enumerate(self.rows) if len(row) != self.width), None)
        if odd is not None:
            found = f"row {odd} has {len(self.rows[odd])} entries"
            raise Mismatch(f"a matrix over {self.ring} with {self.width} columns", found, "mend the row")
        object.__setattr__(self, "rows", tuple(tuple(map(self.ring.coerce, row)) for row in self.rows))

    @property
    def dom(self) -> Product:  # type: ignore[override]
        return power(self.ring, self.width)

    @property
    def cod(self) -> Product:  # type: ignore[override]
        return power(self.ring, len(self.rows))

    def __call__(self, a: Vector) -> Vector:
        R = self.ring
        return tuple(R.combine(R.mul(c, t) for c, t in zip(row, a, strict=True)) for row in self.rows)

    @property
    def linear(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return matrix(self.rows, partial(shown, self.ring))

    def image(self, a: str) -> str:
        return f"{self.label} {grouped(a)}"
