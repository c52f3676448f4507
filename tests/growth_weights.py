"""Weights by their definition, for the tests of growth."""

from itertools import product

import numpy as np


def weights(norm: str, k: int, d: int) -> list[int]:
    """The weight of every element of Z_k^d, by its definition."""
    vectors = np.array(list(product(range(k), repeat=d)), dtype=np.int64).reshape(k**d, d)
    steps = np.minimum(vectors, k - vectors)
    joined = {"l1": steps.sum(axis=1), "l2": (steps**2).sum(axis=1), "hamming": (steps > 0).sum(axis=1)}
    return (joined[norm] if norm != "linf" else steps.max(axis=1, initial=0)).tolist()
