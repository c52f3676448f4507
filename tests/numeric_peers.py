"""Float joins that people use, each as a function of two arrays of rows that tells the pairs it finds."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.spatial import cKDTree
from sklearn.neighbors import NearestNeighbors

Set = frozenset[tuple[int, int]]
Peer = Callable[[Any, Any], Set]


def module(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


def paired(i: Any, j: Any) -> Set:
    return frozenset(zip(np.asarray(i).tolist(), np.asarray(j).tolist(), strict=True))


def listed(rows: Any) -> Set:
    return frozenset((i, int(j)) for i, row in enumerate(rows) for j in row)


def tree(r: float, box: float | None = None) -> Peer:
    return lambda x, y: listed(cKDTree(x, boxsize=box).query_ball_tree(cKDTree(y, boxsize=box), r))


def matrix(r: float, box: float | None = None) -> Peer:
    def found(x: Any, y: Any) -> Set:
        got = cKDTree(x, boxsize=box).sparse_distance_matrix(cKDTree(y, boxsize=box), r, output_type="ndarray")
        return paired(got["i"], got["j"])

    return found


def neighbours(r: float, algorithm: str = "brute", kind: Any = np.float64) -> Peer:
    def found(x: Any, y: Any) -> Set:
        fitted = NearestNeighbors(radius=r, algorithm=algorithm).fit(y.astype(kind))
        return listed(fitted.radius_neighbors(x.astype(kind), return_distance=False))

    return found


def expanded(eps: float, kind: Any) -> Peer:
    """|x|² + |y|² - 2xy in one precision."""

    def found(x: Any, y: Any) -> Set:
        x, y = x.astype(kind), y.astype(kind)
        squares = (x * x).sum(axis=1)[:, None] + (y * y).sum(axis=1) - 2 * (x @ y.T)
        return paired(*np.nonzero(squares <= kind(eps)))

    return found


def faiss(eps: float, strict: bool = False, batch: int = 1 << 30) -> Peer:
    """The flat index; it keeps what is strictly below its radius, so by default it is given the next float."""

    def found(x: Any, y: Any) -> Set:
        peer, out = module("faiss"), set[tuple[int, int]]()
        index = peer.IndexFlatL2(x.shape[1])
        index.add(np.ascontiguousarray(y, np.float32))
        radius = eps if strict else float(np.nextafter(np.float32(eps), np.float32(np.inf)))
        for a in range(0, len(x), batch):
            ends, _, j = index.range_search(np.ascontiguousarray(x[a : a + batch], np.float32), radius)
            out |= paired(a + np.repeat(np.arange(len(ends) - 1), np.diff(ends.astype(np.int64))), j)
        return frozenset(out)

    return found


def faiss_bits(eps: int) -> Peer:
    def found(x: Any, y: Any) -> Set:
        index = module("faiss").IndexBinaryFlat(8 * x.shape[1])
        index.add(y)
        ends, _, j = index.range_search(x, eps)
        return paired(np.repeat(np.arange(len(ends) - 1), np.diff(ends.astype(np.int64))), j)

    return found


def cdist(r: float, kind: Any = np.float32) -> Peer:
    def found(x: Any, y: Any) -> Set:
        torch = module("torch")
        d = torch.cdist(torch.from_numpy(x.astype(kind)), torch.from_numpy(y.astype(kind)))
        return paired(*np.nonzero(d.numpy() <= r))

    return found
