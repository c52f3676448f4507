"""Growth of fiber products: each formula against all pairs of elements, and against the profile."""

from collections import Counter
from fractions import Fraction
from itertools import accumulate, product
from math import factorial, prod

import numpy as np
import pytest
import sympy

from algebra.balls import growth_constant
from algebra.counting import profile
from algebra.fiber import Cospan, FiberProduct
from algebra.growth import Growth, growth, leading
from algebra.maps import Identity, Matrix, reduce, table
from algebra.metrics import Discrete, Hamming, Lee, Metric, Padic
from algebra.rings import GF, Polynomials, Zmod, module, power


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


def test_a_polynomial_is_said_to_hold_for_whole_radii_alone() -> None:
    Z = power(Zmod(16), 2)
    F = growth(Cospan(Identity(Z), Identity(Z)), Lee(Z))
    assert (F.at("11/2"), 512 * Fraction(11, 2) ** 2 + 512 * Fraction(11, 2) + 256) == (15616, 18560)
    assert "512*ε**2 + 512*ε + 256, ε < 8" in str(F)
    assert str(F).endswith(" for whole ε")
    assert F.latex.endswith(r"\end{cases},\; \varepsilon \in \mathbb{Z}")
    constant = growth(F.cospan, Lee(Z, "l2"))
    assert "whole" not in str(constant)
    assert r"\mathbb{Z}" not in constant.latex


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


def test_growth_is_plain_data() -> None:
    c = Cospan(Identity(Zmod(5)), Identity(Zmod(5)))
    F = growth(c, Lee(Zmod(5)))
    assert Growth(c, Lee(Zmod(5)), F.pieces) == F
    assert all(type(F.at(r)) is int for r in range(4))
    assert prod(F.pieces[-1].coefficients) == 25
