"""Finite data as terms of Coq: numbers, tables of distances, maps, groups, and the lists that pools stand for.

        ("tables", 3, (0, 1))  ->  tables 3 [0; 1]%N

Main definitions
    Listing         a term for a list, and its length
    number, points, table       terms
    group, size     a carrier
    listing         the list of all labelled components that a pool stands for
    literal         one component

Conventions
    Values of distances and radii are multiplied by a common denominator, so that they are natural numbers.  Pools up
    to symmetry stand for all that they were chosen from, so that no symmetry is taken on trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm, prod
from typing import Any

from verify import recheck

Term = str
DISTANCES: dict[tuple[str, ...], Term] = {
    ("lee", "l1"): "lee_l1",
    ("lee", "linf"): "lee_linf",
    ("lee", "l2"): "lee_l2",
    ("hamming",): "hamming",
    ("discrete",): "discrete",
}
LONGEST = 1 << 18


class Unstated(Exception):
    """Why something cannot be said in Coq, in a few words."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A term for a list, and how long the list is."""

    term: Term
    length: int


def listed(terms: Iterable[Term]) -> Term:
    """The term of a list.

    Examples
    --------
    >>> listed(["tt", "tt"])
    '[tt; tt]'
    """
    return f"[{'; '.join(terms)}]"


def points(ranks: Iterable[int]) -> Term:
    """The term of a list of points."""
    return listed(map(str, ranks))


def number(value: Any, scale: int) -> Term:
    """The term of a number, multiplied by a scale.

    Raises
    ------
    Unstated
        When the product is no integer.

    Examples
    --------
    >>> number("1/2", 6)
    '3%N'
    """
    product = Fraction(value) * scale
    if product.denominator > 1:
        raise Unstated(f"{value} is no integer")
    return f"{product.numerator}%N"


def numbers(values: Iterable[Any], scale: int) -> Term:
    """The term of a list of numbers."""
    return listed(number(value, scale) for value in values)


def table(rows: Iterable[Iterable[Any]], scale: int) -> Term:
    """The term of a table of distances."""
    return listed(numbers(line, scale) for line in rows)


def size(carrier: Any) -> int:
    """The number of points of a carrier, by its data."""
    return prod(carrier[1:]) if carrier[0] == "module" else len(carrier[1])


def moduli(carrier: Any) -> Term:
    """The moduli of a product of Z_m."""
    return points(carrier[1:])


def group(carrier: recheck.Carrier) -> Term:
    """The table of sums of a carrier.

    Examples
    --------
    >>> group(recheck.carrier(("module", 2, 3)))
    '(sums [2; 3])'
    >>> group(recheck.carrier(("ring", ((0, 1), (1, 0)), ((0, 0), (0, 1)))))
    '[[0; 1]; [1; 0]]'
    """
    if carrier.moduli is not None:
        return f"(sums {points(carrier.moduli)})"
    return listed(map(points, carrier.add))


def denominator(parts: Iterable[Any]) -> int:
    """The least common denominator of all values of some components.

    Examples
    --------
    >>> denominator([recheck.distance(("padic", ("module", 9), 3)), recheck.number("1/2"), 5])
    6
    """
    return lcm(*{Fraction(value).denominator for part in parts for value in _values(part)})


def _values(part: Any) -> Iterable[recheck.Number]:
    """All values of a distance, or a number itself."""
    if isinstance(part, recheck.Distance):
        return part.weight or {value for line in part.rows for value in line}
    return () if isinstance(part, recheck.Map) else (part,)


def literal(data: Any, sort: str, scale: int) -> Term:
    """The term of one component: a distance, a map or a number."""
    if sort == "number":
        return number(data, scale)
    if sort == "map":
        return points(recheck.mapping(data).values)
    named = DISTANCES.get((data[0], *data[2:]))
    if named is not None and scale == 1 and data[1][0] == "module":
        return f"(tabled {moduli(data[1])} ({named} {moduli(data[1])}))"
    return table(recheck.distance(data).rows, scale)


def listing(data: Any, sort: str, scale: int) -> Listing:
    """The list of all labelled components that a pool stands for.

    Raises
    ------
    Unstated
        When it is too long, or a value is no integer after scaling.

    Examples
    --------
    >>> listing(("histograms", ("module", 2), ("module", 3)), "map", 1)
    Listing(term='(words 2 3)', length=9)
    """
    make = POOLS.get(data[0])
    found = make(*data[1:], scale=scale) if make is not None else None
    if found is None:
        found = _given(data[1:], sort, scale) if data[0] == "given" else _members(data, sort, scale)
    if found.length > LONGEST:
        raise Unstated(f"{found.length} components would be listed")
    return found


def _given(members: Iterable[Any], sort: str, scale: int) -> Listing:
    terms = [literal(member, sort, scale) for member in members]
    return Listing(listed(terms), len(terms))


def _members(data: Any, sort: str, scale: int) -> Listing:
    """The members one by one, where no symmetry was used."""
    found = recheck.pool(data, sort)
    if found.kind not in ("some", "all"):
        raise Unstated(f"the pool {data[0]} is up to symmetry")
    terms = [table(m.rows, scale) if sort == "distance" else points(m.values) for m in found.members]
    return Listing(listed(terms), len(terms))


def _tables(n: int, values: Any, scale: int) -> Listing:
    return Listing(f"(tables {n} {numbers(values, scale)})", len(values) ** comb(n, 2))


def _labelled(Z: Any, values: Any, scale: int) -> Listing:
    return _tables(size(Z), values, scale)


def _weights(Z: Any, values: Any, scale: int) -> Listing | None:
    if Z[0] != "module":
        return None
    return Listing(f"(weights {moduli(Z)} {numbers(values, scale)})", len(values) ** (size(Z) - 1))


def _words(X: Any, Z: Any, scale: int) -> Listing:
    return Listing(f"(words {size(X)} {size(Z)})", size(Z) ** size(X))


def _near(X: Any, d: Any, scale: int) -> Listing:
    return _words(X, d[1], scale)


def _multiples(m: int, Z: Any, scale: int) -> Listing | None:
    return Listing(f"(multiples {m} {moduli(Z)})", size(Z)) if Z[0] == "module" else None


def _homomorphisms(X: Any, Z: Any, scale: int) -> Listing:
    return Listing(f"(homomorphisms {moduli(X)} {moduli(Z)})", recheck.pool(("homomorphisms", X, Z), "map").count)


def _images(k: int, n: int, d: int, scale: int) -> Listing:
    X, Z = ("module", *(k,) * n), ("module", *(k,) * d)
    return Listing(f"(homomorphisms {moduli(X)} {moduli(Z)})", k ** (n * d))


def _radii(n: int, scale: int) -> Listing:
    return Listing(numbers(range(n), scale), n)


POOLS: dict[str, Callable[..., Listing | None]] = {
    "tables": _tables,
    "labelled": _labelled,
    "weights": _weights,
    "maps": _words,
    "histograms": _words,
    "up to isometry": _near,
    "multiples": _multiples,
    "homomorphisms": _homomorphisms,
    "images": _images,
    "radii": _radii,
}
