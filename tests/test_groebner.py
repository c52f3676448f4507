"""Gröbner bases and what is made of them: engines against each other, against linear algebra, and known ideals."""

import shutil
from itertools import combinations, product

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.affine import ENGINES, Basis, Contradiction
from algebra.affine.groebner import blocks, descent, divides, division, groebner, lead, shifted
from algebra.affine.hilbert import dimension, function, numerator, same_series, standard
from algebra.affine.ideals import elimination, intersection, quotient, split, splitting
from algebra.affine.spans import dependence
from algebra.errors import Mismatch, Missing, NotFinite, TooLarge
from algebra.rings import QQ, Multivariate, Zmod

PROGRAMS = {"singular": "Singular", "macaulay2": "M2"}
F3, F5 = Multivariate(Zmod(3), ("x", "y", "z")), Multivariate(Zmod(5), ("x", "y"))
ORDERS = ["grevlex", "lex", (1, 2), (2, 1)]


def polynomials(ring: Multivariate, degree: int = 3, terms: int = 3) -> st.SearchStrategy:
    n, p = len(ring.names), ring.coefficients.order
    exponents = st.tuples(*[st.integers(0, degree)] * n).filter(lambda e: sum(e) <= degree)
    return st.dictionaries(exponents, st.integers(1, p - 1), min_size=1, max_size=terms).map(ring.collect)


def buchberger(basis: Basis) -> bool:
    """Whether all S-polynomials reduce to 0."""
    ring, minus = basis.ring, basis.ring.coefficients.from_int(-1)
    for i, j in combinations(range(len(basis.elements)), 2):
        e, f = basis.leads[i], basis.leads[j]
        top = tuple(map(max, e, f))
        left = shifted(ring, basis.elements[i], tuple(a - b for a, b in zip(top, e, strict=True)), 1)
        right = shifted(ring, basis.elements[j], tuple(a - b for a, b in zip(top, f, strict=True)), minus)
        if ring.add(left, right) not in basis:
            return False
    return True


@settings(max_examples=40, deadline=None)
@given(st.lists(polynomials(F3), min_size=1, max_size=3), st.sampled_from(ORDERS), st.randoms())
def test_the_basis_is_reduced_complete_and_independent_of_the_order_of_the_input(stated, order, random) -> None:
    basis = groebner(F3, stated, order)
    shuffled = stated[:]
    random.shuffle(shuffled)
    assert groebner(F3, shuffled, order) == basis
    assert buchberger(basis)
    for a, top in zip(basis.elements, basis.leads, strict=True):
        assert lead(a, basis.descent) == (top, 1)
        assert not any(divides(other, e) for other in basis.leads for e, _ in a if (e, other) != (top, top))


@settings(max_examples=40, deadline=None)
@given(st.lists(polynomials(F5), min_size=2, max_size=2), polynomials(F5), polynomials(F5), polynomials(F5))
def test_division_gives_back_what_it_took(stated, a, b, c) -> None:
    basis = groebner(F5, stated, "grevlex")
    quotients, rest = division(a, basis)
    total = rest
    for q, h in zip(quotients, basis.elements, strict=True):
        total = F5.add(total, F5.mul(q, h))
    assert total == a
    assert not any(divides(top, e) for top in basis.leads for e, _ in rest)
    moved = F5.add(a, F5.add(F5.mul(b, stated[0]), F5.mul(c, stated[1])))
    assert basis.normal_form(moved) == rest


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("ring", [F3, Multivariate(QQ, ("x", "y", "z")), Multivariate(Zmod(32003), ("b", "ring", "t"))])
@pytest.mark.parametrize("engine", PROGRAMS)
def test_programs_agree_with_sympy(engine, ring, order) -> None:
    if shutil.which(PROGRAMS[engine]) is None:
        pytest.skip(f"{PROGRAMS[engine]} is not installed")
    x, y, z = map(ring.variable, ring.names)
    two, seven = ring.from_int(2), ring.from_int(7)
    stated = [
        ring.sub(ring.mul(ring.power(x, 2), y), ring.add(z, two)),
        ring.add(ring.mul(x, ring.power(z, 2)), ring.mul(seven, y)),
        ring.sub(ring.power(y, 2), ring.mul(x, z)),
    ]
    assert groebner(ring, stated, order, engine) == groebner(ring, stated, order)


