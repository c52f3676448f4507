"""The relation as a graph: components, and matchings with their violators."""

from itertools import permutations
from random import Random

import networkx as nx
import numpy as np
import pytest
from graph_cases import VALUES, into, onto_table, tables
from hypothesis import given, settings

from algebra.errors import Mismatch, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import components, graph, largest, matching
from algebra.graphs.matching import grown
from algebra.maps import Identity, Table, reduce
from algebra.metrics import Lee
from algebra.relax import critical, relax
from algebra.rings import Zmod


@settings(max_examples=60, deadline=None)
@given(tables(5), VALUES)
def test_graph_and_components_by_a_double_loop(rows, eps):
    cospan, d = onto_table(rows)
    G = graph(relax(cospan, d, eps))
    near = {(i, j): v for i, row in enumerate(rows) for j, v in enumerate(row) if v <= eps}
    assert {(u[1], v[1]): w["distance"] for u, v, w in G.edges(data=True)} == near
    sides = [[(s, k) for k in range(n)] for s, n in (("x", len(rows)), ("y", len(rows[0])))]
    assert list(G) == sides[0] + sides[1]
    assert [G.nodes[v]["bipartite"] for v in G] == [0] * len(rows) + [1] * len(rows[0])
    reach = np.linalg.matrix_power(nx.to_numpy_array(G, weight=None, dtype=object) + np.eye(len(G), dtype=int), len(G))
    parts = {tuple(v for v, r in zip(G, row, strict=True) if r) for row in reach}
    told = components(relax(cospan, d, eps))
    assert [tuple(("x", x) for x in xs) + tuple(("y", y) for y in ys) for xs, ys in told] == sorted(parts)


def test_components_at_0_are_the_fibers():
    c = Cospan(reduce(Zmod(12), 6), Table(Zmod(3), Zmod(6), (0, 0, 4)))
    alone = tuple(((x,), ()) for x in range(12) if x % 6 not in (0, 4))
    expected = (((0, 6), (0, 1)), ((4, 10), (2,)), *alone)
    assert components(relax(c, Lee, 0)) == tuple(sorted(expected))
    assert components(relax(Cospan(c.g, c.f), Lee, 0)) == (((0, 1), (0, 6)), ((2,), (4, 10)), *(p[::-1] for p in alone))
    assert len(components(relax(c, Lee, 1))) == 1 + sum(x % 6 == 2 for x in range(12))


def test_large_relations_are_listed_by_joins():
    Z = Zmod(1200)
    F = relax(Cospan(Identity(Z), Identity(Z)), Lee, 3)
    G = graph(F)
    assert G.number_of_edges() == 7 * 1200 == nx.number_of_edges(G)
    assert {w for _, _, w in G.edges(data="distance")} == {0, 1, 2, 3}
    assert len(components(F)) == 1
    with pytest.raises(TooLarge, match="more than 1048576 edges; take a smaller ε"):
        graph(relax(F.cospan, Lee, 600))


def is_proof(violator):
    """Whether some points have fewer neighbours than there are of them, by a double loop over F_ε."""
    F = violator.relaxation
    c = F.cospan
    pairs = [(x, y) for x in c.X.elements() for y in c.Y.elements() if F.metric(c.f(x), c.g(y)) <= F.eps]
    own, other = (0, 1) if violator.side == "X" else (1, 0)
    near = {pair[other] for pair in pairs if pair[own] in violator.points}
    distinct = len(set(violator.points)) == len(violator.points)
    return distinct and tuple(sorted(near)) == violator.neighbours and len(near) < len(violator.points)


