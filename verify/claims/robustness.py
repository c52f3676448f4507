"""The claims about robustness: what perturbed maps and points do to F_ε.

        F_{ε-η}(f, g) ⊆ F_ε(f', g') ⊆ F_{ε+η}(f, g)

Main definitions
    CLAIMS      perturbed maps in general, then within the tolerance, then perturbed points, then bytes
"""

from __future__ import annotations

from typing import Any

from verify.claim import Claim
from verify.claims import robustness_bytes, robustness_inputs, robustness_maps, robustness_tolerance

CLAIMS: tuple[Claim[Any], ...] = (
    *robustness_maps.CLAIMS,
    *robustness_tolerance.CLAIMS,
    *robustness_inputs.CLAIMS,
    *robustness_bytes.CLAIMS,
)
