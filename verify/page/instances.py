"""A counterexample as it is told on the page: the instance line by line, and distances as a matrix.

        "ε = 1; distances 0 1 | 1 0"    ->    ε = 1
                                              distances (0 1)
                                                        (1 0)

Main definitions
    lines       the lines of an instance, as HTML
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from verify.typeset import typeset

DISTANCES = re.compile(r"(?P<before>.*?\bdistances )(?P<rows>[^|]+(?: \| [^|]+)+)")


def lines(instance: str, end: str = "") -> list[str]:
    """The lines of an instance, as HTML; all but the last have the same end.

    Notes
    -----
    The end is set together with what is before it, since a browser would let a line begin with what is after a formula.

    Examples
    --------
    >>> lines("a = 1; Lee")
    ['<math><mi>a</mi> <mo>=</mo> <mn>1</mn></math>', 'Lee']
    >>> [line.count("<mtr>") for line in lines("ε = 1; distances 0 1/2 | 1/2 0")]
    [0, 2]
    >>> lines("Lee; the identity", ";")
    ['Lee;', 'the identity']
    """
    *before, last = instance.split("; ")
    return [*(_line(part, end) for part in before), _line(last, "")]


def _line(part: str, end: str) -> str:
    """One line; a square of numbers after the word distances is set as a matrix."""
    found = DISTANCES.fullmatch(part)
    rows = [] if found is None else [row.split() for row in found["rows"].split(" | ")]
    if found is None or any(len(row) != len(rows) for row in rows):
        return typeset(part + end)
    return typeset(found["before"]) + _matrix(rows, end)


def _matrix(rows: Sequence[Sequence[str]], end: str) -> str:
    cells = ("".join(f"<mtd><mn>{escape(cell)}</mn></mtd>" for cell in row) for row in rows)
    body = "".join(f"<mtr>{row}</mtr>" for row in cells)
    after = f"<mtext>{escape(end)}</mtext>" if end else ""
    return f"<math><mrow><mo>(</mo><mtable>{body}</mtable><mo>)</mo></mrow>{after}</math>"
