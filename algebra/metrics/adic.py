"""Non-archimedean distances: p-adic and x-adic.

Main definitions
    Padic   p^-v, v the least valuation of a coordinate of a - b
    Xadic   2^-v, v the lowest degree in which two polynomials differ
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from algebra.errors import Mismatch
from algebra.linear import factor, valuation
from algebra.metrics.metric import Weight, along
from algebra.rings.polynomial import Polynomials
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring, moduli

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Padic(Weight[B]):
    """The p-adic distance p^-v, v the least valuation of a coordinate of a - b; 0 for equal points.

    Parameters
    ----------
    space : Ring
        A finite ring with additive coordinates, usually of orders p^k.
    p : int
        The prime.

    Raises
    ------
    Mismatch
        When p is no prime.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> d = Padic(Zmod(8), 2)
    >>> d(0, 4), d(1, 2), d(3, 3)
    (Fraction(1, 4), 1, 0)
    """

    space: Ring[B]
    p: int

    def __post_init__(self) -> None:
        if self.p < 2 or factor(self.p) != ((self.p, 1),):
            raise Mismatch(f"the {self.p}-adic distance", f"{self.p} is no prime", "take a prime")
        if 0 in moduli(self.space):
            raise Mismatch(f"the {self.p}-adic distance on {self.space}", "it has a coordinate in Z", "take Z_m")

    @property
    def mode(self) -> Literal["sum", "max"]:
        return "max"

    @property
    def scale(self) -> int:
        power = 1
        while power < max(moduli(self.space), default=1):
            power *= self.p
        return power

    def part(self, v: Sequence[int], columns: Sequence[int]) -> int:
        orders, top = moduli(self.space), self.scale
        rest = (c % orders[j] for c, j in zip(v, columns, strict=True))
        return max((top // self.p ** valuation(c, self.p) for c in rest if c), default=0)

    @property
    def latex(self) -> str:
        # modulo a power of p the residue of a - b is divided by p as often as a - b itself
        own = all(self.scale % m == 0 for m in moduli(self.space))

        def size(step: str, m: str) -> str:
            residue = step if own else rf"({step}) \bmod {m}"
            return f"{self.p}^{{-v_{{{self.p}}}({residue})}}"

        return "d(a, b) = " + along(self.space, r"\max_{i}", size)

    def __str__(self) -> str:
        return f"{self.p}-adic"


@dataclass(frozen=True, slots=True)
class Xadic(Weight[tuple[Any, ...]]):
    """The x-adic distance 2^-v, v the lowest degree in which two polynomials differ; 0 for equal ones.

    Parameters
    ----------
    space : Ring
        A polynomial piece, or R[x]/(h) (where the law `ultrametric` always holds and `submultiplicative`
        holds for h = x^n).

    Examples
    --------
    >>> from algebra.rings import Zmod, Quotient
    >>> Xadic(Quotient(Zmod(4), (0, 0, 0, 1)))((1, 2), (1, 0, 3))
    Fraction(1, 2)
    """

    space: Ring[tuple[Any, ...]]

    def __post_init__(self) -> None:
        if not isinstance(self.space, (Polynomials, Quotient)):
            raise Mismatch(f"the x-adic distance on {self.space}", "it has no variable", "take R[x]/(h) or a piece")
        moduli(self.space)

    @property
    def mode(self) -> Literal["sum", "max"]:
        return "max"

    @property
    def scale(self) -> int:
        return 1 << len(moduli(self.space)) // self._step

    @property
    def _step(self) -> int:
        assert isinstance(self.space, (Polynomials, Quotient))
        return len(moduli(self.space.coefficients))

    def part(self, v: Sequence[int], columns: Sequence[int]) -> int:
        orders, step, top = moduli(self.space), self._step, self.scale
        hit = (j for c, j in zip(v, columns, strict=True) if (c % orders[j] if orders[j] else c))
        return max((top >> j // step for j in hit), default=0)

    @property
    def latex(self) -> str:
        return r"d(a, b) = 2^{-\min \{i : a_{i} \neq b_{i}\}}"

    def __str__(self) -> str:
        return "x-adic"
