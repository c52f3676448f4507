"""The robustness claims: verdicts, needs and mutants on the small scope; the inclusions on random metric spaces."""

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from algebra import laws
from algebra.fiber import Cospan
from algebra.maps import Map, Table
from algebra.metrics import Distances, Exact
from algebra.relax import Relaxation
from algebra.rings import Zmod
from verify.check import cells, merge, necessity, verdict
from verify.claims import robustness, symbolic
from verify.claims.robustness_bytes import Noise, moves
from verify.claims.robustness_laws import Perturbed, changes, f_within_a, g_within_b, inclusion, unchanged
from verify.claims.robustness_maps import PERTURBED
from verify.claims.symbolic import Banded, Sequence, T, gaps, hits, isolated, margin, stable
from verify.verdict import Need, Verdict

CLAIMS = {claim.id: claim for claim in robustness.CLAIMS + symbolic.CLAIMS}
ON_MAPS = {"inclusion", "sandwich", "unchanged", "gap", "count", "ultrametric", "interleaving"}
TEN = ON_MAPS | {"input", "sharp", "wraparound"}
REFUTED = {"robustness.unchanged", "robustness.wraparound_plain"}


def decide(name: str) -> tuple[Verdict, list[Need]]:
    claim = CLAIMS[name]
    merged = merge(cells(claim, claim.families["small"], r, 3) for r in range(3))
    return verdict(claim, claim.families["small"], "small", merged), necessity(claim, merged)


def test_all_ten_are_there() -> None:
    assert {f"robustness.{name}" for name in TEN} <= set(CLAIMS)
    assert {name for name, claim in CLAIMS.items() if claim.expected == "refuted"} == REFUTED


@pytest.mark.parametrize("name", CLAIMS)
def test_verdicts_and_needs(name: str) -> None:
    found, needs = decide(name)
    assert found.as_expected, found
    assert found.satisfying > 0
    missing = {need.hypothesis for need in needs if need.status != "needed"}
    assert not missing & set(CLAIMS[name].needs)
    if found.expected == "holds":
        assert missing == set(CLAIMS[name].given) - set(CLAIMS[name].needs)


@pytest.mark.parametrize("name", CLAIMS)
def test_every_claim_has_mutants_and_families_that_grow(name: str) -> None:
    sizes = [CLAIMS[name].families[scope].size for scope in ("small", "standard", "large")]
    assert sizes == sorted(sizes)
    assert 2 <= len(CLAIMS[name].mutants) <= 4
    assert sizes[0] <= 21_000
    assert sizes[2] <= 40_000_000


def instances(*given: object) -> list[Perturbed]:
    return [i for i in PERTURBED["small"].instances() if all(law(i) is None for law in given)]


def triangle(i: Perturbed) -> object | None:
    return laws.triangle(i.d)


def reversed_bound(i: Perturbed) -> object | None:
    """d(fx, f'x) <= a: the other order of arguments."""
    return f_within_a(replace(i, f=i.f2, f2=i.f))


def test_symmetry_is_not_needed_for_the_inclusion() -> None:
    skew = [i for i in instances(triangle, f_within_a, g_within_b) if laws.symmetric(i.d) is not None]
    assert len(skew) > 100
    assert not any(inclusion(i) for i in skew)


def test_the_order_of_arguments_matters() -> None:
    assert any(inclusion(i) for i in instances(triangle, reversed_bound, g_within_b))


@pytest.mark.parametrize("end", ["lower", "upper"])
def test_the_gap_cannot_be_narrowed(end: str) -> None:
    def narrow(i: Perturbed) -> bool:
        low, high = i.eps - i.a - i.b, i.eps + i.a + i.b
        taken = [before for _, _, before, _ in changes(i)]
        if end == "lower":
            return not any(low + 1 < t <= high for t in taken)
        return not any(low < t < high for t in taken)

    metric = instances(triangle, lambda i: laws.symmetric(i.d), f_within_a, g_within_b)
    assert any(unchanged(i) for i in metric if narrow(i))


def test_a_byte_wraps_around() -> None:
    plain, lee = CLAIMS["robustness.wraparound_plain"], CLAIMS["robustness.wraparound"]
    white = Noise(256, 255, 1)
    assert white in list(plain.families["small"].instances())
    assert lee.then(white) is None
    assert str(plain.then(white)) == "255 and 0 are 255 apart"
    assert not [i for i in (Noise(256, v, n) for v in range(256) for n in (-1, 0, 1)) if moves(i)]


@dataclass(frozen=True)
class Drawn:
    d: Distances[int]
    maps: tuple[Map[int, int], ...]
    a: Exact
    b: Exact
    eps: Exact

    def near(self, first: int, eps: Exact) -> set[tuple[int, int]]:
        return set(Relaxation(Cospan(*self.maps[first : first + 2]), self.d, eps)) if eps >= 0 else set()


