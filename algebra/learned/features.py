"""Features of pictures and captions with exact values: integers over a fixed power of two.

        picture  ->  x/2^e,  |x_j| <= M          caption  ->  tokens  ->  y/2^12,  |y_j| <= 2^12

Main definitions
    Rows                integer rows with their denominator and bound
    byte_sums           sums of 2 × 2 blocks of bytes: 3072 integers in 0, ..., 1020
    character_sums      the same sums of the additive character of Z_256: 6144 integers
    Bags                weighted bags of tokens, normalised and rounded
    Features            how to see pictures and captions; SEEN names those that need no model

Conventions
    What is rounded is rounded once, here: a feature map is a map of finite sets into integers, and all that follows
    is exact on its values.

Implementation notes
    The bytes of Z_256 that wrap around, 255 + 1 = 0, are far apart as numbers and near each other as points
    (cos, sin)(2πc/256) of the circle: the character is Lipschitz for the Lee metric, and the plain byte is not [1]_.

References
    .. [1] W. Rudin, *Fourier Analysis on Groups*, 1962, 1.2: the characters of a finite cyclic group.
    .. [2] K. Spärck Jones, "A statistical interpretation of term specificity", J. Documentation 28, 1972.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, log, pi, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch
from algebra.learned.noise import PIXELS, TOKENS
from algebra.learned.pairs import SIDE, Pictures, lower_words

Integers = NDArray[np.int32]
Tokens = tuple[Any, ...]
# the rounding of characters and of bags
BITS = 12
SUMS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The points values/2^exponent, a row each, with integers between -bound and bound.

    Raises
    ------
    Mismatch
        When an integer is beyond the bound.
    """

    values: Integers
    exponent: int
    bound: int

    def __post_init__(self) -> None:
        if self.values.size and max(int(self.values.max()), -int(self.values.min())) > self.bound:
            raise Mismatch(f"rows bounded by {self.bound}", "an entry is beyond", "give the bound of the feature map")

    def floats(self) -> NDArray[np.float32]:
        """The points in single precision, in which all of them are exact where the bound is at most 2^24."""
        return np.ldexp(self.values.astype(np.float32), -self.exponent)

    def __getitem__(self, chosen: Any) -> Rows:
        return Rows(self.values[chosen], self.exponent, self.bound)


@dataclass(frozen=True, slots=True)
class Features:
    """How to see pictures and captions.

    Parameters
    ----------
    name : str
    conditions : tuple of str
        The kinds of noise that it is tried under.
    images : callable
        The rows of some pictures.
    tokens : callable
        The tokens of a caption.
    texts : callable
        From the tokens of the training captions, the map from tokens of captions to rows.
    """

    name: str
    conditions: tuple[str, ...]
    images: Callable[[Pictures], Rows]
    tokens: Callable[[str], Tokens]
    texts: Callable[[Sequence[Tokens]], Callable[[Sequence[Tokens]], Rows]]


def _blocks(values: NDArray[Any]) -> NDArray[Any]:
    """The sums of 2 × 2 blocks, a row for each picture."""
    sums = values[:, ::2, ::2] + values[:, 1::2, ::2] + values[:, ::2, 1::2] + values[:, 1::2, 1::2]
    return np.asarray(sums).reshape(len(values), SIDE // 2 * (SIDE // 2) * 3)


def byte_sums(images: Pictures) -> Rows:
    """The sums of 2 × 2 blocks of bytes, over 2^10.

    Examples
    --------
    >>> white = np.full((1, 64, 64, 3), 255, dtype=np.uint8)
    >>> byte_sums(white).values.shape, int(byte_sums(white).values.max())
    ((1, 3072), 1020)
    """
    return Rows(_blocks(images.astype(np.int32)), 10, SUMS * 255)


def characters() -> tuple[Integers, Integers]:
    """The tables of 2^12 cos(2πc/256) and 2^12 sin(2πc/256) for c = 0, ..., 255, rounded to integers.

    Notes
    -----
    None of these numbers is within 2^-7 of a half, so that every library of cosines rounds alike.

    Examples
    --------
    >>> [int(table[64]) for table in characters()]
    [0, 4096]
    """
    angles = [2 * pi * c / 256 for c in range(256)]
    tables = ([round(2**BITS * turn(a)) for a in angles] for turn in (cos, sin))
    re, im = (np.array(table, dtype=np.int32) for table in tables)
    return re, im


def character_sums(images: Pictures) -> Rows:
    """The sums of 2 × 2 blocks of the additive character c -> exp(2πic/256) of Z_256 [1]_, over 2^14.

    Examples
    --------
    >>> black = np.zeros((1, 64, 64, 3), dtype=np.uint8)
    >>> [int(part.sum()) for part in np.split(character_sums(black).values, 2, axis=1)]
    [50331648, 0]
    """
    parts = [_blocks(table[images]) for table in characters()]
    return Rows(np.concatenate(parts, axis=1), BITS + 2, SUMS << BITS)


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags of tokens, each weighted by how rare it is among some captions, and normalised.

    Parameters
    ----------
    places : dict
        The column of each token; other tokens are dropped.
    weights : tuple of float

    Notes
    -----
    The weight of a token in k of n captions is log((1 + n)/(1 + k)) [2]_.

    Examples
    --------
    >>> bag = Bags.of([("a", "cat"), ("a", "dog"), ("a",)])
    >>> bag([("cat", "dog", "owl"), ("owl",)]).values.tolist()
    [[0, 2896, 2896], [0, 0, 0]]
    """

    places: dict[Any, int]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, captions: Iterable[Tokens]) -> Bags:
        """The bags over the tokens of some captions."""
        given = [set(caption) for caption in captions]
        found = Counter(token for caption in given for token in caption)
        known = sorted(found)
        weights = tuple(log((1 + len(given)) / (1 + found[token])) for token in known)
        return cls({token: place for place, token in enumerate(known)}, weights)

    def __call__(self, captions: Sequence[Tokens]) -> Rows:
        """The rows of some captions, over 2^12."""
        values = np.zeros((len(captions), len(self.places)), dtype=np.int32)
        for row, caption in zip(values, captions, strict=True):
            found = Counter(self.places[token] for token in caption if token in self.places)
            weighed = {place: n * self.weights[place] for place, n in found.items()}
            norm = sqrt(sum(w * w for _, w in sorted(weighed.items())))
            for place, weight in weighed.items():
                row[place] = round(2**BITS * weight / norm) if norm else 0
        return Rows(values, BITS, 1 << BITS)


SEEN: dict[str, Features] = {
    name: Features(name, (*PIXELS, *TOKENS), images, lower_words, Bags.of)
    for name, images in (("bytes", byte_sums), ("characters", character_sums))
}
