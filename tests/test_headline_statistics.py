"""Quantities against loops, intervals against scipy and by hand, verdicts at the edges."""

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from headline_trials import CONDITIONS, DIMS, LEVEL, trial, trials
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from algebra.errors import Mismatch
from algebra.learned import METHODS
from verify.headline.plan import Plan, planned
from verify.headline.quantities import BASELINES, QUANTITIES, middle, quality, variation
from verify.headline.record import record
from verify.headline.statistics import (
    TARGETS,
    VERDICTS,
    Interval,
    change,
    direction,
    interval,
    lacking,
    overlap,
    verdict,
)

shares = st.integers(1, 400).map(lambda hits: Fraction(hits, 400))
samples = st.lists(st.tuples(shares, shares), min_size=3, max_size=12)


@settings(max_examples=60, deadline=None)
@given(samples)
def test_without_the_correction_it_is_the_paired_t_test(pairs):
    ours, theirs = map(list, zip(*pairs, strict=True))
    found = change(ours, theirs, Fraction(0))["difference"]
    a, b = np.array(ours, dtype=float), np.array(theirs, dtype=float)
    if np.ptp(a - b) < 1e-9:
        assert found["low"] == pytest.approx(found["high"])
        return
    told = stats.ttest_rel(a, b).confidence_interval(0.95)
    assert [found["low"], found["high"]] == pytest.approx([told.low, told.high], rel=1e-9, abs=1e-12)
    assert (found["low"] <= 0 <= found["high"]) == (stats.ttest_rel(a, b).pvalue >= 0.05)


def test_the_corrected_interval_by_hand():
    # s² = 10/4, t(0.975, 4) = 2.776445 of any table, √(2.5 · (1/5 + 1/4)) = 1.060660
    found = interval([1, 2, 3, 4, 5], Fraction(1, 4))
    assert (found.mean, found.high - 3) == (3, pytest.approx(2.776445 * 1.060660, rel=1e-6))
    assert found.low == pytest.approx(6 - found.high)


@settings(max_examples=40, deadline=None)
@given(st.lists(shares, min_size=2, max_size=10), st.fractions(0, 1))
def test_the_correction_widens_by_the_root_of_1_plus_k_ratio(values, ratio):
    plain, wide = interval(values, Fraction(0)), interval(values, ratio)
    assert wide.high - wide.mean == pytest.approx((plain.high - plain.mean) * sqrt(1 + len(values) * ratio))
    assert wide.mean == plain.mean


def test_seeds_that_overlap_do_not_shrink_the_interval_to_nothing():
    values = [Fraction(1, 4), Fraction(3, 4)] * 500
    assert interval(values, Fraction(1, 4)).high - 0.5 > 0.24
    assert interval(values, Fraction(0)).high - 0.5 < 0.02


@settings(max_examples=60, deadline=None)
@given(samples)
def test_a_ratio_is_judged_alike_from_either_side(pairs):
    ours, theirs = map(list, zip(*pairs, strict=True))
    there, back = (change(*sides, Fraction(1, 4))["relative"] for sides in ((ours, theirs), (theirs, ours)))
    turned = [1 / (1 + back[end]) - 1 for end in ("mean", "high", "low")]
    assert [there[end] for end in ("mean", "low", "high")] == pytest.approx(turned)
    assert there["low"] > -1
    logs = np.log(np.array(ours, dtype=float) / np.array(theirs, dtype=float))
    assert there["mean"] == pytest.approx(stats.gmean(np.exp(logs)) - 1)
    if np.ptp(logs) > 1e-9:
        told = stats.ttest_1samp(logs, 0).confidence_interval(0.95)
        half = (told.high - told.low) / 2 * sqrt(1 + len(logs) / 4)
        assert there["high"] == pytest.approx(np.expm1(logs.mean() + half))


def test_a_method_that_never_varies_has_no_ratio():
    none, some = [Fraction(0)] * 3, [Fraction(1, 10)] * 3
    assert (change(none, some, Fraction(0))["relative"], change(some, none, Fraction(0))["relative"]) == (None, None)
    assert change(none, some, Fraction(0))["each"] == [-1.0] * 3


def test_what_is_undefined_stays_undefined():
    one, none = Fraction(1, 2), Fraction(0)
    found = change([one, one], [one, none], Fraction(0))
    assert found["each"] == [0.0, None]
    assert found["relative"] is None
    assert found["of means"] == 1.0
    assert change([one, one], [none, none], Fraction(0))["of means"] is None
    assert change([one, None], [one, one], Fraction(0))["difference"] is None
    assert (verdict(None, Fraction(1, 5)), direction(None, Fraction(1, 5))) == ("undefined", "undefined")
    with pytest.raises(Mismatch, match="a spread needs two"):
        interval([one], Fraction(0))


