"""The claim that F_ε(f, g) ⊆ F_ε(π_s f, π_s g) in the distances of words over finite fields: refuted.

        over Z_3, Z_s spanned by (1, 1), Z_I by (1, 2):        |(0, 1)| = 1        |π_s(0, 1)| = |(2, 2)| = 2

Main definitions
    Coded               instances: a decomposition of Z_p^d with a distance, and two maps
    orthogonal          the hypothesis
    projected           the conclusion
    WORDS               decomposition.shared_finite (refuted)

Conventions
    The conclusion says of each pair that its distance does not grow: that is what it says for the radius at which the
    pair enters, and so for all greater ones.

References
    .. [1] F. J. MacWilliams and N. J. A. Sloane, *The Theory of Error-Correcting Codes*, 1977, chapter 1, §2: the
       Hamming distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from operator import le, lt
from typing import Any

from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Hamming, Lee, Metric
from algebra.rings import Zmod, listing, power
from verify.claim import Claim
from verify.claims.decomposition_parts import orthogonal
from verify.claims.relaxation_sets import Reaches, scopes, told
from verify.data import put
from verify.family import Block
from verify.pools.maps import homomorphisms
from verify.pools.parts import Basis, Parts, shared_out
from verify.ranks import images, rows

TEMPTING = "Zhao 2024 (arXiv:2412.00373), where distances in the shared space stand for those in the whole"
RANKED = "small scope first, then by dimension, prime, Hamming before Lee, basis, owners of its vectors, f, g"


@dataclass(frozen=True, slots=True)
class Coded:
    """A distance on Z_p^d, a decomposition, and two maps."""

    d: Metric[Any]
    parts: Parts
    f: Map[Any, Any]
    g: Map[Any, Any]

    def __str__(self) -> str:
        return f"{self.d}; {self.parts}; f {told(self.f)}; g {told(self.g)}"


@cache
def _onto(parts: Parts, owner: int) -> tuple[int, ...]:
    """The rank of the component of each element of Z_p^d in one of the parts."""
    Z, onto = parts.splitting.form.space, parts.splitting.projections[owner]
    return tuple(Z.rank(onto(z)) for z in listing(Z))


def projected(i: Coded, reaches: Reaches = le, owner: int = 0, both: bool = True) -> object | None:
    """F_ε(f, g) ⊆ F_ε(π_s f, π_s g)."""
    D, onto, right = rows(i.d), _onto(i.parts, owner), images(i.g)
    for x, u in enumerate(images(i.f)):
        for y, v in enumerate(right):
            far = D[onto[u]][onto[v] if both else v]
            if not reaches(far, D[u][v]):
                return Witness((x, y), f"({x}, {y}) is in F_{D[u][v]}, and the distance of its projections is {far}")
    return None


def _words(p: int, *bases: Basis) -> Block:
    Z = power(Zmod(p), len(bases[0]))
    return put(Hamming(Z), Lee(Z)), shared_out(p, *bases), homomorphisms(Zmod(p), Z), homomorphisms(Zmod(p), Z)


PLANE = ((1, 0), (0, 1))
FAMILIES = scopes(
    "decompositions of Z_p^d, and maps into it",
    Coded,
    (_words(2, ((1,),)), _words(3, ((1,),)), _words(2, PLANE, ((1, 0), (1, 1))), _words(3, PLANE, ((1, 1), (1, 2)))),
    (_words(5, PLANE, ((1, 1), (1, 4))), _words(2, ((1, 1, 1), (1, 1, 0), (0, 1, 1)))),
    (_words(7, PLANE, ((1, 1), (1, 6))), _words(3, ((1, 1, 0), (1, 2, 0), (0, 0, 1)))),
)

WORDS: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.shared_finite",
        "F_ε(f, g) ⊆ F_ε(π_s f, π_s g) over Z_p in the Hamming or Lee distance",
        TEMPTING,
        {"orthogonal": orthogonal},
        projected,
        expected="refuted",
        order=RANKED,
        families=FAMILIES,
        mutants={
            "< for ≤": partial(projected, reaches=lt),
            "π_I for π_s": partial(projected, owner=1),
            "g y for π_s g y": partial(projected, both=False),
        },
    ),
)
