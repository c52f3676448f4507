"""The report of a run, by its HTML: the record is there, nothing of it is markup, and what is wrong stands first."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from pages import Tree, article, copied, leave, recorded

from verify.campaign import Answers, answer, outcomes, planned
from verify.claims import catalogue
from verify.cli import main
from verify.evidence import known
from verify.page import html, read, writing
from verify.page.instances import lines
from verify.page.writing import HIDDEN, LEVELS
from verify.proofs import unasked
from verify.report import run_record


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leave(tmp_path_factory.mktemp("left"))


# ------------------------------------------------------------------------------------------------------- what it tells


def test_the_record_tells_what_a_claim_says(left: Path) -> None:
    (told,) = [one for one in recorded(left)["claims"] if one["id"] == "relaxation.limit_zero"]
    assert told["statement"] == "F_ε = X ×_Z Y for all 0 ≤ ε < min{d(fx, gy) > 0}"
    assert told["hypotheses"] == ["separating", "below"] == told["needed"]
    assert told["mutants"] == ["< for ≤", "F_2ε for F_ε", "X × Y for F_ε"]
    assert told["source"].startswith("Zhao 2024")


def test_the_command_writes_the_page_and_says_where(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(left)]) == 0
    assert capsys.readouterr().out == f"the report is in {left / 'report.html'}\n"
    assert main(["report", str(left), "--output", str(tmp_path / "page.html")]) == 0
    assert (left / "report.html").read_bytes() == (tmp_path / "page.html").read_bytes() != b""


def test_every_claim_has_its_article(left: Path) -> None:
    tree, claims = Tree(html(read(str(left)))), recorded(left)["claims"]
    articles = tree.all("article")
    assert f"{len(claims)} claims about fiber products, on scope small" in tree.all("h1")[0][1]
    checked, apart = (sum(one[name] for one in claims) for name in ("checked", "representatives"))
    assert apart < checked
    assert f"{checked:,} instances were checked, {apart:,} up to symmetry." in tree.all("p", class_="lead")[0][1]
    assert sorted(attrs["data-verdict"] for attrs, _ in articles) == sorted(one["verdict"] for one in claims)
    for one in claims:
        (text,) = [text for _, text in articles if text.startswith(one["id"])]
        assert one["source"] in text
        apart = "all different" if one["representatives"] == one["checked"] else f"{one['representatives']:,}"
        assert f"{one['checked']:,}, {apart} up to symmetry; {one['satisfying']:,} satisfy the hypotheses" in text
        assert all(level["level"] in text and LEVELS[level["level"]] in text for level in one["evidence"])
        assert all(need["hypothesis"] in text for need in one["needs"])
        if one["verdict"] == "holds":
            assert f"{one['checked']:,} instances of scope small" in text


def test_a_counterexample_is_told_as_a_story(left: Path) -> None:
    text = article(left, "relaxation.power_law")
    assert "Instance 9 the identity of Z51, twice Lee l1 fails: |F1| = 15, so C = 15, but |F2| = 25 is not 30" in text
    assert "least in this order: small scope first, then by d, k, the norm." in text


def test_an_order_that_goes_on_ends_with_its_dots(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    one = next(one for one in record["claims"] if one["id"] == "relaxation.power_law")
    one["counterexample"]["order"] = "by the noise, 0, 1, ..."
    assert re.search(r"by the noise, 0, 1, (…|\.\.\.) ", article(copied(left, tmp_path, record=record), one["id"]))


def test_a_claim_of_an_unknown_topic_is_of_a_user(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    record["claims"][0]["id"] = "mine.claim"
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert tree.all("h2")[-1][1] == "Claims of a user's own"
    assert tree.all("article")[-1][1].startswith("mine.claim")


def test_an_interrupted_run_tells_how_far_it_came(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    told = {"checked": 5, "representatives": 4, "satisfying": 0, "reason": "1 of 3 shards"}
    record["claims"][0] |= told | {"verdict": "incomplete"}
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    attrs, text = tree.all("article")[0]
    assert attrs["data-verdict"] == "incomplete"
    assert "Reason: 1 of 3 shards" in text
    assert f"5 of {record['claims'][0]['cardinality']:,}, 4 up to symmetry" in text


def test_distances_are_a_matrix_and_other_lists_are_not() -> None:
    assert lines("X distances 0 1 | 1 0")[0].count("<mtd>") == 4
    assert [line.count("<mtable>") for line in lines("distances 0 1 | 1; distances 0; 0 1 | 1 0")] == [0, 0, 0]
    assert lines("distances <b> 1 | 1 0")[0].count("&lt;b&gt;") == 1


def test_what_is_decided_in_general_stands_before_what_a_scope_shows(left: Path) -> None:
    text = article(left, "relaxation.limit_zero")
    assert "holds as expected, proved in general, sharp" in text
    assert "separating ✓✓ needed in general" in text


def test_certificates_are_there_with_text_and_hash(left: Path) -> None:
    page = html(read(str(left)))
    files = sorted((left / "evidence").iterdir())
    assert files
    texts = [text for _, text in Tree(page).all("pre")]
    for file in files:
        assert file.name in page
        assert (" ".join(file.read_text().split()) in texts) == (file.stat().st_size <= 2000)
    assert "python -m verify.recheck DIR/evidence replays them" in " ".join(text for _, text in Tree(page).all("li"))


def test_a_long_certificate_stands_in_its_file_only(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LONGEST", 400)
    page = html(read(str(left)))
    sizes = [file.stat().st_size for file in (left / "evidence").iterdir()]
    assert page.count("Longer than 400 bytes: its text is in the file only.") == sum(size > 400 for size in sizes) > 0
    assert len(Tree(page).all("pre")) == sum(size <= 400 for size in sizes) > 0


def test_what_is_shown_beside_a_hypothesis_without_a_counterexample(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    one = next(one for one in record["claims"] if one["id"] == "relaxation.subgroup")
    for need, status in zip(one["needs"], ("untested", *["not refuted on this scope"] * 3), strict=True):
        need |= {"status": status, "witness": None}
    one["needed_in_general"] = {"invariant": False}
    text = article(copied(left, tmp_path, record=record), "relaxation.subgroup")
    assert "additive ? untested (said to be needed) there was nothing to look at" not in text
    one["missed"] = ["additive"]
    text = article(copied(left, tmp_path, record=record), "relaxation.subgroup")
    assert "additive ? untested (said to be needed) there was nothing to look at" in text
    assert "invariant ✗✗ not needed in general there is none" in text
    assert "ultrametric ✗ not refuted on this scope none was found" in text


def test_no_need_is_told_of_a_claim_that_is_refuted(left: Path) -> None:
    text = article(left, "robustness.unchanged")
    assert "Hypotheses The claim is refuted with all of them, too." in text
    assert "counterexample where it alone fails" in text
    assert "✓" not in text
    assert "needed" not in text


def test_no_line_of_a_table_begins_with_a_semicolon(left: Path) -> None:
    told = [one for attrs, one in Tree(html(read(str(left)))).all("li") if not attrs]
    assert any(line.endswith(";") for line in told)
    assert not [line for line in told if line.startswith(";")]
    assert lines("distances 0 1 | 1 0; a = 1", ";")[0].endswith("<mtext>;</mtext></math>")


# ------------------------------------------------------------------------------------------------------- what is wrong


def test_what_is_not_as_expected_stands_first_in_words(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    one = next(one for one in record["claims"] if one["id"] == "relaxation.subgroup")
    one |= {"expected": "refuted", "surprises": ["two things contradict", "another"]}
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert [text for _, text in tree.all("h2")][3:5] == ["Not as expected", "Relaxations"]
    attrs, text = tree.all("article")[0]
    assert text.startswith("relaxation.subgroup holds where refuted was expected")
    assert "surprising" in attrs["data-marks"].split()
    assert "Not as expected two things contradict another" in text
    assert "1 claim is not as expected, and stands first; the other 4 are." in tree.all("p", class_="lead")[0][1]


def test_a_verdict_that_was_not_expected_stands_first_without_words(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    record["claims"] = record["claims"][:1]
    record["claims"][0]["expected"] = "refuted"
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert tree.all("p", class_="lead")[0][1].startswith("1 claim is not as expected, and stands first. ")
    assert not tree.all("div", class_="surprise")
    record["claims"] = []
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert tree.all("p", class_="lead")[0][1].startswith("There are no claims in this run.")


def test_the_record_of_an_interrupted_run_keeps_what_was_not_found_and_blames_nothing(tmp_path: Path) -> None:
    plan = planned([catalogue.one("relaxation.subgroup")], "small")
    (outcome,) = outcomes(plan, Answers())
    record = run_record("small", [(outcome, known(outcome, unasked("not asked for")))])
    (told,) = record["claims"]
    assert told["verdict"] == "incomplete"
    assert told["missed"] == told["needed"] != []
    assert told["surprises"] == []
    done = Answers(told={str(task): answer(task)[0] for task in plan.tasks})
    (outcome,) = outcomes(plan, done)
    (told,) = run_record("small", [(outcome, known(outcome, unasked("not asked for")))])["claims"]
    assert (told["missed"], told["surprises"]) == ([], [])
    (tmp_path / "run.json").write_text(json.dumps(record))
    text = article(tmp_path, "relaxation.subgroup")
    assert "incomplete where holds was expected" in text
    assert text.count("(said to be needed)") == 3


def test_a_hypothesis_that_was_not_found_to_be_needed_is_in_the_record() -> None:
    plan = planned([replace(catalogue.one("relaxation.subgroup"), needs=("pseudometric",))], "small")
    done = Answers(told={str(task): answer(task)[0] for task in plan.tasks})
    (outcome,) = outcomes(plan, done)
    (told,) = run_record("small", [(outcome, known(outcome, unasked("not asked for")))])["claims"]
    assert told["missed"] == ["pseudometric"]
    assert told["surprises"] == ["not found to be needed on scope small: pseudometric"]


def test_a_certificate_of_other_words_is_pointed_out(left: Path, tmp_path: Path) -> None:
    copied(left, tmp_path)
    text = json.dumps({"kind": "checked", "claim": "relaxation.subgroup", "statement": "0" * 64})
    (tmp_path / f"{sha256(text.encode()).hexdigest()}.json").write_text(text)
    assert "is about other words than this claim has" in article(tmp_path, "relaxation.subgroup")


def test_nothing_of_a_record_is_markup(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    bad = '<script>alert(1)</script> & "><img src=x onerror=alert(1)> {{ 7 * 7 }}'
    for one in record["claims"]:
        one |= dict.fromkeys(("statement", "source", "family", "reason"), bad) | {"verdict": "refuted"}
        one |= {name: [bad] for name in ("mutants", "survivors", "surprises", "missed")}
        one["evidence"][0] |= {"detail": bad}
        for need in one["needs"]:
            need |= {"hypothesis": bad, "status": "needed"}
            need["witness"] = {"rank": 1, "instance": bad, "witness": bad}
        one["counterexample"] = {"rank": 1, "instance": bad, "witness": bad, "order": bad}
    record["claims"][0]["id"] = bad
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert not tree.all("img")
    assert len(tree.all("script")) == 1
    assert not [name for _, attrs, _ in tree.elements for name in attrs if name.startswith("on") or name == "style"]
    assert "49" not in tree.all("p", class_="source")[0][1]


def test_nothing_hides_or_turns_the_text_around(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    record["claims"][0] |= {"source": "one\x00two\u202eand\u2066the\x85end\u200fof"}
    page = html(read(str(copied(left, tmp_path, record=record))))
    assert "one\ufffdtwo\ufffdand\ufffdthe\ufffdend\u200fof" in page
    assert HIDDEN.search(page) is None
