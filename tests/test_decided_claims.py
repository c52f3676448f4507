"""What is decided of the claims agrees with what they say of themselves, and refutes them as they are programmed."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from time import process_time
from typing import Any

import pytest

from algebra.maps import Table
from algebra.metrics import Distances
from algebra.rings import Zmod
from verify.claims import catalogue
from verify.claims.relaxation_sets import Chain, Endo, Nested, Pushed, Setting
from verify.claims.robustness_inputs import Input
from verify.claims.robustness_laws import Moved, Perturbed
from verify.decided import Proved, Refuted, Space, decided_for, evidence
from verify.decided.catalogue import STATEMENTS
from verify.decided.deciding import settled
from verify.decided.terms import Part

CLAIMS = {name: catalogue.one(name) for name in STATEMENTS}


def test_the_pointwise_claims_about_robustness_and_relaxations_are_decided() -> None:
    robust = ("inclusion", "sandwich", "gap", "count", "interleaving", "unchanged", "ultrametric", "input")
    relaxed = ("monotone", "limit_zero", "composition", "equivalence", "functorial")
    assert set(STATEMENTS) == {f"robustness.{n}" for n in robust} | {f"relaxation.{n}" for n in relaxed}
    assert decided_for("classical.crt") is None
    assert list(evidence("classical.crt")) == []


@pytest.mark.parametrize("name", STATEMENTS)
def test_answers_and_needs_are_those_that_the_claim_expects(name: str) -> None:
    claim, found = CLAIMS[name], decided_for(name)
    assert found is not None
    assert isinstance(found.answer, Proved if claim.expected == "holds" else Refuted)
    assert list(found.without) == list(claim.given)
    refuted = {h for h, answer in found.without.items() if isinstance(answer, Refuted)}
    # what is refuted stays so with fewer hypotheses
    assert refuted == set(claim.needs if claim.expected == "holds" else claim.given)


def test_all_is_decided_in_three_seconds() -> None:
    start = process_time()
    for name in STATEMENTS:
        decided_for.__wrapped__(name)
    assert process_time() - start < 3


# --------------------------------------------------------- spaces as instances of the claims, as these are programmed


def distances(space: Space) -> tuple[Distances[int], Callable[..., Table]]:
    """The distance of a space, and the map to it from as many points as are named."""
    Z = Zmod(max(1, len(space.points)))

    def to(*names: str) -> Table:
        return Table(Zmod(len(names)), Z, tuple(space.points.index(name) for name in names))

    return Distances(Z, space.distances or ((0,),)), to


def apart(c: Fraction) -> Distances[int]:
    return Distances(Zmod(2), ((0, c), (c, 0)))


def instance(name: str, space: Space) -> Any:
    """The instance of a claim that a space makes: each map from one point, but where more are named."""
    (d, to), k = distances(space), dict(space.numbers)
    match name:
        case "relaxation.monotone":
            return Nested(d, to("fx"), to("gy"), k["a"], k["b"])
        case "relaxation.limit_zero":
            return Setting(d, to("fx"), to("gy"), k["eps"])
        case "relaxation.composition":
            return Chain(d, to("fx"), to("gy"), to("hz"), k["a"], k["b"])
        case "relaxation.equivalence":
            return Endo(d, to("u", "v", "w"), k["eps"])
        case "relaxation.functorial":
            h = Table(Zmod(2), Zmod(2), tuple(map(["fx", "gy"].index, space.points)))
            return Pushed(d, apart(k["e"]), h, to("fx"), to("gy"), 1, k["eps"])
        case "robustness.interleaving":
            return Moved(d, to("fx"), to("gy"), to("f'x"), to("g'y"), k["a"], k["b"])
        case "robustness.input":
            f, g = to("f'x", "fx"), to("gy", "g'y")
            return Input(d, apart(k["s"]), apart(k["t"]), f, g, 1, 1, k["eps"])
    return Perturbed(d, to("fx"), to("gy"), to("f'x"), to("g'y"), k["a"], k["b"], k["eps"])


REFUTATIONS = {
    f"{name} without {h}" if h else name: (name, h, answer.space)
    for name in STATEMENTS
    if (found := decided_for(name)) is not None
    for h, answer in {"": found.answer, **found.without}.items()
    if isinstance(answer, Refuted)
}


@pytest.mark.parametrize("which", REFUTATIONS)
def test_each_space_refutes_the_claim_as_it_is_programmed(which: str) -> None:
    name, dropped, space = REFUTATIONS[which]
    claim, made = CLAIMS[name], instance(name, space)
    broken = {h for h, law in claim.given.items() if law(made) is not None}
    assert broken <= {dropped}
    assert claim.then(made) is not None
    # a hypothesis whose absence matters is false of the space
    assert claim.expected == "refuted" or broken == {dropped}


def without_a_number(part: Part, name: str) -> Part:
    terms = tuple((t, c) for t, c in part.then.form if t != (name,))
    return replace(part, then=replace(part.then, form=replace(part.then.form, terms=terms)))


@pytest.mark.parametrize(
    ("name", "numbers"), [("inclusion", "a b eps"), ("interleaving", "a b delta"), ("input", "s t eps")]
)
def test_no_number_can_be_left_out_of_a_conclusion(name: str, numbers: str) -> None:
    for part in STATEMENTS[f"robustness.{name}"]:
        for number in numbers.split():
            assert isinstance(settled([without_a_number(part, number)]), Refuted)
