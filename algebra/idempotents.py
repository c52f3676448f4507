"""The primitive idempotents of Z_m[x]/(h) and GF(q), without listing the ring.

        Z_m[x]/(h)  =  product of local rings,  one for each prime p | m and each irreducible factor of h modulo p

Main definitions
    primitive       orthogonal idempotents with sum 1 that do not split further
    sums            all idempotents, from the primitive ones

Implementation notes
    Modulo p the idempotents come from Chinese remainders for polynomials; they are lifted to p^e by e -> 3e^2 - 2e^3,
    which doubles the precision [1]_; remainders modulo the p^e are put together last.

References
    .. [1] H. Bass, *Algebraic K-Theory*, 1968, III.2.10: idempotents lift modulo nilpotent ideals.
    .. [2] J. von zur Gathen and J. Gerhard, *Modern Computer Algebra*, 3rd ed., 2013, section 14.2 and 15.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, product
from typing import Any

from algebra.errors import Mismatch, TooLarge
from algebra.linear import factor
from algebra.rings.finite import GF
from algebra.rings.modular import Zmod, polynomials
from algebra.rings.quotient import Quotient
from algebra.rings.ring import Ring, listing

MOST = 20


def primitive(ring: Ring[Any]) -> list[Any]:
    """The primitive idempotents of a field, of Z_m or of Z_m[x]/(h); of another finite ring by listing it.

    Raises
    ------
    NotFinite, TooLarge
        When another ring is infinite or too large.

    Examples
    --------
    >>> primitive(Zmod(12)), primitive(Quotient(Zmod(3), (2, 0, 1)))
    ([4, 9], [(2, 1), (2, 2)])
    """
    if isinstance(ring, GF):
        return [1]
    if isinstance(ring, Zmod):
        return sorted(pow(ring.m // p**e, -1, p**e) * (ring.m // p**e) for p, e in factor(ring.m))
    if isinstance(ring, Quotient) and isinstance(ring.coefficients, Zmod):
        parts = [_lifted(ring, p, e, part) for p, e in factor(ring.coefficients.m) for part in _parts(ring.h, p)]
        return sorted(parts, key=ring.rank)
    found = [e for e in listing(ring) if ring.mul(e, e) == e and e != ring.zero]
    return [e for e in found if not any(d != e and ring.mul(d, e) == d for d in found)]


def _parts(h: Sequence[int], p: int) -> list[list[int]]:
    """The primitive idempotents of F_p[x]/(h)."""
    whole, out = polynomials(p)(h), []
    for r, k in whole.factor()[1]:
        rest = whole // r**k
        _, s, _ = rest.xgcd(r**k)
        out.append([int(c) for c in (s * rest % whole).coeffs()])
    return out


def _lifted(ring: Quotient[int], p: int, e: int, part: Sequence[int]) -> tuple[int, ...]:
    """The idempotent of Z_m[x]/(h) that is a given one modulo p and 0 modulo the other primes."""
    m = ring.coefficients.order or 1
    local = Quotient(Zmod(p**e), tuple(c % p**e for c in ring.h))
    found, precision = local.coerce(list(part)), 1
    while precision < e:
        square = local.mul(found, found)
        three, two = local.from_int(3), local.from_int(2)
        found = local.sub(local.mul(three, square), local.mul(two, local.mul(square, found)))
        precision *= 2
    one = pow(m // p**e, -1, p**e) * (m // p**e)
    return ring.coerce([c * one for c in found])


def sums(ring: Ring[Any], parts: Sequence[Any]) -> list[Any]:
    """The sums of orthogonal idempotents: all idempotents, when these are the primitive ones.

    Raises
    ------
    TooLarge
        When there are more than 2^20.

    Examples
    --------
    >>> sums(Zmod(12), primitive(Zmod(12)))
    [0, 9, 4, 1]
    """
    if len(parts) > MOST:
        raise TooLarge(f"the idempotents of {ring}", f"2^{len(parts)} of them", "take the primitive ones")
    return [ring.combine(compress(parts, chosen)) for chosen in product((False, True), repeat=len(parts))]


def orthogonal(ring: Ring[Any], parts: Sequence[Any]) -> None:
    """Refuse elements that are not orthogonal idempotents with sum 1: a second look at what was found.

    Raises
    ------
    Mismatch
        With the elements that fail.
    """
    for i, e in enumerate(parts):
        bad = next((d for d in parts[: i + 1] if ring.mul(d, e) != (e if d == e else ring.zero)), None)
        if bad is not None:
            raise Mismatch(f"orthogonal idempotents of {ring}", f"{bad}·{e} = {ring.mul(bad, e)}")
    total = ring.combine(parts)
    if total != ring.one:
        raise Mismatch(f"orthogonal idempotents of {ring}", f"their sum is {total}")
