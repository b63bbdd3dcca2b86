"""Taking the inventory: from all texts to who exists, and what contradicts between them.

A page that could not be read contradicts nothing: what it says is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from editions.errors import Problem
from editions.model.addresses import comparable, is_reserved
from editions.model.inventory import Entry, Flaw, Inventory
from editions.model.locales import Locale
from editions.model.pages import REVIEWS, PageText
from editions.model.redirects import redirect_flaws

#: Pages of an edition that the generator writes itself.
RESERVED = ("404",)


def take_inventory(
    locales: Iterable[Locale],
    source_locale: str,
    texts: Iterable[PageText],
    *,
    media: Mapping[str, frozenset[str]],
    articles: tuple[str, ...],
    flaws: Iterable[Flaw] = (),
) -> Inventory:
    """Return the inventory of all texts; what contradicts between them is added to its flaws."""
    ordered = tuple(sorted(locales, key=lambda locale: (locale.autonym.casefold(), locale.code)))
    grouped: dict[str, dict[str, PageText]] = {}
    for text in sorted(texts, key=lambda text: (text.page_id, text.locale)):
        grouped.setdefault(text.page_id, {})[text.locale] = text
    entries = {
        page_id: _entry(page_id, by_code, source_locale) for page_id, by_code in grouped.items()
    }
    inventory = Inventory(ordered, source_locale, entries, media, articles, tuple(flaws))
    found = [
        *_clashes(inventory),
        *(flaw for entry in entries.values() for flaw in _contradictions(inventory, entry)),
        *redirect_flaws(inventory),
    ]
    return replace(inventory, flaws=(*inventory.flaws, *found))


def _entry(page_id: str, by_code: Mapping[str, PageText], source_locale: str) -> Entry:
    # A page that was never written in the source locale has no translations: each text stands for
    # itself, and the first decides about dates and order.
    source = by_code.get(source_locale) or next(iter(by_code.values()))
    return Entry(page_id, source, by_code)


def _contradictions(inventory: Inventory, entry: Entry) -> list[Flaw]:
    """Return what a page says that its place or its other locales do not allow."""
    flaws = []
    for text in entry.texts.values():
        if inventory.is_unreadable(entry, text):
            continue
        if entry.is_translation(text):
            if text.status and text.status not in (*REVIEWS, entry.publication):
                flaws.append(_flaw(text, "status", *_status_of_translation(text, entry)))
        elif text.status == "reviewed":
            flaws.append(
                _flaw(
                    text,
                    "status",
                    "a source page cannot be reviewed; only translations are.",
                    "Write published, draft or hidden, or remove the line.",
                )
            )
        if inventory.is_article(entry.page_id) and entry.source.date is None:
            flaws.append(
                _flaw(
                    entry.source if not entry.is_translation(text) else text,
                    "date",
                    f"{entry.page_id} is an article and has no date.",
                    f"Add a line “Date: 2026-01-31” to {entry.source.path}.",
                )
            )
    return flaws


def _status_of_translation(text: PageText, entry: Entry) -> tuple[str, str]:
    return (
        f"Status of a translation is draft or reviewed, not {text.status!r}.",
        f"Whether the page is published is said once, in {entry.source.path}.",
    )


def _flaw(text: PageText, key: str, what: str, remedy: str) -> Flaw:
    return Flaw(Problem(text.at(key), what, remedy), text.locale, text.page_id)


def _clashes(inventory: Inventory) -> list[Flaw]:
    """Return pages of one locale whose addresses are one on some disk or host, or are taken."""
    flaws = []
    for locale in inventory.locales:
        taken: dict[str, PageText] = {}
        for entry in inventory.entries.values():
            text = entry.texts.get(locale.code)
            if text is None:
                continue
            key = comparable(entry.address)
            other = taken.setdefault(key, text)
            if other is not text:
                flaws.append(
                    _flaw(
                        text,
                        "",
                        f"this page and {other.path} have one address, {entry.address}.",
                        "Rename one of the two files; upper and lower case do not tell them apart.",
                    )
                )
            if text.page_id in RESERVED or is_reserved(text.page_id):
                flaws.append(
                    _flaw(
                        text,
                        "",
                        f"the address {entry.address} is written by the generator itself.",
                        "Rename the file.",
                    )
                )
    return flaws
