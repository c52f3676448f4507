"""Claims about perturbations that are small against ε: whether they leave F_ε(f, g) as it is.

        d ultrametric, a <= ε, b <= ε   =>   F_ε(f', g') = F_ε(f, g)

Main definitions
    CLAIMS      unchanged (refuted: in a metric they do not), ultrametric (there they do)
"""

from __future__ import annotations

from functools import partial
from operator import lt
from typing import Any

from algebra import laws
from algebra.laws import Witness
from algebra.metrics import Exact, Metric, Padic
from algebra.rings import Zmod, finite
from verify.batch import On, Twofold
from verify.batches import robustness as batched
from verify.claim import Claim
from verify.claims.relaxation_sets import SCHIKHOF, scopes
from verify.claims.robustness_laws import Perturbed, changes, inclusion, nothing, unchanged, widened
from verify.claims.robustness_maps import RANKED, RELABELLED, THREE, WITHIN, block
from verify.data import put
from verify.family import Block, radii
from verify.pools.distances import tables


def smaller(i: Perturbed) -> object | None:
    """a + b < ε."""
    return None if i.a + i.b < i.eps else Witness((i.a, i.b), f"{i.a} + {i.b} is not below {i.eps}")


def tolerated(i: Perturbed) -> object | None:
    """a <= ε and b <= ε."""
    return None if max(i.a, i.b) <= i.eps else Witness((i.a, i.b), f"max({i.a}, {i.b}) > {i.eps}")


def gains(i: Perturbed) -> object | None:
    """F_ε(f', g') ⊆ F_ε(f, g)."""
    new = ((x, y) for x, y, before, after in changes(i) if after <= i.eps < before)
    return next((Witness(pair, f"{pair} is new") for pair in new), None)


def _padic(p: int, k: int) -> Block:
    """One point on either side, in the p-adic distance of Z_{p^k}, with its own values as radii."""
    d: Metric[Any] = Padic(Zmod(p**k), p)
    values = put(*sorted({d(0, v) for v in range(p**k)}))
    return block(put(d), finite(d.space), 1, 1, values, values, values)


_NOISE: tuple[Exact, ...] = (0, 1)
_RADII = (put(*_NOISE), put(*_NOISE), radii(3))

TOLERANCE = scopes(
    "perturbed cospans in a symmetric distance",
    Perturbed,
    (block(tables(2), 2, 1, 1, *_RADII), block(tables(3), 3, 1, 1, *_RADII)),
    (block(tables(3, THREE), 3, 1, 2, *_RADII), block(tables(4, THREE), 4, 1, 1, *_RADII), _padic(2, 2)),
    (
        block(tables(3, THREE), 3, 2, 2, *_RADII),
        _padic(3, 2),
        block(tables(3, THREE), 3, 3, 3, *_RADII),
        block(tables(4, THREE), 4, 2, 2, *_RADII),
        block(tables(5, (1, 2)), 5, 1, 2, *_RADII),
    ),
    image=RELABELLED,
)

UNCHANGED = Twofold(unchanged, batched.unchanged)
_ULTRA = {"pseudometric": On(laws.pseudometric), "ultrametric": On(laws.ultrametric)}

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "robustness.unchanged",
        "in a metric small perturbations, a + b < ε, leave F_ε unchanged",
        "what Zhao 2024 (arXiv:2412.00373) tempts one to believe",
        {"metric": On(laws.metric)} | WITHIN | {"smaller": Twofold(smaller, batched.smaller)},
        UNCHANGED,
        expected="refuted",
        order=RANKED,
        families=TOLERANCE,
        mutants={
            "nothing is lost": partial(inclusion, slack=nothing),
            "nothing is gained": gains,
            "F_{ε+η}(f', g') for F_ε(f', g')": partial(unchanged, second=widened),
            "< for ≤": partial(unchanged, reaches=lt),
        },
    ),
    Claim(
        "robustness.ultrametric",
        "in an ultrametric perturbations a, b ≤ ε leave F_ε unchanged",
        SCHIKHOF,
        _ULTRA | WITHIN | {"tolerated": Twofold(tolerated, batched.tolerated)},
        UNCHANGED,
        needs=("ultrametric", *WITHIN, "tolerated"),
        order=RANKED,
        families=TOLERANCE,
        mutants={
            "< for ≤": partial(unchanged, reaches=lt),
            "F_{ε+η}(f', g') for F_ε(f', g')": partial(unchanged, second=widened),
            "F_0(f, g) for F_ε(f, g)": partial(unchanged, first=nothing),
        },
    ),
)
