"""How far every edition is, section by section: what the page of languages and its JSON copy say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.reading_order import in_order_of_need


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """The pages of a section in one edition; ``section`` is its folder, empty for other pages.

    A page made from a pattern counts once, not once for each country. ``older`` are translated but
    not current, ``reviewed`` are those that a native speaker has read.
    """

    section: str
    pages: int
    current: int
    older: int
    reviewed: int

    @property
    def missing(self) -> int:
        """How many pages are not translated."""
        return self.pages - self.current - self.older


@dataclass(frozen=True, slots=True)
class EditionProgress:
    """An edition with its sections, in the order readers find them.

    ``interface`` is the per cent of the words around the pages that is translated.
    """

    locale: Locale
    interface: int
    sections: tuple[SectionProgress, ...]

    @property
    def total(self) -> SectionProgress:
        """The sum of its sections."""
        sums = (
            sum(getattr(one, name) for one in self.sections)
            for name in ("pages", "current", "older", "reviewed")
        )
        return SectionProgress("", *sums)


def progress_of(inventory: Inventory) -> Iterator[EditionProgress]:
    """Yield how far every listed edition is, except that of the source."""
    sections: dict[str, list[Entry]] = {}
    for entry in in_order_of_need(inventory):
        if entry.source.locale == inventory.source_locale:
            sections.setdefault(_section_of(inventory, entry.written_id), []).append(entry)
    in_order = sorted(sections.items(), key=lambda item: not item[0])
    for locale in inventory.listed:
        if locale.code != inventory.source_locale:
            yield EditionProgress(
                locale,
                inventory.interface.get(locale.code, 0),
                tuple(_section(inventory, name, entries, locale) for name, entries in in_order),
            )


def _section_of(inventory: Inventory, page_id: str) -> str:
    """Return the folder of a page where readers know it as a section: it has a page of its own."""
    folder = page_id.partition("/")[0]
    return folder if f"{folder}/index" in inventory.entries else ""


def _section(
    inventory: Inventory, name: str, entries: list[Entry], locale: Locale
) -> SectionProgress:
    texts = [(e, text) for e in entries if (text := e.texts.get(locale.code))]
    found = (inventory.freshness_of(entry, text) for entry, text in texts)
    states = [freshness.state for freshness in found if freshness]
    current = states.count("current")
    reviewed = sum(bool(text.status == "reviewed" and text.reviewed) for _, text in texts)
    return SectionProgress(name, len(entries), current, len(states) - current, reviewed)
