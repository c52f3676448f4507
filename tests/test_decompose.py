"""Forms, subspaces and splittings: counts from formulas and tables, and every answer against a listing."""

from itertools import combinations, product
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.decompose import (
    Form,
    Isotropic,
    Splitting,
    Submodule,
    determinant,
    diagonal,
    dot,
    gaussian,
    gram,
    gram_determinant,
    is_field,
    nondegenerate,
    perp,
    radical,
    split,
    splitting,
    submodule,
    submodules,
    subspaces,
    whole,
    zero,
)
from algebra.errors import Mismatch, NotFinite
from algebra.maps import Linear
from algebra.rings import GF, QQ, ZZ, Zmod, power

SPACES = [(Zmod(2), 2), (Zmod(2), 3), (Zmod(3), 2), (Zmod(4), 2), (Zmod(6), 2), (Zmod(8), 1), (Zmod(12), 1)]
SPACES += [(Zmod(1), 2), (Zmod(9), 1), (GF(4), 2), (GF(9), 1), (GF(3), 2)]


def some_forms(ring, d):
    """The dot product, a diagonal form, and one that is not symmetric."""
    entries = list(ring.elements())
    yield dot(ring, d)
    yield diagonal(ring, (entries[-1 - i % len(entries)] for i in range(d)))
    yield Form(ring, tuple(tuple(entries[(i + 2 * j + 1) % len(entries)] for j in range(d)) for i in range(d)))


def all_submodules(ring, d):
    return submodules(ring, d) if isinstance(ring, Zmod) else subspaces(ring, d)


def spanned(ring, d, rows):
    """The members of a span, from sums of multiples."""
    Z, found = power(ring, d), {(ring.zero,) * d}
    for row in rows:
        lines = [tuple(ring.mul(c, t) for t in row) for c in ring.elements()]
        found = {Z.add(u, v) for u in found for v in lines}
    return found


# -------------------------------------------------------------------------------------------------------- subspaces


def test_the_numbers_of_subspaces_are_the_galois_numbers():
    # OEIS A006116, and A006117 for q = 3
    assert [sum(1 for _ in subspaces(GF(2), d)) for d in range(6)] == [1, 2, 5, 16, 67, 374]
    assert [sum(1 for _ in subspaces(Zmod(3), d)) for d in range(5)] == [1, 2, 6, 28, 212]
    # Goldman and Rota: G(n + 1) = 2 G(n) + (q^n - 1) G(n - 1)
    for q, top in ((4, 3), (5, 3), (8, 2), (9, 2)):
        found = [sum(1 for _ in subspaces(GF(q), d)) for d in range(top + 1)]
        assert all(found[n + 1] == 2 * found[n] + (q**n - 1) * found[n - 1] for n in range(1, top))


@pytest.mark.parametrize(("q", "d"), [(2, 5), (3, 3), (4, 3), (5, 2), (9, 2)])
def test_there_are_gaussian_binomials_of_each_dimension_in_order(q, d):
    found = list(subspaces(GF(q), d))
    assert [sum(U.dim == k for U in found) for k in range(d + 1)] == [gaussian(q, d, k) for k in range(d + 1)]
    assert found == sorted(set(found), key=lambda U: (U.dim, U.basis))
    assert all(submodule(U.ring, d, U.basis) == U and U.order == q**U.dim for U in found)


def test_gaussian_binomials_obey_pascal_and_become_binomials():
    for q, d, k in product((2, 3, 4, 5), range(1, 7), range(8)):
        assert gaussian(q, d, k) == gaussian(q, d - 1, k - 1) + q**k * gaussian(q, d - 1, k)
        assert gaussian(q, d, k) == gaussian(q, d, d - k)
    assert gaussian(2, 3, -1) == gaussian(2, 3, 4) == 0


