"""The search in a browser: it answers wherever the site opens, and leaves no trace of a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage
from browser.visits import editions_of
from conftest import Serve

pytestmark = pytest.mark.browser

FOLD, SUMMARY, INPUT = ".search-fold", ".search-summary", ".search-input"
LINK, HEADING, STATUS = ".search-link", ".search-heading", ".search-status"
DEEP = "issues/trafficking.html"
#: A question in each of some editions, and the page that answers it first.
QUESTIONS = {
    "en": ("exploitation in travel", "issues/travel.html"),
    "ar": ("السياحة", "issues/travel.html"),
    "th": ("การท่องเที่ยว", "issues/travel.html"),
    "zh-hans": ("拐卖儿童", "issues/trafficking.html"),
}
#: What a page may keep of its reader.
TRACES = """async () => [
  document.cookie,
  localStorage.length,
  sessionStorage.length,
  window.caches ? (await caches.keys()).length : 0,
  history.length,
  history.state,
]"""


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(SUMMARY).click()
    page.wait_for_selector(f"{FOLD}[data-ready]")


def ask(page: Page, question: str) -> list[str]:
    """Type a question and return the addresses of the answers."""
    page.locator(INPUT).fill(question)
    page.keyboard.press("Enter")
    return [link.get_attribute("href") or "" for link in page.locator(LINK).all()]


def test_what_enter_has_answered_stays_as_it_is(page: Page, file_copy: Path) -> None:
    """A list that is made again, once the pause is over, takes the link away that is being pressed."""
    open_search(page, (file_copy / "en" / DEEP).as_uri())
    page.locator(INPUT).evaluate(
        """async (box, question) => {
            box.value = question;
            box.dispatchEvent(new Event("input"));
            box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
            window.answered = document.querySelector(".search-link");
            await new Promise((resolve) => setTimeout(resolve, 400));
        }""",
        QUESTIONS["en"][0],
    )
    assert page.evaluate("() => window.answered.isConnected")


def test_it_answers_from_a_folder_with_spaces_and_khmer_letters(
    page: Page, file_copy: Path
) -> None:
    for edition in editions_of(file_copy):
        open_search(page, (file_copy / edition / DEEP).as_uri())
        title = page.locator("h1").inner_text()
        assert any(href.endswith(DEEP) for href in ask(page, title)), edition


def test_nothing_is_loaded_before_it_is_opened_and_then_two_files(
    page: Page, built_site: Path, serve: Serve
) -> None:
    address = serve(built_site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}en/{DEEP}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    asked.clear()
    page.locator(SUMMARY).click()
    page.wait_for_selector(f"{FOLD}[data-ready]")
    ask(page, "trafficking")
    ask(page, "kenya")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(SUMMARY).click()
    assert [url.rpartition("/")[2].partition(".")[0] for url in asked] == ["search-index", "search"]


def test_no_trace_is_left_and_the_address_stays(page: Page, built_site: Path, serve: Serve) -> None:
    address = f"{serve(built_site)}en/{DEEP}"
    open_search(page, address)
    before = page.evaluate(TRACES)
    assert before[:4] == ["", 0, 0, 0]
    for question in ("blackmail pictures", "child pornography", "kenya"):
        assert ask(page, question)
        assert page.url == address
        assert page.evaluate(TRACES) == before
    source = page.content()
    assert "blackmail" not in source
    assert "pornography" not in page.locator(".site-header").inner_text()


@pytest.mark.parametrize("way", ["back", "reload"])
def test_what_was_typed_is_gone_when_one_comes_back(
    page: Page, built_site: Path, serve: Serve, way: str
) -> None:
    open_search(page, f"{serve(built_site)}en/{DEEP}")
    assert ask(page, "kenya")
    if way == "back":
        page.locator(LINK).first.click()
        page.wait_for_url("**/help/ke.html")
        page.go_back()
    else:
        page.reload()
    assert page.locator(INPUT).input_value() == ""
    assert page.locator(LINK).count() == 0


def test_closing_forgets_what_was_typed(page: Page, built_site: Path) -> None:
    open_search(page, (built_site / "en" / DEEP).as_uri())
    assert ask(page, "kenya")
    page.locator("h1").click()
    assert page.locator(FOLD).get_attribute("open") is None
    page.locator(SUMMARY).click()
    assert page.locator(INPUT).input_value() == ""
    assert page.locator(LINK).count() == 0


def test_it_works_without_a_network_once_it_was_opened(
    page: Page, built_site: Path, serve: Serve
) -> None:
    open_search(page, f"{serve(built_site)}en/{DEEP}")
    page.context.set_offline(True)
    assert ask(page, "get help")[0].endswith("help/index.html")


def test_an_index_that_cannot_be_loaded_leads_to_the_list(
    page: Page, built_site: Path, serve: Serve
) -> None:
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{serve(built_site)}en/{DEEP}")
    page.locator(SUMMARY).click()
    told = page.locator(f"{STATUS} [data-told=trouble]")
    told.wait_for()
    assert page.locator(".search-all a").is_visible()
    page.unroute("**/search-index.js")
    page.keyboard.press("Escape")
    page.locator(SUMMARY).click()  # tried again
    page.wait_for_selector(f"{FOLD}[data-ready]")
    assert ask(page, "kenya")


def test_without_scripts_the_list_of_all_pages_stands_in_its_place(
    new_page: NewPage, file_copy: Path
) -> None:
    page = new_page(java_script_enabled=False)
    for edition in editions_of(file_copy):
        page.goto((file_copy / edition / DEEP).as_uri())
        assert not page.locator(INPUT).is_visible()
        page.locator(SUMMARY).click()
        assert not page.locator(INPUT).is_visible()
        page.locator(".search-all a").click()
        assert page.url.endswith(f"/{edition}/site/pages.html")
        page.locator("main a[href$='issues/travel.html']").first.click()
        assert page.url.endswith(f"/{edition}/issues/travel.html")


def test_the_keyboard_alone_is_enough(page: Page, built_site: Path) -> None:
    page.goto((built_site / "en" / DEEP).as_uri())
    page.locator(SUMMARY).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FOLD}[data-ready]")
    page.keyboard.type("kenya")
    page.wait_for_selector(LINK)
    page.keyboard.press("Escape")
    assert page.locator(INPUT).input_value() == ""
    assert page.locator(FOLD).get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(FOLD).get_attribute("open") is None
    assert page.locator(SUMMARY).evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{INPUT}:focus")
    page.keyboard.type("kenya")
    page.wait_for_selector(LINK)
    page.keyboard.press("Tab")
    while not page.evaluate(f"document.activeElement.matches('{LINK}')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/ke.html")


def test_the_number_of_results_is_told_without_the_words(page: Page, built_site: Path) -> None:
    open_search(page, (built_site / "en" / DEEP).as_uri())
    status = page.locator(STATUS)
    assert status.get_attribute("role") == "status"
    assert status.inner_text().strip() == ""
    found = ask(page, "trafficking")
    assert status.inner_text().strip() == f"Results: {len(found)}"
    assert not ask(page, "qqqqqq")
    assert "Nothing was found" in status.inner_text()
    assert "qqqqqq" not in page.locator(".search-panel").inner_text()


@pytest.mark.parametrize("question", ["someone touched me", "kill myself", "child porn"])
def test_words_of_distress_lead_to_help_with_one_calm_line(
    page: Page, built_site: Path, question: str
) -> None:
    open_search(page, (built_site / "en" / DEEP).as_uri())
    assert "/help/" in ask(page, question)[0]
    assert page.locator(".search-help").inner_text() == "These pages can help."
    shown = page.locator(".search-panel").inner_text().lower()
    assert question not in shown
    ask(page, "kenya")
    assert not page.locator(".search-help").is_visible()


def test_a_result_in_another_language_says_so(page: Page, built_site: Path) -> None:
    open_search(page, (built_site / "th" / DEEP).as_uri())
    ask(page, "กฎหมาย")
    last = page.locator(".search-result").last
    assert last.locator(".search-title").get_attribute("lang") == "en"
    assert last.locator(".search-language").inner_text() == "(อังกฤษ)"
    assert page.locator(".search-title").first.get_attribute("lang") is None


@pytest.mark.parametrize("edition", ["en", "ar", "th"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_the_screen_and_axe_finds_nothing(
    new_page: NewPage, built_site: Path, axe_source: str, edition: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 640}, bypass_csp=True)
    open_search(page, (built_site / edition / DEEP).as_uri())
    ask(page, QUESTIONS[edition][0])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".search-panel").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 1
    page.evaluate(axe_source)
    found = page.evaluate("axe.run('header')")["violations"]
    assert not [violation["id"] for violation in found]


def test_a_site_without_a_list_of_pages_has_the_search_with_scripts_only(
    new_page: NewPage, file_copy: Path
) -> None:
    """The fold is hidden where it would hold nothing."""
    html = (file_copy / "en" / DEEP).read_text("utf-8")
    assert '<div class="search" role="search">' in html
    planted = file_copy / "en" / "issues" / "planted.html"
    planted.write_text(html.replace('role="search">', 'role="search" hidden>', 1), "utf-8")
    for scripts in (True, False):
        page = new_page(java_script_enabled=scripts)
        page.goto(planted.as_uri())
        assert page.locator(SUMMARY).is_visible() == scripts
    planted.unlink()
