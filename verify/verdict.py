"""What came out of a check: one of five verdicts, with what was counted.

Main definitions
    Holds       every instance that satisfies the hypotheses satisfies the conclusion, and there is one
    Refuted     the least instance that satisfies the hypotheses and not the conclusion
    Vacuous     no instance satisfies the hypotheses
    Incomplete  not all instances were checked
    Error       a law failed to answer, or the counts do not add up
    Need        whether a hypothesis can be dropped
    Sign        how a need is written in tables: its mark, in a word or two, in a sentence
    sign        the sign of a need
    Necessity   the verdict, and the needs of all hypotheses

Conventions
    `repr` evaluates, `str` is for a terminal, and in Jupyter each is a small table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal, NamedTuple

from verify.typeset import story, typeset

Status = Literal["needed", "not refuted on this scope", "untested"]
SAYS = {"holds": "holds", "error": "ends in an error"}


class Sign(NamedTuple):
    """How a need is written in tables: its mark, in a word or two, in a sentence."""

    mark: str
    word: str
    meaning: str


SIGNS: Mapping[Status, Sign] = {
    "needed": Sign("✓", "needed", "there is a counterexample without it, the others kept"),
    "not refuted on this scope": Sign(
        "✗", "not refuted on this scope", "no counterexample without it in this scope; a larger one may have one"
    ),
    "untested": Sign("?", "untested", "no instance of the scope satisfies the others and not this one"),
}
GENERAL = {
    True: Sign("✓✓", "needed in general", "decided for all instances, not for a scope: without it the claim is false"),
    False: Sign("✗✗", "not needed in general", "decided for all instances, not for a scope: without it it is true"),
}


def sign(status: Status, general: bool | None) -> Sign:
    """The sign of a need; what is decided in general, where that is known, stands before what a scope shows.

    Examples
    --------
    >>> sign("needed", None).mark, sign("needed", True).mark, sign("untested", False).word
    ('✓', '✓✓', 'not needed in general')
    """
    return SIGNS[status] if general is None else GENERAL[general]


def _lines(text: object) -> str:
    """A text in HTML, formulas set, one line for each part between semicolons."""
    return "<br/>".join(map(typeset, str(text).split("; ")))


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An instance that refutes, with its rank and with what the conclusion answered.

    Examples
    --------
    >>> print(Counterexample(3, "a = 1, b = 1", "1 + 1 > 1"))
    instance 3: a = 1, b = 1; witness: 1 + 1 > 1
    """

    rank: int
    instance: str
    witness: str

    def __str__(self) -> str:
        return f"instance {self.rank}: {self.instance}; witness: {self.witness}"

    def _repr_html_(self) -> str:
        return story((f"instance {self.rank}", _lines(self.instance)), [("witness", _lines(self.witness))])


@dataclass(frozen=True, slots=True)
class Need:
    """Whether the claim is refuted without one hypothesis, the others kept.

    Examples
    --------
    >>> print(Need("triangle", "needed", Counterexample(3, "a = 1, b = 1", "1 + 1 > 1")))
    triangle: needed (instance 3: a = 1, b = 1; witness: 1 + 1 > 1)
    """

    hypothesis: str
    status: Status
    witness: Counterexample | None = None

    def __str__(self) -> str:
        return f"{self.hypothesis}: {self.status}" + ("" if self.witness is None else f" ({self.witness})")

    def _repr_html_(self) -> str:
        return needed((self,))


def _cell(found: Counterexample | None) -> str:
    """The story of a counterexample in one cell; each part set alone, or a colon before it is taken for its own."""
    if found is None:
        return ""
    return f"instance {found.rank}:<br/>{_lines(found.instance)}<br/>witness: {_lines(found.witness)}"


def needed(needs: Iterable[Need]) -> str:
    """The needs as an HTML table, one line a hypothesis.

    Examples
    --------
    >>> print(needed([Need("triangle", "untested")]).replace(' style="text-align: left"', "").partition("<tbody>")[2])
    <tr><th scope="row">triangle</th><td>untested</td><td></td></tr></tbody></table>
    """
    rows = ((escape(need.hypothesis), need.status, _cell(need.witness)) for need in needs)
    return story(("hypothesis", "status", "counterexample without it"), rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is common to all verdicts: the claim, the family, and how many labelled instances were looked at.

    Up to the symmetry of the family these were as many as `representatives`.

    Examples
    --------
    >>> count = {"cardinality": 8, "checked": 8, "representatives": 8, "satisfying": 3}
    >>> print(Holds(claim="mine", expected="holds", scope="small", family="sums", **count))
    mine holds (scope small, 8 instances, 3 satisfy the hypotheses)
    """

    claim: str
    expected: str
    scope: str
    family: str
    cardinality: int
    checked: int
    representatives: int
    satisfying: int
    dropped: tuple[str, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """Lower-case name of the verdict."""
        return type(self).__name__.lower()

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one expected of the claim."""
        return self.name == self.expected

    @property
    def asked(self) -> str:
        """The claim, and the hypotheses that it is asked without."""
        return self.claim + (f" without {', '.join(self.dropped)}" if self.dropped else "")

    @property
    def looked(self) -> str:
        """What was looked at."""
        return f"scope {self.scope}, {self.checked:,} instances, {self.satisfying:,} satisfy the hypotheses"

    @property
    def story(self) -> dict[str, str]:
        """What is to be told besides, line by line."""
        return {}

    def __str__(self) -> str:
        says = SAYS.get(self.name, f"is {self.name}")
        return "\n".join([f"{self.asked} {says} ({self.looked})", *(f"{n}: {s}" for n, s in self.story.items())])

    def _repr_html_(self) -> str:
        counts = {"instances": f"{self.checked:,}", "satisfy the hypotheses": f"{self.satisfying:,}"}
        told = {"verdict": self.name, "scope": escape(self.scope)} | counts
        rows = [*told.items(), *((escape(name), _lines(text)) for name, text in self.story.items())]
        return story(("claim", escape(self.asked)), rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Verdict):
    """All satisfying instances, at least one, satisfy the conclusion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuted(Verdict):
    """The least counterexample, and the order in which it is least."""

    counterexample: Counterexample
    order: str

    @property
    def story(self) -> dict[str, str]:
        c = self.counterexample
        return {f"instance {c.rank}": c.instance, "witness": c.witness, "least in the order": self.order}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacuous(Verdict):
    """No instance satisfies all hypotheses, so nothing was tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete(Verdict):
    """The check stopped before the end of the family."""

    reason: str

    @property
    def story(self) -> dict[str, str]:
        return {"reason": self.reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Error(Verdict):
    """The check itself went wrong."""

    reason: str

    @property
    def story(self) -> dict[str, str]:
        return {"reason": self.reason}


@dataclass(frozen=True, slots=True)
class Necessity:
    """The verdict on a claim, and for each of its hypotheses whether it can be dropped."""

    verdict: Verdict
    needs: tuple[Need, ...]

    @property
    def claim(self) -> str:
        """The id of the claim."""
        return self.verdict.claim

    @property
    def scope(self) -> str:
        """Where was looked."""
        return self.verdict.scope

    def __str__(self) -> str:
        return "\n".join([str(self.verdict), *(f"  {need}" for need in self.needs)])

    def _repr_html_(self) -> str:
        return self.verdict._repr_html_() + needed(self.needs)
