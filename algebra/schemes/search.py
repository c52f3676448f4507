"""The points of an affine scheme over GF(q) and its extensions.

        x_1, then x_2, ..., each equation as soon as its variables are known

Main definitions
    points          all points, in lexicographic order
    blocks          the same in pieces, so that nothing large is held
    values          the values of a map at points
    lifted          polynomials over GF(q) read over GF(q^k)

Notes
    The variables are fixed one after another: the partial points that satisfy every equation in the variables known
    are extended by all q^k values of the next, a block at a time.  Where an equation is linear in the next variable
    with a constant coefficient, its value is computed instead.  The whole grid is listed only if no equation tells
    sooner.

References
    .. [1] R. Lidl and H. Niederreiter, *Finite Fields*, 2nd ed., 1997, Section 6.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from algebra.errors import Mismatch, TooLarge
from algebra.rings.arrays import Array, FieldArrays, arrays, embedding
from algebra.rings.finite import GF, LARGEST
from algebra.rings.multivariate import Terms
from algebra.rings.ring import LISTABLE
from algebra.schemes.scheme import Morphism, Scheme

BLOCK = 1 << 18
SEARCH = 1 << 32


def extension_of(field: GF, k: int) -> GF:
    """The field GF(q^k).

    Raises
    ------
    Mismatch
        When k < 1.
    TooLarge
        When there is no table of it.
    """
    if k < 1:
        raise Mismatch(f"an extension of {field} of degree {k}", "the degree is at least 1", "take k = 1, 2, ...")
    if k > 1 and field.q.bit_length() * k > LARGEST.bit_length() * 2:
        raise TooLarge(f"GF({field.q}^{k})", "there is no table of so large a field", f"the limit is {LARGEST}")
    return field if k == 1 else GF(field.q**k)


def lifted(field: GF, polynomials: Sequence[Terms], k: int) -> tuple[Terms, ...]:
    """Polynomials over GF(q), their coefficients taken to GF(q^k)."""
    if k == 1:
        return tuple(polynomials)
    images = embedding(field, k)
    return tuple(tuple((e, int(images[c])) for e, c in h) for h in polynomials)


@dataclass(frozen=True, slots=True)
class Stage:
    """What is known once the next variable is fixed: the equations that now have all their variables.

    Parameters
    ----------
    equations : tuple of Terms
    solved : Terms or None
        The next variable as a polynomial in those before, where an equation gives it.
    """

    equations: tuple[Terms, ...]
    solved: Terms | None


def points(scheme: Scheme, extension: int = 1) -> Array:
    """All points over GF(q^k), one a row, in lexicographic order.

    Raises
    ------
    TooLarge
        When there are more than 2^22, the search is too long, or the field has no table.

    Examples
    --------
    >>> from algebra.schemes.scheme import scheme
    >>> points(scheme(GF(3), ["x", "y"], ["y^2 - x^3 + x"])).tolist()
    [[0, 0], [1, 0], [2, 0]]
    """
    found, total = [np.zeros((0, scheme.dimension), dtype=np.int64)], 0
    for block in blocks(scheme, extension):
        total += len(block)
        if total > LISTABLE:
            raise TooLarge(f"the points of {scheme}", f"there are more than {LISTABLE}", "count instead of listing")
        found.append(block)
    rows = np.concatenate(found)
    if order(scheme) == tuple(range(scheme.dimension)):
        return rows
    return rows[np.lexsort(rows.T[::-1])]


def blocks(scheme: Scheme, extension: int = 1) -> Iterator[Array]:
    """The points over GF(q^k) in pieces; lexicographic where the variables are fixed in their order.

    Raises
    ------
    TooLarge
        When the field has no table, or more than 2^32 candidates have been tried.
    """
    A = arrays(extension_of(scheme.field, extension))
    ideal = lifted(scheme.field, scheme.ideal, extension)
    if any(h and not any(h[0][0]) for h in ideal):
        return
    fixed, tried = order(scheme), 0
    back = np.argsort(np.array(fixed, dtype=np.int64))
    for n, found in _search(A, stages(A, ideal, fixed), np.zeros((1, 0), dtype=np.int64)):
        tried += n
        if tried > SEARCH:
            raise TooLarge(f"the points of {scheme} over {A.field}", f"more than {SEARCH} candidates", "add equations")
        if found is not None:
            yield found[:, back]


def order(scheme: Scheme) -> tuple[int, ...]:
    """The order in which variables are fixed: next are always those that the shortest equation still lacks."""
    needed = [{i for e, _ in h for i, k in enumerate(e) if k} for h in scheme.ideal]
    out: list[int] = []
    while lacking := [sorted(h - set(out)) for h in needed if not h <= set(out)]:
        shortest = min(lacking, key=_length_first)
        out += shortest
    return tuple(out + [i for i in range(scheme.dimension) if i not in out])


def _length_first(variables: list[int]) -> tuple[int, list[int]]:
    return len(variables), variables


def stages(A: FieldArrays, ideal: Sequence[Terms], fixed: Sequence[int]) -> tuple[Stage, ...]:
    """For each variable in the order fixed, what can be asked once it is known."""
    turned = [tuple((tuple(e[i] for i in fixed), c) for e, c in h) for h in ideal if h]
    last = [max(i for e, _ in h for i, k in enumerate(e) if k) for h in turned]
    out = []
    for i in range(len(fixed)):
        here = [tuple((e[: i + 1], c) for e, c in h) for h, at in zip(turned, last, strict=True) if at == i]
        answers = [(h, s) for h in here if (s := _solved(A.field, h)) is not None]
        solved = answers[0][1] if answers else None
        kept = [h for h in here if not answers or h is not answers[0][0]]
        out.append(Stage(tuple(kept), solved))
    return tuple(out)


def _solved(field: GF, h: Terms) -> Terms | None:
    """The last variable as a polynomial in the others, when it occurs in one term and that is linear."""
    own = [(e, c) for e, c in h if e[-1]]
    if len(own) != 1 or own[0][0][-1] != 1 or any(own[0][0][:-1]):
        return None
    scale = field.neg(field.inverse(own[0][1]))
    return tuple((e[:-1], field.mul(scale, c)) for e, c in h if not e[-1])


def _search(A: FieldArrays, left: tuple[Stage, ...], rows: Array) -> Iterator[tuple[int, Array | None]]:
    """The points that begin with given rows; before each piece, how many candidates were tried for it."""
    if not left:
        yield 0, rows
        return
    for tried, found in _fixed(A, left[0], rows):
        yield tried, None
        if len(found):
            yield from _search(A, left[1:], found)


def _fixed(A: FieldArrays, stage: Stage, rows: Array) -> Iterator[tuple[int, Array]]:
    """The rows with one coordinate more that satisfy the equations of a stage, a block at a time."""
    q, width = A.field.q, rows.shape[1]
    step = BLOCK if stage.solved is not None else max(1, BLOCK // q)
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        columns = [part[:, i : i + 1] for i in range(width)]
        if stage.solved is not None:
            given = np.broadcast_to(A.evaluate(stage.solved, columns), (len(part), 1))
            yield len(part), _kept(A, stage, part, columns, given)
            continue
        for least in range(0, q, BLOCK):
            fresh = np.arange(least, min(q, least + BLOCK), dtype=np.int64)[None, :]
            yield len(part) * fresh.size, _kept(A, stage, part, columns, fresh)


def _kept(A: FieldArrays, stage: Stage, rows: Array, columns: list[Array], fresh: Array) -> Array:
    """The rows with a fresh coordinate at which the equations hold, in lexicographic order."""
    candidates = np.broadcast_to(fresh, (len(rows), fresh.shape[1]))
    holds = np.ones(candidates.shape, dtype=bool)
    for h in stage.equations:
        holds &= A.evaluate(h, [*columns, fresh]) == 0
    at, which = np.nonzero(holds)
    return np.concatenate([rows[at], candidates[at, which][:, None]], axis=1)


def values(f: Morphism, rows: Array, extension: int = 1) -> Array:
    """The values of a map at points over GF(q^k), one a row.

    Examples
    --------
    >>> from algebra.schemes.scheme import morphism, scheme
    >>> line = scheme(GF(3), ["t"])
    >>> values(morphism(line, ["t^2", "t + 1"]), points(line)).tolist()
    [[0, 1], [1, 2], [1, 0]]
    """
    A = arrays(extension_of(f.dom.field, extension))
    columns = [rows[:, i] for i in range(rows.shape[1])]
    images = lifted(f.dom.field, f.images, extension)
    found = [np.broadcast_to(A.evaluate(h, columns), (len(rows),)) for h in images]
    return np.stack(found, axis=1) if found else np.zeros((len(rows), 0), dtype=np.int64)
