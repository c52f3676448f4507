"""Laws of maps: additive, multiplicative, unital, onto, and squares that commute.

        f(a + b) = f(a) + f(b)      f(a b) = f(a) f(b)      f(1) = 1

Main definitions
    additive, multiplicative, unital, onto, homomorphic
    commutes    f u = g v
    inverse     g f = 1 and f g = 1
    lipschitz   e(h a, h b) <= L·d(a, b)
"""

from __future__ import annotations

from functools import cache
from typing import Any

from algebra.fiber import Cone, Cospan, disagreement
from algebra.laws.witness import Witness, first
from algebra.maps import Map
from algebra.metrics import Exact, Metric
from algebra.rings.ring import listing


@cache
def additive(f: Map[Any, Any]) -> Witness | None:
    """f(a + b) = f(a) + f(b) for all a and b.

    Raises
    ------
    NotFinite, TooLarge
        When additivity does not follow from the kind of the map and the domain cannot be listed.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> print(additive(reduce(Zmod(4), 2)), "|", additive(reduce(Zmod(4), 3)))
    None | f(1 + 3) = 0, f(1) + f(3) = 1
    """
    if f.linear:
        return None
    X, Z, points = f.dom, f.cod, listing(f.dom)
    for a in points:
        for b in points:
            left, right = f(X.add(a, b)), Z.add(f(a), f(b))
            if left != right:
                return Witness((a, b), f"f({a} + {b}) = {left}, f({a}) + f({b}) = {right}")
    return None


@cache
def multiplicative(f: Map[Any, Any]) -> Witness | None:
    """f(a b) = f(a) f(b) for all a and b.

    Notes
    -----
    When f is additive by construction, products of additive generators decide.
    """
    if f.linear and f.dom.moduli is not None:
        short = _multiplicative_on(f, tuple(f.dom.generators()))
        if short is None or f.dom.order is None:
            return short
    return _multiplicative_on(f, listing(f.dom))


def _multiplicative_on(f: Map[Any, Any], points: tuple[Any, ...]) -> Witness | None:
    X, Z = f.dom, f.cod
    for a in points:
        for b in points:
            left, right = f(X.mul(a, b)), Z.mul(f(a), f(b))
            if left != right:
                return Witness((a, b), f"f({a} · {b}) = {left}, f({a}) · f({b}) = {right}")
    return None


@cache
def unital(f: Map[Any, Any]) -> Witness | None:
    """f(1) = 1."""
    one, image = f.dom.one, f(f.dom.one)
    return None if image == f.cod.one else Witness((one,), f"f({one}) = {image} is not {f.cod.one}")


@cache
def onto(f: Map[Any, Any]) -> Witness | None:
    """Each z in the codomain is f(a) for some a.

    Examples
    --------
    >>> from algebra.maps import Multiples
    >>> from algebra.rings import Zmod
    >>> print(onto(Multiples(Zmod(4), Zmod(4), 2)))
    no a has f(a) = 1
    """
    hit = set(map(f, listing(f.dom)))
    missed = next(((z,) for z in listing(f.cod) if z not in hit), None)
    return None if missed is None else Witness(missed, f"no a has f(a) = {missed[0]}")


@cache
def homomorphic(f: Map[Any, Any]) -> Witness | None:
    """f preserves sums, products and 1."""
    return first(f, additive, multiplicative, unital)


def commutes(cospan: Cospan[Any, Any, Any], cone: Cone[Any, Any]) -> Witness | None:
    """f(u(t)) = g(v(t)) for all t in T."""
    bad = disagreement(cospan, cone)
    return None if bad is None else Witness((bad[0],), f"f u({bad[0]}) = {bad[1]}, g v({bad[0]}) = {bad[2]}")


def inverse(f: Map[Any, Any], g: Map[Any, Any]) -> Witness | None:
    """g(f(a)) = a for all a, and f(g(b)) = b for all b.

    Raises
    ------
    NotFinite, TooLarge
        When an end cannot be listed, and neither composite is additive by construction.

    Examples
    --------
    >>> from algebra.maps import Multiples
    >>> from algebra.rings import Zmod
    >>> twice, thrice = (Multiples(Zmod(5), Zmod(5), k) for k in (2, 3))
    >>> print(inverse(twice, thrice), "|", inverse(twice, twice))
    None | g(f(1)) = 4
    """
    for first_, second, says in ((f, g, "g(f({}))"), (g, f, "f(g({}))")):
        R = first_.dom
        additive_both = first_.linear and second.linear and R.moduli is not None
        points = R.generators() if additive_both else listing(R)
        bad = next((a for a in points if second(first_(a)) != a), None)
        if bad is not None:
            return Witness((bad,), f"{says.format(bad)} = {second(first_(bad))}")
    return None


@cache
def lipschitz(h: Map[Any, Any], d: Metric[Any], e: Metric[Any], bound: Exact) -> Witness | None:
    """e(h a, h b) <= L·d(a, b) for all a and b, as distances (squared values are compared as squares).

    Examples
    --------
    >>> from algebra.maps import Multiples
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> f = Multiples(Zmod(8), Zmod(8), 2)
    >>> print(lipschitz(f, Lee(Zmod(8)), Lee(Zmod(8)), 2), "|", lipschitz(f, Lee(Zmod(8)), Lee(Zmod(8)), 1))
    None | e(h 0, h 1) = 2 > 1·d(0, 1), d(0, 1) = 1
    """
    points = listing(h.dom)
    for a in points:
        for b in points:
            far, near = e(h(a), h(b)), d(a, b)
            if (far if e.squared else far * far) > bound * bound * (near if d.squared else near * near):
                return Witness((a, b), f"e(h {a}, h {b}) = {far} > {bound}·d({a}, {b}), d({a}, {b}) = {near}")
    return None
