"""From arrays and a metric to a problem in normal form.

Main definitions
    reading     the problem of two arrays, a metric and a radius
    suited      the metric itself, or the kind of metric on Q^d for the width of the rows

Implementation notes
    A column of the rows is an additive coordinate of the metric's space, or one of its factors where these are Q.
    Radius 0 asks for equal rows, whatever the metric; so do the ultrametrics p-adic and x-adic, for residues modulo
    p^k and for the first k coefficients.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.metrics import Absolute, Discrete, Exact, Hamming, Lee, Metric, Norm, Padic, Xadic, exact, letters
from algebra.numeric.problem import Array, Bits, Circle, Letters, Line, Problem, Same
from algebra.numeric.rows import Rows, rows, together
from algebra.rings import QQ, power
from algebra.rings.product import Product
from algebra.rings.ring import Ring, moduli

Sides = tuple[Array, Array]
LEAST = 1 << 62


def suited(metric: Metric[Any] | Callable[..., Metric[Any]], width: int, **options: Any) -> Metric[Any]:
    """The metric itself, or the kind of metric with its options on Q^d."""
    return metric if isinstance(metric, Metric) else metric(power(QQ, width), **options)


def reading(u: Any, v: Any, metric: Metric[Any] | Callable[..., Metric[Any]], eps: Any, **options: Any) -> Problem:
    """The problem which rows of u are within ε of which rows of v.

    Raises
    ------
    Mismatch
        When the rows do not fit together or to the metric, an entry is no finite number, or ε is no radius.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> found = reading([[255, 0]], [[0, 1]], Lee(power(Zmod(256), 2)), 2)
    >>> print(found.distance, found.left.dtype, found.eps)
    Lee l1 on Z_256^2 uint8 2
    """
    radius = exact(eps)
    packed = _packed(u, v, metric)
    if packed is not None:
        return _sharpened(Problem(*packed, Bits(), floor(radius)))
    x, y = rows(u, "u"), rows(v, "v")
    widths = [side.numbers.shape[1] for side in (x, y) if len(side.numbers)]
    if len(set(widths)) == 2:
        raise Mismatch(
            "a join of two arrays",
            f"the rows of u have {widths[0]} columns, of v {widths[1]}",
            "compare like with like",
        )
    width = widths[0] if widths else _empty_width(x, metric)
    x, y = (side if len(side.numbers) else Rows(side.numbers.reshape(0, width)) for side in (x, y))
    return _sharpened(_stated(suited(metric, width, **options), x, y, radius))


def _empty_width(x: Rows, metric: Metric[Any] | Callable[..., Metric[Any]]) -> int:
    return _columns(metric.space) if isinstance(metric, Metric) else int(x.numbers.shape[1])


def _stated(metric: Metric[Any], x: Rows, y: Rows, eps: Exact) -> Problem:
    if isinstance(metric, Absolute):
        return _on_the_line(metric, x, y, eps)
    if isinstance(metric, Discrete):
        plain = x.numbers.dtype == y.numbers.dtype and x.numbers.dtype.kind in "iu"
        left, right = (x.numbers, y.numbers) if plain else together(x, y)[:2]
        return Problem(left, right, Same(), floor(eps))
    sides, orders = _residues(metric, x, y)
    if isinstance(metric, Lee):
        return _on_the_circle(sides, orders, metric.norm, floor(eps))
    if isinstance(metric, Hamming):
        return _words(sides, orders, letters(metric.space), floor(eps))
    if isinstance(metric, (Padic, Xadic)):
        return _ultrametric(metric, sides, orders, eps)
    raise Mismatch(f"a join by {metric}", "it is not put together from coordinates", "take relax(…) and list it")


def _on_the_line(metric: Absolute, x: Rows, y: Rows, eps: Exact) -> Problem:
    _check_width(x, _columns(metric.space), metric)
    left, right, unit = together(x, y)
    length = unit * unit if metric.norm == "l2" else unit
    radius = eps * length if left.dtype.kind == "f" else floor(eps * length)
    return Problem(left, right, Line(metric.norm), radius, length)


def _columns(space: Ring[Any]) -> int:
    if isinstance(space, Product):
        return sum(_columns(factor) for factor in space.factors)
    return 1 if space.moduli is None else len(space.moduli)


def _check_width(x: Rows, expected: int, metric: Metric[Any]) -> None:
    found = x.numbers.shape[1]
    if found != expected:
        raise Mismatch(f"a join by {metric} on {metric.space}", f"rows of {found} columns", f"give {expected}")


def _residues(metric: Metric[Any], x: Rows, y: Rows) -> tuple[Sides, tuple[int, ...]]:
    """Both sides modulo the orders of the coordinates; a coordinate in Z as it is."""
    orders = moduli(metric.space)
    _check_width(x, len(orders), metric)
    left, right, unit = together(x, y)
    if left.dtype.kind == "f" or unit.denominator != 1 or (unit != 1 and not _whole(left, right, int(unit))):
        raise Mismatch(f"a join by {metric} on {metric.space}", "rows that are no integers", "give residues")
    if unit != 1:
        left, right = left // int(unit), right // int(unit)
    return (_reduced(left, orders), _reduced(right, orders)), orders


def _whole(left: Array, right: Array, unit: int) -> bool:
    return not any(np.any(side % unit) for side in (left, right))


def _reduced(side: Array, orders: tuple[int, ...]) -> Array:
    wide = object if side.dtype == object or max(orders, default=0) > LEAST else np.int64
    m = np.array(orders, dtype=wide)
    out = side.astype(wide)
    finite = m != 0
    out[:, finite] %= m[finite]
    return out


def _on_the_circle(sides: Sides, orders: tuple[int, ...], norm: Norm, eps: int) -> Problem:
    if not any(orders):
        return Problem(*sides, Line(norm), eps)
    kept = [j for j, m in enumerate(orders) if m != 1]
    x, y = (side[:, kept] for side in sides)
    spans = [_span(x[:, j], y[:, j]) for j in range(len(kept))]
    # a coordinate in Z goes around a circle that is too long to come back
    m = tuple(orders[j] or 2 * span + 2 for j, span in zip(kept, spans, strict=True))
    lows = [0 if orders[j] else _least(x[:, t], y[:, t]) for t, j in enumerate(kept)]
    kind = _machine_kind(max(m, default=2))
    shifted = [
        (side - np.array(lows, dtype=side.dtype)).astype(kind) if any(lows) else side.astype(kind) for side in (x, y)
    ]
    return Problem(shifted[0], shifted[1], Circle(m, norm), eps)


def _least(x: Array, y: Array) -> int:
    return min((int(side.min()) for side in (x, y) if len(side)), default=0)


def _span(x: Array, y: Array) -> int:
    return max((int(side.max()) for side in (x, y) if len(side)), default=0) - _least(x, y)


def _machine_kind(m: int) -> Any:
    return np.uint8 if m <= 256 else np.uint16 if m <= 1 << 16 else np.int64 if m <= 1 << 61 else object


def _words(sides: Sides, orders: tuple[int, ...], sizes: list[int], eps: int) -> Problem:
    if set(orders) == {2} and set(sizes) == {1}:
        return Problem(_bits(sides[0]), _bits(sides[1]), Bits(), eps)
    ends = list(accumulate(sizes))
    columns = [_letter(sides, orders, range(end - size, end)) for size, end in zip(sizes, ends, strict=True)]
    top = max((int(part.max()) for pair in columns for part in pair if len(part)), default=0)
    kind = np.uint8 if top < 256 else np.uint16 if top < 1 << 16 else np.int64
    x, y = (
        np.stack([pair[side] for pair in columns], axis=1).astype(kind) if columns else sides[side].astype(kind)
        for side in (0, 1)
    )
    return Problem(x, y, Letters(), eps)


def _letter(sides: Sides, orders: tuple[int, ...], columns: range) -> Sides:
    """One number for each value of a letter, the same on both sides."""
    if len(columns) == 1 and 0 < orders[columns[0]] <= 1 << 62:
        return sides[0][:, columns[0]].astype(np.int64), sides[1][:, columns[0]].astype(np.int64)
    table: dict[tuple[int, ...], int] = {}
    x, y = (
        np.array([table.setdefault(tuple(row), len(table)) for row in side[:, list(columns)].tolist()], dtype=np.int64)
        for side in sides
    )
    return x, y


def _bits(side: Array) -> Array:
    return _as_words(np.packbits(side.astype(np.uint8), axis=1))


def _as_words(octets: Array) -> Array:
    wide = np.zeros((len(octets), -(-octets.shape[1] // 8) * 8), dtype=np.uint8)
    wide[:, : octets.shape[1]] = octets
    return wide.view(np.uint64)


def _packed(u: Any, v: Any, metric: Any) -> Sides | None:
    """Rows of octets for words of bits, as words of 64; None where the rows are not packed."""
    if not isinstance(metric, Hamming) or not all(isinstance(a, np.ndarray) and a.dtype == np.uint8 for a in (u, v)):
        return None
    n = len(letters(metric.space))
    octets = -(-n // 8)
    if set(moduli(metric.space)) != {2} or n < 2 or any(a.ndim != 2 or a.shape[1] != octets for a in (u, v)):
        return None
    if n % 8 and any(np.any(a[:, -1] & ((1 << (-n % 8)) - 1)) for a in (u, v)):
        raise Mismatch(f"words of {n} bits", "bits beyond the last are set", "pack with numpy.packbits")
    return _as_words(u), _as_words(v)


def _ultrametric(metric: Padic[Any] | Xadic, sides: Sides, orders: tuple[int, ...], eps: Exact) -> Problem:
    x, y = sides
    if eps >= 1:
        return Problem(x[:, :0], y[:, :0], Same(), 0)
    base = metric.p if isinstance(metric, Padic) else 2
    k = _depth(base, eps, metric.scale)
    if isinstance(metric, Xadic):
        inner = len(moduli(metric.space.coefficients))  # type: ignore[attr-defined]
        return Problem(x[:, : k * inner], y[:, : k * inner], Same(), 0)
    # below p^k only 0 is divisible by p^k
    bad = next((m for m in orders if m > base**k and m % base**k), None)
    if bad is not None:
        found = f"{base}^{k} does not divide {bad}, so within {eps} is no equivalence"
        raise Mismatch(f"a join by {metric} on {metric.space}", found, "take relax(…) and list it")
    low = np.array([min(base**k, m) for m in orders], dtype=x.dtype)
    return Problem(x % low, y % low, Same(), 0)


def _depth(base: int, eps: Exact, scale: int) -> int:
    """The least k with base^-k ≤ ε, at most as large as the scale needs."""
    k = 0
    while base**k < scale and Fraction(1, base**k) > eps:
        k += 1
    return k


def _sharpened(problem: Problem) -> Problem:
    """The same question as one of equality where ε is 0."""
    if problem.eps or isinstance(problem.distance, Same):
        return problem
    if not problem.floating:
        return replace(problem, distance=Same())
    # -0.0 and 0.0 are one number
    bits = [
        (side + side.dtype.type(0)).view(f"i{side.dtype.itemsize}").astype(np.int64)
        for side in (problem.left, problem.right)
    ]
    return Problem(bits[0], bits[1], Same(), 0)
