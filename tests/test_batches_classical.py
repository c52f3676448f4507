"""The classical claims: the rows of many instances at once are those of one at a time; the mutants are killed."""

from random import Random

import pytest

from verify.check import survivors
from verify.claims import classical
from verify.family import Chunk, Family, instance, instances, listed
from verify.rows import laws, place, row, rows

CLAIMS = {claim.id.removeprefix("classical."): claim for claim in classical.CLAIMS}
BATCHED = ("subring", "universal", "order", "invariants", "milnor", "units", "torsion")
NEEDS = [(name, need) for name, claim in CLAIMS.items() for need in claim.needs]
SAMPLES = 40


def differing(name: str, scope: str):
    """The instances with another row at once than one at a time."""
    claim = CLAIMS[name]
    family = claim.family(scope)
    for chunk in family.chunks():
        found = zip(rows(claim, family, chunk).tolist(), instances(family, chunk), strict=True)
        yield from (claim.shows(here) for kind, here in found if row(claim, here) != kind)


def corner(family: Family, n: int) -> Chunk:
    """The last instances of a block that share all components but two."""
    lengths = [len(listed(pool)) for pool in family.blocks[n]]
    head = tuple(k - 1 for k in lengths[:-2])
    return Chunk(n, 0, head, max(0, lengths[-2] - 2), lengths[-2])


def plain(points: object) -> bool:
    """Whether points are numbers, or lists of such."""
    return isinstance(points, int) or (isinstance(points, tuple) and all(map(plain, points)))


def test_all_are_there() -> None:
    assert {*CLAIMS} == {*BATCHED, "crt", "collapse", "characters", "points", "howe"}


@pytest.mark.parametrize("name", BATCHED)
def test_no_law_is_asked_one_at_a_time(name: str) -> None:
    assert all(hasattr(law, "batch") for law in laws(CLAIMS[name]).values())


@pytest.mark.parametrize("scope", ["small", "standard"])
@pytest.mark.parametrize("name", BATCHED)
def test_rows_at_once_are_rows_one_at_a_time(name: str, scope: str) -> None:
    assert list(differing(name, scope)) == []


@pytest.mark.parametrize("name", [name for name in BATCHED if name != "torsion"])
def test_rows_of_samples_of_the_large_blocks(name: str) -> None:
    claim, draw = CLAIMS[name], Random(name)
    family = claim.family("large")
    for n in range(len(family.blocks) - 1, 0, -max(1, len(family.blocks) // 12)):
        chunk = corner(family, n)
        found = rows(claim, family, chunk)
        for k in (draw.randrange(len(found)) for _ in range(SAMPLES)):
            assert row(claim, instance(family, chunk, place(family, chunk, k))) == found[k]


@pytest.mark.parametrize("name", CLAIMS)
def test_mutants_are_killed(name: str) -> None:
    claim = CLAIMS[name]
    assert 2 <= len(claim.mutants) <= 4
    assert survivors(claim, claim.family("small")) == []


@pytest.mark.parametrize(("name", "need"), NEEDS)
def test_points_of_counterexamples_are_numbers(name: str, need: str) -> None:
    claim = CLAIMS[name].drop(need)
    every = (i for i in claim.family("small").instances() if all(law(i) is None for law in claim.given.values()))
    found = [witness for i in every if (witness := claim.then(i)) is not None]
    assert found
    assert all(plain(witness.points) for witness in found)
