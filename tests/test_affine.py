"""Fiber products of affine algebras: known theorems, enumeration, a table by Macaulay2 (oracle/algebras.m2)."""

import json
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path

import flint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from algebra.affine import (
    AlgebraCospan,
    Contradiction,
    algebra,
    bases,
    contradiction,
    cospan,
    expression,
    ill_defined,
    member,
    point_count,
    points,
    presentation,
    presentations,
)
from algebra.affine.algebras import substituted
from algebra.affine.finiteness import finiteness
from algebra.affine.generators import evaluated
from algebra.affine.groebner import groebner
from algebra.affine.hilbert import standard
from algebra.affine.relations import relations
from algebra.errors import Mismatch, Missing, NotFinitelyGenerated, TooLarge
from algebra.files.algebras import read_algebras, write_algebras
from algebra.files.fields import Place, parse
from algebra.rings import Multivariate, Zmod
from algebra.rings.multivariate import Terms

TABLE = [json.loads(line) for line in (Path(__file__).parent / "oracle" / "algebras.jsonl").read_text().splitlines()]
INPUT = ("char", "A", "kernel_f", "C", "g", "A_weights", "C_weights")


def stated(row: dict) -> dict:
    return {"format": "cospan/1", "kind": "algebras"} | {key: row[key] for key in INPUT if key in row}


def over(
    p: int, A: str, J: list[str], K: list[str], C: str, g: list[str], J1: list[str] | None = None
) -> AlgebraCospan:
    return cospan(algebra(p, A, J), K, algebra(p, C, J1 or []), g)


# -- known theorems

KNOWN = [
    ("node", ("t", [], ["t^2-1"], "", []), ["T1^3 + T1^2 - T2^2"], 1),
    ("cusp", ("t", [], ["t^2"], "", []), ["T1^3 - T2^2"], 1),
    ("axes", ("x", [], ["x"], "u", ["0"]), ["T1*T2"], 1),
    ("two lines that meet where they met", ("xy", ["x*y"], ["x"], "u", ["y"]), ["T1*T2"], 1),
    ("Whitney umbrella", ("xy", [], ["y"], "u", ["x^2"]), ["T1^2*T2 - T3^2"], 2),
    ("x -> x^3 on a line", ("xy", [], ["y"], "u", ["x^3"]), ["T1^3*T3 - T2*T4", "T2^2 - T1*T4"], 2),
    ("all of A", ("xy", [], ["y"], "u", ["x"]), [], 2),
    ("all of C", ("xy", [], [], "u", ["x^2+y"]), [], 1),
    ("A loses the component that B swallows", ("xy", ["x*y"], ["y"], "", []), [], 1),
]


@pytest.mark.parametrize("p", [0, 7])
@pytest.mark.parametrize(("name", "case", "relations", "dimension"), KNOWN)
def test_known_presentations(p, name, case, relations, dimension) -> None:
    found = presentation(over(p, *case))
    assert found.model is not None
    T = found.model.ring
    if name != "x -> x^3 on a line":
        assert groebner(T, found.model.relations, "grevlex") == groebner(T, list(map(T, relations)), "grevlex")
    assert len(found.model.relations) == {"x -> x^3 on a line": 3}.get(name, len(relations))
    assert found.krull_dim == dimension


def test_the_plane_with_two_points_glued() -> None:
    found = presentation(over(5, "xy", [], ["x^2-x", "y"], "", []))
    assert found.points == 25 - 2 + 1
    assert found.krull_dim == 2
    assert len(found.model.pairs) == 4


def test_a_product_when_B_is_0() -> None:
    found = presentation(over(5, "xy", [], ["1"], "u", ["x"]))
    e = expression(found, "1", "0")
    T = found.model.ring
    assert groebner(T, found.model.relations, "grevlex").normal_form(T.sub(T.mul(e, e), e)) == ()
    assert evaluated(found.bases, T, e, found.model.pairs) == (found.bases.A.ring.one, ())
    assert (found.points, found.krull_dim) == (25 + 5, 2)


