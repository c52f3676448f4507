"""Claims about how large a relaxation is, as its radius grows.

        |F_ε| = |F_0|·N_d(ε),   N_d(ε) = |{c in Z^d : |c| <= ε}|

Main definitions
    Sized, Ball, Power      instances
    CLAIMS      steps, ball, asymptotic, power_law, dimension
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import pairwise
from math import comb
from typing import Any

import sympy

from algebra import laws
from algebra.balls import ball_polynomial, growth_constant
from algebra.counting import profile
from algebra.fiber import Cospan
from algebra.laws import Witness
from algebra.maps import Identity, Map
from algebra.metrics import Exact, Lee, Metric
from algebra.relax import Relaxation, distance_counts
from algebra.rings import Zmod, listing, power
from verify.claim import Claim
from verify.claims.relaxation_sets import SOURCE, scopes, told
from verify.metric_families import (
    Block,
    On,
    Pool,
    diagonals,
    enumerated,
    given,
    images,
    lattice,
    maps,
    minus,
    multiples,
    named,
    radii,
    tables,
    weights,
)

NORMS = ("l1", "l2", "linf")
BALLS = "MacWilliams & Sloane 1977, ch. 5"
CROSS = "Beck & Robins 2015, thm 2.7"


@dataclass(frozen=True, slots=True)
class Sized:
    """A cospan and a distance."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]

    def __str__(self) -> str:
        return f"f {told(self.f)}; g {told(self.g)}; {self.d}"


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball in Z_k^d."""

    kind: str
    k: int
    d: int
    eps: int

    def __str__(self) -> str:
        return f"{self.kind} on Z_{self.k}^{self.d}; ε = {self.eps}"


@dataclass(frozen=True, slots=True)
class Power:
    """The identities of Z_k^d in a Lee norm."""

    k: int
    d: int
    norm: str

    def __str__(self) -> str:
        return f"the identity of Z_{self.k}^{self.d}, twice; Lee {self.norm}"


def steps(i: Sized) -> object | None:
    """The profile is the listed size at each distance taken, halfway to the next, and below the first."""
    c = Cospan(i.f, i.g)
    told_sizes = profile(c, i.d)
    taken: list[Exact] = sorted(told_sizes)
    halves = [(Fraction(a + b) / 2, told_sizes[a]) for a, b in pairwise(taken)]
    under = [(Fraction(taken[0]) / 2, 0)] if taken[0] > 0 else []
    for eps, size in [*told_sizes.items(), *halves, *under]:
        listed = sum(1 for _ in Relaxation(c, i.d, eps))
        if listed != size:
            return Witness((eps,), f"|F_{eps}| = {listed}, the profile says {size}")
    flat = next(((a, b) for a, b in pairwise(taken) if told_sizes[a] >= told_sizes[b]), None)
    return flat and Witness(flat, f"no jump at {flat[1]}")


def below_wrap(i: Ball) -> object | None:
    """ε < k/2, for the Lee norms."""
    return Witness((i.eps,), f"{i.eps} >= {i.k}/2") if i.kind != "hamming" and 2 * i.eps >= i.k else None


def stated(kind: str, k: int, d: int, eps: int) -> int:
    """The sum that the claim states."""
    if kind == "linf":
        return int((2 * eps + 1) ** d)
    if kind == "l1":
        return sum((1 << j) * comb(d, j) * comb(eps, j) for j in range(d + 1))
    return sum(comb(d, j) * int((k - 1) ** j) for j in range(eps + 1))


def ball(i: Ball) -> object | None:
    """|B_ε| is the value of the ball polynomial and of the sum stated."""
    size = sum(n for w, n in enumerated(i.kind, i.k, i.d).items() if w <= i.eps)
    alphabet = i.k if i.kind == "hamming" else None
    value = int(ball_polynomial(i.kind, i.d, alphabet).subs(sympy.Symbol("e"), i.eps))
    if size == value == stated(i.kind, i.k, i.d, i.eps):
        return None
    return Witness((i.eps,), f"|B_{i.eps}| = {size}, the polynomial says {value}")


def onto(i: Sized) -> object | None:
    """Each z in Z is fx - gy for some x and y."""
    less = minus(i.f.cod)
    hit = {less[u][v] for u in set(images(i.f)) for v in set(images(i.g))}
    missed = next((z for n, z in enumerate(listing(i.f.cod)) if n not in hit), None)
    return None if missed is None else Witness((missed,), f"{missed} is no fx - gy")


@cache
def limit_as_stated(norm: str, d: int) -> bool:
    """Whether lim N_d(ε)/ε^d is 2^d, 2^d/d!, π^{d/2}/Γ(d/2 + 1)."""
    half = sympy.Rational(d, 2)
    volume = {"linf": 2**d, "l1": 2**d / sympy.factorial(d), "l2": sympy.pi**half / sympy.gamma(half + 1)}
    return bool(sympy.simplify(growth_constant(norm, d) - volume[norm]) == 0)


def asymptotic(i: Sized) -> object | None:
    """|F_ε| = |F_0|·N_d(ε) for all ε < k/2, and N_d(ε)/ε^d has the stated limit."""
    k, d, norm = _size(i)
    counts, free = distance_counts(Cospan(i.f, i.g), i.d), lattice(norm, d, (k - 1) // 2)
    for w in sorted(free):
        if 4 * (w if norm == "l2" else w * w) >= k * k:
            break
        size, full = (sum(n for v, n in c.items() if v <= w) for c in (counts, free))
        if size != counts[0] * full:
            return Witness((w,), f"|F_{w}| = {size}, |F_0| = {counts[0]}, N_{d}({w}) = {full}")
    return None if limit_as_stated(norm, d) else Witness((norm, d), f"another limit for {norm} in dimension {d}")


def _size(i: Sized) -> tuple[int, int, str]:
    orders = i.f.cod.moduli
    assert orders is not None
    assert isinstance(i.d, Lee)
    return orders[0], len(orders), i.d.norm


def power_law(i: Power) -> object | None:
    """|F_ε| = C·ε^d at every whole ε with 0 < ε < k/2."""
    counts = enumerated(i.norm, i.k, i.d)
    sizes = {}
    for eps in range(1, (i.k + 1) // 2):
        bound = eps * eps if i.norm == "l2" else eps
        sizes[eps] = i.k**i.d * sum(n for w, n in counts.items() if w <= bound)
    bad = next((eps for eps, size in sizes.items() if size != sizes[1] * eps**i.d), None)
    if bad is None:
        return None
    says = f"|F_1| = {sizes[1]}, so C = {sizes[1]}, but |F_{bad}| = {sizes[bad]} is not {sizes[1] * bad**i.d}"
    return Witness((1, bad), says)


def dimension(i: Sized) -> object | None:
    """The density ρ of F_ε is ((2ε+1)/k)^d for every ε < k/2, that is ρ·k^d = (2ε+1)^d."""
    k, d, _ = _size(i)
    counts = distance_counts(Cospan(i.f, i.g), i.d)
    for eps in range((k + 1) // 2):
        density = Fraction(sum(n for w, n in counts.items() if w <= eps), sum(counts.values()))
        if density * k**d != (2 * eps + 1) ** d:
            return Witness((eps,), f"the density of F_{eps} is {density}, and not ({2 * eps + 1}/{k})^{d}")
    return None


def _lee(k: int, d: int, norms: tuple[str, ...]) -> Pool:
    R: Any = Zmod(k) if d == 1 else power(Zmod(k), d)
    return given(*(Lee(R, norm) for norm in norms))  # type: ignore[arg-type]


def _line(k: int, *orders: int, norms: tuple[str, ...] = NORMS) -> Block:
    return (_lee(k, 1, norms), multiples(Zmod(k), *orders), multiples(Zmod(k), *orders))


def _space(k: int, d: int, norms: tuple[str, ...] = NORMS) -> Block:
    left = given(Identity(power(Zmod(k), d))) if d > 2 else diagonals(k, d)
    return (_lee(k, d, norms), left, diagonals(k, d))


def _balls(k: int, d: int) -> tuple[Block, ...]:
    tops = {"l1": d * (k // 2), "linf": k // 2, "hamming": d}
    return tuple((given(kind), given(k), given(d), radii(top + 1)) for kind, top in tops.items())


def _both(norms: tuple[str, ...]) -> tuple[tuple[Block, ...], ...]:
    part = partial(_space, norms=norms)
    line = partial(_line, norms=norms)
    return (
        (line(2, 2), line(3, 3, 4), line(4, 4, 2), line(5, 5), part(3, 2)),
        (line(5, 10, 6), line(6, 6, 4), line(7, 7, 8), line(8, 8, 16), part(4, 2), part(5, 2), part(5, 3)),
        (line(9, 9, 18), line(11, 11, 12), part(7, 3)),
    )


def _named(k: int, p: int, *orders: int) -> Block:
    return named(Zmod(k), p), multiples(Zmod(k), *orders), multiples(Zmod(k), *orders)


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
            (_named(3, 3, 3), _named(4, 2, 4), (tables(2), maps(2, 2), maps(2, 2))),
            (
                _named(6, 3, 6, 4),
                _named(8, 2, 8),
                (tables(3), maps(2, 3), maps(2, 3)),
                (weights(Zmod(4)), multiples(Zmod(4), 4), multiples(Zmod(4), 4)),
            ),
            (_named(9, 3, 9), (tables(4), maps(1, 4), maps(2, 4))),
        ),
    ),
    Claim(
        "relaxation.ball",
        source=f"{BALLS}; {CROSS}",
        given={"below_wrap": below_wrap},
        then=ball,
        needs=("below_wrap",),
        order="small scope first, then by the dimension, k, the kind, ε",
        statement="|B_ε| on Z_k^d for ε < k/2: (2ε+1)^d (linf), Σ_j 2^j C(d,j) C(ε,j) (l1); "
        "Σ_{j≤ε} C(d,j)(k−1)^j (Hamming)",
        families=scopes(
            "balls",
            Ball,
            tuple(block for d in (1, 2) for k in range(2, 6) for block in _balls(k, d)),
            tuple(block for d, k in ((1, 16), (2, 9), (3, 5), (3, 7), (4, 4), (4, 5)) for block in _balls(k, d)),
            tuple(block for d, k in ((3, 11), (4, 7), (5, 5)) for block in _balls(k, d)),
        ),
    ),
    Claim(
        "relaxation.asymptotic",
        source=f"{SOURCE}; {CROSS}",
        given={"additive": On(laws.additive, ("f", "g")), "onto": onto},
        then=asymptotic,
        needs=("additive", "onto"),
        order="small scope first, then by d, k, the norm, the maps",
        statement="|F_ε| = |F_0|·N_d(ε) for ε < k/2, and N_d(ε)/ε^d → 2^d (linf), 2^d/d! (l1), π^{d/2}/Γ(d/2+1) (l2)",
        families=scopes("cospans of Z_k^d in a Lee norm", Sized, *_both(NORMS)),
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
            ((given(*range(2, 8)), given(1), given(*NORMS)), (given(*range(2, 6)), given(2), given(*NORMS))),
            ((given(*range(8, 17)), given(1), given(*NORMS)), (given(6, 7, 8), given(2), given(*NORMS))),
            ((given(*range(3, 8)), given(3), given(*NORMS)),),
        ),
    ),
    Claim(
        "relaxation.dimension",
        source=SOURCE,
        given={"additive": On(laws.additive, ("f", "g")), "onto": onto},
        then=dimension,
        needs=("onto",),
        order="small scope first, then by d, k, the maps",
        statement="for linf the density ρ of F_ε is ((2ε+1)/k)^d for ε < k/2, that is k·ρ^{1/d} = 2ε+1",
        families=scopes("cospans of Z_k^d in the linf norm", Sized, *_both(("linf",))),
    ),
)
