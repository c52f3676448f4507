"""Cospans, cones and fiber products."""

from algebra.fiber.cospan import Cone, Cospan, disagreement, fibers, histogram
from algebra.fiber.product import FiberProduct, subgroup_of

__all__ = ["Cone", "Cospan", "FiberProduct", "disagreement", "fibers", "histogram", "subgroup_of"]
