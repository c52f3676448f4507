"""The exact profile of real pairs: how many true and false ones lie within each distance.

        images  Z_256[x]  --f-->  Z_g[x]  <--g--  Z_V[x]  texts,        g = gcd(256, V)

Main definitions
    common_base     the two reductions modulo g, in degrees below a bound
    Step            ε, with the numbers of true and false pairs within it
    profile         the steps at all distances taken
    matrix          the distances of all images from all texts
    auc             the chance that a true pair is nearer than a false one
    METRICS         the distances on offer, by name

Implementation notes
    All distances, and those of true pairs, are counted by `algebra.numeric`; no float decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.fiber import Cospan
from algebra.maps import reduce
from algebra.metrics import Hamming, Lee, Weight
from algebra.numeric.exact import distances
from algebra.numeric.profiles import FAR, taken
from algebra.numeric.reading import reading
from algebra.rings import Polynomials, Ring, Zmod, moduli

Progress = Callable[[str, int, int], None]
Polynomial = tuple[int, ...]
METRICS: dict[str, Callable[[Ring[Any]], Weight[Any]]] = {
    "lee-l1": lambda space: Lee(space, "l1"),
    "lee-l2": lambda space: Lee(space, "l2"),
    "lee-linf": lambda space: Lee(space, "linf"),
    "hamming": Hamming,
}


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
    told = None if progress is None else partial(progress, "distances")
    every = taken(left, right, metric, {}, told)
    same = np.arange(len(left))
    true = Counter(distances(reading(left, right, metric, FAR), same, same).tolist())
    values = sorted(every)
    sums = zip(values, accumulate(true[d] for d in values), accumulate(every[d] for d in values), strict=True)
    return tuple(Step(int(eps), inside, total - inside) for eps, inside, total in sums)


def matrix(metric: Weight[Any], images: Sequence[Polynomial], texts: Sequence[Polynomial]) -> NDArray[np.int64]:
    """The distances of all images from all texts, a row for each image.

    Examples
    --------
    >>> matrix(Lee(Polynomials(Zmod(4), 2)), [(1,), (2, 1)], [(3,), (2, 1)])
    array([[2, 2],
           [2, 0]])
    """
    problem = reading(_rows(metric, images), _rows(metric, texts), metric, FAR)
    every = np.arange(len(texts))
    return np.array([distances(problem, np.full_like(every, i), every) for i in range(len(images))])


def _rows(metric: Weight[Any], polynomials: Sequence[Polynomial]) -> NDArray[np.int64]:
    """The coefficients, a row each."""
    out = np.zeros((len(polynomials), len(moduli(metric.space))), dtype=np.int64)
    for row, polynomial in zip(out, polynomials, strict=True):
        row[: len(polynomial)] = polynomial
    return out


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
