"""The claims about bilinear forms: their pools, their batches, and what textbooks say of the same numbers."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from math import prod
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.decompose import (
    Allocation,
    Form,
    Submodule,
    allocate,
    allocate_orthogonally,
    diagonal,
    dot,
    gaussian,
    nondegenerate,
    perp,
    submodule,
)
from algebra.maps import Linear
from algebra.rings import GF, QQ, Zmod
from algebra.rings.arrays import character
from verify.batch import Twofold, batch
from verify.batches import subspaces
from verify.check import survivors
from verify.claims.decomposition_allocation import ALLOCATION, Covered, Images, attained, both, enough, independent
from verify.claims.decomposition_forms import FORMS, Part, splits, where
from verify.claims.decomposition_modules import MODULES
from verify.claims.decomposition_pairings import PAIRINGS, Paired, Ranked, choosable, chosen, outranks, uncorrelated
from verify.claims.decomposition_projections import PROJECTIONS, Parted, orthogonal, projects, pythagoras
from verify.family import instance, listed
from verify.pools.forms import (
    among,
    coefficients,
    decompositions,
    diagonal_forms,
    every_space,
    spaces,
    symmetric_forms,
    triples,
)
from verify.rows import laws, place, row, rows

CLAIMS = {claim.id: claim for claim in FORMS + MODULES + PROJECTIONS + ALLOCATION + PAIRINGS}
FIELDS = tuple(map(GF, (2, 3, 4, 5, 7, 8, 9, 11)))

# OEIS A006116 to A006119, A006121: all subspaces of GF(q)^d, d = 0, 1, 2, 3
GALOIS = {2: (1, 2, 5, 16), 3: (1, 2, 6, 28), 4: (1, 2, 7, 44), 5: (1, 2, 8, 64), 7: (1, 2, 10, 116)}
# OEIS A060724: the subgroups of Z_m × Z_m, m = 1, 2, ...
SUBGROUPS = (1, 5, 6, 15, 8, 30, 10, 37, 23, 40, 14, 90)


# ------------------------------------------------------------------------------------------------------------ pools


@pytest.mark.parametrize("q", GALOIS)
def test_subspaces_are_as_many_as_galois_numbers(q: int) -> None:
    for d in (1, 2, 3):
        pool = spaces(GF(q), d)
        assert pool.count == GALOIS[q][d] == len(set(listed(pool)))


def test_submodules_are_as_many_as_subgroups() -> None:
    for m, many in enumerate(SUBGROUPS, 1):
        pool = spaces(Zmod(m), 2)
        assert pool.count == many == len(set(listed(pool)))
        assert spaces(Zmod(m), 1).count == sum(m % a == 0 for a in range(1, m + 1)) == len(every_space(Zmod(m), 1))
    with pytest.raises(Exception, match="d at most 2"):
        spaces(Zmod(4), 3)


TINY = [(GF(2), 2), (GF(4), 1), (GF(2), 3), (Zmod(4), 1), (Zmod(6), 1), (Zmod(3), 2)]


@pytest.mark.parametrize("space", TINY, ids=str)
def test_submodules_are_all_sets_that_are_closed(space: tuple[Any, int]) -> None:
    R, d = space
    points = list(product(R.elements(), repeat=d))
    sets = (frozenset(chosen) for k in range(len(points)) for chosen in combinations(points[1:], k))
    closed = {s | {points[0]} for s in sets if _closed(R, s | {points[0]})}
    assert closed == {frozenset(U) for U in every_space(R, d)}


def _closed(R: Any, members: frozenset[Any]) -> bool:
    sums = all(tuple(map(R.add, u, v)) in members for u, v in product(members, repeat=2))
    return sums and all(tuple(R.mul(a, c) for c in u) in members for a, u in product(R.elements(), members))


@pytest.mark.parametrize(("q", "d"), [(2, 1), (2, 2), (3, 2), (7, 2), (2, 3), (3, 3)])
def test_decompositions_are_flags_times_choices_of_complements(q: int, d: int) -> None:
    pool = decompositions(GF(q), d)
    found = listed(pool)
    dims = [k for k in product(range(d + 1), repeat=3) if sum(k) == d]
    counted = sum(gaussian(q, d, a) * gaussian(q, d - a, b) * q ** (a * b + b * c + a * c) for a, b, c in dims)
    assert pool.count == counted == len(set(found))
    if q**d < 10:
        sized = (t for t in listed(triples(GF(q), d)) if prod(U.order or 0 for U in t) == q**d)
        assert set(found) == {t for t in sized if _sums(t) == q**d}


def _sums(parts: tuple[Submodule, ...]) -> int:
    space = parts[0].space
    return len({space.combine(z) for z in product(*parts)})


def test_coefficients_are_of_each_kind() -> None:
    for F in FIELDS:
        one, *others, nothing = coefficients(F)
        assert (one, nothing) == (1, 0)
        squares = {F.mul(a, a) for a in F.elements()}
        assert all(a not in squares for a in others) if F.p > 2 else squares == set(F.elements())
        assert len(others) == (F.q > 2)


@pytest.mark.parametrize("name", CLAIMS)
def test_pools_are_counted_by_closed_forms(name: str) -> None:
    pools = {pool for scope in ("small", "standard") for block in CLAIMS[name].families[scope].blocks for pool in block}
    for pool in pools:
        assert pool.count == len(set(listed(pool)))
    assert CLAIMS[name].families["large"].cardinality > CLAIMS[name].families["standard"].cardinality


def test_pools_of_forms_and_triples() -> None:
    assert len(set(listed(symmetric_forms(GF(3), 2)))) == 27
    assert {form.gram for form in listed(symmetric_forms(GF(2), 1))} == {((0,),), ((1,),)}
    assert [where(form) for form in listed(diagonal_forms(GF(3), 1, (1, 2, 0)))] == [
        "F_3, dot product",
        "F_3, form diag(2)",
        "F_3, form diag(0)",
    ]
    assert where(Form(QQ, ((QQ(0), QQ(1)), (QQ(1), QQ(0))))) == "Q^2, form 0 1 | 1 0"
    lines = among(QQ, 2, (), ((1, 1),))
    assert (lines.count, len(set(listed(lines)))) == (8, 8)


# ---------------------------------------------------------------------------------------------------------- batches


@pytest.mark.parametrize("name", [name for name, claim in CLAIMS.items() if isinstance(claim.then, Twofold)])
def test_many_at_once_is_one_at_a_time(name: str) -> None:
    claim = CLAIMS[name]
    for scope, most in (("small", 150), ("standard", 60)):
        family, draw = claim.families[scope], Random(name)
        chunks = family.chunks(1 << 14)
        for chunk in draw.sample(chunks, min(len(chunks), most)):
            found = rows(claim, family, chunk)
            for n in draw.sample(range(len(found)), min(len(found), max(1, most // len(chunks)))):
                here = instance(family, chunk, place(family, chunk, n))
                assert row(claim, here) == found[n], claim.shows(here)


@pytest.mark.parametrize("name", CLAIMS)
def test_batches_answer_for_every_law_that_has_one(name: str) -> None:
    claim = CLAIMS[name]
    family = claim.families["small"]
    for chunk in family.chunks():
        mesh = batch(family, chunk)
        for law in laws(claim).values():
            if isinstance(law, Twofold):
                assert np.broadcast_shapes(law.batch(mesh).shape, mesh.shape) == mesh.shape


@pytest.mark.parametrize("name", CLAIMS)
def test_no_mutant_survives_the_small_scope(name: str) -> None:
    assert survivors(CLAIMS[name], CLAIMS[name].families["small"]) == []


def test_lattices_of_subspaces() -> None:
    for F, d in ((GF(3), 2), (GF(2), 3), (GF(4), 2)):
        L, every = subspaces.lattice(F, d), every_space(F, d)
        for (m, U), (n, V) in product(enumerate(every), repeat=2):
            assert every[L.meet[m, n]] == U.meet(V)
            assert every[L.join[m, n]] == U + V
            assert L.below[m, n] == (U <= V)


@pytest.mark.parametrize("q", [2, 3, 4, 5])
def test_determinants_are_multiplicative(q: int) -> None:
    F, draw = GF(q), np.random.default_rng(q)
    left, right = draw.integers(0, q, (2, 50, 3, 3))
    both_of = subspaces.determinants(F, subspaces.dotted(F, left, right))
    each = (subspaces.determinants(F, m).tolist() for m in (left, right))
    one_by_one = [F.mul(a, c) for a, c in zip(*each, strict=True)]
    assert both_of.tolist() == one_by_one
    assert len(set(one_by_one)) == q


# --------------------------------------------------------------------------------------------------- what is known


def refusing(field: GF, d: int) -> int:
    form = dot(field, d)
    return sum(splits(Part(form, U)) is not None for U in every_space(field, d))


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_lines_of_the_plane_refuse_iff_minus_one_is_a_square(field: GF) -> None:
    # isotropic lines x² + y² = 0: 1 in characteristic 2, else 1 + χ(-1)
    chi = int(character(field, np.array(field.neg(1)))) if field.p > 2 else 0
    assert refusing(field, 2) == 1 + chi
    assert (refusing(field, 2) > 0) == any(field.mul(a, a) == field.neg(1) for a in field.elements())
    assert refusing(field, 1) == 0


@pytest.mark.parametrize("q", [2, 3, 4, 5, 7])
def test_subspaces_of_three_space_refuse_along_a_conic(q: int) -> None:
    # q + 1 points of x² + y² + z² = 0 (in characteristic 2 of a line), and the planes orthogonal to them
    assert refusing(GF(q), 3) == 2 * (q + 1)


@pytest.mark.parametrize("q", [2, 3, 4, 5])
def test_pythagoras_needs_no_orthogonality_in_characteristic_two(q: int) -> None:
    form, every = dot(GF(q), 2), every_space(GF(q), 2)
    failing = [t for t in product(every, repeat=3) if pythagoras(Parted(form, t)) is not None]
    oblique = [t for t in product(every, repeat=3) if orthogonal(Parted(form, t)) is not None]
    assert failing == ([] if q % 2 == 0 else oblique)
    assert oblique


NUMBERS = st.integers(-3, 3)


def spans(d: int) -> st.SearchStrategy[Submodule]:
    rows_of = st.lists(st.tuples(*(NUMBERS,) * d), max_size=2)
    return rows_of.map(lambda found: submodule(QQ, d, found))


@settings(max_examples=80, deadline=None)
@given(spans(3), spans(3), st.lists(st.integers(1, 4), min_size=3, max_size=3))
def test_over_the_rationals_a_definite_form_splits_everywhere(U: Submodule, V: Submodule, entries: list[int]) -> None:
    form = diagonal(QQ, entries)
    assert splits(Part(form, U)) is None
    i = Paired(form, U, V)
    assert (uncorrelated(i) is None) == (chosen(i) is None) == (choosable(i) is None)
    least = allocate_orthogonally(_columns(U), _columns(V), form)
    assert isinstance(least, Allocation)
    found = Ranked(form, U, V, (least.shared, least.image, least.text))
    assert orthogonal(found) is None is outranks(found)
    assert least.shared.dim >= both(i).dim
    S, V, W = found.parts
    assert projects(Parted(form, (S, V, W + perp(S + V + W, form)))) is None


def _columns(U: Submodule) -> Linear:
    return Linear(U.ring, tuple(zip(*U.basis, strict=True)) if U.basis else ((),) * U.d, U.dim)


@pytest.mark.parametrize("ring", [GF(3), QQ], ids=str)
def test_the_least_parts_need_not_be_orthogonal_however_good_the_form(ring: Any) -> None:
    one, zero = ring.one, ring.zero
    f, g = submodule(ring, 2, [(one, zero)]), submodule(ring, 2, [(one, one)])
    i = Paired(dot(ring, 2), f, g)
    assert all(nondegenerate(U, i.form) for U in (f, g, f.meet(g), f + g))
    assert attained(Images(f, g)) is None
    assert choosable(i) is not None is not uncorrelated(i)
    assert pythagoras(Parted(i.form, (f.meet(g), f, g))) is not None


def test_allocations_depend_on_images_only() -> None:
    F = GF(2)
    matrices = [Linear(F, (c[:2], c[2:]), 2) for c in product(range(2), repeat=4)]
    for f, g in product(matrices, repeat=2):
        U, V = (submodule(F, 2, list(zip(*h.rows, strict=True))) for h in (f, g))
        found = allocate(f, g)
        i = Covered(U, V, (found.shared, found.image, found.text))
        assert independent(i) is None is enough(i)
        assert found.dims == (both(i).dim, U.dim - both(i).dim, V.dim - both(i).dim)


def every_orthogonal_choice(i: Paired) -> Iterator[tuple[Submodule, ...]]:
    """All orthogonal Z_s, Z_I, Z_T of the least dimensions that contain im f and im g as they should."""
    every = every_space(i.form.ring, i.form.d)
    s = both(i).dim
    for parts in product(*([U for U in every if U.dim == k] for k in (s, i.f.dim - s, i.g.dim - s))):
        held = Ranked(i.form, i.f, i.g, parts)  # type: ignore[arg-type]
        inside = i.f <= parts[0] + parts[1] and i.g <= parts[0] + parts[2]
        if inside and orthogonal(held) is None is independent(held):
            yield parts


@pytest.mark.parametrize("field", [GF(2), GF(3)], ids=str)
def test_the_choice_does_not_matter(field: GF) -> None:
    forms = chain(listed(symmetric_forms(field, 2)), [dot(field, 3)] if field.q == 2 else [])
    for form in forms:
        pool = every_space(field, form.d)
        step = 1 if form.d == 2 else 5
        for f, g in list(product(pool, repeat=2))[::step]:
            i = Paired(form, f, g)
            assert (choosable(i) is None) == (next(every_orthogonal_choice(i), None) is not None), str(i)
