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
    """Fill counts[g, e] with how many bits of the six bits e differ from the g-th six bits of each column, in bytes.

    The columns lie side by side in z, eight a word, a byte of each; ten times six bits are taken of every eight bytes.
    All bytes of counts[0] are `bias` higher; those of counts[used:] are 0.
    """
    ones, size = np.uint64(0x0101010101010101), counts.shape[2]
    counts[:] = np.uint64(0)
    counts[0, 0, :] = np.uint64(bias) * ones
    step = np.empty(size, dtype=np.uint64)
    for g in range(used):
        for b in range(6):
            bit = g % 10 * 6 + b
            place = np.uint64(bit % 8)
            source = z[g // 10 * 8 + bit // 8]
            base = counts[g, 0]
            for t in range(size):
                base[t] += (source[t] >> place) & ones
        for b in range(6):
            bit = g % 10 * 6 + b
            place = np.uint64(bit % 8)
            source = z[g // 10 * 8 + bit // 8]
            for t in range(size):
                # a byte becomes 1 higher where the column has 0, 1 lower where it has 1, and never falls below 0
                step[t] = ones - ((source[t] >> place) & ones) - ((source[t] >> place) & ones)
            for e in range(1 << b):
                old, new = counts[g, e], counts[g, e + (1 << b)]
                for t in range(size):
                    new[t] = old[t] + step[t]


def near_counted(
    x: Any, y: Any, eps: int, counts: Any, at: tuple[int, int, int], i: Any, j: Any
) -> Any:
    """List the pairs of a row of x and a column of one block at most `eps` bits apart; return how many, and the row.

    The sums of counts[g, six bits], 30 of them, are at most 127 in the byte of each near column.
    """
    m1, m2, m4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
    m8, s1, s2, s4, s56 = np.uint64(0x0101010101010101), np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
    six, s6, s12, s18, s24 = np.uint64(63), np.uint64(6), np.uint64(12), np.uint64(18), np.uint64(24)
    s30, s36, s42, s48, s54 = np.uint64(30), np.uint64(36), np.uint64(42), np.uint64(48), np.uint64(54)
    limit, tops = np.uint64(eps), np.uint64(0x8080808080808080)
    column, row, stop = at
    words, size, k = y.shape[0], min(8 * counts.shape[2], y.shape[1] - column), 0
    b0, b1, b2 = y[0, column : column + size], y[1, column : column + size], y[2, column : column + size]
    while row < stop and k + size <= len(i):
        a0, a1, a2 = x[row, 0], x[row, 1], x[row, 2]
        r0, r1 = counts[0, a0 & six], counts[1, (a0 >> s6) & six]
        r2, r3 = counts[2, (a0 >> s12) & six], counts[3, (a0 >> s18) & six]
        r4, r5 = counts[4, (a0 >> s24) & six], counts[5, (a0 >> s30) & six]
        r6, r7 = counts[6, (a0 >> s36) & six], counts[7, (a0 >> s42) & six]
        r8, r9 = counts[8, (a0 >> s48) & six], counts[9, (a0 >> s54) & six]
        r10, r11 = counts[10, a1 & six], counts[11, (a1 >> s6) & six]
        r12, r13 = counts[12, (a1 >> s12) & six], counts[13, (a1 >> s18) & six]
        r14, r15 = counts[14, (a1 >> s24) & six], counts[15, (a1 >> s30) & six]
        r16, r17 = counts[16, (a1 >> s36) & six], counts[17, (a1 >> s42) & six]
        r18, r19 = counts[18, (a1 >> s48) & six], counts[19, (a1 >> s54) & six]
        r20, r21 = counts[20, a2 & six], counts[21, (a2 >> s6) & six]
        r22, r23 = counts[22, (a2 >> s12) & six], counts[23, (a2 >> s18) & six]
        r24, r25 = counts[24, (a2 >> s24) & six], counts[25, (a2 >> s30) & six]
        r26, r27 = counts[26, (a2 >> s36) & six], counts[27, (a2 >> s42) & six]
        r28, r29 = counts[28, (a2 >> s48) & six], counts[29, (a2 >> s54) & six]
        hit = tops
        for t in range(counts.shape[2]):
            near = r0[t] + r1[t] + r2[t] + r3[t] + r4[t] + r5[t] + r6[t] + r7[t] + r8[t] + r9[t]
            near += r10[t] + r11[t] + r12[t] + r13[t] + r14[t] + r15[t] + r16[t] + r17[t] + r18[t] + r19[t]
            hit &= near + r20[t] + r21[t] + r22[t] + r23[t] + r24[t] + r25[t] + r26[t] + r27[t] + r28[t] + r29[t]
        if hit & tops != tops:
            first = k
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
                i[k] = far
                j[k] = column + t
                k += far <= limit
            last, k = k, first
            for p in range(first, last):
                far = np.uint64(i[p])
                for c in range(3, words):
                    v = x[row, c] ^ y[c, j[p]]
                    v = v - ((v >> s1) & m1)
                    v = (v & m2) + ((v >> s2) & m2)
                    far += (((v + (v >> s4)) & m4) * m8) >> s56
                i[k] = row
                j[k] = j[p]
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
