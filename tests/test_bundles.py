"""Bundles: sections, trivializations and covers, against brute force, networkx, sympy and counts from outside."""

import tracemalloc
from collections import Counter
from itertools import combinations, permutations, product
from math import factorial, prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.combinatorics import Permutation as Sympy
from sympy.combinatorics import PermutationGroup
from sympy.functions.combinatorial.numbers import partition

from algebra.bundles import (
    Bundle,
    Cocycle,
    Graph,
    Retract,
    Trivial,
    Trivialization,
    Twisted,
    Uneven,
    cocycle,
    cycle_graph,
    each_section,
    fiber_product,
    global_sections,
    holonomy,
    holonomy_group,
    induced,
    isomorphism,
    moebius,
    pullback,
    regauge,
    sections,
    shared_bundle,
    total,
    trivial,
    trivialize,
    walk,
)
from algebra.bundles import product as times
from algebra.bundles.graph import back
from algebra.bundles.permutations import after, conjugator, fixed, generated, identity, inverse
from algebra.decompose import dot, splitting, submodule
from algebra.errors import Mismatch, TooLarge
from algebra.fiber import FiberProduct
from algebra.maps import Identity, Table, all_tables, reduce, table
from algebra.rings import GF, Zmod, listing, module, power
from verify.check import cells, necessity, survivors, verdict
from verify.claims.decomposition_bundles import BUNDLES
from verify.claims.decomposition_cocycles import COMPLETE, DIAMOND, FEW, FOUR, THETA
from verify.claims.decomposition_holonomy import simple_cycles

# ------------------------------------------------------------------------------------------------ of finite carriers


@st.composite
def maps_to(draw, n):
    x = draw(st.integers(1, 5))
    values = draw(st.lists(st.integers(0, n - 1), min_size=x, max_size=x))
    return Bundle(Table(Zmod(x), Zmod(n), tuple(values)))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3).flatmap(maps_to))
def test_sections_are_the_maps_that_the_projection_undoes(p):
    all_maps = all_tables(p.base, p.total)
    expected = [s.values for s in all_maps if all(p.projection(s(b)) == b for b in listing(p.base))]
    assert [s.values for s in each_section(p)] == expected
    assert p.sections == len(expected)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3).flatmap(maps_to))
def test_a_bundle_is_trivial_iff_its_fibers_are_alike(p):
    found = trivial(p)
    if isinstance(found, Uneven):
        a, b = found.points
        assert found.sizes == (len(p.fiber(a)), len(p.fiber(b)))
        assert found.sizes[0] != found.sizes[1]
        return
    assert isinstance(found, Trivialization)
    assert [b for b, _ in found.places] == [p.projection(e) for e in listing(p.total)]
    assert sorted(found.places) == list(product(listing(p.base), range(found.fiber)))


@settings(max_examples=30, deadline=None)
@given(maps_to(3), maps_to(3))
def test_fibers_of_pullbacks_and_products(p, q):
    over = pullback(p, q.projection)
    assert over.base == q.total
    assert all(over.fiber(a) == tuple((a, e) for e in p.fiber(q.projection(a))) for a in listing(q.total))
    both = fiber_product(p, q)
    assert all(set(both.fiber(b)) == set(product(p.fiber(b), q.fiber(b))) for b in listing(both.base))
    assert both.sections == p.sections * q.sections
    # a section of the pullback is a map over the base
    lifts = [h for h in all_tables(q.total, p.total) if table(h >> p.projection, q.total, q.base) == q.projection]
    assert len(lifts) == over.sections


def test_bases_must_meet():
    with pytest.raises(Mismatch):
        pullback(Bundle(reduce(Zmod(4), 2)), reduce(Zmod(9), 3))
    with pytest.raises(Mismatch):
        fiber_product(Bundle(reduce(Zmod(4), 2)), Bundle(reduce(Zmod(9), 3)))


