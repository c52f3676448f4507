"""A map takes the values that its formula says, and no index in it captures another."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from blackboard_cases import PIECE, PLANE, SMALL, A, M, P, balanced
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.blackboard import unused
from algebra.maps import (
    Coefficientwise,
    Evaluation,
    Frobenius,
    Identity,
    Linear,
    Map,
    Matrix,
    Multiples,
    Projection,
    Reduction,
    Sum,
    Table,
    reduce,
)
from algebra.rings import GF, QQ, ZZ, Multivariate, Polynomials, Ring, Zmod

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


@settings(max_examples=20, deadline=None)
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


def over(name: str) -> Multiples[Any]:
    """The multiples of a variable that has the name of an index or of an element."""
    return Multiples(ZZ, Multivariate(ZZ, (name,)), Multivariate(ZZ, (name,))(name))


def test_no_letter_of_a_formula_is_a_variable_of_its_ring() -> None:
    i, inner = over("i"), Polynomials(ZZ)
    outer = Polynomials(i.cod)
    by = Coefficientwise(inner, outer, i)
    assert by.image("a") == r"\sum_{j} (a_{j} \cdot i)\, x^{j}"
    assert Evaluation(inner, i, i.cod.one).image("a") == r"\sum_{j} (a_{j} \cdot i) \cdot 1^{j}"
    nested = Coefficientwise(Polynomials(inner), Polynomials(outer), by)
    assert nested.image("a") == r"\sum_{j} (\sum_{k} ((a_{j})_{k} \cdot i)\, x^{k})\, y^{j}"
    assert over("a").latex.endswith(r",\; b \mapsto b \cdot a")
    assert over("b").latex.endswith(r",\; a \mapsto a \cdot b")


def test_the_generator_of_a_field_is_what_an_evaluation_moves() -> None:
    f = Evaluation(GF(4), Identity(Zmod(2)) >> Reduction(Zmod(2), GF(4)), 2)
    assert f.label == r"\alpha \mapsto \alpha"
    assert f.image("a") == r"\sum_{i} (a_{i} \cdot 1) \cdot \alpha^{i}"
    assert Evaluation(Polynomials(QQ), Identity(QQ), Fraction(1, 2)).image("a").endswith(r"(\frac{1}{2})^{i}")


def test_a_matrix_says_where_it_multiplies_coordinates() -> None:
    swap = ((0, 1), (1, 0))
    matrix = r"\begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}"
    f = Matrix(GF(4), GF(4), swap)
    image = rf"\mathrm{{coord}}^{{-1}}({matrix} \mathrm{{coord}}(a))"
    assert f.latex == rf"\mathbb{{F}}_{{4}} \to \mathbb{{F}}_{{4}},\; a \mapsto {image}"
    assert (f >> Frobenius(GF(4), 2)).image("a") == f"({image})^{{2}}"
    assert Matrix(GF(4), PLANE, swap).image("a") == rf"{matrix} \mathrm{{coord}}(a)"
    assert Matrix(PLANE, GF(4), swap).image("a") == rf"\mathrm{{coord}}^{{-1}}({matrix} a)"
    assert Matrix(PLANE, Polynomials(Zmod(2), 2), swap).latex.endswith(r"\end{pmatrix} a")
