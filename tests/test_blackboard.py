"""Values show themselves: LaTeX that holds together, tables of small carriers only, and a repr that evaluates."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product, zip_longest
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import algebra.affine
import algebra.bundles
import algebra.decompose
import algebra.fiber
import algebra.graphs
import algebra.graphs.matching
import algebra.growth
import algebra.isomorphisms
import algebra.maps
import algebra.metrics
import algebra.relax
import algebra.rings
import algebra.schemes
import algebra.structure
from algebra.affine import algebra as affine_algebra
from algebra.affine import cospan as affine_cospan
from algebra.affine import presentation
from algebra.blackboard import SIDE, Shown, few, formula, grid, grouped, symbol, unused, words, written
from algebra.bundles import Bundle, Retract, cycle_graph, moebius, shared_bundle, trivialize
from algebra.bundles.cocycle import Cocycle
from algebra.decompose import Form, Splitting, allocate, dot, energies, split, splitting, submodule
from algebra.fiber import Cone, Cospan, FiberProduct
from algebra.graphs import dowker, largest, matching
from algebra.growth import growth
from algebra.isomorphisms import crt
from algebra.maps import (
    Chinese,
    Coefficientwise,
    Evaluation,
    Frobenius,
    Identity,
    Linear,
    Map,
    Matrix,
    Multiples,
    Pairing,
    Projection,
    Reduction,
    Sum,
    Table,
    reduce,
)
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic
from algebra.relax import Relaxation, relax
from algebra.rings import (
    GF,
    QQ,
    ZZ,
    Element,
    Multivariate,
    Polynomials,
    Product,
    Quotient,
    Ring,
    TableRing,
    Zmod,
    as_table,
    module,
    power,
)
from algebra.rings.writing import shown, text
from algebra.schemes import SchemeCospan, morphism, scheme
from algebra.structure import ring_invariants

PARTS = [algebra.rings, algebra.maps, algebra.metrics, algebra.fiber, algebra.relax, algebra.decompose]
PARTS += [algebra.graphs, algebra.graphs.matching, algebra.growth]
PARTS += [algebra.bundles, algebra.schemes, algebra.affine, algebra.isomorphisms, algebra.structure]
NAMES = {"Fraction": Fraction} | {name: held for part in PARTS for name, held in vars(part).items() if name[0] != "_"}

A, B = Polynomials(Zmod(256)), Polynomials(Zmod(49_408))
ALIGNED = Cospan(reduce(A, 128), reduce(B, 128))
SMALL = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))
P, M, PLANE = FiberProduct(SMALL), module(4, 6), module(2, 2)
FOLD = Matrix(PLANE, PLANE, ((1, 1), (0, 0)))
CIRCLE = Cospan(Identity(Zmod(4)), Identity(Zmod(4)))
LINE = scheme(GF(5), ["x"])
NODE = affine_cospan(affine_algebra(7, "t"), ["t^2 - 1"], affine_algebra(7, ""), [])
AXES = [submodule(QQ, 2, [row]) for row in ((1, 0), (0, 1))]
CROWDED = Cospan(Table(Zmod(3), Zmod(6), (0, 0, 3)), Table(Zmod(3), Zmod(6), (0, 2, 3)))
SPACE = power(QQ, 3)
LEARNED = Cospan(Table(Zmod(1), SPACE, ((1, 2, 0),)), Table(Zmod(1), SPACE, ((1, 0, 3),)))
ALONG = [submodule(QQ, 3, [row]) for row in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]

SHOWN: list[tuple[Shown, str]] = [
    (Zmod(256), r"\mathbb{Z}_{256}"),
    (GF(9), r"\mathbb{F}_{9}"),
    (ZZ, r"\mathbb{Z}"),
    (QQ, r"\mathbb{Q}"),
    (A, r"\mathbb{Z}_{256}[x]"),
    (Polynomials(module(2, 3), 4), r"(\mathbb{Z}_{2} \times \mathbb{Z}_{3})[x]_{<4}"),
    (Quotient(Zmod(6), (1, 3, 1)), r"\mathbb{Z}_{6}[x]/(x^{2} + 3 x + 1)"),
    (Multivariate(QQ, ("x", "y_1", "T2")), r"\mathbb{Q}[x, y_{1}, T_{2}]"),
    (module(4, 4, 6), r"\mathbb{Z}_{4}^{2} \times \mathbb{Z}_{6}"),
    (power(power(Zmod(4), 2), 3), r"(\mathbb{Z}_{4}^{2})^{3}"),
    (Product(()), "0"),
    (as_table(Zmod(2)), r"\text{a ring of order 2 by its tables}"),
    (P, r"\mathbb{Z}_{4} \times_{\mathbb{Z}_{2}} \mathbb{Z}_{6}"),
    (
        FiberProduct(Cospan(P.fst, reduce(Zmod(8), 4))),
        r"(\mathbb{Z}_{4} \times_{\mathbb{Z}_{2}} \mathbb{Z}_{6}) \times_{\mathbb{Z}_{4}} \mathbb{Z}_{8}",
    ),
    (Retract(FOLD), r"\{z \in \mathbb{Z}_{2}^{2} : \begin{pmatrix} 1 & 1 \\ 0 & 0 \end{pmatrix} z = z\}"),
    (Identity(ZZ), r"\mathbb{Z} \to \mathbb{Z},\; a \mapsto a"),
    (reduce(Zmod(4), 2), r"\mathbb{Z}_{4} \to \mathbb{Z}_{2},\; a \mapsto a \bmod 2"),
    (Reduction(ZZ, GF(9)), r"\mathbb{Z} \to \mathbb{F}_{9},\; a \mapsto a \cdot 1"),
    (ALIGNED.f, r"\mathbb{Z}_{256}[x] \to \mathbb{Z}_{128}[x],\; a \mapsto \sum_{i} (a_{i} \bmod 128)\, x^{i}"),
    (Multiples(Zmod(2), Zmod(6), 3), r"\mathbb{Z}_{2} \to \mathbb{Z}_{6},\; a \mapsto a \cdot 3"),
    (Frobenius(GF(9), 3) >> Frobenius(GF(9), 3), r"\mathbb{F}_{9} \to \mathbb{F}_{9},\; a \mapsto (a^{3})^{3}"),
    (
        Evaluation(Polynomials(QQ), Identity(QQ), Fraction(-1, 2)),
        r"\mathbb{Q}[x] \to \mathbb{Q},\; a \mapsto \sum_{i} a_{i} \cdot (-\frac{1}{2})^{i}",
    ),
    (P.snd, r"\mathbb{Z}_{4} \times_{\mathbb{Z}_{2}} \mathbb{Z}_{6} \to \mathbb{Z}_{6},\; a \mapsto a_{2}"),
    (
        reduce(M, 2),
        r"\mathbb{Z}_{4} \times \mathbb{Z}_{6} \to \mathbb{Z}_{2}^{2},\; a \mapsto (a_{1} \bmod 2, a_{2} \bmod 2)",
    ),
    (
        Sum(M, Zmod(2), (SMALL.f, SMALL.g)),
        r"\mathbb{Z}_{4} \times \mathbb{Z}_{6} \to \mathbb{Z}_{2},\; a \mapsto (a_{1} \bmod 2) + (a_{2} \bmod 2)",
    ),
    (Table(Zmod(3), Zmod(2), (0, 1, 1)), r"\mathbb{Z}_{3} \to \mathbb{Z}_{2} : (0, 1, 1)"),
    (
        reduce(Zmod(4), 2) >> Matrix(Zmod(2), PLANE, ((1,), (1,))),
        r"\mathbb{Z}_{4} \to \mathbb{Z}_{2}^{2},\; a \mapsto \begin{pmatrix} 1 \\ 1 \end{pmatrix} (a \bmod 2)",
    ),
    (
        Linear(QQ, (("1/2", 1),), 2),
        r"\mathbb{Q}^{2} \to \mathbb{Q},\; a \mapsto \begin{pmatrix} \frac{1}{2} & 1 \end{pmatrix} a",
    ),
    (
        Chinese(M, Zmod(12), M),
        r"\mathbb{Z}_{4} \times \mathbb{Z}_{6} \to \mathbb{Z}_{12},\; a \mapsto \mathrm{crt}_{4, 6}(a)",
    ),
    (Discrete(Zmod(5)), r"d(a, b) = [a \neq b]"),
    (
        Distances(Zmod(2), ((0, 3), (Fraction(1, 2), 0))),
        r"(d(a, b))_{a, b} = \begin{pmatrix} 0 & 3 \\ \frac{1}{2} & 0 \end{pmatrix}",
    ),
    (Absolute(QQ), r"d(a, b) = |a - b|"),
    (Absolute(power(QQ, 2), "linf"), r"d(a, b) = \max_{i} |a_{i} - b_{i}|"),
    (Lee(Zmod(4)), r"d(a, b) = \min(|a - b|, 4 - |a - b|)"),
    (Lee(B), r"d(a, b) = \sum_{i} \min(|a_{i} - b_{i}|, 49408 - |a_{i} - b_{i}|)"),
    (
        Lee(M, "l2"),
        r"d(a, b) = \sum_{i} \min_{k \in \mathbb{Z}} |a_{i} - b_{i} + k m_{i}|^{2},\; (m_{i}) = (4, 6)",
    ),
    (Lee(ZZ, "linf"), r"d(a, b) = |a - b|"),
    (Hamming(power(GF(4), 2)), r"d(a, b) = |\{i : a_{i} \neq b_{i}\}|"),
    (Padic(Zmod(8), 2), r"d(a, b) = 2^{-v_{2}(a - b)}"),
    (Padic(module(9, 9), 3), r"d(a, b) = \max_{i} 3^{-v_{3}(a_{i} - b_{i})}"),
    (Xadic(Quotient(Zmod(4), (0, 0, 1))), r"d(a, b) = 2^{-\min \{i : a_{i} \neq b_{i}\}}"),
    (SMALL, r"\mathbb{Z}_{4} \xrightarrow{\bmod 2} \mathbb{Z}_{2} \xleftarrow{\bmod 2} \mathbb{Z}_{6}"),
    (
        Cone(reduce(Zmod(12), 4), reduce(Zmod(12), 6)),
        r"\mathbb{Z}_{4} \xleftarrow{\bmod 4} \mathbb{Z}_{12} \xrightarrow{\bmod 6} \mathbb{Z}_{6}",
    ),
    (
        relax(SMALL, Lee, "1/2"),
        r"F_{1/2} = \{(x, y) \in \mathbb{Z}_{4} \times \mathbb{Z}_{6} : d(f(x), g(y)) \le \frac{1}{2}\}",
    ),
    (
        Form(Zmod(6), ((0, 1), (1, 2))),
        r"\mathbb{Z}_{6}^{2} \times \mathbb{Z}_{6}^{2} \to \mathbb{Z}_{6},"
        r"\; (u, v) \mapsto u^{t} \begin{pmatrix} 0 & 1 \\ 1 & 2 \end{pmatrix} v",
    ),
    (submodule(Zmod(4), 2, [(2, 1)]), r"\langle (2, 1), (0, 2) \rangle \subseteq \mathbb{Z}_{4}^{2}"),
    (
        splitting(dot(QQ, 2), *AXES),
        r"\mathbb{Q}^{2} = \langle (1, 0) \rangle \oplus \langle (0, 1) \rangle",
    ),
    (
        split(submodule(GF(2), 2, [(1, 1)]), dot(GF(2), 2)),
        r"(1, 1) \in U \cap U^{\perp},\; U = \langle (1, 1) \rangle \subseteq \mathbb{F}_{2}^{2}",
    ),
    (
        allocate(Linear(QQ, ((1,), (0,)), 1), Linear(QQ, ((1,), (1,)), 1)),
        r"Z_s = 0,\; Z_I = \langle (1, 0) \rangle,\; Z_T = \langle (1, 1) \rangle",
    ),
    (Bundle(reduce(Zmod(6), 2)), r"\mathbb{Z}_{6} \xrightarrow{\bmod 2} \mathbb{Z}_{2}"),
    (moebius(5), r"g : E \to S_{2},\; |V| = 5,\; |E| = 5,\; |F| = 2"),
    (
        scheme(GF(9), ["x", "y"], ["y^2 - a*x"], {"a": 3}),
        r"\{(x, y) \in \mathbb{A}^{2}_{\mathbb{F}_{9}} : y^{2} + (2 a) x = 0\}",
    ),
    (
        SchemeCospan(morphism(LINE, ["x^2"]), morphism(LINE, ["x^3"])),
        r"\mathbb{A}^{1}_{\mathbb{F}_{5}} \xrightarrow{(x^{2})} \mathbb{A}^{1}"
        r" \xleftarrow{(x^{3})} \mathbb{A}^{1}_{\mathbb{F}_{5}}",
    ),
    (affine_algebra(7, "xy", ["x*y"]), r"\mathbb{Z}_{7}[x, y]/(x y)"),
    (
        NODE,
        r"\mathbb{Z}_{7}[t] \twoheadrightarrow \mathbb{Z}_{7}[t]/(t^{2} + 6) \xleftarrow{()} \mathbb{Z}_{7}",
    ),
    (
        crt(4, 6),
        r"\mathbb{Z}_{12}[x] \cong \mathbb{Z}_{4}[x] \times_{\mathbb{Z}_{2}[x]} \mathbb{Z}_{6}[x]",
    ),
    (
        growth(CIRCLE, Lee(CIRCLE.Z)),
        r"|F_{\varepsilon}| = \begin{cases} 8 \varepsilon + 4 & \text{for}\: \varepsilon < 2 \\16 & \text{otherwise}"
        r" \end{cases}",
    ),
    (
        energies(LEARNED, splitting(dot(QQ, 3), *ALONG), 0, 0),
        r"q(\pi_s(fx - gy)) + q(\pi_I fx) + q(\pi_T gy) = 0 + 4 + 9 = 13 = q(fx - gy)",
    ),
    (
        energies(LEARNED, splitting(dot(QQ, 3), ALONG[1], *ALONG[::2]), 0, 0),
        r"q(\pi_s(fx - gy)) + q(\pi_I fx) + q(\pi_T gy) = 4 + 1 + 9 = 14 \neq 13 = q(fx - gy)",
    ),
    (
        largest(relax(CROWDED, Lee, 0)),
        r"\{0 \mapsto 0, 2 \mapsto 2\} \subseteq F_{0};\quad"
        r" S = \{0, 1\} \subseteq X,\; N(S) = \{0\} \text{ within } 0",
    ),
    (matching(CIRCLE, Lee), r"\{0 \mapsto 0, 1 \mapsto 1, 2 \mapsto 2, 3 \mapsto 3\} \subseteq F_{0}"),
    (trivialize(moebius(3)), r"0 \to 1 \to 2 \to 0 :\; (0, 1) \mapsto (1, 0)"),
    (
        trivialize(Cocycle(cycle_graph(2), 2, ((1, 0), (1, 0)))),
        r"g_{uv} = h_v \circ h_u^{-1},\; h = ((0, 1), (1, 0))",
    ),
    (
        dowker(CIRCLE, Lee, dimension=1),
        r"\text{the Dowker filtration on X up to dimension 1: 10 simplices, born from 0 to 1}",
    ),
    (ring_invariants(P), r"(R, +) \cong \mathbb{Z}_{12},\; |R| = 12,\; |R^{\times}| = 4"),
]
VALUES = [value for value, _ in SHOWN]
VALUES += [shared_bundle(FOLD), relax(ALIGNED, Lee, 1), FiberProduct(ALIGNED), Element(Zmod(5), 3)]
VALUES += [reduce(power(Zmod(256), 64), 4), Matrix(power(Zmod(2), 10), Zmod(2), ((1,) * 10,)), dot(QQ, 0), LINE]
VALUES += [Splitting(dot(QQ, 0), ()), P.lift(reduce(Zmod(12), 4), reduce(Zmod(12), 6)), relax(CIRCLE, Lee, 1)]
VALUES += [Pairing(M, (reduce(Zmod(12), 4), reduce(Zmod(12), 6))), morphism(LINE, ["x^2"])]


def kinds(base: type) -> set[str]:
    """The concrete kinds of a base in the package."""
    below = {name for kind in base.__subclasses__() for name in kinds(kind)}
    return below or ({base.__name__} if base.__module__.startswith("algebra.") else set())


def balanced(latex: str) -> bool:
    """Whether braces and matrices close what was opened."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", latex.replace(r"\begin", "").replace(r"\end", ""))):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and latex.count(r"\begin{pmatrix}") == latex.count(r"\end{pmatrix}")


