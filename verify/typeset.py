"""Blackboard notation in plain text as HTML with MathML, the rest as prose.

        |F_ε| = |X||Y|/|L| with L = {fx - gy}    ->    <math> |F_ε| = |X||Y|/|L| </math> with <math> L = … </math>

Main definitions
    typeset     the HTML of a text
    table       a small table of texts
    story       one of HTML, all to the left

Conventions
    `_` and `^` take the next number, letters, or group; braces around a script are marks and are not shown.  A prime,
    a minus, an arrow, ≤, ≥ and ⟨ ⟩ typed in ASCII are shown as on the blackboard.  A formula too long for a line on a
    telephone becomes several, and lines may end between them.  `f X → Y: ...`, a map with its values, is shown with a
    colon after its name.  `algebra.blackboard` makes tables too: they are for Jupyter, and nothing here may import it.

References
    1. MathML Core, W3C, 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise
from operator import itemgetter

from verify.notation import BRACKETS, GREEK, OPERANDS, Tokens, depths, joined, runs, signed, tokens

LONGEST = 28
# Jupyter would take what stands between two dollar signs for LaTeX
PLAIN = ' class="mathjax_ignore tex2jax_ignore"'
_TOLD = {"->": "→", ">=": "≥", "<=": "≤"}
_SHOWN = _TOLD | GREEK | {"'": "′", "-": "−", "~": "∼"}
_CLOSING = ".…,;:!?)]}”’-"
_ANGLES = {"<": "⟨", ">": "⟩"}
_PAIRED = BRACKETS | {"|": "|", "‖": "‖"}
_NAMED = re.compile(r"(?:^|(?<=; ))([fghuv]'?) (?=[A-Z(][^:;]*(?:→|->)[^:;]*:)")


def typeset(text: str) -> str:
    """The HTML of a text: its formulas as MathML, the rest escaped.

    Notes
    -----
    Its text content is that of the text, without the marks of scripts and with the signs of the blackboard.

    Examples
    --------
    >>> typeset("a ring & F_ε")
    'a ring &amp; <math><msub><mi>F</mi><mi>ε</mi></msub></math>'
    >>> typeset("h <= 2^-n")
    '<math><mi>h</mi> <mo>≤</mo> <msup><mn>2</mn><mrow><mo form="prefix">−</mo><mi>n</mi></mrow></msup></math>'
    """
    cut = groupby(runs(tokens(_NAMED.sub(r"\1 : ", text))), key=itemgetter(0))
    parts = [(formula, [token for _, run in group for token in run]) for formula, group in cut]
    out, tail = "", ""
    for (formula, run), (_, after) in pairwise([*parts, (False, [])]):
        if formula:
            said = _prose(after)
            tail = _tail(said)
            end = f"<mtext>{escape(tail)}</mtext>" if tail else ""
            out += _formulas(run, _wide(1) if said == " " else end)
        else:
            out += escape(_prose(run).removeprefix(tail))
    return out


def _prose(run: Tokens) -> str:
    """The text of prose, with the signs of the blackboard: an arrow, the minus of a number, three dots."""
    return "".join(_said(run, n) for n in range(len(run))).replace("...", "…")


def _said(run: Tokens, n: int) -> str:
    negative = run[n].text == "-" and signed(run, n) and run[n + 1].kind in ("number", "comma")
    return "−" if negative else _TOLD.get(run[n].text, run[n].text)


def _tail(prose: str) -> str:
    """The signs that no line may begin with; a browser would let one begin with what is after a formula."""
    return prose[: len(prose) - len(prose.lstrip(_CLOSING))]


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A small HTML table with a heading for each column and each row, and nothing but text in its cells.

    Examples
    --------
    >>> table(["x", "f x"], [[0, "<1"]]).partition("<tbody>")[2]
    '<tr><th scope="row">0</th><td>&lt;1</td></tr></tbody></table>'
    """
    return _table("", "", map(escape, header), ([escape(str(cell)) for cell in row] for row in rows))


