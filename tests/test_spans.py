"""Linear algebra over Z_m, Z, Q and GF(q): canonical forms, kernels, intersections, solutions, against enumeration."""

from fractions import Fraction
from itertools import product
from math import gcd, prod

import flint
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.linear import howell, image, kernel, meet, member, rank, smith, solve, span
from algebra.rings import GF, QQ, ZZ, Polynomials, Zmod

MODULI = (1, 2, 3, 4, 6, 8, 9, 12)
LARGE = (2**31 - 1, 2**31, 2**32, 2**62, 2**63, 2**64, 2**62 * 3**5, 10**40)


def matrices(entries: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[list[tuple[int, ...]]]:
    return st.integers(1, most).flatmap(lambda n: st.lists(st.tuples(*[entries] * n), min_size=1, max_size=most))


def residues(m: int) -> st.SearchStrategy[int]:
    return st.integers(0, m - 1)


small = st.sampled_from(MODULI).flatmap(lambda m: st.tuples(st.just(Zmod(m)), matrices(residues(m))))
fields = st.sampled_from((4, 5, 8, 9)).flatmap(lambda q: st.tuples(st.just(GF(q)), matrices(residues(q))))


def spanned(rows, ring, width):
    found = {(ring.zero,) * width}
    for row in rows:
        multiples = {tuple(ring.mul(t, c) for c in row) for t in ring.elements()}
        found = {tuple(map(ring.add, v, w)) for v in found for w in multiples}
    return found


def applied(rows, x, ring):
    out = []
    for row in rows:
        total = ring.zero
        for c, t in zip(row, x, strict=True):
            total = ring.add(total, ring.mul(c, t))
        out.append(total)
    return tuple(out)


@settings(deadline=None)
@given(small | fields)
def test_the_canonical_basis_spans_the_same_and_depends_on_the_span_alone(case):
    ring, rows = case
    width = len(rows[0])
    basis, all_of_it = span(rows, ring), spanned(rows, ring, width)
    assert spanned(basis, ring, width) == all_of_it
    assert span(sorted(all_of_it, reverse=True), ring, width) == basis
    assert all(member(v, basis, ring) == (v in all_of_it) for v in product(ring.elements(), repeat=width))


@given(small)
def test_howell_form_has_its_defining_properties(case):
    ring, rows = case
    basis, width = span(rows, ring), len(rows[0])
    at = [next(j for j, c in enumerate(row) if c) for row in basis]
    assert at == sorted(set(at))
    assert all(ring.m % row[j] == 0 for row, j in zip(basis, at, strict=True))
    assert all(above[j] < row[j] for i, (row, j) in enumerate(zip(basis, at, strict=True)) for above in basis[:i])
    for j in range(width + 1):
        behind = {v for v in spanned(rows, ring, width) if not any(v[:j])}
        assert spanned([row for row in basis if not any(row[:j])], ring, width) == behind


@settings(deadline=None)
@given(small | fields)
def test_kernels_and_images_by_enumeration(case):
    ring, rows = case
    width = len(rows[0])
    vectors = list(product(ring.elements(), repeat=width))
    null = {v for v in vectors if not any(c != ring.zero for c in applied(rows, v, ring))}
    assert spanned(kernel(rows, ring), ring, width) == null
    images = {applied(rows, v, ring) for v in vectors}
    assert spanned(image(rows, ring), ring, len(rows)) == images
    assert len(null) * len(images) == len(vectors)


@given(small, st.data())
def test_intersections_by_enumeration(case, data):
    ring, left = case
    width = len(left[0])
    right = data.draw(st.lists(st.tuples(*[residues(ring.m)] * width), max_size=3))
    both = spanned(left, ring, width) & spanned(right, ring, width)
    assert spanned(meet(left, right, ring), ring, width) == both


@settings(deadline=None)
@given(small | fields, st.data())
def test_solutions_by_enumeration(case, data):
    ring, rows = case
    b = data.draw(st.tuples(*[residues(ring.order)] * len(rows)))
    found = solve(rows, b, ring)
    solutions = {x for x in product(ring.elements(), repeat=len(rows[0])) if applied(rows, x, ring) == b}
    assert (found is None) == (not solutions)
    assert found is None or found in solutions
    assert found is None or solve(rows, applied(rows, max(solutions), ring), ring) == found


@given(st.sampled_from((0, *MODULI, *LARGE)), matrices(st.integers(-40, 40), 4))
def test_smith_form(m, rows):
    form = smith(rows, m)
    n, k = len(rows), len(rows[0])
    D = np.array(form.left, dtype=object) @ np.array(rows, dtype=object) @ np.array(form.right, dtype=object)
    whole = [[c % m if m else c for c in row] for row in D.tolist()]
    stated = [[form.divisors[i] if i == j else 0 for j in range(k)] for i in range(n)]
    assert whole == stated
    for side in (form.left, form.right):
        size = int(flint.fmpz_mat([list(row) for row in side]).det())
        assert gcd(size, m) == 1
    integral = flint.fmpz_mat([list(row) for row in rows]).snf()
    assert form.divisors == tuple(
        gcd(int(integral[i, i]), m) % m if m else int(integral[i, i]) for i in range(min(n, k))
    )


@given(matrices(st.integers(-9, 9), 4))
def test_over_the_integers_as_flint(rows):
    hermite = flint.fmpz_mat([list(row) for row in rows]).hnf()
    listed = [tuple(int(hermite[i, j]) for j in range(len(rows[0]))) for i in range(len(rows))]
    assert span(rows, ZZ) == [row for row in listed if any(row)]
    null = kernel(rows, ZZ)
    assert len(null) == len(rows[0]) - rank(rows, QQ)
    assert not any(any(applied(rows, x, ZZ)) for x in null)


@given(matrices(st.fractions(-3, 3, max_denominator=4)))
def test_over_the_rationals(rows):
    null = kernel(rows, QQ)
    assert not any(any(applied(rows, x, QQ)) for x in null)
    assert len(null) + rank(rows, QQ) == len(rows[0])
    total = tuple(sum(row, Fraction(0)) for row in rows)
    found = solve(rows, total, QQ)
    assert found is not None
    assert applied(rows, found, QQ) == total


@given(st.sampled_from(LARGE), matrices(st.integers(0, 10**45), 3))
def test_large_moduli_against_the_lattice(m, rows):
    assume(m > 1)
    n = len(rows[0])
    lattice = flint.fmpz_mat(
        [[c % m for c in row] for row in rows] + [[m * (i == j) for j in range(n)] for i in range(n)]
    )
    hermite = lattice.hnf()
    index = prod(int(hermite[i, i]) for i in range(n))
    basis = howell(rows, m)
    assert prod(m // next(c for c in row if c) for row in basis) * index == m**n
    assert all(member(tuple(c % m for c in row), basis, Zmod(m)) for row in rows)
    assert not any(any(applied(rows, x, Zmod(m))) for x in kernel([[c % m for c in row] for row in rows], Zmod(m)))


def test_degenerate_matrices():
    assert (span([], Zmod(4), 3), kernel([], Zmod(4), 2), meet([], [], QQ, 2)) == ([], [(1, 0), (0, 1)], [])
    assert (solve([], (), Zmod(4), 2), smith([], 4, 3).divisors, span([()], GF(4))) == ((0, 0), (), [])
    assert (kernel([(0, 0)], Zmod(1)), span([(0,)], Zmod(1))) == ([], [])


def test_refusals():
    with pytest.raises(Mismatch, match="row 1 has 1 entries, not 2"):
        span([(1, 2), (1,)], QQ)
    with pytest.raises(Mismatch, match="none of Z_m, Z, Q and GF"):
        span([((),)], Polynomials(Zmod(2)))
    with pytest.raises(Mismatch, match="1 entries in b for 2 rows"):
        solve([(1,), (2,)], (1,), Zmod(5))
