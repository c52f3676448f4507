"""The independent checker agrees with the producer, needs nothing of ours, and accepts nothing but what is true."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from verify import recheck
from verify.certificate import blocks as stated_blocks
from verify.certificate import canonical, evidence, statement, write
from verify.check import cells, necessity, verdict
from verify.claims.catalogue import CLAIMS
from verify.data import datum
from verify.decided import evidence as decided
from verify.family import instances, listed
from verify.rows import row, rows

FINITE = {claim.id: claim for claim in CLAIMS if claim.finite}
SOURCE = Path(recheck.__file__)
Z2, Z3, Z4 = ["module", 2], ["module", 3], ["module", 4]


def frozen(value: Any) -> Any:
    return recheck.read(canonical(value).encode())


def saved(folder: Path, certificate: Any) -> Path:
    return write(folder, certificate)


def judged(folder: Path, certificate: Any, sample: int | None = None) -> tuple[bool, str]:
    path = saved(folder, certificate)
    accepted, _, says = recheck.judge(path, sample)
    path.unlink()
    return accepted, says


def honest(claim: str, *blocks: Any, size: int = 7) -> dict[str, Any]:
    """The certificate that a producer with the checker's own rows would write."""
    said, counts, sizes, total, chunks = recheck.CLAIMS[claim], 0, 0, 0, []
    for data in frozen(list(blocks)):
        pools = recheck.block(said, data)
        length, count = 1, 1
        for pool in pools:
            length, count = length * len(pool.members), count * pool.count
        for start in range(0, length, size):
            out, many = recheck.mesh(said, pools).replay(start, min(start + size, length))
            chunks.append([len(out), sha256(out).hexdigest()])
            total += many
        counts, sizes = counts + count, sizes + length
    bound = {"kind": "checked", "claim": claim, "statement": recheck.STATEMENTS[claim], "blocks": list(blocks)}
    return bound | {"cardinality": counts, "instances": sizes, "satisfying": total, "chunks": chunks}


def against(claim: str, dropped: list[str], instance: Any, points: Any) -> dict[str, Any]:
    bound = {"kind": "refuted", "claim": claim, "statement": recheck.STATEMENTS[claim]}
    return bound | {"dropped": dropped, "instance": instance, "points": points}


def named(*pools: tuple[str, Any]) -> list[list[Any]]:
    return [[name, pool] for name, pool in pools]


# ------------------------------------------------------------------------------------- agreement with the producer


def test_the_claims_are_worded_as_in_the_catalogue() -> None:
    found = {name: statement(claim) for name, claim in FINITE.items()}
    lines = "\n".join(f'    "{name}": "{hashed}",' for name, hashed in found.items())
    assert {name: recheck.STATEMENTS.get(name) for name in found} == found, f"the table should be\n{lines}"
    assert set(recheck.STATEMENTS) == set(recheck.CLAIMS)
    assert {name: recheck.CLAIMS[name].hypotheses for name in FINITE} == {n: [*c.given] for n, c in FINITE.items()}


@pytest.mark.parametrize("name", FINITE)
def test_rows_are_those_of_the_producer(name: str) -> None:
    claim, said = FINITE[name], recheck.CLAIMS[name]
    family = claim.family("small")
    theirs: dict[int, bytes] = {}
    for chunk in family.chunks():
        theirs[chunk.block] = theirs.get(chunk.block, b"") + rows(claim, family, chunk).tobytes()
    for n, data in enumerate(frozen(stated_blocks(family))):
        pools = recheck.block(said, data)
        assert [len(p.members) for p in pools] == [len(listed(p)) for p in family.blocks[n]]
        assert [p.count for p in pools] == [p.count for p in family.blocks[n]]
        ours, _ = recheck.mesh(said, pools).replay(0, len(theirs[n]))
        assert ours == theirs[n]


