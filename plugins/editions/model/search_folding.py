"""What counts as the same when people search: case, accents, vowel marks, forms of one letter.

The same rules run in the reader's browser, in ``theme/static/js/search/folding.js``; a test compares
the two. So they need nothing that browsers of 2018 lack: no properties of characters, no segmenter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from operator import add

Ranges = tuple[tuple[int, int], ...]

#: What words are made of, once folded. Everything else sets words apart.
_LETTERS: Ranges = (
    (0x30, 0x39), (0x61, 0x7A), (0xDF, 0xF6), (0xF8, 0x2AF), (0x370, 0x373), (0x376, 0x377),
    (0x37B, 0x37D), (0x388, 0x481), (0x48A, 0x52F), (0x561, 0x587), (0x5D0, 0x5EA), (0x620, 0x63A),
    (0x641, 0x64A), (0x660, 0x669), (0x66E, 0x66F), (0x671, 0x6D3), (0x6D5, 0x6D5), (0x6F0, 0x6FC),
    (0x6FF, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8B4), (0x900, 0x963), (0x966, 0x96F), (0x971, 0xD7F),
    (0xD81, 0xDF3), (0xE01, 0xE2E), (0xE30, 0xE3A), (0xE40, 0xE45), (0xE47, 0xE4E), (0xE50, 0xE59),
    (0xE81, 0xEC5), (0xEC8, 0xECD), (0xED0, 0xEDF), (0xF20, 0xF29), (0xF40, 0xFBC), (0x1000, 0x1049),
    (0x1050, 0x109D), (0x10D0, 0x10FA), (0x1200, 0x135A), (0x1380, 0x138F), (0x1780, 0x17D3),
    (0x17E0, 0x17E9), (0x1E00, 0x1FFF), (0x3041, 0x3096), (0x30A1, 0x30FA), (0x30FC, 0x30FC),
    (0x3105, 0x312F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAD9),
)  # fmt: skip
#: What is passed over as if it were not there: accents, Arabic vowel marks, tatweel and hamza, nuktas,
#: and characters that are not seen.
_DROPPED: Ranges = (
    (0xAD, 0xAD), (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x610, 0x61C),
    (0x621, 0x621), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E8),
    (0x6EA, 0x6ED), (0x93C, 0x93C), (0x9BC, 0x9BC), (0xA3C, 0xA3C), (0xABC, 0xABC), (0xB3C, 0xB3C),
    (0xCBC, 0xCBC), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)  # fmt: skip
#: Letters that stand for others, and what for. A letter with a mark that Unicode takes apart needs no
#: entry, but й, which is a letter of its own to its readers, is kept.
_SAME = dict(
    pair.split(":")
    for pair in (
        "ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ł:l ı:i ħ:h ŋ:n ς:σ й:й "
        "ى:ي ة:ه ک:ك ی:ي ې:ي ے:ي ہ:ه ھ:ه ە:ه ٱ:ا ँ:ं"
    ).split()
)
#: The first digits of the rows of ten that are read as 0 to 9.
_NOUGHTS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
            0xED0, 0xF20, 0x1040, 0x17E0)  # fmt: skip
#: From here on letters are not taken apart: kana keep their marks, Hangul its syllables.
_WHOLE_FROM = 0x3000
#: Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, kana, bopomofo, Chinese.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109d\u1780-\u17d3"
    "\u3041-\u312f\u3400-\u9fff\uf900-\ufad9"
)
#: Scripts with so many characters that one alone tells something begin here.
_LARGE_FROM = "\u3041"
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED} ]+")
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
#: What is written one way or the other: nasals before a consonant in Devanagari, one Thai vowel as two.
_REPLACED = (("ङ्", "ं"), ("ञ्", "ं"), ("ण्", "ं"), ("न्", "ं"), ("म्", "ं"), ("เเ", "แ"))
#: Arabic articles, alone and with the particles written onto them.
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
#: Endings of the plural by language, with what takes their place; the first that fits is taken. Light on
#: purpose: whoever types one form finds the other, and no word becomes another one.
_ENDINGS: Mapping[str, str] = {
    "en": "ies:y sses:ss shes:sh ches:ch xes:x ss:ss us:us is:is s:",
    "fr": "eaux:eau aux:al ss:ss s: x:",
    "es": "ces:z es: s: e:",
    "pt": "oes:ao aes:ao ais:al eis:el ns:m es: s: e:",
}
#: A word is not made shorter than this.
_SHORTEST = 3


class _Letters(dict[int, str]):
    """What becomes of each character, as ``str.translate`` asks for it; found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


