"""Files of claims, and what the command line says of them."""

import json
from pathlib import Path

import pytest

from verify.cli import main

HEAD = """
from verify.claim import SCOPES, Claim
from verify.family import given, grid, radii
def claim(id, family):
    return Claim(id, "s", "here", {}, lambda z: None, families=dict.fromkeys(SCOPES, family))
FAMILY = grid("f", complex, (radii(2),), names=("re",))
"""
OWN = """
from dataclasses import dataclass
from verify.batch import On
from verify.claim import SCOPES, Claim
from verify.data import put
from verify.family import Pool, grid
@dataclass(frozen=True)
class I:
    a: object
    b: object
def true(i):
    return None
def le(i):
    return None if i.a <= i.b else "a > b"
def over(*pools):
    return dict.fromkeys(SCOPES, grid("pairs", I, pools))
def C(id="t.x", statement="a ≤ b", source="mine", given={}, then=true, **more):
    more.setdefault("families", over(put(0, 1, 2), put(0, 1, 2)))
    return Claim(id, statement, source, given, then, **more)
"""


def verify(*args: object) -> int:
    return main(["verify", "--scope", "small", "--workers", "1", *map(str, args)])


def told(path: Path) -> dict[str, dict]:
    return {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))["claims"]}


def refused(capsys: pytest.CaptureFixture[str], *args: object) -> str:
    """The one sentence with which a command ends."""
    capsys.readouterr()
    assert main([*map(str, args)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.removeprefix("fibercheck: ").strip()
