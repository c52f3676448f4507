"""The classical claims: what is true of fiber products before any distance comes in.

        X ×_Z Y = {(x, y) : f(x) = g(y)}

Main definitions
    CLAIMS      subring, universal, order, invariants, milnor, units; crt, collapse, torsion, characters
"""

from __future__ import annotations

from typing import Any

from verify.claim import Claim
from verify.claims import classical_maps, classical_numbers

CLAIMS: tuple[Claim[Any], ...] = classical_maps.CLAIMS + classical_numbers.CLAIMS
