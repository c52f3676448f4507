"""The l2 join on a GPU beside torch's dense ways, and the share of the rate of its products.

Both dense ways go through blocks, decide in float32 by comparing, and keep the pairs on the device.
"""

from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from join_peers import has
from rich.console import Console

from algebra.metrics import Absolute
from algebra.numeric import join

ROWS, COLUMNS, BLOCK, EPS, ROUNDS = 100_000, 512, 8192, 0.25, 3


def seconds(torch: Any, job: Callable[[], Any]) -> tuple[float, Any]:
    """Wall seconds until the device is done, and the answer."""
    torch.cuda.synchronize()
    start = perf_counter()
    found = job()
    torch.cuda.synchronize()
    return perf_counter() - start, found


def points(torch: Any) -> tuple[Any, Any]:
    """Two sides of unit vectors near common centres."""
    torch.manual_seed(20)
    centres = torch.nn.functional.normalize(torch.randn(ROWS // 10, COLUMNS, device="cuda"))
    sides = []
    for _ in range(2):
        near = centres[torch.randint(len(centres), (ROWS,), device="cuda")]
        noise = 0.35 * torch.nn.functional.normalize(torch.randn(ROWS, COLUMNS, device="cuda"))
        sides.append(torch.nn.functional.normalize(near + noise).contiguous())
    return sides[0], sides[1]


def dense(torch: Any, near: Callable[[Any], Any], left: Any) -> int:
    """The number of pairs found by blocks of rows."""
    parts = [torch.nonzero(near(left[a : a + BLOCK])) for a in range(0, len(left), BLOCK)]
    return sum(len(part) for part in parts)


def expanded(norms: Any, right: Any, rows: Any) -> Any:
    """|x|² + |y|² - 2xy ≤ ε."""
    return (rows * rows).sum(dim=1)[:, None] + norms - 2 * (rows @ right.T) <= EPS


def rate(torch: Any, left: Any, right: Any) -> float:
    """The operations a second of the product alone."""
    out = torch.empty(BLOCK, len(right), device="cuda")
    taken = [seconds(torch, lambda: torch.matmul(left[:BLOCK], right.T, out=out))[0] for _ in range(ROUNDS + 1)]
    return 2 * BLOCK * len(right) * COLUMNS / median(taken[1:])


def on_device(console: Console) -> dict[str, Any]:
    """Print seconds and shares, or that there is no GPU."""
    torch = __import__("torch") if has("torch") else None
    if torch is None or not torch.cuda.is_available():
        console.print("no GPU")
        return {}
    torch.backends.cuda.matmul.allow_tf32 = False
    left, right = points(torch)
    norms = (right * right).sum(dim=1)
    jobs = {
        "ours": partial(join, left, right, Absolute, EPS, norm="l2"),
        "expanded": partial(dense, torch, partial(expanded, norms, right), left),
        "cdist": partial(dense, torch, lambda rows: torch.cdist(rows, right) <= EPS**0.5, left),
    }
    runs = [{name: seconds(torch, job) for name, job in jobs.items()} for _ in range(ROUNDS + 1)]
    peak = rate(torch, left, right)
    out: dict[str, Any] = {"device": torch.cuda.get_device_name(), "rate": peak}
    console.print(f"{out['device']}, {ROWS:,} × {ROWS:,} × {COLUMNS}, product {peak / 1e12:.1f} · 10^12 a second")
    for name in jobs:
        taken, found = median(run[name][0] for run in runs[1:]), runs[0][name][1]
        pairs = len(found.i) if name == "ours" else found
        share = 2 * ROWS * ROWS * COLUMNS / taken / peak
        out[name] = {"seconds": taken, "pairs": pairs, "share": share}
        console.print(f"{name:10} {taken:.3f} s wall, {pairs:,} pairs, {share:.2f} of the rate")
    return out
