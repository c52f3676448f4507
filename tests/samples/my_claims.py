"""Claims of one's own, checked by: fibercheck verify --claims my_claims.py."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from algebra import laws
from algebra.laws import Witness
from algebra.metrics import Exact, Metric
from algebra.rings import Zmod
from verify.batch import On
from verify.claim import SCOPES, Claim
from verify.data import put
from verify.decided import d, decided_claim, points
from verify.family import grid


@dataclass(frozen=True, slots=True)
class Steps(Metric[int]):
    """How many steps lead from a to b on a circle, each of one of some lengths; 1 is among them."""

    space: Zmod
    lengths: tuple[int, ...]

    def __call__(self, a: int, b: int) -> int:
        reached, n = {a}, 0
        while b not in reached:
            reached |= {self.space.add(z, s) for z, s in product(reached, self.lengths)}
            n += 1
        return n


@dataclass(frozen=True, slots=True)
class Walk:
    """A distance and two radii."""

    d: Steps
    a: Exact
    b: Exact

    def __str__(self) -> str:
        return f"{self.d.space} in steps of {self.d.lengths}; a = {self.a}; b = {self.b}"


def whole(i: Walk) -> Witness | None:
    """a and b are whole numbers."""
    return next((Witness((), f"{r} is not whole") for r in (i.a, i.b) if r != int(r)), None)


def halfway(i: Walk) -> Witness | None:
    """What is within a + b of x can be reached by way of a point within a of x."""
    for x, y in product(i.d.space.elements(), repeat=2):
        near = i.d(x, y) <= i.a + i.b
        if near and not any(i.d(x, z) <= i.a and i.d(z, y) <= i.b for z in i.d.space.elements()):
            return Witness(
                (x, y), f"d({x}, {y}) = {i.d(x, y)} ≤ {i.a} + {i.b}, but no z is within {i.a} of {x} and {i.b} of {y}"
            )
    return None


CIRCLES = put(*(Steps(Zmod(m), lengths) for m in range(2, 8) for lengths in ((1,), (1, 2), (1, m - 1))))
RADII = put(0, Fraction(1, 2), 1, 2)
w, x, y, z = points("w x y z")

CLAIMS = (
    Claim(
        "mine.halfway",
        "F_{a+b} ⊆ F_a ∘ F_b where d counts steps",
        "the converse of relaxation.composition",
        given={"symmetric": On(laws.symmetric), "whole": whole},
        then=halfway,
        needs=("whole",),
        families=dict.fromkeys(SCOPES, grid("circles with steps", Walk, (CIRCLES, RADII, RADII))),
    ),
    decided_claim(
        "mine.quadrangle",
        "|d(x, y) - d(w, z)| ≤ d(x, w) + d(y, z)",
        "the quadrangle inequality",
        given={"triangle": "triangle", "symmetric": "symmetric"},
        then=(d(x, y) - d(w, z) <= d(x, w) + d(y, z), d(w, z) - d(x, y) <= d(x, w) + d(y, z)),
        needs=("triangle", "symmetric"),
    ),
)
