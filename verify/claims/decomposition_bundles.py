"""The claims about bundles: the projection to the shared part is a trivial one; bundles over graphs may be twisted.

        Z = Z_s ⊕ K --π_s--> Z_s         z ↦ (π_s z, z - π_s z)

Main definitions
    Shared          instances: Z_s and K in Z, f : X -> Z and g : Y -> Z
    direct          the hypothesis Z = Z_s ⊕ K
    parted          the relation z - s in K of z in Z and s in Z_s, as a map if it is one
    bundled         the conclusion of decomposition.bundle
    BUNDLES         decomposition.bundle, and those over graphs

Conventions
    K stands for Z_I ⊕ Z_T.  Without a direct sum π_s is read as the relation that it is: it takes z to each s in Z_s
    with z - s in K.  Sections are listed where there are few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from operator import mul
from typing import Any

from algebra.bundles import Bundle, Uneven, each_section, fiber_product, shared_bundle, trivial
from algebra.decompose import Submodule
from algebra.laws import Witness
from algebra.maps import Map, Table
from algebra.rings import GF, Zmod, listing, power
from verify.claim import Claim
from verify.claims.decomposition_cocycles import COCYCLES
from verify.claims.relaxation_sets import scopes, told
from verify.data import put
from verify.family import Block
from verify.pools.forms import spaces
from verify.pools.maps import between

LISTED = 1 << 8
Count = Callable[[int, int], int]
Image = Callable[[Table, Any], Any]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two subspaces Z_s and K of Z, and two maps of sets to Z."""

    S: Submodule
    K: Submodule
    f: Map[Any, Any]
    g: Map[Any, Any]

    def __str__(self) -> str:
        return f"Z_s = {self.S}; K = {self.K}; f {told(self.f)}; g {told(self.g)}"


@cache
def _overlap(S: Submodule, K: Submodule) -> Witness | None:
    both = S.meet(K)
    if both.basis:
        return Witness((both.basis[0],), f"{both.basis[0]} lies in Z_s and in K")
    if (S + K).dim == S.d:
        return None
    z = next(z for z in listing(S.space) if z not in S + K)
    return Witness((z,), f"{z} does not lie in Z_s + K")


def direct(i: Shared) -> Witness | None:
    """Z = Z_s ⊕ K."""
    return _overlap(i.S, i.K)


@cache
def parted(S: Submodule, K: Submodule) -> Table | Witness:
    """The relation z - s in K as a map from Z to itself, or a z that it takes to none or to several."""
    Z, members, kernel, images = S.space, tuple(S), set(K), []
    for z in listing(Z):
        found = [s for s in members if Z.sub(z, s) in kernel]
        if len(found) != 1:
            return Witness((z,), f"π_s takes {z} to {len(found)} points")
        images += found
    return Table(Z, Z, tuple(images))


def image(e: Table, z: Any) -> Any:
    """The point π_s z."""
    return e(z)


def itself(_: Table, z: Any) -> Any:
    """The point z."""
    return z


def swapped(base: int, fiber: int) -> int:
    """The number of maps to the base from the fiber."""
    return int(base**fiber)


def powers(base: int, fiber: int) -> int:
    """The number of maps from the base to the fiber."""
    return int(fiber**base)


@cache
def _bundle(e: Table) -> Bundle[Any, Any]:
    return shared_bundle(e)


@cache
def _product(S: Submodule, K: Submodule, e: Table, many: Count, taken: Image) -> Witness | None:
    """Why z ↦ (π_s z, z - π_s z) does not identify Z with Z_s × K over Z_s, or the sections are not as many as said."""
    p, Z = _bundle(e), S.space
    pairs = {(taken(e, z), Z.sub(z, taken(e, z))) for z in listing(Z)}
    if pairs != set(product(S, K)):
        return Witness((), "z ↦ (π_s z, z - π_s z) is no bijection with Z_s × K")
    found = trivial(p)
    if isinstance(found, Uneven) or found.fiber != K.order or listing(p.base) != tuple(S):
        return Witness((), f"the fibers of π_s have not all {K.order} points")
    said = many(len(listing(p.base)), found.fiber)
    counts = {p.sections, sum(1 for _ in each_section(p)) if p.sections <= LISTED else p.sections}
    return None if counts == {said} else Witness((), f"there are {p.sections} sections, not {said}")


def bundled(
    i: Shared, many: Count = powers, taken: Image = image, both: Count = mul, joined: Image = image
) -> Witness | None:
    """π_s is a trivial bundle with fiber K, and the pairs with π_s f x = π_s g y are the pullback over Z_s."""
    e = parted(i.S, i.K)
    if isinstance(e, Witness):
        return e
    return _product(i.S, i.K, e, many, taken) or _pulled(i, e, both, joined)


def _pulled(i: Shared, e: Table, both: Count, joined: Image) -> Witness | None:
    """Why the fibers of the pairs over Z_s are not the products of the fibers of X and Y."""
    onto = _bundle(e).projection
    P, Q = Bundle(i.f >> onto), Bundle(i.g >> onto)
    over = fiber_product(P, Q)
    left, right = ([(x, joined(e, h(x))) for x in listing(h.dom)] for h in (i.f, i.g))
    met = tuple((x, y) for (x, s), (y, t) in product(left, right) if s == t)
    sizes = tuple(map(both, P.sizes, Q.sizes))
    if sizes == over.sizes and met == listing(over.total):
        return None
    return Witness((), f"{len(met)} pairs have π_s f x = π_s g y, and the fibers say {sum(sizes)}")


def _block(q: int, d: int, x: int, y: int) -> Block:
    """All pairs of subspaces and of maps from x and y points; the one map to 0 for y = 0."""
    Z, F = power(GF(q), d), GF(q)
    g = between(Zmod(y), Z) if y else put(Table(Zmod(1), Z, (Z.zero,)))
    return spaces(F, d), spaces(F, d), between(Zmod(x), Z), g


BUNDLES: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.bundle",
        "For subspaces Z_s and K = Z_I ⊕ Z_T of F_q^d with Z = Z_s ⊕ K the projection π_s : Z → Z_s is a trivial "
        "bundle by z ↦ (π_s z, z - π_s z), with |K| points in each fiber and |K|^|Z_s| sections; for maps f and g to "
        "Z the pairs with π_s f x = π_s g y are the pullback of the bundles of π_s f and π_s g over Z_s.",
        "Steenrod, The Topology of Fibre Bundles, § 1-2 and § 10: product and induced bundles",
        {"direct": direct},
        bundled,
        needs=("direct",),
        order="scopes, then q and d, Z_s by order and members, K, f, g",
        families=scopes(
            "two subspaces of F_q^d, two maps of sets to it",
            Shared,
            (_block(2, 1, 2, 2), _block(2, 2, 2, 1), _block(3, 1, 2, 1)),
            (_block(2, 2, 2, 2), _block(4, 1, 2, 2), _block(3, 2, 1, 1), _block(5, 1, 2, 1), _block(2, 3, 1, 0)),
            (_block(2, 3, 1, 1), _block(3, 2, 2, 1), _block(4, 2, 1, 1), _block(5, 2, 1, 1), _block(7, 1, 2, 2)),
        ),
        mutants={
            "|Z_s|^|K| sections": partial(bundled, many=swapped),
            "z ↦ (z, 0)": partial(bundled, taken=itself),
            "sums of sizes for products": partial(bundled, both=int.__add__),
            "f x = g y": partial(bundled, joined=itself),
        },
    ),
    *COCYCLES,
)
