"""The record of a run as one HTML page, which needs nothing but itself.

        Folder  ->  surprises first, then topic by topic  ->  page.html.j2 with page.css and page.js inside

Main definitions
    TOPICS      the topics by the first part of an id
    LEVELS      the levels of evidence in words
    html        the page of a folder

Conventions
    The same folder makes the same bytes.  What is from a run is text and is escaped; a policy in the page lets a
    browser load nothing, and run no program and use no style but those whose hashes it names.

References
    1. Content Security Policy Level 3, W3C.
    2. Web Content Accessibility Guidelines 2.2, W3C, 2023.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from verify.evidence import PROOFS, Level
from verify.page.entries import Entry
from verify.page.reading import Certificate, Folder
from verify.page.story import story
from verify.report import DECIDED, GENERAL, SIGNS
from verify.typeset import typeset
from verify.verdict import Need

HERE = Path(__file__).parent
SHORT = 2000
TOPICS = {
    "classical": "Classical fiber products",
    "relaxation": "Relaxations",
    "robustness": "Robustness",
    "decomposition": "Decomposition and bundles",
    "numeric": "Numeric backends",
}
OWN = "Claims of a user's own"
VERDICTS = ("holds", "refuted", "vacuous", "incomplete", "error")
LEVELS: Mapping[Level, str] = {
    "refuted": "a counterexample was found in the scope",
    "refuted (space)": "a finite space refutes it",
    "refuted (coq)": "Coq has proved in this run that it is false",
    "checked": "true of every instance of the scope; nothing is said about others",
    "sampled": "true of the instances that were looked at, which are not all of the scope",
    "proved (farkas)": "proved in general: the premises and the contrary of the conclusion add up to 0 < 0",
    "proved (chain)": "proved in general: from level to level in an ultrametric",
    "proved (coq)": "proved in general: Coq has checked the theorems in this run",
    "not proved": "a theorem that should prove it does not",
    "recorded, not replayed": "theorems are recorded, and Coq has not checked them in this run",
    "recorded for other words": "theorems are recorded, and the claim has been reworded since",
    "open": "nothing is known",
}
MEANINGS = {
    "needed": "there is a counterexample without it, the others kept",
    "not refuted on this scope": "no counterexample without it in this scope; a larger one may have one",
    "untested": "no instance of the scope satisfies the others and not this one",
}
IN_GENERAL = {
    True: "decided for all instances, not for a scope: without it the claim is false",
    False: "decided for all instances, not for a scope: without it the claim is true",
}


@dataclass(frozen=True, slots=True)
class Article:
    """A claim with its certificates, as one part of the page."""

    entry: Entry
    certificates: tuple[Certificate, ...]

    @property
    def topic(self) -> str:
        """The heading that it stands under."""
        return TOPICS.get(self.entry.id.partition(".")[0], OWN)

    @property
    def foreign(self) -> tuple[Certificate, ...]:
        """The certificates that are about other words than the claim has in this run."""
        words = self.entry.words
        return tuple(one for one in self.certificates if words and one.statement not in words)

    @property
    def marks(self) -> tuple[str, ...]:
        """What a filter looks for, besides the verdict."""
        known = self.entry.known
        found = {
            "general": known.general,
            "sharp": known.sharp,
            "scope": not known.general and "checked" in known.levels,
            "certified": bool(self.certificates),
            "surprising": self.surprising,
        }
        return tuple(name for name, here in found.items() if here)

    @property
    def surprising(self) -> bool:
        """Whether anything in it is not as expected."""
        return bool(self.entry.surprises or self.foreign)


def html(folder: Folder) -> str:
    """The page of a folder.

    Notes
    -----
    Claims that are not as expected stand first, the others by topic in the order of the run.
    """
    jinja = import_module("jinja2")
    markup: Callable[[str], str] = import_module("markupsafe").Markup
    environment = jinja.Environment(
        autoescape=True, undefined=jinja.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "typeset": lambda text: markup(typeset(text)),
        "story": lambda text: [markup(line) for line in story(text)],
        "parted": lambda name: markup(re.sub(r"([._])(?=\w)", r"\1<wbr>", escape(name))),
        "count": lambda number: f"{number:,}",
    }
    template = environment.from_string((HERE / "page.html.j2").read_text(encoding="utf-8"))
    parts = {name: (HERE / f"page.{name}").read_text(encoding="utf-8") for name in ("css", "js")}
    policy = {name: _digest(text) for name, text in parts.items()}
    inside = {name: markup(text) for name, text in parts.items()}
    text: str = template.render(**_told(folder), **inside, policy=policy)
    return text


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _told(folder: Folder) -> dict[str, Any]:
    """All that the template is told."""
    articles = _articles(folder)
    topics = [
        (topic, [one for one in articles if one.topic == topic])
        for topic in (*TOPICS.values(), OWN)
        if any(one.topic == topic for one in articles)
    ]
    return {
        "folder": folder,
        "articles": articles,
        "topics": topics,
        "surprising": [one for one in articles if one.surprising],
        "verdicts": sorted({one.entry.verdict for one in articles}, key=_rank),
        "apart": len(folder.certificates) - sum(len(one.certificates) for one in articles),
        "proved": {level: sum(level in one.entry.known.levels for one in articles) for level in PROOFS},
        "sign": _sign,
        "legend": [(f"{SIGNS[word]} {word}", MEANINGS[word]) for word in SIGNS]
        + [(f"{GENERAL[is_so]} {DECIDED[is_so]}", IN_GENERAL[is_so]) for is_so in GENERAL],
        "levels": LEVELS,
        "short": SHORT,
    }


def _rank(verdict: str) -> tuple[int, str]:
    """The order of the verdicts: what is unknown here comes last."""
    return (VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)), verdict


def _articles(folder: Folder) -> Sequence[Article]:
    found: dict[str, list[Certificate]] = {}
    for one in folder.certificates:
        found.setdefault(one.claim, []).append(one)
    return [Article(entry, tuple(found.get(entry.id, ()))) for entry in folder.run.entries]


def _sign(entry: Entry, need: Need) -> str:
    """The sign of a need and its words; what is decided in general stands before what a scope shows."""
    general = entry.known.needed.get(need.hypothesis)
    if general is not None:
        return f"{GENERAL[general]} {DECIDED[general]}"
    return f"{SIGNS.get(need.status, '?')} {need.status}"
