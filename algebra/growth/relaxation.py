"""|F_ε| as a function of ε, for a cospan and a distance.

        |F_ε| = |F_0|·|B_ε ∩ L|,    L = im f + im g

Main definitions
    Growth      cospan, metric and the pieces: at(ε), expression, ranges
    growth      the growth of a relaxation
    leading     lim |F_ε| / ε^d in the regime 1 << ε << k/2

Notes
    The formula needs f and g additive and d translation-invariant.  Where L = Z and d is a Lee (l1, linf) or Hamming
    distance |B_ε| is a piecewise polynomial in ⌊ε⌋, of degree the number of coordinates; everywhere else the growth is
    the exact step function, as from `algebra.counting.profile`.

References
    .. [1] D. Zhao, *Approximate Fiber Product*, arXiv:2412.00373, 2024.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import prod
from typing import Any

from algebra.balls import growth_constant, weight_counts
from algebra.blackboard import Shown
from algebra.counting import profile
from algebra.errors import Mismatch, TooLarge
from algebra.fiber import Cospan
from algebra.growth.balls import STEPS
from algebra.growth.pieces import Pieces, epsilon, expression, latex, pieces, steps, value
from algebra.linear import image_order, kernel_order
from algebra.metrics import Exact, Hamming, Lee, Metric, Weight, exact
from algebra.rings.ring import moduli

LEVELS = 1 << 20


@dataclass(frozen=True, slots=True)
class Growth(Shown):
    """The function ε |-> |F_ε| of a cospan and a distance, in pieces.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> F = growth(Cospan(reduce(Zmod(256), 8), reduce(Zmod(24), 8)), Lee(Zmod(8)))
    >>> print(F)
    |F_ε| = Piecewise((1536*ε + 768, ε < 4), (6144, True)) for whole ε
    >>> F.at(2), F.at("5/2"), F.ranges
    (3840, 3840, ((0, 4), (4, None)))
    """

    cospan: Cospan[Any, Any, Any]
    metric: Metric[Any]
    pieces: Pieces

    def at(self, eps: Any) -> int:
        """|F_ε|, exactly; ε is anything that names an exact number."""
        return value(self.pieces, exact(eps))

    @property
    def symbol(self) -> Any:
        """The sympy symbol ε of the expression: an integer where all steps are at integers."""
        return epsilon(all(isinstance(p.start, int) for p in self.pieces))

    @property
    def expression(self) -> Any:
        """|F_ε| as a sympy expression in the symbol ε.

        Notes
        -----
        Where all steps are at integers it holds for whole ε >= 0; for others take ⌊ε⌋, as |F_ε| = |F_⌊ε⌋|.  Else it is
        a step function, and holds for every ε >= 0.

        Examples
        --------
        >>> from algebra.maps import Identity
        >>> from algebra.rings import Zmod
        >>> F = growth(Cospan(Identity(Zmod(8)), Identity(Zmod(8))), Lee(Zmod(8)))
        >>> F.expression, F.expression.subs(F.symbol, 1) == F.at(1) == F.at("3/2")
        (Piecewise((16*ε + 8, ε < 4), (64, True)), True)
        """
        return expression(self.pieces)

    @property
    def ranges(self) -> tuple[tuple[Exact, Exact | None], ...]:
        """The range [a, b) of ε in which each piece holds; the last has no end."""
        starts = [p.start for p in self.pieces]
        return tuple(zip(starts, [*starts[1:], None], strict=True))

    @property
    def latex(self) -> str:
        where = r",\; \varepsilon \in \mathbb{Z}" if self._sloped else ""
        return rf"|F_{{\varepsilon}}| = {latex(self.expression)}{where}"

    def __str__(self) -> str:
        return f"|F_ε| = {self.expression}" + (" for whole ε" if self._sloped else "")

    @property
    def _sloped(self) -> bool:
        """Whether some piece is no constant: between integers |F_ε| rests, and the polynomial does not."""
        return any(len(p.coefficients) > 1 for p in self.pieces)


def growth(cospan: Cospan[Any, Any, Any], metric: Metric[Any]) -> Growth:
    """The function ε |-> |F_ε|: a piecewise polynomial where there is one, else the exact step function.

    Raises
    ------
    Mismatch
        When the distance is not on Z.
    NotFinite, TooLarge
        When the profile cannot be had, or has more than 2^16 steps.

    Notes
    -----
    |F_ε| = |ker(f, -g)|·|B_ε ∩ L|, by [1]_ of `algebra.growth.relaxation` made precise.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.rings import power, Zmod
    >>> Z = power(Zmod(4), 3)
    >>> growth(Cospan(Identity(Z), Identity(Z)), Hamming(Z)).expression
    Piecewise((-192*ε**3 + 1152*ε**2 - 384*ε + 64, ε < 3), (4096, True))
    """
    if metric.space != cospan.Z:
        raise Mismatch(f"a distance on {cospan.Z}", f"this one is on {metric.space}", "measure in Z")
    if cospan.linear and isinstance(metric, (Lee, Hamming)) and not metric.squared and _onto(cospan):
        on, found = kernel_order(cospan.difference), _pieces(metric)
        return Growth(cospan, metric, tuple(p.times(on) for p in found))
    found_steps = profile(cospan, metric)
    if len(found_steps) > STEPS:
        raise TooLarge(f"the growth of {cospan} in {metric}", f"{len(found_steps)} steps", f"the limit is {STEPS}")
    return Growth(cospan, metric, steps(found_steps))


def _onto(cospan: Cospan[Any, Any, Any]) -> bool:
    """Whether im f + im g is all of Z."""
    return image_order(cospan.difference) == prod(moduli(cospan.Z))


def _pieces(metric: Weight[Any]) -> Pieces:
    """|B_ε| on the whole space of a weight with integer values."""
    orders = moduli(metric.space)
    ends = [k // 2 for k in orders] if isinstance(metric, Lee) else [1] * len(metric.groups)
    if sum(ends) > LEVELS:
        raise TooLarge(f"the growth of balls in {metric.space}", f"{sum(ends)} radii", f"the limit is {LEVELS}")
    basis = [[int(i == j) for j in range(len(orders))] for i in range(len(orders))]
    sizes = weight_counts(metric, basis, LEVELS)
    return pieces(list(accumulate(sizes[w] for w in range(max(sizes) + 1))), len(metric.groups))


def leading(cospan: Cospan[Any, Any, Any], metric: Lee[Any]) -> Any:
    """The limit of |F_ε| / ε^d for 1 << ε << k/2, an exact sympy number.

    Raises
    ------
    Mismatch
        When the maps are not additive by construction, im f + im g is not Z, or the distance is no Lee distance.

    Notes
    -----
    Below the wrap |B_ε| is the number of lattice points N_d(ε), so the limit is |F_0|·lim N_d(ε)/ε^d, found from the
    ball polynomials; for l2 (where values are squares) ε is the square root of a value.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Polynomials, Zmod
    >>> c = Cospan(*[reduce(Polynomials(Zmod(m), 2), 128) for m in (256, 384)])
    >>> [leading(c, Lee(c.Z, norm)) for norm in ("l1", "linf", "l2")]
    [1179648, 2359296, 589824*pi]
    """
    if not isinstance(metric, Lee) or metric.space != cospan.Z:
        raise Mismatch(f"the leading coefficient in {metric}", "it is no Lee distance on Z", "take Lee(Z, norm)")
    if not cospan.linear or not _onto(cospan):
        raise Mismatch(f"the leading coefficient over {cospan}", "im f + im g is not Z, or unknown", "see profile")
    return kernel_order(cospan.difference) * growth_constant(metric.norm, len(moduli(cospan.Z)))
