"""Rings as values, elements as plain values."""

from algebra.rings.element import Element
from algebra.rings.finite import GF
from algebra.rings.integers import QQ, ZZ, Integers, Rationals
from algebra.rings.modular import Zmod
from algebra.rings.multivariate import Multivariate
from algebra.rings.polynomial import Polynomials, from_sympy, to_sympy
from algebra.rings.product import Product, module, power
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring, finite, listing, moduli, sample
from algebra.rings.table import TableRing, Tables, as_table, tables

__all__ = [
    "GF",
    "QQ",
    "ZZ",
    "Element",
    "Integers",
    "Multivariate",
    "Polynomials",
    "Product",
    "Quotient",
    "Rationals",
    "Ring",
    "TableRing",
    "Tables",
    "Zmod",
    "as_table",
    "finite",
    "from_sympy",
    "listing",
    "module",
    "moduli",
    "power",
    "sample",
    "tables",
    "to_sympy",
]
