"""One trial of learned maps on real pairs: split by caption, fit, and count exactly.

        D_ij = |f(x_i) - g(y_j)|²,      hits: the true caption among the nearest,      F_ε = {(i, j) : D_ij <= ε}

Main definitions
    trial       the counts of all methods, dimensions and kinds of noise for one split, as plain data
    prepared    the features of a name, ready for many trials on the same pairs

Conventions
    Noise is on the pictures or on the captions, never on both, and on those for testing alone.

Implementation notes
    The same pairs, features and seed give the same record on one machine.  Elsewhere another library of linear algebra
    may find other weights; what is counted for given weights is the same everywhere.

References
    .. [1] D. Zhao, *Approximate Fiber Product*, arXiv:2412.00373, 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from algebra.errors import Mismatch
from algebra.learned.dyadic import Dyadic, Units, squares, unit
from algebra.learned.embeddings import embeddings
from algebra.learned.features import SEEN, Features, Rows
from algebra.learned.maps import Given, Learned, compared, learned, one_thread
from algebra.learned.noise import PIXELS, TOKENS, on_pictures, on_tokens
from algebra.learned.pairs import Pairs
from algebra.learned.retrieval import hits, relation
from algebra.modalities.profile import Progress

DIMS = (8, 16, 32, 64, 128, 256)
CLEAN = "clean"
Points = dict[str, dict[int, Units]]


def prepared(name: str, pairs: Pairs, progress: Progress | None = None) -> Features:
    """The features of a name: bytes, characters, or embeddings, which are found here once for all trials.

    Raises
    ------
    Mismatch
        When nothing has this name.
    Missing
        When the packages of the embeddings are not installed.
    """
    if name == "embeddings":
        return embeddings(pairs, progress)
    if name not in SEEN:
        raise Mismatch(f"the features {name!r}", "they are unknown", f"take {', '.join(SEEN)}, embeddings")
    return SEEN[name]


def trial(
    pairs: Pairs,
    features: str | Features,
    seed: int,
    dims: Sequence[int] = DIMS,
    conditions: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The exact counts of all methods for one split by caption, as plain data.

    Parameters
    ----------
    pairs : Pairs
    features : str or Features
        A name, or what `prepared` has made of it, which saves time with embeddings.
    seed : int
        Of the split, the noise and the random projections.
    dims : sequence of int
        The dimensions d.
    conditions : sequence of str, optional
        The kinds of noise beside clean pairs; those of the features where not given.
    progress : callable, optional
        Called with a stage, the steps done and the steps in all.

    Raises
    ------
    Mismatch
        When features or conditions are unknown, no d is given, or the pairs do not tell enough: see `learned`.

    Notes
    -----
    `hits` are counts out of `images`; `relation` is at d = 64, with radii that are squared distances over 2^-20; the
    split has `shared` directions in Z_s, and `kept` of these among the first 64.

    Examples
    --------
    >>> from algebra.learned.pairs import read
    >>> found = trial(read("digits", limit=60), "bytes", 0, dims=(4,), conditions=("token20",))
    >>> list(found["hits"]), sorted(found["hits"]["cca"]["4"]), found["captions"]
    (['ridge', 'procrustes', 'cca', 'weighted', 'split'], ['clean', 'token20'], 2)
    """
    _check(dims, conditions)
    seen = features if isinstance(features, Features) else prepared(features, pairs, progress)
    with one_thread():
        return _counted(pairs, seen, seed, dims, conditions, progress or (lambda stage, done, total: None))


def _counted(
    pairs: Pairs, seen: Features, seed: int, dims: Sequence[int], conditions: Sequence[str] | None, tell: Progress
) -> dict[str, Any]:
    maps, given = learned(pairs, seen, seed, dims, tell)
    kinds = tuple(dict.fromkeys((CLEAN, *(seen.conditions if conditions is None else conditions))))
    counts: dict[str, dict[str, dict[str, list[int]]]] = {n: {str(d): {} for d in dims} for n in maps}
    relations: dict[str, dict[str, Any]] = {n: {} for n in maps}
    d, true = compared(dims), given.split.true
    for done, (kind, u, v) in enumerate(_conditions(maps, given, _noisy(pairs, seen, given, seed, kinds)), start=1):
        for name in maps:
            found = {e: squares(u[name][e], v[name][e]) for e in dims}
            for e in dims:
                counts[name][str(e)][kind] = hits(found[e], true)
            relations[name][kind] = relation(found[d], true).record()
        tell("conditions", done, len(kinds))
    return _summary(seen, seed, maps, given) | {
        # the columns of what is not in Z_s are 0
        "kept": int(np.count_nonzero(maps["split"].f.weights[:, maps["split"].columns[d]].any(axis=0))),
        "hits": counts,
        "relation": relations,
        "true_pairs": len(true),
        "all_pairs": len(true) * len(given.split.captions),
    }


def _summary(seen: Features, seed: int, maps: Mapping[str, Learned], given: Given) -> dict[str, Any]:
    return {
        "features": seen.name,
        "seed": seed,
        "train": int(np.count_nonzero(given.split.training)),
        "images": len(given.split.true),
        "captions": len(given.split.captions),
        "shared": maps["split"].shared,
        "lambdas": {name: found.strength for name, found in maps.items()},
    }


def _check(dims: Sequence[int], conditions: Sequence[str] | None) -> None:
    if not dims or min(dims) < 1:
        raise Mismatch(f"the dimensions {tuple(dims)}", "one is below 1, or there is none", "give some d >= 1")
    known = (CLEAN, *PIXELS, *TOKENS)
    bad = next((kind for kind in conditions or () if kind not in known), None)
    if bad is not None:
        raise Mismatch(f"the condition {bad!r}", "it is unknown", f"take {', '.join(known)}")


def _noisy(
    pairs: Pairs, seen: Features, given: Given, seed: int, kinds: Sequence[str]
) -> Iterator[tuple[str, Rows | None, Rows | None]]:
    """The rows of pictures and of captions under each kind of noise; None where they are clean."""
    pictures = pairs.images[given.split.testing]
    for kind in kinds:
        images = seen.images(on_pictures(pictures, kind, seed)) if kind in PIXELS else None
        texts = given.text(on_tokens(given.tokens, given.pool, kind, seed)) if kind in TOKENS else None
        yield kind, images, texts


def _conditions(
    maps: Mapping[str, Learned], given: Given, rows: Iterator[tuple[str, Rows | None, Rows | None]]
) -> Iterator[tuple[str, Points, Points]]:
    """The points of pictures and of captions under each kind of noise."""
    clean = _points(maps, "f", given.images), _points(maps, "g", given.texts)
    for kind, images, texts in rows:
        u = clean[0] if images is None else _points(maps, "f", images)
        yield kind, u, clean[1] if texts is None else _points(maps, "g", texts)


def _points(maps: Mapping[str, Learned], side: str, rows: Rows) -> Points:
    """The unit points of each method in each dimension: one product for all that are nested."""
    out: Points = {}
    for name, found in maps.items():
        dyadic: Dyadic = getattr(found, side)
        images = dyadic(rows)
        out[name] = {d: unit(images[:, columns]) for d, columns in found.columns.items()}
    return out
