"""Laws as pure functions, value -> Witness or None.

        additive(f)     metric(d)     subring(S)     ring(R)

The witness is the first in the order of the carrier.
"""

from algebra.laws.maps import additive, commutes, homomorphic, inverse, lipschitz, multiplicative, onto, unital
from algebra.laws.metrics import (
    invariant,
    metric,
    pseudometric,
    separating,
    submultiplicative,
    symmetric,
    triangle,
    ultrametric,
    zero_diagonal,
)
from algebra.laws.pairs import equivalence, members, subgroup, subring
from algebra.laws.rings import conformance, ring
from algebra.laws.witness import Witness, first

__all__ = [
    "Witness",
    "additive",
    "commutes",
    "conformance",
    "equivalence",
    "first",
    "homomorphic",
    "invariant",
    "inverse",
    "lipschitz",
    "members",
    "metric",
    "multiplicative",
    "onto",
    "pseudometric",
    "ring",
    "separating",
    "subgroup",
    "submultiplicative",
    "subring",
    "symmetric",
    "triangle",
    "ultrametric",
    "unital",
    "zero_diagonal",
]
