"""Generating functions and products of counts: against the weights of all elements."""

import pytest
import sympy

from algebra.counting import profile
from algebra.fiber import Cospan
from algebra.growth import cumulated_product, epsilon, generating_function
from algebra.linear import image_basis
from algebra.maps import Identity, Matrix, homomorphism
from algebra.metrics import Hamming, Lee, Padic, Xadic
from algebra.rings import Polynomials, Zmod, module


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
