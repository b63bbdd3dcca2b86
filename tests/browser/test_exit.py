"""The exit leaves at once, in every way it can be used, and Back does not undo it.

The site is played by the browser's own network layer, so that it has the address of a published site
(``https:``) and the network can be slow or gone. The requirement each test belongs to stands in
``docs/requirements.md``.
"""

from __future__ import annotations

import base64
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from browser.conftest import NewPage, launch_flags
from conftest import Serve
from editions.commands.workbench_chromium import find_chromium

pytestmark = pytest.mark.browser

HOME = "https://site.example/a/path/"
START = "https://start.example/"
LINK = ".exit-link"
#: Three pages on the way to the exit.
WAY = ("en/index.html", "en/help/index.html", "en/help/device.html")
QUICK_PHONE, DESK = {"width": 320, "height": 568}, {"width": 1280, "height": 800}

MakeVisit = Callable[..., "Visit"]


#: Tells of every frame in which a heading of ours is painted.
WATCH = """
  const look = () => {
    const heading = document.querySelector("main h1");
    if (heading && heading.getClientRects().length) window.seen(location.href);
    requestAnimationFrame(look);
  };
  look();
"""


@dataclass
class Visit:
    """A tab that came from another site, and read some pages of ours.

    ``seen`` are the addresses of the pages of ours that were painted, a line for each frame.
    """

    page: Page
    exit: str
    seen: list[str]
    scripts: bool = True

    def leave(self) -> Visit:
        """Leave by the exit, and forget what was seen before."""
        self.page.locator(LINK).click()
        assert self.left_for(self.exit)
        self.seen.clear()
        return self

    def go(self, *paths: str) -> Visit:
        for path in paths:
            self.page.goto(HOME + path)
            if self.scripts:  # without them no frame is ever told of
                self.page.evaluate("() => new Promise((told) => requestAnimationFrame(told))")
        return self

    def left_for(self, address: str) -> bool:
        """Tell whether the tab has left for an address, soon."""
        self.page.wait_for_url(lambda url: not url.startswith(HOME), timeout=5000)
        return self.page.url == address


@pytest.fixture
def visit(chromium: Browser, built_site: Path) -> Iterator[MakeVisit]:
    """Return a function that opens a tab with a start page, and our site below ``HOME``."""
    contexts: list[BrowserContext] = []

    def open_tab(*, slow: bool = False, **options: object) -> Visit:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        play_the_network(context, built_site, slow=slow)
        seen = watch_headings(context)
        page = context.new_page()
        page.goto(START)
        scripts = options.get("java_script_enabled", True) is True
        return Visit(page, exit_in(built_site / "en/help/index.html"), seen, scripts)

    yield open_tab
    for context in contexts:
        context.unroute_all(behavior="ignoreErrors")
        context.close()


def watch_headings(context: BrowserContext) -> list[str]:
    """Return a list that grows with every frame that shows a heading of ours."""
    seen: list[str] = []
    context.expose_function("seen", lambda address: seen.append(address))
    context.add_init_script(WATCH)
    return seen


def play_the_network(context: BrowserContext, site: Path, *, slow: bool) -> None:
    """Answer for our site from its folder, and for all others with a page of few words."""

    def answer(route: Route) -> None:
        address = route.request.url.partition("#")[0]
        if address.startswith(HOME):
            route.fulfill(path=site / address.removeprefix(HOME))
        elif not slow or address.startswith(START):
            route.fulfill(content_type="text/html", body="<title>Elsewhere</title><p>Elsewhere")

    context.route("**/*", answer)