def test_the_numbers_of_submodules_are_those_of_subgroups():
    # Z_m^2: the sum of gcd(a, b) over the divisors of m (OEIS A060724)
    divisors = {m: [a for a in range(1, m + 1) if m % a == 0] for m in range(1, 17)}
    counts = {m: sum(gcd(a, b) for a, b in product(at, repeat=2)) for m, at in divisors.items()}
    assert (counts[4], counts[8]) == (15, 37)
    assert {m: sum(1 for _ in submodules(Zmod(m), 2)) for m in counts} == counts
    # Z_4^3, by its quotients and by the Chinese remainder theorem
    assert sum(1 for _ in submodules(Zmod(4), 3)) == 129
    assert sum(1 for _ in submodules(Zmod(6), 3)) == 16 * 28


@pytest.mark.parametrize(("m", "d"), [(2, 2), (3, 2), (4, 2), (6, 1), (8, 1)])
def test_the_submodules_are_the_closed_sets(m, d):
    Z, found = power(Zmod(m), d), [frozenset(U) for U in submodules(Zmod(m), d)]
    closed = {frozenset({(0,) * d})}
    todo = list(closed)
    while todo:
        here = todo.pop()
        for v in Z.elements():
            more = frozenset(Z.add(u, tuple(c * t % m for t in v)) for u in here for c in range(m))
            if more not in closed:
                closed.add(more)
                todo.append(more)
    assert len(found) == len(closed)
    assert set(found) == closed


@pytest.mark.parametrize(("ring", "d"), SPACES)
def test_members_order_sums_and_meets_are_those_of_the_sets(ring, d):
    found = list(all_submodules(ring, d))[:20]
    sets = {U: spanned(ring, d, U.basis) for U in found}
    for U, members in sets.items():
        assert list(U) == [z for z in power(ring, d).elements() if z in members]
        assert U.order == len(members)
        assert all((z in U) == (z in members) for z in power(ring, d).elements())
        for V, others in sets.items():
            assert set(U.meet(V)) == members & others
            assert set(U + V) == {U.space.add(a, b) for a in members for b in others}
            assert (U <= V) == (members <= others)
    assert whole(ring, d).order == (ring.order) ** d
    assert list(zero(ring, d)) == [(0,) * d]


def test_infinite_and_foreign_things_are_refused():
    U = submodule(QQ, 2, [(1, 2), (2, 4)])
    assert (U.dim, U.order, zero(QQ, 2).order) == (1, None, 1)
    assert (QQ(2), QQ(4)) in U
    assert (1, 1) not in U
    assert list(zero(QQ, 2)) == [(0, 0)]
    assert (1, 2, 3) not in U
    assert "no" not in U
    with pytest.raises(NotFinite):
        iter(U)
    with pytest.raises(Mismatch, match="take one module"):
        U + zero(QQ, 3)
    with pytest.raises(Mismatch, match="none of Z_m"):
        submodule(ZZ, 2, [(1, 2)])
    with pytest.raises(Mismatch, match="no Z_m"):
        submodules(GF(4), 2)
    with pytest.raises(Mismatch, match="of 1 elements"):
        gaussian(1, 3, 1)
    for make in (submodule, lambda ring, d, _: dot(ring, d)):
        with pytest.raises(Mismatch, match="give d >= 0"):
            make(Zmod(4), -1, [])
    with pytest.raises(Mismatch, match="no finite field"):
        next(subspaces(Zmod(4), 2))
    with pytest.raises(Mismatch, match="no finite field"):
        next(subspaces(QQ, 2))
    assert [is_field(R) for R in (Zmod(1), Zmod(2), Zmod(4), GF(4), QQ, ZZ)] == [False, True, False, True, True, False]


# ------------------------------------------------------------------------------------------------------- splittings


