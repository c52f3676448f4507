"""Linear statements decided exactly, by the dual simplex method over Q.

        least Σ v   subject to   r_i·v <= 0,   r_i·v <= -1 where r_i < 0 is asked,   v >= 0

Feasible: the least such v are the distances and numbers of a counterexample.  Infeasible: a row of the dictionary says
Σ λ_i r_i >= 0 > -Σ λ_i over the strict r_i, and the λ_i are the multipliers of a proof [1].

Main definitions
    Row             a form that is at most 0, with its label
    rows            the laws on the points of a part, its hypotheses in a case, and its negated conclusion
    Dictionary      basic variables as affine functions of the others
    solved          multipliers or values
    linear          the proof of a part in one case, or the space that refutes it

Conventions
    Forms are homogeneous, so a strict inequality can be asked with room 1.  Ties go to the first variable [2], so the
    method ends, and the same question has the same answer.

References
    [1] Schrijver, Theory of Linear and Integer Programming, 1986, §7.8 and §11.7.
    [2] Bland, New finite pivoting rules for the simplex method, Math. Oper. Res. 2, 1977.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from math import gcd, lcm

from verify.decided.answers import GOAL, Label, Proof, Space
from verify.decided.terms import Atom, Form, Inequality, Part, combined, d, number

EQUATIONS = ("zero", "symmetric")
Case = Mapping[Label, Inequality]
Values = dict[int, Fraction]


@dataclass(frozen=True, slots=True)
class Row:
    """A label and the form that is at most 0 by it, or below 0; for an equation the sign with which it is taken."""

    label: Label
    said: Inequality
    sign: int = 1


def laws_at(points: Sequence[str], laws: frozenset[str]) -> Iterator[tuple[Label, Form]]:
    """Each law at each of some points: what is at most 0, or equal to 0, by it."""
    if "zero" in laws:
        yield from ((("zero", x), d(x, x)) for x in points)
    if "symmetric" in laws:
        yield from ((("symmetric", x, y), d(x, y) - d(y, x)) for x in points for y in points if x < y)
    if "nonnegative" in laws:
        yield from ((("nonnegative", x, y), -1 * d(x, y)) for x in points for y in points)
    if "triangle" in laws:
        # where two points agree it says nothing new of distances that are at least 0, and 0 on the diagonal
        plain = {"nonnegative", "zero"} <= laws
        every = permutations(points, 3) if plain else product(points, repeat=3)
        yield from ((("triangle", *t), d(t[0], t[2]) - d(t[0], t[1]) - d(t[1], t[2])) for t in every)


def rows(part: Part, case: Case) -> list[Row]:
    """All premises of a part in a case, with the negation of its conclusion."""
    out = [Row(label, said) for label, said in case.items()] + [Row(GOAL, part.then.negated)]
    for label, form in laws_at(part.points, part.laws):
        if label[0] != "nonnegative":
            out.append(Row(label, Inequality(form)))
        if label[0] in EQUATIONS:
            out.append(Row(label, Inequality(-1 * form), -1))
    return out


@dataclass(frozen=True, slots=True)
class Dictionary:
    """basic_i = right_i - Σ_j body_ij·free_j, and Σ_j cost_j·free_j is to be least, with all cost_j >= 0.

    Variables are numbered: first the columns, and then the slack of each row.
    """

    basic: tuple[int, ...]
    free: tuple[int, ...]
    body: tuple[tuple[Fraction, ...], ...]
    right: tuple[Fraction, ...]
    cost: tuple[Fraction, ...]

    def leaving(self) -> int | None:
        """The row of the first basic variable below 0."""
        below = [(b, i) for i, b in enumerate(self.basic) if self.right[i] < 0]
        return min(below)[1] if below else None

    def entering(self, i: int) -> int | None:
        """The column that can raise a basic variable at the least cost."""
        able = [(self.cost[j] / -a, self.free[j], j) for j, a in enumerate(self.body[i]) if a < 0]
        return min(able)[2] if able else None

    def pivoted(self, i: int, j: int) -> Dictionary:
        """The same with one basic and one free variable exchanged."""
        p = 1 / self.body[i][j]
        line = tuple(p if k == j else a * p if a else a for k, a in enumerate(self.body[i]))
        top = self.right[i] * p
        body = tuple(line if k == i else _less(row, row[j], line, j) for k, row in enumerate(self.body))
        pairs = enumerate(zip(self.body, self.right, strict=True))
        right = tuple(top if k == i else b - row[j] * top for k, (row, b) in pairs)
        basic = tuple(self.free[j] if k == i else b for k, b in enumerate(self.basic))
        free = tuple(self.basic[i] if k == j else f for k, f in enumerate(self.free))
        return Dictionary(basic, free, body, right, _less(self.cost, self.cost[j], line, j))


def _less(row: tuple[Fraction, ...], c: Fraction, line: tuple[Fraction, ...], j: int) -> tuple[Fraction, ...]:
    """A row after a multiple of the pivot row has been taken away."""
    if not c:
        return row
    return tuple(-c * b if k == j else a - c * b if b else a for k, (a, b) in enumerate(zip(row, line, strict=True)))


def solved(columns: Sequence[Form], asked: Sequence[Inequality]) -> tuple[bool, Values]:
    """The least values of the columns with which all inequalities hold; or multipliers that say there are none.

    Parameters
    ----------
    columns : sequence of Form
        Each is one atom, or minus one.
    """
    coefficients = [dict(i.form) for i in asked]
    body = tuple(tuple(c.get(t, Fraction(0)) * s for ((t, s),) in columns) for c in coefficients)
    right = tuple(Fraction(-1 if i.strict else 0) for i in asked)
    n, m = len(columns), len(asked)
    table = Dictionary(tuple(range(n, n + m)), tuple(range(n)), body, right, (Fraction(1),) * n)
    while (i := table.leaving()) is not None:
        j = table.entering(i)
        if j is None:
            found = {table.basic[i]: Fraction(1)} | dict(zip(table.free, table.body[i], strict=True))
            return False, {k - n: c for k, c in found.items() if k >= n and c}
        table = table.pivoted(i, j)
    return True, {k: b for k, b in zip(table.basic, table.right, strict=True) if k < n and b}


def linear(part: Part, case: Case) -> Proof | Space:
    """The proof of a part in a case, with no premise too many; or the least space that refutes it."""
    columns = [part_of for t in part.atoms for part_of in signed(t, part.laws)]
    every = rows(part, case)
    feasible, found = solved(columns, [row.said for row in every])
    if feasible:
        return space(part, columns, found)
    return proof(part, shortened(columns, [every[k] for k in sorted(found)]))


def signed(atom: Atom, laws: frozenset[str]) -> tuple[Form, ...]:
    """A column for an atom, and one for its negative where it may be below 0."""
    one = number(*atom) if len(atom) == 1 else d(*atom)
    return (one,) if len(atom) == 1 or "nonnegative" in laws else (one, -1 * one)


def shortened(columns: Sequence[Form], kept: list[Row]) -> dict[Row, Fraction]:
    """Multipliers of as few of some rows as still contradict each other: none of these can be left out."""
    for row in sorted(kept, key=lambda row: -len(row.label)):
        fewer = [other for other in kept if other != row]
        if not solved(columns, [other.said for other in fewer])[0]:
            kept = fewer
    found = solved(columns, [row.said for row in kept])[1]
    return {kept[k]: c for k, c in found.items()}


def proof(part: Part, found: Mapping[Row, Fraction]) -> Proof:
    """The proof with some multipliers, all integers, completed by what is at least 0."""
    used = {row.label: c * row.sign for row, c in found.items()}
    rest = combined((c, row.said.form) for row, c in found.items())
    used |= {("nonnegative", *t): c for t, c in rest}
    scale = Fraction(lcm(*(c.denominator for c in used.values())), gcd(*(c.numerator for c in used.values())))
    return Proof(tuple((label, c * scale) for label, c in sorted(used.items())))


def space(part: Part, columns: Sequence[Form], found: Values) -> Space:
    """The space with some values of the columns, all scaled to integers."""
    total = dict(combined((c, columns[k]) for k, c in found.items()))
    scale = lcm(*(c.denominator for c in total.values()))
    values = {t: total.get(t, Fraction(0)) * scale for t in part.atoms}
    table = tuple(tuple(values[p, q] for q in part.points) for p in part.points)
    return Space(part.points, table, tuple((t[0], c) for t, c in values.items() if len(t) == 1))
