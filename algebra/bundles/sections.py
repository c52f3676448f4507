"""Sections of bundles over graphs: how many there are, and which.

        s_v = g_uv(s_u)  on every edge from u to v

Main definitions
    sections            how many
    global_sections     which

References
    .. [1] A. Hatcher, *Algebraic Topology*, 2002, § 1.3: covering spaces by permutations of a fiber.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from math import prod

from algebra.bundles.cocycle import Cocycle, around, covered, transport
from algebra.bundles.graph import spanning
from algebra.bundles.permutations import fixed


def sections(bundle: Cocycle) -> int:
    """The number of sections: points over all vertices that every transition takes to each other.

    Raises
    ------
    Mismatch
        When the bundle is none.

    Notes
    -----
    Over a component a section is a point over the root that the holonomy group fixes [1]_ in
    `algebra.bundles.sections`; their numbers are multiplied.

    Examples
    --------
    >>> from algebra.bundles import Graph
    >>> sections(Cocycle(Graph((0, 1), ((0, 1), (1, 0))), 3, ((1, 0, 2), (0, 1, 2))))
    1
    """
    covered(bundle, "sections")
    trees = spanning(bundle.graph)
    return prod(len(fixed(bundle.fiber, around(bundle, tree))) for tree in trees)


def global_sections(bundle: Cocycle) -> Iterator[tuple[int, ...]]:
    """The sections, each by its points over the vertices in their order.

    Raises
    ------
    Mismatch
        When the bundle is none.

    Examples
    --------
    >>> from algebra.bundles import Graph
    >>> list(global_sections(Cocycle(Graph((0, 1), ((0, 1), (1, 0))), 3, ((1, 0, 2), (1, 0, 2)))))
    [(0, 1), (1, 0), (2, 2)]
    """
    covered(bundle, "sections")
    parts = []
    for tree in spanning(bundle.graph):
        h = transport(bundle, tree)
        parts.append([{v: g[p] for v, g in h.items()} for p in fixed(bundle.fiber, around(bundle, tree))])
    for choice in product(*parts):
        points = dict(chain.from_iterable(part.items() for part in choice))
        yield tuple(points[v] for v in bundle.graph.vertices)
