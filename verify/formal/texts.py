"""Certificates as files for Coq, every theorem of which is proved by computing.

        checked:  the instances of each chunk  ->  checked claim chunk many = true
        refuted:  one instance and its points  ->  refutes claim dropped kind instance points = true

Main definitions
    Stated      theorems, and what it means that one is rejected
    stated      the theorems of a certificate
    file        theorems of several certificates in one file
    applied     a claim and an instance of it

Conventions
    A chunk takes at most 10^7 tests, by an estimate.  The theorem `certificate` joins the others of a certificate,
    and `certificates` those of a file; what Coq prints last are the axioms that it rests on: none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, prod
from typing import Any

from verify import recheck
from verify.formal.claims import SAYINGS, Nest, Saying, joined, names
from verify.formal.spaces import placed
from verify.formal.terms import Listing, Term, Unstated, denominator, group, listed, listing, literal, points

Value = Mapping[str, Any]
CHUNK, MOST, LARGEST_POINT = 10**7, 10**8, 1 << 12
CHECKED = ("CheckedSets", "CheckedNoise", "CheckedInputs", "Sizes", "CheckedGroups", "CheckedOrders")
MODULES = ("Finite", "Tables", "Checker", *CHECKED)
KEYS = {
    "checked": ("blocks", "cardinality", "instances", "satisfying", "chunks"),
    "refuted": ("dropped", "instance", "points"),
    "space": ("dropped", "part", "points", "distances", "numbers"),
}
HEAD = f"""From Coq Require Import String List Arith NArith.
From Fibercheck Require Import {" ".join(MODULES)}.
Import ListNotations.
"""
COMPUTED = "Proof. vm_cast_no_check (eq_refl true). Qed."


@dataclass(frozen=True, slots=True)
class Stated:
    """Theorems for Coq, about how many tests they take, and by name what is wrong where Coq rejects one."""

    text: str
    tests: int
    doubts: Mapping[str, str]


def stated(certificate: Value) -> Stated:
    """The theorems of a certificate.

    Raises
    ------
    Unstated
        When Coq knows no such claim or component, or has to compute for too long.
    recheck.Rejected
        When the certificate is not well-formed, or worded in another way.
    """
    kind, claim = certificate["kind"], certificate["claim"]
    if kind not in KEYS:
        raise Unstated(f"no computation, but a proof of kind {kind}")
    if claim not in SAYINGS:
        raise Unstated("no computation in Coq")
    recheck.keys(certificate, "kind", "claim", "statement", *KEYS[kind])
    recheck.stating(dict(certificate))
    saying, said = SAYINGS[claim], recheck.CLAIMS[claim]
    if kind == "checked":
        return _checked(certificate, saying, said)
    return _refuted(certificate if kind == "refuted" else placed(certificate, saying, said), saying, said)


def file(parts: Iterable[Stated]) -> str:
    """The text of a file that states each of some certificates, in a module of its own."""
    modules = [f"Module c{n}.\n{part.text}\nEnd c{n}.\n" for n, part in enumerate(parts)]
    every = _conjunction([f"c{n}.certificate" for n in range(len(modules))])
    return f"{HEAD}{''.join(modules)}Definition certificates := {every}.\nPrint Assumptions certificates.\n"


def _checked(certificate: Value, saying: Saying, claim: recheck.Claim) -> Stated:
    cardinality, satisfying = (recheck.whole(certificate[name], 1) for name in ("cardinality", "satisfying"))
    blocks, total = [], 0
    for data in certificate["blocks"]:
        blocks.append(_block(data, saying, claim))
        total += blocks[-1].tests * blocks[-1].spaces.length
        if total > MOST:
            raise Unstated(f"more than {MOST} tests would be computed")
    sizes = " + ".join(f"labelled_{n}" for n in range(len(blocks)))
    counts = " + ".join(f"many_{n}_{j}" for n, block in enumerate(blocks) for j in range(block.chunks))
    proofs = ["cardinality", "satisfying", *(f"valid_{n}" for n in range(len(blocks)))]
    lines = [
        *(line for n, block in enumerate(blocks) for line in _text(block, n)),
        f"Theorem cardinality : N.eqb ({sizes}) {cardinality} = true. {COMPUTED}",
        f"Theorem satisfying : N.eqb ({counts}) {satisfying} = true. {COMPUTED}",
        f"Definition certificate := {_conjunction(proofs)}.",
    ]
    doubts = {f"checked_{n}_": f"block {n} has a counterexample" for n in range(len(blocks))}
    doubts["cardinality"] = "the cardinality is another"
    doubts["satisfying"] = f"{satisfying} instances do not satisfy the hypotheses"
    return Stated("\n".join(lines), total, doubts)


def _conjunction(proofs: list[str]) -> Term:
    return proofs[0] if len(proofs) == 1 else f"(conj {proofs[0]} {_conjunction(proofs[1:])})"


@dataclass(frozen=True, slots=True)
class Block:
    """A claim with the lists of its spaces, maps and numbers, and the tests that one space takes."""

    claim: Term
    spaces: Listing
    maps: Listing
    numbers: Listing
    tests: int

    @property
    def step(self) -> int:
        """How many spaces are in a chunk."""
        return max(1, CHUNK // self.tests)

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return ceil(self.spaces.length / self.step)


def _block(data: Any, saying: Saying, claim: recheck.Claim) -> Block:
    pools = recheck.block(claim, data)
    first = dict(zip(claim.components, (pool.members[0] for pool in pools), strict=True))
    scale = denominator(
        part for (name, _), found in zip(data, pools, strict=True) if name not in saying.fixed for part in found.members
    )
    lists = {}
    for (name, pool), found in zip(data, pools, strict=True):
        _plain(saying, found.members)
        sort = recheck.sort(claim.components[name])
        lists[name] = listing(pool, sort, 1 if name in saying.fixed else scale)
    spaces, maps, numbers = (_product(nest, lists) for nest in _nests(saying))
    tests = maps.length * numbers.length * _tuples(first) ** saying.power
    if tests > CHUNK:
        raise Unstated(f"more than {CHUNK} tests for one distance would be computed")
    return Block(_term(saying, claim, first), spaces, maps, numbers, tests)


def _plain(saying: Saying, members: Any) -> None:
    if not saying.squares and any(isinstance(part, recheck.Distance) and part.squared for part in members):
        raise Unstated("a distance is given by its squares")


def _product(nest: Nest, lists: Mapping[str, Listing]) -> Listing:
    """The list of the nested pairs of the members of lists."""
    term = joined(nest, lambda name: lists[name].term, "(list_prod {} {})", "[tt]")
    return Listing(term, prod(lists[name].length for name in names(nest)))


def _tuples(parts: Mapping[str, Any]) -> int:
    """How many tuples of points a conclusion speaks of: one of each domain of a map, else three of the space."""
    ends = [part.X.n for part in parts.values() if isinstance(part, recheck.Map)]
    spaces = [part.Z.n**3 for part in parts.values() if isinstance(part, recheck.Distance)]
    return prod(ends[:3]) if ends else prod(spaces)


def _term(saying: Saying, claim: recheck.Claim, parts: Mapping[str, Any]) -> Term:
    """The claim on the groups of some components."""
    known = dict(pair for name, part in parts.items() for pair in recheck.carriers(claim.components[name], part))
    return " ".join([saying.term, *(group(known[letter]) for letter in saying.groups.split())])


def _text(block: Block, n: int) -> Iterator[str]:
    """The chunks of a block, and that it is valid."""
    yield f"Definition claim_{n} := {block.claim}."
    for kind, found in (("spaces", block.spaces), ("maps", block.maps), ("numbers", block.numbers)):
        yield f"Definition {kind}_{n} := {found.term}."
    sizes = " * ".join(f"N.of_nat (length {kind}_{n})" for kind in ("spaces", "maps", "numbers"))
    yield f"Definition labelled_{n} : N := ({sizes})%N."
    proof, last = "", block.chunks - 1
    for j in range(block.chunks):
        taken = f"rest_{n}_{j}" if j == last else f"(firstn {block.step} rest_{n}_{j})"
        yield f"Definition rest_{n}_{j} := " + (f"skipn {block.step} rest_{n}_{j - 1}." if j else f"spaces_{n}.")
        yield f"Definition part_{n}_{j} := Block {taken} maps_{n} numbers_{n}."
        yield f"Definition many_{n}_{j} : N := Eval vm_compute in many claim_{n} part_{n}_{j}."
        yield f"Theorem checked_{n}_{j} : checked claim_{n} part_{n}_{j} many_{n}_{j} = true. {COMPUTED}"
        here = f"(proj1 (checked_sound claim_{n} part_{n}_{j} many_{n}_{j} checked_{n}_{j}))"
        proof += here if j == last else f"(valid_parts claim_{n} {block.step} rest_{n}_{j} maps_{n} numbers_{n} {here} "
    yield f"Theorem valid_{n} : valid claim_{n} spaces_{n} maps_{n} numbers_{n}."
    yield f"Proof. exact {proof}{')' * last}. Qed."


def _refuted(certificate: Value, saying: Saying, claim: recheck.Claim) -> Stated:
    dropped = certificate["dropped"]
    recheck.need(set(dropped) <= set(claim.hypotheses), "a hypothesis dropped is none of the claim")
    term, instance, kind = applied(saying, claim, certificate["instance"])
    without, at = listed(f'"{name}"' for name in dropped), points(_flat(certificate["points"]))
    lines = [
        f"Theorem refuted : refutes ({term}) {without}%string {kind} {instance} {at} = true. {COMPUTED}",
        "Definition certificate := refutes_sound _ _ _ _ _ _ _ refuted.",
    ]
    return Stated("\n".join(lines), 0, {"refuted": "the instance does not refute the claim at the points"})


def applied(saying: Saying, claim: recheck.Claim, data: Value) -> tuple[Term, Term, Term]:
    """A claim, the three arguments of it that an instance is, and that they are of their kinds."""
    sorts = {name: recheck.sort(ends) for name, ends in claim.components.items()}
    recheck.need(set(data) == set(sorts), f"the components are not {', '.join(sorts)}")
    parts = {name: recheck.DECODE[sort](data[name]) for name, sort in sorts.items()}
    recheck.fit(claim, [[part] for part in parts.values()])
    _plain(saying, parts.values())
    scale = denominator(part for name, part in parts.items() if name not in saying.fixed)
    terms = {name: literal(data[name], sorts[name], 1 if name in saying.fixed else scale) for name in sorts}
    instance = " ".join(joined(nest, terms.__getitem__, "({}, {})", "tt") for nest in _nests(saying))
    return _term(saying, claim, parts), instance, _kind(saying, parts)


def _nests(saying: Saying) -> tuple[Nest, Nest, Nest]:
    return saying.spaces, saying.maps, saying.numbers


def _kind(saying: Saying, parts: Mapping[str, Any]) -> Term:
    """That distances are square, and that maps have values in their codomains."""
    found = ["true"]
    for name, part in parts.items():
        if isinstance(part, recheck.Distance):
            found.append(f"square_b {part.Z.n} {name}")
        elif isinstance(part, recheck.Map):
            found.append(f"map_b {part.X.n} {part.Z.n} {name}")
    patterns = ", ".join(joined(nest, str, "({}, {})", "tt") for nest in _nests(saying))
    return f"(fun space maps numbers => match space, maps, numbers with {patterns} => {' &&& '.join(found)} end)"


def _flat(data: Any) -> Iterator[int]:
    """The numbers in a nest of them."""
    if isinstance(data, (tuple, list)):
        for part in data:
            yield from _flat(part)
    else:
        yield recheck.whole(data, most=LARGEST_POINT)
