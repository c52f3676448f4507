"""Classical claims about additive maps from Z_m: torsion, characters.

        Hom(Z_m, Z) = 0       Hom(Z_m, Q/Z) ≅ Z_m

Main definitions
    Multiple    instances
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import flint

from algebra import laws
from algebra.laws import Witness
from algebra.maps import Multiples
from algebra.rings import ZZ, Ring, Zmod, moduli, power
from verify.batch import Twofold
from verify.batches import classical as batched
from verify.claim import Claim
from verify.family import Family, whole

Turns = tuple[int, ...]
BITS = (64, 256, 1024, 4096)


@dataclass(frozen=True, slots=True)
class Multiple:
    """The map k -> k·c from the representatives of Z_m to a group."""

    m: int
    group: Ring[Any]
    c: Any

    def __str__(self) -> str:
        return f"Z_{self.m} → {self.group}, 1 to {self.c}"

    @property
    def map(self) -> Multiples[Any]:
        """The map itself."""
        return Multiples(Zmod(self.m), self.group, self.c)


def additive(t: Multiple) -> Witness | None:
    """The map k -> k·c preserves sums modulo m."""
    return laws.additive(t.map)


def torsion_free(t: Multiple) -> Witness | None:
    """k·a = 0 only for k = 0 or a = 0."""
    orders = moduli(t.group)
    i = next((i for i, k in enumerate(orders) if k > 1), None)
    return None if i is None else Witness((t.group.generators()[i],), f"{orders[i]}·{t.group.generators()[i]} = 0")


def image_of_one(t: Multiple) -> Any:
    """The image of the 1 of Z_m, which is its 0 for m = 1."""
    return t.map(Zmod(t.m).one)


def point(t: Multiple) -> Any:
    """The point c."""
    return t.c


def origin(t: Multiple) -> Any:
    """The 0 of the group."""
    return t.group.zero


def unit(t: Multiple) -> Any:
    """The 1 of the group as a ring."""
    return t.group.one


def zero(
    t: Multiple, taken: Callable[[Multiple], Any] = image_of_one, wanted: Callable[[Multiple], Any] = origin
) -> Witness | None:
    """The map is zero."""
    image = taken(t)
    return None if image == wanted(t) else Witness((1,), f"1 goes to {image}")


def half(m: int) -> int:
    """The largest Lee distance of Z_m."""
    return m // 2


def last(m: int) -> int:
    """The largest representative of Z_m."""
    return m - 1


def every(_: int, turns: Turns) -> Turns:
    """All characters."""
    return turns


def real(m: int, turns: Turns) -> Turns:
    """The characters with values in 0 and 1/2."""
    return tuple(j for j in turns if 2 * j % m == 0)


def characters(
    m: int, used: Callable[[int, Turns], Turns] = every, reach: Callable[[int], int] = half
) -> Witness | None:
    """Z_m has m additive maps to Q/Z, which separate points; the chord grows with the Lee distance."""
    slopes = {Fraction(p, q) for q in range(1, 2 * m + 1) for p in range(q) if p * m % q == 0}
    if slopes != {Fraction(j, m) for j in range(m)}:
        return Witness((len(slopes),), f"{len(slopes)} points c of Q/Z have {m}·c = 0")
    turns = used(m, tuple(range(m)))
    for a, b in product(range(m), repeat=2):
        if any((j * a + j * b - j * ((a + b) % m)) % m for j in turns):
            return Witness((a, b), f"a map to Q/Z is not additive at {a} and {b}")
        if a != b and not any(j * (a - b) % m for j in turns):
            return Witness((a, b), f"no map to Q/Z separates {a} and {b}")
        if not _sines_agree(abs(a - b), min(abs(a - b), m - abs(a - b)), m):
            return Witness((a, b), f"the chord from {a} to {b} is not that of their Lee distance")
    bad = next((d for d in range(reach(m)) if not _shorter(d, d + 1, m)), None)
    return None if bad is None else Witness((bad,), f"the chords of {bad} and {bad + 1} are not in order")


def _sines_agree(d: int, lee: int, m: int) -> bool:
    """Whether sin(πd/m) = sin(π·lee/m), by sin(π - t) = sin t: the chord of points d apart is 2 sin(πd/m)."""
    return d in (lee, m - lee) and bool(chord(d, m, BITS[0]).overlaps(chord(lee, m, BITS[0])))


def chord(d: int, m: int, bits: int) -> Any:
    """A ball that holds |exp(2πi d/m) - 1| = 2 sin(πd/m), to a given precision."""
    with flint.ctx.workprec(bits):
        return 2 * flint.arb.sin_pi_fmpq(flint.fmpq(d, m))


def _shorter(d: int, e: int, m: int) -> bool:
    """Whether the chord of d is below that of e: the balls come apart at some precision."""
    return any(chord(d, m, bits) < chord(e, m, bits) for bits in BITS)


def _multiples(top: int, radius: int) -> Iterator[Multiple]:
    box = range(-radius, radius + 1)
    for m in range(1, top + 1):
        yield from (Multiple(m, ZZ, c) for c in sorted(box, key=lambda c: (abs(c), c < 0)))
        yield from (Multiple(m, power(ZZ, 2), c) for c in product(sorted(box, key=lambda c: (abs(c), c < 0)), repeat=2))
        yield from (Multiple(m, Zmod(k), c) for k in range(1, top + 1) for c in range(k))


def _torsion(top: int, radius: int) -> Family[Multiple]:
    size = top * ((2 * radius + 1) + (2 * radius + 1) ** 2 + top * (top + 1) // 2)
    name = f"m <= {top}, 1 to a box of radius {radius} in Z, Z², or to Z_k"
    return whole(name, ("points of one", top, radius), size, partial(_multiples, top, radius))


def _moduli(top: int) -> Family[int]:
    return whole(f"m <= {top}", ("moduli", top), top, partial(_first, top))


def _first(top: int) -> Iterator[int]:
    return iter(range(1, top + 1))


def shown_modulus(m: int) -> str:
    """The text of a modulus."""
    return f"Z_{m}"


CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.torsion",
        "Each additive map from Z_m (so, degree by degree, from Z_m[x]) to a torsion-free group is zero.",
        "Lang, Algebra, I.8: torsion",
        {
            "additive": Twofold(additive, batched.additive),
            "torsion-free": Twofold(torsion_free, batched.torsion_free),
        },
        Twofold(zero, batched.zero),
        needs=("additive", "torsion-free"),
        order="m, then Z, Z² and Z_k, then the image of 1 by absolute value",
        families={"small": _torsion(6, 4), "standard": _torsion(12, 20), "large": _torsion(24, 40)},
        mutants={
            "c for the image of 1": partial(zero, taken=point),
            "1 for 0": partial(zero, wanted=unit),
        },
    ),
    Claim(
        "classical.characters",
        "Z_m has exactly m additive maps to the circle Q/Z; they separate points, and the chord between the values "
        "of c ↦ c/m is a strictly increasing function of the Lee distance.",
        "Serre, A Course in Arithmetic, VI.1",
        {},
        characters,
        shows=shown_modulus,
        order="m",
        families={"small": _moduli(12), "standard": _moduli(48), "large": _moduli(96)},
        mutants={
            "real characters alone": partial(characters, used=real),
            "the representative for the Lee distance": partial(characters, reach=last),
        },
    ),
)
