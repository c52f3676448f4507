"""The theorems that Coq replays: what is recorded, what a change of a source does, and what ends a replay."""

import os
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from verify import checking
from verify.campaign import Answers, outcomes, planned
from verify.claims.catalogue import CLAIMS, one
from verify.cli import main
from verify.evidence import known
from verify.proofs import Replay, Stopped, coq, replayed, replaying, standing, unasked, version
from verify.theorems import BOUND, FOLDER, GOLDEN, STATEMENTS, bare, bind, opened, printed, theorems, unbound

CLAIM = one("relaxation.monotone")
TINY = """Definition after (n : nat) := S n.
Theorem grows : forall n : nat, n <= after n.
Proof. intro n. repeat constructor. Qed.
"""
LEMMA = "Theorem same : forall n : nat, n = n.\nProof. reflexivity. Qed.\n"
ASSUMED = "Variable rule : forall n : nat, n <= S n.\n" + TINY.replace("repeat constructor", "apply rule")
STATED = """From Fibercheck Require Import Tiny Other.
Print after.
(** claim: relaxation.monotone *)
Check grows. Print Assumptions grows.
(** lemma *)
Check same. Print Assumptions same.
"""
SAID = """after = fun n : nat => S n
     : nat -> nat

Arguments after n%nat_scope
grows
     : forall n : nat, n <= after n
Closed under the global context
same
     : forall n : nat, n = n
Closed under the global context
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    files = {"Tiny.v": TINY, "Other.v": LEMMA, STATEMENTS: STATED, GOLDEN: SAID}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    (tmp_path / BOUND).write_text(bind([CLAIM], tmp_path))
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))


def quiet(_: str) -> None:
    pass


# ------------------------------------------------------------------------------------------------ what is recorded


def test_each_theorem_is_recorded_once_and_closed_or_real() -> None:
    book = opened()
    assert len(set(book.names)) == len(book.names) == len(book.golden) - 1
    axioms = [name for name in book.names if "\nAxioms:\n" in book.golden[name]]
    assert all(f"Theorem {name} " in (FOLDER / "Reals.v").read_text() for name in axioms)
    assert all(book.golden[name].endswith("Closed under the global context") for name in set(book.names) - set(axioms))


def test_the_theorems_are_about_claims_and_bound_to_their_words() -> None:
    assert set(theorems()) <= {claim.id for claim in CLAIMS}
    assert (FOLDER / BOUND).read_text() == bind(CLAIMS), "give python -m verify.proofs"
    assert [claim.id for claim in CLAIMS if claim.id in theorems() and unbound(opened(), claim)] == []


def test_each_line_that_looks_like_a_claim_is_read_and_each_theorem_is_asked_about() -> None:
    source = (FOLDER / STATEMENTS).read_text()
    assert source.count("(** claim:") == sum(map(len, theorems().values()))
    asked = re.findall(r"^Check ([\w.']+)\.\s+Print Assumptions ([\w.']+)\.$", bare(source), re.MULTILINE)
    assert [(name, name) for name in opened().names] == asked
    assert bare(source).count("Check ") == len(asked)


def test_what_the_general_theorems_speak_of_is_printed_so_that_no_definition_changes_unnoticed() -> None:
    book, sources = opened(), {path.stem: bare(path.read_text()) for path in FOLDER.glob("*.v")}
    general = [source for name, source in sources.items() if name != "Finite" and "Import Finite" not in source]
    defined = re.findall(r"\b(?:Definition|Fixpoint|Inductive|Record)\s+([\w']+)", "\n".join(general))
    asked = re.findall(r"\bPrint (?:[\w']+\.)*([\w']+)\.(?=\s)", bare((FOLDER / STATEMENTS).read_text()))
    said = "\n".join([book.golden[""], *(book.golden[name] for names in theorems().values() for name in names)])
    assert {*re.findall(r"[A-Za-z][\w']*", said)} & {*defined} - {*asked} == set()
    assert len(set(defined)) > 100


def test_every_file_is_part_of_the_package() -> None:
    listed = (FOLDER / "_CoqProject").read_text().split()
    assert {path.name for path in FOLDER.glob("*.v")} == {word for word in listed if word.endswith(".v")}
    assert not [path for path in FOLDER.iterdir() if path.suffix in {".vo", ".vok", ".vos", ".glob", ".aux"}]


def test_what_is_printed_belongs_to_the_theorem_above(tiny: Path) -> None:
    told = printed(["M.a", "b"], "D = 1\n     : nat\nM.a\n     : 0 = 0\nAxioms:\nx : nat\nE = 2\nb\n     : 1 = 1")
    assert told == {
        "": "D = 1\n     : nat\nE = 2",
        "M.a": "M.a\n     : 0 = 0\nAxioms:\nx : nat",
        "b": "b\n     : 1 = 1",
    }
    assert printed(["a", "b"], "b\n     : 1 = 1") == {"": "", "b": "b\n     : 1 = 1"}
    assert (theorems(tiny), opened(tiny).names) == ({"relaxation.monotone": ("grows",)}, ("grows", "same"))
    assert theorems(tiny / "nowhere") == {}


# ------------------------------------------------------------------------------------------------- bound by words


def test_a_claim_in_other_words_is_not_counted(tiny: Path) -> None:
    assert standing(CLAIM, Replay(opened(tiny))) == ("proved", "grows")
    other = replace(CLAIM, statement="F_a ⊆ F_b")
    assert standing(other, Replay(opened(tiny)))[0] == "recorded for other words"
    assert standing(replace(CLAIM, id="relaxation.monotonic"), Replay(opened(tiny))) is None
    edit(tiny / BOUND, "relaxation.monotone", "relaxation.monotonic")
    assert standing(CLAIM, Replay(opened(tiny)))[0] == "recorded for other words"


def test_a_theorem_recorded_in_other_words_is_not_counted(tiny: Path) -> None:
    edit(tiny / GOLDEN, "n <= after n", "n <= after (after n)")
    assert standing(CLAIM, Replay(opened(tiny))) == (
        "recorded for other words",
        "grows had other words when the claim was bound",
    )
    (tiny / GOLDEN).write_text(SAID.replace("=> S n", "=> n"))
    assert standing(CLAIM, Replay(opened(tiny)))[0] == "recorded for other words"


def test_without_coqc_the_theorems_are_recorded(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COQBIN")
    monkeypatch.setenv("PATH", "")
    assert coq() is None
    assert replayed(quiet, tiny) == unasked("coqc is not installed", tiny)
    level, detail = standing(CLAIM, replayed(quiet, tiny))
    assert (level, detail) == ("recorded, not replayed", "grows (coqc is not installed)")


# ------------------------------------------------------------------------------------------------------- replayed


@pytest.mark.coq
def test_a_tiny_book_is_replayed_and_its_kernel_agrees(tiny: Path) -> None:
    steps: list[str] = []
    assert replayed(steps.append, tiny, "coqchk") == Replay(opened(tiny))
    assert steps[2:] == ["Statements.v, 3 of 3", "coqchk"]


@pytest.mark.coq
@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        ("Tiny.v", "n <= after n", "after n <= n", "Tiny.v"),
        ("Tiny.v", "n <= after n", "n <= n", "': forall n : nat, n <= after n' is recorded"),
        ("Tiny.v", "S n", "S (S n)", "other definitions: Coq prints 'after = fun n : nat => S (S n)'"),
        ("Tiny.v", "repeat constructor. Qed", "Admitted", "Tiny.v says Admitted"),
        ("Tiny.v", "Proof. intro n. repeat constructor. Qed.", "Proof. Admitted.", "Tiny.v says Admitted"),
        ("Tiny.v", "Theorem grows", "Axiom grows", "Tiny.v says Axiom"),
        ("Tiny.v", "Theorem grows", "Parameters (x : nat) (grows", "Tiny.v says Parameters"),
        ("Tiny.v", TINY, ASSUMED, "Coq prints 'Axioms:'"),
        ("Tiny.v", "Theorem grows", "Theorem rises", "The reference grows was not found"),
        (STATEMENTS, "Check grows. Print Assumptions grows.", "Check grows.", "Closed under"),
    ],
)
def test_what_is_no_longer_proved_is_noticed(tiny: Path, name: str, before: str, after: str, says: str) -> None:
    edit(tiny / name, before, after)
    level, detail = standing(CLAIM, replayed(quiet, tiny))
    assert level == "not proved"
    assert says in detail
    assert detail.startswith("grows: ")


@pytest.mark.coq
def test_an_axiom_is_noticed_although_it_is_recorded(tiny: Path) -> None:
    edit(tiny / "Tiny.v", TINY, ASSUMED)
    (tiny / GOLDEN).write_text(said(tiny))
    (tiny / BOUND).write_text(bind([CLAIM], tiny))
    assert standing(CLAIM, replayed(quiet, tiny)) == ("not proved", "grows: it rests on rule, which is not proved")
    assert replayed(quiet, tiny).wrong.keys() == {"grows"}


@pytest.mark.coq
def test_only_the_file_of_the_reals_may_rest_on_their_axioms(tiny: Path) -> None:
    needs = "From Coq Require Import FunctionalExtensionality.\n"
    needs += "Theorem same : forall f g : nat -> nat, (forall n, f n = g n) -> f = g.\n"
    needs += "Proof. intros. apply functional_extensionality. assumption. Qed.\n"
    (tiny / "Other.v").write_text(needs)
    (tiny / GOLDEN).write_text(said(tiny))
    assert replayed(quiet, tiny).wrong == {"same": "it rests on functional_extensionality_dep, which is not proved"}
    (tiny / "Other.v").rename(tiny / "Reals.v")
    edit(tiny / STATEMENTS, "Tiny Other", "Tiny Reals")
    assert replayed(quiet, tiny) == Replay(opened(tiny))
    (tiny / "Other.v").write_text(LEMMA)
    assert replayed(quiet, tiny).wrong.keys() == {"same"}


def said(folder: Path) -> str:
    """What Coq prints, asked by hand."""
    with TemporaryDirectory() as there:
        for name in ("Tiny.v", "Other.v", STATEMENTS):
            shutil.copy(folder / name, there)
            run = ["coqc", "-q", "-Q", ".", "Fibercheck", name]
            out = subprocess.run(run, cwd=there, check=True, capture_output=True, text=True).stdout
    return out


@pytest.mark.coq
@pytest.mark.xdist_group("coq")
def test_all_theorems_are_proved_and_their_kernel_agrees() -> None:
    replay = replayed(quiet, checker="coqchk")
    assert (replay.why, dict(replay.wrong)) == ("", {})
    found = [known(outcome, replay) for outcome in outcomes(planned(CLAIMS, "small"), Answers())]
    assert sum("proved (coq)" in one.levels for one in found) >= 20
    assert sum(one.general for one in found) >= 25
    assert not [one for one in found if {"not proved", "recorded for other words"} & {*one.levels}]
    assert not [one for one in found if one.general and {"refuted (space)", "refuted (coq)"} & {*one.levels}]


# ---------------------------------------------------------------------------------------------------------- ended


@pytest.fixture
def sleepy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A coqc that never ends, and tells its number."""
    folder = tmp_path / "bin"
    folder.mkdir()
    told = tmp_path / "pid"
    sleep = f"echo $$ > {told}.new; mv {told}.new {told}; exec sleep 60"
    for name, does in {"coqdep": "echo Values.v", "coqc": sleep}.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("COQBIN", str(folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return told


def wait_for(path: Path) -> int:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    return int(path.read_text())


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_coqc_that_is_killed_is_told(tiny: Path, sleepy: Path) -> None:
    (sleepy.parent / "bin" / "coqc").write_text("#!/bin/sh\nkill -9 $$\n")
    assert set(replayed(quiet, tiny).wrong.values()) == {"coqc: it ended with -9 and no word"}


def test_the_folder_of_coq_may_be_named_from_here(tiny: Path, sleepy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sleepy.parent)
    monkeypatch.setenv("COQBIN", "bin")
    (sleepy.parent / "bin" / "coqc").write_text("#!/bin/sh\n")
    assert coq() == sleepy.parent / "bin"
    assert replayed(quiet, tiny).why == ""


@pytest.mark.parametrize(
    ("told", "why"), [("8.20.0 4.14.1", "by Coq 8.16.1, not 8.20.0"), ("8.16.1 4.13.1", ""), ("what?", "")]
)
def test_what_another_version_refuses_is_not_replayed(tiny: Path, sleepy: Path, told: str, why: str) -> None:
    (sleepy.parent / "bin" / "coqc").write_text(f"#!/bin/sh\n[ $1 = --print-version ] && echo '{told}'\n")
    assert version() == (told.split()[0] if told[0] == "8" else "")
    replay = replayed(quiet, tiny)
    assert (replay.why, set(replay.wrong)) == (why, set() if why else {"grows", "same"})
    assert standing(CLAIM, replay)[0] == ("recorded, not replayed" if why else "not proved")


def test_who_leaves_takes_coqc_along(tiny: Path, sleepy: Path) -> None:
    steps: list[str] = []

    def interrupt(what: str) -> None:
        steps.append(what)
        raise KeyboardInterrupt

    with replaying(folder=tiny) as awaited:
        process = wait_for(sleepy)
        with pytest.raises(KeyboardInterrupt):
            awaited(interrupt)
    assert steps == ["Values.v, 1 of 1"]
    assert gone(process)


def test_a_replay_that_is_stopped_says_so(tiny: Path, sleepy: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        replayed(quiet, tiny, stop=stop)
    assert not sleepy.exists()


def test_a_command_that_is_interrupted_ends_coqc(
    sleepy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    processes: list[int] = []

    def interrupt(awaited: object) -> None:
        processes.append(wait_for(sleepy))
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "_awaited", interrupt)
    assert main(["verify", CLAIM.id, "--scope", "small", "--workers", "1"]) == 130
    out = " ".join(capsys.readouterr().out.split())
    assert "coq: 1 recorded, not replayed (interrupted)" in out
    assert "interrupted: 4 of 4 tasks were done" in out
    assert gone(*processes)
    assert not list(tmp_path.glob("fibercheck-coq-*"))
