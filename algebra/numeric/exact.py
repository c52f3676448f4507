"""Whether listed pairs are within ε: exact decisions, by the cheapest arithmetic that proves them.

Main definitions
    within      one truth value a pair
    distances   the exact distance of each pair, where rows are integers

Implementation notes
    Integer rows are compared in int64 where no sum can overflow, and as Python ints otherwise.  Floating rows are
    compared in float64 first; what is closer to ε than `algebra.numeric.bound.margins` allows is compared again as
    integers over a common power of two.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch
from algebra.metrics import Norm
from algebra.numeric.bound import margins
from algebra.numeric.problem import Array, Bits, Circle, Indices, Letters, Line, Problem

Truth = NDArray[np.bool_]
CHUNK = 1 << 20


def within(problem: Problem, i: Indices, j: Indices) -> Truth:
    """Whether each pair (left[i], right[j]) is within ε, exactly.

    Examples
    --------
    >>> x = np.array([[0.1], [0.25]])
    >>> within(Problem(x, x, Line("l1"), Fraction(3, 20)), np.array([0, 1]), np.array([1, 1]))
    array([ True,  True])
    """
    step = max(1, CHUNK // max(1, problem.width))
    out = np.zeros(len(i), dtype=np.bool_)
    decide = _floats if problem.floating else _integers
    for a in range(0, len(i), step):
        out[a : a + step] = decide(problem, i[a : a + step], j[a : a + step])
    return out


def _integers(problem: Problem, i: Indices, j: Indices) -> Truth:
    return np.asarray(distances(problem, i, j) <= floor(problem.eps), dtype=np.bool_)


def distances(problem: Problem, i: Indices, j: Indices) -> Array:
    """The exact distances of the pairs of a problem with integer rows: int64, or Python ints.

    Raises
    ------
    Mismatch
        When the rows are floats.
    """
    x, y, kind = problem.left[i], problem.right[j], problem.distance
    if isinstance(kind, Line):
        if problem.floating:
            raise Mismatch("exact distances of floats", "they need not be machine numbers", "ask for a radius")
        return joined(_steps(x, y), kind.norm)
    if isinstance(kind, Circle):
        return joined(around(x, y, kind.moduli), kind.norm)
    if isinstance(kind, Bits):
        return np.asarray(np.bitwise_count(x ^ y).sum(axis=1, dtype=np.int64))
    differing = np.asarray((x != y).astype(np.bool_).sum(axis=1, dtype=np.int64))
    return differing if isinstance(kind, Letters) else np.minimum(differing, 1)


def _steps(x: Array, y: Array) -> Array:
    return np.asarray(abs(x - y) if x.dtype == object else np.abs(x.astype(np.int64) - y.astype(np.int64)))


def around(x: Array, y: Array, moduli: tuple[int, ...]) -> Array:
    """The Lee distances of reduced coordinates, column by column, as int64 or Python ints."""
    wide = object if x.dtype == object else np.int64
    m = np.array(moduli, dtype=wide)
    steps = abs(x.astype(wide) - y.astype(wide))
    return np.asarray(np.minimum(steps, m - steps))


def joined(steps: Array, norm: Norm) -> Array:
    """Rows of nonnegative steps joined by a norm, as int64 where nothing overflows, else as Python ints."""
    if not steps.shape[1] or not len(steps):
        return np.zeros(len(steps), dtype=np.int64)
    if norm == "linf":
        return np.asarray(steps.max(axis=1))
    if steps.dtype != object:
        top = int(steps.max())
        if steps.shape[1] * (top if norm == "l1" else top * top) >= 1 << 63:
            steps = steps.astype(object)
    return np.asarray((steps if norm == "l1" else steps * steps).sum(axis=1))


def _floats(problem: Problem, i: Indices, j: Indices) -> Truth:
    assert isinstance(problem.distance, Line)
    norm = problem.distance.norm
    with np.errstate(over="ignore", under="ignore"):
        steps = np.abs(problem.left[i].astype(np.float64) - problem.right[j].astype(np.float64))
        if norm == "linf":
            found = steps.max(axis=1, initial=0)
        else:
            found = (steps if norm == "l1" else steps * steps).sum(axis=1)
    return decided(problem, i, j, found)


def decided(problem: Problem, i: Indices, j: Indices, found: Array) -> Truth:
    """Whether pairs of floating rows are within ε, given their distances as computed in float64."""
    low, high = margins(problem.width, np.float64, problem.eps, problem.eps)
    out = found <= low
    near = np.flatnonzero((found > low) & (found <= high) | ~np.isfinite(found))
    if len(near):
        out[near] = _rationals(problem, i[near], j[near])
    return np.asarray(out, dtype=np.bool_)


def _rationals(problem: Problem, i: Indices, j: Indices) -> Truth:
    """The same, all numbers taken as integers over one power of two."""
    assert isinstance(problem.distance, Line)
    x, y = problem.left[i].astype(np.float64), problem.right[j].astype(np.float64)
    place = least_place(x, y)
    steps = np.asarray(abs(scaled(x, place) - scaled(y, place)), dtype=object)
    found = joined(steps.reshape(x.shape), problem.distance.norm)
    unit = Fraction(2) ** place
    bound = floor(problem.eps / (unit * unit if problem.distance.norm == "l2" else unit))
    return np.array([int(v) <= bound for v in found], dtype=np.bool_)


def least_place(*arrays: Array) -> int:
    """An e such that all entries of some float64 arrays are multiples of 2^e."""
    return min((int(np.frexp(a[a != 0])[1].min()) - 53 for a in arrays if np.any(a)), default=0)


def scaled(a: Array, place: int) -> Array:
    """The entries of a float64 array over 2^place, multiples of it, as Python ints."""
    mantissas, exponents = np.frexp(a)
    digits = np.ldexp(mantissas, 53).astype(np.int64).astype(object)
    shifts = np.where(a != 0, exponents - 53 - place, 0).astype(object)
    return np.asarray(digits * (1 << shifts) if a.size else digits, dtype=object)
