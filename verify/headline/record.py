"""The JSON record of the experiment; tables and figures are made from it alone.

        trials -> methods (means), changes (split against each baseline), verdicts, characters against bytes, summary

Main definitions
    record      the whole record, as plain data
    findings    what it says in words

Conventions
    Every number is a share, not a percentage; an interval is {"mean", "low", "high"}, or null where it is undefined.

References
    [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373 (2024): the abstract; the claim is
        known from a third-party summary alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from algebra.learned import CLEAN, METHODS
from verify.headline.plan import Plan
from verify.headline.quantities import (
    BASELINES,
    OURS,
    QUANTITIES,
    Trial,
    conditions,
    dimensions,
    middle,
    noisy,
    quality,
    recall,
    under_noise,
)
from verify.headline.quantities import Value as Number
from verify.headline.statistics import (
    CONFIDENCE,
    TARGETS,
    VERDICTS,
    Interval,
    change,
    direction,
    interval,
    lacking,
    overlap,
    plain,
    verdict,
)

Value = dict[str, Any]

SPELLED = {"noisy": "noisy R@10", "noisy/clean": "noisy/clean R@10"}


def record(plan: Plan, source: Mapping[str, Any], versions: Mapping[str, str], trials: Sequence[Trial]) -> Value:
    """The record of an experiment: its plan and trials, what they come to, and what follows.

    Parameters
    ----------
    source : mapping
        Name, credit and counts of the pairs, and which were left out.
    """
    by_features = {name: [t for t in trials if t["features"] == name] for name in plan.features}
    measured = {name: _measured(found) for name, found in by_features.items()}
    judged = [line for name, found in measured.items() for line in _judged(name, found)]
    return {
        "experiment": "headline",
        "versions": dict(versions),
        "plan": asdict(plan),
        "source": dict(source),
        "confidence": CONFIDENCE,
        "targets": [{"name": t.name, "quantity": t.quantity, "change": float(t.change)} for t in TARGETS],
        "features": measured,
        "verdicts": judged,
        "characters": _characters(by_features),
        "summary": findings(judged),
        "trials": list(trials),
    }


def _measured(trials: Sequence[Trial]) -> Value:
    """The means of one kind of features, and the changes of the split against each baseline."""
    first, ratio = trials[0], overlap(trials)
    values = {m: {name: [of(t, m) for t in trials] for name, of in QUANTITIES.items()} for m in METHODS}
    return {
        "d": middle(first),
        "ratio": float(ratio),
        "images": sum(t["images"] for t in trials) / len(trials),
        "captions": sum(t["captions"] for t in trials) / len(trials),
        "train": [t["train"] for t in trials],
        "shared": [t["shared"] for t in trials],
        "kept": [t["kept"] for t in trials],
        "methods": {m: {name: plain(interval(v, ratio)) for name, v in values[m].items()} for m in METHODS},
        "dimension": {m: _recalls(trials, m, [(str(d), d, CLEAN) for d in dimensions(first)]) for m in METHODS},
        "noise": {m: _recalls(trials, m, [(c, middle(first), c) for c in conditions(first)]) for m in METHODS},
        "relation": {m: _relation(trials, m) for m in METHODS},
        "base": sum(t["true_pairs"] / t["all_pairs"] for t in trials) / len(trials),
        "changes": {
            b: {name: _against(name, values[OURS][name], b, values[b][name], ratio) for name in QUANTITIES}
            for b in BASELINES
        },
        **_by_dimension(trials),
    }


def _against(quantity: str, ours: Sequence[Number], baseline: str, theirs: Sequence[Number], ratio: Fraction) -> Value:
    """How the split changes a quantity of a baseline, and why there is no ratio where there is none."""
    return change(ours, theirs, ratio) | {
        "why": lacking(SPELLED.get(quantity, quantity), {OURS: ours, baseline: theirs})
    }


def _by_dimension(trials: Sequence[Trial]) -> Value:
    """The mean of R@10 over all noise in each dimension, and how the split changes it in the largest."""
    dims, ratio = dimensions(trials[0]), overlap(trials)
    found = {m: {d: [under_noise(t, m, d) for t in trials] for d in dims} for m in METHODS}
    ours, d = found[OURS], dims[-1]
    return {
        "noisy": {m: {str(d): plain(interval(v, ratio)) for d, v in found[m].items()} for m in METHODS},
        "largest": {"d": d, "changes": {b: _against("noisy", ours[d], b, found[b][d], ratio) for b in BASELINES}},
    }


def _recalls(trials: Sequence[Trial], method: str, places: Sequence[tuple[str, int, str]]) -> Value:
    """R@10 with its interval, by name, at some dimensions and conditions."""
    ratio = overlap(trials)
    return {name: plain(interval([recall(t, method, d, c) for t in trials], ratio)) for name, d, c in places}


def _relation(trials: Sequence[Trial], method: str) -> Value:
    """The means over seeds of ε, precision and recall of the clean F_ε, step by step."""
    columns = zip(*(zip(*quality(t, method), strict=True) for t in trials), strict=True)
    means = [[float(sum(step)) / len(trials) for step in zip(*column, strict=True)] for column in columns]
    return dict(zip(("eps", "precision", "recall"), means, strict=True))


def _judged(features: str, measured: Value) -> Iterator[Value]:
    """One line for each definition and baseline."""
    for target in TARGETS:
        for baseline in BASELINES:
            changes = measured["changes"][baseline][target.quantity]
            told = changes["relative"]
            found = None if told is None else Interval(**told)
            yield {
                "features": features,
                "baseline": baseline,
                "definition": target.name,
                "target": float(target.change),
                "change": told,
                "difference": changes["difference"],
                "why": changes["why"],
                "verdict": verdict(found, target.change),
                "apart": direction(found, target.change),
            }


def _characters(by_features: Mapping[str, Sequence[Trial]]) -> Value | None:
    """The split on characters against the split on bytes: R@10 under modular noise, and clean."""
    old, new = by_features.get("bytes"), by_features.get("characters")
    if not old or not new:
        return None
    d, ratio = middle(old[0]), overlap(old)
    names = (CLEAN, *noisy(conditions(old[0]), "modular"))

    def shares(trials: Sequence[Trial], name: str) -> list[Fraction]:
        return [recall(t, OURS, d, name) for t in trials]

    return {"d": d, "conditions": {name: change(shares(new, name), shares(old, name), ratio) for name in names}}


def findings(judged: Sequence[Value]) -> list[str]:
    """The verdicts in words: a sentence for each definition, and one for the whole.

    Examples
    --------
    >>> line = {"definition": TARGETS[0].name, "verdict": "within noise"}
    >>> findings([line, line | {"verdict": "reproduced"}])[0]
    'robustness: noisy R@10, +20 %: of 2 comparisons reproduced in 1, within noise in 1'
    """
    lines = []
    for target in TARGETS:
        counts = Counter(line["verdict"] for line in judged if line["definition"] == target.name)
        told = ", ".join(f"{kind} in {counts[kind]}" for kind in VERDICTS if counts[kind])
        goal = f"{int(100 * target.change):+} %"
        lines.append(f"{target.name}, {goal}: of {counts.total()} comparisons {told or 'none'}")
    return [*lines, _whole(Counter(line["verdict"] for line in judged))]


def _whole(counts: Counter[str]) -> str:
    """Whether the headline is reproduced."""
    if counts["reproduced"] == counts.total():
        return "The headline is reproduced: against every baseline and by every definition."
    if counts["not reproduced"] == counts.total():
        return "The headline is not reproduced: against no baseline and by no definition."
    if not counts["reproduced"]:
        told = ", ".join(f"{kind} in {counts[kind]}" for kind in ("within noise", "undefined"))
        return f"The headline is reproduced nowhere: {told}, of {counts.total()} comparisons."
    depends = "Whether the headline is reproduced depends on the baseline and the definition"
    return f"{depends}, and the summary of the paper names neither."
