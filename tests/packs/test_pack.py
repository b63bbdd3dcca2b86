"""Packing: made of the built site, made again only for a reason, recorded, listed on a page."""

from __future__ import annotations

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from editions.commands.pack import pack_site
from sites import TinySite

EVERYWHERE_THE_SAME = ("html", "zip", "zim", "kiosk")
HEADER = "---\nTitle: {}\nSummary: About it.\n{}---\n\n"
PAGES = {
    "en/index.md": "Hello. See [help](help/index.md) in [danger](help/index.md#danger).",
    "en/help/index.md": HEADER.format("Help", "Role: help\n") + "## In danger {#danger}\n\nCall.",
    "en/site/pages.md": HEADER.format("All", "Template: pages\nBook: no\n") + "List.",
    "fr/index.md": "Bonjour.",
}


@pytest.fixture
def site(tiny_site: Callable[..., TinySite], tmp_path: Path) -> TinySite:
    return tiny_site(PAGES, PACKS_PATH=str(tmp_path / "dist"), PATH=str(tmp_path / "content"))


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


def pack(site: TinySite, *locales: str, forms: tuple[str, ...] = ("html", "zip")) -> int:
    settings = Path(site.settings)
    lines = f"\nOUTPUT_PATH = {str(site.output)!r}\nCACHE_PATH = {str(site.folder / 'build')!r}\n"
    if "OUTPUT_PATH = " + repr(str(site.output)) not in settings.read_text("utf-8"):
        settings.write_text(settings.read_text("utf-8") + lines, "utf-8")
    return pack_site(locales=locales, formats=forms, settings=str(settings))


def made(site: TinySite) -> dict[str, bytes]:
    folder = site.folder / "dist"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.slow
def test_every_edition_and_all_together_are_packed_and_recorded(site: TinySite) -> None:
    assert pack(site) == 0
    files = made(site)
    packs = {"guide-all.zip", "guide-en.html", "guide-en.zip", "guide-fr.html", "guide-fr.zip"}
    assert set(files) == packs | {"packs.json", "SHA256SUMS"}
    record = {entry["name"]: entry for entry in json.loads(files["packs.json"])["packs"]}
    assert set(record) == packs
    for name in packs:
        assert record[name]["size"] == len(files[name])
        assert record[name]["sha256"] == hashlib.sha256(files[name]).hexdigest()
    assert record["guide-all.zip"]["locales"] == ["en", "fr"]


