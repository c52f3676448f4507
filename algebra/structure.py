"""The structure of finite commutative rings: units, nilpotents, idempotents, local factors.

Main definitions
    RingInvariants      what is counted
    ring_invariants     for Z_m[x]/(h), GF(q), products and fiber products of them
    residue_fields      the orders of the residue fields of a subring of a product

Notes
    A finite commutative ring R is a product of k local rings with residue fields of q_1, ..., q_k elements;
    so it has |R|·prod(1 - 1/q_i) units, |R| / prod q_i nilpotents and 2^k idempotents [1]_.  The image of R
    in (X × Y)_red is R_red, and its F_p-part is spanned by additive generators of R; the degrees of its
    fields follow from the dimensions of the kernels of Frobenius^j - 1 on that span.  Nothing is listed.

References
    .. [1] B. R. McDonald, *Finite Rings with Identity*, 1974, theorem VI.2 (decomposition into local rings).
    .. [2] E. R. Berlekamp, "Factoring polynomials over large finite fields", Math. Comp. 24, 1970.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import lcm, prod
from typing import Any

import flint

from algebra.blackboard import Shown, grid
from algebra.errors import Mismatch
from algebra.fiber import FiberProduct
from algebra.linear import factor, invariant_factors, kernel_generators, kernel_invariants, rank, span
from algebra.rings.conway import conway
from algebra.rings.finite import GF
from algebra.rings.modular import Zmod, polynomials
from algebra.rings.product import Product, module
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring, finite, moduli


@dataclass(frozen=True, slots=True)
class RingInvariants(Shown):
    """Invariants of a finite commutative ring; counts, except the two tuples."""

    order: int
    additive_invariant_factors: tuple[int, ...]
    characteristic: int
    units: int
    nilpotents: int
    idempotents: int
    local_factors: int
    residue_fields: tuple[int, ...]

    @property
    def latex(self) -> str:
        group = module(*self.additive_invariant_factors).latex
        return rf"(R, +) \cong {group},\; |R| = {self.order},\; |R^{{\times}}| = {self.units}"

    @property
    def sketch(self) -> str:
        return grid(("invariant", ""), [(name.replace("_", " "), told) for name, told in asdict(self).items()])


def ring_invariants(ring: Ring[Any]) -> RingInvariants:
    """The invariants of a finite commutative ring, without listing it.

    Raises
    ------
    Mismatch
        When the ring is not made of Z_m, Z_m[x]/(h), GF(q), products and fiber products.

    Examples
    --------
    >>> found = ring_invariants(Quotient(Zmod(6), (0, 0, 1)))
    >>> found.order, found.units, found.nilpotents, found.idempotents, found.local_factors
    (36, 12, 6, 4, 2)
    """
    generators, inside = _generators(ring)
    order, factors = finite(ring), _additive(ring)
    fields = tuple(sorted(q for p in _primes(inside) for q in residue_fields(inside, generators, p)))
    whole = prod(fields)
    return RingInvariants(
        order=order,
        additive_invariant_factors=factors,
        characteristic=factors[-1] if factors else 1,
        units=order // whole * prod(q - 1 for q in fields),
        nilpotents=order // whole,
        idempotents=2 ** len(fields),
        local_factors=len(fields),
        residue_fields=fields,
    )


def _generators(ring: Ring[Any]) -> tuple[list[tuple[int, ...]], Ring[Any]]:
    """Additive generators in the coordinates of a ring around this one, and that ring."""
    outside = around(ring)
    if not isinstance(ring, FiberProduct):
        return [outside.coordinates(a) for a in ring.generators()], outside
    pairs = map(ring.product.from_coordinates, kernel_generators(ring.cospan.difference))
    return [outside.coordinates(a) for a in pairs], outside


def around(ring: Ring[Any]) -> Ring[Any]:
    """The ring with each fiber product X ×_Z Y in it replaced by X × Y; it has the same elements, and more.

    Examples
    --------
    >>> from algebra.fiber import Cospan
    >>> from algebra.maps import reduce
    >>> print(around(FiberProduct(Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)))))
    Z_4 × Z_6
    """
    if isinstance(ring, FiberProduct):
        return around(ring.product)
    return Product(tuple(map(around, ring.factors))) if isinstance(ring, Product) else ring


def _additive(ring: Ring[Any]) -> tuple[int, ...]:
    if isinstance(ring, FiberProduct):
        return kernel_invariants(ring.cospan.difference)
    powers: dict[int, list[int]] = {}
    for m in moduli(ring):
        for p, e in factor(m):
            powers.setdefault(p, []).append(p**e)
    return invariant_factors(powers.values())


def _primes(ring: Ring[Any]) -> list[int]:
    return [p for p, _ in factor(lcm(*moduli(ring)))]


def residue_fields(ring: Ring[Any], generators: Sequence[Sequence[int]], p: int) -> list[int]:
    """The orders p^d of the residue fields of characteristic p of the subring with given additive generators.

    Parameters
    ----------
    ring : Ring
        The ring around it: Z_m, Z_m[x]/(h), GF(q) or a product of such.
    generators : sequence of coordinate vectors
        Additive generators of the subring.
    p : int
        A prime.

    Notes
    -----
    With c_d fields of degree d, dim ker(Frobenius^j - 1) = sum_d c_d gcd(d, j) for each j [2]_ in
    `algebra.structure`; these numbers are solved for c_1, c_2, ... one degree at a time.

    Examples
    --------
    >>> residue_fields(Quotient(Zmod(2), (1, 1, 1)), [(1, 0), (0, 1)], 2)
    [4]
    """
    blocks = reduced_blocks(ring, p)
    basis = _row_basis(reduced_coordinates(blocks, generators), p)
    size = len(basis)
    if not size:
        return []
    frobenius = [_frobenius(radical, p) for _, radical in blocks]
    fixed, moved = [], basis
    for _ in range(size):
        moved = [_apply(frobenius, v, p) for v in moved]
        rows = [[(a - b) % p for a, b in zip(v, w, strict=True)] for v, w in zip(moved, basis, strict=True)]
        fixed.append(size - rank(rows, Zmod(p)))
    return sorted(p**d for d, many in enumerate(_degrees(fixed), start=1) for _ in range(many))


def leaves(ring: Ring[Any]) -> list[Ring[Any]]:
    """The factors of a product of products."""
    if isinstance(ring, Product):
        return [leaf for factor_ in ring.factors for leaf in leaves(factor_)]
    return [ring]


def _block(leaf: Ring[Any], p: int) -> tuple[int, tuple[int, ...]]:
    """The number of coordinates of a leaf, and the radical of its defining polynomial modulo p."""
    h: tuple[int, ...]
    if isinstance(leaf, Zmod):
        base, h = leaf.m, (0, 1)
    elif isinstance(leaf, GF):
        base, h = leaf.p, conway(leaf.p, leaf.n) if leaf.n > 1 else (0, 1)
    elif isinstance(leaf, Quotient) and isinstance(leaf.coefficients, Zmod):
        base, h = leaf.coefficients.m, leaf.h
    else:
        raise Mismatch(f"the residue fields of {leaf}", "it is no Z_m[x]/(h) or GF(q)", "list a small ring instead")
    if base % p or len(h) == 1:
        return len(h) - 1, (1,)
    radical = polynomials(p)([1])
    for part, _ in polynomials(p)(h).factor()[1]:
        radical *= part
    return len(h) - 1, tuple(int(c) for c in radical.coeffs())


def reduced_blocks(ring: Ring[Any], p: int) -> list[tuple[int, tuple[int, ...]]]:
    """For each leaf of a product the number of its coordinates, and the radical modulo p of its polynomial."""
    return [_block(leaf, p) for leaf in leaves(ring)]


def reduced_coordinates(
    blocks: list[tuple[int, tuple[int, ...]]], generators: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Elements given by coordinates, in the coordinates of the reduced ring modulo p."""
    return [[c for v in _cut(blocks, g) for c in v] for g in generators]


