"""Cospans A --f--> B <--g-- C of affine algebras, f onto.

        A = k[x]/J --f--> B = A/I <--g-- C = k[u]/J'

Main definitions
    Algebra         k[x]/J with its generators, perhaps weighted
    AlgebraCospan   A, generators of I, C, and the images under g of the variables of C
    algebra         an algebra stated by texts
    cospan          a cospan stated by texts
    Bases           the Gröbner bases of J, of J + I, of J' and of (J : I)
    bases
    ill_defined     a relation of C that g does not take to 0
    inhomogeneous   an element that the weights do not fit

Conventions
    k is Q or F_p = Zmod(p), p prime.  Constructors check that ends meet; that g is well defined is a law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from algebra.affine.groebner import Basis, groebner
from algebra.affine.hilbert import dimension, weight
from algebra.affine.ideals import quotient
from algebra.blackboard import Shown, arrow, elided
from algebra.errors import Mismatch
from algebra.linear import factor
from algebra.rings.integers import QQ
from algebra.rings.modular import Zmod
from algebra.rings.multivariate import Multivariate, Terms
from algebra.rings.ring import Ring
from algebra.rings.writing import shown

Pair = tuple[Terms, Terms]


@dataclass(frozen=True, slots=True)
class Algebra(Shown):
    """The algebra k[x_1, ..., x_n]/J, perhaps graded by positive weights of the variables.

    Raises
    ------
    Mismatch
        When k is neither Q nor F_p, when a polynomial lies elsewhere, when weights do not fit.

    Examples
    --------
    >>> print(algebra(7, "xy", ["x*y"]))
    Z_7[x, y]/(x*y)
    """

    ring: Multivariate
    ideal: tuple[Terms, ...] = ()
    weights: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        k = self.ring.coefficients
        if k != QQ and not (isinstance(k, Zmod) and factor(k.m) == ((k.m, 1),)):
            raise Mismatch(f"an algebra over {k}", "it is neither Q nor a prime field Z_p", "take QQ or Zmod(p)")
        bad = next((a for a in self.ideal if a not in self.ring), None)
        if bad is not None:
            raise Mismatch(f"the relation {bad} in {self.ring}", "it lies elsewhere", "read it by the ring")
        w = self.weights
        if w is not None and (len(w) != len(self.ring.names) or any(type(d) is not int or d < 1 for d in w)):
            raise Mismatch(f"the weights {w} of {self.ring}", "they are not one positive integer a variable")

    @property
    def latex(self) -> str:
        below = elided(self.ideal, partial(shown, self.ring))
        return f"{self.ring.latex}/({below})" if below else self.ring.latex

    def __str__(self) -> str:
        below = ", ".join(map(self.ring.text, self.ideal))
        return f"{self.ring}/({below})" if below else str(self.ring)


@dataclass(frozen=True, slots=True)
class AlgebraCospan(Shown):
    """The cospan A -> A/I <- C of k-algebras.

    Parameters
    ----------
    A : Algebra
    kernel : tuple of elements of the ring of A
        Generators h_k of I, the kernel of f.
    C : Algebra
    g : tuple of elements of the ring of A
        Representatives of the images of the variables of C.

    Raises
    ------
    Mismatch
        When the fields differ, when the images are not one a variable, when one algebra alone has weights.

    Examples
    --------
    >>> print(cospan(algebra(0, "t"), ["t^2 - 1"], algebra(0, ""), []))
    Q[t] → Q[t]/(t^2 - 1) ← Q[]
    """

    A: Algebra
    kernel: tuple[Terms, ...]
    C: Algebra
    g: tuple[Terms, ...]

    def __post_init__(self) -> None:
        if self.A.ring.coefficients != self.C.ring.coefficients:
            raise Mismatch("a cospan of algebras", f"A is {self.A}, C is {self.C}", "take both over one field")
        if len(self.g) != len(self.C.ring.names):
            many = f"{len(self.g)} images for the {len(self.C.ring.names)} variables of C"
            raise Mismatch("the map g of a cospan of algebras", many, "give one image a variable")
        bad = next((a for a in (*self.kernel, *self.g) if a not in self.A.ring), None)
        if bad is not None:
            raise Mismatch(f"the polynomial {bad} in {self.A.ring}", "it lies elsewhere", "read it by the ring")
        if (self.A.weights is None) != (self.C.weights is None):
            raise Mismatch("a graded cospan of algebras", "weights on one side alone", "give them for A and for C")

    @property
    def k(self) -> Ring[Any]:
        """The field."""
        return self.A.ring.coefficients

    @property
    def B(self) -> Algebra:
        """The algebra A/I."""
        return Algebra(self.A.ring, (*self.A.ideal, *self.kernel))

    def image(self, c: Terms) -> Terms:
        """A representative in k[x] of the image under g of a polynomial in the variables of C."""
        return substituted(self.C.ring, c, self.A.ring, self.g)

    @property
    def latex(self) -> str:
        images = f"({elided(self.g, partial(shown, self.A.ring))})"
        return rf"{self.A.latex} \twoheadrightarrow {self.B.latex} {arrow(images, back=True)} {self.C.latex}"

    def __str__(self) -> str:
        return f"{self.A} → {self.B} ← {self.C}"


def substituted(ring: Multivariate, a: Terms, into: Multivariate, images: Sequence[Terms]) -> Terms:
    """The polynomial a(images), in another ring over the same field."""
    return into.collect(dict(ring.evaluate(a, into, dict(zip(ring.names, images, strict=True)), into.constant)))


def algebra(p: int, names: Sequence[str], ideal: Sequence[str] = (), weights: Sequence[int] | None = None) -> Algebra:
    """The algebra k[names]/(ideal), k = F_p, or Q for p = 0.

    Examples
    --------
    >>> algebra(0, "x", ["x^2"]).ideal
    ((((2,), Fraction(1, 1)),),)
    """
    ring = Multivariate(Zmod(p) if p else QQ, tuple(names))
    return Algebra(ring, tuple(map(ring, ideal)), None if weights is None else tuple(weights))


def cospan(A: Algebra, kernel: Sequence[str], C: Algebra, g: Sequence[str]) -> AlgebraCospan:
    """The cospan A -> A/(kernel) <- C, its polynomials read from texts in the variables of A.

    Examples
    --------
    >>> print(cospan(algebra(7, "xy"), ["x^2 + y^2 - 1"], algebra(7, "u"), ["x"]))
    Z_7[x, y] → Z_7[x, y]/(x^2 + y^2 + 6) ← Z_7[u]
    """
    return AlgebraCospan(A, tuple(map(A.ring, kernel)), C, tuple(map(A.ring, g)))


@dataclass(frozen=True, slots=True)
class Bases:
    """The ideals of a cospan by their Gröbner bases, and the images g_j in normal form.

    Parameters
    ----------
    cospan : AlgebraCospan
    engine : str
    A, B, C : Basis
        Of J, of J + I and of J'.
    annihilator : Basis
        Of (J : I), the annihilator of I in A.
    g : tuple of elements of the ring of A
        The g_j in normal form modulo J + I.
    """

    cospan: AlgebraCospan
    engine: str
    A: Basis
    B: Basis
    C: Basis
    annihilator: Basis
    g: tuple[Terms, ...]

    def normal_form(self, pair: Pair) -> Pair:
        """The normal forms of a pair in A and in C."""
        return self.A.normal_form(pair[0]), self.C.normal_form(pair[1])

    def member(self, a: Terms, c: Terms) -> bool:
        """Whether (a, c) lies in A ×_B C, that is, f(a) = g(c)."""
        return self.A.ring.sub(a, self.cospan.image(c)) in self.B

    @property
    def generators(self) -> tuple[Terms, ...]:
        """Generators h_k of I in A, none of them 0 there: those elements of the basis of J + I."""
        return tuple(h for h in map(self.A.normal_form, self.B.elements) if h)

    @property
    def dimension(self) -> int:
        """The larger of dim C and dim A/ann(I)."""
        sides = (self.C, self.annihilator)
        return max(dimension(side.leads, len(side.ring.names)) for side in sides)


@cache
def bases(cospan: AlgebraCospan, engine: str = "sympy") -> Bases:
    """The Gröbner bases of a cospan.

    Raises
    ------
    Missing
        When the engine is not installed.

    Examples
    --------
    >>> found = bases(cospan(algebra(0, "xy", ["x*y"]), ["y"], algebra(0, "u"), ["x^2"]))
    >>> [found.A.ring.text(a) for a in found.annihilator.elements], found.dimension
    (['x'], 1)
    """
    R = cospan.A.ring
    A = groebner(R, cospan.A.ideal, "grevlex", engine)
    B = groebner(R, [*A.elements, *cospan.kernel], "grevlex", engine)
    C = groebner(cospan.C.ring, cospan.C.ideal, "grevlex", engine)
    annihilator = quotient(A, cospan.kernel, engine)
    return Bases(cospan, engine, A, B, C, annihilator, tuple(map(B.normal_form, cospan.g)))


def ill_defined(found: Bases) -> tuple[Terms, Terms] | None:
    """A relation of C whose image in B is not 0, with the image; None when g is well defined.

    Examples
    --------
    >>> bad = cospan(algebra(0, "x"), ["x^3"], algebra(0, "u", ["u^2"]), ["x"])
    >>> c, b = ill_defined(bases(bad))
    >>> bad.C.ring.text(c), bad.A.ring.text(b)
    ('u^2', 'x^2')
    """
    images = ((c, found.B.normal_form(found.cospan.image(c))) for c in found.cospan.C.ideal)
    return next((pair for pair in images if pair[1]), None)


def inhomogeneous(found: Bases) -> tuple[str, str] | None:
    """What the weights do not fit, and how; None when the cospan is graded by them.

    Notes
    -----
    An ideal is homogeneous iff the elements of its reduced basis are, and g is iff the normal form of each g_j
    modulo J + I is homogeneous of the degree of u_j.

    Examples
    --------
    >>> A, C = algebra(0, "xy", weights=(1, 2)), algebra(0, "u", weights=(2,))
    >>> inhomogeneous(bases(cospan(A, ["x^2 + y"], C, ["x"])))
    ('g', 'the image of u is x, of degree 1, not 2')
    """
    return next(_unfit(found), None)


def _unfit(found: Bases) -> Iterator[tuple[str, str]]:
    A, C = found.cospan.A, found.cospan.C
    if A.weights is None or C.weights is None:
        return
    ideals = (("A", found.A, A.weights), ("kernel_f", found.B, A.weights), ("C", found.C, C.weights))
    for key, basis, weights in ideals:
        for a in basis.elements:
            if len(degrees(a, weights)) > 1:
                text = f"the ideal with {basis.ring.text(a)}, whose terms have degrees {degrees(a, weights)}"
                yield key, text
    for name, a, d in zip(C.ring.names, found.g, C.weights, strict=True):
        if degrees(a, A.weights) not in ([], [d]):
            held = " and ".join(map(str, degrees(a, A.weights)))
            yield "g", f"the image of {name} is {A.ring.text(a)}, of degree {held}, not {d}"


def degrees(a: Terms, weights: Sequence[int]) -> list[int]:
    """The weighted degrees of the terms of a polynomial."""
    return sorted({weight(e, weights) for e, _ in a})
