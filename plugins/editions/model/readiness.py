"""Whether an edition is ready to be listed, and whether anybody looks after it.

An edition that greets readers in their language and then fails them on the pages they need is worse than
none: it is listed when its words, its front page and every critical page are translated and current, but
for a few parts that have just changed, or a single one; those are shown in the source's language.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from editions.model.freshness import MISSING, Freshness, compare
from editions.model.interface import Catalog, Key
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.reading_order import in_order_of_need

#: How many of a hundred words of the interface a listed edition has.
ENOUGH_WORDS = 95
#: How many of a hundred parts of a page that readers need are current in a listed edition.
ENOUGH_PARTS = 90
#: After so many days without a stamp or a review an edition needs help.
KEPT_FOR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far an edition is.

    ``words`` is the per cent of the interface that is translated, rounded down; None where a catalog
    cannot be read, which is told by itself. ``lacking`` maps the front page and critical pages that
    are not current enough to their state. ``kept_on`` is the day of the latest stamp or review.
    """

    locale: Locale
    words: int | None = 100
    lacking: tuple[tuple[str, str], ...] = ()
    kept_on: datetime.date | None = None

    @property
    def ready(self) -> bool:
        """Whether it may be listed, as far as is known."""
        return self.has_words and not self.lacking

    @property
    def has_words(self) -> bool:
        """Whether its interface is translated, or nobody can tell."""
        return self.words is None or self.words >= ENOUGH_WORDS

    def is_kept(self, day: datetime.date) -> bool:
        """Whether somebody has looked after it within a year; one that was never stamped is new."""
        return self.kept_on is None or day - self.kept_on <= KEPT_FOR

    def __str__(self) -> str:
        """Return what is missing, as people read it; empty where nothing is."""
        words = f"{self.words} % of the interface is translated, {ENOUGH_WORDS} % are needed"
        told = [] if self.has_words else [words]
        return "; ".join([*told, *(f"{page} is {state}" for page, state in self.lacking)])


def readiness_of(
    inventory: Inventory,
    locale: Locale,
    messages: Collection[Key],
    catalogs: Mapping[str, Catalog | None],
) -> Readiness:
    """Return how far an edition is; ``messages`` are all the interface has.

    ``catalogs`` are by locale, None for one that cannot be read. ``pt_BR`` counts as translated where
    ``pt`` is, as its readers see it.
    """
    if locale.code == inventory.source_locale:
        return Readiness(locale)
    own = inventory.own_chain(locale.code)
    found = [catalogs[code] for code in own if code in catalogs]
    given = [catalog.messages for catalog in found if catalog]
    known = sum(any(key in catalog for catalog in given) for key in messages)
    share = 100 * known // len(messages) if messages else 100
    stamps = [
        day
        for entry in inventory.entries.values()
        if (text := entry.texts.get(locale.code)) and entry.is_translation(text)
        for day in (text.stamped, text.reviewed.date if text.reviewed else None)
        if day
    ]
    return Readiness(
        locale,
        share if len(given) == len(found) else None,
        tuple(_lacking(inventory, own)),
        max(stamps, default=None),
    )


def is_needed(entry: Entry) -> bool:
    """Whether an edition is listed only with this page."""
    return entry.page_id == "index" or entry.source.critical


def _lacking(inventory: Inventory, own: Collection[str]) -> Iterator[tuple[str, str]]:
    for entry in in_order_of_need(inventory):
        if is_needed(entry) and entry.source.locale == inventory.source_locale:
            freshness = _freshness(entry, own)
            if not _is_enough(freshness):
                yield entry.written_id, freshness.state


def _freshness(entry: Entry, own: Collection[str]) -> Freshness:
    text = next((entry.texts[code] for code in own if code in entry.texts), None)
    return compare(entry.source.prints, text.prints, text.stamp) if text else MISSING


def _is_enough(freshness: Freshness) -> bool:
    """Whether readers are not failed by a page: one part that has just changed does not do that.

    On a short page one part is more than a tenth.
    """
    current, lacking = freshness.count("current"), freshness.count("changed", "new")
    few = lacking <= 1 or 100 * current >= ENOUGH_PARTS * (current + lacking)
    return freshness.state == "current" or (current > 0 and few)
