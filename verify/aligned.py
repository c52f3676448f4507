"""How an alignment of real pairs is shown.

Main definitions
    render      an alignment on a console, as tables
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import log10

from rich.console import Console
from rich.table import Table
from rich.text import Text

from algebra.modalities import Alignment

NAMED = 12


def render(alignment: Alignment, console: Console) -> None:
    """Show an alignment: its base, its classical fiber product, its relaxations and what was refused."""
    console.print(Text(f"{alignment.source} in {alignment.vocabulary}", style="bold"))
    console.print(_summary(alignment), "", _relaxations(alignment), "", sep="\n")
    if alignment.refused:
        console.print(_refusals(alignment))
    if alignment.credit:
        console.print(Text(alignment.credit, style="dim"))


def _summary(a: Alignment) -> Table:
    count, base = len(a.pairs), 256 * a.V // a.g
    repeats = f"{a.repeated_images} repeat an image, {a.repeated_texts} a text"
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    rows = {
        "pairs": f"{count} read, {len(a.refused)} refused; {repeats}",
        "images": f"Z_256[x]: the grey bytes of {a.size} × {a.size} patches, in degrees below {a.degree}",
        "texts": f"Z_{a.V}[x]: the token ids of {a.vocabulary}, in degrees below {a.degree}",
        "base": f"gcd(256, {a.V}) = {a.g}: {a.base}",
        "fiber product": f"{base}^{a.degree} ≈ 10^{round(a.degree * log10(base))} pairs of polynomials",
        "true pairs in it": f"{len(a.aligned)} of {count}{_names(a)}",
        "by chance": f"{_number(a.by_chance)} on average over all ways to pair these images with these texts",
        "": f"{_uniform(a)} on average for uniformly random polynomials",
        "AUC": "there are no false pairs" if a.auc is None else f"{float(a.auc):.4f} ({a.auc})",
    }
    for name, told in rows.items():
        table.add_row(name, Text(told))
    return table


def _relaxations(a: Alignment) -> Table:
    unit = "squared" if a.metric == "lee-l2" else ""
    table = Table(title=Text(f"within ε, {a.metric} in Z_{a.g}[x]"), title_justify="left")
    for name in (f"ε {unit}".strip(), "true pairs", "share", "false pairs", "share"):
        table.add_column(name, justify="right", no_wrap=True)
    everything = a.steps[-1]
    for step in a.telling:
        shares = _share(step.true, everything.true), _share(step.false, everything.false)
        half = step == a.half
        told = (f"{'* ' * half}{step.eps}", str(step.true), shares[0], str(step.false), shares[1])
        table.add_row(*told, style="bold" if half else None)
    table.caption = Text("* at least half of the true pairs are inside")
    table.caption_justify = "left"
    return table


def _refusals(a: Alignment) -> Table:
    table = Table(title=Text(f"refused: {len(a.refused)}"), title_justify="left")
    table.add_column("pair", overflow="fold")
    table.add_column("reason", overflow="fold")
    for refusal in a.refused[:NAMED]:
        table.add_row(Text(refusal.name), Text(refusal.reason))
    rest = Counter(refusal.reason for refusal in a.refused[NAMED:])
    for reason, times in rest.most_common(NAMED):
        table.add_row(Text(f"and {times} more", style="dim"), Text(reason))
    left = sum(rest.values()) - sum(times for _, times in rest.most_common(NAMED))
    if left:
        table.add_row(Text(f"and {left} more", style="dim"), Text("other reasons, in the JSON record", style="dim"))
    return table


def _names(a: Alignment) -> str:
    if not a.aligned or len(a.aligned) == len(a.pairs):
        return ""
    more = len(a.aligned) - NAMED
    return ": " + ", ".join(a.aligned[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{value} ≈ {float(value):.3g}"


def _uniform(a: Alignment) -> str:
    if a.g == 1:
        return _number(a.uniform)
    away = a.degree * log10(a.g) - log10(len(a.pairs))
    return f"{len(a.pairs)}/{a.g}^{a.degree} ≈ 10^{-round(away)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
