"""Presentations of A ×_B C by generators and relations, each checked before it is given.

        k[T_1, ..., T_r]/(relations) = A ×_B C --to_C--> C
                                         |               |
                                        to_A             g
                                         v               v
                                         A ------f-----> B

Main definitions
    presentation
    checked             a cospan whose maps are none is refused
    hilbert_function

Notes
    Whether P = A ×_B C is finitely generated is decided by the theorem of `algebra.affine.finiteness`; its dimension
    is derived there as well.  In the graded case with P_0 = k generators and relations are minimal, and found by linear
    algebra (`algebra.affine.selection`).  Otherwise the cospan is homogenised, and h = 1 set in the end
    (`algebra.affine.homogenization`); where that is not finitely generated, relations are found by elimination
    (`algebra.affine.relations`).

References
    .. [1] D. Ferrand, Conducteur, descente et pinçage, Bull. Soc. Math. France 131 (2003), 553-585.
"""

from __future__ import annotations

from itertools import chain, count

from algebra.affine.algebras import AlgebraCospan, Bases, bases, degrees, ill_defined, inhomogeneous, substituted
from algebra.affine.answer import Model, Presentation, contradiction
from algebra.affine.counts import points
from algebra.affine.finiteness import Finiteness, finiteness
from algebra.affine.generators import Generators, generators, graded, written
from algebra.affine.groebner import Contradiction
from algebra.affine.hilbert import function
from algebra.affine.homogenization import at_one, homogenized
from algebra.affine.relations import irredundant, relations, thinned
from algebra.affine.selection import Stage, selected
from algebra.errors import Mismatch, TooLarge
from algebra.rings.multivariate import Multivariate, Terms

TOP = 12


def presentation(cospan: AlgebraCospan, engine: str = "sympy") -> Presentation:
    """The fiber product A ×_B C by generators and relations, or why it is not finitely generated.

    Parameters
    ----------
    cospan : AlgebraCospan
    engine : "sympy", "singular" or "macaulay2"
        What finds Gröbner bases.

    Raises
    ------
    Mismatch
        When g is not well defined, with the relation of C that fails, or the weights do not fit.
    Missing
        When the engine is not installed.
    Contradiction
        When a check of the answer fails.

    References
    ----------
    .. [1] Ferrand, section 5.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, cospan
    >>> node = presentation(cospan(algebra(7, "t"), ["t^2 - 1"], algebra(7, ""), []))
    >>> node.answer()["presentation"]["relations"], node.krull_dim, node.points
    (['T1^3 + T1^2 + 6*T2^2'], 1, 6)
    """
    found = checked(bases(cospan, engine))
    finite = finiteness(found)
    model = None if finite.obstruction is not None else _model(found, finite)
    answer = Presentation(
        found,
        finite.reason,
        model,
        None if model is None else found.dimension,
        hilbert_function(found),
        _points(cospan),
    )
    wrong = contradiction(answer)
    if wrong is not None:
        raise Contradiction(f"a presentation of the fiber product of {cospan}", wrong, "report it")
    return answer


def checked(found: Bases) -> Bases:
    """The same cospan, refused when its maps are none.

    Raises
    ------
    Mismatch
        When g is not well defined, with the relation of C that fails, or the weights do not fit.
    """
    bad, unfit = ill_defined(found), inhomogeneous(found)
    if bad is not None:
        c, b = found.C.ring.text(bad[0]), found.A.ring.text(bad[1])
        raise Mismatch("the map g", f"no map: {c} = 0 in C, but its image is {b} in B, not 0", "change g or C")
    if unfit is not None:
        raise Mismatch(f"a grading, key {unfit[0]!r}", f"not homogeneous: {unfit[1]}", "change or drop the weights")
    return found


