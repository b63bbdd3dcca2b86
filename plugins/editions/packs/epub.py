"""The edition as an EPUB 3 book, for programs that read books aloud, enlarge them and keep the place.

Written to EPUB 3.3 and EPUB Accessibility 1.1 (W3C).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from editions.files.content import read_text
from editions.model.locales import Locale
from editions.model.media_types import media_type_of
from editions.packs.archive import write_archive
from editions.packs.bound import BoundPart, bound_parts
from editions.packs.linear import Article, pictures_of
from editions.packs.projection import Projection, target_of
from editions.packs.volume import Chapter, Volume
from editions.packs.xhtml import as_xhtml

_TYPE = b"application/epub+zip"
#: The folder of everything but what the container asks for; its file of the package.
_FOLDER = "EPUB"
_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


@dataclass(frozen=True)
class _Entry:
    """A chapter as the table of contents and the package name it."""

    file: str
    title: str
    locale: Locale
    drawn: bool


@dataclass(frozen=True)
class _Entries:
    title: str
    locale: Locale
    entries: tuple[_Entry, ...]


@dataclass(frozen=True)
class _Picture:
    file: str
    type: str


def make_epub(volumes: Sequence[Volume], target: Path) -> None:
    """Write the book of one edition."""
    (volume,) = volumes
    bound = bound_parts(volume)
    places = {c.path: _file_of(c) for one in bound for c in one.chapters}
    files: dict[str, bytes] = {}
    drawn: set[str] = set()
    for article in (article for one in bound for article in one.articles()):
        files |= pictures_of(article, volume.output, _picture_name)
        files[places[article.chapter.path]] = _chapter(volume, article, places)
        if article.body.css_first("svg"):
            drawn.add(article.chapter.path)
    pictures = [_Picture(name, media_type_of(name)) for name in files if name.startswith("media/")]
    parts = [_entries(one, places, drawn) for one in bound]
    files |= _frame(volume, parts, pictures)
    inside = {f"{_FOLDER}/{name}": content for name, content in files.items()}
    inside |= {"mimetype": _TYPE, "META-INF/container.xml": _CONTAINER}
    write_archive(target, inside, volume.made, first=("mimetype",))


def _frame(
    volume: Volume, parts: Sequence[_Entries], pictures: Sequence[_Picture]
) -> dict[str, bytes]:
    """Return what holds the chapters together: package, contents, cover, styles."""
    values: Mapping[str, Any] = {
        "parts": parts,
        "pictures": pictures,
        "identifier": volume.identifier().urn,
    }
    press = volume.press
    sheet = read_text(volume.site.theme / "packs" / "epub.css")
    return {
        "package.opf": _xml(press.page("epub/package", **values)),
        "contents.xhtml": as_xhtml(press.page("epub/contents", **values)).encode(),
        "cover.xhtml": as_xhtml(press.page("epub/cover")).encode(),
        "title.xhtml": as_xhtml(press.page("epub/title")).encode(),
        "cover.svg": _xml(press.page("epub/cover_picture")),
        "book.css": sheet.encode(),
    }


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text.strip()}\n'.encode()


def _entries(bound: BoundPart, places: Mapping[str, str], drawn: Container[str]) -> _Entries:
    entries = tuple(
        _Entry(places[chapter.path], chapter.title, chapter.locale, chapter.path in drawn)
        for chapter in bound.chapters
    )
    return _Entries(bound.part.title, bound.part.locale, entries)


def _chapter(volume: Volume, article: Article, places: Mapping[str, str]) -> bytes:
    projection = Projection(frozenset(places), volume.site.url)
    for link in article.body.css("a[href]"):
        _lead(link, article.chapter.path, places, projection)
    text = volume.press.page("epub/chapter", chapter=article.chapter, text=Markup(article.html))
    return as_xhtml(text).encode()


def _file_of(chapter: Chapter) -> str:
    return f"{chapter.page_id.replace('/', '-')}.xhtml"


def _lead(link: LexborNode, path: str, places: Mapping[str, str], projection: Projection) -> None:
    target, fragment = target_of(link.attributes.get("href") or "", path)
    if target and target in places:
        link.attrs["href"] = f"{places[target]}{fragment}"
    else:
        projection.redirect(link, path)


def _picture_name(path: str, _: bytes) -> str:
    return f"media/{path.replace('/', '-')}"
