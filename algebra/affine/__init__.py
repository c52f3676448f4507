"""Fiber products of affine algebras over Q and F_p along a surjection, by generators and relations."""

from algebra.affine.algebras import Algebra, AlgebraCospan, Bases, algebra, bases, cospan, ill_defined, inhomogeneous
from algebra.affine.answer import Model, Presentation, contradiction, expression, member
from algebra.affine.counts import point_count, points
from algebra.affine.groebner import ENGINES, Basis, Contradiction
from algebra.affine.presentations import checked, hilbert_function, presentation

__all__ = [
    "ENGINES",
    "Algebra",
    "AlgebraCospan",
    "Bases",
    "Basis",
    "Contradiction",
    "Model",
    "Presentation",
    "algebra",
    "bases",
    "checked",
    "contradiction",
    "cospan",
    "expression",
    "hilbert_function",
    "ill_defined",
    "inhomogeneous",
    "member",
    "point_count",
    "points",
    "presentation",
]
