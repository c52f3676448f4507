"""fibercheck count: exact numbers from files, and one sentence for each file refused."""

import json
from itertools import product
from pathlib import Path

import pytest

from algebra.files import read, write_stated
from algebra.rings import GF
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


SCHEMES = {
    "format": "cospan/1",
    "kind": "schemes",
    "q": 9,
    "field": {"modulus": "a^2-a-1", "generator": "a"},
    "X": {"vars": ["x", "y"], "ideal": ["y^2-(x^3-x)"]},
    "Y": {"vars": ["x", "z"], "ideal": ["z^2-a*x-1"]},
    "f": ["x"],
    "g": ["x"],
}
ALGEBRAS = {
    "format": "cospan/1",
    "kind": "algebras",
    "char": 7,
    "A": {"vars": ["x", "y"], "ideal": []},
    "kernel_f": ["x^2+y^2-1"],
    "C": {"vars": ["u"], "ideal": []},
    "g": ["x"],
}


def test_schemes(tmp_path, capsys) -> None:
    plain, above = write(tmp_path, SCHEMES, "a.json"), write(tmp_path, SCHEMES | {"extensions": 2}, "b.json")
    one, two = answers(capsys, plain, above)
    pairs = [
        (x, y, z)
        for x, y, z in product(range(9), repeat=3)
        if FIELD.mul(y, y) == cubic(x) and FIELD.mul(z, z) == FIELD.add(FIELD.mul(ROOT, x), 1)
    ]
    assert list(one) == ["file", "kind", "points", "X_points", "Y_points", "base_points_hit_by_both"]
    assert (one["points"], one["base_points_hit_by_both"]) == (len(pairs), len({x for x, _, _ in pairs}))
    assert two["extensions"][0] == len(pairs) < two["extensions"][1]


FIELD = GF(9)
ROOT = next(a for a in range(9) if FIELD.sub(FIELD.mul(a, a), FIELD.add(a, 1)) == 0)


def cubic(x: int) -> int:
    return FIELD.sub(FIELD.power(x, 3), x)


def test_algebras(tmp_path, capsys) -> None:
    (found,) = answers(capsys, write(tmp_path, ALGEBRAS))
    assert (found["finitely_generated"], found["krull_dim"], found["F_p_points"]) == (True, 2, 49 - 8 + 7)
    stated = found["presentation"]
    assert len(stated["vars"]) == len(stated["to_A"]) == len(stated["to_C"])
    graded = ALGEBRAS | {"kernel_f": ["y"], "g": ["x^2"], "A_weights": [1, 1], "C_weights": [2]}
    (found,) = answers(capsys, write(tmp_path, graded))
    assert found["hilbert_function"] == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13]
    assert (found["min_algebra_generators"], found["min_relations"]) == (3, 1)


def test_no_finite_presentation_is_an_answer(tmp_path, capsys) -> None:
    pinched = ALGEBRAS | {"kernel_f": ["y"], "C": {"vars": [], "ideal": []}, "g": []}
    (found,) = answers(capsys, write(tmp_path, pinched))
    assert found["finitely_generated"] is False
    assert "presentation" not in found
    assert "x is not integral over C" in found["reason"]
    assert found["F_p_points"] == 49 - 7 + 1


def test_zero_rings(tmp_path, capsys) -> None:
    (found,) = answers(capsys, write(tmp_path, RINGS | {"X": [], "Y": [], "Z": [], "f": [], "g": []}))
    assert (found["order"], found["units"], found["local_factors"]) == (1, 1, 0)


@pytest.mark.parametrize("value", [SMALL, RINGS, SCHEMES | {"extensions": 2}, ALGEBRAS])
def test_what_is_read_is_written_again(value, tmp_path, capsys) -> None:
    stated = read(write(tmp_path, value, "first.json"))
    write_stated(tmp_path / "second.json", stated)
    first, second = answers(capsys, str(tmp_path / "first.json"), str(tmp_path / "second.json"))
    assert first | {"file": ""} == second | {"file": ""}


BAD = {
    "modulus too long": (SMALL | {"Z": [10**400]}, "and its prime factors are needed"),
    "degree too high": (SMALL | {"X": {"modulus": 4, "degree": 10**12}}, "1000000000000 coordinates"),
    "radius too large": (SMALL | {"metric": "lee-l1", "eps": ["1e99999999"]}, "its power of ten is beyond"),
    "product in a product": (RINGS | {"X": [[{"field": 4}]]}, "a product within a product"),
    "no polynomial of a ring": (RINGS | {"X": {"modulus": 2}}, "write [0, 1] for Z_m itself"),
    "field too large": (RINGS | {"X": {"field": 2**30}}, "'X.field': GF(1073741824): its table of powers"),
    "a word of the grammar": (ALGEBRAS | {"C": {"vars": ["lambda"], "ideal": []}}, "it is a word of the grammar"),
    "variables are no list": (ALGEBRAS | {"C": {"vars": None, "ideal": []}}, "'C.vars': null where a list is needed"),
    "too many terms": (ALGEBRAS | {"kernel_f": ["+".join(["x"] * 5000)]}, "it has too many terms or brackets"),
    "modulus 0": (SMALL | {"Z": [0]}, "'Z.0': 0 where an integer of at least 1"),
    "negative modulus": (RINGS | {"Y": {"modulus": -2, "poly": [1, 1, 1]}}, "'Y.modulus': -2 where an integer"),
    "GF(6)": (RINGS | {"X": {"field": 6}}, "6 = 2·3 is no prime power"),
    "unknown kind": (SMALL | {"kind": "sheaves"}, "'kind': \"sheaves\" is unknown; known are modules, rings"),
    "no object": ("[]", "no object stands at its top"),
    "no format": ({"kind": "modules"}, "'format': it is missing"),
    "GF(6) of schemes": (SCHEMES | {"q": 6}, "6 = 2·3 is no prime power"),
    "q = 0": (SCHEMES | {"q": 0}, "'q': 0 where an integer of at least 2"),
    "variable of a scheme": (SCHEMES | {"f": ["x + w"]}, "the variable w is unknown; known are x, y, a"),
    "no polynomial": (SCHEMES | {"f": ["x +"]}, "it is no polynomial"),
    "different affine spaces": (SCHEMES | {"g": ["x", "z"]}, "2 polynomials, but f has 1"),
    "reducible modulus": (SCHEMES | {"field": {"modulus": "a^2-1", "generator": "a"}}, "'field.modulus'"),
    "image outside the base": (
        SCHEMES | {"Z": {"vars": ["s"], "ideal": ["s^2 - s"]}},
        "a map whose image misses the base scheme: (",
    ),
    "char 6": (ALGEBRAS | {"char": 6}, "'char': 6"),
    "variable of an algebra": (ALGEBRAS | {"kernel_f": ["x - v"]}, "the variable v is unknown; known are x, y"),
    "images": (ALGEBRAS | {"g": []}, "'g'"),
    "g not defined": (ALGEBRAS | {"C": {"vars": ["u"], "ideal": ["u^2"]}}, "no map: u^2 = 0 in C"),
    "not homogeneous": (ALGEBRAS | {"A_weights": [1, 1], "C_weights": [1]}, "'kernel_f"),
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
