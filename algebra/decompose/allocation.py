"""How large the shared and the specific parts of Z have to be, for two maps f and g into Z = K^d.

        im f = Z_s ⊕ Z_I        im g = Z_s ⊕ Z_T        im f + im g = Z_s ⊕ Z_I ⊕ Z_T

Main definitions
    Allocation              shared, image, text: Z_s, Z_I, Z_T
    allocate                the least parts, orthogonal or not
    allocate_orthogonally   the least orthogonal parts with im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T

Laws
    Without orthogonality Z_s = im f meet im g is forced, and the dimensions are d_s = dim(im f meet im g),
    d_I = rk f - d_s, d_T = rk g - d_s, which add up to rk [f, g] [1]_.

    These parts cannot always be chosen orthogonal, however good the form: for f = (1, 0) and g = (1, 1) over Q the
    images meet in 0, so Z_I = im f and Z_T = im g are forced, and they are not orthogonal.  Let Z_s, Z_I, Z_T be
    orthogonal with im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T.  For a in im f and c in im g then
    b(a, c) = b(π_s a, π_s c): the pairing of the images factors through Z_s, so d_s is at least its rank r.  Over an
    anisotropic form (over Q a definite one) r is enough, and all parts fit into im f + im g: Z_T = im g meet (im f)^⊥
    has dimension rk g - r, Z_s is its complement in im g, Z_I that of im g in im f + im g.  For a in im f and t in Z_T
    it is 0 = b(a, t) = b(π_T a, t), so π_T a = 0, as b is nondegenerate on Z_T.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, III.5: dimensions of sums and intersections.
    .. [2] Å. Björck and G. H. Golub, "Numerical methods for computing angles between linear subspaces", Mathematics of
       Computation 27, 1973: r is the number of principal angles that are not right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from algebra.blackboard import Shown
from algebra.decompose.forms import Form
from algebra.decompose.splitting import Isotropic, perp, radical
from algebra.decompose.subspaces import Submodule, is_field, submodule, units
from algebra.errors import Mismatch, needed
from algebra.maps import Linear, Map


@dataclass(frozen=True, slots=True)
class Allocation(Shown):
    """What two maps into Z share, what the first has alone, and what the second has alone."""

    shared: Submodule
    image: Submodule
    text: Submodule

    @property
    def dims(self) -> tuple[int, int, int]:
        """The dimensions d_s, d_I, d_T."""
        return self.shared.dim, self.image.dim, self.text.dim

    @property
    def latex(self) -> str:
        return ",\\; ".join(f"Z_{i} = {U.label}" for i, U in (("s", self.shared), ("I", self.image), ("T", self.text)))

    def __str__(self) -> str:
        return f"shared {self.shared}; image {self.image}; text {self.text}"


def range_of(f: Map[Any, Any]) -> Submodule:
    """The image of a linear map K^n -> K^d, the span of the images of unit vectors.

    Raises
    ------
    Mismatch
        When it is no `Linear` map.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> range_of(Linear(GF(2), ((1, 1), (1, 1)), 2)).basis
    ((1, 1),)
    """
    if not isinstance(f, Linear):
        raise Mismatch(f"the image of {f} as a subspace", "no linear map by kind", "give Linear(ring, rows, width)")
    return submodule(f.ring, len(f.rows), [f(e) for e in units(f.ring, f.width)])


def _ranges(f: Map[Any, Any], g: Map[Any, Any]) -> tuple[Submodule, Submodule]:
    """The images of two maps into one space over a field."""
    U, V = range_of(f), range_of(g)
    if U.space != V.space:
        raise Mismatch("an allocation", f"f ends in {U.space}, g in {V.space}", "give maps with one codomain")
    if not is_field(U.ring):
        raise Mismatch(f"an allocation over {U.ring}", "it is no field", "take GF(q), Z_p or Q")
    return U, V


def _beside(U: Submodule, V: Submodule) -> Submodule:
    """The complement of U in V that is spanned by the basis vectors of V whose pivots are none of U."""
    taken = {_pivot(row, U) for row in U.basis}
    return Submodule(V.ring, V.d, tuple(row for row in V.basis if _pivot(row, V) not in taken))


def _pivot(row: tuple[Any, ...], U: Submodule) -> int:
    return next(j for j, c in enumerate(row) if c != U.ring.zero)


def allocate(f: Map[Any, Any], g: Map[Any, Any]) -> Allocation:
    """The least parts with im f = Z_s ⊕ Z_I and im g = Z_s ⊕ Z_T.

    Raises
    ------
    Mismatch
        When a map is not `Linear`, the codomains differ, or the ring is no field.

    Notes
    -----
    d_s = dim(im f meet im g), d_I = rk f - d_s, d_T = rk g - d_s.  Of all complements the one that basis vectors span
    is taken.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> f, g = Linear(GF(3), ((1, 0), (0, 1), (0, 0)), 2), Linear(GF(3), ((0,), (1,), (0,)), 1)
    >>> print(allocate(f, g))
    shared ⟨0 1 0⟩ in GF(3)^3; image ⟨1 0 0⟩ in GF(3)^3; text ⟨0⟩ in GF(3)^3
    """
    U, V = _ranges(f, g)
    common = U.meet(V)
    return Allocation(common, _beside(common, U), _beside(common, V))


def allocate_orthogonally(f: Map[Any, Any], g: Map[Any, Any], form: Form) -> Allocation | Isotropic:
    """Orthogonal parts with im f in Z_s ⊕ Z_I, im g = Z_s ⊕ Z_T and d_s least, or what forbids a complement.

    Raises
    ------
    Mismatch
        When a map is not `Linear`, the ends do not meet, the ring is no field, or the form is none or not symmetric.

    Notes
    -----
    (d_s, d_I, d_T) = (r, rk [f, g] - rk g, rk g - r), r the rank of b on im f × im g.  The parts exist when b is
    nondegenerate on Z_T = im g meet (im f)^⊥ and on im g; over an anisotropic form it always is.  A vector of
    `Isotropic` forbids this choice; larger parts may do: over GF(2), with im f = im g spanned by (1, 1), Z_s = Z does.

    Examples
    --------
    >>> from algebra.decompose import dot
    >>> from algebra.rings import GF, QQ
    >>> f, g = Linear(QQ, ((1,), (0,)), 1), Linear(QQ, ((1,), (1,)), 1)
    >>> allocate(f, g).dims, allocate_orthogonally(f, g, dot(QQ, 2)).dims
    ((0, 1, 1), (1, 1, 0))
    >>> h = Linear(GF(2), ((1,), (1,)), 1)
    >>> print(allocate_orthogonally(h, h, dot(GF(2), 2)))
    (1, 1) is orthogonal to all of ⟨1 1⟩ in GF(2)^2, where it lies
    """
    U, V = _ranges(f, g)
    needed(form, Form, "orthogonal parts", "the form", "give one on the codomain, such as dot(QQ, 2)")
    if form.gram != tuple(zip(*form.gram, strict=True)):
        raise Mismatch(f"orthogonal parts under {form}", "it is not symmetric", "take a symmetric form")
    text = V.meet(perp(U, form))
    for part in (text, V):
        common = radical(part, form).basis
        if common:
            return Isotropic(form, part, common[-1])
    return Allocation(V.meet(perp(text, form)), (U + V).meet(perp(V, form)), text)
