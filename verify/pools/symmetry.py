"""Pools up to symmetry: one representative of each orbit, the size of the orbit, and random images of instances.

        |F_ε(f s, g t)| = |F_ε(f, g)|       s, t permutations: only the histograms of f and g matter

Main definitions
    histograms      maps of sets up to relabelling of the domain
    up_to_isometry  maps of sets up to relabelling of the domain and isometries of the codomain
    linear_images   additive maps of Z_k^n up to automorphisms of it
    isometries      the permutations that keep a distance
    Relabelled      a random relabelling of the carriers of an instance
    Reframed        a random automorphism before each linear map of an instance

Conventions
    The representative of an orbit is the member that comes first, so the least counterexample is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import combinations_with_replacement, product
from math import factorial, prod
from random import Random
from typing import Any

from algebra.laws import onto
from algebra.maps import Map, Matrix, Table
from algebra.metrics import Distances, Metric
from algebra.rings import Zmod, finite, listing, power
from verify.data import carrier, datum
from verify.family import Pool
from verify.ranks import images, rows

Orbits = tuple[tuple[int, int], ...]
Values = tuple[int, ...]


def histograms(x: int, n: int) -> Pool:
    """The maps of sets from x points to n points up to relabelling of the x points.

    Examples
    --------
    >>> from verify.family import listed, orbits
    >>> pool = histograms(2, 2)
    >>> [images(f) for f in listed(pool)], orbits(pool), pool.count
    ([(0, 0), (0, 1), (1, 1)], ((0, 1), (1, 2), (3, 1)), 4)
    """
    least, sizes = partial(_monotone_maps, x, n), partial(_histogram_orbits, x, n)
    return Pool(("histograms", carrier(Zmod(x)), carrier(Zmod(n))), n**x, least, sizes)


def _monotone_maps(x: int, n: int) -> tuple[Table, ...]:
    return tuple(_table(x, n, v) for v in combinations_with_replacement(range(n), x))


def _table(x: int, n: int, values: Values) -> Table:
    return Table(Zmod(x), Zmod(n), values)


def _number(values: Values, n: int) -> int:
    """The rank of a map among all maps to n points."""
    return sum(v * n ** (len(values) - 1 - i) for i, v in enumerate(values))


def _ways(values: Values) -> int:
    """The number of maps with the same histogram."""
    return factorial(len(values)) // prod(factorial(c) for c in Counter(values).values())


def _histogram_orbits(x: int, n: int) -> Orbits:
    return tuple((_number(v, n), _ways(v)) for v in combinations_with_replacement(range(n), x))


def up_to_isometry(x: int, d: Metric[Any]) -> Pool:
    """The maps of sets from x points to the space of a distance, up to relabelling and isometries.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from verify.family import orbits
    >>> orbits(up_to_isometry(2, Lee(Zmod(4))))
    ((0, 4), (1, 8), (2, 4))
    """
    members, sizes = partial(_distinct_maps, x, d), partial(_distinct_orbits, x, d)
    return Pool(("up to isometry", carrier(Zmod(x)), datum(d)), finite(d.space) ** x, members, sizes)


@cache
def _distinct(x: int, d: Metric[Any]) -> dict[Values, int]:
    """The least histogram of each orbit with the number of maps in it."""
    out: dict[Values, int] = {}
    moves = isometries(d)
    for v in combinations_with_replacement(range(finite(d.space)), x):
        orbit = {tuple(sorted(s[z] for z in v)) for s in moves}
        if v == min(orbit):
            out[v] = sum(map(_ways, orbit))
    return out


def _distinct_maps(x: int, d: Metric[Any]) -> tuple[Table, ...]:
    return tuple(_table(x, finite(d.space), v) for v in _distinct(x, d))


def _distinct_orbits(x: int, d: Metric[Any]) -> Orbits:
    return tuple((_number(v, finite(d.space)), size) for v, size in _distinct(x, d).items())


@cache
def isometries(d: Metric[Any]) -> tuple[Values, ...]:
    """The permutations of the points, by rank, that keep a distance.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> len(isometries(Lee(Zmod(5)))), len(isometries(Lee(Zmod(4)))), isometries(Lee(Zmod(3)))[1]
    (10, 8, (0, 2, 1))
    """
    D = rows(d)
    begun: list[Values] = [()]
    for k in range(len(D)):
        begun = [(*s, z) for s in begun for z in range(len(D)) if _extends(D, s, z, k)]
    return tuple(begun)


def _extends(D: Any, s: Values, z: int, k: int) -> bool:
    """Whether k -> z keeps the distances to the points that are placed already."""
    if z in s or D[z][z] != D[k][k]:
        return False
    return all(D[s[i]][z] == D[i][k] and D[z][s[i]] == D[k][i] for i in range(k))


def linear_images(k: int, n: int, d: int) -> Pool:
    """The additive maps from Z_k^n to Z_k^d up to automorphisms of Z_k^n: one for each image.

    Notes
    -----
    Two maps from Z_k^n with the same image differ by an automorphism, as Z_k is semilocal.

    References
    ----------
    .. [1] H. Bass, *Algebraic K-Theory*, 1968, III.2: surjections from free modules over semilocal rings.

    Examples
    --------
    >>> from verify.family import orbits
    >>> orbits(linear_images(2, 2, 2))
    ((0, 1), (1, 3), (4, 3), (5, 3), (6, 6))
    """
    members, sizes = partial(_first_matrices, k, n, d), partial(_image_orbits, k, n, d)
    return Pool(("images", k, n, d), k ** (n * d), members, sizes)


@cache
def _by_image(k: int, n: int, d: int) -> dict[frozenset[Values], tuple[int, int, Matrix]]:
    """For each image the first matrix, its rank, and the number of matrices."""
    X, Z = power(Zmod(k), n), power(Zmod(k), d)
    out: dict[frozenset[Values], tuple[int, int, Matrix]] = {}
    for rank, entries in enumerate(product(product(range(k), repeat=n), repeat=d)):
        image = _span(k, tuple(zip(*entries, strict=True)))
        first, count, f = out.get(image) or (rank, 0, Matrix(X, Z, entries))
        out[image] = (first, count + 1, f)
    return out


@cache
def _span(k: int, columns: tuple[Values, ...]) -> frozenset[Values]:
    """The combinations of some vectors of Z_k^d."""
    if not columns:
        return frozenset()
    rest = _span(k, columns[1:]) or {(0,) * len(columns[0])}
    return frozenset(tuple((c * a + b) % k for a, b in zip(columns[0], v, strict=True)) for v in rest for c in range(k))


def _first_matrices(k: int, n: int, d: int) -> tuple[Matrix, ...]:
    return tuple(f for _, _, f in _by_image(k, n, d).values())


def _image_orbits(k: int, n: int, d: int) -> Orbits:
    return tuple((rank, count) for rank, count, _ in _by_image(k, n, d).values())


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A random relabelling of carriers; `ends` names them for each component: "ZZ" of a distance, "XZ" of a map."""

    ends: Mapping[str, str]
    moved: str = "XYZ"

    def __call__(self, instance: Any, draw: Random) -> Any:
        orders: dict[str, int] = {}
        for name, ends in self.ends.items():
            part = getattr(instance, name)
            sides = (part.space, part.space) if isinstance(part, Metric) else (part.dom, part.cod)
            orders |= dict(zip(ends, map(finite, sides), strict=True))
        perms = {end: draw.sample(range(n), n) if end in self.moved else list(range(n)) for end, n in orders.items()}
        parts = {name: _moved(getattr(instance, name), *(perms[e] for e in ab)) for name, ab in self.ends.items()}
        return replace(instance, **parts)


def _moved(part: Any, s: list[int], t: list[int]) -> Any:
    """A distance or a map after the relabellings a -> s[a] and b -> t[b] of its carriers."""
    if isinstance(part, Metric):
        D, back = rows(part), sorted(range(len(s)), key=s.__getitem__)
        return Distances(part.space, tuple(tuple(D[a][b] for b in back) for a in back))
    names, v = listing(part.cod), images(part)
    back = sorted(range(len(s)), key=s.__getitem__)
    return Table(part.dom, part.cod, tuple(names[t[v[a]]] for a in back))


@dataclass(frozen=True, slots=True)
class Reframed:
    """A random automorphism of Z_k^n before each of the linear maps named."""

    names: tuple[str, ...]

    def __call__(self, instance: Any, draw: Random) -> Any:
        return replace(instance, **{name: _turned(getattr(instance, name), draw) for name in self.names})


def _turned(f: Map[Any, Any], draw: Random) -> Map[Any, Any]:
    if not isinstance(f, Matrix):
        return f
    orders = f.dom.moduli or ()
    while True:
        columns = tuple(tuple(draw.randrange(k) for _ in orders) for k in orders)
        turn = Matrix(f.dom, f.dom, columns)
        if onto(turn) is None:
            return turn >> f
