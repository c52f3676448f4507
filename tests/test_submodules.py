"""Subgroups, kernels and images of finite rings, and the ranks, coordinates and samples of fiber products."""

from collections import Counter
from itertools import islice, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.counting import count
from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct, subgroup_of
from algebra.linear import kernel_invariants
from algebra.maps import Multiples, Table, reduce
from algebra.maps.table import Matrix
from algebra.rings import GF, Polynomials, Product, Quotient, Zmod, listing, module, sample
from algebra.submodules import image, kernel, subgroup

SPACES = (
    module(4, 4),
    module(2, 3, 4),
    module(12, 18),
    module(),
    module(1, 4),
    GF(9),
    Polynomials(Zmod(4), 3),
    Product((GF(4), module(2, 8))),
    Quotient(Zmod(6), (1, 0, 1)),
)
EXACT = settings(deadline=None, max_examples=120)


@st.composite
def subgroups(draw, spaces=SPACES):
    R = draw(st.sampled_from(spaces))
    elements = listing(R)
    return R, draw(st.lists(st.sampled_from(elements), max_size=3))


def closure(R, elements):
    found = {R.zero}
    while True:
        more = found | {R.add(a, b) for a in found for b in elements}
        if more == found:
            return [a for a in listing(R) if a in found]
        found = more


@EXACT
@given(subgroups())
def test_order_members_ranks_by_enumeration(case):
    R, elements = case
    L, listed = subgroup(R, elements), closure(R, elements)
    assert (list(L), L.order, prod(L.invariant_factors)) == (listed, len(listed), len(listed))
    assert [L.unrank(i) for i in range(L.order)] == listed
    assert [L.rank(a) for a in listed] == list(range(L.order))
    assert all((a in L) == (a in set(listed)) for a in listing(R))
    assert subgroup(R, reversed(listed)) == L
    by_blocks = [R.from_coordinates(v) for block in L.blocks(size=3) for v in block.T.tolist()]
    assert by_blocks == listed


@EXACT
@given(subgroups(), st.data())
def test_coordinates_are_an_isomorphism_with_a_sum_of_cyclic_groups(case, data):
    R, elements = case
    L = subgroup(R, elements)
    factors = L.invariant_factors
    assert all(b % a == 0 and a > 1 for a, b in zip((*factors, 0), (*factors[1:], 0), strict=False) if b)
    assert [L.from_coordinates(int(i == j) for j in range(len(factors))) for i in range(len(factors))] == L.independent
    assert {L.coordinates(a) for a in L} == set(product(*map(range, factors)))
    a, b = (data.draw(st.sampled_from(list(L))) for _ in "ab")
    both = zip(L.coordinates(a), L.coordinates(b), factors, strict=True)
    assert L.coordinates(R.add(a, b)) == tuple((s + t) % m for s, t, m in both)
    assert L.from_coordinates(L.coordinates(a)) == a


@EXACT
@given(st.data(), st.sampled_from(SPACES))
def test_meets_by_enumeration(data, R):
    parts = [data.draw(st.lists(st.sampled_from(listing(R)), max_size=2)) for _ in range(2)]
    L, M = (subgroup(R, part) for part in parts)
    assert list(L.meet(M)) == [a for a in L if a in M]


@pytest.mark.parametrize(
    "f",
    [
        reduce(Zmod(12), 4),
        Multiples(Zmod(6), Zmod(12), 4),
        Matrix(module(4, 8), module(8, 2), ((2, 3), (1, 0))),
        reduce(Polynomials(Zmod(4), 3), 2),
    ],
)
def test_kernels_and_images_by_enumeration(f):
    assert list(kernel(f)) == [a for a in listing(f.dom) if f(a) == f.cod.zero]
    hit = set(map(f, listing(f.dom)))
    assert list(image(f)) == [z for z in listing(f.cod) if z in hit]
    assert kernel(f).order * image(f).order == f.dom.order


def test_a_map_that_is_not_additive_has_no_kernel_here():
    with pytest.raises(Mismatch, match="not additive by construction"):
        kernel(Table(Zmod(2), Zmod(2), (1, 0)))


TWO = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))
CASES = [
    TWO,
    Cospan(Table(Zmod(3), Zmod(2), (0, 1, 1)), Table(Zmod(4), Zmod(2), (1, 1, 0, 1))),
    Cospan(reduce(Polynomials(Zmod(4), 2), 2), reduce(Polynomials(Zmod(6), 2), 2)),
    Cospan(FiberProduct(TWO).fst, Multiples(Zmod(2), Zmod(4), 2)),
    Cospan(reduce(module(4, 6), 2), reduce(module(2, 8), 2)),
]


@pytest.mark.parametrize("short", [0, 1 << 14])
@pytest.mark.parametrize("cospan", CASES, ids=str)
def test_pairs_by_rank(cospan, short, monkeypatch):
    monkeypatch.setattr("algebra.fiber.product.SHORT", short)
    P = FiberProduct(cospan)
    listed = [(x, y) for x, y in product(listing(cospan.X), listing(cospan.Y)) if cospan.f(x) == cospan.g(y)]
    assert list(P.elements()) == listed
    assert (P.order, count(P)) == (len(listed), len(listed))
    assert [P.unrank(i) for i in range(len(listed))] == listed
    assert [P.rank(p) for p in listed] == list(range(len(listed)))
    for wrong in (-1, len(listed)):
        with pytest.raises(Mismatch, match=f"at place {wrong}"):
            P.unrank(wrong)


@pytest.mark.parametrize("cospan", [c for c in CASES if c.linear], ids=str)
def test_fiber_products_have_additive_coordinates(cospan):
    P = FiberProduct(cospan)
    assert P.moduli == kernel_invariants(cospan.difference) == subgroup_of(P).invariant_factors
    assert {P.coordinates(p) for p in P.elements()} == set(product(*map(range, P.moduli)))
    assert all(P.from_coordinates(P.coordinates(p)) == p for p in P.elements())
    assert sorted(kernel(P.fst), key=P.rank) == [p for p in P.elements() if p[0] == cospan.X.zero]
    assert kernel(P.fst).order == kernel(cospan.g).order
    assert image(P.snd).order * kernel(P.snd).order == P.order


def test_maps_of_sets_have_no_additive_coordinates():
    assert FiberProduct(CASES[1]).moduli is None


def test_a_fiber_product_too_large_to_list():
    A, B = Polynomials(Zmod(256), 64), Polynomials(Zmod(49_408), 64)
    P = FiberProduct(Cospan(reduce(A, 128), reduce(B, 128)))
    assert P.order == (256 * 49_408 // 128) ** 64
    first = list(islice(P.elements(), 1000))
    assert first == [P.unrank(i) for i in range(1000)]
    drawn = sample(P, 20, seed=7)
    assert drawn == sample(P, 20, seed=7) != sample(P, 20, seed=8)
    assert all(p in P and P.unrank(P.rank(p)) == p for p in drawn)


def test_samples_are_uniform():
    P = FiberProduct(TWO)
    drawn = Counter(sample(P, 12_000, seed=1))
    assert set(drawn) == set(P.elements())
    assert sum((n - 1000) ** 2 for n in drawn.values()) < 31.26 * 1000  # chi-squared, 11 degrees, p = 0.001
