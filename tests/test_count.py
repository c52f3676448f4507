"""fibercheck count: exact numbers from files, and one sentence for each file refused."""

import json
from pathlib import Path

import pytest

from verify.cli import main

SMALL = {"format": "cospan/1", "kind": "modules", "X": [4], "Y": [4], "Z": [2], "f": [[1]], "g": [[1]]}
RINGS = {
    "format": "cospan/1",
    "kind": "rings",
    "X": {"field": 4},
    "Y": {"modulus": 2, "poly": [1, 1, 1]},
    "Z": {"field": 4},
    "f": [0, 1],
    "g": [0, 1],
}


def write(folder: Path, value: object, name: str = "c.json") -> str:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return str(path)


def answers(capsys: pytest.CaptureFixture[str], *paths: str, code: int = 0) -> list[dict]:
    assert main(["count", *paths, "--json"]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_small_cospan_of_modules(tmp_path, capsys) -> None:
    (found,) = answers(capsys, write(tmp_path, SMALL | {"metric": "lee-l1"}))
    assert found | {"file": ""} == {
        "file": "",
        "kind": "modules",
        "order": 8,
        "invariant_factors": [2, 4],
        "order_image_f": 2,
        "order_image_g": 2,
        "order_image_meet": 2,
        "order_kernel_f": 2,
        "order_kernel_g": 2,
        "f_onto": True,
        "g_onto": True,
        "p1_onto": True,
        "p2_onto": True,
        "profile": {"0": 8, "1": 16},
    }


def test_radii_that_are_stated(tmp_path, capsys) -> None:
    (found,) = answers(capsys, write(tmp_path, SMALL | {"metric": "lee-l1", "eps": ["1/2", 1]}))
    assert found["profile"] == {"1/2": 8, "1": 16}


def test_degree_64_over_z_256(tmp_path, capsys) -> None:
    ends = {
        "X": {"modulus": 256, "degree": 64},
        "Y": {"modulus": 49408, "degree": 64},
        "Z": {"modulus": 256, "degree": 64},
    }
    path = write(tmp_path, SMALL | ends | {"f": "reduce", "g": "reduce", "metric": "lee-l1", "eps": [0, 1]})
    (found,) = answers(capsys, path)
    assert found["order"] == 49408**64 == found["profile"]["0"]
    assert found["profile"]["1"] == 129 * 49408**64
    assert found["invariant_factors"] == [49408] * 64
    assert found["order_kernel_f"] == 1


def test_rings(tmp_path, capsys) -> None:
    (found,) = answers(capsys, write(tmp_path, RINGS))
    assert found | {"file": ""} == {
        "file": "",
        "kind": "rings",
        "order": 4,
        "additive_invariant_factors": [2, 2],
        "characteristic": 2,
        "units": 3,
        "nilpotents": 1,
        "idempotents": 2,
        "local_factors": 1,
        "f_onto": True,
        "g_onto": True,
    }


BAD = {
    "unknown key": (SMALL | {"radius": 1}, "'radius': unknown key"),
    "float": (json.dumps(SMALL).replace("[[1]]", "[[1.0]]"), "1.0 is no integer"),
    "ill-defined": (SMALL | {"X": [3]}, "no map: 3·"),
    "shape": (SMALL | {"f": [[1, 0]]}, "2 entries for the 1 generators"),
    "monic": (RINGS | {"Y": {"modulus": 4, "poly": [1, 1, 2]}}, "not monic"),
    "ill-defined ring map": (RINGS | {"g": [1]}, "no map: h(x) = 0"),
    "no JSON": ("{", "it is no JSON"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_one_sentence(case, tmp_path, capsys) -> None:
    value, sentence = BAD[case]
    assert main(["count", write(tmp_path, value), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1
    assert "c.json" in err


def test_the_other_files_are_still_answered(tmp_path, capsys) -> None:
    good = write(tmp_path, SMALL, "good.json")
    found = answers(capsys, str(tmp_path / "none.json"), good, code=2)
    assert [answer["file"] for answer in found] == [good]


def test_a_table_for_people(tmp_path, capsys) -> None:
    assert main(["count", write(tmp_path, SMALL | {"metric": "lee-l1"})]) == 0
    out = capsys.readouterr().out
    assert "2 × 4" in out
    assert "ε = 1" in out


@pytest.mark.parametrize("argv", [[], ["count"], ["nothing"], ["verify", "--scope", "huge"]])
def test_bad_arguments_exit_with_2_and_one_line(argv, capsys) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err.count("\n") == 1
