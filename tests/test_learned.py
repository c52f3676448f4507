import json
from fractions import Fraction
from functools import cache
from itertools import product
from math import isqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch, TooLarge
from algebra.learned import (
    DIMS,
    METHODS,
    PIXELS,
    SEEN,
    TOKENS,
    Bags,
    Dyadic,
    Pairs,
    Rows,
    Training,
    byte_sums,
    character_sums,
    cospan,
    divide,
    fitted,
    hits,
    learned,
    on_pictures,
    on_tokens,
    ranks,
    read,
    relation,
    rounded,
    squares,
    trial,
    unit,
)
from algebra.metrics import Absolute
from algebra.modalities import sources
from algebra.numeric import count, profile
from algebra.relax import relax

FEW = settings(max_examples=60, deadline=None)


@cache
def glyphs():
    return read("openmoji", limit=150)


@cache
def maps():
    return learned(glyphs(), SEEN["bytes"], 1, (4, 16))


def noise_of(shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


# pairs


def test_pairs_of_a_folder_drop_what_repeats(tmp_path):
    from PIL import Image

    for name, colour in (("a", "red"), ("b", "blue"), ("c", "red"), ("d", "green")):
        Image.new("RGB", (4, 2), colour).save(tmp_path / f"{name}.png")
        (tmp_path / f"{name}.txt").write_text(f"a {name}", "utf-8")
    (tmp_path / "d.txt").unlink()
    found = read(str(tmp_path))
    assert (found.names, found.captions) == (("a.png", "b.png"), ("a a", "a b"))
    assert [(r.name, r.reason.split(":")[0]) for r in found.refused] == [
        ("c.png", "the picture of a.png once more"),
        ("d.png", "no caption"),
    ]
    assert found.images[0, 0, 0].tolist() == [255, 255, 255]
    assert found.images[0, 32, 32].tolist() == [255, 0, 0]
    assert read(str(tmp_path), limit=1).captions == ("a a",)
    (tmp_path / "empty").mkdir()
    with pytest.raises(Mismatch, match="none of 0 can be read"):
        read(str(tmp_path / "empty"))


def test_captions_of_the_same_words_are_one(tmp_path):
    from PIL import Image

    said = ("A rabbit.", "a rabbit", "A Rabbit!", "A rabbit, too", "?", "!", "?")
    for i, caption in enumerate(said):
        Image.new("RGB", (2, 2), (i, 0, 0)).save(tmp_path / f"{i}.png")
        (tmp_path / f"{i}.txt").write_text(caption, "utf-8")
    assert read(str(tmp_path)).captions == ("A rabbit.",) * 3 + ("A rabbit, too", "?", "!", "?")


def test_pairs_that_do_not_fit():
    with pytest.raises(Mismatch, match="give bytes of shape"):
        Pairs("none", "", ("a",), np.zeros((1, 8, 8, 3), dtype=np.uint8), ("a",))


def test_stamps_are_read_where_they_are(tmp_path, monkeypatch):
    from PIL import Image

    from algebra.errors import Missing

    monkeypatch.setattr(sources, "STAMPS", (tmp_path / "one", tmp_path / "two"))
    with pytest.raises(Missing, match="apt-get install --no-install-recommends tuxpaint-stamps-default"):
        read("tuxpaint")
    (tmp_path / "two" / "animals").mkdir(parents=True)
    Image.new("LA", (3, 3), (0, 255)).save(tmp_path / "two/animals/cat.png")
    Image.new("L", (3, 3)).save(tmp_path / "two/animals/mirrored.png")
    (tmp_path / "two/animals/cat.txt").write_text("A cat.\nde.utf8=Eine Katze.\n", "utf-8")
    (tmp_path / "two/animals/dog.txt").write_text("A dog, drawn in vectors alone.\n", "utf-8")
    found = read("tuxpaint")
    assert (found.names, found.captions, found.refused) == (("animals/cat.png",), ("A cat.",), ())
    assert "GPL-2" in found.credit


# features


def test_sums_of_blocks_by_hand():
    images = noise_of((2, 64, 64, 3))
    sums = byte_sums(images).values.reshape(2, 32, 32, 3)
    turned = character_sums(images).values.reshape(2, 2, 32, 32, 3)
    angles = 2 * np.pi * np.arange(256) / 256
    for n, i, j, c in ((0, 0, 0, 0), (1, 31, 30, 2), (1, 7, 19, 1)):
        block = [int(images[n, 2 * i + a, 2 * j + b, c]) for a, b in product(range(2), repeat=2)]
        assert sums[n, i, j, c] == sum(block)
        assert turned[n, 0, i, j, c] == sum(round(4096 * float(np.cos(angles[v]))) for v in block)
        assert turned[n, 1, i, j, c] == sum(round(4096 * float(np.sin(angles[v]))) for v in block)


def test_the_character_is_continuous_for_the_ring_and_bytes_are_not():
    white, black = (np.full((1, 64, 64, 3), v, dtype=np.uint8) for v in (255, 0))
    far, near = (np.abs(see(white).floats() - see(black).floats()).max() for see in (byte_sums, character_sums))
    assert far > 0.99
    # the chord of one step is below the arc 2π/256, and a rounding moves it by 2^-12
    assert near <= 2 * np.pi / 256 + 2**-12


def test_rows_hold_their_bound():
    with pytest.raises(Mismatch, match="an entry is beyond"):
        Rows(np.array([[5]], dtype=np.int32), 0, 4)


def test_bags_weigh_by_rarity_and_drop_what_is_unknown():
    captions = [("red", "cat"), ("red", "dog"), ("red", "cat", "cat")]
    rows = Bags.of(captions)([*captions, ("owl",), ()]).values
    # sorted: cat in 2 of 3, dog in 1, red in all, which weighs log(4/4) = 0
    assert rows.tolist() == [[4096, 0, 0], [0, 4096, 0], [4096, 0, 0], [0, 0, 0], [0, 0, 0]]
    both = Bags.of(captions)([("cat", "dog")]).values[0]
    assert both[1] > both[0] > 0
    assert abs(float(np.hypot(*both[:2])) - 4096) < 1


# noise


@pytest.mark.parametrize("kind", PIXELS)
def test_pixel_noise_has_its_strength(kind):
    images = np.full((4, 64, 64, 3), 128, dtype=np.uint8)
    found = on_pictures(images, kind, 3)
    moved = found.astype(int) - 128
    assert abs(moved.mean()) < 1
    assert int(kind[4:]) * 0.85 < moved.std() < int(kind[4:]) * 1.15
    assert np.array_equal(found, on_pictures(images, kind, 3))
    assert not np.array_equal(found, on_pictures(images, kind, 4))


def test_noise_wraps_or_clips_at_the_edge():
    white = np.full((1, 64, 64, 3), 255, dtype=np.uint8)
    assert (on_pictures(white, "clip32", 0) == 255).mean() > 0.45
    assert 0.4 < (on_pictures(white, "wrap32", 0) < 128).mean() < 0.55


@pytest.mark.parametrize("kind", TOKENS)
def test_token_noise_has_its_strength(kind):
    captions = [tuple("abcdefghij")] * 400
    found = on_tokens(captions, ["x", "y"], kind, 0)
    changed = sum(a != b for one, other in zip(captions, found, strict=True) for a, b in zip(one, other, strict=True))
    assert abs(changed / 4000 - int(kind[5:]) / 100) < 0.03
    assert set("xy") < set("".join("".join(caption) for caption in found))


def test_unknown_noise():
    with pytest.raises(Mismatch, match="take clip16"):
        on_pictures(noise_of((1, 2, 2, 3)), "token20", 0)
    with pytest.raises(Mismatch, match="take token20"):
        on_tokens([], [], "clip16", 0)


# dyadic maps


@FEW
@given(st.data())
def test_dyadic_maps_are_exact_in_floats(data):
    p, d, bound = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 4)), data.draw(st.integers(1, 2**20))
    finite = st.floats(-1e6, 1e6, allow_subnormal=False)
    weights = np.array(data.draw(st.lists(st.lists(finite, min_size=d, max_size=d), min_size=p, max_size=p)))
    bias = np.array(data.draw(st.lists(finite, min_size=d, max_size=d)))
    x = data.draw(st.lists(st.lists(st.integers(-bound, bound), min_size=p, max_size=p), min_size=1, max_size=3))
    rows = Rows(np.array(x, dtype=np.int32), 3, bound)
    f = rounded(weights, bias, rows)
    W, b = f.weights.tolist(), f.bias.tolist()
    exact = [[sum(W[j][i] * row[j] for j in range(p)) + b[i] for i in range(d)] for row in x]
    assert f(rows).tolist() == exact
    assert max(abs(v) for row in exact for v in row) < 2**53
    # and near the weights in floats, which each rounding moves by half a unit
    V, c = ([[Fraction(float(w)) for w in row] for row in part] for part in (weights, bias[None]))
    true = [[sum(V[j][i] * row[j] for j in range(p)) / 8 + c[0][i] for i in range(d)] for row in x]
    room = Fraction(p * bound + 1, 2)
    for row, near in zip(exact, true, strict=True):
        assert all(abs(v - w * Fraction(2) ** f.exponent) <= room for v, w in zip(row, near, strict=True))