@st.composite
def spaces(draw: st.DrawFn, symmetric: bool = True) -> Drawn:
    """Shortest paths in a random weighted graph, random maps, and the least bounds for their differences."""
    n, x, y = (draw(st.integers(1, top)) for top in (5, 3, 3))
    values = st.fractions(0, 3, max_denominator=4)
    D = [[Fraction(0) if i == j else draw(values) for j in range(n)] for i in range(n)]
    if symmetric:
        D = [[D[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
    for k in range(n):
        D = [[min(D[i][j], D[i][k] + D[k][j]) for j in range(n)] for i in range(n)]
    sizes = (x, y, x, y)
    f, g, f2, g2 = ([draw(st.integers(0, n - 1)) for _ in range(size)] for size in sizes)
    a = max(D[s][u] for s, u in zip(f2, f, strict=True))
    b = max(D[v][t] for v, t in zip(g, g2, strict=True))
    maps = tuple(Table(Zmod(len(v)), Zmod(n), tuple(v)) for v in (f, g, f2, g2))
    eps = draw(st.sampled_from(sorted({w for line in D for w in line})) | values)
    return Drawn(Distances(Zmod(n), tuple(map(tuple, D))), maps, a, b, eps)


@settings(max_examples=60, deadline=None)
@given(spaces(symmetric=False))
def test_inclusion_on_random_spaces(s: Drawn) -> None:
    assert s.near(0, s.eps) <= s.near(2, s.eps + s.a + s.b)
    assert CLAIMS["robustness.inclusion"].then(Perturbed(s.d, *s.maps, s.a, s.b, s.eps)) is None


@settings(max_examples=60, deadline=None)
@given(spaces())
def test_sandwich_and_count_on_random_spaces(s: Drawn) -> None:
    eta = s.a + s.b
    inner, middle, outer = s.near(0, s.eps - eta), s.near(2, s.eps), s.near(0, s.eps + eta)
    assert inner <= middle <= outer
    assert len(s.near(0, s.eps) ^ middle) <= len(outer) - len(inner)
    instance = Perturbed(s.d, *s.maps, s.a, s.b, s.eps)
    assert CLAIMS["robustness.sandwich"].then(instance) is CLAIMS["robustness.count"].then(instance) is None


@settings(max_examples=60, deadline=None)
@given(spaces(), st.sampled_from(["inclusion", "sandwich", "count", "gap"]), st.fractions(0, 3, max_denominator=2))
def test_the_laws_say_what_the_sets_say(s: Drawn, name: str, a: Fraction) -> None:
    """With any a, whether it bounds the perturbation or not, so that the conclusions may fail."""
    eta = a + s.b
    F, moved, wide = s.near(0, s.eps), s.near(2, s.eps), s.near(0, s.eps + eta)
    inner = s.near(0, s.eps - eta)
    says = {
        "inclusion": s.near(2, s.eps + eta) >= F,
        "sandwich": inner <= moved <= wide,
        "count": len(F ^ moved) <= len(wide) - len(inner),
        "gap": moved == F,
    }
    law = CLAIMS[f"robustness.{name}"].then
    assert (law(Perturbed(s.d, *s.maps, a, s.b, s.eps)) is None) == says[name]


@pytest.mark.parametrize(("term", "point"), [("1/n", 0), ("2**-n", 0), ("(-1)**n/n", 0), ("n/(n+1)", 1)])
@pytest.mark.parametrize("delta", [Fraction(5), Fraction(1), Fraction(2, 7), Fraction(1, 1000)])
def test_sequences_come_as_near_as_the_witness_says(term: str, point: int, delta: Fraction) -> None:
    witness = stable(Sequence(term, point))
    n = int(sympy.sympify(witness.points[0], locals={"delta": sympy.Rational(delta)}))
    x = sympy.sympify(term).subs("n", n)
    assert n >= 1
    assert 0 < abs(x - point) <= sympy.Rational(delta)


@pytest.mark.parametrize("term", symbolic.FIRST + symbolic.LAST)
@pytest.mark.parametrize("point", [Fraction(0), Fraction(1, 3), Fraction(1)])
@pytest.mark.parametrize("delta", [Fraction(0), Fraction(1, 16), Fraction(2)])
def test_the_places_near_a_point_are_found(term: str, point: Fraction, delta: Fraction) -> None:
    """Among the first 200; where no part of the sequence has infinitely many, there are no others."""
    found = [(n, hits(u, sympy.Rational(delta))) for u, n in gaps(Sequence(term, point))]
    listed = {int(n.subs(T, t)) for n, places in found for t in places or ()}
    exact = term.replace("(-1)**n", "(1 - 2*(n % 2))")
    near = {n for n in range(1, 201) if abs(eval(exact, {"n": Fraction(n)}) - point) <= delta}
    assert listed <= near
    if all(places is not None for _, places in found):
        assert listed == near
    else:
        assert near & {199, 200}


@pytest.mark.parametrize(
    ("term", "point", "moved"), [("1/n", 1, False), ("n", 1, False), ("1+1/n", 1, True), ("(-1)**n", 1, False)]
)
def test_limit_zero_of_sequences(term: str, point: int, moved: bool) -> None:
    i = Sequence(term, point)
    assert (isolated(i) is not None) == (stable(i) is not None) == moved


@pytest.mark.parametrize(
    ("term", "eps", "point"), [("1/n", "1/2", 2), ("n", "1", 1), ("1+1/n", "1", "ceiling(1/delta)")]
)
def test_a_distance_at_the_radius_is_moved_by_every_perturbation(term: str, eps: str, point: object) -> None:
    i = Banded(term, 0, Fraction(eps))
    assert margin(i) is not None
    assert stable(i, zeros=True).points == (str(point),)
