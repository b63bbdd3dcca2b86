"""Releases: the built site with what a host hands out, and proof of what it holds.

A release is made in the cache, where what stays the same from one to the next is left alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from editions.errors import Problem, SiteError, the_first_of
from editions.files.compression import smaller_copies
from editions.files.digests import size_and_sha256
from editions.files.paths import shown
from editions.files.processors import processors
from editions.files.writing import (
    files_below,
    make_room,
    remove_empty_folders,
    unwritable,
    write_whole,
)
from editions.model.manifests import (
    MANIFEST,
    SIGNATURE,
    SUMS,
    UNLISTED,
    Manifest,
    differences,
    manifest_of,
    manifest_text,
    read_manifest,
    sums_text,
)

#: Size in bytes and SHA-256 of files, by their paths.
FoundFiles = dict[str, tuple[int, str]]
_BATCH = 100


@dataclass(frozen=True)
class Release:
    """A release that lies whole in a folder, where nobody reads it."""

    folder: Path
    manifest: Manifest


def make_release(
    built: Path, folder: Path, editions: Mapping[str, str], *, compress: bool
) -> Release:
    """Make a release of a built site; raises SiteError where it cannot be written.

    ``folder`` may hold an earlier release. ``editions`` maps the folder of each edition to the tag of
    its locale.
    """
    try:
        wanted = digests_of(built)
        names = set(wanted)
        found = _bring_in(built, wanted, folder)
        listed = {name: found[name] for name in names}
        if compress:
            ledger = folder.with_name(f"{folder.name}.compressed")
            listed |= smaller_copies(folder, names, found, ledger)
        for name in found.keys() - listed.keys():
            (folder / name).unlink()
        remove_empty_folders(folder)
        manifest = manifest_of(listed, editions)
        write_lists(folder, manifest)
        (folder / SIGNATURE).unlink(missing_ok=True)
    except OSError as error:
        raise SiteError([unwritable(folder, error)]) from error
    return Release(folder, manifest)


def digests_of(folder: Path, names: Iterable[str] | None = None) -> FoundFiles:
    """Return sizes and digests of files of a folder: of all but those a release does not list."""
    chosen = sorted(files_below(folder) if names is None else names)
    listed = [name for name in chosen if name not in UNLISTED]
    below = os.fspath(folder)

    def digests(some: list[str]) -> FoundFiles:
        return {name: size_and_sha256(f"{below}/{name}") for name in some}

    # By the batch: to hand over a small file takes longer than to read it.
    batches = [listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH)]
    with ThreadPoolExecutor(max_workers=processors()) as workers:
        return {name: one for batch in workers.map(digests, batches) for name, one in batch.items()}


def write_lists(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a release, and the list ``sha256sum`` reads, into its folder."""
    write_whole(folder / MANIFEST, manifest_text(manifest).encode())
    write_whole(folder / SUMS, sums_text(manifest).encode())


def manifest_in(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None where there is none that can be read."""
    try:
        return read_manifest((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None


def check_whole(folder: Path, manifest: Manifest) -> None:
    """Raise SiteError unless a folder holds exactly the files of a release."""
    wrong = differences(manifest, digests_of(folder))
    if wrong:
        names = [*wrong.missing, *wrong.changed, *wrong.added]
        raise SiteError([_not_whole(folder, names)])


def _bring_in(built: Path, wanted: FoundFiles, folder: Path) -> FoundFiles:
    """Copy those files of the built site that the release lacks or has otherwise, each in one step.

    Returns what the release holds then; what was copied is read again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = digests_of(folder)
    lacking = [name for name, digest in wanted.items() if found.get(name) != digest]
    for name in lacking:
        target = folder / name
        make_room(folder, target)
        beside = target.with_name(f".{target.name}.part")
        shutil.copyfile(built / name, beside)
        beside.replace(target)
    # Making room may have taken away what lay in the way.
    present = {name: one for name, one in found.items() if (folder / name).is_file()}
    return {**(present if lacking else found), **digests_of(folder, lacking)}


def _not_whole(folder: Path, names: list[str]) -> Problem:
    return Problem(
        shown(folder),
        f"what was written there is not what was meant to be: {the_first_of(names)}.",
        "The site that was published before is untouched. Check the disk, and publish again.",
    )
