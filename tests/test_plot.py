"""The pictures say what the values say, and nothing in them lies over anything else."""

import json
import math
import re
import sys
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from algebra import plot
from algebra.counting import profile as counted
from algebra.decompose import allocate, allocate_orthogonally, dot, splitting, submodule
from algebra.errors import Mismatch, Missing, NotFinite, TooLarge, plain
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import largest, matching
from algebra.growth import density
from algebra.laws import ultrametric
from algebra.maps import Identity, Linear, Matrix, Table, reduce
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Padic, Xadic, measure
from algebra.plot.canvas import titled
from algebra.plot.lettering import extent, folded, short
from algebra.relax import critical, relax
from algebra.rings import GF, QQ, ZZ, Polynomials, Product, Quotient, Zmod, power
from algebra.rings.ring import listing
from verify import ask
from verify.claim import ClaimError
from verify.pictures import necessity
from verify.verdict import Necessity


def alike(ring):
    return Cospan(Identity(ring), Identity(ring))


def polynomials(degree=4):
    return Cospan(*(reduce(Polynomials(Zmod(m), degree), 128) for m in (256, 49_408)))


UNEVEN = Cospan(Table(Zmod(4), Zmod(9), (0, 1, 4, 8)), Table(Zmod(6), Zmod(9), (1, 1, 2, 4, 4, 8)))
SMALL, TYPICAL = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)), Cospan(reduce(Zmod(12), 6), reduce(Zmod(18), 6))
CUBIC = Quotient(Zmod(2), (0, 0, 0, 1))
BYTES = Cospan(reduce(Zmod(256), 16), reduce(Zmod(48), 16))
TABLE = Distances(Zmod(4), ((0, 0, 2, 2), (0, 0, 2, 2), (2, 2, 0, 1), (2, 2, 1, 0)))


def linear(*rows):
    return Linear(GF(3), rows, len(rows[0]))


FIRST, SECOND = linear((1, 0), (0, 1), (0, 0), (0, 0)), linear((0, 0), (1, 0), (0, 1), (0, 0))


def lines(d):
    return [tuple(QQ.from_int(i == j) for j in range(d)) for i in range(d)]


def three(d, shared, image):
    rows = lines(d)
    cut = rows[:shared], rows[shared : shared + image], rows[shared + image :]
    return splitting(dot(QQ, d), *(submodule(QQ, d, part) for part in cut))


def leaning():
    return splitting(dot(QQ, 2), submodule(QQ, 2, [(1, 0)]), submodule(QQ, 2, [(1, 1)]))


def records(count=3):
    status = ("needed", "not refuted on this scope", "untested")
    names = ("additive", "invariant", "ultrametric", "submultiplicative")
    return [
        {
            "id": f"relaxation.claim{n}",
            "verdict": "holds",
            "needs": [{"hypothesis": h, "status": status[(n + k) % 3]} for k, h in enumerate(names) if (n + k) % 4],
            "needed_in_general": {"ultrametric": bool(n % 2)} if n % 3 == 0 else {},
        }
        for n in range(count)
    ]


