"""Cospans of affine algebras for the tests, and the table by Macaulay2 (oracle/algebras.m2)."""

import json
from dataclasses import replace
from pathlib import Path

from algebra.affine import AlgebraCospan, algebra, cospan

TABLE = [json.loads(line) for line in (Path(__file__).parent / "oracle" / "algebras.jsonl").read_text().splitlines()]
INPUT = ("char", "A", "kernel_f", "C", "g", "A_weights", "C_weights")


def stated(row: dict) -> dict:
    return {"format": "cospan/1", "kind": "algebras"} | {key: row[key] for key in INPUT if key in row}


def over(
    p: int, A: str, J: list[str], K: list[str], C: str, g: list[str], J1: list[str] | None = None
) -> AlgebraCospan:
    return cospan(algebra(p, A, J), K, algebra(p, C, J1 or []), g)


def graded(case: AlgebraCospan, A: tuple[int, ...], C: tuple[int, ...]) -> AlgebraCospan:
    return replace(case, A=replace(case.A, weights=A), C=replace(case.C, weights=C))