def cells(table: str) -> list[list[str]]:
    """The rows of the first table, heads included."""
    (body,) = ElementTree.fromstring(f"<all>{table}</all>").findall("table")
    return [["".join(cell.itertext()) for cell in row] for row in body.iter("tr")]


@pytest.mark.parametrize(("value", "latex"), SHOWN, ids=lambda held: type(held).__name__)
def test_a_value_reads_as_on_the_blackboard(value: Shown, latex: str) -> None:
    assert value.latex == latex
    assert value._repr_latex_() == f"${latex}$"


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_holds_together_in_every_dress(value: Shown) -> None:
    assert balanced(value.latex)
    assert not re.search(r"\}(_\{[^{}]*\}){2}|\}(\^\{[^{}]*\}){2}", value.latex)
    assert eval(repr(value), dict(NAMES)) == value
    assert str(value)
    assert "\n" not in str(value)
    html = value._repr_html_()
    if html is not None:
        tables = ElementTree.fromstring(f"<all>{html}</all>").findall("table")
        assert tables
        for table in tables:
            widths = {len(row) for row in table.iter("tr")}
            assert len(widths) == 1


@pytest.mark.parametrize("base", [Ring, Map, Metric])
def test_no_kind_is_left_out(base: type) -> None:
    assert kinds(base) <= {type(value).__name__ for value in held(VALUES, base)}


