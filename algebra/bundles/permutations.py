"""Permutations of {0, ..., n - 1} as tuples of images, and the groups that they generate.

        (g ∘ h)(i) = g[h[i]]

Main definitions
    Permutation         the images of 0, ..., n - 1
    identity, after, inverse
    permutes            whether a tuple is a permutation
    generated           the group that some permutations generate
    fixed               the points that all of them fix
    conjugator          k with k ∘ a_i ∘ k^-1 = b_i for all i at once

References
    .. [1] J. D. Dixon, B. Mortimer, *Permutation Groups*, 1996, § 1.4 and § 1.6: orbits, equivalent actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from algebra.errors import TooLarge

Permutation = tuple[int, ...]
LISTED = 1 << 16


def identity(n: int) -> Permutation:
    """The identity of {0, ..., n - 1}."""
    return tuple(range(n))


def after(g: Permutation, h: Permutation) -> Permutation:
    """The permutation g ∘ h, which applies h first.

    Examples
    --------
    >>> after((1, 0, 2), (1, 2, 0))
    (0, 2, 1)
    """
    return tuple([g[i] for i in h])


def inverse(g: Permutation) -> Permutation:
    """The inverse of a permutation.

    Examples
    --------
    >>> inverse((1, 2, 0))
    (2, 0, 1)
    """
    out = [0] * len(g)
    for i, j in enumerate(g):
        out[j] = i
    return tuple(out)


def permutes(g: Sequence[int], n: int) -> bool:
    """Whether g lists each of 0, ..., n - 1 once, as integers.

    Examples
    --------
    >>> permutes((1, 0), 2), permutes((1.0, 0.0), 2), permutes((1, 1), 2)
    (True, False, False)
    """
    return all(type(i) is int for i in g) and sorted(g) == list(range(n))


def generated(n: int, generators: Iterable[Permutation]) -> tuple[Permutation, ...]:
    """The elements of the group that some permutations of {0, ..., n - 1} generate, in lexicographic order.

    Raises
    ------
    TooLarge
        When there are more than 2^16.

    Notes
    -----
    The group is finite, so products of generators reach the inverses too.

    Examples
    --------
    >>> generated(3, [(1, 2, 0)])
    ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    """
    some = tuple(dict.fromkeys(generators))
    known, fresh = {identity(n)}, [identity(n)]
    while fresh:
        fresh = [p for p in dict.fromkeys(after(g, h) for h in fresh for g in some) if p not in known]
        known.update(fresh)
        if len(known) > LISTED:
            asked = f"the group of some permutations of {n} points"
            raise TooLarge(asked, f"it has more than {LISTED} elements", "work with its generators")
    return tuple(sorted(known))


def fixed(n: int, generators: Iterable[Permutation]) -> tuple[int, ...]:
    """The points of {0, ..., n - 1} that all the permutations fix.

    Examples
    --------
    >>> fixed(4, [(1, 0, 2, 3), (0, 2, 1, 3)])
    (3,)
    """
    some = tuple(generators)
    return tuple(i for i in range(n) if all(g[i] == i for g in some))


def conjugator(n: int, a: Sequence[Permutation], b: Sequence[Permutation]) -> Permutation | None:
    """A permutation k of {0, ..., n - 1} with k ∘ a_i ∘ k^-1 = b_i for all i; None where there is none.

    Notes
    -----
    On an orbit of the a_i the values of k follow from one of them, as k(a_i(x)) = b_i(k(x)).  To be isomorphic is an
    equivalence of orbits [1]_ in `algebra.bundles.permutations`, so the first orbit that fits may be taken.

    Examples
    --------
    >>> conjugator(3, [(1, 0, 2)], [(0, 2, 1)])
    (1, 2, 0)
    >>> conjugator(4, [(1, 0, 2, 3)], [(1, 0, 3, 2)]) is None
    True
    """
    found: dict[int, int] = {}
    for x in range(n):
        if x in found:
            continue
        taken = set(found.values())
        orbits = (_orbit(x, y, a, b) for y in range(n) if y not in taken)
        orbit = next((o for o in orbits if o is not None), None)
        if orbit is None:
            return None
        found |= orbit
    return tuple(found[x] for x in range(n))


def _orbit(x: int, y: int, a: Sequence[Permutation], b: Sequence[Permutation]) -> dict[int, int] | None:
    """The isomorphism of the orbits of x and y that takes x to y, if there is one."""
    found, fresh = {x: y}, [x]
    for point in fresh:
        for g, h in zip(a, b, strict=True):
            there, here = g[point], h[found[point]]
            if there not in found:
                found[there] = here
                fresh.append(there)
            elif found[there] != here:
                return None
    return found if len(set(found.values())) == len(found) else None
