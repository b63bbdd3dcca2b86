"""The index of an edition: what can be found in it, packed into one classic script.

A script that assigns a global is the one form of data that a page opened from a disk may load, under a
policy that allows no request of a script. Titles, summaries and headings stand in it as they are shown,
and the browser finds their words itself; of the texts it holds the terms, and for each the entries
that have it. ``docs/decisions/0025-a-search-of-our-own.md`` says why, and describes the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editions.model.search_folding import folding_rules, terms_of

#: A change of the form needs a new number: a page kept in a browser may meet a newer index.
FORM = 1
#: Terms that stand in more than a third of the entries with a text tell none of them apart.
_COMMON = 3
#: With fewer entries no term counts as common.
_FEW = 10
#: What a number may be written with: printable, and nothing that a string of a script would escape.
_DIGITS = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"'\\<&"]
_HALF = 43
_MORE, _LAST, _STEP = _DIGITS[:_HALF], _DIGITS[_HALF : 2 * _HALF], _DIGITS[2 * _HALF]
#: Line ends of JSON that older engines do not take in a string of a script.
_LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}
#: What stands around the data, so that it is a script.
_BEGINNING, _END = "searchIndex=", ";\n"
#: The most letters that a term has in common with the one before it, as told by one capital.
_SHARED = 25


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page, or a place on one, as it can be found.

    ``href`` leads there from the front folder of the edition; ``locale`` is that of the words.
    ``section`` is the title of the page above and the locale of that, ``also`` what else it is called.
    ``headings`` are pairs of anchor and text; ``words`` are the terms of its text set apart by spaces,
    without those of the fields above. ``media`` are files of all editions that the page shows: no index
    has them, whoever saves the page needs them.
    """

    href: str
    title: str
    locale: str
    summary: str = ""
    section: tuple[str, str] = ("", "")
    also: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    words: str = ""
    media: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """All of it that people read in a list of results."""
        return "\n".join(
            (self.title, self.summary, self.also, *(text for _, text in self.headings))
        )


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """A language that entries are in, with its name where it is not that of the edition."""

    code: str
    tag: str
    direction: str
    script: str
    name: str = ""


@dataclass(frozen=True)
class Asked:
    """What people type for what: pairs of words and of ours, and ways to pages by digests of words."""

    aliases: tuple[tuple[str, str], ...] = ()
    routes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def text_terms(text: str, language: str, entry: SearchEntry) -> str:
    """Return the terms of the text of an entry, sorted, without those that are seen in a result."""
    return " ".join(sorted(terms_of(text, language) - terms_of(entry.shown, language)))


def packed_index(
    entries: Sequence[SearchEntry],
    languages: Sequence[SearchLanguage],
    asked: Asked,
    made: Sequence[SearchEntry] = (),
) -> str:
    """Return the script of an index. The first of the languages is that of the edition.

    ``made`` are entries of pages made from a pattern: they are found by what else they are called.
    """
    first_made = len(entries)
    entries = [*entries, *made]
    numbers = {language.code: number for number, language in enumerate(languages)}
    sections = sorted({entry.section for entry in entries})
    places = {entry.href: number for number, entry in enumerate(entries)}
    terms, posts = _packed_terms(entries)
    index = {
        "form": FORM,
        "made": first_made,
        "rules": folding_rules([language.tag.split("-")[0] for language in languages]),
        "languages": [[one.tag, one.direction, one.script, one.name] for one in languages],
        "sections": [[title, numbers.get(code, 0)] for title, code in sections],
        "hrefs": [entry.href for entry in entries],
        "titles": [entry.title for entry in entries],
        "summaries": [entry.summary for entry in entries],
        "also": [entry.also for entry in entries],
        "headings": [[part for pair in entry.headings for part in pair] for entry in entries],
        "section": [sections.index(entry.section) for entry in entries],
        "language": [numbers[entry.locale] for entry in entries],
        "terms": terms,
        "posts": posts,
        "aliases": [list(pair) for pair in asked.aliases],
        "routes": [
            ["".join(digests), [_place(href, places) for href in hrefs]]
            for digests, hrefs in asked.routes
        ],
    }
    return _script_of(index)


def index_with_places(script: str, places: Mapping[str, str]) -> str:
    """Return an index in which some entries lead elsewhere: to places on pages, by their own addresses.

    A place has no headings below it.
    """
    index = json.loads(script.removeprefix(_BEGINNING).removesuffix(_END))
    for number, href in enumerate(index["hrefs"]):
        if href in places:
            index["hrefs"][number] = places[href]
            index["headings"][number] = []
    return _script_of(index)


def _script_of(index: Mapping[str, object]) -> str:
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"{_BEGINNING}{text.translate(_LINE_ENDS)}{_END}"


def digest_of_words(words: Iterable[str]) -> str:
    """Return seven characters that stand for words in any order: FNV-1a over UTF-16, 32 bits, base 36.

    They keep a list from being read by whoever opens the file; they are no secret.
    """
    value = 0x811C9DC5
    units = " ".join(sorted(words)).encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    return _base_36(value).rjust(7, "0")


def _place(href: str, places: Mapping[str, int]) -> list[int | str]:
    address, _, anchor = href.partition("#")
    return [places[address], anchor]


def _packed_terms(entries: Sequence[SearchEntry]) -> tuple[str, str]:
    """Return the terms, each told by what it shares with the one before, and where they stand."""
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for term in entry.words.split():
            if term in found:
                found[term].append(number)
            else:
                found[term] = [number]
    most = max(_FEW, sum(1 for entry in entries if entry.words) // _COMMON)
    terms = sorted(term for term, numbers in found.items() if len(numbers) <= most)
    return _front_coded(terms), "".join(_gaps(found[term]) for term in terms)


def _front_coded(terms: Iterable[str]) -> str:
    """Return sorted terms in a row: a capital says how many letters stay, the new ones follow."""
    parts = []
    before = ""
    for term in terms:
        shared = 0
        for one, other in zip(term[:_SHARED], before, strict=False):
            if one != other:
                break
            shared += 1
        parts.append(chr(0x41 + shared) + term[shared:])
        before = term
    return "".join(parts)


def _gaps(numbers: Sequence[int]) -> str:
    """Return rising numbers as the steps between them; the last has digits of its own."""
    parts = []
    before = -1
    last = numbers[-1]
    for number in numbers:
        gap = number - before - 1
        before = number
        if gap >= _HALF:
            parts.append(_STEP * (gap // _HALF))
            gap %= _HALF
        parts.append((_LAST if number == last else _MORE)[gap])
    return "".join(parts)


def _base_36(value: int) -> str:
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