def test_a_sum_that_may_round_is_refused():
    one = np.array([[2**52 - 1], [1]])
    assert Dyadic(one, np.array([2**52 - 1]), 0, 1).bound == 1
    with pytest.raises(TooLarge, match=f"they may reach {2**53}"):
        Dyadic(one, np.array([2**52]), 0, 1)
    with pytest.raises(TooLarge):
        Dyadic(one, np.array([0]), 0, 2)
    with pytest.raises(Mismatch, match="give rows of its features"):
        Dyadic(one, np.array([0]), 0, 1)(Rows(np.array([[1, 2]], dtype=np.int32), 0, 2))
    with pytest.raises(Mismatch, match=r"give \(p, d\) and d"):
        Dyadic(one, np.array([0, 0]), 0, 1)


def nearest(z):
    """Each integer k with (2k - 1)² N <= 2^22 z² < (2k + 1)² N, by trial."""
    squares = sum(c * c for c in z)
    out = []
    for c in z:
        k = 0
        while squares and (2 * k + 1) ** 2 * squares <= c * c << 22:
            k += 1
        out.append(k if c >= 0 else -k)
    return out


@FEW
@given(st.lists(st.integers(-(2**52), 2**52), min_size=1, max_size=5))
def test_unit_is_the_nearest_by_integers(z):
    assert unit(np.array([z], dtype=np.float64)).tolist() == [nearest(z)]


