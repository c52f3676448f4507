"""Claims about submodules of Z_m^d and what is orthogonal to them: splitting_modules, splitting_units.

        Z = U ⊕ U^⊥   iff   U meet U^⊥ = 0        Z_6 = 3·Z_6 ⊕ 2·Z_6, and 3·Z_6 has no basis

Main definitions
    by_radical      Z = U ⊕ U^⊥ iff 0 alone lies in both
    unimodular      U has a basis whose Gram determinant is a unit
    MODULES

Conventions
    What a conclusion takes besides the instance serves to corrupt it.

References
    .. [1] J. A. Wood, "Duality for modules over finite rings and applications to coding theory", American Journal of
       Mathematics 121, 1999: over a quasi-Frobenius ring Hom(U, R) is as large as U.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from math import gcd
from typing import Any

from algebra.decompose import Form, Submodule, determinant, gram_determinant, perp, whole
from algebra.laws import Witness
from algebra.rings import Zmod, finite
from algebra.submodules import subgroup
from verify.claim import Claim
from verify.claims.decomposition_forms import (
    RANKED,
    Complement,
    Part,
    Space,
    beside,
    dots,
    joined,
    splits,
    symmetric,
    twice,
)
from verify.claims.relaxation_sets import SOURCE, scopes

WOOD = "J. A. Wood, Duality for modules over finite rings, American Journal of Mathematics 121, 1999"


def _sizes(U: Submodule, V: Submodule) -> Witness:
    common, _ = joined(U, V)
    sizes = (U.order, V.order, common.order)
    return Witness(sizes, f"U, U^⊥ and their intersection have {sizes[0]}, {sizes[1]} and {sizes[2]} members")


def trivial_radical(U: Submodule, V: Submodule) -> bool:
    """0 alone lies in U and in U^⊥."""
    return not joined(U, V)[0].basis


def by_radical(
    i: Part, said: Callable[[Submodule, Submodule], bool] = trivial_radical, complement: Complement = perp
) -> object | None:
    """Z = U ⊕ U^⊥ iff 0 alone lies in U and in U^⊥."""
    V = perp(i.U, i.form)
    return None if (splits(i) is None) == said(i.U, complement(i.U, i.form)) else _sizes(i.U, V)


def sizes_fit(U: Submodule, V: Submodule) -> bool:
    """U and U^⊥ have as many pairs as Z has members."""
    return bool(_order(U) * _order(V) == finite(U.ring) ** U.d)


def spans_all(U: Submodule, V: Submodule) -> bool:
    """U + U^⊥ = Z."""
    return bool(joined(U, V)[1] == whole(U.ring, U.d))


def _order(U: Submodule) -> int:
    return U.order or 0


@cache
def _independent(U: Submodule) -> tuple[Any, ...]:
    """Generators whose multiples have U as their direct sum: a basis, if U is free."""
    return tuple(subgroup(U.space, U.basis).independent)


def unit_gram(U: Submodule, form: Form) -> bool:
    """Whether U has a basis with a unit for its Gram determinant.

    Notes
    -----
    Vectors whose Gram determinant is a unit are independent, and by another basis it changes by the square of a unit.
    """
    rows = _independent(U)
    return bool(gcd(determinant(form.values(rows, rows), U.ring), finite(U.ring)) == 1)


def canonical_unit(U: Submodule, form: Form) -> bool:
    """Whether the Gram determinant of the canonical basis, which need not be independent, is a unit."""
    return bool(gcd(gram_determinant(U, form), finite(U.ring)) == 1)


def nonzero_gram(U: Submodule, form: Form) -> bool:
    """Whether the Gram determinant of independent generators is not 0."""
    rows = _independent(U)
    return bool(determinant(form.values(rows, rows), U.ring) != U.ring.zero)


def unimodular(i: Part, said: Callable[[Submodule, Form], bool] = unit_gram) -> object | None:
    """U has a basis whose Gram determinant is a unit."""
    return None if said(i.U, i.form) else _sizes(i.U, perp(i.U, i.form))


def _residues(*orders: int, d: int = 1) -> tuple[Space, ...]:
    return tuple((Zmod(m), d) for m in orders)


SUBMODULES = scopes(
    "forms with submodules",
    Part,
    (*beside(dots, *_residues(*range(1, 13)), *_residues(2, 3, 4, d=2)), *beside(symmetric, *_residues(4, 6))),
    (
        *beside(dots, *_residues(*range(13, 25)), *_residues(5, 6, 7, 8, 9, 10, 12, d=2)),
        *beside(symmetric, *_residues(8, 9, 12, 2, 3), *_residues(2, 3, 4, d=2)),
    ),
    beside(symmetric, *_residues(10, 18, 24), *_residues(5, 6, d=2)),
)

MODULES: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.splitting_modules",
        "Z = U ⊕ U^⊥ for a symmetric form on Z = Z_m^d, m composite too, iff 0 alone lies in U and in U^⊥",
        WOOD,
        {},
        by_radical,
        order=RANKED,
        families=SUBMODULES,
        mutants={
            "|U||U^⊥| = |Z| for no common vector": partial(by_radical, said=sizes_fit),
            "U + U^⊥ = Z for no common vector": partial(by_radical, said=spans_all),
            "U^⊥⊥ for U^⊥": partial(by_radical, complement=twice),
        },
    ),
    Claim(
        "decomposition.splitting_units",
        "if Z = U ⊕ U^⊥ for a symmetric form on Z = Z_m^d, then U has a basis whose Gram determinant is a unit",
        f"{SOURCE}: the criterion over fields, read for modules",
        {"splits": splits},
        unimodular,
        expected="refuted",
        order=RANKED,
        families=SUBMODULES,
        mutants={
            "the canonical basis for some basis": partial(unimodular, said=canonical_unit),
            "not 0 for a unit": partial(unimodular, said=nonzero_gram),
            "splits always": splits,
        },
    ),
)
