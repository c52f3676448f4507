"""Pullbacks of modules against a table made with PARI/GP 2.15.2 (oracle/pullbacks.gp, seed inside)."""

import json
from pathlib import Path

import pytest

from algebra.counting import module_orders, self_check
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Matrix
from algebra.rings import module

TABLE = [json.loads(line) for line in (Path(__file__).parent / "oracle" / "pullbacks.jsonl").read_text().splitlines()]


def test_the_table_is_there() -> None:
    assert len(TABLE) == 60
    assert max(row["order"] for row in TABLE) > 10**40


@pytest.mark.parametrize("row", TABLE)
def test_pullbacks_as_in_pari(row: dict) -> None:
    X, Y, Z = (module(*row[key]) for key in "XYZ")
    f, g = (Matrix(R, Z, tuple(map(tuple, row[key]))) for R, key in ((X, "f"), (Y, "g")))
    found = module_orders(Cospan(f, g))
    assert (found.order, list(found.invariant_factors)) == (row["order"], row["invariant_factors"])
    assert self_check(FiberProduct(Cospan(f, g))) is None
