"""What holds of relaxations of any maps of sets, one instance at a time.

        F_a ∘ F_b ⊆ F_{a+b}

Main definitions
    Setting, Nested, Chain, Endo, Pushed     instances
    ordered, below, lipschitz                hypotheses
    monotone, limit_zero, limit_infinity, composition, equivalence, functorial      conclusions
    scopes                                   the small, standard and large families

Conventions
    What a conclusion takes besides the instance serves to corrupt it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ge, le, mul, sub
from typing import Any

from algebra import laws
from algebra.errors import plain
from algebra.laws import Witness
from algebra.maps import Identity, Map
from algebra.metrics import Exact, Metric
from algebra.rings import listing
from verify.family import Block, Family, Image, grid
from verify.ranks import images, rows

SOURCE = "Zhao 2024 (arXiv:2412.00373), made precise"
SCHIKHOF = "Schikhof, Ultrametric Calculus, 1984, §18"

Pairs = set[tuple[int, int]]
Reaches = Callable[[Exact, Exact], bool]
Sum = Callable[[Metric[Any], Exact, Exact, Exact], bool]


def told(f: Map[Any, Any]) -> str:
    """A map as its list of values, but for an identity."""
    if isinstance(f, Identity):
        return f"the identity of {f.dom}"
    return f"{f.dom} → {f.cod}: " + " ".join(plain(f(a)) for a in listing(f.dom))


@dataclass(frozen=True, slots=True)
class Setting:
    """A cospan, a distance and a radius."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    eps: Exact

    def __str__(self) -> str:
        return f"f {told(self.f)}; g {told(self.g)}; {self.d}; ε = {self.eps}"


@dataclass(frozen=True, slots=True)
class Nested:
    """A cospan, a distance and two radii."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    a: Exact
    b: Exact

    def __str__(self) -> str:
        return f"f {told(self.f)}; g {told(self.g)}; {self.d}; a = {self.a}; b = {self.b}"


@dataclass(frozen=True, slots=True)
class Chain:
    """Three maps with one codomain, a distance and two radii."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    h: Map[Any, Any]
    a: Exact
    b: Exact

    def __str__(self) -> str:
        ends = "; ".join(f"{n} {told(m)}" for n, m in (("f", self.f), ("g", self.g), ("h", self.h)))
        return f"{ends}; {self.d}; a = {self.a}; b = {self.b}"


