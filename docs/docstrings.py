"""Docstrings as Markdown: squares in code, definitions in lists, and no sign of algebra read as a mark.

        docstring  --griffe-->  Docstrings  -->  Markdown  -->  page

Main definitions
    Docstrings      the extension of griffe that rewrites what it reads
    module, member  the docstring of a module; of a class or a function
"""

import re
from textwrap import dedent
from typing import Any

import griffe

HEAD = re.compile(r"(?m)^([A-Z][a-z ]+)\n(?=    \S)")
UNDERLINED = re.compile(r"(?m)^([A-Z][A-Za-z ]+)\n-{3,}\n")
NAMES = re.compile(r"\A([^\s,]+(?:,\s+[^\s,]+)*)")
REFERENCE = re.compile(r"(?ms)^\.\. \[(\d+)\] (.*?)(?=^\.\. |\Z)")
TYPED = ("Parameters", "Returns", "Yields", "Raises", "Attributes")
# what is between accents stays, and a text that stars hug is meant to stand out
MARKS = re.compile(r"(`[^`\n]+`|(?<![\w)])(\*{1,2})(?=\w)[^*]+(?<=[\w.])\2(?!\w))|([\\*_<>\[\]|~#$])")


class Docstrings(griffe.Extension):
    """Rewrites each docstring before its sections are read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of a module, a class, a function or an attribute."""
        if obj.docstring is not None:
            obj.docstring.value = (module if obj.is_module else member)(obj.docstring.value)


def module(text: str) -> str:
    """Prose and drawings, then sections below headings; those that are underlined come last."""
    plain, *parts = UNDERLINED.split(text)
    opening, *indented = HEAD.split(plain)
    sections = zip(indented[::2], map(dedent, indented[1::2]), strict=True)
    told = [prose(opening), *(f"**{head}**\n\n{section(head, body)}" for head, body in sections)]
    return "\n\n".join([*told, *underlined(parts)])


def member(text: str) -> str:
    """Prose, then sections below underlined headings: types and examples stay as they are."""
    opening, *parts = UNDERLINED.split(text)
    return "\n\n".join([prose(opening), *underlined(parts)])


def underlined(parts: list[str]) -> list[str]:
    """The sections with these headings and bodies, in turn."""
    return [f"{h}\n{'-' * len(h)}\n{section(h, body)}" for h, body in zip(parts[::2], parts[1::2], strict=True)]


def section(head: str, body: str) -> str:
    """What stands below a heading."""
    if head == "Examples":
        return body
    if head in TYPED:
        return "\n".join(marked(line) if line.startswith(" ") else line for line in body.splitlines())
    if head == "Main definitions":
        return "\n".join(map(definition, re.findall(r"(?m)^\S.*(?:\n\s+\S.*)*", body)))
    if head == "References":
        return "\n".join(f"{n}. {marked(' '.join(what.split()))}" for n, what in REFERENCE.findall(body))
    return prose(body)


def definition(entry: str) -> str:
    """An item with some names and what they are; a line in deeper columns goes on."""
    names, what = (" ".join(part.split()) for part in NAMES.split(entry, maxsplit=1)[1:])
    return f"- `{names}`: {marked(what)}" if what else f"- `{names}`"


def prose(text: str) -> str:
    """Paragraphs; what is indented is a drawing."""
    return "\n\n".join(
        f"```text\n{dedent(part)}\n```" if part.startswith("    ") else marked(part)
        for part in re.split(r"\n\s*\n", text.strip("\n").rstrip())
    )


def marked(text: str) -> str:
    """Prose in which every sign of algebra is escaped."""
    cited = re.sub(r"(\[\d+\])_(?!\w)", r"\1", text)
    return MARKS.sub(lambda found: found[1] or ("&lt;" if found[3] == "<" else "\\" + found[3]), cited)
