"""Maps between carriers as plain data."""

from algebra.maps.canonical import homomorphism, reduce
from algebra.maps.chinese import Chinese, chinese
from algebra.maps.linear import Linear
from algebra.maps.map import Composite, Identity, Map
from algebra.maps.polynomial import Coefficientwise, Evaluation
from algebra.maps.product import Pairing, Projection, Sum
from algebra.maps.scalar import Frobenius, Multiples, Reduction, times
from algebra.maps.table import Matrix, Table, all_tables, table

__all__ = [
    "Chinese",
    "Coefficientwise",
    "Composite",
    "Evaluation",
    "Frobenius",
    "Identity",
    "Linear",
    "Map",
    "Matrix",
    "Multiples",
    "Pairing",
    "Projection",
    "Reduction",
    "Sum",
    "Table",
    "all_tables",
    "chinese",
    "homomorphism",
    "reduce",
    "table",
    "times",
]
