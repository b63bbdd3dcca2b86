"""What browser tests share: a Chromium, pages in it, axe, and the site on a USB stick."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from editions.commands.workbench_chromium import find_chromium

#: Opens an empty page; its named arguments are those of Playwright's ``Browser.new_context``.
NewPage = Callable[..., Page]

#: Keep Chromium from calling home, which a closed network answers late or never.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium: the one ``./inv test`` found, or the one found now."""
    found = find_chromium(os.environ)
    if not found:
        pytest.fail("There is no Chromium; ./inv test installs one.", pytrace=False)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *(["--no-sandbox"] if as_root else [])]  # root has no sandbox to use
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Return a function that opens a page in a context of its own, closed after the test.

    For example ``new_page(color_scheme="dark", java_script_enabled=False, locale="ar")``.
    """
    contexts = []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Return a page with Playwright's defaults."""
    return new_page()


@pytest.fixture(scope="session")
def axe_source(repo: Path) -> str:
    """Return the script of axe-core, to be run in a page."""
    return (repo / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def file_copy(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the built site whose folder has a space and Khmer letters in its name."""
    copy = tmp_path_factory.mktemp("usb stick") / "គេហទំព័រ ថ្មី"
    shutil.copytree(built_site, copy)
    return copy
