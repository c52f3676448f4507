"""A permutation test: whether true pairs are nearer than false ones because they belong together.

        (1 + #{s : c_s >= c}) / (1 + #s)        c: the chance of the true pairs, c_s: of the pairs (i, s(i))
        (1 + #{s : c_s <= c}) / (1 + #s)        the same from below

Main definitions
    Permuted    the chance of the true pairs, and those of the permuted ones
    permuted    the chances after random permutations of the texts
    orders      random permutations that trade only places of one kind

Conventions
    A chance is the one of Mann and Whitney that a pair (i, s(i)) is nearer than another, ties counting one half: `auc`
    for the identity.  The true order counts as one of the permutations, on either side, so that a test by one share
    errs at no more than its level [1]_; a test by the lesser of the two errs at no more than twice that.

Implementation notes
    A chance is a sum of ranks: the ranks of all pairs are found once, and a permutation adds up n of them.

References
    .. [1] B. Phipson and G. K. Smyth, *Permutation P-values should never be zero*, Stat. Appl. Genet. Mol. Biol. 9
       (2010), Art. 39.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch
from algebra.modalities.alignment import Alignment, Pair
from algebra.modalities.profile import METRICS, common_base, matrix

Order = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Permuted:
    """The chance that a true pair is nearer than a false one, and the chances of permuted pairs.

    Examples
    --------
    >>> tested = Permuted(Fraction(2, 3), (Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)))
    >>> print(tested.mean, tested.share, tested.lower_share)
    1/2 1/2 1
    """

    true: Fraction
    chances: tuple[Fraction, ...]

    @property
    def mean(self) -> Fraction:
        """The mean of the chances of permuted pairs."""
        return sum(self.chances, Fraction(0)) / len(self.chances)

    @property
    def share(self) -> Fraction:
        """The share of the permutations, the true order among them, with a chance of at least the true pairs'."""
        return Fraction(1 + sum(chance >= self.true for chance in self.chances), 1 + len(self.chances))

    @property
    def lower_share(self) -> Fraction:
        """The share of the permutations, the true order among them, with a chance of at most the true pairs'.

        Notes
        -----
        share + lower_share = 1 + (1 + #{s : c_s = c}) / (1 + #s): ties and the true order count on both sides.

        Examples
        --------
        >>> far = Permuted(Fraction(1, 4), (Fraction(1, 2),) * 99)
        >>> print(far.share, far.lower_share)
        1 1/100
        """
        return Fraction(1 + sum(chance <= self.true for chance in self.chances), 1 + len(self.chances))


def permuted(
    found: Alignment, times: int = 1000, *, seed: int = 0, within: Callable[[Pair], Hashable] | None = None
) -> Permuted:
    """The chance that a true pair is nearer than a false one, beside those after random permutations of the texts.

    Parameters
    ----------
    found : Alignment
        At least two pairs.
    times : int
        How many permutations are drawn.
    seed : int
        Where the random numbers begin.
    within : callable, optional
        A kind for each pair: texts trade places only with texts of the same kind.

    Raises
    ------
    Mismatch
        When there is one pair alone, or no permutation is asked for.

    Notes
    -----
    c_s = 1 - (R_s - n(n + 1)/2) / (n²(n - 1)), where R_s is the sum of the ranks of the n pairs (i, s(i)) among all n².

    Examples
    --------
    >>> from algebra.modalities import align
    >>> found = align("digits", "unicode", limit=20)
    >>> tested = permuted(found, 99, within=lambda pair: len(pair.text))
    >>> tested.true == found.auc, len(tested.chances)
    (True, 99)
    """
    true = found.auc
    if true is None or times < 1:
        told = f"{times} permutations of {len(found.pairs)} pairs"
        raise Mismatch(told, "that tests nothing", "give two or more pairs, and one or more permutations")
    ranks = _twice_ranks(found)
    kinds = [within(pair) if within else None for pair in found.pairs]
    return Permuted(true, tuple(_nearer(ranks, order) for order in orders(kinds, times, seed)))


def orders(kinds: Sequence[Hashable], times: int, seed: int = 0) -> Iterator[Order]:
    """Random permutations s with kinds[s(i)] = kinds[i] for all i, each of them as likely.

    Examples
    --------
    >>> {tuple(order.tolist()) for order in orders("aab", 20)} == {(0, 1, 2), (1, 0, 2)}
    True
    """
    number = {kind: n for n, kind in enumerate(dict.fromkeys(kinds))}
    kind = np.array([number[k] for k in kinds])
    places, draw = kind.argsort(kind="stable"), np.random.default_rng(seed)
    for _ in range(times):
        mixed = draw.permutation(len(kind))
        order = np.empty_like(mixed)
        order[places] = mixed[kind[mixed].argsort(kind="stable")]
        yield order


def _twice_ranks(found: Alignment) -> NDArray[np.int64]:
    """Twice the rank of the distance of each pair among all, ties in the middle: an integer."""
    images, texts = [pair.image for pair in found.pairs], [pair.text for pair in found.pairs]
    all_pairs = matrix(METRICS[found.metric](common_base(found.V, found.degree).Z), images, texts)
    _, place, many = np.unique(all_pairs, return_inverse=True, return_counts=True)
    return np.asarray((2 * many.cumsum() - many + 1)[place].reshape(all_pairs.shape))


def _nearer(ranks: NDArray[np.int64], order: Order) -> Fraction:
    """The chance that a pair (i, order[i]) is nearer than another."""
    n = len(order)
    return 1 - Fraction(int(ranks[np.arange(n), order].sum()) - n * (n + 1), 2 * n * n * (n - 1))
