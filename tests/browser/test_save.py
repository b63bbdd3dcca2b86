"""Pages are saved on the device when a reader asks, whole or not at all, and nothing else ever is.

The site is a small one with the real theme, on a host whose connection can break and that says what it
was asked for. The requirement each test belongs to stands in ``docs/requirements.md``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from conftest import make_tiny_site
from editions.commands.serve import SiteHandler
from sites import TinySite

pytestmark = pytest.mark.browser

OFFLINE = "---\nTitle: {}\nTemplate: offline\n---\n\nText."
RISK = "---\nTitle: {}\nRisk: high\nRole: help\n---\n\nText."
#: Enough for a connection to break half way, and for two releases to be told apart.
GUIDES = 12
PAGES = {
    "en/index.md": "First words.",
    "en/site/offline.md": OFFLINE.format("Without a network"),
    "en/site/privacy.md": "---\nTitle: Privacy\nTemplate: privacy\n---\n\nText.",
    "en/help/index.md": RISK.format("Help"),
    "en/site/pages.md": "---\nTitle: All\nTemplate: pages\n---\n\nText.",
    "en/guide/index.md": "---\nTitle: Guide\nMenu: 10\n---\n\nElephants.",
    "ar/index.md": "---\nTitle: العربية\nStatus: draft\n---\n\nنص",
    "ar/help/index.md": "---\nTitle: مساعدة\nStatus: draft\n---\n\nنص",
    **{f"en/guide/{n}.md": f"Old words of {n}, see [x](index.md)." for n in range(GUIDES)},
}
SAVE, SAVED = "en/site/offline.html", '[data-step="saved"]'

KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    kept[name] = {};
    for (const request of await (await caches.open(name)).keys()) {
      const bytes = await (await caches.match(request, { cacheName: name })).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      kept[name][request.url] = [...digest].map((one) => one.toString(16).padStart(2, "0")).join("");
    }
  }
  return kept;
}"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
#: Whether the note of the copy says that the exit shall leave it.
WISH_IS_NOTED = """async () => {
  const kept = await caches.match(new URL("../saved", location.href));
  return kept !== undefined && !(await kept.json()).leave;
}"""
#: Makes the note of the copy say that it is older by so many days.
AGE = """async (days) => {
  const name = (await caches.keys()).find((one) => one.endsWith("/"));
  const cache = await caches.open(name);
  const [request] = await cache.keys();
  const note = await (await cache.match(request)).json();
  note.checked -= days * 86400000;
  await cache.put(request, new Response(JSON.stringify(note)));
}"""


@dataclass
class Host:
    """A host that notes what it is asked for; ``left`` counts the answers until it is cut."""

    home: str = ""
    asked: list[str] = field(default_factory=list)
    left: int | None = None

    def answers(self, path: str) -> bool:
        self.asked.append(path)
        if self.left is not None:
            self.left -= 1
        return self.left is None or self.left >= 0


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Wait longer for what is expected: a busy machine saves twenty files slowly."""
    expect.set_options(timeout=30000)
    yield
    expect.set_options(timeout=5000)


