"""Parsed pages, kept between commands: a file that has not changed is neither read nor parsed.

A file counts as unchanged when size and date are those it had when it was read; one that was changed
just before is read again and compared by its digest, because a second change within the same tick of
the clock would not show in its date.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from editions.files.rest import SETTLED
from editions.files.sealed import read_sealed, read_sealed_as, write_sealed
from editions.model.stored_pages import Packed, sharing

#: Up to so many changes are written beside the store, even to a small one.
_FEW = 20


class StoredPage(NamedTuple):
    """A file as it was read: size in bytes, date in nanoseconds, digest of its bytes, its page."""

    size: int
    changed: int
    digest: str
    page: Packed


@dataclass
class PageStore:
    """The parsed pages of a content folder, by their paths below it; empty where none are kept.

    ``version`` names the code that parsed them: pages of other code are not used. ``base`` is what was
    written as a whole, with its digest; what has changed since lies beside it.
    """

    place: Path | None = None
    version: str = ""
    kept: dict[str, StoredPage] = field(default_factory=dict)
    seen: dict[str, StoredPage] = field(default_factory=dict)
    base: dict[str, StoredPage] = field(default_factory=dict)
    base_digest: str = ""
    _read: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def unchanged(self, name: str, stat: os.stat_result) -> StoredPage | None:
        """Return a file's page where size and date are those it was read with."""
        stored = self.kept.get(name)
        if stored and stored.size == stat.st_size and stored.changed == stat.st_mtime_ns:
            self.seen[name] = stored
            return stored
        return None

    def same_text(self, name: str, stat: os.stat_result, digest: str) -> StoredPage | None:
        """Return a file's page where its bytes are those it was read with; ``stat`` is from before."""
        settled = time.time_ns() - stat.st_mtime_ns > SETTLED
        self._read[name] = (stat.st_size, stat.st_mtime_ns if settled else -1, digest)
        stored = self.kept.get(name)
        if stored and stored.digest == digest:
            return self.keep(name, stored.page)
        return None

    def keep(self, name: str, page: Packed) -> StoredPage:
        """Keep a page that was parsed without a mistake, from the bytes that were read."""
        self.seen[name] = StoredPage(*self._read[name], page)
        return self.seen[name]

    def save(self) -> None:
        """Write what was seen, where it differs from what was kept: a few changes beside the rest."""
        if self.place is None or self.seen == self.kept:
            return
        changed = {n: page for n, page in self.seen.items() if self.base.get(n) != page}
        gone = [name for name in self.base if name not in self.seen]
        if self.base and len(changed) + len(gone) <= max(_FEW, len(self.base) // 20):
            values = (self.base_digest, {n: tuple(p) for n, p in changed.items()}, gone)
            write_sealed(_beside(self.place), self.version, values)
            return
        share = sharing()
        whole = {n: (*p[:-1], share(p.page)) for n, p in self.seen.items()}
        write_sealed(self.place, self.version, whole)


def open_store(place: Path, version: str) -> PageStore:
    """Return the store at a place; one that is damaged or of other code counts as empty."""
    digest, values = read_sealed_as(place, version)
    base = {name: StoredPage._make(value) for name, value in (values or {}).items()}
    of, changed, gone = read_sealed(_beside(place), version) or ("", {}, ())
    kept = base
    if of == digest:
        kept = {**base, **{name: StoredPage._make(value) for name, value in changed.items()}}
        for name in gone:
            del kept[name]
    return PageStore(place, version, kept, base=base, base_digest=digest)


def _beside(place: Path) -> Path:
    return place.with_name(f"{place.name}.changes")
