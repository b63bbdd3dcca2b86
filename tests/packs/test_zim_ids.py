"""A ZIM archive is the same file whenever it is made of the same, and its digest holds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.writer import Creator, Hint, Item, StringProvider

from editions.packs.zim_ids import settle_ids


class Page(Item):  # type: ignore[misc]  # libzim has no types
    """A page of one sentence."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path, self.text = path, text

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.path

    def get_mimetype(self) -> str:
        return "text/html"

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(f"<html><body><p>{self.text}</p></body></html>")

    def get_hints(self) -> dict[Hint, bool]:
        return {Hint.FRONT_ARTICLE: True}


def archive_of(path: Path, text: str = "A lighthouse.") -> Path:
    creator = Creator(path)
    creator.config_nbworkers(1)
    creator.config_indexing(True, "eng")
    with creator:
        creator.set_mainpath("a.html")
        creator.add_item(Page("a.html", text))
        creator.add_item(Page("b.html", "A harbour."))
    return path


def test_the_same_content_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    one, two = archive_of(tmp_path / "one.zim"), archive_of(tmp_path / "elsewhere" / "two.zim")
    assert one.read_bytes() != two.read_bytes(), "libzim draws no lots any more: nothing to settle"
    settle_ids(one)
    settle_ids(two)
    assert one.read_bytes() == two.read_bytes()


def test_other_content_has_other_ids(tmp_path: Path) -> None:
    one, two = archive_of(tmp_path / "one.zim"), archive_of(tmp_path / "two.zim", "A lightship.")
    settle_ids(one)
    settle_ids(two)
    assert Archive(one).uuid != Archive(two).uuid
    indexes = [path.read_bytes().split(b"Xapian Glass")[1:] for path in (one, two)]
    ids = {index[2:18] for found in indexes for index in found}
    assert len(ids) == sum(map(len, indexes)) > 1


def test_the_archive_is_whole_and_its_search_works(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "one.zim")
    settle_ids(path)
    content = path.read_bytes()
    assert hashlib.md5(content[:-16], usedforsecurity=False).digest() == content[-16:]
    archive = Archive(path)
    assert archive.check()
    found = Searcher(archive).search(Query().set_query("harbour"))
    assert list(found.getResults(0, 5)) == ["b.html"]


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.zim").write_bytes(b"PK\x03\x04" * 99)
    with pytest.raises(ValueError, match=r"one\.zim"):
        settle_ids(tmp_path / "one.zim")
