r"""Bundles of finite carriers: fibers, sections, trivializations, pullbacks.

        A ×_B E -----> E            X ×_B Y -----> Y
           |           |               |  \        |
           |           p               |    \      q
           v           v               v      v    v
           A ---h----> B               X --p-----> B

Main definitions
    Bundle          a map p : E -> B, with its fibers and the number of its sections
    each_section    the maps s : B -> E with p ∘ s = 1
    trivial         Trivialization (E ≅ B × F) or Uneven (two points with fibers of two sizes)
    pullback, fiber_product

Laws
    Every map of finite carriers is a bundle here; that it is trivial is asked by `trivial`.

References
    .. [1] N. Steenrod, *The Topology of Fibre Bundles*, 1951, § 2-3, § 10 (induced bundles).
    .. [2] D. Husemoller, *Fibre Bundles*, 3rd ed., 1994, § 2.4-2.5: products and pullbacks of bundles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Generic, TypeVar

from algebra.blackboard import Shown, arrow, few, grid
from algebra.errors import Mismatch, needed, plain
from algebra.fiber import Cospan, FiberProduct, fibers, histogram
from algebra.maps import Map, Table
from algebra.rings.ring import Ring, listing

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bundle(Shown, Generic[A, B]):
    """A map of finite carriers, seen as the family of its fibers.

    Raises
    ------
    Mismatch
        When it is no map.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> p = Bundle(reduce(Zmod(6), 2))
    >>> p.fiber(1), p.sections
    ((1, 3, 5), 9)
    """

    projection: Map[A, B]

    def __post_init__(self) -> None:
        needed(self.projection, Map, "a bundle", "the projection", "give a map, such as reduce(Zmod(6), 2)")

    @property
    def total(self) -> Ring[A]:
        """The carrier E."""
        return self.projection.dom

    @property
    def base(self) -> Ring[B]:
        """The carrier B."""
        return self.projection.cod

    def fiber(self, b: B) -> tuple[A, ...]:
        """The points over b, in the order of E.

        Raises
        ------
        Mismatch
            When b is no point of the base.
        """
        if b not in self.base:
            raise Mismatch(f"the fiber over {b}", f"it is no point of {self.base}", "give a point of the base")
        return fibers(self.projection).get(b, ())

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of points in each fiber, in the order of B."""
        over = histogram(self.projection)
        return tuple(over[b] for b in listing(self.base))

    @property
    def sections(self) -> int:
        """The number of sections: the product of the sizes of the fibers."""
        return prod(self.sizes)

    @property
    def latex(self) -> str:
        return f"{self.total.latex} {arrow(self.projection.label)} {self.base.latex}"

    @property
    def sketch(self) -> str | None:
        points = few(self.base)
        if not points or not few(self.total):
            return None
        return grid(("b", "fiber"), [(b, " ".join(map(plain, self.fiber(b)))) for b in points])

    def __str__(self) -> str:
        return f"{self.total} → {self.base}"


def each_section(bundle: Bundle[Any, Any]) -> Iterator[Table]:
    """The sections as tables, by the order of their values.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> [s.values for s in each_section(Bundle(reduce(Zmod(4), 2)))]
    [(0, 1), (0, 3), (2, 1), (2, 3)]
    """
    return (Table(bundle.base, bundle.total, values) for values in product(*map(bundle.fiber, listing(bundle.base))))


@dataclass(frozen=True, slots=True)
class Trivialization:
    """E ≅ B × {0, ..., fiber - 1}: for each point of E, in order, its point of B and its place in the fiber."""

    fiber: int
    places: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Uneven(Shown):
    """Two points of the base with fibers of two sizes."""

    points: tuple[Any, Any]
    sizes: tuple[int, int]

    def __str__(self) -> str:
        (a, b), (m, n) = map(plain, self.points), self.sizes
        return f"the fibers over {a} and {b} have {m} and {n} points"


def trivial(bundle: Bundle[Any, Any]) -> Trivialization | Uneven:
    """A bijection of E with B × F over B, or the first point whose fiber has not the size of that over the first.

    Raises
    ------
    Mismatch
        When the bundle is none.

    Notes
    -----
    Over a finite discrete base fibers of one size are all that is needed.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> trivial(Bundle(reduce(Zmod(4), 2)))
    Trivialization(fiber=2, places=((0, 0), (1, 0), (0, 1), (1, 1)))
    >>> trivial(Bundle(Table(Zmod(3), Zmod(2), (0, 1, 1))))
    Uneven(points=(0, 1), sizes=(1, 2))
    """
    needed(bundle, Bundle, "a trivialization", "the bundle", "give Bundle(map), or see trivialize for one over a graph")
    points, sizes = listing(bundle.base), bundle.sizes
    odd = next((n for n, size in enumerate(sizes) if size != sizes[0]), None)
    if odd is not None:
        return Uneven((points[0], points[odd]), (sizes[0], sizes[odd]))
    place = {a: (b, i) for b in points for i, a in enumerate(bundle.fiber(b))}
    return Trivialization(sizes[0] if sizes else 0, tuple(place[a] for a in listing(bundle.total)))


def pullback(bundle: Bundle[Any, B], h: Map[A, B]) -> Bundle[Any, A]:
    """The bundle over A whose fiber over a is that over h(a): the fiber product of h and p, with its projection.

    Raises
    ------
    Mismatch
        When h does not end in the base.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> q = pullback(Bundle(reduce(Zmod(6), 2)), reduce(Zmod(4), 2))
    >>> print(q, q.fiber(3))
    Z_4 ×_{Z_2} Z_6 → Z_4 ((3, 1), (3, 3), (3, 5))
    """
    return Bundle(FiberProduct(Cospan(h, bundle.projection)).fst)


def fiber_product(P: Bundle[Any, B], Q: Bundle[Any, B]) -> Bundle[Any, B]:
    """The bundle over a common base whose fibers are the products of the fibers.

    Raises
    ------
    Mismatch
        When the bases differ.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> R = fiber_product(Bundle(reduce(Zmod(4), 2)), Bundle(reduce(Zmod(6), 2)))
    >>> R.fiber(0), R.sections
    (((0, 0), (0, 2), (0, 4), (2, 0), (2, 2), (2, 4)), 36)
    """
    return Bundle(FiberProduct(Cospan(P.projection, Q.projection)).fst >> P.projection)
