"""Loops over keys: equal ones brought together, looked up, counted, and written down pair by pair.

Notes
-----
A packed entry holds a key above `bits` low bits, which hold the number of a row.  Buckets are numbered by the top bits
of key · φ 2^64 modulo 2^64, which spreads keys that lie close together.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def scatter(keys: Any, bits: int, shift: int, edges: Any, packed: Any) -> None:
    """Pack the keys bucket by bucket, rows ascending; bucket b ends up at the places edges[b] ≤ p < edges[b + 1]."""
    factor, move, up = np.uint64(0x9E3779B97F4A7C15), np.uint64(shift), np.uint64(bits)
    for i in range(len(keys)):
        edges[((keys[i] * factor) >> move) + np.uint64(2)] += 1
    for b in range(2, len(edges)):
        edges[b] += edges[b - 1]
    for i in range(len(keys)):
        b = ((keys[i] * factor) >> move) + np.uint64(1)
        packed[edges[b]] = (keys[i] << up) | np.uint64(i)
        edges[b] += 1


def group(packed: Any, bits: int, edges: Any, order: Any, values: Any, starts: Any) -> int:
    """List the keys of each bucket in ascending order, with the places of their rows; make `edges` count keys."""
    move, low = np.uint64(bits), np.uint64((1 << bits) - 1)
    found = 0
    for b in range(len(edges) - 2):
        first, last = np.int64(edges[b]), np.int64(edges[b + 1])
        edges[b] = found
        rising = True
        for p in range(first + 1, last):
            rising &= packed[p - 1] < packed[p]
        if not rising and last - first > 32:
            packed[first:last].sort()
        elif not rising:
            for p in range(first + 1, last):
                entry, q = packed[p], p
                while q > first and packed[q - 1] > entry:
                    packed[q] = packed[q - 1]
                    q -= 1
                packed[q] = entry
        for p in range(first, last):
            order[p] = packed[p] & low
            if p == first or packed[p] >> move != packed[p - 1] >> move:
                values[found] = packed[p] >> move
                starts[found] = p
                found += 1
    edges[len(edges) - 2] = found
    starts[found] = len(packed)
    return found


def probe(keys: Any, shift: int, edges: Any, values: Any, starts: Any, begin: Any, count: Any) -> None:
    """Where the rows with each key begin, and how many there are."""
    factor, move = np.uint64(0x9E3779B97F4A7C15), np.uint64(shift)
    for i in range(len(keys)):
        key = keys[i]
        b = (key * factor) >> move
        low, end = np.int64(edges[b]), np.int64(edges[b + np.uint64(1)])
        high = end
        while low < high:
            middle = (low + high) // 2
            if values[middle] < key:
                low = middle + 1
            else:
                high = middle
        if low < end and values[low] == key:
            begin[i] = starts[low]
            count[i] = np.int64(starts[low + 1]) - np.int64(starts[low])


def products(left: Any, right: Any) -> int:
    """The sum over all keys of the product of their numbers in two ascending arrays."""
    n, m, i, j, found = len(left), len(right), 0, 0, 0
    while i < n and j < m:
        key = left[i]
        if right[j] < key:
            j += 1
            continue
        a, b = i, j
        while i < n and left[i] == key:
            i += 1
        while j < m and right[j] == key:
            j += 1
        found += (i - a) * (j - b)
    return found


def expand(begin: Any, offset: Any, order: Any, span: tuple[int, int, int], i: Any, j: Any) -> None:
    """Write the pairs at the places first ≤ p < last of the list of all pairs, the first of them in the given row."""
    row, first, last = span
    k, size = 0, last - first
    while k < size:
        done = first + k - offset[row]
        many = min(offset[row + 1] - offset[row] - done, size - k)
        at = np.int64(begin[row]) + done
        for t in range(many):
            i[k + t] = row
            j[k + t] = order[at + t]
        k += many
        row += 1
