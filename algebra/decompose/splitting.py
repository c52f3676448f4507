"""Splittings of R^d into a submodule and what is orthogonal to it, and into any number of parts.

        U^⊥ = {z : b(u, z) = 0 for all u in U}        R^d = U ⊕ U^⊥  iff  U meet U^⊥ = 0

Main definitions
    perp, radical       U^⊥, and U meet U^⊥
    gram, gram_determinant, nondegenerate
    Splitting           a form and parts with R^d as their direct sum: projections, components
    splitting           the same, checked to be direct and everything
    Isotropic           a vector that forbids R^d = U ⊕ U^⊥
    split               Splitting | Isotropic

Laws
    R is a field, or finite, commutative and quasi-Frobenius such as Z_m: then Hom(U, R) is as large as U for each
    submodule U of R^d, having its order [2]_, or its dimension.  The map z -> b(·, z) from U to Hom(U, R) has the
    kernel U meet U^⊥.  If that is 0 the map is injective, so bijective: for each z in R^d there is a u in U with
    b(·, z) = b(·, u) on U, and z - u lies in U^⊥.  No symmetry of b is used.

    Over a field this says that the Gram determinant of a basis of U is not 0.  Over Z_m a Gram determinant that is a
    unit suffices and is not needed, since U need not be free, nor be free on its canonical basis: over Z_6 the Gram
    determinant of U = 3·Z_6 is 9 = 3, and Z_6 = 3·Z_6 ⊕ 2·Z_6; over Z_4 the canonical basis of U = Z_4·(2, 1) is
    (2, 1), (0, 2), with the Gram determinant 0, and Z_4^2 = U ⊕ Z_4·(1, 2).

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XV.1: orthogonal complements over fields.
    .. [2] J. A. Wood, "Duality for modules over finite rings and applications to coding theory", American Journal of
       Mathematics 121, 1999: R is isomorphic to its character module, so Hom(U, R) to the characters of U.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Any

from algebra.blackboard import Shown, elided
from algebra.decompose.determinants import determinant
from algebra.decompose.forms import Form
from algebra.decompose.subspaces import Submodule, scaled, units, whole, zero
from algebra.errors import Mismatch, needed, plain
from algebra.linear import kernel, solve
from algebra.maps import Linear
from algebra.rings.writing import shown

Vector = tuple[Any, ...]
Conflict = tuple[Submodule, Submodule, Vector, Vector]


@dataclass(frozen=True, slots=True)
class Splitting(Shown):
    """R^d as a sum of parts, beside a form on it; `splitting` makes sure that the sum is direct and everything.

    Raises
    ------
    Mismatch
        When the form or a part is none, or a part lies in another module than the one of the form.

    Examples
    --------
    >>> from algebra.decompose import submodule
    >>> from algebra.rings import Zmod
    >>> Z = Zmod(6)
    >>> D = splitting(Form(Z, ((1,),)), submodule(Z, 1, [(3,)]), submodule(Z, 1, [(2,)]))
    >>> D.parts_of((5,)), [p.rows for p in D.projections], D.orthogonal
    (((3,), (2,)), [((3,),), ((4,),)], None)
    """

    form: Form
    parts: tuple[Submodule, ...]

    def __post_init__(self) -> None:
        needed(self.form, Form, "a splitting", "the form", "the first argument is a form; give dot(QQ, 2) for Q^2")
        _one_module(self.form, *self.parts)

    @property
    def projections(self) -> tuple[Linear, ...]:
        """The projection of R^d onto each part along the sum of the others."""
        return _projections(self)

    def parts_of(self, z: Vector) -> tuple[Vector, ...]:
        """The components of a vector, whose sum it is.

        Raises
        ------
        Mismatch
            When it is no vector of R^d.
        """
        held = self.form.space.coerce(z)
        return tuple(p(held) for p in self.projections)

    @property
    def orthogonal(self) -> Conflict | None:
        """Two parts U, V and u in U, v in V with b(u, v) != 0; None where all parts are orthogonal."""
        return next(
            (
                (U, V, u, v)
                for U, V in permutations(self.parts, 2)
                for u in U.basis
                for v in V.basis
                if self.form(u, v) != self.form.ring.zero
            ),
            None,
        )

    @property
    def latex(self) -> str:
        parts = elided(self.parts, lambda U: U.label, r" \oplus ") or "0"
        return f"{self.form.space.latex} = {parts}"

    def __str__(self) -> str:
        return " ⊕ ".join(map(str, self.parts)) or "0"


@dataclass(frozen=True, slots=True)
class Isotropic(Shown):
    """A vector v != 0 of U that is orthogonal to U: it forbids R^d = U ⊕ U^⊥."""

    form: Form
    part: Submodule
    vector: Vector

    @property
    def latex(self) -> str:
        return rf"{shown(self.part.space, self.vector)} \in U \cap U^{{\perp}},\; U = {self.part.latex}"

    def __str__(self) -> str:
        return f"{plain(self.vector)} is orthogonal to all of {self.part}, where it lies"


def _one_module(form: Form, *parts: Submodule) -> None:
    """Refuse submodules of another module than the one of the form."""
    needed(form, Form, "a submodule and a form", "the form", "give them in this order, a form such as dot(QQ, 2)")
    for U in parts:
        needed(U, Submodule, f"a submodule of {form.space}", "the submodule", "see algebra.decompose.submodule")
    odd = next((U for U in parts if U.space != form.space), None)
    if odd is not None:
        raise Mismatch(f"{form} and {odd}", f"the form is on {form.space}", "take both on one module")


def perp(U: Submodule, form: Form) -> Submodule:
    """The z with b(u, z) = 0 for all u in U.

    Raises
    ------
    Mismatch
        When U or the form is none, or the form is on another module.

    Examples
    --------
    >>> from algebra.decompose import dot, submodule
    >>> from algebra.rings import GF
    >>> perp(submodule(GF(2), 3, [(1, 1, 0)]), dot(GF(2), 3)).basis
    ((1, 1, 0), (0, 0, 1))
    """
    _one_module(form, U)
    return Submodule(U.ring, U.d, tuple(kernel([form.against(u) for u in U.basis], U.ring, U.d)))


def gram(U: Submodule, form: Form) -> tuple[Vector, ...]:
    """The matrix of b on the canonical basis of U."""
    _one_module(form, U)
    return form.values(U.basis, U.basis)


def gram_determinant(U: Submodule, form: Form) -> Any:
    """The determinant of b on the canonical basis of U: over a field it is 0 iff b is degenerate on U.

    Notes
    -----
    Over Z_m a unit suffices for R^d = U ⊕ U^⊥, and is not needed (`algebra.decompose.splitting`).

    Examples
    --------
    >>> from algebra.decompose import dot, submodule
    >>> from algebra.rings import Zmod
    >>> U = submodule(Zmod(6), 1, [(3,)])
    >>> gram_determinant(U, dot(Zmod(6), 1)), nondegenerate(U, dot(Zmod(6), 1))
    (3, True)
    """
    return determinant(gram(U, form), U.ring)


def radical(U: Submodule, form: Form) -> Submodule:
    """The members of U that are orthogonal to U: U meet U^⊥.

    Examples
    --------
    >>> from algebra.decompose import dot, submodule
    >>> from algebra.rings import GF
    >>> radical(submodule(GF(5), 2, [(1, 2)]), dot(GF(5), 2)).basis
    ((1, 2),)
    """
    beside = perp(U, form)
    return U.meet(beside)


def nondegenerate(U: Submodule, form: Form) -> bool:
    """Whether no member of U but 0 is orthogonal to U, which is whether R^d = U ⊕ U^⊥."""
    return not radical(U, form).basis


def split(U: Submodule, form: Form) -> Splitting | Isotropic:
    """The splitting R^d = U ⊕ U^⊥, or the least vector but 0 of U meet U^⊥, which forbids it.

    Notes
    -----
    The least vector but 0 of a submodule is the last row of its canonical basis: rows before it begin further left,
    and its multiples that vanish as far begin with multiples of its pivot, a divisor of m.

    Examples
    --------
    >>> from algebra.decompose import dot, submodule
    >>> from algebra.rings import GF
    >>> print(split(submodule(GF(5), 2, [(1, 1)]), dot(GF(5), 2)))
    ⟨1 1⟩ in GF(5)^2 ⊕ ⟨1 4⟩ in GF(5)^2
    >>> print(split(submodule(GF(5), 2, [(1, 2)]), dot(GF(5), 2)))
    (1, 2) is orthogonal to all of ⟨1 2⟩ in GF(5)^2, where it lies
    """
    common = radical(U, form).basis
    return Isotropic(form, U, common[-1]) if common else Splitting(form, (U, perp(U, form)))


def splitting(form: Form, *parts: Submodule) -> Splitting:
    """The splitting of R^d into given parts.

    Raises
    ------
    Mismatch
        When the form or a part is none, or the sum of the parts is not direct, or not everything.

    Examples
    --------
    >>> from algebra.decompose import dot, submodule
    >>> from algebra.rings import QQ
    >>> D = splitting(dot(QQ, 2), submodule(QQ, 2, [(1, 0)]), submodule(QQ, 2, [(1, 1)]))
    >>> [tuple(map(int, z)) for z in D.parts_of((5, 2))], D.orthogonal is None
    ([(3, 0), (2, 2)], False)
    """
    D = Splitting(form, parts)
    total = zero(form.ring, form.d)
    for U in parts:
        common = total.meet(U).basis
        if common:
            found = f"{plain(common[-1])} lies in the parts before it"
            raise Mismatch(f"a direct sum with {U}", found, "drop it from one")
        total += U
    if total != whole(form.ring, form.d):
        raise Mismatch(f"a splitting of {form.space}", f"the sum of the parts is {total}", "add what is missing")
    return D


@cache
def _projections(D: Splitting) -> tuple[Linear, ...]:
    """Each unit vector written in the bases of the parts, and the terms of each part added up."""
    ring, d = D.form.ring, D.form.d
    bases = [row for U in D.parts for row in U.basis]
    answers = [_answer(bases, e, D.form) for e in units(ring, d)]
    out, at = [], 0
    for U in D.parts:
        sections = [answer[at : at + U.dim] for answer in answers]
        columns = [_combination(D.form, times, U.basis) for times in sections]
        out.append(Linear(ring, tuple(zip(*columns, strict=True)), d))
        at += U.dim
    return tuple(out)


def _answer(bases: list[Vector], z: Vector, form: Form) -> Vector:
    """Coefficients of z in vectors that span everything; over Z_m they need not be the only ones."""
    matrix = tuple(zip(*bases, strict=True)) if bases else ((),) * form.d
    found = solve(matrix, z, form.ring, len(bases))
    if found is None:
        raise Mismatch(f"the components of {plain(z)}", "it lies in no sum of members of the parts", "use `splitting`")
    return found


def _combination(form: Form, times: Vector, rows: tuple[Vector, ...]) -> Vector:
    """The vector t_1 b_1 + ... + t_k b_k."""
    terms = (scaled(form.ring, c, row) for c, row in zip(times, rows, strict=True))
    return form.space.combine(terms)
