"""What one trial says of one method: shares of hits, and what is made of them.

        recall(d, condition) = hits / images        noisy = mean of recall over the noisy conditions
        retained = noisy / clean                     CV = (standard deviation of clean recall over d) / (its mean)

Main definitions
    QUANTITIES      the quantities of a method in a trial, by name
    recall          R@1 or R@10, a fraction
    under_noise     its mean over the noisy conditions, in some dimension
    middle          the dimension at which methods are compared
    noisy           the conditions of a trial with noise, of one family or of all
    variation       the square of the CV of some counts
    quality         precision and recall of F_ε

Conventions
    Everything is a fraction of counts, or None where it is 0/0; only the CV is a float, for its root.

References
    [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373 (2024): what is claimed, without a definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import sqrt
from typing import Any

from algebra.learned import CLEAN, METHODS

Trial = Mapping[str, Any]
Value = Fraction | float | None

OURS, BASELINES = METHODS[-1], METHODS[:-1]
FAMILIES = {"clipped": "clip", "modular": "wrap", "token": "token"}
# F_ε and the noise are looked at in this dimension, or the largest below it
MIDDLE = 64
UNIT = 1 << 20


def dimensions(trial: Trial) -> tuple[int, ...]:
    """The dimensions of a trial, ascending."""
    return tuple(sorted(int(d) for d in trial["hits"][OURS]))


def middle(trial: Trial) -> int:
    """The dimension at which methods are compared: 64, or the largest below it.

    Examples
    --------
    >>> middle({"hits": {"split": {"8": {}, "32": {}, "128": {}}}})
    32
    """
    dims = dimensions(trial)
    return max((d for d in dims if d <= MIDDLE), default=dims[0])


def conditions(trial: Trial) -> tuple[str, ...]:
    """The conditions of a trial, in their order."""
    return tuple(trial["hits"][OURS][str(middle(trial))])


def noisy(names: Sequence[str], family: str = "") -> tuple[str, ...]:
    """The conditions with noise, of one family or of all.

    Examples
    --------
    >>> noisy(("clean", "clip16", "wrap16"), "modular"), noisy(("clean", "clip16", "wrap16"))
    (('wrap16',), ('clip16', 'wrap16'))
    """
    return tuple(name for name in names if name != CLEAN and name.startswith(FAMILIES.get(family, "")))


def recall(trial: Trial, method: str, d: int, condition: str = CLEAN, at: int = 10) -> Fraction:
    """The share of images whose caption is among the first 1 or 10.

    Examples
    --------
    >>> recall({"images": 40, "hits": {"split": {"8": {"clean": [3, 10]}}}}, "split", 8)
    Fraction(1, 4)
    """
    return Fraction(trial["hits"][method][str(d)][condition][at == 10], trial["images"])


def variation(counts: Sequence[int]) -> Fraction | None:
    """The square of the coefficient of variation of counts; None when all are 0.

    Notes
    -----
    With the variance of a population, CV² = n·Σh² / (Σh)² − 1.

    Examples
    --------
    >>> variation([10, 20]), variation([0, 0])
    (Fraction(1, 9), None)
    """
    total = sum(counts)
    return Fraction(len(counts) * sum(h * h for h in counts), total * total) - 1 if total else None


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def _clean(trial: Trial, method: str, at: int = 10) -> Fraction:
    return recall(trial, method, middle(trial), CLEAN, at)


def under_noise(trial: Trial, method: str, d: int, family: str = "") -> Fraction | None:
    """The mean of R@10 over the conditions with noise, of one family or of all; None where there are none.

    Examples
    --------
    >>> told = {"clean": [3, 10], "clip16": [2, 8], "wrap16": [0, 2]}
    >>> under_noise({"images": 40, "hits": {"split": {"8": told}}}, "split", 8)
    Fraction(1, 8)
    """
    return _mean([recall(trial, method, d, name) for name in noisy(conditions(trial), family)])


def _noisy(trial: Trial, method: str, family: str = "") -> Fraction | None:
    return under_noise(trial, method, middle(trial), family)


def _retained(trial: Trial, method: str) -> Fraction | None:
    under, clean = _noisy(trial, method), _clean(trial, method)
    return under / clean if under is not None and clean else None


def _spread(trial: Trial, method: str) -> float | None:
    squared = variation([trial["hits"][method][str(d)][CLEAN][1] for d in dimensions(trial)])
    return None if squared is None else sqrt(squared)


def _auc(trial: Trial, method: str, clean: bool = True) -> Fraction | None:
    told = trial["relation"][method]
    names = [name for name in told if (name == CLEAN) is clean]
    return _mean([Fraction(*told[name]["auc"]) for name in names])


QUANTITIES: dict[str, Callable[[Trial, str], Value]] = {
    "R@1": partial(_clean, at=1),
    "R@10": _clean,
    "noisy": _noisy,
    **{family: partial(_noisy, family=family) for family in FAMILIES},
    "noisy/clean": _retained,
    "CV": _spread,
    "AUC": _auc,
    "noisy AUC": partial(_auc, clean=False),
}


def quality(trial: Trial, method: str) -> list[tuple[float, Fraction, Fraction]]:
    """The radius ε, the precision and the recall of the clean F_ε at each of its steps.

    Examples
    --------
    >>> told = {"auc": [1, 2], "eps": [1 << 20], "true": [2], "pairs": [8]}
    >>> quality({"true_pairs": 4, "relation": {"split": {"clean": told}}}, "split")
    [(1.0, Fraction(1, 4), Fraction(1, 2))]
    """
    told = trial["relation"][method][CLEAN]
    steps = zip(told["eps"], told["true"], told["pairs"], strict=True)
    return [(sqrt(e / UNIT), Fraction(t, p), Fraction(t, trial["true_pairs"])) for e, t, p in steps]
