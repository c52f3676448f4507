"""Classical claims about cospans of maps: subring, universal, order, invariants, milnor, units.

        X ×_Z Y = {(x, y) : f(x) = g(y)}

Main definitions
    CLAIMS      each over all maps of sets between small rings, or all homomorphisms of small modules
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import gcd, lcm, prod
from typing import Any

from algebra import laws
from algebra.fiber import Cone, Cospan, FiberProduct
from algebra.laws import Witness
from algebra.linear import kernel_invariants
from algebra.maps import Map
from algebra.rings import Ring, listing, moduli
from verify.claim import Claim
from verify.families import Over, cones, corners, module_cospans, modules, rings, set_cospans, union
from verify.family import Family

Spans = Cospan[Any, Any, Any]
ORDER = "carriers by order, then f, then g, in the order of their tables"
PAPER = "Zhao 2024 (arXiv:2412.00373), made precise"


def additive(c: Spans) -> Witness | None:
    """f and g preserve sums."""
    return laws.additive(c.f) or laws.additive(c.g)


def multiplicative(c: Spans) -> Witness | None:
    """f and g preserve products."""
    return laws.multiplicative(c.f) or laws.multiplicative(c.g)


def unital(c: Spans) -> Witness | None:
    """f and g take 1 to 1."""
    return laws.unital(c.f) or laws.unital(c.g)


def onto(c: Spans) -> Witness | None:
    """f is onto."""
    return laws.onto(c.f)


def subring(c: Spans) -> Witness | None:
    """The pairs are a unital subring of X × Y, the projections are homomorphisms, and f fst = g snd."""
    F = FiberProduct(c)
    found = laws.subring(F)
    if found is not None:
        return found
    projections = (w for p in (F.fst, F.snd) if (w := laws.homomorphic.__wrapped__(p)) is not None)
    return next(projections, None) or laws.commutes(c, Cone(F.fst, F.snd))


def commutes(over: Over) -> Witness | None:
    """f u = g v."""
    return laws.commutes(*over)


def universal(over: Over) -> Witness | None:
    """Each t has exactly one pair over it, and the lift is a homomorphism when u and v are."""
    cospan, (u, v) = over[0], (over[1].u, over[1].v)
    F = FiberProduct(cospan)
    fits = Counter(F.elements())
    for t in listing(u.dom):
        if fits[u(t), v(t)] != 1:
            return Witness((t,), f"{fits[u(t), v(t)]} pairs lie over u({t}) = {u(t)} and v({t}) = {v(t)}")
    lift = F.lift(u, v)
    for t in listing(u.dom):
        if (F.fst(lift(t)), F.snd(lift(t))) != (u(t), v(t)):
            return Witness((t,), f"the lift takes {t} to {lift(t)}, not to ({u(t)}, {v(t)})")
    both = laws.homomorphic(u) is None and laws.homomorphic(v) is None
    return laws.homomorphic.__wrapped__(lift) if both else None


def orders(c: Spans) -> Witness | None:
    """|F| = |X||Y| / |L| = |ker f||ker g||im f ∩ im g|, L the differences f x - g y."""
    F, (im_f, im_g) = FiberProduct(c), (_image(c.f), _image(c.g))
    listed, told = sum(1 for _ in F.elements()), F.order
    differences = {c.Z.sub(a, b) for a in im_f for b in im_g}
    pairs, kernels = len(listing(c.X)) * len(listing(c.Y)), len(kernel(c.f)) * len(kernel(c.g))
    found = {
        "|X||Y|/|L|": (listed * len(differences), pairs),
        "|ker f||ker g||im f ∩ im g|": (listed, kernels * len(im_f & im_g)),
        "the order without listing": (listed, told),
    }
    bad = next((name for name, (left, right) in found.items() if left != right), None)
    return None if bad is None else Witness((), f"{listed} pairs are listed; {bad} disagrees")


@cache
def _image(f: Map[Any, Any]) -> frozenset[Any]:
    return frozenset(map(f, listing(f.dom)))


@cache
def kernel(f: Map[Any, Any]) -> tuple[Any, ...]:
    """The points that f takes to 0."""
    return tuple(a for a in listing(f.dom) if f(a) == f.cod.zero)


def invariants(c: Spans) -> Witness | None:
    """For each d the number of pairs with d(x, y) = 0 is that of the group with the computed invariant factors."""
    factors = kernel_invariants(c.difference)
    periods = Counter(lcm(period(c.X, x), period(c.Y, y)) for x, y in FiberProduct(c).elements())
    top = lcm(*moduli(c.X), *moduli(c.Y))
    for d in (d for d in range(1, top + 1) if top % d == 0):
        found, wanted = sum(n for k, n in periods.items() if d % k == 0), prod(gcd(d, e) for e in factors)
        if found != wanted:
            return Witness((d,), f"{found} pairs are killed by {d}, the factors {factors} call for {wanted}")
    return None


@cache
def period(ring: Ring[Any], a: Any) -> int:
    """The additive order of an element of a finite ring."""
    total, n = a, 1
    while total != ring.zero:
        total, n = ring.add(total, a), n + 1
    return n


def milnor(c: Spans) -> Witness | None:
    """snd is onto, and its kernel is {(x, 0) : x in ker f}."""
    pairs = tuple(FiberProduct(c).elements())
    missed = set(listing(c.Y)) - {y for _, y in pairs}
    if missed:
        y = next(y for y in listing(c.Y) if y in missed)
        return Witness((y,), f"no pair has second component {y}")
    over, wanted = [p for p in pairs if p[1] == c.Y.zero], [(x, c.Y.zero) for x in kernel(c.f)]
    return None if over == wanted else Witness((), f"over 0 lie {over}, the kernel of f is {list(kernel(c.f))}")


def units(c: Spans) -> Witness | None:
    """(1, 1) is a pair, and the invertible pairs are the pairs of units over a unit."""
    pairs, one = tuple(FiberProduct(c).elements()), (c.X.one, c.Y.one)
    if one not in pairs:
        return Witness((one,), f"(1, 1) = {one} is outside")
    for x, y in pairs:
        invertible = any((c.X.mul(x, s), c.Y.mul(y, t)) == one for s, t in pairs)
        wanted = x in units_of(c.X) and y in units_of(c.Y) and c.f(x) in units_of(c.Z)
        if invertible != wanted:
            return Witness(((x, y),), f"({x}, {y}) is {'' if invertible else 'not '}invertible among the pairs")
    return None


@cache
def units_of(ring: Ring[Any]) -> frozenset[Any]:
    """The invertible elements of a finite ring."""
    return frozenset(a for a in listing(ring) if any(ring.mul(a, b) == ring.one for b in listing(ring)))


def shown_over(over: Over) -> str:
    """The text of a cospan with a cone."""
    (c, t) = over
    return f"{c}; f {_values(c.f)}; g {_values(c.g)}; u {_values(t.u)}; v {_values(t.v)}"


def shown(c: Spans) -> str:
    """The text of a cospan with the values of its maps."""
    return f"{c}; f {_values(c.f)}; g {_values(c.g)}"


def _values(f: Map[Any, Any]) -> str:
    return "(" + ", ".join(str(f(a)) for a in listing(f.dom)) + ")"


def _sets() -> dict[str, Family[Spans]]:
    tiny, little, four = rings(2), rings(3), rings(4)[3:]
    base = corners(little, little, little)
    small = set_cospans("maps of sets between rings, X of order 4", corners(four, tiny, tiny))
    wide = set_cospans("maps of sets between rings, X of order 4", corners(four, little, little))
    sets = set_cospans("maps of sets between rings of order <= 3", base)
    tall = set_cospans("maps of sets into rings of order 4", corners(little, little, four))
    return {
        "small": union("maps of sets between rings of order <= 3, and X of order 4 over order <= 2", sets, small),
        "standard": union("maps of sets between rings of order <= 3, X or Z also of order 4", sets, wide, tall),
        "large": set_cospans(
            "maps of sets between rings of order <= 4, Z of order <= 3", corners(rings(4), rings(4), little)
        ),
    }


def _modules() -> dict[str, Family[Spans]]:
    return {
        scope: module_cospans(f"homomorphisms of modules of order <= {n}", corners(modules(n), modules(n), modules(n)))
        for scope, n in (("small", 4), ("standard", 8), ("large", 12))
    }


def _over() -> dict[str, Family[Over]]:
    return {
        "small": cones("cones of sets, orders <= 2", rings(2), rings(2)),
        "standard": cones("cones of sets, orders <= 3, from orders <= 2", rings(3), rings(2)),
        "large": cones("cones of sets, orders <= 3", rings(3), rings(3)),
    }


SETS, MODULES, OVER = _sets(), _modules(), _over()
RINGS = {"multiplicative": multiplicative, "additive": additive, "unital": unital}

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.subring",
        "For homomorphisms of rings X ×_Z Y is a unital subring of X × Y, its projections are homomorphisms, "
        "and the square commutes.",
        PAPER,
        RINGS,
        subring,
        needs=("multiplicative", "additive", "unital"),
        shows=shown,
        order=ORDER,
        families=SETS,
    ),
    Claim(
        "classical.universal",
        "Each cone u, v with f u = g v factors through X ×_Z Y by exactly one map, a homomorphism when u and v are.",
        "Mac Lane, Categories for the Working Mathematician, III.4",
        {"commutes": commutes},
        universal,
        needs=("commutes",),
        shows=shown_over,
        order="carriers by order, then f, g, u, v, in the order of their tables",
        families=OVER,
    ),
    Claim(
        "classical.order",
        "For additive f and g, |X ×_Z Y| = |X||Y| / |L| = |ker f||ker g||im f ∩ im g|, where L = im f + im g.",
        "Lang, Algebra, I.4",
        {"additive": additive},
        orders,
        needs=("additive",),
        shows=shown,
        order=ORDER,
        families=SETS,
    ),
    Claim(
        "classical.invariants",
        "For additive f and g the invariant factors of X ×_Z Y are those of ker(f, -g).",
        "Lang, Algebra, I.8 and III.7",
        {"additive": additive},
        invariants,
        shows=shown,
        order="modules by order, then matrices in the order of their entries",
        families=MODULES,
    ),
    Claim(
        "classical.milnor",
        "If f is onto, and f and g are additive, then X ×_Z Y → Y is onto with kernel {(x, 0) : f(x) = 0}.",
        "Milnor, Introduction to Algebraic K-Theory, 1971, §2",
        {"onto": onto, "additive": additive},
        milnor,
        needs=("onto",),
        shows=shown,
        order=ORDER,
        families=SETS,
    ),
    Claim(
        "classical.units",
        "For homomorphisms of rings the units of X ×_Z Y are the pairs of units that agree in the units of Z.",
        "Milnor, Introduction to Algebraic K-Theory, 1971, §2",
        RINGS,
        units,
        needs=("unital",),
        shows=shown,
        order=ORDER,
        families=SETS,
    ),
)