def rest(a, b, c):
    """The root of 2^22 - 1023² - a² - b² - c² where it is an integer, and -1 elsewhere."""
    square = 2**22 - 1023**2 - a * a - b * b - c * c
    root = isqrt(max(0, square))
    return root if root * root == square else -1


def test_unit_decides_halves_exactly():
    # |z| = 2^11: 2^10 z/|z| = 1023/2, a half, which goes up; one more in another entry, and it goes down
    # 2^22 - 1023² is 7 modulo 8, a sum of no fewer than four squares
    tried = product(range(1773, 1700, -1), range(50), range(1, 50))
    z = next([1023, a, b, e, c] for a, b, c in tried if (e := rest(a, b, c)) >= 0)
    assert sum(c * c for c in z) == 2**22
    assert unit(np.array([z], dtype=np.float64)).tolist() == [nearest(z)]
    assert unit(np.array([z], dtype=np.float64))[0, 0] == 512
    assert unit(np.array([[*z[:4], z[4] + 1]], dtype=np.float64))[0, 0] == 511
    big = [c << 40 for c in z]
    assert unit(np.array([big], dtype=np.float64))[0, 0] == 512
    assert unit(np.array([[*big[:4], big[4] + 1]], dtype=np.float64))[0, 0] == 511


def test_distances_are_exact_in_the_widest_space():
    rows = np.random.default_rng(0).normal(size=(3, 4096))
    u = unit(np.concatenate([rows, -rows[:1], np.ones((1, 4096))]))
    integers = u.astype(int).tolist()
    exact = [[sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) for y in integers] for x in integers]
    assert squares(u, u).tolist() == exact
    with pytest.raises(TooLarge):
        unit(np.ones((1, 4097)))


