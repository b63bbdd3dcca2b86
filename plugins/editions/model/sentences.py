"""Sentences: where one ends in each script, and how long it is.

Lengths are for judging, not for grading: formulas of readability do not transfer between languages, so
there is none here (reader.md, 2.3). What is counted is words where a language writes spaces between
them, and letters where it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from editions.model.blocks import Piece, blocks_of, prefix_length
from editions.model.locales import Locale

#: Marks behind which a space or nothing must follow, and those of scripts that write none.
_SPACED_END = r"(?:[.!?…؟۔।॥።։။។]+[\"'”’»›)\]]*(?=\s|$))"
_JOINED_END = r"(?:[。！？｡]+[\"'”’」』）》]*)"
_END = re.compile(rf"{_SPACED_END}|{_JOINED_END}")
#: Scripts in which a space stands between clauses and sentences alike, and no mark ends a sentence.
_SPACE_ENDS = frozenset({"Thai", "Laoo"})
_SPACE = re.compile(r"(?<=[^\s\w]|[^\W\d_a-zA-Z])\s+(?=[^\s\w]|[^\W\d_a-zA-Z])")
_LAST_WORD = re.compile(r"[^\s(\[«“„\"'’‘]*$")
_MARKUP = (
    (re.compile(r"!\[[^\[\]]{0,600}\]\([^)]{0,2000}\)"), ""),
    (re.compile(r"\[\^[^\]\n]{1,200}\]"), ""),
    (re.compile(r"\[((?:[^\[\]]|\n){0,600}+)\](?:\([^)]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"(?<!\\)\{[A-Za-z]+:[^{}\s]*\}"), "0"),  # a token stands for a word or two
    (re.compile(r"(?<!\\)\{[^{}\n]*\}|<[^<>\n]{1,400}>"), ""),
    (re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)"), ""),
)
_UNSPOKEN = frozenset({"heading", "code", "reference", "abbreviation"})
_ASIDE = frozenset({"table", "footnote"})


class Sentence(NamedTuple):
    """A sentence as it is read, the line of the page's text it begins on (from 0), and its length.

    ``prose`` is what ends as sentences do: not cells of tables, not notes below a text, not lines that
    only name something.
    """

    text: str
    line: int
    length: int
    prose: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """How long sentences may be: on average and the longest, on pages about help and elsewhere."""

    unit: str
    mean: float
    longest: int
    help_mean: float
    help_longest: int


def measure_of(locale: Locale) -> Measure:
    """Return the measure of a locale.

    Words: a mean of 15 and 25 at most (reader.md, 3); on pages about help 12 and 20 (A11Y-7 there; with
    12 words of which few are long, a text in English comes to a reading age of about 10). Letters: as
    many as carry these words of English in the translations this site shipped with, at the median
    page: 1.7 in Chinese, 4.0 in Thai, without the signs above and below. Other scripts without spaces
    take the measure of these two until somebody counts.
    """
    if locale.script in ("Hans", "Hant", "Jpan"):
        return _in_letters(1.7)
    if locale.script in ("Thai", "Laoo", "Khmr", "Mymr"):
        return _in_letters(4.0)
    return Measure("words", 15, 25, 12, 20)


def _in_letters(of_a_word: float) -> Measure:
    numbers = [round(words * of_a_word) for words in (15, 25, 12, 20)]
    return Measure("letters", *numbers)


def sentences_of(
    body: str, locale: Locale, abbreviations: Collection[str] = ()
) -> Iterator[Sentence]:
    """Yield the sentences of a page's text without code, those of lists and tables included.

    Headings are none, and neither are lines of a list without an end that name something to be found
    elsewhere: sources, addresses.
    """
    for block in blocks_of(body):
        if block.kind in _UNSPOKEN:
            continue
        for piece in _cells(block) if block.kind == "table" else (block,):
            text = _read_out(piece)
            found = list(split_sentences(text, locale, abbreviations))
            if piece.kind == "item" and len(found) == 1 and _names_something(piece.text, text):
                continue
            prose = block.kind not in _ASIDE and _is_ended(text)
            for start, sentence in found:
                length = length_of(sentence, locale)
                if length:
                    line = piece.line + text.count("\n", 0, start)
                    yield Sentence(sentence, line, length, prose)


def split_sentences(
    text: str, locale: Locale, abbreviations: Collection[str] = ()
) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with its place; the text holds no markup."""
    ends = [m.end() for m in _END.finditer(text) if _ends(text, m, abbreviations)]
    if locale.script in _SPACE_ENDS:
        ends = sorted({*ends, *(m.end() for m in _SPACE.finditer(text))})
    start = 0
    for end in (*ends, len(text)):
        sentence = text[start:end]
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), " ".join(sentence.split())
        start = end


def length_of(sentence: str, locale: Locale) -> int:
    """Return the words of a sentence; in scripts without spaces, its letters outside of ASCII."""
    if measure_of(locale).unit == "words":
        return sum(any(map(str.isalnum, word)) for word in sentence.split())
    return sum(c > "\x7f" and unicodedata.category(c) in ("Lo", "Lm", "Mc") for c in sentence)


def _ends(text: str, mark: re.Match[str], abbreviations: Collection[str]) -> bool:
    """Tell whether a mark ends a sentence, and not an abbreviation, an initial or a quoted question."""
    behind = text[mark.end() :].lstrip()[:1]
    if behind.islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    found = _LAST_WORD.search(text[: mark.start()][-60:])
    word = found[0] if found else ""
    if len(word) == 1 and word.isupper() and behind:
        return False
    return not (behind and word.lower() in abbreviations)


def _read_out(piece: Piece) -> str:
    """Return what is read out of a block, with the lines it has."""
    text = piece.text[prefix_length(piece) :]
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text


def _cells(table: Piece) -> Iterator[Piece]:
    for number, line in enumerate(table.text.split("\n")):
        if number != 1:  # the line of hyphens
            for cell in line.strip().strip("|").split("|"):
                yield Piece("item", f"- {cell.strip()}", table.line + number)


def _names_something(markdown: str, text: str) -> bool:
    linked = "](" in markdown or "][" in markdown or "{" in markdown
    return linked and not _is_ended(text)


def _is_ended(text: str) -> bool:
    return bool(_END.search(text.rstrip()[-3:]))
