"""The pages people carry say what the site says: in a zip, on a kiosk, in a ZIM archive.

One golden text for each page, as Chromium shows it from a server; every other way to carry the page is
compared with it. What may differ is taken out on both sides and named here: the day of the copy, what
the exit does, and the addresses of other sites, which stand beside their links where no link leads out.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.test_search import ask, open_search
from browser.visits import Walk, watch
from carried import volumes_of
from conftest import Serve
from editions.commands.workbench_archives import must_be_there
from editions.packs.kiosk import make_kiosk
from editions.packs.zims import make_zim
from editions.packs.zips import make_zip

pytestmark = pytest.mark.browser

EDITIONS = ("en", "ar", "th")
PAGES = ("index.html", "help/index.html", "help/ke.html", "issues/online.html", "site/pages.html")
#: A question in each edition, and the page that answers it first.
QUESTIONS = {"en": "exploitation in travel", "ar": "السياحة", "th": "การท่องเที่ยว"}
ANSWER = "issues/travel.html"

#: The words of the page itself, without what is documented to differ.
TEXT = """() => {
  const copy = document.querySelector('main').cloneNode(true);
  const differs = '[data-made], [data-only], [data-packs], .exit-note, script, template';
  copy.querySelectorAll(differs).forEach((node) => node.remove());
  return copy.textContent.split(/\\s+/).filter(Boolean).join(' ');
}"""
#: An address beside a link, as the projection writes it.
ADDED = re.compile(r" ?\((?=[^ ()]*\.)[^ ]*\)")


@dataclass(frozen=True)
class Carried:
    """A way pages are carried: where its pages begin, and whether scripts run."""

    name: str
    home: str
    scripts: bool = True


@pytest.fixture(scope="module")
def packs(repo: Path, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with packs of some editions of the shipped site."""
    folder = tmp_path_factory.mktemp("packs")
    places = {"OUTPUT_PATH": str(built_site), "CACHE_PATH": str(folder / "cache")}
    volumes = volumes_of(str(repo / "pelicanconf.py"), PATH=str(repo / "content"), **places)
    chosen = [volume for volume in volumes if volume.locale.slug in EDITIONS]
    make_zip(chosen, folder / "guide.zip")
    make_zim(chosen, folder / "guide.zim")
    make_kiosk(chosen, folder / "guide-kiosk.zip")
    return folder


