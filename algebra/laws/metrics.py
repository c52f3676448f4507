"""Laws of distances: pseudometric, metric, ultrametric, translation-invariant, submultiplicative.

        d(a, a) = 0     d(a, b) = d(b, a)     d(a, c) <= d(a, b) + d(b, c)     d(a, b) = 0 => a = b

Main definitions
    zero_diagonal, symmetric, triangle, separating      the four axioms of a metric
    pseudometric, metric                                the first three, all four
    ultrametric, invariant, submultiplicative

Implementation notes
    For a distance that is translation-invariant by its kind the first failure begins at 0, if there is one,
    so only the triples (0, b, c) are asked.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from algebra.laws.witness import Witness, first
from algebra.metrics import Metric
from algebra.rings.ring import listing


def _starts(d: Metric[Any]) -> tuple[Any, ...]:
    """The points at which a first failure can begin."""
    points = listing(d.space)
    return points[:1] if d.invariant else points


@cache
def zero_diagonal(d: Metric[Any]) -> Witness | None:
    """d(a, a) = 0 for all a."""
    return next((Witness((a,), f"d({a}, {a}) = {d(a, a)}") for a in _starts(d) if d(a, a) != 0), None)


@cache
def symmetric(d: Metric[Any]) -> Witness | None:
    """d(a, b) = d(b, a) for all a and b."""
    for a in _starts(d):
        for b in listing(d.space):
            if d(a, b) != d(b, a):
                return Witness((a, b), f"d({a}, {b}) = {d(a, b)}, d({b}, {a}) = {d(b, a)}")
    return None


@cache
def separating(d: Metric[Any]) -> Witness | None:
    """d(a, b) = 0 only for a = b."""
    for a in _starts(d):
        for b in listing(d.space):
            if a != b and d(a, b) == 0:
                return Witness((a, b), f"d({a}, {b}) = 0")
    return None


@cache
def triangle(d: Metric[Any]) -> Witness | None:
    """d(a, c) <= d(a, b) + d(b, c) for all a, b and c.

    Examples
    --------
    >>> from algebra.metrics import Distances, Lee
    >>> from algebra.rings import Zmod
    >>> print(triangle(Lee(Zmod(6), "l2")))
    None
    >>> print(triangle(Distances(Zmod(3), ((0, 1, 5), (1, 0, 1), (5, 1, 0)))))
    d(0, 2) = 5 > d(0, 1) + d(1, 2), which are 1 and 1
    """
    points = listing(d.space)
    for a in _starts(d):
        for b in points:
            near = d(a, b)
            for c in points:
                if not d.within_sum(d(a, c), near, d(b, c)):
                    says = f"d({a}, {c}) = {d(a, c)} > d({a}, {b}) + d({b}, {c}), which are {near} and {d(b, c)}"
                    return Witness((a, b, c), says)
    return None


@cache
def ultrametric(d: Metric[Any]) -> Witness | None:
    """d(a, c) <= max(d(a, b), d(b, c)) for all a, b and c; and d is a pseudometric.

    Examples
    --------
    >>> from algebra.metrics import Lee, Padic
    >>> from algebra.rings import Zmod
    >>> print(ultrametric(Padic(Zmod(4), 2)), "|", ultrametric(Lee(Zmod(4))))
    None | d(0, 2) = 2 > max(d(0, 1), d(1, 2)) = 1
    """
    points = listing(d.space)
    for a in _starts(d):
        for b in points:
            near = d(a, b)
            for c in points:
                top = max(near, d(b, c))
                if d(a, c) > top:
                    return Witness((a, b, c), f"d({a}, {c}) = {d(a, c)} > max(d({a}, {b}), d({b}, {c})) = {top}")
    return first(d, zero_diagonal, symmetric)


@cache
def pseudometric(d: Metric[Any]) -> Witness | None:
    """d is zero on the diagonal, symmetric, and obeys the triangle inequality."""
    return first(d, zero_diagonal, symmetric, triangle)


@cache
def metric(d: Metric[Any]) -> Witness | None:
    """d is a pseudometric that separates points."""
    return first(d, pseudometric, separating)


@cache
def invariant(d: Metric[Any]) -> Witness | None:
    """d(a + c, b + c) = d(a, b) for all a, b and c."""
    if d.invariant:
        return None
    S, points = d.space, listing(d.space)
    for a in points:
        for b in points:
            for c in points:
                moved = d(S.add(a, c), S.add(b, c))
                if moved != d(a, b):
                    says = f"d({a} + {c}, {b} + {c}) = {moved}, d({a}, {b}) = {d(a, b)}"
                    return Witness((a, b, c), says)
    return None


@cache
def submultiplicative(d: Metric[Any]) -> Witness | None:
    """|a| <= 1 and |a b| <= |a|·|b| for all a and b, where |a| = d(a, 0).

    Examples
    --------
    >>> from algebra.metrics import Lee, Padic
    >>> from algebra.rings import Zmod
    >>> print(submultiplicative(Padic(Zmod(4), 2)), "|", submultiplicative(Lee(Zmod(4))))
    None | |2| = 2 > 1
    """
    S, points = d.space, listing(d.space)
    norm = {a: d(a, S.zero) for a in points}
    for a in points:
        if norm[a] > 1:
            return Witness((a,), f"|{a}| = {norm[a]} > 1")
    for a in points:
        for b in points:
            product = norm[S.mul(a, b)]
            if product > norm[a] * norm[b]:
                return Witness((a, b), f"|{a} · {b}| = {product} > |{a}|·|{b}| = {norm[a] * norm[b]}")
    return None
