"""Pullbacks of modules and kernels modulo m: ours beside GAP's and PARI's.

Each function makes a `Row`; the inputs are drawn with a seed and are the same on both sides.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import gcd, prod
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from algebra.counting import module_orders
from algebra.fiber import Cospan, FiberProduct
from algebra.fiber.product import subgroup_of
from algebra.linear import factor, howell, kernel, valuation
from algebra.maps import Matrix
from algebra.rings import Zmod, module

Rows = list[list[int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: what is asked, the peer and its program, ours, and how many times faster ours is to be."""

    name: str
    peer: str
    program: str
    ours: Callable[[], tuple[float, Any]]
    goal: float
    same: Callable[[Any, Any], bool] = lambda left, right: left == right


def seconds(action: Callable[[Any], Any], inputs: list[Any]) -> tuple[float, Any]:
    """The median seconds over several inputs, and the last answer."""
    taken, answer = [], None
    for value in inputs:
        start = perf_counter()
        answer = action(value)
        taken.append(perf_counter() - start)
    return median(taken), answer


def onto(random: Random, source: list[int], target: list[int]) -> Rows:
    """A homomorphism of 2-groups that is onto: units on the diagonal, even entries above it, 0 below it."""
    rows = [[0] * len(source) for _ in target]
    for j, c in enumerate(target):
        for i, a in enumerate(source):
            step = c // gcd(c, a)
            odd = i == j and step == 1
            rows[j][i] = (2 * random.randrange(c) + 1) % c if odd else 2 * step * random.randrange(c) % c * (i > j)
    return rows


def cospan(X: list[int], Y: list[int], Z: list[int], f: Rows, g: Rows) -> Cospan[Any, Any, Any]:
    """The cospan of two matrices."""
    ends = module(*X), module(*Y), module(*Z)
    return Cospan(*(Matrix(R, ends[2], tuple(map(tuple, M))) for R, M in zip(ends, (f, g), strict=False)))


def gap_groups(X: list[int], Y: list[int], Z: list[int]) -> str:
    """GAP's groups, and a function that makes their cospan from matrices."""
    return f"""
source := AbelianGroup({X});; other := AbelianGroup({Y});; base := AbelianGroup({Z});;
b := GeneratorsOfGroup(base);;
arrow := function(G, M)
  return GroupHomomorphismByImages(G, base, GeneratorsOfGroup(G), List([1 .. Length(M[1])],
    i -> Product([1 .. Length(M)], j -> b[j]^M[j][i])));
end;;
"""


def orders(X: list[int], Y: list[int], Z: list[int], seed: int = 7, times: int = 5) -> Row:
    """Order and invariants of X ×_Z Y, by `module_orders` and by SubdirectProduct, Size and AbelianInvariants."""
    random = Random(seed)
    maps = [(onto(random, X, Z), onto(random, Y, Z)) for _ in range(times + 1)]
    program = f"""{gap_groups(X, Y, Z)}
maps := {[[f, g] for f, g in maps]};; taken := [];;
for m in maps do
  f := arrow(source, m[1]);; g := arrow(other, m[2]);; start := now();;
  S := SubdirectProduct(source, other, f, g);; size := Size(S);; parts := AbelianInvariants(S);;
  Add(taken, now() - start);;
od;
Print("[", told(middle(taken{{[2 .. Length(taken)]}})), ", [", size, ", ", parts, "]]\\n");
"""

    def ours() -> tuple[float, Any]:
        taken, found = seconds(module_orders, [cospan(X, Y, Z, f, g) for f, g in maps])
        return taken, [found.order, sorted(p ** valuation(d, p) for d in found.invariant_factors for p, _ in factor(d))]

    order = prod(X) * prod(Y) // prod(Z)
    name = f"order, invariants at 2^{order.bit_length() - 1}"
    return Row(name, "GAP", program, ours, 10)


