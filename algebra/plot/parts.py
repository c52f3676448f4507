"""The parts of Z side by side.

        ┌───────┬───────┬───────┐
        │  Z_I  │  Z_s  │  Z_T  │
        └───────┴───────┴───────┘
        |----images-----|
                |-----texts-----|

Main definitions
    splitting   a cell for each vector of a basis, the shared part in the middle

Conventions
    A part without members is a dashed cell with a 0.  Vectors are written in their cells where all have room.

References
    .. [1] D. Zhao, *Approximate Fiber Product*, arXiv:2412.00373, 2024: Z = Z_s ⊕ Z_I ⊕ Z_T.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

from algebra.blackboard import grouped
from algebra.decompose import Allocation, Splitting, Submodule, is_field
from algebra.errors import needed, package, plain
from algebra.plot.canvas import BORDER, board, titled
from algebra.plot.lettering import extent, literal, mathtext

NAMES = ("$Z_I$", "$Z_s$", "$Z_T$")
SPANS = ((0, 2, r"images: $Z_I \oplus Z_s$"), (1, 3, r"texts: $Z_s \oplus Z_T$"))
REACHED = r"$\mathrm{im}\,f \subseteq Z_I \oplus Z_s$, $\mathrm{im}\,g \subseteq Z_s \oplus Z_T$"
ENDS = {"arrowstyle": "|-|, widthA=0.4, widthB=0.4", "shrinkA": 2, "shrinkB": 2}
GREYS, OWN = {"$Z_s$": "0.8"}, "0.96"
# inches: the least part, the longest line with vectors, a cell, a caption, a span, a title
PART, LONGEST, CELL, CAPTION, SPAN, TITLE = 1.1, 8.0, 0.45, 0.5, 0.45, 0.3


def splitting(found: Splitting | Allocation, axes: Any = None) -> Any:
    r"""The parts of Z side by side, a cell for each vector of their bases, and what images and texts reach.

    Parameters
    ----------
    found : Splitting or Allocation
        Three parts are read as the shared one, that of images, and that of texts.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    Mismatch
        When it is neither.
    Missing
        When matplotlib is not installed.

    Notes
    -----
    The title of a splitting says whether its parts are orthogonal, and if not names two vectors that are not.

    Examples
    --------
    >>> from algebra.decompose import allocate
    >>> from algebra.maps import Linear
    >>> from algebra.rings import GF
    >>> f, g = Linear(GF(3), ((1, 0), (0, 1), (0, 0)), 2), Linear(GF(3), ((0,), (1,), (0,)), 1)
    >>> [text.get_text() for text in splitting(allocate(f, g)).texts if text.get_text()][:6]
    ['(1, 0, 0)', '$Z_I$\ndim 1', '(0, 1, 0)', '$Z_s$\ndim 1', '0', '$Z_T$\n0']
    """
    parts, title = _read(found)
    rows = [row for U in parts.values() for row in U.basis]
    cell = max((extent(plain(row))[0] for row in rows), default=0) + 2 * BORDER
    told = cell * len(rows) <= LONGEST
    cell = cell if told else LONGEST / len(rows)
    edges = [*accumulate((max(PART, cell * U.dim) for U in parts.values()), initial=0)]
    spans = SPANS if tuple(parts) == NAMES else ()
    base = SPAN * len(spans)
    axes, size = board(axes, max(2 * PART, edges[-1]), base + CELL + CAPTION + TITLE)
    style = {"ha": "center", "fontsize": size}
    for (name, U), (start, end) in zip(parts.items(), pairwise(edges), strict=True):
        _cells(axes, U, (start, end, base), GREYS.get(name, OWN), size if told else None)
        axes.text((start + end) / 2, base + CELL + BORDER / 2, _caption(name, U), va="bottom", **style)
    for place, (first, last, says) in enumerate(reversed(spans)):
        start, end, level = edges[first], edges[last], SPAN * (place + 1) - BORDER
        axes.annotate("", (end, level), (start, level), arrowprops=ENDS)
        axes.text((start + end) / 2, level - BORDER / 2, says, va="top", **style)
    titled(axes, *title.split("\n"))
    return axes


def _cells(axes: Any, U: Submodule, where: tuple[float, float, float], grey: str, size: float | None) -> None:
    """A cell for each vector of a basis, with the vector where letters have a size; a dashed one with 0 for none."""
    Rectangle = package("matplotlib.patches", "plot").Rectangle
    start, end, base = where
    width = (end - start) / max(1, U.dim)
    for place, row in enumerate(U.basis or [None]):
        look = {"facecolor": grey} if row is not None else {"facecolor": "none", "linestyle": "--"}
        left = start + place * width
        axes.add_patch(Rectangle((left, base), width, CELL, edgecolor="black", **look))
        says = "0" if row is None else plain(row)
        if size is not None:
            axes.text(left + width / 2, base + CELL / 2, says, ha="center", va="center", fontsize=size)


def _read(found: Splitting | Allocation) -> tuple[dict[str, Submodule], str]:
    """The parts by name in the order in which they stand, and what is to be said of all."""
    if isinstance(found, Allocation):
        three = found.image, found.shared, found.text
        return dict(zip(NAMES, three, strict=True)), REACHED
    hint = "give splitting(form, *parts) or allocate(f, g)"
    needed(found, Splitting, "the picture of a splitting", "the splitting", hint)
    parts = {f"$Z_{{{k}}}$": U for k, U in enumerate(found.parts, start=1)}
    if len(found.parts) == 3:
        shared, image, text = found.parts
        parts = dict(zip(NAMES, (image, shared, text), strict=True))
    space = mathtext(f"{grouped(found.form.ring.latex)}^{{{found.form.d}}}", str(found.form.space))
    if found.orthogonal is None:
        return parts, f"{space} in orthogonal parts"
    _, _, u, v = found.orthogonal
    told = literal(f"({plain(u)}, {plain(v)}) = {found.form(u, v)}")
    return parts, f"{space} in parts, not orthogonal:\n$b${told}"


def _caption(name: str, U: Submodule) -> str:
    """The name of a part with its dimension, or over a ring that is no field its order."""
    if not U.basis:
        return f"{name}\n0"
    return f"{name}\ndim {U.dim}" if is_field(U.ring) else f"{name}\norder {U.order}"
