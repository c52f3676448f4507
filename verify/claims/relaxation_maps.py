"""Claims about relaxations of any maps of sets.

        |F_ε(f s, g t)| = |F_ε(f, g)|       s, t permutations: maps count up to relabelling of X, Y, Z

Main definitions
    CLAIMS      monotone, limit_zero, limit_infinity, composition, equivalence, functorial

Conventions
    The small scope lists all maps; the others one map for each histogram, and near a Lee distance one histogram for
    each orbit of the isometries.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import gt, lt, xor
from typing import Any

from algebra import laws
from algebra.metrics import Exact, Lee
from algebra.rings import Zmod
from verify.batch import On, Twofold
from verify.batches import sets
from verify.claim import Claim
from verify.claims.relaxation_sets import (
    SCHIKHOF,
    SOURCE,
    Chain,
    Endo,
    Nested,
    Pairs,
    Pushed,
    Setting,
    below,
    composition,
    equivalence,
    functorial,
    limit_infinity,
    limit_zero,
    lipschitz,
    monotone,
    ordered,
    scopes,
)
from verify.data import put
from verify.family import Block, Pool, radii
from verify.pools.distances import VALUES, tables
from verify.pools.maps import maps
from verify.pools.symmetry import Relabelled, histograms, up_to_isometry

COSPAN = {"d": "ZZ", "f": "XZ", "g": "YZ"}
CHAIN = Relabelled(COSPAN | {"h": "WZ"}, moved="WXYZ")
PUSHED = Relabelled(COSPAN | {"e": "VV", "h": "ZV"}, moved="VXYZ")


def _block(n: int, *points: int, radius: int = 1, of: Callable[[int, int], Pool] = histograms) -> Block:
    """Distances on n points, maps to them, and radii 0 to 3."""
    return (tables(n), *(of(x, n) for x in points), *(radii(4),) * radius)


def _lee(k: int, *points: int, radius: int = 1) -> Block:
    """The Lee distance of Z_k, maps to it of which the first is up to isometry, and the radii that occur."""
    first, *others = points
    ends = (up_to_isometry(first, Lee(Zmod(k))), *(histograms(x, k) for x in others))
    return (put(Lee(Zmod(k))), *ends, *(radii(k // 2 + 1),) * radius)


def _push(
    n: int, k: int, points: int = 1, values: tuple[Exact, ...] = VALUES, of: Callable[[int, int], Pool] = histograms
) -> Block:
    ends = (of(points, n), of(points, n))
    return (tables(n, values), tables(k, values), maps(n, k), *ends, radii(3), radii(4))


def _push_lee(n: int, k: int, points: int) -> Block:
    ends = (up_to_isometry(points, Lee(Zmod(n))), histograms(points, n))
    return (put(Lee(Zmod(n))), put(Lee(Zmod(k))), maps(n, k), *ends, radii(3), radii(n // 2 + 1))


def _gained(first: Pairs, second: Pairs) -> Pairs:
    """What is in the second of two relations alone."""
    return second - first


def _always(c: Exact, eps: Exact) -> bool:
    """Whatever the distance."""
    return True


_all = partial(_block, of=maps)
_PAIRS = (
    (_all(2, 1, 1), _all(2, 2, 2), _all(3, 1, 2)),
    (_block(3, 2, 2), _block(4, 2, 2), _block(3, 3, 3), _lee(5, 3, 3)),
    (_block(4, 4, 4), _block(4, 6, 6), _lee(6, 6, 6), _lee(8, 6, 6)),
)
_CHAINS = (
    (_all(2, 1, 1, 1, radius=2), _all(3, 1, 1, 1, radius=2)),
    (_block(2, 2, 2, 2, radius=2), _block(4, 1, 1, 1, radius=2), _lee(5, 2, 2, 2, radius=2)),
    (_block(3, 4, 4, 4, radius=2), _block(4, 3, 2, 3, radius=2), _lee(6, 4, 3, 4, radius=2)),
)
_RANKED = "small scope first, then by the number of points, the table of distances (lexicographic), the maps, the radii"
_WITH_A_RADIUS = scopes("cospans with a radius", Setting, *_PAIRS, image=Relabelled(COSPAN))

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.monotone",
        "a ≤ b ⇒ F_a ⊆ F_b",
        SOURCE,
        {"ordered": Twofold(ordered, sets.ordered)},
        Twofold(monotone, sets.monotone),
        needs=("ordered",),
        order=_RANKED,
        families=scopes(
            "cospans with two radii",
            Nested,
            (_all(2, 1, 1, radius=2), _all(2, 2, 2, radius=2), _all(3, 1, 2, radius=2)),
            (_block(3, 2, 2, radius=2), _block(4, 1, 1, radius=2), _lee(5, 3, 3, radius=2)),
            (_block(4, 4, 4, radius=2), _block(4, 5, 3, radius=2), _lee(6, 6, 6, radius=2)),
            image=Relabelled(COSPAN),
        ),
        mutants={
            "F_b ⊆ F_a": partial(monotone, lost=_gained),
            "F_a = F_b": partial(monotone, lost=xor),
            "d < b for d ≤ b": partial(monotone, reaches=lt),
        },
    ),
    Claim(
        "relaxation.limit_zero",
        "F_ε = X ×_Z Y for all 0 ≤ ε < min{d(fx, gy) > 0}",
        SOURCE,
        {"separating": On(laws.separating), "below": Twofold(below, sets.below)},
        Twofold(limit_zero, sets.limit_zero),
        needs=("separating", "below"),
        order=_RANKED,
        families=_WITH_A_RADIUS,
        mutants={
            "< for ≤": partial(limit_zero, reaches=lt),
            "F_2ε for F_ε": partial(limit_zero, times=2),
            "X × Y for F_ε": partial(limit_zero, reaches=_always),
        },
    ),
    Claim(
        "relaxation.limit_infinity",
        "F_ε = X × Y iff ε ≥ max d(fx, gy); F_ε ≠ ∅ iff ε ≥ min d(fx, gy)",
        SOURCE,
        {},
        Twofold(limit_infinity, sets.limit_infinity),
        order=_RANKED,
        families=_WITH_A_RADIUS,
        mutants={
            "ε > max": partial(limit_infinity, whole=gt),
            "ε > min": partial(limit_infinity, some=gt),
            "min for max": partial(limit_infinity, top=min),
        },
    ),
    Claim(
        "relaxation.composition",
        "F_a(f, g) ∘ F_b(g, h) ⊆ F_{a+b}(f, h)",
        SOURCE,
        {"triangle": On(laws.triangle)},
        Twofold(composition, sets.composition),
        needs=("triangle",),
        order=_RANKED,
        families=scopes("three maps with two radii", Chain, *_CHAINS, image=CHAIN),
        mutants={
            "max(a, b) for a + b": partial(composition, within_sum=lambda d, c, a, b: c <= max(a, b)),
            "b is forgotten": partial(composition, within_sum=lambda d, c, a, b: c <= a),
            "< for ≤": partial(composition, within_sum=lambda d, c, a, b: c < a + b),
        },
    ),
    Claim(
        "relaxation.equivalence",
        "F_ε(f, f) is an equivalence relation",
        SCHIKHOF,
        {"pseudometric": On(laws.pseudometric), "ultrametric": On(laws.ultrametric)},
        Twofold(equivalence, sets.equivalence),
        needs=("ultrametric",),
        order=_RANKED,
        families=scopes(
            "maps with a radius",
            Endo,
            (_all(2, 2), _all(3, 2), _all(3, 3)),
            (_block(4, 3), _lee(6, 4)),
            (_block(4, 4), _block(4, 8), _lee(7, 8), _lee(8, 8)),
            image=Relabelled({"d": "ZZ", "f": "XZ"}),
        ),
        mutants={
            "< for ≤": partial(equivalence, reaches=lt),
            "F_2ε for one of two steps": partial(equivalence, again=2),
            "antisymmetric for symmetric": partial(equivalence, mutual=False),
        },
    ),
    Claim(
        "relaxation.functorial",
        "h : Z → Z' L-Lipschitz ⇒ F_ε(f, g) ⊆ F_{Lε}(hf, hg), with equality for isometries (L = 1)",
        SOURCE,
        {"lipschitz": Twofold(lipschitz, sets.lipschitz)},
        Twofold(functorial, sets.functorial),
        needs=("lipschitz",),
        order=_RANKED + "; Z before Z', then L and ε",
        families=scopes(
            "pushed cospans",
            Pushed,
            (_push(1, 2, of=maps), _push(2, 2, of=maps)),
            (_push(3, 2), _push(2, 3), _push_lee(4, 4, 1)),
            (_push(3, 3, 2), _push(2, 4, 4), _push_lee(4, 4, 3), _push_lee(5, 5, 2)),
            image=PUSHED,
        ),
        mutants={
            "ε for Lε": partial(functorial, times=lambda L, eps: eps),
            "< for ≤": partial(functorial, reaches=lt),
            "equality for every h": partial(functorial, equal=lambda i: True),
        },
    ),
)
