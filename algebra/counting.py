"""Exact counts of fiber products and relaxations, never by listing pairs.

        ε |-> |F_ε|

Main definitions
    count           the order of a fiber product or the size of a relaxation
    profile         the step function ε |-> |F_ε|
    module_orders   orders and invariants of a fiber product of modules
    self_check      what is wrong with a fiber product, by a second formula

Notes
    Homomorphisms: |F_ε| = |ker(f, -g)|·|B_ε ∩ L| with L = im f + im g, for a translation-invariant distance.
    Any maps: |F_ε| = sum over u, v in Z with d(u, v) <= ε of |f^-1(u)|·|g^-1(v)|; for a translation-invariant distance
    one cyclic correlation of the two histograms.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, I.4: |ker|·|im| is the order of the group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import lcm, prod
from typing import Any

from algebra.balls import weight_counts
from algebra.correlation import pair_counts
from algebra.errors import NotFinite, TooLarge, needed
from algebra.fiber import Cospan, FiberProduct
from algebra.linear import (
    Homomorphism,
    image_basis,
    image_order,
    image_order_by_hermite,
    kernel_invariants,
    kernel_order,
)
from algebra.maps import homomorphism
from algebra.metrics import Discrete, Exact, Kind, Metric, Weight, exact, measure
from algebra.relax import Relaxation, weighted_distances
from algebra.rings.ring import LISTABLE, finite

SEEN = 1 << 14


Countable = FiberProduct[Any, Any] | Relaxation[Any, Any] | Cospan[Any, Any, Any]


def count(what: Countable, degree: int | None = None) -> int:
    """The number of pairs in a fiber product or a relaxation, optionally in polynomial degrees below a bound.

    Raises
    ------
    NotFinite
        When it is infinite: name a degree.
    TooLarge
        When neither kernels nor fibers can be had.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Polynomials, Zmod
    >>> A, B = Polynomials(Zmod(256)), Polynomials(Zmod(49408))
    >>> c = Cospan(reduce(A, 128), reduce(B, 128))
    >>> count(FiberProduct(c), degree=4) == (256 * 49408 // 128) ** 4
    True
    >>> count(relax(c, Lee, eps=1), degree=4) == 9 * count(c, degree=4)
    True
    """
    cospan = what if isinstance(what, Cospan) else what.cospan
    if degree is not None:
        cospan = cospan.piece(degree)
    if isinstance(what, Relaxation):
        return profile(cospan, _on(what.metric, cospan), [what.eps])[what.eps]
    order = FiberProduct(cospan).order
    if order is None:
        raise NotFinite(f"the order of {FiberProduct(cospan)}", "it is infinite", "name a degree: count(P, degree=4)")
    return order


def _on(metric: Metric[Any], cospan: Cospan[Any, Any, Any]) -> Metric[Any]:
    return metric if metric.space == cospan.Z else replace(metric, space=cospan.Z)  # type: ignore[type-var]


def profile(
    cospan: Cospan[Any, Any, Any], metric: Kind, eps: Sequence[Any] | None = None, **options: Any
) -> dict[Exact, int]:
    """The step function ε |-> |F_ε|, at the radii given or at every distance taken.

    Parameters
    ----------
    cospan : Cospan
    metric : Metric or class
        On Z; a class is given Z and the options.
    eps : sequence, optional
        The radii.
    **options
        Of the class, such as norm="linf".

    Raises
    ------
    Mismatch
        When the cospan or the metric is none, or a radius names no exact number at least 0.
    NotFinite, TooLarge
        When X or Y cannot be listed and no closed form applies.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> c = Cospan(reduce(Zmod(256), 4), reduce(Zmod(12), 4))
    >>> profile(c, Lee(Zmod(4))), profile(c, Lee, [1])
    ({0: 768, 1: 2304, 2: 3072}, {1: 2304})
    """
    needed(cospan, Cospan, "a profile", "the cospan", "give Cospan(f, g); of a relaxation F it is F.cospan")
    d = measure(metric, cospan.Z, **options)
    radii = None if eps is None else [exact(e) for e in eps]
    shells = _shells(cospan, d, None if radii is None else max(radii, default=0))
    steps = sorted(shells)
    if radii is None:
        return dict(zip(steps, accumulate(shells[v] for v in steps), strict=True))
    return {e: sum(shells[v] for v in steps if v <= e) for e in radii}


def _shells(cospan: Cospan[Any, Any, Any], metric: Metric[Any], top: Exact | None) -> Counter[Exact]:
    """The number of pairs at each distance (up to the largest of interest)."""
    if not cospan.linear:
        return pair_counts(cospan, metric)
    f, g = homomorphism(cospan.f), homomorphism(cospan.g)
    both = f.minus(g)
    on = kernel_order(both)
    if isinstance(metric, Discrete):
        found: Counter[Exact] = Counter({0: on, 1: prod(both.source) - on})
        return +found
    if isinstance(metric, Weight):
        cap = None if top is None else int(top * metric.scale)
        sizes = weight_counts(metric, image_basis(both), cap)
        return Counter({metric.unscale(w): n * on for w, n in sizes.items()})
    return weighted_distances(metric, _spread(cospan, f), _spread(cospan, g))


def _spread(cospan: Cospan[Any, Any, Any], h: Homomorphism) -> Counter[Any]:
    """The histogram of a homomorphism: its kernel's order at each point of its image."""
    if image_order(h) > SEEN:
        raise TooLarge("a profile in a distance that is not translation-invariant", f"an image of {image_order(h)}")
    points: list[tuple[int, ...]] = [(0,) * len(h.target)]
    for i, row in enumerate(image_basis(h)):
        steps = range(h.target[i] // row[i])
        multiples = [[t * b for b in row] for t in steps]
        points = [tuple((a + b) % m for a, b, m in zip(p, v, h.target, strict=True)) for p in points for v in multiples]
    over = kernel_order(h)
    return Counter({cospan.Z.from_coordinates(p): over for p in points})


@dataclass(frozen=True, slots=True)
class ModuleOrders:
    """Orders and invariants of X ×_Z Y for homomorphisms of finite modules."""

    order: int
    invariant_factors: tuple[int, ...]
    order_image_f: int
    order_image_g: int
    order_image_meet: int
    order_kernel_f: int
    order_kernel_g: int
    f_onto: bool
    g_onto: bool
    p1_onto: bool
    p2_onto: bool


def module_orders(cospan: Cospan[Any, Any, Any]) -> ModuleOrders:
    """Orders and invariants of a fiber product of modules, from kernels alone.

    Notes
    -----
    |im f ∩ im g| = |im f|·|im g| / |L|; the projection to X is onto iff im f lies in im g.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> module_orders(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))).invariant_factors
    (12,)
    """
    f, g = homomorphism(cospan.f), homomorphism(cospan.g)
    both = f.minus(g)
    invariants = kernel_invariants(both)
    im_f, im_g, total = image_order(f), image_order(g), prod(both.target)
    meet = im_f * im_g * prod(invariants) // prod(both.source)
    onto = (im_f == total, im_g == total, meet == im_f, meet == im_g)
    return ModuleOrders(
        prod(invariants), invariants, im_f, im_g, meet, prod(f.source) // im_f, prod(g.source) // im_g, *onto
    )


def self_check(P: FiberProduct[Any, Any]) -> str | None:
    """What is wrong with a fiber product, found by a second route; None when all agrees.

    Notes
    -----
    Homomorphisms: |ker(f, -g)| (elimination over Z/p^N) against |X|·|Y|/|L| (Hermite form), the exponent
    against the order.  Any maps: the sum over fibers against the listed pairs, where the list is short; the
    square commutes at each listed pair.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> self_check(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))))
    """
    c, order = P.cospan, finite(P)
    if c.linear:
        both = c.difference
        second, invariants = prod(both.source) // image_order_by_hermite(both), kernel_invariants(both)
        if second != order or lcm(*both.source) % max(invariants, default=1):
            return f"the kernel has order {order}, but |X|·|Y|/|L| = {second}"
    if order > SEEN or max(finite(c.X), finite(c.Y)) > LISTABLE:
        return None
    pairs = list(P.elements())
    if len(set(pairs)) != order:
        return f"the order is {order}, but {len(set(pairs))} pairs are listed"
    bad = next((p for p in pairs if c.f(P.fst(p)) != c.g(P.snd(p))), None)
    return None if bad is None else f"the square does not commute at {bad}"
