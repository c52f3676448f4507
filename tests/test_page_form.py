"""How the page of a run is made: of nothing but itself, with links that meet, headings in order, and contrast."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from pages import Tree, copied, leave, recorded

from verify.page import html, read


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leave(tmp_path_factory.mktemp("left"))


@pytest.fixture(scope="module")
def page(left: Path) -> str:
    return html(read(str(left)))


def test_the_page_needs_nothing_but_itself(page: str) -> None:
    tree = Tree(page)
    assert [attrs["href"] for attrs, _ in tree.all("link")] == ["data:,"]
    assert all(attrs["href"].startswith("#") for attrs, _ in tree.all("a"))
    assert not [attrs for _, attrs, _ in tree.elements if "src" in attrs or "srcset" in attrs]
    ((policy, _),) = tree.all("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = policy["content"]
    assert rules.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in rules
        assert "url(" not in text
        assert "@import" not in text


def meet(page: str) -> None:
    """Ids are unique, and links and names meet them."""
    tree = Tree(page)
    ids = [attrs["id"] for _, attrs, _ in tree.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert not [id_ for id_ in ids if " " in id_]
    assert {unquote(attrs["href"][1:]) for attrs, _ in tree.all("a")} <= set(ids)
    assert {attrs["aria-labelledby"] for _, attrs, _ in tree.elements if "aria-labelledby" in attrs} <= set(ids)


def test_links_meet_and_ids_are_unique(page: str) -> None:
    meet(page)


def test_no_two_claims_come_to_one_id(left: Path, tmp_path: Path) -> None:
    record = recorded(left)
    for one, id_ in zip(record["claims"], ("a b", "a.20b", "a%20b", "x", "name-x"), strict=True):
        one["id"] = id_
    meet(html(read(str(copied(left, tmp_path, record=record)))))


def test_each_claim_links_to_itself(page: str) -> None:
    tree = Tree(page)
    links = [attrs["href"] for attrs, _ in tree.all("a")]
    assert all(links.count(f"#{attrs['id']}") == 2 for attrs, _ in tree.all("article"))


def test_what_is_reached_by_the_keyboard_has_a_role_and_a_name(page: str) -> None:
    reached = [attrs for attrs, _ in Tree(page).all("pre")]
    assert reached
    assert {(attrs["role"], attrs["tabindex"]) for attrs in reached} == {("region", "0")}
    assert len({attrs["aria-label"] for attrs in reached}) == len(reached)


def test_headings_go_down_without_gaps_and_tables_are_named(page: str) -> None:
    tree = Tree(page)
    levels = [int(tag[1]) for tag, _, _ in tree.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= above + 1 for above, deeper in pairwise(levels))
    assert len(tree.all("table")) == len(tree.all("caption"))
    assert all("scope" in attrs for attrs, _ in tree.all("th"))


def colours(css: str) -> list[dict[str, str]]:
    """The colours of the light page, and those of the dark one."""
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    return [dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in blocks]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["paper", "tint", "alarm"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "good", "bad", "warn"])
def test_there_is_contrast_in_light_and_dark(page: str, ground: str, ink: str) -> None:
    (css,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    found = colours(css)
    assert len(found) == 2
    for scheme in found:
        dark, light = sorted((luminance(scheme[ground]), luminance(scheme[ink])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
