"""The list of what a reader may save of an edition, so that a browser can tell when it has all of it.

A file counts as saved when its digest is the one of the list; the release, a digest of the list, tells
one state of the edition from another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from editions.model.addresses import quoted

#: Names in the front folder of an edition: the list, the worker, and the page for what is not saved.
MANIFEST, WORKER, NOT_SAVED = "saved.json", "sw.js", "not-saved.html"
#: What no reader asks for without a network.
NEVER_SAVED = frozenset({MANIFEST, WORKER, "404.html"})
#: A change of the form needs a new number: a page kept in a browser may meet a newer list.
_FORM = 1
_RELEASE_DIGITS = 16


class SavedFile(NamedTuple):
    """Length in bytes and SHA-256 of a file, in hexadecimal digits."""

    size: int
    digest: str


def manifest_text(files: Mapping[str, SavedFile]) -> str:
    """Return the list as JSON, a file on each line; names are paths from the edition's front folder."""
    # A quoted name has nothing that a string of JSON would escape.
    lines = (
        f'["{quoted(name)}",{size},"{digest}"]' for name, (size, digest) in sorted(files.items())
    )
    listed = ",\n".join(lines)
    release = hashlib.sha256(listed.encode()).hexdigest()[:_RELEASE_DIGITS]
    pages = sum(name.endswith(".html") for name in files if name != NOT_SAVED)
    size = sum(file.size for file in files.values())
    return (
        f'{{"form":{_FORM},"release":"{release}","pages":{pages},"bytes":{size},"files":[\n'
        f"{listed}\n]}}\n"
    )


def files_listed(manifest: str) -> dict[str, SavedFile]:
    """Return the files of a list by name; none where it has another form."""
    try:
        told = json.loads(manifest)
        if told["form"] != _FORM:
            return {}
        return {unquote(name): SavedFile(size, digest) for name, size, digest in told["files"]}
    except (ValueError, KeyError, TypeError):
        return {}
