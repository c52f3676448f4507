"""Cospan files of kind `algebras`: affine algebras over Q or F_p, A --f--> A/I <--g-- C.

        {"char": 7, "A": {"vars": ["x", "y"], "ideal": []}, "kernel_f": ["x^2+y^2-1"],
         "C": {"vars": ["u"], "ideal": []}, "g": ["x"], "A_weights": [1, 1], "C_weights": [1]}

Main definitions
    read_algebras   the cospan at the top of a file
    write_algebras  back to JSON values

Conventions
    `char` is 0 for Q or a prime p for F_p.  Weights stand there for both algebras or for none; they grade the cospan,
    which is refused when J, I, J' or g do not fit.
"""

from __future__ import annotations

from typing import Any

from algebra.affine import Algebra, AlgebraCospan, bases, ill_defined, inhomogeneous
from algebra.files.fields import Place
from algebra.files.polynomials import read_polynomial, read_variables
from algebra.linear import factor
from algebra.rings.integers import QQ
from algebra.rings.modular import Zmod
from algebra.rings.ring import Ring

NEEDED = ("format", "kind", "char", "A", "kernel_f", "C", "g")
OPTIONAL = ("A_weights", "C_weights")
LARGEST = 1 << 63


def read_algebras(top: Place, engine: str = "sympy") -> AlgebraCospan:
    """The cospan of algebras that a file states.

    Parameters
    ----------
    top : Place
    engine : str
        What finds the Gröbner bases by which the maps are checked.

    Raises
    ------
    Mismatch
        When it states none: with the file, the key, and for a g that is no map the relation of C that fails.

    Examples
    --------
    >>> stated = {"format": "cospan/1", "kind": "algebras", "char": 7, "A": {"vars": ["t"], "ideal": []}}
    >>> stated |= {"kernel_f": ["t^2 - 1"], "C": {"vars": [], "ideal": []}, "g": []}
    >>> print(read_algebras(Place("node.json", "", stated)))
    Z_7[t] → Z_7[t]/(t^2 + 6) ← Z_7[]
    """
    entries = top.record(NEEDED, OPTIONAL)
    k = _field(entries["char"])
    for key, other in (OPTIONAL, OPTIONAL[::-1]):
        if key in entries and other not in entries:
            entries[key].refuse(f"weights without {other}", "give weights for both algebras, or for none")
    A, C = (_algebra(entries[key], k, entries.get(f"{key}_weights")) for key in "AC")
    kernel = tuple(read_polynomial(entry, A.ring) for entry in entries["kernel_f"].items())
    g = tuple(read_polynomial(entry, A.ring) for entry in entries["g"].items())
    if len(g) != len(C.ring.names):
        entries["g"].refuse(f"{len(g)} images for the {len(C.ring.names)} variables of C", "give one image a variable")
    stated = AlgebraCospan(A, kernel, C, g)
    _checked(entries, stated, engine)
    return stated


def _field(place: Place) -> Ring[Any]:
    p = place.integer(0)
    if p == 0:
        return QQ
    if p >= LARGEST:
        place.refuse(f"{p} is too large", "take a prime below 2^63")
    if factor(p) != ((p, 1),):
        place.refuse(f"{p} is no prime", "take 0 for Q, or a prime p for F_p")
    return Zmod(p)


def _algebra(place: Place, k: Ring[Any], weights: Place | None) -> Algebra:
    entries = place.record(("vars", "ideal"))
    ring = read_variables(entries["vars"], k)
    ideal = tuple(read_polynomial(entry, ring) for entry in entries["ideal"].items())
    if weights is None:
        return Algebra(ring, ideal)
    degrees = tuple(entry.integer(1) for entry in weights.items())
    if len(degrees) != len(ring.names):
        weights.refuse(f"{len(degrees)} weights for {len(ring.names)} variables", "give one weight a variable")
    return Algebra(ring, ideal, degrees)


def _checked(entries: dict[str, Place], stated: AlgebraCospan, engine: str) -> None:
    """Refuse a g that is not well defined, and weights that do not fit."""
    found = bases(stated, engine)
    bad, unfit = ill_defined(found), inhomogeneous(found)
    if bad is not None:
        c, b = stated.C.ring.text(bad[0]), stated.A.ring.text(bad[1])
        entries["g"].refuse(f"no map: {c} = 0 in C, but its image is {b} in B, not 0")
    if unfit is not None:
        entries[unfit[0]].refuse(f"not homogeneous: {unfit[1]}", "change or drop the weights")


def write_algebras(cospan: AlgebraCospan) -> dict[str, Any]:
    """The JSON values of a cospan of algebras, without format and kind.

    Examples
    --------
    >>> from algebra.affine import algebra, cospan
    >>> write_algebras(cospan(algebra(7, "t"), ["t^2"], algebra(7, ""), []))["kernel_f"]
    ['t^2']
    """
    A, C = cospan.A, cospan.C
    sides = {"A": _written(A), "kernel_f": list(map(A.ring.text, cospan.kernel))}
    out = {"char": cospan.k.order or 0, **sides, "C": _written(C), "g": list(map(A.ring.text, cospan.g))}
    if A.weights is None or C.weights is None:
        return out
    return out | {"A_weights": list(A.weights), "C_weights": list(C.weights)}


def _written(side: Algebra) -> dict[str, Any]:
    return {"vars": list(side.ring.names), "ideal": list(map(side.ring.text, side.ideal))}
