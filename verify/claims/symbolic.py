"""Claims about infinite cospans, decided by sympy: sequences x_1, x_2, ... of rationals against one point p.

        f : N → Q, n -> x_n      g : pt → Q, p      F_ε = {n : |x_n - p| <= ε}

Main definitions
    Sequence, Banded    a formula for x_n and a point; the same with a radius
    CLAIMS              relaxation.limit_zero_infinite, robustness.unchanged_infinite

Conventions
    Instances are formulas and the laws are proofs about all n, so these claims have no finite certificate: no
    listing of pairs replays them.  A hypothesis is decided by limits; a conclusion by the n with |u(n)| <= δ for a
    number δ, or by an n(δ) for the symbol δ > 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import count, takewhile
from typing import Any

import sympy
from sympy.calculus.singularities import is_strictly_decreasing

from algebra.laws import Witness
from algebra.metrics import Exact
from verify.claim import Claim
from verify.claims.relaxation_sets import scopes
from verify.data import put
from verify.family import Block, given

N, K = sympy.Symbol("n"), sympy.Symbol("k", integer=True, positive=True)
T, W, DELTA = (sympy.Symbol(name, positive=True) for name in ("t", "w", "delta"))
WIDTHS = tuple(sympy.Rational(1, 4**j) for j in range(4))
HALF_LINE = sympy.Interval(1, sympy.oo)
Parts = tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The formula of x_n, for n = 1, 2, ..., and a point of Q."""

    term: str
    point: Exact

    def __str__(self) -> str:
        return f"x_n = {self.term} against {self.point}"


@dataclass(frozen=True, slots=True)
class Banded:
    """The same with a radius."""

    term: str
    point: Exact
    eps: Exact

    def __str__(self) -> str:
        return f"x_n = {self.term} against {self.point}; ε = {self.eps}"


Formula = Sequence | Banded


@cache
def parts(term: str) -> Parts:
    """The formula of x_n, and of n, in t = 1, 2, ...; for even and odd n apart where signs alternate."""
    whole = sympy.sympify(term, locals={"n": N})
    places = (2 * K - 1, 2 * K) if whole.has(sympy.S.NegativeOne**N) else (K,)
    return tuple((sympy.simplify(whole.subs(N, n)).subs(K, T), n.subs(K, T)) for n in places)


def gaps(i: Formula) -> Parts:
    """The numbers whose absolute values tell how near |x_n - p| is to 0, or to ε, with n: ||v| - ε| = min |v ± ε|."""
    shifts = (0,) if isinstance(i, Sequence) else sorted({sympy.Rational(i.eps), -sympy.Rational(i.eps)})
    return tuple((x - sympy.Rational(i.point) + s, n) for x, n in parts(i.term) for s in shifts)


@cache
def hits(u: Any, delta: Any) -> tuple[int, ...] | None:
    """The whole t >= 1 with |u(t)| <= δ, in order; None where there are infinitely many.

    Notes
    -----
    u = P/Q in y = t or in y = 2^t.  Beyond Cauchy's bound for its roots, P² - δ²Q² has the sign of its first
    coefficient, so the t below it decide.
    """
    v = u.subs(2**-T, 1 / W)
    P, Q = sympy.fraction(sympy.together(v))
    R = sympy.Poly(P**2 - delta**2 * Q**2, W if v.has(W) else T, domain="QQ")
    if R.LC() <= 0:
        return None
    bound = 1 + max(map(abs, R.all_coeffs())) / R.LC()
    places = ((t, 2**t if v.has(W) else t) for t in count(1))
    return tuple(t for t, y in takewhile(lambda place: place[1] <= bound, places) if R.eval(y) <= 0)


@cache
def vanishes(u: Any) -> bool:
    """Whether u(t) = 0 for all t."""
    return bool(sympy.simplify(u) == 0)


def isolated(i: Sequence) -> object | None:
    """The infimum of the positive distances |x_n - p| is positive: 0 is no limit of them."""
    bad = next((n for u, n in gaps(i) if not vanishes(u) and sympy.limit(u, T, sympy.oo) == 0), None)
    return None if bad is None else Witness((str(bad),), f"|x_n - {i.point}| → 0 along n = {bad}")


def margin(i: Banded) -> object | None:
    """The infimum of the numbers ||x_n - p| - ε| is positive: 0 is no limit of them, nor one of them."""
    for u, n in gaps(i):
        if sympy.limit(u, T, sympy.oo) == 0:
            return Witness((str(n),), f"|x_n - {i.point}| → {i.eps} along n = {n}")
        for t in hits(u, 0) or ():
            at = int(n.subs(T, t))
            return Witness((at,), f"|x_{at} - {i.point}| = {i.eps}")
    return None