# retrieval


@FEW
@given(st.integers(1, 6), st.integers(2, 6), st.data())
def test_relation_by_enumeration(n, m, data):
    D = np.array(data.draw(st.lists(st.lists(st.integers(0, 6), min_size=m, max_size=m), min_size=n, max_size=n)))
    true = np.array(data.draw(st.lists(st.integers(0, m - 1), min_size=n, max_size=n)))
    found = relation(D.astype(np.int32), true)
    own = [int(D[i, true[i]]) for i in range(n)]
    false = [int(D[i, j]) for i, j in product(range(n), range(m)) if j != true[i]]
    halves = sum((t < f) * 2 + (t == f) for t, f in product(own, false))
    assert found.auc == Fraction(halves, 2 * n * len(false))
    for k, eps in enumerate(found.eps):
        assert eps == min(t for t in own if 32 * sum(s <= t for s in own) >= k * n)
        assert found.true[k] == sum(t <= eps for t in own)
        assert found.pairs[k] == sum(v <= eps for v in D.flat)
    places = [sum(v <= own[i] for v in D[i]) for i in range(n)]
    assert ranks(D, true).tolist() == places
    assert hits(D, true) == [sum(p <= 1 for p in places), sum(p <= 10 for p in places)]


def test_ties_count_against():
    D = np.zeros((2, 12), dtype=np.int32)
    assert hits(D, np.array([0, 5])) == [0, 0]
    assert relation(D, np.array([0, 5])).auc == Fraction(1, 2)


# splits and fits


def test_no_caption_is_on_both_sides():
    captions = [f"caption {i % 37}" for i in range(100)]
    for seed in range(5):
        split = divide(captions, seed)
        kept = {c for c, inside in zip(captions, split.training, strict=True) if inside}
        assert kept.isdisjoint(split.captions)
        assert len(kept) + len(split.captions) == 37
        assert len(split.captions) == 7
        tested = [c for c, inside in zip(captions, split.testing, strict=True) if inside]
        assert [split.captions[j] for j in split.true] == tested
    with pytest.raises(Mismatch, match="give 10 or more"):
        divide(captions[:9], 0)


def synthetic(n, shared, own, seed):
    """Pairs with independent directions, of which some are shared up to noise."""
    drawn = np.random.default_rng(seed)
    common = drawn.normal(size=(n, shared))
    sides = [
        np.concatenate([common + 0.3 * drawn.normal(size=(n, shared)), drawn.normal(size=(n, own))], axis=1)
        @ np.linalg.qr(drawn.normal(size=(shared + own, shared + own)))[0]
        for _ in range(2)
    ]
    return Training(*sides, np.arange(n))


@pytest.mark.parametrize(("shared", "own"), [(3, 20), (8, 12), (5, 40)])
def test_split_finds_the_shared_part(shared, own):
    for seed in range(3):
        assert fitted(synthetic(1500, shared, own, seed), 0.1, (16,), ("split",))["split"].shared == shared


