"""Blocks of pairs on Q^d, a few columns at a time, each block left as soon as all of it is beyond ε.

Main definitions
    sweep       the pairs of some rows that are left after some columns
    finish      those that are left after all
"""

from __future__ import annotations

from typing import Any


def sweep(left: Any, right: Any, sums: Any, norm: Any, high: Any, out: Any, first: Any) -> Any:
    """Write the pairs whose joined steps are at most `high` as far as they are summed.

    Parameters
    ----------
    left : array of shape (n, d), d a multiple of 4
    right : array of shape (d, m)
    sums : array
        Room for one block, whose length is the width of the blocks; its type is that of the arithmetic.
    norm : 0, 1 or 2
        Joined by the maximum, the sum, the sum of squares.
    out : (rows, places, found, done)
        Where the pairs go, with their sums and the number of columns in these; longer than one block.
    first : int
        The step to begin with; step t is row t mod n against block t // n.

    Returns
    -------
    (step, k) : the step to go on with, and the number of pairs written.
    """
    rows, places, found, done = out
    n, d = left.shape
    m = right.shape[1]
    width = len(sums)
    k = 0
    for step in range(first, n * ((m + width - 1) // width)):
        begin = (step // n) * width
        size = min(width, m - begin)
        if k + size > len(rows):
            return step, k
        x = left[step % n]
        acc = sums[:size]
        acc[:] = 0
        alive = size
        c = 0
        while c < d and 16 * alive > size:
            u0 = right[c, begin : begin + size]
            u1 = right[c + 1, begin : begin + size]
            u2 = right[c + 2, begin : begin + size]
            u3 = right[c + 3, begin : begin + size]
            x0, x1, x2, x3 = x[c], x[c + 1], x[c + 2], x[c + 3]
            for t in range(size):
                f0 = abs(sums.dtype.type(x0 - u0[t]))
                f1 = abs(sums.dtype.type(x1 - u1[t]))
                f2 = abs(sums.dtype.type(x2 - u2[t]))
                f3 = abs(sums.dtype.type(x3 - u3[t]))
                if norm == 2:
                    acc[t] += (f0 * f0 + f1 * f1) + (f2 * f2 + f3 * f3)
                elif norm == 1:
                    acc[t] += (f0 + f1) + (f2 + f3)
                else:
                    f0 = f0 if f0 > f1 else f1
                    f2 = f2 if f2 > f3 else f3
                    f0 = f0 if f0 > f2 else f2
                    acc[t] = acc[t] if acc[t] > f0 else f0
            c += 4
            alive = 0
            for t in range(size):
                alive += acc[t] <= high
        if alive == 0:
            continue
        for t in range(size):
            rows[k] = step % n
            places[k] = begin + t
            found[k] = acc[t]
            done[k] = c
            k += acc[t] <= high
    return n * ((m + width - 1) // width), k


def finish(left: Any, right: Any, norm: Any, low: Any, high: Any, out: Any, doubt: Any, size: Any) -> Any:
    """Keep the pairs whose sums, completed, are at most `high`, tell whether they exceed `low`; return how many.

    Parameters
    ----------
    left, right, norm, high, out : see `sweep`
    size : int
        The number of pairs.
    """
    rows, places, found, done = out
    k = 0
    for p in range(size):
        i, j, s, c = rows[p], places[p], found[p], done[p]
        while c < left.shape[1] and s <= high:
            f = abs(found.dtype.type(left[i, c] - right[c, j]))
            if norm == 2:
                s += f * f
            elif norm == 1:
                s += f
            else:
                s = max(s, f)
            c += 1
        rows[k] = i
        places[k] = j
        doubt[k] = s > low
        k += s <= high
    return k
