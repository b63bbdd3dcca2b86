"""Finds text whose script does not fit the language it is said to be in, and directions gone wrong.

axe sees a ``lang`` that does not exist, but neither Thai in an English page nor English left over in
an Arabic one; a screen reader then reads either with the wrong voice (WCAG 2.2, 3.1.1 and 3.1.2).
What it knows of a language comes from CLDR, not from the code under test. It cannot tell two
languages of one script apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

import babel
from babel.core import get_global
from selectolax.lexbor import LexborHTMLParser, LexborNode

#: That many letters of another script are a name or a unit, not a text.
LETTERS_ALLOWED = 3

#: Script codes (ISO 15924) whose letters have other names in Unicode than CLDR's English name.
_NAMES_OF_SCRIPTS = {
    "Beng": ("BENGALI",),
    "Cans": ("CANADIAN",),
    "Hans": ("CJK",),
    "Hant": ("CJK", "BOPOMOFO"),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"),
    "Kore": ("HANGUL", "CJK"),
    "Nkoo": ("NKO",),
    "Orya": ("ORIYA",),
}

#: What has no language: addresses, and letters shared by all scripts (ª, ー and the like).
_ADDRESSES = re.compile(r"\S+(?:://|@)\S+|\b(?:[\w-]+\.)+[a-z]{2,}\b\S*", re.ASCII)
_WORDS = re.compile(r"\S+")
_SHARED = frozenset({"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "MATHEMATICAL", "FULLWIDTH"})

#: Elements whose content nobody reads as a text.
_NOT_READ = frozenset({"script", "style", "template", "code", "kbd", "samp"})
_PARTS_OF_A_LINE = frozenset("a abbr b bdi cite em i q small span strong sub sup time".split())
_ATTRIBUTES_READ = ("alt", "title", "aria-label", "placeholder")


def faults_of_language(html: str) -> list[str]:
    """Return a sentence for every text of a page whose script does not fit its language.

    The ``<title>`` and what else stands in the head are left out, as nothing in there can carry a
    language of its own.
    """
    return [
        f"<{element.tag}> is said to be {language!r}, but is {_told(foreign)}: {_short(text)}"
        for element, text in _texts(LexborHTMLParser(html))
        if (language := language_at(element))
        and foreign_script(text, language) is not None
        # What is around a text can only excuse it, so it is looked at only when it has to.
        and (foreign := foreign_script(text, language, block=_block_around(element))) is not None
    ]


def faults_of_direction(html: str) -> list[str]:
    """Return a sentence for every element with a language that runs in another direction."""
    return [
        f"<{element.tag} lang={language!r}> runs {direction}, not {direction_of(language)}: "
        f"{_short(element.text())}"
        for element in LexborHTMLParser(html).css("[lang]")
        if (language := element.attributes["lang"])
        and (direction := direction_at(element)) not in ("auto", direction_of(language))
    ]


@cache  # the same words stand on hundreds of pages
def foreign_script(text: str, language: str, *, block: str = "") -> str | None:
    """Return the script most of a text is in where that is none of the language's, else None.

    ``block`` is the paragraph or the like around the text. A proper name needs no language of its
    own (WCAG 2.2, 3.1.2), so words that begin with a capital do not count, as long as there is
    something in the script of the language around them.
    """
    fitting = names_of_script(script_of(language))
    among_own = any(_script_of_letter(letter) in fitting for letter in block)
    letters: Counter[str] = Counter()
    for word in _WORDS.findall(_ADDRESSES.sub(" ", text)):
        scripts = Counter(name for letter in word if (name := _script_of_letter(letter)))
        if not (among_own and word[0].isupper() and scripts.keys().isdisjoint(fitting)):
            letters += scripts
    own = sum(letters[name] for name in fitting)
    foreign = letters.total() - own
    if own >= foreign or foreign <= LETTERS_ALLOWED:
        return None
    return next(name for name, _ in letters.most_common() if name not in fitting)


@cache
def _script_of_letter(letter: str) -> str:
    """Return how Unicode begins the names of the letters of a script; empty for what is no letter."""
    if not unicodedata.category(letter).startswith("L"):
        return ""
    name = unicodedata.name(letter, "UNKNOWN").split()[0]
    return "" if name in _SHARED else name


def language_at(element: LexborNode) -> str:
    """Return the language an element is said to be in; empty where none is known."""
    place: LexborNode | None = element
    while place is not None:
        if "lang" in place.attributes:
            return place.attributes["lang"] or ""
        place = place.parent
    return ""


def direction_at(element: LexborNode) -> str:
    """Return the direction an element runs in: ``ltr``, ``rtl``, or ``auto`` (HTML, 3.2.6.4)."""
    place: LexborNode | None = element
    while place is not None:
        if "dir" in place.attributes:
            return place.attributes["dir"] or ""
        if place.tag == "bdi":
            return "auto"
        place = place.parent
    return "ltr"


@cache
def direction_of(language: str) -> str:
    """Return the direction a language is written in (CLDR)."""
    order = babel.Locale.parse(language, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


@cache
def script_of(language: str) -> str:
    """Return the code of the script a language is most likely written in (CLDR, ISO 15924)."""
    locale = babel.Locale.parse(language, sep="-")
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags")
    known: str = likely.get(str(locale)) or likely[locale.language]
    return next(part for part in known.split("_") if len(part) == 4)


@cache
def names_of_script(script: str) -> tuple[str, ...]:
    """Return the words with which Unicode begins the names of the letters of a script."""
    named = _NAMES_OF_SCRIPTS.get(script)
    return named or (babel.Locale("en").scripts[script].upper(),)


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Yield every text with the element it stands in, those of attributes among them."""
    assert tree.body is not None
    for node in tree.body.traverse(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            element = node.parent
            if element is not None and not _is_not_read(element):
                yield element, node.text_content or ""
        elif not tag.startswith("-"):
            for name in _ATTRIBUTES_READ:
                if written := node.attributes.get(name):
                    yield node, written


def _block_around(element: LexborNode) -> str:
    """Return the text of the nearest element that is no part of a line."""
    while element.tag in _PARTS_OF_A_LINE and element.parent is not None:
        element = element.parent
    return element.text()


def _is_not_read(element: LexborNode | None) -> bool:
    while element is not None:
        if element.tag in _NOT_READ:
            return True
        element = element.parent
    return False


def _told(script: str) -> str:
    return f"in {script.capitalize()} letters"


def _short(text: str) -> str:
    return repr(" ".join(text.split())[:60])
