"""A finite ring given by its tables, and the tables of any finite ring.

Main definitions
    TableRing       elements 0, ..., n - 1, sum and product read off two n x n tables
    Tables          the index tables of a finite ring in its one order
    tables          tables(R)
    as_table        the table ring that renames the elements of R by their places
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.blackboard import pairs
from algebra.errors import Mismatch, TooLarge
from algebra.rings.ring import Ring, finite, listing

TABULATED = 1 << 11
Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class TableRing(Ring[int]):
    """The carrier {0, ..., n - 1} with the given sum and product; 0 is zero, `unit` is one.

    Examples
    --------
    >>> R = TableRing(((0, 1), (1, 0)), ((0, 0), (0, 1)), unit=1)
    >>> R.add(1, 1), R.mul(1, 1)
    (0, 1)
    """

    plus: Rows
    times: Rows
    unit: int

    def __post_init__(self) -> None:
        n = len(self.plus)
        square = all(len(row) == n for row in (*self.plus, *self.times)) and len(self.times) == n
        if not n or not square or any(not 0 <= c < n for row in (*self.plus, *self.times) for c in row):
            raise Mismatch("a ring by tables", f"not two {n} x {n} tables of places below {n}", "mend the tables")
        if not 0 <= self.unit < n:
            raise Mismatch("a ring by tables", f"the unit {self.unit} is no place below {n}", "mend the unit")

    @property
    def order(self) -> int:
        return len(self.plus)

    def coerce(self, value: Any) -> int:
        if isinstance(value, Integral) and int(value) in self:
            return int(value)
        raise Mismatch(f"{value!r} in a table ring", f"its elements are 0 to {self.order - 1}")

    def from_int(self, n: int) -> int:
        total, step = 0, self.unit if n >= 0 else self.neg(self.unit)
        for _ in range(abs(n) % self._period()):
            total = self.add(total, step)
        return total

    def _period(self) -> int:
        total, n = self.unit, 1
        while total and n < self.order:
            total, n = self.add(total, self.unit), n + 1
        return n

    def add(self, a: int, b: int) -> int:
        return self.plus[a][b]

    def neg(self, a: int) -> int:
        if 0 not in self.plus[a]:
            raise Mismatch(f"-{a} in a table ring", "no element is its negative", "see algebra.laws.ring")
        return self.plus[a].index(0)

    def mul(self, a: int, b: int) -> int:
        return self.times[a][b]

    def elements(self) -> Iterator[int]:
        return iter(range(self.order))

    def __contains__(self, a: object) -> bool:
        return isinstance(a, int) and 0 <= a < self.order

    @property
    def sketch(self) -> str | None:
        plus, times = pairs(self, self, self.add, "+"), pairs(self, self, self.mul, "·")
        return None if plus is None or times is None else f"{plus}\n{times}"

    def __str__(self) -> str:
        return f"a ring of order {self.order} by its tables"


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Index tables: `add[i, j]` is the place of the sum of the elements at places i and j."""

    elements: tuple[Any, ...]
    add: NDArray[np.int64]
    mul: NDArray[np.int64]
    neg: NDArray[np.int64]


@cache
def tables(ring: Ring[Any]) -> Tables:
    """The index tables of a finite ring, refused beyond order 2048.

    Raises
    ------
    NotFinite, TooLarge, Mismatch
        When the ring is infinite, too large, or not closed.

    Examples
    --------
    >>> from algebra.rings.modular import Zmod
    >>> tables(Zmod(3)).mul.tolist()
    [[0, 0, 0], [0, 1, 2], [0, 2, 1]]
    """
    if finite(ring) > TABULATED:
        raise TooLarge(f"the tables of {ring}", f"order {finite(ring)}", f"the limit is {TABULATED}")
    values = listing(ring)
    add = np.array([[ring.rank(ring.add(a, b)) for b in values] for a in values], dtype=np.int64)
    mul = np.array([[ring.rank(ring.mul(a, b)) for b in values] for a in values], dtype=np.int64)
    neg = np.array([ring.rank(ring.neg(a)) for a in values], dtype=np.int64)
    for table in (add, mul, neg):
        table.flags.writeable = False
    return Tables(values, add, mul, neg)


def as_table(ring: Ring[Any]) -> TableRing:
    """The table ring with the elements of a finite ring renamed by their places."""
    t = tables(ring)
    return TableRing(tuple(map(tuple, t.add.tolist())), tuple(map(tuple, t.mul.tolist())), ring.rank(ring.one))
