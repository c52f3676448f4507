"""Integers prime by prime: factorisations and valuations.

Main definitions
    factor      the prime powers of an integer
    valuation   the exponent of a prime
"""

from __future__ import annotations

from functools import cache

import flint


@cache
def factor(m: int) -> tuple[tuple[int, int], ...]:
    """The prime powers (p, e) of m >= 1, p increasing.

    Examples
    --------
    >>> factor(720)
    ((2, 4), (3, 2), (5, 1))
    """
    return tuple(sorted((int(p), int(e)) for p, e in flint.fmpz(m).factor()))


def valuation(n: int, p: int) -> int:
    """The exponent of p in n >= 1.

    Examples
    --------
    >>> valuation(720, 2)
    4
    """
    e = 0
    while n % p == 0:
        n, e = n // p, e + 1
    return e
