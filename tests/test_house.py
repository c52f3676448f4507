"""The house: imports go downward, never in a circle, and every claim names its source."""

import ast
import re
import sys
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parents[1]
FLOORS = [
    ["algebra.errors", "algebra.blackboard"],
    ["algebra.rings.ring", "algebra.rings.conway"],
    ["algebra.rings.integers", "algebra.rings.modular", "algebra.rings.finite", "algebra.rings.expressions"],
    ["algebra.rings.polynomial", "algebra.rings.multivariate", "algebra.rings.product", "algebra.rings.table"],
    ["algebra.rings.writing"],
    ["algebra.rings.quotient", "algebra.rings.element"],
    ["algebra.rings", "algebra.linear"],
    ["algebra.maps", "algebra.metrics"],
    [f"algebra.numeric.{n}" for n in ("problem", "bound", "compiled", "loops", "spaces")],
    [f"algebra.numeric.{n}" for n in ("exact", "chart", "search")],
    [f"algebra.numeric.{n}" for n in ("rows", "operands", "buckets")],
    [
        f"algebra.numeric.{n}"
        for n in ("keys", "words", "bitmaps", "circles", "cells", "grid", "lines", "products", "reading")
    ],
    ["algebra.numeric.planner", "algebra.numeric.profiles", "algebra.numeric.device"],
    ["algebra.numeric.devices"],
    ["algebra.numeric"],
    ["algebra.submodules", "algebra.idempotents", "algebra.schemes", "algebra.affine", "algebra.points"],
    ["algebra.files"],
    ["algebra.fiber"],
    ["algebra.relax"],
    ["algebra.decompose", "algebra.bundles"],
    ["algebra.laws", "algebra.balls", "algebra.correlation"],
    ["algebra.counting", "algebra.structure"],
    ["algebra.growth", "algebra.isomorphisms", "algebra.local"],
    ["algebra.modalities"],
    ["algebra.learned"],
    ["algebra.graphs"],
    ["algebra.plot"],
    ["verify.notation", "verify.typeset", "verify.foreign"],
    ["verify.recheck", "verify.family", "verify.verdict"],
    ["verify.claim", "verify.batch"],
    ["verify.rows", "verify.plugins"],
    ["verify.check"],
    ["verify.decided"],
    ["verify.certificate", "verify.ledger", "verify.engine"],
    ["verify.executors"],
    ["verify.data", "verify.ranks"],
    ["verify.pools"],
    ["verify.families", "verify.batches"],
    ["verify.claims"],
    ["verify.campaign", "verify.outline", "verify.theorems"],
    ["verify.proofs"],
    ["verify.evidence", "verify.formal"],
    ["verify.report", "verify.counted", "verify.aligned", "verify.listed", "verify.screen"],
    ["verify.headline", "verify.options", "verify.pictures"],
    ["verify.certifying", "verify.page"],
    ["verify.checking", "verify.ask"],
    ["verify.cli"],
    ["verify.__main__"],
]
GENERIC = [f"verify.{n}" for n in ("batch", "certificate", "check", "claim", "engine", "executors", "family")]
GENERIC += [f"verify.{n}" for n in ("foreign", "ledger", "rows", "verdict")]


def name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {name(p): ast.parse(p.read_text()) for top in ("algebra", "verify") for p in (ROOT / top).rglob("*.py")}
DOCS = {module: ast.get_docstring(tree) or "" for module, tree in SOURCES.items()}


def ours(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("algebra", "verify"):
        deeper = [f"{node.module}.{alias.name}" for alias in node.names]
        return [d if d in SOURCES else node.module for d in deeper]
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name.split(".")[0] in ("algebra", "verify")]
    return []


IMPORTS = [(module, target) for module, tree in SOURCES.items() for node in ast.walk(tree) for target in ours(node)]


def floor(module: str) -> int:
    known = {entry: level for level, entries in enumerate(FLOORS) for entry in entries}
    while module not in known:
        assert "." in module, f"{module} stands on no floor"
        module = module.rpartition(".")[0]
    return known[module]


@pytest.mark.parametrize("module", sorted(set(SOURCES) - {"algebra", "verify"}))
def test_every_module_stands_on_a_floor_and_looks_down(module: str) -> None:
    upward = [target for source, target in IMPORTS if source == module and floor(target) > floor(module)]
    assert not upward


def test_every_floor_is_there() -> None:
    assert not [entry for entries in FLOORS for entry in entries if entry not in SOURCES]


def test_no_circles() -> None:
    package_of_itself = [(s, t) for s, t in IMPORTS if not s.startswith(t + ".")]
    assert nx.is_directed_acyclic_graph(nx.DiGraph((s, t) for s, t in package_of_itself if s != t))


def test_algebra_never_imports_verify_and_the_checker_never_imports_algebra() -> None:
    assert not [(s, t) for s, t in IMPORTS if s.startswith("algebra") and t.startswith("verify")]
    assert not [(s, t) for s, t in IMPORTS if s in GENERIC and t.startswith("algebra")]


def test_the_independent_checker_imports_the_standard_library_alone() -> None:
    imported = [n for n in ast.walk(SOURCES["verify.recheck"]) if isinstance(n, (ast.Import, ast.ImportFrom))]
    names = {a.name for n in imported if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "." for n in imported if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_no_import_of_ours_inside_a_function() -> None:
    functions = (f for tree in SOURCES.values() for f in ast.walk(tree) if isinstance(f, ast.FunctionDef))
    assert not [target for f in functions for node in ast.walk(f) for target in ours(node)]


def test_floats_stay_in_the_numeric_backend() -> None:
    # learned weights are found in floats, and rounded to dyadic numbers before anything is decided by them; pictures
    # decide nothing
    inexact = ("algebra.numeric", "algebra.learned", "algebra.plot")
    floats = [
        (module, node.lineno)
        for module, tree in SOURCES.items()
        if module.startswith("algebra") and not module.startswith(inexact)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert not floats


def test_two_spaces_part_a_definition_from_what_it_is() -> None:
    sections = (re.search(r"(?m)^Main definitions\n((?: .*\n|\n(?= ))*)", f"{doc}\n") for doc in DOCS.values())
    entries = [line for found in sections if found for line in found[1].splitlines() if re.match(r" {4}\S", line)]
    assert len(entries) > 300
    assert not [line for line in entries if not re.match(r" {4}[^\s,]+(?:, [^\s,]+)*(?:,?$| {2})", line)]


def test_every_claim_names_its_source() -> None:
    from verify.claims.catalogue import CLAIMS

    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS) >= 24
    assert not [claim.id for claim in CLAIMS if not claim.source or not claim.statement]
