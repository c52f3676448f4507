"""The classical claims: what is true of fiber products before any distance comes in.

        X ×_Z Y = {(x, y) : f(x) = g(y)}

Main definitions
    CLAIMS      subring, order, milnor, units; universal; invariants; crt, collapse; torsion, characters;
                points, howe
"""

from __future__ import annotations

from typing import Any

from verify.claim import Claim
from verify.claims import (
    classical_cones,
    classical_covers,
    classical_maps,
    classical_modules,
    classical_numbers,
    classical_residues,
    classical_schemes,
)

CLAIMS: tuple[Claim[Any], ...] = (
    classical_maps.CLAIMS
    + classical_cones.CLAIMS
    + classical_modules.CLAIMS
    + classical_residues.CLAIMS
    + classical_numbers.CLAIMS
    + classical_schemes.CLAIMS
    + classical_covers.CLAIMS
)
