"""Cospans, cones and fiber products."""

from algebra.fiber.cospan import Cone, Cospan, disagreement, fibers, histogram, marked
from algebra.fiber.product import FiberProduct, subgroup_of

__all__ = ["Cone", "Cospan", "FiberProduct", "disagreement", "fibers", "histogram", "marked", "subgroup_of"]
