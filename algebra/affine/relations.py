"""Relations among pairs that generate A ×_B C, by elimination.

        0 --> K --> k[T_1, ..., T_r] --> A × C,      K = K_A ∩ K_C

Main definitions
    relations       the reduced basis of K
    Thinned         generators without those that a relation gives by the others
    thinned
    irredundant     a few relations that generate all

References
    .. [1] D. A. Cox, J. Little and D. O'Shea, *Ideals, Varieties, and Algorithms*, 4th ed., 2015: 7.4, proposition 3
       (relations by elimination).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from algebra.affine.algebras import Bases, Pair, substituted
from algebra.affine.generators import evaluated
from algebra.affine.groebner import Basis, descent, groebner, lead, monic
from algebra.affine.ideals import elimination, intersection, widened
from algebra.rings.multivariate import Multivariate, Terms, degree

MANY = 8


def relations(found: Bases, ring: Multivariate, pairs: Sequence[Pair]) -> Basis:
    """The reduced basis of the kernel of k[T] -> A × C that takes T_i to the i-th pair.

    Notes
    -----
    K_A is found by elimination; where its elements vanish in C too, it is all of K, and otherwise K = K_A ∩ K_C.

    References
    ----------
    .. [1] Cox, Little and O'Shea, 7.4, proposition 3, and 4.3, theorem 11.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, bases, cospan
    >>> node = bases(cospan(algebra(0, "t"), ["t^2 - 1"], algebra(0, ""), []))
    >>> R, T = node.A.ring, Multivariate(node.cospan.k, ("T1", "T2"))
    >>> [T.text(a) for a in relations(node, T, [(R("t^2 - 1"), ()), (R("t^3 - t"), ())]).elements]
    ['T1^3 + T1^2 - T2^2']
    """
    left = _kernel(found.A, ring, [a for a, _ in pairs], found.engine)
    if all(not evaluated(found, ring, a, tuple(pairs))[1] for a in left.elements):
        return left
    return intersection(left, _kernel(found.C, ring, [c for _, c in pairs], found.engine), found.engine)


def _kernel(side: Basis, ring: Multivariate, images: Sequence[Terms], engine: str) -> Basis:
    """The kernel of the map of k[T] to one side."""
    n, r = len(side.ring.names), len(ring.names)
    both = Multivariate(ring.coefficients, tuple(f"v{i}" for i in range(n + r)))
    graph = [
        both.sub(both.variable(name), widened(both, a, 0, r)) for name, a in zip(both.names[n:], images, strict=True)
    ]
    return elimination(both, [*(widened(both, a, 0, r) for a in side.elements), *graph], ring, engine)


@dataclass(frozen=True, slots=True)
class Thinned:
    """The variables kept, the relations among them, and a polynomial in them for each variable that was there."""

    kept: tuple[int, ...]
    ring: Multivariate
    relations: tuple[Terms, ...]
    expressions: tuple[Terms, ...]


def thinned(ring: Multivariate, stated: Sequence[Terms]) -> Thinned:
    """Without the variables T_i that some relation T_i - F(the others) gives.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> T = Multivariate(QQ, ("T1", "T2", "T3"))
    >>> found = thinned(T, [T("T1^2 - T3"), T("T3*T2")])
    >>> found.kept, [found.ring.text(a) for a in found.relations]
    ((0, 1), ['T1^2*T2'])
    """
    n, stated = len(ring.names), tuple(dict.fromkeys(a for a in stated if a))
    hit = next(((i, a) for i in reversed(range(n)) for a in stated if _gives(a, i)), None)
    if hit is None:
        return Thinned(tuple(range(n)), ring, stated, tuple(map(ring.variable, ring.names)))
    i, a = hit
    fewer = Multivariate(ring.coefficients, (*ring.names[:i], *ring.names[i + 1 :]))
    images = [fewer.variable(name) if name != ring.names[i] else fewer.zero for name in ring.names]
    images[i] = substituted(ring, _solved(ring, a, i), fewer, images)
    rest = thinned(fewer, [substituted(ring, b, fewer, images) for b in stated])
    kept = tuple(j if j < i else j + 1 for j in rest.kept)
    return Thinned(
        kept, rest.ring, rest.relations, tuple(substituted(fewer, b, rest.ring, rest.expressions) for b in images)
    )


def _gives(a: Terms, i: int) -> bool:
    """Whether the variable i occurs in one term alone, by itself."""
    return [e for e, _ in a if e[i]] == [tuple(int(i == j) for j in range(len(a[0][0])))]


def _solved(ring: Multivariate, a: Terms, i: int) -> Terms:
    """The polynomial F with a = c·(T_i - F)."""
    R = ring.coefficients
    c = next(c for e, c in a if e[i])
    inverse = ring.constant(R.neg(R.inverse(c)))  # type: ignore[attr-defined]
    return ring.mul(inverse, tuple(term for term in a if not term[0][i]))


def irredundant(ring: Multivariate, stated: Sequence[Terms], engine: str) -> tuple[Terms, ...]:
    """Some monic elements that generate the same ideal, none of them 0 by division by those before it.

    Notes
    -----
    The elements are gone through by degree and number of terms.  Up to 8 of them are also tested for membership in the
    ideal of those before, by Gröbner bases.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> basis = groebner(R, [R("x^2 - y"), R("x*y - 1")], "grevlex")
    >>> [R.text(a) for a in irredundant(R, basis.elements, "sympy")]
    ['y^2 - x', 'x*y - 1']
    """
    sizes = (len(ring.names),) if ring.names else ()
    key, basis = descent(sizes), Basis(ring, sizes, (), ())
    for a in sorted(stated, key=lambda a: (degree(a), len(a))):
        rest = basis.normal_form(a)
        if rest:
            elements = (*basis.elements, monic(ring, rest, key))
            basis = Basis(ring, sizes, elements, (*basis.leads, lead(rest, key)[0]))
    if len(basis.elements) > MANY:
        return basis.elements
    kept: tuple[Terms, ...] = ()
    for a in basis.elements:
        kept = kept if a in groebner(ring, kept, "grevlex", engine) else (*kept, a)
    return kept
