"""Writing whole files or none.

A file is written beside its place and then put there in one step, so that a reader, a killed build or
a full disk never sees half of one. What is already there byte for byte is left alone, and keeps its
date for whoever copies by it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.paths import shown


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file in one step; return False when it was there already with the same content."""
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            _give_usual_mode(name)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SiteError([unwritable(path, error)]) from error
    return True


def write_new(path: str, content: bytes) -> None:
    """Write a file of a folder that nobody reads before it is whole, which needs no second step."""
    try:
        try:
            file = open(path, "wb")  # noqa: PTH123, SIM115 - a path object takes longer than the file
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            file = open(path, "wb")  # noqa: PTH123, SIM115
        with file:
            file.write(content)
    except OSError as error:
        raise SiteError([unwritable(Path(path), error)]) from error


def replace_tree(new: Path, place: Path, keep: frozenset[str] = frozenset()) -> int:
    """Make a folder equal to a new one and use the new one up; return how many files changed.

    ``keep`` names files that stay though the new folder lacks them.

    Each file changes in one step; what the new folder lacks is removed last, so that no page that
    is still there ever leads to a page that is not.
    """
    changed = 0
    try:
        names = set(files_below(new))
        if not place.exists() and _moved_whole(new, place):
            return len(names)
        place.mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            source, target = new / name, place / name
            if target.is_file() and filecmp.cmp(source, target, shallow=False):
                continue
            make_room(place, target)
            _move(source, target)
            changed += 1
        for name in sorted(set(files_below(place)) - names - keep):
            (place / name).unlink()
            changed += 1
        remove_empty_folders(place)
        shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise SiteError([unwritable(place, error)]) from error
    return changed


def copy_files(source: Path, names: frozenset[str], place: Path) -> int:
    """Make ``place`` hold exactly these files of a folder; return how many changed."""
    changed = 0
    for name in sorted(names):
        changed += write_whole(place / name, (source / name).read_bytes())
    if place.is_dir():
        for name in set(files_below(place)) - names:
            (place / name).unlink()
            changed += 1
        remove_empty_folders(place)
    return changed


def files_below(folder: Path) -> Iterator[str]:
    """Yield every file below a folder as a path from it, with forward slashes."""
    for name, _ in _entries_below(str(folder), ""):
        yield name


def stats_below(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size in bytes and date in nanoseconds of every file below a folder, by its path there."""
    found = (
        (name, entry.stat(follow_symlinks=False)) for name, entry in _entries_below(str(folder), "")
    )
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found}


def size_and_date(path: Path) -> list[int]:
    """Return size in bytes and date in nanoseconds of a file; empty where there is none."""
    try:
        stat = path.lstat()
    except OSError:
        return []
    return [stat.st_size, stat.st_mtime_ns] if path.is_file() else []


def _entries_below(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file below a folder that is there, with its path; links to folders are passed over."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir():
            yield f"{prefix}{entry.name}", entry
        elif not entry.is_symlink():
            yield from _entries_below(entry.path, f"{prefix}{entry.name}/")


def remove_empty_folders(folder: Path) -> None:
    """Remove every empty folder below a folder, and the folder itself when it is empty."""
    for parent, _, _ in os.walk(folder, topdown=False):
        if not any(Path(parent).iterdir()):
            Path(parent).rmdir()


def check_writable(folder: Path) -> None:
    """Raise SiteError unless files can be written below a folder, which is made when missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SiteError([unwritable(folder, error)]) from error


def make_room(place: Path, target: Path) -> None:
    """Remove a folder where a file shall be, and a file where one of its folders shall be."""
    if target.is_dir():
        shutil.rmtree(target)
    for folder in target.parents:
        if folder == place:
            break
        if folder.is_file():
            folder.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def put_whole(source: Path, target: Path) -> None:
    """Put a file that is made in its place in one step; raises SiteError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(source, target)
    except OSError as error:
        raise SiteError([unwritable(target, error)]) from error


def _moved_whole(new: Path, place: Path) -> bool:
    """Put a folder where none is yet; tell whether that could be done, as on one disk it can."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.rename(place)
    except OSError:
        return False
    remove_empty_folders(place)
    return True


def _move(source: Path, target: Path) -> None:
    """Move a file into its place in one step, also from another disk."""
    try:
        source.replace(target)
    except OSError:
        beside = target.with_name(f".{target.name}.part")
        shutil.copyfile(source, beside)
        beside.replace(target)


def _give_usual_mode(name: str) -> None:
    """Give a temporary file the rights any new file has; mkstemp keeps it from others."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)


def unwritable(path: Path, error: OSError) -> Problem:
    """Return the problem of a place where something cannot be written."""
    return Problem(
        shown(path),
        f"this cannot be written: {error.strerror or error}.",
        "Check the rights of the folder and the free space, or choose another with --output.",
    )
