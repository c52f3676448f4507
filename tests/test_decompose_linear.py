"""The map of a matrix over a ring: its values, its matrix in additive coordinates, its fiber products."""

from itertools import product

import pytest

from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Linear, homomorphism
from algebra.rings import GF, QQ, Zmod, power
from algebra.submodules import image, kernel


@pytest.mark.parametrize("ring", [GF(4), GF(5), Zmod(6), Zmod(8), QQ])
def test_a_linear_map_is_its_repr_and_multiplies_in_the_ring(ring):
    f = Linear(ring, ((ring(1), ring(3)), (ring(2), ring(0)), (ring(0), ring(1))), 2)
    namespace = {"Fraction": type(QQ(1)), "GF": GF, "Linear": Linear, "Rationals": type(QQ), "Zmod": Zmod}
    assert eval(repr(f), namespace) == f
    assert f.linear
    assert (f.dom, f.cod) == (power(ring, 2), power(ring, 3))
    assert f((ring(2), ring(3))) == (
        ring.add(ring(2), ring.mul(ring(3), ring(3))),
        ring.mul(ring(2), ring(2)),
        ring(3),
    )


@pytest.mark.parametrize("ring", [GF(4), GF(3), Zmod(4), Zmod(6)])
def test_a_linear_map_is_additive_and_has_a_matrix_a_kernel_an_image_and_a_fiber_product(ring):
    last = list(ring.elements())[-1]
    f, g = Linear(ring, ((1, last), (0, 2)), 2), Linear(ring, ((last,), (1,)), 1)
    X = list(f.dom.elements())
    assert all(f(f.dom.add(a, b)) == f.cod.add(f(a), f(b)) for a, b in product(X, repeat=2))
    rows = homomorphism(f).rows
    assert all(
        f.cod.from_coordinates(sum(c * t for c, t in zip(row, f.dom.coordinates(a), strict=True)) for row in rows)
        == f(a)
        for a in X
    )
    assert list(kernel(f)) == [a for a in X if f(a) == (0, 0)]
    assert set(image(f)) == {f(a) for a in X}
    P = FiberProduct(Cospan(f, g))
    assert P.cospan.linear
    assert list(P.elements()) == [(a, b) for a in X for b in g.dom.elements() if f(a) == g(b)]
    assert [P.unrank(i) for i in range(P.order)] == list(P.elements())


def test_a_linear_map_refuses_odd_rows_and_foreign_entries():
    with pytest.raises(Mismatch, match="row 1 has 1 entries"):
        Linear(QQ, ((1, 2), (1,)), 2)
    with pytest.raises(Mismatch, match="-1 columns"):
        Linear(QQ, (), -1)
    with pytest.raises(Mismatch, match="its elements are 0 to 3"):
        Linear(GF(4), ((5,),), 1)
    assert Linear(QQ, (), 3)((QQ(1),) * 3) == ()
    assert Linear(QQ, ((), ()), 0)(()) == (0, 0)
