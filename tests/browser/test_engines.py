"""Firefox, WebKit and Chromium show the same site, and what goes wrong in each of them is heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import AddressOf
from browser.engines import AnyPage, Engine, url_of, wait_until
from browser.visits import editions_of
from recording import RecordProperty

pytestmark = pytest.mark.browser

#: The fold that lists the editions, and a page of every edition that lies deep.
LANGUAGES = "header details:has(a[hreflang])"
DEEP = "help/index.html"
SEEN_IN_ALL = ("index.html", "understand/figures.html", "404.html")

IS_OPEN = f"() => document.querySelector('{LANGUAGES}').open"
HAS_FOCUS = f"() => document.activeElement === document.querySelector('{LANGUAGES} > summary')"
LINKS = f"() => [...document.querySelectorAll('{LANGUAGES} a[hreflang]')].map((a) => a.href)"
#: What the style sheet says, and no browser by itself.
IS_STYLED = "() => getComputedStyle(document.body).marginBlockStart === '0px'"


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
    record_property("pages", len(SEEN_IN_ALL) * len(editions_of(built_site)))
    for edition in editions_of(built_site):
        for page in SEEN_IN_ALL:
            any_page.goto(f"{start}{edition}/{page}")
            assert any_page.evaluate("() => document.querySelector('h1').innerText.trim()")
            assert any_page.evaluate(IS_STYLED), url_of(any_page)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script src=missing.js></script>", "missing.js"),
        ("<script src=wrong.js></script>", "a planted mistake"),
        ("<p style='color: red'>x</p>", "style-src"),
    ],
)
def test_what_goes_wrong_in_a_page_is_heard(
    engine: Engine, address_of: AddressOf, tmp_path: Path, body: str, complaint: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    policy = "default-src 'none'; script-src 'self' file:; style-src 'self'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = f"<!doctype html><html lang=en><head>{meta}<title>x</title></head><body>{body}"
    (site / "index.html").write_text(page, "utf-8")
    (site / "wrong.js").write_text("throw new Error('a planted mistake');", "utf-8")
    visited = engine.new_page()
    visited.goto(f"{address_of(site)}index.html")
    complaints = visited.complaints()
    visited.close()
    # On the disk WebKit keeps to itself what a script of another file has thrown.
    assert any(complaint in told or told == "Script error." for told in complaints), complaints
