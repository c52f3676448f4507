"""The balls of an ultrametric as a tree.

           ┌───┴───┐          d = 1
         ┌─┴─┐   ┌─┴─┐        d = 1/2
         0   2   1   3

Main definitions
    balls   a fork for each ball that is no point, at the height of its diameter

Laws
    In an ultrametric space two balls meet only when one contains the other [1]_: the balls are a tree, and two points
    are as far apart as the least ball around both is wide.  In any other space they are none, and the picture is
    refused with three points that show it.

Conventions
    Balls come in the order of their first points in the carrier.  Heights are to scale where all have room, else
    evenly spaced, and the axis says which.

References
    .. [1] W. H. Schikhof, *Ultrametric Calculus*, 1984, §18.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from algebra.errors import Mismatch, needed
from algebra.laws import ultrametric
from algebra.metrics import Exact, Metric
from algebra.plot.canvas import drawn, titled
from algebra.plot.lettering import kind, lettered, short
from algebra.plot.relations import within
from algebra.rings.ring import listing

POINTS = 1 << 6
# of the largest distance: what two heights are apart at least
ROOM = 0.07
# inches
LEAF, LEAST = 0.24, 3.2

Fork = tuple[float, Exact, list[tuple[float, Exact]]]


def balls(metric: Metric[Any], axes: Any = None) -> Any:
    """The tree of the balls of an ultrametric: points below, and balls that join at their distance.

    Parameters
    ----------
    metric : Metric
        An ultrametric on at most 64 points.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When it is no ultrametric, with three points that show it, or the space is empty.
    NotFinite, TooLarge
        When the space is infinite, or has more than 64 points.
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> from algebra.metrics import Lee, Padic
    >>> from algebra.rings import Zmod
    >>> axes = balls(Padic(Zmod(8), 2))
    >>> [tick.get_text() for tick in axes.get_xticklabels()], [tick.get_text() for tick in axes.get_yticklabels()]
    (['0', '4', '2', '6', '1', '5', '3', '7'], ['0', '1/4', '1/2', '1'])
    >>> balls(Lee(Zmod(4)))
    Traceback (most recent call last):
    ...
    algebra.errors.Mismatch: balls of Lee l1 on Z_4: d(0, 2) = 2 > max(d(0, 1), d(1, 2)) = 1; take an ultrametric
    """
    needed(metric, Metric, "a ball tree", "the metric", "give one, such as Padic(Zmod(8), 2)")
    asked = f"balls of {metric} on {metric.space}"
    size = within(metric.space, POINTS, asked)
    witness = ultrametric(metric)
    if witness is not None:
        raise Mismatch(asked, str(witness), "take an ultrametric")
    leaves, forks = _tree(metric, listing(metric.space))
    levels = sorted({0, *(height for _, height, _ in forks)})
    scaled = all(b - a >= ROOM * levels[-1] for a, b in pairwise(levels))
    height = {r: float(r) if scaled else place for place, r in enumerate(levels)}
    axes = drawn(axes, max(LEAST, LEAF * size) + 0.8, 3.2)
    for _, top, below in forks:
        xs = [x for x, _ in below]
        axes.hlines(height[top], min(xs), max(xs), color="black", linewidth=1.4)
        axes.vlines(xs, [height[low] for _, low in below], height[top], color="black", linewidth=1.4)
    names = [short(point) for point in leaves]
    axes.set_xticks(range(size), names, rotation=90 if max(map(len, names)) > 2 else 0, fontsize="small")
    axes.set_yticks(list(height.values()), [str(r) for r in height])
    titled(axes, f"Balls of {lettered(metric.space)}, {kind(metric)}")
    scale = "" if scaled else ",\nnot to scale"
    axes.set(xlabel=f"points of {lettered(metric.space)}", ylabel=f"distance at which balls join{scale}")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    return axes


def _tree(metric: Metric[Any], points: Sequence[Any]) -> tuple[list[Any], list[Fork]]:
    """The points in the order of the tree, and the forks: where they stand, how high, and what they join."""
    leaves: list[Any] = []
    forks: list[Fork] = []

    def grow(ball: Sequence[Any]) -> tuple[float, Exact]:
        """Where a ball stands and how wide it is."""
        if len(ball) == 1:
            leaves.append(ball[0])
            return len(leaves) - 1.0, 0
        width = max(metric(ball[0], b) for b in ball)
        inner = [grow(part) for part in _parts(metric, ball, width)]
        at = (inner[0][0] + inner[-1][0]) / 2
        forks.append((at, width, inner))
        return at, width

    grow(points)
    return leaves, forks


def _parts(metric: Metric[Any], ball: Sequence[Any], width: Exact) -> list[list[Any]]:
    """The open balls of a radius inside a ball; its points when the radius is 0."""
    parts: list[list[Any]] = []
    for b in ball:
        home = next((part for part in parts if metric(part[0], b) < width), None)
        if home is None:
            parts.append([b])
        else:
            home.append(b)
    return parts
