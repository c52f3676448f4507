"""Maps given by a table of values or by an integer matrix.

Main definitions
    Table       the images of the elements of a finite carrier, in their order
    Matrix      x -> M x in additive coordinates
    table, all_tables
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from algebra.blackboard import elided, grouped, matrix
from algebra.errors import Mismatch
from algebra.linear import ill_defined
from algebra.maps.map import Map
from algebra.rings.ring import Ring, finite, listing, moduli
from algebra.rings.writing import listed, number, shown


@dataclass(frozen=True, slots=True)
class Table(Map[Any, Any]):
    """The map of finite carriers given by the images of the elements of `dom`, in their order.

    Raises
    ------
    Mismatch
        When the number of values is not the order of the domain, or a value lies outside the codomain.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> Table(Zmod(3), Zmod(2), (0, 1, 1))(2)
    1
    """

    dom: Ring[Any]
    cod: Ring[Any]
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        if len(self.values) != finite(self.dom):
            raise Mismatch(f"a table {self.dom} → {self.cod}", f"{len(self.values)} values", f"give {self.dom.order}")
        bad = next((v for v in self.values if v not in self.cod), None)
        if bad is not None:
            raise Mismatch(f"a table {self.dom} → {self.cod}", f"the value {bad} is outside {self.cod}", "mend it")

    def __call__(self, a: Any) -> Any:
        return self.values[self.dom.rank(a)]

    @property
    def label(self) -> str:
        return f"({elided(self.values, partial(shown, self.cod))})"

    @property
    def latex(self) -> str:
        return rf"{self.dom.latex} \to {self.cod.latex} : {self.label}"

    def __str__(self) -> str:
        return f"{self.dom} → {self.cod}: " + " ".join(map(str, self.values))


@dataclass(frozen=True, slots=True)
class Matrix(Map[Any, Any]):
    """The map x -> M x in additive coordinates, row i read modulo the i-th modulus of the codomain.

    Raises
    ------
    Mismatch
        When the shape does not fit.

    Notes
    -----
    In LaTeX coord(a) are the additive coordinates of a, where a is not written by these.

    Examples
    --------
    >>> from algebra.rings import module
    >>> f = Matrix(module(4, 4), module(2), ((1, 1),))
    >>> f((3, 2)), f.linear
    ((1,), True)
    """

    dom: Ring[Any]
    cod: Ring[Any]
    rows: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        k, n = len(moduli(self.cod)), len(moduli(self.dom))
        if len(self.rows) != k or any(len(row) != n for row in self.rows):
            raise Mismatch(f"a matrix {self.dom} → {self.cod}", f"its shape is not {k} × {n}", "mend the matrix")
        object.__setattr__(self, "rows", tuple(tuple(map(int, row)) for row in self.rows))

    def __call__(self, a: Any) -> Any:
        v = self.dom.coordinates(a)
        images = (sum(c * t for c, t in zip(row, v, strict=True)) for row in self.rows)
        reduced = (s % m if m else s for s, m in zip(images, moduli(self.cod), strict=True))
        return self.cod.from_coordinates(reduced)

    @property
    def linear(self) -> bool:
        return ill_defined(self.rows, moduli(self.dom), moduli(self.cod)) is None

    @property
    def label(self) -> str:
        return matrix(self.rows)

    def image(self, a: str) -> str:
        plain, written = (number(R) or listed(R) for R in (self.dom, self.cod))
        product = f"{self.label} " + (grouped(a) if plain else rf"\mathrm{{coord}}({a})")
        return product if written else rf"\mathrm{{coord}}^{{-1}}({product})"


def table(f: Map[Any, Any] | Callable[[Any], Any], dom: Ring[Any], cod: Ring[Any]) -> Table:
    """The table of a function on a finite carrier."""
    return Table(dom, cod, tuple(f(a) for a in listing(dom)))


def all_tables(dom: Ring[Any], cod: Ring[Any]) -> Iterator[Table]:
    """Every map of sets between two finite carriers, in the order of `dom`-tuples over `cod`."""
    return (Table(dom, cod, values) for values in product(listing(cod), repeat=finite(dom)))
