"""Claims about how large a relaxation is, as its radius grows.

        |F_ε| = |F_0|·N_d(ε),   N_d(ε) = |{c in Z^d : |c| <= ε}|

Main definitions
    CLAIMS      steps, ball, asymptotic, power_law, dimension

Conventions
    Additive maps from Z_k^n are counted up to automorphisms of it where these leave few: one for each image.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from operator import gt
from typing import Any

from algebra import laws
from algebra.maps import Identity
from algebra.rings import Zmod, power
from verify.batch import On, Twofold
from verify.batches import growth
from verify.claim import Claim, Law
from verify.claims.relaxation_sets import SOURCE, scopes
from verify.claims.relaxation_sizes import (
    Ball,
    Power,
    Sized,
    asymptotic,
    ball,
    below_wrap,
    cube,
    dimension,
    left_continuous,
    limit_as_stated,
    onto,
    power_law,
    stated,
    steps,
)
from verify.data import put
from verify.family import Block, radii
from verify.pools.distances import lee, named, tables, weights
from verify.pools.maps import diagonals, maps, multiples
from verify.pools.symmetry import Reframed, Relabelled, histograms, linear_images

NORMS = ("l1", "l2", "linf")
BALLS = "MacWilliams & Sloane 1977, ch. 5"
CROSS = "Beck & Robins 2015, thm 2.7"


def _line(k: int, *orders: int, norms: tuple[str, ...] = NORMS) -> tuple[Block, ...]:
    ends = product((multiples(Zmod(k), m) for m in orders), repeat=2)
    return tuple((lee(k, 1, norms), f, g) for f, g in ends)


def _space(k: int, d: int, norms: tuple[str, ...] = NORMS) -> Block:
    left = put(Identity(power(Zmod(k), d))) if d > 2 else diagonals(k, d)
    return (lee(k, d, norms), left, diagonals(k, d))


def _images(k: int, n: int, d: int, norms: tuple[str, ...] = NORMS) -> Block:
    """All pairs of additive maps from Z_k^n to Z_k^d, up to automorphisms."""
    return (lee(k, d, norms), linear_images(k, n, d), linear_images(k, n, d))


def _balls(k: int, d: int) -> tuple[Block, ...]:
    tops = {"l1": d * (k // 2), "linf": k // 2, "hamming": d}
    return tuple((put(kind), put(k), put(d), radii(top + 1)) for kind, top in tops.items())


def _both(norms: tuple[str, ...]) -> tuple[tuple[Block, ...], ...]:
    space, line, images = partial(_space, norms=norms), partial(_line, norms=norms), partial(_images, norms=norms)
    middle = (*line(5, 10, 6), *line(6, 6, 4), *line(7, 7, 8), *line(8, 8, 16))
    return (
        (*line(2, 2), *line(3, 3, 4), *line(4, 4, 2), *line(5, 5), space(3, 2)),
        (*middle, space(4, 2), space(5, 2), space(5, 3), images(3, 2, 2)),
        (*line(9, 9, 18), *line(11, 11, 12), space(7, 3), images(4, 2, 2), images(7, 2, 2), images(3, 3, 3)),
    )


def _named(k: int, p: int, *orders: int) -> tuple[Block, ...]:
    ends = product((multiples(Zmod(k), m) for m in orders), repeat=2)
    return tuple((named(Zmod(k), p), f, g) for f, g in ends)


_ENDS = ("f", "g")
_ONTO: dict[str, Law[Any]] = {"additive": On(laws.additive, _ENDS), "onto": Twofold(onto, growth.onto)}
_FRAMES = Reframed(_ENDS)

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.steps",
        source=SOURCE,
        given={},
        then=steps,
        statement="ε ↦ |F_ε| is a right-continuous step function that jumps exactly at the distances taken",
        order="small scope first, then by Z, the distance, the maps",
        families=scopes(
            "cospans with a distance",
            Sized,
            (*_named(3, 3, 3), *_named(4, 2, 4), (tables(2), maps(2, 2), maps(2, 2))),
            (
                *_named(6, 3, 6, 4),
                *_named(8, 2, 8),
                (tables(3), histograms(2, 3), histograms(2, 3)),
                (weights(Zmod(4)), multiples(Zmod(4), 4), multiples(Zmod(4), 4)),
            ),
            (*_named(9, 3, 9), (tables(4), histograms(1, 4), histograms(2, 4))),
            image=Relabelled({"d": "ZZ", "f": "XZ", "g": "YZ"}),
        ),
        mutants={
            "left-continuous": partial(steps, size=left_continuous),
            "a jump before the distance is taken": partial(steps, early=True),
            "the first step from 0 on": partial(steps, from_zero=True),
        },
    ),
    Claim(
        "relaxation.ball",
        source=f"{BALLS}; {CROSS}",
        given={"below_wrap": below_wrap},
        then=ball,
        needs=("below_wrap",),
        order="small scope first, then by the dimension, k, the kind, ε",
        statement="|B_ε| on Z_k^d for whole ε < k/2: (2ε+1)^d (linf), Σ_j 2^j C(d,j) C(ε,j) (l1); "
        "for all whole ε: Σ_{j≤ε} C(d,j)(k−1)^j (Hamming)",
        families=scopes(
            "balls",
            Ball,
            tuple(block for d in (1, 2) for k in range(2, 6) for block in _balls(k, d)),
            tuple(block for d, k in ((1, 16), (2, 9), (3, 5), (3, 7), (4, 4), (4, 5)) for block in _balls(k, d)),
            tuple(block for d, k in ((3, 11), (4, 7), (5, 5)) for block in _balls(k, d)),
        ),
        mutants={
            "2ε for 2ε + 1": partial(ball, total=partial(stated, center=0)),
            "k for k - 1": partial(ball, total=partial(stated, same=0)),
            "the center is forgotten": partial(ball, total=partial(stated, first=1)),
        },
    ),
    Claim(
        "relaxation.asymptotic",
        source=f"{SOURCE}; {CROSS}",
        given=_ONTO,
        then=Twofold(asymptotic, partial(growth.asymptotic, limit=limit_as_stated)),
        needs=("additive", "onto"),
        order="small scope first, then by d, k, the norm, the maps",
        statement="|F_ε| = |F_0|·N_d(ε) for ε < k/2, where N_d(ε) counts the points of Z^d of norm ≤ ε; "
        "N_d(ε)/ε^d → 2^d (linf), 2^d/d! (l1), π^{d/2}/Γ(d/2+1) (l2) as ε → ∞",
        families=scopes("cospans of Z_k^d in a Lee norm", Sized, *_both(NORMS), image=_FRAMES),
        mutants={
            "ε = k/2 too": partial(asymptotic, wraps=gt),
            "|F_0| is forgotten": partial(asymptotic, fiber=False),
            "2^d for every norm": partial(asymptotic, limit=cube),
        },
    ),
    Claim(
        "relaxation.power_law",
        source=SOURCE,
        given={},
        then=power_law,
        expected="refuted",
        statement="|F_ε| = C·ε^d at every whole ε with 0 < ε < k/2",
        order="small scope first, then by d, k, the norm",
        families=scopes(
            "identities of Z_k^d",
            Power,
            ((put(*range(2, 8)), put(1), put(*NORMS)), (put(*range(2, 6)), put(2), put(*NORMS))),
            ((put(*range(8, 17)), put(1), put(*NORMS)), (put(6, 7, 8), put(2), put(*NORMS))),
            ((put(*range(3, 8)), put(3), put(*NORMS)),),
        ),
        mutants={
            "ε = 0 too": partial(power_law, first=0),
            "ε = k/2 too": partial(power_law, last=2),
            "(ε + 1)^d for ε^d": partial(power_law, shift=1),
        },
    ),
    Claim(
        "relaxation.dimension",
        source=SOURCE,
        given=_ONTO,
        then=Twofold(dimension, growth.dimension),
        needs=("additive", "onto"),
        order="small scope first, then by d, k, the maps",
        statement="for linf the density ρ of F_ε is ((2ε+1)/k)^d for whole ε < k/2, that is k·ρ^{1/d} = 2ε+1",
        families=scopes("cospans of Z_k^d in the linf norm", Sized, *_both(("linf",)), image=_FRAMES),
        mutants={
            "2ε for 2ε + 1": partial(dimension, center=0),
            "d + 1 for d": partial(dimension, more=1),
            "ε = k/2 too": partial(dimension, last=2),
        },
    ),
)
