"""The manifest of a release: each of its files with size and digest, and how a copy differs from it.

``SHA256SUMS`` says the same for the tool ``sha256sum``. The id of a release is the digest of that list,
so that two releases with the same files have the same id, wherever and whenever they were made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MANIFEST, SUMS, SIGNATURE = "manifest.json", "SHA256SUMS", "SHA256SUMS.sig"
#: Left in a published folder, so that the next publication knows the folder is its own to change.
MARK = ".published-by-editions"
#: What a published site holds beside the files of its release; the last two are for forges.
UNLISTED = frozenset({MANIFEST, SUMS, SIGNATURE, MARK, ".nojekyll", "CNAME"})
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """A file of a release; ``locale`` is the tag of the edition it belongs to, if it does to one."""

    path: str
    bytes: int
    sha256: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a release, sorted by path."""

    files: tuple[Listed, ...]

    @property
    def release(self) -> str:
        """The id of the release: the SHA-256 of its list of files, in hexadecimal digits."""
        return hashlib.sha256(_sums(self.files).encode()).hexdigest()

    @property
    def by_path(self) -> dict[str, Listed]:
        """The files by their paths."""
        return {file.path: file for file in self.files}

    @property
    def editions(self) -> dict[str, str]:
        """The folder of each edition that has a file, with the tag of its locale."""
        return {file.path.split("/")[0]: file.locale for file in self.files if file.locale}


@dataclass(frozen=True, slots=True)
class Differences:
    """How files differ from those of a manifest; paths, sorted."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.missing or self.changed or self.added)

    def __len__(self) -> int:
        """Return how many files differ."""
        return len(self.missing) + len(self.changed) + len(self.added)


def manifest_of(
    found: Mapping[str, tuple[int, str]], editions: Mapping[str, str] | None = None
) -> Manifest:
    """Return the manifest of files with their sizes and digests.

    ``editions`` maps the folder of each edition to the tag of its locale.
    """
    tags = editions or {}
    return Manifest(
        tuple(
            Listed(path, size, digest, tags.get(path.split("/")[0], "") if "/" in path else "")
            for path, (size, digest) in sorted(found.items())
        )
    )


def manifest_text(manifest: Manifest) -> str:
    """Return a manifest as JSON, a line for each file."""
    lines = ",\n".join(
        json.dumps(
            {
                "path": file.path,
                "bytes": file.bytes,
                "sha256": file.sha256,
                **({"locale": file.locale} if file.locale else {}),
            },
            ensure_ascii=False,
        )
        for file in manifest.files
    )
    return f'{{"release": "{manifest.release}",\n"files": [\n{lines}\n]}}\n'


def sums_text(manifest: Manifest) -> str:
    """Return ``SHA256SUMS`` of a release: of its manifest, too."""
    text = manifest_text(manifest).encode()
    own = Listed(MANIFEST, len(text), hashlib.sha256(text).hexdigest())
    return _sums(sorted([*manifest.files, own]))


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest some JSON holds.

    Raises ValueError for one that is damaged, contradicts its id, or names a place outside of it.
    """
    try:
        told = json.loads(content)
        files = tuple(Listed(**entry) for entry in told["files"])
        sound = all(is_sound_file(file) for file in files) and len({f.path for f in files}) == len(
            files
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("it has another form") from error
    if not sound:
        raise ValueError("it names a file that no release has")
    manifest = Manifest(tuple(sorted(files)))
    if told.get("release") != manifest.release:
        raise ValueError("its list of files was changed: the id does not fit")
    return manifest


def differences(manifest: Manifest, found: Mapping[str, tuple[int, str]]) -> Differences:
    """Return how files that were found, with sizes and digests, differ from those of a manifest."""
    listed = {file.path: (file.bytes, file.sha256) for file in manifest.files}
    return Differences(
        missing=tuple(sorted(listed.keys() - found.keys())),
        changed=tuple(sorted(p for p in listed.keys() & found.keys() if listed[p] != found[p])),
        added=tuple(sorted(found.keys() - listed.keys() - UNLISTED)),
    )


def is_sound_file(file: Listed) -> bool:
    """Tell whether a file that some list names can be one of a release."""
    parts = file.path.split("/")
    return (
        all(part not in ("", ".", "..") for part in parts)
        and not re.search(r"[\x00-\x1f\\]", file.path)
        and file.path not in UNLISTED
        and type(file.bytes) is int
        and _DIGEST.fullmatch(file.sha256) is not None
        and isinstance(file.locale, str)
    )


def _sums(files: Iterable[Listed]) -> str:
    return sums_of((file.path, file.sha256) for file in files)


def sums_of(digests: Iterable[tuple[str, str]]) -> str:
    """Return paths with their SHA-256 as ``sha256sum --check`` reads them."""
    return "".join(f"{digest}  {path}\n" for path, digest in digests)