@pytest.mark.parametrize(("q", "rows", "others"), [(2, ((1, 1),), ((0, 1),)), (3, ((1, 1),), ((1, 2),)), (4, (), None)])
def test_the_projection_of_a_splitting_is_a_trivial_bundle(q, rows, others):
    F = GF(q) if q == 4 else Zmod(q)
    S = submodule(F, 2, rows)
    K = submodule(F, 2, ((1, 0), (0, 1)) if others is None else others)
    e = splitting(dot(F, 2), S, K).projections[0]
    p = shared_bundle(e)
    assert listing(p.base) == tuple(S)
    assert p.sizes == (K.order,) * S.order
    assert p.sections == K.order**S.order == sum(1 for _ in each_section(p))
    Z = power(F, 2)
    assert all({Z.sub(z, b) for z in p.fiber(b)} == set(K) for b in listing(p.base))
    found = trivial(p)
    assert isinstance(found, Trivialization)
    assert found.fiber == K.order


def test_aligned_in_the_shared_part_is_the_pullback():
    Z = module(3, 3)
    onto = shared_bundle(table(lambda z: (z[0], 0), Z, Z)).projection
    f, g = table(lambda x: (x, 2 * x % 3), Zmod(3), Z), Identity(Z)
    P, Q = Bundle(f >> onto), Bundle(g >> onto)
    over = fiber_product(P, Q)
    pairs = [(x, y) for x in listing(Zmod(3)) for y in listing(Z) if onto(f(x)) == onto(g(y))]
    assert isinstance(over.total, FiberProduct)
    assert list(listing(over.total)) == pairs
    assert over.sizes == tuple(len(P.fiber(s)) * len(Q.fiber(s)) for s in listing(over.base)) == (3, 3, 3)
    assert pullback(Q, P.projection).total == over.total


def test_a_map_that_moves_twice_has_no_image_of_fixed_points():
    with pytest.raises(Mismatch, match="0 goes to 1, and this to 2"):
        shared_bundle(table(lambda z: (z + 1) % 4, Zmod(4), Zmod(4)))
    with pytest.raises(Mismatch, match="retract"):
        shared_bundle(reduce(Zmod(4), 2))


def test_a_retract_has_the_operations_around_it():
    R = Retract(table(lambda z: 3 * z % 6, Zmod(6), Zmod(6)))
    assert listing(R) == (0, 3)
    assert (R.add(3, 3), R.neg(3), R.mul(3, 3), R.zero, R.order, R(9)) == (0, 3, 3, 0, 2, 3)
    assert 2 not in R
    with pytest.raises(Mismatch):
        R(2)


# ------------------------------------------------------------------------------------------------------ permutations


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.permutations(range(n)).map(tuple), min_size=1, max_size=3)))
def test_groups_are_those_of_sympy(generators):
    n = len(generators[0])
    group = generated(n, generators)
    assert len(group) == PermutationGroup([Sympy(list(g), size=n) for g in generators]).order()
    assert set(group) == {after(g, inverse(h)) for g in group for h in group}
    assert fixed(n, group) == fixed(n, generators)


def test_groups_that_are_too_large_are_refused():
    with pytest.raises(TooLarge):
        generated(9, [(1, 2, 3, 4, 5, 6, 7, 8, 0), (1, 0, 2, 3, 4, 5, 6, 7, 8)])


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(1, 4), st.integers(0, 2)).flatmap(
        lambda p: st.lists(st.permutations(range(p[0])).map(tuple), min_size=2 * p[1] + 1, max_size=2 * p[1] + 1)
    )
)
def test_conjugators_are_found_iff_there_are_some(drawn):
    k, n, m = drawn[0], len(drawn[0]), len(drawn) // 2
    a, b = drawn[1 : m + 1], drawn[m + 1 :]
    moved = [after(k, after(g, inverse(k))) for g in a]
    for target in (b, moved):
        found = conjugator(n, a, target)
        every = [h for h in permutations(range(n)) if [after(h, after(g, inverse(h))) for g in a] == list(target)]
        assert (found is None) == (not every)
        assert found is None or found in every
    assert conjugator(n, a, moved) is not None


# -------------------------------------------------------------------------------------------------------- over graphs


