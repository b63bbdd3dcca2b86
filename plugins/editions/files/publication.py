"""Publication into a folder: a release is made whole beside it, checked, and put there in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.files.releases import FoundFiles, Release, check_whole, digests_of
from editions.files.writing import check_writable, replace_tree, unwritable, write_whole
from editions.model.manifests import MARK, UNLISTED, Differences, differences

#: From <linux/fs.h> and <fcntl.h>, for renameat2(2).
_EXCHANGE, _HERE = 2, -100


def changes_in(release: Release, place: Path) -> Differences:
    """Return what publishing a release would change in a folder.

    Files that would come count as missing, those that would go as added.
    """
    return differences(release.manifest, digests_of(place))


def publish_to_folder(release: Release, place: Path) -> Differences:
    """Make a folder equal to a release, and return what that changed.

    What has not changed keeps its date. Raises SiteError where files cannot be written, or arrive
    otherwise than they were sent: then the folder is as it was before.
    """
    check_writable(place.parent)
    beside = place.with_name(f".{place.name}.new")
    try:
        there = digests_of(place)
        changes = differences(release.manifest, there)
        # Left by a publication that was killed.
        shutil.rmtree(beside, ignore_errors=True)
        if not changes and all(_same(release.folder / n, place / n) for n in UNLISTED - {MARK}):
            return changes
        _copy_release(release, place, there, beside)
        check_whole(beside, release.manifest)
        switch(beside, place)
    except (OSError, SiteError) as error:
        shutil.rmtree(beside, ignore_errors=True)
        if isinstance(error, OSError):
            raise SiteError([unwritable(place, error)]) from error
        raise
    return changes


@contextlib.contextmanager
def alone_at(lock: Path, what: str) -> Iterator[None]:
    """Hold a lock while something is published; raises SiteError where another process holds it.

    The system lets go of the lock when a process ends, however it does.
    """
    try:
        import fcntl
    except ImportError:  # Windows; there the second finds files in use
        yield
        return
    check_writable(lock.parent)
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise SiteError([unwritable(lock, error)]) from error
            raise SiteError([_busy(what)]) from error
        yield


def _copy_release(release: Release, place: Path, there: FoundFiles, beside: Path) -> None:
    """Make a folder of a release; what the present one has, too, is taken from there with its date."""
    listed = {file.path: (file.bytes, file.sha256) for file in release.manifest.files}
    for name in [*listed, *sorted(UNLISTED - {MARK})]:
        target = beside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in there and there[name] == listed.get(name):
            _link_or_copy(place / name, target)
        elif (release.folder / name).is_file():
            shutil.copyfile(release.folder / name, target)
    write_whole(beside / MARK, b"")


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # sticks with FAT know no second name for a file
        shutil.copy2(source, target)


def switch(beside: Path, place: Path) -> None:
    """Put a folder in the place of another, in one step where the system can; else file by file."""
    if hasattr(os, "sync"):
        # Names may reach the disk before contents do: a power cut would leave empty files.
        os.sync()
    if place.is_dir():
        shutil.copystat(place, beside)
    if place.exists() and _exchange(beside, place):
        shutil.rmtree(beside, ignore_errors=True)
    else:
        replace_tree(beside, place)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; tell whether the system and the disk could do it."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux, or a C library before 2018
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)


def _same(one: Path, other: Path) -> bool:
    if not (one.is_file() and other.is_file()):
        return one.is_file() == other.is_file()
    return one.read_bytes() == other.read_bytes()


def _busy(what: str) -> Problem:
    return Problem(
        what,
        "another publication is under way.",
        "Wait until it has ended, then publish again.",
    )


def check_ours(place: Path, output: Path) -> None:
    """Raise SiteError where publishing to a folder would remove what no publication put there."""
    if place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file():
        raise SiteError([_not_ours(place)])
    if place.is_relative_to(output) or output.is_relative_to(place):
        raise SiteError([_not_apart(place, output)])


def _not_ours(place: Path) -> Problem:
    return Problem(
        shown(place),
        "this folder holds files that no publication put there, and publishing would remove them.",
        "Name a new or an empty folder.",
    )


def _not_apart(place: Path, output: Path) -> Problem:
    return Problem(
        shown(place),
        f"the folder and {shown(output)}, the built site, lie in one another.",
        "Publish to a folder of its own.",
    )
