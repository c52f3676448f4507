"""Every ring keeps its contract and the axioms; galois and sympy as second opinions."""

import galois
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra import laws
from algebra.errors import TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Identity, Table, reduce
from algebra.rings import (
    GF,
    QQ,
    ZZ,
    Polynomials,
    Product,
    Quotient,
    Ring,
    TableRing,
    Zmod,
    as_table,
    from_sympy,
    listing,
    module,
    power,
    tables,
    to_sympy,
)
from algebra.rings.conway import SMALL, conway
from verify.families import rings

EXACT = settings(derandomize=True, deadline=None, max_examples=100)
PULLBACK = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))
FINITE = [
    Zmod(1),
    Zmod(4),
    Zmod(6),
    GF(2),
    GF(4),
    GF(9),
    Quotient(Zmod(4), (0, 0, 1)),
    Quotient(Zmod(3), (1, 0, 1)),
    Quotient(GF(4), (2, 1)),
    Quotient(Zmod(5), (1,)),
    Polynomials(Zmod(1), 3),
    Product(()),
    Product((Zmod(4), GF(4))),
    module(2, 3),
    power(Zmod(2), 3),
    PULLBACK,
    as_table(PULLBACK),
    as_table(GF(9)),
]


@pytest.mark.parametrize("R", FINITE, ids=str)
def test_conformance(R):
    assert laws.conformance(R) is None


@pytest.mark.parametrize("R", FINITE, ids=str)
def test_one_value_one_ring(R):
    assert hash(R) == hash(eval(repr(R)) if not isinstance(R, FiberProduct) else R)


def test_catalogue():
    assert [R.order for R in rings(7)] == [1, 2, 3, 4, 4, 4, 4, 5, 6, 7]
    assert all(laws.conformance(R) is None for R in rings(7))
    marks = {
        (R.from_int(2), sum(R.mul(a, a) == R.zero for a in listing(R)), sum(R.mul(a, a) == a for a in listing(R)))
        for R in map(as_table, rings(4)[3:])
    }
    assert len(marks) == 4
    with pytest.raises(TooLarge):
        rings(8)


def test_a_piece_is_no_ring():
    found = laws.conformance(Polynomials(Zmod(2), 2))
    assert found == laws.Witness(((0, 1), (0, 1)), "(0, 1) · (0, 1) is outside")


def test_pairs_of_set_maps_are_no_ring():
    constant = Table(Zmod(2), Zmod(2), (1, 1))
    found = laws.conformance(FiberProduct(Cospan(constant, Identity(Zmod(2)))))
    assert found is not None
    assert found.says == "the list begins with (0, 1), not with (0, 0)"


@pytest.mark.parametrize(("p", "n"), [*SMALL, *((p, 1) for p in (2, 3, 5, 7, 41, 409, 7919)), (2, 11), (37, 2)])
def test_conway_polynomials_are_those_of_galois(p, n):
    # arithmetic that is compiled for each field takes seconds, and none is done here
    galois.GF(p, compile="python-calculate")
    assert conway(p, n) == tuple(int(c) for c in galois.conway_poly(p, n).coeffs[::-1])


@pytest.mark.parametrize("q", [8, 9])
def test_fields_agree_with_galois(q):
    F, values = galois.GF(q), np.arange(q)
    a, b = F(np.repeat(values, q)), F(np.tile(values, q))
    assert (tables(GF(q)).add.ravel() == np.array(a + b)).all()
    assert (tables(GF(q)).mul.ravel() == np.array(a * b)).all()


def test_table_ring_from_int():
    R = as_table(Zmod(6))
    assert [R.from_int(n) for n in range(-7, 8)] == [n % 6 for n in range(-7, 8)]
    assert TableRing(((0,),), ((0,),), 0).one == 0


def test_isomorphic_but_not_equal():
    assert as_table(Zmod(6)) != as_table(module(2, 3))
    assert as_table(Quotient(Zmod(3), (1, 0, 1))) != as_table(GF(9))


@EXACT
@given(st.sampled_from([Zmod(4), Zmod(97), ZZ]), st.lists(st.integers(-200, 200), max_size=6))
def test_sympy_round_trip(base, coefficients):
    R = Polynomials(base)
    a = R(coefficients)
    assert from_sympy(R, to_sympy(R, a)) == a
    assert from_sympy(R, to_sympy(R, a).as_expr()) == a


@EXACT
@given(st.lists(st.fractions(max_denominator=50), max_size=5), st.lists(st.fractions(max_denominator=50), max_size=5))
def test_rational_products_agree_with_sympy(left, right):
    R = Polynomials(QQ)
    a, b = R(left), R(right)
    assert from_sympy(R, to_sympy(R, a) * to_sympy(R, b)) == R.mul(a, b)


@EXACT
@given(st.lists(st.integers(0, 11), max_size=5), st.lists(st.integers(0, 11), max_size=5))
def test_residue_products_agree_with_sympy(left, right):
    R, x = Polynomials(Zmod(12)), sympy.Symbol("x")
    exact = sympy.Poly.from_list(left[::-1] or [0], x) * sympy.Poly.from_list(right[::-1] or [0], x)
    assert from_sympy(R, exact) == R.mul(R(left), R(right))


@EXACT
@given(st.sampled_from([*FINITE, Polynomials(Zmod(6)), ZZ, QQ]), st.data())
def test_axioms_on_drawn_elements(R: Ring, data):
    def draw():
        n = data.draw(st.integers(0, min(R.order or 40, 40) - 1))
        return next(a for i, a in enumerate(R.elements()) if i == n)

    a, b, c = draw(), draw(), draw()
    assert R.add(R.add(a, b), c) == R.add(a, R.add(b, c))
    if isinstance(R, Polynomials) and R.degree is not None:
        return
    assert R.mul(R.mul(a, b), c) == R.mul(a, R.mul(b, c))
    assert R.mul(a, R.add(b, c)) == R.add(R.mul(a, b), R.mul(a, c))
    assert (R.sub(a, a), R.mul(a, R.one), R.power(a, 3)) == (R.zero, a, R.mul(a, R.mul(a, a)))