SAMPLES = {
    "relation small": lambda: plot.relation(relax(SMALL, Lee, 1)),
    "relation exact": lambda: plot.relation(relax(SMALL, Discrete, 0)),
    "relation typical": lambda: plot.relation(relax(TYPICAL, Lee, 2)),
    "relation 2-adic": lambda: plot.relation(relax(alike(Zmod(16)), Padic(Zmod(16), 2), "1/2")),
    "relation polynomials": lambda: plot.relation(relax(alike(Polynomials(Zmod(3), 3)), Hamming, 2)),
    "relation names": lambda: plot.relation(relax(alike(power(Zmod(2), 4)), Hamming, 1)),
    "relation large": lambda: plot.relation(relax(alike(Zmod(1024)), Lee, 200)),
    "relation oblong": lambda: plot.relation(relax(Cospan(reduce(Zmod(8), 8), reduce(Zmod(512), 8)), Lee, 2)),
    "relation long names": lambda: plot.relation(relax(alike(Product((CUBIC, Zmod(2)))), Discrete, 0)),
    "profile small": lambda: plot.profile(SMALL, Lee),
    "profile one step": lambda: plot.profile(alike(Zmod(1)), Lee),
    "profile line": lambda: plot.profile(BYTES, Lee),
    "profile plane": lambda: plot.profile(alike(power(Zmod(24), 2)), Lee),
    "profile box": lambda: plot.profile(alike(power(Zmod(256), 3)), Lee, norm="linf"),
    "profile squares": lambda: plot.profile(alike(power(Zmod(16), 2)), Lee, norm="l2"),
    "profile hamming": lambda: plot.profile(alike(power(Zmod(4), 6)), Hamming),
    "profile 2-adic": lambda: plot.profile(alike(Zmod(32)), Padic(Zmod(32), 2)),
    "profile uneven": lambda: plot.profile(UNEVEN, Absolute),
    "profile long names": lambda: plot.profile(polynomials(), Lee),
    "density one": lambda: plot.density(256, 1),
    "density several": lambda: plot.density(16, [1, 2, "7/2", 8], "linf", range(1, 11)),
    "density sums": lambda: plot.density(8, [1, 4, 12], "l1", range(1, 25)),
    "filtration small": lambda: plot.filtration(alike(Zmod(4)), Lee),
    "filtration typical": lambda: plot.filtration(UNEVEN, Lee),
    "filtration many": lambda: plot.filtration(alike(Zmod(24)), Lee),
    "filtration names": lambda: plot.filtration(alike(power(Zmod(2), 4)), Hamming),
    "filtration radii": lambda: plot.filtration(alike(Zmod(6)), Lee(Zmod(6), "l2"), [0, "3/2", 9]),
    "matching": lambda: plot.matching(matching(UNEVEN, Lee)),
    "matching largest": lambda: plot.matching(largest(relax(UNEVEN, Lee, 0))),
    "matching full": lambda: plot.matching(largest(relax(alike(Zmod(40)), Lee, 1))),
    "balls 2-adic": lambda: plot.balls(Padic(Zmod(8), 2)),
    "balls x-adic": lambda: plot.balls(Xadic(CUBIC)),
    "balls discrete": lambda: plot.balls(Discrete(Zmod(5))),
    "balls deep": lambda: plot.balls(Padic(Zmod(64), 2)),
    "balls table": lambda: plot.balls(TABLE),
    "balls 3-adic": lambda: plot.balls(Padic(Zmod(27), 3)),
    "balls point": lambda: plot.balls(Discrete(Zmod(1))),
    "square small": lambda: plot.square(FiberProduct(SMALL)),
    "square long names": lambda: plot.square(FiberProduct(polynomials())),
    "square infinite": lambda: plot.square(FiberProduct(polynomials(None))),
    "square product": lambda: plot.square(FiberProduct(alike(power(Zmod(4), 24)))),
    "square pasted": lambda: plot.square(FiberProduct(SMALL.paste(FiberProduct(TYPICAL).fst >> reduce(Zmod(12), 4)))),
    "splitting three": lambda: plot.splitting(three(5, 2, 2)),
    "splitting large": lambda: plot.splitting(three(24, 1, 20)),
    "splitting leaning": lambda: plot.splitting(leaning()),
    "splitting order": lambda: plot.splitting(
        splitting(dot(Zmod(6), 1), submodule(Zmod(6), 1, [(3,)]), submodule(Zmod(6), 1, [(2,)]))
    ),
    "splitting nothing": lambda: plot.splitting(splitting(dot(QQ, 0))),
    "splitting allocation": lambda: plot.splitting(allocate(FIRST, SECOND)),
    "splitting orthogonal": lambda: plot.splitting(allocate_orthogonally(FIRST, FIRST, dot(GF(3), 4))),
    "necessity": lambda: necessity(records()),
    "necessity many": lambda: necessity(records(16)),
    "necessity one": lambda: necessity(records(1)[0] | {"id": "a"}),
}


@cache
def sample(name):
    return SAMPLES[name]()


def figure_of(picture):
    return picture if isinstance(picture, Figure) else picture.figure


