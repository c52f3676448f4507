"""What is known of a claim: levels beside one another, sharpness, contradictions, and how they are shown."""

import json
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path

import pytest

from verify import checking, report
from verify.campaign import Answers, Outcome, answer, outcomes, planned
from verify.certificate import statement
from verify.claims.catalogue import CLAIMS, one
from verify.cli import main
from verify.decided import Proved, decided_for
from verify.evidence import DISPROOFS, PROOFS, census, known, objections
from verify.proofs import Replay, replaying, unasked
from verify.theorems import BOUND, GOLDEN, STATEMENTS, bind, opened
from verify.verdict import Counterexample, Need

NAMES = ("relaxation.monotone", "relaxation.limit_infinity", "robustness.unchanged", "robustness.ultrametric")
PAGES = (60, 80, 100, 120, 140, 160, 200)


@cache
def checked(name: str) -> Outcome:
    plan = planned([one(name)], "small")
    return outcomes(plan, Answers({str(task): answer(task)[0] for task in plan.tasks}))[0]


def unchecked(name: str) -> Outcome:
    return outcomes(planned([one(name)], "small"), Answers())[0]


@pytest.fixture
def replay(tmp_path: Path) -> Replay:
    """The theorems t0, t1, ... of the claims named, all proved."""
    lines = [f"(** claim: {name} *)\nCheck t{n}. Print Assumptions t{n}.\n" for n, name in enumerate(NAMES[:3])]
    (tmp_path / STATEMENTS).write_text("".join(lines))
    (tmp_path / GOLDEN).write_text("".join(f"t{n}\n     : {n} = {n}\nClosed\n" for n in range(3)))
    (tmp_path / BOUND).write_text(bind(CLAIMS, tmp_path))
    return Replay(opened(tmp_path))


# ---------------------------------------------------------------------------------------------------------- levels


def test_the_levels_stand_side_by_side(replay: Replay) -> None:
    assert {name: known(checked(name), replay).levels for name in NAMES} == {
        "relaxation.monotone": ("checked", "proved (farkas)", "proved (coq)"),
        "relaxation.limit_infinity": ("checked", "proved (coq)"),
        "robustness.unchanged": ("refuted", "refuted (space)", "refuted (coq)"),
        "robustness.ultrametric": ("checked", "proved (chain)"),
    }
    assert [known(unchecked(name), replay).levels for name in NAMES[1:]] == [
        ("proved (coq)",),
        ("refuted (space)", "refuted (coq)"),
        ("proved (chain)",),
    ]


def test_a_level_tells_what_it_rests_on(replay: Replay) -> None:
    claim, what = one(NAMES[0]), known(checked(NAMES[0]), replay)
    assert [(e.level, e.detail) for e in what.evidence] == [
        ("checked", "28928 instances of scope small"),
        ("proved (farkas)", "goal + near(0) + ordered(0) is 0 < 0"),
        ("proved (coq)", "t0"),
    ]
    assert {e.statement for e in what.evidence} == {statement(claim)}
    assert known(checked(NAMES[2]), replay).evidence[0].detail == "instance 27296 of scope small"


def test_nothing_known_is_open_and_a_part_is_a_sample(replay: Replay) -> None:
    name = "relaxation.growth"
    assert known(unchecked(name), replay).levels == ("open",)
    some = replace(unchecked(name).verdict, checked=7)
    what = known(replace(unchecked(name), verdict=some), replay)
    assert what.evidence[0].detail == f"7 of {some.cardinality} instances of scope small"
    assert what.levels == ("sampled",)


@pytest.mark.parametrize(
    ("change", "level", "detail"),
    [
        ({"why": "coqc is not installed"}, "recorded, not replayed", "t1 (coqc is not installed)"),
        (
            {"wrong": {"t1": "it rests on x, which is not proved"}},
            "not proved",
            "t1: it rests on x, which is not proved",
        ),
        ({"wrong": {"t0": "another theorem"}}, "proved (coq)", "t1"),
    ],
)
def test_a_theorem_counts_only_as_far_as_it_was_replayed(replay: Replay, change: dict, level: str, detail: str) -> None:
    what = known(checked(NAMES[1]), replace(replay, **change))
    assert [(e.level, e.detail) for e in what.evidence][1:] == [(level, detail)]
    assert what.general == (level == "proved (coq)")


def test_a_claim_in_other_words_has_no_theorem(replay: Replay) -> None:
    outcome = checked(NAMES[1])
    other = replace(outcome, claim=replace(outcome.claim, statement="F_ε = X × Y for all ε"))
    what = known(other, replay)
    assert what.levels == ("checked", "recorded for other words")
    assert objections(other, what) == []
    assert not what.general


