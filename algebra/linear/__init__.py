"""Exact linear algebra: finite abelian groups, and matrices over Z_m, Z, Q and GF(q)."""

from algebra.linear.groups import (
    Homomorphism,
    Matrix,
    ill_defined,
    image_basis,
    image_order,
    image_order_by_hermite,
    invariant_factors,
    kernel_generators,
    kernel_invariants,
    kernel_order,
    primes,
)
from algebra.linear.primes import factor, valuation
from algebra.linear.residues import Smith, howell, smith
from algebra.linear.spans import image, kernel, meet, member, rank, solve, span

__all__ = [
    "Homomorphism",
    "Matrix",
    "Smith",
    "factor",
    "howell",
    "ill_defined",
    "image",
    "image_basis",
    "image_order",
    "image_order_by_hermite",
    "invariant_factors",
    "kernel",
    "kernel_generators",
    "kernel_invariants",
    "kernel_order",
    "meet",
    "member",
    "primes",
    "rank",
    "smith",
    "solve",
    "span",
    "valuation",
]
