"""Pictures of values, drawn by matplotlib in black, white and grey.

        value -> Axes

Main definitions
    relation, filtration, matching      F_ε as a matrix, as a graph that grows with ε, and its one-to-one pairs
    profile, density                    |F_ε| against ε, and its share of all pairs against the dimension
    balls                               the balls of an ultrametric as a tree
    square, splitting                   the square of a cospan, and the parts of Z

Conventions
    Each function takes a value and, if wanted, the `axes` to draw on, and returns the Axes; only `filtration`, which
    needs several, returns the Figure.  Both show themselves: a notebook ends a cell with `relation(F)`, and shows what
    is drawn later by `axes.figure`.  `relation(F).figure.savefig("relation.png")` writes a file.

    Neither pyplot nor `%matplotlib` is needed; with them the same values work, too, as in
    `figure, axes = plt.subplots(1, 2); relation(F, axes[0]); profile(F.cospan, F.metric, axes[1])`.  matplotlib is
    imported when something is first drawn (`pip install 'fibercheck[plot]'`).
"""

from algebra.plot.bipartite import filtration, matching
from algebra.plot.growth import density, profile
from algebra.plot.parts import splitting
from algebra.plot.relations import relation
from algebra.plot.squares import square
from algebra.plot.trees import balls

__all__ = [
    "balls",
    "density",
    "filtration",
    "matching",
    "profile",
    "relation",
    "splitting",
    "square",
]