def held(values: list[Any], base: type) -> list[Any]:
    """The values of a base, and those that they are made of."""
    composite = [part for f in values if hasattr(f, "first") for part in (f.first, f.second)]
    maps = [part for f in values if hasattr(f, "maps") for part in f.maps]
    ends = [end for c in values if isinstance(c, (Cospan, FiberProduct)) for end in vars_of(c)]
    return [value for value in [*values, *composite, *maps, *ends] if isinstance(value, base)]


def vars_of(value: Any) -> list[Any]:
    """The parts of a cospan, or of that of a fiber product."""
    c = value.cospan if isinstance(value, FiberProduct) else value
    return [c.f, c.g, c.X, c.Y]


def test_a_presentation_tells_its_relations() -> None:
    told = presentation(NODE)
    assert told.latex.endswith(r"\cong \mathbb{Z}_{7}[T_{1}, T_{2}]/(T_{1}^{3} + T_{1}^{2} + 6 T_{2}^{2})")
    assert str(told) == "Z_7[t] ×_{Z_7[t]/(t^2 + 6)} Z_7[] ≅ Z_7[T1, T2]/(T1^3 + T1^2 + 6*T2^2)"


def test_brackets_stand_where_they_are_needed() -> None:
    assert str(FiberProduct(Cospan(P.fst, reduce(Zmod(8), 4)))) == "(Z_4 ×_{Z_2} Z_6) ×_{Z_4} Z_8"
    assert str(Polynomials(module(2, 3))) == "(Z_2 × Z_3)[x]"
    assert str(power(Zmod(256), 64)) == "Z_256^64"


