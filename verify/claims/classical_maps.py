"""Classical claims about cospans of maps between rings: subring, order, milnor, units.

        X ×_Z Y = {(x, y) : f(x) = g(y)}

Main definitions
    SETS        all maps of sets between small rings
    CLAIMS
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from operator import and_, itemgetter, or_
from typing import Any

from algebra import laws
from algebra.fiber import Cone, Cospan, FiberProduct
from algebra.laws import Witness
from algebra.maps import Map, table
from algebra.rings import Ring, Zmod, listing
from verify.batch import On, Twofold
from verify.batches import classical as batched
from verify.claim import Claim, Law
from verify.families import corners, rings, set_cospans
from verify.family import Family

Spans = Cospan[Any, Any, Any]
Points = frozenset[Any]
ORDER = "carriers by order, then f, then g, in the order of their tables"
PAPER = "Zhao 2024 (arXiv:2412.00373), made precise"
BOTH = ("f", "g")
ADDITIVE = On(laws.additive, BOTH)


def itself(c: Spans) -> Spans:
    """f and g."""
    return c


def negative(c: Spans) -> Spans:
    """f and -g."""
    return Cospan(c.f, table(lambda y: c.Z.neg(c.g(y)), c.Y, c.Z))


def shifted(c: Spans) -> Spans:
    """f and g + 1."""
    return Cospan(c.f, table(lambda y: c.Z.add(c.g(y), c.Z.one), c.Y, c.Z))


def collapsed(c: Spans) -> Spans:
    """The maps to one point, over which all pairs lie."""
    point = Zmod(1)
    return Cospan(table(lambda _: 0, c.X, point), table(lambda _: 0, c.Y, point))


def swapped(c: Spans) -> Spans:
    """g and f."""
    return Cospan(c.g, c.f)


def subring(c: Spans, over: Callable[[Spans], Spans] = itself) -> Witness | None:
    """The pairs are a unital subring of X × Y, the projections are homomorphisms, and f fst = g snd."""
    F = FiberProduct(over(c))
    projections = (w for p in (F.fst, F.snd) if (w := laws.homomorphic.__wrapped__(p)) is not None)
    found = laws.subring(F) or next(projections, None) or laws.commutes(c, Cone(F.fst, F.snd))
    return found and Witness(tuple((c.X.rank(x), c.Y.rank(y)) for x, y in found.points), found.says)


def differences(Z: Ring[Any], a: Points, b: Points) -> Points:
    """The differences of two sets."""
    return frozenset(Z.sub(u, v) for u in a for v in b)


def first(_: Ring[Any], a: Points, __: Points) -> Points:
    """The first of two sets."""
    return a


def nowhere(Z: Ring[Any], _: Points, __: Points) -> Points:
    """0 alone."""
    return frozenset((Z.zero,))


def orders(
    c: Spans,
    spanned: Callable[[Ring[Any], Points, Points], Points] = differences,
    met: Callable[[Points, Points], Points] = and_,
) -> Witness | None:
    """|F| = |X||Y| / |L| = |ker f||ker g||im f ∩ im g|, L the differences f x - g y."""
    F, (im_f, im_g) = FiberProduct(c), (_image(c.f), _image(c.g))
    listed, told = sum(1 for _ in F.elements()), F.order
    pairs, kernels = len(listing(c.X)) * len(listing(c.Y)), len(kernel(c.f)) * len(kernel(c.g))
    found = {
        "|X||Y|/|L|": (listed * len(spanned(c.Z, im_f, im_g)), pairs),
        "|ker f||ker g||im f ∩ im g|": (listed, kernels * len(met(im_f, im_g))),
        "the order without listing": (listed, told),
    }
    bad = next((name for name, (left, right) in found.items() if left != right), None)
    return None if bad is None else Witness((), f"{listed} pairs are listed; {bad} disagrees")


@cache
def _image(f: Map[Any, Any]) -> Points:
    return frozenset(map(f, listing(f.dom)))


@cache
def kernel(f: Map[Any, Any]) -> tuple[Any, ...]:
    """The points that f takes to 0."""
    return tuple(a for a in listing(f.dom) if f(a) == f.cod.zero)


def domain(f: Map[Any, Any]) -> tuple[Any, ...]:
    """All points of the domain."""
    return listing(f.dom)


def origin(f: Map[Any, Any]) -> tuple[Any, ...]:
    """The point 0 of the domain."""
    return (f.dom.zero,)


def milnor(
    c: Spans, over: Callable[[Spans], Spans] = itself, killed: Callable[[Map[Any, Any]], tuple[Any, ...]] = kernel
) -> Witness | None:
    """snd is onto, and its kernel is {(x, 0) : x in ker f}."""
    c = over(c)
    pairs = tuple(FiberProduct(c).elements())
    missed = set(listing(c.Y)) - {y for _, y in pairs}
    if missed:
        y = next(y for y in listing(c.Y) if y in missed)
        return Witness((c.Y.rank(y),), f"no pair has second component {y}")
    above, wanted = [p for p in pairs if p[1] == c.Y.zero], [(x, c.Y.zero) for x in killed(c.f)]
    return None if above == wanted else Witness((), f"over 0 lie {above}, the kernel of f is {list(killed(c.f))}")


def units(c: Spans, together: Callable[[tuple[bool, ...]], bool] = all) -> Witness | None:
    """(1, 1) is a pair, and the invertible pairs are the pairs of units over a unit."""
    pairs, one = tuple(FiberProduct(c).elements()), (c.X.one, c.Y.one)
    if one not in pairs:
        return Witness(((c.X.rank(one[0]), c.Y.rank(one[1])),), f"(1, 1) = {one} is outside")
    for x, y in pairs:
        invertible = any((c.X.mul(x, s), c.Y.mul(y, t)) == one for s, t in pairs)
        wanted = together((x in units_of(c.X), y in units_of(c.Y), c.f(x) in units_of(c.Z)))
        if invertible != wanted:
            says = f"({x}, {y}) is {'' if invertible else 'not '}invertible among the pairs"
            return Witness(((c.X.rank(x), c.Y.rank(y)),), says)
    return None


@cache
def units_of(ring: Ring[Any]) -> Points:
    """The invertible elements of a finite ring."""
    return frozenset(a for a in listing(ring) if any(ring.mul(a, b) == ring.one for b in listing(ring)))


def shown(c: Spans) -> str:
    """The text of a cospan with the values of its maps."""
    return f"{c}; f {valued(c.f)}; g {valued(c.g)}"


def valued(f: Map[Any, Any]) -> str:
    """The text of the values of a map."""
    return "(" + ", ".join(str(f(a)) for a in listing(f.dom)) + ")"


def _sets() -> dict[str, Family[Spans]]:
    tiny, little, four, five = rings(2), rings(3), rings(4)[3:], rings(5)
    small = set_cospans("maps of sets between rings, X of order 4", corners(four, tiny, tiny))
    wide = set_cospans("maps of sets between rings, X of order 4", corners(four, little, little))
    sets = set_cospans("maps of sets between rings of order <= 3, some of order 4", corners(little, little, little))
    tall = set_cospans("maps of sets into rings of order 4", corners(little, little, four))
    large = set_cospans("maps of sets between rings of order <= 5, or <= 7 into order <= 3", corners(five, five, five))
    ends = (end for end in corners(rings(7), rings(7), little) if not {*end} <= {*five})
    return {
        "small": sets + small,
        "standard": sets + wide + tall,
        "large": large + set_cospans("maps of sets from rings of order <= 7", tuple(ends)),
    }


SETS = _sets()
RINGS: dict[str, Law[Any]] = {
    "multiplicative": On(laws.multiplicative, BOTH),
    "additive": ADDITIVE,
    "unital": On(laws.unital, BOTH),
}

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.subring",
        "For homomorphisms of rings X ×_Z Y is a unital subring of X × Y, its projections are homomorphisms, "
        "and the square commutes.",
        PAPER,
        RINGS,
        Twofold(subring, batched.subring),
        needs=("multiplicative", "additive", "unital"),
        shows=shown,
        order=ORDER,
        families=SETS,
        mutants={
            "-g for g": partial(subring, over=negative),
            "g + 1 for g": partial(subring, over=shifted),
            "all pairs": partial(subring, over=collapsed),
        },
    ),
    Claim(
        "classical.order",
        "For additive f and g, |X ×_Z Y| = |X||Y| / |L| = |ker f||ker g||im f ∩ im g|, where L = im f + im g.",
        "Lang, Algebra, I.4",
        {"additive": ADDITIVE},
        Twofold(orders, batched.order),
        needs=("additive",),
        shows=shown,
        order=ORDER,
        families=SETS,
        mutants={
            "im f for L": partial(orders, spanned=first),
            "0 for L": partial(orders, spanned=nowhere),
            "∪ for ∩": partial(orders, met=or_),
        },
    ),
    Claim(
        "classical.milnor",
        "If f is onto, and f and g are additive, then X ×_Z Y → Y is onto with kernel {(x, 0) : f(x) = 0}.",
        "Milnor, Introduction to Algebraic K-Theory, 1971, §2",
        {"onto": On(laws.onto, ("f",)), "additive": ADDITIVE},
        Twofold(milnor, batched.milnor),
        needs=("onto", "additive"),
        shows=shown,
        order=ORDER,
        families=SETS,
        mutants={
            "X for Y": partial(milnor, over=swapped),
            "X for ker f": partial(milnor, killed=domain),
            "0 for ker f": partial(milnor, killed=origin),
        },
    ),
    Claim(
        "classical.units",
        "For homomorphisms of rings the units of X ×_Z Y are the pairs of units that agree in the units of Z.",
        "Milnor, Introduction to Algebraic K-Theory, 1971, §2",
        RINGS,
        Twofold(units, batched.units),
        needs=("multiplicative", "unital"),
        shows=shown,
        order=ORDER,
        families=SETS,
        mutants={
            "x alone a unit": partial(units, together=itemgetter(0)),
            "f(x) alone a unit": partial(units, together=itemgetter(2)),
            "or for and": partial(units, together=any),
        },
    ),
)
