"""Claims about three orthogonal parts of Z: projections, pythagoras.

        b(π x, y) = b(x, π y)        q(z_s + z_I + z_T) = q(z_s) + q(z_I) + q(z_T)

Main definitions
    Parted                  instances: a form on Z and three subspaces Z_s, Z_I, Z_T
    direct, orthogonal      hypotheses
    projects, pythagoras    conclusions
    parted                  three subspaces in words
    PROJECTIONS

Conventions
    What a conclusion takes besides the instance serves to corrupt it.  Where the sum of the parts is not direct, or
    not everything, a vector with no or several components is the witness against projections.  The second claim asks
    for no direct sum: z_s, z_I and z_T are any members of the parts.  The excess of q on a sum is bilinear in each two
    parts, so bases and 0 decide.  In characteristic 2 it is 2·b = 0, and orthogonality is not needed.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XV.1: orthogonal sums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations, product
from typing import Any, Protocol

from algebra.decompose import Form, Submodule, splitting, whole, zero
from algebra.errors import plain
from algebra.laws import Witness
from algebra.rings import QQ
from verify.batch import Twofold
from verify.batches import forms as batched
from verify.claim import Claim
from verify.claims.decomposition_forms import LANG, Space, diagonals, dots, fields, spanned, symmetric, where
from verify.claims.relaxation_sets import scopes
from verify.family import Block, Pool
from verify.pools.forms import Three, among, decompositions, diagonal_forms, triples

RANKED = (
    "small scope first; in it the dot product first; then all triples, then direct ones; "
    "then by dimension, field, form, and Z_s, Z_I, Z_T by order and members"
)
LINES = ((), ((1, 0),), ((0, 1),), ((1, 1),), ((1, -1),), ((1, 0), (0, 1)))
Vector = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A form on R^d and three submodules."""

    form: Form
    parts: Three

    def __str__(self) -> str:
        return f"{where(self.form)}; {parted(self.parts)}"


class Formed(Protocol):
    """What holds a form and three submodules."""

    @property
    def form(self) -> Form: ...
    @property
    def parts(self) -> Three: ...


def parted(parts: Three) -> str:
    """Three submodules by their canonical bases."""
    return ", ".join(f"{name} = {spanned(U)}" for name, U in zip(("Z_s", "Z_I", "Z_T"), parts, strict=True))


@cache
def loose(parts: Three) -> Witness | None:
    """A vector with no components in the parts, or with several."""
    ring, d = parts[0].ring, parts[0].d
    total = parts[0] + parts[1] + parts[2]
    outside = next((e for e in whole(ring, d).basis if e not in total), None)
    if outside is not None:
        return Witness((outside,), f"{plain(outside)} is no sum of members of Z_s, Z_I and Z_T")
    if sum(U.dim for U in parts) == d:
        return None
    return Witness((parts[0].space.zero,), "0 is several sums of members of Z_s, Z_I and Z_T")


def direct(i: Parted) -> object | None:
    """Z = Z_s ⊕ Z_I ⊕ Z_T."""
    return loose(i.parts)


@cache
def clash(form: Form, U: Submodule, V: Submodule) -> Witness | None:
    """A vector of U and one of V that are not orthogonal."""
    pairs = ((u, v) for u in U.basis for v in V.basis if form(u, v) != form.ring.zero)
    return next((Witness(pair, f"{plain(pair[0])} and {plain(pair[1])} are not orthogonal") for pair in pairs), None)


def orthogonal(i: Formed) -> object | None:
    """Z_s, Z_I and Z_T are orthogonal to each other."""
    return next((w for U, V in combinations(i.parts, 2) if (w := clash(i.form, U, V)) is not None), None)


def projects(i: Parted, square: int = 1, total: int = 1, sign: int = 1) -> object | None:
    """The projections are idempotent, annihilate each other, add up to 1, and are self-adjoint."""
    apart = loose(i.parts)
    if apart is not None:
        return apart
    form, P = i.form, splitting(i.form, *i.parts).projections
    ring, space, units = form.ring, form.space, whole(form.ring, form.d).basis
    for e in units:
        moved = [p(e) for p in P]
        if space.combine(moved) != times(form, total, e) or _unlawful(form, P, moved, square):
            return Witness((e,), f"the components of {plain(e)} are {', '.join(map(plain, moved))}")
    for (x, y), p in product(product(units, repeat=2), P):
        if form(p(x), y) != ring.mul(ring.from_int(sign), form(x, p(y))):
            return Witness((x, y), f"b(π x, y) is not b(x, π y) at x = {plain(x)}, y = {plain(y)}")
    return None


def times(form: Form, n: int, v: Vector) -> Vector:
    """The vector n·v."""
    scale = form.ring.from_int(n)
    return tuple(form.ring.mul(scale, c) for c in v)


def _unlawful(form: Form, P: Sequence[Callable[[Vector], Vector]], moved: Sequence[Vector], square: int) -> bool:
    """Whether a projection moves a component of its own, or keeps something of another."""
    return any(p(u) != times(form, square * (m == n), u) for (m, p), (n, u) in product(enumerate(P), enumerate(moved)))


