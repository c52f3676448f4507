"""Claims of one's own about distances: decided, checked on the spaces that decide them, replayed by their own words."""

import json
from fractions import Fraction
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import recheck
from verify.ask import check, necessity
from verify.campaign import Outcome
from verify.certificate import canonical, evidence, statement, write
from verify.check import Result
from verify.claim import SCOPES, Claim, ClaimError
from verify.claims.catalogue import one
from verify.decided import (
    Proved,
    Refuted,
    Space,
    certificates,
    d,
    decided_claim,
    decided_for,
    decision,
    either,
    number,
    points,
)
from verify.decided.catalogue import STATEMENTS
from verify.decided.claims import Assumed, Implied
from verify.decided.terms import Inequality
from verify.evidence import known
from verify.proofs import unasked
from verify.verdict import Holds

NAMES = points("x y z")
x, y, z = NAMES
a, b = number("a"), number("b")
ONE = [name for name, parts in STATEMENTS.items() if all(part.given == parts[0].given for part in parts)]
BASE = ("distance", "near")


def claimed(**said: Any) -> Claim[Space]:
    return decided_claim("mine.a", "a sentence", "mine", **{"given": {}, "then": d(x, z) <= a} | said)


def certified(claim: Claim[Space]) -> list[dict[str, Any]]:
    found = check(claim)
    return list(evidence(claim, claim.family("small"), Result(), found, (), lambda part: part))


def judged(folder: Path, certificate: Any) -> tuple[bool, str]:
    raw = canonical(certificate).encode()
    path = folder / f"{sha256(raw).hexdigest()}.json"
    path.write_bytes(raw)
    accepted, _, says = recheck.judge(path)
    return accepted, says


# -------------------------------------------------------------------------------------------------------- the catalogue


@pytest.mark.parametrize("name", ONE)
def test_what_the_catalogue_states_has_the_same_answers_in_ones_own_words(name: str, tmp_path: Path) -> None:
    parts, answers = STATEMENTS[name], decided_for(name)
    assert answers is not None
    said = {h: all_of for h, all_of in parts[0].given.items() if h not in BASE}
    claim = claimed(given=said, near=parts[0].given["near"], then=tuple(part.then for part in parts))
    assert decision(claim) == answers
    assert check(claim).name == "holds"
    found = {need.hypothesis for need in necessity(claim).needs if need.status == "needed"}
    assert found == {h for h, answer in answers.without.items() if isinstance(answer, Refuted)}
    made = certified(claim)
    assert len(made) == 1 + len(said)
    assert all(judged(tmp_path, one)[0] for one in made)


def test_a_claim_of_the_catalogue_is_decided_as_it_was() -> None:
    claim = one("relaxation.composition")
    assert decision(claim) is decided_for("relaxation.composition")
    assert "words" not in next(certificates(claim))
    assert decision(one("classical.crt")) is None


# -------------------------------------------------------------------------------------------------------------- random


factors = st.sampled_from([1, 2, 3, Fraction(1, 2), Fraction(2, 3)])
distances = st.builds(d, st.sampled_from(NAMES), st.sampled_from(NAMES))
terms = st.builds(lambda c, t: c * t, factors, distances | st.sampled_from([a, b]))
sums = st.lists(terms, min_size=1, max_size=2).map(lambda all_of: sum(all_of[1:], all_of[0]))
lines = st.builds(Inequality, st.builds(lambda s, t: s - t, sums, sums), st.booleans())
assumed = st.sampled_from(["triangle", "symmetric", "zero"]) | lines | st.builds(either, lines, lines)
levels = st.builds(lambda s, t: s <= t, distances | st.just(a), distances | st.just(b))


def agree(claim: Claim[Space], folder: Path) -> None:
    """The check on spaces says what was decided, and the independent checker accepts the evidence."""
    found, answers = necessity(claim), decision(claim)
    assert answers is not None
    if isinstance(answers.answer, Proved):
        assert found.verdict.name in ("holds", "vacuous")
        for need in found.needs:
            assert (need.status == "needed") == isinstance(answers.without[need.hypothesis], Refuted)
    else:
        assert found.verdict.name == "refuted"
    for data in certificates(claim):
        bound = {"claim": claim.id, "statement": statement(claim)} | data
        accepted, says = judged(folder, bound)
        assert accepted, says


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("hk"), assumed, max_size=2), st.lists(lines, max_size=1), lines)
def test_a_linear_statement_is_decided_checked_and_replayed(
    tmp_path_factory: pytest.TempPathFactory, given: Any, near: Any, then: Any
) -> None:
    agree(claimed(given=given, near=near, then=then), tmp_path_factory.getbasetemp())


@settings(max_examples=40, deadline=None)
@given(st.lists(levels, max_size=2), levels)
def test_an_ultrametric_statement_is_decided_checked_and_replayed(
    tmp_path_factory: pytest.TempPathFactory, near: Any, then: Any
) -> None:
    said = {"ultra": ("symmetric", "zero", "ultrametric"), "low": a <= b}
    agree(claimed(given=said, near=near, then=then), tmp_path_factory.getbasetemp())


# -------------------------------------------------------------------------------------------------- laws of one space


def test_a_space_is_asked_each_law_at_its_points() -> None:
    table = ((0, 1, 3), (1, 0, 1), (2, 1, 0))
    space = Space(NAMES, tuple(tuple(map(Fraction, row)) for row in table), (("a", Fraction(1)),))
    assert [Assumed((law,))(space) for law in ("zero", "nonnegative", "symmetric", "triangle", "ultrametric")] == [
        None,
        None,
        "not symmetric(x, z)",
        "not triangle(x, y, z)",
        "not ultrametric(x, y, z)",
    ]
    assert Assumed((d(x, y) <= a, d(x, z) <= a))(space) == "not d(x, z) ≤ a"
    assert Assumed((either(d(x, z) <= a, d(x, y) <= a),))(space) is None
    then = claimed(then=(d(x, y) <= a, d(x, z) < 3 * a)).then
    assert then(space) == "d(x, z) < 3·a, but 3 ≥ 3"
    assert claimed(near=[d(x, y) < a]).then(space) is None


