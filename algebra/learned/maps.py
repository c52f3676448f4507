"""The maps of one split, from features to dyadic points, as learned and as values of the algebra.

        pictures  --features-->  Z^p  --f-->  (2^-10 Z)^d  <--g--  Z^q  <--features--  captions

Main definitions
    Learned     f and g of a method, dyadic, with λ and the columns that make R^d
    Given       what the maps are to be tried on
    learned     the maps of all methods for one split
    cospan      the same maps on finitely many points, as tables into Q^d

Conventions
    λ is chosen among five, by hits among ten at d = 64 on 20 % of the training captions, which are held out for it.

Implementation notes
    Weights are found in floats, and another library of linear algebra may find others.  They are rounded to dyadic
    numbers, and all that is said of the maps is exact for these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from algebra.errors import Mismatch, package
from algebra.fiber import Cospan
from algebra.learned.dyadic import FINE, Dyadic, Units, rounded, squares, unit
from algebra.learned.features import Features, Rows, Tokens
from algebra.learned.fits import METHODS, Axes, Fit, Training, fitted, principal
from algebra.learned.pairs import Pairs
from algebra.learned.retrieval import hits
from algebra.learned.splits import Split, divide, halves
from algebra.maps import Table
from algebra.modalities.profile import Progress
from algebra.rings import QQ, Zmod, power

STRENGTHS = (0.01, 0.1, 1.0, 10.0, 100.0)
CHOSEN = 64


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The maps of one method into R^D, of which some columns make R^d.

    Parameters
    ----------
    f, g : Dyadic
        On the features of pictures and of captions.
    columns : mapping from d to a slice
    strength : float
        The number λ.
    shared : int
        The number of directions that are compared, of `split`; -1 for the others.
    """

    f: Dyadic
    g: Dyadic
    columns: Mapping[int, slice]
    strength: float
    shared: int

    def points(self, images: Rows, texts: Rows, d: int) -> tuple[Units, Units]:
        """The unit points of pictures and of captions in (2^-10 Z)^d.

        Raises
        ------
        Mismatch
            When the maps were not made for this d, or the rows are of other features.
        """
        if d not in self.columns:
            raise Mismatch(
                f"points in dimension {d}", "the maps have other columns", f"take {', '.join(map(str, self.columns))}"
            )
        return unit(self.f(images)[:, self.columns[d]]), unit(self.g(texts)[:, self.columns[d]])


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What the maps of one split are tried on.

    Parameters
    ----------
    split : Split
    images, texts : Rows
        The features of the pictures for testing, and of their distinct captions.
    tokens : list of tuples
        The tokens of these captions.
    pool : list
        The tokens of the training captions, each once.
    text : callable
        The map from tokens of captions to their rows.
    """

    split: Split
    images: Rows
    texts: Rows
    tokens: list[Tokens]
    pool: list[Any]
    text: Callable[[Sequence[Tokens]], Rows]


def learned(
    pairs: Pairs, features: Features, seed: int, dims: Sequence[int], progress: Progress | None = None
) -> tuple[dict[str, Learned], Given]:
    """The maps of all methods for one split, and what they are to be tried on.

    Raises
    ------
    Mismatch
        When there are fewer than ten distinct captions, or all pictures or all captions have the same features.
    """
    tell = progress or (lambda stage, done, total: None)
    with one_thread():
        return _learned(pairs, features, seed, dims, tell)


def one_thread() -> AbstractContextManager[Any]:
    """Linear algebra in one thread, whose order of sums does not depend on the number of cores."""
    limits: AbstractContextManager[Any] = package("threadpoolctl", "data").threadpool_limits(1)
    return limits


def _learned(
    pairs: Pairs, features: Features, seed: int, dims: Sequence[int], tell: Progress
) -> tuple[dict[str, Learned], Given]:
    split = divide(pairs.captions, seed)
    tell("features", 0, 1)
    tokens = [features.tokens(caption) for caption in pairs.captions]
    known = [tokens[i] for i in np.flatnonzero(split.training)]
    text, images = features.texts(known), features.images(pairs.images)
    train = images[split.training], text(known)
    axes = [principal(rows.floats(), seed) for rows in train]
    for a, side in zip(axes, ("pictures", "captions"), strict=True):
        if not a.axes.size:
            raise Mismatch(f"maps learned on {pairs.source}", f"the {side} look all alike", "give pairs that differ")
    tell("features", 1, 1)
    coordinates = [a(rows.floats()) for a, rows in zip(axes, train, strict=True)]
    fits = chosen(Training(coordinates[0], coordinates[1], split.groups[split.training]), seed, dims, tell)
    asked = [features.tokens(caption) for caption in split.captions]
    pool = sorted({token for caption in known for token in caption})
    given = Given(split, images[split.testing], text(asked), asked, pool, text)
    return {name: _composed(fit, strength, axes, train) for name, (fit, strength) in fits.items()}, given


def _composed(fit: Fit, strength: float, axes: Sequence[Axes], rows: Sequence[Rows]) -> Learned:
    f, g = (
        rounded(a.axes @ part, -(a.mean @ a.axes) @ part, given)
        for a, part, given in zip(axes, (fit.f, fit.g), rows, strict=True)
    )
    return Learned(f, g, fit.columns, strength, fit.shared)


def chosen(pairs: Training, seed: int, dims: Sequence[int], tell: Progress) -> dict[str, tuple[Fit, float]]:
    """For each method its λ and the maps: λ is the least with the most hits among ten on held-out captions."""
    held = halves(pairs.groups, seed)
    inner, outer = pairs[~held], pairs[held]
    _, first, true = np.unique(outer.groups, return_index=True, return_inverse=True)
    d, best = compared(dims), dict.fromkeys(METHODS, (-1, 0.0))
    for done, strength in enumerate(STRENGTHS, start=1):
        for name, fit in fitted(inner, strength, (d,)).items():
            u, v = unit(outer.images @ fit.f), unit(outer.texts[first] @ fit.g)
            best[name] = max(best[name], (hits(squares(u, v), true)[1], strength), key=lambda pair: pair[0])
        tell("strengths", done, len(STRENGTHS))
    out: dict[str, tuple[Fit, float]] = {}
    for strength in sorted({strength for _, strength in best.values()}):
        wanted = [name for name in METHODS if best[name][1] == strength]
        out |= {name: (fit, strength) for name, fit in fitted(pairs, strength, dims, wanted).items()}
    return {name: out[name] for name in METHODS}


def compared(dims: Sequence[int]) -> int:
    """The largest dimension up to 64, in which λ is chosen and the relations are told.

    Examples
    --------
    >>> compared((8, 64, 256)), compared((128, 256))
    (64, 128)
    """
    return max((d for d in dims if d <= CHOSEN), default=min(dims))


def cospan(found: Learned, images: Rows, texts: Rows, d: int) -> Cospan[int, int, Any]:
    """The cospan Z_n -> Q^d <- Z_m of n pictures and m captions under learned maps.

    Raises
    ------
    Mismatch
        When the maps were not made for this d, or the rows are of other features.

    Notes
    -----
    Z_n stands for the set of the n pictures: nothing of it but the order of its elements is used.

    Examples
    --------
    >>> from algebra.metrics import Absolute
    >>> from algebra.relax import relax
    >>> same = Dyadic(np.eye(2, dtype=np.int64), np.zeros(2, dtype=np.int64), 0, 9)
    >>> images, texts = (Rows(np.array(rows, dtype=np.int32), 0, 9) for rows in ([[1, 0], [3, 4]], [[0, 2]]))
    >>> c = cospan(Learned(same, same, {2: slice(0, 2)}, 1.0, -1), images, texts, 2)
    >>> list(relax(c, Absolute, 1, norm="l2"))
    [(1, 0)]
    """
    u, v = found.points(images, texts, d)
    return Cospan(_table(u), _table(v))


def _table(points: Units) -> Table:
    values = (tuple(Fraction(int(c), 1 << FINE) for c in row) for row in points)
    return Table(Zmod(len(points)), power(QQ, points.shape[1]), tuple(values))
