"""Howe curves: the fiber product of two double covers of the line.

        C = {(x, y, z) : y^2 = f1(x), z^2 = f2(x)}
        |C(F_q)| = q + sum over x of χ(f1(x)) + χ(f2(x)) + χ(f1(x)·f2(x)),   q odd

Main definitions
    howe            the cospan of the two covers
    howe_count      the number of its points by the sum of characters

References
    .. [1] M. Kudo and S. Harashita, "Superspecial curves of genus 4 in small characteristic", 2017: Howe curves.
    .. [2] R. Lidl and H. Niederreiter, *Finite Fields*, 2nd ed., 1997, Theorem 5.48 and Section 6.2.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from algebra.errors import Mismatch
from algebra.rings.arrays import Array, arrays, character, univariate
from algebra.rings.finite import GF
from algebra.rings.multivariate import Multivariate
from algebra.schemes.scheme import Morphism, Scheme, SchemeCospan
from algebra.schemes.search import BLOCK

Coefficients = tuple[int, ...]


def double_cover(field: GF, f: Coefficients, name: str = "y") -> Morphism:
    """The projection of y^2 = f(x) to the x-line, f by its coefficients, constant term first.

    Examples
    --------
    >>> print(double_cover(GF(5), (1, 0, 0, 1)))
    {(x, y), 4*x^3 + y^2 + 4 = 0} over GF(5) → A^1, (x)
    """
    ring = Multivariate(field, ("x", name))
    right = ring.collect({(k, 0): field.coerce(c) for k, c in enumerate(f)})
    curve = ring.sub(ring.collect({(0, 2): field.one}), right)
    return Morphism(Scheme(field, ring.names, (curve,)), (ring.variable("x"),))


def howe(field: GF, f1: Coefficients, f2: Coefficients) -> SchemeCospan:
    """The cospan of the double covers y^2 = f1(x) and z^2 = f2(x) of the x-line.

    Examples
    --------
    >>> from algebra.schemes.joins import point_count
    >>> point_count(howe(GF(7), (0, 6, 0, 1), (1, 0, 1))), howe_count(GF(7), (0, 6, 0, 1), (1, 0, 1))
    (6, 6)
    """
    return SchemeCospan(double_cover(field, f1), double_cover(field, f2, "z"))


def howe_count(field: GF, f1: Coefficients, f2: Coefficients) -> int:
    """The number of points of y^2 = f1(x), z^2 = f2(x) by the quadratic character, for q odd.

    Raises
    ------
    Mismatch
        When q is even.

    Notes
    -----
    y^2 = c has 1 + χ(c) solutions, and (1 + χ(c))·(1 + χ(d)) = 1 + χ(c) + χ(d) + χ(cd) [2]_.

    References
    ----------
    .. [2] R. Lidl and H. Niederreiter, *Finite Fields*, 2nd ed., 1997, Section 6.2.
    """
    if field.p == 2:
        raise Mismatch(f"a sum of quadratic characters over {field}", "each element is a square", "take q odd")
    return field.q + sum(map(partial(_sum, field, f1, f2), range(0, field.q, BLOCK)))


def _sum(field: GF, f1: Coefficients, f2: Coefficients, start: int) -> int:
    """The sum of the three characters over a block of the line."""
    A, line = arrays(field), np.arange(start, min(field.q, start + BLOCK), dtype=np.int64)
    u, v = (A.evaluate(univariate(f), (line,)) for f in (f1, f2))
    parts: tuple[Array, ...] = (character(field, u), character(field, v), character(field, A.mul(u, v)))
    return int(sum(part.sum() for part in parts))
