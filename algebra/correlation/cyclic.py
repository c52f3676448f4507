"""The exact cyclic correlation of two arrays of counts.

        c(z) = sum over u - v = z of a(u)·b(v)        on Z_{k_1} x ... x Z_{k_d}

Main definitions
    correlation     the counts of the differences, exact whatever their size
    work            the work that each way is expected to take, in nanoseconds

Implementation notes
    Two ways, both in integers.  *One product*: b is turned round, every axis but the first is padded to 2k - 1 places,
    and the arrays are read as the digits of two integers in a base above every count (Kronecker substitution [1]_); the
    digits of their product, folded modulo k along each axis, are the counts.  Padding costs up to 2^(d-1), so for many
    short axes there is a second way, *characters*: a Fourier transform over Z_p for primes p = 1 mod lcm(k_i), where
    the roots of unity are integers, axis by axis, and the Chinese remainder theorem.

References
    .. [1] J. von zur Gathen and J. Gerhard, *Modern Computer Algebra*, 3rd ed., 2013, section 8.4.
    .. [2] J. M. Pollard, "The fast Fourier transform in a finite field", Math. Comp. 25, 1971.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import isqrt, lcm, prod
from numbers import Integral
from typing import Any

import flint
import numpy as np
from numpy.typing import ArrayLike, NDArray

from algebra.errors import Mismatch, TooLarge
from algebra.linear import factor

WORD = 1 << 63
CELLS = 1 << 24
DIGITS = 1 << 28
Counts = NDArray[Any]


def correlation(left: ArrayLike, right: ArrayLike) -> Counts:
    """The number of pairs (u, v) with u - v = z, for each z, when u and v come with multiplicities.

    Parameters
    ----------
    left, right : arrays of integers at least 0
        The multiplicities, of one shape (k_1, ..., k_d): the entry at (z_1, ..., z_d) is that of z.

    Returns
    -------
    array
        Of the same shape; of dtype int64 where every count is certain to fit, else of Python integers.

    Raises
    ------
    Mismatch
        When the shapes differ, or an entry is no integer of at least 0.
    TooLarge
        When neither way fits into memory.

    Notes
    -----
    No count exceeds min(sum(a)·max(b), max(a)·sum(b)), which bounds the digits and chooses the dtype.

    References
    ----------
    The ways are those of [1]_ and [2]_ in `algebra.correlation.cyclic`.

    Examples
    --------
    >>> correlation([2, 1, 0], [0, 1, 0])
    array([1, 0, 2])
    """
    a, b = counts(left), counts(right)
    if a.shape != b.shape:
        raise Mismatch("a correlation", f"the shapes {a.shape} and {b.shape} differ", "count on one space")
    bound = min(total(a) * int(b.max()), int(a.max()) * total(b))
    if not bound:
        return np.zeros(a.shape, dtype=np.int64)
    way, cost = min(work(a.shape, bound).items(), key=lambda item: item[1])
    if cost >= WORD:
        raise TooLarge(f"a correlation of shape {a.shape}", "its product does not fit into memory", "count by pairs")
    # Arithmetic with arrays that have no axis gives numbers, so that the module 0 is taken as Z_1.
    shape = a.shape or (1,)
    turned = b.reshape(shape)[np.ix_(*(-np.arange(k) % k for k in shape))]
    convolution = _by_one_product if way == "one product" else _by_characters
    return convolution(a.reshape(shape), turned, bound).reshape(a.shape)


def work(shape: Sequence[int], bound: int) -> dict[str, int]:
    """The nanoseconds that each way is expected to take, by its number of steps; 2^63 where it cannot be gone.

    Notes
    -----
    One product: 40 ns a byte of the padded arrays, and 30 or 300 ns a digit to fold machine words or big integers.
    Characters: for each prime three transforms, each of sum(k_i) + 4d steps of 1 ns a cell.  Measured within a
    factor of three on one core; only the quotients matter.

    Examples
    --------
    >>> costs = work((256, 256), 10**9), work((2,) * 16, 10**9)
    >>> [min(cost, key=cost.get) for cost in costs]
    ['one product', 'characters']
    """
    cells, slot = prod(shape), _slot(bound)
    padded = prod(_padded(shape))
    product = padded * (40 * slot + (30 if bound < WORD else 300)) if padded * slot <= DIGITS else WORD
    period, largest = lcm(*shape), max(shape, default=1)
    primes = 1 + bound.bit_length() // max(1, _limit(largest).bit_length() - 2)
    step = sum(shape) + 4 * len(shape) + (0 if bound < WORD else 100)
    feasible = period * 512 * primes < _limit(largest) and largest <= 256
    return {"one product": product, "characters": 3 * primes * cells * step if feasible else WORD}


def counts(array: ArrayLike) -> Counts:
    """An array of multiplicities, of dtype int64 or of Python integers.

    Raises
    ------
    Mismatch
        When an entry is no integer of at least 0, or there is none.
    """
    found = np.asarray(array)
    if not found.size:
        raise Mismatch("an array of counts", f"the shape {found.shape} has no cell", "moduli are at least 1")
    odd = [n for n in found.flat if not isinstance(n, Integral)] if found.dtype == object else []
    if odd or found.dtype.kind not in "iubO":
        entry = f"the entry {odd[0]!r}" if odd else f"its dtype is {found.dtype}"
        raise Mismatch("an array of counts", entry, "give integers")
    if int(found.min()) < 0:
        raise Mismatch("an array of counts", f"the count {found.min()}", "counts are at least 0")
    if int(found.max()) < WORD:
        return found.astype(np.int64)
    return np.array([int(n) for n in found.flat], dtype=object).reshape(found.shape)


def total(array: Counts) -> int:
    """The sum of an array of counts, exact."""
    if array.dtype != object and int(array.max(initial=0)) * array.size < WORD:
        return int(array.sum())
    return int(array.astype(object).sum())


def _slot(bound: int) -> int:
    """The number of bytes of a digit."""
    return max(1, (bound.bit_length() + 7) // 8)


def _padded(shape: Sequence[int]) -> tuple[int, ...]:
    return tuple(k if axis == 0 else 2 * k - 1 for axis, k in enumerate(shape))


def _by_one_product(a: Counts, b: Counts, bound: int) -> Counts:
    """The cyclic convolution, by one product of integers."""
    slot, widths = _slot(bound), _padded(a.shape)
    size = prod(widths)
    factors = [flint.fmpz(int.from_bytes(_digits(x, widths, slot), "little")) for x in (a, b)]
    raw = int(factors[0] * factors[1]).to_bytes(2 * size * slot, "little")
    out = _read(raw, slot, bound).reshape(2 * widths[0], *widths[1:])
    for axis, k in enumerate(a.shape):
        out = np.moveaxis(out, axis, 0)
        low, high = out[:k].copy(), out[k:]
        low[: len(high)] += high
        out = np.moveaxis(low, 0, axis)
    return np.ascontiguousarray(out).reshape(a.shape)


def _digits(a: Counts, widths: Sequence[int], slot: int) -> bytes:
    """The entries of a padded array, `slot` bytes each, lowest first."""
    padded = np.zeros(widths, dtype=a.dtype)
    padded[tuple(slice(k) for k in a.shape)] = a
    if a.dtype == object:
        return b"".join(int(n).to_bytes(slot, "little") for n in padded.flat)
    bytes_ = padded.astype("<i8").reshape(-1, 1).view(np.uint8)
    wide = np.zeros((len(bytes_), slot), dtype=np.uint8)
    wide[:, : min(8, slot)] = bytes_[:, : min(8, slot)]
    return wide.tobytes()


def _read(raw: bytes, slot: int, bound: int) -> Counts:
    """The digits of `slot` bytes each, lowest first."""
    if bound >= WORD:
        return np.array([int.from_bytes(raw[i : i + slot], "little") for i in range(0, len(raw), slot)], dtype=object)
    wide = np.zeros((len(raw) // slot, 8), dtype=np.uint8)
    wide[:, :slot] = np.frombuffer(raw, dtype=np.uint8).reshape(-1, slot)
    return wide.view("<i8").astype(np.int64).reshape(-1)


def _by_characters(a: Counts, b: Counts, bound: int) -> Counts:
    """The cyclic convolution, by Fourier transforms over prime fields and the Chinese remainder theorem."""
    dtype: Any = np.int64 if bound < WORD else object
    out, modulus = np.zeros(a.shape, dtype=dtype), 1
    for p in _primes(lcm(*a.shape), max(a.shape, default=1), bound):
        fourier = [_transform((x % p).astype(np.int64), p, False) for x in (a, b)]
        found = _transform(fourier[0] * fourier[1] % p, p, True) * pow(a.size, -1, p) % p
        rest = (found - (out % p).astype(np.int64)) * pow(modulus, -1, p) % p
        out, modulus = out + rest.astype(dtype) * modulus, modulus * p
    return out


def _transform(a: Counts, p: int, inverse: bool) -> Counts:
    """The Fourier transform over Z_p (or its inverse, times the size), one axis after the other."""
    out = a.reshape(-1)
    for k in a.shape:
        # The first axis goes to the end each time, so that after all of them the order is as before.
        out = (out.reshape(k, -1).T @ _characters(k, p, inverse) % p).reshape(-1)
    return out.reshape(a.shape)


@cache
def _characters(k: int, p: int, inverse: bool) -> Counts:
    """The values of the characters of Z_k in Z_p, one a row."""
    root = _root(k, p)
    powers = np.array([pow(root, -i if inverse else i, p) for i in range(k)], dtype=np.int64)
    return powers[np.outer(np.arange(k), np.arange(k)) % k]


def _limit(largest: int) -> int:
    """The least bound of primes p for which sums of `largest` products of residues may leave machine words."""
    return isqrt((WORD - 1) // largest)


def _primes(period: int, largest: int, bound: int) -> Iterator[int]:
    """Primes p = 1 modulo the period, from the largest that is safe, until their product exceeds a bound."""
    modulus, p = 1, (_limit(largest) - 1) // period * period + 1
    while modulus <= bound:
        if flint.fmpz(p).is_prime():
            yield p
            modulus *= p
        p -= period


@cache
def _root(k: int, p: int) -> int:
    """An element of order k in the group of units of Z_p."""
    candidates = (pow(g, (p - 1) // k, p) for g in range(1, p))
    return next(w for w in candidates if all(pow(w, k // q, p) != 1 for q, _ in factor(k)))
