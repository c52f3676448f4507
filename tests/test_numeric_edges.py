"""The edges of the join: what libraries do to floats, odd containers, huge numbers, wrong words."""

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import array_api_strict
import numpy as np
import pytest

from algebra.errors import Mismatch
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import reduce
from algebra.metrics import Absolute, Discrete, Hamming, Lee
from algebra.numeric import Means, count, degree, join, profile
from algebra.numeric.devices import on_device
from algebra.numeric.products import trusted
from algebra.numeric.search import walk
from algebra.numeric.spaces import coarse
from algebra.rings import GF, QQ, ZZ, Polynomials, Product, Quotient, Ring, Zmod, power

xp = array_api_strict


def pairs(found: Any) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in zip(found.i, found.j, strict=True)]


def on_its_device(rows: Any, others: Any, eps: Any, norm: str = "l2") -> list[tuple[int, int]]:
    search = on_device(rows, others, Absolute, eps, {"norm": norm})
    return [(int(a), int(b)) for i, j in walk(search) for a, b in zip(i, j, strict=True)]


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_a_device_that_takes_denormal_numbers_as_zero(norm: str) -> None:
    jnp = pytest.importorskip("jax.numpy")
    x, y = np.array([[1e-39]], np.float32), np.array([[1e-37]], np.float32)
    gap = Fraction(float(y[0, 0])) - Fraction(float(x[0, 0]))
    power = 2 if norm == "l2" else 1
    u, v = jnp.asarray(x), jnp.asarray(y)
    assert on_its_device(u, v, gap**power, norm) == [(0, 0)]
    assert on_its_device(u, v, gap**power * Fraction(999, 1000), norm) == []
    assert on_its_device(-u, v, Fraction(float(y[0, 0])) ** power * Fraction(1001, 1000), norm) == []
    assert on_its_device(u, u * 0, 0, norm) == []
    assert on_its_device(u, u, 0, norm) == [(0, 0)]


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
@pytest.mark.parametrize("library", ["torch", "jax.numpy"])
def test_the_route_of_devices_in_each_library(library: str, norm: str) -> None:
    space = pytest.importorskip(library)
    r = np.random.default_rng(9)
    for rows, eps in ((r.integers(0, 9, (60, 3)), 4), (r.standard_normal((60, 3)).astype(np.float32), Fraction(3, 4))):
        there = space.asarray(rows.copy())
        assert on_its_device(there, there, eps, norm) == pairs(join(rows, rows, Absolute, eps, norm=norm))


def test_a_thread_that_takes_denormal_numbers_as_zero_is_refused() -> None:
    torch = pytest.importorskip("torch")
    if not torch.set_flush_denormal(True):
        pytest.skip("this processor does not flush")
    try:
        with pytest.raises(Mismatch, match="set_flush_denormal"):
            join(np.array([1e-310]), np.array([0.0]), Absolute, 0)
    finally:
        torch.set_flush_denormal(False)
    assert pairs(join(np.array([1e-310]), np.array([0.0]), Absolute, 0)) == []


PAIRS = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))
OTHERWISE = [PAIRS, GF(4), power(GF(4), 2), Polynomials(Zmod(4)), Polynomials(QQ, 2), power(power(Zmod(4), 2), 2)]


@pytest.mark.parametrize("space", OTHERWISE, ids=str)
@pytest.mark.parametrize("device", [False, True])
def test_an_absolute_join_needs_elements_written_by_their_coordinates(space: Ring[Any], device: bool) -> None:
    for width in range(1, 5):
        rows = np.zeros((1, width), dtype=np.int64)
        u = xp.asarray(rows) if device else rows
        for ask in (join, count):
            with pytest.raises(Mismatch, match="not written by their additive coordinates"):
                ask(u, u, Absolute(space), 3)
    with pytest.raises(Mismatch, match="not written by their additive coordinates"):
        profile([[0]], [[0]], Absolute(space))


WRITTEN = [
    *((space, 1) for space in (ZZ, QQ, Zmod(6), GF(5))),
    *((space, 2) for space in (power(QQ, 2), Product((ZZ, Zmod(5))), Polynomials(Zmod(3), 2))),
    (Quotient(Zmod(3), (1, 0, 1)), 2),
]


@pytest.mark.parametrize(("space", "width"), WRITTEN, ids=str)
@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_an_absolute_join_agrees_with_its_metric(space: Ring[Any], width: int, norm: Any) -> None:
    d = Absolute(space, norm)
    for u, v in product(product((0, 2), repeat=width), repeat=2):
        far = d(u, v) if width > 1 else d(*u, *v)
        assert profile([u], [v], d) == {far: 1}


