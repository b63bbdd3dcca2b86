"""The ledger of an edition: what it was last made from, and the files that lay there then.

Written when the edition is in its place. A build that is killed before leaves the older ledger, in
which the files that have changed since are not found again, and are made anew.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from editions.files.page_store import digest_of_bytes
from editions.files.writing import write_whole
from editions.model.plans import Ledger

_DIGITS = 32


def read_ledger(place: Path, output: Path) -> Ledger:
    """Return the ledger of an edition; an empty one where none fits the folder it was built into."""
    try:
        content = place.read_bytes()
    except OSError:
        return Ledger()
    if content[:_DIGITS] != digest_of_bytes(content[_DIGITS:]).encode():
        return Ledger()
    folder, values = pickle.loads(content[_DIGITS:])  # noqa: S301 - our own cache, digest checked
    return Ledger(*values) if folder == str(output) else Ledger()


def write_ledger(place: Path, output: Path, ledger: Ledger) -> None:
    """Write the ledger of an edition that lies in a folder."""
    values = tuple(getattr(ledger, name) for name in Ledger.__dataclass_fields__)
    content = pickle.dumps((str(output), values), protocol=5)
    write_whole(place, digest_of_bytes(content).encode() + content)


def stats_below(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size in bytes and date in nanoseconds of every file below a folder, by its path there."""
    found: dict[str, tuple[int, int]] = {}
    _gather(str(folder), "", found)
    return found


def _gather(folder: str, prefix: str, found: dict[str, tuple[int, int]]) -> None:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _gather(entry.path, f"{prefix}{entry.name}/", found)
        else:
            stat = entry.stat(follow_symlinks=False)
            found[f"{prefix}{entry.name}"] = (stat.st_size, stat.st_mtime_ns)
