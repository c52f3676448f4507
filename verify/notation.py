"""Which parts of a plain text are formulas, in the notation of the blackboard.

        "the pairs of F_ε = X ×_Z Y"    ->    the pairs of | F_ε = X ×_Z Y

Main definitions
    Token       a piece of text with the part that it plays
    tokens      the pieces of a text
    runs        the text cut into formulas and prose
    depths      how many brackets are open before each piece
    signed      whether a sign belongs to what follows it

Conventions
    A letter alone is a variable, and so are the letters of `fx` and `gy`; `a` and `A` are articles unless an operator
    stands beside them or a vowel follows.  The initials of a name are prose, and so is a word, but for the names of
    NAMES.  A formula has a variable, or numbers and a relation.  `_` and `^` mark scripts, and in a name such as
    `f_within_a` they are letters of it.  A quotient such as `R[x]/(x^n)` ends before a letter that stands apart.

References
    1. D. E. Knuth, The TeXbook, 1984, chapter 18: what is set as a formula.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

GREEK = {"eps": "ε", "delta": "δ"}
NAMES = "|".join((*GREEK, "im|ker|min|max|gcd|lcm|char|dim|rk|det|deg|diag|mod|sup|inf|lim|log|exp|GF|Hom"))
BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "<": ">"}
# what stands deeper is prose: a browser has a limit of its own, and so has Python
DEEPEST = 24
_LETTER = r"[^\W\d_²³]"
_CAPITAL = r"[^\W\d_a-z]"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<prose>\A{_CAPITAL}\.(?=\s)|{_CAPITAL}\.(?=\s{_CAPITAL}\.)|(?<={_CAPITAL}\.\s){_CAPITAL}\.|[IVX]+\.(?=\d)
        |i\.e\.|e\.g\.|'s\b|l[12]\b|[A-Za-z]+_(?!(?:{NAMES})\b)[A-Za-z]{{3,}}\w*|(?!(?:{NAMES})_)[A-Za-z]{{3,}}_\w+)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>(?<!{_LETTER})(?:(?:{NAMES})(?!{_LETTER})|(?:ceiling|floor)(?=\()))
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
_OPENERS = {closing: opening for opening, closing in BRACKETS.items()}
# before these the article is "an"
_VOWEL = re.compile(r"(?!onc?e\b)(?:[aio]|e(?!u))", re.IGNORECASE)
_QUOTIENT = re.compile(r"/\([^()]*\)\Z")


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
    level = Level()
    for n, token in enumerate(pieces):
        if _ends(pieces, n, run, level.total):
            yield from _trimmed(run)
            yield token.kind == "stem", [token]
            run, level = [], Level()
        else:
            run.append(token)
            level = level.after(token)
    yield from _trimmed(run)


class Level(NamedTuple):
    """How many brackets and bars are open after some pieces, and whether these end with an operand."""

    brackets: int = 0
    bars: int = 0
    operand: bool = False

    @property
    def total(self) -> int:
        """How many of both."""
        return self.brackets + self.bars

    def after(self, token: Token) -> Level:
        """The level after one piece more; a bracket that closes what was opened in prose counts for nothing."""
        if token.kind == "bar":
            closes = self.bars > 0 and self.operand
            return Level(self.brackets, self.bars + (-1 if closes else 1), closes)
        opened = max(0, self.brackets + (token.kind == "open") - (token.kind == "close"))
        return Level(opened, self.bars, token.kind in OPERANDS)


def depths(pieces: Tokens) -> list[int]:
    """How many brackets and bars are open before each piece, and at the end.

    Examples
    --------
    >>> depths(tokens("|(x)|"))
    [0, 1, 2, 2, 1, 0]
    """
    return [level.total for level in accumulate(pieces, Level.after, initial=Level())]


def signed(pieces: Tokens, n: int) -> bool:
    """Whether a sign belongs to what follows it: it stands apart from what is before it and not from that.

    Examples
    --------
    >>> [signed(tokens(text), 2) for text in ("1 -1", "1 - 1", "1 +")]
    [True, False, False]
    """
    before, after = pieces[max(0, n - 1) : n], pieces[n + 1 : n + 2]
    apart = all(token.kind in ("space", "open", "comma") for token in before)
    return pieces[n].text in ("-", "−", "+", "±") and apart and any(token.kind != "space" for token in after)


def _ends(pieces: Tokens, n: int, run: Tokens, opened: int) -> bool:
    """Whether a token is no part of the formula before it: prose, the L of L-Lipschitz, a comma of the sentence."""
    kind, text = pieces[n]
    if kind in ("comma", "colon") and opened == 0:
        return kind == "comma" or not run or run[-1].kind != "space"
    if kind == "space" and opened == 0 and [token.kind for token in pieces[n + 1 : n + 2]] == ["letter"]:
        return _QUOTIENT.search(joined(run[-8:])) is not None
    return kind in _APART or (text in ("a", "A") and not _variable(pieces, n))


def _variable(pieces: Tokens, n: int) -> bool:
    """Whether the letter a is a variable here and no article, by what stands beside it."""
    before, after = pieces[max(0, n - 2) : n][::-1], pieces[n + 1 : n + 4]
    touching = {beside[0].kind for beside in (before, after) if beside and beside[0].kind not in ("space", "word")}
    near = {next((t.kind for t in beside if t.kind != "space"), "word") for beside in (before, after)}
    listed = [token.kind for token in after] == ["comma", "space", "letter"]
    vowel = [token.kind for token in after[:2]] == ["space", "word"] and _VOWEL.match(after[1].text) is not None
    operated = near & {"relation", "operator"} or touching & {"mark", "open", "close", "bar", "number"}
    return listed or vowel or bool(operated)


def _trimmed(run: Tokens) -> Iterator[tuple[bool, Tokens]]:
    """A formula between what belongs to the sentence around it; prose where nothing makes it a formula."""
    start, end = 0, len(run)
    while start < end and run[start].kind in (*_LOOSE, "close", "prime"):
        start += 1
    opened = depths(run)
    while start < end and (run[end - 1].kind in _LOOSE or _dangling(run, end - 1, opened[end - 1])):
        end -= 1
    yield False, run[:start]
    yield _formula(run[start:end]), run[start:end]
    yield False, run[end:]


def _dangling(run: Tokens, n: int, opened: int) -> bool:
    """Whether the last sign opens or joins something that is no part of the formula."""
    kind, text = run[n]
    apart = [token.kind for token in run[max(0, n - 1) : n]] == ["space"]
    return kind == "open" or (kind == "close" and opened == 0) or (text in ("-", "/") and not apart)


def _formula(run: Tokens) -> bool:
    """Whether some pieces are a formula: they have a variable, or numbers and what relates or joins them."""
    kinds = {token.kind for token in run}
    variables = kinds & {"letter", "pair", "mark"} or any(token.text in GREEK for token in run)
    # what ends a run of numbers joins them to prose
    related = "number" in kinds and any(_relates(run, n) for n in range(len(run) - 1))
    return bool(variables or related) and _nesting(run) <= DEEPEST


def _relates(run: Tokens, n: int) -> bool:
    """Whether there is a relation or an operator at a place; a minus between numbers has room, unlike a hyphen."""
    kind, text = run[n]
    around = [token.kind for token in run[max(0, n - 2) : n + 3]]
    minus = text == "-" and around == ["number", "space", "operator", "space", "number"]
    return minus or (kind in ("relation", "operator") and text not in "-/*!")


def _nesting(run: Tokens) -> int:
    """How many brackets are open at most; each is closed by its own kind alone."""
    opened: Counter[str] = Counter()
    most = 0
    for kind, text in run:
        if kind == "open":
            opened[text] += 1
            most = max(most, opened.total())
        elif kind == "close" and opened[_OPENERS[text]]:
            opened[_OPENERS[text]] -= 1
    return most
