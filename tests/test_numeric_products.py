"""Certified products against integers of any size: ties, cancellation, neighbours, subnormals, mixed scales."""

from fractions import Fraction

import array_api_strict
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.metrics import Absolute
from algebra.numeric import Means, join
from algebra.numeric.bound import UNITS, above, below, gamma
from algebra.numeric.chart import chart
from algebra.numeric.devices import on_device
from algebra.numeric.loops.scan import at_least, squared
from algebra.numeric.operands import Precision, certified, doubt, exactly, root_above
from algebra.numeric.problem import Line, Problem
from algebra.numeric.products import Gemm, gemm, prefix
from algebra.numeric.search import walk

SHAPES = ("ties", "offset", "neighbours", "subnormal", "scales", "duplicates", "huge", "plain")


def rows(shape: str, seed: int, kind: type, n: int = 14, d: int = 5) -> tuple[np.ndarray, np.ndarray]:
    r = np.random.default_rng(seed)
    base = r.standard_normal((n, d))
    least, top = (2.0**-149, 2.0**126) if kind is np.float32 else (2.0**-1074, 2.0**1022)
    if shape == "ties":
        u, v = r.integers(0, 4, (n, d)) / 8, r.integers(0, 4, (n, d)) / 8
    elif shape == "offset":
        u, v = 4096 + r.integers(0, 9, (n, d)) / 16, 4096 + r.integers(0, 9, (n, d)) / 16
    elif shape == "neighbours":
        u = base.astype(kind)
        v = np.nextafter(u[r.permutation(n)], kind(9))
        v[0], v[1] = u[0], np.nextafter(v[1], kind(9))
    elif shape == "subnormal":
        u, v = r.integers(-9, 9, (n, d)) * least, r.integers(-9, 9, (n, d)) * least
    elif shape == "scales":
        powers = 2.0 ** r.integers(-60, 60, (n, d))
        u, v = base * powers, base[r.permutation(n)] * powers
    elif shape == "duplicates":
        u = base.astype(kind)
        v = u[r.permutation(n)] + kind(2.0**-20) * r.standard_normal((n, d)).astype(kind)
    elif shape == "huge":
        u, v = base / 9 * top, base[r.permutation(n)] / 9 * top
    else:
        u, v = base, r.standard_normal((n, d))
    return u.astype(kind), v.astype(kind)


def squares(u: np.ndarray, v: np.ndarray) -> list[list[Fraction]]:
    x, y = ([[Fraction(a) for a in row] for row in side.tolist()] for side in (u, v))
    return [[sum(((a - b) ** 2 for a, b in zip(p, q, strict=True)), Fraction(0)) for q in y] for p in x]


def truth(table: list[list[Fraction]], eps: Fraction) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(table) for j, value in enumerate(row) if value <= eps]


def found(search: Gemm) -> list[tuple[int, int]]:
    return [pair for i, j in walk(search) for pair in zip(i.tolist(), j.tolist(), strict=True)]


def routes(problem: Problem) -> list[Gemm]:
    sides, at = (problem.left, problem.right), chart(problem.left, problem.right)
    narrow, wide = (certified(sides, at, problem.eps, Precision(kind)) for kind in (np.float32, np.float64))
    searches = [
        Gemm(problem, operands, False, Means(numba=fast)) for operands in (narrow, wide) for fast in (False, True)
    ]
    searches += [prefix(problem, Means(numba=fast), k) for k in (1, 3) for fast in (False, True)]
    return [*searches, gemm(problem, Means())]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("shape", SHAPES)
@given(
    seed=st.integers(0, 10**6),
    place=st.tuples(st.integers(0, 13), st.integers(0, 13)),
    nudge=st.sampled_from([-1, 0, 1]),
)
@settings(deadline=None, max_examples=6)
def test_every_route_is_exact(shape: str, kind: type, seed: int, place: tuple[int, int], nudge: int) -> None:
    u, v = rows(shape, seed, kind)
    table = squares(u, v)
    attained = table[place[0]][place[1]]
    eps = attained + nudge * attained / 2**60
    expected = truth(table, eps)
    if nudge >= 0:
        assert place in expected
    for search in routes(Problem(u, v, Line("l2"), eps)):
        assert found(search) == expected
    for space in (np, array_api_strict):
        device = on_device(space.asarray(u), space.asarray(v), Absolute, eps, {"norm": "l2"})
        pairs = [(int(a), int(b)) for i, j in walk(device) for a, b in zip(i, j, strict=True)]
        assert pairs == expected


