"""Laws hold where they should, and name the first failure where they do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra import laws
from algebra.errors import Mismatch, NotFinite
from algebra.fiber import Cone, Cospan, FiberProduct
from algebra.laws import Witness
from algebra.maps import Identity, Matrix, Multiples, Table, reduce, table
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Padic, Xadic
from algebra.relax import relax
from algebra.rings import ZZ, Polynomials, Quotient, Ring, TableRing, Zmod, module, power
from verify.check import cells, necessity, verdict
from verify.claims.classical import CLAIMS
from verify.families import modules, rings, set_cospans
from verify.pools.maps import homomorphisms
from verify.verdict import Holds

EXACT = settings(derandomize=True, deadline=None, max_examples=60)
Z3 = Zmod(3)


def square(R: Ring) -> Table:
    return table(lambda a: R.mul(a, a), R, R)


@pytest.mark.parametrize(
    ("law", "value", "points", "says"),
    [
        (laws.additive, square(Z3), (1, 1), "f(1 + 1) = 1, f(1) + f(1) = 2"),
        (laws.additive, reduce(Zmod(4), 3), (1, 3), "f(1 + 3) = 0, f(1) + f(3) = 1"),
        (laws.multiplicative, Multiples(Z3, Z3, 2), (1, 1), "f(1 · 1) = 2, f(1) · f(1) = 1"),
        (laws.multiplicative, Multiples(ZZ, ZZ, 2), (1, 1), "f(1 · 1) = 2, f(1) · f(1) = 4"),
        (laws.unital, Multiples(Z3, Z3, 2), (1,), "f(1) = 2 is not 1"),
        (laws.onto, Multiples(Zmod(2), Zmod(4), 2), (1,), "no a has f(a) = 1"),
        (laws.zero_diagonal, Distances(Zmod(2), ((0, 1), (1, 2))), (1,), "d(1, 1) = 2"),
        (laws.symmetric, Distances(Zmod(2), ((0, 1), (2, 0))), (0, 1), "d(0, 1) = 1, d(1, 0) = 2"),
        (laws.separating, Distances(Zmod(2), ((0, 0), (0, 0))), (0, 1), "d(0, 1) = 0"),
        (laws.ultrametric, Lee(Zmod(4)), (0, 1, 2), "d(0, 2) = 2 > max(d(0, 1), d(1, 2)) = 1"),
        (laws.invariant, Absolute(Z3), (0, 1, 2), "d(0 + 2, 1 + 2) = 2, d(0, 1) = 1"),
        (laws.submultiplicative, Lee(Zmod(4)), (2,), "|2| = 2 > 1"),
        (laws.submultiplicative, Hamming(module(2)), None, None),
    ],
)
def test_first_failure(law, value, points, says):
    found = law(value)
    assert found == (None if says is None else Witness(points, says))


def test_ultrametric_needs_a_zero_diagonal():
    assert laws.ultrametric(Distances(Zmod(1), ((1,),))) == Witness((0,), "d(0, 0) = 1")


def test_triangle():
    d = Distances(Z3, ((0, 1, 5), (1, 0, 1), (5, 1, 0)))
    assert laws.triangle(d).points == laws.pseudometric(d).points == laws.metric(d).points == (0, 1, 2)
    assert laws.triangle(Absolute(Zmod(5), "l2")) is None


@pytest.mark.parametrize(
    "d",
    [
        Lee(Zmod(6)),
        Lee(module(4, 3), "l2"),
        Lee(module(4, 3), "linf"),
        Hamming(module(3, 2)),
        Discrete(Zmod(5)),
        Padic(Zmod(8), 2),
        Xadic(Quotient(Zmod(2), (0, 0, 0, 1))),
        Absolute(Zmod(5)),
    ],
    ids=str,
)
def test_metrics(d):
    rows = tuple(tuple(d(a, b) for b in d.space.elements()) for a in d.space.elements())
    plain = Distances(d.space, rows)
    assert laws.metric(d) is None
    for law in (laws.ultrametric, laws.invariant, laws.submultiplicative, laws.separating, laws.symmetric):
        assert law(d) == law(plain)


def test_lipschitz_compares_squares_with_squares():
    R, double = power(Zmod(8), 2), Matrix(power(Zmod(8), 2), power(Zmod(8), 2), ((2, 0), (0, 2)))
    assert laws.lipschitz(double, Lee(R, "l2"), Lee(R, "l2"), 2) is None
    assert laws.lipschitz(double, Lee(R, "l1"), Lee(R, "l2"), 2) is None
    assert laws.lipschitz(double, Lee(R, "l2"), Lee(R, "l2"), 1).points == ((0, 0), (0, 1))


def test_sets_of_pairs():
    c = Cospan(Identity(Zmod(4)), Identity(Zmod(4)))
    near, close = relax(c, Lee, 1), relax(c, Padic(Zmod(4), 2), "1/2")
    assert laws.subgroup(near).points == ((0, 1), (0, 1))
    assert laws.equivalence(near).points == (0, 1, 2)
    assert (laws.subring(close), laws.equivalence(close), laws.subring(FiberProduct(c))) == (None, None, None)
    with pytest.raises(Mismatch):
        laws.equivalence(relax(Cospan(Identity(Z3), Multiples(Z3, Z3, 2)), Lee, 0))


def test_subring_names_what_fails():
    zero, one = Table(Zmod(2), Zmod(2), (0, 0)), Identity(Zmod(2))
    assert laws.subring(FiberProduct(Cospan(zero, one))).says == "1 = (1, 1) is outside"
    assert laws.subring(FiberProduct(Cospan(Table(Zmod(2), Zmod(2), (1, 1)), one))).says == "0 = (0, 0) is outside"
    assert laws.subring(FiberProduct(Cospan(square(Z3), Identity(Z3)))).says == "-(1, 1) = (2, 2) is outside"


def test_commutes():
    c = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))
    assert laws.commutes(c, Cone(reduce(Zmod(12), 4), reduce(Zmod(12), 6))) is None
    assert laws.commutes(c, Cone(reduce(Zmod(12), 4), Multiples(Zmod(12), Zmod(6), 2))).points == (1,)


def test_infinite_maps():
    whole = Polynomials(Zmod(6))
    assert laws.additive(reduce(whole, 2)) is None
    with pytest.raises(NotFinite):
        laws.multiplicative(reduce(whole, 2))


@pytest.mark.parametrize(
    ("plus", "times", "unit", "says"),
    [
        (((0, 1), (1, 1)), ((0, 0), (0, 1)), 1, "no b has 1 + b = 0"),
        (((0, 1), (1, 0)), ((0, 0), (0, 1)), 0, "0 · 1 = 0"),
        (((0, 1), (1, 0)), ((1, 0), (0, 1)), 1, "0(0 + 0) = 1, 00 + 00 = 0"),
        (((1, 0), (0, 1)), ((0, 0), (0, 1)), 1, "0 + 0 = 1"),
    ],
)
def test_broken_rings(plus, times, unit, says):
    found = laws.ring(TableRing(plus, times, unit))
    assert str(found) == says


@EXACT
@given(st.lists(st.integers(0, 4), min_size=16, max_size=16))
def test_metric_laws_agree_with_their_words(values):
    rows = tuple(tuple(values[4 * i : 4 * i + 4]) for i in range(4))
    d, n = Distances(Zmod(4), rows), range(4)
    assert (laws.symmetric(d) is None) == all(rows[a][b] == rows[b][a] for a in n for b in n)
    bad = [(a, b, c) for a in n for b in n for c in n if rows[a][c] > rows[a][b] + rows[b][c]]
    assert (laws.triangle(d) and laws.triangle(d).points) == next(iter(bad), None)


@EXACT
@given(st.sampled_from(rings(4)), st.sampled_from(rings(3)), st.data())
def test_map_laws_agree_with_their_words(X, Z, data):
    points = tuple(X.elements())
    f = Table(X, Z, tuple(data.draw(st.sampled_from(tuple(Z.elements()))) for _ in points))
    bad = [(a, b) for a in points for b in points if f(X.add(a, b)) != Z.add(f(a), f(b))]
    assert (laws.additive(f) and laws.additive(f).points) == next(iter(bad), None)
    assert (laws.onto(f) is None) == (len(set(f.values)) == Z.order)


def test_homomorphisms_are_the_additive_tables():
    for X in modules(4):
        for Z in modules(4):
            pool = homomorphisms(X, Z)
            found = {table(f, X, Z) for f in pool.members()}
            assert len(found) == pool.count
            every = (c.f for c in set_cospans("", ((X, module(), Z),)).instances())
            assert found == {f for f in every if laws.additive(f) is None}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_classical_claims(claim):
    family = claim.family("small")
    result = cells(claim, family, 0, 1)
    assert isinstance(verdict(claim, family, "small", result), Holds)
    refuted = {need.hypothesis for need in necessity(claim, result) if need.witness is not None}
    assert set(claim.needs) <= refuted
