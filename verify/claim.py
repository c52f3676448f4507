"""What is claimed: hypotheses and a conclusion on the instances of a family.

        h_1(t) and ... and h_n(t)  =>  c(t)

Main definitions
    Law         value -> None where it holds, a witness where it fails
    Claim       statement, source, hypotheses, conclusion, and what is expected of it
    ClaimError  a question about claims that has no answer
    is_family   whether something is a family

Conventions
    A claim holds functions, so its `repr` does not evaluate: it names the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from html import escape
from typing import Any, Generic, Literal, TypeVar

from verify.family import Family, Pool
from verify.foreign import shown
from verify.typeset import PLAIN, typeset

T = TypeVar("T")
Law = Callable[[T], object | None]
SCOPES = ("small", "standard", "large")
MOST = 7
RANKED = "block by block, each component in the order of its pool, the last one fastest"


class ClaimError(Exception):
    """A question about claims that has no answer, told in one sentence."""


def _name(found: object) -> bool:
    return isinstance(found, str) and found.isprintable() and bool(found.strip())


def _id(found: object) -> bool:
    return _name(found) and not set("*?[") & set(str(found))


def _text(found: object) -> bool:
    return isinstance(found, str) and found.replace("\n", "").isprintable()


def _laws(found: object) -> bool:
    return isinstance(found, Mapping) and all(_name(name) and callable(law) for name, law in found.items())


def is_family(found: object) -> bool:
    """Whether something is a family: its blocks are as long as its names, and each pool tells how many it has."""
    return (
        isinstance(found, Family)
        and _name(found.name)
        and callable(found.make)
        and isinstance(found.blocks, tuple)
        and all(_block(block, len(found.names)) for block in found.blocks)
    )


def _block(found: object, size: int) -> bool:
    return isinstance(found, tuple) and len(found) == size and all(map(_pool, found))


def _pool(found: object) -> bool:
    return isinstance(found, Pool) and type(found.count) is int and found.count >= 0 and callable(found.members)


def _families(found: object) -> bool:
    return isinstance(found, Mapping) and all(isinstance(n, str) and is_family(family) for n, family in found.items())


FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "id": (_id, "a name without *, ?, [ and control characters"),
    "statement": (_text, "a text without control characters"),
    "source": (_text, "a text without control characters"),
    "given": (_laws, "a mapping of names to functions"),
    "then": (callable, "a function"),
    "expected": (("holds", "refuted").__contains__, "'holds' or 'refuted'"),
    "needs": (lambda found: isinstance(found, tuple) and all(map(_name, found)), "a tuple of names"),
    "shows": (callable, "a function"),
    "order": (_text, "a text without control characters"),
    "families": (_families, "a mapping of scopes to families, whose blocks are tuples of one pool a name"),
    "mutants": (_laws, "a mapping of names to functions"),
}


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
        return f"<div{PLAIN}>{said}{given}<p>source: {escape(self.source)}</p></div>"

    def __post_init__(self) -> None:
        for name, (fits, what) in FIELDS.items():
            if not fits(getattr(self, name)):
                raise ClaimError(f"the claim {shown(self.id, repr)}: {name} must be {what}")
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