class _Stems(dict[str, str]):
    """The stems of words in a language; found out once, as the same words stand on every page."""

    def __init__(self, language: str) -> None:
        super().__init__()
        listed = _ENDINGS.get(language, "").split()
        self._endings = tuple((end, by) for end, _, by in (rule.partition(":") for rule in listed))

    def __missing__(self, word: str) -> str:
        self[word] = stem = _stem(word, self._endings)
        return stem


def folded(text: str) -> str:
    """Return a text with all that counts as the same made the same, its words set apart by spaces."""
    normal = unicodedata.normalize("NFKC", text).lower().translate(_letters())
    for written, same in _REPLACED:
        normal = normal.replace(written, same)
    return normal


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded; scripts without spaces in runs, apart from all others."""
    plain = folded(text)
    return _RUNS.findall(plain) if _ANY_UNSPACED.search(plain) else plain.split()


def terms_of(text: str, language: str) -> set[str]:
    """Return what a text in a language is found by: stems of words, pairs of characters in runs.

    Characters of large scripts, as Chinese is, count alone as well. Of their pairs only those are taken
    that stand in the text twice: most others are the end of one word and the beginning of another.
    """
    stems = stems_in(language)
    terms: set[str] = set()
    pairs: Counter[str] = Counter()
    for word in words_of(text):
        if word[0] < _UNSPACED[0] or not _ANY_UNSPACED.match(word):
            if len(word) > 1:
                terms.add(stems[word])
        elif word[0] < _LARGE_FROM:
            terms.update(map(add, word, word[1:]))
        else:
            terms.update(word)
            pairs.update(map(add, word, word[1:]))
    terms.update(pair for pair, times in pairs.items() if times > 1)
    return terms


def stemmed(text: str, language: str) -> list[str]:
    """Return the words of a text as stems in a language; runs of scripts without spaces stay whole."""
    stems = stems_in(language)
    return [stems[word] for word in words_of(text) if len(word) > 1 or _ANY_UNSPACED.match(word)]


def without_article(word: str) -> str:
    """Return a word without the Arabic articles it begins with, as long as enough of it stays."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return without_article(word[len(article) :])
    return word


@cache
def stems_in(language: str) -> _Stems:
    """Return the stems of words in a language, ``en`` for instance."""
    return _Stems(language)


def folding_rules(languages: Iterable[str]) -> dict[str, object]:
    """Return the rules as plain values, for the script that folds what people type."""
    return {
        "letters": _listed(_LETTERS),
        "dropped": _listed(_DROPPED),
        "same": "".join(f"{letter}{same} " for letter, same in _SAME.items()),
        "noughts": list(_NOUGHTS),
        "whole": _WHOLE_FROM,
        "large": _LARGE_FROM,
        "unspaced": _UNSPACED,
        "replaced": [list(pair) for pair in _REPLACED],
        "articles": list(_ARTICLES),
        "shortest": _SHORTEST,
        "endings": [_ENDINGS.get(language, "") for language in languages],
    }


@cache
def _letters() -> _Letters:
    return _Letters()


def _folded_character(character: str) -> str:
    """Return what a character becomes, after NFKC and in lower case: letters, nothing, or a space."""
    code = ord(character)
    if _within(code, _DROPPED):
        return ""
    if not _within(code, _LETTERS):
        return " "
    if character in _SAME:
        return _SAME[character]
    nought = next((first for first in _NOUGHTS if first <= code < first + 10), None)
    if nought:
        return str(code - nought)
    if code >= _WHOLE_FROM:
        return character
    parts = unicodedata.normalize("NFKD", character)
    kept = (part for part in parts if not _within(ord(part), _DROPPED))
    return "".join(_SAME.get(part, part) for part in kept)


def _within(code: int, ranges: Ranges) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _stem(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    if "\u0620" <= word[0] <= "\u06ff":
        return without_article(word)
    if len(word) > _SHORTEST and "a" <= word[0] <= "z":
        for end, by in endings:
            if word.endswith(end) and len(word) - len(end) + len(by) >= _SHORTEST:
                return word[: -len(end)] + by
    return word


def _listed(ranges: Ranges) -> list[int]:
    return [code for pair in ranges for code in pair]
