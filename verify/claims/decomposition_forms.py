"""Claims about a subspace and what is orthogonal to it: splitting, splitting_converse, splitting_always.

        Z = U ⊕ U^⊥   iff   det (b(u_i, u_j)) != 0, u_1, ..., u_k a basis of U

Main definitions
    Part                            instances: a form on Z = R^d and a submodule U
    regular, splits, form_regular   hypotheses and conclusions
    where, spanned                  a form and a submodule in words
    dots, diagonals, symmetric      pools of forms on each of some spaces
    FORMS

Conventions
    What a conclusion takes besides the instance serves to corrupt it.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XV.1: Z = U ⊕ U^⊥ where the form is nondegenerate on U.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from algebra.decompose import Form, Submodule, determinant, dot, gram, gram_determinant, perp, whole
from algebra.errors import plain
from algebra.laws import Witness
from algebra.rings import GF, Ring, Zmod
from verify.batch import On, Twofold
from verify.batches import forms as batched
from verify.claim import Claim
from verify.claims.relaxation_sets import SOURCE, scopes
from verify.family import Block, Pool
from verify.pools.forms import coefficients, diagonal_forms, spaces, symmetric_forms

LANG = "S. Lang, Algebra, 3rd ed., 2002, XV.1"
WOOD = "J. A. Wood, Duality for modules over finite rings, American Journal of Mathematics 121, 1999"
RANKED = (
    "small scope first; in it the dot product, then diagonal forms, then symmetric matrices; "
    "then by dimension, field, form, U by order and members"
)
Space = tuple[Ring[Any], int]


def power_of(ring: Ring[Any], d: int) -> str:
    """The space R^d."""
    name = f"F_{ring.q}" if isinstance(ring, GF) else f"Z_{ring.m}" if isinstance(ring, Zmod) else str(ring)
    return f"{name}^{d}" if d > 1 else name


def where(form: Form) -> str:
    """A form and the space it is on."""
    ring, d, around = form.ring, form.d, power_of(form.ring, form.d)
    if form == dot(ring, d):
        return f"{around}, dot product"
    if all(a == ring.zero for i, row in enumerate(form.gram) for j, a in enumerate(row) if i != j):
        return f"{around}, form diag({', '.join(str(form.gram[i][i]) for i in range(d))})"
    return f"{around}, form {' | '.join(' '.join(map(str, row)) for row in form.gram)}"


def spanned(U: Submodule) -> str:
    """A submodule by its canonical basis."""
    return f"<{', '.join(plain(row) for row in U.basis)}>" if U.basis else "0"


@dataclass(frozen=True, slots=True)
class Part:
    """A form on R^d and a submodule."""

    form: Form
    U: Submodule

    def __str__(self) -> str:
        return f"{where(self.form)}; U = {spanned(self.U)}"


Complement = Callable[[Submodule, Form], Submodule]


@cache
def joined(U: Submodule, V: Submodule) -> tuple[Submodule, Submodule]:
    """The intersection and the sum."""
    return U.meet(V), U + V


def splits(i: Part, complement: Complement = perp) -> object | None:
    """Z = U ⊕ U^⊥."""
    common, total = joined(i.U, complement(i.U, i.form))
    if common.basis:
        last = common.basis[-1]
        return Witness((last,), f"{plain(last)} lies in U and in U^⊥")
    return None if total == whole(i.form.ring, i.form.d) else Witness((), f"U + U^⊥ = {spanned(total)}")


def itself(U: Submodule, _: Form) -> Submodule:
    """U, for U^⊥."""
    return U


def twice(U: Submodule, form: Form) -> Submodule:
    """U^⊥⊥, for U^⊥."""
    return perp(perp(U, form), form)


def everything(U: Submodule, _: Form) -> Submodule:
    """Z, for U^⊥."""
    return whole(U.ring, U.d)


def regular(i: Part, value: Callable[[Submodule, Form], Any] = gram_determinant) -> object | None:
    """The Gram determinant of a basis of U is not 0."""
    if value(i.U, i.form) != i.form.ring.zero:
        return None
    common, _ = joined(i.U, perp(i.U, i.form))
    return Witness(common.basis[-1:], f"the Gram determinant is 0: {common} is orthogonal to U")


def diagonal_product(U: Submodule, form: Form) -> Any:
    """The product of the q(u) over a basis."""
    found = form.ring.one
    for u in U.basis:
        found = form.ring.mul(found, form.q(u))
    return found


def less_one(U: Submodule, form: Form) -> Any:
    """The Gram determinant less 1."""
    return form.ring.sub(gram_determinant(U, form), form.ring.one)


def first_entry(U: Submodule, form: Form) -> Any:
    """The first entry of the Gram matrix; 1 where there is none."""
    return gram(U, form)[0][0] if U.basis else form.ring.one


def form_regular(form: Form) -> object | None:
    """The form is nondegenerate on Z."""
    return None if determinant(form.gram, form.ring) != form.ring.zero else Witness((), "its determinant is 0")


def dots(*spaces_of: Space) -> tuple[Pool, ...]:
    """The dot product of each space."""
    return tuple(diagonal_forms(ring, d, (ring.one,)) for ring, d in spaces_of)


def fields(*names: tuple[int, int]) -> tuple[tuple[GF, int], ...]:
    """The spaces GF(q)^d."""
    return tuple((GF(q), d) for q, d in names)


def diagonals(*spaces_of: tuple[GF, int]) -> tuple[Pool, ...]:
    """The diagonal forms of each space, with coefficients of each kind."""
    return tuple(diagonal_forms(field, d, coefficients(field)) for field, d in spaces_of)


def symmetric(*spaces_of: Space) -> tuple[Pool, ...]:
    """The symmetric forms of each space."""
    return tuple(symmetric_forms(ring, d) for ring, d in spaces_of)


def beside(forms: Callable[..., tuple[Pool, ...]], *around: Any) -> tuple[Block, ...]:
    """Forms of each space with all submodules of it."""
    return tuple((pool, spaces(*space)) for pool, space in zip(forms(*around), around, strict=True))


SMALL = fields((2, 1), (3, 1), (4, 1), (5, 1), (2, 2), (3, 2), (4, 2), (5, 2), (2, 3), (3, 3))
PLANES = fields((2, 1), (3, 1), (2, 2), (3, 2))
WIDER = fields((4, 1), (5, 1), (7, 1), (4, 2), (5, 2), (7, 2), (2, 3), (3, 3), (4, 3), (5, 3), (7, 3))
FIELDS = scopes(
    "forms with subspaces",
    Part,
    (*beside(dots, *SMALL), *beside(diagonals, *PLANES)),
    (
        *beside(dots, *fields((7, 1), (7, 2), (4, 3), (5, 3), (7, 3))),
        *beside(diagonals, *WIDER),
        *beside(symmetric, *PLANES),
    ),
    beside(symmetric, *fields((4, 1), (5, 1), (4, 2), (5, 2), (2, 3), (3, 3), (4, 3))),
)


SPLITS, REGULAR = Twofold(splits, batched.splits), Twofold(regular, batched.regular)
COMPLEMENTS: dict[str, Any] = {
    "U for U^⊥": partial(splits, complement=itself),
    "U^⊥⊥ for U^⊥": partial(splits, complement=twice),
    "Z for U^⊥": partial(splits, complement=everything),
}

FORMS: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.splitting",
        "Z = U ⊕ U^⊥ for a subspace U of Z = F_q^d on which a symmetric form is nondegenerate: "
        "the Gram determinant of a basis of U is not 0",
        LANG,
        {"nondegenerate": REGULAR},
        SPLITS,
        needs=("nondegenerate",),
        order=RANKED,
        families=FIELDS,
        mutants=COMPLEMENTS,
    ),
    Claim(
        "decomposition.splitting_converse",
        "if Z = U ⊕ U^⊥ for a symmetric form on Z = F_q^d, the Gram determinant of a basis of U is not 0",
        LANG,
        {"splits": SPLITS},
        REGULAR,
        needs=("splits",),
        order=RANKED,
        families=FIELDS,
        mutants={
            "determinant not 1": partial(regular, value=less_one),
            "the first entry for the determinant": partial(regular, value=first_entry),
            "the product of the diagonal for the determinant": partial(regular, value=diagonal_product),
        },
    ),
    Claim(
        "decomposition.splitting_always",
        "Z = U ⊕ U^⊥ for every subspace U of Z = F_q^d, if the symmetric form is nondegenerate on Z",
        f"{SOURCE}: what is true over Q for the dot product tempts one to believe",
        {"nondegenerate on Z": Twofold(On(form_regular, ("form",)), batched.form_regular)},
        SPLITS,
        expected="refuted",
        order=RANKED,
        families=FIELDS,
        mutants=COMPLEMENTS,
    ),
)
