"""A translated page put together block by block, after the order of today's source.

Where a translation is older than its source, the page's policy decides: the old block stays with a
mark (``mark``), the source's block takes its place (``replace``), or it stays as it is (``keep``). What
is not translated yet stands in its place, in the language of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.model.blocks import COPIED, Piece, blocks_of, prefix_length, split
from editions.model.freshness import Freshness, Pair
from editions.model.headings import Heading, headings_of

#: A mark within composed text: the number of an entry in the page's marks, in characters that have no
#: meaning (Unicode's private use). Pages that have some are refused, so that none can be forged.
_OPEN, _DIGITS, _CLOSE = "\ue000", 0xE010, "\ue001"
MARKED = re.compile("\ue000([\ue010-\ue019]+)\ue001")


@dataclass(frozen=True, slots=True)
class Mark:
    """A block readers are told something of.

    ``state`` is ``source`` (it stands in the source's language), ``changed`` (the source says something
    else by now, namely ``now``), or ``gone`` (the source does not say it any more). ``kind`` is that of
    the block.
    """

    state: str
    kind: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A body with marks.

    ``source_anchors`` are those of headings in the source's language. ``places`` say of each line where
    it was written: path and line, from 1.
    """

    body: str
    marks: tuple[Mark, ...]
    headings: tuple[Heading, ...]
    source_anchors: frozenset[str]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A text as assembly needs it: its path, the line its body begins on, the body."""

    path: str
    first_line: int
    body: str


def number_of_mark(found: re.Match[str]) -> int:
    """Return the number of a mark found with MARKED."""
    return int("".join(str(ord(character) - _DIGITS) for character in found[1]))


def assemble(
    source: Written, text: Written, freshness: Freshness, anchors: Sequence[Heading], policy: str
) -> Assembled:
    """Return the page of a translation that is not, or not in every place, what its source is.

    ``anchors`` are the headings of the source, whose anchors the page keeps.
    """
    page = _Assembly(source, text, policy)
    for pair in freshness.pairs:
        page.add(pair)
    page.finish()
    return page.result(anchors)


class _Assembly:
    """A page while it is put together."""

    def __init__(self, source: Written, text: Written, policy: str) -> None:
        self.source, self.text, self.policy = source, text, policy
        self.pieces = split(source.body)
        self.ours = [piece for piece in self.pieces if piece.speaks]
        self.theirs = blocks_of(text.body)
        self.at = 0
        self.lines: list[str] = []
        self.places: list[tuple[str, int]] = []
        self.marks: list[tuple[int, int, Mark]] = []
        self.from_source: dict[int, int] = {}  # line of the page -> line of the source

    def add(self, pair: Pair) -> None:
        """Add a source block or what stands for it, with what is silent before it."""
        if pair.source is None:
            if pair.text is not None and self.policy != "replace":
                self._add_gone(self.theirs[pair.text])
            return
        block = self.ours[pair.source]
        for silent in self._silent_before(block):
            self._append(silent, self.source)
        if block.kind == "heading":
            self.from_source[len(self.lines)] = block.line
        old = self.theirs[pair.text] if pair.text is not None else None
        if old is None or (pair.state == "changed" and self.policy == "replace"):
            mark = None if block.kind in COPIED else Mark("source", block.kind)
            self._append(block, self.source, mark)
        elif pair.state == "changed" and self.policy == "mark" and block.kind not in COPIED:
            self._append(old, self.text, Mark("changed", old.kind, block.text))
        else:
            # Code and addresses are no words: the source's are right in every language.
            taken = block if pair.state == "changed" and block.kind in COPIED else old
            self._append(taken, self.source if taken is block else self.text)

    def finish(self) -> None:
        """Add what is silent behind the last block."""
        for silent in self.pieces[self.at :]:
            self._append(silent, self.source)

    def result(self, anchors: Sequence[Heading]) -> Assembled:
        """Return the page, its headings under the anchors of the source."""
        own = {heading.line: heading.anchor for heading in anchors}
        headings = tuple(
            Heading(
                h.level,
                h.text,
                h.anchor if h.own_anchor else own.get(self.from_source.get(h.line, -1), h.anchor),
                h.line,
                h.own_anchor,
            )
            for h in headings_of("\n".join(self.lines))
        )
        borrowed = {line for line, _, mark in self.marks if mark.state == "source"}
        for number, (line, column, _) in enumerate(self.marks):
            text = self.lines[line]
            self.lines[line] = text[:column] + _sign(number) + text[column:]
        return Assembled(
            "\n".join(self.lines),
            tuple(mark for _, _, mark in self.marks),
            headings,
            frozenset(heading.anchor for heading in headings if heading.line in borrowed),
            tuple(self.places),
        )

    def _silent_before(self, block: Piece) -> Iterator[Piece]:
        while self.pieces[self.at].line < block.line:
            yield self.pieces[self.at]
            self.at += 1
        self.at += 1

    def _append(self, piece: Piece, origin: Written, mark: Mark | None = None) -> None:
        if mark:
            before = piece.text[: prefix_length(piece)]
            column = len(before.rpartition("\n")[2])
            self.marks.append((len(self.lines) + before.count("\n"), column, mark))
        for number, line in enumerate(piece.text.split("\n"), origin.first_line + piece.line):
            self.lines.append(line)
            self.places.append((origin.path, number))

    def _add_gone(self, block: Piece) -> None:
        """Add a block the source has no more, behind the one it followed."""
        if block.kind in COPIED or block.kind == "heading":
            return
        if self.lines and self.lines[-1].strip() and block.kind != "item":
            self._append(Piece("gap", "", block.line), self.text)
        self._append(block, self.text, Mark("gone", block.kind) if self.policy == "mark" else None)
        if block.kind != "item":
            self._append(Piece("gap", "", block.line), self.text)


def _sign(number: int) -> str:
    return _OPEN + "".join(chr(_DIGITS + int(digit)) for digit in str(number)) + _CLOSE
