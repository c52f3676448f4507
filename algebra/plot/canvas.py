"""Axes to draw on: those given, or those of a figure of their own that shows itself.

        value -> Axes        Axes.figure -> PNG

Main definitions
    drawn       the axes given, or new ones
    sheet       a new figure, which a notebook shows
    png         a figure as the bytes of a PNG file
    board       axes with inches for units, and the size of letters on them
    named       ticks with the names of the elements of a carrier
    titled      a title that is no wider than the axes
    below       a legend below the axes
    spaced      some of many values

Conventions
    A figure is made without pyplot: nothing is kept in a list of open figures, and no display is needed.  Notebooks
    ask a value for `_repr_png_`, which matplotlib leaves to pyplot; here a figure, and axes with a figure of their own,
    bring theirs.  All is in black, white and grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from math import ceil
from typing import Any, TypeVar

from algebra.errors import needed, package
from algebra.plot.lettering import SIZE, extent, folded, short

T = TypeVar("T")
DPI = 120
# up to FEW elements all are named, of more about SOME
FEW, SOME = 16, 9
# inches: from axes to their legend, the border of a box, the least width of a title
BENEATH, BORDER, TITLE = 0.52, 0.12, 2.0


def sheet(width: float, height: float) -> Any:
    """A new figure of a size in inches, which shows itself in a notebook.

    Raises
    ------
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> sheet(2, 1)._repr_png_()[1:4]
    b'PNG'
    """
    made = package("matplotlib.figure", "plot").Figure(figsize=(width, height), layout="constrained")
    made._repr_png_ = partial(png, made)
    return made


def png(figure: Any) -> bytes:
    """The bytes of a PNG file with a figure."""
    held = BytesIO()
    figure.savefig(held, format="png", dpi=DPI, bbox_inches="tight")
    return held.getvalue()


def drawn(axes: Any, width: float, height: float) -> Any:
    """The axes given, or those of a new figure of a size in inches.

    Raises
    ------
    Mismatch
        When no axes are given but something else.
    Missing
        When matplotlib is not installed.
    """
    if axes is None:
        made = sheet(width, height).subplots()
        made._repr_png_ = made.figure._repr_png_
        return made
    needed(axes, package("matplotlib.axes", "plot").Axes, "a picture", "the axes", "give Axes, or none for new ones")
    return axes


def board(axes: Any, width: float, height: float) -> tuple[Any, float]:
    """Axes with inches for units, and the size of letters: smaller where the axes are."""
    made = drawn(axes, width, height)
    box, dpi = made.get_window_extent(), made.figure.dpi
    shrink = 1 if axes is None else min(1, box.width / dpi / width, box.height / dpi / height)
    made.set(xlim=(0, width), ylim=(0, height))
    made.set_axis_off()
    return made, SIZE * shrink


def named(axis: Any, elements: Sequence[Any], at: Sequence[Any] | None = None) -> None:
    """Ticks with the names of elements, at their places unless told where: of a few all are named, else some."""
    places = range(0, len(elements), 1 if len(elements) <= FEW else ceil(len(elements) / SOME))
    names = [short(elements[k]) for k in places]
    upright = axis.axis_name == "x" and sum(map(len, names)) > 2 * FEW
    axis.set_ticks([k if at is None else at[k] for k in places], names, rotation=90 if upright else 0)


def titled(axes: Any, *lines: str) -> None:
    """A title, broken where it is longer than the axes are wide, and smaller where that is not enough."""
    room = max(TITLE, axes.get_window_extent().width / axes.figure.dpi)
    text = "\n".join(folded(line, room) for line in lines)
    axes.set_title(text, fontsize=SIZE * min(1, room / extent(text)[0]))


def below(axes: Any) -> None:
    """A legend below the name of the horizontal axis, where it covers nothing."""
    ScaledTranslation = package("matplotlib.transforms", "plot").ScaledTranslation
    moved = axes.transAxes + ScaledTranslation(0, -BENEATH, axes.figure.dpi_scale_trans)
    style = {"loc": "upper center", "bbox_to_anchor": (0.5, 0), "bbox_transform": moved, "frameon": False}
    axes.legend(fontsize="small", borderaxespad=0, **style)


def spaced(values: Sequence[T], most: int) -> list[T]:
    """Some of many values at even steps, the first and the last among them; all of a few.

    Examples
    --------
    >>> spaced(range(101), 5), spaced("abc", 5)
    ([0, 25, 50, 75, 100], ['a', 'b', 'c'])
    """
    if len(values) <= most:
        return list(values)
    return [values[(len(values) - 1) * k // (most - 1)] for k in range(most)]
