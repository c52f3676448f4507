"""One byte for each instance: which hypotheses hold there, and whether the conclusion does.

        row(t) = [c(t)] + 2·[h_1(t)] + 4·[h_2(t)] + ...

Main definitions
    row             of one instance: the oracle
    rows            of a chunk, by arrays where the laws know how and one at a time where not
    doubt           an instance that has another row one at a time, or under the declared symmetry
    weights, rank   how many labelled instances each representative stands for, and where it stands among them
    place           the indices into the pools of an instance of a chunk

Conventions
    No law is skipped, so a claim and all its weakenings are decided by the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from math import prod
from random import Random
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from verify.batch import answers, batch
from verify.claim import Claim
from verify.family import Chunk, Family, Pool, indices, instance, instances, orbits
from verify.foreign import Raised, called, held, shown

T = TypeVar("T")
Rows = NDArray[np.uint8]
SPOTS = 6
EXACT = 1 << 63


class Unanswered(Raised):
    """A law without an answer, told in a sentence with the number of the instance in its chunk."""

    def __init__(self, at: int, says: str) -> None:
        super().__init__(says)
        self.at = at


def laws(claim: Claim[T]) -> dict[str, Callable[[T], object | None]]:
    """The conclusion and the hypotheses by name, in the order of their bits."""
    return {"the conclusion": claim.then, **claim.given}


def row(claim: Claim[T], found: T) -> int:
    """The row of one instance."""
    return sum(held(law, found) << bit for bit, law in enumerate(laws(claim).values()))


def rows(claim: Claim[T], family: Family[T], chunk: Chunk) -> Rows:
    """The rows of the instances of a chunk, in order.

    Raises
    ------
    Unanswered
        At the first instance on which a law raises.
    Raised
        When a law of many instances at once raises.
    """
    mesh = batch(family, chunk)
    out = np.zeros(mesh.shape, dtype=np.uint8)
    slow: dict[int, str] = {}
    for bit, (name, law) in enumerate(laws(claim).items()):
        try:
            answered = called(answers, law, mesh)
        except Raised as error:
            raise Raised(f"{name} {error}") from error
        if answered is None:
            slow[bit] = name
        else:
            out |= answered.astype(np.uint8) << np.uint8(bit)
    flat = out.reshape(-1)
    if slow:
        flat |= _one_by_one(claim, family, chunk, slow)
    return flat


def _one_by_one(claim: Claim[T], family: Family[T], chunk: Chunk, slow: dict[int, str]) -> Rows:
    known = laws(claim)
    todo = [(1 << bit, name, known[name]) for bit, name in slow.items()]
    out = bytearray()
    for n, found in enumerate(instances(family, chunk)):
        bits = 0
        for weight, name, law in todo:
            try:
                bits |= weight * held(law, found)
            except Raised as error:
                raise Unanswered(n, f"{name} {error}, on the instance {text(claim, found)}") from error
        out.append(bits)
    return np.frombuffer(bytes(out), dtype=np.uint8)


def text(claim: Claim[T], found: T) -> str:
    """The text of an instance, in whatever way can be had."""
    return shown(found, claim.shows)


def weights(family: Family[Any], chunk: Chunk) -> NDArray[Any]:
    """The number of labelled instances that each representative of a chunk stands for."""
    block = family.blocks[chunk.block]
    # a sum over a chunk is at most the number of labelled instances of its block
    kind = np.int64 if prod(pool.count for pool in block) < EXACT else object
    ranges = zip(block, indices(family, chunk), strict=True)
    parts = (_sizes(pool)[r.start : r.stop].astype(kind, copy=False) for pool, r in ranges)
    return reduce(np.multiply.outer, parts).reshape(-1)


@lru_cache(256)
def _sizes(pool: Pool) -> NDArray[Any]:
    return np.array([size for _, size in orbits(pool)], dtype=np.int64 if pool.count < EXACT else object)


def rank(family: Family[Any], chunk: Chunk, place: Sequence[int]) -> int:
    """The rank of an instance, given by indices into the pools of its block, among all labelled instances."""
    total = 0
    for pool, i in zip(family.blocks[chunk.block], place, strict=True):
        total = total * pool.count + orbits(pool)[i][0]
    return chunk.before + total


def place(family: Family[Any], chunk: Chunk, n: int) -> tuple[int, ...]:
    """The indices into the pools of the n-th instance of a chunk."""
    ranges = indices(family, chunk)
    where = np.unravel_index(n, [len(r) for r in ranges])
    return tuple(r[int(i)] for r, i in zip(ranges, where, strict=True))


def doubt(claim: Claim[T], family: Family[T], chunk: Chunk, found: Rows) -> str | None:
    """Why the rows of a chunk are wrong, told in a sentence, by a few instances and their images.

    Some instances drawn at random are asked again one at a time, and so are random images of them under the
    symmetry that the family declares.
    """
    draw = Random(f"{family.name} {chunk}")
    for n in draw.sample(range(len(found)), min(SPOTS, len(found))):
        here = instance(family, chunk, place(family, chunk, n))
        again = row(claim, here)
        if again != found[n]:
            return unlike(claim, here, int(found[n]), again)
        there = here if family.image is None else family.image(here, draw)
        if there is not here and row(claim, there) != found[n]:
            return f"the declared symmetry is wrong: {text(claim, here)} and its image {text(claim, there)} differ"
    return None


def unlike(claim: Claim[T], here: T, found: int, again: int) -> str:
    """The sentence about an instance whose rows differ: as it was asked first, and by itself."""
    for bit, (name, law) in enumerate(laws(claim).items()):
        if (again ^ found) >> bit & 1 and not hasattr(law, "batch"):
            return f"{name} answers differently when it is asked twice, on {text(claim, here)}"
    return f"many at once gives row {found}, one at a time {again}, on {text(claim, here)}"
