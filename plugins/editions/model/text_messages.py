"""Text messages: what fits into one, and the numbers of a country as one.

A message has 140 octets: 160 characters of 7 bits, if all are of the GSM alphabet, else 70 of 16 bits
(3GPP TS 23.040, 9.2.3.24). Source of the alphabet and its extension: 3GPP TS 23.038, 6.2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Each is sent as two: an escape, and a character of the alphabet.
_EXTENSION = frozenset("\f^{}\\[~]|€")
_SEPTETS, _UNITS = 160, 70
#: What stands for these in a message: typewriter signs, which are of the alphabet.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "\u202f": " "}
)
#: Signs that order letters from left and right; a message has only words and numbers.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_IN_BRACKETS = re.compile(r"\s*[(（].*[)）]")
_NO_DIGIT = re.compile(r"[^\d+*#]")


@dataclass(frozen=True, slots=True)
class Need:
    """Numbers that answer one need, under the words for it."""

    words: str
    numbers: tuple[str, ...]


def length_of(text: str) -> tuple[int, int]:
    """Return how much of a message a text takes, and how much there is."""
    if all(c in _ALPHABET or c in _EXTENSION for c in text):
        return sum(2 if c in _EXTENSION else 1 for c in text), _SEPTETS
    return len(text.encode("utf-16-be")) // 2, _UNITS


def fits(text: str) -> bool:
    """Tell whether a text is sent as one message."""
    taken, there_is = length_of(text)
    return taken <= there_is


def message_of(country: str, needs: Sequence[Need], closing: str) -> str:
    """Return one message: a country, its numbers, the most needed first, and a closing sentence.

    Numbers are left out from the end until it fits; the words for a need go before its last number, and
    then what a country's name has in brackets, or its end.
    Digits are written without gaps: a phone offers to call such a number, and in a text from right
    to left groups of digits would change places.
    """
    plain = [
        Need(_plain(n.words), tuple(_NO_DIGIT.sub("", number) for number in n.numbers))
        for n in needs
    ]
    for kept in _ever_fewer(plain):
        text = _plain(f"{country}: {_listed(kept)} {closing}")
        if fits(text):
            return text
    first = next(number for need in plain for number in need.numbers)
    names = (
        country,
        _IN_BRACKETS.sub("", country),
        *(country[:n] for n in range(len(country), 0, -1)),
    )
    texts = (_plain(f"{name}: {first}. {closing}") for name in names)
    return next(filter(fits, texts), _plain(f"{first}. {closing}"))


def _ever_fewer(needs: Sequence[Need]) -> Iterable[tuple[Need, ...]]:
    """Yield the needs with all their numbers, then with one less and one less again."""
    numbers = [(need.words, number) for need in needs for number in need.numbers]
    for count in range(len(numbers), 0, -1):
        grouped: dict[str, list[str]] = {}
        for words, number in numbers[:count]:
            grouped.setdefault(words, []).append(number)
        yield tuple(Need(words, tuple(found)) for words, found in grouped.items())


def _listed(needs: Iterable[Need]) -> str:
    return " ".join(f"{need.words} {', '.join(need.numbers)}." for need in needs)


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text.translate(_PLAIN)).split())
