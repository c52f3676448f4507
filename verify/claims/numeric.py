"""The claims about the numeric backend: the certified join is exact, a threshold in float32 is not.

        join(u, v, d, ε) = F_ε

Main definitions
    CLAIMS      agreement, naive (refuted), naive_exact
"""

from __future__ import annotations

from typing import Any

from verify.claim import Claim
from verify.claims import numeric_agreement, numeric_naive

CLAIMS: tuple[Claim[Any], ...] = (numeric_agreement.AGREEMENT, *numeric_naive.NAIVE)
