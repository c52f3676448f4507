"""What the functions of growth refuse, each in a sentence."""

import pytest

from algebra.balls import ball_counts
from algebra.errors import Mismatch, NotFinite, TooLarge
from algebra.fiber import Cospan
from algebra.growth import (
    ball_growth,
    cumulated_product,
    density_in_dimension,
    generating_function,
    growth,
    leading,
    radius,
    radius_interval,
)
from algebra.maps import Identity, Matrix
from algebra.metrics import Hamming, Lee
from algebra.rings import ZZ, Zmod, module

BAD = [
    (lambda: ball_counts("l3", 2, 4), Mismatch, "unknown"),
    (lambda: ball_counts("l1", 2), Mismatch, "cap"),
    (lambda: ball_counts("hamming", 2, None, 3), Mismatch, "cap"),
    (lambda: ball_counts("l1", -1, 4), Mismatch, "negative"),
    (lambda: ball_counts("l1", 2, 0), Mismatch, "k >= 1"),
    (lambda: ball_counts("l1", 2, 2**40), TooLarge, "modulus"),
    (lambda: ball_counts("l2", 64, 1024), TooLarge, "smaller"),
    (lambda: ball_growth("l2", 2), Mismatch, "name k"),
    (lambda: ball_growth("l2", 2, 400), TooLarge, "steps"),
    (lambda: growth(Cospan(Identity(Zmod(4)), Identity(Zmod(4))), Lee(Zmod(5))), Mismatch, "measure in Z"),
    (lambda: growth(Cospan(Identity(ZZ), Identity(ZZ)), Lee(ZZ)), NotFinite, "infinite"),
    (
        lambda: growth(Cospan(*[Identity(module(2**22, 2**22))] * 2), Lee(module(2**22, 2**22))),
        TooLarge,
        "weights|radii",
    ),
    (lambda: leading(Cospan(*[Matrix(Zmod(4), Zmod(4), ((2,),))] * 2), Lee(Zmod(4))), Mismatch, "not Z"),
    (lambda: leading(Cospan(*[Identity(Zmod(4))] * 2), Hamming(Zmod(4))), Mismatch, "Lee"),
    (lambda: generating_function(Lee(Zmod(4), "linf")), Mismatch, "cumulated_product"),
    (lambda: cumulated_product(Lee(Zmod(4))), Mismatch, "generating_function"),
    (lambda: cumulated_product(Lee(ZZ, "linf")), Mismatch, "in Z"),
    (lambda: radius(2, 2, 4, "l1"), Mismatch, "more than 1"),
    (lambda: radius("-1/2", 2, 4, "l1"), Mismatch, "negative"),
    (lambda: radius_interval(1, 2, 4, "l1"), Mismatch, "0 < ρ < 1"),
    (lambda: radius_interval("1/2", 2, 4, "linf"), Mismatch, "none"),
    (lambda: density_in_dimension("l1", 4, 1000), TooLarge, "128"),
]


@pytest.mark.parametrize(("asked", "error", "told"), BAD)
def test_refusals(asked: object, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        asked()
