"""Under which anchors the headings of a page stand: a translation has those of its source.

A heading inherits the anchor of the heading its block was made from. Which that is a stamp knows;
without one the structure of the two pages tells it. So one heading that is lacking or of another level
changes no anchor of the others, and links lead where they say.
"""

from __future__ import annotations

from editions.model.alignment import aligned_headings
from editions.model.freshness import compare
from editions.model.headings import Heading, inherited_anchors
from editions.model.pages import PageText


def headings_as_shown(source: PageText, text: PageText) -> tuple[Heading, ...]:
    """Return the headings of a text, in the order it has them, under the anchors of its source."""
    if source.locale == text.locale:
        return text.headings
    ours, theirs = _headings_by_block(source), _headings_by_block(text)
    partner = {theirs[t]: ours[s] for s, t in _pairs(source, text) if s in ours and t in theirs}
    return inherited_anchors(source.headings, text.headings, partner)


def anchors_as_shown(source: PageText, text: PageText) -> frozenset[str]:
    """Return the anchors a link may point to on a page that is composed from a text."""
    if is_built_alike(source, text):
        return frozenset(heading.anchor for heading in source.headings)
    anchors = frozenset(h.anchor for h in headings_as_shown(source, text)) | text.anchors
    freshness = compare(source.prints, text.prints, text.stamp)
    if source.locale == text.locale or freshness.in_order:
        return anchors
    # Composed after the source: what is not translated is there too, in the source's language.
    ours, theirs = _headings_by_block(source), _headings_by_block(text)
    otherwise = {p.source for p in freshness.pairs if p.text is not None and p.text not in theirs}
    own = {source.headings[n].anchor for place, n in ours.items() if place not in otherwise}
    return anchors | own | source.anchors


def is_built_alike(source: PageText, text: PageText) -> bool:
    """Whether every heading of a text stands for that of its source, as nearly always: a short way."""
    return (
        not text.anchors
        and not source.anchors
        and text.stamp is not None
        and text.stamp.blocks == source.prints.digests
        and text.prints.shapes == source.prints.shapes
    )


def _pairs(source: PageText, text: PageText) -> tuple[tuple[int, int], ...]:
    """Return (source, text) places of blocks that stand for each other, headings at least."""
    freshness = compare(source.prints, text.prints, text.stamp)
    if not freshness.pairs:
        return aligned_headings(source.prints.blocks, text.prints.blocks)
    known = ((pair.source, pair.text) for pair in freshness.pairs)
    return tuple((s, t) for s, t in known if s is not None and t is not None)


def _headings_by_block(page: PageText) -> dict[int, int]:
    """Return the number of each heading by its place among the blocks."""
    places = (n for n, block in enumerate(page.prints.blocks) if block.kind == "heading")
    return {place: number for number, place in enumerate(places)}
