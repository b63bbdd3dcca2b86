"""Zip files that are the same bytes wherever and whenever they are made of the same content."""

from __future__ import annotations

import datetime
import stat
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Zip knows no day before (APPNOTE 4.4.6: MS-DOS dates).
_FIRST_YEAR = 1980
#: Already compressed; trying again only takes time.
_PACKED = (".png", ".jpg", ".jpeg", ".webp", ".woff2", ".gz", ".br", ".zip")


def write_archive(
    target: Path,
    files: Mapping[str, bytes],
    day: datetime.date,
    *,
    first: Iterable[str] = (),
) -> None:
    """Write files by name into a zip file; those named ``first`` come first and are only stored.

    Names are sorted and dates are that of ``day``; owners, modes and the order of folders, which differ
    from machine to machine, are not asked for.
    """
    stored = tuple(first)
    names = (*stored, *sorted(name for name in files if name not in stored))
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, also where it is made on Windows
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            plain = name in stored or name.lower().endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
