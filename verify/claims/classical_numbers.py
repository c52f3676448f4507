"""Classical claims about residues: crt, collapse, torsion, characters.

        Z_l ≅ Z_m ×_{Z_g} Z_n       g = gcd(m, n), l = lcm(m, n)

Main definitions
    Residues, Images, Multiple  instances
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import product
from math import gcd, lcm, prod
from typing import Any

import flint

from algebra import laws
from algebra.fiber import Cospan, FiberProduct
from algebra.laws import Witness
from algebra.maps import Multiples, reduce
from algebra.maps.scalar import times
from algebra.rings import ZZ, Polynomials, Ring, Zmod, finite, listing, moduli, power
from verify.claim import Claim
from verify.families import rings
from verify.family import Family

BITS = (64, 256, 1024, 4096)


@dataclass(frozen=True, slots=True)
class Residues:
    """Z_m[x] and Z_n[x] over Z_b[x], in degrees below a bound; b divides m and n."""

    m: int
    n: int
    b: int
    degree: int

    def __str__(self) -> str:
        return f"Z_{self.m}[x] ×_{{Z_{self.b}[x]}} Z_{self.n}[x], degree < {self.degree}"


def base_is_gcd(r: Residues) -> Witness | None:
    """b = gcd(m, n)."""
    g = gcd(r.m, r.n)
    return None if r.b == g else Witness((r.b,), f"the base is {r.b}, gcd({r.m}, {r.n}) = {g}")


def remainders(r: Residues) -> Witness | None:
    """h -> (h mod m, h mod n) is a homomorphism from Z_l[x], in each degree a bijection with computed inverse."""
    L, whole = Polynomials(Zmod(lcm(r.m, r.n)), r.degree), Polynomials(Zmod(lcm(r.m, r.n)))
    ends = (Polynomials(Zmod(r.m), r.degree), Polynomials(Zmod(r.n), r.degree))
    F = FiberProduct(Cospan(reduce(ends[0], r.b), reduce(ends[1], r.b)))
    lift = F.lift(reduce(L, r.m), reduce(L, r.n))
    for h in listing(L):
        if lift(h) not in F or rejoined(r, lift(h)) != h:
            return Witness((h,), f"{h} goes to {lift(h)} and back to {rejoined(r, lift(h))}")
    for pair in F.elements():
        if lift(rejoined(r, pair)) != pair:
            return Witness((pair,), f"({pair[0]}, {pair[1]}) is no image: it comes back as {lift(rejoined(r, pair))}")
    for f in (reduce(whole, r.m), reduce(whole, r.n)):
        for a, b in product(L.generators(), repeat=2):
            if not f.linear or f(whole.mul(a, b)) != f.cod.mul(f(a), f(b)) or f(whole.one) != f.cod.one:
                return Witness((a, b), f"{f} is no homomorphism at {a} and {b}")
    return None


def rejoined(r: Residues, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[int, ...]:
    """The polynomial over Z_l with given remainders modulo m and n, by x + m·((y - x)/g)·(m/g)^-1."""
    g, (x, y) = gcd(r.m, r.n), pair
    size, inverse = max(len(x), len(y)), pow(r.m // g, -1, r.n // g)
    s, t = ((*a, *(0,) * (size - len(a))) for a in (x, y))
    joined = (a + r.m * ((b - a) // g * inverse % (r.n // g)) for a, b in zip(s, t, strict=True))
    return Polynomials(Zmod(lcm(r.m, r.n))).trim(joined)


@dataclass(frozen=True, slots=True)
class Images:
    """Additive maps Z_m → C ← Z_n, given by the images of 1."""

    m: int
    n: int
    ring: Ring[Any]
    a: Any
    b: Any

    def __str__(self) -> str:
        return f"Z_{self.m} → {self.ring} ← Z_{self.n}, 1 to {self.a} and {self.b}"


def takes_one_to_one(c: Images) -> Witness | None:
    """Both maps take 1 to 1."""
    f, g = Multiples(Zmod(c.m), c.ring, c.a), Multiples(Zmod(c.n), c.ring, c.b)
    return laws.unital(f) or laws.unital(g)


def collapse(c: Images) -> Witness | None:
    """char C divides gcd(m, n), so gcd(m, n) > 1 unless C = 0; and where it is, Z_gcd is such a ring."""
    g = gcd(c.m, c.n)
    char = characteristic(c.ring)
    if g % char:
        return Witness((c.ring.one,), f"the characteristic of {c.ring} is {char}, gcd({c.m}, {c.n}) = {g}")
    if g == 1 and finite(c.ring) > 1:
        return Witness((c.ring.one,), f"{c.ring} is not zero, gcd({c.m}, {c.n}) = 1")
    maps = (reduce(Zmod(c.m), g), reduce(Zmod(c.n), g))
    return next((w for f in maps if (w := laws.homomorphic(f)) is not None), None)


@cache
def characteristic(ring: Ring[Any]) -> int:
    """The least k >= 1 with k·1 = 0, in a finite ring."""
    return next(k for k in range(1, finite(ring) + 1) if ring.from_int(k) == ring.zero)


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


def zero(t: Multiple) -> Witness | None:
    """The map is zero."""
    image = t.map(Zmod(t.m).one)
    return None if image == t.group.zero else Witness((1,), f"1 goes to {image}")


def characters(m: int) -> Witness | None:
    """Z_m has m additive maps to Q/Z, which separate points; the chord grows with the Lee distance."""
    slopes = {Fraction(p, q) for q in range(1, 2 * m + 1) for p in range(q) if p * m % q == 0}
    if slopes != {Fraction(j, m) for j in range(m)}:
        return Witness((len(slopes),), f"{len(slopes)} points c of Q/Z have {m}·c = 0")
    for a, b in product(range(m), repeat=2):
        if any((s * a + s * b - s * ((a + b) % m)).denominator != 1 for s in slopes if s.denominator == m):
            return Witness((a, b), f"a map to Q/Z is not additive at {a} and {b}")
        if a != b and all((s * (a - b)).denominator == 1 for s in slopes):
            return Witness((a, b), f"no map to Q/Z separates {a} and {b}")
        if not _sines_agree(abs(a - b), min(abs(a - b), m - abs(a - b)), m):
            return Witness((a, b), f"the chord from {a} to {b} is not that of their Lee distance")
    bad = next((d for d in range(m // 2) if not _shorter(d, d + 1, m)), None)
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


def _residues(top: int, degrees: int) -> Iterator[Residues]:
    for m, n in sorted(product(range(1, top + 1), repeat=2), key=lambda p: (max(p), p)):
        for b in (b for b in range(1, min(m, n) + 1) if m % b == 0 and n % b == 0):
            yield from (Residues(m, n, b, k) for k in range(1, degrees + 1))


def _crt(top: int, degrees: int) -> Family[Residues]:
    size = degrees * sum((top // d) ** 2 for d in range(1, top + 1))
    return Family(f"m, n <= {top} with each common divisor, degree < {degrees}", size, partial(_residues, top, degrees))


def _images(top: int, order: int) -> Iterator[Images]:
    for C, m, n in product(rings(order), range(1, top + 1), range(1, top + 1)):
        for a, b in product(listing(C), repeat=2):
            if times(C, m, a) == C.zero and times(C, n, b) == C.zero:
                yield Images(m, n, C, a, b)


def _collapse(top: int, order: int) -> Family[Images]:
    size = sum(sum(prod(gcd(m, c) for c in moduli(C)) for m in range(1, top + 1)) ** 2 for C in rings(order))
    return Family(f"m, n <= {top}, rings of order <= {order}", size, partial(_images, top, order))


def _multiples(top: int, radius: int) -> Iterator[Multiple]:
    box = range(-radius, radius + 1)
    for m in range(1, top + 1):
        yield from (Multiple(m, ZZ, c) for c in sorted(box, key=lambda c: (abs(c), c < 0)))
        yield from (Multiple(m, power(ZZ, 2), c) for c in product(sorted(box, key=lambda c: (abs(c), c < 0)), repeat=2))
        yield from (Multiple(m, Zmod(k), c) for k in range(1, top + 1) for c in range(k))


def _torsion(top: int, radius: int) -> Family[Multiple]:
    size = top * ((2 * radius + 1) + (2 * radius + 1) ** 2 + top * (top + 1) // 2)
    return Family(
        f"m <= {top}, 1 to a box of radius {radius} in Z, Z², or to Z_k", size, partial(_multiples, top, radius)
    )


def _moduli(top: int) -> Family[int]:
    return Family(f"m <= {top}", top, partial(_first, top))


def _first(top: int) -> Iterator[int]:
    return iter(range(1, top + 1))


def shown_modulus(m: int) -> str:
    """The text of a modulus."""
    return f"Z_{m}"


CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.crt",
        "Over Z_g[x], g = gcd(m, n), the map h -> (h mod m, h mod n) is an isomorphism from Z_lcm(m, n)[x] onto "
        "the fiber product of Z_m[x] and Z_n[x].",
        "Lang, Algebra, II.2, for moduli that need not be coprime",
        {"base is gcd": base_is_gcd},
        remainders,
        needs=("base is gcd",),
        order="max(m, n), then m, n, base and degree",
        families={"small": _crt(4, 2), "standard": _crt(8, 2), "large": _crt(12, 2)},
    ),
    Claim(
        "classical.collapse",
        "A ring C that receives unital maps from Z_m[x] and Z_n[x] has char C | gcd(m, n), and a nonzero one exists "
        "exactly when gcd(m, n) > 1.",
        "Lang, Algebra, II.1: the characteristic",
        {"unital": takes_one_to_one},
        collapse,
        needs=("unital",),
        order="rings by order, then m, n and the images of 1",
        families={"small": _collapse(6, 4), "standard": _collapse(16, 6), "large": _collapse(30, 7)},
    ),
    Claim(
        "classical.torsion",
        "Each additive map from Z_m (so, degree by degree, from Z_m[x]) to a torsion-free group is zero.",
        "Lang, Algebra, I.8: torsion",
        {"additive": additive, "torsion-free": torsion_free},
        zero,
        needs=("torsion-free",),
        order="m, then Z, Z² and Z_k, then the image of 1 by absolute value",
        families={"small": _torsion(6, 4), "standard": _torsion(12, 20), "large": _torsion(24, 40)},
    ),
    Claim(
        "classical.characters",
        "Z_m has exactly m additive maps to the circle Q/Z; they separate points, and the chord between values of "
        "the first is a strictly increasing function of the Lee distance.",
        "Serre, A Course in Arithmetic, VI.1",
        {},
        characters,
        shows=shown_modulus,
        order="m",
        families={"small": _moduli(12), "standard": _moduli(48), "large": _moduli(96)},
    ),
)
