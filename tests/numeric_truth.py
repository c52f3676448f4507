"""Pairs on Q^d by sums of Fractions, and what a search finds."""

from fractions import Fraction

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
