"""Arrays over GF(q) against the scalars, and embeddings against the laws that define them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch, TooLarge
from algebra.rings import GF, Multivariate, Zmod
from algebra.rings.arrays import arrays, character, embedding, root, univariate
from algebra.rings.conway import conway

SMALL = (2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 49)
LARGE = (343, 1024, 3**7, 2**31 - 1, 101**3)


@pytest.mark.parametrize("q", SMALL)
def test_tables_of_the_operations_are_those_of_the_scalars(q: int) -> None:
    F, A = GF(q), arrays(GF(q))
    a, b = np.ogrid[:q, :q]
    assert A.add(a, b).tolist() == [[F.add(x, y) for y in range(q)] for x in range(q)]
    assert A.mul(a, b).tolist() == [[F.mul(x, y) for y in range(q)] for x in range(q)]
    for k in (0, 1, 2, 3, q - 2, q - 1, q, 2 * q - 2, 5 * q + 1):
        assert A.power(np.arange(q), k).tolist() == [F.power(x, k) for x in range(q)]


@pytest.mark.parametrize("q", LARGE)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_large_fields_agree_with_the_scalars(q: int, data: st.DataObject) -> None:
    F, A = GF(q), arrays(GF(q))
    element = st.integers(0, q - 1)
    a, b = (np.array([*data.draw(st.lists(element, min_size=6, max_size=6)), 0, 1]) for _ in range(2))
    b[-2:] = b[-2:][::-1]
    k = data.draw(st.integers(0, 3 * q))
    scalars = list(zip(a.tolist(), b.tolist(), strict=True))
    assert A.add(a, b).tolist() == [F.add(x, y) for x, y in scalars]
    assert A.mul(a, b).tolist() == [F.mul(x, y) for x, y in scalars]
    assert A.power(a, k).tolist() == [F.power(x, k) for x, _ in scalars]


@pytest.mark.parametrize("q", [2, 5, 8, 9, 2**31 - 1])
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_horner_is_evaluation_term_by_term(q: int, data: st.DataObject) -> None:
    F = GF(q)
    R = Multivariate(F, ("x", "y", "z"))
    exponents, element = st.tuples(*[st.integers(0, 4)] * 3), st.integers(0, q - 1)
    h = R.collect(data.draw(st.dictionaries(exponents, element, max_size=6)))
    points = data.draw(st.lists(st.tuples(element, element, element), min_size=1, max_size=5))
    found = arrays(F).evaluate(h, [np.array(column) for column in zip(*points, strict=True)])
    assert found.tolist() == [R.evaluate(h, F, dict(zip("xyz", p, strict=True))) for p in points]


def test_a_grid_is_broadcast() -> None:
    R, A = Multivariate(GF(9), ("x", "y", "z")), arrays(GF(9))
    h = R("x^2*y + y*z^3 + 2*x + 1")
    grid = A.evaluate(h, np.ogrid[:9, :9, :9])
    assert grid.shape == (9, 9, 9)
    for p in ((0, 0, 0), (3, 5, 7), (8, 8, 8), (1, 0, 4)):
        assert grid[p] == R.evaluate(h, GF(9), dict(zip("xyz", p, strict=True)))
    assert A.evaluate((), np.ogrid[:2, :3]).tolist() == [[0] * 3] * 2
    assert A.evaluate(R.one, np.ogrid[:2, :1, :1]).tolist() == [[[1]], [[1]]]


@pytest.mark.parametrize(
    ("q", "k"), [(2, 5), (3, 4), (4, 2), (4, 3), (8, 2), (9, 2), (9, 3), (25, 2), (27, 2), (16, 3)]
)
def test_embeddings_are_homomorphisms(q: int, k: int) -> None:
    F, A = GF(q), arrays(GF(q**k))
    image = embedding(F, k)
    assert len(set(image.tolist())) == q
    assert image[:2].tolist() == [0, 1]
    a, b = np.ogrid[:q, :q]
    assert np.array_equal(image[arrays(F).add(a, b)], A.add(image[a], image[b]))
    assert np.array_equal(image[arrays(F).mul(a, b)], A.mul(image[a], image[b]))
    assert np.array_equal(A.power(image, q), image)


def test_embeddings_compose() -> None:
    for q in (4, 9):
        first, second = embedding(GF(q), 2), embedding(GF(q**2), 2)
        assert np.array_equal(second[first], embedding(GF(q), 4))
    assert embedding(GF(7), 1).tolist() == list(range(7))


def test_embeddings_refused() -> None:
    with pytest.raises(Mismatch, match="at least 1"):
        embedding(GF(4), 0)
    with pytest.raises(TooLarge, match="limit"):
        embedding(GF(4), 40)
    with pytest.raises(TooLarge, match="64 bits"):
        arrays(GF(2**61 - 1))


@pytest.mark.parametrize("q", [4, 8, 9, 16, 27])
def test_a_modulus_has_a_root_exactly_where_it_is_irreducible(q: int) -> None:
    F = GF(q)
    R = Multivariate(Zmod(F.p), ("a",))
    monic = [(*F.coordinates(c), 1) for c in range(q)]
    irreducible = []
    for h in monic:
        try:
            r = root(F, h)
        except Mismatch:
            continue
        irreducible.append(h)
        zeros = [x for x in range(q) if not R.evaluate(R.collect({(i,): c for i, c in enumerate(h)}), F, {"a": x})]
        assert r == min(zeros)
        assert len(zeros) == F.n
    moebius = {4: 1, 8: 2, 9: 3, 16: 3, 27: 8}
    assert len(irreducible) == moebius[q]
    assert root(F, conway(F.p, F.n)) == F.a
    with pytest.raises(Mismatch, match="degree is 1"):
        root(F, (1, 1))


def test_the_root_of_a_linear_modulus() -> None:
    assert root(GF(5), (1, 2)) == 2
    assert root(GF(2**31 - 1), (2**31 - 2, 1)) == 1


@pytest.mark.parametrize("q", SMALL)
def test_the_character_tells_squares(q: int) -> None:
    F = GF(q)
    squares = {F.mul(b, b) for b in range(1, q)}
    assert character(F, np.arange(q)).tolist() == [0] + [1 if a in squares else -1 for a in range(1, q)]
    assert univariate((0, 1, 0, 3)) == (((3,), 3), ((1,), 1))
