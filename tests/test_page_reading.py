"""What a folder holds, by the page that is made of it: what is read, what is left alone, and what is refused."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pages import CLAIMS, Tree, copied, leave, recorded

from verify.cli import main
from verify.ledger import Ledger
from verify.outline import Line, outlined
from verify.page import html, read, write
from verify.page.books import differences


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leave(tmp_path_factory.mktemp("left"))


def refused(capsys: pytest.CaptureFixture[str], *args: str, command: str = "report") -> str:
    capsys.readouterr()
    assert main([command, *args]) == 2
    said = capsys.readouterr().err
    assert said.startswith("fibercheck: ")
    assert said.count("\n") == 1
    return said


def plan(file: Path) -> dict[str, Any]:
    """The plan in a ledger."""
    with closing(sqlite3.connect(file)) as found:
        value: dict[str, Any] = json.loads(found.execute("select text from plan").fetchone()[0])
    return value


def changed(left: Path, folder: Path, value: Any) -> Path:
    """A ledger with another plan."""
    file = folder / "run.db"
    file.write_bytes((left / "run.db").read_bytes())
    with closing(sqlite3.connect(file)) as found:
        found.execute("update plan set text = ?", (json.dumps(value),))
        found.commit()
    return file


# -------------------------------------------------------------------------------------------------------- what is read


def test_a_record_alone_is_enough_and_what_is_missing_is_named(left: Path, tmp_path: Path) -> None:
    text = " ".join(text for _, text in Tree(html(read(str(copied(left, tmp_path))))).all("section"))
    assert "There is no ledger (--ledger) in the folder." in text
    assert "There are no certificates (--certificates) in the folder." in text


def test_a_record_of_an_older_run_is_read(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    del record["fibercheck"]
    for one in record["claims"]:
        for name in ("statement", "source", "hypotheses", "needed", "mutants", "missed", "surprises"):
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
    assert folder.book.finished == folder.book.plan.tasks
    assert "There is no record of the run" in html(folder)


def test_what_is_somebody_elses_is_left_alone_and_named(left: Path, tmp_path: Path) -> None:
    copied(left, tmp_path)
    (tmp_path / "notes.json").write_text("{")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "list.json").write_text("[1]")
    (tmp_path / "text.db").write_text("no ledger")
    (tmp_path / "folder.db").mkdir()
    with closing(sqlite3.connect(tmp_path / "photos.db")) as found:
        found.execute("create table photo (name text)")
        found.commit()
    with Ledger(str(tmp_path / "trial.db"), '{"experiment": 1}'):
        pass
    folder = read(str(tmp_path))
    assert folder.others == (
        *("deep.json", "folder.db", "list.json", "notes.json"),
        *("photos.db", "text.db", "trial.db"),
    )
    assert folder.book is None
    assert "left alone: deep.json, folder.db, " in " ".join(text for _, text in Tree(html(folder)).all("li"))


def test_each_file_is_read_once(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: dict[str, int] = {}
    plain = Path.read_bytes

    def counted(path: Path) -> bytes:
        times[path.name] = times.get(path.name, 0) + 1
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    read(str(left))
    assert {*times} == {"run.json", *(file.name for file in (left / "evidence").iterdir())}
    assert {*times.values()} == {1}


# ------------------------------------------------------------------------------------------- a ledger and its record


def test_a_ledger_of_another_run_is_pointed_out(left: Path, tmp_path: Path) -> None:
    copied(left, tmp_path)
    ledger = str(tmp_path / "other.db")
    assert main(["verify", CLAIMS[0], "--scope", "small", "--ledger", ledger, "--proofs", "none"]) == 0
    said = "belongs to another run than the record: claims in the record alone: 4."
    assert said in html(read(str(tmp_path)))
    assert "belongs to another run" not in html(read(str(left)))


def test_a_ledger_is_compared_with_the_record_part_by_part(left: Path) -> None:
    told, run = outlined(json.dumps(plan(left / "run.db"))), read(str(left)).run
    first, *rest = told.lines
    assert differences(told, run) == ()
    assert differences(replace(told, scope="large", version="0"), run) == ("its scope is large", "its fibercheck is 0")
    assert differences(told, replace(run, version=None)) == ()
    assert differences(replace(told, dropped=("additive",)), run) == ("its claims are without additive",)
    other = replace(told, lines=(*rest, Line("mine", "", 1, 1, ())))
    assert differences(other, run) == ("claims in it alone: 1", "claims in the record alone: 1")
    words = replace(told, lines=(replace(first, statement="0" * 64), *rest))
    assert differences(words, run) == ("claims have other words in it",)
    sizes = replace(told, lines=(replace(first, cardinality=1), *rest))
    assert differences(sizes, run) == ("families have other sizes in it",)


PARTS = [{"claims": value} for value in (None, 3, [1], "a<b>", [{}], [{"id": 1}])]
PARTS += [{"scope": [[1]]}, {"dropped": 3}, {"dropped": [[1]]}, {"files of claims": [[1]]}, {"code": None}]


@pytest.mark.parametrize("change", [*PARTS, {"fibercheck": [1]}], ids=str)
@pytest.mark.parametrize("beside", [True, False], ids=["record", "alone"])
def test_a_ledger_whose_plan_has_a_wrong_part_is_refused(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], beside: bool
) -> None:
    ledger = changed(left, tmp_path, plan(left / "run.db") | change)
    if beside:
        copied(left, tmp_path)
    says = "the ledger has a plan that fibercheck did not write"
    assert says in refused(capsys, str(tmp_path))
    assert says in refused(capsys, str(ledger), command="merge")


def test_a_ledger_that_is_not_of_claims_cannot_be_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger(str(tmp_path / "trial.db"), '{"experiment": 1}'):
        pass
    assert "it has no 'fibercheck'" in refused(capsys, str(tmp_path / "trial.db"), command="merge")


# ----------------------------------------------------------------------------------------------------- what is refused


def test_what_cannot_be_read_is_refused(left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no folder" in refused(capsys, str(tmp_path / "absent"))
    assert "neither the JSON of a run nor its ledger" in refused(capsys, str(tmp_path))
    (tmp_path / "run.json").write_text("{")
    assert "nor its ledger (run.json: something else, or damaged)" in refused(capsys, str(tmp_path))
    copied(left, tmp_path)
    (tmp_path / "again.json").write_text((left / "run.json").read_text())
    assert "holds 2 runs: again.json, run.json" in refused(capsys, str(tmp_path))
    (tmp_path / "again.json").unlink()
    ledger = (left / "run.db").read_bytes()
    (tmp_path / "run.db").write_bytes(ledger[: len(ledger) // 2])
    assert "run.db" in refused(capsys, str(tmp_path))


@pytest.mark.parametrize("name", [".", "evidence"])
def test_a_folder_that_cannot_be_listed_is_refused(
    left: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    plain = os.scandir

    def listed(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == left / name:
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(os, "scandir", listed)
    assert f"{left / name} cannot be read: permission denied" in refused(capsys, str(left))


CONTRADICTIONS = [
    *({"verdict": verdict} for verdict in ("holds unseen", "refuted", "vacant", None, [])),
    *({"checked": number} for number in (-5, 1, 10**9, True, 1.0, "many")),
    *({"counterexample": {"rank": 1, "instance": "", "witness": "", "order": ""}}, {"expected": "error"}),
    *({"satisfying": 0}, {"representatives": 10**9}, {"sharp": 1}, {"mutants": "text"}, {"needs": {}}),
    *({"evidence": [{"level": level, "detail": "", "statement": ""}]} for level in (None, 3, [], "seen")),
    *({"needs": [{"hypothesis": "h", "status": status, "witness": None}]} for status in ([], {}, "needed", "idle")),
    *({"evidence": [{}]}, {"evidence": None}, {"id": 7}, {"id": "relaxation.power_law"}, {"statement": "\ud800"}),
    *({"source": None}, {"surprises": [1]}, {"needed_in_general": {"h": 0}}, {"needed_in_general": []}),
]


@pytest.mark.parametrize("change", CONTRADICTIONS, ids=ascii)
def test_a_record_with_a_wrong_part_is_refused(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any]
) -> None:
    record = recorded(left)
    assert (record["claims"][0]["id"], record["claims"][0]["verdict"]) == ("relaxation.limit_zero", "holds")
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
    for text in ("[]", "{", r'{"kind":"\ud800","claim":"c","statement":"s"}', '{"kind":1,"claim":"c","statement":"s"}'):
        bad = tmp_path / f"{sha256(text.encode()).hexdigest()}.json"
        bad.write_text(text)
        assert "is no certificate" in refused(capsys, str(tmp_path))
        bad.unlink()


# ---------------------------------------------------------------------------------------------------- what is written


def test_a_page_takes_the_place_of_no_other_file(left: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof = next(iter((left / "evidence").iterdir()))
    (left / "link.html").symlink_to(left / "run.db")
    for file in (left / "run.json", left / "run.db", proof, left / "link.html"):
        before = file.read_bytes()
        assert "is what the page is made from" in refused(capsys, str(left), "--output", str(file))
        assert file.read_bytes() == before
    (left / "link.html").unlink()
    other = left / "index.html"
    other.write_text("<!DOCTYPE html><title>Mine</title>")
    assert "is no page that fibercheck wrote" in refused(capsys, str(left), "--output", str(other))
    assert other.read_text() == "<!DOCTYPE html><title>Mine</title>"
    assert "cannot be written" in refused(capsys, str(left), "--output", str(left / "absent" / "x.html"))
    assert "cannot be written" in refused(capsys, str(left), "--output", str(left / "evidence"))


def test_a_page_is_written_at_once_and_again(left: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "page.html", tmp_path / "link.html"
    link.symlink_to(target)
    for _ in range(2):
        assert main(["report", str(left), "--output", str(link)]) == 0
        assert link.is_symlink()
        assert sorted(file.name for file in tmp_path.iterdir()) == ["link.html", "page.html"]
        assert target.read_text(encoding="utf-8") == html(read(str(left)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_page_goes_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write("page", pipe, ())
    assert os.read(reader, 10) == b"page"
    assert pipe.is_fifo()
    os.close(reader)
