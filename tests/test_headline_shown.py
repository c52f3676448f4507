"""The tables and the figures say what the record says, whole, and nothing lies over anything else."""

import io
import json
import sys
from itertools import combinations
from pathlib import Path

import pytest
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parent))

from headline_trials import CONDITIONS, DIMS, trials

from algebra.errors import Missing
from algebra.learned import METHODS
from verify.headline import figures as module
from verify.headline.figures import draw, figures
from verify.headline.plan import QUICK_CONDITIONS, QUICK_DIMS, Plan
from verify.headline.quantities import BASELINES
from verify.headline.record import findings, record
from verify.headline.render import render
from verify.headline.statistics import TARGETS

SOURCE = {"name": "made up", "credit": "Drawn by lot, public domain", "pairs": 1880, "captions": 1870, "refused": 0}


def told(features=("bytes", "characters"), seeds=5, dims=DIMS, conditions=CONDITIONS, **shape):
    plan = Plan("made up", features, tuple(range(seeds)), dims, conditions[1:], None)
    made = trials(features, seeds, dims=dims, conditions=conditions, **shape)
    # as it is read back from a file
    return json.loads(json.dumps(record(plan, SOURCE, {"python": "3"}, made), allow_nan=False))


FULL = told()
QUICK = told(("bytes",), 3, QUICK_DIMS, ("clean", *QUICK_CONDITIONS), images=60)
FEW = ("clean", "clip32", "token20", "token50")


def three():
    made = trials(("bytes", "characters"), 5) + trials(("embeddings",), 5, conditions=FEW)
    plan = Plan("made up", ("bytes", "characters", "embeddings"), tuple(range(5)), DIMS, CONDITIONS[1:], None)
    return record(plan, SOURCE, {}, made)


THREE = three()
RECORDS = {"full": FULL, "quick": QUICK, "three": THREE}


def shown(found, width):
    out = io.StringIO()
    render(found, Console(file=out, width=width, markup=False, highlight=False, emoji=False))
    return out.getvalue()


def percent(spread, digits=1):
    return f"{100 * spread['mean']:.{digits}f} ±{50 * (spread['high'] - spread['low']):.{digits}f}"


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", RECORDS)
def test_tables_are_whole(name, width):
    found = RECORDS[name]
    text = shown(found, width)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    # an ellipsis stands between the ends of an interval only, with a space on both sides
    assert text.count("…") == text.count(" … ") == len(found["verdicts"]) + 4 * (name != "quick")
    for line in found["verdicts"]:
        row = [line["features"], line["baseline"], f"{100 * line['change']['mean']:+z.1f}", line["verdict"]]
        assert any([*part.split()[:3], part.rstrip()[-len(row[3]) :]] == row for part in lines)
    assert " ".join(found["summary"]) in " ".join(text.split())
    assert SOURCE["credit"] in text


def test_tables_have_the_numbers_of_the_record():
    lines = [" ".join(line.split()) for line in shown(FULL, 80).splitlines()]
    for features, measured in FULL["features"].items():
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{features}, d = 64"))
        part = lines[place : place + 40]
        for method in METHODS:
            row = [percent(measured["methods"][method][q]) for q in ("R@1", "R@10", "noisy", "noisy/clean", "AUC")]
            assert " ".join([method, *row]) in part
            dims = [f"{100 * spread['mean']:.1f}" for spread in measured["dimension"][method].values()]
            assert any(line.startswith(" ".join([method, *dims])) for line in part)
        for condition in CONDITIONS:
            row = [percent(measured["noise"][method][condition]) for method in METHODS]
            assert " ".join([condition, *row]) in part
    ratio = FULL["characters"]["conditions"]["wrap32"]
    ends = [f"{1 + ratio['relative'][end]:.2f}" for end in ("mean", "low", "high")]
    assert f"wrap32 {percent(ratio['difference'])} {ends[0]} {ends[1]} … {ends[2]}" in lines


