"""Blackboard notation set as HTML: nothing is lost, nothing escapes, and the notation of claims comes out right."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claims.catalogue import CLAIMS
from verify.notation import DEEPEST
from verify.typeset import LONGEST, table, typeset

SHOWN = {"'": "′", "-": "−", "->": "→", ">=": "≥", "<=": "≤", "~": "∼", "<": "⟨", ">": "⟩", "...": "…"}
STATEMENTS = [claim.statement for claim in CLAIMS]
WITNESSES = [
    "f (1/2 -1 0); g (0, -1); distances 0 1 | 1 0; a = 1; b = 0",
    "(0, 1) + (0, 1) = (0, 2) is outside F_1",
    "(((), ()), ((), (0, 1))) + (((), ()), ((0, 1), ())) = (((), ()), ((0, 1), (0, 1))) is outside F_1/2",
    "at x = (1,), y = (0,): ‖f x - g y‖² = 1, ‖π_s(f x - g y)‖² = 0",
    "d(f0, g0) = 0 ≤ 0, but d(f'0, g'0) = 1, not ≤ 0",
    "F_2^2, dot product; U = <(1, 1)>",
    "f_within_a and g_within_b, e.g. for Serre's f",
]
SYMBOLS = st.sampled_from(["a ", *"F_^{}()[]|/-<>.' 2", ", ", "  ", "im ", "word "])


def content(markup: str) -> str:
    return unescape(re.sub("<[^>]*>", "", markup))


def bare(text: str) -> str:
    """The text without the marks of scripts, and with all its signs as on the blackboard."""
    shown = re.sub(r"\.\.\.|->|>=|<=|['<>~-]", lambda found: SHOWN[found[0]], text)
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
    assert tags <= {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup"}
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
        ("near(0) + goal is 0 < 0", ["0 ⟨ 0"]),
        ("A ring C that has char C | gcd(m, n)", ["C", "char C | gcd(m, n)"]),
        ("a is forgotten in a unit, A euclidean", ["a"]),
        ("χ(a) is 1 for the squares a other than 0", ["χ(a)", "a"]),
        ("on R[x]/(x^N) F at 0", ["R[x]/(xN)", "F"]),
        ("0 - 1 is outside the edge 0-1", ["0 − 1"]),
        ("n = ceiling(1/delta) or eps = 3", ["n = ceiling(1/δ)", "ε = 3"]),
        ("f Z_1 → Z_2: 0; g' Z_1 -> Z_2: 1", ["f : Z1 → Z2", "g′ : Z1 → Z2"]),
        ("S. Lang, Algebra, I.4 and II.2, over F_q", ["Fq"]),
        ("Å. Björck, G. H. Golub; J. A. Wood", []),
        ("X, Y and Z. For f", ["X", "Y", "Z", "f"]),
    ],
)
def test_formulas_are_told_from_prose(text: str, found: list[str]) -> None:
    assert formulas(typeset(text)) == found


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Z_k^d", "<msubsup><mi>Z</mi><mi>k</mi><mi>d</mi></msubsup>"),
        ("h_u^-1", '<msubsup><mi>h</mi><mi>u</mi><mrow><mo form="prefix">−</mo><mn>1</mn></mrow></msubsup>'),
        ("f''", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′′</mo></mrow>'),
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
        ("on X/(x) F", '<mspace width="0.25em"></mspace></math> <math><mi>F</mi></math>'),
        ("the L-Lipschitz map", "<math><mi>L</mi><mtext>-</mtext></math>Lipschitz map"),
    ],
)
def test_no_line_begins_with_what_ends_a_sentence(text: str, end: str) -> None:
    assert typeset(text).endswith(end)


GAP = '<mspace width="0.5em"></mspace>'


@pytest.mark.parametrize("text", ["(1{}1)", "f (1/2{}1 0)", "Z_s = (1{}1)", "g (x{}1)"])
def test_a_sign_is_that_of_a_number_or_stands_between_two(text: str) -> None:
    vector, difference = typeset("g " + text.format(" -")), typeset("g " + text.format(" - "))
    assert f'{GAP} <mo form="prefix">−</mo><mn>1</mn>' in vector
    assert " <mo>−</mo> <mn>1</mn>" in difference
    assert "prefix" not in difference


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0, 1, -1, 2, -2, ...", "0, 1, −1, 2, −2, …"),
        ("(0, -1) and 1-2", "(0, −1) and 1-2"),
        ("+ before -, then x-axis", "+ before −, then x-axis"),
        ("> for >=, <= for ->", "> for ≥, ≤ for →"),
        ("mid-word - the dash", "mid-word - the dash"),
    ],
)
def test_prose_has_the_signs_of_the_blackboard(text: str, shown: str) -> None:
    assert content(typeset(text)) == shown


@pytest.mark.parametrize("deep", ["x" + "^{y" * 400 + "}" * 400, "x" + "^{y]" * 400 + "}" * 400, "(" * 3000 + "x"])
def test_what_is_nested_too_deep_is_prose(deep: str) -> None:
    assert typeset(deep) == deep


def test_what_is_nested_less_deep_is_a_formula() -> None:
    assert typeset("x" + "^{y" * DEEPEST + "}" * DEEPEST).count("<msup>") == DEEPEST
    assert typeset("x" + "^{y" * (DEEPEST + 1) + "}" * (DEEPEST + 1)).count("<msup>") == 0


@pytest.mark.parametrize("piece", ["x + y ", "(x, ", "x) ", "|x ", "x_a^b", "a ", "R/(x) f ", "f'"])
def test_a_long_text_is_told_whole(piece: str) -> None:
    assert bare(content(typeset(piece * 2000))) == bare(piece * 2000)


@pytest.mark.parametrize("text", STATEMENTS + WITNESSES)
def test_no_formula_is_longer_than_a_line_of_a_telephone(text: str) -> None:
    assert all(len(found) <= LONGEST for found in formulas(typeset(text)))


def test_a_table_has_headings_for_columns_and_rows() -> None:
    found = ElementTree.fromstring(table(("n", "<n²>"), [(1, 1), (2, "a & b")]))
    assert [cell.text for cell in found.iterfind("thead/tr/th[@scope='col']")] == ["n", "<n²>"]
    assert [cell.text for cell in found.iterfind("tbody/tr/th[@scope='row']")] == ["1", "2"]
    assert [cell.text for cell in found.iterfind("tbody/tr/td")] == ["1", "a & b"]
