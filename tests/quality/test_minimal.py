"""The least counterexample without a needed hypothesis, by name."""

import pytest

from verify.ask import necessity
from verify.claims import (
    catalogue,
    classical_covers,
    classical_schemes,
    decomposition,
    numeric,
    relaxation,
    robustness,
    symbolic,
)

FINITE = classical_schemes.CLAIMS + classical_covers.CLAIMS + relaxation.CLAIMS + robustness.CLAIMS
FINITE += decomposition.CLAIMS + numeric.CLAIMS
BY_ID = {claim.id: claim for claim in FINITE + symbolic.CLAIMS}
LEE_4 = "distances 0 1 2 1 | 1 0 1 2 | 2 1 0 1 | 1 2 1 0"
NEAR_IN_Z3 = "distances 0 1 2 | 1 0 2 | 2 2 0"
ZERO_AND_ONE = "f Z_3 → Z_3: 0 0 0; g Z_3 → Z_3: 0 1 2"
PATH = "f Z_1 → Z_3: 0; g Z_1 → Z_3: 0; f' Z_1 → Z_3: 1; g' Z_1 → Z_3: 2; distances 0 0 0 | 0 0 1 | 0 1 0; a = 0; b = 0"
SKEW = "f Z_1 → Z_3: 0; g Z_1 → Z_3: 1; f' Z_1 → Z_3: 0; g' Z_1 → Z_3: 0; distances 0 2 1 | 1 0 2 | 2 1 0; a = 0; b = 1"
MOVES_F = "f Z_1 → Z_2: 0; g Z_1 → Z_2: 0; f' Z_1 → Z_2: 1; g' Z_1 → Z_2: 0; distances 0 1 | 1 0; a = 0; b = 0; ε = 0"
MOVES_G = "f Z_1 → Z_2: 0; g Z_1 → Z_2: 0; f' Z_1 → Z_2: 0; g' Z_1 → Z_2: 1; distances 0 1 | 1 0; a = 0; b = 0; ε = 0"
THIRD = "distances 0 0 1 | 0 0 1 | 1 1 0; a = 0; b = 0"
GIVEN_B = "f Z_1 → Z_2: 0; g Z_1 → Z_2: 0; f' Z_1 → Z_2: 0; g' Z_1 → Z_2: 1; distances 0 1 | 1 0; a = 0; b = 1; ε = 0"
FLAT = "X distances 0 0 | 0 0; Y distances 0 1 | 1 0; Z distances 0 1 | 1 0; L = 0; M = 0; ε = 0"
OWN_COMPLEMENT = "F_2^2, dot product; U = <(1, 1)>"
ALL_OF_IT = "F_2, dot product; im f = <(1)>; im g = <(1)>"
ROUNDED = "u = 2049; v = -2048; ε = 16785408"
LINE = "GF(2)^1; f Z_2 → GF(2): (0) (0); g Z_2 → GF(2): (0) (0)"
CIRCLE = "vertices 0, edges 0-0; fiber 2; transitions 1 0"
THIRD_SHEET = "vertices 0, edges 0-0; fiber 3; transitions 1 0 2"
LEAST = [
    ("classical.howe", "q odd", "y^2 = 0, z^2 = 1 over GF(2)"),
    ("relaxation.subgroup", "ultrametric", f"f Z_4 → Z_4: 0 0 0 0; g Z_4 → Z_4: 0 1 2 3; {LEE_4}; ε = 1"),
    (
        "relaxation.subgroup",
        "additive",
        "f Z_2 → Z_2: 0 0; g Z_3 → Z_2: 0 1 0; distances 0 1 | 1 0; ε = 0",
    ),
    ("relaxation.subgroup", "invariant", f"{ZERO_AND_ONE}; {NEAR_IN_Z3}; ε = 1"),
    ("relaxation.subring", "homomorphic", f"{ZERO_AND_ONE}; distances 0 1 1 | 1 0 1 | 1 1 0; ε = 0"),
    (
        "relaxation.subring",
        "invariant",
        "f Z_3 → Z_3: 0 1 2; g Z_3 → Z_3: 0 1 2; distances 0 1 1 | 1 0 1/2 | 1 1/2 0; ε = 1/2",
    ),
    ("relaxation.quotient", "invariant", f"f Z_3 → Z_3: 0 0 0; g Z_3 → Z_3: 0 0 0; {NEAR_IN_Z3}; ε = 1"),
    ("relaxation.quotient_converse", "invariant", "Z_3; distances 0 1 1 | 1 0 2 | 1 2 0"),
    ("relaxation.equivalence", "ultrametric", "f Z_3 → Z_3: 0 1 2; distances 0 1 1 | 1 0 2 | 1 2 0; ε = 1"),
    ("relaxation.limit_zero", "separating", "f Z_1 → Z_2: 0; g Z_1 → Z_2: 1; distances 0 0 | 0 0; ε = 0"),
    ("relaxation.limit_zero", "below", "f Z_1 → Z_2: 0; g Z_1 → Z_2: 1; distances 0 1 | 1 0; ε = 1"),
    (
        "relaxation.composition",
        "triangle",
        "f Z_1 → Z_3: 1; g Z_1 → Z_3: 0; h Z_1 → Z_3: 2; distances 0 0 0 | 0 0 1 | 0 1 0; a = 0; b = 0",
    ),
    ("relaxation.power_law", None, "the identity of Z_5^1, twice; Lee l1"),
    ("robustness.inclusion", "triangle", f"{PATH}; ε = 0"),
    ("robustness.inclusion", "f_within_a", MOVES_F),
    ("robustness.inclusion", "g_within_b", MOVES_G),
    ("robustness.sandwich", "triangle", f"{PATH}; ε = 0"),
    ("robustness.sandwich", "symmetric", f"{SKEW}; ε = 0"),
    ("robustness.gap", "symmetric", f"{SKEW}; ε = 0"),
    ("robustness.gap", "gap", GIVEN_B),
    ("robustness.count", "triangle", f"{PATH}; ε = 0"),
    ("robustness.count", "symmetric", f"{SKEW}; ε = 0"),
    ("robustness.interleaving", "triangle", PATH),
    ("robustness.interleaving", "symmetric", SKEW),
    (
        "robustness.interleaving",
        "f_within_a",
        f"f Z_1 → Z_3: 0; g Z_1 → Z_3: 0; f' Z_1 → Z_3: 2; g' Z_1 → Z_3: 0; {THIRD}",
    ),
    (
        "robustness.unchanged",
        None,
        "f Z_1 → Z_3: 0; g Z_1 → Z_3: 2; f' Z_1 → Z_3: 1; g' Z_1 → Z_3: 2; "
        "distances 0 1 2 | 1 0 3 | 2 3 0; a = 1; b = 0; ε = 2",
    ),
    (
        "robustness.ultrametric",
        "ultrametric",
        "f Z_1 → Z_3: 0; g Z_1 → Z_3: 0; f' Z_1 → Z_3: 1; g' Z_1 → Z_3: 2; "
        "distances 0 1 1 | 1 0 2 | 1 2 0; a = 1; b = 1; ε = 1",
    ),
    ("robustness.ultrametric", "tolerated", GIVEN_B),
    (
        "robustness.input",
        "triangle",
        "f Z_2 → Z_3: 0 1; g Z_1 → Z_3: 2; X distances 0 0 | 0 0; Y distances 0; "
        "Z distances 0 0 0 | 0 0 1 | 0 1 0; L = 0; M = 0; ε = 0",
    ),
    ("robustness.input", "f_lipschitz", f"f Z_2 → Z_2: 0 1; g Z_2 → Z_2: 0 0; {FLAT}"),
    ("robustness.input", "g_lipschitz", f"f Z_2 → Z_2: 0 0; g Z_2 → Z_2: 0 1; {FLAT}"),
    ("robustness.sharp", "fits", "Z_1, Lee l1; a = 0; b = 0; ε = 1"),
    ("robustness.wraparound", "slight", "0 + 2 = 2 modulo 4"),
    ("robustness.wraparound_plain", None, "0 - 1 = 2 modulo 3"),
    ("decomposition.splitting", "nondegenerate", OWN_COMPLEMENT),
    ("decomposition.splitting_converse", "splits", OWN_COMPLEMENT),
    ("decomposition.splitting_always", None, OWN_COMPLEMENT),
    ("decomposition.splitting_units", None, "Z_6, dot product; U = <(3)>"),
    ("decomposition.splitting_units", "splits", "Z_4, dot product; U = <(2)>"),
    ("decomposition.projections", "direct", "F_2, dot product; Z_s = 0, Z_I = 0, Z_T = 0"),
    ("decomposition.projections", "orthogonal", "F_2^2, dot product; Z_s = 0, Z_I = <(0, 1)>, Z_T = <(1, 1)>"),
    ("decomposition.pythagoras", "orthogonal", "F_3, dot product; Z_s = 0, Z_I = <(1)>, Z_T = <(1)>"),
    ("decomposition.allocation", "direct", "F_2; im f = <(1)>; im g = <(1)>; Z_s = 0, Z_I = <(1)>, Z_T = <(1)>"),
    ("decomposition.allocation", "f_inside", "F_2; im f = <(1)>; im g = 0; Z_s = 0, Z_I = 0, Z_T = 0"),
    ("decomposition.allocation", "g_inside", "F_2; im f = 0; im g = <(1)>; Z_s = 0, Z_I = 0, Z_T = 0"),
    ("decomposition.allocation_orthogonal", None, "F_3^2, dot product; im f = <(0, 1)>; im g = <(1, 1)>"),
    (
        "decomposition.allocation_uncorrelated",
        "nondegenerate",
        "F_2^2, dot product; im f = <(1, 1)>; im g = <(1, 0), (0, 1)>",
    ),
    (
        "decomposition.allocation_uncorrelated",
        "uncorrelated",
        "F_2^2, dot product; im f = <(0, 1)>; im g = <(1, 1)>",
    ),
    ("decomposition.allocation_rank", "orthogonal", f"{ALL_OF_IT}; Z_s = 0, Z_I = <(1)>, Z_T = <(1)>"),
    ("decomposition.allocation_rank", "f_inside", f"{ALL_OF_IT}; Z_s = 0, Z_I = 0, Z_T = <(1)>"),
    ("decomposition.allocation_rank", "g_inside", f"{ALL_OF_IT}; Z_s = 0, Z_I = <(1)>, Z_T = 0"),
    ("decomposition.specific", "f_inside", "Z_s = 0; Z_I = 0; Z_T = (1); f (1); g (0)"),
    ("decomposition.specific", "g_inside", "Z_s = 0; Z_I = (1); Z_T = 0; f (0); g (1)"),
    ("decomposition.specific", "orthogonal", "Z_s = (1 0); Z_I = (1 1); Z_T = 0; f (0 1); g (0 0)"),
    ("decomposition.specific_energy", "f_inside", "Z_s = 0; Z_I = 0; Z_T = (1); f (1); g (1)"),
    ("decomposition.specific_energy", "g_inside", "Z_s = 0; Z_I = (1); Z_T = 0; f (1); g (1)"),
    ("decomposition.specific_energy", "orthogonal", "Z_s = (1 0); Z_I = (1 1); Z_T = 0; f (0 1); g (0 0)"),
    ("decomposition.shared", "orthogonal", "Z_s = (1 0); Z_I = (1 1); Z_T = 0; f (0 0); g (1 -1)"),
    (
        "decomposition.shared_finite",
        None,
        "Hamming; Z_s = (1 1); Z_I = (1 2); Z_T = 0; f Z_3 → Z_3 × Z_3: (0, 0) (0, 0) (0, 0); "
        "g Z_3 → Z_3 × Z_3: (0, 0) (0, 1) (0, 2)",
    ),
    ("decomposition.bundle", "direct", f"Z_s = ⟨0⟩ in GF(2)^1; K = ⟨0⟩ in {LINE}"),
    ("decomposition.cocycle", "trivial holonomy", CIRCLE),
    ("decomposition.cocycle_converse", "trivial", CIRCLE),
    ("decomposition.sections_always", None, CIRCLE),
    ("decomposition.sections_trivial", None, THIRD_SHEET),
    ("decomposition.sections_principal", "free", THIRD_SHEET),
    ("decomposition.sections_principal", "section", CIRCLE),
    ("numeric.agreement", "placed", "discrete; u_0 = (0); v_0 = (0); ε = 0; beyond; numpy"),
    ("numeric.naive", None, ROUNDED),
    ("numeric.naive_exact", "exact", ROUNDED),
    ("relaxation.limit_zero_infinite", "isolated", "x_n = 1/n against 0"),
    ("robustness.unchanged_infinite", "margin", "x_n = 1/n against 0; ε = 1/2"),
]
IDLE, UNTESTED = "not refuted on this scope", "untested"
OTHERS = {
    "classical.invariants": {"additive": UNTESTED},
    "classical.units": {"additive": IDLE},
    "relaxation.equivalence": {"pseudometric": UNTESTED},
    "relaxation.quotient": {"additive": IDLE, "pseudometric": UNTESTED},
    "relaxation.subgroup": {"pseudometric": UNTESTED},
    "relaxation.subring": {"pseudometric": UNTESTED},
    "robustness.ultrametric": {"pseudometric": UNTESTED},
}


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


def test_all_hypotheses_of_claims_that_hold_are_needed_but_for_a_few():
    others = {c.id: {*c.given} - {*c.needs} for c in catalogue.CLAIMS if c.expected == "holds"}
    assert {name: left for name, left in others.items() if left} == {name: {*left} for name, left in OTHERS.items()}


@pytest.mark.parametrize("scope", ["small", "standard"])
@pytest.mark.parametrize("name", OTHERS)
def test_of_the_few_no_counterexample_is_known(name, scope):
    found = {need.hypothesis: need.status for need in necessity(name, scope).needs}
    assert found == dict.fromkeys(catalogue.one(name).needs, "needed") | OTHERS[name]


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_declared_sizes_are_the_sizes(name):
    for scope in ("small", "standard"):
        family = BY_ID[name].families[scope]
        assert family.miscounted() is None
        assert sum(1 for _ in family.instances()) == family.size <= family.cardinality