def test_what_is_undefined_is_shown_as_such():
    made = trials(("bytes",), 5)
    made[2]["hits"]["ridge"] = {str(d): {c: [0, 0] for c in CONDITIONS} for d in DIMS}
    plan = Plan("made up", ("bytes",), tuple(range(5)), DIMS, CONDITIONS[1:], None)
    found = record(plan, SOURCE, {}, made)
    lines = [line for line in found["verdicts"] if line["baseline"] == "ridge"]
    assert {(line["verdict"], line["apart"], line["change"]) for line in lines} == {("undefined", "undefined", None)}
    assert shown(found, 80).count("undefined") == 3 + 3 + 3
    assert figures(found)["headline"](found).axes[0].lines[0].get_xdata().tolist() == pytest.approx(
        [100 * line["change"]["mean"] for line in found["verdicts"][1:4]]
    )


@pytest.mark.parametrize(
    ("kinds", "told_"),
    [
        (("reproduced", "reproduced"), "The headline is reproduced: against every baseline and by every definition."),
        (("not reproduced",) * 2, "The headline is not reproduced: against no baseline and by no definition."),
        (("not reproduced", "within noise"), "The headline is reproduced nowhere; 1 of 2 comparisons leave it open."),
        (("undefined",) * 3, "The headline is reproduced nowhere; 3 of 3 comparisons leave it open."),
        (("reproduced", "not reproduced"), "Whether the headline is reproduced depends on"),
    ],
)
def test_the_sentence_for_the_whole(kinds, told_):
    lines = findings([{"definition": TARGETS[0].name, "verdict": kind} for kind in kinds])
    assert len(lines) == len(TARGETS) + 1
    assert lines[-1].startswith(told_)


def test_narrow_tables_fold_and_cut_no_number():
    text = shown(FULL, 60)
    assert max(map(len, text.splitlines())) <= 60
    assert text.count("…") == text.count(" … ") + text.count("…\n") + text.count("\n…")
    for line in FULL["verdicts"]:
        assert f"{100 * line['change']['high']:+z.1f}" in text
    for spread in FULL["features"]["bytes"]["noise"]["cca"].values():
        assert f"±{50 * (spread['high'] - spread['low']):.1f}" in text


def test_what_the_split_keeps_is_told():
    told_ = FULL["features"]["bytes"]
    assert (told_["shared"], told_["kept"]) == ([130, 131, 132, 133, 134], [64, 63, 62, 61, 60])
    assert "split keeps 130 to 134 directions, 60 to 64 of the first 64" in " ".join(shown(FULL, 140).split())
    alike = FULL | {"features": {"bytes": told_ | {"kept": [64] * 5}}}
    assert "split keeps 130 to 134 directions, 64 of the first 64" in " ".join(shown(alike, 140).split())
    assert shown(FULL | {"source": SOURCE | {"refused": 3}}, 140).startswith("made up: 1880 pairs (3 left out), 1870")


def curves(axes):
    return {line.get_label(): line for line in axes.get_lines() if not line.get_label().startswith("_")}


def heights(axes):
    """Lines with bars are containers, whose first part is the line."""
    return {c.get_label(): c.lines[0] for c in axes.containers}


def test_lines_are_those_of_the_record():
    made = {name: figure(FULL) for name, figure in figures(FULL).items()}
    assert list(made) == ["robustness", "dimension", "relation", "headline", "characters"]
    for column, features in enumerate(FULL["features"]):
        measured = FULL["features"][features]
        for method in METHODS:
            line = heights(made["dimension"].axes[column])[method]
            assert line.get_xdata().tolist() == list(DIMS)
            means = [100 * spread["mean"] for spread in measured["dimension"][method].values()]
            assert line.get_ydata().tolist() == pytest.approx(means)
            line = heights(made["robustness"].axes[3 * column + 1])[method]
            assert line.get_xdata().tolist() == [0, 16, 32, 64]
            means = [100 * measured["noise"][method][c]["mean"] for c in ("clean", "wrap16", "wrap32", "wrap64")]
            assert line.get_ydata().tolist() == pytest.approx(means)
            for row, name in enumerate(("precision", "recall")):
                line = curves(made["relation"].axes[2 * row + column])[method]
                assert line.get_ydata().tolist() == measured["relation"][method][name]
                assert line.get_xdata().tolist() == measured["relation"][method]["eps"]
    for features in ("bytes", "characters"):
        means = [100 * FULL["features"][features]["noise"]["split"][c]["mean"] for c in ("clean", "wrap16", "wrap32")]
        line = heights(made["characters"].axes[0])[features]
        assert line.get_ydata().tolist()[:3] == pytest.approx(means)


