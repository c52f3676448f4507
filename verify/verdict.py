"""What came out of a check: one of five verdicts, with what was counted.

Main definitions
    Holds       every instance that satisfies the hypotheses satisfies the conclusion, and there is one
    Refuted     the least instance that satisfies the hypotheses and not the conclusion
    Vacuous     no instance satisfies the hypotheses
    Incomplete  not all instances were checked
    Error       a law failed to answer, or the counts do not add up
    Need        whether a hypothesis can be dropped
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["needed", "not refuted on this scope", "untested"]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An instance that refutes, with its rank and with what the conclusion answered."""

    rank: int
    instance: str
    witness: str


@dataclass(frozen=True, slots=True)
class Need:
    """Whether the claim is refuted without one hypothesis, the others kept."""

    hypothesis: str
    status: Status
    witness: Counterexample | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is common to all verdicts: the claim, the family, and how many labelled instances were looked at.

    Up to the symmetry of the family these were as many as `representatives`.
    """

    claim: str
    expected: str
    scope: str
    family: str
    cardinality: int
    checked: int
    representatives: int
    satisfying: int

    @property
    def name(self) -> str:
        """Lower-case name of the verdict."""
        return type(self).__name__.lower()

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one expected of the claim."""
        return self.name == self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Verdict):
    """All satisfying instances, at least one, satisfy the conclusion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuted(Verdict):
    """The least counterexample, and the order in which it is least."""

    counterexample: Counterexample
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacuous(Verdict):
    """No instance satisfies all hypotheses, so nothing was tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete(Verdict):
    """The check stopped before the end of the family."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Error(Verdict):
    """The check itself went wrong."""

    reason: str
