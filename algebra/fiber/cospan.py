"""Cospans and cones: two maps with one end in common.

        X --f--> Z <--g-- Y         X <--u-- T --v--> Y

Main definitions
    Cospan          f : X -> Z and g : Y -> Z
    Cone            u : T -> X and v : T -> Y
    disagreement    where a cone over a cospan does not commute
    histogram, fibers
    marked          the pairs (x, y) whose images meet, or nearly so, as a table

Laws
    No constructor asks whether a map respects anything; `linear` tells what follows from the kinds of the maps.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4: pullbacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from algebra.blackboard import Shown, arrow, pairs
from algebra.errors import Mismatch, NotFinite
from algebra.files import Stated, read, write
from algebra.linear import Homomorphism
from algebra.maps import Map, homomorphism
from algebra.rings.polynomial import Polynomials
from algebra.rings.ring import Ring, listing

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Cospan(Shown, Generic[A, B, C]):
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
    >>> print(c, c.linear)
    Z_4 → Z_2 ← Z_6 True
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
        return _linear(self)

    @property
    def difference(self) -> Homomorphism:
        """The homomorphism (x, y) -> f(x) - g(y), whose kernel is the fiber product, when both are additive."""
        return homomorphism(self.f).minus(homomorphism(self.g))

    def piece(self, degree: int) -> Cospan[A, B, C]:
        """The same maps on polynomials of degree below a bound."""
        return Cospan(_piece(self.f, degree), _piece(self.g, degree))

    def paste(self, h: Map[Any, A]) -> Cospan[Any, B, C]:
        """The cospan (f h, g) whose square is the square of this one with that of h pasted beside it.

        Raises
        ------
        Mismatch
            When h does not end in X.
        """
        return Cospan(h >> self.f, self.g)

    @staticmethod
    def load(path: str | Path) -> Cospan[Any, Any, Any]:
        """The cospan that a file of kind `modules` or `rings` states.

        Raises
        ------
        Mismatch
            When it states none.
        """
        stated = read(path)
        if not isinstance(stated, Stated):
            hint = "read it by algebra.files.read"
            raise Mismatch(str(path), f"it states {stated.kind}, and no maps of finite modules or rings", hint)
        return Cospan(stated.f, stated.g)

    def dump(self, path: str | Path) -> None:
        """Write the cospan as a file."""
        write(path, self.f, self.g)

    @property
    def latex(self) -> str:
        f, g = arrow(self.f.label), arrow(self.g.label, back=True)
        return f"{self.X.latex} {f} {self.Z.latex} {g} {self.Y.latex}"

    def __str__(self) -> str:
        return f"{self.X} → {self.Z} ← {self.Y}"


@dataclass(frozen=True, slots=True)
class Cone(Shown, Generic[A, B]):
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

    @property
    def latex(self) -> str:
        u, v = arrow(self.u.label, back=True), arrow(self.v.label)
        return f"{self.u.cod.latex} {u} {self.u.dom.latex} {v} {self.v.cod.latex}"

    def __str__(self) -> str:
        return f"{self.u.cod} ← {self.u.dom} → {self.v.cod}"


@cache
def _linear(cospan: Cospan[Any, Any, Any]) -> bool:
    orders = [R.moduli for R in (cospan.X, cospan.Y, cospan.Z)]
    return all(m is not None and 0 not in m for m in orders) and cospan.f.linear and cospan.g.linear


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


def marked(cospan: Cospan[Any, Any, C], within: Callable[[C, C], bool], caption: str) -> str | None:
    """The table of pairs (x, y) with their images within something, marked ● where f(x) = g(y), else ○.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> found = marked(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)), lambda z, w: True, "all")
    >>> found.count("●"), found.count("○")
    (12, 12)
    """
    f, g = cospan.f, cospan.g

    def mark(x: Any, y: Any) -> str:
        z, w = f(x), g(y)
        return "" if not within(z, w) else "●" if z == w else "○"

    return pairs(cospan.X, cospan.Y, mark, caption=caption)


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
