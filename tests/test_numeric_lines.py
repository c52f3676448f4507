"""All pairs on Q^d against sums of Fractions: every norm, every kind of number, both routes."""

from fractions import Fraction
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numeric_truth import distance, pairs, posed, truth

from algebra.errors import Mismatch
from algebra.numeric import lines as module
from algebra.numeric.lines import lines, table
from algebra.numeric.problem import Letters, Line, Problem
from algebra.numeric.search import LIMIT, walk

NORMS = ("l1", "l2", "linf")
TOP = 1 << 61


def agree(problem):
    wanted = truth(problem)
    for fast in (False, True):
        search = lines(problem, fast)
        assert pairs(search) == wanted
        degrees = np.bincount(np.array([i for i, _ in wanted], dtype=np.int64), minlength=len(problem.left))
        assert search.degrees(0, len(problem.left)).tolist() == degrees.tolist()
    return wanted


def entries(kind):
    if kind == "small":
        return st.integers(-3, 3)
    if kind == "int64":
        return st.one_of(st.integers(-TOP, TOP), st.integers(TOP - 3, TOP), st.integers(-TOP, 3 - TOP))
    if kind == "object":
        return st.one_of(st.integers(-5, 5), st.integers(-(10**30), 10**30), st.integers(10**25, 10**25 + 3))
    width = 32 if kind == "float32" else 64
    return st.one_of(
        st.integers(-20, 20).map(lambda v: float(np.float32(v / 10)) if width == 32 else v / 10),
        st.floats(allow_nan=False, allow_infinity=False, width=width),
        st.integers(-4, 4).map(lambda v: v * (2.0**-149 if width == 32 else 5e-324)),
    )


KINDS = {"small": np.int64, "int64": np.int64, "object": object, "float32": np.float32, "float64": np.float64}


problems = partial(posed, KINDS, entries, widths=(0, 1, 3, 4, 5, 9), most=6)


@settings(deadline=None, max_examples=150)
@given(problems())
def test_pairs_are_those_within(problem):
    agree(problem)


@settings(deadline=None, max_examples=60)
@given(problems())
def test_loops_say_the_same_uncompiled(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "compiled", lambda loop: loop)
        assert pairs(lines(problem, True)) == truth(problem)


@settings(deadline=None, max_examples=100)
@given(problems(widths=(1, 2, 5)))
def test_sums_that_decide(problem):
    base, norm = table(problem, narrow=True), problem.distance.norm
    for x, u in zip(problem.left, base.left, strict=True):
        for y, v in zip(problem.right, base.right, strict=True):
            with np.errstate(over="ignore", under="ignore"):
                steps = abs(u - v).astype(base.kind)
                s = steps.max() if norm == "linf" else (steps if norm == "l1" else steps * steps).sum()
            near = distance(x, y, norm) <= problem.eps
            assert near or not s <= base.low
            assert not near or s <= base.high


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("kind", ["float32", "float64", "int64", "object"])
def test_many_blocks_and_ties(norm, kind):
    r = np.random.default_rng(5)
    x, y = r.integers(-30, 30, (70, 7)), r.integers(-30, 30, (1100, 7))
    eps = {"l1": 80, "l2": 1300, "linf": 25}[norm]
    steps = abs(x[:, None] - y[None])
    found = {"l1": steps.sum(2), "l2": (steps**2).sum(2), "linf": steps.max(2)}[norm]
    wanted = np.argwhere(found <= eps)
    assert np.any(found == eps)
    assert 0 < len(wanted) < found.size
    scale, unit = (1 << 40, 10**30) if kind == "object" else (0, 1)
    left, right = ((a.astype(KINDS[kind]) * unit + scale) for a in (x, y))
    bound = eps * unit * (unit if norm == "l2" else 1)
    for fast in (False, True):
        got = np.concatenate([np.stack(t, axis=1) for t in walk(lines(Problem(left, right, Line(norm), bound), fast))])
        assert np.array_equal(got, wanted)


@pytest.mark.parametrize("norm", ["l1", "linf"])
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_tenths_are_not_tenths(norm, kind):
    x = (np.arange(-20, 20)[:, None] * np.ones((1, 3)) / 10).astype(kind)
    steps = np.abs(x[:10, None] - x[None])
    sloppy = steps.sum(axis=2) if norm == "l1" else steps.max(axis=2)
    wrong = 0
    for y in x[1:9]:
        eps = distance(x[0], y, norm)
        wrong += len(agree(Problem(x[:10], x, Line(norm), eps))) != int((sloppy <= kind(float(eps))).sum())
    assert wrong or kind == np.float32


@pytest.mark.parametrize("fast", [False, True])
def test_full_rooms_are_emptied(fast, monkeypatch):
    monkeypatch.setattr(module, "ROOM", 1024)
    x = np.zeros((40, 5), dtype=np.int64)
    y = np.zeros((700, 5), dtype=np.int64)
    y[::7] = 9
    tiles = list(lines(Problem(x, y, Line("l1"), 3), fast).tiles(3, 33))
    found = sorted((i, j) for t in tiles for i, j in zip(*(a.tolist() for a in t), strict=True))
    assert found == [(i, j) for i in range(3, 33) for j in range(700) if j % 7]
    assert all(len(t[0]) <= LIMIT for t in tiles)
    assert not fast or max(len(t[0]) for t in tiles) <= 1024


@pytest.mark.parametrize("fast", [False, True])
def test_arrays_of_any_layout_stay_as_they_are(fast):
    x = np.asfortranarray(np.arange(60, dtype=np.float64).reshape(10, 6))[::2, ::-1]
    y = np.arange(60, dtype=np.float64).reshape(10, 6)[::-1]
    x.flags.writeable = y.flags.writeable = False
    before = x.tolist(), y.tolist()
    problem = Problem(x, y, Line("l1"), Fraction(18))
    assert pairs(lines(problem, fast)) == truth(problem) != []
    assert (x.tolist(), y.tolist()) == before


def test_integers_beyond_floats_are_told_apart():
    x = np.array([[TOP], [TOP - 1], [-TOP]], dtype=np.int64)
    for norm in NORMS:
        for eps in (0, 1, 2 * TOP - 1, 2 * TOP, (2 * TOP - 1) ** 2, (2 * TOP) ** 2):
            agree(Problem(x, x, Line(norm), eps))


@pytest.mark.parametrize("norm", NORMS)
def test_ints_that_are_cut_short(norm):
    """A far row makes all of them coarse; the others differ by a few of the units that are left."""
    r = np.random.default_rng(6)
    x = np.array([[int(v) for v in row] for row in r.integers(0, 1 << 23, (12, 3))], dtype=object)
    y = np.array([*x[::-1] + 5, [1 << 80] * 3], dtype=object)
    assert table(Problem(x, y, Line(norm), 0)).right.max() >= 1 << 59
    for k in range(12):
        agree(Problem(x, y, Line(norm), int(distance(x[k], y[0], norm))))


def test_bounds_grow_with_the_radius():
    x = np.array([[0.5, 0.25]])
    for kind in (np.float32, np.float64):
        ends = [table(Problem(x.astype(kind), x.astype(kind), Line("l1"), Fraction(e, 7)), True) for e in range(5)]
        assert all(a.low <= a.high for a in ends)
        assert all(a.low < b.low and a.high < b.high for a, b in pairwise(ends))


def test_other_distances_are_refused():
    x = np.zeros((1, 1), dtype=np.int64)
    with pytest.raises(Mismatch):
        lines(Problem(x, x, Letters(), 0), False)
