"""The least counterexample without a needed hypothesis, by name."""

import pytest

from verify.claims.relaxation import CLAIMS

BY_ID = {claim.id.removeprefix("relaxation."): claim for claim in CLAIMS}
LEE_4 = "distances 0 1 2 1 | 1 0 1 2 | 2 1 0 1 | 1 2 1 0"
LEAST = [
    ("subgroup", "ultrametric", f"f Z_4 → Z_4: 0 0 0 0; g Z_4 → Z_4: 0 1 2 3; {LEE_4}; ε = 1"),
    ("equivalence", "ultrametric", "f Z_3 → Z_3: 0 1 2; distances 0 1 1 | 1 0 2 | 1 2 0; ε = 1"),
    ("limit_zero", "separating", "f Z_1 → Z_2: 0; g Z_1 → Z_2: 1; distances 0 0 | 0 0; ε = 0"),
    ("limit_zero", "below", "f Z_1 → Z_2: 0; g Z_1 → Z_2: 1; distances 0 1 | 1 0; ε = 1"),
    (
        "composition",
        "triangle",
        "f Z_1 → Z_3: 1; g Z_1 → Z_3: 0; h Z_1 → Z_3: 2; distances 0 0 0 | 0 0 1 | 0 1 0; a = 0; b = 0",
    ),
    ("power_law", None, "the identity of Z_5^1, twice; Lee l1"),
]


def against(claim, dropped):
    """The text of each instance that refutes the claim without one hypothesis, in order."""
    kept = [law for name, law in claim.given.items() if name != dropped]
    for instance in claim.families["small"].instances():
        if all(law(instance) is None for law in kept) and claim.then(instance) is not None:
            yield claim.shows(instance)


@pytest.mark.parametrize(("name", "dropped", "text"), LEAST)
def test_least_counterexample(name, dropped, text):
    assert next(against(BY_ID[name], dropped)) == text


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_claims_that_hold_have_no_counterexample(name):
    claim = BY_ID[name]
    assert (next(against(claim, None), None) is None) == (claim.expected == "holds")


@pytest.mark.parametrize(("name", "need"), [(name, need) for name, claim in BY_ID.items() for need in claim.needs])
def test_each_need_is_refuted_when_dropped(name, need):
    assert next(against(BY_ID[name], need), None) is not None


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_declared_sizes_are_the_sizes(name):
    for scope in ("small", "standard"):
        family = BY_ID[name].families[scope]
        assert family.miscounted() is None
        assert sum(1 for _ in family.instances()) == family.size <= family.cardinality
