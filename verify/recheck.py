"""Replay certificates without the programs that made them: standard library only, other algorithms, no trust.

        python recheck.py DIR [--sample K] [--seed S] [--workers N]

    exit 0: every certificate is accepted;  1: some are rejected;  2: bad usage, or there are none

A certificate is a file <sha256 of its bytes>.json in canonical form, of one of five kinds.  `checked` names a family,
block by block; every instance is listed again, every hypothesis and the conclusion are decided again, and the bytes
must have the digests stated.  `refuted` names one instance and the points where the conclusion fails there.  `farkas`
and `chain` prove a claim about inequalities for every distance on every set: premises with multipliers that add up to
0 < 0, or steps from level to level.  `space` refutes one by some points with their distances.

Main definitions
    read, canonical             strict canonical JSON
    Carrier, Distance, Map      finite rings, distances and maps by tables of ranks; their laws
    Pool, pool                  the lists of which blocks are products, with the sizes of orbits
    Claim, CLAIMS, STATEMENTS   what each claim says of an instance, and where it fails; its wording by a hash
    Mesh                        the rows of the instances of a block
    checked, refuted            certificates about instances
    DECIDED                     what the claims about inequalities say for each distance
    worded                      the same for a claim that is none of these: its certificate brings its words
    proved, spaced              certificates about all distances
    main                        the command line

Conventions
    Elements are ranks 0, ..., n - 1; a set of them is a mask, bit i for rank i.  A row is one byte: bit 0 the
    conclusion, bit i + 1 the i-th hypothesis.  Nothing is believed that was not recomputed here, but for theorems
    named in the docstrings.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import struct
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property, lru_cache, partial
from hashlib import sha256
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product
from math import comb, factorial, gcd, lcm, prod
from operator import attrgetter, sub
from pathlib import Path
from random import Random
from typing import Any, NoReturn

Number = int | Fraction
Points = Iterator[list[Any]]

LARGEST_FILE = 1 << 26
LARGEST_CARRIER = 1 << 10
LARGEST_TABLE = 1 << 6
LARGEST_POOL = 1 << 21
REMEMBERED = 1 << 16
LARGEST_CLOUD = 1 << 10
FRACTION = re.compile(r"(0|[1-9][0-9]{0,39})/([1-9][0-9]{0,39})")
HASH = re.compile(r"[0-9a-f]{64}")


class Rejected(Exception):
    """What is wrong with a certificate, in a sentence."""


def need(truth: bool, says: str) -> None:
    """Reject unless something is true."""
    if not truth:
        raise Rejected(says)


# ---------------------------------------------------------------------------------------------- canonical JSON


def canonical(value: Any) -> bytes:
    """The one spelling of a value."""
    return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n").encode()


def read(raw: bytes) -> Any:
    """The value spelt by canonical bytes, lists as tuples."""
    need(len(raw) <= LARGEST_FILE, "the file is too large")
    value = json.loads(raw, object_pairs_hook=_object, parse_float=_no_float, parse_constant=_no_float)
    need(canonical(value) == raw, "the bytes are not in canonical form")
    return _plain(value)


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len(dict(members)) == len(members), "a key occurs twice")
    return dict(members)


def _no_float(text: str) -> NoReturn:
    raise Rejected(f"{text[:40]} is no integer")


def _plain(value: Any) -> Any:
    if type(value) is list:
        return tuple(map(_plain, value))
    if type(value) is dict:
        return {key: _plain(part) for key, part in value.items()}
    need(type(value) in (int, str), "a value is neither an integer, a text, an array nor an object")
    return value


def keys(value: Any, *names: str) -> list[Any]:
    """The members of an object that has exactly these keys."""
    need(type(value) is dict and set(value) == set(names), f"the keys are not {', '.join(sorted(names))}")
    return [value[name] for name in names]


def whole(value: Any, least: int = 0, most: int = 1 << 64) -> int:
    """An integer between bounds."""
    need(type(value) is int and least <= value <= most, f"{str(value)[:40]} is no integer from {least} to {most}")
    return int(value)


def number(value: Any) -> Number:
    """A number that is at least 0: an integer, or "p/q" in lowest terms with q > 1."""
    if type(value) is int:
        return whole(value)
    spelt = FRACTION.fullmatch(value) if type(value) is str else None
    if spelt is None:
        raise Rejected(f"{str(value)[:40]} is no number")
    p, q = map(int, spelt.groups())
    need(q > 1 and gcd(p, q) == 1, f"{value} is not in lowest terms")
    return Fraction(p, q)


def told(value: Number) -> int | str:
    """The spelling of a number."""
    return int(value) if value.denominator == 1 else str(value)


def listed(value: Any) -> tuple[Any, ...]:
    """An array."""
    need(type(value) is tuple, "an array is missing")
    return tuple(value)


def text(value: Any) -> str:
    """A text."""
    need(type(value) is str, "a text is missing")
    return str(value)


# ------------------------------------------------------------------------------------------------------- masks


def mask(members: Iterable[int]) -> int:
    """The mask of some ranks."""
    out = 0
    for i in members:
        out |= 1 << i
    return out


@lru_cache(1 << 14)
def ranks(m: int) -> tuple[int, ...]:
    """The ranks in a mask, increasing."""
    return tuple(i for i in range(m.bit_length()) if m >> i & 1)


Sizes = tuple[int, ...]


@lru_cache(1 << 14)
def support(sizes: Sizes) -> int:
    """The mask of the points that occur, given how often each does."""
    return mask(z for z, n in enumerate(sizes) if n)


# ---------------------------------------------------------------------------------------------------- carriers


class Carrier:
    """A finite commutative ring on the ranks 0, ..., n - 1, with 0 of rank 0."""

    moduli: tuple[int, ...] | None = None

    def __init__(self, n: int, add: Any = None, mul: Any = None) -> None:
        self.n, self._add, self._mul = n, add, mul
        self._sumsets: dict[tuple[bool, int, int], int] = {}

    @cached_property
    def add(self) -> tuple[tuple[int, ...], ...]:
        """The table of sums."""
        return self._add  # type: ignore[no-any-return]

    @cached_property
    def mul(self) -> tuple[tuple[int, ...], ...]:
        """The table of products."""
        return self._mul  # type: ignore[no-any-return]

    @cached_property
    def neg(self) -> tuple[int, ...]:
        """The negative of each element."""
        return tuple(line.index(0) for line in self.add)

    @cached_property
    def less(self) -> tuple[tuple[int, ...], ...]:
        """The table of differences."""
        return tuple(tuple(line[b] for b in self.neg) for line in self.add)

    @cached_property
    def one(self) -> int:
        """The unit."""
        return next(e for e in range(self.n) if all(self.mul[e][a] == a for a in range(self.n)))

    @cached_property
    def inverse(self) -> dict[int, int]:
        """The inverse of each unit."""
        return {a: line.index(self.one) for a, line in enumerate(self.mul) if self.one in line}

    @cached_property
    def generators(self) -> tuple[int, ...]:
        """Ranks whose sums are all elements: each is outside the subgroup of those before."""
        found, inside = [], {0}
        for a in range(1, self.n):
            if a not in inside:
                found.append(a)
                step, more = a, set(inside)
                while step not in inside:
                    more |= {self.add[b][step] for b in inside}
                    step = self.add[step][a]
                inside = more
        return tuple(found)

    @cached_property
    def periods(self) -> tuple[int, ...]:
        """The additive order of each element."""
        return tuple(len(self.multiples(a)) for a in range(self.n))

    def multiples(self, a: int) -> tuple[int, ...]:
        """0, a, 2a, ... up to the period of a."""
        out = [0]
        while (step := self.add[out[-1]][a]) != 0:
            out.append(step)
        return tuple(out)

    def killed(self, k: int) -> tuple[int, ...]:
        """The elements a with k·a = 0."""
        return tuple(a for a, p in enumerate(self.periods) if k % p == 0)

    def sumset(self, A: int, B: int, times: bool = False) -> int:
        """The mask of all sums (or products) of an element of A and one of B."""
        key = (times, A, B)
        if key not in self._sumsets:
            table = self.mul if times else self.add
            self._sumsets[key] = mask(table[a][b] for a in ranks(A) for b in ranks(B))
        return self._sumsets[key]

    def subgroup(self, A: int) -> bool:
        """Whether a mask is a subgroup: in a finite group, 0 and all sums suffice."""
        return A & 1 == 1 and self.sumset(A, A) == A


class Module(Carrier):
    """Z_m1 x ... x Z_mk in lexicographic order, the last coordinate fastest."""

    moduli: tuple[int, ...]

    def __init__(self, *moduli: int) -> None:
        super().__init__(prod(moduli))
        self.moduli = moduli

    @cached_property
    def vectors(self) -> tuple[tuple[int, ...], ...]:
        """The coordinates of each element."""
        return tuple(product(*map(range, self.moduli)))

    def rank(self, v: Iterable[int]) -> int:
        """The rank of a vector of integers, reduced."""
        out = 0
        for c, m in zip(v, self.moduli, strict=True):
            out = out * m + c % m
        return out

    def _table(self, op: Callable[[int, int], int]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self.rank(map(op, a, b)) for b in self.vectors) for a in self.vectors)

    @cached_property
    def add(self) -> tuple[tuple[int, ...], ...]:
        return self._table(int.__add__)

    @cached_property
    def mul(self) -> tuple[tuple[int, ...], ...]:
        return self._table(int.__mul__)


@cache
def carrier(data: Any) -> Carrier:
    """The carrier that data names; equal data name one object."""
    head, *rest = listed(data)
    if head == "module":
        moduli = [whole(m, 1, LARGEST_CARRIER) for m in rest]
        need(prod(moduli) <= LARGEST_CARRIER, "a carrier is too large")
        return Module(*moduli)
    need(head == "ring" and len(rest) == 2, f"{str(head)[:40]} is no carrier")
    n = len(listed(rest[0]))
    need(1 <= n <= LARGEST_TABLE, "a ring by tables is empty or too large")
    add, mul = (square(t, n, partial(whole, most=n - 1)) for t in rest)
    R, N = Carrier(n, add, mul), range(n)
    need(all(add[0][a] == a and 0 in add[a] for a in N), "0 or a negative is missing")
    need(any(all(mul[e][a] == a for a in N) for e in N), "a ring has no unit")
    need(all(t[a][b] == t[b][a] for t in (add, mul) for a in N for b in N), "a ring does not commute")
    for a, b, c in product(N, repeat=3):
        both = all(t[t[a][b]][c] == t[a][t[b][c]] for t in (add, mul))
        need(both and mul[a][add[b][c]] == add[mul[a][b]][mul[a][c]], "the tables are not those of a ring")
    return R


def square(data: Any, n: int, entry: Callable[[Any], Any]) -> tuple[tuple[Any, ...], ...]:
    """An n x n table with entries of one kind."""
    rows = tuple(tuple(map(entry, listed(row))) for row in listed(data))
    need(len(rows) == n and all(len(row) == n for row in rows), f"a table is not {n} x {n}")
    return rows


@cache
def truncated(k: int, N: int) -> Carrier:
    """Z_k[x]/(x^N), the constant coefficient fastest."""
    whole(k, 1, LARGEST_TABLE), whole(N, 1, 16)
    need(k**N <= LARGEST_TABLE, "a ring of truncated polynomials is too large")
    digits = [tuple(a // k**i % k for i in range(N)) for a in range(k**N)]

    def rank(v: Iterable[int]) -> int:
        return sum(c % k * k**i for i, c in enumerate(v))

    def times(a: Sequence[int], b: Sequence[int]) -> int:
        return rank(sum(a[i] * b[t - i] for i in range(t + 1)) for t in range(N))

    sums = tuple(tuple(rank(map(int.__add__, a, b)) for b in digits) for a in digits)
    return carrier(("ring", sums, tuple(tuple(times(a, b) for b in digits) for a in digits)))


# --------------------------------------------------------------------------------------------------- distances


class Distance:
    """A distance on a carrier: all values by rank, or the weight of a difference; `squared` if values are squares."""

    def __init__(self, Z: Carrier, rows: Any = None, weight: Any = None, norm: str = "") -> None:
        self.Z, self._rows, self.weight, self.norm = Z, rows, weight, norm
        self.squared = norm == "l2"
        self._near: dict[Number, tuple[int, ...]] = {}
        self._sums: dict[tuple[Number, Number], tuple[int, ...]] = {}
        self._taken: dict[tuple[int, int], tuple[Number, ...]] = {}

    @cached_property
    def rows(self) -> tuple[tuple[Number, ...], ...]:
        """The table of values."""
        return self._rows or tuple(tuple(self.weight[c] for c in line) for line in self.Z.less)

    @cached_property
    def norms(self) -> tuple[Number, ...]:
        """The distances to 0."""
        return self.weight or tuple(line[0] for line in self.rows)

    def near(self, eps: Number) -> tuple[int, ...]:
        """For each u the mask of the v with d(u, v) <= ε."""
        if eps not in self._near:
            self._near[eps] = tuple(mask(v for v, c in enumerate(line) if c <= eps) for line in self.rows)
        return self._near[eps]

    def ball(self, eps: Number) -> int:
        """The mask of the z with d(z, 0) <= ε."""
        return mask(z for z, c in enumerate(self.norms) if c <= eps)

    def within(self, c: Number, a: Number, b: Number) -> bool:
        """Whether c <= a + b as distances: sqrt c <= sqrt a + sqrt b iff c <= a + b or (c - a - b)^2 <= 4ab."""
        rest = c - a - b
        return rest <= 0 or (self.squared and rest * rest <= 4 * a * b)

    def near_sum(self, a: Number, b: Number) -> tuple[int, ...]:
        """For each u the mask of the v with d(u, v) <= a + b."""
        if (a, b) not in self._sums:
            lines = (mask(v for v, c in enumerate(line) if self.within(c, a, b)) for line in self.rows)
            self._sums[a, b] = tuple(lines)
        return self._sums[a, b]

    def taken(self, F: int, G: int) -> tuple[Number, ...]:
        """The distances d(u, v) for u in F and v in G, increasing."""
        if (F, G) not in self._taken:
            self._taken[F, G] = tuple(sorted({self.rows[u][v] for u in ranks(F) for v in ranks(G)}))
        return self._taken[F, G]

    @cached_property
    def levels(self) -> tuple[tuple[int, ...], ...]:
        """The relations d <= r for r = 0 and all values r."""
        values = {c for line in self.rows for c in line}
        return tuple(map(self.near, sorted({0, *values})))

    @cached_property
    def zero_diagonal(self) -> bool:
        """Whether d(a, a) = 0."""
        return not any(line[a] for a, line in enumerate(self.rows))

    @cached_property
    def symmetric(self) -> bool:
        """Whether the table is its own transpose."""
        return tuple(zip(*self.rows, strict=True)) == self.rows

    @cached_property
    def separating(self) -> bool:
        """Whether d(a, b) = 0 only for a = b."""
        return all(self.near(0)[a] | 1 << a == 1 << a for a in range(self.Z.n))

    @cached_property
    def triangle(self) -> bool:
        """Whether d(a, c) <= d(a, b) + d(b, c); for a weight w, whether w(s + t) <= w(s) + w(t)."""
        if self.weight:
            w, N = self.weight, range(self.Z.n)
            return all(self.within(w[self.Z.add[s][t]], w[s], w[t]) for s in N for t in N)
        table = self.rows
        return all(
            self.within(c, near, d) for line in table for near, other in zip(line, table, strict=True)
            for c, d in zip(line, other, strict=True)
        )  # fmt: skip

    @cached_property
    def pseudometric(self) -> bool:
        """Whether d is zero on the diagonal, symmetric, and obeys the triangle inequality."""
        return self.zero_diagonal and self.symmetric and self.triangle

    @cached_property
    def ultrametric(self) -> bool:
        """Whether each relation d <= r is an equivalence: so exactly for the ultrametrics, where r >= 0 is a value."""
        return all(equivalence(level, (1 << self.Z.n) - 1) for level in self.levels)

    @cached_property
    def invariant(self) -> bool:
        """Whether d(a, b) = d(a - b, 0)."""
        return self.weight is not None or all(
            c == self.norms[z] for line, less in zip(self.rows, self.Z.less, strict=True)
            for c, z in zip(line, less, strict=True)
        )  # fmt: skip

    @cached_property
    def submultiplicative(self) -> bool:
        """Whether |a| <= 1 and |a b| <= |a|·|b|."""
        w, mul, N = self.norms, self.Z.mul, range(self.Z.n)
        return max(w) <= 1 and all(w[mul[a][b]] <= w[a] * w[b] for a in N for b in range(a + 1))


def equivalence(near: Sequence[int], inside: int) -> bool:
    """Whether a relation is an equivalence on a set: u ~ u, and u ~ v only if both are related to the same points."""
    classes = {u: near[u] & inside for u in ranks(inside)}
    return all(r >> u & 1 and all(classes[v] == r for v in ranks(r)) for u, r in classes.items())


KINDS = {"table": 2, "lee": 2, "padic": 2, "xadic": 2, "hamming": 1, "discrete": 1}
NORMS = ("l1", "l2", "linf")


@cache
def distance(data: Any) -> Distance:
    """The distance that data names."""
    head, *rest = listed(data)
    need(type(head) is str and KINDS.get(head) == len(rest), f"{str(head)[:40]} is no distance")
    if head == "xadic":
        return xadic(*rest)
    Z = carrier(rest[0])
    if head == "table":
        rows = square(rest[1], Z.n, number)
        need(all(rows[a][a] == 0 for a in range(Z.n)), "a distance is not 0 on the diagonal")
        return Distance(Z, rows)
    if head == "discrete":
        return Distance(Z, weight=tuple(int(z > 0) for z in range(Z.n)))
    if not isinstance(Z, Module):
        raise Rejected("a distance by coordinates lives on a product of Z_m")
    norm, p = (rest[1], 0) if head == "lee" else (head, whole(rest[-1], 2, LARGEST_CARRIER) if head == "padic" else 0)
    need(head != "lee" or norm in NORMS, "a norm is unknown")
    need(all(p % q for q in range(2, p)), f"{p} is no prime")
    return Distance(Z, weight=tuple(joined(norm, v, Z.moduli, p) for v in Z.vectors), norm=norm)


def joined(norm: str, v: Sequence[int], moduli: Any, p: int = 0) -> Number:
    """The weight of a vector in a norm."""
    if norm == "hamming":
        return sum(c > 0 for c in v)
    if norm == "padic":
        return max((Fraction(1, gcd(c, p ** c.bit_length())) for c in v if c), default=Fraction(0))
    steps: list[int] = [min(c, m - c) for c, m in zip(v, moduli, strict=True)]
    if norm == "linf":
        return max(steps, default=0)
    return sum(steps) if norm == "l1" else sum(c * c for c in steps)


@cache
def xadic(k: int, N: int) -> Distance:
    """The distance 2^-v on Z_k[x]/(x^N), v the first coefficient other than 0."""
    Z = truncated(k, N)
    firsts = (next(i for i in range(N) if a // k**i % k) for a in range(1, Z.n))
    return Distance(Z, weight=(0, *(Fraction(1, 1 << i) for i in firsts)))


# -------------------------------------------------------------------------------------------------------- maps


class Map:
    """A map of finite carriers: the rank of the image of each rank."""

    def __init__(self, X: Carrier, Z: Carrier, values: tuple[int, ...]) -> None:
        self.X, self.Z, self.values = X, Z, values
        self._pull: dict[int, int] = {}

    @cached_property
    def fibers(self) -> tuple[int, ...]:
        """The mask of the points over each z."""
        out = [0] * self.Z.n
        for x, z in enumerate(self.values):
            out[z] |= 1 << x
        return tuple(out)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of points over each z."""
        return tuple(over.bit_count() for over in self.fibers)

    @cached_property
    def image(self) -> int:
        """The mask of the image."""
        return mask(self.values)

    def pull(self, M: int) -> int:
        """The mask of the x with f(x) in M."""
        if M not in self._pull:
            self._pull[M] = mask(x for x, z in enumerate(self.values) if M >> z & 1)
        return self._pull[M]

    @cached_property
    def additive(self) -> bool:
        """Whether f(0) = 0 and f(a + e) = f(a) + f(e) for generators e: by induction then for all sums."""
        v, X, Z = self.values, self.X.add, self.Z.add
        steps = (v[X[a][e]] == Z[v[a]][v[e]] for e in self.X.generators for a in range(self.X.n))
        return v[0] == 0 and all(steps)

    @cached_property
    def multiplicative(self) -> bool:
        """Whether f(a b) = f(a) f(b); for an additive map generators decide, as both sides are bilinear."""
        v, X, Z = self.values, self.X.mul, self.Z.mul
        points = self.X.generators if self.additive else range(self.X.n)
        return all(v[X[a][b]] == Z[v[a]][v[b]] for a in points for b in points)

    @cached_property
    def unital(self) -> bool:
        """Whether f(1) = 1."""
        return self.values[self.X.one] == self.Z.one

    @cached_property
    def homomorphic(self) -> bool:
        """Whether f preserves sums, products and 1."""
        return self.additive and self.multiplicative and self.unital

    @cached_property
    def laws(self) -> int:
        """The bits of: multiplicative, additive, unital."""
        return self.multiplicative << 1 | self.additive << 2 | self.unital << 3

    @cached_property
    def onto(self) -> bool:
        """Whether every fiber has a point."""
        return 0 not in self.fibers

    @cached_property
    def sums(self) -> dict[tuple[int, int], int]:
        """For z and w the mask of all f(x + x') with x over z and x' over w."""
        return self._spread(self.X.add)

    @cached_property
    def products(self) -> dict[tuple[int, int], int]:
        """For z and w the mask of all f(x x') with x over z and x' over w."""
        return self._spread(self.X.mul)

    def _spread(self, table: Any) -> dict[tuple[int, int], int]:
        out: dict[tuple[int, int], int] = {}
        for x, z in enumerate(self.values):
            for s, w in enumerate(self.values):
                out[z, w] = out.get((z, w), 0) | 1 << self.values[table[x][s]]
        return out

    @cached_property
    def inverses(self) -> dict[int, int]:
        """For each z the mask of all f(1/x) with x a unit over z."""
        out: dict[int, int] = {}
        for x, y in self.X.inverse.items():
            out[self.values[x]] = out.get(self.values[x], 0) | 1 << self.values[y]
        return out


@cache
def mapping(data: Any) -> Map:
    """The map that data names."""
    data = listed(data)
    need(len(data) == 4 and data[0] == "map", "a map is missing")
    X, Z = carrier(data[1]), carrier(data[2])
    values = tuple(whole(z, most=Z.n - 1) for z in listed(data[3]))
    need(len(values) == X.n, f"a map from {X.n} points has {len(values)} values")
    return Map(X, Z, values)


# --------------------------------------------------------------------------------------------- whole instances


@dataclass(frozen=True, slots=True)
class Residues:
    """Z_m[x] and Z_n[x] over Z_b[x] in degrees below a bound, b a common divisor."""

    m: int
    n: int
    b: int
    degree: int


@dataclass(frozen=True, slots=True)
class Images:
    """Additive maps from Z_m and Z_n to a ring, given by the images of 1."""

    m: int
    n: int
    ring: Carrier
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Multiple:
    """The map k -> k·c from 0, ..., m - 1 to Z, Z^2 or Z_k, given by moduli (0 for Z)."""

    m: int
    moduli: tuple[int, ...]
    c: tuple[int, ...]


def residues(data: Any) -> Residues:
    """An instance of classical.crt."""
    m, n, b, degree = (whole(v, 1, 64) for v in keys(data, "m", "n", "b", "degree"))
    need(m % b == n % b == 0 and degree <= 3, "the base divides no common residues, or the degree is too large")
    return Residues(m, n, b, degree)


def images(data: Any) -> Images:
    """An instance of classical.collapse."""
    m, n, ring, a, b = keys(data, "m", "n", "ring", "a", "b")
    C = carrier(ring)
    out = Images(whole(m, 1), whole(n, 1), C, whole(a, most=C.n - 1), whole(b, most=C.n - 1))
    need(out.m % C.periods[out.a] == out.n % C.periods[out.b] == 0, "an image of 1 gives no additive map")
    return out


