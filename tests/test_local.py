"""Idempotents, local factors, units, nilradicals and conductors, against the listed ring."""

from itertools import product
from math import prod

import pytest

from algebra.counting import self_check
from algebra.errors import Mismatch, NotInvertible, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.idempotents import orthogonal, primitive
from algebra.local import (
    conductor,
    conductor_square,
    idempotents,
    inverse,
    is_unit,
    local_factors,
    nilradical,
    primitive_idempotents,
    units,
)
from algebra.maps import Coefficientwise, Evaluation, Identity, Matrix, Reduction, reduce
from algebra.rings import GF, Product, Quotient, Zmod, listing, module
from algebra.structure import ring_invariants


def glued(m, n, g):
    return FiberProduct(Cospan(reduce(Zmod(m), g), reduce(Zmod(n), g)))


DUAL = Quotient(Zmod(4), (0, 0, 1))
NODE = FiberProduct(
    Cospan(Evaluation(DUAL, Reduction(Zmod(4), Zmod(2)), 0), Evaluation(DUAL, Reduction(Zmod(4), Zmod(2)), 0))
)
SPLIT = Quotient(Zmod(6), (5, 0, 1))
OVER_SPLIT = FiberProduct(
    Cospan(
        Coefficientwise(SPLIT, Quotient(Zmod(2), (1, 0, 1)), Reduction(Zmod(6), Zmod(2))),
        Identity(Quotient(Zmod(2), (1, 0, 1))),
    )
)
RINGS = [
    Zmod(1),
    Zmod(12),
    Zmod(30),
    GF(9),
    DUAL,
    SPLIT,
    Quotient(Zmod(8), (7, 0, 0, 1)),
    Quotient(Zmod(9), (2, 0, 1)),
    Quotient(Zmod(36), (0, 1)),
    Product((GF(4), Zmod(6))),
    glued(4, 6, 2),
    glued(12, 10, 2),
    glued(6, 6, 1),
    glued(12, 18, 6),
    NODE,
    OVER_SPLIT,
    FiberProduct(Cospan(glued(4, 6, 2).fst, reduce(Zmod(8), 4))),
    Product((glued(4, 6, 2), Zmod(3))),
]


@pytest.mark.parametrize("ring", RINGS, ids=str)
def test_everything_by_listing(ring):
    elements, counts = list(ring.elements()), ring_invariants(ring)
    squares = [e for e in elements if ring.mul(e, e) == e]
    assert idempotents(ring) == squares
    assert len(primitive_idempotents(ring)) == counts.local_factors
    invertible = {a for a in elements if any(ring.mul(a, b) == ring.one for b in elements)}
    assert [a for a in elements if a in invertible] == list(units(ring))
    assert all(is_unit(ring, a) == (a in invertible) for a in elements)
    assert all(ring.mul(a, inverse(ring, a)) == ring.one for a in invertible)
    vanishing = {a for a in elements if ring.power(a, 8) == ring.zero}
    assert set(nilradical(ring)) == vanishing
    assert (len(squares), len(invertible), len(vanishing)) == (counts.idempotents, counts.units, counts.nilpotents)


@pytest.mark.parametrize("ring", RINGS, ids=str)
def test_local_factors_are_local_and_make_the_ring(ring):
    factors = local_factors(ring)
    assert prod(L.order for L in factors) == ring.order
    for L, e in zip(factors, primitive_idempotents(ring), strict=True):
        assert e in L
        assert [a for a in L if ring.mul(a, a) == a] == sorted({ring.zero, e}, key=ring.rank)


@pytest.mark.parametrize("P", [R for R in RINGS if isinstance(R, FiberProduct)], ids=str)
def test_the_conductor_is_the_largest_ideal_of_the_product_inside(P):
    X, Y = P.cospan.X, P.cospan.Y
    whole, ideal = P.product, set(conductor(P))
    pairs = set(P.elements())
    stays = {
        a for a in pairs if all((X.mul(a[0], x), Y.mul(a[1], y)) in pairs for x, y in product(listing(X), listing(Y)))
    }
    assert ideal == stays
    square = conductor_square(P)
    images = [set(map(f, listing(f.dom))) for f in (P.cospan.f, P.cospan.g)]
    assert (square.above, square.below) == (len(images[0]) * len(images[1]), len(images[0] & images[1]))
    assert square.above * len(ideal) == whole.order
    assert self_check(P) is None


def test_rings_too_large_to_list():
    P = glued(2**40 * 3**20, 2**30 * 5**9, 2**30)
    assert len(idempotents(P)) == 2**3
    assert sum(L.order == 2**40 for L in local_factors(P)) == 1
    deep = Quotient(Zmod(2**20), (0, *[0] * 30, 2**20 - 1, 1))
    assert [deep.mul(e, e) for e in primitive_idempotents(deep)] == list(primitive_idempotents(deep))
    assert len(primitive_idempotents(deep)) == 2
    unit = deep.coerce([1, 2, 4])
    assert deep.mul(inverse(deep, unit), unit) == deep.one != unit


def test_refusals():
    with pytest.raises(NotInvertible, match="1/2 in Z_4"):
        inverse(Zmod(4), 2)
    with pytest.raises(TooLarge, match=r"2\^21 of them"):
        idempotents(module(*[2] * 21))
    with pytest.raises(Mismatch, match="their sum is 4"):
        orthogonal(Zmod(6), primitive(Zmod(6))[1:])
    trace = Matrix(module(2, 2), module(2), ((1, 1),))
    with pytest.raises(Mismatch, match=r"the conductor of .* leaves it"):
        conductor_square(FiberProduct(Cospan(trace, Identity(module(2)))))
