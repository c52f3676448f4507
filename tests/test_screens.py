"""What the command line shows of claims: statements first, words uncut, and what is not shown is named."""

import io
import json
import re
import sys
from importlib import metadata

import pytest

from algebra.modalities import align
from verify import listed, report
from verify.aligned import render
from verify.campaign import Answers, Outcome, answer, outcomes, planned
from verify.claims.catalogue import CLAIMS, find, one
from verify.cli import main
from verify.evidence import Known, known
from verify.proofs import unasked
from verify.screen import NOTEBOOK, WIDTH, bar, console

PAGES = (60, 80, 99, 100, 120, 129, 130, 140, 200)
SMALL = ("--scope", "small", "--workers", "1")


def shown(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(argv)
    return code, capsys.readouterr().out


def test_a_notebook_is_told_in_plain_and_narrower(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert console().width == WIDTH
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    made = console()
    assert made.width == NOTEBOOK
    made.print("one line")
    assert capsys.readouterr().out == "one line\n"


@pytest.mark.parametrize("terminal", [False, True])
def test_a_bar_is_shown_on_a_terminal_alone(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.StringIO()
    held.isatty = lambda: terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", held)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with bar() as progress:
        progress.start()
        progress.add_task("a claim", total=2)
        progress.refresh()
    assert ("a claim" in held.getvalue()) == terminal


# ---------------------------------------------------------------------------------------------------------- claims


@pytest.mark.parametrize("width", PAGES)
def test_claims_are_listed_without_a_word_cut(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out = shown(capsys, "claims")
    assert code == 0
    assert max(map(len, out.splitlines())) <= width
    table = any(sign in out for sign in "│┃")
    assert table == (width >= listed.WIDE)
    words = set(out.replace("│", " ").split())
    for claim in CLAIMS:
        assert claim.id in words
        assert not {word for name in claim.given for word in name.split()} - {w.rstrip("*,") for w in words}
        assert not {*claim.statement.split(), *claim.source.split()} - words
    assert "* needed: without it the claim is refuted" in " ".join(out.split())


def test_a_narrow_list_names_each_claim_once_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out = shown(capsys, "claims")
    heads = [line for line in out.splitlines() if not line.startswith((" ", "*"))]
    assert heads == [f"{claim.id} ({claim.expected})" for claim in CLAIMS]
    _, out = shown(capsys, "claims", "relaxation.q*", "relaxation.steps")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines if "(holds)" in line] == [
        claim.id for claim in find(["relaxation.q*", "relaxation.steps"])
    ]
    assert "  hypotheses: additive, invariant*, pseudometric, ultrametric*" in lines
    assert main(["claims", "nosuch"]) == 2
    assert "no claim is called 'nosuch'" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------------------------- refute


def test_refute_tells_the_claim_and_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = shown(capsys, "refute", "relaxation.subgroup", *SMALL)
    first, second, *_, last = out.splitlines()
    assert (code, first) == (1, f"relaxation.subgroup: {one('relaxation.subgroup').statement}")
    assert second == "hypotheses: additive, invariant, pseudometric, ultrametric"
    assert last == "to find one, leave out what is needed: --drop additive or --drop invariant or --drop ultrametric"
    code, out = shown(capsys, "refute", "relaxation.subgroup", "--drop", "ultrametric", *SMALL)
    assert code == 0
    assert "to find one" not in out
    _, out = shown(capsys, "refute", "classical.crt", *SMALL)
    assert out.endswith("--drop 'base is gcd'\n")
    code, out = shown(capsys, "refute", "relaxation.subgroup", "--json", *SMALL)
    assert (code, json.loads(out)["verdict"]) == (1, "holds")


def test_help_says_what_the_code_of_refute_means(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = shown(capsys, "refute", "--help")
    assert "the exit code is 1 when there is none" in " ".join(out.split())
    _, out = shown(capsys, "align", "--help")
    assert "tuxpaint" in out


def test_the_version_is_that_of_the_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(capsys, "--version") == (0, f"fibercheck {metadata.version('fibercheck')}\n")

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert main(["--version"]) == 2
    assert "it is not installed" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------- necessity


def test_necessity_tells_the_claim_first_and_when_there_is_nothing_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = shown(capsys, "necessity", "relaxation.steps", *SMALL)
    assert out.splitlines() == [
        f"relaxation.steps: {one('relaxation.steps').statement}",
        "relaxation.steps has no hypotheses: as it stands, the verdict is holds",
    ]
    _, out = shown(capsys, "necessity", "relaxation.monotone", *SMALL)
    assert out.startswith("relaxation.monotone: a ≤ b ⇒ F_a ⊆ F_b\nhypotheses: ordered\n")
    assert "refuted with all" not in out
    code, out = shown(capsys, "necessity", "decomposition.splitting_units", *SMALL)
    assert code == 0
    assert "\nrefuted with all hypotheses, too: a line shows a counterexample for which this one alone fails\n" in out


# ---------------------------------------------------------------------------------------------------------- verify


@pytest.mark.parametrize("terminal", [False, True])
def test_a_long_run_says_what_begins_where_there_is_no_bar(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    long, options = "robustness.unchanged", (*SMALL, "--proofs", "none")
    for names, says in (((long,), "1 claim"), ((long, "relaxation.steps"), "2 claims")):
        assert main(["verify", *names, *options]) == 0
        assert (f"fibercheck: {says}, scope small\n" in capsys.readouterr().err) == (not terminal)
    assert main(["verify", "relaxation.steps", *options]) == 0
    assert "scope small" not in capsys.readouterr().err


@pytest.fixture(scope="module")
def both() -> list[tuple[Outcome, Known]]:
    """Outcomes with long names and with short ones, of claims that hold and of some that do not."""
    names = ("decomposition.allocation_orthogonal", "relaxation.quotient_converse", "relaxation.subgroup")
    plan = planned([one(name) for name in names], "small")
    found = outcomes(plan, Answers({str(task): answer(task)[0] for task in plan.tasks}))
    return [(outcome, known(outcome, unasked("not asked for"))) for outcome in found]


@pytest.mark.parametrize("width", range(60, 180, 3))
def test_a_sign_and_its_name_stand_on_one_line(
    width: int, both: list[tuple[Outcome, Known]], capsys: pytest.CaptureFixture[str]
) -> None:
    out = console()
    out.width = width
    out.print(report.verify_table(both, "small", width))
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= width
    parts = {part.strip() for line in text.splitlines() for part in line.split("│")}
    held = [outcome for outcome, _ in both if outcome.verdict.name == "holds"]
    for outcome in held:
        for need in outcome.needs:
            name = need.hypothesis
            assert parts & {f"✓ {name}", f"(✗ {name})", f"(? {name})", f"✓✓ {name}", f"(✗✗ {name})"}
    names = set(report.COLUMNS[0])
    heads = text.partition("┡")[0]
    told = " ".join(text.rpartition("┘")[2].split())
    shown_here = {name for name in names if name.replace("up to ", "") in heads}
    absent = names - shown_here - set(report.BELOW)
    assert ("left out" in told) == bool(absent)
    assert all(name in told for name in absent)
    assert f"a page of {width} columns" in told or not absent


def test_a_refuted_claim_shows_no_needs_and_records_them(
    both: list[tuple[Outcome, Known]], capsys: pytest.CaptureFixture[str]
) -> None:
    refuted = both[0]
    assert refuted[0].verdict.name == "refuted"
    assert refuted[0].needs
    out = console()
    out.print(report.verify_table([refuted], "small", out.width))
    assert "nondegenerate" not in capsys.readouterr().out
    needs = report.record(refuted[0].verdict, refuted[0].needs)["needs"]
    assert [need["hypothesis"] for need in needs] == [*one(refuted[0].verdict.claim).given]
    assert any("nothing where a claim is refuted" in line for line in report.summary([], 1.0, 0, 0))


def test_a_table_of_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    console().print(report.verify_table([], "small", 200))
    assert "claim" in capsys.readouterr().out


# ----------------------------------------------------------------------------------------------------------- align


def test_the_half_is_marked_where_nothing_can_be_bold(capsys: pytest.CaptureFixture[str]) -> None:
    found = align("openmoji", "unicode", limit=20)
    render(found, console())
    out = capsys.readouterr().out
    (marked,) = re.findall(r"(?m)^│ +\* (\d+) │ +(\d+) │", out)
    assert marked == (str(found.half.eps), str(found.half.true))
    assert "\n* at least half of the true pairs are inside" in out