def listing(X: list[int], Y: list[int], Z: list[int], by: str, decoded: bool, seed: int = 7) -> Row:
    """All elements of X ×_Z Y, as tuples or as arrays, against those of GAP's iterator, bare or as pairs.

    An element of GAP's subdirect product is a word in generators of its own; both projections make it a pair.
    """
    random = Random(seed)
    f, g = onto(random, X, Z), onto(random, Y, Z)
    program = f"""{gap_groups(X, Y, Z)}
S := SubdirectProduct(source, other, arrow(source, {f}), arrow(other, {g}));;
p := Projection(S, 1);; q := Projection(S, 2);;
for s in S do Image(p, s); Image(q, s); break; od;
n := 0;; start := now();;
for s in S do n := n + 1; {"pair := [Image(p, s), Image(q, s)];" if decoded else ""} od;
Print("[", told(now() - start), ", ", n, "]\\n");
"""

    def ours() -> tuple[float, Any]:
        P = FiberProduct(cospan(X, Y, Z, f, g))
        return seconds(tuples if by == "tuples" else arrays, [P] * 3)[0], distinct(P, f, g)

    order = prod(X) * prod(Y) // prod(Z)
    return Row(f"{order} pairs as {by}, {'pairs' if decoded else 'words'} there", "GAP", program, ours, 100)


def tuples(P: FiberProduct[Any, Any]) -> None:
    """List the pairs as Python's tuples, each held until the next is there: none takes the place of another."""
    for _ in P.elements():
        pass


def arrays(P: FiberProduct[Any, Any]) -> None:
    """List the pairs as columns of arrays, and let them go."""
    deque(subgroup_of(P).blocks(), maxlen=0)


def distinct(P: FiberProduct[Any, Any], f: Rows, g: Rows) -> int:
    """The number of different pairs that both listings have, after a check that the square commutes at each."""
    columns = np.concatenate(list(subgroup_of(P).blocks()), axis=1)
    first, last = np.split(columns, [len(f[0])])
    moduli = np.array([[m] for m in P.cospan.Z.moduli or ()])
    assert not ((np.array(f) @ first - np.array(g) @ last) % moduli).any()
    listed = [(*x, *y) for x, y in P.elements()]
    assert listed == list(map(tuple, columns.T.tolist()))
    return len(set(listed))


def drawn(m: int, ranks: tuple[int, int, int], seed: int) -> Rows:
    """A random full matrix (f, -g) over Z_m, for f and g from Z_m^a and Z_m^b to Z_m^c."""
    a, b, c = ranks
    random = Random(seed)
    return [[random.randrange(m) for _ in range(a + b)] for _ in range(c)]


def pari_kernel(m: int, ranks: tuple[int, int, int], goal: float, seed: int = 7) -> Row:
    """The kernel of (f, -g) over Z_m, by `kernel` and by matkermod; the same when both have one Howell form."""
    A = drawn(m, ranks, seed)
    text = "[" + ";".join(",".join(map(str, row)) for row in A) + "]"
    program = f"""
A = {text}; K = matkermod(A, {m});
taken = vecsort(vector(3, i, my(t = getwalltime()); K = matkermod(A, {m}); getwalltime() - t));
print("[", taken[2] / 1000., ", ", vector(#K, j, Vec(K[, j])), "]");
"""

    def ours() -> tuple[float, Any]:
        return seconds(lambda M: kernel(M, Zmod(m)), [A] * 3)

    name = f"kernel modulo {m}, ranks {ranks}"
    return Row(name, "PARI/GP", program, ours, goal, lambda found, told: found == howell(told, m))


def gap_kernel(m: int, ranks: tuple[int, int, int], goal: float, seed: int = 7) -> Row:
    """The order of the kernel of (f, -g) over Z_m, by `kernel` and by GAP's Smith form with transformations."""
    A = drawn(m, ranks, seed)
    program = f"""
A := {A};; start := now();;
form := SmithNormalFormIntegerMatTransforms(TransposedMat(A));;
size := Product([1 .. Length(A)], i -> Gcd(form.normal[i][i], {m})) * {m}^(Length(A[1]) - Length(A));;
Print("[", told(now() - start), ", ", size, "]\\n");
"""

    def ours() -> tuple[float, Any]:
        taken, basis = seconds(lambda M: kernel(M, Zmod(m)), [A] * 3)
        return taken, prod(m // next(c for c in row if c) for row in basis)

    return Row(f"kernel modulo {m}, ranks {ranks}", "GAP", program, ours, goal)
