"""Whole profiles of arbitrary maps: exact correlation against a rounded float transform, and against pairs.

Run as `python tests/bench/profiles.py [POINTS] [ROUNDS]`.  Both sides start from the same images and end with the
number of pairs at each distance, in four distances; they run in turns in one process, and the medians of their wall
times are printed.  The counts must agree: the float side is rounded to integers, and no bound of its error is proved.
Pairs are timed on a small case, in the Lee distance l1.
"""

import sys
from collections import Counter
from statistics import median
from time import perf_counter

import numpy as np

from algebra.correlation import binned, correlation, tally, weight_array
from algebra.metrics import Hamming, Lee
from algebra.relax import weighted_distances
from algebra.rings import module

SHAPES = [(256, 256), (65536,), (64, 64, 64), (16, 16, 16, 16), (2,) * 16, (100, 7, 90, 1)]
SMALL, PAIRED = (64, 64), 1000


def metrics(orders):
    """The four distances of a profile."""
    space = module(*orders)
    return [*(Lee(space, norm) for norm in ("l1", "l2", "linf")), Hamming(space)]


def exactly(orders, X, Y):
    """The profiles by one exact correlation."""
    differences = correlation(tally(X, orders), tally(Y, orders))
    return [binned(metric, differences) for metric in metrics(orders)]


def by_floats(orders, X, Y):
    """The profiles by numpy's transform in doubles, rounded."""
    cells = int(np.prod(orders))
    left, right = (
        np.bincount(np.ravel_multi_index(tuple(P.T), orders), minlength=cells).reshape(orders) for P in (X, Y)
    )
    axes = tuple(range(len(orders)))
    product = np.fft.rfftn(left, axes=axes) * np.conj(np.fft.rfftn(right, axes=axes))
    differences = np.rint(np.fft.irfftn(product, s=orders, axes=axes)).astype(np.int64).reshape(-1)
    out = []
    for metric in metrics(orders):
        values, where = np.unique(weight_array(metric).reshape(-1), return_inverse=True)
        sums = np.bincount(where.reshape(-1), weights=differences.astype(np.float64))
        out.append(Counter({int(w): int(n) for w, n in zip(values, sums, strict=True) if n}))
    return out


def by_pairs(orders, X, Y):
    """The profile from pairs of different points."""
    left, right = (Counter(map(tuple, P.tolist())) for P in (X, Y))
    return weighted_distances(Lee(module(*orders)), left, right)


def one_by_one(orders, X, Y):
    """The profile from every pair, one after the other."""
    left, right = (list(map(tuple, P.tolist())) for P in (X, Y))
    metric = Lee(module(*orders))
    return Counter(metric(u, v) for u in left for v in right)


def seconds(job, *arguments):
    """The wall time of a job, and its answer."""
    start = perf_counter()
    found = job(*arguments)
    return perf_counter() - start, found


def images(orders, points, rng):
    """Images that are not spread evenly, so that no count is like another."""
    return np.stack([rng.integers(0, k, points) * rng.integers(0, k, points) // k for k in orders], axis=1)


def main(points=10**6, rounds=5):
    """Print the times and their quotients."""
    rng = np.random.default_rng(20)
    for orders in SHAPES:
        X, Y = images(orders, points, rng), images(orders, points, rng)
        runs = [(seconds(exactly, orders, X, Y), seconds(by_floats, orders, X, Y)) for _ in range(rounds)]
        assert all(ours[1] == floats[1] for ours, floats in runs), orders
        assert all(sum(profile.values()) == points**2 for profile in runs[0][0][1])
        ours, floats = (median(run[side][0] for run in runs) for side in (0, 1))
        named = " × ".join(f"Z_{k}" for k in orders) if len(set(orders)) > 1 else f"Z_{orders[0]}^{len(orders)}"
        print(
            f"{named:28} {points:,} points a side: exact {ours:.3f} s, floats {floats:.3f} s, ratio {ours / floats:.2f}"
        )
    X, Y = images(SMALL, PAIRED, rng), images(SMALL, PAIRED, rng)
    jobs = (exactly, by_pairs, one_by_one)
    times, found = zip(*(seconds(job, SMALL, X, Y) for job in jobs), strict=True)
    assert found[0][0] == found[1] == found[2]
    shown = ", ".join(
        f"{job.__name__} {t:.4f} s ({t / times[0]:,.0f} times)" for job, t in zip(jobs, times, strict=True)
    )
    print(f"Z_{SMALL[0]}^2, {PAIRED:,} points a side: {shown}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
