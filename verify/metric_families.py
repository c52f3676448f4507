"""Families of distances, maps and radii, each with its size by a closed form.

        distances up to relabelling: (1/n!) Σ_s q^{cycles of s on the pairs}

Main definitions
    On              a law of one or more components of an instance, as a law of the instance
    Pool            a finite list of components with its declared size
    grid            the family of all choices from blocks of pools
    tables, labelled, weights, named        distances
    maps, multiples, rings                  maps
    diagonals                               matrices
    rows, images, sums, products, minus     the same data by rank, for quick laws
    near, ball, cosets, enumerated, lattice relations and counts by listing

Conventions
    Pools list simplest first; in a block the last pool runs fastest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations, permutations, product
from math import factorial, prod
from typing import Any

from algebra.laws import Witness
from algebra.maps import Identity, Map, Matrix, Multiples, Reduction, all_tables
from algebra.metrics import Discrete, Distances, Exact, Hamming, Lee, Metric, Padic
from algebra.rings import Ring, Zmod, finite, listing, power
from verify.family import Family

VALUES: tuple[Exact, ...] = (0, 1, 2, 3)
Rows = tuple[tuple[Exact, ...], ...]


@dataclass(frozen=True, slots=True)
class On:
    """The law that each of the named components of an instance satisfies a given law."""

    law: Callable[[Any], object | None]
    names: tuple[str, ...] = ("d",)

    def __call__(self, instance: Any) -> object | None:
        return next((w for name in self.names if (w := self.law(getattr(instance, name))) is not None), None)


@dataclass(frozen=True, slots=True)
class Pool:
    """A finite list of components, with its size by a closed form."""

    count: int
    members: Callable[[], Iterable[Any]]


Block = tuple[Pool, ...]


def grid(name: str, make: Callable[..., Any], *blocks: Block) -> Family[Any]:
    """The union over blocks of the products of their pools.

    Examples
    --------
    >>> family = grid("pairs", complex, (radii(2), radii(3)))
    >>> family.cardinality, len(list(family.instances()))
    (6, 6)
    """
    size = sum(prod(pool.count for pool in block) for block in blocks)
    return Family(name, size, partial(_choices, make, blocks))


def _choices(make: Callable[..., Any], blocks: tuple[Block, ...]) -> Iterator[Any]:
    for block in blocks:
        yield from (make(*choice) for choice in product(*(tuple(pool.members()) for pool in block)))


def given(*members: Any) -> Pool:
    """The pool of the members named."""
    return Pool(len(members), partial(tuple, members))


def radii(n: int) -> Pool:
    """The whole radii 0, ..., n - 1."""
    return Pool(n, partial(range, n))


def tables(n: int, values: tuple[Exact, ...] = VALUES) -> Pool:
    """The symmetric tables of distances on n points, zero on the diagonal, up to relabelling.

    Notes
    -----
    Of each orbit the lexicographically least table is listed; the size is Burnside's count.

    Examples
    --------
    >>> [tables(n).count for n in (1, 2, 3, 4)], len(list(tables(4).members()))
    ([1, 4, 20, 276], 276)
    """
    cycles = (_cycles(s) for s in permutations(range(n)))
    return Pool(sum(len(values) ** c for c in cycles) // factorial(n), partial(_least_tables, n, values))


def _cycles(s: tuple[int, ...]) -> int:
    """The number of orbits of a permutation on unordered pairs of points."""
    left, found = {frozenset(pair) for pair in combinations(range(len(s)), 2)}, 0
    while left:
        pair = next(iter(left))
        while pair in left:
            left.remove(pair)
            pair = frozenset(s[i] for i in pair)
        found += 1
    return found


@cache
def _least_tables(n: int, values: tuple[Exact, ...]) -> tuple[Distances[int], ...]:
    pairs = list(combinations(range(n), 2))
    place = {frozenset(pair): i for i, pair in enumerate(pairs)}
    moves = [tuple(place[frozenset((s[a], s[b]))] for a, b in pairs) for s in permutations(range(n))]
    choices = product(values, repeat=len(pairs))
    least = (v for v in choices if all(v <= tuple(v[i] for i in move) for move in moves))
    return tuple(_symmetric(Zmod(n), v) for v in least)


def _symmetric(G: Ring[Any], values: tuple[Exact, ...]) -> Distances[Any]:
    n = finite(G)
    at = dict(zip(combinations(range(n), 2), values, strict=True))
    line = [[at[min(i, j), max(i, j)] if i != j else 0 for j in range(n)] for i in range(n)]
    return Distances(G, tuple(map(tuple, line)))


def labelled(G: Ring[Any], values: tuple[Exact, ...]) -> Pool:
    """All symmetric tables of distances on a finite carrier, zero on the diagonal."""
    n = finite(G)
    return Pool(len(values) ** (n * (n - 1) // 2), partial(_labelled, G, values))


@cache
def _labelled(G: Ring[Any], values: tuple[Exact, ...]) -> tuple[Distances[Any], ...]:
    n = finite(G)
    return tuple(_symmetric(G, v) for v in product(values, repeat=n * (n - 1) // 2))


def weights(G: Ring[Any], values: tuple[Exact, ...] = VALUES) -> Pool:
    """The distances d(a, b) = w(a - b) for all w with w(0) = 0, symmetric or not, in the order of w.

    Examples
    --------
    >>> weights(Zmod(3)).count, next(d.rows for d in weights(Zmod(3)).members() if any(d.rows[0]))
    (16, ((0, 1, 0), (0, 0, 1), (1, 0, 0)))
    """
    return Pool(len(values) ** (finite(G) - 1), partial(_weights, G, values))


@cache
def _weights(G: Ring[Any], values: tuple[Exact, ...]) -> tuple[Distances[Any], ...]:
    out = []
    for v in product(values, repeat=finite(G) - 1):
        w = (0, *v)
        out.append(Distances(G, tuple(tuple(w[c] for c in line) for line in minus(G))))
    return tuple(out)


def on_nonunits(R: Ring[Any], values: tuple[Exact, ...]) -> Pool:
    """The distances |a - b| of a finite ring with |u| = 1 for units, in the order of the values elsewhere."""
    units = sum(R.rank(R.one) in line for line in products(R))
    return Pool(len(values) ** (finite(R) - units - 1), partial(_on_nonunits, R, values))


@cache
def _on_nonunits(R: Ring[Any], values: tuple[Exact, ...]) -> tuple[Distances[Any], ...]:
    free = [i for i, line in enumerate(products(R)) if i and R.rank(R.one) not in line]
    norms = ({0: 0, **dict(zip(free, v, strict=True))} for v in product(values, repeat=len(free)))
    return tuple(Distances(R, tuple(tuple(w.get(c, 1) for c in line) for line in minus(R))) for w in norms)


def named(G: Ring[Any], p: int) -> Pool:
    """The discrete, Hamming, Lee (three norms) and p-adic distances."""
    lee = (Lee(G, "l1"), Lee(G, "l2"), Lee(G, "linf"))
    return given(Discrete(G), Hamming(G), *lee, Padic(G, p))


def maps(x: int, n: int) -> Pool:
    """All maps of sets from x points to n points."""
    return Pool(n**x, partial(all_tables, Zmod(x), Zmod(n)))


def multiples(G: Ring[Any], *orders: int) -> Pool:
    """The maps n -> n·u from the Z_m of the given orders, additive or not."""
    return Pool(len(orders) * finite(G), partial(_multiples, G, orders))


@cache
def _multiples(G: Ring[Any], orders: tuple[int, ...]) -> tuple[Map[int, Any], ...]:
    return tuple(Multiples(Zmod(m), G, u) for m in orders for u in listing(G))


def diagonals(k: int, d: int) -> Pool:
    """The diagonal matrices of Z_k^d."""
    return Pool(k**d, partial(_scaled, k, d))


def _scaled(k: int, d: int) -> Iterator[Matrix]:
    R = power(Zmod(k), d)
    for u in product(range(k), repeat=d):
        yield Matrix(R, R, tuple(tuple(c * (n == m) for m in range(d)) for n, c in enumerate(u)))


def rings(R: Ring[Any], *orders: int) -> Pool:
    """The identity of a ring and the maps n -> n·1 from the Z_m of the given orders."""
    return given(Identity(R), *(Reduction(Zmod(m), R) for m in orders))


@cache
def rows(d: Metric[Any]) -> Rows:
    """The table of a distance on a finite carrier, by rank."""
    points = listing(d.space)
    return tuple(tuple(d(a, b) for b in points) for a in points)


@cache
def images(f: Map[Any, Any]) -> tuple[int, ...]:
    """The ranks of the images of the elements of the domain, in their order."""
    return tuple(f.cod.rank(f(a)) for a in listing(f.dom))


@cache
def sums(G: Ring[Any]) -> tuple[tuple[int, ...], ...]:
    """The table of a + b, by rank."""
    return tuple(tuple(G.rank(G.add(a, b)) for b in listing(G)) for a in listing(G))


@cache
def products(G: Ring[Any]) -> tuple[tuple[int, ...], ...]:
    """The table of a·b, by rank."""
    return tuple(tuple(G.rank(G.mul(a, b)) for b in listing(G)) for a in listing(G))


@cache
def minus(G: Ring[Any]) -> tuple[tuple[int, ...], ...]:
    """The table of a - b, by rank."""
    return tuple(tuple(G.rank(G.sub(a, b)) for b in listing(G)) for a in listing(G))


def near(f: Map[Any, Any], g: Map[Any, Any], d: Metric[Any], eps: Exact) -> set[tuple[int, int]]:
    """The ranks of the pairs (x, y) with d(f(x), g(y)) <= ε."""
    D, right = rows(d), images(g)
    return {(i, j) for i, u in enumerate(images(f)) for j, v in enumerate(right) if D[u][v] <= eps}


@cache
def ball(d: Metric[Any], eps: Exact) -> frozenset[int]:
    """The ranks of the points within ε of 0."""
    return frozenset(z for z, line in enumerate(rows(d)) if line[0] <= eps)


@cache
def not_a_subgroup(d: Metric[Any], eps: Exact) -> Witness | None:
    """Two points of B_ε whose difference is outside, or 0 when it is."""
    B, less = ball(d, eps), minus(d.space)
    if 0 not in B:
        return Witness((0,), f"0 is outside B_{eps}")
    bad = next(((a, b) for a in sorted(B) for b in sorted(B) if less[a][b] not in B), None)
    names = listing(d.space)
    return bad and Witness(bad, f"{names[bad[0]]} - {names[bad[1]]} is outside B_{eps}")


@cache
def cosets(d: Metric[Any], eps: Exact) -> tuple[frozenset[int], ...]:
    """The coset z + B_ε of each point."""
    plus, B = sums(d.space), ball(d, eps)
    return tuple(frozenset(line[b] for b in B) for line in plus)


@cache
def enumerated(kind: str, k: int, d: int) -> Counter[Exact]:
    """The number of points of Z_k^d at each distance from 0."""
    R = power(Zmod(k), d)
    metric: Metric[Any] = Hamming(R) if kind == "hamming" else Lee(R, kind)  # type: ignore[arg-type]
    return Counter(metric(z, R.zero) for z in listing(R))


@cache
def lattice(norm: str, d: int, top: int) -> Counter[int]:
    """The number of points of Z^d of each weight, for coordinates of size at most `top` (squares for l2)."""
    points = ([abs(c) for c in v] for v in product(range(-top, top + 1), repeat=d))
    if norm == "linf":
        return Counter(map(max, points))
    return Counter(map(sum, points)) if norm == "l1" else Counter(sum(c * c for c in v) for v in points)