@settings(max_examples=200, deadline=None)
@given(st.integers(-100, 100), st.integers(-100, 100), st.sampled_from([t.change for t in TARGETS]))
def test_a_verdict_is_where_the_target_lies(a, b, target):
    low, high = sorted((Fraction(a, 100), Fraction(b, 100)))
    found = Interval(float(low + high) / 2, float(low), float(high))
    inside = [x for x in (Fraction(n, 100) for n in range(-100, 101)) if low <= x <= high]
    beyond = [x for x in inside if (x >= target if target > 0 else x <= target)]
    kinds = {len(inside): "reproduced", 0: "not reproduced"}
    assert verdict(found, target) == kinds.get(len(beyond), "within noise")
    mirrored = Interval(-found.mean, -found.high, -found.low)
    assert verdict(mirrored, -target) == verdict(found, target)
    assert direction(mirrored, -target) == direction(found, target)
    assert (direction(found, target) == "neither") == (0 in inside)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8).filter(any))
def test_variation_is_that_of_numpy(counts):
    assert sqrt(variation(counts)) == pytest.approx(np.std(counts) / np.mean(counts), abs=1e-12)


def test_quantities_against_loops():
    told = trial("bytes", 3)
    for method in METHODS:
        at = {c: told["hits"][method]["64"][c][1] / 380 for c in CONDITIONS}
        noisy = {kind: np.mean([at[c] for c in CONDITIONS if c.startswith(kind)]) for kind in ("clip", "wrap", "token")}
        curve = [told["hits"][method][str(d)]["clean"][1] for d in DIMS]
        auc = {c: told["relation"][method][c]["auc"][0] / 1000 for c in CONDITIONS}
        every = np.mean([at[c] for c in CONDITIONS[1:]])
        by_hand = {
            "R@1": told["hits"][method]["64"]["clean"][0] / 380,
            "R@10": at["clean"],
            "noisy": every,
            "clipped": noisy["clip"],
            "modular": noisy["wrap"],
            "token": noisy["token"],
            "noisy/clean": every / at["clean"],
            "CV": np.std(curve) / np.mean(curve),
            "AUC": auc["clean"],
            "noisy AUC": np.mean([auc[c] for c in CONDITIONS[1:]]),
        }
        assert {name: float(of(told, method)) for name, of in QUANTITIES.items()} == pytest.approx(by_hand)


def test_recall_under_noise_by_dimension_against_loops():
    made = trials(("bytes",), 5)
    found = record(Plan("made up", ("bytes",), tuple(range(5)), DIMS, CONDITIONS[1:], None), {}, {}, made)
    told = found["features"]["bytes"]
    means = {
        m: {d: [sum(t["hits"][m][str(d)][c][1] for c in CONDITIONS[1:]) / 8 / t["images"] for t in made] for d in DIMS}
        for m in LEVEL
    }
    for m in LEVEL:
        for d in DIMS:
            assert told["noisy"][m][str(d)]["mean"] == pytest.approx(sum(means[m][d]) / 5)
        assert told["noisy"][m]["64"] == told["methods"][m]["noisy"]
    assert told["largest"]["d"] == 256
    for m in BASELINES:
        logs = [np.log(a / b) for a, b in zip(means["split"][256], means[m][256], strict=True)]
        change_ = told["largest"]["changes"][m]
        assert change_["relative"]["mean"] == pytest.approx(np.expm1(np.mean(logs)))
        half = stats.t.ppf(0.975, 4) * np.std(logs, ddof=1) * sqrt(1 / 5 + 1 / 4)
        assert change_["relative"]["high"] == pytest.approx(np.expm1(np.mean(logs) + half))
        assert change_["why"] is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([None, 0.0, Fraction(0), 0.5]), min_size=2, max_size=6))
def test_there_is_a_reason_exactly_where_there_is_no_ratio(ours):
    theirs = [Fraction(1, 3)] * len(ours)
    told, why = change(ours, theirs, Fraction(0)), lacking("CV", {"split": ours, "ridge": theirs})
    assert (told["relative"] is None) == (why is not None)
    zeros, missing = sum(x is not None and x == 0 for x in ours), sum(x is None for x in ours)
    for count, what in ((zeros, "0"), (missing, "undefined")):
        assert (f"split's CV is {what} in {count} of {len(ours)} splits" in (why or "")) == (count > 0)


def test_quantities_without_noise_or_hits():
    told = trial("bytes", 0, dims=(128, 256), conditions=("clean",))
    assert middle(told) == 128
    assert [QUANTITIES[name](told, "cca") for name in ("noisy", "modular", "noisy/clean", "noisy AUC")] == [None] * 4
    told["hits"]["cca"] = {d: {"clean": [0, 0]} for d in ("128", "256")}
    assert QUANTITIES["CV"](told, "cca") is None
    assert QUANTITIES["R@10"](told, "cca") == 0


