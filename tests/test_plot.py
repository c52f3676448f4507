"""Pictures are whole: nothing lies over anything else, and what cannot be drawn is refused."""

import re
import sys
from functools import cache
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from plot_cases import SAMPLES, SMALL, UNEVEN, alike, figure_of, leaning, polynomials, records, sample

from algebra import plot
from algebra.errors import Mismatch, Missing, NotFinite, TooLarge
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import largest, matching
from algebra.maps import Identity, Table
from algebra.metrics import Absolute, Discrete, Lee, Padic
from algebra.relax import relax
from algebra.rings import ZZ, Zmod
from verify.pictures import necessity


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


EMPTY = FiberProduct(Cospan(Table(Zmod(2), Zmod(2), (0, 0)), Table(Zmod(2), Zmod(2), (1, 1))))
NOTHING = Cospan(Table(EMPTY, Zmod(2), ()), Identity(Zmod(2)))


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: plot.relation(relax(NOTHING, Lee, 1)),
        lambda: plot.profile(NOTHING, Lee),
        lambda: plot.filtration(NOTHING, Lee),
        lambda: plot.filtration(NOTHING, Lee, [1]),
        lambda: plot.matching(matching(NOTHING, Lee)),
        lambda: plot.matching(largest(relax(NOTHING, Lee, 1))),
        lambda: plot.balls(Discrete(EMPTY)),
    ],
)
def test_of_an_empty_carrier_there_is_no_picture(drawn):
    assert EMPTY.order == 0
    with pytest.raises(Mismatch, match="is empty"):
        drawn()


@pytest.mark.parametrize(("radii", "dims"), [([], (1, 2)), ([1], ())])
def test_a_density_without_radius_or_dimension_has_no_picture(radii, dims):
    with pytest.raises(Mismatch, match="no radius or no dimension is given"):
        plot.density(4, radii, dims=dims)


def test_without_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(Missing, match=r"pip install 'fibercheck\[plot\]'"):
        plot.density(8, 1)
