"""The relation F_ε as a bipartite graph.

        ("x", x) ---- ("y", y)    iff    d(f(x), g(y)) <= ε

Main definitions
    graph       the networkx graph, with exact distances on its edges
    components  its connected components: X part and Y part
    edges       the places of the pairs, refused when there are too many
    related     refuses what is no relaxation

Conventions
    Nodes carry the side they come from, as X and Y may share elements.  Points related to nothing are nodes too.
    Every order is that of the carriers: no answer depends on hashes.

References
    .. [1] A. S. Asratian, T. M. J. Denley and R. Häggkvist, *Bipartite Graphs and their Applications*, 1998,
       chapter 1: a relation between two sets is a bipartite graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from algebra.errors import TooLarge, needed
from algebra.relax import Relaxation
from algebra.rings.ring import listing

EDGES = 1 << 20


def related(relaxation: Relaxation[Any, Any], asked: str) -> None:
    """Refuse what is no relaxation.

    Raises
    ------
    Mismatch
        When it is something else, such as a cospan.
    """
    needed(relaxation, Relaxation, asked, "the relaxation", "give relax(cospan, Lee, eps)")


def edges(relaxation: Relaxation[Any, Any]) -> Iterator[tuple[int, int]]:
    """The places in X and in Y of the pairs of F_ε, in lexicographic order.

    Raises
    ------
    Mismatch
        When the relaxation is none.
    NotFinite, TooLarge
        When X or Y cannot be listed, or there are more than 2^20 pairs.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> list(edges(relax(Cospan(reduce(Zmod(4), 4), reduce(Zmod(8), 4)), Lee, 0)))
    [(0, 0), (0, 4), (1, 1), (1, 5), (2, 2), (2, 6), (3, 3), (3, 7)]
    """
    related(relaxation, "edges")
    blocks, seen = [], 0
    for block in relaxation.blocks():
        blocks.append(block)
        seen += len(block.i)
        if seen > EDGES:
            raise TooLarge(f"the graph of {relaxation}", f"it has more than {EDGES} edges", "take a smaller ε")
    for i, j in blocks:
        yield from zip(i.tolist(), j.tolist(), strict=True)


def graph(relaxation: Relaxation[Any, Any]) -> Any:
    """The bipartite graph of F_ε, an edge for each pair, with the distance on it.

    Returns
    -------
    networkx.Graph
        Nodes ("x", x) with bipartite = 0 and ("y", y) with bipartite = 1; edges with distance = d(f(x), g(y)).

    Raises
    ------
    Mismatch
        When the relaxation is none.
    NotFinite, TooLarge
        When X or Y cannot be listed, or there are more than 2^20 pairs.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import Identity
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> G = graph(relax(Cospan(Identity(Zmod(5)), Identity(Zmod(5))), Lee, 1))
    >>> len(G), G.number_of_edges(), G["x", 0]["y", 4]["distance"]
    (10, 15, 1)
    """
    related(relaxation, "a graph")
    c = relaxation.cospan
    xs, ys = listing(c.X), listing(c.Y)
    left, right = [c.f(x) for x in xs], [c.g(y) for y in ys]
    out = nx.Graph()
    out.add_nodes_from((("x", x) for x in xs), bipartite=0)
    out.add_nodes_from((("y", y) for y in ys), bipartite=1)
    for i, j in edges(relaxation):
        out.add_edge(("x", xs[i]), ("y", ys[j]), distance=relaxation.metric(left[i], right[j]))
    return out


def components(relaxation: Relaxation[Any, Any]) -> tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...]:
    """The connected components of F_ε: the points of X and those of Y in each.

    Notes
    -----
    They come in the order of their first points of X, then those that have none by their points of Y.  At ε = 0,
    where the distance separates points, they are the fibers over f(X) ∩ g(Y), and each other point by itself.

    Raises
    ------
    Mismatch
        When the relaxation is none.
    NotFinite, TooLarge
        When X or Y cannot be listed, or there are more than 2^20 pairs.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> from algebra.metrics import Lee
    >>> from algebra.relax import relax
    >>> from algebra.rings import Zmod
    >>> components(relax(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)), Lee, 0))
    (((0, 2), (0, 2, 4)), ((1, 3), (1, 3, 5)))
    """
    related(relaxation, "components")
    xs, ys = listing(relaxation.cospan.X), listing(relaxation.cospan.Y)
    bare = nx.Graph()
    bare.add_nodes_from(range(len(xs) + len(ys)))
    bare.add_edges_from((i, len(xs) + j) for i, j in edges(relaxation))
    parts = map(sorted, nx.connected_components(bare))
    return tuple(
        (tuple(xs[k] for k in part if k < len(xs)), tuple(ys[k - len(xs)] for k in part if k >= len(xs)))
        for part in parts
    )
