"""Splits of real pairs by caption: no caption is on both sides.

        distinct captions  =  80 % for training  +  20 % for testing

Main definitions
    Split       which pairs are for training, and the distinct captions that are left for testing
    divide      the split of some pairs
    halves      the rows that are held out

Conventions
    Captions are numbered in the order of their characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch

Places = NDArray[np.int64]
Chosen = NDArray[np.bool_]
# captions that a split needs to leave some in each part
FEWEST = 10


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The pairs of one split: which are for training, and the distinct captions that are left for testing.

    Parameters
    ----------
    training, testing : array of bool
        Which pairs.
    groups : array of integers
        The number of each pair's caption among the distinct ones.
    captions : tuple of str
        The distinct captions of the pairs for testing.
    true : array of integers
        For each picture for testing the place of its caption.
    """

    training: Chosen
    testing: Chosen
    groups: Places
    captions: tuple[str, ...]
    true: Places


def halves(groups: Places, seed: int) -> Chosen:
    """Which rows have one of the 20 % of captions that are held out.

    Examples
    --------
    >>> halves(np.array([0, 0, 1, 2, 3, 4]), 0).tolist()
    [False, False, False, True, False, False]
    """
    distinct = np.unique(groups)
    held = np.random.default_rng(seed).permutation(distinct)[: max(1, len(distinct) // 5)]
    return np.isin(groups, held)


def divide(captions: Sequence[str], seed: int) -> Split:
    """The split of some pairs by caption.

    Raises
    ------
    Mismatch
        When there are fewer than ten distinct captions.
    """
    distinct, groups = np.unique(np.array(captions), return_inverse=True)
    if len(distinct) < FEWEST:
        raise Mismatch("a split by caption", f"{len(distinct)} distinct captions", f"give {FEWEST} or more")
    testing = halves(groups, seed)
    own, true = np.unique(groups[testing], return_inverse=True)
    return Split(~testing, testing, groups, tuple(map(str, distinct[own])), true)
