"""Claims asked about in Python, and how they and their verdicts show themselves."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from verify import verdict as verdicts
from verify.ask import check, necessity, refute
from verify.claim import Claim, ClaimError
from verify.claims import catalogue
from verify.cli import main
from verify.family import grid, radii
from verify.verdict import Counterexample, Error, Holds, Incomplete, Necessity, Need, Refuted, Vacuous

SUBGROUP = catalogue.one("relaxation.subgroup")
COUNTS = {"cardinality": 4, "checked": 4, "representatives": 4, "satisfying": 2}
HEAD = {"claim": "a.b", "expected": "holds", "scope": "small", "family": "f", **COUNTS}
FEW = grid("few", complex, (radii(3), radii(2)), names=("re", "im"))
MANY = grid("many", complex, (replace(radii(2), count=10**11),), names=("re",))
LEAST = Counterexample(3, "x < 1 & y", "1 > 0")
VERDICTS = [
    Holds(**HEAD),
    Refuted(**HEAD, counterexample=LEAST, order="by x", dropped=("h", "k")),
    Vacuous(**HEAD),
    Incomplete(**HEAD, reason="stopped"),
    Error(**HEAD, reason="a law raised"),
]
VALUES = [
    *VERDICTS,
    LEAST,
    Need("h", "needed", LEAST),
    Need("h", "untested"),
    Necessity(VERDICTS[0], (Need("h", "needed", LEAST),)),
]


class Text(HTMLParser):
    """The text of a page, and whether each element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, _: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", ["relaxation.subgroup", "relaxation.power_law", "robustness.gap"])
def test_an_answer_in_python_is_that_of_the_command_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", name, "--scope", "small", "--workers", "1", "--json"])
    (told,) = json.loads(capsys.readouterr().out)["claims"]
    found = necessity(name)
    assert (found.verdict.name, found.verdict.checked, found.verdict.satisfying) == (
        told["verdict"],
        told["checked"],
        told["satisfying"],
    )
    assert [(need.hypothesis, need.status) for need in found.needs] == [
        (need["hypothesis"], need["status"]) for need in told["needs"]
    ]
    assert check(name) == found.verdict


def test_what_is_dropped_is_found_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    found = refute(SUBGROUP, "ultrametric")
    assert isinstance(found, Refuted)
    assert found.counterexample.witness == "(0, 1) + (0, 1) = (0, 2) is outside F_1"
    assert found == check("relaxation.subgroup", drop="ultrametric") == check(SUBGROUP, drop=["ultrametric"])
    main(["refute", "relaxation.subgroup", "--drop", "ultrametric", "--scope", "small", "--workers", "1"])
    assert capsys.readouterr().out == f"{SUBGROUP}\n{found}\n"
    assert isinstance(refute(SUBGROUP), Holds)
    assert refute(SUBGROUP, ["ultrametric"], "ultrametric").dropped == ("ultrametric",)


def test_all_questions_are_asked_on_one_scope() -> None:
    told = check(SUBGROUP), refute(SUBGROUP), necessity(SUBGROUP).verdict
    assert {found.scope for found in told} == {"small"}
    assert refute(SUBGROUP, "ultrametric", scope="standard").scope == "standard"


def test_a_family_of_ones_own_is_a_scope() -> None:
    def positive(z: complex) -> object | None:
        return None if z.real else "0"

    family = grid("some", complex, (radii(3), radii(2)), names=("re", "im"))
    claim: Claim[complex] = Claim(
        "mine.a", "|z| > 0", "here", {"re > 0": positive}, lambda z: None if z else "z = 0", families={}
    )
    assert (check(claim, family).name, check(claim, family).scope) == ("holds", "given")
    assert check(claim, family, "re > 0") != check(claim, family)
    assert necessity(claim, family).needs == (Need("re > 0", "needed", Counterexample(0, "0j", "z = 0")),)
    with pytest.raises(ClaimError, match="has no scope 'small'"):
        check(claim)


