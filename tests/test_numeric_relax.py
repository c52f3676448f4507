"""Relaxations listed by joins, against a double loop in exact numbers."""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product
from operator import sub

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import algebra.relax as module
from algebra.errors import Mismatch, NotFinite
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Identity, Map, Table
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Metric, Padic, Xadic
from algebra.numeric import join
from algebra.relax import FEW, FIRST, Relaxation, distance_counts, relax, weighted_distances
from algebra.rings import GF, QQ, ZZ, Polynomials, Product, Quotient, Zmod, power
from algebra.rings import module as finite_module

HUGE = 10**25
TABLE = Distances(Zmod(3), ((0, 3, 1), (3, 0, 2), (Fraction(1, 2), 2, 0)))


class Odd(Lee):
    """A distance of another kind than its base says."""

    __slots__ = ()

    def __call__(self, a, b):
        return 1 + super().__call__(a, b)


METRICS: list[Metric] = [
    *(Lee(finite_module(4, 7, 1), norm) for norm in ("l1", "l2", "linf")),
    *(Lee(power(ZZ, 2), norm) for norm in ("l1", "l2", "linf")),
    Lee(Product((ZZ, Zmod(6)))),
    Lee(Zmod(10**30)),
    Lee(Zmod(1)),
    Lee(Polynomials(Zmod(3))),
    Lee(Polynomials(Zmod(5), 2), "l2"),
    Hamming(power(Zmod(2), 4)),
    Hamming(power(GF(4), 2)),
    Hamming(Polynomials(Zmod(3), 2)),
    Hamming(power(ZZ, 2)),
    Padic(Zmod(9), 3),
    Padic(Zmod(9), 2),
    Padic(finite_module(4, 6), 2),
    Padic(finite_module(8, 2), 2),
    Xadic(Polynomials(Zmod(3), 2)),
    Xadic(Quotient(Zmod(2), (0, 0, 0, 1))),
    Discrete(QQ),
    Discrete(GF(9)),
    Discrete(power(Zmod(3), 2)),
    *(Absolute(QQ, norm) for norm in ("l1", "l2", "linf")),
    Absolute(power(QQ, 2), "l2"),
    Absolute(power(ZZ, 2), "linf"),
    Absolute(Product((QQ, Zmod(5)))),
    Absolute(Product(())),
    Absolute(Zmod(7)),
    Absolute(GF(8)),
    TABLE,
    Odd(Zmod(5)),
]


