"""Syllables: how many a word of English, French or Spanish has, as far as its letters tell.

Spanish is written as it is spoken, French nearly; English is counted by its groups of vowels and the
usual places of a silent e. Counted is what is spoken: a French e at the end is silent, as it is in
prose. ``tests/model/test_syllables.py`` holds the counts to words counted by hand; why it is code of
our own stands in ``docs/decisions/0037-reading-levels.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc]")

_EN_VOWELS = re.compile(r"[aeiouy]+")
#: A letter that is no vowel of its own where it stands: station, question; a y that begins a sound.
_EN_NO_VOWEL = re.compile(
    r"(?<=[tscgx])i(?=ou|on|al|an|en)|(?<=[qg])u(?=[aeio])|^y|(?<=[aeiou])y(?=[aeiou])"
)
_EN_FIRST_PARTS = re.compile(
    r"^(every|some|there|here|fore|free|safe|house|frame|wrong|else)(?=\w{3})"
)
_EN_SILENT_E = re.compile(
    r"(?<=[aeiouy][bcdfgklmnprstvz])e(?=(?:ment|ly|less|ful|ness|where|thing|time|maker|line|guard)s?$)"
    r"|(?<=[^aeiouytd])e(?=d$)"
    r"|(?<=[^aeiouysxzgcl])(?<!ch)(?<!sh)e(?=s$)"
    r"|(?<=[aeiouyr]l)e(?=s$)"
    r"|(?<=[^aeiouyl])(?<!str)(?<!ntr)e$"
    r"|(?<=[aeiouyr]l)e$"
)
_EN_TWO_VOWELS = re.compile(
    r"i(?=[ao]|um|ents?$|ety?$|ers?$|ing)|u(?=al|at|ou|el|ing|ity)|e(?=o(?![up])|ing|ate|as?$)"
    r"|y(?=ing)"
)
_EN_SYLLABIC = re.compile(r"(?<=s)m(?=s?$)|(?<=[sd])nt$")

_ES_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_ES_SILENT_U = re.compile(r"(?<=[gq])u(?=[eiéí])")
_ES_CONSONANT_Y = re.compile(r"y(?=[aeiouáéíóú])")
_ES_TWO_VOWELS = re.compile(r"[aeoáéó](?=[aeoáéóíú])|[íú](?=[aeoáéó])")

_FR_VOWELS = re.compile(r"[aeiouyàâéèêëîïôùûü]+")
_FR_NO_VOWEL = re.compile(r"(?<=[gq])u(?=[aeiouéèêàâîô])|(?<=q)u$|(?<=[aeou])y(?=[aeiouéè])")
_FR_SILENT_END = re.compile(r"es?$|ent$")
#: Words in -ent that are no verbs in the plural, and the verbs in -ment that are.
_FR_SOUNDED_END = re.compile(
    r"[tv]ients?$|ments?$|(?:^|c)li?ents?$|(?:arg|ag|urg|souv|^par|transpar|appar|abs|prés|réc|innoc|"
    r"adolesc|accid|incid|évid|résid|précéd|antécéd|différ|cont|tal|pati|fréqu|viol|perman|excell|"
    r"ori|compét|prud|intellig|ress|cons|^v|^c|^s|^d|^l)ents?$"
)
_FR_VERB_IN_MENT = re.compile(
    r"(?:ai|fer|for|expri|impri|suppri|esti|affir|confir|consom|nom|dor|ani|résu|assu)ment$"
)
_FR_TWO_VOWELS = re.compile(r"é(?=[aeiouâéèê])|[aou](?=[éïëü])|a(?=o)|o(?=[aéo])|ï(?=[aeo])")
#: Behind two consonants an i or u does not glide: ouvrier, cruel.
_FR_NO_GLIDE = re.compile(r"[bcdfgptv][lr][iu](?=[aeoé])")


def can_count(language: str) -> bool:
    """Tell whether the syllables of a language can be counted here; by its code: ``fr``."""
    return language in _COUNTERS


def syllables_of(word: str, language: str) -> int:
    """Return the syllables of what stands between two spaces; at least one. A number has one.

    Raises KeyError for a language that cannot be counted.
    """
    plain = unicodedata.normalize("NFC", word.lower())
    plain = _APOSTROPHES.sub("" if language == "en" else " ", plain)
    count = _COUNTERS[language]
    return max(1, sum(count(letters) for letters in _LETTERS.findall(plain)))


@lru_cache(maxsize=20_000)
def _english(word: str) -> int:
    found = _EN_FIRST_PARTS.match(word)
    if found:
        return _english(found[0]) + _english(word[found.end() :])
    word = _EN_NO_VOWEL.sub("j", word)
    if len(_EN_VOWELS.findall(word)) > 1:
        word = _EN_SILENT_E.sub("", word)
    vowels = _EN_VOWELS.findall(word)
    more = (*_EN_TWO_VOWELS.findall(word), *_EN_SYLLABIC.findall(word))
    return len(vowels) + len(more)


@lru_cache(maxsize=20_000)
def _spanish(word: str) -> int:
    word = _ES_CONSONANT_Y.sub("j", _ES_SILENT_U.sub("", word)).replace("y", "i")
    return sum(1 + len(_ES_TWO_VOWELS.findall(group)) for group in _ES_VOWELS.findall(word))


@lru_cache(maxsize=20_000)
def _french(word: str) -> int:
    word = _FR_NO_VOWEL.sub("j", word.replace("œu", "eu").replace("œ", "e"))
    if len(_FR_VOWELS.findall(word)) > 1 or word.endswith(("ie", "ies", "ue", "ues", "ée", "ées")):
        sounded = _FR_SOUNDED_END.search(word) and not _FR_VERB_IN_MENT.search(word)
        word = word if sounded else _FR_SILENT_END.sub("", word)
    more = sum(len(_FR_TWO_VOWELS.findall(group)) for group in _FR_VOWELS.findall(word))
    more += word.count("pays")
    return len(_FR_VOWELS.findall(word)) + more + len(_FR_NO_GLIDE.findall(word))


_COUNTERS: Mapping[str, Callable[[str], int]] = MappingProxyType(
    {"en": _english, "es": _spanish, "fr": _french}
)
