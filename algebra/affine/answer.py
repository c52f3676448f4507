"""The answer to a cospan of algebras: generators, relations and invariants of A ×_B C.

Main definitions
    Model           generators as pairs, and their relations
    Presentation    all that is known of A ×_B C, with its cospan
    member          whether a pair lies in A ×_B C
    expression      a member as a polynomial in the generators
    contradiction   what is wrong with an answer, by a second way
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from algebra.affine.algebras import Algebra, AlgebraCospan, Bases, Pair, substituted
from algebra.affine.counts import point_count
from algebra.affine.generators import Generators, evaluated, written
from algebra.affine.homogenization import at_one, homogeneous_pair
from algebra.affine.selection import truncated
from algebra.blackboard import Shown, grouped, words
from algebra.errors import Mismatch, NotFinitelyGenerated
from algebra.rings.multivariate import Multivariate, Terms

POINTS = 1 << 18


@dataclass(frozen=True, slots=True)
class Model:
    """Generators of A ×_B C as pairs, their relations, and the generators of the theorem in terms of them.

    The latter belong to the cospan itself, or to the graded cospan over it, from which it comes back by h = 1.
    """

    ring: Multivariate
    pairs: tuple[Pair, ...]
    relations: tuple[Terms, ...]
    gens: Generators
    expressions: tuple[Terms, ...]
    generator_degrees: tuple[int, ...] | None = None
    relation_degrees: tuple[int, ...] | None = None

    @property
    def algebra(self) -> Algebra:
        """The algebra that they present."""
        return Algebra(self.ring, self.relations)


@dataclass(frozen=True, slots=True)
class Presentation(Shown):
    """What is known of A ×_B C; None stands for what does not apply.

    Parameters
    ----------
    bases : Bases
        The ideals of the cospan.
    reason : str
        Why it is not finitely generated; empty when it is.
    model : Model or None
        Generators and relations, when finitely generated.
    krull_dim : int or None
        The Krull dimension, when finitely generated; -1 for the zero ring.
    hilbert_function : tuple of int or None
        In degrees 0, ..., 12, in the graded case.
    points : int or None
        The number of F_p-points, unless there are too many places to go through.
    """

    bases: Bases
    reason: str
    model: Model | None
    krull_dim: int | None
    hilbert_function: tuple[int, ...] | None
    points: int | None

    @property
    def finitely_generated(self) -> bool:
        """Whether A ×_B C is a finitely generated algebra."""
        return self.model is not None

    @property
    def cospan(self) -> AlgebraCospan:
        """The question."""
        return self.bases.cospan

    @property
    def latex(self) -> str:
        A, C = grouped(self.cospan.A.latex), grouped(self.cospan.C.latex)
        around = rf"{A} \times_{{{self.cospan.B.latex}}} {C}"
        return around + (words(f": {self.reason}") if self.model is None else rf" \cong {self.model.algebra.latex}")

    def __str__(self) -> str:
        c = self.cospan
        told = f": {self.reason}" if self.model is None else f" ≅ {self.model.algebra}"
        return f"{c.A} ×_{{{c.B}}} {c.C}{told}"

    def answer(self) -> dict[str, Any]:
        """The answer as JSON values, without what does not apply.

        Notes
        -----
        `min_algebra_generators` and `min_relations` are numbers.  `F_p_points` stays away over Q, and where F_p^n has
        more than 2^24 points; `hilbert_function` and `F_p_points` are there also when it is not finitely generated.
        """
        out: dict[str, Any] = {"finitely_generated": self.finitely_generated, "reason": self.reason or None}
        model = self.model
        if model is not None:
            out["presentation"] = {
                "vars": list(model.ring.names),
                "relations": list(map(model.ring.text, model.relations)),
                "to_A": [self.cospan.A.ring.text(a) for a, _ in model.pairs],
                "to_C": [self.cospan.C.ring.text(c) for _, c in model.pairs],
            }
        out["krull_dim"] = self.krull_dim
        out["hilbert_function"] = None if self.hilbert_function is None else list(self.hilbert_function)
        if model is not None and model.generator_degrees is not None and model.relation_degrees is not None:
            out["min_algebra_generators"] = len(model.generator_degrees)
            out["min_relations"] = len(model.relation_degrees)
        out["F_p_points"] = self.points
        return {key: value for key, value in out.items() if value is not None}


def member(found: Presentation | Bases, a: str | Terms, c: str | Terms) -> bool:
    """Whether f(a) = g(c).

    Examples
    --------
    >>> from algebra.affine import algebra, cospan, presentation
    >>> cusp = presentation(cospan(algebra(0, "t"), ["t^2"], algebra(0, ""), []))
    >>> member(cusp, "t^5 + 1", "1"), member(cusp, "t", "0")
    (True, False)
    """
    known = found.bases if isinstance(found, Presentation) else found
    return known.member(known.A.ring(a), known.C.ring(c))


def expression(found: Presentation, a: str | Terms, c: str | Terms) -> Terms:
    """A polynomial in the generators of the presentation with value (a, c).

    Raises
    ------
    NotFinitelyGenerated
        When there are no generators.
    Mismatch
        When (a, c) does not lie in A ×_B C.

    Examples
    --------
    >>> from algebra.affine import algebra, cospan, presentation
    >>> cusp = presentation(cospan(algebra(0, "t"), ["t^2"], algebra(0, ""), []))
    >>> cusp.model.ring.text(expression(cusp, "t^5 + 1", "1"))
    'T1*T2 + 1'
    """
    model, known = found.model, found.bases
    if model is None:
        raise NotFinitelyGenerated("generators of A ×_B C", found.reason)
    pair = known.normal_form((known.A.ring(a), known.C.ring(c)))
    if not known.member(*pair):
        shown = f"the pair ({known.A.ring.text(pair[0])}, {known.C.ring.text(pair[1])}) in A ×_B C"
        raise Mismatch(shown, "f(a) and g(c) differ", "give a pair over one element of B")
    above = model.gens.found.cospan
    rough = written(model.gens, *(pair if above == known.cospan else homogeneous_pair(above, *pair)))
    return substituted(model.gens.ring, rough, model.ring, model.expressions)


def contradiction(found: Presentation) -> str | None:
    """What is wrong with an answer, found by a second way; None when all agrees.

    Notes
    -----
    On each generator f(to_A) = g(to_C); each relation vanishes in A and in C; each generator of the theorem is the
    stated polynomial in those kept.  In the graded case the Hilbert function of k[T]/(relations), by S-polynomials,
    is HF_A + HF_C - HF_B in degrees 0, ..., 12.  Where F_p^r is small, as many of its points satisfy the relations as
    A ×_B C has.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from algebra.affine import algebra, cospan, presentation
    >>> node = presentation(cospan(algebra(7, "t"), ["t^2 - 1"], algebra(7, ""), []))
    >>> contradiction(node)
    >>> contradiction(replace(node, model=replace(node.model, relations=())))
    'the relations have 49 points over F_7, but A ×_B C has 6'
    """
    return None if found.model is None else next(_wrong(found, found.model), None)


def _wrong(found: Presentation, model: Model) -> Iterator[str]:
    known, ring = found.bases, model.ring
    A, C = known.A.ring, known.C.ring
    for name, (a, c) in zip(ring.names, model.pairs, strict=True):
        if not known.member(a, c):
            yield f"the square does not commute at {name} = ({A.text(a)}, {C.text(c)})"
    for b in model.relations:
        if any(evaluated(known, ring, b, model.pairs)):
            yield f"the relation {ring.text(b)} does not vanish"
    for stated, b in zip(model.gens.pairs, model.expressions, strict=True):
        lowered = model.gens.found.cospan != known.cospan
        pair = known.normal_form((at_one(A, stated[0]), at_one(C, stated[1]))) if lowered else stated
        if evaluated(known, ring, b, model.pairs) != pair:
            yield f"({A.text(pair[0])}, {C.text(pair[1])}) is not {ring.text(b)}"
    yield from _counts(found, model)


def _counts(found: Presentation, model: Model) -> Iterator[str]:
    """Where the Hilbert function or the number of points differs."""
    ring = model.ring
    if model.generator_degrees is not None and found.hilbert_function is not None:
        dims = truncated(ring, model.relations, model.generator_degrees, found.hilbert_function)
        if dims != found.hilbert_function:
            yield f"the relations have Hilbert function {dims}, but A ×_B C has {found.hilbert_function}"
    p = ring.coefficients.order
    if p is not None and found.points is not None and p ** len(ring.names) <= POINTS:
        size = point_count(ring, model.relations)
        if size != found.points:
            yield f"the relations have {size} points over F_{p}, but A ×_B C has {found.points}"
