"""A counterexample as it is told on the page: the instance line by line, and distances as a matrix.

        "f Z_1 → Z_2: 0; distances 0 1 | 1 0"    ->    f : Z_1 → Z_2: 0
                                                       distances (0 1)
                                                                 (1 0)

Main definitions
    story       the lines of an instance, as HTML
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from verify.typeset import typeset

DISTANCES = re.compile(r"(?P<before>.*?\bdistances )(?P<rows>[^|]+(?: \| [^|]+)+)")


def story(instance: str) -> list[str]:
    """The lines of an instance, as HTML.

    Examples
    --------
    >>> story("a = 1; Lee")
    ['<math><mi>a</mi> <mo>=</mo> <mn>1</mn></math>', 'Lee']
    >>> [line.count("<mtr>") for line in story("ε = 1; distances 0 1/2 | 1/2 0")]
    [0, 2]
    """
    return [_line(part) for part in instance.split("; ")]


def _line(part: str) -> str:
    """One line; a square of numbers after the word distances is set as a matrix."""
    found = DISTANCES.fullmatch(part)
    rows = [] if found is None else [row.split() for row in found["rows"].split(" | ")]
    if found is None or any(len(row) != len(rows) for row in rows):
        return typeset(part)
    return typeset(found["before"]) + _matrix(rows)


def _matrix(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<mtd><mn>{escape(cell)}</mn></mtd>" for cell in row) for row in rows)
    body = "".join(f"<mtr>{row}</mtr>" for row in cells)
    return f"<math><mrow><mo>(</mo><mtable>{body}</mtable><mo>)</mo></mrow></math>"
