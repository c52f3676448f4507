"""The claims about thresholds in float32: they lose and add pairs, until every integer on the way is exact.

        |u|² - 2u·v + |v|²   in float32        2049² + 2·2049·2048 + 2048² = 4097² > 2^24

Main definitions
    Thresholded     two points with integer coordinates and a radius at their distance, or just below
    squares, exact  hypotheses
    returns         the conclusion
    NAIVE           numeric.naive (refuted), numeric.naive_exact (holds)

Conventions
    u = (t, ..., t, a) and v = (±(t - g), ..., ±(t - g), b), n equal coordinates first.  All sums go from left to right
    and each operation is rounded to float32; ε is not.  The sum is an integer, and where it is not |u - v|² it is on
    the wrong side of ε = |u - v|² or of |u - v|² - 1: no other radii are needed.  Whole numbers up to 2^24 are not
    rounded, so float32 errs only where (|u| + |v|)² > 2^24: in one dimension the first instance that fails is the
    least of all, up to signs and order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, reduce
from operator import le, lt
from typing import Any

import numpy as np

from algebra.laws import Witness
from verify.batch import Twofold
from verify.batches import numeric as batched
from verify.claim import Claim
from verify.claims.relaxation_sets import Reaches, scopes
from verify.data import put
from verify.family import Block, Pool, given, radii

REACH = 1 << 24
IMAGE = 28 * 28
RANKED = "small scope first, then by the number of equal coordinates, the larger of them, the gap, + before -, ε"
GOLDBERG = "D. Goldberg, What every computer scientist should know about floating-point arithmetic, 1991"
Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thresholded:
    """u has n coordinates `top`, v has n coordinates ±(top - gap); a and b follow; ε = max(|u - v|² - slack, 0)."""

    n: int
    top: int
    gap: int
    sign: int
    a: Vector
    b: Vector
    slack: int

    @property
    def u(self) -> Vector:
        """The first point."""
        return (self.top,) * self.n + self.a

    @property
    def v(self) -> Vector:
        """The second point."""
        return (self.sign * (self.top - self.gap),) * self.n + self.b

    @property
    def far(self) -> int:
        """The square of the distance."""
        return sum((s - t) ** 2 for s, t in zip(self.u, self.v, strict=True))

    @property
    def eps(self) -> int:
        """The radius, squared."""
        return max(self.far - self.slack, 0)

    def __str__(self) -> str:
        return f"u = {_told(self.u)}; v = {_told(self.v)}; ε = {self.eps}"


def _told(v: Vector) -> str:
    return ", ".join(map(str, v)) if len(v) <= 4 else f"{v[0]}, ... ({len(v)} coordinates)"


def _dot(u: Iterable[int], v: Iterable[int]) -> list[int]:
    """The products and their sums from left to right, each doubled for u·v and as they are for squares."""
    out, total = [], 0
    for s, t in zip(u, v, strict=True):
        total += s * t
        out += [s * t, total]
    return out


def squares(i: Thresholded) -> object | None:
    """|u|² and |v|² are below 2^24."""
    large = max(_dot(w, w)[-1] for w in (i.u, i.v))
    return None if large < REACH else Witness((large,), f"{large} is not below 2^24")


def exact(i: Thresholded) -> object | None:
    """No integer on the way is above 2^24 in size, so none is rounded."""
    own, other, both = _dot(i.u, i.u), _dot(i.v, i.v), [2 * c for c in _dot(i.u, i.v)]
    large = max(map(abs, (*own, *other, *both, own[-1] - both[-1], i.far, i.eps)))
    return None if large <= REACH else Witness((large,), f"{large} is above 2^24")


def in_floats(i: Thresholded, kind: Any = np.float32, times: int = 2) -> Any:
    """|u|² - 2u·v + |v|², each operation rounded."""
    x, y = ([kind(c) for c in w] for w in (i.u, i.v))
    own, both, other = (reduce(np.add, map(np.multiply, s, t)) for s, t in ((x, x), (x, y), (y, y)))
    return (own - kind(times) * both) + other


def returns(
    i: Thresholded, square: Callable[[Thresholded], Any] = in_floats, reaches: Reaches = le, more: int = 0
) -> object | None:
    """The pair is within ε in floats iff it is."""
    found = square(i)
    if reaches(int(found), i.eps + more) == (i.far <= i.eps):
        return None
    return Witness((int(found), i.far), f"float32 finds {int(found)}, the square of the distance is {i.far}")


def _points(n: int, tops: int, gaps: Pool, others: tuple[Vector, ...] = ((),), signs: Any = (1, -1)) -> Block:
    tail = put(*others)
    return (given(n), radii(tops), gaps, given(*signs), tail, tail, radii(2))


THRESHOLDS = scopes(
    "points with equal coordinates",
    Thresholded,
    (_points(1, 4100, radii(2)), _points(2, 1500, radii(2))),
    (
        _points(1, 4100, given(*range(2, 24))),
        _points(3, 1300, radii(2)),
        _points(1, 2100, radii(2), ((0,), (1,), (2,))),
        _points(IMAGE, 256, radii(3), signs=(1,)),
    ),
    (
        _points(1, 4100, given(*range(24, 256))),
        _points(2, 2100, radii(32), ((0,), (1,))),
        _points(IMAGE, 256, given(*range(3, 256)), signs=(1,)),
    ),
)

NAIVE: tuple[Claim[Any], ...] = (
    Claim(
        "numeric.naive",
        "thresholding ‖u‖² − 2u·v + ‖v‖² in float32 returns F_ε",
        "what libraries that compare vectors do, even where both squares are exact",
        {"squares": Twofold(squares, batched.squares)},
        Twofold(returns, batched.thresholds),
        expected="refuted",
        order=RANKED,
        families=THRESHOLDS,
        mutants={
            "float64 for float32": partial(returns, square=partial(in_floats, kind=np.float64)),
            "< for ≤": partial(returns, reaches=lt),
            "u·v for 2u·v": partial(returns, square=partial(in_floats, times=1)),
        },
    ),
    Claim(
        "numeric.naive_exact",
        "thresholding ‖u‖² − 2u·v + ‖v‖² in float32 returns F_ε where no integer on the way is above 2^24",
        GOLDBERG,
        {"exact": Twofold(exact, batched.exact)},
        Twofold(returns, batched.thresholds),
        needs=("exact",),
        order=RANKED,
        families=THRESHOLDS,
        mutants={
            "< for ≤": partial(returns, reaches=lt),
            "ε + 1 for ε": partial(returns, more=1),
            "u·v for 2u·v": partial(returns, square=partial(in_floats, times=1)),
        },
    ),
)