@st.composite
def bundles(draw, most=4, fiber=3, edges=5):
    n, size = draw(st.integers(1, most)), draw(st.integers(1, fiber))
    ends = draw(st.lists(st.tuples(*[st.integers(0, n - 1)] * 2), max_size=edges))
    turns = draw(st.lists(st.permutations(range(size)).map(tuple), min_size=len(ends), max_size=len(ends)))
    return Cocycle(Graph(tuple(range(n)), tuple(ends)), size, tuple(turns))


def every_gauge(b):
    return product(permutations(range(b.fiber)), repeat=len(b.graph.vertices))


def makes(gauge, b):
    edges = zip(b.graph.edges, b.transitions, strict=True)
    return all(g == after(gauge[v], inverse(gauge[u])) for (u, v), g in edges)


def shortest(b):
    """The length of the shortest closed walk that moves a point, by all walks, length by length."""
    start = [(v, v, identity(b.fiber)) for v in b.graph.vertices]
    seen, layer, n = set(start), start, 0
    while layer:
        n += 1
        after_one = set()
        for root, at, h in layer:
            for (u, v), g in zip(b.graph.edges, b.transitions, strict=True):
                after_one |= {(root, v, after(g, h))} if u == at else set()
                after_one |= {(root, u, after(inverse(g), h))} if v == at else set()
        if any(root == at and h != identity(b.fiber) for root, at, h in after_one):
            return n
        layer = list(after_one - seen)
        seen |= after_one
    return None


@settings(max_examples=60, deadline=None)
@given(bundles(most=3))
def test_trivial_iff_some_gauge_of_all_makes_it(b):
    found = trivialize(b)
    if isinstance(found, Trivial):
        assert makes(found.gauge, b)
        assert shortest(b) is None
        return
    assert isinstance(found, Twisted)
    assert not any(makes(gauge, b) for gauge in every_gauge(b))
    assert len(found.walk) == shortest(b)
    assert holonomy(b, found.walk) == found.holonomy != identity(b.fiber)
    starts = [b.graph.ends(step)[0] for step in found.walk]
    assert b.graph.ends(found.walk[-1])[1] == starts[0]
    assert len(set(starts)) == len(starts)


@settings(max_examples=80, deadline=None)
@given(bundles())
def test_sections_three_ways(b):
    edges = list(zip(b.graph.edges, b.transitions, strict=True))
    points = product(range(b.fiber), repeat=len(b.graph.vertices))
    listed = [s for s in points if all(g[s[u]] == s[v] for (u, v), g in edges)]
    graph, down = total(b)
    parts = nx.number_connected_components(b.graph.networkx())
    sheets = Counter(
        frozenset(nx.node_connected_component(b.graph.networkx(), down[next(iter(sheet))]))
        for sheet in nx.connected_components(graph)
        if len({down[point] for point in sheet}) == len(sheet)
    )
    assert sorted(global_sections(b)) == listed
    assert sections(b) == len(listed) == (prod(sheets.values()) if len(sheets) == parts else 0)


@settings(max_examples=60, deadline=None)
@given(bundles(), st.data())
def test_holonomy_groups_are_conjugate_along_walks_and_trivial_iff_cycles_are(b, data):
    step = data.draw(st.sampled_from([(e, s) for e in range(len(b.graph.edges)) for s in (1, -1)] or [None]))
    if step is not None:
        u, v = b.graph.ends(step)
        g = holonomy(b, (step,))
        moved = {after(g, after(h, inverse(g))) for h in holonomy_group(b, u)}
        assert moved == set(holonomy_group(b, v))
        assert holonomy(b, (step, *back((step,)))) == identity(b.fiber)
    orders = {len(holonomy_group(b, v)) for v in b.graph.vertices}
    around = {holonomy(b, w) for w in simple_cycles(b.graph)} | {identity(b.fiber)}
    assert (orders == {1}) == (len(around) == 1) == isinstance(trivialize(b), Trivial)


@settings(max_examples=60, deadline=None)
@given(bundles(), st.data())
def test_other_coordinates_are_isomorphic(b, data):
    gauge = tuple(data.draw(st.permutations(range(b.fiber)).map(tuple)) for _ in b.graph.vertices)
    other = regauge(b, gauge)
    found = isomorphism(b, other)
    assert found is not None
    assert regauge(b, found) == other
    assert sections(other) == sections(b)
    assert type(trivialize(other)) is type(trivialize(b))
    assert isomorphism(b, times(b, moebius_over(b.graph))) is None