def test_split_finds_nothing_where_nothing_is_shared():
    found = fitted(synthetic(1500, 0, 20, 0), 0.1, (8,), ("split",))["split"]
    assert found.shared <= 1


def test_every_method_retrieves_what_is_shared_and_split_drops_the_rest():
    pairs, test = synthetic(1500, 6, 20, 0), synthetic(1500, 6, 20, 0)[np.arange(1500) < 200]
    for name, fit in fitted(pairs, 0.1, (6, 26)).items():
        found = [
            hits(squares(unit(test.images @ fit.f[:, c]), unit(test.texts @ fit.g[:, c])), np.arange(200))[1]
            for c in (fit.columns[6], fit.columns[26])
        ]
        if name in ("cca", "weighted", "split"):
            assert found[0] > 150
        if name == "split":
            assert found[1] == found[0]


def test_canonical_directions_are_those_of_the_covariances():
    # by another way: eigenvectors of Cxx^-1 Cxy Cyy^-1 Cyx, for axes whose coordinates are uncorrelated
    pairs = synthetic(400, 3, 4, 1)
    turned = [side @ np.linalg.svd(side, full_matrices=False)[2].T for side in (pairs.images, pairs.texts)]
    fit = fitted(Training(*turned, pairs.groups), 1e-9, (7,), ("cca",))["cca"]
    xx, yy, xy = (a.T @ b for a, b in ((turned[0],) * 2, (turned[1],) * 2, turned))
    values = np.sort(np.linalg.eigvals(np.linalg.solve(xx, xy) @ np.linalg.solve(yy, xy.T)).real)[::-1]
    u, v = turned[0] @ fit.f, turned[1] @ fit.g
    assert np.allclose((u * v).mean(axis=0) ** 2, values, atol=1e-6)
    assert np.allclose(u.T @ u / 400, np.eye(7), atol=1e-6)


# the three ways to F_ε


@pytest.mark.parametrize("method", METHODS)
def test_three_ways_to_the_relation(method):
    found, given_ = maps()
    for d in found[method].columns:
        u, v = found[method].points(given_.images, given_.texts, d)
        D = squares(u, v)
        told = relation(D, given_.split.true)
        for k in (0, 8, 16, 32):
            eps = Fraction(told.eps[k], 2**20)
            points = [[[Fraction(int(c), 1024) for c in row] for row in side] for side in (u, v)]
            assert count(*points, Absolute, eps, norm="l2") == told.pairs[k]
        small = cospan(found[method], given_.images[:12], given_.texts[:9], d)
        F = relax(small, Absolute, Fraction(told.eps[16], 2**20), norm="l2")
        assert list(F) == [(i, j) for i, j in product(range(12), range(9)) if D[i, j] <= told.eps[16]]
        steps = profile(u.astype(np.int64), v.astype(np.int64), Absolute, norm="l2")
        assert steps == {e: int(np.count_nonzero(e >= D)) for e in map(int, np.unique(D))}
        assert u.shape[1] == d


def test_the_integers_do_not_depend_on_the_order_of_sums():
    found, given_ = maps()
    f = found["cca"].f
    order = np.random.default_rng(0).permutation(len(f.weights))
    turned = Dyadic(f.weights[order], f.bias, f.exponent, f.bound)
    moved = Rows(given_.images.values[:, order], given_.images.exponent, given_.images.bound)
    assert np.array_equal(f(given_.images), turned(moved))
    assert f(given_.images[:1]).tolist() == [
        [
            sum(int(w) * int(x) for w, x in zip(column, given_.images.values[0], strict=True)) + int(b)
            for column, b in zip(f.weights.T, f.bias, strict=True)
        ]
    ]


# trials


def test_trial_is_plain_and_the_same_again():
    first = trial(glyphs(), "characters", 2, dims=(4, 16), conditions=("wrap32", "token50"))
    assert json.loads(json.dumps(first)) == first
    assert first == trial(glyphs(), "characters", 2, dims=(4, 16), conditions=("wrap32", "token50"))
    fewer = trial(glyphs(), "characters", 2, dims=(4, 16), conditions=("token50",))
    assert fewer["hits"]["split"]["16"]["token50"] == first["hits"]["split"]["16"]["token50"]


