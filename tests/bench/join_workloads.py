"""The joins that are timed: two arrays of rows, a distance and a radius each, from fixed seeds.

Main definitions
    Workload                    a join
    embeddings, curve, circles, words, keys     the workloads W1 to W5
    cube                        uniform points
    truth                       the partners of some rows, exactly, by other means than a join
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from algebra.metrics import Absolute, Discrete, Hamming, Lee
from algebra.rings import Zmod, power

# The squared radius of W1 for about ten partners a row, by the number of columns, as a float32.
EMBEDDING = {64: np.float32(0.264), 384: np.float32(0.271)}
# The squared radius in units of 2^-20 for about ten partners of 20,000 in the unit cube, by the number of columns.
CUBE = {2: 166, 3: 2600, 4: 11200, 6: 55000, 8: 135000, 12: 373000, 16: 700000}
NUMBER = {"W1a": 20000, "W1b": 20000, "W2": 100000, "W3": 50000, "W4": 20000, "W5": 1000000}


@dataclass(frozen=True)
class Workload:
    """The join of two arrays of rows.

    `kind` is what peers look at: l2, lee linf, lee l1, bits or same.  For l2 the radius is squared.
    """

    left: Any
    right: Any
    metric: Any
    eps: Any
    kind: str
    options: dict[str, str] = field(default_factory=dict)
    modulus: int = 0

    def some(self, share: int) -> "Workload":
        """The same with one row in `share` of the left side."""
        return replace(self, left=np.ascontiguousarray(self.left[::share])) if share > 1 else self


def draw(*tags: int) -> np.random.Generator:
    """A generator of its own for each workload."""
    return np.random.Generator(np.random.PCG64([20, *tags]))


def l2(left: Any, right: Any, eps: Any) -> Workload:
    return Workload(left, right, Absolute, eps, "l2", {"norm": "l2"})


def embeddings(n: int, d: int) -> Workload:
    """W1: unit vectors around n/10 centres of uneven weight, with noise of uneven scale and decreasing spectrum."""
    rng = draw(1, d)
    many = n // 10
    centres = rng.standard_normal((many, d))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    weights = (np.arange(many) + 10.0) ** -0.5
    spectrum = (np.arange(d) + 1.0) ** -0.5
    spectrum /= np.linalg.norm(spectrum)
    scales = 0.35 * np.exp(0.35 * rng.standard_normal(many))
    sides = []
    for _ in range(2):
        of = rng.choice(many, size=n, p=weights / weights.sum())
        rows = centres[of] + scales[of, None] * (rng.standard_normal((n, d)) * spectrum)
        sides.append((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    return l2(*sides, float(EMBEDDING[d]))


def curve(n: int) -> Workload:
    """W2: half of the points uniform in the unit cube, half near a curve; the radius is 59/4096."""
    rng = draw(2)
    sides = []
    for _ in range(2):
        t = 12 * rng.random((n - n // 2, 1))
        bent = 0.5 + 0.35 * np.sin((1 + 0.37 * np.arange(3)) * t + np.arange(3))
        near = np.clip(bent + 0.02 * rng.standard_normal(bent.shape), 0, 1 - 2**-20)
        sides.append(rng.permutation(np.concatenate([rng.random((n // 2, 3)), near])))
    return l2(*sides, Fraction(59, 4096) ** 2)


def circles(n: int, norm: str, eps: int) -> Workload:
    """W3: uniform points of Z_256^8, a fifth of the right side within 6 of a point of the left in every column."""
    rng = draw(3)
    left, right = (rng.integers(0, 256, (n, 8)) for _ in range(2))
    k = n // 5
    right[:k] = (left[rng.integers(0, n, k)] + rng.integers(-6, 7, (k, 8))) % 256
    left, right = left.astype(np.uint8), rng.permutation(right).astype(np.uint8)
    return Workload(left, right, Lee(power(Zmod(256), 8), norm), eps, f"lee {norm}", modulus=256)


def words(n: int, eps: int) -> Workload:
    """W4: words of 256 bits around 4000 centres, each bit of a word flipped with chance 1/128, 1/32 or 1/8."""
    rng = draw(4)
    centres = rng.integers(0, 2, (4000, 256), dtype=np.uint8)
    sides = []
    for _ in range(2):
        chance = rng.choice([1 / 128, 1 / 32, 1 / 8], size=(n, 1))
        flipped = rng.random((n, 256)) < chance
        sides.append(np.packbits(centres[rng.integers(0, 4000, n)] ^ flipped, axis=1))
    return Workload(*sides, Hamming(power(Zmod(2), 256)), eps, "bits")


def keys(n: int) -> Workload:
    """W5: pairs of 16 bits, drawn from n/5 of them: about five partners each."""
    rng = draw(5)
    pool = rng.integers(0, 1 << 16, (n // 5, 2)).astype(np.uint16)
    left, right = (pool[rng.integers(0, n // 5, n)] for _ in range(2))
    return Workload(left, right, Discrete(power(Zmod(1 << 16), 2)), 0, "same")


def cube(n: int, d: int) -> Workload:
    """Uniform points of the unit cube in float32."""
    rng = draw(6, d)
    return l2(*(rng.random((n, d), dtype=np.float32) for _ in range(2)), Fraction(CUBE[d], 1 << 20))


def truth(work: Workload, i: int) -> Any:
    """The partners of row i in increasing order."""
    if work.kind == "l2":
        return close(work, i)
    if work.kind == "same":
        return np.flatnonzero((work.right == work.left[i]).all(axis=1))
    if work.kind == "bits":
        return np.flatnonzero(np.unpackbits(work.right ^ work.left[i], axis=1).sum(axis=1, dtype=int) <= work.eps)
    steps = (work.right.astype(int) - work.left[i]) % work.modulus
    steps = np.minimum(steps, work.modulus - steps)
    return np.flatnonzero((steps.max(axis=1) if work.kind == "lee linf" else steps.sum(axis=1)) <= work.eps)


def close(work: Workload, i: int) -> Any:
    """The partners of a row of floats; within a millionth of ε they are settled by fractions."""
    eps = Fraction(work.eps)
    row = work.left[i]
    found = ((work.right.astype(np.float64) - row.astype(np.float64)) ** 2).sum(axis=1)
    keep = found <= float(eps)
    for j in np.flatnonzero(np.abs(found - float(eps)) <= float(eps) / 10**6):
        steps = [Fraction(a) - Fraction(b) for a, b in zip(row.tolist(), work.right[j].tolist(), strict=True)]
        keep[j] = sum(s * s for s in steps) <= eps
    return np.flatnonzero(keep)
