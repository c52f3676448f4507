"""The checker on claims about integers whose answers are known by hand."""

from functools import partial
from hashlib import sha256

import pytest

from verify.batch import Twofold
from verify.check import Result, cells, merge, necessity, survivors, verdict
from verify.claim import Claim, ClaimError
from verify.family import Family, Pool, given, grid, instance, instances, itself, listed, located, radii, whole
from verify.report import record
from verify.rows import place, rank
from verify.verdict import Error, Refuted, Verdict

NUMBERS = Family("0..29", ("n",), itself, tuple((given(*range(n, n + 6)),) for n in range(0, 30, 6)))


def even(n: int) -> object | None:
    return None if n % 2 == 0 else n % 2


def square(n: int) -> object | None:
    return None if n in (0, 1, 4, 9, 16, 25) else "no root"


def never(n: int) -> object | None:
    return "never"


def fourth(n: int) -> object | None:
    return None if n % 4 == 0 else f"{n} = 4·{n // 4} + {n % 4}"


def fails(n: int) -> object | None:
    if n >= 7:
        raise ValueError("no answer")
    return None


def claim(given: dict, then=fourth, **options) -> Claim[int]:
    options = {"order": "increasing", "families": {"small": NUMBERS}} | options
    return Claim("toy", "even squares are multiples of 4", "by hand", given, then, **options)


TOY = claim({"even": even, "square": square}, needs=("even", "square"))


def numbers(count: int, members) -> Family[int]:
    return whole("numbers", ("numbers",), count, members)


def decide(what: Claim[int], family: Family[int] = NUMBERS, m: int = 1) -> tuple[Verdict, Result]:
    merged = merge(cells(what, family, r, m) for r in range(m))
    return verdict(what, family, "small", merged), merged


def test_holds_with_what_was_counted() -> None:
    found, _ = decide(TOY)
    assert (found.name, found.checked, found.satisfying, found.as_expected) == ("holds", 30, 3, True)


def test_refuted_with_the_least_witness() -> None:
    found, _ = decide(claim({"even": even}))
    assert isinstance(found, Refuted)
    assert (found.counterexample.rank, found.counterexample.witness) == (2, "2 = 4·0 + 2")
    assert record(found, [])["counterexample"] == {
        "rank": 2,
        "instance": "2",
        "witness": "2 = 4·0 + 2",
        "order": "increasing",
    }


def test_dropping_from_the_cells_is_dropping_from_the_claim() -> None:
    _, merged = decide(TOY)
    weaker = verdict(TOY, NUMBERS, "small", merged, ("square",))
    direct, _ = decide(TOY.drop("square"))
    assert weaker == direct


def test_vacuous_is_no_success() -> None:
    found, _ = decide(claim({"never": never}))
    assert (found.name, found.satisfying, found.as_expected) == ("vacuous", 0, False)


@pytest.mark.parametrize("m", [1, 3, 4])
def test_a_law_that_raises_is_an_error_with_the_least_instance(m: int) -> None:
    found, _ = decide(claim({"fails": fails}), m=m)
    assert isinstance(found, Error)
    assert found.reason == "fails raised ValueError (no answer), on the instance 7"


@pytest.mark.parametrize("declared", [29, 31, 100])
def test_a_wrong_cardinality_is_an_error(declared: int) -> None:
    found, _ = decide(TOY, numbers(declared, lambda: range(30)), 3)
    assert isinstance(found, Error)
    has = "30" if declared > 30 else "more than 29"
    assert f"{has} members where {declared} are declared" in found.reason