def test_zero_rings() -> None:
    nothing = presentation(over(3, "x", ["1"], [], "u", ["0"], ["1"]))
    assert nothing.krull_dim == -1
    assert groebner(nothing.model.ring, nothing.model.relations, "lex").trivial
    assert presentation(over(3, "x", ["1"], [], "u", ["0"])).points == 3
    alone = presentation(over(0, "xy", [], ["1"], "", [], ["1"]))
    assert (alone.krull_dim, len(alone.model.pairs), alone.model.relations) == (2, 2, ())
    assert presentation(over(2, "", [], [], "", [])).answer()["presentation"]["vars"] == []
    assert presentation(over(2, "", [], [], "", [])).points == 1


# -- the criterion

FINITE = [
    (("xy", [], ["y"], "", []), "x"),
    (("xy", [], ["x"], "", []), "y"),
    (("xy", ["x*y"], ["y"], "", []), None),
    (("xy", ["x*y^2"], ["y"], "", []), "x"),
    (("xy", ["x*y"], ["y^2"], "", []), None),
    (("xy", ["x^2*y"], ["y"], "", []), None),
    (("xyz", ["x*z", "y*z"], ["z"], "", []), None),
    (("xyz", ["x*z"], ["z"], "", []), "y"),
    (("xyz", ["x*z"], ["z"], "u", ["y"]), None),
    (("xyz", ["x*z"], ["z"], "u", ["y+x"]), None),
    (("xyz", ["x*z"], ["z"], "u", ["x"]), "y"),
    (("xy", [], ["y-x^2"], "u", ["y"]), None),
    (("xy", [], ["x*y-1"], "u", ["x"]), "y"),
    (("xy", [], ["x*y-1"], "u", ["x+y"]), None),
    (("xy", [], [], "", []), None),
    (("xy", [], ["1"], "", []), None),
]


@pytest.mark.parametrize("p", [0, 2, 5])
@pytest.mark.parametrize(("case", "obstruction"), FINITE)
def test_finite_generation_is_decided(p, case, obstruction) -> None:
    found = presentation(over(p, *case))
    assert found.finitely_generated == (obstruction is None)
    assert finiteness(found.bases).obstruction == obstruction
    assert ("integral" in found.reason) == (obstruction is not None)
    assert ("reason" in found.answer()) == (obstruction is not None)
    if obstruction is not None:
        assert found.krull_dim is None
        with pytest.raises(NotFinitelyGenerated, match="not integral"):
            expression(found, "0", "0")


def test_generators_without_end_are_seen_by_linear_algebra() -> None:
    """In k + (y) no y·x^n is a polynomial in others: a new generator in each degree."""
    case = over(3, "xy", [], ["y"], "", [])
    assert naive_generators(graded(case, (1, 1), ()), 6) == {d: 1 for d in range(1, 7)}
    assert naive_generators(graded(over(3, "xy", ["x*y"], ["y"], "", []), (1, 1), ()), 6) == {1: 1}


def graded(case: AlgebraCospan, A: tuple[int, ...], C: tuple[int, ...]) -> AlgebraCospan:
    return replace(case, A=replace(case.A, weights=A), C=replace(case.C, weights=C))


# -- wrong answers of others

CIRCLES = [
    ("xy", ["x^2+y^2-1"], "u", ["x"]),
    ("yx", ["x^2+y^2-1"], "x", ["x"]),
    ("xy", ["x^2+y^2-1"], "y", ["x"]),
    (("T1", "T2"), ["T1^2+T2^2-1"], ("T3",), ["T1"]),
    (("u", "v"), ["v^2+u^2-1"], ("v",), ["u"]),
]


@pytest.mark.parametrize(("A", "K", "C", "g"), CIRCLES)
def test_a_kernel_with_a_constant_term_under_any_names(A, K, C, g) -> None:
    case = over(7, A, [], K, C, g)
    circle = sum((x * x + y * y - 1) % 7 == 0 for x, y in product(range(7), repeat=2))
    truth = 49 - circle + 7
    found = presentation(case)
    assert truth == 48 == found.points == point_count(found.model.ring, found.model.relations)
    assert not {*found.model.ring.names} & {*A, *C}
    for a, c in found.model.pairs:
        assert member(found, a, c)


# -- enumeration


def zeros(ring: Multivariate, polynomials: list[Terms]) -> set[tuple[int, ...]]:
    k = ring.coefficients
    box = product(range(k.order), repeat=len(ring.names))
    return {v for v in box if not any(ring.evaluate(a, k, dict(zip(ring.names, v, strict=True))) for a in polynomials)}


