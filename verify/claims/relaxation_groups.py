"""Claims about relaxations of maps of groups and rings.

        |F_ε| = |X||Y| / |L| · |B_ε ∩ L|,   L = {fx - gy}

Main definitions
    Space       an instance
    CLAIMS      growth, sum, subgroup, subring, quotient, quotient_converse
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from algebra import laws
from algebra.fiber import Cospan, FiberProduct
from algebra.laws import Witness
from algebra.maps import Evaluation, Identity
from algebra.metrics import Exact, Metric
from algebra.rings import Quotient, Ring, Zmod, module
from verify.claim import Claim
from verify.claims.relaxation_sets import SCHIKHOF, SOURCE, Nested, Setting, scopes
from verify.metric_families import (
    Block,
    On,
    Pool,
    ball,
    cosets,
    given,
    images,
    labelled,
    minus,
    multiples,
    named,
    near,
    not_a_subgroup,
    on_nonunits,
    products,
    radii,
    rings,
    rows,
    sums,
    weights,
)

PARTS: tuple[Exact, ...] = (0, Fraction(1, 2), 1, 2)


@dataclass(frozen=True, slots=True)
class Space:
    """A group with a distance."""

    d: Metric[Any]

    def __str__(self) -> str:
        return f"{self.d.space}; {self.d}"


def growth(i: Setting) -> object | None:
    """|F_ε|·|L| = |X||Y|·|B_ε ∩ L|."""
    left, right, less = images(i.f), images(i.g), minus(i.f.cod)
    L = {less[u][v] for u in left for v in right}
    listed, near_zero = len(near(i.f, i.g, i.d, i.eps)), len(L & ball(i.d, i.eps))
    if listed * len(L) == len(left) * len(right) * near_zero:
        return None
    says = f"|F_{i.eps}| = {listed}, |X||Y| = {len(left) * len(right)}, |L| = {len(L)}, |B_{i.eps} ∩ L| = {near_zero}"
    return Witness((listed, len(L), near_zero), says)


def sums_within(i: Nested) -> object | None:
    """F_a + F_b ⊆ F_{a+b} and -F_a = F_a."""
    D, left, right = rows(i.d), images(i.f), images(i.g)
    X, Y = sums(i.f.dom), sums(i.g.dom)
    first, second = near(i.f, i.g, i.d, i.a), near(i.f, i.g, i.d, i.b)
    for x, y in sorted(first):
        if (minus(i.f.dom)[0][x], minus(i.g.dom)[0][y]) not in first:
            return Witness((x, y), f"{(x, y)} is in F_{i.a}, its negative is not")
        for s, t in second:
            if not i.d.within_sum(D[left[X[x][s]]][right[Y[y][t]]], i.a, i.b):
                says = f"{(x, y)} in F_{i.a}, {(s, t)} in F_{i.b}, their sum not in F_{i.a + i.b}"
                return Witness((x, y, s, t), says)
    return None


def _closed(F: set[tuple[int, int]], i: Setting, tables: Any, sign: str) -> object | None:
    X, Y = tables(i.f.dom), tables(i.g.dom)
    for p in sorted(F):
        bad = next((q for q in sorted(F) if (X[p[0]][q[0]], Y[p[1]][q[1]]) not in F), None)
        if bad is not None:
            left, right, out = (_names(i, q) for q in (p, bad, (X[p[0]][bad[0]], Y[p[1]][bad[1]])))
            return Witness((left, right), f"{left} {sign} {right} = {out} is outside F_{i.eps}")
    return None


def _names(i: Setting, pair: tuple[int, int]) -> tuple[Any, Any]:
    """The elements of given ranks."""
    return i.f.dom.unrank(pair[0]), i.g.dom.unrank(pair[1])


def subgroup(i: Setting) -> object | None:
    """F_ε contains 0 and is closed under sums (it is finite, so under negatives)."""
    F = near(i.f, i.g, i.d, i.eps)
    return _closed(F, i, sums, "+") if (0, 0) in F else Witness(((0, 0),), f"(0, 0) is outside F_{i.eps}")


def subring(i: Setting) -> object | None:
    """F_ε is a subgroup with 1, closed under products."""
    found = subgroup(i)
    if found is not None:
        return found
    F, X, Y = near(i.f, i.g, i.d, i.eps), i.f.dom, i.g.dom
    one = (X.rank(X.one), Y.rank(Y.one))
    return _closed(F, i, products, "·") if one in F else Witness((one,), f"1 = {one} is outside F_{i.eps}")


def quotient(i: Setting) -> object | None:
    """B_ε is a subgroup, and F_ε is the fiber product over Z/B_ε."""
    bad = not_a_subgroup(i.d, i.eps)
    if bad is not None:
        return bad
    classes, right, F = cosets(i.d, i.eps), images(i.g), near(i.f, i.g, i.d, i.eps)
    for x, u in enumerate(images(i.f)):
        for y, v in enumerate(right):
            if (classes[u] == classes[v]) != ((x, y) in F):
                return Witness((x, y), f"{(x, y)} is in one of F_{i.eps} and the fiber product over Z/B_{i.eps}")
    return None


def balls_are_subgroups(i: Space) -> object | None:
    """Every ball about 0 is a subgroup."""
    taken = sorted({line[0] for line in rows(i.d)})
    return next((bad for eps in taken if (bad := not_a_subgroup(i.d, eps)) is not None), None)


def _spread(distances: Pool, G: Ring[Any], orders: tuple[int, ...], n: int, radius: int = 1) -> Block:
    return (distances, multiples(G, *orders), multiples(G, *orders), *(radii(n),) * radius)


def _ring(R: Ring[Any], *orders: int) -> Block:
    return (weights(R, PARTS), rings(R, *orders), rings(R, *orders), given(*PARTS))


def _local(R: Ring[Any]) -> Block:
    return (on_nonunits(R, PARTS), rings(R), rings(R), given(*PARTS))


Z2, Z3, Z4, Z5, Z6, V4 = Zmod(2), Zmod(3), Zmod(4), Zmod(5), Zmod(6), module(2, 2)
DUAL = Quotient(Z2, (0, 0, 1))
_TO_Z2 = Evaluation(DUAL, Identity(Z2), 0)
# Z_2[x, y]/(x, y)^2: units have norm 1, and |x| = |y| = 1/2, |x + y| = 1 is a metric and no ultrametric
TWO_DUALS = FiberProduct(Cospan(_TO_Z2, _TO_Z2))
THREE: tuple[Exact, ...] = (0, 1, 2)
ENDS, ULTRA = ("f", "g"), On(laws.ultrametric)


_RANKED = "small scope first, then by the group, the distance (lexicographic in its values), the maps, the radii"
_ON_GROUPS = scopes(
    "cospans of groups with a weight",
    Setting,
    (_spread(weights(Z2), Z2, (2, 3), 4), _spread(weights(Z3), Z3, (3,), 4), _spread(weights(Z4), Z4, (4,), 4)),
    (_spread(weights(V4), V4, (2,), 4), _spread(weights(Z5), Z5, (5,), 4)),
    (_spread(weights(Z6, THREE), Z6, (6, 2), 3),),
)
_BASE = {"additive": On(laws.additive, ENDS), "invariant": On(laws.invariant)}
_BOTH = ("additive", "invariant")

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.growth",
        "|F_ε| = |X||Y|/|L| · |B_ε ∩ L| with L = {fx - gy}",
        SOURCE,
        _BASE,
        growth,
        needs=_BOTH,
        order=_RANKED,
        families=scopes(
            "cospans of groups with a distance",
            Setting,
            (_spread(labelled(Z2, (0, 1, 2, 3)), Z2, (2, 3), 4), _spread(labelled(Z3, THREE), Z3, (3, 2), 3)),
            (
                _spread(labelled(Z4, THREE), Z4, (4,), 3),
                _spread(labelled(V4, THREE), V4, (2,), 3),
                _spread(weights(Z5), Z5, (5,), 4),
            ),
            (_spread(weights(Z6, THREE), Z6, (6, 3), 3),),
        ),
    ),
    Claim(
        "relaxation.sum",
        "F_a + F_b ⊆ F_{a+b}; -F_a = F_a",
        SOURCE,
        _BASE | {"triangle": On(laws.triangle), "symmetric": On(laws.symmetric)},
        sums_within,
        needs=_BOTH,
        order=_RANKED,
        families=scopes(
            "cospans of groups with two radii",
            Nested,
            (_spread(labelled(Z2, THREE), Z2, (2, 3), 3, 2), _spread(labelled(Z3, THREE), Z3, (3,), 3, 2)),
            (
                _spread(labelled(Z4, (0, 1)), Z4, (2,), 2, 2),
                _spread(weights(Z4), Z4, (4,), 4, 2),
                _spread(labelled(V4, (0, 1)), V4, (2,), 2, 2),
            ),
            (_spread(weights(Z5, THREE), Z5, (5,), 3, 2),),
        ),
    ),
    Claim(
        "relaxation.subgroup",
        "F_ε is a subgroup",
        SCHIKHOF,
        _BASE | {"pseudometric": On(laws.pseudometric), "ultrametric": ULTRA},
        subgroup,
        needs=("ultrametric",),
        order=_RANKED,
        families=_ON_GROUPS,
    ),
    Claim(
        "relaxation.subring",
        "F_ε is a subring",
        SCHIKHOF,
        {
            "homomorphic": On(laws.homomorphic, ENDS),
            "invariant": On(laws.invariant),
            "pseudometric": On(laws.pseudometric),
            "ultrametric": ULTRA,
            "submultiplicative": On(laws.submultiplicative),
        },
        subring,
        needs=("ultrametric", "submultiplicative"),
        order=_RANKED,
        families=scopes(
            "cospans of rings with a weight",
            Setting,
            (_ring(Z2, 2, 4), _ring(Z3, 3), _ring(V4, 2), _local(TWO_DUALS)),
            (_ring(Z4, 4, 8), _ring(DUAL, 2, 4)),
            (_ring(Z5, 5), _ring(Z6, 6)),
        ),
    ),
    Claim(
        "relaxation.quotient",
        "F_ε = X ×_{Z/B_ε} Y",
        SCHIKHOF,
        _BASE | {"pseudometric": On(laws.pseudometric), "ultrametric": ULTRA},
        quotient,
        needs=("ultrametric",),
        order=_RANKED,
        families=_ON_GROUPS,
    ),
    Claim(
        "relaxation.quotient_converse",
        "if every ball about 0 of an invariant distance is a subgroup, the distance is an ultrametric",
        SCHIKHOF,
        {"invariant": On(laws.invariant), "balls_are_subgroups": balls_are_subgroups},
        ULTRA,
        needs=("balls_are_subgroups",),
        order=_RANKED,
        families=scopes(
            "groups with a weight",
            Space,
            ((weights(Z2),), (weights(Z3),), (weights(Z4),)),
            ((weights(V4),), (weights(Z5),), (weights(Z6),), (named(Zmod(8), 2),), (named(Zmod(9), 3),)),
            ((weights(Zmod(7)),), (weights(module(2, 2, 2), THREE),)),
        ),
    ),
)
