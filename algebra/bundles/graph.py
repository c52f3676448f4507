"""Graphs as plain data, edges numbered and directed for reference, with walks and spanning trees.

        u ---e---> v        the step (e, 1) goes from u to v, the step (e, -1) from v to u

Main definitions
    Graph           vertices and edges; loops and several edges between two vertices are allowed
    Step, Walk      an edge along or against its direction; steps that meet
    Tree            a spanning tree of a component, breadth first
    spanning        one for each component
    walk            the walk through given vertices
    around_chord    along a tree, over an edge outside of it, and back
    cycle_graph     the cycle C_n

Conventions
    Vertices and edges come in the order given.  A tree is rooted at the first vertex of its component unless another
    is named.  C_1 is a loop, C_2 has two edges between two vertices.

References
    .. [1] R. Diestel, *Graph Theory*, 5th ed., 2017, § 1.5 and § 1.9: spanning trees, fundamental cycles.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import networkx as nx

from algebra.errors import Mismatch, needed, tupled

Vertex = Hashable
Step = tuple[int, int]
Walk = tuple[Step, ...]
Near = dict[Any, list[tuple[Step, Any]]]


@dataclass(frozen=True, slots=True)
class Graph:
    """An undirected graph, each edge written from one end to the other.

    Raises
    ------
    Mismatch
        When a vertex occurs twice, or an edge has not two ends among the vertices.

    Examples
    --------
    >>> loop = Graph((0,), ((0, 0),))
    >>> loop.ends((0, -1))
    (0, 0)
    """

    vertices: tuple[Any, ...]
    edges: tuple[tuple[Any, Any], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "vertices", tuple(self.vertices))
        hint = "write an edge from u to v as (u, v)"
        object.__setattr__(self, "edges", tupled(self.edges, "a graph", "an edge", hint))
        known = set(self.vertices)
        if len(known) != len(self.vertices):
            raise Mismatch("a graph", "a vertex occurs twice", "name each once")
        odd = next((edge for edge in self.edges if len(edge) != 2), None)
        if odd is not None:
            raise Mismatch("a graph", f"the edge {odd} has not two ends", hint)
        outside = [v for edge in self.edges for v in edge if v not in known]
        if outside:
            raise Mismatch("a graph", f"an edge ends in {outside[0]}, which is no vertex", "name it among the vertices")

    @staticmethod
    def of(graph: nx.Graph) -> Graph:
        """The graph of a networkx graph, edges in its order; directions serve for reference, as those of all edges do.

        Raises
        ------
        Mismatch
            When it is no networkx graph.
        """
        needed(graph, nx.Graph, "a graph", "the networkx graph", "give one, such as networkx.cycle_graph(3)")
        return Graph(tuple(graph.nodes), tuple((edge[0], edge[1]) for edge in graph.edges))

    def networkx(self) -> nx.MultiGraph:
        """The same as a networkx graph, edges keyed by their numbers."""
        out = nx.MultiGraph()
        out.add_nodes_from(self.vertices)
        out.add_edges_from((u, v, e) for e, (u, v) in enumerate(self.edges))
        return out

    def ends(self, step: Step) -> tuple[Any, Any]:
        """Where a step begins and where it ends.

        Raises
        ------
        Mismatch
            When it goes over no edge.
        """
        e, sign = step
        if not (0 <= e < len(self.edges) and sign in (1, -1)):
            hint = "edges are numbered from 0; give (e, 1) or (e, -1)"
            raise Mismatch(f"the step {step}", f"it goes over none of {len(self.edges)} edges", hint)
        u, v = self.edges[e]
        return (u, v) if sign > 0 else (v, u)

    def __str__(self) -> str:
        edges = " ".join(f"{u}-{v}" for u, v in self.edges)
        return f"vertices {' '.join(map(str, self.vertices))}, " + (f"edges {edges}" if edges else "no edges")


@dataclass(frozen=True, slots=True)
class Tree:
    """A spanning tree of a component: its root, a step to each other vertex, and the edges outside."""

    root: Any
    steps: Walk
    chords: tuple[int, ...]


@cache
def spanning(graph: Graph, roots: tuple[Any, ...] = ()) -> tuple[Tree, ...]:
    """A breadth-first spanning tree of each component, rooted at the vertices named, then at the first left.

    Examples
    --------
    >>> spanning(cycle_graph(3))
    (Tree(root=0, steps=((0, 1), (2, -1)), chords=(1,)),)
    """
    near = steps_from(graph)
    out: list[Tree] = []
    known: set[Any] = set()
    for root in (*roots, *graph.vertices):
        if root in known:
            continue
        out.append(breadth_first(graph, near, root))
        known |= {root, *(graph.ends(step)[1] for step in out[-1].steps)}
    return tuple(out)


def breadth_first(graph: Graph, near: Near, root: Any) -> Tree:
    """A breadth-first spanning tree of the component of a vertex."""
    fresh, known, steps = [root], {root}, []
    for u in fresh:
        for step, v in near[u]:
            if v not in known:
                known.add(v)
                fresh.append(v)
                steps.append(step)
    used = {e for e, _ in steps}
    return Tree(root, tuple(steps), tuple(e for e, (u, _) in enumerate(graph.edges) if u in known and e not in used))


def steps_from(graph: Graph) -> Near:
    """For each vertex the steps from it, with their ends."""
    near: Near = {v: [] for v in graph.vertices}
    for e, (u, v) in enumerate(graph.edges):
        near[u].append(((e, 1), v))
        near[v].append(((e, -1), u))
    return near


def back(walk: Walk) -> Walk:
    """A walk in the other direction."""
    return tuple((e, -sign) for e, sign in reversed(walk))


def around_chord(graph: Graph, tree: Tree, e: int) -> Walk:
    """The closed walk from the root along a tree, over an edge outside of it, and back.

    Notes
    -----
    Those of all edges generate the fundamental group at the root, and their cycles are a basis of all [1]_ in
    `algebra.bundles.graph`.

    Examples
    --------
    >>> around_chord(cycle_graph(3), spanning(cycle_graph(3))[0], 1)
    ((0, 1), (1, 1), (2, 1))
    """
    into = {graph.ends(step)[1]: step for step in tree.steps}
    to, beyond = (_to(graph, into, v) for v in graph.edges[e])
    return (*to, (e, 1), *back(beyond))


def _to(graph: Graph, into: dict[Any, Step], v: Any) -> Walk:
    """The walk along a tree from its root to a vertex, by the last step to each."""
    out: list[Step] = []
    while v in into:
        out.append(into[v])
        v = graph.ends(into[v])[0]
    return tuple(reversed(out))


def walk(graph: Graph, vertices: Sequence[Any]) -> Walk:
    """The walk through given vertices, each step over the first edge between its ends.

    Raises
    ------
    Mismatch
        When the graph is none, one is no vertex, or two neighbours in the list are joined by no edge.

    Examples
    --------
    >>> walk(cycle_graph(3), (0, 2, 1, 0))
    ((2, -1), (1, -1), (0, -1))
    """
    needed(graph, Graph, "a walk", "the graph", "give that of a bundle, bundle.graph, or Graph.of(a networkx graph)")
    near, out = steps_from(graph), []
    outside = [v for v in vertices if v not in near]
    if outside:
        raise Mismatch("a walk", f"{outside[0]} is no vertex", f"name some of {graph.vertices}")
    for u, v in pairwise(vertices):
        step = next((step for step, end in near[u] if end == v), None)
        if step is None:
            raise Mismatch("a walk", f"no edge joins {u} and {v}", "go along edges")
        out.append(step)
    return tuple(out)


def cycle_graph(n: int) -> Graph:
    """The cycle C_n on 0, ..., n - 1, its edges in the direction of counting.

    Raises
    ------
    Mismatch
        When n is no integer from 1 on.
    """
    needed(n, int, "a cycle", "the number of edges", "give an integer n >= 1")
    if n < 1:
        raise Mismatch(f"a cycle of {n} edges", "there is none", "give n >= 1")
    return Graph(tuple(range(n)), tuple((i, (i + 1) % n) for i in range(n)))