def free(u: Any, delta: Any, zeros: bool) -> bool:
    """Whether no whole t has |u(t)| <= δ; those with u(t) = 0 do not count unless `zeros`."""
    if vanishes(u):
        return not zeros
    found = hits(u, delta)
    return found is not None and all(not zeros and u.subs(T, t) == 0 for t in found)


@cache
def approach(u: Any) -> Any:
    """An m(δ) >= 1 with 0 < |u(m(δ))| <= δ for every δ > 0; None where none is found.

    Notes
    -----
    It is the solution t(δ) of |u(t)| = δ, rounded up.  That is enough where |u| falls strictly for t >= 1 and
    t(δ) rises strictly from t = 1 as δ falls from |u(1)| to 0; both are proved.
    """
    start = u.subs(T, 1)
    size = sympy.sign(start) * u
    if start == 0 or not is_strictly_decreasing(size, HALF_LINE, T):
        return None
    top = sympy.Interval.Lopen(0, abs(start))
    for t in sympy.solve(sympy.Eq(size, DELTA), T):
        exact = sympy.simplify(size.subs(T, t) - DELTA) == 0 and sympy.simplify(t.subs(DELTA, abs(start))) == 1
        if exact and is_strictly_decreasing(t, top, DELTA) and sympy.limit(t, DELTA, 0, "+") is sympy.oo:
            return sympy.Max(1, sympy.ceiling(t))
    return None


def nearest(u: Any, zeros: bool) -> Any:
    """A t, perhaps depending on δ > 0, with |u(t)| <= δ; u(t) is not 0 unless `zeros`; None where none is found."""
    if vanishes(u):
        return sympy.Integer(1) if zeros else None
    exact = (t for t in hits(u, 0) or () if zeros)
    return next(exact, None) or approach(u)


def clear(i: Formula, delta: Any, zeros: bool = False) -> object | None:
    """No n has |u(n)| <= δ for the gaps u."""
    bad = next((n for u, n in gaps(i) if not free(u, delta, zeros)), None)
    return None if bad is None else Witness((str(bad),), f"some n = {bad} has a gap of at most {delta}")


def stable(i: Formula, zeros: bool = False) -> object | None:
    """Some δ of 1, 1/4, 1/16, 1/64 has no n with |u(n)| <= δ for the gaps u.

    Raises
    ------
    ArithmeticError
        When neither a δ is found, nor an n(δ) for every δ.
    """
    if any(clear(i, delta, zeros) is None for delta in WIDTHS):
        return None
    for u, n in gaps(i):
        t = nearest(u, zeros)
        if t is not None:
            at = n.subs(T, t)
            return Witness((str(at),), f"n = {at} is in the way of every δ > 0")
    raise ArithmeticError(f"{i} is not decided")


FIRST = ("1/n", "n", "1+1/n", "(-1)**n/n")
LAST = ("1/n**2", "2**-n", "(n+1)/n", "(n-3)/n", "(-1)**n", "n**2-2*n", "n/(n+1)", "0")
POINTS, BANDS = put(0, 1), put(Fraction(1, 2), Fraction(2, 3), 1)
MORE: tuple[Block, ...] = ((given(*LAST), POINTS), (given(*FIRST, *LAST), put(-1, Fraction(1, 2))))

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.limit_zero_infinite",
        "for x_1, x_2, ... and p in Q, f(n) = x_n and g = p: if the infimum of the positive |x_n - p| is positive, "
        "some ε > 0 has F_ε = F_0",
        "own: a sequence that comes arbitrarily near to its point",
        {"isolated": isolated},
        stable,
        needs=("isolated",),
        order="small scope first, then by the place of x_n in the list of formulas, the point",
        families=scopes("sequences against a point", Sequence, ((given(*FIRST), POINTS),), MORE, ()),
        mutants={
            "ε = 1 is small enough": partial(clear, delta=1),
            "F_ε = ∅ for F_ε = F_0": partial(stable, zeros=True),
        },
        finite=False,
    ),
    Claim(
        "robustness.unchanged_infinite",
        "for x_1, x_2, ... and p in Q, f(n) = x_n and g = p: if the infimum of ||x_n - p| - ε| is positive, some δ > 0 "
        "has F_ε unchanged when no x_n moves by more than δ",
        "own: the gap of robustness.gap, for infinitely many points",
        {"margin": margin},
        partial(stable, zeros=True),
        needs=("margin",),
        order="small scope first, then by the place of x_n in the list of formulas, the point, ε",
        families=scopes(
            "sequences against a point with a radius",
            Banded,
            ((given(*FIRST[:3]), given(0), BANDS),),
            ((given(*FIRST[:3]), given(1), BANDS), (given(*LAST), given(0), BANDS)),
            ((given(*LAST), given(1), BANDS),),
        ),
        mutants={
            "δ = 1 is small enough": partial(clear, delta=1, zeros=True),
            "δ = 1/4 is small enough": partial(clear, delta=sympy.Rational(1, 4), zeros=True),
        },
        finite=False,
    ),
)
