"""The Dowker complexes of ε ↦ F_ε, and their barcodes.

        σ ⊆ X  is born at  min over y of max over x in σ of d(f(x), g(y)):   some y is within ε of all of σ

Main definitions
    Filtration      the simplices up to a dimension with their births
    dowker          the filtration of a cospan and a metric, on X or on Y
    persistence     its barcodes in lower dimensions

Laws
    The complexes on X and on Y have the same barcodes (Dowker [1]_ at one ε; Chowdhury and Mémoli [2]_ for all at
    once).  When d(f'(x), f(x)) <= a and d(g(y), g'(y)) <= b, for a symmetric d with the triangle inequality,
    F_ε(f, g) ⊆ F_{ε+a+b}(f', g') and back: births move by a + b at most, and barcodes no farther [3]_.

Conventions
    Births are in the units of the metric's values: for an l2 metric they are squares, which d(f'(x), f(x)) + ...
    does not bound.  Simplices are tuples of increasing places in the list of points, in the order of their births,
    then of their sizes.  Bars of length 0 are left out.

Implementation notes
    gudhi is given the ranks of the births, small integers that its floats hold exactly.

References
    .. [1] C. H. Dowker, "Homology groups of relations", Ann. of Math. 56, 1952, 84-95.
    .. [2] S. Chowdhury and F. Mémoli, "A functorial Dowker theorem and persistent homology of asymmetric networks",
       J. Appl. Comput. Topol. 2, 2018, 115-175.
    .. [3] D. Cohen-Steiner, H. Edelsbrunner and J. Harer, "Stability of persistence diagrams", Discrete Comput.
       Geom. 37, 2007, 103-120.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import comb
from typing import Any, Literal

import flint
import numpy as np
from numpy.typing import NDArray

from algebra.blackboard import SIDE, Shown, grid
from algebra.errors import Mismatch, TooLarge, needed, package
from algebra.fiber import Cospan
from algebra.graphs.diagrams import Bar
from algebra.metrics import Exact, Kind, Metric, measure
from algebra.relax import Relaxation
from algebra.rings.ring import finite, listing

PAIRS, SIMPLICES = 1 << 20, 1 << 20
# gudhi's own bound on the characteristic
LARGEST = 46337
Side = Literal["X", "Y"]
Simplex = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filtration(Shown):
    """The simplices on one side of a relation up to a dimension, each with its birth, in the order of births."""

    cospan: Cospan[Any, Any, Any]
    metric: Metric[Any]
    dimension: int
    side: Side
    births: tuple[tuple[Simplex, Exact], ...]

    @property
    def sketch(self) -> str | None:
        """How many simplices of each dimension there are at each ε; None where these are many."""
        levels = sorted({birth for _, birth in self.births})
        if not 0 < len(levels) <= SIDE or self.dimension >= SIDE:
            return None
        born = [Counter(_size(one) for one in self.births if one[1] <= level) for level in levels]
        rows = [(f"dimension {k}", *(there[k + 1] for there in born)) for k in range(self.dimension + 1)]
        return grid(("simplices \\ ε", *levels), rows)

    def __str__(self) -> str:
        told = f"the Dowker filtration on {self.side} up to dimension {self.dimension}: {len(self.births)} simplices"
        return told + (f", born from {self.births[0][1]} to {self.births[-1][1]}" if self.births else "")


def dowker(
    cospan: Cospan[Any, Any, Any], metric: Kind, dimension: int = 2, side: Side = "X", **options: Any
) -> Filtration:
    """The Dowker filtration of ε ↦ F_ε on X, or on Y; where either is empty nothing is born.

    Parameters
    ----------
    cospan : Cospan
    metric : Metric or class
        On Z; a class is given Z and the options.
    dimension : int
        Of the largest simplices.
    side : "X" or "Y"
    **options
        Of the class, such as norm="linf".

    Raises
    ------
    Mismatch
        When the cospan or the metric is none, the metric lives elsewhere than on Z, the dimension is not positive, or
        the side is neither.
    NotFinite, TooLarge
        When X or Y is infinite, or there are more than 2^20 pairs or simplices.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> found = dowker(Cospan(Identity(Zmod(3)), Identity(Zmod(3))), Lee, dimension=1)
    >>> found.births
    (((0,), 0), ((1,), 0), ((2,), 0), ((0, 1), 1), ((0, 2), 1), ((1, 2), 1))
    >>> print(found)
    the Dowker filtration on X up to dimension 1: 6 simplices, born from 0 to 1
    """
    needed(cospan, Cospan, "a Dowker filtration", "the cospan", "give Cospan(f, g); of a relaxation F it is F.cospan")
    metric = measure(metric, cospan.Z, **options)
    if dimension < 1 or side not in ("X", "Y"):
        found = f"dimension {dimension}, on {side}"
        raise Mismatch("a Dowker filtration", found, "take a dimension from 1 on, and the side X or Y")
    m, n = finite(cospan.X), finite(cospan.Y)
    points = m if side == "X" else n
    size = sum(comb(points, k) for k in range(1, min(dimension + 1, points) + 1))
    if m * n > PAIRS or size > SIMPLICES:
        found = f"{m * n} pairs and {size} simplices"
        raise TooLarge(f"the Dowker filtration of {cospan}", found, f"the limits are {PAIRS} and {SIMPLICES}")
    values, table = _ranks(cospan, Relaxation(cospan, metric, 0).metric)
    if not m * n:
        return Filtration(cospan, metric, dimension, side, ())
    rows = table if side == "X" else table.T
    born = sorted(_born(rows, dimension, (), np.zeros(rows.shape[1], dtype=np.int64)))
    return Filtration(cospan, metric, dimension, side, tuple((places, values[rank]) for rank, _, places in born))


def _ranks(cospan: Cospan[Any, Any, Any], d: Metric[Any]) -> tuple[list[Exact], NDArray[np.int64]]:
    """The distances taken, increasing, and the place among them of each d(f(x), g(y)), a row for each x."""
    left, right = [cospan.f(x) for x in listing(cospan.X)], [cospan.g(y) for y in listing(cospan.Y)]
    rows = {u: [d(u, v) for v in right] for u in dict.fromkeys(left)}
    values = sorted({value for row in rows.values() for value in row})
    place = {value: k for k, value in enumerate(values)}
    ranks = {u: [place[value] for value in row] for u, row in rows.items()}
    return values, np.array([ranks[u] for u in left], dtype=np.int64)


def _born(
    table: NDArray[np.int64], dimension: int, places: Simplex, reach: NDArray[np.int64]
) -> Iterator[tuple[int, int, Simplex]]:
    """The rank of the birth, the size and the places of the simplices that begin with some places.

    `reach` has for each point of the other side the rank from which it is near to all of these.
    """
    start = places[-1] + 1 if places else 0
    further = np.maximum(reach, table[start:])
    for j, rank in enumerate(further.min(axis=1).tolist()):
        longer = (*places, start + j)
        yield rank, len(longer), longer
        if len(places) < dimension:
            yield from _born(table, dimension, longer, further[j])


def persistence(filtration: Filtration, field: int = 2) -> tuple[tuple[Bar, ...], ...]:
    """The barcodes in dimensions 0, 1, ... below that of the filtration, each in increasing order.

    Parameters
    ----------
    filtration : Filtration
    field : int
        The prime p: homology has coefficients in Z_p.

    Raises
    ------
    Mismatch
        When the filtration is none, or p is not a prime up to 46337.
    Missing
        When gudhi is not installed.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> Z = Zmod(8)
    >>> zero, one = persistence(dowker(Cospan(Identity(Z), Identity(Z)), Lee(Z)))
    >>> zero[0], len(zero), one
    (Bar(birth=0, death=1), 8, (Bar(birth=1, death=2),))
    """
    needed(filtration, Filtration, "barcodes", "the filtration", "give dowker(cospan, metric)")
    needed(field, int, "barcodes", "the field", "give the prime p of Z_p")
    if not (field <= LARGEST and flint.fmpz(field).is_prime()):
        raise Mismatch(f"homology over Z_{field}", "it is no field at hand", f"take a prime up to {LARGEST}")
    tree = package("gudhi", "topology").SimplexTree()
    values = sorted({birth for _, birth in filtration.births})
    place = {value: k for k, value in enumerate(values)}
    for _, level in groupby(sorted(filtration.births, key=_size), key=_size):
        simplices, births = zip(*level, strict=True)
        tree.insert_batch(np.array(simplices).T, np.array([place[birth] for birth in births], dtype=np.float64))
    # gudhi leaves out the top dimension unless told otherwise; that of few points is below the filtration's
    tree.compute_persistence(homology_coeff_field=field, persistence_dim_max=tree.dimension() < filtration.dimension)
    intervals = map(tree.persistence_intervals_in_dimension, range(filtration.dimension))
    return tuple(tuple(_bar(values, birth, death) for birth, death in sorted(map(tuple, level))) for level in intervals)


def _size(born: tuple[Simplex, Exact]) -> int:
    return len(born[0])


def _bar(values: list[Exact], birth: float, death: float) -> Bar:
    return Bar(values[int(birth)], None if np.isinf(death) else values[int(death)])
