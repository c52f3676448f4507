"""Pools of distances, each with its size by a closed form.

        symmetric tables on n points with q values: q^(n(n - 1)/2)

Main definitions
    tables       symmetric tables up to relabelling of the points
    labelled     symmetric tables on a carrier
    weights      translation-invariant distances of a group
    on_nonunits  invariant distances of a ring with |u| = 1 for units
    named        the discrete, Hamming, Lee and p-adic distances
    lee          the Lee distances of Z_k^d
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import combinations, permutations, product
from typing import Any

from algebra.metrics import Discrete, Distances, Exact, Hamming, Lee, Padic
from algebra.rings import Ring, Zmod, finite, power
from verify.data import carrier, datum, put
from verify.family import Pool
from verify.ranks import minus, products

VALUES: tuple[Exact, ...] = (0, 1, 2, 3)
Entries = tuple[Exact, ...]


def tables(n: int, values: Entries = VALUES) -> Pool:
    """The symmetric tables of distances on n points, zero on the diagonal, up to relabelling.

    Notes
    -----
    Of each orbit the lexicographically least table is listed.

    Examples
    --------
    >>> from verify.family import listed
    >>> [(tables(n).count, len(listed(tables(n)))) for n in (1, 2, 3, 4)]
    [(1, 1), (4, 4), (64, 20), (4096, 276)]
    """
    data = ("tables", n, datum(values))
    return Pool(data, len(values) ** _pairs(n), partial(_least_tables, n, values), partial(_table_orbits, n, values))


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


@cache
def _least(n: int, values: Entries) -> dict[Entries, tuple[int, int]]:
    """The entries of the least table of each orbit, with the rank of the table and the size of the orbit."""
    pairs = list(combinations(range(n), 2))
    place = {frozenset(pair): i for i, pair in enumerate(pairs)}
    moves = [tuple(place[frozenset((s[a], s[b]))] for a, b in pairs) for s in permutations(range(n))]
    out = {}
    for rank, v in enumerate(product(values, repeat=len(pairs))):
        orbit = {tuple(v[i] for i in move) for move in moves}
        if v == min(orbit):
            out[v] = (rank, len(orbit))
    return out


def _least_tables(n: int, values: Entries) -> tuple[Distances[int], ...]:
    return tuple(_symmetric(Zmod(n), v) for v in _least(n, values))


def _table_orbits(n: int, values: Entries) -> tuple[tuple[int, int], ...]:
    return tuple(_least(n, values).values())


def _symmetric(G: Ring[Any], values: Entries) -> Distances[Any]:
    n = finite(G)
    at = dict(zip(combinations(range(n), 2), values, strict=True))
    line = [[at[min(i, j), max(i, j)] if i != j else 0 for j in range(n)] for i in range(n)]
    return Distances(G, tuple(map(tuple, line)))


def labelled(G: Ring[Any], values: Entries) -> Pool:
    """All symmetric tables of distances on a finite carrier, zero on the diagonal."""
    data = ("labelled", carrier(G), datum(values))
    return Pool(data, len(values) ** _pairs(finite(G)), partial(_labelled, G, values))


def _labelled(G: Ring[Any], values: Entries) -> Iterator[Distances[Any]]:
    return (_symmetric(G, v) for v in product(values, repeat=_pairs(finite(G))))


def weights(G: Ring[Any], values: Entries = VALUES) -> Pool:
    """The distances d(a, b) = w(a - b) for all w with w(0) = 0, symmetric or not, in the order of w.

    Examples
    --------
    >>> weights(Zmod(3)).count, next(d.rows for d in weights(Zmod(3)).members() if any(d.rows[0]))
    (16, ((0, 1, 0), (0, 0, 1), (1, 0, 0)))
    """
    data = ("weights", carrier(G), datum(values))
    return Pool(data, len(values) ** (finite(G) - 1), partial(_weights, G, values))


def _weights(G: Ring[Any], values: Entries) -> Iterator[Distances[Any]]:
    for v in product(values, repeat=finite(G) - 1):
        w = (0, *v)
        yield Distances(G, tuple(tuple(w[c] for c in line) for line in minus(G)))


def on_nonunits(R: Ring[Any], values: Entries) -> Pool:
    """The distances |a - b| of a finite ring with |u| = 1 for units, in the order of the values elsewhere."""
    free = tuple(i for i, line in enumerate(products(R)) if i and R.rank(R.one) not in line)
    data = ("norms", carrier(R), datum(values))
    return Pool(data, len(values) ** len(free), partial(_on_nonunits, R, values, free))


def _on_nonunits(R: Ring[Any], values: Entries, free: tuple[int, ...]) -> Iterator[Distances[Any]]:
    norms = ({0: 0, **dict(zip(free, v, strict=True))} for v in product(values, repeat=len(free)))
    return (Distances(R, tuple(tuple(w.get(c, 1) for c in line) for line in minus(R))) for w in norms)


def named(G: Ring[Any], p: int) -> Pool:
    """The discrete, Hamming, Lee (three norms) and p-adic distances."""
    return put(Discrete(G), Hamming(G), Lee(G, "l1"), Lee(G, "l2"), Lee(G, "linf"), Padic(G, p))


def lee(k: int, d: int, norms: tuple[str, ...]) -> Pool:
    """The Lee distances of Z_k^d in some norms."""
    R: Any = Zmod(k) if d == 1 else power(Zmod(k), d)
    return put(*(Lee(R, norm) for norm in norms))  # type: ignore[arg-type]
