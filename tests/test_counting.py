"""Counts by three sources: formula, enumeration, and numbers made elsewhere."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import gcd

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.balls import ball_polynomial, growth_constant, weight_counts
from algebra.counting import count, module_orders, profile, self_check
from algebra.errors import Mismatch, NotFinite, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Composite, Evaluation, Identity, Map, Matrix, Reduction, reduce, table
from algebra.metrics import Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic, exact
from algebra.relax import Relaxation, relax
from algebra.rings import GF, Polynomials, Quotient, Zmod, module, power
from algebra.structure import ring_invariants


def drawn(draw: st.DrawFn, source: list[int], target: list[int]) -> Matrix:
    rows = tuple(tuple(draw(st.integers(0, c)) * (c // gcd(c, a)) % c for a in source) for c in target)
    return Matrix(module(*source), module(*target), rows)


@st.composite
def cospans(draw: st.DrawFn) -> Cospan:
    orders = st.lists(st.sampled_from([1, 2, 3, 4, 6]), max_size=2)
    target = draw(st.lists(st.sampled_from([2, 3, 4, 8]), max_size=2))
    return Cospan(drawn(draw, draw(orders), target), drawn(draw, draw(orders), target))


def metrics(space: object) -> list[Metric]:
    lee = [Lee(space, norm) for norm in ("l1", "l2", "linf")]
    return [*lee, Hamming(space), Padic(space, 2), Discrete(space)]


@given(cospans())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_closed_forms_against_listing(c: Cospan) -> None:
    pairs = list(FiberProduct(c).elements())
    orders = module_orders(c)
    assert orders.order == len(pairs) == FiberProduct(c).order
    assert orders.p1_onto == ({x for x, _ in pairs} == set(c.X.elements()))
    assert orders.p2_onto == ({y for _, y in pairs} == set(c.Y.elements()))
    assert orders.order_image_meet == len({c.f(x) for x, _ in pairs})
    assert self_check(FiberProduct(c)) is None
    for d in metrics(c.Z):
        found = Counter(d(c.f(x), c.g(y)) for x, y in product(c.X.elements(), c.Y.elements()))
        truth = {e: sum(n for v, n in found.items() if v <= e) for e in sorted(found)}
        assert profile(c, d) == truth, d
        assert all(len(list(Relaxation(c, d, e))) == n for e, n in truth.items())


def test_a_table_of_distances_is_counted_by_images() -> None:
    Z = Zmod(4)
    d = Distances(Z, ((0, 1, 5, 2), (1, 0, 3, 4), (5, 3, 0, Fraction(1, 2)), (2, 4, Fraction(1, 2), 0)))
    linear = Cospan(reduce(Zmod(8), 4), reduce(Zmod(12), 4))
    listed = Cospan(table(linear.f, linear.X, Z), table(linear.g, linear.Y, Z))
    assert profile(linear, d) == profile(listed, d)


def test_order_above_ten_to_the_hundred() -> None:
    images, texts = Polynomials(Zmod(256), 64), Polynomials(Zmod(49408), 64)
    c = Cospan(reduce(images, 128), reduce(texts, 128))
    assert count(c) == (256 * 386) ** 64 > 10**300
    assert profile(c, Lee(c.Z, "linf"), [1])[1] == 3**64 * count(c)
    assert profile(c, Lee(c.Z, "l1"), [1])[1] == (1 + 2 * 64) * count(c)
    assert module_orders(c).invariant_factors[-1] == 49408 * 256 // gcd(49408, 256)


def test_whole_profiles_stop_where_there_are_too_many_radii() -> None:
    X = Polynomials(Zmod(256), 64)
    c = Cospan(Identity(X), Identity(X))
    whole = profile(c, Lee(X))
    assert (len(whole), whole[64 * 128]) == (64 * 128 + 1, 256**128)
    with pytest.raises(TooLarge, match="weights"):
        profile(c, Lee(X, "l2"))
    assert profile(c, Lee(X, "l2"), [1])[1] == 256**64 * (1 + 2 * 64)


def test_neither_onto_nor_of_equal_modulus() -> None:
    c = Cospan(Matrix(module(4), module(12), ((3,),)), Matrix(module(6), module(12), ((4,),)))
    found = module_orders(c)
    assert (found.order, found.order_image_f, found.order_image_g, found.order_image_meet) == (2, 4, 3, 1)
    assert not found.f_onto
    assert not found.p1_onto


def test_zero_rings_and_zero_maps() -> None:
    assert count(Cospan(reduce(Zmod(256), 1), reduce(Zmod(50257), 1))) == 256 * 50257
    empty = Cospan(Matrix(module(), module(), ()), Matrix(module(4), module(), ()))
    assert count(empty) == 4
    assert profile(empty, Lee(module())) == {0: 4}


# Sizes of Lee balls, from the Online Encyclopedia of Integer Sequences: A001844 (d = 2), A001845 (d = 3);
# squares and cubes of odd numbers for linf: A016754, A016755; A000328 for l2 in the plane.
OEIS = {
    ("l1", 2): [1, 5, 13, 25, 41],
    ("l1", 3): [1, 7, 25, 63, 129],
    ("linf", 2): [1, 9, 25, 49, 81],
    ("linf", 3): [1, 27, 125, 343, 729],
}


@pytest.mark.parametrize(("norm", "d"), list(OEIS))
def test_balls_by_three_sources(norm: str, d: int) -> None:
    k, outside = 11, OEIS[norm, d]
    space = power(Zmod(k), d)
    metric = Lee(space, norm)
    sizes = weight_counts(metric, [[int(i == j) for j in range(d)] for i in range(d)])
    e = sympy.Symbol("e")
    for eps, known in enumerate(outside):
        assert known == ball_polynomial(norm, d).subs(e, eps)
        assert known == sum(n for w, n in sizes.items() if w <= eps)
        assert known == sum(metric(v, space.zero) <= eps for v in space.elements())


def test_l2_balls_in_the_plane() -> None:
    # A000328: lattice points in the closed disc of radius n.
    sizes = weight_counts(Lee(power(Zmod(41), 2), "l2"), [[1, 0], [0, 1]], cap=400)
    assert [sum(n for w, n in sizes.items() if w <= r * r) for r in range(7)] == [1, 5, 13, 29, 49, 81, 113]


def test_growth_constants() -> None:
    assert growth_constant("linf", 3) == 8
    assert growth_constant("l1", 3) == sympy.Rational(4, 3)
    assert growth_constant("l2", 3) == sympy.pi * 4 / 3


# Units, nilpotents, idempotents and local factors, by the theory of each ring.
RINGS = [
    (Quotient(Zmod(4), (0, 0, 1)), (16, 8, 8, 2, 1)),
    (Quotient(Zmod(6), (0, 1)), (6, 2, 1, 4, 2)),
    (Quotient(Zmod(2), (0, 1, 1)), (4, 1, 1, 4, 2)),
    (GF(9), (9, 8, 1, 2, 1)),
    (Quotient(Zmod(1), (0,)), (1, 1, 1, 1, 0)),
    (FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(4), 2))), (8, 4, 4, 2, 1)),
]


@pytest.mark.parametrize(("ring", "known"), RINGS)
def test_structure_by_three_sources(ring: object, known: tuple[int, ...]) -> None:
    found = ring_invariants(ring)
    assert (found.order, found.units, found.nilpotents, found.idempotents, found.local_factors) == known
    listed = list(ring.elements())
    units = sum(any(ring.mul(a, b) == ring.one for b in listed) for a in listed)
    nilpotents = sum(ring.power(a, 16) == ring.zero for a in listed)
    assert (len(listed), units, nilpotents, sum(ring.mul(a, a) == a for a in listed)) == known[:4]


def test_structure_of_a_large_pullback() -> None:
    X = Quotient(Zmod(256), (1, 1, *[0] * 60, 1))
    to = Evaluation(X, Reduction(Zmod(256), Quotient(Zmod(4), (1, 1, *[0] * 60, 1))), (0, 1))
    found = ring_invariants(FiberProduct(Cospan(to, to)))
    assert found.order == 256**62 * 64**62
    assert found.units < found.order
    assert found.idempotents == 2**found.local_factors


def test_membership_and_lift() -> None:
    P = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))
    assert (3, 5) in P
    assert (3, 4) not in P
    assert list(P.elements()) == sorted(P.elements())
    w = P.lift(reduce(Zmod(12), 4), reduce(Zmod(12), 6))
    assert len({w(t) for t in range(12)}) == P.order == 12
    with pytest.raises(Mismatch, match="does not commute"):
        P.lift(Identity(Zmod(4)), table(lambda t: 0, Zmod(4), Zmod(6)))


def test_squares_paste() -> None:
    P = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))
    pasted = FiberProduct(Cospan(P.snd, reduce(Zmod(12), 6)))
    whole: Map = Composite(reduce(Zmod(12), 6), reduce(Zmod(6), 2))
    assert pasted.order == FiberProduct(Cospan(reduce(Zmod(4), 2), whole)).order


def test_infinite_questions_are_refused() -> None:
    c = Cospan(reduce(Polynomials(Zmod(4)), 2), reduce(Polynomials(Zmod(6)), 2))
    with pytest.raises(NotFinite, match="degree"):
        count(c)
    assert count(relax(c, Lee, "1"), degree=3) == 4**3 * 6**3 // 2**3 * (1 + 3)
    assert ((1, 1), (0, 1)) in relax(c, Lee, 1)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1, "-1/2", "x", None, True, "1/0"])
def test_no_such_radius(bad: object) -> None:
    with pytest.raises(Mismatch):
        exact(bad)


def test_values_of_metrics() -> None:
    assert Xadic(Polynomials(Zmod(3), 3))((0, 1), (0, 2)) == Fraction(1, 2)
    assert Lee(power(Zmod(5), 2), "l2")((0, 4), (2, 0)) == 5
    assert exact(0.1) == Fraction(3602879701896397, 36028797018963968)
