"""Cospans projected onto a part of Z, and what alignment in the whole of Z costs.

        X --f--> Z <--g-- Y            Z = Z_s ⊕ Z_I ⊕ Z_T
                 |
                π_s
                 v
                 Z

Main definitions
    project     the cospan (π f, π g), for the orthogonal projection π onto a part
    Energies    shared, image, text, beside what they are to add up to
    energies    of a pair (x, y): q(π_s(f x - g y)), q(π_I f x), q(π_T g y)

Laws
    For orthogonal parts with im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T it is
    q(f x - g y) = q(π_s(f x - g y)) + q(π_I f x) + q(π_T g y).

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XV.1: orthogonal sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from algebra.blackboard import Shown
from algebra.decompose.forms import Form, dot
from algebra.decompose.splitting import Isotropic, Splitting, split
from algebra.decompose.subspaces import Submodule
from algebra.errors import Mismatch, needed, plain
from algebra.fiber import Cospan
from algebra.rings.ring import Ring
from algebra.rings.writing import shown


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
        When the cospan or the part is none, the part lies elsewhere than in Z, or Z is not the sum of it and its
        complement, with the vector that forbids it.

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
    needed(cospan, Cospan, "a projection", "the cospan", "give Cospan(f, g)")
    needed(part, Submodule, f"a projection of {cospan}", "the part", "give one part, such as D.parts[0] of a splitting")
    if part.space != cospan.Z:
        found_in = f"the part lies in {part.ring}^{part.d}, not in {cospan.Z}"
        raise Mismatch(f"a projection of {cospan}", found_in, "take a part of Z, which has to be power(R, d)")
    found = split(part, dot(part.ring, part.d) if form is None else form)
    if isinstance(found, Isotropic):
        raise Mismatch(f"the orthogonal projection onto {part}", str(found), "take another part or form")
    onto = found.projections[0]
    return Cospan(cospan.f >> onto, cospan.g >> onto)


@dataclass(frozen=True, slots=True)
class Energies(Shown):
    """Three energies, which add up to q(f x - g y) for orthogonal parts, im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T.

    Parameters
    ----------
    ring : Ring
        Where they lie.
    shared, image, text
        The values q(π_s(f x - g y)), q(π_I f x) and q(π_T g y).
    distance
        The value q(f x - g y) itself.  Where one of the hypotheses fails `total` may be another.
    """

    ring: Ring[Any]
    shared: Any
    image: Any
    text: Any
    distance: Any

    @property
    def total(self) -> Any:
        """The sum of the three."""
        return self.ring.combine(self)

    def __iter__(self) -> Iterator[Any]:
        return iter((self.shared, self.image, self.text))

    @property
    def latex(self) -> str:
        shared, image, text, total, distance = (shown(self.ring, value) for value in (*self, self.total, self.distance))
        told = rf"q(\pi_s(fx - gy)) + q(\pi_I fx) + q(\pi_T gy) = {shared} + {image} + {text} = {total}"
        equal = self.total == self.distance
        return told + (r" = q(fx - gy)" if equal else rf" \neq {distance} = q(fx - gy)")

    def __str__(self) -> str:
        told = f"shared {self.shared} + image {self.image} + text {self.text} = {self.total}"
        return told + (" = q(f x - g y)" if self.total == self.distance else f", but q(f x - g y) = {self.distance}")


def energies(cospan: Cospan[Any, Any, Any], parts: Splitting, x: Any, y: Any) -> Energies:
    """The energies q(π_s(f x - g y)), q(π_I f x), q(π_T g y) of a pair, whose sum is not always q(f x - g y).

    Raises
    ------
    Mismatch
        When the cospan or the splitting is none, there are not three parts, they lie elsewhere than in Z, or x is not
        in X or y not in Y.

    Notes
    -----
    For parts Z_s, Z_I, Z_T in this order.  Over Q with the dot product the energies are squares of norms.  Where the
    parts are orthogonal, im f lies in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T, they add up to the square of ‖f x - g y‖, and
    nothing of this is asked here: compare `total` with `distance`.  Alignment in the whole of Z then forces the
    specific parts to vanish: on F_0 both energies are 0, and where ‖f x - g y‖ <= r both together are at most r².  An
    l2 relaxation takes squares, so its ε is this r², and the bound is ε.  To keep the specific parts, align on Z_s:
    the relaxation of `project(cospan, Z_s)` asks for the first energy alone.

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
    >>> D = splitting(dot(QQ, 3), *axes)
    >>> print(energies(c, D, 1, 1))
    shared 0 + image 4 + text 9 = 13 = q(f x - g y)
    >>> E = energies(c, D, 1, 1)
    >>> E.total == E.distance == Absolute(Z, "l2")(c.f(1), c.g(1))
    True
    >>> list(relax(c, Absolute, 0, norm="l2")), list(relax(project(c, axes[0]), Absolute, 0, norm="l2"))
    ([(0, 0)], [(0, 0), (1, 1)])
    >>> (1, 1) in relax(c, Absolute, 12, norm="l2"), (1, 1) in relax(c, Absolute, 13, norm="l2")
    (False, True)

    With Z_I and Z_T exchanged im f leaves Z_s ⊕ Z_I, and the sum says nothing of the distance.

    >>> print(energies(c, splitting(dot(QQ, 3), axes[0], axes[2], axes[1]), 1, 1))
    shared 0 + image 0 + text 0 = 0, but q(f x - g y) = 13
    """
    needed(cospan, Cospan, "energies", "the cospan", "give Cospan(f, g)")
    needed(parts, Splitting, "energies", "the splitting", "give splitting(form, Z_s, Z_I, Z_T)")
    if len(parts.parts) != 3 or parts.form.space != cospan.Z:
        hint = "give Z_s, Z_I and Z_T in Z"
        raise Mismatch(f"energies in {cospan.Z}", f"{len(parts.parts)} parts of {parts.form.space}", hint)
    if x not in cospan.X or y not in cospan.Y:
        found = f"it is no pair of {cospan.X} and {cospan.Y}"
        raise Mismatch(f"energies of {plain((x, y))}", found, "give x in X, y in Y")
    a, c, q = cospan.f(x), cospan.g(y), parts.form.q
    shared, image, text = parts.projections
    apart = cospan.Z.sub(a, c)
    return Energies(parts.form.ring, q(shared(apart)), q(image(a)), q(text(c)), q(apart))
