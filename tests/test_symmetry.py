"""Symmetry that is declared: orbits by brute force, families up to symmetry against labelled ones, wrong symmetry."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import permutations, product
from math import comb, factorial
from operator import attrgetter
from random import Random
from typing import Any

import pytest

from algebra.fiber import Cospan
from algebra.maps import Map
from algebra.metrics import Discrete, Distances, Hamming, Lee, Metric, Padic
from algebra.relax import distance_counts
from algebra.rings import Zmod, power
from verify.check import cells, merge, verdict
from verify.claim import Claim
from verify.claims import relaxation_growth, relaxation_maps
from verify.claims.relaxation_sets import Setting
from verify.data import put
from verify.family import Family, Pool, grid, listed, orbits, radii
from verify.pools.distances import labelled, lee, tables
from verify.pools.maps import homomorphisms, maps
from verify.pools.symmetry import Reframed, Relabelled, histograms, isometries, linear_images, up_to_isometry
from verify.ranks import images, rows
from verify.verdict import Error, Holds

OWN = {claim.id.removeprefix("relaxation."): claim for claim in relaxation_maps.CLAIMS + relaxation_growth.CLAIMS}
COSPAN = {"d": "ZZ", "f": "XZ", "g": "YZ"}
LEE_5, LEE_6 = Lee(Zmod(5)), Lee(Zmod(6))
SKEW = Distances(Zmod(4), ((0, 1, 2, 1), (2, 0, 1, 2), (1, 2, 0, 1), (2, 1, 2, 0)))
UNEVEN = Distances(Zmod(3), ((0, 1, 1), (1, 1, 1), (1, 1, 0)))
SPACES = [LEE_5, LEE_6, Discrete(Zmod(4)), Hamming(Zmod(3)), Padic(Zmod(4), 2), Padic(Zmod(6), 3), SKEW, UNEVEN]
LINEAR = [(2, 1, 1), (2, 2, 2), (2, 3, 2), (3, 2, 1), (3, 2, 2), (4, 1, 2), (4, 2, 1), (4, 2, 2), (6, 1, 2)]


# --------------------------------------------------------------------------------------------- orbits by brute force


def turned(d: Any, s: tuple[int, ...]) -> Any:
    return tuple(tuple(d[a][b] for b in s) for a in s)


def on_domains(v: tuple[int, ...], moves: Any) -> set[Any]:
    return {tuple(s[v[x]] for x in order) for order in permutations(range(len(v))) for s in moves}


def invertible(k: int, n: int) -> list[Any]:
    """The invertible matrices over Z_k, those that take no two vectors to one."""
    every = list(product(range(k), repeat=n))
    squares = product(every, repeat=n)
    return [m for m in squares if len({tuple(dot(k, row, v) for row in m) for v in every}) == k**n]


def dot(k: int, a: tuple[int, ...], b: tuple[int, ...]) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True)) % k


def before(k: int, f: Any, turn: Any) -> Any:
    return tuple(tuple(dot(k, row, column) for column in zip(*turn, strict=True)) for row in f)


def check_orbits(pool: Pool, twin: Pool, told: Any, orbit: Any) -> None:
    """Each representative comes first in its orbit, at the rank stated; the orbits have the sizes stated and cover."""
    every = [told(member) for member in listed(twin)]
    place = {member: rank for rank, member in enumerate(every)}
    assert pool.count == twin.count == len(every) == len(place)
    assert [rank for rank, _ in orbits(pool)] == sorted(rank for rank, _ in orbits(pool))
    covered: set[Any] = set()
    for member, (rank, size) in zip(listed(pool), orbits(pool), strict=True):
        found = orbit(told(member))
        assert (rank, size) == (place[told(member)], len(found))
        assert min(place[other] for other in found) == rank
        assert not covered & found
        covered |= found
    assert len(covered) == pool.count


@pytest.mark.parametrize("values", [(0,), (0, 1), (0, 1, 2), (1, 2, 5, 7)])
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_orbits_of_tables(n: int, values: tuple[int, ...]) -> None:
    moves = list(permutations(range(n)))
    check_orbits(tables(n, values), labelled(Zmod(n), values), rows, lambda d: {turned(d, s) for s in moves})


def test_tables_of_two_values_are_graphs() -> None:
    assert [len(listed(tables(n, (0, 1)))) for n in range(1, 6)] == [1, 2, 4, 11, 34]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("x", [1, 2, 3, 5])
def test_orbits_of_histograms(x: int, n: int) -> None:
    check_orbits(histograms(x, n), maps(x, n), images, lambda v: on_domains(v, [range(n)]))
    assert len(listed(histograms(x, n))) == comb(n + x - 1, x)


@pytest.mark.parametrize("d", SPACES, ids=str)
def test_isometries_are_the_permutations_that_keep_the_distance(d: Metric[Any]) -> None:
    n = len(rows(d))
    assert list(isometries(d)) == [s for s in permutations(range(n)) if turned(rows(d), s) == rows(d)]


def test_isometries_of_random_distances() -> None:
    draw = Random(5)
    for n in [2, 3, 4, 4, 5, 5] * 5:
        d = Distances(Zmod(n), tuple(tuple(draw.choice((0, 1)) for _ in range(n)) for _ in range(n)))
        assert list(isometries(d)) == [s for s in permutations(range(n)) if turned(rows(d), s) == rows(d)]
    assert len(isometries(Discrete(Zmod(5)))) == factorial(5)


@pytest.mark.parametrize("d", SPACES, ids=str)
@pytest.mark.parametrize("x", [1, 2, 4])
def test_orbits_of_maps_up_to_isometry(x: int, d: Metric[Any]) -> None:
    n = len(rows(d))
    check_orbits(up_to_isometry(x, d), maps(x, n), images, lambda v: on_domains(v, isometries(d)))


@pytest.mark.parametrize(("k", "n", "d"), LINEAR)
def test_orbits_of_linear_maps_are_their_images(k: int, n: int, d: int) -> None:
    turns = invertible(k, n)
    twin = homomorphisms(power(Zmod(k), n), power(Zmod(k), d))
    check_orbits(linear_images(k, n, d), twin, attrgetter("rows"), lambda f: {before(k, f, turn) for turn in turns})


def test_large_orbits_add_up() -> None:
    for pool in (histograms(8, 6), up_to_isometry(8, LEE_6), linear_images(3, 3, 3), linear_images(5, 2, 2)):
        assert sum(size for _, size in orbits(pool)) == pool.count


# ------------------------------------------------------------------------------ families up to symmetry and labelled


def twin(pool: Pool) -> Pool:
    """All that a pool stands for."""
    kind, *data = pool.data
    if kind == "tables":
        return labelled(Zmod(data[0]), data[1])
    if kind in ("histograms", "up to isometry"):
        return maps(data[0][1], listed(pool)[0].cod.m)
    if kind == "images":
        k, n, d = data
        return homomorphisms(power(Zmod(k), n), power(Zmod(k), d))
    return pool


TWO, FOUR = radii(2), radii(4)
BLOCKS = [
    ("monotone", (tables(3, (0, 1, 2)), histograms(2, 3), histograms(3, 3), FOUR, FOUR)),
    ("monotone", (put(LEE_6), up_to_isometry(2, LEE_6), histograms(3, 6), TWO, FOUR)),
    ("limit_zero", (tables(4, (0, 1, 2)), histograms(2, 4), histograms(2, 4), FOUR)),
    ("limit_zero", (put(LEE_5), up_to_isometry(3, LEE_5), histograms(3, 5), FOUR)),
    ("limit_infinity", (tables(3), histograms(3, 3), histograms(3, 3), FOUR)),
    ("composition", (tables(3, (0, 1, 3)), histograms(2, 3), histograms(1, 3), histograms(2, 3), TWO, FOUR)),
    ("composition", (put(LEE_5), up_to_isometry(2, LEE_5), histograms(2, 5), histograms(2, 5), TWO, TWO)),
    ("equivalence", (tables(4), histograms(3, 4), FOUR)),
    ("equivalence", (put(LEE_6), up_to_isometry(4, LEE_6), FOUR)),
    ("functorial", (tables(3, (0, 2)), tables(2), maps(3, 2), histograms(2, 3), histograms(1, 3), radii(3), TWO)),
    ("functorial", (put(LEE_5), put(LEE_5), maps(5, 5), up_to_isometry(1, LEE_5), histograms(1, 5), TWO, TWO)),
    ("steps", (tables(3, (0, 1, 2)), histograms(2, 3), histograms(1, 3))),
    ("asymptotic", (lee(3, 2, ("l1", "l2")), linear_images(3, 2, 2), linear_images(3, 2, 2))),
    ("dimension", (lee(4, 2, ("linf",)), linear_images(4, 1, 2), linear_images(4, 2, 2))),
]


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_a_family_up_to_symmetry_has_the_cells_of_the_labelled_one(name: str, block: tuple[Pool, ...]) -> None:
    claim = OWN[name]
    family = replace(claim.family("small"), blocks=(block,))
    whole = replace(family, blocks=(tuple(map(twin, block)),), image=None)
    least, all_of_them = cells(claim, family, 0, 1), cells(claim, whole, 0, 1)
    assert least.cells == all_of_them.cells
    assert not least.failures
    assert least.checked == all_of_them.representatives == whole.size == family.cardinality
    assert least.representatives == family.size < whole.size


@pytest.mark.parametrize("name", [name for name, claim in OWN.items() if claim.family("small").image])
def test_rows_are_the_same_on_many_random_images(name: str) -> None:
    claim = OWN[name]
    family, draw = claim.family("standard"), Random(name)
    for block in family.blocks:
        for _ in range(12):
            here = family.make(*(draw.choice(listed(pool)) for pool in block))
            there = family.image(here, draw)
            given = [law(here) is None for law in claim.given.values()]
            assert given == [law(there) is None for law in claim.given.values()]
            assert (claim.then(here) is None) == (claim.then(there) is None)


def test_a_relabelling_keeps_the_distances_taken_and_moves_what_it_is_told_to() -> None:
    draw, still = Random(1), Relabelled(COSPAN, moved="XY")
    family = grid("settings", Setting, (tables(3), maps(3, 3), maps(2, 3), radii(1)), image=Relabelled(COSPAN))
    moved = Counter[str]()
    for here in list(family.instances())[::37]:
        there, kept = family.image(here, draw), still(here, draw)
        for found in (there, kept):
            before, after = (distance_counts(Cospan(i.f, i.g), i.d) for i in (here, found))
            assert before == after
        assert rows(kept.d) == rows(here.d)
        assert sorted(images(kept.f)) == sorted(images(here.f))
        moved.update(name for name in COSPAN if getattr(here, name) != getattr(there, name))
    assert all(moved[name] > 10 for name in COSPAN)


def test_an_automorphism_before_a_map_keeps_its_image() -> None:
    draw, other = Random(2), 0
    family = grid("settings", Setting, (lee(4, 2, ("l1",)), linear_images(4, 2, 2), linear_images(4, 2, 2), radii(1)))
    for here in family.instances():
        there = Reframed(("f",))(here, draw)
        assert Counter(images(there.f)) == Counter(images(here.f))
        assert there.g is here.g
        other += there.f != here.f
    assert other > family.size // 2


def test_images_of_representatives_do_not_come_before_them() -> None:
    draw = Random(3)
    places = {n: {v: i for i, v in enumerate(product(range(n), repeat=3))} for n in (3, 5)}
    for block in (
        (tables(3), histograms(3, 3), histograms(3, 3), radii(1)),
        (put(LEE_5), up_to_isometry(3, LEE_5), histograms(3, 5), radii(1)),
    ):
        family = grid("settings", Setting, block, image=Relabelled(COSPAN, "XY"))
        place = places[listed(block[1])[0].cod.m]
        for here in list(family.instances())[::7]:
            there = family.image(here, draw)
            assert place[images(there.f)] >= place[images(here.f)]
            assert place[images(there.g)] >= place[images(here.g)]


# ---------------------------------------------------------------------------------------------- symmetry that is wrong


@dataclass(frozen=True, slots=True)
class Ends:
    """A cospan."""

    f: Map[Any, Any]
    g: Map[Any, Any]


def decide(law: Any, family: Family[Any], **given: Any) -> Any:
    claim = Claim("toy", "a statement", "a source", given, law, order="in order", families={"small": family})
    return verdict(claim, family, "small", merge([cells(claim, family, 0, 1)]))


def starts_at_zero(i: Any) -> object | None:
    return None if images(i.f)[0] == 0 else "f starts elsewhere"


def hits_zero(i: Any) -> object | None:
    return None if 0 in images(i.f) else "f misses 0"


ENDS = Relabelled({"f": "XZ", "g": "YZ"}, moved="XY")


def test_a_law_that_depends_on_the_order_of_the_points_is_caught() -> None:
    family = grid("ends", Ends, (histograms(4, 3), histograms(2, 3)), image=ENDS)
    found = decide(starts_at_zero, family)
    assert isinstance(found, Error)
    assert found.reason.startswith("the declared symmetry is wrong: ")
    assert isinstance(decide(lambda i: None, family), Holds)


def test_so_is_such_a_hypothesis() -> None:
    family = grid("ends", Ends, (histograms(4, 3), histograms(2, 3)), image=ENDS)
    found = decide(lambda i: None, family, starts=starts_at_zero)
    assert isinstance(found, Error)
    assert "the declared symmetry is wrong" in found.reason


def test_a_law_that_names_a_point_is_caught_where_the_points_are_relabelled() -> None:
    block = (tables(3, (0, 1)), maps(1, 3), maps(1, 3), radii(2))
    found = decide(hits_zero, grid("settings", Setting, block, image=Relabelled(COSPAN)))
    assert isinstance(found, Error)
    assert "the declared symmetry is wrong" in found.reason
    assert not isinstance(decide(hits_zero, grid("settings", Setting, block, image=Relabelled(COSPAN, "XY"))), Error)


def test_a_law_that_names_a_vector_is_caught_where_automorphisms_act() -> None:
    family = grid("ends", Ends, (linear_images(3, 2, 2), linear_images(3, 2, 2)), image=Reframed(("f", "g")))
    found = decide(lambda i: "0" if images(i.f)[1] == 0 else None, family)
    assert isinstance(found, Error)
    assert "the declared symmetry is wrong" in found.reason
    assert isinstance(decide(lambda i: None if images(i.f)[0] == 0 else "f 0 ≠ 0", family), Holds)


def test_orbits_of_wrong_sizes_are_caught() -> None:
    good = histograms(3, 3)
    light = replace(good, orbits=lambda: [(rank, 1) for rank, _ in orbits(good)])
    one_less = replace(good, members=lambda: listed(good)[1:])
    cases = {"light": (light, 10, 27), "28": (replace(good, count=28), 27, 28), "one less": (one_less, 27, 27)}
    for name, (wrong, found, declared) in cases.items():
        verdict_on_it = decide(lambda i: None, grid("ends", Ends, (replace(wrong, data=name), maps(1, 3)), image=ENDS))
        assert isinstance(verdict_on_it, Error)
        assert f"has {found} members where {declared} are declared, in {name}" in verdict_on_it.reason
