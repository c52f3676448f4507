"""The density of a relaxation as the dimension grows, and the radius that holds a density.

        |F_ε| / (|X|·|Y|) = |B_ε| / k^d        on Z = Z_k^d, for additive f and g with im f + im g = Z

Main definitions
    density, density_in_dimension, density_limit    at fixed ε and k, exact; as a formula in d; its limit
    steady                  where a density does not fall
    radius                  the least ε that holds a density
    radius_in_dimension     the same for linf, as a formula in d, without rounding
    radius_interval         an interval that contains the radius, for weights that add
    radius_bounds           the ends of this interval as formulas in d
    letter_mean, letter_variance    of the weight of one coordinate

Notes
    At fixed ε at most ⌊ε⌋ coordinates of an element of B_ε differ from 0, for weights that add, so that |B_ε| is a
    polynomial in d of degree at most ε and its share of k^d tends to 0.  A radius that holds a density ρ is a quantile
    of a sum of d independent weights, which lies within O(√d) of d times their mean by Chebyshev's inequality.

References
    .. [1] W. Feller, *An Introduction to Probability Theory and Its Applications* II, 2nd ed., 1971, V.7: the one-sided
       inequality of Chebyshev.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from math import floor, isqrt
from typing import Any

from algebra.balls import ball_counts, shell_counts
from algebra.errors import Mismatch, TooLarge
from algebra.growth.pieces import dimension, newton
from algebra.metrics import Exact, exact

DIMENSIONS = 1 << 7


def density(norm: str, d: int, k: int, eps: Any) -> Fraction:
    """The share |B_ε| / k^d.

    Raises
    ------
    Mismatch, TooLarge
        As for `ball_counts`.

    Examples
    --------
    >>> density("linf", 3, 8, 1), density("l1", 3, 8, 1)
    (Fraction(27, 512), Fraction(7, 512))
    """
    return Fraction(ball_counts(norm, d, k, floor(exact(eps)))[-1], k**d)


def density_in_dimension(norm: str, k: int, eps: Any) -> Any:
    """The density |B_ε| / k^d as a sympy formula in d, for d >= 1.

    Raises
    ------
    Mismatch
        As for `ball_counts`.
    TooLarge
        When ε > 128 for weights that add.

    Notes
    -----
    For linf the density of one coordinate to the power d.  For weights that add, the polynomial of degree at most ⌊ε⌋
    that takes the values |B_ε| in the dimensions 0, ..., ⌊ε⌋, over k^d.

    Examples
    --------
    >>> density_in_dimension("linf", 256, 12), density_in_dimension("l1", 256, 1)
    ((25/256)**d, (2*d + 1)/256**d)
    """
    import sympy

    d, r = dimension(), floor(exact(eps))
    if norm == "linf":
        one = density(norm, 1, k, r)
        return sympy.Rational(one.numerator, one.denominator) ** d
    if r > DIMENSIONS:
        raise TooLarge(f"the density of {norm} balls of radius {r} in every dimension", f"more than {DIMENSIONS}")
    found = newton([ball_counts(norm, n, k, r)[-1] for n in range(r + 1)])
    return sympy.Poly([sympy.Rational(c) for c in reversed(found)], d).as_expr() / sympy.Integer(k) ** d


def density_limit(norm: str, k: int, eps: Any) -> Any:
    """The limit of the density at fixed ε and k as d grows: 0, unless B_ε covers Z_k^d in every dimension.

    Notes
    -----
    For linf it is the limit of a power.  For sums the density is a polynomial in d over k^d, and k^d outgrows every
    polynomial as soon as k > 1.

    Examples
    --------
    >>> density_limit("linf", 8, 3), density_limit("linf", 8, 4), density_limit("l1", 8, 40)
    (0, 1, 0)
    """
    import sympy

    share = density_in_dimension(norm, k, eps)
    if norm == "linf" or k == 1:
        return sympy.limit(share, dimension(), sympy.oo)
    assert (share * sympy.Integer(k) ** dimension()).is_polynomial(dimension())
    return sympy.Integer(0)


def steady(norm: str, k: int, eps: Any, top: int) -> int | None:
    """The first d below a bound with |B_ε| < k^d whose density the dimension d + 1 does not lower; None when all fall.

    Notes
    -----
    |B_ε| in dimension d + 1 is the sum over c in Z_k of balls in dimension d of radii ε - |c|: at most k·|B_ε|, and
    less as soon as one of these balls is smaller, so that None is the answer to expect.

    Examples
    --------
    >>> steady("l1", 8, 3, 20)
    """
    shares = [density(norm, d, k, eps) for d in range(top + 1)]
    return next((d for d in range(top) if shares[d] < 1 and shares[d + 1] >= shares[d]), None)


def radius(share: Any, d: int, k: int, norm: str) -> int:
    """The least ε with |B_ε| / k^d >= ρ, for a density ρ in [0, 1] (squared for l2).

    Raises
    ------
    Mismatch
        When ρ is no exact number in [0, 1], or as for `ball_counts`.
    TooLarge
        When there are too many radii.

    Examples
    --------
    >>> [radius("1/2", 8, 256, norm) for norm in ("linf", "l1", "l2", "hamming")]
    [117, 512, 43155, 8]
    """
    wanted = _share(share) * k**d
    if norm != "linf":
        return bisect_left(ball_counts(norm, d, k), wanted)
    low, high = 0, k // 2
    while low < high:
        middle = (low + high) // 2
        enough = min(2 * middle + 1, k) ** d >= wanted
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def _share(share: Any) -> Exact:
    found = exact(share)
    if found > 1:
        raise Mismatch(f"a density of {found}", "it is more than 1", "take a number from 0 to 1")
    return found


def radius_in_dimension(share: Any, k: int) -> Any:
    """The real ε with (2ε + 1)^d = ρ·k^d, a sympy formula in d; rounded up it is the linf radius below the wrap.

    Raises
    ------
    Mismatch
        When ρ is no exact number in [0, 1].

    Notes
    -----
    It tends to (k - 1)/2 as d grows, for every ρ > 0.

    Examples
    --------
    >>> import sympy
    >>> found = radius_in_dimension("1/2", 256)
    >>> sympy.limit(found, dimension(), sympy.oo)
    255/2
    """
    import sympy

    side, d = sympy.Symbol("side"), dimension()
    (found,) = sympy.solve(sympy.Eq(2 * side + 1, k * sympy.Rational(_share(share)) ** (1 / d)), side)
    return found


def letter_mean(norm: str, k: int) -> Fraction:
    """The mean of |c| (of |c|² for l2, of [c != 0] for Hamming) over Z_k.

    Examples
    --------
    >>> letter_mean("l1", 256), letter_mean("l2", 3)
    (Fraction(64, 1), Fraction(2, 3))
    """
    return Fraction(sum(w * n for w, n in enumerate(shell_counts(norm, 1, k))), k)


def letter_variance(norm: str, k: int) -> Fraction:
    """The variance of |c| (of |c|² for l2, of [c != 0] for Hamming) over Z_k."""
    square = Fraction(sum(w * w * n for w, n in enumerate(shell_counts(norm, 1, k))), k)
    return square - letter_mean(norm, k) ** 2


def radius_interval(share: Any, d: int, k: int, norm: str) -> tuple[int, int]:
    """Two integers between which `radius` lies, by the mean and the variance of one coordinate.

    Raises
    ------
    Mismatch
        When ρ is no exact number in (0, 1), or for linf.

    Notes
    -----
    With mean dμ and variance dσ² of the weight of a random element, the one-sided inequality of Chebyshev [1]_ of
    `algebra.growth.densities` gives dμ - √(dσ²(1 - ρ)/ρ) <= radius <= dμ + √(dσ²ρ/(1 - ρ)).

    Examples
    --------
    >>> radius_interval("1/2", 100, 256, "l1"), radius("1/2", 100, 256, "l1")
    ((6031, 6769), 6400)
    """
    low, high = _spreads(share, norm)
    mean, variance = d * letter_mean(norm, k), d * letter_variance(norm, k)
    return -_floor_with_root(-mean, variance * low), _floor_with_root(mean, variance * high)


def _spreads(share: Any, norm: str) -> tuple[Fraction, Fraction]:
    found = Fraction(_share(share))
    if norm == "linf" or not 0 < found < 1:
        raise Mismatch(f"bounds of the radius for {norm} and a density of {found}", "there are none", "take 0 < ρ < 1")
    return (1 - found) / found, found / (1 - found)


def _floor_with_root(a: Fraction, b: Fraction) -> int:
    """⌊a + √b⌋, exact."""
    q = a.denominator
    return (a.numerator + isqrt(floor(b * q * q))) // q


def radius_bounds(share: Any, k: int, norm: str) -> tuple[Any, Any]:
    """The ends of `radius_interval` before rounding, as sympy formulas in d; over d both tend to the mean.

    Raises
    ------
    Mismatch
        As for `radius_interval`.

    Examples
    --------
    >>> import sympy
    >>> [sympy.limit(end / dimension(), dimension(), sympy.oo) for end in radius_bounds("1/2", 256, "l1")]
    [64, 64]
    """
    import sympy

    low, high = _spreads(share, norm)
    mean, variance, d = letter_mean(norm, k), letter_variance(norm, k), dimension()
    below, above = (sympy.sqrt(d * sympy.Rational(variance * part)) for part in (low, high))
    return d * sympy.Rational(mean) - below, d * sympy.Rational(mean) + above