@settings(max_examples=80, deadline=None)
@given(tables(5), VALUES)
def test_largest_matchings_by_permutations_and_by_networkx(rows, eps):
    cospan, d = onto_table(rows)
    F = relax(cospan, d, eps)
    found = largest(F)
    m, n = len(rows), len(rows[0])
    assert all(pair in F for pair in found.pairs)
    assert len({x for x, _ in found.pairs}) == len({y for _, y in found.pairs}) == len(found.pairs)
    wide = rows if m <= n else list(zip(*rows, strict=True))
    ways = permutations(range(max(m, n)), min(m, n))
    assert len(found.pairs) == max(sum(wide[i][j] <= eps for i, j in enumerate(way)) for way in ways)
    peers = (nx.bipartite.hopcroft_karp_matching, nx.bipartite.eppstein_matching)
    assert {len(peer(graph(F), [("x", x) for x in range(m)])) // 2 for peer in peers} == {len(found.pairs)}
    if len(found.pairs) == min(m, n):
        assert found.violator is None
    else:
        assert is_proof(found.violator)
        short = len(found.violator.points) - len(found.violator.neighbours)
        assert len(found.pairs) == min(m, n) - short


@settings(max_examples=80, deadline=None)
@given(tables(5))
def test_the_least_radius_of_a_matching_by_permutations_and_by_scipy(rows):
    assigned = pytest.importorskip("scipy.optimize").linear_sum_assignment
    cospan, d = onto_table(rows)
    found = matching(cospan, d)
    m, n = len(rows), len(rows[0])
    wide = rows if m <= n else list(zip(*rows, strict=True))
    ways = permutations(range(max(m, n)), min(m, n))
    assert found.relaxation.eps == min(max(wide[i][j] for i, j in enumerate(way)) for way in ways)
    costs = [np.array([[value > eps for value in row] for row in rows], dtype=int) for eps in critical(cospan, d)]
    serves = [cost[assigned(cost)].sum() == 0 for cost in costs]
    assert critical(cospan, d)[serves.index(True)] == found.relaxation.eps
    assert len(set(found.pairs)) == min(m, n) == len({x for x, _ in found.pairs}) == len({y for _, y in found.pairs})
    assert all(pair in found.relaxation for pair in found.pairs)
    if found.relaxation.eps == 0:
        assert found.violator is None
    else:
        below = [value for value in critical(cospan, d) if value < found.relaxation.eps]
        assert found.violator.relaxation.eps == (below[-1] if below else 0)
        assert is_proof(found.violator)


@pytest.mark.parametrize(("m", "n"), [(90, 140), (140, 90), (120, 120)])
def test_matchings_of_many_points_by_scipy(m, n):
    assigned = pytest.importorskip("scipy.optimize").linear_sum_assignment
    Z, draw = Zmod(10_007), Random(m)
    c = into(Z.order, *([draw.randrange(Z.order) for _ in range(k)] for k in (m, n)))
    found, d = matching(c, Lee(Z)), Lee(Z)
    rows = np.array([[d(u, v) for v in c.g.values] for u in c.f.values])
    least, below = found.relaxation.eps, found.violator.relaxation.eps
    assert [int((rows > r)[assigned(rows > r)].sum()) for r in (least, below)] == [0, 1]
    assert not ((rows > below) & (rows < least)).any()
    assert max(d(c.f(x), c.g(y)) for x, y in found.pairs) == least
    assert len({x for x, _ in found.pairs}) == len({y for _, y in found.pairs}) == min(m, n)
    assert is_proof(found.violator)


def test_matchings_along_paths_longer_than_the_stack():
    n = 3000
    near = [[i + 1, i] for i in range(n - 1)] + [[n - 1]]
    owner, stuck = grown(near)
    assert not stuck
    assert sorted(owner.values()) == list(range(n))
    assert all(column in near[row] for column, row in owner.items())
    owner, stuck = grown([[i, i + 1] for i in range(n - 1)] + [[0], [n - 1]])
    assert len(owner) == n
    assert stuck == list(range(n + 1))


def test_matchings_of_a_line_pair_off_neighbours():
    c = into(100, range(0, 100, 10), range(5, 100, 10))
    found = matching(c, Lee(Zmod(100)))
    assert found.relaxation.eps == 5
    assert found.violator.relaxation.eps == 0
    assert found.violator.points == tuple(range(10))
    assert not found.violator.neighbours
    with pytest.raises(Mismatch, match="measure in Z"):
        matching(c, Lee(Zmod(99)))


NOBODY = FiberProduct(into(2, (0,), (1,)))


@pytest.mark.parametrize(("X", "Y"), [(NOBODY, Zmod(4)), (Zmod(4), NOBODY), (NOBODY, NOBODY)], ids=("X", "Y", "both"))
def test_nobody_is_matched_at_once(X, Y):
    f, g = (Table(S, Zmod(4), tuple(range(S.order))) for S in (X, Y))
    found = matching(Cospan(f, g), Lee(Zmod(4)))
    assert (found.relaxation.eps, found.pairs, found.violator) == (0, (), None)
    assert components(found.relaxation) == tuple(((x,), ()) for x in f.values) + tuple(((), (y,)) for y in g.values)


def test_relaxations_that_are_larger_than_the_answer_are_not_listed():
    one = Identity(Zmod(1500))
    with pytest.raises(TooLarge):
        largest(relax(Cospan(one, one), Lee, 375))
    assert matching(Cospan(one, one), Lee(Zmod(1500))).relaxation.eps == 0