def small(names: str, p: int, degree: int = 2) -> st.SearchStrategy[str]:
    exponents = st.tuples(*[st.integers(0, degree)] * len(names)).filter(lambda e: sum(e) <= degree)
    term = st.tuples(st.integers(1, p - 1), exponents).map(
        lambda t: "*".join([str(t[0]), *(f"{n}^{k}" for n, k in zip(names, t[1], strict=True) if k)])
    )
    return st.lists(term, min_size=1, max_size=3).map("+".join)


@st.composite
def cospans(draw: st.DrawFn) -> AlgebraCospan:
    p, A, C = draw(st.sampled_from([2, 3])), draw(st.sampled_from(["", "x", "xy"])), draw(st.sampled_from(["", "u"]))
    J, K = (draw(st.lists(small(A, p), max_size=n)) for n in (1, 2))
    g = [draw(small(A, p)) for _ in C]
    return over(p, A, J, K, C, g, draw(st.lists(small(C, p), max_size=1)))


@settings(max_examples=60, deadline=None)
@given(cospans())
def test_points_by_enumeration(case) -> None:
    """The square of points is a pushout of sets: those of A off B, and those of C."""
    if ill_defined(bases(case)) is not None:
        with pytest.raises(Mismatch, match="no map"):
            presentation(case)
        return
    found = presentation(case)
    on_A, on_C = zeros(case.A.ring, list(case.A.ideal)), zeros(case.C.ring, list(case.C.ideal))
    on_B = on_A & zeros(case.A.ring, list(case.kernel))
    assert found.points == len(on_A) - len(on_B) + len(on_C)
    if found.model is None or found.points is None or case.k.order ** len(found.model.ring.names) > 3**8:
        return
    names = case.A.ring.names, case.C.ring.names
    images = set()
    for side, where in enumerate((on_A, on_C)):
        ring = (case.A.ring, case.C.ring)[side]
        for v in where:
            at = dict(zip(names[side], v, strict=True))
            images.add(tuple(ring.evaluate(pair[side], case.k, at) for pair in found.model.pairs))
    assert images == zeros(found.model.ring, list(found.model.relations))


@settings(max_examples=40, deadline=None)
@given(cospans(), st.data())
def test_members_are_polynomials_in_the_generators(case, data) -> None:
    assume(ill_defined(bases(case)) is None)
    found = presentation(case)
    assume(found.finitely_generated)
    p, A, C = case.k.order, "".join(case.A.ring.names), "".join(case.C.ring.names)
    c = case.C.ring(data.draw(small(C, p)))
    a = case.image(c)
    for h in (*case.kernel, *case.A.ideal):
        a = case.A.ring.add(a, case.A.ring.mul(h, case.A.ring(data.draw(small(A, p)))))
    assert member(found, a, c)
    F = expression(found, a, c)
    assert evaluated(found.bases, found.model.ring, F, found.model.pairs) == found.bases.normal_form((a, c))
    outside = case.A.ring.add(a, case.A.ring.one)
    if not found.bases.B.trivial:
        assert not member(found, outside, c)
        with pytest.raises(Mismatch, match="differ"):
            expression(found, outside, c)


@settings(max_examples=30, deadline=None)
@given(cospans())
def test_the_relations_are_those_of_elimination(case) -> None:
    assume(ill_defined(bases(case)) is None)
    found = presentation(case)
    assume(found.model is not None and len(found.model.pairs) <= 5)
    T = found.model.ring
    eliminated = relations(found.bases, T, found.model.pairs)
    assert groebner(T, found.model.relations, "grevlex").elements == eliminated.elements


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_finite_rings_have_the_order_of_the_fiber_product(data) -> None:
    """For k[x]/(F) -> k[x]/(G) <- k[u]/(H): q^(deg F - deg G + deg H), by division of univariate polynomials."""
    p = data.draw(st.sampled_from([2, 3, 5]))
    roots = data.draw(st.lists(st.integers(0, p - 1), max_size=3))
    more = data.draw(st.lists(st.integers(0, p - 1), max_size=2))
    G, F = ("*".join(["1", *(f"(x-{r})" for r in rs)]) for rs in (roots, roots + more))
    H = "*".join(["1", *(f"(u-{r})" for r in [*roots, *more[:1]])])
    found = presentation(over(p, "x", [F], [G], "u", ["x"], [H]))
    basis = groebner(found.model.ring, found.model.relations, "grevlex")
    dimension = 0 if basis.trivial else len(standard(basis.leads, len(found.model.pairs)))
    assert dimension == len(roots + more) - len(roots) + len(roots) + len(more[:1])


