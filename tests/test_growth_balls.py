"""Balls: each formula against enumeration on every small case, and against counts known from elsewhere."""

from collections import Counter
from fractions import Fraction
from itertools import accumulate, pairwise, product
from math import comb

import pytest
import sympy
from growth_weights import weights
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.balls import ball_counts, ball_polynomial, growth_constant, shell_counts
from algebra.growth import ball_growth, ball_pieces, density, density_in_dimension, dimension, epsilon, radius
from algebra.growth.pieces import expression, pieces, value

NORMS = ("l1", "l2", "linf", "hamming")
SMALL = list(product(NORMS, range(1, 10), range(4)))
K = sympy.Symbol("k", integer=True, positive=True)


@pytest.mark.parametrize(("norm", "k", "d"), SMALL)
def test_balls_at_every_radius_against_listing(norm: str, k: int, d: int) -> None:
    found = Counter(weights(norm, k, d))
    truth = list(accumulate(found[r] for r in range(max(found) + 1)))
    assert ball_counts(norm, d, k) == truth
    assert shell_counts(norm, d, k) == [found[r] for r in range(max(found) + 1)]
    of, formula = ball_pieces(norm, d, k), ball_growth(norm, d, k)
    for r, n in enumerate([*truth, k**d, k**d]):
        assert value(of, r) == value(of, r + Fraction(1, 2)) == n
        assert formula.subs(epsilon(), r) == n
        assert density(norm, d, k, r) == Fraction(n, k**d)
        assert radius(Fraction(n, k**d), d, k, norm) == truth.index(n)
        assert d == 0 or density_in_dimension(norm, k, r).subs(dimension(), d) == sympy.Rational(n, k**d)


@pytest.mark.parametrize(("norm", "k", "d"), [case for case in SMALL if case[0] != "l2" and case[2]])
def test_pieces_are_polynomials_that_could_not_be_longer(norm: str, k: int, d: int) -> None:
    counts, of = ball_counts(norm, d, k), ball_pieces(norm, d, k)
    assert of[0].start == 0
    for piece, later in pairwise(of):
        assert len(piece.coefficients) <= d + 1
        assert later.start == len(counts) - 1 or piece.at(int(later.start)) != counts[int(later.start)]


@pytest.mark.parametrize(("k", "d"), [(8, 3), (9, 3), (32, 4), (33, 4), (6, 1), (7, 1), (256, 2)])
def test_breaks_are_at_the_multiples_of_half_the_modulus(k: int, d: int) -> None:
    half, of = (k + 1) // 2, ball_pieces("l1", d, k)
    top = d * (k // 2)
    assert [p.start for p in of] == sorted({*range(0, top + 1, half), top})
    t = sympy.Symbol("t")
    numerator = ((1 + t) * (1 - t**half) if k % 2 == 0 else 1 + t - 2 * t**half) ** d
    series = sympy.Poly(sympy.cancel(numerator / (1 - t) ** d), t)
    assert [int(n) for n in reversed(series.all_coeffs())] == shell_counts("l1", d, k)


@pytest.mark.parametrize("norm", ["l1", "linf", "hamming"])
def test_formulas_in_the_symbol_k(norm: str) -> None:
    e = epsilon()
    for d, k in product(range(4), range(1, 10)):
        formula = ball_growth(norm, d).subs(K, k)
        for r, n in enumerate(ball_counts(norm, d, k)):
            at = formula.subs(e, r)
            between = norm == "l1" and k <= 2 * r < 2 * d * (k // 2)
            assert (at is sympy.nan) if between else (at == n), (d, k, r)


@pytest.mark.parametrize("d", range(1, 6))
def test_below_the_wrap_the_ball_polynomial(d: int) -> None:
    for norm, k in product(("l1", "linf"), (2 * d + 2, 41, 64)):
        first = ball_pieces(norm, d, k)[0]
        free = sympy.Poly(ball_polynomial(norm, d), sympy.Symbol("e"))
        assert [sympy.Rational(c) for c in first.coefficients] == free.all_coeffs()[::-1]


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.integers(0, 4))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_counts_are_given_by_their_pieces(counts: list[int], degree: int) -> None:
    of = pieces(counts, degree)
    assert [value(of, r) for r in range(len(counts) + 3)] == [*counts, *[counts[-1]] * 3]
    assert len(of) <= len(counts) // (degree + 1) + 2
    formula = expression(of)
    assert [formula.subs(epsilon(), r) for r in range(len(counts))] == counts


def divisors(n: int) -> list[int]:
    return [m for m in range(1, n + 1) if n % m == 0]


def test_theta_series_by_the_theorems_of_jacobi() -> None:
    # C. G. J. Jacobi, 1829: r_2(n) = 4 (d_1(n) - d_3(n)), r_4(n) = 8 times the sum of the divisors that 4 does not
    # divide, r_8(n) = 16 times the sum of (-1)^(n + m) m^3 over the divisors m.
    two, four, eight = (shell_counts("l2", d, cap=200) for d in (2, 4, 8))
    for n in range(1, 201):
        assert two[n] == 4 * sum((m % 4 == 1) - (m % 4 == 3) for m in divisors(n))
        assert four[n] == 8 * sum(m for m in divisors(n) if m % 4)
        assert eight[n] == 16 * sum((-1) ** (n + m) * m**3 for m in divisors(n))


def test_lattice_balls_of_the_encyclopedia_of_integer_sequences() -> None:
    # A000605: points of Z^3 in the closed ball of radius n; A008288: Delannoy numbers, which are symmetric.
    space = ball_counts("l2", 3, cap=36)
    assert [space[n * n] for n in range(7)] == [1, 7, 33, 123, 257, 515, 925]
    rows = [ball_counts("l1", d, cap=12) for d in range(13)]
    assert all(rows[d][r] == rows[r][d] for d, r in product(range(13), repeat=2))
    assert all(
        rows[d][r] == sum(2**j * comb(d, j) * comb(r, j) for j in range(d + 1)) for d, r in product((3, 7), (5, 12))
    )


def test_words_of_the_golay_code_fill_the_space() -> None:
    # M. J. E. Golay, 1949: both codes are perfect; so is the Lee code of radius 1 (S. W. Golomb, L. R. Welch, 1970).
    assert ball_counts("hamming", 23, 2)[3] * 2**12 == 2**23
    assert ball_counts("hamming", 11, 3)[2] * 3**6 == 3**11
    assert ball_counts("l1", 2, 13)[2] * 13 == 13**2


@pytest.mark.parametrize("d", [2, 3, 4])
def test_l2_counts_lie_between_the_balls_that_bound_them(d: int) -> None:
    counts, volume = ball_counts("l2", d, cap=900), growth_constant("l2", d)
    for r in (10, 20, 30):
        low, high = (volume * (r + s * sympy.sqrt(d) / 2) ** d for s in (-1, 1))
        assert low < counts[r * r] < high
