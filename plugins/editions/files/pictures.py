"""The files of media and the pictures of a theme on the disk, with what is recorded of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.entries import entries_of
from editions.files.paths import shown
from editions.files.writing import files_below, write_whole
from editions.model.picture_checks import is_picture, picture_problems, stripped
from editions.model.picture_formats import NotAPicture
from editions.model.picture_records import Picture, read_record, unrecorded

#: The records of a theme's pictures lie in it; those of media in the data folder.
RECORDS = "pictures.yaml"


def media_problems(
    content: Path, media: Mapping[str, frozenset[str]], records: Mapping[str, Picture]
) -> list[Problem]:
    """Return what is wrong with the files of media, and with the records of them.

    ``media`` maps folders of locales, empty for the one they share, to names of files.
    """
    files = media_names(media)
    listed_in = shown(content / "data" / RECORDS)
    problems = list(unrecorded(records, files, folder=shown(content), listed_in=listed_in))
    problems.extend(_problems_inside(content, files))
    return problems


def theme_problems(theme: Path) -> list[Problem]:
    """Return what is wrong with the pictures of a theme, and with the records of them."""
    problems: list[Problem] = []
    records: dict[str, Picture] = {}
    path = theme / RECORDS
    try:
        for entry in entries_of(path, problems) if path.is_file() else ():
            records[entry.id], mistakes = read_record(entry)
            problems.extend(mistakes)
    except SiteError as error:
        problems.extend(error.problems)
    files = theme_pictures(theme)
    problems.extend(unrecorded(records, files, folder=shown(theme), listed_in=shown(path)))
    problems.extend(_problems_inside(theme, files))
    return problems


def media_names(media: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the files of media by their paths below the content folder."""
    return sorted(
        f"{folder}/media/{name}" if folder else f"media/{name}"
        for folder, names in media.items()
        for name in names
    )


def theme_pictures(theme: Path) -> list[str]:
    """Return the pictures of a theme, those on pages and those in packs, by their paths below it."""
    return sorted(
        f"{folder}/{name}"
        for folder in ("static", "packs")
        if (theme / folder).is_dir()
        for name in files_below(theme / folder)
        if is_picture(name)
    )


def strip_pictures(root: Path, names: list[str]) -> Iterator[tuple[str, int | str]]:
    """Take metadata out of pictures; yield each that had some with the bytes saved, or why it stays."""
    for name in names:
        path = root / name
        if not is_picture(name):
            continue
        content = path.read_bytes()
        try:
            without = stripped(content)
        except NotAPicture as reason:
            yield shown(path), str(reason)
            continue
        if without != content:
            write_whole(path, without)
            yield shown(path), len(content) - len(without)


def _problems_inside(root: Path, names: list[str]) -> Iterator[Problem]:
    for name in names:
        if is_picture(name):
            path = root / name
            yield from picture_problems(shown(path), path.read_bytes())
