"""Classical claims, on many instances at once.

        f hits (z, w, a)   when   f x = z, f s = w, f(x + s) = a   for some x and s

    X ×_Z Y is closed under sums when f and g never hit (z, w, a) and (z, w, b) with a and b different; in the same way
    for products, negatives, 0 and 1.  What f hits depends on f alone, so one intersection of bits decides each cospan.

Main definitions
    operations, inverses    what a carrier does to its points, by rank
    hits, rivals            for each map of a pool, as words of bits
    subring, order, milnor, units, commutes, universal, invariants      on cospans, as the laws of the same names
    additive, torsion_free, zero                                        on multiples of a point
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import gcd, lcm
from operator import and_, or_
from typing import Any

import numpy as np

from algebra import laws
from algebra.maps.scalar import times
from algebra.rings import Ring, finite, listing, moduli
from verify.batch import Array, Batch, On, tabulated
from verify.batches.arrays import WIDE, below, points
from verify.family import listed
from verify.ranks import images, minus, products, sums

Graphs = Callable[[Ring[Any]], tuple[Array, ...]]
Members = tuple[Any, ...]
BOTH = On(laws.homomorphic, ("u", "v"))


def operations(R: Ring[Any]) -> tuple[Array, ...]:
    """The graphs of 0, 1, -, + and ·: rows of arguments and the value.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> [graph.tolist() for graph in operations(Zmod(2))[:4]]
    [[[0]], [[1]], [[0, 0], [1, 1]], [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]]
    """
    pairs = np.indices((finite(R), finite(R))).reshape(2, -1)
    negative = np.column_stack([np.arange(finite(R)), minus(R)[0]])
    two = (np.column_stack([*pairs, np.ravel(table(R))]) for table in (sums, products))
    return (np.array([[0]]), np.array([[R.rank(R.one)]]), negative, *two)


def inverses(R: Ring[Any]) -> tuple[Array, ...]:
    """The graphs of 1 and of a -> 1/a, on the units."""
    one = R.rank(R.one)
    return np.array([[one]]), np.argwhere(np.array(products(R)) == one)


def hits(members: Members, graphs: Graphs) -> Array:
    """The images of the graphs of the domain, as bits."""
    return _packed([_hit(members, graph) for graph in graphs(members[0].dom)])


def rivals(members: Members, graphs: Graphs) -> Array:
    """The (z, w, a) for which some (z, w, b) is hit, b other than a, as bits."""
    return _packed([_others(_hit(members, graph)) for graph in graphs(members[0].dom)])


def _values(members: Members) -> Array:
    """The ranks of the images, a row for each map."""
    return np.array([images(f) for f in members], dtype=np.intp)


def _hit(members: Members, graph: Array) -> Array:
    """The image of a graph, with the axes map, arguments, value."""
    values, n = _values(members), finite(members[0].cod)
    cells: Array = reduce(lambda left, right: left * n + right, (values[:, column] for column in graph.T))
    hit = np.zeros((len(members), n ** graph.shape[1]), dtype=bool)
    np.put_along_axis(hit, cells, True, axis=1)
    return hit.reshape(len(members), -1, n)


def _others(hit: Array) -> Array:
    found: Array = hit.sum(axis=2, keepdims=True) > hit
    return found


def _packed(parts: Sequence[Array]) -> Array:
    """Truth values as words of bits, a row for each map."""
    flat = np.concatenate([part.reshape(len(part), -1) for part in parts], axis=1)
    whole = np.pad(flat, ((0, 0), (0, -flat.shape[1] % WIDE)))
    return np.ascontiguousarray(np.packbits(whole, axis=1)).view(np.uint64)


def _unit_rivals(members: Members) -> Array:
    """What pairs of inverses over a unit must not hit too; over any other z there must be no such pairs at all."""
    one, inverse = (_hit(members, graph) for graph in inverses(members[0].dom))
    unit = np.isin(np.arange(finite(members[0].cod)), inverses(members[0].cod)[1][:, 0])
    return _packed([_others(one), np.where(unit[:, None], _others(inverse), inverse)])


def _layers(b: Batch, name: str, table: Callable[..., Array], *args: Any) -> list[Array]:
    """The entries of a table of a component, one array on the mesh for each."""
    return [np.ascontiguousarray(layer) for layer in np.moveaxis(b.column(name, table, *args), -1, 0)]


def _disjoint(left: Sequence[Array], right: Sequence[Array]) -> Array:
    """Where words have no bit in common."""
    found: Array = reduce(or_, map(and_, left, right)) == 0
    return found


def _inner(left: Sequence[Array], right: Sequence[Array]) -> Array:
    """Σ_z left(z)·right(z)."""
    return _total(list(map(np.multiply, left, right)))


def _total(layers: Sequence[Array]) -> Array:
    total: Array = reduce(np.add, layers)
    return total


def _ones(sizes: Sequence[Array]) -> list[Array]:
    """1 where there is any."""
    return [(n > 0).astype(np.int32) for n in sizes]


def subring(b: Batch) -> Array:
    """Where X ×_Z Y contains 0 and 1 and is closed under -, + and ·; the projections then preserve them."""
    return _disjoint(_layers(b, "f", hits, operations), _layers(b, "g", rivals, operations))


def units(b: Batch) -> Array:
    """Where (1, 1) is a pair, and units x and y over one z have inverses over one point exactly when z is a unit."""
    return _disjoint(_layers(b, "f", hits, inverses), _layers(b, "g", _unit_rivals))


def _sizes(members: Members) -> Array:
    """The sizes of the fibers."""
    found: Array = (_values(members)[:, :, None] == np.arange(finite(members[0].cod))).sum(axis=1, dtype=np.int32)
    return found


def _image(members: Members) -> Array:
    """The image, as bits."""
    return _packed([_sizes(members) > 0])


def _moved_images(members: Members) -> Array:
    """The translates z + im f, as bits, for all z."""
    hit, less = _sizes(members) > 0, np.array(minus(members[0].cod))
    moved: Array = np.concatenate([_packed([hit[:, line]]) for line in less.T], axis=1)
    return moved


def order(b: Batch) -> Array:
    """Where |F|·|L| = |X||Y| and |F| = |ker f||ker g||im f ∩ im g|; z is in L when im f meets z + im g."""
    left, right = _layers(b, "f", _sizes), _layers(b, "g", _sizes)
    (image,), moved = _layers(b, "f", _image), _layers(b, "g", _moved_images)
    size, meet = _inner(left, right), _inner(_ones(left), _ones(right))
    differences = _total(_ones([image & other for other in moved]))
    counted = size * differences == _total(left) * _total(right)
    found: Array = counted & (size == left[0] * right[0] * meet)
    return found


def _over_none(members: Members) -> Array:
    """The z outside the image, as bits."""
    return _packed([_sizes(members) == 0])


def _other_fibers(members: Members) -> Array:
    """The z whose fiber is not that of 0, as bits."""
    values = _values(members)
    onto: Array = values[:, :, None] == np.arange(finite(members[0].cod))
    return _packed([(onto != onto[:, :, :1]).any(axis=1)])


def _at_zero(members: Members) -> Array:
    """The image of 0, as a bit."""
    return _packed([_values(members)[:, :1] == np.arange(finite(members[0].cod))])


def milnor(b: Batch) -> Array:
    """Where im g lies in im f, and the x with f x = g 0 are those with f x = 0."""
    kernel = _disjoint(_layers(b, "f", _other_fibers), _layers(b, "g", _at_zero))
    found: Array = kernel & _disjoint(_layers(b, "f", _over_none), _layers(b, "g", _image))
    return found


def _composite(b: Batch, first: str, second: str) -> Array:
    """The values of a composite, as the digits of one number."""
    values = tabulated(_values, b.pool(second))
    places, n = points(b, first), finite(listed(b.pool(second))[0].cod)
    digits = (values[b.at(second), place] * n**t for t, place in enumerate(places))
    code: Array = reduce(np.add, digits)
    return code.astype(np.min_scalar_type(n ** len(places) - 1))


def commutes(b: Batch) -> Array:
    """Where f u = g v."""
    found: Array = _composite(b, "u", "f") == _composite(b, "v", "g")
    return found


def _preserves(members: Members) -> Array:
    """Whether the images of the graphs of the domain lie in those of the codomain: a homomorphism."""
    told, true = (operations(R) for R in (members[0].dom, members[0].cod))
    kept = []
    for graph, allowed in zip(told, true, strict=True):
        hit = _hit(members, graph).reshape(len(members), -1)
        cells = np.ravel_multi_index(tuple(allowed.T), (finite(members[0].cod),) * allowed.shape[1])
        kept.append(np.delete(hit, cells, axis=1))
    return np.logical_not(np.concatenate(kept, axis=1).any(axis=1))


def universal(b: Batch) -> Array:
    """Where each (u t, v t) is a pair, and t -> (u t, v t) is a homomorphism if u and v are."""
    right = points(b, "g")
    narrow = np.min_scalar_type((1 << len(points(b, "f")) * len(right)) - 1)
    pairs = below([p == q for p in points(b, "f") for q in right]).astype(narrow)
    places = (x * len(right) + y for x, y in zip(points(b, "u"), points(b, "v"), strict=True))
    wanted: Array = reduce(or_, (np.uint64(1) << place.astype(np.uint64) for place in places))
    lifted = b.column("u", _preserves) & b.column("v", _preserves)
    found: Array = (wanted.astype(narrow) & ~pairs == 0) & (lifted | ~BOTH.batch(b))
    return found


def _period(b: Batch, name: str) -> int:
    """The least d >= 1 with d·x = 0 in the domain of a map."""
    return lcm(*moduli(listed(b.pool(name))[0].dom))


def _killed_sizes(members: Members, d: int) -> Array:
    """The sizes of the fibers among the x with d·x = 0."""
    X, n = members[0].dom, finite(members[0].cod)
    killed = [i for i, x in enumerate(listing(X)) if times(X, d, x) == X.zero]
    found: Array = (_values(members)[:, killed, None] == np.arange(n)).sum(axis=1, dtype=np.int32)
    return found


def invariants(b: Batch) -> Array:
    """Where as many pairs are killed by each d as f x = g y leaves: |X[d]||Y[d]| over the order of f X[d] + g Y[d].

    Notes
    -----
    These numbers are those of ker(f, -g), for homomorphisms f and g, and determine its invariant factors.
    """
    top = lcm(_period(b, "f"), _period(b, "g"))
    held: Array = reduce(and_, (_counted(b, d) for d in range(1, top + 1) if top % d == 0))
    return held


def _counted(b: Batch, d: int) -> Array:
    left, right = (_layers(b, name, _killed_sizes, gcd(d, _period(b, name))) for name in ("f", "g"))
    hit, met = _ones(left), _ones(right)
    spread, common = _total(hit) * _total(met), _inner(hit, met)
    found: Array = _inner(left, right) * spread == _total(left) * _total(right) * common
    return found


def _multiples(members: Members) -> Array:
    """The order m, then for both coordinates the entry of c and the modulus, 0 in Z and 1 where there is none."""
    rows = ((t.m, t.group.coordinates(t.c), moduli(t.group)) for t in members)
    padded = ((m, *(*c, 0)[:2], *(*k, 1)[:2]) for m, c, k in rows)
    return np.array(list(padded), dtype=np.int64)


def _killed(b: Batch, by: Callable[[Array], Array]) -> Array:
    """Where c is killed by a function of m."""
    m, *rest = np.moveaxis(b.column("instance", _multiples), -1, 0)
    entries = (by(m) * c % np.where(k, k, np.iinfo(np.int64).max) for c, k in zip(rest[:2], rest[2:], strict=True))
    found: Array = reduce(and_, (entry == 0 for entry in entries))
    return found


def additive(b: Batch) -> Array:
    """Where the largest carry of a sum of two points of Z_m, m for m >= 2, kills c."""
    return _killed(b, lambda m: (2 * m - 2) // m * m)


def torsion_free(b: Batch) -> Array:
    """Where no modulus is above 1."""
    moduli_of: Array = b.column("instance", _multiples)[..., 3:]
    found: Array = moduli_of.max(axis=-1) <= 1
    return found


def zero(b: Batch) -> Array:
    """Where the image of 1 is 0, which is the point 0 for m = 1."""
    return _killed(b, lambda m: 1 % m)
