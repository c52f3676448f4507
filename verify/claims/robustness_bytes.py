"""Claims about noise on bytes: small where values wrap around, large where they do not.

        255 + 1 = 0 modulo 256       Lee: 1 apart       |a - b|: 255 apart

Main definitions
    Noise       a value modulo m and an integer that is added to it
    CLAIMS      wraparound (Lee), wraparound_plain (refuted)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import eq, le, lt
from typing import Any

from algebra.laws import Witness
from algebra.metrics import Absolute, Exact, Lee
from algebra.rings import Zmod
from verify.batch import Twofold
from verify.batches import robustness as batched
from verify.claim import Claim
from verify.claims.relaxation_sets import scopes
from verify.family import Block, given, radii

LEE = "C. Y. Lee, Some properties of nonbinary error-correcting codes, IRE Trans. Inf. Theory 4, 1958"
BYTES, VOCABULARIES = 256, (49_408, 50_257)
RANKED = "small scope first, then by m, the value, the noise 0, 1, -1, 2, -2, ..."


@dataclass(frozen=True, slots=True)
class Noise:
    """A value in 0, ..., m - 1 and the integer that is added to it modulo m."""

    m: int
    value: int
    noise: int

    @property
    def moved(self) -> int:
        """The value with the noise."""
        return (self.value + self.noise) % self.m

    def __str__(self) -> str:
        sign = "-" if self.noise < 0 else "+"
        return f"{self.value} {sign} {abs(self.noise)} = {self.moved} modulo {self.m}"


def slight(i: Noise) -> object | None:
    """|noise| <= 1."""
    return None if abs(i.noise) <= 1 else Witness((i.noise,), f"|{i.noise}| > 1")


def around(i: Noise) -> Exact:
    """The Lee distance of a value and the value with noise."""
    return Lee(Zmod(i.m))(i.moved, i.value)


def across(i: Noise) -> Exact:
    """The distance |a - b| of the representatives."""
    return Absolute(Zmod(i.m))(i.moved, i.value)


def moves(
    i: Noise, distance: Callable[[Noise], Exact] = around, keeps: Callable[[Exact, Exact], bool] = le
) -> object | None:
    """The value moves by at most 1."""
    far = distance(i)
    return None if keeps(far, 1) else Witness((i.value, i.moved), f"{i.value} and {i.moved} are {far} apart")


def as_much(i: Noise, distance: Callable[[Noise], Exact] = around) -> object | None:
    """The value moves by |noise|."""
    far = distance(i)
    return None if far == abs(i.noise) else Witness((i.value, i.moved), f"{i.value} and {i.moved} are {far} apart")


def _residues(*orders: int, top: int = 2) -> tuple[Block, ...]:
    """All values modulo each order, with all noise of size at most `top`."""
    noise = given(0, *(sign * n for n in range(1, top + 1) for sign in (1, -1)))
    return tuple((given(m), radii(m), noise) for m in orders)


NOISE = scopes(
    "values with noise",
    Noise,
    _residues(*range(1, 25), BYTES),
    _residues(*range(25, 129)),
    (
        *_residues(*range(129, BYTES), *range(BYTES + 1, 385)),
        *_residues(*VOCABULARIES, 1 << 16, 1 << 17, top=16),
    ),
)

SLIGHT = {"slight": Twofold(slight, batched.slight)}
CLAIMS: tuple[Claim[Any], ...] = (
    Claim(
        "robustness.wraparound",
        "noise of at most 1 moves a value modulo m by at most 1 in the Lee distance",
        LEE,
        SLIGHT,
        Twofold(moves, batched.moves),
        needs=("slight",),
        order=RANKED,
        families=NOISE,
        mutants={
            "< for ≤": partial(moves, keeps=lt),
            "= for ≤": partial(moves, keeps=eq),
            "by exactly the noise": as_much,
        },
    ),
    Claim(
        "robustness.wraparound_plain",
        "noise of at most 1 moves a value modulo m by at most 1 in the distance |a - b| of representatives",
        "what bytes without wrap-around tempt one to believe",
        SLIGHT,
        Twofold(partial(moves, distance=across), partial(batched.moves, distance=batched.across)),
        expected="refuted",
        order=RANKED,
        families=NOISE,
        mutants={
            "the Lee distance for |a - b|": moves,
            "< for ≤": partial(moves, distance=across, keeps=lt),
            "by exactly the noise": partial(as_much, distance=across),
        },
    ),
)
