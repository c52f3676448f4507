r"""Words and formulas as matplotlib sets them: a formula stands between dollar signs, and a text in lines that fit.

        Z_4 ×_{Z_2} Z_6        $\mathbb{Z}_{4} \times_{\mathbb{Z}_{2}} \mathbb{Z}_{6}$

Main definitions
    mathtext    LaTeX between dollar signs where matplotlib reads it, and another text where not
    lettered    a value by its LaTeX
    ends        a cospan by its three carriers
    literal     a text in which dollar signs are no marks
    extent      how wide and high a text is, in inches
    folded      a text in lines of a width
    short       a value as it is written, without its middle when it is long
    tally       a number of pairs, in words
    kind        the name of a distance
    unit        the name of ε on an axis, with the distance that it bounds

Conventions
    A line ends at a space outside of formulas; a formula that is wider than a line is cut before an operator.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from algebra.blackboard import Shown
from algebra.errors import package, plain
from algebra.fiber import Cospan
from algebra.metrics import Metric

# letters of a short name; points of a letter, and of one in a small text
LETTERS, SIZE, SMALL = 24, 10, 8.33
# inches: from a line to the next, at the size above
LEADING = 0.175
POINTS = 72
# what LaTeX sets and matplotlib does not, or with gaps, and how it does
INDEX = r"(\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})"
DIALECT = {r"\\bmod ": r"\\mathrm{mod}\\;", rf"\\times_{INDEX}": r"\\;{\\times}_\1\\;"}
NORMS = {"l1": r"$\ell_1$", "l2": r"$\ell_2$", "linf": r"$\ell_\infty$"}
FORMULA = r"\$(?:\\.|[^$\\])*\$"
WORD = re.compile(rf"(?:\\\$|{FORMULA}|[^\s$])+")
OPERATOR = re.compile(r" (?=\\times|\\;|\\oplus|\\to|\\in|[=+-] )")


def mathtext(latex: str, otherwise: str) -> str:
    r"""LaTeX between dollar signs where matplotlib reads it; another text, as it stands, where not.

    Raises
    ------
    Missing
        When matplotlib is not installed.

    Examples
    --------
    >>> print(mathtext(r"a \bmod 2", "reduction"), mathtext(r"\begin{pmatrix} 1 \end{pmatrix}", "matrix"))
    $a \mathrm{mod}\;2$ matrix
    """
    for theirs, ours in DIALECT.items():
        latex = re.sub(theirs, ours, latex)
    return f"${latex}$" if _reads(latex) else literal(otherwise)


@cache
def _reads(latex: str) -> bool:
    """Whether matplotlib sets a formula."""
    parser = package("matplotlib.mathtext", "plot").MathTextParser("path")
    try:
        parser.parse(f"${latex}$")
    except ValueError:
        return False
    return True


def lettered(value: Shown) -> str:
    r"""A value by its LaTeX, or in plain text where matplotlib does not read that.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> print(lettered(Zmod(4)))
    $\mathbb{Z}_{4}$
    """
    return mathtext(value.latex, str(value))


def ends(cospan: Cospan[Any, Any, Any]) -> str:
    r"""A cospan by its carriers.

    Examples
    --------
    >>> from algebra.maps import reduce
    >>> from algebra.rings import Zmod
    >>> print(ends(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))))
    $\mathbb{Z}_{4}$ → $\mathbb{Z}_{2}$ ← $\mathbb{Z}_{6}$
    """
    return f"{lettered(cospan.X)} → {lettered(cospan.Z)} ← {lettered(cospan.Y)}"


def literal(text: str) -> str:
    r"""A text in which dollar signs stand for themselves.

    Examples
    --------
    >>> print(literal("5 $"))
    5 \$
    """
    return text.replace("$", r"\$")


def extent(text: str, size: float = SIZE) -> tuple[float, float]:
    """How wide and how high a text is in inches, when letters have a size.

    Examples
    --------
    >>> wide, high = extent(r"$F_{1/2}$")
    >>> 0 < wide < 0.5, high == LEADING
    (True, True)
    """
    lines = text.split("\n")
    return max(map(_width, lines)) * size / SIZE, LEADING * len(lines) * size / SIZE


@cache
def _width(line: str) -> float:
    """How wide a line is in inches."""
    measure = package("matplotlib.textpath", "plot").text_to_path.get_text_width_height_descent
    font = package("matplotlib.font_manager", "plot").FontProperties(size=SIZE)
    bare = line.replace(r"\$", "")
    return float(measure(line if "$" in bare else line.replace(r"\$", "$"), font, "$" in bare)[0]) / POINTS


def folded(text: str, room: float) -> str:
    r"""A text in lines that are no wider than a number of inches, unless a word is.

    Examples
    --------
    >>> print(folded(r"12 pairs of $\mathbb{Z}_{4} \times \mathbb{Z}_{6}$", 0.8))
    12 pairs of
    $\mathbb{Z}_{4} \times \mathbb{Z}_{6}$
    >>> print(folded(r"$\mathbb{Z}_{4} \times \mathbb{Z}_{6}$", 0.4))
    $\mathbb{Z}_{4}$
    $\times \mathbb{Z}_{6}$
    """
    parts = (part for word in WORD.findall(text) for part in ([word] if _width(word) <= room else _terms(word)))
    lines = [next(parts, "")]
    for part in parts:
        longer = f"{lines[-1]} {part}"
        lines[-1:] = [longer] if _width(longer) <= room else [lines[-1], part]
    return "\n".join(lines)


def _terms(word: str) -> list[str]:
    """A formula cut before the operators outside of brackets; any other word as it is."""
    if re.fullmatch(FORMULA, word) is None:
        return [word]
    latex = word[1:-1]
    cut = [found.start() for found in OPERATOR.finditer(latex) if _depth(latex[: found.start()]) == 0]
    return [f"${latex[a:b].strip()}$" for a, b in pairwise([0, *cut, len(latex)])]


def _depth(latex: str) -> int:
    """How many brackets are open at the end."""
    return sum((c in "({[") - (c in ")}]") for c in latex)


def short(value: object) -> str:
    """A value as it is written, without its middle when it is long.

    Examples
    --------
    >>> short((1, 2)), short(tuple(range(20)))
    ('(1, 2)', '(0, 1, 2, 3… 17, 18, 19)')
    """
    text, half = plain(value), LETTERS // 2
    return literal(text if len(text) <= LETTERS else f"{text[: half - 1]}…{text[-half:]}")


def tally(n: int) -> str:
    """A number of pairs.

    Examples
    --------
    >>> tally(1), tally(1536)
    ('1 pair', '1,536 pairs')
    """
    return f"{n:,} pair{'' if n == 1 else 's'}"


def kind(metric: Metric[Any]) -> str:
    r"""The name of a distance, of one by a table the first word.

    Examples
    --------
    >>> from algebra.metrics import Distances, Lee
    >>> from algebra.rings import Zmod
    >>> kind(Distances(Zmod(4), tuple(tuple(abs(a - b) for b in range(4)) for a in range(4))))
    'distances'
    >>> print(kind(Lee(Zmod(4))))
    Lee $\ell_1$
    """
    name = str(metric)
    told = name if len(name) <= LETTERS else name.partition(" ")[0]
    return " ".join(NORMS.get(word, literal(word)) for word in told.split())


def unit(metric: Metric[Any]) -> str:
    r"""The name of ε on an axis.

    Examples
    --------
    >>> from algebra.metrics import Lee
    >>> from algebra.rings import Zmod
    >>> print(unit(Lee(Zmod(8))), unit(Lee(Zmod(8), "l2")), sep=", ")
    $\varepsilon$ (Lee $\ell_1$), $\varepsilon$ (squared distance, Lee $\ell_2$)
    """
    return rf"$\varepsilon$ ({'squared distance, ' if metric.squared else ''}{kind(metric)})"
