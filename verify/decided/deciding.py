"""Statements decided: part by part, case by case, each by the method that its laws ask for.

        either(p, q), ...  =>  c        as        p, ...  =>  c     and     q, ...  =>  c

Main definitions
    settled     the answer for some parts
    decide      the answer for a statement as it is written

Conventions
    With the ultrametric law statements are decided by levels, else by linear programming.  Every space is checked
    against the laws, the hypotheses and the conclusion before it is returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from verify.claim import ClaimError
from verify.decided.answers import Answer, Chain, Proof, Proved, Refuted, Space
from verify.decided.chains import chain
from verify.decided.linear import EQUATIONS, Case, laws_at, linear
from verify.decided.terms import LAWS, PSEUDOMETRIC, Atom, Either, Formula, Inequality, Part, inequality


def cases(part: Part) -> Iterator[tuple[tuple[int, ...], Case]]:
    """Each choice among the alternatives of a part, with the inequalities that it leaves."""
    formulas = part.formulas
    ways = [(0, 1) for said in formulas.values() if isinstance(said, Either)]
    for choice in product(*ways):
        left = iter(choice)
        yield choice, {n: said.cases[next(left)] if isinstance(said, Either) else said for n, said in formulas.items()}


def settled(parts: Sequence[Part]) -> Answer:
    """The proofs of all parts in all cases, or a space that refutes one.

    Raises
    ------
    ClaimError
        When an ultrametric statement adds or is strict.
    """
    proofs: list[tuple[int, tuple[int, ...], Proof | Chain]] = []
    for n, part in enumerate(parts):
        method = chain if "ultrametric" in part.laws else linear
        for choice, case in cases(part):
            found = method(part, case)
            if isinstance(found, Space):
                _agrees(part, case, found)
                return Refuted(n, found)
            proofs.append((n, choice, found))
    return Proved(tuple(proofs))


def _agrees(part: Part, case: Case, found: Space) -> None:
    """Raise unless a space has the laws and the hypotheses of a part, and not its conclusion."""
    values, said = found.values, dict(case)
    for label, form in laws_at(found.points, part.laws):
        said[label] = Inequality(form)
        if label[0] in EQUATIONS:
            said["-", *label] = Inequality(-1 * form)
    broken = [label for label, i in said.items() if not i.holds(values)]
    if broken or part.then.holds(values) or not _levels(part, values):
        raise AssertionError(f"{found} is said to refute {part.then}, and does not: {broken}")


def _levels(part: Part, values: Mapping[Atom, Fraction]) -> bool:
    names = part.points
    return "ultrametric" not in part.laws or all(
        values[x, z] <= max(values[x, y], values[y, z]) for x, y, z in product(names, repeat=3)
    )


def decide(*given: Formula, then: Inequality | Sequence[Inequality], laws: Sequence[str] = PSEUDOMETRIC) -> Answer:
    """The answer to whether some inequalities imply others for all distances with some laws, on every set.

    Parameters
    ----------
    given : Inequality or Either
        The hypotheses.
    then : Inequality or sequence of Inequality
        The conclusion; several are to hold together.
    laws : sequence of str
        Some of nonnegative, zero, symmetric, triangle, ultrametric.

    Returns
    -------
    Proved or Refuted

    Raises
    ------
    ClaimError
        When a law is unknown, a hypothesis or conclusion is no inequality, there is no conclusion, or an ultrametric
        statement adds, is strict, or has distances below 0.

    Notes
    -----
    A proof takes the laws at the points named only.  If there is none on these points, their distances make a finite
    space that refutes: so one of the two is always found.

    Examples
    --------
    >>> from verify.decided.terms import d, number, points
    >>> (x, y, z), a = points("x y z"), number("a")
    >>> print(decide(d(x, y) <= a, d(y, z) <= a, then=d(x, z) <= 2 * a))
    proved: given(0) + given(1) + goal + triangle(x, y, z) is 0 < 0
    >>> print(decide(d(x, y) <= a, d(y, z) <= a, then=d(x, z) <= a, laws=("nonnegative", "ultrametric")))
    proved: given(0), then given(1), then ultrametric(x, y, z)
    >>> decide(d(x, y) <= a, d(y, z) <= a, then=d(x, z) <= a).space.values["x", "z"]
    Fraction(2, 1)
    """
    asked = (laws,) if isinstance(laws, str) else tuple(laws)
    unknown = [str(law) for law in asked if law not in LAWS]
    if unknown:
        raise ClaimError(f"{', '.join(unknown)} is no law of distances; the laws: {', '.join(LAWS)}")
    if "ultrametric" in asked and "nonnegative" not in asked:
        raise ClaimError("an ultrametric with distances below 0 is not decided; add the law nonnegative")
    every = tuple(map(inequality, then if isinstance(then, Sequence) else (then,)))
    if not every:
        raise ClaimError("there is no conclusion; give an inequality, or several")
    said = {"given": tuple(p if isinstance(p, Either) else inequality(p) for p in given), "laws": asked}
    return settled([Part(said, one) for one in every])
