"""Classical claims about residues modulo two numbers: crt, collapse.

        Z_l ≅ Z_m ×_{Z_g} Z_n       g = gcd(m, n), l = lcm(m, n)

Main definitions
    Residues, Images    instances
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from math import gcd, lcm, prod
from operator import mod, mul, sub
from typing import Any

from algebra import laws
from algebra.fiber import Cospan, FiberProduct
from algebra.laws import Witness
from algebra.maps import Multiples, reduce
from algebra.maps.scalar import times
from algebra.rings import Polynomials, Ring, Zmod, finite, listing, moduli
from verify.claim import Claim
from verify.data import carrier
from verify.families import rings
from verify.family import Family, whole

Whole = Callable[[int, int], int]


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


def inverse(a: int, k: int) -> int:
    """1/a modulo k."""
    return pow(a, -1, k)


def one(_: int, __: int) -> int:
    """1, whatever is asked."""
    return 1


def remainders(r: Residues, top: Whole = lcm, scale: Whole = inverse) -> Witness | None:
    """h -> (h mod m, h mod n) is a homomorphism from Z_l[x], in each degree a bijection with computed inverse."""
    Z, back = Zmod(top(r.m, r.n)), partial(rejoined, r, scale=scale)
    L, whole = Polynomials(Z, r.degree), Polynomials(Z)
    ends = (Polynomials(Zmod(r.m), r.degree), Polynomials(Zmod(r.n), r.degree))
    F = FiberProduct(Cospan(reduce(ends[0], r.b), reduce(ends[1], r.b)))
    lift = F.lift(reduce(L, r.m), reduce(L, r.n))
    for h in listing(L):
        if lift(h) not in F or back(lift(h)) != h:
            return Witness((h,), f"{h} goes to {lift(h)} and back to {back(lift(h))}")
    for pair in F.elements():
        if lift(back(pair)) != pair:
            return Witness((pair,), f"({pair[0]}, {pair[1]}) is no image: it comes back as {lift(back(pair))}")
    for f in (reduce(whole, r.m), reduce(whole, r.n)):
        for a, b in product(L.generators(), repeat=2):
            if not f.linear or f(whole.mul(a, b)) != f.cod.mul(f(a), f(b)) or f(whole.one) != f.cod.one:
                return Witness((a, b), f"{f} is no homomorphism at {a} and {b}")
    return None


def rejoined(r: Residues, pair: tuple[tuple[int, ...], tuple[int, ...]], scale: Whole = inverse) -> tuple[int, ...]:
    """The polynomial over Z_l with given remainders modulo m and n, by x + m·((y - x)/g)·(m/g)^-1."""
    g, (x, y) = gcd(r.m, r.n), pair
    size, by = max(len(x), len(y)), scale(r.m // g, r.n // g)
    s, t = ((*a, *(0,) * (size - len(a))) for a in (x, y))
    joined = (a + r.m * ((b - a) // g * by % (r.n // g)) for a, b in zip(s, t, strict=True))
    return Polynomials(Zmod(lcm(r.m, r.n))).trim(joined)


@dataclass(frozen=True, slots=True)
class Images:
    """Additive maps Z_m → C ← Z_n, given by the ranks of the images of 1."""

    m: int
    n: int
    ring: Ring[Any]
    a: int
    b: int

    @property
    def ones(self) -> tuple[Any, Any]:
        """The images of 1."""
        return self.ring.unrank(self.a), self.ring.unrank(self.b)

    def __str__(self) -> str:
        return f"Z_{self.m} → {self.ring} ← Z_{self.n}, 1 to {self.ones[0]} and {self.ones[1]}"


def takes_one_to_one(c: Images) -> Witness | None:
    """Both maps take 1 to 1."""
    f, g = (Multiples(Zmod(k), c.ring, one) for k, one in zip((c.m, c.n), c.ones, strict=True))
    return laws.unital(f) or laws.unital(g)


def collapse(c: Images, common: Whole = gcd, rest: Whole = mod, least: int = 1) -> Witness | None:
    """char C divides gcd(m, n), so gcd(m, n) > 1 unless C = 0; and where it is, Z_gcd is such a ring."""
    g, char, unit = common(c.m, c.n), characteristic(c.ring), c.ring.rank(c.ring.one)
    if rest(g, char):
        return Witness((unit,), f"the characteristic of {c.ring} is {char}, gcd({c.m}, {c.n}) = {g}")
    if g <= least and finite(c.ring) > 1:
        return Witness((unit,), f"{c.ring} is not zero, gcd({c.m}, {c.n}) = {g}")
    maps = (reduce(Zmod(c.m), g), reduce(Zmod(c.n), g))
    return next((w for f in maps if (w := laws.homomorphic(f)) is not None), None)


@cache
def characteristic(ring: Ring[Any]) -> int:
    """The least k >= 1 with k·1 = 0, in a finite ring."""
    return next(k for k in range(1, finite(ring) + 1) if ring.from_int(k) == ring.zero)


def _residues(top: int, degrees: int) -> Iterator[Residues]:
    for m, n in sorted(product(range(1, top + 1), repeat=2), key=lambda p: (max(p), p)):
        for b in (b for b in range(1, min(m, n) + 1) if m % b == 0 and n % b == 0):
            yield from (Residues(m, n, b, k) for k in range(1, degrees + 1))


def _crt(top: int, degrees: int) -> Family[Residues]:
    size = degrees * sum((top // d) ** 2 for d in range(1, top + 1))
    name = f"m, n <= {top} with each common divisor, degree < {degrees}"
    return whole(name, ("residues", top, degrees), size, partial(_residues, top, degrees))


def _images(top: int, order: int) -> Iterator[Images]:
    for C, m, n in product(rings(order), range(1, top + 1), range(1, top + 1)):
        for (a, u), (b, v) in product(enumerate(listing(C)), repeat=2):
            if times(C, m, u) == C.zero and times(C, n, v) == C.zero:
                yield Images(m, n, C, a, b)


def _collapse(top: int, order: int) -> Family[Images]:
    size = sum(sum(prod(gcd(m, c) for c in moduli(C)) for m in range(1, top + 1)) ** 2 for C in rings(order))
    data = ("images of one", top, tuple(map(carrier, rings(order))))
    return whole(f"m, n <= {top}, rings of order <= {order}", data, size, partial(_images, top, order))


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
        mutants={
            "m·n for lcm(m, n)": partial(remainders, top=mul),
            "no inverse of m/g": partial(remainders, scale=one),
        },
    ),
    Claim(
        "classical.collapse",
        "A ring C that receives unital homomorphisms from Z_m[x] and Z_n[x] has char C | gcd(m, n), and a nonzero one "
        "exists exactly when gcd(m, n) > 1.",
        "Lang, Algebra, II.1: the characteristic",
        {"unital": takes_one_to_one},
        collapse,
        needs=("unital",),
        order="rings by order, then m, n and the images of 1",
        families={"small": _collapse(6, 4), "standard": _collapse(16, 6), "large": _collapse(30, 7)},
        mutants={
            "lcm for gcd": partial(collapse, common=lcm),
            "= for |": partial(collapse, rest=sub),
            "gcd > 2 for gcd > 1": partial(collapse, least=2),
        },
    ),
)
