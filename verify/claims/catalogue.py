"""All claims, and how to find them.

Main definitions
    CLAIMS      the classical claims, those about relaxations, robustness, the decomposition of Z and numerics, and
                the infinite cases
    known       these and those of files of one's own
    find        by id, or by a pattern such as "relax*"
    one         by id alone

Conventions
    A name that is an id is no pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    every = {claim.id: claim for claim in known(plugins)}
    if not patterns:
        return list(every.values())[len(CLAIMS) if plugins else 0 :]
    meant: set[str] = set()
    for pattern in patterns:
        fit = {pattern} & every.keys() or {name for name in every if fnmatchcase(name, pattern)}
        if not fit:
            raise _unknown(pattern, every)
        meant |= fit
    return [claim for name, claim in every.items() if name in meant]


def one(name: str, plugins: Sequence[Plugin] = ()) -> Claim[Any]:
    """The claim with an id.

    Raises
    ------
    ClaimError
        When there is none.
    """
    every = {claim.id: claim for claim in known(plugins)}
    if name not in every:
        raise _unknown(name, every)
    return every[name]


def _unknown(name: str, every: Iterable[str]) -> ClaimError:
    close = get_close_matches(name, every, cutoff=0.4)
    hint = f"did you mean {' or '.join(close)}?" if close else "see fibercheck claims"
    if name.endswith(".py"):
        hint = f"a file of claims is given by --claims {name}"
    return ClaimError(f"no claim is called {name!r}; {hint}")
