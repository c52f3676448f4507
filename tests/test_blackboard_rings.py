"""Elements are written with their ring, and rings of polynomials with a letter for each variable."""

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.blackboard import formula
from algebra.bundles import Retract
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Identity
from algebra.rings import GF, QQ, ZZ, Element, Multivariate, Polynomials, Quotient, Ring, Zmod, module
from algebra.rings.writing import shown, text

ROOT = Quotient(Zmod(4), (1, 0, 1))


@pytest.mark.parametrize(
    ("ring", "latex", "told"),
    [
        (Quotient(ZZ, (-1, 0, 1)), r"\mathbb{Z}[x]/(x^{2} - 1)", "Z[x]/(x^2 - 1)"),
        (Quotient(QQ, (Fraction(-1, 2), -1, 1)), r"\mathbb{Q}[x]/(x^{2} - x - \frac{1}{2})", "Q[x]/(x^2 - x - 1/2)"),
        (
            Quotient(GF(4), (2, 3, 1)),
            r"\mathbb{F}_{4}[x]/(x^{2} + (\alpha + 1) x + \alpha)",
            "GF(4)[x]/(x^2 + (a + 1)*x + a)",
        ),
        (
            Quotient(ROOT, ((1,), (1, 2), (1,))),
            r"(\mathbb{Z}_{4}[x]/(x^{2} + 1))[y]/(y^{2} + (2 x + 1) y + 1)",
            "Z_4[x]/(x^2 + 1)[y]/(y^2 + (2*x + 1)*y + 1)",
        ),
        (
            Quotient(module(2, 3), ((1, 2), (1, 1))),
            r"(\mathbb{Z}_{2} \times \mathbb{Z}_{3})[x]/(x + (1, 2))",
            "(Z_2 × Z_3)[x]/(x + (1, 2))",
        ),
        (Polynomials(Polynomials(Zmod(4))), r"\mathbb{Z}_{4}[x][y]", "Z_4[x][y]"),
        (Polynomials(Multivariate(QQ, ("x", "y"))), r"\mathbb{Q}[x, y][z]", "Q[x, y][z]"),
    ],
    ids=str,
)
def test_a_ring_of_polynomials_has_one_letter_for_each_variable(ring: Ring[Any], latex: str, told: str) -> None:
    assert (ring.latex, str(ring)) == (latex, told)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([ZZ, QQ, Zmod(6), GF(5), GF(4), GF(8), GF(9), GF(27)]), st.data())
def test_a_polynomial_as_a_text_is_read_back(ring: Any, data: st.DataObject) -> None:
    numbers = st.integers(-9, 9) if ring.order is None else st.integers(0, ring.order - 1)
    entry = st.builds(Fraction, numbers, st.integers(1, 4)) if ring == QQ else numbers
    a = Polynomials(ring).trim(data.draw(st.lists(entry, max_size=5)))
    reader = Multivariate(ring, ("x",), {"a": ring.a} if isinstance(ring, GF) else {})
    told = text(Polynomials(ring), a)
    assert {e: c for (e,), c in reader(told)} == {i: c for i, c in enumerate(a) if c != ring.zero}
    assert shown(Polynomials(ring), a) == re.sub(r"\ba\b", r"\\alpha", formula(told))


def test_an_element_is_written_with_its_ring() -> None:
    assert [shown(R, 3) for R in (Zmod(4), GF(5), GF(4), GF(9))] == ["3", "3", r"\alpha + 1", r"\alpha"]
    assert shown(FiberProduct(Cospan(Identity(GF(4)), Identity(GF(4)))), (2, 2)) == r"(\alpha, \alpha)"
    assert shown(Polynomials(ZZ), tuple(range(1, 10))) == (
        r"9 x^{8} + 8 x^{7} + 7 x^{6} + 6 x^{5} + 5 x^{4} + \dots + 1"
    )
    assert shown(Multivariate(ZZ, ("s", "t")), Multivariate(ZZ, ("s", "t"))("s^2 - t")) == "s^{2} - t"
    assert shown(Polynomials(ZZ), ()) == text(GF(4), 0) == "0"
    assert shown(Retract(Identity(GF(4))), 3) == r"\alpha + 1"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([ZZ, Zmod(6), GF(5), GF(4), GF(9)]), st.data())
def test_a_polynomial_in_several_variables_has_the_coefficients_of_its_ring(ring: Any, data: st.DataObject) -> None:
    R = Multivariate(ring, ("x", "y"), {"a": ring.a} if isinstance(ring, GF) else {})
    numbers = st.integers(-9, 9) if ring.order is None else st.integers(0, ring.order - 1)
    h = R.collect(data.draw(st.dictionaries(st.tuples(*[st.integers(0, 2)] * 2), numbers, max_size=5)))
    told = text(R, h)
    assert R(told) == h
    assert shown(R, h) == re.sub(r"\ba\b", r"\\alpha", formula(told))
    # where elements are numbers, this is the text of the ring itself
    if not isinstance(ring, GF) or ring.n == 1:
        assert told == R.text(h)


def test_coefficients_stand_in_brackets_where_they_are_sums() -> None:
    R = Multivariate(GF(4), ("x", "y"), {"a": 2})
    assert shown(R, R("(a + 1)*x^2 + x*y + a")) == r"(\alpha + 1) x^{2} + x y + \alpha"
    S = Multivariate(Polynomials(ZZ), ("y",))
    assert text(S, S.collect({(1,): (-1, 1), (0,): (0, -1)})) == "(x - 1)*y - x"
    assert str(Element(R, R("a*x"))) == "a*x"
