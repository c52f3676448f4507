"""Perturbed cospans, and what holds of F_ε(f, g) and F_ε(f', g').

        d(f'x, fx) <= a,  d(gy, g'y) <= b

Main definitions
    Moved, Perturbed        two maps and their perturbations, with bounds; the same with a radius
    f_within_a, g_within_b  the hypotheses on the perturbations
    changes                 the distances of each pair before and after
    inclusion, sandwich, gap, unchanged, count, interleaving

Conventions
    η = a + b.  Primes are written f2, g2.  F_r is empty for r < 0.  The order of arguments in the two bounds is the
    one in which they are used, so that it matters where a distance is not symmetric.  What a conclusion takes besides
    the instance serves to corrupt it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import le
from typing import Any

from algebra.laws import Witness
from algebra.maps import Map
from algebra.metrics import Exact, Metric
from verify.claims.relaxation_sets import told
from verify.ranks import images, rows


@dataclass(frozen=True, slots=True)
class Moved:
    """A cospan (f, g), a perturbed one (f', g'), a distance, and bounds for the perturbations."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    f2: Map[Any, Any]
    g2: Map[Any, Any]
    a: Exact
    b: Exact

    def __str__(self) -> str:
        return f"{_ends(self)}; {self.d}; a = {self.a}; b = {self.b}"


@dataclass(frozen=True, slots=True)
class Perturbed:
    """The same with a radius."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    f2: Map[Any, Any]
    g2: Map[Any, Any]
    a: Exact
    b: Exact
    eps: Exact

    def __str__(self) -> str:
        return f"{_ends(self)}; {self.d}; a = {self.a}; b = {self.b}; ε = {self.eps}"


Noisy = Moved | Perturbed
Slack = Callable[[Any], Exact]


def _ends(i: Noisy) -> str:
    return "; ".join(f"{name} {told(m)}" for name, m in (("f", i.f), ("g", i.g), ("f'", i.f2), ("g'", i.g2)))


def f_within_a(i: Noisy) -> object | None:
    """d(f'x, fx) <= a for all x."""
    D = rows(i.d)
    for x, (moved, u) in enumerate(zip(images(i.f2), images(i.f), strict=True)):
        if D[moved][u] > i.a:
            return Witness((x,), f"d(f'{x}, f{x}) = {D[moved][u]} > {i.a}")
    return None


def g_within_b(i: Noisy) -> object | None:
    """d(gy, g'y) <= b for all y."""
    D = rows(i.d)
    for y, (v, moved) in enumerate(zip(images(i.g), images(i.g2), strict=True)):
        if D[v][moved] > i.b:
            return Witness((y,), f"d(g{y}, g'{y}) = {D[v][moved]} > {i.b}")
    return None


def both(i: Noisy) -> Exact:
    """η = a + b."""
    return i.a + i.b


def only_a(i: Noisy) -> Exact:
    """The bound of f alone."""
    return i.a


def only_b(i: Noisy) -> Exact:
    """The bound of g alone."""
    return i.b


def larger(i: Noisy) -> Exact:
    """max(a, b)."""
    return max(i.a, i.b)


def changes(i: Noisy) -> Iterator[tuple[int, int, Exact, Exact]]:
    """Each pair (x, y) with d(fx, gy) and d(f'x, g'y)."""
    D, right = rows(i.d), list(zip(images(i.g), images(i.g2), strict=True))
    for x, (u, s) in enumerate(zip(images(i.f), images(i.f2), strict=True)):
        for y, (v, t) in enumerate(right):
            yield x, y, D[u][v], D[s][t]


def inclusion(i: Perturbed, slack: Slack = both, reaches: Callable[[Exact, Exact], bool] = le) -> object | None:
    """F_ε(f, g) ⊆ F_{ε+η}(f', g')."""
    top = i.eps + slack(i)
    for x, y, before, after in changes(i):
        if before <= i.eps and not reaches(after, top):
            return Witness((x, y), f"d(f{x}, g{y}) = {before} ≤ {i.eps}, but d(f'{x}, g'{y}) = {after}, not ≤ {top}")
    return None


def sandwich(i: Perturbed, inner: Slack = both, outer: Slack = both) -> object | None:
    """F_{ε-η}(f, g) ⊆ F_ε(f', g') ⊆ F_{ε+η}(f, g)."""
    low, high = i.eps - inner(i), i.eps + outer(i)
    for x, y, before, after in changes(i):
        if before <= low and after > i.eps:
            return Witness((x, y), f"{(x, y)} is in F_{low}(f, g), not in F_{i.eps}(f', g')")
        if after <= i.eps and before > high:
            return Witness((x, y), f"{(x, y)} is in F_{i.eps}(f', g'), not in F_{high}(f, g)")
    return None


def gap(i: Perturbed) -> object | None:
    """No d(fx, gy) lies in (ε - η, ε + η]."""
    low, high = i.eps - both(i), i.eps + both(i)
    for x, y, before, _ in changes(i):
        if low < before <= high:
            return Witness((x, y), f"d(f{x}, g{y}) = {before} lies in ({low}, {high}]")
    return None


def nothing(i: Noisy) -> Exact:
    """No slack."""
    return 0


def radius(i: Perturbed) -> Exact:
    """ε."""
    return i.eps


def widened(i: Perturbed) -> Exact:
    """ε + η."""
    return i.eps + both(i)


def unchanged(
    i: Perturbed, first: Slack = radius, second: Slack = radius, reaches: Callable[[Exact, Exact], bool] = le
) -> object | None:
    """F_ε(f, g) = F_ε(f', g')."""
    r, s = first(i), second(i)
    for x, y, before, after in changes(i):
        if (before <= r) != reaches(after, s):
            return Witness((x, y), f"d(f{x}, g{y}) = {before}, d(f'{x}, g'{y}) = {after}, ε = {i.eps}")
    return None


def count(
    i: Perturbed, inner: Slack = both, outer: Slack = both, below: Callable[[int, int], bool] = le
) -> object | None:
    """|F_ε △ F'_ε| <= |F_{ε+η}| - |F_{ε-η}|."""
    low, high = i.eps - inner(i), i.eps + outer(i)
    moved = shell = 0
    for _, _, before, after in changes(i):
        moved += (before <= i.eps) != (after <= i.eps)
        shell += low < before <= high
    return None if below(moved, shell) else Witness((moved, shell), f"{moved} pairs changed, {shell} are in the shell")


def interleaving(i: Moved, slack: Slack = both) -> object | None:
    """F_δ(f, g) ⊆ F_{δ+η}(f', g') and F_δ(f', g') ⊆ F_{δ+η}(f, g) for all δ >= 0.

    Notes
    -----
    Only the distances taken on the left are asked as δ: for the largest of them below δ the left side is the same.
    """
    wide, every = slack(i), list(changes(i))
    for delta in sorted({distance for _, _, before, after in every for distance in (before, after)}):
        for x, y, before, after in every:
            if before <= delta < after - wide or after <= delta < before - wide:
                says = f"δ = {delta}: d(f{x}, g{y}) = {before}, d(f'{x}, g'{y}) = {after}, δ + η = {delta + wide}"
                return Witness((x, y), says)
    return None
