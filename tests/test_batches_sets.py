"""Laws of many instances at once against the same laws one at a time: relaxations of maps of sets, and their sizes."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from algebra.maps import Map
from algebra.metrics import Distances, Lee, Metric
from algebra.rings import Zmod
from verify.batch import Batch, Twofold, batch
from verify.batches import arrays, sets
from verify.check import cells, merge, survivors, verdict
from verify.claims import relaxation, relaxation_growth, relaxation_maps
from verify.claims.relaxation_sets import Chain, Pushed, composition, functorial, lipschitz
from verify.data import put
from verify.family import Family, grid, instances, radii
from verify.pools.distances import tables
from verify.pools.maps import maps
from verify.pools.symmetry import histograms
from verify.rows import laws, row, rows
from verify.verdict import Error, Holds

OWN = (*relaxation_maps.CLAIMS, relaxation.ADIC, *relaxation_growth.CLAIMS)
BY_ID = {claim.id.removeprefix("relaxation."): claim for claim in OWN}
BATCHED = [name for name, claim in BY_ID.items() if all(hasattr(law, "batch") for law in laws(claim).values())]


def singly(claim, family, chunk) -> bytes:
    return bytes(row(claim, instance) for instance in instances(family, chunk))


def decide(claim, family):
    return verdict(claim, family, "small", merge([cells(claim, family, 0, 1)]))


def test_all_claims_are_batched_but_those_with_few_instances_and_the_one_about_the_library() -> None:
    assert set(BY_ID) - set(BATCHED) == {"steps", "ball", "power_law"}


@pytest.mark.parametrize("name", BATCHED)
def test_all_rows_of_the_small_scope(name: str) -> None:
    claim = BY_ID[name]
    family = claim.family("small")
    for chunk in family.chunks():
        assert rows(claim, family, chunk).tobytes() == singly(claim, family, chunk)


@pytest.mark.parametrize("name", BATCHED)
def test_all_rows_of_the_standard_scope(name: str) -> None:
    claim = BY_ID[name]
    family = claim.family("standard")
    for chunk in family.chunks():
        assert rows(claim, family, chunk).tobytes() == singly(claim, family, chunk)


@pytest.mark.parametrize("claim", relaxation_maps.CLAIMS, ids=lambda claim: claim.id)
def test_a_few_rows_of_each_block_of_the_large_scope(claim) -> None:
    family = claim.family("large")
    last = {chunk.block: chunk for chunk in family.chunks(1 << 7)}
    for chunk in last.values():
        short = replace(chunk, start=max(chunk.start, chunk.stop - 2))
        assert rows(claim, family, short).tobytes() == singly(claim, family, short)


@pytest.mark.parametrize("name", BATCHED)
def test_rows_do_not_depend_on_the_chunks(name: str) -> None:
    claim = BY_ID[name]
    family = claim.family("small")
    whole, parts = (b"".join(rows(claim, family, c).tobytes() for c in family.chunks(n)) for n in (1 << 16, 37))
    assert whole == parts


@pytest.mark.parametrize("name", list(BY_ID))
def test_every_mutant_is_killed_on_the_small_scope(name: str) -> None:
    claim = BY_ID[name]
    assert 2 <= len(claim.mutants) <= 4
    assert survivors(claim, claim.family("small")) == []


@pytest.mark.parametrize("name", BATCHED)
def test_a_wrong_batch_law_is_caught(name: str) -> None:
    claim = BY_ID[name]
    wrong = Twofold(claim.then.law, lambda b: ~claim.then.batch(b))
    found = decide(replace(claim, then=wrong), claim.family("small"))
    assert isinstance(found, Error)
    assert "many at once gives row" in found.reason


def test_a_batch_law_of_another_radius_is_caught() -> None:
    claim = BY_ID["limit_infinity"]

    def off(b: Batch) -> Any:
        return arrays.numbers(b, "eps") > 2

    found = decide(replace(claim, then=Twofold(claim.then.law, off)), claim.family("small"))
    assert isinstance(found, Error)
    assert "many at once gives row" in found.reason


HALVES = put(0, Fraction(1, 2), 1, Fraction(3, 2))
FAR = Distances(Zmod(6), tuple(tuple((i - j) ** 2 for j in range(6)) for i in range(6)))
SQUARES = put(Lee(Zmod(6), "l2"), Lee(Zmod(6), "l1"), FAR)


def compare(family: Family[Any], law, at_once) -> None:
    for chunk in family.chunks():
        b = batch(family, chunk)
        found = np.broadcast_to(at_once(b), b.shape).reshape(-1).tolist()
        assert found == [law(i) is None for i in instances(family, chunk)]
        assert len(set(found)) == 2


def test_fractions_and_squared_distances_compare_as_they_do_one_at_a_time() -> None:
    ends = (maps(1, 6), maps(1, 6), maps(1, 6))
    compare(grid("chains", Chain, (SQUARES, *ends, HALVES, HALVES)), composition, sets.composition)
    compare(
        grid("chains", Chain, (tables(3, (0, Fraction(1, 3), 1)), maps(2, 3), *(maps(1, 3),) * 2, HALVES, HALVES)),
        composition,
        sets.composition,
    )
    pushed = grid(
        "pushed", Pushed, (tables(2, (0, Fraction(1, 2), 2)), SQUARES, maps(2, 6), *(maps(1, 2),) * 2, HALVES, HALVES)
    )
    compare(pushed, lipschitz, sets.lipschitz)
    compare(pushed, functorial, sets.functorial)


@dataclass(frozen=True, slots=True)
class Wide:
    """A cospan with many points and a radius."""

    d: Metric[Any]
    f: Map[Any, Any]
    g: Map[Any, Any]
    eps: int


@pytest.mark.parametrize(("x", "y", "width"), [(1, 1, 1), (3, 3, 2), (5, 6, 4), (8, 8, 8)])
def test_relations_are_bits_and_as_narrow_as_they_can_be(x: int, y: int, width: int) -> None:
    family = grid("wide", Wide, (tables(2), histograms(x, 2), histograms(y, 2), radii(4)))
    (chunk,) = family.chunks()
    b = batch(family, chunk)
    found = arrays.relation(b, arrays.numbers(b, "eps"))
    assert found.itemsize == width
    for i, bits in zip(instances(family, chunk), np.broadcast_to(found, b.shape).reshape(-1).tolist(), strict=True):
        pairs = product(range(x), range(y))
        assert bits == sum((i.d(i.f(p), i.g(q)) <= i.eps) << (p * y + q) for p, q in pairs)


def test_more_pairs_than_bits_are_refused() -> None:
    family = grid("wide", Wide, (tables(2), histograms(9, 2), histograms(8, 2), radii(1)))
    b = batch(family, family.chunks()[0])
    with pytest.raises(ValueError, match="72 truth values do not fit 64 bits"):
        arrays.relation(b, arrays.numbers(b, "eps"))


@pytest.mark.parametrize("name", BATCHED)
def test_the_large_scope_begins_with_the_standard_one(name: str) -> None:
    small, standard, large = (BY_ID[name].family(scope).blocks for scope in ("small", "standard", "large"))
    assert standard[: len(small)] == small
    assert large[: len(standard)] == standard


def test_the_set_claims_cover_more_than_a_thousand_million_labelled_instances() -> None:
    covered = sum(claim.family("large").cardinality for claim in relaxation_maps.CLAIMS)
    assert covered > 10**12
    assert sum(claim.family("large").size for claim in relaxation_maps.CLAIMS) < 10**8


def test_verdicts_of_the_claims_do_not_change_at_once() -> None:
    for name in ("limit_zero", "equivalence", "functorial", "adic"):
        claim = BY_ID[name]
        family = claim.family("small")
        slow = replace(
            claim, then=claim.then.law, given={n: lambda i, law=law: law(i) for n, law in claim.given.items()}
        )
        assert isinstance(decide(claim, family), Holds)
        assert cells(claim, family, 0, 1) == cells(slow, family, 0, 1)
