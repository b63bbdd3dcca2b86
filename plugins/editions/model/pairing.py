"""Which block of a translation was made from which block of its source, by their structure alone.

Used when a translator says that a translation is made from today's source. Headings divide a page into
sections; a section of the translation has the same kinds of blocks in the same order, or it is lacking
as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.model.blocks import Piece

_NAMES = {
    "heading": ("heading", "headings"),
    "paragraph": ("paragraph", "paragraphs"),
    "item": ("list item", "list items"),
    "table": ("table", "tables"),
    "quote": ("quote", "quotes"),
    "notice": ("notice", "notices"),
    "definition": ("definition", "definitions"),
    "footnote": ("footnote", "footnotes"),
    "abbreviation": ("abbreviation", "abbreviations"),
    "code": ("piece of code", "pieces of code"),
    "reference": ("link address", "link addresses"),
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A section that is not built as the source's: where it begins, and what differs, as a sentence."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Places of blocks that belong together, as (source, translation), in the translation's order.

    ``lacking`` are headings of source sections that are not translated.
    """

    pairs: tuple[tuple[int, int], ...]
    lacking: tuple[str, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    first: int
    blocks: tuple[Piece, ...]

    @property
    def shape(self) -> tuple[tuple[str, int], ...]:
        return tuple((block.kind, block.level) for block in self.blocks)

    @property
    def name(self) -> str:
        first = self.blocks[0] if self.blocks else None
        if first is None or first.kind != "heading":
            return "the beginning"
        return f"“{first.text.strip('# ')[:50]}”"


def pair_blocks(source: Sequence[Piece], text: Sequence[Piece]) -> Pairing:
    """Return which blocks belong together, and every section whose structure differs."""
    ours, theirs = _sections(source), _sections(text)
    pairs: list[tuple[int, int]] = []
    lacking: list[str] = []
    mismatches: list[Mismatch] = []
    matcher = SequenceMatcher(
        None, [s.shape for s in ours], [s.shape for s in theirs], autojunk=False
    )
    for tag, s1, s2, t1, t2 in matcher.get_opcodes():
        if tag == "equal":
            for s, t in zip(ours[s1:s2], theirs[t1:t2], strict=True):
                pairs.extend((s.first + n, t.first + n) for n in range(len(s.blocks)))
            continue
        for s, t in zip(ours[s1:s2], theirs[t1:t2], strict=False):
            mismatches.append(_mismatch(s, t))
        lacking.extend(s.name for s in ours[s1 + max(t2 - t1, 0) : s2])
        mismatches.extend(_too_many(t) for t in theirs[t1 + max(s2 - s1, 0) : t2])
    return Pairing(tuple(pairs), tuple(lacking), tuple(mismatches))


def _sections(blocks: Sequence[Piece]) -> list[_Section]:
    starts = [0, *(n for n, block in enumerate(blocks) if n and block.kind == "heading")]
    ends = [*starts[1:], len(blocks)]
    return [_Section(a, tuple(blocks[a:b])) for a, b in zip(starts, ends, strict=True) if b > a]


def _mismatch(source: _Section, text: _Section) -> Mismatch:
    line = text.blocks[0].line
    here, there = source.blocks[0], text.blocks[0]
    if here.kind == there.kind == "heading" and here.level != there.level:
        return Mismatch(
            line,
            f"the heading {text.name} has level {there.level}, in the source {source.name} has"
            f" {here.level}.",
        )
    return Mismatch(
        line,
        f"the section {text.name} has {_listed(text)}; in the source {source.name} has"
        f" {_listed(source)}.",
    )


def _too_many(text: _Section) -> Mismatch:
    return Mismatch(text.blocks[0].line, f"the section {text.name} has no partner in the source.")


def _listed(section: _Section) -> str:
    counts: dict[str, int] = {}
    for block in section.blocks:
        counts[block.kind] = counts.get(block.kind, 0) + 1
    counts.pop("heading", None)
    return ", ".join(f"{n} {_NAMES[kind][n > 1]}" for kind, n in counts.items()) or "no text"
