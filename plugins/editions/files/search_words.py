"""The files of what people type for what: one for each language, in ``search/`` of the data folder.

Reading them takes a tenth of a second; what was read of sound files is kept until one of them changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from editions.errors import Problem, SiteError
from editions.files.code import code_version
from editions.files.entries import entries_of
from editions.files.paths import shown
from editions.files.sealed import digest_of_bytes, read_sealed, write_sealed
from editions.model.locales import locale_named
from editions.model.search_words import SearchWords, Way, read_search_words


def read_searches(
    folder: Path, added_locales: Mapping[str, Mapping[str, Any]], cache: Path
) -> tuple[dict[str, SearchWords], tuple[Problem, ...]]:
    """Return the words people type by the code of a locale, and everything wrong with the files."""
    paths = sorted(folder.glob("*.y*ml"))
    contents = repr([added_locales, [(shown(path), path.read_bytes()) for path in paths]])
    version = code_version() + digest_of_bytes(contents.encode())
    kept = read_sealed(cache / "searches", version)
    if kept is not None:
        return {code: _unpacked(words) for code, words in kept.items()}, ()
    searches, problems = _read(paths, added_locales)
    if not problems:
        plain = {code: _packed(words) for code, words in searches.items()}
        write_sealed(cache / "searches", version, plain)
    return searches, tuple(problems)


def _read(
    paths: Iterable[Path], added_locales: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, SearchWords], list[Problem]]:
    searches: dict[str, SearchWords] = {}
    problems: list[Problem] = []
    for path in paths:
        locale = locale_named(path.stem, added_locales)
        if locale is None:
            problems.append(_no_language(path))
            continue
        try:
            found = list(entries_of(path, problems))
        except SiteError as error:
            problems.extend(error.problems)
            continue
        words, mistakes = read_search_words(found, locale.tag.partition("-")[0])
        searches[locale.code] = words
        problems.extend(mistakes)
    return searches, problems


def _packed(words: SearchWords) -> tuple[Any, ...]:
    return words.synonyms, [(way.words, way.places, way.where) for way in words.ways]


def _unpacked(kept: tuple[Any, ...]) -> SearchWords:
    synonyms, ways = kept
    return SearchWords(synonyms, tuple(Way(*way) for way in ways))


def _no_language(path: Path) -> Problem:
    return Problem(
        shown(path),
        f"no locale is called {path.stem!r}.",
        "Name the file as the folder of the language is named: fr.yaml, pt_BR.yaml.",
    )
