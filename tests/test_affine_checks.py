"""Presentations by other engines are the same, and those that fail a check are withheld."""

import shutil
from dataclasses import replace

import pytest
from affine_cases import graded, over

from algebra.affine import Contradiction, contradiction, point_count, points, presentation, presentations
from algebra.errors import Mismatch, Missing, TooLarge
from algebra.rings import Multivariate, Zmod


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
