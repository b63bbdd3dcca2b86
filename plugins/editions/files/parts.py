"""Parts of a site on the disk: their records, and the whole site they are joined to.

A record lies at the top of the folder a part was built into, and lists what was built. Other files there
are no part of it: older editions of an output that was built whole before, for instance.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from editions.errors import Problem, SiteError, the_first_of
from editions.files.digests import size_and_sha256
from editions.files.paths import shown
from editions.files.publication import switch
from editions.files.releases import Release, check_whole, digests_of, manifest_in, write_lists
from editions.files.writing import files_below, unwritable, write_whole
from editions.model.manifests import (
    MANIFEST,
    MARK,
    Manifest,
    differences,
    manifest_of,
)
from editions.model.parts import PART, Part, belongs_to, part_text, read_part_text


def digest_of_folder(folder: Path) -> dict[str, tuple[int, str]]:
    """Return sizes and digests of a folder's files, the same on every machine."""
    names = (name for name in files_below(folder) if "__pycache__" not in name)
    return {name: size_and_sha256(folder / name) for name in sorted(names)}


def write_part(folder: Path, part: Part) -> None:
    """Record the part that was built into a folder: what the part says of itself, with its files."""
    names = [n for n in files_below(folder) if belongs_to(n, part.editions, part.built)]
    files = manifest_of(digests_of(folder, names), part.folders).files
    whole = Part(part.place, part.editions, part.built, part.made_from, files)
    write_whole(folder / PART, part_text(whole).encode())


def forget_part(folder: Path) -> None:
    """Remove the record of a part: its folder is about to become something else."""
    (folder / PART).unlink(missing_ok=True)


def read_part(folder: Path) -> Part:
    """Return the part in a folder; raises SiteError where there is none, or it was changed since."""
    try:
        part = read_part_text(shown(folder), (folder / PART).read_bytes())
    except (OSError, ValueError) as error:
        raise SiteError([_no_part(folder, error)]) from error
    present = [file.path for file in part.files if (folder / file.path).is_file()]
    found = digests_of(folder, present)
    changed = [f.path for f in part.files if found.get(f.path) != (f.bytes, f.sha256)]
    if changed:
        raise SiteError([_changed(folder, changed)])
    return part


def join_parts(folders: Sequence[Path], parts: Sequence[Part], place: Path) -> Manifest:
    """Put the files of parts that make a whole into a folder, as a release; return its manifest.

    The folder is made beside its place, read back, and put there in one step. Raises SiteError where
    that fails; what was there before stays.
    """
    listed = {file.path: (file.bytes, file.sha256) for part in parts for file in part.files}
    manifest = manifest_of(listed, parts[0].folders)
    beside = place.with_name(f".{place.name}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # left by a call that was killed
        for folder, part in zip(folders, parts, strict=True):
            _copy(folder, (file.path for file in part.files), beside)
        check_whole(beside, manifest)
        write_lists(beside, manifest)
        write_whole(beside / MARK, b"")
        switch(beside, place)
    except OSError as error:
        raise SiteError([unwritable(place, error)]) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def merged_site(folder: Path) -> Release:
    """Return the whole site parts were joined to; raises SiteError unless it lies there unchanged."""
    if (folder / PART).is_file():
        raise SiteError([a_part_only(folder)])
    manifest = manifest_in(folder)
    if manifest is None:
        what = f"this is no merged site: it has no {MANIFEST} that can be read."
        remedy = "Name the folder ./inv merge wrote, or leave --merged out to build the site."
        raise SiteError([Problem(shown(folder), what, remedy)])
    wrong = differences(manifest, digests_of(folder))
    if wrong:
        raise SiteError([_changed(folder, [*wrong.missing, *wrong.changed, *wrong.added])])
    return Release(folder, manifest)


def a_part_only(folder: Path) -> Problem:
    """Return the problem of a folder that holds some editions where the whole site is needed."""
    return Problem(
        shown(folder),
        f"this is a part of a site, as its {PART} says, and no whole site.",
        "Join all parts with ./inv merge DIR…, and name the folder that makes.",
    )


def _copy(folder: Path, names: Iterable[str], place: Path) -> None:
    for name in names:
        target = place / name
        if not target.exists():  # what parts share, the first one brought
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target)


def _no_part(folder: Path, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(
            shown(folder),
            f"this is no part of a site: there is no {PART} in it.",
            "Name folders that ./inv build --locale … --output DIR has filled, without problems.",
        )
    reason = getattr(error, "strerror", "") or error
    remedy = "Copy the part again, or build it again."
    return Problem(f"{shown(folder)}/{PART}", f"this cannot be read: {reason}.", remedy)


def _changed(folder: Path, names: Sequence[str]) -> Problem:
    return Problem(
        shown(folder),
        f"what lies there is not what was built: {the_first_of(names)}.",
        "Copy it again, or build it again.",
    )
