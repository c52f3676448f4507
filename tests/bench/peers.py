"""Ours beside GAP, PARI/GP and Macaulay2: seconds, ratios, and whether the answers are the same.

Run as `python tests/bench/peers.py [ROUNDS]`.  A peer measures itself inside its own process, after one run to warm up
where that is affordable; its start-up does not count.  Ours and the peer take turns in each round, and the medians of
the rounds are told.  Where the program of a peer is missing, its rows say "not installed".
"""

import sys
from statistics import median

from peer_modules import Row, gap_kernel, listing, orders, pari_kernel
from peer_programs import installed, run
from peer_schemes import point_rows

LIMIT, LONG = 300, 20.0


def rows() -> list[Row]:
    """The comparisons: pullbacks of modules at several orders, listings, kernels, points."""
    wide = [[256] * 4 + [16] * 4, [256] * 4 + [16] * 4, [256, 16]]
    cube = [[16] * 3, [16] * 3, [16]]
    return [
        orders(*cube),
        orders([256, 256], [256, 256], [256]),
        orders([256, 256, 16], [256, 256, 16], [32, 32]),
        orders([256, 256, 64, 16], [256, 256, 64, 16], [256, 16]),
        orders(*wide),
        *(listing(*cube, by, decoded) for by in ("tuples", "arrays") for decoded in (False, True)),
        pari_kernel(256, (200, 200, 100), 0.5),
        pari_kernel(49408, (200, 200, 100), 0.5),
        pari_kernel(30522, (200, 200, 100), 0.5),
        gap_kernel(256, (40, 40, 20), 1),
        *point_rows(),
    ]


def compared(row: Row, rounds: int) -> str:
    """The line of one comparison."""
    mine, theirs, same = [], [], True
    for _ in range(rounds if installed(row.peer) else 0):
        told = run(row.peer, row.program, LIMIT)
        if told is None:
            break
        taken, answer = row.ours()
        mine, theirs, same = [*mine, taken], [*theirs, told[0]], same and row.same(answer, told[1])
        if told[0] > LONG:
            break
    if not theirs:
        why = f"more than {LIMIT} s" if installed(row.peer) else "not installed"
        return f"{row.name:50} {row.ours()[0]:10.6f} {row.peer:>10} {why}"
    assert same, f"{row.name}: the answers differ"
    ratio = median(theirs) / median(mine)
    verdict = "reached" if ratio >= row.goal else "missed"
    times = f"{median(mine):10.6f} {row.peer:>10} {median(theirs):10.6f}"
    return f"{row.name:50} {times} {ratio:8.1f} times, goal {row.goal:g} {verdict}, same answer"


def main(rounds: int = 3) -> None:
    """Print a line for each comparison."""
    print(f"{'':50} {'ours, s':>10} {'peer':>10} {'its s':>10}")
    for row in rows():
        print(compared(row, rounds), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
