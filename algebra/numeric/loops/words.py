"""Loops over words and letters: whole blocks counted, and listed pairs of rows decided.

Notes
-----
A word is counted by halving sums, which the compiler knows for a population count.  The constants stand in each loop,
as a loop may use nothing from outside.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def near_words(x: Any, y: Any, eps: int, at: tuple[int, int, int, int], acc: Any, i: Any, j: Any) -> Any:
    """List the pairs of a row of x and a column of y at most `eps` bits apart; return how many, and where to go on."""
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
            sums[:] = zero
            g, hit = 0, top
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


def fill_counts(z: Any, used: int, bias: int, counts: Any) -> None:
    """Fill counts[g, e] with how many of the g-th six bits of each column differ from the six bits e, a byte a column.

    The columns lie side by side in z, the same byte of eight of them in a word; of eight bytes, ten times six bits are
    taken.  All bytes of counts[0] are `bias` higher; counts[used:] is 0.
    """
    ones, size = np.uint64(0x0101010101010101), counts.shape[2]
    counts[:] = np.uint64(0)
    counts[0, 0] = np.uint64(bias) * ones
    for g in range(used):
        for b in range(6):
            bit = g % 10 * 6 + b
            place, source = np.uint64(bit % 8), z[g // 10 * 8 + bit // 8]
            for e in range(1 << b):
                old, new = counts[g, e], counts[g, e + (1 << b)]
                for t in range(size):
                    one = (source[t] >> place) & ones
                    new[t] = old[t] + (ones - one)
                    old[t] += one


def near_counted(x: Any, y: Any, eps: int, counts: Any, at: tuple[int, int, int, int], i: Any, j: Any) -> Any:
    """List the pairs of a row of x and one of 64 columns at most `eps` bits apart; return how many, and the next row.

    Each six bits of a row of x name eight words of `counts`, 30 times; a column is far where the sum of its bytes is
    128 or more.  The columns of a block that may hold a near one are counted in full.
    """
    m1, m2, m4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    m8, s1, s2, s4, s56 = np.uint64(0x0101010101010101), np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
    s3, s9, s15, s21, s27 = np.uint64(3), np.uint64(9), np.uint64(15), np.uint64(21), np.uint64(27)
    s33, s39, s45, s51, tops = np.uint64(33), np.uint64(39), np.uint64(45), np.uint64(51), np.uint64(0x8080808080808080)
    six, on, limit, eight = np.uint64(63 * 8), np.uint64(512), np.uint64(eps), np.uint64(8)
    column, row, stop, k = at
    words, size = y.shape[0], min(64, y.shape[1] - column)
    b0, b1, b2 = y[0, column : column + size], y[1, column : column + size], y[2, column : column + size]
    while row < stop and k + size <= len(i):
        a0, a1, a2 = x[row, 0], x[row, 1], x[row, 2]
        o0, o1 = a0 << s3 & six, (a0 >> s3 & six) + on * np.uint64(1)
        o2, o3 = (a0 >> s9 & six) + on * np.uint64(2), (a0 >> s15 & six) + on * np.uint64(3)
        o4, o5 = (a0 >> s21 & six) + on * np.uint64(4), (a0 >> s27 & six) + on * np.uint64(5)
        o6, o7 = (a0 >> s33 & six) + on * np.uint64(6), (a0 >> s39 & six) + on * np.uint64(7)
        o8, o9 = (a0 >> s45 & six) + on * np.uint64(8), (a0 >> s51 & six) + on * np.uint64(9)
        o10, o11 = (a1 << s3 & six) + on * np.uint64(10), (a1 >> s3 & six) + on * np.uint64(11)
        o12, o13 = (a1 >> s9 & six) + on * np.uint64(12), (a1 >> s15 & six) + on * np.uint64(13)
        o14, o15 = (a1 >> s21 & six) + on * np.uint64(14), (a1 >> s27 & six) + on * np.uint64(15)
        o16, o17 = (a1 >> s33 & six) + on * np.uint64(16), (a1 >> s39 & six) + on * np.uint64(17)
        o18, o19 = (a1 >> s45 & six) + on * np.uint64(18), (a1 >> s51 & six) + on * np.uint64(19)
        o20, o21 = (a2 << s3 & six) + on * np.uint64(20), (a2 >> s3 & six) + on * np.uint64(21)
        o22, o23 = (a2 >> s9 & six) + on * np.uint64(22), (a2 >> s15 & six) + on * np.uint64(23)
        o24, o25 = (a2 >> s21 & six) + on * np.uint64(24), (a2 >> s27 & six) + on * np.uint64(25)
        o26, o27 = (a2 >> s33 & six) + on * np.uint64(26), (a2 >> s39 & six) + on * np.uint64(27)
        o28, o29 = (a2 >> s45 & six) + on * np.uint64(28), (a2 >> s51 & six) + on * np.uint64(29)
        hit = tops
        for t in range(eight):
            far = counts[o0 + t] + counts[o1 + t] + counts[o2 + t] + counts[o3 + t] + counts[o4 + t]
            far += counts[o5 + t] + counts[o6 + t] + counts[o7 + t] + counts[o8 + t] + counts[o9 + t]
            far += counts[o10 + t] + counts[o11 + t] + counts[o12 + t] + counts[o13 + t] + counts[o14 + t]
            far += counts[o15 + t] + counts[o16 + t] + counts[o17 + t] + counts[o18 + t] + counts[o19 + t]
            far += counts[o20 + t] + counts[o21 + t] + counts[o22 + t] + counts[o23 + t] + counts[o24 + t]
            far += counts[o25 + t] + counts[o26 + t] + counts[o27 + t] + counts[o28 + t] + counts[o29 + t]
            hit &= far
        if hit & tops != tops:
            for t in range(size):
                v = a0 ^ b0[t]
                v = v - ((v >> s1) & m1)
                v = (v & m2) + ((v >> s2) & m2)
                far = (((v + (v >> s4)) & m4) * m8) >> s56
                v = a1 ^ b1[t]
                v = v - ((v >> s1) & m1)
                v = (v & m2) + ((v >> s2) & m2)
                far += (((v + (v >> s4)) & m4) * m8) >> s56
                v = a2 ^ b2[t]
                v = v - ((v >> s1) & m1)
                v = (v & m2) + ((v >> s2) & m2)
                far += (((v + (v >> s4)) & m4) * m8) >> s56
                if far <= limit:
                    for c in range(3, words):
                        v = x[row, c] ^ y[c, column + t]
                        v = v - ((v >> s1) & m1)
                        v = (v & m2) + ((v >> s2) & m2)
                        far += (((v + (v >> s4)) & m4) * m8) >> s56
                    i[k] = row
                    j[k] = column + t
                    k += far <= limit
        row += 1
    return k, row


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
