"""The checker on claims about integers whose answers are known by hand."""

from functools import partial

import pytest

from verify.check import Result, cells, merge, necessity, verdict
from verify.claim import Claim, ClaimError
from verify.engine import run
from verify.family import Family
from verify.report import record
from verify.verdict import Error, Refuted, Verdict

NUMBERS = Family("0..29", 30, lambda: iter(range(30)))


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
    assert "fails raised ValueError (no answer) on instance 7: 7" in found.reason


@pytest.mark.parametrize("declared", [29, 31, 100])
def test_a_wrong_cardinality_is_an_error(declared: int) -> None:
    found, _ = decide(TOY, Family("wrong", declared, NUMBERS.instances), 3)
    assert isinstance(found, Error)
    assert f"{declared} are declared" in found.reason


def test_an_enumeration_that_raises_is_an_error() -> None:
    found, _ = decide(TOY, Family("broken", 3, lambda: (1 // (2 - n) for n in range(3))))
    assert isinstance(found, Error)
    assert "instance 2 cannot be made" in found.reason


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


def test_shards_partition_the_family() -> None:
    assert sorted(pair for r in range(4) for pair in NUMBERS.shard(r, 4)) == [(n, n) for n in range(30)]


def test_workers_give_what_one_process_gives() -> None:
    seen: list[int] = []
    assert run(partial(pow, 3), 5, 2, seen.append) == run(partial(pow, 3), 5) == [1, 3, 4, 2, 1]
    assert sorted(seen) == [1, 1, 2, 3, 4]


def test_an_interrupt_leaves_what_was_seen() -> None:
    def stop(r: int, m: int) -> int:
        if r == 2:
            raise KeyboardInterrupt
        return r

    seen: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        run(stop, 4, 1, seen.append)
    assert seen == [0, 1]
