"""What is decided: a proof for every distance on every set, or a finite space that refutes.

        Σ λ_i·r_i = 0,  λ_i >= 0,  λ_i > 0 for a strict r_i < 0      =>      not all r_i <= 0

Main definitions
    Proof           the multipliers of a linear proof, in one case
    Chain           the steps of a proof by levels, in one case
    Space           points, their distances, and the numbers named
    Proved, Refuted, Answer
    Decided         the answer for a claim, and the answers without each of its hypotheses

Conventions
    A label names a premise: a law and the points it is taken at, a hypothesis and the place in it, or the goal, which
    stands for its negation.

References
    [1] Schrijver, Theory of Linear and Integer Programming, 1986, §7.8: Farkas and Motzkin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from verify.decided.terms import Atom

Label = tuple[str, ...]
GOAL: Label = ("goal",)


@dataclass(frozen=True, slots=True)
class Proof:
    """Premises whose sum, with multipliers, is 0 < 0."""

    premises: tuple[tuple[Label, Fraction], ...]

    def __str__(self) -> str:
        return " + ".join(f"{'' if c == 1 else f'{c}·'}{told(label)}" for label, c in self.premises) + " is 0 < 0"


@dataclass(frozen=True, slots=True)
class Chain:
    """Premises by which one distance after the other is at most a level."""

    steps: tuple[Label, ...]

    def __str__(self) -> str:
        return ", then ".join(map(told, self.steps)) or "nothing to show"


@dataclass(frozen=True, slots=True)
class Space:
    """Points, the table of their distances, and numbers by name.

    Examples
    --------
    >>> print(Space(("x", "y"), ((Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))), (("a", Fraction(2)),)))
    d(x, y) = 1, d(y, x) = 1, a = 2
    """

    points: tuple[str, ...]
    distances: tuple[tuple[Fraction, ...], ...]
    numbers: tuple[tuple[str, Fraction], ...]

    @property
    def values(self) -> dict[Atom, Fraction]:
        """The value of each atom."""
        rows = zip(self.points, self.distances, strict=True)
        out: dict[Atom, Fraction] = {(p, q): c for p, row in rows for q, c in zip(self.points, row, strict=True)}
        return out | {(name,): c for name, c in self.numbers}

    def __str__(self) -> str:
        named = {f"d({', '.join(t)})" if len(t) == 2 else t[0]: c for t, c in self.values.items() if c or len(t) == 1}
        return ", ".join(f"{name} = {c}" for name, c in named.items()) or "all distances are 0"


@dataclass(frozen=True, slots=True)
class Proved:
    """Each part holds, in each of its cases: for every distance with the laws, on every set."""

    proofs: tuple[tuple[int, tuple[int, ...], Proof | Chain], ...]

    def __str__(self) -> str:
        return "proved: " + "; ".join(str(proof) for _, _, proof in self.proofs)


@dataclass(frozen=True, slots=True)
class Refuted:
    """One part fails in a space."""

    part: int
    space: Space

    def __str__(self) -> str:
        return f"refuted: {self.space}"


Answer = Proved | Refuted


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer for a claim, and the answers for it without each of its hypotheses."""

    answer: Answer
    without: Mapping[str, Answer]


def told(label: Label) -> str:
    """A label as a person writes it.

    Examples
    --------
    >>> told(("triangle", "x", "y", "z")), told(GOAL)
    ('triangle(x, y, z)', 'goal')
    """
    name, *rest = label
    return f"{name}({', '.join(rest)})" if rest else name
