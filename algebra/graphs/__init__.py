"""The relation F_ε as a graph, and as a filtered complex."""

from algebra.graphs.diagrams import Bar, bottleneck
from algebra.graphs.dowker import Filtration, dowker, persistence
from algebra.graphs.matching import Matching, Violator, largest, matching
from algebra.graphs.relation import components, graph

__all__ = [
    "Bar",
    "Filtration",
    "Matching",
    "Violator",
    "bottleneck",
    "components",
    "dowker",
    "graph",
    "largest",
    "matching",
    "persistence",
]
