"""Presentations of fiber products of affine algebras: known theorems, and enumeration over small fields."""

from itertools import product

import pytest
from affine_cases import over
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from algebra.affine import AlgebraCospan, bases, expression, ill_defined, member, point_count, presentation
from algebra.affine.algebras import substituted
from algebra.affine.finiteness import finiteness
from algebra.affine.generators import evaluated
from algebra.affine.groebner import groebner
from algebra.affine.hilbert import standard
from algebra.affine.relations import relations
from algebra.errors import Mismatch, NotFinitelyGenerated
from algebra.rings import Multivariate, Zmod
from algebra.rings.multivariate import Terms

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


# -- images


def test_images_are_read_modulo_the_kernel() -> None:
    left, right = (presentation(over(5, "xy", [], ["y"], "u", [g])).answer() for g in ("x^2", "x^2+x*y-y^3"))
    assert left == right


def test_substitution_and_normal_forms_of_images() -> None:
    R = Multivariate(Zmod(5), ("x", "y"))
    assert substituted(R, R("x*y - y"), R, [R("y"), R("x")]) == R("x*y - x")
    assert bases(over(5, "xy", [], ["y"], "u", ["x"])).g == (R("x"),)
