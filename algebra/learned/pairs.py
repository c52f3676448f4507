"""Real pairs as arrays: pictures of 64 × 64 bytes in three colours, each with its caption.

        source  ->  (picture, caption), ...  ->  uint8 (n, 64, 64, 3)  and  n captions

Main definitions
    Pairs        pictures, captions, and what was left out
    read         the pairs of a source
    because      the first reason why pairs were left out, as a clause
    lower_words  the words of a caption, by which captions are told apart

Conventions
    A pair that cannot be read is left out by name, with the reason; so is one whose picture an earlier pair has, byte
    for byte, that no picture stands on both sides of a split.  Captions of the same words are one, spelled as the first
    of them: "A rabbit." and "a rabbit" are not two to choose from, nor one to learn from and one to be tested on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch
from algebra.modalities.alignment import Refusal
from algebra.modalities.images import framed
from algebra.modalities.profile import Progress
from algebra.modalities.sources import Source, collect
from algebra.modalities.texts import WORD

SIDE = 64
Pictures = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pictures with their captions.

    Parameters
    ----------
    source, credit : str
        Where the pairs come from, and whom to credit.
    names : tuple of str
    images : array of bytes, of shape (n, 64, 64, 3)
    captions : tuple of str
    refused : tuple of Refusal

    Raises
    ------
    Mismatch
        When there is not one name and one caption for each picture, or the shape is another.
    """

    source: str
    credit: str
    names: tuple[str, ...]
    images: Pictures
    captions: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.captions)
        if self.images.shape != (n, SIDE, SIDE, 3) or self.images.dtype != np.uint8 or len(self.names) != n:
            found = f"{self.images.dtype} of shape {self.images.shape} and {len(self.names)} names"
            raise Mismatch(f"{n} pairs", found, f"give bytes of shape ({n}, {SIDE}, {SIDE}, 3)")


def lower_words(caption: str) -> tuple[str, ...]:
    """The lower-cased words of a caption.

    Examples
    --------
    >>> lower_words("A little rabbit.")
    ('a', 'little', 'rabbit')
    """
    return tuple(WORD.findall(caption.lower()))


def read(source: str, limit: int | None = None, progress: Progress | None = None) -> Pairs:
    """The pairs of a source, without repeated pictures.

    Parameters
    ----------
    source : str
        openmoji, digits, tuxpaint, a folder, or a CSV file.
    limit : int, optional
        Only the first pairs that can be read.
    progress : callable, optional
        Called with a stage, the steps done and the steps in all.

    Raises
    ------
    Mismatch
        When the source names nothing, or no pair can be read.
    Missing
        When what the source is drawn from is not installed.

    Examples
    --------
    >>> found = read("digits", limit=3)
    >>> found.images.shape, found.captions
    ((3, 64, 64, 3), ('zero', 'one', 'two'))
    """
    given = collect(source)
    kept: dict[bytes, tuple[str, str]] = {}
    spelled: dict[tuple[str, ...], str] = {}
    refused: list[Refusal] = []
    for done, item in enumerate(given.items, start=1):
        if len(kept) == limit:
            break
        try:
            caption, data = item.caption(), framed(item.picture().convert("RGB"), SIDE).tobytes()
            if data in kept:
                raise Mismatch(f"the image of {item.name}", f"the picture of {kept[data][0]} once more")
            kept[data] = (item.name, spelled.setdefault(lower_words(caption) or (caption,), caption))
        except Mismatch as error:
            refused.append(Refusal(item.name, error.found))
        if progress is not None:
            progress("images", len(kept) if limit else done, limit or len(given.items))
    if not kept:
        found = f"none of {len(given.items)} can be read{because(refused)}"
        raise Mismatch(f"pairs from {source!r}", found, "give images with captions")
    return _arrays(given, kept, refused)


def because(refused: Sequence[Refusal]) -> str:
    """The first pair that was left out with its reason, as a clause; nothing where there is none.

    Examples
    --------
    >>> because([Refusal("a.png", "no caption: there is no .txt beside it"), Refusal("b.png", "it is empty")])
    ' (left out first, a.png: no caption: there is no .txt beside it)'
    """
    return "".join(f" (left out first, {one.name}: {one.reason})" for one in refused[:1])


def _arrays(given: Source, kept: dict[bytes, tuple[str, str]], refused: list[Refusal]) -> Pairs:
    names, captions = zip(*kept.values(), strict=True)
    images = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(-1, SIDE, SIDE, 3)
    return Pairs(given.name, given.credit, names, images, captions, tuple(refused))