def multiple(data: Any) -> Multiple:
    """An instance of classical.torsion; an element of Z or Z_k is a number, of Z^2 a list of two."""
    m, group, c = keys(data, "m", "group", "c")
    moduli = listed(group)[1:]
    finite = len(moduli) == 1 and whole(moduli[0]) > 0
    need(group[0] == "module" and (finite or moduli in ((0,), (0, 0))), "a group is neither Z, Z^2 nor Z_k")
    entries = listed(c) if len(moduli) > 1 else (c,)
    need(len(entries) == len(moduli), "an element has as many coordinates as its group")
    bounds = ((0, k - 1) if k else (-(1 << 64), 1 << 64) for k in moduli)
    return Multiple(whole(m, 1, 1 << 12), moduli, tuple(whole(e, *b) for e, b in zip(entries, bounds, strict=True)))


@dataclass(frozen=True, slots=True)
class Function:
    """A polynomial in x over a field, constant coefficient first."""

    field: Carrier
    c: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """The scheme h = 0 in A^n with the map f to the line, h and f by the coefficients of the first monomials."""

    field: Carrier
    n: int
    h: tuple[int, ...]
    f: tuple[int, ...]


def galois(data: Any) -> Carrier:
    """A finite field."""
    F = carrier(data)
    need(F.n > 1 and len(F.inverse) == F.n - 1, "a field has an inverse of each element but 0")
    return F


def coefficients(data: Any, F: Carrier) -> tuple[int, ...]:
    """At most 16 elements of a field."""
    need(len(listed(data)) <= 16, "there are too many coefficients")
    return tuple(whole(c, most=F.n - 1) for c in data)


def function(data: Any) -> Function:
    """A polynomial in x."""
    field, c = keys(data, "field", "c")
    F = galois(field)
    return Function(F, coefficients(c, F))


def scheme(data: Any) -> Over:
    """A scheme over the line."""
    field, n, h, f = keys(data, "field", "n", "h", "f")
    F = galois(field)
    return Over(F, whole(n, 1, 2), coefficients(h, F), coefficients(f, F))


@dataclass(frozen=True, slots=True)
class Measure:
    """A distance of rows of coordinates: its kind, the moduli of the columns (none for Q), a norm or a prime."""

    kind: str
    moduli: tuple[int, ...]
    norm: str = ""
    p: int = 0


@cache
def measure(data: Any) -> Measure:
    """The distance of rows that data names; on a product of Z_m, on Q^d, or on Z_k[x]/(x^N)."""
    head, *rest = listed(data)
    need(type(head) is str and {**KINDS, "absolute": 1}.get(head) == len(rest) and head != "table", "no distance")
    if head == "absolute":
        need(rest[0] in NORMS, "a norm is unknown")
        return Measure(head, (), rest[0])
    if head == "xadic":
        return Measure(head, (whole(rest[0], 1, LARGEST_CARRIER),) * whole(rest[1], 1, 16))
    sort, *moduli = listed(rest[0])
    need(sort == "module", "a distance by coordinates lives on a product of Z_m")
    orders = tuple(whole(m, 1) for m in moduli)
    p = whole(rest[1], 2, LARGEST_CARRIER) if head == "padic" else 0
    need(head != "lee" or rest[1] in NORMS, "a norm is unknown")
    need(all(p % q for q in range(2, p)), f"{p} is no prime")
    return Measure(head, orders, rest[1] if head == "lee" else "", p)


def coordinate(value: Any) -> Number:
    """A number of either sign."""
    if type(value) is int:
        return whole(value, -(1 << 80), 1 << 80)
    spelt = text(value)
    return -number(spelt[1:]) if spelt.startswith("-") else number(spelt)


@lru_cache(1 << 10)
def cloud(data: Any) -> tuple[tuple[Number, ...], ...]:
    """Rows of coordinates, equally many each."""
    rows = tuple(tuple(map(coordinate, listed(row))) for row in listed(data))
    need(0 < len(rows) <= LARGEST_CLOUD, "there are no rows, or too many")
    need(len({len(row) for row in rows}) == 1, "the rows are not equally long")
    return rows


def vector(data: Any) -> tuple[int, ...]:
    """A few integers."""
    need(len(listed(data)) <= 16, "there are too many coordinates")
    return tuple(whole(c, -(1 << 20), 1 << 20) for c in data)


@dataclass(frozen=True, slots=True)
class Cocycle:
    """A bundle over a graph: for each edge the permutation of the fiber from its first end to its second."""

    vertices: int
    edges: tuple[tuple[int, int], ...]
    fiber: int
    turns: tuple[tuple[int, ...], ...]


def turn(data: Any) -> tuple[int, ...]:
    """A permutation of 0, ..., n - 1 by its images."""
    images = tuple(whole(i, most=7) for i in listed(data))
    need(sorted(images) == list(range(len(images))) and len(images) > 0, "a transition is no permutation of a fiber")
    return images


def joined_up(vertices: int, edges: Any, turns: Iterable[tuple[int, ...]]) -> Cocycle:
    """The bundle over the graph on 0, ..., vertices - 1 with some edges, and a permutation for each."""
    last, found = whole(vertices, 1, 8) - 1, tuple(turns)
    ends = tuple(tuple(whole(v, most=last) for v in listed(edge)) for edge in listed(edges))
    need(len(ends) <= 8 and all(len(e) == 2 for e in ends), "an edge has two ends, and there are at most 8 edges")
    need(len(found) == len(ends) and len({len(g) for g in found}) <= 1, "the transitions are not those of one fiber")
    return Cocycle(last + 1, tuple((e[0], e[1]) for e in ends), len(found[0]) if found else 0, found)


def cocycle(data: Any) -> Cocycle:
    """A bundle over a graph."""
    graph, fiber, transitions = keys(data, "graph", "fiber", "transitions")
    vertices, edges = keys(graph, "vertices", "edges")
    need(listed(vertices) == tuple(range(len(vertices))), "the vertices are not numbered")
    found = joined_up(len(vertices), edges, map(turn, listed(transitions)))
    need(whole(fiber, 1, 8) == found.fiber or not found.turns, "the transitions are not those of the fiber")
    return Cocycle(found.vertices, found.edges, fiber, found.turns)


# ---------------------------------------------------------------------------- bilinear forms and their spaces


@dataclass(frozen=True, slots=True)
class Rationals:
    """The rationals, beside the finite rings by their tables."""


QQ = Rationals()
Vector = tuple[Any, ...]
LARGEST_SPACE = 1 << 10


class Span:
    """The submodule of R^d that some rows span; R is a finite ring or the rationals."""

    def __init__(self, R: Carrier | Rationals, d: int, rows: tuple[Vector, ...]) -> None:
        self.R, self.d, self.rows = R, d, rows

    @property
    def finite(self) -> Carrier:
        """The ring, if it is finite."""
        if not isinstance(self.R, Carrier):
            raise Rejected("the members of a space over the rationals are asked for")
        return self.R

    @cached_property
    def mask(self) -> int:
        """The mask of the members: all sums of multiples of the rows."""
        return combined(self.finite, self.d, self.rows)

    @property
    def size(self) -> int:
        """The number of members."""
        return self.mask.bit_count()

    @property
    def dim(self) -> int:
        """The k with q^k members, over a field of q elements."""
        return exponent(self.finite, self.size)


def exponent(R: Carrier, size: int) -> int:
    """The k with n^k = size."""
    return next(k for k in range(LARGEST_SPACE) if R.n**k >= size)


@cache
def space_of(R: Carrier, d: int) -> tuple[Vector, ...]:
    """All vectors of R^d, the last coordinate fastest."""
    need(R.n**d <= LARGEST_SPACE, "a space is too large")
    return tuple(product(range(R.n), repeat=d))


def spot(R: Carrier, v: Iterable[int]) -> int:
    """The rank of a vector."""
    out = 0
    for c in v:
        out = out * R.n + c
    return out


@cache
def translations(R: Carrier, d: int) -> tuple[tuple[int, ...], ...]:
    """The table of sums of vectors, by rank."""
    points = space_of(R, d)
    return tuple(tuple(spot(R, (R.add[a][b] for a, b in zip(u, v, strict=True))) for v in points) for u in points)


@lru_cache(REMEMBERED)
def combined(R: Carrier, d: int, rows: tuple[Vector, ...]) -> int:
    """The mask of the sums of multiples of some vectors, one after the other."""
    need(R.n**d <= LARGEST_SPACE, "a space is too large")
    found: set[Vector] = {(0,) * d}
    for row in rows:
        lines = {tuple(R.mul[a][c] for c in row) for a in range(R.n)}
        found = {tuple(R.add[a][b] for a, b in zip(u, v, strict=True)) for u in found for v in lines}
    return mask(spot(R, v) for v in found)


@lru_cache(REMEMBERED)
def orthogonal_to(R: Carrier, w: Vector) -> int:
    """The mask of the z with w_1 z_1 + ... + w_d z_d = 0, asked of every z."""
    found = []
    for place, z in enumerate(space_of(R, len(w))):
        total = 0
        for a, b in zip(w, z, strict=True):
            total = R.add[total][R.mul[a][b]]
        if total == 0:
            found.append(place)
    return mask(found)


class Form:
    """A symmetric bilinear form b on R^d, by its matrix; q(z) = b(z, z)."""

    def __init__(self, R: Carrier | Rationals, gram: tuple[Vector, ...]) -> None:
        self.R, self.gram, self.d = R, gram, len(gram)
        self._perps: dict[Span, int] = {}
        self._free: dict[int, int] = {}
        self._additive: dict[tuple[Span, Span], bool] = {}

    def dotted(self, u: Sequence[Any], v: Sequence[Any]) -> Any:
        """u_1 v_1 + ... + u_d v_d."""
        if not isinstance(self.R, Carrier):
            return sum(map(Fraction.__mul__, map(Fraction, u), map(Fraction, v)), Fraction(0))
        total = 0
        for a, b in zip(u, v, strict=True):
            total = self.R.add[total][self.R.mul[a][b]]
        return total

    def functional(self, u: Vector) -> Vector:
        """The coefficients of b(u, ·)."""
        return tuple(self.dotted(u, column) for column in zip(*self.gram, strict=True))

    def __call__(self, u: Vector, v: Vector) -> Any:
        return self.dotted(self.functional(u), v)

    def perp(self, U: Span) -> int:
        """The mask of the z that are orthogonal to all rows of U."""
        if U not in self._perps:
            R, out = U.finite, (1 << U.finite.n**U.d) - 1
            for row in U.rows:
                out &= orthogonal_to(R, self.functional(row))
            self._perps[U] = out
        return self._perps[U]

    def normal(self, U: Span, V: Span) -> bool:
        """Whether b is 0 on two spaces: over the rationals on their rows."""
        if isinstance(self.R, Carrier):
            return V.mask & ~self.perp(U) == 0
        return not any(self(u, v) for u in U.rows for v in V.rows)

    def regular(self, U: Span) -> bool:
        """Whether no member of U but 0 is orthogonal to U."""
        return U.mask & self.perp(U) == 1

    def determinant(self, rows: Sequence[Vector]) -> int:
        """The determinant of b on some vectors, by all permutations."""
        if not isinstance(self.R, Carrier):
            raise Rejected("a determinant is asked of a finite ring")
        R, total = self.R, 0
        table = [[self(u, v) for v in rows] for u in rows]
        for order in permutations(range(len(rows))):
            term = R.one
            for i, j in enumerate(order):
                term = R.mul[term][table[i][j]]
            odd = sum(a > b for a, b in combinations(order, 2)) % 2
            total = R.add[total][R.neg[term] if odd else term]
        return total

    @cached_property
    def squares(self) -> tuple[int, ...]:
        """q(z) for every z."""
        assert isinstance(self.R, Carrier)
        return tuple(self(z, z) for z in space_of(self.R, self.d))

    def parallelogram(self, a: int) -> int:
        """The mask of the z with q(a + z) = q(a) + q(z), asked of every z."""
        if a not in self._free:
            assert isinstance(self.R, Carrier)
            add, moved, q = self.R.add, translations(self.R, self.d)[a], self.squares
            self._free[a] = mask(z for z, there in enumerate(moved) if q[there] == add[q[a]][q[z]])
        return self._free[a]

    def adds(self, U: Span, V: Span) -> bool:
        """Whether q(u + v) = q(u) + q(v): over the rationals on rows, as q(u + v) - q(u) - q(v) is bilinear."""
        if not isinstance(self.R, Carrier):
            return not any(self.excess(u, v) for u in U.rows for v in V.rows)
        if (U, V) not in self._additive:
            self._additive[U, V] = all(V.mask & ~self.parallelogram(u) == 0 for u in ranks(U.mask))
        return self._additive[U, V]

    def excess(self, *parts: Vector) -> Any:
        """q of a sum less the sum of q, over the rationals."""
        total = tuple(map(sum, zip(*parts, strict=True)))
        return self(total, total) - sum(self(z, z) for z in parts)


def scalars(data: Any) -> Carrier | Rationals:
    """The rationals, a finite field, or Z_m."""
    if data == ("rationals",):
        return QQ
    R = carrier(data)
    return R if R.moduli is not None and len(R.moduli) == 1 else galois(data)


def entry(R: Carrier | Rationals, value: Any) -> Any:
    """An element of a ring."""
    return whole(value, most=R.n - 1) if isinstance(R, Carrier) else Fraction(coordinate(value))


def vectors_in(data: Any, R: Carrier | Rationals, d: int) -> tuple[Vector, ...]:
    """Some rows of d elements."""
    rows = tuple(tuple(entry(R, c) for c in listed(row)) for row in listed(data))
    need(all(len(row) == d for row in rows) and len(rows) <= 16, "the rows are not of the length of the space")
    return rows


@cache
def bilinear(data: Any) -> Form:
    """The form that data names."""
    ring, gram = keys(dict(data), "ring", "gram")
    R = scalars(ring)
    rows = vectors_in(gram, R, len(listed(gram)))
    need(0 < len(rows) <= 8 and tuple(zip(*rows, strict=True)) == rows, "a form is not symmetric, or too large")
    return Form(R, rows)


@cache
def spanning(data: Any) -> Span:
    """The span that data names."""
    ring, d, basis = keys(dict(data), "ring", "d", "basis")
    R, length = scalars(ring), whole(d, 1, 8)
    return Span(R, length, vectors_in(basis, R, length))


def hashable(value: Any) -> Any:
    """The members of an object as pairs."""
    need(type(value) is dict, "an object is missing")
    return tuple(sorted(value.items()))


def form(data: Any) -> Form:
    """A form; equal data name one object."""
    return bilinear(hashable(data))


def span(data: Any) -> Span:
    """A span; equal data name one object."""
    return spanning(hashable(data))


Three = tuple[Span, Span, Span]


def parts(data: Any) -> Three:
    """Three spans in one space."""
    found = tuple(map(span, listed(data)))
    need(len(found) == 3 and len({(U.R, U.d) for U in found}) == 1, "there are not three parts of one space")
    return found  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------------------- pools


@dataclass(frozen=True, slots=True)
class Pool:
    """The components listed, how many labelled ones each stands for, and how many labelled ones there are.

    `kind` is what the members stand for: themselves ("all" if every map is there), or orbits under relabelling of
    points ("points"), of the domain ("domain"), under isometries too ("isometries"), or under automorphisms of the
    domain ("automorphisms").
    """

    members: tuple[Any, ...]
    count: int
    kind: str = "some"
    weights: tuple[int, ...] = ()


def pool(data: Any, sort: str) -> Pool:
    """The pool that data names, of components of a sort."""
    head, *rest = listed(data)
    if head == "given":
        members = tuple(DECODE[sort](member) for member in rest)
        need(len(members) == len(set(members)) > 0, "a member is given twice, or there is none")
        return Pool(members, len(members), "some", (1,) * len(members))
    need(type(head) is str and head in POOLS, f"{str(head)[:40]} is no pool")
    made, made_sort, arity = POOLS[head]
    need(sort == made_sort and len(rest) == arity, f"a pool {head} does not fit here")
    found = made(*rest)
    sizes = found.weights or (1,) * len(found.members)
    need(len(sizes) == len(found.members) and sum(sizes) == found.count, f"the orbits of {head} do not add up")
    return Pool(found.members, found.count, found.kind, sizes)


def _few(count: int) -> int:
    need(0 < count <= LARGEST_POOL, "a pool is too large")
    return count


def _values(data: Any) -> tuple[Number, ...]:
    values = tuple(map(number, listed(data)))
    need(all(a < b for a, b in pairwise(values)) and len(values) > 0, "the values of distances do not increase")
    return values


def _symmetric(Z: Carrier, entries: Sequence[Number]) -> Distance:
    rows: list[list[Number]] = [[0] * Z.n for _ in range(Z.n)]
    for (a, b), c in zip(combinations(range(Z.n), 2), entries, strict=True):
        rows[a][b] = rows[b][a] = c
    return Distance(Z, tuple(map(tuple, rows)))


def radii(n: int) -> Pool:
    """0, ..., n - 1."""
    return Pool(tuple(range(_few(whole(n)))), n)


