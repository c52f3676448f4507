"""Every case that an outside system has answered, and those where its answer is wrong.

The tables lie in oracle/, each beside the program that makes it again: GAP 4.12.1, Macaulay2 1.21 and PARI/GP 2.15.2.
"""

import json
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest

from algebra.counting import module_orders, self_check
from algebra.fiber import Cospan, FiberProduct
from algebra.files.fields import Place
from algebra.files.schemes import read_schemes
from algebra.linear import (
    Homomorphism,
    factor,
    image,
    image_order,
    kernel,
    kernel_generators,
    kernel_order,
    smith,
    solve,
    span,
    valuation,
)
from algebra.maps import Matrix
from algebra.rings import Zmod, module
from algebra.schemes import coordinate_ring, counts, points
from algebra.schemes import pairs as joined
from algebra.structure import ring_invariants
from verify.cli import main

FOLDER = Path(__file__).parent / "oracle"
LISTED = 1 << 11


def table(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def stated(row: dict[str, Any], folder: Path) -> Path:
    path = folder / "stated.json"
    path.write_text(json.dumps(row["file"]), encoding="utf-8")
    return path


def powers(factors: tuple[int, ...]) -> list[int]:
    """The orders p^e of the cyclic parts of a group, as GAP tells them."""
    return sorted(p ** valuation(d, p) for d in factors for p, _ in factor(d))


PULLBACKS, MODULES, KERNELS, RINGS = (table(name) for name in ("pullbacks", "modules", "kernels", "rings"))
SCHEMES, WRONG = table("curves") + table("howe"), table("wrong")


def test_the_tables_are_there() -> None:
    assert [len(rows) for rows in (PULLBACKS, MODULES, KERNELS, RINGS, SCHEMES)] == [60, 60, 108, 24, 61]
    assert max(row["order"] for row in PULLBACKS) > 10**40
    assert {row["m"] for row in KERNELS} >= {1, 2, 4, 6, 8, 12, 30, 36, 256, 720, 2**31 - 1, 2**32, 2**62, 2**62 * 3**5}
    assert {row["solvable"] for row in KERNELS} == {True, False}
    assert {row["file"]["q"] for row in SCHEMES} >= {2, 3, 4, 5, 7, 8, 9, 25, 27, 343}
    assert {row["by"] for row in MODULES} == {"kernel", "subdirect and kernel"}


@pytest.mark.parametrize("row", PULLBACKS)
def test_pullbacks_as_in_pari(row: dict) -> None:
    X, Y, Z = (module(*row[key]) for key in "XYZ")
    f, g = (Matrix(R, Z, tuple(map(tuple, row[key]))) for R, key in ((X, "f"), (Y, "g")))
    found = module_orders(Cospan(f, g))
    assert (found.order, list(found.invariant_factors)) == (row["order"], row["invariant_factors"])
    assert self_check(FiberProduct(Cospan(f, g))) is None


@pytest.mark.parametrize("row", MODULES)
def test_pullbacks_as_in_gap(row: dict, tmp_path: Path) -> None:
    cospan = Cospan.load(stated(row, tmp_path))
    found = module_orders(cospan)
    assert (found.order, powers(found.invariant_factors)) == (row["order"], sorted(row["abelian_invariants"]))
    assert (found.order_image_f, found.order_image_g) == (row["order_image_f"], row["order_image_g"])
    if cospan.X.order * cospan.Y.order <= LISTED:
        listed = [(x, y) for x in cospan.X.elements() for y in cospan.Y.elements() if cospan.f(x) == cospan.g(y)]
        assert len(listed) == row["order"]


@pytest.mark.parametrize("row", KERNELS)
def test_kernels_and_images_as_in_pari(row: dict) -> None:
    m, A = row["m"], row["A"]
    k, n = len(A), len(A[0])
    canonical = {
        key: [tuple(r) for i, r in enumerate(row[key]) if r[i] < m] if m > 1 else [] for key in ("kernel", "image")
    }
    assert kernel(A, Zmod(m)) == canonical["kernel"]
    assert image(A, Zmod(m)) == canonical["image"]
    h = Homomorphism(tuple(map(tuple, A)), (m,) * n, (m,) * k)
    assert kernel_order(h) == row["kernel_order"] == prod(m // r[i] for i, r in enumerate(row["kernel"]))
    assert image_order(h) == prod(m // r[i] for i, r in enumerate(row["image"]))
    assert span(kernel_generators(h), Zmod(m), n) == canonical["kernel"]
    if m**n <= LISTED:
        assert sum(not any(_times(A, x, m)) for x in product(range(m), repeat=n)) == row["kernel_order"]


@pytest.mark.parametrize("row", KERNELS)
def test_smith_forms_and_solutions_as_in_pari(row: dict) -> None:
    m, A = row["m"], row["A"]
    form = smith(A, m)
    assert list(form.divisors) == row["smith"]
    diagonal = [[form.divisors[i] if i == j else 0 for j in range(len(A[0]))] for i in range(len(A))]
    assert [[c % m for c in r] for r in _product(_product(form.left, A), form.right)] == diagonal
    found = solve(A, row["b"], Zmod(m))
    assert (found is not None) == row["solvable"]
    assert found is None or _times(A, found, m) == row["b"]


def _times(A: list[list[int]], x: tuple[int, ...], m: int) -> list[int]:
    return [sum(c * t for c, t in zip(r, x, strict=True)) % m for r in A]


def _product(A: Any, B: Any) -> list[list[int]]:
    return [[sum(a * b for a, b in zip(r, c, strict=True)) for c in zip(*B, strict=True)] for r in A]


@pytest.mark.parametrize("row", RINGS)
def test_pullbacks_of_rings_as_in_gap(row: dict, tmp_path: Path) -> None:
    P = FiberProduct(Cospan.load(stated(row, tmp_path)))
    found = ring_invariants(P)
    assert powers(found.additive_invariant_factors) == sorted(row["abelian_invariants"])
    for key in ("order", "characteristic", "units", "idempotents", "nilpotents"):
        assert getattr(found, key) == row[key], key
    listed = list(P.elements())
    assert len(listed) == row["order"]
    assert sum(P.mul(a, a) == a for a in listed) == row["idempotents"]
    assert sum(P.power(a, 12) == P.zero for a in listed) == row["nilpotents"]


@pytest.mark.parametrize("row", SCHEMES)
def test_points_as_in_macaulay2_and_pari(row: dict) -> None:
    cospan, extensions = read_schemes(Place("stated.json", "", row["file"]))
    found = counts(cospan, extensions or 1)
    for key in ("points", "X_points", "Y_points", "base_points_hit_by_both"):
        assert getattr(found, key) == row[key], key
    assert list(found.points_by_extension) == row.get("points_by_extension", [row["points"]])
    if cospan.field.q <= 9:
        tensor, over = points(coordinate_ring(cospan)), joined(cospan)
        assert sorted(map(tuple, tensor.tolist())) == sorted(map(tuple, over.tolist()))
        assert len(over) == row["points"]


def test_the_wrong_answers_are_there() -> None:
    said = {row["name"]: (row["said"].get("order"), row["said"].get("points")) for row in WRONG}
    assert said == {
        "a proper subgroup of a pc group": (1024, None),
        "images that differ and are isomorphic": (2, None),
        "a subring over mixed moduli": (24, None),
        "a generator of ker f with a constant term": (None, 54),
        "variables that f renames": (None, 43),
        "the zero map to many coordinates": (1, None),
    }
    assert all(row["said"] != row["truth"] for row in WRONG)


GROUPS = [row for row in WRONG if row["file"]["kind"] != "algebras"]
ALGEBRAS = [row for row in WRONG if row["file"]["kind"] == "algebras"]


@pytest.mark.parametrize("row", GROUPS, ids=lambda row: row["name"])
def test_orders_where_a_peer_is_wrong(row: dict, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = stated(row, tmp_path)
    assert main(["count", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["order"] == row["truth"]["order"] == _pairs(row["file"])
    assert sum(1 for _ in FiberProduct(Cospan.load(path)).elements()) == row["truth"]["order"]


def _pairs(file: dict[str, Any]) -> int:
    """The number of pairs over one point, by trying all."""
    X, Y, Z, f, g = (file[key] for key in "XYZfg")
    if file["kind"] == "rings":  # here only Z_m -> Z_k
        X, Y, Z, f, g = [X["modulus"]], [Y["modulus"]], [Z["modulus"]], [[1]], [[1]]
    sides = ([tuple(_over(M, v, Z)) for v in product(*map(range, R))] for R, M in ((X, f), (Y, g)))
    return sum(a == b for a, b in product(*sides))


def _over(M: list[list[int]], v: tuple[int, ...], moduli: list[int]) -> list[int]:
    return [sum(c * t for c, t in zip(r, v, strict=True)) % m for r, m in zip(M, moduli, strict=True)]


@pytest.mark.parametrize("row", ALGEBRAS, ids=lambda row: row["name"])
def test_points_and_squares_where_a_peer_is_wrong(row: dict) -> None:
    said, truth = row["said"], row["truth"]
    assert (_square(row["file"], said), truth["square_commutes"]) == (False, True)
    assert _zeros(row["file"]["char"], said["vars"], said["relations"]) == said["points"]
    assert _glued(row["file"]) == truth["points"]


@pytest.mark.parametrize("row", ALGEBRAS, ids=lambda row: row["name"])
def test_algebras_where_a_peer_is_wrong(row: dict, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(stated(row, tmp_path)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    ours = found["presentation"]
    assert found["F_p_points"] == row["truth"]["points"]
    assert _zeros(row["file"]["char"], ours["vars"], ours["relations"]) == row["truth"]["points"]
    assert _square(row["file"], ours)


def _value(text: str, names: list[str], at: tuple[int, ...], p: int) -> int:
    return eval(text.replace("^", "**"), {}, dict(zip(names, at, strict=True))) % p


def _zeros(p: int, names: list[str], ideal: list[str]) -> int:
    space = product(range(p), repeat=len(names))
    return sum(not any(_value(h, names, at, p) for h in ideal) for at in space)


def _glued(file: dict[str, Any]) -> int:
    """The points of Spec (A ×_B C): those of Spec A off V(ker f), and those of Spec C."""
    p, A, C = file["char"], file["A"], file["C"]
    off = _zeros(p, A["vars"], A["ideal"]) - _zeros(p, A["vars"], A["ideal"] + file["kernel_f"])
    return off + _zeros(p, C["vars"], C["ideal"])


def _square(file: dict[str, Any], maps: dict[str, Any]) -> bool:
    """Whether both ways to B give each generator the same values at the points of Spec B."""
    p, A, C = file["char"], file["A"], file["C"]
    ideal = A["ideal"] + file["kernel_f"]
    space = product(range(p), repeat=len(A["vars"]))
    on_B = [at for at in space if not any(_value(h, A["vars"], at, p) for h in ideal)]
    down = [tuple(_value(h, A["vars"], at, p) for h in file["g"]) for at in on_B]
    return all(
        _value(a, A["vars"], at, p) == _value(c, C["vars"], below, p)
        for a, c in zip(maps["to_A"], maps["to_C"], strict=True)
        for at, below in zip(on_B, down, strict=True)
    )
