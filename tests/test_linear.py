"""Kernels, images and invariants against enumeration, and two routes against each other."""

from itertools import pairwise, product
from math import gcd, prod
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.linear import (
    Homomorphism,
    image_basis,
    image_order,
    image_order_by_hermite,
    kernel_generators,
    kernel_invariants,
    kernel_order,
)
from algebra.linear.groups import blocks
from algebra.linear.lattice import pivots, triangular


@st.composite
def homomorphisms(draw: st.DrawFn) -> Homomorphism:
    source = draw(st.lists(st.sampled_from([1, 2, 3, 4, 6, 8, 12]), max_size=3))
    target = draw(st.lists(st.sampled_from([1, 2, 3, 4, 6, 8, 9]), max_size=3))
    rows = tuple(tuple(draw(st.integers(0, c)) * (c // gcd(c, a)) % c for a in source) for c in target)
    return Homomorphism(rows, tuple(source), tuple(target))


def kernel(h: Homomorphism) -> list[tuple[int, ...]]:
    def dies(v: tuple[int, ...]) -> bool:
        return all(sum(map(int.__mul__, row, v)) % c == 0 for row, c in zip(h.rows, h.target, strict=True))

    return [v for v in product(*map(range, h.source)) if dies(v)]


def spanned(generators: list[tuple[int, ...]], orders: tuple[int, ...]) -> set[tuple[int, ...]]:
    found, todo = {(0,) * len(orders)}, [(0,) * len(orders)]
    while todo:
        v = todo.pop()
        fresh = {tuple((a + b) % m for a, b, m in zip(v, g, orders, strict=True)) for g in generators} - found
        found |= fresh
        todo += fresh
    return found


@given(homomorphisms())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_kernel_by_enumeration(h: Homomorphism) -> None:
    listed, invariants = kernel(h), kernel_invariants(h)
    assert kernel_order(h) == len(listed)
    assert spanned(kernel_generators(h), h.source) == set(listed)
    for d in range(1, 25):
        killed = sum(all(d * c % m == 0 for c, m in zip(v, h.source, strict=True)) for v in listed)
        assert killed == prod(gcd(d, i) for i in invariants)
    assert all(b % a == 0 and a > 1 for a, b in pairwise(invariants))


@given(homomorphisms())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_image_by_two_routes(h: Homomorphism) -> None:
    columns = [tuple(row[i] for row in h.rows) for i in range(len(h.source))]
    assert image_order(h) == image_order_by_hermite(h) == len(spanned(columns, h.target))


def test_big_moduli() -> None:
    m = 2**62 * 3**40
    h = Homomorphism(((2, 3), (0, 6)), (m, m), (m, m))
    assert kernel_order(h) == m * m // image_order_by_hermite(h) == 12
    assert kernel_invariants(h) == (12,)


def test_the_basis_lists_the_image_once() -> None:
    h = Homomorphism(((2, 0), (1, 2)), (4, 2), (4, 4))
    basis = image_basis(h)
    assert prod(c // row[i] for i, (c, row) in enumerate(zip(h.target, basis, strict=True))) == image_order(h)


@pytest.mark.parametrize(("rows", "found"), [(((1,),), "does not kill"), (((1, 2),), "shape")])
def test_ill_defined(rows: tuple[tuple[int, ...], ...], found: str) -> None:
    with pytest.raises(Mismatch, match=found):
        Homomorphism(rows, (4,), (6,))


def test_a_direct_sum_is_taken_apart() -> None:
    parts = [Homomorphism(((1, 2),), (4, 8), (4,)), Homomorphism((), (6,), ()), Homomorphism(((),), (), (9,))] * 4
    source, target = (sum((getattr(h, end) for h in parts), ()) for end in ("source", "target"))
    rows, at = [], 0
    for h in parts:
        rows += [(0,) * at + row + (0,) * (len(source) - at - len(row)) for row in h.rows]
        at += len(h.source)
    whole = Homomorphism(tuple(rows), source, target)
    assert [block.source for block in blocks(whole)][:3] == [(0, 1), (2,), (3, 4)]
    assert sorted(j for block in blocks(whole) for j in block.target) == list(range(len(target)))
    assert prod(kernel_invariants(whole)) == prod(prod(kernel_invariants(h)) for h in parts)
    assert prod(kernel_invariants(whole)) * image_order_by_hermite(whole) == prod(source)
    members = kernel_generators(whole)
    assert all(not any(sum(map(mul, row, v)) % m for row, m in zip(rows, target, strict=True)) for v in members)
    assert prod(triangular_orders(members, source)) == prod(kernel_invariants(whole))


def triangular_orders(members: list[tuple[int, ...]], orders: tuple[int, ...]) -> list[int]:
    return [mark.many for mark in pivots(triangular(members, orders), orders)]
