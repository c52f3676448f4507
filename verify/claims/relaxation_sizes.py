"""What holds of the sizes of relaxations, one instance at a time.

        |F_ε| = |F_0|·N_d(ε),   N_d(ε) = |{c in Z^d : |c| <= ε}|

Main definitions
    Sized, Ball, Power      instances
    below_wrap, onto        hypotheses
    steps, ball, asymptotic, power_law, dimension       conclusions

Conventions
    What a conclusion takes besides the instance serves to corrupt it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import comb
from operator import ge
from typing import Any

import sympy

from algebra.balls import ball_polynomial, growth_constant
from algebra.counting import profile
from algebra.fiber import Cospan
from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Exact, Lee, Metric
from algebra.relax import Relaxation, distance_counts
from algebra.rings import listing
from verify.claims.relaxation_sets import Reaches, told
from verify.ranks import enumerated, images, lattice, minus


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


def right_continuous(c: Cospan[Any, Any, Any], d: Metric[Any], eps: Exact) -> int:
    """|F_ε| by listing."""
    return sum(1 for _ in Relaxation(c, d, eps))


def left_continuous(c: Cospan[Any, Any, Any], d: Metric[Any], eps: Exact) -> int:
    """The number of pairs nearer than ε, by listing."""
    return sum(1 for x, y in Relaxation(c, d, eps) if d(c.f(x), c.g(y)) < eps)


def steps(
    i: Sized, size: Callable[[Any, Any, Exact], int] = right_continuous, early: bool = False, from_zero: bool = False
) -> object | None:
    """The profile is the listed size at each distance taken, halfway to the next, and below the first."""
    c = Cospan(i.f, i.g)
    told_sizes = profile(c, i.d)
    taken: list[Exact] = sorted(told_sizes)
    halves = [(Fraction(a + b) / 2, told_sizes[b if early else a]) for a, b in pairwise(taken)]
    under = [(Fraction(taken[0]) / 2, told_sizes[taken[0]] * from_zero)] if taken[0] > 0 else []
    for eps, stated_size in [*told_sizes.items(), *halves, *under]:
        listed = size(c, i.d, eps)
        if listed != stated_size:
            return Witness((eps,), f"|F_{eps}| = {listed}, the profile says {stated_size}")
    flat = next(((a, b) for a, b in pairwise(taken) if told_sizes[a] >= told_sizes[b]), None)
    return flat and Witness(flat, f"no jump at {flat[1]}")


def below_wrap(i: Ball) -> object | None:
    """ε < k/2, for the Lee norms."""
    return Witness((i.eps,), f"{i.eps} >= {i.k}/2") if i.kind != "hamming" and 2 * i.eps >= i.k else None


def stated(kind: str, k: int, d: int, eps: int, center: int = 1, same: int = 1, first: int = 0) -> int:
    """The sum that the claim states."""
    if kind == "linf":
        return int((2 * eps + center) ** d)
    if kind == "l1":
        return sum((1 << j) * comb(d, j) * comb(eps, j) for j in range(first, d + 1))
    return sum(comb(d, j) * int((k - same) ** j) for j in range(eps + 1))


def ball(i: Ball, total: Callable[[str, int, int, int], int] = stated) -> object | None:
    """|B_ε| is the value of the ball polynomial and of the sum stated."""
    size = sum(n for w, n in enumerated(i.kind, i.k, i.d).items() if w <= i.eps)
    alphabet = i.k if i.kind == "hamming" else None
    value = int(ball_polynomial(i.kind, i.d, alphabet).subs(sympy.Symbol("e"), i.eps))
    if size == value == total(i.kind, i.k, i.d, i.eps):
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


@cache
def cube(norm: str, d: int) -> bool:
    """Whether lim N_d(ε)/ε^d is 2^d."""
    return bool(growth_constant(norm, d) == 2**d)


def asymptotic(
    i: Sized, wraps: Reaches = ge, fiber: bool = True, limit: Callable[[str, int], bool] = limit_as_stated
) -> object | None:
    """|F_ε| = |F_0|·N_d(ε) for all ε < k/2, and N_d(ε)/ε^d has the stated limit."""
    k, d, norm = _size(i)
    counts, free = distance_counts(Cospan(i.f, i.g), i.d), lattice(norm, d, k // 2)
    for w in sorted(free):
        if wraps(4 * (w if norm == "l2" else w * w), k * k):
            break
        size, full = (sum(n for v, n in c.items() if v <= w) for c in (counts, free))
        if size != (counts[0] if fiber else 1) * full:
            return Witness((w,), f"|F_{w}| = {size}, |F_0| = {counts[0]}, N_{d}({w}) = {full}")
    return None if limit(norm, d) else Witness((norm, d), f"another limit for {norm} in dimension {d}")


def _size(i: Sized) -> tuple[int, int, str]:
    orders = i.f.cod.moduli
    assert orders is not None
    assert isinstance(i.d, Lee)
    return orders[0], len(orders), i.d.norm


def power_law(i: Power, first: int = 1, last: int = 1, shift: int = 0) -> object | None:
    """|F_ε| = C·ε^d at every whole ε with 0 < ε < k/2."""
    counts = enumerated(i.norm, i.k, i.d)
    sizes = {}
    for eps in range(first, (i.k + last) // 2):
        bound = eps * eps if i.norm == "l2" else eps
        sizes[eps] = i.k**i.d * sum(n for w, n in counts.items() if w <= bound)
    bad = next((eps for eps, size in sizes.items() if size != sizes.get(1, 0) * (eps + shift) ** i.d), None)
    if bad is None:
        return None
    C = sizes.get(1, 0)
    says = f"|F_1| = {C}, so C = {C}, but |F_{bad}| = {sizes[bad]} is not {C * (bad + shift) ** i.d}"
    return Witness((1, bad), says)


def dimension(i: Sized, center: int = 1, more: int = 0, last: int = 1) -> object | None:
    """The density ρ of F_ε is ((2ε+1)/k)^d for every ε < k/2, that is ρ·k^d = (2ε+1)^d."""
    k, d, _ = _size(i)
    counts = distance_counts(Cospan(i.f, i.g), i.d)
    for eps in range((k + last) // 2):
        density = Fraction(sum(n for w, n in counts.items() if w <= eps), sum(counts.values()))
        if density * k ** (d + more) != (2 * eps + center) ** (d + more):
            return Witness((eps,), f"the density of F_{eps} is {density}, and not ({2 * eps + center}/{k})^{d}")
    return None
