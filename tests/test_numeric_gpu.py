"""Joins of arrays that live on a GPU: the answers of the exact core, in each library that reaches one."""

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from algebra.metrics import Absolute, Discrete, Hamming, Lee
from algebra.numeric import count, join
from algebra.numeric.spaces import coarse, fetched
from algebra.rings import Zmod, power

Mover = Callable[[np.ndarray], Any]
Pairs = list[tuple[int, int]]


def on_torch() -> Mover | None:
    torch = import_module("torch")
    return (lambda rows: torch.asarray(rows.copy()).to("cuda")) if torch.cuda.is_available() else None


def on_cupy() -> Mover | None:
    cupy = import_module("cupy")
    return cupy.asarray if cupy.cuda.is_available() else None


def on_jax() -> Mover | None:
    jax = import_module("jax")
    return jax.numpy.asarray if jax.default_backend() == "gpu" else None


@pytest.fixture(params=[on_torch, on_cupy, on_jax], ids=["torch", "cupy", "jax"])
def there(request: pytest.FixtureRequest) -> Mover:
    try:
        move = request.param()
    except ImportError as error:
        pytest.skip(f"{error.name} is not installed")
    return move or pytest.skip("no GPU")


def listed(found: Any) -> Pairs:
    i, j = (fetched(part).tolist() for part in (found.i, found.j))
    return sorted(zip(i, j, strict=True))


def agree(there: Mover, u: np.ndarray, v: np.ndarray, metric: Any, eps: Any, **options: Any) -> None:
    assert listed(join(there(u), there(v), metric, eps, **options)) == listed(join(u, v, metric, eps, **options))


def near(n: int, width: int, kind: type) -> np.ndarray:
    """Points with many equal and almost equal distances."""
    r = np.random.default_rng(20)
    grid = r.integers(-4, 5, (n, width))
    return (grid + (2.0**-20 * r.integers(-1, 2, (n, width)) if kind is np.float32 else 0)).astype(kind)


@pytest.mark.parametrize("kind", [np.int32, np.float32])
@pytest.mark.parametrize("width", [3, 40])
@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_distances_on_a_line(there: Mover, norm: str, width: int, kind: type) -> None:
    u, v = near(300, width, kind), near(200, width, kind)[:, ::-1].copy()
    for eps in (0, 3, Fraction(6 * width + 1, 2), 14 * width):
        agree(there, u, v, Absolute, eps, norm=norm)


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_distances_around_circles(there: Mover, norm: str) -> None:
    rows = np.random.default_rng(3).integers(0, 256, (400, 8)).astype(np.uint8)
    for eps in (0, 40, 4000):
        agree(there, rows, rows, Lee(power(Zmod(256), 8), norm), eps)


def test_words_and_equal_rows(there: Mover) -> None:
    bits = np.random.default_rng(4).integers(0, 2, (500, 33)).astype(np.uint8)
    for metric, eps in (
        (Hamming(power(Zmod(2), 33)), 11),
        (Hamming(power(Zmod(3), 33)), 9),
        (Discrete, Fraction(1, 2)),
    ):
        agree(there, bits, bits, metric, eps)


def test_ties_far_from_the_origin(there: Mover) -> None:
    grid = np.stack(np.meshgrid(*[np.arange(9)] * 3), axis=-1).reshape(-1, 3)
    # as far as the squares of integers of 32 bits reach, which are all that some libraries have
    for kind, far in ((np.int32, 2**13), (np.float32, 2**16)):
        rows = (grid + far).astype(kind)
        assert int(count(there(rows), there(rows), Absolute, 3, norm="l2")) == count(rows, rows, Absolute, 3, norm="l2")


def test_products_in_reduced_precision_lose_no_pair(there: Mover, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.id != "torch":
        pytest.skip("a setting of torch")
    torch = import_module("torch")
    rows, before = near(600, 64, np.float32), torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("medium")
    try:
        assert coarse(there(rows)) > 0
        agree(there, rows, rows, Absolute, 900, norm="l2")
    finally:
        torch.set_float32_matmul_precision(before)


def test_denormal_numbers(there: Mover) -> None:
    rows = np.array([[1e-39], [1e-37], [0.0], [-1e-39]], np.float32)
    for norm, eps in (("l2", Fraction(1, 10**75)), ("l1", Fraction(1, 10**38)), ("linf", 0)):
        agree(there, rows, rows, Absolute, eps, norm=norm)


def test_answers_stay_on_the_device(there: Mover) -> None:
    rows = there(near(50, 3, np.float32))
    found = join(rows, rows, Absolute, 2, norm="l2")
    assert type(found.i) is type(rows)
    assert str(found.i.device) == str(rows.device)
