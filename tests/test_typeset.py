"""Blackboard notation set as HTML: nothing is lost, nothing escapes, and the notation of claims comes out right."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims.catalogue import CLAIMS
from verify.typeset import LONGEST, table, typeset

SHOWN = {"'": "′", "-": "−", "->": "→", ">=": "≥", "<=": "≤", "~": "∼", "<": "⟨", ">": "⟩"}
STATEMENTS = [claim.statement for claim in CLAIMS]
WITNESSES = [
    "f Z_1 → Z_2: 0; g Z_1 → Z_2: 1; distances 0 1 | 1 0; a = 1; b = 0",
    "(0, 1) + (0, 1) = (0, 2) is outside F_1",
    "(((), ()), ((), (0, 1))) + (((), ()), ((0, 1), ())) = (((), ()), ((0, 1), (0, 1))) is outside F_1/2",
    "at x = (1,), y = (0,): ‖f x - g y‖² = 1, ‖π_s(f x - g y)‖² = 0",
    "d(f0, g0) = 0 ≤ 0, but d(f'0, g'0) = 1, not ≤ 0",
    "F_2^2, dot product; U = <(1, 1)>",
    "f_within_a and g_within_b, e.g. for Serre's f",
]
SYMBOLS = st.sampled_from(["a ", *"F_^{}()|-<>' 2", ", ", "  ", "im ", "word "])


def content(markup: str) -> str:
    return unescape(re.sub("<[^>]*>", "", markup))


def bare(text: str) -> str:
    """The text without the marks of scripts, and with all its signs as on the blackboard."""
    shown = re.sub("->|>=|<=|['<>~-]", lambda found: SHOWN[found[0]], text)
    return re.sub("[_^{}]", "", shown)


def formulas(markup: str) -> list[str]:
    return [bare(content(re.sub("<mtext>.*", "", found))) for found in re.findall("<math>.*?</math>", markup)]


@pytest.mark.parametrize("text", STATEMENTS + WITNESSES)
def test_all_of_a_text_is_told_in_order(text: str) -> None:
    assert bare(content(typeset(text))) == bare(text)


@given(st.text() | st.lists(SYMBOLS, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_text_is_told_and_is_well_formed(text: str) -> None:
    markup = typeset(text)
    assert bare(content(markup)) == bare(text)
    if text.isprintable():
        ElementTree.fromstring(f"<p>{markup}</p>")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "x <img src=x onerror=y> ≤ 1", "F_<b>", "\" & '", "</math>"]
)
def test_hostile_text_is_escaped(text: str) -> None:
    tags = set(re.findall("<([^ />]*)", typeset(text).replace("</", "<")))
    assert tags <= {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup"}
    assert "onerror=" not in "".join(re.findall("<[^>]*>", typeset(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("F_ε is a subring", ["Fε"]),
        ("a metric has a ball", []),
        ("a ≤ b ⇒ F_a ⊆ F_b", ["a ≤ b ⇒ Fa ⊆ Fb"]),
        ("perturbations a, b ≤ ε leave it", ["a", "b ≤ ε"]),
        ("for ε < k/2: (2ε+1)^d (linf), and", ["ε ⟨ k/2", "(2ε+1)d"]),
        ("the L-Lipschitz map h", ["L", "h"]),
        ("the x-adic distance at 2^-n", ["x", "2−n"]),
        ("from Z_lcm(m, n)[x] on", ["Zlcm(m, n)[x]"]),
        ("(so, degree by degree, from Z_m[x]) to", ["Zm[x]"]),
        ("f_within_a, balls_are_subgroups", []),
        ("above 2^24 in float32", ["224"]),
        ("scope 1/2, 3 of 4", []),
        ("A ring C that has char C | gcd(m, n)", ["C", "char C | gcd(m, n)"]),
    ],
)
def test_formulas_are_told_from_prose(text: str, found: list[str]) -> None:
    assert formulas(typeset(text)) == found


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Z_k^d", "<msup><msub><mi>Z</mi><mi>k</mi></msub><mi>d</mi></msup>"),
        ("F_{a+b}", "<msub><mi>F</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msub>"),
        ("F_1/2", '<msub><mi>F</mi><mrow><mn>1</mn><mo lspace="0" rspace="0">/</mo><mn>2</mn></mrow></msub>'),
        ("F'_r", '<msub><mrow><mi>F</mi><mo lspace="0" rspace="0">′</mo></mrow><mi>r</mi></msub>'),
        ("U^⊥⊥", "<msup><mi>U</mi><mi>⊥⊥</mi></msup>"),
        ("g_uv", "<msub><mi>g</mi><mrow><mi>u</mi><mi>v</mi></mrow></msub>"),
        ("2^(1-n)", '<mi>n</mi><mo stretchy="false" lspace="0" rspace="0">)</mo></mrow></msup>'),
        ("-F_a = F_a", '<mo form="prefix">−</mo><msub><mi>F</mi><mi>a</mi></msub> <mo>=</mo>'),
        ("f x", '<mi>f</mi><mspace width="0.25em"></mspace> <mi>x</mi>'),
        ("X ×_Z Y", '<mi>X</mi> <msub><mo rspace="0.08em">×</mo><mi>Z</mi></msub> <mi>Y</mi>'),
    ],
)
def test_scripts_signs_and_spaces(text: str, markup: str) -> None:
    assert markup in typeset(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("onto F_ε.", "</msub><mtext>.</mtext></math>"),
        ("(of F_ε), and", "</msub><mtext>),</mtext></math> and"),
        ("F_ε & so", "</msub></math> &amp; so"),
        ("the L-Lipschitz map", "<math><mi>L</mi><mtext>-</mtext></math>Lipschitz map"),
    ],
)
def test_no_line_begins_with_what_ends_a_sentence(text: str, end: str) -> None:
    assert typeset(text).endswith(end)


@pytest.mark.parametrize("text", STATEMENTS + WITNESSES)
def test_no_formula_is_longer_than_a_line_of_a_telephone(text: str) -> None:
    # what is in a script is set small, and brackets are not broken
    long = [found for found in formulas(typeset(text)) if len(found) > LONGEST]
    assert all(" " not in re.sub(r"F.*|\(.*\)|‖.*‖|\|.*\|", "", found) for found in long)


def test_a_table_has_headings_for_columns_and_rows() -> None:
    found = ElementTree.fromstring(table(("n", "<n²>"), [(1, 1), (2, "a & b")]))
    assert [cell.text for cell in found.iterfind("thead/tr/th[@scope='col']")] == ["n", "<n²>"]
    assert [cell.text for cell in found.iterfind("tbody/tr/th[@scope='row']")] == ["1", "2"]
    assert [cell.text for cell in found.iterfind("tbody/tr/td")] == ["1", "a & b"]