@pytest.fixture(scope="module")
def unzipped(packs: Path) -> Path:
    """Return the zip, unpacked where the name of a folder has a space and Khmer letters."""
    folder = packs / "ថត ថ្មី"
    with zipfile.ZipFile(packs / "guide.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def kiosk(packs: Path) -> Path:
    """Return the folder of modules of a kiosk."""
    with zipfile.ZipFile(packs / "guide-kiosk.zip") as archive:
        archive.extractall(packs / "modules")
    return packs / "modules"


@pytest.fixture(scope="module")
def kiwix(packs: Path) -> Iterator[str]:
    """Return where Kiwix serves the archive."""
    program = shutil.which("kiwix-serve")
    if not program:
        if must_be_there("kiwix-serve"):
            pytest.fail("There is no kiwix-serve.", pytrace=False)
        pytest.skip("there is no kiwix-serve: apt-get install kiwix-tools")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "-i", "127.0.0.1", "-p", str(port), str(packs / "guide.zim")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(f"http://127.0.0.1:{port}/guide/")
    yield f"http://127.0.0.1:{port}/"
    server.terminate()
    server.wait()


def _wait_for(address: str) -> None:
    give_up = time.monotonic() + 20
    while True:
        try:
            urllib.request.urlopen(address).close()
        except urllib.error.URLError:
            assert time.monotonic() < give_up, f"nothing answers at {address}"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module", params=["http", "kiosk", "file", "file-no-scripts", "kiwix"])
def carried(request: pytest.FixtureRequest, serve: Serve) -> Carried:
    """Return each of the ways pages are carried, one after the other."""
    name = request.param
    if name == "kiwix":
        return Carried(name, f"{request.getfixturevalue('kiwix')}guide/")
    if name == "kiosk":
        folder = request.getfixturevalue("kiosk")
        return Carried(name, f"{serve(folder, '/modules/')}guide/")
    unzipped = request.getfixturevalue("unzipped")
    if name == "http":
        return Carried(name, serve(unzipped))
    return Carried(name, f"{unzipped.as_uri()}/", scripts=name == "file")


@pytest.fixture(scope="module")
def golden(chromium: Browser, built_site: Path, serve: Serve) -> dict[str, str]:
    """Return the words of pages of the site itself, as a server gives them."""
    context = chromium.new_context()
    page, home = context.new_page(), serve(built_site)
    words = {}
    for path in (f"{edition}/{name}" for edition in EDITIONS for name in PAGES):
        page.goto(f"{home}{path}")
        words[path] = page.evaluate(TEXT)
    context.close()
    return words


@pytest.fixture
def reader(chromium: Browser, carried: Carried) -> Iterator[tuple[Page, Walk]]:
    """Return a page, and what is noticed while it is read."""
    context = chromium.new_context(java_script_enabled=carried.scripts)
    page, walk = context.new_page(), Walk(carried.home)
    watch(page, walk)
    yield page, walk
    context.close()


def test_every_page_says_what_the_site_says(
    carried: Carried, golden: dict[str, str], reader: tuple[Page, Walk]
) -> None:
    page, walk = reader
    differing = []
    for path, words in golden.items():
        page.goto(f"{carried.home}{path}")
        found = page.evaluate(TEXT)
        if carried.name in ("kiosk", "kiwix"):
            found, words = (ADDED.sub("", text) for text in (found, words))
        if found != words:
            differing.append(f"{path}: {first_difference(found, words)}")
        assert page.locator("[data-made]").count() == 1, path
    assert not differing, "\n".join(differing)
    assert not walk.complaints
    assert not walk.failures
    assert not walk.strangers


def first_difference(found: str, words: str) -> str:
    """Return the words around the first place where two texts differ."""
    pairs = enumerate(zip(found, words, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(found), len(words)))
    return f"{found[max(0, at - 40) : at + 40]!r} for {words[max(0, at - 40) : at + 40]!r}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_search_answers(carried: Carried, reader: tuple[Page, Walk], edition: str) -> None:
    if not carried.scripts:
        pytest.skip("without scripts there is the list of all pages")
    page, walk = reader
    open_search(page, f"{carried.home}{edition}/help/index.html")
    answers = ask(page, QUESTIONS[edition])
    assert answers[0].endswith(ANSWER)
    page.locator(".search-link").first.click()
    page.wait_for_url(f"**/{edition}/{ANSWER}*")
    assert not walk.complaints


def says_there_is_no_number_for(page: Page, country: str) -> None:
    """Check that a page says so of one country alone, and where else to turn."""
    said = page.locator(".help-page > .notice[role]").filter(visible=True)
    expect(said).to_have_text([f"We have no number for {country} that we may publish."])
    expect(page.get_by_role("heading", name="Services for many countries")).to_be_visible()
    expect(page.get_by_role("heading", name="In danger now?")).to_be_in_viewport()


def test_a_country_without_an_entry_is_answered_by_name(
    carried: Carried, reader: tuple[Page, Walk]
) -> None:
    page, walk = reader
    page.goto(f"{carried.home}en/help/countries.html")
    page.get_by_role("link", name="Antarctica").click()
    says_there_is_no_number_for(page, "Antarctica")
    if carried.scripts:
        for country in ("Somalia", "Chad"):  # the second from the page of the first
            open_search(page, page.url)
            ask(page, country)
            page.locator(".search-link").first.click()
            says_there_is_no_number_for(page, country)
            expect(page.locator(".search-panel")).to_be_hidden()
    assert not walk.complaints


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_exit_leads_away_and_back_does_not_return(
    carried: Carried, reader: tuple[Page, Walk], edition: str
) -> None:
    page, _ = reader
    way = page.locator(".exit-link")
    page.goto(f"{carried.home}{edition}/index.html")
    page.goto(f"{carried.home}{edition}/help/ke.html")
    if not carried.scripts:
        assert way.get_attribute("rel") == "external nofollow noreferrer"
        return
    way.click()
    expected = f"{carried.home}{edition}/blank.html" if carried.name == "kiwix" else "about:blank"
    page.wait_for_url(expected)
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    assert page.url == expected
    assert "ECPAT" not in page.title() or carried.name == "kiwix"


def test_kiwix_finds_pages_by_their_words(page: Page, kiwix: str) -> None:
    page.goto(f"{kiwix}search?content=guide&pattern=trafficking")
    answers = [link.get_attribute("href") for link in page.locator(".results a").all()]
    assert "/guide/en/issues/trafficking.html" in answers


def test_the_first_page_of_the_folder_leads_to_every_edition(page: Page, unzipped: Path) -> None:
    page.goto((unzipped / "START-HERE.html").as_uri())
    for edition in EDITIONS:
        page.locator(f'a[href="{edition}/index.html"]').click()
        page.wait_for_url(f"**/{edition}/index.html")
        page.go_back()


def test_the_picture_of_archives_is_the_icon(page: Page, repo: Path) -> None:
    files = {"packs/icon-48.png": "image/png", "static/icons/icon.svg": "image/svg+xml"}
    pictures = [
        f"data:{kind};base64,{b64encode((repo / 'theme' / name).read_bytes()).decode()}"
        for name, kind in files.items()
    ]
    assert page.evaluate(UNLIKE, pictures) < 4


#: How much two pictures differ in 48 by 48 pixels: the mean of all channels, of 255.
UNLIKE = """async (addresses) => {
  const drawn = async (address) => {
    const image = new Image(48, 48);
    image.src = address;
    await image.decode();
    const context = new OffscreenCanvas(48, 48).getContext('2d');
    context.drawImage(image, 0, 0, 48, 48);
    return context.getImageData(0, 0, 48, 48).data;
  };
  const [one, two] = [await drawn(addresses[0]), await drawn(addresses[1])];
  return one.reduce((sum, value, at) => sum + Math.abs(value - two[at]), 0) / one.length;
}"""
