"""The certified ε-join: exact sets of near pairs at the speed of floats: between metrics and relaxations."""

from algebra.numeric.joins import How, Pairs, blocks, count, degree, join, profile
from algebra.numeric.planner import Plan
from algebra.numeric.products import Means, means

__all__ = ["How", "Means", "Pairs", "Plan", "blocks", "count", "degree", "join", "means", "profile"]
