"""Many instances at once against one at a time, on the five largest families of a scope.

Run as `python tests/bench/batches.py [SCOPE] [WORKERS]`.  Both sides run in the same number of processes; the rows of
the instances that both answer are compared byte by byte.  Times are of the wall, on a warm pool.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import perf_counter

from verify.check import cells, merge
from verify.claims.catalogue import CLAIMS, one
from verify.family import instances
from verify.rows import row, rows

FIVE, RUN, SAMPLES = 5, 1 << 11, 8


def at_once(name: str, scope: str, shard: tuple[int, int]):
    """One shard of the check of a claim, by batches."""
    claim = one(name)
    return cells(claim, claim.family(scope), *shard)


def singly(name: str, scope: str, n: int) -> tuple[int, bool]:
    """The number of instances in a run of them, and whether rows one at a time and at once are the same."""
    claim = one(name)
    family = claim.family(scope)
    chunk = family.chunks(RUN)[n]
    found = bytes(row(claim, instance) for instance in instances(family, chunk))
    return len(found), found == rows(claim, family, chunk).tobytes()


def measured(pool: ProcessPoolExecutor, name: str, scope: str, workers: int) -> float:
    """Print the figures of one claim; how many times faster it is at once."""
    family = one(name).family(scope)
    spread = range(0, len(family.chunks(RUN)), max(1, len(family.chunks(RUN)) // (SAMPLES * workers)))
    shards = min(4 * workers, len(family.chunks()))
    for work, todo in ((singly, [0] * workers), (at_once, [(0, 10**6)] * workers)):
        list(pool.map(partial(work, name, scope), todo))
    start = perf_counter()
    sampled = list(pool.map(partial(singly, name, scope), spread))
    slow = (perf_counter() - start) / sum(n for n, _ in sampled)
    start = perf_counter()
    whole = merge(pool.map(partial(at_once, name, scope), [(r, shards) for r in range(shards)]))
    wall = perf_counter() - start
    assert all(same for _, same in sampled), name
    assert whole.checked == family.cardinality, name
    fast = wall / whole.representatives
    print(
        f"{name:28} {whole.checked:>22,} labelled {whole.representatives:>12,} up to symmetry {wall:6.2f} s"
        f"  {slow * 1e6:8.2f} us one at a time {fast * 1e6:8.4f} us at once  {slow / fast:7.0f} times"
        f"  {whole.checked / wall:.2e} labelled a second",
        flush=True,
    )
    return slow / fast


def main(scope: str = "large", workers: int = 2) -> None:
    """Print a line for each of the largest families."""
    largest = sorted(CLAIMS, key=lambda claim: -claim.family(scope).size)[:FIVE]
    print(f"scope {scope}, {workers} processes; rows of {SAMPLES * workers} runs of {RUN} instances are compared")
    with ProcessPoolExecutor(workers) as pool:
        ratios = [measured(pool, claim.id, scope, workers) for claim in largest]
    print(f"least speed-up {min(ratios):.0f} times")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
