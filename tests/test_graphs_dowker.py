"""The Dowker barcodes of a relation: by enumeration, by duality, by known spaces; and their stability."""

import sys
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product

import networkx as nx
import numpy as np
import pytest
from graph_cases import VALUES, into, onto_table, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra import laws
from algebra.errors import Mismatch, Missing, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import Bar, bottleneck, dowker, persistence
from algebra.maps import Identity, Table
from algebra.metrics import Distances, Lee
from algebra.rings import Zmod


def reduced(filtration):
    """The barcodes over Z_2 by columns of the boundary matrix, one after the other."""
    order = [places for places, _ in filtration.births]
    births = [birth for _, birth in filtration.births]
    place = {places: k for k, places in enumerate(order)}
    low, columns, dead = {}, {}, set()
    for k, places in enumerate(order):
        faces = combinations(places, len(places) - 1) if len(places) > 1 else ()
        column = {place[face] for face in faces}
        while column and max(column) in low:
            column ^= columns[low[max(column)]]
        if column:
            low[max(column)], columns[k] = k, column
            dead.add(k)
    ends = [
        (len(order[k]) - 1, births[k], births[low[k]] if k in low else None) for k in range(len(order)) if k not in dead
    ]
    found = [[Bar(b, e) for size, b, e in ends if size == level and b != e] for level in range(filtration.dimension)]
    return tuple(tuple(sorted(bars, key=lambda bar: (bar.birth, bar.death is None, bar.death))) for bars in found)


@settings(max_examples=60, deadline=None)
@given(tables(5), st.integers(1, 3))
def test_births_by_the_definition_and_the_duality_of_dowker(rows, dimension):
    cospan, d = onto_table(rows)
    on_x, on_y = (dowker(cospan, d, dimension, side) for side in ("X", "Y"))
    m, n = len(rows), len(rows[0])
    chosen = [places for size in range(1, dimension + 2) for places in combinations(range(m), size)]
    assert dict(on_x.births) == {s: min(max(rows[i][j] for i in s) for j in range(n)) for s in chosen}
    assert on_y.births == dowker(*onto_table(list(zip(*rows, strict=True))), dimension).births
    assert list(on_x.births) == sorted(on_x.births, key=lambda born: (born[1], len(born[0]), born[0]))
    assert persistence(on_x) == persistence(on_y) == reduced(on_x) == reduced(on_y)
    assert persistence(on_x, 3) == persistence(on_y, 3)


