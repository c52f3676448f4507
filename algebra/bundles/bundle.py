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
    Retract         the fixed points of a map e : Z -> Z, with the operations of Z
    shared_bundle   Z -> e(Z) for e ∘ e = e

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

from algebra.blackboard import Shown, few, grid
from algebra.errors import Mismatch, needed, plain
from algebra.fiber import Cospan, FiberProduct, fibers, histogram
from algebra.maps import Map, Table, table
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
        return rf"{self.total.latex} \xrightarrow{{{self.projection.label}}} {self.base.latex}"

    @property
    def sketch(self) -> str | None:
        rows = [(b, " ".join(map(plain, self.fiber(b)))) for b in few(self.base) or ()] if few(self.total) else []
        return grid(("b", "fiber"), rows) if rows else None

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


@dataclass(frozen=True, slots=True)
class Retract(Ring[T], Generic[T]):
    """The points with e(z) = z, with the operations of Z.

    Raises
    ------
    Mismatch
        When e does not end where it begins.

    Examples
    --------
    >>> from algebra.maps import Matrix
    >>> from algebra.rings import module
    >>> Z = module(2, 2)
    >>> listing(Retract(Matrix(Z, Z, ((1, 1), (0, 0)))))
    ((0, 0), (1, 0))
    """

    e: Map[T, T]

    def __post_init__(self) -> None:
        if self.e.dom != self.e.cod:
            raise Mismatch("a retract", f"the map goes from {self.e.dom} to {self.e.cod}", "give a map of Z to itself")

    @property
    def order(self) -> int:
        return sum(1 for _ in self.elements())

    def coerce(self, value: Any) -> T:
        z = self.e.dom.coerce(value)
        if z not in self:
            raise Mismatch(f"{value} in {self}", f"it goes to {self.e(z)}", "give a fixed point")
        return z

    def from_int(self, n: int) -> T:
        return self.e.dom.from_int(n)

    def add(self, a: T, b: T) -> T:
        return self.e.dom.add(a, b)

    def neg(self, a: T) -> T:
        return self.e.dom.neg(a)

    def mul(self, a: T, b: T) -> T:
        return self.e.dom.mul(a, b)

    def elements(self) -> Iterator[T]:
        return (z for z in listing(self.e.dom) if self.e(z) == z)

    def __contains__(self, a: object) -> bool:
        return a in self.e.dom and self.e(a) == a  # type: ignore[arg-type]

    @property
    def latex(self) -> str:
        return rf"\{{z \in {self.e.dom.latex} : {self.e.image('z')} = z\}}"

    def __str__(self) -> str:
        return f"fixed points in {self.e.dom}"


def shared_bundle(e: Map[T, T]) -> Bundle[T, T]:
    """The bundle Z -> e(Z) of a map with e ∘ e = e; where e is linear its fibers are the cosets of the kernel.

    Raises
    ------
    Mismatch
        When the ends of e differ, or e ∘ e differs from e, with a point that moves twice.

    Notes
    -----
    For e linear there are |ker e|^|e(Z)| sections.  For maps f and g to Z the pairs with e f x = e g y are the fiber
    product of the bundles of e f and e g over e(Z).

    Examples
    --------
    >>> from algebra.maps import Matrix
    >>> from algebra.rings import module
    >>> Z = module(3, 3)
    >>> p = shared_bundle(Matrix(Z, Z, ((1, 1), (0, 0))))
    >>> p.fiber((0, 0)), p.sections
    (((0, 0), (1, 2), (2, 1)), 27)
    """
    base = Retract(e)
    if (moved := next((z for z in listing(e.dom) if e(z) not in base), None)) is not None:
        found = f"{moved} goes to {e(moved)}, and this to {e(e(moved))}"
        raise Mismatch(f"a projection of {e.dom} onto a part", found, "give a map with e ∘ e = e")
    return Bundle(table(e, e.dom, base))
