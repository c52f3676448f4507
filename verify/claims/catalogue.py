"""All claims, and how to find them.

Main definitions
    CLAIMS      the classical claims, those about relaxations, robustness, the decomposition of Z and numerics, and
                the infinite cases
    find        by id, or by a pattern such as "relax*"
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from verify.claim import Claim, ClaimError
from verify.claims import classical, decomposition, numeric, relaxation, robustness, symbolic

FINITE: tuple[Claim[Any], ...] = (
    classical.CLAIMS + relaxation.CLAIMS + robustness.CLAIMS + decomposition.CLAIMS + numeric.CLAIMS
)
CLAIMS: tuple[Claim[Any], ...] = FINITE + symbolic.CLAIMS


def find(patterns: Sequence[str] = ()) -> list[Claim[Any]]:
    """The claims that match some pattern, in the order of the catalogue; all where no pattern is given.

    Raises
    ------
    ClaimError
        When a pattern matches none, with the ids that are close.
    """
    for pattern in patterns:
        if not any(fnmatchcase(claim.id, pattern) for claim in CLAIMS):
            close = get_close_matches(pattern, [claim.id for claim in CLAIMS], cutoff=0.4)
            hint = f"did you mean {' or '.join(close)}?" if close else "see fibercheck claims"
            raise ClaimError(f"no claim is called {pattern!r}; {hint}")
    return [claim for claim in CLAIMS if not patterns or any(fnmatchcase(claim.id, p) for p in patterns)]


def one(name: str) -> Claim[Any]:
    """The claim with an id.

    Raises
    ------
    ClaimError
        When the name fits no claim, or more than one.
    """
    found = find([name])
    if len(found) > 1:
        raise ClaimError(f"{name!r} fits {len(found)} claims; name one of {', '.join(claim.id for claim in found)}")
    return found[0]