def test_a_relaxation_is_a_grid_of_exact_and_near_pairs() -> None:
    assert cells(relax(CIRCLE, Lee, 1).sketch or "") == [
        ["x \\ y", "0", "1", "2", "3"],
        ["0", "●", "○", "", "○"],
        ["1", "○", "●", "○", ""],
        ["2", "", "○", "●", "○"],
        ["3", "○", "", "○", "●"],
    ]


def test_the_marks_of_a_fiber_product_are_its_elements() -> None:
    (_, *ys), *rows = cells(P.sketch or "")
    assert [(int(x), int(y)) for x, *row in rows for y, mark in zip(ys, row, strict=True) if mark] == list(P.elements())


def test_an_exact_pair_outside_of_a_relaxation_has_no_mark() -> None:
    odd = Relaxation(Cospan(Identity(Zmod(2)), Identity(Zmod(2))), Distances(Zmod(2), ((5, 1), (1, 0))), 1)
    assert [row[1:] for row in cells(odd.sketch or "")[1:]] == [["", "○"], ["○", "●"]]


def test_a_map_and_a_metric_are_listed_by_values() -> None:
    assert cells(reduce(Zmod(4), 2).sketch or "") == [["a", "0", "1", "2", "3"], ["f(a)", "0", "1", "0", "1"]]
    assert cells(Lee(Zmod(3)).sketch or "")[2] == ["1", "1", "0", "1"]


def test_a_filtration_counts_its_simplices() -> None:
    assert cells(dowker(CIRCLE, Lee, dimension=1).sketch or "") == [
        ["simplices \\ ε", "0", "1"],
        ["dimension 0", "4", "4"],
        ["dimension 1", "0", "6"],
    ]
    assert dowker(Cospan(Identity(Zmod(60)), Identity(Zmod(60))), Lee, dimension=1).sketch is None


