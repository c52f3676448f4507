"""What can go wrong, as data: each error holds what was asked, what was found and what to try.

Main definitions
    AlgebraError            the root; its message is made from its fields
    Mismatch                ends that do not meet, values that do not belong, data that states no object
    NotInvertible           an inverse that does not exist
    NotFinite               a finite object was needed
    NotFinitelyGenerated    a finite presentation was needed
    TooLarge                finite, but beyond what is listed
    Missing                 an optional package that is not installed
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class AlgebraError(Exception):
    """A question that has no answer, told in one sentence.

    Examples
    --------
    >>> print(Mismatch("3 in Z_2", "representatives are 0 and 1", "use Zmod(2).coerce(3)"))
    3 in Z_2: representatives are 0 and 1; use Zmod(2).coerce(3)
    """

    asked: str
    found: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.asked}: {self.found}" + (f"; {self.hint}" if self.hint else "")


class Mismatch(AlgebraError):
    """Ends that do not meet, a value outside its carrier, or data that states no object."""


class NotInvertible(AlgebraError):
    """An inverse was asked of an element that has none."""


class NotFinite(AlgebraError):
    """A finite object was needed, and the one given is infinite."""


class NotFinitelyGenerated(AlgebraError):
    """A finite presentation was needed, and there is none."""


class TooLarge(AlgebraError):
    """The object is finite, but beyond what can be listed."""


class Missing(AlgebraError):
    """An optional package is needed and is not installed."""
