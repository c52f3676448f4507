"""Arrays and lists as exact rows.

Main definitions
    Rows        machine integers, float32, float64 or Python ints, over a common denominator
    rows        an array of numpy, torch, CuPy or JAX, or a list, as rows
    together    two sides in one form

Conventions
    A float is the dyadic rational that it is; float16 is float32.  Not a number and infinities are refused, by row.
    Lists hold ints, floats, Fractions, Decimals, "p/q" or decimal strings; a list of plain numbers has one column.
    Floats that lie on a coarse grid 2^e Z are taken as integers over that power, which makes ties cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite, lcm
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.metrics.metric import POWER, immense
from algebra.numeric.exact import least_place, scaled
from algebra.numeric.problem import Array
from algebra.numeric.spaces import flushes

REACH = 1 << 61
GRID = 1 << 24
HINT = "give integers, binary floats or rational numbers, one row a point"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Numbers n/D: an array of shape (rows, columns) and the denominator D > 0 (1 for floats)."""

    numbers: Array
    denominator: Fraction = Fraction(1)


def rows(given: Any, name: str) -> Rows:
    """An array or a nested list as exact rows.

    Raises
    ------
    Mismatch
        When an entry is no finite number, or the rows are not equally long.

    Examples
    --------
    >>> rows([["1/2", 3], [0, "0.1"]], "u")
    Rows(numbers=array([[5, 30],
           [0, 1]], dtype=object), denominator=Fraction(10, 1))
    >>> rows([1.0, float("nan")], "u")
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: the rows of u: row 1 has nan in column 0; give finite numbers
    """
    if not isinstance(given, np.ndarray):
        return _listed(given, name)
    plain = _shaped(given, name)
    if plain.dtype.kind in "OU":
        return _listed(plain.tolist(), name, plain.shape[1])
    if plain.dtype.kind == "b":
        return Rows(plain.astype(np.uint8))
    if plain.dtype.kind in "iu":
        large = plain.dtype == np.uint64 and plain.size and int(plain.max()) >= 1 << 63
        return Rows(plain.astype(object) if large else plain.astype(np.int64) if plain.dtype == np.uint64 else plain)
    if plain.dtype.kind != "f" or plain.dtype.itemsize > 8:
        raise Mismatch(f"the rows of {name}", f"their numbers are {plain.dtype.name}", HINT)
    _check_finite(plain, name)
    if flushes(plain):
        found = "floating numbers below the least normal one are taken as 0 in this thread"
        raise Mismatch(f"the rows of {name}", found, "call torch.set_flush_denormal(False)")
    return Rows(plain.astype(np.float32 if plain.dtype.itemsize <= 4 else np.float64, copy=False))


def _shaped(given: Array, name: str) -> Array:
    if given.ndim not in (1, 2):
        raise Mismatch(f"the rows of {name}", f"an array of shape {given.shape}", "give a matrix, one row a point")
    return given.reshape(-1, 1) if given.ndim == 1 else given


def _check_finite(plain: Array, name: str) -> None:
    if not np.isfinite(plain).all():
        bad = np.flatnonzero(~np.isfinite(plain).all(axis=1))
        column = int(np.flatnonzero(~np.isfinite(plain[bad[0]]))[0])
        found = f"row {bad[0]} has {plain[bad[0], column]} in column {column}"
        raise Mismatch(f"the rows of {name}", found, "give finite numbers")


def _listed(given: Any, name: str, width: int | None = None) -> Rows:
    if isinstance(given, (str, bytes, Mapping, Set)) or not isinstance(given, Iterable):
        told = given if isinstance(given, (str, int, float)) else type(given).__name__
        raise Mismatch(f"the rows of {name}", f"{told!r} is no array and no list", HINT)
    table = [list(row) if isinstance(row, (list, tuple, np.ndarray)) else [row] for row in given]
    columns = len(table[0]) if table else width or 0
    for place, row in enumerate(table):
        if len(row) != columns:
            raise Mismatch(f"the rows of {name}", f"row {place} has {len(row)} numbers, row 0 has {columns}", HINT)
    if table and columns and all(type(v) is float for row in table for v in row):
        return rows(np.array(table, dtype=np.float64), name)
    return _rational([[number(v, name, i, j) for j, v in enumerate(r)] for i, r in enumerate(table)], columns)


