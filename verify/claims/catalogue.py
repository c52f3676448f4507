"""All claims, and how to find them.

Main definitions
    CLAIMS      the classical claims, those about relaxations, robustness, the decomposition of Z and numerics, and
                the infinite cases
    known       these and those of files of one's own
    find        by id, or by a pattern such as "relax*"
    one         by id alone
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from verify.claim import Claim, ClaimError
from verify.claims import classical, decomposition, numeric, relaxation, robustness, symbolic
from verify.plugins import Plugin, claims

FINITE: tuple[Claim[Any], ...] = (
    classical.CLAIMS + relaxation.CLAIMS + robustness.CLAIMS + decomposition.CLAIMS + numeric.CLAIMS
)
CLAIMS: tuple[Claim[Any], ...] = FINITE + symbolic.CLAIMS


def known(plugins: Sequence[Plugin] = ()) -> tuple[Claim[Any], ...]:
    """The claims of the catalogue, and then those of some plugins.

    Raises
    ------
    ClaimError
        When a plugin does not run, or an id is taken.
    """
    found = CLAIMS
    for plugin in plugins:
        taken = {claim.id for claim in found} & {claim.id for claim in claims(plugin)}
        if taken:
            raise ClaimError(f"{plugin.path}: there is a claim {min(taken)} already; give this one its own id")
        found += claims(plugin)
    return found


def find(patterns: Sequence[str] = (), plugins: Sequence[Plugin] = ()) -> list[Claim[Any]]:
    """The claims that match some pattern, in order; without patterns those of the plugins, or all without any.

    Raises
    ------
    ClaimError
        When a pattern matches none, with the ids that are close; when a plugin does not run, or an id is taken.
    """
    every = known(plugins)
    for pattern in patterns:
        if not any(fnmatchcase(claim.id, pattern) for claim in every):
            close = get_close_matches(pattern, [claim.id for claim in every], cutoff=0.4)
            hint = f"did you mean {' or '.join(close)}?" if close else "see fibercheck claims"
            raise ClaimError(f"no claim is called {pattern!r}; {hint}")
    if not patterns:
        return list(every[len(CLAIMS) :] if plugins else every)
    return [claim for claim in every if any(fnmatchcase(claim.id, p) for p in patterns)]


def one(name: str, plugins: Sequence[Plugin] = ()) -> Claim[Any]:
    """The claim with an id.

    Raises
    ------
    ClaimError
        When the name fits no claim, or more than one.
    """
    found = find([name], plugins)
    if len(found) > 1:
        raise ClaimError(f"{name!r} fits {len(found)} claims; name one of {', '.join(claim.id for claim in found)}")
    return found[0]