def test_fractions_pass_through_the_programs() -> None:
    R = Multivariate(QQ, ("x", "y"))
    stated = [R("2/3*x^2 - 5/7*y + 1"), R("x*y - 11/13")]
    bases = [groebner(R, stated, "lex", e) for e in ENGINES if e == "sympy" or shutil.which(PROGRAMS[e])]
    assert all(basis == bases[0] for basis in bases)
    assert R.text(bases[0].elements[0]) == "y^3 - 7/5*y^2 - 1694/2535"


@pytest.mark.parametrize("engine", PROGRAMS)
def test_a_program_that_is_not_there_is_named(engine, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match=PROGRAMS[engine]):
        groebner(F5, [F5("x^2 - y"), F5("x*y")], "lex", engine)


def test_an_engine_that_errs_is_not_believed(monkeypatch) -> None:
    monkeypatch.setitem(ENGINES, "hasty", lambda ring, stated, sizes: [stated[0]])
    with pytest.raises(Contradiction, match="does not reduce to 0"):
        groebner(F5, [F5("x^2 - y"), F5("x*y")], "lex", "hasty")


def test_unknown_engines_and_orders_are_refused() -> None:
    with pytest.raises(Mismatch, match="known are sympy, singular, macaulay2"):
        groebner(F5, [F5("x")], "lex", "magma")
    for order in ("degree", (1,), (3, -1)):
        with pytest.raises(Mismatch, match="take grevlex, lex or sizes of blocks"):
            blocks(order, 2)


def test_degenerate_ideals() -> None:
    point = Multivariate(QQ, ())
    assert groebner(point, [], "grevlex").elements == ()
    assert groebner(point, [point("3")], "lex").elements == (point.one,)
    assert groebner(F5, [F5.zero], "lex").elements == ()
    assert groebner(F5, [F5("x"), F5("x + 2")], (1, 1)).trivial


def test_the_twisted_cubic_by_elimination() -> None:
    R, S = Multivariate(QQ, ("t", "x", "y", "z")), Multivariate(QQ, ("x", "y", "z"))
    found = elimination(R, [R("x - t"), R("y - t^2"), R("z - t^3")], S, "sympy")
    assert set(found.elements) == {S("x^2 - y"), S("x*y - z"), S("y^2 - x*z")}


def test_lex_orders_by_the_first_variable_and_weights_count() -> None:
    box = list(product(range(3), repeat=2))
    assert sorted(box, key=descent((1, 1))) == sorted(box, reverse=True)
    assert min([(2, 0), (0, 1)], key=descent((2,), (1, 3))) == (0, 1)


SMALL = polynomials(F3, degree=2, terms=2)


@settings(max_examples=25, deadline=None)
@given(st.lists(SMALL, min_size=1, max_size=2), st.lists(SMALL, min_size=1, max_size=2))
def test_intersections_quotients_and_splittings(left, right) -> None:
    K, J = groebner(F3, left, "grevlex"), groebner(F3, right, "grevlex")
    meet, over = intersection(K, J, "sympy"), quotient(J, K.elements, "sympy")
    assert all(a in K and a in J for a in meet.elements)
    assert all(F3.mul(a, b) in meet for a in K.elements for b in J.elements)
    assert all(F3.mul(a, h) in J for a in over.elements for h in K.elements)
    assert all(a in over for a in J.elements)
    top = 4
    dims = [function(side.leads, (1, 1, 1), top) for side in (K, J, meet, groebner(F3, left + right, "grevlex"))]
    if all(len({sum(e) for e, _ in a}) == 1 for a in left + right):
        assert all(m + s == i + j for i, j, m, s in zip(*dims, strict=True))
    tagged = splitting(K, J, "sympy")
    for a, b in product(left, right):
        i, j = split(tagged, F3, F3.add(a, b))
        assert i in K
        assert j in J
        assert F3.add(i, j) == F3.add(a, b)


