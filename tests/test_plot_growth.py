"""Profiles and densities show the exact numbers."""

import math

import numpy as np
import pytest
from plot_cases import (
    BYTES,
    SMALL,
    TABLE,
    UNEVEN,
    alike,
    sample,
)

from algebra import plot
from algebra.counting import profile as counted
from algebra.fiber import Cospan
from algebra.growth import density
from algebra.maps import Table
from algebra.metrics import Absolute, Hamming, Lee, Padic
from algebra.rings import Zmod, power


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