# ------------------------------------------------------------------------------------------------ sharp, contrary


def test_sharp_is_proved_with_each_hypothesis_needed(replay: Replay) -> None:
    assert [known(checked(name), replay).sharp for name in NAMES] == [True, False, False, False]
    assert known(unchecked(NAMES[0]), replay).sharp
    found = known(checked("robustness.ultrametric"), replay)
    assert found.needed == {
        "pseudometric": False,
        **dict.fromkeys(("ultrametric", "f_within_a", "g_within_b", "tolerated"), True),
    }
    assert not known(checked("classical.torsion"), replay).sharp


def test_needs_found_by_instances_make_a_theorem_sharp(replay: Replay) -> None:
    outcome = checked("classical.torsion")
    claim = outcome.claim
    book = replace(replay.book, theorems={claim.id: ("t0",)}, bound={claim.id: (statement(claim), "")})
    (lines,) = {lines for name, (_, lines) in replay.book.bound.items() if name == NAMES[0]}
    bound = replace(book, bound={claim.id: (statement(claim), lines)})
    assert known(outcome, Replay(bound)).sharp
    assert not known(outcome, Replay(book)).sharp
    none = replace(outcome, needs=tuple(replace(need, status="untested", witness=None) for need in outcome.needs))
    assert not known(none, Replay(bound)).sharp


def test_a_claim_with_other_hypotheses_is_not_decided(replay: Replay) -> None:
    outcome = checked(NAMES[3])
    fewer = known(replace(outcome, claim=outcome.claim.drop("tolerated")), replay)
    assert (fewer.levels, fewer.needed, fewer.sharp) == (("checked",), {}, False)


def test_what_contradicts_is_said(replay: Replay) -> None:
    outcome, what = checked(NAMES[3]), known(checked(NAMES[3]), replay)
    assert objections(outcome, what) == []
    seen = Need("pseudometric", "needed", Counterexample(3, "d", "w"))
    assert objections(replace(outcome, needs=(seen,)), what) == [
        "proved without pseudometric, against the counterexample d"
    ]
    unlike = replace(outcome, claim=replace(outcome.claim, expected="refuted"))
    assert objections(unlike, what) == ["refuted was expected, proved (chain) was found"]
    broken = known(checked(NAMES[1]), replace(replay, wrong={"t1": "it says more"}))
    assert objections(checked(NAMES[1]), broken) == ["a theorem is not proved: t1: it says more"]


def test_a_proof_beside_a_counterexample_proves_nothing(replay: Replay) -> None:
    outcome = replace(checked(NAMES[0]), verdict=replace(checked(NAMES[2]).verdict, claim=NAMES[0], expected="holds"))
    what = known(outcome, replay)
    assert what.levels == ("refuted", "proved (farkas)", "proved (coq)")
    assert (what.general, what.sharp) == (False, False)
    assert objections(outcome, what) == [
        "proved (farkas), against instance 27296 of scope small",
        "proved (coq), against instance 27296 of scope small",
    ]
    assert census([what], "") == "0 of 1 claims proved in general"
    assert report._brief(what) == ["refuted", "proved: farkas, coq"]


def test_every_decision_agrees_with_what_is_expected() -> None:
    for outcome in outcomes(planned(CLAIMS, "small"), Answers()):
        what = known(outcome, unasked("not asked for"))
        assert objections(outcome, what) == []
        decided = decided_for(outcome.claim.id)
        assert what.general == (decided is not None and isinstance(decided.answer, Proved))
        assert set(what.needed) <= set(outcome.claim.given)
        assert not ({*what.levels} & {*PROOFS} and {*what.levels} & {*DISPROOFS})


def test_the_census_counts_each_kind(replay: Replay) -> None:
    found = [known(checked(name), replay) for name in NAMES]
    assert census(found, "") == "3 of 4 claims proved in general: 1 farkas, 1 chain, 2 coq; 1 sharp"
    idle = [known(checked(name), replace(replay, why="not asked for")) for name in NAMES]
    assert census(idle, "not asked for") == (
        "2 of 4 claims proved in general: 1 farkas, 1 chain; 1 sharp; coq: 3 recorded, not replayed (not asked for)"
    )
    book = replace(replay.book, bound={})
    stale = [known(checked(name), replace(replay, book=book)) for name in NAMES[:2]]
    assert census(stale, "").endswith("1 farkas; 1 sharp; coq: 2 recorded for other words")
    assert census([], "") == "0 of 0 claims proved in general"


# ----------------------------------------------------------------------------------------------------------- shown


