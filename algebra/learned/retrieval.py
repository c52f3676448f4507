"""How well a relation of pictures and captions finds true pairs: exact counts.

        D_ij = d(f(x_i), g(y_j)),   the true pairs are (i, c(i)),   F_ε = {(i, j) : D_ij <= ε}

Main definitions
    hits        true captions among the nearest 1 and 10
    relation    F_ε at the quantiles of the true distances, and the AUC

Conventions
    Ties count against: the rank of a true caption is the number of captions that are no farther.

References
    .. [1] J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic
       (ROC) curve", Radiology 143, 1982.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.learned.splits import Places

Distances = NDArray[np.int32]
PARTS = 32
NEAREST = (1, 10)


@dataclass(frozen=True, slots=True)
class Relation:
    """The relations F_ε of some pictures and captions at rising radii.

    Parameters
    ----------
    auc : Fraction
        The chance that a true pair is nearer than a false one, ties counting one half [1]_; 1/2 without false pairs.
    eps : tuple of int
        The quantiles 0, 1/32, ..., 1 of the true distances.
    true, pairs : tuples of int
        The numbers of true and of all pairs within them.
    """

    auc: Fraction
    eps: tuple[int, ...]
    true: tuple[int, ...]
    pairs: tuple[int, ...]

    def record(self) -> dict[str, Any]:
        """The relation as plain data; the AUC is its numerator and denominator."""
        lists = {name: list(getattr(self, name)) for name in ("eps", "true", "pairs")}
        return {"auc": [self.auc.numerator, self.auc.denominator], **lists}


def ranks(distances: Distances, true: Places) -> Places:
    """For each picture the number of captions no farther than its own.

    Examples
    --------
    >>> ranks(np.array([[3, 1, 3], [0, 5, 9]], dtype=np.int32), np.array([0, 0])).tolist()
    [3, 1]
    """
    own = distances[np.arange(len(true)), true]
    found: Places = np.count_nonzero(distances <= own[:, None], axis=1)
    return found


def hits(distances: Distances, true: Places) -> list[int]:
    """The numbers of pictures whose own caption is the nearest, and among the nearest ten.

    Examples
    --------
    >>> hits(np.array([[3, 1, 3], [0, 5, 9]], dtype=np.int32), np.array([0, 0]))
    [1, 2]
    """
    found = ranks(distances, true)
    return [int(np.count_nonzero(found <= n)) for n in NEAREST]


def relation(distances: Distances, true: Places) -> Relation:
    """The relations at the quantiles of the true distances.

    Notes
    -----
    The quantile q of n true distances is the least with at least q n of them within it, and the least of all for
    q = 0.  Among T true and F false pairs the AUC is sum over true (2 #{false farther} + #{false as far}) / (2 T F).

    Examples
    --------
    >>> found = relation(np.array([[3, 1, 3], [0, 5, 9]], dtype=np.int32), np.array([0, 0]))
    >>> found.auc, found.eps[0], found.eps[-1], found.true[-1], found.pairs[-1]
    (Fraction(13, 16), 0, 3, 2, 4)
    """
    own = np.sort(distances[np.arange(len(true)), true])
    every = np.sort(distances, axis=None)
    n, false = len(own), distances.size - len(own)
    eps = own[[max(0, -(-k * n // PARTS) - 1) for k in range(PARTS + 1)]]
    inside, within = (tuple(np.searchsorted(side, eps, "right").tolist()) for side in (own, every))
    # of all pairs no nearer, less of the true ones
    halves = sum(
        int((2 * len(side) - np.searchsorted(side, own) - np.searchsorted(side, own, "right")).sum()) * sign
        for side, sign in ((every, 1), (own, -1))
    )
    auc = Fraction(halves, 2 * n * false) if false else Fraction(1, 2)
    return Relation(auc, tuple(eps.tolist()), inside, within)
