"""Reading levels: how hard the prose of a page is to read, where its language has a formula.

Each formula weighs the words of a sentence and the syllables of a word, was fitted to school texts of
its own language, and says nothing of meaning: a short wrong sentence is an easy one. Where each comes
from, and why the limits are what they are: ``docs/decisions/0037-reading-levels.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from editions.model.facts import Facts
from editions.model.sentences import Sentence
from editions.model.syllables import syllables_of

#: Fewer words than this have no level: Flesch (1948) takes samples of a hundred.
ENOUGH_WORDS = 100


@dataclass(frozen=True, slots=True)
class Formula:
    """base + of_words × words in a sentence + of_syllables × syllables in a word, on the average.

    ``limits`` says by kind of page how hard it may be: at most where more is ``harder``, else at least.
    """

    name: str
    base: float
    of_words: float
    of_syllables: float
    limits: Mapping[str, float]
    harder: bool = False


#: For whom a page is: in need of help, anybody, or readers of news, which name laws and bodies.
KINDS = ("help", "page", "news")

#: By language. English: Kincaid, Fishburne, Rogers and Chissom (1975), in grades of school in the USA:
#: grade 4 is for the age of 9, 7 for 12, 8 for 13. French: Kandel and Moles (1958), after Flesch, who
#: calls 80 to 90 easy and 70 to 80 fairly easy. Spanish: Szigriszt-Pazos (1993), read by the scale
#: INFLESZ of Barrio-Cantalejo and others (2008): above 80 very easy, 65 to 80 fairly easy, 55 to 65
#: normal.
FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "en": Formula(
            "Flesch-Kincaid grade", -15.59, 0.39, 11.8, {"help": 4, "page": 7, "news": 8}, True
        ),
        "fr": Formula("Kandel-Moles", 207, -1.015, -73.6, {"help": 80, "page": 70, "news": 70}),
        "es": Formula("INFLESZ", 206.835, -1, -62.3, {"help": 70, "page": 60, "news": 60}),
    }
)


class Spoken(NamedTuple):
    """A sentence of prose, the words and the syllables of it that count."""

    sentence: Sentence
    words: int
    syllables: int


@dataclass(frozen=True)
class Level:
    """How hard a page is, and what was counted; ``hardest`` are its three heaviest sentences."""

    formula: Formula
    kind: str
    value: float
    words: int
    hardest: tuple[Spoken, ...]

    @property
    def limit(self) -> float:
        """What the value is held to."""
        return self.formula.limits[self.kind]

    @property
    def is_within(self) -> bool:
        """Whether the page, as its value is shown, is no harder than its kind may be."""
        value = round(self.value, 1)
        return value <= self.limit if self.formula.harder else value >= self.limit


def level_of(
    sentences: Iterable[Sentence], language: str, kind: str, names: re.Pattern[str] | None
) -> Level | None:
    """Return the level of a page's prose; None without a formula for its language, or with few words.

    A name that ``names`` finds counts as one word of one syllable, as a token and a number do.
    """
    formula = FORMULAS.get(language)
    if formula is None:
        return None
    spoken = [_spoken(sentence, language, names) for sentence in sentences if sentence.prose]
    words = sum(one.words for one in spoken)
    if words < ENOUGH_WORDS:
        return None
    syllables = sum(one.syllables for one in spoken)
    value = (
        formula.base
        + formula.of_words * words / len(spoken)
        + formula.of_syllables * syllables / words
    )
    heaviest = sorted(spoken, key=lambda one: (-one.syllables, one.sentence.line))
    return Level(formula, kind, value, words, tuple(heaviest[:3]))


def names_of(facts: Facts) -> re.Pattern[str] | None:
    """Return what finds the names that the data know: of treaties, publications, bodies, services.

    Nobody can write them shorter. Names of one word are left to be counted as they are.
    """
    titles = (title for one in facts.instruments.values() for title in one.title.values())
    shorter = (one.short for one in facts.instruments.values())
    sources = (name for one in facts.sources.values() for name in (one.title, one.publisher))
    services = (name for one in facts.services.values() for name in (one.name, *one.names.values()))
    members = (one.name for one in facts.members.values())
    programmes = (one.name for one in facts.programmes.values())
    found = {*titles, *shorter, *sources, *services, *members, *programmes}
    several = sorted((name for name in found if " " in name), key=len, reverse=True)
    if not several:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, several))})(?!\w)")


def _spoken(sentence: Sentence, language: str, names: re.Pattern[str] | None) -> Spoken:
    text = names.sub("0", sentence.text) if names else sentence.text
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return Spoken(sentence, len(words), sum(syllables_of(word, language) for word in words))
