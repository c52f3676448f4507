"""The square of a cospan.

        X ×_Z Y --snd--> Y
           |             |
          fst            g
           v             v
           X  ----f--->  Z

Main definitions
    square      the commuting square of a fiber product, with orders

Conventions
    Letters are as large as on paper, and the figure as large as the names ask for; on smaller axes letters shrink.

References
    .. [1] S. Mac Lane, *Categories for the Working Mathematician*, 2nd ed., 1998, III.4: pullbacks.
"""

from __future__ import annotations

from math import floor, log10
from typing import Any

from algebra.errors import AlgebraError, needed
from algebra.fiber import FiberProduct
from algebra.maps import Map
from algebra.plot.canvas import BORDER, board
from algebra.plot.lettering import extent, folded, mathtext
from algebra.rings.ring import Ring

LINES, DIGITS = 4, 12
# inches: the longest line and the longest name of a map, an arrow without its name, the mark of a pullback
LINE, NAME, ARROW, CORNER = 2.2, 1.5, 1.0, 0.3
# where the names of snd, fst, f and g stand beside their arrows: points aside, and which of their ends is there
BESIDE = ((0, 3, "center", "bottom"), (-5, 0, "right", "center"), (0, 3, "center", "bottom"), (5, 0, "left", "center"))


def square(found: FiberProduct[Any, Any], axes: Any = None) -> Any:
    r"""The commuting square of a fiber product: four carriers with their orders, and four maps.

    Parameters
    ----------
    found : FiberProduct
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When it is no fiber product.
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> axes = square(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))))
    >>> print(*[text.get_text() for text in axes.texts[:2]], sep="\n")
    $\mathbb{Z}_{4} \;{\times}_{\mathbb{Z}_{2}}\; \mathbb{Z}_{6}$
    $|X \;{\times}_Z\; Y|$ = 12
    $Y = \mathbb{Z}_{6}$
    $|Y|$ = 6
    """
    needed(found, FiberProduct, "the picture of a square", "the fiber product", "give FiberProduct(cospan)")
    c = found.cospan
    carriers = zip("YXZ", (c.Y, c.X, c.Z), strict=True)
    told = [_titled(found, r"X \;{\times}_Z\; Y", ""), *(_titled(R, name, f"{name} = ") for name, R in carriers)]
    f, g = _named(c.f, "f"), _named(c.g, "g")
    wide, high = zip(*map(_boxed, told), strict=True)
    left, right, top, bottom = max(wide[::2]), max(wide[1::2]), max(high[:2]), max(high[2:])
    x, y = left + ARROW + extent(f)[0], bottom + ARROW
    axes, size = board(axes, x + right / 2 + max(right / 2, extent(g)[0] + 2 * BORDER), y + top)
    west, east, north, south = left / 2, x + right / 2, y + top / 2, bottom / 2
    spots = (west, north), (east, north), (west, south), (east, south)
    style = {"ha": "center", "va": "center", "fontsize": size, "bbox": {"boxstyle": "round", "facecolor": "white"}}
    boxes = [axes.text(*spot, says, **style) for spot, says in zip(spots, told, strict=True)]
    for start, end in ((0, 1), (0, 2), (2, 3), (1, 3)):
        _arrow(axes, boxes[start], boxes[end])
    middle, half = (left + x) / 2, (bottom + y) / 2
    at = (middle, north), (west, half), (middle, south), (east, half)
    for spot, says, (dx, dy, ha, va) in zip(at, ("snd", "fst", f, g), BESIDE, strict=True):
        axes.annotate(says, spot, (dx, dy), textcoords="offset points", ha=ha, va=va, fontsize=size)
    turn, level = west + CORNER, y + (top - high[0]) / 2 - CORNER
    axes.plot([west + CORNER / 2, turn, turn], [level, level, level + CORNER / 2], color="black", linewidth=1)
    return axes


def _titled(ring: Ring[Any], name: str, start: str) -> str:
    """A carrier with its order, in lines."""
    lines = folded(mathtext(f"{start}{ring.latex}", f"{start}{ring}"), LINE).split("\n")
    kept = lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]
    return "\n".join([*kept, _order(name, ring)])


def _named(h: Map[Any, Any], name: str) -> str:
    """A map with what it does, or with its kind where that is long."""
    kind = type(h).__name__.lower()
    does = mathtext(h.label, kind)
    return f"${name}$: {does if extent(does)[0] <= NAME else kind}"


def _order(name: str, ring: Ring[Any]) -> str:
    """The order of a carrier, to three digits where it is long."""
    try:
        n = ring.order
    except AlgebraError:
        return f"$|{name}|$ is not known"
    if n is None:
        return rf"$|{name}| = \infty$"
    if n < 10**DIGITS:
        return f"$|{name}|$ = {n:,}"
    power = floor(log10(n))
    return rf"$|{name}| \approx {n // 10 ** (power - 2) / 100:.2f} \cdot 10^{{{power}}}$"


def _boxed(text: str) -> tuple[float, float]:
    """How wide and high a box around a text is."""
    width, height = extent(text)
    return width + 2 * BORDER, height + 2 * BORDER


def _arrow(axes: Any, start: Any, end: Any) -> None:
    """An arrow from the border of a box to that of another."""
    ends = {"patchA": start.get_bbox_patch(), "patchB": end.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    style = {"arrowstyle": "-|>", "facecolor": "black", **ends}
    axes.annotate("", end.get_position(), start.get_position(), arrowprops=style)
