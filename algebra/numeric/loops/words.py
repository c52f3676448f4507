"""Loops over words and letters: whole blocks counted, and listed pairs of rows decided.

Notes
-----
A word is counted by halving sums, which the compiler knows for a population count.  The constants stand in each loop,
as a loop may use nothing from outside.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def near_words(  # noqa: C901
    x: Any, y: Any, eps: int, fold: bool, at: tuple[int, int, int, int], acc: Any, i: Any, j: Any
) -> Any:
    """List the pairs of a row of x and a column of y at most `eps` bits apart; return how many, and where to go on.

    Where `fold` is set, the first four words are united two and two, and counted: no more bits than in all four.
    """
    m1, m2, m4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    m8, s1, s2, s4, s56 = np.uint64(0x0101010101010101), np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
    # v - over has its top bit if and only if v ≤ eps, as both are small
    limit, over, zero, top = np.uint64(eps), np.uint64(eps + 1), np.uint64(0), np.uint64(1 << 63)
    column, row, start, stop = at
    words, many, k = y.shape[0], y.shape[1], 0
    while column < many:
        size = min(len(acc), many - column)
        sums = acc[:size]
        while row < stop:
            if k + size > len(i):
                return k, column, row
            hit = top
            if fold and words >= 4:
                a0, a1, a2, a3 = x[row, 0], x[row, 1], x[row, 2], x[row, 3]
                b0, b1 = y[0, column : column + size], y[1, column : column + size]
                b2, b3 = y[2, column : column + size], y[3, column : column + size]
                hit = zero
                for t in range(size):
                    v = (a0 ^ b0[t]) | (a1 ^ b1[t])
                    v = v - ((v >> s1) & m1)
                    v = (v & m2) + ((v >> s2) & m2)
                    u = (a2 ^ b2[t]) | (a3 ^ b3[t])
                    u = u - ((u >> s1) & m1)
                    u = (u & m2) + ((u >> s2) & m2)
                    v = (((v + (v >> s4)) & m4) * m8) >> s56
                    hit |= v + ((((u + (u >> s4)) & m4) * m8) >> s56) - over
            if hit >= top:
                sums[:] = zero
                g = 0
                while g < words and hit >= top:
                    a0, b0 = x[row, g], y[g, column : column + size]
                    hit = zero
                    for t in range(size):
                        v = a0 ^ b0[t]
                        v = v - ((v >> s1) & m1)
                        v = (v & m2) + ((v >> s2) & m2)
                        v = sums[t] + ((((v + (v >> s4)) & m4) * m8) >> s56)
                        sums[t] = v
                        hit |= v - over
                    g += 1
            if hit >= top:
                for t in range(size):
                    i[k] = row
                    j[k] = column + t
                    k += sums[t] <= limit
            row += 1
        row = start
        column += size
    return k, column, row


def near_letters(  # noqa: C901
    x: Any, y: Any, eps: int, at: tuple[int, int, int, int], acc: Any, i: Any, j: Any
) -> Any:
    """List the pairs of a row of x and a column of y that differ in at most `eps` letters; return as `near_words`."""
    column, row, start, stop = at
    letters, many, k = y.shape[0], y.shape[1], 0
    while column < many:
        size = min(len(acc), many - column)
        sums = acc[:size]
        while row < stop:
            if k + size > len(i):
                return k, column, row
            sums[:] = 0
            g, hit = 0, True
            while g < letters and hit:
                a0, b0 = x[row, g], y[g, column : column + size]
                if g + 4 <= letters:
                    a1, a2, a3 = x[row, g + 1], x[row, g + 2], x[row, g + 3]
                    b1, b2 = y[g + 1, column : column + size], y[g + 2, column : column + size]
                    b3 = y[g + 3, column : column + size]
                    for t in range(size):
                        sums[t] += int(a0 != b0[t]) + int(a1 != b1[t]) + int(a2 != b2[t]) + int(a3 != b3[t])
                    g += 4
                else:
                    for t in range(size):
                        sums[t] += a0 != b0[t]
                    g += 1
                if g > eps:
                    hit = False
                    for t in range(size):
                        hit |= sums[t] <= eps
            if hit:
                for t in range(size):
                    i[k] = row
                    j[k] = column + t
                    k += sums[t] <= eps
            row += 1
        row = start
        column += size
    return k, column, row


def keep_words(x: Any, y: Any, eps: int, masks: Any, i: Any, j: Any) -> int:
    """Move to the front the listed pairs of rows at most `eps` bits apart that differ under each mask; how many."""
    m1, m2, m4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    m8, s1, s2, s4, s56 = np.uint64(0x0101010101010101), np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
    limit, k, zero = np.uint64(eps), 0, np.uint64(0)
    for p in range(len(i)):
        a, b, far = x[i[p]], y[j[p]], np.uint64(0)
        for c in range(len(a)):
            v = a[c] ^ b[c]
            v = v - ((v >> s1) & m1)
            v = (v & m2) + ((v >> s2) & m2)
            far += (((v + (v >> s4)) & m4) * m8) >> s56
        good = bool(far <= limit)
        part = 0
        while good and part < len(masks):
            good = False
            for c in range(len(a)):
                good |= ((a[c] ^ b[c]) & masks[part, c]) != zero
            part += 1
        i[k] = i[p]
        j[k] = j[p]
        k += good
    return k


def keep_letters(x: Any, y: Any, eps: int, cuts: Any, i: Any, j: Any) -> int:
    """Move to the front the listed pairs of rows that differ in at most `eps` letters, and between all cuts; count."""
    k = 0
    for p in range(len(i)):
        a, b, far, c = x[i[p]], y[j[p]], 0, 0
        while c < len(a) and far <= eps:
            far += a[c] != b[c]
            c += 1
        good = far <= eps
        part = 1
        while good and part < len(cuts):
            good = False
            for t in range(cuts[part - 1], cuts[part]):
                good |= a[t] != b[t]
            part += 1
        i[k] = i[p]
        j[k] = j[p]
        k += good
    return k
