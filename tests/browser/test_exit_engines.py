"""The exit in Firefox, WebKit and Chromium: it leaves at once, and Back shows nothing of ours again.

Over http and from the disk, where the exit leads to an empty tab. What only Chromium can be asked stands
in ``test_exit.py``.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from browser.conftest import AddressOf
from browser.engines import AnyPage, url_of, wait_until

pytestmark = pytest.mark.browser

#: Whether a page of ours can be read.
IS_SHOWN = "() => !!document.querySelector('main h1')?.getClientRects().length"
#: Long enough for a page to be painted and left again.
A_WHILE = 1.5


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


def test_the_link_leaves_and_back_shows_no_page_again(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    read_two_pages(any_page, address_of(built_site))
    any_page.click(".exit-link")
    wait_until(any_page, "() => location.href === 'about:blank'")
    any_page.back()
    assert stays_away(any_page)


def test_shift_three_times_leaves(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    read_two_pages(any_page, address_of(built_site))
    for _ in range(2):
        any_page.press("Shift")
    assert any_page.evaluate("() => document.querySelector('.exit-said').textContent.trim()")
    any_page.press("Shift")
    wait_until(any_page, "() => location.href === 'about:blank'")


def test_a_page_the_browser_kept_is_not_shown_again(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    read_two_pages(any_page, address_of(built_site))
    any_page.evaluate("""() => {
      sessionStorage.setItem("editions-left", `${Date.now()} about:blank`);
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""")
    wait_until(any_page, "() => location.href === 'about:blank'")


def test_a_page_the_browser_kept_is_shown_to_whoever_has_not_left(
    any_page: AnyPage, address_of: AddressOf, built_site: Path
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
    any_page: AnyPage, address_of: AddressOf, built_site: Path
) -> None:
    start = address_of(built_site)
    read_two_pages(any_page, start)
    any_page.click(".exit-link")
    wait_until(any_page, "() => location.href === 'about:blank'")
    any_page.goto(f"{start}en/index.html")
    wait_until(any_page, IS_SHOWN)
