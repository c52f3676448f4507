"""Bitmaps against brute force in Python ints and fractions: every norm, dtype, route and edge."""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from math import isqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.numeric.bitmaps import bitmaps, density
from algebra.numeric.buckets import buckets, ranges, windows
from algebra.numeric.loops.bitmaps import kept, surviving
from algebra.numeric.problem import Circle, Letters, Line, Problem
from algebra.numeric.search import LIMIT, walk

module = import_module("algebra.numeric.bitmaps")
NORMS = ["linf", "l1", "l2"]


def exactly(v: Any) -> Any:
    return Fraction(float(v)) if isinstance(v, np.floating) else int(v)


def truth(p: Problem) -> list[tuple[int, int]]:
    """The pairs by sums of Python ints: all numbers over 2^1074, the least float."""
    unit = 1 << (1074 if p.floating else 0)
    left, right = ([[int(exactly(v) * unit) for v in row] for row in a] for a in (p.left, p.right))
    moduli = p.distance.moduli if isinstance(p.distance, Circle) else None
    eps = p.eps * (unit * unit if p.distance.norm == "l2" else unit)

    def apart(x: list[int], y: list[int]) -> int:
        steps = [abs(a - b) for a, b in zip(x, y, strict=True)]
        if moduli:
            steps = [min(s, m - s) for s, m in zip(steps, moduli, strict=True)]
        if p.distance.norm == "linf":
            return max(steps, default=0)
        return sum(s if p.distance.norm == "l1" else s * s for s in steps)

    return [(i, j) for i, x in enumerate(left) for j, y in enumerate(right) if apart(x, y) <= eps]


def listed(search: Any) -> list[tuple[int, int]]:
    out = [(int(a), int(b)) for i, j in walk(search) for a, b in zip(i, j, strict=True)]
    for i, j in search.tiles(0, len(search.problem.left)):
        assert i.dtype == j.dtype == np.int64
        assert len(i) == len(j) <= LIMIT
    return out


def check(p: Problem) -> None:
    wanted = truth(p)
    for fast in (False, True):
        assert listed(bitmaps(p, fast)) == wanted
    middle = len(p.left) // 2
    part = [
        (int(a), int(b)) for i, j in bitmaps(p, False).tiles(middle, len(p.left)) for a, b in zip(i, j, strict=True)
    ]
    assert sorted(part) == [(i, j) for i, j in wanted if i >= middle]
    assert 0 <= density(p) <= 1


