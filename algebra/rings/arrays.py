"""The arithmetic of GF(q) on whole arrays of elements.

        a·b = exp(log a + log b)        a + b, digit by digit in base p

Main definitions
    FieldArrays     sums, products, powers and values of polynomials
    arrays          the arithmetic of a field, with its tables made once
    embedding       GF(q) -> GF(q^k), as an array of images
    root            the least root of a modulus of GF(q), the place of another generator
    character       1 at the squares other than 0, -1 at the nonsquares, 0 at 0

Conventions
    Elements are 0, ..., q - 1 as in `algebra.rings.finite`, in arrays of 64-bit integers.  A prime field up to 2^31
    needs no table.  A polynomial is evaluated by Horner's rule in its last variable, its coefficients in the others;
    on a grid each axis is broadcast, so a coefficient is computed once for all values of the later variables.

References
    .. [1] R. Lidl and H. Niederreiter, *Finite Fields*, 2nd ed., 1997, Theorem 2.14 and Section 9.1.
    .. [2] F. Lübeck, "Conway polynomials for finite fields": the generators of GF(q^k) have norms that generate GF(q).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch, TooLarge
from algebra.rings.conway import conway
from algebra.rings.finite import GF, LARGEST, logarithms
from algebra.rings.multivariate import Terms

Array = NDArray[np.int64]
WORD = 1 << 31
SQUARE = 1 << 10


@dataclass(frozen=True, slots=True, eq=False)
class FieldArrays:
    """The arithmetic of GF(q) on arrays.

    Parameters
    ----------
    field : GF
    powers, logs : array
        The powers of the generator twice over and then zeros, and logarithms with that of 0 among those zeros.
    sums : array
        The sums of two numbers below `base`, a power of p, without carries.
    base : int

    Examples
    --------
    >>> F = arrays(GF(9))
    >>> x = np.arange(9)
    >>> F.mul(x, x).tolist(), F.add(x, 4).tolist()
    ([0, 1, 1, 4, 2, 8, 4, 8, 2], [4, 5, 3, 7, 8, 6, 1, 2, 0])
    """

    field: GF
    powers: Array
    logs: Array
    sums: Array
    base: int

    def add(self, a: Any, b: Any) -> Array:
        """The sums a + b."""
        F = self.field
        if F.n == 1:
            return np.asarray((np.asarray(a) + b) % F.q)
        if F.p == 2:
            return np.asarray(np.bitwise_xor(a, b))
        if self.base == F.q:
            return np.asarray(self.sums[np.multiply(a, F.q) + b])
        total, scale = np.zeros((), dtype=np.int64), 1
        while scale < F.q:
            (a, u), (b, v) = np.divmod(a, self.base), np.divmod(b, self.base)
            total, scale = total + scale * self.sums[u * self.base + v], scale * self.base
        return total

    def mul(self, a: Any, b: Any) -> Array:
        """The products a·b."""
        if self.field.n == 1:
            return np.asarray(np.multiply(a, b, dtype=np.int64) % self.field.q)
        return np.asarray(self.powers[self.logs[a] + self.logs[b]])

    def power(self, a: Any, k: int) -> Array:
        """The powers a^k, k >= 0, with 0^0 = 1."""
        a, order = np.asarray(a, dtype=np.int64), self.field.q - 1
        if k < 2:
            return a if k else np.ones_like(a)
        if self.field.n > 1:
            return np.where(a == 0, 0, self.powers[self.logs[a] % order * (k % order) % order])
        result, k = None, (k - 1) % order + 1
        while k:
            if k & 1:
                result = a if result is None else self.mul(result, a)
            a, k = self.mul(a, a) if k > 1 else a, k >> 1
        return np.asarray(result)

    def evaluate(self, terms: Terms, columns: Sequence[Array]) -> Array:
        """The values of a polynomial at points given by one array for each variable; the arrays broadcast together.

        Examples
        --------
        >>> from algebra.rings.multivariate import Multivariate
        >>> R = Multivariate(GF(5), ("x", "y"))
        >>> x, y = np.ogrid[:5, :5]
        >>> arrays(GF(5)).evaluate(R("y^2 - x^3"), (x, y)).tolist()[2]
        [2, 3, 1, 1, 3]
        """
        shape = np.broadcast_shapes(*(np.shape(column) for column in columns))
        found = self._horner(terms, columns)
        return found if found.shape == shape else np.broadcast_to(found, shape)

    def _horner(self, terms: Sequence[tuple[tuple[int, ...], Any]], columns: Sequence[Array]) -> Array:
        if not columns or not terms:
            return np.asarray(terms[0][1] if terms else 0, dtype=np.int64)
        x, rest, last = columns[-1], columns[:-1], len(columns) - 1
        total, reached = None, 0
        for k in sorted({e[last] for e, _ in terms}, reverse=True):
            part = self._horner([term for term in terms if term[0][last] == k], rest)
            total, reached = part if total is None else self.add(self._shift(total, x, reached - k), part), k
        return self._shift(np.asarray(total), x, reached)

    def _shift(self, total: Array, x: Array, k: int) -> Array:
        """total · x^k, without a product where one factor is 1."""
        if not k:
            return total
        power = self.power(x, k)
        return power if total.ndim == 0 and total == 1 else self.mul(total, power)


@lru_cache(32)
def arrays(field: GF) -> FieldArrays:
    """The arithmetic of a field on arrays.

    Raises
    ------
    TooLarge
        When a product of two elements does not fit into a machine word.
    """
    q, p = field.q, field.p
    if q > WORD:
        raise TooLarge(f"arrays over {field}", "products do not fit into 64 bits", f"the limit is {WORD}")
    none = np.zeros(0, dtype=np.int64)
    if field.n == 1:
        return FieldArrays(field, none, none, none, q)
    powers, logs = (np.array(part, dtype=np.int64) for part in logarithms(q))
    logs[0] = 2 * (q - 1)
    powers = np.concatenate([powers, powers, np.zeros(2 * q - 1, dtype=np.int64)])
    base = max(p**k for k in range(1, field.n + 1) if p**k <= max(SQUARE, p))
    return FieldArrays(field, powers, logs, none if p == 2 else _without_carry(p, base), base)


def _without_carry(p: int, base: int) -> Array:
    """The sums of all pairs of numbers below a power of p, digit by digit."""
    u, v = np.ogrid[:base, :base]
    total, scale = np.zeros((base, base), dtype=np.int64), 1
    while scale < base:
        total, scale = total + (u // scale + v // scale) % p * scale, scale * p
    return total.reshape(-1)


def univariate(coefficients: Sequence[int]) -> Terms:
    """The polynomial in one variable with given coefficients, constant term first."""
    return tuple(((k,), c) for k, c in reversed(list(enumerate(coefficients))) if c)


@lru_cache(64)
def embedding(field: GF, k: int) -> Array:
    """The images of 0, ..., q - 1 under the map GF(q) -> GF(q^k) that takes the generator to a root of its polynomial.

    Raises
    ------
    Mismatch
        When k < 1.
    TooLarge
        When there is no table of GF(q^k).

    Notes
    -----
    Where both fields have Conway polynomials the root is a^((q^k - 1)/(q - 1)) [2]_; it is verified, and beyond
    the known Conway polynomials the least root in the subfield is taken.

    Examples
    --------
    >>> embedding(GF(4), 2).tolist()
    [0, 1, 6, 7]
    """
    if k < 1:
        raise Mismatch(f"an extension of {field} of degree {k}", "the degree is at least 1", "take k = 1, 2, ...")
    if field.q**k > LARGEST:
        raise TooLarge(f"GF({field.q}^{k})", f"a table of {field.q**k} entries", f"the limit is {LARGEST}")
    elements = np.arange(field.q, dtype=np.int64)
    if k == 1 or field.n == 1:
        return elements
    A = arrays(GF(field.q**k))
    norms = A.power(A.field.a, (A.field.q - 1) // (field.q - 1))
    subfield = A.powers[(A.field.q - 1) // (field.q - 1) * np.arange(field.q - 1)]
    zeros = subfield[A.evaluate(univariate(conway(field.p, field.n)), (subfield,)) == 0]
    found = int(norms if norms in zeros else zeros.min())
    images = np.zeros(field.q, dtype=np.int64)
    for i in range(field.n):
        images = A.add(images, A.mul(elements // field.p**i % field.p, A.power(found, i)))
    return images


def root(field: GF, modulus: Sequence[int]) -> int:
    """The least root in GF(p^n) of an irreducible polynomial of degree n over GF(p), constant term first.

    Raises
    ------
    Mismatch
        When the degree is not n or the polynomial is reducible.

    Notes
    -----
    A polynomial of degree n is irreducible exactly when some root of it has n conjugates r, r^p, r^(p^2), ... [1]_.

    Examples
    --------
    >>> root(GF(9), (2, 2, 1)), root(GF(9), (1, 0, 1))
    (3, 4)
    """
    asked, degree = f"a modulus of {field}", max((i for i, c in enumerate(modulus) if c), default=-1)
    if degree != field.n:
        raise Mismatch(asked, f"its degree is {degree}", f"take an irreducible polynomial of degree {field.n}")
    if field.n == 1:
        return field.mul(field.neg(modulus[0]), field.inverse(modulus[1]))
    A, elements = arrays(field), np.arange(field.q, dtype=np.int64)
    zeros = elements[A.evaluate(univariate(modulus), (elements,)) == 0]
    conjugates = {int(A.power(zeros[0], field.p**i)) for i in range(field.n)} if len(zeros) else set()
    if len(conjugates) != field.n:
        raise Mismatch(asked, f"it is reducible over GF({field.p})", "take an irreducible polynomial")
    return int(zeros[0])


def character(field: GF, a: Any) -> Array:
    """The quadratic character: 1 at the squares other than 0, -1 at the nonsquares, 0 at 0.

    Notes
    -----
    χ(a) = a^((q - 1)/2) for q odd; where q is even each element is a square.

    Examples
    --------
    >>> character(GF(9), np.arange(9)).tolist()
    [0, 1, 1, -1, 1, -1, -1, -1, 1]
    """
    a = np.asarray(a, dtype=np.int64)
    square = a != 0 if field.p == 2 else arrays(field).power(a, (field.q - 1) // 2) == 1
    return np.where(a == 0, 0, np.where(square, 1, -1)).astype(np.int64)
