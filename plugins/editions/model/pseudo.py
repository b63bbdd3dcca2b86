"""Pseudo-languages: translations made by rule, which show what of a page is untranslated or clipped.

``en_XA`` has accents, is about 40 % longer and stands in brackets; ``ar_XB`` runs from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from editions.model.blocks import COPIED, Piece, join, split
from editions.model.units import with_words, words_of

#: The pseudo-languages, as the setting ``LOCALES`` describes languages.
PSEUDO_LOCALES: dict[str, dict[str, Any]] = {
    "en_XA": {
        "autonym": "⟦Éńĝĺíšĥ⟧", "direction": "ltr", "script": "Latn", "cldr": "en_001",
        "plural": "nplurals=2; plural=(n != 1);",
    },
    "ar_XB": {
        "autonym": "⟦ثىلاهسا⟧", "direction": "rtl", "script": "Arab", "cldr": "ar",
        "plural": "nplurals=2; plural=(n != 1);",
    },
}  # fmt: skip

OPENING, CLOSING = "⟦", "⟧"
_LATIN = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÁƁĆĎÉƑĜĤÍĴĶĹṀŃÓṔɊŔŠŤÚṼŴẌÝŽáƀćďéƒĝĥíĵķĺṁńóṕɋŕšťúṽŵẍýž",
)
_ARABIC_LETTERS = "ابجدهوزحطيكلمنسعفصقرشتثخذض"
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _ARABIC_LETTERS * 2)
#: Words that make a text longer; of their own kind, so that nobody takes them for content.
_FILLING = "óńé ťŵó ťĥŕéé ƒóúŕ ƒíṽé šíẍ šéṽéń".split()

#: What stays in a text: placeholders, tokens, attribute lists, code, targets of links, tags, addresses.
_KEPT = re.compile(
    r"%\(\w+\)[a-z]|%[sd%]|\{[^{}\n]*\}|`+[^`]+`+|\]\([^)]*\)|\]\[[^\]]*\]|\[\^[^\]]+\]"
    r"|<[^>]+>|&#?\w+;|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\\."
)
_ATTRIBUTES_AT_END = re.compile(r"[ \t]*\{:?[^{}\n]*[#.][^{}\n]*\}[ \t]*$")
_CELL = re.compile(r"(?<!\\)\|")
_LETTER = re.compile(r"[^\W\d_]")


def pseudo_text(text: str, code: str) -> str:
    """Return a text in a pseudo-language; one without letters stays as it is."""
    core = text.strip()
    if not _LETTER.search(_KEPT.sub("", core)):
        return text
    before, _, after = text.partition(core)
    at_end = _ATTRIBUTES_AT_END.search(core)
    attributes = at_end[0] if at_end else ""
    core = core.removesuffix(attributes)
    longer = _filling(len(core)) if code == "en_XA" else ""
    return f"{before}{OPENING}{_written(core, code)}{longer}{CLOSING}{attributes}{after}"


def pseudo_message(forms: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Return the forms of a message, singular and plural, in a pseudo-language."""
    return tuple(pseudo_text(form, code) for form in forms)


def pseudo_body(body: str, code: str) -> str:
    """Return the body of a page, block by block; code and link addresses stay."""
    return join(
        Piece(piece.kind, pseudo_block(piece, code), piece.line, piece.level)
        for piece in split(body)
    )


def pseudo_block(piece: Piece, code: str) -> str:
    """Return the text of a block in a pseudo-language, in the same shape."""
    if not piece.speaks or piece.kind in COPIED:
        return piece.text
    if piece.kind == "table":
        return _by_cell(piece.text, lambda cell: pseudo_text(cell, code))
    return with_words(piece, pseudo_text(words_of(piece), code))


def _by_cell(table: str, write: Callable[[str], str]) -> str:
    lines = table.split("\n")
    written = ["|".join(write(cell) for cell in _CELL.split(line)) for line in lines]
    return "\n".join([written[0], lines[1], *written[2:]])


def _written(text: str, code: str) -> str:
    table = _LATIN if code == "en_XA" else _ARABIC
    parts = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts.append(text[at : kept.start()].translate(table) + kept[0])
        at = kept.end()
    return "".join([*parts, text[at:].translate(table)])


def _filling(length: int) -> str:
    """Return words of about 40 % of a length."""
    longer = ""
    number = 0
    while len(longer) < length * 0.4:
        longer += f" {_FILLING[number % len(_FILLING)]}"
        number += 1
    return longer
