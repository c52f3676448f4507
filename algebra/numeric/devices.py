"""From arrays on a device and a metric to a search there.

Main definitions
    on_device   the search for two arrays and a metric

Conventions
    Both arrays are of one library and on one device.  Line, Lee, Hamming and equality are offered there; other metrics
    and numbers that the device's integers cannot hold are refused, with the advice to fetch the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
from array_api_compat import device, is_array_api_obj

from algebra.errors import Mismatch, TooLarge
from algebra.metrics import Absolute, Discrete, Exact, Hamming, Lee, Metric, Norm, exact
from algebra.numeric.chart import chart
from algebra.numeric.device import Device
from algebra.numeric.operands import Operands, Precision, certified, doubt, exactly, working
from algebra.numeric.problem import Bits, Circle, Letters, Line, Problem, Same
from algebra.numeric.products import WORTH_FLOAT64
from algebra.numeric.reading import check_bits, check_width, suited
from algebra.numeric.spaces import coarse, flushes, namespace
from algebra.rings.ring import moduli


def on_device(
    u: Any, v: Any, metric: Metric[Any] | Callable[..., Metric[Any]], eps: Any, options: Mapping[str, Any]
) -> Device:
    """The search for the rows of two arrays on one device.

    Raises
    ------
    Mismatch
        When the arrays live in different places, do not fit together, hold no finite numbers, or numbers too large.
    """
    _check_together(u, v)
    x, y = (_matrix(side, name) for side, name in ((u, "u"), (v, "v")))
    kind = suited(metric, int(x.shape[1]), **options)
    radius = exact(eps)
    if x.shape[1] != y.shape[1]:
        raise Mismatch("a join of two arrays", f"rows of {x.shape[1]} and of {y.shape[1]} columns", "give equal widths")
    problem = _problem(kind, x, y, radius)
    _check_range(problem)
    flushed = bool(namespace(x).isdtype(problem.left.dtype, "real floating")) and flushes(problem.left)
    return Device(problem, (x, y), kind, radius, _operands(problem, flushed), flushed)


def _check_together(u: Any, v: Any) -> None:
    arrays = is_array_api_obj(u) and is_array_api_obj(v)
    if not (arrays and type(u).__module__ == type(v).__module__ and device(u) == device(v)):
        found = f"u is a {type(u).__name__}, v a {type(v).__name__}, or their devices differ"
        raise Mismatch("a join on a device", found, "move both to one device")


def _matrix(side: Any, name: str) -> Any:
    xp = namespace(side)
    rows = xp.reshape(side, (-1, 1)) if side.ndim == 1 else side
    if rows.ndim != 2:
        raise Mismatch(f"the rows of {name}", f"an array of shape {tuple(side.shape)}", "give one row a point")
    if xp.isdtype(rows.dtype, "complex floating"):
        raise Mismatch(f"the rows of {name}", "they are complex numbers", "give real ones")
    if xp.isdtype(rows.dtype, ("bool", "integral")):
        return rows
    good = xp.all(xp.isfinite(rows), axis=1)
    if not bool(xp.all(good)):
        raise Mismatch(
            f"the rows of {name}", f"row {int(xp.argmin(xp.astype(good, xp.int32)))} has no finite number", "mend it"
        )
    return rows


def _problem(metric: Metric[Any], x: Any, y: Any, eps: Exact) -> Problem:
    xp = namespace(x)
    if isinstance(metric, Hamming) and _packed(metric, x, y):
        check_bits(len(moduli(metric.space)), x, y)
        return Problem(_unpacked(x), _unpacked(y), Bits(), floor(eps))
    if isinstance(metric, (Absolute, Discrete)):
        check_width(int(x.shape[1]), metric)
        x, y = _alike(xp, x, y)
        whole = xp.isdtype(x.dtype, "integral")
        if isinstance(metric, Discrete) or not eps:
            return Problem(x, y, Same(), floor(eps))
        return Problem(x, y, Line(metric.norm), floor(eps) if whole else eps)
    orders = moduli(metric.space)
    if not isinstance(metric, (Lee, Hamming)) or not all(orders) or len(orders) != x.shape[1]:
        raise Mismatch(f"a join by {metric} on a device", "it is not offered there for these rows", "fetch them first")
    if not all(xp.isdtype(side.dtype, ("bool", "integral")) for side in (x, y)):
        raise Mismatch(f"a join by {metric} on {metric.space}", "rows that are no integers", "give residues")
    x, y = _alike(xp, x, y)
    if max(orders) > int(xp.iinfo(x.dtype).max):
        raise Mismatch(f"a join by {metric} on a device", f"no {x.dtype} holds {max(orders)}", "fetch the rows first")
    m = xp.asarray(orders, dtype=x.dtype, device=device(x))
    residues = x % m, y % m
    if isinstance(metric, Lee):
        return Problem(*residues, Circle(orders, metric.norm), floor(eps))
    if any(len(group) > 1 for group in metric.groups):
        raise Mismatch(
            f"a join by {metric} on a device", "its letters have several coordinates", "fetch the rows first"
        )
    return Problem(*residues, Bits() if set(orders) == {2} else Letters(), floor(eps))


def _alike(xp: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Both sides in one type: the widest integers, or floats that hold both exactly."""
    whole = [bool(xp.isdtype(side.dtype, ("bool", "integral"))) for side in (x, y)]
    if all(whole):
        kind = xp.__array_namespace_info__().default_dtypes(device=device(x))["integral"]
        _check_fit(xp, kind, x, y)
        return xp.astype(x, kind), xp.astype(y, kind)
    if any(whole):
        raise Mismatch("a join of integers and floats on a device", "they have no common type", "convert one of them")
    kind = xp.float32 if all(side.dtype != xp.float64 for side in (x, y)) else xp.float64
    return xp.astype(x, kind), xp.astype(y, kind)


