"""The necessity table as a grid.

                      additive   invariant   ultrametric
        a claim          ✓           ✗            ?
        another          ✓✓                       ✗✗

Main definitions
    necessity   rows claims, columns hypotheses, and in each cell whether the hypothesis is needed

Conventions
    The signs are those of the tables of `verify.report`; cells of needed hypotheses are dark.  A claim without
    hypotheses, or refuted with all of them, has no row: it tells nothing about any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from algebra.modalities.images import package
from algebra.plot.canvas import drawn
from algebra.plot.lettering import literal
from verify.claim import ClaimError
from verify.report import GENERAL, SIGNS
from verify.verdict import Necessity, Refuted

GREYS = {"✓✓": "0.6", "✓": "0.8", "✗": "white", "✗✗": "white", "?": "white"}
SAYS = {
    "✓": "needed: without it the claim is refuted",
    "✗": "not refuted on this scope",
    "?": "untested",
    "✓✓": "needed in general",
    "✗✗": "not needed in general",
}
# inches: a row, a column, a letter, a line below, the margins
ROW, COLUMN, LETTER, LINE, MARGIN = 0.24, 0.34, 0.08, 0.2, 0.4

Needs = dict[str, str]
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
    signs = [sign for sign in SAYS if any(sign in needs.values() for needs in table.values())]
    legend = [f"{sign}  {SAYS[sign]}" for sign in signs]
    width = LETTER * max(map(len, table)) + max(COLUMN * len(columns), LETTER * max(map(len, legend)))
    height = ROW * len(table) + LETTER * max(map(len, columns)) + LINE * len(signs)
    axes = drawn(axes, width + MARGIN, height + MARGIN)
    _grid(axes, table, columns)
    axes.set_xticks(range(len(columns)), list(map(literal, columns)), rotation=90)
    axes.set_yticks(range(len(table)), list(map(literal, table)))
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize="small")
    axes.set_xlabel("\n".join(legend), fontsize="small", loc="left")
    return axes


def _grid(axes: Any, table: Mapping[str, Needs], columns: list[str]) -> None:
    """A frame for each cell with a sign."""
    Rectangle = package("matplotlib.patches", "plot").Rectangle
    for y, needs in enumerate(table.values()):
        for name, sign in needs.items():
            x = columns.index(name)
            axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=GREYS[sign], edgecolor="black", linewidth=0.6))
            axes.text(x, y, sign, ha="center", va="center", fontsize="small")
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
        needs = {need.hypothesis: SIGNS[need.status] for need in one.needs}
        return one.claim, {} if isinstance(one.verdict, Refuted) else needs
    if one["verdict"] == "refuted":
        return one["id"], {}
    general = {name: GENERAL[needed] for name, needed in one.get("needed_in_general", {}).items()}
    return one["id"], {n["hypothesis"]: general.get(n["hypothesis"], SIGNS[n["status"]]) for n in one["needs"]}
