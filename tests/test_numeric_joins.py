"""The join as its users see it: libraries, forms of numbers, order, memory, progress, refusals."""

import tracemalloc
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import array_api_strict
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic
from algebra.numeric import Means, blocks, count, degree, join, profile
from algebra.numeric.planner import BUILDERS, build, suited
from algebra.numeric.reading import reading
from algebra.numeric.search import LIMIT, walk
from algebra.numeric.spaces import fetched
from algebra.rings import GF, QQ, ZZ, Polynomials, Product, Quotient, Zmod, module, power

DTYPES = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]


def pairs(found: Any) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in zip(found.i, found.j, strict=True)]


def by_definition(u: Any, v: Any, metric: Metric[Any], eps: Any) -> list[tuple[int, int]]:
    points = [[metric.space.from_coordinates([int(c) for c in row]) for row in side] for side in (u, v)]
    return [(i, j) for i, x in enumerate(points[0]) for j, y in enumerate(points[1]) if metric(x, y) <= eps]


METRICS = {
    "lee": Lee(module(5, 7, 256), "l1"),
    "lee-l2": Lee(module(5, 1, 300), "l2"),
    "lee-linf": Lee(module(2, 70_000, 8), "linf"),
    "lee-large": Lee(module(2**61 + 1, 2**70), "l1"),
    "lee-mixed": Lee(Product((ZZ, Zmod(9), ZZ)), "l2"),
    "lee-line": Lee(Product((ZZ, ZZ)), "linf"),
    "hamming": Hamming(module(3, 200, 7, 2)),
    "bits": Hamming(power(Zmod(2), 11)),
    "letters": Hamming(power(GF(4), 3)),
    "large letters": Hamming(module(2**70, 2**63, 5)),
    "discrete": Discrete(module(2, 3)),
    "padic": Padic(module(8, 4, 32), 2),
    "padic-mixed": Padic(module(8, 6), 2),
    "xadic": Xadic(Polynomials(Zmod(3), 4)),
    "xadic-quotient": Xadic(Quotient(Zmod(4), (0, 0, 0, 1))),
}


@pytest.mark.parametrize("name", METRICS)
@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_every_metric_and_every_algorithm(name: str, data: st.DataObject) -> None:
    metric = METRICS[name]
    orders = metric.space.moduli
    assert orders is not None
    row = st.tuples(
        *(
            st.integers(0, min(m - 1, 12)) | st.integers(max(0, m - 5), m - 1) if m else st.integers(-9, 9)
            for m in orders
        )
    )
    u, v = (data.draw(st.lists(row, max_size=8)) for _ in range(2))
    ends = [metric.space.from_coordinates(side[0]) for side in (u, v) if side]
    radii = [0, 1, "1/4", 3, 10**30, *([metric(*ends)] if len(ends) == 2 else [])]
    eps = Fraction(data.draw(st.sampled_from(radii)))
    try:
        problem = reading(u, v, metric, eps)
    except Mismatch:
        assert name == "padic-mixed"
        return
    expected = by_definition(u, v, metric, eps)
    for algorithm in suited(problem):
        for fast in (False, True):
            found = [
                (int(a), int(b))
                for i, j in walk(build(algorithm, problem, Means(numba=fast)))
                for a, b in zip(i, j, strict=True)
            ]
            assert found == expected, algorithm
    assert pairs(join(u, v, metric, eps)) == expected
    assert count(u, v, metric, eps) == len(expected)
    assert degree(u, v, metric, eps).tolist() == [sum(i == a for a, _ in expected) for i in range(len(u))]


@pytest.mark.parametrize("name", METRICS)
def test_profiles_are_those_of_the_definition(name: str) -> None:
    metric, r = METRICS[name], np.random.default_rng(3)
    orders = metric.space.moduli
    assert orders is not None
    u, v = (
        [[int(a) % (m or 9) for a, m in zip(row, orders, strict=True)] for row in r.integers(0, 999, (9, len(orders)))]
        for _ in range(2)
    )
    points = [[metric.space.from_coordinates(row) for row in side] for side in (u, v)]
    at = Counter(metric(x, y) for x in points[0] for y in points[1])
    if name == "padic-mixed":
        return
    assert profile(u, v, metric) == {eps: sum(n for d, n in at.items() if d <= eps) for eps in sorted(at)}


