"""Loops over the entries of a product, and over listed pairs of rows."""

from __future__ import annotations

from typing import Any

import numpy as np


def at_least(values: Any, low: Any, start: int, out: Any) -> tuple[int, int]:
    """Write the places from `start` on where a value is at least `low`; return how many, and where to go on."""
    n, k, step = len(values), 0, 64
    at = start
    while at < n:
        if k + step > len(out):
            return k, at
        stop = min(at + step, n)
        block = values[at:stop]
        hit = False
        for t in range(len(block)):
            hit |= block[t] >= low
        if hit:
            for t in range(len(block)):
                out[k] = at + t
                k += block[t] >= low
        at = stop
    return k, at


def squared(left: Any, right: Any, i: Any, j: Any, out: Any) -> None:
    """Write the squared distances of listed pairs of rows, summed in float64 in some order."""
    d = left.shape[1]
    whole = d - d % 4
    for k in range(len(i)):
        x = left[i[k]]
        y = right[j[k]]
        a, b, c, e = np.float64(0), np.float64(0), np.float64(0), np.float64(0)
        for t in range(0, whole, 4):
            s = np.float64(x[t]) - np.float64(y[t])
            a += s * s
            s = np.float64(x[t + 1]) - np.float64(y[t + 1])
            b += s * s
            s = np.float64(x[t + 2]) - np.float64(y[t + 2])
            c += s * s
            s = np.float64(x[t + 3]) - np.float64(y[t + 3])
            e += s * s
        for t in range(whole, d):
            s = np.float64(x[t]) - np.float64(y[t])
            a += s * s
        out[k] = a + b + c + e
