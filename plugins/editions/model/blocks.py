"""Blocks: the units in which a page is translated and grows old.

A block is one heading, paragraph, list item, table, quote, definition, footnote or piece of code.
Splitting is lossless: the pieces joined again are the text, whatever it is. Recognises blocks the way
Python-Markdown does, as ``headings`` does; it never converts anything.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from editions.model.headings import fences_and_headings

#: Pieces that say nothing by themselves: they are neither translated nor compared.
SILENT = frozenset({"gap", "comment", "rule"})
#: Blocks that are the same in every language.
COPIED = frozenset({"code", "reference"})

_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"^(?P<prefix>[ \t]*(?:[-*+]|\d+\.)[ \t]+)\S")
_DELIMITER = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_QUOTE = re.compile(r"^(?P<prefix> {0,3}>[ \t]?)")
_NOTICE = re.compile(r"^(?P<prefix>!!![ \t]+[\w -]*)")
_FOOTNOTE = re.compile(r"^(?P<prefix> {0,3}\[\^[^\]]+\]:[ \t]*)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]^]+\]:[ \t]*\S")
_ABBREVIATION = re.compile(r"^(?P<prefix>\*\[[^\]]+\]:[ \t]*)")
_DEFINITION = re.compile(r"^(?P<prefix>[ \t]*:[ \t]+)\S")
_HEADING = re.compile(r"^(?P<prefix>#{1,6}[ \t]*)")
_PREFIXES = (_HEADING, _ITEM, _QUOTE, _NOTICE, _FOOTNOTE, _ABBREVIATION, _DEFINITION)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+")
_NUMBERED = re.compile(r"^[ \t]*\d+\.[ \t]+")
_CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole lines of a text, without the last line end.

    ``kind`` is heading, paragraph, item, table, quote, notice, definition, footnote, abbreviation,
    code, reference, or one of SILENT. ``line`` counts from 0; ``level`` is that of a heading, else 0.
    """

    kind: str
    text: str
    line: int
    level: int = 0

    @property
    def speaks(self) -> bool:
        """Whether the piece is a block, which is translated and compared."""
        return self.kind not in SILENT

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1


class Print(NamedTuple):
    """What is kept of a block to recognise it: its kind, a heading's level, and its digest."""

    kind: str
    level: int
    digest: str


def split(body: str) -> tuple[Piece, ...]:
    """Return the pieces of a Markdown body in order; ``join`` makes the same body of them again."""
    lines = body.split("\n")
    fences, headings = fences_and_headings(lines)
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        kind, end, level = _piece_at(lines, at, fences, headings)
        pieces.append(Piece(kind, "\n".join(lines[at:end]), at, level))
        at = end
    return tuple(pieces)


def join(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces."""
    return "\n".join(piece.text for piece in pieces)


def blocks_of(body: str) -> tuple[Piece, ...]:
    """Return the pieces of a body that are translated and compared."""
    return tuple(piece for piece in split(body) if piece.speaks)


def prints_of(body: str) -> tuple[Print, ...]:
    """Return the prints of the blocks of a body."""
    return tuple(print_of(block) for block in blocks_of(body))


def print_of(block: Piece) -> Print:
    """Return what is kept of a block to recognise it."""
    return Print(block.kind, block.level, digest_of(block))


def digest_of(block: Piece) -> str:
    """Return the digest of a block: 8 hexadecimal digits of SHA-256 over its kind and normal text.

    White space, wrapped lines, the sign of a list item and the form of Unicode make no difference.
    """
    if block.kind == "code":
        lines = (line.rstrip() for line in block.text.split("\n"))
        return digest_of_text("code", "\n".join(lines), keep_lines=True)
    text = block.text
    if block.kind == "item":
        text = _NUMBERED.sub("1. ", _BULLET.sub("- ", text, count=1), count=1)
    if block.kind == "heading":
        first = text.split("\n")[0]
        text = f"{block.level} {_CLOSING_MARKS.sub('', _HEADING.sub('', first, count=1))}"
    return digest_of_text(block.kind, text)


def digest_of_text(kind: str, text: str, *, keep_lines: bool = False) -> str:
    """Return the digest of a text of a kind; titles and summaries have kinds of their own."""
    normal = unicodedata.normalize("NFC", text)
    if not keep_lines:
        normal = " ".join(normal.split())
    return hashlib.sha256(f"{kind}\n{normal}".encode()).hexdigest()[:8]


def prefix_length(block: Piece) -> int:
    """Return how many characters of a block come before its words: the sign of an item, for instance."""
    if block.kind == "table":
        return len(block.text) - len(block.text.lstrip(" \t|"))
    for pattern in _PREFIXES:
        found = pattern.match(block.text)
        if found and block.kind != "paragraph":
            end = found.end("prefix")
            if block.kind == "notice":
                end += len(block.text) - end - len(block.text[end:].lstrip(' \t"'))
            return end
    return len(block.text) - len(block.text.lstrip())


def _piece_at(
    lines: list[str], at: int, fences: dict[int, int], headings: dict[int, int]
) -> tuple[str, int, int]:
    """Return (kind, line behind the last, level) of the piece that begins on a line."""
    line = lines[at]
    if not line.strip():
        return "gap", _next_written(lines, at), 0
    if at in fences:
        return "code", fences[at], 0
    if at in headings:
        return "heading", at + (1 if line.startswith("#") else 2), headings[at]
    if line[0].isalpha() and "|" not in line:
        return "paragraph", _end_of_paragraph(lines, at, fences, headings), 0
    if line.startswith("<!--"):
        end = next((n for n in range(at, len(lines)) if "-->" in lines[n]), None)
        if end is not None and lines[end].rstrip().endswith("-->"):
            return "comment", end + 1, 0
    if _RULE.match(line):
        return "rule", at + 1, 0
    if _NOTICE.match(line) or _REFERENCE.match(line) or _ABBREVIATION.match(line):
        single = {"!": "notice", "*": "abbreviation"}
        return single.get(line[0], "reference"), at + 1, 0
    kind = _kind_of(lines, at)

    if kind == "paragraph":
        return kind, _end_of_paragraph(lines, at, fences, headings), 0

    def ends(number: int) -> bool:
        if number in fences or number in headings:
            return True
        text = lines[number]
        listed = kind in ("item", "definition")
        return listed and bool(_DEFINITION.match(text) or _ITEM.match(text) or _RULE.match(text))

    end = at + 1
    while end < len(lines) and lines[end].strip() and not ends(end):
        end += 1
    return kind, end, 0


def _end_of_paragraph(
    lines: list[str], at: int, fences: dict[int, int], headings: dict[int, int]
) -> int:
    """Return the line behind a paragraph: an empty one, or one that begins a block in any place."""
    for end in range(at + 1, len(lines)):
        line = lines[end].lstrip()
        if not line or end in fences or end in headings:
            return end
        if line.startswith(":") and _DEFINITION.match(lines[end]):
            return end
    return len(lines)


def _kind_of(lines: list[str], at: int) -> str:
    line = lines[at]
    if _ITEM.match(line):
        return "item"
    if _QUOTE.match(line):
        return "quote"
    if _FOOTNOTE.match(line):
        return "footnote"
    if _DEFINITION.match(line):
        return "definition"
    if "|" in line and at + 1 < len(lines) and _is_delimiter(lines[at + 1]):
        return "table"
    return "paragraph"


def _is_delimiter(line: str) -> bool:
    return "-" in line and "|" in line and bool(_DELIMITER.match(line))


def _next_written(lines: list[str], at: int) -> int:
    return next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