@pytest.mark.parametrize("dtype", DTYPES)
def test_integers_of_every_type(dtype: type) -> None:
    top = int(np.iinfo(dtype).max)
    low = int(np.iinfo(dtype).min)
    u = np.array([[top, low], [top - 1, low + 1], [0, 0]], dtype=dtype)
    u.flags.writeable = False
    # differences overflow the type itself
    assert pairs(join(u, u, Absolute, 2, norm="l1"))[:4] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert pairs(join(u, u, Absolute, (top - low) ** 2 * 4, norm="l2")) == [(i, j) for i in range(3) for j in range(3)]


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
def test_floats_are_the_numbers_that_they_are(kind: str) -> None:
    u = np.array([[0.1], [0.3]], dtype=kind)
    steps = abs(Fraction(float(u[0, 0])) - Fraction(float(u[1, 0])))
    assert pairs(join(u, u, Absolute, steps)) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert pairs(join(u, u, Absolute, steps - Fraction(1, 2**200))) == [(0, 0), (1, 1)]


def test_numbers_of_different_kinds_meet_exactly() -> None:
    third = Fraction(1, 3)
    assert pairs(join([[third]], np.array([[0.25]]), Absolute, Fraction(1, 12))) == [(0, 0)]
    assert pairs(join([["0.1"]], [[Decimal("0.4")]], Absolute, "3/10")) == [(0, 0)]
    assert pairs(join(np.array([["1/2"]]), [["1/3"]], Absolute, "1/6")) == [(0, 0)]
    assert pairs(join([[0.1]], [["0.1"]], Absolute, Fraction(1, 10**18))) == []
    assert pairs(join(np.array([[2**53 + 1]]), np.array([[2.0**53]]), Absolute, 1)) == [(0, 0)]
    assert pairs(join([2**64], [2**64 + 1], Absolute, 1)) == [(0, 0)]
    assert pairs(join(np.array([[2**64 - 1]], dtype=np.uint64), [[-1]], Absolute, 2**64)) == [(0, 0)]
    assert pairs(join(np.array([[True]]), np.array([[2]]), Absolute, 1)) == [(0, 0)]
    assert pairs(join([[0.0]], [[-0.0]], Absolute, 0)) == [(0, 0)]


def test_profiles_of_floats_and_rationals() -> None:
    assert profile(np.array([0.5, 0.1]), np.array([0.5]), Absolute) == {0: 1, Fraction(0.5) - Fraction(0.1): 2}
    assert profile([["1/3"]], [[0], ["1/2"]], Absolute, norm="l2") == {Fraction(1, 36): 1, Fraction(1, 9): 2}
    assert profile([[0.75, 4.0]], [[0.0, 0.0]], Absolute, norm="l1") == {Fraction(19, 4): 1}


