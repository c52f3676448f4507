"""Cospan files of kind `rings`: Z_m[x]/(h), GF(q), their products; maps by the images of the variables.

Main definitions
    read_ring, read_images      from a place in a file
    write_ring, write_images    back to JSON values

Conventions
    The variable of GF(p^n) is its generator, a root of the Conway polynomial; a prime field has none.
    A map from a product X_1 x ... x X_n names the image of each (0, ..., x_i, ..., 0), or null when the
    whole factor goes to 0.  When Z is a product of n factors too, a plain coefficient list is the image
    under a map X_i -> Z_i.  Where the images of the variables leave the images of the idempotents open,
    the file is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from algebra.errors import Mismatch, TooLarge
from algebra.files.fields import Place
from algebra.idempotents import primitive, sums
from algebra.maps import Evaluation, Map, Multiples, Pairing, Projection, Reduction, Sum, times
from algebra.rings.conway import conway
from algebra.rings.finite import GF
from algebra.rings.modular import Zmod
from algebra.rings.product import Product
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring


def read_ring(place: Place) -> Ring[Any]:
    """The ring Z_m[x]/(h), GF(q), or a product of such."""
    if isinstance(place.value, list):
        nested = next((entry for entry in place.items() if isinstance(entry.value, list)), None)
        if nested is not None:
            nested.refuse("a product within a product", "write all factors in one list")
        return Product(tuple(read_ring(entry) for entry in place.items()))
    if isinstance(place.value, dict) and "field" in place.value:
        entry = place.record(("field",))["field"]
        try:
            return GF(entry.integer(2))
        except Mismatch as error:
            entry.refuse(error.found, "give a prime power")
        except TooLarge as error:
            entry.blame(error)
    if isinstance(place.value, dict) and "modulus" in place.value and "poly" not in place.value:
        place.refuse('"poly" is missing', "write [0, 1] for Z_m itself")
    entries = place.record(("modulus", "poly"))
    m, h = entries["modulus"].modulus(), entries["poly"].integers()
    if not h or (h[-1] - 1) % m:
        entries["poly"].refuse("the polynomial is not monic", "end the list with 1")
    return Quotient(Zmod(m), tuple(c % m for c in h))


def read_images(place: Place, dom: Ring[Any], cod: Ring[Any]) -> Map[Any, Any]:
    """The unital ring homomorphism with the given images of the variables."""
    if not isinstance(dom, Product):
        return _single(place, dom, cod, cod.one)
    entries = place.items()
    if len(entries) != len(dom.factors):
        place.refuse(f"{len(entries)} images for {len(dom.factors)} factors", "give one image a factor")
    if (
        entries
        and isinstance(cod, Product)
        and len(cod.factors) == len(entries)
        and all(_plain(e.value) for e in entries)
    ):
        parts = zip(entries, dom.factors, cod.factors, strict=True)
        maps = [_single(entry, R, S, S.one) for entry, R, S in parts]
        steps = (Projection(dom, R, i) >> f for i, (R, f) in enumerate(zip(dom.factors, maps, strict=True)))
        return Pairing(cod, tuple(steps))
    return _from_product(place, entries, dom, cod)


def _plain(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(c, (list, type(None))) for c in value)


def _from_product(place: Place, entries: list[Place], dom: Product, cod: Ring[Any]) -> Map[Any, Any]:
    found = []
    for units in _families(cod, len(entries)):
        if all(entry.value is not None or e == cod.zero for entry, e in zip(entries, units, strict=True)):
            found.append(_parts(entries, dom, cod, units))
    fitting = [maps for maps in found if not isinstance(maps, Mismatch)]
    if len(fitting) > 1:
        place.refuse("the images do not say which factor carries the 1 of Z", "write null for a factor that goes to 0")
    if len(found) == 1 and isinstance(found[0], Mismatch):
        raise found[0]
    if not fitting:
        place.refuse("no homomorphism has these images", "check each image, write null for a factor that goes to 0")
    return Sum(dom, cod, fitting[0])


def _parts(
    entries: list[Place], dom: Product, cod: Ring[Any], units: tuple[Any, ...]
) -> tuple[Map[Any, Any], ...] | Mismatch:
    """The maps from the factors that take their ones to given idempotents, or why there are none."""
    try:
        return tuple(_single(entry, R, cod, e) for entry, R, e in zip(entries, dom.factors, units, strict=True))
    except Mismatch as error:
        return error


def _single(place: Place, dom: Ring[Any], cod: Ring[Any], unit: Any) -> Map[Any, Any]:
    """The map from one factor that takes 1 to the idempotent `unit`."""
    if place.value is None:
        if unit != cod.zero:
            place.refuse("null, but 1 must have an image", "give the image of the variable")
        return Evaluation(dom, Multiples(_base(dom), cod, cod.zero), cod.zero)
    base, h = _base(dom), _relation(dom)
    by = Reduction(base, cod) if unit == cod.one else Multiples(base, cod, unit)
    if not by.linear:
        image = times(cod, base.m, unit)
        place.refuse(f"no map: {base.m}·1 = 0 in the source, but {base.m} times the image of 1 is {image} in Z, not 0")
    at = _element(place, cod, dom, unit)
    if cod.mul(at, unit) != at:
        place.refuse(f"no map: x = 1·x, but the image of 1 times {at} is {cod.mul(at, unit)} in Z")
    image = _horner(h, by, at)
    if image != cod.zero:
        place.refuse(f"no map: h(x) = 0 in the source for h = {list(h)}, but h({at}) = {image} in Z, not 0")
    return Evaluation(dom, by, at)


def _horner(h: tuple[int, ...], by: Map[int, Any], at: Any) -> Any:
    total = by.cod.zero
    for c in reversed(h):
        total = by.cod.add(by.cod.mul(total, at), by(c))
    return total


def _base(dom: Ring[Any]) -> Zmod:
    if isinstance(dom, GF):
        return Zmod(dom.p)
    assert isinstance(dom, Quotient)
    assert isinstance(dom.coefficients, Zmod)
    return dom.coefficients


def _relation(dom: Ring[Any]) -> tuple[int, ...]:
    if isinstance(dom, GF):
        return conway(dom.p, dom.n) if dom.n > 1 else (0, 1)
    assert isinstance(dom, Quotient)
    return dom.h


def _element(place: Place, ring: Ring[Any], dom: Ring[Any], unit: Any) -> Any:
    """The element of Z named by coefficient lists; for a prime field the image of its missing variable, 0."""
    at = _value(place, ring)
    residue = ring.mul(ring.from_int(dom.a), unit) if isinstance(dom, GF) and dom.n == 1 else None
    return ring.zero if at == residue else at


def _value(place: Place, ring: Ring[Any]) -> Any:
    if isinstance(ring, Product):
        entries = place.items()
        if len(entries) != len(ring.factors):
            place.refuse(f"{len(entries)} components for the {len(ring.factors)} factors of Z", "give one a factor")
        return tuple(_value(entry, R) for entry, R in zip(entries, ring.factors, strict=True))
    return ring.coerce(place.integers())


def _families(ring: Ring[Any], n: int) -> Iterator[tuple[Any, ...]]:
    """The families of n orthogonal idempotents with sum 1."""
    for family in product(_idempotents(ring), repeat=n):
        pairs = ((a, b) for i, a in enumerate(family) for b in family[:i])
        if ring.combine(family) == ring.one and all(ring.mul(a, b) == ring.zero for a, b in pairs):
            yield family


def _idempotents(ring: Ring[Any]) -> list[Any]:
    """The idempotents."""
    if isinstance(ring, Product):
        return list(product(*map(_idempotents, ring.factors)))
    return sums(ring, primitive(ring))


def write_ring(ring: Ring[Any]) -> Any:
    """The JSON value of a ring."""
    if isinstance(ring, Product):
        return [write_ring(R) for R in ring.factors]
    if isinstance(ring, GF):
        return {"field": ring.q}
    if isinstance(ring, Quotient) and isinstance(ring.coefficients, Zmod):
        return {"modulus": ring.coefficients.m, "poly": list(ring.h)}
    raise Mismatch(f"a file that states {ring}", "it is no Z_m[x]/(h), GF(q) or product of such", "map it to one")


def write_images(f: Map[Any, Any]) -> Any:
    """The JSON value of a homomorphism: the images of the variables."""
    if not isinstance(f.dom, Product):
        return _written(f.cod, f(_variable(f.dom)))
    out = []
    for i, R in enumerate(f.dom.factors):
        axis = [S.zero for S in f.dom.factors]
        killed = f((*axis[:i], R.one, *axis[i + 1 :])) == f.cod.zero
        out.append(None if killed else _written(f.cod, f((*axis[:i], _variable(R), *axis[i + 1 :]))))
    return out


def _variable(ring: Ring[Any]) -> Any:
    if isinstance(ring, GF):
        return ring.a if ring.n > 1 else 0
    assert isinstance(ring, Quotient)
    return ring.x


def _written(ring: Ring[Any], a: Any) -> Any:
    if isinstance(ring, Product):
        return [_written(R, c) for R, c in zip(ring.factors, a, strict=True)]
    return list(ring.coordinates(a))
