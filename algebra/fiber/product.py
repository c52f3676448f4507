"""The fiber product of a cospan, a ring again.

        X ×_Z Y --snd--> Y
           |             |
          fst            g
           v             v
           X  ----f--->  Z

Main definitions
    FiberProduct    the pairs (x, y) with f(x) = g(y): cospan, fst, snd, lift, rank, unrank
    subgroup_of     the pairs as a subgroup of X × Y

Laws
    That the pairs form a subring is a claim about f and g (`algebra.laws.subring`), not a property of the
    type: for maps of sets the fiber product is a set of pairs with the operations of X × Y.

Conventions
    The pairs come in lexicographic order.  Where both maps are additive by construction the pairs have additive
    coordinates, one for each invariant factor, so that fiber products are ends of cospans in their turn.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4: pullbacks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, repeat
from operator import eq
from typing import Any, Generic, TypeVar

from algebra.blackboard import grouped
from algebra.errors import Mismatch
from algebra.fiber.cospan import Cone, Cospan, disagreement, fibers, histogram, marked
from algebra.linear import kernel_generators, kernel_order
from algebra.maps import Map, Pairing, Projection
from algebra.rings.product import Product
from algebra.rings.ring import Ring, finite, listing
from algebra.submodules import Subgroup, subgroup

A = TypeVar("A")
B = TypeVar("B")
SHORT = 1 << 14


@dataclass(frozen=True, slots=True)
class FiberProduct(Ring[tuple[A, B]], Generic[A, B]):
    """The pairs (x, y) with f(x) = g(y), with the operations of X × Y.

    Notes
    -----
    When f and g are additive by construction the order is that of ker(f, -g); otherwise it is
    sum_z |f^-1(z)|·|g^-1(z)|.  Pairs are never listed to be counted.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Polynomials, Zmod
    >>> bytes_, tokens = Polynomials(Zmod(256)), Polynomials(Zmod(49408))
    >>> P = FiberProduct(Cospan(reduce(bytes_, 128), reduce(tokens, 128)))
    >>> (bytes_([129, 1]), tokens([1, 1])) in P
    True
    >>> Q = FiberProduct(P.cospan.piece(64))                      # all pairs below degree 64
    >>> Q.rank(Q.unrank(10**300)) == 10**300
    True
    """

    cospan: Cospan[A, B, Any]

    @property
    def fst(self) -> Projection:
        """The projection to X."""
        return Projection(self, self.cospan.X, 0)

    @property
    def snd(self) -> Projection:
        """The projection to Y."""
        return Projection(self, self.cospan.Y, 1)

    @property
    def product(self) -> Product:
        """The ring X × Y around it."""
        return Product((self.cospan.X, self.cospan.Y))

    @property
    def ambient(self) -> Product:
        return self.product

    def lift(self, u: Map[Any, A], v: Map[Any, B]) -> Pairing:
        """The one map T -> X ×_Z Y with fst and snd the given ones.

        Raises
        ------
        Mismatch
            When the ends do not meet, or the cone does not commute (with the first point where it fails).
        NotFinite
            When T is infinite and the cone is not additive by construction.

        Examples
        --------
        >>> from algebra.maps import reduce
        >>> from algebra.rings import Zmod
        >>> P = FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))
        >>> P.lift(reduce(Zmod(12), 4), reduce(Zmod(12), 6))(7)
        (3, 1)
        """
        ends = (u.cod, v.cod) == (self.cospan.X, self.cospan.Y)
        if not ends:
            raise Mismatch(f"a cone over {self.cospan}", f"it ends in {u.cod} and {v.cod}", "end in X and Y")
        bad = disagreement(self.cospan, Cone(u, v))
        if bad is not None:
            t, left, right = bad
            raise Mismatch(f"a lift to {self}", f"the cone does not commute: f u({t}) = {left}, g v({t}) = {right}")
        return Pairing(self, (u, v))

    @property
    def order(self) -> int | None:
        c = self.cospan
        if c.linear:
            return kernel_order(c.difference)
        if c.X.order is None or c.Y.order is None:
            return None
        on_f, on_g = histogram(c.f), histogram(c.g)
        return sum(n * on_g[z] for z, n in on_f.items())

    def coerce(self, value: Any) -> tuple[A, B]:
        pair: Any = self.product.coerce(value)
        if pair not in self:
            raise Mismatch(f"{value} in {self}", "f(x) and g(y) differ", "give a pair over one point")
        return pair  # type: ignore[no-any-return]

    def from_int(self, n: int) -> tuple[A, B]:
        return self.cospan.X.from_int(n), self.cospan.Y.from_int(n)

    def add(self, a: tuple[A, B], b: tuple[A, B]) -> tuple[A, B]:
        return self.cospan.X.add(a[0], b[0]), self.cospan.Y.add(a[1], b[1])

    def neg(self, a: tuple[A, B]) -> tuple[A, B]:
        return self.cospan.X.neg(a[0]), self.cospan.Y.neg(a[1])

    def mul(self, a: tuple[A, B], b: tuple[A, B]) -> tuple[A, B]:
        return self.cospan.X.mul(a[0], b[0]), self.cospan.Y.mul(a[1], b[1])

    @property
    def moduli(self) -> tuple[int, ...] | None:
        return subgroup_of(self).invariant_factors if self.cospan.linear else None

    def coordinates(self, a: tuple[A, B]) -> tuple[int, ...]:
        return subgroup_of(self).coordinates(a)

    def from_coordinates(self, v: Iterable[int]) -> tuple[A, B]:
        return subgroup_of(self).from_coordinates(v)

    def elements(self) -> Iterator[tuple[A, B]]:
        """The pairs in lexicographic order, lazily."""
        c = self.cospan
        finite(c.X)
        if finite(c.Y) > SHORT and self._by_coordinates:
            return iter(subgroup_of(self))
        over = fibers(c.g)
        return chain.from_iterable(zip(repeat(x), over.get(c.f(x), ())) for x in c.X.elements())

    def rank(self, a: tuple[A, B]) -> int:
        if self._short:
            return Ring.rank(self, a)
        if a not in self:
            raise Mismatch(f"the rank of {a!r}", f"it is no element of {self}")
        if self._by_coordinates:
            return subgroup_of(self).rank(a)
        c, (x, y) = self.cospan, a
        return _starts(c)[c.X.rank(x)] + fibers(c.g)[c.f(x)].index(y)

    def unrank(self, i: int) -> tuple[A, B]:
        if not self._short and self._by_coordinates:
            return subgroup_of(self).unrank(i)
        c, starts = self.cospan, _starts(self.cospan)
        if not 0 <= i < starts[-1]:
            raise Mismatch(f"the pair at place {i} of {self}", f"there are {starts[-1]}", "count from 0")
        place = bisect_right(starts, i) - 1
        x = c.X.unrank(place)
        return x, fibers(c.g)[c.f(x)][i - starts[place]]

    @property
    def _short(self) -> bool:
        """Whether a table of all pairs is short."""
        return finite(self.cospan.X) * finite(self.cospan.Y) <= SHORT

    @property
    def _by_coordinates(self) -> bool:
        """Whether the lexicographic order of pairs is one of additive coordinates."""
        return self.cospan.linear and self.product.significance is not None

    def __contains__(self, a: object) -> bool:
        if not isinstance(a, tuple) or len(a) != 2:
            return False
        x, y = a
        return x in self.cospan.X and y in self.cospan.Y and self.cospan.f(x) == self.cospan.g(y)

    @property
    def latex(self) -> str:
        X, Y = grouped(self.cospan.X.latex), grouped(self.cospan.Y.latex)
        return rf"{X} \times_{{{self.cospan.Z.latex}}} {Y}"

    @property
    def sketch(self) -> str | None:
        return marked(self.cospan, eq, "● f(x) = g(y)")

    def __str__(self) -> str:
        c = self.cospan
        return f"{grouped(str(c.X), '×')} ×_{{{c.Z}}} {grouped(str(c.Y), '×')}"


@cache
def _starts(cospan: Cospan[Any, Any, Any]) -> list[int]:
    """The number of pairs before each x, and of all."""
    on_g = histogram(cospan.g)
    return [0, *accumulate(on_g[cospan.f(x)] for x in listing(cospan.X))]


@cache
def subgroup_of(P: FiberProduct[A, B]) -> Subgroup[tuple[A, B]]:
    """The pairs as a subgroup of X × Y, when both maps are additive by construction.

    Raises
    ------
    Mismatch
        When they are not.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> L = subgroup_of(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))))
    >>> L.generators, L.invariant_factors
    ([(1, 1), (0, 2)], (12,))
    """
    space = P.product
    return subgroup(space, map(space.from_coordinates, kernel_generators(P.cospan.difference)))
