"""The joins of other libraries, in floats or words, as jobs to be timed.

Main definitions
    Job         something that answers a workload, in two steps, and how its answer is read
    peers       the jobs of the libraries at hand for a workload
    counters    those that only count
    bare        one product, one comparison: the work of a certified product without its certificate

Implementation notes
    A radius goes in as the peer wants it: `faiss` keeps what is strictly below its radius and is given the next one.
    What a peer answers is left in its own form until the clock has stopped.  Frames and tables are made beforehand.
    A job with a share answers for one row in so many; its second step, which is linear in the rows, is scaled.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import inf, sqrt
from typing import Any

import numpy as np
from join_workloads import Workload

ROWS, COLUMNS = 1024, 2048
Read = Callable[[Any], tuple[Any, Any]]


@dataclass(frozen=True)
class Job:
    """A way to answer: `prepare` what depends on the right side only, then `run` on it and the left rows."""

    name: str
    prepare: Callable[[], Any]
    run: Callable[[Any, Any], Any]
    read: Read = field(default=lambda found: found)
    share: int = 1


def nothing() -> None:
    """No preparation."""


def listed(found: Any) -> tuple[Any, Any]:
    """Pairs from a list of partners a row."""
    sizes = np.fromiter((len(row) for row in found), np.int64, len(found))
    parts = [np.asarray(row, dtype=np.int64) for row in found]
    return np.repeat(np.arange(len(sizes)), sizes), np.concatenate([*parts, np.zeros(0, dtype=np.int64)])


def ends(found: Any) -> tuple[Any, Any]:
    """Pairs from the answer of a range search."""
    return np.repeat(np.arange(len(found[0]) - 1), np.diff(found[0].astype(np.int64))), found[2]


def named(found: Any) -> tuple[Any, Any]:
    """Pairs from two named columns."""
    return np.asarray(found["i"]), np.asarray(found["j"])


def has(*names: str) -> bool:
    """Whether libraries are installed."""
    return all(find_spec(name) for name in names)


def faiss_l2(work: Workload) -> Job:
    import faiss

    faiss.omp_set_num_threads(1)
    radius = float(np.nextafter(np.float32(float(work.eps)), np.float32(inf)))

    def prepare():
        index = faiss.IndexFlatL2(work.right.shape[1])
        index.add(np.ascontiguousarray(work.right, np.float32))
        return index

    def run(index, left):
        return index.range_search(np.ascontiguousarray(left, np.float32), radius)

    return Job("faiss flat", prepare, run, ends)


def faiss_bits(work: Workload) -> Job:
    import faiss

    faiss.omp_set_num_threads(1)

    def prepare():
        index = faiss.IndexBinaryFlat(8 * work.right.shape[1])
        index.add(work.right)
        return index

    return Job("faiss binary flat", prepare, lambda index, left: index.range_search(left, work.eps + 1), ends)


def trees(work: Workload, share: int) -> list[Job]:
    """The kd-trees of scipy: on the torus for Lee distances, where pairs of trees are 3 to 13 times slower."""
    from scipy.spatial import cKDTree

    power = {"l2": 2, "lee l1": 1, "lee linf": inf}[work.kind]
    radius = sqrt(work.eps) if work.kind == "l2" else float(work.eps)
    box = work.modulus or None

    def tree(rows):
        return cKDTree(rows.astype(np.float64), boxsize=box)

    def prepare():
        return tree(work.right)

    def points(right, left):
        return right.query_ball_point(left.astype(np.float64), radius, p=power)

    def lists(right, left):
        return tree(left).query_ball_tree(right, radius, p=power)

    def matrix(right, left):
        return tree(left).sparse_distance_matrix(right, radius, p=power, output_type="ndarray")

    single = Job("cKDTree.query_ball_point", prepare, points, listed, share)
    if box:
        return [single]
    both = [("query_ball_tree", lists, listed), ("sparse_distance_matrix", matrix, named)]
    return [single, *(Job(f"cKDTree.{name}", prepare, run, read) for name, run, read in both)]


def neighbours(work: Workload, algorithm: str, share: int) -> Job:
    from sklearn.neighbors import NearestNeighbors

    def prepare():
        return NearestNeighbors(radius=sqrt(work.eps), algorithm=algorithm).fit(work.right)

    def run(fitted, left):
        return fitted.radius_neighbors(left, return_distance=False)

    return Job(f"scikit-learn {algorithm}", prepare, run, listed, share)


def cdist(work: Workload, share: int) -> Job:
    import torch

    torch.set_num_threads(1)
    radius = sqrt(work.eps)

    def run(right, left):
        parts = []
        for start in range(0, len(left), COLUMNS):
            i, j = torch.nonzero(torch.cdist(torch.from_numpy(left[start : start + COLUMNS]), right) <= radius).T
            parts.append((i + start, j))
        return parts

    return Job("torch.cdist", lambda: torch.from_numpy(work.right), run, joined, share)


def joined(parts: Any) -> tuple[Any, Any]:
    """Pairs from pairs of blocks."""
    i, j = zip(*parts, strict=True)
    return np.concatenate([np.asarray(a) for a in i]), np.concatenate([np.asarray(a) for a in j])


def naive(work: Workload, share: int) -> Job:
    """|x|² + |y|² - 2xy in the precision of the rows."""
    eps = work.right.dtype.type(float(work.eps))

    def run(norms, left):
        parts = []
        for start in range(0, len(left), ROWS):
            rows = left[start : start + ROWS]
            found = (rows * rows).sum(axis=1)[:, None] + norms - 2 * (rows @ work.right.T)
            i, j = np.nonzero(found <= eps)
            parts.append((i + start, j))
        return parts

    return Job("numpy, expanded", lambda: (work.right * work.right).sum(axis=1), run, joined, share)


def bare(work: Workload) -> Job:
    """-|x - y|²/2 as one product of rows with two more columns, compared once: pairs near ε as they fall."""

    def halves(rows):
        return -np.einsum("ij,ij->i", rows, rows, dtype=np.float64).astype(np.float32)[:, None] / 2

    def prepare():
        ones = np.ones((len(work.right), 1), dtype=np.float32)
        return np.ascontiguousarray(np.hstack([work.right, halves(work.right), ones]).T)

    def run(right, left):
        left = np.hstack([left, np.ones((len(left), 1), dtype=np.float32), halves(left)])
        bound, parts = np.float32(-work.eps / 2), []
        held = np.empty((ROWS, COLUMNS), dtype=np.float32), np.empty((ROWS, COLUMNS), dtype=np.bool_)
        for a in range(0, len(left), ROWS):
            for b in range(0, right.shape[1], COLUMNS):
                rows, columns = left[a : a + ROWS], right[:, b : b + COLUMNS]
                size = len(rows) * columns.shape[1]
                product, near = (part.reshape(-1)[:size].reshape(len(rows), -1) for part in held)
                np.matmul(rows, columns, out=product)
                np.greater_equal(product, bound, out=near)
                i, j = np.divmod(np.flatnonzero(near), columns.shape[1])
                parts.append((i + a, j + b))
        return joined(parts)

    return Job("bare product", prepare, run)


def frames(work: Workload) -> list[Job]:
    """Joins of tables by two columns, or by one that packs them."""
    left, right = (
        {**columns(side), name: np.arange(len(side))} for side, name in ((work.left, "i"), (work.right, "j"))
    )
    jobs = []
    for by in (["a", "b"], ["key"]):
        shown = "two columns" if len(by) > 1 else "one key"
        if has("pandas"):
            import pandas

            x, y = (pandas.DataFrame({c: side[c] for c in [*by, n]}) for side, n in ((left, "i"), (right, "j")))
            jobs.append(Job(f"pandas, {shown}", nothing, lambda _, __, x=x, y=y, by=by: x.merge(y, on=by), named))
        if has("polars"):
            import polars

            x, y = (polars.DataFrame({c: side[c] for c in [*by, n]}) for side, n in ((left, "i"), (right, "j")))
            jobs.append(Job(f"polars, {shown}", nothing, lambda _, __, x=x, y=y, by=by: x.join(y, on=by), named))
    if has("duckdb"):
        ask = database(left, right, "select i, j from x join y using (a, b)")
        jobs.append(Job("duckdb", nothing, lambda _, __: ask().fetchnumpy(), named))
    return jobs


def columns(rows: Any) -> dict[str, Any]:
    """Two columns of 16 bits, and both in one."""
    a, b = (np.ascontiguousarray(rows[:, k]) for k in (0, 1))
    return {"a": a, "b": b, "key": a.astype(np.uint32) << 16 | b}


def database(left: Any, right: Any, question: str) -> Callable[[], Any]:
    """A question to tables that are already in place."""
    import duckdb

    base = duckdb.connect()
    base.execute("set threads = 1")
    for name, table in (("x", left), ("y", right)):
        base.register("given", table)
        base.execute(f"create table {name} as select * from given")
        base.unregister("given")
    return lambda: base.execute(question)


def counters(work: Workload) -> list[Job]:
    """How many pairs of equal keys there are."""
    jobs = []
    left, right = columns(work.left), columns(work.right)
    if has("duckdb"):
        ask = database(left, right, "select count(*) from x join y using (a, b)")
        jobs.append(Job("duckdb count", nothing, lambda _, __: ask().fetchone()[0]))
    if has("polars"):
        import polars

        x, y = (polars.LazyFrame({"key": side["key"]}) for side in (left, right))
        question = x.join(y, on="key").select(polars.len())
        jobs.append(Job("polars count", nothing, lambda _, __: question.collect().item()))
    return jobs


def peers(work: Workload, share: int) -> list[Job]:
    """The peers at hand; those that are much too slow, or slow and linear in the rows, answer for a part of them."""
    if work.kind == "same":
        return frames(work)
    if work.kind == "bits":
        return [faiss_bits(work)] if has("faiss") else []
    if work.modulus:
        return trees(work, share)
    if work.right.shape[1] <= 3:
        return [*trees(work, share), neighbours(work, "kd_tree", share), neighbours(work, "ball_tree", share)]
    jobs = [faiss_l2(work)] if has("faiss") else []
    jobs += [neighbours(work, "brute", share), naive(work, share)]
    return [*jobs, cdist(work, share)] if has("torch") else jobs
