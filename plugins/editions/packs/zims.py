"""The ZIM archive: the whole edition in one file for Kiwix and other readers, with their own search.

These readers lead to no other site, or only after a question. So the exit leads to a blank page in the
archive, and the address of what lies elsewhere stands beside each link.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from libzim.writer import ContentProvider, Creator, Hint, IndexData, Item, StringProvider
from selectolax.lexbor import LexborHTMLParser

from editions.model.language_codes import iso_639_3
from editions.model.media_types import media_type_of
from editions.packs.pages import folder_of
from editions.packs.projection import Projection
from editions.packs.theme_pictures import SIZE, library_picture
from editions.packs.volume import Volume
from editions.packs.zim_ids import settle_ids
from editions.packs.zim_metadata import metadata_of

#: The neutral page in each edition's folder; its name says nothing.
BLANK = "blank.html"
#: The page that leads to all editions.
_START = "index.html"
#: What every page has, or every copy: nobody looks for it.
_ON_EVERY_PAGE = "[data-made], .exit-note, script, template"


class _Words(IndexData):  # type: ignore[misc]  # libzim has no types
    """What a page is found by: the text of its article, without the frame around it."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title, self.text = title, text

    def has_indexdata(self) -> bool:
        return bool(self.text)

    def get_title(self) -> str:
        return self.title

    def get_content(self) -> str:
        return self.text

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return len(self.text.split())

    def get_geoposition(self) -> None:
        return None


class _Entry(Item):  # type: ignore[misc]  # libzim has no types
    """A file of the archive. ``words`` is None for what is no page readers look for."""

    def __init__(self, path: str, title: str, content: bytes, words: _Words | None) -> None:
        super().__init__()
        self.path, self.title, self.content, self.words = path, title, content, words

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.title

    def get_mimetype(self) -> str:
        return media_type_of(self.path)

    def get_contentprovider(self) -> ContentProvider:
        return StringProvider(self.content)

    def get_hints(self) -> dict[Hint, bool]:
        return {Hint.FRONT_ARTICLE: self.words is not None}

    def get_indexdata(self) -> IndexData:
        return self.words or _Words("", "")


def make_zim(volumes: Sequence[Volume], target: Path) -> None:
    """Write the archive of one edition or of several; raises SiteError where a picture is missing."""
    first = volumes[0]
    files = folder_of(volumes, _for_readers_of_archives)
    files |= {_blank_in(v): v.press.page("blank").encode() for v in volumes}
    start = f"{first.locale.slug}/index.html"
    if len(volumes) > 1:
        start = _START
        files[start] = first.start_page(volumes).encode()
    with _silence():
        _write(files, volumes, start, target)
    settle_ids(target)


def _write(files: Mapping[str, bytes], volumes: Sequence[Volume], start: str, target: Path) -> None:
    creator = Creator(target)
    # With more than one, the order of what is written depends on which is faster.
    creator.config_nbworkers(1)
    creator.config_indexing(True, iso_639_3(volumes[0].locale))
    with creator:
        creator.set_mainpath(start)
        creator.add_illustration(SIZE, library_picture(volumes[0].site.theme))
        for entry in _entries(volumes, files):
            creator.add_item(entry)
        for key, value in metadata_of(volumes).items():
            creator.add_metadata(key, value)


@contextmanager
def _silence() -> Iterator[None]:
    """Hear nothing of what libzim writes to the standard output by itself."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _for_readers_of_archives(projection: Projection, volume: Volume) -> Projection:
    return replace(projection, exit=_blank_in(volume), addresses=True)


def _blank_in(volume: Volume) -> str:
    return f"{volume.locale.slug}/{BLANK}"


def _entries(volumes: Sequence[Volume], files: Mapping[str, bytes]) -> Iterator[_Entry]:
    titles = {c.path: c.title for volume in volumes for c in volume.chapters}
    for path in sorted(files):
        content = files[path]
        if path in titles:
            yield _Entry(path, titles[path], content, _Words(titles[path], _text_of(content)))
        elif content:  # an empty file counts as a mistake
            yield _Entry(path, path.rpartition("/")[2], content, None)


def _text_of(page: bytes) -> str:
    main = LexborHTMLParser(page.decode()).css_first("main")
    for node in main.css(_ON_EVERY_PAGE) if main else ():
        node.decompose()
    return " ".join(main.text(separator=" ").split()) if main else ""