def written(figure):
    """The texts that are drawn, each with its box."""
    found, draw = {}, Text.draw

    def seen(text, renderer, *args, **options):
        if text.get_text() and text.get_visible():
            found[text] = text.get_text(), text.get_window_extent(renderer)
        return draw(text, renderer, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", seen)
        figure.draw_without_rendering()
    return list(found.values())


@cache
def texts(name):
    """The texts of a sample, each with its box."""
    return written(figure_of(sample(name)))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_lies_over_another_or_leaves_the_page(name):
    figure = figure_of(sample(name))
    boxes = texts(name)
    assert boxes
    assert not [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.overlaps(two)]
    wide, high = figure.get_size_inches() * figure.dpi
    assert not [t for t, box in boxes if min(box.x0, box.y0) < -2 or box.x1 > wide + 2 or box.y1 > high + 2]


FORMULA = re.compile(r"\$([^$]*)\$")


@pytest.mark.parametrize("name", SAMPLES)
def test_formulas_are_whole_and_read(name):
    read = MathTextParser("path").parse
    for text, _ in texts(name):
        for line in text.replace(r"\$", "").split("\n"):
            formulas = FORMULA.findall(line)
            assert "$" not in FORMULA.sub("", line)
            assert not [part for part in formulas if part.count("{") != part.count("}")]
            assert all(read(f"${part}$") for part in formulas)
            assert not re.search(r"[_^\\{}ε⊕×]", FORMULA.sub("", line))


@dataclass(frozen=True, slots=True)
class Dollars(Zmod):
    """A ring whose name is no formula."""

    @property
    def latex(self):
        return r"\begin{array}{c} \$ \end{array}"

    def __str__(self):
        return "5 $ and 7 $"


def test_what_is_no_formula_is_a_text_and_its_dollars_are_none():
    axes = plot.relation(relax(alike(Dollars(3)), Discrete, 0))
    assert axes.get_xlabel().replace("\n", " ") == r"y in 5 \$ and 7 \$"
    assert r"5 \$ and 7 \$ → 5 \$" in axes.get_title().replace("\n", " ")
    axes.figure.draw_without_rendering()
    assert short("$1") == r"\$1"


WORDS = (r"$\mathbb{Z}_{4}^{2} \times \mathbb{Z}_{6}[x]$", "pairs", r"\$", "→")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS)), st.integers(1, 9))
def test_folded_lines_fit_and_lose_nothing(words, room):
    text = " ".join(words)
    lines = folded(text, room / 4).split("\n")
    assert "".join(lines).replace(" ", "").replace("$$", "") == text.replace(" ", "").replace("$$", "")
    # a line of several words or terms is no wider than asked
    several = [line for line in lines if len(re.sub(r"\$[^$]*\$", "F", line.replace(r"\$", "S")).split()) > 1]
    assert all(extent(line)[0] <= room / 4 for line in several)


def test_a_long_formula_is_cut_before_its_operators():
    lines = folded(r"$(\mathbb{Z}_{4} \times \mathbb{Z}_{6}) \times \mathbb{Z}_{8}$", 0.4).split("\n")
    assert lines == [r"$(\mathbb{Z}_{4} \times \mathbb{Z}_{6})$", r"$\times \mathbb{Z}_{8}$"]


def test_a_title_with_a_word_wider_than_its_axes_is_smaller():
    axes = Figure(figsize=(3, 2)).subplots()
    titled(axes, "narrow")
    assert axes.title.get_fontsize() == 10
    titled(axes, "wide" * 20)
    assert 0 < axes.title.get_fontsize() < 6


def test_a_map_is_named_by_what_it_does_or_by_its_kind():
    onto = Matrix(power(Zmod(2), 2), Zmod(2), ((1, 1),))
    names = [t.get_text() for t in plot.square(FiberProduct(Cospan(Identity(Zmod(2)), onto))).texts]
    assert {r"$f$: $\mathrm{id}$", "$g$: matrix"} <= {*names}


@pytest.mark.parametrize("name", ["relation small", "filtration small"])
def test_pictures_show_themselves_without_pyplot(name):
    for shown in (SAMPLES[name](), figure_of(SAMPLES[name]())):
        assert shown._repr_png_().startswith(b"\x89PNG")
    assert "matplotlib.pyplot" not in sys.modules


def test_axes_that_are_given_are_drawn_on():
    axes = Figure(figsize=(4, 3)).subplots()
    assert plot.square(FiberProduct(SMALL), axes) is axes
    # letters shrink with the axes
    assert max(text.get_fontsize() for text in axes.texts if text.get_text()) < 10
    others = Figure().subplots(2, 4).flat
    drawn = (
        plot.relation(relax(SMALL, Lee, 1), others[0]),
        plot.profile(SMALL, Lee, others[1]),
        plot.density(8, 1, axes=others[2]),
        plot.balls(Discrete(Zmod(3)), others[3]),
        plot.splitting(leaning(), others[4]),
        plot.matching(matching(UNEVEN, Lee), others[5]),
        necessity(records(), others[6]),
    )
    assert all(a is b for a, b in zip(drawn, others, strict=False))
    with pytest.raises(Mismatch, match="a picture: Figure is given as the axes"):
        plot.relation(relax(SMALL, Lee, 1), Figure())


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


