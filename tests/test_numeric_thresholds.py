"""Thresholds in float32: the least failure is the least of all, and two programs find the same floats."""

import struct
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.metrics import Absolute
from algebra.numeric import join
from verify import recheck
from verify.claims import numeric
from verify.claims.numeric_naive import REACH, Thresholded, exact, in_floats, returns, squares
from verify.family import listed as members
from verify.rows import rows

CLAIMS = {claim.id: claim for claim in numeric.CLAIMS}


def float32(n):
    return int(struct.unpack("f", struct.pack("f", n))[0])


def by_bytes(u, v):
    def dot(s, t):
        total = 0
        for a, b in zip(s, t, strict=True):
            total = float32(total + float32(a * b))
        return total

    return float32(float32(dot(u, u) - float32(2 * dot(u, v))) + dot(v, v))


@settings(deadline=None, max_examples=300)
@given(
    *(st.integers(1, 4), st.integers(0, 5000), st.integers(0, 5000), st.sampled_from([1, -1])),
    *(st.lists(st.tuples(*(st.integers(-9, 9),) * 2), max_size=2), st.integers(0, 1)),
)
def test_floats_are_those_of_their_bytes(n, top, gap, sign, tail, slack):
    i = Thresholded(n, top, gap, sign, tuple(a for a, _ in tail), tuple(b for _, b in tail), slack)
    assert in_floats(i) == by_bytes(i.u, i.v) == recheck.in_float32(i.u, i.v)[0]
    held = returns(i) is None
    assert held == ((by_bytes(i.u, i.v) <= i.eps) == (i.far <= i.eps))
    assert held or exact(i) is not None
    assert (squares(i) is None) == (max(sum(c * c for c in w) for w in (i.u, i.v)) < REACH)


def test_the_least_failure_in_one_dimension_is_the_least_of_all():
    top, failed = 2049, []
    every = np.arange(-top, top + 1, dtype=np.int64)
    v = every.astype(np.float32)
    for c in every.tolist():
        u = np.float32(c)
        found = (u * u - np.float32(2) * (u * v)) + v * v
        failed += [(c, int(e)) for e in every[found.astype(np.int64) != (c - every) ** 2]]
    assert failed == [(-2049, 2048), (-2048, 2049), (2048, -2049), (2049, -2048)]


def test_numpy_finds_the_same_square():
    u, v = np.array([[2049]], dtype=np.float32), np.array([[-2048]], dtype=np.float32)
    squared = (u * u).sum(axis=1)[:, None] - 2 * (u @ v.T) + (v * v).sum(axis=1)
    i = Thresholded(1, 2049, 1, -1, (), (), 1)
    assert (squared[0, 0], i.u, i.v, i.eps, i.far) == (16785408, (2049,), (-2048,), 16785408, 16785409)
    assert squares(i) is None
    assert len(join(u, v, Absolute, i.eps, norm="l2").i) == 0
    assert len(join(u, v, Absolute, i.far, norm="l2").i) == 1


def test_images_of_bytes_fail_only_where_squares_are_large():
    family = CLAIMS["numeric.naive"].family("standard")
    for top, gap in product((1, 100, 146, 147, 255), (0, 1, 2)):
        i = Thresholded(784, top, gap, 1, (), (), 0)
        assert squares(i) is not None or returns(i) is None
    assert any(len(members(block[0])) == 1 and members(block[0])[0] == 784 for block in family.blocks)


def test_rows_of_both_programs_are_the_same_on_some_standard_blocks():
    for name in ("numeric.naive", "numeric.naive_exact"):
        claim, said = CLAIMS[name], recheck.CLAIMS[name]
        family = claim.family("standard")
        every = family.chunks(1 << 9)
        for chunk in (every[-1], *every[200:210], every[700]):
            block = family.blocks[chunk.block]
            pools = recheck.block(
                said, recheck._plain([[n, _lists(p.data)] for n, p in zip(family.names, block, strict=True)])
            )
            place = _place(family, chunk)
            theirs = rows(claim, family, chunk)
            assert recheck.mesh(said, pools).replay(place, place + len(theirs))[0] == theirs.tobytes()


def _lists(data):
    return [_lists(part) for part in data] if isinstance(data, tuple) else data


def _place(family, chunk):
    lengths = [len(members(pool)) for pool in family.blocks[chunk.block]]
    k = len(chunk.head)
    at = 0
    for i, n in zip((*chunk.head, chunk.start), lengths[: k + 1], strict=True):
        at = at * n + i
    for n in lengths[k + 1 :]:
        at *= n
    return at
