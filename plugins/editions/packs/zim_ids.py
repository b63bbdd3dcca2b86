"""The ids in a ZIM archive: made from what the archive holds, so that the same content is the same file.

libzim draws them by lot and knows no setting for it. They are the UUID of the archive, one in each
index of Xapian's inside of it, and the digest at the end that covers them all.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

#: The form of the file: openZIM, "ZIM file format", Header. Numbers are little-endian.
_MAGIC = b"ZIM\x04"
_UUID_AT = 8
_DIGEST_PLACE = slice(72, 80)
_UUID_SIZE = 16
#: An index begins with this, two bytes of version, and its UUID (Xapian, glass_version.cc).
#: Indexes are never compressed; in what is, these bytes do not stand by chance.
_INDEX = re.compile(rb"\x0f\rXapian Glass..", re.DOTALL)
_NAMESPACE = uuid.UUID("bdc45b1c-4aa4-5d5a-9d0c-0f7c6b1a2f30")


def settle_ids(archive: Path) -> None:
    """Give an archive ids that are made from its content; raises ValueError for any other file."""
    content = bytearray(archive.read_bytes())
    if content[: len(_MAGIC)] != _MAGIC:
        raise ValueError(f"{archive.name} is no ZIM archive")
    end = int.from_bytes(content[_DIGEST_PLACE], "little")
    places = list(_places(content, end))
    for place in places:
        content[place : place + _UUID_SIZE] = bytes(_UUID_SIZE)
    digest = hashlib.sha256(memoryview(content)[:end]).hexdigest()
    for number, place in enumerate(places):
        content[place : place + _UUID_SIZE] = uuid.uuid5(_NAMESPACE, f"{digest} {number}").bytes
    covered = memoryview(content)[:end]
    content_digest = hashlib.md5(covered, usedforsecurity=False).digest()
    covered.release()
    content[end:] = content_digest
    archive.write_bytes(content)


def _places(content: bytearray, end: int) -> Iterator[int]:
    yield _UUID_AT
    for found in _INDEX.finditer(content, 0, end):
        yield found.end()