def test_trial_keeps_its_contract():
    told = []
    found = trial(glyphs(), "bytes", 0, progress=lambda *step: told.append(step))
    kinds = ["clean", *PIXELS, *TOKENS]
    assert list(found["hits"]) == list(found["relation"]) == list(found["lambdas"]) == list(METHODS)
    assert (found["features"], found["seed"], found["captions"]) == ("bytes", 0, len(set(glyphs().captions)) // 5)
    assert found["train"] + found["images"] == len(glyphs().captions)
    maps_, _ = learned(glyphs(), SEEN["bytes"], 0, DIMS)
    used = np.flatnonzero(maps_["split"].f.weights.any(axis=0))
    assert (found["shared"], found["kept"]) == (len(used), np.count_nonzero(used < 64))
    assert (found["true_pairs"], found["all_pairs"]) == (found["images"], found["images"] * found["captions"])
    for name in METHODS:
        assert list(found["hits"][name]) == [str(d) for d in DIMS]
        for d in DIMS:
            assert list(found["hits"][name][str(d)]) == kinds
            assert all(0 <= a <= b <= found["images"] for a, b in found["hits"][name][str(d)].values())
        for kind in kinds:
            part = found["relation"][name][kind]
            assert [len(part[key]) for key in ("eps", "true", "pairs")] == [33] * 3
            assert part["true"][-1] == found["true_pairs"]
            assert part["eps"] == sorted(part["eps"])
            assert 0 <= Fraction(*part["auc"]) <= 1
    assert {("features", 1, 1), ("strengths", 5, 5), ("conditions", 9, 9)} <= set(told)


def test_pairs_that_tell_nothing():
    captions = tuple(f"{c} {c}" for c in "abcdefghijkl")
    pictures = np.zeros((12, 64, 64, 3), dtype=np.uint8)
    with pytest.raises(Mismatch, match="the pictures look all alike"):
        trial(Pairs("none", "", captions, pictures, captions), "bytes", 0)
    silent = tuple("!?.,;:-+*/()")
    with pytest.raises(Mismatch, match="the captions look all alike"):
        trial(Pairs("none", "", silent, noise_of((12, 64, 64, 3)), silent), "bytes", 0)
    found, given_ = maps()
    with pytest.raises(Mismatch, match="take 4, 16"):
        found["cca"].points(given_.images, given_.texts, 8)


def test_trial_agrees_with_its_maps():
    found, given_ = maps()
    record = trial(glyphs(), "bytes", 1, dims=(4, 16), conditions=())
    for name, one in found.items():
        u, v = one.points(given_.images, given_.texts, 16)
        D = [[sum((int(a) - int(b)) ** 2 for a, b in zip(x, y, strict=True)) for y in v] for x in u]
        own = [row[j] for row, j in zip(D, given_.split.true.tolist(), strict=True)]
        places = [sum(e <= t for e in row) for row, t in zip(D, own, strict=True)]
        assert record["hits"][name]["16"]["clean"] == [sum(p <= n for p in places) for n in (1, 10)]
        assert record["relation"][name]["clean"]["eps"][-1] == max(own)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"features": "colours"}, "the features 'colours': they are unknown; take bytes, characters, embeddings"),
        ({"dims": ()}, "one is below 1, or there is none"),
        ({"dims": (0, 8)}, "one is below 1"),
        ({"conditions": ("snow",)}, "the condition 'snow': it is unknown; take clean, clip16"),
    ],
)
def test_wrong_questions(arguments, told):
    with pytest.raises(Mismatch) as error:
        trial(glyphs(), **{"features": "bytes", "seed": 0, **arguments})
    assert told in str(error.value)