@pytest.mark.parametrize(
    ("J", "h", "expected"),
    [
        (["x*y"], ["y"], ["x"]),
        (["x*y", "y^2"], ["y"], ["x", "y"]),
        (["x^2", "x*y"], ["x"], ["x", "y"]),
        (["x^2 - y^2"], ["x - y"], ["x + y"]),
        ([], ["x"], []),
        ([], [], ["1"]),
        (["x"], ["x"], ["1"]),
        (["x"], ["y", "x"], ["x"]),
        (["x*y"], ["x", "y"], ["x*y"]),
    ],
)
def test_known_annihilators(J, h, expected) -> None:
    found = quotient(groebner(F5, map(F5, J), "grevlex"), list(map(F5, h)), "sympy")
    assert set(found.elements) == set(map(F5, expected))


def rank(vectors: list[dict], p: int) -> int:
    keys = sorted({key for vector in vectors for key in vector})
    return flint.nmod_mat([[vector.get(key, 0) for key in keys] for vector in vectors], p).rank() if keys else 0


HOMOGENEOUS = st.integers(1, 3).flatmap(
    lambda d: st.dictionaries(
        st.sampled_from([e for e in product(range(d + 1), repeat=3) if sum(e) == d]), st.integers(1, 2), min_size=1
    ).map(F3.collect)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(HOMOGENEOUS, max_size=3))
def test_hilbert_functions_by_linear_algebra(stated) -> None:
    found = function(groebner(F3, stated, "lex").leads, (1, 1, 1), 5)
    for d, value in enumerate(found):
        monomials = [e for e in product(range(d + 1), repeat=3) if sum(e) == d]
        multiples = [
            dict(shifted(F3, a, e, 1))
            for a in stated
            for e in product(range(d + 1), repeat=3)
            if sum(e) + sum(a[0][0]) == d
        ]
        assert value == len(monomials) - rank(multiples, 3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=6), st.tuples(*[st.integers(1, 3)] * 3))
def test_hilbert_functions_of_monomial_ideals_by_listing(leads, weights) -> None:
    box = [e for e in product(range(9), repeat=3) if not any(divides(m, e) for m in leads)]
    sizes = [sum(w * k for w, k in zip(weights, e, strict=True)) for e in box]
    assert function(leads, weights, 8) == [sizes.count(d) for d in range(9)]
    top = numerator(leads, weights)
    assert same_series([(1, top, weights), (-1, top, weights)])
    assert same_series([(1, top, weights)]) == (not top)


def test_dimensions_and_standard_monomials() -> None:
    assert dimension(groebner(F5, [F5("x*y")], "grevlex").leads, 2) == 1
    assert dimension(groebner(F3, [F3("x*z"), F3("y*z")], "lex").leads, 3) == 2
    assert dimension(groebner(F3, [F3("x"), F3("y"), F3("z^2")], "lex").leads, 3) == 0
    assert len(standard(groebner(F5, [F5("x^3 - y"), F5("y^2 + x")], "lex").leads, 2)) == 6
    with pytest.raises(NotFinite):
        standard([(2, 0), (1, 1)], 2)
    with pytest.raises(TooLarge):
        standard([(10**6, 0), (0, 10**6)], 2)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 3), st.integers(1, 4)), max_size=6), st.sampled_from([5, 0, 2**89 - 1]))
def test_dependence_keeps_the_first_and_combines_the_rest(vectors, p) -> None:
    k = Zmod(p) if p else QQ
    found = dependence([{key: k.from_int(c) for key, c in v.items()} for v in vectors], k)
    assert sorted([*found.independent, *found.combinations]) == list(range(len(vectors)))
    for j, row in found.combinations.items():
        assert all(i < j for i in row)
        for key in range(4):
            total = k.zero
            for i, c in row.items():
                total = k.add(total, k.mul(c, k.from_int(vectors[i].get(key, 0))))
            assert total == k.from_int(vectors[j].get(key, 0))
    if p == 5:
        assert len(found.independent) == rank(vectors, 5)
