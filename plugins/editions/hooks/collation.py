"""How readers of a language expect a list to be sorted; the same on every machine.

The default order of the Unicode Collation Algorithm (UTS 10) serves all languages of the site but one:
it goes by radicals, and readers of simplified Chinese look things up by pinyin.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pyuca

from editions.model.locales import Locale
from editions.model.search_folding import folded

SortKey = tuple[Any, ...]

#: Thai and Lao vowels that are written before the consonant they follow.
_VOWELS_BEFORE = "เแโใไເແໂໃໄ"


def collation_of(locale: Locale) -> Callable[[str], SortKey]:
    """Return what gives the sort keys of texts in a locale."""
    return pinyin_key if locale.script == "Hans" else default_key


def default_key(text: str) -> SortKey:
    """Return the sort key of a text in the default order, which any language may fall back on."""
    return tuple(_collator().sort_key(text))


def pinyin_key(text: str) -> SortKey:
    """Return a sort key by sound and tone, character by character; what has none comes first.

    A character of several readings has the one of the word it stands in: 重庆 is *chong qing*.
    """
    return tuple(
        (1, syllable[:-1], syllable[-1], character)
        if syllable != character
        else (0, *default_key(character))
        for character, syllable in zip(text, _syllables(text), strict=True)
    )


def initial_of(text: str, locale: Locale) -> str:
    """Return what a text is looked up by in a list: its first letter, without accents and in capitals.

    In Chinese that of its sound; in Thai and Lao a vowel that is written before its consonant is passed
    over, as dictionaries do. What begins with no letter has a common sign.
    """
    words = folded(text).strip()
    if locale.script == "Hans":
        words = _syllables(words[:1])[0]
    return words.lstrip(_VOWELS_BEFORE)[:1].upper() if words[:1].isalpha() else "#"


def _syllables(text: str) -> list[str]:
    # Imported here: reading its dictionary takes a quarter of a second, which no other edition needs.
    from pypinyin import Style, lazy_pinyin

    each = (
        list  # its annotation knows a function to text alone, its documentation one to a list too
    )
    return lazy_pinyin(text, Style.TONE3, errors=each, neutral_tone_with_five=True)  # type: ignore[arg-type]


@cache
def _collator() -> pyuca.Collator:
    # The C library's collation would differ from machine to machine.
    return pyuca.Collator()
