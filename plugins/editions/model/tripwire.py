"""The tripwire: what must be the same in a translation as in its source, block by block.

Numbers, addresses, tokens, code and links are facts; a translation that differs in one of them is wrong
or dangerous, however well it reads. What is only suspicious is a warning. Translations are untrusted:
characters that hide or reverse text, and markup outside the allow-list, are found here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

import babel

from editions.model.blocks import Piece
from editions.model.disguises import invisible_characters
from editions.model.links import SAFE_SCHEMES
from editions.model.locales import Locale
from editions.model.markup import refused_in_markdown

_CODE = re.compile(r"(`+)(?P<code>.+?)\1", re.DOTALL)
_TOKEN = re.compile(r"\{[A-Za-z]+(?::[^{}\s]*)?\}|\{%[^{}]*%\}")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*[#.][^{}\n]*\}")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^)\s]*)[^)]*\)")
#: Also what is written as a reference, ``[a]: …``, and in angle brackets.
_SCHEME = re.compile(r"\](?:\(|:)\s*<?\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_TARGET = re.compile(r"\]\([^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"'\]]+|[\w.+-]+@[\w-]+\.[\w.-]+")
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(
    r"\d+(?:[.,:/\u00a0\u202f\u2019'\u066b\u066c](?=\d)\d+| (?=\d{3}(?!\d))\d{3})*"
)
_EMPHASIS = re.compile(r"(?<![\\*_])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_IN_WORDS = re.compile(r"\d+(?:s|st|nd|rd|th)\b")
_OTHER_LANGUAGE = re.compile(r"<(\w+)[^>]*\blang=[^>]*>.*?</\1>", re.DOTALL)
_NAME = re.compile(r"\b[A-Z][\w-]*")
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]{2,}")

_MONTHS = {name: str(n) for n, name in babel.Locale("en").months["format"]["wide"].items()}
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")

#: Below this many letters a text may be a name.
_ENOUGH_LETTERS, _ENOUGH_WORDS = 12, 4


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a translated block has otherwise than its source; ``error`` or only a warning."""

    what: str
    remedy: str
    error: bool = True


def findings_of(source: Piece, text: Piece, locale: Locale) -> Iterator[Finding]:
    """Yield everything in which a block differs from its source that it must not."""
    if source.kind == "code":
        if source.text != text.text:
            yield Finding("the code differs from the source.", "Copy it as it stands there.")
        return
    yield from _same(
        "tokens",
        _TOKEN.findall(_without_code(source.text)),
        _TOKEN.findall(_without_code(text.text)),
    )
    yield from _same("code", _code(source.text), _code(text.text))
    yield from _links(source.text, text.text)
    yield from _same("addresses", _addresses(source.text), _addresses(text.text))
    yield from _numbers(source.text, text.text)
    yield from _images(source.text, text.text)
    if len(_EMPHASIS.findall(_prose(source.text))) != len(_EMPHASIS.findall(_prose(text.text))):
        yield Finding(
            "other words are emphasised than in the source, or fewer.",
            "Emphasise the same words with * or **.",
            error=False,
        )
    yield from text_findings(text.text, locale)
    yield from _copied(source.text, text.text)


def metadata_findings(source: str, text: str, locale: Locale) -> Iterator[Finding]:
    """Yield what a title or a summary has otherwise than its source."""
    yield from _same("tokens", _TOKEN.findall(source), _TOKEN.findall(text))
    yield from _same("numbers", numbers_of(source), numbers_of(text))
    yield from text_findings(text, locale)
    yield from _copied(source, text)


def text_findings(text: str, locale: Locale) -> Iterator[Finding]:
    """Yield what no text of a locale may have, whatever its source says."""
    for _, name in invisible_characters(text):
        yield Finding(
            f"the text has an invisible character, {name}.",
            "Type the words again; direction is set by the site.",
        )
    for piece in dict.fromkeys(refused_in_markdown(_without_code(text))):
        yield Finding(
            f"this HTML is not allowed on a page: {piece.rstrip('=')}.",
            "Write it in Markdown; docs/writing.md lists what is allowed.",
        )
    for scheme in dict.fromkeys(_schemes(text)):
        if scheme not in SAFE_SCHEMES:
            yield Finding(
                f"addresses that begin with {scheme}: are not allowed.",
                f"Use one of {', '.join(SAFE_SCHEMES)}.",
            )
    for address in _addresses(text) + _targets(text):
        if not address.isascii() and "://" in address:
            yield Finding(
                f"the address {address} has letters that look like others.",
                "Copy the address from the source.",
            )
    # Names keep their letters in any language, and so do words that say which one they are in.
    letters = _LETTERS.findall(_NAME.sub(" ", _prose(_OTHER_LANGUAGE.sub(" ", text))))
    scripts = Counter(script for letter in letters if (script := _script(letter)))
    own = scripts_of(locale)
    foreign = sum(n for script, n in scripts.items() if script not in own)
    if len(letters) >= _ENOUGH_LETTERS and foreign > len(letters) * 0.6:
        yield Finding(
            f"the text is not in the script of {locale.autonym}.",
            "Translate it, or leave the block out until it is translated.",
            error=False,
        )


