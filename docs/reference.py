"""The pages that are made when the site is built: README as the first, and one for each module.

README.md  ->  index.md        algebra/rings/ring.py  ->  reference/algebra/rings/ring.md
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]


def on_config(config: MkDocsConfig) -> None:
    """The modules in the navigation, as a tree."""
    config.nav = [*(config.nav or ()), {"Reference": branches(("algebra", "verify"), pages())}]


def on_files(files: Files, config: MkDocsConfig) -> None:
    """The pages, beside those that are written by hand."""
    made = {"index.md": first()} | {page: f"::: {module}\n" for module, page in pages().items()}
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))


def pages() -> dict[str, str]:
    """Each public module of the two packages, with its page."""
    files = (path.relative_to(ROOT) for top in ("algebra", "verify") for path in sorted((ROOT / top).rglob("*.py")))
    public = (path.with_suffix("") for path in files if path.name == "__init__.py" or not path.name.startswith("_"))
    return {
        ".".join(path.parts).removesuffix(".__init__"): f"reference/{path.as_posix().replace('__init__', 'index')}.md"
        for path in public
    }


def branches(names: Iterable[str], known: Mapping[str, str]) -> list[Any]:
    """The navigation below some modules: a page, or a package with its own page first."""
    found: list[Any] = []
    for name in names:
        below = [other for other in known if other.rpartition(".")[0] == name]
        tree = [known[name], *branches(below, known)] if below else known[name]
        found.append({name.rpartition(".")[2]: tree})
    return found


def first() -> str:
    """README with its links as the site has them."""
    return (ROOT / "README.md").read_text(encoding="utf-8").replace("](docs/pages/", "](")