def exit_in(page: Path) -> str:
    found = re.search(r'class="exit-link" href="([^"]+)"', page.read_text("utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_exit_leads_to_its_address(visit: MakeVisit, *, scripts: bool) -> None:
    tab = visit(java_script_enabled=scripts).go("en/help/index.html")
    tab.page.locator(LINK).click()
    assert tab.left_for(tab.exit)


def test_the_exit_is_the_third_stop_of_the_keyboard_and_the_second_leaves_too(
    visit: MakeVisit,
) -> None:
    tab = visit().go("en/help/index.html")
    stops = []
    for _ in range(3):
        tab.page.keyboard.press("Tab")
        stops.append(tab.page.evaluate("document.activeElement.className"))
    assert "exit-skip" in stops[1]
    assert "exit-link" in stops[2]
    tab.page.keyboard.press("Shift+Tab")
    assert tab.page.locator(".exit-skip").bounding_box()["height"] >= 24  # type: ignore[index]
    tab.page.keyboard.press("Enter")
    assert tab.left_for(tab.exit)


def test_the_exit_is_not_on_paper(visit: MakeVisit) -> None:
    tab = visit().go("en/help/index.html")
    tab.page.emulate_media(media="print")
    assert not tab.page.locator(".exit").is_visible()


class TestShift:
    def test_three_times_leaves(self, visit: MakeVisit) -> None:
        tab = visit().go("en/help/index.html")
        for _ in range(3):
            tab.page.keyboard.press("Shift")
        assert tab.left_for(tab.exit)

    @pytest.mark.parametrize(
        "keys",
        [
            ("Shift", "a", "Shift", "Shift"),
            ("Shift+A", "Shift", "Shift"),
            ("Shift", "Shift"),
            ("a", "b", "c"),
        ],
    )
    def test_anything_else_stays(self, visit: MakeVisit, keys: tuple[str, ...]) -> None:
        tab = visit().go("en/help/index.html")
        for key in keys:
            tab.page.keyboard.press(key)
        tab.page.wait_for_timeout(300)
        assert tab.page.url == f"{HOME}en/help/index.html"
        assert tab.page.locator("main h1").is_visible()

    @pytest.mark.parametrize("edition", ["en", "ar", "th"])
    def test_each_press_is_announced_in_the_language_of_the_page(
        self, visit: MakeVisit, edition: str
    ) -> None:
        tab = visit().go(f"{edition}/help/index.html")
        said, words = tab.page.locator(".exit-said"), tab.page.locator(".exit")
        tab.page.keyboard.press("Shift")
        assert said.text_content() == words.get_attribute("data-two-more")
        tab.page.keyboard.press("Shift")
        assert said.text_content() == words.get_attribute("data-one-more")
        tab.page.keyboard.press("a")
        assert said.text_content() == ""

    def test_it_expires_five_seconds_after_a_press_and_says_so(self, visit: MakeVisit) -> None:
        tab = visit()
        tab.page.clock.install(time=0)
        tab.go("en/help/index.html")
        tab.page.clock.pause_at(3_600_000)  # from here on it stands still but for what is said
        said, words = tab.page.locator(".exit-said"), tab.page.locator(".exit")
        tab.page.keyboard.press("Shift")
        tab.page.clock.run_for(4000)
        tab.page.keyboard.press("Shift")  # counts from here again
        tab.page.clock.run_for(4000)
        assert said.text_content() == words.get_attribute("data-one-more")
        tab.page.clock.run_for(2000)
        assert said.text_content() == words.get_attribute("data-expired")
        tab.page.keyboard.press("Shift")
        assert said.text_content() == words.get_attribute("data-two-more")
        tab.page.clock.run_for(11000)
        assert said.text_content() == ""


def test_the_page_is_white_before_the_other_site_answers(visit: MakeVisit) -> None:
    tab = visit(slow=True, color_scheme="dark").go("en/help/index.html")
    # While a page is being left the browser answers no questions about it: the page tells by itself.
    told: list[list[object]] = []
    tab.page.expose_function("tell", lambda *what: told.append(list(what)))
    tab.page.evaluate(
        """() => {
          const { body } = document;
          setTimeout(() => tell(
            document.title,
            document.body === body,
            document.body.textContent,
            [...document.body.children].map((child) => child.getAttribute("role")).join(),
          ), 80);
          setTimeout(() => document.querySelector(".exit-link").click());
        }"""
    )
    tab.page.wait_for_timeout(100)
    picture = tab.page.context.new_cdp_session(tab.page).send("Page.captureScreenshot")
    assert told == [["Loading.", False, "Loading.", "alert"]]
    assert all_light(base64.b64decode(picture["data"]))


def all_light(png: bytes) -> bool:
    """Tell whether a picture is white all over.

    A PNG holds of each pixel how it differs from its neighbour: after a first white one, nothing.
    """
    data = b"".join(chunk for name, chunk in chunks_of(png) if name == b"IDAT")
    rows = zlib.decompress(data)
    return rows[1:4] == b"\xff" * 3 and set(rows[4:]) <= set(range(5))  # the numbers of filters


def chunks_of(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the content of each chunk of a PNG file."""
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


class TestBack:
    def test_it_never_shows_a_page_of_ours_again(self, visit: MakeVisit) -> None:
        tab = visit().go(*WAY)
        assert set(tab.seen) == {HOME + path for path in WAY}
        tab.leave()
        for _ in range(5):
            back(tab.page)
        assert tab.seen == []

    def test_its_way_leads_to_where_the_reader_came_from(self, visit: MakeVisit) -> None:
        tab = visit().go(*WAY).leave()
        for _ in WAY:
            back(tab.page)
        assert tab.page.url == START

    def test_forward_does_not_show_them_either(self, visit: MakeVisit) -> None:
        tab = visit().go(*WAY).leave()
        for _ in WAY:
            back(tab.page)
        for _ in WAY:
            tab.page.evaluate("() => { setTimeout(() => history.forward()); }")
            rest(tab.page)
        assert tab.seen == []

    def test_whoever_comes_by_an_address_is_let_in(self, visit: MakeVisit) -> None:
        tab = visit().go(*WAY).leave().go("en/help/index.html")
        tab.page.wait_for_timeout(100)
        assert set(tab.seen) == {f"{HOME}en/help/index.html"}
        assert tab.page.evaluate("sessionStorage.length") == 0

    def test_it_works_again_after_ten_minutes(self, visit: MakeVisit) -> None:
        tab = visit().go("en/index.html", "en/help/index.html").leave()
        tab.page.context.add_init_script(
            "const now = Date.now; Date.now = () => now() + 11 * 60 * 1000;"
        )
        back(tab.page)
        assert tab.page.url == f"{HOME}en/index.html"
        assert set(tab.seen) == {tab.page.url}

    def test_a_page_kept_as_it_looked_is_not_shown_either(
        self, playwright: Playwright, built_site: Path, serve: Serve
    ) -> None:
        """With the browser's cache of whole pages, which Playwright switches off."""
        home = serve(built_site, "/")
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ),
            args=launch_flags(),
            ignore_default_args=["--disable-back-forward-cache"],
        )
        context = browser.new_context()
        context.add_init_script("""
          window.kept = 0;
          addEventListener("pageshow", (event) => { window.kept += event.persisted; });
        """)
        page = context.new_page()
        for path in ("en/issues/index.html", "en/index.html"):
            page.goto(home + path)
        back(page)
        assert page.evaluate("window.kept") == 1  # the browser does keep them
        page.goto(f"{home}en/help/index.html")
        page.locator(LINK).click()
        page.wait_for_url("about:blank")
        for _ in range(2):
            back(page)
            assert page.url == "about:blank"
        browser.close()


def back(page: Page) -> None:
    """Press Back, and wait until the tab has come to rest: a bounce is a second way."""
    page.evaluate("() => { setTimeout(() => history.back()); }")
    rest(page)


def rest(page: Page) -> None:
    """Wait until the address has not changed for half a second."""
    quiet, before = 0, ""
    while quiet < 5:
        page.wait_for_timeout(100)
        quiet, before = (quiet + 1 if page.url == before else 0), page.url


class TestKeptOutOfBack:
    """What a reader may tick: help pages take each other's place in the history."""

    CHOICE = ".exit-note input"

    def history_of(self, page: Page) -> list[str]:
        session = page.context.new_cdp_session(page)
        found = session.send("Page.getNavigationHistory")
        return [entry["url"] for entry in found["entries"][: found["currentIndex"] + 1]]

    def test_no_page_is_left_in_the_history(self, visit: MakeVisit) -> None:
        tab = visit().go("en/help/index.html")
        tab.page.locator(self.CHOICE).check()
        for target in ("device.html", "practice.html", "device.html"):
            tab.page.locator(f'main a[href*="{target}"], header a[href*="{target}"]').first.click()
            tab.page.wait_for_url(f"**/{target}*")
            assert tab.page.locator(self.CHOICE).is_checked()
        tab.page.locator(LINK).click()
        assert tab.left_for(tab.exit)
        assert not [url for url in self.history_of(tab.page) if url.startswith(HOME)]

    def test_without_it_they_are_as_everywhere(self, visit: MakeVisit) -> None:
        tab = visit().go("en/help/index.html")
        tab.page.locator('main a[href*="device.html"]').first.click()
        tab.page.wait_for_url("**/device.html")
        tab.page.go_back()
        assert tab.page.url == f"{HOME}en/help/index.html"
        assert tab.page.evaluate("sessionStorage.length") == 0

    def test_the_choice_is_not_offered_without_scripts(self, visit: MakeVisit) -> None:
        tab = visit(java_script_enabled=False).go("en/help/index.html")
        assert not tab.page.locator(self.CHOICE).is_visible()
        assert tab.page.locator(".exit-note p").first.is_visible()


class TestWithoutANetwork:
    def test_the_tab_goes_blank(self, visit: MakeVisit) -> None:
        tab = visit().go("en/help/index.html")
        tab.page.context.set_offline(True)
        tab.page.locator(LINK).click()
        assert tab.left_for("about:blank")

    def test_it_does_so_from_a_disk(self, new_page: NewPage, file_copy: Path) -> None:
        page = new_page()
        page.goto((file_copy / "en/index.html").as_uri())
        page.goto((file_copy / "en/help/index.html").as_uri())
        page.locator(LINK).click()
        page.wait_for_url("about:blank")
        back(page)
        assert page.url == "about:blank"


@pytest.mark.parametrize("edition", ["en", "ar", "th"])
@pytest.mark.parametrize("size", [QUICK_PHONE, {"width": 360, "height": 640}, DESK])
@pytest.mark.parametrize("part", [0, 0.5, 1])
def test_nothing_covers_the_exit(
    page: Page, built_site: Path, edition: str, size: dict[str, int], part: float
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto((built_site / edition / "help/index.html").as_uri())
    page.evaluate("part => scrollTo(0, document.documentElement.scrollHeight * part)", part)
    seen = page.locator(LINK).evaluate(
        """link => {
          const box = link.getBoundingClientRect();
          const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return [on === link || link.contains(on), box.width >= 44, box.height >= 48, box.y];
        }"""
    )
    assert seen[:3] == [True, True, True]
    assert 0 <= seen[3] <= 1 or part == 0


def test_the_language_of_the_exit_is_that_of_the_edition(built_site: Path) -> None:
    hosts = {
        edition: urlsplit(exit_in(built_site / edition / "help/index.html")).path
        for edition in ("en", "fr", "ar", "th")
    }
    assert len(set(hosts.values())) == len(hosts)
