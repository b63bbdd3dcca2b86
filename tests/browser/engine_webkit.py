"""WebKitGTK as an engine of ``engines``: Selenium drives its small browser on an X server of our own.

Its driver tells nothing of the console. So pages that are to be watched are copies whose first
element is a script, which writes down what goes wrong; see ``watched_copy``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from browser.engines import PATIENCE, AnyPage
from editions.commands.workbench_browsers import WebKit

#: Takes what was written down since it was last asked; pages that are not watched have nothing.
_TAKE = "() => globalThis.watchedComplaints?.splice(0) ?? []"
_WATCH = Path(__file__).with_name("engine_webkit.js")
_HEAD = "<head>"


class WebKitEngine:
    """A display nobody sees. Each page has a browser of its own, as sessions share what they keep."""

    name, title = "webkit", "WebKitGTK"

    def __init__(self, webkit: WebKit) -> None:
        self._webkit = webkit
        self._display, self._shown_on = _start_display(webkit.display)
        page = _WebKitPage(self._start_browser())
        self.version = page.version
        page.close()

    def new_page(self) -> AnyPage:
        return _WebKitPage(self._start_browser())

    def close(self) -> None:
        self._display.terminate()
        self._display.wait(timeout=10)

    def _start_browser(self) -> webdriver.WebKitGTK:
        options = Options()
        options.add_argument("--automation")
        options.binary_location = str(self._webkit.program)
        # Root has no sandbox to use; GTK must not find the display of somebody's desk.
        surroundings = {**os.environ, "DISPLAY": self._shown_on, "GDK_BACKEND": "x11"}
        surroundings["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        service = Service(str(self._webkit.driver), env=surroundings)
        with warnings.catch_warnings():  # Selenium's own of itself
            warnings.simplefilter("ignore", DeprecationWarning)
            browser = webdriver.WebKitGTK(options=options, service=service)
        browser.set_script_timeout(PATIENCE)
        browser.set_page_load_timeout(PATIENCE)
        return browser


class _WebKitPage:
    engine = WebKitEngine.name

    def __init__(self, browser: webdriver.WebKitGTK) -> None:
        self._browser = browser
        self._complaints: list[str] = []
        self.version = str(browser.capabilities["browserVersion"])

    def goto(self, address: str) -> None:
        self._take_complaints()
        self._browser.get(address)

    def back(self) -> None:
        self._take_complaints()
        self._browser.back()

    def evaluate(self, function: str, argument: object = None) -> Any:
        return self._browser.execute_script(f"return ({function})(arguments[0])", argument)

    def click(self, selector: str) -> None:
        self._take_complaints()
        self._browser.find_element(By.CSS_SELECTOR, selector).click()

    def press(self, key: str) -> None:
        self._take_complaints()
        *held, last = (getattr(Keys, name.upper(), name) for name in key.split("+"))
        actions = ActionChains(self._browser, duration=0)
        for one in held:
            actions.key_down(one)
        actions.key_down(last).key_up(last)
        for one in reversed(held):
            actions.key_up(one)
        actions.perform()

    def resize(self, width: int, height: int) -> None:
        self._browser.set_window_size(width, height)

    def complaints(self) -> list[str]:
        self._take_complaints()
        return list(self._complaints)

    def close(self) -> None:
        self._browser.quit()

    def _take_complaints(self) -> None:
        self._complaints += self.evaluate(_TAKE)


def watched_copy(site: Path, folder: Path) -> Path:
    """Return a copy of a site below a folder, in which each page writes down what goes wrong.

    The script comes first in the head: before the content security policy, which does not bind it.
    """
    copy = folder / site.name
    shutil.copytree(site, copy)
    shutil.copy(_WATCH, copy / _WATCH.name)
    for page in copy.rglob("*.html"):
        top = "../" * (len(page.relative_to(copy).parts) - 1)
        html = page.read_text("utf-8")
        before, head, after = html.partition(_HEAD)
        assert head, f"{page} has no head"
        script = f'<script src="{top}{_WATCH.name}"></script>'
        page.write_text(f"{before}{head}{script}{after}", "utf-8")
    return copy


def _start_display(program: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start an X server on a display that is free; return it, and what the display is called."""
    told, telling = os.pipe()
    display = subprocess.Popen(
        [program, "-displayfd", str(telling), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        pass_fds=[telling],
        stderr=subprocess.DEVNULL,
    )
    os.close(telling)
    with os.fdopen(told) as number:
        return display, f":{number.readline().strip()}"
