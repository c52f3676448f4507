"""Counts as piecewise polynomials in a radius, found from the counts themselves.

        N(0), N(1), N(2), ...        (1 - t)^(n+1) · sum_r N(r) t^r

Main definitions
    Piece           a polynomial that holds from a radius to the next piece
    pieces          the pieces of a list of counts
    newton          the polynomial with given values
    steps           the pieces of a step function
    value           the value of pieces at a radius
    expression      the same as a sympy Piecewise
    latex           a formula in ε in LaTeX
    epsilon, dimension      the symbols ε and d

Implementation notes
    N is a polynomial of degree <= n on r, ..., s exactly when the coefficients of t^(r+n+1), ..., t^s above are 0: they
    are its differences of order n + 1.  A piece is interpolated at its first n + 1 counts (Newton), and goes on to the
    next coefficient that is not 0.  So each piece is as long as can be, and holds at every integer of its range.

References
    .. [1] R. P. Stanley, *Enumerative Combinatorics* I, 2nd ed., 2012, section 4.3: quasipolynomials.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor
from typing import Any

import flint

from algebra.errors import TooLarge
from algebra.metrics import Exact, whole

TERMS = 1 << 10


@dataclass(frozen=True, slots=True)
class Piece:
    """The polynomial sum_i coefficients[i]·ε^i, from the radius `start` on.

    Examples
    --------
    >>> Piece(0, (1, 2)).at(3)
    7
    """

    start: Exact
    coefficients: tuple[Exact, ...]

    def at(self, r: int) -> Exact:
        """The value at an integer."""
        total: Exact = 0
        for c in reversed(self.coefficients):
            total = total * r + c
        return whole(total)

    def times(self, n: int) -> Piece:
        """The n-fold multiple."""
        return Piece(self.start, tuple(whole(c * n) for c in self.coefficients))


Pieces = tuple[Piece, ...]


def pieces(counts: Sequence[int], degree: int) -> Pieces:
    """The longest polynomials of a degree at most n that give N(0), ..., N(top), and N(top) ever after.

    Notes
    -----
    The breaks are the radii r beyond n + 1 places of a piece where the coefficient of t^r in
    (1 - t)^(n+1)·sum_r N(r) t^r is not 0, by [1]_ in `algebra.growth.pieces`.

    Examples
    --------
    >>> [(p.start, p.coefficients) for p in pieces([1, 3, 5, 7, 8], 1)]
    [(0, (1, 2)), (4, (8,))]
    """
    out, start, top = [], 0, len(counts) - 1
    for end in [*_breaks(counts, degree), len(counts)]:
        if start + degree < end and start <= top:
            out.append(Piece(start, newton(counts[start : min(start + degree + 1, end)], start)))
            start = end
    if start <= top:
        out.append(Piece(start, newton(counts[start:], start)))
    constant = Piece(top, (counts[-1],))
    return tuple(out) if len(out[-1].coefficients) == 1 else (*out, constant)


def _breaks(counts: Sequence[int], degree: int) -> Iterator[int]:
    """The places at which the differences of order n + 1 are not 0."""
    differences = flint.fmpz_poly(list(counts)).mul_low(flint.fmpz_poly([1, -1]) ** (degree + 1), len(counts))
    return (r for r, n in enumerate(differences.coeffs()) if n)


def newton(values: Sequence[int], start: int = 0) -> tuple[Exact, ...]:
    """The coefficients of the polynomial of least degree with the given values at start, start + 1, ...

    Examples
    --------
    >>> newton([1, 5, 13])
    (1, 2, 2)
    """
    leading, row = [], list(values)
    while row:
        leading.append(row[0])
        row = [b - a for a, b in pairwise(row)]
    out = flint.fmpq_poly([0])
    for i, n in reversed(list(enumerate(leading))):
        out = out * flint.fmpq_poly([-start - i, 1]) / (i + 1) + n
    found = tuple(whole(Fraction(int(c.p), int(c.q))) for c in out.coeffs())
    return found or (0,)


def steps(profile: Mapping[Exact, int]) -> Pieces:
    """The pieces of a step function given by its values where it jumps.

    Examples
    --------
    >>> steps({0: 1, 2: 5})
    (Piece(start=0, coefficients=(1,)), Piece(start=2, coefficients=(5,)))
    """
    return tuple(Piece(r, (profile[r],)) for r in sorted(profile))


def value(of: Pieces, eps: Exact) -> int:
    """The value at a radius, which is rounded down where the steps are integers; 0 before the first piece.

    Examples
    --------
    >>> value(pieces([1, 3, 5, 6], 1), Fraction(5, 2)), value(pieces([1, 3, 5, 6], 1), 100)
    (5, 6)
    """
    i = bisect_right([p.start for p in of], eps)
    return int(of[i - 1].at(floor(eps))) if i else 0


def expression(of: Pieces) -> Any:
    """The pieces as a sympy Piecewise in ε, for every whole ε >= 0.

    Raises
    ------
    TooLarge
        When there are more than 2^10 pieces.

    Notes
    -----
    ε is an integer where all pieces begin at integers; there N(ε) = N(⌊ε⌋), and a fraction is to be rounded down first.

    Examples
    --------
    >>> expression(pieces([1, 3, 5, 6], 1))
    Piecewise((2*ε + 1, ε < 3), (6, True))
    """
    import sympy

    if len(of) > TERMS:
        raise TooLarge("a formula for a step function", f"it has {len(of)} steps", "ask for its values")
    e = epsilon(all(isinstance(p.start, int) for p in of))
    ends = [e < sympy.Rational(p.start) for p in of[1:]] + [sympy.true]
    found = [(_polynomial(p, e), end) for p, end in zip(of, ends, strict=True)]
    before = [(sympy.Integer(0), e < sympy.Rational(of[0].start))] if of[0].start else []
    return sympy.Piecewise(*before, *found, evaluate=False) if len(before + found) > 1 else found[0][0]


def _polynomial(p: Piece, e: Any) -> Any:
    import sympy

    return sympy.Poly([sympy.Rational(c) for c in reversed(p.coefficients)], e).as_expr()


def latex(formula: Any) -> str:
    r"""A formula in ε in LaTeX.

    Examples
    --------
    >>> print(latex(expression(pieces([1, 3, 5, 6], 1))))
    \begin{cases} 2 \varepsilon + 1 & \text{for}\: \varepsilon < 3 \\6 & \text{otherwise} \end{cases}
    """
    import sympy

    names = {epsilon(whole): r"\varepsilon" for whole in (True, False)}
    return str(sympy.latex(formula, symbol_names=names, fold_frac_powers=True))


@cache
def epsilon(whole: bool = True) -> Any:
    """The symbol ε, at least 0; an integer unless said otherwise."""
    import sympy

    return sympy.Symbol("ε", integer=True, nonnegative=True) if whole else sympy.Symbol("ε", nonnegative=True)


@cache
def dimension() -> Any:
    """The symbol d of a dimension, an integer of at least 1."""
    import sympy

    return sympy.Symbol("d", integer=True, positive=True)
