"""Covers of graphs: total spaces, the Möbius band, pullbacks, products, isomorphisms.

        (u, i) -------- (v, g[i])
           |                |
           v                v
           u -------------- v

Main definitions
    total           the covering graph and its projection
    moebius         the double cover of C_n that has no section
    induced         the pullback along a map of graphs
    product         fiber by fiber
    regauge         the same cover in other coordinates
    isomorphism     a gauge between two covers of one graph

References
    .. [1] A. Hatcher, *Algebraic Topology*, 2002, § 1.3: n-sheeted covers are actions on n points up to conjugation.
    .. [2] J. L. Gross, T. W. Tucker, *Topological Graph Theory*, 1987, § 2.4: permutation voltage graphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product as pairs
from typing import Any

import networkx as nx

from algebra.bundles.cocycle import Cocycle, Gauge, across, around, covered, holonomy, transport
from algebra.bundles.graph import Graph, Walk, cycle_graph, spanning
from algebra.bundles.permutations import Permutation, after, conjugator, inverse, permutes
from algebra.errors import Mismatch, needed, tupled


def total(bundle: Cocycle) -> tuple[nx.MultiGraph, dict[tuple[Any, int], Any]]:
    """The covering graph on the pairs (v, i), and its projection to the vertices.

    Raises
    ------
    Mismatch
        When the bundle is none.

    Notes
    -----
    Above the edge e from u to v lie the edges from (u, i) to (v, g[i]) [2]_ in `algebra.bundles.covers`.

    Examples
    --------
    >>> graph, projection = total(moebius(3))
    >>> nx.is_connected(graph), sorted(d for _, d in graph.degree), projection[2, 1]
    (True, [2, 2, 2, 2, 2, 2], 2)
    """
    covered(bundle, "a covering graph")
    points = list(pairs(bundle.graph.vertices, range(bundle.fiber)))
    out = nx.MultiGraph()
    out.add_nodes_from(points)
    for (u, v), g in zip(bundle.graph.edges, bundle.transitions, strict=True):
        out.add_edges_from(((u, i), (v, j)) for i, j in enumerate(g))
    return out, {point: point[0] for point in points}


def moebius(n: int) -> Cocycle:
    """The double cover of the cycle C_n by C_2n, with its one swap on the last edge.

    Raises
    ------
    Mismatch
        When n is below 1.

    Examples
    --------
    >>> print(moebius(1))
    vertices 0, edges 0-0; fiber 2; transitions 1 0
    """
    return Cocycle(cycle_graph(n), 2, ((0, 1),) * (n - 1) + ((1, 0),))


def induced(bundle: Cocycle, graph: Graph, images: Mapping[Any, Any], walks: tuple[Walk, ...] = ()) -> Cocycle:
    """The bundle over another graph whose fiber over a is the fiber over the image of a.

    Parameters
    ----------
    bundle : Cocycle
    graph : Graph
    images : mapping
        The image of each vertex.
    walks : tuple of Walk, optional
        For each edge the walk to which it goes; else the one edge between the images of its ends, or, where they are
        equal, the one loop there in its direction, and without a loop no step at all.

    Raises
    ------
    Mismatch
        When the bundle, the graph or the images are none, an image is no vertex, or a walk does not join the images
        of the ends, or is not given and not clear.

    Notes
    -----
    The transition of an edge is the holonomy along its walk.

    Examples
    --------
    >>> from algebra.bundles import sections
    >>> twice = induced(moebius(3), cycle_graph(6), {i: i % 3 for i in range(6)})
    >>> sections(moebius(3)), sections(twice)
    (0, 2)
    """
    covered(bundle, "a pullback")
    needed(graph, Graph, "a pullback", "the graph", "give a Graph, such as Graph.of(a networkx graph)")
    needed(images, Mapping, "a pullback", "the images", "give a mapping of the vertices")
    missing = [a for a in graph.vertices if a not in images or images[a] not in bundle.graph.vertices]
    if missing:
        raise Mismatch("a pullback", f"{missing[0]} goes to no vertex", "give the image of each")
    ends = [(images[a], images[b]) for a, b in graph.edges]
    over = walks or tuple(_between(bundle.graph, u, v) for u, v in ends)
    if len(over) != len(ends) or not all(_joins(bundle.graph, w, u, v) for w, (u, v) in zip(over, ends, strict=True)):
        raise Mismatch("a pullback", "the walks do not join the images of the ends", "give a walk for each edge")
    return Cocycle(graph, bundle.fiber, tuple(holonomy(bundle, w) for w in over))


def _between(graph: Graph, u: Any, v: Any) -> Walk:
    """The one edge between two vertices, as a walk; none at all from a vertex without loops to itself."""
    steps = [(e, 1 if edge == (u, v) else -1) for e, edge in enumerate(graph.edges) if edge in ((u, v), (v, u))]
    if len(steps) == 1 or (u == v and not steps):
        return tuple(steps)
    raise Mismatch("a pullback", f"{len(steps)} edges join {u} and {v}", "say by `walks` where edges go")


def _joins(graph: Graph, walk: Walk, u: Any, v: Any) -> bool:
    """Whether a walk goes from u to v."""
    return (graph.ends(walk[0])[0], graph.ends(walk[-1])[1]) == (u, v) if walk else u == v


def product(P: Cocycle, Q: Cocycle) -> Cocycle:
    """The bundle whose fibers are the products of the fibers, (i, j) as i·m + j with m the fiber of Q.

    Raises
    ------
    Mismatch
        When a bundle is none, or the graphs differ.

    Notes
    -----
    Edges of simple graphs may be listed in other orders and directions; the answer has those of P.

    Examples
    --------
    >>> print(product(moebius(1), moebius(1)))
    vertices 0, edges 0-0; fiber 4; transitions 3 2 1 0
    """
    Q = _aligned(P, Q)
    m, both = Q.fiber, zip(P.transitions, Q.transitions, strict=True)
    return Cocycle(P.graph, P.fiber * m, tuple(tuple(i * m + j for i in g for j in h) for g, h in both))


def _aligned(P: Cocycle, Q: Cocycle) -> Cocycle:
    """The second cover with its vertices and edges listed and directed as those of the first."""
    for bundle in (P, Q):
        covered(bundle, "two bundles")
    if P.graph == Q.graph:
        return Q
    places = {frozenset(edge): e for e, edge in enumerate(Q.graph.edges)}
    ends = [Counter(map(frozenset, bundle.graph.edges)) for bundle in (P, Q)]
    if set(P.graph.vertices) != set(Q.graph.vertices) or ends[0] != ends[1]:
        raise Mismatch("two bundles", "they are over two graphs", "pull one back")
    if len(places) < len(Q.graph.edges):
        found = "edges with the same two ends are not told apart where their order or direction differs"
        raise Mismatch("two bundles", found, "list the edges of both graphs alike")
    steps = [(e, 1 if Q.graph.edges[e] == edge else -1) for edge in P.graph.edges for e in [places[frozenset(edge)]]]
    return Cocycle(P.graph, Q.fiber, tuple(across(Q, step) for step in steps))


def regauge(bundle: Cocycle, gauge: Gauge) -> Cocycle:
    """The same cover in other coordinates: k_v ∘ g_uv ∘ k_u^-1 on the edge from u to v.

    Raises
    ------
    Mismatch
        When the bundle is none, or the gauge is not one permutation of the fiber for each vertex.

    Examples
    --------
    >>> print(regauge(moebius(2), ((1, 0), (0, 1))))
    vertices 0 1, edges 0-1 1-0; fiber 2; transitions 1 0 | 0 1
    """
    covered(bundle, "a gauge")
    vertices = bundle.graph.vertices
    gauge = tupled(gauge, "a gauge", "a permutation", "list the image of each point, such as (1, 0)")
    if len(gauge) != len(vertices) or not all(permutes(k, bundle.fiber) for k in gauge):
        raise Mismatch("a gauge", "it is not one permutation for each vertex", "list them in the order of the vertices")
    k = dict(zip(vertices, gauge, strict=True))
    edges = zip(bundle.graph.edges, bundle.transitions, strict=True)
    return Cocycle(bundle.graph, bundle.fiber, tuple(after(k[v], after(g, inverse(k[u]))) for (u, v), g in edges))


def isomorphism(P: Cocycle, Q: Cocycle) -> Gauge | None:
    """A gauge that takes one cover to another over the same graph; None where they are not isomorphic.

    Raises
    ------
    Mismatch
        When a cover is none, or the graphs differ, or edges with the same two ends cannot be told apart.

    Notes
    -----
    Edges of simple graphs may be listed in other orders and directions: those of P are taken, and the gauge goes by
    the vertices of P.

    At the root of a tree k must conjugate the holonomies of the edges outside of it, all at once [1]_ in
    `algebra.bundles.covers`; then k_v = h'_v ∘ k ∘ h_v^-1.

    Examples
    --------
    >>> other = regauge(moebius(3), ((0, 1), (1, 0), (0, 1)))
    >>> regauge(moebius(3), isomorphism(moebius(3), other)) == other
    True
    >>> turned = Cocycle(Graph((0, 1, 2), ((2, 0), (1, 0), (1, 2))), 2, ((0, 1), (1, 0), (0, 1)))
    >>> isomorphism(moebius(3), turned)
    ((0, 1), (1, 0), (1, 0))
    """
    Q = _aligned(P, Q)
    if P.fiber != Q.fiber:
        return None
    gauge: dict[Any, Permutation] = {}
    for tree in spanning(P.graph):
        k = conjugator(P.fiber, around(P, tree), around(Q, tree))
        if k is None:
            return None
        left, right = transport(P, tree), transport(Q, tree)
        gauge |= {v: after(right[v], after(k, inverse(left[v]))) for v in left}
    return tuple(gauge[v] for v in P.graph.vertices)
