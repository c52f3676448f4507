"""Means, changes and verdicts over seeds, with intervals that know that the seeds resample one set of pairs.

        mean ± t_{(1 + c)/2, k − 1} · s · √(1/k + n_test / n_train)            for k seeds, confidence c
        relative change: exp of that for log(ours / theirs), less 1

Main definitions
    Interval    a mean between its ends
    interval    of the values of k seeds
    change      of one method against another, paired by seed: relative, and as a difference
    lacking     why there is no ratio of two methods
    Target      a definition of the headline, with what is claimed
    TARGETS     the three of them
    verdict     reproduced, not reproduced, within noise

Conventions
    Intervals are two-sided, at 95 %, each for itself: nothing is corrected for the number of comparisons.

References
    [1] C. Nadeau and Y. Bengio, Inference for the generalization error, Machine Learning 52 (2003) 239–281: the
        corrected resampled t-test.
    [2] D. Zhao, Approximate Fiber Product, arXiv:2412.00373 (2024).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import expm1, log, sqrt
from typing import Any

from algebra.errors import Mismatch, package
from verify.headline.quantities import Trial, Value

CONFIDENCE = 0.95
NO_LOGARITHM: dict[str, Value] = {"0": 0, "undefined": None}
VERDICTS = ("reproduced", "within noise", "not reproduced", "undefined")


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean between the ends of its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Target:
    """A definition of what the headline claims, and the relative change that it claims."""

    name: str
    quantity: str
    change: Fraction


TARGETS = (
    Target("robustness: noisy R@10", "noisy", Fraction(20, 100)),
    Target("robustness: noisy/clean R@10", "noisy/clean", Fraction(20, 100)),
    Target("sensitivity: CV of R@10 over d", "CV", Fraction(-15, 100)),
)


def overlap(trials: Sequence[Trial]) -> Fraction:
    """The ratio n_test / n_train by which the variance is corrected: of the sums over all trials."""
    return Fraction(sum(t["images"] for t in trials), sum(t["train"] for t in trials))


def interval(values: Sequence[Value], ratio: Fraction, confidence: float = CONFIDENCE) -> Interval | None:
    """The mean of the values of k seeds, with its interval; None when one of them is undefined.

    Parameters
    ----------
    ratio : Fraction
        n_test / n_train; with 0 this is the interval of the usual t-test.

    Raises
    ------
    Mismatch
        When there are fewer than two values.

    Notes
    -----
    The seeds draw their training parts from one set of pairs, so these overlap, and the usual s/√k is too small; the
    correction of Nadeau and Bengio replaces 1/k by 1/k + n_test/n_train [1].

    Examples
    --------
    >>> interval([Fraction(1, 4), Fraction(3, 4)], Fraction(1, 4), 0.5).mean
    0.5
    """
    k = len(values)
    if k < 2:
        raise Mismatch(f"an interval of {k} values", "a spread needs two", "take more seeds")
    known = [Fraction(value) for value in values if value is not None]
    if len(known) < k:
        return None
    mean = sum(known, Fraction()) / k
    variance = sum((value - mean) ** 2 for value in known) / (k - 1)
    quantile = float(package("scipy.stats", "data").t.ppf((1 + confidence) / 2, k - 1))
    half = quantile * sqrt(variance * (Fraction(1, k) + ratio))
    return Interval(float(mean), float(mean) - half, float(mean) + half)


def change(ours: Sequence[Value], theirs: Sequence[Value], ratio: Fraction) -> dict[str, Any]:
    """How values differ from others with the same seeds, as plain data.

    Returns
    -------
    dict
        Under "relative" the interval of the ratios ours_i / theirs_i less 1, its mean the geometric one; under "each"
        these ratios less 1; under "of means" the change of the mean; under "difference" the interval of
        ours_i − theirs_i; None where undefined.

    Notes
    -----
    The interval of a ratio is that of its logarithm: the same whichever method is called the baseline, and never
    below −100 %.

    Examples
    --------
    >>> told = change([Fraction(3, 10), Fraction(5, 10)], [Fraction(2, 10), Fraction(4, 10)], Fraction(0))
    >>> told["each"], round(told["of means"], 3), round(told["difference"]["mean"], 3)
    ([0.5, 0.25], 0.333, 0.1)
    >>> round((1 + told["relative"]["mean"]) ** 2, 6)
    1.875
    """
    pairs = list(zip(ours, theirs, strict=True))
    ratios = [_ratio(a, b) for a, b in pairs]
    apart = [None if a is None or b is None else Fraction(a) - Fraction(b) for a, b in pairs]
    of_means = _ratio(_sum(ours), _sum(theirs))
    return {
        "relative": plain(_scaled(interval([log(r) if r else None for r in ratios], ratio))),
        "each": [None if r is None else float(r - 1) for r in ratios],
        "of means": None if of_means is None else float(of_means - 1),
        "difference": plain(interval(apart, ratio)),
    }


def _scaled(found: Interval | None) -> Interval | None:
    """The interval of exp(x) − 1, from that of x."""
    return None if found is None else Interval(expm1(found.mean), expm1(found.low), expm1(found.high))


def _ratio(a: Value, b: Value) -> Fraction | None:
    return None if a is None or not b else Fraction(a) / Fraction(b)


def _sum(values: Sequence[Value]) -> Fraction | None:
    return None if None in values else sum((Fraction(v) for v in values if v is not None), Fraction())


def lacking(quantity: str, values: Mapping[str, Sequence[Value]]) -> str | None:
    """Why methods have no ratio of a quantity, by the splits in which it is 0 or undefined; None where they have one.

    Examples
    --------
    >>> lacking("CV", {"split": [0.0, 0.1, 0.0], "ridge": [0.2, 0.1, 0.3]})
    "split's CV is 0 in 2 of 3 splits: no ratio"
    """
    counts = ((method, what, told.count(x)) for method, told in values.items() for what, x in NO_LOGARITHM.items())
    found = [
        f"{method}'s {quantity} is {what} in {n} of {len(values[method])} splits" for method, what, n in counts if n
    ]
    return f"{', '.join(found)}: no ratio" if found else None


def plain(found: Interval | None) -> dict[str, float] | None:
    """An interval as plain data."""
    return None if found is None else asdict(found)


def verdict(found: Interval | None, target: Fraction) -> str:
    """What a change says of a target.

    Returns
    -------
    str
        "reproduced" when the whole interval is at the target or beyond it, "not reproduced" when it is short of it,
        "within noise" when the target is inside, "undefined" without an interval.

    Examples
    --------
    >>> [verdict(Interval(0, *ends), Fraction(1, 5)) for ends in ((0.2, 0.3), (0.1, 0.3), (0.1, 0.15))]
    ['reproduced', 'within noise', 'not reproduced']
    >>> verdict(Interval(-0.2, -0.25, -0.16), Fraction(-15, 100))
    'reproduced'
    """
    if found is None:
        return "undefined"
    sign = 1 if target > 0 else -1
    near, far = sorted((sign * found.low, sign * found.high))
    goal = sign * float(target)
    return "reproduced" if near >= goal else "not reproduced" if far < goal else "within noise"


def direction(found: Interval | None, target: Fraction) -> str:
    """Whether a change differs from 0: "better" or "worse" in the sense of the target, "neither", or "undefined".

    Examples
    --------
    >>> direction(Interval(-0.1, -0.2, -0.05), Fraction(-15, 100)), direction(Interval(0.1, 0, 0.2), Fraction(1, 5))
    ('better', 'neither')
    """
    if found is None:
        return "undefined"
    if found.low <= 0 <= found.high:
        return "neither"
    return "better" if (found.mean > 0) == (target > 0) else "worse"
