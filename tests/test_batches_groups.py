"""Relaxations of maps of groups and rings: many instances at once against one at a time, on the same instances."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from verify.batch import batch
from verify.batches import planes
from verify.check import survivors
from verify.claims.relaxation_groups import CLAIMS
from verify.family import Chunk, Family, instances
from verify.rows import doubt, laws, row, rows

BY_ID = {claim.id.removeprefix("relaxation."): claim for claim in CLAIMS}
NAMES = list(BY_ID)


def singly(claim, family: Family, chunk: Chunk) -> bytes:
    return bytes(row(claim, instance) for instance in instances(family, chunk))


def agrees(claim, family: Family, chunk: Chunk) -> bool:
    return rows(claim, family, chunk).tobytes() == singly(claim, family, chunk)


def test_all_laws_have_a_batch() -> None:
    assert all(hasattr(law, "batch") for claim in CLAIMS for law in laws(claim).values())


@pytest.mark.parametrize("scope", ["small", "standard"])
@pytest.mark.parametrize("name", NAMES)
def test_all_rows(name: str, scope: str) -> None:
    claim = BY_ID[name]
    family = claim.family(scope)
    assert all(agrees(claim, family, chunk) for chunk in family.chunks())


@pytest.mark.parametrize("name", NAMES)
def test_some_rows_of_the_large_scope(name: str) -> None:
    claim, draw = BY_ID[name], Random(name)
    family = claim.family("large")
    every = family.chunks(32)
    for block in {chunk.block for chunk in every}:
        chunk = draw.choice([chunk for chunk in every if chunk.block == block])
        assert agrees(claim, family, replace(chunk, stop=min(chunk.stop, chunk.start + 3)))
        assert doubt(claim, family, chunk, rows(claim, family, chunk)) is None


@pytest.mark.parametrize("name", NAMES)
def test_chunks_are_parts_of_the_whole(name: str) -> None:
    claim = BY_ID[name]
    family = claim.family("small")
    parts = (rows(claim, family, chunk) for chunk in family.chunks(50))
    wholes = (rows(claim, family, chunk) for chunk in family.chunks())
    assert np.array_equal(np.concatenate(list(parts)), np.concatenate(list(wholes)))


@pytest.mark.parametrize("name", NAMES)
def test_mutants_are_killed_on_the_small_scope(name: str) -> None:
    claim = BY_ID[name]
    assert 2 <= len(claim.mutants) <= 4
    assert survivors(claim, claim.family("small")) == []


def flat(points) -> list:
    return [n for p in points for n in (flat(p) if isinstance(p, tuple) else [p])]


@pytest.mark.parametrize("name", NAMES)
def test_points_of_witnesses_are_ranks(name: str) -> None:
    claim, draw = BY_ID[name], Random(name)
    family = claim.family("standard")
    for chunk in draw.sample(family.chunks(64), 20):
        found = [claim.then(instance) for instance in instances(family, chunk)]
        assert all(type(n) is int for witness in found if witness is not None for n in flat(witness.points))


def test_planes_hold_one_bit_an_instance() -> None:
    family = BY_ID["sum"].family("small")
    b = batch(family, family.chunks()[-1])
    held = np.random.default_rng(0).random((2, 3, *planes.lanes(b))) < 0.5
    wide = np.broadcast_to(held[0, 0], (b.shape[1], b.shape[2], *planes.lanes(b)))
    assert np.array_equal(planes.mesh(b, planes.planes(b, wide)), np.moveaxis(wide, 2, 0))
    assert planes.planes(b, held).shape == (2, 3, -(-np.prod(planes.lanes(b)) // 64))
