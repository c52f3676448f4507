"""The claims about bundles over graphs: holonomy decides whether they are trivial, and how many sections they have.

        g_uv = h_v ∘ h_u^-1  iff  the holonomy around every cycle is the identity

Main definitions
    cocycles        the pool of all cocycles over a graph with transitions in a group
    COCYCLES        decomposition.cocycle, cocycle_converse, sections, sections_always (refuted),
                    sections_trivial (refuted), sections_principal

Conventions
    The fiber has a point.  Of the connected graphs on at most 3 vertices, or 4, each occurs once up to isomorphism;
    the loop with the swap of two points is the double cover of the circle, the edge of the Möbius band.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from typing import Any

from algebra.bundles import Cocycle, Graph, cycle_graph
from algebra.bundles.permutations import Permutation, generated
from verify.claim import Claim, Law
from verify.claims import decomposition_holonomy as laws
from verify.family import Block, Family, Pool, itself

HATCHER = "Hatcher, Algebraic Topology, § 1.3: representing covering spaces by permutations"
STEENROD = "Steenrod, The Topology of Fibre Bundles, § 13: the characteristic class of a bundle with discrete group"
PRINCIPAL = "Steenrod, The Topology of Fibre Bundles, § 8.3: a principal bundle with a section is trivial"
RANKED = "scopes, then graphs by vertices and edges, groups by points and order, transitions in lexicographic order"

LOOP, TWO_LOOPS, DIGON = cycle_graph(1), Graph((0,), ((0, 0), (0, 0))), cycle_graph(2)
THETA = Graph((0, 1), ((0, 1), (0, 1), (0, 1)))


def simple(n: int, *edges: tuple[int, int]) -> Graph:
    """The graph on 0, ..., n - 1 with given edges."""
    return Graph(tuple(range(n)), edges)


CORNER, STAR = ((0, 1), (0, 2), (1, 2)), ((0, 1), (0, 2), (0, 3))
DIAMOND = simple(4, *CORNER, (0, 3), (1, 3))
# the connected graphs on at most 3 vertices up to isomorphism, beside some that have loops, several edges or components
FEW = (
    *(simple(1), LOOP, TWO_LOOPS, simple(2), simple(2, (0, 1)), simple(2, (1, 1)), simple(2, (0, 0), (1, 1)), DIGON),
    *(simple(3, (0, 1), (1, 2)), simple(3, *CORNER)),
)
FOUR = (simple(4, (0, 1), (1, 2), (2, 3)), simple(4, *STAR), cycle_graph(4), simple(4, *STAR, (1, 2)))
COMPLETE = simple(4, *DIAMOND.edges, (2, 3))

POINT, SWAP, TURN = generated(1, []), generated(2, [(1, 0)]), generated(3, [(1, 2, 0)])
BESIDE, S3 = generated(3, [(1, 0, 2)]), generated(3, [(1, 0, 2), (1, 2, 0)])
Z4, V4 = generated(4, [(1, 2, 3, 0)]), generated(4, [(1, 0, 3, 2), (2, 3, 0, 1)])
PAIRS = generated(4, [(1, 0, 2, 3), (0, 1, 3, 2)])


def _cocycles(graph: Graph, group: tuple[Permutation, ...]) -> Iterator[Cocycle]:
    return (Cocycle(graph, len(group[0]), choice) for choice in product(group, repeat=len(graph.edges)))


def cocycles(graph: Graph, group: tuple[Permutation, ...]) -> Pool:
    """All cocycles over a graph with transitions in a group of permutations.

    Examples
    --------
    >>> pool = cocycles(DIGON, SWAP)
    >>> pool.count, str(next(iter(pool.members())))
    (4, 'vertices 0 1, edges 0-1 1-0; fiber 2; transitions 0 1 | 0 1')
    """
    data = ("cocycles", len(graph.vertices), graph.edges, group)
    return Pool(data, len(group) ** len(graph.edges), partial(_cocycles, graph, group))


def _blocks(graphs: tuple[Graph, ...], *groups: tuple[Permutation, ...]) -> tuple[Block, ...]:
    return tuple((cocycles(graph, group),) for graph in graphs for group in groups)


SMALL = _blocks(FEW, POINT, SWAP, BESIDE, TURN, S3)
STANDARD = (
    *_blocks(FEW, Z4, V4, PAIRS),
    *_blocks((*FOUR, THETA), SWAP, BESIDE, TURN, Z4, V4, PAIRS),
    *_blocks((*FOUR, THETA), S3),
    *_blocks((DIAMOND, COMPLETE), SWAP, TURN),
)
LARGE = _blocks((DIAMOND, COMPLETE), S3, Z4, V4, PAIRS)
NAME = "bundles over graphs with transitions in a group of permutations"
FAMILIES: dict[str, Family[Cocycle]] = {
    scope: Family(f"{NAME}, {scope}", ("instance",), itself, blocks)
    for scope, blocks in (("small", SMALL), ("standard", SMALL + STANDARD), ("large", SMALL + STANDARD + LARGE))
}

COMMON: dict[str, Any] = {"order": RANKED, "families": FAMILIES}
UNMADE: dict[str, Law[Cocycle]] = {
    "h_u ∘ h_v^-1 for h_v ∘ h_u^-1": partial(laws.trivial, made=laws.turned),
    "h_u^-1 ∘ h_v for h_v ∘ h_u^-1": partial(laws.trivial, made=laws.reordered),
    "the identity for a gauge": laws.untwisted,
}
COCYCLES: tuple[Claim[Any], ...] = (
    Claim(
        "decomposition.cocycle",
        "A bundle over a graph whose holonomy around every cycle is the identity is trivial: its transitions are "
        "g_uv = h_v ∘ h_u^-1 for some permutations h_v of the fiber.",
        STEENROD,
        {"trivial holonomy": laws.flat},
        laws.trivial,
        needs=("trivial holonomy",),
        mutants=UNMADE,
        **COMMON,
    ),
    Claim(
        "decomposition.cocycle_converse",
        "A trivial bundle over a graph, g_uv = h_v ∘ h_u^-1, has the identity as its holonomy around every cycle.",
        STEENROD,
        {"trivial": laws.trivial},
        laws.flat,
        needs=("trivial",),
        mutants={
            "no inverse against an edge": partial(laws.flat, taken=laws.along),
            "every transition is the identity": laws.untwisted,
        },
        **COMMON,
    ),
    Claim(
        "decomposition.sections",
        "The number of sections of a bundle over a graph is the product over its components of the number of points "
        "of the fiber that the holonomy group fixes.",
        HATCHER,
        {},
        laws.counted,
        mutants={
            "one closed walk for all": partial(laws.counted, count=laws.by_one_loop),
            "orbits for fixed points": partial(laws.counted, count=laws.by_orbits),
            "transitions for holonomies": partial(laws.counted, count=laws.by_transitions),
        },
        **COMMON,
    ),
    Claim(
        "decomposition.sections_always",
        "A bundle over a connected graph has a section.",
        "refuted by the double cover of the circle, the edge of the Möbius band: Hatcher, Algebraic Topology, § 1.3",
        {"connected": laws.connected},
        laws.has_section,
        expected="refuted",
        mutants={
            "two sections for one": partial(laws.has_section, least=2),
            "no section for one": partial(laws.has_section, least=0),
        },
        **COMMON,
    ),
    Claim(
        "decomposition.sections_trivial",
        "A bundle over a graph that has a section is trivial.",
        "true of principal bundles: Steenrod, The Topology of Fibre Bundles, § 8.3",
        {"section": laws.has_section},
        laws.trivial,
        expected="refuted",
        mutants=UNMADE,
        **COMMON,
    ),
    Claim(
        "decomposition.sections_principal",
        "A bundle over a graph in which every holonomy but the identity moves all points of the fiber, as in a "
        "principal bundle, is trivial if it has a section.",
        PRINCIPAL,
        {"free": laws.free, "section": laws.has_section},
        laws.trivial,
        needs=("free", "section"),
        mutants=UNMADE,
        **COMMON,
    ),
)
