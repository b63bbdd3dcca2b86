"""Phrases to look for in one language, as editors and translators have listed them.

Knows which lists there are and what an item of each must look like. What is done with a list is the
business of whoever looks for its items. The lists are open to everybody: nothing may stand in them
that could help somebody find abuse, no coded word and no name of a site or a program.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import reduce
from typing import Any

from editions.errors import Problem
from editions.model.entries import FoundEntry
from editions.model.locales import Locale

#: Where a number stands in the phrase of an age.
AGE = "{age}"


@dataclass(frozen=True)
class Phrases:
    """The lists of a language; ``refused``, ``refused_on_help`` and ``doubtful`` say what to do instead.

    ``links`` are texts of links that do not say where they lead, ``pictures`` words with which no
    description of a picture begins, ``revealing`` words that do not stand in the names of pages with
    ``Risk: high``, ``ages`` ways to say how old somebody is, ``abbreviations`` words whose full stop
    ends no sentence.
    """

    refused: Mapping[str, str] = field(default_factory=dict)
    refused_on_help: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    revealing: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()

    def with_those_of(self, other: Phrases) -> Phrases:
        """Return these phrases and another language's; where both advise, these count."""
        both: dict[str, Any] = {
            f.name: (
                {**getattr(other, f.name), **getattr(self, f.name)}
                if f.name in _ADVISING
                else (*getattr(self, f.name), *getattr(other, f.name))
            )
            for f in fields(self)
        }
        return replace(self, **both)


_ADVISING = ("refused", "refused_on_help", "doubtful")
LISTS = tuple(f.name for f in fields(Phrases))


def phrases_for(found: Mapping[str, Phrases], locale: Locale) -> Phrases:
    """Return the phrases of a locale with those of its language: of ``pt_BR`` and of ``pt``."""
    codes = dict.fromkeys((locale.code, locale.code.partition("_")[0]))
    return reduce(Phrases.with_those_of, (found[c] for c in codes if c in found), Phrases())


def plain(text: str) -> str:
    """Return a text as phrases are compared: small letters, one apostrophe, one space at a time."""
    return " ".join(text.lower().replace("\u2019", "'").split())


def read_phrases(found: Iterable[FoundEntry]) -> tuple[Phrases, list[Problem]]:
    """Return the phrases of one file, and everything that is wrong with it."""
    problems: list[Problem] = []
    lists: dict[str, Any] = {}
    for entry in found:
        if entry.id not in LISTS:
            problems.append(_unknown_list(entry))
            continue
        problems.extend(_mistakes_of(entry))
        items = {plain(key): str(value or "").strip() for key, value in entry.values.items()}
        lists[entry.id] = items if entry.id in _ADVISING else tuple(items)
    return Phrases(**lists), problems


def _mistakes_of(entry: FoundEntry) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for item, value in entry.values.items():
        where = entry.at(item)
        if not plain(item):
            yield Problem(where, f"{entry.id} has an empty phrase.", "Remove it.")
        elif plain(item) in seen:
            remedy = "Keep one of them: capitals and kinds of apostrophes make no difference."
            yield Problem(where, f"{item!r} is in {entry.id} already.", remedy)
        seen[plain(item)] = item
        if entry.id in _ADVISING:
            if not isinstance(value, str) or not value.strip():
                remedy = f"Write {item}: and, in a sentence, what to write instead."
                yield Problem(where, f"{entry.id} does not say what to do about {item!r}.", remedy)
        elif value is not None:
            remedy = f"Write {entry.id}: [first, second], or each on a line behind a hyphen."
            yield Problem(where, f"{entry.id} is a plain list, {item!r} has a value.", remedy)
        if entry.id == "ages" and item.count(AGE) != 1:
            remedy = f"Write {AGE} in the place of the number, as in: aged {AGE}."
            yield Problem(where, f"the phrase {item!r} has no place for an age.", remedy)


def _unknown_list(entry: FoundEntry) -> Problem:
    near = difflib.get_close_matches(entry.id, LISTS, n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(LISTS)}."
    return Problem(entry.at(), f"there is no list {entry.id!r}.", remedy)
