"""Growth: each formula against enumeration on every small case, and against counts known from elsewhere."""

from collections import Counter
from fractions import Fraction
from itertools import accumulate, pairwise, product
from math import comb, factorial, prod

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.balls import ball_counts, ball_polynomial, growth_constant, shell_counts
from algebra.counting import profile
from algebra.errors import Mismatch, NotFinite, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.growth import (
    Growth,
    ball_growth,
    ball_pieces,
    cumulated_product,
    density,
    density_in_dimension,
    density_limit,
    dimension,
    epsilon,
    generating_function,
    growth,
    leading,
    letter_mean,
    letter_variance,
    radius,
    radius_bounds,
    radius_in_dimension,
    radius_interval,
    steady,
)
from algebra.growth.pieces import expression, pieces, value
from algebra.linear import image_basis
from algebra.maps import Identity, Matrix, homomorphism, reduce, table
from algebra.metrics import Discrete, Hamming, Lee, Metric, Padic, Xadic
from algebra.rings import GF, ZZ, Polynomials, Zmod, module, power

NORMS = ("l1", "l2", "linf", "hamming")
SMALL = list(product(NORMS, range(1, 10), range(4)))
K = sympy.Symbol("k", integer=True, positive=True)


def weights(norm: str, k: int, d: int) -> list[int]:
    """The weight of every element of Z_k^d, by its definition."""
    vectors = np.array(list(product(range(k), repeat=d)), dtype=np.int64).reshape(k**d, d)
    steps = np.minimum(vectors, k - vectors)
    joined = {"l1": steps.sum(axis=1), "l2": (steps**2).sum(axis=1), "hamming": (steps > 0).sum(axis=1)}
    return (joined[norm] if norm != "linf" else steps.max(axis=1, initial=0)).tolist()


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