# -- the graded case, by linear algebra without Gröbner bases


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


# -- engines and checks


@pytest.mark.parametrize(("engine", "program"), [("singular", "Singular"), ("macaulay2", "M2")])
def test_engines_give_one_answer(engine, program) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    for case in (over(7, "xy", [], ["x^2+y^2-1"], "u", ["x"]), over(0, "xy", ["x*y"], ["y"], "u", ["x^2+x"])):
        assert presentation(case, engine).answer() == presentation(case).answer()


def test_an_engine_that_is_not_there_is_named(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match="Singular"):
        presentation(over(7, "xy", ["x*y-1", "x^2"], [], "", []), "singular")


def test_each_check_finds_what_is_wrong() -> None:
    found = presentation(graded(over(5, "xy", [], ["y"], "u", ["x^2"]), (1, 1), (2,)))
    model, T = found.model, found.model.ring
    x = found.bases.A.ring("x")
    outside = replace(model, pairs=((x, ()), *model.pairs[1:]))
    assert "square does not commute at T1" in contradiction(replace(found, model=outside))
    more = replace(model, relations=(*model.relations, T("T1*T2")))
    assert "T1*T2 does not vanish" in contradiction(replace(found, model=more))
    other = replace(model, expressions=(T("T2"), *model.expressions[1:]))
    assert "is not T2" in contradiction(replace(found, model=other))
    fewer = replace(model, relations=())
    assert "Hilbert function" in contradiction(replace(found, model=fewer))
    assert "points over F_5" in contradiction(replace(found, model=fewer, hilbert_function=None))
    assert contradiction(found) is None


def test_an_answer_that_fails_its_check_is_withheld(monkeypatch) -> None:
    monkeypatch.setattr(presentations, "points", lambda cospan: 1)
    with pytest.raises(Contradiction, match="6 points over F_7, but A ×_B C has 1"):
        presentation(over(7, "t", [], ["t^2-1"], "", []))


def test_too_many_points_are_left_out() -> None:
    large = over(2**61 - 1, "t", [], ["t^2"], "", [])
    with pytest.raises(TooLarge):
        points(large)
    assert "F_p_points" not in presentation(large).answer()
    assert "F_p_points" not in presentation(over(0, "t", [], ["t^2"], "", [])).answer()
    assert point_count(Multivariate(Zmod(10007), ("x",)), [Multivariate(Zmod(10007), ("x",))("x^2 - 1")]) == 2
    with pytest.raises(Mismatch, match="infinite"):
        points(over(0, "t", [], ["t^2"], "", []))


# -- files

