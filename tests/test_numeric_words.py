"""Hamming distances: every route against counts in Python integers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.numeric import keys as keys_module
from algebra.numeric import words as module
from algebra.numeric.problem import Bits, Letters, Line, Problem
from algebra.numeric.search import walk
from algebra.numeric.words import candidates, pigeonhole, popcount

WHOLE = (1 << 64) - 1
LETTERS = {"u1": [0, 1, 255], "u2": [0, 1, 65535], "i8": [-(1 << 63), 0, (1 << 63) - 1], "u8": [0, 1, WHOLE]}


def brute(problem):
    x, y = problem.left.tolist(), problem.right.tolist()
    if isinstance(problem.distance, Bits):
        far = [[sum((a ^ b).bit_count() for a, b in zip(r, s, strict=True)) for s in y] for r in x]
    else:
        far = [[sum(a != b for a, b in zip(r, s, strict=True)) for s in y] for r in x]
    return [(i, j) for i, row in enumerate(far) for j, d in enumerate(row) if d <= problem.eps]


def listed(tiles):
    return [(int(i), int(j)) for a, b in tiles for i, j in zip(a, b, strict=True)]


def checked(search, true):
    n = len(search.problem.left)
    assert sorted(listed(search.tiles(0, n))) == true == listed(walk(search))
    assert search.degrees(0, n).tolist() == [sum(i == k for i, _ in true) for k in range(n)]
    assert sorted(listed(search.tiles(n // 3, n - n // 3))) == [p for p in true if n // 3 <= p[0] < n - n // 3]


@st.composite
def near_bits(draw):
    w = draw(st.integers(0, 6))
    some = st.sampled_from([0, 1, 3, 1 << 63, WHOLE, WHOLE ^ 1, 0x0F0F0F0F0F0F0F0F, 0x8000000000000001])
    row = st.lists(some, min_size=w, max_size=w)
    sides = [draw(st.lists(row, max_size=7)) for _ in range(2)]
    left, right = (np.array(side, dtype=np.uint64).reshape(len(side), w) for side in sides)
    most = draw(st.sampled_from([0, 1, 2, 3, 5, 16, 31, 63, 64, 65, 128, 200, 383, 384, 1000]))
    return Problem(
        frozen(left), frozen(np.asfortranarray(right)), Bits(), most + draw(st.sampled_from([0, Fraction(1, 2)]))
    )


@st.composite
def near_letters(draw):
    kind, d = draw(st.sampled_from(sorted(LETTERS))), draw(st.integers(0, 9))
    row = st.lists(st.sampled_from(LETTERS[kind]), min_size=d, max_size=d)
    sides = [draw(st.lists(row, max_size=7)) for _ in range(2)]
    left, right = (np.array(side, dtype=kind).reshape(len(side), d) for side in sides)
    return Problem(frozen(left), frozen(np.repeat(right, 2, axis=0)[::2]), Letters(), draw(st.integers(0, 10)))


def frozen(a):
    a.flags.writeable = False
    return a


def split(problem):
    return problem.eps < problem.width * (64 if isinstance(problem.distance, Bits) else 1)


@pytest.mark.parametrize("fast", [False, True])
@given(near_bits() | near_letters())
@settings(deadline=None, max_examples=50)
def test_all_routes_find_the_near_rows(fast, problem):
    true = brute(problem)
    checked(popcount(problem, fast), true)
    if split(problem) and problem.eps < 66:
        search = pigeonhole(problem, fast)
        checked(search, true)
        assert candidates(problem) == search.candidates >= len(true)
    elif not split(problem):
        with pytest.raises(Mismatch, match="parts are needed"):
            pigeonhole(problem, fast)


@given(near_bits() | near_letters(), st.booleans())
@settings(deadline=None, max_examples=40)
def test_the_loops_say_the_same_uncompiled(problem, fold):
    true, n = brute(problem), len(problem.left)
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for where in (module, keys_module):
            patch.setattr(where, "compiled", lambda loop: loop)
        for name, size in (("ROOM", 8), ("WORDS", 3), ("LETTERS", 3), ("PIECE", 5)):
            patch.setattr(module, name, size)
        patch.setattr(module, "_folds", lambda problem: fold)
        assert sorted(listed(popcount(problem, True).tiles(0, n))) == true
        if split(problem) and problem.eps < 66:
            assert sorted(listed(pigeonhole(problem, True).tiles(0, n))) == true


def clusters(n, m, w, flips):
    generator = np.random.default_rng(3)
    centres = generator.integers(0, 1 << 64, (20, w), dtype=np.uint64)
    sides = []
    for size in (n, m):
        side = centres[generator.integers(0, 20, size)].reshape(-1)
        for _ in range(flips):
            at = generator.integers(0, w * 64, size) + np.arange(size) * w * 64
            side[at // 64] ^= generator.integers(0, 2, size, dtype=np.uint64) << (at % 64).astype(np.uint64)
        sides.append(side.reshape(size, w))
    return sides


@pytest.mark.parametrize(("w", "eps"), [(1, 3), (2, 20), (4, 9), (4, 13), (4, 64), (5, 8), (9, 7), (9, 260)])
def test_clusters_at_all_widths(w, eps):
    x, y = clusters(300, 2500, w, 6)
    problem = Problem(x, y, Bits(), eps)
    far = np.array([np.bitwise_count(row ^ y).sum(axis=1, dtype=np.int64) for row in x])
    i, j = (a.tolist() for a in np.nonzero(far <= eps))
    assert np.any(far == eps) or eps in (20, 13, 64)
    true = list(zip(i, j, strict=True))
    for fast in (False, True):
        assert listed(walk(popcount(problem, fast))) == true
        if eps < 16:
            assert listed(walk(pigeonhole(problem, fast))) == true


@pytest.mark.parametrize("kind", ["u1", "u2", "i8"])
@pytest.mark.parametrize(("d", "eps"), [(12, 4), (300, 255), (300, 256), (300, 30)])
def test_many_letters(kind, d, eps):
    generator = np.random.default_rng(4)
    x = generator.integers(0, 6 if eps > 200 else 2, (20, d)).astype(kind)
    y = x[generator.integers(0, 20, 2100)]
    y = np.where(generator.integers(0, 12, y.shape) == 0, generator.integers(0, 100, y.shape).astype(kind), y)
    problem = Problem(x, y, Letters(), eps)
    i, j = np.nonzero((x[:, None] != y).sum(axis=2) <= eps)
    true = list(zip(i.tolist(), j.tolist(), strict=True))
    assert 0 < len(true) < 20 * 2100
    for fast in (False, True):
        assert listed(walk(popcount(problem, fast))) == true
        if eps < 31:
            assert listed(walk(pigeonhole(problem, fast))) == true


def test_three_hundred_letters_may_all_differ():
    x, y = np.zeros((2, 300), dtype=np.uint8), np.ones((3, 300), dtype=np.uint8)
    for fast in (False, True):
        assert listed(walk(popcount(Problem(x, y, Letters(), 44), fast))) == []
        assert listed(walk(popcount(Problem(x, y, Letters(), 299), fast))) == []
        assert len(listed(walk(popcount(Problem(x, y, Letters(), 300), fast)))) == 6


@pytest.mark.parametrize("fast", [False, True])
def test_all_pairs_come_in_bounded_tiles(fast):
    x = np.zeros((700, 4), dtype=np.uint64)
    for search in (popcount(Problem(x, x, Bits(), 256), fast), pigeonhole(Problem(x, x, Bits(), 2), fast)):
        tiles = list(search.tiles(0, 700))
        assert max(len(i) for i, _ in tiles) <= module.ROOM
        flat = np.sort(np.concatenate([i * 700 + j for i, j in tiles]))
        assert np.array_equal(flat, np.arange(700 * 700))


def test_radii_below_zero_have_no_pairs_and_other_distances_are_refused():
    x = np.zeros((2, 3), dtype=np.uint64)
    for fast in (False, True):
        assert listed(popcount(Problem(x, x, Letters(), -1), fast).tiles(0, 2)) == []
        for ask in (popcount, pigeonhole):
            with pytest.raises(Mismatch):
                ask(Problem(x.astype(np.int64), x.astype(np.int64), Line("l1"), 1), fast)
