"""The claims that are decided: each in the language, with its hypotheses under the names that they have in the claim.

        F_ε(f, g) ⊆ F_{ε+a+b}(f', g')     as     d(fx, gy) <= ε, ...   =>   d(f'x, g'y) <= ε + a + b

A hypothesis on all x and y is taken at one x and one y, which is all that a conclusion on one pair can use; and a space
that refutes it there has the maps from one point that send it to the points named.

Main definitions
    STATEMENTS      the parts of each claim, by its id
    decided_for     the answer for a claim, and the answers without each hypothesis
    evidence        the certificates for all of these

Conventions
    Every distance is at least 0, and 0 on the diagonal: this is no hypothesis of a claim, and is not dropped.  A part
    has in "near" what its inclusion presupposes.  Primes are written f', g', and p is one point where fx = gy.
    Of L·d(x', x) only the value is named: L, d are free, so it is any number.  With L·d for d and L·ε for ε the claim
    on L-Lipschitz maps is the one on 1-Lipschitz maps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from verify.decided.answers import Answer, Chain, Decided, Proof, Proved, Space
from verify.decided.deciding import settled
from verify.decided.terms import Formula, Given, Inequality, Part, Said, d, either, number, points

fx, gy, hz, fx2, gy2, p = points("fx gy hz f'x g'y p")
u, v, w = points("u v w")
a, b, eps, delta, s, t, e = map(number, ("a", "b", "eps", "delta", "s", "t", "e"))
before, after, eta = d(fx, gy), d(fx2, gy2), a + b

DISTANCE: dict[str, Said] = {"distance": ("nonnegative", "zero")}
TRIANGLE: dict[str, Said] = {"triangle": ("triangle",)}
SYMMETRIC: dict[str, Said] = {"symmetric": ("symmetric",)}
PSEUDO: dict[str, Said] = {"pseudometric": ("zero", "symmetric", "triangle")}
ULTRA: dict[str, Said] = PSEUDO | {"ultrametric": ("zero", "symmetric", "ultrametric")}
WITHIN: dict[str, Said] = {"f_within_a": (d(fx2, fx) <= a,), "g_within_b": (d(gy, gy2) <= b,)}
NOISY: dict[str, Said] = TRIANGLE | SYMMETRIC | WITHIN
GAP: dict[str, Said] = {"gap": (either(before + eta <= eps, eps + eta < before),)}
APART = tuple(d(x, y) > 0 for x, y in combinations((fx, gy, fx2, gy2), 2))
METRIC: dict[str, Said] = {"metric": (*PSEUDO["pseudometric"], *APART)}


def part(given: Given, near: Sequence[Formula], then: Inequality) -> Part:
    """What a distance that satisfies some hypotheses is to satisfy besides."""
    return Part(DISTANCE | dict(given) | {"near": tuple(near)}, then)


def equal(given: Given) -> tuple[Part, Part]:
    """F_ε(f, g) = F_ε(f', g')."""
    return part(given, [before <= eps], after <= eps), part(given, [after <= eps], before <= eps)


STATEMENTS: Mapping[str, tuple[Part, ...]] = {
    "relaxation.monotone": (part({"ordered": (a <= b,)}, [before <= a], before <= b),),
    "relaxation.limit_zero": (
        part({"separating": (), "below": (either(d(p, p) <= 0, eps < d(p, p)),)}, [], d(p, p) <= eps),
        part(
            {"separating": (before > 0, d(gy, fx) > 0), "below": (either(before <= 0, eps < before),)}, [], eps < before
        ),
    ),
    "relaxation.composition": (part(TRIANGLE, [before <= a, d(gy, hz) <= b], d(fx, hz) <= eta),),
    "relaxation.equivalence": (
        part(ULTRA, [], d(u, u) <= eps),
        part(ULTRA, [d(u, v) <= eps], d(v, u) <= eps),
        part(ULTRA, [d(u, v) <= eps, d(v, w) <= eps], d(u, w) <= eps),
    ),
    "relaxation.functorial": (
        part({"lipschitz": (e <= before,)}, [before <= eps], e <= eps),
        part({"lipschitz": (e <= before,)}, [before <= e, e <= eps], before <= eps),
    ),
    "robustness.inclusion": (part(TRIANGLE | WITHIN, [before <= eps], after <= eps + eta),),
    "robustness.sandwich": (
        part(NOISY, [before + eta <= eps], after <= eps),
        part(NOISY, [after <= eps], before <= eps + eta),
    ),
    "robustness.gap": equal(NOISY | GAP),
    "robustness.count": (
        part(NOISY, [before <= eps, eps < after], eps < before + eta),
        part(NOISY, [before <= eps, eps < after], before <= eps + eta),
        part(NOISY, [eps < before, after <= eps], eps < before + eta),
        part(NOISY, [eps < before, after <= eps], before <= eps + eta),
    ),
    "robustness.interleaving": (
        part(NOISY, [before <= delta], after <= delta + eta),
        part(NOISY, [after <= delta], before <= delta + eta),
    ),
    "robustness.unchanged": equal(METRIC | WITHIN | {"smaller": (eta < eps,)}),
    "robustness.ultrametric": equal(ULTRA | WITHIN | {"tolerated": (a <= eps, b <= eps)}),
    "robustness.input": (
        part(
            TRIANGLE | {"f_lipschitz": (d(fx2, fx) <= s,), "g_lipschitz": (d(gy, gy2) <= t,)},
            [before <= eps],
            after <= eps + s + t,
        ),
    ),
}


@cache
def decided_for(claim_id: str) -> Decided | None:
    """The answers for a claim, and for it without each of its hypotheses; None where it is not of this form.

    Examples
    --------
    >>> found = decided_for("relaxation.composition")
    >>> print(found.answer)
    proved: goal + near(0) + near(1) + triangle(fx, gy, hz) is 0 < 0
    >>> print(found.without["triangle"])
    refuted: d(fx, hz) = 1, a = 0, b = 0
    """
    return decided(STATEMENTS[claim_id]) if claim_id in STATEMENTS else None


def decided(parts: Sequence[Part]) -> Decided:
    """The answers for the parts of a claim, and for these without each hypothesis."""
    names = [name for name in parts[0].given if name not in ("distance", "near")]
    return Decided(settled(parts), {name: settled([one.drop(name) for one in parts]) for name in names})


def evidence(claim_id: str) -> Iterator[dict[str, Any]]:
    """The certificates of the answers for a claim, but for what binds them to it."""
    found = decided_for(claim_id)
    if found is not None:
        yield certified(STATEMENTS[claim_id], found.answer, [])
        for name, answer in found.without.items():
            yield certified([one.drop(name) for one in STATEMENTS[claim_id]], answer, [name])


def certified(parts: Sequence[Part], answer: Answer, dropped: Sequence[str]) -> dict[str, Any]:
    """An answer as data."""
    if isinstance(answer, Proved):
        kind = "chain" if "ultrametric" in parts[0].laws else "farkas"
        proofs = [
            {"part": n, "case": list(case), "points": sorted(parts[n].points)} | _premises(proof)
            for n, case, proof in answer.proofs
        ]
        return {"kind": kind, "dropped": list(dropped), "proofs": proofs}
    return {"kind": "space", "dropped": list(dropped), "part": answer.part} | _space(answer.space)


def _premises(proof: Proof | Chain) -> dict[str, Any]:
    if isinstance(proof, Chain):
        return {"steps": [list(label) for label in proof.steps]}
    return {"premises": [[list(label), int(c)] for label, c in proof.premises]}


def _space(space: Space) -> dict[str, Any]:
    names, values = sorted(space.points), space.values
    table = [[int(values[p, q]) for q in names] for p in names]
    return {"points": names, "distances": table, "numbers": {name: int(c) for name, c in space.numbers}}
