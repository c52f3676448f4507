"""The classical claim about cones: X ×_Z Y is a pullback.

        f u = g v   =>   there is exactly one T → X ×_Z Y over u and v

Main definitions
    OVER        all cospans and cones of maps of sets between small rings
    CLAIMS      universal
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Any

from algebra import laws
from algebra.fiber import FiberProduct
from algebra.laws import Witness
from algebra.rings import Zmod, listing
from verify.batch import Twofold
from verify.batches import classical as batched
from verify.claim import Claim
from verify.claims.classical_maps import shown, valued
from verify.families import Over, cones, corners, rings
from verify.family import Family


def commutes(over: Over) -> Witness | None:
    """f u = g v."""
    return laws.commutes(*over)


def always(_: Iterable[bool]) -> bool:
    """Whatever holds."""
    return True


def universal(
    over: Over, seen: Callable[[Any], Any] = tuple, when: Callable[[Iterable[bool]], bool] = all
) -> Witness | None:
    """Each t has exactly one pair over it, and the lift is a homomorphism when u and v are."""
    (cospan, cone), T = over, over[1].u.dom
    F, u, v = FiberProduct(cospan), cone.u, cone.v
    fits = Counter(map(seen, F.elements()))
    for t in listing(T):
        found = fits[seen((u(t), v(t)))]
        if found != 1:
            return Witness((T.rank(t),), f"{found} pairs lie over u({t}) = {u(t)} and v({t}) = {v(t)}")
    lift = F.lift(u, v)
    for t in listing(T):
        if (F.fst(lift(t)), F.snd(lift(t))) != (u(t), v(t)):
            return Witness((T.rank(t),), f"the lift takes {t} to {lift(t)}, not to ({u(t)}, {v(t)})")
    if not when(laws.homomorphic(side) is None for side in cone_maps(over)):
        return None
    bad = laws.homomorphic.__wrapped__(lift)
    return bad and Witness(tuple(map(T.rank, bad.points)), bad.says)


def cone_maps(over: Over) -> tuple[Any, Any]:
    """u and v."""
    return over[1].u, over[1].v


def shown_over(over: Over) -> str:
    """The text of a cospan with a cone."""
    return f"{shown(over[0])}; u {valued(over[1].u)}; v {valued(over[1].v)}"


def _over() -> dict[str, Family[Over]]:
    tiny, little, four = rings(2), rings(3), rings(4)
    few, some = corners(tiny, tiny, tiny), corners(little, little, little)
    more = tuple(end for end in corners(four, four, (*little, Zmod(4))) if end not in some)
    large = cones("cones of sets, orders <= 3, or <= 4 from orders <= 2", some, little)
    return {
        "small": cones("cones of sets, orders <= 2", few, tiny),
        "standard": cones("cones of sets, orders <= 3, from orders <= 2", some, tiny),
        "large": large + cones("cones of sets, some order 4, from orders <= 2", more, tiny),
    }


OVER = _over()

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.universal",
        "Each cone u, v with f u = g v factors through X ×_Z Y by exactly one map, a homomorphism when u and v are.",
        "Mac Lane, Categories for the Working Mathematician, III.4",
        {"commutes": Twofold(commutes, batched.commutes)},
        Twofold(universal, batched.universal),
        needs=("commutes",),
        shows=shown_over,
        order="carriers by order, then f, g, u, v, in the order of their tables",
        families=OVER,
        mutants={
            "v forgotten": partial(universal, seen=itemgetter(0)),
            "u forgotten": partial(universal, seen=itemgetter(1)),
            "a homomorphism when u or v is": partial(universal, when=any),
            "always a homomorphism": partial(universal, when=always),
        },
    ),
)
