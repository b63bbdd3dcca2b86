"""A seeded corpus: the same number of pages, of about the same length, in up to ten scripts.

The words are real ones of each language, taken from the names CLDR has for countries, languages,
months and days; sentences have the lengths that sentences have. Two calls with the same numbers give
the same bytes. A page is a title, a summary, and Markdown as people write it: headings, paragraphs,
lists, emphasis, links to its neighbour, and a fact that is kept apart from the page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import babel

#: One locale for each of ten scripts; the first is the source.
LOCALES = ("en", "ar", "ru", "hi", "th", "zh_Hans", "ko", "am", "el", "ka")
WITHOUT_SPACES = frozenset({"th", "zh_Hans"})
FACTS = 40
_STOPS = {"zh_Hans": "。", "hi": "।", "am": "።", "th": ""}
_COMMAS = {"zh_Hans": "、", "ar": "،"}


@dataclass(frozen=True)
class Page:
    """A page of the corpus; ``{link}`` and ``{fact}`` in its body are the builder's to fill."""

    name: str
    neighbour: str
    fact: int
    title: str
    summary: str
    body: str


def pages_of(code: str, count: int, words: int) -> Iterator[Page]:
    """Yield the pages of a locale, each of about so many words.

    A page is built alike in every locale, as translations are; only the words differ.
    """
    for number in range(count):
        shape = random.Random(number)  # noqa: S311 - seeded on purpose
        chance = random.Random(f"{code} {number}")  # noqa: S311
        yield Page(
            name=f"page-{number:04}",
            neighbour=f"page-{(number * 7 + 1) % count:04}",
            fact=number % FACTS,
            title=_sentence(chance, code, 4, stop=False),
            summary=_sentence(chance, code, 14),
            body="\n\n".join(_blocks(shape, chance, code, words)),
        )


def _blocks(shape: random.Random, chance: random.Random, code: str, words: int) -> Iterator[str]:
    """Yield headings with two paragraphs each, and a list in every third section."""
    written = section = 0
    headings: set[str] = set()
    while written < words:
        section += 1
        yield f"## {_heading(chance, code, headings)}"
        for _ in range(2):
            lengths = [_length(shape) for _ in range(3)]
            sentences = [_sentence(chance, code, length) for length in lengths]
            first, gap, rest = sentences[0].partition(" ")
            yield " ".join([f"*{first}*{gap}{rest}", *sentences[1:]])
            written += sum(lengths)
        if section % 3 == 0:
            lengths = [_length(shape) // 2 + 2 for _ in range(4)]
            items = [_sentence(chance, code, length) for length in lengths]
            items[1] = f"[{items[1]}]({{link}})"
            items[2] = f"**{items[2]}** {{fact}}"
            yield "\n".join(f"- {item}" for item in items)
            written += sum(lengths)


def _heading(chance: random.Random, code: str, above: set[str]) -> str:
    """Return a heading that does not stand on the page yet, and note it."""
    while (heading := _sentence(chance, code, 3, stop=False)) in above:
        pass
    above.add(heading)
    return heading


def _length(chance: random.Random) -> int:
    """Return the length of a sentence in words: 15 on average, seldom above 35."""
    return max(4, min(40, round(chance.lognormvariate(2.6, 0.45))))


def _sentence(chance: random.Random, code: str, length: int, *, stop: bool = True) -> str:
    words = chance.choices(words_of(code), k=length)
    if length > 8:
        words[length // 2] += _COMMAS.get(code, ",")
    words[0] = words[0][:1].upper() + words[0][1:]
    joined = ("" if code in WITHOUT_SPACES else " ").join(words)
    return joined + (_STOPS.get(code, ".") if stop else "")


@cache
def words_of(code: str) -> tuple[str, ...]:
    """Return words of a language, as CLDR has them in names."""
    cldr = babel.Locale.parse(code)
    names = [
        *cldr.territories.values(),
        *cldr.languages.values(),
        *cldr.months["format"]["wide"].values(),
        *cldr.days["format"]["wide"].values(),
    ]
    split = {word.strip("()[],.’'") for name in names for word in str(name).split()}
    return tuple(sorted(word for word in split if word.isalpha() and len(word) < 24))
