"""Cospan files of kind `schemes`: affine schemes over GF(q) by equations, maps by polynomials.

        {"q": 9, "field": {"modulus": "a^2-a-1", "generator": "a"},
         "X": {"vars": ["x", "y"], "ideal": ["y^2-(x^3-x)"]}, "Y": ..., "f": ["x"], "g": ["x"], "extensions": 3}

Main definitions
    read_schemes    the cospan at the top of a file, and the degree of extensions wanted
    write_schemes   back to JSON values

Conventions
    The generator is the least root of its modulus among 0, ..., q - 1.  Z is the affine space in which f and g end;
    where a Z with an ideal is stated, its equations are asked at the images of all points of X and of Y over GF(q)
    and the extensions wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np

from algebra.errors import AlgebraError, TooLarge
from algebra.files.fields import Place, shown
from algebra.files.polynomials import read_polynomial, read_variables
from algebra.rings.arrays import WORD, arrays, root
from algebra.rings.conway import conway
from algebra.rings.finite import GF
from algebra.rings.modular import Zmod
from algebra.rings.multivariate import Multivariate
from algebra.rings.writing import text
from algebra.schemes.scheme import Morphism, Scheme, SchemeCospan
from algebra.schemes.search import blocks, extension_of, lifted, values

NEEDED = ("format", "kind", "q", "X", "Y", "f", "g")
OPTIONAL = ("field", "Z", "extensions")
SHOWN = 6


def read_schemes(top: Place) -> tuple[SchemeCospan, int | None]:
    """The cospan of schemes that a file states, and the degree of extensions wanted, if any.

    Raises
    ------
    Mismatch
        When it states none: with the file, the key, and for a base that is missed the point.
    TooLarge
        When there is no table of a field.
    """
    entries = top.record(NEEDED, OPTIONAL)
    field = _field(entries["q"])
    constants = _constants(entries["field"], field) if "field" in entries else {}
    X, Y = (_scheme(entries[key], field, constants) for key in "XY")
    f, g = (_morphism(entries[key], dom, constants) for key, dom in (("f", X), ("g", Y)))
    if f.dimension != g.dimension:
        entries["g"].refuse(
            f"{g.dimension} polynomials, but f has {f.dimension}: their images lie in different affine spaces",
            "give one polynomial for each coordinate of Z",
        )
    extensions = _extensions(entries["extensions"], field) if "extensions" in entries else None
    if "Z" in entries:
        _base(entries["Z"], (entries["f"], f), (entries["g"], g), constants, extensions or 1)
    return SchemeCospan(f, g), extensions


def _field(place: Place) -> GF:
    q = place.integer(2)
    if q > WORD:
        place.blame(TooLarge(f"GF({q})", "it is too large to be gone through", f"the limit is {WORD}"))
    try:
        return GF(q)
    except TooLarge as error:
        place.blame(error)
    except AlgebraError as error:
        place.refuse(error.found, "take a prime power")


def _constants(place: Place, field: GF) -> dict[str, int]:
    """The generator by its name."""
    entries = place.record(("modulus", "generator"))
    name = entries["generator"].text()
    try:
        ring = Multivariate(Zmod(field.p), (name,))
    except AlgebraError as error:
        entries["generator"].refuse(error.found, error.hint)
    modulus = read_polynomial(entries["modulus"], ring)
    degree = modulus[0][0][0] if modulus else -1
    if degree != field.n:
        entries["modulus"].refuse(f"its degree is {degree}", f"take an irreducible polynomial of degree {field.n}")
    try:
        return {name: root(field, [dict(modulus).get((i,), 0) for i in range(degree + 1)])}
    except AlgebraError as error:
        entries["modulus"].refuse(error.found, error.hint)


def _scheme(place: Place, field: GF, constants: Mapping[str, int]) -> Scheme:
    entries = place.record(("vars", "ideal"))
    ring = read_variables(entries["vars"], field, constants)
    return Scheme(field, ring.names, tuple(read_polynomial(entry, ring) for entry in entries["ideal"].items()))


def _morphism(place: Place, dom: Scheme, constants: Mapping[str, int]) -> Morphism:
    ring = Multivariate(dom.field, dom.names, constants)
    return Morphism(dom, tuple(read_polynomial(entry, ring) for entry in place.items()))


def _extensions(place: Place, field: GF) -> int:
    k = place.integer(1)
    try:
        extension_of(field, k)
    except TooLarge as error:
        place.blame(error)
    return k


def _base(
    place: Place,
    f: tuple[Place, Morphism],
    g: tuple[Place, Morphism],
    constants: Mapping[str, int],
    extensions: int,
) -> None:
    """Refuse a base that is no affine scheme of the right dimension, or that f or g misses at some point."""
    field = f[1].dom.field
    if not isinstance(place.value, dict):
        place.refuse(
            f"{shown(place.value)}, but Z is affine space", 'leave it out, or give {"vars": [...], "ideal": []}'
        )
    Z = _scheme(place, field, constants)
    if Z.dimension != f[1].dimension:
        place.at("vars").refuse(f"{Z.dimension} variables, but f and g have {f[1].dimension} coordinates")
    for (at, h), k in ((one, k) for one in (f, g) for k in range(1, extensions + 1)):
        missed = next(_missed(h, Z, k), None)
        if missed is not None:
            x, z, equation = missed
            over = "" if k == 1 else f" over {extension_of(field, k)}"
            at.refuse(f"a map whose image misses the base scheme: {x} goes to {z}{over}, where {equation} is not 0")


def _missed(h: Morphism, Z: Scheme, k: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], str]]:
    """The points over GF(q^k) that go outside Z, with their images and the equation that fails."""
    A = arrays(extension_of(h.dom.field, k))
    equations = list(zip(Z.ideal, lifted(Z.field, Z.ideal, k), strict=True))
    for block in blocks(h.dom, k) if equations else ():
        images = values(h, block, k)
        columns = list(images.T)
        for stated, equation in equations:
            bad = np.flatnonzero(np.broadcast_to(A.evaluate(equation, columns), (len(block),)))
            for i in bad[:1].tolist():
                yield tuple(block[i].tolist()), tuple(images[i].tolist()), text(Z.ring, stated)


def write_schemes(cospan: SchemeCospan, extensions: int | None = None) -> dict[str, Any]:
    """The JSON values of a cospan of schemes, without format and kind.

    Examples
    --------
    >>> from algebra.schemes import howe
    >>> write_schemes(howe(GF(3), (1, 1), (2,)))["X"]
    {'vars': ['x', 'y'], 'ideal': ['y^2 + 2*x + 2']}
    """
    field, names = cospan.field, {*cospan.X.names, *cospan.Y.names}
    generator = next(name for name in chain(("a",), (f"a_{i}" for i in range(len(names) + 1))) if name not in names)
    out: dict[str, Any] = {"q": field.q}
    if field.n > 1:
        modulus = tuple(((i,), c) for i, c in reversed(list(enumerate(conway(field.p, field.n)))) if c)
        out["field"] = {"modulus": text(Multivariate(GF(field.p), (generator,)), modulus), "generator": generator}
    for key, X in (("X", cospan.X), ("Y", cospan.Y)):
        out[key] = {"vars": list(X.names), "ideal": [text(X.ring, h, generator) for h in X.ideal]}
    for key, h in (("f", cospan.f), ("g", cospan.g)):
        out[key] = [text(h.dom.ring, image, generator) for image in h.images]
    return out if extensions is None else out | {"extensions": extensions}
