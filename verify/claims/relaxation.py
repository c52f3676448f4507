"""The claims about ε-relaxations of a fiber product.

        F_ε = {(x, y) : d(f(x), g(y)) <= ε}

Main definitions
    Agreement   an instance of relaxation.adic
    CLAIMS      maps of sets, then groups and rings, then sizes
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from typing import Any

from algebra.fiber import Cospan
from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Xadic
from algebra.relax import Relaxation
from algebra.rings import listing
from verify.batch import Twofold
from verify.batches import growth
from verify.claim import Claim
from verify.claims import relaxation_groups, relaxation_growth, relaxation_maps
from verify.claims.relaxation_sets import SCHIKHOF, scopes, told
from verify.family import Block, radii
from verify.pools.maps import multiplications


@dataclass(frozen=True, slots=True)
class Agreement:
    """A cospan of R[x]/(x^N) and a degree n."""

    f: Map[Any, Any]
    g: Map[Any, Any]
    n: int

    def __str__(self) -> str:
        return f"f {told(self.f)}; g {told(self.g)}; n = {self.n}"


@cache
def heads(f: Map[Any, Any], n: int) -> tuple[tuple[Any, ...], ...]:
    """The coefficients below n of each image."""
    zero = f.cod.coefficients.zero  # type: ignore[attr-defined]
    return tuple((*f(a), *[zero] * n)[:n] for a in listing(f.dom))


def adic(i: Agreement, finer: int = 0, strict: bool = False) -> object | None:
    """F at 2^-n is the agreement of the coefficients below n."""
    d, eps = Xadic(i.f.cod), Fraction(2) ** -(i.n + finer)
    F = {(x, y) for x, y in Relaxation(Cospan(i.f, i.g), d, eps) if not strict or d(i.f(x), i.g(y)) < eps}
    right = list(zip(listing(i.g.dom), heads(i.g, i.n), strict=True))
    for x, head in zip(listing(i.f.dom), heads(i.f, i.n), strict=True):
        bad = next((y for y, other in right if (head == other) != ((x, y) in F)), None)
        if bad is not None:
            return Witness((x, bad), f"{(x, bad)} is in one of F and the agreement below degree {i.n}")
    return None


def _agreements(k: int, N: int) -> Block:
    return (multiplications(k, N), multiplications(k, N), radii(N + 1))


ADIC: Claim[Any] = Claim(
    "relaxation.adic",
    "in the x-adic distance on R[x]/(x^N) F at 2^-n is the agreement of the coefficients below n",
    SCHIKHOF,
    {},
    Twofold(adic, growth.adic),
    order="small scope first, then by R, N, the maps, n",
    families=scopes(
        "cospans of multiplications",
        Agreement,
        (_agreements(2, 1), _agreements(2, 2), _agreements(3, 1)),
        (_agreements(2, 3), _agreements(3, 2)),
        (_agreements(4, 2), _agreements(2, 4), _agreements(5, 2), _agreements(3, 3), _agreements(2, 5)),
    ),
    mutants={
        "2^-(n+1) for 2^-n": partial(adic, finer=1),
        "2^(1-n) for 2^-n": partial(adic, finer=-1),
        "< for ≤": partial(adic, strict=True),
    },
)

CLAIMS: tuple[Claim[Any], ...] = (
    *relaxation_maps.CLAIMS,
    *relaxation_groups.CLAIMS,
    ADIC,
    *relaxation_growth.CLAIMS,
)