def test_a_family_that_cannot_be_listed_is_told_of() -> None:
    family = grid("broken", complex, (replace(radii(2), members=lambda: 1 / 0),), names=("re",))
    found = check(SUBGROUP, family)
    assert isinstance(found, Error)
    assert "division by zero" in str(found)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: check("nothing.here"), "no claim is called"),
        (lambda: check("relaxation.*"), "no claim is called 'relaxation"),
        (lambda: refute("relaxation.subgroup", "triangle"), "no hypothesis 'triangle'"),
        (lambda: necessity("relaxation.subgroup", "huge"), "no scope 'huge'"),
        (lambda: check("mine.halfway"), r"called 'mine.halfway'; .*from my_claims import CLAIMS; check\(CLAIMS\[0\]\)"),
        (lambda: check(None), "None is neither a claim nor its id"),
        (lambda: check((SUBGROUP,)), "is neither a claim nor its id"),
        (lambda: check(SUBGROUP, None), "None is no scope of relaxation.subgroup"),
        (lambda: check(SUBGROUP, [1, 2]), "no scope of relaxation.subgroup; give small, standard, large, or a family"),
        (lambda: check(SUBGROUP, replace(FEW, names=())), "is no scope of relaxation.subgroup"),
        (lambda: check(SUBGROUP, drop=None), "None is no name of a hypothesis"),
        (lambda: refute(SUBGROUP, ["ultrametric", 5]), "5 is no name of a hypothesis"),
        (
            lambda: check(SUBGROUP, grid("many", complex, (replace(radii(2), count=10**11),), names=("re",))),
            "a run goes",
        ),
    ],
)
def test_a_question_without_an_answer_is_refused(ask: object, says: str) -> None:
    with pytest.raises(ClaimError, match=says):
        ask()  # type: ignore[operator]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_evaluates_reads_and_shows(value: object) -> None:
    again = eval(repr(value), vars(verdicts))
    assert again == value
    assert str(again) == str(value)
    shown = Text(value._repr_html_()).text  # type: ignore[attr-defined]
    said = [
        head for head in ("a.b", "small", "h", "needed", "x < 1 & y", "1 > 0", "stopped") if repr(head) in repr(value)
    ]
    assert said
    assert all(word in shown for word in said)


def test_dollars_are_no_mathematics_in_jupyter() -> None:
    costs = "<b> & it costs $1 or $2"
    claim: Claim[complex] = Claim(
        "mine.$", costs, costs, {costs: lambda z: None}, lambda z: costs, families={"small": FEW}
    )
    found = necessity(claim)
    for one in (claim, found.verdict, found.needs[0], LEAST):
        outer = ElementTree.fromstring(one._repr_html_())
        assert outer.get("class", "").split() == ["mathjax_ignore", "tex2jax_ignore"]
    for one in (claim, found.verdict):
        shown = one._repr_html_()
        assert costs in Text(shown).text
        assert "<b>" not in shown


def test_a_story_is_set_line_by_line_to_the_left() -> None:
    shown = Counterexample(1, "f Z_4 → Z_2; ε = 1", "|F_ε| < 2")._repr_html_()
    rows = ElementTree.fromstring(shown)
    assert {cell.get("style") for tag in ("th", "td") for cell in rows.iter(tag)} == {"text-align: left"}
    assert len(list(rows.iter("br"))) == 1
    assert ["".join(sub.itertext()) for sub in rows.iter("msub")] == ["Z4", "Z2", "Fε"]
    told = refute("relaxation.subgroup", "ultrametric")._repr_html_()
    assert len(list(ElementTree.fromstring(told).iter("br"))) == 4


def test_the_maps_of_a_counterexample_in_a_table_are_written_alike() -> None:
    found = Counterexample(84, "f Z_2 → Z_2: 0 0; g Z_2 → Z_2: 0 0", "1 > 0")
    shown = Need("h", "needed", found)._repr_html_()
    number, first, second, witness = shown.partition("instance")[2].split("<br/>")
    assert (number, first) == (" 84:", second.replace("<mi>g</mi>", "<mi>f</mi>"))
    assert witness.startswith("witness: ")


def test_a_verdict_is_told_in_a_line_and_its_story_below() -> None:
    assert [str(one).splitlines() for one in VERDICTS] == [
        ["a.b holds (scope small, 4 instances, 2 satisfy the hypotheses)"],
        [
            "a.b without h, k is refuted (scope small, 4 instances, 2 satisfy the hypotheses)",
            "instance 3: x < 1 & y",
            "witness: 1 > 0",
            "least in the order: by x",
        ],
        ["a.b is vacuous (scope small, 4 instances, 2 satisfy the hypotheses)"],
        ["a.b is incomplete (scope small, 4 instances, 2 satisfy the hypotheses)", "reason: stopped"],
        ["a.b ends in an error (scope small, 4 instances, 2 satisfy the hypotheses)", "reason: a law raised"],
    ]


def test_what_was_dropped_does_not_tell_two_verdicts_apart() -> None:
    assert replace(VERDICTS[0], dropped=("h",)) == VERDICTS[0]


@pytest.mark.parametrize("claim", catalogue.CLAIMS, ids=lambda claim: claim.id)
def test_every_claim_shows_its_words(claim: Claim[object]) -> None:
    assert repr(claim) == f"<Claim {claim.id}: {claim.statement}>"
    assert str(claim).startswith(f"{claim.id}: {claim.statement}")
    shown = Text(claim._repr_html_()).text
    assert claim.id in shown
    assert claim.source in shown
    assert all(name in shown and name in str(claim) for name in claim.given)
