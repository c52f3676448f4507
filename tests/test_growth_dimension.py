"""Densities and radii of balls as the dimension grows: each formula against the counts."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
import sympy
from growth_weights import weights

from algebra.growth import (
    density,
    density_in_dimension,
    density_limit,
    dimension,
    letter_mean,
    letter_variance,
    radius,
    radius_bounds,
    radius_in_dimension,
    radius_interval,
    steady,
)

K = sympy.Symbol("k", integer=True, positive=True)
SHARES = ["1/100", "1/3", "1/2", "3/4", "99/100"]


@pytest.mark.parametrize(
    ("norm", "k", "eps"), [("l1", 8, 3), ("l1", 5, 6), ("l2", 9, 5), ("hamming", 4, 2), ("l1", 2, 2)]
)
def test_densities_fall_with_the_dimension(norm: str, k: int, eps: int) -> None:
    d, formula = dimension(), density_in_dimension(norm, k, eps)
    shares = [density(norm, n, k, eps) for n in range(1, 25)]
    assert [formula.subs(d, n) for n in range(1, 25)] == [sympy.Rational(s) for s in shares]
    assert sympy.degree(sympy.expand(sympy.simplify(formula * k**d)), d) <= eps
    assert steady(norm, k, eps, 24) is None
    covered = sum(s == 1 for s in shares)
    assert all(b < a for a, b in zip(shares[max(0, covered - 1) :], shares[max(1, covered) :], strict=False))
    assert density_limit(norm, k, eps) == 0


def test_densities_for_linf_are_powers() -> None:
    d = dimension()
    for k, eps in product(range(1, 10), range(6)):
        formula, one = density_in_dimension("linf", k, eps), min(Fraction(2 * eps + 1, k), Fraction(1))
        assert formula == sympy.Rational(one) ** d
        assert sympy.simplify(formula.subs(d, d + 1) / formula) == sympy.Rational(one)
        assert density_limit("linf", k, eps) == (1 if one == 1 else 0)
        assert steady("linf", k, eps, 8) is None
    assert density_limit("l1", 1, 0) == 1


def test_a_density_that_does_not_fall_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("algebra.growth.densities.density", lambda norm, d, k, eps: Fraction(1, 2))
    assert steady("l1", 8, 3, 4) == 0


@pytest.mark.parametrize("norm", ["l1", "l2", "hamming"])
def test_radii_lie_in_their_intervals(norm: str) -> None:
    for k, d, share in product((1, 2, 3, 8, 13), (1, 2, 5, 17, 40), SHARES):
        low, high = radius_interval(share, d, k, norm)
        found = radius(share, d, k, norm)
        assert low <= found <= high, (k, d, share)
        ends = [end.subs(dimension(), d) for end in radius_bounds(share, k, norm)]
        assert (sympy.ceiling(ends[0]), sympy.floor(ends[1])) == (low, high)


@pytest.mark.parametrize("norm", ["l1", "l2", "hamming"])
def test_radii_over_dimensions_tend_to_the_mean(norm: str) -> None:
    for k in (2, 7, 256):
        mean = sympy.Rational(letter_mean(norm, k))
        found = Counter(weights(norm, k, 1))
        assert mean == sympy.Rational(sum(w * n for w, n in found.items()), k)
        assert letter_variance(norm, k) == Fraction(sum(w * w * n for w, n in found.items()), k) - Fraction(mean) ** 2
        for end in radius_bounds("1/3", k, norm):
            assert sympy.limit(end / dimension(), dimension(), sympy.oo) == mean
    off = [abs(Fraction(radius("1/3", d, 8, norm), d) - letter_mean(norm, 8)) for d in (4, 64, 512)]
    assert off[0] > off[1] > off[2]


def test_radii_for_linf_by_the_closed_form() -> None:
    d, ρ = dimension(), sympy.Symbol("ρ", positive=True)
    assert sympy.limit((K * ρ ** (1 / d) - 1) / 2, d, sympy.oo) == (K - 1) / 2
    for k, share in product((1, 5, 8, 256), SHARES):
        formula = radius_in_dimension(share, k)
        assert sympy.limit(formula, d, sympy.oo) == sympy.Rational(k - 1, 2)
        for n in (1, 2, 3, 10, 50):
            real = formula.subs(d, n)
            assert radius(share, n, k, "linf") == max(0, min(sympy.ceiling(real), k // 2)), (k, share, n)
    assert radius("1/2", 3, 10**30, "linf") == int(sympy.ceiling(radius_in_dimension("1/2", 10**30).subs(d, 3)))
