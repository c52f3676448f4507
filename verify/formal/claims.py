"""The claims that Coq can decide on finite instances, and how their components are put together there.

        relaxation.monotone: d; f, g; a, b   ->   monotone : claim table (maps * maps) (N * N)

Main definitions
    Saying          the term of a claim, and where its components go
    SAYINGS         by the id of a claim
    joined          a nest of names as pairs
    names           all names in a nest, in order
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Nest = Any
GROUPS = "X Y Z"


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as Coq has it.

    Parameters
    ----------
    term : str
        The name of the claim in Coq.
    spaces, maps, numbers : nested pairs of str
        The components, as they are paired in Coq.
    groups : str
        The carriers whose tables of sums the claim speaks of.
    squares : bool
        Whether distances may be squares: radii are neither added nor scaled, and no triangle inequality is asked.
    fixed : tuple of str
        The components that are not multiplied by the common denominator, as others are multiplied by them.
    power : int
        The tests of an instance are that power of the number of tuples of points.
    """

    term: str
    spaces: Nest
    maps: Nest
    numbers: Nest
    groups: str = ""
    squares: bool = False
    fixed: tuple[str, ...] = ()
    power: int = 1


TWO, NESTED, FOUR = ("f", "g"), ("a", "b"), (("f", "g"), ("f2", "g2"))
NOISY = (NESTED, "eps")


def _noise(term: str, numbers: Nest = NOISY) -> Saying:
    return Saying(term, "d", FOUR, numbers)


SAYINGS: dict[str, Saying] = {
    "relaxation.monotone": Saying("monotone", "d", TWO, NESTED, squares=True),
    "relaxation.limit_zero": Saying("limit_zero", "d", TWO, "eps", squares=True),
    "relaxation.limit_infinity": Saying("limit_infinity", "d", TWO, "eps", squares=True, power=2),
    "relaxation.composition": Saying("composition", "d", (TWO, "h"), NESTED),
    "relaxation.equivalence": Saying("equivalences", "d", "f", "eps", power=3),
    "relaxation.functorial": Saying("functorial", ("d", "e"), (("h", "f"), "g"), ("L", "eps"), fixed=("L",)),
    "relaxation.subgroup": Saying("subgroups", "d", TWO, "eps", GROUPS, power=2),
    "relaxation.sum": Saying("sum", "d", TWO, NESTED, GROUPS, power=2),
    "relaxation.quotient": Saying("quotient", "d", TWO, "eps", GROUPS, power=2),
    "relaxation.quotient_converse": Saying("quotient_converse", "d", (), (), "Z", squares=True),
    "relaxation.growth": Saying("growth", "d", TWO, "eps", GROUPS, squares=True, power=2),
    "classical.order": Saying("order", (), TWO, (), GROUPS, power=2),
    "robustness.inclusion": _noise("inclusion"),
    "robustness.sandwich": _noise("sandwich"),
    "robustness.gap": _noise("gap"),
    "robustness.count": _noise("count"),
    "robustness.interleaving": _noise("interleaving", NESTED),
    "robustness.unchanged": _noise("unchanged"),
    "robustness.input": Saying("inputs", ("d", ("dx", "dy")), TWO, (("L", "M"), "eps"), fixed=("dx", "dy"), power=2),
    "robustness.ultrametric": _noise("tolerance"),
}


def names(nest: Nest) -> list[str]:
    """All names in a nest, in order.

    Examples
    --------
    >>> names(((("a", "b"), "eps")))
    ['a', 'b', 'eps']
    """
    return [nest] if isinstance(nest, str) else [name for part in nest for name in names(part)]


def joined(nest: Nest, term: Callable[[str], str], pair: str, nothing: str) -> str:
    """A nest of names as nested pairs of their terms.

    Examples
    --------
    >>> joined((("a", "b"), "eps"), str.upper, "({}, {})", "tt")
    '((A, B), EPS)'
    """
    if isinstance(nest, str):
        return term(nest)
    if not nest:
        return nothing
    left, right = (joined(part, term, pair, nothing) for part in nest)
    return pair.format(left, right)
