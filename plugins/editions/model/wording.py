"""Words to avoid, by language: found in pages and catalogs, with the word to use instead.

The list is the site's own glossary, and the phrases that are refused in a language. An older word may
be quoted where an explicit list allows it: in the glossary, in titles of laws, and in the sections
named in ``allowed``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editions.errors import Problem
from editions.model.anchors import headings_as_shown
from editions.model.facts import Facts
from editions.model.headings import Heading
from editions.model.interface import Catalog
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.pages import PageText
from editions.model.phrases import phrases_for, plain

#: Scripts whose words are not set apart by spaces, or that write particles onto them.
_JOINED = frozenset({"Arab", "Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai"})
#: What belongs to a word: vowel signs of Indic scripts are marks, which ``\w`` leaves out.
_IN_WORD = r"[\w\u0300-\u036f\u0900-\u0963\u0971-\u0dff]"
#: Between the words of a phrase: spaces, and at most one line end.
_GAP = r"(?=\s)[^\S\n]*(?:\n[^\S\n]*)?"


@dataclass(frozen=True, slots=True)
class Advice:
    """Why a word is avoided, with ``{}`` where the word as found stands, and what to do instead."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to avoid as found: where in the text, from line 0, and what is said about it."""

    word: str
    line: int
    advice: Advice


@dataclass(frozen=True)
class WordList:
    """Words and phrases to avoid in one locale, as ``plain`` has them; ``quoted`` may stand."""

    locale: Locale
    words: Mapping[str, Advice]
    quoted: tuple[str, ...] = ()

    def found_in(self, text: str, excused: frozenset[int] = frozenset()) -> Iterator[Avoided]:
        """Yield each avoided word of a text; lines count from 0, excused ones are passed over."""
        if not self.words:
            return
        flat = plain(text)
        # Looking for each is many times as fast as a pattern of all, and nearly always the end of it.
        there = [word for word in self.words if word in flat]
        if not there:
            return
        for title in self.quoted:
            # Of the same length, so that lines stay; a title may be wrapped over two of them.
            text = text.replace(title, re.sub(r"\S", "x", title))
        there.sort(key=lambda word: (-len(word), word))
        patterns = [(word, re.compile(self._pattern(word), re.IGNORECASE)) for word in there]
        taken: set[int] = set()
        for word, pattern in patterns:
            for match in pattern.finditer(text):
                place = range(match.start(), match.end())
                line = text.count("\n", 0, match.start())
                if taken.isdisjoint(place) and line not in excused:
                    yield Avoided(" ".join(match[0].split()), line, self.words[word])
                taken.update(place)

    def _pattern(self, word: str) -> str:
        before, behind = f"(?<!{_IN_WORD})", f"(?!{_IN_WORD})"
        if self.locale.script in _JOINED:
            before = behind = ""
        pieces = (re.escape(piece).replace("'", "['\u2019]") for piece in word.split())
        return before + _GAP.join(pieces) + behind


def word_list(facts: Facts, locale: Locale) -> WordList:
    """Return the words the glossary asks to avoid in a locale, and the phrases its list refuses."""
    language = locale.tag.split("-")[0]
    words: dict[str, Advice] = {}
    for term in facts.terms.values():
        instead = term.term.get(locale.tag) or term.term.get(language) or term.term.get("en", "")
        for tag in (locale.tag, language):
            for word in term.avoid.get(tag, ()):
                words.setdefault(plain(word), _from_glossary(instead))
    for phrase, remedy in phrases_for(facts.phrases, locale).refused.items():
        words.setdefault(phrase, Advice("“{}” does not stand on this site.", remedy))
    titles = {title for law in facts.instruments.values() for title in law.title.values()}
    return WordList(locale, words, tuple(sorted(titles, key=len, reverse=True)))


def _from_glossary(instead: str) -> Advice:
    return Advice(
        "the glossary asks to avoid “{}”.",
        f"Write “{instead}”; a section that quotes it is named in content/data/allowed.yaml.",
    )


def wording_problem(avoided: Avoided, where: str) -> Problem:
    """Return the problem that a word to avoid is, at a place."""
    return Problem(where, avoided.advice.what.format(avoided.word), avoided.advice.remedy)


def page_wording_problems(
    words: WordList, facts: Facts, entry: Entry, text: PageText, body: str
) -> list[Problem]:
    """Return the words to avoid on a page: in its title, its summary and its text as written."""
    headings = headings_as_shown(entry.source, text)
    allowed = facts.allowed_on(text.pattern or text.page_id)
    excused = lines_of_sections(headings, allowed, body.count("\n") + 1)
    problems = [
        wording_problem(found, f"{text.path}:{text.body_line + found.line}")
        for found in words.found_in(body, excused)
    ]
    for key, value in (("title", text.title), ("summary", text.summary)):
        problems.extend(wording_problem(found, text.at(key)) for found in words.found_in(value))
    return problems


def catalog_wording_problems(words: WordList, catalog: Catalog) -> list[Problem]:
    """Return the words to avoid in the translations of a catalog."""
    return [
        wording_problem(found, f"{catalog.path} ({key[1][:40]}…)")
        for key, forms in catalog.messages.items()
        for form in forms
        for found in words.found_in(form)
    ]


def fact_wording_problems(words: WordList, facts: Facts, folder: str) -> list[Problem]:
    """Return the words to avoid in the English of the facts; the glossary may say why it avoids one.

    ``folder`` is the data folder, as people name it.
    """
    return [
        wording_problem(found, f"{folder}/{kind} ({id_}, {key})")
        for place, text in facts.words()
        for kind, id_, key in (place.split(" "),)
        if kind != "terms.yaml"
        for found in words.found_in(text)
    ]


def theme_wording_problems(words: WordList, messages: Iterable[str], where: str) -> list[Problem]:
    """Return the words to avoid in the theme's own words, as its catalogs' template has them."""
    return [
        wording_problem(found, f"{where} ({message[:40]}…)")
        for message in messages
        for found in words.found_in(message)
    ]


def allowed_problems(facts: Facts, inventory: Inventory) -> list[Problem]:
    """Return what the list of allowed quotations names and no page has."""
    problems = []
    patterns = {t.pattern: e for e in inventory.entries.values() for t in e.texts.values()}
    for page_id, allowed in facts.allowed.items():
        entry = inventory.entries.get(page_id) or patterns.get(page_id)
        if entry is None:
            near = difflib.get_close_matches(page_id, list(inventory.entries), n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Remove the entry."
            problems.append(Problem(allowed.where, f"there is no page {page_id!r}.", remedy))
            continue
        if inventory.is_unreadable(entry, entry.source):
            continue
        anchors = inventory.anchors_of(entry, entry.source)
        problems.extend(
            Problem(
                allowed.where,
                f"{page_id} has no section {anchor!r}.",
                f"Its sections are {', '.join(sorted(anchors)) or 'none'}.",
            )
            for anchor in allowed.anchors
            if anchor not in anchors
        )
    return problems


def lines_of_sections(
    headings: Iterable[Heading], anchors: Iterable[str], end: int
) -> frozenset[int]:
    """Return the lines, from 0, of the sections below given anchors, headings included."""
    listed = list(headings)
    wanted = set(anchors)
    lines: set[int] = set()
    for index, heading in enumerate(listed):
        if heading.anchor in wanted:
            later = (h.line for h in listed[index + 1 :] if h.level <= heading.level)
            lines.update(range(heading.line, next(later, end)))
    return frozenset(lines)
