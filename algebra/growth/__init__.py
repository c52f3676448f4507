"""The growth of relaxations with ε and with the dimension: exact, and symbolic where there is a formula."""

from algebra.growth.balls import ball_growth, ball_pieces
from algebra.growth.densities import (
    density,
    density_in_dimension,
    density_limit,
    letter_mean,
    letter_variance,
    radius,
    radius_bounds,
    radius_in_dimension,
    radius_interval,
    steady,
)
from algebra.growth.pieces import Piece, dimension, epsilon
from algebra.growth.relaxation import Growth, growth, leading
from algebra.growth.series import cumulated_product, generating_function

__all__ = [
    "Growth",
    "Piece",
    "ball_growth",
    "ball_pieces",
    "cumulated_product",
    "density",
    "density_in_dimension",
    "density_limit",
    "dimension",
    "epsilon",
    "generating_function",
    "growth",
    "leading",
    "letter_mean",
    "letter_variance",
    "radius",
    "radius_bounds",
    "radius_in_dimension",
    "radius_interval",
    "steady",
]
