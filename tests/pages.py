"""A page that tests share: what a run leaves for it, and the elements that it is made of."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from verify.cli import main
from verify.page import html, read

CLAIMS = [
    "relaxation.subgroup",
    "relaxation.power_law",
    "robustness.unchanged",
    "relaxation.limit_zero",
    "numeric.naive",
]
VOID = {"meta", "link", "input", "wbr"}


class Tree(HTMLParser):
    """The elements of a page as (tag, attributes, text below), and whether each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[int] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for n in self.open:
            self.elements[n][2].append(data)

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        return [
            (attrs, " ".join("".join(text).split()))
            for name, attrs, text in self.elements
            if name == tag and all(attrs.get(key.rstrip("_")) == value for key, value in wanted.items())
        ]


def leave(folder: Path) -> Path:
    """What a run on a small scope leaves."""
    asked = [*CLAIMS, "--scope", "small", "--workers", "1", "--proofs", "none", "--json", str(folder / "run.json")]
    assert main(["verify", *asked, "--ledger", str(folder / "run.db"), "--certificates", str(folder / "evidence")]) == 0
    return folder


def recorded(left: Path) -> dict[str, Any]:
    """The record of a run."""
    value: dict[str, Any] = json.loads((left / "run.json").read_text())
    return value


def copied(left: Path, folder: Path, *, record: dict[str, Any] | None = None) -> Path:
    """Another folder with the record alone, perhaps another record."""
    folder.mkdir(exist_ok=True)
    text = (left / "run.json").read_text() if record is None else json.dumps(record)
    (folder / "run.json").write_text(text)
    return folder


def article(folder: Path, name: str) -> str:
    """The text of one claim on the page of a folder."""
    (text,) = [text for _, text in Tree(html(read(str(folder)))).all("article") if text.startswith(name)]
    return text
