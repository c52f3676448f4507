"""The claims about cospans into Z = Z_s ⊕ Z_I ⊕ Z_T: what alignment in Z costs, and alignment in Z_s.

        ‖f x - g y‖² = ‖π_s(f x - g y)‖² + ‖π_I f x‖² + ‖π_T g y‖²        F_ε(f, g) ⊆ F_ε(π_s f, π_s g)

Main definitions
    Split                           instances: a decomposition of Q^d, and two maps
    orthogonal, f_inside, g_inside  hypotheses
    pythagoras, bounded, projected  conclusions over Q
    PARTS                           decomposition.specific, specific_energy, shared

Conventions
    f and g are given by the images of unit vectors.  Both sides of the first formula are quadratic forms in (x, y), so
    it holds for all x and y if it does for e_i and e_i + e_j.  The other statements say of each pair (x, y), here of
    coordinates 0, 1 and -1 and up to sign, that something is at most its distance: that is what they say for the
    radius at which the pair enters, and so for all greater ones.  On F_0 the specific parts vanish without
    orthogonality, since f x = g y lies in (Z_s ⊕ Z_I) meet (Z_s ⊕ Z_T) = Z_s.

References
    .. [1] S. Axler, *Linear Algebra Done Right*, 3rd ed., 2015, theorems 6.13 and 6.55.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import combinations, product
from math import lcm
from operator import add, le, lt, mul, sub
from typing import Any, NamedTuple, Protocol

from algebra.decompose import range_of, submodule, whole
from algebra.errors import plain
from algebra.laws import Witness
from algebra.maps import Linear
from verify.claim import Claim
from verify.claims.relaxation_sets import SOURCE, Reaches, scopes
from verify.family import Block
from verify.pools.parts import ENTRIES, OBLIQUE, ORTHOGONAL, Basis, Parts, Vector, columns, shared_out

AXLER = "S. Axler, Linear Algebra Done Right, 2015, theorems 6.13 and 6.55: orthogonal sums and projections"
RANKED = "small scope first, then by dimension, basis, owners of its vectors, f, g, entries 0 < 1 < -1"


@dataclass(frozen=True, slots=True)
class Split:
    """A decomposition of Q^d, and the images of the unit vectors under f and g."""

    parts: Parts
    f: Basis
    g: Basis

    def __str__(self) -> str:
        return f"{self.parts}; f {_shown(self.f)}; g {_shown(self.g)}"


def _shown(images: Basis) -> str:
    return ", ".join(f"({' '.join(map(str, column))})" for column in images)


class Shared(Protocol):
    """What holds a decomposition."""

    @property
    def parts(self) -> Parts: ...


class Energies(NamedTuple):
    """q(u - v), q(π_s(u - v)), q(π_I u) and q(π_T v), times one denominator."""

    whole: int
    shared: int
    image: int
    text: int


@cache
def _forms(parts: Parts) -> tuple[int, tuple[Basis, ...]]:
    """The matrices of ‖z‖² and of the squares of the norms of components, times a denominator, and this before them."""
    D = parts.splitting
    axes = whole(parts.ring, D.form.d).basis
    found = [D.form.values(vectors, vectors) for vectors in (axes, *(tuple(map(p, axes)) for p in D.projections))]
    common = lcm(*(c.denominator for M in found for row in M for c in row))
    return common, tuple(tuple(tuple(int(c * common) for c in row) for row in M) for M in found)


@cache
def squares(parts: Parts, z: Vector) -> tuple[int, ...]:
    """The squares of the norms of z and of its three components, times a denominator."""
    return tuple(sum(map(mul, z, (sum(map(mul, row, z)) for row in M))) for M in _forms(parts)[1])


def energies(parts: Parts, u: Vector, v: Vector) -> Energies:
    """The terms of the formula at u = f x and v = g y."""
    whole, shared, _, _ = squares(parts, tuple(map(sub, u, v)))
    return Energies(whole, shared, squares(parts, u)[2], squares(parts, v)[3])


def exchanged(parts: Parts, u: Vector, v: Vector) -> Energies:
    """The same with π_T f x for π_I f x and π_I g y for π_T g y."""
    return energies(parts, u, v)._replace(image=squares(parts, u)[3], text=squares(parts, v)[2])


def unprojected(parts: Parts, u: Vector, v: Vector) -> Energies:
    """The same with f x for π_I f x."""
    return energies(parts, u, v)._replace(image=squares(parts, u)[0])


def added(parts: Parts, u: Vector, v: Vector) -> Energies:
    """The same with π_s(f x + g y) for π_s(f x - g y)."""
    return energies(parts, u, v)._replace(shared=squares(parts, tuple(map(add, u, v)))[1])


@cache
def _conflict(parts: Parts) -> Witness | None:
    bad = parts.splitting.orthogonal
    return None if bad is None else Witness(bad[2:], f"{bad[2]} and {bad[3]} are not orthogonal")


Terms = Callable[[Parts, Vector, Vector], Energies]


@cache
def _inside(parts: Parts, images: Basis, owner: int) -> bool:
    ring, d = parts.ring, len(parts.basis)
    around = submodule(ring, d, parts.of(0) + parts.of(owner))
    return range_of(Linear(ring, tuple(zip(*images, strict=True)), len(images))) <= around


def orthogonal(i: Shared) -> object | None:
    """Z_s, Z_I and Z_T are orthogonal."""
    return _conflict(i.parts)


def f_inside(i: Split) -> object | None:
    """im f ⊆ Z_s ⊕ Z_I."""
    return None if _inside(i.parts, i.f, 1) else Witness((), "f leaves Z_s ⊕ Z_I")


def g_inside(i: Split) -> object | None:
    """im g ⊆ Z_s ⊕ Z_T."""
    return None if _inside(i.parts, i.g, 2) else Witness((), "g leaves Z_s ⊕ Z_T")


@cache
def basic(n: int) -> tuple[Vector, ...]:
    """0, the unit vectors e_i of Z^n, and the e_i + e_j: a quadratic form that vanishes there is 0."""
    chosen = (places for k in range(3) for places in combinations(range(n), k))
    return tuple(tuple(int(j in places) for j in range(n)) for places in chosen)


@cache
def signed(n: int) -> tuple[Vector, ...]:
    """The vectors of Z^n with entries 0, 1 and -1 that do not begin with -1 after zeros: one of each z and -z."""
    return tuple(z for z in product(ENTRIES, repeat=n) if next(filter(None, z), 1) == 1)


@cache
def images(f: Basis, n: int, at: Callable[[int], tuple[Vector, ...]], before: int) -> tuple[tuple[Vector, Vector], ...]:
    """For each point z of Z^n its part x that belongs to f, the one that begins at a place, and f x."""
    parts = (z[before : before + len(f)] for z in at(n))
    return tuple((x, tuple(sum(map(mul, x, row)) for row in zip(*f, strict=True))) for x in parts)


def _first(
    i: Split, at: Callable[[int], tuple[Vector, ...]], holds: Callable[[Energies], bool], of: Terms
) -> Witness | None:
    """The first point (x, y) at which something does not hold, and the terms there."""
    n, k = len(i.f) + len(i.g), len(i.f)
    for (x, u), (y, v) in zip(images(i.f, n, at, 0), images(i.g, n, at, k), strict=True):
        E = of(i.parts, u, v)
        if not holds(E):
            far, shared, image, text = (Fraction(c, _forms(i.parts)[0]) for c in E)
            says = f"‖f x - g y‖² = {far}, ‖π_s(f x - g y)‖² = {shared}, ‖π_I f x‖² = {image}, ‖π_T g y‖² = {text}"
            return Witness((x, y), f"at x = {plain(x)}, y = {plain(y)}: {says}")
    return None


def pythagoras(i: Split, of: Terms = energies, text: int = 1) -> object | None:
    """‖f x - g y‖² = ‖π_s(f x - g y)‖² + ‖π_I f x‖² + ‖π_T g y‖²."""
    return _first(i, basic, lambda E: E.whole == E.shared + E.image + text * E.text, of)


def bounded(i: Split, of: Terms = energies, reaches: Reaches = le, times: int = 1) -> object | None:
    """(x, y) in F_ε implies ‖π_I f x‖² + ‖π_T g y‖² <= ε²."""
    return _first(i, signed, lambda E: reaches(times * (E.image + E.text), E.whole), of)


def projected(i: Split, of: Terms = energies, reaches: Reaches = le, times: int = 1) -> object | None:
    """F_ε(f, g) ⊆ F_ε(π_s f, π_s g)."""
    return _first(i, signed, lambda E: reaches(times * E.shared, E.whole), of)


def _rational(*bases: Basis, n: int = 1) -> Block:
    d = len(bases[0])
    return shared_out(0, *bases), columns(d, n), columns(d, 1)


SPLITS = scopes(
    "decompositions of Q^d, and maps into it",
    Split,
    (_rational(((1,),)), _rational(*ORTHOGONAL[2][:2]), _rational(*OBLIQUE[2][:1])),
    (_rational(*ORTHOGONAL[2][2:], n=2), _rational(*OBLIQUE[2][1:], n=2), _rational(*ORTHOGONAL[3][2:])),
    (_rational(*ORTHOGONAL[3][:2]), _rational(*OBLIQUE[3])),
)
INSIDE: dict[str, Callable[[Any], object | None]] = {
    "f_inside": f_inside,
    "g_inside": g_inside,
    "orthogonal": orthogonal,
}

PARTS: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.specific",
        "‖f x − g y‖² = ‖π_s(f x − g y)‖² + ‖π_I f x‖² + ‖π_T g y‖² over Q for im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T",
        AXLER,
        INSIDE,
        pythagoras,
        needs=tuple(INSIDE),
        order=RANKED,
        families=SPLITS,
        mutants={
            "π_T f x for π_I f x, π_I g y for π_T g y": partial(pythagoras, of=exchanged),
            "f x for π_I f x": partial(pythagoras, of=unprojected),
            "no ‖π_T g y‖²": partial(pythagoras, text=0),
        },
    ),
    Claim(
        "decomposition.specific_energy",
        "(x, y) ∈ F_ε implies ‖π_I f x‖² + ‖π_T g y‖² ≤ ε² over Q, for im f in Z_s ⊕ Z_I and im g in Z_s ⊕ Z_T",
        AXLER,
        INSIDE,
        bounded,
        needs=tuple(INSIDE),
        order=RANKED,
        families=SPLITS,
        mutants={
            "f x for π_I f x": partial(bounded, of=unprojected),
            "< for ≤": partial(bounded, reaches=lt),
            "twice the energies": partial(bounded, times=2),
        },
    ),
    Claim(
        "decomposition.shared",
        "F_ε(f, g) ⊆ F_ε(π_s f, π_s g) over Q in l2",
        SOURCE,
        {"orthogonal": orthogonal},
        projected,
        needs=("orthogonal",),
        order=RANKED,
        families=SPLITS,
        mutants={
            "f x + g y for f x − g y": partial(projected, of=added),
            "< for ≤": partial(projected, reaches=lt),
            "twice the squares": partial(projected, times=2),
        },
    ),
)
