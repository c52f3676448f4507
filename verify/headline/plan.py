"""What the headline experiment is to do: one trial for each kind of features and each seed.

        source -> pairs -> trials (features × seeds) -> statistics -> verdicts

Main definitions
    Plan        source, features, seeds, dimensions, conditions, limit
    Task        one trial of a plan
    planned     the plan that options call for, refused where it could tell nothing
    enough      refuses pairs that are too few

Conventions
    A condition is a kind of noise followed by its level: clip and wrap are rounded Gaussian noise on the bytes, clipped
    or modulo 256, by its standard deviation; token is the share of tokens replaced, in percent.  Every trial is also
    made without noise.

References
    [1] D. Zhao, Approximate Fiber Product, arXiv:2412.00373 (2024).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from algebra.errors import Mismatch
from algebra.learned import DIMS, PIXELS, SEEN, TOKENS, because
from algebra.modalities import Refusal

FEATURES = (*SEEN, "embeddings")
CONDITIONS = (*PIXELS, *TOKENS)
SEEDS, FEWEST = 10, 5
QUICK_DIMS = (8, 16, 32, 64)
QUICK_CONDITIONS = ("clip32", "wrap16", "wrap32", "token20")
QUICK_SEEDS, QUICK_FEWEST, QUICK_LIMIT = 3, 2, 300
# a fifth of them is tested, and among ten captions or fewer R@10 is always 1
CAPTIONS = 100


@dataclass(frozen=True, slots=True)
class Task:
    """One trial: some features, one seed."""

    features: str
    seed: int

    def __str__(self) -> str:
        return f"{self.features} seed {self.seed}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: each kind of features with each seed, at some dimensions, under some conditions.

    Parameters
    ----------
    limit : int, optional
        Only so many of the first pairs of the source.
    quick : bool
        Whether it only tries the machinery, and is no evidence.

    Examples
    --------
    >>> plan = Plan("openmoji", ("bytes",), (0, 1), (8, 64), ("wrap16",), None)
    >>> [str(task) for task in plan.tasks]
    ['bytes seed 0', 'bytes seed 1']
    """

    source: str
    features: tuple[str, ...]
    seeds: tuple[int, ...]
    dims: tuple[int, ...]
    conditions: tuple[str, ...]
    limit: int | None
    quick: bool = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All trials, seed by seed, so that a run cut short has whole pairs of features."""
        return tuple(Task(features, seed) for seed in self.seeds for features in self.features)


def planned(
    source: str,
    features: Sequence[str] = ("bytes", "characters"),
    seeds: int | None = None,
    limit: int | None = None,
    quick: bool = False,
) -> Plan:
    """The plan that options call for; a quick one has fewer pairs, seeds, dimensions and conditions.

    Raises
    ------
    Mismatch
        When features are unknown or told twice, or seeds or pairs are too few to tell anything.

    Examples
    --------
    >>> planned("openmoji", quick=True).dims
    (8, 16, 32, 64)
    >>> planned("openmoji", seeds=3)
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: an experiment of 3 seeds: its intervals would tell nothing; take at least 5
    """
    unknown = [name for name in features if name not in FEATURES]
    if unknown or not features or len({*features}) < len(features):
        found = f"{unknown[0]!r} is unknown" if unknown else "none are named" if not features else "one is named twice"
        raise Mismatch(f"the features {','.join(features)!r}", found, f"take some of {', '.join(FEATURES)}")
    count = (QUICK_SEEDS if quick else SEEDS) if seeds is None else seeds
    fewest = QUICK_FEWEST if quick else FEWEST
    if count < fewest:
        hint = f"take at least {fewest}"
        raise Mismatch(f"an experiment of {count} seed{'s' * (count != 1)}", "its intervals would tell nothing", hint)
    if quick and limit is None:
        limit = QUICK_LIMIT
    if limit is not None and limit < CAPTIONS:
        raise Mismatch(f"the first {limit} pairs", "they are too few", f"take at least {CAPTIONS}")
    dims, conditions = (QUICK_DIMS, QUICK_CONDITIONS) if quick else (DIMS, CONDITIONS)
    return Plan(source, tuple(features), tuple(range(count)), dims, conditions, limit, quick)


def enough(source: str, captions: Collection[str], refused: Sequence[Refusal] = ()) -> None:
    """Refuse pairs with too few distinct captions.

    Raises
    ------
    Mismatch
        When there are fewer than 100.

    Examples
    --------
    >>> enough("pets", ["a cat", "a dog", "a cat"])
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: pairs from 'pets': 3 pairs with 2 distinct captions; at least 100 such are needed
    """
    distinct = len({*captions})
    if distinct < CAPTIONS:
        found = f"{len(captions)} pairs with {distinct} distinct captions{because(refused)}"
        raise Mismatch(f"pairs from {source!r}", found, f"at least {CAPTIONS} such are needed")
