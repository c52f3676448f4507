"""Bundles over graphs by transition functions: holonomy, trivializations.

        F --h_u--> F_u --g_uv--> F_v <--h_v-- F        trivial iff g_uv = h_v ∘ h_u^-1 for some h

Main definitions
    Cocycle             a permutation of the fiber for each edge of a graph
    cocycle             the same over a networkx graph
    holonomy            along a walk
    holonomy_group      of the closed walks from a vertex
    trivialize          Trivial (a gauge) or Twisted (the shortest closed walk that moves a point)
    covered                 refuses what is no cocycle

Conventions
    The transition g of an edge from u to v joins the point i over u to the point g[i] over v; against the edge it is
    the inverse.  Along a walk the last step is applied last.  A gauge h lists a permutation h_v for each vertex.

References
    .. [1] A. Hatcher, *Algebraic Topology*, 2002, § 1.3: covering spaces by permutations of a fiber.
    .. [2] N. Steenrod, *The Topology of Fibre Bundles*, 1951, § 2-3 (coordinate transformations), § 13
       (totally disconnected groups).
    .. [3] C. Thomassen, "Embeddings of graphs with no short noncontractible cycles", J. Combin. Theory B 48, 1990:
       the three-path condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any

import networkx as nx

from algebra.blackboard import SIDE, Shown, elided, grid, written
from algebra.bundles.graph import Graph, Tree, Walk, around_chord, breadth_first, spanning, steps_from
from algebra.bundles.permutations import Permutation, after, generated, identity, inverse, permutes
from algebra.errors import Mismatch, needed, plain, tupled

Gauge = tuple[Permutation, ...]


@dataclass(frozen=True, slots=True)
class Cocycle(Shown):
    """A bundle over a graph with fiber {0, ..., fiber - 1}, by a permutation of the fiber for each edge.

    Raises
    ------
    Mismatch
        When the graph is none, the fiber has not an integer size from 0 on, the permutations are not as many as the
        edges, or one is none of the fiber.

    Examples
    --------
    >>> print(Cocycle(Graph((0,), ((0, 0),)), 2, ((1, 0),)))
    vertices 0, edges 0-0; fiber 2; transitions 1 0
    """

    graph: Graph
    fiber: int
    transitions: tuple[Permutation, ...]

    def __post_init__(self) -> None:
        needed(self.graph, Graph, "a cocycle", "the graph", "see cocycle for a networkx graph")
        needed(self.fiber, int, "a cocycle", "the fiber", "give its number of points")
        if self.fiber < 0:
            raise Mismatch("a cocycle", f"a fiber of {self.fiber} points", "give a number from 0 on")
        told = tupled(self.transitions, "a cocycle", "a transition", "list the image of each point, such as (1, 0)")
        object.__setattr__(self, "transitions", told)
        if len(self.transitions) != len(self.graph.edges):
            found = f"{len(self.transitions)} transitions for {len(self.graph.edges)} edges"
            raise Mismatch("a cocycle", found, "give one for each edge")
        bad = next((g for g in self.transitions if not permutes(g, self.fiber)), None)
        if bad is not None:
            raise Mismatch("a cocycle", f"{bad} is no permutation of 0, ..., {self.fiber - 1}", "list each image once")

    @property
    def latex(self) -> str:
        size = rf"|V| = {len(self.graph.vertices)},\; |E| = {len(self.graph.edges)},\; |F| = {self.fiber}"
        return rf"g : E \to S_{{{self.fiber}}},\; {size}"

    @property
    def sketch(self) -> str | None:
        edges = [f"{plain(u)}–{plain(v)}" for u, v in self.graph.edges]
        return grid(("e", "g(e)"), zip(edges, self.transitions, strict=True)) if 0 < len(edges) <= SIDE else None

    def __str__(self) -> str:
        told = " | ".join(" ".join(map(str, g)) for g in self.transitions)
        return f"{self.graph}; fiber {self.fiber}" + (f"; transitions {told}" if told else "")


def cocycle(graph: nx.Graph, fiber: int, transitions: Mapping[Any, Permutation]) -> Cocycle:
    """The cocycle over a networkx graph with given transitions, the identity on all other edges.

    Parameters
    ----------
    graph : networkx graph
        Directed or not: the cocycle may be read along an edge and against it in any case.
    fiber : int
    transitions : mapping
        Keyed by edges (u, v), by (u, v, key) where there are more; read in the direction of the key.

    Raises
    ------
    Mismatch
        When the arguments are of other kinds, a key is no edge, or two keys give one edge two transitions.

    Examples
    --------
    >>> trivialize(cocycle(nx.cycle_graph(3), 2, {(2, 1): (1, 0)}))
    Twisted(walk=((0, 1), (2, 1), (1, -1)), holonomy=(1, 0), vertices=(0, 1, 2, 0))
    """
    needed(fiber, int, "a cocycle", "the fiber", "give its number of points")
    needed(transitions, Mapping, "a cocycle", "the transitions", "give a mapping such as {(u, v): (1, 0)}")
    base, places = Graph.of(graph), {edge: e for e, edge in enumerate(graph.edges)}
    told: dict[int, Permutation] = {}
    for key, g in transitions.items():
        against = (key[1], key[0], *key[2:]) if isinstance(key, tuple) and len(key) > 1 else key
        if key not in places and against not in places:
            raise Mismatch(f"a transition at {key}", "it is no edge of the graph", "name edges as graph.edges does")
        along = key in places
        (given,) = tupled([g], "a cocycle", f"the transition at {key}", "list the image of each point, such as (1, 0)")
        # the constructor refuses what is no permutation
        here = inverse(given) if not along and permutes(given, fiber) else given
        if told.setdefault(places[key if along else against], here) != here:
            raise Mismatch(f"a transition at {key}", "another is given from the other end", "give one for each edge")
    return Cocycle(base, fiber, tuple(told.get(e, identity(fiber)) for e in range(len(base.edges))))


def covered(bundle: Cocycle, asked: str) -> None:
    """Refuse what is no cocycle.

    Raises
    ------
    Mismatch
        When it is something else, such as a graph.
    """
    needed(bundle, Cocycle, asked, "the bundle", "give one, such as cocycle(graph, 2, {(u, v): (1, 0)})")


@dataclass(frozen=True, slots=True)
class Trivial(Shown):
    """A gauge h with g_uv = h_v ∘ h_u^-1 on every edge."""

    gauge: Gauge

    @property
    def latex(self) -> str:
        return rf"g_{{uv}} = h_v \circ h_u^{{-1}},\; h = ({elided(self.gauge)})"

    def __str__(self) -> str:
        return f"trivial by the gauge {' | '.join(' '.join(map(str, k)) for k in self.gauge)}"


@dataclass(frozen=True, slots=True)
class Twisted(Shown):
    """The shortest closed walk along which some point of the fiber does not come back, and where the points go."""

    walk: Walk
    holonomy: Permutation
    vertices: tuple[Any, ...]

    @property
    def latex(self) -> str:
        walk = elided(self.vertices, joint=r" \to ")
        return rf"{walk} :\; {written(identity(len(self.holonomy)))} \mapsto {written(self.holonomy)}"

    def __str__(self) -> str:
        return f"around {'–'.join(map(plain, self.vertices))} the points go to {' '.join(map(str, self.holonomy))}"


def holonomy(bundle: Cocycle, walk: Walk) -> Permutation:
    """The permutation that a walk makes of the fiber, from that over its start to that over its end.

    Raises
    ------
    Mismatch
        When the bundle or the walk is none, a step goes over no edge, or does not begin where the one before ends.

    Notes
    -----
    Along e_1, ..., e_k it is g_k ∘ ... ∘ g_1.

    Examples
    --------
    >>> loop = Cocycle(Graph((0,), ((0, 0),)), 3, ((1, 2, 0),))
    >>> holonomy(loop, ((0, 1), (0, 1))), holonomy(loop, ((0, -1),))
    ((2, 0, 1), (2, 0, 1))
    """
    covered(bundle, "a holonomy")
    hint = "a walk lists steps (edge, 1 or -1); for the one through vertices see algebra.bundles.walk"
    ends = [bundle.graph.ends(step) for step in tupled(walk, "a holonomy", "a step", hint)]
    if any(here != there for (_, here), (there, _) in pairwise(ends)):
        raise Mismatch(f"the holonomy along {walk}", "its steps do not meet", "see algebra.bundles.walk")
    out = identity(bundle.fiber)
    for step in walk:
        out = after(across(bundle, step), out)
    return out


def across(bundle: Cocycle, step: tuple[int, int]) -> Permutation:
    """The transition along a step."""
    g = bundle.transitions[step[0]]
    return g if step[1] > 0 else inverse(g)


def transport(bundle: Cocycle, tree: Tree) -> dict[Any, Permutation]:
    """For each vertex of a tree the holonomy along it from the root."""
    out = {tree.root: identity(bundle.fiber)}
    for step in tree.steps:
        start, stop = bundle.graph.ends(step)
        out[stop] = after(across(bundle, step), out[start])
    return out


def around(bundle: Cocycle, tree: Tree) -> list[Permutation]:
    """For each edge outside a tree the holonomy from the root along the tree, over the edge, and back.

    Notes
    -----
    h_v^-1 ∘ g_uv ∘ h_u for the edge from u to v.  These generate the holonomy group at the root.

    Examples
    --------
    >>> twice = Cocycle(Graph((0,), ((0, 0), (0, 0))), 2, ((1, 0), (0, 1)))
    >>> around(twice, spanning(twice.graph)[0])
    [(1, 0), (0, 1)]
    """
    h, edges = transport(bundle, tree), bundle.graph.edges
    ends = ((bundle.transitions[e], *edges[e]) for e in tree.chords)
    return [after(inverse(h[v]), after(g, h[u])) for g, u, v in ends]


def holonomy_group(bundle: Cocycle, vertex: Any) -> tuple[Permutation, ...]:
    """The holonomies along all closed walks from a vertex.

    Raises
    ------
    Mismatch
        When the bundle or the vertex is none.
    TooLarge
        When there are more than 2^16.

    Examples
    --------
    >>> twice = Cocycle(Graph((0,), ((0, 0), (0, 0))), 3, ((1, 0, 2), (0, 2, 1)))
    >>> len(holonomy_group(twice, 0))
    6
    """
    covered(bundle, "a holonomy group")
    if vertex not in bundle.graph.vertices:
        raise Mismatch(f"the holonomy group at {vertex}", "it is no vertex", f"name one of {bundle.graph.vertices}")
    return generated(bundle.fiber, around(bundle, spanning(bundle.graph, (vertex,))[0]))


def trivialize(bundle: Cocycle) -> Trivial | Twisted:
    """A gauge that makes all transitions the identity, or the shortest closed walk that forbids it.

    Raises
    ------
    Mismatch
        When the bundle is none.

    Notes
    -----
    Along a spanning tree h_v is forced by h at the root.  The shortest closed walk from a vertex with nontrivial
    holonomy may be taken to go along a breadth-first tree, over one edge, and back, since every closed walk from there
    is a product of such that are no longer (as in [3]_ in `algebra.bundles.cocycle`); the shortest of all vertices
    meets no vertex twice.

    Examples
    --------
    >>> trivialize(Cocycle(Graph((0, 1), ((0, 1),)), 2, ((1, 0),)))
    Trivial(gauge=((0, 1), (1, 0)))
    """
    covered(bundle, "a trivialization")
    h: dict[Any, Permutation] = {}
    for tree in spanning(bundle.graph):
        h |= transport(bundle, tree)
    edges = zip(bundle.transitions, bundle.graph.edges, strict=True)
    if all(after(g, h[u]) == h[v] for g, (u, v) in edges):
        return Trivial(tuple(h[v] for v in bundle.graph.vertices))
    _, tree, e = min(_twists(bundle), key=itemgetter(0))
    walk = around_chord(bundle.graph, tree, e)
    ends = [bundle.graph.ends(step) for step in walk]
    return Twisted(walk, holonomy(bundle, walk), (ends[0][0], *(stop for _, stop in ends)))


def _twists(bundle: Cocycle) -> Iterator[tuple[int, Tree, int]]:
    """The length, the tree and the edge of each closed walk along a tree, from any vertex, that moves a point."""
    graph, trivial, near = bundle.graph, identity(bundle.fiber), steps_from(bundle.graph)
    for root in graph.vertices:
        tree, depth = breadth_first(graph, near, root), {root: 0}
        for step in tree.steps:
            start, stop = graph.ends(step)
            depth[stop] = depth[start] + 1
        moving = (e for e, g in zip(tree.chords, around(bundle, tree), strict=True) if g != trivial)
        yield from ((sum(depth[v] for v in graph.edges[e]) + 1, tree, e) for e in moving)
