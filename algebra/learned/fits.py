"""Linear maps of pictures and captions into one space, found in floats on training pairs.

        pictures  --axes-->  R^k  --f-->  R^d  <--g--  R^k  <--axes--  captions

Main definitions
    Axes, principal     principal components, by randomised power iteration
    Training            training pairs in these coordinates, with the caption that each row has
    Fit                 f and g with the columns that make R^d
    METHODS, fitted     ridge, procrustes, cca, weighted, split: all of them at one λ

Conventions
    Coordinates are regularised by λ: coordinate i is divided by sqrt(v_i + λ v), for its second moment v_i and the
    mean v of all.  In all methods but procrustes R^d is the first d columns.

Implementation notes
    Nothing here decides anything: weights found in another order of sums are other weights, and no worse.

References
    .. [1] N. Halko, P. G. Martinsson, J. A. Tropp, "Finding structure with randomness", SIAM Review 53, 2011, 4.4.
    .. [2] H. Hotelling, "Relations between two sets of variates", Biometrika 28, 1936.
    .. [3] P. H. Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 31, 1966.
    .. [4] D. Zhao, *Approximate Fiber Product*, arXiv:2412.00373, 2024: the split Z = Z_s ⊕ Z_I ⊕ Z_T.
    .. [5] M. Kuwahara, K. Hachimura, S. Eiho, M. Kinoshita, "Processing of RI-angiocardiographic images", in *Digital
       Processing of Biomedical Images*, 1976: means that keep edges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
METHODS = ("ridge", "procrustes", "cca", "weighted", "split")
# components that are kept, those drawn beside them, and rounds of iteration
KEPT, BESIDE, ROUNDS = 256, 16, 2
FOLDS, WINDOW = 3, 5
TINY = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """The coordinates x -> (x - mean) axes."""

    mean: Floats
    axes: Floats

    def __call__(self, rows: NDArray[np.float32]) -> Floats:
        """The coordinates of some rows."""
        return rows @ self.axes.astype(np.float32) - self.mean @ self.axes


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """Training pairs in coordinates: a row of `images` belongs to the same row of `texts`.

    Parameters
    ----------
    images, texts : arrays of shapes (n, k) and (n, l)
    groups : array of n integers
        Rows with one caption have one number.
    """

    images: Floats
    texts: Floats
    groups: NDArray[np.int64]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Training:
        return Training(self.images[chosen], self.texts[chosen], self.groups[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Two linear maps into one space.

    Parameters
    ----------
    f, g : arrays of shapes (k, D) and (l, D)
    columns : mapping from d to the slice of columns that make R^d
    shared : int
        The number of directions that are compared, of `split`; -1 for the others.
    """

    f: Floats
    g: Floats
    columns: Mapping[int, slice]
    shared: int = -1


def principal(rows: NDArray[np.float32], seed: int) -> Axes:
    """The principal components of some rows, at most 256 of them [1]_.

    Notes
    -----
    Components whose singular value is below 10^-4 of the largest are dropped.

    Examples
    --------
    >>> axes = principal(np.array([[3, 4], [-3, -4], [6, 8], [-6, -8]], dtype=np.float32), 0)
    >>> np.abs(axes.axes).round(3).tolist()
    [[0.6], [0.8]]
    """
    mean = rows.mean(axis=0)
    centred = rows - mean
    width = min(KEPT + BESIDE, *centred.shape)
    drawn = np.random.default_rng(seed).standard_normal((centred.shape[1], width), dtype=np.float32)
    base = np.linalg.qr(centred @ drawn)[0]
    for _ in range(ROUNDS):
        base = np.linalg.qr(centred @ (centred.T @ base))[0]
    small = (base.T @ centred).astype(np.float64)
    squares, turn = np.linalg.eigh(small @ small.T)
    kept = [i for i in range(width - 1, -1, -1) if squares[i] > TINY**2 * squares[-1]][:KEPT]
    axes = small.T @ (turn[:, kept] / np.sqrt(squares[kept]))
    return Axes(mean.astype(np.float64), axes)


def fitted(pairs: Training, strength: float, dims: Sequence[int], wanted: Sequence[str] = METHODS) -> dict[str, Fit]:
    """The maps of some methods at one λ.

    Parameters
    ----------
    pairs : Training
    strength : float
        The number λ > 0.
    dims : sequence of int
        The dimensions d.
    wanted : sequence of str
        Some of ridge, procrustes, cca [2]_, weighted (by the square root of the correlation), split [4]_.

    Examples
    --------
    >>> rows = np.random.default_rng(0).normal(size=(60, 3))
    >>> pairs = Training(rows, rows[:, ::-1], np.arange(60))
    >>> found = fitted(pairs, 0.01, [2, 3])
    >>> [list(found) == list(METHODS), found["cca"].f.shape, found["procrustes"].columns[3], found["split"].shared]
    [True, (3, 3), slice(2, 5, None), 3]
    """
    out: dict[str, Fit] = {}
    if "ridge" in wanted:
        out["ridge"] = _ridge(pairs, strength, dims)
    if "procrustes" in wanted:
        out["procrustes"] = _procrustes(pairs, strength, dims)
    if {"cca", "weighted", "split"}.isdisjoint(wanted):
        return out
    f, g, r = canonical(pairs, strength)
    f, g, r = (part[..., : max(dims)] for part in (f, g, r))
    columns = {d: slice(0, d) for d in dims}
    out["cca"] = Fit(f, g, columns)
    out["weighted"] = Fit(f * np.sqrt(r), g * np.sqrt(r), columns)
    if "split" in wanted:
        w = np.sqrt(shared(pairs, strength))[: max(dims)]
        out["split"] = Fit(f * w, g * w, columns, int(np.count_nonzero(w)))
    return {name: out[name] for name in METHODS if name in wanted}


