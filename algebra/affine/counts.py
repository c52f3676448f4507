"""Points over F_p, by going through F_p^n on whole arrays.

        #P(F_p) = #A(F_p) - #B(F_p) + #C(F_p)

Main definitions
    point_count     the number of common zeros of polynomials
    points          the number of F_p-points of A ×_B C

References
    .. [1] D. Ferrand, Conducteur, descente et pinçage, Bull. Soc. Math. France 131 (2003), 553-585: Spec of
       A ×_B C is Spec A and Spec C glued along Spec B.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from algebra.affine.algebras import AlgebraCospan
from algebra.errors import Mismatch, TooLarge
from algebra.rings.multivariate import Multivariate, Terms

Array = npt.NDArray[np.int64]
CELLS, CHUNK = 1 << 24, 1 << 18


def point_count(ring: Multivariate, polynomials: Sequence[Terms], cells: int = CELLS) -> int:
    """The number of points of F_p^n at which all polynomials vanish.

    Raises
    ------
    Mismatch
        Over Q.
    TooLarge
        When F_p^n has more points than are gone through.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> R = Multivariate(Zmod(7), ("x", "y"))
    >>> point_count(R, [R("x^2 + y^2 - 1")])
    8
    """
    p, n = ring.coefficients.order, len(ring.names)
    if p is None:
        raise Mismatch(f"the points of {ring}", "the field is infinite", "take a prime field")
    if p**n > cells:
        raise TooLarge(f"the points of F_{p}^{n}", f"more than {cells} to go through", "take a smaller prime")
    starts = range(0, p**n, CHUNK)
    return sum(_zeros(p, n, polynomials, np.arange(start, min(start + CHUNK, p**n))) for start in starts)


def _zeros(p: int, n: int, polynomials: Sequence[Terms], places: Array) -> int:
    """The number of common zeros among the points with the given places in the order of F_p^n."""
    columns = [places // p**i % p for i in range(n)]
    for a in polynomials:
        good = np.broadcast_to(_values(a, columns, p) == 0, places.shape)
        columns = [column[good] for column in columns]
        places = places[good]
    return int(places.size)


def _values(a: Terms, columns: Sequence[Array], p: int) -> Array:
    total: Any = np.zeros((), dtype=np.int64)
    for e, c in a:
        term: Any = np.int64(c)
        for column, k in zip(columns, e, strict=True):
            term = term * _power(column, k, p) % p if k else term
        total = (total + term) % p
    return np.asarray(total)


def _power(x: Array, k: int, p: int) -> Array:
    """The powers x^k modulo p < 2^31, by repeated squaring."""
    result, square = np.ones_like(x), x
    while k:
        result, square, k = (result * square % p if k & 1 else result), square * square % p, k >> 1
    return result


def points(cospan: AlgebraCospan) -> int:
    """The number of F_p-points of A ×_B C.

    Notes
    -----
    #A(F_p) - #B(F_p) + #C(F_p).  P = A ×_B C need not be finitely generated: a prime of P that contains the ideal
    (I, 0) is one of C = P/(I, 0); for i in I the localisations P_(i, 0) and A_i agree, so the others are the primes
    of A that do not contain I, with the same residue fields.

    Raises
    ------
    Mismatch
        Over Q.
    TooLarge
        When F_p^n is too large for A or C.

    References
    ----------
    .. [1] Ferrand, section 5.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, cospan
    >>> points(cospan(algebra(7, "xy"), ["x^2 + y^2 - 1"], algebra(7, "u"), ["x"]))
    48
    """
    A, C = cospan.A, cospan.C
    outside = point_count(A.ring, A.ideal) - point_count(A.ring, [*A.ideal, *cospan.kernel])
    return outside + point_count(C.ring, C.ideal)
