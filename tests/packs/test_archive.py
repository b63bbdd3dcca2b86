"""Zip files: the same content makes the same bytes."""

from __future__ import annotations

import datetime
import os
import zipfile
from pathlib import Path

from editions.packs.archive import write_archive

FILES = {"b/page.html": b"<p>" * 900, "a.txt": b"first", "mimetype": b"application/epub+zip"}
DAY = datetime.date(2026, 11, 27)


def test_the_order_files_are_found_in_makes_no_difference(tmp_path: Path) -> None:
    write_archive(tmp_path / "one.zip", FILES, DAY)
    write_archive(tmp_path / "two.zip", dict(reversed(FILES.items())), DAY)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_rights_new_files_get_make_no_difference(tmp_path: Path) -> None:
    write_archive(tmp_path / "one.zip", FILES, DAY)
    before = os.umask(0o077)
    try:
        write_archive(tmp_path / "two.zip", FILES, DAY)
    finally:
        os.umask(before)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_has_to_come_first_does_and_is_only_stored(tmp_path: Path) -> None:
    write_archive(tmp_path / "book.epub", FILES, DAY, first=["mimetype"])
    entries = zipfile.ZipFile(tmp_path / "book.epub").infolist()
    assert [entry.filename for entry in entries] == ["mimetype", "a.txt", "b/page.html"]
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert entries[2].compress_size < entries[2].file_size


def test_files_carry_the_day_of_the_copy(tmp_path: Path) -> None:
    write_archive(tmp_path / "one.zip", FILES, DAY)
    assert zipfile.ZipFile(tmp_path / "one.zip").infolist()[0].date_time == (2026, 11, 27, 0, 0, 0)
