"""The relation F_ε as a bipartite graph: how it grows with ε, and its one-to-one pairs.

        x_0 · ——— · y_0
        x_1 · ——— · y_1        an edge for each (x, y) with d(f(x), g(y)) ≤ ε
        x_2 · ——— · y_2

Main definitions
    filtration  a graph for each critical radius, new edges thick
    matching    F_ε with its one-to-one pairs thick, and the points in the way

Conventions
    X stands on the left and Y on the right, each from top to bottom in the order of its carrier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from algebra.errors import Mismatch, needed, package
from algebra.fiber import Cospan
from algebra.graphs import Matching
from algebra.graphs.relation import edges
from algebra.metrics import Kind, exact, measure
from algebra.plot.canvas import BORDER, FEW, drawn, sheet, spaced, titled
from algebra.plot.lettering import SMALL, ends, extent, folded, literal, short, tally, unit
from algebra.plot.relations import within
from algebra.relax import critical, relax
from algebra.rings.ring import Ring, listing

Places = Iterable[tuple[int, int]]
POINTS, PANELS, COLUMNS = 1 << 6, 8, 4
THIN: dict[str, Any] = {"color": "0.55", "linewidth": 0.6}
THICK: dict[str, Any] = {"color": "black", "linewidth": 1.8}
# of the width of a panel: the room between the names of two panels
GAP = 0.08
# inches
WIDTH, ROW, LEAST, MOST = 1.7, 0.24, 1.6, 6.0


def filtration(cospan: Cospan[Any, Any, Any], metric: Kind, radii: Sequence[Any] | None = None, **options: Any) -> Any:
    r"""The bipartite graphs of F_ε for growing ε side by side, edges that are new thick.

    Parameters
    ----------
    cospan : Cospan
        Of carriers of at most 64 elements.
    metric : Metric or class
        On Z; a class is given Z and the options.
    radii : sequence, optional
        The radii; otherwise the critical ones, of many eight, the first and the last among them.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    Mismatch
        When the cospan or the metric is none, X or Y is empty, a radius names no exact number at least 0, or there is
        no radius.
    NotFinite, TooLarge
        When X or Y is infinite, or has more than 64 elements.
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> figure = filtration(Cospan(Identity(Zmod(4)), Identity(Zmod(4))), Lee)
    >>> print(*[axes.get_title() for axes in figure.axes], sep=", ")
    $\varepsilon = 0$: 4 pairs, $\varepsilon = 1$: 12 pairs, $\varepsilon = 2$: 16 pairs
    """
    needed(cospan, Cospan, "a filtration", "the cospan", "give Cospan(f, g)")
    d, most = measure(metric, cospan.Z, **options), _rows(cospan)
    steps = spaced(critical(cospan, d), PANELS) if radii is None else sorted({exact(r) for r in radii})
    if not steps:
        raise Mismatch(f"a filtration of {cospan}", "no radius is given", "give some, or none at all for critical ones")
    rows = ceil(len(steps) / COLUMNS)
    columns = ceil(len(steps) / rows)
    figure = sheet(columns * _width(cospan), rows * (_height(most) + 0.5) + 0.6)
    figure.get_layout_engine().set(wspace=GAP)
    seen: set[tuple[int, int]] = set()
    for place, radius in enumerate(steps):
        axes = figure.add_subplot(rows, columns, place + 1)
        found = list(edges(relax(cospan, d, radius)))
        _graph(axes, cospan, [e for e in found if e in seen], [e for e in found if e not in seen])
        titled(axes, rf"$\varepsilon = {radius}$: {tally(len(found))}")
        seen.update(found)
    told = rf"$F_\varepsilon$ of {ends(cospan)}, {unit(d)}; new pairs thick"
    figure.suptitle(folded(told, figure.get_figwidth() - BORDER), fontsize="medium")
    return figure


def matching(found: Matching, axes: Any = None) -> Any:
    r"""F_ε as a bipartite graph, one-to-one pairs thick; the points in the way are squares.

    Parameters
    ----------
    found : Matching
        From `algebra.graphs.largest` or `algebra.graphs.matching`, of carriers of at most 64 elements.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When it is no matching, or X or Y is empty.
    TooLarge
        When X or Y has more than 64 elements.
    Missing
        When matplotlib is not installed.

    Notes
    -----
    The squares are the points of the violator, which have fewer neighbours than there are of them: in the same F_ε,
    or in the largest one below it.

    Examples
    --------
    >>> from algebra.graphs import largest
    >>> from algebra.maps import Table
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> c = Cospan(Table(Zmod(3), Zmod(6), (0, 0, 3)), Table(Zmod(3), Zmod(6), (0, 2, 3)))
    >>> print(matching(largest(relax(c, Lee, 0))).get_title())
    2 of 3 pairs within $\varepsilon = 0$
    0 1 of X meet only 0 within 0
    """
    needed(found, Matching, "a picture of a matching", "the matching", "give matching(cospan, Lee)")
    c = found.relaxation.cospan
    most = _rows(c)
    axes = drawn(axes, _width(c) + 1.5, _height(most) + 0.6)
    every = list(edges(found.relaxation))
    at_x, at_y = ({point: k for k, point in enumerate(listing(ring))} for ring in (c.X, c.Y))
    kept = {(at_x[x], at_y[y]) for x, y in found.pairs}
    _graph(axes, c, [e for e in every if e not in kept], sorted(kept))
    told = [f"{len(kept)} of {tally(len(every))} within $\\varepsilon = {found.relaxation.eps}$"]
    if found.violator is not None:
        on_x = found.violator.side == "X"
        place, side = (0, at_x) if on_x else (1, at_y)
        ys = [_down(side[point], len(side)) for point in found.violator.points]
        axes.plot([place] * len(ys), ys, marker="s", markersize=9, markerfacecolor="none", color="black", linestyle="")
        told.append(literal(str(found.violator)))
    titled(axes, *told)
    return axes


def _rows(cospan: Cospan[Any, Any, Any]) -> int:
    return max(within(ring, POINTS, f"the graphs of {cospan}") for ring in (cospan.X, cospan.Y))


def _height(most: int) -> float:
    return min(MOST, max(LEAST, ROW * most))


def _names(ring: Ring[Any]) -> list[str]:
    """The names of points, where all have room."""
    points = listing(ring)
    return [short(point) if len(points) <= FEW else "" for point in points]


def _width(cospan: Cospan[Any, Any, Any]) -> float:
    columns = (_names(ring) for ring in (cospan.X, cospan.Y))
    return WIDTH + sum(max(extent(name, SMALL)[0] for name in names) for names in columns)


def _down(place: int, size: int) -> float:
    """The height of a point: from 1 down to 0."""
    return 1 - (place + 0.5) / size


def _graph(axes: Any, cospan: Cospan[Any, Any, Any], thin: Places, thick: Places) -> None:
    """The points of X and of Y with their names, and two kinds of edges."""
    LineCollection = package("matplotlib.collections", "plot").LineCollection
    n, m = len(listing(cospan.X)), len(listing(cospan.Y))
    for places, style in ((thin, THIN), (thick, THICK)):
        axes.add_collection(LineCollection([((0, _down(i, n)), (1, _down(j, m))) for i, j in places], **style))
    small: dict[str, Any] = {"textcoords": "offset points", "fontsize": "small"}
    for x, ring, side, head in ((0, cospan.X, "right", "$X$"), (1, cospan.Y, "left", "$Y$")):
        names = _names(ring)
        heights = [_down(k, len(names)) for k in range(len(names))]
        axes.plot([x] * len(heights), heights, "o", color="black", markersize=4)
        for y, name in zip(heights, names, strict=True):
            axes.annotate(name, (x, y), (9 * (2 * x - 1), 0), ha=side, va="center", **small)
        axes.annotate(head, (x, 0), (0, -4), ha="center", va="top", **small)
    axes.set(xlim=(-0.08, 1.08), ylim=(0, 1))
    axes.set_axis_off()