@pytest.mark.parametrize("width", PAGES)
def test_the_evidence_is_shown_on_every_page(width: int, replay: Replay, capsys: pytest.CaptureFixture[str]) -> None:
    both = [(checked(name), known(checked(name), replace(replay, wrong={"t1": "no"}))) for name in NAMES]
    out = checking.console()
    out.width = width
    out.print(report.verify_table(both, "small", width))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).replace("│", " ").split())
    for words in ("farkas, coq", "sharp", "proved: chain", "space, coq", "✓✓ ultrametric", "(✗✗ pseudometric)"):
        assert words in text
    assert "coq: not proved" in text


def test_each_word_for_evidence_is_explained() -> None:
    legend = " ".join(report.summary([], 1.0, 0, 0))
    words = {level.partition(" (")[2].rstrip(")") for level in (*PROOFS, *DISPROOFS)}
    assert [word for word in ("sharp", *sorted(words)) if f"{word}: " not in legend] == []


def test_the_record_is_plain_data(replay: Replay) -> None:
    what = known(checked(NAMES[0]), replay)
    told = json.loads(json.dumps(report.known_record(what)))
    assert told == {
        "evidence": [asdict(e) for e in what.evidence],
        "sharp": True,
        "needed_in_general": {"ordered": True},
    }


@pytest.fixture
def book(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """The command line with the theorems of `replay` for its own."""
    monkeypatch.setattr(checking, "theorems", lambda: replay.book.theorems)
    monkeypatch.setattr(checking, "unasked", lambda why: replace(replay, why=why))
    return replay


def test_without_coqc_the_rows_say_recorded(
    book: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COQBIN")
    monkeypatch.setenv("PATH", "")
    told = tmp_path / "told.json"
    assert main(["verify", *NAMES[:2], "--scope", "small", "--workers", "1", "--json", str(told)]) == 0
    out = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "coq: recorded" in out
    assert "coq: 2 recorded, not replayed (coqc is not installed)" in out
    records = json.loads(told.read_text())["claims"]
    assert [[e["level"] for e in r["evidence"]] for r in records] == [
        ["checked", "proved (farkas)", "recorded, not replayed"],
        ["checked", "recorded, not replayed"],
    ]
    assert {e["statement"] for e in records[0]["evidence"]} == {statement(one(NAMES[0]))}
    assert main(["verify", NAMES[1], "--scope", "small", "--workers", "1", "--proofs", "none"]) == 0
    assert "coq: 1 recorded, not replayed (not asked for)" in capsys.readouterr().out
    assert main(["verify", NAMES[1], "--scope", "small", "--proofs", "coqchk"]) == 2
    assert "--proofs coqchk needs Coq" in capsys.readouterr().err


def test_merging_tells_the_evidence_too(book: Replay, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = str(tmp_path / "a.db")
    assert main(["verify", NAMES[0], "--scope", "small", "--shard", "1/1", "--ledger", ledger, "--workers", "1"]) == 0
    capsys.readouterr()
    assert main(["merge", ledger]) == 0
    assert "1 of 1 claims proved in general: 1 farkas; 1 sharp; coq: 1 recorded" in capsys.readouterr().out


def test_a_theorem_that_is_not_proved_fails_the_command(
    book: Replay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "unasked", lambda why: replace(book, wrong={"t1": "it says more"}))
    run = ["--scope", "small", "--workers", "1", "--proofs", "none"]
    assert main(["verify", NAMES[0], *run]) == 0
    assert main(["verify", *NAMES[:2], *run]) == 1
    assert f"{NAMES[1]}: a theorem is not proved: t1: it says more" in capsys.readouterr().out


def test_proofs_that_are_asked_for_and_not_replayed_fail_the_command(
    book: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "coqc").touch(mode=0o755)
    monkeypatch.setenv("COQBIN", str(tmp_path))
    monkeypatch.setattr(checking, "replaying", partial(replaying, folder=tmp_path))
    run = ["verify", NAMES[1], "--scope", "small", "--workers", "1"]
    assert main(run) == 0
    assert main([*run, "--proofs", "coqc"]) == 1
    assert "coq: 1 recorded, not replayed (Coq cannot be run: " in capsys.readouterr().out
    assert main([*run, "--proofs", "coqc", "--shard", "1/2", "--ledger", str(tmp_path / "a.db")]) == 2
    assert "give --proofs coqc to fibercheck merge" in capsys.readouterr().err


def test_necessity_tells_what_is_decided(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["necessity", NAMES[3], "--scope", "small", "--workers", "1"]) == 0
    out = capsys.readouterr().out
    assert (out.count("not needed in general"), out.count(" needed in general")) == (1, 5)
