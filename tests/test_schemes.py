"""Schemes over GF(q): points by search, by joining, by enumeration, by formulas and by character sums."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import AlgebraError, Mismatch, TooLarge
from algebra.fiber import Cospan
from algebra.files.fields import Place
from algebra.files.schemes import read_schemes, write_schemes
from algebra.maps import Identity
from algebra.metrics import Xadic
from algebra.relax import relax
from algebra.rings import GF, Multivariate, Quotient, Zmod
from algebra.rings.writing import text
from algebra.schemes import (
    Morphism,
    Scheme,
    SchemeCospan,
    agree,
    blocks,
    contact,
    coordinate_ring,
    counts,
    histogram,
    howe,
    howe_count,
    morphism,
    neighbourhood,
    pairs,
    point_count,
    points,
    projections,
    scheme,
    self_check,
    tangent_map,
    tangent_scheme,
    values,
)
from algebra.schemes import joins as joined
from algebra.schemes.joins import keys
from algebra.schemes.scheme import joint_names
from algebra.schemes.search import lifted, order


def enumerated(X: Scheme) -> list[tuple[int, ...]]:
    """All points of affine space at which the equations hold, one scalar at a time."""
    ring, field = X.ring, X.field
    at = (dict(zip(X.names, p, strict=True)) for p in product(range(field.q), repeat=X.dimension))
    return [tuple(p.values()) for p in at if not any(ring.evaluate(h, field, p) for h in X.ideal)]


def image(f: Morphism, p: tuple[int, ...]) -> tuple[int, ...]:
    at = dict(zip(f.dom.names, p, strict=True))
    return tuple(f.dom.ring.evaluate(h, f.dom.field, at) for h in f.images)


@st.composite
def polynomials(draw: st.DrawFn, field: GF, n: int) -> Any:
    ring = Multivariate(field, ("x", "y", "z")[:n])
    exponents = st.tuples(*[st.integers(0, 3)] * n)
    return ring.collect(draw(st.dictionaries(exponents, st.integers(0, field.q - 1), max_size=4)))


@st.composite
def schemes(draw: st.DrawFn, field: GF) -> Scheme:
    n = draw(st.integers(0, 3))
    return Scheme(field, ("x", "y", "z")[:n], tuple(draw(st.lists(polynomials(field, n), max_size=3))))


@st.composite
def cospans(draw: st.DrawFn) -> SchemeCospan:
    field, d = GF(draw(st.sampled_from([2, 3, 4, 5]))), draw(st.integers(0, 2))
    ends = [draw(schemes(field).filter(lambda X: X.dimension < 3)) for _ in range(2)]
    made = [Morphism(X, tuple(draw(polynomials(field, X.dimension)) for _ in range(d))) for X in ends]
    return SchemeCospan(*made)


# ------------------------------------------------------------------------------------------------------ points


@pytest.mark.parametrize("q", [2, 3, 4, 5])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_points_are_those_of_the_whole_grid_in_order(q: int, data: st.DataObject) -> None:
    X = data.draw(schemes(GF(q)))
    assert [tuple(p) for p in points(X).tolist()] == enumerated(X)


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_points_over_an_extension(data: st.DataObject) -> None:
    field = GF(data.draw(st.sampled_from([2, 3, 4])))
    X = data.draw(schemes(field).filter(lambda X: X.dimension < 3))
    above = Scheme(GF(field.q**2), X.names, lifted(field, X.ideal, 2))
    assert [tuple(p) for p in points(X, 2).tolist()] == enumerated(above)


def test_a_search_that_is_cut_into_small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    X = scheme(GF(7), ["x", "y", "z"], ["z^2 - x^3 - 1", "y^2 - x*z"])
    whole = points(X)
    for block in (1, 5, 7, 20):
        monkeypatch.setattr("algebra.schemes.search.BLOCK", block)
        assert np.array_equal(points(X), whole)
    assert [tuple(p) for p in whole.tolist()] == enumerated(X)


def test_variables_are_fixed_where_equations_tell_soonest() -> None:
    X = scheme(GF(5), ["x", "y", "z"], ["x*y - z", "z^2 - 4"])
    assert order(X) == (2, 0, 1)
    assert [tuple(p) for p in points(X).tolist()] == enumerated(X)
    assert order(scheme(GF(5), ["x", "y", "z"], ["y - x"])) == (0, 1, 2)


def test_degenerate_schemes() -> None:
    assert points(scheme(GF(3), [])).tolist() == [[]]
    assert points(scheme(GF(3), ["x"], ["1"])).tolist() == []
    assert points(scheme(GF(3), ["x"], ["0"])).tolist() == [[0], [1], [2]]
    assert list(blocks(scheme(GF(3), [], ["2"]))) == []


@pytest.mark.parametrize("q", [3, 5, 7, 9, 25])
def test_a_conic_has_q_minus_or_plus_one_points(q: int) -> None:
    minus_one_is_a_square = q % 4 == 1
    assert len(points(scheme(GF(q), ["x", "y"], ["x^2 + y^2 - 1"]))) == (q - 1 if minus_one_is_a_square else q + 1)


@pytest.mark.parametrize("q", [4, 9, 16])
def test_the_hermitian_curve_is_maximal(q: int) -> None:
    r = {4: 2, 9: 3, 16: 4}[q]
    assert len(points(scheme(GF(q), ["x", "y"], [f"y^{r} + y - x^{r + 1}"]))) == r**3


def test_the_points_of_a_singular_cubic_over_the_field_of_343_elements() -> None:
    found = points(scheme(GF(343), ["x", "y"], ["y^2 - x^3"]))
    F = GF(343)
    assert {tuple(p) for p in found.tolist()} == {(F.power(t, 2), F.power(t, 3)) for t in range(343)}
    assert len(points(scheme(GF(343), ["x", "y"]))) == 343**2


def test_a_large_prime_field() -> None:
    p = 1_000_003
    assert points(scheme(GF(p), ["x"], ["x^2 - 4"])).tolist() == [[2], [p - 2]]
    p = 2**31 - 1
    assert points(scheme(GF(p), ["x", "y"], ["x + 1", "y - x^3"])).tolist() == [[p - 1, p - 1]]


def test_what_is_too_large_to_list() -> None:
    with pytest.raises(TooLarge, match="count instead"):
        points(scheme(GF(343), ["x", "y", "z"]))
    with pytest.raises(TooLarge, match="GF"):
        points(scheme(GF(9), ["x"]), 100)
    with pytest.raises(Mismatch, match="at least 1"):
        points(scheme(GF(9), ["x"]), 0)


def test_a_search_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("algebra.schemes.search.SEARCH", 100)
    with pytest.raises(TooLarge, match="more than 100 candidates"):
        points(scheme(GF(11), ["x", "y"], ["x*y - 1"]))


# ----------------------------------------------------------------------------------------------- fiber products


@given(cospans())
@settings(max_examples=80, deadline=None)
def test_pairs_are_the_set_fiber_product_and_the_points_of_the_tensor_product(c: SchemeCospan) -> None:
    n = c.X.dimension
    by_sets = [x + y for x in enumerated(c.X) for y in enumerated(c.Y) if image(c.f, x) == image(c.g, y)]
    assert [tuple(p) for p in pairs(c).tolist()] == by_sets
    assert [tuple(p) for p in points(coordinate_ring(c)).tolist()] == by_sets
    found = counts(c)
    assert found.points == point_count(c) == len(by_sets)
    assert (found.X_points, found.Y_points) == (len(enumerated(c.X)), len(enumerated(c.Y)))
    both = {image(c.f, x) for x in enumerated(c.X)} & {image(c.g, y) for y in enumerated(c.Y)}
    assert found.base_points_hit_by_both == len(both)
    assert self_check(c) is None
    fst, snd = projections(c)
    assert values(fst, pairs(c)).tolist() == [list(p[:n]) for p in by_sets]
    assert values(snd, pairs(c)).tolist() == [list(p[n:]) for p in by_sets]


def test_fibers_are_met_on_a_base_that_does_not_fit_into_a_word() -> None:
    line, squares = scheme(GF(1009), ["t"]), [f"t^{k}" for k in range(2, 12)]
    c = SchemeCospan(morphism(line, squares), morphism(line, squares))
    assert 1009 ** len(squares) > 1 << 63
    assert pairs(c).tolist() == [[t, t] for t in range(1009)]
    assert counts(c).base_points_hit_by_both == 1009


def test_keys_keep_the_order_of_rows() -> None:
    rows = np.array(list(product((0, 1, 2**31 - 2), repeat=4)))
    packed = keys(rows, 2**31 - 1)
    assert np.array_equal(np.argsort(packed, kind="stable"), np.arange(len(rows)))


def test_a_histogram_of_several_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    f = morphism(scheme(GF(5), ["x", "y"]), ["x*y"])
    whole = histogram(f)
    assert whole.rows.tolist() == [[0], [1], [2], [3], [4]]
    assert whole.sizes.tolist() == [9, 4, 4, 4, 4]
    monkeypatch.setattr("algebra.schemes.search.BLOCK", 5)
    assert histogram(f).sizes.tolist() == whole.sizes.tolist()


def test_the_second_routes_see_a_wrong_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    line = scheme(GF(5), ["x"])
    c = SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x^3"]))
    right = joined.pairs(c)
    monkeypatch.setattr(joined, "pairs", lambda *_: right[1:])
    assert "are joined" in str(self_check(c))
    monkeypatch.setattr(joined, "pairs", lambda *_: (right + 1) % 5)
    assert self_check(c) == "the square does not commute"
    monkeypatch.setattr(joined, "pairs", lambda *_: right)
    monkeypatch.setattr(joined, "coordinate_ring", lambda _: scheme(GF(5), ["x", "y"]))
    assert "25 points" in str(self_check(c))


def test_counts_over_extensions_are_those_of_the_zeta_function() -> None:
    # y^2 = x^3 - x over GF(3) is supersingular with trace 0: 3^k + 1 - (s^k + s'^k), s, s' = ±sqrt(-3), less infinity
    E, line = scheme(GF(3), ["x", "y"], ["y^2 - (x^3 - x)"]), scheme(GF(3), ["u"])
    c = SchemeCospan(morphism(E, ["x"]), morphism(line, ["u"]))
    traces = [0 if k % 2 else 2 * (-3) ** (k // 2) for k in range(1, 7)]
    assert counts(c, 6).points_by_extension == tuple(3**k - t for k, t in enumerate(traces, 1))


def test_extensions_of_a_field_that_is_no_prime_field() -> None:
    c = SchemeCospan(
        morphism(scheme(GF(4), ["x", "y"], ["y^2 + y - a*x"], {"a": GF(4).a}), ["x"]),
        morphism(scheme(GF(4), ["z"]), ["a*z"], {"a": GF(4).a}),
    )
    assert counts(c, 4).points_by_extension == (4, 16, 64, 256)
    assert [self_check(c, k) for k in (1, 2, 3)] == [None] * 3
    for k in (2, 3):
        found = values(projections(c)[0], pairs(c, k), k)
        assert {tuple(p) for p in found.tolist()} == {tuple(p) for p in points(c.X, k).tolist()}


def test_names_that_collide() -> None:
    assert joint_names(("x", "y"), ("u", "v")) == ("x", "y", "u", "v")
    assert joint_names(("x",), ("x",)) == ("x_1", "x_2")
    for left, right in ((("x", "x_1"), ("x", "x_2")), (("x", "x_2"), ("x", "x_1", "x_1_"))):
        names = joint_names(left, right)
        assert len(set(names)) == len(left) + len(right)


def test_ends_that_do_not_meet() -> None:
    line = scheme(GF(3), ["x"])
    with pytest.raises(Mismatch, match=r"A\^1.*A\^2"):
        SchemeCospan(morphism(line, ["x"]), morphism(line, ["x", "x"]))
    with pytest.raises(Mismatch, match="one field"):
        SchemeCospan(morphism(line, ["x"]), morphism(scheme(GF(9), ["x"]), ["x"]))
    with pytest.raises(Mismatch, match="no polynomial there"):
        Scheme(GF(3), ("x",), ((((1,), 5),),))
    with pytest.raises(Mismatch, match="no polynomial there"):
        Morphism(line, ((((1, 0), 1),),))
    with pytest.raises(Mismatch, match="twice"):
        scheme(GF(3), ["x", "x"])
    with pytest.raises(Mismatch, match="unknown"):
        scheme(GF(3), ["x"], ["y"])
    with pytest.raises(Mismatch, match="at least 1"):
        counts(SchemeCospan(morphism(line, ["x"]), morphism(line, ["x"])), 0)


@pytest.mark.parametrize("q", [2, 3, 4])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_points_over_the_dual_numbers_are_those_of_the_tangent_scheme(q: int, data: st.DataObject) -> None:
    field = GF(q)
    R, X = Quotient(field, (0, 0, 1)), data.draw(schemes(field).filter(lambda X: X.dimension < 3))
    near = []
    for p in product(R.elements(), repeat=X.dimension):
        at = dict(zip(X.names, p, strict=True))
        if not any(X.ring.evaluate(h, R, at, lambda c: R((c,))) != R.zero for h in X.ideal):
            parts = [R.coordinates(a) for a in p]
            half = len(R.coordinates(R.zero)) // 2
            low, high = ([field.from_coordinates(v[i * half : i * half + half]) for v in parts] for i in (0, 1))
            near.append((*low, *high))
    assert sorted(near) == [tuple(p) for p in points(tangent_scheme(X)).tolist()]


def test_tangents_of_maps_are_differentials() -> None:
    f = morphism(scheme(GF(5), ["x", "dx"], ["x*dx"]), ["x^5 + 2*x^3*dx"])
    lines = str(tangent_map(f))
    assert lines.startswith("{(x, dx, dx_1, ddx), x*dx = 0, dx*dx_1 + x*ddx = 0}")
    assert lines.endswith("(x^5 + 2*x^3*dx, x^2*dx*dx_1 + 2*x^3*ddx)")


ORACLE = Path(__file__).parent / "oracle"
TABLE = [
    json.loads(line) for name in ("curves", "howe") for line in (ORACLE / f"{name}.jsonl").read_text().splitlines()
]


def test_the_tables_are_there() -> None:
    assert {row["file"]["q"] for row in TABLE} >= {2, 3, 4, 5, 7, 8, 9}
    assert any("points_by_extension" in row for row in TABLE)


@pytest.mark.parametrize("row", TABLE)
def test_counts_as_in_macaulay2_and_pari(row: dict[str, Any]) -> None:
    cospan, extensions = read_schemes(Place("oracle", "", row["file"]))
    found = counts(cospan, extensions or 1)
    assert found.points_by_extension == tuple(row.get("points_by_extension", [row["points"]]))
    named = ("points", "X_points", "Y_points", "base_points_hit_by_both")
    assert {name: getattr(found, name) for name in named} == {name: row[name] for name in named}
    assert self_check(cospan) is None


# -------------------------------------------------------------------------------------------------- Howe curves


@pytest.mark.parametrize("q", [3, 5, 7, 9, 25, 27, 49, 343])
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_howe_curves_by_joining_and_by_characters(q: int, data: st.DataObject) -> None:
    coefficients = st.lists(st.integers(0, q - 1), max_size=5).map(tuple)
    f1, f2 = data.draw(coefficients), data.draw(coefficients)
    assert point_count(howe(GF(q), f1, f2)) == howe_count(GF(q), f1, f2)


def test_howe_curves_over_a_large_prime_field() -> None:
    assert howe_count(GF(1_000_003), (1,), (4,)) == 4 * 1_000_003
    with pytest.raises(Mismatch, match="q odd"):
        howe_count(GF(8), (1,), (1,))


# --------------------------------------------------------------------------------------------- neighbourhoods


def jets(field: Any, N: int, coefficients: tuple[int, ...]) -> Morphism:
    dom = scheme(field, ["t"], [f"t^{N}"])
    return Morphism(dom, (dom.ring.collect({(i,): c for i, c in enumerate(coefficients)}),))


@pytest.mark.parametrize(("p", "N"), [(2, 1), (2, 3), (2, 4), (3, 2), (3, 3)])
def test_agreement_modulo_powers_is_the_relaxation_in_the_adic_distance(p: int, N: int) -> None:
    R = Quotient(Zmod(p), (*(0,) * N, 1))
    cospan = Cospan(Identity(R), Identity(R))
    maps = {a: jets(GF(p), N, R.coordinates(a)) for a in R.elements()}
    for n in range(N + 1):
        near = set(relax(cospan, Xadic(R), f"1/{2**n}" if n < N else 0))
        assert near == {(a, b) for a in maps for b in maps if agree(maps[a], maps[b], n)}
        assert near == {(a, b) for a in maps for b in maps if contact(maps[a], maps[b]) >= n}


@pytest.mark.parametrize(("p", "N"), [(2, 3), (2, 4), (3, 2)])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_jets_in_a_neighbourhood_of_the_diagonal_agree_to_an_order(p: int, N: int, n: int) -> None:
    R = Quotient(Zmod(p), (*(0,) * N, 1))
    line = scheme(GF(p), ["x"])
    near = neighbourhood(SchemeCospan(morphism(line, ["x"]), morphism(line, ["x"])), n)
    (relation,) = near.ideal
    order = -(-N // (n + 1))
    for a, b in product(R.elements(), repeat=2):
        inside = near.ring.evaluate(relation, R, {"x_1": a, "x_2": b}, R.from_int) == R.zero
        assert inside == agree(jets(GF(p), N, R.coordinates(a)), jets(GF(p), N, R.coordinates(b)), order)


@given(cospans(), st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_a_neighbourhood_has_the_same_points(c: SchemeCospan, n: int) -> None:
    assert points(neighbourhood(c, n)).tolist() == pairs(c).tolist()
    if n == 0:
        assert neighbourhood(c, 0) == coordinate_ring(c)


def test_neighbourhoods_refused() -> None:
    plane = scheme(GF(2), [f"x{i}" for i in range(8)])
    c = SchemeCospan(morphism(plane, plane.names), morphism(plane, plane.names))
    with pytest.raises(Mismatch, match="negative"):
        neighbourhood(c, -1)
    with pytest.raises(TooLarge, match="products"):
        neighbourhood(c, 9)
    with pytest.raises(Mismatch, match=r"F\[t\]"):
        contact(morphism(plane, ["x1"]), morphism(plane, ["x2"]))
    with pytest.raises(Mismatch, match="differently"):
        contact(jets(GF(2), 2, (1,)), jets(GF(2), 3, (1,)))


# ---------------------------------------------------------------------------------------------------------- files

CURVE = {"vars": ["x", "y"], "ideal": ["y^2-(x^3-x)"]}
LINE = {"vars": ["x"], "ideal": []}
BASE = {"format": "cospan/1", "kind": "schemes", "q": 9, "X": CURVE, "Y": LINE, "f": ["x"], "g": ["x^2"]}
GENERATOR = {"modulus": "a^2-a-1", "generator": "a"}


def stated(**changes: Any) -> tuple[SchemeCospan, int | None]:
    body = {key: v for key, v in (BASE | changes).items() if v != "absent"}
    return read_schemes(Place("c.json", "", json.loads(json.dumps(body))))


def test_read() -> None:
    cospan, extensions = stated(extensions=2)
    assert extensions == 2
    assert cospan == SchemeCospan(
        morphism(scheme(GF(9), ["x", "y"], ["y^2 - x^3 + x"]), ["x"]), morphism(scheme(GF(9), ["x"]), ["x^2"])
    )
    assert stated()[1] is None


def test_the_generator_is_a_root_of_its_modulus() -> None:
    for modulus in ("a^2-a-1", "a^2+1", "2*a^2 + a + 1"):
        field = {"modulus": modulus, "generator": "a"}
        cospan, _ = stated(field=field, Y={"vars": ["x"], "ideal": [modulus.replace("a", "x")]}, g=["a"])
        (value,) = cospan.g.images[0]
        assert [value[1]] in points(cospan.Y).tolist()
        assert len(points(cospan.Y)) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"q": 6}, "'q'.*6 = 2·3 is no prime power"),
        ({"q": 0}, "'q'.*0 where an integer of at least 2"),
        ({"q": -3}, "'q'.*-3"),
        ({"q": "9"}, "'q'.*integer"),
        ({"q": "absent"}, "'q'.*missing"),
        ({"extra": 1}, "'extra'.*unknown key"),
        ({"metric": "hamming"}, "'metric'.*unknown key"),
        ({"X": {"vars": ["x"], "ideal": ["y^2"]}}, "'X.ideal.0'.*variable y is unknown"),
        ({"X": {"vars": ["x", "x"], "ideal": []}}, "'X.vars'.*twice"),
        ({"X": {"vars": ["2x"], "ideal": []}}, "'X.vars'.*no name"),
        ({"X": {"vars": [1], "ideal": []}}, "'X.vars.0'.*text"),
        ({"X": {"vars": ["x"]}}, "'X.ideal'.*missing"),
        ({"X": {"vars": ["x"], "ideal": ["x^-1"]}}, "'X.ideal.0'.*exponent"),
        ({"X": {"vars": ["x"], "ideal": [0]}}, "'X.ideal.0'.*text"),
        ({"X": [4]}, r"'X'.*\[4\] where an object"),
        ({"f": ["y + w"]}, "'f.0'.*w is unknown"),
        ({"f": "x"}, "'f'.*list"),
        ({"g": ["x", "x"]}, "'g'.*2 polynomials, but f has 1"),
        ({"g": ["a"]}, "'g.0'.*a is unknown"),
        ({"field": {"modulus": "a^2-1", "generator": "a"}}, "'field.modulus'.*reducible"),
        ({"field": {"modulus": "a^2", "generator": "a"}}, "'field.modulus'.*reducible"),
        ({"field": {"modulus": "a^3-a-1", "generator": "a"}}, "'field.modulus'.*its degree is 3"),
        ({"field": {"modulus": "0", "generator": "a"}}, "'field.modulus'.*its degree is -1"),
        ({"field": {"modulus": "b^2+1", "generator": "a"}}, "'field.modulus'.*b is unknown"),
        ({"field": {"modulus": "x^2+1", "generator": "x"}}, "'X.vars'.*twice"),
        ({"field": {"modulus": "a^2+1", "generator": "a b"}}, "'field.generator'.*no name"),
        ({"field": {"modulus": "a^2+1"}}, "'field.generator'.*missing"),
        ({"extensions": 0}, "'extensions'.*at least 1"),
        ({"extensions": "2"}, "'extensions'.*integer"),
        ({"Z": [2]}, "'Z'.*Z is affine space"),
        ({"Z": {"vars": ["u", "v"], "ideal": []}}, "'Z.vars'.*2 variables, but f and g have 1"),
        ({"Z": {"vars": ["u"], "ideal": ["w"]}}, "'Z.ideal.0'.*w is unknown"),
        ({"Z": {"vars": ["u"], "ideal": ["u"]}}, r"'f'.*misses the base scheme: \(1, 0\) goes to \(1,\), where u is"),
        ({"f": ["0"], "Z": {"vars": ["u"], "ideal": ["u"]}}, r"'g'.*misses the base scheme: \(1,\) goes to \(1,\)"),
    ],
)
def test_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Mismatch, match=rf"c\.json.*{said}"):
        stated(**changes)


@pytest.mark.parametrize(
    ("changes", "key"), [({"q": 3**13}, "q"), ({"q": 2**61 - 1}, "q"), ({"extensions": 7}, "extensions")]
)
def test_too_large(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(TooLarge, match=rf"c\.json, key '{key}'"):
        stated(**changes)


def test_a_base_with_equations_is_accepted_where_both_maps_go_into_it() -> None:
    cusp = {"vars": ["u", "v"], "ideal": ["u^3 - v^2"]}
    cospan, _ = stated(X=LINE, f=["x^2", "x^3"], g=["x^4", "x^6"], Z=cusp, extensions=2)
    power = GF(9).power
    meeting = [(power(x, 2), power(x, 3)) == (power(y, 4), power(y, 6)) for x in range(9) for y in range(9)]
    assert point_count(cospan) == sum(meeting)
    # x^9 - x is 0 at each point over GF(9), and not over GF(81)
    vanishing = {"X": LINE, "Y": LINE, "f": ["x^9 - x"], "g": ["0"], "Z": {"vars": ["u"], "ideal": ["u"]}}
    assert stated(**vanishing)[1] is None
    with pytest.raises(Mismatch, match=r"misses the base scheme.*over GF\(81\)"):
        stated(**vanishing, extensions=2)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"q": 7, "extensions": 3},
        {"field": GENERATOR, "f": ["a*x^2 + (a+1)*y + 2"], "g": ["(2*a + 1)*x - a"]},
        {"q": 8, "field": {"modulus": "x^3+x+1", "generator": "x"}, "X": {"vars": ["a", "y"], "ideal": ["a*x^2 - y"]}}
        | {"Y": {"vars": ["y"], "ideal": []}, "f": ["a"], "g": ["(x^2 + x)*y"]},
    ],
)
def test_written_and_read_again(changes: dict[str, Any]) -> None:
    cospan, extensions = stated(**changes)
    body = write_schemes(cospan, extensions)
    again = read_schemes(Place("c.json", "", {"format": "cospan/1", "kind": "schemes", **json.loads(json.dumps(body))}))
    assert again == (cospan, extensions)


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_texts_are_read_again(data: st.DataObject) -> None:
    field = GF(data.draw(st.sampled_from([2, 5, 8, 9, 27])))
    h = data.draw(polynomials(field, 3))
    ring = Multivariate(field, ("x", "y", "z"), {"a": field.a})
    assert ring(text(ring, h)) == h


def test_no_refusal_is_anything_but_one_clear_sentence(tmp_path: Path) -> None:
    for changes in ({"X": None}, {"f": [None]}, {"q": True}, {"field": []}, {"Z": None}, {"extensions": -1}):
        with pytest.raises(AlgebraError) as refused:
            stated(**changes)
        assert "\n" not in str(refused.value)
