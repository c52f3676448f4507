"""Words and formulas in pictures fit, and lose nothing."""

import re
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from plot_cases import alike

from algebra import plot
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Identity, Matrix
from algebra.metrics import Discrete
from algebra.plot.canvas import titled
from algebra.plot.lettering import extent, folded, short
from algebra.relax import relax
from algebra.rings import Zmod, power


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
