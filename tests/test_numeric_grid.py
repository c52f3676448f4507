"""The grid against sums of Fractions: cells never part what is near, and every route finds the same pairs."""

from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import isqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numeric_truth import pairs, posed, truth

from algebra.numeric import cells as places
from algebra.numeric import grid as module
from algebra.numeric.cells import arranged, axis, cells
from algebra.numeric.exact import within
from algebra.numeric.grid import chance, cutting, grid
from algebra.numeric.problem import Line, Problem
from algebra.numeric.search import walk

NORMS = ("l1", "l2", "linf")
TOP = 1 << 61
KINDS = {"small": np.int64, "int64": np.int64, "float32": np.float32, "float64": np.float64}


def entries(kind):
    if kind == "small":
        return st.integers(-9, 9)
    if kind == "int64":
        return st.one_of(st.integers(-TOP, TOP), st.integers(TOP - 3, TOP), st.integers(-TOP, 3 - TOP))
    width = 32 if kind == "float32" else 64
    return st.one_of(
        st.integers(-20, 20).map(lambda v: float(np.float32(v / 10)) if width == 32 else v / 10),
        st.floats(allow_nan=False, allow_infinity=False, width=width),
        st.floats(1, 1 + 2.0**-20, width=width),
        st.integers(-4, 4).map(lambda v: v * (2.0**-149 if width == 32 else 5e-324)),
    )


problems = partial(posed, KINDS, entries, widths=(0, 1, 2, 3, 5), most=7)


@settings(deadline=None, max_examples=70)
@given(problems(), st.data())
def test_pairs_are_those_within(problem, data):
    wanted = truth(problem)
    some = data.draw(
        st.lists(st.integers(0, max(0, problem.width - 1)), max_size=3 if problem.width else 0, unique=True)
    )
    for columns in (None, tuple(some)):
        for fast in (False, True):
            assert pairs(grid(problem, fast, columns)) == wanted


@settings(deadline=None, max_examples=60)
@given(problems())
def test_loops_say_the_same_uncompiled(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "compiled", lambda loop: loop)
        assert pairs(grid(problem, True, tuple(range(min(3, problem.width))))) == truth(problem)


@settings(deadline=None, max_examples=100)
@given(problems(widths=(1,)), st.integers(1, 5))
def test_near_rows_have_near_cells(problem, reach):
    left, right, most = axis(problem, 0, reach)
    assert most == reach
    for i, j in truth(problem):
        assert abs(left[i] - right[j]) <= reach


@settings(deadline=None, max_examples=100)
@given(st.floats(2.0**-960, 2.0**960), st.integers(0, 1 << 39), st.integers(-60, 60), st.integers(1, 4))
def test_cells_at_the_ends_of_the_radius(radius, cell, part, reach):
    """Numbers just ε apart, at multiples of fractions of it, far from the origin of the cells."""
    start = radius * cell * (1 + part / 64)
    x = np.array([[0.0], [start]])
    y = np.array([[start + radius], [np.nextafter(start + radius, 0)], [max(0, start - radius)]])
    problem = Problem(x, y, Line("l1"), Fraction(radius))
    left, right, _ = axis(problem, 0, reach)
    for i, j in truth(problem):
        assert abs(left[i] - right[j]) <= reach
    assert pairs(grid(problem, False)) == truth(problem)


def test_cells_where_quotients_are_rounded_up():
    """Numbers a radius apart, the smaller just below an edge."""
    r = np.random.default_rng(13)
    for radius in r.random(40) + 0.01:
        k = r.integers(1, 1 << 39, 200)
        x = np.nextafter(radius * k, 0)
        x = np.concatenate([[0], x, np.nextafter(x, 0)])[:, None]
        y = x + radius
        problem = Problem(x, y, Line("l1"), Fraction(radius))
        left, right, reach = axis(problem, 0, 1)
        near = within(problem, np.arange(len(x)), np.arange(len(x)))
        assert near.any()
        assert int(np.abs(left - right)[near].max()) <= reach