def drawn(source: tuple[int, ...], target: tuple[int, ...], seed: int) -> Matrix:
    rng = np.random.default_rng(seed)
    step = [[c // np.gcd(c, a) for a in source] for c in target]
    rows = tuple(tuple(int(s * rng.integers(0, c)) % c for s in row) for row, c in zip(step, target, strict=True))
    return Matrix(module(*source), module(*target), rows)


ENDS = [((8, 4), (4,), (4, 8)), ((6,), (6, 6), (6, 3)), ((5,), (5,), (5,)), ((), (4,), (4,)), ((2,), (9,), (3, 9))]


def kinds(space: object) -> list[Metric]:
    return [*(Lee(space, n) for n in ("l1", "l2", "linf")), Hamming(space), Padic(space, 2), Discrete(space)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ends", ENDS, ids=str)
def test_growth_of_homomorphisms_against_pairs(ends: tuple[tuple[int, ...], ...], seed: int) -> None:
    X, Y, Z = ends
    c = Cospan(drawn(X, Z, seed), drawn(Y, Z, seed + 100))
    pairs = list(product(c.X.elements(), c.Y.elements()))
    for metric in kinds(c.Z):
        taken = sorted(metric(c.f(x), c.g(y)) for x, y in pairs)
        F = growth(c, metric)
        for eps in {0, *taken, *(r + Fraction(1, 3) for r in taken), 100}:
            assert F.at(eps) == sum(r <= eps for r in taken), (metric, eps)
            if (F.symbol.is_integer and eps == int(eps)) or not F.symbol.is_integer:
                assert F.expression.subs(F.symbol, sympy.Rational(eps)) == F.at(eps)
        assert F.at(0) == FiberProduct(c).order


def test_growth_of_onto_maps_is_a_polynomial_in_pieces() -> None:
    X = module(64, 64, 64)
    c = Cospan(reduce(X, 16), reduce(module(48, 16, 16), 16))
    for metric in (Lee(c.Z), Lee(c.Z, "linf"), Hamming(c.Z)):
        F = growth(c, metric)
        assert len(F.pieces) <= 4
        assert {e: F.at(e) for e in profile(c, metric)} == profile(c, metric)
        assert F.pieces[0].coefficients[0] == FiberProduct(c).order
    assert [end for _, end in growth(c, Lee(c.Z)).ranges] == [8, 16, 24, None]
    mixed = Cospan(Identity(module(4, 6, 9)), Identity(module(4, 6, 9)))
    assert growth(mixed, Lee(mixed.Z)).at(3) == profile(mixed, Lee(mixed.Z), [3])[3]


def test_growth_where_no_pair_is_listed() -> None:
    X, Y = Polynomials(Zmod(256), 16), Polynomials(Zmod(49408), 16)
    c = Cospan(reduce(X, 128), reduce(Y, 128))
    F = growth(c, Lee(c.Z))
    assert F.at(5) == profile(c, Lee(c.Z), [5])[5]
    assert F.at(16 * 64) == F.at(10**9) == (256 * 49408) ** 16
    assert F.expression.subs(F.symbol, 700) == F.at(700) == profile(c, Lee(c.Z), [700])[700]
    assert growth(c, Lee(c.Z, "linf")).at("7/2") == 7**16 * FiberProduct(c).order


def test_growth_of_letters_with_several_coordinates() -> None:
    Z = power(GF(4), 2)
    c = Cospan(Identity(Z), Identity(Z))
    assert [growth(c, Hamming(Z)).at(r) for r in range(3)] == [16, 112, 256]
    assert len(growth(c, Hamming(Z)).pieces[0].coefficients) == 3


def test_growth_of_maps_of_sets() -> None:
    square = table(lambda a: a * a % 7, Zmod(7), Zmod(7))
    c = Cospan(square, table(lambda a: 3, Zmod(2), Zmod(7)))
    taken = Counter(Lee(c.Z)(c.f(x), 3) for x in range(7) for _ in range(2))
    F = growth(c, Lee(c.Z))
    assert [F.at(r) for r in range(4)] == list(accumulate(taken[r] for r in range(4))) == [0, 8, 12, 14]
    assert [F.expression.subs(F.symbol, r) for r in range(4)] == [0, 8, 12, 14]
    assert str(F) == "|F_ε| = Piecewise((0, ε < 1), (8, ε < 2), (12, ε < 3), (14, True))"


@pytest.mark.parametrize("d", [1, 2, 3, 4])
def test_leading_coefficients_are_those_of_the_unit_balls(d: int) -> None:
    Z = power(Zmod(101), d)
    c = Cospan(Identity(Z), Identity(Z))
    half = sympy.Rational(d, 2)
    known = {"linf": 2**d, "l1": sympy.Rational(2**d, factorial(d)), "l2": sympy.pi**half / sympy.gamma(half + 1)}
    for norm, volume in known.items():
        assert sympy.simplify(leading(c, Lee(Z, norm)) - 101**d * volume) == 0
        assert sympy.simplify(growth_constant(norm, d) - volume) == 0
    for norm in ("l1", "linf"):
        F = growth(c, Lee(Z, norm))
        assert sympy.Rational(F.pieces[0].coefficients[d]) == leading(c, Lee(Z, norm))


@pytest.mark.parametrize("d", [2, 3, 4])
def test_l2_counts_lie_between_the_balls_that_bound_them(d: int) -> None:
    counts, volume = ball_counts("l2", d, cap=900), growth_constant("l2", d)
    for r in (10, 20, 30):
        low, high = (volume * (r + s * sympy.sqrt(d) / 2) ** d for s in (-1, 1))
        assert low < counts[r * r] < high


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


SHARES = ["1/100", "1/3", "1/2", "3/4", "99/100"]


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


def test_generating_functions_have_the_profile_as_coefficients() -> None:
    t, Z = sympy.Symbol("t"), module(4, 6, 5)
    for metric in (Lee(Z), Lee(Z, "l2"), Hamming(Z)):
        G = generating_function(metric)
        assert sympy.Poly(sum(t ** metric(z, Z.zero) for z in Z.elements()), t) == G
        whole = profile(Cospan(Identity(Z), Identity(Z)), metric)
        ratio = sympy.series(G.as_expr() / (1 - t), t, 0, G.degree() + 2).removeO()
        assert {r: sympy.Poly(ratio, t).coeff_monomial(t**r) * 120 for r in whole} == whole


def test_generating_functions_of_subgroups() -> None:
    code = Matrix(
        module(2, 2, 2),
        module(*[2] * 7),
        tuple(zip(*[[0, 0, 1, 0, 1, 1, 1], [0, 1, 0, 1, 0, 1, 1], [1, 0, 0, 1, 1, 0, 1]], strict=True)),
    )
    t = sympy.Symbol("t")
    # The simplex code: every word other than 0 has weight 4.
    assert generating_function(Hamming(code.cod), image_basis(homomorphism(code))).as_expr() == 1 + 7 * t**4


@pytest.mark.parametrize("orders", [(5,), (4, 4, 9), (1, 2), (), (8, 8, 16)])
def test_products_of_counts_for_weights_of_which_the_largest_counts(orders: tuple[int, ...]) -> None:
    Z = module(*orders)
    for metric in (Lee(Z, "linf"), Padic(Z, 2)):
        formula = cumulated_product(metric)
        found = [metric(z, Z.zero) for z in Z.elements()]
        symbols = formula.free_symbols or {epsilon()}
        for r in {0, *found, max(found) + 1}:
            at = formula.subs({s: sympy.Rational(r) for s in symbols})
            assert at == sum(w <= r for w in found), (metric, r)
    assert cumulated_product(Lee(module(7, 7), "linf")).subs(epsilon(), 2) == 25


def test_products_of_counts_for_polynomials() -> None:
    X = Polynomials(Zmod(3), 3)
    formula = cumulated_product(Xadic(X))
    assert [formula.subs(epsilon(False), sympy.Rational(1, 2**j)) for j in range(4)] == [27, 9, 3, 1]


BAD = [
    (lambda: ball_counts("l3", 2, 4), Mismatch, "unknown"),
    (lambda: ball_counts("l1", 2), Mismatch, "cap"),
    (lambda: ball_counts("hamming", 2, None, 3), Mismatch, "cap"),
    (lambda: ball_counts("l1", -1, 4), Mismatch, "negative"),
    (lambda: ball_counts("l1", 2, 0), Mismatch, "k >= 1"),
    (lambda: ball_counts("l1", 2, 2**40), TooLarge, "modulus"),
    (lambda: ball_counts("l2", 64, 1024), TooLarge, "smaller"),
    (lambda: ball_growth("l2", 2), Mismatch, "name k"),
    (lambda: ball_growth("l2", 2, 400), TooLarge, "steps"),
    (lambda: growth(Cospan(Identity(Zmod(4)), Identity(Zmod(4))), Lee(Zmod(5))), Mismatch, "measure in Z"),
    (lambda: growth(Cospan(Identity(ZZ), Identity(ZZ)), Lee(ZZ)), NotFinite, "infinite"),
    (
        lambda: growth(Cospan(*[Identity(module(2**22, 2**22))] * 2), Lee(module(2**22, 2**22))),
        TooLarge,
        "weights|radii",
    ),
    (lambda: leading(Cospan(*[Matrix(Zmod(4), Zmod(4), ((2,),))] * 2), Lee(Zmod(4))), Mismatch, "not Z"),
    (lambda: leading(Cospan(*[Identity(Zmod(4))] * 2), Hamming(Zmod(4))), Mismatch, "Lee"),
    (lambda: generating_function(Lee(Zmod(4), "linf")), Mismatch, "cumulated_product"),
    (lambda: cumulated_product(Lee(Zmod(4))), Mismatch, "generating_function"),
    (lambda: cumulated_product(Lee(ZZ, "linf")), Mismatch, "in Z"),
    (lambda: radius(2, 2, 4, "l1"), Mismatch, "more than 1"),
    (lambda: radius("-1/2", 2, 4, "l1"), Mismatch, "negative"),
    (lambda: radius_interval(1, 2, 4, "l1"), Mismatch, "0 < ρ < 1"),
    (lambda: radius_interval("1/2", 2, 4, "linf"), Mismatch, "none"),
    (lambda: density_in_dimension("l1", 4, 1000), TooLarge, "128"),
]


@pytest.mark.parametrize(("asked", "error", "told"), BAD)
def test_refusals(asked: object, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        asked()


def test_growth_is_plain_data() -> None:
    c = Cospan(Identity(Zmod(5)), Identity(Zmod(5)))
    F = growth(c, Lee(Zmod(5)))
    assert Growth(c, Lee(Zmod(5)), F.pieces) == F
    assert all(type(F.at(r)) is int for r in range(4))
    assert prod(F.pieces[-1].coefficients) == 25
