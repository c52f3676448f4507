"""Cospans projected onto a part of Z, and what alignment in the whole of Z costs.

        X --f--> Z <--g-- Y            Z = Z_s ⊕ Z_I ⊕ Z_T
                 |
                π_s
                 v
                 Z

Main definitions
    project     the cospan (π f, π g), for the orthogonal projection π onto a part
    Energies    shared, image, text
    energies    of a pair (x, y): q(π_s(f x - g y)), q(π_I f x), q(π_T g y)

Laws
    For orthogonal parts with im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T it is
    q(f x - g y) = q(π_s(f x - g y)) + q(π_I f x) + q(π_T g y).

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XV.1: orthogonal sums.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from algebra.decompose.forms import Form, dot
from algebra.decompose.splitting import Isotropic, Splitting, split
from algebra.decompose.subspaces import Submodule
from algebra.errors import Mismatch
from algebra.fiber import Cospan


def project(cospan: Cospan[Any, Any, Any], part: Submodule, form: Form | None = None) -> Cospan[Any, Any, Any]:
    """The cospan (π f, π g) in the same Z, for the projection π of Z = part ⊕ part^⊥ onto the part.

    Parameters
    ----------
    cospan : Cospan
        With Z = R^d.
    part : Submodule
        Of Z.
    form : Form, optional
        On Z; the dot product if none is given.

    Raises
    ------
    Mismatch
        When the part lies elsewhere than in Z, or Z is not the sum of it and its complement, with the vector that
        forbids it.

    Examples
    --------
    >>> from algebra.decompose import submodule
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Hamming
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod, power
    >>> c = Cospan(Identity(power(Zmod(3), 2)), Identity(power(Zmod(3), 2)))
    >>> s = project(c, submodule(Zmod(3), 2, [(1, 0)]))
    >>> s.f((2, 1)), [len(list(relax(k, Hamming, 0))) for k in (c, s)]
    ((2, 0), [9, 27])
    >>> project(c, submodule(Zmod(3), 2, []), dot(Zmod(3), 2)).g((1, 2))
    (0, 0)
    """
    if part.space != cospan.Z:
        found_in = f"the part lies in {part.ring}^{part.d}, not in {cospan.Z}"
        raise Mismatch(f"a projection of {cospan}", found_in, "take a part of Z, which has to be power(R, d)")
    found = split(part, dot(part.ring, part.d) if form is None else form)
    if isinstance(found, Isotropic):
        raise Mismatch(f"the orthogonal projection onto {part}", str(found), "take another part or form")
    onto = found.projections[0]
    return Cospan(cospan.f >> onto, cospan.g >> onto)


class Energies(NamedTuple):
    """The three terms of q(f x - g y): of the shared part, of the image alone, of the text alone."""

    shared: Any
    image: Any
    text: Any


def energies(cospan: Cospan[Any, Any, Any], parts: Splitting, x: Any, y: Any) -> Energies:
    """The energies q(π_s(f x - g y)), q(π_I f x) and q(π_T g y) of a pair, for parts Z_s, Z_I, Z_T in this order.

    Raises
    ------
    Mismatch
        When there are not three parts, they lie elsewhere than in Z, or x is not in X or y not in Y.

    Notes
    -----
    Over Q with the dot product these are squares of norms, and for orthogonal parts with im f in Z_s ⊕ Z_I and im g in
    Z_s ⊕ Z_T they add up to ‖f x - g y‖².  So alignment in the whole of Z forces the specific parts to vanish: on F_0
    both are 0, and on F_ε the energy of both together is at most ε².  To keep them, align on Z_s: the relaxation of
    `project(cospan, Z_s)` asks for the first energy alone.  Here ε is a norm; an l2 relaxation is given its square.

    Examples
    --------
    Two images and two texts in Q^3, each with a coordinate of its own.

    >>> from algebra.decompose import splitting, submodule
    >>> from algebra.maps import table
    >>> from algebra.metrics import Absolute
    >>> from algebra.relax import relax
    >>> from algebra.rings import QQ, Zmod, power
    >>> Z, axes = power(QQ, 3), [submodule(QQ, 3, [tuple(map(int, row))]) for row in ("100", "010", "001")]
    >>> images, texts = [(0, 0, 0), (1, 2, 0)], [(0, 0, 0), (1, 0, 3)]
    >>> c = Cospan(table(images.__getitem__, Zmod(2), Z), table(texts.__getitem__, Zmod(2), Z))
    >>> print(*map(str, energies(c, splitting(dot(QQ, 3), *axes), 1, 1)))
    0 4 9
    >>> list(relax(c, Absolute, 0, norm="l2")), list(relax(project(c, axes[0]), Absolute, 0, norm="l2"))
    ([(0, 0)], [(0, 0), (1, 1)])
    >>> (1, 1) in relax(c, Absolute, 12, norm="l2"), (1, 1) in relax(c, Absolute, 13, norm="l2")
    (False, True)
    """
    if len(parts.parts) != 3 or parts.form.space != cospan.Z:
        hint = "give Z_s, Z_I and Z_T in Z"
        raise Mismatch(f"energies in {cospan.Z}", f"{len(parts.parts)} parts of {parts.form.space}", hint)
    if x not in cospan.X or y not in cospan.Y:
        raise Mismatch(f"energies of ({x}, {y})", f"it is no pair of {cospan.X} and {cospan.Y}", "give x in X, y in Y")
    a, c, q = cospan.f(x), cospan.g(y), parts.form.q
    shared, image, text = parts.projections
    return Energies(q(shared(cospan.Z.sub(a, c))), q(image(a)), q(text(c)))
