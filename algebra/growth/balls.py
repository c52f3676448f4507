"""|B_ε| on Z_k^d over the whole range of ε.

        Σ |B_ε| t^ε = g(t)^d / (1 - t),    g(t) = Σ_c t^|c|

Main definitions
    ball_growth     |B_ε| as a sympy Piecewise, k a number or the symbol k
    ball_pieces     the same as plain pieces

Notes
    (1 - t)·g(t) is (1 + t)(1 - t^(k/2)) for even k in the Lee distance, 1 + t - 2t^((k+1)/2) for odd k, and
    1 + (k - 2)t - (k - 1)t² in the Hamming distance.  Its d-th power over (1 - t)^(d+1) has polynomial coefficients
    between its few terms: for l1 the breaks are at the multiples of ⌈k/2⌉ once k/2 > d.  None of this is put in: the
    pieces are read off the counts.  For l2 the counts follow no polynomial, and the pieces are the steps.

References
    .. [1] C. Y. Lee, "Some properties of nonbinary error-correcting codes", IRE Trans. Inf. Theory 4, 1958.
    .. [2] M. Beck and S. Robins, *Computing the Continuous Discretely*, 2nd ed., 2015, chapter 1: generating functions.
"""

from __future__ import annotations

from typing import Any

from algebra.balls import ball_counts
from algebra.errors import Mismatch, TooLarge
from algebra.growth.pieces import Pieces, epsilon, expression, pieces, steps

STEPS = 1 << 16


def ball_pieces(norm: str, d: int, k: int) -> Pieces:
    """|B_ε| on Z_k^d for every whole ε >= 0: polynomials of degree at most d, or steps for l2.

    Raises
    ------
    Mismatch, TooLarge
        As for `ball_counts`; TooLarge also for an l2 ball with more than 2^16 steps.

    Examples
    --------
    >>> [(p.start, p.coefficients) for p in ball_pieces("l1", 1, 8)]
    [(0, (1, 2)), (4, (8,))]
    """
    counts = ball_counts(norm, d, k)
    return pieces(counts, d) if norm != "l2" else steps(dict(jumps(counts)))


def jumps(counts: list[int]) -> list[tuple[int, int]]:
    """The radii at which counts change, with the counts.

    Raises
    ------
    TooLarge
        When there are more than 2^16.
    """
    found = [(r, n) for r, n in enumerate(counts) if r == 0 or n != counts[r - 1]]
    if len(found) > STEPS:
        raise TooLarge("a step function", f"{len(found)} steps", f"the limit is {STEPS}")
    return found


def ball_growth(norm: str, d: int, k: int | None = None) -> Any:
    """|B_ε| on Z_k^d as a sympy expression in ε, for every whole ε >= 0.

    Parameters
    ----------
    norm : {"l1", "l2", "linf", "hamming"}
        For "l2" ε is the squared radius.
    d : int
        The dimension.
    k : int, optional
        The modulus; without it the formula is in the symbol k too.

    Raises
    ------
    Mismatch
        When the norm is unknown, or for "l2" without k.
    TooLarge
        When a step function has more than 2^10 steps.

    Notes
    -----
    With the symbol k the l1 formula stops at the wrap, ε < k/2, where |B_ε| does not depend on k, and starts again
    where the ball is everything; it has no value between.

    References
    ----------
    [1]_ and [2]_ of `algebra.growth.balls`.

    Examples
    --------
    >>> ball_growth("l1", 2, 8)
    Piecewise((2*ε**2 + 2*ε + 1, ε < 4), (-2*ε**2 + 30*ε - 49, ε < 8), (64, True))
    >>> ball_growth("linf", 2)
    Piecewise((4*ε**2 + 4*ε + 1, ε < k/2), (k**2, True))
    """
    return expression(ball_pieces(norm, d, k)) if k is not None else _in_both(norm, d)


def modulus() -> Any:
    """The symbol k of a modulus, an integer of at least 1."""
    import sympy

    return sympy.Symbol("k", integer=True, positive=True)


def _in_both(norm: str, d: int) -> Any:
    """The formula in ε and k."""
    import sympy

    e, k = epsilon(), modulus()
    if norm not in ("l1", "linf", "hamming") or d < 0:
        raise Mismatch(f"a formula for {norm} balls in dimension {d} in the symbol k", "there is none", "name k")
    if norm == "hamming":
        t = sympy.Symbol("t")
        shells = sympy.Poly((1 + (k - 1) * t) ** d, t).all_coeffs()[::-1]
        points = [(r, sum(shells[: r + 1])) for r in range(d + 1)]
        inside = sympy.Poly(sympy.interpolate(points, e), e, k).as_expr() if d else sympy.Integer(1)
        return sympy.Piecewise((inside, e < d), (k**d, True), evaluate=False)
    free = expression(pieces(ball_counts(norm, d, None, d + 1), d)[:1])
    full = e >= d * sympy.floor(k / 2) if norm == "l1" else sympy.true
    return sympy.Piecewise((free, e < k / 2), (k**d, full), evaluate=False)
