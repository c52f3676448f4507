"""Claims of one's own about distances, decided for all distances on all sets.

        given, near   =>   then          proved by a sum of premises, or by a chain; or refuted by a finite space

Main definitions
    decided_claim       a claim as it is written in the language of distances
    decision            the answers for a claim, of the catalogue or of one's own
    certificates        the evidence for all of these

Conventions
    Such a claim is checked, too, on some spaces: one with all its hypotheses, and for each question (the claim, and the
    claim without each hypothesis) the space that refutes; where a proof answers, the first space once more.  So its
    hypotheses are evaluated on instances, by another way than they are decided.  Its certificates carry its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import product
from math import lcm
from typing import Any, Literal

from verify.claim import SCOPES, Claim, ClaimError
from verify.decided.answers import Decided, Refuted, Space, told
from verify.decided.catalogue import certified, decided, decided_for, evidence, part
from verify.decided.chains import compared
from verify.decided.deciding import settled
from verify.decided.linear import EQUATIONS, laws_at
from verify.decided.terms import LAWS, Atom, Either, Form, Formula, Inequality, Part, Said, inequality
from verify.family import Family, whole

NAME = re.compile(r"(?!or\Z)[^\W\d][\w']*")
BASE = ("distance", "near")
NOTHING = Inequality(Form(), strict=True)


@dataclass(frozen=True, slots=True, eq=False)
class Assumed:
    """The law that a space satisfies some laws and formulas."""

    said: Said

    def __call__(self, space: Space) -> str | None:
        """The first that it does not satisfy."""
        values, laws = space.values, frozenset(s for s in self.said if isinstance(s, str))
        for label, form in laws_at(space.points, laws):
            total = sum(c * values[t] for t, c in form)
            if total > 0 or (total and label[0] in EQUATIONS):
                return f"not {told(label)}"
        for x, y, z in product(space.points, repeat=3) if "ultrametric" in laws else ():
            if values[x, z] > max(values[x, y], values[y, z]):
                return f"not {told(('ultrametric', x, y, z))}"
        formulas = (s for s in self.said if not isinstance(s, str))
        return next((f"not {one}" for one in formulas if not any(i.holds(values) for i in cases(one))), None)


@dataclass(frozen=True, slots=True, eq=False)
class Implied:
    """The conclusion that a space satisfies one inequality or several, where it satisfies what is near.

    Parameters
    ----------
    parts : tuple of Part
        The claim, decided for all spaces.
    """

    parts: tuple[Part, ...]

    def __call__(self, space: Space) -> str | None:
        """The first inequality that fails, with its two values."""
        values = space.values
        if Assumed(self.parts[0].given["near"])(space) is not None:
            return None
        broken = next((one.then for one in self.parts if not one.then.holds(values)), None)
        if broken is None:
            return None
        left, right = (sum(c * values[t] for t, c in side) for side in broken.sides)
        return f"{broken}, but {left} {'≥' if broken.strict else '>'} {right}"

    @property
    def names(self) -> tuple[str, ...]:
        """The hypotheses that can be dropped."""
        return tuple(name for name in self.parts[0].given if name not in BASE)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All distances and numbers that it speaks of."""
        return tuple(dict.fromkeys(t for one in self.parts for t in one.atoms))


def cases(said: Formula) -> tuple[Inequality, ...]:
    """The inequalities one of which is to hold."""
    return said.cases if isinstance(said, Either) else (said,)


def decided_claim(
    id: str,
    statement: str,
    source: str,
    given: Mapping[str, str | Formula | Said],
    then: Inequality | Sequence[Inequality],
    *,
    near: Sequence[Formula] = (),
    expected: Literal["holds", "refuted"] = "holds",
    needs: tuple[str, ...] = (),
) -> Claim[Space]:
    """The claim that some laws and inequalities imply others, for all distances on all sets.

    Parameters
    ----------
    given : mapping of str to laws and formulas
        The hypotheses, each of which can be dropped.
    then : Inequality or sequence of Inequality
        The conclusion; several are to hold together.
    near : sequence of Inequality or Either
        What the conclusion presupposes.

    Raises
    ------
    ClaimError
        When a law is unknown, something is no inequality or no name, or an ultrametric statement adds or is strict.

    Examples
    --------
    >>> from verify.decided.terms import d, points
    >>> x, y, z = points("x y z")
    >>> laws = {"triangle": "triangle", "symmetric": "symmetric"}
    >>> claim = decided_claim("mine.far", "d(x, z) - d(z, y) ≤ d(x, y)", "mine", laws, d(x, z) - d(z, y) <= d(x, y))
    >>> print(decision(claim).answer)
    proved: goal + symmetric(y, z) + triangle(x, y, z) is 0 < 0
    >>> print(decision(claim).without["symmetric"])
    refuted: d(x, z) = 1, d(y, z) = 1
    """
    said = {name: _said(name, all_of) for name, all_of in given.items()}
    every = tuple(then if isinstance(then, Sequence) else (then,))
    if not every:
        raise ClaimError(f"{id} has no conclusion; give an inequality, or several")
    presupposed = tuple(map(_formula, near))
    conclusion = Implied(tuple(_decidable(id, part(said, presupposed, _plain(one))) for one in every))
    laws = {name: Assumed(all_of) for name, all_of in said.items()}
    scopes = dict.fromkeys(SCOPES, _family(id, conclusion))
    return Claim(id, statement, source, laws, conclusion, expected=expected, needs=needs, families=scopes, finite=False)