def test_a_ring_by_tables_shows_both() -> None:
    field = TableRing(((0, 1), (1, 0)), ((0, 0), (0, 1)), unit=1)
    first, second = ElementTree.fromstring(f"<all>{field.sketch}</all>").findall("table")
    assert ["".join(c.itertext()) for c in first.iter("td")] == ["0", "1", "1", "0"]
    assert ["".join(c.itertext()) for c in second.iter("td")] == ["0", "0", "0", "1"]


class Broken(Map[Any, Any]):
    """A map that fails wherever it is asked."""

    dom, cod = Zmod(3), Zmod(3)

    def __init__(self, dom: Ring[Any] = dom) -> None:
        self.dom, self.asked = dom, 0

    def __call__(self, a: Any) -> Any:
        self.asked += 1
        raise RuntimeError("no value here")


def test_a_map_that_fails_shows_its_formula() -> None:
    f = Broken()
    assert f._repr_html_() is None
    assert f.asked == 1
    assert f._repr_latex_() == r"$\mathbb{Z}_{3} \to \mathbb{Z}_{3},\; a \mapsto \mathrm{broken}(a)$"
    c = Cospan(f, Identity(Zmod(3)))
    assert FiberProduct(c)._repr_html_() is relax(c, Lee, 1)._repr_html_() is None


@pytest.mark.parametrize("dom", [Zmod(SIDE**2), Zmod(10**9), ZZ, A, Polynomials(Zmod(256), 64)])
def test_nothing_large_is_asked_for(dom: Ring[Any]) -> None:
    f = Broken(dom)
    large = Cospan(f, Identity(Zmod(3)))
    shown = [f, large, FiberProduct(large), FiberProduct(large).fst, relax(large, Lee, 1), Bundle(f), Lee(dom)]
    assert [value._repr_html_() for value in shown] == [None] * len(shown)
    assert f.asked == 0


def test_a_formula_above_a_table_is_escaped() -> None:
    shown = Identity(Polynomials(Zmod(2), 2))._repr_html_() or ""
    assert r"<div>$\mathbb{Z}_{2}[x]_{&lt;2} \to" in shown
    assert cells(shown)[0] == ["a", "()", "(1)", "(0, 1)", "(1, 1)"]
    assert '<th scope="col">a</th>' in shown
    assert '<th scope="row">f(a)</th>' in shown
    assert "&lt;b&gt;" in grid(("<b>",), [])


def test_few_is_at_most_twelve() -> None:
    assert few(Zmod(SIDE)) == tuple(range(SIDE))
    assert few(Zmod(SIDE + 1)) is None
    assert few(P) == tuple(P.elements())


def test_the_field_with_q_elements_is_no_ring_of_residues() -> None:
    assert GF(4).latex != Zmod(4).latex


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab _^{}$&#%\\~ε→(]"), max_size=12))
def test_words_are_balanced_whatever_they_are(text: str) -> None:
    told = words(text)
    assert balanced(told)
    inside = re.findall(r"\\text\{([^{}]*)\}", told)
    assert not any(set(part) & set("_^{}$&#%\\~") for part in inside)
    assert "".join(inside) == re.sub(r"[_^{}$&#%\\~]", "", text)


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.fractions() | st.integers(), lambda inner: st.lists(inner, max_size=9).map(tuple)))
def test_elements_are_balanced_and_at_most_seven_wide(value: Any) -> None:
    told = written(value)
    assert balanced(told)
    assert told.count("(") == told.count(")")
    if isinstance(value, tuple) and not any(isinstance(part, tuple) for part in value):
        assert told.count(",") <= 6


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.tuples(*[st.integers(0, 12)] * 2), st.integers(-5, 5)))
def test_a_polynomial_has_its_exponents_in_braces(terms: dict[tuple[int, int], int]) -> None:
    ring = Multivariate(ZZ, ("x", "y_2"))
    text = ring.text(ring.collect(terms))
    told = formula(text)
    assert re.findall(r"\^\{(\d+)\}", told) == re.findall(r"\^(\d+)", text)
    assert told.count("y_{2}") == text.count("y_2")
    assert "*" not in told


def test_names_are_letters_with_indices() -> None:
    assert [symbol(name) for name in ("x", "x_1", "x_1_", "T10", "_", "beta_2")] == [
        "x",
        "x_{1}",
        r"\mathit{x\_1\_}",
        "T_{10}",
        r"\mathit{\_}",
        r"\mathit{beta}_{2}",
    ]


def test_brackets_are_set_only_around_what_falls_apart() -> None:
    assert grouped(r"\begin{pmatrix} 1 & 2 \end{pmatrix}") == r"\begin{pmatrix} 1 & 2 \end{pmatrix}"
    assert grouped(r"\mathbb{Z}_{4} \times_{\mathbb{Z}_{2}} \mathbb{Z}_{6}")[0] == "("


def circle(step: int, m: int) -> int:
    """The least |step + k m| over the whole k, found among many."""
    return min(abs(step + k * m) for k in range(-20, 21))


def letter_by_letter(a: Any, b: Any) -> list[tuple[int, int]]:
    return list(zip_longest(a, b, fillvalue=0))


def p_adic(c: int, p: int) -> Fraction:
    """p^-v for the number v of times that p divides c; 0 for 0."""
    return Fraction(1, max(p**v for v in range(9) if c % p**v == 0)) if c else Fraction(0)


