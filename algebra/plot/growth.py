"""How F_ε grows with ε, and how its density falls with the dimension.

        |F_ε|  ●──○                      |B_ε| / k^d  ●
                  ●──○   steps                           ●
        ●──○                                                ●
        0      ε                            1  2  3   d

Main definitions
    profile     the step function ε |-> |F_ε|, its polynomial and its asymptote
    density     the share of pairs in F_ε against d, for one radius or several

Conventions
    A step begins at a full dot and ends at an empty one.  The polynomial meets the steps where they begin: between two
    integers |F_ε| stays, and the polynomial does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import cycle
from typing import Any

import numpy as np

from algebra import growth as formulas
from algebra.counting import profile as counted
from algebra.errors import Mismatch, TooLarge, needed
from algebra.fiber import Cospan
from algebra.growth.pieces import Piece, expression, latex
from algebra.metrics import Exact, Kind, Lee, Metric, exact, measure
from algebra.plot.canvas import below, drawn, named, titled
from algebra.plot.lettering import NORMS, ends, extent, unit
from algebra.rings.ring import moduli

STEPS, DOTS, FINE, NAMED, TICKS = 1 << 16, 24, 200, 3, 6
SIZE = r"$|F_\varepsilon|$"
LARGEST = 10**300
# the least modulus with room between 1 and k/2
WIDE = 8
# inches: the longest polynomial in a legend
LONGEST = 3.4
STYLES = (("o", "-"), ("s", "--"), ("^", "-."), ("D", ":"), ("v", (0, (5, 1))), ("x", (0, (3, 1, 1, 1, 1, 1))))


def profile(cospan: Cospan[Any, Any, Any], metric: Kind, axes: Any = None, **options: Any) -> Any:
    r"""The step function ε |-> |F_ε|, with its polynomial and its asymptote where there are such.

    Parameters
    ----------
    cospan : Cospan
    metric : Metric or class
        On Z; a class is given Z and the options.
    axes : matplotlib.axes.Axes, optional
        Where to draw.
    **options
        Of the class, such as norm="linf".

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When the cospan or the metric is none, or X or Y is empty.
    NotFinite, TooLarge
        When the profile cannot be had, has more than 2^16 steps, or counts beyond 10^300.
    Missing
        When matplotlib is not installed.

    Notes
    -----
    The polynomials are those of `algebra.growth.growth`, each dashed over its range, and the first one faint beyond
    it; the asymptote is C·ε^d with C from `algebra.growth.leading`, which is near where 1 << ε << k/2, for k >= 8.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> axes = profile(Cospan(reduce(Zmod(256), 16), reduce(Zmod(48), 16)), Lee)
    >>> print(*[text.get_text() for text in axes.get_legend().get_texts()], sep="\n")
    $|F_\varepsilon|$
    $1536 \varepsilon + 768$ for $0 \leq \varepsilon < 8$
    $1536 \varepsilon$, the asymptote
    """
    needed(cospan, Cospan, "the picture of a profile", "the cospan", "give Cospan(f, g)")
    d = measure(metric, cospan.Z, **options)
    found = counted(cospan, d)
    if not found:
        raise Mismatch(f"the picture of |F_ε| of {cospan}", "X or Y is empty", "take carriers with elements")
    if len(found) > STEPS or max(found.values()) > LARGEST:
        says = f"it has {len(found):,} steps and counts up to 2^{max(found.values()).bit_length()}"
        raise TooLarge(f"the picture of |F_ε| of {cospan}", says, "take a smaller degree")
    axes = drawn(axes, 5.6, 3.8)
    end = _steps(axes, found)
    axes.set_ylim(0, 1.08 * max(found.values()))
    _polynomials(axes, formulas.growth(cospan, d), end)
    _asymptote(axes, cospan, d, end)
    titled(axes, ends(cospan))
    axes.set(xlabel=unit(d), ylabel=f"{SIZE} (pairs)", xlim=(-0.02 * end, end))
    # as many ticks whatever the size: the layout counts on the width of their names
    axes.locator_params(nbins=TICKS)
    below(axes)
    return axes


def _steps(axes: Any, found: dict[Exact, int]) -> float:
    """Draw the steps, with dots where they are few; the right end of the picture."""
    steps = found if 0 in found else {0: 0, **found}
    starts, values = [float(r) for r in steps], [float(n) for n in steps.values()]
    end = starts[-1] + max(starts[-1] / 10, (starts[-1] - starts[-2]) if len(starts) > 1 else 1)
    axes.step([*starts, end], [*values, values[-1]], where="post", color="black", linewidth=1.4, label=SIZE)
    if len(starts) <= DOTS:
        axes.plot(starts, values, "o", color="black", markersize=4)
        axes.plot(starts[1:], values[:-1], "o", color="black", markerfacecolor="white", markersize=4)
    return end


def _polynomials(axes: Any, found: formulas.Growth, end: float) -> None:
    """Draw each piece that is no constant, dashed over its range, and the first one faint beyond it."""
    curves = [(p, *ends) for p, ends in zip(found.pieces, found.ranges, strict=True) if len(p.coefficients) > 1]
    for place, (piece, start, stop) in enumerate(curves):
        everywhere, here = (np.linspace(float(a), float(b), FINE) for a, b in ((0, end), (start, stop or end)))
        if place == 0:
            axes.plot(everywhere, [_at(piece, x) for x in everywhere], color="0.75", linewidth=0.8)
        label = rf"{_formula(piece)} for ${start} \leq \varepsilon < {stop}$" if place < NAMED else ""
        axes.plot(here, [_at(piece, x) for x in here], "--", color="0.4", linewidth=1.2, label=label)


def _at(piece: Piece, x: float) -> float:
    """The value of the polynomial between integers, too, without the cancellation of large terms."""
    return float(sum(c * Fraction(x) ** i for i, c in enumerate(piece.coefficients)))


def _formula(piece: Piece) -> str:
    """The polynomial as it is written, or its degree where it is long."""
    told = f"${latex(expression((replace(piece, start=0),)))}$"
    degree = len(piece.coefficients) - 1
    return told if extent(told)[0] <= LONGEST else f"a polynomial of degree {degree}"


def _asymptote(axes: Any, cospan: Cospan[Any, Any, Any], metric: Metric[Any], end: float) -> None:
    """Draw C·ε^d where there is one; for squared distances ε is the root of what the axis shows."""
    if not isinstance(metric, Lee) or min(moduli(cospan.Z), default=0) < WIDE:
        return
    try:
        constant = formulas.leading(cospan, metric)
    except Mismatch:
        # where im f + im g is not Z, or not known, there is none
        return
    power = Fraction(len(moduli(cospan.Z)), 2 if metric.squared else 1)
    xs = np.linspace(0, end, FINE)
    # a fraction as large as the rest
    term = latex(constant * formulas.epsilon() ** power).replace(r"\frac", r"\dfrac")
    style = {"color": "black", "linewidth": 1.2, "label": f"${term}$, the asymptote"}
    axes.plot(xs, float(constant) * xs ** float(power), ":", **style)


def density(k: int, eps: Any, norm: str = "linf", dims: Iterable[int] = range(1, 9), axes: Any = None) -> Any:
    r"""The density of a relaxation over Z_k^d against d, on a logarithmic axis, with its limit.

    Parameters
    ----------
    k : int
        The modulus.
    eps : number or sequence
        One radius or several; squared for l2.
    norm : {"l1", "l2", "linf", "hamming"}
    dims : iterable
        The dimensions.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch, TooLarge
        As for `algebra.growth.density` and `algebra.growth.density_limit`, and when there is no radius or dimension.
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> axes = density(256, [1, 12], dims=range(1, 5))
    >>> print(*[text.get_text() for text in axes.get_legend().get_texts()], sep="; ")
    $\varepsilon = 1$, tends to 0; $\varepsilon = 12$, tends to 0
    """
    radii = [exact(e) for e in eps] if isinstance(eps, Iterable) and not isinstance(eps, str) else [exact(eps)]
    ds = list(dims)
    if not radii or not ds:
        raise Mismatch("the picture of a density", "no radius or no dimension is given", "give one or several of each")
    shares = [[float(formulas.density(norm, d, k, r)) for d in ds] for r in radii]
    limits = [formulas.density_limit(norm, k, r) for r in radii]
    axes = drawn(axes, 5.2, 3.8)
    for r, ys, limit, (marker, line) in zip(radii, shares, limits, cycle(STYLES)):
        style = {"color": "black", "marker": marker, "linestyle": line, "linewidth": 1.2, "markersize": 5}
        axes.plot(ds, ys, label=rf"$\varepsilon = {r}$, tends to {limit}", **style)
    axes.set_yscale("log")
    named(axes.xaxis, ds, ds)
    of = f"squared radius, {NORMS[norm]}" if norm == "l2" else NORMS.get(norm, norm)
    titled(axes, rf"$F_\varepsilon$ over $\mathbb{{Z}}_{{{k}}}^d$ ({of})")
    share = rf"$|B_\varepsilon| / {k}^d$, a share of all pairs"
    axes.set(xlabel="dimension $d$ of $Z$", ylabel=share)
    below(axes)
    return axes
