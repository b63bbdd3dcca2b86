"""ZIM archives: complete in themselves, found by their words, with a way out, as openZIM asks."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from selectolax.lexbor import LexborHTMLParser

from carried import volumes_of
from editions.commands.workbench_archives import must_be_there
from editions.errors import SiteError
from editions.packs.projection import target_of
from editions.packs.theme_pictures import library_picture
from editions.packs.zims import make_zim
from sites import TinySite

HEADER = "---\nTitle: {}\nSummary: About {}.\n{}---\n\n"
PAGES = {
    "en/index.md": HEADER.format("Home", "lighthouses", "") + "See [help](help/index.md).",
    "en/help/index.md": HEADER.format("Help", "help", "Risk: high\n")
    + "Ask the keepers at [their house](https://example.org/house).",
    "fr/index.md": HEADER.format("Accueil", "phares", "") + "Des phares.",
}
#: openZIM, "Metadata": what an archive has to have.
MANDATORY = {"Name", "Title", "Creator", "Publisher", "Date", "Description", "Language"}


@pytest.fixture(scope="module")
def site(shared_site: Callable[..., TinySite]) -> Iterator[TinySite]:
    """Return a site of two editions that has been built, on a certain day for all tests here."""
    name = "The Long Name of a Network of Keepers"
    exits = {"en": "https://example.com/weather"}
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("SOURCE_DATE_EPOCH", "1795000000")
        site = shared_site(PAGES, SITENAME=name, EXIT_ADDRESSES=exits)
        assert site.build() == 0
        yield site


def zim_of(site: TinySite, *slugs: str) -> Path:
    folders = {
        "PATH": site.content,
        "OUTPUT_PATH": site.output,
        "CACHE_PATH": site.folder / "cache",
    }
    volumes = volumes_of(site.settings, **{name: str(path) for name, path in folders.items()})
    chosen = [volume for volume in volumes if not slugs or volume.locale.slug in slugs]
    make_zim(chosen, site.folder / "guide.zim")
    return site.folder / "guide.zim"


def pages_in(archive: Archive) -> Iterator[tuple[str, LexborHTMLParser]]:
    entries = (archive._get_entry_by_id(i) for i in range(archive.all_entry_count))
    for entry in entries:
        if entry.path.endswith(".html") and not entry.is_redirect:
            yield entry.path, LexborHTMLParser(bytes(entry.get_item().content).decode())


def told(archive: Archive) -> dict[str, str]:
    keys = [key for key in archive.metadata_keys if not key.startswith("Illustration")]
    return {key: archive.get_metadata(key).decode() for key in keys}


def test_it_says_what_it_is(site: TinySite) -> None:
    metadata = told(archive := Archive(zim_of(site, "en")))
    assert set(metadata) >= MANDATORY
    assert all(metadata.values())
    assert metadata["Title"] == "The Long Name of a Network of…"
    assert len(metadata["Title"]) <= 30
    assert metadata["Description"] == "About lighthouses."
    assert (metadata["Language"], metadata["Date"]) == ("eng", "2026-11-18")
    assert metadata["Name"] == "guide_en"
    assert bytes(archive.get_illustration_item(48).content).startswith(b"\x89PNG")


def test_it_opens_at_its_front_page_and_knows_what_is_a_page(site: TinySite) -> None:
    archive = Archive(zim_of(site, "en"))
    assert archive.main_entry.get_item().path == "en/index.html"
    titles = {archive.get_entry_by_path(path).title for path, _ in pages_in(archive)}
    assert {"Home", "Help"} <= titles
    assert archive.article_count < len(list(pages_in(archive))), "the blank page is none"


def test_all_editions_together_begin_with_the_choice_of_one(site: TinySite) -> None:
    archive = Archive(zim_of(site))
    assert archive.main_entry.get_item().path == "index.html"
    assert told(archive)["Language"] == "eng,fra"
    pages = dict(pages_in(archive))
    assert pages["index.html"].css_first('a[href="fr/index.html"]')


def test_everything_its_pages_lead_to_is_there_and_nothing_lies_there_twice(site: TinySite) -> None:
    archive = Archive(zim_of(site))
    for path, page in pages_in(archive):
        for node in page.css("[href], [src]"):
            href = node.attributes.get("href") or node.attributes.get("src") or ""
            target, _ = target_of(href, path)
            assert not href.startswith(("/", "./")), (path, href)
            assert target is None or archive.has_entry_by_path(target), (path, href)
    entries = (archive._get_entry_by_id(i) for i in range(archive.all_entry_count))
    files = [entry for entry in entries if archive.has_entry_by_path(entry.path)]
    contents = [bytes(file.get_item().content) for file in files if not file.is_redirect]
    assert len(set(contents)) == len(contents)
    assert all(contents)


def test_the_exit_leads_to_a_page_with_nothing_on_it(site: TinySite) -> None:
    pages = dict(pages_in(Archive(zim_of(site, "en"))))
    ways = pages["en/help/index.html"].css(".exit-link, .exit-skip")
    assert len(ways) == 2
    assert {way.attributes["href"] for way in ways} == {"../blank.html"}
    blank = pages["en/blank.html"]
    assert blank.css_first("title").text() == "New tab"  # type: ignore[union-attr]
    assert blank.body is not None
    assert not blank.body.text().strip()
    assert "Network of Keepers" not in (blank.html or "")


def test_a_reader_without_a_network_can_write_addresses_down(site: TinySite) -> None:
    pages = dict(pages_in(Archive(zim_of(site, "en"))))
    main = pages["en/help/index.html"].css_first("main")
    assert main is not None
    assert "their house (example.org/house)." in main.text()


def test_pages_are_found_by_the_words_of_their_text_alone(site: TinySite) -> None:
    archive = Archive(zim_of(site, "en"))

    def found(question: str) -> list[str]:
        search = Searcher(archive).search(Query().set_query(question))
        return list(search.getResults(0, 9))

    assert found("keeper") == ["en/help/index.html"]
    assert not found("shift"), "what the exit says stands on every page"


def test_a_theme_without_a_picture_is_told_what_to_draw(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "icon-48.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    with pytest.raises(SiteError) as caught:
        library_picture(tmp_path)
    assert "48 × 48" in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize("slugs", [("en",), ()], ids=["one", "all"])
def test_the_checker_of_openzim_finds_nothing(site: TinySite, slugs: tuple[str, ...]) -> None:
    checker = shutil.which("zimcheck")
    if not checker:
        if must_be_there("zimcheck"):
            pytest.fail("There is no zimcheck.", pytrace=False)
        pytest.skip("there is no zimcheck: apt-get install zim-tools")
    checked = subprocess.run(
        [checker, "-A", "-D", zim_of(site, *slugs)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "Overall Test Status: Pass" in checked.stdout
