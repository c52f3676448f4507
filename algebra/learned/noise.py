"""Noise on pictures and on captions, drawn anew for each seed.

        clip s    c -> min(max(c + e, 0), 255)          wrap s    c -> c + e in Z_256,     e Gaussian, rounded
        token p   each token, with probability p %, becomes a uniform draw from the training tokens

Main definitions
    PIXELS, TOKENS      the names: a kind with its strength
    on_pictures, on_tokens

Conventions
    The generator is seeded by the seed and the name, so that no condition depends on which others are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch

PIXELS = ("clip16", "clip32", "clip64", "wrap16", "wrap32", "wrap64")
TOKENS = ("token20", "token50")


def generator(seed: int, name: str) -> np.random.Generator:
    """The generator of a seed and a name.

    Examples
    --------
    >>> bool(generator(0, "clip16").integers(100) == generator(0, "clip16").integers(100))
    True
    """
    return np.random.default_rng([seed, int.from_bytes(name.encode(), "big")])


def on_pictures(images: NDArray[np.uint8], condition: str, seed: int) -> NDArray[np.uint8]:
    """Bytes with noise added, clipped or modulo 256.

    Raises
    ------
    Mismatch
        When the condition is none of `PIXELS`.

    Examples
    --------
    >>> white = np.full((1, 2, 2, 3), 255, dtype=np.uint8)
    >>> int(on_pictures(white, "clip16", 0).min()) > 128, int(on_pictures(white, "wrap16", 0).min()) < 128
    (True, True)
    """
    if condition not in PIXELS:
        raise _unknown(condition, PIXELS)
    drawn = generator(seed, condition).standard_normal(images.shape, dtype=np.float32)
    moved = images + np.rint(drawn * int(condition[4:])).astype(np.int16)
    return (moved if condition.startswith("wrap") else np.clip(moved, 0, 255)).astype(np.uint8)


def on_tokens(
    captions: Sequence[tuple[Any, ...]], pool: Sequence[Any], condition: str, seed: int
) -> list[tuple[Any, ...]]:
    """Captions with some of their tokens replaced by draws from a pool.

    Raises
    ------
    Mismatch
        When the condition is none of `TOKENS`.

    Examples
    --------
    >>> on_tokens([("a", "b", "c", "d", "e")], ["x"], "token50", 0)
    [('x', 'b', 'x', 'd', 'x')]
    """
    if condition not in TOKENS:
        raise _unknown(condition, TOKENS)
    drawn, percent = generator(seed, condition), int(condition[5:])
    return [
        tuple(pool[int(drawn.integers(len(pool)))] if drawn.integers(100) < percent else token for token in caption)
        for caption in captions
    ]


def _unknown(condition: str, known: Sequence[str]) -> Mismatch:
    return Mismatch(f"the noise {condition!r}", "it is unknown", f"take {', '.join(known)}")
