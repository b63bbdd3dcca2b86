"""What browser tests share: a Chromium, pages in it, axe, and the site on a USB stick.

For tests that run in Chromium, Firefox and WebKit: ``any_page`` and ``address_of``. A test says

    def test_the_menu_opens(any_page: AnyPage, address_of: AddressOf, built_site: Path) -> None:
        any_page.goto(f"{address_of(built_site)}en/index.html")
        any_page.click("header summary")
        assert any_page.evaluate("() => document.querySelector('header details').open")

and runs six times: in three engines, over http and from the disk. It fails, too, when the console of
the page tells an error or the content security policy refuses something.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from browser.engine_firefox import FirefoxEngine
from browser.engine_webkit import WebKitEngine, watched_copy
from browser.engines import AnyPage, ChromiumEngine, Engine
from conftest import Serve
from editions.commands.workbench_browsers import OTHER_BROWSERS, Firefox, must_be_there
from editions.commands.workbench_chromium import find_chromium
from recording import MARKER, RecordProperty

#: Opens an empty page; its named arguments are those of Playwright's ``Browser.new_context``.
NewPage = Callable[..., Page]
#: Returns the address at which an engine sees a built site; it ends in a slash.
AddressOf = Callable[[Path], str]

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


def launch_flags() -> list[str]:
    """Return what Chromium is started with on this machine."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if as_root else [])]  # root has no sandbox to use


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what drives browsers."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return a running Chromium: the one ``./inv test`` found, or the one found now."""
    found = find_chromium(os.environ)
    if not found:
        pytest.fail("There is no Chromium; ./inv test installs one.", pytrace=False)
    browser = playwright.chromium.launch(executable_path=found, args=launch_flags())
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


@pytest.fixture(autouse=True)
def visits_for_the_record(request: pytest.FixtureRequest, record_property: RecordProperty) -> None:
    """Let a test of accessibility say in which browser it looks, and at how many measured pages."""
    if not request.node.get_closest_marker(MARKER):
        return
    if "engine" in request.fixturenames:
        running = request.getfixturevalue("engine")
        record_property("browser", f"{running.title} {running.version}")
    else:
        version = request.getfixturevalue("chromium").version
        record_property("browser", f"{ChromiumEngine.title} {version}")
    for name in {"measured", "set_wider", "enlarged"} & set(request.fixturenames):
        record_property("pages", len(request.getfixturevalue(name)))


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


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return a running browser of each kind in turn.

    Where Firefox or WebKit is not there the tests are listed as skipped, and ``./inv test`` says so
    before them; in CI they fail, unless apt has none.
    """
    running = started(request.param, request)
    yield running
    running.close()


def started(name: str, request: pytest.FixtureRequest) -> Engine:
    """Return a browser that has been started now, or the Chromium of all tests."""
    if name == "chromium":
        return ChromiumEngine(request.getfixturevalue("chromium"))
    browser = OTHER_BROWSERS[name]
    found = browser.find(os.environ)
    if not found:
        told = f"there is no {browser.name}: apt-get install {' '.join(browser.packages)}"
        if must_be_there(browser):
            pytest.fail(told, pytrace=False)
        pytest.skip(told)
    return FirefoxEngine(found) if isinstance(found, Firefox) else WebKitEngine(found)


@pytest.fixture
def any_page(engine: Engine) -> Iterator[AnyPage]:
    """Return a page in each of the engines; what its console complains of fails the test."""
    page = engine.new_page()
    yield page
    complaints = page.complaints()
    page.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(params=["http", "file"])
def address_of(
    request: pytest.FixtureRequest,
    engine: Engine,
    serve: Serve,
    folder_as_seen_by: Callable[[Path, Engine], Path],
) -> AddressOf:
    """Return a function from a built site to its address, below a path of a server and on the disk."""

    def address(site: Path) -> str:
        folder = folder_as_seen_by(site, engine)
        return serve(folder, "/a/sub/path/") if request.param == "http" else f"{folder.as_uri()}/"

    return address


@pytest.fixture(scope="session")
def folder_as_seen_by(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Engine], Path]:
    """Return a function that prepares a built site for an engine, once: WebKit gets a watched copy."""
    copies: dict[Path, Path] = {}

    def folder(site: Path, engine: Engine) -> Path:
        if engine.name != WebKitEngine.name:
            return site
        if site not in copies:
            copies[site] = watched_copy(site, tmp_path_factory.mktemp("watched"))
        return copies[site]

    return folder