def test_an_enumeration_that_raises_is_an_error() -> None:
    found, _ = decide(TOY, numbers(3, lambda: (1 // (2 - n) for n in range(3))))
    assert isinstance(found, Error)
    assert found.reason.startswith("the family numbers cannot be listed: its pools raised ZeroDivisionError")


def test_missing_shards_are_incomplete() -> None:
    part = merge([cells(TOY, NUMBERS, 0, 3)])
    assert verdict(TOY, NUMBERS, "small", part).name == "incomplete"
    assert verdict(TOY, NUMBERS, "small", merge([])).name == "incomplete"


def test_necessity_statuses() -> None:
    three = claim({"even": even, "square": square, "bounded": lambda n: None if n < 30 else n})
    needs = {need.hypothesis: need for need in necessity(three, decide(three)[1])}
    assert (needs["even"].status, needs["even"].witness.instance) == ("needed", "1")
    assert (needs["square"].status, needs["square"].witness.instance) == ("needed", "2")
    assert needs["bounded"].status == "untested"
    idle = claim({"even": even, "fourth": fourth}, lambda n: None)
    assert [need.status for need in necessity(idle, decide(idle)[1])] == ["untested", "not refuted on this scope"]


@pytest.mark.parametrize("m", [2, 3, 7, 40])
def test_merging_does_not_depend_on_the_sharding(m: int) -> None:
    whole = cells(TOY, NUMBERS, 0, 1)
    parts = [cells(TOY, NUMBERS, r, m) for r in range(m)]
    assert merge(parts).cells == merge(reversed(parts)).cells == merge([whole]).cells
    assert merge([merge(parts[:1]), merge(parts[1:])]) == merge(parts)


def test_unknown_hypotheses_and_scopes_are_refused() -> None:
    with pytest.raises(ClaimError, match="no hypothesis 'odd'; its hypotheses: even, square"):
        TOY.drop("odd")
    with pytest.raises(ClaimError, match="no scope 'huge'"):
        TOY.family("huge")
    with pytest.raises(ClaimError, match="'odd'"):
        claim({"even": even}, needs=("odd",))


@pytest.mark.parametrize("size", [1, 4, 7, 1000])
def test_chunks_partition_the_family_in_order(size: int) -> None:
    family = grid("complex", complex, (radii(3), radii(5)), (radii(2), radii(2)), names=("re", "im"))
    found = [z for chunk in family.chunks(size) for z in instances(family, chunk)]
    assert found == list(family.instances())
    assert [located(family, n)[1] for n in (0, 7, 14, 15, 18)] == [(0, 0), (1, 2), (2, 4), (0, 0), (1, 1)]
    assert all(
        rank(family, c, place(family, c, 0)) == found.index(instance(family, c, place(family, c, 0)))
        for c in family.chunks(size)
        if c.block == 0
    )


def test_a_batch_that_disagrees_with_the_oracle_is_an_error() -> None:
    wrong = Twofold(even, lambda b: b.at("n") % 2 == 1)
    found, _ = decide(claim({"even": wrong}))
    assert isinstance(found, Error)
    assert "many at once gives row" in found.reason


def test_a_batch_that_raises_is_an_error() -> None:
    found, _ = decide(claim({"even": Twofold(even, lambda b: b.at("m"))}))
    assert isinstance(found, Error)
    assert "cannot be answered" in found.reason


def test_survivors_are_the_mutants_that_nothing_tells_from_the_conclusion() -> None:
    mutants = {"twos": even, "none": never, "the same": lambda n: fourth(n)}
    assert survivors(claim({"even": even, "square": square}, mutants=mutants), NUMBERS) == ["twos", "the same"]
    assert survivors(claim({}, mutants=mutants), NUMBERS) == ["the same"]


def test_digests_do_not_depend_on_the_sharding() -> None:
    one, many = decide(TOY)[1], decide(TOY, m=3)[1]
    assert one.digests == many.digests
    assert one.digests[0] == (6, sha256(bytes([7, 4, 2, 0, 7, 0])).hexdigest())


def test_pools_of_equal_data_and_other_members_are_not_mixed_up() -> None:
    one, two = (Pool(("maps", 1), 2, partial(tuple, members)) for members in ((1, 2), ((1,), (2,))))
    assert (listed(one), listed(two)) == ((1, 2), ((1,), (2,)))
    assert one == Pool(("maps", 1), 2, partial(tuple, (1, 2))) != two


def test_counts_beyond_machine_words_stay_exact() -> None:
    n = 3**30
    crowd = Pool(("crowd",), n, partial(tuple, (0, 1)), lambda: ((0, n - 1), (n - 1, 1)))
    family = grid("crowds", complex, (crowd, crowd), names=("re", "im"))
    merged = merge([cells(claim({}, lambda z: None if z else 0), family, 0, 1)])
    assert merged.checked == n * n == family.cardinality
    assert merged.cells[0, False].count == (n - 1) ** 2


def test_a_row_has_room_for_seven_hypotheses() -> None:
    with pytest.raises(ClaimError, match="has 8 hypotheses"):
        claim({str(k): even for k in range(8)})


def test_a_batch_that_is_wrong_behind_the_first_of_its_cell_is_an_error() -> None:
    late = Twofold(fourth, lambda b: (b.at("n") % 4 == 0) | (b.at("n") > 1))
    family = grid("numbers", complex, (radii(1), given(*range(400))), names=("m", "n"))
    real = claim({}, Twofold(lambda z: fourth(int(z.imag)), late.batch))
    found, _ = decide(real, family)
    assert isinstance(found, Error)
    assert "many at once gives row" in found.reason
