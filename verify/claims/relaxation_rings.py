"""What holds of relaxations of maps of groups and rings, one instance at a time.

        |F_ε| = |X||Y| / |L| · |B_ε ∩ L|,   L = {fx - gy}

Main definitions
    Space                       a group with a distance
    growth, sums_within, subgroup, subring, quotient, ultrametric       conclusions
    balls_are_subgroups         a hypothesis
    first, second, one, at_most_larger, less_than_sum, at_most_first, one_minus, everything, one_and_zero, singletons,
        coarser, discrete       what the conclusions are corrupted by

Conventions
    What a conclusion takes besides the instance serves to corrupt it.  Points of witnesses are ranks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from operator import and_, le
from typing import Any

from algebra import laws
from algebra.laws import Witness
from algebra.metrics import Exact, Metric
from algebra.rings import Ring, listing
from verify.claims.relaxation_sets import Nested, Pairs, Reaches, Setting, Sum, within
from verify.ranks import ball, cosets, images, minus, not_a_subgroup, products, rows, sums

Points = frozenset[int]
Pair = tuple[int, int]
Law = Callable[[Metric[Any]], Witness | None]
Tables = Callable[[Ring[Any]], tuple[tuple[int, ...], ...]]
Chosen = Callable[[Pairs, Setting], Pairs]


@dataclass(frozen=True, slots=True)
class Space:
    """A group with a distance."""

    d: Metric[Any]

    def __str__(self) -> str:
        return f"{self.d.space}; {self.d}"


def growth(
    i: Setting,
    reaches: Reaches = le,
    meet: Callable[[Points, Points], Points] = and_,
    index: Callable[[Points], int] = len,
) -> object | None:
    """|F_ε|·|L| = |X||Y|·|B_ε ∩ L|."""
    left, right, less = images(i.f), images(i.g), minus(i.f.cod)
    L = frozenset(less[u][v] for u in set(left) for v in set(right))
    listed, near_zero = len(within(i, i.eps, reaches)), len(meet(L, ball(i.d, i.eps)))
    if listed * index(L) == len(left) * len(right) * near_zero:
        return None
    says = f"|F_{i.eps}| = {listed}, |X||Y| = {len(left) * len(right)}, |L| = {len(L)}, |B_{i.eps} ∩ L| = {near_zero}"
    return Witness((listed, len(L), near_zero), says)


def sums_within(i: Nested, within_sum: Sum = Metric.within_sum, negative: Tables = minus) -> object | None:
    """F_a + F_b ⊆ F_{a+b} and -F_a = F_a."""
    D, left, right = rows(i.d), images(i.f), images(i.g)
    X, Y = sums(i.f.dom), sums(i.g.dom)
    less, fewer = negative(i.f.dom)[0], negative(i.g.dom)[0]
    first, second = within(i, i.a), within(i, i.b)
    for x, y in sorted(first):
        if (less[x], fewer[y]) not in first:
            return Witness((x, y), f"{(x, y)} is in F_{i.a}, its negative is not")
        for s, t in second:
            if not within_sum(i.d, D[left[X[x][s]]][right[Y[y][t]]], i.a, i.b):
                says = f"{(x, y)} in F_{i.a}, {(s, t)} in F_{i.b}, their sum not in F_{i.a + i.b}"
                return Witness((x, y, s, t), says)
    return None


def itself(F: Pairs, i: Setting) -> Pairs:
    """The relation."""
    return F


def _closed(F: Pairs, i: Setting, tables: Tables, sign: str, by: Chosen = itself) -> object | None:
    X, Y, others = tables(i.f.dom), tables(i.g.dom), sorted(by(F, i))
    for p in sorted(F):
        bad = next((q for q in others if (X[p[0]][q[0]], Y[p[1]][q[1]]) not in F), None)
        if bad is not None:
            left, right, out = (_names(i, q) for q in (p, bad, (X[p[0]][bad[0]], Y[p[1]][bad[1]])))
            return Witness((p, bad), f"{left} {sign} {right} = {out} is outside F_{i.eps}")
    return None


def _names(i: Setting, pair: Pair) -> tuple[Any, Any]:
    """The elements of given ranks."""
    return i.f.dom.unrank(pair[0]), i.g.dom.unrank(pair[1])


def subgroup(i: Setting, reaches: Reaches = le, tables: Tables = sums, by: Chosen = itself) -> object | None:
    """F_ε contains 0 and is closed under sums (it is finite, so under negatives)."""
    F = within(i, i.eps, reaches)
    return _closed(F, i, tables, "+", by) if (0, 0) in F else Witness(((0, 0),), f"(0, 0) is outside F_{i.eps}")


def unit(i: Setting) -> Pair:
    """The pair (1, 1)."""
    X, Y = i.f.dom, i.g.dom
    return X.rank(X.one), Y.rank(Y.one)


def subring(
    i: Setting, reaches: Reaches = le, one: Callable[[Setting], Pair] = unit, by: Chosen = itself
) -> object | None:
    """F_ε is a subgroup with 1, closed under products."""
    found = subgroup(i, reaches)
    if found is not None:
        return found
    F, pair = within(i, i.eps, reaches), one(i)
    if pair not in F:
        return Witness((pair,), f"1 = {pair} is outside F_{i.eps}")
    return _closed(F, i, products, "·", by)


def quotient(i: Setting, reaches: Reaches = le, classes: Callable[..., Any] = cosets) -> object | None:
    """B_ε is a subgroup, and F_ε is the fiber product over Z/B_ε."""
    bad = not_a_subgroup(i.d, i.eps)
    if bad is not None:
        return bad
    names, right, F = classes(i.d, i.eps), images(i.g), within(i, i.eps, reaches)
    for x, u in enumerate(images(i.f)):
        for y, v in enumerate(right):
            if (names[u] == names[v]) != ((x, y) in F):
                return Witness((x, y), f"{(x, y)} is in one of F_{i.eps} and the fiber product over Z/B_{i.eps}")
    return None


def balls_are_subgroups(i: Space) -> object | None:
    """Every ball about 0 is a subgroup."""
    taken = sorted({line[0] for line in rows(i.d)})
    return next((bad for eps in taken if (bad := not_a_subgroup(i.d, eps)) is not None), None)


def ultrametric(i: Space, law: Law = laws.ultrametric) -> object | None:
    """The distance is an ultrametric; the points where it is none, by rank."""
    bad = law(i.d)
    return bad and Witness(tuple(map(i.d.space.rank, bad.points)), bad.says)


def first(L: Points, B: Points) -> Points:
    """L."""
    return L


def second(L: Points, B: Points) -> Points:
    """B_ε."""
    return B


def one(L: Points) -> int:
    """1, whatever the size of L."""
    return 1


def at_most_larger(d: Metric[Any], c: Exact, a: Exact, b: Exact) -> bool:
    """c <= max(a, b)."""
    return c <= max(a, b)


def less_than_sum(d: Metric[Any], c: Exact, a: Exact, b: Exact) -> bool:
    """c < a + b."""
    return c < a + b


def at_most_first(d: Metric[Any], c: Exact, a: Exact, b: Exact) -> bool:
    """c <= a."""
    return c <= a


def one_minus(G: Ring[Any]) -> tuple[tuple[int, ...], ...]:
    """The table of 1 + a - b, by rank."""
    plus = sums(G)[G.rank(G.one)]
    return tuple(tuple(plus[c] for c in line) for line in minus(G))


def everything(F: Pairs, i: Setting) -> Pairs:
    """All pairs."""
    return {(x, y) for x in range(len(images(i.f))) for y in range(len(images(i.g)))}


def one_and_zero(i: Setting) -> Pair:
    """The pair (1, 0)."""
    return unit(i)[0], 0


def singletons(d: Metric[Any], eps: Exact) -> range:
    """The coset of each point modulo 0."""
    return range(len(rows(d)))


def coarser(d: Metric[Any], eps: Exact) -> tuple[Points, ...]:
    """The coset of each point modulo B_2ε."""
    return cosets(d, 2 * eps)


def discrete(d: Metric[Any]) -> Witness | None:
    """d(a, c) <= min(d(a, b), d(b, c)) for all a, b and c with a != b != c."""
    D, names = rows(d), listing(d.space)
    for a, b, c in product(range(len(D)), repeat=3):
        if a != b != c and D[a][c] > min(D[a][b], D[b][c]):
            return Witness((names[a], names[b], names[c]), f"d({names[a]}, {names[c]}) is not the least side")
    return None
