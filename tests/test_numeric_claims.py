"""The numeric claims: each form of a join is exact, all ways to be wrong are told, the least failure is the least."""

from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from itertools import islice, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.metrics import Absolute, Discrete, Hamming, Lee, Padic, Xadic
from algebra.numeric import Means, Pairs, count, degree, join, profile
from algebra.numeric.spaces import elsewhere
from algebra.rings import QQ, Quotient, Zmod, module, power
from verify import recheck
from verify.batches import joins
from verify.batches.joins import FLOATS, MEANS, apart, arrays, forms, listed, tally
from verify.check import cells, merge, necessity, survivors, verdict
from verify.claims import numeric
from verify.claims.numeric_agreement import SIDES, Compared, agrees, placed, points
from verify.claims.numeric_naive import REACH
from verify.data import datum, put
from verify.family import grid, radii
from verify.family import listed as members
from verify.rows import rows

CLAIMS = {claim.id: claim for claim in numeric.CLAIMS}
AGREEMENT = CLAIMS["numeric.agreement"]
HALVES = tuple((Fraction(a, 2), Fraction(b, 4)) for a in range(-2, 3) for b in range(-1, 3))
THIRDS = tuple((Fraction(a, 3), Fraction(b, 5)) for a in range(-2, 3) for b in range(-1, 3))
JOINS = [
    (Lee(Zmod(7), "l1"), points(Zmod(7)), 2),
    (Lee(module(4, 6), "l2"), points(module(4, 6)), 5),
    (Lee(module(3, 3), "linf"), points(module(3, 3)), 1),
    (Hamming(power(Zmod(2), 5)), points(power(Zmod(2), 5)), 2),
    (Hamming(power(Zmod(3), 2)), points(power(Zmod(3), 2)), 1),
    (Padic(Zmod(27), 3), points(Zmod(27)), Fraction(1, 4)),
    (Xadic(Quotient(Zmod(2), (0, 0, 0, 1))), points(Quotient(Zmod(2), (0, 0, 0, 1))), Fraction(1, 2)),
    (Discrete(Zmod(6)), points(Zmod(6)), 0),
    (Absolute(power(QQ, 2), "l2"), HALVES, Fraction(5, 16)),
    (Absolute(power(QQ, 2), "l1"), THIRDS, Fraction(8, 15)),
    (Absolute(power(QQ, 2), "linf"), HALVES, 1),
]


def brute(d, u, v, eps):
    return [[int(far <= eps) for far in line] for line in apart(d, u, v)]


# ----------------------------------------------------------------------------------------------------- the claims


@pytest.mark.parametrize("name", CLAIMS)
def test_verdicts_on_the_small_scope(name):
    claim = CLAIMS[name]
    family = claim.family("small")
    merged = merge([cells(claim, family, r, 3) for r in range(3)])
    found = verdict(claim, family, "small", merged)
    assert (found.name, found.checked) == (claim.expected, family.cardinality)
    assert {need.hypothesis for need in necessity(claim, merged) if need.status == "needed"} >= set(claim.needs)
    assert survivors(claim, family) == []


@pytest.mark.parametrize("name", CLAIMS)
def test_cardinalities_are_known_before_and_grow(name):
    sizes = [CLAIMS[name].family(scope).cardinality for scope in ("small", "standard", "large")]
    assert sizes == sorted(set(sizes))
    for scope in ("small", "standard", "large"):
        family = CLAIMS[name].family(scope)
        assert family.miscounted() is None
        assert family.size == family.cardinality


def test_the_digest_of_the_rows_is_one_of_the_set():
    family = AGREEMENT.family("small")
    for chunk in islice(family.chunks(), 0, None, 4):
        found = rows(AGREEMENT, family, chunk).reshape(-1, 2)
        block = family.blocks[chunk.block]
        parts = [members(pool) for pool in block[:4]]
        truth = [
            near
            for d, u, v, eps in product(*parts)
            for _ in members(block[4])
            for line in brute(d, u, v, eps)
            for near in line
        ]
        # both bits on the side where the pair is, none on the other
        assert found.tolist() == [[3 * near, 3 - 3 * near] for near in truth]


# ---------------------------------------------------------------------------------------------------- each form


@pytest.mark.parametrize(("d", "u", "eps"), JOINS, ids=[str(j[0]) for j in JOINS])
@pytest.mark.parametrize("means", MEANS)
def test_every_form_lists_the_set(d, u, eps, means):
    v = u[::-1][: len(u) - 1]
    truth = brute(d, u, v, eps)
    every = listed(d, u, v, eps, means)
    assert len(every) >= (4 if means == "numpy" else 1)
    for name, times in every:
        assert times.tolist() == truth, name


