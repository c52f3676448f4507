"""Numbers at the edge: large primes, huge exponents, machine integers, places and coordinates that are not there."""

from decimal import Decimal

import numpy as np
import pytest

from algebra.balls import ball_polynomial
from algebra.counting import profile
from algebra.errors import Mismatch, NotFinite, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.growth import density_limit
from algebra.linear import Homomorphism, howell, image, kernel_order, member, span
from algebra.local import inverse, is_unit, nilradical, primitive_idempotents
from algebra.maps import Identity, Matrix, Multiples, Reduction, chinese, reduce
from algebra.metrics import Hamming, Lee, exact
from algebra.rings import GF, QQ, ZZ, Multivariate, Polynomials, Product, Quotient, Zmod, module
from algebra.schemes import SchemeCospan, howe, morphism, point_count, scheme
from algebra.structure import ring_invariants
from algebra.submodules import image as image_of
from algebra.submodules import kernel, subgroup

MERSENNE = 2**89 - 1


def test_primes_beyond_a_machine_word():
    field = ring_invariants(Zmod(MERSENNE))
    assert (field.units, field.idempotents, field.residue_fields) == (MERSENNE - 1, 2, (MERSENNE,))
    assert is_unit(Zmod(MERSENNE), 2)
    assert inverse(Zmod(MERSENNE), 2) == (MERSENNE + 1) // 2
    split = Quotient(Zmod(MERSENNE), (MERSENNE - 1, 0, 1))
    parts = primitive_idempotents(split)
    assert len(parts) == 2
    assert all(split.mul(e, e) == e for e in parts)
    P = FiberProduct(Cospan(Reduction(Zmod(2 * MERSENNE), Zmod(2)), Reduction(Zmod(4), Zmod(2))))
    found = ring_invariants(P)
    assert (found.order, found.residue_fields, found.nilpotents) == (4 * MERSENNE, (2, MERSENNE), 2)
    assert nilradical(P).order == 2


@pytest.mark.parametrize("text", ["1e99999999", "1e-99999999", "1E+1000000000000", Decimal("1e99999")])
def test_powers_of_ten_that_would_fill_the_memory(text):
    with pytest.raises(Mismatch, match="its power of ten is beyond 10000"):
        exact(text)


def test_radii_that_are_numbers():
    assert exact("1e400") == exact(Decimal("1e400")) == 10**400
    for wrong in (Decimal("sNaN"), Decimal("inf"), float("nan")):
        with pytest.raises(Mismatch, match="it is no finite number"):
            exact(wrong)
    c = Cospan(Identity(Zmod(8)), Identity(Zmod(8)))
    assert profile(c, Lee(Zmod(8)), ["1/2", 1.0]) == {exact("1/2"): 8, 1: 24}
    for wrong in (-1, float("inf"), "x"):
        with pytest.raises(Mismatch, match="ε = "):
            profile(c, Lee(Zmod(8)), [wrong])


def test_powers_in_texts_are_bounded():
    R = Multivariate(QQ, ("x",))
    assert len(R("(x + 1)^256")) == 257
    for text in ("((((2^4096)^4096)^4096)^4096)*x", "(x + 1/3)^4096", "(x + 1)^4000"):
        with pytest.raises(TooLarge):
            R(text)


def test_machine_integers_are_taken_for_what_they_are():
    assert chinese(np.int64(3), np.int64(7), 2**40, 3**25) == chinese(3, 7, 2**40, 3**25)
    m = 2**62 + 1
    row = (1, 4508030798855921345)
    t = 1154902905476197325
    assert member(np.array([t, t * row[1] % m]), [row], Zmod(m))
    large = np.int64(3**25 - 1)
    assert kernel_order(Homomorphism(((large,),), (3**25,), (3**25,))) == 1
    assert Matrix(module(3**25), module(3**25), ((large,),))((3**25 - 1,)) == (1,)
    assert span(np.array([[2, 3], [1, 0]]), GF(4)) == [(1, 0), (0, 1)]


def test_integers_form_no_finite_group():
    for asked in (
        lambda: kernel(Multiples(Zmod(4), ZZ, 0)),
        lambda: kernel(Reduction(ZZ, Zmod(4))),
        lambda: image_of(Multiples(Zmod(4), ZZ, 0)),
        lambda: subgroup(ZZ, [2]),
    ):
        with pytest.raises(NotFinite, match="a coordinate lies in Z"):
            asked()


@pytest.mark.parametrize(
    ("ring", "i"),
    [
        (Polynomials(Zmod(2), 3), -1),
        (Polynomials(Zmod(2)), -1),
        (Polynomials(Zmod(1)), 1),
        (Polynomials(Zmod(2), 2), 4),
        (Zmod(4), 7),
        (GF(4), 4),
        (module(2, 3), 6),
    ],
)
def test_places_where_nothing_stands(ring, i):
    with pytest.raises(Mismatch, match=f"the element at place {i}"):
        ring.unrank(i)


def test_matrices_that_are_none():
    with pytest.raises(Mismatch, match="row 1 has 1 entries, not 2"):
        image([(1, 2), (3,)], Zmod(5))
    with pytest.raises(Mismatch, match="row 0 has 2 entries, not 3"):
        member((2, 1, 0), [(2, 1)], Zmod(4))
    with pytest.raises(Mismatch, match="the modulus is negative"):
        howell([(1, 2)], -9)
    for wrong in (-1, 12):
        with pytest.raises(Mismatch, match=f"the entry {wrong} lies elsewhere"):
            span([(wrong, 2)], GF(9))
    with pytest.raises(Mismatch, match="10 in GF"):
        howe(GF(9), (10, 1), (1,))


def test_the_hermite_form_of_a_large_matrix_is_quick():
    rng = np.random.default_rng(4)
    assert len(howell(rng.integers(-99, 100, (60, 60)).tolist(), 0)) == 60


def test_fiber_products_nest_deeply():
    R = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(4), 2)))
    for _ in range(7):
        R = FiberProduct(Cospan(R.fst, Identity(R.fst.cod)))
    assert R.order == 8


def test_every_point_of_a_plane_taken_once():
    plane = scheme(GF(1021), ["x", "y"])
    f = morphism(plane, ["x", "y"])
    assert point_count(SchemeCospan(f, f)) == 1021**2


def test_letters_without_coordinates():
    trivial = FiberProduct(Cospan(Identity(Zmod(1)), Identity(Zmod(1))))
    assert Hamming(Product((trivial, Zmod(2)))).groups == [[], [0]]
    assert Hamming(Product((trivial, Zmod(2))))(((0, 0), 1), ((0, 0), 0)) == 1


def test_densities_and_dimensions_at_the_edge():
    assert (density_limit("l1", 256, 100), density_limit("l1", 1, 0)) == (0, 1)
    with pytest.raises(Mismatch, match="in dimension -1"):
        ball_polynomial("linf", -1)