@dataclass(frozen=True, slots=True)
class Endo:
    """One map, a distance and a radius."""

    d: Metric[Any]
    f: Map[Any, Any]
    eps: Exact

    def __str__(self) -> str:
        return f"f {told(self.f)}; {self.d}; ε = {self.eps}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """A cospan into (Z, d), a map h : (Z, d) → (Z', e), a constant and a radius."""

    d: Metric[Any]
    e: Metric[Any]
    h: Map[Any, Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    L: Exact
    eps: Exact

    def __str__(self) -> str:
        ends = "; ".join(f"{n} {told(m)}" for n, m in (("f", self.f), ("g", self.g), ("h", self.h)))
        return f"{ends}; d = {self.d}; e = {self.e}; L = {self.L}; ε = {self.eps}"


def scopes(name: str, make: Any, *blocks: tuple[Block, ...], image: Image | None = None) -> dict[str, Family[Any]]:
    """The small, standard and large families, each the one before with more blocks."""
    names = ("small", "standard", "large")
    return {s: grid(f"{name}, {s}", make, *sum(blocks[: k + 1], ()), image=image) for k, s in enumerate(names)}


def pairs(d: Metric[Any], f: Map[Any, Any], g: Map[Any, Any]) -> Iterator[tuple[int, int, Exact]]:
    """Each pair (x, y) by rank, with d(fx, gy)."""
    D, right = rows(d), images(g)
    for x, u in enumerate(images(f)):
        for y, v in enumerate(right):
            yield x, y, D[u][v]


def within(i: Setting | Nested, eps: Exact, reaches: Reaches = le) -> Pairs:
    """F_ε of the cospan of an instance."""
    return {(x, y) for x, y, c in pairs(i.d, i.f, i.g) if reaches(c, eps)}


def ordered(i: Nested) -> object | None:
    """a <= b."""
    return None if i.a <= i.b else Witness((i.a, i.b), f"{i.a} > {i.b}")


def monotone(i: Nested, lost: Callable[[Pairs, Pairs], Pairs] = sub, reaches: Reaches = le) -> object | None:
    """F_a ⊆ F_b."""
    out = lost(within(i, i.a), within(i, i.b, reaches))
    return Witness(min(out), f"{min(out)} is in F_{i.a}, not in F_{i.b}") if out else None


def below(i: Setting) -> object | None:
    """ε < min {d(fx, gy) > 0}."""
    taken = [c for _, _, c in pairs(i.d, i.f, i.g) if 0 < c <= i.eps]
    return Witness((min(taken),), f"the distance {min(taken)} is positive and at most {i.eps}") if taken else None


def limit_zero(i: Setting, times: int = 1, reaches: Reaches = le) -> object | None:
    """F_ε = X ×_Z Y."""
    right = images(i.g)
    equal = {(x, y) for x, u in enumerate(images(i.f)) for y, v in enumerate(right) if u == v}
    off = within(i, times * i.eps, reaches) ^ equal
    return Witness(min(off), f"{min(off)} is in one of F_{i.eps} and X ×_Z Y") if off else None


def limit_infinity(i: Setting, whole: Reaches = ge, some: Reaches = ge, top: Any = max) -> object | None:
    """F_ε = X × Y iff ε >= max d, and F_ε is not empty iff ε >= min d."""
    taken = [c for _, _, c in pairs(i.d, i.f, i.g)]
    size = sum(c <= i.eps for c in taken)
    if (size == len(taken)) != whole(i.eps, top(taken)):
        return Witness((size,), f"|F_{i.eps}| = {size}, the largest distance is {max(taken)}")
    if (size > 0) != some(i.eps, min(taken)):
        return Witness((size,), f"|F_{i.eps}| = {size}, the least distance is {min(taken)}")
    return None


def composition(i: Chain, within_sum: Sum = Metric.within_sum) -> object | None:
    """(x, y) in F_a(f, g) and (y, z) in F_b(g, h) imply (x, z) in F_{a+b}(f, h)."""
    first = [(x, y) for x, y, c in pairs(i.d, i.f, i.g) if c <= i.a]
    second = [(y, z) for y, z, c in pairs(i.d, i.g, i.h) if c <= i.b]
    far = {(x, z): c for x, z, c in pairs(i.d, i.f, i.h)}
    for x, y in first:
        for k, z in second:
            if k == y and not within_sum(i.d, far[x, z], i.a, i.b):
                says = f"{(x, y)} in F_{i.a} and {(y, z)} in F_{i.b}, but {(x, z)} not in F_{i.a + i.b}"
                return Witness((x, y, z), says)
    return None


def equivalence(i: Endo, reaches: Reaches = le, again: int = 1, mutual: bool = True) -> object | None:
    """F_ε(f, f) is reflexive, symmetric and transitive."""
    F = sorted((x, y) for x, y, c in pairs(i.d, i.f, i.f) if reaches(c, i.eps))
    onward = sorted((x, y) for x, y, c in pairs(i.d, i.f, i.f) if reaches(c, again * i.eps))
    known = set(F)
    bare = next((x for x in range(len(images(i.f))) if (x, x) not in known), None)
    if bare is not None:
        return Witness((bare,), f"not {bare} ~ {bare}")
    for x, y in F:
        if ((y, x) in known) != (mutual or x == y):
            return Witness((x, y), f"{x} ~ {y}, but not {y} ~ {x}")
        far = next((z for k, z in onward if k == y and (x, z) not in known), None)
        if far is not None:
            return Witness((x, y, far), f"{x} ~ {y} and {y} ~ {far}, but not {x} ~ {far}")
    return None


def lipschitz(i: Pushed) -> object | None:
    """e(hu, hv) <= L·d(u, v)."""
    return laws.lipschitz(i.h, i.d, i.e, i.L)


def isometric(i: Pushed) -> bool:
    """Whether h keeps all distances, and L = 1."""
    D, E, h = rows(i.d), rows(i.e), images(i.h)
    return i.L == 1 and all(E[h[u]][h[v]] == c for u, line in enumerate(D) for v, c in enumerate(line))


def functorial(
    i: Pushed, equal: Callable[[Pushed], bool] = isometric, times: Any = mul, reaches: Reaches = le
) -> object | None:
    """F_ε(f, g) ⊆ F_{Lε}(hf, hg), with equality when h preserves distances and L = 1."""
    D, E, h, right = rows(i.d), rows(i.e), images(i.h), images(i.g)
    both = equal(i)
    for x, u in enumerate(images(i.f)):
        for y, v in enumerate(right):
            before, after = D[u][v] <= i.eps, reaches(E[h[u]][h[v]], times(i.L, i.eps))
            if (before and not after) or (both and before != after):
                return Witness((x, y), f"{(x, y)}: {before} in F_ε(f, g), {after} in F_Lε(hf, hg)")
    return None