def _scales(rows: Floats, strength: float) -> Floats:
    moments = np.einsum("ij,ij->j", rows, rows) / len(rows)
    return np.asarray(1 / np.sqrt(moments + strength * moments.mean()))


def _ridge(pairs: Training, strength: float, dims: Sequence[int]) -> Fit:
    """Least squares into the first principal components of the captions."""
    A, width = pairs.images, min(max(dims), pairs.texts.shape[1])
    square = A.T @ A
    ridge = strength * np.trace(square) / len(square) * np.eye(len(square))
    f = np.linalg.solve(square + ridge, A.T @ pairs.texts[:, :width])
    return Fit(f, np.eye(pairs.texts.shape[1], width), {d: slice(0, d) for d in dims})


def _procrustes(pairs: Training, strength: float, dims: Sequence[int]) -> Fit:
    """The first components of both sides, the pictures' turned onto the captions' by an orthogonal matrix [3]_."""
    scales = _scales(pairs.images, strength), _scales(pairs.texts, strength)
    A, T = pairs.images * scales[0], pairs.texts * scales[1]
    square, k = A.T @ T, min(A.shape[1], T.shape[1])
    blocks, columns, start = [], {}, 0
    for d in dims:
        w = min(d, k)
        u, _, v = np.linalg.svd(square[:w, :w])
        f, g = np.zeros((A.shape[1], w)), np.zeros((T.shape[1], w))
        f[:w], g[:w] = scales[0][:w, None] * (u @ v), np.diag(scales[1][:w])
        blocks.append((f, g))
        columns[d] = slice(start, start + w)
        start += w
    fs, gs = zip(*blocks, strict=True)
    return Fit(np.concatenate(fs, axis=1), np.concatenate(gs, axis=1), columns)


def canonical(pairs: Training, strength: float) -> tuple[Floats, Floats, Floats]:
    """The canonical directions of both sides in the regularised metric, and their correlations [2]_.

    Notes
    -----
    The coordinates of one side are taken to be uncorrelated, as principal components are.  On a part of the training
    pairs, where λ and Z_s are found, they are so but nearly: correlations found with all covariances differ by up to
    0.09 for λ = 0.01, and by less for larger λ.
    """
    wx, wy = _scales(pairs.images, strength), _scales(pairs.texts, strength)
    cross = (pairs.images * wx).T @ (pairs.texts * wy) / len(pairs.images)
    u, r, v = np.linalg.svd(cross, full_matrices=False)
    return wx[:, None] * u, wy[:, None] * v.T, r


def shared(pairs: Training, strength: float) -> Floats:
    """The held-out correlation of each canonical direction in Z_s, and 0 for those that are not.

    Notes
    -----
    Correlations are averaged over 3 folds of captions, and smoothed.  Z_s are the directions above 1/sqrt(n/3), one
    standard error of the correlation of n/3 independent pairs.  The rest is Z_I ⊕ Z_T, which is not compared [4]_.
    """
    total: Floats = np.zeros(min(pairs.images.shape[1], pairs.texts.shape[1]))
    captions, places = np.unique(pairs.groups, return_inverse=True)
    fold = np.random.default_rng(0).permutation(len(captions))[places] % FOLDS
    for q in range(FOLDS):
        f, g, _ = canonical(pairs[fold != q], strength)
        total += _correlations(pairs.images[fold == q] @ f, pairs.texts[fold == q] @ g) / FOLDS
    smooth = smoothed(total)
    return np.where(smooth > 1 / np.sqrt(len(pairs.groups) / FOLDS), smooth, 0)


def smoothed(values: Floats) -> Floats:
    """At each place the mean of five values, of those up to it or those from it on, whichever differ less [5]_.

    Notes
    -----
    A mean around the place would move the end of Z_s by two, and a median takes the largest of three at it.

    Examples
    --------
    >>> smoothed(np.array([1, 1, 1, 1, 1, 0.4, 0, 0, 0, 0, 0])).round(1).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0]
    """
    padded = np.pad(values, WINDOW - 1, "reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)
    before, after = windows[: len(values)], windows[WINDOW - 1 :]
    alike = before.var(axis=1) < after.var(axis=1)
    return np.asarray(np.where(alike, before.mean(axis=1), after.mean(axis=1)))


def _correlations(u: Floats, v: Floats) -> Floats:
    u, v = u - u.mean(axis=0), v - v.mean(axis=0)
    norms = np.einsum("ij,ij->j", u, u) * np.einsum("ij,ij->j", v, v)
    return np.asarray(np.einsum("ij,ij->j", u, v) / np.sqrt(np.where(norms > 0, norms, 1)))