def tables(n: int, values: Any) -> Pool:
    """The least symmetric tables of each orbit under relabelling: n!/|stabilizer| tables are in the orbit.

    Orbits are removed from a list of all tables as they are met, so the first table left is the least of its own.
    """
    n, values = whole(n, 1, 6), _values(values)
    pairs, q = list(combinations(range(n), 2)), len(values)
    count = _few(q ** len(pairs))
    place = {pair: i for i, pair in enumerate(pairs)}
    moves = [[place[min(s[a], s[b]), max(s[a], s[b])] for a, b in pairs] for s in permutations(range(n))]
    places = [q ** (len(pairs) - 1 - i) for i in range(len(pairs))]
    seen, members, weights = bytearray(count), [], []
    for rank in range(count):
        if seen[rank]:
            continue
        digits = [rank // place % q for place in places]
        images = [sum(digits[i] * place for i, place in zip(move, places, strict=True)) for move in moves]
        for other in images:
            seen[other] = 1
        members.append(_symmetric(carrier(("module", n)), [values[i] for i in digits]))
        weights.append(factorial(n) // images.count(rank))
    return Pool(tuple(members), count, "points", tuple(weights))


def labelled(Z: Any, values: Any) -> Pool:
    """All symmetric tables that vanish on the diagonal."""
    Z, values = carrier(Z), _values(values)
    size = comb(Z.n, 2)
    count = _few(len(values) ** size)
    return Pool(tuple(_symmetric(Z, v) for v in product(values, repeat=size)), count)


def weights(Z: Any, values: Any) -> Pool:
    """The distances w(a - b) for all w with w(0) = 0."""
    Z, values = carrier(Z), _values(values)
    count = _few(len(values) ** (Z.n - 1))
    return Pool(tuple(Distance(Z, weight=(0, *v)) for v in product(values, repeat=Z.n - 1)), count)


def norms(Z: Any, values: Any) -> Pool:
    """The distances |a - b| with |0| = 0, |u| = 1 for units, any values on the other elements."""
    Z, values = carrier(Z), _values(values)
    free = [a for a in range(1, Z.n) if a not in Z.inverse]
    count, out = _few(len(values) ** len(free)), []
    for v in product(values, repeat=len(free)):
        norm = [0] + [1] * (Z.n - 1)
        for a, c in zip(free, v, strict=True):
            norm[a] = c
        out.append(Distance(Z, weight=tuple(norm)))
    return Pool(tuple(out), count)


def maps(X: Any, Z: Any) -> Pool:
    """All maps of sets."""
    X, Z = carrier(X), carrier(Z)
    count = _few(Z.n**X.n)
    return Pool(tuple(Map(X, Z, v) for v in product(range(Z.n), repeat=X.n)), count, "all")


def ways(values: Sequence[int]) -> int:
    """The number of rearrangements of a sequence."""
    return factorial(len(values)) // prod(map(factorial, Counter(values).values()))


def histograms(X: Any, Z: Any) -> Pool:
    """The nondecreasing maps: one for each histogram."""
    X, Z = carrier(X), carrier(Z)
    _few(X.n * comb(Z.n + X.n - 1, X.n))
    found = tuple(combinations_with_replacement(range(Z.n), X.n))
    return Pool(tuple(Map(X, Z, v) for v in found), Z.n**X.n, "domain", tuple(map(ways, found)))


def up_to_isometry(X: Any, d: Any) -> Pool:
    """The least histograms of each orbit under the isometries of a distance."""
    X, d = carrier(X), distance(d)
    moves, n = isometries(d), d.Z.n
    _few(len(moves) * comb(n + X.n - 1, X.n))
    orbits: dict[tuple[int, ...], int] = {}
    for v in combinations_with_replacement(range(n), X.n):
        least = min(tuple(sorted(s[z] for z in v)) for s in moves)
        orbits[least] = orbits.get(least, 0) + ways(v)
    members = tuple(Map(X, d.Z, v) for v in orbits)
    return Pool(members, n**X.n, "isometries", tuple(orbits.values()))


@cache
def isometries(d: Distance) -> tuple[tuple[int, ...], ...]:
    """The permutations that keep a distance."""
    need(d.Z.n <= 64, "a space is too large for its isometries")
    D, found = d.rows, [tuple[int, ...]()]
    for k in range(d.Z.n):
        wider = ((*s, z) for s in found for z in range(d.Z.n) if z not in s)
        found = [s for s in wider if all(D[s[i]][s[k]] == D[i][k] and D[s[k]][s[i]] == D[k][i] for i in range(k + 1))]
        need(len(found) <= LARGEST_POOL, "there are too many isometries")
    return tuple(found)


def multiples(m: int, Z: Any) -> Pool:
    """The maps n -> n·u from 0, ..., m - 1."""
    X, Z = carrier(("module", whole(m, 1, LARGEST_CARRIER))), carrier(Z)
    steps = (Z.multiples(u) for u in range(Z.n))
    return Pool(tuple(Map(X, Z, tuple(s[n % len(s)] for n in range(m))) for s in steps), Z.n)


def _modules(*data: Any) -> list[Module]:
    found = [carrier(part) for part in data]
    need(all(isinstance(M, Module) for M in found), "a matrix acts between products of Z_m")
    return found  # type: ignore[return-value]


def _matrix(X: Module, Z: Module, rows: Sequence[Sequence[int]]) -> Map:
    return Map(X, Z, tuple(Z.rank(sum(map(int.__mul__, row, v)) for row in rows) for v in X.vectors))


def homomorphisms(X: Any, Z: Any) -> Pool:
    """The matrices with c | entry·a in a column of modulus a and a row of modulus c: these are well defined."""
    X, Z = _modules(X, Z)
    choices = [[range(0, c, c // gcd(a, c)) for a in X.moduli] for c in Z.moduli]
    count = _few(prod(gcd(a, c) for a in X.moduli for c in Z.moduli))
    found = product(*(tuple(product(*row)) for row in choices))
    return Pool(tuple(_matrix(X, Z, rows) for rows in found), count)


def _power(k: int, d: int) -> Module:
    (Z,) = _modules(("module", *(whole(k, 1, LARGEST_CARRIER),) * whole(d, 1, 10)))
    return Z


def diagonals(k: int, d: int) -> Pool:
    """The diagonal matrices."""
    Z = _power(k, d)
    entries = product(range(k), repeat=d)
    return Pool(tuple(Map(Z, Z, tuple(Z.rank(map(int.__mul__, u, v)) for v in Z.vectors)) for u in entries), k**d)


def linear_images(k: int, n: int, d: int) -> Pool:
    """The first matrix for each image: maps from Z_k^n with one image differ by an automorphism, Z_k being semilocal.

    Reference: H. Bass, *Algebraic K-Theory*, 1968, III.2.
    """
    X, Z = _power(k, n), _power(k, d)
    count = _few(k ** (n * d))
    first: dict[int, Map] = {}
    sizes: Counter[int] = Counter()
    lines = [mask(Z.multiples(u)) for u in range(Z.n)]
    for entries in product(range(k), repeat=n * d):
        image = 1
        for j in range(n):
            image = Z.sumset(image, lines[Z.rank(entries[j::n])])
        sizes[image] += 1
        if image not in first:
            first[image] = _matrix(X, Z, [entries[i * n : i * n + n] for i in range(d)])
    return Pool(tuple(first.values()), count, "automorphisms", tuple(sizes[image] for image in first))


def multiplications(k: int, N: int) -> Pool:
    """The multiplications of Z_k[x]/(x^N)."""
    R = truncated(k, N)
    return Pool(tuple(Map(R, R, row) for row in R.mul), k**N)


def all_residues(top: int, degrees: int) -> Pool:
    """All m, n up to a bound with their common divisors and all degrees."""
    top, degrees = whole(top, 1, 64), whole(degrees, 1, 3)
    ends = [(m, n) for t in range(1, top + 1) for m in range(1, t + 1) for n in range(1, t + 1) if max(m, n) == t]
    bases = [(m, n, b) for m, n in ends for b in range(1, top + 1) if gcd(m, n) % b == 0]
    found = (Residues(*base, k) for base in bases for k in range(1, degrees + 1))
    return Pool(tuple(found), degrees * sum((top // b) ** 2 for b in range(1, top + 1)))


def all_images(top: int, rings: Any) -> Pool:
    """All additive maps from Z_m and Z_n, m and n up to a bound, to some rings, by the images of 1."""
    top, found, count = whole(top, 1, 1 << 10), [], 0
    need(len(set(rings)) == len(listed(rings)), "a ring is given twice")
    for C in map(carrier, listed(rings)):
        killed = [C.killed(m) for m in range(top + 1)]
        count = _few(count + sum(top // p for p in C.periods) ** 2)
        ends = product(range(1, top + 1), repeat=2)
        found += [Images(m, n, C, a, b) for m, n in ends for a in killed[m] for b in killed[n]]
    return Pool(tuple(found), count)


def all_multiples(top: int, radius: int) -> Pool:
    """All maps k -> k·c from m <= top points to Z and Z^2, c in a box, and to Z_k, k <= top."""
    top, radius = whole(top, 1, 1 << 10), whole(radius, 0, 1 << 10)
    box = [0, *(c for r in range(1, radius + 1) for c in (r, -r))]
    count = _few(top * (len(box) + len(box) ** 2 + top * (top + 1) // 2))
    groups: list[Any] = [((0,), v) for v in product(box)] + [((0, 0), v) for v in product(box, repeat=2)]
    groups += [((k,), (c,)) for k in range(1, top + 1) for c in range(k)]
    return Pool(tuple(Multiple(m, *group) for m in range(1, top + 1) for group in groups), count)


def all_moduli(top: int) -> Pool:
    """1, ..., top."""
    return Pool(tuple(range(1, whole(top, 1, 1 << 12) + 1)), top)


def vectors(F: Carrier, length: int) -> Iterator[tuple[int, ...]]:
    """All lists of elements of a length, the first element fastest."""
    return (v[::-1] for v in product(range(F.n), repeat=length))


def functions(field: Any, size: int) -> Pool:
    """All polynomials in x with a number of coefficients."""
    F = galois(field)
    count = _few(F.n ** whole(size, 1, 16))
    return Pool(tuple(Function(F, c) for c in vectors(F, size)), count)


def over_the_line(field: Any, n: int, h: int, f: int) -> Pool:
    """All schemes in A^n with their maps to the line, with numbers of coefficients; no equation where h has none."""
    F = galois(field)
    h, f = whole(h, 0, 16), whole(f, 0, 16)
    count = _few(F.n ** (h + f))
    return Pool(tuple(Over(F, whole(n, 1, 2), c[:h], c[h:]) for c in vectors(F, h + f)), count)


def cocycles(vertices: int, edges: Any, group: Any) -> Pool:
    """The bundles over a graph with all choices of transitions among some permutations of a fiber."""
    some = tuple(map(turn, listed(group)))
    need(len(some) == len(set(some)) > 0, "a permutation is given twice, or there is none")
    base = joined_up(vertices, edges, [some[0]] * len(listed(edges)))
    count, n = _few(len(some) ** len(base.edges)), len(some[0])
    need(all(len(g) == n for g in some), "the permutations are not of one fiber")
    choices = product(some, repeat=len(base.edges))
    return Pool(tuple(Cocycle(base.vertices, base.edges, n, turns) for turns in choices), count)


def space(data: Any) -> int:
    """The k of the Lee distance of a circle Z_k; 0 for the distance |a - b| of Q."""
    if data == ("absolute", "l1"):
        return 0
    Z, norm = distance(data).Z, distance(data).norm
    need(norm == "l1" and len(Z.moduli or ()) == 1, "neither the Lee distance of a circle nor that of the line")
    return Z.n


def diagonal_forms(ring: Any, entries: Any, d: int) -> Pool:
    """The forms a_1 u_1 v_1 + ... + a_d u_d v_d with some coefficients."""
    R, d = scalars(ring), whole(d, 1, 8)
    chosen = tuple(entry(R, a) for a in listed(entries))
    need(len(set(chosen)) == len(chosen) > 0, "a coefficient is named twice, or there is none")
    _few(len(chosen) ** d)
    grams = (tuple(tuple(c * (i == j) for j in range(d)) for i, c in enumerate(a)) for a in product(chosen, repeat=d))
    found = tuple(Form(R, gram) for gram in grams)
    return Pool(found, len(found))


def symmetric_forms(ring: Any, d: int) -> Pool:
    """The forms of all symmetric matrices."""
    R, d = finite_scalars(ring), whole(d, 1, 8)
    places = [(i, j) for i in range(d) for j in range(i, d)]
    count, found = _few(R.n ** len(places)), []
    for a in product(range(R.n), repeat=len(places)):
        at = dict(zip(places, a, strict=True))
        found.append(Form(R, tuple(tuple(at[min(i, j), max(i, j)] for j in range(d)) for i in range(d))))
    return Pool(tuple(found), count)


def finite_scalars(data: Any) -> Carrier:
    """A finite field, or Z_m."""
    R = scalars(data)
    if not isinstance(R, Carrier):
        raise Rejected("the ring is not finite")
    return R


@cache
def every_span(R: Carrier, d: int) -> dict[int, Span]:
    """All submodules of R^d by their masks: by size, then by members.

    Each is the sum of one met before and the multiples of a vector, and vectors that add nothing are left out.
    """
    need(d <= 4, "a space has too many submodules")
    found: dict[int, tuple[Vector, ...]] = {1: ()}
    lines = {combined(R, d, (v,)): v for v in reversed(space_of(R, d)[1:])}
    todo, everything = [1], (1 << R.n**d) - 1
    while todo:
        start = todo.pop()
        for line, v in lines.items():
            if line & ~start == 0:
                continue
            # a sum is everything when it has as many members
            full = start.bit_count() * line.bit_count() == everything.bit_count() * (start & line).bit_count()
            rows = (*found[start], v)
            together = everything if full else combined(R, d, rows)
            if together not in found:
                found[together] = rows
                todo.append(together)
    order = sorted(found, key=lambda m: (m.bit_count(), ranks(m)))
    return {m: Span(R, d, found[m]) for m in order}


@cache
def submodules(ring: Any, d: int) -> Pool:
    """All submodules of R^d."""
    found = tuple(every_span(finite_scalars(ring), whole(d, 1, 4)).values())
    return Pool(found, len(found))


@cache
def triples(ring: Any, d: int) -> Pool:
    """All lists of three submodules of R^d."""
    found = submodules(ring, d).members
    _few(len(found) ** 3)
    return Pool(tuple(product(found, repeat=3)), len(found) ** 3)


@cache
def decompositions(ring: Any, d: int) -> Pool:
    """The lists of three subspaces whose direct sum is F^d."""
    F, d = galois(ring), whole(d, 1, 3)
    found, out = every_span(F, d), []
    for S, V in product(found.values(), repeat=2):
        if S.mask & V.mask == 1 and F.n**d % (S.size * V.size) == 0:
            sum_ = combined(F, d, S.rows + V.rows)
            rest = F.n**d // (S.size * V.size)
            out += [(S, V, T) for T in found.values() if T.size == rest and T.mask & sum_ == 1]
    return Pool(tuple(out), len(out))


def triples_among(ring: Any, d: int, bases: Any) -> Pool:
    """All lists of three of the spans of some rows."""
    found = tuple(span({"ring": ring, "d": d, "basis": rows}) for rows in listed(bases))
    need(len(set(found)) == len(found) > 0, "a span is named twice, or there is none")
    _few(len(found) ** 3)
    return Pool(tuple(product(found, repeat=3)), len(found) ** 3)


# ------------------------------------------------------------------------------- bases whose vectors have owners


@dataclass(frozen=True, slots=True)
class Shares:
    """A basis of Q^d (m = 0) or Z_m^d, and the owner of each vector: shared (0), image (1) or text (2)."""

    m: int
    basis: tuple[tuple[int, ...], ...]
    owners: tuple[int, ...]


def volume(rows: Sequence[Sequence[Any]]) -> Any:
    """The determinant, by the entries of the first row and what lies below beside them."""
    if not rows:
        return 1
    first, *rest = rows
    return sum(
        (-1) ** j * c * volume([[*row[:j], *row[j + 1 :]] for row in rest]) for j, c in enumerate(first) if c
    )  # fmt: skip


def sharing(m: int, basis: Any, owners: Any) -> Shares:
    """A basis with owners, if it is one."""
    rows, d = tuple(map(vector, listed(basis))), len(listed(basis))
    need(m != 1 and all(m % q for q in range(2, m)), "a modulus is neither 0 nor a prime")
    need(0 < d <= 4 and all(len(row) == d for row in rows), "a basis is not square, or too large")
    need(not m or all(0 <= c < m for row in rows for c in row), "a coordinate is no residue")
    need((volume(rows) % m if m else volume(rows)) != 0, "the vectors are no basis")
    need(len(listed(owners)) == d, "each vector has one owner")
    return Shares(m, rows, tuple(whole(k, most=2) for k in owners))


def shares(data: Any) -> Shares:
    """A basis with owners."""
    m, basis, owners = keys(data, "m", "basis", "owners")
    return sharing(whole(m, 0, LARGEST_TABLE), basis, owners)


def shared_out(m: int, bases: Any) -> Pool:
    """All ways to share out the vectors of some bases."""
    m, found = whole(m, 0, LARGEST_TABLE), []
    for basis in listed(bases):
        found += [sharing(m, basis, owners) for owners in product(range(3), repeat=len(listed(basis)))]
    need(len(set(found)) == len(found), "a basis is named twice")
    return Pool(tuple(found), _few(len(found)))


def columns(d: int, n: int) -> Pool:
    """All lists of n vectors of d entries 0, 1 or -1."""
    count = _few(3 ** (whole(d, 1, 4) * whole(n, 1, 4)))
    return Pool(tuple(product(product((0, 1, -1), repeat=d), repeat=n)), count)


POOLS: dict[str, tuple[Callable[..., Pool], str, int]] = {
    "radii": (radii, "number", 1),
    "tables": (tables, "distance", 2),
    "labelled": (labelled, "distance", 2),
    "weights": (weights, "distance", 2),
    "norms": (norms, "distance", 2),
    "maps": (maps, "map", 2),
    "histograms": (histograms, "map", 2),
    "up to isometry": (up_to_isometry, "map", 2),
    "multiples": (multiples, "map", 2),
    "homomorphisms": (homomorphisms, "map", 2),
    "diagonals": (diagonals, "map", 2),
    "images": (linear_images, "map", 3),
    "products": (multiplications, "map", 2),
    "residues": (all_residues, "residues", 2),
    "images of one": (all_images, "images", 2),
    "points of one": (all_multiples, "multiple", 2),
    "moduli": (all_moduli, "modulus", 1),
    "functions": (functions, "function", 2),
    "over the line": (over_the_line, "scheme", 4),
    "shared out": (shared_out, "shares", 2),
    "columns": (columns, "cloud", 2),
    "cocycles": (cocycles, "cocycle", 3),
    "diagonal forms": (diagonal_forms, "form", 3),
    "symmetric forms": (symmetric_forms, "form", 2),
    "submodules": (submodules, "span", 2),
    "triples": (triples, "parts", 2),
    "triples among": (triples_among, "parts", 3),
    "decompositions": (decompositions, "parts", 2),
}
DECODE: dict[str, Callable[[Any], Any]] = {
    "distance": distance,
    "map": mapping,
    "number": number,
    "size": partial(whole, least=1, most=1 << 20),
    "text": text,
    "integer": partial(whole, least=-(1 << 64)),
    "space": space,
    "residues": residues,
    "images": images,
    "multiple": multiple,
    "modulus": partial(whole, least=1, most=1 << 12),
    "function": function,
    "scheme": scheme,
    "measure": measure,
    "cloud": cloud,
    "vector": vector,
    "shares": shares,
    "cocycle": cocycle,
    "form": form,
    "span": span,
    "parts": parts,
}


def empty(points: Points) -> bool:
    """Whether the conclusion fails nowhere."""
    return next(points, None) is None


# ------------------------------------------------------- what claims say: classical, of two maps f: X > Z, g: Y > Z


Parts = tuple[Any, ...]


def pairs(f: Map, g: Map) -> list[tuple[int, int]]:
    """The fiber product."""
    return [(x, y) for x, y in product(range(f.X.n), range(g.X.n)) if f.values[x] == g.values[y]]


def closed(left: dict[tuple[int, int], int], right: dict[tuple[int, int], int]) -> bool:
    """Whether f(x ∘ x') = g(y ∘ y') for all pairs (x, y) and (x', y') over z and w: one value for each z and w."""
    both = (m | right[key] for key, m in left.items() if key in right)
    return all(m & (m - 1) == 0 for m in both)


def subring_row(f: Map, g: Map) -> int:
    """X ×_Z Y is a unital subring; its projections are then homomorphisms, and the square commutes by definition."""
    ends = f.values[0] == g.values[0] and f.values[f.X.one] == g.values[g.X.one]
    return (ends and closed(f.sums, g.sums) and closed(f.products, g.products)) | f.laws & g.laws


def subring_points(f: Map, g: Map) -> Points:
    """(0, 0) or (1, 1) outside; a pair whose negative is outside; two whose sum or product is."""
    X, Y, found = f.X, g.X, pairs(f, g)
    yield from ([[x, y]] for x, y in ((0, 0), (X.one, Y.one)) if (x, y) not in found)
    yield from ([[x, y]] for x, y in found if (X.neg[x], Y.neg[y]) not in found)
    for (x, y), (s, t) in product(found, repeat=2):
        if any((a[x][s], b[y][t]) not in found for a, b in ((X.add, Y.add), (X.mul, Y.mul))):
            yield [[x, y], [s, t]]


def universal_row(f: Map, g: Map, u: Map, v: Map) -> int:
    """Over each (u t, v t) lies one pair, so one map to X ×_Z Y lies over u, v; operations there are by components."""
    over = [f.fibers[g.values[y]] >> x & 1 for x, y in zip(u.values, v.values, strict=True)]
    commutes = all(f.values[x] == g.values[y] for x, y in zip(u.values, v.values, strict=True))
    return all(over) | commutes << 1


def universal_points(f: Map, g: Map, u: Map, v: Map) -> Points:
    """A t over which there is no pair."""
    found = pairs(f, g)
    yield from ([t] for t in range(u.X.n) if found.count((u.values[t], v.values[t])) != 1)


@lru_cache(1 << 16)
def differences(Z: Carrier, f: Sizes, g: Sizes) -> Sizes:
    """For each z the number of (x, y) with f x - g y = z; constant if f takes each value equally often."""
    if len(set(f)) == 1:
        return (f[0] * sum(g),) * Z.n
    out = [0] * Z.n
    for u in ranks(support(f)):
        for v in ranks(support(g)):
            out[Z.less[u][v]] += f[u] * g[v]
    return tuple(out)


def order_row(f: Parts, g: Parts) -> int:
    """|F|·|L| = |X||Y| and |F| = |ker f||ker g||im f ∩ im g|, F counted by fibers."""
    (Z, left, laws), (_, right, more) = f, g
    size = sum(map(int.__mul__, left, right))
    first = size * sum(map(bool, differences(Z, left, right))) == sum(left) * sum(right)
    second = size == left[0] * right[0] * (support(left) & support(right)).bit_count()
    return int((first and second) | (laws & more & 4) >> 1)


def order_parts(f: Map) -> Parts:
    """The codomain, the sizes of the fibers, the laws of f."""
    return f.Z, f.sizes, f.laws


def order_points(f: Map, g: Map) -> Points:
    """No points: the numbers differ."""
    yield from ([] for _ in range(1 - (order_row(order_parts(f), order_parts(g)) & 1)))


@lru_cache(1 << 16)
def over_killed(f: Map, d: int) -> Counter[int]:
    """How often f takes each value on the x with d·x = 0."""
    return Counter(f.values[x] for x in f.X.killed(d))


def counts_by_images(f: Map, g: Map, d: int) -> Fraction:
    """|K[d]| = |X[d]||Y[d]| / |{f x - g y}|, x in X[d], y in Y[d]: the order of a kernel."""
    left, right = over_killed(f, d), over_killed(g, d)
    hit = {f.Z.less[u][v] for u in left for v in right}
    return Fraction(left.total() * right.total(), len(hit))


def invariant_factors(count: Callable[[int], Fraction], top: int) -> list[int]:
    """The invariant factors of a group with `count(d)` elements killed by d.

    The number of factors divisible by p^i is log_p of count(p^i)/count(p^(i-1)).
    """
    factors: list[int] = []
    for p in (p for p in range(2, top + 1) if top % p == 0 and all(p % q for q in range(2, p))):
        power = p
        while (ratio := count(power) / count(power // p)) > 1:
            many = next(k for k in range(64) if p**k >= ratio)
            factors += [1] * (many - len(factors))
            factors[:many] = [e * p for e in factors[:many]]
            power *= p
    return factors


def killed_pairs(f: Map, g: Map, d: int) -> int:
    """The number of pairs of X ×_Z Y that d kills, by fibers."""
    right = over_killed(g, d)
    return sum(n * right[z] for z, n in over_killed(f, d).items())


def invariants_points(f: Map, g: Map) -> Points:
    """A d that kills another number of pairs than of elements of the group with the factors computed."""
    need(f.additive and g.additive, "the invariants of a kernel are asked of maps that are not additive")
    top = lcm(*f.X.periods, *g.X.periods)
    factors = invariant_factors(cache(partial(counts_by_images, f, g)), top)
    divisors = (d for d in range(1, top + 1) if top % d == 0)
    yield from ([d] for d in divisors if killed_pairs(f, g, d) != prod(gcd(d, e) for e in factors))


def invariants_row(f: Map, g: Map) -> int:
    """As many pairs are killed by each d as in the group with the invariant factors of ker(f, -g)."""
    return empty(invariants_points(f, g)) | (f.additive and g.additive) << 1


def milnor_row(f: Parts, g: Parts) -> int:
    """im g lies in im f, and the fibers of f over g(0) and 0 agree: that is g(0) = 0, or both are empty."""
    (image, _, onto, laws), (other, zero, _, more) = f, g
    conclusion = other & ~image == 0 and (zero == 0 or not image & (1 | 1 << zero))
    return int(conclusion | onto << 1 | laws & more & 4)


def milnor_parts(f: Map) -> Parts:
    """The image, f(0), whether f is onto, its laws."""
    return f.image, f.values[0], f.onto, f.laws


def milnor_points(f: Map, g: Map) -> Points:
    """A y that no pair has; no points where the kernels differ."""
    missed = [y for y, z in enumerate(g.values) if z not in f.values]
    yield from ([y] for y in missed)
    if not missed and [x for x, z in enumerate(f.values) if z == g.values[0]] != [*ranks(f.fibers[0])]:
        yield []


def units_row(f: Parts, g: Parts) -> int:
    """(1, 1) is a pair, and for units x, y over one z: f(1/x) = g(1/y) exactly when z is a unit."""
    (Z, one, left, laws), (_, other, right, more) = f, g
    there = dict(right)
    both = [(z in Z.inverse, m, there.get(z, 0)) for z, m in left]
    agree = all(m == n and m & (m - 1) == 0 if unit else m & n == 0 for unit, m, n in both if n)
    return int((one == other and agree) | laws & more)


def units_parts(f: Map) -> Parts:
    """The codomain, f(1), the values at inverses, the laws of f."""
    return f.Z, f.values[f.X.one], tuple(sorted(f.inverses.items())), f.laws


def units_points(f: Map, g: Map) -> Points:
    """(1, 1) outside; else a pair that is invertible among the pairs but not in X, Y and over Z, or conversely."""
    found, X, Y = pairs(f, g), f.X, g.X
    if (X.one, Y.one) not in found:
        yield [[X.one, Y.one]]
        return
    for x, y in found:
        invertible = any((X.mul[x][s], Y.mul[y][t]) == (X.one, Y.one) for s, t in found)
        if invertible != (x in X.inverse and y in Y.inverse and f.values[x] in f.Z.inverse):
            yield [[x, y]]


# ------------------------------------------------------------------------------ what claims say: classical, numbers


def crt_row(i: Residues) -> int:
    """Z_l -> Z_m ×_{Z_b} Z_n is injective, and there are as many pairs; so for each coefficient.

    It respects sums, products and 1, as m and n divide l, and so does the map of polynomials.
    """
    images = {(h % i.m, h % i.n) for h in range(lcm(i.m, i.n))}
    over = [sum(x % i.b == r for x in range(i.m)) * sum(y % i.b == r for y in range(i.n)) for r in range(i.b)]
    return (len(images) == lcm(i.m, i.n) == sum(over)) | (i.b == gcd(i.m, i.n)) << 1


def crt_points(i: Residues) -> Points:
    """A pair of polynomials, as trimmed lists of coefficients, that agree over the base but come from no polynomial."""
    images = {(h % i.m, h % i.n) for h in range(lcm(i.m, i.n))}
    over = [(x, y) for x in range(i.m) for y in range(i.n) if x % i.b == y % i.b]
    for pair in product(over, repeat=i.degree):
        if not images.issuperset(pair):
            yield [[trimmed(x for x, _ in pair), trimmed(y for _, y in pair)]]


def trimmed(coefficients: Iterable[int]) -> list[int]:
    """The coefficients without zeros at the end."""
    out = list(coefficients)
    while out and not out[-1]:
        out.pop()
    return out


def collapse_row(i: Images) -> int:
    """The period of 1 divides the gcd, which is 1 for the zero ring alone; Z_m -> Z_gcd <- Z_n are always unital."""
    g, one = gcd(i.m, i.n), i.ring.one
    conclusion = g % i.ring.periods[one] == 0 and (g > 1 or i.ring.n == 1)
    return conclusion | (i.a == one and i.b == one) << 1


def collapse_points(i: Images) -> Points:
    """The 1 of the ring."""
    if not collapse_row(i) & 1:
        yield [i.ring.one]


def torsion_row(i: Multiple) -> int:
    """k -> k·c is zero; given that f(k + 1) = f(k) + f(1) around the circle, and that no a other than 0 has k·a = 0."""
    f = [tuple(k * e % m if m else k * e for e, m in zip(i.c, i.moduli, strict=True)) for k in range(i.m)]
    step, zero = f[1 % i.m], (0,) * len(i.c)
    sums = (tuple((a + b) % m if m else a + b for a, b, m in zip(s, step, i.moduli, strict=True)) for s in f)
    additive = all(s == f[(k + 1) % i.m] for k, s in enumerate(sums))
    return (step == zero) | additive << 1 | all(m in (0, 1) for m in i.moduli) << 2


def torsion_points(i: Multiple) -> Points:
    """1, whose image is not 0."""
    if not torsion_row(i) & 1:
        yield [1]


@cache
def circle(digits: int = 50) -> tuple[Fraction, Fraction]:
    """Bounds of π, by Machin's 4 arctan 1/5 - arctan 1/239 = π/4 with alternating series."""
    scale = 1 << digits

    def arctan(n: int, terms: int) -> Fraction:
        return sum((Fraction((-1) ** k, (2 * k + 1) * n ** (2 * k + 1)) for k in range(terms)), Fraction(0))

    low = 16 * arctan(5, 40) - 4 * arctan(239, 41)
    high = 16 * arctan(5, 41) - 4 * arctan(239, 40)
    return Fraction(int(low * scale), scale), Fraction(int(high * scale) + 1, scale)


def sine(t: Fraction, terms: int) -> Fraction:
    """A partial sum of the sine: below for an even number of terms, above for an odd one, while 0 <= t <= 2."""
    return sum(((-1) ** k * t ** (2 * k + 1) / factorial(2 * k + 1) for k in range(terms)), Fraction(0))


def characters_points(m: int) -> Points:
    """The number of characters; two points that they do not separate; a d whose chord is not below that of d + 1.

    The c in Q/Z with m·c = 0 are the j/m: all are additive on Z_m, and 1/m separates.  The chord of d is 2 sin(πd/m),
    which is that of m - d, so of the Lee distance; it increases where an upper bound of one sine is below a lower
    bound of the next (the sine increases to π/2, so bounds of the angle are bounds of the sine).
    """
    slopes = {Fraction(p, q) for q in range(1, 2 * m + 1) for p in range(q) if gcd(p, q) == 1 and m * p % q == 0}
    if slopes != {Fraction(j, m) for j in range(m)}:
        yield [len(slopes)]
    yield from ([a, b] for a, b in combinations(range(m), 2) if Fraction(a - b, m).denominator == 1)
    low, high = circle()
    yield from ([d] for d in range(m // 2) if sine(high * d / m, 9) >= sine(low * (d + 1) / m, 10))


def characters_row(m: int) -> int:
    """All of it holds."""
    return empty(characters_points(m))


# ------------------------------------------------------------------------------ what claims say: classical, schemes


def monomials(n: int, size: int) -> list[tuple[int, ...]]:
    """The first exponents in n variables, by degree and then the power of the first variable, highest first."""
    found: list[tuple[int, ...]] = [(d,) for d in range(size)]
    if n == 2:
        found = [(d - j, j) for d in range(size) for j in range(d + 1)]
    return found[:size]


def value(R: Carrier, n: int, c: Sequence[int], x: Sequence[int]) -> int:
    """The value of the polynomial with coefficients c at a point, term by term."""
    total = 0
    for e, a in zip(monomials(n, len(c)), c, strict=True):
        for k, b in zip(e, x, strict=True):
            for _ in range(k):
                a = R.mul[a][b]
        total = R.add[total][a]
    return total


@cache
def dual(F: Carrier) -> Carrier:
    """F[e]/(e^2), with a + b·e of rank a + b·n, so that constants keep their ranks."""
    N = range(F.n**2)
    parts = [(a % F.n, a // F.n) for a in N]
    need(F.n <= 1 << 4, "a field is too large for its dual numbers")
    sums = tuple(tuple(F.add[a][c] + F.n * F.add[b][d] for c, d in parts) for a, b in parts)
    cross = tuple(tuple(F.mul[a][c] + F.n * F.add[F.mul[a][d]][F.mul[b][c]] for c, d in parts) for a, b in parts)
    return Carrier(len(N), sums, cross)


Valued = tuple[Carrier, int, tuple[tuple[tuple[int, int], ...], ...]]


@lru_cache(1 << 16)
def valued(end: Over) -> Valued:
    """The values of h and f at all points over F and over its dual numbers."""
    out = []
    for R in (end.field, dual(end.field)):
        points = product(range(R.n), repeat=end.n)
        out.append(tuple((value(R, end.n, end.h, x), value(R, end.n, end.f, x)) for x in points))
    return end.field, end.n, tuple(out)


def relations(R: Carrier, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places of the pairs at which h, k and f - g are 0: the points of R[x, y]/(h, k, f - g)."""
    every = product(enumerate(left), enumerate(right))
    return {(i, j) for (i, (h, f)), (j, (k, g)) in every if h == k == 0 == R.less[f][g]}


def over_points(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places of the pairs of points of both schemes above one point of the line, point by point."""
    above: dict[int, list[int]] = {}
    for j, (k, g) in enumerate(right):
        if k == 0:
            above.setdefault(g, []).append(j)
    return {(i, j) for i, (h, f) in enumerate(left) if h == 0 for j in above.get(f, ())}


def points_row(X: Valued, Y: Valued) -> int:
    """Both sets of pairs are the same, over F and over the dual numbers."""
    need(X[0] is Y[0], "the schemes are over two fields")
    rings = X[0], dual(X[0])
    every = zip(rings, X[2], Y[2], strict=True)
    return all(relations(R, left, right) == over_points(left, right) for R, left, right in every)


def points_points(X: Over, Y: Over) -> Points:
    """A point that is in one set only: over F its coordinates, over the dual numbers x, x', y, y'."""
    need(X.field is Y.field, "the schemes are over two fields")
    for R, left, right in zip((X.field, dual(X.field)), valued(X)[2], valued(Y)[2], strict=True):
        spaces = [list(product(range(R.n), repeat=end.n)) for end in (X, Y)]
        for i, j in sorted(relations(R, left, right) ^ over_points(left, right)):
            split = [[[a % X.field.n for a in v], [a // X.field.n for a in v]] for v in (spaces[0][i], spaces[1][j])]
            yield [[c for ends in split for part in (ends if R.n > X.field.n else ends[:1]) for c in part]]


Graph = tuple[Carrier, tuple[int, ...]]


@lru_cache(1 << 16)
def on_the_line(f: Function) -> Graph:
    """The values of a polynomial at all points of the line."""
    return f.field, tuple(value(f.field, 1, f.c, (x,)) for x in range(f.field.n))


@cache
def roots(F: Carrier) -> tuple[int, ...]:
    """For each element the number of its square roots."""
    found = Counter(F.mul[a][a] for a in range(F.n))
    return tuple(found[a] for a in range(F.n))


def sign(F: Carrier, a: int) -> int:
    """1 for the squares but 0, -1 for nonsquares, 0 for 0."""
    return 0 if a == 0 else 1 if roots(F)[a] else -1


def howe_fibers(left: Graph, right: Graph) -> list[tuple[int, int]]:
    """Above each x the number of points (y, z), and 1 + χ(f1) + χ(f2) + χ(f1·f2)."""
    F = left[0]
    need(F is right[0], "the polynomials are over two fields")
    count, every = roots(F), zip(left[1], right[1], strict=True)
    return [(count[a] * count[b], 1 + sign(F, a) + sign(F, b) + sign(F, F.mul[a][b])) for a, b in every]


def howe_row(left: Graph, right: Graph) -> int:
    """The sums over the line are the same; given that q, the order of the field, is odd."""
    fibers = howe_fibers(left, right)
    return (sum(n for n, _ in fibers) == sum(m for _, m in fibers)) | (left[0].n % 2) << 1


def howe_points(f1: Function, f2: Function) -> Points:
    """The points of the line above which the numbers differ."""
    left, right = on_the_line(f1), on_the_line(f2)
    if not howe_row(left, right) & 1:
        yield from ([x] for x, (n, m) in enumerate(howe_fibers(left, right)) if n != m)


# ------------------------------------------- what claims say: relaxations of maps of sets, d on Z, f: X > Z, g: Y > Z


def monotone_row(d: Distance, F: int, G: int, a: Number, b: Number) -> int:
    """F_a ⊆ F_b: no distance taken is at most a and above b."""
    return all(c <= b for c in d.taken(F, G) if c <= a) | (a <= b) << 1


def monotone_points(d: Distance, f: Map, g: Map, a: Number, b: Number) -> Points:
    """x, y within a and not within b."""
    yield from ([x, y] for x, y, c in measured(d, f, g) if b < c <= a)


def measured(d: Distance, f: Map, g: Map) -> Iterator[tuple[int, int, Number]]:
    """All x, y, d(f x, g y)."""
    return ((x, y, d.rows[u][v]) for x, u in enumerate(f.values) for y, v in enumerate(g.values))


def limit_zero_row(d: Distance, F: int, G: int, eps: Number) -> int:
    """The balls about u in F meet G in u or not at all."""
    near = d.near(eps)
    conclusion = all((near[u] ^ 1 << u) & G == 0 for u in ranks(F))
    below = not any(0 < c <= eps for c in d.taken(F, G))
    return conclusion | d.separating << 1 | below << 2


def limit_zero_points(d: Distance, f: Map, g: Map, eps: Number) -> Points:
    """x, y in one of F_ε and the fiber product."""
    yield from ([x, y] for x, y, c in measured(d, f, g) if (c <= eps) != (f.values[x] == g.values[y]))


def size_near(d: Distance, f: Sizes, g: Sizes, eps: Number) -> int:
    """|F_ε| by the sizes of fibers and balls."""
    near, G = d.near(eps), support(g)
    return sum(f[u] * sum(g[v] for v in ranks(near[u] & G)) for u in ranks(support(f)))


Shells = tuple[tuple[Number, int], ...]


def correlation(d: Distance, f: Sizes, g: Sizes) -> Shells:
    """The distances taken, increasing, with the number of pairs at each: the cross-correlation of two histograms."""
    shells: dict[Number, int] = {}
    for u in ranks(support(f)):
        for v in ranks(support(g)):
            shells[d.rows[u][v]] = shells.get(d.rows[u][v], 0) + f[u] * g[v]
    return tuple(sorted(shells.items()))


def limit_infinity_row(shells: Shells, eps: Number) -> int:
    """|F_ε| is |X||Y| iff ε reaches the largest distance taken, and 0 iff it does not reach the least."""
    size = sum(n for c, n in shells if c <= eps)
    return int((size == sum(n for _, n in shells)) == (eps >= shells[-1][0]) and (size > 0) == (eps >= shells[0][0]))


def limit_infinity_points(d: Distance, f: Map, g: Map, eps: Number) -> Points:
    """The size."""
    sizes = [c <= eps for _, _, c in measured(d, f, g)]
    taken = [c for _, _, c in measured(d, f, g)]
    if all(sizes) != (eps >= max(taken)) or any(sizes) != (eps >= min(taken)):
        yield [sum(sizes)]


def composition_row(d: Distance, F: int, G: int, H: int, a: Number, b: Number) -> int:
    """From u in F by a step in G within a, then one in H within b: the points reached are within a + b."""
    first, second, both = d.near(a), d.near(b), d.near_sum(a, b)
    conclusion = True
    for u in ranks(F):
        reached = 0
        for v in ranks(first[u] & G):
            reached |= second[v]
        conclusion = conclusion and not reached & H & ~both[u]
    return conclusion | d.triangle << 1


def composition_points(d: Distance, f: Map, g: Map, h: Map, a: Number, b: Number) -> Points:
    """x, y, z."""
    for (x, y, c), (z, w) in product(measured(d, f, g), enumerate(h.values)):
        if c <= a and d.rows[g.values[y]][w] <= b and not d.within(d.rows[f.values[x]][w], a, b):
            yield [x, y, z]


def equivalence_row(d: Distance, F: int, eps: Number) -> int:
    """Nearness is an equivalence on the image."""
    return equivalence(d.near(eps), F) | d.pseudometric << 1 | d.ultrametric << 2


def equivalence_points(d: Distance, f: Map, eps: Number) -> Points:
    """x not related to itself; x, y not symmetric; x, y, z not transitive."""
    inside = {(x, y) for x, y, c in measured(d, f, f) if c <= eps}
    yield from ([x] for x in range(f.X.n) if (x, x) not in inside)
    yield from ([x, y] for x, y in inside if (y, x) not in inside)
    yield from ([x, y, z] for x, y in inside for s, z in inside if s == y and (x, z) not in inside)


Stretch = frozenset[tuple[Number, Number]]


@lru_cache(1 << 12)
def stretch(h: Map, d: Distance, e: Distance) -> Stretch:
    """The pairs of d(a, b) and e(h a, h b), both squared."""
    near, far = d.rows, e.rows
    found = {(c, far[h.values[a]][h.values[b]]) for a, line in enumerate(near) for b, c in enumerate(line)}
    return frozenset((c if d.squared else c * c, n if e.squared else n * n) for c, n in found)


def lipschitz(pairs: Stretch, bound: Number) -> bool:
    """Whether e(h a, h b) <= L·d(a, b)."""
    return all(far <= bound * bound * near for near, far in pairs)


def functorial_row(d: Distance, e: Distance, h: Map, F: int, G: int, L: Number, eps: Number) -> int:
    """The balls of F lie in the pulled back balls of radius L·ε, and are these when h keeps distances and L = 1."""
    near, far = d.near(eps), e.near(L * eps)
    everywhere = -1 if L == 1 and isometric(h, d, e) else 0
    outside = ((near[u] ^ h.pull(far[h.values[u]])) & G & (near[u] | everywhere) for u in ranks(F))
    return (not any(outside)) | lipschitz(stretch(h, d, e), L) << 1


@lru_cache(1 << 12)
def isometric(h: Map, d: Distance, e: Distance) -> bool:
    """Whether h keeps the values of distances."""
    moved = [[e.rows[u][v] for v in h.values] for u in h.values]
    return all(tuple(line) == kept for line, kept in zip(moved, d.rows, strict=True))


def functorial_points(d: Distance, e: Distance, h: Map, f: Map, g: Map, L: Number, eps: Number) -> Points:
    """x, y."""
    isometry = L == 1 and all(
        e.rows[h.values[u]][h.values[v]] == c for u, line in enumerate(d.rows) for v, c in enumerate(line)
    )
    for x, y, c in measured(d, f, g):
        after = e.rows[h.values[f.values[x]]][h.values[g.values[y]]] <= L * eps
        if (c <= eps) != after and (isometry or not after):
            yield [x, y]


# ----------------------------------------------------------- what claims say: relaxations of maps of groups and rings


def within(d: Distance, f: Map, g: Map, eps: Number) -> list[int]:
    """For each x the mask of the y with d(f x, g y) <= ε."""
    near = d.near(eps)
    return [g.pull(near[u]) for u in f.values]


def base(d: Distance, f: Map, g: Map) -> int:
    """The bits of: f, g additive; d invariant."""
    return (f.additive and g.additive) << 1 | d.invariant << 2


def ultra(d: Distance) -> int:
    """The bits of: d a pseudometric; an ultrametric."""
    return d.pseudometric << 3 | d.ultrametric << 4


def growth_numbers(d: Distance, f: Map, g: Map, eps: Number) -> tuple[int, int, int]:
    """|F_ε|, |L| and |B_ε ∩ L|."""
    L = support(differences(f.Z, f.sizes, g.sizes))
    return size_near(d, f.sizes, g.sizes, eps), L.bit_count(), (L & d.ball(eps)).bit_count()


def growth_row(d: Distance, f: Map, g: Map, eps: Number) -> int:
    """|F_ε|·|L| = |X||Y|·|B_ε ∩ L|."""
    size, L, near = growth_numbers(d, f, g, eps)
    return (size * L == f.X.n * g.X.n * near) | base(d, f, g)


def growth_points(d: Distance, f: Map, g: Map, eps: Number) -> Points:
    """The three numbers."""
    if not growth_row(d, f, g, eps) & 1:
        yield list(growth_numbers(d, f, g, eps))


def sum_row(d: Distance, f: Map, g: Map, a: Number, b: Number) -> int:
    """Row by row: -F_a(x) = F_a(-x) and F_a(x) + F_b(s) ⊆ F_{a+b}(x + s)."""
    X, Y, both = f.X, g.X, d.near_sum(a, b)
    A, B, S = within(d, f, g, a), within(d, f, g, b), [g.pull(both[u]) for u in f.values]
    turned = all(A[X.neg[x]] == mask(Y.neg[y] for y in ranks(A[x])) for x in range(X.n))
    inside = all(not Y.sumset(A[x], B[s]) & ~S[X.add[x][s]] for x in range(X.n) for s in range(X.n))
    return (turned and inside) | base(d, f, g) | d.triangle << 3 | d.symmetric << 4


def sum_points(d: Distance, f: Map, g: Map, a: Number, b: Number) -> Points:
    """x, y whose negative is outside; x, y, s, t whose sum is too far."""
    X, Y, D = f.X, g.X, d.rows
    for x, y, c in measured(d, f, g):
        if c <= a and D[f.values[X.neg[x]]][g.values[Y.neg[y]]] > a:
            yield [x, y]
        for s, t, e in measured(d, f, g):
            total = D[f.values[X.add[x][s]]][g.values[Y.add[y][t]]]
            if c <= a and e <= b and not d.within(total, a, b):
                yield [x, y, s, t]


def stable(A: Sequence[int], X: Carrier, Y: Carrier, times: bool = False) -> bool:
    """Whether rows of masks are closed: A(x) ∘ A(s) ⊆ A(x ∘ s)."""
    table = X.mul if times else X.add
    return all(not Y.sumset(A[x], A[s], times) & ~A[table[x][s]] for x in range(X.n) for s in range(x + 1))


def subgroup_row(d: Distance, f: Map, g: Map, eps: Number) -> int:
    """F_ε contains 0 and all sums."""
    A = within(d, f, g, eps)
    return (A[0] & 1 and stable(A, f.X, g.X)) | base(d, f, g) | ultra(d)


def subring_near_row(d: Distance, f: Map, g: Map, eps: Number) -> int:
    """F_ε contains 0, 1, all sums and all products."""
    A, X, Y = within(d, f, g, eps), f.X, g.X
    conclusion = A[0] & 1 and A[X.one] >> Y.one & 1 and stable(A, X, Y) and stable(A, X, Y, times=True)
    laws = (f.homomorphic and g.homomorphic) << 1 | d.invariant << 2 | ultra(d) | d.submultiplicative << 5
    return conclusion | laws


def near_points(d: Distance, f: Map, g: Map, eps: Number, ring: bool = False) -> Points:
    """(0, 0) outside, or two pairs whose sum is; for a ring also (1, 1) or a product."""
    X, Y = f.X, g.X
    inside = [(x, y) for x, y, c in measured(d, f, g) if c <= eps]
    ends = ((0, 0), (X.one, Y.one)) if ring else ((0, 0),)
    yield from ([[x, y]] for x, y in ends if (x, y) not in inside)
    tables = ((X.add, Y.add), (X.mul, Y.mul)) if ring else ((X.add, Y.add),)
    for (x, y), (s, t) in product(inside, repeat=2):
        if any((a[x][s], b[y][t]) not in inside for a, b in tables):
            yield [[x, y], [s, t]]


def quotient_row(d: Distance, f: Map, g: Map, eps: Number) -> int:
    """B_ε is a subgroup, and the ball about each u in im f meets im g as u + B_ε does."""
    B, near, Z = d.ball(eps), d.near(eps), d.Z
    conclusion = Z.subgroup(B) and all(not (near[u] ^ Z.sumset(1 << u, B)) & g.image for u in ranks(f.image))
    return conclusion | base(d, f, g) | ultra(d)


def quotient_points(d: Distance, f: Map, g: Map, eps: Number) -> Points:
    """0 or two points of B_ε whose difference is outside; else x, y in one of F_ε and the product over Z/B_ε."""
    broken = list(broken_ball(d, eps))
    yield from broken
    if not broken:
        B, less = d.ball(eps), d.Z.less
        for x, y, c in measured(d, f, g):
            if (c <= eps) != (B >> less[f.values[x]][g.values[y]] & 1):
                yield [x, y]


def broken_ball(d: Distance, eps: Number) -> Points:
    """0 if it is outside B_ε; else two points of B_ε whose difference is."""
    B = ranks(d.ball(eps))
    if 0 not in B:
        yield [0]
        return
    yield from ([a, b] for a in B for b in B if d.Z.less[a][b] not in B)


def converse_row(d: Distance) -> int:
    """d is an ultrametric; given that it is invariant and its balls about 0 are subgroups."""
    return d.ultrametric | d.invariant << 1 | all(d.Z.subgroup(d.ball(eps)) for eps in set(d.norms)) << 2


def converse_points(d: Distance) -> Points:
    """a, b, c that break the strong triangle; a off the diagonal; a, b not symmetric."""
    N, D = range(d.Z.n), d.rows
    yield from ([a, b, c] for a in N for b in N for c in N if D[a][c] > max(D[a][b], D[b][c]))
    yield from ([a] for a in N if D[a][a])
    yield from ([a, b] for a in N for b in N if D[a][b] != D[b][a])


@cache
def shape(R: Carrier) -> tuple[int, int]:
    """The k and N of a ring that is Z_k[x]/(x^N) by its tables."""
    k = R.periods[R.one]
    N = next(N for N in range(1, 64) if max(k, 2) ** N >= R.n)
    need(truncated(k, N) is R, "a ring is no Z_k[x]/(x^N)")
    return k, N


@cache
def agreement(k: int, N: int, n: Number) -> tuple[int, ...]:
    """For each u the mask of the v on which 2^-n nearness and agreement below degree n differ.

    Ranks agree modulo k^n, the constant coefficient being fastest.
    """
    power, near = k ** whole(n, most=N), xadic(k, N).near(Fraction(1, 1 << whole(n, most=N)))
    return tuple(line ^ mask(v for v in range(k**N) if (u - v) % power == 0) for u, line in enumerate(near))


def adic_row(f: Map, g: Map, n: Number) -> int:
    """F at 2^-n is agreement below degree n."""
    differing = agreement(*shape(f.Z), n)
    return int(not any(differing[u] & g.image for u in ranks(f.image)))


def adic_points(f: Map, g: Map, n: Number) -> Points:
    """x, y in one of the two."""
    differing = agreement(*shape(f.Z), n)
    yield from ([x, y] for x, u in enumerate(f.values) for y, v in enumerate(g.values) if differing[u] >> v & 1)


# ------------------------------------------------------------------------------------ what claims say: sizes of balls


def steps_points(d: Distance, f: Map, g: Map) -> Points:
    """A radius at which the profile is wrong; two distances taken without a jump."""
    return uneven_steps(d, f.sizes, g.sizes)


def uneven_steps(d: Distance, f: Sizes, g: Sizes) -> Points:
    """A radius at which the cumulated shells are not |F_ε|; two distances taken without a jump."""
    shells = dict(correlation(d, f, g))
    taken = sorted(shells)
    halves = [Fraction(a + b) / 2 for a, b in pairwise([0, *taken])]
    for eps in [*taken, *halves]:
        if size_near(d, f, g, eps) != sum(n for c, n in shells.items() if c <= eps):
            yield [told(eps)]
    yield from ([told(a), told(b)] for a, b in pairwise(taken) if shells[b] <= 0)


def steps_row(d: Distance, f: Sizes, g: Sizes) -> int:
    """The profile, from the cross-correlation of histograms, is |F_ε| on, between and below its jumps."""
    return empty(uneven_steps(d, f, g))


@cache
def shells(kind: str, k: int, d: int) -> Counter[int]:
    """The number of points of Z_k^d of each weight, coordinate by coordinate."""
    one = Counter(joined(kind, (c,), (k,)) for c in range(k))
    return spread(one, kind, d)  # type: ignore[arg-type]


@cache
def lattice(norm: str, d: int, top: int) -> Counter[int]:
    """The number of points of Z^d of each weight, with coordinates up to a bound."""
    return spread(Counter(c * c if norm == "l2" else abs(c) for c in range(-top, top + 1)), norm, d)


def spread(one: Counter[int], kind: str, d: int) -> Counter[int]:
    """The d-fold sum (or maximum) of a distribution with itself."""
    total = Counter({0: 1})
    for _ in range(d):
        step: Counter[int] = Counter()
        for (a, n), (b, m) in product(total.items(), one.items()):
            step[max(a, b) if kind == "linf" else a + b] += n * m
        total = step
    return total


def up_to(shell: Counter[int], bound: int) -> int:
    """The number of points of weight at most a bound."""
    return sum(n for w, n in shell.items() if w <= bound)


def newton(values: Sequence[int], e: int) -> int:
    """The polynomial with these values at 0, 1, 2, ..., at e, by forward differences."""
    total, differences = 0, list(values)
    for j in range(len(values)):
        total += differences[0] * comb(e, j)
        differences = [b - a for a, b in pairwise(differences)]
    return total


def ball_row(kind: str, k: int, d: int, eps: Number) -> int:
    """|B_ε|, the polynomial through the first balls, and the sum stated agree."""
    need(kind in ("l1", "linf", "hamming") and d <= 12 and k <= 1 << 12, f"{kind} has no ball polynomial")
    e = whole(eps, most=64)
    stated = {
        "linf": (2 * e + 1) ** d,
        "l1": sum(2**j * comb(d, j) * comb(e, j) for j in range(d + 1)),
        "hamming": sum(comb(d, j) * (k - 1) ** j for j in range(e + 1)),
    }
    free = shells(kind, k, d) if kind == "hamming" else lattice(kind, d, d)
    value = newton([up_to(free, r) for r in range(d + 1)], e)
    below = kind == "hamming" or 2 * e < k
    return int(up_to(shells(kind, k, d), e) == value == stated[kind]) | below << 1


def ball_points(kind: str, k: int, d: int, eps: Number) -> Points:
    """ε."""
    if not ball_row(kind, k, d, eps) & 1:
        yield [told(eps)]


def lee_shape(d: Distance) -> tuple[int, int]:
    """The k and n of the Z_k^n that a Lee distance lives on."""
    moduli = d.Z.moduli or ()
    need(d.norm in NORMS and len(set(moduli)) == 1, "no Lee distance on Z_k^d")
    return moduli[0], len(moduli)


def by_weight(d: Distance, f: Map, g: Map) -> Counter[int]:
    """The number of pairs at each distance, from the histogram of the differences."""
    out: Counter[int] = Counter()
    for w, n in zip(d.norms, differences(f.Z, f.sizes, g.sizes), strict=True):
        out[w] += n  # type: ignore[index]
    return out


def asymptotic_points(d: Distance, f: Map, g: Map) -> Points:
    """An ε < k/2 at which |F_ε| is not |F_0|·N(ε).

    The limits hold for all dimensions.  N is (2ε + 1)^n for linf and has the n-th difference 2^n for l1 (sizes
    2^j C(n, j) C(ε, j)), so the leading coefficients are 2^n and 2^n/n!.  For l2 unit cubes about lattice points give
    V (ε - √n/2)^n <= N <= V (ε + √n/2)^n with V = π^(n/2)/Γ(n/2 + 1) the volume of the unit ball.
    """
    (k, n), counts = lee_shape(d), by_weight(d, f, g)
    free = lattice(d.norm, n, (k - 1) // 2)
    below = (w for w in sorted(free) if 4 * (w if d.squared else w * w) < k * k)
    yield from ([w] for w in below if up_to(counts, w) != counts[0] * up_to(free, w))


def onto_bits(f: Map, g: Map) -> int:
    """The bits of: f, g additive; each z is some f x - g y."""
    return (f.additive and g.additive) << 1 | (0 not in differences(f.Z, f.sizes, g.sizes)) << 2


def asymptotic_row(d: Distance, f: Map, g: Map) -> int:
    """|F_ε| = |F_0|·N(ε) for all ε < k/2."""
    return empty(asymptotic_points(d, f, g)) | onto_bits(f, g)


def dimension_points(d: Distance, f: Map, g: Map) -> Points:
    """An ε < k/2 at which the density is not ((2ε + 1)/k)^n."""
    (k, n), counts = lee_shape(d), by_weight(d, f, g)
    need(d.norm == "linf", "the claim is about linf")
    radii = range((k + 1) // 2)
    yield from ([e] for e in radii if up_to(counts, e) * k**n != (2 * e + 1) ** n * f.X.n * g.X.n)


def dimension_row(d: Distance, f: Map, g: Map) -> int:
    """The density is ((2ε + 1)/k)^n for all ε < k/2."""
    return empty(dimension_points(d, f, g)) | onto_bits(f, g)


def power_law_points(k: int, d: int, norm: str) -> Points:
    """1 and an ε with |F_ε| other than |F_1|·ε^d."""
    need(norm in NORMS and d <= 12, f"{norm} is no norm")
    free = shells(norm, k, d)
    size = {e: up_to(free, e * e if norm == "l2" else e) for e in range(1, (k + 1) // 2)}
    yield from ([1, e] for e in size if size[e] != size[1] * e**d)


def power_law_row(k: int, d: int, norm: str) -> int:
    """|F_ε| = |F_1|·ε^d for whole ε < k/2; |F_ε| is k^d balls."""
    return empty(power_law_points(k, d, norm))


# -------------------------------------------- what claims say: robustness, f2: X > Z near f and g2: Y > Z near g

Shifts = tuple[tuple[bool, ...], tuple[tuple[Number, Number, int], ...], Number, Number]


def shifts(d: Distance, f: Map, g: Map, f2: Map, g2: Map) -> Shifts:
    """All that matters of a perturbation.

    The laws of d; how many pairs have which distances before and after; the largest d(f2 x, f x) and d(g y, g2 y).
    """
    left, right = (Counter(zip(p.values, q.values, strict=True)) for p, q in ((f, f2), (g, g2)))
    D, counts = d.rows, Counter[tuple[Number, Number]]()
    for (u, s), n in left.items():
        for (v, t), m in right.items():
            counts[D[u][v], D[s][t]] += n * m
    laws = (d.triangle, d.symmetric, d.pseudometric, d.ultrametric, d.separating)
    most = max(D[s][u] for u, s in left), max(D[v][t] for v, t in right)
    return laws, tuple(sorted((*key, n) for key, n in counts.items())), *most


def moved(d: Distance, f: Map, g: Map, f2: Map, g2: Map) -> Iterator[tuple[int, int, Number, Number]]:
    """All x, y, d(f x, g y), d(f2 x, g2 y)."""
    after = (c for _, _, c in measured(d, f2, g2))
    return ((x, y, c, e) for (x, y, c), e in zip(measured(d, f, g), after, strict=True))


def bounded(s: Shifts, a: Number, b: Number) -> int:
    """The bits of: f2 within a of f; g2 within b of g."""
    return (s[2] <= a) | (s[3] <= b) << 1


def metric(s: Shifts, a: Number, b: Number) -> int:
    """The bits of: triangle, symmetric, and the perturbations within a and b."""
    return s[0][0] << 1 | s[0][1] << 2 | bounded(s, a, b) << 3


def enters(c: Number, n: Number, a: Number, b: Number, eps: Number) -> bool:
    """Within ε before, and beyond ε + a + b after."""
    return c <= eps < n - a - b


def escapes(c: Number, n: Number, a: Number, b: Number, eps: Number) -> bool:
    """Within ε - a - b before and beyond ε after; or within ε after and beyond ε + a + b before."""
    return c + a + b <= eps < n or n <= eps < c - a - b


def changes(c: Number, n: Number, a: Number, b: Number, eps: Number) -> bool:
    """Within ε before or after, but not both."""
    return (c <= eps) != (n <= eps)


def drifts(c: Number, n: Number, a: Number, b: Number) -> bool:
    """By more than a + b: then for δ the lesser distance the greater is beyond δ + a + b."""
    return max(c, n) > min(c, n) + a + b


def shifted(bad: Callable[..., bool], d: Distance, f: Map, g: Map, f2: Map, g2: Map, *radii: Number) -> Points:
    """x, y whose distances before and after are bad."""
    yield from ([x, y] for x, y, c, n in moved(d, f, g, f2, g2) if bad(c, n, *radii))


def none(bad: Callable[..., bool], s: Shifts, *radii: Number) -> bool:
    """Whether no pair has bad distances."""
    return not any(bad(c, n, *radii) for c, n, _ in s[1])


def inclusion_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """What was within ε is within ε + a + b."""
    return none(enters, s, a, b, eps) | s[0][0] << 1 | bounded(s, a, b) << 2


def sandwich_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """What was within ε - η is within ε, and what is within ε was within ε + η."""
    return none(escapes, s, a, b, eps) | metric(s, a, b)


def gap_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """Nothing changes, given that nothing was beyond ε - η and within ε + η."""
    gap = not any(eps < c + a + b <= eps + 2 * (a + b) for c, _, _ in s[1])
    return none(changes, s, a, b, eps) | metric(s, a, b) | gap << 5


def count_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """At most as many pairs change as were beyond ε - η and within ε + η."""
    changed = sum(m for c, n, m in s[1] if (c <= eps) != (n <= eps))
    return (changed <= sum(m for c, _, m in s[1] if eps < c + a + b <= eps + 2 * (a + b))) | metric(s, a, b)


def count_points(*i: Any) -> Points:
    """The number of pairs that change, and of those in the shell."""
    *parts, a, b, eps = i
    found = list(moved(*parts))
    changed = sum((c <= eps) != (n <= eps) for _, _, c, n in found)
    shell = sum(c <= eps + a + b for _, _, c, _ in found) - sum(c <= eps - a - b for _, _, c, _ in found)
    if changed > shell:
        yield [changed, shell]


def interleaving_row(s: Shifts, a: Number, b: Number) -> int:
    """No distance changes by more than η, so that F_δ lies in F_{δ+η} either way for all δ."""
    return none(drifts, s, a, b) | metric(s, a, b)


def unchanged_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """Nothing changes, in a metric, for a + b < ε."""
    return none(changes, s, a, b, eps) | (s[0][2] and s[0][4]) << 1 | bounded(s, a, b) << 2 | (a + b < eps) << 4


def tolerance_row(s: Shifts, a: Number, b: Number, eps: Number) -> int:
    """Nothing changes, in an ultrametric, for a, b <= ε."""
    return none(changes, s, a, b, eps) | s[0][2] << 1 | s[0][3] << 2 | bounded(s, a, b) << 3 | (a <= eps >= b) << 5


Stretches = tuple[bool, Stretch, Stretch, frozenset[tuple[Number, Number, Number, Number]]]


def stretches(d: Distance, dx: Distance, dy: Distance, f: Map, g: Map) -> Stretches:
    """All that matters of maps of spaces: for pairs before and after, their distances and how far the points moved."""
    found = list(measured(d, f, g))
    steps = {(c, n, dx.rows[s][x], dy.rows[y][t]) for x, y, c in found for s, t, n in found}
    return d.triangle, stretch(f, dx, d), stretch(g, dy, d), frozenset(steps)


def input_row(s: Stretches, L: Number, M: Number, eps: Number) -> int:
    """What was within ε is within ε + L·p + M·q, where the points have moved by p and q."""
    conclusion = all(n <= eps + L * p + M * q for c, n, p, q in s[3] if c <= eps)
    return conclusion | s[0] << 1 | lipschitz(s[1], L) << 2 | lipschitz(s[2], M) << 3


def input_points(d: Distance, dx: Distance, dy: Distance, f: Map, g: Map, L: Number, M: Number, eps: Number) -> Points:
    """x, y, and the points they move to."""
    for (x, y, c), (s, t, n) in product(measured(d, f, g), measured(d, f, g)):
        if c <= eps and n > eps + L * dx.rows[s][x] + M * dy.rows[y][t]:
            yield [x, y, s, t]


def sharp_points(k: int, a: Number, b: Number, eps: Number) -> Points:
    """0, ε, -a, ε + b on a circle of k points (on the line for k = 0), where these do not show the constant.

    The first two are within ε, the others within a and b of them, and ε + a + b apart.
    """

    def far(p: Number, q: Number) -> Number:
        straight = max(p - q, q - p)
        return min(straight, k - straight) if k else straight

    need(not k or all(type(r) is int for r in (a, b, eps)), "a radius is no point of the circle")
    u, v, u2, v2 = (p % k if k else p for p in (0, eps, -a, eps + b))
    near = far(u, u2) <= a and far(v, v2) <= b and far(u, v) <= eps
    if not near or far(u2, v2) != eps + a + b:
        yield [told(u), told(v), told(u2), told(v2)]


def sharp_row(k: int, a: Number, b: Number, eps: Number) -> int:
    """The four points show that the constant is attained, given that they do not reach around."""
    return empty(sharp_points(k, a, b, eps)) | (k == 0 or 2 * (eps + a + b) <= k) << 1


def wraparound_points(m: int, value: Number, noise: int) -> Points:
    """The value and the value with noise, where they are more than 1 apart around the circle."""
    need(value < m, "a value is no residue")
    if min(noise % m, -noise % m) > 1:
        yield [value, (value + noise) % m]


def wraparound_row(m: int, value: Number, noise: int) -> int:
    """The noise is 0 or ±1 modulo m; given that it is so."""
    return empty(wraparound_points(m, value, noise)) | (abs(noise) <= 1) << 1


def plain_points(m: int, value: Number, noise: int) -> Points:
    """The value and the value with noise, where their representatives are more than 1 apart."""
    need(value < m, "a value is no residue")
    after = (value + noise) % m
    if max(after, value) > min(after, value) + 1:
        yield [told(value), told(after)]


def plain_row(m: int, value: Number, noise: int) -> int:
    """The representative moves by at most 1; given that the noise is 0 or ±1."""
    return empty(plain_points(m, value, noise)) | (abs(noise) <= 1) << 1


# ------------------------------------------------------------------------------- what claims say: joins and thresholds


Rows = tuple[tuple[Number, ...], ...]


@lru_cache(1 << 16)
def between(d: Measure, a: tuple[Number, ...], b: tuple[Number, ...]) -> Number:
    """The distance of two rows."""
    steps: list[Number] = [c - e for c, e in zip(a, b, strict=True)]
    if d.kind == "absolute":
        return gauge(d.norm, [max(c, -c) for c in steps])
    need(all(type(c) is int for c in (*a, *b)), "a residue is no integer")
    rest = [int(c) % m for c, m in zip(steps, d.moduli, strict=True)]
    if d.kind == "lee":
        return gauge(d.norm, map(min, rest, map(sub, d.moduli, rest)))
    first = next((i for i, c in enumerate(rest) if c), -1)
    if first < 0 or d.kind == "discrete":
        return int(first >= 0)
    if d.kind == "hamming":
        return sum(c > 0 for c in rest)
    if d.kind == "xadic":
        return Fraction(1, 1 << first)
    return max(Fraction(1, gcd(c, d.p ** c.bit_length())) for c in rest if c)


def gauge(norm: str, steps: Iterable[Number]) -> Number:
    """A norm of sizes; squared for l2."""
    if norm == "linf":
        return max(steps, default=0)
    return sum(steps) if norm == "l1" else sum(c * c for c in steps)


def agreement_bit(d: Measure, u: Rows, v: Rows, eps: Number, means: str, x: Number, y: Number, side: str) -> bool:
    """Whether the pair is on the side named: so must say whoever lists exactly the pairs within ε."""
    need(means in ("numpy", "compiled") and side in ("within", "beyond"), "a side, or what may be used, is unknown")
    need(type(x) is type(y) is int and x < len(u) and y < len(v), "a point has no such number")
    return (between(d, u[int(x)], v[int(y)]) <= eps) == (side == "within")


def agreement_row(*i: Any) -> int:
    """The exact set has the pair there; given that it is there."""
    return 3 * agreement_bit(*i)


def agreement_points(*i: Any) -> Points:
    """The pair, which the exact set has on the other side."""
    if not agreement_bit(*i):
        yield [i[5], i[6]]


def single(n: int) -> int:
    """The float32 next to an integer below 2^53 in size, which is an integer."""
    need(abs(n) < 1 << 53, "an integer is no double float")
    return int(struct.unpack("<f", struct.pack("<f", n))[0])


def inner(u: Sequence[int], v: Sequence[int], rounded: Callable[[int], int]) -> Iterator[int]:
    """The products of coordinates, rounded, and their rounded sums from left to right, last the whole sum."""
    total = 0
    for k, (a, b) in enumerate(zip(u, v, strict=True)):
        term = rounded(a * b)
        total = rounded(total + term) if k else term
        yield term
        yield total


def two_points(n: int, top: Number, gap: Number, sign: int, a: Sequence[int], b: Sequence[int]) -> tuple[Any, Any]:
    """n coordinates alike, then the others, of either point."""
    need(n <= LARGEST_CLOUD and abs(sign) == 1 and top <= 1 << 20 and gap <= 1 << 20, "the points are too large")
    need(type(top) is type(gap) is int and len(a) == len(b), "the points are not of whole numbers, as many each")
    return (int(top),) * n + tuple(a), (sign * int(top - gap),) * n + tuple(b)


@lru_cache(1 << 10)
def in_float32(u: tuple[int, ...], v: tuple[int, ...]) -> tuple[int, int, int, int]:
    """|u|² - 2u·v + |v|² in float32; |u - v|²; the larger square; the largest integer on the way to the first."""
    own, both, other = (list(inner(s, t, single))[-1] for s, t in ((u, u), (u, v), (v, v)))
    rounded = single(single(own - single(2 * both)) + other)
    parts = [list(inner(s, t, int)) for s, t in ((u, u), (v, v), (u, v))]
    far = sum((s - t) ** 2 for s, t in zip(u, v, strict=True))
    last = parts[0][-1] - 2 * parts[2][-1]
    largest = max(map(abs, (*parts[0], *parts[1], *(2 * c for c in parts[2]), last, far)))
    return rounded, far, max(parts[0][-1], parts[1][-1]), largest


def threshold(*i: Any) -> tuple[int, int, int, int, int]:
    """What is found of the points, and the radius: their distance, or what is 1 below it, and at least 0."""
    *parts, slack = i
    need(slack in (0, 1), "a radius is neither the distance nor 1 below it")
    found = in_float32(*two_points(*parts))
    return (*found, max(found[1] - slack, 0))


def threshold_bit(rounded: int, far: int, eps: int) -> bool:
    """Whether the rounded square is on the same side of the radius."""
    return (rounded <= eps) == (far <= eps)


def naive_row(*i: Any) -> int:
    """The rounded square is on the right side; given that both squares are below 2^24."""
    rounded, far, square, _, eps = threshold(*i)
    return threshold_bit(rounded, far, eps) | (square < 1 << 24) << 1


def naive_exact_row(*i: Any) -> int:
    """The same, given that no integer on the way is above 2^24."""
    rounded, far, _, largest, eps = threshold(*i)
    return threshold_bit(rounded, far, eps) | (max(largest, eps) <= 1 << 24) << 1


def naive_points(*i: Any) -> Points:
    """The rounded square and the square."""
    rounded, far, _, _, eps = threshold(*i)
    if not threshold_bit(rounded, far, eps):
        yield [rounded, far]


# ------------------------------------------------------------------------------- what claims say: bilinear forms


def meeting(b: Form, *spans: Span) -> None:
    """Reject spans of another space than that of the form."""
    need(all(U.R is b.R and U.d == b.d for U in spans), "a form and a span are on two spaces")


def over_field(b: Form, *spans: Span) -> None:
    """The same, and reject what is over no field."""
    meeting(b, *spans)
    need(not isinstance(b.R, Carrier) or len(b.R.inverse) == b.R.n - 1, "the ring is no field")


def over_residues(b: Form, U: Span) -> None:
    """The same, and reject what is not over Z_m."""
    meeting(b, U)
    need(U.finite.moduli is not None, "the ring is no Z_m")


def splits(b: Form, U: Span) -> bool:
    """Whether R^d is the direct sum of U and U^⊥: only 0 in common, and as many sums as vectors."""
    return b.regular(U) and U.size * b.perp(U).bit_count() == U.finite.n**U.d


def splitting_bits(b: Form, U: Span) -> tuple[bool, bool]:
    """Whether the form splits at U, and whether the Gram determinant of a basis is not 0."""
    over_field(b, U)
    need(U.size == U.finite.n ** len(U.rows), "the rows are no basis")
    return splits(b, U), b.determinant(U.rows) != 0


def splitting_row(b: Form, U: Span) -> int:
    """R^d = U ⊕ U^⊥; given that the Gram determinant is not 0."""
    split, regular = splitting_bits(b, U)
    return split | regular << 1


def converse_splitting_row(b: Form, U: Span) -> int:
    """The Gram determinant is not 0; given that R^d = U ⊕ U^⊥."""
    split, regular = splitting_bits(b, U)
    return regular | split << 1


def always_row(b: Form, U: Span) -> int:
    """R^d = U ⊕ U^⊥; given that the form is nondegenerate on R^d."""
    split, _ = splitting_bits(b, U)
    return split | (b.determinant(unit_vectors(b)) != 0) << 1


def unit_vectors(b: Form) -> tuple[Vector, ...]:
    """The unit vectors."""
    one = b.R.one if isinstance(b.R, Carrier) else Fraction(1)
    return tuple(tuple(one if i == j else 0 * one for j in range(b.d)) for i in range(b.d))


def isotropic(row: Callable[..., int], b: Form, U: Span) -> Points:
    """The vectors but 0 of U that are orthogonal to U."""
    if not row(b, U) & 1:
        points = space_of(U.finite, U.d)
        yield from ([list(points[z])] for z in ranks(U.mask & b.perp(U)) if z)


def numbers_of(row: Callable[..., int], b: Form, U: Span) -> Points:
    """The numbers of vectors in U, in U^⊥ and in both."""
    if not row(b, U) & 1:
        yield [U.size, b.perp(U).bit_count(), (U.mask & b.perp(U)).bit_count()]


def modules_row(b: Form, U: Span) -> int:
    """R^d = U ⊕ U^⊥ iff 0 alone lies in both."""
    over_residues(b, U)
    return int(splits(b, U) == (U.mask & b.perp(U) == 1))


def units_row_of(b: Form, U: Span) -> int:
    """Some basis of U has a unit for its Gram determinant; given that R^d = U ⊕ U^⊥.

    A basis has k members where U has n^k, and vectors with a unit for their Gram determinant are independent.
    """
    over_residues(b, U)
    R, members = U.finite, [space_of(U.finite, U.d)[z] for z in ranks(U.mask)]
    k = U.dim if R.n > 1 else 0
    need(comb(len(members), k) <= LARGEST_POOL, "there are too many bases to try")
    free = R.n**k == U.size and any(b.determinant(rows) in R.inverse for rows in combinations(members, k))
    return free | splits(b, U) << 1


def independent(S: Span, V: Span, T: Span) -> bool:
    """Whether a sum of three is 0 only for zeros."""
    return S.mask & V.mask == 1 and sum_of(S, V) & T.mask == 1


def sum_of(*spans: Span) -> int:
    """The mask of the sum of some spans."""
    U = spans[0]
    return combined(U.finite, U.d, sum((V.rows for V in spans), ()))


def direct_sum(S: Span, V: Span, T: Span) -> bool:
    """Whether every vector is one sum of three."""
    return independent(S, V, T) and S.size * V.size * T.size == S.finite.n**S.d


@lru_cache(REMEMBERED)
def mutually(b: Form, found: Three) -> bool:
    """Whether three spans are orthogonal to each other."""
    over_field(b, *found)
    return all(b.normal(U, V) for U, V in combinations(found, 2))


@lru_cache(REMEMBERED)
def components(found: Three) -> dict[int, list[tuple[Vector, ...]]]:
    """For each vector the ways to write it as a sum of members of three spans, by rank; at most two are kept."""
    few(found)
    R, d = found[0].finite, found[0].d
    points, add = space_of(R, d), translations(R, d)
    out: dict[int, list[tuple[Vector, ...]]] = {z: [] for z in range(len(points))}
    for s, i, t in product(*(ranks(U.mask) for U in found)):
        ways_to = out[add[add[s][i]][t]]
        if len(ways_to) < 2:
            ways_to.append((points[s], points[i], points[t]))
    return out


def few(found: Three) -> None:
    """Reject spans that have too many sums."""
    need(prod(U.size for U in found) <= LARGEST_POOL, "three spans have too many sums")


@lru_cache(REMEMBERED)
def projected(found: Three) -> tuple[tuple[Vector, ...], ...] | None:
    """The components of the unit vectors, if every vector has one way to be written."""
    if not direct_sum(*found):
        return None
    R, d, ways_to = found[0].finite, found[0].d, components(found)
    return tuple(ways_to[spot(R, e)][0] for e in unit_vectors(Form(R, ((0,) * d,) * d)))


def projections_row(b: Form, found: Three) -> int:
    """b(π x, y) = b(x, π y) for unit vectors, of projections that are there; given directness and orthogonality.

    A member of a part is its own component, so projections are idempotent, and 0 on the other parts; they add up to 1.
    """
    known, units_of = projected(found), unit_vectors(b)
    conclusion = known is not None and all(
        b(known[i][k], f) == b(e, known[j][k])
        for (i, e), (j, f) in product(enumerate(units_of), repeat=2) if i < j
        for k in range(3)
    )  # fmt: skip
    return conclusion | (known is not None) << 1 | mutually(b, found) << 2


def projections_points(b: Form, found: Three) -> Points:
    """A vector that is no sum of three, or several; else x and y with b(π x, y) other than b(x, π y)."""
    ways_to, points = components(found), space_of(found[0].finite, b.d)
    broken = [[list(points[z])] for z, known in ways_to.items() if len(known) != 1]
    yield from broken
    for (x, (p,)), (y, (r,)) in product(ways_to.items(), repeat=2) if not broken else ():
        if any(b(p[k], points[y]) != b(points[x], r[k]) for k in range(3)):
            yield [list(points[x]), list(points[y])]


def pythagoras_row(b: Form, found: Three) -> int:
    """q(s + i + t) = q(s) + q(i) + q(t), as q adds up on any two of the three; given orthogonality.

    The excess of q on a sum is the sum of the excesses on pairs, the form of which is bilinear.
    """
    return all(b.adds(U, V) for U, V in combinations(found, 2)) | mutually(b, found) << 1


def pythagoras_points(b: Form, found: Three) -> Points:
    """s, i, t with q(s + i + t) other than q(s) + q(i) + q(t); over the rationals among rows and 0."""
    if isinstance(b.R, Carrier):
        few(found)
        points, add, q, plus = space_of(b.R, b.d), translations(b.R, b.d), b.squares, b.R.add
        for s, i, t in product(*(ranks(U.mask) for U in found)):
            if q[add[add[s][i]][t]] != plus[plus[q[s]][q[i]]][q[t]]:
                yield [list(points[z]) for z in (s, i, t)]
        return
    zero = (Fraction(0),) * b.d
    for triple in product(*((zero, *U.rows) for U in found)):
        if b.excess(*triple):
            yield [[told_signed(c) for c in z] for z in triple]


def told_signed(value: Fraction) -> int | str:
    """The spelling of a number of either sign."""
    return int(value) if value.denominator == 1 else str(value)


Place = tuple[Carrier, int]
Shape = tuple[Place, int, int]
Cover = tuple[Place, int, int, int, int, bool]


@lru_cache(REMEMBERED)
def cover(found: Three) -> Cover:
    """Z_s + Z_I and Z_s + Z_T, the sizes of Z_s and of all three, and whether they are independent."""
    S, V, T = found
    return (S.finite, S.d), sum_of(S, V), sum_of(S, T), S.size, S.size * V.size * T.size, independent(*found)


def shape_of(U: Span) -> Shape:
    """The members and their number, of a space over a field."""
    need(len(U.finite.inverse) == U.finite.n - 1, "the ring is no field")
    return (U.finite, U.d), U.mask, U.size


def allocation_row(f: Shape, g: Shape, found: Cover) -> int:
    """|Z_s| >= |im f ∩ im g| and |Z_s||Z_I||Z_T| >= |im f + im g|; given independence and what contains what."""
    (place, A, a), (where, B, b), (around, image, other, shared, total, direct) = f, g, found
    need(place == where == around, "the spans are in several spaces")
    both = (A & B).bit_count()
    inside = (A & ~image == 0) << 2 | (B & ~other == 0) << 3
    return int(shared >= both and total * both >= a * b) | direct << 1 | inside


def allocation_points(f: Span, g: Span, found: Three) -> Points:
    """The dimensions of Z_s and im f ∩ im g, and of all three and im f + im g."""
    if not allocation_row(shape_of(f), shape_of(g), cover(found)) & 1:
        both, F = (f.mask & g.mask).bit_count(), f.finite
        dims = (found[0].dim, exponent(F, both), sum(U.dim for U in found), exponent(F, f.size * g.size // both))
        yield list(dims)


def met(f: Span, g: Span) -> Span:
    """The intersection."""
    need(len(f.finite.inverse) == f.finite.n - 1, "the ring is no field")
    return every_span(f.finite, f.d)[f.mask & g.mask]


def least_row(f: Span, g: Span) -> int:
    """im f ∩ im g and complements of it in im f and im g are independent: the complements are built row by row."""
    need(f.R is g.R and f.d == g.d, "the spans are in two spaces")
    F, S = f.finite, met(f, g)
    found = [S]
    for U in (f, g):
        rows: tuple[Vector, ...] = ()
        for row in U.rows:
            if not combined(F, f.d, S.rows + rows) >> spot(F, row) & 1:
                rows += (row,)
        found.append(Span(F, f.d, rows))
    sizes = [S.size * V.size == U.size and sum_of(S, V) == U.mask for U, V in zip((f, g), found[1:], strict=True)]
    total = sum_of(f, g).bit_count()
    return int(all(sizes) and independent(*found) and total == prod(U.size for U in found))


def least_points(f: Span, g: Span) -> Points:
    """The dimensions of im f, im g and im f ∩ im g."""
    if not least_row(f, g):
        yield [f.dim, g.dim, exponent(f.finite, (f.mask & g.mask).bit_count())]


@lru_cache(REMEMBERED)
def complements(b: Form, U: Span, S: Span) -> tuple[Span, ...]:
    """The complements of S in U that are orthogonal to S, of all spaces."""
    room = U.mask & b.perp(S)
    every = every_span(U.finite, U.d).values()
    return tuple(V for V in every if V.mask & ~room == 0 and V.size * S.size == U.size and V.mask & S.mask == 1)


def orthogonal_choice_row(b: Form, f: Span, g: Span) -> int:
    """Some orthogonal Z_s, Z_I, Z_T have the least dimensions; given nondegeneracy on four spaces.

    Z_s ⊕ Z_I contains im f and is no larger, and so for im g: so Z_s is the intersection.
    """
    meeting(b, f, g)
    S, total = met(f, g), every_span(f.finite, f.d)[sum_of(f, g)]
    choices = product(complements(b, f, S), complements(b, g, S))
    given = sum(b.regular(U) << i + 1 for i, U in enumerate((f, g, S, total)))
    return any(b.normal(V, T) for V, T in choices) | given


def orthogonal_choice_points(b: Form, f: Span, g: Span) -> Points:
    """The least dimensions, which no orthogonal choice has."""
    if not orthogonal_choice_row(b, f, g) & 1:
        S = met(f, g)
        yield [S.dim, f.dim - S.dim, g.dim - S.dim]


@lru_cache(REMEMBERED)
def pairing(b: Form, f: Span, g: Span) -> int:
    """q^r for the rank r of b on two spaces: the index in the first of what is orthogonal to the second."""
    meeting(b, f, g)
    return f.size // (f.mask & b.perp(g)).bit_count()


def uncorrelated_row(b: Form, f: Span, g: Span) -> int:
    """Z_s and what is orthogonal to it in im f and im g are orthogonal, and no larger than needed.

    Given that the form is nondegenerate on Z_s, and has on im f and im g the rank of Z_s.
    """
    meeting(b, f, g)
    S, every = met(f, g), every_span(f.finite, f.d)
    V, T = (every[U.mask & b.perp(S)] for U in (f, g))
    sizes = S.size * V.size == f.size and S.size * T.size == g.size
    conclusion = sizes and independent(S, V, T) and b.normal(V, T)
    return conclusion | b.regular(S) << 1 | (pairing(b, f, g) == S.size) << 2


def uncorrelated_points(b: Form, f: Span, g: Span) -> Points:
    """The dimensions of Z_s, Z_I and Z_T, and the rank of b on the last two."""
    if not uncorrelated_row(b, f, g) & 1:
        S, every = met(f, g), every_span(f.finite, f.d)
        V, T = (every[U.mask & b.perp(S)] for U in (f, g))
        yield [S.dim, V.dim, T.dim, exponent(S.finite, pairing(b, V, T))]


def ranked_row(b: Form, f: Span, g: Span, found: Three) -> int:
    """|Z_s| >= q^r for the rank r of b on im f and im g; given orthogonality and what contains what."""
    _, image, other, size, _, _ = cover(found)
    inside = (f.mask & ~image == 0) << 2 | (g.mask & ~other == 0) << 3
    return int(size >= pairing(b, f, g)) | mutually(b, found) << 1 | inside


def ranked_points(b: Form, f: Span, g: Span, found: Three) -> Points:
    """The dimension of Z_s and the rank."""
    if not ranked_row(b, f, g, found) & 1:
        yield [found[0].dim, exponent(f.finite, pairing(b, f, g))]


# ------------------------------------------------------------------------------- what claims say: shared parts


@lru_cache(REMEMBERED)
def shared_points(S: Span, K: Span) -> tuple[tuple[int, ...], ...]:
    """For each z the s in S with z in s + K, by listing all sums."""
    need(S.finite is K.finite and S.d == K.d, "two spaces lie in two")
    sums = translations(S.finite, S.d)
    out: list[list[int]] = [[] for _ in sums]
    for s, k in product(ranks(S.mask), ranks(K.mask)):
        out[sums[s][k]].append(s)
    return tuple(map(tuple, out))


@lru_cache(REMEMBERED)
def lifts(S: Span, K: Span) -> int:
    """The number of maps from S to the space that choose a point of s + K for each s: listed where they are few."""
    over, n = shared_points(S, K), S.finite.n**S.d
    if n**S.size > 1 << 12:
        return prod(sum(s in found for found in over) for s in ranks(S.mask))
    chosen = product(range(n), repeat=S.size)
    return sum(all(s in over[z] for s, z in zip(ranks(S.mask), choice, strict=True)) for choice in chosen)


def pulled_back(S: Span, K: Span, f: Map, g: Map) -> bool:
    """Whether as many pairs have f x - g y in K as the fibers over S say, one s after the other."""
    over, less = shared_points(S, K), f.Z.less
    pairs = sum(K.mask >> less[u][v] & 1 for u in f.values for v in g.values)
    above = [(sum(s in over[u] for u in f.values), sum(s in over[v] for v in g.values)) for s in ranks(S.mask)]
    return pairs == sum(x * y for x, y in above)


def bundle_bits(S: Span, K: Span, f: Map, g: Map) -> tuple[bool, bool]:
    """Whether each z is over one s, with the sections and pairs that belong to it; and whether Z = S ⊕ K."""
    over = shared_points(S, K)
    need(len(S.finite.inverse) == S.finite.n - 1, "the ring is no field")
    need(f.Z.add == translations(S.finite, S.d), "the maps do not go to the space")
    one = all(len(found) == 1 for found in over) and lifts(S, K) == K.size**S.size
    return one and pulled_back(S, K, f, g), S.mask & K.mask == 1 and S.size * K.size == len(over)


def bundle_row(S: Span, K: Span, f: Map, g: Map) -> int:
    """The projection to S is a trivial bundle with fiber K, and pairs over it are pulled back; given directness."""
    trivial, direct = bundle_bits(S, K, f, g)
    return trivial | direct << 1


def bundle_points(S: Span, K: Span, f: Map, g: Map) -> Points:
    """The z that are over no s or over several; none where something else is wrong."""
    if bundle_bits(S, K, f, g)[0]:
        return
    wrong = [z for z, found in enumerate(shared_points(S, K)) if len(found) != 1]
    yield from ([list(space_of(S.finite, S.d)[z])] for z in wrong)
    if not wrong:
        yield []


# ------------------------------------------------------------------------------- what claims say: bundles over graphs


Sheet = frozenset[tuple[int, int]]
Steps = list[list[int]]


@lru_cache(REMEMBERED)
def sheets(b: Cocycle) -> tuple[Sheet, ...]:
    """The components of the covering graph on the pairs of a vertex and a point of the fiber, joined edge by edge."""
    own = {point: {point} for point in product(range(b.vertices), range(b.fiber))}
    for (u, v), g in zip(b.edges, b.turns, strict=True):
        for i, j in enumerate(g):
            one, other = own[u, i], own[v, j]
            if one is not other:
                one |= other
                own.update(dict.fromkeys(other, one))
    return tuple(dict.fromkeys(frozenset(sheet) for sheet in own.values()))


def under(sheet: Sheet) -> frozenset[int]:
    """The vertices over which a sheet has a point."""
    return frozenset(v for v, _ in sheet)


def components_of(b: Cocycle) -> list[list[int]]:
    """The vertices of each component of the graph: the sheets of the bundle with one point in each fiber."""
    flat = Cocycle(b.vertices, b.edges, 1, ((0,),) * len(b.edges))
    return [sorted(under(sheet)) for sheet in sheets(flat)]


def splits_up(b: Cocycle) -> bool:
    """Whether every sheet has one point in each fiber below it: the sheets number the points of all fibers alike."""
    return all(len(sheet) == len(under(sheet)) for sheet in sheets(b))


@lru_cache(REMEMBERED)
def holonomies(b: Cocycle, root: int) -> frozenset[tuple[int, ...]]:
    """The permutations along all closed walks from a vertex: what can be reached, with the vertex where one is."""
    start = (root, tuple(range(b.fiber)))
    known, todo = {start}, [start]
    while todo:
        at, h = todo.pop()
        for (u, v), g in zip(b.edges, b.turns, strict=True):
            ends = [(v, tuple(g[i] for i in h))] if u == at else []
            ends += [(u, tuple(g.index(i) for i in h))] if v == at else []
            todo += (fresh := [end for end in ends if end not in known])
            known.update(fresh)
    return frozenset(h for at, h in known if at == root)


def unmoved(b: Cocycle) -> bool:
    """Whether every closed walk brings all points back."""
    return all(len(holonomies(b, part[0])) == 1 for part in components_of(b))


def freely(b: Cocycle) -> bool:
    """Whether every closed walk moves all points or none."""
    walks = (h for part in components_of(b) for h in holonomies(b, part[0]))
    return all(sum(i == j for i, j in enumerate(h)) in (0, b.fiber) for h in walks)


def without_section(b: Cocycle) -> list[int]:
    """The vertices of the components over which no sheet has one point in each fiber."""
    single = {v for sheet in sheets(b) if len(sheet) == len(under(sheet)) for v in under(sheet)}
    return [v for v in range(b.vertices) if v not in single]


def choices(b: Cocycle) -> int:
    """The number of sections, by all choices of a point over each vertex."""
    joins = list(zip(b.edges, b.turns, strict=True))
    points = product(range(b.fiber), repeat=b.vertices)
    return sum(all(g[s[u]] == s[v] for (u, v), g in joins) for s in points)


def closed_walks(b: Cocycle, walk: Steps, inside: tuple[int, ...], h: tuple[int, ...]) -> Points:
    """The closed walks that go on from one, meet no vertex twice, use no edge twice, and move a point."""
    for e, ((u, v), g) in enumerate(zip(b.edges, b.turns, strict=True)):
        for sign, start, stop in ((1, u, v), (-1, v, u)):
            if start != inside[-1] or any(e == before for before, _ in walk):
                continue
            moved, more = tuple(g[i] if sign > 0 else g.index(i) for i in h), [*walk, [e, sign]]
            if stop == inside[0] and moved != tuple(range(b.fiber)):
                yield more
            elif stop not in inside:
                yield from closed_walks(b, more, (*inside, stop), moved)


def twists(b: Cocycle) -> Points:
    """The cycles, from each of their vertices and in both directions, along which a point does not come back."""
    for root in range(b.vertices):
        yield from closed_walks(b, [], (root,), tuple(range(b.fiber)))


def holonomy_row(b: Cocycle) -> int:
    """The sheets number all fibers; given that every closed walk brings all points back."""
    return splits_up(b) | unmoved(b) << 1


def converse_holonomy_row(b: Cocycle) -> int:
    """Every closed walk brings all points back; given that the sheets number all fibers."""
    return unmoved(b) | splits_up(b) << 1


def sections_bit(b: Cocycle) -> bool:
    """Whether there are as many sections as points that no closed walk moves, multiplied over components."""
    every = range(b.fiber)
    fixed = (sum(all(h[i] == i for h in holonomies(b, part[0])) for i in every) for part in components_of(b))
    return choices(b) == prod(fixed)


def sections_row(b: Cocycle) -> int:
    """There are as many sections as said."""
    return int(sections_bit(b))


def sections_points(b: Cocycle) -> Points:
    """The number of sections, where it is another."""
    if not sections_bit(b):
        yield [choices(b)]


def section_row(b: Cocycle) -> int:
    """There is a section; given that the graph is connected."""
    return (choices(b) > 0) | (len(components_of(b)) == 1) << 1


def section_points(b: Cocycle) -> Points:
    """The vertices over whose components there is no section."""
    yield from ([v] for v in without_section(b))


def section_trivial_row(b: Cocycle) -> int:
    """The sheets number all fibers; given a section."""
    return splits_up(b) | (choices(b) > 0) << 1


def principal_row(b: Cocycle) -> int:
    """The sheets number all fibers; given that closed walks move all points or none, and a section."""
    return splits_up(b) | freely(b) << 1 | (choices(b) > 0) << 2


# ------------------------------------------------------------- what claims say: of decompositions into three parts


@lru_cache(REMEMBERED)
def part_of(s: Shares, z: tuple[Any, ...], owner: int) -> tuple[Any, ...]:
    """The component of z in a part, times the determinant of the basis, by Cramer's rule."""
    total = [0] * len(z)
    for k, (b, mine) in enumerate(zip(s.basis, s.owners, strict=True)):
        if mine == owner:
            c = volume((*s.basis[:k], z, *s.basis[k + 1 :]))
            total = [a + c * e for a, e in zip(total, b, strict=True)]
    return tuple(total)


@lru_cache(REMEMBERED)
def owners_normal(s: Shares) -> bool:
    """Whether vectors of two owners are orthogonal."""
    dots = (
        sum(map(int.__mul__, u, v))
        for (u, k), (v, n) in combinations(zip(s.basis, s.owners, strict=True), 2)
        if k != n
    )  # fmt: skip
    return not any(c % s.m if s.m else c for c in dots)


Cloud = tuple[tuple[Any, ...], ...]
Entries = list[list[Any]]


def product_of(u: Iterable[Any], v: Iterable[Any]) -> Any:
    """u_1 v_1 + ... + u_d v_d."""
    return sum(a * b for a, b in zip(u, v, strict=True))


def form_left(s: Shares, f: Cloud, g: Cloud, shared: int, specific: int) -> Entries:
    """The matrix of ‖f x - g y‖² less ‖π_s(f x - g y)‖², or ‖π_I f x‖² + ‖π_T g y‖², or all, over Q.

    Its entries are those for the vectors f e_i and -g e_j, times the square of the determinant of the basis.
    """
    need(s.m == 0 and len(f) + len(g) <= 6, "the decomposition is not over the rationals, or there are many vectors")
    need(all(len(w) == len(s.basis) for w in (*f, *g)), "a vector lies in another space")
    top = volume(s.basis)
    W = [(w, 1) for w in f] + [(tuple(-c for c in w), 2) for w in g]
    return [
        [
            top * top * product_of(u, v)
            - shared * product_of(part_of(s, u, 0), part_of(s, v, 0))
            - specific * (product_of(part_of(s, u, k), part_of(s, v, k)) if k == n else 0)
            for v, n in W
        ]
        for u, k in W
    ]


def at(D: Entries, z: Sequence[int]) -> Any:
    """The value of a quadratic form."""
    return sum(D[i][j] * a * b for i, a in enumerate(z) for j, b in enumerate(z))


@cache
def ones_or_pairs(n: int) -> list[tuple[int, ...]]:
    """0, e_i and e_i + e_j."""
    return [z for z in product((0, 1), repeat=n) if sum(z) <= 2]


@cache
def up_to_sign(n: int) -> list[tuple[int, ...]]:
    """The vectors with entries 0, 1 and -1 whose first entry but 0 is 1."""
    return [z for z in product((0, 1, -1), repeat=n) if z <= (0,) * n or z > tuple(-c for c in z)]


def inside_bits(s: Shares, f: Cloud, g: Cloud) -> int:
    """im f in Z_s ⊕ Z_I, im g in Z_s ⊕ Z_T, and orthogonal parts, from bit 1 on."""
    f_in, g_in = (not any(any(part_of(s, w, k)) for w in V) for V, k in ((f, 2), (g, 1)))
    return f_in << 1 | g_in << 2 | owners_normal(s) << 3


def specific_row(s: Shares, f: Cloud, g: Cloud) -> int:
    """The matrix of ‖f x - g y‖² - ‖π_s(f x - g y)‖² - ‖π_I f x‖² - ‖π_T g y‖² is 0."""
    return int(not any(map(any, form_left(s, f, g, 1, 1)))) | inside_bits(s, f, g)


def energy_row(s: Shares, f: Cloud, g: Cloud) -> int:
    """‖f x - g y‖² - ‖π_I f x‖² - ‖π_T g y‖² is at least 0 at all points."""
    return int(empty(below_zero(s, f, g, 0, 1))) | inside_bits(s, f, g)


def shared_row(s: Shares, f: Cloud, g: Cloud) -> int:
    """‖f x - g y‖² - ‖π_s(f x - g y)‖² is at least 0 at all points; given orthogonality."""
    return int(empty(below_zero(s, f, g, 1, 0))) | owners_normal(s) << 1


def specific_points(s: Shares, f: Cloud, g: Cloud) -> Points:
    """x and y of 0, e_i and e_i + e_j where the two sides differ."""
    D, n = form_left(s, f, g, 1, 1), len(f)
    yield from ([list(z[:n]), list(z[n:])] for z in ones_or_pairs(n + len(g)) if at(D, z))


def below_zero(s: Shares, f: Cloud, g: Cloud, shared: int, specific: int) -> Points:
    """x and y of entries 0, 1 and -1, up to sign, where what is left is below 0."""
    D, n = form_left(s, f, g, shared, specific), len(f)
    yield from ([list(z[:n]), list(z[n:])] for z in up_to_sign(n + len(g)) if at(D, z) < 0)


@lru_cache(REMEMBERED)
def shared_ranks(s: Shares, Z: Carrier) -> tuple[int, ...]:
    """The rank of the shared component of each element."""
    if not isinstance(Z, Module) or s.m == 0 or Z.moduli != (s.m,) * len(s.basis):
        raise Rejected("the decomposition is of another space")
    back = pow(volume(s.basis), -1, s.m)
    return tuple(Z.rank(back * c for c in part_of(s, z, 0)) for z in Z.vectors)


def words_points(d: Distance, s: Shares, f: Map, g: Map) -> Points:
    """x and y whose images are closer than the shared components of these."""
    onto = shared_ranks(s, d.Z)
    for (x, u), (y, v) in product(enumerate(f.values), enumerate(g.values)):
        if d.rows[onto[u]][onto[v]] > d.rows[u][v]:
            yield [x, y]


def words_row(d: Distance, s: Shares, f: Map, g: Map) -> int:
    """No shared components are further apart than images; given orthogonality."""
    onto, left, right = shared_ranks(s, d.Z), set(f.values), set(g.values)
    closer = all(d.rows[onto[u]][onto[v]] <= d.rows[u][v] for u in left for v in right)
    return closer | owners_normal(s) << 1


# ---------------------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim says of an instance.

    Parameters
    ----------
    given : str
        The names of its hypotheses, in the order of their bits, apart by semicolons.
    ends : str
        The components: "d:Z f:XZ" for a distance on Z and a map from X to Z, else their sorts.
    row : callable
        The row of the views of the components.
    points : callable
        All points at which the conclusion fails, from the components.
    views : mapping of str to callable
        What the row needs to know of a component, if not all; instances with the same views have the same rows.
    fold : callable, optional
        What the row needs to know of the components before the numbers, if not all.
    sets, groups : str
        The carriers of which no operation matters, and those of which only sums do: relabelling the former, and
        automorphisms of either, change no row.
    plain : bool
        Whether radii are added or scaled, so that no value of a distance may be a square.
    """

    given: str
    ends: str
    row: Callable[..., int]
    points: Callable[..., Points]
    views: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    sets: str = ""
    groups: str = ""
    fold: Callable[..., Any] | None = None
    plain: bool = False

    @property
    def components(self) -> dict[str, str]:
        """The ends or the sort of each component."""
        return dict(part.split(":") for part in self.ends.split())

    @property
    def hypotheses(self) -> list[str]:
        """The names of the hypotheses."""
        return [name for name in self.given.split(";") if name]

    def seen(self, name: str, part: Any) -> Any:
        """What the row needs to know of a component."""
        return self.views[name](part) if name in self.views else part

    @property
    def depth(self) -> int:
        """The number of components before the numbers."""
        return sum(ends.isupper() for ends in self.components.values())


def both(view: Callable[[Map], Any], *more: str) -> dict[str, Callable[[Map], Any]]:
    """The same view of f and g, and of the maps named."""
    return dict.fromkeys(("f", "g", *more), view)


IMAGES, SIZES = both(attrgetter("image")), both(attrgetter("sizes"))
TWO, SIZED = "f:XZ g:YZ", "d:Z f:XZ g:YZ"
NEAR, NESTED = f"{SIZED} eps:number", f"{SIZED} a:number b:number"
CHAIN, PUSHED = "d:Z f:XZ g:YZ h:WZ a:number b:number", "d:Z e:V h:ZV f:XZ g:YZ L:number eps:number"
MOVED = "d:Z f:XZ g:YZ f2:XZ g2:YZ a:number b:number"
NOISY, INPUT = f"{MOVED} eps:number", "d:Z dx:X dy:Y f:XZ g:YZ L:number M:number eps:number"
BALL, POWER = "kind:text k:size d:size eps:number", "k:size d:size norm:text"
NOISE, ROOM = "m:size value:number noise:integer", "d:space a:number b:number eps:number"
JOIN = "d:measure u:cloud v:cloud eps:number means:text x:number y:number side:text"
SPLIT, PARTED, IMAGED = "form:form U:span", "form:form parts:parts", "form:form f:span g:span"
THRESHOLD = "n:size top:number gap:number sign:integer a:vector b:vector slack:number"
TWISTED = "instance:cocycle"
SHARED = "parts:shares f:cloud g:cloud"
RING, BASE = "multiplicative;additive;unital", "additive;invariant"
ULTRA, SMALL = f"{BASE};pseudometric;ultrametric", "f_within_a;g_within_b"
NORMED = "homomorphic;invariant;pseudometric;ultrametric;submultiplicative"
LIPSCHITZ, METRIC = "triangle;f_lipschitz;g_lipschitz", f"triangle;symmetric;{SMALL}"
SHIFTS: dict[str, Any] = {"sets": "XYZ", "fold": shifts, "plain": True}
CHANGED = partial(shifted, changes)

CLAIMS: dict[str, Claim] = {
    "classical.subring": Claim(RING, TWO, subring_row, subring_points),
    "classical.universal": Claim("commutes", f"{TWO} u:SX v:SY", universal_row, universal_points),
    "classical.order": Claim("additive", TWO, order_row, order_points, both(order_parts), groups="XY"),
    "classical.invariants": Claim("additive", TWO, invariants_row, invariants_points, groups="XY"),
    "classical.milnor": Claim("onto;additive", TWO, milnor_row, milnor_points, both(milnor_parts), groups="XY"),
    "classical.units": Claim(RING, TWO, units_row, units_points, both(units_parts)),
    "classical.crt": Claim("base is gcd", "instance:residues", crt_row, crt_points),
    "classical.collapse": Claim("unital", "instance:images", collapse_row, collapse_points),
    "classical.torsion": Claim("additive;torsion-free", "instance:multiple", torsion_row, torsion_points),
    "classical.characters": Claim("", "instance:modulus", characters_row, characters_points),
    "classical.points": Claim("", "X:scheme Y:scheme", points_row, points_points, dict.fromkeys("XY", valued)),
    "classical.howe": Claim(
        "q odd", "f1:function f2:function", howe_row, howe_points, dict.fromkeys(("f1", "f2"), on_the_line)
    ),
    "relaxation.monotone": Claim("ordered", NESTED, monotone_row, monotone_points, IMAGES, "XYZ"),
    "relaxation.limit_zero": Claim("separating;below", NEAR, limit_zero_row, limit_zero_points, IMAGES, "XYZ"),
    "relaxation.limit_infinity": Claim(
        "", NEAR, limit_infinity_row, limit_infinity_points, SIZES, "XYZ", fold=correlation
    ),
    "relaxation.composition": Claim(
        "triangle", CHAIN, composition_row, composition_points, both(attrgetter("image"), "h"), "WXYZ"
    ),
    "relaxation.equivalence": Claim(
        "pseudometric;ultrametric", "d:Z f:XZ eps:number", equivalence_row, equivalence_points, IMAGES, "XZ"
    ),
    "relaxation.functorial": Claim("lipschitz", PUSHED, functorial_row, functorial_points, IMAGES, "VXYZ", plain=True),
    "relaxation.growth": Claim(BASE, NEAR, growth_row, growth_points, groups="XY"),
    "relaxation.sum": Claim(f"{BASE};triangle;symmetric", NESTED, sum_row, sum_points, groups="XY"),
    "relaxation.subgroup": Claim(ULTRA, NEAR, subgroup_row, near_points, groups="XY"),
    "relaxation.subring": Claim(NORMED, NEAR, subring_near_row, partial(near_points, ring=True)),
    "relaxation.quotient": Claim(ULTRA, NEAR, quotient_row, quotient_points, groups="XY"),
    "relaxation.quotient_converse": Claim("invariant;balls_are_subgroups", "d:Z", converse_row, converse_points),
    "relaxation.adic": Claim("", "f:XZ g:YZ n:number", adic_row, adic_points),
    "relaxation.steps": Claim("", SIZED, steps_row, steps_points, SIZES, "XYZ"),
    "relaxation.ball": Claim("below_wrap", BALL, ball_row, ball_points),
    "relaxation.asymptotic": Claim("additive;onto", SIZED, asymptotic_row, asymptotic_points, groups="XY"),
    "relaxation.power_law": Claim("", POWER, power_law_row, power_law_points),
    "relaxation.dimension": Claim("additive;onto", SIZED, dimension_row, dimension_points, groups="XY"),
    "robustness.inclusion": Claim(f"triangle;{SMALL}", NOISY, inclusion_row, partial(shifted, enters), **SHIFTS),
    "robustness.sandwich": Claim(METRIC, NOISY, sandwich_row, partial(shifted, escapes), **SHIFTS),
    "robustness.gap": Claim(f"{METRIC};gap", NOISY, gap_row, CHANGED, **SHIFTS),
    "robustness.count": Claim(METRIC, NOISY, count_row, count_points, **SHIFTS),
    "robustness.interleaving": Claim(METRIC, MOVED, interleaving_row, partial(shifted, drifts), **SHIFTS),
    "robustness.unchanged": Claim(f"metric;{SMALL};smaller", NOISY, unchanged_row, CHANGED, **SHIFTS),
    "robustness.ultrametric": Claim(
        f"pseudometric;ultrametric;{SMALL};tolerated", NOISY, tolerance_row, CHANGED, **SHIFTS
    ),
    "robustness.input": Claim(LIPSCHITZ, INPUT, input_row, input_points, sets="XYZ", fold=stretches, plain=True),
    "robustness.sharp": Claim("fits", ROOM, sharp_row, sharp_points),
    "robustness.wraparound": Claim("slight", NOISE, wraparound_row, wraparound_points),
    "robustness.wraparound_plain": Claim("slight", NOISE, plain_row, plain_points),
    "decomposition.splitting": Claim("nondegenerate", SPLIT, splitting_row, partial(isotropic, splitting_row)),
    "decomposition.splitting_converse": Claim(
        "splits", SPLIT, converse_splitting_row, partial(isotropic, converse_splitting_row)
    ),
    "decomposition.splitting_always": Claim("nondegenerate on Z", SPLIT, always_row, partial(isotropic, always_row)),
    "decomposition.splitting_modules": Claim("", SPLIT, modules_row, partial(numbers_of, modules_row)),
    "decomposition.splitting_units": Claim("splits", SPLIT, units_row_of, partial(numbers_of, units_row_of)),
    "decomposition.projections": Claim("direct;orthogonal", PARTED, projections_row, projections_points),
    "decomposition.pythagoras": Claim("orthogonal", PARTED, pythagoras_row, pythagoras_points),
    "decomposition.allocation": Claim(
        "direct;f_inside;g_inside",
        "f:span g:span parts:parts",
        allocation_row,
        allocation_points,
        {"f": shape_of, "g": shape_of, "parts": cover},
    ),
    "decomposition.allocation_least": Claim("", "f:span g:span", least_row, least_points),
    "decomposition.allocation_orthogonal": Claim(
        "nondegenerate on im f;nondegenerate on im g;nondegenerate on both;nondegenerate on the sum",
        IMAGED,
        orthogonal_choice_row,
        orthogonal_choice_points,
    ),
    "decomposition.allocation_uncorrelated": Claim(
        "nondegenerate;uncorrelated", IMAGED, uncorrelated_row, uncorrelated_points
    ),
    "decomposition.allocation_rank": Claim(
        "orthogonal;f_inside;g_inside", f"{IMAGED} parts:parts", ranked_row, ranked_points
    ),
    "numeric.agreement": Claim("placed", JOIN, agreement_row, agreement_points),
    "numeric.naive": Claim("squares", THRESHOLD, naive_row, naive_points),
    "numeric.naive_exact": Claim("exact", THRESHOLD, naive_exact_row, naive_points),
    "decomposition.bundle": Claim("direct", "S:span K:span f:XZ g:YZ", bundle_row, bundle_points),
    "decomposition.cocycle": Claim("trivial holonomy", TWISTED, holonomy_row, twists),
    "decomposition.cocycle_converse": Claim("trivial", TWISTED, converse_holonomy_row, twists),
    "decomposition.sections": Claim("", TWISTED, sections_row, sections_points),
    "decomposition.sections_always": Claim("connected", TWISTED, section_row, section_points),
    "decomposition.sections_trivial": Claim("section", TWISTED, section_trivial_row, twists),
    "decomposition.sections_principal": Claim("free;section", TWISTED, principal_row, twists),
    "decomposition.specific": Claim("f_inside;g_inside;orthogonal", SHARED, specific_row, specific_points),
    "decomposition.specific_energy": Claim(
        "f_inside;g_inside;orthogonal", SHARED, energy_row, partial(below_zero, shared=0, specific=1)
    ),
    "decomposition.shared": Claim("orthogonal", SHARED, shared_row, partial(below_zero, shared=1, specific=0)),
    "decomposition.shared_finite": Claim("orthogonal", "d:Z parts:shares f:XZ g:YZ", words_row, words_points),
}
# SHA-256 of the canonical JSON of {"expected", "given", "id", "statement"}: no certificate of another claim is read
STATEMENTS: dict[str, str] = {
    "classical.subring": "b48eb8162d9f9fdd425feee2df29b9bb5a48d168d106b1c2d3b390a239e2211e",
    "classical.universal": "ca631d7e6f95e4aa82430eb890147f14ddd487cbb45e22e04b79d8aa95ce648b",
    "classical.order": "57fcce9cdbe95b269609308fd654c5768f200b78fe6af5e71d6fcef2b87322ac",
    "classical.invariants": "0aa0b88e054ae24bb1c698a0e177d35fe0d82a829efcbc55076be6856f76a2eb",
    "classical.milnor": "528243cdbb1c7794f1f40ac4e664cc3a41265b833461cd70edd472b22dde0b5c",
    "classical.units": "7fe9c05bbdf1cf153588f78f50399cda1bd76423ead679f9e032e7bb4443e622",
    "classical.crt": "2db8676ea39b6bcb5f244103e7a1e7ddf2f91d429558cbd8c26bebe5328b4844",
    "classical.collapse": "8f6ce5498a1b4b192e62bc8c2f32038a45ccd287130680ce9cdd72cd29a265af",
    "classical.torsion": "eff51f0009c6fa97f32db2262533d0735e01c328382e05c63e99d6c5ace557a7",
    "classical.characters": "13c42c08b71e8d17bbb9e09a4eb66cdd51fc2e78e34a6946fe75b7279ea56005",
    "classical.points": "752fb8a113d44b46b115998b00dd0f3619ffc4adfda44d940e7f178fc99d9e3b",
    "classical.howe": "6fdaadf5ac6de1288889be9314d6993fa3050e2739c2b93bfd93dfc7e55f4964",
    "relaxation.monotone": "4cedd31d8680e200fd7600850fc545a3b995947e4dc8672d915c7c52d19d2a96",
    "relaxation.limit_zero": "da2d4a21fbc5dd8401c5ba5c48ddc906b071189e3bd821307c37978c6aae54a6",
    "relaxation.limit_infinity": "1260a4ed11f52bfe5107e076e61681289a4e6812eaf2a9703129dda7914c5435",
    "relaxation.composition": "6b0e670250a7a7858f15227b8e0e69968fd580c489e51da869b125cd96c9f3f1",
    "relaxation.equivalence": "bf2f4e99391012c8fce9199f091418713525522e4d82ddb57ea9c22ea0b751d6",
    "relaxation.functorial": "be7ca1db5f50a3522a9ce4a13ecb785322dfda9b232cf56453170f8bd943ed4f",
    "relaxation.growth": "01e5bacb356174c06b4adfd7fea4f06eb688d45c81ab5897c07781546bf9ad20",
    "relaxation.sum": "6c5066f2fe7e003fc9f62acb41d477eb0f2926c9fb9b20916d41ff25c21efe0d",
    "relaxation.subgroup": "712426f638eed409da039760f6d3de77496408c59b7c18d6591f64aa414e073e",
    "relaxation.subring": "0a03fc2565b350eb8350874ede069c5f523e9a87ad2dd45e025aefe9201ead7c",
    "relaxation.quotient": "08edc467b222020ffd0e80301237f32cf477ae829ba0577d7c2c0e383225b565",
    "relaxation.quotient_converse": "2aa328ecf6a336f7ed6f0cab5f75442299732982f987341393fb4725ae674002",
    "relaxation.adic": "638e826b0d04edcb7c311984d10e3903978d5fb863daa584b2ddee8f1e65dc71",
    "relaxation.steps": "fd042a6bd9f41daef7613f87affa262c2344d9850a5dada542eac18769397066",
    "relaxation.ball": "fd731b059a5548bba45d7692883c0e1fdf23f501b28788923ca0ed4aa24f449f",
    "relaxation.asymptotic": "9b0cbbf9a44313930887e3c8e869242a19645ae6aaf13422b90df44d102c0494",
    "relaxation.power_law": "0203f42e854aa92a3e09bc0eab75cc7ee693a91e38e58de79b82d35ed83b2695",
    "relaxation.dimension": "803373b79449533dc6bd98ce70f1b415fd7308e592fe8b8373fb1eaaad668404",
    "robustness.inclusion": "98049d52acee926a130d98cb934efde59f257ec1e274e7bfa2bfd2bb2109ec14",
    "robustness.sandwich": "80a82cbf07115acf547a94c493419be9552bf8929a33370c1be93b99648b94a7",
    "robustness.gap": "784f513f6635ec4c6ddddc2a62937bbc4e34b0fa6fb5f99fb6b17644e5827897",
    "robustness.count": "012fb61a4ded816c7d79f490e6e1a5f49fa5c7dca25992b987b98cf29efd5898",
    "robustness.interleaving": "8f924f2a7a0ae5735c1f660572cd8ad7d99d6c2dfa1d67a1343dc17c0c1897df",
    "robustness.unchanged": "83e93c045e8c1f236d1816ef9270c4807341182ba16e997445eb527b63cd8ca3",
    "robustness.ultrametric": "4cc7f73415a08f4a442c83a09b343e047d2f3e5839d7cefd2d6d9616b6fbc31b",
    "robustness.input": "d9f5ea0ba7021d5ca1b08e2328cceb6eb5fdd9e7d44766e56c5074655104c1cb",
    "robustness.sharp": "20e0af6971edbfe6089fb74b721f79cb22dd7c04ed48f82113f0976d849af96e",
    "robustness.wraparound": "94d945f07297becfd0d90aa3fbc745e936d1ed131c3e46abd72dfa55e20b20c1",
    "robustness.wraparound_plain": "0021c829c6243affff34496f8fb7ca17f6517dc4eecfd5807b620384912a9887",
    "numeric.agreement": "67f0cd4c9c8dacc084f5f927ec96c62f220eadab4e1a9de560c0c013224dcd0b",
    "numeric.naive": "0cb5e4d1e9219fd3e28c11a7eb765bd3f3296b7bbbfa3ee05ae9612d5ddecfdf",
    "numeric.naive_exact": "a87fe6460f52cf01ef25684f7e9056081217af7f9503311d8b54e262d6ecfb8a",
    "decomposition.splitting": "ce31aa73d43c399f880fe0306214986da9161f07f9edf87677f78b6335065bd2",
    "decomposition.splitting_converse": "8684a3deaf4e330be2f495efdd0a4ab4f5aba728718c465294ad259725edf946",
    "decomposition.splitting_always": "0847e3b783d6e7e81c41d23dc9fb3dd355111fd743093898a466a4e56d07917e",
    "decomposition.splitting_modules": "c078d1897c814ccff06af889de02ac5608f2eef19f044c133625b659b3133243",
    "decomposition.splitting_units": "d8d19de3a19f25271b28f458d4d823956aa9979feff6bc86f9fbcaa5fd15589d",
    "decomposition.projections": "180d52b3a75b193851fbaf188aeae797f8c69d0032a4d58a3e2517343f9b20e3",
    "decomposition.pythagoras": "5a3bb3f0ca1e0c8a7bb6088da0c4b78752ea1a7d103000e2e6a8066ce30a04e1",
    "decomposition.allocation": "6845dca52434f63db4340904ffbc64d1ac0c4b02499ff99ae2d3e3e9031b4783",
    "decomposition.allocation_least": "22ed22f57cbcb6cdba8a289f592e6301c01b9b335815bd1a76d8389940d75f71",
    "decomposition.allocation_orthogonal": "9dc10efa24be6567ed7c8156b6876438aede72efa1482a78cb3cf0f7c7a9c6a5",
    "decomposition.allocation_uncorrelated": "100939c591282531cba930805c99ba9c636cc0e732dd978b9d675db3bd81f789",
    "decomposition.allocation_rank": "2144a30a6f0bfffd06d0333bc7181262dafb720023b6e77dd3abfb052429fa17",
    "decomposition.bundle": "66a953eb49a1b94e42cde73899b3a66c6c448e57c1fb628e7449866a15ab3e77",
    "decomposition.cocycle": "1278aaff8f873c777d5de98a514537dd3a3901f2552967e4019693e1833a0f78",
    "decomposition.cocycle_converse": "b6c9755f02c1a7dfecd995f41a36462c49d53a4d3755fe1c60509463428e0503",
    "decomposition.sections": "4d70c5dce9d1938b6d95c0392334139e6da89e67cf901aeeabf259b5335c9ab8",
    "decomposition.sections_always": "50c92e4167ee049d3f9aa907398fef79eba88446f5485be27263e2c391bcc98f",
    "decomposition.sections_trivial": "0bfab285835c90f2206557f068487164c1f800c0ba28bc19febdf8c7f7c8a196",
    "decomposition.sections_principal": "c50f21f070b9ddb9a9517ad4dd0778041966332ad4d1522cb20de16620037034",
    "decomposition.specific": "fac64e5273a1b666bdd79cb6549af2a0a9989267ce8bfa781f81a321e58f0cc0",
    "decomposition.specific_energy": "df0deea74989162ae12ee054e030956cc2e6418487741d5ea81ae32aea25fa4e",
    "decomposition.shared": "8d9f3737b0080b69103c91ce95cd82d6af4f1272933ea44407fbcf70bdd99c42",
    "decomposition.shared_finite": "45e3f76be1ca6bd297df37ab14a4ddf2f84c3ac3c7737dc32bde195882434ae5",
}


def sort(ends: str) -> str:
    """The sort of a component: one letter is a distance on a carrier, two are a map."""
    return ends if not ends.isupper() else ("distance", "map")[len(ends) - 1]


def carriers(ends: str, part: Any) -> list[tuple[str, Carrier]]:
    """The carriers of a component, by letter."""
    if not ends.isupper():
        return []
    return [(ends, part.Z)] if len(ends) == 1 else [(ends[0], part.X), (ends[1], part.Z)]


def fit(claim: Claim, parts: Iterable[Sequence[Any]]) -> None:
    """Reject components that do not meet: each letter names one carrier; and squares where radii are added."""
    known: dict[str, Carrier] = {}
    for ends, members in zip(claim.components.values(), parts, strict=True):
        squares = (part for part in members if isinstance(part, Distance) and part.squared)
        need(not claim.plain or next(squares, None) is None, "the claim is about distances, not about their squares")
        for letter, Z in (pair for part in members for pair in carriers(ends, part)):
            need(known.setdefault(letter, Z) is Z, f"{letter} names two carriers")


# ------------------------------------------------------------------------------------------------------- checked


def block(claim: Claim, data: Any) -> list[Pool]:
    """The pools of a block."""
    components = claim.components
    named = [listed(pair) for pair in listed(data)]
    need([pair[0] for pair in named] == list(components), f"the components are not {', '.join(components)}")
    need(all(len(pair) == 2 for pair in named), "a component has one pool")
    pools = [pool(d, sort(ends)) for (_, d), ends in zip(named, components.values(), strict=True)]
    fit(claim, [p.members for p in pools])
    others = [(ends if ends.isupper() else "", p) for ends, p in zip(components.values(), pools, strict=True)]
    for i, ((_, d), p, ends) in enumerate(zip(named, pools, components.values(), strict=True)):
        if p.kind not in ("some", "all"):
            symmetric(claim, p.kind, d, ends, others[:i] + others[i + 1 :])
    return pools


def symmetric(claim: Claim, kind: str, data: Any, ends: str, pools: Sequence[tuple[str, Pool]]) -> None:
    """Reject orbits of one component unless the group keeps the claim and the pools of all other components.

    The group relabels a carrier, or acts on it by automorphisms, and takes the other distances and maps to others.
    So where these speak of the carrier all maps must be there; or all maps up to relabelling of another carrier; or,
    for isometries, the one distance that they keep.
    """
    moved = {"points": ends, "domain": ends[0], "isometries": ends, "automorphisms": ends[0]}[kind]
    free = claim.sets + (claim.groups if kind == "automorphisms" else "")
    need(set(moved) <= set(free), f"the claim speaks of the operations of {moved}")
    for e, p in pools:
        complete = p.kind == "all" or (p.kind == "domain" and e[0] not in moved)
        kept = kind == "isometries" and e == moved[-1] and p.members == (distance(data[2]),)
        need(not set(e) & set(moved) or complete or kept, f"{moved} is moved, and the pool of another component is not")


def boxes(lengths: Sequence[int], start: int, stop: int) -> Iterator[tuple[range, ...]]:
    """The places start, ..., stop - 1 of a product, last factor fastest, as products of ranges."""
    if not lengths:
        yield ()
        return
    inner = prod(lengths[1:])
    while start < stop:
        at, off = divmod(start, inner)
        if off == 0 and stop - start >= inner:
            end = stop // inner
            yield (range(at, end), *map(range, lengths[1:]))
            start = end * inner
        else:
            end = min(stop, (at + 1) * inner)
            yield from ((range(at, at + 1), *rest) for rest in boxes(lengths[1:], off, end - at * inner))
            start = end


Box = tuple[range, ...]
Found = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Line:
    """What rows need to know of the members of a pool, with their weights; no weights where all are 1."""

    views: tuple[Any, ...]
    weights: tuple[int, ...]

    def cut(self, part: range) -> Line:
        """The members in a range."""
        return Line(self.views[part.start : part.stop], self.weights[part.start : part.stop])


class Mesh:
    """The instances of a block: equal views have equal rows, so each is asked once; what is folded is remembered."""

    def __init__(self, claim: Claim, lines: Sequence[Line]) -> None:
        self.claim, self.lines, self.satisfied = claim, lines, satisfied(claim)
        self.depth = claim.depth if claim.fold else -1
        self.known: dict[tuple[Any, Box], Found] = {}

    def rows(self, box: Box) -> Found:
        """The rows of a box of instances, and the total weight of those with all hypotheses."""
        return self._after((), [line.cut(part) for line, part in zip(self.lines, box, strict=True)], box)

    def _after(self, views: tuple[Any, ...], lines: Sequence[Line], box: Box) -> Found:
        if len(views) != self.depth:
            return self._product(views, lines, box)
        assert self.claim.fold is not None
        key = self.claim.fold(*views), box[self.depth :]
        if key not in self.known:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[key] = self._product(key[:1], lines, box)
        return self.known[key]

    def _product(self, views: tuple[Any, ...], lines: Sequence[Line], box: Box) -> Found:
        line, *rest = lines
        if not rest:
            row = self.claim.row
            found = {v: row(*views, v) for v in dict.fromkeys(line.views)}
            out = bytes(map(found.__getitem__, line.views))
            return out, self._weight(out, line.weights)
        parts = {v: self._after((*views, v), rest, box) for v in dict.fromkeys(line.views)}
        counts = [parts[v][1] for v in line.views]
        total = sum(map(int.__mul__, counts, line.weights)) if line.weights else sum(counts)
        return b"".join([parts[v][0] for v in line.views]), total

    def _weight(self, out: bytes, weights: tuple[int, ...]) -> int:
        if not weights:
            return sum(map(out.count, self.satisfied))
        return sum(w for byte, w in zip(out, weights, strict=True) if byte in self.satisfied)

    def replay(self, start: int, stop: int) -> Found:
        """The rows of the instances start, ..., stop - 1, and how many labelled ones satisfy the hypotheses."""
        parts = [self.rows(box) for box in boxes([len(line.views) for line in self.lines], start, stop)]
        return b"".join(out for out, _ in parts), sum(n for _, n in parts)


def satisfied(claim: Claim) -> bytes:
    """The two rows in which all hypotheses hold; the first lacks the conclusion."""
    full = (1 << len(claim.hypotheses)) - 1
    return bytes((full << 1, full << 1 | 1))


def row_of(claim: Claim, parts: Iterable[Any]) -> int:
    """The row of one instance, given by its components."""
    lines = [Line((claim.seen(name, part),), ()) for name, part in zip(claim.components, parts, strict=True)]
    return Mesh(claim, lines).replay(0, 1)[0][0]


def mesh(claim: Claim, pools: Sequence[Pool]) -> Mesh:
    """The instances of a block, given by its pools."""
    lines = []
    for name, p in zip(claim.components, pools, strict=True):
        weights = p.weights if set(p.weights) != {1} else ()
        lines.append(Line(tuple(claim.seen(name, m) for m in p.members), weights))
    return Mesh(claim, lines)


Part = tuple[int, int, int]


def runs(chunks: Sequence[Any], sizes: Sequence[int]) -> list[Part]:
    """For each chunk the block it lies in, its start and its stop; all instances are covered, in order."""
    out: list[Part] = []
    place = at = 0
    for chunk in chunks:
        need(len(listed(chunk)) == 2 and HASH.fullmatch(text(chunk[1])) is not None, "a chunk has a size and a hash")
        while place < len(sizes) and at == sizes[place]:
            place, at = place + 1, 0
        size = whole(chunk[0], 1, LARGEST_POOL)
        need(place < len(sizes) and at + size <= sizes[place], "the chunks do not fit the blocks")
        out.append((place, at, at + size))
        at += size
    need(sum(stop - start for _, start, stop in out) == sum(sizes), "the chunks do not cover the blocks")
    return out


def checked(name: str, certificate: dict[str, Any], sample: int | None, seed: str) -> str:
    """Replay a certificate that the claim holds on each instance of a family, or some chunks of it."""
    keys(certificate, "kind", "claim", "statement", "blocks", "cardinality", "instances", "satisfying", "chunks")
    claim, stated = stating(certificate), listed(certificate["blocks"])
    need(len(set(stated)) == len(stated), "a block occurs twice")
    blocks = [block(claim, data) for data in stated]
    sizes = [prod(len(p.members) for p in pools) for pools in blocks]
    counts = [prod(p.count for p in pools) for pools in blocks]
    need(whole(certificate["cardinality"], 1) == sum(counts), f"the cardinality is {sum(counts)}")
    need(whole(certificate["instances"], 1) == sum(sizes), f"the instances are {sum(sizes)}")
    chunks = listed(certificate["chunks"])
    parts, satisfying = runs(chunks, sizes), whole(certificate["satisfying"], 1, sum(counts))
    draw = Random(f"{seed} {name}")
    picked = range(len(parts)) if sample is None else sorted(draw.sample(range(len(parts)), min(sample, len(parts))))
    total, against, known = 0, satisfied(claim)[:1], -1
    for i in picked:
        n, start, stop = parts[i]
        if n != known:
            instances, known = mesh(claim, blocks[n]), n
        out, many = instances.replay(start, stop)
        need(against not in out, f"chunk {i} has a counterexample")
        need(sha256(out).hexdigest() == chunks[i][1], f"chunk {i} has another digest")
        total += many
    if sample is not None:
        return f"sampled {len(picked)} of {len(parts)} chunks"
    need(total == satisfying, f"{total} instances satisfy the hypotheses")
    return f"checked {sum(counts)} instances, {sum(sizes)} up to symmetry, {total} with all hypotheses"


# ------------------------------------------------------------------------------------------------------- refuted


def stating(certificate: dict[str, Any]) -> Claim:
    """The claim that a certificate speaks of, if it is worded as here."""
    claim = CLAIMS.get(text(certificate["claim"]))
    if claim is None:
        raise Rejected("the claim is unknown")
    need(certificate["statement"] == STATEMENTS[text(certificate["claim"])], "the claim is worded in another way")
    return claim


def refuted(certificate: dict[str, Any]) -> str:
    """Replay a certificate that the conclusion fails on an instance that satisfies all hypotheses but some."""
    keys(certificate, "kind", "claim", "statement", "dropped", "instance", "points")
    claim = stating(certificate)
    dropped, components, given = listed(certificate["dropped"]), claim.components, claim.hypotheses
    need(dropped == tuple(h for h in given if h in dropped), "the hypotheses dropped are not some of the claim")
    data = keys(certificate["instance"], *components)
    parts = [DECODE[sort(ends)](d) for d, ends in zip(data, components.values(), strict=True)]
    fit(claim, [[part] for part in parts])
    row = row_of(claim, parts)
    missing = [h for i, h in enumerate(given) if not row >> i + 1 & 1 and h not in dropped]
    need(not missing, f"the instance is not {', '.join(missing)}")
    need(not row & 1, "the conclusion holds")
    points = listed(certificate["points"])
    need(any(_plain(found) == points for found in claim.points(*parts)), "the conclusion does not fail at the points")
    return f"refuted without {', '.join(dropped)}" if dropped else "refuted"


# -------------------------------------------------------------------------------------------------------- decided

Label = tuple[str, ...]
Sum = dict[Label, Number]
Stated = list[tuple[dict[str, str], str]]
TERM = re.compile(r"d\(([^,]+),([^,]+)\)")
EQUATIONS = ("zero", "symmetric")
LAWS = ("nonnegative", "zero", "symmetric", "triangle", "ultrametric")
# how a certificate may word a claim that is none of these: laws and inequalities, joined by semicolons
_NAME = r"(?!or\b)[^\W\d][\w']{0,39}"
_TERM = rf"(?:[1-9][0-9]{{0,39}}\*)?(?:{_NAME}|d\({_NAME},{_NAME}\))"
_SUM = rf"(?:0|{_TERM}(?: \+ {_TERM})*)"
_FORMULA = rf"{_SUM} <=? {_SUM}(?: or {_SUM} <=? {_SUM})?"
_SAID = rf"(?:{'|'.join(LAWS)}|{_FORMULA})"
GIVEN = re.compile(rf"(?:{_SAID}(?:; {_SAID})*)?")
STATED = re.compile(rf"(?:{_FORMULA}(?:; {_FORMULA})*)? => {_SUM} <=? {_SUM}")


def each(given: dict[str, str], *lines: str) -> Stated:
    """Some implications with the same hypotheses."""
    return [(given, line) for line in lines]


METRIC_LAWS = {"triangle": "triangle", "symmetric": "symmetric"}
PSEUDO = "zero; symmetric; triangle"
SHORT = {"f_within_a": "d(f'x,fx) <= a", "g_within_b": "d(gy,g'y) <= b"}
LEVELS = {"pseudometric": PSEUDO, "ultrametric": "zero; symmetric; ultrametric"}
SEPARATED = "; ".join(f"0 < d({x},{y})" for x, y in combinations(("fx", "gy", "f'x", "g'y"), 2))
KEPT = ("d(fx,gy) <= eps => d(f'x,g'y) <= eps", "d(f'x,g'y) <= eps => d(fx,gy) <= eps")

DECIDED: dict[str, Stated] = {
    "relaxation.monotone": each({"ordered": "a <= b"}, "d(fx,gy) <= a => d(fx,gy) <= b"),
    "relaxation.limit_zero": [
        ({"separating": "", "below": "d(p,p) <= 0 or eps < d(p,p)"}, " => d(p,p) <= eps"),
        (
            {"separating": "0 < d(fx,gy); 0 < d(gy,fx)", "below": "d(fx,gy) <= 0 or eps < d(fx,gy)"},
            " => eps < d(fx,gy)",
        ),
    ],
    "relaxation.composition": each({"triangle": "triangle"}, "d(fx,gy) <= a; d(gy,hz) <= b => d(fx,hz) <= a + b"),
    "relaxation.equivalence": each(
        LEVELS,
        " => d(u,u) <= eps",
        "d(u,v) <= eps => d(v,u) <= eps",
        "d(u,v) <= eps; d(v,w) <= eps => d(u,w) <= eps",
    ),
    "relaxation.functorial": each(
        {"lipschitz": "e <= d(fx,gy)"}, "d(fx,gy) <= eps => e <= eps", "d(fx,gy) <= e; e <= eps => d(fx,gy) <= eps"
    ),
    "robustness.inclusion": each({"triangle": "triangle"} | SHORT, "d(fx,gy) <= eps => d(f'x,g'y) <= eps + a + b"),
    "robustness.sandwich": each(
        METRIC_LAWS | SHORT,
        "d(fx,gy) + a + b <= eps => d(f'x,g'y) <= eps",
        "d(f'x,g'y) <= eps => d(fx,gy) <= eps + a + b",
    ),
    "robustness.gap": each(METRIC_LAWS | SHORT | {"gap": "d(fx,gy) + a + b <= eps or eps + a + b < d(fx,gy)"}, *KEPT),
    "robustness.count": each(
        METRIC_LAWS | SHORT,
        "d(fx,gy) <= eps; eps < d(f'x,g'y) => eps < d(fx,gy) + a + b",
        "d(fx,gy) <= eps; eps < d(f'x,g'y) => d(fx,gy) <= eps + a + b",
        "eps < d(fx,gy); d(f'x,g'y) <= eps => eps < d(fx,gy) + a + b",
        "eps < d(fx,gy); d(f'x,g'y) <= eps => d(fx,gy) <= eps + a + b",
    ),
    "robustness.interleaving": each(
        METRIC_LAWS | SHORT,
        "d(fx,gy) <= delta => d(f'x,g'y) <= delta + a + b",
        "d(f'x,g'y) <= delta => d(fx,gy) <= delta + a + b",
    ),
    "robustness.unchanged": each({"metric": f"{PSEUDO}; {SEPARATED}"} | SHORT | {"smaller": "a + b < eps"}, *KEPT),
    "robustness.ultrametric": each(LEVELS | SHORT | {"tolerated": "a <= eps; b <= eps"}, *KEPT),
    "robustness.input": each(
        {"triangle": "triangle", "f_lipschitz": "d(f'x,fx) <= s", "g_lipschitz": "d(gy,g'y) <= t"},
        "d(fx,gy) <= eps => d(f'x,g'y) <= eps + s + t",
    ),
}


def summed(said: str) -> Sum:
    """A sum of distances and numbers, some of them several times, or 0."""
    out: Sum = {}
    for part in said.split(" + ") if said != "0" else ():
        many, _, term = part.rpartition("*")
        found = TERM.fullmatch(term)
        atom = found.groups() if found else (term,)
        out[atom] = out.get(atom, 0) + int(many or 1)
    return out


def added(into: Sum, other: Sum, factor: Number) -> None:
    """Add a multiple of a sum to another."""
    for atom, c in other.items():
        into[atom] = into.get(atom, 0) + factor * c


@dataclass(frozen=True, slots=True)
class Premise:
    """A sum that is at most 0; below 0 if strict; equal to 0 if an equation."""

    total: Sum
    strict: bool = False
    equation: bool = False

    def holds(self, values: Sum) -> bool:
        """Whether it is true of some values."""
        found = sum(c * values[atom] for atom, c in self.total.items())
        return found == 0 if self.equation else found < 0 if self.strict else found <= 0


def inequality(said: str, negated: bool = False) -> Premise:
    """What a text of two sums says, or its negation."""
    left, sign, right = re.split(" (<=|<) ", said)
    low, high = (right, left) if negated else (left, right)
    total = summed(low)
    added(total, summed(high), -1)
    return Premise(total, (sign == "<") != negated)


@dataclass(frozen=True, slots=True)
class Implication:
    """Laws, labelled texts of hypotheses, a conclusion, and the points and numbers that all of these name."""

    laws: frozenset[str]
    said: dict[Label, str]
    then: str
    points: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def choices(self) -> list[tuple[int, ...]]:
        """Which of its alternatives each hypothesis may take."""
        return list(product(*((0, 1) for said in self.said.values() if " or " in said)))

    def given(self, choice: Sequence[int]) -> dict[Label, str]:
        """The hypotheses when the alternatives have been chosen."""
        ways = iter(choice)
        return {label: said.split(" or ")[next(ways)] if " or " in said else said for label, said in self.said.items()}

    def premises(self, choice: Sequence[int]) -> dict[Label, Premise]:
        """All that may be added up: laws at points, hypotheses, and the negation of the conclusion."""
        out: dict[Label, Premise] = {("nonnegative", name): Premise({(name,): -1}) for name in self.numbers}
        for law in self.laws - {"ultrametric"}:
            out |= {(law, *at): lawful(law, at) for at in product(self.points, repeat=ARITY[law])}
        out |= {label: inequality(said) for label, said in self.given(choice).items()}
        return out | {("goal",): inequality(self.then, negated=True)}


ARITY = {"nonnegative": 2, "zero": 1, "symmetric": 2, "triangle": 3}


def lawful(law: str, at: Label) -> Premise:
    """What a law says at some points."""
    total: Sum = {(at[0], at[-1]): -1 if law == "nonnegative" else 1}
    if law == "symmetric":
        added(total, {(at[1], at[0]): 1}, -1)
    if law == "triangle":
        for pair in pairwise(at):
            added(total, {pair: 1}, -1)
    return Premise(total, equation=law in EQUATIONS)


def implications(stated: Stated, dropped: Iterable[str]) -> list[Implication]:
    """What is stated without some hypotheses.  Distances are at least 0, and 0 on the diagonal."""
    out = []
    for given, line in stated:
        near, then = line.split(" => ")
        kept = {h: said for h, said in given.items() if h not in dropped} | {"near": near}
        said: dict[Label, str] = {
            (h, str(k)): part for h, all_of in kept.items() for k, part in enumerate(all_of.split("; ")) if part
        }
        laws = {part for part in said.values() if part in ARITY or part == "ultrametric"}
        said = {label: part for label, part in said.items() if part not in laws}
        texts = [side for part in (*said.values(), then) for side in re.split(" <= | < | or ", part)]
        atoms = dict.fromkeys(atom for side in texts for atom in summed(side))
        points = tuple(dict.fromkeys(p for atom in atoms if len(atom) == 2 for p in atom))
        numbers = tuple(atom[0] for atom in atoms if len(atom) == 1)
        out.append(Implication(frozenset(laws | {"nonnegative", "zero"}), said, then, points, numbers))
    return out


def own(certificate: dict[str, Any]) -> bool:
    """Whether a certificate brings the words of its claim, which is none of these here."""
    return "words" in certificate and text(certificate["claim"]) not in CLAIMS


def head(certificate: dict[str, Any]) -> tuple[str, ...]:
    """The keys that tell of what a certificate speaks."""
    return ("kind", "claim", "statement", "dropped", *(["words"] if own(certificate) else []))


def worded(certificate: dict[str, Any]) -> tuple[tuple[str, ...], Stated]:
    """The hypotheses of a claim and what it says: as it is worded here, or else in the certificate."""
    name = text(certificate["claim"])
    if not own(certificate):
        claim = stating(certificate)
        need(name in DECIDED, "the claim is not one about inequalities")
        return tuple(claim.hypotheses), DECIDED[name]
    says, expected, given, parts = keys(certificate["words"], "says", "expected", "given", "parts")
    pairs = [(text(h), text(line)) for h, line in map(listed, listed(given))]
    names, lines = tuple(h for h, _ in pairs), tuple(map(text, listed(parts)))
    need(len(set(names) - {"near"}) == len(names) and len(lines) > 0, "the words are not those of a claim")
    said = {"id": name, "statement": text(says), "given": names, "expected": text(expected)}
    need(certificate["statement"] == sha256(canonical(said)).hexdigest(), "the claim is worded in another way")
    need(all(GIVEN.fullmatch(line) for _, line in pairs), "a hypothesis cannot be read")
    need(all(STATED.fullmatch(line) for line in lines), "an implication cannot be read")
    return names, each(dict(pairs), *lines)


def without(certificate: dict[str, Any]) -> list[Implication]:
    """What the claim of a certificate says without the hypotheses dropped."""
    (names, stated), dropped = worded(certificate), listed(certificate["dropped"])
    need(dropped == tuple(h for h in names if h in dropped), "the hypotheses dropped are not some of the claim")
    return implications(stated, dropped)


def remark(certificate: dict[str, Any]) -> str:
    """The hypotheses dropped."""
    return f" without {', '.join(certificate['dropped'])}" if certificate["dropped"] else ""


def whose(certificate: dict[str, Any]) -> str:
    """Whose words were taken, where they are not those here."""
    return " (worded in the certificate)" if own(certificate) else ""


def label(value: Any) -> Label:
    """The name of a premise."""
    need(bool(listed(value)), "a premise has no name")
    return tuple(map(text, listed(value)))


def contradictory(said: Implication, choice: Sequence[int], stated: Any) -> None:
    """Reject unless premises with multipliers add up to 0 < 0."""
    known, total, strict = said.premises(choice), Sum(), False
    used = [(label(pair[0]), whole(pair[1], -(1 << 64))) for pair in map(listed, listed(stated)) if len(pair) == 2]
    names = tuple(name for name, _ in used)
    need(
        len(used) == len(stated) and names == tuple(sorted(set(names))),
        "the premises are not in order, with multipliers",
    )
    for name, c in used:
        need(name in known, f"{' '.join(name)[:40]} is no premise")
        need(c > 0 or (c < 0 and known[name].equation), "a multiplier is not positive")
        added(total, known[name].total, c)
        strict |= known[name].strict
    need(not any(total.values()), "the premises do not add up to 0")
    need(strict, "no premise is strict")


def compared(said: str) -> tuple[Label, Label]:
    """The two terms of which the first is at most the second, () for 0."""
    left, right = said.split(" <= ")
    low, high = ((), *summed(left)), ((), *summed(right))
    need(len(low) < 3 and len(high) < 3, "the terms are sums")
    return low[-1], high[-1]


def leading(said: Implication, choice: Sequence[int], stated: Any) -> None:
    """Reject unless steps lead from the level in the conclusion to what is below it there."""
    given = {name: compared(line) for name, line in said.given(choice).items()}
    goal, level = compared(said.then)
    known = {(), level}
    for name in map(label, listed(stated)):
        law, at = name[0], name[1:]
        if name in given:
            low, when = given[name][0], [given[name][1]]
        else:
            need(law in said.laws and set(at) <= set(said.points), f"{' '.join(name)[:40]} is no premise")
            need(len(at) == {"zero": 1, "symmetric": 2, "ultrametric": 3}.get(law), "the law does not bound a distance")
            low, when = (at[0], at[-1]), {"zero": [], "symmetric": [at[::-1]]}.get(law, list(pairwise(at)))
        need(known.issuperset(when) and low not in known, "a step uses what is not known, or tells nothing new")
        known.add(low)
    need(goal in known, "the steps do not lead to the conclusion")


def proved(certificate: dict[str, Any], part: str, check: Callable[[Implication, Sequence[int], Any], None]) -> str:
    """Replay a proof for every distance: each implication of the claim, in each choice of alternatives."""
    keys(certificate, *head(certificate), "proofs")
    parts = without(certificate)
    wanted = [(n, choice, said) for n, said in enumerate(parts) for choice in said.choices]
    proofs = [keys(proof, "part", "case", "points", part) for proof in listed(certificate["proofs"])]
    covered = [(p[0], p[1]) for p in proofs] == [(n, choice) for n, choice, _ in wanted]
    need(covered, "the proofs are not one for each case")
    for (_, choice, said), (_, _, points, stated) in zip(wanted, proofs, strict=True):
        need(points == tuple(sorted(said.points)), "the points are not those of the claim")
        check(said, choice, stated)
    return "proved" + remark(certificate) + whose(certificate)


def spaced(certificate: dict[str, Any]) -> str:
    """Replay a refutation by a finite space."""
    keys(certificate, *head(certificate), "part", "points", "distances", "numbers")
    parts = without(certificate)
    said = parts[whole(certificate["part"], 0, len(parts) - 1)]
    points = tuple(sorted(said.points))
    need(certificate["points"] == points, "the points are not those of the claim")
    table = square(certificate["distances"], len(points), number)
    values: Sum = {(p, q): c for p, row in zip(points, table, strict=True) for q, c in zip(points, row, strict=True)}
    values |= {(n,): number(c) for n, c in zip(said.numbers, keys(certificate["numbers"], *said.numbers), strict=True)}
    if "ultrametric" in said.laws:
        tops = ((values[x, z], max(values[x, y], values[y, z])) for x, y, z in product(points, repeat=3))
        need(all(c <= top for c, top in tops), "the space is not ultrametric")
    holding = [{name: p.holds(values) for name, p in said.premises(choice).items()} for choice in said.choices]
    least = min(holding, key=lambda answers: list(answers.values()).count(False))
    false = [" ".join(name) for name, truth in least.items() if not truth]
    need("goal" not in false, "the conclusion holds")
    need(not false, f"the space does not satisfy {', '.join(false)[:80]}")
    return f"refuted{remark(certificate)} by {len(points)} points" + whose(certificate)


# -------------------------------------------------------------------------------------------------- command line


REPLAYED: dict[str, Callable[[dict[str, Any]], str]] = {
    "refuted": refuted,
    "farkas": partial(proved, part="premises", check=contradictory),
    "chain": partial(proved, part="steps", check=leading),
    "space": spaced,
}


def judge(path: Path, sample: int | None = None, seed: str = "") -> tuple[bool, str, str]:
    """Whether a certificate is accepted, of which claim, and what was found; whatever is raised rejects it."""
    name = ""
    try:
        need(path.is_file(), "it is no file")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        need(path.name == f"{sha256(raw).hexdigest()}.json", "the name is not the hash of the bytes")
        certificate = read(raw)
        need(type(certificate) is dict and {"kind", "claim"} <= set(certificate), "it is no certificate")
        name = text(certificate["claim"])
        kind = text(certificate["kind"])
        if kind == "checked":
            return True, name, checked(path.name, certificate, sample, seed)
        need(kind in REPLAYED, "the kind is unknown")
        return True, name, REPLAYED[kind](certificate)
    except Rejected as error:
        return False, name, str(error)
    except Exception as error:
        return False, name, f"it cannot be read: {type(error).__name__}: {error}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge all certificates in a directory, one line each."""
    parser = argparse.ArgumentParser(prog="recheck", description="Replay certificates.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--sample", type=int, metavar="K", help="replay K chunks of each checked certificate")
    parser.add_argument("--seed", default=os.urandom(8).hex(), help="which chunks are drawn; else nobody knows before")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    asked = parser.parse_args(arguments)
    if not asked.directory.is_dir() or asked.workers < 1 or (asked.sample is not None and asked.sample < 1):
        parser.error("name a directory, and whole numbers of at least 1")
    paths = sorted(asked.directory.iterdir())
    if not paths:
        parser.error(f"there are no certificates in {asked.directory}")
    task = partial(judge, sample=asked.sample, seed=asked.seed)
    if asked.workers == 1 or len(paths) == 1:
        return report(paths, map(task, paths))
    try:
        with ProcessPoolExecutor(min(asked.workers, len(paths))) as workers:
            return report(paths, workers.map(task, paths))
    except BrokenExecutor as error:
        print(f"REJECTED: a worker died: {error}")
        return 1


def printable(line: str) -> str:
    """A line that stays one, whatever a certificate says."""
    return "".join(c if c.isascii() and c.isprintable() else "?" for c in line)


def report(paths: Sequence[Path], answers: Iterable[tuple[bool, str, str]]) -> int:
    """Print one line for each certificate and one for all; 0 if all are accepted, else 1."""
    tally: Counter[str] = Counter()
    for path, (accepted, claim, says) in zip(paths, answers, strict=True):
        tally[says.split()[0] if accepted else "rejected"] += 1
        print("accepted" if accepted else "REJECTED", printable(f" {path.name[:12]}  {claim[:40]}: {says}"), flush=True)
    print(f"{len(paths)} certificates: " + ", ".join(f"{n} {kind}" for kind, n in sorted(tally.items())))
    return int(tally["rejected"] > 0)


if __name__ == "__main__":
    sys.exit(main())
