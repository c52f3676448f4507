"""The tables and the figures say what the record says, whole, and nothing lies over anything else."""

import io
import json
import sys
from itertools import combinations
from math import log2

import pytest
from headline_trials import CONDITIONS, DIMS, trials
from rich.console import Console

from algebra.errors import Missing
from algebra.learned import METHODS
from verify.headline import figures as module
from verify.headline.figures import draw, figures
from verify.headline.plan import QUICK_CONDITIONS, QUICK_DIMS, Plan
from verify.headline.quantities import BASELINES
from verify.headline.record import findings, record
from verify.headline.render import render
from verify.headline.statistics import TARGETS

SOURCE = {"name": "made up", "credit": "Drawn by lot, public domain", "pairs": 1880, "captions": 1870}
SOURCE |= {"refused": 0, "left out": []}


def told(features=("bytes", "characters"), seeds=5, dims=DIMS, conditions=CONDITIONS, **shape):
    plan = Plan("made up", features, tuple(range(seeds)), dims, conditions[1:], None, dims == QUICK_DIMS)
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
NAMES = module.NAMES


def shown(found, width):
    out = io.StringIO()
    render(found, Console(file=out, width=width, markup=False, highlight=False, emoji=False))
    return out.getvalue()


def percent(spread, digits=1):
    return f"{100 * spread['mean']:.{digits}f} ±{50 * (spread['high'] - spread['low']):.{digits}f}"


def signed(share):
    return f"{100 * share:+.1f}".replace("+0.0", "0.0").replace("-0.0", "0.0")


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", RECORDS)
def test_tables_are_whole(name, width):
    found = RECORDS[name]
    text = shown(found, width)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    # an ellipsis stands between the ends of an interval only, with a space on both sides
    intervals = len(found["verdicts"]) + len(BASELINES) * len(found["features"]) + 4 * (name != "quick")
    assert text.count("…") == text.count(" … ") == intervals
    for line in found["verdicts"]:
        row = [line["features"], line["baseline"], signed(line["change"]["mean"]), line["verdict"]]
        assert any([*part.split()[:3], part.rstrip()[-len(row[3]) :]] == row for part in lines)
    assert " ".join(found["summary"]) in " ".join(text.split())
    assert SOURCE["credit"] in text


def test_tables_have_the_numbers_of_the_record():
    lines = [" ".join(line.split()) for line in shown(FULL, 80).splitlines()]
    for features, measured in FULL["features"].items():
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{features}, d = 64"))
        part = lines[place : place + 60]
        for method in METHODS:
            row = [percent(measured["methods"][method][q]) for q in ("R@1", "R@10", "noisy", "noisy/clean", "AUC")]
            assert " ".join([method, *row]) in part
            dims = [f"{100 * spread['mean']:.1f}" for spread in measured["dimension"][method].values()]
            assert any(line.startswith(" ".join([method, *dims])) for line in part)
        for method in BASELINES:
            means = [f"{100 * spread['mean']:.1f}" for spread in measured["noisy"][method].values()]
            change = measured["largest"]["changes"][method]["relative"]
            mean, low, high = (signed(change[end]) for end in ("mean", "low", "high"))
            assert " ".join([method, *means, mean, low, "…", high]) in part
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
    text = shown(found, 80)
    # in two columns of three tables, in the reason for what is 0/0, and in the summary
    assert text.count("undefined") == 3 * 2 + 2 + 3
    reasons = [line["why"] for line in lines]
    assert reasons == [
        "ridge's noisy R@10 is 0 in 1 of 5 splits: no ratio",
        "ridge's noisy/clean R@10 is undefined in 1 of 5 splits: no ratio",
        "ridge's CV is undefined in 1 of 5 splits: no ratio",
    ]
    assert all(f"bytes against ridge: {why}" in flat(found) for why in reasons)
    assert {line["why"] for line in found["verdicts"] if line["baseline"] != "ridge"} == {None}
    told_ = [100 * lines[0]["difference"][end] for end in ("mean", "low", "high")]
    assert "bytes ridge Δ {:+.1f} {:+.1f} … {:+.1f} undefined undefined".format(*told_) in " ".join(text.split())
    assert [line["difference"] for line in lines[1:]] == [None, None]
    assert figures(found)["headline"](found).axes[0].lines[0].get_xdata().tolist() == pytest.approx(
        [100 * line["change"]["mean"] for line in found["verdicts"][1:4]]
    )


@pytest.mark.parametrize(
    ("kinds", "told_"),
    [
        (("reproduced", "reproduced"), "The headline is reproduced: against every baseline and by every definition."),
        (("not reproduced",) * 2, "The headline is not reproduced: against no baseline and by no definition."),
        (
            ("not reproduced", "within noise"),
            "The headline is reproduced nowhere: within noise in 1, undefined in 0, of 2",
        ),
        (("undefined",) * 3, "The headline is reproduced nowhere: within noise in 0, undefined in 3, of 3"),
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
        assert signed(line["change"]["high"]) in text
    for spread in FULL["features"]["bytes"]["noise"]["cca"].values():
        assert f"±{50 * (spread['high'] - spread['low']):.1f}" in text


def test_what_the_split_keeps_is_told():
    told_ = FULL["features"]["bytes"]
    assert (told_["shared"], told_["kept"]) == ([130, 131, 132, 133, 134], [64, 63, 62, 61, 60])
    significant = "split compares the 130 to 134 directions that are significant"
    assert f"{significant}, 60 to 64 of them among the first 64; only these exist, fewer than d = 256" in flat(FULL)
    alike = FULL | {"features": {"bytes": told_ | {"kept": [64] * 5}}}
    assert f"{significant}, 64 of them among the first 64; only these exist, fewer than d = 256" in flat(alike)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"train": [300, 200]}, "at most 199 directions exist among 200 training pairs, and d = 256 adds none to them"),
        ({"train": [300, 256]}, "at most 255 directions exist among 256 training pairs, and d = 256 adds none to them"),
        ({"train": [300, 257], "shared": [255, 255]}, "only these exist, fewer than d = 256"),
        ({"train": [300, 257], "shared": [255, 256]}, "among the first 64 bytes, noisy R@10"),
    ],
)
def test_that_fewer_directions_exist_is_told(changed, says):
    assert says in flat(FULL | {"features": {"bytes": FULL["features"]["bytes"] | changed}})


def test_what_is_left_out_is_named_with_its_reason():
    out = [{"name": f"p{i}", "reason": f"broken {i}"} for i in range(5)]
    text = shown(FULL | {"source": SOURCE | {"refused": 5, "left out": out}}, 140)
    assert text.startswith(
        "made up: 1880 pairs (5 left out), 1870 distinct captions, 5 seeds\nleft out, p0: broken 0\n"
    )
    assert "left out, p2: broken 2\nand 2 more, in the JSON record\n±: half of a 95 % interval over 5 splits" in text
    assert "left out, p" not in shown(FULL, 140)
    assert "more, in the JSON" not in shown(FULL | {"source": SOURCE | {"refused": 3, "left out": out[:3]}}, 140)


def flat(found):
    return " ".join(shown(found, 140).split())


def constant():
    """A split whose R@10 is the same in every dimension, in two of three seeds."""
    made = trials(("bytes",), 3, dims=QUICK_DIMS)
    for t in made[:2]:
        for counts in t["hits"]["split"].values():
            counts["clean"] = [3, 30]
    plan = Plan("made up", ("bytes",), (0, 1, 2), QUICK_DIMS, CONDITIONS[1:], None, True)
    return record(plan, SOURCE, {}, made)


def test_where_the_cv_is_0_the_difference_and_the_reason_take_the_place_of_the_ratio():
    found, why = constant(), "split's CV is 0 in 2 of 3 splits: no ratio"
    lines = [line for line in found["verdicts"] if line["definition"] == TARGETS[2].name]
    assert {(line["verdict"], line["change"], line["why"]) for line in lines} == {("undefined", None, why)}
    text = flat(found)
    for line in lines:
        ends = "{mean:+.3f} {low:+.3f} … {high:+.3f}".format(**line["difference"])
        assert f"bytes {line['baseline']} Δ {ends} undefined undefined" in text
    assert f"bytes against ridge, procrustes, cca, weighted: {why}" in text
    assert "Δ: no ratio; the difference in its place" in text
    assert "Δ" not in shown(FULL, 140)
    panel = figures(found)["headline"](found).axes[2]
    assert [t.get_text() for t in panel.texts] == [why] * 4


def test_a_change_that_rounds_to_nothing_has_no_sign():
    line = FULL["verdicts"][0] | {"change": {"mean": -0.0002, "low": -0.0004, "high": 0.0004}}
    assert "bytes ridge 0.0 0.0 … 0.0" in flat(FULL | {"verdicts": [line]})


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
            line = heights(made["dimension"].axes[column])[NAMES[method]]
            assert [2 ** round(x) for x in map(log2, line.get_xdata())] == list(DIMS)
            means = [100 * spread["mean"] for spread in measured["dimension"][method].values()]
            assert line.get_ydata().tolist() == pytest.approx(means)
            line = heights(made["robustness"].axes[3 * column + 1])[NAMES[method]]
            assert line.get_xdata().tolist() == pytest.approx([0, 16, 32, 64], abs=2)
            means = [100 * measured["noise"][method][c]["mean"] for c in ("clean", "wrap16", "wrap32", "wrap64")]
            assert line.get_ydata().tolist() == pytest.approx(means)
            for row, name in enumerate(("precision", "recall")):
                line = curves(made["relation"].axes[2 * row + column])[NAMES[method]]
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
    written = [*figure.texts, *(t for legend in figure.legends for t in legend.get_texts())]
    for axes in filter(lambda axes: axes.get_visible(), figure.axes):
        written += [*axes.texts, axes.title, axes.xaxis.label, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            written += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [(t.get_text(), t.get_window_extent()) for t in written if t.get_text() and t.get_visible()]


def test_every_figure_tells_of_its_data_and_methods_stand_apart():
    for name, made in figures(QUICK).items():
        told_ = " ".join(made(QUICK).get_supxlabel().split())
        assert told_.startswith("made up, 3 splits; ")
        assert "a trial run" in told_
        assert ("95 % intervals" in told_) == (name != "relation")
    path = QUICK | {"source": SOURCE | {"name": "/a/path" + "/of_$many$" * 9}}
    assert figures(path)["dimension"](path).get_supxlabel().startswith("…" + "/of_\\$many\\$" * 4)
    for name in ("robustness", "dimension"):
        axes = figures(FULL)[name](FULL).axes[0]
        starts = [line.get_xdata()[0] for line in heights(axes).values()]
        assert starts == sorted({*starts})
        assert len(starts) == len(METHODS)
        assert curves(axes)["chance"].get_ydata() == pytest.approx([1000 / 376] * 2)


def test_panels_of_a_column_have_one_range_and_the_side_of_the_claim_is_shaded():
    axes = figures(FULL)["headline"](FULL).axes
    for column, target in enumerate(FULL["targets"]):
        assert axes[column].get_xlim() == axes[column + 3].get_xlim()
        for one in (axes[column], axes[column + 3]):
            (shade,) = (patch for patch in one.patches if patch.get_label() == "claim met")
            goal, far = 100 * target["change"], one.get_xlim()[target["change"] > 0]
            assert sorted((shade.get_x(), shade.get_x() + shade.get_width())) == pytest.approx(sorted((goal, far)))


def ticks(found):
    axis = figures(found)["relation"](found).axes[0].yaxis
    return {axis.get_major_formatter()(y) for y in axis.get_major_locator()()}


def test_a_short_logarithmic_axis_has_ticks():
    relation = QUICK["features"]["bytes"]["relation"]
    flattened = {m: curve | {"precision": [0.6 + x / 10 for x in curve["recall"]]} for m, curve in relation.items()}
    short = QUICK | {"features": {"bytes": QUICK["features"]["bytes"] | {"relation": flattened, "base": 0.5}}}
    assert {"0.5", "0.6", "0.7"} <= ticks(short)
    assert {"0.02", "0.05", "0.1", "0.5"} <= ticks(QUICK)


@pytest.mark.parametrize("name", ["constant", "three"])
def test_no_text_lies_over_another_or_outside(name):
    found = constant() if name == "constant" else RECORDS[name]
    for made in figures(found).values():
        figure = made(found)
        boxes = texts(figure)
        width, height = figure.get_size_inches() * figure.dpi
        for text, box in boxes:
            assert min(box.x0, box.y0, width - box.x1, height - box.y1) >= -1, (made.__name__, text)
        over = [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.overlaps(two)]
        assert not over, made.__name__


@pytest.mark.parametrize("name", ["quick", "three"])
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
            lines = [line for line in axes.get_lines() if line.get_label() in NAMES.values()]
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


def test_pngs_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "DPI", 40)
    paths = draw(QUICK, tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert [path.name for path in paths] == ["robustness.png", "dimension.png", "relation.png", "headline.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)
    assert "matplotlib.pyplot" not in sys.modules


def test_without_matplotlib(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(Missing, match=r"pip install 'fibercheck\[plot\]'"):
        draw(QUICK, tmp_path)