def labelled(axes):
    return {line.get_label(): line for line in axes.get_lines() if not line.get_label().startswith("_")}


@pytest.mark.parametrize(
    ("cospan", "metric"),
    [(SMALL, Lee), (UNEVEN, Absolute), (alike(Zmod(32)), Padic(Zmod(32), 2)), (BYTES, lambda Z: Lee(Z, "l2"))],
)
def test_the_steps_are_those_of_the_profile(cospan, metric):
    axes = plot.profile(cospan, metric)
    expected = counted(cospan, metric)
    line = labelled(axes)[r"$|F_\varepsilon|$"]
    assert line.get_drawstyle() == "steps-post"
    assert dict(zip(line.get_xdata()[:-1], line.get_ydata(), strict=False)) == expected
    full, empty = (
        next(dots for dots in axes.get_lines() if (dots.get_marker(), dots.get_markerfacecolor()) == ("o", color))
        for color in ("black", "white")
    )
    assert [*full.get_ydata()] == [*expected.values()]
    assert [*empty.get_xdata()] == [*expected][1:]
    assert [*empty.get_ydata()] == [*expected.values()][:-1]


def test_a_profile_that_is_0_at_first_begins_at_0():
    apart = Cospan(Table(Zmod(1), Zmod(8), (0,)), Table(Zmod(1), Zmod(8), (3,)))
    assert [*labelled(plot.profile(apart, Lee))[r"$|F_\varepsilon|$"].get_ydata()] == [0, 1, 1]


def test_polynomials_meet_the_steps_where_they_begin_and_the_asymptote_is_the_leading_term():
    cospan = alike(power(Zmod(24), 2))
    lines = labelled(plot.profile(cospan, Lee))
    steps = counted(cospan, Lee)
    first, second = (lines[name] for name in lines if " for " in name)
    for line, here in ((first, range(12)), (second, range(12, 24))):
        assert (line.get_xdata()[0], line.get_linestyle()) == (here[0], "--")
        found = np.interp(here, line.get_xdata(), line.get_ydata())
        assert found == pytest.approx([steps[e] for e in here], rel=1e-3)
    end = labelled(plot.profile(cospan, Lee))[r"$1152 \varepsilon^{2}$, the asymptote"]
    assert [*end.get_ydata()] == pytest.approx([1152 * x * x for x in end.get_xdata()])
    squares = labelled(plot.profile(alike(power(Zmod(16), 3)), Lee, norm="l2"))
    end = squares[r"$\dfrac{16384 \pi \varepsilon^{3/2}}{3}$, the asymptote"]
    assert [*end.get_ydata()] == pytest.approx([16384 * math.pi / 3 * x**1.5 for x in end.get_xdata()])
    # below the modulus 8 no ε is between 1 and k/2, and a distance that is no Lee distance has none
    assert not [t for c in (SMALL, UNEVEN) for t in labelled(plot.profile(c, Lee)) if "asymptote" in t]
    assert len(labelled(plot.profile(alike(Zmod(16)), Hamming))) == 2


def test_units_are_named():
    names = {name: sample(f"profile {name}").get_xlabel() for name in ("line", "box", "squares", "2-adic")}
    assert names == {
        "line": r"$\varepsilon$ (Lee $\ell_1$)",
        "box": r"$\varepsilon$ (Lee $\ell_\infty$)",
        "squares": r"$\varepsilon$ (squared distance, Lee $\ell_2$)",
        "2-adic": r"$\varepsilon$ (2-adic)",
    }
    assert plot.profile(alike(Zmod(4)), TABLE).get_xlabel() == r"$\varepsilon$ (distances)"
    assert r"squared distance, Lee $\ell_2$" in sample("filtration radii").get_suptitle()


