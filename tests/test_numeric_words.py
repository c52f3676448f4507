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
    return [pair for i, j in tiles for pair in zip(i.tolist(), j.tolist(), strict=True)]


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
    most = draw(st.sampled_from([0, 1, 2, 3, 5, 16, 31, 51, 52, 63, 64, 65, 127, 128, 200, 383, 384, 1000]))
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


def always(patch):
    """The table of counts is used whatever a sample says."""
    patch.setattr(module, "FEW", 1)
    patch.setattr(module, "RARE", 0)


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


@given(near_bits())
@settings(deadline=None, max_examples=60)
def test_tables_of_counts_find_the_near_rows(problem):
    with pytest.MonkeyPatch.context() as patch:
        always(patch)
        search = popcount(problem, True)
        wanted = len(problem.left) and len(problem.right) and problem.width >= 3 and problem.eps < 128
        assert bool(search.turned.size) == bool(wanted)
        checked(search, brute(problem))


@given(near_bits() | near_letters(), st.booleans())
@settings(deadline=None, max_examples=40)
def test_the_loops_say_the_same_uncompiled(problem, tabled):
    true, n = brute(problem), len(problem.left)
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for where in (module, keys_module):
            patch.setattr(where, "compiled", lambda loop: loop)
        for name, size in (("ROOM", 8), ("WORDS", 3), ("LETTERS", 3), ("PIECE", 5)):
            patch.setattr(module, name, size)
        if tabled:
            always(patch)
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


WIDTHS = [(1, 3), (2, 20), (3, 12), (4, 9), (4, 13), (4, 64), (5, 8), (8, 127), (9, 7), (9, 260), (13, 51), (13, 128)]


@pytest.mark.parametrize(("w", "eps"), WIDTHS)
def test_clusters_at_all_widths(w, eps, monkeypatch):
    x, y = clusters(300, 2500, w, 6)
    problem = Problem(x, y, Bits(), eps)
    far = np.array([np.bitwise_count(row ^ y).sum(axis=1, dtype=np.int64) for row in x])
    i, j = (a.tolist() for a in np.nonzero(far <= eps))
    assert np.any(far == eps) or eps > 12
    true = list(zip(i, j, strict=True))
    for fast in (False, True):
        assert listed(walk(popcount(problem, fast))) == true
        if eps < 16:
            assert listed(walk(pigeonhole(problem, fast))) == true
    always(monkeypatch)
    search = popcount(problem, True)
    assert bool(search.turned.size) == (w > 2 and eps < 128)
    assert listed(walk(search)) == true


@pytest.mark.parametrize("eps", [15, 51, 52, 64])
def test_a_sample_asks_for_tables_of_counts(eps):
    generator = np.random.default_rng(5)
    x, y = (generator.integers(0, 1 << 64, (size, 4), dtype=np.uint64) for size in (200, 1003))
    for k in range(1003):
        # all bits differ; ε of those counted in bytes, beside; ε or one more anywhere, in another block
        among = [np.arange(256), np.r_[:60, 64:124], np.arange(256)][k % 3]
        flips = generator.choice(among, [256, eps, eps + k % 2][k % 3], replace=False)
        masks = [sum(1 << int(b % 64) for b in flips if b // 64 == t) for t in range(4)]
        y[k] = x[(k // 3 + k % 3 // 2 * 100) % 200] ^ np.array(masks, dtype=np.uint64)
    problem = Problem(x, y, Bits(), eps)
    search = popcount(problem, True)
    assert search.turned.size
    assert search.stride > len(x)
    assert not popcount(problem, False).turned.size
    far = np.array([np.bitwise_count(row ^ y).sum(axis=1, dtype=np.int64) for row in x])
    assert {eps, eps + 1, 256} <= set(far.reshape(-1).tolist())
    true = list(zip(*(a.tolist() for a in np.nonzero(far <= eps)), strict=True))
    assert listed(walk(search)) == listed(walk(popcount(problem, False))) == true
    assert sorted(listed(search.tiles(7, 19))) == [p for p in true if 7 <= p[0] < 19]
    assert sorted(listed(search.tiles(7, 190))) == [p for p in true if 7 <= p[0] < 190]


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
def test_all_pairs_come_in_bounded_tiles(fast, monkeypatch):
    x = np.zeros((700, 4), dtype=np.uint64)
    always(monkeypatch)
    asked = [popcount(Problem(x, x, Bits(), eps), fast) for eps in (64, 256)]
    for search in (*asked, pigeonhole(Problem(x, x, Bits(), 2), fast)):
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
