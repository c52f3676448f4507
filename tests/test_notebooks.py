"""The notebooks: each asks a question and answers it, and defines nothing that belongs in the library."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LONGEST = 4
ELSEWHERE = re.compile(r"(?<![\w.~])/(?:work|home|root|tmp|usr|Users)\b|\b(?:agent|machine)s?\b", re.IGNORECASE)
OURS = re.compile(r"(?:algebra|verify)\b")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def book(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def cells(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in book(path).cells if cell.cell_type == kind]


def python(cell: str) -> str:
    """The lines of a cell that are Python: none of a cell with a magic of its own, no commands for the shell."""
    lines = [] if cell.startswith("%%") else cell.splitlines()
    return "\n".join(line for line in lines if not line.startswith(("!", "%")))


def trees(path: Path) -> Iterator[ast.Module]:
    return (ast.parse(python(cell)) for cell in cells(path, "code"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return (node for tree in trees(path) for node in ast.walk(tree))


def astray(module: str, name: str) -> bool:
    """Whether a name is private, absent, or offered by a package above the module it is taken from."""
    above = [module.rsplit(".", k)[0] for k in range(1, module.count(".") + 1)]
    offered = any(name in getattr(import_module(package), "__all__", ()) for package in above)
    there = hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None
    return name.startswith("_") or offered or not there


def test_there_are_notebooks_in_order() -> None:
    assert [path.name[:3] for path in PATHS] == [f"{n:02}_" for n in range(1, len(PATHS) + 1)]
    assert 5 <= len(PATHS) <= 7


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_valid_and_stripped(path: Path) -> None:
    found = book(path)
    nbformat.validate(found)
    assert found.metadata == METADATA
    code = [cell for cell in found.cells if cell.cell_type == "code"]
    assert code
    assert not [cell.id for cell in code if cell.outputs or cell.execution_count is not None]
    assert not [cell.id for cell in found.cells if cell.metadata or cell.get("attachments")]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_asks_and_answers(path: Path) -> None:
    first, last = book(path).cells[0], book(path).cells[-1]
    assert first.cell_type == last.cell_type == "markdown"
    assert first.source.startswith(f"# {path.name[:2]} · ")
    assert "**Question.**" in first.source
    assert last.source.startswith("**Answer.**")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_defines_nothing_that_belongs_in_the_library(path: Path) -> None:
    assert not [node.name for node in nodes(path) if isinstance(node, ast.ClassDef)]
    functions = [node for node in nodes(path) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_imports_from_where_a_name_is_offered(path: Path) -> None:
    plain = [alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names]
    assert not list(filter(OURS.match, plain))
    chosen = [node for node in nodes(path) if isinstance(node, ast.ImportFrom) and node.module]
    ours = [(node.module, alias.name) for node in chosen for alias in node.names if OURS.match(node.module)]
    assert ours
    assert not [pair for pair in ours if astray(*pair)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_checks_itself_and_links_to_what_is_there(path: Path) -> None:
    assert [node for node in nodes(path) if isinstance(node, ast.Assert)]
    texts = cells(path, "markdown")
    assert not [target for text in texts for target in LINK.findall(text) if not (FOLDER / target).exists()]
    assert not [found for text in (*texts, *cells(path, "code")) for found in ELSEWHERE.findall(text)]
