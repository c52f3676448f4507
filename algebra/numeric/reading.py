"""From arrays and a metric to a problem in normal form.

Main definitions
    reading     the problem of two arrays, a metric and a radius
    suited      the metric itself, or the kind of metric on Q^d for the width of the rows

Implementation notes
    A column of the rows is an additive coordinate of the metric's space, or one of its factors where these are Q.
    Radius 0 asks for equal rows, whatever the metric; so do the ultrametrics p-adic and x-adic, for residues modulo
    p^k and for the first k coefficients.  Residues may be given unreduced; for Absolute and Discrete a row is the point
    that it is; Absolute needs elements that are written by their coordinates.
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
from algebra.numeric.spaces import namespace
from algebra.rings import QQ, power
from algebra.rings.product import Product
from algebra.rings.ring import Ring, moduli
from algebra.rings.writing import listed, number

Sides = tuple[Array, Array]
LEAST = 1 << 62


def suited(metric: Metric[Any] | Callable[..., Metric[Any]], width: int, **options: Any) -> Metric[Any]:
    """The metric itself, or the kind of metric with its options on Q^d.

    Raises
    ------
    Mismatch
        When it is none, or an option does not belong to it.
    """
    if isinstance(metric, Metric):
        if options:
            raise Mismatch(f"a join by {metric}", f"it has no use for {', '.join(options)}", "leave that out")
        return metric
    kind, hint = getattr(metric, "__name__", repr(metric)), "give a metric, or a kind of metric and its options"
    if not callable(metric):
        raise Mismatch(f"a join by {kind}", "it is no metric", hint)
    try:
        found = metric(power(QQ, width), **options)
    except TypeError:
        told = f"it does not take the options {', '.join(options)}" if options else "it makes no metric of a space"
        raise Mismatch(f"a join by {kind}", told, hint) from None
    if not isinstance(found, Metric):
        raise Mismatch(f"a join by {kind}", f"it gives {found!r}", hint)
    if not isinstance(found, (Absolute, Discrete)):
        example = f"{kind}(power(Zmod(256), {width}))"
        raise Mismatch(
            f"a join by {kind}", "it asks for residues, and no space is given", f"give one, such as {example}"
        )
    return found


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
        check_width(x.numbers.shape[1], metric)
        plain = x.numbers.dtype == y.numbers.dtype and x.numbers.dtype.kind in "iu"
        left, right = (x.numbers, y.numbers) if plain else together(x, y)[:2]
        left, right = bitwise(left, right)
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
    check_width(x.numbers.shape[1], metric)
    left, right, unit = together(x, y)
    length = unit * unit if metric.norm == "l2" else unit
    radius = eps * length if left.dtype.kind == "f" else floor(eps * length)
    return Problem(left, right, Line(metric.norm), radius, length)


def _columns(space: Ring[Any]) -> int:
    if isinstance(space, Product):
        return sum(_columns(factor) for factor in space.factors)
    return 1 if space.moduli is None else len(space.moduli)


def check_width(found: int, metric: Metric[Any]) -> None:
    """Refuse rows that have not one column a coordinate, and numbers that write an element otherwise."""
    space, expected = metric.space, _columns(metric.space)
    plain = number(space) or (listed(space) and (isinstance(space, Product) or space.moduli is not None))
    if isinstance(metric, Absolute) and not plain:
        otherwise = "its elements are not written by their additive coordinates"
        raise Mismatch(f"a join by {metric} on {space}", otherwise, "take relax(…) and list it")
    if found != expected:
        bits = isinstance(metric, Hamming) and set(moduli(space)) == {2}
        packed = f", or {-(-expected // 8)} octets (uint8) of packed bits" if bits else ""
        asked = f"a join by {metric} on {expected} coordinates"
        raise Mismatch(asked, f"rows of {found} columns", f"give {expected}{packed}")


def _residues(metric: Metric[Any], x: Rows, y: Rows) -> tuple[Sides, tuple[int, ...]]:
    """Both sides modulo the orders of the coordinates; a coordinate in Z as it is."""
    orders = moduli(metric.space)
    check_width(x.numbers.shape[1], metric)
    left, right, unit = together(x, y)
    p, q = unit.numerator, unit.denominator
    if left.dtype.kind == "f" and not any(np.any(side) for side in (left, right)):
        left, right = (side.astype(np.int64) for side in (left, right))
    if left.dtype.kind == "f" or (p != 1 and any(np.any(side * q % p) for side in (left, right))):
        raise Mismatch(f"a join by {metric} on {metric.space}", "rows that are no integers", "give residues")
    if unit != 1:
        left, right = (side.astype(object) * q // p for side in (left, right))
    return (_reduced(left, orders), _reduced(right, orders)), orders


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
    if not isinstance(metric, Hamming) or set(moduli(metric.space)) != {2} or len(moduli(metric.space)) < 2:
        return None
    n = len(moduli(metric.space))
    x, y = (np.zeros((0, -(-n // 8)), dtype=np.uint8) if isinstance(a, list) and not a else a for a in (u, v))
    octets = all(isinstance(a, np.ndarray) and a.dtype == np.uint8 and a.shape[1:] == (-(-n // 8),) for a in (x, y))
    if not octets or not any(isinstance(a, np.ndarray) for a in (u, v)):
        return None
    check_bits(n, x, y)
    return _as_words(x), _as_words(y)


def check_bits(n: int, *sides: Any) -> None:
    """Refuse octets with bits beyond the n-th."""
    for side in sides:
        if n % 8 and side.shape[0] and int(namespace(side).max(side[:, -1] & ((1 << (-n % 8)) - 1))):
            raise Mismatch(f"words of {n} bits", "bits beyond the last are set", "pack with numpy.packbits")


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
    left, right = bitwise(problem.left, problem.right)
    return Problem(left, right, Same(), 0)


def bitwise(*sides: Array) -> list[Array]:
    """Floats as the integers that have the same bits, -0 as 0; other rows as they are."""
    floats = sides[0].dtype.kind == "f"
    return [(a + a.dtype.type(0)).view(f"i{a.dtype.itemsize}").astype(np.int64) if floats else a for a in sides]