def _decidable(id: str, asked: Part) -> Part:
    """A part, unless it is about an ultrametric and compares other things than two terms."""
    lines = [one for said in (*asked.formulas.values(), asked.then) for one in cases(said)]
    try:
        for line in lines if "ultrametric" in asked.laws else ():
            compared(line)
    except ClaimError as error:
        raise ClaimError(f"{id}: {error}") from None
    return asked


def _said(name: str, all_of: str | Formula | Said) -> Said:
    """Laws that are known, and formulas with whole factors."""
    if name in BASE:
        raise ClaimError(f"no hypothesis can be called {name}; give it another name")
    every = all_of if isinstance(all_of, tuple) else (all_of,)
    return tuple(_law(s) if isinstance(s, str) else _formula(s) for s in every)


def _law(name: str) -> str:
    if name not in LAWS:
        raise ClaimError(f"{name} is no law of distances; the laws: {', '.join(LAWS)}")
    return name


def _formula(said: Formula) -> Formula:
    return Either((_plain(said.cases[0]), _plain(said.cases[1]))) if isinstance(said, Either) else _plain(said)


def _plain(said: object) -> Inequality:
    """An inequality with whole factors, in names that a certificate can hold."""
    found = inequality(said)
    bad = next((name for t, _ in found.form for name in t if not NAME.fullmatch(name)), None)
    if bad is not None:
        raise ClaimError(f"{bad} is no name for a certificate; give a letter, and then letters, digits, _ and '")
    return Inequality(found.form * lcm(*(c.denominator for _, c in found.form)), found.strict)


@cache
def _decided(conclusion: Implied) -> Decided:
    return decided(conclusion.parts)


def decision(claim: Claim[Any]) -> Decided | None:
    """The answers for a claim, and for it without each hypothesis; None where it is not of this form."""
    return _decided(claim.then) if isinstance(claim.then, Implied) else decided_for(claim.id)


# ------------------------------------------------------------------------------------------------- the spaces looked at


def _family(id: str, conclusion: Implied) -> Family[Space]:
    data = ("spaces", *(str(line) for one in words(conclusion) for line in one))
    return whole(f"spaces about {id}", data, len(conclusion.names) + 2, partial(_spaces, conclusion))


def _spaces(conclusion: Implied) -> Iterator[Space]:
    """A space with all hypotheses, and for each question the space that refutes, where there is one."""
    given = conclusion.parts[0].given
    first = Space((), (), ())
    if "ultrametric" not in conclusion.parts[0].laws:
        found = settled([Part(given, NOTHING)])
        first = found.space if isinstance(found, Refuted) else first
    answers = _decided(conclusion)
    for answer in (None, answers.answer, *answers.without.values()):
        yield _filled(answer.space if isinstance(answer, Refuted) else first, conclusion.atoms)


def _filled(space: Space, atoms: Sequence[Atom]) -> Space:
    """A space with more points, each at the place of the first one, and more numbers, each 0: no law can tell."""
    names, values = tuple(dict.fromkeys(t[0] for t in atoms if len(t) == 2)), space.values
    place = {name: name if name in space.points else next(iter(space.points), "") for name in names}
    table = tuple(tuple(values.get((place[p], place[q]), Fraction(0)) for q in names) for p in names)
    return Space(names, table, tuple((t[0], values.get(t, Fraction(0))) for t in atoms if len(t) == 1))


# ------------------------------------------------------------------------------------------------------------- evidence


def certificates(claim: Claim[Any]) -> Iterator[dict[str, Any]]:
    """The certificates of the answers for a claim, but for what binds them to it; one of one's own brings its words."""
    if not isinstance(claim.then, Implied):
        yield from evidence(claim.id)
        return
    parts, found = claim.then.parts, _decided(claim.then)
    given, implications = words(claim.then)
    own = {"says": claim.statement, "expected": claim.expected, "given": given, "parts": implications}
    for name, answer in {"": found.answer, **found.without}.items():
        left = [one.drop(name) for one in parts]
        yield certified(left, answer, [name] if name else []) | {"words": own}


def words(conclusion: Implied) -> tuple[list[tuple[str, str]], list[str]]:
    """The hypotheses and the implications as the independent checker reads them.

    Examples
    --------
    >>> from verify.decided.terms import d, number, points
    >>> x, y = points("x y")
    >>> words(Implied((part({"low": (d(x, y) <= number("a"),)}, [], 2 * d(y, x) <= number("b")),)))
    ([('low', 'd(x,y) <= a')], [' => 2*d(y,x) <= b'])
    """
    given = conclusion.parts[0].given
    near = "; ".join(map(_text, given["near"]))
    told = [(name, "; ".join(map(_text, given[name]))) for name in conclusion.names]
    return told, [f"{near} => {_text(one.then)}" for one in conclusion.parts]


def _text(said: str | Formula) -> str:
    if isinstance(said, str):
        return said
    lines = ((_sum(left), "<" if i.strict else "<=", _sum(right)) for i in cases(said) for left, right in (i.sides,))
    return " or ".join(map(" ".join, lines))


def _sum(form: Form) -> str:
    terms = ((c, t[0] if len(t) == 1 else f"d({','.join(t)})") for t, c in form)
    return " + ".join(name if c == 1 else f"{c}*{name}" for c, name in terms) or "0"
