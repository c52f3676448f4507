"""The options of the command line: told with their defaults and an example, and never at the cost of a file."""

import argparse
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from algebra.modalities import align
from verify.cli import main, parser

SMALL = ("--scope", "small", "--workers", "1")
COMMANDS: dict[str, argparse.ArgumentParser] = next(a.choices for a in parser()._actions if isinstance(a.choices, dict))


def shown(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(argv)
    return code, capsys.readouterr().out


def test_a_claim_that_an_option_takes_for_its_own_is_told_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refute", "--drop", "ultrametric", "relaxation.subgroup"]) == 2
    says = "the following arguments are required: CLAIM; name it before options such as --drop, which take what follows"
    assert capsys.readouterr().err == f"fibercheck: {says}\n"
    code, out = shown(capsys, "refute", "relaxation.subgroup", "--drop", "ultrametric", "invariant", *SMALL)
    assert (code, "without ultrametric, invariant is refuted" in out) == (0, True)
    assert main(["merge", "--json", "-"]) == 2
    assert "required: LEDGER; name them before options such as --json" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_each_option_and_an_example_that_is_read(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = COMMANDS[command]._actions
    assert [option.dest for option in options if not option.help] == []
    lacking = [o.dest for o in options if o.default not in (None, False, (), [], (1, 1), argparse.SUPPRESS)]
    told = {o.dest: " ".join(o.help.split()) for o in options if o.dest in lacking}
    assert [name for name, text in told.items() if not re.search("default|where (none|N) ", text)] == []
    _, out = shown(capsys, command, "--help")
    _, _, example = " ".join(out.split()).partition("for example: fibercheck ")
    assert parser().parse_args(shlex.split(example)).command == command


def test_the_page_of_commands_says_what_is_so() -> None:
    pages = Path(__file__).parents[1] / "docs" / "pages"
    told = " ".join((pages / "commands.md").read_text(encoding="utf-8").split())
    taking = {name for name, made in COMMANDS.items() if "--claims" in made._option_string_actions}
    (listed_there,) = re.findall(r"`--claims FILE` of (.*?) adds", told)
    assert {*re.findall(r"`(\w+)`", listed_there)} == taking
    (others,) = re.findall(
        r"other options; (.*?) take `--claims FILE`", (pages / "claims.md").read_text().replace("\n", " ")
    )
    assert {*re.findall(r"`(\w+)`", others)} == taking - {"verify"}
    for row in re.findall(r"\| `fibercheck (.*?)` \|", told):
        command, *named = re.findall(r"^\w+|--\w+", row)
        assert {*named} <= {*COMMANDS[command]._option_string_actions}
    assert {*re.findall(r"\| `fibercheck (\w+)", told)} == {*COMMANDS}


# ------------------------------------------------------------------------------------------------ what is not lost


def ledger(path: Path) -> None:
    assert main(["verify", "relaxation.steps", *SMALL, "--ledger", str(path)]) == 0


def notes(path: Path) -> None:
    path.write_text('{"notes": "mine"}', encoding="utf-8")


def words(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


@pytest.mark.parametrize("make", [ledger, notes, words])
@pytest.mark.parametrize("command", ["merge", "verify", "align", "experiment"])
def test_a_file_of_another_kind_is_not_overwritten(
    make: Callable[[Path], None], command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "1.db"
    make(path)
    held = path.read_bytes()
    capsys.readouterr()
    assert main([command, "--json", str(path), *(("--vocabulary", "clip") if command == "align" else ()), "2.db"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), path.read_bytes()) == ("", 1, held)
    assert f"{path} is there, and is no JSON that fibercheck wrote; --json takes the name that follows it" in err


def test_json_is_written_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run.json"
    aligned = align("openmoji", "unicode", limit=3).record()
    for text in ("", '{"fibercheck": null}', '{"experiment": "headline"}', json.dumps(aligned)):
        path.write_text(text, encoding="utf-8")
        assert main(["verify", "relaxation.steps", *SMALL, "--json", str(path)]) == 0
        assert json.loads(path.read_text(encoding="utf-8"))["claims"]
    assert main(["verify", "relaxation.steps", *SMALL, f"--json={path}"]) == 0
    both = str(tmp_path / "a.db")
    capsys.readouterr()
    assert main(["verify", "relaxation.steps", *SMALL, "--ledger", both, "--json", both]) == 2
    assert f"--ledger and --json both name {both}; name two files" in capsys.readouterr().err
    assert not Path(both).exists()


@pytest.mark.parametrize("name", ["classical.crt", "relaxation.*", "classical.crtt", "rel*", "numeric"])
def test_a_claim_is_no_file_for_json(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "--json", name]) == 2
    says = f"--json takes the name that follows it, and {name!r} names claims; write --json=FILE with a name in .json"
    assert says in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]
    assert main(["verify", "relaxation.steps", *SMALL, "--json", "numeric.json"]) == 0
    assert main(["verify", "relaxation.steps", *SMALL, "--json", "./numeric.out"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"numeric.json", "numeric.out"}
