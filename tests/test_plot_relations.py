"""The matrix, the graphs and the matching of a relation say which pairs are in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plot_cases import TYPICAL, UNEVEN, alike, sample

from algebra import plot
from algebra.errors import Mismatch
from algebra.fiber import Cospan
from algebra.graphs import largest
from algebra.maps import Table
from algebra.metrics import Absolute, Discrete, Hamming, Lee, Padic, measure
from algebra.relax import critical, relax
from algebra.rings import Zmod
from algebra.rings.ring import listing

METRICS = (Lee, Discrete, Hamming, lambda Z: Absolute(Z), lambda Z: Lee(Z, "l2"), lambda Z: Padic(Z, 2))


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_a_matrix_shows_each_pair_once_and_the_nearer_the_darker(data):
    m = data.draw(st.integers(1, 9))
    X, Y, Z = (Zmod(n) for n in (*data.draw(st.tuples(*[st.integers(1, 7)] * 2)), m))
    f, g = (Table(R, Z, tuple(data.draw(st.lists(st.integers(0, m - 1), min_size=R.m, max_size=R.m)))) for R in (X, Y))
    F = relax(Cospan(f, g), data.draw(st.sampled_from(METRICS))(Z), data.draw(st.integers(0, 5)))
    axes = plot.relation(F)
    grey = axes.get_images()[0].get_array()
    assert grey.shape == (X.m, Y.m)
    far = {(x, y): F.metric(f(x), g(y)) for x in range(X.m) for y in range(Y.m)}
    for pair, d in far.items():
        assert (grey[pair] == 1) == (pair not in F)
        assert (grey[pair] == 0) == (d == 0)
    inside = sorted((far[pair], grey[pair]) for pair in F)
    assert [g for _, g in inside] == sorted(g for _, g in inside)
    # five shades are enough for five distances
    if len({d for d, _ in inside}) <= 5:
        assert len({*inside}) == len({d for d, _ in inside}) == len({g for _, g in inside})
    assert f"\n{len(inside)} pair" in axes.get_title()
    # squares say their distance
    assert {(round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in axes.texts} == {
        pair: str(far[pair]) for pair in F
    }


def test_shades_are_told_and_a_shade_stands_for_several_distances():
    axes = plot.relation(relax(alike(Zmod(1024)), Lee, 200))
    legend = axes.get_legend()
    spans = [rf"${low} \leq d \leq {low + 39}$" for low in (1, 41, 81, 121, 161)]
    assert [t.get_text() for t in legend.get_texts()] == ["$d = 0$", *spans, r"farther than $\varepsilon$"]
    greys = [patch.get_facecolor()[0] for patch in legend.get_patches()]
    assert greys == sorted({*greys})
    dots = axes.get_images()[0].get_array()
    # three rows and three columns a dot, the exact pair of each is seen
    assert dots.shape == (342, 342)
    assert all(dots[k, k] == 0 for k in range(342))
    assert dots[0, 1] == pytest.approx(greys[1])
    assert dots[0, 14] == pytest.approx(greys[1])  # columns 42, 43, 44 beside row 2: d = 40
    assert dots[0, 15] == pytest.approx(greys[2])
    assert "410,624 pairs" in axes.get_title()


def pairs_drawn(collection, n, m):
    """The places of the ends of edges, from their heights."""
    return {
        tuple(round((1 - y) * size - 0.5) for (_, y), size in zip(s, (n, m), strict=True))
        for s in collection.get_segments()
    }


@pytest.mark.parametrize(("cospan", "metric"), [(UNEVEN, Lee), (TYPICAL, Lee), (alike(Zmod(8)), Padic(Zmod(8), 2))])
def test_a_filtration_grows_by_the_pairs_that_are_new(cospan, metric):
    n, m = len(listing(cospan.X)), len(listing(cospan.Y))
    figure = plot.filtration(cospan, metric)
    radii = critical(cospan, measure(metric, cospan.Z))
    seen = set()
    for axes, radius in zip(figure.axes, radii, strict=True):
        old, new = (pairs_drawn(lines, n, m) for lines in axes.collections)
        now = {(cospan.X.rank(x), cospan.Y.rank(y)) for x, y in relax(cospan, metric, radius)}
        assert (old, new) == (seen, now - seen)
        assert axes.collections[0].get_linewidth()[0] < axes.collections[1].get_linewidth()[0]
        assert axes.get_title().startswith(rf"$\varepsilon = {radius}$: {len(now)} pair")
        seen = now


def test_of_many_radii_eight_are_shown_or_those_asked_for():
    titles = [axes.get_title() for axes in sample("filtration many").axes]
    assert len(titles) == 8
    assert (titles[0], titles[-1]) == (r"$\varepsilon = 0$: 24 pairs", r"$\varepsilon = 12$: 576 pairs")
    asked = plot.filtration(alike(Zmod(6)), Lee, [2, "1/2"])
    assert [axes.get_title() for axes in asked.axes] == [
        r"$\varepsilon = 1/2$: 6 pairs",
        r"$\varepsilon = 2$: 30 pairs",
    ]
    with pytest.raises(Mismatch, match="no radius is given"):
        plot.filtration(alike(Zmod(6)), Lee, [])


def test_a_matching_is_thick_and_what_is_in_its_way_is_squared():
    crowded = Cospan(Table(Zmod(3), Zmod(6), (0, 0, 3)), Table(Zmod(3), Zmod(6), (0, 2, 3)))
    found = largest(relax(crowded, Lee, 0))
    axes = plot.matching(found)
    thin, thick = (pairs_drawn(lines, 3, 3) for lines in axes.collections)
    assert thick == {*found.pairs}
    assert thin | thick == {*found.relaxation}
    (squares,) = (line for line in axes.get_lines() if line.get_marker() == "s")
    assert [*squares.get_xdata()] == [0, 0]
    assert [round((1 - y) * 3 - 0.5) for y in squares.get_ydata()] == [*found.violator.points] == [0, 1]
    assert "0 1 of X meet only 0 within 0" in axes.get_title()
