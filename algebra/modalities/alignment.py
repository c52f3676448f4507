"""The answer about real pairs: what their common base compares, and what lies within each radius.

Main definitions
    Pair, Refusal   a pair as two polynomials; a pair that was left out, with the reason
    Alignment       the pairs, the classical fiber product and the profile of its ε-relaxations

Conventions
    The true pairs are (i, i), the false ones (i, j) with i ≠ j, even where a caption or an image repeats.  For
    lee-l2 ε is a squared distance.  Every number is an int or a Fraction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import gcd
from typing import Any

from algebra.modalities.profile import Polynomial, Step, auc

TELLING = tuple(map(Fraction, ("1/100", "1/20", "1/4", "1/2", "3/4", "19/20", "1")))


@dataclass(frozen=True, slots=True)
class Pair:
    """An image in Z_256[x] and its caption in Z_V[x]."""

    name: str
    image: Polynomial
    text: Polynomial
    caption: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pair that was left out, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Real pairs over their common base, and what lies within each radius.

    Parameters
    ----------
    source, credit : str
        Where the pairs come from, and whom to credit.
    vocabulary : str
    V : int
        The size of the vocabulary.
    size : int
        The side N of the patches.
    metric : str
    pairs : tuple of Pair
    refused : tuple of Refusal
    aligned : tuple of str
        The names of the true pairs in the classical fiber product.
    steps : tuple of Step
        The profile: one step for each distance taken, increasing.

    Notes
    -----
    Both sides live in degrees below n = max(N², longest text), where the fiber product has (256·V/g)^n elements.
    """

    source: str
    credit: str
    vocabulary: str
    V: int
    size: int
    metric: str
    pairs: tuple[Pair, ...]
    refused: tuple[Refusal, ...]
    aligned: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def g(self) -> int:
        """The characteristic gcd(256, V) of the largest common base."""
        return gcd(256, self.V)

    @property
    def degree(self) -> int:
        """The bound n below which the degrees of all images and texts lie."""
        return degree_bound(self.size, self.pairs)

    @property
    def base(self) -> str:
        """What the common base compares, in words."""
        if self.g == 1:
            return "the base is the zero ring: the fiber product is everything, it aligns nothing"
        if self.g == 2:
            return "only the parity of bytes and of token ids is compared"
        if self.g == 256:
            return "bytes are compared with token ids modulo 256"
        return f"only bytes and token ids modulo {self.g} are compared"

    @property
    def order(self) -> int:
        """The order (256·V/g)^n of the classical fiber product in degrees below n."""
        return int((256 * self.V // self.g) ** self.degree)

    @property
    def within_zero(self) -> Step:
        """The pairs over one point: those of the classical fiber product."""
        first = self.steps[0]
        return first if first.eps == 0 else Step(0, 0, 0)

    @property
    def by_chance(self) -> Fraction:
        """The mean number of true pairs in the fiber product, over all ways to pair the images with the texts."""
        return Fraction(self.within_zero.true + self.within_zero.false, len(self.pairs))

    @property
    def uniform(self) -> Fraction:
        """The mean number of pairs in the fiber product, for uniformly random polynomials: N/g^n."""
        return Fraction(len(self.pairs), self.g**self.degree)

    @property
    def auc(self) -> Fraction | None:
        """The chance that a true pair is nearer than a false one, ties counting one half; None without false pairs."""
        return auc(self.steps)

    @property
    def half(self) -> Step:
        """The first step with at least half of the true pairs within it."""
        return self.reaching(Fraction(1, 2))

    @property
    def telling(self) -> tuple[Step, ...]:
        """ε = 0, and the steps where the share of true pairs reaches 1, 5, 25, 50, 75, 95 and 100 percent."""
        return tuple(dict.fromkeys((self.within_zero, *map(self.reaching, TELLING))))

    @property
    def repeated_images(self) -> int:
        """The number of pairs whose patch an earlier pair has."""
        return len(self.pairs) - len({pair.image for pair in self.pairs})

    @property
    def repeated_texts(self) -> int:
        """The number of pairs whose text an earlier pair has."""
        return len(self.pairs) - len({pair.text for pair in self.pairs})

    def reaching(self, share: Fraction) -> Step:
        """The first step with at least a given share of the true pairs within it."""
        return next(step for step in self.steps if step.true >= share * len(self.pairs))

    def record(self) -> dict[str, Any]:
        """The alignment as plain data: integers, strings, lists and dicts; null for an AUC without false pairs.

        Notes
        -----
        Fractions are "p/q".  The order is there twice, as the exact integer and as a power.
        """
        names = ("source", "credit", "vocabulary", "V", "size", "metric", "degree", "g", "base")
        return {name: getattr(self, name) for name in names} | {
            "pairs": len(self.pairs),
            "refused": [{"name": r.name, "reason": r.reason} for r in self.refused],
            "repeated_images": self.repeated_images,
            "repeated_texts": self.repeated_texts,
            "order": self.order,
            "order_as_power": f"{256 * self.V // self.g}^{self.degree}",
            "aligned": list(self.aligned),
            "by_chance": quotient(self.by_chance),
            "uniform": f"{len(self.pairs)}/{self.g}^{self.degree}",
            "auc": None if self.auc is None else quotient(self.auc),
            "half": asdict(self.half),
            "profile": [asdict(step) for step in self.steps],
        }


def quotient(value: Fraction) -> str:
    """A rational number as "p/q"."""
    return f"{value.numerator}/{value.denominator}"


def degree_bound(size: int, pairs: Iterable[Pair]) -> int:
    """The bound n = max(N², longest text) on degrees."""
    return max(size * size, max(len(pair.text) for pair in pairs))
