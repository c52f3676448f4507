"""Dimensions and Hilbert functions of k[x]/J from leading monomials.

        HS(t) = N(t) / prod (1 - t^w_i)

Main definitions
    dimension       the Krull dimension
    numerator       N(t), as coefficients from degree 0
    function        the Hilbert function in degrees 0, ..., top
    standard        the monomials outside a monomial ideal, when they are finitely many
    same_series     whether sums of such quotients agree

Conventions
    The weights w_i are positive integers.  The zero ring has dimension -1.

References
    .. [1] D. A. Cox, J. Little and D. O'Shea, *Ideals, Varieties, and Algorithms*, 4th ed., 2015: 9.1, proposition 3
       (dimension by coordinate subspaces), 9.3, proposition 9 (an ideal and its leading monomials have one Hilbert
       function).
    .. [2] D. Bayer and M. Stillman, Computation of Hilbert functions, J. Symbolic Comput. 14 (1992), 31-50.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product, zip_longest
from math import prod

from algebra.affine.groebner import divides
from algebra.errors import NotFinite, TooLarge
from algebra.rings.multivariate import Exponents

Series = tuple[int, ...]
LONGEST = 1 << 14


def dimension(leads: Sequence[Exponents], n: int) -> int:
    """The most variables of which no leading monomial is made, -1 for the zero ring.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 9.1, proposition 3.

    Examples
    --------
    >>> dimension([(1, 1, 0), (1, 0, 1)], 3), dimension([(0, 0)], 2), dimension([], 0)
    (2, -1, 0)
    """
    supports = {frozenset(i for i, k in enumerate(e) if k) for e in leads}
    sizes = (d for d in range(n, -1, -1) for free in combinations(range(n), d) if not _inside(supports, free))
    return next(sizes, -1)


def _inside(supports: set[frozenset[int]], free: tuple[int, ...]) -> bool:
    return any(support <= set(free) for support in supports)


def add(a: Series, b: Series, shift: int = 0, sign: int = 1) -> Series:
    """The series a + sign·t^shift·b, without zeros at its end."""
    out = [x + sign * y for x, y in zip_longest(a, (0,) * shift + b, fillvalue=0)]
    while out and not out[-1]:
        out.pop()
    return tuple(out)


def mul(a: Series, b: Series) -> Series:
    """The product of two polynomials in t."""
    out = [0] * max(len(a) + len(b) - 1, 0)
    for (i, x), (j, y) in product(enumerate(a), enumerate(b)):
        out[i + j] += x * y
    return add(tuple(out), ())


def weight(e: Exponents, weights: Sequence[int]) -> int:
    """The weighted degree of a monomial."""
    return sum(map(int.__mul__, e, weights))


def numerator(leads: Sequence[Exponents], weights: Sequence[int]) -> Series:
    """The polynomial N(t) with HS(t) = N(t)/prod (1 - t^w_i) for a monomial ideal.

    Notes
    -----
    N(M) = N(M + (x)) + t^w·N(M : x) for a variable x of weight w, taken among those in most generators; for
    generators without common variables N is the product of the 1 - t^deg(m).

    References
    ----------
    .. [1] Bayer and Stillman, section 2.

    Examples
    --------
    >>> numerator([(2, 0), (1, 1)], (1, 1))
    (1, 0, -2, 1)
    """
    minimal = _minimal(leads)
    return () if any(not any(e) for e in minimal) else _numerator(minimal, tuple(weights))


def _numerator(minimal: list[Exponents], weights: tuple[int, ...]) -> Series:
    often = [sum(map(bool, column)) for column in zip(*minimal, strict=True)]
    if max(often, default=0) <= 1:
        return denominator([weight(e, weights) for e in minimal])
    i = often.index(max(often))
    without = [e for e in minimal if not e[i]]
    divided = [(*e[:i], max(e[i] - 1, 0), *e[i + 1 :]) for e in minimal]
    rest = mul(_numerator(without, weights), (1, *(0,) * (weights[i] - 1), -1))
    return add(rest, _numerator(_minimal(divided), weights), weights[i])


def _minimal(leads: Sequence[Exponents]) -> list[Exponents]:
    out: list[Exponents] = []
    for e in sorted(set(leads), key=sum):
        if not any(divides(m, e) for m in out):
            out.append(e)
    return out


def function(leads: Sequence[Exponents], weights: Sequence[int], top: int) -> list[int]:
    """The Hilbert function in degrees 0, ..., top.

    Examples
    --------
    >>> function([(2, 0), (1, 1)], (1, 1), 4)
    [1, 2, 1, 1, 1]
    """
    found = [*numerator(leads, weights)[: top + 1]]
    found += [0] * (top + 1 - len(found))
    for w in weights:
        for d in range(w, top + 1):
            found[d] += found[d - w]
    return found


def denominator(weights: Sequence[int]) -> Series:
    """The polynomial prod (1 - t^w_i)."""
    out: Series = (1,)
    for w in weights:
        out = mul(out, (1, *(0,) * (w - 1), -1))
    return out


def same_series(parts: Sequence[tuple[int, Series, Sequence[int]]]) -> bool:
    """Whether a signed sum of quotients N(t)/prod (1 - t^w_i) is 0.

    Examples
    --------
    >>> same_series([(1, (1, 1), (2,)), (-1, (1,), (1,))])
    True
    """
    bottoms = [denominator(weights) for _, _, weights in parts]
    total: Series = ()
    for i, (sign, top, _) in enumerate(parts):
        for j, bottom in enumerate(bottoms):
            top = mul(top, bottom) if j != i else top
        total = add(total, top, 0, sign)
    return not total


def standard(leads: Sequence[Exponents], n: int) -> list[Exponents]:
    """The monomials divisible by no leading monomial, by degree.

    Raises
    ------
    NotFinite
        When there are infinitely many.
    TooLarge
        When there are more than is worked with.

    Examples
    --------
    >>> standard([(2, 0), (0, 2), (1, 1)], 2)
    [(0, 0), (0, 1), (1, 0)]
    """
    bounds = [min((e[i] for e in leads if sum(e) == e[i]), default=None) for i in range(n)]
    finite = [bound for bound in bounds if bound is not None]
    if len(finite) < n:
        raise NotFinite("the monomials outside a monomial ideal", "some variable has no power in it")
    if prod(finite) > LONGEST:
        raise TooLarge("the monomials outside a monomial ideal", f"up to {prod(finite)}", f"the limit is {LONGEST}")
    box = product(*map(range, finite))
    return sorted((e for e in box if not any(divides(m, e) for m in leads)), key=lambda e: (sum(e), e))
