"""The exact profile of real pairs: how many true and false ones lie within each distance.

        images  Z_256[x]  --f-->  Z_g[x]  <--g--  Z_V[x]  texts,        g = gcd(256, V)

Main definitions
    common_base     the two reductions modulo g, in degrees below a bound
    Step            ε, with the numbers of true and false pairs within it
    profile         the steps at all distances taken
    auc             the chance that a true pair is nearer than a false one
    METRICS         the distances on offer, by name

Implementation notes
    Differences are machine integers, weighed in blocks of fixed size; no float decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.fiber import Cospan
from algebra.maps import reduce
from algebra.metrics import Hamming, Lee, Weight
from algebra.rings import Polynomials, Ring, Zmod, moduli

Progress = Callable[[str, int, int], None]
Polynomial = tuple[int, ...]
METRICS: dict[str, Callable[[Ring[Any]], Weight[Any]]] = {
    "lee-l1": lambda space: Lee(space, "l1"),
    "lee-l2": lambda space: Lee(space, "l2"),
    "lee-linf": lambda space: Lee(space, "linf"),
    "hamming": Hamming,
}
BLOCK = 1 << 19


@dataclass(frozen=True, slots=True)
class Step:
    """A radius ε with the numbers of true and of false pairs within it."""

    eps: int
    true: int
    false: int


def common_base(V: int, degree: int) -> Cospan[Polynomial, Polynomial, Polynomial]:
    """The reductions of Z_256[x] and Z_V[x] modulo gcd(256, V), in degrees below a bound.

    Examples
    --------
    >>> print(common_base(30522, 64))
    Z_256[x] (degree < 64) → Z_2[x] (degree < 64) ← Z_30522[x] (degree < 64)
    """
    g = gcd(256, V)
    return Cospan(reduce(Polynomials(Zmod(256), degree), g), reduce(Polynomials(Zmod(V), degree), g))


def profile(
    metric: Weight[Any], images: Sequence[Polynomial], texts: Sequence[Polynomial], progress: Progress | None = None
) -> tuple[Step, ...]:
    """The numbers of true pairs (i, i) and false pairs (i, j) within each distance taken.

    Parameters
    ----------
    metric : Weight
        A distance on a piece Z_g[x] in degrees below n, where g divides 256.
    images, texts : sequence of polynomials
        Equally many, with integer coefficients that are read modulo g, of degree below n.
    progress : callable, optional
        Called with a stage, the steps done and the steps in all.

    Examples
    --------
    >>> metric = Lee(Polynomials(Zmod(4), 2))
    >>> profile(metric, [(1,), (2, 1)], [(3,), (2, 1)])
    (Step(eps=0, true=1, false=0), Step(eps=2, true=2, false=2))
    """
    left, right = _rows(metric, images), _rows(metric, texts)
    true = Counter(_weights(metric, left, right).tolist())
    every: Counter[int] = Counter()
    for done, above, beside in _blocks(left, right):
        block = (above[:, None] - beside[None]).reshape(len(above) * len(beside), left.shape[1])
        values, counts = np.unique(_weights(metric, block, 0), return_counts=True)
        every.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        if progress is not None:
            progress("distances", done, len(left))
    taken = sorted(every)
    sums = zip(taken, accumulate(true[d] for d in taken), accumulate(every[d] for d in taken), strict=True)
    return tuple(Step(eps, inside, total - inside) for eps, inside, total in sums)


def _rows(metric: Weight[Any], polynomials: Sequence[Polynomial]) -> NDArray[np.int16]:
    """The coordinates modulo g, a row each; none over the zero ring, where there is nothing to compare."""
    orders = moduli(metric.space)
    g = max(orders)
    out = np.zeros((len(polynomials), len(orders) if g > 1 else 0), dtype=np.int16)
    for row, polynomial in zip(out, polynomials, strict=True):
        row[: len(polynomial)] = [c % g for c in polynomial][: len(row)]
    return out


def _blocks(
    left: NDArray[np.int16], right: NDArray[np.int16]
) -> Iterator[tuple[int, NDArray[np.int16], NDArray[np.int16]]]:
    width = max(1, left.shape[1])
    beside = max(1, min(len(right), BLOCK // width))
    above = max(1, BLOCK // (width * beside))
    for i in range(0, len(left), above):
        for j in range(0, len(right), beside):
            yield min(i + above, len(left)), left[i : i + above], right[j : j + beside]


def _weights(metric: Weight[Any], left: NDArray[np.int16], right: NDArray[np.int16] | int) -> NDArray[Any]:
    # g is a power of two, so the mask is reduction modulo g, of negative numbers too
    differences = (left - right) & np.int16(max(moduli(metric.space)) - 1)
    if isinstance(metric, Hamming):
        return np.asarray(np.count_nonzero(differences, axis=1))
    return metric.weigh(differences, range(differences.shape[1]))


def auc(steps: Sequence[Step]) -> Fraction | None:
    """The chance that a true pair is nearer than a false one, ties counting one half; None without false pairs.

    Notes
    -----
    sum over ε of t_ε·(F - F_ε + f_ε/2) / (T·F), for t_ε true and f_ε false pairs at distance ε, F_ε false ones
    within it, T and F in all.

    Examples
    --------
    >>> auc((Step(0, 1, 0), Step(2, 2, 2)))
    Fraction(3, 4)
    """
    last = steps[-1]
    if not last.false:
        return None
    before, halves = Step(0, 0, 0), 0
    for step in steps:
        halves += (step.true - before.true) * (2 * last.false - before.false - step.false)
        before = step
    return Fraction(halves, 2 * last.true * last.false)
