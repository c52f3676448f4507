"""Claims about F_ε(f, g) when the maps are perturbed.

        d(f'x, fx) <= a,  d(gy, g'y) <= b   =>   F_ε(f, g) ⊆ F_{ε+a+b}(f', g')

Main definitions
    PERTURBED   perturbed cospans with a radius, in symmetric tables and in distances that may not be symmetric
    MOVED       the same without a radius
    CLAIMS      inclusion, sandwich, gap, count, interleaving
"""

from __future__ import annotations

from functools import partial
from operator import lt
from typing import Any

from algebra import laws
from algebra.metrics import Exact
from algebra.rings import Zmod
from verify.batch import On, Twofold
from verify.batches import robustness as batched
from verify.claim import Claim, Law
from verify.claims.relaxation_sets import SOURCE, scopes
from verify.claims.robustness_laws import (
    Moved,
    Perturbed,
    count,
    f_within_a,
    g_within_b,
    gap,
    inclusion,
    interleaving,
    larger,
    nothing,
    only_a,
    only_b,
    sandwich,
    unchanged,
    widened,
)
from verify.family import Block, Pool, radii
from verify.pools.distances import tables, weights
from verify.pools.maps import maps
from verify.pools.symmetry import Relabelled, histograms

RELABELLED = Relabelled({"d": "ZZ", "f": "XZ", "g": "YZ", "f2": "XZ", "g2": "YZ"})
RANKED = (
    "small scope first, then by the number of points, symmetric distances before invariant ones, the distance "
    "(lexicographic), f, g, f', g', the radii"
)
THREE: tuple[Exact, ...] = (0, 1, 2)
WITHIN: dict[str, Law[Any]] = {
    "f_within_a": Twofold(f_within_a, batched.f_within_a),
    "g_within_b": Twofold(g_within_b, batched.g_within_b),
}
TRIANGLE = {"triangle": On(laws.triangle)}
METRIC = TRIANGLE | {"symmetric": On(laws.symmetric)}


def block(distances: Pool, n: int, x: int, y: int, *radius: Pool) -> Block:
    """Perturbed maps from x and y points to n points, up to relabelling of the x and of the y."""
    return (distances, histograms(x, n), histograms(y, n), maps(x, n), maps(y, n), *radius)


def turned(n: int, values: tuple[Exact, ...] = THREE) -> Pool:
    """The invariant distances of Z_n, symmetric or not."""
    return weights(Zmod(n), values)


_TWO, _SMALL, _WIDE = radii(2), (radii(2), radii(2), radii(3)), (radii(3), radii(3), radii(4))

PERTURBED = scopes(
    "perturbed cospans with a radius",
    Perturbed,
    (block(tables(2), 2, 1, 1, *_WIDE), block(tables(3, THREE), 3, 1, 1, *_SMALL), block(turned(3), 3, 1, 1, *_SMALL)),
    (
        block(tables(3), 3, 1, 1, *_WIDE),
        block(turned(3, (0, 1, 2, 3)), 3, 1, 1, *_WIDE),
        block(tables(3, THREE), 3, 1, 2, *_SMALL),
        block(turned(3), 3, 1, 2, *_SMALL),
        block(turned(4, (0, 1)), 4, 1, 1, *_SMALL),
    ),
    (
        block(tables(2), 2, 2, 3, *_SMALL),
        block(tables(3, THREE), 3, 2, 2, *_SMALL),
        block(tables(3, THREE), 3, 3, 3, *_SMALL),
        block(tables(4, THREE), 4, 2, 2, *_SMALL),
        block(tables(5, (1, 2)), 5, 1, 2, *_SMALL),
    ),
    image=RELABELLED,
)

