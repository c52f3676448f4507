"""Ultrametric statements decided level by level, by forward chaining.

        d(x, y) <= e,   d(y, z) <= e   =>   d(x, z) <= e

Call an atom low when it is at most the right side of the conclusion.  Hypotheses t <= u and the laws say which atoms
are low when some others are.  If the left side becomes low, the steps are a proof.  If not, low atoms are given the
value 0 and all others 1: the maps of values to {0, 1} that keep the order keep maxima too, so the hypotheses hold,
and the conclusion does not [1].

Main definitions
    Step        an atom that is low when some others are, with its label
    steps       all of them, for a part in a case
    chain       the steps of a proof, or the space that refutes

Conventions
    Inequalities compare single atoms, or an atom with 0, by ≤.  For a maximum name a number above the terms.  Nothing
    is below 0, so 0 is low.

References
    [1] Schikhof, Ultrametric Calculus, 1984, §18.
    [2] Dowling, Gallier, Linear-time algorithms for testing the satisfiability of Horn formulae, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from verify.claim import ClaimError
from verify.decided.answers import Chain, Label, Space
from verify.decided.linear import Case
from verify.decided.terms import Atom, Form, Inequality, Part


@dataclass(frozen=True, slots=True)
class Step:
    """An atom that is low when all of some others are."""

    label: Label
    low: Atom
    when: tuple[Atom, ...]


def compared(said: Inequality) -> tuple[Atom | None, Atom | None]:
    """The atoms on the two sides, None for 0.

    Raises
    ------
    ClaimError
        When a side is no single atom, the two have different coefficients, or the inequality is strict.
    """
    left, right = said.sides
    factors = {c for _, c in (*left, *right)}
    if said.strict or len(left.terms) > 1 or len(right.terms) > 1 or len(factors) > 1:
        raise ClaimError(f"{said} does not compare two terms by ≤, and of an ultrametric nothing else is decided")
    return _only(left), _only(right)


def _only(side: Form) -> Atom | None:
    return next((t for t, _ in side), None)


def steps(part: Part, case: Case) -> Iterator[Step]:
    """The hypotheses of a part in a case, and the laws at its points."""
    for label, said in case.items():
        left, right = compared(said)
        if left is not None:
            yield Step(label, left, () if right is None else (right,))
    names, laws = part.points, part.laws
    if "zero" in laws:
        yield from (Step(("zero", x), (x, x), ()) for x in names)
    if "symmetric" in laws:
        yield from (Step(("symmetric", x, y), (x, y), ((y, x),)) for x in names for y in names if x != y)
    yield from (Step(("ultrametric", x, y, z), (x, z), ((x, y), (y, z))) for x, y, z in product(names, repeat=3))


def chain(part: Part, case: Case) -> Chain | Space:
    """The steps by which the left side of the conclusion becomes low, none too many; or the space where it does not."""
    goal, level = compared(part.then)
    known, taken, every = {level}, [], list(steps(part, case))
    while goal not in known and goal is not None:
        found = next((s for s in every if s.low not in known and known.issuperset(s.when)), None)
        if found is None:
            return _space(part, known)
        known.add(found.low)
        taken.append(found)
    return Chain(_used(taken, goal))


def _used(taken: list[Step], goal: Atom | None) -> tuple[Label, ...]:
    """The labels of the steps that lead to an atom."""
    wanted, out = {goal}, []
    for step in reversed(taken):
        if step.low in wanted:
            wanted.update(step.when)
            out.append(step.label)
    return tuple(reversed(out))


def _space(part: Part, known: set[Atom | None]) -> Space:
    """Low atoms at 0, all others at 1."""
    high = {t: Fraction(t not in known) for t in part.atoms}
    table = tuple(tuple(high[p, q] for q in part.points) for p in part.points)
    return Space(part.points, table, tuple((t[0], c) for t, c in high.items() if len(t) == 1))
