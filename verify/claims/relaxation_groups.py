"""Claims about relaxations of maps of groups and rings.

        F_ε(f s, g t) = (s, t)⁻¹ F_ε(f, g)      s, t automorphisms: only the images of f and g matter

Main definitions
    CLAIMS      growth, sum, subgroup, subring, quotient, quotient_converse
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import product
from operator import lt
from typing import Any

from algebra import laws
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Evaluation, Identity
from algebra.metrics import Exact
from algebra.rings import Quotient, Ring, Zmod, module
from verify.batch import On, Twofold
from verify.batches import distances, groups
from verify.claim import Claim, Law
from verify.claims import relaxation_rings as rings
from verify.claims.relaxation_rings import Space
from verify.claims.relaxation_sets import SCHIKHOF, SOURCE, Nested, Setting, scopes
from verify.data import put
from verify.family import Block, Pool, radii
from verify.pools.distances import labelled, named, on_nonunits, weights
from verify.pools.maps import multiples, ones
from verify.pools.symmetry import Reframed, linear_images
from verify.ranks import products

PARTS: tuple[Exact, ...] = (0, Fraction(1, 2), 1, 2)


def _spread(distances: Pool, G: Ring[Any], orders: tuple[int, ...], n: int, radius: int = 1) -> tuple[Block, ...]:
    ends = product((multiples(G, m) for m in orders), repeat=2)
    return tuple((distances, f, g, *(radii(n),) * radius) for f, g in ends)


def _ring(distances: Pool, R: Ring[Any], *orders: int) -> tuple[Block, ...]:
    return tuple((distances, f, g, put(*PARTS)) for f, g in product(ones(R, *orders), repeat=2))


def _images(distances: Pool, k: int, n: int, d: int, *radius: Pool) -> Block:
    """Additive maps from Z_k^n to Z_k^d up to automorphisms of Z_k^n."""
    return (distances, linear_images(k, n, d), linear_images(k, n, d), *radius)


Z2, Z3, Z4, Z5, Z6, Z8, V4 = *map(Zmod, (2, 3, 4, 5, 6, 8)), module(2, 2)
DUAL = Quotient(Z2, (0, 0, 1))
_TO_Z2 = Evaluation(DUAL, Identity(Z2), 0)
# Z_2[x, y]/(x, y)^2: units have norm 1, and |x| = |y| = 1/2, |x + y| = 1 is a metric and no ultrametric
TWO_DUALS = FiberProduct(Cospan(_TO_Z2, _TO_Z2))
THREE: tuple[Exact, ...] = (0, 1, 2)
HALVES: tuple[Exact, ...] = (0, Fraction(1, 2), 1)
CUBE, NINE = module(2, 2, 2), module(3, 3)
ENDS, REFRAMED = ("f", "g"), Reframed(("f", "g"))
ADDITIVE = On(laws.additive, ENDS)
INVARIANT = Twofold(On(laws.invariant), distances.invariant)
PSEUDO = Twofold(On(laws.pseudometric), distances.pseudometric)
ULTRA = Twofold(On(laws.ultrametric), distances.ultrametric)
SUBMULTIPLICATIVE = Twofold(On(laws.submultiplicative), distances.submultiplicative)
TRIANGLE = Twofold(On(laws.triangle), distances.triangle)
SYMMETRIC = Twofold(On(laws.symmetric), distances.symmetric)

_RANKED = (
    "small scope first, then by the group, the distance (lexicographic in its values), the maps, the radii; "
    "in the large scope additive maps up to automorphisms of their domains"
)
_ON_GROUPS = scopes(
    "cospans of groups with a distance",
    Setting,
    (
        *_spread(weights(Z2), Z2, (2, 3), 4),
        *_spread(weights(Z3), Z3, (3,), 4),
        *_spread(weights(Z4), Z4, (4,), 4),
        *_spread(labelled(Z3, (1, 2)), Z3, (3,), 3),
    ),
    (*_spread(weights(V4), V4, (2,), 4), *_spread(weights(Z5), Z5, (5,), 4)),
    (
        *_spread(weights(Z6, THREE), Z6, (6, 2), 3),
        _images(weights(CUBE, THREE), 2, 4, 3, radii(3)),
        _images(weights(NINE, THREE), 3, 2, 2, radii(3)),
        _images(named(module(4, 4), 2), 4, 2, 2, put(*PARTS)),
        _images(named(module(2, 2, 2, 2), 2), 2, 4, 4, radii(5)),
    ),
    image=REFRAMED,
)
_BASE: dict[str, Law[Any]] = {"additive": ADDITIVE, "invariant": INVARIANT}
_BOTH = ("additive", "invariant")

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.growth",
        "|F_ε| = |X||Y|/|L| · |B_ε ∩ L| with L = {fx - gy}",
        SOURCE,
        _BASE,
        Twofold(rings.growth, groups.growth),
        needs=_BOTH,
        order=_RANKED,
        families=scopes(
            "cospans of groups with a distance",
            Setting,
            (*_spread(labelled(Z2, (0, 1, 2, 3)), Z2, (2, 3), 4), *_spread(labelled(Z3, THREE), Z3, (3, 2), 3)),
            (
                *_spread(labelled(Z4, THREE), Z4, (4,), 3),
                *_spread(labelled(V4, THREE), V4, (2,), 3),
                *_spread(weights(Z5), Z5, (5,), 4),
            ),
            (
                *_spread(weights(Z6, THREE), Z6, (6, 3), 3),
                _images(labelled(V4, THREE), 2, 3, 2, radii(3)),
                _images(weights(CUBE, THREE), 2, 4, 3, radii(3)),
                _images(weights(NINE, THREE), 3, 3, 2, radii(3)),
                _images(named(module(3, 3, 3), 3), 3, 3, 3, radii(4)),
                _images(named(module(2, 2, 2, 2), 2), 2, 4, 4, radii(5)),
            ),
            image=REFRAMED,
        ),
        mutants={
            "d < ε for d ≤ ε": partial(rings.growth, reaches=lt),
            "B_ε for B_ε ∩ L": partial(rings.growth, meet=rings.second),
            "L for B_ε ∩ L": partial(rings.growth, meet=rings.first),
            "|L| is forgotten": partial(rings.growth, index=rings.one),
        },
    ),
    Claim(
        "relaxation.sum",
        "F_a + F_b ⊆ F_{a+b}; -F_a = F_a",
        SOURCE,
        _BASE | {"triangle": TRIANGLE, "symmetric": SYMMETRIC},
        Twofold(rings.sums_within, groups.sums_within),
        needs=(*_BOTH, "triangle", "symmetric"),
        order=_RANKED,
        families=scopes(
            "cospans of groups with two radii",
            Nested,
            (
                *_spread(labelled(Z2, THREE), Z2, (2, 3), 3, 2),
                *_spread(labelled(Z3, THREE), Z3, (3,), 3, 2),
                *_spread(weights(Z4, THREE), Z4, (4,), 3, 2),
            ),
            (
                *_spread(labelled(Z4, (0, 1)), Z4, (2,), 2, 2),
                *_spread(weights(Z4), Z4, (4,), 4, 2),
                *_spread(labelled(V4, (0, 1)), V4, (2,), 2, 2),
            ),
            (
                *_spread(weights(Z5, THREE), Z5, (5,), 3, 2),
                _images(weights(CUBE, THREE), 2, 3, 3, radii(3), radii(3)),
                _images(weights(NINE, (0, 1)), 3, 2, 2, radii(2), radii(2)),
                _images(named(NINE, 3), 3, 2, 2, radii(3), radii(3)),
                _images(named(CUBE, 2), 2, 4, 3, radii(4), radii(4)),
            ),
            image=REFRAMED,
        ),
        mutants={
            "max(a, b) for a + b": partial(rings.sums_within, within_sum=rings.at_most_larger),
            "< for ≤": partial(rings.sums_within, within_sum=rings.less_than_sum),
            "b is forgotten": partial(rings.sums_within, within_sum=rings.at_most_first),
            "(1, 1) for (0, 0)": partial(rings.sums_within, negative=rings.one_minus),
        },
    ),
    Claim(
        "relaxation.subgroup",
        "F_ε is a subgroup",
        SCHIKHOF,
        _BASE | {"pseudometric": PSEUDO, "ultrametric": ULTRA},
        Twofold(rings.subgroup, groups.subgroup),
        needs=("additive", "invariant", "ultrametric"),
        order=_RANKED,
        families=_ON_GROUPS,
        mutants={
            "d < ε for d ≤ ε": partial(rings.subgroup, reaches=lt),
            "products for sums": partial(rings.subgroup, tables=products),
            "all of X × Y": partial(rings.subgroup, by=rings.everything),
        },
    ),
    Claim(
        "relaxation.subring",
        "F_ε is a subring",
        SCHIKHOF,
        {
            "homomorphic": On(laws.homomorphic, ENDS),
            "invariant": INVARIANT,
            "pseudometric": PSEUDO,
            "ultrametric": ULTRA,
            "submultiplicative": SUBMULTIPLICATIVE,
        },
        Twofold(rings.subring, groups.subring),
        needs=("homomorphic", "invariant", "ultrametric", "submultiplicative"),
        order=_RANKED,
        families=scopes(
            "cospans of rings with a distance",
            Setting,
            (
                *_ring(weights(Z2, PARTS), Z2, 4),
                *_ring(weights(Z3, PARTS), Z3, 6),
                *_ring(weights(V4, PARTS), V4, 2),
                *_ring(on_nonunits(TWO_DUALS, PARTS), TWO_DUALS),
                (labelled(Z3, HALVES[1:]), multiples(Z3, 3), multiples(Z3, 3), put(*HALVES)),
            ),
            (*_ring(weights(Z4, PARTS), Z4, 8), *_ring(weights(DUAL, PARTS), DUAL, 2, 4)),
            (
                *_ring(weights(Z5, PARTS), Z5, 10),
                *_ring(weights(Z6, PARTS), Z6, 12),
                *_ring(weights(Z8, HALVES), Z8, 16),
                *_ring(weights(CUBE, HALVES), CUBE, 2),
            ),
        ),
        mutants={
            "d < ε for d ≤ ε": partial(rings.subring, reaches=lt),
            "an ideal": partial(rings.subring, by=rings.everything),
            "(1, 0) for (1, 1)": partial(rings.subring, one=rings.one_and_zero),
        },
    ),
    Claim(
        "relaxation.quotient",
        "F_ε = X ×_{Z/B_ε} Y",
        SCHIKHOF,
        _BASE | {"pseudometric": PSEUDO, "ultrametric": ULTRA},
        Twofold(rings.quotient, groups.quotient),
        needs=("invariant", "ultrametric"),
        order=_RANKED,
        families=_ON_GROUPS,
        mutants={
            "d < ε for d ≤ ε": partial(rings.quotient, reaches=lt),
            "Z for Z/B_ε": partial(rings.quotient, classes=rings.singletons),
            "Z/B_2ε for Z/B_ε": partial(rings.quotient, classes=rings.coarser),
        },
    ),
    Claim(
        "relaxation.quotient_converse",
        "if every ball about 0 of an invariant distance is a subgroup, the distance is an ultrametric",
        SCHIKHOF,
        {"invariant": INVARIANT, "balls_are_subgroups": Twofold(rings.balls_are_subgroups, groups.balls_are_subgroups)},
        Twofold(rings.ultrametric, distances.ultrametric),
        needs=("invariant", "balls_are_subgroups"),
        order=_RANKED,
        families=scopes(
            "groups with a distance",
            Space,
            ((weights(Z2),), (weights(Z3),), (weights(Z4),), (labelled(Z3, (1, 2)),)),
            ((weights(V4),), (weights(Z5),), (weights(Z6),), (named(Zmod(8), 2),), (named(Zmod(9), 3),)),
            ((weights(Zmod(7)),), (weights(CUBE, THREE),), (weights(Z8, THREE),), (weights(NINE, THREE),)),
        ),
        mutants={
            "a metric": partial(rings.ultrametric, law=laws.metric),
            "min for max": partial(rings.ultrametric, law=rings.discrete),
        },
    ),
)
