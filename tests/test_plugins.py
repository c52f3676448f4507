"""Claims from a file of one's own: answered everywhere by the same text, and refused in one sentence."""

import json
import pickle
import re
import sys
from pathlib import Path
from subprocess import run

import pytest
from plugin_files import HEAD, OWN, refused, told, verify

from verify import checking
from verify.campaign import answer_for, planned, restored, sources
from verify.claim import ClaimError
from verify.claims import catalogue
from verify.cli import main
from verify.plugins import Plugin, claims, opened

SAMPLE = Path(__file__).parent / "samples" / "my_claims.py"
IDS = ["mine.halfway", "mine.quadrangle"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    made = tmp_path / "my_claims.py"
    made.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return made


# --------------------------------------------------------------------------------------------------- as a user has it


def test_a_file_is_checked_alone_by_the_command_line(mine: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "verify",
        "verify",
        "--claims",
        mine.name,
        "--scope",
        "small",
        "--json",
        "out.json",
    ]
    found = run(command, cwd=mine.parent, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert "(✗ symmetric)" in found.stdout
    assert "✓ whole" in found.stdout
    assert "2 of 2 claims as expected" in found.stdout
    records = told(mine.parent / "out.json")
    assert [(name, one["verdict"]) for name, one in records.items()] == [(name, "holds") for name in IDS]
    halfway = records["mine.halfway"]
    assert halfway["statement"] == "F_{a+b} ⊆ F_a ∘ F_b where d counts steps"
    assert [need["status"] for need in halfway["needs"]] == ["not refuted on this scope", "needed"]
    assert [one["level"] for one in records["mine.quadrangle"]["evidence"]] == ["checked", "proved (farkas)"]
    assert records["mine.quadrangle"]["sharp"] is True


def test_patterns_may_name_any_claim(mine: Path, tmp_path: Path) -> None:
    assert verify("relaxation.ball", "mine.*", "--claims", mine, "--json", tmp_path / "out.json") == 0
    assert [*told(tmp_path / "out.json")] == ["relaxation.ball", *IDS]


def test_the_least_counterexample_is_shown(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refute", "mine.halfway", "--drop", "whole", "--claims", str(mine)]) == 0
    out = capsys.readouterr().out
    assert "instance 5: Z_2 in steps of (1,); a = 1/2; b = 1/2\n" in out
    assert "witness: d(0, 1) = 1 ≤ 1/2 + 1/2, but no z is within 1/2 of 0 and 1/2 of 1\n" in out
    assert main(["refute", "mine.halfway", "--drop", "symmetric", "--claims", str(mine)]) == 1
    assert main(["necessity", "mine.halfway", "--claims", str(mine)]) == 0
    assert main(["claims", "--claims", str(mine)]) == 0
    listing = capsys.readouterr().out
    assert "mine.quadrangle" in listing
    assert "relaxation.ball" not in listing


def test_worker_processes_run_the_text_and_not_the_file(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "INLINE", 0)
    plugin = opened(str(mine))
    mine.unlink()
    monkeypatch.setattr("verify.cli.opened", lambda _: plugin)
    out = tmp_path / "out.json"
    assert main(["verify", "--claims", "gone.py", "--scope", "small", "--workers", "2", "--json", str(out)]) == 0
    plan = planned(claims(plugin), "small", (), (plugin,))
    assert [*told(out)] == [claim.id for claim in plan.claims]


def test_the_table_in_the_documentation_is_as_it_is_printed(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (SAMPLE.parent.parent.parent / "docs" / "pages" / "claims.md").read_text(encoding="utf-8")
    width, shown = re.findall(r"(?s)a page of (\d+) columns .*?```\n(.*?)```", page)[0]
    monkeypatch.setenv("COLUMNS", width)
    assert main(["verify", "--workers", "1", "--claims", str(mine)]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[: shown.count("\n")] == shown.splitlines()


def test_a_file_of_the_current_folder_is_no_module_for_the_workers(tmp_path: Path) -> None:
    (tmp_path / "random.py").write_text("raise RuntimeError('no module')\n", encoding="utf-8")
    count = "Pool(('n',), 200, lambda: range(200))"
    loud = "def loud(i):\n    if i.a == i.b == 0:\n        print('LOUD')\nprint('HERE')\n"
    (tmp_path / "big.py").write_text(
        f"{OWN}{loud}CLAIMS = (C(then=loud, families=over({count}, {count})),)", encoding="utf-8"
    )
    inside = "import sys; sys.path.pop(0); from verify.cli import main; sys.exit(main(sys.argv[1:]))"
    asked = ["verify", "--claims", "big.py", "--scope", "small", "--workers", "2", "--json"]
    found = run([sys.executable, "-c", inside, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 0
    assert [one["verdict"] for one in json.loads(found.stdout)["claims"]] == ["holds"]
    assert {"LOUD", "HERE"} <= set(found.stderr.split())
    assert "no module" not in found.stderr


# ------------------------------------------------------------------------------------------------------------- ledgers


def test_a_ledger_goes_on_with_the_same_text_only(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("--claims", mine, "--ledger", "a.db")
    assert verify(*asked, "--json", "1.json") == 0
    with monkeypatch.context() as patched:
        patched.setattr(checking, "answer_for", lambda code, task: pytest.fail(f"{task} is answered again"))
        assert verify(*asked, "--json", "2.json") == 0
    assert main(["merge", "a.db", "--claims", str(mine), "--json", "3.json"]) == 0
    assert told(Path("1.json")) == told(Path("2.json")) == told(Path("3.json"))
    assert refused(capsys, "merge", "a.db") == "the ledger is about claims of my_claims.py; add --claims my_claims.py"
    mine.write_text(mine.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert "my_claims.py has changed since the ledger was begun" in refused(capsys, "merge", "a.db", "--claims", mine)
    assert "other files of claims" in refused(capsys, "verify", *asked, "--scope", "small")


def test_a_report_takes_the_file_of_its_run_only(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "run").mkdir()
    asked = ("verify", "mine.quadrangle", "--claims", str(mine), "--scope", "small", "--workers", "1")
    assert main([*asked, "--json", "run/run.json", "--ledger", "run/run.db"]) == 0
    assert main(["report", "run", "--claims", str(mine)]) == 0
    text, says = mine.read_text(encoding="utf-8"), f"{mine} is not what the run was given: "
    mine.write_text(f"{text}\n# changed\n", encoding="utf-8")
    assert f"{says}the ledger was begun with another text; " in refused(capsys, "report", "run", "--claims", mine)
    Path("run/run.db").unlink()
    assert main(["report", "run", "--claims", str(mine)]) == 0
    mine.write_text(text.replace('"|d(x, y)', '"2 |d(x, y)'), encoding="utf-8")
    other = refused(capsys, "report", "run", "--claims", mine)
    assert f"{says}mine.quadrangle has another statement in run.json; " in other
    mine.write_text(text.replace('"mine.', '"yours.'), encoding="utf-8")
    assert f"{says}none of its claims is in run.json; " in refused(capsys, "report", "run", "--claims", mine)
    page = Path("run/report.html").read_text(encoding="utf-8")
    assert "<h1>1 claim on scope small</h1>" in page
    assert re.search(r"\b4 instances were checked\.</p>", page)


def test_parts_of_a_run_are_merged(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for r in (1, 2):
        assert verify("--claims", mine, "--shard", f"{r}/2", "--ledger", f"{r}.db") == 0
    assert main(["merge", "1.db", "2.db", "--claims", str(mine), "--json", "merged.json"]) == 0
    assert [one["verdict"] for one in told(Path("merged.json")).values()] == ["holds", "holds"]


def test_a_plan_comes_back_with_its_files() -> None:
    plugin, other = opened(str(SAMPLE)), Plugin("other.py", f"{HEAD}CLAIMS = (claim('mine.b', FAMILY),)")
    plan = planned(catalogue.find(["mine.*"], (plugin, other)), "small", (), (plugin, other))
    assert [claim.id for claim in plan.claims] == [*IDS, "mine.b"]
    assert str(restored(str(plan), (other, plugin))) == str(plan)
    for task in plan.tasks:
        answer_for(sources(), pickle.loads(pickle.dumps(task)))
    older = str(plan).replace("files of claims", "files")
    with pytest.raises(ClaimError, match="the programs, claims or families have changed"):
        restored(older, (plugin, other))
    with pytest.raises(ClaimError, match=r"no claim is called 'mine\.c'"):
        restored(str(plan).replace("mine.b", "mine.c"), (plugin, other))
    with pytest.raises(ClaimError, match=r"about claims of other\.py; add --claims other\.py"):
        restored(str(plan), (plugin,))
    with pytest.raises(ClaimError, match=r"of my_claims\.py and other\.py; add --claims my_claims\.py --claims other"):
        restored(str(plan))
    namesake = Plugin("elsewhere/my_claims.py", other.text)
    both = planned(catalogue.find(["mine.*"], (plugin, namesake)), "small", (), (plugin, namesake))
    with pytest.raises(ClaimError, match=r"about claims of my_claims\.py; add --claims my_claims\.py"):
        restored(str(both), (plugin,))


def test_a_text_that_does_not_run_leaves_nothing_behind() -> None:
    plugin = Plugin("bad.py", "1 / 0")
    with pytest.raises(ClaimError, match=r"bad\.py, line 1, raised ZeroDivisionError"):
        claims(plugin)
    assert not [name for name in sys.modules if plugin.digest in name]


# --------------------------------------------------------------------------------------------------------------- names


def test_names_in_the_wrong_place_are_told_the_right_one(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says = "no claim is called 'my_claims.py'; a file of claims is given by --claims my_claims.py"
    assert refused(capsys, "verify", "my_claims.py") == says
    apart = refused(capsys, "verify", "relaxation.ball", "--claims", mine, "mine.halfway")
    assert apart == "unrecognized arguments: mine.halfway; name them in one place, before the options"


def test_an_id_is_no_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.one("relaxation.ball").id == "relaxation.ball"
    for name in ("relaxation.bal*", "relaxation.[b]all", "RELAXATION.BALL"):
        with pytest.raises(ClaimError, match=re.escape(f"no claim is called {name!r}")):
            catalogue.one(name)
    assert [claim.id for claim in catalogue.find(["relaxation.[b]all"])] == ["relaxation.ball"]
    assert "no claim is called 'mine.*'" in refused(capsys, "refute", "mine.*", "--claims", SAMPLE)


def test_two_files_do_not_collide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "from dataclasses import dataclass\n@dataclass(frozen=True, slots=True)\nclass Here:\n    re: int\n"
    for n in (1, 2):
        text = f"from __future__ import annotations\n{HEAD}{body}CLAIMS = (claim('mine.{n}', FAMILY),)\n"
        (tmp_path / f"{n}.py").write_text(text, encoding="utf-8")
    both = ("--claims", tmp_path / "1.py", "--claims", tmp_path / "2.py")
    assert verify(*both, "--json", tmp_path / "out.json") == 0
    assert [*told(tmp_path / "out.json")] == ["mine.1", "mine.2"]
    assert verify(*both, *both) == 0
    (tmp_path / "2.py").write_text((tmp_path / "1.py").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "there is a claim mine.1 already" in refused(capsys, "verify", *both)


def test_components_that_are_no_data_have_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.py"
    text = f"{HEAD}CLAIMS = (claim('mine.odd', grid('f', complex, (given(1j),), names=('re',))),)"
    path.write_text(text, encoding="utf-8")
    assert verify("--claims", path) == 0
    says = refused(capsys, "verify", "--claims", path, "--ledger", tmp_path / "a.db")
    assert "mine.odd has components that are no plain data" in says
    path.write_text(f"{OWN}CLAIMS = (C(families=over(put(object()), put(1))),)", encoding="utf-8")
    says = refused(capsys, "verify", "--claims", path, "--ledger", tmp_path / "a.db")
    assert "t.x has components that are no plain data (Object of type object is not JSON serializable); name" in says


# -------------------------------------------------------------------------------------------------------- certificates


def test_only_what_the_checker_can_replay_is_certified(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "certificates"
    assert verify("--claims", mine, "--certificates", folder) == 0
    says = "without a certificate: mine.halfway; the checker has no algorithms for claims of one's own"
    assert says in capsys.readouterr().out
    checker = Path(checking.__file__).with_name("recheck.py")
    found = run([sys.executable, checker, folder, "--workers", "1"], capture_output=True, text=True, check=False)
    assert found.returncode == 0
    assert found.stdout.endswith("3 certificates: 1 proved, 2 refuted\n")
    assert found.stdout.count("(worded in the certificate)") == 3


def test_where_there_is_no_certificate_none_is_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.py"
    path.write_text(f"{OWN}CLAIMS = (C(),)", encoding="utf-8")
    assert verify("--claims", path, "--certificates", tmp_path / "certificates") == 0
    assert f"0 certificates written to {tmp_path / 'certificates'}\n" in capsys.readouterr().out