def test_features_without_a_family_of_noise_leave_its_place_empty():
    shown_ = [axes.get_visible() for axes in figures(THREE)["robustness"](THREE).axes]
    assert shown_ == [True] * 7 + [False, True]
    assert list(THREE["features"]["embeddings"]["noise"]["split"]) == list(FEW)
    assert THREE["features"]["embeddings"]["methods"]["split"]["modular"] is None


def test_the_forest_is_that_of_the_record():
    made = figures(FULL)["headline"](FULL)
    for place, (features, target) in enumerate((f, t) for f in FULL["features"] for t in FULL["targets"]):
        axes = made.axes[place]
        lines = [x for x in FULL["verdicts"] if (x["features"], x["definition"]) == (features, target["name"])]
        assert [line["baseline"] for line in lines] == list(BASELINES)
        points, _, (bars,) = axes.containers[0].lines
        assert points.get_xdata().tolist() == pytest.approx([100 * line["change"]["mean"] for line in lines])
        for bar, line in zip(bars.get_segments(), lines, strict=True):
            assert bar[:, 0].tolist() == pytest.approx([100 * line["change"][end] for end in ("low", "high")])
        goal = curves(axes)["the headline's claim"]
        assert goal.get_xdata() == pytest.approx([100 * target["change"]] * 2)


def texts(figure):
    """What is written, with the box that it fills."""
    figure.draw_without_rendering()
    written = [t for legend in figure.legends for t in legend.get_texts()]
    for axes in filter(lambda axes: axes.get_visible(), figure.axes):
        written += [axes.title, axes.xaxis.label, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            written += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [(t.get_text(), t.get_window_extent()) for t in written if t.get_text() and t.get_visible()]


@pytest.mark.parametrize("name", ["quick", "three"])
def test_no_text_lies_over_another_or_outside(name):
    found = RECORDS[name]
    for made in figures(found).values():
        figure = made(found)
        boxes = texts(figure)
        width, height = figure.get_size_inches() * figure.dpi
        for text, box in boxes:
            assert min(box.x0, box.y0, width - box.x1, height - box.y1) >= -1, (made.__name__, text)
        over = [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.overlaps(two)]
        assert not over, made.__name__


@pytest.mark.parametrize("name", RECORDS)
def test_every_point_and_bar_is_inside_its_axes(name):
    found = RECORDS[name]
    for made in figures(found).values():
        drawn = 0
        for axes in made(found).axes:
            (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
            bars = [bar for c in axes.containers for lines in c.lines[2] for bar in lines.get_segments()]
            for x, y in (point for bar in bars for point in bar):
                assert left <= x <= right
                assert min(bottom, top) <= y <= max(bottom, top), made.__name__
            lines = [line for line in axes.get_lines() if line.get_label() in METHODS]
            for x, y in (point for line in lines for point in line.get_xydata()):
                assert left <= x <= right
                assert bottom <= y <= top, made.__name__
            drawn += len(bars) + len(lines)
        assert drawn


def test_black_and_white_tells_methods_apart():
    colors, markers, lines = zip(*(module.STYLES[m] for m in METHODS), strict=True)
    assert len({*markers}) == len({*map(str, lines)}) == len(METHODS)
    # grey levels: no hue carries a meaning
    assert all(color == "black" or 0 <= float(color) <= 0.5 for color in colors)


def test_pngs_and_nothing_else(tmp_path):
    paths = draw(QUICK, tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert [path.name for path in paths] == ["robustness.png", "dimension.png", "relation.png", "headline.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)
    assert "matplotlib.pyplot" not in sys.modules


def test_without_matplotlib(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(Missing, match=r"pip install 'fibercheck\[plot\]'"):
        draw(QUICK, tmp_path)
