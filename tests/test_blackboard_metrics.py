"""A metric takes the values that its formula says."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product, zip_longest
from typing import Any

import pytest
from blackboard_cases import PIECE, M, P
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra.errors import Mismatch
from algebra.maps import Multiples
from algebra.metrics import Absolute, Hamming, Lee, Metric, Padic, Xadic
from algebra.rings import GF, QQ, ZZ, Multivariate, Polynomials, Product, Quotient, Ring, Zmod, as_table, module, power


def circle(step: int, m: int) -> int:
    """The least |step + k m| over the whole k, found among many."""
    return min(abs(step + k * m) for k in range(-20, 21))


def letter_by_letter(a: Any, b: Any) -> list[tuple[int, int]]:
    return list(zip_longest(a, b, fillvalue=0))


def p_adic(c: int, p: int) -> Fraction:
    """p^-v for the number v of times that p divides c; 0 for 0."""
    return Fraction(1, max(p**v for v in range(9) if c % p**v == 0)) if c else Fraction(0)


STRIP = [(n, c) for n in range(-3, 4) for c in range(4)]
NESTED = Product((M, Zmod(2)))
COORDINATES = r",\; a_{i} \text{ the additive coordinates of } a"
MEANT: list[tuple[Metric[Any], list[Any], str, Callable[[Any, Any], Any]]] = [
    (Lee(Zmod(5)), list(range(5)), r"\min(|a - b|, 5 - |a - b|)", lambda a, b: min(abs(a - b), 5 - abs(a - b))),
    (
        Lee(Product((ZZ, Zmod(4)))),
        STRIP,
        r"\sum_{i} \min_{k \in \mathbb{Z}} |a_{i} - b_{i} + k m_{i}|,\; (m_{i}) = (0, 4)",
        lambda a, b: sum(circle(s - t, m) for s, t, m in zip(a, b, (0, 4), strict=True)),
    ),
    (
        Lee(M, "linf"),
        list(M.elements()),
        r"\max_{i} \min_{k \in \mathbb{Z}} |a_{i} - b_{i} + k m_{i}|,\; (m_{i}) = (4, 6)",
        lambda a, b: max(circle(s - t, m) for s, t, m in zip(a, b, (4, 6), strict=True)),
    ),
    (
        Lee(PIECE, "l2"),
        list(PIECE.elements()),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 3 - |a_{i} - b_{i}|)^{2}",
        lambda a, b: sum(min(abs(s - t), 3 - abs(s - t)) ** 2 for s, t in letter_by_letter(a, b)),
    ),
    (
        Lee(P),
        list(P.elements()),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 12 - |a_{i} - b_{i}|)" + COORDINATES,
        lambda a, b: sum(
            min(abs(s - t), 12 - abs(s - t)) for s, t in zip(P.coordinates(a), P.coordinates(b), strict=True)
        ),
    ),
    (
        Lee(GF(9)),
        list(range(9)),
        r"\sum_{i} \min(|a_{i} - b_{i}|, 3 - |a_{i} - b_{i}|)" + COORDINATES,
        lambda a, b: circle(a % 3 - b % 3, 3) + circle(a // 3 - b // 3, 3),
    ),
    (Lee(power(Zmod(4), 0)), [()], "0", lambda a, b: 0),
    (Hamming(Zmod(8)), list(range(8)), r"[a \neq b]", lambda a, b: int(a != b)),
    (Hamming(P), list(P.elements()), r"[a \neq b]", lambda a, b: int(a != b)),
    (
        Hamming(PIECE),
        list(PIECE.elements()),
        r"|\{i : a_{i} \neq b_{i}\}|",
        lambda a, b: sum(s != t for s, t in letter_by_letter(a, b)),
    ),
    (
        Hamming(NESTED),
        list(NESTED.elements()),
        r"\text{the number of letters in which a and b differ}",
        lambda a, b: sum(s != t for s, t in zip((*a[0], a[1]), (*b[0], b[1]), strict=True)),
    ),
    (Padic(Zmod(8), 2), list(range(8)), r"2^{-v_{2}(a - b)}", lambda a, b: p_adic(a - b, 2)),
    (Padic(Zmod(6), 2), list(range(6)), r"2^{-v_{2}((a - b) \bmod 6)}", lambda a, b: p_adic((a - b) % 6, 2)),
    (
        Padic(module(2, 8), 2),
        list(module(2, 8).elements()),
        r"\max_{i} 2^{-v_{2}(a_{i} - b_{i})}",
        lambda a, b: max(p_adic(s - t, 2) for s, t in zip(a, b, strict=True)),
    ),
    (
        Padic(M, 3),
        list(M.elements()),
        r"\max_{i} 3^{-v_{3}((a_{i} - b_{i}) \bmod m_{i})},\; (m_{i}) = (4, 6)",
        lambda a, b: max(p_adic((s - t) % m, 3) for s, t, m in zip(a, b, (4, 6), strict=True)),
    ),
    (
        Xadic(Quotient(Zmod(2), (1, 1, 0, 1))),
        list(Quotient(Zmod(2), (1, 1, 0, 1)).elements()),
        r"2^{-\min \{i : a_{i} \neq b_{i}\}}",
        lambda a, b: max((Fraction(1, 2**i) for i, (s, t) in enumerate(letter_by_letter(a, b)) if s != t), default=0),
    ),
    (Absolute(Zmod(6), "l2"), list(range(6)), "|a - b|^{2}", lambda a, b: abs(a - b) ** 2),
    (
        Absolute(P),
        list(P.elements()),
        r"\sum_{i} |a_{i} - b_{i}|",
        lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]),
    ),
    (
        Absolute(PIECE, "linf"),
        list(PIECE.elements()),
        r"\max_{i} |a_{i} - b_{i}|",
        lambda a, b: max((abs(s - t) for s, t in letter_by_letter(a, b)), default=0),
    ),
    (
        Absolute(GF(4)),
        list(range(4)),
        r"\text{the l1 distance of the numbers by which a and b are written}",
        lambda a, b: abs(a - b),
    ),
]


@pytest.mark.parametrize(("metric", "points", "latex", "value"), MEANT, ids=lambda part: str(part)[:20])
def test_a_metric_takes_the_values_of_its_formula(
    metric: Metric[Any], points: list[Any], latex: str, value: Callable[[Any, Any], Any]
) -> None:
    assert metric.latex == f"d(a, b) = {latex}"
    assert [metric(a, b) for a, b in product(points, repeat=2)] == [value(a, b) for a, b in product(points, repeat=2)]


@pytest.mark.parametrize("space", [QQ, Polynomials(QQ), as_table(Zmod(2))], ids=str)
def test_a_metric_without_values_says_why(space: Ring[Any]) -> None:
    holder = "Q" if space.order is None else str(space)
    assert Lee(space).latex == rf"d(a, b) = \text{{undefined, as {holder} offers no additive coordinates}}"
    with pytest.raises(Mismatch, match="additive coordinates"):
        Lee(space)(space.zero, space.one)


NO_NUMBERS = [
    Polynomials(Polynomials(Zmod(4))),
    Polynomials(M),
    power(power(Zmod(4), 2), 2),
    Product((Zmod(4), P)),
    Multivariate(Zmod(4), ("x", "y")),
]


@pytest.mark.parametrize("space", NO_NUMBERS, ids=str)
def test_an_absolute_distance_without_numbers_is_undefined(space: Ring[Any]) -> None:
    d = Absolute(space)
    assert d.latex == r"d(a, b) = \text{undefined, as the components of a and b are no numbers}"
    for a, b in product((space.zero, space.one), repeat=2):
        with pytest.raises(Mismatch, match="are no numbers"):
            d(a, b)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=3), st.sampled_from([2, 3, 5]), st.data())
def test_a_p_adic_distance_speaks_of_residues_where_they_differ_from_numbers(
    orders: list[int], p: int, data: st.DataObject
) -> None:
    space = module(*orders)
    d = Padic(space, p)
    a, b = (data.draw(st.tuples(*[st.integers(0, m - 1) for m in orders])) for _ in range(2))
    steps = [((s - t) % m if r"\bmod" in d.latex else s - t) for s, t, m in zip(a, b, orders, strict=True)]
    assert d(a, b) == max(p_adic(step, p) for step in steps)


def test_multiples_and_distances_reach_below_zero() -> None:
    assert [Multiples(ZZ, ZZ, -3)(n) for n in (-2, 0, 2)] == [6, 0, -6]
    assert Xadic(Polynomials(ZZ, 3))((1, -2), (1, 5)) == Fraction(1, 2)
