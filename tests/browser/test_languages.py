"""The language menu stays on the page; the top page offers every edition and decides for nobody."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage
from browser.visits import editions_of
from conftest import Serve

pytestmark = pytest.mark.browser

LANGUAGES = "header details:has(a[hreflang])"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_menu_stays_on_the_same_page(
    new_page: NewPage, file_copy: Path, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    first, *others = editions_of(file_copy)
    deep = max(
        path.relative_to(file_copy / first).as_posix()
        for path in (file_copy / first).glob("*/*.html")
    )
    page.goto((file_copy / first / deep).as_uri())
    for edition in others:
        page.locator(f"{LANGUAGES} > summary").click()
        page.locator(f'{LANGUAGES} a[href*="/{edition}/"]').click()
        page.wait_for_load_state()
        assert page.url.endswith(f"/{edition}/{deep}")
        assert page.locator("html").get_attribute("lang") == page.locator(
            f"{LANGUAGES} a[aria-current]"
        ).get_attribute("hreflang")


def test_every_language_is_named_in_itself(page: Page, built_site: Path) -> None:
    page.goto((built_site / "index.html").as_uri())
    names = {
        link.get_attribute("hreflang"): link.inner_text().splitlines()[0]
        for link in page.locator("main a[hreflang]").all()
    }
    for edition in editions_of(built_site):
        page.goto((built_site / edition / "index.html").as_uri())
        page.locator(f"{LANGUAGES} > summary").click()
        listed = {
            link.get_attribute("hreflang"): link.inner_text().splitlines()[0]
            for link in page.locator(f"{LANGUAGES} a[hreflang]").all()
        }
        assert listed == names


@pytest.mark.parametrize("scripts", [True, False])
def test_the_top_page_lists_every_edition(
    new_page: NewPage, built_site: Path, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    for name in ("index.html", "404.html"):
        page.goto((built_site / name).as_uri())
        links = page.locator("main a[hreflang]")
        targets = [link.get_attribute("href") for link in links.all()]
        assert sorted(targets, key=str) == [f"{e}/index.html" for e in editions_of(built_site)]
        assert all(link.is_visible() for link in links.all())


def test_the_top_page_offers_the_language_of_the_browser_first(
    new_page: NewPage, built_site: Path, serve: Serve
) -> None:
    address = serve(built_site, "/a/sub/path/")
    for edition in editions_of(built_site):
        page = new_page(locale=edition)
        page.goto(address + "index.html")
        first = page.locator("main a[hreflang]").first.get_attribute("hreflang")
        assert first
        assert first.lower() == edition


def test_a_regional_language_of_the_browser_finds_the_edition_nearest_to_it(
    new_page: NewPage, built_site: Path
) -> None:
    edition = editions_of(built_site)[-1]
    page = new_page(locale=f"{edition.split('-')[0]}-XK")
    page.goto((built_site / "index.html").as_uri())
    tag = page.locator("main a[hreflang]").first.get_attribute("hreflang")
    assert tag
    assert tag.lower().split("-")[0] == edition.split("-")[0]


def test_a_language_without_an_edition_changes_nothing(new_page: NewPage, built_site: Path) -> None:
    address = (built_site / "index.html").as_uri()
    orders = []
    for options in ({"locale": "xx"}, {"java_script_enabled": False}):
        page = new_page(**options)
        page.goto(address)
        links = page.locator("main a[hreflang]").all()
        orders.append([link.get_attribute("hreflang") for link in links])
    assert orders[0] == orders[1]


def test_the_top_page_never_leads_away_by_itself_and_stores_nothing(
    new_page: NewPage, built_site: Path, serve: Serve
) -> None:
    address = serve(built_site, "/a/sub/path/")
    page = new_page(locale=editions_of(built_site)[-1])
    page.goto(address + "index.html", wait_until="networkidle")
    assert urlsplit(page.url).path == "/a/sub/path/index.html"
    assert page.evaluate("history.length") <= 2
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "",
        0,
        0,
    ]
    assert page.context.cookies() == []