def _cut(blocks: list[tuple[int, tuple[int, ...]]], g: Sequence[int]) -> list[list[int]]:
    out, at = [], 0
    for size, radical in blocks:
        out.append(_remainder(g[at : at + size], radical))
        at += size
    return out


def _remainder(a: Sequence[int], h: tuple[int, ...]) -> list[int]:
    """The integer polynomial a modulo the monic h, padded to deg h coefficients."""
    if len(h) == 1:
        return []
    rest = (flint.fmpz_poly(list(a)) % flint.fmpz_poly(list(h))).coeffs()
    return [int(c) for c in rest] + [0] * (len(h) - 1 - len(rest))


def _row_basis(rows: list[list[int]], p: int) -> list[list[int]]:
    if not rows or not rows[0]:
        return []
    return [list(row) for row in span(rows, Zmod(p))]


def _frobenius(radical: tuple[int, ...], p: int) -> list[list[int]]:
    """The images of 1, x, x^2, ... under the p-th power modulo a polynomial over F_p."""
    n, h = len(radical) - 1, polynomials(p)(radical)
    if not n:
        return []
    power = pow(polynomials(p)([0, 1]), p, h) if p > 1 else h
    out, image = [], polynomials(p)([1]) % h
    for _ in range(n):
        coefficients = [int(c) for c in image.coeffs()]
        out.append(coefficients + [0] * (n - len(coefficients)))
        image = image * power % h
    return out


def _apply(frobenius: list[list[list[int]]], v: list[int], p: int) -> list[int]:
    out, at = [], 0
    for images in frobenius:
        n = len(images)
        out += [sum(c * row[j] for c, row in zip(v[at : at + n], images, strict=True)) % p for j in range(n)]
        at += n
    return out


def _degrees(fixed: list[int]) -> list[int]:
    """The numbers c_1, c_2, ... with sum_d c_d gcd(d, j) = fixed[j - 1] for every j.

    Notes
    -----
    gcd(d, j) is the sum of phi(e) over the common divisors e, so Möbius inversion over the divisors of j
    gives phi(j)·C_j with C_j = sum of c_d over the multiples d of j; a second pass from the top gives c_d.
    """
    n = len(fixed)
    shares = [0] * (n + 1)
    for j in range(1, n + 1):
        shares[j] = fixed[j - 1] - sum(shares[e] for e in range(1, j) if j % e == 0)
    totals = [0, *(shares[j] // int(flint.fmpz(j).euler_phi()) for j in range(1, n + 1))]
    for d in range(n, 0, -1):
        totals[d] -= sum(totals[k] for k in range(2 * d, n + 1, d))
    return totals[1:]
