"""How many elements of a subgroup have each weight, and balls as polynomials in their radius.

        |B_ε ∩ L|  for a subgroup L of Z_{c_1} x ... x Z_{c_k}

Main definitions
    weight_counts       the weight distribution of a subgroup given by its triangular basis
    shell_counts        the number of elements of Z_k^d, or of Z^d, at each weight
    ball_counts         their cumulated numbers: |B_0|, |B_1|, ...
    ball_polynomial     |B_ε| on Z_k^d below the wrap, as a sympy polynomial in ε
    growth_constant     lim |B_ε| / ε^d as ε grows, exact

Implementation notes
    A triangular basis splits into blocks of coordinates that no relation and no letter ties together.  Each
    block is listed by itself, and blocks are joined by a product of generating functions (weights that add)
    or of cumulated counts (weights of which the largest counts).

References
    .. [1] F. J. MacWilliams and N. J. A. Sloane, *The Theory of Error-Correcting Codes*, 1977, chapter 5.
    .. [2] M. Beck and S. Robins, *Computing the Continuous Discretely*, 2nd ed., 2015, theorem 2.7 (cross-polytopes).
    .. [3] J. H. Conway and N. J. A. Sloane, *Sphere Packings, Lattices and Groups*, 3rd ed., 1999, chapter 2, (49):
       theta series.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, reduce
from itertools import accumulate
from math import isqrt, prod
from typing import Any

import flint
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from algebra.errors import Mismatch, TooLarge
from algebra.metrics import Lee, Weight
from algebra.rings.ring import LISTABLE, moduli

LEVELS, NAMED_LEVELS = 1 << 16, 1 << 20
Basis = list[list[int]]


def weight_counts(metric: Weight[Any], basis: Basis, cap: int | None = None) -> Counter[int]:
    """The number of elements of a subgroup at each scaled weight, up to a cap.

    Parameters
    ----------
    metric : Weight
        A weight on Z_{c_1} x ... x Z_{c_k}.
    basis : list of k rows
        The triangular basis of the subgroup, as from `algebra.linear.image_basis`.
    cap : int, optional
        The largest scaled weight that is of interest.

    Raises
    ------
    TooLarge
        When a block has more elements than can be listed, or there are too many weights.

    Examples
    --------
    >>> from algebra.rings import power, Zmod
    >>> sorted(weight_counts(Lee(power(Zmod(4), 2)), [[1, 0], [0, 2]]).items())
    [(0, 1), (1, 2), (2, 2), (3, 2), (4, 1)]
    """
    parts = [_block_counts(metric, basis, block, cap) for block in blocks(metric, basis)]
    if metric.mode == "max":
        return _join_max(parts)
    top = sum(max(part) for part in parts)
    if top > LEVELS and (cap is None or min(top, cap) > NAMED_LEVELS):
        raise TooLarge(f"the weights of {metric} on {metric.space}", f"up to {top} of them", "name a smaller ε")
    powers = Counter(tuple(sorted(part.items())) for part in parts)
    length = 1 + (top if cap is None else min(top, cap))
    series = (_polynomial(dict(part), length).pow_trunc(n, length) for part, n in powers.items())
    total = reduce(lambda a, b: a.mul_low(b, length), series, flint.fmpz_poly([1]))
    return Counter({w: int(n) for w, n in enumerate(total.coeffs()) if n})


def blocks(metric: Weight[Any], basis: Basis) -> list[list[int]]:
    """The finest partition of the columns that no basis row and no letter of the metric tears."""
    ties = nx.Graph()
    ties.add_nodes_from(range(len(basis)))
    for i, row in enumerate(basis):
        ties.add_edges_from((i, j) for j, c in enumerate(row) if c)
    for group in metric.groups:
        nx.add_path(ties, group)
    return sorted(sorted(part) for part in nx.connected_components(ties))


def _block_counts(metric: Weight[Any], basis: Basis, block: list[int], cap: int | None) -> Counter[int]:
    orders = moduli(metric.space)
    if len(block) == 1 and isinstance(metric, Lee):
        (j,) = block
        return _cyclic(metric, j, orders[j], basis[j][j], cap)
    if max(orders[j] for j in block) >= 1 << 24:
        raise TooLarge(f"a ball in {metric.space}", f"moduli of {max(orders).bit_length()} bits in one block")
    elements = _elements([[basis[i][j] for j in block] for i in block], [orders[j] for j in block])
    return Counter(int(w) for w in metric.weigh(elements, block))


def _cyclic(metric: Lee[Any], j: int, order: int, step: int, cap: int | None) -> Counter[int]:
    """The weights of the multiples of `step` in one cyclic coordinate, c and -c together."""
    last = order // 2
    if cap is not None:
        last = min(last, cap)
    if last // step > LISTABLE:
        raise TooLarge(f"the multiples of {step} in Z_{order}", f"{order // step} of them", "name a smaller ε")
    out: Counter[int] = Counter()
    for c in range(0, last + 1, step):
        out[metric.part([c], [j])] += 1 if c in (0, order - c) else 2
    return out


def _elements(basis: Basis, orders: list[int]) -> NDArray[np.int64]:
    """All elements of a subgroup, one a row."""
    size = prod(c // row[i] for i, (c, row) in enumerate(zip(orders, basis, strict=True)))
    if size * len(orders) > LISTABLE:
        raise TooLarge("a ball in a proper subgroup", f"a block of {size} elements", f"the limit is {LISTABLE}")
    out = np.zeros((1, len(orders)), dtype=np.int64)
    for i, row in enumerate(basis):
        steps = np.arange(orders[i] // row[i], dtype=np.int64)[:, None] * np.array(row, dtype=np.int64)
        out = ((out[:, None, :] + steps) % np.array(orders, dtype=np.int64)).reshape(-1, len(orders))
    return out


def _join_max(parts: list[Counter[int]]) -> Counter[int]:
    levels = sorted({0, *(w for part in parts for w in part)})
    below = [1] * len(levels)
    for part in parts:
        below = [n * k for n, k in zip(below, accumulate(part[w] for w in levels), strict=True)]
    steps = (n - before for n, before in zip(below, [0, *below], strict=False))
    return Counter({w: n for w, n in zip(levels, steps, strict=True) if n})


def _polynomial(counts: dict[int, int], length: int) -> Any:
    return flint.fmpz_poly([counts.get(w, 0) for w in range(min(length, max(counts) + 1))])


def shell_counts(norm: str, d: int, k: int | None = None, cap: int | None = None) -> list[int]:
    """The number of elements of Z_k^d (of Z^d, for k None) at each weight 0, 1, 2, ..., up to a cap.

    Parameters
    ----------
    norm : {"l1", "l2", "linf", "hamming"}
        For "l2" the weight is the sum of squares.
    d, k : int
        The dimension and the modulus; without a modulus vectors of integers are counted, up to a cap.
    cap : int, optional
        The largest weight of interest.

    Raises
    ------
    Mismatch
        When the norm is unknown, k < 1, d < 0, or the numbers are infinite and no cap is named.
    TooLarge
        When there are more than 2^20 weights.

    Notes
    -----
    sum_z t^|z| = (sum_c t^|c|)^d for weights that add; |B_r| = |B_r on one letter|^d for linf.  For l2 on Z^d these
    are the coefficients of a power of the theta series [3]_ of `algebra.balls`.

    Examples
    --------
    >>> shell_counts("l2", 2, cap=10), shell_counts("l1", 2, 4)
    ([1, 4, 4, 0, 4, 8, 0, 0, 4, 4, 8], [1, 4, 6, 4, 1])
    """
    if norm == "linf":
        below = ball_counts(norm, d, k, cap)
        return [n - before for n, before in zip(below, [0, *below], strict=False)]
    return _power(norm, d, k, cap)


def ball_counts(norm: str, d: int, k: int | None = None, cap: int | None = None) -> list[int]:
    """The number |B_r| of elements of Z_k^d (of Z^d, for k None) of weight at most r, for r = 0, 1, 2, ...

    Raises
    ------
    Mismatch, TooLarge
        As for `shell_counts`.

    Examples
    --------
    >>> ball_counts("linf", 2, 4), ball_counts("l1", 3, cap=4)
    ([1, 9, 16], [1, 7, 25, 63, 129])
    """
    if norm == "linf":
        return [n**d for n in accumulate(_power(norm, min(d, 1), k, cap))]
    return list(accumulate(_power(norm, d, k, cap)))


def _power(norm: str, d: int, k: int | None, cap: int | None) -> list[int]:
    """The numbers of vectors at each weight that adds, by the d-th power of the series of one letter."""
    if norm not in ("l1", "l2", "linf", "hamming"):
        raise Mismatch(f"the norm {norm!r}", "it is unknown", "take l1, l2, linf or hamming")
    if (k is None and (cap is None or norm == "hamming")) or (k is not None and k < 1):
        raise Mismatch(f"the weights {norm} on Z modulo {k}", "there is no list of them", "take k >= 1, or name a cap")
    if d < 0 or (cap is not None and cap < 0):
        raise Mismatch(f"balls of radius {cap} in dimension {d}", "it is negative", "take numbers of at least 0")
    letter = {0: 1, min(1, k - 1): max(1, k - 1)} if norm == "hamming" and k else _letter(norm == "l2", k, cap)
    top = d * max(letter) if k else cap or 0
    bound = top if cap is None else min(top, cap)
    if bound > NAMED_LEVELS:
        raise TooLarge(f"the weights {norm} on Z_{k}^{d}", f"{bound} of them", "name a smaller ε")
    found = [int(n) for n in _polynomial(letter, bound + 1).pow_trunc(d, bound + 1).coeffs()]
    return found + [0] * (bound + 1 - len(found))


def _letter(square: bool, k: int | None, cap: int | None) -> dict[int, int]:
    """The numbers of c in Z_k, or in Z up to a cap, with |c| or |c|^2 each weight."""
    last = k // 2 if k else isqrt(cap or 0) if square else cap or 0
    if last > NAMED_LEVELS:
        raise TooLarge(f"the weights of Z_{k}", f"{last} of them", "name a smaller modulus")
    return {c * c if square else c: 1 if c in (0, (k or 0) - c) else 2 for c in range(last + 1)}


@cache
def ball_polynomial(kind: str, d: int, k: int | None = None) -> Any:
    """|B_ε| on Z_k^d as a sympy polynomial in ε (for l1 and linf: while ε < k/2).

    Parameters
    ----------
    kind : {"l1", "linf", "hamming"}
    d : int
        The dimension.
    k : int, optional
        The size of the alphabet, for "hamming" alone (there ε must be an integer at most d).

    Raises
    ------
    Mismatch
        When the kind has no polynomial (for l2 there is none).

    Notes
    -----
    The polynomial is found by exact interpolation of the first d + 1 counts, its degree being d; for linf it is the
    d-th power of that of one coordinate.  For l1 it is sum_j 2^j C(d, j) C(ε, j), by [2]_ in `algebra.balls`.

    Examples
    --------
    >>> ball_polynomial("linf", 2), ball_polynomial("l1", 2)
    (4*e**2 + 4*e + 1, 2*e**2 + 2*e + 1)
    """
    import sympy

    e = sympy.Symbol("e")
    if d < 0:
        raise Mismatch(f"a ball in dimension {d}", "it is negative", "take d >= 0")
    if kind == "linf":
        return sympy.expand((2 * e + 1) ** d)
    if kind == "l1":
        points = list(enumerate(ball_counts("l1", d, None, d)))
        return sympy.expand(sympy.interpolate(points, e)) if d else sympy.Integer(1)
    if kind == "hamming" and k is not None:
        points = list(enumerate(ball_counts("hamming", d, k)))
        return sympy.expand(sympy.interpolate(points, e)) if d else sympy.Integer(1)
    raise Mismatch(f"a ball polynomial for {kind!r}", "there is none", "take l1, linf, or hamming with k")


@cache
def growth_constant(norm: str, d: int) -> Any:
    """The limit of |B_ε| / ε^d on Z^d as ε grows, as an exact sympy number.

    Raises
    ------
    Mismatch
        When the norm is unknown.

    Notes
    -----
    For l1 and linf it is the limit of the ball polynomial.  For l2 unit cubes about lattice points give
    V_d (ε - √d/2)^d <= |B_ε| <= V_d (ε + √d/2)^d; both bounds have the same limit, V_d.  The volume V_d of the unit
    ball is had from one Gaussian integral by rays: (∫ exp(-x²) dx)^d = V_d ∫ d r^(d-1) exp(-r²) dr.

    Examples
    --------
    >>> [growth_constant(norm, 2) for norm in ("linf", "l1", "l2")]
    [4, 2, pi]
    """
    import sympy

    e = sympy.Symbol("e", positive=True)
    if norm != "l2":
        return sympy.limit(ball_polynomial(norm, d).subs(sympy.Symbol("e"), e) / e**d, e, sympy.oo)
    line = sympy.integrate(sympy.exp(-(e**2)), (e, -sympy.oo, sympy.oo))
    rays = sympy.integrate(d * e ** (d - 1) * sympy.exp(-(e**2)), (e, 0, sympy.oo)) if d else sympy.Integer(1)
    volume = line**d / rays
    shift = sympy.sqrt(d) / 2
    low, high = (sympy.limit(sympy.expand(volume * (e + s * shift) ** d / e**d), e, sympy.oo) for s in (-1, 1))
    if sympy.simplify(low - high) != 0:
        raise Mismatch(f"the growth of l2 balls in dimension {d}", f"the bounds tend to {low} and {high}")
    return sympy.simplify(low)
