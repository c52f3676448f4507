"""What is claimed: hypotheses and a conclusion on the instances of a family.

        h_1(t) and ... and h_n(t)  =>  c(t)

Main definitions
    Law         value -> None where it holds, a witness where it fails
    Claim       statement, source, hypotheses, conclusion, and what is expected of it
    ClaimError  a question about claims that has no answer

Conventions
    A claim holds functions, so its `repr` does not evaluate: it names the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from html import escape
from typing import Generic, Literal, TypeVar

from verify.family import Family
from verify.typeset import typeset

T = TypeVar("T")
Law = Callable[[T], object | None]
SCOPES = ("small", "standard", "large")
MOST = 7
RANKED = "block by block, each component in the order of its pool, the last one fastest"


class ClaimError(Exception):
    """A question about claims that has no answer, told in one sentence."""


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """The implication from named hypotheses to a conclusion, for each instance of a family.

    Parameters
    ----------
    id, statement, source : str
        A short name, the sentence, and where it comes from.
    given : mapping of str to Law
        The hypotheses, in order.
    then : Law
        The conclusion.
    expected : "holds" or "refuted"
    needs : tuple of str
        The hypotheses without which a counterexample must show up.
    shows : callable
        The text of an instance.
    order : str
        A sentence: in which order the instances are ranked; left out, it is that of every family.
    families : mapping of str to Family
        By scope: "small", "standard", "large".
    mutants : mapping of str to Law
        Deliberate corruptions of the conclusion, each named by what it gets wrong.
    finite : bool
        Whether the instances are finite data, so that a listing can replay the check.
    """

    id: str
    statement: str
    source: str
    given: Mapping[str, Law[T]]
    then: Law[T]
    _: KW_ONLY
    expected: Literal["holds", "refuted"] = "holds"
    needs: tuple[str, ...] = ()
    shows: Callable[[T], str] = str
    order: str = RANKED
    families: Mapping[str, Family[T]]
    mutants: Mapping[str, Law[T]] = field(default_factory=dict)
    finite: bool = True

    def __repr__(self) -> str:
        return f"<Claim {self.id}: {self.statement}>"

    def __str__(self) -> str:
        return f"{self.id}: {self.statement}" + (f"\nhypotheses: {', '.join(self.given)}" if self.given else "")

    def _repr_html_(self) -> str:
        said = f"<p><strong>{escape(self.id)}</strong>: {typeset(self.statement)}</p>"
        given = f"<p>hypotheses: {escape(', '.join(self.given))}</p>" if self.given else ""
        return f"{said}{given}<p>source: {escape(self.source)}</p>"

    def __post_init__(self) -> None:
        self._known(self.needs)
        if len(self.given) > MOST:
            raise ClaimError(f"{self.id} has {len(self.given)} hypotheses, and a row has room for {MOST}; join some")

    def drop(self, *names: str) -> Claim[T]:
        """The claim without some of its hypotheses.

        Raises
        ------
        ClaimError
            When it has no such hypothesis.
        """
        self._known(names)
        given = {name: law for name, law in self.given.items() if name not in names}
        return replace(self, given=given, needs=tuple(n for n in self.needs if n not in names))

    def family(self, scope: str) -> Family[T]:
        """The family of a scope.

        Raises
        ------
        ClaimError
            When the claim has none of this name.
        """
        if scope not in self.families:
            raise ClaimError(f"{self.id} has no scope {scope!r}; it has {', '.join(self.families)}")
        return self.families[scope]

    def _known(self, names: tuple[str, ...]) -> None:
        for name in names:
            if name not in self.given:
                known = ", ".join(self.given) or "none"
                raise ClaimError(f"{self.id} has no hypothesis {name!r}; its hypotheses: {known}")
