"""The relation F_ε as a matrix of squares.

              Y
            █ ░ ·
        X   ░ █ ░        a square for each (x, y) with d(f(x), g(y)) ≤ ε, black where d = 0
            · ░ █

Main definitions
    relation    rows X, columns Y, a square for each pair, the darker the nearer
    within      the order of a carrier, refused where a picture has no room for it

Conventions
    Rows go down and columns to the right in the order of the carriers, as in a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch, TooLarge, package
from algebra.graphs.relation import related
from algebra.metrics import Exact
from algebra.plot.canvas import FEW, drawn, named, titled
from algebra.plot.lettering import ends, folded, mathtext, short, tally
from algebra.relax import Relaxation, critical
from algebra.rings.ring import Ring, finite, listing

SIDE, SEEN, SHADES, DIGITS = 1 << 11, 400, 5, 3
HALF = 0.5
INK, DARK, LIGHT, PAPER = 0.0, 0.5, 0.88, 1.0
# inches
CELL, LEAST, MOST, MARGIN = 0.32, 2.4, 5.4, 2.2


def relation(relaxation: Relaxation[Any, Any], axes: Any = None) -> Any:
    r"""F_ε as a matrix: a square for each pair, black at distance 0, and the lighter the farther.

    Parameters
    ----------
    relaxation : Relaxation
        Of carriers of at most 2^11 elements.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When the relaxation is none, or X or Y is empty.
    NotFinite, TooLarge
        When X or Y is infinite, or has more than 2^11 elements.
    Missing
        When matplotlib is not installed.

    Notes
    -----
    Squares say their distance where points are few.  There are five shades of grey: where more distances are taken,
    one shade stands for several.  Of more than 400 points neighbours share a dot, which shows the nearest pair.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> axes = relation(relax(Cospan(reduce(Zmod(8), 4), reduce(Zmod(12), 4)), Lee, 1))
    >>> print(axes.get_title(), *[text.get_text() for text in axes.get_legend().get_texts()], sep="\n")
    $F_{1}$ of $\mathbb{Z}_{8}$ → $\mathbb{Z}_{4}$ ← $\mathbb{Z}_{12}$
    72 pairs
    $d = 0$
    $d = 1$
    farther than $\varepsilon$
    """
    related(relaxation, "a picture")
    c, asked = relaxation.cospan, f"the matrix of {relaxation}"
    rows, columns = (within(ring, SIDE, asked) for ring in (c.X, c.Y))
    levels = _levels(relaxation)
    shades = _shades(relaxation, list(levels), (rows, columns))
    width, height = (min(MOST, max(LEAST, CELL * n)) for n in (columns, rows))
    axes = drawn(axes, width + MARGIN, height + MARGIN / 2)
    _paint(axes, np.array([*_greys(list(levels)), PAPER])[shades])
    named(axes.yaxis, listing(c.X))
    named(axes.xaxis, listing(c.Y))
    count = int((shades < len(levels)).sum())
    titled(axes, f"$F_{{{relaxation.eps}}}$ of {ends(c)}", tally(count))
    axes.set(xlabel=_points("y", c.Y), ylabel=_points("x", c.X))
    if max(rows, columns) <= FEW:
        _tell(axes, relaxation)
    _explain(axes, levels)
    return axes


def _points(name: str, ring: Ring[Any]) -> str:
    """The name of an axis along the points of a carrier."""
    return folded(mathtext(rf"{name} \in {ring.latex}", f"{name} in {ring}"), LEAST)


def within(ring: Ring[Any], most: int, asked: str) -> int:
    """The order of a carrier that a picture has room for.

    Raises
    ------
    Mismatch
        When it is empty.
    NotFinite, TooLarge
        When it is infinite or larger.
    """
    order = finite(ring)
    if not order:
        raise Mismatch(asked, f"{ring} is empty", "there is nothing to draw; take one with elements")
    if order > most:
        raise TooLarge(asked, f"{ring} has {order:,} elements", f"a picture has room for {most:,}; take a smaller one")
    return order


def _levels(relaxation: Relaxation[Any, Any]) -> dict[Exact, str]:
    """The radii at which shades end, with the distances that each stands for."""
    taken = [r for r in critical(relaxation.cospan, relaxation.metric) if r <= relaxation.eps]
    positive = [r for r in taken if r]
    shades = min(SHADES, len(positive))
    ends = [len(positive) * (k + 1) // shades - 1 for k in range(shades)]
    out: dict[Exact, str] = {r: "$d = 0$" for r in taken if not r}
    for before, end in pairwise([-1, *ends]):
        first, last = positive[before + 1], positive[end]
        out[last] = f"$d = {last}$" if first == last else rf"${first} \leq d \leq {last}$"
    return out


def _shades(relaxation: Relaxation[Any, Any], levels: Sequence[Exact], shape: tuple[int, int]) -> NDArray[np.int64]:
    """The place of the least level that reaches each pair; one more than the last where none does."""
    out = np.full(shape, len(levels))
    for place, radius in reversed(list(enumerate(levels))):
        for i, j in replace(relaxation, eps=radius).blocks():
            out[i, j] = place
    return out


def _greys(levels: Sequence[Exact]) -> list[float]:
    """Black for 0, and greys that tell the others apart from it and from paper."""
    far = [r for r in levels if r]
    steps = [DARK + (LIGHT - DARK) * k / max(1, len(far) - 1) for k in range(len(far))]
    return [INK] * (len(levels) - len(far)) + steps


def _paint(axes: Any, grey: NDArray[np.float64]) -> None:
    """The matrix as an image; of many squares that share a dot the darkest is seen."""
    rows, columns = grey.shape
    down, across = ceil(rows / SEEN), ceil(columns / SEEN)
    dots = np.minimum.reduceat(grey, range(0, rows, down), axis=0)
    dots = np.minimum.reduceat(dots, range(0, columns, across), axis=1)
    bottom, right = down * dots.shape[0] - HALF, across * dots.shape[1] - HALF
    style = {"cmap": "gray", "vmin": INK, "vmax": PAPER, "interpolation": "nearest"}
    even = max(rows, columns) <= 4 * min(rows, columns)
    axes.imshow(dots, extent=(-HALF, right, bottom, -HALF), aspect="equal" if even else "auto", **style)
    axes.set(xlim=(-HALF, columns - HALF), ylim=(rows - HALF, -HALF))


def _tell(axes: Any, relaxation: Relaxation[Any, Any]) -> None:
    """The distance in the square of each pair, where all have room."""
    c, d = relaxation.cospan, relaxation.metric
    places = [(i, j) for block in relaxation.blocks() for i, j in zip(*(part.tolist() for part in block), strict=True)]
    xs, ys = listing(c.X), listing(c.Y)
    values = [d(c.f(xs[i]), c.g(ys[j])) for i, j in places]
    if max((len(str(value)) for value in values), default=0) > DIGITS:
        return
    for (i, j), value in zip(places, values, strict=True):
        style = {"ha": "center", "va": "center", "fontsize": "small"}
        axes.text(j, i, short(value), color="black" if value else "white", **style)


def _explain(axes: Any, levels: dict[Exact, str]) -> None:
    """What the shades say, beside the matrix."""
    Patch = package("matplotlib.patches", "plot").Patch
    greys = [*_greys(list(levels)), PAPER]
    told = [*levels.values(), r"farther than $\varepsilon$"]
    patches = [Patch(facecolor=str(grey), edgecolor="black", label=t) for grey, t in zip(greys, told, strict=True)]
    style = {"loc": "upper left", "bbox_to_anchor": (1.02, 1), "borderaxespad": 0, "frameon": False}
    axes.legend(handles=patches, fontsize="small", **style)