def numbers_of(text: str) -> list[str]:
    """Return the numbers of a text as Latin digits, however a language groups and writes them."""
    plain = _ADDRESS.sub(" ", _prose(text))
    return [
        "".join(str(unicodedata.digit(c)) for c in found if c.isdigit())
        for found in _NUMBER.findall(plain)
    ]


def fixed_parts(text: str) -> tuple[Counter[str], ...]:
    """Return what of a block no edit that keeps its meaning can change: numbers, links, tokens, code."""
    parts = (numbers_of(text), _targets(text), _addresses(text), _TOKEN.findall(text), _code(text))
    return tuple(Counter(part) for part in parts)


def scripts_of(locale: Locale) -> frozenset[str]:
    """Return the names with which Unicode calls the letters of a locale's script."""
    if locale.script in _SCRIPTS:
        return frozenset(_SCRIPTS[locale.script])
    name = babel.Locale("en").scripts.get(locale.script, "Latin")
    return frozenset({str(name).split(" ")[0].upper()})


_SCRIPTS = {
    "Hans": ("CJK",),
    "Hant": ("CJK", "BOPOMOFO"),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Beng": ("BENGALI",),
}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _numbers(source: str, text: str) -> Iterator[Finding]:
    """Yield a difference in numbers.

    Decades and ordinals may be written as words; months are numbers in Chinese and Japanese.
    """
    in_words = Counter(numbers_of(" ".join(_IN_WORDS.findall(source))))
    wanted, found = Counter(numbers_of(source)), Counter(numbers_of(text))
    as_numbers = Counter(_MONTHS[name] for name in _MONTH.findall(source))
    if (wanted - found) - in_words or (found - wanted) - as_numbers:
        yield from _same("numbers", list(wanted.elements()), list(found.elements()))


def _same(what: str, source: list[str], text: list[str]) -> Iterator[Finding]:
    wanted, found = Counter(source), Counter(text)
    if wanted == found:
        return
    lists = (("missing here", wanted - found), ("only here", found - wanted))
    told = "; ".join(f"{name}: {', '.join(left.elements())}" for name, left in lists if left)
    yield Finding(
        f"the {what} differ from the source, {told}.", "Copy them as the source has them."
    )


def _links(source: str, text: str) -> Iterator[Finding]:
    wanted, found = _targets(source), _targets(text)
    same_sites = Counter(map(_site_of, wanted)) == Counter(map(_site_of, found))
    for finding in _same("link targets", wanted, found):
        # Many sites have the same page in the reader's language, which is better for the reader.
        yield replace(finding, error=not same_sites)


def _site_of(target: str) -> str:
    parts = urlsplit(target)
    return parts.netloc.lower() or target


def _images(source: str, text: str) -> Iterator[Finding]:
    ours, theirs = list(_IMAGE.finditer(source)), list(_IMAGE.finditer(text))
    yield from _same("images", [i["target"] for i in ours], [i["target"] for i in theirs])
    for image in theirs:
        described = any(i["target"] == image["target"] and i["alt"].strip() for i in ours)
        if described and not image["alt"].strip():
            yield Finding(
                f"the image {image['target']} has no description.",
                "Translate the words between the square brackets.",
            )


def _copied(source: str, text: str) -> Iterator[Finding]:
    ours, theirs = _prose(source).split(), _prose(text).split()
    if ours == theirs and len(_WORDS.findall(_prose(source))) >= _ENOUGH_WORDS:
        yield Finding(
            "the text is the same as in the source: it is not translated.",
            "Translate it, or leave the block out until it is translated.",
            error=False,
        )


def _without_code(text: str) -> str:
    return _CODE.sub(" ", text)


def _prose(text: str) -> str:
    """Return what is left to be read: without code, tokens, tags, link targets and attributes."""
    for pattern in (_CODE, _TOKEN, _ATTRIBUTES, _TAG):
        text = pattern.sub(" ", text)
    return _TARGET.sub("] ", text)


def _code(text: str) -> list[str]:
    return [found["code"] for found in _CODE.finditer(text)]


def _targets(text: str) -> list[str]:
    return [found["target"] for found in _LINK.finditer(_without_code(text))]


def _schemes(text: str) -> list[str]:
    return [found["scheme"].lower() for found in _SCHEME.finditer(_without_code(text))]


def _addresses(text: str) -> list[str]:
    return [a.rstrip(".,;:!?") for a in _ADDRESS.findall(_TARGET.sub("] ", _without_code(text)))]
