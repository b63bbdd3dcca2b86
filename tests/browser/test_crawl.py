"""The site opens from a memory stick and below any path, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser.visits import Walk, walk_from, watch
from conftest import PUBLISHED_AT, Serve
from sample import Sample

pytestmark = pytest.mark.browser

#: What a browser could have kept of a visit.
TRACES = """async () => ({
  cookie: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).length,
})"""


#: The lists of an edition that lead to all of its pages.
LISTS = ("index.html", "site/pages.html", "help/countries.html")


@pytest.fixture(scope="module")
def wanted(sample: Sample) -> set[str]:
    """Return the pages to walk over, with the lists on the way to them.

    No link leads to the pages that stand in the place of another.
    """
    pages = sample.covering("site")
    lists = {f"{path.partition('/')[0]}/{name}" for path in pages if "/" in path for name in LISTS}
    return {path for path in {*pages, *lists} if not path.endswith(("404.html", "not-saved.html"))}


@pytest.fixture(
    scope="module",
    params=[("file", True), ("file", False), ("http", True), ("http", False)],
    ids=["file-scripts", "file-no-scripts", "http-scripts", "http-no-scripts"],
)
def walked(
    request: pytest.FixtureRequest,
    chromium: Browser,
    file_copy: Path,
    serve: Serve,
    wanted: set[str],
) -> Iterator[tuple[Walk, BrowserContext]]:
    """Return a walk by links over pages of every kind, and the browser context it was made in."""
    scheme, scripts = request.param
    by_file = f"{file_copy.as_uri()}/"
    start = by_file if scheme == "file" else serve(file_copy, "/a/sub/path/")
    context = chromium.new_context(java_script_enabled=scripts)
    yield walk_from(context.new_page(), start, wanted), context
    context.close()


Walked = tuple[Walk, BrowserContext]


class TestAWalkOverTheSite:
    def test_it_meets_every_page_it_looks_for(self, walked: Walked, wanted: set[str]) -> None:
        assert set(walked[0].opened) == wanted

    def test_every_page_shows_its_heading(self, walked: Walked) -> None:
        assert not [path for path, look in walked[0].opened.items() if not look["heading"]]

    def test_the_style_sheet_reaches_every_page(self, walked: Walked) -> None:
        page = walked[1].new_page()  # as the browser shows a page without any
        plain = page.evaluate("() => getComputedStyle(document.body).fontFamily")
        page.close()
        bare = [path for path, look in walked[0].opened.items() if look["font"] == plain]
        assert not bare

    def test_nothing_fails_to_load(self, walked: Walked) -> None:
        assert not walked[0].failures

    def test_nothing_is_complained_of_in_the_console(self, walked: Walked) -> None:
        assert not walked[0].complaints

    def test_no_other_host_is_asked_for_anything(self, walked: Walked) -> None:
        assert not walked[0].strangers

    def test_no_trace_is_left_in_the_browser(self, walked: Walked) -> None:
        walk, context = walked
        assert context.cookies() == []
        page = context.pages[0]
        if walk.start.startswith("http"):  # a browser keeps files apart from one another
            page.goto(f"{walk.start}index.html")
            assert page.evaluate(TRACES) == dict.fromkeys(
                ("local", "session", "caches", "workers", "databases"), 0
            ) | {"cookie": ""}


def test_a_wrong_address_of_the_published_site_shows_a_whole_page_at_any_depth(
    chromium: Browser, serve: Serve, published_site: Path
) -> None:
    start = serve(published_site, f"{urlsplit(PUBLISHED_AT).path}/")
    context = chromium.new_context()
    page = context.new_page()
    walk = Walk(start)
    watch(page, walk)
    answer = page.goto(f"{start}no/such/page/here.html")
    assert answer
    assert answer.status == 404
    look: dict[str, Any] = page.evaluate(
        "() => ({margin: getComputedStyle(document.body).marginTop})"
    )
    page.locator("main a[href]").first.click()
    page.wait_for_load_state()
    arrived = walk.place(page.url)
    context.close()
    assert look["margin"] == "0px"
    assert (published_site / arrived).is_file()
    assert [failure for failure in walk.failures if "no/such/page" not in failure] == []