STRIP = [(n, c) for n in range(-3, 4) for c in range(4)]
NESTED, PIECE = Product((M, Zmod(2))), Polynomials(Zmod(3), 2)
COORDINATES = r",\; a_{i} \text{ the additive coordinates of } a"
MEANT: list[tuple[Metric[Any], list[Any], str, Callable[[Any, Any], Any]]] = [
    (Lee(Zmod(5)), list(range(5)), r"\min(|a - b|, 5 - |a - b|)", lambda a, b: min(abs(a - b), 5 - abs(a - b))),
    (
        Lee(Product((ZZ, Zmod(4)))),
        STRIP,
        r"\sum_{i} \min_{k \in \mathbb{Z}} |a_{i} - b_{i} + k m_{i}|,\; (m_{i}) = (0, 4)",
        lambda a, b: sum(circle(s - t, m) for s, t, m in zip(a, b, (0, 4), strict=True)),
    ),
    (
        Lee(M, "linf"),
        list(M.elements()),
        r"\max_{i} \min_{k \in \mathbb{Z}} |a_{i} - b_{i} + k m_{i}|,\; (m_{i}) = (4, 6)",
        lambda a, b: max(circle(s - t, m) for s, t, m in zip(a, b, (4, 6), strict=True)),
    ),
    (
        Lee(PIECE, "l2"),
        list(PIECE.elements()),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 3 - |a_{i} - b_{i}|)^{2}",
        lambda a, b: sum(min(abs(s - t), 3 - abs(s - t)) ** 2 for s, t in letter_by_letter(a, b)),
    ),
    (
        Lee(P),
        list(P.elements()),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 12 - |a_{i} - b_{i}|)" + COORDINATES,
        lambda a, b: sum(
            min(abs(s - t), 12 - abs(s - t)) for s, t in zip(P.coordinates(a), P.coordinates(b), strict=True)
        ),
    ),
    (
        Lee(GF(9)),
        list(range(9)),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 3 - |a_{i} - b_{i}|)" + COORDINATES,
        lambda a, b: circle(a % 3 - b % 3, 3) + circle(a // 3 - b // 3, 3),
    ),
    (Lee(power(Zmod(4), 0)), [()], "0", lambda a, b: 0),
    (Hamming(Zmod(8)), list(range(8)), r"[a \neq b]", lambda a, b: int(a != b)),
    (Hamming(P), list(P.elements()), r"[a \neq b]", lambda a, b: int(a != b)),
    (
        Hamming(PIECE),
        list(PIECE.elements()),
        r"|\{i : a_{i} \neq b_{i}\}|",
        lambda a, b: sum(s != t for s, t in letter_by_letter(a, b)),
    ),
    (
        Hamming(NESTED),
        list(NESTED.elements()),
        r"\text{the number of letters in which a and b differ}",
        lambda a, b: sum(s != t for s, t in zip((*a[0], a[1]), (*b[0], b[1]), strict=True)),
    ),
    (Padic(Zmod(8), 2), list(range(8)), r"2^{-v_{2}(a - b)}", lambda a, b: p_adic(a - b, 2)),
    (Padic(Zmod(6), 2), list(range(6)), r"2^{-v_{2}((a - b) \bmod 6)}", lambda a, b: p_adic((a - b) % 6, 2)),
    (
        Padic(module(2, 8), 2),
        list(module(2, 8).elements()),
        r"\max_{i} 2^{-v_{2}(a_{i} - b_{i})}",
        lambda a, b: max(p_adic(s - t, 2) for s, t in zip(a, b, strict=True)),
    ),
    (
        Padic(M, 3),
        list(M.elements()),
        r"\max_{i} 3^{-v_{3}((a_{i} - b_{i}) \bmod m_{i})},\; (m_{i}) = (4, 6)",
        lambda a, b: max(p_adic((s - t) % m, 3) for s, t, m in zip(a, b, (4, 6), strict=True)),
    ),
    (
        Xadic(Quotient(Zmod(2), (1, 1, 0, 1))),
        list(Quotient(Zmod(2), (1, 1, 0, 1)).elements()),
        r"2^{-\min \{i : a_{i} \neq b_{i}\}}",
        lambda a, b: max((Fraction(1, 2**i) for i, (s, t) in enumerate(letter_by_letter(a, b)) if s != t), default=0),
    ),
    (Absolute(Zmod(6), "l2"), list(range(6)), "|a - b|^{2}", lambda a, b: abs(a - b) ** 2),
    (
        Absolute(P),
        list(P.elements()),
        r"\sum_{i} |a_{i} - b_{i}|",
        lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]),
    ),
    (
        Absolute(PIECE, "linf"),
        list(PIECE.elements()),
        r"\max_{i} |a_{i} - b_{i}|",
        lambda a, b: max((abs(s - t) for s, t in letter_by_letter(a, b)), default=0),
    ),
    (
        Absolute(GF(4)),
        list(range(4)),
        r"\text{the l1 distance of the numbers by which a and b are written}",
        lambda a, b: abs(a - b),
    ),
]


@pytest.mark.parametrize(("metric", "points", "latex", "value"), MEANT, ids=lambda part: str(part)[:20])
def test_a_metric_takes_the_values_of_its_formula(
    metric: Metric[Any], points: list[Any], latex: str, value: Callable[[Any, Any], Any]
) -> None:
    assert metric.latex == f"d(a, b) = {latex}"
    assert [metric(a, b) for a, b in product(points, repeat=2)] == [value(a, b) for a, b in product(points, repeat=2)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=3), st.sampled_from([2, 3, 5]), st.data())
