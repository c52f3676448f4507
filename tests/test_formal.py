"""Coq accepts the certificates of true claims, rejects what is changed in them, and decides the same rows."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest

from verify import formal, recheck
from verify.certificate import blocks, canonical, evidence, statement, write
from verify.check import cells, necessity, verdict
from verify.claim import ClaimError
from verify.claims.catalogue import CLAIMS, one
from verify.cli import main
from verify.data import datum
from verify.family import instance
from verify.formal import replaying, texts
from verify.formal.claims import SAYINGS
from verify.formal.texts import HEAD, applied
from verify.proofs import Stopped
from verify.rows import place, row

IDS = {claim.id for claim in CLAIMS}
Certificate = dict[str, Any]


def certificates(name: str) -> list[Certificate]:
    """What `fibercheck verify` writes of a claim on the small scope."""
    claim = one(name)
    family = claim.family("small")
    found = cells(claim, family, 0, 1)
    said = verdict(claim, family, "small", found)
    return [json.loads(canonical(c)) for c in evidence(claim, family, found, said, necessity(claim, found), datum)]


def of_kind(name: str, kind: str, *dropped: str) -> Certificate:
    return next(c for c in certificates(name) if c["kind"] == kind and c.get("dropped", []) == list(dropped))


def asked(certificate: Certificate) -> formal.Stated:
    return formal.stated(recheck.read(canonical(certificate).encode()))


def told(certificate: Certificate) -> str:
    with pytest.raises((formal.Unstated, recheck.Rejected)) as error:
        asked(certificate)
    return str(error.value)


# ------------------------------------------------------------------------------------------------- texts, without coqc


def test_a_checked_certificate_lists_all_labelled_instances_and_counts_them() -> None:
    certificate = of_kind("relaxation.monotone", "checked")
    text = asked(certificate).text
    assert "Definition spaces_2 := (tables 3 [0%N; 1%N; 2%N; 3%N])." in text
    assert "Definition maps_2 := (list_prod (words 1 3) (words 2 3))." in text
    assert f"{certificate['cardinality']} = true" in text
    assert f"{certificate['satisfying']} = true" in text
    assert "Admitted" not in text


def test_histograms_stand_for_all_maps() -> None:
    assert (
        "list_prod (list_prod (words 1 3) (words 1 3)) (list_prod (words 1 3) (words 1 3))"
        in asked(of_kind("robustness.inclusion", "checked")).text
    )


def test_a_block_of_many_tests_is_cut_into_chunks_that_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = asked(of_kind("relaxation.monotone", "checked"))
    monkeypatch.setattr(texts, "CHUNK", 2000)
    cut = asked(of_kind("relaxation.monotone", "checked"))
    assert whole.tests == cut.tests
    assert whole.text.count("Theorem checked_") == 3
    assert cut.text.count("Theorem checked_") == 1 + 4 + 32
    assert cut.text.count("valid_parts") == 1 + 4 + 32 - 3


def test_fractions_are_multiplied_by_their_common_denominator() -> None:
    certificate = of_kind("relaxation.monotone", "refuted", "ordered")
    certificate["instance"] |= {"a": "1/2", "b": "1/3"}
    assert "(3%N, 2%N)" in asked(certificate).text
    assert "[6%N; 0%N]" in asked(certificate).text


def test_a_factor_that_is_no_integer_is_not_stated() -> None:
    certificate = of_kind("relaxation.functorial", "refuted", "lipschitz")
    certificate["instance"]["L"] = "1/2"
    assert told(certificate) == "1/2 is no integer"


def test_what_coq_is_not_asked_about_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(of_kind("relaxation.ball", "checked")) == "no computation in Coq"
    assert told(of_kind("relaxation.monotone", "farkas")) == "no computation, but a proof of kind farkas"
    squares = of_kind("relaxation.composition", "refuted", "triangle")
    squares["instance"]["d"] = ["lee", squares["instance"]["d"][1], "l2"]
    assert told(squares) == "a distance is given by its squares"
    monkeypatch.setattr(texts, "MOST", 1000)
    assert told(of_kind("relaxation.monotone", "checked")) == "more than 1000 tests would be computed"
    monkeypatch.setattr(texts, "CHUNK", 10)
    monkeypatch.setattr(texts, "MOST", 10**8)
    assert told(of_kind("relaxation.monotone", "checked")) == "more than 10 tests for one distance would be computed"


def test_a_claim_in_other_words_and_unknown_hypotheses_are_rejected() -> None:
    certificate = of_kind("relaxation.monotone", "refuted", "ordered")
    assert told(certificate | {"statement": "0" * 64}) == "the claim is worded in another way"
    assert told(certificate | {"dropped": ["triangle"]}) == "a hypothesis dropped is none of the claim"
    assert told(certificate | {"more": 0}).startswith("the keys are not")
    checked = of_kind("relaxation.monotone", "checked")
    assert told(checked | {"cardinality": "1 = true"}).endswith("is no integer from 1 to 18446744073709551616")
    del certificate["instance"]["b"]
    assert told(certificate) == "the components are not d, f, g, a, b"


def test_every_saying_is_a_claim_with_its_components() -> None:
    assert set(SAYINGS) <= IDS
    for name, saying in SAYINGS.items():
        said = formal.claims.names((saying.spaces, (saying.maps, saying.numbers)))
        assert sorted(said) == sorted(recheck.CLAIMS[name].components)


def test_without_coqc_one_sentence_says_how_to_have_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ClaimError, match="needs coqc"):
        formal.replay(tmp_path, lambda done, of, what: None)
    assert main(["verify", "relaxation.monotone", "--certificates", str(tmp_path), "--coq"]) == 2
    assert "--coq needs coqc on the PATH or in COQBIN; apt-get install coq" in capsys.readouterr().err


def test_coq_checks_certificates_so_a_folder_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "relaxation.monotone", "--coq"]) == 2
    assert "add --certificates DIR" in capsys.readouterr().err


# ----------------------------------------------------------------------------------------------------- what Coq answers


def honest() -> Iterator[tuple[str, Certificate]]:
    """Certificates as they are written: a whole small scope, instances, spaces."""
    for name in ("relaxation.monotone", "robustness.gap", "relaxation.subgroup", "classical.order"):
        yield f"{name} checked", of_kind(name, "checked")
    for name, dropped in (("relaxation.sum", "symmetric"), ("robustness.count", "triangle")):
        yield f"{name} refuted", of_kind(name, "refuted", dropped)
    yield "relaxation.equivalence space", of_kind("relaxation.equivalence", "space", "ultrametric")
    yield "robustness.unchanged refuted", of_kind("robustness.unchanged", "refuted")


def false() -> Iterator[tuple[str, Certificate, str]]:
    """Certificates that say what is not so, and what Coq says of them."""
    claim, family = one("robustness.unchanged"), one("robustness.unchanged").family("small")
    bound = {"kind": "checked", "claim": claim.id, "statement": statement(claim), "blocks": blocks(family)}
    counted = {"cardinality": family.cardinality, "instances": family.size, "satisfying": 1172, "chunks": []}
    yield "a refuted claim", bound | counted, "block 1 has a counterexample"
    checked, nowhere = of_kind("relaxation.monotone", "checked"), "the instance does not refute the claim at the points"
    yield "another cardinality", checked | {"cardinality": 28927}, "the cardinality is another"
    yield "another count", checked | {"satisfying": 18081}, "18081 instances do not satisfy the hypotheses"
    needed = of_kind("robustness.gap", "refuted", "symmetric")
    yield "no hypothesis dropped", needed | {"dropped": []}, nowhere
    yield "another hypothesis dropped", needed | {"dropped": ["triangle"]}, nowhere
    yield "another point", needed | {"points": [0, 1]}, nowhere
    table = ["table", ["module", 3], [[0, 1, 1], [1, 0, 1], [1, 1, 0]]]
    yield "another table", needed | {"instance": needed["instance"] | {"d": table}}, nowhere
    wide = needed["instance"] | {"b": 2}
    yield "a larger bound", needed | {"instance": wide}, nowhere
    counts = of_kind("robustness.count", "refuted", "triangle")
    yield "other sizes", counts | {"points": [2, 0]}, nowhere
    growth = of_kind("relaxation.growth", "refuted", "additive")
    yield "other orders", growth | {"points": [growth["points"][0] + 1, *growth["points"][1:]]}, nowhere


@pytest.fixture(scope="module")
def coqc(tmp_path_factory: pytest.TempPathFactory) -> replaying.Compiler:
    """Coq in a folder with the library compiled."""
    made = replaying.Compiler(formal.required() / "coqc", tmp_path_factory.mktemp("library"), Event())
    for name in texts.MODULES:
        replaying.library(made, name)
    return made


@pytest.fixture(scope="module")
def answers(coqc: replaying.Compiler, tmp_path_factory: pytest.TempPathFactory) -> dict[str, formal.Judged]:
    """What Coq answers of all of these, asked at once."""
    folder = tmp_path_factory.mktemp("certificates")
    names = {write(folder, certificate).stem: name for name, certificate in honest()}
    names |= {write(folder, certificate).stem: name for name, certificate, _ in false()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "CHUNK", 120_000)
        patch.setattr(replaying, "BATCH", 6)
        asked_ = {path.stem: replaying.read(path) for path in folder.iterdir()}
        working = replace(coqc, stop=Event())
        found = replaying.answered(working, asked_, lambda done, of, what: None)
    assert not found.sound
    return {names[answer.name]: answer for answer in found.judged}


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_coq_accepts_what_is_true(answers: dict[str, formal.Judged]) -> None:
    assert {name: answers[name].why for name, _ in honest() if answers[name].answer != "accepted"} == {}


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_coq_rejects_what_is_false_and_says_why(answers: dict[str, formal.Judged]) -> None:
    expected = {name: ("rejected", why) for name, _, why in false()}
    assert {name: (answers[name].answer, answers[name].why) for name in expected} == expected


def printed(coqc: replaying.Compiler, text: str) -> list[str]:
    """What Coq prints of a text, one line for each command."""
    compiled, says = replace(coqc, stop=Event())("asked.v", HEAD + "Set Printing Width 100000.\n" + text)
    assert compiled, says
    return re.findall(r"^     = (.*)$", says, re.MULTILINE)


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_the_hypotheses_have_the_names_and_the_order_of_the_catalogue(coqc: replaying.Compiler) -> None:
    terms = (f"{saying.term}{' []' * len(saying.groups.split())}" for saying in SAYINGS.values())
    found = printed(coqc, "".join(f"Compute map fst (given ({term})).\n" for term in terms))
    assert [re.findall(r'"([^"]*)"', line) for line in found] == [list(one(name).given) for name in SAYINGS]


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_rows_in_coq_are_the_rows_of_the_catalogue(coqc: replaying.Compiler) -> None:
    draw, text, expected = Random(8), "", []
    for name, saying in SAYINGS.items():
        claim, said = one(name), recheck.CLAIMS[name]
        family = claim.family("small")
        for chunk in draw.choices(family.chunks(64), k=12):
            here = instance(family, chunk, place(family, chunk, draw.randrange(chunk.stop - chunk.start)))
            data = {part: recheck.read(canonical(datum(getattr(here, part))).encode()) for part in said.components}
            term, at, _ = applied(saying, said, data)
            text += f"Compute row ({term}) {at}.\n"
            expected.append(row(claim, here))
    assert [int(line.removesuffix("%N")) for line in printed(coqc, text)] == expected
    assert len(set(expected)) > 12


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_coq_is_ended_when_it_is_not_wanted_any_more(coqc: replaying.Compiler) -> None:
    stopped = Event()
    stopped.set()
    with pytest.raises(Stopped):
        replace(coqc, stop=stopped)("long.v", "Fixpoint f n := match n with O => tt | S n => f n end.")


@pytest.mark.coq
@pytest.mark.xdist_group("formal")
def test_the_command_line_says_what_coq_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, of_kind("relaxation.sum", "refuted", "symmetric") | {"dropped": []})
    asked_for = ["verify", "relaxation.ball", "--scope", "small", "--workers", "1", "--certificates", str(tmp_path)]
    assert main([*asked_for, "--coq", "--proofs", "none"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "certificates in Coq: 0 of 3 stated and accepted" in said
    assert "not stated: 2 × relaxation.ball (no computation in Coq)" in said
    assert "relaxation.sum: the instance does not refute the claim at the points" in said