def hilbert_function(found: Bases) -> tuple[int, ...] | None:
    """HF_A + HF_C - HF_B in degrees 0, ..., 12; None without weights.

    Examples
    --------
    >>> from algebra.affine.algebras import algebra, cospan
    >>> cusp = cospan(algebra(0, "t", weights=(1,)), ["t^2"], algebra(0, "", weights=()), [])
    >>> hilbert_function(bases(cusp))
    (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
    """
    A, C = found.cospan.A.weights, found.cospan.C.weights
    if A is None or C is None:
        return None
    sides = (function(found.A.leads, A, TOP), function(found.C.leads, C, TOP), function(found.B.leads, A, TOP))
    return tuple(a + c - b for a, c, b in zip(*sides, strict=True))


def _points(cospan: AlgebraCospan) -> int | None:
    try:
        return points(cospan) if cospan.k.order is not None else None
    except TooLarge:
        return None


def _model(found: Bases, finite: Finiteness) -> Model:
    """Generators and relations, in the graded case minimal ones."""
    if graded(found):
        gens = generators(found, finite)
        return _minimal(gens, selected(gens))
    above = bases(homogenized(found), found.engine)
    finite_above = finiteness(above)
    if finite_above.obstruction is None and graded(above):
        return _at_one(found, _minimal(gens := generators(above, finite_above), selected(gens)))
    return _eliminated(generators(found, finite))


def _minimal(gens: Generators, stage: Stage) -> Model:
    """The minimal presentation that the stages found."""
    ring = _named(gens.found, len(stage.kept))
    weights = tuple(gens.degrees[i] for i in stage.kept)

    def cut(a: Terms) -> Terms:
        return ring.collect({tuple(e[i] for i in stage.kept): c for e, c in a})

    minimal = tuple(cut(stage.basis.elements[i]) for i in stage.minimal)
    pairs = tuple(gens.pairs[i] for i in stage.kept)
    expressions = tuple(cut(stage.expressions[i]) for i in range(len(gens.pairs)))
    return Model(ring, pairs, minimal, gens, expressions, weights, tuple(degrees(a, weights)[0] for a in minimal))


def _at_one(found: Bases, above: Model) -> Model:
    """The presentation for h = 1 of a graded one, without the generators that thereby become redundant."""
    gens, ring = above.gens, above.ring
    sides = (gens.found.A.ring, gens.found.C.ring)
    h = substituted(gens.ring, written(gens, *(R.variable("h") for R in sides)), ring, above.expressions)
    thin = thinned(ring, [*above.relations, ring.sub(h, ring.one)])
    A, C = found.A.ring, found.C.ring
    pairs = tuple(found.normal_form((at_one(A, a), at_one(C, c))) for a, c in (above.pairs[i] for i in thin.kept))
    named = _named(found, len(pairs))
    expressions = tuple(substituted(ring, a, thin.ring, thin.expressions) for a in above.expressions)
    return Model(named, pairs, irredundant(named, thin.relations, found.engine), gens, expressions)


def _eliminated(gens: Generators) -> Model:
    """Generators with relations by elimination."""
    found, stage = gens.found, selected(gens)
    pairs = [gens.pairs[i] for i in stage.kept]
    rough = _named(found, len(pairs))
    thin = thinned(rough, relations(found, rough, pairs).elements)
    ring = _named(found, len(thin.kept))
    into = dict(zip(stage.kept, thin.expressions, strict=True))
    images = [into.get(i, ()) for i in range(len(gens.pairs))]
    return Model(
        ring,
        tuple(pairs[i] for i in thin.kept),
        irredundant(ring, thin.relations, found.engine),
        gens,
        tuple(substituted(gens.ring, stage.expressions[i], ring, images) for i in range(len(images))),
    )


def _named(found: Bases, r: int) -> Multivariate:
    """The ring k[T1, ..., Tr], under names that neither A nor C has."""
    taken = {*found.A.ring.names, *found.C.ring.names}
    letters = chain("TWZ", (f"T{i}_" for i in count()))
    letter = next(t for t in letters if not any(f"{t}{i + 1}" in taken for i in range(r)))
    return Multivariate(found.cospan.k, tuple(f"{letter}{i + 1}" for i in range(r)))
