"""How the record of the experiment is shown on a console: tables, and what they say in words.

Main definitions
    render      a record on a console
    TRIED       what is said first of a quick run

Conventions
    R@1, R@10 and AUC are in percent; ± is half of a 95 % interval over the seeds.  What rounds to nothing is 0.0,
    without a sign.
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

TRIED = "A trial run of the machinery (--quick): no evidence for the headline or against it."
LEGEND = """\
clip, wrap: Gaussian noise on bytes, clipped or modulo 256; the number is its sd
token: the share of tokens replaced, in percent; noisy: mean R@10 over all noise
cca, weighted: canonical correlations, without and with weights by them
split: weights on those correlations alone that are significant
AUC: the chance that a true pair is closer than a false one
CV: the standard deviation (sd) of R@10 over d, divided by its mean"""
NOTE = """\
Each interval is at 95 % by itself: no correction for the number of comparisons.
From 0: better or worse where the interval leaves 0 out.
Within noise: the interval holds what is claimed and more, so that it decides nothing."""
INSTEAD = "Δ: no ratio; the difference in its place, in points or, for the CV, as it is."
SHOWN = ("R@1", "R@10", "noisy", "noisy/clean", "AUC")
NAMED = 3


def render(record: Record, console: Console) -> None:
    """Show a record: methods, dimensions and noise for each kind of features, the verdicts, and the characters."""
    for line in _opening(record):
        console.print(line)
    for name, told in record["features"].items():
        for table in (_methods(name, told), _dimensions(name, told), _largest(name, told), _noise(name, told)):
            console.print("", table, sep="\n")
    for target in record["targets"]:
        lines = [line for line in record["verdicts"] if line["definition"] == target["name"]]
        console.print("", _verdicts(target, lines), *map(Text, _reasons(lines)), sep="\n")
    console.print(Text(NOTE))
    if any(line["change"] is None for line in record["verdicts"]):
        console.print(Text(INSTEAD))
    if record["characters"]:
        console.print("", _characters(record["characters"]), sep="\n")
    console.print()
    for line in (*record["summary"], record["source"]["credit"]):
        if line:
            console.print(Text(line))


def _opening(record: Record) -> Iterator[Text]:
    """What is measured on which pairs, and how the numbers are to be read."""
    source, splits = record["source"], len(record["plan"]["seeds"])
    if record["plan"]["quick"]:
        yield Text(TRIED, style="bold")
    counts = f"{source['pairs']} pairs ({source['refused']} left out), {source['captions']} distinct captions"
    yield Text(f"{source['name']}: {counts}, {splits} seeds", style="bold")
    left_out = source["left out"]
    yield from (Text(f"left out, {one['name']}: {one['reason']}") for one in left_out[:NAMED])
    if len(left_out) > NAMED:
        yield Text(f"and {len(left_out) - NAMED} more, in the JSON record")
    yield Text(f"±: half of a 95 % interval over {splits} splits of the pairs, one for each seed\n{LEGEND}")


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
    note = f"{tested}; by chance R@10 is {1000 / told['captions']:.1f}"
    table = _table(f"{name}, d = {told['d']}, in percent", ("method", *SHOWN), note)
    return _rows(table, ((m, [_percent(told["methods"][m][q]) for q in SHOWN]) for m in METHODS))


def _dimensions(name: str, told: Record) -> Table:
    shared, kept = _range(told["shared"]), _range(told["kept"])
    note = f"split compares the {shared} directions that are significant, {kept} of them among the first {told['d']}"
    head = ("method", *told["dimension"][OURS], "CV")
    table = _table(f"{name}, R@10 in percent by d, and its CV", head, note + _short(told))
    return _rows(table, ((m, [*_means(told["dimension"][m]), _plain(told["methods"][m]["CV"])]) for m in METHODS))


def _range(counts: Sequence[int]) -> str:
    return " to ".join(map(str, sorted({min(counts), max(counts)})))


def _short(told: Record) -> str:
    """Where fewer directions exist than the largest d: k pairs less their mean span at most k − 1."""
    d, shared, most = told["largest"]["d"], max(told["shared"]), min(told["train"]) - 1
    if d > most:
        return f"; at most {most} directions exist among {most + 1} training pairs, and d = {d} adds none to them"
    return f"; only these exist, fewer than d = {d}" if d > shared else ""


def _largest(name: str, told: Record) -> Table:
    largest = told["largest"]
    note = f"change %: of split against each, at d = {largest['d']}"
    head = ("method", *told["noisy"][OURS], "change %", "95 % interval")
    table = _table(f"{name}, noisy R@10 in percent by d", head, note)
    changes = {m: _change(largest["changes"][m]) if m in BASELINES else ("", "") for m in METHODS}
    return _rows(table, ((m, [*_means(told["noisy"][m]), *changes[m]]) for m in METHODS))


def _noise(name: str, told: Record) -> Table:
    table = _table(f"{name}, R@10 in percent by noise, d = {told['d']}", ("noise", *METHODS))
    return _rows(table, ((c, [_percent(told["noise"][m][c]) for m in METHODS]) for c in told["noise"][OURS]))


def _means(spreads: Mapping[str, Spread]) -> Iterator[str]:
    return (f"{100 * spread['mean']:.1f}" if spread else "–" for spread in spreads.values())


def _percent(spread: Spread) -> str:
    return f"{100 * spread['mean']:z.1f} ±{50 * (spread['high'] - spread['low']):.1f}" if spread else "–"


def _plain(spread: Spread) -> str:
    return f"{spread['mean']:.3f} ±{(spread['high'] - spread['low']) / 2:.3f}" if spread else "–"


def _verdicts(target: Record, lines: Sequence[Record]) -> Table:
    head = ("features", "against", "change %", "95 % interval", "from 0", "verdict")
    table = _table(f"{target['name']}, split against each, target {100 * target['change']:+.0f} %", head, left=2)
    for line in lines:
        apart = "–" if line["apart"] == "neither" else line["apart"]
        told = _change({"relative": line["change"], "difference": line["difference"]}, target["quantity"])
        table.add_row(
            line["features"],
            line["baseline"],
            *told,
            apart,
            line["verdict"],
            end_section=line["baseline"] == BASELINES[-1],
        )
    return table


def _reasons(lines: Sequence[Record]) -> Iterator[str]:
    """Why there is no ratio, each reason with the baselines that it holds for."""
    found = dict[tuple[str, str], list[str]]()
    for line in lines:
        if line["change"] is None:
            found.setdefault((line["features"], line["why"]), []).append(line["baseline"])
    return (f"{features} against {', '.join(names)}: {why}" for (features, why), names in found.items())


def _change(told: Mapping[str, Spread], quantity: str = "noisy") -> tuple[str, str]:
    """A change in percent and its interval; where there is no ratio, the difference in its place."""
    relative, difference = told["relative"], told["difference"]
    found, mark, scale, digits = relative or difference, "" if relative else "Δ ", 100, 1
    if found is None:
        return "–", "–"
    if relative is None and quantity == "CV":
        scale, digits = 1, 3
    mean, low, high = (_signed(scale * found[name], digits) for name in ("mean", "low", "high"))
    return mark + mean, f"{low} … {high}"


def _signed(value: float, digits: int) -> str:
    shown = f"{value:+z.{digits}f}"
    return shown if shown.strip("+0.") else shown[1:]


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
