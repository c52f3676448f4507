"""Graded fiber products of affine algebras: linear algebra without Gröbner bases, and a table by Macaulay2."""

from itertools import product

import flint
import pytest
from affine_cases import TABLE, graded, over, stated

from algebra.affine import AlgebraCospan, presentation
from algebra.files.algebras import read_algebras
from algebra.files.fields import Place
from algebra.rings import Multivariate
from algebra.rings.multivariate import Terms


def monomials(weights: tuple[int, ...], d: int) -> list[tuple[int, ...]]:
    box = product(*(range(d // w + 1) for w in weights))
    return [e for e in box if sum(w * k for w, k in zip(weights, e, strict=True)) == d]


def multiples(side: Multivariate, ideal: tuple[Terms, ...], weights: tuple[int, ...], d: int) -> list[Terms]:
    out = []
    for a in ideal:
        rest = d - sum(w * k for w, k in zip(weights, a[0][0], strict=True)) if a else -1
        out += [side.mul(a, ((e, side.coefficients.one),)) for e in (monomials(weights, rest) if rest >= 0 else [])]
    return out


def rank(pairs: list[tuple[Terms, Terms]], p: int) -> int:
    vectors = [{(i, e): c for i, a in enumerate(pair) for e, c in a} for pair in pairs]
    keys = sorted({key for vector in vectors for key in vector})
    return flint.nmod_mat([[v.get(key, 0) for key in keys] for v in vectors], p).rank() if keys else 0


def naive_piece(case: AlgebraCospan, d: int) -> tuple[list, list]:
    """Pairs of polynomials that span P_d, and those among them that are 0 in A × C."""
    A, C = case.A, case.C
    nothing = [(a, ()) for a in multiples(A.ring, A.ideal, A.weights, d)]
    nothing += [((), c) for c in multiples(C.ring, C.ideal, C.weights, d)]
    spanning = [(a, ()) for a in multiples(A.ring, case.kernel, A.weights, d)]
    for e in monomials(C.weights, d):
        c = ((e, case.k.one),)
        spanning.append((case.image(c), c))
    return spanning + nothing, nothing


def naive_generators(case: AlgebraCospan, top: int) -> dict[int, int]:
    """The numbers of generators that products of others do not give, by degree."""
    p, A, C = case.k.order, case.A.ring, case.C.ring
    pieces = {d: naive_piece(case, d) for d in range(1, top + 1)}
    out = {}
    for d, (spanning, nothing) in pieces.items():
        products = [
            (A.mul(a, b), C.mul(c, e))
            for i in range(1, d // 2 + 1)
            for a, c in pieces[i][0]
            for b, e in pieces[d - i][0]
        ]
        fresh = rank(spanning, p) - rank(nothing + products, p)
        out |= {d: fresh} if fresh else {}
    return out


def naive_function(case: AlgebraCospan, top: int) -> list[int]:
    p = case.k.order
    return [
        rank(everything, p) - rank(nothing, p)
        for everything, nothing in map(lambda d: naive_piece(case, d), range(top + 1))
    ]


GRADED = [
    (5, "xy", (1, 1), [], ["y"], "u", (2,), ["x^2"]),
    (5, "xy", (1, 1), [], ["x*y"], "u", (1,), ["x+y"]),
    (5, "xy", (1, 2), [], ["y-x^2"], "u", (2,), ["y"]),
    (2, "xy", (1, 1), ["x*y"], ["y"], "u", (2,), ["x^2"]),
    (2, "xy", (1, 1), [], ["x^2", "x*y", "y^2"], "", (), []),
    (2, "xy", (1, 1), ["x^2"], ["x"], "u", (1,), ["y"]),
    (2, "xy", (1, 1), ["x^2", "x*y"], ["x"], "u", (3,), ["y^3"]),
    (3, "xy", (2, 3), ["x^3-y^2"], ["x", "y"], "u", (1,), ["0"]),
    (3, "xyz", (1, 1, 1), [], ["z"], "uv", (2, 2), ["x^2", "y^2"]),
    (3, "xyz", (1, 1, 1), ["x*z", "y*z"], ["z"], "", (), []),
    (3, "xyz", (1, 1, 1), ["x*y-z^2"], ["z"], "u", (1,), ["x+y"]),
    (3, "xy", (1, 1), [], ["x", "y"], "uv", (1, 1), ["0", "0"]),
]


@pytest.mark.parametrize(("p", "A", "wA", "J", "K", "C", "wC", "g"), GRADED)
def test_graded_cases_by_linear_algebra(p, A, wA, J, K, C, wC, g) -> None:
    case = graded(over(p, A, J, K, C, g), wA, wC)
    found = presentation(case)
    assert list(found.hilbert_function)[:9] == naive_function(case, 8)
    degrees = found.model.generator_degrees
    assert {d: degrees.count(d) for d in degrees} == naive_generators(case, max(degrees, default=0) + 2)
    ungraded = presentation(over(p, A, J, K, C, g))
    assert ungraded.points == found.points
    assert ungraded.hilbert_function is None
    assert "min_relations" not in ungraded.answer()


def test_degree_0_is_no_field_when_B_is_0() -> None:
    case = graded(over(5, "x", [], ["1"], "u", ["0"]), (1,), (1,))
    found = presentation(case)
    assert found.hilbert_function == (2,) * 13
    assert found.model.generator_degrees is None
    assert "min_algebra_generators" not in found.answer()


def test_large_products_of_relations_are_fast() -> None:
    """k + m^3 in k[x, y]: 4 + 5 + 6 generators, and 96 quadrics."""
    cube = ["x^3", "x^2*y", "x*y^2", "y^3"]
    found = presentation(graded(over(0, "xy", [], cube, "", []), (1, 1), ()))
    assert sorted(found.model.generator_degrees) == [3] * 4 + [4] * 5 + [5] * 6
    assert len(found.model.relation_degrees) == 96
    assert found.hilbert_function == (1, 0, 0, *range(4, 14))
    assert len(presentation(over(0, "xy", [], cube, "", [])).model.pairs) == 15


def test_generators_without_end_are_seen_by_linear_algebra() -> None:
    """In k + (y) no y·x^n is a polynomial in others: a new generator in each degree."""
    case = over(3, "xy", [], ["y"], "", [])
    assert naive_generators(graded(case, (1, 1), ()), 6) == {d: 1 for d in range(1, 7)}
    assert naive_generators(graded(over(3, "xy", ["x*y"], ["y"], "", []), (1, 1), ()), 6) == {1: 1}


# -- the table


def test_the_table_has_all_kinds() -> None:
    assert len(TABLE) == 44
    assert {row["finitely_generated"] for row in TABLE} == {True, False}
    assert max(len(row.get("relation_degrees", [])) for row in TABLE) >= 10


@pytest.mark.parametrize("row", TABLE)
def test_as_in_macaulay2(row) -> None:
    found = presentation(read_algebras(Place("table", "", stated(row))))
    out = found.answer()
    assert out["finitely_generated"] == row["finitely_generated"]
    assert out["hilbert_function"] == row["hilbert_function"]
    if row["finitely_generated"]:
        assert sorted(found.model.generator_degrees) == row["generator_degrees"]
        assert sorted(found.model.relation_degrees) == row["relation_degrees"]
        assert out["min_algebra_generators"] == len(row["generator_degrees"])
        assert out["min_relations"] == len(row["relation_degrees"])
