"""Claims about orthogonal shared and specific parts: allocation_orthogonal, _uncorrelated and _rank.

        b(a, c) = b(π_s a, π_s c)   for a in im f, c in im g:   d_s >= the rank of b on im f × im g

Main definitions
    Paired, Ranked                  instances: a form and the images of f and g, without and with three subspaces
    uncorrelated, regular_*         hypotheses
    choosable, chosen, outranks     conclusions
    PAIRINGS                        the claims

Conventions
    What a conclusion takes besides the instance serves to corrupt it.

Notes
    Parts of the least dimensions are forced in part: Z_s ⊕ Z_I contains im f and is as large, so it is im f, and
    Z_s ⊕ Z_T is im g; Z_s lies in both images, and is all they share.  Orthogonal ones have Z_I in im f ∩ Z_s^⊥.
    Two such Z_I differ by members of Z_s ∩ Z_s^⊥, which are orthogonal to Z_s and to Z_T: so whether Z_I and Z_T are
    orthogonal does not depend on the choice.

References
    .. [1] Å. Björck and G. H. Golub, "Numerical methods for computing angles between linear subspaces", Mathematics of
       Computation 27, 1973: over R the rank of b on two subspaces is the number of angles that are not right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from operator import ge, gt, le
from typing import Any

from algebra.decompose import Form, Submodule, nondegenerate, perp, zero
from algebra.laws import Witness
from algebra.linear import rank
from verify.batch import Twofold
from verify.batches import forms as batched
from verify.claim import Claim, Law
from verify.claims.decomposition_allocation import (
    INSIDE,
    LINE,
    OTHER,
    PLANE,
    RANKED,
    SPACE,
    Compare,
    HasImages,
    both,
    covering,
    f_inside,
    g_inside,
    imaged,
    independent,
    pairs,
    total,
)
from verify.claims.decomposition_forms import diagonals, dots, fields, symmetric, where
from verify.claims.decomposition_projections import ORTHOGONAL, clash, orthogonal, parted
from verify.claims.relaxation_sets import SOURCE, scopes
from verify.family import Block, Pool
from verify.pools.forms import Three, decompositions, triples

ANGLES = "Å. Björck, G. H. Golub, Numerical methods for computing angles between linear subspaces, 1973, over F_q"


@dataclass(frozen=True, slots=True)
class Paired:
    """A form on K^d and the images of two maps into it."""

    form: Form
    f: Submodule
    g: Submodule

    def __str__(self) -> str:
        return f"{where(self.form)}; {imaged(self)}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A form on K^d, the images of two maps into it, and three subspaces."""

    form: Form
    f: Submodule
    g: Submodule
    parts: Three

    def __str__(self) -> str:
        return f"{where(self.form)}; {imaged(self)}; {parted(self.parts)}"


@cache
def _regular(form: Form, U: Submodule) -> Witness | None:
    return None if nondegenerate(U, form) else Witness((), f"the form is degenerate on {U}")


def regular_f(i: Paired) -> object | None:
    """The form is nondegenerate on im f."""
    return _regular(i.form, i.f)


def regular_g(i: Paired) -> object | None:
    """The form is nondegenerate on im g."""
    return _regular(i.form, i.g)


def regular_both(i: Paired) -> object | None:
    """The form is nondegenerate on im f meet im g."""
    return _regular(i.form, both(i))


def regular_sum(i: Paired) -> object | None:
    """The form is nondegenerate on im f + im g."""
    return _regular(i.form, total(i))


def paired_rank(i: Paired | Ranked) -> int:
    """The rank of b on im f and im g."""
    return rank(i.form.values(i.f.basis, i.g.basis), i.form.ring, i.g.dim)


def uncorrelated(i: Paired) -> object | None:
    """The rank of b on im f and im g is the dimension of what they share."""
    found, shared = paired_rank(i), both(i).dim
    return None if found == shared else Witness((found,), f"b has rank {found} on im f and im g, which share {shared}")


@cache
def _beside(form: Form, f: Submodule, g: Submodule) -> Three:
    """What f and g share, and what in their images is orthogonal to it."""
    shared = f.meet(g)
    around = perp(shared, form)
    return shared, f.meet(around), g.meet(around)


def choosable(i: Paired) -> object | None:
    """Some orthogonal Z_s, Z_I, Z_T have the least dimensions and contain im f and im g as they should."""
    S, V, W = _beside(i.form, i.f, i.g)
    bad = clash(i.form, V, W)
    if i.f == S + V and i.g == S + W and bad is None:
        return None
    least = (S.dim, i.f.dim - S.dim, i.g.dim - S.dim)
    return Witness(least, f"no orthogonal parts have dimensions {least}{'' if bad is None else f': {bad}'}")


def unasked(i: Paired) -> object | None:
    """The same, without a thought of Z_I and Z_T being orthogonal."""
    S, V, W = _beside(i.form, i.f, i.g)
    return None if i.f == S + V and i.g == S + W else Witness((), "Z_s has no orthogonal complement in an image")


def alike(i: Paired) -> object | None:
    """im f and im g are orthogonal."""
    return clash(i.form, i.f, i.g)


def unshared(i: Paired) -> object | None:
    """im f and im g share nothing."""
    return None if not both(i).basis else Witness((), "they share something")


