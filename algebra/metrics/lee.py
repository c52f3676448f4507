"""Distances of words: Lee (wrap-around) and Hamming.

Main definitions
    Lee         |c| = min(c, m - c) in each coordinate, joined by l1, l2 (squared) or linf
    Hamming     the number of letters that differ
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from algebra.blackboard import words
from algebra.errors import Mismatch
from algebra.metrics.metric import Weight, along
from algebra.rings.polynomial import Polynomials
from algebra.rings.product import Product
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring, moduli

B = TypeVar("B")
Norm = Literal["l1", "l2", "linf"]
# how each joins the coordinates
NORMS = {"l1": r"\sum_{i}", "l2": r"\sum_{i}", "linf": r"\max_{i}"}


@dataclass(frozen=True, slots=True)
class Lee(Weight[B]):
    """The Lee (wrap-around) distance in additive coordinates, joined by a norm.

    Parameters
    ----------
    space : Ring
        A ring with additive coordinates; a coordinate in Z counts by its absolute value.
    norm : {"l1", "l2", "linf"}
        How coordinates are joined; for "l2" the value is the sum of squares.

    Raises
    ------
    Mismatch
        When the norm is unknown or the space has no coordinates.

    Notes
    -----
    |c| = min(c, m - c): over Z_m the quotient metric of |a - b| on Z [1]_.

    References
    ----------
    .. [1] C. Y. Lee, "Some properties of nonbinary error-correcting codes", IRE Trans. Inf. Theory 4, 1958.

    Examples
    --------
    >>> from algebra.rings import Zmod, module
    >>> Lee(Zmod(256))(255, 0), Lee(module(8, 8), "l2")((7, 3), (0, 0))
    (1, 10)
    """

    space: Ring[B]
    norm: Norm = "l1"

    def __post_init__(self) -> None:
        if self.norm not in NORMS:
            raise Mismatch(f"the norm {self.norm!r}", "it is unknown", "take l1, l2 or linf")

    @property
    def mode(self) -> Literal["sum", "max"]:
        return "max" if self.norm == "linf" else "sum"

    @property
    def squared(self) -> bool:
        return self.norm == "l2"

    def part(self, v: Sequence[int], columns: Sequence[int]) -> int:
        orders = moduli(self.space)
        steps = [min(c % orders[j], -c % orders[j]) if orders[j] else abs(c) for c, j in zip(v, columns, strict=True)]
        if self.norm == "linf":
            return max(steps, default=0)
        return sum(steps) if self.norm == "l1" else sum(c * c for c in steps)

    def weigh(self, vectors: NDArray[Any], columns: Sequence[int]) -> NDArray[Any]:
        orders = moduli(self.space)
        period = np.array([orders[j] for j in columns], dtype=vectors.dtype)
        steps = np.minimum(vectors, period - vectors)
        if not len(columns):
            return np.zeros(len(vectors), dtype=np.int64)
        if self.norm == "linf":
            return np.asarray(steps.max(axis=1))
        return np.asarray((steps if self.norm == "l1" else steps * steps).sum(axis=1))

    @property
    def latex(self) -> str:
        return f"d(a, b) = {along(self.space, NORMS[self.norm], lambda *step: raised(self.norm, around(*step)))}"

    def __str__(self) -> str:
        return f"Lee {self.norm}"


@dataclass(frozen=True, slots=True)
class Hamming(Weight[B]):
    """The number of letters in which two words differ.

    Notes
    -----
    The letters of a product are those of its factors, of a polynomial its coefficients; an element of Z_m or
    GF(q) is one letter.

    Examples
    --------
    >>> from algebra.rings import GF, power
    >>> Hamming(power(GF(4), 2))((3, 1), (0, 1))
    1
    """

    space: Ring[B]

    @property
    def groups(self) -> list[list[int]]:
        sizes = letters(self.space)
        ends = list(accumulate(sizes))
        return [list(range(end - size, end)) for size, end in zip(sizes, ends, strict=True)]

    def part(self, v: Sequence[int], columns: Sequence[int]) -> int:
        orders = moduli(self.space)
        hit = {j for c, j in zip(v, columns, strict=True) if (c % orders[j] if orders[j] else c)}
        return sum(not hit.isdisjoint(group) for group in self.groups)

    @property
    def latex(self) -> str:
        S = self.space
        if letter(S):
            return r"d(a, b) = [a \neq b]"
        parts = S.factors if isinstance(S, Product) else [getattr(S, "coefficients", S)]
        if all(map(letter, parts)):
            return r"d(a, b) = |\{i : a_{i} \neq b_{i}\}|"
        return f"d(a, b) = {words('the number of letters in which a and b differ')}"

    def __str__(self) -> str:
        return "Hamming"


def raised(norm: Norm, step: str) -> str:
    """An absolute value in LaTeX, squared where the norm sums squares.

    Examples
    --------
    >>> raised("l2", "|a - b|")
    '|a - b|^{2}'
    """
    return f"{step}^{{2}}" if norm == "l2" else step


def around(step: str, modulus: str) -> str:
    r"""The distance from 0 on the circle Z_m in LaTeX; on Z, which is Z_0, the absolute value.

    Examples
    --------
    >>> print(around("a - b", "4"), around("a - b", "m"))
    \min(|a - b|, 4 - |a - b|) \min_{k \in \mathbb{Z}} |a - b + k m|
    """
    if modulus == "0":
        return f"|{step}|"
    # a modulus that varies may be 0, and then m - |a - b| is no distance
    known = modulus.isdecimal()
    return rf"\min(|{step}|, {modulus} - |{step}|)" if known else rf"\min_{{k \in \mathbb{{Z}}}} |{step} + k {modulus}|"


def letter(space: Ring[Any]) -> bool:
    """Whether an element is one letter, and no word."""
    return not isinstance(space, (Product, Polynomials, Quotient))


def letters(space: Ring[Any]) -> list[int]:
    """The number of additive coordinates of each letter of a word."""
    if isinstance(space, Product):
        return [size for factor in space.factors for size in letters(factor)]
    if isinstance(space, Quotient):
        space = space.residues
    if isinstance(space, Polynomials) and space.degree is not None:
        return letters(space.coefficients) * space.degree
    return [len(moduli(space))]