@pytest.mark.parametrize("name", FINITE)
def test_the_conclusion_fails_exactly_where_there_are_points_and_the_witness_is_among_them(name: str) -> None:
    claim, said = FINITE[name], recheck.CLAIMS[name]
    family = claim.family("small")
    for chunk in family.chunks():
        step = max(1, family.size // 100)
        names = family.names
        for found in islice(instances(family, chunk), 0, None, step):
            data = frozen(parts_of(found, names))
            parts = [recheck.DECODE[recheck.sort(e)](data[n]) for n, e in said.components.items()]
            points = [recheck._plain(p) for p in said.points(*parts)]
            held = recheck.row_of(said, parts)
            assert held == row(claim, found)
            assert bool(held & 1) == (not points)
            witness = claim.then(found)
            assert witness is None or frozen(datum(getattr(witness, "points", ()))) in points


def parts_of(found: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The components of an instance as data."""
    if names == ("instance",):
        return {"instance": datum(found)}
    if isinstance(found, tuple):
        (cospan, cone) = found
        found = {"f": cospan.f, "g": cospan.g, "u": cone.u, "v": cone.v}
        return {name: datum(part) for name, part in found.items()}
    return {name: datum(getattr(found, name)) for name in names}


def test_the_evidence_of_all_claims_is_accepted_by_a_copy_outside_the_tree(tmp_path: Path) -> None:
    folder, copy = tmp_path / "certificates", tmp_path / "elsewhere" / "recheck.py"
    folder.mkdir()
    copy.parent.mkdir()
    shutil.copy(SOURCE, copy)
    written = []
    for claim in FINITE.values():
        family = claim.family("small")
        merged = cells(claim, family, 0, 1)
        found = verdict(claim, family, "small", merged)
        written += [write(folder, e) for e in evidence(claim, family, merged, found, necessity(claim, merged), datum)]
    ran = subprocess.run([sys.executable, "-I", str(copy), str(folder)], capture_output=True, text=True, check=False)
    refused = [line for line in ran.stdout.splitlines() if line.startswith("REJECTED")]
    assert (ran.returncode, refused, ran.stderr) == (0, [], "")
    assert len(ran.stdout.splitlines()) == len(written) + 1


def test_it_imports_the_standard_library_only_and_runs_no_text() -> None:
    tree = ast.parse(SOURCE.read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)
    assert not imported & {"pickle", "marshal", "shelve", "ctypes", "importlib", "subprocess", "runpy"}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__", "globals", "getattr"}


# ------------------------------------------------------------------------------------------ certificates by hand

PAIRS = named(
    ("d", ["tables", 2, [0, 1]]), ("f", ["maps", Z2, Z2]), ("g", ["histograms", Z2, Z2]), ("eps", ["radii", 2])
)
ONE = named(*((n, ["maps", ["module", 1], ["module", 1]]) for n in "fg"), *((n, ["radii", 2]) for n in "ab"))
BY_HAND = {
    "characters": {
        **{"kind": "checked", "claim": "classical.characters", "blocks": [named(("instance", ["moduli", 3]))]},
        **{"cardinality": 3, "instances": 3, "satisfying": 3, "chunks": [[3, sha256(b"\1\1\1").hexdigest()]]},
    },
    # F_1 ⊆ F_0 for one point, though 1 is not at most 0
    "monotone": {
        **{"kind": "checked", "claim": "relaxation.monotone", "blocks": [named(("d", ["tables", 1, [0]]), *ONE)]},
        **{"cardinality": 4, "instances": 4, "satisfying": 3},
        **{"chunks": [[3, sha256(b"\3\3\1").hexdigest()], [1, sha256(b"\3").hexdigest()]]},
    },
    # (0, 1) + (0, 1) = (0, 2) is not within 1
    "subgroup": {
        **{"kind": "refuted", "claim": "relaxation.subgroup", "dropped": ["ultrametric"], "points": [[0, 1], [0, 1]]},
        "instance": {"d": ["lee", Z4, "l1"], "eps": 1, **{n: ["map", Z4, Z4, [0, 1, 2, 3]] for n in "fg"}},
    },
    # 0 and 1 are as good as equal where d(0, 1) = 0
    "limit_zero": {
        **{"kind": "refuted", "claim": "relaxation.limit_zero", "dropped": ["separating"], "points": [0, 1]},
        "instance": {"d": ["table", Z2, [[0, 0], [0, 0]]], "eps": "1/2", **{n: ["map", Z2, Z2, [0, 1]] for n in "fg"}},
    },
    # 1 -> 1 is additive from Z_2 to Z_2
    "torsion": {
        **{"kind": "refuted", "claim": "classical.torsion", "dropped": ["torsion-free"], "points": [1]},
        "instance": {"instance": {"m": 2, "group": Z2, "c": 1}},
    },
    # 0 -> 0 from Z_1 to Z_2
    "collapse": {
        **{"kind": "refuted", "claim": "classical.collapse", "dropped": ["unital"], "points": [1]},
        "instance": {"instance": {"m": 1, "n": 1, "ring": Z2, "a": 0, "b": 0}},
    },
    # y^2 = 0 and z^2 = 1 have one point above each x in GF(2), not 1 + 0 + 1 + 0
    "howe": {
        **{"kind": "refuted", "claim": "classical.howe", "dropped": ["q odd"], "points": [0]},
        "instance": {"f1": {"field": Z2, "c": [0]}, "f2": {"field": Z2, "c": [1]}},
    },
    # 0 + 2 = 2 modulo 5
    "wraparound": {
        **{"kind": "refuted", "claim": "robustness.wraparound", "dropped": ["slight"], "points": [0, 2]},
        "instance": {"m": 5, "value": 0, "noise": 2},
    },
    # 0 and 2 are not within 1 on a circle of 5
    "agreement": {
        **{"kind": "refuted", "claim": "numeric.agreement", "dropped": ["placed"], "points": [0, 1]},
        "instance": {
            **{"d": ["lee", ["module", 5], "l1"], "u": [[0]], "v": [[1], [2]], "eps": 1},
            **{"means": "numpy", "x": 0, "y": 1, "side": "within"},
        },
    },
    # 4097^2 is odd and above 2^24
    "naive": {
        **{"kind": "refuted", "claim": "numeric.naive", "dropped": [], "points": [16785408, 16785409]},
        "instance": {"n": 1, "top": 2049, "gap": 1, "sign": -1, "a": [], "b": [], "slack": 1},
    },
    # (0, 1) is 2·(1, 1) and (1, 2) together, so 1 becomes 2
    "projected": {
        **{"kind": "refuted", "claim": "decomposition.shared_finite", "dropped": [], "points": [0, 0]},
        "instance": {
            **{"d": ["hamming", ["module", 3, 3]], "parts": {"m": 3, "basis": [[1, 1], [1, 2]], "owners": [0, 1]}},
            **{n: ["map", ["module", 1], ["module", 3, 3], [v]] for n, v in (("f", 0), ("g", 1))},
        },
    },
    # the Möbius band: a loop along which two points change places
    "moebius": {
        **{"kind": "refuted", "claim": "decomposition.sections_always", "dropped": [], "points": [0]},
        "instance": {
            "instance": {"graph": {"vertices": [0], "edges": [[0, 0]]}, "fiber": 2, "transitions": [[1, 0]]},
        },
    },
    # 1 is no sum of 0 and 0
    "bundle": {
        **{"kind": "refuted", "claim": "decomposition.bundle", "dropped": ["direct"], "points": [[1]]},
        "instance": {
            **{n: {"ring": Z2, "d": 1, "basis": []} for n in "SK"},
            **{n: ["map", ["module", 1], Z2, [0]] for n in "fg"},
        },
    },
    # (1, 1) is orthogonal to itself modulo 2
    "splitting": {
        **{"kind": "refuted", "claim": "decomposition.splitting_always", "dropped": [], "points": [[1, 1]]},
        "instance": {
            "form": {"ring": Z2, "gram": [[1, 0], [0, 1]]},
            "U": {"ring": Z2, "d": 2, "basis": [[1, 1]]},
        },
    },
    # 3·Z_6 has 2 members, and no basis
    "units": {
        **{"kind": "refuted", "claim": "decomposition.splitting_units", "dropped": [], "points": [2, 3, 1]},
        "instance": {
            "form": {"ring": ["module", 6], "gram": [[1]]},
            "U": {"ring": ["module", 6], "d": 1, "basis": [[3]]},
        },
    },
    # q(1 + 1) = 4 is not q(1) + q(1) = 2
    "pythagoras": {
        **{"kind": "refuted", "claim": "decomposition.pythagoras", "dropped": ["orthogonal"]},
        **{"points": [[0], [1], [1]]},
        "instance": {
            "form": {"ring": ["rationals"], "gram": [[1]]},
            "parts": [{"ring": ["rationals"], "d": 1, "basis": basis} for basis in ([], [[1]], [[1]])],
        },
    },
    # (1, 0) and (1, 1) share nothing, and are not orthogonal
    "allocation": {
        **{"kind": "refuted", "claim": "decomposition.allocation_orthogonal", "dropped": [], "points": [0, 1, 1]},
        "instance": {
            "form": {"ring": Z3, "gram": [[1, 0], [0, 1]]},
            **{n: {"ring": Z3, "d": 2, "basis": [[1, c]]} for n, c in (("f", 0), ("g", 1))},
        },
    },
    "power_law": {
        **{"kind": "refuted", "claim": "relaxation.power_law", "dropped": [], "points": [1, 2]},
        "instance": {"k": 5, "d": 1, "norm": "l1"},
    },
}
BY_HAND = {name: made | {"statement": recheck.STATEMENTS[str(made["claim"])]} for name, made in BY_HAND.items()}


@pytest.mark.parametrize("name", BY_HAND)
def test_certificates_by_hand_are_accepted(name: str, tmp_path: Path) -> None:
    assert judged(tmp_path, BY_HAND[name])[0], judged(tmp_path, BY_HAND[name])


# ------------------------------------------------------------------------------------------------------ mutations

FAMILIES = {
    "sets": honest(
        "relaxation.limit_zero", PAIRS, named(*((n, p) for n, p in PAIRS[:1]), *PAIRS[1:3], ("eps", ["given", "1/2"]))
    ),
    "rings": honest("classical.subring", named(("f", ["maps", Z2, Z2]), ("g", ["given", ["map", Z2, Z2, [0, 1]]]))),
    "groups": honest(
        "relaxation.growth",
        named(
            ("d", ["weights", Z3, [0, "1/2", 1]]),
            ("f", ["multiples", 3, Z3]),
            ("g", ["homomorphisms", Z3, Z3]),
            ("eps", ["radii", 2]),
        ),
    ),
    "numbers": honest(
        "relaxation.ball",
        named(("kind", ["given", "l1", "hamming"]), ("k", ["given", 4]), ("d", ["given", 2]), ("eps", ["radii", 2])),
    ),
    "schemes": honest(
        "classical.points", named(("X", ["over the line", Z3, 1, 2, 1]), ("Y", ["over the line", Z3, 1, 0, 2]))
    ),
    "joins": honest(
        "numeric.agreement",
        named(
            ("d", ["given", ["absolute", "l1"], ["absolute", "l2"]]),
            *(("u", ["given", [[0, "-1/2"]]]), ("v", ["given", [["1/3", 0]]]), ("eps", ["given", "1/2"])),
            *(("means", ["given", "numpy"]), ("x", ["radii", 1]), ("y", ["radii", 1])),
            ("side", ["given", "within", "beyond"]),
        ),
    ),
    "thresholds": honest(
        "numeric.naive_exact",
        named(
            *(("n", ["given", 2]), ("top", ["radii", 3]), ("gap", ["given", 1]), ("sign", ["given", 1, -1])),
            *(("a", ["given", [1]]), ("b", ["given", [0]]), ("slack", ["radii", 2])),
        ),
    ),
    "crt": honest("classical.crt", named(("instance", ["residues", 3, 1]))),
    "splittings": honest(
        "decomposition.splitting",
        named(("form", ["diagonal forms", Z3, [1, 2, 0], 2]), ("U", ["submodules", Z3, 2])),
        named(("form", ["symmetric forms", Z2, 2]), ("U", ["submodules", Z2, 2])),
    ),
    "parts": honest(
        "decomposition.pythagoras",
        named(("form", ["diagonal forms", Z3, [1], 2]), ("parts", ["decompositions", Z3, 2])),
        named(
            ("form", ["diagonal forms", ["rationals"], [1, "-1/2"], 1]),
            ("parts", ["triples among", ["rationals"], 1, [[], [[1]]]]),
        ),
    ),
    "energies": honest(
        "decomposition.specific_energy",
        named(
            *(("parts", ["shared out", 0, [[[1, 0], [1, 1]]]]), ("f", ["columns", 2, 1]), ("g", ["given", [[2, 3]]])),
        ),
    ),
    "covers": honest(
        "decomposition.cocycle", named(("instance", ["cocycles", 2, [[0, 1], [1, 1]], [[0, 1, 2], [1, 2, 0]]]))
    ),
}


def added(*labels: str) -> list[Any]:
    """Premises, each once."""
    return [[label.split(), 1] for label in labels]


def proof(part: int, points: str, case: list[int] | None = None, **stated: Any) -> dict[str, Any]:
    return {"part": part, "case": case or [], "points": points.split(), **stated}


PROOFS = {
    # d(fx, hz) ≤ d(fx, gy) + d(gy, hz) ≤ a + b
    "sum": {
        **{"kind": "farkas", "claim": "relaxation.composition", "dropped": []},
        "proofs": [proof(0, "fx gy hz", premises=added("goal", "near 0", "near 1", "triangle fx gy hz"))],
    },
    # ε < d(p, p) = 0 is absurd; and 0 < d ≤ 0, or ε < d as it should be
    "alternatives": {
        **{"kind": "farkas", "claim": "relaxation.limit_zero", "dropped": []},
        "proofs": [
            proof(0, "p", [0], premises=added("below 0", "goal", "nonnegative eps")),
            proof(0, "p", [1], premises=added("below 0", "nonnegative eps", "zero p")),
            proof(1, "fx gy", [0], premises=added("below 0", "separating 0")),
            proof(1, "fx gy", [1], premises=added("below 0", "goal")),
        ],
    },
    # d(u, w) ≤ max(d(u, v), d(v, w)) ≤ ε
    "levels": {
        **{"kind": "chain", "claim": "relaxation.equivalence", "dropped": []},
        "proofs": [
            proof(0, "u", steps=[["zero", "u"]]),
            proof(1, "u v", steps=[["near", "0"], ["symmetric", "v", "u"]]),
            proof(2, "u v w", steps=[["near", "0"], ["near", "1"], ["ultrametric", "u", "v", "w"]]),
        ],
    },
    # two steps of length 1 on a line
    "detour": {
        **{"kind": "space", "claim": "relaxation.equivalence", "dropped": ["ultrametric"], "part": 2},
        **{"points": ["u", "v", "w"], "distances": [[0, 1, 2], [1, 0, 1], [2, 1, 0]], "numbers": {"eps": 1}},
    },
}
PROOFS = {name: made | {"statement": recheck.STATEMENTS[str(made["claim"])]} for name, made in PROOFS.items()}
BASES = BY_HAND | FAMILIES | PROOFS


def changed(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each corruption of a value, with its name: of the value itself, or of one of its parts."""
    yield from ((f"{path} := {other!r}"[:80], other) for other in others(value))
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{path} without {key}", {k: v for k, v in value.items() if k != key}
            yield f"{path} renames {key}", {k + "_" * (k == key): v for k, v in value.items()}
            yield from ((name, value | {key: other}) for name, other in changed(part, f"{path}.{key}"))
        yield f"{path} with more", value | {"more": 0}
    if isinstance(value, list):
        for i, part in enumerate(value):
            yield f"{path} without [{i}]", value[:i] + value[i + 1 :]
            yield f"{path} doubles [{i}]", value[: i + 1] + value[i:]
            yield f"{path} swaps [{i}]", value[:i] + value[i : i + 2][::-1] + value[i + 2 :]
            yield from ((name, [*value[:i], other, *value[i + 1 :]]) for name, other in changed(part, f"{path}[{i}]"))
        yield f"{path} with more", [*value, 0]


def others(value: Any) -> list[Any]:
    """Other values in the place of one."""
    odd = [None, True, 1.5, [], {}, [value], "", -1]
    if isinstance(value, int):
        return [*odd, value + 1, value - 1, 2 * value, str(value), f"{value}/1", 10**30]
    if isinstance(value, str):
        return [*odd, value + "0", value[:-1], value[::-1], value.upper(), *ids(value)]
    return [*odd, str(value)]


def ids(value: str) -> list[str]:
    """Other names of the same kind."""
    kinds = [[*recheck.CLAIMS], [*recheck.STATEMENTS.values()], [*recheck.POOLS, "given"]]
    kinds += [
        ["checked", *recheck.REPLAYED],
        [*recheck.KINDS],
        [*recheck.NORMS, "hamming"],
        ["within", "beyond"],
        ["numpy", "compiled"],
        ["module", "ring"],
        ["ultrametric", "additive", "separating"],
    ]
    return [other for kind in kinds if value in kind for other in kind]


# corruptions that state another true thing
ALSO_TRUE: dict[str, set[str]] = {
    # two hypotheses in the other order
    "levels": {".proofs[2].steps swaps [0]"},
    "monotone": {
        # one point has no distances, so their values do not matter
        ".blocks[0][0][1][2][0] := 1",
        # the one map from one point is the only one up to relabelling, and 1 point times 1 point is 1 point
        *(f".blocks[0][{f}][1][0] := 'histograms'" for f in (1, 2)),
        *(f".blocks[0][{f}][1][1] {spelt}" for f in (1, 2) for spelt in ("without [1]", "doubles [1]")),
        # from two points to one there is one map, too
        *(f".blocks[0][{f}][1][1][1] := 2" for f in (1, 2)),
    },
    # on a line the Lee norms are within 1 alike
    "subgroup": {".instance.d[2] := 'l2'", ".instance.d[2] := 'linf'"},
    "limit_zero": {
        # another distance with d(0, 1) = 0, another small radius
        ".instance.d[2][1][0] := 1",
        ".instance.eps := '1/20'",
        # constant maps: 0 and 1 are as near
        ".instance.f[3][1] := 0",
        ".instance.g[3][0] := 1",
        # the pair (1, 0)
        ".points swaps [0]",
    },
    # 4·1 = 0 modulo 2
    "torsion": {".instance.instance.m := 4"},
    # the gcd is 1 still, and no other ring of these is zero
    "collapse": {f".instance.instance.{other}" for other in ("m := 2", "n := 2", "ring[1] := 3", "ring[1] := 4")},
    # 0 in other spellings, and 1; 1 and 1 + x for f2; the point 1
    "howe": {
        *(f".instance.f1.c{other}" for other in (" := []", " without [0]", " doubles [0]", "[0] := 1", " with more")),
        *(f".instance.f2.c{other}" for other in (" doubles [0]", " with more")),
        ".points[0] := 1",
    },
    # 2 is not within 1 of 0 in any of these circles
    "wraparound": {f".instance.m := {m}" for m in (4, 6, 10)},
    # other points and circles on which the pair is not within ε, and more points beside it
    "agreement": {
        *(f".instance.{other}" for other in ("eps := 0", "means := 'compiled'", "u doubles [0]", "v doubles [1]")),
        *(f".instance.d[1][1] := {m}" for m in (4, 6, 10)),
        *(f".instance.d[2] := {norm!r}" for norm in ("l2", "linf")),
        *(f".instance.{other}" for other in ("u[0][0] := -1", "v[1][0] := 3")),
        # the other point does not matter
        *(f".instance.v[0][0] := {c}" for c in (-1, 0, 2)),
    },
    # one point spelt in another way; another vector of the line; the other part, which is no better; its owner
    "projected": {
        *(f".instance.{f}[1] {spelt}" for f in "fg" for spelt in ("without [1]", "doubles [1]")),
        *(f".instance.parts.{spelt} swaps [0]" for spelt in ("basis", "basis[1]", "owners")),
        ".instance.g[3][0] := 2",
        ".instance.parts.owners[1] := 2",
    },
    # another vector of the same line
    "energies": {f".blocks[0][0][1][2][0][0][0] := {c}" for c in (-1, 2)},
    # other maps of one point, to another place
    "bundle": {
        *(f".instance.{f}[1] {spelt}" for f in "fg" for spelt in ("without [1]", "doubles [1]")),
        *(f".instance.{f}[3][0] := 1" for f in "fg"),
    },
    # the form u_1 v_2 + u_2 v_1, to which (1, 1) is isotropic too
    "splitting": {".instance.form.gram swaps [0]"},
    # generators may be told twice
    "units": {".instance.U.basis doubles [0]"},
    # other forms q(z) = a·z², and a basis told twice
    "pythagoras": {
        *(f".instance.form.gram[0][0] := {a}" for a in (-1, 2)),
        *(f".instance.parts[{i}].basis doubles [0]" for i in (1, 2)),
    },
    # other lines that are not orthogonal and of which neither is isotropic, and other bases of these
    "allocation": {
        *(f".instance.{f}.basis doubles [0]" for f in "fg"),
        *(f".instance.{f} := 2" for f in ("f.basis[0][0]", "g.basis[0][0]", "g.basis[0][1]")),
        ".instance.f.basis[0] swaps [0]",
    },
    # -1 is no square, so the other order of the coefficients is that of the negative forms
    "splittings": {".blocks[0][0][1][2] swaps [0]"},
    # other multiples of the form, and other bases of the line
    "parts": {
        ".blocks[0][0][1][2][0] := 2",
        ".blocks[1][0][1][2] swaps [0]",
        *(f".blocks[1][0][1][2][0] := {a}" for a in (-1, 2)),
        ".blocks[1][0][1][2][1] := -1",
        ".blocks[1][0][1][2][1] := '-1/20'",
        ".blocks[1][1][1][3][1] doubles [0]",
        *(f".blocks[1][1][1][3][1][0][0] := {a}" for a in (-1, 2)),
    },
    # no norm, order or dimension makes balls grow as a power
    "power_law": {
        *(f".instance.{other}" for other in ("d := 2", "k := 6", "k := 10", "norm := 'l2'", "norm := 'linf'")),
    },
    "sets": {
        # another positive distance, another radius below it
        ".blocks[1][0][1][2][1] := 2",
        ".blocks[1][3][1][1] := '1/20'",
        # the last rows are equal, so they may be cut elsewhere
        ".chunks swaps [9]",
    },
    "covers": {
        # vertices on no edge, an edge from its other end, a loop along which other points move
        *(f".blocks[0][0][1][1] := {n}" for n in (3, 4)),
        ".blocks[0][0][1][2][0] swaps [0]",
        *(f".blocks[0][0][1][3][1] swaps [{i}]" for i in (0, 1)),
    },
    "joins": {
        # other points whose pair is within neither radius or both, and more points beside them
        ".blocks[0][0][1][2][1] := 'linf'",
        *(f".blocks[0][2][1][1][0]{other}" for other in ("[0] := '1/30'", "[1] := -1")),
        *(f".blocks[0][{i}][1][1] doubles [0]" for i in (1, 2)),
        ".blocks[0][4][1][1] := 'compiled'",
    },
    # small numbers are exact, whatever they are
    "thresholds": {
        *(f".blocks[0][0][1][1] := {n}" for n in (1, 3, 4)),
        *(f".blocks[0][2][1]{other}" for other in ("[0] := 'radii'", "[1] := 0", "[1] := 2")),
        *(f".blocks[0][4][1][1][0] := {c}" for c in (-1, 0, 2)),
        *(f".blocks[0][5][1][1][0] := {c}" for c in (-1, 1)),
        ".blocks[0][3][1] swaps [1]",
        ".chunks swaps [0]",
    },
    "schemes": {
        # the first coefficients in the plane are as many; so are those of f and h together
        *(f".blocks[0][{i}][1][2] := 2" for i in (0, 1)),
        *(f".blocks[0][{i}][1] swaps [3]" for i in (0, 1)),
        # the last rows are equal, so they may be cut elsewhere
        ".chunks swaps [33]",
    },
    "groups": {
        # other distances of the same order relative to the radii
        *(f".blocks[0][0][1][2][{other}" for other in ("1] := '1/20'", "2] := 2")),
        # homomorphisms to Z_3 from Z_6 are those from Z_3; so are all n -> n·u
        ".blocks[0][1][1][1] := 6",
        ".blocks[0][2][1][1][1] := 6",
        ".chunks swaps [22]",
    },
    # the balls of radius 0 and 1 are right in all these spaces
    "numbers": {
        *(f".blocks[0][{other}" for other in ("0][1] swaps [1]", "0][1][1] := 'linf'", "0][1][2] := 'linf'")),
        *(f".blocks[0][1][1][1] := {k}" for k in (3, 5, 8)),
        *(f".blocks[0][2][1][1] := {d}" for d in (1, 3, 4)),
    },
}


@pytest.mark.parametrize("name", BASES)
def test_no_corruption_is_accepted_but_those_that_are_true(name: str, tmp_path: Path) -> None:
    base = json.loads(canonical(BASES[name]))
    accepted, tried = set(), 0
    for says, other in changed(base):
        if other != base or canonical(other) != canonical(base):
            tried += 1
            if judged(tmp_path, other)[0]:
                accepted.add(says)
    assert tried > 100
    assert accepted == ALSO_TRUE.get(name, set())


def test_to_drop_one_hypothesis_more_is_also_true(tmp_path: Path) -> None:
    base = BY_HAND["subgroup"]
    assert judged(tmp_path, base | {"dropped": ["invariant", "ultrametric"]})[0]
    for dropped in ([], ["invariant"], ["ultrametric", "invariant"], ["ultrametric", "ultrametric"], ["metric"]):
        assert not judged(tmp_path, base | {"dropped": dropped})[0]


DECIDED = {name: list(decided(name)) for name in recheck.DECIDED}


def replayed(folder: Path, claim: str, certificate: dict[str, Any]) -> bool:
    return judged(folder, certificate | {"claim": claim, "statement": recheck.STATEMENTS[claim]})[0]


@pytest.mark.parametrize("name", DECIDED)
def test_a_proof_or_space_speaks_of_one_claim_with_its_hypotheses(name: str, tmp_path: Path) -> None:
    answer, *without = DECIDED[name]
    assert all(replayed(tmp_path, name, one) for one in DECIDED[name])
    claimed = {one["dropped"][0] for one in without if one["kind"] == answer["kind"]}
    for h in recheck.CLAIMS[name].hypotheses:
        # a proof is one without a hypothesis that it does not use; a space of fewer laws is not one of more
        assert not replayed(tmp_path, name, answer | {"dropped": [h]}) or h in claimed or answer["kind"] == "space"
    assert not any(replayed(tmp_path, name, one | {"dropped": []}) for one in without if answer["kind"] != one["kind"])


def test_the_checker_has_proofs_of_these_claims_only(tmp_path: Path) -> None:
    base = PROOFS["sum"]
    for claim in set(recheck.CLAIMS) - {"relaxation.composition"}:
        assert not replayed(tmp_path, claim, base)


def test_a_premise_without_a_name_is_told(tmp_path: Path) -> None:
    for name in ("sum", "levels"):
        key = "premises" if name == "sum" else "steps"
        stated = [one | {key: [[[], 1] if name == "sum" else []]} for one in PROOFS[name]["proofs"]]
        assert judged(tmp_path, PROOFS[name] | {"proofs": stated}) == (False, "a premise has no name")


@pytest.mark.parametrize(("name", "says"), [("triangle fx hz gy", "add up"), ("triangle fx gy gy", "add up")])
def test_premises_that_do_not_add_up_are_told(name: str, says: str, tmp_path: Path) -> None:
    stated = proof(0, "fx gy hz", premises=added("goal", "near 0", "near 1", name))
    accepted, why = judged(tmp_path, PROOFS["sum"] | {"proofs": [stated]})
    assert not accepted
    assert says in why


BYTES = canonical(BY_HAND["subgroup"]).encode()
SPOILT = {
    "no newline": BYTES[:-1],
    "two newlines": BYTES + b"\n",
    "a space": BYTES.replace(b":", b": ", 1),
    "a leading zero": BYTES.replace(b'"eps":1', b'"eps":01'),
    "a float": BYTES.replace(b'"eps":1', b'"eps":1.0'),
    "an exponent": BYTES.replace(b'"eps":1', b'"eps":1e0'),
    "no number": BYTES.replace(b'"eps":1', b'"eps":NaN'),
    "a key twice": BYTES.replace(b'"eps":1', b'"eps":1,"eps":1'),
    "keys in another order": json.dumps(dict(reversed(BY_HAND["subgroup"].items())), separators=(",", ":")).encode()
    + b"\n",
    "an escape": BYTES.replace(b'"kind"', b'"\\u006bind"'),
    "a byte order mark": b"\xef\xbb\xbf" + BYTES,
    "another alphabet": BYTES.decode().encode("utf-16"),
    "a byte that is no text": BYTES.replace(b"kind", b"\xffind"),
    "nothing": b"",
    "null": b"null\n",
    "a list": b"[]\n",
    "deep nesting": b"[" * 100_000 + b"]" * 100_000 + b"\n",
    "a long number": b"9" * 100_000 + b"\n",
}


@pytest.mark.parametrize("name", SPOILT)
def test_only_canonical_bytes_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{sha256(SPOILT[name]).hexdigest()}.json"
    path.write_bytes(SPOILT[name])
    assert not recheck.judge(path)[0]


def test_the_name_is_the_hash_of_the_bytes(tmp_path: Path) -> None:
    hashed = sha256(BYTES).hexdigest()
    for name in (f"{hashed}.JSON", hashed, f"{hashed.upper()}.json", f"{hashed[1:]}0.json", "certificate.json"):
        (tmp_path / name).write_bytes(BYTES)
        assert not recheck.judge(tmp_path / name)[0]
    (tmp_path / f"{hashed}.json").mkdir()
    assert not recheck.judge(tmp_path / f"{hashed}.json")[0]
    assert not recheck.judge(tmp_path / "nowhere.json")[0]


# ------------------------------------------------------------------------------------------------------- symmetry

SMALL = ["radii", 3]
TWO_WAYS = {
    "tables": ("relaxation.limit_zero", "d", ["tables", 3, [0, 1, 2]], ["labelled", Z3, [0, 1, 2]]),
    "histograms": ("relaxation.limit_infinity", "f", ["histograms", Z3, Z3], ["maps", Z3, Z3]),
    "isometries": ("relaxation.monotone", "f", ["up to isometry", Z3, ["lee", Z3, "l1"]], ["maps", Z3, Z3]),
    "images": ("relaxation.growth", "f", ["images", 3, 2, 1], ["homomorphisms", ["module", 3, 3], Z3]),
}


@pytest.mark.parametrize("name", TWO_WAYS)
def test_orbits_count_as_their_members_do(name: str) -> None:
    claim, part, orbits, members = TWO_WAYS[name]
    pools = {"d": ["given", ["lee", Z3, "l1"]], "f": ["maps", Z2, Z3], "g": ["maps", Z2, Z3], "eps": SMALL}
    pools |= {"a": SMALL, "b": SMALL} | ({"g": ["multiples", 3, Z3]} if name == "images" else {})
    few, many = (
        honest(claim, named(*((n, (pools | {part: pool})[n]) for n in recheck.CLAIMS[claim].components)))
        for pool in (orbits, members)
    )
    assert few["instances"] < many["instances"]
    assert few["cardinality"] == many["cardinality"] == many["instances"]
    assert few["satisfying"] == many["satisfying"]


@pytest.mark.parametrize(
    ("claim", "pools"),
    [
        # the sums of Z matter
        ("relaxation.growth", {"d": ["tables", 2, [0, 1]]}),
        ("relaxation.growth", {"f": ["histograms", Z2, Z2]}),
        # the products of X matter
        ("classical.subring", {"f": ["images", 2, 1, 1]}),
        # a relabelling of Z moves a map that stands still
        ("relaxation.limit_zero", {"d": ["tables", 2, [0, 1]], "g": ["given", ["map", Z2, Z2, [0, 1]]]}),
        # a map that moves X in two ways
        ("robustness.inclusion", {"f": ["histograms", Z2, Z2], "f2": ["histograms", Z2, Z2]}),
        # isometries of a distance that is not the one of the block
        ("relaxation.monotone", {"f": ["up to isometry", Z2, ["table", Z2, [[0, 1], [1, 1]]]]}),
        ("relaxation.monotone", {n: ["up to isometry", Z2, ["lee", Z2, "l1"]] for n in "fg"}),
    ],
)
def test_orbits_are_refused_where_the_group_does_not_act(claim: str, pools: dict[str, Any]) -> None:
    said = recheck.CLAIMS[claim].components
    plain = {"d": ["given", ["lee", Z2, "l1"]], **{n: ["maps", Z2, Z2] for n in ("f", "g", "f2", "g2")}}
    plain |= {n: SMALL for n in ("a", "b", "eps")}
    honest(claim, named(*((n, plain[n]) for n in said)))
    with pytest.raises(recheck.Rejected):
        honest(claim, named(*((n, (plain | pools)[n]) for n in said)))


# --------------------------------------------------------------------------------------------------- command line


def test_a_spot_check_is_called_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = FAMILIES["sets"]
    chunks = len(base["chunks"])
    assert judged(tmp_path, base, sample=2) == (True, f"sampled 2 of {chunks} chunks")
    assert judged(tmp_path, base, sample=10**6) == (True, f"sampled {chunks} of {chunks} chunks")
    false = base | {"chunks": [*base["chunks"][:-1], [base["chunks"][-1][0], "0" * 64]]}
    assert not judged(tmp_path, false, sample=chunks)[0]
    saved(tmp_path, base)
    assert recheck.main([str(tmp_path), "--sample", "1", "--workers", "1"]) == 0
    assert "checked" not in capsys.readouterr().out


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ([str(tmp_path)], [str(tmp_path / "none")], [], [str(tmp_path), "--workers", "0"]):
        with pytest.raises(SystemExit) as stop:
            recheck.main(asked)
        assert stop.value.code == 2
    for certificate in BY_HAND.values():
        saved(tmp_path, certificate)
    assert recheck.main([str(tmp_path), "--workers", "2"]) == 0
    saved(tmp_path, BY_HAND["monotone"] | {"claim": "no\nclaim"})
    capsys.readouterr()
    assert recheck.main([str(tmp_path), "--workers", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(BY_HAND) + 2
    assert lines[-1] == f"{len(BY_HAND) + 1} certificates: 2 checked, {len(BY_HAND) - 2} refuted, 1 rejected"


SQUARED = {
    "robustness.inclusion": {"f2": 7, "g2": 2, "a": 1, "b": 1, "eps": 1},
    "robustness.interleaving": {"f2": 7, "g2": 2, "a": 1, "b": 1},
}


@pytest.mark.parametrize("claim", SQUARED)
def test_radii_of_squares_are_not_added(claim: str, tmp_path: Path) -> None:
    point = {v: ["map", ["module", 1], ["module", 8], [v]] for v in (0, 1, 2, 7)}
    said = {name: point[v] if name in ("f2", "g2") else v for name, v in SQUARED[claim].items()}
    found = {"d": ["lee", ["module", 8], "l2"], "f": point[0], "g": point[1]} | said
    accepted, says = judged(tmp_path, against(claim, [], found, [0, 0]))
    assert (accepted, says) == (False, "the claim is about distances, not about their squares")


def test_a_distance_is_zero_on_the_diagonal(tmp_path: Path) -> None:
    one = ["map", ["module", 1], ["module", 1], [0]]
    found = {"d": ["table", ["module", 1], [[1]]], "f": one, "g": one, "eps": 0}
    assert judged(tmp_path, against("relaxation.limit_zero", [], found, [0, 0])) == (
        False,
        "a distance is not 0 on the diagonal",
    )


def test_a_field_has_inverses_and_its_elements_are_coefficients(tmp_path: Path) -> None:
    howe = BY_HAND["howe"]
    for field, c in ((Z4, [0]), (["module", 1], [0]), (["module", 2, 2], [0]), (Z2, [2]), (Z2, [0] * 17)):
        wrong = {"field": field, "c": c}
        assert not judged(tmp_path, howe | {"instance": {"f1": wrong, "f2": wrong}})[0]
    assert judged(tmp_path, howe | {"instance": howe["instance"] | {"f2": {"field": Z3, "c": [1]}}}) == (
        False,
        "the polynomials are over two fields",
    )


def test_spaces_are_those_that_a_claim_speaks_of_and_no_larger_than_can_be_searched(tmp_path: Path) -> None:
    points = {n: ["map", ["module", 1], Z4, [0]] for n in "fg"}
    nothing = points | {n: {"ring": Z4, "d": 1, "basis": []} for n in "SK"}
    assert judged(tmp_path, against("decomposition.bundle", ["direct"], nothing, [[1]])) == (
        False,
        "the ring is no field",
    )
    for claim, d, names, says in (
        ("splitting_units", 6, "U", "there are too many bases to try"),
        ("allocation_orthogonal", 8, "fg", "a space has too many submodules"),
    ):
        whole = {"ring": Z2, "d": d, "basis": [[int(i == j) for j in range(d)] for i in range(d)]}
        found = {"form": {"ring": Z2, "gram": [[0] * d] * d}} | dict.fromkeys(names, whole)
        assert judged(tmp_path, against(f"decomposition.{claim}", [], found, [])) == (False, says)


def test_a_point_of_one_side_only_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    line = recheck.scheme(frozen({"field": Z3, "n": 1, "h": [0, 0, 1], "f": [0, 1]}))
    free = recheck.scheme(frozen({"field": Z3, "n": 1, "h": [], "f": [0, 1]}))
    assert list(recheck.points_points(line, free)) == []
    assert recheck.row_of(recheck.CLAIMS["classical.points"], [line, free]) == 1
    monkeypatch.setattr(recheck, "over_points", lambda *_: set())
    # x^2 = 0 has the points 0 + x'e, and y = x
    assert list(recheck.points_points(line, free)) == [[[0, 0]], *([[0, t, 0, t]] for t in range(3))]
    assert recheck.row_of(recheck.CLAIMS["classical.points"], [line, free]) == 0


def test_nobody_knows_before_which_chunks_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, BASES["limit_zero"])
    seeds: list[str] = []
    monkeypatch.setattr(recheck, "judge", lambda path, sample, seed: (seeds.append(seed), (True, "", "sampled"))[1])
    for _ in range(2):
        recheck.main([str(tmp_path), "--sample", "1"])
    assert len(set(seeds)) == 2