@pytest.fixture(scope="module")
def built_once(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = make_tiny_site(repo, tmp_path_factory.mktemp("site"), PAGES)
    assert site.build() == 0
    return site.folder


@pytest.fixture
def site(built_once: Path, tmp_path: Path) -> TinySite:
    """Return a small site of two editions, built."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return TinySite(tmp_path, str(tmp_path / "pelicanconf.py"))


@pytest.fixture
def host(site: TinySite) -> Iterator[Host]:
    """Return the host of the site, below a path."""
    host = Host()

    class Handler(SiteHandler):
        def do_GET(self) -> None:  # noqa: N802 - its name there
            if host.answers(self.path):
                super().do_GET()
            else:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.folder)))
    host.home = f"http://127.0.0.1:{server.server_port}/output/"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield host
    server.shutdown()
    server.server_close()


@pytest.fixture
def at_save(page: Page, host: Host) -> Page:
    """Return the page about saving, before anything is pressed."""
    page.goto(host.home + SAVE)
    expect(page.locator('[data-do="ask"]')).to_be_visible()
    return page


@pytest.fixture
def saved(at_save: Page) -> Page:
    """Return that page with the edition saved."""
    save(at_save)
    return at_save


def press(page: Page, *actions: str) -> None:
    for action in actions:
        page.locator(f'[data-do="{action}"]:visible').click()


def save(page: Page) -> None:
    press(page, "ask", "yes", "save")
    expect(page.locator(SAVED)).to_be_visible()


def manifest_of(site: TinySite, edition: str = "en") -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(site.html(f"{edition}/saved.json"))
    return listed


def kept_in(page: Page) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = page.evaluate(KEPT)
    return kept


def cut(page: Page, host: Host) -> None:
    """Take the network away, on both of its ends."""
    host.left = 0
    page.context.set_offline(True)


def publish(site: TinySite, word: str, pages: int = GUIDES) -> None:
    """Make a release in which so many pages have another word."""
    for n in range(pages):
        site.write({f"en/guide/{n}.md": f"{word} words of {n}, see [x](index.md)."})
    assert site.build() == 0


def test_nothing_is_asked_for_or_stored_before_the_device_is_said_to_be_ones_own(
    at_save: Page, host: Host
) -> None:
    loaded = at_save.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    names = {Path(one).name.partition(".")[0] for one in host.asked}
    assert names == {"offline", "whole", "site", "save", "icon"}
    assert all("/theme/" in name for name in loaded)
    before = len(host.asked)
    press(at_save, "ask")
    expect(at_save.get_by_text("Is this your own device")).to_be_visible()
    press(at_save, "no")
    expect(at_save.get_by_text("Then do not save")).to_be_visible()
    assert len(host.asked) == before
    assert (kept_in(at_save), at_save.evaluate(WORKERS)) == ({}, 0)


def test_the_size_is_told_before_anything_is_stored(
    at_save: Page, host: Host, site: TinySite
) -> None:
    before = len(host.asked)
    press(at_save, "ask", "yes")
    size = at_save.locator('[data-step="size"] [data-value="size"]')
    expect(size).to_contain_text(f"{manifest_of(site)['bytes']:,} bytes")
    pages = at_save.locator('[data-step="size"] [data-value="pages"]')
    expect(pages).to_have_text(str(len(list((site.output / "en").rglob("*.html"))) - 2))
    assert at_save.locator('[data-step="size"] input').is_checked()
    assert host.asked[before:] == ["/output/en/saved.json"]
    assert (kept_in(at_save), at_save.evaluate(WORKERS)) == ({}, 0)


def test_exactly_the_files_of_the_list_are_saved(saved: Page, host: Host, site: TinySite) -> None:
    listed = manifest_of(site)
    kept = kept_in(saved)
    assert sorted(kept) == ["editions-/output/en/", f"editions-/output/en/{listed['release']}"]
    wanted = {f"{host.home}en/{name}": digest for name, _, digest in listed["files"]}
    assert kept[f"editions-/output/en/{listed['release']}"] == wanted
    lying = {path for path in (site.output / "en").rglob("*") if path.is_file()}
    assert {
        f"{host.home}{path.relative_to(site.output).as_posix()}": hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in lying
        if path.name not in ("saved.json", "sw.js", "404.html")
    } == wanted
    assert saved.evaluate("localStorage.length + document.cookie.length") == 0


def test_every_saved_page_opens_without_a_network(saved: Page, host: Host, site: TinySite) -> None:
    cut(saved, host)
    asked = len(host.asked)
    complaints: list[str] = []
    saved.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    for name, _, _ in manifest_of(site)["files"]:
        if name.endswith(".html"):
            answer = saved.goto(f"{host.home}en/{name}")
            assert answer
            assert answer.from_service_worker, name
            assert answer.text() == site.html(f"en/{name}")
            assert saved.evaluate("document.styleSheets.length") >= 1, name
    answer = saved.reload()
    assert answer
    assert answer.ok
    assert len(host.asked) == asked
    assert not complaints


def test_addresses_are_answered_as_hosts_answer_them(saved: Page, host: Host) -> None:
    cut(saved, host)
    for written, shown in {
        "guide/3": "guide/3",
        "guide/3.html?from=letter#the_text": "guide/3.html?from=letter#the_text",
        "guide/": "guide/",
        "guide": "guide/",
        "": "",
    }.items():
        saved.goto(f"{host.home}en/{written}")
        assert saved.url == f"{host.home}en/{shown}"
        expect(saved.locator("h1")).not_to_have_text("This page is not saved")
        saved.locator("footer a", has_text="All").first.click()
        expect(saved.locator("h1")).to_have_text("All")


def test_the_search_answers_without_a_network(saved: Page, host: Host) -> None:
    cut(saved, host)
    saved.goto(f"{host.home}en/guide/3.html")
    saved.locator(".search-fold summary").click()
    saved.locator(".search-fold input").fill("elephants")
    saved.locator(".search-results a").first.click()
    expect(saved.locator("h1")).to_have_text("Guide")


@pytest.mark.parametrize(
    ("edition", "said"), [("en", "This page is not saved"), ("ar", "هذه الصفحة غير محفوظة")]
)
def test_a_page_that_is_not_saved_says_so_in_the_language_of_the_reader(
    page: Page, host: Host, edition: str, said: str
) -> None:
    page.goto(f"{host.home}{edition}/site/offline.html")
    save(page)
    cut(page, host)
    page.goto(f"{host.home}{edition}/guide/new/page.html")
    expect(page.locator("h1")).to_have_text(said)
    page.locator("main a").first.click()
    expect(page.locator("h1")).not_to_have_text(said)


def test_what_breaks_at_half_is_told_and_goes_on_from_there(
    at_save: Page, host: Host, site: TinySite
) -> None:
    files = len(manifest_of(site)["files"])
    host.left = 2 + files // 2  # the list, the worker, half of the files
    press(at_save, "ask", "yes", "save")
    expect(at_save.get_by_text("The connection broke")).to_be_visible()
    expect(at_save.get_by_text("Only a part of the pages")).to_be_visible()
    had = sum(len(files) for name, files in kept_in(at_save).items() if name[-1] != "/")
    assert 0 < had < files
    host.left, before = None, len(host.asked)
    at_save.reload()
    expect(at_save.get_by_text("Only a part of the pages")).to_be_visible()
    press(at_save, "save")
    expect(at_save.locator(SAVED)).to_be_visible()
    again = [path for path in host.asked[before:] if "/guide/" in path]
    assert len(again) <= files - had
    assert max(map(len, kept_in(at_save).values())) == files


def test_half_a_copy_answers_nothing_and_is_removed(
    at_save: Page, host: Host, site: TinySite
) -> None:
    host.left = 2 + len(manifest_of(site)["files"]) // 2
    press(at_save, "ask", "yes", "save")
    expect(at_save.get_by_text("The connection broke")).to_be_visible()
    host.left, before = None, len(host.asked)
    at_save.goto(f"{host.home}en/guide/0.html")
    assert "/output/en/guide/0.html" in host.asked[before:]
    at_save.goto(host.home + SAVE)
    press(at_save, "remove")
    expect(at_save.locator('[data-do="ask"]')).to_be_visible()
    assert (kept_in(at_save), at_save.evaluate(WORKERS)) == ({}, 0)


def test_an_update_that_breaks_leaves_the_old_copy_whole(
    saved: Page, host: Host, site: TinySite
) -> None:
    old = manifest_of(site)["release"]
    publish(site, "New")
    host.left = 2 + GUIDES // 2
    press(saved, "update")
    expect(saved.get_by_text("The connection broke")).to_be_visible()
    expect(saved.locator(SAVED)).to_be_visible()
    assert len(kept_in(saved)) == 3
    other = saved.context.new_page()
    for n in range(GUIDES):
        answer = other.goto(f"{host.home}en/guide/{n}.html")
        assert answer
        assert "Old words" in answer.text()
    host.left, before = None, len(host.asked)
    press(saved, "update")
    expect(saved.get_by_text("All pages are saved")).to_be_visible()
    assert len([path for path in host.asked[before:] if "/guide/" in path]) < GUIDES
    new = manifest_of(site)["release"]
    assert new != old
    assert sorted(kept_in(saved)) == ["editions-/output/en/", f"editions-/output/en/{new}"]
    answer = other.goto(f"{host.home}en/guide/7.html")
    assert answer
    assert "New words" in answer.text()


def test_releases_are_never_mixed_while_one_takes_the_place_of_the_other(
    saved: Page, host: Host, site: TinySite
) -> None:
    publish(site, "New")
    other = saved.context.new_page()
    other.goto(host.home + SAVE)  # the one page that may ask for others by a script
    reading = """async (guides) => {
      const read = [];
      const text = async (n) => (await fetch(`../guide/${n % guides}.html`)).text();
      const words = async (n) => (await text(n)).split(" words of ")[0].slice(-3);
      for (let n = 0; n < 9000; n += 1) {
        read.push(await words(n));
        if (read.filter((one) => one === "New").length > 60) break;
      }
      return read;
    }"""
    other.evaluate(f"void (window.reading = ({reading})({GUIDES}))")
    press(saved, "update")
    expect(saved.get_by_text("All pages are saved")).to_be_visible()
    read = other.evaluate("window.reading")
    assert set(read) == {"Old", "New"}
    assert read == sorted(read, key=lambda word: word == "New")


def test_an_update_asks_only_for_what_has_changed(saved: Page, host: Host, site: TinySite) -> None:
    before = {name: digest for name, _, digest in manifest_of(site)["files"]}
    publish(site, "New", 1)
    asked = len(host.asked)
    press(saved, "update")
    expect(saved.get_by_text("All pages are saved")).to_be_visible()
    changed = {
        f"/output/en/{name}"
        for name, _, digest in manifest_of(site)["files"]
        if before.get(name) != digest
    }
    assert set(host.asked[asked:]) - {"/output/en/sw.js"} == {"/output/en/saved.json", *changed}
    asked = len(host.asked)
    press(saved, "update")
    expect(saved.get_by_text("There is nothing newer")).to_be_visible()
    assert set(host.asked[asked:]) <= {"/output/en/saved.json", "/output/en/sw.js"}


def test_a_file_that_is_not_the_one_of_the_list_is_not_saved(at_save: Page, site: TinySite) -> None:
    page = site.output / "en/guide/5.html"
    page.write_text(page.read_text("utf-8").replace("Old", "Odd"), "utf-8")
    press(at_save, "ask", "yes", "save")
    expect(at_save.get_by_text("being changed on the server")).to_be_visible()
    assert not any(
        address.endswith("/guide/5.html") for kept in kept_in(at_save).values() for address in kept
    )


def test_a_list_of_another_form_is_not_saved_from(saved: Page, site: TinySite) -> None:
    path, before = site.output / "en/saved.json", kept_in(saved)
    path.write_text(path.read_text("utf-8").replace('"form":1', '"form":2'), "utf-8")
    press(saved, "update")
    expect(saved.get_by_text("too old to be brought up to date")).to_be_visible()
    assert kept_in(saved) == before


def test_what_is_read_is_never_added(saved: Page, host: Host, site: TinySite) -> None:
    before = kept_in(saved)
    site.write({"en/guide/new.md": "Not saved."})
    assert site.build() == 0
    told = {}
    for path in ("en/guide/new.html", "en/guide/3.html", "ar/index.html", "en/gone.html"):
        answer = saved.goto(host.home + path)
        assert answer
        told[path] = answer.status
    assert list(told.values()) == [200, 200, 200, 404]
    assert kept_in(saved) == before


def test_removing_leaves_nothing(saved: Page, host: Host) -> None:
    press(saved, "remove")
    expect(saved.get_by_text("The saved pages are removed")).to_be_visible()
    assert (kept_in(saved), saved.evaluate(WORKERS)) == ({}, 0)
    asked = len(host.asked)
    saved.goto(f"{host.home}en/guide/3.html")
    assert len(host.asked) > asked


@pytest.mark.parametrize(("edition", "network"), [("en", True), ("en", False), ("ar", True)])
def test_the_exit_removes_what_is_saved(
    saved: Page, host: Host, edition: str, *, network: bool
) -> None:
    """Also from the pages of another edition, which are not saved."""
    watching = saved.context.new_page()
    watching.goto(host.home + "ar/index.html")
    saved.goto(f"{host.home}{edition}/help/index.html")
    if not network:
        cut(saved, host)
    saved.locator(".exit-link").click()
    saved.wait_for_url("about:blank")
    watching.wait_for_function("async () => !(await caches.keys()).length", timeout=5000)
    assert watching.evaluate(WORKERS) == 0


def test_the_exit_leaves_it_where_the_reader_wants_it_so(saved: Page, host: Host) -> None:
    saved.locator(f"{SAVED} input").uncheck()
    saved.wait_for_function(WISH_IS_NOTED)  # a page that is left at once takes the wish with it
    saved.reload()
    expect(saved.locator(f"{SAVED} input")).not_to_be_checked()
    before = kept_in(saved)
    saved.goto(f"{host.home}en/help/index.html")
    saved.locator(".exit-link").click()
    saved.wait_for_url("about:blank")
    watching = saved.context.new_page()
    watching.goto(host.home + "ar/index.html")
    watching.wait_for_timeout(300)
    assert sorted(kept_in(watching)) == sorted(before)


def test_a_copy_older_than_ninety_days_says_so_on_every_page(saved: Page, host: Host) -> None:
    saved.goto(f"{host.home}en/guide/3.html")
    expect(saved.get_by_text("more than 90 days")).to_have_count(0)
    saved.evaluate(AGE, 91)
    saved.goto(f"{host.home}en/guide/3.html")
    expect(saved.get_by_text("more than 90 days old")).to_be_visible()
    saved.get_by_role("note").get_by_role("link").click()
    assert saved.url == host.home + SAVE
    expect(saved.locator("[data-old]")).to_be_visible()
    press(saved, "update")
    expect(saved.locator("[data-old]")).to_be_hidden()


def test_each_tenth_is_told_once(at_save: Page) -> None:
    at_save.evaluate("""() => {
      window.told = [];
      const share = document.querySelector('[data-value="share"]');
      const watch = new MutationObserver(() => window.told.push(share.textContent));
      watch.observe(share, { childList: true });
    }""")
    save(at_save)
    told = at_save.evaluate("window.told")
    assert told == sorted(set(told), key=lambda share: int(share.rstrip("%")))
    assert told[-1] == "100%"
    assert at_save.locator('[role="status"] [data-told="progress"]').count() == 1


def test_the_page_about_privacy_counts_and_removes_it(
    saved: Page, host: Host, site: TinySite
) -> None:
    saved.goto(f"{host.home}en/site/privacy.html")
    expect(saved.locator('[data-said="something"]')).to_be_visible()
    pages = [name for name, _, _ in manifest_of(site)["files"] if name.endswith(".html")]
    expect(saved.locator('[data-trace="pages"]')).to_have_text(str(len(pages)))
    expect(saved.locator('[data-trace="workers"]')).to_have_text("1")
    saved.locator(".traces button").click()
    expect(saved.locator('[data-said="removed"]')).to_be_visible()
    assert (kept_in(saved), saved.evaluate(WORKERS)) == ({}, 0)


def test_from_a_disk_it_says_what_it_needs(page: Page, site: TinySite) -> None:
    page.goto((site.output / SAVE).as_uri())
    expect(page.get_by_text("It needs an address that begins with https")).to_be_visible()
    assert not page.locator('[data-do="ask"]').is_visible()


def test_over_http_it_says_what_it_needs(page: Page, site: TinySite) -> None:
    home = "http://site.example/"
    page.context.route(
        f"{home}**", lambda route: route.fulfill(path=site.output / route.request.url[len(home) :])
    )
    page.goto(home + SAVE)
    expect(page.get_by_text("It needs an address that begins with https")).to_be_visible()


def test_without_scripts_it_says_so(new_page: NewPage, host: Host) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(host.home + SAVE)
    assert page.locator("main noscript").is_visible()
    assert not page.locator(".save").is_visible()


def test_axe_finds_nothing_wrong_with_any_step(at_save: Page, axe_source: str) -> None:
    found = []
    for action in ("ask", "yes", "save"):
        press(at_save, action)
        at_save.wait_for_timeout(200)
        at_save.evaluate(axe_source)
        found += [one["id"] for one in at_save.evaluate("axe.run()")["violations"]]
    expect(at_save.locator(SAVED)).to_be_visible()
    found += [one["id"] for one in at_save.evaluate("axe.run()")["violations"]]
    assert not found
