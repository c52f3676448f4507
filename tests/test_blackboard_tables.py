"""Tables of small carriers only: relations, maps, metrics, filtrations, rings."""

from typing import Any
from xml.etree import ElementTree

import pytest
from blackboard_cases import CIRCLE, A, P, cells

from algebra.blackboard import SIDE, few, grid
from algebra.bundles import Bundle
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import dowker
from algebra.maps import Identity, Map, Table, reduce
from algebra.metrics import Distances, Lee
from algebra.relax import Relaxation, relax
from algebra.rings import ZZ, Polynomials, Quotient, Ring, TableRing, Zmod


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
    assert len(cells(dowker(CIRCLE, Lee, dimension=SIDE - 1).sketch or "")) == SIDE + 1
    assert dowker(CIRCLE, Lee, dimension=SIDE).sketch is None
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
    # pairs and residues are counted only where those around them are few
    assert few(FiberProduct(Cospan(*[Table(Zmod(SIDE + 1), Zmod(1), (0,) * (SIDE + 1))] * 2))) is None
    assert few(Quotient(Zmod(2), (0, 0, 0, 1))) == few(Polynomials(Zmod(2), 3))
