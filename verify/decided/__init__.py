"""Decided claims: proved for every distance on every set, or refuted in a finite space.

        given inequalities of distances   =>   an inequality        Proved | Refuted, never unknown

Main definitions
    decide          a statement, as it is written
    d, points, number, either       its language
    decided_for     the answer for a claim by its id, and for the claim without each of its hypotheses
    evidence        the certificates of a claim, but for what binds them to it
    decided_claim   a claim of one's own; decision and certificates are decided_for and evidence of any claim
    Proved, Refuted, Decided        the answers

Conventions
    decided_for(id) is None where a claim is not of this form, else a value with the fields

        answer      Proved | Refuted
        without     a mapping of each hypothesis to Proved | Refuted

    Both have a text.  Proved has `proofs`, one for each part of the claim and each of its cases: a Proof is a sum of
    premises, a Chain goes from level to level.  Refuted has the `space` and the `part` that fails in it.  Hypotheses
    have the names that they have in the claim.  Answers are remembered.  Statements about ten points take seconds.

Examples
--------
>>> from verify.decided import d, decide, number, points
>>> (fx, gy, hz), a = points("fx gy hz"), number("a")
>>> print(decide(d(fx, gy) <= a, d(hz, gy) <= a, then=d(fx, hz) <= 2 * a))
proved: given(0) + given(1) + goal + symmetric(gy, hz) + triangle(fx, gy, hz) is 0 < 0
>>> print(decide(d(fx, gy) <= a, d(hz, gy) <= a, then=d(fx, hz) <= a))
refuted: d(fx, gy) = 1, d(fx, hz) = 2, d(gy, fx) = 1, d(gy, hz) = 1, d(hz, fx) = 2, d(hz, gy) = 1, a = 1
>>> type(decided_for("robustness.inclusion").without["triangle"]).__name__
'Refuted'
"""

from verify.decided.answers import Answer, Chain, Decided, Proof, Proved, Refuted, Space
from verify.decided.catalogue import decided_for, evidence
from verify.decided.claims import certificates, decided_claim, decision
from verify.decided.deciding import decide
from verify.decided.terms import d, either, number, points

__all__ = [
    "Answer",
    "Chain",
    "Decided",
    "Proof",
    "Proved",
    "Refuted",
    "Space",
    "certificates",
    "d",
    "decide",
    "decided_claim",
    "decided_for",
    "decision",
    "either",
    "evidence",
    "number",
    "points",
]