@pytest.mark.parametrize(("ring", "d"), SPACES)
def test_a_submodule_splits_iff_it_meets_its_complement_in_0(ring, d):
    Z = power(ring, d)
    for U, b in product(list(all_submodules(ring, d))[:40], some_forms(ring, d)):
        members = list(U)
        beside = [z for z in Z.elements() if all(b(u, z) == ring.zero for u in members)]
        assert list(perp(U, b)) == beside
        common = [z for z in members if z in set(beside)]
        assert list(radical(U, b)) == common
        direct = len({Z.add(u, v) for u in members for v in beside}) == Z.order == len(members) * len(beside)
        found = split(U, b)
        assert nondegenerate(U, b) == isinstance(found, Splitting) == direct == (len(common) == 1)
        if isinstance(found, Isotropic):
            assert (found.vector, found.part) == (common[1], U)
            continue
        assert splitting(b, *found.parts) == found
        for z in Z.elements():
            u, v = found.parts_of(z)
            assert u in U
            assert v in set(beside)
            assert Z.add(u, v) == z
        for p, r in product(found.projections, repeat=2):
            assert all(p(r(z)) == (p(z) if p is r else (ring.zero,) * d) for z in Z.elements())


@pytest.mark.parametrize("ring", [GF(2), GF(3), GF(4), Zmod(5), Zmod(4), Zmod(6), Zmod(9)])
def test_the_gram_determinant_decides_over_fields_and_suffices_elsewhere(ring):
    needed = []
    for U, b in product(all_submodules(ring, 2), some_forms(ring, 2)):
        unit = gram_determinant(U, b) in {a for a in ring.elements() for c in ring.elements() if ring.mul(a, c) == 1}
        assert gram(U, b) == tuple(tuple(b(u, v) for v in U.basis) for u in U.basis)
        assert nondegenerate(U, b) or not unit
        needed.append(unit or not nondegenerate(U, b))
    assert all(needed) == is_field(ring)


def test_over_z_6_a_part_that_is_not_free_splits():
    U, b = submodule(Zmod(6), 1, [(3,)]), dot(Zmod(6), 1)
    assert gram_determinant(U, b) == 3
    assert [V.basis for V in split(U, b).parts] == [((3,),), ((2,),)]


def test_over_z_4_the_canonical_basis_of_a_free_part_may_be_too_long_for_its_determinant():
    U, b = submodule(Zmod(4), 2, [(2, 1)]), dot(Zmod(4), 2)
    assert U.basis == ((2, 1), (0, 2))
    assert b.q((2, 1)) == 1
    assert gram_determinant(U, b) == 0
    assert nondegenerate(U, b)


def permuted(rows, ring):
    """The determinant by all permutations."""
    total, n = ring.zero, len(rows)
    for order in product(range(n), repeat=n):
        if len(set(order)) == n:
            term = ring.one
            for i, j in enumerate(order):
                term = ring.mul(term, rows[i][j])
            odd = sum(a > b for a, b in combinations(order, 2)) % 2
            total = ring.add(total, ring.neg(term) if odd else term)
    return total


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([Zmod(6), Zmod(8), GF(4), GF(9), GF(5), QQ]), st.integers(0, 4), st.data())
def test_determinants_are_those_of_permutations(ring, n, data):
    pick = st.integers(0, (ring.order or 9) - 1)
    rows = [[ring(data.draw(pick)) for _ in range(n)] for _ in range(n)]
    assert determinant(rows, ring) == permuted(rows, ring)


def test_determinants_refuse_other_shapes_and_rings():
    with pytest.raises(Mismatch, match="not square"):
        determinant([(1, 2)], QQ)
    with pytest.raises(Mismatch, match="none of Z_m"):
        determinant([(1,)], ZZ)


VECTORS = st.lists(st.lists(st.fractions(-3, 3, max_denominator=3), min_size=3, max_size=3), max_size=3)


@settings(max_examples=40, deadline=None)
@given(VECTORS, VECTORS)
def test_over_q_a_definite_form_splits_every_subspace(rows, others):
    b = diagonal(QQ, (1, 2, 3))
    U, V = submodule(QQ, 3, rows), submodule(QQ, 3, others)
    D = split(U, b)
    assert isinstance(D, Splitting)
    assert D.orthogonal is None
    assert gram_determinant(U, b) > 0
    assert perp(perp(U, b), b) == U
    assert perp(U + V, b) == perp(U, b).meet(perp(V, b))
    assert (U + V).dim + U.meet(V).dim == U.dim + V.dim
    for z in ((QQ(1), QQ(2), QQ(-1)), (QQ("1/2"), QQ(0), QQ(5))):
        u, v = D.parts_of(z)
        assert u in U
        assert b.q(z) == b.q(u) + b.q(v)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 40), st.data())
def test_over_z_m_a_nondegenerate_form_pairs_orders(m, data):
    row = st.tuples(*[st.integers(0, m - 1)] * 3)
    U, b = submodule(Zmod(m), 3, data.draw(st.lists(row, max_size=3))), dot(Zmod(m), 3)
    assert U.order * perp(U, b).order == m**3
    assert perp(perp(U, b), b) == U
    found = split(U, b)
    if isinstance(found, Isotropic):
        assert found.vector in U
        assert any(found.vector)
        assert all(b(u, found.vector) == 0 for u in U.basis)
    else:
        assert U + perp(U, b) == whole(Zmod(m), 3)


def test_splittings_into_many_parts_and_what_is_none():
    b, axes = dot(GF(5), 3), [submodule(GF(5), 3, [row]) for row in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    D = splitting(b, *axes)
    assert D.parts_of((1, 2, 3)) == ((1, 0, 0), (0, 2, 0), (0, 0, 3))
    assert D.orthogonal is None
    with pytest.raises(Mismatch, match="lies in the parts before it"):
        splitting(b, *axes, axes[0])
    with pytest.raises(Mismatch, match="the sum of the parts is"):
        splitting(b, *axes[:2])
    with pytest.raises(Mismatch, match="take both on one module"):
        splitting(dot(GF(5), 2), *axes)
    with pytest.raises(Mismatch, match="in no sum of members"):
        Splitting(b, (axes[0],)).projections  # noqa: B018
    slanted = submodule(GF(5), 3, [(1, 1, 0)])
    assert splitting(b, axes[0], slanted, axes[2]).orthogonal == (axes[0], slanted, (1, 0, 0), (1, 1, 0))
    assert splitting(dot(QQ, 0)).projections == ()
    assert str(Splitting(dot(QQ, 0), ())) == "0"
    assert splitting(dot(QQ, 0), Submodule(QQ, 0, ())).projections == (Linear(QQ, (), 0),)


def test_a_form_refuses_a_matrix_that_is_not_square():
    with pytest.raises(Mismatch, match="row 0 of 1 has 2 entries"):
        Form(QQ, ((1, 2),))
    b = Form(GF(4), ((0, 2), (3, 1)))
    assert b((1, 2), (3, 1)) == 3
    assert b.d == 2
    assert eval(repr(b), {"Form": Form, "GF": GF}) == b


@pytest.mark.parametrize(
    ("ring", "d", "basis"),
    [
        (Zmod(4), 2, ((2, 1),)),
        (Zmod(4), 1, ((3,),)),
        (Zmod(4), 2, ((0, 0),)),
        (Zmod(3), 2, ((0, 1), (1, 0))),
        (GF(4), 2, ((2, 1),)),
        (QQ, 2, ((2, 2),)),
        (Zmod(4), 2, ((0, 1.0),)),
        (Zmod(4), 3, ((0, 1),)),
        (ZZ, 1, ((1,),)),
        (Zmod(2), -1, ()),
    ],
)
def test_a_submodule_is_told_by_its_canonical_basis_only(ring, d, basis):
    with pytest.raises(Mismatch):
        Submodule(ring, d, basis)


def test_parts_lie_in_the_module_of_the_form():
    with pytest.raises(Mismatch, match="take both on one module"):
        Splitting(dot(GF(3), 2), (whole(GF(2), 2),))