def cloud(kind, n, seed, d=3):
    """Points of a lattice in a box, some of them many times, a few of them far away."""
    r = np.random.default_rng(seed)
    x = r.integers(0, 60, (n, d))
    x[: n // 4] = np.arange(9 * d).reshape(9, d)[r.integers(0, 9, n // 4)]
    x[n // 2 : n // 2 + 3] *= 10**12
    return x.astype(np.int64) if kind == np.int64 else (x / 10).astype(kind)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("kind", [np.int64, np.float32, np.float64])
@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_clouds(kind, norm, d):
    x, y = cloud(kind, 400, 1, d), cloud(kind, 300, 2, d)
    eps = {"l1": 8, "l2": 34, "linf": 5}[norm]
    if kind != np.int64:
        eps = Fraction(eps, 100 if norm == "l2" else 10)
    problem = Problem(x, y, Line(norm), eps)
    i, j = (a.ravel() for a in np.indices((400, 300)))
    keep = within(problem, i, j)
    wanted = list(zip(i[keep].tolist(), j[keep].tolist(), strict=True))
    assert len(wanted) > 50
    for fast in (False, True):
        found = grid(problem, fast)
        assert pairs(found) == wanted
        assert pairs(replace(found, cells=replace(found.cells, starts=None))) == wanted
        parts = [t for a in range(0, 400, 130) for t in found.tiles(a, min(a + 130, 400))]
        assert sorted(p for t in parts for p in zip(*(a.tolist() for a in t), strict=True)) == wanted


@pytest.mark.parametrize("fast", [False, True])
def test_small_tiles(fast, monkeypatch):
    monkeypatch.setattr(module, "LIMIT", 16)
    monkeypatch.setattr(module, "CHUNK", 16)
    x, y = cloud(np.int64, 100, 3), cloud(np.int64, 100, 4)
    problem = Problem(x, y, Line("l2"), 40)
    tiles = list(grid(problem, fast).tiles(0, 100))
    found = [p for t in tiles for p in zip(*(a.tolist() for a in t), strict=True)]
    assert sorted(found) == truth(problem)
    assert all(len(t[0]) <= 16 for t in tiles)
    assert max(len(t[0]) for t in tiles) > 1


def test_compiled_tiles_are_in_order():
    x, y = np.repeat(cloud(np.float64, 300, 5), 2, axis=0), np.repeat(cloud(np.float64, 300, 6), 80, axis=0)
    i, j = next(iter(grid(Problem(x, y, Line("linf"), Fraction(1, 5)), True).tiles(0, 600)))
    keys = i * len(y) + j
    assert len(keys) > 1000
    assert np.bincount(i).max() > 64
    assert bool((np.diff(keys) > 0).all())


def test_cells_are_few_where_points_are_spread():
    r = np.random.default_rng(7)
    for scale in (1, 2.0**-900, 2.0**900):
        x = r.random((2000, 3)) * scale
        problem = Problem(x, x, Line("linf"), Fraction(scale) / 50)
        assert Fraction(1, 10**6) < chance(problem) < Fraction(1, 1000)
        assert sorted(cutting(problem)) == [0, 1, 2]


def test_far_points_do_not_widen_the_cells():
    r = np.random.default_rng(8)
    x = r.random((1000, 3))
    x[::100] = (r.random((10, 3)) - 0.5) * 1e300
    problem = Problem(x, x, Line("l2"), Fraction(1, 10**4))
    assert chance(problem) < Fraction(1, 500)
    assert (
        pairs(grid(problem, True))
        == pairs(grid(problem, False))
        == truth(replace(problem, left=x[:0])) + [p for p in pairs(grid(problem, False, ()))]
    )


def test_columns_that_cut_are_chosen():
    r = np.random.default_rng(9)
    x = r.integers(0, 1000, (500, 5))
    x[:, 1] = 7
    x[:, 3] //= 100
    problem = Problem(x, x, Line("l1"), 10)
    assert sorted(cutting(problem)) == [0, 2, 4]
    assert cutting(replace(problem, eps=5000)) == ()
    assert chance(replace(problem, eps=5000)) == 1
    assert chance(replace(problem, left=x[:0])) == 0


def test_stride_keeps_tiles_small():
    x = np.zeros((3000, 2), dtype=np.int64)
    problem = Problem(x, x, Line("l1"), 1)
    found = grid(problem, True)
    assert found.stride * 3000 <= module.LIMIT
    assert sum(len(i) for i, _ in walk(found)) == 9 * 10**6


def test_more_cells_than_keys():
    """Gaps between cells are cut, or no key would fit a machine word."""
    r = np.random.default_rng(10)
    x = r.integers(-TOP, TOP, (120, 3))
    y = x[r.permutation(120)] + r.integers(-1, 2, (120, 3))
    problem = Problem(x, np.clip(y, -TOP, TOP), Line("linf"), 1)
    for fast in (False, True):
        assert pairs(grid(problem, fast)) == truth(problem)
    assert len(pairs(grid(problem, True))) >= 120


def test_halved_cells_keep_neighbours(monkeypatch):
    real = places._span
    monkeypatch.setattr(places, "_span", lambda one: real(one) << 17)
    x, y = cloud(np.int64, 100, 11), cloud(np.int64, 100, 12)
    problem = Problem(x, y, Line("l2"), 30)
    found = cells(problem, (0, 1, 2))
    assert found.starts is None
    lo, hi = found.bounds(found.left)
    near = {(i, j) for i in range(100) for a, b in zip(lo[i], hi[i], strict=True) for j in found.names[a:b].tolist()}
    assert near >= set(truth(problem))


@settings(deadline=None)
@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**62)), max_size=9))
def test_arranged_is_stable(keys):
    order, found = arranged(np.array(keys, dtype=np.int64))
    assert order.tolist() == sorted(range(len(keys)), key=keys.__getitem__)
    assert found.tolist() == sorted(keys)


def test_root_of_the_radius_is_rounded_up():
    for eps in (*range(40), 10**30, (1 << 61) ** 2, (1 << 62) ** 2):
        r = min(isqrt(eps), 1 << 61)
        x, y = np.array([[0], [1]], dtype=np.int64), np.array([[r]], dtype=np.int64)
        left, right, _ = axis(Problem(x, y, Line("l2"), eps), 0, 2)
        assert abs(left[0] - right[0]) <= 2
