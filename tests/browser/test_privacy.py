"""The page about privacy shows what is stored on the device, and removes all of it and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from conftest import Serve

pytestmark = pytest.mark.browser

PAGE = "en/site/privacy.html"
STORE = """async () => {
  document.cookie = "one=1; path=/";
  sessionStorage.setItem("editions-quiet", "yes");
  localStorage.setItem("editions-x", "1");
  localStorage.setItem("of another site", "1");
  const cache = await caches.open("editions-en-1");
  await cache.put("/a.html", new Response("a"));
  await cache.put("/b.html", new Response("b"));
  await (await caches.open("of another site")).put("/c.html", new Response("c"));
}"""
LEFT = """async () => [
  document.cookie, Object.keys(sessionStorage), Object.keys(localStorage), await caches.keys(),
]"""


def numbers_on(page: Page) -> dict[str, str]:
    return {
        str(cell.get_attribute("data-trace")): cell.inner_text()
        for cell in page.locator("[data-trace]").all()
    }


def said_on(page: Page) -> str:
    return page.locator("[data-said]:visible").inner_text()


def test_nothing_is_stored_by_reading(page: Page, built_site: Path, serve: Serve) -> None:
    home = serve(built_site, "/a/path/")
    for path in ("en/index.html", "en/help/index.html", "en/help/device.html", PAGE):
        page.goto(home + path)
    expect(page.locator('[data-said="nothing"]')).to_be_visible()
    assert set(numbers_on(page).values()) == {"0"}


def test_what_is_stored_is_counted_and_removed_and_nothing_else(
    page: Page, built_site: Path, serve: Serve
) -> None:
    page.goto(serve(built_site, "/a/path/") + PAGE)
    page.evaluate(STORE)
    page.reload()
    expect(page.locator('[data-said="something"]')).to_be_visible()
    found = numbers_on(page)
    assert found == {"cookies": "1", "tab": "1", "device": "1", "pages": "2", "workers": "0"}
    page.get_by_role("button", name="Remove everything").click()
    expect(page.locator('[data-said="removed"]')).to_be_visible()
    assert set(numbers_on(page).values()) == {"0"}
    assert page.evaluate(LEFT) == ["", [], ["of another site"], ["of another site"]]


def test_the_choice_on_help_pages_is_seen_there(page: Page, built_site: Path, serve: Serve) -> None:
    home = serve(built_site, "/")
    page.goto(f"{home}en/help/index.html")
    page.locator(".exit-note input").check()
    page.goto(home + PAGE)
    expect(page.locator('[data-trace="tab"]')).to_have_text("1")
    assert said_on(page) == "This site has stored something on this device."


def test_from_a_disk_it_looks_where_it_can(page: Page, file_copy: Path) -> None:
    page.goto((file_copy / PAGE).as_uri())
    expect(page.locator('[data-said="nothing"]')).to_be_visible()


def test_without_scripts_it_says_that_nothing_can_be_stored(
    new_page: NewPage, built_site: Path
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto((built_site / PAGE).as_uri())
    assert page.locator(".traces noscript").is_visible()
    assert not page.locator(".traces-found").is_visible()
