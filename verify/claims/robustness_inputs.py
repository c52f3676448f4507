"""Claims about F_ε when the points are perturbed, and about how sharp the constants are.

        (x, y) in F_ε   =>   (x', y') in F_{ε + L·d(x', x) + M·d(y, y')}

Main definitions
    Input       Lipschitz maps of spaces with distances, and a radius
    Room        a line or a circle with three radii
    CLAIMS      input, sharp
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from algebra import laws
from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Absolute, Exact, Lee, Metric
from algebra.rings import QQ, Zmod
from verify.batch import On, Twofold
from verify.batches import robustness as batched
from verify.claim import Claim
from verify.claims.relaxation_sets import SOURCE, scopes, told
from verify.claims.robustness_maps import THREE, turned
from verify.data import put
from verify.family import Block, Pool, radii
from verify.pools.distances import tables
from verify.pools.maps import maps, multiples
from verify.pools.symmetry import Relabelled
from verify.ranks import images, rows


@dataclass(frozen=True, slots=True)
class Input:
    """A cospan of spaces with distances, a constant for each map, and a radius."""

    d: Metric[Any]
    dx: Metric[Any]
    dy: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    L: Exact
    M: Exact
    eps: Exact

    def __str__(self) -> str:
        spaces = f"X {self.dx}; Y {self.dy}; Z {self.d}"
        return f"f {told(self.f)}; g {told(self.g)}; {spaces}; L = {self.L}; M = {self.M}; ε = {self.eps}"


@dataclass(frozen=True, slots=True)
class Room:
    """A distance on Q or on Z_k, and three radii."""

    d: Metric[Any]
    a: Exact
    b: Exact
    eps: Exact

    def __str__(self) -> str:
        return f"{self.d.space}, {self.d}; a = {self.a}; b = {self.b}; ε = {self.eps}"


def f_lipschitz(i: Input) -> object | None:
    """d(fx', fx) <= L·d(x', x)."""
    return laws.lipschitz(i.f, i.dx, i.d, i.L)


def g_lipschitz(i: Input) -> object | None:
    """d(gy, gy') <= M·d(y, y')."""
    return laws.lipschitz(i.g, i.dy, i.d, i.M)


def added(s: Exact, t: Exact) -> Exact:
    """s + t."""
    return s + t


def first(s: Exact, _: Exact) -> Exact:
    """s."""
    return s


def second(_: Exact, t: Exact) -> Exact:
    """t."""
    return t


def moved_points(i: Input, joined: Callable[[Exact, Exact], Exact] = added) -> object | None:
    """(x, y) in F_ε implies (x', y') in F_r for r = ε + L·d(x', x) + M·d(y, y')."""
    D, X, Y, left, right = rows(i.d), rows(i.dx), rows(i.dy), images(i.f), images(i.g)
    near = [(x, y) for x, u in enumerate(left) for y, v in enumerate(right) if D[u][v] <= i.eps]
    for (x, y), (s, u), (t, v) in product(near, enumerate(left), enumerate(right)):
        r = i.eps + joined(i.L * X[s][x], i.M * Y[y][t])
        if D[u][v] > r:
            return Witness((x, y, s, t), f"{(x, y)} is in F_{i.eps}, but d(f{s}, g{t}) = {D[u][v]} > {r}")
    return None


def fits(i: Room) -> object | None:
    """ε + a + b <= k/2 in Z_k; no bound in Q."""
    k, total = i.d.space.order, i.eps + i.a + i.b
    return None if k is None or 2 * total <= k else Witness((total,), f"{total} is beyond half of {k}")


def whole(i: Room) -> Exact:
    """ε + a + b."""
    return i.eps + i.a + i.b


def halved(i: Room) -> Exact:
    """ε + (a + b)/2."""
    return i.eps + Fraction(i.a + i.b) / 2


def topped(i: Room) -> Exact:
    """ε + max(a, b)."""
    return i.eps + max(i.a, i.b)


def noise_alone(i: Room) -> Exact:
    """a + b."""
    return i.a + i.b


def attained(i: Room, enters: Callable[[Room], Exact] = whole) -> object | None:
    """For the constants f = 0, g = ε, f' = -a, g' = ε + b the pair is in F_ε, and in F'_r iff r >= ε + a + b.

    Raises
    ------
    Mismatch
        When a radius is no element of the space.
    """
    u, v, u2, v2 = (i.d.space.coerce(z) for z in (0, i.eps, -i.a, i.eps + i.b))
    if i.d(u2, u) > i.a or i.d(v, v2) > i.b or i.d(u, v) > i.eps:
        return Witness((u, v, u2, v2), f"{u2} is not within {i.a} of {u}, or {v2} not within {i.b} of {v}")
    found = i.d(u2, v2)
    return None if found == enters(i) else Witness((u, v, u2, v2), f"the pair is in F'_r from r = {found} on")


def _spaces(n: int, x: int, y: int, distances: tuple[Pool, Pool, Pool], tops: tuple[int, int, int]) -> Block:
    return (*distances, maps(x, n), maps(y, n), *map(radii, tops))


def _circles(k: int, x: int, y: int) -> Block:
    Z, constants = Zmod(k), put(0, Fraction(1, 2), 1, 2)
    spaces = (put(Lee(Z)), put(Lee(Zmod(x))), put(Lee(Zmod(y))))
    return (*spaces, multiples(Z, x), multiples(Z, y), constants, constants, radii(k // 2 + 1))


def _line(*values: Exact) -> Block:
    return (put(Absolute(QQ)), *(put(*values),) * 3)


def _rounds(*orders: int) -> tuple[Block, ...]:
    return tuple((put(Lee(Zmod(k))), *(radii(k // 2 + 2),) * 3) for k in orders)


_THIRDS = tuple(Fraction(n, 3) for n in range(7))
_PAIR, _UNIT, _ONE = tables(2, THREE), tables(2, (1,)), tables(1)
CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "robustness.input",
        "f L-Lipschitz, g M-Lipschitz: (x, y) ∈ F_ε ⇒ (x', y') ∈ F_{ε + L·d(x', x) + M·d(y, y')}",
        SOURCE,
        {
            "triangle": On(laws.triangle),
            "f_lipschitz": Twofold(f_lipschitz, batched.f_lipschitz),
            "g_lipschitz": Twofold(g_lipschitz, batched.g_lipschitz),
        },
        Twofold(moved_points, batched.moved_points),
        needs=("triangle", "f_lipschitz", "g_lipschitz"),
        order="small scope first, then by the numbers of points, the distances on Z, X, Y, then f, g, L, M, ε",
        families=scopes(
            "Lipschitz cospans",
            Input,
            (
                _spaces(2, 2, 2, (_PAIR, _PAIR, _UNIT), (3, 3, 3)),
                _spaces(3, 2, 1, (tables(3, THREE), _PAIR, _ONE), (3, 1, 3)),
                _spaces(3, 2, 2, (tables(3, (1, 2)), _UNIT, _UNIT), (3, 3, 2)),
            ),
            (
                _spaces(3, 3, 1, (turned(3), turned(3), _ONE), (3, 1, 3)),
                _spaces(3, 2, 2, (tables(3, THREE), _PAIR, tables(2, (0, 1))), (3, 3, 3)),
                _circles(6, 3, 6),
            ),
            (
                _spaces(3, 2, 2, (tables(3), _PAIR, tables(2, (1, 2))), (3, 3, 3)),
                _circles(8, 4, 4),
                _spaces(3, 3, 2, (tables(3, THREE), tables(3, THREE), _PAIR), (3, 3, 3)),
                _spaces(4, 2, 2, (tables(4), _PAIR, _PAIR), (3, 3, 3)),
            ),
            image=Relabelled({"d": "ZZ", "dx": "XX", "dy": "YY", "f": "XZ", "g": "YZ"}),
        ),
        mutants={
            "M·d(y, y') is forgotten": partial(moved_points, joined=first),
            "L·d(x', x) is forgotten": partial(moved_points, joined=second),
            "max for +": partial(moved_points, joined=max),
        },
    ),
    Claim(
        "robustness.sharp",
        "in Z_k for whole ε, a, b with ε + a + b ≤ k/2, and in Q always, there are f, g, f', g' with d(f'x, fx) ≤ a "
        "and d(gy, g'y) ≤ b for all x, y, and a pair in F_ε that is in F'_r iff r ≥ ε + a + b",
        "own: points on a line or circle, moved apart",
        {"fits": Twofold(fits, batched.fits)},
        Twofold(attained, batched.attained),
        needs=("fits",),
        order="small scope first, then Z_k by k, then Q, then a, b, ε",
        families=scopes(
            "three radii on a circle or line",
            Room,
            (*_rounds(*range(1, 25)), _line(0, Fraction(1, 3), Fraction(1, 2), 1, 2, 3)),
            (*_rounds(*range(25, 49)), _line(*_THIRDS, *(Fraction(n, 7) for n in range(1, 7)))),
            _rounds(*range(49, 129)),
        ),
        mutants={
            "(a + b)/2 for a + b": partial(attained, enters=halved),
            "max(a, b) for a + b": partial(attained, enters=topped),
            "ε is forgotten": partial(attained, enters=noise_alone),
        },
    ),
)
