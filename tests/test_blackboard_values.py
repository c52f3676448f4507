"""Values show themselves: LaTeX that is theirs alone and holds together, and a repr that evaluates."""

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from blackboard_cases import ALIGNED, CIRCLE, FOLD, NODE, PLANE, SMALL, A, B, M, P, balanced

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
from algebra.affine import presentation
from algebra.blackboard import Shown
from algebra.bundles import Bundle, Retract, cycle_graph, moebius, shared_bundle, trivialize
from algebra.bundles.cocycle import Cocycle
from algebra.decompose import Energies, Form, Splitting, allocate, dot, energies, split, splitting, submodule
from algebra.fiber import Cone, Cospan, FiberProduct
from algebra.graphs import dowker, largest, matching
from algebra.growth import growth
from algebra.isomorphisms import crt
from algebra.maps import (
    Chinese,
    Evaluation,
    Frobenius,
    Identity,
    Linear,
    Map,
    Matrix,
    Multiples,
    Pairing,
    Reduction,
    Sum,
    Table,
    reduce,
)
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic
from algebra.relax import relax
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
    Zmod,
    as_table,
    module,
    power,
)
from algebra.schemes import SchemeCospan, morphism, scheme
from algebra.structure import ring_invariants

PARTS = [algebra.rings, algebra.maps, algebra.metrics, algebra.fiber, algebra.relax, algebra.decompose]
PARTS += [algebra.graphs, algebra.graphs.matching, algebra.growth]
PARTS += [algebra.bundles, algebra.schemes, algebra.affine, algebra.isomorphisms, algebra.structure]
NAMES = {"Fraction": Fraction} | {name: held for part in PARTS for name, held in vars(part).items() if name[0] != "_"}

LINE = scheme(GF(5), ["x"])
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
    (
        Form(GF(4), ((2, 0), (0, 3))),
        r"\mathbb{F}_{4}^{2} \times \mathbb{F}_{4}^{2} \to \mathbb{F}_{4},"
        r"\; (u, v) \mapsto u^{t} \begin{pmatrix} \alpha & 0 \\ 0 & \alpha + 1 \end{pmatrix} v",
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
        split(submodule(GF(4), 3, [(1, 2, 3)]), dot(GF(4), 3)),
        r"(1, \alpha, \alpha + 1) \in U \cap U^{\perp},\; "
        r"U = \langle (1, \alpha, \alpha + 1) \rangle \subseteq \mathbb{F}_{4}^{3}",
    ),
    (
        allocate(Linear(QQ, ((1,), (0,)), 1), Linear(QQ, ((1,), (1,)), 1)),
        r"Z_s = 0,\; Z_I = \langle (1, 0) \rangle,\; Z_T = \langle (1, 1) \rangle",
    ),
    (Bundle(reduce(Zmod(6), 2)), r"\mathbb{Z}_{6} \xrightarrow{\bmod 2} \mathbb{Z}_{2}"),
    (moebius(5), r"g : E \to S_{2},\; |V| = 5,\; |E| = 5,\; |F| = 2"),
    (
        scheme(GF(9), ["x", "y"], ["y^2 - a*x"], {"a": 3}),
        r"\{(x, y) \in \mathbb{A}^{2}_{\mathbb{F}_{9}} : y^{2} + 2 \alpha x = 0\}",
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
        r" \end{cases},\; \varepsilon \in \mathbb{Z}",
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
        Energies(GF(4), 2, 1, 0, 3),
        r"q(\pi_s(fx - gy)) + q(\pi_I fx) + q(\pi_T gy) = \alpha + 1 + 0 = \alpha + 1 = q(fx - gy)",
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
VALUES += [Element(GF(9), 5), Retract(Matrix(GF(4), GF(4), ((1, 1), (0, 0))))]
VALUES += [Pairing(M, (reduce(Zmod(12), 4), reduce(Zmod(12), 6))), morphism(LINE, ["x^2"])]


def kinds(base: type) -> set[str]:
    """The concrete kinds of a base in the package."""
    below = {name for kind in base.__subclasses__() for name in kinds(kind)}
    return below or ({base.__name__} if base.__module__.startswith("algebra.") else set())


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


def test_the_field_with_q_elements_is_no_ring_of_residues() -> None:
    assert GF(4).latex != Zmod(4).latex
