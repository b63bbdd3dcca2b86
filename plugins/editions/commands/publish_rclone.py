"""Publication by rclone: to S3 and what speaks like it, to Azure, SFTP, WebDAV and many more.

No such store can change all files in one step. So what pages load goes first, then the pages, and what
is gone is removed last; the manifest is taken away before and comes back at the end, so that a
publication that was cut short is known by its absence, and all of it is sent again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import groupby

from editions.commands.programs import ask
from editions.errors import Problem, SiteError
from editions.files.releases import Release
from editions.model.hosts.table import CARRIED
from editions.model.manifests import (
    MANIFEST,
    MARK,
    SIGNATURE,
    SUMS,
    UNLISTED,
    Differences,
    Manifest,
    differences,
    read_manifest,
)
from editions.model.media_types import media_type_of
from editions.model.targets import Target, cache_rule, upload_rounds

_REMEDY = "See that `rclone lsf` lists this place, and publish again; what was begun is sent anew."
#: Ends of names that rclone knows wrongly or not at all on some systems.
_UNSURE = ("html", "js", "css", "txt", "xml", "json", "svg", "webmanifest", "epub", "woff2")


def manifest_at(target: Target) -> Manifest | None:
    """Return the manifest of what lies at a target; None where there is none, or it was cut short."""
    try:
        return read_manifest(_rclone(target, "cat", f"{_place(target)}/{MANIFEST}"))
    except (SiteError, ValueError):
        return None


def publish_by_rclone(release: Release, target: Target) -> Differences:
    """Make a place equal to a release, pages after what they load; return what that changed.

    Raises SiteError for a place with files of somebody else, or when something arrives otherwise.
    """
    there = _names_at(target)
    if there and MARK not in there:
        what = "there are files that no publication put there."
        raise SiteError([Problem(str(target), what, "Name a new or an empty place.")])
    before = manifest_at(target)
    known = {f.path: (f.bytes, f.sha256) for f in before.files if f.path in there} if before else {}
    changes = differences(release.manifest, known)
    _rclone(target, "rcat", f"{_place(target)}/{MARK}")
    if MANIFEST in there and changes:
        _rclone(target, "deletefile", f"{_place(target)}/{MANIFEST}")
    changed = {*changes.missing, *changes.changed}
    files = {path: file for path, file in release.manifest.by_path.items() if path in changed}
    for round_ in upload_rounds(files):
        _send(release, target, round_)
    _remove(target, there - set(release.manifest.by_path) - UNLISTED)
    beside = [name for name in (SUMS, SIGNATURE, MANIFEST) if (release.folder / name).is_file()]
    if SIGNATURE not in beside and SIGNATURE in there:
        _remove(target, {SIGNATURE})
    for name in beside:  # the manifest last
        _send(release, target, [name])
    _compare(release, target)
    return changes


def _send(release: Release, target: Target, paths: Iterable[str]) -> None:
    """Send files whatever lies there: sizes and dates would hide that one digit has changed."""
    for headers, alike in groupby(sorted(paths, key=_headers), key=_headers):
        listed = "".join(f"{path}\n" for path in alike).encode()
        said = [word for header in headers for word in ("--header-upload", header)]
        flags = ["--ignore-times", "--no-traverse", "--files-from-raw", "-", *said]
        _rclone(target, "copy", *flags, str(release.folder), _place(target), given=listed)


def _headers(path: str) -> list[str]:
    """Return the headers a store shall send with a file, in one order for files that are alike."""
    kind = _told_type(path)
    carried = path.startswith(f"{CARRIED}/")
    return [
        f"Cache-Control: {cache_rule(path)}",
        *([f"Content-Type: {kind}"] if kind else []),
        *(["Content-Disposition: attachment"] if carried else []),
    ]


def _told_type(path: str) -> str:
    """Return the media type that has to be said of a file; nothing where rclone knows it."""
    if path.rpartition(".")[2] not in _UNSURE:
        return ""
    kind = media_type_of(path)
    is_text = kind.startswith("text/") or kind == "application/xml"
    return f"{kind}; charset=utf-8" if is_text else kind


def _remove(target: Target, paths: Iterable[str]) -> None:
    listed = "".join(f"{path}\n" for path in sorted(paths)).encode()
    if listed:
        _rclone(target, "delete", "--files-from-raw", "-", _place(target), given=listed)


def _compare(release: Release, target: Target) -> None:
    """Raise SiteError unless the same files lie there, by their digests where the store knows them.

    The manifest goes then, so that the next publication sends everything.
    """
    try:
        _rclone(target, "check", "--exclude", f"/{MARK}", str(release.folder), _place(target))
    except SiteError:
        _rclone(target, "deletefile", f"{_place(target)}/{MANIFEST}")
        raise


def _names_at(target: Target) -> frozenset[str]:
    try:
        said = _rclone(target, "lsf", "--recursive", "--files-only", _place(target))
    except SiteError as error:
        # A place that is not there yet is made by the first file.
        if "directory not found" in str(error):
            return frozenset()
        raise
    return frozenset(said.decode().splitlines())


def _place(target: Target) -> str:
    return f"{target.host}:{target.path}"


def _rclone(target: Target, *words: str, given: bytes = b"") -> bytes:
    # rclone ends at once where this variable names more than one certificate.
    environment = _without_bundle()
    return ask(
        ["rclone", *words], given, where=str(target), remedy=_REMEDY, environment=environment
    )


def _without_bundle() -> Mapping[str, str]:
    return {"AWS_CA_BUNDLE": ""} if "AWS_CA_BUNDLE" in os.environ else {}
