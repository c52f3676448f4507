"""Equal rows: every route against a comparison of all rows, one by one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.numeric import keys as module
from algebra.numeric.keys import Keys, equal, keys, matches, runs, stride, total
from algebra.numeric.problem import Bits, Circle, Letters, Line, Problem, Same
from algebra.numeric.search import LIMIT, walk

KINDS = ["u1", "u2", "i8", "u8", "O"]
EXTREMES = {"u1": [0, 255], "u2": [0, 65535], "i8": [-(1 << 63), (1 << 63) - 1], "u8": [0, (1 << 64) - 1]}


def brute(left, right):
    x, y = left.tolist(), right.tolist()
    return [(i, j) for i in range(len(x)) for j in range(len(y)) if x[i] == y[j]]


def listed(tiles):
    return [(int(i), int(j)) for a, b in tiles for i, j in zip(a, b, strict=True)]


@st.composite
def rows(draw):
    kind, d = draw(st.sampled_from(KINDS)), draw(st.integers(0, 4))
    pool = [0, 1, 2, 3, *EXTREMES.get(kind, [-(1 << 90), 1 << 90, (1 << 64) + 1])]
    row = st.lists(st.sampled_from(pool), min_size=d, max_size=d)
    sides = [draw(st.lists(row, max_size=12)) for _ in range(2)]
    left, right = (np.array(side, dtype=kind).reshape(len(side), d) for side in sides)
    if draw(st.booleans()):
        left, right = np.asfortranarray(left), np.repeat(right, 2, axis=1)[:, ::2]
    left.flags.writeable = right.flags.writeable = False
    return left, right


@pytest.mark.parametrize("fast", [False, True])
@given(rows())
@settings(deadline=None, max_examples=150)
def test_all_routes_find_the_equal_rows_in_order(fast, sides):
    left, right = sides
    problem, true = Problem(left, right, Same(), 0), brute(left, right)
    search = equal(problem, fast)
    assert listed(walk(search)) == true
    assert listed(search.tiles(0, len(left))) == true
    assert search.degrees(0, len(left)).tolist() == [sum(i == k for i, _ in true) for k in range(len(left))]
    assert matches(problem, fast) == total(keys(left, right), fast) == search.runs.many == len(true)
    middle = len(left) // 2
    assert listed(search.tiles(middle, len(left))) == [pair for pair in true if pair[0] >= middle]


@given(rows())
@settings(deadline=None, max_examples=60)
def test_the_loops_say_the_same_uncompiled(sides):
    left, right = sides
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        patch.setattr(module, "compiled", lambda loop: loop)
        assert listed(equal(Problem(left, right, Same(), 0), True).tiles(0, len(left))) == brute(left, right)
        x, y = (np.sort(side) for side in (keys(left, right).left, keys(left, right).right))
        assert module.products(x, y) == len(brute(left, right))


@given(rows())
@settings(deadline=None, max_examples=100)
def test_keys_are_equal_where_rows_are_and_below_their_bound(sides):
    found = keys(*sides)
    x, y = found.left.tolist(), found.right.tolist()
    assert [(i, j) for i in range(len(x)) for j in range(len(y)) if x[i] == y[j]] == brute(*sides)
    assert all(0 <= key < found.bound <= 1 << 64 for key in x + y)
    assert found.left.dtype == found.right.dtype == np.uint64


@pytest.mark.parametrize("fast", [False, True])
def test_any_part_of_the_list_can_be_written_down(fast):
    x, y = np.array([[2], [0], [9], [0], [1]]), np.array([[0], [1], [0], [0], [5], [1]])
    found, true = runs(keys(x, y), fast), brute(x, y)
    for first in range(len(true) + 1):
        for last in range(first, len(true) + 1):
            assert listed([found.pairs(first, last, fast)]) == true[first:last]


@pytest.mark.parametrize("fast", [False, True])
def test_tiles_are_bounded_inside_rows_too(fast, monkeypatch):
    monkeypatch.setattr(module, "LIMIT", 4)
    x, y = np.zeros((3, 0), dtype=np.int64), np.zeros((7, 0), dtype=np.int64)
    search = equal(Problem(x, y, Same(), 0), fast)
    tiles = list(search.tiles(0, 3))
    assert [len(i) for i, _ in tiles] == [4, 4, 4, 4, 4, 1]
    assert listed(tiles) == [(i, j) for i in range(3) for j in range(7)]
    assert all(a.dtype == b.dtype == np.int64 for a, b in tiles)


def test_many_rows_in_colliding_buckets():
    generator = np.random.default_rng(0)
    factor = 0x9E3779B97F4A7C15
    pool = np.array([k for k in range(1 << 14) if (k * factor % (1 << 64)) >> 56 == 7], dtype=np.int64)
    left, right = (pool[generator.integers(0, len(pool), 2000)].reshape(-1, 1) for _ in range(2))
    problem = Problem(left, right, Same(), 0)
    slow, fast = ([np.concatenate(a) for a in zip(*walk(equal(problem, f)), strict=True)] for f in (False, True))
    i, j = np.nonzero(left == right.T)
    for a, b, true in zip(slow, fast, (i, j), strict=True):
        assert np.array_equal(a, true)
        assert np.array_equal(b, true)
    assert matches(problem, True) == matches(problem, False) == len(i)


@pytest.mark.parametrize("fast", [False, True])
def test_wide_rows_of_words_are_ranked_more_than_once(fast):
    generator = np.random.default_rng(1)
    pool = generator.integers(0, 1 << 64, (40, 5), dtype=np.uint64)
    pool[1::2] = pool[::2]
    pool[1::2, 4] ^= np.uint64(1)
    left, right = pool[generator.integers(0, 40, 300)], pool[generator.integers(0, 40, 200)]
    i, j = np.nonzero((left[:, None] == right).all(axis=2))
    assert listed(walk(equal(Problem(left, right, Bits(), 0), fast))) == list(zip(i.tolist(), j.tolist(), strict=True))
    assert matches(Problem(left, right, Bits(), 0), fast) == len(i)


def test_counts_beyond_memory_come_from_run_lengths():
    x = np.zeros((1 << 17, 2), dtype=np.uint16)
    for fast in (False, True):
        search = equal(Problem(x, x, Same(), 0), fast)
        assert search.runs.many == matches(Problem(x, x, Same(), 0), fast) == 1 << 34
        assert search.stride == LIMIT >> 17
        assert len(next(search.tiles(5, 9))[0]) == 1 << 19
        far = np.full(len(x), 1 << 40, dtype=np.uint64)
        assert total(Keys(far, far, 1 << 41), fast) == 1 << 34


def test_a_block_holds_about_the_limit():
    each = np.full(1 << 10, LIMIT >> 7)
    assert stride(np.append(0, np.cumsum(each))) == 128
    one = np.ones(1 << 10, dtype=np.int64)
    one[0] = 1 << 40
    assert stride(np.append(0, np.cumsum(one))) >= 64
    assert stride(np.array([0])) == stride(np.array([0, 1 << 40])) == 1


@pytest.mark.parametrize("distance", [Letters(), Line("l2"), Circle((9, 9), "l1"), Same()])
def test_below_one_every_distance_of_integers_is_equality(distance):
    x = np.array([[1, 2], [3, 4], [1, 2]])
    assert listed(walk(equal(Problem(x, x, distance, Fraction(9, 10)), False))) == brute(x, x)


def test_floats_and_larger_radii_are_refused():
    x = np.zeros((2, 1))
    for bad in (Problem(x, x, Line("l1"), 0), Problem(x.astype(np.int64), x.astype(np.int64), Same(), 1)):
        for ask in (equal, matches):
            with pytest.raises(Mismatch, match="equality is ε in"):
                ask(bad, False)
