"""What people type for what: their words for ours, and words that lead to help before all else.

Written by editors, a file for each language in ``content/data/search/``. Words that lead to help go into
the index as digests: what people type in distress, or with bad intent, makes no list for others to read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editions.errors import Problem
from editions.model.entries import FoundEntry
from editions.model.inventory import Inventory
from editions.model.search_folding import folded, stemmed
from editions.model.search_index import Asked, digest_of_words

#: Of what people type, so many words at once are compared with ways to help.
MOST_WORDS = 3
_KEYS = ("words", "means", "pages")


@dataclass(frozen=True)
class Way:
    """Words, and the places they lead to before all others: page ids, some with an anchor.

    ``where`` says where the places are named.
    """

    words: tuple[str, ...]
    places: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True)
class SearchWords:
    """What people type in one language: pairs of their words and ours, and ways to help."""

    synonyms: tuple[tuple[str, str], ...] = ()
    ways: tuple[Way, ...] = ()


def read_search_words(
    found: Iterable[FoundEntry], language: str
) -> tuple[SearchWords, tuple[Problem, ...]]:
    """Return the words of a file of a language, and everything that is wrong with it."""
    problems: list[Problem] = []
    synonyms: list[tuple[str, str]] = []
    ways: list[Way] = []
    for entry in found:
        mistakes = list(_mistakes(entry, language))
        problems.extend(mistakes)
        if mistakes:
            continue
        words = _listed(entry.values["words"])
        if "means" in entry.values:
            synonyms.extend((word, str(entry.values["means"])) for word in words)
        else:
            ways.append(Way(words, _listed(entry.values["pages"]), entry.at("pages")))
    return SearchWords(tuple(synonyms), tuple(ways)), tuple(problems)


def place_problems(searches: Mapping[str, SearchWords], inventory: Inventory) -> list[Problem]:
    """Return the places that ways to help lead to and that are not there."""
    return [
        problem
        for words in searches.values()
        for way in words.ways
        for place in way.places
        for problem in _missing(place, way.where, inventory)
    ]


def words_for(searches: Mapping[str, SearchWords], chain: Sequence[str]) -> SearchWords:
    """Return the words for an edition: those of the first locale of its chain in its own language."""
    language = chain[0].partition("_")[0]
    near = (code for code in chain if code.partition("_")[0] == language and code in searches)
    return next((searches[code] for code in near), SearchWords())


def asked_of(words: SearchWords, language: str, hrefs: Mapping[str, str]) -> Asked:
    """Return the words as an index has them; ``hrefs`` are those of the pages of an edition by id."""
    aliases = sorted((" ".join(stemmed(typed, language)), folded(means).strip())
                     for typed, means in words.synonyms)  # fmt: skip
    routes = []
    for way in words.ways:
        places = tuple(_href(place, hrefs) for place in way.places)
        digests = sorted({digest_of_words(stemmed(typed, language)) for typed in way.words})
        routes.append((tuple(digests), tuple(place for place in places if place)))
    return Asked(tuple(aliases), tuple(route for route in routes if route[1]))


def _href(place: str, hrefs: Mapping[str, str]) -> str:
    page_id, mark, anchor = place.partition("#")
    return f"{hrefs[page_id]}{mark}{anchor}" if page_id in hrefs else ""


def _mistakes(entry: FoundEntry, language: str) -> Iterator[Problem]:
    for key in entry.values:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(_KEYS)}."
            yield Problem(
                entry.at(key), f"{entry.id} has a key {key!r} that means nothing.", remedy
            )
    if ("means" in entry.values) == ("pages" in entry.values):
        yield Problem(
            entry.at(),
            f"{entry.id} says neither or both of means and pages.",
            "Write means: … for our own word, or pages: [page/id, …] for the pages that help.",
        )
    for key in ("words", "pages"):
        if key in (*entry.values, "words") and not _listed(entry.values.get(key)):
            yield Problem(
                entry.at(key),
                f"{key} of {entry.id} is {entry.values.get(key)!r}.",
                f"Write them in a row, with commas between them: {key}: one, another.",
            )
            return
    if "means" in entry.values and not stemmed(str(entry.values["means"]), language):
        yield Problem(entry.at("means"), f"means of {entry.id} has no word.", "Write our word.")
    for typed in _listed(entry.values["words"]):
        count = len(stemmed(typed, language))
        if not count or ("pages" in entry.values and count > MOST_WORDS):
            yield Problem(
                entry.at("words"),
                f"“{typed}” has {count} words.",
                f"Write one to {MOST_WORDS} words; they are found in any order, among others.",
            )


def _listed(value: object) -> tuple[str, ...]:
    """Return what stands in a row with commas; nothing for what is no text. A number is one word."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ()
    return tuple(part for part in map(str.strip, str(value).split(",")) if part)


def _missing(place: str, where: str, inventory: Inventory) -> Iterator[Problem]:
    page_id, _, anchor = place.partition("#")
    entry = inventory.entries.get(page_id)
    if entry is None or entry.publication != "published":
        near = difflib.get_close_matches(page_id, list(inventory.entries), n=1)
        remedy = f"Did you mean {near[0]}?" if near else "Name a page by its id, as help/index."
        yield Problem(where, f"there is no published page {page_id!r}.", remedy)
    elif anchor and not inventory.is_unreadable(entry, entry.source):
        anchors = inventory.anchors_of(entry, entry.source)
        if anchor not in anchors:
            sections = ", ".join(sorted(anchors)) or "none"
            yield Problem(
                where, f"{page_id} has no section {anchor!r}.", f"Its sections are {sections}."
            )
