"""Gröbner bases over Q and F_p, made by a choice of engines and checked here.

        polynomials --engine--> basis --division--> the one normal form of each residue class

Main definitions
    Basis           a reduced Gröbner basis with its order: normal_form, in
    groebner        the reduced Gröbner basis of an ideal
    division        quotients and remainder by a basis

Conventions
    An order is a tuple of block sizes: the first variables form the first block, which outweighs all later ones, and
    each block is ordered by degree, then reverse lexicographically.  "grevlex" is the single block, "lex" are
    blocks of size 1, (k, n - k) eliminates the first k variables.  Elements are monic, the least leading monomial
    first, so that the basis does not depend on the engine.

References
    .. [1] D. A. Cox, J. Little and D. O'Shea, *Ideals, Varieties, and Algorithms*, 4th ed., 2015: 2.3, theorem 3
       (division), 2.7, theorem 5 (the reduced basis is unique), 3.1, theorem 2 (elimination).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise
from typing import Any

from algebra.affine.engines import macaulay2, singular, sympy_basis
from algebra.errors import AlgebraError, Mismatch
from algebra.rings.multivariate import Exponents, Multivariate, Terms

Order = str | tuple[int, ...]
Descent = Callable[[Exponents], tuple[int, ...]]
Engine = Callable[[Multivariate, Sequence[Terms], tuple[int, ...]], list[Terms]]
ENGINES: Mapping[str, Engine] = {"sympy": sympy_basis, "singular": singular, "macaulay2": macaulay2}


class Contradiction(AlgebraError):
    """An answer that a second way contradicts: it is withheld."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A Gröbner basis: monic elements, none of whose terms is divisible by the leading monomial of another.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> basis = groebner(R, [R("x^2 - y"), R("x*y - 1")], "lex")
    >>> R.text(basis.normal_form(R("x^4"))), R("x^3 - 1") in basis
    ('y^2', True)
    """

    ring: Multivariate
    order: tuple[int, ...]
    elements: tuple[Terms, ...]
    leads: tuple[Exponents, ...]
    weights: tuple[int, ...] | None = None

    @property
    def descent(self) -> Descent:
        """The key by which the largest monomial comes first."""
        return descent(self.order, self.weights)

    def normal_form(self, a: Terms) -> Terms:
        """The one polynomial congruent to a, none of whose terms is divisible by a leading monomial."""
        return division(a, self)[1]

    def __contains__(self, a: Terms) -> bool:
        return not self.normal_form(a)

    @property
    def trivial(self) -> bool:
        """Whether the ideal is the whole ring."""
        return any(not any(lead) for lead in self.leads)


def blocks(order: Order, n: int) -> tuple[int, ...]:
    """The sizes of the blocks of an order on n variables.

    Raises
    ------
    Mismatch
        When the name is unknown or the sizes do not add up.

    Examples
    --------
    >>> blocks("grevlex", 3), blocks("lex", 3), blocks((1, 2), 3)
    ((3,), (1, 1, 1), (1, 2))
    """
    named = {"grevlex": (n,), "lex": (1,) * n}
    sizes = named.get(order) if isinstance(order, str) else tuple(order)
    if sizes is None or sum(sizes) != n or any(size < 0 for size in sizes):
        raise Mismatch(f"the order {order!r} on {n} variables", "it is none", "take grevlex, lex or sizes of blocks")
    return tuple(size for size in sizes if size)


def descent(sizes: tuple[int, ...], weights: tuple[int, ...] | None = None) -> Descent:
    """The key by which the largest monomial comes first; with weights, degrees are weighted.

    Examples
    --------
    >>> sorted([(0, 2), (1, 0), (1, 1), (2, 0)], key=descent((2,)))
    [(2, 0), (1, 1), (0, 2), (1, 0)]
    """
    cuts = list(pairwise(accumulate(sizes, initial=0)))

    def key(e: Exponents) -> tuple[int, ...]:
        out: list[int] = []
        heavy = e if weights is None else tuple(map(int.__mul__, e, weights))
        for i, j in cuts:
            out.append(-sum(heavy[i:j]))
            out.extend(e[j - 1 : i - 1 if i else None : -1])
        return tuple(out)

    return key


def divides(a: Exponents, b: Exponents) -> bool:
    """Whether the monomial a divides b."""
    return all(i <= j for i, j in zip(a, b, strict=True))


def shifted(ring: Multivariate, a: Terms, by: Exponents, c: Any) -> Terms:
    """The product of a polynomial with a term; the order of its terms stays."""
    R = ring.coefficients
    return tuple((tuple(map(int.__add__, e, by)), R.mul(c, d)) for e, d in a)


def lead(a: Terms, key: Descent) -> tuple[Exponents, Any]:
    """The leading term of a polynomial other than 0."""
    return min(a, key=lambda term: key(term[0]))


def monic(ring: Multivariate, a: Terms, key: Descent) -> Terms:
    """The multiple of a polynomial by a constant that leads with coefficient 1."""
    R: Any = ring.coefficients
    c = lead(a, key)[1]
    return a if c == R.one else shifted(ring, a, (0,) * len(ring.names), R.inverse(c))


def division(a: Terms, basis: Basis) -> tuple[tuple[Terms, ...], Terms]:
    """Quotients q_i and remainder r with a = sum of q_i·b_i + r, no term of r divisible by a leading monomial.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 2.3, theorem 3.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> quotients, rest = division(R("x^2*y + 1"), groebner(R, [R("x*y - 1")], "grevlex"))
    >>> [R.text(q) for q in quotients], R.text(rest)
    (['x'], 'x + 1')
    """
    ring, R, key = basis.ring, basis.ring.coefficients, basis.descent
    left, rest = dict(a), dict[Exponents, Any]()
    quotients: list[dict[Exponents, Any]] = [{} for _ in basis.elements]
    heap = [(key(e), e) for e in left]
    heapify(heap)
    while heap:
        e = heappop(heap)[1]
        c = left.pop(e, R.zero)
        if c == R.zero:
            continue
        i = next((i for i, top in enumerate(basis.leads) if divides(top, e)), None)
        if i is None:
            rest[e] = c
            continue
        by = tuple(map(int.__sub__, e, basis.leads[i]))
        quotients[i][by] = c
        for f, d in shifted(ring, basis.elements[i], by, R.neg(c)):
            if f not in left and f != e:
                heappush(heap, (key(f), f))
            left[f] = R.add(left.get(f, R.zero), d)
        del left[e]
    return tuple(map(ring.collect, quotients)), ring.collect(rest)


def reduced(ring: Multivariate, polynomials: Sequence[Terms], sizes: tuple[int, ...]) -> Basis:
    """The reduced basis with the leading monomials of a Gröbner basis."""
    key = descent(sizes)
    led = sorted(((lead(a, key)[0], monic(ring, a, key)) for a in polynomials if a), key=lambda t: key(t[0]))[::-1]
    kept: list[tuple[Exponents, Terms]] = []
    for top, a in led:
        if not any(divides(other, top) for other, _ in kept):
            kept.append((top, a))
    rough = Basis(ring, sizes, tuple(a for _, a in kept), tuple(top for top, _ in kept))
    one = ring.coefficients.one
    tails = (rough.normal_form(tuple(term for term in a if term[0] != top)) for top, a in kept)
    elements = tuple(ring.add(((top, one),), tail) for (top, _), tail in zip(kept, tails, strict=True))
    return Basis(ring, sizes, elements, rough.leads)


def groebner(ring: Multivariate, polynomials: Sequence[Terms], order: Order, engine: str = "sympy") -> Basis:
    """The reduced Gröbner basis of an ideal of k[x_1, ..., x_n], k = Q or F_p.

    Parameters
    ----------
    ring : Multivariate
    polynomials : sequence of elements of the ring
    order : "grevlex", "lex" or sizes of blocks
    engine : "sympy", "singular" or "macaulay2"

    Raises
    ------
    Missing
        When the program of the engine is not installed.
    Contradiction
        When a polynomial does not reduce to 0 modulo the basis that the engine gave.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 2.7, theorem 5.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y", "t"))
    >>> basis = groebner(R, [R("x - t^2"), R("y - t^3")], "lex")
    >>> [R.text(a) for a in basis.elements]
    ['-t^3 + y', '-t^2 + x']
    """
    sizes = blocks(order, len(ring.names))
    if engine not in ENGINES:
        raise Mismatch(f"the engine {engine!r}", "it is unknown", f"known are {', '.join(ENGINES)}")
    stated = list(dict.fromkeys(a for a in polynomials if a))
    constant = any(not any(e) for a in stated if len(a) == 1 for e, _ in a)
    if constant or not stated:
        return reduced(ring, [ring.one] if constant else [], sizes)
    single = len(stated) == 1 or all(len(a) == 1 for a in stated)
    basis = reduced(ring, stated if single else ENGINES[engine](ring, stated, sizes), sizes)
    bad = next((a for a in stated if a not in basis), None)
    if bad is not None:
        raise Contradiction(f"a Gröbner basis by {engine}", f"{ring.text(bad)} does not reduce to 0", "report it")
    return basis
