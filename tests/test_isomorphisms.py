"""Chinese remainders and pasting: isomorphisms in both directions."""

from itertools import product
from math import gcd, lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from algebra import laws
from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.isomorphisms import Isomorphism, crt, pasting
from algebra.maps import Chinese, Identity, Table, chinese, reduce
from algebra.rings import Polynomials, Product, Zmod, listing, module


@given(st.integers(1, 10**30), st.integers(1, 10**30), st.integers(0, 10**60))
def test_remainders_come_back(m, n, z):
    assert chinese(z % m, z % n, m, n) == z % lcm(m, n)


def test_remainders_by_enumeration():
    for m, n in product(range(1, 9), repeat=2):
        seen = {(z % m, z % n): z for z in range(lcm(m, n))}
        for x, y in product(range(m), range(n)):
            if (x, y) in seen:
                assert chinese(x, y, m, n) == seen[x, y]
            else:
                with pytest.raises(Mismatch, match=f"differ modulo {gcd(m, n)}"):
                    chinese(x, y, m, n)


@pytest.mark.parametrize(("m", "n"), list(product((1, 2, 4, 6, 9), repeat=2)))
def test_crt_is_an_isomorphism_of_rings(m, n):
    iso = crt(m, n, degree=2)
    assert laws.inverse(iso.there, iso.back) is None
    assert iso.there.dom.order == iso.there.cod.order == lcm(m, n) ** 2
    assert all(iso.back(iso.there(h)) == h for h in listing(iso.there.dom))
    assert all(iso.there(iso.back(p)) == p for p in iso.there.cod.elements())
    assert iso.back.linear
    assert (~iso).there == iso.back


def test_crt_multiplies_on_all_polynomials():
    iso = crt(256, 49_408)
    L, P = iso.there.dom, iso.there.cod
    a, b = L((5, 0, 70_000)), L((1, 98_815))
    assert iso.there(L.mul(a, b)) == P.mul(iso.there(a), iso.there(b))
    assert iso.back(P.mul(iso.there(a), iso.there(b))) == L.mul(a, b)


def test_chinese_remainders_are_additive_only_where_the_pairs_agree():
    assert not Chinese(module(4, 6), Zmod(12), module(4, 6)).linear
    assert Chinese(module(4, 9), Zmod(36), module(4, 9)).linear


TWO = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))


@pytest.mark.parametrize(
    ("cospan", "h"),
    [
        (TWO, reduce(Zmod(8), 4)),
        (TWO, Table(Zmod(3), Zmod(4), (1, 1, 2))),
        (TWO, FiberProduct(TWO).fst),
        (Cospan(Table(Zmod(3), Zmod(2), (0, 1, 1)), Identity(Zmod(2))), reduce(Zmod(6), 3)),
    ],
)
def test_pullbacks_paste(cospan, h):
    iso = pasting(cospan, h)
    inner, outer = iso.there.dom, iso.there.cod
    assert laws.inverse(iso.there, iso.back) is None
    listed = [(w, y) for w, y in product(listing(h.dom), listing(cospan.Y)) if cospan.f(h(w)) == cospan.g(y)]
    assert list(outer.elements()) == listed
    assert inner.order == len(listed)
    assert [iso.back(p) for p in listed] == list(inner.elements())


def test_a_wrong_inverse_is_found():
    iso = crt(4, 6, degree=1)
    wrong = Chinese(
        iso.there.cod, Polynomials(Zmod(12), 1), Product((Polynomials(Zmod(2), 1), Polynomials(Zmod(3), 1)))
    )
    assert not wrong.linear
    assert laws.inverse(iso.there, wrong) is not None


def test_ends_must_meet():
    with pytest.raises(Mismatch, match="the ends of the two maps differ"):
        Isomorphism(reduce(Zmod(4), 2), reduce(Zmod(4), 2))
