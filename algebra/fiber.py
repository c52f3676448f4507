"""Cospans and their fiber products.

        X ×_Z Y --snd--> Y
           |             |
          fst            g
           v             v
           X  ----f--->  Z

Main definitions
    Cospan          f : X -> Z and g : Y -> Z
    Cone            u : T -> X and v : T -> Y
    FiberProduct    the pairs (x, y) with f(x) = g(y), a ring again: cospan, fst, snd, lift
    histogram, fibers

Laws
    That the pairs form a subring is a claim about f and g (`algebra.laws.subring`), not a property of the
    type: for maps of sets the fiber product is a set of pairs with the operations of X × Y.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4: pullbacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from algebra.errors import Mismatch, NotFinite
from algebra.files import read, write
from algebra.linear import Homomorphism, kernel_order
from algebra.maps import Map, Pairing, Projection, homomorphism
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.ring import Ring, finite, listing

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Cospan(Generic[A, B, C]):
    """Two maps with one codomain, X --f--> Z <--g-- Y.

    Raises
    ------
    Mismatch
        When the codomains differ.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> c = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))
    >>> FiberProduct(c).order
    12
    """

    f: Map[A, C]
    g: Map[B, C]

    def __post_init__(self) -> None:
        if self.f.cod != self.g.cod:
            raise Mismatch("a cospan", f"f ends in {self.f.cod}, g in {self.g.cod}", "give maps with one codomain")

    @property
    def X(self) -> Ring[A]:
        """The domain of f."""
        return self.f.dom

    @property
    def Y(self) -> Ring[B]:
        """The domain of g."""
        return self.g.dom

    @property
    def Z(self) -> Ring[C]:
        """The common codomain."""
        return self.f.cod

    @property
    def linear(self) -> bool:
        """Whether both maps are additive by construction, between finite groups with coordinates."""
        finite_ends = all(R.moduli is not None and 0 not in R.moduli for R in (self.X, self.Y, self.Z))
        return finite_ends and self.f.linear and self.g.linear

    @property
    def difference(self) -> Homomorphism:
        """The homomorphism (x, y) -> f(x) - g(y), whose kernel is the fiber product, when both are additive."""
        return homomorphism(self.f).minus(homomorphism(self.g))

    def piece(self, degree: int) -> Cospan[A, B, C]:
        """The same maps on polynomials of degree below a bound."""
        return Cospan(_piece(self.f, degree), _piece(self.g, degree))

    @staticmethod
    def load(path: str | Path) -> Cospan[Any, Any, Any]:
        """The cospan that a file states."""
        stated = read(path)
        return Cospan(stated.f, stated.g)

    def dump(self, path: str | Path) -> None:
        """Write the cospan as a file."""
        write(path, self.f, self.g)

    def __str__(self) -> str:
        return f"{self.X} → {self.Z} ← {self.Y}"


@dataclass(frozen=True, slots=True)
class Cone(Generic[A, B]):
    """Two maps with one domain, X <--u-- T --v--> Y.

    Raises
    ------
    Mismatch
        When the domains differ.
    """

    u: Map[Any, A]
    v: Map[Any, B]

    def __post_init__(self) -> None:
        if self.u.dom != self.v.dom:
            raise Mismatch("a cone", f"u begins in {self.u.dom}, v in {self.v.dom}", "give maps with one domain")


@dataclass(frozen=True, slots=True)
class FiberProduct(Ring[tuple[A, B]], Generic[A, B]):
    """The pairs (x, y) with f(x) = g(y), with the operations of X × Y.

    Notes
    -----
    When f and g are additive by construction the order is that of ker(f, -g); otherwise it is
    sum_z |f^-1(z)|·|g^-1(z)|.  Pairs are never listed to be counted.

    References
    ----------
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> bytes_, tokens = Polynomials(Zmod(256)), Polynomials(Zmod(49408))
    >>> P = FiberProduct(Cospan(reduce(bytes_, 128), reduce(tokens, 128)))
    >>> (bytes_([129, 1]), tokens([1, 1])) in P
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

    def elements(self) -> Iterator[tuple[A, B]]:
        """The pairs in lexicographic order, lazily in x."""
        c = self.cospan
        finite(c.X)
        over = fibers(c.g)
        return ((x, y) for x in c.X.elements() for y in over.get(c.f(x), ()))

    def __contains__(self, a: object) -> bool:
        if not isinstance(a, tuple) or len(a) != 2:
            return False
        x, y = a
        return x in self.cospan.X and y in self.cospan.Y and self.cospan.f(x) == self.cospan.g(y)

    def __str__(self) -> str:
        c = self.cospan
        return f"{c.X} ×_{{{c.Z}}} {c.Y}"


@cache
def histogram(f: Map[Any, Any]) -> Counter[Any]:
    """The sizes of the fibers of a map from a finite carrier, keyed by their points in order of first hit."""
    return Counter(f(a) for a in listing(f.dom))


@cache
def fibers(f: Map[Any, Any]) -> Mapping[Any, tuple[Any, ...]]:
    """The fibers of a map from a finite carrier, each in the order of the carrier."""
    out: dict[Any, list[Any]] = {}
    for a in listing(f.dom):
        out.setdefault(f(a), []).append(a)
    return {z: tuple(over) for z, over in out.items()}


def disagreement(cospan: Cospan[Any, Any, Any], cone: Cone[Any, Any]) -> tuple[Any, Any, Any] | None:
    """The first t with f(u(t)) != g(v(t)), and both values; None when the cone commutes.

    Raises
    ------
    NotFinite
        When T is infinite and some map is not additive by construction.
    """
    left, right = cone.u >> cospan.f, cone.v >> cospan.g
    T = cone.u.dom
    additive = left.linear and right.linear and T.moduli is not None
    if T.order is None and not additive:
        raise NotFinite(f"whether a cone from {T} commutes", "it is infinite", "restrict to a finite piece")
    points = T.generators() if additive else listing(T)
    return next(((t, left(t), right(t)) for t in points if left(t) != right(t)), None)


def _piece(f: Map[Any, Any], degree: int) -> Any:
    """A map with its polynomial rings cut to degrees below a bound."""
    names = {field.name for field in fields(f)}  # type: ignore[arg-type]
    cut: dict[str, Any] = {
        name: Polynomials(R.coefficients, degree)
        for name in ("dom", "cod")
        if name in names and isinstance(R := getattr(f, name), Polynomials)
    }
    cut |= {name: _piece(getattr(f, name), degree) for name in ("first", "second") if name in names}
    return replace(f, **cut)  # type: ignore[type-var]
