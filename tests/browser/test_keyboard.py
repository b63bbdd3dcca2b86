"""Everything can be reached and left with the keyboard, and the focus can be seen on its way."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage
from browser.visits import editions_of

pytestmark = pytest.mark.browser

#: The fold that lists the editions, wherever a page keeps it.
LANGUAGES = "header details:has(a[hreflang])"
FOCUSED = "document.activeElement"


def front_pages(site: Path) -> list[Path]:
    """Return the front page of every edition."""
    return [site / edition / "index.html" for edition in editions_of(site)]


def test_the_first_stop_is_a_link_that_skips_to_the_text(page: Page, built_site: Path) -> None:
    for path in front_pages(built_site):
        page.goto(path.as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.matches('a[href^=\"#\"]')"), path
        assert page.evaluate(f"{FOCUSED}.getBoundingClientRect().height > 20"), path
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.tagName") == "MAIN", path
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.closest('main') !== null"), path


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_opens_the_language_menu(
    new_page: NewPage, built_site: Path, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    for path in front_pages(built_site):
        page.goto(path.as_uri())
        page.locator(f"{LANGUAGES} > summary").focus()
        page.keyboard.press("Enter")
        assert page.locator(LANGUAGES).get_attribute("open") is not None, path
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.matches('a[hreflang]')"), path


@pytest.mark.parametrize("stops", [0, 1, 2])
def test_escape_closes_the_language_menu_and_gives_the_focus_back(
    page: Page, built_site: Path, stops: int
) -> None:
    for path in front_pages(built_site):
        page.goto(path.as_uri())
        page.locator(f"{LANGUAGES} > summary").focus()
        page.keyboard.press("Enter")
        for _ in range(stops):
            page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.locator(LANGUAGES).get_attribute("open") is None, path
        summary = page.locator(f"{LANGUAGES} > summary")
        assert summary.evaluate(f"summary => summary === {FOCUSED}"), path


def test_a_press_outside_closes_the_language_menu(page: Page, built_site: Path) -> None:
    page.goto(front_pages(built_site)[0].as_uri())
    page.locator(f"{LANGUAGES} > summary").click()
    assert page.locator(LANGUAGES).get_attribute("open") is not None
    page.locator("h1").click()
    assert page.locator(LANGUAGES).get_attribute("open") is None


def test_the_stops_are_in_the_order_of_the_page(page: Page, built_site: Path) -> None:
    for path in front_pages(built_site):
        page.goto(path.as_uri())
        assert page.evaluate(
            "() => document.querySelector('[tabindex]:not([tabindex=\"-1\"])')"
        ) is (None), path
