"""Small maps and distances by rank: the same data as tables of integers, for laws that are asked often.

Main definitions
    rows, images                            distances and maps
    sums, products, minus                   operations
    near, ball, cosets, not_a_subgroup      relations
    enumerated, lattice                     counts by listing
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from typing import Any

from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Distances, Exact, Hamming, Lee, Metric
from algebra.rings import Ring, Zmod, listing, power

Rows = tuple[tuple[Exact, ...], ...]


def rows(d: Metric[Any]) -> Rows:
    """The table of a distance on a finite carrier, by rank."""
    return d.rows if isinstance(d, Distances) else _listed(d)


@cache
def _listed(d: Metric[Any]) -> Rows:
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
