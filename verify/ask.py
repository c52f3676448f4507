"""Questions about claims, asked in Python.

        claim × scope  ->  verdict        claim × scope  ->  verdict, and which hypotheses are needed

Main definitions
    check       the verdict on a claim, on all instances of a scope
    refute      the least counterexample to a claim without some of its hypotheses
    necessity   for each hypothesis, whether the others alone leave room for a counterexample

Conventions
    A claim is named by its id, or given; a scope is "small" (where none is given), "standard" or "large", or a family
    of one's own.  All is done here, in one process: `fibercheck verify` has workers, ledgers and certificates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from verify.campaign import shards
from verify.check import Result, cells, merge, verdict
from verify.check import necessity as needs
from verify.claim import Claim, ClaimError, is_family
from verify.claims import catalogue
from verify.family import Family
from verify.foreign import shown
from verify.screen import bar
from verify.verdict import Necessity, Verdict

Asked = Claim[Any] | str
Scope = Family[Any] | str
Names = Sequence[str] | str
GIVEN = "given"


def check(claim: Asked, scope: Scope = "small", drop: Iterable[Names] | str = ()) -> Verdict:
    """The verdict on a claim without the hypotheses dropped.

    Raises
    ------
    ClaimError
        When there is no such claim, scope or hypothesis.

    Examples
    --------
    >>> print(check("relaxation.quotient_converse"))
    relaxation.quotient_converse holds (scope small, 92 instances, 20 satisfy the hypotheses)
    """
    found, dropped = _claim(claim), _names(drop)
    found.drop(*dropped)
    family, name = _family(found, scope)
    return verdict(found, family, name, _merged(found, family), dropped)


def refute(claim: Asked, *drop: Names, scope: Scope = "small") -> Verdict:
    """The verdict on a claim without some hypotheses: the least counterexample, where there is one.

    Raises
    ------
    ClaimError
        When there is no such claim, scope or hypothesis.

    Examples
    --------
    >>> print(refute("relaxation.composition", "triangle").story["witness"])
    (0, 0) in F_0 and (0, 0) in F_0, but (0, 0) not in F_0
    """
    return check(claim, scope, drop)


def necessity(claim: Asked, scope: Scope = "small") -> Necessity:
    """The verdict on a claim, and for each of its hypotheses whether it can be dropped.

    Raises
    ------
    ClaimError
        When there is no such claim or scope.

    Examples
    --------
    >>> found = necessity("relaxation.subgroup")
    >>> [(need.hypothesis, need.status) for need in found.needs if need.status == "needed"]
    [('additive', 'needed'), ('invariant', 'needed'), ('ultrametric', 'needed')]
    """
    found = _claim(claim)
    family, name = _family(found, scope)
    merged = _merged(found, family)
    return Necessity(verdict(found, family, name, merged), tuple(needs(found, merged)))


def _claim(asked: Asked) -> Claim[Any]:
    if isinstance(asked, Claim):
        return asked
    hint = "one of your own is given itself: from my_claims import CLAIMS; check(CLAIMS[0])"
    if not isinstance(asked, str):
        raise ClaimError(f"{shown(asked)} is neither a claim nor its id; {hint}")
    try:
        return catalogue.one(asked)
    except ClaimError as error:
        raise ClaimError(f"{error} ({hint})") from None


def _names(drop: object) -> tuple[str, ...]:
    """The names of hypotheses, each once, where they are given one by one or together."""
    if isinstance(drop, str):
        return (drop,)
    if not isinstance(drop, Iterable):
        raise ClaimError(f"{shown(drop)} is no name of a hypothesis")
    return tuple(dict.fromkeys(name for one in drop for name in _names(one)))


def _family(claim: Claim[Any], scope: Scope) -> tuple[Family[Any], str]:
    if isinstance(scope, str):
        return claim.family(scope), scope
    if not is_family(scope):
        raise ClaimError(f"{shown(scope)} is no scope of {claim.id}; give small, standard, large, or a family")
    return scope, GIVEN


def _merged(claim: Claim[Any], family: Family[Any]) -> Result:
    """All shards together; in a terminal a bar shows how far they are."""
    m = shards(family)
    with bar() as shown:
        row = shown.add_task(claim.id, total=m)
        return merge(cells(claim, family, r, m) for r in shown.track(range(m), task_id=row))