@pytest.mark.parametrize("norm", ["linf", "l1", "l2", "hamming"])
def test_densities_are_exact(norm):
    axes = plot.density(6, ["3/2", 2], norm, (1, 3, 4))
    for radius, line in zip(("3/2", "2"), axes.get_lines(), strict=True):
        assert line.get_label() == rf"$\varepsilon = {radius}$, tends to 0"
        assert [*line.get_xdata()] == [1, 3, 4]
        assert [*line.get_ydata()] == [float(density(norm, d, 6, radius)) for d in (1, 3, 4)]
    assert axes.get_yscale() == "log"
    assert len({line.get_linestyle() for line in axes.get_lines()}) == 2
    assert {line.get_color() for line in axes.get_lines()} == {"black"}
    assert plot.density(6, "1/2", norm).get_lines()[0].get_label() == r"$\varepsilon = 1/2$, tends to 0"
    assert plot.density(6, 3).get_lines()[0].get_label() == r"$\varepsilon = 3$, tends to 1"


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


def climbed(axes, x, heights):
    """The forks above a leaf, from the lines of the picture."""
    bars, stems = [], {}
    for lines in axes.collections:
        for (a, low), (b, high) in lines.get_segments():
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


def cells(axes):
    """The signs by claim and hypothesis."""
    claims, names = ([t.get_text() for t in ticks] for ticks in (axes.get_yticklabels(), axes.get_xticklabels()))
    return {(claims[t.get_position()[1]], names[t.get_position()[0]]): t.get_text() for t in axes.texts}


def test_the_grid_of_needs_is_the_table():
    signs = {"needed": "✓", "not refuted on this scope": "✗", "untested": "?"}
    expected = {(r["id"], n["hypothesis"]): signs[n["status"]] for r in records(5) for n in r["needs"]}
    expected[("relaxation.claim0", "ultrametric")] = "✗✗"
    expected[("relaxation.claim3", "ultrametric")] = "✓✓"
    axes = necessity(json.loads(json.dumps(records(5))))
    assert cells(axes) == expected
    for sign in ("✓", "✗", "?", "✓✓", "✗✗"):
        assert f"{sign}  " in axes.get_xlabel()
    # one that fails with all its hypotheses says nothing about any
    failing = [*records(1), records(2)[1] | {"verdict": "refuted"}]
    assert {claim for claim, _ in cells(necessity(failing))} == {"relaxation.claim0"}


def test_answers_are_drawn_like_records():
    found = ask.necessity("relaxation.subgroup")
    signs = {"needed": "✓", "not refuted on this scope": "✗", "untested": "?"}
    assert cells(necessity(found)) == {(found.claim, need.hypothesis): signs[need.status] for need in found.needs}
    assert ("relaxation.subgroup", "ultrametric") in cells(necessity(found))
    # records, and a whole run
    both = cells(necessity([found, *records(1)]))
    assert both == cells(necessity(found)) | cells(necessity({"scope": "small", "claims": records(1)}))
    lost = replace(ask.check("relaxation.subgroup", drop="ultrametric"), claim="lost")
    assert cells(necessity([found, Necessity(lost, found.needs)])) == cells(necessity(found))


@pytest.mark.parametrize("found", [[], [{"id": "a", "verdict": "holds", "needs": []}]])
def test_an_empty_table_has_no_grid(found):
    with pytest.raises(ClaimError, match="the necessity table is empty"):
        necessity(found)


@pytest.mark.parametrize(
    ("error", "drawn"),
    [
        (Mismatch, lambda: plot.relation(SMALL)),
        (TooLarge, lambda: plot.relation(relax(alike(Zmod(2049)), Lee, 0))),
        (NotFinite, lambda: plot.relation(relax(alike(ZZ), Absolute, 0))),
        (Mismatch, lambda: plot.profile(relax(SMALL, Lee, 1), Lee)),
        (TooLarge, lambda: plot.profile(polynomials(64), Lee)),
        (Mismatch, lambda: plot.density(8, -1)),
        (TooLarge, lambda: plot.filtration(alike(Zmod(65)), Lee)),
        (Mismatch, lambda: plot.filtration(relax(SMALL, Lee, 1), Lee)),
        (Mismatch, lambda: plot.matching(SMALL)),
        (TooLarge, lambda: plot.matching(largest(relax(alike(Zmod(65)), Lee, 0)))),
        (Mismatch, lambda: plot.balls(Padic)),
        (TooLarge, lambda: plot.balls(Padic(Zmod(128), 2))),
        (Mismatch, lambda: plot.square(SMALL)),
        (Mismatch, lambda: plot.splitting(SMALL)),
    ],
)
def test_what_cannot_be_drawn_is_refused(error, drawn):
    with pytest.raises(error):
        drawn()


def test_without_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(Missing, match=r"pip install 'fibercheck\[plot\]'"):
        plot.density(8, 1)