def spread(seed: int, shape: tuple[int, int], moduli: tuple[int, ...]) -> Any:
    r = np.random.default_rng(seed)
    kind: Any = np.uint8 if max(moduli) <= 256 else np.uint16 if max(moduli) <= 65536 else np.int64
    columns = [r.integers(0, m, shape[0], dtype=np.int64) for m in moduli]
    for c, m in zip(columns, moduli, strict=True):
        few = r.random(shape[0]) * 4 < 1
        c[few] = r.choice([0, 1, m // 2, m - 1], int(few.sum()))
    return np.stack(columns, axis=1).astype(kind)


CIRCLES = [
    (256, 256, 256),
    (2, 256, 255),
    (257, 3),
    (65536, 65536),
    (70000, 5),
    (1 << 61, (1 << 61) - 1, 2),
]


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("moduli", CIRCLES)
def test_circles_of_every_size(moduli: tuple[int, ...], norm: Any) -> None:
    rows = (90, 70) if max(moduli) < 1 << 40 else (30, 70)
    left, right = (spread(k, (n, len(moduli)), moduli) for k, n in enumerate(rows))
    right[:10] = left[:10]
    right[10:20] = (left[10:20].astype(np.int64) + 1) % np.array(moduli)
    top = max(moduli)
    power = 2 if norm == "l2" else 1
    for eps in (0, 1, (top // 20) ** power, (top // 3) ** power, 3 * top**power):
        check(Problem(left, right, Circle(moduli, norm), eps))


@pytest.mark.parametrize("norm", NORMS)
def test_huge_moduli_are_objects(norm: Any) -> None:
    m = (1 << 70) + 3
    left = np.array([[0, 1], [m - 1, 4], [m // 2, 0], [5, 5]], dtype=object)
    right = np.concatenate([left[::-1], left * 2 % [m, 7]])
    for eps in (0, 1, m, m * m, 9 * m * m):
        check(Problem(left, right, Circle((m, 7), norm), eps))


shapes = st.tuples(st.integers(0, 9), st.integers(0, 140), st.integers(0, 4))


@settings(deadline=None, max_examples=30)
@given(shapes, st.sampled_from(NORMS), st.integers(0, 2**32), st.integers(0, 40), st.data())
def test_any_shape_on_circles(shape: Any, norm: Any, seed: int, eps: int, data: Any) -> None:
    n, m, d = shape
    moduli = tuple(data.draw(st.lists(st.sampled_from([2, 3, 7, 64, 255, 256]), min_size=d, max_size=d)))
    r = np.random.default_rng(seed)
    left, right = (r.integers(0, moduli, (k, d), dtype=np.int64).astype(np.uint8) for k in (n, m))
    check(Problem(left, right, Circle(moduli, norm), eps))


@settings(deadline=None, max_examples=30)
@given(shapes, st.sampled_from(NORMS), st.integers(0, 2**32), st.integers(0, 61), st.integers(0, 5))
def test_any_integers_on_the_line(shape: Any, norm: Any, seed: int, bits: int, eps: int) -> None:
    n, m, d = shape
    r = np.random.default_rng(seed)
    left, right = (r.integers(-(1 << bits), (1 << bits) + 1, (k, d)) for k in (n, m))
    right[: n // 2] = left[: min(n // 2, m)]
    scale = (1 << bits) // 3
    for bound in (eps, scale, scale * scale, 1 << 130):
        check(Problem(left, right, Line(norm), bound))
    check(Problem(left.astype(object) << 40, right.astype(object) << 40, Line(norm), eps << 40))


floats = st.floats(allow_nan=False, allow_infinity=False)
near = st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 1.0, 1 - 2**-53, 5e-324, 1e308, -1e308, 2**-540])
mixed = st.one_of(near, floats)


@settings(deadline=None, max_examples=40)
@given(st.lists(mixed, max_size=8), st.lists(mixed, max_size=80), st.sampled_from(NORMS), st.data())
def test_floats_at_the_edge(xs: list[float], ys: list[float], norm: Any, data: Any) -> None:
    kind = data.draw(st.sampled_from([np.float64, np.float32]))
    with np.errstate(over="ignore", under="ignore"):
        left, right = (np.array(v, dtype=np.float64).astype(kind).reshape(-1, 1) for v in (xs, ys))
    left, right = (np.where(np.isfinite(v), v, kind(1)) for v in (left, right))
    taken = [abs(exactly(a) - exactly(b)) for a in left[:, 0] for b in right[:, 0]] or [Fraction(1, 3)]
    step = data.draw(st.sampled_from(taken))
    eps = step * step if norm == "l2" else step
    for bound in (eps, eps + Fraction(1, 1 << 1200), eps - Fraction(1, 1 << 1200), Fraction(0)):
        if bound >= 0:
            check(Problem(left, right, Line(norm), bound))


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int64])
@pytest.mark.parametrize("norm", NORMS)
def test_many_buckets_on_the_line(kind: Any, norm: Any) -> None:
    r = np.random.default_rng(5)
    left, right = r.normal(size=(12, 3)), r.normal(size=(500, 3))
    right[:12] = left
    if kind is np.int64:
        left, right = left * 1000, right * 1000
    left, right = left.astype(kind), right.astype(kind)
    scale = 1000 if kind is np.int64 else 1
    power = 2 if norm == "l2" else 1
    for part in (Fraction(0), Fraction(1, 10), Fraction(1), Fraction(50)):
        eps = (part * scale) ** power
        check(Problem(left, right, Line(norm), int(eps) if kind is np.int64 else eps))


def test_a_radius_is_never_rounded_down() -> None:
    """The square root of 2^140 + 1 is above 2^70, and 1 + 2^-60 is no float: to the bits that reach below zero."""
    left, right = np.array([[2.0**70]]), np.array([[-(2.0**-72)], [0.0], [-(2.0**-70)], [2.0**70]])
    p = Problem(left, right, Line("l2"), (1 << 140) + 1)
    assert truth(p) == [(0, 0), (0, 1), (0, 3)]
    check(p)
    left, right = np.array([[1.0]]), np.array([[-(2.0**-60)], [0.0], [-(2.0**-59)], [1.0]])
    for norm in ("l1", "linf"):
        p = Problem(left, right, Line(norm), 1 + Fraction(1, 1 << 60))
        assert truth(p) == [(0, 0), (0, 1), (0, 3)]
        check(p)


def test_sums_that_leave_int64_are_python_ints() -> None:
    eps = (1 << 63) - 1
    step = isqrt(eps)
    left, right = np.zeros((2, 2), dtype=np.int64), np.array([[step, step], [step, 0], [step, 1], [step + 1, 0]])
    check(Problem(left, right, Line("l2"), eps))
    check(Problem(left, right, Circle((1 << 60, 1 << 50), "l2"), eps))


@pytest.mark.parametrize("norm", NORMS)
def test_odd_layouts_are_only_read(norm: Any) -> None:
    base = spread(7, (60, 6), (256,) * 6)
    left, right = base[::2, ::-2], np.asfortranarray(base[5:, :3])
    for a in (left, right):
        a.setflags(write=False)
    before = base.copy()
    check(Problem(left, right, Circle((256,) * 3, norm), 900))
    check(Problem(left.astype(np.int64)[::-1], right.astype(np.int64), Line(norm), 900))
    assert np.array_equal(base, before)


def test_stretches_pieces_and_full_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STRETCH", 2)
    monkeypatch.setattr(module, "ROOM", 128)
    monkeypatch.setattr(module, "PIECE", 3)
    left, right = spread(1, (40, 2), (256, 9)), spread(2, (333, 2), (256, 9))
    for eps in (0, 9, 60, 126, 128):
        check(Problem(left, right, Circle((256, 9), "linf"), eps))


@pytest.mark.parametrize("memory", [0, 1 << 12, 1 << 14])
def test_little_memory_means_few_buckets(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", memory)
    left, right = spread(1, (40, 3), (256,) * 3), spread(2, (200, 3), (256,) * 3)
    p = Problem(left, right, Circle((256,) * 3, "linf"), 30)
    search = bitmaps(p, False)
    assert not search.truth
    assert search.tables.nbytes <= max(memory, 2 * 8 * 4)
    check(p)


def test_the_best_column_sorts_the_right_side() -> None:
    r = np.random.default_rng(0)
    x = r.integers(0, 256, (2000, 4)).astype(np.uint8)
    sparse, full = (bitmaps(Problem(x, x, Circle((256,) * 4, "linf"), eps), True) for eps in (10, 100))
    assert sparse.truth
    assert len(sparse.spans) == 256
    words = sparse.spans[:, 1::2] - sparse.spans[:, ::2]
    assert int(words.sum(axis=1).max()) <= 8
    assert len(full.spans) == 1
    tiles = list(full.tiles(0, 20))
    keys = np.concatenate([i * 2000 + j for i, j in tiles])
    assert bool((keys[1:] > keys[:-1]).all())


def test_all_pairs_come_in_bounded_tiles() -> None:
    x = np.zeros((5000, 1), dtype=np.uint8)
    for fast in (False, True):
        search = bitmaps(Problem(x, x, Circle((256,), "l1"), 0), fast)
        sizes = [len(i) for i, _ in search.tiles(0, 2000)]
        assert sum(sizes) == 2000 * 5000
        assert max(sizes) <= LIMIT
        assert search.degrees(10, 13).tolist() == [5000] * 3


@pytest.mark.parametrize("norm", NORMS)
def test_plain_loops_are_the_compiled_ones(norm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "compiled", lambda loop: loop)
    left, right = spread(1, (6, 2), (256, 5)), spread(2, (70, 2), (256, 5))
    for eps in (0, 20, 80):
        p = Problem(left, right, Circle((256, 5), norm), eps)
        assert listed(bitmaps(p, True)) == truth(p)
    assert callable(surviving)
    assert callable(kept)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 999), min_size=1, max_size=90), st.integers(0, 600), st.integers(2, 20), st.booleans())
def test_windows_hold_what_is_near(values: list[int], radius: int, most: int, round_: bool) -> None:
    column = np.array(values)
    other = np.array([0, 1, 500, 998, 999, *values])
    found = buckets(other, column, 1000 if round_ else None, radius, most)
    codes = np.sort(found.codes(column))
    rows = np.argsort(found.codes(column), kind="stable")
    table = np.zeros((found.count, -(-len(column) // 64)), dtype=np.uint64)
    windows(codes, found, table)
    spans = ranges(codes, found)
    assert found.count <= most
    for v, b in zip(other.tolist(), found.codes(other).tolist(), strict=True):
        low = [
            spans[b, 0] * 64 <= k < spans[b, 1] * 64 or spans[b, 2] * 64 <= k < spans[b, 3] * 64
            for k in range(len(rows))
        ]
        for k, row in enumerate(rows.tolist()):
            step = abs(v - values[row])
            bit = bool(int(table[b, k >> 6]) >> (k & 63) & 1)
            assert bit or min(step, 1000 - step if round_ else step) > radius
            assert low[k] or not bit


def test_density_is_a_share_of_pairs() -> None:
    x = np.arange(256, dtype=np.uint8).reshape(-1, 1)
    assert density(Problem(x, x, Circle((256,), "l2"), 16)) == Fraction(9, 256)
    assert density(Problem(x[:0], x, Circle((256,), "l2"), 16)) == 0


def test_other_distances_are_refused() -> None:
    x = np.zeros((2, 2), dtype=np.uint8)
    with pytest.raises(Mismatch):
        bitmaps(Problem(x, x, Letters(), 1), True)
    with pytest.raises(Mismatch):
        density(Problem(x, x, Letters(), 1))