MOVED = scopes(
    "perturbed cospans",
    Moved,
    (block(tables(3), 3, 1, 1, _TWO, _TWO), block(turned(3, (0, 1, 2, 3)), 3, 1, 1, _TWO, _TWO)),
    (block(tables(3), 3, 1, 2, _TWO, _TWO), block(turned(4), 4, 1, 1, _TWO, _TWO)),
    (
        block(tables(3), 3, 2, 2, _TWO, _TWO),
        block(turned(5, (0, 1, 2)), 5, 1, 1, _TWO, _TWO),
        block(tables(3), 3, 3, 3, _TWO, _TWO),
        block(tables(4), 4, 2, 2, _TWO, _TWO),
    ),
    image=RELABELLED,
)

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "robustness.inclusion",
        "d(f'x, fx) ≤ a and d(gy, g'y) ≤ b for all x, y ⇒ F_ε(f, g) ⊆ F_{ε+a+b}(f', g')",
        SOURCE,
        TRIANGLE | WITHIN,
        Twofold(inclusion, batched.inclusion),
        needs=("triangle", *WITHIN),
        order=RANKED,
        families=PERTURBED,
        mutants={
            "a is forgotten": partial(inclusion, slack=only_b),
            "b is forgotten": partial(inclusion, slack=only_a),
            "max(a, b) for a + b": partial(inclusion, slack=larger),
            "< for ≤": partial(inclusion, reaches=lt),
        },
    ),
    Claim(
        "robustness.sandwich",
        "with η = a + b: F_{ε-η}(f, g) ⊆ F_ε(f', g') ⊆ F_{ε+η}(f, g), the first empty for ε < η",
        SOURCE,
        METRIC | WITHIN,
        Twofold(sandwich, batched.sandwich),
        needs=("triangle", "symmetric", *WITHIN),
        order=RANKED,
        families=PERTURBED,
        mutants={
            "ε for ε - η": partial(sandwich, inner=nothing),
            "ε for ε + η": partial(sandwich, outer=nothing),
            "b is forgotten in ε - η": partial(sandwich, inner=only_a),
            "a is forgotten in ε + η": partial(sandwich, outer=only_b),
        },
    ),
    Claim(
        "robustness.gap",
        "if no d(fx, gy) lies in (ε - η, ε + η], then F_ε(f', g') = F_ε(f, g)",
        "the sandwich, where both ends of it agree",
        METRIC | WITHIN | {"gap": Twofold(gap, batched.gap)},
        Twofold(unchanged, batched.unchanged),
        needs=("triangle", "symmetric", *WITHIN, "gap"),
        order=RANKED,
        families=PERTURBED,
        mutants={
            "< for ≤": partial(unchanged, reaches=lt),
            "F_{ε+η}(f', g') for F_ε(f', g')": partial(unchanged, second=widened),
            "F_0(f, g) for F_ε(f, g)": partial(unchanged, first=nothing),
        },
    ),
    Claim(
        "robustness.count",
        "|F_ε △ F'_ε| ≤ |F_{ε+η}| - |F_{ε-η}|",
        "the sandwich, counted",
        METRIC | WITHIN,
        Twofold(count, batched.count),
        needs=("triangle", "symmetric", *WITHIN),
        order=RANKED,
        families=PERTURBED,
        mutants={
            "the outer shell alone": partial(count, inner=nothing),
            "the inner shell alone": partial(count, outer=nothing),
            "b is forgotten": partial(count, inner=only_a, outer=only_a),
            "< for ≤": partial(count, below=lt),
        },
    ),
    Claim(
        "robustness.interleaving",
        "F_δ(f, g) ⊆ F_{δ+η}(f', g') and F_δ(f', g') ⊆ F_{δ+η}(f, g) for all δ: the filtrations are η-interleaved",
        "Chazal, de Silva, Glisse, Oudot, The Structure and Stability of Persistence Modules, 2016: interleavings",
        METRIC | WITHIN,
        Twofold(interleaving, batched.interleaving),
        needs=("triangle", "symmetric", *WITHIN),
        order=RANKED,
        families=MOVED,
        mutants={
            "a is forgotten": partial(interleaving, slack=only_b),
            "b is forgotten": partial(interleaving, slack=only_a),
            "max(a, b) for a + b": partial(interleaving, slack=larger),
        },
    ),
)
