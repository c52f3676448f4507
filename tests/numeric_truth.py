"""Problems on Q^d, their pairs by sums of Fractions, and what a search finds."""

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from algebra.numeric.problem import Line, Problem
from algebra.numeric.search import walk


def distance(x, y, norm):
    steps = [abs(Fraction(a) - Fraction(b)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    if norm == "linf":
        return max(steps, default=Fraction(0))
    return sum((s if norm == "l1" else s * s for s in steps), Fraction(0))


def truth(problem):
    norm = problem.distance.norm
    return [
        (i, j)
        for i, x in enumerate(problem.left)
        for j, y in enumerate(problem.right)
        if distance(x, y, norm) <= problem.eps
    ]


def pairs(search):
    return [(i, j) for tile in walk(search) for i, j in zip(*(a.tolist() for a in tile), strict=True)]


@st.composite
def posed(draw, kinds, entries, widths, most):
    kind, d = draw(st.sampled_from(sorted(kinds))), draw(st.sampled_from(widths))
    row = st.lists(entries(kind), min_size=d, max_size=d)
    sides = [draw(st.lists(row, max_size=most)) for _ in range(2)]
    left, right = (np.array(side, dtype=kinds[kind]).reshape(len(side), d) for side in sides)
    norm = draw(st.sampled_from(("l1", "l2", "linf")))
    taken = sorted({distance(x, y, norm) for x in left for y in right}) or [Fraction(3)]
    eps = draw(st.sampled_from([*taken, Fraction(0), 2 * taken[-1] + 1]))
    if left.dtype.kind == "f":
        eps += draw(st.sampled_from([Fraction(0), Fraction(1, 10**400), eps * Fraction(1, 1 << 60), -eps / (1 << 80)]))
    else:
        eps = max(0, int(eps) + draw(st.sampled_from([0, 0, -1, 1])))
    return Problem(left, right, Line(norm), eps)
