"""Loops over all pairs of rows on a circle, a thousand of the right side at a time.

Main definitions
    wrapped     bytes, every modulus 256
    octets      bytes, any moduli
    shorts      words of 16 bits
    wide        words of 64 bits

Implementation notes
    Sums of bytes and of words of 16 bits stay at the top once they reach it: a + min(t, top - a) cannot overflow.  A
    bound below the top is therefore decided rightly.  The modulus 256 is 0 in bytes, and 0 - t is then 256 - t; the
    same for 65536 in 16 bits.

    Each loop takes the rows of the left side, the columns of the right side, and goes through (row, block) from the
    flat place `begin` on.  It returns how many pairs it has written and the place where it stopped for want of room.
"""

from __future__ import annotations

import numpy as np

from algebra.numeric.problem import Array, Indices

Got = tuple[int, int]


def wrapped(left: Array, right: Array, rule: tuple[int, int], begin: int, out_i: Indices, out_j: Indices) -> Got:
    """The pairs of bytes modulo 256 within `rule` = (bound, norm), norm 0 for the maximum and 1 for the sum."""
    bound, norm = np.uint8(rule[0]), rule[1]
    size, found = 1024, 0
    n = right.shape[1]
    blocks = (n + size - 1) // size
    sums = np.empty(size, np.uint8)
    for place in range(begin, len(left) * blocks):
        i = place // blocks
        start = (place - i * blocks) * size
        many = min(size, n - start)
        if found + many > len(out_i):
            return found, place
        row, held = left[i], sums[:many]
        held[:] = 0
        for c in range(len(row)):
            x, line = row[c], right[c, start : start + many]
            if norm == 0:
                for j in range(many):
                    held[j] = max(held[j], min(np.uint8(x - line[j]), np.uint8(line[j] - x)))
            else:
                for j in range(many):
                    step = min(np.uint8(x - line[j]), np.uint8(line[j] - x))
                    held[j] = np.uint8(held[j] + min(step, np.uint8(255 - held[j])))
        least = np.uint8(255)
        for j in range(many):
            least = min(least, held[j])
        if least > bound:
            continue
        for j in range(many):
            out_i[found] = i
            out_j[found] = start + j
            found += held[j] <= bound
    return found, len(left) * blocks


def octets(
    left: Array, right: Array, moduli: Array, rule: tuple[int, int], begin: int, out_i: Indices, out_j: Indices
) -> Got:
    """The pairs of bytes within `rule`, as in `wrapped`; `moduli` as bytes."""
    bound, norm = np.uint8(rule[0]), rule[1]
    size, found = 1024, 0
    n = right.shape[1]
    blocks = (n + size - 1) // size
    sums = np.empty(size, np.uint8)
    for place in range(begin, len(left) * blocks):
        i = place // blocks
        start = (place - i * blocks) * size
        many = min(size, n - start)
        if found + many > len(out_i):
            return found, place
        row, held = left[i], sums[:many]
        held[:] = 0
        for c in range(len(row)):
            x, m, line = row[c], moduli[c], right[c, start : start + many]
            for j in range(many):
                step = np.uint8(max(x, line[j]) - min(x, line[j]))
                step = min(step, np.uint8(m - step))
                joined = np.uint8(held[j] + min(step, np.uint8(255 - held[j])))
                held[j] = joined if norm else max(held[j], step)
        least = np.uint8(255)
        for j in range(many):
            least = min(least, held[j])
        if least > bound:
            continue
        for j in range(many):
            out_i[found] = i
            out_j[found] = start + j
            found += held[j] <= bound
    return found, len(left) * blocks


def shorts(
    left: Array, right: Array, moduli: Array, rule: tuple[int, int], begin: int, out_i: Indices, out_j: Indices
) -> Got:
    """The pairs of rows below 2^16 within `rule` = (bound, norm), norm 2 for squares; `moduli` as 16 bits.

    Notes
    -----
    Steps above 255 are taken as 255 before they are squared: a bound below 255² is still decided rightly.
    """
    bound, norm = np.uint16(rule[0]), rule[1]
    size, found = 1024, 0
    n = right.shape[1]
    blocks = (n + size - 1) // size
    sums = np.empty(size, np.uint16)
    for place in range(begin, len(left) * blocks):
        i = place // blocks
        start = (place - i * blocks) * size
        many = min(size, n - start)
        if found + many > len(out_i):
            return found, place
        row, held = left[i], sums[:many]
        held[:] = 0
        for c in range(len(row)):
            x, m, line = np.uint16(row[c]), moduli[c], right[c, start : start + many]
            for j in range(many):
                y = np.uint16(line[j])
                step = np.uint16(max(x, y) - min(x, y))
                step = min(step, np.uint16(m - step))
                near = min(step, np.uint16(255))
                term = np.uint16(near * near) if norm == 2 else step
                joined = np.uint16(held[j] + min(term, np.uint16(65535 - held[j])))
                held[j] = joined if norm else max(held[j], step)
        least = np.uint16(65535)
        for j in range(many):
            least = min(least, held[j])
        if least > bound:
            continue
        for j in range(many):
            out_i[found] = i
            out_j[found] = start + j
            found += held[j] <= bound
    return found, len(left) * blocks


def wide(
    left: Array, right: Array, moduli: Indices, rule: tuple[int, int, int], begin: int, out_i: Indices, out_j: Indices
) -> Got:
    """The pairs within `rule` = (bound, cap, norm), where the terms of steps up to the cap cannot overflow a sum.

    Notes
    -----
    Steps above the cap are taken as the cap, whose term exceeds the bound or which no step exceeds.
    """
    bound, cap, norm = rule[0], np.int64(rule[1]), rule[2]
    size, found = 512, 0
    n = right.shape[1]
    blocks = (n + size - 1) // size
    sums = np.empty(size, np.int64)
    for place in range(begin, len(left) * blocks):
        i = place // blocks
        start = (place - i * blocks) * size
        many = min(size, n - start)
        if found + many > len(out_i):
            return found, place
        row, held = left[i], sums[:many]
        held[:] = 0
        for c in range(len(row)):
            x, m, line = np.int64(row[c]), moduli[c], right[c, start : start + many]
            for j in range(many):
                step = abs(x - np.int64(line[j]))
                step = min(min(step, m - step), cap)
                term = step * step if norm == 2 else step
                held[j] = held[j] + term if norm else max(held[j], term)
        some = False
        for j in range(many):
            some |= held[j] <= bound
        if not some:
            continue
        for j in range(many):
            out_i[found] = i
            out_j[found] = start + j
            found += held[j] <= bound
    return found, len(left) * blocks
