"""Without a host that redirects, an old address leads on by itself: from a disk, and below a path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.test_policy import LISTEN
from browser.visits import LEFT_TOO_SOON
from sites import TinySite

pytestmark = pytest.mark.browser

PAGES = {
    "en/index.md": "Hello.",
    "en/about/it's new & 100%.md": "---\nTitle: New\nAliases: former/deep/, old.html\n---\n\nWords.",
    "ar/index.md": "مرحبا",
}


@pytest.fixture
def site(tiny_site: Callable[..., TinySite]) -> TinySite:
    """Return a site that has been built, in a folder with a name many programs trip over."""
    site = tiny_site(PAGES)
    assert site.build() == 0
    site.output.rename(site.folder / "ថត បី")
    return site


@pytest.mark.parametrize("over_http", [True, False])
@pytest.mark.parametrize("old", ["en/old.html", "ar/former/deep/index.html"])
def test_the_page_at_an_old_address_leads_on(
    page: Page, site: TinySite, serve: Callable[..., str], old: str, over_http: bool
) -> None:
    folder = site.folder / "ថត បី"
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    # The page is left before its icon has come, which nobody waits for.
    page.on("requestfailed", lambda r: told.append(r.url) if r.failure != LEFT_TOO_SOON else None)
    page.add_init_script(LISTEN)
    page.goto(f"{serve(folder, '/a/path/')}{old}" if over_http else (folder / old).as_uri())
    page.wait_for_selector("h1.page-title")
    assert page.inner_text("h1") == "New"
    assert page.url.endswith(f"/{old[:2]}/about/it%27s%20new%20&%20100%25.html")
    assert page.evaluate("window.violations") == []
    assert told == []


def test_a_browser_that_is_not_led_shows_where_the_page_is(page: Page, site: TinySite) -> None:
    path: Path = site.folder / "ថត បី" / "ar" / "old.html"
    path.write_text(path.read_text("utf-8").replace('http-equiv="refresh"', "", 1), "utf-8")
    page.goto(path.as_uri())
    page.click("a")
    page.wait_for_selector("h1.page-title")
    assert page.inner_text("h1") == "New"
