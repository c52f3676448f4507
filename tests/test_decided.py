"""Statements about distances are decided rightly: against all small spaces, other solvers and known theorems."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from verify.claim import ClaimError
from verify.decided import Proved, Refuted, d, decide, either, number, points
from verify.decided.answers import Chain, Proof
from verify.decided.linear import rows, solved
from verify.decided.terms import PSEUDOMETRIC, Atom, Form, Inequality, Part, combined

Values = Mapping[Atom, Fraction | int]
x, y, z, w = points("x y z w")
a, b, c = map(number, "abc")
ORDERED = ("nonnegative", "zero", "ultrametric")


def law_holds(law: str, names: tuple[str, ...], v: Values) -> bool:
    triples = list(product(names, repeat=3))
    return {
        "nonnegative": all(v[p, q] >= 0 for p in names for q in names),
        "zero": all(v[p, p] == 0 for p in names),
        "symmetric": all(v[p, q] == v[q, p] for p in names for q in names),
        "triangle": all(v[p, r] <= v[p, q] + v[q, r] for p, q, r in triples),
        "ultrametric": all(v[p, r] <= max(v[p, q], v[q, r]) for p, q, r in triples),
    }[law]


def value(form: Form, v: Values) -> Fraction | int:
    return sum(k * v[t] for t, k in form.terms)


def true(said: Inequality, v: Values) -> bool:
    return value(said.form, v) < 0 if said.strict else value(said.form, v) <= 0


def fails(said: list[Inequality], then: Inequality, v: Values) -> bool:
    return not true(then, v) and all(true(one, v) for one in said)


def lawful(laws: tuple[str, ...], v: Values) -> bool:
    names = tuple(dict.fromkeys(p for t in v if len(t) == 2 for p in t))
    return all(law_holds(law, names, v) for law in laws)


def summed_up(proof: Proof, said: list[Inequality], then: Inequality) -> tuple[dict[Atom, Fraction], bool]:
    """The sum of the premises of a proof, each stated again, and whether one of them is strict."""
    total: list[tuple[Fraction, Form]] = []
    strict = False
    for label, k in proof.premises:
        match label:
            case ("goal",):
                form, one = -1 * then.form, not then.strict
            case ("given", n):
                form, one = said[int(n)].form, said[int(n)].strict
            case ("nonnegative", name):
                form, one = -1 * number(name), False
            case ("nonnegative", p, q):
                form, one = -1 * d(p, q), False
            case ("zero", p):
                form, one = d(p, p), False
            case ("symmetric", p, q):
                form, one = d(p, q) - d(q, p), False
            case ("triangle", p, q, r):
                form, one = d(p, r) - d(p, q) - d(q, r), False
        assert k > 0 or label[0] in ("zero", "symmetric")
        total.append((k, form))
        strict |= one
    return dict(combined(total)), strict


def reached(chain: Chain, said: list[Inequality], then: Inequality) -> set[tuple[Atom, Fraction]]:
    """The terms that the steps of a chain put below the right side of a conclusion."""
    low = {*then.sides[1].terms}
    for label in chain.steps:
        match label:
            case ("given", n):
                term, when = said[int(n)].sides
            case ("zero", p):
                term, when = d(p, p), Form()
            case ("symmetric", p, q):
                term, when = d(p, q), d(q, p)
            case ("ultrametric", p, q, r):
                term, when = d(p, r), combined([(1, d(p, q))] if (p, q) == (q, r) else [(1, d(p, q)), (1, d(q, r))])
        assert low.issuperset(when.terms)
        low.update(term.terms)
    return low


def agrees(said: list[Inequality], then: Inequality, laws: tuple[str, ...], box: str) -> None:
    """The answer is right: its space refutes; or its proof adds up, and no space of a box refutes."""
    answer = decide(*said, then=then, laws=laws)
    if isinstance(answer, Refuted):
        v = answer.space.values
        assert lawful(laws, v)
        assert fails(said, then, v)
        assert all(k.denominator == 1 for k in v.values())
        return
    assert not any(fails(said, then, v) for v in within(box, laws))
    for _, _, proof in answer.proofs:
        if isinstance(proof, Proof):
            assert summed_up(proof, said, then) == ({}, True)
        else:
            assert set(then.sides[0].terms[:1]) <= reached(proof, said, then)


FACTORS = st.sampled_from((-2, -1, -1, 0, 0, 1, 1, 2))


@st.composite
def inequalities(draw: st.DrawFn, atoms: tuple[Form, ...]) -> Inequality:
    form = combined((draw(FACTORS), t) for t in atoms)
    return Inequality(form, draw(st.booleans()))


def three_points(symmetric: bool, top: int, *names: str) -> Iterator[Values]:
    """Distances of x, y, z up to a bound, 0 on the diagonal, and numbers."""
    pairs = [(s, t) for s in (x, y, z) for t in (x, y, z) if (s < t if symmetric else s != t)]
    for found in product(range(top + 1), repeat=len(pairs) + len(names)):
        v = dict(zip([*pairs, *((name,) for name in names)], found, strict=True))
        yield {(s, s): 0 for s in (x, y, z)} | ({(t, s): v[s, t] for s, t in pairs} if symmetric else {}) | v


def two_points() -> Iterator[Values]:
    """Distances of x and y that may be below 0, on the diagonal too, and a number."""
    for found in product(*[range(-1, 3)] * 4, range(3)):
        yield dict(zip([(x, x), (x, y), (y, x), (y, y), ("a",)], found, strict=True))


BOXES = {
    "symmetric": lambda: three_points(True, 3, "a"),
    "levels": lambda: three_points(False, 2, "a"),
    "two": two_points,
}


@cache
def within(box: str, laws: tuple[str, ...]) -> list[Values]:
    return [v for v in BOXES[box]() if lawful(laws, v)]


TRIANGLE = (d(x, y), d(y, z), d(x, z), a)
PAIR = (d(x, x), d(x, y), d(y, x), d(y, y), a)
LEVELS = (d(x, y), d(y, x), d(y, z), d(x, z), a)
SOME_LAWS = st.sets(st.sampled_from(PSEUDOMETRIC)).map(lambda kept: tuple(law for law in PSEUDOMETRIC if law in kept))


@given(st.lists(inequalities(TRIANGLE), max_size=3), inequalities(TRIANGLE))
@settings(max_examples=120, deadline=None)
def test_statements_about_three_points_of_a_pseudometric(said: list[Inequality], then: Inequality) -> None:
    agrees(said, then, PSEUDOMETRIC, "symmetric")


@given(st.lists(inequalities(PAIR), max_size=3), inequalities(PAIR), SOME_LAWS)
@settings(max_examples=120, deadline=None)
def test_each_law_can_be_dropped(said: list[Inequality], then: Inequality, laws: tuple[str, ...]) -> None:
    agrees(said, then, laws, "two")


PAIRS = st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)).map(lambda pair: pair[0] <= pair[1])


@given(st.lists(PAIRS, max_size=4), PAIRS, st.booleans())
@settings(max_examples=100, deadline=None)
def test_ultrametric_statements(said: list[Inequality], then: Inequality, symmetric: bool) -> None:
    agrees(said, then, (*ORDERED, *["symmetric"] * symmetric), "levels")


# ------------------------------------------------------------------------------------------------- known theorems


def test_the_quadrilateral_inequality() -> None:
    noise = (d(x, z) <= a, d(y, w) <= b)
    assert isinstance(decide(*noise, then=d(x, y) - d(z, w) <= a + b), Proved)
    assert isinstance(decide(*noise, then=d(x, y) - d(z, w) <= a), Refuted)


@pytest.mark.parametrize("n", [3, 4, 6])
def test_a_path_is_at_least_as_long_as_the_way(n: int) -> None:
    names = points(" ".join(f"p{i}" for i in range(n)))
    way = combined((1, d(p, q)) for p, q in pairwise(names))
    answer = decide(then=d(names[0], names[-1]) <= way)
    assert isinstance(answer, Proved)
    ((_, _, proof),) = answer.proofs
    assert isinstance(proof, Proof)
    assert sum(label[0] == "triangle" for label, _ in proof.premises) == n - 2
    assert isinstance(decide(then=2 * d(names[0], names[-1]) <= way), Refuted)


def test_distances_are_at_least_0_by_symmetry_and_the_triangle_inequality_alone() -> None:
    answer = decide(then=d(x, y) >= 0, laws=("symmetric", "triangle"))
    assert isinstance(answer, Proved)
    ((_, _, proof),) = answer.proofs
    assert isinstance(proof, Proof)
    assert {label[0] for label, _ in proof.premises} == {"goal", "symmetric", "triangle"}
    for laws in (("zero", "triangle"), ("zero", "symmetric")):
        answer = decide(then=d(x, y) >= 0, laws=laws)
        assert isinstance(answer, Refuted)
        assert answer.space.values[x, y] < 0


def test_the_least_space_is_found() -> None:
    answer = decide(d(x, y) <= a, d(y, z) <= a, then=d(x, z) < 2 * a)
    assert isinstance(answer, Refuted)
    assert set(answer.space.values.values()) == {0}
    answer = decide(d(x, y) <= a, d(y, z) > 0, d(y, z) <= a, then=d(x, z) < 2 * a)
    assert isinstance(answer, Refuted)
    assert sorted(set(answer.space.values.values())) == [0, 1, 2]


def test_proofs_have_no_premise_too_many() -> None:
    idle = [d(x, w) <= a, d(w, z) <= 2 * b, d(y, w) <= c]
    answer = decide(*idle, d(x, y) <= a, d(y, z) <= b, then=d(x, z) <= a + b)
    assert isinstance(answer, Proved)
    labels = [label for _, _, proof in answer.proofs if isinstance(proof, Proof) for label, _ in proof.premises]
    assert labels == [("given", "3"), ("given", "4"), ("goal",), ("triangle", x, y, z)]


def test_either_is_decided_in_both_cases() -> None:
    apart = either(d(x, y) + 2 * a <= b, b + 2 * a < d(x, y))
    noise = [d(x, z) <= a, d(y, w) <= a, apart]
    for p, q in ((d(x, y), d(z, w)), (d(z, w), d(x, y))):
        answer = decide(*noise, p <= b, then=q <= b)
        assert isinstance(answer, Proved)
        assert [case for _, case, _ in answer.proofs] == [(0,), (1,)]
        assert isinstance(decide(*noise[:2], p <= b, then=q <= b), Refuted)


def test_several_conclusions_are_each_decided() -> None:
    answer = decide(d(x, y) <= a, then=[d(y, x) <= a, d(x, x) <= a])
    assert isinstance(answer, Proved)
    assert [part for part, _, _ in answer.proofs] == [0, 1]
    answer = decide(d(x, y) <= a, then=[d(y, x) <= a, d(x, z) <= a])
    assert isinstance(answer, Refuted)
    assert answer.part == 1


@given(st.lists(inequalities((d(x, y), d(y, z), d(z, w), d(x, w), d(x, z), a, b)), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_another_solver_finds_values_exactly_where_there_are_some(said: list[Inequality]) -> None:
    part = Part({"laws": PSEUDOMETRIC, "near": tuple(said)}, d(x, y) <= d(z, w))
    every = rows(part, {("near", str(k)): one for k, one in enumerate(said)})
    columns = [number(*t) if len(t) == 1 else d(*t) for t in part.atoms]
    feasible, found = solved(columns, [row.said for row in every])
    A = np.array([[float(dict(row.said.form).get(t, 0)) for t in part.atoms] for row in every])
    other = linprog(np.ones(len(columns)), A, [-1.0 if row.said.strict else 0.0 for row in every], method="highs")
    assert other.status == (0 if feasible else 2)
    assert not feasible or float(sum(found.values())) == pytest.approx(other.fun)


# --------------------------------------------------------------------------------------------- language and refusals


def test_inequalities_are_told_as_they_are_written() -> None:
    assert str(d(x, y) - a <= b / 2) == "d(x, y) ≤ a + 1/2·b"
    assert str(d(x, y) > 0) == "0 < d(x, y)"
    assert str(a >= b) == "b ≤ a"
    assert str(either(a <= 0, b > 0)) == "a ≤ 0 or 0 < b"
    assert str(Form()) == "0"
    assert d(x, y) - d(x, y) == Form()
    assert hash(2 * a + b) == hash(b + a * 2)


def test_a_chain_is_told_step_by_step() -> None:
    answer = decide(then=d(x, x) <= a, laws=ORDERED)
    assert isinstance(answer, Proved)
    assert answer.proofs == ((0, (), Chain((("zero", x),))),)
    assert str(decide(then=a <= a, laws=ORDERED)) == "proved: nothing to show"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: d(x, y) <= 1, "1 is a constant"),
        (lambda: decide(then=a <= b, laws=("euclidean",)), "euclidean is no law of distances"),
        (lambda: decide(d(x, y) <= a + b, then=a <= b, laws=ORDERED), "does not compare two terms"),
        (lambda: decide(d(x, y) < a, then=a <= b, laws=ORDERED), "does not compare two terms"),
        (lambda: decide(2 * a <= b, then=a <= b, laws=ORDERED), "does not compare two terms"),
        (lambda: decide(then=a <= b, laws=("ultrametric",)), "add the law nonnegative"),
    ],
)
def test_what_is_not_in_the_language_is_refused(asked: object, says: str) -> None:
    with pytest.raises(ClaimError, match=says):
        asked()  # type: ignore[operator]


# ------------------------------------------------------------------------------------------------------------ misuse


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: decide(a <= b <= c, then=a <= c), "a ≤ b is a statement, and has no truth of its own"),
        (lambda: decide(then=a <= b <= a + b), "write x <= y <= z as x <= y, y <= z"),
        (lambda: max(a, b), "is a statement"),
        (lambda: decide(a == b, then=a <= b), "False is no inequality"),
        (lambda: decide(a <= b, then=[]), "there is no conclusion"),
        (lambda: decide(a <= b, then=either(a <= b, b <= a)), "is no inequality"),
        (lambda: decide("triangle", then=a <= b), "triangle is no inequality"),  # type: ignore[arg-type]
        (lambda: either(a, b), "a is no inequality"),  # type: ignore[arg-type]
        (lambda: decide(then=a <= b, laws="triangel"), "triangel is no law"),
        (lambda: 0.5 * a, "0.5 is no exact factor"),
        (lambda: a / 2.0, "2.0 is no exact factor"),
        (lambda: a <= 0.0, "0.0 is a constant"),
        (lambda: points("x, y"), "'x,' is no name"),
        (lambda: points("x y x"), "x is named twice"),
        (lambda: number(""), "'' is no name"),
        (lambda: d(a, x), "'a' is no name"),  # type: ignore[arg-type]
        (lambda: d(x, 3), "'3' is no name"),  # type: ignore[arg-type]
    ],
)
def test_what_would_be_left_out_or_misread_is_refused(asked: object, says: str) -> None:
    with pytest.raises(ClaimError) as caught:
        asked()  # type: ignore[operator]
    assert says in str(caught.value)


def test_laws_may_be_any_collection() -> None:
    for laws in (iter(["symmetric"]), {"symmetric"}, "symmetric"):
        assert isinstance(decide(then=d(x, y) <= d(y, x), laws=laws), Proved)  # type: ignore[arg-type]