SETTINGS = [
    'torch.set_float32_matmul_precision("medium")',
    'torch.backends.fp32_precision = "tf32"',
    'torch.backends.mkldnn.matmul.fp32_precision = "bf16"',
    "torch.backends.cuda.matmul.allow_tf32 = True",
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_products_that_round_their_operands_are_noticed(setting: str) -> None:
    torch = pytest.importorskip("torch")
    if "fp32_precision" in setting and not hasattr(torch.backends, "fp32_precision"):
        pytest.skip("this torch has no such setting")
    program = f"import torch; {setting}\nfrom algebra.numeric.spaces import coarse\nprint(coarse(torch.ones(1)))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() in ("1/2048", "1/256")
    assert coarse(torch.ones(1)) == 0


def test_torch_is_not_asked_where_it_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    assert trusted(Means(torch=True)) == Means(torch=True)
    monkeypatch.setenv("DNNL_DEFAULT_FPMATH_MODE", "BF16")
    assert trusted(Means(numba=True, torch=True)) == Means(numba=True)


def test_floats_that_are_residues() -> None:
    for u, v in (([[1.0]], [[2.0]]), ([[2.0]], [[2.0]]), ([[0.0]], [[0.0]]), ([[2.0], [4.0]], [[6.0]])):
        found = join(np.array(u), np.array(v), Lee(Zmod(8)), 1)
        assert pairs(found) == pairs(join(np.array(u, int), np.array(v, int), Lee(Zmod(8)), 1))


def test_discrete_floats() -> None:
    u, v = np.array([[0.1], [0.2], [-0.0]]), np.array([[0.1], [0.3], [0.0]])
    assert pairs(join(u, v, Discrete, "1/2")) == [(0, 0), (2, 2)]
    assert profile(u, v, Discrete) == {0: 2, 1: 9}


def test_numbers_of_any_size() -> None:
    z = np.random.default_rng(0).normal(size=(3, 20))
    everything = [(i, j) for i in range(3) for j in range(3)]
    for algorithm in (None, "prefix", "gemm"):
        asked = {"norm": "l2"} if algorithm is None else {"norm": "l2", "algorithm": algorithm}
        assert pairs(join(z * 1e-200, z * 1e-200, Absolute, Fraction(1, 10**500), **asked)) == [
            (i, i) for i in range(3)
        ]
    assert pairs(join(z * 1e-200, z * 1e-200, Absolute, 1, norm="l2")) == everything
    assert pairs(join(z, z, Absolute, 10**400, norm="l2")) == everything
    for size in ("1e100000000", Decimal("1e-100000000")):
        with pytest.raises(Mismatch, match="power of ten"):
            join([size], [0], Absolute, 1)


def test_rows_too_long_for_float32() -> None:
    x = np.zeros((2, 131_069))
    x[1] = 0.1
    for rows in (x, xp.asarray(x.astype(np.float32))):
        assert pairs(join(rows, rows, Absolute, 10, norm="l2")) == [(0, 0), (1, 1)]


def test_radii_and_moduli_beyond_the_integers_of_a_device() -> None:
    u = xp.asarray([[1, 2]])
    assert pairs(join(u, u, Absolute, 10**30)) == [(0, 0)]
    assert pairs(join(u, u, Lee(power(Zmod(7), 2)), 2**70)) == [(0, 0)]
    with pytest.raises(Mismatch, match="fetch the rows"):
        join(u, u, Lee(power(Zmod(2**70), 2)), 1)


def test_words_on_a_device() -> None:
    metric = Hamming(power(Zmod(2), 4))
    assert pairs(join(xp.zeros((0, 4), dtype=xp.int64), xp.asarray([[1, 0, 1, 1]]), metric, 2)) == []
    with pytest.raises(Mismatch, match="beyond the last"):
        join(xp.asarray([[1]], dtype=xp.uint8), xp.asarray([[0]], dtype=xp.uint8), metric, 0)


def test_tables_subclasses_and_iterators() -> None:
    class Frame:
        def to_numpy(self) -> np.ndarray:
            return np.array([[7, 7], [8, 8]])

    class Sub(np.ndarray): ...

    assert pairs(join(Frame(), [[8, 8]], Absolute, 0)) == [(1, 0)]
    assert pairs(join(np.array([[1, 2]]).view(Sub), [[1, 3]], Absolute, 1)) == [(0, 0)]
    assert profile(iter([0, 1, 2]), [0, 1, 2], Absolute, [0, 1, 2]) == {0: 3, 1: 7, 2: 9}
    packed = np.packbits(np.eye(16, dtype=np.uint8), axis=1)
    assert pairs(join([], packed, Hamming(power(Zmod(2), 16)), 1)) == []
    assert degree(np.arange(3)[::-1], np.arange(6)[::2], Absolute, 1).tolist() == [1, 2, 1]


def test_large_counts_list_nothing() -> None:
    n = 1 << 20
    rows = np.arange(n) % 7
    assert count(rows, rows, Lee(Zmod(7)), 3) == count(rows, rows, Absolute, 6) == n * n


def test_profiles_of_wide_floats_stay_small() -> None:
    x = np.random.default_rng(1).normal(size=(20, 300))
    at = profile(x, x, Absolute, norm="linf")
    assert at[0] == 20
    assert max(at.values()) == 400


def test_errors_of_floating_arithmetic_are_no_concern_of_the_caller() -> None:
    x = np.random.default_rng(0).normal(size=(300, 20))
    x[:, 0] *= 1e-60
    expected = pairs(join(x, x, Absolute, 30, norm="l2"))
    with np.errstate(all="raise"):
        for algorithm in ("gemm", "prefix", "grid", "lines", "bitmaps"):
            assert pairs(join(x, x, Absolute, 30, norm="l2", algorithm=algorithm)) == expected


def masked() -> Any:
    return np.ma.masked_array([[1], [2]], mask=[[1], [0]])


REFUSED: dict[str, Callable[[], Any]] = {
    "use for norm": lambda: join([1], [3], Lee(Zmod(8)), 1, norm="l2"),
    "use for algorithmm": lambda: count([1], [3], Lee(Zmod(8)), 1, algorithmm="zz"),
    "does not take the options algorithmm": lambda: join([1], [3], Absolute, 1, algorithmm="zz"),
    "it asks for residues": lambda: join([1], [3], Lee, 1),
    "progress = 3": lambda: join([1], [3], Absolute, 1, progress=3),
    "radii = 1": lambda: profile([1], [3], Absolute, 1),
    "or 2 octets": lambda: join([[1] * 5], [[1] * 5], Hamming(power(Zmod(2), 16)), 1),
    "it is no metric": lambda: join([1], [3], "l2", 1),
    "it gives 3": lambda: join([1], [3], lambda space: 3, 1),
    "there is none": lambda: count([1], [3], Absolute, 0, algorithm="zz"),
    "does not suit": lambda: join([1], [3], Lee(Zmod(8)), 1, algorithm="grid", explain=True),
    "there is no choice": lambda: join(xp.asarray([1]), xp.asarray([3]), Absolute, 1, algorithm="grid"),
    "it is negative": lambda: join(xp.asarray([1]), xp.asarray([3]), Absolute, -5, explain=True),
    "give Means": lambda: join([1], [3], Absolute, 1, means="numba"),
    "name of one": lambda: join([1], [3], Absolute, 1, algorithm=["grid"]),
    "'NoneType' is no array": lambda: join(None, [3], Absolute, 1),
    "'dict' is no array": lambda: join({1: 2}, [3], Absolute, 1),
    "masked": lambda: join(masked(), [[1]], Absolute, 1),
    "rows of 2 columns": lambda: join([[1, 2]], [[1, 2]], Discrete(Zmod(5)), 0),
    "rows of 1 columns": lambda: join(xp.asarray([1]), xp.asarray([3]), Absolute(power(ZZ, 2)), 1),
}


@pytest.mark.parametrize("words", REFUSED)
def test_wrong_words_are_told(words: str) -> None:
    with pytest.raises(Mismatch) as caught:
        REFUSED[words]()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_machine_code_is_kept_outside_the_package(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    program = "from algebra.numeric.compiled import compiled\nfrom algebra.numeric.loops.scan import at_least\n"
    program += "print(compiled(at_least).stats.cache_path)\nimport numba\nprint(numba.config.CACHE_DIR)"
    for name, folder in (("XDG_CACHE_HOME", tmp_path / "fibercheck" / "loops"), ("NUMBA_CACHE_DIR", tmp_path)):
        clean = {key: value for key, value in os.environ.items() if key != "NUMBA_CACHE_DIR"}
        asked = clean | {name: str(tmp_path)}
        said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=asked)
        kept, others = said.stdout.splitlines()
        assert Path(kept).is_relative_to(folder)
        assert others == asked.get("NUMBA_CACHE_DIR", "")
