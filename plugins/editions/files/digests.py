"""Sizes and digests of files, as lists of what was published, packed or saved hold them."""

from __future__ import annotations

import hashlib
from pathlib import Path


def size_and_sha256(path: Path | str) -> tuple[int, str]:
    """Return the length of a file in bytes, and its SHA-256 in hexadecimal digits."""
    with open(path, "rb") as file:  # noqa: PTH123 - a path object takes longer than the file
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest
