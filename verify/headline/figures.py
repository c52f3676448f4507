"""The record of the experiment as figures, one for each claim, that can be read in black and white.

        record -> {name: Figure} -> DIR/name.png

Main definitions
    robustness      R@10 against the level of noise, by family
    dimension       R@10 against d
    relation        precision and recall of F_ε against ε
    headline        the changes of the split with their intervals, against what is claimed
    characters      R@10 under modular noise, on bytes and on characters
    figures         those that a record has data for
    draw            as PNG files in a folder

Conventions
    Bars are 95 % intervals over the seeds; where methods share their abscissae, each is moved a little aside, so that
    bars do not cover each other.  Nothing is drawn on global state, and no display is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from algebra.errors import package
from algebra.learned import CLEAN, METHODS
from verify.headline.quantities import BASELINES, FAMILIES, OURS, noisy

Record = Mapping[str, Any]
Spread = Mapping[str, float] | None

STYLES = {
    "ridge": ("0.45", "s", ":"),
    "procrustes": ("0.45", "^", "-."),
    "cca": ("0.3", "D", "--"),
    "weighted": ("0.3", "v", (0, (6, 2, 1, 2, 1, 2))),
    "split": ("black", "o", "-"),
}
AXES = {
    "clipped": "sd of Gaussian noise on bytes, clipped",
    "modular": "sd of Gaussian noise on bytes, modulo 256",
    "token": "share of tokens replaced (%)",
}
NAMES = {"ridge": "ridge", "procrustes": "Procrustes", "cca": "CCA", "weighted": "weighted CCA", "split": "split"}
BARS = "bars are 95 % intervals"
MOVED = f"{BARS}; methods are moved aside a little, not to cover each other"
STEPS = (
    r"means over the splits, without intervals; a marker at each eighth of the true pairs; methods differ in scale: at"
    r" one $\varepsilon$ they are not comparable"
)
DPI = 150
WIDTH, HEIGHT = 4.2, 3.4
LONGEST, COLUMN, EIGHTH = 40, 52, 4
# small ones in an inch
LETTERS = 14
# of the width between neighbouring methods: a share of the range, or of an octave
ASIDE, OCTAVE = 0.011, 0.06


def _grid(record: Record, rows: int, columns: int, note: str = BARS, **shared: Any) -> tuple[Any, Any]:
    """A figure with a table of axes, and a line below that tells of the data."""
    Figure = package("matplotlib.figure", "plot").Figure
    figure = Figure(figsize=(WIDTH * columns, HEIGHT * rows + 0.8), layout="constrained")
    figure.supxlabel(_caption(record, note, int(LETTERS * WIDTH * columns)), fontsize="small")
    axes = figure.subplots(rows, columns, squeeze=False, **shared)
    for one in axes.flat:
        one.grid(alpha=0.3)
    return figure, axes


def _caption(record: Record, note: str, width: int) -> str:
    """The source, the number of splits, and what is drawn; of a long path the end alone."""
    name, splits = record["source"]["name"], len(record["plan"]["seeds"])
    short = name if len(name) <= LONGEST else f"…{name[-LONGEST:]}"
    tried = "; a trial run, no evidence" if record["plan"]["quick"] else ""
    return fill(f"{short.replace('$', chr(92) + '$')}, {splits} splits; {note}{tried}", width)


def _legend(figure: Any, axes: Any) -> Any:
    """One legend above all axes, so that it covers no line."""
    handles, labels = axes.get_legend_handles_labels()
    columns = len(handles) if figure.get_figwidth() > 2 * WIDTH else 3
    figure.legend(handles, labels, loc="outside upper center", ncols=columns, frameon=False)
    return figure


def _bars(axes: Any, method: str, xs: Sequence[float], spreads: Sequence[Spread], label: str = "") -> None:
    """One line with its intervals, in percent."""
    kept = [(x, spread) for x, spread in zip(xs, spreads, strict=True) if spread is not None]
    means = [100 * spread["mean"] for _, spread in kept]
    ends = [[100 * abs(spread[end] - spread["mean"]) for _, spread in kept] for end in ("low", "high")]
    color, marker, line = STYLES[method]
    style = {"color": color, "marker": marker, "linestyle": line, "linewidth": 2 if method == OURS else 1.2}
    axes.errorbar(
        [x for x, _ in kept],
        means,
        yerr=ends,
        label=label or NAMES[method],
        capsize=2,
        elinewidth=0.7,
        markersize=5,
        **style,
    )


def _aside(method: str, xs: Sequence[int]) -> list[float]:
    """Abscissae moved by the place of the method among all."""
    step = ASIDE * (max(xs) - min(xs))
    return [x + step * (METHODS.index(method) - len(METHODS) // 2) for x in xs]


def _chance(axes: Any, found: Record) -> None:
    """R@10 of a guess among the captions."""
    axes.axhline(1000 / found["captions"], color="0.6", linewidth=1, label="chance")


def _level(condition: str) -> int:
    return int(condition.lstrip("abcdefghijklmnopqrstuvwxyz") or 0)


def robustness(record: Record) -> Any:
    """R@10 against the level of noise: a row for each kind of features, a column for each family of noise."""
    told = record["features"]
    families = [f for f in FAMILIES if any(noisy(tuple(found["noise"][OURS]), f) for found in told.values())]
    figure, axes = _grid(record, len(told), len(families), MOVED, sharey=True)
    for row, (features, found) in zip(axes, told.items(), strict=True):
        row[0].set_ylabel(f"{features}: R@10 (%), d = {found['d']}")
        for one, family in zip(row, families, strict=True):
            here = (CLEAN, *noisy(tuple(found["noise"][OURS]), family))
            levels = [_level(c) for c in here]
            one.set_visible(len(here) > 1)
            for method in METHODS:
                _bars(one, method, _aside(method, levels), [found["noise"][method][c] for c in here])
            _chance(one, found)
            one.set_xticks(levels)
            one.set_xlabel(AXES[family])
    # once all is drawn: the axes share their scale, and a limit fixes it
    axes[0, 0].set_ylim(bottom=0)
    return _legend(figure, axes[0, 0])


def dimension(record: Record) -> Any:
    """R@10 without noise against d, on a logarithmic axis."""
    told = record["features"]
    figure, axes = _grid(record, 1, len(told), MOVED, sharey=True)
    for one, (features, found) in zip(axes[0], told.items(), strict=True):
        dims = list(found["dimension"][OURS])
        for place, method in enumerate(METHODS):
            aside = 2 ** (OCTAVE * (place - len(METHODS) // 2))
            _bars(one, method, [int(d) * aside for d in dims], list(found["dimension"][method].values()))
        _chance(one, found)
        one.set_xscale("log", base=2)
        one.set_xticks([int(d) for d in dims], dims)
        one.minorticks_off()
        one.set(title=features, xlabel="dimension d of Z")
    axes[0, 0].set(ylabel="R@10 (%)", ylim=(0, None))
    return _legend(figure, axes[0, 0])


def relation(record: Record) -> Any:
    """Precision and recall of the clean F_ε against ε, as means over the seeds."""
    told = record["features"]
    figure, axes = _grid(record, 2, len(told), STEPS, sharey="row")
    for column, (features, found) in enumerate(told.items()):
        precision, recall = axes[:, column]
        for method in METHODS:
            color, marker, line = STYLES[method]
            style = {"color": color, "marker": marker, "linestyle": line, "markevery": EIGHTH, "markersize": 5}
            style |= {"label": NAMES[method], "linewidth": 2 if method == OURS else 1.2}
            curve = found["relation"][method]
            precision.plot(curve["eps"], curve["precision"], **style)
            recall.plot(curve["eps"], curve["recall"], **style)
        precision.axhline(found["base"], color="0.6", linewidth=1, label="chance")
        precision.set(title=f"{features}, d = {found['d']}", yscale="log")
        recall.set(xlabel=r"radius $\varepsilon$ (vectors of length 1)", ylim=(0, 1.02))
    _decades(axes[0, 0])
    axes[0, 0].set_ylabel(r"precision of $F_\varepsilon$")
    axes[1, 0].set_ylabel(r"recall of $F_\varepsilon$")
    return _legend(figure, axes[0, 0])


def _decades(axes: Any) -> None:
    """Ticks of a logarithmic axis as plain numbers: 1, 2, 5 in each decade, or all where there is not one decade."""
    ticker = package("matplotlib.ticker", "plot")
    low, high = axes.get_ylim()
    axes.yaxis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5) if high > 10 * low else range(1, 10)))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda y, _: f"{y:g}"))
    axes.yaxis.set_minor_formatter(ticker.NullFormatter())


def headline(record: Record) -> Any:
    """The relative changes of the split against each baseline, with their intervals, and what is claimed."""
    told, targets = record["features"], record["targets"]
    figure, axes = _grid(record, len(told), len(targets), sharex="col", sharey=True)
    for row, (features, found) in zip(axes, told.items(), strict=True):
        row[0].set_yticks(range(len(BASELINES)), [f"against {NAMES[name]}" for name in BASELINES])
        for one, target in zip(row, targets, strict=True):
            lines = [x for x in record["verdicts"] if (x["features"], x["definition"]) == (features, target["name"])]
            _forest(one, lines)
            goal = 100 * target["change"]
            one.axvline(0, color="0.5", linewidth=1, label="no change")
            one.axvline(goal, color="black", linewidth=1.5, linestyle="--", label="the headline's claim")
            dims = " … ".join(list(found["dimension"][OURS])[:: len(found["dimension"][OURS]) - 1 or 1])
            one.set_title(
                f"{features}, d = {dims if target['quantity'] == 'CV' else found['d']}\n{target['name']}",
                fontsize="medium",
            )
            one.set_xlabel(f"change (%), claimed {goal:+.0f} %".replace("-", "−"))
            one.margins(x=0.1)
    axes[0, 0].set_ylim(len(BASELINES) - 0.5, -0.5)
    for one, target in zip(axes.T.flat, (t for t in targets for _ in told), strict=True):
        _met(one, 100 * target["change"])
    return _legend(figure, axes[0, 0])


def _met(axes: Any, goal: float) -> None:
    """Shade the side of the goal on which the claim is met, once all is drawn."""
    low, high = axes.get_xlim()
    axes.axvspan(goal, high if goal > 0 else low, color="0.9", zorder=0, label="claim met")
    axes.set_xlim(low, high)


def _named(why: str) -> str:
    """A reason with the names of methods that figures have."""
    for method, name in NAMES.items():
        why = why.replace(f"{method}'s", f"{name}'s")
    return why


def _forest(axes: Any, lines: Sequence[Record]) -> None:
    """The changes with their intervals; the reason where there is none."""
    kept = [(y, line["change"]) for y, line in enumerate(lines) if line["change"] is not None]
    means = [100 * change["mean"] for _, change in kept]
    ends = [[100 * abs(change[end] - change["mean"]) for _, change in kept] for end in ("low", "high")]
    style = {"color": "black", "marker": "o", "linestyle": "none", "capsize": 4}
    axes.errorbar(means, [y for y, _ in kept], xerr=ends, label=f"{OURS}, with its interval", **style)
    for y, line in enumerate(lines):
        if line["change"] is None:
            style = {"ha": "center", "va": "center", "fontsize": "x-small", "transform": axes.get_yaxis_transform()}
            axes.text(0.5, y, fill(_named(line["why"]), COLUMN), bbox={"color": "white", "pad": 1}, **style)


def characters(record: Record) -> Any:
    """R@10 of the split under modular noise, on bytes and on characters."""
    told = record["features"]
    figure, axes = _grid(record, 1, 1)
    for features, style in (("bytes", "procrustes"), ("characters", OURS)):
        noise = told[features]["noise"][OURS]
        here = (CLEAN, *noisy(tuple(noise), "modular"))
        _bars(axes[0, 0], style, _aside(style, [_level(c) for c in here]), [noise[c] for c in here], features)
    _chance(axes[0, 0], told["bytes"])
    axes[0, 0].set_xticks([_level(c) for c in here])
    axes[0, 0].set(xlabel=AXES["modular"], ylabel=f"R@10 of split (%), d = {record['characters']['d']}", ylim=(0, None))
    return _legend(figure, axes[0, 0])


def figures(record: Record) -> dict[str, Callable[[Record], Any]]:
    """The figures that a record has data for, by name."""
    found = {made.__name__: made for made in (robustness, dimension, relation, headline)}
    return found | ({"characters": characters} if record["characters"] else {})


def draw(record: Record, folder: Path) -> list[Path]:
    """Write the figures of a record as PNG files.

    Raises
    ------
    Missing
        When matplotlib is not installed.
    """
    paths = []
    for name, made in figures(record).items():
        path = folder / f"{name}.png"
        made(record).savefig(path, dpi=DPI)
        paths.append(path)
    return paths