@cache
def excess(form: Form, U: Submodule, V: Submodule) -> Witness | None:
    """A vector of U and one of V with q(u + v) other than q(u) + q(v)."""
    R = form.ring
    pairs = ((u, v) for u in U.basis for v in V.basis)
    bad = ((u, v) for u, v in pairs if form.q(form.space.add(u, v)) != R.add(form.q(u), form.q(v)))
    return next((Witness(pair, f"q({plain(pair[0])} + {plain(pair[1])}) is no sum") for pair in bad), None)


def pythagoras(i: Parted, weights: tuple[int, int, int] = (1, 1, 1)) -> object | None:
    """q(z_s + z_I + z_T) = q(z_s) + q(z_I) + q(z_T)."""
    form, R, zeros = i.form, i.form.ring, zero(i.form.ring, i.form.d).space.zero
    for z in product(*((zeros, *U.basis) for U in i.parts)):
        added = R.combine(R.mul(R.from_int(n), form.q(part)) for n, part in zip(weights, z, strict=True))
        found = form.q(form.space.combine(z))
        if found != added:
            return Witness(z, f"q({' + '.join(map(plain, z))}) = {found}, and not {added}")
    return None


def with_triples(forms: Callable[..., tuple[Pool, ...]], *around: Any) -> tuple[Block, ...]:
    """Forms of each space with all lists of three subspaces."""
    return tuple((pool, triples(*space)) for pool, space in zip(forms(*around), around, strict=True))


def with_sums(forms: Callable[..., tuple[Pool, ...]], *around: Any) -> tuple[Block, ...]:
    """Forms of each space with all lists of three subspaces that have it as their direct sum."""
    return tuple((pool, decompositions(*space)) for pool, space in zip(forms(*around), around, strict=True))


SMALL: tuple[Space, ...] = fields((2, 1), (3, 1), (2, 2), (3, 2))
MORE: tuple[Space, ...] = fields((4, 1), (5, 1), (7, 1), (4, 2), (5, 2), (7, 2))
PARTS = scopes(
    "forms with three subspaces",
    Parted,
    (*with_triples(dots, *SMALL), *with_triples(diagonals, *fields((2, 1), (3, 1), (2, 2)))),
    (
        *with_triples(dots, *fields((2, 3))),
        *with_triples(diagonals, *fields((3, 2), (2, 3))),
        *with_triples(symmetric, *fields((2, 2), (3, 2))),
        *with_sums(dots, *fields((3, 3), (4, 3))),
        *with_sums(diagonals, *MORE),
    ),
    (
        *with_triples(symmetric, *fields((4, 1), (5, 1), (4, 2))),
        *with_triples(dots, *fields((3, 3))),
        *with_sums(diagonals, *fields((3, 3), (4, 3))),
        *with_sums(symmetric, *fields((5, 2))),
        *with_sums(dots, *fields((5, 3))),
    ),
)
RATIONAL = scopes(
    "forms over the rationals with three subspaces of the plane",
    Parted,
    ((diagonal_forms(QQ, 2, (QQ(1),)), among(QQ, 2, *LINES)),),
    ((diagonal_forms(QQ, 2, tuple(map(QQ, (1, -1, 2, 0)))), among(QQ, 2, *LINES)),),
    ((diagonal_forms(QQ, 2, tuple(map(QQ, (1, "-1/2", 3, 0)))), among(QQ, 2, *LINES, ((1, 2),), ((2, -1),))),),
)
ORTHOGONAL = Twofold(orthogonal, partial(batched.orthogonal, law=clash))

PROJECTIONS: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.projections",
        "for an orthogonal direct sum Z = Z_s ⊕ Z_I ⊕ Z_T over F_q the projections are idempotent, annihilate each "
        "other, add up to 1, and are self-adjoint",
        LANG,
        {"direct": Twofold(direct, batched.direct), "orthogonal": ORTHOGONAL},
        Twofold(projects, batched.projects),
        needs=("direct", "orthogonal"),
        order=RANKED,
        families=PARTS,
        mutants={
            "π² = 0": partial(projects, square=0),
            "they add up to 2": partial(projects, total=2),
            "b(π x, y) = -b(x, π y)": partial(projects, sign=-1),
        },
    ),
    Claim(
        "decomposition.pythagoras",
        "q(z_s + z_I + z_T) = q(z_s) + q(z_I) + q(z_T) for members of orthogonal subspaces over F_q and Q, where "
        "q(z) = b(z, z)",
        LANG,
        {"orthogonal": ORTHOGONAL},
        Twofold(pythagoras, partial(batched.additive, law=excess)),
        needs=("orthogonal",),
        order=f"{RANKED}; over Q last",
        families={scope: PARTS[scope] + RATIONAL[scope] for scope in PARTS},
        mutants={
            "q(z_s) + q(z_I)": partial(pythagoras, weights=(1, 1, 0)),
            "q(z_s) + q(z_I) - q(z_T)": partial(pythagoras, weights=(1, 1, -1)),
            "2q(z_s) + q(z_I) + q(z_T)": partial(pythagoras, weights=(2, 1, 1)),
        },
    ),
)
