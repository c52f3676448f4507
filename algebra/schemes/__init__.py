"""Affine schemes over GF(q) and their fiber products."""

from algebra.schemes.howe import double_cover, howe, howe_count
from algebra.schemes.joins import (
    Histogram,
    SchemeCounts,
    counts,
    histogram,
    join,
    meet,
    pairs,
    point_count,
    self_check,
)
from algebra.schemes.neighbourhoods import agree, contact, neighbourhood
from algebra.schemes.scheme import (
    Morphism,
    Scheme,
    SchemeCospan,
    coordinate_ring,
    morphism,
    projections,
    scheme,
)
from algebra.schemes.search import blocks, extension_of, points, values
from algebra.schemes.tangents import tangent_map, tangent_scheme

__all__ = [
    "Histogram",
    "Morphism",
    "Scheme",
    "SchemeCospan",
    "SchemeCounts",
    "agree",
    "blocks",
    "contact",
    "coordinate_ring",
    "counts",
    "double_cover",
    "extension_of",
    "histogram",
    "howe",
    "howe_count",
    "join",
    "meet",
    "morphism",
    "neighbourhood",
    "pairs",
    "point_count",
    "points",
    "projections",
    "scheme",
    "self_check",
    "tangent_map",
    "tangent_scheme",
    "values",
]
