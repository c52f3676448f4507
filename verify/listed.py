"""The claims of the catalogue as they are listed: in a table, in lines, and in Markdown.

        id | statement | hypotheses, the needed ones marked | expected

Main definitions
    table       for a wide screen
    lines       the same for a page that is too narrow for a table
    markdown    the table that README and the pages show
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import fill
from typing import Any

from rich.table import Table

from verify.claim import Claim

COLUMNS = ("claim", "statement", "hypotheses", "expected", "source")
NEEDED = "* needed: without it the claim is refuted"
# from here on a table of the claims cuts no word
WIDE = 130
# within a word a low line is none
MARKS = re.compile(r"[\\*|`]|(?<!\w)_|_(?!\w)")


def table(claims: Iterable[Claim[Any]]) -> Table:
    """One line a claim: what it says, under which hypotheses, and what is expected."""
    found = Table(caption=NEEDED)
    for n, name in enumerate(COLUMNS):
        found.add_column(name, overflow="fold", no_wrap=n == 0)
    for claim in claims:
        found.add_row(claim.id, claim.statement, _given(claim), claim.expected, claim.source)
    return found


def lines(claims: Iterable[Claim[Any]], width: int) -> str:
    """An id, and below it lines that end between words."""
    found = []
    for claim in claims:
        given = [f"hypotheses: {_given(claim)}"] if claim.given else []
        told = (claim.statement, *given, f"source: {claim.source}")
        found += [f"{claim.id} ({claim.expected})", *(_indented(text, width) for text in told)]
    return "\n".join((*found, NEEDED))


def markdown(claims: Iterable[Claim[Any]]) -> str:
    """A table in Markdown; the hypotheses without which a claim is refuted stand in bold.

    Examples
    --------
    >>> from verify.claims import catalogue
    >>> print(markdown(catalogue.find(["relaxation.monotone"])))
    | claim | statement | verdict | hypotheses |
    | --- | --- | --- | --- |
    | `relaxation.monotone` | a ≤ b ⇒ F_a ⊆ F_b | holds | **ordered** |
    """
    rows = ((f"`{claim.id}`", _escaped(claim.statement), claim.expected, _bold(claim)) for claim in claims)
    return "\n".join(map(_row, (("claim", "statement", "verdict", "hypotheses"), ("---",) * 4, *rows)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bold(claim: Claim[Any]) -> str:
    names = ((_escaped(name), name in claim.needs) for name in claim.given)
    return ", ".join(f"**{name}**" if needed else name for name, needed in names)


def _escaped(text: str) -> str:
    """The text with no sign that Markdown reads as a mark."""
    return MARKS.sub(r"\\\g<0>", text).replace("<", "&lt;")


def _given(claim: Claim[Any]) -> str:
    return ", ".join(f"{name}*" if name in claim.needs else name for name in claim.given)


def _indented(text: str, width: int) -> str:
    return fill(
        text, width, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
