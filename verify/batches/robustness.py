"""Claims about robustness, on many instances at once.

Main definitions
    f_within_a, g_within_b, gap, smaller, tolerated     hypotheses on perturbed maps, as the laws of the same names
    inclusion, sandwich, unchanged, count, interleaving         conclusions, likewise
    f_lipschitz, g_lipschitz, moved_points      for perturbed points
    fits, attained                              for lines and circles
    slight, moves, around, across               for residues with noise

Conventions
    The maps f2 and g2 are the longest axes: what depends on all maps is computed with them innermost in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from itertools import product
from typing import Any

import numpy as np

from verify.batch import Array, Batch
from verify.batches.arrays import apart, distance, everywhere, numbers, points, relation, scale, squares

NEW = ("f2", "g2")
ENDS = ("dx", "dy", "L", "M")


def innermost(b: Batch, names: tuple[str, ...], test: Callable[..., Array], *arrays: Array) -> Array:
    """The test of some arrays, computed with the axes of the components named innermost in memory.

    Notes
    -----
    The loops of numpy run over the last axis; the radii, which are last in the mesh, take two or three values only.
    """
    axes, ends = [b.names.index(name) for name in names], tuple(range(-len(names), 0))
    return np.moveaxis(test(*(np.ascontiguousarray(np.moveaxis(a, axes, ends)) for a in arrays)), ends, axes)


def eta(b: Batch) -> Array:
    """The number a + b."""
    total: Array = numbers(b, "a") + numbers(b, "b")
    return total


def f_within_a(b: Batch) -> Array:
    """Where d(f'x, fx) <= a for all x."""
    return _within(b, zip(points(b, "f2"), points(b, "f"), strict=True), "a")


def g_within_b(b: Batch) -> Array:
    """Where d(gy, g'y) <= b for all y."""
    return _within(b, zip(points(b, "g"), points(b, "g2"), strict=True), "b")


def _within(b: Batch, ends: Iterator[tuple[Array, Array]], bound: str) -> Array:
    held: Array = reduce(np.maximum, (distance(b, u, v) for u, v in ends)) <= numbers(b, bound)
    return held


def smaller(b: Batch) -> Array:
    """Where a + b < ε."""
    held: Array = eta(b) < numbers(b, "eps")
    return held


def tolerated(b: Batch) -> Array:
    """Where a <= ε and b <= ε."""
    held: Array = np.maximum(numbers(b, "a"), numbers(b, "b")) <= numbers(b, "eps")
    return held


def _shell(b: Batch) -> Iterator[Array]:
    """For each pair, where ε - η < d(fx, gy) <= ε + η."""
    low, high = numbers(b, "eps") - eta(b), numbers(b, "eps") + eta(b)
    return ((low < before) & (before <= high) for line in apart(b) for before in line)


def gap(b: Batch) -> Array:
    """Where no d(fx, gy) lies in (ε - η, ε + η]."""
    return everywhere(~inside for inside in _shell(b))


def inclusion(b: Batch) -> Array:
    """Where F_ε(f, g) ⊆ F_{ε+η}(f', g')."""
    eps = numbers(b, "eps")
    outside = ~relation(b, eps + eta(b), *NEW)
    return innermost(b, NEW, lambda F, out: F & out == 0, relation(b, eps), outside)


def sandwich(b: Batch) -> Array:
    """Where F_{ε-η}(f, g) ⊆ F_ε(f', g') ⊆ F_{ε+η}(f, g)."""
    eps = numbers(b, "eps")
    low, moved, beyond = relation(b, eps - eta(b)), relation(b, eps, *NEW), ~relation(b, eps + eta(b))
    return innermost(b, NEW, lambda F, G, out, H: F & out | G & H == 0, low, moved, ~moved, beyond)


def unchanged(b: Batch) -> Array:
    """Where F_ε(f, g) = F_ε(f', g')."""
    eps = numbers(b, "eps")
    return innermost(b, NEW, np.equal, relation(b, eps), relation(b, eps, *NEW))


def _counted(held: Iterator[Array]) -> Array:
    """How many of some conditions hold, at most 64 of them."""
    return reduce(np.add, (value.astype(np.uint8) for value in held))


def count(b: Batch) -> Array:
    """Where |F_ε △ F'_ε| <= |F_{ε+η}| - |F_{ε-η}|."""
    eps, befores, afters = numbers(b, "eps"), apart(b), apart(b, *NEW)
    pairs = [(u <= eps, v <= eps) for us, vs in zip(befores, afters, strict=True) for u, v in zip(us, vs, strict=True)]
    moved = _counted(innermost(b, NEW, np.not_equal, *pair) for pair in pairs)
    return innermost(b, NEW, np.less_equal, moved, _counted(_shell(b)))


def interleaving(b: Batch) -> Array:
    """Where F_δ(f, g) ⊆ F_{δ+η}(f', g') and F_δ(f', g') ⊆ F_{δ+η}(f, g) for all δ >= 0.

    Notes
    -----
    A pair that is on the left for some δ is there for its own distance too: so all distances change by at most η.
    """
    befores, afters = apart(b), apart(b, *NEW)
    pairs = ((u, v) for us, vs in zip(befores, afters, strict=True) for u, v in zip(us, vs, strict=True))
    change = reduce(np.maximum, (innermost(b, NEW, lambda u, v: abs(u - v), *pair) for pair in pairs))
    return innermost(b, NEW, np.less_equal, change, eta(b).astype(change.dtype))


def f_lipschitz(b: Batch) -> Array:
    """Where d(fx', fx) <= L·d(x', x)."""
    return _lipschitz(b, "f", "dx", "L")


def g_lipschitz(b: Batch) -> Array:
    """Where d(gy, gy') <= M·d(y, y')."""
    return _lipschitz(b, "g", "dy", "M")


def _lipschitz(b: Batch, f: str, d: str, bound: str) -> Array:
    """Where a map is Lipschitz, with distances compared as squares."""
    constant, unit, ends = numbers(b, bound), scale(b.block), list(enumerate(points(b, f)))
    return everywhere(
        squares(b, distance(b, u, v), "d") * unit**2 <= constant**2 * squares(b, _between(b, s, t, d), d)
        for (s, u), (t, v) in product(ends, ends)
    )


def _between(b: Batch, s: int, t: int, d: str) -> Array:
    """The distance of two points given by rank, the same for all instances."""
    return distance(b, np.array(s), np.array(t), d)


def moved_points(b: Batch) -> Array:
    """Where (x, y) in F_ε implies (x', y') in F_r for r = ε + L·d(x', x) + M·d(y, y')."""
    eps, unit, far = numbers(b, "eps"), scale(b.block), apart(b)
    reach = {(s, x): numbers(b, "L") * _between(b, s, x, "dx") for s, x in product(range(len(far)), repeat=2)}
    width = range(len(far[0]))
    other = {(y, t): numbers(b, "M") * _between(b, y, t, "dy") for y, t in product(width, repeat=2)}
    held: Any = None
    for (s, x), (y, t) in product(reach, other):
        beyond = np.where(far[x][y] <= eps, (far[s][t] - eps) * unit, 0)
        here = innermost(b, ENDS, np.less_equal, beyond, reach[s, x] + other[y, t])
        held = here if held is None else np.logical_and(held, here, out=held)
    return np.asarray(held)


def _room(b: Batch) -> tuple[Array, Array, Array, Array]:
    """The length of the circle, 0 for the line, and the three radii, times their common denominator."""
    rest = Batch(b.names[1:], b.block[1:], b.index[1:])
    return b.column("d", _lengths) * scale(rest.block), numbers(rest, "a"), numbers(rest, "b"), numbers(rest, "eps")


def _lengths(members: tuple[Any, ...]) -> Array:
    return np.array([d.space.order or 0 for d in members], dtype=np.int64)


def _along(length: Array, z: Array) -> Array:
    """The distance of z from 0 on a circle, or on the line."""
    rest = z % np.maximum(length, 1)
    return np.where(length > 0, np.minimum(rest, length - rest), abs(z))


def fits(b: Batch) -> Array:
    """Where ε + a + b <= k/2 in Z_k; everywhere in Q."""
    length, first, second, eps = _room(b)
    held: Array = (length == 0) | (2 * (eps + first + second) <= length)
    return held


def attained(b: Batch) -> Array:
    """Where 0, ε, -a, ε + b are as near as they should be, and -a, ε + b are exactly ε + a + b apart."""
    length, first, second, eps = _room(b)
    near = [_along(length, z) <= r for z, r in ((-first, first), (-second, second), (-eps, eps))]
    total = eps + first + second
    held: Array = everywhere(near) & (_along(length, -total) == total)
    return held


def _whole(b: Batch, name: str) -> Array:
    """A component of whole numbers."""
    return b.column(name, np.array)


def slight(b: Batch) -> Array:
    """Where |noise| <= 1."""
    held: Array = abs(_whole(b, "noise")) <= 1
    return held


def around(moved: Array, value: Array, m: Array) -> Array:
    """The Lee distance."""
    return _along(m, moved - value)


def across(moved: Array, value: Array, m: Array) -> Array:
    """The distance |a - b| of the representatives."""
    return np.asarray(abs(moved - value))


def moves(b: Batch, distance: Callable[[Array, Array, Array], Array] = around) -> Array:
    """Where the value moves by at most 1."""
    m, value = _whole(b, "m"), _whole(b, "value")
    held: Array = distance((value + _whole(b, "noise")) % m, value, m) <= 1
    return held
