"""Claims about bilinear forms, on many instances at once.

        Z = U ⊕ U^⊥   iff   U meet U^⊥ = 0, looked up in tables of subspaces

Main definitions
    splits, regular, form_regular               of a form and a subspace
    projects, orthogonal, additive              of a form and three subspaces
    independent, direct                         of three subspaces
    f_inside, g_inside, enough                  of images and three subspaces
    regular_f, regular_g, regular_both, regular_sum, uncorrelated, chosen, choosable    of a form and images
    ranked_enough                               of a form, images and three subspaces

Conventions
    Spaces over Q are few, and are asked one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np

from algebra.decompose import Form, Submodule
from algebra.rings import GF
from verify.batch import Array, Batch, tabulated
from verify.batches import subspaces as T
from verify.family import listed

Table = Callable[[tuple[Any, ...]], Array]
Pair = Callable[[Form, Submodule, Submodule], object | None]


def _on(b: Batch, name: str, table: Table) -> Array:
    """A table over forms and subspaces, at the form and the subspace named."""
    found: Array = tabulated(table, b.pool("form"))[b.at("form"), b.column(name, T.numbers)]
    return found


def _lattice(b: Batch, name: str) -> T.Lattice:
    return T.lattice_of(listed(b.pool(name)))


def splits(b: Batch) -> Array:
    """Where Z = U ⊕ U^⊥."""
    L, U, perp = _lattice(b, "U"), b.column("U", T.numbers), _on(b, "U", T.perps)
    found: Array = (L.dims[L.meet[U, perp]] == 0) & (L.dims[L.join[U, perp]] == L.dims[-1])
    return found


def regular(b: Batch) -> Array:
    """Where the Gram determinant of a basis of U is not 0."""
    found: Array = _on(b, "U", T.gram_determinants) != 0
    return found


def form_regular(b: Batch) -> Array:
    """Where the determinant of the form is not 0."""
    return b.column("form", T.nonzero)


def _three(b: Batch) -> tuple[Array, Array, Array]:
    """The numbers of Z_s, Z_I and Z_T."""
    found = b.column("parts", T.numbers)
    return found[..., 0], found[..., 1], found[..., 2]


def independent(b: Batch) -> Array:
    """Where the sum of the three is direct."""
    L, (s, i, t) = _lattice(b, "parts"), _three(b)
    found: Array = L.dims[L.join[L.join[s, i], t]] == L.dims[s] + L.dims[i] + L.dims[t]
    return found


def direct(b: Batch) -> Array:
    """Where K^d is the direct sum of the three."""
    L, (s, i, t) = _lattice(b, "parts"), _three(b)
    total: Array = L.dims[s] + L.dims[i] + L.dims[t] == L.dims[-1]
    return total & independent(b)


def _pairwise(b: Batch, table: Table, law: Pair) -> Array:
    """Where any two of the three are related: by a table of relations over forms, over Q by a law."""
    forms, members = (listed(b.pool(name)) for name in ("form", "parts"))
    if isinstance(forms[0].ring, GF):
        related, form, three = tabulated(table, b.pool("form")), b.at("form"), _three(b)
        held: Array = np.logical_and.reduce([related[form, U, V] for U, V in combinations(three, 2)])
        return held
    asked = product(b.at("form").ravel(), b.at("parts").ravel())
    told = [all(law(forms[i], U, V) is None for U, V in combinations(members[j], 2)) for i, j in asked]
    return np.array(told, dtype=bool).reshape(b.shape)


def orthogonal(b: Batch, law: Pair) -> Array:
    """Where the three are orthogonal to each other."""
    return _pairwise(b, T.normal, law)


def additive(b: Batch, law: Pair) -> Array:
    """Where q(s + i + t) = q(s) + q(i) + q(t): q(s + i + t) - q(s) - q(i) - q(t) is a sum over pairs."""
    return _pairwise(b, T.additive, law)


def projects(b: Batch) -> Array:
    """Where there are projections, lawful and self-adjoint: G·P is symmetric, as P^t·G is its transpose."""
    L, held = _lattice(b, "parts"), b.column("parts", T.lawful)
    P, G = b.column("parts", T.projections), b.column("form", T.grams)[..., None, :, :]
    moved = T.dotted(L.field, G, P)
    found: Array = held & np.all(moved == moved.swapaxes(-1, -2), axis=(-3, -2, -1))
    return found


def f_inside(b: Batch) -> Array:
    """Where im f lies in Z_s + Z_I."""
    L, (s, i, _) = _lattice(b, "f"), _three(b)
    found: Array = L.below[b.column("f", T.numbers), L.join[s, i]]
    return found


def g_inside(b: Batch) -> Array:
    """Where im g lies in Z_s + Z_T."""
    L, (s, _, t) = _lattice(b, "g"), _three(b)
    found: Array = L.below[b.column("g", T.numbers), L.join[s, t]]
    return found


def enough(b: Batch) -> Array:
    """Where d_s is at least the dimension of im f meet im g, and d_s + d_I + d_T at least the rank of [f, g]."""
    L, (s, i, t) = _lattice(b, "f"), _three(b)
    f, g = (b.column(name, T.numbers) for name in "fg")
    found: Array = (L.dims[s] >= L.dims[L.meet[f, g]]) & (L.dims[s] + L.dims[i] + L.dims[t] >= L.dims[L.join[f, g]])
    return found


def _images(b: Batch) -> tuple[T.Lattice, Array, Array, Array]:
    """The lattice, and the numbers of im f, im g and what they share."""
    L = _lattice(b, "f")
    f, g = (b.column(name, T.numbers) for name in "fg")
    return L, f, g, L.meet[f, g]


def _perp(b: Batch, U: Array) -> Array:
    found: Array = tabulated(T.perps, b.pool("form"))[b.at("form"), U]
    return found


def _nondegenerate(b: Batch, U: Array) -> Array:
    found: Array = tabulated(T.gram_determinants, b.pool("form"))[b.at("form"), U] != 0
    return found


def regular_f(b: Batch) -> Array:
    """Where the form is nondegenerate on im f."""
    return _nondegenerate(b, _images(b)[1])


def regular_g(b: Batch) -> Array:
    """Where the form is nondegenerate on im g."""
    return _nondegenerate(b, _images(b)[2])


def regular_both(b: Batch) -> Array:
    """Where the form is nondegenerate on what im f and im g share."""
    return _nondegenerate(b, _images(b)[3])


def regular_sum(b: Batch) -> Array:
    """Where the form is nondegenerate on im f + im g."""
    L, f, g, _ = _images(b)
    return _nondegenerate(b, L.join[f, g])


def _rank(b: Batch) -> Array:
    """The rank of b on im f and im g."""
    L, f, g, _ = _images(b)
    found: Array = L.dims[f] - L.dims[L.meet[f, _perp(b, g)]]
    return found


def uncorrelated(b: Batch) -> Array:
    """Where that rank is the dimension of what they share."""
    L, _, _, s = _images(b)
    found: Array = _rank(b) == L.dims[s]
    return found


def _beside(b: Batch) -> tuple[T.Lattice, Array, Array, Array, Array]:
    """What of im f and of im g is orthogonal to what they share; where these two are orthogonal to each other."""
    L, f, g, s = _images(b)
    room = _perp(b, s)
    image, text = L.meet[f, room], L.meet[g, room]
    return L, s, image, text, L.below[text, _perp(b, image)]


def chosen(b: Batch) -> Array:
    """Where what is orthogonal to Z_s in im f and im g has the least dimensions, and is orthogonal."""
    (L, s, image, text, normal), (_, f, g, _) = _beside(b), _images(b)
    sizes = (L.dims[s] + L.dims[image] == L.dims[f]) & (L.dims[s] + L.dims[text] == L.dims[g])
    together = L.dims[L.join[L.join[s, image], text]] == L.dims[s] + L.dims[image] + L.dims[text]
    around = L.below[f, L.join[s, image]] & L.below[g, L.join[s, text]]
    found: Array = sizes & together & around & normal
    return found


def choosable(b: Batch) -> Array:
    """Where some orthogonal parts have the least dimensions."""
    (L, s, image, text, normal), (_, f, g, _) = _beside(b), _images(b)
    found: Array = (L.join[s, image] == f) & (L.join[s, text] == g) & normal
    return found


def ranked_enough(b: Batch) -> Array:
    """Where d_s is at least the rank of b on im f and im g."""
    L, (s, _, _) = _lattice(b, "f"), _three(b)
    found: Array = L.dims[s] >= _rank(b)
    return found