@given(
    top=st.sampled_from([3, 200, 3000, 70_000, 2**31, 2**60, 2**90, 2**1100]),
    seed=st.integers(0, 10**6),
    offset=st.sampled_from([0, 2**20, 2**59]),
)
@settings(deadline=None, max_examples=40)
def test_integers_of_every_width(top: int, seed: int, offset: int) -> None:
    r = np.random.default_rng(seed)
    u = [[int(a) * top // 1000 + offset for a in row] for row in r.integers(-1000, 1000, (12, 4))]
    v = [
        [a + int(b) for a, b in zip(row, step, strict=True)]
        for row, step in zip(u[::-1], r.integers(-2, 3, (12, 4)), strict=True)
    ]
    table = [[sum((a - b) ** 2 for a, b in zip(p, q, strict=True)) for q in v] for p in u]
    eps = table[3][5]
    expected = truth(table, eps)
    for algorithm in (None, "gemm", "prefix"):
        i, j = join(u, v, Absolute, eps, norm="l2", algorithm=algorithm if eps else None)
        assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_small_integers_have_no_band() -> None:
    r = np.random.default_rng(5)
    x, y = r.integers(0, 256, (40, 64)), r.integers(0, 256, (50, 64))
    operands = exactly((x, y), chart(x, y), 250_000)
    assert operands is not None
    assert operands.slacks is None
    values = operands.left @ operands.right
    assert np.array_equal(-values.astype(np.int64), ((x[:, None] - y[None]) ** 2).sum(axis=-1))


def test_integers_too_large_for_an_exact_product_are_left_to_the_certificate() -> None:
    x = np.array([[2**40, 1], [0, 0]])
    assert exactly((x, x), chart(x, x), 1) is None


def test_a_large_common_offset_leaves_few_pairs_open() -> None:
    r = np.random.default_rng(6)
    u, v = (r.standard_normal((300, 16)).astype(np.float32) + np.float32(64) for _ in range(2))
    assert doubt(certified((u, v), chart(u, v), Fraction(16), Precision(np.float32))) < 1e-3


def test_the_bound_holds_for_each_entry_of_a_product() -> None:
    r = np.random.default_rng(7)
    u, v = r.standard_normal((30, 40)).astype(np.float32), r.standard_normal((30, 40)).astype(np.float32)
    at, eps = chart(u, v), Fraction(60)
    operands = certified((u, v), at, eps, Precision(np.float32))
    a, b = operands.slacks
    values = (operands.left @ operands.right).astype(np.float64)
    exact = squares(u, v)
    for i in range(30):
        for j in range(30):
            half = -exact[i][j] / 2 / at.unit**2
            assert half <= Fraction(values[i, j]) <= half + 3 * (Fraction(a[i]) + Fraction(b[j]))


def test_a_coarse_product_widens_the_bound_and_stays_exact() -> None:
    r = np.random.default_rng(8)
    u, v = r.standard_normal((40, 20)).astype(np.float32), r.standard_normal((40, 20)).astype(np.float32)
    eps = Fraction(30)
    operands = certified((u, v), chart(u, v), eps, Precision(np.float32, Fraction(1, 1 << 11)))

    def rounded(side: np.ndarray) -> np.ndarray:
        # the eleven leading bits alone, as some accelerators read their operands
        mantissas, exponents = np.frexp(side)
        return np.ldexp(np.rint(mantissas * 2048) / 2048, exponents).astype(np.float32)

    values = rounded(operands.left) @ rounded(operands.right)
    a, b = operands.slacks
    table = squares(u, v)
    for i, j in np.ndindex(values.shape):
        inside = table[i][j] <= eps
        assert values[i, j] >= operands.low or not inside
        assert inside or not values[i, j] >= operands.high + 3 * (a[i] + b[j])


@given(value=st.fractions(), kind=st.sampled_from([np.float32, np.float64]))
def test_rounding_has_a_direction(value: Fraction, kind: type) -> None:
    low, high = below(value, kind), above(value, kind)
    assert Fraction(float(low)) <= value <= Fraction(float(high))
    assert low == high or np.nextafter(low, kind(np.inf)) == high


def test_the_bounds_constants() -> None:
    assert UNITS[np.float32] == Fraction(1, 2**24)
    assert gamma(3, np.float64) == Fraction(3, 2**53 - 3)
    assert below(Fraction(10) ** 400, np.float64) == np.finfo(np.float64).max
    assert above(Fraction(10) ** 400, np.float32) == np.inf
    for square in (Fraction(0), Fraction(1, 10**300), Fraction(2), Fraction(10) ** 300):
        assert root_above(square) ** 2 >= square


def test_loops_as_they_are() -> None:
    values = np.array([0, 3, 1, 4] * 40, dtype=np.float32)
    out, at, places = np.empty(70, dtype=np.int64), 0, list[int]()
    while at < len(values):
        k, at = at_least(values, np.float32(3), at, out)
        places += out[:k].tolist()
    assert places == [t for t in range(160) if t % 2]
    x = np.arange(12.0).reshape(2, 6)
    distances = np.empty(2)
    squared(x, x, np.array([0, 0]), np.array([0, 1]), distances)
    assert distances.tolist() == [0, 216]
