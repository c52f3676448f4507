"""Bilinear forms on R^d, by their Gram matrices.

        b(u, v) = u^t G v        q(v) = b(v, v)

Main definitions
    Form        ring, gram
    dot         the dot product of R^d
    diagonal    a_1 u_1 v_1 + ... + a_d u_d v_d

Laws
    A form need not be symmetric or nondegenerate: the theorems that ask for it say so.

References
    .. [1] S. Lang, *Algebra*, 3rd ed., 2002, XIII.6: bilinear forms and matrices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from algebra.blackboard import Shown, matrix
from algebra.errors import Mismatch, needed, tupled
from algebra.rings.product import Product, power
from algebra.rings.ring import Ring
from algebra.rings.writing import shown

Vector = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Form(Shown):
    """The bilinear form b(u, v) = u^t G v on R^d, for a matrix G over a commutative ring R.

    Raises
    ------
    Mismatch
        When the ring is none, the matrix is not square, or an entry lies outside the ring; when a vector has not d
        entries.

    Examples
    --------
    >>> from algebra.rings import Zmod
    >>> b = Form(Zmod(6), ((0, 1), (1, 2)))
    >>> b((1, 2), (3, 1)), b.q((1, 1)), b.values([(1, 0)], [(0, 1), (1, 1)])
    (5, 4, ((1, 1),))
    """

    ring: Ring[Any]
    gram: tuple[Vector, ...]

    def __post_init__(self) -> None:
        asked = f"a form over {self.ring}"
        needed(self.ring, Ring, asked, "the ring", "give a ring, such as GF(2) or QQ")
        gram = tupled(self.gram, asked, "a row", "give the rows of a square matrix")
        odd = next((i for i, row in enumerate(gram) if len(row) != len(gram)), None)
        if odd is not None:
            found = f"row {odd} of {len(gram)} has {len(gram[odd])} entries"
            raise Mismatch(asked, found, "give a square matrix")
        object.__setattr__(self, "gram", tuple(tuple(map(self.ring.coerce, row)) for row in gram))

    @property
    def d(self) -> int:
        """The rank of the free module R^d."""
        return len(self.gram)

    @property
    def space(self) -> Product:
        """The module R^d."""
        return power(self.ring, self.d)

    def __call__(self, u: Vector, v: Vector) -> Any:
        if not len(u) == len(v) == self.d:
            found = f"vectors of {len(u)} and {len(v)} entries"
            raise Mismatch(f"a value of {self}", found, f"give two of {self.d} entries")
        return self._times(self.against(u), v)

    def q(self, v: Vector) -> Any:
        """The value b(v, v)."""
        return self(v, v)

    def against(self, u: Vector) -> Vector:
        """The row u^t G of the functional b(u, ·)."""
        return tuple(self._times(u, column) for column in zip(*self.gram, strict=True))

    def values(self, rows: Sequence[Vector], columns: Sequence[Vector]) -> tuple[Vector, ...]:
        """The matrix of b(u, v), one row for each u and one column for each v."""
        return tuple(tuple(self._times(row, v) for v in columns) for row in map(self.against, rows))

    def _times(self, u: Vector, v: Vector) -> Any:
        R = self.ring
        return R.combine(R.mul(s, t) for s, t in zip(u, v, strict=True))

    @property
    def latex(self) -> str:
        ends = rf"{self.space.latex} \times {self.space.latex} \to {self.ring.latex}"
        return rf"{ends},\; (u, v) \mapsto u^{{t}} {matrix(self.gram, partial(shown, self.ring))} v"

    def __str__(self) -> str:
        return f"the form {' | '.join(' '.join(map(str, row)) for row in self.gram)} over {self.ring}"


def diagonal(ring: Ring[Any], entries: Iterable[Any]) -> Form:
    """The form a_1 u_1 v_1 + ... + a_d u_d v_d.

    Raises
    ------
    Mismatch
        When the ring is none, or an entry lies outside of it.

    Examples
    --------
    >>> from algebra.rings import QQ
    >>> print(diagonal(QQ, (1, "-1/2")))
    the form 1 0 | 0 -1/2 over Q
    """
    needed(ring, Ring, "a diagonal form", "the ring", "give a ring, such as GF(2) or QQ")
    needed(entries, Iterable, "a diagonal form", "the list", "give the entries (a_1, ..., a_d)")
    held = tuple(map(ring.coerce, entries))
    return Form(ring, tuple(tuple(a if i == j else ring.zero for j in range(len(held))) for i, a in enumerate(held)))


def dot(ring: Ring[Any], d: int) -> Form:
    """The dot product of R^d.

    Raises
    ------
    Mismatch
        When the ring is none, or d is no integer at least 0.

    Examples
    --------
    >>> from algebra.rings import GF
    >>> dot(GF(5), 2).q((1, 2))
    0
    """
    asked = f"the dot product of {ring}^{d}"
    needed(ring, Ring, asked, "the ring", "give a ring, such as GF(2) or QQ")
    needed(d, int, asked, "d", "give an integer d >= 0")
    if d < 0:
        raise Mismatch(asked, "there is no such module", "give d >= 0")
    return diagonal(ring, (ring.one,) * d)