def story(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small HTML table whose cells are HTML, all to the left as prose is: Jupyter would have them to the right.

    Examples
    --------
    >>> story(["n"], [["<b>1</b>"]]).partition("<tbody>")[2]
    '<tr><th scope="row" style="text-align: left"><b>1</b></th></tr></tbody></table>'
    """
    return _table(PLAIN, ' style="text-align: left"', header, rows)


def _table(kind: str, style: str, header: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of HTML of a kind, whose cells have a style."""
    head = "".join(f'<th scope="col"{style}>{name}</th>' for name in header)
    body = "".join(f"<tr>{_cells(style, *row)}</tr>" for row in rows)
    return f"<table{kind}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(style: str, first: str, *rest: str) -> str:
    return f'<th scope="row"{style}>{first}</th>' + "".join(f"<td{style}>{cell}</td>" for cell in rest)


# ---------------------------------------------------------------------------------------------------- how they are set


def _formulas(run: Tokens, end: str) -> str:
    """A formula and its end, or several where one would be too long: cut after relations, operators, or any space."""
    cut = [run]
    for ends in (("relation",), ("relation", "operator"), ("relation", "operator", *OPERANDS)):
        cut = [part for piece in cut for part in _broken(piece, ends)]
    *before, last = cut
    rows = [f"<math>{_row(piece[:-1])}</math>{piece[-1].text}" for piece in before]
    return "".join((*rows, f"<math>{_row(last)}{end}</math>"))


def _broken(run: Tokens, ends: Sequence[str]) -> list[Tokens]:
    """A formula that is too long, cut after the spaces outside brackets that follow pieces of some kinds."""
    if len(joined(run)) <= LONGEST:
        return [run]
    opened = depths(run)
    spaces = [n for n, token in enumerate(run[:-1]) if token.kind == "space" and not opened[n]]
    places = [0, *(n + 1 for n in spaces if run[n - 1].kind in ends), len(run)]
    return [run[i:j] for i, j in pairwise(places)]


def _row(pieces: Tokens) -> str:
    """The elements of a formula, one after the other."""
    out: list[str] = []
    n, base = 0, ""
    while n < len(pieces):
        if pieces[n].kind == "space":
            out.append(_room(pieces, n + 1) + pieces[n].text if base in OPERANDS else pieces[n].text)
            n += 1
            continue
        atom, n = _atom(pieces, n)
        base = pieces[n - 1].kind
        while n < (end := _script_end(pieces, n)):
            both = pieces[n].text == "_" and joined(pieces[end : end + 1]) == "^"
            upper = _script_end(pieces, end) if both else end
            atom, n = _scripted(atom, pieces[n:end], pieces[end:upper]), upper
        out.append(atom)
    return "".join(out)


def _room(pieces: Tokens, n: int) -> str:
    """The room before an operand that begins at a place; more before one with a sign, lest it seem to be subtracted."""
    if n < len(pieces) and signed(pieces, n):
        return _wide(2)
    return _wide(1) if n < len(pieces) and pieces[n].kind in (*OPERANDS, "open") else ""


def _wide(quarters: int) -> str:
    """Room of some quarters of an em."""
    return f'<mspace width="{quarters / 4}em"></mspace>'


def _scripted(atom: str, script: Tokens, upper: Tokens) -> str:
    """An element with a script, or two above one another; primes stand beside it, since fonts have raised them."""
    if script[0].kind == "prime":
        return f'<mrow>{atom}<mo lspace="0" rspace="0">{"′" * len(script)}</mo></mrow>'
    if upper:
        return f"<msubsup>{atom}{_script(script[1:])}{_script(upper[1:])}</msubsup>"
    tag = "msub" if script[0].text == "_" else "msup"
    return f"<{tag}>{atom}{_script(script[1:])}</{tag}>"


def _atom(pieces: Tokens, n: int) -> tuple[str, int]:
    """The element that begins at a place, and the place after it: a bracket with a script is one with what it holds."""
    kind, text = pieces[n]
    end = _closing(pieces, n) if kind == "open" else n
    if end > n and pieces[end + 1 : end + 2] and pieces[end + 1].kind == "mark":
        inner = _element(pieces, n) + _row(pieces[n + 1 : end]) + _element(pieces, end)
        return f"<mrow>{inner}</mrow>", end + 1
    if kind == "pair":
        return f"<mrow><mi>{text[0]}</mi><mi>{text[1]}</mi></mrow>", n + 1
    return _element(pieces, n), n + 1


def _element(pieces: Tokens, n: int) -> str:
    """One token as an element; what stands around it decides how much room it has."""
    kind, text = pieces[n]
    shown = escape(_SHOWN.get(text, _ANGLES.get(text, text) if kind in ("open", "close") else text), quote=False)
    if kind in ("letter", "name", "stem"):
        return f"<mi>{shown}</mi>"
    if kind in ("number", "power"):
        return f"<mn>{shown}</mn>"
    return f"<mo{_spacing(pieces, n)}>{shown}</mo>"


def _spacing(pieces: Tokens, n: int) -> str:
    """The attributes of an operator: a sign before an operand, a bracket that does not grow, an end without room."""
    kind, text = pieces[n]
    before = next((token.kind for token in pieces[max(0, n - 2) : n][::-1] if token.kind != "space"), "open")
    if text in ("-", "−", "+", "±") and (before not in (*OPERANDS, "bar") or signed(pieces, n)):
        return ' form="prefix"'
    if kind == "bar" and 0 < n < len(pieces) - 1 and pieces[n - 1].kind == pieces[n + 1].kind == "space":
        return ' form="infix" stretchy="false" lspace="0.28em" rspace="0.28em"'
    if kind in ("open", "close", "bar"):
        return ' stretchy="false" lspace="0" rspace="0"'
    if kind == "operator" and [token.kind for token in pieces[n + 1 : n + 2]] == ["mark"]:
        # its script makes room enough
        return ' rspace="0.08em"'
    if text == "/" and "space" not in (token.kind for token in pieces[max(0, n - 1) : n + 2]):
        return ' lspace="0" rspace="0"'
    if kind in ("relation", "operator") and n in (0, len(pieces) - 1) and len(pieces) > 1:
        return f' form="infix" {"rspace" if n else "lspace"}="0"' if text != "!" else ""
    return ""


def _closing(pieces: Tokens, n: int) -> int:
    """The place of the bracket that closes the one at a place; the same place where none does."""
    opening, closing, depth = pieces[n].text, _PAIRED[pieces[n].text], 0
    for end in range(n + 1, len(pieces)):
        if pieces[end].text == closing and depth == 0:
            return end
        depth += (pieces[end].text == opening) - (pieces[end].text == closing)
    return n


def _script_end(pieces: Tokens, n: int) -> int:
    """The place after a script that begins at a mark or prime; the same place where there is none."""
    if n == len(pieces) or pieces[n].kind not in ("mark", "prime"):
        return n
    if pieces[n].kind == "prime":
        return next((m for m in range(n, len(pieces)) if pieces[m].kind != "prime"), len(pieces))
    start = n + 2 if [t.text for t in pieces[n + 1 : n + 2]] == ["-"] else n + 1
    if start >= len(pieces):
        return n
    kind, text = pieces[start]
    if kind in ("open", "bar"):
        end = _closing(pieces, start)
        return end + 1 if end > start else n
    if text == "⊥":
        return next((m for m in range(start, len(pieces)) if pieces[m].text != "⊥"), len(pieces))
    end = start
    while end < len(pieces) and pieces[end].kind in ("number", "letter", "pair", "name"):
        end += 1
    halves = [token.kind for token in pieces[start : start + 3]] == ["number", "operator", "number"]
    if halves and pieces[n].text == "_" and pieces[start + 1].text == "/":
        return start + 3
    if end > start and pieces[end - 1].kind == "name" and pieces[end : end + 1] and pieces[end].text == "(":
        return _closing(pieces, end) + 1
    return end if end > start else n


def _script(pieces: Tokens) -> str:
    """A script as one element, without the braces that only hold it together."""
    held = pieces[0].text == "{" and _closing(pieces, 0) == len(pieces) - 1
    inner = pieces[1:-1] if held else pieces
    if {token.text for token in inner} == {"⊥"}:
        return f"<mi>{joined(inner)}</mi>"
    row = _row(inner)
    return row if len(inner) == 1 and inner[0].kind != "space" else f"<mrow>{row}</mrow>"
