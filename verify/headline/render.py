"""How the record of the experiment is shown on a console: tables, and what they say in words.

Main definitions
    render      a record on a console

Conventions
    R@1, R@10 and AUC are in percent; ±is half of a 95 % interval over the seeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from algebra.learned import METHODS
from verify.headline.quantities import BASELINES, OURS

Record = Mapping[str, Any]
Spread = Mapping[str, float] | None

NOTE = "Each interval stands for itself; from 0: better or worse where the interval leaves 0 out."
SHOWN = ("R@1", "R@10", "noisy", "noisy/clean", "AUC")


def render(record: Record, console: Console) -> None:
    """Show a record: methods, dimensions and noise for each kind of features, the verdicts, and the characters."""
    console.print(Text(_title(record), style="bold"))
    for name, told in record["features"].items():
        console.print("", _methods(name, told), "", _dimensions(name, told), "", _noise(name, told), sep="\n")
    for target in record["targets"]:
        lines = [line for line in record["verdicts"] if line["definition"] == target["name"]]
        console.print("", _verdicts(target["name"], lines), sep="\n")
    console.print(Text(NOTE))
    if record["characters"]:
        console.print("", _characters(record["characters"]), sep="\n")
    console.print()
    for line in (*record["summary"], record["source"]["credit"]):
        if line:
            console.print(Text(line))


def _title(record: Record) -> str:
    source, plan = record["source"], record["plan"]
    counts = f"{source['pairs']} pairs ({source['refused']} left out), {source['captions']} distinct captions"
    return f"{source['name']}: {counts}, {len(plan['seeds'])} seeds"


def _table(title: str, head: Iterable[str], caption: str = "", left: int = 1) -> Table:
    shape: dict[str, Any] = {"box": box.SIMPLE_HEAD, "padding": (0, 0, 0, 1)}
    table = Table(title=Text(title), title_justify="left", caption_justify="left", **shape)
    table.caption = Text(caption) if caption else None
    for n, name in enumerate(head):
        bold = "bold" if name == OURS else None
        table.add_column(name, justify="left" if n < left else "right", overflow="fold", style=bold)
    return table


def _rows(table: Table, rows: Iterable[tuple[str, Iterable[str]]]) -> Table:
    for name, cells in rows:
        table.add_row(name, *cells, style="bold" if name == OURS else None)
    return table


def _methods(name: str, told: Record) -> Table:
    tested = f"{told['images']:.0f} images against {told['captions']:.0f} captions are tested"
    note = f"{tested}; by chance R@10 is {1000 / told['captions']:.1f}; noisy: mean R@10 over all noise"
    table = _table(f"{name}, d = {told['d']}, in percent", ("method", *SHOWN), note)
    return _rows(table, ((m, [_percent(told["methods"][m][q]) for q in SHOWN]) for m in METHODS))


def _dimensions(name: str, told: Record) -> Table:
    shared, kept = (" to ".join(map(str, sorted({min(told[n]), max(told[n])}))) for n in ("shared", "kept"))
    note = f"split keeps {shared} directions, {kept} of the first {told['d']}; the rest is not compared"
    table = _table(f"{name}, R@10 in percent by d, and its CV", ("method", *told["dimension"][OURS], "CV"), note)
    return _rows(table, ((m, [*_means(told["dimension"][m]), _plain(told["methods"][m]["CV"])]) for m in METHODS))


def _noise(name: str, told: Record) -> Table:
    table = _table(f"{name}, R@10 in percent by noise, d = {told['d']}", ("noise", *METHODS))
    return _rows(table, ((c, [_percent(told["noise"][m][c]) for m in METHODS]) for c in told["noise"][OURS]))


def _means(spreads: Mapping[str, Spread]) -> Iterator[str]:
    return (f"{100 * spread['mean']:.1f}" if spread else "–" for spread in spreads.values())


def _percent(spread: Spread) -> str:
    return f"{100 * spread['mean']:.1f} ±{50 * (spread['high'] - spread['low']):.1f}" if spread else "–"


def _plain(spread: Spread) -> str:
    return f"{spread['mean']:.3f} ±{(spread['high'] - spread['low']) / 2:.3f}" if spread else "–"


def _verdicts(name: str, lines: Sequence[Record]) -> Table:
    head = ("features", "against", "change %", "95 % interval", "from 0", "verdict")
    table = _table(f"{name}, split against each, target {100 * lines[0]['target']:+.0f} %", head, left=2)
    for line in lines:
        apart = "–" if line["apart"] == "neither" else line["apart"]
        shown = (line["features"], line["baseline"], *_change(line["change"]), apart, line["verdict"])
        table.add_row(*shown, end_section=line["baseline"] == BASELINES[-1])
    return table


def _change(told: Spread) -> tuple[str, str]:
    if told is None:
        return "–", "–"
    mean, low, high = (f"{100 * told[name]:+z.1f}" for name in ("mean", "low", "high"))
    return mean, f"{low} … {high}"


def _characters(told: Record) -> Table:
    head = ("noise", "characters − bytes, points", "characters / bytes", "95 % interval")
    table = _table(f"split: R@10 on characters against bytes, d = {told['d']}", head)
    for name, found in told["conditions"].items():
        ratio = found["relative"]
        shown = (_ratio(ratio["mean"]), f"{_ratio(ratio['low'])} … {_ratio(ratio['high'])}") if ratio else ("–", "–")
        table.add_row(name, _percent(found["difference"]), *shown)
    return table


def _ratio(change: float) -> str:
    return f"{1 + change:.2f}"