def test_a_p_adic_distance_speaks_of_residues_where_they_differ_from_numbers(
    orders: list[int], p: int, data: st.DataObject
) -> None:
    space = module(*orders)
    d = Padic(space, p)
    a, b = (data.draw(st.tuples(*[st.integers(0, m - 1) for m in orders])) for _ in range(2))
    steps = [((s - t) % m if r"\bmod" in d.latex else s - t) for s, t, m in zip(a, b, orders, strict=True)]
    assert d(a, b) == max(p_adic(step, p) for step in steps)


BYTES, LETTERS = Polynomials(Zmod(8), 3), Polynomials(Polynomials(Zmod(8), 2), 2)
READ: list[tuple[Map[Any, Any], str, Callable[[Any], Any]]] = [
    (
        reduce(LETTERS, 4),
        r"\sum_{i} (\sum_{j} ((a_{i})_{j} \bmod 4)\, x^{j})\, y^{i}",
        lambda a: LETTERS.trim([PIECE.trim([c % 4 for c in inner]) for inner in a]),
    ),
    (
        reduce(BYTES, 4) >> Evaluation(Polynomials(Zmod(4), 3), Identity(Zmod(4)), 3),
        r"\sum_{j} (\sum_{i} (a_{i} \bmod 4)\, x^{i})_{j} \cdot 3^{j}",
        lambda a: sum(c % 4 * 3**j for j, c in enumerate(a)) % 4,
    ),
    (
        Evaluation(GF(4), Reduction(Zmod(2), GF(16)), 6),
        r"\sum_{i} (a_{i} \cdot 1) \cdot (\alpha^{2} + \alpha)^{i}",
        lambda a: GF(16).add(a % 2, a // 2 * (2**2 + 2)),
    ),
    (
        Multiples(Zmod(2), GF(4), 3) >> Frobenius(GF(4), 2),
        r"(a \cdot (\alpha + 1))^{2}",
        lambda a: GF(4).mul(a * (2 + 1), a * (2 + 1)),
    ),
    (
        Sum(M, Zmod(12), (Multiples(Zmod(4), Zmod(12), 3), Multiples(Zmod(6), Zmod(12), -2))),
        r"(a_{1} \cdot 3) + (a_{2} \cdot (-2))",
        lambda a: (a[0] * 3 + a[1] * -2) % 12,
    ),
    (
        Linear(GF(4), ((2, 1), (0, 3)), 2),
        r"\begin{pmatrix} \alpha & 1 \\ 0 & \alpha + 1 \end{pmatrix} a",
        lambda a: (GF(4).add(GF(4).mul(2, a[0]), a[1]), GF(4).mul(2 + 1, a[1])),
    ),
    (
        reduce(M, 2) >> Projection(PLANE, Zmod(2), 1),
        r"(a_{1} \bmod 2, a_{2} \bmod 2)_{2}",
        lambda a: (a[0] % 2, a[1] % 2)[1],
    ),
]


@pytest.mark.parametrize(("f", "latex", "value"), READ, ids=lambda part: str(part)[:20])
def test_a_map_takes_the_values_of_its_formula(f: Map[Any, Any], latex: str, value: Callable[[Any], Any]) -> None:
    assert f.image("a") == latex
    assert [f(a) for a in f.dom.elements()] == [value(a) for a in f.dom.elements()]


def captured(latex: str) -> list[str]:
    """The indices that run twice in one another, each sum reaching to the end of its bracket."""
    found: list[str] = []
    scopes: list[list[str]] = [[]]
    for token in re.findall(r"\\sum_\{(\w+)\}|([()])", latex):
        index, bracket = token
        if index:
            found += [index for scope in scopes if index in scope]
            scopes[-1].append(index)
        else:
            scopes = [*scopes, []] if bracket == "(" else scopes[:-1]
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 1), max_size=6), st.integers(0, 14))
def test_no_sum_captures_the_index_of_another(nested: list[int], length: int) -> None:
    ring: Ring[Any] = Zmod(8)
    for _ in nested:
        ring = Polynomials(ring)
    f: Map[Any, Any] = Identity(Polynomials(ring))
    for _ in range(length):
        f = f >> Coefficientwise(f.cod, f.cod, reduce(ring, 8) if nested else Identity(ring))
    f = f >> Evaluation(f.cod, Identity(ring), ring.one)
    assert captured(f.latex) == []
    assert balanced(f.latex)
    variables = re.findall(r"\[(.*?)\]", f.dom.latex)
    assert len(set(variables)) == len(variables) == len(nested) + 1


def test_a_capture_is_seen() -> None:
    assert captured(r"\sum_{i} (\sum_{i} a_{i} x^{i}) y^{i}") == ["i"]
    assert captured(r"(\sum_{i} a_{i}, \sum_{i} b_{i})") == ["i"]
    assert captured(r"(\sum_{i} a_{i}) + (\sum_{i} b_{i})") == []
    assert unused("ij", r"\bmod a_{i} + ij") == "j"


