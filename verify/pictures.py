"""The necessity table as a grid.

                      additive   invariant   ultrametric
        a claim          ✓           ✗            ?
        another          ✓✓                       ✗✗

Main definitions
    necessity   rows claims, columns hypotheses, and in each cell whether the hypothesis is needed

Conventions
    The signs are those of `verify.verdict`; cells of needed hypotheses are dark.  A claim without
    hypotheses, or refuted with all of them, has no row: it tells nothing about any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from algebra.errors import package
from algebra.plot.canvas import drawn
from algebra.plot.lettering import SMALL, extent, literal
from verify.claim import ClaimError
from verify.verdict import GENERAL, SIGNS, Necessity, Refuted, Sign, sign

GREYS = {SIGNS["needed"]: "0.8", GENERAL[True]: "0.6"}
# inches: a row, a column, a line below, the margins
ROW, COLUMN, LINE, MARGIN = 0.24, 0.34, 0.2, 0.4

Needs = dict[str, Sign]
Found = Necessity | Mapping[str, Any]


def necessity(found: Found | Iterable[Found], axes: Any = None) -> Any:
    """The necessity table as a grid: a sign for each hypothesis of each claim.

    Parameters
    ----------
    found : mapping or Necessity, or an iterable of these
        The JSON of `fibercheck verify`, some of its records, or what `verify.ask.necessity` answers.
    axes : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ClaimError
        When no hypothesis of any claim was tested.
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> needs = [{"hypothesis": "additive", "status": "needed"}, {"hypothesis": "invariant", "status": "untested"}]
    >>> axes = necessity([{"id": "relaxation.subgroup", "verdict": "holds", "needs": needs}])
    >>> [text.get_text() for text in axes.texts], [tick.get_text() for tick in axes.get_xticklabels()]
    (['✓', '?'], ['additive', 'invariant'])
    """
    table = _table(found)
    columns = list(dict.fromkeys(name for needs in table.values() for name in needs))
    if not columns:
        raise ClaimError("the necessity table is empty: no hypothesis was dropped; give claims that have some and hold")
    used = {one for needs in table.values() for one in needs.values()}
    legend = [f"{one.mark}  {one.word}" for one in (*SIGNS.values(), *GENERAL.values()) if one in used]
    width = _longest(table) + max(COLUMN * len(columns), _longest(legend))
    height = ROW * len(table) + _longest(columns) + LINE * len(legend)
    axes = drawn(axes, width + MARGIN, height + MARGIN)
    _grid(axes, table, columns)
    axes.set_xticks(range(len(columns)), list(map(literal, columns)), rotation=90)
    axes.set_yticks(range(len(table)), list(map(literal, table)))
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize="small")
    axes.set_xlabel("\n".join(legend), fontsize="small", loc="left")
    return axes


def _longest(texts: Iterable[str]) -> float:
    """The width of the widest of some small texts."""
    return max(extent(literal(text), SMALL)[0] for text in texts)


def _grid(axes: Any, table: Mapping[str, Needs], columns: list[str]) -> None:
    """A frame for each cell with a sign."""
    Rectangle = package("matplotlib.patches", "plot").Rectangle
    for y, needs in enumerate(table.values()):
        for name, need in needs.items():
            x, grey = columns.index(name), GREYS.get(need, "white")
            axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=grey, edgecolor="black", linewidth=0.6))
            axes.text(x, y, need.mark, ha="center", va="center", fontsize="small")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(table) - 0.5, -0.5))
    for x in range(1, len(columns)):
        axes.axvline(x - 0.5, color="0.9", linewidth=0.6, zorder=0)
    for y in range(1, len(table)):
        axes.axhline(y - 0.5, color="0.9", linewidth=0.6, zorder=0)


def _table(found: Found | Iterable[Found]) -> dict[str, Needs]:
    """The signs of the hypotheses of each claim that has some and is not refuted with all of them."""
    several: Iterable[Found]
    if isinstance(found, Necessity):
        several = (found,)
    elif isinstance(found, Mapping):
        several = found.get("claims", (found,))
    else:
        several = found
    rows = dict(map(_row, several))
    return {claim: needs for claim, needs in rows.items() if needs}


def _row(one: Found) -> tuple[str, Needs]:
    """The id of a claim, with the sign of each hypothesis."""
    if isinstance(one, Necessity):
        needs = {need.hypothesis: sign(need.status, None) for need in one.needs}
        return one.claim, {} if isinstance(one.verdict, Refuted) else needs
    if one["verdict"] == "refuted":
        return one["id"], {}
    general = one.get("needed_in_general", {})
    return one["id"], {n["hypothesis"]: sign(n["status"], general.get(n["hypothesis"])) for n in one["needs"]}