@pytest.mark.parametrize("n", range(5, 17))
def test_circles_by_the_nerves_of_their_arcs(n):
    """The nerve of n arcs of 2r + 1 of n points: a circle while 4r < n, then spheres (Adamaszek and Adams 2017)."""
    Z = Zmod(n)
    zero, one, two = persistence(dowker(Cospan(Identity(Z), Identity(Z)), Lee(Z), 3))
    assert zero == (Bar(0, 1),) * (n - 1) + (Bar(0, None),)
    assert one == (Bar(1, -(-n // 4)),)
    assert two == (() if n % 4 else (Bar(n // 4, n // 4 + 1),) * (n // 2 - 1))


def test_torsion_is_seen_by_its_prime_alone():
    """The projective plane on six points: its ten triangles beside their corners; H_1 is Z_2, so both show over Z_2."""
    plane = [set(map(int, t)) for t in ("012", "023", "034", "045", "015", "124", "235", "134", "245", "135")]
    cospan, d = onto_table([[int(x not in triangle) for triangle in plane] for x in range(6)])
    for side in ("X", "Y"):
        found = dowker(cospan, d, 3, side)
        assert persistence(found) == ((Bar(0, None),), (Bar(0, 1),), (Bar(0, 1),))
        assert persistence(found, 3) == ((Bar(0, None),), (), ())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**40), st.integers(1, 3))
def test_births_beyond_floats_stay_apart(far, step):
    cospan, d = onto_table([[far, far + Fraction(step, 7)], [far + Fraction(step, 7), far]])
    assert persistence(dowker(cospan, d))[0] == (Bar(far, far + Fraction(step, 7)), Bar(far, None))


def test_questions_without_an_answer():
    Z = Zmod(4)
    c = Cospan(Identity(Z), Identity(Z))
    with pytest.raises(Mismatch, match="dimension 0, on X"):
        dowker(c, Lee(Z), 0)
    with pytest.raises(Mismatch, match="take a dimension from 1 on, and the side X or Y"):
        dowker(c, Lee(Z), 1, "Z")
    with pytest.raises(Mismatch, match="measure in Z"):
        dowker(c, Lee(Zmod(5)))
    with pytest.raises(TooLarge, match="1048576"):
        dowker(into(5, [0] * 256, [1, 2]), Lee(Zmod(5)))
    assert len(dowker(into(5, [0] * 256, [1, 2]), Lee(Zmod(5)), side="Y").births) == 3
    for field in (-2, 0, 1, 4, 46_339):
        with pytest.raises(Mismatch, match="take a prime up to 46337"):
            persistence(dowker(c, Lee(Z)), field)


def test_gudhi_is_asked_for_by_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "gudhi", None)
    with pytest.raises(Missing, match=r"the package gudhi: .*pip install 'fibercheck\[topology\]'"):
        persistence(dowker(into(2, (0,), (1,)), Lee(Zmod(2))))


BARS = st.lists(st.builds(lambda b, n: Bar(b, b + n), VALUES, VALUES) | st.builds(Bar, VALUES, st.none()), max_size=4)


def cost(one, other):
    """The cost of one way to match, in which None stands for the diagonal."""
    if one is None or other is None:
        bar = one or other
        return 0 if bar is None else None if bar.death is None else Fraction(bar.death - bar.birth) / 2
    if (one.death is None) != (other.death is None):
        return None
    return max(abs(one.birth - other.birth), 0 if one.death is None else abs(one.death - other.death))


@settings(max_examples=100, deadline=None)
@given(BARS, BARS)
def test_bottleneck_distances_by_gudhi_and_by_all_ways_to_match(one, other):
    found = bottleneck(one, other)
    assert found == bottleneck(other, one)
    assert bottleneck(one, one[::-1]) == 0
    if len(one) + len(other) <= 6:
        ways = permutations([*other, *[None] * len(one)])
        costs = [[cost(p, q) for p, q in zip([*one, *[None] * len(other)], way, strict=True)] for way in ways]
        assert found == min((max(way, default=0) for way in costs if None not in way), default=None)
    peer = pytest.importorskip("gudhi").bottleneck_distance
    plain = [
        np.array([(b, np.inf if e is None else e) for b, e in bars], dtype=float).reshape(-1, 2)
        for bars in (one, other)
    ]
    assert peer(*plain, e=0) == pytest.approx(np.inf if found is None else float(found))


@cache
def barcodes(q, f, g):
    """The barcodes of two maps of points into Z_q; the order of the points does not matter."""
    return persistence(dowker(into(q, f, g), Lee(Zmod(q))))


def doubled(q, size):
    """All barcodes of at most so many points on both sides, their places, twice their distances."""
    maps = [f for n in range(1, size + 1) for f in product(range(q), repeat=n)]
    told = {(f, g): barcodes(q, tuple(sorted(f)), tuple(sorted(g))) for f in maps for g in maps}
    kinds = list(dict.fromkeys(told.values()))
    place = {kind: k for k, kind in enumerate(kinds)}
    apart = [[[2 * bottleneck(a, b) for a, b in zip(p, r, strict=True)] for r in kinds] for p in kinds]
    return maps, {pair: place[kind] for pair, kind in told.items()}, np.array(apart, dtype=np.int8)


def orders(points):
    """In how many orders some points can come."""
    return len(set(permutations(points)))


@pytest.mark.parametrize(("q", "attained"), [(4, (81_248, 0)), (5, (511_100, 0)), (6, (2_072_424, 7_488))])
def test_barcodes_move_no_farther_than_the_maps_everywhere(q, attained):
    """All f, f', g, g' on at most three points each: 2.4·10^9 for Z_6.

    Up to translation f(0) = 0; up to the order of the other points, and of those of g, they increase.
    """
    maps, place, apart = doubled(q, 3)
    d, seen, equal = Lee(Zmod(q)), 0, np.zeros(2, dtype=int)
    of_size = [[f for f in maps if len(f) == n] for n in (1, 2, 3)]
    moved = [np.array([[2 * max(map(d, f, h)) for h in fs] for f in fs], dtype=np.int8) for fs in of_size]
    for (xs, a), (ys, b) in product(zip(of_size, moved, strict=True), repeat=2):
        kinds = np.array([[place[f, g] for g in ys] for f in xs])
        first = {i: q * orders(f[1:]) for i, f in enumerate(xs) if f[0] == 0 and tuple(sorted(f)) == f}
        second = {i: orders(g) for i, g in enumerate(ys) if tuple(sorted(g)) == g}
        for i, j in product(first, range(len(xs))):
            bound = (a[i, j] + b[list(second)])[..., None]
            found = apart[kinds[i][list(second)][:, None], kinds[j][None, :]]
            assert (found <= bound).all()
            seen += first[i] * sum(second.values()) * len(ys)
            equal += first[i] * (list(second.values()) @ ((found == bound) & (bound > 0)).sum(axis=1))
    assert seen == (q**2 + q**4 + q**6) ** 2
    assert tuple(equal.tolist()) == attained


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_barcodes_move_no_farther_than_the_maps_in_any_pseudometric(data):
    n = data.draw(st.integers(2, 6))
    weights = {pair: data.draw(VALUES) for pair in combinations(range(n), 2)}
    G = nx.Graph()
    G.add_weighted_edges_from((*pair, weight) for pair, weight in weights.items())
    ways = dict(nx.all_pairs_dijkstra_path_length(G))
    d = Distances(Zmod(n), tuple(tuple(ways[u][v] for v in range(n)) for u in range(n)))
    points = st.lists(st.integers(0, n - 1), min_size=1, max_size=5)
    f, g = data.draw(points), data.draw(points)
    f2, g2 = (data.draw(st.lists(st.integers(0, n - 1), min_size=len(m), max_size=len(m))) for m in (f, g))
    bound = max(map(d, f2, f)) + max(map(d, g, g2))
    one, other = (persistence(dowker(into(n, *maps), d, 3)) for maps in ((f, g), (f2, g2)))
    assert all(bottleneck(a, b) <= bound for a, b in zip(one, other, strict=True))


def test_a_finite_bar_moves_as_far_as_the_maps():
    """Three points between three: the loop through them shrinks from both ends, and is gone when they meet."""
    loops = [
        barcodes(12, f, g)[1] for f, g in (((0, 4, 8), (2, 6, 10)), ((1, 5, 9), (2, 6, 10)), ((1, 5, 9), (1, 5, 9)))
    ]
    assert loops == [(Bar(2, 6),), (Bar(3, 5),), ()]
    assert [bottleneck(loops[0], loop) for loop in loops] == [0, 1, 1 + 1]


def test_stability_needs_symmetry_and_the_triangle_inequality_and_no_more():
    """On three points, with zeros on the diagonal: one-point maps are stable exactly in the pseudometrics."""
    kept = 0
    for values in product(range(3), repeat=6):
        a, b, c, e, h, k = values
        d = Distances(Zmod(3), ((0, a, b), (c, 0, e), (h, k, 0)))
        born = {(u, v): persistence(dowker(into(3, (u,), (v,)), d, 1))[0] for u, v in product(range(3), repeat=2)}
        stable = all(
            bottleneck(born[f, g], born[f2, g2]) <= d(f2, f) + d(g, g2) for f, g, f2, g2 in product(range(3), repeat=4)
        )
        assert stable == (laws.symmetric(d) is None and laws.triangle(d) is None)
        kept += stable
    assert kept == sum(2 * max(sides) <= sum(sides) for sides in product(range(3), repeat=3))


def test_squares_are_no_distances():
    d = Lee(Zmod(5), "l2")
    one, other = (persistence(dowker(into(5, (f,), (g,)), d))[0] for f, g in ((0, 0), (1, 4)))
    moved = bottleneck(one, other)
    assert (moved, d(1, 0) + d(0, 4)) == (4, 2)
    assert d.within_sum(moved, d(1, 0), d(0, 4))


def test_no_simplex_is_born_without_points_and_no_dimension_is_too_high():
    nobody = FiberProduct(into(2, (0,), (1,)))
    none, all_of = Table(nobody, Zmod(3), ()), Identity(Zmod(3))
    for c, side in product((Cospan(none, all_of), Cospan(all_of, none), Cospan(none, none)), "XY"):
        found = dowker(c, Lee(Zmod(3)), 2, side)
        assert found.births == ()
        assert persistence(found) == ((), ())
    c = Cospan(all_of, all_of)
    assert dowker(c, Lee(Zmod(3)), 10**18).births == dowker(c, Lee(Zmod(3)), 2).births