def moebius_over(graph):
    return Cocycle(graph, 2, ((1, 0),) * len(graph.edges))


@settings(max_examples=40, deadline=None)
@given(bundles(most=3, edges=4), st.data())
def test_isomorphic_iff_some_gauge_of_all_takes_one_to_the_other(b, data):
    turns = data.draw(st.tuples(*[st.permutations(range(b.fiber)).map(tuple)] * len(b.transitions)))
    other = Cocycle(b.graph, b.fiber, turns)
    assert (isomorphism(b, other) is None) == all(regauge(b, gauge) != other for gauge in every_gauge(b))


@settings(max_examples=40, deadline=None)
@given(bundles(), bundles(), st.data())
def test_pullbacks_and_products(b, c, data):
    images = {a: data.draw(st.sampled_from(b.graph.vertices)) for a in c.graph.vertices}
    joining = Counter(map(frozenset, b.graph.edges))
    ends = [frozenset((images[u], images[v])) for u, v in c.graph.edges]
    if any(joining[pair] > 1 or (joining[pair] == 0 and len(pair) == 2) for pair in ends):
        with pytest.raises(Mismatch, match="edges join"):
            induced(b, c.graph, images)
        return
    over = induced(b, c.graph, images)
    assert over.graph == c.graph
    for s in global_sections(b):
        place = dict(zip(b.graph.vertices, s, strict=True))
        assert tuple(place[images[a]] for a in c.graph.vertices) in set(global_sections(over))
    assert sections(times(over, c)) == sections(over) * sections(c)
    # the fiber of the product is the product of the covering graphs over the graph
    graph, _ = total(times(over, c))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (
        len(c.graph.vertices) * b.fiber * c.fiber,
        len(c.graph.edges) * b.fiber * c.fiber,
    )


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_the_moebius_band_is_one_circle_twice_as_long(n):
    graph, down = total(moebius(n))
    assert nx.is_isomorphic(graph, cycle_graph(2 * n).networkx())
    assert Counter(down.values()) == dict.fromkeys(range(n), 2)
    assert (sections(moebius(n)), list(global_sections(moebius(n)))) == (0, [])
    found = trivialize(moebius(n))
    assert isinstance(found, Twisted)
    assert len(found.walk) == n
    around = tuple((i % n, 1) for i in range(2 * n))
    assert holonomy(moebius(n), around) == (0, 1)
    twice = induced(moebius(n), cycle_graph(2 * n), {i: i % n for i in range(2 * n)}, tuple((s,) for s in around))
    assert isinstance(trivialize(twice), Trivial)
    assert sections(twice) == 2


# OEIS A000041, A110143 (from n = 1) and A057005
PARTITIONS, TWO_LOOPS, CONNECTED = (1, 2, 3, 5), (1, 4, 11, 43), (1, 3, 7, 26)


def classes(graph, k):
    found = []
    for turns in product(permutations(range(k)), repeat=len(graph.edges)):
        b = Cocycle(graph, k, turns)
        if all(isomorphism(b, other) is None for other in found):
            found.append(b)
    return found


