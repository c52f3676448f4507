"""The page of a run in headless Chromium: filters, keyboard, light and dark, a telephone, and no request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import CLAIMS, leave
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from verify.page.page import html
from verify.page.reading import read

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = leave(tmp_path_factory.mktemp("left"))
    (folder / "report.html").write_text(html(read(str(folder))), encoding="utf-8")
    return (folder / "report.html").as_uri()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page on a desk; whatever a test does with it, it asks for nothing and has nothing to complain about."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert [url for url in asked if url.startswith("file:")] == [address]
    assert said == []
    context.close()


def shown(page: Page) -> list[str]:
    return [name for name in page.locator("article.claim h3:visible").all_inner_texts()]


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_all_claims_are_shown_at_first(page: Page) -> None:
    assert sorted(shown(page)) == sorted(CLAIMS)
    assert page.get_by_role("status").inner_text() == "5 of 5 claims shown"


def test_the_filter_shows_only_what_is_asked_for(page: Page) -> None:
    page.locator("#filter label", has_text="refuted").click()
    assert shown(page) == ["relaxation.power_law", "robustness.unchanged", "numeric.naive"]
    assert page.get_by_role("status").inner_text() == "3 of 5 claims shown"
    page.get_by_label("Search").fill("f_ε UNCHANGED")
    assert shown(page) == ["robustness.unchanged"]
    assert page.locator("section.topic:visible h2").all_inner_texts() == ["Robustness"]
    page.get_by_label("Evidence").select_option("proved in general")
    assert shown(page) == []
    assert page.get_by_role("status").inner_text() == "0 of 5 claims shown"


def test_a_link_to_a_claim_that_is_filtered_out_shows_it(page: Page) -> None:
    page.get_by_label("Search").fill("power")
    page.get_by_role("link", name="numeric.naive").click()
    page.wait_for_function("!document.querySelector('article[id$=naive]').hidden")
    assert len(shown(page)) == len(CLAIMS)
    place = page.locator("article[id$=naive] h3").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < DESKTOP["height"]


def test_the_keyboard_reaches_and_toggles(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the claims"
    assert page.locator(".skip").evaluate("part => part.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "verdict"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "holds"
    assert shown(page) == ["relaxation.limit_zero", "relaxation.subgroup"]
    ring = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(ring) == "solid"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Levels of evidence").is_visible()


def test_without_programs_all_is_there_and_no_filter(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert sorted(shown(page)) == sorted(CLAIMS)
    assert page.locator("#filter").is_hidden()
    context.close()


def test_dark_colours_apply(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert [sum(map(int, colour[4:-1].split(","))) > 384 for colour in (light, dark)] == [True, False]


def test_nothing_scrolls_sideways(page: Page) -> None:
    ends = "[...document.querySelectorAll('main *, header *')].filter(part => part.getBoundingClientRect().right > {}"
    outside = ends + " && !part.closest('.story, .statement, .unseen')).map(part => part.outerHTML.slice(0, 80))"
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert sideways(page) == 0
        assert page.evaluate(outside.format(width)) == []


def test_formulas_are_set(page: Page) -> None:
    heights = "[...document.querySelectorAll('.statement math')].map(part => part.getBoundingClientRect().height)"
    assert all(height > 8 for height in page.evaluate(heights))
    raised = page.locator("article[id$=power_law] .statement msup mi").nth(1).bounding_box()
    base = page.locator("article[id$=power_law] .statement msup mi").nth(0).bounding_box()
    assert raised is not None
    assert base is not None
    assert raised["y"] + raised["height"] < base["y"] + base["height"]
    assert raised["x"] >= base["x"] + base["width"] - 1


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_the_picture_is_not_blank(
    browser: Browser, address: str, tmp_path: Path, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    file = tmp_path / "page.png"
    page.screenshot(path=str(file))
    colours = Image.open(file).convert("L").getcolors(256) or []
    assert len(colours) > 20
    assert max(count for count, _ in colours) < 0.98 * size["width"] * size["height"]
    context.close()


def test_all_is_printed(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden()
