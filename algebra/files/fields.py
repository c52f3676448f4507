"""Strict JSON: only integers and strings as numbers, every refusal names the file and the key.

Main definitions
    Place       a place in a file, from which values are taken with a check
    parse       the top of a file
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from algebra.errors import AlgebraError, Mismatch, TooLarge
from algebra.metrics import Exact, exact

LARGEST = 512


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a file, with the path of keys that leads to it."""

    file: str
    key: str
    value: Any

    def refuse(self, found: str, hint: str = "") -> NoReturn:
        """Raise the Mismatch that names this place."""
        raise Mismatch(f"{self.file}, key {self.key!r}" if self.key else self.file, found, hint)

    def blame(self, error: AlgebraError) -> NoReturn:
        """Raise an error of the same kind that also names this place."""
        where = f"{self.file}, key {self.key!r}" if self.key else self.file
        raise type(error)(f"{where}: {error.asked}", error.found, error.hint) from None

    def at(self, key: str | int) -> Place:
        """The entry under a key or index."""
        return Place(self.file, f"{self.key}.{key}" if self.key else str(key), self.value[key])

    def record(self, needed: Collection[str], optional: Collection[str] = ()) -> dict[str, Place]:
        """The entries of an object with exactly the keys that may stand there."""
        if not isinstance(self.value, dict):
            self.refuse(f"{shown(self.value)} where an object with {', '.join(sorted(needed))} is needed")
        for key in self.value:
            if key not in needed and key not in optional:
                self.at(key).refuse("unknown key", f"known are {', '.join([*needed, *optional])}")
        for key in needed:
            if key not in self.value:
                Place(self.file, f"{self.key}.{key}".lstrip("."), None).refuse("it is missing")
        return {key: self.at(key) for key in self.value}

    def items(self) -> list[Place]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            self.refuse(f"{shown(self.value)} where a list is needed")
        return [self.at(i) for i in range(len(self.value))]

    def integer(self, least: int | None = None) -> int:
        """An integer, at least a bound."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(f"{shown(self.value)} where an integer is needed")
        if least is not None and self.value < least:
            self.refuse(f"{self.value} where an integer of at least {least} is needed")
        return self.value

    def modulus(self) -> int:
        """An integer of at least 1 that can be factored."""
        m = self.integer(1)
        if m.bit_length() > LARGEST:
            digits = f"an integer of {m.bit_length()} bits"
            self.blame(
                TooLarge("a modulus", f"{digits}, and its prime factors are needed", f"take at most {LARGEST} bits")
            )
        return m

    def integers(self) -> list[int]:
        """A list of integers."""
        return [entry.integer() for entry in self.items()]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            self.refuse(f"{shown(self.value)} where a text is needed")
        return self.value

    def number(self) -> Exact:
        """An exact number at least 0: an integer or a "p/q" string."""
        try:
            return exact(self.value)
        except Mismatch as error:
            self.refuse(error.found, 'give an integer or "p/q"')


def shown(value: Any) -> str:
    """A short text for a JSON value."""
    text = json.dumps(value) if not isinstance(value, Fraction) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def parse(path: str | Path) -> Place:
    """The JSON value in a file, without floats and without repeated keys.

    Raises
    ------
    Mismatch
        When the file cannot be read or is no such JSON.
    """
    file = str(path)

    def no_float(text: str) -> NoReturn:
        raise Mismatch(file, f"the number {text} is no integer", 'write fractions as "p/q"')

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        again = next((key for key in keys if keys.count(key) > 1), None)
        if again is not None:
            raise Mismatch(f"{file}, key {again!r}", "it stands there twice", "keep one")
        return dict(pairs)

    try:
        text = Path(path).read_text(encoding="utf-8")
        value = json.loads(text, parse_float=no_float, parse_constant=no_float, object_pairs_hook=unique)
    except OSError as error:
        raise Mismatch(file, (error.strerror or "it cannot be read").lower(), "check the path") from None
    except UnicodeDecodeError:
        raise Mismatch(file, "it is no text in UTF-8", "give a JSON file") from None
    except (ValueError, RecursionError) as error:
        raise Mismatch(file, f"it is no JSON ({error})", "give one JSON object") from None
    return Place(file, "", value)
