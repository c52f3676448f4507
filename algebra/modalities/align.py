"""From a source of images and captions to their exact alignment over a common base.

        images  Z_256[x]  --f-->  Z_g[x]  <--g--  Z_V[x]  texts,        g = gcd(256, V)

Main definitions
    align               the alignment of a source in a vocabulary
    order_by_kernels    the order of the classical fiber product, by linear algebra

Conventions
    A pair that cannot be read is left out by name, with the reason, and the rest goes on.

References
    .. [1] D. Zhao, *Approximate Fiber Product*, arXiv:2412.00373, 2024.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from algebra.errors import AlgebraError, Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.modalities.alignment import Alignment, Pair, Refusal, degree_bound
from algebra.modalities.images import patch
from algebra.modalities.profile import METRICS, Polynomial, Progress, common_base, profile
from algebra.modalities.sources import Source, collect
from algebra.modalities.texts import Vocabulary, load, words

SPLIT = 64


def align(
    source: str,
    vocabulary: str,
    *,
    size: int = 8,
    metric: str = "lee-l1",
    limit: int | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """The alignment of a source of images and captions in a vocabulary, over Z_g[x] with g = gcd(256, V).

    Parameters
    ----------
    source : str
        openmoji, digits, tuxpaint, a folder, or a CSV file.
    vocabulary : str
        clip, gpt2, unicode, wordpiece, words, or the path of a tokenizer.json.
    size : int
        The side N of the patches.
    metric : {"lee-l1", "lee-l2", "lee-linf", "hamming"}
    limit : int, optional
        Only the first pairs that have an image and a caption.
    progress : callable, optional
        Called with a stage, the steps done and the steps in all.

    Raises
    ------
    Mismatch
        When an argument names nothing, or no pair can be read.
    Missing
        When an optional package is not installed.

    Examples
    --------
    >>> found = align("digits", "unicode", limit=20)
    >>> found.g, len(found.pairs), found.order == (256 * 1114112 // 256) ** 64
    (256, 20, True)
    """
    _check(size, metric, limit)
    # a wrong vocabulary is told before anything is drawn
    fixed, given = None if vocabulary == "words" else load(vocabulary), collect(source)
    tell = progress or (lambda stage, done, total: None)
    read, unread = _read(given, size, limit, tell)
    tokens = fixed or words(caption for _, _, caption in read)
    pairs, unknown = _tokenized(read, tokens, tell)
    refused = (*unread, *unknown)
    _check_read(given, vocabulary, pairs, refused)
    cospan = common_base(tokens.size, degree_bound(size, pairs))
    images, texts = [pair.image for pair in pairs], [pair.text for pair in pairs]
    product = FiberProduct(cospan)
    aligned = tuple(pair.name for pair in pairs if (pair.image, pair.text) in product)
    steps = profile(METRICS[metric](cospan.Z), images, texts, progress)
    found = Alignment(source, given.credit, tokens.name, tokens.size, size, metric, pairs, refused, aligned, steps)
    _check_twice(found, cospan)
    return found


def order_by_kernels(V: int, degree: int) -> int:
    """The order of the classical fiber product in degrees below a bound, from kernels of matrices.

    Notes
    -----
    As a group it is the product of its pieces of 64 degrees, so that no matrix grows with the degree.

    Examples
    --------
    >>> order_by_kernels(30522, 65) == (256 * 30522 // 2) ** 65
    True
    """
    whole, rest = divmod(degree, SPLIT)
    full, last = (_order(V, n) if n else 1 for n in (SPLIT if whole else 0, rest))
    return int(full**whole * last)


def _order(V: int, degree: int) -> int:
    order = FiberProduct(common_base(V, degree)).order
    assert order is not None
    return order


def _read(
    given: Source, size: int, limit: int | None, tell: Progress
) -> tuple[list[tuple[str, Polynomial, str]], list[Refusal]]:
    read: list[tuple[str, Polynomial, str]] = []
    refused: list[Refusal] = []
    for done, item in enumerate(given.items, start=1):
        try:
            caption = item.caption()
            read.append((item.name, patch(item.picture(), size), caption))
        except Mismatch as error:
            refused.append(Refusal(item.name, error.found))
        tell("images", len(read) if limit else done, limit or len(given.items))
        if len(read) == limit:
            break
    return read, refused


def _tokenized(
    read: Sequence[tuple[str, Polynomial, str]], tokens: Vocabulary, tell: Progress
) -> tuple[tuple[Pair, ...], list[Refusal]]:
    pairs: list[Pair] = []
    refused: list[Refusal] = []
    for done, (name, image, caption) in enumerate(read, start=1):
        try:
            pairs.append(Pair(name, image, tokens.polynomial(caption), caption))
        except Mismatch as error:
            refused.append(Refusal(name, error.found))
        tell("texts", done, len(read))
    return tuple(pairs), refused


def _check(size: int, metric: str, limit: int | None) -> None:
    if size < 1:
        raise Mismatch(f"patches of side {size}", "the side is below 1", "take N >= 1, such as 8")
    if metric not in METRICS:
        raise Mismatch(f"the metric {metric!r}", "it is unknown", f"take {', '.join(METRICS)}")
    if limit is not None and limit < 1:
        raise Mismatch(f"the first {limit} pairs", "the limit is below 1", "take K >= 1, or no limit")


def _check_read(given: Source, vocabulary: str, pairs: Sequence[Pair], refused: Sequence[Refusal]) -> None:
    if not given.items:
        hint = "give images (png, jpg, gif, bmp, webp) with a .txt caption beside each, or a CSV file with rows"
        raise Mismatch(f"pairs from {given.name!r}", "there is no image in it", hint)
    if not pairs:
        found = f"none of {len(refused)} can be read; the first is {refused[0].name}: {refused[0].reason}"
        raise Mismatch(f"pairs from {given.name!r} in {vocabulary}", found, "mend them, or take another vocabulary")


def _check_twice(found: Alignment, cospan: Cospan[Any, Any, Any]) -> None:
    """Orders by kernels and by formula, pairs over one point by maps and by distances: each must agree."""
    images = Counter(cospan.f(pair.image) for pair in found.pairs)
    texts = Counter(cospan.g(pair.text) for pair in found.pairs)
    equal = sum(n * texts[z] for z, n in images.items())
    ways = {
        "the order": (order_by_kernels(found.V, found.degree), found.order),
        "the true pairs": (len(found.aligned), found.within_zero.true),
        "all pairs": (equal, found.within_zero.true + found.within_zero.false),
    }
    for what, (one, other) in ways.items():
        if one != other:
            raise AlgebraError(f"{what} of the fiber product", "two ways disagree", "report this with the input")
