"""Firefox, WebKit and Chromium show the same site and let it do the same; what goes wrong is heard.

All that is asked of the three stands in this file: they are started once for it, and slowly.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from browser.conftest import AddressOf
from browser.engines import AnyPage, Engine, url_of, wait_until
from browser.test_search import DEEP as SEARCHED
from browser.test_search import FOLD, INPUT, LINK, QUESTIONS, SUMMARY
from browser.visits import editions_of
from recording import RecordProperty

pytestmark = pytest.mark.browser

#: The fold that lists the editions, and a page of every edition that lies deep.
LANGUAGES = "header details:has(a[hreflang])"
DEEP = "help/index.html"
#: One edition for each direction, and one whose words no space parts.
EDITIONS = ("en", "ar", "th")
SEEN_IN_THEM = ("understand/figures.html", "404.html")

IS_OPEN = f"() => document.querySelector('{LANGUAGES}').open"
HAS_FOCUS = f"() => document.activeElement === document.querySelector('{LANGUAGES} > summary')"
LINKS = f"() => [...document.querySelectorAll('{LANGUAGES} a[hreflang]')].map((a) => a.href)"
#: The address of the first answer of the search.
FIRST = f"() => (document.querySelector('{LINK}') || {{}}).href || ''"
#: What the style sheet says, and no browser by itself.
IS_STYLED = "() => getComputedStyle(document.body).marginBlockStart === '0px'"

#: Whether a page of ours can be read.
IS_SHOWN = "() => !!document.querySelector('main h1')?.getClientRects().length"
#: Long enough for a page to be painted and left again.
A_WHILE = 1.5
#: What is wrong with a page, by a part of what is complained of.
WRONG = {
    "missing.js": "<script src=missing.js></script>",
    "a planted mistake": "<script src=wrong.js></script>",
    "style-src": "<p style='color: red'>x</p>",
}


@pytest.mark.accessibility("engines")
def test_the_language_menu_opens_closes_on_escape_and_stays_on_the_page(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    start, editions = address_of(built_site), editions_of(built_site)
    any_page.goto(f"{start}{editions[0]}/{DEEP}")
    assert any_page.evaluate(IS_STYLED)
    any_page.click(f"{LANGUAGES} > summary")
    assert any_page.evaluate(IS_OPEN)
    any_page.press("Tab")
    any_page.press("Escape")
    assert not any_page.evaluate(IS_OPEN)
    assert any_page.evaluate(HAS_FOCUS)
    assert set(any_page.evaluate(LINKS)) == {f"{start}{edition}/{DEEP}" for edition in editions}
    any_page.press("Enter")
    any_page.click(f'{LANGUAGES} a[href*="/{editions[-1]}/"]')
    wait_until(any_page, "(end) => location.href.endsWith(end)", f"/{editions[-1]}/{DEEP}")
    any_page.back()
    wait_until(any_page, "(end) => location.href.endsWith(end)", f"/{editions[0]}/{DEEP}")


@pytest.mark.accessibility("engines")
def test_every_edition_opens_without_a_complaint(
    any_page: AnyPage, address_of: AddressOf, built_site: Path, record_property: RecordProperty
) -> None:
    start = address_of(built_site)
    pages = [f"{edition}/index.html" for edition in editions_of(built_site)]
    pages += [f"{edition}/{name}" for edition in EDITIONS for name in SEEN_IN_THEM]
    record_property("pages", len(pages))
    for page in pages:
        any_page.goto(f"{start}{page}")
        assert any_page.evaluate("() => document.querySelector('h1').innerText.trim()")
        assert any_page.evaluate(IS_STYLED), url_of(any_page)


def test_the_search_answers(any_page: AnyPage, address_of: AddressOf, built_site: Path) -> None:
    start = address_of(built_site)
    typed = "(text) => { const box = document.activeElement; box.value = text;"
    for edition, (question, answer) in QUESTIONS.items():
        any_page.goto(f"{start}{edition}/{SEARCHED}")
        any_page.click(SUMMARY)
        wait_until(any_page, f"() => document.querySelector('{FOLD}').dataset.ready")
        assert any_page.evaluate(f"() => document.activeElement.matches('{INPUT}')"), edition
        any_page.evaluate(f"{typed} box.dispatchEvent(new Event('input')); }}", question)
        wait_until(any_page, f"(end) => ({FIRST})().endsWith(end)", f"/{edition}/{answer}")
        any_page.click(LINK)
        wait_until(any_page, "(end) => location.href.endsWith(end)", f"/{edition}/{answer}")


def test_saving_pages_is_offered_or_it_is_said_what_it_needs(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    any_page.goto(f"{address_of(built_site)}en/site/offline.html")
    wait_until(any_page, "() => !document.querySelector('.save').hidden")
    shown = any_page.evaluate("""() => [...document.querySelectorAll("[data-step]")]
      .filter((step) => !step.hidden).map((step) => step.dataset.step)""")
    assert shown in (["start"], ["cannot"])


def test_what_goes_wrong_in_a_page_is_heard(
    engine: Engine, address_of: AddressOf, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    policy = "default-src 'none'; script-src 'self' file:; style-src 'self'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    head = f"<!doctype html><html lang=en><head>{meta}<title>x</title></head>"
    for number, body in enumerate(WRONG.values()):
        (site / f"{number}.html").write_text(f"{head}<body>{body}", "utf-8")
    (site / "wrong.js").write_text("throw new Error('a planted mistake');", "utf-8")
    start, visited, before = address_of(site), engine.new_page(), 0
    heard = {}
    for number, complaint in enumerate(WRONG):
        visited.goto(f"{start}{number}.html")
        told = visited.complaints()
        heard[complaint], before = told[before:], len(told)
    visited.close()
    for complaint, told in heard.items():
        # On the disk WebKit keeps to itself what a script of another file has thrown.
        assert any(complaint in one or one == "Script error." for one in told), heard


def read_two_pages(page: AnyPage, start: str) -> None:
    page.goto(f"{start}en/help/index.html")
    page.click('main a[href$="device.html"]')
    wait_until(page, "() => location.href.endsWith('device.html')")
    assert page.evaluate(IS_SHOWN)


def stays_away(page: AnyPage) -> bool:
    """Tell whether no page of ours is there at the end, nor was on the way, as often as one can look."""
    until = time.monotonic() + A_WHILE
    while time.monotonic() < until:
        if url_of(page) != "about:blank" and page.evaluate(IS_SHOWN):
            return False
        time.sleep(0.05)
    return url_of(page) == "about:blank"


class TestTheExit:
    """It leaves at once, and Back shows nothing of ours again; from the disk, too, to an empty tab.

    What only Chromium can be asked stands in ``test_exit.py``.
    """

    def test_the_link_leaves_and_back_shows_no_page_again(
        self, any_page: AnyPage, address_of: AddressOf, built_site: Path
    ) -> None:
        read_two_pages(any_page, address_of(built_site))
        any_page.click(".exit-link")
        wait_until(any_page, "() => location.href === 'about:blank'")
        any_page.back()
        assert stays_away(any_page)

    def test_shift_three_times_leaves(
        self, any_page: AnyPage, address_of: AddressOf, built_site: Path
    ) -> None:
        read_two_pages(any_page, address_of(built_site))
        for _ in range(2):
            any_page.press("Shift")
        assert any_page.evaluate("() => document.querySelector('.exit-said').textContent.trim()")
        any_page.press("Shift")
        wait_until(any_page, "() => location.href === 'about:blank'")

    def test_a_page_the_browser_kept_is_not_shown_again(
        self, any_page: AnyPage, address_of: AddressOf, built_site: Path
    ) -> None:
        read_two_pages(any_page, address_of(built_site))
        any_page.evaluate("""() => {
          sessionStorage.setItem("editions-left", `${Date.now()} about:blank`);
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""")
        wait_until(any_page, "() => location.href === 'about:blank'")

    def test_a_page_the_browser_kept_is_shown_to_whoever_has_not_left(
        self, any_page: AnyPage, address_of: AddressOf, built_site: Path
    ) -> None:
        read_two_pages(any_page, address_of(built_site))
        any_page.evaluate("""() => {
          dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""")
        wait_until(any_page, IS_SHOWN)
        assert url_of(any_page).endswith("device.html")
        assert any_page.evaluate("() => window.name") == ""

    def test_whoever_comes_back_by_an_address_is_let_in(
        self, any_page: AnyPage, address_of: AddressOf, built_site: Path
    ) -> None:
        start = address_of(built_site)
        read_two_pages(any_page, start)
        any_page.click(".exit-link")
        wait_until(any_page, "() => location.href === 'about:blank'")
        any_page.goto(f"{start}en/index.html")
        wait_until(any_page, IS_SHOWN)
