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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verify.evidence import PROOFS, Level
from verify.page.books import differences
from verify.page.entries import VERDICTS, Entry
from verify.page.instances import lines
from verify.page.reading import Certificate, Folder
from verify.typeset import typeset
from verify.verdict import GENERAL, SIGNS, Need, sign

HERE = Path(__file__).parent
# the longest detail that is told beside its level, and the longest certificate that is on the page
LONG, LONGEST = 160, 2000
TOPICS = {
    "classical": "Classical fiber products",
    "relaxation": "Relaxations",
    "robustness": "Robustness",
    "decomposition": "Decomposition and bundles",
    "numeric": "Numeric backends",
}
OWN = "Claims of a user's own"
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
# what a browser does not encode
SAFE = "!*'()"
# what would not be seen, or would turn the text after it around, and halves of characters in the names of files
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
        return self.entry.verdict != self.entry.expected or bool(self.entry.surprises or self.foreign)


def html(folder: Folder) -> str:
    """The page of a folder.

    Notes
    -----
    Claims that are not as expected stand first, the others by topic in the order of the run.
    """
    jinja = import_module("jinja2")
    markup = import_module("markupsafe").Markup
    environment = jinja.Environment(
        autoescape=True, undefined=jinja.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "typeset": lambda text: markup(typeset(text)),
        "lines": lambda text, end: [markup(line) for line in lines(text, end)],
        "parted": lambda name: markup(re.sub(r"([._])(?=\w)", r"\1<wbr>", str(markup.escape(name)))),
        "count": "{:,}".format,
        "counted": _counted,
        "anchor": _anchor,
    }
    template = environment.from_string((HERE / "page.html.j2").read_text(encoding="utf-8"))
    parts = {name: (HERE / f"page.{name}").read_text(encoding="utf-8") for name in ("css", "js")}
    policy = {name: _digest(text) for name, text in parts.items()}
    inside = {name: markup(text) for name, text in parts.items()}
    text: str = template.render(**_told(folder), **inside, policy=policy)
    return HIDDEN.sub("\ufffd", text)


def _counted(text: str) -> str:
    """A text whose numbers have commas."""
    return re.sub(r"\b\d{4,}\b", lambda found: f"{int(found[0]):,}", text)


def _anchor(id_: str) -> str:
    """What a claim is called in the page: no two ids come to one, and a browser that encodes an id comes to it, too."""
    return f"claim-{quote(id_, safe=SAFE)}"


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
        "own": bool(articles) and all(one.topic == OWN for one in articles),
        "surprising": [one for one in articles if one.surprising],
        "verdicts": [verdict for verdict in VERDICTS if any(one.entry.verdict == verdict for one in articles)],
        "apart": len(folder.certificates) - sum(len(one.certificates) for one in articles),
        "proved": {level: sum(level in one.entry.known.levels for one in articles) for level in PROOFS},
        "differences": () if folder.book is None else differences(folder.book.plan, folder.run),
        "sign": _sign,
        "absent": _absent,
        "legend": [(f"{one.mark} {one.word}", one.meaning) for one in (*SIGNS.values(), *GENERAL.values())],
        "levels": LEVELS,
        "long": LONG,
        "longest": LONGEST,
    }


def _articles(folder: Folder) -> Sequence[Article]:
    found: dict[str, list[Certificate]] = {}
    for one in folder.certificates:
        found.setdefault(one.claim, []).append(one)
    return [Article(entry, tuple(found.get(entry.id, ()))) for entry in folder.run.entries]


def _sign(entry: Entry, need: Need) -> str:
    """The mark and the word of a need."""
    found = sign(need.status, entry.known.needed.get(need.hypothesis))
    return f"{found.mark} {found.word}"


def _absent(entry: Entry, need: Need) -> str:
    """Why there is no counterexample without a hypothesis."""
    if entry.known.needed.get(need.hypothesis) is False:
        return "there is none"
    return "there was nothing to look at" if need.status == "untested" else "none was found"
