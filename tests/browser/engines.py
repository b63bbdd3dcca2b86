"""One way to drive three engines: Chromium, Firefox and WebKit, for tests that run in all of them.

A page here can do what readers do and what all three can be asked: go somewhere, press keys, click,
be looked at. What one engine alone can do is left to tests of that one. Functions are JavaScript in
the text form ``"(argument) => …"``; what they return has to be JSON.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Response

#: How long a page is waited for, in seconds; a machine under load is slow.
PATIENCE = 15.0


class AnyPage(Protocol):
    """A page in one of the engines. ``complaints`` is everything its console said was wrong."""

    engine: str

    def goto(self, address: str) -> None:
        """Open an address and wait until it has loaded."""

    def back(self) -> None:
        """Go back in history. Whoever asks waits: see ``wait_until``."""

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function returns in the page."""

    def click(self, selector: str) -> None:
        """Click the first element a selector finds, in its middle."""

    def press(self, key: str) -> None:
        """Press a key: one letter, ``Tab``, ``Shift+Tab``, ``Enter``, ``Escape``, ``Shift``."""

    def resize(self, width: int, height: int) -> None:
        """Set the size of the view; WebKit's is never narrower than about 450 pixels."""

    def complaints(self) -> list[str]:
        """Return errors of scripts, of loading, and what the content security policy refused."""

    def close(self) -> None:
        """Close the page with everything it may have kept."""


class Engine(Protocol):
    """A running browser."""

    name: str
    title: str
    version: str

    def new_page(self) -> AnyPage:
        """Open an empty page that shares nothing with others."""

    def close(self) -> None:
        """End the browser."""


def url_of(page: AnyPage) -> str:
    """Return the address a page is at."""
    return str(page.evaluate("() => location.href"))


def wait_until(page: AnyPage, function: str, argument: object = None) -> None:
    """Wait until a function returns something true in a page; else the test fails with it."""
    give_up = time.monotonic() + PATIENCE
    while not page.evaluate(function, argument):
        assert time.monotonic() < give_up, f"in {page.engine} it never came true: {function}"
        time.sleep(0.05)


class ChromiumEngine:
    """The Chromium of the other browser tests; whoever started it closes it."""

    name, title = "chromium", "Chromium"

    def __init__(self, browser: Browser) -> None:
        self._browser, self.version = browser, browser.version

    def new_page(self) -> AnyPage:
        return _ChromiumPage(self._browser.new_context())

    def close(self) -> None:
        """Leave it running."""


class _ChromiumPage:
    engine = ChromiumEngine.name

    def __init__(self, context: BrowserContext) -> None:
        self._context, self._page = context, context.new_page()
        self._complaints: list[str] = []
        note_complaints(self._page, self._complaints)

    def goto(self, address: str) -> None:
        self._page.goto(address)

    def back(self) -> None:
        self._page.go_back()

    def evaluate(self, function: str, argument: object = None) -> Any:
        try:
            return self._page.evaluate(function, argument)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
        # The page was on its way to another, which is the one to be asked.
        self._page.wait_for_load_state()
        return self._page.evaluate(function, argument)

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()
        self._page.wait_for_load_state()

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self._page.wait_for_load_state()

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def complaints(self) -> list[str]:
        return list(self._complaints)

    def close(self) -> None:
        self._context.close()


def note_complaints(page: Page, complaints: list[str]) -> None:
    """Add to a list what a page of Playwright's complains of from now on."""

    def listen(told: ConsoleMessage) -> None:
        if told.type in ("error", "warning"):
            complaints.append(f"{told.location['url']}: {told.text}")

    def look_at(answer: Response) -> None:
        if answer.status >= 400:
            complaints.append(f"{answer.status} {answer.url}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", look_at)
