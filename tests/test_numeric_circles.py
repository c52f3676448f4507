"""All pairs on circles against brute force in Python ints: every norm, width, route and edge."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.metrics import Norm
from algebra.numeric.circles import circles
from algebra.numeric.problem import Circle, Line, Problem
from algebra.numeric.search import LIMIT, walk

module = import_module("algebra.numeric.circles")
NORMS: list[Norm] = ["linf", "l1", "l2"]


def truth(p: Problem) -> list[tuple[int, int]]:
    assert isinstance(p.distance, Circle)
    moduli, norm = p.distance.moduli, p.distance.norm
    out = []
    for i, x in enumerate(p.left.tolist()):
        for j, y in enumerate(p.right.tolist()):
            steps = [min((a - b) % m, (b - a) % m) for a, b, m in zip(x, y, moduli, strict=True)]
            d = max(steps, default=0) if norm == "linf" else sum(s if norm == "l1" else s * s for s in steps)
            if d <= p.eps:
                out.append((i, j))
    return out


def listed(search: Any) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for i, j in walk(search) for a, b in zip(i, j, strict=True)]


def check(p: Problem, bits: int | None = None) -> None:
    wanted = truth(p)
    for fast in (False, True):
        search = circles(p, fast)
        assert bits is None or search.bits == bits
        assert listed(search) == wanted
        middle = len(p.left) // 2
        tiles = list(search.tiles(middle, len(p.left)))
        assert all(i.dtype == j.dtype == np.int64 and len(i) == len(j) <= LIMIT for i, j in tiles)
        assert sum(len(i) for i, _ in tiles) == sum(i >= middle for i, _ in wanted)


def rows(seed: int, n: int, moduli: tuple[int, ...]) -> Any:
    r = np.random.default_rng(seed)
    top = max(moduli, default=2)
    kind: Any = np.uint8 if top <= 256 else np.uint16 if top <= 65536 else np.int64 if top <= 1 << 61 else object
    drawn = [[int(r.integers(0, 1 << 62)) * int(r.integers(1, 1 << 62)) % m for m in moduli] for _ in range(n)]
    ends = [[m - 1 for m in moduli], [0] * len(moduli), [m // 2 for m in moduli], [(m + 1) // 2 % m for m in moduli]]
    return np.array((ends[: min(n, 4)] + drawn)[:n], dtype=kind).reshape(n, len(moduli))


def decisive(p: Problem) -> list[int]:
    """Distances taken by some pairs, where ≤ is an equality, and the numbers below."""
    assert isinstance(p.distance, Circle)
    norm, found = p.distance.norm, set[int]()
    for x in p.left.tolist()[:4]:
        for y in p.right.tolist():
            steps = [min((a - b) % m, (b - a) % m) for a, b, m in zip(x, y, p.distance.moduli, strict=True)]
            found.add(max(steps) if norm == "linf" else sum(s if norm == "l1" else s * s for s in steps))
    ranked = sorted(found)
    some = ranked[:: max(1, len(ranked) // 6)] + ranked[-1:]
    return [e for v in some for e in (v - 1, v) if e >= 0]


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize(
    "moduli",
    [
        (256,) * 5,
        (256, 255, 2, 3),
        (256,) * 40,
        (65536, 65535, 257),
        (65536,) * 9,
        ((1 << 16) + 1, 4),
        (1 << 61, (1 << 61) - 1, 2),
        ((1 << 70) + 1, 6),
    ],
)
def test_every_width_at_distances_that_occur(moduli: tuple[int, ...], norm: Norm) -> None:
    left, right = rows(1, 12, moduli), rows(2, 40, moduli)
    p = Problem(left, right, Circle(moduli, norm), 0)
    top = len(moduli) * max(moduli) ** 2
    for eps in [*decisive(p), 254, 255, 255 * 255 - 1, 255 * 255, top]:
        check(Problem(left, right, Circle(moduli, norm), eps))


@pytest.mark.parametrize("eps", [126, 127, 128, 254])
def test_bytes_never_wrap(eps: int) -> None:
    """Sixty-four steps of 128 sum to 8192, which is 0 in bytes and in no integers."""
    x = np.zeros((3, 64), dtype=np.uint8)
    y = np.full((5, 64), 128, dtype=np.uint8)
    y[0, 1:] = 0
    y[1, 2:] = 0
    for moduli in ((256,) * 64, (256,) * 63 + (255,)):
        check(Problem(x, y, Circle(moduli, "l1"), eps), 8)
        check(Problem(x, y, Circle(moduli, "linf"), eps), 8)


@pytest.mark.parametrize("eps", [16384, 65023, 65024, 65025, 65536])
def test_squares_never_wrap(eps: int) -> None:
    """The square of 256 is 0 in 16 bits, and four squares of 128 are 65536."""
    x = np.zeros((2, 4), dtype=np.uint16)
    y = np.array([[256, 0, 0, 0], [128] * 4, [255, 0, 0, 0], [512, 0, 0, 0], [32768] * 4], dtype=np.uint16)
    for moduli in ((65536,) * 4, (40000,) * 4):
        check(Problem(x, y % np.uint16(40000), Circle(moduli, "l2"), eps), 16 if eps < 65025 else 64)


@pytest.mark.parametrize("norm", NORMS)
def test_sums_that_leave_int64_are_python_ints(norm: Norm) -> None:
    m = 1 << 61
    x, y = np.zeros((2, 9), dtype=np.int64), np.full((3, 9), m // 2, dtype=np.int64)
    y[0, 1:] = 1
    far = m // 2 if norm == "linf" else 9 * (m // 2) ** (2 if norm == "l2" else 1)
    for eps in (far - 1, far, 9, m):
        check(Problem(x, y, Circle((m,) * 9, norm), eps))
    assert circles(Problem(x, y, Circle((m,) * 9, "l2"), far), True).bits == 0
    assert circles(Problem(x, y, Circle((m,) * 9, "l2"), 9), True).bits == 64


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_any_shape(data: Any) -> None:
    moduli = tuple(data.draw(st.lists(st.sampled_from([2, 3, 7, 128, 255, 256, 257, 65536]), max_size=5)))
    n, m = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 60))
    seed = data.draw(st.integers(0, 2**32))
    eps = data.draw(st.one_of(st.integers(0, 300), st.integers(0, 1 << 36)))
    norm = data.draw(st.sampled_from(NORMS))
    check(Problem(rows(seed, n, moduli), rows(seed + 1, m, moduli), Circle(moduli, norm), eps))


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int64])
def test_odd_layouts_are_only_read(norm: Norm, kind: Any) -> None:
    base = rows(3, 50, (250,) * 6).astype(kind)
    left, right = base[::4, ::-2], np.asfortranarray(base[5:, :3])
    before = base.copy()
    for a in (left, right):
        a.setflags(write=False)
    for eps in (0, 60, 5000, 70000):
        check(Problem(left, right, Circle((250,) * 3, norm), eps))
    assert np.array_equal(base, before)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize(("moduli", "eps"), [((256,), 40), ((256, 9), 40), ((300, 9), 50), ((1 << 40, 9), 1 << 38)])
def test_plain_loops_are_the_compiled_ones(
    moduli: tuple[int, ...], eps: int, norm: Norm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "compiled", lambda loop: loop)
    p = Problem(rows(1, 5, moduli), rows(2, 30, moduli), Circle(moduli, norm), eps)
    with np.errstate(over="ignore"):
        assert listed(circles(p, True)) == truth(p)


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(("kind", "m"), [(np.uint8, 256), (np.uint8, 200), (np.uint16, 65536), (np.int64, 1 << 40)])
def test_many_blocks_and_full_rooms(fast: bool, kind: Any, m: int) -> None:
    """Every pair, more than one block and one room of them; the last row is none of theirs."""
    left, right = np.zeros((130, 1), dtype=kind), np.zeros((9000, 1), dtype=kind)
    right[::3] = 1
    right[-1] = m // 2
    search = circles(Problem(left, right, Circle((m,), "l1"), 1), fast)
    got = [i * 9000 + j for i, j in search.tiles(1, 130)]
    assert max(map(len, got)) <= LIMIT
    keys = np.sort(np.concatenate(got))
    wanted = (np.arange(1, 130)[:, None] * 9000 + np.arange(8999)).reshape(-1)
    assert np.array_equal(keys, wanted)
    assert search.degrees(0, 2).tolist() == [8999, 8999]


def test_compiled_tiles_are_in_order() -> None:
    x, y = rows(1, 300, (256,) * 2), rows(2, 3000, (256,) * 2)
    keys = np.concatenate(
        [i * 3000 + j for i, j in circles(Problem(x, y, Circle((256,) * 2, "l1"), 90), True).tiles(0, 300)]
    )
    assert len(keys) > 1 << 17
    assert bool((keys[1:] > keys[:-1]).all())


def test_other_distances_are_refused() -> None:
    x = np.zeros((2, 2), dtype=np.int64)
    with pytest.raises(Mismatch):
        circles(Problem(x, x, Line("l1"), 1), True)