NODE = {
    "format": "cospan/1", "kind": "algebras", "char": 7, "A": {"vars": ["x", "y"], "ideal": []},
    "kernel_f": ["x^2+y^2-1"], "C": {"vars": ["u"], "ideal": []}, "g": ["x"],
}  # fmt: skip
BAD = [
    ({"char": 6}, "'char': 6 is no prime"),
    ({"char": 1}, "'char': 1 is no prime"),
    ({"char": -3}, "'char': -3 where an integer of at least 0"),
    ({"char": "7"}, "'char': \"7\" where an integer"),
    ({"char": 2**89 - 1}, "take a prime below"),
    ({"kernel_f": ["x^2+w"]}, "'kernel_f.0': 'x^2+w' in Z_7[x, y]: the variable w is unknown; known are x, y"),
    ({"kernel_f": "x"}, "'kernel_f': \"x\" where a list"),
    ({"kernel_f": [3]}, "'kernel_f.0': 3 where a text"),
    ({"kernel_f": ["x^^2"]}, "'kernel_f.0': 'x^^2' in Z_7[x, y]: it is no polynomial"),
    ({"g": ["u"]}, "'g.0': 'u' in Z_7[x, y]: the variable u is unknown"),
    ({"g": []}, "'g': 0 images for the 1 variables of C"),
    ({"g": ["x", "y"]}, "'g': 2 images for the 1 variables of C"),
    ({"C": {"vars": ["u", "u"], "ideal": []}, "g": ["x", "x"]}, "'C.vars': the variable 'u': it stands there twice"),
    ({"C": {"vars": ["u"]}}, "'C.ideal': it is missing"),
    ({"C": {"vars": ["u"], "ideal": ["u^2"]}}, "'g': no map: u^2 = 0 in C, but its image is 6*y^2 + 1 in B, not 0"),
    ({"weights": [1]}, "'weights': unknown key"),
    ({"A_weights": [1, 1]}, "'A_weights': weights without C_weights"),
    ({"C_weights": [1]}, "'C_weights': weights without A_weights"),
    ({"A_weights": [1, 0], "C_weights": [1]}, "'A_weights.1': 0 where an integer of at least 1"),
    ({"A_weights": [1], "C_weights": [1]}, "'A_weights': 1 weights for 2 variables"),
    ({"A_weights": [1, 1], "C_weights": [1]}, "'kernel_f': not homogeneous: the ideal with x^2 + y^2 + 6"),
    (
        {"kernel_f": ["y"], "A_weights": [1, 1], "C_weights": [2]},
        "'g': not homogeneous: the image of u is x, of degree 1, not 2",
    ),
    (
        {"A": {"vars": ["x", "y"], "ideal": ["x-1"]}, "kernel_f": [], "A_weights": [1, 1], "C_weights": [1]},
        "'A': not homogeneous",
    ),
    (
        {"kernel_f": ["x"], "C": {"vars": ["u"], "ideal": ["u^2-u"]}, "A_weights": [1, 1], "C_weights": [1]},
        "'C': not homogeneous",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_files_that_state_no_cospan_are_refused(change, sentence) -> None:
    with pytest.raises(Mismatch) as caught:
        read_algebras(Place("bad.json", "", NODE | change))
    assert str(caught.value).startswith("bad.json, key ")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("row", [NODE, *TABLE[:20], {**NODE, "char": 0, "g": ["1/2*x - 3"]}])
def test_files_come_back(row, tmp_path) -> None:
    read = read_algebras(Place("one", "", stated(row)))
    path = tmp_path / "again.json"
    path.write_text(json.dumps({"format": "cospan/1", "kind": "algebras"} | write_algebras(read)))
    assert read_algebras(parse(path)) == read


def test_constructors_ask_that_ends_meet() -> None:
    with pytest.raises(Mismatch, match="neither Q nor a prime field"):
        algebra(4, "x")
    with pytest.raises(Mismatch, match="over one field"):
        cospan(algebra(3, "x"), [], algebra(5, "u"), ["x"])
    with pytest.raises(Mismatch, match="2 images"):
        cospan(algebra(3, "x"), [], algebra(3, "u"), ["x", "x"])
    with pytest.raises(Mismatch, match="one side alone"):
        cospan(algebra(3, "x", weights=(1,)), [], algebra(3, "u"), ["x"])
    with pytest.raises(Mismatch, match="positive integer"):
        algebra(3, "x", weights=(0,))


def test_maps_that_are_none_are_refused_with_a_witness() -> None:
    with pytest.raises(Mismatch, match=r"u\^2 = 0 in C, but its image is x\^2 in B"):
        presentation(over(3, "x", [], ["x^3"], "u", ["x"], ["u^2"]))
    with pytest.raises(Mismatch, match="'kernel_f': not homogeneous"):
        presentation(graded(over(3, "x", [], ["x^3-1"], "u", ["x"]), (1,), (1,)))
    shifted = graded(over(3, "xy", [], ["y"], "u", ["x^2+y"]), (1, 1), (2,))
    assert presentation(shifted).hilbert_function is not None


def test_images_are_read_modulo_the_kernel() -> None:
    left, right = (presentation(over(5, "xy", [], ["y"], "u", [g])).answer() for g in ("x^2", "x^2+x*y-y^3"))
    assert left == right


def test_substitution_and_normal_forms_of_images() -> None:
    R = Multivariate(Zmod(5), ("x", "y"))
    assert substituted(R, R("x*y - y"), R, [R("y"), R("x")]) == R("x*y - x")
    assert bases(over(5, "xy", [], ["y"], "u", ["x"])).g == (R("x"),)
