"""Algebra generators of A ×_B C, and members written in them.

        (a, c) = c(S) + (a', 0),     a' = sum of multiples of x^β·h_k

Main definitions
    Generators      the pairs (g_j, u_j), (i_q, 0), (x^β h_k, 0), each with a degree
    generators      all of them, some perhaps redundant
    graded          whether degrees are those of a grading with the field in degree 0
    written         a member as a polynomial in them

Notes
    That these generate, and that `written` ends, is the theorem of `algebra.affine.finiteness`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from algebra.affine.algebras import Bases, Pair, degrees, substituted
from algebra.affine.finiteness import Finiteness
from algebra.affine.groebner import descent, divides, division, shifted
from algebra.rings.multivariate import Exponents, Multivariate, Terms, degree

Place = tuple[Exponents, int]


@dataclass(frozen=True, slots=True)
class Generators:
    """Pairs that generate A ×_B C, those of one degree together, and where each kind of them stands.

    Parameters
    ----------
    found : Bases
    finite : Finiteness
    pairs : tuple of pairs, in normal form
    degrees : tuple of int
        Weighted degrees in the graded case with P_0 = k, else the larger total degree of both entries, at least 1.
    places : mapping
        The place of ("S", j) for (g_j, u_j), of ("V", q) for (i_q, 0), of ("Y", (β, k)) for (x^β h_k, 0); pairs
        that are 0 have none.
    """

    found: Bases
    finite: Finiteness
    pairs: tuple[Pair, ...]
    degrees: tuple[int, ...]
    places: Mapping[Any, int]

    @property
    def ring(self) -> Multivariate:
        """The polynomial ring with one variable a pair."""
        return Multivariate(self.found.cospan.k, tuple(f"z{i}" for i in range(len(self.pairs))))

    def variable(self, label: Any) -> Terms:
        """The variable of a pair, or 0."""
        ring = self.ring
        return ring.variable(ring.names[self.places[label]]) if label in self.places else ring.zero


def generators(found: Bases, finite: Finiteness) -> Generators:
    """The generators of the theorem, by degree, without those that are 0 or stand there already.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, bases, cospan
    >>> from algebra.affine.finiteness import finiteness
    >>> cusp = bases(cospan(algebra(0, "t"), ["t^2"], algebra(0, ""), []))
    >>> [cusp.A.ring.text(a) for a, _ in generators(cusp, finiteness(cusp)).pairs]
    ['t^2', 't^3']
    """
    A, C = found.A.ring, found.cospan.C.ring
    stated: list[tuple[Any, Pair]] = [(("S", j), (g, C.variable(C.names[j]))) for j, g in enumerate(found.g)]
    stated += [(("V", i), (q.part, ())) for i, q in enumerate(finite.relations)]
    stated += [
        (("Y", (e, k)), (shifted(A, h, e, found.cospan.k.one), ()))
        for k, h in enumerate(found.B.elements)
        for e in finite.monomials
    ]
    normal = [(label, found.normal_form(pair)) for label, pair in stated]
    sized = sorted((size(found, pair), i) for i, (_, pair) in enumerate(normal) if any(pair))
    order = list(dict.fromkeys(normal[i][1] for _, i in sized))
    at = {pair: i for i, pair in enumerate(order)}
    places = {label: at[pair] for label, pair in normal if pair in at}
    return Generators(found, finite, tuple(order), tuple(size(found, pair) for pair in order), places)


def graded(found: Bases) -> bool:
    """Whether A ×_B C is graded with the field in degree 0."""
    if found.cospan.A.weights is None:
        return False
    return int(not found.A.trivial) + int(not found.C.trivial) - int(not found.B.trivial) == 1


def size(found: Bases, pair: Pair) -> int:
    """The degree of a homogeneous pair in the graded case, else its larger total degree, at least 1."""
    A, C = found.cospan.A, found.cospan.C
    if A.weights is None or C.weights is None or not graded(found):
        return max(degree(pair[0]), degree(pair[1]), 1)
    return max(*degrees(pair[0], A.weights), *degrees(pair[1], C.weights), 0, 0)


def written(gens: Generators, a: Terms, c: Terms) -> Terms:
    """A polynomial in the generators with value (a, c), for a member (a, c) of A ×_B C."""
    found, ring = gens.found, gens.ring
    S = [gens.variable(("S", j)) for j in range(len(found.g))]
    first = substituted(found.cospan.C.ring, c, ring, S)
    rest = found.A.ring.sub(a, substituted(found.cospan.C.ring, c, found.A.ring, found.g))
    return ring.add(first, _descent(gens, found.A.normal_form(rest), S))


def _descent(gens: Generators, a: Terms, S: list[Terms]) -> Terms:
    """An element of I by the generators: the largest x^β h_k is rewritten until all are generators."""
    found, ring = gens.found, gens.ring
    quotients = division(a, found.B)[0]
    left: dict[Place, Terms] = {
        (e, k): ring.constant(c)
        for k, q in enumerate(quotients)
        if found.A.normal_form(found.B.elements[k])
        for e, c in q
    }
    key, total = descent((len(found.A.ring.names),)), ring.zero
    while left:
        e, k = min(left, key=lambda place: key(place[0]))
        by = left.pop((e, k))
        i = next((i for i, q in enumerate(gens.finite.relations) if divides(q.lead, e)), None)
        if i is None:
            total = ring.add(total, ring.mul(by, gens.variable(("Y", (e, k)))))
            continue
        for smaller, part in _smaller(gens, i, e, S):
            more = ring.add(left.get((smaller, k), ring.zero), ring.mul(by, part))
            left[smaller, k] = more
    return total


def _smaller(gens: Generators, i: int, e: Exponents, S: list[Terms]) -> list[tuple[Exponents, Terms]]:
    """The monomials x^γ with coefficients F in the generators such that x^β h = sum of F·(x^γ h), by relation i."""
    ring, q, n = gens.ring, gens.finite.relations[i], len(e)
    shift = tuple(map(int.__sub__, e, q.lead))
    out = [(shift, gens.variable(("V", i)))] if q.part else []
    for f, c in q.q:
        if f[:n] == q.lead and not any(f[n:]):
            continue
        part = ring.constant(ring.coefficients.neg(c))
        for s, power in zip(S, f[n:], strict=True):
            part = ring.mul(part, ring.power(s, power))
        out.append((tuple(map(int.__add__, shift, f[:n])), part))
    return out


def evaluated(found: Bases, ring: Multivariate, a: Terms, pairs: tuple[Pair, ...]) -> Pair:
    """The value in A × C of a polynomial in pairs, in normal form."""
    A, C = found.A.ring, found.C.ring
    left = substituted(ring, a, A, [pair[0] for pair in pairs])
    return found.normal_form((left, substituted(ring, a, C, [pair[1] for pair in pairs])))
