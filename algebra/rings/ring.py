"""The contract of a ring: a ring is a value, its elements are plain hashable values.

        R = Zmod(6);   R.add(4, 5) == 3;   R.mul(2, 3) == 0

Main definitions
    Ring        required: order, coerce, from_int, add, neg, mul, elements, __contains__

Laws
    None is enforced here.  A carrier may be no ring at all (a polynomial piece, a fiber product of maps
    of sets); `algebra.laws.ring` looks for a witness against each axiom.

Conventions
    `elements()` lists every finite ring once, simplest first, beginning with zero; this one order serves
    listing, index tables, search and minimality.  `moduli` = (m_1, ..., m_n) states that the additive
    group is Z_{m_1} x ... x Z_{m_n} in the coordinates of `coordinates` (m_i = 0 stands for Z).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import product
from random import Random
from typing import Any, Generic, TypeVar

from algebra.blackboard import Shown
from algebra.errors import Mismatch, NotFinite, TooLarge

T = TypeVar("T")
LISTABLE = 1 << 22


class Ring(Shown, ABC, Generic[T]):
    """A ring (or a carrier with ring operations) whose elements are plain values of type T."""

    __slots__ = ()

    @property
    @abstractmethod
    def order(self) -> int | None:
        """The number of elements; None when there are infinitely many."""

    @abstractmethod
    def coerce(self, value: Any) -> T:
        """The element that `value` names; raises Mismatch when it names none."""

    @abstractmethod
    def from_int(self, n: int) -> T:
        """The element n·1."""

    @abstractmethod
    def add(self, a: T, b: T) -> T:
        """The sum a + b."""

    @abstractmethod
    def neg(self, a: T) -> T:
        """The negative -a."""

    @abstractmethod
    def mul(self, a: T, b: T) -> T:
        """The product a·b."""

    @abstractmethod
    def elements(self) -> Iterator[T]:
        """Every element once, simplest first, beginning with zero."""

    @abstractmethod
    def __contains__(self, a: object) -> bool:
        """Whether the plain value a is an element."""

    @property
    def moduli(self) -> tuple[int, ...] | None:
        """The orders of the additive coordinates (0 for Z); None when no coordinates are at hand."""
        return None

    @property
    def significance(self) -> tuple[int, ...] | None:
        """The additive coordinates from slowest to fastest in `elements()`; None where that is no such order."""
        return None

    def coordinates(self, a: T) -> tuple[int, ...]:
        """The additive coordinates of a, each in [0, modulus)."""
        raise Mismatch(f"coordinates on {self}", "it has no additive coordinates", "list its elements instead")

    def from_coordinates(self, v: Iterable[int]) -> T:
        """The element with the given additive coordinates, read modulo `moduli`."""
        raise Mismatch(f"coordinates on {self}", "it has no additive coordinates", "list its elements instead")

    @property
    def ambient(self) -> Ring[Any]:
        """The ring in whose form elements are written: X × Y for pairs in it, R[x] for residues."""
        return self

    @property
    def zero(self) -> T:
        """The element 0."""
        return self.from_int(0)

    @property
    def one(self) -> T:
        """The element 1."""
        return self.from_int(1)

    def __call__(self, value: Any) -> T:
        return self.coerce(value)

    def sub(self, a: T, b: T) -> T:
        """The difference a - b."""
        return self.add(a, self.neg(b))

    def combine(self, terms: Iterable[T]) -> T:
        """The sum of several elements."""
        return reduce(self.add, terms, self.zero)

    def power(self, a: T, n: int) -> T:
        """The power a^n for n >= 0, by repeated squaring.

        Raises
        ------
        Mismatch
            When n is negative.
        """
        if n < 0:
            raise Mismatch(f"power {n}", "the exponent is negative", "invert first")
        result, square = self.one, a
        while n:
            result, n = (self.mul(result, square) if n & 1 else result), n >> 1
            square = self.mul(square, square) if n else square
        return result

    def rank(self, a: T) -> int:
        """The place of a in `elements()`."""
        try:
            return positions(self)[a]
        except KeyError:
            raise Mismatch(f"the rank of {a!r}", f"it is no element of {self}") from None

    def unrank(self, i: int) -> T:
        """The element at place i of `elements()`."""
        value: T = listing(self)[i]
        return value

    def listed(self, columns: Sequence[Sequence[int]]) -> list[T]:
        """The elements with the given additive coordinates, one sequence of reduced values a coordinate."""
        return [self.from_coordinates(v) for v in zip(*columns, strict=True)]

    def generators(self) -> list[T]:
        """Additive generators, one a coordinate."""
        n = len(moduli(self))
        return [self.from_coordinates(int(i == j) for j in range(n)) for i in range(n)]

    def convolve(self, a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
        """The coefficients of the product of two polynomials over this ring (constant term first)."""
        out = [self.zero] * max(0, len(a) + len(b) - 1)
        for (i, s), (j, t) in product(enumerate(a), enumerate(b)):
            out[i + j] = self.add(out[i + j], self.mul(s, t))
        return tuple(out)

    def remainder(self, a: tuple[T, ...], h: tuple[T, ...]) -> tuple[T, ...]:
        """The coefficients of a modulo the monic polynomial h."""
        rest, n = list(a), len(h) - 1
        for top in range(len(rest) - 1, n - 1, -1):
            lead = self.neg(rest[top])
            for j, c in enumerate(h, start=top - n):
                rest[j] = self.add(rest[j], self.mul(lead, c))
        return tuple(rest[:n])


def finite(ring: Ring[Any]) -> int:
    """The order of a finite ring.

    Raises
    ------
    NotFinite
        When the ring is infinite.
    """
    order = ring.order
    if order is None:
        raise NotFinite(f"a list of {ring}", "it is infinite", "take a finite piece such as Polynomials(R, degree=4)")
    return order


def moduli(ring: Ring[Any]) -> tuple[int, ...]:
    """The orders of the additive coordinates of a ring that has them.

    Raises
    ------
    Mismatch
        When the ring offers no additive coordinates.
    """
    found = ring.moduli
    if found is None:
        raise Mismatch(f"additive coordinates of {ring}", "it offers none", "list its elements instead")
    return found


@cache
def listing(ring: Ring[T]) -> tuple[T, ...]:
    """All elements of a finite ring in order, refused beyond 2^22.

    Raises
    ------
    NotFinite, TooLarge
        When there is nothing to list, or too much.
    """
    order = finite(ring)
    if order > LISTABLE:
        raise TooLarge(f"a list of {ring}", f"its order has {len(str(order))} digits", f"the limit is {LISTABLE}")
    return tuple(ring.elements())


def placed(ring: Ring[Any], i: int) -> int:
    """The place i of a ring, refused when no element stands there.

    Raises
    ------
    Mismatch
        When i is negative, or not below the order.
    """
    if i < 0 or (ring.order is not None and i >= ring.order):
        raise Mismatch(f"the element at place {i} of {ring}", f"its order is {ring.order}", "count from 0")
    return i


def sample(ring: Ring[T], size: int, seed: int) -> list[T]:
    """Elements of a finite ring drawn uniformly and independently, the same ones for the same seed.

    Raises
    ------
    NotFinite, TooLarge
        When the ring is infinite, or has no rank but by listing and is too large for that.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> sample(Zmod(10**30), 2, seed=1) == sample(Zmod(10**30), 2, seed=1)
    True
    """
    rng, order = Random(seed), finite(ring)
    return [ring.unrank(rng.randrange(order)) for _ in range(size)]


@cache
def positions(ring: Ring[T]) -> dict[T, int]:
    """The place of each element in the one order of its ring."""
    return {a: i for i, a in enumerate(listing(ring))}


def tuples(ring: Ring[T], length: int) -> Iterator[tuple[T, ...]]:
    """The vectors of a given length over a ring, first coordinate fastest.

    Over an infinite ring the vectors come by height: those over the first h elements before any other.
    """
    if ring.order is not None or length == 0:
        pool = listing(ring) if length else ()
        yield from (v[::-1] for v in product(pool, repeat=length))
        return
    seen: list[T] = []
    for fresh in ring.elements():
        seen.append(fresh)
        yield from (v[::-1] for v in product(tuple(seen), repeat=length) if fresh in v)