def exact(features, seeds, **shape):
    plan = Plan("made up", features, tuple(range(seeds)), DIMS, CONDITIONS[1:], None)
    return record(plan, {"name": "made up"}, {}, trials(features, seeds, **shape))


def test_the_law_of_made_up_trials_comes_back():
    found = exact(("bytes", "characters"), 5, images=10**7, spread=0)
    top, slow = LEVEL["split"]
    for baseline in BASELINES:
        high, late = LEVEL[baseline]
        ratio = (top * 64 / (64 + slow)) / (high * 64 / (64 + late)) - 1
        told = found["features"]["bytes"]["changes"][baseline]
        assert told["noisy"]["relative"] == pytest.approx({"mean": ratio, "low": ratio, "high": ratio}, abs=1e-5)
        assert told["noisy/clean"]["relative"]["mean"] == pytest.approx(0, abs=1e-5)
        assert told["noisy"]["of means"] == pytest.approx(ratio, abs=1e-5)
    told = found["characters"]["conditions"]
    assert told["wrap16"]["relative"]["mean"] == pytest.approx(0.92 * 0.97 / 0.35 - 1, abs=1e-5)
    assert told["clean"]["difference"]["mean"] == pytest.approx(-0.08 * top * 64 / (64 + slow), abs=1e-5)
    assert found["features"]["bytes"]["dimension"]["split"]["8"]["mean"] == pytest.approx(top * 8 / 14, abs=1e-6)


@pytest.mark.parametrize(
    ("gain", "spread", "expected", "apart"),
    [
        (1.21, 0, "reproduced", "better"),
        (1.3, 0.01, "reproduced", "better"),
        (1.2, 0.05, "within noise", "better"),
        (1.1, 0.01, "not reproduced", "better"),
        (1.0, 0.05, "not reproduced", "neither"),
        (0.8, 0.01, "not reproduced", "worse"),
    ],
)
def test_verdicts_of_a_known_gain(gain, spread, expected, apart):
    made = trials(("bytes",), 6, images=6000, spread=0)
    for t in made:
        wobble = 1 + spread * (1, -1)[t["seed"] % 2]
        for d, told in t["hits"]["ridge"].items():
            for condition, (one, ten) in told.items():
                better = gain * wobble if condition != "clean" else 1
                told[condition] = [5 * one, 5 * (ten // 5)]
                t["hits"]["split"][d][condition] = [5 * one, round(5 * (ten // 5) * better)]
    plan = Plan("made up", ("bytes",), tuple(range(6)), DIMS, CONDITIONS[1:], None)
    lines = record(plan, {}, {}, made)["verdicts"]
    told = {line["definition"]: line for line in lines if line["baseline"] == "ridge"}
    for target in TARGETS[:2]:
        assert (told[target.name]["verdict"], told[target.name]["apart"]) == (expected, apart)
    assert told[TARGETS[2].name]["verdict"] == "not reproduced"
    assert told[TARGETS[2].name]["change"] == {"mean": 0, "low": 0, "high": 0}


def test_steps_of_the_relation_and_overlap():
    told = trial("bytes", 0)
    curve = quality(told, "ridge")
    assert len(curve) == 33
    assert curve[-1][2] == 1
    assert all(a[2] <= b[2] for a, b in pairwise(curve))
    assert overlap([told, told]) == Fraction(1, 4)


def test_plans():
    assert planned("openmoji").seeds == tuple(range(10))
    quick = planned("openmoji", quick=True)
    assert (len(quick.seeds), quick.limit) == (3, 300)
    assert len(quick.dims) >= 3
    assert planned("openmoji", seeds=2, limit=500, quick=True).limit == 500
    assert [str(t) for t in planned("x", seeds=5).tasks[:3]] == ["bytes seed 0", "characters seed 0", "bytes seed 1"]
    for given_, told in [
        ({"features": ("bytes", "pixels")}, "'pixels' is unknown; take some of bytes, characters, embeddings"),
        ({"features": ("bytes", "bytes")}, "one is named twice"),
        ({"features": ()}, "none are named"),
        ({"seeds": 4}, "an experiment of 4 seeds: its intervals would tell nothing; take at least 5"),
        ({"seeds": 1, "quick": True}, "an experiment of 1 seed: its intervals would tell nothing; take at least 2"),
        ({"limit": 99}, "the first 99 pairs: they are too few; take at least 100"),
    ]:
        with pytest.raises(Mismatch) as caught:
            planned("openmoji", **given_)
        assert told in str(caught.value)
    assert set(VERDICTS) == {"reproduced", "within noise", "not reproduced", "undefined"}