def _check_fit(xp: Any, kind: Any, *sides: Any) -> None:
    limit = int(xp.iinfo(kind).max)
    for side in sides:
        if side.dtype == xp.bool or int(xp.iinfo(side.dtype).max) <= limit or 0 in side.shape:
            continue
        if int(xp.max(side)) > limit:
            found = f"the number {int(xp.max(side))}, which no {kind} holds"
            raise Mismatch("a join on a device", found, "fetch the rows first")


def _packed(metric: Hamming[Any], x: Any, y: Any) -> bool:
    xp, n = namespace(x), len(moduli(metric.space))
    octets = all(side.dtype == xp.uint8 and side.shape[1] == -(-n // 8) for side in (x, y))
    return octets and n > 1 and set(moduli(metric.space)) == {2}


def _unpacked(side: Any) -> Any:
    xp = namespace(side)
    shifts = xp.arange(8, dtype=xp.uint8, device=device(side))
    bits = xp.bitwise_right_shift(side[:, :, None], shifts[None, None, :]) & 1
    kind = xp.__array_namespace_info__().default_dtypes(device=device(side))["integral"]
    return xp.astype(xp.reshape(bits, (side.shape[0], -1)), kind)


def _check_range(problem: Problem) -> None:
    xp = namespace(problem.left)
    if not xp.isdtype(problem.left.dtype, "integral") or isinstance(problem.distance, (Same, Letters)):
        return
    sides = [side for side in (problem.left, problem.right) if side.shape[0] and side.shape[1]]
    top = max((max(int(xp.max(side)), -int(xp.min(side))) for side in sides), default=0)
    norm: Norm = getattr(problem.distance, "norm", "l2")
    total = 2 * top if norm == "linf" else problem.width * (2 * top if norm == "l1" else 4 * top * top)
    if total > int(xp.iinfo(problem.left.dtype).max):
        found = f"numbers up to {top}, whose distances overflow {problem.left.dtype}"
        raise Mismatch("a join on a device", found, "fetch the rows first")


def _operands(problem: Problem, flushed: bool) -> Operands | None:
    squares = problem.distance == Line("l2") or isinstance(problem.distance, Bits)
    sides = (problem.left, problem.right)
    if not squares or any(0 in side.shape for side in sides):
        return None
    xp = namespace(*sides)
    found, unit = chart(*sides), coarse(problem.left)
    if xp.isdtype(problem.left.dtype, "integral"):
        small = None if unit else exactly(sides, found, floor(problem.eps))
        if small is not None:
            return small
    lost = Fraction(int(flushed), 1 << (1022 if problem.left.dtype == xp.float64 else 126))
    fine = Precision(np.float64, lost=lost)
    if problem.left.dtype == xp.float64:
        return certified(sides, found, problem.eps, fine)
    precision = working(problem.width, unit, lost)
    if precision.kind is np.float64 and found.wide != xp.float64:
        raise TooLarge(f"rows of {problem.width} coordinates", "the device has no float64", "fetch the rows first")
    operands = certified(sides, found, problem.eps, precision)
    if precision.kind is np.float32 and found.wide == xp.float64 and doubt(operands) * WORTH_FLOAT64 > 1:
        return certified(sides, found, problem.eps, fine)
    return operands