@pytest.mark.parametrize(
    ("f", "label"),
    [
        (Sum(M, Zmod(2), (SMALL.f, SMALL.g)) >> Identity(Zmod(2)), r"\mathrm{id} \circ ((\bmod 2) + (\bmod 2))"),
        (reduce(A, 4) >> Evaluation(Polynomials(Zmod(4)), Identity(Zmod(4)), 3), r"(x \mapsto 3) \circ (\bmod 4)"),
        (
            P.fst >> reduce(Zmod(4), 2) >> Frobenius(Zmod(2), 2),
            r"(\cdot)^{2} \circ (\bmod 2) \circ \mathrm{pr}_{1}",
        ),
        (Multiples(ZZ, ZZ, -3), r"\cdot (-3)"),
        (Multiples(ZZ, QQ, Fraction(-1, 2)), r"\cdot (-\frac{1}{2})"),
        (Evaluation(Polynomials(Zmod(4)), Identity(Zmod(4)), 3), r"x \mapsto 3"),
        (Table(Zmod(2), GF(4), (0, 2)), r"(0, \alpha)"),
    ],
    ids=lambda part: str(part)[:20],
)
def test_what_stands_over_an_arrow_holds_together(f: Map[Any, Any], label: str) -> None:
    assert f.label == label


ROOT = Quotient(Zmod(4), (1, 0, 1))


@pytest.mark.parametrize(
    ("ring", "latex", "told"),
    [
        (Quotient(ZZ, (-1, 0, 1)), r"\mathbb{Z}[x]/(x^{2} - 1)", "Z[x]/(x^2 - 1)"),
        (Quotient(QQ, (Fraction(-1, 2), -1, 1)), r"\mathbb{Q}[x]/(x^{2} - x - \frac{1}{2})", "Q[x]/(x^2 - x - 1/2)"),
        (
            Quotient(GF(4), (2, 3, 1)),
            r"\mathbb{F}_{4}[x]/(x^{2} + (\alpha + 1) x + \alpha)",
            "GF(4)[x]/(x^2 + (a + 1)*x + a)",
        ),
        (
            Quotient(ROOT, ((1,), (1, 2), (1,))),
            r"(\mathbb{Z}_{4}[x]/(x^{2} + 1))[y]/(y^{2} + (2 x + 1) y + 1)",
            "Z_4[x]/(x^2 + 1)[y]/(y^2 + (2*x + 1)*y + 1)",
        ),
        (
            Quotient(module(2, 3), ((1, 2), (1, 1))),
            r"(\mathbb{Z}_{2} \times \mathbb{Z}_{3})[x]/(x + (1, 2))",
            "(Z_2 × Z_3)[x]/(x + (1, 2))",
        ),
        (Polynomials(Polynomials(Zmod(4))), r"\mathbb{Z}_{4}[x][y]", "Z_4[x][y]"),
        (Polynomials(Multivariate(QQ, ("x", "y"))), r"\mathbb{Q}[x, y][z]", "Q[x, y][z]"),
    ],
    ids=str,
)
def test_a_ring_of_polynomials_has_one_letter_for_each_variable(ring: Ring[Any], latex: str, told: str) -> None:
    assert (ring.latex, str(ring)) == (latex, told)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([ZZ, QQ, Zmod(6), GF(5), GF(4), GF(8), GF(9), GF(27)]), st.data())
def test_a_polynomial_as_a_text_is_read_back(ring: Any, data: st.DataObject) -> None:
    numbers = st.integers(-9, 9) if ring.order is None else st.integers(0, ring.order - 1)
    entry = st.builds(Fraction, numbers, st.integers(1, 4)) if ring == QQ else numbers
    a = Polynomials(ring).trim(data.draw(st.lists(entry, max_size=5)))
    reader = Multivariate(ring, ("x",), {"a": ring.a} if isinstance(ring, GF) else {})
    told = text(Polynomials(ring), a)
    assert {e: c for (e,), c in reader(told)} == {i: c for i, c in enumerate(a) if c != ring.zero}
    assert shown(Polynomials(ring), a) == re.sub(r"\ba\b", r"\\alpha", formula(told))


def test_an_element_is_written_with_its_ring() -> None:
    assert [shown(R, 3) for R in (Zmod(4), GF(5), GF(4), GF(9))] == ["3", "3", r"\alpha + 1", r"\alpha"]
    assert shown(FiberProduct(Cospan(Identity(GF(4)), Identity(GF(4)))), (2, 2)) == r"(\alpha, \alpha)"
    assert shown(Polynomials(ZZ), tuple(range(1, 10))) == (
        r"9 x^{8} + 8 x^{7} + 7 x^{6} + 6 x^{5} + 5 x^{4} + \dots + 1"
    )
    assert shown(Multivariate(ZZ, ("s", "t")), Multivariate(ZZ, ("s", "t"))("s^2 - t")) == "s^{2} - t"
    assert shown(Polynomials(ZZ), ()) == text(GF(4), 0) == "0"


def test_a_matrix_says_where_it_multiplies_coordinates() -> None:
    swap = ((0, 1), (1, 0))
    ends = r"\mathbb{F}_{4} \to \mathbb{F}_{4},\; a \mapsto \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix} a"
    assert Matrix(GF(4), GF(4), swap).latex == rf"{ends}\; \text{{ in additive coordinates}}"
    assert Matrix(PLANE, Polynomials(Zmod(2), 2), swap).latex.endswith(r"\end{pmatrix} a")


def test_multiples_and_distances_reach_below_zero() -> None:
    assert [Multiples(ZZ, ZZ, -3)(n) for n in (-2, 0, 2)] == [6, 0, -6]
    assert Xadic(Polynomials(ZZ, 3))((1, -2), (1, 5)) == Fraction(1, 2)