def test_a_zip_file_has_a_beginning_words_and_sums_that_hold(site: TinySite) -> None:
    pack(site, "en", forms=("zip",))
    with zipfile.ZipFile(site.folder / "dist" / "guide-en.zip") as archive:
        names = set(archive.namelist())
        sums = archive.read("SHA256SUMS").decode().splitlines()
        assert 'href="en/index.html"' in archive.read("START-HERE.html").decode()
        assert "START-HERE.html" in archive.read("README.txt").decode()
        for line in sums:
            digest, _, name = line.partition("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert names == {line.partition("  ")[2] for line in sums} | {"SHA256SUMS"}
    assert not [name for name in names if name.endswith(("404.html", ".xml", "sw.js"))]


def test_one_file_holds_the_pages_that_belong_into_a_book_and_loads_nothing(site: TinySite) -> None:
    pack(site, "en", forms=("html",))
    text = (site.folder / "dist" / "guide-en.html").read_text("utf-8")
    assert 'href="#help-index"' in text
    assert 'id="help-index--danger"' in text
    assert "site-pages" not in text
    assert "<script" not in text
    assert "src=" not in text
    assert "<link" not in text


def test_a_part_is_called_by_the_first_of_its_pages_that_books_have(site: TinySite) -> None:
    site.write({"en/site/sources.md": HEADER.format("Sources", "") + "Read."})
    pack(site, "en", forms=("html",))
    text = (site.folder / "dist" / "guide-en.html").read_text("utf-8")
    titles = [node.text() for node in LexborHTMLParser(text).css("nav summary")]
    assert titles == ["en/index.md", "Help", "Sources"]


@pytest.mark.slow
def test_what_has_not_changed_is_not_packed_again(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    pack(site)
    before = {p: p.stat().st_mtime_ns for p in (site.folder / "dist").iterdir()}
    site.write({"fr/index.md": "Bonjour à toutes et à tous."})
    capsys.readouterr()
    pack(site)
    changed = {p.name for p, date in before.items() if p.stat().st_mtime_ns != date}
    expected = {"guide-all.zip", "guide-fr.html", "guide-fr.zip", "packs.json", "SHA256SUMS"}
    assert changed == expected
    assert "guide-en.zip" in capsys.readouterr().out


@pytest.mark.slow
def test_pages_list_the_packs_there_are_now(site: TinySite) -> None:
    site.write({"en/site/offline.md": HEADER.format("Offline", "Template: offline\n") + "Carry."})
    page = site.output / "en" / "site" / "offline.html"
    pack(site, forms=("html",))
    assert 'href="../../packs/guide-en.html"' in page.read_text("utf-8")
    assert "guide-fr" not in page.read_text("utf-8")
    pack(site, forms=("zip",))
    listed = page.read_text("utf-8")
    assert (
        listed.index("guide-en.html") < listed.index("guide-en.zip") < listed.index("guide-all.zip")
    )
    assert (site.output / "packs" / "guide-all.zip").is_file()
    (site.folder / "dist" / "guide-en.zip").unlink()
    pack(site, forms=("html",))
    assert "guide-en.zip" not in page.read_text("utf-8")


@pytest.mark.slow
def test_a_kept_pack_keeps_its_day(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(site)
    before = made(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1797000000")
    pack(site)
    assert made(site) == before


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_the_packs_of_an_edition_that_is_gone_go_too(site: TinySite) -> None:
    pack(site, forms=())
    (site.content / "fr" / "index.md").unlink()
    (site.content / "fr").rmdir()
    pack(site, forms=())
    assert not [name for name in made(site) if "fr" in name]


def test_a_form_that_does_not_exist_is_told_with_those_that_do(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(site, forms=("doc",)) == 2
    assert "--format doc" in capsys.readouterr().err
    assert not (site.folder / "dist").exists()


@pytest.mark.slow
def test_a_form_for_all_editions_is_not_made_of_some(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(site, "fr", forms=("kiosk",)) == 2
    assert "--format kiosk" in capsys.readouterr().err
    assert pack(site, forms=("kiosk",)) == 0
    assert [name for name in made(site) if name.startswith("guide")] == ["guide-kiosk.zip"]


def test_an_edition_that_does_not_exist_is_told(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(site, "xx") == 2
    assert "--locale xx" in capsys.readouterr().err


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """Work with other rights for new files, in another time zone."""
    mask, zone = os.umask(0o077), os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()
    yield
    os.umask(mask)
    os.environ.pop("TZ")
    if zone is not None:
        os.environ["TZ"] = zone
    time.tzset()


@pytest.mark.slow
@pytest.mark.usefixtures("elsewhere")
def test_the_same_site_elsewhere_makes_the_same_bytes(site: TinySite, tmp_path: Path) -> None:
    pack(site, forms=EVERYWHERE_THE_SAME)
    there = made(site)
    os.umask(0o022)
    os.environ["TZ"] = "America/Caracas"
    time.tzset()
    other = TinySite(tmp_path / "other place", str(tmp_path / "other place" / "pelicanconf.py"))
    other.folder.mkdir()
    settings = Path(site.settings).read_text("utf-8").replace(str(tmp_path), str(other.folder))
    Path(other.settings).write_text(settings, "utf-8")
    other.content.mkdir()
    other.write(PAGES)
    pack(other, forms=EVERYWHERE_THE_SAME)
    assert made(other) == there
