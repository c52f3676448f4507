"""Plans, parts, merging, certificates, and what is told of claims that cannot be trusted."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from verify import campaign, checking
from verify.campaign import Answers, answer, outcomes, planned, restored
from verify.certificate import canonical, evidence, statement, write
from verify.check import merge, verdict
from verify.claim import Claim, ClaimError
from verify.claims import catalogue
from verify.cli import main
from verify.data import datum
from verify.engine import EngineError
from verify.family import Pool, given, grid, located, radii
from verify.ledger import Ledger

QUICK = ["relaxation.ball", "relaxation.quotient_converse", "relaxation.power_law"]


def run(*args: str) -> int:
    return main(["verify", *QUICK, "--scope", "small", "--workers", "1", *args])


def told(path: Path) -> dict:
    return json.loads(path.read_text())


def by_hand(plan: campaign.Plan) -> Answers:
    found = {str(task): answer(task) for task in plan.tasks}
    return Answers({key: text for key, (text, _) in found.items()}, {key: s for key, (_, s) in found.items()})


def test_a_plan_comes_back_from_its_text_and_outcomes_from_answers() -> None:
    plan = planned(catalogue.find(QUICK), "small")
    assert str(restored(str(plan))) == str(plan)
    found = outcomes(plan, by_hand(plan))
    assert sorted((o.claim.id, o.verdict.name, o.survivors) for o in found) == [
        ("relaxation.ball", "holds", ()),
        ("relaxation.power_law", "refuted", ()),
        ("relaxation.quotient_converse", "holds", ()),
    ]
    assert all(o.as_expected for o in found)


def test_a_plan_of_other_claims_is_refused() -> None:
    text = str(planned(catalogue.find(["relaxation.ball"]), "small"))
    with pytest.raises(ClaimError, match="have changed since the ledger was begun"):
        restored(text.replace('"shards":', '"shards":1'))


def test_a_ledger_of_other_programs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = str(tmp_path / "a.db")
    assert run("--ledger", ledger) == 0
    monkeypatch.setattr(campaign, "sources", lambda: "other")
    assert run("--ledger", ledger) == 2
    assert main(["merge", ledger]) == 2


def test_a_worker_with_other_programs_is_refused() -> None:
    task = planned(catalogue.find(["relaxation.power_law"]), "small").tasks[0]
    assert campaign.answer_for(campaign.sources(), task)[0] == answer(task)[0]
    with pytest.raises(EngineError, match="install the same fibercheck everywhere"):
        campaign.answer_for("other", task)


def test_a_second_run_takes_all_from_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, first, second = (str(tmp_path / name) for name in ("a.db", "1.json", "2.json"))
    assert run("--ledger", ledger, "--json", first) == 0
    monkeypatch.setattr(checking, "answer_for", lambda code, task: pytest.fail(f"{task} is answered again"))
    assert run("--ledger", ledger, "--json", second) == 0
    assert told(Path(first)) == told(Path(second))


def test_a_ledger_of_another_run_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = str(tmp_path / "a.db")
    assert run("--ledger", ledger) == 0
    assert main(["verify", "relaxation.ball", "--scope", "small", "--ledger", ledger]) == 2
    assert "belongs to another plan" in capsys.readouterr().err


def test_parts_together_are_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, merged = tmp_path / "whole.json", tmp_path / "merged.json"
    assert run("--json", str(whole)) == 0
    parts = [str(tmp_path / f"{r}.db") for r in (1, 2, 3)]
    for r, part in enumerate(parts, 1):
        assert run("--shard", f"{r}/3", "--ledger", part) == 0
    assert main(["merge", *parts[:2], "--json", str(merged)]) == 1
    assert "incomplete" in {claim["verdict"] for claim in told(merged)["claims"]}
    assert main(["merge", *parts, "--json", str(merged)]) == 0
    assert told(whole) == told(merged)
    capsys.readouterr()
    assert run("--shard", "1/3") == 2
    assert run("--shard", "4/3", "--ledger", parts[0]) == 2
    assert main(["merge", str(tmp_path / "none.db")]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_options_without_effect_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--shard", "1/3", "--ledger", str(tmp_path / "a.db"), "--json", str(tmp_path / "a.json")) == 2
    assert run("--scheduler", "tcp://nowhere:1") == 2
    assert "add --engine dask" in capsys.readouterr().err


def test_files_of_others_in_the_folder_of_certificates_stay(tmp_path: Path) -> None:
    mine, draft = tmp_path / "thesis.part", tmp_path / f"{'0' * 64}.17.part"
    for path in (mine, draft):
        path.write_text("mine")
    assert run("--certificates", str(tmp_path)) == 0
    assert (mine.exists(), draft.exists()) == (True, False)
    assert run("--certificates", str(mine)) == 2


@pytest.mark.parametrize("columns", ["80", "100", "140"])
def test_no_number_is_cut_on_a_narrow_page(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["verify", "relaxation.monotone", "--scope", "small"]) == 0
    out = capsys.readouterr().out
    assert "28,928" in out
    assert "relaxation.monotone" in out
    assert all(len(line) <= int(columns) for line in out.splitlines() if line.startswith(("│", "┃", "└")))


def test_a_part_that_disagrees_stops_the_merge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [str(tmp_path / f"{r}.db") for r in (1, 2)]
    for r, part in enumerate(parts, 1):
        assert run("--shard", f"{r}/2", "--ledger", part) == 0
    with Ledger(parts[0], str(planned(catalogue.find(QUICK), "small"))) as one:
        key = next(iter(one.finished()))
    with Ledger(parts[1], str(planned(catalogue.find(QUICK), "small"))) as other:
        other.add(key, "[]\n")
    assert main(["merge", *parts]) == 2
    assert f"the task {key} answers otherwise" in capsys.readouterr().err


def test_a_crashed_task_makes_its_claim_incomplete() -> None:
    plan = planned(catalogue.find(["relaxation.power_law"]), "small")
    answers = by_hand(plan)
    key = str(plan.tasks[0])
    del answers.told[key]
    found = outcomes(plan, replace(answers, crashed={key: "it killed its worker 3 times"}))[0]
    assert (found.verdict.name, found.verdict.reason) == ("incomplete", "crashed: it killed its worker 3 times")
    assert not found.as_expected


def toy(then, mutants, **more) -> Claim:
    families = {"small": grid("pairs", complex, (radii(3), radii(3)), names=("re", "im"))}
    return Claim("toy", "a = a", "by hand", {}, then, order="a, b", families=families, mutants=mutants, **more)


def outcome(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> campaign.Outcome:
    monkeypatch.setattr(catalogue, "CLAIMS", (claim,))
    plan = planned([claim], "small")
    return outcomes(plan, by_hand(plan))[0]


def test_a_claim_that_cannot_fail_is_caught_by_its_mutants(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = lambda z, bound=9: None if z.real <= max(bound, 9) else z  # noqa: E731
    found = outcome(toy(blind, {"a tighter bound": lambda z: blind(z, 1)}), monkeypatch)
    assert (found.verdict.name, found.survivors, found.as_expected) == ("holds", ("a tighter bound",), False)
    seeing = lambda z, bound=9: None if z.real <= bound else z  # noqa: E731
    assert outcome(toy(seeing, {"a tighter bound": lambda z: seeing(z, 1)}), monkeypatch).as_expected


def test_a_trial_that_fails_kills_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(toy(lambda z: None if z else 1 / 0, {"any": lambda z: z}), monkeypatch)
    assert found.verdict.name == "error"
    assert "ZeroDivisionError" in found.survivors[0]


def test_a_family_whose_count_is_wrong_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = toy(lambda z: None, {})
    families = {
        "small": grid("pairs", complex, (Pool(("radii", 3), 4, lambda: range(3)), radii(2)), names=("re", "im"))
    }
    found = outcome(replace(wrong, families=families), monkeypatch)
    assert found.verdict.name == "error"
    assert "has 3 members where 4 are declared" in found.verdict.reason


def test_every_claim_has_mutants() -> None:
    assert [claim.id for claim in catalogue.CLAIMS if len(claim.mutants) < 2] == []


def test_certificates_are_canonical_and_named_by_their_hash(tmp_path: Path) -> None:
    value = {"b": (1, "é"), "a": "1/2"}
    path = write(tmp_path, value)
    assert path.read_bytes() == b'{"a":"1/2","b":[1,"\\u00e9"]}\n' == canonical(value).encode()
    assert path.name == f"{sha256(path.read_bytes()).hexdigest()}.json"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_certificate_is_bound_to_what_the_claim_says() -> None:
    claim = catalogue.one("relaxation.ball")
    hashes = {
        statement(replace(claim, **change))
        for change in (
            {},
            {"statement": "|B| = 1"},
            {"expected": "refuted"},
            {"id": "relaxation.bowl"},
            {"given": {}, "needs": ()},
        )
    }
    assert len(hashes) == 5


def test_evidence_for_each_kind_of_verdict() -> None:
    claim = catalogue.one("relaxation.limit_zero")
    plan = planned([claim], "small")
    found = outcomes(plan, by_hand(plan))[0]
    family = claim.family("small")
    checked, *refuted = evidence(claim, family, found.merged, found.verdict, found.needs, datum)
    assert (checked["kind"], sum(n for n, _ in checked["chunks"])) == ("checked", family.size)
    kinds = [("refuted", ["separating"]), ("refuted", ["below"]), ("farkas", [])]
    kinds += [("space", ["separating"]), ("space", ["below"])]
    assert [(one["kind"], one["dropped"]) for one in refuted] == kinds
    assert refuted[0]["instance"] == {
        "d": ("table", ("module", 2), ((0, 0), (0, 0))),
        "f": ("map", ("module", 1), ("module", 2), (0,)),
        "g": ("map", ("module", 1), ("module", 2), (1,)),
        "eps": 0,
    }
    assert list(evidence(claim, family, found.merged, verdict(claim, family, "small", merge([])), (), datum)) == []


def test_the_rank_of_a_counterexample_leads_back_to_its_instance() -> None:
    family = grid("pairs", complex, (given(5, 6), radii(3)), (radii(2), radii(2)), names=("re", "im"))
    ranked = [(block, place) for block, place in (located(family, n) for n in range(family.cardinality))]
    assert [family.make(*(list(p.members())[i] for p, i in zip(b, at, strict=True))) for b, at in ranked] == list(
        family.instances()
    )


def test_what_verify_certifies_the_checker_replays_alone(tmp_path: Path) -> None:
    folder, copy = tmp_path / "evidence", tmp_path / "alone.py"
    assert run("--certificates", str(folder)) == 0
    copy.write_text((Path(campaign.__file__).parent / "recheck.py").read_text())
    done = subprocess.run([sys.executable, "-I", str(copy), str(folder)], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, "0 rejected" in done.stdout or "rejected" not in done.stdout) == (0, True), done.stdout
    victim = next(folder.iterdir())
    victim.write_text(victim.read_text().replace("1", "2"))
    assert subprocess.run([sys.executable, "-I", str(copy), str(folder)], capture_output=True).returncode == 1
