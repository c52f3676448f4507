"""What holds of bundles over graphs: holonomy around cycles, gauges, sections, one instance at a time.

        F_u --g_uv--> F_v         trivial: g_uv = h_v ∘ h_u^-1        section: g_uv(s_u) = s_v

Main definitions
    simple_cycles                           the cycles of a graph, each once
    flat, trivial, has_section              hypotheses and conclusions
    connected, free                         hypotheses
    counted                                 the conclusion that a formula counts the sections

Conventions
    A closed walk whose holonomy is not the identity falls at a vertex that it meets twice into two closed walks, one
    of which has a holonomy that is not the identity: so "around every cycle" speaks of simple cycles.  What a law
    takes besides the instance serves to corrupt it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import prod
from typing import Any

from algebra.bundles import Cocycle, Graph, Trivial, sections, trivialize
from algebra.bundles.cocycle import Gauge, across, around
from algebra.bundles.graph import Step, Walk, spanning
from algebra.bundles.permutations import Permutation, after, fixed, generated, identity, inverse
from algebra.laws import Witness

Across = Callable[[Cocycle, Step], Permutation]
Made = Callable[[Permutation, Permutation], Permutation]


@cache
def simple_cycles(graph: Graph) -> tuple[Walk, ...]:
    """The closed walks that meet no vertex twice, each from its first vertex and in one direction, shortest first."""
    place = {v: i for i, v in enumerate(graph.vertices)}
    found: list[Walk] = []

    def go_on(walk: Walk, at: Any, inside: frozenset[Any], root: Any) -> None:
        for e, sign in ((e, sign) for e in range(len(graph.edges)) for sign in (1, -1)):
            start, stop = graph.ends((e, sign))
            if start != at or any(e == before for before, _ in walk):
                continue
            if stop == root and (walk[0][0] < e if walk else sign > 0):
                found.append((*walk, (e, sign)))
            elif place[stop] > place[root] and stop not in inside:
                go_on((*walk, (e, sign)), stop, inside | {stop}, root)

    for root in graph.vertices:
        go_on((), root, frozenset({root}), root)
    return tuple(sorted(found, key=lambda walk: (len(walk), walk)))


def along(bundle: Cocycle, step: Step) -> Permutation:
    """The transition of an edge, in whatever direction it is gone."""
    return bundle.transitions[step[0]]


def flat(bundle: Cocycle, taken: Across = across) -> Witness | None:
    """The holonomy around every cycle is the identity."""
    for walk in simple_cycles(bundle.graph):
        out = identity(bundle.fiber)
        for step in walk:
            out = after(taken(bundle, step), out)
        if out != identity(bundle.fiber):
            return Witness(walk, f"around {_told(bundle.graph, walk)} the points go to {_row(out)}")
    return None


def untwisted(bundle: Cocycle) -> Witness | None:
    """Every transition is the identity."""
    e = next((e for e, g in enumerate(bundle.transitions) if g != identity(bundle.fiber)), None)
    return None if e is None else Witness(((e, 1),), f"the transition of edge {e} is not the identity")


def _told(graph: Graph, walk: Walk) -> str:
    return "-".join(str(v) for v in (graph.ends(walk[0])[0], *(graph.ends(step)[1] for step in walk)))


def _row(g: Permutation) -> str:
    return " ".join(map(str, g))


def quotient(of: Permutation, by: Permutation) -> Permutation:
    """The permutation of ∘ by^-1."""
    return after(of, inverse(by))


def turned(of: Permutation, by: Permutation) -> Permutation:
    """The permutation by ∘ of^-1."""
    return after(by, inverse(of))


def reordered(of: Permutation, by: Permutation) -> Permutation:
    """The permutation by^-1 ∘ of."""
    return after(inverse(by), of)


def trivial(bundle: Cocycle, made: Made = quotient) -> Witness | None:
    """There is a gauge h with g_uv = h_v ∘ h_u^-1."""
    found = trivialize(bundle)
    if isinstance(found, Trivial):
        return _unmade(bundle, found.gauge, made)
    walk, moved = found.walk, found.holonomy
    return Witness(walk, f"around {_told(bundle.graph, walk)} the points go to {_row(moved)}")


def _unmade(bundle: Cocycle, gauge: Gauge, made: Made) -> Witness | None:
    """The first edge whose transition is not made of the gauge."""
    h = dict(zip(bundle.graph.vertices, gauge, strict=True))
    edges = enumerate(zip(bundle.graph.edges, bundle.transitions, strict=True))
    bad = next((e for e, ((u, v), g) in edges if g != made(h[v], h[u])), None)
    return None if bad is None else Witness(((bad, 1),), f"the gauge does not make the transition of edge {bad}")


def listed_sections(bundle: Cocycle) -> list[tuple[int, ...]]:
    """The sections, one vertex after the other: each point that the edges to vertices before allow."""
    place = {v: i for i, v in enumerate(bundle.graph.vertices)}
    edges = [(place[u], place[v], g) for (u, v), g in zip(bundle.graph.edges, bundle.transitions, strict=True)]
    rows: list[tuple[int, ...]] = [()]
    for k in range(len(place)):
        here = [(u, v, g) for u, v, g in edges if max(u, v) == k]
        longer = ((*row, p) for row in rows for p in range(bundle.fiber))
        rows = [row for row in longer if all(g[row[u]] == row[v] for u, v, g in here)]
    return rows


def counted(bundle: Cocycle, count: Callable[[Cocycle], int] = sections) -> Witness | None:
    """There are as many sections as the product of the numbers of fixed points."""
    found, said = len(listed_sections(bundle)), count(bundle)
    return None if found == said else Witness((found,), f"there are {found} sections, not {said}")


def by_one_loop(bundle: Cocycle) -> int:
    """The product over components of the number of points that one closed walk fixes."""
    trees = spanning(bundle.graph)
    return prod(len(fixed(bundle.fiber, around(bundle, tree)[:1])) for tree in trees)


def by_orbits(bundle: Cocycle) -> int:
    """The product over components of the number of orbits of the holonomy group."""
    groups = (generated(bundle.fiber, around(bundle, tree)) for tree in spanning(bundle.graph))
    return prod(len({frozenset(g[i] for g in group) for i in range(bundle.fiber)}) for group in groups)


def by_transitions(bundle: Cocycle) -> int:
    """The number of points that all transitions fix, for each component."""
    return int(len(fixed(bundle.fiber, bundle.transitions)) ** len(spanning(bundle.graph)))


def connected(bundle: Cocycle) -> Witness | None:
    """The graph has one component."""
    roots = [tree.root for tree in spanning(bundle.graph)]
    return None if len(roots) == 1 else Witness(tuple(roots), f"no walk joins {roots[0]} and {roots[1]}")


def has_section(bundle: Cocycle, least: int = 1) -> Witness | None:
    """There is a section over every component."""
    for tree in spanning(bundle.graph):
        if len(fixed(bundle.fiber, around(bundle, tree))) < least:
            return Witness((tree.root,), f"over the component of {tree.root} there is no section")
    return None


def free(bundle: Cocycle) -> Witness | None:
    """Every holonomy but the identity moves all points."""
    for tree in spanning(bundle.graph):
        for g in generated(bundle.fiber, around(bundle, tree)):
            point = next((i for i, j in enumerate(g) if i == j), None)
            if point is not None and g != identity(bundle.fiber):
                return Witness((tree.root, point), f"the holonomy {_row(g)} at {tree.root} fixes {point}")
    return None
