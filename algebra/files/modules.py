"""Cospan files of kind `modules`: finite modules by their moduli, maps by integer matrices.

Main definitions
    read_module, read_matrix    from a place in a file
    write_module, write_matrix  back to JSON values
"""

from __future__ import annotations

from typing import Any

from algebra.errors import Mismatch, TooLarge
from algebra.files.fields import Place
from algebra.linear import ill_defined
from algebra.maps import Coefficientwise, Map, Matrix, Reduction, homomorphism
from algebra.rings.modular import Zmod
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product, module
from algebra.rings.ring import Ring, moduli

LONGEST = 1 << 11


def read_module(place: Place) -> Ring[Any]:
    """The module Z_{m_1} x ... x Z_{m_n}, or Z_m[x] in degrees below n."""
    if isinstance(place.value, dict):
        entries = place.record(("modulus", "degree"))
        degree = entries["degree"].integer(0)
        if degree > LONGEST:
            entries["degree"].blame(TooLarge("a module", f"{degree} coordinates", f"the limit is {LONGEST}"))
        return Polynomials(Zmod(entries["modulus"].modulus()), degree)
    return module(*(entry.modulus() for entry in place.items()))


def read_matrix(place: Place, dom: Ring[Any], cod: Ring[Any]) -> Map[Any, Any]:
    """The homomorphism with the given matrix, or the coefficient-wise reduction."""
    f = _reduction(place, dom, cod) if place.value == "reduce" else _matrix(place, dom, cod)
    if not f.linear:
        rows = f.rows if isinstance(f, Matrix) else diagonal(len(moduli(cod)), len(moduli(dom)))
        _witness(place, rows, dom, cod)
    return f


def _matrix(place: Place, dom: Ring[Any], cod: Ring[Any]) -> Map[Any, Any]:
    if isinstance(place.value, str):
        place.refuse(f'"{place.value}" is no map', 'give an integer matrix or "reduce"')
    rows = [row.integers() for row in place.items()]
    k, n = len(moduli(cod)), len(moduli(dom))
    if len(rows) != k:
        place.refuse(f"{len(rows)} rows for the {k} coordinates of Z", "give one row a coordinate")
    for i, row in enumerate(rows):
        if len(row) != n:
            place.at(i).refuse(f"{len(row)} entries for the {n} generators", "give one entry a generator")
    return Matrix(dom, cod, tuple(map(tuple, rows)))


def _reduction(place: Place, dom: Ring[Any], cod: Ring[Any]) -> Map[Any, Any]:
    k, n = len(moduli(cod)), len(moduli(dom))
    if isinstance(dom, Polynomials) and isinstance(cod, Polynomials):
        if n > k:
            place.refuse(f"{n} coefficients do not fit into {k}", "give Z at least the degree of the source")
        return Coefficientwise(dom, cod, Reduction(dom.coefficients, cod.coefficients))
    if n != k:
        place.refuse(f"{n} generators against {k} coordinates of Z", "give a matrix")
    return Matrix(dom, cod, diagonal(k, n))


def diagonal(k: int, n: int) -> tuple[tuple[int, ...], ...]:
    """The k x n matrix with ones on its diagonal."""
    return tuple(tuple(int(i == j) for j in range(n)) for i in range(k))


def _witness(place: Place, rows: tuple[tuple[int, ...], ...], dom: Ring[Any], cod: Ring[Any]) -> None:
    i = ill_defined(rows, moduli(dom), moduli(cod))
    if i is None:
        return
    order = moduli(dom)[i]
    e = dom.generators()[i]
    image = tuple(order * row[i] % m for row, m in zip(rows, moduli(cod), strict=True))
    place.refuse(f"no map: {order}·{e} = 0 in the source, but {order} times its image is {image} in Z, not 0")


def write_module(ring: Ring[Any]) -> Any:
    """The JSON value of a module."""
    if isinstance(ring, Polynomials) and isinstance(ring.coefficients, Zmod) and ring.degree is not None:
        return {"modulus": ring.coefficients.m, "degree": ring.degree}
    if isinstance(ring, Zmod):
        return [ring.m]
    if isinstance(ring, Product) and all(isinstance(R, Zmod) for R in ring.factors):
        return list(moduli(ring))
    raise Mismatch(
        f"a file that states {ring}", "it is no module over Z_m", "use Z_m, their products or polynomial pieces"
    )


def write_matrix(f: Map[Any, Any]) -> Any:
    """The JSON value of a homomorphism of modules."""
    if isinstance(f, Coefficientwise) and isinstance(f.by, Reduction):
        return "reduce"
    return [list(row) for row in homomorphism(f).rows]
