"""The data folder: facts, and what stands beside them for whoever writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.entries import entries_of, lists_of
from editions.files.paths import shown
from editions.files.phones import wrong_with
from editions.model.entries import FoundEntry
from editions.model.fact_checks import ACCESSIBILITY, ALLOWED, PICTURES, check_facts
from editions.model.facts import KINDS, Facts
from editions.model.locales import canonical_code
from editions.model.phrases import Phrases, read_phrases

#: The folder of phrases to look for, a file for each language.
PHRASES = "phrases"
_FILES = (*KINDS, ALLOWED, PICTURES, ACCESSIBILITY)


def read_facts(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts below a folder, none where there is no folder, and everything wrong."""
    problems: list[Problem] = []
    found: list[FoundEntry] = []
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in _FILES:
            problems.append(_unknown_file(path))
            continue
        try:
            found.extend(entries_of(path, problems))
        except SiteError as error:
            problems.extend(error.problems)
    facts, mistakes = check_facts(found, wrong_with)
    phrases, more = read_all_phrases(folder / PHRASES)
    return replace(facts, phrases=phrases), (*problems, *mistakes, *more)


def read_all_phrases(folder: Path) -> tuple[dict[str, Phrases], list[Problem]]:
    """Return the phrases to look for by the code of their locale, and everything wrong with them."""
    problems: list[Problem] = []
    phrases: dict[str, Phrases] = {}
    for path in sorted(folder.glob("*.y*ml")):
        code = canonical_code(path.stem)
        if code is None:
            problems.append(_no_locale(path))
            continue
        try:
            phrases[code], mistakes = read_phrases(lists_of(path, problems))
            problems.extend(mistakes)
        except SiteError as error:
            problems.extend(error.problems)
    return phrases, problems


def _no_locale(path: Path) -> Problem:
    return Problem(
        shown(path),
        f"no locale is called {path.stem!r}.",
        "Name the file after the language its phrases are in, as fr.yaml or zh_Hans.yaml.",
    )


def _unknown_file(path: Path) -> Problem:
    return Problem(
        shown(path),
        "there is no kind of fact of this name.",
        f"The data folder has {', '.join(f'{kind}.yaml' for kind in _FILES)}.",
    )
