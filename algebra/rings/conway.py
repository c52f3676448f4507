"""Conway polynomials: the defining polynomials of finite fields; the only file that knows galois.

        GF(p^n) = F_p[x]/(h),   x generates the multiplicative group

Main definitions
    conway      the Conway polynomial of GF(p^n), or another primitive polynomial beyond the known ones

Implementation notes
    galois brings the known polynomials, but takes seconds to be imported; those of the fields up to 1024 elements stand
    here, and of a prime field it is x - r with r the least primitive root.

References
    .. [1] F. Lübeck, "Conway polynomials for finite fields", 2008: definition and tables.
"""

from __future__ import annotations

from functools import cache
from itertools import count

import flint

SMALL = {
    (2, 2): (1, 1, 1),
    (2, 3): (1, 1, 0, 1),
    (2, 4): (1, 1, 0, 0, 1),
    (2, 5): (1, 0, 1, 0, 0, 1),
    (2, 6): (1, 1, 0, 1, 1, 0, 1),
    (2, 7): (1, 1, 0, 0, 0, 0, 0, 1),
    (2, 8): (1, 0, 1, 1, 1, 0, 0, 0, 1),
    (2, 9): (1, 0, 0, 0, 1, 0, 0, 0, 0, 1),
    (2, 10): (1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1),
    (3, 2): (2, 2, 1),
    (3, 3): (1, 2, 0, 1),
    (3, 4): (2, 0, 0, 2, 1),
    (3, 5): (1, 2, 0, 0, 0, 1),
    (3, 6): (2, 2, 1, 0, 2, 0, 1),
    (5, 2): (2, 4, 1),
    (5, 3): (3, 3, 0, 1),
    (5, 4): (2, 4, 4, 0, 1),
    (7, 2): (3, 6, 1),
    (7, 3): (4, 0, 6, 1),
    (11, 2): (2, 7, 1),
    (13, 2): (2, 12, 1),
    (17, 2): (3, 16, 1),
    (19, 2): (2, 18, 1),
    (23, 2): (5, 21, 1),
    (29, 2): (2, 24, 1),
    (31, 2): (3, 29, 1),
}


@cache
def conway(p: int, n: int) -> tuple[int, ...]:
    """The Conway polynomial of GF(p^n), constant term first; any primitive one beyond the known ones.

    Examples
    --------
    >>> conway(2, 3), conway(7, 1)
    ((1, 1, 0, 1), (4, 1))
    """
    if n == 1:
        return (-least_primitive_root(p) % p, 1)
    if (p, n) in SMALL:
        return SMALL[p, n]
    import galois

    try:
        found = galois.conway_poly(p, n)
    except LookupError:
        found = galois.primitive_poly(p, n)
    return tuple(int(c) for c in found.coeffs[::-1])


def least_primitive_root(p: int) -> int:
    """The least generator of the multiplicative group modulo a prime.

    Examples
    --------
    >>> [least_primitive_root(p) for p in (2, 3, 7, 41)]
    [1, 2, 3, 6]
    """
    parts = [int(r) for r, _ in flint.fmpz(p - 1).factor()]
    return next(g for g in count(1) if all(pow(g, (p - 1) // r, p) != 1 for r in parts))
