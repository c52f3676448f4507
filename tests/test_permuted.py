"""The permutation test: each chance against a profile of the permuted pairs, and all permutations at once."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.modalities import METRICS, Alignment, Pair, common_base, permuted
from algebra.modalities.permutations import Permuted, orders
from algebra.modalities.profile import auc, matrix, profile

POLYNOMIALS = st.lists(st.tuples(st.integers(0, 255), st.integers(1, 255)), min_size=2, max_size=7)


def alignment(images, texts, metric="lee-l1", V=64):
    pairs = tuple(Pair(str(n), x, y, "") for n, (x, y) in enumerate(zip(images, texts, strict=True)))
    steps = profile(METRICS[metric](common_base(V, 4).Z), images, texts)
    return Alignment("", "", "", V, 2, metric, pairs, (), (), steps)


@pytest.mark.parametrize("metric", METRICS)
@settings(max_examples=25, deadline=None)
@given(images=POLYNOMIALS, seed=st.integers(0, 9), data=st.data())
def test_each_chance_is_the_one_of_the_permuted_pairs(metric, images, seed, data):
    n = len(images)
    texts = data.draw(st.lists(st.tuples(st.integers(0, 63), st.integers(1, 63)), min_size=n, max_size=n))
    found, space = alignment(images, texts, metric), METRICS[metric](common_base(64, 4).Z)
    kinds = [y[0] % 2 for y in texts]
    tested = permuted(found, 5, seed=seed, within=lambda pair: pair.text[0] % 2)
    drawn = list(orders(kinds, 5, seed))
    assert all(kinds[i] == kinds[j] for order in drawn for i, j in enumerate(order))
    assert tested.true == found.auc
    assert tested.chances == tuple(auc(profile(space, images, [texts[j] for j in order])) for order in drawn)


def test_without_kinds_every_permutation_comes_as_often():
    drawn = [tuple(order.tolist()) for order in orders([None] * 3, 6000)]
    counts = {order: drawn.count(order) for order in permutations(range(3))}
    assert sum(counts.values()) == 6000
    # 6000 draws of one in six: 1000, with a standard deviation of 29
    assert all(850 < count < 1150 for count in counts.values())


def test_true_pairs_that_are_nearest_of_all_are_told_from_chance():
    images = [(8 * n,) for n in range(1, 7)]
    tested = permuted(alignment(images, images), 400)
    assert tested.true == 1
    assert tested.share < Fraction(1, 50)
    assert abs(tested.mean - Fraction(1, 2)) < Fraction(1, 20)
    assert permuted(alignment(images, images), 20, within=lambda pair: pair.image).chances == (1,) * 20


def test_what_only_the_kind_explains_is_no_longer_seen_within_it():
    # a true pair is near because both are small, or both large
    images, texts = [(n + 1,) for n in (*range(6), *range(30, 36))], [(n + 1,) for n in (5, 4, 3, 2, 1, 0)] * 2
    texts[6:] = [(n + 30,) for (n,) in texts[6:]]
    found = alignment(images, texts)
    free, kept = permuted(found, 400), permuted(found, 400, within=lambda pair: pair.text[0] > 20)
    assert free.share < Fraction(1, 20) < kept.share
    assert kept.mean > Fraction(3, 4)


def test_the_share_counts_the_true_order_and_ties():
    assert Permuted(Fraction(1), (Fraction(1, 2),) * 3).share == Fraction(1, 4)
    assert Permuted(Fraction(1, 2), (Fraction(1, 2), Fraction(0), Fraction(1))).share == Fraction(3, 4)


def test_the_lower_share_counts_the_true_order_and_ties():
    assert Permuted(Fraction(0), (Fraction(1, 2),) * 3).lower_share == Fraction(1, 4)
    assert Permuted(Fraction(1, 2), (Fraction(1, 2), Fraction(0), Fraction(1))).lower_share == Fraction(3, 4)
    assert Permuted(Fraction(1), (Fraction(1, 2),) * 3).lower_share == 1


CHANCES = st.lists(st.fractions(0, 1, max_denominator=4), min_size=1, max_size=9)


@settings(max_examples=100, deadline=None)
@given(true=st.fractions(0, 1, max_denominator=4), chances=CHANCES)
def test_each_share_is_the_other_one_of_the_chances_turned_round(true, chances):
    tested, turned = Permuted(true, tuple(chances)), Permuted(1 - true, tuple(1 - chance for chance in chances))
    assert (tested.lower_share, tested.share) == (turned.share, turned.lower_share)
    ties = Fraction(1 + chances.count(true), 1 + len(chances))
    assert tested.share + tested.lower_share == 1 + ties


@settings(max_examples=50, deadline=None)
@given(chances=st.lists(st.fractions(0, 1, max_denominator=4), min_size=2, max_size=9), data=st.data())
def test_a_test_by_either_share_errs_at_no_more_than_its_level(chances, data):
    # where each of the orders is as likely the true one, a share of at most p comes with a chance of at most p
    tests = [Permuted(c, (*chances[:i], *chances[i + 1 :])) for i, c in enumerate(chances)]
    level = data.draw(st.sampled_from([Fraction(n, len(chances)) for n in range(1, len(chances) + 1)]))
    for shares in ([tested.share for tested in tests], [tested.lower_share for tested in tests]):
        assert Fraction(sum(share <= level for share in shares), len(chances)) <= level


def test_true_pairs_that_are_farthest_of_all_are_told_from_chance_by_the_lower_share():
    images = [(8 * n,) for n in range(1, 7)]
    tested = permuted(alignment(images, images[3:] + images[:3]), 400)
    assert tested.lower_share < Fraction(1, 10) < tested.share


def test_the_matrix_holds_the_distances_of_the_metric():
    base = common_base(48, 2)
    metric, images, texts = METRICS["lee-l1"](base.Z), [(1,), (255, 7)], [(0, 1), (47,), ()]
    told = matrix(metric, images, texts).tolist()
    assert told == [[metric(base.f(x), base.g(y)) for y in texts] for x in images]
    assert told == [[2, 2, 1], [7, 7, 8]]


@pytest.mark.parametrize(("count", "times"), [(1, 10), (3, 0)])
def test_what_tests_nothing_is_refused(count, times):
    images = [(n + 1,) for n in range(count)]
    with pytest.raises(Mismatch, match="that tests nothing"):
        permuted(alignment(images, images), times)
