"""Units: the words of a page as they travel to translators and back, one for each block.

A unit has the words alone: without the sign of a list item or a heading, and on one line unless a line
break is meant. Putting unchanged words back changes nothing, for only changed ones are put back.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from editions.model.blocks import COPIED, Piece, digest_of_text, prefix_length, split
from editions.model.translations import Translation

_CONTEXT = re.compile(r"(?P<page>[^#]+)#(?P<digest>[0-9a-f]{8})(?:-\d+)?")
_CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_BREAK = ("  ", "\\")
#: Behind the sign of these, words may begin as they like.
_SINGLE_LINE = ("heading", "notice", "title", "summary", "menu-title")


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a source block or of a piece of its metadata, with their translation.

    ``place`` is the block's place among the source's blocks, None for metadata, whose key ``kind`` is.
    ``state`` is current, changed or new. ``made_from`` is the digest the translation was made from.
    """

    page_id: str
    kind: str
    digest: str
    source: str
    text: str
    state: str
    place: int | None = None
    made_from: str = ""
    number: int = 1

    @property
    def context(self) -> str:
        """What tells the unit from all others of the site: ``page#digest``, ``-2`` where it recurs."""
        again = f"-{self.number}" if self.number > 1 else ""
        return f"{self.page_id}#{self.digest}{again}"

    @property
    def base(self) -> str:
        """What its translation is known by when it comes back."""
        return base_of(self.text)

    @property
    def words(self) -> int:
        """About how many words the source has."""
        return len(self.source.split())


def read_context(context: str) -> tuple[str, str]:
    """Return the page id and the digest of a context, both empty where it is none."""
    found = _CONTEXT.fullmatch(context)
    return (found["page"], found["digest"]) if found else ("", "")


def base_of(text: str) -> str:
    """Return the digest that travels with a translation: it tells later who has changed the words."""
    return digest_of_text("words", text, keep_lines=True)


def units_of(translation: Translation) -> tuple[Unit, ...]:
    """Return the units of a page in the order of its source; what is the same everywhere is left out.

    The translation is tracked, or there is none.
    """
    seen: Counter[str] = Counter()
    units = []
    for unit in (*_metadata(translation), *_blocks(translation)):
        seen[unit.digest] += 1
        if unit.source:
            units.append(replace(unit, number=seen[unit.digest]))
    return tuple(units)


def _metadata(translation: Translation) -> Iterator[Unit]:
    source, written = translation.source, translation.text
    states = dict(translation.freshness.metadata)
    given = written.metadata if written else {}
    for key, digest in source.text.prints.metadata:
        state = states.get(key, "new")
        text = given.get(key, "")
        made_from = digest if state == "current" else ""
        yield Unit(
            translation.page_id, key, digest, source.metadata[key], text, state, made_from=made_from
        )


def _blocks(translation: Translation) -> Iterator[Unit]:
    source, written = translation.source, translation.text
    known = {p.source: p for p in translation.freshness.pairs if p.source is not None}
    stamp = written.text.stamp if written else None
    for place, (block, known_by) in enumerate(
        zip(source.blocks, source.text.prints.blocks, strict=True)
    ):
        if block.kind in COPIED:
            continue
        pair = known.get(place)
        text = made_from = ""
        if written and stamp and pair and pair.text is not None:
            text = words_of(written.blocks[pair.text])
            made_from = stamp.blocks[pair.text]
        yield Unit(
            translation.page_id,
            block.kind,
            known_by.digest,
            words_of(block),
            text,
            pair.state if pair else "new",
            place,
            made_from,
        )


def words_of(block: Piece) -> str:
    """Return the words of a block; a table is given as it stands."""
    if block.kind == "table":
        return block.text
    if block.kind == "heading" and not block.text.startswith("#"):
        return block.text.split("\n")[0].strip()
    words = block.text[prefix_length(block) :]
    if block.kind == "heading":
        return _CLOSING_MARKS.sub("", words).strip()
    if block.kind == "notice":
        return words.rstrip().removesuffix('"')
    if block.kind == "quote":
        words = "\n".join(_QUOTE.sub("", line) for line in words.split("\n"))
    return normal_words(words)


def normal_words(text: str) -> str:
    """Return words on one line, but for line breaks that are meant (two spaces or a backslash)."""
    lines = text.strip().split("\n")
    joined = lines[0].lstrip()
    for line in lines[1:]:
        if joined.endswith(_BREAK):
            joined = f"{joined}\n{line.lstrip()}"
            continue
        before, after = joined.rstrip(), line.lstrip()
        joined = before + ("" if _wide(before[-1:]) and _wide(after[:1]) else " ") + after
    return joined.rstrip()


def in_one_piece(unit: Unit, text: str) -> bool:
    """Tell whether a text that came back can be put on one line without becoming something else.

    An empty line, or a line that begins as another kind of text does, was meant to be seen; only what
    the source has itself may begin a line.
    """
    if _EMPTY_LINE.search(text):
        return False
    if unit.kind == "table":
        return True
    lines = [line.strip() for line in text.split("\n")]
    pieces = split("\n".join(lines))
    behind = lines[1:] if unit.kind in _SINGLE_LINE else lines
    allowed = {"paragraph", *(_kind_alone(line) for line in unit.source.split("\n"))}
    return (
        len(pieces) == 1
        and pieces[0].kind == _kind_alone(lines[0])
        and all(_kind_alone(line) in allowed for line in behind)
    )


def _kind_alone(line: str) -> str:
    return split(line.strip())[0].kind


def with_words(template: Piece, words: str) -> str:
    """Return a block's text with other words, in the shape of a block that has the same kind."""
    if template.kind == "table":
        return words.strip("\n")
    words = normal_words(words)
    if template.kind == "heading":
        return f"{'#' * template.level} {words}"
    prefix = template.text[: prefix_length(template)]
    if template.kind == "notice":
        return f'{prefix}{words}"'
    indent = prefix
    if template.kind not in ("quote", "paragraph"):
        indent = prefix[: len(prefix) - len(prefix.lstrip())] + "    "
    return prefix + f"\n{indent}".join(words.split("\n"))


def _wide(character: str) -> bool:
    """Whether a character belongs to a script that is written without spaces between lines."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
