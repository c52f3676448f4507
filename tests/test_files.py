"""Cospan files: what is read, what is written, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.files import read
from algebra.rings import listing

BASE = {"format": "cospan/1", "kind": "modules", "X": [4], "Y": [4], "Z": [2], "f": [[1]], "g": [[1]]}
DUAL = {"modulus": 4, "poly": [0, 0, 1]}
RINGS = {"format": "cospan/1", "kind": "rings", "X": DUAL, "Y": DUAL, "Z": {"modulus": 2, "poly": [0, 1]}}


def stated(tmp_path: Path, **changes: Any) -> Path:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({key: v for key, v in (BASE | changes).items() if v != "absent"}))
    return path


def ring_file(tmp_path: Path, **changes: Any) -> Path:
    return stated(tmp_path, **(RINGS | {"f": [0], "g": [0]} | changes))


def test_read(tmp_path: Path) -> None:
    found = read(stated(tmp_path, metric="lee-l2", eps=["1/2", 3]))
    assert [str(e) for e in found.eps or ()] == ["1/2", "3"]
    assert FiberProduct(Cospan.load(stated(tmp_path))).order == 8


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "cospan/2"}, "'format'"),
        ({"kind": "groups"}, "'kind'"),
        ({"extra": 1}, "'extra'.*unknown key"),
        ({"Z": "absent"}, "'Z'.*missing"),
        ({"X": [0]}, "'X.0'"),
        ({"X": [True]}, "'X.0'.*integer"),
        ({"X": [3]}, r"'f'.*3·\(1,\) = 0"),
        ({"f": [[1, 1]]}, "'f.0'"),
        ({"f": [[1], [1]]}, "'f'"),
        ({"f": "project"}, "no map"),
        ({"f": [[0.5]]}, "0.5 is no integer"),
        ({"f": [["1"]]}, "'f.0.0'"),
        ({"metric": "euclid"}, "'metric'"),
        ({"metric": {"table": [[0]]}}, "'metric.table'.*2 × 2"),
        ({"metric": {"table": [[0, -1], [1, 0]]}}, "'metric.table.0.1'"),
        ({"Z": [6], "f": [[3]], "g": [[3]], "metric": "p-adic"}, "primes"),
        ({"eps": [1]}, "without a metric"),
        ({"metric": "hamming", "eps": [-1]}, "'eps.0'.*negative"),
        ({"X": {"modulus": 4}}, "'X.degree'.*missing"),
    ],
)
def test_refused_modules(tmp_path: Path, changes: dict, said: str) -> None:
    with pytest.raises(Mismatch, match=rf"c\.json.*{said}"):
        read(stated(tmp_path, **changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"X": {"modulus": 4, "poly": [0, 2]}}, "'X.poly'.*monic"),
        ({"X": {"field": 6}}, "'X.field'.*prime power"),
        ({"X": {"modulus": 0, "poly": [1]}}, "'X.modulus'"),
        ({"X": {"modulus": 3, "poly": [0, 1]}}, "3·1 = 0 in the source"),
        ({"f": [1]}, r"h\(x\) = 0 in the source.*not 0"),
        ({"X": [DUAL, DUAL], "f": [[0], [0]]}, "which factor"),
        ({"X": [DUAL, DUAL], "f": [[1], [0]]}, "no homomorphism"),
        ({"X": [DUAL, DUAL], "f": [[0]]}, "1 images for 2 factors"),
        ({"X": [DUAL, DUAL], "f": [[1], None]}, r"'f.0'.*h\(x\) = 0 in the source.*not 0"),
        ({"X": [DUAL, DUAL], "f": [None, None]}, "no homomorphism"),
    ],
)
def test_refused_rings(tmp_path: Path, changes: dict, said: str) -> None:
    with pytest.raises(Mismatch, match=said):
        read(ring_file(tmp_path, **changes))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "a": 2}', "NaN", "\udcff"])
def test_no_json(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Mismatch, match=r"c\.json"):
        read(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Mismatch, match="no such file"):
        read(tmp_path / "absent.json")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"X": DUAL, "Z": DUAL, "Y": {"modulus": 8, "poly": [0, 0, 0, 1]}, "f": [0, 3], "g": [0, 1]},
        {"X": [DUAL, {"field": 4}], "f": [[0], None]},
        {"X": [DUAL, {"field": 4}], "Z": [DUAL, {"field": 16}], "f": [[0, 1], [0, 1, 1]], "g": [[0, 2], [0]]},
        {"X": {"field": 9}, "Z": {"field": 9}, "f": [0, 0, 0, 1], "Y": {"field": 3}, "g": []},
    ],
)
def test_written_and_read_again(tmp_path: Path, changes: dict) -> None:
    c = Cospan.load(ring_file(tmp_path, **changes))
    c.dump(tmp_path / "again.json")
    again = Cospan.load(tmp_path / "again.json")
    assert (again.X, again.Y, again.Z) == (c.X, c.Y, c.Z)
    assert all(c.f(x) == again.f(x) for x in listing(c.X))
    assert all(c.g(y) == again.g(y) for y in listing(c.Y))


def test_modules_written_and_read_again(tmp_path: Path) -> None:
    c = Cospan.load(
        stated(
            tmp_path, X={"modulus": 4, "degree": 2}, Z={"modulus": 2, "degree": 3}, f="reduce", Y=[2], g=[[1], [0], [1]]
        )
    )
    c.dump(tmp_path / "again.json")
    assert Cospan.load(tmp_path / "again.json") == c