def _rational(table: Sequence[Sequence[Fraction]], columns: int) -> Rows:
    unit = lcm(*(v.denominator for row in table for v in row))
    numbers = np.empty((len(table), columns), dtype=object)
    for place, row in enumerate(table):
        numbers[place] = [v.numerator * (unit // v.denominator) for v in row]
    return Rows(numbers, Fraction(unit))


def number(value: Any, name: str, row: int, column: int) -> Fraction:
    """The exact number that an entry of a list names.

    Raises
    ------
    Mismatch
        When it names none.
    """
    plain = value.item() if isinstance(value, np.generic) else value
    if not (plain.is_finite() if isinstance(plain, Decimal) else not isinstance(plain, float) or isfinite(plain)):
        raise Mismatch(f"the rows of {name}", f"row {row} has {plain} in column {column}", "give finite numbers")
    if isinstance(plain, (str, Decimal)) and immense(str(plain)):
        found = f"row {row} has {plain} in column {column}, a power of ten beyond {POWER}"
        raise Mismatch(f"the rows of {name}", found, "give numbers of reasonable size")
    try:
        return Fraction(plain)
    except (TypeError, ValueError, ZeroDivisionError):
        told = " ".join(repr(plain).split())[:40]
        raise Mismatch(f"the rows of {name}", f"row {row} has {told} in column {column}", HINT) from None


def together(u: Rows, v: Rows) -> tuple[Array, Array, Fraction]:
    """Two sides as arrays of one form, over a common denominator.

    Examples
    --------
    >>> x, y, unit = together(rows(["1/2"], "u"), rows(["1/3", 1], "v"))
    >>> x.tolist(), y.tolist(), unit
    ([[3]], [[2], [6]], Fraction(6, 1))
    """
    kinds = {u.numbers.dtype.kind, v.numbers.dtype.kind}
    if kinds == {"f"}:
        return _floats(u.numbers, v.numbers)
    if "f" in kinds:
        u, v = (_as_rational(side) if side.numbers.dtype.kind == "f" else side for side in (u, v))
    if u.denominator == v.denominator:
        return (*machine(u.numbers, v.numbers), u.denominator)
    a, b = u.denominator, v.denominator
    # the least D with D/a and D/b whole
    unit = Fraction(lcm(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator)
    x, y = (side.numbers.astype(object) * int(unit / side.denominator) for side in (u, v))
    return (*machine(x, y), unit)


def _as_rational(side: Rows) -> Rows:
    wide = side.numbers.astype(np.float64)
    place = least_place(wide)
    return Rows(np.asarray(scaled(wide, place), dtype=object).reshape(wide.shape), 1 / Fraction(2) ** place)


def _floats(x: Array, y: Array) -> tuple[Array, Array, Fraction]:
    kind = np.float32 if x.dtype == y.dtype == np.float32 else np.float64
    x, y = x.astype(kind, copy=False), y.astype(kind, copy=False)
    if not (_coarse(x[:64]) and _coarse(y[:64]) and _coarse(np.concatenate([x, y]))):
        return x, y, Fraction(1)
    place = _last_place(np.concatenate([x, y]))
    whole = [np.ldexp(side.astype(np.float64), -place).astype(np.int64) for side in (x, y)]
    return whole[0], whole[1], 1 / Fraction(2) ** place


def _coarse(x: Array) -> bool:
    """Whether floats are integers below GRID over one power of two."""
    if not np.any(x):
        return False
    place = _last_place(x)
    return -1000 < place < 900 and float(np.ldexp(float(np.max(np.abs(x))), -place)) < GRID


def _last_place(x: Array) -> int:
    """The greatest e such that all entries are multiples of 2^e."""
    mantissas, exponents = np.frexp(x[x != 0].astype(np.float64))
    digits = np.ldexp(mantissas, 53).astype(np.int64)
    trailing = np.bitwise_count((digits & -digits) - 1).astype(np.int64)
    return int((exponents - 53 + trailing).min())


def machine(x: Array, y: Array) -> tuple[Array, Array]:
    """Integers of both sides as int64 where all are below 2^61 in size, else as Python ints."""
    if object not in (x.dtype, y.dtype) and all(_within_reach(side) for side in (x, y)):
        return x.astype(np.int64, copy=False), y.astype(np.int64, copy=False)
    sides = tuple(side.astype(object) for side in (x, y))
    if all(abs(v) < REACH for side in sides for v in side.flat):
        return sides[0].astype(np.int64), sides[1].astype(np.int64)
    return sides[0], sides[1]


def _within_reach(side: Array) -> bool:
    return side.dtype.itemsize < 8 or not side.size or (int(side.max()) < REACH and int(side.min()) > -REACH)
