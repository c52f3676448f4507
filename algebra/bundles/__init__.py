"""Bundles of finite carriers, and bundles over graphs by transition functions."""

from algebra.bundles.bundle import (
    Bundle,
    Trivialization,
    Uneven,
    each_section,
    fiber_product,
    pullback,
    trivial,
)
from algebra.bundles.cocycle import (
    Cocycle,
    Trivial,
    Twisted,
    cocycle,
    holonomy,
    holonomy_group,
    trivialize,
)
from algebra.bundles.covers import induced, isomorphism, moebius, product, regauge, total
from algebra.bundles.graph import Graph, cycle_graph, walk
from algebra.bundles.retract import Retract, shared_bundle
from algebra.bundles.sections import global_sections, sections

__all__ = [
    "Bundle",
    "Cocycle",
    "Graph",
    "Retract",
    "Trivial",
    "Trivialization",
    "Twisted",
    "Uneven",
    "cocycle",
    "cycle_graph",
    "each_section",
    "fiber_product",
    "global_sections",
    "holonomy",
    "holonomy_group",
    "induced",
    "isomorphism",
    "moebius",
    "product",
    "pullback",
    "regauge",
    "sections",
    "shared_bundle",
    "total",
    "trivial",
    "trivialize",
    "walk",
]
