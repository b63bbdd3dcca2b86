"""What was found on the pages of an edition, kept between builds for its index.

Written beside its place while the edition is built, and put there when the edition is: what lies there
always belongs to the edition that readers have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from editions.files.code import code_version
from editions.files.sealed import read_sealed, write_sealed
from editions.files.writing import put_whole
from editions.model.search_index import SearchEntry

_NAME = "found"


def read_found(folder: Path) -> dict[str, SearchEntry]:
    """Return the entries of the pages of an edition by page id, from its folder in the cache."""
    kept = read_sealed(folder / _NAME, code_version()) or {}
    return {page_id: SearchEntry(*values) for page_id, values in kept.items()}


def write_found(folder: Path, pages: Mapping[str, SearchEntry]) -> None:
    """Write the entries of an edition beside their place."""
    names = [field.name for field in fields(SearchEntry)]
    values = {i: tuple(getattr(entry, name) for name in names) for i, entry in pages.items()}
    write_sealed(folder / f"{_NAME}.new", code_version(), values)


def take_found(folder: Path) -> tuple[int, int]:
    """Put the entries of an edition in their place; return size in bytes and date of that file."""
    put_whole(folder / f"{_NAME}.new", folder / _NAME)
    return found_stat(folder)


def found_stat(folder: Path) -> tuple[int, int]:
    """Return size and date of the entries that are kept for an edition, noughts without any."""
    try:
        stat = (folder / _NAME).stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
