"""Joins that floats get wrong: a peer's set is not the true one, and ours is.

Every case is small enough to be settled by Python ints and Fractions.  A case counts only where its peers do fail, so
the failures are asserted too.  They come from the numbers, not from the luck of a kernel: the note of each case says
why no machine can be right.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import floor, sqrt
from typing import Any

import numpy as np
import pytest
from numeric_peers import Peer, Set, cdist, expanded, faiss, faiss_bits, matrix, neighbours, paired, tree

from algebra.metrics import Absolute, Hamming, Lee
from algebra.numeric import Means, join
from algebra.rings import Zmod, power

# So many rows and columns that faiss takes the way of large batches.
ROWS, WIDE = 320, 784


@dataclass(frozen=True)
class Case:
    """A join, the rows that its peers are given, and the peers that fail.

    `given` is what `join` is called with, `floats` what the peers are, and `places` are the rows as exact numbers, from
    which the truth is found; `scale` is ε in their unit over ε.
    """

    given: tuple[Any, Any]
    metric: Any
    eps: Any
    distance: Callable[[Any, Any], Any]
    places: tuple[Any, Any]
    peers: dict[str, Peer]
    floats: tuple[Any, Any]
    options: dict[str, str] = field(default_factory=dict)
    scale: int = 1


def squared(x: Any, y: Any) -> Any:
    return ((x - y) ** 2).sum(axis=1)


def steps(x: Any, y: Any) -> Any:
    return abs(x - y).sum(axis=1)


def line(x: Any, y: Any, eps: Any, peers: dict[str, Peer], floats: Any = None) -> Case:
    """A squared l2 join of integer rows."""
    exact = (x.astype(object), y.astype(object))
    floats = (x.astype(np.float64), y.astype(np.float64)) if floats is None else floats
    return Case((x, y), Absolute, eps, squared, exact, peers, floats, {"norm": "l2"})


def draw(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([7, seed]))


def grid() -> Case:
    """An integer grid and the radius √3: the float square of the float root is less than 3, so all ties are lost."""
    assert sqrt(3) ** 2 < 3
    x = np.stack(np.meshgrid(*[np.arange(6)] * 3, indexing="ij"), -1).reshape(-1, 3).astype(np.int64)
    r = sqrt(3)
    peers = {"tree": tree(r), "matrix": matrix(r), "brute": neighbours(r), "kd_tree": neighbours(r, "kd_tree")}
    return line(x, x, 3, {**peers, "faiss strict": faiss(3, strict=True)})


def offset(bits: int) -> tuple[Any, Any]:
    rng = draw(bits)
    return tuple((1 << bits) + rng.integers(0, 32, (200, 4)) for _ in range(2))


def offset_12() -> Case:
    """Four columns near 2^12: float32 holds sums of squared norms, near 2^27, to multiples of 16; the radius is 25."""
    x, y = offset(12)
    return line(x, y, 25, {"expanded float32": expanded(25, np.float32)})


def offset_16() -> Case:
    """Four columns near 2^16: float32 holds squared norms of 2^34 to multiples of 2^11, and the radius is 25."""
    x, y = offset(16)
    return line(x, y, 25, {"expanded float32": expanded(25, np.float32), "cdist float32": cdist(5)})


def offset_27() -> Case:
    """Integers near 2^27: float32 holds them to multiples of 16, so neighbours fall together before any arithmetic.

    In float64 the squared norms, near 2^56, are held to multiples of 16, and their sums to multiples of 32.
    """
    x, y = offset(27)
    peers = {"brute float32": neighbours(5, "brute", np.float32), "brute float64": neighbours(5)}
    peers |= {"expanded float32": expanded(25, np.float32), "expanded float64": expanded(25, np.float64)}
    peers |= {"cdist float32": cdist(5), "cdist float64": cdist(5, np.float64), "faiss": faiss(25)}
    return line(x, y, 25, peers)


def duplicates() -> Case:
    """Radius 0 and equal vectors: 2xx and |x|² + |x|² are rounded along different ways, seldom to the same float."""
    x = (4 * draw(1).standard_normal((120, 64))).astype(np.float32)
    exact = (numerators(x), numerators(x))
    peers = {"brute float64": neighbours(0), "cdist": cdist(0), "expanded float32": expanded(0, np.float32)}
    return Case((x, x.copy()), Absolute, 0, squared, exact, peers, (x, x.copy()), {"norm": "l2"})


def numerators(x: Any) -> Any:
    """The entries of a float32 array in units of 2^-60, as Python ints."""
    return np.array([[int(Fraction(c) * (1 << 60)) for c in row] for row in x.tolist()], dtype=object)


def tenths() -> Case:
    """The points k/10 and the radius 3/10: of pairs three apart, some differences are rounded above the float 0.3."""
    n = 100
    numbers = np.array([[Fraction(k, 10)] for k in range(n)], dtype=object)
    floats = np.arange(n)[:, None] / 10
    given = [[f"{k}/10"] for k in range(n)]
    peers = {"tree": tree(0.3), "matrix": matrix(0.3), "kd_tree": neighbours(0.3, "kd_tree")}
    peers["numpy"] = lambda x, y: paired(*np.nonzero(np.abs(x - y.T) <= 0.3))
    return Case((given, given), Absolute, "3/10", steps, (numbers, numbers), peers, (floats, floats), {"norm": "l1"})


def circle() -> Case:
    """The points k/10 of a circle of length 5, which is Z_50: wrapping around adds one more rounding."""
    k = np.arange(50)[:, None]
    peers = {"tree": tree(0.3, 5.0), "matrix": matrix(0.3, 5.0)}
    return Case((k, k), Lee(power(Zmod(50), 1)), 3, around(50), (k, k), peers, (k / 10, k / 10))


def around(m: int) -> Callable[[Any, Any], Any]:
    return lambda x, y: np.minimum((x - y) % m, (y - x) % m).sum(axis=1)


def stamps() -> Case:
    """Nanoseconds since 1970: float64 holds them to multiples of 256, and the radius is 100."""
    rng, start = draw(2), 1_700_000_000_000_000_000
    x, y = (start + rng.integers(0, 20000, (200, 1)) for _ in range(2))
    peers = {"matrix": matrix(100), "kd_tree": neighbours(100, "kd_tree"), "brute": neighbours(100)}
    return line(x, y, 100**2, peers)


def wrapped() -> Case:
    """Bytes subtracted as bytes: 255 - 0 is -1 modulo 256, and the square of 16 is 0."""
    x, y = (draw(seed).integers(0, 256, (100, 2), dtype=np.uint8) for seed in (8, 9))
    peers = {"bytes": lambda x, y: paired(*np.nonzero(((x[:, None] - y) ** 2).sum(axis=2) <= 100))}
    return line(x, y, 100, peers, (x, y))


def images() -> Case:
    """Bright images, near duplicates at distances around ε: float32 holds squared norms, 2^25, to multiples of 4."""
    rng = draw(3)
    x = rng.integers(200, 255, (ROWS, WIDE), dtype=np.uint8)
    y = x.copy()
    for row in y:
        row[rng.choice(WIDE, rng.integers(97, 105), replace=False)] += 1
    peers = {"expanded float32": expanded(100, np.float32), "cdist": cdist(10), "faiss": faiss(100)}
    exact = (x.astype(np.int64), y.astype(np.int64))
    return Case((x, y), Absolute, 100, squared, exact, peers, (x, y), {"norm": "l2"})


def sphere() -> Case:
    """Clustered unit vectors moved by 64: float32 holds squared norms of 2^21 to multiples of 1/4; ε is 0.264."""
    rng = draw(4)
    centres = rng.standard_normal((ROWS // 10, WIDE))
    units, exact = list[Any](), list[Any]()
    for _ in range(2):
        rows = centres[rng.integers(0, len(centres), ROWS)] + 0.42 * rng.standard_normal((ROWS, WIDE))
        units.append((rows / np.linalg.norm(rows, axis=1, keepdims=True) + 64).astype(np.float32))
        exact.append((units[-1].astype(np.float64) * (1 << 18)).astype(np.int64))
        assert (exact[-1] == units[-1].astype(np.float64) * (1 << 18)).all()
    eps = float(np.float32(0.264))
    peers = {"expanded float32": expanded(eps, np.float32), "cdist": cdist(sqrt(eps)), "faiss": faiss(eps)}
    x, y = units
    return Case((x, y), Absolute, eps, squared, (exact[0], exact[1]), peers, (x, y), {"norm": "l2"}, 1 << 36)


def batches() -> Case:
    """Integers 4096..4100 in 784 columns: float32 holds squared norms of 2^33 to multiples of 1024, and ε is 19."""
    rng = draw(6)
    x = rng.integers(0, 4, (ROWS, WIDE)) + 4096
    y = x + (rng.random(x.shape) < 1 / 40)
    return Case((x, y), Absolute, 19, squared, (x, y), {"faiss": faiss(19)}, (x, y), {"norm": "l2"})


def bits() -> Case:
    """Words of 256 bits around common centres: the strict radius loses every pair at distance ε."""
    rng = draw(5)
    centres = rng.integers(0, 2, (20, 256), dtype=np.uint8)
    words = [
        np.packbits(centres[rng.integers(0, 20, 150)] ^ (rng.random((150, 256)) < 1 / 32), axis=1) for _ in range(2)
    ]
    exact = tuple(np.array([[int.from_bytes(w.tobytes())] for w in side], dtype=object) for side in words)
    return Case(tuple(words), Hamming(power(Zmod(2), 256)), 15, flips, exact, {"faiss": faiss_bits(15)}, tuple(words))


def flips(x: Any, y: Any) -> Any:
    return np.array([(a ^ y[0]).bit_count() for (a,) in x])


MAKERS = [
    grid,
    offset_12,
    offset_16,
    offset_27,
    duplicates,
    tenths,
    circle,
    stamps,
    wrapped,
    images,
    sphere,
    batches,
    bits,
]
CASES = {maker.__name__: cache(maker) for maker in MAKERS}
FAILING = [(name, peer) for name, maker in CASES.items() for peer in maker().peers]


@cache
def truth(name: str) -> Set:
    """The pairs within ε, by Python ints and Fractions, or by int64 where entries or differences are below 2^20."""
    case = CASES[name]()
    x, y = case.places
    eps = Fraction(case.eps) * case.scale
    columns = [case.distance(x, v) for v in y]
    return frozenset(
        (int(i), j)
        for j, d in enumerate(columns)
        for i in np.flatnonzero(d <= (eps if d.dtype == object else floor(eps)))
    )


@pytest.mark.parametrize(("name", "peer"), FAILING)
def test_the_peer_is_wrong(name: str, peer: str) -> None:
    case = CASES[name]()
    assert case.peers[peer](*case.floats) != truth(name)


@pytest.mark.parametrize("means", [None, Means(numba=False, torch=False)], ids=["at hand", "numpy"])
@pytest.mark.parametrize("name", CASES)
def test_the_join_is_right(name: str, means: Means | None) -> None:
    case = CASES[name]()
    found = join(*case.given, case.metric, case.eps, means=means, **case.options)
    listed = list(zip(found.i.tolist(), found.j.tolist(), strict=True))
    assert listed == sorted(truth(name))


@pytest.mark.parametrize("name", CASES)
def test_the_case_has_pairs_on_both_sides_of_the_radius(name: str) -> None:
    case = CASES[name]()
    assert 0 < len(truth(name)) < len(case.places[0]) * len(case.places[1])


def test_an_answer_that_depends_on_the_batch() -> None:
    """A few questions at a time are answered by differences, many by products."""
    case = CASES["batches"]()
    few, many = faiss(19, batch=10)(*case.floats), faiss(19)(*case.floats)
    if few == many:
        pytest.skip("this version of faiss takes the same way for every batch")
    assert few == truth("batches") != many
