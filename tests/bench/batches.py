"""Many instances at once against one at a time, on the five largest families of a scope, up to symmetry and labelled.

Run as `python tests/bench/batches.py [SCOPE] [WORKERS]`.  Both sides run in the same number of processes; the rows of
the instances that both answer are compared byte by byte.  Times are of the wall, on a warm pool; one at a time they are
the seconds of the loop over the instances of a sample, divided by the number of processes.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import perf_counter

from verify.check import cells, merge
from verify.claims.catalogue import CLAIMS, one
from verify.family import Chunk, instances
from verify.rows import row, rows

FIVE, RUN, SAMPLES = 5, 1 << 11, 8


def at_once(name: str, scope: str, shard: tuple[int, int]):
    """One shard of the check of a claim, by batches."""
    claim = one(name)
    return cells(claim, claim.family(scope), *shard)


def singly(name: str, scope: str, chunk: Chunk) -> tuple[int, float, bool]:
    """A run of instances: how many, the seconds one at a time, and whether their rows at once are the same."""
    claim = one(name)
    family = claim.family(scope)
    start = perf_counter()
    found = bytes(row(claim, instance) for instance in instances(family, chunk))
    seconds = perf_counter() - start
    return len(found), seconds, found == rows(claim, family, chunk).tobytes()


def measured(pool: ProcessPoolExecutor, name: str, scope: str, workers: int) -> float:
    """Print the figures of one claim; how many times faster it is at once."""
    family = one(name).family(scope)
    runs = family.chunks(RUN)
    spread = runs[:: max(1, len(runs) // (SAMPLES * workers))]
    shards = min(4 * workers, len(family.chunks()))
    list(pool.map(partial(at_once, name, scope), [(0, 10**6)] * workers))
    sampled = list(pool.map(partial(singly, name, scope), spread))
    slow = sum(seconds for _, seconds, _ in sampled) / sum(n for n, _, _ in sampled) / workers
    start = perf_counter()
    whole = merge(pool.map(partial(at_once, name, scope), [(r, shards) for r in range(shards)]))
    wall = perf_counter() - start
    assert all(same for *_, same in sampled), name
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
    looked = sorted(CLAIMS, key=lambda claim: -claim.family(scope).size)[:FIVE]
    labelled = sorted(CLAIMS, key=lambda claim: -claim.family(scope).cardinality)[:FIVE]
    largest = dict.fromkeys(claim.id for claim in looked + labelled)
    print(f"scope {scope}, {workers} processes; rows of about {SAMPLES * workers} runs of {RUN} instances are compared")
    with ProcessPoolExecutor(workers) as pool:
        ratios = [measured(pool, name, scope, workers) for name in largest]
    print(f"least speed-up {min(ratios):.0f} times")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
