"""The robustness claims on many instances at once against one at a time, row by row."""

from random import Random

import pytest

from verify.check import cells, merge, survivors, verdict
from verify.claims import robustness, symbolic
from verify.family import instances
from verify.rows import row, rows

CLAIMS = {claim.id: claim for claim in robustness.CLAIMS}
ALL = CLAIMS | {claim.id: claim for claim in symbolic.CLAIMS}
RUN = 1 << 8
LARGE = {
    "robustness.inclusion": 940_280_808,
    "robustness.interleaving": 1_211_913_028,
    "robustness.ultrametric": 942_344_295,
    "robustness.input": 270_448_685,
}


def differing(name: str, scope: str, chunks: object) -> list[str]:
    claim = CLAIMS[name]
    family = claim.families[scope]
    return [
        str(instance)
        for chunk in chunks
        for instance, found in zip(instances(family, chunk), rows(claim, family, chunk), strict=True)
        if row(claim, instance) != found
    ]


@pytest.mark.parametrize("name", CLAIMS)
def test_all_rows_of_the_small_scope(name: str) -> None:
    assert not differing(name, "small", CLAIMS[name].families["small"].chunks())


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("scope", ["standard", "large"])
def test_rows_of_every_block(name: str, scope: str) -> None:
    """A few runs of each of the last blocks, drawn at random."""
    draw, family = Random(name), CLAIMS[name].families[scope]
    chunks = family.chunks(RUN)
    for block in range(max(0, len(family.blocks) - 8), len(family.blocks)):
        own = [chunk for chunk in chunks if chunk.block == block]
        assert not differing(name, scope, draw.sample(own, min(2, len(own))))


@pytest.mark.parametrize("name", ALL)
def test_no_mutant_survives(name: str) -> None:
    assert not survivors(ALL[name], ALL[name].families["small"])


@pytest.mark.parametrize("name", CLAIMS)
def test_the_standard_scope_is_decided_by_batches(name: str) -> None:
    claim, family = CLAIMS[name], CLAIMS[name].families["standard"]
    found = verdict(claim, family, "standard", merge([cells(claim, family, 0, 1)]))
    assert found.as_expected, found
    assert all(hasattr(law, "batch") for law in (claim.then, *claim.given.values()))


@pytest.mark.parametrize(("name", "count"), LARGE.items())
def test_the_large_scope_counts_labelled_instances(name: str, count: int) -> None:
    family = CLAIMS[name].families["large"]
    assert family.cardinality == count
    assert family.miscounted() is None


@pytest.mark.parametrize("name", ALL)
def test_smaller_scopes_are_prefixes(name: str) -> None:
    small, standard, large = (ALL[name].families[scope].blocks for scope in ("small", "standard", "large"))
    assert standard[: len(small)] == small
    assert large[: len(standard)] == standard
