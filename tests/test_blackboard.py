"""The parts of formulas: words, names, elements, polynomials and brackets hold together."""

import re
from typing import Any

from blackboard_cases import balanced
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.blackboard import formula, grouped, symbol, words, written
from algebra.rings import ZZ, Multivariate


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab _^{}$&#%\\~ε→(]"), max_size=12))
def test_words_are_balanced_whatever_they_are(text: str) -> None:
    told = words(text)
    assert balanced(told)
    inside = re.findall(r"\\text\{([^{}]*)\}", told)
    assert not any(set(part) & set("_^{}$&#%\\~") for part in inside)
    assert "".join(inside) == re.sub(r"[_^{}$&#%\\~]", "", text)


@settings(max_examples=40, deadline=None)
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
