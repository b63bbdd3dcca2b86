"""The index of a larger site: a hundred pages of six hundred words, in four kinds of scripts.

The words are those of the shipped pages, and the names CLDR has in the language; they are drawn as words
of a language are, a few often and most of them seldom, a tenth of the pages on each of ten subjects.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import babel
import brotli
import pytest

from editions.commands.workbench_machine import ROOT, node
from editions.model.search_index import (
    Asked,
    SearchEntry,
    SearchLanguage,
    packed_index,
    text_terms,
)

pytestmark = pytest.mark.slow

PAGES, WORDS, SUBJECTS, TYPES = 100, 600, 10, 4000
INDEX = 35_000
#: Headings that many pages of one site have in common, and those of each page alone.
COMMON, OWN = 3, 2


def vocabulary(folder: str, language: str, *, spaced: bool) -> list[str]:
    """Return real words of a language, the frequent ones first."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "content" / folder).rglob("*.md"))]
    cldr = babel.Locale.parse(language)
    names = [
        *cldr.languages.values(),
        *cldr.territories.values(),
        *map(str, cldr.currencies.values()),
    ]
    both = [words_in(texts, language, spaced=spaced), words_in(names, language, spaced=spaced)]
    counts = Counter(both[0])
    frequent = sorted(counts, key=lambda word: (-counts[word], word))
    return [*frequent, *sorted(set(both[1]) - set(counts))][:TYPES]


def words_in(texts: Sequence[str], language: str, *, spaced: bool) -> list[str]:
    if spaced:
        return re.findall(r"[^\W\d_]{2,}", " ".join(texts))
    ran = subprocess.run(
        [node(), str(Path(__file__).parent.parent / "segments.js")],
        input=json.dumps({"language": language, "texts": list(texts)}),
        capture_output=True,
        text=True,
        check=True,
    )
    found = [word for words in json.loads(ran.stdout) for word in words]
    return [word for word in found if not re.search(r"[a-zA-Z0-9]", word)]


def corpus(words: list[str], separator: str) -> list[tuple[str, str, list[str], str]]:
    """Return pages as title, summary, headings and text."""
    chance = random.Random(20260101)  # noqa: S311 - the same pages each time
    often = [1 / (rank + 2.7) for rank in range(len(words))]
    subjects = [chance.sample(words[50:], 400) for _ in range(SUBJECTS)]
    within = [1 / (rank + 2) for rank in range(400)]
    common = [separator.join(chance.choices(words[50:], k=3)) for _ in range(COMMON)]
    pages = []
    for number in range(PAGES):
        subject = subjects[number % SUBJECTS]
        drawn = chance.choices(words, often, k=WORDS * 3 // 5)
        drawn += chance.choices(subject, within, k=WORDS * 2 // 5)
        chance.shuffle(drawn)
        own = [separator.join(chance.choices(subject, within, k=3)) for _ in range(OWN)]
        title = separator.join(chance.choices(subject, within, k=4))
        summary = separator.join(drawn[:14])
        pages.append((title, summary, [*common, *own], separator.join(drawn)))
    return pages


@pytest.mark.parametrize(
    ("folder", "language", "separator"),
    [("en", "en", " "), ("ar", "ar", " "), ("th", "th", ""), ("zh_Hans", "zh", "")],
)
def test_the_index_of_a_hundred_pages_stays_within_its_budget(
    folder: str, language: str, separator: str
) -> None:
    words = vocabulary(folder, language, spaced=bool(separator))
    assert len(words) > 1500
    entries = []
    for number, (title, summary, headings, text) in enumerate(corpus(words, separator)):
        anchored = tuple((f"part-{i}", heading) for i, heading in enumerate(headings))
        shown = SearchEntry(f"part/page-{number}.html", title, language, summary, headings=anchored)
        entries.append(replace(shown, words=text_terms(text, language, shown)))
    script = packed_index(entries, [SearchLanguage(language, language, "ltr", "Latn")], Asked())
    weight = len(brotli.compress(script.encode(), quality=11))
    assert weight <= INDEX, f"{weight} bytes"
