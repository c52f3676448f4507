"""The claim that the certified join is exact: each pair is where the definition of the metric puts it.

        (x, y) in join(u, v, d, ε)   iff   d(u_x, v_y) ≤ ε

Main definitions
    Compared        a join, two of its points and a side on which their pair is said to be
    placed          the hypothesis: the pair is on that side
    agrees          the conclusion: so says every form of the join
    AGREEMENT       numeric.agreement

Conventions
    Points are rows of additive coordinates.  For each pair there are two instances, one for each side, and one of them
    satisfies the hypothesis: so the digest of the rows of a join is one of the set F_ε itself.
    Loops take seconds to be compiled: before the large scope only those that sort equal rows are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from operator import le, lt
from typing import Any

import numpy as np

from algebra.laws import Witness
from algebra.metrics import Absolute, Discrete, Exact, Hamming, Lee, Metric, Padic, Xadic
from algebra.numeric import Pairs
from algebra.rings import QQ, Quotient, Ring, Zmod, listing, module, power
from verify.batch import Twofold
from verify.batches import numeric as batched
from verify.batches.joins import MEANS, Asked, Points, Tables, apart, listed, tally
from verify.claim import Claim
from verify.claims.relaxation_sets import Reaches, scopes
from verify.data import put
from verify.family import Block, given, radii

Metrics = tuple[Metric[Any], ...]
SIDES = ("within", "beyond")
NORMS = ("l1", "l2", "linf")
SOURCE = "Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 2002, section 3.1, for each rounding"


@dataclass(frozen=True, slots=True)
class Compared:
    """A join of two lists of points, what it may use, one pair, and the side on which it is said to be."""

    d: Metric[Any]
    u: Points
    v: Points
    eps: Exact
    means: str
    x: int
    y: int
    side: str

    def __str__(self) -> str:
        a, b = (", ".join(map(str, row)) for row in (self.u[self.x], self.v[self.y]))
        return f"{self.d}; u_{self.x} = ({a}); v_{self.y} = ({b}); ε = {self.eps}; {self.side}; {self.means}"


def placed(i: Compared) -> object | None:
    """The pair is on the side named."""
    far = apart(i.d, i.u, i.v)[i.x][i.y]
    right = (far <= i.eps) == (i.side == SIDES[0])
    return None if right else Witness((i.x, i.y), f"they are {far} apart")


def agrees(i: Compared, asked: Asked = listed) -> object | None:
    """Every form of the join lists the pair once where it is said to be within ε, else not."""
    for name, times in asked(i.d, i.u, i.v, i.eps, i.means):
        if times[i.x, i.y] != (i.side == SIDES[0]):
            return Witness((i.x, i.y), f"{name}: the pair is listed {times[i.x, i.y]} times")
    return None


def _corrupt(i: Compared, times: list[list[int]]) -> object | None:
    table: Tables = (("a corruption", np.array(times, dtype=np.int64)),)
    return agrees(i, lambda *_: table)


def strict(i: Compared) -> object | None:
    """The same of the pairs closer than ε."""
    return _near(i, i.eps, lt)


def coarse(i: Compared) -> object | None:
    """The same with ε rounded down to a whole number."""
    return _near(i, Fraction(i.eps).__floor__(), le)


def _near(i: Compared, eps: Exact, reaches: Reaches) -> object | None:
    return _corrupt(i, [[int(reaches(far, eps)) for far in line] for line in apart(i.d, i.u, i.v)])


def turned(i: Compared) -> object | None:
    """The same of the pairs (y, x)."""
    return _corrupt(i, [[int(far <= i.eps) for far in line] for line in apart(i.d, i.v, i.u)])


def thresholded(i: Compared) -> object | None:
    """The same by the square of the distance in float32, where the metric is Euclidean."""
    if not (isinstance(i.d, Absolute) and i.d.squared):
        return _near(i, i.eps, le)
    x, y = (np.array(rows, dtype=np.float32) for rows in (i.u, i.v))
    squares = (x * x).sum(axis=1)[:, None] - 2 * (x @ y.T) + (y * y).sum(axis=1)
    return _corrupt(i, (squares <= float(i.eps)).astype(np.int64).tolist())


def unordered(i: Compared) -> object | None:
    """The same of a list that is turned around."""
    table = apart(i.d, i.u, i.v)
    near = [(x, y) for x, line in enumerate(table) for y, far in enumerate(line) if far <= i.eps]
    x, y = (np.array([pair[k] for pair in reversed(near)], dtype=np.int64) for k in (0, 1))
    return _corrupt(i, tally(Pairs(x, y), (len(i.u), len(i.v))).tolist())


def points(space: Ring[Any]) -> Points:
    """The coordinates of all elements of a finite ring.

    Examples
    --------
    >>> points(module(2, 2))
    ((0, 0), (0, 1), (1, 0), (1, 1))
    """
    return tuple(space.coordinates(z) for z in listing(space))


def _join(d: Metrics, u: Points, v: Points, eps: tuple[Any, ...], means: tuple[str, ...] = MEANS[:1]) -> Block:
    sizes = radii(len(u)), radii(len(v))
    return (put(*d), put(u), put(v), put(*map(_number, eps)), given(*means), *sizes, given(*SIDES))


def _number(value: Any) -> Exact:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else exact


def _whole(d: Metrics, *eps: Any, means: tuple[str, ...] = MEANS[:1]) -> Block:
    """A carrier with itself."""
    every = points(d[0].space)
    return _join(d, every, every, eps, means)


def _lee(*orders: int) -> Metrics:
    R = module(*orders) if len(orders) > 1 else Zmod(orders[0])
    return tuple(Lee(R, norm) for norm in NORMS)  # type: ignore[arg-type]


def _line(width: int) -> Metrics:
    return tuple(Absolute(power(QQ, width), norm) for norm in NORMS)  # type: ignore[arg-type]


def _over(step: int, *rows: tuple[int, ...]) -> Points:
    """Rows of multiples of 1/step."""
    return tuple(tuple(_number(Fraction(c, step)) for c in row) for row in rows)


def _xadic(k: int, N: int) -> Metrics:
    return (Xadic(Quotient(Zmod(k), (*(0,) * N, 1))),)


def _square(n: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(n) for b in range(n)]


TENTHS, LATTICE = _over(10, *((c,) for c in range(-2, 5))), _over(4, *_square(3), (-1, 7))
BYTES = tuple((c,) for c in (0, 1, 127, 128, 255)), tuple((c,) for c in (255, 129, 128, 2, 0))
LONG = _over(1, *((4096 + c, -c) for c in range(4)))
HUGE = tuple(tuple((s * ((1 << k) + c),) for s in (1, -1) for k in (30, 53, 61, 70)) for c in (0, 1))
FINE = _over(1 << 30, *((1 + c, c << 29) for c in range(4)), ((1 << 30) - 1, 1))

SMALL: tuple[Block, ...] = (
    _whole((Discrete(Zmod(4)),), 0, "1/2", 1),
    _whole(_lee(5), 0, 1, "3/2", 2, 4, 9),
    _whole(_lee(3, 3), 0, 1, 2, 5),
    _whole((Hamming(power(Zmod(2), 3)),), 0, 1, 2, 3, 4),
    _whole((Padic(Zmod(9), 3),), 0, "1/9", "1/4", "1/3", 1),
    _whole(_xadic(2, 3), 0, "1/4", "1/3", "1/2", 2),
    _join(_lee(256), BYTES[0], BYTES[1], (0, 1, 2, 127, 128, 16384)),
    _join(_line(1), BYTES[0], BYTES[1], (0, 1, 126, 127, 255)),
    _join(_line(1), TENTHS, TENTHS[::-1], (0, "1/100", "1/10", "3/10", "9/25", 1)),
    _join(_line(2), LATTICE, LATTICE, (0, "1/16", "1/4", "5/16", 1, 9)),
    _join(_line(2), LONG, LONG[::-1], (0, 1, 2, 3, 18)),
    _join(_line(1), ((0,),), ((0,),), (0, 1)),
)
STANDARD: tuple[Block, ...] = (
    _whole(_lee(4, 4), 0, 1, 2, 4, 8),
    _whole(_lee(4, 6), 1, 3, 4),
    _whole(_lee(17), 0, 3, 8, 64),
    _whole((Hamming(power(Zmod(2), 6)),), 0, 1, 3, 6),
    _whole((Hamming(power(Zmod(3), 3)),), 0, 1, 2),
    _whole((Padic(Zmod(32), 2),), "1/32", "1/8", "1/5", "1/2", means=MEANS),
    _whole((Padic(module(4, 8), 2),), 0, "1/8", "1/4", "1/2"),
    _whole(_xadic(3, 2), 0, "1/2", 1),
    _join(_line(2), _over(2, *_square(5)), _over(2, *_square(5)), ("1/4", "1/2", 1, 2)),
    _join(_line(1), HUGE[0], HUGE[1], (0, 1, "3/2", 1 << 31)),
    _join(_line(2), FINE, FINE, ("1/1000000000000000000", 0, "1/4", 1, "5/4")),
    _join(_line(3), ((0, 0, 0),) * 3, _over(3, (0, 0, 0), (1, 1, 1), (1, 2, -2)), (0, "1/3", 1, 2)),
    _whole(_lee(6), 1, 3),
    _join(_line(2), LATTICE[:7], LATTICE, ("1/8", 1)),
)
LARGE: tuple[Block, ...] = (
    _whole(_lee(7), 1, 3, means=MEANS),
    _join(_line(2), LATTICE[:5], LATTICE, ("1/8", 1), MEANS),
    _whole(_lee(8, 8), 1, 2, 4, 16, means=MEANS),
    _whole(_lee(2, 3, 4), 1, 2, 3, means=MEANS),
    _whole(_lee(256), 1, 60, 128, means=MEANS),
    _whole((Hamming(power(Zmod(2), 8)),), 0, 1, 2, 4, means=MEANS),
    _whole((Padic(Zmod(128), 2),), "1/128", "1/16", "1/2", means=MEANS),
    _join(_line(2), _over(8, *_square(12)), _over(8, *_square(12)), ("1/32", "1/2", "25/64", 1), MEANS),
    _join(_line(1), HUGE[0], HUGE[1], (0, 1, "3/2", 1 << 31), MEANS[1:]),
)

AGREEMENT: Claim[Any] = Claim(
    "numeric.agreement",
    "the certified numeric backend returns exactly F_ε, on every instance, dtype and array library",
    SOURCE,
    {"placed": Twofold(placed, batched.placed)},
    Twofold(agrees, batched.agrees),
    needs=("placed",),
    order="small scope first, then by the metric, ε, what may be used, the pair, within before beyond",
    families=scopes("pairs of points in joins", Compared, SMALL, STANDARD, LARGE),
    mutants={
        "< for ≤": strict,
        "ε rounded down": coarse,
        "(y, x) for (x, y)": turned,
        "a threshold in float32": thresholded,
        "pairs in another order": unordered,
    },
)
