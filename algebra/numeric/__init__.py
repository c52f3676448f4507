"""The certified ε-join: exact sets of near pairs, at the speed of floats.

Main definitions
    join, blocks    the pairs of rows within ε, at once or a block of rows at a time
    count, degree   how many in all, and for each row
    profile         how many within each distance
    Means, means    what may be used beside numpy, and what is at hand
    Plan            the algorithm that a join would use, and why

Conventions
    It stands between metrics and relaxations: it knows rows of numbers, and no maps.
"""

from algebra.numeric.joins import How, Pairs, blocks, count, degree, join, profile
from algebra.numeric.planner import Plan
from algebra.numeric.products import Means, means

__all__ = ["How", "Means", "Pairs", "Plan", "blocks", "count", "degree", "join", "means", "profile"]
