"""Claims about how large shared and specific parts of Z have to be: allocation, allocation_least.

        im f ⊆ Z_s ⊕ Z_I,  im g ⊆ Z_s ⊕ Z_T   =>   d_s >= dim(im f ∩ im g),  d_s + d_I + d_T >= rk [f, g]

Main definitions
    Images, Covered                     instances: the images of f and g, without and with three subspaces
    independent, f_inside, g_inside     hypotheses
    enough, attained                    conclusions
    both, total, imaged                 im f ∩ im g, im f + im g, and both in words
    ALLOCATION                          the claims

Conventions
    Only the images of f and g matter, so f and g are given by these.  The sum of the parts need not be Z.  What a
    conclusion takes besides the instance serves to corrupt it.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, III.5: dimensions of sums and intersections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import ge, gt, le
from typing import Any, Protocol

from algebra.decompose import Allocation, Submodule, allocate, whole, zero
from algebra.laws import Witness
from algebra.maps import Linear
from verify.batch import Twofold
from verify.batches import forms as batched
from verify.claim import Claim, Law
from verify.claims.decomposition_forms import (
    Space,
    fields,
    joined,
    power_of,
    spanned,
)
from verify.claims.decomposition_projections import parted
from verify.claims.relaxation_sets import scopes
from verify.family import Block, Pool
from verify.pools.forms import Three, decompositions, spaces, triples

DIMENSIONS = "S. Lang, Algebra, 3rd ed., 2002, III.5: dimensions of sums and intersections"
ANGLES = "Å. Björck, G. H. Golub, Numerical methods for computing angles between linear subspaces, 1973, over F_q"
RANKED = (
    "small scope first; in it the dot product first; then by dimension, field, form, im f, im g by order and members"
)


@dataclass(frozen=True, slots=True)
class Images:
    """The images of two maps into K^d."""

    f: Submodule
    g: Submodule

    def __str__(self) -> str:
        return f"{power_of(self.f.ring, self.f.d)}; {imaged(self)}"


@dataclass(frozen=True, slots=True)
class Covered:
    """The images of two maps into K^d, and three subspaces."""

    f: Submodule
    g: Submodule
    parts: Three

    def __str__(self) -> str:
        return f"{power_of(self.f.ring, self.f.d)}; {imaged(self)}; {parted(self.parts)}"


class HasImages(Protocol):
    """What holds the images of two maps."""

    @property
    def f(self) -> Submodule: ...
    @property
    def g(self) -> Submodule: ...


class HasParts(HasImages, Protocol):
    """What holds the images of two maps and three subspaces."""

    @property
    def parts(self) -> Three: ...


def imaged(i: HasImages) -> str:
    """The images of two maps in words."""
    return f"im f = {spanned(i.f)}; im g = {spanned(i.g)}"


def both(i: HasImages) -> Submodule:
    """What im f and im g share."""
    return joined(i.f, i.g)[0]


def total(i: HasImages) -> Submodule:
    """The image of [f, g]."""
    return joined(i.f, i.g)[1]


def independent(i: HasParts) -> object | None:
    """The sum of Z_s, Z_I and Z_T is direct."""
    S, V, W = i.parts
    found = joined(joined(S, V)[1], W)[1]
    sizes = [U.dim for U in i.parts]
    return None if found.dim == sum(sizes) else Witness((), f"the dimensions {sizes} add up to more than {found.dim}")


def f_inside(i: HasParts) -> object | None:
    """im f ⊆ Z_s + Z_I."""
    return None if i.f <= joined(i.parts[0], i.parts[1])[1] else Witness((), "im f leaves Z_s + Z_I")


def g_inside(i: HasParts) -> object | None:
    """im g ⊆ Z_s + Z_T."""
    return None if i.g <= joined(i.parts[0], i.parts[2])[1] else Witness((), "im g leaves Z_s + Z_T")


Compare = Callable[[int, int], bool]


def rank_of_sum(i: HasImages) -> int:
    """The rank of [f, g]."""
    return total(i).dim


def sum_of_ranks(i: HasImages) -> int:
    """rk f + rk g."""
    return i.f.dim + i.g.dim


def enough(i: HasParts, shared: Compare = ge, rank_of: Callable[[HasImages], int] = rank_of_sum) -> object | None:
    """d_s >= dim(im f meet im g) and d_s + d_I + d_T >= rk [f, g]."""
    found, needed = (i.parts[0].dim, sum(U.dim for U in i.parts)), (both(i).dim, rank_of(i))
    if shared(found[0], needed[0]) and found[1] >= needed[1]:
        return None
    says = f"d_s = {found[0]} and d_s + d_I + d_T = {found[1]}, where {needed[0]} and {needed[1]} are needed"
    return Witness((found[0], needed[0], found[1], needed[1]), says)


Allocate = Callable[[Linear, Linear], Allocation]


def _onto(U: Submodule) -> Linear:
    """The map with a basis of its image for its columns."""
    return Linear(U.ring, tuple(tuple(row[j] for row in U.basis) for j in range(U.d)), U.dim)


def apart_but_equal(f: Linear, g: Linear) -> Allocation:
    """Nothing shared: im f and im g as they are."""
    found = allocate(f, g)
    return Allocation(zero(f.ring, len(f.rows)), found.shared + found.image, found.shared + found.text)


def all_of_f(f: Linear, g: Linear) -> Allocation:
    """All of im f for what it has alone."""
    found = allocate(f, g)
    return Allocation(found.shared, found.shared + found.image, found.text)


def roomy(f: Linear, g: Linear) -> Allocation:
    """All of Z for what g has alone."""
    found = allocate(f, g)
    return Allocation(found.shared, found.image, whole(g.ring, len(g.rows)))


def attained(i: Images, by: Allocate = allocate) -> object | None:
    """The parts that the library finds have the least dimensions, a direct sum, and contain the images."""
    found, s = by(_onto(i.f), _onto(i.g)), both(i).dim
    held = Covered(i.f, i.g, (found.shared, found.image, found.text))
    laws: tuple[Law[Any], ...] = (independent, f_inside, g_inside)
    wanted = (s, i.f.dim - s, i.g.dim - s)
    if found.dims == wanted and sum(wanted) == total(i).dim and all(law(held) is None for law in laws):
        return None
    return Witness((i.f.dim, i.g.dim, s), f"dimensions {found.dims} for {wanted}, or the sum is not direct")


def pairs(*around: Any) -> tuple[Block, ...]:
    """Any two subspaces of each space."""
    return tuple((spaces(*space),) * 2 for space in around)


def covering(parts: Callable[..., Pool], blocks: Callable[..., tuple[Block, ...]], *around: Any) -> tuple[Block, ...]:
    """The blocks of each space, with lists of three subspaces."""
    return tuple((*block, parts(*space)) for block, space in zip(blocks(*around), around, strict=True))


LINE: tuple[Space, ...] = fields((2, 1), (3, 1))
PLANE: tuple[Space, ...] = fields((2, 2), (3, 2))
OTHER: tuple[Space, ...] = fields((4, 1), (5, 1), (4, 2), (5, 2))
SPACE: tuple[Space, ...] = fields((2, 3), (3, 3), (4, 3), (5, 3))
COVERED = scopes(
    "images with three subspaces",
    Covered,
    covering(triples, pairs, *LINE, PLANE[0]),
    (*covering(triples, pairs, PLANE[1], SPACE[0]), *covering(decompositions, pairs, *OTHER)),
    (*covering(triples, pairs, *OTHER[:3]), *covering(decompositions, pairs, *SPACE[1:3], *fields((7, 2)))),
)
IMAGES = scopes(
    "images of two maps",
    Images,
    pairs(*LINE, *PLANE, SPACE[0]),
    pairs(*OTHER, *SPACE[1:3]),
    pairs(SPACE[3], *fields((7, 2))),
)
INSIDE = {"f_inside": Twofold(f_inside, batched.f_inside), "g_inside": Twofold(g_inside, batched.g_inside)}

ALLOCATION: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.allocation",
        "if Z_s, Z_I and Z_T have a direct sum, im f ⊆ Z_s ⊕ Z_I and im g ⊆ Z_s ⊕ Z_T, then d_s >= dim(im f ∩ im g) "
        "and d_s + d_I + d_T >= rk [f, g]",
        DIMENSIONS,
        {"direct": Twofold(independent, batched.independent), **INSIDE},
        Twofold(enough, batched.enough),
        needs=("direct", "f_inside", "g_inside"),
        order=f"{RANKED}, then Z_s, Z_I, Z_T",
        families=COVERED,
        mutants={
            "> for >=": partial(enough, shared=gt),
            "<= for >=": partial(enough, shared=le),
            "rk f + rk g for rk [f, g]": partial(enough, rank_of=sum_of_ranks),
        },
    ),
    Claim(
        "decomposition.allocation_least",
        "for all f and g there are Z_s, Z_I and Z_T of the dimensions dim(im f ∩ im g), rk f - d_s and rk g - d_s, "
        "with a direct sum of dimension rk [f, g], im f ⊆ Z_s ⊕ Z_I and im g ⊆ Z_s ⊕ Z_T",
        DIMENSIONS,
        {},
        attained,
        order=RANKED,
        families=IMAGES,
        mutants={
            "nothing shared": partial(attained, by=apart_but_equal),
            "im f for Z_I": partial(attained, by=all_of_f),
            "Z for Z_T": partial(attained, by=roomy),
        },
    ),
)
