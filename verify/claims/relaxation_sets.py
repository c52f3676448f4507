"""Claims about relaxations of any maps of sets.

        F_a ∘ F_b ⊆ F_{a+b}

Main definitions
    Setting, Nested, Chain, Endo, Pushed     instances
    CLAIMS      monotone, limit_zero, limit_infinity, composition, equivalence, functorial
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from algebra import laws
from algebra.laws import Witness
from algebra.maps import Identity, Map
from algebra.metrics import Exact, Metric
from algebra.rings import listing
from verify.claim import Claim
from verify.family import Family
from verify.metric_families import Block, On, grid, images, maps, near, radii, rows, tables

SOURCE = "Zhao 2024 (arXiv:2412.00373), made precise"
SCHIKHOF = "Schikhof, Ultrametric Calculus, 1984, §18"


def told(f: Map[Any, Any]) -> str:
    """A map as its list of values, but for an identity."""
    if isinstance(f, Identity):
        return f"the identity of {f.dom}"
    return f"{f.dom} → {f.cod}: " + " ".join(str(f(a)) for a in listing(f.dom))


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


def ordered(i: Nested) -> object | None:
    """a <= b."""
    return None if i.a <= i.b else Witness((i.a, i.b), f"{i.a} > {i.b}")


def monotone(i: Nested) -> object | None:
    """F_a ⊆ F_b."""
    lost = near(i.f, i.g, i.d, i.a) - near(i.f, i.g, i.d, i.b)
    return Witness(min(lost), f"{min(lost)} is in F_{i.a}, not in F_{i.b}") if lost else None


def below(i: Setting) -> object | None:
    """ε < min {d(fx, gy) > 0}."""
    D = rows(i.d)
    taken = [D[u][v] for u in images(i.f) for v in images(i.g) if 0 < D[u][v] <= i.eps]
    return Witness((min(taken),), f"the distance {min(taken)} is positive and at most {i.eps}") if taken else None


def limit_zero(i: Setting) -> object | None:
    """F_ε = X ×_Z Y."""
    right = images(i.g)
    equal = {(x, y) for x, u in enumerate(images(i.f)) for y, v in enumerate(right) if u == v}
    off = near(i.f, i.g, i.d, i.eps) ^ equal
    return Witness(min(off), f"{min(off)} is in one of F_{i.eps} and X ×_Z Y") if off else None


def limit_infinity(i: Setting) -> object | None:
    """F_ε = X × Y iff ε >= max d, and F_ε is not empty iff ε >= min d."""
    D, left, right = rows(i.d), images(i.f), images(i.g)
    taken = [D[u][v] for u in left for v in right]
    size = len(near(i.f, i.g, i.d, i.eps))
    if (size == len(left) * len(right)) != (i.eps >= max(taken)):
        return Witness((size,), f"|F_{i.eps}| = {size}, the largest distance is {max(taken)}")
    if (size > 0) != (i.eps >= min(taken)):
        return Witness((size,), f"|F_{i.eps}| = {size}, the least distance is {min(taken)}")
    return None


def composition(i: Chain) -> object | None:
    """(x, y) in F_a(f, g) and (y, z) in F_b(g, h) imply (x, z) in F_{a+b}(f, h)."""
    D, second, last = rows(i.d), near(i.g, i.h, i.d, i.b), images(i.h)
    for x, y in near(i.f, i.g, i.d, i.a):
        for k, z in second:
            if k == y and not i.d.within_sum(D[images(i.f)[x]][last[z]], i.a, i.b):
                says = f"{(x, y)} in F_{i.a} and {(y, z)} in F_{i.b}, but {(x, z)} not in F_{i.a + i.b}"
                return Witness((x, y, z), says)
    return None


def equivalence(i: Endo) -> object | None:
    """F_ε(f, f) is reflexive, symmetric and transitive."""
    F = near(i.f, i.f, i.d, i.eps)
    bare = next((x for x in range(len(images(i.f))) if (x, x) not in F), None)
    if bare is not None:
        return Witness((bare,), f"not {bare} ~ {bare}")
    for x, y in sorted(F):
        if (y, x) not in F:
            return Witness((x, y), f"{x} ~ {y}, but not {y} ~ {x}")
        far = next((z for k, z in sorted(F) if k == y and (x, z) not in F), None)
        if far is not None:
            return Witness((x, y, far), f"{x} ~ {y} and {y} ~ {far}, but not {x} ~ {far}")
    return None


def lipschitz(i: Pushed) -> object | None:
    """e(hu, hv) <= L·d(u, v)."""
    return laws.lipschitz(i.h, i.d, i.e, i.L)


def functorial(i: Pushed) -> object | None:
    """F_ε(f, g) ⊆ F_{Lε}(hf, hg), with equality when h preserves distances and L = 1."""
    D, E, h, right = rows(i.d), rows(i.e), images(i.h), images(i.g)
    isometry = i.L == 1 and all(E[h[u]][h[v]] == c for u, line in enumerate(D) for v, c in enumerate(line))
    for x, u in enumerate(images(i.f)):
        for y, v in enumerate(right):
            before, after = D[u][v] <= i.eps, E[h[u]][h[v]] <= i.L * i.eps
            if (before and not after) or (isometry and before != after):
                return Witness((x, y), f"{(x, y)}: {before} in F_ε(f, g), {after} in F_Lε(hf, hg)")
    return None


def _block(n: int, *sizes: int, radius: int = 1) -> Block:
    return (tables(n), *(maps(x, n) for x in sizes), *(radii(4),) * radius)


def _push(n: int, k: int, values: tuple[int, ...] = (0, 1, 2, 3)) -> Block:
    return (tables(n, values), tables(k, values), maps(n, k), maps(1, n), maps(1, n), radii(3), radii(4))


def scopes(name: str, make: Any, *blocks: tuple[Block, ...]) -> dict[str, Family[Any]]:
    """The small, standard and large families, each the one before with more blocks."""
    names = ("small", "standard", "large")
    return {s: grid(f"{name}, {s}", make, *sum(blocks[: k + 1], ())) for k, s in enumerate(names)}


_PAIRS = ((_block(2, 1, 1), _block(2, 2, 2), _block(3, 1, 2)), (_block(3, 2, 2), _block(4, 2, 2)), (_block(3, 3, 3),))
_RANKED = "small scope first, then by the number of points, the table of distances (lexicographic), the maps, the radii"

CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "relaxation.monotone",
        "a ≤ b ⇒ F_a ⊆ F_b",
        SOURCE,
        {"ordered": ordered},
        monotone,
        needs=("ordered",),
        order=_RANKED,
        families=scopes(
            "cospans with two radii",
            Nested,
            (_block(2, 1, 1, radius=2), _block(2, 2, 2, radius=2), _block(3, 1, 2, radius=2)),
            (_block(3, 2, 2, radius=2), _block(4, 1, 1, radius=2)),
            (_block(4, 1, 2, radius=2),),
        ),
    ),
    Claim(
        "relaxation.limit_zero",
        "F_ε = X ×_Z Y for all 0 ≤ ε < min{d(fx, gy) > 0}",
        SOURCE,
        {"separating": On(laws.separating), "below": below},
        limit_zero,
        needs=("separating", "below"),
        order=_RANKED,
        families=scopes("cospans with a radius", Setting, *_PAIRS),
    ),
    Claim(
        "relaxation.limit_infinity",
        "F_ε = X × Y iff ε ≥ max d(fx, gy); F_ε ≠ ∅ iff ε ≥ min d(fx, gy)",
        SOURCE,
        {},
        limit_infinity,
        order=_RANKED,
        families=scopes("cospans with a radius", Setting, *_PAIRS),
    ),
    Claim(
        "relaxation.composition",
        "F_a(f, g) ∘ F_b(g, h) ⊆ F_{a+b}(f, h)",
        SOURCE,
        {"triangle": On(laws.triangle)},
        composition,
        needs=("triangle",),
        order=_RANKED,
        families=scopes(
            "three maps with two radii",
            Chain,
            (_block(2, 1, 1, 1, radius=2), _block(3, 1, 1, 1, radius=2)),
            (_block(2, 2, 2, 2, radius=2), _block(4, 1, 1, 1, radius=2)),
            (_block(3, 2, 2, 2, radius=2),),
        ),
    ),
    Claim(
        "relaxation.equivalence",
        "F_ε(f, f) is an equivalence relation",
        SCHIKHOF,
        {"pseudometric": On(laws.pseudometric), "ultrametric": On(laws.ultrametric)},
        equivalence,
        needs=("ultrametric",),
        order=_RANKED,
        families=scopes(
            "maps with a radius", Endo, (_block(2, 2), _block(3, 2), _block(3, 3)), (_block(4, 3),), (_block(4, 4),)
        ),
    ),
    Claim(
        "relaxation.functorial",
        "h : Z → Z' L-Lipschitz ⇒ F_ε(f, g) ⊆ F_{Lε}(hf, hg), with equality for isometries (L = 1)",
        SOURCE,
        {"lipschitz": lipschitz},
        functorial,
        needs=("lipschitz",),
        order=_RANKED + "; Z before Z', then L and ε",
        families=scopes(
            "pushed cospans", Pushed, (_push(1, 2), _push(2, 2)), (_push(3, 2), _push(2, 3)), (_push(3, 3, (0, 1, 2)),)
        ),
    ),
)
