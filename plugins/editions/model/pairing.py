"""Which block of a translation was made from which block of its source, by their structure alone.

Used when a translator says that a translation is made from today's source. Headings divide a page into
sections; a section of the translation has the same kinds of blocks in the same order, or it is lacking
as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editions.model.alignment import aligned, sections_of, shape_of
from editions.model.blocks import Piece
from editions.model.freshness import Pair

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
    blocks: tuple[Piece, ...]

    @property
    def name(self) -> str:
        first = self.blocks[0] if self.blocks else None
        if first is None or first.kind != "heading":
            return "the beginning"
        return f"“{first.text.strip('# ')[:50]}”"


def pair_blocks(source: Sequence[Piece], text: Sequence[Piece]) -> Pairing:
    """Return which blocks belong together, and every section whose structure differs."""
    ours, theirs = sections_of(source), sections_of(text)
    shapes = [shape_of(source, one) for one in ours], [shape_of(text, one) for one in theirs]
    pairs: list[tuple[int, int]] = []
    lacking: list[str] = []
    mismatches: list[Mismatch] = []
    for s, t in aligned(*shapes):
        here = _section(source, ours[s]) if s is not None else None
        there = _section(text, theirs[t]) if t is not None else None
        if s is None or t is None:
            lacking.extend([here.name] if here else [])
            mismatches.extend([_too_many(there)] if there else [])
        elif shapes[0][s] == shapes[1][t]:
            pairs.extend(zip(ours[s], theirs[t], strict=True))
        elif here and there:
            mismatches.append(_mismatch(here, there))
    return Pairing(tuple(pairs), tuple(lacking), tuple(mismatches))


def known_pairing(source: Sequence[Piece], pairs: Sequence[Pair]) -> Pairing:
    """Return which blocks belong together where that is known from a stamp."""
    known = [(p.source, p.text) for p in pairs if p.source is not None and p.text is not None]
    there = {s for s, _ in known}
    lacking = [one for one in sections_of(source) if there.isdisjoint(one)]
    return Pairing(tuple(known), tuple(_section(source, one).name for one in lacking))


def kind_difference(source: Piece, text: Piece) -> str:
    """Return how a block differs in kind from the one it stands for, as a sentence; empty if not."""
    if source.kind == text.kind == "heading" and source.level != text.level:
        return _levels(_Section((source,)), _Section((text,)))
    if source.kind != text.kind:
        here, there = _NAMES[text.kind][0], _NAMES[source.kind][0]
        return f"this is a {here}; in the source it is a {there}."
    return ""


def _section(blocks: Sequence[Piece], places: range) -> _Section:
    return _Section(tuple(blocks[n] for n in places))


def _levels(source: _Section, text: _Section) -> str:
    here, there = text.blocks[0].level, source.blocks[0].level
    return f"the heading {text.name} has level {here}, in the source {source.name} has {there}."


def _mismatch(source: _Section, text: _Section) -> Mismatch:
    line = text.blocks[0].line
    here, there = source.blocks[0], text.blocks[0]
    if here.kind == there.kind == "heading" and here.level != there.level:
        return Mismatch(line, _levels(source, text))
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
