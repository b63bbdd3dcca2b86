"""Which section of a translation stands for which section of its source, by their structure alone.

Headings divide a page into sections. Here only kinds of blocks and levels of headings count, never
words: the one who asks may have no more of a page than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

#: What a section is like: kind and level of each of its blocks.
Shape = tuple[tuple[str, int], ...]


class Shaped(Protocol):
    """A block as far as structure goes."""

    @property
    def kind(self) -> str:
        """Its kind, as ``blocks`` names it."""

    @property
    def level(self) -> int:
        """The level of a heading, else 0."""


def sections_of(blocks: Sequence[Shaped]) -> tuple[range, ...]:
    """Return the places of the blocks of each section; the first may have no heading."""
    starts = [0, *(n for n, block in enumerate(blocks) if n and block.kind == "heading")]
    ends = [*starts[1:], len(blocks)]
    return tuple(range(a, b) for a, b in zip(starts, ends, strict=True) if b > a)


def shape_of(blocks: Sequence[Shaped], section: range) -> Shape:
    """Return what the section at these places is like."""
    return tuple((blocks[n].kind, blocks[n].level) for n in section)


def aligned(
    source: Sequence[Shape], text: Sequence[Shape]
) -> tuple[tuple[int | None, int | None], ...]:
    """Return which sections stand for each other, in order, as places; None where one is lacking.

    Of all ways to go through both, the one whose pairs are most alike: a section left out, or one
    heading of another level, then leaves those behind it where they belong.
    """
    if source == text:
        return tuple((n, n) for n in range(len(source)))
    alike = [[_likeness(ours, theirs) for theirs in text] for ours in source]
    best = [[0.0] * (len(text) + 1) for _ in range(len(source) + 1)]
    for s in reversed(range(len(source))):
        for t in reversed(range(len(text))):
            best[s][t] = max(best[s + 1][t], best[s][t + 1], alike[s][t] + best[s + 1][t + 1])
    found: list[tuple[int | None, int | None]] = []
    s = t = 0
    while s < len(source) and t < len(text):
        if alike[s][t] and best[s][t] == alike[s][t] + best[s + 1][t + 1]:
            found.append((s, t))
            s, t = s + 1, t + 1
        elif best[s][t] == best[s + 1][t]:
            found.append((s, None))
            s += 1
        else:
            found.append((None, t))
            t += 1
    found.extend((n, None) for n in range(s, len(source)))
    found.extend((None, n) for n in range(t, len(text)))
    return tuple(found)


@lru_cache(maxsize=4096)
def aligned_headings(
    source: tuple[Shaped, ...], text: tuple[Shaped, ...]
) -> tuple[tuple[int, int], ...]:
    """Return (source, text) places of the headings that stand for each other among the blocks."""
    return tuple(_heading_pairs(source, text))


def _heading_pairs(source: Sequence[Shaped], text: Sequence[Shaped]) -> Iterator[tuple[int, int]]:
    ours, theirs = sections_of(source), sections_of(text)
    pairs = aligned(
        [shape_of(source, one) for one in ours], [shape_of(text, one) for one in theirs]
    )
    for s, t in pairs:
        if s is not None and t is not None and source[ours[s].start].kind == "heading":
            yield ours[s].start, theirs[t].start


def _likeness(source: Shape, text: Shape) -> float:
    """Return 0 where two sections cannot be one another, else more the more alike they are."""
    if source == text:
        return 8
    (kind, level), (other_kind, other_level) = source[0], text[0]
    if (kind == "heading") != (other_kind == "heading"):
        return 0
    ours, theirs = Counter(source[1:]), Counter(text[1:])
    longest = max(len(source), len(text)) - 1
    common = (ours & theirs).total() / longest if longest else 1
    return 1 + 2 * (level == other_level) + 2 * common