@pytest.mark.parametrize("library", ["strict", "torch", "jax"])
def test_answers_stay_in_the_library_of_the_rows(library: str) -> None:
    if library == "strict":
        xp = array_api_strict
    elif library == "torch":
        xp = pytest.importorskip("torch")
    else:
        xp = pytest.importorskip("jax.numpy")
    r = np.random.default_rng(1)
    whole, bits = r.integers(0, 9, (40, 3)), r.integers(0, 256, (30, 4)).astype(np.uint8)
    floats = r.standard_normal((40, 3)).astype(np.float32)
    cases = [
        (whole, Lee(module(9, 9, 9), "l1"), 3, {}),
        (whole, Lee(module(9, 9, 9), "linf"), 1, {}),
        (whole, Hamming(module(9, 9, 9)), 1, {}),
        (whole, Discrete, 0, {}),
        (whole, Absolute, 9, {"norm": "l2"}),
        (floats, Absolute, "1/2", {"norm": "l2"}),
        (floats, Absolute, "1/2", {"norm": "l1"}),
        (floats, Absolute, "1/2", {"norm": "linf"}),
        (floats, Absolute, 0, {"norm": "l2"}),
        (bits, Hamming(power(Zmod(2), 32)), 11, {}),
    ]
    for rows, metric, eps, options in cases:
        given_rows = xp.asarray(rows.copy())
        kept = rows.copy()
        here, there = join(rows, rows, metric, eps, **options), join(given_rows, given_rows, metric, eps, **options)
        assert type(there.i) is type(there.j) is type(given_rows)
        assert pairs(there) == pairs(here)
        assert count(given_rows, given_rows, metric, eps, **options) == len(here.i)
        assert [int(n) for n in degree(given_rows, given_rows, metric, eps, **options)] == degree(
            rows, rows, metric, eps, **options
        ).tolist()
        assert all(bool(a == b) for a, b in zip(np.asarray(kept).flat, fetched(given_rows).flat, strict=True))


def test_blocks_are_the_join_in_pieces_and_progress_is_told() -> None:
    r, told = np.random.default_rng(2), list[tuple[int, int]]()
    u, v = r.standard_normal((3000, 20)), r.standard_normal((200, 20))
    parts = list(blocks(u, v, Absolute, 25, norm="l2", progress=lambda done, total: told.append((done, total))))
    assert len(parts) > 1
    assert told[-1] == (3000, 3000)
    whole = join(u, v, Absolute, 25, norm="l2")
    assert np.array_equal(np.concatenate([part.i for part in parts]), whole.i)
    keys = whole.i * 200 + whole.j
    assert (keys[1:] > keys[:-1]).all()


def test_a_thousand_million_candidates_fit_in_bounded_memory() -> None:
    u = np.zeros((31_700, 8), dtype=np.uint8)
    u[:, 0] = np.arange(31_700) % 256
    metric = Lee(power(Zmod(256), 8), "linf")
    tracemalloc.start()
    first = next(blocks(u, u, metric, 100))
    assert 0 < len(first.i) <= LIMIT + len(u)
    assert tracemalloc.get_traced_memory()[1] < 1 << 30
    tracemalloc.stop()


def test_plans_are_explained() -> None:
    r = np.random.default_rng(4)
    words = r.integers(0, 256, (4000, 32)).astype(np.uint8)
    points = r.standard_normal((4000, 64)).astype(np.float32)
    bytes_ = r.integers(0, 256, (4000, 8))
    cases = {
        "keys": (points, Absolute, 0, {}),
        "everything": (words, Hamming(power(Zmod(2), 256)), 256, {}),
        "pigeonhole": (words, Hamming(power(Zmod(2), 256)), 5, {}),
        "popcount": (words, Hamming(power(Zmod(2), 256)), 100, {}),
        "grid": (r.random((4000, 3)), Absolute, "1/100", {}),
        "lines": (points, Absolute, 60, {}),
        "prefix": (points, Absolute, 60, {"norm": "l2"}),
        "gemm": (points[:, :12], Absolute, 9, {"norm": "l2"}),
        "bitmaps": (bytes_, Lee(power(Zmod(256), 8), "linf"), 5, {}),
        "circles": (bytes_, Lee(power(Zmod(256), 8), "l1"), 400, {}),
    }
    for expected, (rows, metric, eps, options) in cases.items():
        plan = join(rows, rows, metric, eps, explain=True, means=Means(), **options)
        assert plan.algorithm == expected, plan
        assert len(str(plan)) > len(expected) + 10
    assert "few enough" in str(join(points[:9], points, Absolute, 1, explain=True))
    assert "asked for" in str(join(points, points, Absolute, 1, explain=True, algorithm="lines"))
    assert set(BUILDERS) == set(cases)