@pytest.mark.parametrize(("d", "u", "eps"), JOINS, ids=[str(j[0]) for j in JOINS])
def test_counts_agree_with_the_set(d, u, eps):
    truth = brute(d, u, u, eps)
    for name, rows_of in arrays(u, isinstance(d, Absolute)).items():
        assert degree(rows_of, rows_of, d, eps, means=Means()).tolist() == [sum(line) for line in truth], name
        assert count(rows_of, rows_of, d, eps, means=Means()) == sum(map(sum, truth)), name
        taken = sorted(far for line in apart(d, u, u) for far in line)
        assert profile(rows_of, rows_of, d)[max(taken)] == len(taken)
        assert profile(rows_of, rows_of, d, [eps])[eps] == sum(map(sum, truth))


@pytest.mark.parametrize("library", ["torch", "jax.numpy", "array_api_strict"])
@pytest.mark.parametrize(("d", "u", "eps"), JOINS, ids=[str(j[0]) for j in JOINS])
def test_libraries_that_are_installed_list_the_set(library, d, u, eps):
    if find_spec(library.split(".")[0]) is None:
        pytest.skip(f"{library} is not installed")
    xp = import_module(library)
    kinds = ("uint8", "int16", "float32") if library == "array_api_strict" else ("uint8", "int16", "float16", "float32")
    every = [xp.asarray(rows_of) for name, rows_of in arrays(u, isinstance(d, Absolute)).items() if name in kinds]
    assert every or u is THIRDS
    for rows_of in every:
        if elsewhere(rows_of) and isinstance(d, (Padic, Xadic)):
            with pytest.raises(Mismatch, match="not offered"):
                join(rows_of, rows_of, d, eps)
            continue
        found = join(rows_of, rows_of, d, eps)
        assert {type(column) for column in found} == {type(rows_of)}
        assert tally(found, (len(u), len(u))).tolist() == brute(d, u, u, eps)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["l1", "l2", "linf"]),
    st.integers(0, 70),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=5),
    st.data(),
)
def test_points_far_from_0_and_radii_at_ties(norm, shift, u, v, data):
    d, at = Absolute(power(QQ, 2), norm), 1 << shift
    u, v = (tuple((at + a, Fraction(b, 8)) for a, b in rows) for rows in (u, v))
    far = data.draw(st.sampled_from(sorted({c for line in apart(d, u, v) for c in line})))
    eps = max(far + data.draw(st.sampled_from([0, Fraction(1, 10**9), -Fraction(1, 10**9)])), Fraction(0))
    truth = brute(d, u, v, eps)
    for name, times in listed(d, u, v, eps, "numpy"):
        assert times.tolist() == truth, name


@settings(deadline=None, max_examples=40)
@given(st.lists(st.fractions(max_denominator=64), min_size=1, max_size=4).map(lambda r: tuple((c,) for c in r)))
def test_a_type_is_offered_only_where_it_holds_each_number(u):
    for name, rows_of in arrays(u, True).items():
        assert [[Fraction(c) for c in row] for row in np.asarray(rows_of, dtype=object)] == [list(row) for row in u], (
            name
        )


def test_the_types_are_those_that_hold_the_numbers():
    assert list(arrays(((65504,), ((0.5).as_integer_ratio()[0],)), True))[:2] == ["int64", "float16"]
    assert "float16" not in arrays(((65505,),), True)
    assert "float32" not in arrays(((REACH + 1,),), True)
    assert list(arrays(((1 << 70,),), False)) == ["lists"]
    assert set(arrays(((Fraction(1, 2),),), True)) == {*(np.dtype(k).name for k in FLOATS), "lists", "texts"}
    spread = arrays(((1, 2), (3, 4)), False)["read-only columns"]
    assert not spread.flags.writeable
    assert not spread.flags.contiguous
    assert spread.tolist() == [[1, 2], [3, 4]]


def test_one_row_duplicates_and_no_rows():
    d = Absolute(power(QQ, 1), "l2")
    for form in forms(d, ((0,),) * 3, ((0,), (1,)), 0, "numpy"):
        assert tally(join(form.u, form.v, d, 0, **form.options), (3, 2)).tolist() == [[1, 0]] * 3, form.name
        if not isinstance(form.u, list) and not isinstance(form.v, list):
            assert tally(join(form.u[:0, :], form.v, d, 0), (0, 2)).size == 0, form.name
            assert join(form.u, form.v[:0, :], d, 0).j.shape == (0,), form.name