def test_an_instance_speaks_of_all_points_and_numbers() -> None:
    claim = claimed(given={"low": d(x, y) <= b}, then=(d(x, z) <= a, d(z, "w") <= a))
    assert isinstance(claim.then, Implied)
    for space in claim.family("large").instances():
        assert set(space.points) == {"x", "y", "z", "w"}
        assert set(space.values) == {*product(space.points, repeat=2), ("a",), ("b",)}
        assert claim.given["low"](space) is None or claim.then(space) is not None
    assert set(claim.families) == set(SCOPES)


# ------------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"then": ()}, "has no conclusion"),
        ({"then": d(x, y)}, "no inequality"),
        ({"given": {"h": "hexagonal"}}, "hexagonal is no law of distances"),
        ({"given": {"near": "triangle"}}, "no hypothesis can be called near"),
        ({"given": {"distance": "triangle"}}, "no hypothesis can be called distance"),
        ({"given": {"h": 3}}, "no inequality"),
        ({"then": d("x;", y) <= a}, "x; is no name"),
        ({"then": d(x, y) <= number("or")}, "or is no name"),
        ({"needs": ("h",)}, "has no hypothesis 'h'"),
        ({"given": dict.fromkeys("hijklmno", "triangle")}, "join some"),
    ],
)
def test_a_statement_that_cannot_be_decided_is_refused(said: dict[str, Any], says: str) -> None:
    with pytest.raises(ClaimError, match=says):
        claimed(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"then": d(x, z) <= d(x, y) + d(y, z)},
        {"then": d(x, z) < a},
        {"then": d(x, z) <= a, "near": [either(d(x, y) <= a, d(x, y) <= 2 * a)]},
        {"then": d(x, z) <= a, "given": {"ultra": "ultrametric", "low": a < b}},
    ],
)
def test_an_ultrametric_statement_that_adds_is_refused_when_it_is_made(said: dict[str, Any]) -> None:
    with pytest.raises(ClaimError, match=r"^mine\.a: .* does not compare two terms"):
        claimed(**{"given": {"ultra": "ultrametric"}, **said})


# -------------------------------------------------------------------------------------------------------- certificates


def test_a_certificate_is_rejected_when_anything_in_it_is_changed(tmp_path: Path) -> None:
    said = {"triangle": "triangle", "low": (d(x, y) <= a, d(y, z) <= b)}
    claim = claimed(given=said, then=d(x, z) <= a + b)
    proof, _, space = certified(claim)
    assert judged(tmp_path, proof) == (True, "proved (worded in the certificate)")
    assert judged(tmp_path, space) == (True, "refuted without low by 2 points (worded in the certificate)")
    words = proof["words"]
    other = [
        proof | {"claim": "mine.b"},
        proof | {"claim": "relaxation.composition"},
        proof | {"claim": "relaxation.composition", "statement": recheck.STATEMENTS["relaxation.composition"]},
        proof | {"statement": "0" * 64},
        proof | {"kind": "chain"},
        proof | {"dropped": ["low"]},
        {key: value for key, value in proof.items() if key != "words"},
        *(proof | {"words": words | {key: value}} for key, value in CHANGES.items()),
        *({**proof, "words": {**words, "parts": [line]}} for line in UNREAD),
        *({**proof, "words": {**words, "given": [["triangle", "triangle"], ["low", line]]}} for line in UNREAD),
        proof | {"words": words | {"more": 1}},
        space | {"dropped": ["triangle"]},
        space | {"numbers": {"a": 9, "b": 9}},
    ]
    assert [judged(tmp_path, one) for one in other if judged(tmp_path, one)[0]] == []


CHANGES: dict[str, Any] = {
    "says": "another sentence",
    "expected": "refuted",
    "given": [["triangle", ""], ["low", "d(x,y) <= a; d(y,z) <= b"]],
    "parts": [" => d(x,z) <= a"],
}
UNREAD = [
    "",
    "=>",
    " => d(x,z)",
    " => d(x,z) <= a; a <= b",
    " => d(x,z) <= -1*a",
    "or <= a => a <= or",
    "x y <= a => a <= b",
]


def test_a_proof_does_not_count_as_one_of_a_claim_with_more_to_show(tmp_path: Path) -> None:
    proof = certified(claimed(given={"low": d(x, z) <= a}))[0]
    more = proof | {"words": proof["words"] | {"parts": [*proof["words"]["parts"], " => a <= b"]}}
    assert judged(tmp_path, proof)[0]
    assert judged(tmp_path, more) == (False, "the proofs are not one for each case")


def test_the_file_written_is_the_one_judged(tmp_path: Path) -> None:
    made = certified(claimed(given={"low": d(x, z) <= a}))
    paths = [write(tmp_path, one) for one in made]
    assert [json.loads(path.read_text())["words"]["parts"] for path in paths] == [[" => d(x,z) <= a"]] * 2
    assert recheck.main([str(tmp_path), "--workers", "1"]) == 0


def test_what_is_known_of_a_claim_that_is_refuted_in_general() -> None:
    claim = claimed(expected="refuted")
    found = necessity(claim)
    outcome = Outcome(claim, found.verdict, found.needs, Result(), None, 0)
    assert known(outcome, unasked("not asked for")).levels == ("refuted", "refuted (space)")
    assert not isinstance(found.verdict, Holds)
