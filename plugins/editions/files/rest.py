"""Whether anything was touched since a build was done: by size and date of every file, and no more.

Imports next to nothing: where nothing has changed, this is all that a build does. A file that was
changed just before it was looked at may change again without its date showing it; of such files the
content is compared as well, as ``page_store`` does.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

#: How long a file must have been left alone before its date is trusted, in nanoseconds. Some disks
#: keep dates in steps of two seconds.
SETTLED = 2_000_000_000
#: With more files than this just changed, comparing them takes as long as building.
_TOO_MANY = 500


class NotComparable(Exception):
    """A folder that size and date do not tell everything about, one with links in it for instance."""


@dataclass(frozen=True)
class Sight:
    """What some folders and files looked like: a digest for each, and the contents not yet settled."""

    digests: dict[str, str] = field(default_factory=dict)
    unsettled: dict[str, str] = field(default_factory=dict)


def sight_of(places: Iterable[str], *, trusting: bool = False) -> Sight:
    """Return what folders and files look like now; raises NotComparable.

    With ``trusting`` all dates are trusted: nobody else has written there.
    """
    now = time.time_ns()
    digests: dict[str, str] = {}
    unsettled: dict[str, str] = {}
    for place in places:
        lines = []
        for path, stat in _files(place):
            lines.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}")
            if not trusting and stat.st_mtime_ns > now - SETTLED:
                if len(unsettled) == _TOO_MANY:
                    raise NotComparable(place)
                unsettled[path] = content_digest(path)
        lines.sort()
        text = "\n".join(lines).encode(errors="surrogateescape")
        digests[place] = hashlib.blake2b(text, digest_size=16).hexdigest()
    return Sight(digests, unsettled)


def content_digest(path: str) -> str:
    """Return a digest of what stands in a file; of one that cannot be read, of nothing."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path object takes longer than the file
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _files(place: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file below a folder, or the file itself, with its size and date."""
    if not os.path.isdir(place):  # noqa: PTH112
        if os.path.exists(place):  # noqa: PTH110
            yield place, os.stat(place)  # noqa: PTH116
        return
    waiting = [place]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_symlink():
                raise NotComparable(entry.path)
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path, entry.stat(follow_symlinks=False)
            elif entry.name != "__pycache__":
                waiting.append(entry.path)
