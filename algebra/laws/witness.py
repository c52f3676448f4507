"""A witness: the points at which a law fails, and the failure in one sentence.

Main definitions
    Witness     points, says
    first       the first witness that some laws find
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Witness:
    """The first points at which a law fails, in the order of their carrier.

    Examples
    --------
    >>> print(Witness((1, 1), "f(1 + 1) = 0, f(1) + f(1) = 2"))
    f(1 + 1) = 0, f(1) + f(1) = 2
    """

    points: tuple[Any, ...]
    says: str

    def __str__(self) -> str:
        return self.says


def first(value: Any, *laws: Callable[[Any], Witness | None]) -> Witness | None:
    """The witness of the first law that fails at a value; None when all of them hold."""
    return next((w for law in laws if (w := law(value)) is not None), None)
