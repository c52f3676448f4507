"""Which parts of a plain text are formulas, in the notation of the blackboard.

        "the pairs of F_ε = X ×_Z Y"    ->    the pairs of | F_ε = X ×_Z Y

Main definitions
    Token       a piece of text with the part that it plays
    tokens      the pieces of a text
    runs        the text cut into formulas and prose
    depth       how many brackets are open

Conventions
    A letter alone is a variable, and so are the letters of `fx` and `gy`; `a` and `A` are articles unless an operator
    stands beside them.  A word is prose, but for the names of NAMES.  A formula has a variable, or numbers and a
    relation.  `_` and `^` mark scripts, and in a name such as `f_within_a` they are letters of it.

References
    1. D. E. Knuth, The TeXbook, 1984, chapter 18: what is set as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

NAMES = "im|ker|min|max|gcd|lcm|char|dim|rk|det|deg|diag|mod|sup|inf|lim|log|exp|GF|Hom"
_LETTER = r"[^\W\d_²³]"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<prose>i\.e\.|e\.g\.|'s\b|l[12]\b|[A-Za-z]+_(?!(?:{NAMES})\b)[A-Za-z]{{3,}}\w*|(?!(?:{NAMES})_)[A-Za-z]{{3,}}_\w+)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>(?<!{_LETTER})(?:{NAMES})(?!{_LETTER}))
    |(?P<pair>(?<!{_LETTER})[fghu][xyzfgv](?!{_LETTER}))
    |(?P<word>(?:(?![Ͱ-Ͽ]){_LETTER}){{2,}}(?:'[a-z]+)*)
    |(?P<stem>{_LETTER}(?=-[A-Za-z][a-z]{{2}}))
    |(?P<letter>{_LETTER}|[∅∞])
    |(?P<power>[²³])
    |(?P<prime>')
    |(?P<open>[(\[{{⟨]|<(?=\())
    |(?P<close>[)\]}}⟩]|(?<=\))>)
    |(?P<bar>[|‖])
    |(?P<mark>[_^])
    |(?P<relation>->|>=|<=|[=≤≥<>⊆⊂∈≠⇒→↦←≅~⊥])
    |(?P<operator>[-+−±×·∘∩∪⊕∖△∧∨/*!¬√])
    |(?P<comma>,)
    |(?P<colon>:)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_APART = ("word", "prose", "other", "stem")
OPERANDS = ("letter", "pair", "name", "number", "power", "close", "prime")
_LOOSE = ("space", "comma", "colon", "mark")


class Token(NamedTuple):
    """A piece of text with the part that it plays."""

    kind: str
    text: str


Tokens = Sequence[Token]


def tokens(text: str) -> list[Token]:
    """The pieces of a text, in order, with nothing left out.

    Examples
    --------
    >>> [token.kind for token in tokens("a ring with F_ε")]
    ['letter', 'space', 'word', 'space', 'word', 'space', 'letter', 'mark', 'letter']
    """
    return [Token(found.lastgroup or "other", found[0]) for found in _TOKEN.finditer(text)]


def joined(pieces: Iterable[Token]) -> str:
    """The text of some pieces."""
    return "".join(token.text for token in pieces)


def runs(pieces: Tokens) -> Iterator[tuple[bool, Tokens]]:
    """The text cut into formulas and prose: whether it is a formula, and its pieces.

    Examples
    --------
    >>> [joined(run) for formula, run in runs(tokens("if ε < k/2, |F_ε| is a constant")) if formula]
    ['ε < k/2', '|F_ε|']
    """
    run: list[Token] = []
    for n, token in enumerate(pieces):
        if _ends(pieces, n, run):
            yield from _trimmed(run)
            yield token.kind == "stem", [token]
            run = []
        else:
            run.append(token)
    yield from _trimmed(run)


def _ends(pieces: Tokens, n: int, run: Tokens) -> bool:
    """Whether a token is no part of the formula before it: prose, the L of L-Lipschitz, a comma of the sentence."""
    kind, text = pieces[n]
    if kind in ("comma", "colon") and depth(run) <= 0:
        return kind == "comma" or not run or run[-1].kind != "space"
    return kind in _APART or (text in ("a", "A") and not _variable(pieces, n))


def depth(pieces: Tokens) -> int:
    """How many brackets and bars are open at the end; one that closes what was opened in prose counts for nothing."""
    opened, bars, last = 0, 0, Token("space", "")
    for token in pieces:
        opened = max(0, opened + (token.kind == "open") - (token.kind == "close"))
        if token.kind == "bar":
            closes = bars > 0 and last.kind in OPERANDS
            bars += -1 if closes else 1
            token = Token("close", token.text) if closes else token
        last = token
    return opened + bars


def _variable(pieces: Tokens, n: int) -> bool:
    """Whether the letter a is a variable here and no article, by what stands beside it."""
    before, after = pieces[:n][::-1], pieces[n + 1 :]
    touching = {beside[0].kind for beside in (before, after) if beside and beside[0].kind not in ("space", "word")}
    near = {next((t.kind for t in beside if t.kind != "space"), "word") for beside in (before, after)}
    listed = [token.kind for token in after[:3]] == ["comma", "space", "letter"]
    return listed or bool(near & {"relation", "operator"} or touching & {"mark", "open", "close", "bar", "number"})


def _trimmed(run: list[Token]) -> Iterator[tuple[bool, Tokens]]:
    """A formula between what belongs to the sentence around it; prose where nothing makes it a formula."""
    start, end = 0, len(run)
    while start < end and (run[start].kind in _LOOSE or run[start].kind in ("close", "prime")):
        start += 1
    while start < end and (run[end - 1].kind in _LOOSE or _dangling(run[start:end])):
        end -= 1
    inner = run[start:end]
    variables = any(token.kind in ("letter", "pair", "mark") for token in inner)
    related = any(token.kind in ("relation", "operator") and token.text not in "-/*!" for token in inner)
    numbers = any(token.kind == "number" for token in inner)
    yield False, run[:start]
    yield variables or (related and numbers), inner
    yield False, run[end:]


def _dangling(run: Tokens) -> bool:
    """Whether the last sign opens or joins something that is no part of the formula."""
    kind, text = run[-1]
    apart = [token.kind for token in run[-2:-1]] == ["space"]
    unopened = kind == "close" and depth(run[:-1]) == 0
    return kind == "open" or unopened or (text in ("-", "/") and not apart)
