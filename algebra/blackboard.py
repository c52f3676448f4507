r"""Values as they stand on the blackboard: a formula in LaTeX, and a small table beside it, for Jupyter.

        Z_4 -> Z_2,  a |-> a mod 2          a  | 0 1 2 3
                                          f(a) | 0 1 0 1

Main definitions
    Shown               a value that shows its formula, and its table where it is small
    few                 the elements of a small carrier
    grid, pairs         a table with heads, and the one of a function of two elements
    written, formula    an element, and a polynomial given as a text
    symbol, words       a name, and words between formulas
    unused              a letter that a formula does not hold yet
    matrix, elided, grouped, arrow, indexed     how formulas are put together

Conventions
    A formula is LaTeX without dollar signs, such that MathJax and KaTeX read it.  A table has at most 12 rows and
    columns, and no colours but those of the page; of a larger carrier nothing is listed.  Jupyter prefers HTML to LaTeX
    and reads formulas between dollar signs in HTML, so the formula stands above the table again.
    Reports make tables of their own, as a checker of claims imports nothing from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import count
from typing import Any, Protocol, TypeVar

from algebra.errors import plain

A = TypeVar("A")
B = TypeVar("B")
E = TypeVar("E", covariant=True)
SIDE, LONG = 12, 6
# what may stand in a factor, but not under an exponent or before [x]
TIGHT = " /^"
SPECIAL = {c: rf"\{c}" for c in "_{}$&#%"} | {"\\": r"\backslash{}", "^": r"\wedge{}", "~": r"\sim{}"}
TOKEN = re.compile(r"(?P<name>[A-Za-z_]\w*)|(?P<over>\d+)/(?P<under>\d+)|\^(?P<power>\d+)|(?P<times>\*)")
INNER = re.compile(r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}|[({\[][^(){}\[\]]*[)}\]]")


class Shown:
    r"""A value that shows itself in Jupyter: its formula, and a small table where it has one.

    Examples
    --------
    >>> class Answer(Shown):
    ...     def __str__(self):
    ...         return "forty-two"
    >>> print(Answer()._repr_latex_(), Answer()._repr_html_())
    $\text{forty-two}$ None
    """

    __slots__ = ()

    @property
    def latex(self) -> str:
        """The value in LaTeX, without dollar signs."""
        return words(str(self))

    @property
    def sketch(self) -> str | None:
        """A small table of the value in HTML; None where there is none."""
        return None

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"

    def _repr_html_(self) -> str | None:
        # a map may fail at a point, in any way: its formula is shown all the same
        try:
            table = self.sketch
        except Exception:
            return None
        return None if table is None else f"<div>${escape(self.latex)}$</div>\n{table}"


class Carrier(Protocol[E]):
    """What has elements, and knows how many."""

    @property
    def order(self) -> int | None:
        """The number of elements; None when there are infinitely many."""

    @property
    def ambient(self) -> Carrier[Any]:
        """The carrier in whose form elements are written, itself unless said otherwise."""

    def elements(self) -> Iterator[E]:
        """Every element once."""


def few(carrier: Carrier[A]) -> tuple[A, ...] | None:
    """The elements of a carrier with at most 12 of them; None for another.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> few(Zmod(3)), few(Zmod(256))
    ((0, 1, 2), None)
    """
    # the pairs of a fiber product are counted only when those of the product around it are few
    for ring in (carrier.ambient, carrier):
        if ring.order is None or ring.order > SIDE * (1 if ring is carrier else SIDE):
            return None
    return tuple(carrier.elements())


def grid(head: Sequence[object], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """A table in HTML whose first row and first column are heads.

    Examples
    --------
    >>> print(grid(("a", 0, 1), [("f(a)", 1, "<")]))
    <table>
    <thead><tr><th scope="col">a</th><th scope="col">0</th><th scope="col">1</th></tr></thead>
    <tbody>
    <tr><th scope="row">f(a)</th><td>1</td><td>&lt;</td></tr>
    </tbody>
    </table>
    """
    above = "".join(f'<th scope="col">{escape(plain(cell))}</th>' for cell in head)
    told = f"<caption>{escape(caption)}</caption>\n" if caption else ""
    body = "\n".join(
        f'<tr><th scope="row">{escape(plain(row[0]))}</th>'
        + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table>\n{told}<thead><tr>{above}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def pairs(
    X: Carrier[A], Y: Carrier[B], cell: Callable[[A, B], object], corner: str = "x \\ y", caption: str = ""
) -> str | None:
    """The table of a function of x in X and y in Y, one row for each x; None where X or Y is not small."""
    xs, ys = few(X), few(Y)
    if not xs or not ys:
        return None
    return grid((corner, *ys), [(x, *(cell(x, y) for y in ys)) for x in xs], caption)


def words(text: str) -> str:
    r"""Words between formulas.

    Examples
    --------
    >>> print(words("50% of Z_4"))
    \text{50}\%\text{ of Z}\_\text{4}
    """
    # within \text TeX and MathJax disagree about special characters, so these stand outside
    parts = re.split(r"([_{}$&#%\\^~])", text)
    return "".join(SPECIAL.get(part, rf"\text{{{part}}}") for part in parts if part)


def symbol(name: str) -> str:
    r"""A name in LaTeX, a number behind it as an index.

    Examples
    --------
    >>> print(symbol("x"), symbol("T12"), symbol("x_1"), symbol("speed"))
    x T_{12} x_{1} \mathit{speed}
    """
    found = re.fullmatch(r"(.+?)_?(\d+)", name)
    if found:
        return f"{symbol(found[1])}_{{{found[2]}}}"
    safe = name.replace("_", r"\_")
    return name if len(name) == 1 and name.isalpha() else rf"\mathit{{{safe}}}"


def unused(letters: str, text: str) -> str:
    r"""The first of some letters that does not stand by itself in a text or a formula; doubled where all of them do.

    Examples
    --------
    >>> unused("ij", r"\sum_{i} a_{i}"), unused("xy", "Z_4[x][y]")
    ('j', 'xx')
    """
    names = (letter * n for n in count(1) for letter in letters)
    return next(name for name in names if not re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", text))


def formula(text: str) -> str:
    r"""A polynomial in LaTeX from a text such as "x^2 - 1/2*x_1".

    Examples
    --------
    >>> print(formula("x^12 - 1/2*x_1*y + 3"))
    x^{12} - \frac{1}{2} x_{1} y + 3
    """

    def told(token: re.Match[str]) -> str:
        if token["name"]:
            return symbol(token["name"])
        if token["power"]:
            return f"^{{{token['power']}}}"
        return " " if token["times"] else rf"\frac{{{token['over']}}}{{{token['under']}}}"

    return TOKEN.sub(told, text)


def written(value: object) -> str:
    r"""An element in LaTeX; of a long tuple the ends.

    Examples
    --------
    >>> print(written((1, Fraction(-1, 2), ())), written(tuple(range(100))))
    (1, -\frac{1}{2}, ()) (0, 1, 2, 3, 4, \dots, 99)
    """
    if isinstance(value, tuple):
        return f"({elided(value)})"
    if isinstance(value, Fraction) and value.denominator > 1:
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
    return str(value) if isinstance(value, (int, Fraction)) else words(str(value))


def elided(values: Sequence[A], told: Callable[[A], str] = written, joint: str = ", ") -> str:
    r"""Several formulas in a row; of many the first five and the last.

    Examples
    --------
    >>> print(elided("abcdefgh", joint=" + ", told=symbol))
    a + b + c + d + e + \dots + h
    """
    if len(values) <= LONG:
        return joint.join(map(told, values))
    return joint.join([*map(told, values[: LONG - 1]), r"\dots", told(values[-1])])


def matrix(rows: Sequence[Sequence[Any]], told: Callable[[Any], str] = written) -> str:
    r"""A matrix by its entries; a large one by its shape.

    Examples
    --------
    >>> print(matrix(((1, 0), (0, 1))), matrix(((0,) * 64,) * 3))
    \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} M_{3 \times 64}
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    if not height or not width:
        return "0"
    if max(height, width) > LONG:
        return rf"M_{{{height} \times {width}}}"
    body = r" \\ ".join(" & ".join(map(told, row)) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def grouped(latex: str, apart: str = " ") -> str:
    r"""A formula in brackets, if one of some characters stands in it outside of brackets.

    Examples
    --------
    >>> print(grouped("a + b"), grouped("(a + b)"), grouped(r"\mathbb{Z}_{4}^{2}", " /^"))
    (a + b) (a + b) (\mathbb{Z}_{4}^{2})
    """
    bare, before = INNER.sub("", latex), latex
    while bare != before:
        bare, before = INNER.sub("", bare), bare
    return f"({latex})" if any(c in bare for c in apart) else latex


def arrow(label: str, back: bool = False) -> str:
    r"""An arrow with a map above it, to the right or back.

    Examples
    --------
    >>> print(arrow("f"), arrow("g", back=True))
    \xrightarrow{f} \xleftarrow{g}
    """
    return rf"\x{'left' if back else 'right'}arrow{{{label}}}"


def indexed(latex: str, index: object) -> str:
    """A coordinate of what a formula names.

    Examples
    --------
    >>> indexed("a", 2), indexed("a_{2}", "i")
    ('a_{2}', '(a_{2})_{i}')
    """
    return f"{grouped(latex, ' _^')}_{{{index}}}"
