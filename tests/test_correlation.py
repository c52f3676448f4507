"""Pairs at each distance: by correlation, by listing, and from published weight distributions."""

from collections import Counter
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.balls import weight_counts
from algebra.correlation import (
    binned,
    cheaper_by_pairs,
    correlation,
    cyclic,
    histogram_array,
    pair_counts,
    shells,
    tally,
    weight_array,
    work,
)
from algebra.counting import profile
from algebra.errors import Mismatch, NotFinite, TooLarge
from algebra.fiber import Cospan, histogram
from algebra.linear import image_basis
from algebra.maps import Identity, Matrix, Table, homomorphism, reduce, table
from algebra.metrics import Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic
from algebra.relax import distance_counts, weighted_distances
from algebra.rings import GF, ZZ, Polynomials, Product, Quotient, Ring, Zmod, module, power

SHAPES = [(), (1,), (5,), (2, 2, 2), (3, 4), (1, 6, 1), (2, 3, 4), (3, 3, 2, 2), (12, 1, 5), (7, 7)]
WAYS = [cyclic._by_one_product, cyclic._by_characters]


def listed(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    out = np.zeros(a.shape, dtype=object)
    for u, v in product(np.ndindex(*a.shape), repeat=2):
        out[tuple((s - t) % k for s, t, k in zip(u, v, a.shape, strict=True))] += int(a[u]) * int(b[v])
    return out


def drawn(shape: tuple[int, ...], size: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    entries = [int(n) * size // 7 for n in rng.integers(0, 8, prod(shape))]
    return np.array([*entries[:-1], entries[-1] + 1], dtype=object).reshape(shape)


@pytest.mark.parametrize("size", [1, 10**4, 2**40, 10**30])
@pytest.mark.parametrize("shape", SHAPES)
def test_both_ways_against_listing(shape: tuple[int, ...], size: int) -> None:
    a, b = drawn(shape, size, 1), drawn(shape, size, 2)
    truth = listed(a, b)
    found = correlation(a, b)
    assert (found == truth).all()
    assert found.dtype == (np.int64 if min(a.sum() * b.max(), b.sum() * a.max()) < 2**63 else object)
    bound = min(a.sum() * b.max(), b.sum() * a.max())
    left, right = (np.atleast_1d(cyclic.counts(x)) for x in (a, b))
    opposite = right[np.ix_(*(-np.arange(k) % k for k in right.shape))]
    for way in WAYS:
        assert (way(left, opposite, bound) == truth).all(), way


@given(st.lists(st.integers(1, 5), max_size=3), st.integers(0, 10**40), st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_correlations_are_those_of_listing(orders: list[int], top: int, data: st.DataObject) -> None:
    cells = st.lists(st.integers(0, top), min_size=prod(orders), max_size=prod(orders))
    a, b = (np.array(data.draw(cells), dtype=object).reshape(orders) for _ in range(2))
    found = correlation(a, b)
    assert (found == listed(a, b)).all()
    assert cyclic.total(found) == cyclic.total(a) * cyclic.total(b)
    backward = np.asarray(found[np.ix_(*(-np.arange(k) % k for k in orders))])
    assert (correlation(b, a) == backward).all()


def test_the_largest_counts_of_a_machine_word() -> None:
    half = 2**31
    assert correlation([half, 0], [half - 1, 1]).tolist() == [half * (half - 1), half]
    assert correlation([half, 0], [half - 1, 1]).dtype == np.int64
    big = correlation([2**32, 2**32], [2**31, 2**31])
    assert (big.dtype, big.tolist()) == (object, [2**64, 2**64])
    assert correlation(np.array([2**64 - 1], dtype=np.uint64), [1]).tolist() == [2**64 - 1]


# Difference sets: each nonzero difference occurs equally often.  Singer's plane of order 2; the squares modulo a prime
# p = 3 mod 4 (R. E. A. C. Paley, 1933), (p - 3)/4 times; the twin primes 3·5 (R. G. Stanton, D. A. Sprott, 1958).
SETS = [((7,), [(1,), (2,), (4,)], 1), ((19,), [(pow(a, 2, 19),) for a in range(1, 10)], 4)]
TWIN = [(a, b) for a, b in product(range(3), range(5)) if b == 0 or (a and (a == 1) == (b in (1, 4)))]
SETS.append(((3, 5), TWIN, 3))


@pytest.mark.parametrize(("orders", "points", "known"), SETS)
def test_difference_sets(orders: tuple[int, ...], points: list[tuple[int, ...]], known: int) -> None:
    on = tally(points, orders)
    found = Counter(correlation(on, on).reshape(-1).tolist())
    assert found == {known: prod(orders) - 1, len(points): 1}


def test_the_octacode_has_the_distances_of_nordstrom_and_robinson() -> None:
    # A. R. Hammons et al., "The Z_4-linearity of Kerdock, Preparata, Goethals, and related codes", 1994, section II.
    rows = [[*[0] * i, 3, 1, 2, 1, *[0] * (3 - i), 1] for i in range(4)]
    code = Matrix(module(*[4] * 4), module(*[4] * 8), tuple(zip(*rows, strict=True)))
    known = {0: 256, 6: 256 * 112, 8: 256 * 30, 10: 256 * 112, 16: 256}
    on = histogram_array(code)
    lee = Lee(code.cod)
    assert shells(lee, on, on) == known
    assert distance_counts(Cospan(code, code), lee) == known
    words = weight_counts(lee, image_basis(homomorphism(code)))
    assert {w: 256 * n for w, n in words.items()} == known


SPACES: list[Ring] = [
    module(),
    Zmod(1),
    Zmod(7),
    module(2, 3, 4),
    module(1, 5),
    power(GF(4), 2),
    Polynomials(Zmod(3), 3),
    Quotient(Zmod(4), (0, 0, 1)),
    Product((GF(4), Zmod(5))),
]


def metrics(space: Ring) -> list[Metric]:
    found: list[Metric] = [Lee(space, norm) for norm in ("l1", "l2", "linf")]
    found += [Hamming(space), Padic(space, 2), Discrete(space)]
    return found + ([Xadic(space)] if isinstance(space, (Polynomials, Quotient)) else [])


@pytest.mark.parametrize("space", SPACES, ids=str)
def test_weights_are_those_of_the_metric(space: Ring) -> None:
    for metric in metrics(space):
        if isinstance(metric, Discrete):
            continue
        found = weight_array(metric)
        assert found.shape == space.moduli
        for z in space.elements():
            assert metric.unscale(int(found[space.coordinates(z)])) == metric(z, space.zero), (metric, z)


@pytest.mark.parametrize("space", SPACES, ids=str)
def test_profiles_of_any_maps_by_three_ways(space: Ring) -> None:
    elements, rng = list(space.elements()), np.random.default_rng(5)
    f, g = (
        Table(Zmod(n), space, tuple(elements[i] for i in rng.integers(0, len(elements), n) ** 2 % len(elements)))
        for n in (31, 17)
    )
    c = Cospan(f, g)
    left, right = histogram_array(f), histogram_array(g)
    differences = correlation(left, right)
    for metric in metrics(space):
        truth = Counter(metric(f(x), g(y)) for x, y in product(c.X.elements(), c.Y.elements()))
        assert pair_counts(c, metric) == shells(metric, left, right) == binned(metric, differences) == truth, metric
        assert distance_counts(c, metric) == truth, metric
        assert all(type(r) is not np.int64 and type(n) is int for r, n in shells(metric, left, right).items())


@given(st.data())
@settings(max_examples=15, deadline=None, derandomize=True)
def test_large_images_go_by_correlation(data: st.DataObject) -> None:
    orders = data.draw(st.sampled_from([(40, 40), (900,), (4, 4, 4, 4), (2,) * 9]))
    kinds = st.sampled_from([Lee, Discrete, lambda Z: Lee(Z, "l2"), lambda Z: Lee(Z, "linf")])
    seed = data.draw(st.integers(0, 10**6))
    points = [np.random.default_rng(seed + i).integers(0, orders, (2000, len(orders))) for i in range(2)]
    Z = module(*orders)
    f, g = (Table(Zmod(2000), Z, tuple(map(tuple, p.tolist()))) for p in points)
    left, right = (tally(p, orders) for p in points)
    assert (histogram_array(f) == left).all()
    assert not cheaper_by_pairs(Lee(Z), np.count_nonzero(left), np.count_nonzero(right), 2000)
    metric = data.draw(kinds)(Z)
    truth = weighted_distances(metric, *(Counter(h.values) for h in (f, g)))
    assert pair_counts(Cospan(f, g), metric) == truth


def test_histograms_as_arrays() -> None:
    square = table(lambda a: a * a % 12, Zmod(12), Zmod(12))
    assert histogram_array(square).tolist() == [histogram(square)[z] for z in range(12)]
    f = reduce(module(6, 4), 2)
    assert histogram_array(f).tolist() == [[6, 6], [6, 6]]
    assert histogram_array(Identity(power(GF(4), 1))).sum() == 4
    assert histogram_array(table(lambda a: (), Zmod(3), module())).tolist() == 3
    assert histogram_array(Identity(ZZ)) is None
    assert histogram_array(Identity(module(*[1] * 70))) is None
    assert histogram_array(table(lambda a: (0, 0), Zmod(2), module(2**13, 2**13))) is None
    with pytest.raises(NotFinite):
        histogram_array(reduce(ZZ, 3))


def test_where_there_is_no_array_pairs_are_taken() -> None:
    huge = module(2**30, 2**30)
    c = Cospan(table(lambda a: (a, 0), Zmod(3), huge), table(lambda a: (0, a), Zmod(3), huge))
    assert pair_counts(c, Lee(huge)) == {0: 1, 1: 2, 2: 3, 3: 2, 4: 1}
    assert pair_counts(c, Discrete(huge)) == {0: 1, 1: 8}
    rows = tuple(tuple(abs(a - b) for b in range(4)) for a in range(4))
    steps = Distances(Zmod(4), rows)
    alone = Cospan(table(lambda a: a * a % 4, Zmod(4), Zmod(4)), Identity(Zmod(4)))
    assert pair_counts(alone, steps) == distance_counts(alone, steps)


def test_the_rule_follows_the_work() -> None:
    assert cheaper_by_pairs(Lee(module(4096, 4096)), 1000, 1000, 1000)
    assert not cheaper_by_pairs(Hamming(module(1024, 1024)), 1000, 1000, 1000)
    lists = [cheaper_by_pairs(Lee(module(256, 256)), n, n, n) for n in (1, 10, 100, 1000, 10_000)]
    assert lists == sorted(lists, reverse=True)
    assert (lists[0], lists[-1]) == (True, False)
    assert min(work((2,) * 16, 10).items(), key=lambda w: w[1])[0] == "characters"
    assert min(work((65536,), 10).items(), key=lambda w: w[1])[0] == "one product"


def test_homomorphisms_have_the_profile_of_the_closed_form() -> None:
    c = Cospan(reduce(module(256, 256), 64), reduce(module(64, 192), 64))
    for metric in (Lee(c.Z), Lee(c.Z, "l2"), Hamming(c.Z)):
        found, total = shells(metric, histogram_array(c.f), histogram_array(c.g)), 0
        for r, n in profile(c, metric).items():
            total += found[r]
            assert total == n, (metric, r)


def test_a_million_points_a_side_in_one_line_and_in_the_plane() -> None:
    rng = np.random.default_rng(3)
    for orders in ((65536,), (256, 256)):
        X, Y = (tally(rng.integers(0, orders, (10**6, len(orders))), orders) for _ in range(2))
        differences = correlation(X, Y)
        Z = module(*orders)
        for z in [(0,) * len(orders), tuple(k - 1 for k in orders)]:
            shifted = np.roll(Y, z, axis=tuple(range(len(orders))))
            assert differences[z] == int((X * shifted).sum())
        assert sum(binned(Lee(Z), differences).values()) == 10**12


BAD = [
    (lambda: correlation([1, 2], [1]), Mismatch, "differ"),
    (lambda: correlation([0.5], [1]), Mismatch, "dtype"),
    (lambda: correlation([-1], [1]), Mismatch, "at least 0"),
    (lambda: correlation(np.array([1, None]), [1, 1]), Mismatch, "None"),
    (lambda: correlation(np.zeros((0, 2), dtype=int), np.zeros((0, 2), dtype=int)), Mismatch, "no cell"),
    (lambda: correlation(np.ones((300, 1) + (3,) * 8, bool), np.ones((300, 1) + (3,) * 8, bool)), TooLarge, "memory"),
    (lambda: tally([[0, 3]], (2, 3)), Mismatch, "outside"),
    (lambda: tally([[0, -1]], (2, 3)), Mismatch, "outside"),
    (lambda: tally([0, 1], (2, 3)), Mismatch, "shape"),
    (lambda: tally([[0.0, 1.0]], (2, 3)), Mismatch, "float64"),
    (lambda: shells(Lee(Zmod(3)), [1, 1], [1, 1]), Mismatch, "shape"),
    (lambda: binned(Lee(Zmod(3)), [[1, 1, 1]]), Mismatch, "shape"),
    (lambda: weight_array(Lee(ZZ)), Mismatch, "in Z"),
]


@pytest.mark.parametrize(("asked", "error", "told"), BAD)
def test_refusals(asked: object, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        asked()
