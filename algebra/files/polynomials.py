"""Polynomials in cospan files: {"vars": ["x", "y"], "ideal": ["y^2 - x^3"]}.

Main definitions
    read_variables      the ring of polynomials in the variables named
    read_polynomial     a polynomial by its text
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from algebra.errors import AlgebraError
from algebra.files.fields import Place
from algebra.rings.multivariate import Multivariate, Terms
from algebra.rings.ring import Ring


def read_variables(place: Place, base: Ring[Any], constants: Mapping[str, Any] | None = None) -> Multivariate:
    """The ring of polynomials in the variables that a list names."""
    names = tuple(entry.text() for entry in place.items())
    try:
        return Multivariate(base, names, constants or {})
    except AlgebraError as error:
        place.blame(error)


def read_polynomial(place: Place, ring: Multivariate) -> Terms:
    """The polynomial that a text names."""
    text = place.text()
    try:
        return ring(text)
    except AlgebraError as error:
        place.blame(error)
