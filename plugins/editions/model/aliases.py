"""Old addresses as pages name them: what one may look like. Where it leads is ``redirects``' business.

They are written into the configuration of hosts and into names of files, so only what means the same to
all of these is let in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.errors import Problem
from editions.model.frontmatter import Field

#: Of a path between its slashes: no dot at either end, nothing that a host or a disk reads otherwise.
_SEGMENT = re.compile(r"[A-Za-z0-9_~-]([A-Za-z0-9._~-]*[A-Za-z0-9_~-])?")
#: Names of files may have 255 bytes, and lines of Cloudflare Pages 1,000 characters.
LONGEST = 200
_SUFFIX = ".html"
_REMEDY = "Write the path below the folder of an edition, as help/former.html or help/former/."


def read_aliases(field: Field, path: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the files that stand for the old addresses of a page, and what is wrong with others.

    ``help/former/`` is the file ``help/former/index.html``. What is named twice counts once.
    """
    written = [item.strip() for item in field.value.split(",") if item.strip()]
    sound = tuple(dict.fromkeys(file_of(item) for item in written if not _fault(item)))
    return sound, tuple(_problems(written, f"{path}:{field.line}"))


def file_of(alias: str) -> str:
    """Return the file that is asked for by an old address."""
    return f"{alias}index{_SUFFIX}" if alias.endswith("/") else alias


def _problems(written: list[str], where: str) -> Iterator[Problem]:
    for item in written:
        fault = _fault(item)
        if fault:
            yield Problem(where, f"the old address {item[:LONGEST]!r} {fault}.", _REMEDY)


def _fault(alias: str) -> str:
    """Return what is wrong with an old address, or nothing."""
    if "//" in alias or ":" in alias:
        return "is a full address, or has an empty part"
    if alias.startswith("/"):
        return "begins with a slash"
    if len(alias) > LONGEST:
        return f"has more than {LONGEST} characters"
    segments = alias.removesuffix("/").split("/")
    if {".", ".."} & set(segments):
        return "leads up or nowhere: it has a part “.” or “..”"
    if not all(map(_SEGMENT.fullmatch, segments)):
        return "has something else than letters from a to z, digits, - _ ~ and dots within a name"
    if any(segment.lower().endswith(_SUFFIX) for segment in segments[:-1]):
        return f"has a folder that is called as a page, with {_SUFFIX}"
    if alias.endswith(f"{_SUFFIX}/") or not alias.endswith((_SUFFIX, "/")):
        return f"ends neither in {_SUFFIX} nor in the slash of a folder"
    return ""
