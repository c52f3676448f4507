"""Trees of balls, squares and splittings show what their values are."""

from fractions import Fraction
from itertools import combinations

import pytest
from plot_cases import CUBIC, TABLE, lines, sample

from algebra import plot
from algebra.errors import Mismatch, plain
from algebra.laws import ultrametric
from algebra.metrics import Discrete, Lee, Padic, Xadic
from algebra.rings import Zmod
from algebra.rings.ring import listing


def climbed(axes, x, heights):
    """The forks above a leaf, from the lines of the picture."""
    bars, stems = [], {}
    for drawn in axes.collections:
        for (a, low), (b, high) in drawn.get_segments():
            if low == high and a != b:
                bars.append((min(a, b), max(a, b), low))
            else:
                stems[(round(a, 6), min(low, high))] = max(low, high)
    at, y, out = x, 0, []
    while True:
        y = stems.get((round(at, 6), y), y)
        here = [bar for bar in bars if bar[0] <= at <= bar[1] and bar[2] == y and bar not in out]
        if not here:
            return out
        out.append(here[0])
        at = (here[0][0] + here[0][1]) / 2


@pytest.mark.parametrize(
    "metric",
    [Padic(Zmod(8), 2), Padic(Zmod(27), 3), Padic(Zmod(64), 2), Xadic(CUBIC), Discrete(Zmod(5))],
    ids=str,
)
def test_two_points_meet_in_the_tree_at_their_distance(metric):
    axes = plot.balls(metric)
    points = listing(metric.space)
    names = {plain(p): p for p in points}
    leaves = [names[t.get_text()] for t in axes.get_xticklabels()]
    assert sorted(leaves) == sorted(points)
    heights = {y: Fraction(t.get_text()) for y, t in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)}
    assert ("not to scale" in axes.get_ylabel()) == (list(heights) != [float(r) for r in heights.values()])
    above = [climbed(axes, x, heights) for x in range(len(leaves))]
    for i, j in combinations(range(len(leaves)), 2):
        meet = next(bar for bar in above[i] if bar in above[j])
        assert heights[meet[2]] == metric(leaves[i], leaves[j])


def test_what_is_no_ultrametric_has_no_tree():
    with pytest.raises(Mismatch, match=r"d\(0, 2\) = 2 > max") as refused:
        plot.balls(Lee(Zmod(6)))
    assert refused.value.found == str(ultrametric(Lee(Zmod(6))))


def test_points_at_distance_0_are_joined_at_0():
    assert ultrametric(TABLE) is None
    segments = [s.tolist() for lines in plot.balls(TABLE).collections for s in lines.get_segments()]
    assert [[a, b] for a, b in segments if a[1] == b[1] == 0 and a[0] != b[0]] == [[[0, 0], [1, 0]]]


def test_a_square_names_carriers_orders_and_maps():
    axes = sample("square long names")
    names = [" ".join(t.get_text().split()) for t in axes.texts if t.get_text()]
    assert names == [
        r"$\mathbb{Z}_{256}[x]_{<4} \;{\times}_{\mathbb{Z}_{128}[x]_{<4}}\; \mathbb{Z}_{49408}[x]_{<4}$ "
        r"$|X \;{\times}_Z\; Y| \approx 9.53 \cdot 10^{19}$",
        r"$Y = \mathbb{Z}_{49408}[x]_{<4}$ $|Y| \approx 5.95 \cdot 10^{18}$",
        r"$X = \mathbb{Z}_{256}[x]_{<4}$ $|X|$ = 4,294,967,296",
        r"$Z = \mathbb{Z}_{128}[x]_{<4}$ $|Z|$ = 268,435,456",
        "snd",
        "fst",
        r"$f$: $\mathrm{mod}\;128$",
        r"$g$: $\mathrm{mod}\;128$",
    ]
    arrows = [(t.xyann, t.xy) for t in axes.texts if not t.get_text()]
    P, Y, X, Z = (t.get_position() for t in axes.texts[:4])
    assert arrows == [(P, Y), (P, X), (X, Z), (Y, Z)]
    assert r"$|X| = \infty$" in sample("square infinite").texts[2].get_text()


def told(axes):
    return [t.get_text() for t in axes.texts if t.get_text()]


def test_a_splitting_has_a_cell_for_each_vector():
    axes = sample("splitting three")
    assert len(axes.patches) == 5
    assert r"texts: $Z_s \oplus Z_T$" in told(axes)
    assert [t for t in told(axes) if t.startswith("$Z_")] == ["$Z_I$\ndim 2", "$Z_s$\ndim 2", "$Z_T$\ndim 1"]
    assert [t for t in told(axes) if t.startswith("(")] == [
        f"({', '.join(map(str, map(int, row)))})" for k in (2, 3, 0, 1, 4) for row in [lines(5)[k]]
    ]
    large = sample("splitting large")
    assert len(large.patches) == 24
    assert not [t for t in told(large) if t.startswith("(")]
    assert told(sample("splitting order")) == ["(3)", "$Z_{1}$\norder 2", "(2)", "$Z_{2}$\norder 3"]
    leaning_ = " ".join(sample("splitting leaning").get_title().split())
    assert leaning_ == r"$\mathbb{Q}^{2}$ in parts, not orthogonal: $b$((1, 0), (1, 1)) = 1"


def test_a_part_without_members_is_dashed():
    axes = sample("splitting orthogonal")
    assert [patch.get_linestyle() for patch in axes.patches] == ["--", "solid", "solid", "--"]
    assert told(axes)[:2] == ["0", "$Z_I$\n0"]
