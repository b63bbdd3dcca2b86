"""The content folder: which files there are and what they say.

Reads everything once, in an order that is the same on every machine. A file it cannot read becomes a
problem of that file; the others are read all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.page_store import PageStore
from editions.files.paths import shown
from editions.files.sealed import digest_of_bytes
from editions.model.locales import canonical_code
from editions.model.survey import ContentTree, FoundPage

PAGE_SUFFIXES = (".md", ".markdown")
_IGNORED_SUFFIXES = ("~", ".swp", ".bak", ".orig")


def read_content(root: Path, store: PageStore | None = None) -> ContentTree:
    """Return everything below the content folder; raises SiteError where there is none.

    Files that are as a store knows them are not read.
    """
    if not root.is_dir():
        raise SiteError(
            [Problem(shown(root), "there is no such folder.", "Create it, or correct the path.")]
        )
    try:
        return _read_tree(root, store or PageStore())
    except OSError as error:
        raise SiteError([_unreadable(Path(error.filename or root), error)]) from error


def _read_tree(root: Path, store: PageStore) -> ContentTree:
    pages: list[FoundPage] = []
    media: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    prefix = shown(root)
    folders = sorted(e.name for e in os.scandir(root) if e.is_dir() and not _ignored(e.name))
    for folder in folders:
        entries = dict(_entries_below(root, root / folder))
        names = sorted(entries)
        if folder == "media":
            problems.extend(p for n in names if (p := _outside(root, root / folder / n)))
            media[""] = frozenset(names)
            continue
        own = frozenset(n.removeprefix("media/") for n in names if n.startswith("media/"))
        if own:
            media[folder] = own
        pages.extend(
            _read_page(root, f"{folder}/{name}", entries[name], store, prefix)
            for name in names
            if name.endswith(PAGE_SUFFIXES) and not name.startswith("media/")
        )
    return ContentTree(shown(root), tuple(folders), tuple(pages), media, tuple(problems))


def media_folder(root: Path, code: str) -> Path:
    """Return the folder of a locale's own media, however the locale's folder is spelt."""
    return next(f for f in root.iterdir() if canonical_code(f.name) == code) / "media"


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file with plain line ends; raises SiteError."""
    return decoded(_read_bytes(path), path)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SiteError([_unreadable(path, error)]) from error


def decoded(raw: bytes, path: Path) -> str:
    """Return the text of a UTF-8 file's bytes with plain line ends; raises SiteError."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SiteError([_not_utf8(path, raw, error)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read_page(
    root: Path, place: str, entry: os.DirEntry[str], store: PageStore, prefix: str
) -> FoundPage:
    """Return the page at a place below the content folder, which is called ``prefix``."""
    folder, _, name = place.partition("/")
    found = FoundPage(folder, name, f"{prefix}/{place}")
    try:
        stat = entry.stat()
    except OSError as error:
        path = root / place
        return found._replace(problem=_outside(root, path) or _unreadable(path, error))
    stored = None if entry.is_symlink() else store.unchanged(place, stat)
    if stored:
        return FoundPage(folder, name, found.path, digest=stored.digest, kept=stored.page)
    path = root / place
    problem = _outside(root, path)
    if problem:
        return found._replace(problem=problem)
    try:
        raw = _read_bytes(path)
        text = decoded(raw, path)
    except SiteError as error:
        return found._replace(problem=error.problems[0])
    digest = digest_of_bytes(raw)
    stored = store.same_text(place, stat, digest)
    return found._replace(text=text, digest=digest, kept=stored.page if stored else None)


def _entries_below(
    root: Path, folder: Path, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below a folder by paths from it, links followed once and never out of it."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    for entry in os.scandir(folder):
        if _ignored(entry.name):
            continue
        if not entry.is_dir():
            yield entry.name, entry
        elif entry.is_symlink() and _outside(root, Path(entry.path)):
            # A link to a folder outside is named like a page, so that the problem has an owner.
            yield f"{entry.name}/index.md", entry
        else:
            for name, inner in _entries_below(root, Path(entry.path), seen | {real}):
                yield f"{entry.name}/{name}", inner


def _outside(root: Path, path: Path) -> Problem | None:
    if _is_within(os.path.realpath(path) if path.is_symlink() else _real(path.parent), root):
        return None
    return Problem(
        shown(path),
        "a symbolic link leads out of the content folder.",
        "Copy the file here: what the site is made from lies in one folder.",
    )


@lru_cache(maxsize=256)
def _real(folder: Path) -> str:
    """Return where a folder really lies; asked for again and again while a content folder is read."""
    return os.path.realpath(folder)


def _is_within(real: str, root: Path) -> bool:
    top = os.path.realpath(root)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def _ignored(name: str) -> bool:
    return name.startswith((".", "__pycache__", "#")) or name.endswith(_IGNORED_SUFFIXES)


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        shown(path),
        f"the file cannot be read: {error.strerror or error}.",
        "Check that it is there and that you may read it.",
    )


def _not_utf8(path: Path, raw: bytes, error: UnicodeDecodeError) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    return Problem(
        f"{shown(path)}:{line}",
        f"the file is not UTF-8: byte 0x{raw[error.start]:02x} fits no character.",
        "Save it again as UTF-8 (in most editors: Save as, Encoding).",
    )