def centralizers(k):
    """The orders of the centralizers of all permutations."""
    every = list(permutations(range(k)))
    return [sum(after(g, h) == after(h, g) for h in every) for g in every]


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_covers_up_to_isomorphism(k):
    # by Burnside: m loops have sum over g of |C(g)|^m, divided by k!
    once, twice = [sum(c**m for c in centralizers(k)) // factorial(k) for m in (1, 2)]
    one, two = (classes(Graph((0,), ((0, 0),) * m), k) for m in (1, 2))
    assert len(one) == once == partition(k) == PARTITIONS[k - 1]
    assert len(two) == twice == TWO_LOOPS[k - 1]
    assert sum(nx.is_connected(total(b)[0]) for b in two) == CONNECTED[k - 1]


@pytest.mark.parametrize(("n", "k"), [(2, 2), (3, 2), (2, 3)])
def test_covers_of_a_cycle_are_the_conjugacy_classes(n, k):
    every = list(permutations(range(k)))
    kept = sum(
        prod(sum(after(gauge[(i + 1) % n], g) == after(g, gauge[i]) for g in every) for i in range(n))
        for gauge in product(every, repeat=n)
    )
    assert len(classes(cycle_graph(n), k)) == kept // factorial(k) ** n == partition(k)


# -------------------------------------------------------------------------------------------------- graphs and errors


def test_cycles_are_those_of_networkx():
    # it takes parallel edges for one
    complete = Graph(tuple(range(5)), tuple(combinations(range(5), 2)))
    for graph in (*FOUR, DIAMOND, COMPLETE, complete):
        starts = ([graph.ends(step)[0] for step in w] for w in simple_cycles(graph))
        assert Counter(map(_turned, starts)) == Counter(map(_turned, nx.simple_cycles(graph.networkx())))
    # sum over k >= 3 of (n choose k) (k - 1)! / 2
    assert len(simple_cycles(complete)) == 10 + 15 + 12
    assert [len(simple_cycles(g)) for g in (THETA, cycle_graph(1), cycle_graph(2), *FEW[:3])] == [3, 1, 1, 0, 1, 2]


def _turned(vertices):
    """A cycle from its least vertex, in the direction of the lesser neighbour."""
    i = vertices.index(min(vertices))
    there = vertices[i:] + vertices[:i]
    return min(tuple(there), (there[0], *reversed(there[1:])))


def test_the_connected_graphs_are_those_of_the_atlas():
    for size, graphs in ((3, FEW), (4, (*FOUR, DIAMOND, COMPLETE))):
        ours = [nx.Graph(g.networkx()) for g in graphs if len(g.vertices) == size]
        atlas = [g for g in nx.graph_atlas_g() if len(g) == size and nx.is_connected(g)]
        assert len(ours) == len(atlas)
        assert all(any(nx.is_isomorphic(a, b) for b in ours) for a in atlas)


def test_transitions_from_networkx_are_read_in_the_direction_of_their_key():
    graph = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c")])
    b = cocycle(graph, 3, {("a", "b", 1): (1, 2, 0), ("c", "b", 0): (1, 2, 0)})
    assert b.transitions == ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    assert nx.is_isomorphic(b.graph.networkx(), graph)
    with pytest.raises(Mismatch, match="no edge"):
        cocycle(graph, 3, {("a", "c", 0): (1, 2, 0)})
    with pytest.raises(Mismatch, match="no permutation"):
        cocycle(graph, 3, {("c", "b", 0): (0, 5, 1)})


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Graph((0, 0), ()), "twice"),
        (lambda: Graph((0,), ((0, 1),)), "no vertex"),
        (lambda: Cocycle(cycle_graph(2), 2, ((0, 1),)), "1 transitions for 2 edges"),
        (lambda: Cocycle(cycle_graph(1), 2, ((0, 0),)), "no permutation"),
        (lambda: holonomy(moebius(3), ((0, 1), (0, 1))), "do not meet"),
        (lambda: holonomy_group(moebius(3), 7), "no vertex"),
        (lambda: walk(cycle_graph(4), (0, 2)), "no edge joins 0 and 2"),
        (lambda: cycle_graph(0), "there is none"),
        (lambda: times(moebius(1), moebius(2)), "two graphs"),
        (lambda: isomorphism(moebius(1), moebius(2)), "two graphs"),
        (lambda: regauge(moebius(2), ((0, 1),)), "each vertex"),
        (lambda: induced(moebius(3), cycle_graph(1), {0: 9}), "no vertex"),
        (lambda: induced(moebius(4), Graph((0, 1), ((0, 1),)), {0: 0, 1: 2}), "0 edges join 0 and 2"),
        (lambda: induced(moebius(2), cycle_graph(1), {0: 0}, (((0, 1),),)), "do not join"),
        (lambda: induced(moebius(2), Graph((0, 1), ((0, 1),)), {0: 0, 1: 1}), "2 edges join"),
    ],
)
def test_what_does_not_meet_is_refused(make, says):
    with pytest.raises(Mismatch, match=says):
        make()


