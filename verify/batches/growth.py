"""Claims about the sizes of relaxations, on many instances at once.

        |F_ε| = Σ |f^-1(u)|·|g^-1(v)|  over d(u, v) <= ε:  a product of matrices for each ε

Main definitions
    onto, asymptotic, dimension     as the laws of the same names, on the mesh of (d, f, g)
    adic                            likewise, on the mesh of (f, g, n)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from math import lcm
from typing import Any

import numpy as np

from algebra.metrics import Lee, Metric, Xadic
from algebra.rings import listing, moduli
from verify.batch import Array, Batch
from verify.batches.arrays import everywhere, numbers, sizes
from verify.family import listed
from verify.ranks import lattice, minus, rows


def _fibers(b: Batch) -> tuple[Array, Array]:
    """The sizes of the fibers of f and of g, a row a map."""
    left, right = sizes(b, "f"), sizes(b, "g")
    return left.reshape(-1, left.shape[-1]), right.reshape(-1, right.shape[-1])


def onto(b: Batch) -> Array:
    """Where each z in Z is fx - gy for some x and y."""
    left, right = _fibers(b)
    less = np.array(minus(listed(b.pool("f"))[0].cod))
    return everywhere(left @ right[:, less[:, z]].T > 0 for z in range(len(less)))[None]


def asymptotic(b: Batch, limit: Callable[[str, int], bool]) -> Array:
    """Where |F_ε| = |F_0|·N_d(ε) for all ε < k/2, and N_d(ε)/ε^d has the limit that is asked for."""
    left, right = _fibers(b)
    return _for_each(b, lambda d: _scaled_ball(d, left, right) & limit(d.norm, len(moduli(d.space))))


def _scaled_ball(d: Lee[Any], left: Array, right: Array) -> Array:
    orders = moduli(d.space)
    free = lattice(d.norm, len(orders), orders[0] // 2)
    radii = [w for w in sorted(free) if 4 * (w if d.norm == "l2" else w * w) < orders[0] ** 2]
    on = _near(d, 0, left, right)
    full = {w: sum(n for v, n in free.items() if v <= w) for w in radii}
    return everywhere(_near(d, w, left, right) == on * full[w] for w in radii)


def dimension(b: Batch) -> Array:
    """Where |F_ε|·k^d = |X||Y|·(2ε+1)^d for every ε < k/2."""
    left, right = _fibers(b)
    return _for_each(b, lambda d: _density(d, left, right))


def _density(d: Lee[Any], left: Array, right: Array) -> Array:
    orders = moduli(d.space)
    k, n, pairs = orders[0], len(orders), left[0].sum() * right[0].sum()
    radii = range((k + 1) // 2)
    return everywhere(_near(d, eps, left, right) * k**n == pairs * (2 * eps + 1) ** n for eps in radii)


def _for_each(b: Batch, law: Callable[[Any], Array]) -> Array:
    """A law of one distance and all pairs of maps, for each distance of a batch."""
    members = listed(b.pool("d"))
    return np.stack([law(members[i]) for i in b.at("d").reshape(-1)])


@cache
def _table(d: Metric[Any]) -> Array:
    return np.array(rows(d), dtype=np.int64)


def _near(d: Metric[Any], eps: int, left: Array, right: Array) -> Array:
    """|F_ε| for all pairs of maps."""
    found: Array = left @ (_table(d) <= eps).astype(np.int64) @ right.T
    return found


def adic(b: Batch) -> Array:
    """Where F at 2^-n is the agreement of the coefficients below n: no pair of images is in one of them alone."""
    left, right = _fibers(b)
    R = listed(b.pool("f"))[0].cod
    return np.stack([left @ _torn(R, int(n)) @ right.T == 0 for n in numbers(b, "n").reshape(-1)], axis=-1)


@cache
def _torn(R: Any, n: int) -> Array:
    """The pairs that either are within 2^-n or agree below n, not both."""
    d = rows(Xadic(R))
    unit = lcm(*(v.denominator for line in d for v in line))
    near = np.array([[int(v * unit) for v in line] for line in d]) << n <= unit
    zero = R.coefficients.zero
    heads = np.array(_ranked((*a, *[zero] * n)[:n] for a in listing(R)))
    torn: Array = (near != (heads[:, None] == heads)).astype(np.int64)
    return torn


def _ranked(values: Iterable[Any]) -> list[int]:
    """A number for each value, the same for equal ones."""
    seen: dict[Any, int] = {}
    return [seen.setdefault(value, len(seen)) for value in values]