def chosen(i: Paired, parts: Callable[[Form, Submodule, Submodule], Three] = _beside) -> object | None:
    """Z_s = im f meet im g and what is orthogonal to it in im f and im g are orthogonal, of the least dimensions."""
    S, V, W = parts(i.form, i.f, i.g)
    s = both(i).dim
    laws: tuple[Law[Any], ...] = (orthogonal, independent, f_inside, g_inside)
    dims, held = (S.dim, V.dim, W.dim), Ranked(i.form, i.f, i.g, (S, V, W))
    if dims == (s, i.f.dim - s, i.g.dim - s) and all(law(held) is None for law in laws):
        return None
    r = rank(i.form.values(V.basis, W.basis), i.form.ring, W.dim)
    return Witness((*dims, r), f"Z_s, Z_I and Z_T have dimensions {dims}, and b has rank {r} on the last two")


def whole_f(form: Form, f: Submodule, g: Submodule) -> Three:
    """All of im f for Z_I."""
    S, _, W = _beside(form, f, g)
    return S, f, W


def away_from_f(form: Form, f: Submodule, g: Submodule) -> Three:
    """What of im g is orthogonal to im f, and nothing shared."""
    return zero(form.ring, form.d), f, g.meet(perp(f, form))


def in_all(form: Form, f: Submodule, g: Submodule) -> Three:
    """Z_s^⊥ for Z_T."""
    S, V, _ = _beside(form, f, g)
    return S, V, perp(S, form)


def outranks(i: Ranked, compare: Compare = ge, of: Callable[[Any], int] = paired_rank) -> object | None:
    """d_s >= the rank of b on im f and im g."""
    s, r = i.parts[0].dim, of(i)
    return None if compare(s, r) else Witness((s, r), f"d_s = {s}, and b has rank {r} on im f and im g")


def both_dim(i: HasImages) -> int:
    """The dimension of what im f and im g share."""
    return both(i).dim


def _formed(forms: Callable[..., tuple[Pool, ...]], *around: Any) -> tuple[Block, ...]:
    return tuple((pool, *pair) for pool, pair in zip(forms(*around), pairs(*around), strict=True))


DOTS, DIAGONALS, SYMMETRIC = partial(_formed, dots), partial(_formed, diagonals), partial(_formed, symmetric)
PAIRED = scopes(
    "forms with the images of two maps",
    Paired,
    (*DOTS(*LINE, *PLANE), *DIAGONALS(*LINE, PLANE[0])),
    (*DOTS(*OTHER, *SPACE), *DIAGONALS(PLANE[1], *OTHER, *SPACE), *SYMMETRIC(*PLANE)),
    SYMMETRIC(*OTHER, SPACE[0]),
)
RANKS = scopes(
    "forms with the images of two maps and three subspaces",
    Ranked,
    covering(triples, DOTS, *LINE, PLANE[0]),
    (
        *covering(triples, DIAGONALS, *LINE, *PLANE),
        *covering(triples, DOTS, SPACE[0]),
        *covering(decompositions, DIAGONALS, *OTHER),
    ),
    (*covering(triples, SYMMETRIC, *PLANE), *covering(decompositions, DOTS, SPACE[1], *fields((7, 2)))),
)
REGULAR_BOTH = Twofold(regular_both, batched.regular_both)

PAIRINGS: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.allocation_orthogonal",
        "parts of these dimensions can be chosen orthogonal if the symmetric form is nondegenerate on im f, im g, "
        "im f ∩ im g and im f + im g",
        f"{SOURCE}: what nondegeneracy tempts one to believe",
        {
            "nondegenerate on im f": Twofold(regular_f, batched.regular_f),
            "nondegenerate on im g": Twofold(regular_g, batched.regular_g),
            "nondegenerate on both": REGULAR_BOTH,
            "nondegenerate on the sum": Twofold(regular_sum, batched.regular_sum),
        },
        Twofold(choosable, batched.choosable),
        expected="refuted",
        order=RANKED,
        families=PAIRED,
        mutants={"Z_I and Z_T in any position": unasked, "im f ⊥ im g": alike, "im f ∩ im g = 0": unshared},
    ),
    Claim(
        "decomposition.allocation_uncorrelated",
        "Z_s = im f ∩ im g and what is orthogonal to it in im f and in im g are orthogonal, of the dimensions "
        "dim(im f ∩ im g), rk f - d_s and rk g - d_s, if the symmetric form is nondegenerate on Z_s and its rank on "
        "im f × im g is d_s",
        ANGLES,
        {"nondegenerate": REGULAR_BOTH, "uncorrelated": Twofold(uncorrelated, batched.uncorrelated)},
        Twofold(chosen, batched.chosen),
        needs=("nondegenerate", "uncorrelated"),
        order=RANKED,
        families=PAIRED,
        mutants={
            "im f for Z_I": partial(chosen, parts=whole_f),
            "nothing shared": partial(chosen, parts=away_from_f),
            "Z_s^⊥ for Z_T": partial(chosen, parts=in_all),
        },
    ),
    Claim(
        "decomposition.allocation_rank",
        "if Z_s, Z_I and Z_T are orthogonal, im f ⊆ Z_s + Z_I and im g ⊆ Z_s + Z_T, then d_s is at least the rank of "
        "the symmetric form on im f × im g",
        ANGLES,
        {"orthogonal": ORTHOGONAL, **INSIDE},
        Twofold(outranks, batched.ranked_enough),
        needs=("orthogonal", "f_inside", "g_inside"),
        order=f"{RANKED}, then Z_s, Z_I, Z_T",
        families=RANKS,
        mutants={
            "> for >=": partial(outranks, compare=gt),
            "<= for >=": partial(outranks, compare=le),
            "dim(im f ∩ im g) for the rank": partial(outranks, of=both_dim),
        },
    ),
)