REFUSED = {
    "nan": (np.array([[0.0], [np.nan]]), [[0]], Absolute, 1, "row 1 has nan in column 0"),
    "inf": ([[0.0]], [[1.0, 2.0], [float("inf"), 0.0]], Absolute, 1, "row 1 has inf in column 0"),
    "decimal nan": ([[Decimal("nan")]], [[0]], Absolute, 1, "row 0 has NaN"),
    "text": ([["x"]], [[0]], Absolute, 1, "row 0 has 'x' in column 0"),
    "ragged": ([[1], [1, 2]], [[0]], Absolute, 1, "row 1 has 2 numbers, row 0 has 1"),
    "complex": (np.array([[1j]]), [[0]], Absolute, 1, "complex128"),
    "cube": (np.zeros((2, 2, 2)), [[0]], Absolute, 1, "shape (2, 2, 2)"),
    "no list": (7, [[0]], Absolute, 1, "7 is no array"),
    "widths": ([[1, 2]], [[0]], Absolute, 1, "u have 2 columns, of v 1"),
    "columns": ([[1, 2]], [[0, 1]], Lee(module(4)), 1, "rows of 2 columns"),
    "halves": ([["1/2"]], [[0]], Lee(module(4)), 1, "no integers"),
    "floats": ([[0.5]], [[0.1]], Hamming(module(4)), 1, "no integers"),
    "negative": ([[1]], [[0]], Absolute, -1, "negative"),
    "nan radius": ([[1]], [[0]], Absolute, float("nan"), "no finite number"),
    "table": ([[1]], [[0]], Distances(Zmod(2), ((0, 3), (3, 0))), 1, "not put together from coordinates"),
    "no equivalence": ([[1]], [[0]], Padic(module(12), 2), "1/8", "no equivalence"),
    "algorithm": ([[1]], [[0]], Lee(module(4)), 1, "there is none"),
    "unsuited": ([[1]], [[0]], Lee(module(4)), 1, "does not suit"),
    "loose bits": (
        np.full((1, 2), 1, dtype=np.uint8),
        np.zeros((1, 2), dtype=np.uint8),
        Hamming(power(Zmod(2), 12)),
        1,
        "beyond",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_in_one_sentence(name: str) -> None:
    u, v, metric, eps, words = REFUSED[name]
    algorithm = {"algorithm": "magic", "unsuited": "gemm"}.get(name)
    with pytest.raises(Mismatch) as caught:
        join(u, v, metric, eps, algorithm=algorithm)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_input_on_a_device_is_refused() -> None:
    xp = array_api_strict
    rows = xp.asarray([[0.0], [float("nan")]])
    for u, v, metric in (
        (rows, rows, Absolute),
        (rows, np.zeros((1, 1)), Absolute),
        (xp.asarray([[2**62]]), xp.asarray([[-(2**62)]]), Absolute),
        (xp.asarray([[1]]), xp.asarray([[1.0]]), Absolute),
        (xp.asarray([[1]]), xp.asarray([[1, 2]]), Absolute),
        (xp.asarray([[1]]), xp.asarray([[1]]), Padic(Zmod(4), 2)),
        (xp.asarray([[1.5]]), xp.asarray([[1.5]]), Lee(Zmod(4))),
    ):
        with pytest.raises(Mismatch):
            join(u, v, metric, 1)


def test_empty_sides_have_no_pairs() -> None:
    for u, v in (([], [[1, 2]]), ([[1, 2]], []), ([], [])):
        for metric, eps in ((Absolute, 1), (Absolute, 0), (Discrete, 0)):
            assert pairs(join(u, v, metric, eps)) == []
    assert pairs(join(np.zeros((2, 0)), np.zeros((3, 0)), Absolute, 0)) == [(i, j) for i in range(2) for j in range(3)]
    assert join(np.zeros((0, 4)), np.zeros((3, 4)), Absolute(power(QQ, 4), "l2"), 1).i.dtype == np.int64
