"""Irredundant generators and relations of A ×_B C by linear algebra, degree by degree.

        degree d:   monomials in the generators so far | new pairs of degree d   -->   A_d × C_d

Main definitions
    Stage       what is known up to a degree
    selected    the stages up to the last generator; in the graded case up to the last relation
    truncated   the Hilbert function of k[T]/(relations), from the relations alone

Notes
    In degree d only monomials outside the leading monomials found so far are evaluated.  One that depends on smaller
    ones gives a relation, the next element of the reduced Gröbner basis; a pair that depends on monomials and
    earlier pairs is redundant.  In the graded case P_0 = k, all vectors have degree d, so the pairs kept are a
    minimal system of generators, and the basis is complete as soon as the Hilbert series of k[T] modulo the leading
    monomials is HS_A + HS_C - HS_B: k[T]/(relations) maps onto P, degree by degree.  The new relations in degree d
    span K_d modulo multiples of earlier ones; those that the S-polynomials of earlier ones give are not minimal.
    Otherwise all monomials of degree at most d are compared, which drops redundant pairs but proves no minimality.

References
    .. [1] M. G. Marinari, H. M. Möller and T. Mora, Gröbner bases of ideals defined by functionals with an
       application to ideals of projective points, AAECC 4 (1993), 103-145.
    .. [2] C. Traverso, Hilbert functions and the Buchberger algorithm, J. Symbolic Comput. 22 (1996), 355-376.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from algebra.affine.algebras import Pair
from algebra.affine.generators import Generators, graded
from algebra.affine.groebner import Basis, divides, lead, monic, shifted
from algebra.affine.hilbert import function, numerator, same_series, weight
from algebra.affine.spans import Dependence, dependence
from algebra.errors import TooLarge
from algebra.rings.multivariate import Exponents, Multivariate, Terms

MOST, HIGHEST = 1500, 256


@dataclass(frozen=True, slots=True)
class Stage:
    """What is known up to a degree.

    Parameters
    ----------
    degree : int
    kept : tuple of int
        The places of the pairs kept as generators.
    basis : Basis
        The relations found, in one variable a pair, of which only those kept occur.
    minimal : tuple of int
        The places of those relations that earlier ones do not generate.
    values : mapping
        The values of the monomials outside the leading ones.
    expressions : mapping
        For the place of each pair so far a polynomial in the pairs kept.
    """

    degree: int
    kept: tuple[int, ...]
    basis: Basis
    minimal: tuple[int, ...]
    values: Mapping[Exponents, Pair]
    expressions: Mapping[int, Terms]


def selected(gens: Generators) -> Stage:
    """The pairs kept, the others in terms of them, and in the graded case the reduced and the minimal relations.

    Raises
    ------
    TooLarge
        In the graded case, when relations go on beyond degree 256.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, bases, cospan
    >>> from algebra.affine.finiteness import finiteness
    >>> from algebra.affine.generators import generators
    >>> cusp = bases(cospan(algebra(0, "t", weights=(1,)), ["t^2"], algebra(0, "", weights=()), []))
    >>> stage = selected(generators(cusp, finiteness(cusp)))
    >>> stage.kept, [stage.basis.ring.text(a) for a in stage.basis.elements]
    ((0, 1), ['z0^3 - z1^2'])
    """
    ring, found = gens.ring, gens.found
    n, homogeneous = len(gens.pairs), graded(found)
    one = {(0,) * n: found.normal_form((found.A.ring.one, found.C.ring.one))}
    stage = Stage(0, (), Basis(ring, (n,) if n else (), (), (), gens.degrees), (), one, _scalars(gens, one))
    last = max(gens.degrees, default=0)
    while stage.degree < last or (homogeneous and not complete(gens, stage)):
        if stage.degree >= HIGHEST:
            raise TooLarge("the relations of A ×_B C", f"they go on beyond degree {HIGHEST}")
        stage = _next(gens, stage, homogeneous)
    return stage


def _scalars(gens: Generators, one: Mapping[Exponents, Pair]) -> dict[int, Terms]:
    """The constants that pairs of degree 0 are, by P_0 = k."""
    at = [i for i, w in enumerate(gens.degrees) if w == 0]
    found = dependence([_vector(pair) for pair in (*one.values(), *(gens.pairs[i] for i in at))], gens.found.cospan.k)
    return {i: gens.ring.constant(found.combinations[j][0]) for j, i in enumerate(at, start=1)}


def complete(gens: Generators, stage: Stage) -> bool:
    """Whether k[T] modulo the leading monomials has the Hilbert series of A ×_B C."""
    A, C = gens.found.cospan.A, gens.found.cospan.C
    kept = tuple(gens.degrees[i] for i in stage.kept)
    leads = [tuple(e[i] for i in stage.kept) for e in stage.basis.leads]
    signed = ((1, gens.found.A, A.weights), (1, gens.found.C, C.weights), (-1, gens.found.B, A.weights))
    parts = [(sign, numerator(side.leads, w or ()), w or ()) for sign, side, w in signed]
    return same_series([*parts, (-1, numerator(leads, kept), kept)])


def _next(gens: Generators, stage: Stage, homogeneous: bool) -> Stage:
    """The stage of the next degree."""
    d, fresh = stage.degree + 1, [i for i, w in enumerate(gens.degrees) if w == stage.degree + 1]
    if not homogeneous and len(stage.values) > MOST:
        found, values, labels = Dependence((), {}), dict[Exponents, Pair](), dict[int, Exponents]()
    else:
        values = _monomials(gens, stage, d)
        compared = values if homogeneous else {**stage.values, **values}
        rows = sorted(compared, key=stage.basis.descent, reverse=True)
        vectors = [_vector(compared[e]) for e in rows] + [_vector(gens.pairs[i]) for i in fresh]
        found = dependence(vectors, gens.found.cospan.k)
        labels = dict(enumerate([*rows, *(_unit(gens, i) for i in fresh)]))
    ring = gens.ring
    combined = {
        labels[j]: ring.collect({labels[i]: c for i, c in row.items()}) for j, row in found.combinations.items()
    }
    return _joined(gens, stage, values, combined, homogeneous)


def _joined(
    gens: Generators,
    stage: Stage,
    values: Mapping[Exponents, Pair],
    combined: Mapping[Exponents, Terms],
    homogeneous: bool,
) -> Stage:
    """The stage with the monomials of the next degree, and with what depends on smaller ones."""
    d, ring, old = stage.degree + 1, gens.ring, stage.basis
    fresh = {i: _unit(gens, i) for i, w in enumerate(gens.degrees) if w == d}
    kept = [i for i, e in fresh.items() if e not in combined]
    one = gens.found.cospan.k.one
    relations = {e: ring.sub(((e, one),), a) for e, a in combined.items() if e not in fresh.values()}
    minimal = _minimal(old, relations, d) if homogeneous and relations else []
    standard = {e: pair for e, pair in values.items() if e not in combined} | {fresh[i]: gens.pairs[i] for i in kept}
    expressions = {i: combined.get(e, ((e, one),)) for i, e in fresh.items()}
    return Stage(
        d,
        (*stage.kept, *kept),
        replace(old, elements=(*old.elements, *relations.values()), leads=(*old.leads, *relations)),
        (*stage.minimal, *(len(old.leads) + i for i in minimal)),
        {**stage.values, **standard},
        {**stage.expressions, **expressions},
    )


def _unit(gens: Generators, i: int) -> Exponents:
    return tuple(int(i == j) for j in range(len(gens.pairs)))


def _monomials(gens: Generators, stage: Stage, d: int) -> dict[Exponents, Pair]:
    """The values of the monomials of degree d outside the leading monomials so far."""
    found, out = gens.found, dict[Exponents, Pair]()
    A, C = found.A.ring, found.C.ring
    for m, (a, c) in stage.values.items():
        rest = d - weight(m, gens.degrees)
        for i in stage.kept:
            e = tuple(map(int.__add__, m, _unit(gens, i)))
            if gens.degrees[i] != rest or e in out or any(divides(top, e) for top in stage.basis.leads):
                continue
            b, other = gens.pairs[i]
            out[e] = found.normal_form((A.mul(a, b), C.mul(c, other)))
    return out


def _vector(pair: Pair) -> dict[tuple[int, Exponents], Any]:
    return {(side, e): c for side, a in enumerate(pair) for e, c in a}


def _minimal(basis: Basis, relations: Mapping[Exponents, Terms], d: int) -> list[int]:
    """The places of the new relations that span all of degree d modulo multiples of earlier ones."""
    rests = [dict(basis.normal_form(_overlap(basis, i, j))) for i, j in _pairs(basis, d)]
    k = basis.ring.coefficients
    vectors = [{s: rest[e] for s, rest in enumerate(rests) if rest.get(e, k.zero) != k.zero} for e in relations]
    return sorted(dependence(vectors, k).combinations)


def _pairs(basis: Basis, d: int) -> list[tuple[int, int]]:
    """Pairs of elements whose S-polynomials, with those of lower degree, give all of degree d.

    Notes
    -----
    For each common multiple L of degree d take the leading monomials that divide it as points, joined when their own
    multiple is smaller than L or they are prime to each other; one pair joins each two components.
    """
    leads, out = basis.leads, list[tuple[int, int]]()
    multiples = {tuple(map(max, e, f)) for e, f in combinations(leads, 2) if any(map(min, e, f))}
    for L in multiples:
        if weight(L, basis.weights or ()) != d:
            continue
        components: list[list[int]] = []
        for i in (i for i, e in enumerate(leads) if divides(e, L)):
            joined = [part for part in components if any(_joined_below(leads[i], leads[j], L) for j in part)]
            components = [part for part in components if part not in joined] + [[i, *(j for p in joined for j in p)]]
        out += [(components[0][0], part[0]) for part in components[1:]]
    return sorted(out)


def _joined_below(e: Exponents, f: Exponents, L: Exponents) -> bool:
    return not any(map(min, e, f)) or tuple(map(max, e, f)) != L


def _overlap(basis: Basis, i: int, j: int) -> Terms:
    """The S-polynomial of two monic elements."""
    ring, e, f = basis.ring, basis.leads[i], basis.leads[j]
    both, one = tuple(map(max, e, f)), basis.ring.coefficients.one
    left = shifted(ring, basis.elements[i], tuple(map(int.__sub__, both, e)), one)
    return ring.sub(left, shifted(ring, basis.elements[j], tuple(map(int.__sub__, both, f)), one))


def truncated(
    ring: Multivariate, stated: Sequence[Terms], weights: tuple[int, ...], least: Sequence[int]
) -> tuple[int, ...]:
    """The Hilbert function of k[T]/(relations) in degrees 0, 1, ..., for homogeneous relations.

    Parameters
    ----------
    ring : Multivariate
    stated : sequence of homogeneous elements of the ring
    weights : tuple of int
    least : sequence of int
        Values below which it does not fall; where the leading monomials so far reach one, no S-polynomial of that
        degree is formed, as all reduce to 0.

    References
    ----------
    .. [1] Traverso, section 3.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> R = Multivariate(QQ, ("x", "y"))
    >>> truncated(R, [R("x^2"), R("x*y - y^2")], (1, 1), (0,) * 5)
    (1, 2, 1, 0, 0)
    """
    n, out = len(ring.names), list[int]()
    basis = Basis(ring, (n,) if n else (), (), (), weights)
    for d, bound in enumerate(least):
        for a in stated:
            if weight(a[0][0], weights) == d:
                basis = _grown(basis, a)
        if function(basis.leads, weights, d)[d] > bound:
            for i, j in _pairs(basis, d):
                basis = _grown(basis, _overlap(basis, i, j))
        out.append(function(basis.leads, weights, d)[d])
    return tuple(out)


def _grown(basis: Basis, a: Terms) -> Basis:
    """The basis with what is left of one more element."""
    rest = basis.normal_form(a)
    if not rest:
        return basis
    top = lead(rest, basis.descent)[0]
    elements = (*basis.elements, monic(basis.ring, rest, basis.descent))
    return replace(basis, elements=elements, leads=(*basis.leads, top))