def points(space):
    """Elements of a carrier, with far and with repeated ones among them."""
    if isinstance(space, Product):
        return st.tuples(*map(points, space.factors))
    if space == ZZ:
        return st.integers(-3, 3) | st.sampled_from([HUGE, -HUGE, HUGE + 1, 2**63 - 1, -(2**63)])
    if space == QQ:
        return st.fractions(-2, 2, max_denominator=6) | st.sampled_from([Fraction(HUGE, 3), Fraction(1, 2**80), 1, 0])
    if space.order is None:
        return st.builds(space, st.lists(st.integers(0, 2), max_size=3))
    if space.order > 1000:
        return st.sampled_from([0, 1, space.order - 1, space.order // 2, space.order // 2 + 1])
    return st.sampled_from(list(space.elements()))


@st.composite
def relaxations(draw):
    d = draw(st.sampled_from(METRICS))
    f, g = (draw(st.lists(points(d.space), min_size=1, max_size=9)) for _ in range(2))
    taken = {d(a, b) for a, b in product(f, g)}
    eps = draw(st.sampled_from(sorted({*taken, *(Fraction(t) / 2 for t in taken), *(t + 1 for t in taken)})))
    maps = (Table(Zmod(len(values)), d.space, tuple(values)) for values in (f, g))
    return Relaxation(Cospan(*maps), d, eps)


def double_loop(F):
    f, g = (h.values for h in (F.cospan.f, F.cospan.g))
    return [(i, j) for i, a in enumerate(f) for j, b in enumerate(g) if F.metric(a, b) <= F.eps]


def places(F):
    return [pair for i, j in F.blocks() for pair in zip(i.tolist(), j.tolist(), strict=True)]


@settings(deadline=None, max_examples=250)
@given(relaxations(), st.sampled_from([(2, 4), (1, 1), (64, 64)]), st.sampled_from([1, 3, 1 << 16]))
def test_joins_list_what_a_double_loop_lists(F, strips, chunk):
    truth = double_loop(F)
    # the elements of Z_n are their places
    assert list(F) == places(F) == truth
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("FEW", 0), ("FIRST", strips[0]), ("MOST", strips[1]), ("CHUNK", chunk)):
            patch.setattr(module, name, value)
        assert list(F) == places(F) == truth


@settings(deadline=None, max_examples=60)
@given(relaxations())
def test_the_relaxation_is_the_join_of_coordinates(F):
    if type(F.metric) not in (Lee, Hamming, Padic, Xadic) or F.metric.space.order is None:
        return
    u, v = ([F.metric.space.coordinates(z) for z in h.values] for h in (F.cospan.f, F.cospan.g))
    if not u[0]:
        return
    try:
        found = join(u, v, F.metric, F.eps)
    except Mismatch:
        assert isinstance(F.metric, Padic)
        return
    assert list(zip(found.i.tolist(), found.j.tolist(), strict=True)) == list(F)


@settings(deadline=None, max_examples=100)
@given(relaxations(), st.sampled_from([1, 2, 10**40]), st.booleans())
def test_distances_of_points_with_multiplicities(F, size, alike):
    d, sides = F.metric, [Counter(h.values) for h in (F.cospan.f, F.cospan.g)]
    left, right = (Counter({z: size if alike else n * size for z, n in side.items()}) for side in sides)
    truth = Counter()
    for (a, n), (b, k) in product(left.items(), right.items()):
        truth[d(a, b)] += n * k
    assert weighted_distances(d, left, right) == truth
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WORTH", 0)
        assert weighted_distances(d, left, right) == truth


@pytest.mark.parametrize(
    "d",
    [
        Lee(power(Zmod(5), 2)),
        Lee(power(Zmod(5), 2), "l2"),
        Hamming(power(Zmod(5), 2)),
        Padic(power(Zmod(4), 2), 2),
        Absolute(power(Zmod(5), 2), "linf"),
        Discrete(power(Zmod(5), 2)),
    ],
    ids=str,
)
def test_more_than_few_pairs_are_listed_without_a_call_of_the_metric(monkeypatch, d):
    X = Product((d.space, Zmod(3)))
    values = tuple(x for x, _ in X.elements())
    F = Relaxation(Cospan(Table(X, d.space, values), Identity(d.space)), d, 1)
    truth = [(x, z) for x in X.elements() for z in d.space.elements() if d(F.cospan.f(x), z) <= 1]
    assert X.order * d.space.order >= FEW
    found = Counter(d(F.cospan.f(x), z) for x, z in product(X.elements(), d.space.elements()))
    assert all(pair in F for pair in truth)
    monkeypatch.setattr(type(d), "__call__", None)
    assert list(F) == truth
    where = {z: n for n, z in enumerate(d.space.elements())}
    assert places(F) == [(F.cospan.X.rank(x), where[z]) for x, z in truth]
    assert distance_counts(F.cospan, d) == found


def test_compiled_loops_list_the_same(monkeypatch):
    S = power(Zmod(8), 2)
    relaxations = [relax(Cospan(Identity(S), Identity(S)), d, 2) for d in (Lee(S), Lee(S, "linf"), Hamming(S))]
    plain = [list(F) for F in relaxations]
    monkeypatch.setattr(module, "MANY", 1 << 10)
    assert [list(F) for F in relaxations] == plain


@dataclass(frozen=True)
class Counted(Map):
    """A map whose calls are counted."""

    dom: object
    cod: object
    at: int
    calls: list = field(default_factory=list, compare=False)

    def __call__(self, a):
        self.calls.append(a)
        return a[-self.at :]


@pytest.mark.parametrize("kind", [Lee, Hamming, Absolute, Discrete])
def test_the_first_pairs_of_a_huge_relaxation_come_at_once(kind):
    X, Z = power(Zmod(256), 64), power(Zmod(16), 2)
    f = Counted(Product((*X.factors[:62], *Z.factors)), Z, 2)
    F = relax(Cospan(f, Identity(Z)), kind, 1)
    first = list(islice(F, 5))
    assert len(f.calls) <= FIRST
    assert [x for x, _ in first] == sorted(x for x, _ in first)
    assert all(pair in F for pair in first)
    assert len(set(first)) == 5
    f.calls.clear()
    block = next(F.blocks())
    assert len(f.calls) <= FIRST
    assert block.i[0] == 0 == block.j[0]
    f.calls.clear()
    many = list(islice(F, 3 * FIRST))
    assert len(f.calls) <= 8 * FIRST
    assert many[:5] == first


def test_what_no_join_knows_is_mapped_one_by_one():
    X = Product((*power(Zmod(256), 40).factors, *power(Zmod(4), 1).factors))
    Z = power(Zmod(4), 1)
    f = Counted(X, Z, 1)
    table = Distances(Z, tuple(tuple(abs(a - b) for b in range(4)) for a in range(4)))
    F = relax(Cospan(f, Identity(Z)), table, 1)
    assert [y for _, y in islice(F, 2)] == [(0,), (1,)]
    assert len(f.calls) == 1


def test_polynomials_of_different_lengths_are_compared_as_if_with_zeros():
    P, X = Polynomials(Zmod(3), 2), Zmod(30)
    values = tuple(P.elements()) * 3 + ((), (1,), (0, 1))
    F = Relaxation(Cospan(Table(X, P, values), Table(X, P, values)), Absolute(P), 1)
    padded = [(*value, 0, 0)[:2] for value in values]
    near = [(x, y) for x in range(30) for y in range(30) if sum(map(abs, map(sub, padded[x], padded[y]))) <= 1]
    assert list(F) == near
    assert places(F) == near


def test_carriers_without_an_end_and_without_an_element():
    with pytest.raises(NotFinite):
        list(relax(Cospan(Identity(ZZ), Identity(ZZ)), Lee, 1))
    with pytest.raises(NotFinite):
        list(relax(Cospan(Identity(ZZ), Identity(ZZ)), Lee, 1).blocks())
    nowhere = FiberProduct(Cospan(Table(Zmod(1), Zmod(2), (0,)), Table(Zmod(1), Zmod(2), (1,))))
    assert nowhere.order == 0
    F = relax(Cospan(Table(nowhere, Zmod(2), ()), Identity(Zmod(2))), Lee, 1)
    assert list(F) == places(F) == []
    G = relax(Cospan(Identity(Zmod(2)), Table(nowhere, Zmod(2), ())), Lee, 1)
    assert list(G) == places(G) == []


def test_relaxations_of_middling_size_import_no_compiler():
    text = """
import sys
from algebra.fiber import Cospan
from algebra.maps import Identity
from algebra.metrics import Lee
from algebra.relax import relax
from algebra.rings import Zmod
assert len(list(relax(Cospan(Identity(Zmod(1000)), Identity(Zmod(1000))), Lee, 1))) == 3000
print(sorted({"numba", "torch"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
