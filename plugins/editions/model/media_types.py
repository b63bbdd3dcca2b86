"""Media types of files by their names; not from the machine, as each has a table of its own."""

from __future__ import annotations

from collections.abc import Mapping

#: By the end of a name (IANA, Media Types).
MEDIA_TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "json": "application/json",
    "xml": "application/xml",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "woff2": "font/woff2",
}


def media_type_of(name: str) -> str:
    """Return the media type of a file, that of mere bytes where its name tells nothing."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
