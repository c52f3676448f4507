"""The claims about the decomposition of Z, its bundle over the shared part, and bundles over graphs.

        Z = Z_s ⊕ Z_I ⊕ Z_T

Main definitions
    CLAIMS      splitting, splitting_converse, splitting_always (refuted), splitting_modules, splitting_units (refuted),
                projections, pythagoras, allocation, allocation_least, allocation_orthogonal (refuted),
                allocation_uncorrelated, allocation_rank, specific, specific_energy, shared, shared_finite (refuted),
                bundle, cocycle, cocycle_converse, sections, sections_always (refuted), sections_trivial (refuted),
                sections_principal
"""

from __future__ import annotations

from typing import Any

from verify.claim import Claim
from verify.claims import (
    decomposition_allocation,
    decomposition_bundles,
    decomposition_forms,
    decomposition_modules,
    decomposition_pairings,
    decomposition_parts,
    decomposition_projections,
    decomposition_words,
)

CLAIMS: tuple[Claim[Any], ...] = (
    *decomposition_forms.FORMS,
    *decomposition_modules.MODULES,
    *decomposition_projections.PROJECTIONS,
    *decomposition_allocation.ALLOCATION,
    *decomposition_pairings.PAIRINGS,
    *decomposition_parts.PARTS,
    *decomposition_words.WORDS,
    *decomposition_bundles.BUNDLES,
)
