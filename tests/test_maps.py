"""Maps and metrics as plain data: repr evaluates, kinds that are additive by construction are additive."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra import laws
from algebra.errors import Mismatch
from algebra.linear import Homomorphism
from algebra.maps import (
    Coefficientwise,
    Composite,
    Evaluation,
    Frobenius,
    Identity,
    Map,
    Matrix,
    Multiples,
    Pairing,
    Projection,
    Reduction,
    Sum,
    Table,
    homomorphism,
    reduce,
    table,
)
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Metric, Padic, Weight, Xadic
from algebra.rings import GF, QQ, ZZ, Integers, Polynomials, Product, Quotient, Rationals, Zmod, listing, module, power

DUAL = Quotient(Zmod(4), (0, 0, 1))
PIECE = Polynomials(Zmod(4), 2)
MAPS: list[Map] = [
    Identity(Zmod(4)),
    Reduction(Zmod(6), Zmod(3)),
    Reduction(Zmod(4), Zmod(3)),
    Multiples(Zmod(2), Zmod(6), 3),
    Coefficientwise(PIECE, Polynomials(Zmod(2), 2), Reduction(Zmod(4), Zmod(2))),
    Evaluation(PIECE, Identity(Zmod(4)), 3),
    Evaluation(DUAL, Reduction(Zmod(4), Zmod(2)), 0),
    Frobenius(GF(9), 3),
    Frobenius(Zmod(4), 2),
    Projection(module(2, 3), Zmod(3), 1),
    Matrix(module(4, 2), module(4), ((1, 2),)),
    Matrix(module(4), module(3), ((1,),)),
    Table(Zmod(3), Zmod(2), (0, 1, 1)),
    Pairing(module(2, 3), (Reduction(Zmod(6), Zmod(2)), Reduction(Zmod(6), Zmod(3)))),
    Sum(module(2, 3), Zmod(6), (Multiples(Zmod(2), Zmod(6), 3), Multiples(Zmod(3), Zmod(6), 4))),
    Composite(Reduction(Zmod(12), Zmod(6)), Reduction(Zmod(6), Zmod(2))),
]
METRICS: list[Metric] = [
    *(Lee(module(4, 6), norm) for norm in ("l1", "l2", "linf")),
    Hamming(Product((GF(4), Zmod(3)))),
    Padic(module(8, 4), 2),
    Xadic(Quotient(Zmod(2), (0, 0, 0, 1))),
    Discrete(Zmod(4)),
    Distances(Zmod(2), ((0, Fraction(1, 2)), (Fraction(1, 2), 0))),
    *(Absolute(Zmod(5), norm) for norm in ("l1", "l2", "linf")),
]
HOME = {
    name: globals()[name]
    for name in [
        "GF",
        "Polynomials",
        "Product",
        "Quotient",
        "Zmod",
        "Fraction",
        "Integers",
        "Rationals",
        "Identity",
        "Reduction",
        "Multiples",
        "Coefficientwise",
        "Evaluation",
        "Frobenius",
        "Projection",
        "Matrix",
        "Table",
        "Pairing",
        "Sum",
        "Composite",
        "Lee",
        "Hamming",
        "Padic",
        "Xadic",
        "Discrete",
        "Distances",
        "Absolute",
    ]
}


@pytest.mark.parametrize("value", [*MAPS, *METRICS, ZZ, QQ, Integers(), Rationals(), DUAL, PIECE, GF(9)], ids=repr)
def test_repr_evaluates(value: object) -> None:
    assert eval(repr(value), dict(HOME)) == value
    assert str(value)


@pytest.mark.parametrize("f", MAPS, ids=str)
def test_linear_means_additive(f: Map) -> None:
    listed = table(f, f.dom, f.cod)
    assert all(f(a) in f.cod for a in listing(f.dom))
    if f.linear:
        assert laws.additive(listed) is None
    elif not isinstance(f, Table):
        assert laws.additive(listed) is not None


@pytest.mark.parametrize("f", [f for f in MAPS if f.linear], ids=str)
def test_the_matrix_is_the_map(f: Map) -> None:
    h = homomorphism(f)
    assert isinstance(h, Homomorphism)
    M = Matrix(f.dom, f.cod, h.rows)
    assert all(M(a) == f(a) for a in listing(f.dom))


@pytest.mark.parametrize("d", METRICS, ids=str)
def test_every_kind_is_a_metric(d: Metric) -> None:
    assert laws.metric(d) is None
    if d.invariant:
        values = tuple(tuple(d(a, b) for b in listing(d.space)) for a in listing(d.space))
        assert laws.invariant(Distances(d.space, values)) is None


@pytest.mark.parametrize("d", [d for d in METRICS if isinstance(d, Weight)], ids=str)
def test_weights_of_arrays_are_those_of_points(d: Weight) -> None:
    rows = np.array([d.space.coordinates(a) for a in listing(d.space)], dtype=np.int64)
    weights = d.weigh(rows, range(rows.shape[1]))
    assert [d.unscale(int(w)) for w in weights] == [d(a, d.space.zero) for a in listing(d.space)]


def test_which_kinds_are_ultrametric() -> None:
    found = {str(d) for d in METRICS if laws.ultrametric(d) is None}
    assert found == {"2-adic", "x-adic", "discrete", str(METRICS[7])}


@given(st.lists(st.fractions(), min_size=6, max_size=6))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_l2_obeys_the_triangle_inequality_without_roots(c: list[Fraction]) -> None:
    d = Absolute(power(QQ, 2), "l2")
    x, y, z = (tuple(c[i : i + 2]) for i in (0, 2, 4))
    assert d.within_sum(d(x, z), d(x, y), d(y, z))
    far = d(x, y) + d(y, z)
    assert d.within_sum(4 * far + 1, d(x, y), d(y, z)) is False


def test_wraparound() -> None:
    assert Lee(Zmod(256))(255, 0) == 1
    assert Absolute(Zmod(256))(255, 0) == 255


def test_ends_must_meet() -> None:
    with pytest.raises(Mismatch, match="middle"):
        Identity(Zmod(4)) >> Identity(Zmod(2))
    with pytest.raises(Mismatch, match="shape"):
        Matrix(module(4), module(2), ((1, 1),))
    with pytest.raises(Mismatch, match="not additive"):
        homomorphism(Reduction(Zmod(4), Zmod(3)))


def test_reduce_on_products() -> None:
    f = reduce(module(4, 6), 2)
    assert [f(a) for a in product((3,), (4, 5))] == [(1, 0), (1, 1)]
