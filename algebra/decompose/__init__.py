"""Orthogonal splittings of R^d, the least dimensions of its parts, and cospans projected onto them."""

from algebra.decompose.allocation import Allocation, allocate, allocate_orthogonally, range_of
from algebra.decompose.determinants import determinant
from algebra.decompose.forms import Form, diagonal, dot
from algebra.decompose.listings import gaussian, submodules, subspaces
from algebra.decompose.projecting import Energies, energies, project
from algebra.decompose.splitting import (
    Isotropic,
    Splitting,
    gram,
    gram_determinant,
    nondegenerate,
    perp,
    radical,
    split,
    splitting,
)
from algebra.decompose.subspaces import Submodule, is_field, submodule, whole, zero

__all__ = [
    "Allocation",
    "Energies",
    "Form",
    "Isotropic",
    "Splitting",
    "Submodule",
    "allocate",
    "allocate_orthogonally",
    "determinant",
    "diagonal",
    "dot",
    "energies",
    "gaussian",
    "gram",
    "gram_determinant",
    "is_field",
    "nondegenerate",
    "perp",
    "project",
    "radical",
    "range_of",
    "split",
    "splitting",
    "submodule",
    "submodules",
    "subspaces",
    "whole",
    "zero",
]
