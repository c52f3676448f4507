"""README and the pages say what is so: the claims, the floors, the quoted files; each module has a page."""

import json
import re
import runpy
from functools import cache
from pathlib import Path
from textwrap import fill

import pytest

from verify import listed
from verify.claims.catalogue import CLAIMS
from verify.cli import main, parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "pages").glob("*.md"))}
TOPICS = ("classical", "relaxation", "robustness", "decomposition", "numeric")


@cache
def floors() -> list[list[str]]:
    """The floors as they are tested."""
    found: list[list[str]] = runpy.run_path(str(ROOT / "tests" / "test_house.py"))["FLOORS"]
    return found


def drawn(levels: list[list[str]], top: str) -> str:
    """The modules right below a package, floor by floor."""
    names = ([name.removeprefix(f"{top}.") for name in sorted(level) if name.startswith(f"{top}.")] for level in levels)
    steps = [", ".join(direct) for level in names if (direct := [name for name in level if "." not in name])]
    return fill(f"{top:<10}" + " → ".join(steps), 118, subsequent_indent=" " * 10, break_on_hyphens=False)


def test_the_claims_in_readme_are_those_of_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--markdown"]) == 0
    table = capsys.readouterr().out
    assert table.count("\n") == len(CLAIMS) + 2
    assert f"\n\n{table}\n" in README, "the table of README should be what fibercheck claims --markdown prints"


def test_each_cell_of_the_claims_is_read_back() -> None:
    for claim, row in zip(CLAIMS, listed.markdown(CLAIMS).splitlines()[2:], strict=True):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        plain = [re.sub(r"\\(.)", r"\1", cell.replace("&lt;", "<")) for cell in cells]
        assert plain[:3] == [f"`{claim.id}`", claim.statement, claim.expected]
        assert re.findall(r"\*\*([^*]+)\*\*", cells[3].replace("\\", "")) == [
            n for n in claim.given if n in claim.needs
        ]
        assert plain[3].replace("**", "") == ", ".join(claim.given)


def test_the_topics_in_readme_are_counted() -> None:
    for topic in TOPICS:
        found = [claim.expected for claim in CLAIMS if claim.id.startswith(f"{topic}.")]
        assert f"| {topic} | {found.count('holds')} | {found.count('refuted')} |" in README
    assert {claim.id.partition(".")[0] for claim in CLAIMS} == {*TOPICS}


def test_every_claim_that_is_named_is_one() -> None:
    named = re.findall(rf"`((?:{'|'.join(TOPICS)})\.[a-z_]+)`", "\n".join([README, *PAGES.values()]))
    assert named
    assert {*named} <= {claim.id for claim in CLAIMS}


@pytest.mark.parametrize("top", ["algebra", "verify"])
def test_the_floors_in_readme_are_those_that_are_kept(top: str) -> None:
    assert drawn(floors(), top) in README, f"README should say\n{drawn(floors(), top)}"


def test_files_and_commands_that_are_named_exist() -> None:
    text = "\n".join([README, *PAGES.values()])
    links = re.findall(r"\]\(([\w./-]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
    inside = [(name, link) for name, page in PAGES.items() for link in re.findall(r"\]\(([\w./-]+)\)", page)]
    assert [pair for pair in inside if pair[1] != "index.md" and pair[1] not in PAGES] == []
    paths = re.findall(r"`((?:algebra|verify|tests)/[\w./]+)`", text)
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []
    commands = {*re.findall(r"(?:^|`|&& )fibercheck ([a-z]+)", text, re.M)}
    known = next(action.choices for action in parser()._actions if action.choices)
    assert {"verify", "report", "claims"} <= commands <= {*known}


def test_every_notebook_has_its_line() -> None:
    there = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert re.findall(r"(?m)^\| `(\d\d_\w+)` \|", README) == there


def test_the_file_of_claims_is_quoted_as_it_is() -> None:
    quoted = re.findall(r"(?s)```python\n(.*?)```", PAGES["claims.md"])
    assert (ROOT / "tests" / "samples" / "my_claims.py").read_text(encoding="utf-8") in quoted


def test_the_cospan_file_that_is_shown_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = re.findall(r"(?s)```json\n(.*?)```", PAGES["files.md"])
    path = tmp_path / "cospan.json"
    path.write_text(shown)
    assert main(["count", "--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)


# ----------------------------------------------------------------------------------------------------- reference


REFERENCE = runpy.run_path(str(ROOT / "docs" / "reference.py"))
DOCSTRINGS = runpy.run_path(str(ROOT / "docs" / "docstrings.py"))


def test_each_public_module_has_a_page_that_is_found() -> None:
    pages = REFERENCE["pages"]()
    files = {p.relative_to(ROOT).with_suffix("") for top in ("algebra", "verify") for p in (ROOT / top).rglob("*.py")}
    names = {".".join(path.parts).removesuffix(".__init__") for path in files if path.stem != "__main__"}
    assert {*pages} == names
    assert (pages["algebra.rings"], pages["verify.cli"]) == (
        "reference/algebra/rings/index.md",
        "reference/verify/cli.md",
    )
    shown = json.dumps(REFERENCE["branches"](("algebra", "verify"), pages))
    assert sorted(re.findall(r"reference/[\w/]+\.md", shown)) == sorted(pages.values())


def test_the_first_page_is_readme_with_links_inside_the_site() -> None:
    first = REFERENCE["first"]()
    assert "docs/pages" not in first.replace("docs/pages/*", "")
    assert {*re.findall(r"\]\((\w+\.md)\)", first)} <= {*PAGES}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One line.\n\n        X --f--> Z\n", "One line.\n\n```text\nX --f--> Z\n```"),
        (
            "Main definitions\n    Lee    |c| * 2,\n           and more\n    few\n",
            "- `Lee`: \\|c\\| \\* 2, and more\n- `few`",
        ),
        ("Main definitions\n    f, g,\n        h\n            three maps\n", "- `f, g, h`: three maps"),
        ("References\n    .. [1] A, *Title*,\n       1958.\n", "1. A, *Title*, 1958."),
        ("Conventions\n    X ×_Z Y with a < b [1]_.\n", "X ×\\_Z Y with a &lt; b \\[1\\]."),
        ("Notes\n    **Theorem.**  `a_b` and x*y*z.\n", "**Theorem.**  `a_b` and x\\*y\\*z."),
    ],
)
def test_docstrings_of_modules_become_markdown(text: str, found: str) -> None:
    assert DOCSTRINGS["module"](text).endswith(found)


def test_docstrings_of_functions_keep_types_and_examples() -> None:
    text = "X ×_Z Y.\n\nReturns\n-------\ndict[str, int]\n    a * b\n\nExamples\n--------\n>>> 2 * [3]\n[3, 3]"
    found = DOCSTRINGS["member"](text)
    assert found.startswith("X ×\\_Z Y.\n\nReturns\n-------\ndict[str, int]\n    a \\* b\n")
    assert found.endswith("Examples\n--------\n>>> 2 * [3]\n[3, 3]")
