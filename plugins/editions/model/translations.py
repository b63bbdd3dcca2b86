"""A page and its translation side by side, with their words: what the tools for translators work on.

The inventory knows that a page exists and in what state; here are the texts themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from editions.model.blocks import Piece, blocks_of
from editions.model.freshness import MISSING, WORDED_KEYS, Freshness, Stamp, compare
from editions.model.frontmatter import Header, read_header, with_fields
from editions.model.inventory import Entry
from editions.model.locales import Locale
from editions.model.pages import PageText
from editions.model.pairing import Pairing, known_pairing, pair_blocks

#: The metadata readers see in their language, as files have it.
FIELD_NAMES = {key: key.title() for key in WORDED_KEYS}


@dataclass(frozen=True)
class WrittenPage:
    """A page in one locale with its words, as its file has them."""

    text: PageText
    raw: str

    @cached_property
    def header(self) -> Header:
        """What stands above the text."""
        return read_header(self.raw, self.text.path)[0]

    @cached_property
    def blocks(self) -> tuple[Piece, ...]:
        """The blocks of the text."""
        return blocks_of(self.header.body)

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """The metadata readers see, by key, as written."""
        return worded_metadata(self.header)

    def line_of(self, block: Piece) -> int:
        """Return the line of the file a block begins on, from 1."""
        return self.header.body_line + block.line


@dataclass(frozen=True)
class Translation:
    """A source page and what there is of it in a locale; ``text`` is None where there is nothing."""

    page_id: str
    entry: Entry
    locale: Locale
    source: WrittenPage
    text: WrittenPage | None

    @property
    def critical(self) -> bool:
        """Whether readers may rely on the page for their safety."""
        return self.entry.source.critical

    @cached_property
    def freshness(self) -> Freshness:
        """How the translation stands to its source today."""
        if self.text is None:
            return MISSING
        return compare(self.source.text.prints, self.text.text.prints, self.text.text.stamp)

    @property
    def source_changed(self) -> bool:
        """Whether the source says something else by now than what the translation was made from.

        Also known of a page that was changed by hand since its stamp, and is untracked by that.
        """
        stamp = self.text.text.stamp if self.text else None
        if self.freshness.pairs or stamp is None:
            return self.freshness.state == "stale"
        today = Counter(block.digest for block in self.source.text.prints.blocks)
        return not Counter(stamp.blocks) <= today

    @property
    def review(self) -> str:
        """``reviewed`` where a named reader has read it, else ``draft``; empty where there is none."""
        if self.text is None:
            return ""
        text = self.text.text
        return "reviewed" if text.status == "reviewed" and text.reviewed else "draft"

    @cached_property
    def pairing(self) -> Pairing:
        """Which blocks belong together.

        By structure where the page is built as its source in full; for a page with parts lacking the
        stamp knows better, as long as it knows of every block.
        """
        if self.text is None:
            return Pairing(())
        by_structure = pair_blocks(self.source.blocks, self.text.blocks)
        whole = not by_structure.mismatches and not by_structure.lacking
        if whole or not self.freshness.pairs:
            return by_structure
        known = known_pairing(self.source.blocks, self.freshness.pairs)
        complete = len(known.pairs) == len(self.text.blocks)
        return known if complete or by_structure.mismatches else by_structure


def worded_metadata(header: Header) -> dict[str, str]:
    """Return the metadata of a page that readers see in their language, by key."""
    given = {field.key: field.value for field in header.fields}
    return {key: given[key] for key in WORDED_KEYS if given.get(key)}


def stamp_of(translation: Translation) -> Stamp:
    """Return the stamp of a translation that is made from today's source, as far as it goes.

    The caller has made sure that every block of it has a partner.
    """
    assert translation.text is not None
    partner = {t: s for s, t in translation.pairing.pairs}
    prints = translation.source.text.prints
    written = translation.text.metadata
    return Stamp(
        tuple(digest for key, digest in prints.metadata if key in written),
        tuple(prints.blocks[partner[t]].digest for t in range(len(translation.text.blocks))),
    )


def stamped_text(raw: str, stamp: Stamp, day: str) -> str:
    """Return a page's file with its stamp, and the day on which it was last found to be current."""
    return with_fields(raw, {"Source": str(stamp), "Stamped": day})
