"""The classical claim about homomorphisms of finite modules: the invariant factors of X ×_Z Y.

        X ×_Z Y = ker(f, -g) ≅ Z_{e_1} × ... × Z_{e_r}

Main definitions
    MODULES     all pairs of homomorphisms of small modules
    CLAIMS      invariants
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from math import gcd, lcm, prod
from typing import Any

from algebra import laws
from algebra.fiber import Cospan, FiberProduct
from algebra.laws import Witness
from algebra.linear import kernel_invariants
from algebra.rings import Ring, moduli
from verify.batch import On, Twofold
from verify.batches import classical as batched
from verify.claim import Claim
from verify.claims.classical_maps import shown
from verify.families import corners, module_cospans, modules
from verify.family import Family

Spans = Cospan[Any, Any, Any]


def of_kernel(c: Spans) -> tuple[int, ...]:
    """The invariant factors of ker(f, -g)."""
    return tuple(kernel_invariants(c.difference))


def one_factor(c: Spans) -> tuple[int, ...]:
    """The order of ker(f, -g)."""
    return (prod(of_kernel(c)),)


def last_factor(c: Spans) -> tuple[int, ...]:
    """The largest invariant factor of ker(f, -g)."""
    return of_kernel(c)[-1:]


def of_product(c: Spans) -> tuple[int, ...]:
    """The moduli of X × Y."""
    return *moduli(c.X), *moduli(c.Y)


def invariants(c: Spans, told: Callable[[Spans], tuple[int, ...]] = of_kernel) -> Witness | None:
    """For each d the number of pairs with d(x, y) = 0 is that of the group with the computed invariant factors."""
    factors = told(c)
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


def _modules(n: int) -> Family[Spans]:
    return module_cospans(f"homomorphisms of modules of order <= {n}", corners(modules(n), modules(n), modules(n)))


MODULES = {"small": _modules(4), "standard": _modules(8), "large": _modules(16)}

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "classical.invariants",
        "For additive f and g the invariant factors of X ×_Z Y are those of ker(f, -g).",
        "Lang, Algebra, I.8 and III.7",
        {"additive": On(laws.additive, ("f", "g"))},
        Twofold(invariants, batched.invariants),
        shows=shown,
        order="modules by order, then matrices in the order of their entries",
        families=MODULES,
        mutants={
            "one cyclic factor": partial(invariants, told=one_factor),
            "the largest factor alone": partial(invariants, told=last_factor),
            "X × Y for the kernel": partial(invariants, told=of_product),
        },
    ),
)
