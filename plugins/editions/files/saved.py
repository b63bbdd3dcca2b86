"""Lengths and digests of files, for the list of what readers may save."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from editions.files.content import read_text
from editions.files.digests import size_and_sha256
from editions.model.saved import MANIFEST, SavedFile, files_listed


def read_manifest(folder: Path) -> dict[str, SavedFile]:
    """Return what the list in a folder says of its files; nothing without one."""
    place = folder / MANIFEST
    return files_listed(read_text(place)) if place.is_file() else {}


def saved_file(path: str) -> SavedFile:
    """Return length and digest of a file as it is now."""
    return SavedFile(*size_and_sha256(path))


def saved_media(path: str) -> SavedFile:
    """Return the same of a file that all editions ask for; it is read again only when it was touched."""
    stat = os.stat(path)  # noqa: PTH116
    return _saved_media(path, stat.st_size, stat.st_mtime_ns)


@cache
def _saved_media(path: str, _size: int, _date: int) -> SavedFile:
    return saved_file(path)
