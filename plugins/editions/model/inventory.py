"""Who exists: every page in every locale, surveyed once, before anything is built.

Knows which text a reader of an edition is shown for a page and which page is the source of which.
Deliberately does not know files: it is made from values and frozen, and each edition is built from
it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from editions.errors import Problem
from editions.model.anchors import anchors_as_shown
from editions.model.freshness import Freshness, compare
from editions.model.locales import Locale
from editions.model.pages import PUBLICATIONS, PageText


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem, and how far it reaches: the editions that show the text, or all with the page.

    ``page_id`` None means the whole edition of ``locale``; ``locale`` None the whole site, of which
    each edition can still be built.
    """

    problem: Problem
    locale: str | None = None
    page_id: str | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in all its locales. ``source`` is the text the others are translations of."""

    page_id: str
    source: PageText
    texts: Mapping[str, PageText]

    @property
    def publication(self) -> str:
        """``published``, ``draft`` or ``hidden``, as the source page says, like Pelican's Status."""
        return self.source.status if self.source.status in PUBLICATIONS else "published"

    @property
    def address(self) -> str:
        """Return the path of the page within each edition, as ``issues/trafficking.html``."""
        prefix = "drafts/" if self.publication == "draft" else ""
        return f"{prefix}{self.page_id}.html"

    @property
    def written_id(self) -> str:
        """The id of the page that is written: one page may be a pattern for many."""
        return self.source.pattern or self.page_id

    def is_translation(self, text: PageText) -> bool:
        """Tell whether a text of this page was made from another one."""
        return text.locale != self.source.locale


@dataclass(frozen=True)
class Inventory:
    """Every locale and every page, as found; nothing changes after the survey.

    ``locales`` are in the order of menus. ``media`` maps a locale's code, or ``""`` for all, to the
    names of its files below ``media/``. ``articles`` holds the folders whose pages are dated news.
    ``unlisted`` are locales that are built but not named to readers, ``unkept`` those nobody has
    looked after for a year. ``interface`` says how many of a hundred of its messages a locale has.
    """

    locales: tuple[Locale, ...]
    source_locale: str
    entries: Mapping[str, Entry]
    media: Mapping[str, frozenset[str]] = field(default_factory=dict)
    articles: tuple[str, ...] = ("news",)
    flaws: tuple[Flaw, ...] = ()
    unlisted: frozenset[str] = frozenset()
    unkept: frozenset[str] = frozenset()
    interface: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def listed(self) -> tuple[Locale, ...]:
        """The locales readers are offered, in the order of menus; those that need help come last."""
        offered = [locale for locale in self.locales if locale.code not in self.unlisted]
        return tuple(sorted(offered, key=lambda locale: locale.code in self.unkept))

    @cached_property
    def by_code(self) -> dict[str, Locale]:
        """The locales by their codes."""
        return {locale.code: locale for locale in self.locales}

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """For each locale its own code and the codes its missing pages are shown in, in order."""
        return {
            locale.code: tuple(
                code
                for code in dict.fromkeys((locale.code, *locale.fallback, self.source_locale))
                if code in self.by_code
            )
            for locale in self.locales
        }

    def own_chain(self, code: str) -> tuple[str, ...]:
        """Return the part of a locale's chain in its own language: ``pt_BR`` and ``pt``."""
        language = code.partition("_")[0]
        return tuple(c for c in self.chains[code] if c.partition("_")[0] == language)

    def text_for(self, entry: Entry, code: str) -> PageText | None:
        """Return the text that readers of an edition are shown, or None where the chain has none."""
        for candidate in self.chains[code]:
            if candidate in entry.texts:
                return entry.texts[candidate]
        return None

    def shown_in(self, code: str) -> dict[str, PageText]:
        """Return each page of an edition, by page id, with the text it shows."""
        found = ((page_id, self.text_for(entry, code)) for page_id, entry in self.entries.items())
        return {page_id: text for page_id, text in found if text is not None}

    def is_article(self, page_id: str) -> bool:
        """Tell whether a page is dated news: it lies in an article folder and is no index."""
        folder, _, name = page_id.rpartition("/")
        return name != "index" and any(
            folder == top or folder.startswith(f"{top}/") for top in self.articles
        )

    def anchors_of(self, entry: Entry, text: PageText) -> frozenset[str]:
        """Return the anchors a link may point to on a page as shown in a text."""
        return anchors_as_shown(entry.source, text)

    def freshness_of(self, entry: Entry, text: PageText) -> Freshness | None:
        """Return how a translation stands to its source; None for a text that is no translation."""
        if not entry.is_translation(text):
            return None
        key = text.page_id, text.locale
        if key not in self._compared:
            self._compared[key] = compare(entry.source.prints, text.prints, text.stamp)
        return self._compared[key]

    @cached_property
    def _compared(self) -> dict[tuple[str, str], Freshness]:
        """What pages were compared to: asked for by each edition, and by lists of all pages."""
        return {}

    def is_flawed(self, text: PageText) -> bool:
        """Tell whether a text, or a source that cannot be read, keeps it from being shown."""
        entry = self.entries.get(text.page_id)
        unknown = entry is not None and self.is_unreadable(entry, text)
        return unknown or (text.locale, text.page_id) in self._flawed

    def is_unreadable(self, entry: Entry, text: PageText) -> bool:
        """Tell whether a text of a page or its source could not be read: nothing is known of it."""
        return not self._unreadable.isdisjoint(
            {(text.locale, text.page_id), (entry.source.locale, entry.source.page_id)}
        )

    @cached_property
    def _unreadable(self) -> frozenset[tuple[str | None, str | None]]:
        return frozenset((flaw.locale, flaw.page_id) for flaw in self.flaws if flaw.unreadable)

    @cached_property
    def _flawed(self) -> frozenset[tuple[str | None, str | None]]:
        return frozenset((flaw.locale, flaw.page_id) for flaw in self.flaws)

    def flaws_of(self, code: str) -> tuple[Problem, ...]:
        """Return what keeps an edition from being built.

        A flawed text breaks the editions that show it. A source page that cannot be read at all
        breaks every edition with the page, since menus, order and dates are taken from there.
        """
        chain = self.chains[code]
        return tuple(flaw.problem for flaw in self.flaws if self._reaches(flaw, code, chain))

    def _reaches(self, flaw: Flaw, code: str, chain: tuple[str, ...]) -> bool:
        if flaw.locale is None:
            return False
        if flaw.page_id is None:
            return flaw.locale == code
        if flaw.unreadable:
            return flaw.locale in chain
        entry = self.entries.get(flaw.page_id)
        if entry is None:  # a pattern, of which only the pages made from it are entries
            return flaw.locale in chain
        text = self.text_for(entry, code)
        return text is not None and text.locale == flaw.locale

    @property
    def site_flaws(self) -> tuple[Problem, ...]:
        """Problems of the site as a whole, which no single edition can be blamed for."""
        return tuple(flaw.problem for flaw in self.flaws if flaw.locale is None)


def interface_chain(inventory: Inventory, locale: Locale) -> tuple[Locale, ...]:
    """Return the locales words are looked for in, beginning with one's own."""
    return tuple(inventory.by_code[code] for code in inventory.chains[locale.code])
