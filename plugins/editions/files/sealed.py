"""Values kept between commands, in files that are believed only when they are whole and our own.

A digest stands before the values: what was cut short by a full disk or edited by hand is not unpickled.
A version stands beside them: what other code has written counts as not there.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import Any

from editions.files.writing import write_whole

_DIGITS = 32


def read_sealed(place: Path, version: str) -> Any:
    """Return the values at a place; None where there are none, or none of this version."""
    return read_sealed_as(place, version)[1]


def read_sealed_as(place: Path, version: str) -> tuple[str, Any]:
    """Return the values at a place with the digest they have there, empty and None without any."""
    try:
        content = place.read_bytes()
    except OSError:
        return "", None
    seal, values = content[:_DIGITS].decode("ascii", "replace"), content[_DIGITS:]
    if seal != digest_of_bytes(values):
        return "", None
    written_by, kept = pickle.loads(values)  # noqa: S301 - our own cache, its digest checked
    return (seal, kept) if written_by == version else ("", None)


def write_sealed(place: Path, version: str, values: object) -> None:
    """Write plain values under the version of the code that made them."""
    content = pickle.dumps((version, values), protocol=5)
    write_whole(place, digest_of_bytes(content).encode() + content)


def digest_of_bytes(content: bytes) -> str:
    """Return a digest that tells contents apart, 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()
