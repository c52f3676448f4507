"""Allocations and projected cospans: least dimensions against all choices, and relaxations in the shared part."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.decompose import (
    Form,
    Isotropic,
    allocate,
    allocate_orthogonally,
    dot,
    energies,
    project,
    range_of,
    split,
    splitting,
    submodule,
    subspaces,
    whole,
    zero,
)
from algebra.errors import Mismatch
from algebra.fiber import Cospan
from algebra.linear import rank
from algebra.maps import Identity, Linear, Reduction, table
from algebra.metrics import Absolute, Hamming, Lee
from algebra.relax import critical, relax
from algebra.rings import GF, QQ, Zmod, listing, power


def onto(U):
    """A map with a given image."""
    return Linear(U.ring, tuple(zip(*U.basis, strict=True)) if U.basis else ((),) * U.d, U.dim)


def direct(*parts):
    """Whether a sum is direct, by dimensions."""
    total = parts[0]
    for U in parts[1:]:
        total += U
    return total.dim == sum(U.dim for U in parts)


# -------------------------------------------------------------------------------------------------------- allocation


@pytest.mark.parametrize(("ring", "d"), [(GF(2), 3), (GF(3), 2), (GF(4), 2)])
def test_an_allocation_has_the_least_dimensions_and_adds_up(ring, d):
    for U, V in product(subspaces(ring, d), repeat=2):
        f, g = onto(U), onto(V)
        A = allocate(f, g)
        assert (A.shared + A.image, A.shared + A.text) == (U, V) == (range_of(f), range_of(g))
        assert direct(A.shared, A.image, A.text)
        assert A.shared.order == len(set(U) & set(V))
        assert A.dims == (U.meet(V).dim, U.dim - U.meet(V).dim, V.dim - U.meet(V).dim)
        assert sum(A.dims) == rank([*U.basis, *V.basis], ring, d)


def pairing(U, V, b):
    """The rank of a form on two spaces."""
    return rank(b.values(U.basis, V.basis), U.ring, V.dim)


def orthogonal(b, *parts):
    return all(not any(map(any, b.values(U.basis, V.basis))) for U, V in product(parts, repeat=2) if U is not V)


@pytest.mark.parametrize(("ring", "d"), [(GF(2), 2), (GF(3), 2)])
def test_no_orthogonal_choice_has_a_smaller_shared_part_than_the_rank_of_the_pairing(ring, d):
    every, b, attained = list(subspaces(ring, d)), dot(ring, d), 0
    choices = [c for c in product(every, repeat=3) if direct(*c) and orthogonal(b, *c)]
    covers = [(S.dim, S + P, S + T) for S, P, T in choices]
    for U, V in product(every, repeat=2):
        least = min(size for size, image, text in covers if image >= U and text >= V)
        assert least >= pairing(U, V, b)
        found = allocate_orthogonally(onto(U), onto(V), b)
        if isinstance(found, Isotropic):
            assert found.vector in found.part
            assert all(b(u, found.vector) == 0 for u in found.part.basis)
            continue
        attained += 1
        assert found.shared.dim == least == pairing(U, V, b)
    assert attained > len(every)


ROWS = st.lists(st.tuples(*[st.integers(-2, 2)] * 3), max_size=3)


@settings(max_examples=50, deadline=None)
@given(ROWS, ROWS, st.sampled_from([dot(QQ, 3), Form(QQ, ((2, 1, 0), (1, 2, 0), (0, 0, "1/3")))]))
def test_over_a_definite_form_orthogonal_parts_attain_the_rank(rows, others, b):
    U, V = submodule(QQ, 3, rows), submodule(QQ, 3, others)
    A = allocate_orthogonally(onto(U), onto(V), b)
    r, both = pairing(U, V, b), (U + V).dim
    assert A.dims == (r, both - V.dim, V.dim - r)
    assert orthogonal(b, A.shared, A.image, A.text)
    assert direct(A.shared, A.image, A.text)
    assert A.shared + A.image >= U
    assert A.shared + A.text == V
    assert A.shared + A.image + A.text == U + V
    assert split(A.shared, b).orthogonal is None


def test_the_parts_of_a_plane_cannot_be_chosen_orthogonal():
    f, g = Linear(QQ, ((1,), (0,)), 1), Linear(QQ, ((1,), (1,)), 1)
    A, b = allocate(f, g), dot(QQ, 2)
    assert A.dims == (0, 1, 1)
    assert not orthogonal(b, A.image, A.text)
    B = allocate_orthogonally(f, g, b)
    assert B.dims == (1, 1, 0)
    assert B.shared == range_of(g)
    assert B.image.basis == ((1, -1),)


def test_allocations_refuse_what_is_no_pair_of_linear_maps_over_a_field():
    f = Linear(GF(3), ((1,), (0,)), 1)
    with pytest.raises(Mismatch, match="no linear map by kind"):
        allocate(f, Identity(power(GF(3), 2)))
    with pytest.raises(Mismatch, match="with one codomain"):
        allocate(f, Linear(GF(3), ((1,),), 1))
    with pytest.raises(Mismatch, match="it is no field"):
        allocate(Linear(Zmod(4), ((1,),), 1), Linear(Zmod(4), ((1,),), 1))
    with pytest.raises(Mismatch, match="not symmetric"):
        allocate_orthogonally(f, f, Form(GF(3), ((1, 1), (0, 1))))


# -------------------------------------------------------------------------------------------------- projected cospans


@pytest.mark.parametrize(("ring", "metric"), [(Zmod(4), Lee), (Zmod(6), Lee), (Zmod(6), Hamming), (GF(4), Hamming)])
def test_a_relaxation_in_a_part_is_the_one_of_projected_images(ring, metric):
    last = list(ring.elements())[-1]
    c = Cospan(Linear(ring, ((1, last), (0, 1)), 2), Linear(ring, ((last,), (1,)), 1))
    part = submodule(ring, 2, [(1, 0)])
    k, d = project(c, part), metric(c.Z)
    for eps in range(3):
        wanted = [
            (x, y)
            for x in c.X.elements()
            for y in c.Y.elements()
            if d((c.f(x)[0], ring.zero), (c.g(y)[0], ring.zero)) <= eps
        ]
        assert list(relax(k, metric, eps)) == wanted
    # a projection along an axis never adds to these distances
    assert set(relax(c, metric, 1)) <= set(relax(k, metric, 1))


def test_a_projection_over_a_finite_field_can_increase_distances():
    Z = power(Zmod(3), 2)
    c = Cospan(Identity(Z), Identity(Z))
    k = project(c, submodule(Zmod(3), 2, [(1, 1)]))
    gone = set(relax(c, Hamming, 1)) - set(relax(k, Hamming, 1))
    assert ((0, 0), (0, 1)) in gone
    assert k.g((0, 1)) == (2, 2)


POINTS = st.lists(st.tuples(*[st.fractions(-2, 2, max_denominator=2)] * 3), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(POINTS, POINTS, st.lists(st.tuples(*[st.integers(-1, 1)] * 3), max_size=2))
def test_over_q_the_relaxation_lies_in_the_one_of_any_part(left, right, rows):
    Z, part = power(QQ, 3), submodule(QQ, 3, rows)
    c = Cospan(*(table(P.__getitem__, Zmod(len(P)), Z) for P in (left, right)))
    k = project(c, part)
    for eps in critical(c, Absolute(Z, "l2")):
        F, P = relax(c, Absolute, eps, norm="l2"), relax(k, Absolute, eps, norm="l2")
        assert set(F) <= set(P)
        wanted = [
            (x, y) for x, y in product(listing(c.X), listing(c.Y))
            if sum((a - b) ** 2 for a, b in zip(k.f(x), k.g(y), strict=True)) <= eps
        ]  # fmt: skip
        assert list(P) == wanted


def test_the_relaxation_over_q_is_the_same_when_it_is_listed_by_joins():
    Z = power(QQ, 2)
    left = [(Fraction(i, 3), Fraction(i % 5, 2)) for i in range(30)]
    right = [(Fraction(i % 7, 2), Fraction(-i, 5)) for i in range(30)]
    c = Cospan(*(table(P.__getitem__, Zmod(30), Z) for P in (left, right)))
    k = project(c, submodule(QQ, 2, [(1, 2)]))
    for norm in ("l1", "l2", "linf"):
        d = Absolute(Z, norm)
        wanted = [(x, y) for x, y in product(range(30), repeat=2) if d(k.f(x), k.g(y)) <= 1]
        assert list(relax(k, Absolute, 1, norm=norm)) == wanted
        assert 0 < len(wanted) < 900


INSIDE = st.tuples(st.integers(-3, 3), st.integers(-3, 3))


@settings(max_examples=50, deadline=None)
@given(st.lists(INSIDE, min_size=1, max_size=4), st.lists(INSIDE, min_size=1, max_size=4))
def test_energies_add_up_and_bound_what_is_specific(left, right):
    b, Z = dot(QQ, 3), power(QQ, 3)
    shared, own, other = (1, 2, 2), (2, 1, -2), (2, -2, 1)
    parts = splitting(b, *(submodule(QQ, 3, [row]) for row in (shared, own, other)))
    assert parts.orthogonal is None
    images = [tuple(Fraction(s * a + t * c) for a, c in zip(shared, own, strict=True)) for s, t in left]
    texts = [tuple(Fraction(s * a + t * c) for a, c in zip(shared, other, strict=True)) for s, t in right]
    c = Cospan(table(images.__getitem__, Zmod(len(images)), Z), table(texts.__getitem__, Zmod(len(texts)), Z))
    for x, y in product(listing(c.X), listing(c.Y)):
        E = energies(c, parts, x, y)
        assert (9 * (left[x][0] - right[y][0]) ** 2, 9 * left[x][1] ** 2, 9 * right[y][1] ** 2) == tuple(E)
        assert E.total == E.distance == sum(E) == Absolute(Z, "l2")(c.f(x), c.g(y))
        assert ((x, y) in relax(c, Absolute, 0, norm="l2")) == (sum(E) == 0)
        assert ((x, y) in relax(project(c, parts.parts[0]), Absolute, 0, norm="l2")) == (left[x][0] == right[y][0])


def test_what_has_no_orthogonal_projection_is_refused_with_its_vector():
    Z = power(GF(5), 2)
    c = Cospan(Identity(Z), Identity(Z))
    with pytest.raises(Mismatch, match=r"\(1, 2\) is orthogonal to all of ⟨1 2⟩"):
        project(c, submodule(GF(5), 2, [(1, 2)]))
    with pytest.raises(Mismatch, match="take a part of Z"):
        project(c, submodule(GF(5), 3, [(1, 2, 0)]))
    with pytest.raises(Mismatch, match=r"the part lies in GF\(5\)\^1, not in GF\(5\); .* power\(R, d\)"):
        project(Cospan(Identity(GF(5)), Identity(GF(5))), whole(GF(5), 1))
    assert project(c, submodule(GF(5), 2, [(1, 2)]), Form(GF(5), ((1, 0), (0, 2)))).f((1, 2)) == (1, 2)
    three = splitting(dot(GF(5), 2), whole(GF(5), 2), zero(GF(5), 2), zero(GF(5), 2))
    assert tuple(energies(c, three, (1, 2), (0, 0))) == (0, 0, 0)
    assert tuple(energies(c, three, (1, 1), (0, 0))) == (2, 0, 0)
    with pytest.raises(Mismatch, match="2 parts"):
        energies(c, splitting(dot(GF(5), 2), whole(GF(5), 2), zero(GF(5), 2)), (0, 0), (0, 0))
    with pytest.raises(Mismatch, match="it is no pair"):
        energies(c, three, (0, 9), (0, 0))
    with pytest.raises(Mismatch, match="give Z_s, Z_I and Z_T in Z"):
        energies(Cospan(Reduction(Zmod(5), Zmod(5)), Reduction(Zmod(5), Zmod(5))), three, 0, 0)
