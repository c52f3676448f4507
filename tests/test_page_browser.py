"""The page of a run in headless Chromium: filters, keyboard, light and dark, a telephone, and no request."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import CLAIMS, leave
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from verify.claims.catalogue import CLAIMS as CATALOGUE
from verify.page import html, read
from verify.report import claim_record

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
    assert {url.partition("#")[0] for url in asked if url.startswith("file:")} == {address}
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
    page.get_by_role("navigation").get_by_role("link", name="numeric.naive").click()
    page.wait_for_function("!document.querySelector('article[id$=naive]').hidden")
    assert len(shown(page)) == len(CLAIMS)
    place = page.locator("article[id$=naive] h3").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < DESKTOP["height"]


@pytest.mark.parametrize("part", ["numeric.naive", "claim-numeric.naive", "numeric%2Enaive"])
def test_the_id_of_a_claim_is_its_address(page: Page, address: str, part: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#{part}")
    place = page.locator("article[id$=naive] h3").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < DESKTOP["height"]


def test_an_address_that_names_nothing_is_no_error(page: Page, address: str) -> None:
    page.goto(f"{address}#%E0%A4%A")
    page.reload()
    page.get_by_label("Search").fill("power")
    page.evaluate("location.hash = '#%E0%A4%A2'")
    assert shown(page) == ["relaxation.power_law"]


def test_what_the_form_shows_is_what_is_shown_after_going_back(page: Page, address: str) -> None:
    page.locator("#filter label", has_text="refuted").click()
    page.goto("about:blank")
    page.go_back()
    assert page.evaluate("document.querySelector('#filter :checked').value") == "refuted"
    assert len(shown(page)) == 3


def test_a_statement_is_found_as_it_is_typed(browser: Browser, tmp_path: Path) -> None:
    count = dict.fromkeys(("cardinality", "checked", "representatives", "satisfying"), 1)
    found = {"verdict": "holds", "expected": "holds", "family": "", "counterexample": None, "needs": []} | count
    found |= {"evidence": [], "needed_in_general": {}, "sharp": False}
    claims = [{"id": one.id} | found | claim_record(one) for one in CATALOGUE]
    (tmp_path / "run.json").write_text(json.dumps({"scope": "small", "claims": claims}))
    (tmp_path / "report.html").write_text(html(read(str(tmp_path))), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    search = """texts => texts.filter(([id, text]) => {
        form.elements.words.value = text;
        filter();
        return document.getElementById(`claim-${id}`).hidden;
    })"""
    typed = [[one.id, " ".join((one.id, one.statement, one.source))] for one in CATALOGUE]
    ascii_ = dict(zip("≤≥→⇒²′’−", ("<=", ">=", "->", "=>", "^2", "'", "'", "-"), strict=True))
    typed += [[id_, "".join(ascii_.get(sign, sign) for sign in text)] for id_, text in typed]
    assert page.evaluate(search, typed) == []
    assert page.evaluate(search, [["classical.crt", "no such words"]]) == [["classical.crt", "no such words"]]
    page.close()


def test_what_scrolls_is_a_region_with_a_name(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    part = page.locator("article[id$=unchanged] > .story")
    assert part.get_attribute("tabindex") is None
    part.evaluate("part => { part.style.width = '5rem'; reach(); }")
    assert [part.get_attribute(name) for name in ("tabindex", "role")] == ["0", "region"]
    assert page.get_by_role("region", name="counterexample to robustness.unchanged", exact=True).count() == 1


def test_what_is_chosen_is_seen_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.locator("#filter label", has_text="refuted").click()
    parts = [Image.open(BytesIO(part.screenshot())) for part in page.locator("#filter fieldset span").all()]
    ground = [part.convert("RGB").getpixel((part.width // 2, 3)) for part in parts]
    assert len({*ground}) == 2
    assert ground.count(ground[2]) == 1


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
