"""Evidence for a verdict: canonical JSON, bound to its claim by a hash and named by its own.

        checked     the family as data, and a SHA-256 of the rows of each chunk
        refuted     an instance as data, and the points at which the conclusion fails
        farkas      premises with multipliers that add up to 0 < 0; chain: steps from level to level
        space       points with their distances, and numbers, that refute an inequality

Main definitions
    canonical           one text for one value
    statement           the hash of what a claim says
    checked, refuted    certificates as values
    evidence            all certificates that a verdict calls for
    write               a certificate into its file
    replace             a text into a file, at once

Conventions
    Integers, texts, arrays and objects only; a fraction is the text "p/q".  What is not made of finite data has no
    certificate.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from verify.check import Result
from verify.claim import Claim
from verify.decided import certificates
from verify.family import Datum, Family, listed, located
from verify.verdict import Holds, Need, Refuted, Verdict

Encode = Callable[[Any], Datum]
Value = dict[str, Any]


def canonical(value: Any) -> str:
    r"""The one JSON text of a value, sorted and without spaces.

    Examples
    --------
    >>> canonical({"b": (1, 2), "a": "1/2"})
    '{"a":"1/2","b":[1,2]}\n'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def digest(value: Any) -> str:
    """The SHA-256 of the canonical text of a value, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()


def statement(claim: Claim[Any]) -> str:
    """The hash of what a claim says: its id, its statement, its hypotheses and what is expected of it."""
    said = {"id": claim.id, "statement": claim.statement, "given": list(claim.given), "expected": claim.expected}
    return digest(said)


def blocks(family: Family[Any]) -> list[list[tuple[str, Datum]]]:
    """The pools of a family as data, with the names of their components."""
    return [[(n, pool.data) for n, pool in zip(family.names, block, strict=True)] for block in family.blocks]


def _bound(claim: Claim[Any], kind: str) -> Value:
    return {"kind": kind, "claim": claim.id, "statement": statement(claim)}


def checked(claim: Claim[Any], family: Family[Any], merged: Result, satisfying: int) -> Value:
    """The certificate that a claim holds on a family, every instance of which was looked at."""
    return _bound(claim, "checked") | {
        "blocks": blocks(family),
        "cardinality": family.cardinality,
        "instances": merged.representatives,
        "satisfying": satisfying,
        "chunks": [list(merged.digests[n]) for n in sorted(merged.digests)],
    }


def refuted(claim: Claim[Any], family: Family[Any], rank: int, dropped: Iterable[str], encode: Encode) -> Value:
    """The certificate that a claim without some hypotheses fails on the instance of a rank."""
    block, place = located(family, rank)
    parts = [listed(pool)[i] for pool, i in zip(block, place, strict=True)]
    witness = claim.then(family.make(*parts))
    return _bound(claim, "refuted") | {
        "dropped": list(dropped),
        "instance": {name: encode(part) for name, part in zip(family.names, parts, strict=True)},
        "points": encode(getattr(witness, "points", ())),
    }


def evidence(
    claim: Claim[Any], family: Family[Any], merged: Result, verdict: Verdict, needs: Iterable[Need], encode: Encode
) -> Iterator[Value]:
    """The certificate of a verdict, one for each hypothesis found to be needed, and those that rest on no family."""
    if not isinstance(verdict, (Holds, Refuted)):
        return
    if claim.finite:
        yield from _listed(claim, family, merged, verdict, needs, encode)
    for data in certificates(claim):
        yield _bound(claim, data["kind"]) | data


def _listed(
    claim: Claim[Any], family: Family[Any], merged: Result, verdict: Verdict, needs: Iterable[Need], encode: Encode
) -> Iterator[Value]:
    """The certificates that rest on the instances of a family."""
    if isinstance(verdict, Holds):
        yield checked(claim, family, merged, verdict.satisfying)
    elif isinstance(verdict, Refuted):
        yield refuted(claim, family, verdict.counterexample.rank, (), encode)
    for need in needs:
        if need.witness is not None:
            yield refuted(claim, family, need.witness.rank, (need.hypothesis,), encode)


def write(folder: Path, certificate: Value) -> Path:
    """Write a certificate into the file named by its hash, at once or not at all."""
    text = canonical(certificate)
    path = folder / f"{sha256(text.encode()).hexdigest()}.json"
    replace(path, text.encode("ascii"))
    return path


def replace(path: Path, text: bytes) -> None:
    """Put a text into a file, in place of what is there, at once or not at all."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        draft.write_bytes(text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