def test_an_algorithm_that_does_not_suit_is_refused():
    with pytest.raises(Mismatch, match="does not suit"):
        join([[0]], [[1]], Lee(Zmod(5)), 1, algorithm="gemm")


# ---------------------------------------------------------------------------------------------- ways to be wrong


def test_wrong_lists_are_told():
    i = Compared(Lee(Zmod(3)), ((0,), (1,)), ((0,), (2,)), 0, "numpy", 0, 0, "within")
    assert (agrees(i), placed(i)) == (None, None)
    every = [(0, 0), (0, 1)]
    for wrong in (Pairs([], []), Pairs([0, 0], [0, 0]), Pairs([0, 0], [1, 0])):
        pairs = Pairs(*(np.array(c, dtype=np.int64) for c in wrong))
        table = (("a form", np.array([[1, 0], [0, 0]])), ("wrong", tally(pairs, (2, 2))))
        assert str(agrees(i, lambda *_, table=table: table)).startswith("wrong: the pair is listed")
    assert tally(Pairs(*np.array(every).T), (2, 2)).tolist() == [[1, 1], [0, 0]]


def test_a_backend_that_loses_ties_in_one_type_is_refuted(monkeypatch):
    def strict(u, v, d, eps, **how):
        found = join(u, v, d, eps, **how)
        if not all(isinstance(side, np.ndarray) and side.dtype == np.int16 for side in (u, v)):
            return found
        kept = [k for k, (x, y) in enumerate(zip(*found, strict=True)) if abs(int(u[x, 0]) - int(v[y, 0])) < eps]
        return Pairs(found.i[kept], found.j[kept])

    def found_on(block):
        listed.cache_clear()
        family = grid("one join", Compared, block)
        merged = cells(AGREEMENT, family, 0, 1)
        return verdict(AGREEMENT, family, "small", merged)

    rows_of = ((0,), (1,), (300,))
    block = (
        put(Absolute(power(QQ, 1))),
        put(rows_of),
        put(rows_of),
        put(1),
        put("numpy"),
        radii(3),
        radii(3),
        put(*SIDES),
    )
    assert found_on(block).name == "holds"
    monkeypatch.setattr(joins, "join", strict)
    found = found_on(block)
    monkeypatch.undo()
    listed.cache_clear()
    assert found.name == "refuted"
    assert found.counterexample.witness == "int16: the pair is listed 0 times"
    assert found.counterexample.instance.startswith("|a - b| l1; u_0 = (0); v_1 = (1); ε = 1; within")


def test_a_pair_is_on_one_side():
    for side, x, y in product(SIDES, range(3), range(3)):
        i = Compared(Lee(Zmod(3)), points(Zmod(3)), points(Zmod(3)), 0, "numpy", x, y, side)
        assert (placed(i) is None) == ((x == y) == (side == "within"))
        assert (agrees(i) is None) == (placed(i) is None)


# ------------------------------------------------------------------------------------- the independent definition


@pytest.mark.parametrize(("d", "u", "eps"), JOINS, ids=[str(j[0]) for j in JOINS])
def test_the_independent_checker_measures_the_same(d, u, eps):
    found = recheck.measure(datum(d))
    v = recheck.cloud(datum(u))
    table = [[recheck.between(found, a, b) for b in v] for a in v]
    assert table == [list(line) for line in apart(d, u, u)]


@pytest.mark.parametrize(
    "data",
    [
        ("absolute", "l3"),
        ("lee", ("module", 5), "hamming"),
        ("lee", ("module", 0), "l1"),
        ("padic", ("module", 4), 4),
        ("table", ("module", 1), ((0,),)),
        ("xadic", 2, 17),
        ("lee", ("ring", 5), "l1"),
        ("hamming", ("module", 2), "l1"),
    ],
)
def test_what_is_no_distance_of_rows_is_rejected(data):
    with pytest.raises(recheck.Rejected):
        recheck.measure(data)


@pytest.mark.parametrize("data", [(), ((1,), (1, 2)), (("1/0",),), (("-2/4",),), (((1,),),), ((1 << 81,),)])
def test_what_are_no_rows_is_rejected(data):
    with pytest.raises(recheck.Rejected):
        recheck.cloud(data)
