"""Generating functions of the weights on a module or on one of its subgroups.

        G(t) = Σ_z t^|z|,    G(t) / (1 - t) = Σ_r |B_r| t^r

Main definitions
    generating_function     G(t), for weights that add over coordinates
    cumulated_product       |B_ε| = Π_i |B_ε on coordinate i|, for weights of which the largest counts

References
    .. [1] F. J. MacWilliams and N. J. A. Sloane, *The Theory of Error-Correcting Codes*, 1977, chapter 5: weight
       enumerators.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import Any

from algebra.balls import Basis, weight_counts
from algebra.errors import Mismatch, TooLarge
from algebra.growth.pieces import epsilon, expression, pieces, steps
from algebra.metrics import Lee, Weight
from algebra.rings.ring import LISTABLE, moduli


def generating_function(metric: Weight[Any], basis: Basis | None = None) -> Any:
    """The sum of t^|z| over all z in Z, or over a subgroup, as a sympy polynomial in t.

    Parameters
    ----------
    metric : Weight
        A weight that adds over coordinates.
    basis : list of rows, optional
        The triangular basis of a subgroup, as from `algebra.linear.image_basis`; without it all of Z is taken.

    Raises
    ------
    Mismatch
        When the weight is a maximum over coordinates.
    TooLarge
        As for `weight_counts`.

    Notes
    -----
    The number of pairs with d(f(x), g(y)) <= r is |F_0| times the coefficient of t^r in G(t)/(1 - t), for additive maps
    with this subgroup as im f + im g, by [1]_ of `algebra.growth.series`.

    Examples
    --------
    >>> from algebra.rings import module
    >>> generating_function(Lee(module(4, 2))).as_expr()
    t**3 + 3*t**2 + 3*t + 1
    """
    import sympy

    if metric.mode == "max":
        raise Mismatch(f"a generating function for {metric}", "its weights do not add", "take cumulated_product")
    n = len(moduli(metric.space))
    whole = [[int(i == j) for j in range(n)] for i in range(n)]
    counts = weight_counts(metric, whole if basis is None else basis)
    return sympy.Poly.from_dict({(w,): n for w, n in counts.items()}, sympy.Symbol("t"))


def cumulated_product(metric: Weight[Any]) -> Any:
    """|B_ε| on Z as a product of one factor a coordinate, a sympy expression in ε.

    Raises
    ------
    Mismatch
        When weights add instead of the largest counting, or a coordinate lies in Z.
    TooLarge
        When a modulus cannot be listed, or has too many levels.

    Notes
    -----
    max_i |z_i| <= ε iff |z_i| <= ε for all i, so that the numbers multiply.  A factor is 2ε + 1 up to the wrap in the
    Lee distance, and a step function in the p-adic and x-adic ones.

    Examples
    --------
    >>> from algebra.rings import module
    >>> cumulated_product(Lee(module(5, 5, 8), "linf"))
    Piecewise((2*ε + 1, ε < 4), (8, True))*Piecewise(((2*ε + 1)**2, ε < 2), (25, True))
    """
    import sympy

    if metric.mode != "max":
        raise Mismatch(f"a product of counts for {metric}", "its weights add", "take generating_function")
    factors = [_below(metric, j) for j in range(len(moduli(metric.space)))]
    wholly = epsilon(all(isinstance(r, int) for f in factors for r in f))
    terms = Counter(tuple(f.items()) for f in factors)
    out = sympy.Integer(1)
    for levels, n in terms.items():
        lee = isinstance(metric, Lee)
        factor = expression(pieces([count for _, count in levels], 1) if lee else steps(dict(levels)))
        out *= factor.subs({epsilon(True): wholly, epsilon(False): wholly}) ** n
    return out


def _below(metric: Weight[Any], j: int) -> dict[Any, int]:
    """The numbers of elements of one coordinate at or below each level."""
    order = moduli(metric.space)[j]
    if order == 0:
        raise Mismatch(f"the weights of {metric.space}", "it has a coordinate in Z", "take finite moduli")
    if order > LISTABLE:
        raise TooLarge(f"the weights of Z_{order}", "it is too large to list", f"the limit is {LISTABLE}")
    found = Counter(metric.part([c], [j]) for c in range(order))
    levels = sorted(found)
    return {metric.unscale(w): n for w, n in zip(levels, accumulate(found[w] for w in levels), strict=True)}
