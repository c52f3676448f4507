"""The report of a run, by its HTML: the record is there, nothing of it is markup, and what is wrong stands first."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pages import CLAIMS, Tree, leave

from verify.cli import main
from verify.page.page import LEVELS, html
from verify.page.reading import read
from verify.page.story import story


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leave(tmp_path_factory.mktemp("left"))


def copied(left: Path, folder: Path, *, record: dict[str, Any] | None = None) -> Path:
    """Another folder with the record alone, perhaps another record."""
    folder.mkdir(exist_ok=True)
    text = (left / "run.json").read_text() if record is None else json.dumps(record)
    (folder / "run.json").write_text(text)
    return folder


def article(folder: Path, name: str) -> str:
    (text,) = [text for _, text in Tree(html(read(str(folder)))).all("article") if text.startswith(name)]
    return text


def recorded(left: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((left / "run.json").read_text())
    return value


def refused(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    capsys.readouterr()
    assert main(["report", *args]) == 2
    said = capsys.readouterr().err
    assert said.startswith("fibercheck: ")
    assert said.count("\n") == 1
    return said


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
    assert sorted(attrs["data-verdict"] for attrs, _ in articles) == sorted(one["verdict"] for one in claims)
    for one in claims:
        (text,) = [text for _, text in articles if text.startswith(one["id"])]
        assert one["source"] in text
        assert f"{one['checked']:,}, {one['representatives']:,} up to symmetry; {one['satisfying']:,} satisfy" in text
        assert all(level["level"] in text and LEVELS[level["level"]] in text for level in one["evidence"])
        assert all(need["hypothesis"] in text and need["status"] in text for need in one["needs"])


def test_a_counterexample_is_told_as_a_story(left: Path) -> None:
    text = article(left, "relaxation.power_law")
    assert "Instance 9 the identity of Z51, twice Lee l1 fails: |F1| = 15, so C = 15, but |F2| = 25 is not 30" in text
    assert "least in this order: small scope first, then by d, k, the norm." in text


def test_a_claim_of_an_unknown_topic_is_of_a_user(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    record["claims"][0]["id"] = "mine.claim"
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert tree.all("h2")[-1][1] == "Claims of a user's own"
    assert tree.all("article")[-1][1].startswith("mine.claim")


def test_an_interrupted_run_tells_how_far_it_came(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    record["claims"][0] |= {"verdict": "incomplete", "checked": 5, "reason": "1 of 3 shards"}
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    attrs, text = tree.all("article")[0]
    assert attrs["data-verdict"] == "incomplete"
    assert "Reason: 1 of 3 shards" in text
    assert f"5 of {record['claims'][0]['cardinality']:,}, " in text


def test_distances_are_a_matrix_and_other_lists_are_not() -> None:
    assert story("X distances 0 1 | 1 0")[0].count("<mtd>") == 4
    assert [line.count("<mtable>") for line in story("distances 0 1 | 1; distances 0; 0 1 | 1 0")] == [0, 0, 0]
    assert story("distances <b> 1 | 1 0")[0].count("&lt;b&gt;") == 1


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


# ------------------------------------------------------------------------------------------------------- what is wrong


def test_what_is_not_as_expected_stands_first_in_words(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    one = next(one for one in record["claims"] if one["id"] == "relaxation.subgroup")
    one |= {"expected": "refuted", "survivors": one["mutants"][:1], "objections": ["two things contradict"]}
    one["needed"] = [*one["needed"], "additive", "pseudometric"]
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert [text for _, text in tree.all("h2")][3:5] == ["Not as expected", "Relaxations"]
    attrs, text = tree.all("article")[0]
    assert text.startswith("relaxation.subgroup holds where refuted was expected")
    assert "surprising" in attrs["data-marks"].split()
    assert "Not as expected refuted was expected, holds was found" in text
    assert "that the check let pass: d < ε for d ≤ ε two things contradict" in text
    assert "pseudometric" in text.partition("not found to be needed on this scope:")[2]
    assert "1 claim is not as expected, and stands first; the other 4 are." in tree.all("p", class_="lead")[0][1]


def test_a_certificate_of_other_words_is_pointed_out(left: Path, tmp_path: Path) -> None:
    copied(left, tmp_path)
    text = json.dumps({"kind": "checked", "claim": "relaxation.subgroup", "statement": "0" * 64})
    (tmp_path / f"{sha256(text.encode()).hexdigest()}.json").write_text(text)
    assert "is about other words than this claim has" in article(tmp_path, "relaxation.subgroup")


def test_nothing_of_a_record_is_markup(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    bad = '<script>alert(1)</script> & "><img src=x onerror=alert(1)> {{ 7 * 7 }}'
    for one in record["claims"]:
        one |= dict.fromkeys(("statement", "source", "family"), bad)
        one |= {name: [bad] for name in ("mutants", "survivors", "objections")}
        one["evidence"][0] |= {"level": bad, "detail": bad}
        for need in one["needs"]:
            need["hypothesis"] = bad
            need["witness"] = {"rank": 1, "instance": bad, "witness": bad}
        one["counterexample"] = {"rank": 1, "instance": bad, "witness": bad, "order": bad}
    record["claims"][0]["id"] = bad
    tree = Tree(html(read(str(copied(left, tmp_path, record=record)))))
    assert not tree.all("img")
    assert len(tree.all("script")) == 1
    assert not [name for _, attrs, _ in tree.elements for name in attrs if name.startswith("on") or name == "style"]
    assert "49" not in tree.all("p", class_="source")[0][1]


# -------------------------------------------------------------------------------------------------------- what is read


def test_a_record_alone_is_enough_and_what_is_missing_is_named(left: Path, tmp_path: Path) -> None:
    text = " ".join(text for _, text in Tree(html(read(str(copied(left, tmp_path))))).all("section"))
    assert "There is no ledger (--ledger) in the folder." in text
    assert "There are no certificates (--certificates) in the folder." in text


def test_a_record_of_an_older_run_is_read(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    del record["fibercheck"]
    for one in record["claims"]:
        for name in ("statement", "source", "hypotheses", "needed", "mutants", "objections"):
            del one[name]
    page = html(read(str(copied(left, tmp_path, record=record))))
    assert page.count("does not tell the statement") == len(CLAIMS)
    assert "does not tell the version" in page


def test_a_ledger_alone_tells_the_outcomes(left: Path, tmp_path: Path) -> None:
    (tmp_path / "any.db").write_bytes((left / "run.db").read_bytes())
    folder = read(str(tmp_path))
    assert folder.record is None
    assert folder.run == read(str(copied(left, tmp_path / "beside"))).run
    assert folder.book is not None
    assert folder.book.finished == folder.book.tasks
    assert "There is no record of the run" in html(folder)


def test_a_ledger_of_another_run_is_pointed_out(left: Path, tmp_path: Path) -> None:
    copied(left, tmp_path)
    ledger = str(tmp_path / "other.db")
    assert main(["verify", CLAIMS[0], "--scope", "small", "--ledger", ledger, "--proofs", "none"]) == 0
    assert "belongs to another run than the record: 1 claim on scope small" in html(read(str(tmp_path)))


def test_what_cannot_be_read_is_refused(left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no folder" in refused(capsys, str(tmp_path / "absent"))
    assert "neither the JSON of a run nor its ledger" in refused(capsys, str(tmp_path))
    copied(left, tmp_path)
    assert "cannot be written" in refused(capsys, str(tmp_path), "--output", str(tmp_path / "absent" / "x.html"))
    (tmp_path / "again.json").write_text((left / "run.json").read_text())
    assert "holds 2 runs: again.json, run.json" in refused(capsys, str(tmp_path))
    (tmp_path / "again.json").write_text("{")
    assert "again.json is not JSON that can be read" in refused(capsys, str(tmp_path))
    (tmp_path / "again.json").unlink()
    (tmp_path / "run.db").write_text("no ledger")
    assert "run.db" in refused(capsys, str(tmp_path))


@pytest.mark.parametrize("change", [{"checked": "many"}, {"needs": None}, {"evidence": [{}]}, {"mutants": "text"}])
def test_a_record_with_a_wrong_part_is_refused(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any]
) -> None:
    record = recorded(left)
    record["claims"][0] |= change
    copied(left, tmp_path, record=record)
    assert "run.json is not what fibercheck verify --json writes" in refused(capsys, str(tmp_path))


def test_a_certificate_that_was_changed_is_refused(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(left, tmp_path)
    file = next(iter((left / "evidence").iterdir()))
    (tmp_path / file.name).write_text(file.read_text().replace("0", "1", 1))
    assert "its text has another hash" in refused(capsys, str(tmp_path))
    (tmp_path / file.name).unlink()
    (tmp_path / f"{sha256(b'[]').hexdigest()}.json").write_text("[]")
    assert "is no certificate" in refused(capsys, str(tmp_path))