def test_a_constant_map_pulls_back_a_trivial_bundle():
    over = induced(moebius(3), cycle_graph(4), dict.fromkeys(range(4), 1))
    assert trivialize(over) == Trivial(((0, 1),) * 4)


def test_an_empty_fiber_has_a_section_over_nothing_alone():
    assert sections(Cocycle(Graph((), ()), 0, ())) == 1
    assert sections(Cocycle(Graph((0,), ()), 0, ())) == 0
    assert trivialize(Cocycle(cycle_graph(1), 0, ((),))) == Trivial(((),))


# ------------------------------------------------------------------------------------------------------------- claims


@pytest.mark.parametrize("claim", BUNDLES, ids=lambda claim: claim.id)
def test_claims_are_as_expected_and_no_mutant_survives(claim):
    family = claim.family("small")
    merged = cells(claim, family, 0, 1)
    found = verdict(claim, family, "small", merged)
    assert found.as_expected, found
    assert {n.hypothesis for n in necessity(claim, merged) if n.status == "needed"} >= set(claim.needs)
    assert not survivors(claim, family)


# ---------------------------------------------------------------------------------------------- what is no such thing


def test_a_fiber_lies_over_a_point_of_the_base():
    p = Bundle(Table(Zmod(2), Zmod(3), (0, 0)))
    assert p.fiber(1) == ()
    with pytest.raises(Mismatch, match="the fiber over 3"):
        p.fiber(3)


@pytest.mark.parametrize("g", [(1.0, 0.0), (True, False), (1, 1), (0,)])
def test_a_transition_lists_integers(g):
    with pytest.raises(Mismatch, match="is no permutation"):
        Cocycle(cycle_graph(1), 2, (g,))


def test_lists_are_read_as_tuples():
    b = Cocycle(Graph([0], [[0, 0]]), 2, [[1, 0]])
    assert b == moebius(1)
    assert trivialize(b) == trivialize(moebius(1))


def test_graphs_and_cocycles_refuse_what_is_none():
    with pytest.raises(Mismatch, match="has not two ends"):
        Graph((0, 1, 2), ((0, 1, 2),))
    with pytest.raises(Mismatch, match="a fiber of -1 points"):
        Cocycle(cycle_graph(1), -1, ((),))
    for step in ((3, 1), (-1, 1), (2, 0)):
        with pytest.raises(Mismatch, match="goes over none of 3 edges"):
            holonomy(moebius(3), (step,))
        with pytest.raises(Mismatch, match="goes over none of 3 edges"):
            induced(moebius(3), Graph((0, 1), ((0, 1),)), {0: 0, 1: 0}, ((step,),))
    with pytest.raises(Mismatch, match="9 is no vertex"):
        walk(cycle_graph(3), (9,))
    with pytest.raises(Mismatch, match="ends in None, which is no vertex"):
        Graph((0,), ((0, None),))
    with pytest.raises(Mismatch, match="0 goes to no vertex"):
        induced(Cocycle(Graph((None,), ()), 2, ()), Graph((0,), ()), {})


def test_an_edge_has_one_transition():
    line, turn = nx.path_graph(2), (1, 2, 0)
    assert cocycle(line, 3, {(0, 1): turn, (1, 0): inverse(turn)}).transitions == (turn,)
    with pytest.raises(Mismatch, match="from the other end"):
        cocycle(line, 3, {(0, 1): turn, (1, 0): turn})
    for key in (0, (0,), (0, 2)):
        with pytest.raises(Mismatch, match="it is no edge"):
            cocycle(line, 3, {key: turn})


def test_the_shortest_walk_is_found_without_those_to_all_vertices():
    band = moebius(200)
    tracemalloc.start()
    try:
        found = trivialize(band)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # the walks from each vertex to each other have 2 million steps
    assert most < 2_000_000
    assert len(found.walk) == 200
    assert holonomy(band, found.walk) == found.holonomy == (1, 0)
