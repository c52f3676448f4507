"""Affine schemes over GF(q), polynomial maps and cospans of these, as data.

        X --f--> A^d <--g-- Y

Main definitions
    Scheme           the zeros of some polynomials in affine space
    Morphism         a polynomial map from a scheme to affine space
    SchemeCospan     f and g to one affine space
    scheme           a scheme by the texts of its equations
    morphism         a map by the texts of its coordinates
    coordinate_ring  X ×_S Y by generators and relations
    projections      its maps to X and Y

Notes
    For X = Spec A, Y = Spec B and S = Spec C the fiber product is Spec of A ⊗_C B [1]_.  With A = F[x]/I, B = F[y]/J
    and C = F[s_1, ..., s_d] this is F[x, y]/(I, J, f_1 - g_1, ..., f_d - g_d).  A closed base in A^d through which f
    and g go gives the same fiber product.

References
    .. [1] R. Hartshorne, *Algebraic Geometry*, 1977, Theorem II.3.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from algebra.blackboard import Shown, arrow, elided, symbol
from algebra.errors import Mismatch
from algebra.rings.finite import GF
from algebra.rings.multivariate import Multivariate, Terms
from algebra.rings.writing import shown, text


@dataclass(frozen=True, slots=True)
class Scheme(Shown):
    """The closed subscheme of affine space over GF(q) that some polynomials cut out.

    Parameters
    ----------
    field : GF
    names : tuple of str
        The coordinates.
    ideal : tuple of Terms
        Generators of the ideal, in `Multivariate(field, names)`.

    Raises
    ------
    Mismatch
        When a name is none or stands twice, or a polynomial is not in these variables.
    """

    field: GF
    names: tuple[str, ...]
    ideal: tuple[Terms, ...] = ()

    def __post_init__(self) -> None:
        _within(self.ring, self.ideal, "an ideal")

    @property
    def ring(self) -> Multivariate:
        """The polynomial ring of the affine space around it."""
        return Multivariate(self.field, self.names)

    @property
    def dimension(self) -> int:
        """The number of coordinates."""
        return len(self.names)

    @property
    def latex(self) -> str:
        space = rf"\mathbb{{A}}^{{{self.dimension}}}_{{{self.field.latex}}}"
        equations = elided(self.ideal, lambda h: f"{shown(self.ring, h)} = 0")
        return rf"\{{({elided(self.names, symbol)}) \in {space} : {equations}\}}" if equations else space

    def __str__(self) -> str:
        equations = "".join(f", {text(self.ring, h)} = 0" for h in self.ideal)
        return f"{{({', '.join(self.names)}){equations}}} over {self.field}"


@dataclass(frozen=True, slots=True)
class Morphism(Shown):
    """The map X -> A^d by d polynomials in the coordinates of X.

    Raises
    ------
    Mismatch
        When a polynomial is not in these coordinates.
    """

    dom: Scheme
    images: tuple[Terms, ...]

    def __post_init__(self) -> None:
        _within(self.dom.ring, self.images, "a map")

    @property
    def dimension(self) -> int:
        """The dimension of the affine space in which it ends."""
        return len(self.images)

    @property
    def label(self) -> str:
        return f"({elided(self.images, partial(shown, self.dom.ring))})"

    @property
    def latex(self) -> str:
        return rf"{self.dom.latex} \to \mathbb{{A}}^{{{self.dimension}}},\; {self.label}"

    def __str__(self) -> str:
        images = ", ".join(text(self.dom.ring, h) for h in self.images)
        return f"{self.dom} → A^{self.dimension}, ({images})"


@dataclass(frozen=True, slots=True)
class SchemeCospan(Shown):
    """Two maps X --f--> A^d <--g-- Y over one field.

    Raises
    ------
    Mismatch
        When the fields or the affine spaces differ.
    """

    f: Morphism
    g: Morphism

    def __post_init__(self) -> None:
        fields, ends = (self.X.field, self.Y.field), (self.f.dimension, self.g.dimension)
        if fields[0] != fields[1]:
            raise Mismatch("a cospan of schemes", f"X is over {fields[0]}, Y over {fields[1]}", "give one field")
        if ends[0] != ends[1]:
            raise Mismatch("a cospan of schemes", f"f ends in A^{ends[0]}, g in A^{ends[1]}", "give one base")

    @property
    def X(self) -> Scheme:
        """The domain of f."""
        return self.f.dom

    @property
    def Y(self) -> Scheme:
        """The domain of g."""
        return self.g.dom

    @property
    def field(self) -> GF:
        """The field over which all is."""
        return self.X.field

    @property
    def latex(self) -> str:
        f, g = arrow(self.f.label), arrow(self.g.label, back=True)
        return rf"{self.X.latex} {f} \mathbb{{A}}^{{{self.f.dimension}}} {g} {self.Y.latex}"

    def __str__(self) -> str:
        return f"X = {self.f}; Y = {self.g}"


def _within(ring: Multivariate, polynomials: Sequence[Terms], what: str) -> None:
    for h in polynomials:
        if h not in ring:
            raise Mismatch(f"{what} in {ring}", f"{h!r} is no polynomial there", "read it by the ring of the scheme")


def scheme(
    field: GF, names: Sequence[str], ideal: Sequence[str] = (), constants: Mapping[str, int] | None = None
) -> Scheme:
    """The scheme with equations given as texts.

    Parameters
    ----------
    constants : mapping of str to int, optional
        Names for elements of the field, such as its generator.

    Raises
    ------
    Mismatch
        When a text is no polynomial in the names.

    Examples
    --------
    >>> print(scheme(GF(9), ["x", "y"], ["y^2 - a*x"], {"a": GF(9).a}))
    {(x, y), y^2 + 2*a*x = 0} over GF(9)
    """
    ring = Multivariate(field, tuple(names), dict(constants or {}))
    return Scheme(field, ring.names, tuple(map(ring, ideal)))


def morphism(dom: Scheme, images: Sequence[str], constants: Mapping[str, int] | None = None) -> Morphism:
    """The map with coordinates given as texts.

    Raises
    ------
    Mismatch
        When a text is no polynomial in the coordinates of the domain.

    Examples
    --------
    >>> print(morphism(scheme(GF(3), ["t"]), ["t^2", "t^3"]))
    {(t)} over GF(3) → A^2, (t^2, t^3)
    """
    ring = Multivariate(dom.field, dom.names, dict(constants or {}))
    return Morphism(dom, tuple(map(ring, images)))


def coordinate_ring(cospan: SchemeCospan) -> Scheme:
    """The fiber product X ×_S Y, its coordinate ring by generators and relations.

    Notes
    -----
    The generators are the coordinates of X and then those of Y, with _1 and _2 behind a name that both have; the
    relations are those of X, those of Y and f_i = g_i [1]_.

    References
    ----------
    .. [1] R. Hartshorne, *Algebraic Geometry*, 1977, Theorem II.3.3.

    Examples
    --------
    >>> line = scheme(GF(5), ["x"])
    >>> print(coordinate_ring(SchemeCospan(morphism(line, ["x^2"]), morphism(line, ["x^3"]))))
    {(x_1, x_2), 4*x_2^3 + x_1^2 = 0} over GF(5)
    """
    both = surroundings(cospan)
    return Scheme(cospan.field, both.names, both.ideal + differences(cospan))


def surroundings(cospan: SchemeCospan) -> Scheme:
    """The product X × Y over the field."""
    X, Y = cospan.X, cospan.Y
    on_x = (_widen(h, 0, Y.dimension) for h in X.ideal)
    on_y = (_widen(h, X.dimension, 0) for h in Y.ideal)
    return Scheme(cospan.field, joint_names(X.names, Y.names), (*on_x, *on_y))


def differences(cospan: SchemeCospan) -> tuple[Terms, ...]:
    """The polynomials f_i(x) - g_i(y) on X × Y."""
    ring = Multivariate(cospan.field, joint_names(cospan.X.names, cospan.Y.names))
    n, m = cospan.X.dimension, cospan.Y.dimension
    images = zip(cospan.f.images, cospan.g.images, strict=True)
    return tuple(ring.sub(_widen(u, 0, m), _widen(v, n, 0)) for u, v in images)


def _widen(terms: Terms, before: int, after: int) -> Terms:
    """A polynomial among more variables."""
    return tuple(((0,) * before + e + (0,) * after, c) for e, c in terms)


def joint_names(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """The names of both, told apart where they are the same.

    Examples
    --------
    >>> joint_names(("x", "y"), ("x", "x_1"))
    ('x_1_', 'y', 'x_2', 'x_1')
    """
    taken = set(left) | set(right)
    out: list[str] = []
    for side, names, others in ((1, left, right), (2, right, left)):
        for name in names:
            tries = (f"{name}_{side}" + "_" * i for i in count())
            fresh = name if name not in others else next(t for t in tries if t not in taken)
            taken.add(fresh)
            out.append(fresh)
    return tuple(out)


def projections(cospan: SchemeCospan) -> tuple[Morphism, Morphism]:
    """The maps of X ×_S Y to the affine spaces of X and of Y."""
    total = coordinate_ring(cospan)
    n = cospan.X.dimension
    coordinates = tuple(map(total.ring.variable, total.names))
    return Morphism(total, coordinates[:n]), Morphism(total, coordinates[n:])
