"""Loops for bitmaps: what is left of the rows of some tables under "and", and the pairs that pass.

Main definitions
    surviving   the places whose bit is set in one row of every table
    kept        the pairs whose distance is at most a bound

Implementation notes
    A stretch of work is a row and a range of words.  One running "or" tells when nothing is left of it, mostly after a
    few tables.  The least bit of a word is told by its residue modulo 67, as 2 generates the units there.
"""

from __future__ import annotations

import numpy as np

from algebra.numeric.problem import Array, Indices


def surviving(
    tables: Array, codes: Array, work: Indices, begin: int, places: Indices, out_i: Indices, out_j: Indices
) -> tuple[int, int]:
    """The places set in the tables of each row of `work` from `begin` on: how many, and the first row not done.

    Parameters
    ----------
    tables : uint64 of shape (columns, codes, words)
    codes : uint8 of shape (rows, columns)
    work : int64 of shape (stretches, 3)
        Row, first word and the word after the last of each stretch.
    places : int64 of shape (67,)
        The exponent of each power of two modulo 67.
    out_i, out_j : int64
        Filled with rows and places; at least 64 times as long as a stretch.
    """
    found = 0
    columns = codes.shape[1]
    held = np.empty(tables.shape[2], np.uint64)
    one, prime = np.uint64(1), np.uint64(67)
    for t in range(begin, len(work)):
        i, low, high = work[t, 0], work[t, 1], work[t, 2]
        size = high - low
        if found + 64 * size > len(out_i):
            return found, t
        code = codes[i]
        left = held[:size]
        left[:] = tables[0, code[0], low:high]
        some = np.uint64(1)
        for c in range(1, columns):
            line = tables[c, code[c], low:high]
            some = np.uint64(0)
            for w in range(size):
                word = left[w] & line[w]
                left[w] = word
                some |= word
            if some == 0:
                break
        if some == 0:
            continue
        for w in range(size):
            word = left[w]
            while word != 0:
                rest = word & (word - one)
                out_i[found] = i
                out_j[found] = 64 * (low + w) + places[np.int64((word ^ rest) % prime)]
                found += 1
                word = rest
    return found, len(work)


def kept(left: Array, right: Array, moduli: Indices, rule: tuple[int, int, int], i: Indices, j: Indices) -> int:
    """Move the pairs within a bound to the front of i and j, in order: how many they are.

    Parameters
    ----------
    left, right : integers of shape (rows, columns)
    moduli : int64
        Of each column; 2^63 - 1 for the line.
    rule : (bound, radius, power)
        The bound on the sum of powers of the steps, below 2^61; the bound on each step, whose power is at most the
        bound, so that no sum reaches 2^62; the power 1 or 2, or 0 where there is no sum to bound.
    """
    bound, radius, power = rule
    found = 0
    for k in range(len(i)):
        a, b = i[k], j[k]
        x, y = left[a], right[b]
        total = np.int64(0)
        for c in range(len(moduli)):
            step = abs(np.int64(x[c]) - np.int64(y[c]))
            step = min(step, moduli[c] - step)
            if step > radius or total > bound:
                total = np.int64(bound + 1)
                break
            if power:
                total = np.int64(total + (step * step if power == 2 else step))
        i[found] = a
        j[found] = b
        found += int(total <= bound)
    return found
